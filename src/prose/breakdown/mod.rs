//! Totals with their parts: `公开信息217条，其中网站125条、公众号92条`.
//!
//! Prose does not say where a list of parts begins and ends, what belongs to a part and what stands beside the
//! list. So every plausible reading is tried, and a total contradicts its parts only when none of them fits.

mod announced;
mod bare;
mod behind;
mod judge;

use crate::prose::index::Stretch;
use crate::prose::lexer::{Quantity, Token};
use crate::prose::unit::Unit;
use crate::prose::words::{Words, listed, words};
use crate::prose::{Amount, Precision, overlap, steps};
use announced::{bracketed, following, in_own_brackets};
use behind::preceding;
use std::ops::Range;

/// A quantity in its surroundings.
#[derive(Debug, Clone)]
pub(super) struct Item<'a> {
    /// The quantity.
    pub(super) quantity: &'a Quantity,
    /// Brackets around it.
    pub(super) depth: usize,
    /// The words before it, from the last mark or number on.
    pub(super) label: Stretch<'a>,
    /// The words behind it, up to the next mark or number.
    pub(super) tail: Stretch<'a>,
    /// Sentence of the line that it stands in, counted from 0.
    pub(super) sentence: usize,
    /// Where that sentence starts, in bytes of the line.
    pub(super) sentence_start: usize,
    /// The strongest mark between it and the quantity before, brackets aside.
    pub(super) gap: Gap,
    /// The last year named before it in its sentence.
    pub(super) year: Option<u16>,
    /// Whether it is held against another year or is a mean.
    is_compared: bool,
    /// How many things it is said of: 19 in 19个行政村各1块.
    times: Option<i64>,
    /// Before how many quantities of the line, up to this one, stand 按 and the like, so that another way of
    /// sorting may begin there.
    sorts: usize,
    /// Whether it counts bodies or fields that something else is counted of: 8 in 8个乡镇公开157条.
    holds: bool,
    /// Whether it counts bodies or fields, by its name.
    is_of_bodies: bool,
    /// Whether it may be a part of some total, by the words around it.
    standing: Standing,
}

/// How a quantity stands beside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It may be counted with them.
    Among,
    /// It is a rate, is left out, or is told of another time.
    Apart,
}

/// Marks between two quantities, by strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing or words such as 和.
    None,
    /// 、
    Pause,
    /// ，or ：
    Comma,
    /// ；
    Semicolon,
    /// 。
    Stop,
}

/// The quantities of a line in their surroundings.
pub(super) fn items<'a>(text: Stretch<'a>, tokens: &'a [Token]) -> Vec<Item<'a>> {
    let count = tokens.iter().filter(|token| matches!(token, Token::Quantity(_))).count();
    let mut items: Vec<Item> = Vec::with_capacity(count);
    let (mut depth, mut sentence, mut sentence_start, mut gap) = (0_usize, 0, 0, Gap::None);
    let (mut year, mut aside) = (None, None);
    let mut behind = 0;
    for (index, token) in tokens.iter().enumerate() {
        // A year belongs to the words around it: 转到2025年办理.
        if let Token::Year(range, named) = token {
            if is_aside(&text, range, year) {
                aside = Some(*named);
            } else {
                (year, aside) = (Some(*named), None);
            }
            continue;
        }
        let range = token.range();
        // In 网站：512条 the colon belongs to the name.
        let is_name = matches!(token, Token::Mark(_, '：'))
            && tokens
                .get(index + 1)
                .is_some_and(|next| matches!(next, Token::Quantity(_)) && next.range().start == range.end)
            && behind < range.start
            && items.last().is_none_or(|item| item.quantity.range.end < behind);
        if is_name {
            continue;
        }
        let from = std::mem::replace(&mut behind, range.end);
        if let Some(item) = items.last_mut().filter(|item| item.quantity.range.end == from) {
            item.tail = text.part(from, range.start);
        }
        match token {
            // “最多跑一次” counts nothing.
            Token::Quantity(quantity) if quantity.is_weak && text[..range.start].ends_with('跑') => {}
            Token::Quantity(quantity) => {
                let before = match items.last() {
                    Some(item) if item.quantity.range.end == from => item.tail,
                    _ => text.part(from, range.start),
                };
                let (last, sorts) = items.last().map_or((0, 0), |item| (item.quantity.range.end, item.sorts));
                let may_sort = words!["按", "从", "就"].in_text(if last == from {
                    before
                } else {
                    text.part(last, range.start)
                });
                let is_compared = is_held_against(before, gap, items.last());
                let times = times_of(
                    before,
                    gap,
                    quantity,
                    items.last().filter(|item| item.quantity.range.end == from),
                );
                if gap == Gap::None {
                    mark_holder(&text, items.last_mut().filter(|last| last.depth == depth), quantity);
                }
                items.push(Item {
                    holds: false,
                    is_of_bodies: false,
                    standing: Standing::Apart,
                    quantity,
                    times,
                    depth: depth - usize::from(depth > 0 && is_told_in_words(&text[..range.start])),
                    label: before,
                    tail: Stretch::from(""),
                    sentence,
                    sentence_start,
                    gap,
                    year: aside.or(year),
                    is_compared,
                    sorts: sorts + usize::from(may_sort),
                });
                gap = Gap::None;
            }
            Token::Mark(_, '（') => depth += 1,
            Token::Mark(_, '）') => depth = depth.saturating_sub(1),
            Token::Mark(_, mark) => {
                aside = aside.filter(|_| *mark == '、');
                gap = gap.max(match mark {
                    '、' => Gap::Pause,
                    '；' => Gap::Semicolon,
                    '。' => Gap::Stop,
                    _ => Gap::Comma,
                });
                if *mark == '。' {
                    sentence += 1;
                    sentence_start = range.end;
                    year = None;
                    // A bracket that was never closed ends with its sentence.
                    depth = 0;
                }
            }
            Token::Percentage(_) | Token::Year(..) => {}
        }
        if index + 1 == tokens.len()
            && let Some(item) = items.last_mut().filter(|item| item.quantity.range.end == behind)
        {
            item.tail = text.behind(behind);
        }
    }
    let has_rates = text.contains('每');
    for item in &mut items {
        item.settle(&text, has_rates);
    }
    items
}

/// Whether the words before a quantity give so much to each of several: 12个村的公开栏各更新36次.
fn shares_out(before: Stretch) -> bool {
    before.rsplit_once('各').is_some_and(|(_, verb)| {
        (1..=4).contains(&verb.trim_end().chars().count()) && !verb.contains(['类', '项', '级', '种'])
    })
}

/// 过半（52篇）反映乡村建设: the bracket holds the part itself.
fn is_told_in_words(before: &str) -> bool {
    const WORDS: [&str; 5] = ["过半", "近半", "一半", "半数", "大半"];
    before.strip_suffix('（').is_some_and(|before| WORDS.iter().any(|word| before.ends_with(word)))
}

/// How many things a quantity is said of: what stands right before it, or the kinds that are told.
fn times_of(before: Stretch, gap: Gap, quantity: &Quantity, last: Option<&Item>) -> Option<i64> {
    let is_set_up = || last.is_some_and(|last| last.gap != Gap::Pause) && sets_up(before);
    let is_shared_out = shares_out(before);
    let is_each_of = gap == Gap::None && (quantity.is_each || is_shared_out || is_set_up());
    let held = last.filter(|_| is_each_of).and_then(|last| last.quantity.exact());
    held.or_else(|| if is_shared_out { kinds_before_each(before) } else { None })
}

/// The same with more words: 4个社区各设政府信息查阅点2处.
fn sets_up(before: Stretch) -> bool {
    let verb = before.rsplit_once('各').map_or("", |(_, verb)| verb.trim_end());
    verb.starts_with(['设', '建', '配', '置']) && verb.chars().count() <= 10
}

/// How many kinds are named right before 各: 3 in 社会救助、乡村振兴、生态环境三类信息各公开12条.
fn kinds_before_each(before: Stretch) -> Option<i64> {
    let (ahead, _) = before.rsplit_once('各')?;
    let at = ahead.rfind('类').filter(|&at| ahead[at..].chars().count() <= 5)?;
    let mut letters = ahead[..at].chars().rev();
    let number = letters.next().and_then(crate::prose::number::chinese_digit).filter(|&number| number > 1)?;
    let is_part = letters.next().is_some_and(|letter| "第十百各每前后余".contains(letter));
    (!is_part).then_some(number)
}

/// Whether what else there is in the sentence is not of a year that it names, besides one named before.
fn is_aside(text: &str, range: &Range<usize>, year: Option<u16>) -> bool {
    // 较2023年多12宗 is no more than a comparison: what stands in its clause is of that year.
    let is_compared = text[..range.start].ends_with(['比', '较', '与', '同', '和']);
    // 加上2019年结转的2件
    let is_stock = || words!["结转", "转入", "转来", "末", "底", "遗留"].begin(&text[range.end..]);
    is_compared || year.is_some() && is_stock()
}

/// Marks the quantity before another that counts what holds it: 8个乡镇公开157条.
fn mark_holder(text: &str, last: Option<&mut Item>, next: &Quantity) {
    let is_counted = |quantity: &Quantity| text[..quantity.range.end].ends_with('个');
    if let Some(last) = last
        && let Some(between) = text.get(last.quantity.range.end..next.range.start)
    {
        let is_holder = !between.is_empty() && !between.contains('各') && next.unit != Unit::None;
        last.holds |= is_holder && is_counted(last.quantity) && !is_counted(next);
    }
}

impl Item<'_> {
    /// What the words on both sides tell, once they are known.
    fn settle(&mut self, text: &str, has_rates: bool) {
        static NAMES: Words =
            listed!("领域|社区|乡镇|街道|部门|单位|县|区|村|科室|行业|学校|事项领域|试点领域");
        let label = self.label.text().trim_end();
        self.is_of_bodies = text[..self.quantity.range.end].ends_with('个') && NAMES.begin(&self.tail);
        // 每村每季度更新1次 is a rate, and 除2件不公开外 is told of some of the others.
        let is_rate = has_rates && label.contains('每') || label.ends_with('除') && self.tail.contains('外');
        // 新收15件中的14件
        let is_of_those = self.tail.text() == "中的";
        if !is_rate && !is_of_those && !self.is_compared && !self.tail.ends_with('各') {
            self.standing = Standing::Among;
        }
    }
}

/// The same in a list: 当年受理2件、上年受理1件 are two parts, 较上年分别增加12项、18项 are none.
fn is_held_against(before: Stretch, gap: Gap, last: Option<&Item>) -> bool {
    if gap != Gap::Pause {
        return is_compared(before);
    }
    let is_beside_own =
        || last.is_some_and(|last| words!["当年", "本年", "今年", "年内"].in_text(last.label));
    is_compared(before) && !is_beside_own()
        || before.trim().is_empty() && last.is_some_and(|last| last.is_compared)
}

/// Whether the words before a quantity hold it against another year, or call it a mean.
fn is_compared(label: Stretch) -> bool {
    // 上年结转 is counted in, and 上年度反馈的问题 are this year's task.
    static TAKEN_OVER: Words = listed![
        "结转", "接续", "承接", "转入", "转来", "遗留", "反馈", "提出", "指出", "列出", "发现", "查摆",
        "梳理", "确定", "排查", "检查", "明确",
    ];
    // 较2019年的276条
    let is_of_year = label.ends_with("年的") && words!["较", "比", "与"].in_text(label);
    is_of_year
        || COMPARED.in_text(label)
            && (!TAKEN_OVER.in_text(label)
                || words!["比", "较", "增加", "减少", "增长", "下降", "同比"].in_text(label))
}

/// A total that none of the readings of its parts fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The total.
    pub total: Quantity,
    /// The parts with their names.
    pub parts: Vec<(String, Quantity)>,
    /// The sum of the parts.
    pub sum: Amount,
}

impl Contradiction {
    /// Whether the parts are more than the total, which is never right.
    pub fn is_over(&self) -> bool {
        self.sum > self.total.amount
    }
}

/// How a list of parts is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// It promises all parts: 分别为, a colon.
    Closed,
    /// It need not name all parts: 其中.
    Open,
    /// It is not announced.
    Bare,
}

static OPEN: Words = listed!["其中", "主要", "涉及", "含有", "包含", "涵盖", "覆盖"];
static CLOSED: Words = listed![
    "分别",
    "依次",
    "具体为",
    "具体是",
    "具体情况",
    "计有",
    "构成为",
    "组成为",
    "各为",
    "包括",
    "分为",
    "，即",
    "按照类别",
    "按类别",
    "按渠道",
    "从类别",
    "从渠道",
    "从内容",
    "审理结果为",
    "复议结果为",
];
static COMPARED: Words = listed![
    "增加",
    "减少",
    "增长",
    "下降",
    "同比",
    "上年",
    "去年",
    "上一年",
    "日均",
    "月均",
    "平均",
    "人均",
    "多出",
    "提高",
    "往年",
    "较上半年",
    "比上半年",
];
static CONSEQUENCES: Words = listed![
    "复议",
    "诉讼",
    "引发",
    "阅读",
    "浏览",
    "点击",
    "访问",
    "粉丝",
    "关注",
    "播放",
    "转发量",
    "点赞",
    "下载量",
];
static BESIDE: Words = listed![
    "另", "还", "此外", "同时", "并", "引发", "转", "开展", "举办", "召开", "回应", "答复", "办理", "收到",
    "制作", "组织", "印发", "开设", "接待", "受理", "推送", "发布", "公开", "解读", "办结",
];
static CHANNELS: Words = listed![
    "网站",
    "网",
    "公众号",
    "微信",
    "微博",
    "抖音",
    "头条",
    "新媒体",
    "客户端",
    "公示栏",
    "公开栏",
    "宣传栏",
    "报刊",
    "电视",
    "广播",
    "显示屏",
    "平台",
    "端",
    "村务",
    "专栏",
];
static SAME_ITEMS: Words = listed!["同步", "同时发", "同时推", "重复", "交叉", "一并", "同一", "多渠道"];
/// The same where the parts are no channels: 公报与电子版同步发行 counts nothing twice.
static SAME_ANYWHERE: Words = listed!["重复", "交叉", "一并", "同一"];
/// Behind these stands where the same items were published, or nothing of the kind: 均在规定时限内.
static ALL_ON: Words = listed!["均在", "均通过"];

/// The contradictions between totals and parts of a line.
pub(super) fn contradictions(text: Stretch, items: &[Item]) -> Vec<Contradiction> {
    let mut found: Vec<Contradiction> = Vec::new();
    for index in 0..items.len() {
        // A part of a list that does not come out need not be the total of the rest of it.
        let is_part = |known: &Contradiction| {
            known.parts.iter().any(|(_, part)| part.range == items[index].quantity.range)
        };
        if found.iter().any(is_part) {
            continue;
        }
        let contradiction = bracketed(text, items, index)
            .or_else(|| following(text, items, index))
            .or_else(|| in_own_brackets(text, items, index))
            .or_else(|| preceding(text, items, index));
        if let Some(contradiction) = contradiction
            && !may_be_rounded(&text, &contradiction)
            && !(contradiction.is_over() && overlap::is_told(&text, contradiction.total.range.clone()))
            && !steps::explain(items, &contradiction)
            && !is_of_longer_list(items, index, &contradiction)
            && found.iter().all(|known| known.total.range != contradiction.total.range)
        {
            found.push(contradiction);
        }
    }
    if text.contains("中，") {
        found.extend((1..items.len()).filter_map(|index| among_a_part(text, items, index)));
    }
    found
}

/// `文字解读33篇、图文解读18篇；图文解读中，本级原创11篇、转载上级8篇`: one of the parts, named again, has parts that are more.
fn among_a_part(text: Stretch, items: &[Item], index: usize) -> Option<Contradiction> {
    let (last, first) = (&items[index - 1], &items[index]);
    let bridge = text.get(last.quantity.range.end..first.quantity.range.start)?;
    let (name, _) = bridge.trim_start_matches(['；', '。', '，', ' ']).split_once("中，")?;
    let is_name = (3..=10).contains(&name.chars().count()) && !name.contains(['，', '；', '。', '、', '：']);
    if first.gap < Gap::Semicolon || !is_name {
        return None;
    }
    let total = items[..index].iter().rev().take(8).find(|total| total.label.ends_with(name))?;
    let parts: Vec<&Item> = std::iter::once(first)
        .chain(items[index + 1..].iter().take_while(|part| part.gap == Gap::Pause))
        .collect();
    let exact = |item: &&Item| {
        item.quantity.precision == Precision::Exact
            && !item.quantity.is_each
            && item.quantity.unit == total.quantity.unit
            && item.depth == total.depth
    };
    let question = Question { text, total, other_totals: [None; 2], joint: None, is_close: true };
    let is_over = question.bounds(&parts).0 > total.quantity.amount;
    (parts.len() >= 2 && parts.iter().all(exact) && exact(&total) && is_over)
        .then(|| question.contradiction(&parts))
}

/// Whether the total is itself a part of a longer list that comes out: 公布的215条里，98条为甲，61条为乙，33条为丙，余下23条为丁.
fn is_of_longer_list(items: &[Item], index: usize, contradiction: &Contradiction) -> bool {
    /// So many figures may stand before the total, and behind its parts.
    const REACH: usize = 6;
    let total = &items[index];
    let is_like = |item: &&Item| {
        item.quantity.unit == total.quantity.unit
            && item.depth == total.depth
            && item.quantity.precision == Precision::Exact
            && !item.quantity.is_each
            && !item.is_compared
    };
    let end = contradiction.parts.iter().map(|(_, part)| part.range.start).max().unwrap_or_default();
    let last = items.partition_point(|item| item.quantity.range.start <= end);
    // What stands in brackets behind it is its own.
    let is_own = |part: &Quantity| {
        let at = items.partition_point(|item| item.quantity.range.start < part.range.start);
        items.get(at).is_none_or(|item| item.depth != total.depth)
    };
    if contradiction.parts.iter().any(|(_, part)| is_own(part)) {
        return false;
    }
    (index.saturating_sub(REACH)..index).filter(|&first| is_like(&&items[first])).any(|first| {
        let whole = items[first].quantity.amount;
        let mut sum = Amount::default();
        (first + 1..items.len().min(last + REACH)).any(|at| {
            if is_like(&&items[at]) {
                sum = sum.plus(items[at].quantity.amount);
            }
            at + 1 >= last && sum == whole && at > index + 1
        })
    })
}

/// Whether figures in 万 and 亿 are off by no more than their last digits: 2.3万 is 1.52万 and 0.81万.
fn may_be_rounded(text: &str, contradiction: &Contradiction) -> bool {
    let place = |quantity: &Quantity| {
        let written = text.get(quantity.range.clone()).unwrap_or_default();
        let Some(at) = written.find(['万', '亿']) else { return Amount::default() };
        let decimals =
            written[..at].rfind(['.', '．']).map_or(0, |point| written[point..at].chars().count() - 1);
        let power = Amount::of(if written[at..].starts_with('万') { 5_000 } else { 50_000_000 });
        (0..decimals).fold(power, |place, _| place.over(10))
    };
    let slack = contradiction
        .parts
        .iter()
        .fold(place(&contradiction.total), |slack, (_, part)| slack.plus(place(part)));
    slack > Amount::default() && contradiction.sum.minus(contradiction.total.amount).abs() <= slack
}

/// Whether a quantity may be a total.
fn may_be_total(item: &Item) -> bool {
    let quantity = item.quantity;
    !quantity.is_each
        && (quantity.unit != Unit::None || is_called_total(item))
        && (quantity.amount > Amount::of(if quantity.is_weak { 2 } else { 1 }) || is_nought_with_parts(item))
        && !item.is_compared
        && !is_balance(item)
}

/// 净增2件：新制发3件，废止1件: what came and what went are no parts of the difference.
fn is_balance(item: &Item) -> bool {
    words!["净增", "净减"].in_text(item.label) && {
        let label = item.label.trim_end_matches(['了', '加', '少', '长', ' ', '为']);
        label.ends_with(['增', '减'])
    }
}

/// 收到申请0件，其中自然人2件
fn is_nought_with_parts(item: &Item) -> bool {
    item.quantity.amount == Amount::default() && !item.quantity.is_weak
}

/// Whether the words before a number without a measure word call it a total: 公开信息总数为168.
fn is_called_total(item: &Item) -> bool {
    if !item.label.ends_with(['为', '是', '达', '到', ' ', '数', '量', '计']) {
        return false;
    }
    let label = item.label.trim_end_matches(['为', '是', '达', '到', ' ']);
    label.ends_with(['数', '量', '计'])
        && [
            "总数",
            "总量",
            "总计",
            "合计",
            "共计",
            "条数",
            "件数",
            "信息数",
            "文件数",
            "数量",
            "公开数",
            "发布数",
        ]
        .iter()
        .any(|word| label.ends_with(word))
}

/// Whether a quantity may be a part of a total with this measure word.
fn may_be_part(item: &Item, total: &Item) -> bool {
    let (part, whole) = (item.quantity, total.quantity);
    // 两次 and 三个 are words of the language unless the total is one, too.
    let is_strong = !part.is_weak || (whole.is_weak && part.unit == whole.unit);
    // 立项2条涉及项目36项; in 19个行政村各1块 the first tells how often the second counts.
    let is_about = || {
        item.gap == Gap::None && item.times.is_none() && item.label.text().trim_start().starts_with("涉及")
    };
    // 三个事项 are not counted together with cases.
    let is_of_kind = !whole.is_weak || part.is_weak || part.unit != Unit::Piece;
    part.unit.is_like(whole.unit)
        && is_strong
        && item.standing == Standing::Among
        && (!item.holds || total.holds)
        && is_of_kind
        && (!is_about() || total.label.ends_with("涉及"))
}

/// Whether a number without a measure word may be a part: 查阅文件97、咨询政策186.
fn may_be_bare_part(item: &Item) -> bool {
    const NAMES: &[&str] = &["热线", "平台", "号", "电话", "便民", "政务"];
    item.quantity.unit == Unit::None
        && item.quantity.amount > Amount::default()
        && !item.label.trim().is_empty()
        && !NAMES.iter().any(|name| item.tail.starts_with(name))
        && !item.is_compared
}

/// Whether a quantity may be what came of a total rather than a part of it.
fn may_be_consequence(item: &Item) -> bool {
    CONSEQUENCES.in_text(item.label)
}

/// The least and the greatest sum of parts. 各 counts once for each name before it.
fn bounds(parts: &[&Item], names: impl Fn(&Item) -> (i64, i64)) -> (Amount, Amount) {
    parts.iter().fold((Amount::default(), Amount::default()), |(least, most), part| {
        let (low, high) = part.quantity.bounds();
        let (few, many) = match part.times {
            Some(times) => (times, times),
            None if part.quantity.is_each => names(part),
            None => (1, 1),
        };
        (least.plus(low.times(few)), most.plus(high.times(many)))
    })
}

/// A total, the text it stands in, and what is asked of its parts.
struct Question<'a, 'b> {
    text: Stretch<'a>,
    total: &'b Item<'a>,
    /// Other quantities that the parts may belong to.
    other_totals: [Option<&'b Item<'a>>; 2],
    /// The total together with those it stands in one list with: 58 for 建议27件、提案31件.
    joint: Option<Amount>,
    /// Whether the parts stand so close that they can hardly belong to another.
    is_close: bool,
}

impl Question<'_, '_> {
    fn bounds(&self, parts: &[&Item]) -> (Amount, Amount) {
        bounds(parts, |part| names_before(&self.text, part.quantity.range.start))
    }

    /// The total and the others.
    fn totals(&self) -> impl Iterator<Item = &Item<'_>> {
        std::iter::once(self.total).chain(self.other_totals.into_iter().flatten())
    }

    fn is(&self, parts: &[&Item]) -> bool {
        let (least, most) = self.bounds(parts);
        self.totals().any(|total| {
            let (low, high) = total.quantity.bounds();
            least <= high && low <= most
        }) || self.joint.is_some_and(|joint| least <= joint && joint <= most)
    }

    fn is_within(&self, parts: &[&Item]) -> bool {
        let (least, _) = self.bounds(parts);
        // A sum that is not far from the nearest total belongs to that one.
        let (_, high) = self.total.quantity.bounds();
        let is_close = self.is_close || least <= high.plus(high.over(4));
        let is_within_all = !is_close && self.joint.is_some_and(|joint| least <= joint);
        is_within_all
            || self
                .totals()
                .take(if is_close { 1 } else { 3 })
                .any(|total| least <= total.quantity.bounds().1)
    }

    fn contradiction(&self, parts: &[&Item]) -> Contradiction {
        let name = |part: &&Item| (short_name(part), part.quantity.clone());
        Contradiction {
            total: self.total.quantity.clone(),
            parts: parts.iter().map(name).collect(),
            sum: self.bounds(parts).0,
        }
    }
}

/// How many of these letters a text has.
fn count(text: &str, letters: &[char]) -> i64 {
    i64::try_from(text.matches(letters).count()).unwrap_or(i64::MAX)
}

/// How many things are named before 各: at least, at most.
fn names_before(text: &str, at: usize) -> (i64, i64) {
    let before = &text[..at];
    let start = before
        .char_indices()
        .rev()
        .take(120)
        .find(|&(_, letter)| {
            matches!(letter, '，' | '；' | '。' | '：' | '（' | ',' | ';') || letter.is_ascii_digit()
        })
        .map_or(0, |(start, letter)| start + letter.len_utf8());
    let list = &before[start..];
    let pauses = count(list, &['、']);
    let ands = count(list, &['和', '及', '与']);
    if pauses + ands == 0 { (1, i64::from(u16::MAX)) } else { (pauses + 1, pauses + ands + 1) }
}

/// What a part is called, in a few characters.
fn short_name(item: &Item) -> String {
    const LONGEST: usize = 12;
    let label = item.label.text().trim();
    let label = ["其中", "包括", "含", "以及", "和", "及", "："]
        .iter()
        .fold(label, |label, word| label.trim_start_matches(word));
    let words = if label.is_empty() { item.tail.text().trim() } else { label };
    let length = words.chars().count();
    let name: String = words
        .chars()
        .skip(if label.is_empty() { 0 } else { length.saturating_sub(LONGEST) })
        .take(LONGEST)
        .collect();
    name
}

/// The sentence around a stretch.
fn sentence_around(text: &str, range: Range<usize>) -> &str {
    let stop = ['。', '！', '？'];
    let start = text[..range.start].rfind(stop).map_or(0, |at| at + '。'.len_utf8());
    let end = text[range.end..].find(stop).map_or(text.len(), |at| range.end + at);
    &text[start..end]
}

/// What tests of the readers of lists have in common.
#[cfg(test)]
pub(super) mod testing {
    use crate::prose::Line;

    /// The totals of a line that their parts contradict, and what these come to.
    pub(in crate::prose) fn found(text: &str) -> Vec<(i64, i64)> {
        let line = Line::new(text, Vec::new(), text);
        let found = line.reading().contradictions.iter();
        found.map(|found| (found.total.amount.floor(), found.sum.floor())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::Line;
    use crate::prose::lexer::tokens;

    fn read(text: &str) -> Vec<Contradiction> {
        let line = Line::new(text, Vec::new(), text);
        let tokens = tokens(text, line.signs());
        contradictions(line.words(), &items(line.words(), &tokens))
    }

    fn found(text: &str) -> Vec<(i64, i64)> {
        read(text).iter().map(|found| (found.total.amount.floor(), found.sum.floor())).collect()
    }

    #[test]
    fn totals_that_fit_are_left_alone() {
        for text in [
            "公开信息217条，其中网站125条、公众号92条。",
            "公开信息217条。渠道以网站为主。其中，网站公开125条，公众号公开92条。",
            "发布信息132条：机构类12条，救助类35条，攻坚类27条，公示类33条，其他类25条。",
            "公开预决算11条、其他17条，共公开28条。",
            "共发布186条信息，42条刊载于网站，144条由公众号推送。",
            "收到申请14件，公开8件、部分公开1件，其余5件无法提供。",
            "公开信息150余条，其中补贴类49条。",
            "公开信息1100余条，其中网站530条、微信480条、公示栏90条。",
            "公开931条，其中网站79条（许可50条、处罚29条），微信420条（图文10篇、转载142篇、原创137篇、短视频131篇）。",
            "新收176件，其中网络72件、信函69件、当面35件；办结177件（含上年结转3件），其中予以公开60件、部分公开51件、\
             不予公开4件、无法提供30件、不予处理3件、其他处理29件。",
            "公开信息4条，预算、决算、年报、指南各1条。",
            "公开信息212条，其中网站212条、微信150条。",
            "公开信息100条，其中动态60条、公告40条，另制作图解5件。",
            "公开信息100条，其中动态60条、公告40条，举办发布会5场。",
            "公开信息总数为168，其中党建55、民生73、城管40。",
            "收到建议40条，采纳30条，未采纳的主要是不属于本机关职权的8条。",
            "检查60家，合格41家，不合格12家，停业7家。",
            "完成任务12项，一是规范目录4项，二是开展培训3次，三是制作材料6份。",
            "公开栏32块，其中镇级1块，19个行政村各1块，12个自然村各1块。",
            "受理245件，其中新收229件，上年结转16件；办结236件，余下9件结转下年度。",
            "三类信息各公开12条，公共卫生类公开9条，四类信息共计45条。",
            "我乡11个行政村和1个社区各设公开栏1处，村（社区）一级共12处，加上大厅1处，合计13处。",
            "公示许可、处罚两类信息1578条。许可方面，公示1203条；处罚方面，公示375条。",
            "回复来信233封。招生、财务等重点领域信息均已公开，其中招生类74条、财务类39条、采购类126条。",
            "答复结果中，予以公开44件，部分公开11件，不予公开9件，无法提供28件，不予处理4件，其他处理3件。",
            "更新信息63条：机构简介、领导分工各更新1次，补贴公示17条，动态38条，剩下6条是提示。",
            "承办市人大代表建议8件、政协提案11件（主办15件、协办4件）。",
            "制作解读材料40件，其中图解22件、音视频9件、负责人解读16件，部分材料同时采用两种以上形式。",
            "抽查栏目96个，发现错链断链31处、错别字58处，下发整改通知12份。",
            "公布的215条里，98条为乡村振兴类，61条为疫情防控类，33条为民生保障类，余下23条为党务类。",
            "公开政府信息1203条。就业类511条。社会保险类368条。人事、劳动两类分别为187条和96条。剩下的41条为机构概况。",
            "举行新闻发布会34场，市政府领导出席7场次，部门主要负责人出席29场次。",
            "公开事项1352项，其中“即办件”509项、“承诺件”843项；“最多跑一次”事项1339项，另13项需现场勘验。",
            "在乡便民服务中心、乡文化站和12个行政村各设政府信息查阅点1处，共14处。",
            "上半年发布信息218条，下半年发布267条，较上半年多49条，全年共485条。",
            "12家乡镇卫生院各安装3块，98个村卫生室各安装1块，合计134块。",
            "全年公告审计结果11篇，公告率100%；整改公告率为88.9%，即9份整改报告中公告8份，另1份暂不公开。",
            "公开名单36批次，覆盖群众9400余人；发布公告45则，其中慈善类13则、社会组织类32则。",
            "公示处罚决定1208件，撤除信息367件；公示许可决定894件，两类决定公示数共计2102件。",
            "制发公文51份（以委名义31份、以办公室名义20份），除3份涉密不予公开外，其余48份已全部上网。",
            "接收申请9件次，其中律师事务所提交3件次；申请人主动撤回2件次，其余7件次依法作出答复。",
            "被申请行政复议21件，除2件尚未审结外，结果维持14件、纠正3件、其他结果2件。",
            "收费情况如下：县公安局3件600元，县住建局2件450元，合计5件1050元。",
            "召开发布会14场，但14场发布会中仅有两场安排提问。",
            "办理申请47件，其中新收45件，结转2件；从办理结果看，公开19件、部分公开5件、无法提供11件、不予公开8件。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn the_examples_contradict_nothing() {
        for draft in [crate::example::county_2024(), crate::example::township_2020()] {
            for field in crate::prose::FIELDS {
                for line in draft.text(field).lines() {
                    assert_eq!(read(line), [], "{line}");
                }
            }
        }
    }

    #[test]
    fn totals_that_fit_no_reading_are_told() {
        for (text, expected) in [
            ("公开信息217条，其中网站126条、公众号92条。", (217, 218)),
            ("发布信息132条：机构类12条，救助类35条，攻坚类27条，公示类33条，其他类24条。", (132, 131)),
            ("公开预决算11条、其他17条，共公开29条。", (29, 28)),
            ("政策文件、预决算、人事任免各3条，政务动态76条，总共84条。", (84, 85)),
            ("办理信访412件，其中省级58件、市级124件，另有203件为直接受理。", (412, 385)),
            ("缺项、错项、重复项分别有9处、4处、7处，计19处。", (19, 20)),
            ("政务动态、公示公告、政策法规依次为502、167、88条，合计775条。", (775, 757)),
            ("部门收取处理费2件360元，乡镇收取1件100元，全县共计3件406元。", (406, 460)),
            ("共编报2214篇，被采用1037篇，其中部采用21篇、省厅采用185篇、市政府采用840篇。", (1037, 1046)),
            ("共发布186条信息，42条刊载于网站，145条由公众号推送。", (186, 187)),
            ("更新专栏信息二十三条，其中重点信息十四条，其余八条为公告。", (23, 22)),
            ("公开信息42条，动态、公告、文件三类分别为28条、8条和7条。", (42, 43)),
            ("网站、新媒体分别公开信息145条、220条，合计公开355条。", (355, 365)),
            ("公开461条（网站457条、公示栏5条）。", (461, 462)),
            ("检查86家，查出问题54处，其中空白19处、错链21处、错字17处。", (54, 57)),
            ("公开信息总数为168，其中党建55、民生73、城管46。", (168, 174)),
            ("收到纠错16条，属实11条，不属实3条。", (16, 14)),
            (
                "社会救助、乡村振兴、生态环境三类信息各公开12条，公共卫生类公开9条，四类信息共计47条。",
                (47, 45),
            ),
            ("8个社区各设公开栏2处，加上街道办事处机关的3处，共有公开栏18处。", (18, 19)),
            (
                "全年推送稿件94篇，过半（52篇）反映乡村建设，另有28篇宣传惠农政策，剩下16篇为便民提示。",
                (94, 96),
            ),
            ("公示许可、处罚两类信息1587条。许可方面，公示1203条；处罚方面，公示375条。", (1587, 1578)),
            ("公开信息97条。网站为第一平台，发布58条；公众号次之，发布32条；显示屏发布9条。", (97, 99)),
            ("审核公文154份，认定主动公开62份、依申请公开31份、不予公开51份。", (154, 144)),
            ("对5件申请收取信息处理费1300元，公安局1件200元，规划局2件800元，建设局1件300元。", (5, 4)),
            ("收到申请23件。申请渠道：网络平台14件，邮政寄送7件，当面递交3件。", (23, 24)),
            ("乡机关和7个行政村全年更新99期，其中乡机关12期，7个村各12期。", (99, 96)),
            ("微信推送412篇；微博发布573篇；抖音上传86部。三个平台全年累计发布1061篇（部）。", (1061, 1071)),
            ("一季度412条、二季度387条、三季度455条、四季度502条，全年发布量为1766条。", (1766, 1756)),
            ("发布会38场，一季度9场、二季度11场、三季度8场、四季度12场，负责同志出席6场。", (38, 40)),
            ("在4个社区各设政府信息查阅点2处，在街道便民服务中心设1处，共设10处。", (10, 9)),
            ("参训人员分别为62人、48人、55人，累计参训175人次。", (175, 165)),
            ("设自助和人工两种方式，全年服务18462人次，其中自助6987人次，人工11375人次。", (18462, 18362)),
            ("编辑出版公报24期，其中1—6月12期，7—12月11期，发行总量36万册。", (24, 23)),
            ("报送信息145条，上半年71条，下半年64条，其中被采用37条。", (145, 135)),
            ("组织业务培训两次，各村自行组织五次，总计八次。", (8, 7)),
            (
                "发布解读57篇，其中文字解读33篇、图文解读18篇、视频解读6篇；图文解读中，原创11篇、转载8篇。",
                (18, 19),
            ),
            ("自行撰写33篇，转载118篇，约请专家撰写7篇，三者相加达到168篇。", (168, 158)),
            ("四类信息分别公开6条、6条、4条、9条，小计24条。", (24, 25)),
            ("以县政府名义印发文件共21件，以局名义印发9件，以办公室名义印发15件。", (21, 24)),
            ("受理举报105起，一是质量42起，二是宣传38起，三是价格35起。", (105, 115)),
            ("公开栏31块，其中镇级1块，19个行政村各1块，12个自然村各1块。", (31, 32)),
            ("上半年公开210条，下半年公开250条，全年公开450条。", (450, 460)),
            ("受理245件，其中新收229件，上年结转16件；办结236件，余下8件结转下年度。", (245, 244)),
            ("收取3940元，其中市本级2180元、各县区1660元。", (3940, 3840)),
            ("收取处理费 3 件 1,480 元，规划局 1 件 900 元，住建局 2 件 480 元。", (1480, 1380)),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }
}
