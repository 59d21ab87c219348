//! Totals with their parts: `公开信息217条，其中网站125条、公众号92条`.
//!
//! Prose does not say where a list of parts begins and ends, what belongs to a part and what stands beside the
//! list. So every plausible reading is tried, and a total contradicts its parts only when none of them fits.

use super::index::Stretch;
use super::lexer::{Quantity, Token};
use super::unit::Unit;
use super::words::{Words, any_in, listed, words};
use super::{Amount, Precision, overlap, steps};
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
            // 较2023年多12宗 is no more than a comparison: what stands in its clause is of that year.
            // 加上2019年结转的2件: what else there is, is of the year named before.
            let is_compared = text[..range.start].ends_with(['比', '较', '与', '同', '和'])
                || year.is_some()
                    && words!["结转", "转入", "转来", "末", "底", "遗留"].begin(&text[range.end..]);
            if is_compared {
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
                // 当年受理2件、上年受理1件 are two parts.
                let is_beside_own = || {
                    let own = words!["当年", "本年", "今年", "年内"];
                    gap == Gap::Pause && items.last().is_some_and(|item| own.in_text(item.label))
                };
                let is_compared = is_compared(before) && !is_beside_own()
                    // 较上年分别增加12项、18项
                    || gap == Gap::Pause
                        && before.trim().is_empty()
                        && items.last().is_some_and(|item| item.is_compared);
                let is_each_of = quantity.is_each && gap == Gap::None;
                let times = items.last().filter(|item| is_each_of && item.quantity.range.end == from);
                let times = times.and_then(|item| item.quantity.exact());
                if gap == Gap::None {
                    mark_holder(&text, items.last_mut().filter(|last| last.depth == depth), quantity);
                }
                items.push(Item {
                    holds: false,
                    is_of_bodies: false,
                    quantity,
                    times,
                    depth,
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
    name_bodies(&text, &mut items);
    items
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

/// Marks the quantities that count bodies or fields by their names.
fn name_bodies(text: &str, items: &mut [Item]) {
    static NAMES: Words = listed!("领域|社区|乡镇|街道|部门|单位|县|区|村|科室|行业|学校|事项领域|试点领域");
    for item in items {
        item.is_of_bodies = text[..item.quantity.range.end].ends_with('个') && NAMES.begin(&item.tail);
    }
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
            && found.iter().all(|known| known.total.range != contradiction.total.range)
        {
            found.push(contradiction);
        }
    }
    found
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
    // In 19个行政村各1块 the first tells how often the second counts.
    // 立项2条涉及项目36项
    let is_about =
        item.gap == Gap::None && words!["涉及"].begin(item.label.trim_start()) && item.times.is_none();
    // 三个事项 are not counted together with cases.
    let is_of_kind = !whole.is_weak || part.is_weak || part.unit != Unit::Piece;
    part.unit.is_like(whole.unit)
        && is_strong
        && !item.is_compared
        && !item.tail.ends_with('各')
        // 新收15件中的14件
        && item.tail.text() != "中的"
        && (!item.holds || total.holds)
        && is_of_kind
        && (!is_about || total.label.ends_with("涉及"))
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

/// Parts in brackets behind the total: `461条（网站457条、公示栏4条）`.
fn bracketed(text: Stretch, items: &[Item], index: usize) -> Option<Contradiction> {
    let total = &items[index];
    let first = items.get(index + 1).filter(|item| may_be_total(total) && item.depth == total.depth + 1)?;
    let bridge = text.part(total.quantity.range.end, first.quantity.range.start);
    let open = bridge.find(['（', '('])?;
    // The bracket belongs to the total only where it follows closely.
    if bridge[..open].chars().count() > 8 || bridge[..open].contains(['，', '、', '；', '。']) {
        return None;
    }
    let inside: Vec<_> = items[index + 1..].iter().take_while(|item| item.depth > total.depth).collect();
    let parts: Vec<_> = inside
        .iter()
        .copied()
        .filter(|item| item.depth == total.depth + 1 && may_be_part(item, total))
        .collect();
    // 2022年收到14件（2021年10件、2020年7件）
    if total.year.is_some() && parts.iter().all(|part| part.year.is_some() && part.year != total.year) {
        return None;
    }
    let other = index
        .checked_sub(1)
        .and_then(|before| items.get(before))
        .filter(|item| item.sentence == total.sentence && item.quantity.unit.is_like(total.quantity.unit));
    let question = Question { text, total, other_totals: [other, None], joint: None, is_close: true };
    let opening = if OPEN.in_text(bridge) || words!["含", "等"].in_text(bridge) {
        Opening::Open
    } else {
        Opening::Closed
    };
    judge(&question, &parts, opening)
}

/// Parts behind the total in its own sentence, or in the next where that says so.
fn following(text: Stretch, items: &[Item], index: usize) -> Option<Contradiction> {
    let total = &items[index];
    if !may_be_total(total) {
        return None;
    }
    let near = items[index + 1..].iter().take_while(|item| item.sentence <= total.sentence + 3);
    let near = || near.clone().filter(|item| item.depth == total.depth);
    let counted = || near().find(|item| may_be_part(item, total));
    let nearest = near().find(|item| may_be_bare_part(item) || may_be_part(item, total))?;
    let is_bare = may_be_bare_part(nearest)
        && counted().is_none_or(|counted: &Item| counted.sentence > nearest.sentence);
    let first = if is_bare { nearest } else { counted()? };
    if first.quantity.range.start - total.quantity.range.end > LONGEST_BRIDGE * 4 {
        return None;
    }
    let bridge = text.part(total.quantity.range.end, first.quantity.range.start);
    // 网站：512条；微信：298条
    let is_one_of_several = || {
        text[..total.quantity.range.start].trim_end().ends_with(['：', ':'])
            && bridge.trim_end().ends_with(['：', ':'])
            && !OPEN.in_text(bridge)
            && !CLOSED.in_text(bridge)
    };
    if is_one_of_several() || is_of_a_row(total, first, bridge) {
        return None;
    }
    let opening = opening(bridge)?;
    if total.quantity.amount == Amount::default() && !bridge.trim_start_matches('，').starts_with("其中") {
        return None;
    }
    let starts_in = first.sentence;
    if opening == Opening::Bare && starts_in == total.sentence + 1 {
        return told_by_channels(text, items, index);
    }
    let is_later = starts_in > total.sentence + 2 || starts_in > total.sentence && opening == Opening::Bare;
    if is_later
        || opening == Opening::Bare
            && (is_bare && total.quantity.unit != Unit::None || !may_open_unannounced(total, bridge))
    {
        return None;
    }
    // 办结1372件，其中公开答复1125件，回访满意1098件: what people say of it afterwards is no part.
    let is_view = |item: &Item| words!["满意", "回访"].in_text(item.label);
    let is_part = |item: &Item| {
        (!is_view(item) || is_view(first))
            && (!item.is_of_bodies || total.is_of_bodies)
            && if is_bare { may_be_bare_part(item) } else { may_be_part(item, total) }
    };
    let goes_on =
        |item: &Item| item.sentence == starts_in || item.sentence == starts_in + 1 && continues(item);
    let list = near().skip_while(|item| item.quantity.range.start < first.quantity.range.start);
    let list: Vec<&Item> = list.take_while(|item| goes_on(item)).filter(|item| is_part(item)).collect();
    if is_told_again(&list) {
        return None;
    }
    // Other quantities before the list that it may be about.
    let mut others = items[..index]
        .iter()
        .rev()
        .take_while(|item| item.sentence == total.sentence && item.depth <= total.depth)
        .filter(|item| item.quantity.unit.is_like(total.quantity.unit) && !item.quantity.is_weak);
    let other_totals = [others.next(), others.next()];
    let question = Question { text, total, other_totals, joint: joint(&items[..=index]), is_close: false };
    if opening == Opening::Bare {
        let found = judge_bare(&question, &list)?;
        let is_in_list = is_listed(text.part(total.sentence_start, total.quantity.range.start));
        return (!is_in_list).then_some(found);
    }
    // 一是、二是 opens a list only where every part is counted so, and nothing else is.
    if words!["一是"].in_text(bridge) {
        let is_counted = |item: &&Item| {
            let mut letters = item.label.trim_start_matches(['，', '；', ' ', '。']).chars();
            letters.next().is_some_and(|letter| "一二三四五六七八".contains(letter))
                && letters.next() == Some('是')
        };
        let is_announced = words!["：", ":"].in_text(bridge) || CLOSED.in_text(bridge);
        let counts_else =
            near().any(|item| item.sentence == starts_in && is_counted(&item) && !is_part(item));
        // 一是政策类208条，包括甲12条、乙196条；二是动态类702条: what is among a part is none.
        let counted: Vec<&Item> = list.iter().copied().filter(is_counted).collect();
        let is_inner = |at: usize| {
            let after = list[..at].iter().rposition(is_counted);
            after.is_some_and(|after| list[after + 1..=at].iter().any(|item| is_nested(item)))
        };
        let are_inner = (0..list.len()).all(|at| is_counted(&list[at]) || is_inner(at));
        if !counts_else && counted.len() >= 2 && counted.len() < list.len() && are_inner {
            return judge(&question, &counted, Opening::Closed);
        }
        if counts_else || !is_announced && !list.iter().all(is_counted) {
            return None;
        }
    }
    // A second way of sorting the same items is a list of its own.
    let sorts = |at: usize| {
        if list[at - 1].sorts == list[at].sorts {
            return None;
        }
        let between = list[at - 1].quantity.range.end..list[at].quantity.range.start;
        text.text().get(between)?.split(['，', '；', '：', ',', ';']).find(|clause| is_sorting(clause))
    };
    if let Some((second, way)) = (1..list.len()).find_map(|at| Some((at, sorts(at)?))) {
        let (one, other) = list.split_at(second);
        // 从办理结果看 leaves out what is not done yet.
        let is_whole = way.trim().starts_with('按');
        return judge(&question, one, opening)
            .or_else(|| if is_whole { judge(&question, other, Opening::Closed) } else { None });
    }
    if let Some((done, left)) = what_came_of(&question, &list) {
        return judge(&question, &[done, left], Opening::Closed);
    }
    if let Some(found) = sorted_again(&question, &list) {
        return Some(found);
    }
    let found = judge(&question, &list, opening);
    let is_whole = found.is_none()
        && opening == Opening::Open
        && !question.is(&list)
        && (are_all_named(&question, &list) || total.quantity.unit == Unit::Piece && are_paid(items, &list));
    if is_whole { judge(&question, &list, Opening::Closed) } else { found }
}

/// `公开信息97条。网站为第一平台，发布58条；公众号次之，发布32条；显示屏发布9条。`: the next sentence goes through the channels.
fn told_by_channels(text: Stretch, items: &[Item], index: usize) -> Option<Contradiction> {
    let total = &items[index];
    let like = |item: &&Item| item.quantity.unit.is_like(total.quantity.unit) && item.depth == total.depth;
    let own = items.iter().filter(|item| item.sentence == total.sentence);
    let next: Vec<&Item> =
        items[index + 1..].iter().filter(|item| item.sentence == total.sentence + 1).collect();
    let (first, last) = (next.first()?, next.last()?);
    if own.count() != 1 || next.len() < 3 || !next.iter().all(like) || last.quantity.range.end > text.len() {
        return None;
    }
    // Each clause between two semicolons has one channel, and one figure.
    let sentence = text.part(first.sentence_start, last.quantity.range.end);
    let clauses: Vec<&str> = sentence.text().split('；').collect();
    let exact = |item: &&Item| item.quantity.precision == Precision::Exact && !item.quantity.is_each;
    let is_told = clauses.len() == next.len()
        && clauses.iter().all(|clause| CHANNELS.in_text(*clause))
        && next.iter().all(exact)
        && exact(&total)
        && !SAME_ITEMS.in_text(text.part(total.sentence_start, last.quantity.range.end));
    let question = Question { text, total, other_totals: [None; 2], joint: None, is_close: true };
    let (sum, _) = question.bounds(&next);
    let distance = sum.minus(total.quantity.amount).abs();
    let near = total.quantity.amount.over(25).max(Amount::of(2));
    (is_told && distance > Amount::default() && distance <= near).then(|| question.contradiction(&next))
}

/// 局机关公开688条；局机关的688条分为: what is told again is no other part.
fn is_told_again(list: &[&Item]) -> bool {
    list.windows(2).any(|pair| {
        let [first, again] = pair else { return false };
        again.label.trim_end().ends_with('的')
            && again.quantity.amount == first.quantity.amount
            && again.gap >= Gap::Semicolon
    })
}

/// What became of a total behind its parts: 其中新收229件，上年结转16件；办结236件，余下9件结转下年度.
fn what_came_of<'b, 'a>(question: &Question, list: &[&'b Item<'a>]) -> Option<(&'b Item<'a>, &'b Item<'a>)> {
    let second = (2..list.len()).find(|&at| list[at].gap >= Gap::Semicolon)?;
    let [done, left] = list[second..] else { return None };
    let is_done = any_in(&done.label, &["办结", "已办", "答复", "办复", "已整改", "已完成"]);
    let is_left = |words: &str| words.contains(['余', '剩', '尚', '未', '转']) || words.contains("在办");
    let is_told = is_done && (is_left(&left.label) || is_left(&left.tail));
    // 收到186件，其中自然人171件、法人15件；答复181件，结转9件: what was carried in is not told.
    let may_be_carried = is_about_requests(question)
        && !list[..second].iter().any(|part| words!["结转", "上年", "去年", "转入"].in_text(part.label));
    if may_be_carried {
        return None;
    }
    (is_told && question.is(&list[..second])).then_some((done, left))
}

/// `43件，网上28件、邮寄15件；自然人38件，企业6件`: behind a list that comes out, a second one of the same by who applied,
/// which all but comes out.
fn sorted_again(question: &Question, list: &[&Item]) -> Option<Contradiction> {
    let second = (2..list.len()).find(|&at| list[at].gap >= Gap::Semicolon)?;
    let (one, other) = list.split_at(second);
    let is_applicant = |item: &&Item| {
        words!["自然人", "公民", "个人", "企业", "法人", "组织", "机构", "律师", "单位"].in_text(item.label)
    };
    let total = question.total.quantity.amount;
    let distance = question.bounds(other).0.minus(total).abs();
    let is_meant =
        other.len() >= 2 && other.iter().all(is_applicant) && distance <= total.over(20).max(Amount::of(1));
    (is_meant && question.is(one) && !question.is(other)).then(|| question.contradiction(other))
}

/// Whether a total is but the first of several that are named alike: 涉及征地的19件、涉及补贴的12件.
fn is_of_a_row(total: &Item, first: &Item, bridge: Stretch) -> bool {
    let row = ["涉及", "涵盖", "覆盖", "包含", "主要"];
    let words = bridge.trim_start_matches(['，', '、', '；', ' ']);
    row.iter().any(|word| words.starts_with(word) && (total.label.contains(word) || first.gap == Gap::Pause))
}

/// Whether a quantity stands alone in a bracket behind its name: 公告（298条）.
fn is_bracketed(item: &Item) -> bool {
    item.label.trim_start_matches(['（', '(', ' ']).is_empty() && item.label.ends_with(['（', '('])
        || item.label.is_empty() && item.depth > 0
}

/// Parts each in a bracket of its own: `846条，分为动态（512条）、公告（298条）、解读（36条）三类`.
fn in_own_brackets(text: Stretch, items: &[Item], index: usize) -> Option<Contradiction> {
    let total = &items[index];
    let first = items.get(index + 1)?;
    if first.depth != total.depth + 1
        || !may_be_total(total)
        || !is_bracketed(first)
        || first.sentence != total.sentence
    {
        return None;
    }
    let opening = opening(text.part(total.quantity.range.end, first.quantity.range.start))?;
    let list: Vec<&Item> = items[index + 1..]
        .iter()
        .take_while(|item| item.sentence == total.sentence && item.depth == first.depth && is_bracketed(item))
        .collect();
    let fits = list.len() >= 2 && list.iter().all(|item| may_be_part(item, total));
    let question = Question { text, total, other_totals: [None; 2], joint: None, is_close: true };
    if fits && opening != Opening::Bare { judge(&question, &list, opening) } else { None }
}

/// The sum of the last quantity and those right before it in a list of the same kind.
fn joint(items: &[Item]) -> Option<Amount> {
    let [.., before, total] = items else { return None };
    let is_joined = |item: &Item| item.gap <= Gap::Pause && item.sentence == total.sentence;
    let is_like = |item: &Item| {
        item.quantity.unit.is_like(total.quantity.unit)
            && item.quantity.precision == Precision::Exact
            && item.depth == total.depth
    };
    if !is_joined(total) || !is_like(total) || !is_like(before) {
        return None;
    }
    let mut sum = total.quantity.amount;
    for pair in items.windows(2).rev() {
        let [before, after] = pair else { break };
        if !is_joined(after) || !is_like(before) {
            break;
        }
        sum = sum.plus(before.quantity.amount);
    }
    Some(sum)
}

/// Whether the words begin a way of sorting: 按形式分为文字解读.
fn is_sorting(label: &str) -> bool {
    let label = label.trim();
    label.starts_with(['按', '从', '就'])
        && !any_in(label, &["计收", "收取", "计费", "收费"])
        && words!["分", "看", "言", "计", "类别", "渠道", "层级", "形式"].in_text(label)
}

/// Whether the words say how the same items are sorted, and nothing else: 按来源分, 从类别上看.
fn is_view(clause: &str) -> bool {
    clause.trim().starts_with(['按', '从', '就'])
        && words!["分", "看", "而言", "来说", "统计", "划分", "区分", "分类", "分为"].end(clause.trim())
}

/// Whether the words before a quantity open a list of which it is a part.
fn is_listed(before: Stretch) -> bool {
    let clause = before.behind(words!["；"].last(before).map_or(0, |at| at + "；".len()));
    words!["其中", "包括", "分别", "分为", "：", ":"].in_text(clause)
        || clause
            .split(['，', '；', ','])
            .any(|clause| is_sorting(clause) && !clause.contains(|letter: char| letter.is_ascii_digit()))
}

/// No more characters stand between a total and the first of its parts.
const LONGEST_BRIDGE: usize = 90;

/// How the words between a total and the first part open a list; `None` where they begin something else.
fn opening(bridge: Stretch) -> Option<Opening> {
    if bridge.is_longer(LONGEST_BRIDGE) {
        return None;
    }
    let stop = words!["。", "！", "？"].last(bridge);
    let sentence = bridge.behind(stop.map_or(0, |at| at + "。".len()));
    let is_later = stop.is_some();
    // 主要负责人出席6场
    let names_head = words!["主要负责", "主要领导"].in_text(sentence)
        && !words!["其中", "涉及", "含有", "包含", "涵盖", "覆盖"].in_text(sentence);
    if OPEN.in_text(sentence) && !names_head
        || is_among(sentence)
        || words!["信息中", "信息当中"].in_text(sentence)
        || sentence.trim_start_matches(['，', ' ', ',']).starts_with('含')
    {
        return Some(if words!["信息当中"].in_text(sentence) { Opening::Closed } else { Opening::Open });
    }
    if CLOSED.in_text(sentence) {
        let is_manner = words![
            "按时",
            "按期",
            "按照",
            "按规定",
            "从严",
            "按要求",
            "依法按",
            "按程序",
            "立即",
            "由于",
            "自由"
        ]
        .in_text(sentence)
            && !words!["分别", "包括", "具体"].in_text(sentence);
        if !is_manner {
            return Some(Opening::Closed);
        }
    }
    let is_viewed =
        words!["按", "从", "就"].in_text(sentence) && sentence.split(['，', '：', ',']).any(is_view);
    if is_viewed || words!["分季度看", "分季度统计", "分月看", "分类别看", "分渠道看"].in_text(sentence)
    {
        return Some(Opening::Closed);
    }
    if sentence.starts_with("——") {
        return Some(Opening::Closed);
    }
    if words!["：", ":"].in_text(sentence) {
        return (!is_later || words!["如下", "情况", "类别", "具体"].in_text(sentence))
            .then_some(Opening::Closed);
    }
    if words!["一是"].in_text(sentence) {
        return Some(Opening::Closed);
    }
    (!is_later).then_some(Opening::Bare)
}

/// Whether the words behind a total turn to what is among it: 47件建议提案中，建议29件.
fn is_among(bridge: Stretch) -> bool {
    const LONGEST: usize = 14;
    let Some(at) = bridge.find('中') else { return false };
    let (name, behind) = (&bridge[..at], &bridge[at + '中'.len_utf8()..]);
    name.chars().count() <= LONGEST
        && !name.contains(['，', '。', '；', '：', '、', '（'])
        && !name.ends_with(['集', '空', '高', '初', '途', '年', '程'])
        && !behind.starts_with(['心', '央', '学', '国', '小', '介', '标', '级', '午', '型', '期'])
}

/// Whether the parts are named by the words that name the total, each by others: 热线工单和网站留言共318件，其中热线工单264件、
/// 网站留言54件. Then there are no more.
fn are_all_named(question: &Question, parts: &[&Item]) -> bool {
    const SHORTEST: usize = 2;
    let total = question.total;
    let start = question.text[..total.quantity.range.start].rfind(['，', '；', '。', '：', ',', '（']);
    let end = total.quantity.range.end + total.tail.len();
    let Some(phrase) = question.text.get(start.unwrap_or_default()..end) else { return false };
    if parts.len() < 2 || phrase.contains('等') || !phrase.contains(['和', '及', '、', '与', '建']) {
        return false;
    }
    let mut names: Vec<&str> = Vec::new();
    for part in parts {
        let label = part.label.trim_matches(['，', '、', '；', ' ', '：', ',']);
        let label =
            ["其中", "包括", "以及"].iter().find_map(|word| label.strip_prefix(word)).unwrap_or(label);
        let name = if label.is_empty() { part.tail.trim().trim_start_matches('为') } else { label };
        let Some((at, _)) = name.char_indices().rev().nth(SHORTEST - 1) else { return false };
        let name = &name[at..];
        if !phrase.contains(name) || names.contains(&name) {
            return false;
        }
        names.push(name);
    }
    // As many names as the total has, or one word of both: 建议提案.
    let joints = phrase.matches(['和', '及', '、', '与']).count();
    joints < parts.len()
}

/// Whether each of the parts is told with an amount of money: 县公安局2件600元、县教育局3件1800元.
fn are_paid(items: &[Item], parts: &[&Item]) -> bool {
    let is_paid = |part: &&Item| {
        let next = items.partition_point(|item| item.quantity.range.start <= part.quantity.range.start);
        items.get(next).is_some_and(|next| {
            next.quantity.unit == Unit::Yuan && next.gap <= Gap::Comma && next.label.trim().is_empty()
        })
    };
    parts.len() >= 2 && parts.iter().all(is_paid)
}

/// Whether a sentence goes on with the list of the one before.
fn continues(item: &Item) -> bool {
    words!["其余", "其他", "另有", "剩余"].in_text(item.label)
}

/// Whether the list says that it is complete, or that it is not.
fn closing(parts: &[&Item], opening: Opening) -> Opening {
    let Some(last) = parts.last() else { return opening };
    // Fees are named by who collected them, and nobody is left out.
    let opening =
        if last.quantity.unit == Unit::Yuan && parts.len() >= 2 { Opening::Closed } else { opening };
    let label = last.label.trim_start_matches(['，', ' ', '及', '和', '以']);
    if label.starts_with("其余") || label.starts_with("剩余") || label.starts_with("余下") {
        return Opening::Closed;
    }
    // 其余为公告86条、解读30条: the rest is counted in turn.
    let rest = parts.iter().rposition(|part| {
        let label = part.label.trim_start_matches(['，', '；', ' ']);
        words!["其余", "余下", "剩余"].begin(label)
    });
    if rest.is_some_and(|at| parts[at + 1..].iter().all(|part| part.gap <= Gap::Pause && !is_nested(part))) {
        return Opening::Closed;
    }
    // 另有 ends a list of three or more that all but reaches its total.
    if label.starts_with("另有") && parts.len() >= 3 {
        return Opening::Closed;
    }
    if last.tail.starts_with('等') || last.label.starts_with('等') {
        return Opening::Open;
    }
    // The quarters of a year, and what is not liked beside what is, leave nothing out.
    let in_quarters = parts.len() == 4 && parts.iter().all(|part| part.label.ends_with("季度"));
    let in_halves = parts.len() == 2 && parts[0].label.contains("上半年") && last.label.contains("下半年");
    if in_quarters || in_halves || label.starts_with("不满意") && parts.len() >= 3 {
        return Opening::Closed;
    }
    if label.starts_with("其他") || label.starts_with("其它") || label.contains("等其他") {
        return Opening::Closed;
    }
    opening
}

/// The readings of a list: all of it, what stands before a break, what is left without nested parts.
fn readings<'a, 'b>(list: &[&'b Item<'a>]) -> Vec<Vec<&'b Item<'a>>> {
    let mut readings = Vec::new();
    if list.iter().any(|item| may_be_consequence(item)) {
        readings.push(list.iter().copied().filter(|item| !may_be_consequence(item)).collect());
    }
    // 其余14件作出予以公开9件、无法提供5件: what is left is told once more by its parts.
    for (at, rest) in list.iter().enumerate().filter(|(_, item)| is_rest(item)) {
        let mut sum = Amount::default();
        for (end, part) in list.iter().enumerate().skip(at + 1) {
            sum = sum.plus(part.quantity.amount);
            if sum == rest.quantity.amount && end > at + 1 {
                readings.push(list[..=at].iter().chain(&list[end + 1..]).copied().collect());
            }
        }
    }
    let nested: Vec<usize> = (1..list.len()).filter(|&at| is_nested(list[at])).collect();
    // Nested parts go on as long as nothing stronger than their own mark comes, or to the end of the clause.
    let end_of = |at: usize, strength: Gap| {
        (at + 1..list.len()).find(|&index| list[index].gap >= strength).unwrap_or(list.len())
    };
    for &at in &nested {
        for strength in [Gap::Pause, Gap::Comma, Gap::Semicolon] {
            readings.push(list[..at].iter().chain(&list[end_of(at, strength)..]).copied().collect());
            if at == nested[0] {
                // The same for every nested list at once.
                let mut kept = Vec::new();
                let mut index = 0;
                while index < list.len() {
                    if nested.binary_search(&index).is_ok() {
                        index = end_of(index, strength);
                    } else {
                        kept.push(list[index]);
                        index += 1;
                    }
                }
                readings.push(kept);
            }
        }
    }
    readings
}

fn is_rest(item: &Item) -> bool {
    let label = item.label.trim_start_matches(['，', '；', '、', ' ']);
    ["其余", "剩余", "余下", "其他", "另外"].iter().any(|word| label.starts_with(word))
}

fn is_nested(item: &Item) -> bool {
    let label = item.label.trim_start();
    words!["其中", "包括", "包含"].in_text(label) || label.starts_with('含')
}

/// The beginnings of a list that may be all of it: what stands behind is another matter.
fn beginnings<'a, 'b, 'c>(
    question: &'c Question,
    list: &'c [&'b Item<'a>],
) -> impl Iterator<Item = (&'c [&'b Item<'a>], Gap)> {
    let measure = |item: &Item| question.text[..item.quantity.range.end].chars().next_back();
    let is_measured_otherwise = move |next: &Item| {
        measure(list[0]) == measure(question.total)
            && (measure(next) != measure(question.total)
                || words!["结转", "答复", "办结"].in_text(next.label) && next.gap > list[0].gap)
    };
    (1..list.len()).filter_map(move |end| {
        let next = list[end];
        if begins_another(question.total, list, end) {
            return Some((&list[..end], Gap::Stop));
        }
        let tightest = list[1..end].iter().map(|item| item.gap).max().unwrap_or(Gap::None);
        let is_break = match next.gap {
            Gap::Semicolon | Gap::Stop => {
                end >= 2 && next.gap > tightest || turns(next) || end == 1 && is_measured_otherwise(next)
            }
            Gap::Comma => {
                let begins = |item: &Item| BESIDE.begin(item.label.trim_start());
                let is_other = begins(next) && !list[..end].iter().any(|item| begins(item));
                let list_is_tighter = end >= 2 && list[1..end].iter().all(|item| item.gap <= Gap::Pause);
                // 政府办主办六场，部门组织五场，负责人出席三场
                let attends =
                    |item: &Item| words!["出席", "列席", "到会", "参加", "主持"].in_text(item.label);
                is_other
                    || end >= 2 && attends(next) && !list[..end].iter().any(|item| attends(item))
                    || list_is_tighter
                    || next.label.trim_start().starts_with('另')
                    || counts_otherwise(&question.text, list, end)
            }
            _ => false,
        };
        is_break.then_some((&list[..end], next.gap))
    })
}

/// Whether a quantity behind a list is no part of its total but one of its own: it has parts itself, is as much as the
/// total, is named as the total is, or is a sum.
fn begins_another(total: &Item, list: &[&Item], end: usize) -> bool {
    fn ending<'a>(item: &Item<'a>) -> Option<&'a str> {
        let label = item.label.text().trim_end();
        label.char_indices().rev().nth(1).map(|(at, _)| &label[at..])
    }
    let (first, next) = (list[0], list[end]);
    if next.gap < Gap::Comma {
        return false;
    }
    let label = next.label.trim_matches(['，', '；', '。', ' ']);
    if words!["共", "累计", "合计", "总计"].begin(label) || words!["共计", "合计", "总计", "总共"].end(label)
    {
        return true;
    }
    if label.ends_with('共') && !list[..end].iter().any(|item| item.label.trim_end().ends_with('共')) {
        return true;
    }
    if is_nested(next) {
        return false;
    }
    let is_as_much = next.quantity.amount >= total.quantity.amount && total.quantity.amount > Amount::of(5);
    let has_parts = list.get(end + 1).is_some_and(|after| after.gap <= Gap::Comma && is_nested(after));
    if next.gap == Gap::Comma {
        return is_as_much && has_parts;
    }
    let is_named_alike =
        ending(next).is_some() && ending(next) == ending(total) && ending(first) != ending(total);
    // 解读46条 may be a part, 制作图解46件 is another matter.
    let acts = |item: &Item| {
        let label = item.label.trim_start_matches(['，', '；', '。', ' ']);
        ACTS.at_start(label).is_some_and(|word| word.len() < label.len())
            || words!["废止", "清理", "修订", "修改", "审查", "整改", "下达"].begin(label)
    };
    let is_in_row = list[1..end].iter().any(|item| item.gap >= Gap::Semicolon);
    is_as_much
        || has_parts
        || is_named_alike
        || !is_in_row && acts(next) && !acts(first) && next.quantity.unit == total.quantity.unit
}

/// Whether a quantity has another measure word than the parts before, which all have one.
fn counts_otherwise(text: &str, list: &[&Item], end: usize) -> bool {
    // The last letter tells; a letter has three bytes.
    let word = |item: &Item| {
        let end = item.quantity.range.end;
        text.as_bytes().get(end.saturating_sub(3)..end)
    };
    let first = word(list[0]);
    end >= 2 && word(list[end]) != first && list[1..end].iter().all(|item| word(item) == first)
}

/// Whether the words before a quantity turn to some of those that were counted: 参训人员中首次参加的.
fn turns(item: &Item) -> bool {
    let label = item.label.trim_start_matches(['，', '；', '。', ' ']);
    label.contains('中')
        && words!["人员中", "申请中", "信息中", "对象中", "问题中", "文件中", "当中", "之中", "稿件中"]
            .in_text(item.label)
        || ["上述", "此外", "这些"].iter().any(|word| label.starts_with(word))
}

/// Whether a reading of an announced list contradicts nothing.
fn is_sound(question: &Question, reading: &[&Item], opening: Opening) -> bool {
    if reading.is_empty() || question.is(reading) {
        return true;
    }
    let is_sound_so_far = |(beginning, gap): (&[&Item], Gap)| {
        let fits = beginning.len() >= 2 && question.is(beginning);
        let may_stop = || {
            gap >= Gap::Semicolon
                && closing(beginning, opening) == Opening::Open
                && question.is_within(beginning)
        };
        fits || may_stop()
    };
    let may_be_within = reading.len() < 2 || closing(reading, opening) == Opening::Open;
    may_be_within && question.is_within(reading) || beginnings(question, reading).any(is_sound_so_far)
}

/// Judges an announced list of parts.
fn judge(question: &Question, list: &[&Item], opening: Opening) -> Option<Contradiction> {
    let total = question.total;
    if is_sound(question, list, opening) {
        return None;
    }
    let mut parts = list.to_vec();
    for reading in readings(list) {
        if is_sound(question, &reading, opening) {
            return None;
        }
        if reading.len() < parts.len() {
            parts = reading;
        }
    }
    let (mut least, mut most) = question.bounds(&parts);
    let (low, high) = total.quantity.bounds();
    // What is far too much has something in it that stands beside the list.
    if least > high.plus(high.over(2))
        && let Some(beginning) = over_by_little(question, &parts)
    {
        parts.truncate(beginning);
        (least, most) = question.bounds(&parts);
    }
    if least > high.times(3) && high > Amount::default() {
        return None;
    }
    if least > high {
        let sentence = sentence_around(&question.text, total.quantity.range.clone());
        let has_all =
            parts.len() >= 2 && parts.iter().any(|part| part.quantity.amount == total.quantity.amount);
        let is_channel = |part: &&Item| CHANNELS.in_text(part.label) || CHANNELS.in_text(part.tail);
        let are_channels = parts.iter().all(is_channel);
        // 县教育局、县公安局各2场，均同步在网站刊登 counts no event twice.
        let is_repeated = (SAME_ITEMS.in_text(sentence) || are_all_on_channels(sentence))
            && !words!["去重", "剔除重复", "除重复", "不重复"].in_text(sentence)
            && !(parts.iter().all(|part| part.quantity.is_each) && !parts.iter().any(is_channel));
        let is_far = least > high.plus(high.over(2)) && high > Amount::default();
        // 重点领域信息与其他类别有交叉，总数已去重
        let is_crossed =
            words!["有交叉", "存在交叉", "相互交叉", "互有交叉", "总数已去重", "总数去重", "合计已去重"]
                .in_text(sentence);
        if is_crossed
            || has_all
            || is_repeated
            || (is_far && (are_channels || parts.len() < 2))
            || (parts.len() == 1 && are_channels)
        {
            return None;
        }
        return Some(question.contradiction(&parts));
    }
    // A closed list that falls far short is about something else.
    let is_last_added =
        parts.last().is_some_and(|last| last.label.trim_start_matches('，').starts_with("另有"));
    let reach = if is_last_added { low.minus(low.over(12)) } else { low.over(2) };
    let falls_short = most < low && most >= reach && parts.len() >= 2;
    let says_all = parts.last().is_some_and(|last| words!["其余", "剩余"].in_text(last.label));
    (falls_short || (says_all && most < low)).then(|| question.contradiction(&parts))
}

/// How many of the first parts end before a break and are together a little more than the total.
fn over_by_little(question: &Question, parts: &[&Item]) -> Option<usize> {
    let high = question.total.quantity.bounds().1;
    let is_over = |beginning: &&[&Item]| {
        let (least, _) = question.bounds(beginning);
        beginning.len() >= 2 && least > high && least <= high.plus(high.over(2))
    };
    let found = beginnings(question, parts).map(|(beginning, _)| beginning).find(is_over)?;
    Some(found.len())
}

/// Whether the words say that all items stand on several channels.
fn are_all_on_channels(sentence: &str) -> bool {
    ALL_ON.all(sentence).any(|(at, word)| {
        let behind = sentence[at + word.len()..].split(['，', '；']).next().unwrap_or_default();
        CHANNELS.in_text(behind) && behind.contains(['、', '和', '及', '与', '两', '三', '各', '多'])
    })
}

/// Whether quantities that merely follow may be parts of a total.
fn may_open_unannounced(total: &Item, bridge: Stretch) -> bool {
    total.quantity.precision == Precision::Exact
        && (total.quantity.amount >= Amount::of(2) || total.quantity.is_weak)
        && words!["，", ",", "：", "；"].in_text(bridge)
}

/// What is done rather than counted.
static ACTS: Words = listed!["解读", "回应", "制作", "举办", "开展"];

/// Judges quantities that merely follow: only a sum that nearly fits shows that they were meant as parts.
fn judge_bare(question: &Question, list: &[&Item]) -> Option<Contradiction> {
    static STAGES: Words =
        listed!["答复", "办结", "办理", "回复", "结转", "建议", "提案", "共", "合计", "总计", "累计"];
    let total = question.total;
    let end = (2..list.len()).find(|&at| is_set_off(list[at], &list[..at])).unwrap_or(list.len());
    let whole = list;
    // 登记1036人，实现再就业842人，其中困难人员216人: what is among a part is none.
    let list = &list[..end];
    if list.iter().skip(1).any(|item| is_nested(item)) && readings(list).iter().any(|kept| kept.len() < 2) {
        return None;
    }
    if list.len() < 2 || list.iter().any(|part| part.quantity.amount > total.quantity.amount) {
        return None;
    }
    // 宣传33条；财政4条；通知29条: one of a row.
    if list[0].gap >= Gap::Semicolon && total.gap >= Gap::Semicolon {
        return None;
    }
    // 14场发布会 behind 发布会14场 is no part of them.
    if list.len() == 2 && list.iter().any(|part| part.quantity.amount == total.quantity.amount) {
        return None;
    }
    // 公安局受理申请9件，民政局受理申请6件: the first is one of them.
    if is_one_of(total, list) {
        return None;
    }
    let closes = closing(list, Opening::Bare) == Opening::Closed || are_all_judged(question, list);
    let fits = (2..=whole.len()).any(|end| question.is(&whole[..end]))
        || readings(whole).iter().any(|reading| question.is(reading));
    if fits {
        return None;
    }
    // 建议类43件、责令重新答复2件 are not what was done with the others.
    let is_kind = |item: &Item| {
        item.label.ends_with('类') && !total.label.ends_with('类') || words!["责令"].in_text(item.label)
    };
    let has_stage = |item: &&Item| {
        STAGES.in_text(item.label) && !is_kind(item)
            || ACTS.begin(item.label.trim_start())
            || words!["答复", "办结", "回复"].in_text(item.tail)
    };
    let exact = list.iter().all(|item| item.quantity.precision == Precision::Exact && !item.quantity.is_each);
    if !exact {
        return None;
    }
    let (sum, _) = question.bounds(list);
    if are_halves(list[0], list[1]) {
        let pair = &list[..2];
        let (both, _) = question.bounds(pair);
        // What is done with may have come in the year before.
        let is_done = any_in(&list[0].label, &["办结", "办理"]);
        let reach = if is_done { total.quantity.amount.over(8) } else { total.quantity.amount };
        let may_be_carried = is_done && is_about_requests(question);
        let is_wrong =
            !may_be_carried && both > total.quantity.amount && both <= total.quantity.amount.plus(reach)
                || !may_be_carried
                    && list.len() == 2
                    && both >= total.quantity.amount.minus(total.quantity.amount.over(4));
        return is_wrong.then(|| question.contradiction(pair));
    }
    // Few pieces are often named beside others of their kind.
    let is_small = total.quantity.amount < Amount::of(5) && !total.quantity.is_weak;
    // 其余为一般 leaves out how many.
    if question.text[whole[whole.len() - 1].quantity.range.end..]
        .trim_start_matches(['，', '、', '；'])
        .starts_with("其余")
    {
        return None;
    }
    let has_stages = list.iter().any(has_stage);
    let is_shared_out = closes && list.len() == 2 && !is_about_requests(question);
    if is_small || has_stages && !is_shared_out {
        return None;
    }
    let distance = sum.minus(total.quantity.amount).abs();
    let is_over = sum > total.quantity.amount;
    // Not all that was given out comes back.
    if !is_over && words!["收回", "回收", "返回"].in_text(list[0].label.text()) {
        return None;
    }
    let near = if closes || total.quantity.unit == Unit::Yuan {
        total.quantity.amount.over(4).max(Amount::of(2))
    } else if is_over {
        let is_sum = total.label.ends_with('共') || total.label.ends_with("共计");
        let divisor = if are_alike(list) {
            3
        } else if is_sum {
            8
        } else {
            12
        };
        total.quantity.amount.over(divisor).max(Amount::of(2))
    } else {
        // A list that was not announced is seldom complete.
        total.quantity.amount.over(25)
    };
    let is_plain = !total.quantity.is_weak
        || total.quantity.unit == Unit::None
        || (is_over && list[1..].iter().all(|part| part.gap <= Gap::Pause));
    (distance <= near && is_plain).then(|| question.contradiction(list))
}

/// 复议案件9件已全部审结，维持5件、撤销1件、终止2件: then each has its result.
fn are_all_judged(question: &Question, list: &[&Item]) -> bool {
    static RESULTS: Words =
        listed!["维持", "纠正", "撤销", "终止", "驳回", "确认", "变更", "撤回", "败诉", "胜诉"];
    let bridge = question.text.part(question.total.quantity.range.end, list[0].quantity.range.start);
    words!["审结"].in_text(bridge)
        && words!["全部", "均", "都"].in_text(bridge)
        && list.iter().all(|item| RESULTS.in_text(item.label))
}

/// Whether the sentence is about requests, or tells what was carried over.
fn is_about_requests(question: &Question) -> bool {
    let sentence = sentence_around(&question.text, question.total.quantity.range.clone());
    ["申请", "结转", "上年", "去年"].iter().any(|word| sentence.contains(word))
}

/// Whether what is called a total is named just as its parts are.
fn is_one_of(total: &Item, list: &[&Item]) -> bool {
    let own = total.label.trim_end();
    // 保险类103条，关系类79条，其他47条
    if own.ends_with('类') && list[0].label.trim_end().ends_with('类') {
        return true;
    }
    let Some((at, _)) = own.char_indices().rev().nth(3) else { return false };
    list.iter().all(|part| part.label.trim_end().ends_with(&own[at..]))
}

/// Whether a part stands so far from those before it that it may be another matter.
fn is_set_off(part: &Item, before: &[&Item]) -> bool {
    part.gap >= Gap::Semicolon && before[1..].iter().all(|part| part.gap < Gap::Semicolon)
}

/// Whether the two are one thing and its opposite, so that there is nothing besides: 采纳27条、未采纳11条.
fn are_halves(one: &Item, other: &Item) -> bool {
    const PAIRS: [(&str, &str); 23] = [
        ("关停", "保留"),
        ("注销", "保留"),
        ("网上", "现场"),
        ("线上", "现场"),
        ("办结", "正在办理"),
        ("办结", "在办"),
        ("办结", "尚在办理"),
        ("办结", "仍在办理"),
        ("办结", "正在处理"),
        ("整改", "正在整改"),
        ("完成", "正在推进"),
        ("线上", "线下"),
        ("网上", "网下"),
        ("专职", "兼职"),
        ("纸质", "电子"),
        ("上半年", "下半年"),
        ("室内", "室外"),
        ("自采", "转载"),
        ("原创", "转载"),
        ("主办", "会办"),
        ("主办", "协办"),
        ("城市", "农村"),
        ("城镇", "农村"),
    ];
    const NOT: [&str; 9] = ["逾期未", "逾期不", "尚未", "未能", "没有", "暂未", "未", "不", "非"];
    fn core<'a>(item: &Item<'a>) -> &'a str {
        let label = item.label.text().trim_matches(['，', '、', '；', ' ', ',']);
        let name = if label.is_empty() { item.tail.text() } else { label };
        name.trim_start_matches(['已', '其', '中', '有', '现', '表', '示']).trim_end_matches(['的', '为'])
    }
    let (one, other) = (core(one), core(other));
    let is_pair = |(first, second): &(&str, &str)| {
        one.starts_with(first) && other.starts_with(second)
            || one.starts_with(second) && other.starts_with(first)
    };
    let denies = |plain: &str, denied: &str| {
        let rest = NOT.iter().find_map(|word| denied.strip_prefix(word)).unwrap_or_default();
        let is_near = plain.len().abs_diff(rest.len()) <= 6;
        let begins = |longer: &str, shorter: &str| !shorter.is_empty() && longer.starts_with(shorter);
        is_near && (begins(rest, plain) || begins(plain, rest))
    };
    PAIRS.iter().any(is_pair) || denies(one, other) || denies(other, one)
}

/// Whether the parts are named in the same way, and by something else than where they were published:
/// 以县政府名义印发9件，以县政府办公室名义印发15件.
fn are_alike(list: &[&Item]) -> bool {
    const SHORTEST: usize = 3;
    let [first, rest @ ..] = list else { return false };
    let end =
        first.label.text().char_indices().rev().nth(SHORTEST - 1).map(|(at, _)| &first.label.text()[at..]);
    end.is_some_and(|end| rest.iter().all(|part| part.label.ends_with(end)))
        && list.iter().all(|part| !CHANNELS.in_text(part.label))
}

/// Words that sum up.
static STRONG: Words =
    listed!["合计", "共计", "总计", "总共", "总额", "总金额", "以上共", "相加为", "加起来", "之和", "加总"];

/// The words that tell that a quantity sums up.
fn total_label<'a>(total: &Item<'a>, pair: Option<&Item<'a>>) -> Stretch<'a> {
    // In 共计3件406元 the word stands before the first of the two.
    match pair {
        Some(before) if total.gap == Gap::None && total.label.trim().is_empty() => before.label,
        // 合计6件，1720元
        Some(before)
            if total.quantity.unit == Unit::Yuan
                && total.gap == Gap::Comma
                && total.label.trim().is_empty()
                && STRONG.in_text(before.label) =>
        {
            before.label
        }
        _ => total.label,
    }
}

/// The parts that are meant where the words before the total tell how many there are.
fn told_parts<'a, 'b>(label: &str, parts: Vec<&'b Item<'a>>) -> Vec<&'b Item<'a>> {
    // 三级合计 tells how many parts there are.
    let told = label.chars().next().and_then(super::number::chinese_digit);
    let told =
        told.and_then(|told| usize::try_from(told).ok()).filter(|&told| told >= 2 && told <= parts.len());
    let is_told =
        told.is_some() && any_in(label, &["级合计", "类合计", "项合计", "级共计", "类共计", "项共计"]);
    match told.filter(|_| is_told) {
        Some(told) => parts[parts.len() - told..].to_vec(),
        None => parts,
    }
}

/// A total behind its parts: `网站11条、公众号17条，共公开28条`.
fn preceding(text: Stretch, items: &[Item], index: usize) -> Option<Contradiction> {
    let total = &items[index];
    if !may_be_total(total) || total.quantity.precision != Precision::Exact {
        return None;
    }
    let pair = index.checked_sub(1).map(|before| &items[before]);
    let label = total_label(total, pair);
    let is_strong = STRONG.in_text(label);
    let is_counted = || {
        let label = label.trim_end_matches(['达', '到', '为', '是']);
        label.starts_with('计')
            || label.starts_with(" 计")
            || label.ends_with("总量")
            || label.ends_with("总数")
    };
    // 上半年210条，下半年250条，全年460条
    let sums_halves = || {
        let Some([.., first, second]) = words!["上半年"].in_text(text).then(|| &items[..index]) else {
            return false;
        };
        label.contains("全年") && first.label.contains("上半年") && second.label.contains("下半年")
    };
    if !is_strong && !words!["共", "累计"].in_text(label) && !is_counted() && !sums_halves()
        || words!["公共", "共同", "共享", "共建", "中共"].in_text(label)
    {
        return None;
    }
    // 以上合计 sums up the sentence before.
    let points_back =
        ["以上", "上述"].iter().any(|word| label.trim_start_matches(['。', ' ']).starts_with(word));
    let sentence = match pair {
        Some(before) if points_back && before.sentence + 1 == total.sentence => before.sentence,
        _ => total.sentence,
    };
    // 7个县区和41个部门共48家单位
    let are_bodies = total.quantity.unit == Unit::Event("家")
        && words!["共", "共计", "合计", "总计", "涉及", "覆盖", "共有"].end(label.trim_end())
        && (total.tail.trim().is_empty()
            || words!["单位", "部门", "机构", "行政机关", "主体"].begin(&total.tail));
    let is_body = |item: &Item| are_bodies && text[..item.quantity.range.end].ends_with('个');
    let before: Vec<&Item> = items[..index]
        .iter()
        .rev()
        .take_while(|item| item.sentence == sentence)
        .filter(|item| {
            (item.quantity.unit.is_like(total.quantity.unit) || is_body(item)) && !item.quantity.is_weak
        })
        .collect();
    let level: Vec<&Item> = before.iter().rev().copied().filter(|item| item.depth == total.depth).collect();
    let inner: Vec<&Item> =
        before.iter().rev().copied().filter(|item| item.depth == total.depth + 1).collect();
    let parts: Vec<&Item> = level
        .iter()
        .copied()
        .filter(|item| may_be_part(item, total) || is_body(item) && !item.is_compared)
        .collect();
    // What is answered in all is not what was received and carried in.
    if !is_strong
        && any_in(&label, &["答复", "办结", "办复"])
        && parts.iter().any(|part| words!["结转"].in_text(part.label))
    {
        return None;
    }
    let are_bracketed = parts.is_empty() && inner.len() >= 2 && inner.iter().all(|item| is_bracketed(item));
    let parts = told_parts(&label, if are_bracketed { inner.clone() } else { parts });
    let question = Question { text, total, other_totals: [None; 2], joint: None, is_close: true };
    // What stands before the parts is set off from them by a stronger mark than they from each other.
    let suffixes = |list: &[&Item]| {
        (0..list.len().saturating_sub(1)).any(|start| {
            let tightest = list[start + 1..].iter().map(|item| item.gap).max().unwrap_or(Gap::None);
            let is_set_off = start == 0 || list[start].gap > tightest || tightest == Gap::Comma;
            is_set_off && question.is(&list[start..])
        })
    };
    // 对12个乡镇和30个部门，各反馈清单1份 counts differently.
    // 各街道公开7254条 does not.
    let is_each = |part: &&Item| {
        let label = part.label.trim_start_matches('，');
        let next = label.strip_prefix('各').and_then(|label| label.chars().next());
        !part.quantity.is_each && next.is_some_and(|next| !"街镇乡部县区市级类村单科地".contains(next))
    };
    if parts.iter().any(is_each) {
        return None;
    }
    // 另转载7条，自行编发的三类合计52条
    let own: Vec<&Item> = parts
        .iter()
        .copied()
        .filter(|part| !part.label.trim_start_matches(['，', '、', '；', ' ']).starts_with('另'))
        .collect();
    if own.len() >= 2 && own.len() < parts.len() && suffixes(&own) {
        return None;
    }
    if parts.len() < 2 || suffixes(&parts) || suffixes(&level) || suffixes(&inner) {
        return None;
    }
    if readings(&parts).iter().any(|reading| suffixes(reading))
        || level.iter().any(|item| item.quantity.amount == total.quantity.amount)
    {
        return None;
    }
    let reach = match (is_strong, is_counted()) {
        (true, _) => 2,
        (_, true) => 4,
        _ => 7,
    };
    judge_sum(&question, &parts, reach).or_else(|| counted_doubly(&question, &parts, &inner))
}

/// `网站1560条，新媒体2284条（微信1652条、微博632条），累计5496条`: what stands in brackets was added once more.
fn counted_doubly(question: &Question, parts: &[&Item], inner: &[&Item]) -> Option<Contradiction> {
    let exact = |item: &&Item| item.quantity.precision == Precision::Exact && !item.quantity.is_each;
    if parts.len() < 2 || !parts.iter().all(exact) || !inner.iter().all(exact) {
        return None;
    }
    let sum =
        |items: &[&Item]| items.iter().fold(Amount::default(), |sum, item| sum.plus(item.quantity.amount));
    let more = question.total.quantity.amount.minus(sum(parts));
    let is_doubled = more > Amount::of(9)
        && (inner.iter().any(|item| item.quantity.amount == more) || inner.len() > 1 && sum(inner) == more);
    is_doubled.then(|| question.contradiction(parts))
}

/// Judges parts before their sum, which may be wrong by the part of it that `reach` tells.
fn judge_sum(question: &Question, parts: &[&Item], reach: i64) -> Option<Contradiction> {
    let total = question.total;
    let (sum, most) = question.bounds(parts);
    let exact = sum == most && parts.iter().all(|item| item.quantity.precision == Precision::Exact);
    let distance = sum.minus(total.quantity.amount).abs();
    let near = total.quantity.amount.over(reach).max(Amount::of(2));
    let from = parts.first()?.quantity.range.end;
    let is_freed_of_doubles = sum > total.quantity.amount && tells_of_doubles(question.text, from, total);
    (exact && distance <= near && !is_freed_of_doubles).then(|| question.contradiction(parts))
}

/// 网站685条、微信402条，剔除重复后共956条: what stands twice is counted once.
fn tells_of_doubles(text: Stretch, from: usize, total: &Item) -> bool {
    static DOUBLES: Words =
        listed!["去重", "剔除重复", "扣除重复", "去除重复", "除去重复", "剔除交叉", "重复发布"];
    let to = total.quantity.range.start;
    DOUBLES.in_text(text.part(from.min(to), to))
}

/// The sentence around a stretch.
fn sentence_around(text: &str, range: Range<usize>) -> &str {
    let stop = ['。', '！', '？'];
    let start = text[..range.start].rfind(stop).map_or(0, |at| at + '。'.len_utf8());
    let end = text[range.end..].find(stop).map_or(text.len(), |at| range.end + at);
    &text[start..end]
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
