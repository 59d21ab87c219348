//! Figures that are spoken of again: 上述75件申请 behind 收到申请57件.

use super::breakdown::{Gap, Item};
use super::claim::{Claim, Subject};
use super::index::Stretch;
use super::lexer::Quantity;
use super::unit::Unit;
use super::words::{Words, listed, words};
use super::{Amount, Precision};
use crate::format::{Item as Figure, Outcome};
use std::cell::OnceCell;

/// A figure that is spoken of again with another value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misreference {
    /// The figure as it stands first.
    pub first: Quantity,
    /// The figure as it is spoken of again.
    pub again: Quantity,
}

/// Words that point back to any figure.
const POINTING: &[&str] = &["上述", "以上", "前述", "这", "该"];
/// Words that point back to a figure of the same name.
const NAMING: &[&str] = &["全部", "现有", "全县", "全市", "全区", "全镇", "全乡", "全街道", "全州"];
/// With what the words before a figure that is spoken of again end, if there are any.
const LAST: [char; 23] = [
    '述', '上', '这', '该', '部', '有', '县', '市', '区', '镇', '乡', '道', '州', '的', '但', '而', '且',
    '然', '其', '，', '、', '；', '。',
];
/// Words that tell that the figure has changed since.
const CHANGING: &[&str] =
    &["撤", "减", "拆", "关停", "注销", "合并", "整合", "新增", "新建", "新设", "增设", "归并"];

/// The figures of a line that are spoken of again with another value.
pub(super) fn misreferences(text: &str, items: &[Item]) -> Vec<Misreference> {
    let mut found = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let label = item.label.trim_end();
        // Most words end otherwise.
        if !label.is_empty() && !label.ends_with(LAST) {
            continue;
        }
        // 90分以上18家 points to nothing.
        let is_limit = label.ends_with("以上") && !matches!(label.trim(), "以上" | "对以上" | "，以上");
        let points = POINTING.iter().any(|word| label.ends_with(word)) && !is_limit;
        // 所公开的361条信息
        let is_of_those = || label.trim_start_matches(['，', '；', ' ']).starts_with('所');
        let names = NAMING.iter().any(|word| label.ends_with(word)) && !label.ends_with("占全部")
            || label.ends_with('的') && (is_of_those() || tells_again(&items[..index], label));
        if !points
            && !names
            && let Some(first) = restated(items, index)
        {
            found.push(Misreference { first: first.quantity.clone(), again: item.quantity.clone() });
            continue;
        }
        let speaks_of_all = !points && !names && speaks_of_all(items, index);
        if !(points || names || speaks_of_all) || item.quantity.precision != Precision::Exact {
            continue;
        }
        let earlier: Vec<&Item> = items[..index]
            .iter()
            .filter(|other| {
                other.quantity.unit.is_like(item.quantity.unit)
                    && other.quantity.precision == Precision::Exact
            })
            .collect();
        let of_this_name = earlier.iter().copied().find(|other| shares_name(other, item));
        let first = if points {
            of_this_name.or(earlier.first().copied())
        } else if speaks_of_all && item.tail.starts_with(['均', '都', '全', '已']) {
            of_this_name.or_else(|| only_one(&earlier, item))
        } else {
            of_this_name
        };
        let Some(first) = first else { continue };
        // 2件申请均来自企业 may be some of them; more than all there cannot be.
        let mut of_name = earlier.iter().filter(|other| shares_name(other, item));
        let is_more = of_name.all(|other| other.quantity.amount < item.quantity.amount);
        if speaks_of_all && !is_more && !is_without_exception(text, item) {
            continue;
        }
        let between = text.get(first.quantity.range.end..item.quantity.range.start).unwrap_or_default();
        if CHANGING.iter().any(|word| first.label.contains(word)) {
            continue;
        }
        let is_sum = is_sum_of(&earlier, item.quantity.amount);
        let has_changed = CHANGING.iter().any(|word| between.contains(word))
            && may_have_become(first, &earlier, item.quantity.amount);
        if !is_sum && !has_changed && !first.quantity.is_each {
            found.push(Misreference { first: first.quantity.clone(), again: item.quantity.clone() });
        }
    }
    found
}

/// Whether the words repeat the verb of a figure before: 收回问卷280份，对收回的260份.
fn tells_again(earlier: &[Item], label: &str) -> bool {
    let label = label.trim_start_matches(['，', '；', ' ']);
    let verb = label.strip_prefix('对').and_then(|words| words.strip_suffix('的')).unwrap_or_default();
    verb.chars().count() == 2 && earlier.iter().any(|item| item.label.contains(verb))
}

/// The words without those that say when, or how much of it.
fn plain(words: &str) -> String {
    static PLAIN: Words = listed!("全年|本年度|本年|年内|累计|共|新|主动|政府|各类|所");
    let mut rest = words;
    let mut plain = String::with_capacity(words.len());
    while let Some(letter) = rest.chars().next() {
        if let Some(word) = PLAIN.at_start(rest) {
            rest = &rest[word.len()..];
        } else {
            plain.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    plain
}

/// The figure that a quantity repeats in the same words with another value: 收到申请32件, 收到的34件申请.
fn restated<'b, 'a>(items: &'b [Item<'a>], index: usize) -> Option<&'b Item<'a>> {
    const LONGEST: usize = 8;
    let again = &items[index];
    let doing = again.label.trim_end().strip_suffix('的')?;
    let doing = doing.trim_start_matches(['，', '；', '。', ' ', '对', '将', '在', '所', '已']);
    let exact = |item: &Item| item.quantity.precision == Precision::Exact;
    let is_like = |first: &&Item| first.quantity.unit.is_like(again.quantity.unit) && exact(first);
    if doing.is_empty() || !exact(again) || !items[..index].iter().any(|first| is_like(&first)) {
        return None;
    }
    let doing = plain(doing);
    if doing.chars().count() < 2 {
        return None;
    }
    let tail = again.tail.text();
    let ends = tail.char_indices().map(|(at, letter)| at + letter.len_utf8()).take(LONGEST).skip(1);
    let names = OnceCell::new();
    let names = || -> &Vec<String> {
        names.get_or_init(|| ends.clone().map(|end| format!("{doing}{}", plain(&tail[..end]))).collect())
    };
    let is_first = |first: &&Item| {
        let ends_alike = || {
            let last = first.label.trim_end().chars().next_back();
            last.is_some_and(|last| tail.chars().take(LONGEST).any(|letter| letter == last))
        };
        is_like(first) && ends_alike() && {
            let label = plain(first.label.trim_end());
            names().iter().any(|name| label.ends_with(name.as_str()))
        }
    };
    let mut firsts = items[..index].iter().filter(is_first);
    let first = firsts.next().filter(|first| firsts.next().is_none() && first.year == again.year)?;
    let is_all = again.quantity.amount > first.quantity.amount
        || ["均", "全部", "都", "中，"].iter().any(|word| tail.contains(word));
    (is_all && first.quantity.amount != again.quantity.amount).then_some(first)
}

/// `门户网站全年发布信息1420条。……门户网站全年发布信息1402条`: what is told twice of the whole year in the same words.
pub(super) fn told_again(items: &[Item]) -> Vec<Misreference> {
    const SHORTEST: usize = 8;
    let name = |item: &Item| item.label.text().trim_matches(['，', '；', '。', ' ', '：']).to_owned();
    let of_year = |item: &&Item| {
        item.label.contains("全年")
            && item.quantity.precision == Precision::Exact
            && !item.quantity.is_each
            && name(item).chars().count() >= SHORTEST
    };
    let told: Vec<&Item> = items.iter().filter(of_year).collect();
    let found = told.iter().enumerate().filter_map(|(index, again)| {
        let first = told[..index].iter().find(|first| {
            let (one, other) = (name(first), name(again));
            first.quantity.unit == again.quantity.unit
                && (again.year.is_none() || first.year == again.year)
                && (one.ends_with(&other) || other.ends_with(&one))
        })?;
        (first.quantity.amount != again.quantity.amount && first.sentence != again.sentence)
            .then(|| Misreference { first: first.quantity.clone(), again: again.quantity.clone() })
    });
    found.collect()
}

/// An amount that is told once more in another unit with another value: 3200元（折合0.032万元）.
pub(super) fn converted(items: &[Item]) -> Vec<Misreference> {
    let found = items.windows(2).filter_map(|pair| {
        let [first, again] = pair else { return None };
        let is_again = words!["折合", "即", "合", "约合", "折"]
            .is(again.label.trim_matches(['（', '(', '，', ' ', '为']));
        let exact = |item: &Item| item.quantity.precision == Precision::Exact;
        let distance = first.quantity.amount.minus(again.quantity.amount).abs();
        // 3940.5元（折合0.39万元） is rounded.
        let is_rounded = distance < again.quantity.place;
        (is_again
            && first.quantity.unit == Unit::Yuan
            && again.quantity.unit == Unit::Yuan
            && exact(first)
            && exact(again)
            && first.sentence == again.sentence
            && !is_rounded)
            .then(|| Misreference { first: first.quantity.clone(), again: again.quantity.clone() })
    });
    found.collect()
}

/// 无结转下年度办理事项；其中2件转入2024年继续办理: what is carried over all the same.
pub(super) fn carried_all_the_same(text: Stretch, claims: &[Claim], items: &[Item]) -> Vec<Misreference> {
    let denied =
        claims.iter().filter(|claim| claim.quantity.is_none() && claim.subject == Subject::CarriedOut);
    let found = denied.filter_map(|claim| {
        let counted = items.iter().find(|item| {
            let at = item.quantity.range.start;
            let near = at >= claim.range.end
                && item.sentence <= claim.sentence + 1
                && item.quantity.unit == Unit::Piece
                && item.quantity.amount > Amount::default();
            let next = items.iter().find(|next| next.quantity.range.start > at);
            let end = next.map_or(text.len(), |next| next.quantity.range.start);
            let behind = &text[item.quantity.range.end..end];
            let clause = behind.split(['。', '；']).next().unwrap_or_default();
            near && words!["转入20", "结转至20", "转到20", "转至20", "结转下", "转入下", "转下一", "转至下"]
                .in_text(clause)
                && !words!["上年", "去年", "以前", "往年", "没有", "无"]
                    .in_text(text.part(claim.range.end, at).text())
        })?;
        let none =
            Quantity { range: claim.range.clone(), amount: Amount::default(), ..counted.quantity.clone() };
        Some(Misreference { first: none, again: counted.quantity.clone() })
    });
    found.collect()
}

/// 配备专职人员2名……尚无专职人员.
pub(super) fn denied_staff(text: Stretch, items: &[Item]) -> Vec<Misreference> {
    static NONE: Words = listed![
        "尚无政务公开专职",
        "没有政务公开专职",
        "尚无专职",
        "没有专职",
        "未配备专职",
        "没有配备专职",
        "无专职工作人员",
        "无专职人员"
    ];
    let Some((at, word)) = NONE.first(text) else { return Vec::new() };
    let is_staff = |item: &&Item| {
        let label = item.label.trim_end();
        item.quantity.range.end < at
            && item.quantity.unit == Unit::Event("人")
            && item.quantity.amount > Amount::default()
            && (label.ends_with("专职人员") || label.ends_with("专职工作人员") || label.ends_with("专职干部"))
            && !words!["拟", "计划", "将", "上年", "去年"].in_text(item.label)
    };
    let Some(staff) = items.iter().find(is_staff) else { return Vec::new() };
    let none = Quantity { range: at..at + word.len(), amount: Amount::default(), ..staff.quantity.clone() };
    vec![Misreference { first: staff.quantity.clone(), again: none }]
}

/// What a line says that there was none of, and counts all the same: 未发生行政诉讼，其中1起行政诉讼.
pub(super) fn denied(text: Stretch, claims: &[Claim], items: &[Item]) -> Vec<Misreference> {
    let denials = claims.iter().filter(|claim| claim.quantity.is_none());
    let found = denials.filter_map(|claim| {
        let counted = items.iter().find(|item| is_counted(text, claim, item))?;
        let none =
            Quantity { range: claim.range.clone(), amount: Amount::default(), ..counted.quantity.clone() };
        Some(Misreference { first: none, again: counted.quantity.clone() })
    });
    found.collect()
}

/// Whether a quantity counts what is said not to have been.
fn is_counted(text: Stretch, claim: &Claim, item: &Item) -> bool {
    static REVIEWS: Words = listed!["行政复议", "复议案件", "复议申请"];
    static SUITS: Words = listed!["行政诉讼", "诉讼案件", "行政应诉"];
    static DOCUMENTS: Words = listed!["行政规范性文件", "规范性文件"];
    let names = match claim.subject {
        Subject::Review(Outcome::Total) => &REVIEWS,
        Subject::Suit(Outcome::Total) => &SUITS,
        Subject::Item(Figure::NormativeMade) => &DOCUMENTS,
        _ => return false,
    };
    let at = item.quantity.range.start;
    if at < claim.range.end || item.sentence > claim.sentence + 1 || item.quantity.unit != Unit::Piece {
        return false;
    }
    let between = text.part(claim.range.end, at);
    let label = item.label.trim_end();
    let is_made = names.begin(&item.tail)
        && (label.ends_with("制发的") || label.ends_with("制定的") || label.ends_with("印发的"));
    let is_named = match claim.subject {
        Subject::Item(_) => is_made,
        _ => names.begin(&item.tail) && (label.ends_with("其中") || label.ends_with("发生的")),
    };
    let is_other = words![
        "上年",
        "去年",
        "以前",
        "往年",
        "此前",
        "遗留",
        "上级",
        "转发",
        "协助",
        "指导",
        "代",
        "县政府",
        "市政府",
        "年底",
        "因行政"
    ];
    is_named
        && item.quantity.amount > Amount::default()
        && !item.quantity.is_each
        && !other_in(is_other, between)
}

fn other_in(words: &Words, between: Stretch) -> bool {
    between.is_longer(60) || words.in_text(between)
}

/// The only figure before in the sentence, where more than that are said to be all: 收到17件，18件均已答复.
fn only_one<'b, 'a>(earlier: &[&'b Item<'a>], again: &Item) -> Option<&'b Item<'a>> {
    let mut same = earlier.iter().filter(|first| first.sentence == again.sentence);
    let first = same.next().filter(|_| same.next().is_none())?;
    (first.quantity.amount < again.quantity.amount && again.gap == Gap::Comma).then_some(*first)
}

/// Whether a quantity with nothing before it is what its sentence says something of: 6期培训均为集中授课.
fn speaks_of_all(items: &[Item], index: usize) -> bool {
    const CONNECTIVES: [char; 10] = ['，', '、', '；', '。', ' ', '但', '而', '且', '然', '其'];
    let item = &items[index];
    // Nothing but connectives is short.
    let is_first = item.label.len() <= 12 && item.label.trim_matches(CONNECTIVES).is_empty();
    let begins_clause = item.gap >= Gap::Comma || !item.label.is_empty();
    let says_all =
        || item.tail.contains(['均', '都', '中', '共']) || words!["全部", "累计", "全年"].in_text(item.tail);
    // 7件申请均予以公开，2件均不予处理 shares them out.
    let next = items.get(index + 1);
    let goes_on = || {
        next.is_some_and(|next| {
            next.sentence == item.sentence
                && next.gap <= Gap::Semicolon
                && next.quantity.unit.is_like(item.quantity.unit)
                && next.quantity.amount < item.quantity.amount
                && next.label.trim_matches(CONNECTIVES).is_empty()
        })
    };
    is_first && begins_clause && !item.quantity.is_each && says_all() && !goes_on()
}

/// Whether the sentence says that none of them is left out.
fn is_without_exception(text: &str, item: &Item) -> bool {
    let behind = text.get(item.quantity.range.end..).unwrap_or_default();
    let sentence = behind.split(['。', '；']).next().unwrap_or_default();
    ["没有遗漏", "无一遗漏", "无一例外", "无遗漏"].iter().any(|words| sentence.contains(words))
}

/// Whether a figure may have become another by what was added and taken away since, as far as it is told.
fn may_have_become(first: &Item, earlier: &[&Item], now: Amount) -> bool {
    const MORE: &[&str] = &["新增", "新建", "新设", "增设", "新开"];
    let start = first.quantity.range.start;
    let mut reached = vec![first.quantity.amount];
    let mut is_told = false;
    for item in earlier.iter().filter(|item| item.quantity.range.start > start) {
        let has = |words: &[&str]| words.iter().any(|word| item.label.contains(word));
        if !has(CHANGING) {
            continue;
        }
        is_told = true;
        let is_more = has(MORE);
        let amount = item.quantity.amount;
        let changed: Vec<_> =
            reached.iter().map(|old| if is_more { old.plus(amount) } else { old.minus(amount) }).collect();
        // So many changes are not told in one breath.
        if reached.len() < 64 {
            reached.extend(changed);
        }
    }
    !is_told || reached.contains(&now)
}

/// Whether neighbouring figures add up to the amount.
fn is_sum_of(items: &[&Item], amount: Amount) -> bool {
    // Some of the parts of a total are not all of them.
    let parts = items.iter().skip(1).fold(Amount::default(), |sum, item| sum.plus(item.quantity.amount));
    if let Some(total) = items.first()
        && items.len() > 2
        && parts == total.quantity.amount
    {
        return amount == parts;
    }
    (0..items.len()).any(|start| {
        let mut sum = Amount::default();
        items[start..].iter().any(|item| {
            sum = sum.plus(item.quantity.amount);
            sum == amount
        })
    })
}

/// Whether what is counted has the same name: 公示栏14个, 12个公示栏.
fn shares_name(first: &Item, again: &Item) -> bool {
    const SHORTEST: usize = 2;
    const LONGEST: usize = 8;
    let tail = again.tail.trim_start_matches('的');
    let ends =
        tail.char_indices().map(|(at, letter)| at + letter.len_utf8()).take(LONGEST).skip(SHORTEST - 1);
    let label = first.label.trim_end().trim_end_matches(['”', '’']);
    let is_name = |name: &str| label.ends_with(name) || first.tail.starts_with(name);
    ends.map(|end| &tail[..end]).any(is_name) || names_both(label, tail)
}

/// 建议提案 speaks of 人大代表建议和政协提案.
fn names_both(label: &str, tail: &str) -> bool {
    let half = |from: usize| -> String { tail.chars().skip(from).take(2).collect() };
    let (one, other) = (half(0), half(2));
    other.chars().count() == 2
        && label.ends_with(&other)
        && label.contains(&one)
        && label.contains(['和', '、', '及'])
}

#[cfg(test)]
mod tests {
    use crate::prose::Line;

    fn found(text: &str) -> Vec<(i64, i64)> {
        let line = Line::new(text, Vec::new(), text);
        let misreferences = line.reading().misreferences.iter();
        misreferences.map(|found| (found.first.amount.floor(), found.again.amount.floor())).collect()
    }

    #[test]
    fn figures_spoken_of_again() {
        for text in [
            "门户网站全年发布信息1420条。门户网站全年发布图片120张。公众号全年发布信息376条。",
            "收到申请57件，涉及征地补偿。上述57件申请均已办理。",
            "收到申请44件，结转2件。上述46件申请均已办理。",
            "设公示栏14个，撤销2个，现有12个公示栏。",
            "全部12个乡镇公开了年报。",
            "评估56家，90分以上18家。",
            "组织培训5期。3期培训均为线下。",
            "收到申请9件，7件申请均予以公开，2件申请均不予处理。",
            "年初设公示栏26个，撤销3个、新建5个，现有28个公示栏均有人维护。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for (text, expected) in [
            ("收到申请57件，涉及征地补偿。上述75件申请均已办理。", (57, 75)),
            ("组织培训5期，但6期培训均为集中授课。", (5, 6)),
            ("开通账号9个，微信5个、微博3个、抖音1个，上述8个账号已备案。", (9, 8)),
            ("共有栏目18个，年内新增2个，现有16个栏目均有人负责。", (18, 16)),
            ("召开新闻发布会8场。这9场发布会均直播。", (8, 9)),
            ("全乡设公示栏14个，更换破损2个。对全部12个公示栏检查。", (14, 12)),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }
}
