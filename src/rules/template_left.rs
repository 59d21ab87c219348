//! R706: what is left of a template, a form or a program.

use super::rule::declare_rule;
use super::text::{before, ends_any, first, has_any, is_any, is_han, last, starts_any, words};
use super::{Finding, LineContext, Remedy, Scope};
use crate::format::Edition;
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

/// Instructions that no report means.
const INSTRUCTIONS: &str = "该部分以表格形式|本部分以表格形式|此部分以表格形式|这部分以表格形式|\
     该项以表格形式|该部分用表格|在此处报告|单击此处|单击或点击此处|点击此处输入|点击此处添加|\
     点击输入|在此处填写|在此处输入|在此填写|请在此|此处填写|此处填入|此处插入|此处添加|此处粘贴|\
     请填写具体|请填写本单位|请填写单位|请补充具体|请根据实际情况填写|请根据实际填写|\
     根据实际情况填写|请自行填写|由各单位填写|视情况填写|如有请填写|没有请填|如无请填|请替换|\
     表格内容略|示例文字|示例内容|样例文字|仅供参考，请|测试测试";

/// What programs leave behind.
const ERRORS: &str = "#REF!|#N/A|#VALUE!|#DIV/0!|#NAME?|#NULL!|#NUM!|[object Object]|错误！未找到|\
     错误!未找到|错误！未定义|错误!未定义|未定义书签|未找到引用源|锟斤拷|\u{fffd}|%s|%d";

/// What in brackets waits to be replaced.
const WAITING: &str = "文字描述|具体网址|具体数字|具体时间|具体日期|具体内容|具体数据|具体地址|\
     具体电话|具体名称|具体数量|单位名称|机关名称|部门名称|网站名称|机构名称|单位全称|本单位名称|\
     公众号名称|网址|待填|待填写|待补|待补充|待定|待核|待核实|待确认|待更新|待完善|待统计|填写|\
     请填写|空白|未填";

/// What waits to be replaced in square brackets, where words in round ones might explain.
const WAITING_SQUARE: &str =
    "地址|电话|邮编|邮箱|姓名|联系人|年份|数字|日期|数量|单位|部门|名称|年度|联系电话";

/// Beginnings of what waits to be replaced.
const WAITING_BEGINNINGS: &str = "文字描述|此处填|此处应|此处写|此处为|此处插|此处请|在此处|在此填|\
     请填写|请在此|请输入|请补充|请说明|填写具体|填写本|填写实际|填写单位|待填|待补|待核|待确认|\
     具体网址|具体数字|具体数据|插入|填写说明|填表说明|编写说明|写作提示|需填写|须填写|根据实际|\
     按实际情况填|按实际填|结合实际填写|单位名称|网站名称";

/// Notes between colleagues, at the beginning or the end of what stands in brackets.
const NOTES: &str = "请核实|请补充|请更新|请修改|请确认|请核对|请领导|请各科室|请各部门|请各单位|\
     请审阅|待核实|待确认|待更新|待提供|待补充|待核对|需核实|需更新|需补充|需确认|去年数据|旧数据|\
     数据有误|此处需|注意修改|记得修改";

/// Labels behind which something was to be entered.
const LABELS: &str = "电话|邮编|邮政编码|地址|邮箱|网址|传真|联系人";

/// Measure words behind what stands for a number.
const COUNTED: &str = "年月日条件个次份篇期人元项场宗户部万季批届";

/// Where a text says whose name is masked.
const PERSONS: &str = "申请人|原告|村民|居民|市民|网民|公民|群众|第三人|当事人|复议人|上诉人";

type Found = Vec<(Range<usize>, Residue)>;

fn residues(context: &LineContext) -> Found {
    let (line, text) = (context.line, context.line.text());
    let mut found = Vec::new();
    for (list, residue) in [(INSTRUCTIONS, Residue::Instruction), (ERRORS, Residue::Code)] {
        for word in words(list) {
            found.extend(line.find_all(word).map(|range| (range, residue)));
        }
    }
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
    brackets(text, &mut found);
    runs(text, &mut found);
    if !text.is_ascii() || context.field != Field::Title {
        code(text, &mut found);
    }
    if line.has('月') {
        blank_dates(text, &mut found);
    }
    if line.has('：') || line.has(':') {
        blank_labels(context, &mut found);
    }
    for word in ["信息条", "共条", "共件", "发布条"] {
        let is_blank = |at: &Range<usize>| text[at.end..].starts_with(['，', '。', '；', '、', '）']);
        found.extend(line.find_all(word).filter(is_blank).map(|at| (at, Residue::Blank)));
    }
    if line.contains("某某") {
        found.extend(
            line.find_all("某某").filter(|at| is_masked_unit(&text[at.end..])).map(|at| (at, Residue::Blank)),
        );
    }
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

/// `电话：，邮编：。`
fn blank_labels(context: &LineContext, found: &mut Found) {
    let text = context.line.text();
    for label in words(LABELS) {
        for at in context.line.find_all(label) {
            let rest = &text[at.end..];
            let Some(entry) = rest.strip_prefix(['：', ':']) else { continue };
            if entry.trim_start_matches([' ', '\u{3000}']).starts_with(['，', '。', '；', '）', ')', ','])
            {
                found.push((at.start..at.end + rest.len() - entry.len(), Residue::Blank));
            }
        }
    }
}

/// `某某镇`; 张某某 is a person.
fn is_masked_unit(behind: &str) -> bool {
    starts_any(behind, "镇|乡|街道|县|市|区|局|委员会|办公室|省|单位|部门|机关|网站|村")
        && !behind.starts_with("局长")
}

/// Pairs of brackets that hold nothing, or something to be replaced.
fn brackets(text: &str, found: &mut Found) {
    const OPENING: &str = "（(【[［<＜〔《“{";
    const CLOSING: &str = "）)】]］>＞〕》”}";
    for (at, open) in text.char_indices() {
        let pair = OPENING.chars().zip(CLOSING.chars()).find(|pair| pair.0 == open);
        let Some((_, close)) = pair else { continue };
        let start = at + open.len_utf8();
        let window = &text[start..text.floor_char_boundary(start.saturating_add(240))];
        let Some(length) = window.find(close) else { continue };
        let range = at..start + length + close.len_utf8();
        let content = window[..length].trim_matches([' ', '\u{3000}', '\u{a0}', '_', '＿']);
        if content.is_empty() {
            if !matches!(open, '<' | '＜' | '{') {
                found.push((range, Residue::Blank));
            }
            continue;
        }
        let is_square = matches!(open, '【' | '[' | '［' | '<' | '＜');
        let is_round = matches!(open, '（' | '(' | '〔');
        let words = content.trim_end_matches(['。', '：', ':', '…', '.']);
        let is_explained = has_any(words, "见|详|申请表|不再")
            || starts_any(words, "单位名称|网站名称|具体|根据实际") && words.contains(['：', ':', '，']);
        let is_note = words.chars().count() <= 16 && (starts_any(words, NOTES) || ends_any(words, NOTES));
        let is_waiting = is_any(words, WAITING)
            || is_note
            || starts_any(words, WAITING_BEGINNINGS) && !is_explained
            || is_square
                && (is_any(words, WAITING_SQUARE)
                    || has_any(words, "待填|请填|填写")
                    || ends_any(words, "名称|网址") && words.chars().count() <= 8)
            || open == '{' && words.chars().any(is_han) && window[..length].chars().count() > 12;
        if (is_square || is_round || open == '{') && is_waiting {
            found.push((range, Residue::Instruction));
        }
    }
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

/// Repeated letters that stand for something else: `××`, `XX`, `____`.
fn runs(text: &str, found: &mut Found) {
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let Some(kind) = filler(letter) else {
            at += letter.len_utf8();
            continue;
        };
        let length = text[at..].find(|letter| filler(letter) != Some(kind)).unwrap_or(text.len() - at);
        let range = at..at + length;
        at = range.end;
        let count = text[range.clone()].chars().count();
        let run = Run {
            kind,
            count,
            ahead: last(before(text, range.start), 8),
            behind: first(&text[range.end..], 4),
        };
        if run.is_filler() {
            found.push((range, if kind == Filler::Hash { Residue::Code } else { Residue::Blank }));
        }
    }
}

struct Run<'a> {
    kind: Filler,
    count: usize,
    ahead: &'a str,
    behind: &'a str,
}

impl Run<'_> {
    fn is_filler(&self) -> bool {
        let ahead = self.ahead.chars().next_back();
        let behind = self.behind.chars().next();
        let is_code = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
        let is_address = |letter: Option<char>| letter.is_some_and(|letter| "./@-_:=?&%".contains(letter));
        let is_year = self.ahead.ends_with("20") && self.behind.starts_with('年');
        let counts =
            behind.is_some_and(|letter| COUNTED.contains(letter)) && !self.behind.starts_with("条例");
        let is_person = has_any(self.ahead, PERSONS);
        match self.kind {
            Filler::Ex if is_code(ahead) || is_code(behind) => is_year,
            Filler::Ex if self.count == 1 => counts && ahead != Some('+'),
            Filler::Ex => self.count > 2 || !(is_address(ahead) || is_address(behind)),
            Filler::Cross if is_digit(ahead) || is_digit(behind) => is_year,
            Filler::Cross if self.count == 1 => {
                (counts || behind.is_some_and(|letter| "镇乡县市区局街".contains(letter))) && !is_code(ahead)
            }
            Filler::Cross => !is_person,
            Filler::Star => self.count > 1 && !is_code(ahead) && !is_digit(behind) && !is_person,
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

/// Words and signs of programs: `NaN`, `&nbsp;`, `<br>`.
fn code(text: &str, found: &mut Found) {
    const TAGS: &str = "br|p|div|span|strong|b|i|u|em|a|img|table|tr|td|th|tbody|font|h1|h2|h3|ul|\
         li|ol|style|script|o:p|!--";
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let next = at + letter.len_utf8();
        match letter {
            '&' => {
                let word = text[next..].trim_start_matches('#');
                let word = &word[..word.len()
                    - word.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric()).len()];
                let start = next + usize::from(text[next..].starts_with('#'));
                let end = start + word.len();
                if (2..=8).contains(&word.len())
                    && text[start..].starts_with(word)
                    && text[end..].starts_with(';')
                {
                    found.push((at..end + 1, Residue::Code));
                }
            }
            '<' => {
                let rest = text[next..].trim_start_matches('/');
                let is_tag = |tag: &str| {
                    rest.strip_prefix(tag)
                        .is_some_and(|behind| behind.starts_with(['>', ' ', '/']) || tag == "!--")
                };
                if words(TAGS).any(is_tag) {
                    let window = &text[next..text.floor_char_boundary(next.saturating_add(200))];
                    let end = window.find('>').map_or(next, |end| next + end + 1);
                    found.push((at..end, Residue::Code));
                }
            }
            _ if letter.is_ascii_alphabetic() => {
                let end = text.len()
                    - text[at..].trim_start_matches(|letter: char| letter.is_ascii_alphanumeric()).len();
                let (ahead, behind) = (text[..at].chars().next_back(), text[end..].chars().next());
                let is_address =
                    |letter: Option<char>| letter.is_some_and(|letter| "/.=-_@:?&%".contains(letter));
                let is_word = matches!(
                    &text[at..end],
                    "NaN"
                        | "undefined"
                        | "null"
                        | "NULL"
                        | "TODO"
                        | "FIXME"
                        | "Lorem"
                        | "lorem"
                        | "ipsum"
                        | "nbsp"
                );
                if is_word && !is_address(ahead) && !is_address(behind) {
                    found.push((at..end, Residue::Code));
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at = next;
    }
}

/// `2025年月日`, `2025年1月 日`, `12月日至`.
fn blank_dates(text: &str, found: &mut Found) {
    let space = [' ', '\u{3000}', '\u{a0}', '_', '＿'];
    for (at, word) in text.match_indices('月') {
        let ahead = before(text, at).trim_end_matches(space);
        let rest = &text[at + word.len()..];
        let day = rest.trim_start_matches(space);
        let Some(behind) = day.strip_prefix('日') else { continue };
        let gap = rest.len() - day.len();
        let end = text.len() - behind.len();
        let ends = behind.chars().next().is_none_or(|letter| "，。；）)至止到—-、".contains(letter));
        let is_number = |text: &str| text.chars().next_back().is_some_and(|letter| letter.is_ascii_digit());
        if let Some(year) = ahead.strip_suffix('年') {
            let is_blank = is_number(year) || (year.ends_with(space) && gap > 0);
            if is_blank {
                let digits = year.trim_end_matches(|letter: char| letter.is_ascii_digit());
                found.push((at - (before(text, at).len() - digits.len())..end, Residue::Blank));
            }
        } else if is_number(ahead) && ends && ahead.len() == before(text, at).len() {
            let digits = ahead.trim_end_matches(|letter: char| letter.is_ascii_digit());
            found.push((at - (ahead.len() - digits.len())..end, Residue::Blank));
        }
    }
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
            "C#程序、#话题#、3*4、a_b。",
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
            ("公开**条", "**"),
            ("（文字描述）", "（文字描述）"),
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
