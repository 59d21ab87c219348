//! R706: what is left of a template, a form or a program.

use super::rule::declare_rule;
use super::text::{MANY, before, behind, first, is_han, last};
use super::{Finding, LineContext, Remedy, Scope};
use crate::format::Edition;
use crate::prose::words::{Words, listed, words};
use crate::prose::{Line, Sign};
use crate::report::{Field, token};
use std::ops::Range;

declare_rule! {
    /// 正文里没有模板的填写说明、没填的空和多余的代码。
    ///
    /// ## 为什么
    /// “（文字描述）”“××”“【】”和网页代码是写给填表人和程序看的，留在公布的报告里，一眼就看得出没有校对。
    ///
    /// ## 例
    /// “公开信息××条”“联系电话：____”“（此处填写具体网址）”“该部分以表格形式报告”“&nbsp;”“{{单位名称}}”。
    pub TEMPLATE_LEFT {
        id: "R706",
        title: "没有模板的残留",
        severity: Error,
        editions: &Edition::ALL,
        source: "年度报告格式；惯例",
        reads: Scope::PROSE,
        check: Line(check),
    }
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Residue {
    /// Words of instruction.
    Instruction,
    /// A place that was to be filled in.
    Blank,
    /// What a program left.
    Code,
    /// The name of a live figure that does not exist.
    UnknownToken,
    /// A live figure that is not there yet.
    WaitingToken,
}

fn check(context: &LineContext, findings: &mut Vec<Finding>) {
    let text = context.line.text();
    let mut found = residues(context);
    found.sort_by_key(|(range, _)| (range.start, usize::MAX - range.end));
    let mut done = 0;
    for (range, residue) in found {
        if range.start < done {
            continue;
        }
        done = range.end;
        let words = first(&text[range.clone()], 30);
        let (message, advice) = match residue {
            Residue::Instruction => {
                (format!("“{words}”是模板里的填写说明。"), "请删去，或者换成要写的内容。")
            }
            Residue::Blank => (format!("“{words}”还没有填写。"), "请填上，或者删去这一句。"),
            Residue::Code => {
                (format!("“{words}”是网页、表格或者文字处理软件留下的符号。"), "请删去，或者换成要写的内容。")
            }
            Residue::UnknownToken => {
                (format!("没有名叫“{words}”的数，这里会照原样印出来。"), "请换成具体的内容。")
            }
            Residue::WaitingToken => (
                format!("“{words}”对应的表格还没有填，这里会照原样印出来。"),
                "请先填好表格，或者直接写出这个数。",
            ),
        };
        let span = context.span(range.clone());
        // Instructions and code can go; a blank has to be filled.
        let is_waste = residue == Residue::Code && (words.starts_with('<') || words == "&nbsp;")
            || residue == Residue::Instruction && words.starts_with(['（', '【']);
        findings.push(Finding {
            advice: advice.to_owned(),
            remedy: is_waste.then(|| Remedy::Replace { span, text: String::new() }),
            ..Finding::in_text(&TEMPLATE_LEFT, context.frame.edition, span, message)
        });
    }
}

/// What in brackets waits to be replaced.
static WAITING: Words = listed!(
    "文字描述|具体网址|具体数字|具体时间|具体日期|具体内容|具体数据|具体地址|\
     具体电话|具体名称|具体数量|单位名称|机关名称|部门名称|网站名称|机构名称|单位全称|本单位名称|\
     公众号名称|网址|待填|待填写|待补|待补充|待定|待核|待核实|待确认|待更新|待完善|待统计|填写|\
     请填写|空白|未填"
);

/// What waits to be replaced in square brackets, where words in round ones might explain.
static WAITING_SQUARE: Words =
    listed!("地址|电话|邮编|邮箱|姓名|联系人|年份|数字|日期|数量|单位|部门|名称|年度|联系电话");

/// Beginnings of what waits to be replaced.
static WAITING_BEGINNINGS: Words = listed!(
    "文字描述|此处填|此处应|此处写|此处为|此处插|此处请|在此处|在此填|\
     请填写|请在此|请输入|请补充|请说明|填写具体|填写本|填写实际|填写单位|待填|待补|待核|待确认|\
     具体网址|具体数字|具体数据|插入|填写说明|填表说明|编写说明|写作提示|需填写|须填写|根据实际|\
     按实际情况填|按实际填|结合实际填写|单位名称|网站名称"
);

/// Notes between colleagues, at the beginning or the end of what stands in brackets.
static NOTES: Words = listed!(
    "请核实|请补充|请更新|请修改|请确认|请核对|请领导|请各科室|请各部门|请各单位|\
     请审阅|待核实|待确认|待更新|待提供|待补充|待核对|需核实|需更新|需补充|需确认|去年数据|旧数据|\
     数据有误|此处需|注意修改|记得修改"
);

/// Labels behind which something was to be entered.
static LABELS: Words = listed!("电话|邮编|邮政编码|地址|邮箱|网址|传真|联系人");

/// Measure words behind what stands for a number.
const COUNTED: &str = "年月日条件个次份篇期人元项场宗户部万季批届";

/// Where a text says whose name is masked.
static PERSONS: Words =
    listed!("姓名|隐名|申请人|原告|村民|居民|市民|网民|公民|群众|第三人|当事人|复议人|上诉人");

type Found = Vec<(Range<usize>, Residue)>;

fn residues(context: &LineContext) -> Found {
    let (line, text) = (context.line, context.line.text());
    let mut found = Vec::new();
    if line.has('{') {
        for place in token::places(text) {
            // A second pair of braces and what a program writes in front of it belong to it.
            let start = text[..place.range.start].trim_end_matches(['{', '$']).len();
            let end = text.len() - text[place.range.end..].trim_start_matches('}').len();
            let is_single = start == place.range.start;
            let is_known = place.token.is_some() && is_single;
            let residue = if is_known { Residue::WaitingToken } else { Residue::UnknownToken };
            found.push((start..end, residue));
        }
    }
    scan(line, &mut found);
    let bare = text.trim().trim_end_matches(['。', '.', '，', '！']);
    if matches!(
        bare,
        "测试"
            | "测试数据"
            | "测试文本"
            | "测试内容"
            | "test"
            | "示例"
            | "待补充"
            | "待填写"
            | "待定"
            | "TODO"
            | "文字描述"
            | "略"
    ) {
        found.push((0..text.len(), Residue::Instruction));
    }
    if context.field == Field::Title {
        let marks = [
            "模板",
            "模版",
            "范本",
            "范文",
            "样本",
            "样稿",
            "征求意见稿",
            "初稿",
            "送审稿",
            "草稿",
            "讨论稿",
            "定稿",
            "终稿",
            "最终版",
        ];
        for mark in marks {
            found.extend(line.find_all(mark).map(|range| (range, Residue::Instruction)));
        }
    }
    found
}

/// Looks at every letter and every word that may begin something that was left.
fn scan(line: &Line, found: &mut Found) {
    let text = line.text();
    for (at, word) in LEFT.everywhere(line.words()).into_iter().take(MANY) {
        found.extend(left(text, at, word));
    }
    let mut done = 0;
    for (index, &Sign { at, letter }) in line.signs().iter().enumerate() {
        if found.len() >= MANY {
            break;
        }
        let at = at as usize;
        let residue = match letter {
            '（' | '(' | '【' | '[' | '［' | '＜' | '〔' | '《' | '“' | '{' | '<' => {
                bracket(line, index)
            }
            '&' => entity(text, at),
            '：' | ':' => blank_label(text, at, letter),
            '，' | '。' | '；' | '、' | '）' => blank_count(text, at),
            '#' | '%' | '\u{fffd}' => error_value(text, at),
            _ => None,
        };
        found.extend(residue);
        if at < done {
            continue;
        }
        if let Some(kind) = filler(letter) {
            done = run(text, at, kind, found);
        }
        if letter.is_ascii_alphabetic() {
            done = done.max(word(text, at, found));
        }
    }
}

/// Words that no report means: instructions, what word processors say, and what may begin a blank.
static LEFT: Words = listed!(
    "该部分以表格形式|该项以表格形式|该部分用表格|本部分以表格形式|本项以表格形式|本部分用表格|\
     这部分以表格形式|这项以表格形式|这部分用表格|此部分以表格形式|此处填写|此处填入|此处插入|此处添加|\
     此处粘贴|此处输入|此处报告|此填写|单击此处|单击或点击此处|点击此处输入|点击此处添加|点击输入|\
     请填写具体|请填写本单位|请填写单位|请替换|请补充具体|请根据实际|请在此处|根据实际情况填写|\
     以文字描述形式|以文字描述的形式|由各单位填写|如无请填|示例文字|测试测试|错误！未找到|错误!未找到|错误！未定义|错误!未定义|\
     未定义书签|未找到引用源|锟斤拷|某某|月日|月 |月\u{3000}|月\u{a0}|月_|月＿"
);

/// What such a word is where it stands.
fn left(text: &str, at: usize, word: &str) -> Option<(Range<usize>, Residue)> {
    let range = at..at + word.len();
    match word {
        "某某" => masked_unit(text, at),
        _ if word.starts_with('月') => blank_date(text, at),
        _ if word.starts_with(['错', '未', '锟']) => Some((range, Residue::Code)),
        _ => Some((range, Residue::Instruction)),
    }
}

/// `公开信息条，`: the number is missing.
fn blank_count(text: &str, at: usize) -> Option<(Range<usize>, Residue)> {
    let word = words!("信息条|共条|共件|发布条").at_end(&text[..at])?;
    Some((at - word.len()..at, Residue::Blank))
}

/// `#REF!` and other values that are none.
fn error_value(text: &str, at: usize) -> Option<(Range<usize>, Residue)> {
    let list = words!("#REF!|#N/A|#VALUE!|#DIV/0!|#NAME?|#NULL!|#NUM!|%s|%d|\u{fffd}");
    let found = list.at_start(&text[at..])?;
    Some((at..at + found.len(), Residue::Code))
}

/// `电话：，邮编：。`
fn blank_label(text: &str, at: usize, colon: char) -> Option<(Range<usize>, Residue)> {
    let ahead = before(text, at);
    let label = LABELS.at_end(ahead)?;
    let end = at + colon.len_utf8();
    let entry = text[end..].trim_start_matches([' ', '\u{3000}']);
    entry.starts_with(['，', '。', '；', '）', ')', ',']).then_some((at - label.len()..end, Residue::Blank))
}

/// `某某镇`; 张某某 is a person.
fn masked_unit(text: &str, at: usize) -> Option<(Range<usize>, Residue)> {
    let behind = text[at..].strip_prefix("某某")?;
    let is_unit = words!("镇|乡|街道|县|市|区|局|委员会|办公室|省|单位|部门|机关|网站|村").begin(behind)
        && !behind.starts_with("局长");
    let range = at..at + "某某".len();
    (is_unit && !is_shown(text, &range)).then_some((range, Residue::Blank))
}

/// The mark that closes a pair.
fn closing(open: char) -> char {
    match open {
        '（' => '）',
        '(' => ')',
        '【' => '】',
        '[' => ']',
        '［' => '］',
        '<' => '>',
        '＜' => '＞',
        '〔' => '〕',
        '《' => '》',
        '“' => '”',
        _ => '}',
    }
}

/// What the bracket at this sign leads to: a tag, or a pair that holds nothing or something to be replaced.
fn bracket(line: &Line, index: usize) -> Option<(Range<usize>, Residue)> {
    const LONGEST: usize = 240;
    let (text, open) = (line.text(), line.signs()[index]);
    let (at, open) = (open.at as usize, open.letter);
    if open == '<'
        && let Some(tag) = tag(text, at)
    {
        return Some(tag);
    }
    let (start, close) = (at + open.len_utf8(), closing(open));
    let near = line.signs()[index + 1..].iter().take_while(|sign| sign.at as usize <= start + LONGEST);
    let end = near.clone().find(|sign| sign.letter == close)?.at as usize;
    if end + close.len_utf8() > text.floor_char_boundary(start + LONGEST) {
        return None;
    }
    let range = at..end + close.len_utf8();
    let is_square = matches!(open, '【' | '[' | '［' | '<' | '＜');
    let is_round = matches!(open, '（' | '(' | '〔' | '{');
    let inner = &text[start..end];
    let is_space = |letter| matches!(letter, ' ' | '\u{3000}' | '\u{a0}' | '_' | '＿');
    let content = inner.trim_matches(is_space);
    if content.is_empty() {
        return (!matches!(open, '<' | '＜' | '{')).then_some((range, Residue::Blank));
    }
    if content == "object Object" {
        return Some((range, Residue::Code));
    }
    let is_code = || open == '{' && content.chars().any(is_han) && inner.chars().count() > 12;
    let waits = (is_square || is_round) && (is_waiting(content, is_square) || is_code());
    waits.then_some((range, Residue::Instruction))
}

/// `【此处补充亮点做法】`: a place is named, and what is to be done there.
fn is_told_what_to_do(words: &str) -> bool {
    static DOING: Words = listed!(
        "补充|补|加|添|增|插|放|写|填|列|删|改|替换|更新|核|调整|说明|描述|概述|完善|展开|待|请|需|应|由|供|粘贴|\
         另附|可"
    );
    let place = words!("此处|这里|本处|本段|此段|此部分|该处|该段|此句|此条|以下").at_start(words);
    place.is_some_and(|place| DOING.begin(words[place.len()..].trim_start_matches([' ', '：', '，'])))
        || words!("补充|增加|添加|插入|替换|更新|完善|删除|修改").begin(words)
            && words!("数据|内容|数字|图片|亮点|做法|情况|案例|表格|图表|文字").end(words)
}

/// `（本部分不少于300字，请结合实际撰写）`: how long a part is to be, and how it is to be written.
fn tells_the_writer(words: &str) -> bool {
    let asks = words.find('请').or_else(|| words.find("结合")).map(|at| &words[at..]).unwrap_or_default();
    let is_asked = words!("填写|编写|撰写|概括|简述|阐述|列举|补写|填报").in_text(first(asks, 16))
        && !words!("申请|表格|网|电话|信件").in_text(words);
    let is_measured = words!("字数|篇幅").in_text(words)
        || words.ends_with('字') && words!("不少于|不超过|以内|控制在|限于").in_text(words);
    // 如没有则填0
    let is_nought =
        words!("则填|就填|填“0”|填0|填零|填“无”|填无").in_text(words) && words.chars().nth(20).is_none();
    is_asked || is_nought || is_measured && words!("不少于|不超过|以内|以上|左右|控制在|限于").in_text(words)
}

/// Whether what stands in brackets is to be replaced.
fn is_waiting(content: &str, is_square: bool) -> bool {
    let words = content.trim_end_matches(['。', '：', ':', '…', '.']);
    let is_short = |most: usize| words.chars().nth(most).is_none();
    let is_explained = || {
        words!("见|详|申请表|不再").in_text(words)
            || words!("单位名称|网站名称|具体|根据实际").begin(words) && words.contains(['：', ':', '，'])
    };
    WAITING.is(words)
        || is_short(60) && tells_the_writer(words)
        || (NOTES.begin(words) || NOTES.end(words)) && is_short(16)
        || WAITING_BEGINNINGS.begin(words) && !is_explained()
        || is_square
            && (WAITING_SQUARE.is(words)
                || words!("待填|请填|填写").in_text(words)
                || is_told_what_to_do(words)
                || words!("名称|网址").end(words) && is_short(8))
}

/// What a letter stands for where it is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Filler {
    Ex,
    Cross,
    Star,
    Line,
    Circle,
    Hash,
    Question,
    Space,
}

fn filler(letter: char) -> Option<Filler> {
    Some(match letter {
        'X' | 'x' | 'Ｘ' | 'ｘ' => Filler::Ex,
        '×' | '✕' | '╳' => Filler::Cross,
        '*' | '＊' => Filler::Star,
        '_' | '＿' => Filler::Line,
        '○' | '〇' | '◯' | '□' | '△' => Filler::Circle,
        '#' | '＃' => Filler::Hash,
        '?' | '？' => Filler::Question,
        ' ' | '\u{3000}' | '\u{a0}' => Filler::Space,
        _ => return None,
    })
}

/// Repeated letters that stand for something else: `××`, `XX`, `____`. Gives the end of the run.
fn run(text: &str, at: usize, kind: Filler, found: &mut Found) -> usize {
    let length = text[at..].find(|letter| filler(letter) != Some(kind)).unwrap_or(text.len() - at);
    let range = at..at + length;
    let end = range.end;
    let count = text[range.clone()].chars().count();
    let run = Run {
        kind,
        count,
        is_shown: matches!(kind, Filler::Cross | Filler::Star) && is_shown(text, &range),
        ahead: last(before(text, at), 8),
        behind: first(&text[end..], 4),
    };
    if run.is_filler() {
        found.push((range, if kind == Filler::Hash { Residue::Code } else { Residue::Blank }));
    }
    end
}

/// `规范为“××村××项目公示”等样式`, `姓名以“李××”形式展示`: a way of writing is shown.
fn is_shown(text: &str, range: &Range<usize>) -> bool {
    let (ahead, behind) = (before(text, range.start), behind(text, range.end));
    let Some(open) = ahead.rfind('“').filter(|&open| !ahead[open..].contains('”')) else { return false };
    let Some((_, rest)) = behind.split_once('”') else { return false };
    let is_form = words!("样式|形式|格式|字样|系列|栏目|问答|专栏").in_text(first(rest, 4));
    // The form may be named behind several: “张×”“李××”形式.
    let is_masked = words!("姓名|脱敏|隐去|遮蔽|去标识|名单|示例|样例|统一填写")
        .in_text(last(&ahead[..open], 30))
        || words!("隐去|脱敏|遮蔽|遮挡").in_text(first(rest, 30));
    is_form || is_masked
}

struct Run<'a> {
    kind: Filler,
    /// Whether it stands in quotation marks that show how something is written.
    is_shown: bool,
    count: usize,
    ahead: &'a str,
    behind: &'a str,
}

impl Run<'_> {
    /// Whether the sign itself is spoken of: 以“****”代替.
    fn is_spoken_of(&self) -> bool {
        let ahead = self.ahead.trim_end_matches(['“', '"', '「']);
        ahead.len() < self.ahead.len()
            && self.behind.starts_with(['”', '"', '」'])
            && ahead.ends_with(['以', '用', '为', '成'])
    }

    /// Whether it is told what it stands for: 其中XX为类别代码.
    fn is_explained(&self) -> bool {
        words!("为类别|为代码|为编号|代表|表示").begin(self.behind)
    }

    fn is_filler(&self) -> bool {
        let ahead = self.ahead.chars().next_back();
        let behind = self.behind.chars().next();
        let is_code = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let is_address = |letter: Option<char>| letter.is_some_and(|letter| "./@-_:=?&%".contains(letter));
        let is_year = self.ahead.ends_with("20") && self.behind.starts_with('年');
        let counts =
            behind.is_some_and(|letter| COUNTED.contains(letter)) && !self.behind.starts_with("条例");
        let is_person = PERSONS.in_text(self.ahead);
        if self.is_shown || self.is_explained() {
            return false;
        }
        match self.kind {
            Filler::Ex if is_code(ahead) || is_code(behind) => is_year,
            Filler::Ex if self.count == 1 => counts && ahead != Some('+'),
            Filler::Ex => self.count > 2 || !(is_address(ahead) || is_address(behind)),
            Filler::Cross if is_digit(ahead) || is_digit(behind) => is_year,
            Filler::Cross if self.count == 1 => {
                (counts || behind.is_some_and(|letter| "镇乡县市区局街".contains(letter))) && !is_code(ahead)
            }
            Filler::Cross => !is_person,
            Filler::Star => {
                self.count > 1 && !is_code(ahead) && !is_digit(behind) && !is_person && !self.is_spoken_of()
            }
            Filler::Line => self.count > 1 && !(is_code(ahead) && is_code(behind)),
            Filler::Circle => {
                let is_numeral = |letter: Option<char>| {
                    letter.is_some_and(|letter| "一二三四五六七八九十".contains(letter))
                };
                self.count > 1 && !is_numeral(ahead) && !is_numeral(behind)
            }
            Filler::Hash => self.count > 1 && !is_code(ahead),
            Filler::Question => self.count > 2,
            // A number was forgotten between a word and its measure word.
            Filler::Space => {
                let follows = self.behind.chars().nth(1);
                self.count > 1
                    && ahead.is_some_and(is_han)
                    && behind.is_some_and(|letter| "条件次份篇个期元".contains(letter))
                    && follows.is_none_or(|letter| "，。；、（）".contains(letter))
            }
        }
    }
}

/// `&nbsp;`, `&#8220;`.
fn entity(text: &str, at: usize) -> Option<(Range<usize>, Residue)> {
    let rest = text[at..].strip_prefix('&')?;
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let length = name.find(|letter: char| !letter.is_ascii_alphanumeric())?;
    let is_entity = (2..=8).contains(&length) && name[length..].starts_with(';');
    is_entity.then_some((at..text.len() - name.len() + length + 1, Residue::Code))
}

/// `<br>`, `</p>`.
fn tag(text: &str, at: usize) -> Option<(Range<usize>, Residue)> {
    static TAGS: Words = listed!(
        "br|p|div|span|strong|b|i|u|em|a|img|table|tr|td|th|tbody|font|h1|h2|h3|ul|\
         li|ol|style|script|o:p|!--"
    );
    let rest = text[at..].strip_prefix('<')?;
    let name = rest.strip_prefix('/').unwrap_or(rest);
    TAGS.iter().find(|tag| {
        name.strip_prefix(tag).is_some_and(|behind| behind.starts_with(['>', ' ', '/']) || *tag == "!--")
    })?;
    let window = &rest[..rest.floor_char_boundary(200)];
    Some((at..at + 1 + window.find('>').map_or(0, |end| end + 1), Residue::Code))
}

/// `NaN`, `undefined`. Gives the end of the word.
fn word(text: &str, at: usize, found: &mut Found) -> usize {
    static WORDS: Words = listed!("NaN|undefined|null|NULL|TODO|FIXME|Lorem|lorem|ipsum");
    let length = text[at..].find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(text.len() - at);
    let end = at + length;
    let is_address = |letter: Option<char>| letter.is_some_and(|letter| "/.=-_@:?&%".contains(letter));
    let (ahead, behind) = (text[..at].chars().next_back(), text[end..].chars().next());
    let is_part =
        ahead.is_some_and(|letter| letter.is_ascii_alphanumeric()) || is_address(ahead) || is_address(behind);
    if WORDS.is(&text[at..end]) && !is_part {
        found.push((at..end, Residue::Code));
    }
    end
}

/// `2025年月日`, `2025年1月 日`, `12月日至`.
fn blank_date(text: &str, at: usize) -> Option<(Range<usize>, Residue)> {
    let space = [' ', '\u{3000}', '\u{a0}', '_', '＿'];
    let rest = text[at..].strip_prefix('月')?;
    let day = rest.trim_start_matches(space);
    let behind = day.strip_prefix('日')?;
    let end = text.len() - behind.len();
    let whole = before(text, at);
    let ahead = whole.trim_end_matches(space);
    let digits =
        |text: &str| text.len() - text.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    if let Some(year) = ahead.strip_suffix('年') {
        let is_blank = digits(year) > 0 || year.ends_with(space) && day.len() < rest.len();
        let start = at - (whole.len() - (year.len() - digits(year)));
        return is_blank.then_some((start..end, Residue::Blank));
    }
    let ends = behind.chars().next().is_none_or(|letter| "，。；）)至止到—-、".contains(letter));
    let length = digits(whole);
    (length > 0 && ends).then_some((at - length..end, Residue::Blank))
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::{run_draft, run_text};
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn found(text: &str) -> Vec<String> {
        let typed: Vec<char> = text.chars().collect();
        run_text(&TEMPLATE_LEFT, Field::Overview, text)
            .findings
            .iter()
            .map(|finding| typed[finding.spans[0].start..finding.spans[0].end].iter().collect())
            .collect()
    }

    #[test]
    fn passes_what_only_looks_like_it() {
        for text in [
            "开设【权责清单】【惠民补贴】专栏，公开信息461条（网站457条、公示栏4条）。",
            "服务时间为7×24小时，面积5×8米，手机号138****5678，证号3201××××0011。",
            "邮箱xxgk@yunting.example，网址http://xxgk.yunting.example/art_12__3.html?id=null&type=2。",
            "用文字描述、图解两种形式解读，完成压力测试1次，部分内容有待补充。",
            "二〇〇八年成立，现有编制一〇〇名，接入WTO/TBT通报查询，按“1+N+X”模式运行。",
            "公开X光检查价格，落实“数据要素×”行动，R&D经费增长。",
            "申请人李××要求公开的信息已答复，□是 □否。",
            "接待查阅和咨询（电话、信函）32件（详见附件）。",
            "依据 条例 公开，每月日常巡查，12月日均访问量3万次。",
            "对救助名单按照“张**”“李*”的方式隐去姓名后公示。",
            "C#程序、#话题#、3*4、a_b（申请表请填写完整，问卷字数不限）。",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn fails_with_the_words_that_were_left() {
        for (text, expected) in [
            ("公开信息××条。", "××"),
            ("公开信息X条。", "X"),
            ("公开信息ＸＸ条。", "ＸＸ"),
            ("20XX年", "XX"),
            ("公开×条", "×"),
            ("电话：____。", "____"),
            ("○○镇公开", "○○"),
            ("共***件", "***"),
            ("收到申请0件（如没有则填0）。", "（如没有则填0）"),
            ("公开**条", "**"),
            ("（文字描述）", "（文字描述）"),
            ("（本部分不少于300字，请结合实际撰写）", "（本部分不少于300字，请结合实际撰写）"),
            ("见（具体网址）。", "（具体网址）"),
            ("由[单位名称]编制", "[单位名称]"),
            ("由【请填写单位】编制", "【请填写单位】"),
            ("共（ ）条", "（ ）"),
            ("共【】条", "【】"),
            ("该部分以表格形式报告。", "该部分以表格形式"),
            ("发布&nbsp;条", "&nbsp;"),
            ("发布&#8220;信息", "&#8220;"),
            ("第一行<br/>第二行", "<br/>"),
            ("<span style=\"color:red\">信息", "<span style=\"color:red\">"),
            ("共NaN条", "NaN"),
            ("共#DIV/0!条", "#DIV/0!"),
            ("共{{数量}}条", "{{数量}}"),
            ("共${count}条", "${count}"),
            ("2025年  月  日", "2025年  月  日"),
            ("至12月日。", "12月日"),
            ("公开信息  条，", "  "),
            ("某某镇公开", "某某"),
            ("错误！未找到引用源。", "错误！未找到"),
            ("[object Object]", "[object Object]"),
            ("在此处填写数字", "此处填写"),
            ("测试", "测试"),
            ("公开30条（请核实）。", "（请核实）"),
            ("请联系（电话：，邮编：123456）。", "电话："),
            ("公开信息条，", "信息条"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn live_figures_are_told_apart() {
        let message =
            |text: &str| run_text(&TEMPLATE_LEFT, Field::Overview, text).findings[0].message.clone();
        assert!(message("收到{新收申请数}件").contains("还没有填"));
        assert!(message("收到{新收的申请}件").contains("没有名叫"));
    }

    #[test]
    fn a_blank_text_and_a_sound_title_are_silent() {
        assert!(found("").is_empty());
        let titled = |title: &str| {
            let draft = Draft::new(2024, UnitKind::Township).with_text(Field::Title, title);
            run_draft(&TEMPLATE_LEFT, draft).findings.len()
        };
        assert_eq!(
            (titled("2024年政府信息公开工作年度报告"), titled("2024年政府信息公开工作年度报告（送审稿）")),
            (0, 1)
        );
    }
}
