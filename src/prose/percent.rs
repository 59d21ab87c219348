//! Percentages: shares of a total and growth against another figure.

use super::breakdown::{Gap, Item};
use super::index::Stretch;
use super::lexer::{Form, Percentage, Quantity, Token};
use super::number::number;
use super::words::{Words, any_in, listed, words};
use super::{Amount, Precision, rate};
use std::ops::Range;
use winnow::Parser as _;

/// A percentage that the figures around it do not bear out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miscount {
    /// The percentage, or the difference, with the words before it.
    pub range: Range<usize>,
    /// What was computed.
    pub kind: MiscountKind,
    /// The figure that is counted, or this year's.
    pub part: Quantity,
    /// The figure it is held against: the total, or last year's.
    pub whole: Quantity,
    /// What it should be: percent, or a number for a difference.
    pub expected: Amount,
}

/// What was computed wrongly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MiscountKind {
    /// 占: a share of a total.
    Share,
    /// Shares of one total that do not make up 100 %; `part` is their sum.
    Shares,
    /// 增长、下降, in percent.
    Growth,
    /// 增加、减少, as a number.
    Difference,
    /// 增长 where the figures fall, or the other way round.
    Direction,
    /// 月均: so much for each month, week or day; `whole` is their number.
    Mean,
    /// 百分点: the difference of two percentages.
    Points,
    /// 倍: how many times the other figure.
    Times,
}

/// A growth against last year of which last year's figure is not named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Growth {
    /// The percentage with the words before it.
    pub range: Range<usize>,
    /// This year's figure.
    pub now: Quantity,
    /// The change in percent, negative for a fall.
    pub percent: Amount,
    /// Digits behind the point.
    pub decimals: u32,
}

pub(super) static RISES: Words = listed!["增长", "增加", "上升", "提高", "上涨", "增幅", "提升", "多"];
pub(super) static FALLS: Words = listed!["下降", "减少", "降低", "下滑", "降幅", "回落", "少"];
pub(super) static BEFORE: Words = listed!["上年", "去年", "上一年", "同期", "前一年"];

/// A percentage in its surroundings.
struct Place<'a> {
    percentage: &'a Percentage,
    /// The words before it, from the last mark or number on.
    label: Stretch<'a>,
    /// The words from the last quantity on.
    bridge: Stretch<'a>,
    /// The quantities before it in its sentence, nearest first.
    before: Vec<&'a Quantity>,
    /// All quantities of the line.
    all: &'a [&'a Quantity],
    /// The line, and where the sentence starts in it.
    text: Stretch<'a>,
    start: usize,
}

/// The quantities of a line that shares and growths may be about.
fn quantities(tokens: &[Token]) -> Vec<&Quantity> {
    let quantities = tokens.iter().filter_map(|token| match token {
        Token::Quantity(quantity) => Some(quantity),
        _ => None,
    });
    quantities.filter(|quantity| !quantity.is_weak).collect()
}

fn places<'a>(text: Stretch<'a>, tokens: &'a [Token], all: &'a [&'a Quantity]) -> Vec<Place<'a>> {
    let mut places = Vec::new();
    let mut behind = 0;
    for token in tokens {
        let range = token.range();
        if let Token::Percentage(percentage) = token {
            let stop = words!["。", "！", "？"].last(text.before(range.start));
            let start = stop.map_or(0, |at| at + "。".len());
            let before: Vec<_> = all
                .iter()
                .rev()
                .copied()
                .filter(|quantity| quantity.range.end <= range.start && quantity.range.start >= start)
                .collect();
            let bridge = before.first().map_or(start, |quantity| quantity.range.end);
            places.push(Place {
                percentage,
                label: text.part(behind, range.start),
                bridge: text.part(bridge, range.start),
                before,
                all,
                text,
                start,
            });
        }
        if !matches!(token, Token::Year(..)) {
            behind = range.end;
        }
    }
    places
}

/// Whether a percentage as written stands for this value: rounded at its last digit, or off by a tenth.
pub(super) fn agrees(percentage: &Percentage, exact: Amount) -> bool {
    let slack = match (percentage.form, percentage.decimals) {
        // Whole percents are cut off as often as rounded.
        (Form::Percent | Form::Points, 0) => Amount::new(0, 7, 1),
        (Form::Percent | Form::Points, _) => Amount::new(0, 1, 1),
        (Form::Tenths, 0) => Amount::of(5),
        (Form::Tenths | Form::Fraction, _) => Amount::of(3),
        (Form::Times, 0) => Amount::of(20),
        (Form::Times, _) => Amount::of(6),
    };
    let amount = percentage.amount;
    let tenth = slack.plus(amount.over(10)).plus(Amount::of(1));
    let quarter = tenth.plus(amount.over(4));
    let (below, above) = match percentage.precision {
        Precision::Exact => (slack, slack),
        Precision::About => (tenth, tenth),
        // 超八成 is wrong for less than 80 %, 近八成 for more.
        Precision::AtLeast => (at_limit(percentage, slack), quarter),
        Precision::AtMost => (tenth, at_limit(percentage, slack)),
    };
    amount.minus(below) <= exact && exact <= amount.plus(above)
}

/// How far beyond a limit that it names a value may be.
fn at_limit(percentage: &Percentage, slack: Amount) -> Amount {
    match percentage.form {
        Form::Percent | Form::Points => slack,
        Form::Tenths | Form::Fraction => Amount::of(1),
        Form::Times => Amount::of(5),
    }
}

/// The percentages and differences of a line that do not come out, and the growths to be held to last year.
pub(super) fn percentages(text: Stretch, tokens: &[Token], items: &[Item]) -> (Vec<Miscount>, Vec<Growth>) {
    let may_differ = || {
        items.len() > 2
            && (RISES.in_text(text) || FALLS.in_text(text))
            && items.iter().any(|item| item.year.is_some() || is_from(item))
    };
    let mut miscounts =
        if BEFORE.in_text(text) || may_differ() { differences(text, items) } else { Vec::new() };
    if words!["持平"].in_text(text) {
        miscounts.extend(rate::levels(text, items));
    }
    let mut growths = Vec::new();
    miscounts.extend(rate::doublings(text, items));
    if !tokens.iter().any(|token| matches!(token, Token::Percentage(_))) {
        return (miscounts, growths);
    }
    miscounts.extend(rate::multiples(&text, tokens, items));
    miscounts.extend(rate::distributed(text, tokens, items));
    let listed = rate::listed(&text, tokens);
    for place in places(text, tokens, &quantities(tokens)) {
        let is_growth = RISES.in_text(place.label) || FALLS.in_text(place.label);
        let form = place.percentage.form;
        // 由41.5%提高到45.8% names where it stands now.
        let is_level =
            place.label.trim_end().ends_with(['到', '至']) && !words!["增幅", "涨幅"].in_text(place.label);
        if is_growth && is_level && names_level_before(&place) {
            continue;
        }
        if form == Form::Points || (form == Form::Times && !is_growth) {
            continue;
        }
        if is_growth {
            match growth(&place) {
                Grown::Wrong(miscount) => miscounts.push(miscount),
                Grown::Unnamed(growth) => growths.push(growth),
                Grown::Right => {}
            }
        } else if !listed.contains(&place.percentage.range.start)
            && let Some(miscount) = share(&place)
        {
            miscounts.push(miscount);
        }
    }
    miscounts.extend(share_sums(&text, tokens));
    let is_points = |token: &Token| matches!(token, Token::Percentage(one) if one.form == Form::Points);
    if tokens.iter().any(is_points) {
        miscounts.extend(rate::points(&text, tokens));
    }
    if words!["分别"].in_text(text) {
        miscounts.extend(growths_of_years(text, tokens));
    }
    miscounts.sort_by_key(|miscount| miscount.range.start);
    (miscounts, growths)
}

/// Whether a percentage stands right before this one: 由41.5%提高到45.8%.
fn names_level_before(place: &Place) -> bool {
    let before = &place.text[..place.percentage.range.start - place.label.len()];
    before.ends_with(['%', '％'])
}

/// `公开846条，完成年度目标800条的105.8%`.
fn share_of_goal(place: &Place) -> Named {
    let [whole, part, ..] = place.before[..] else { return Named::Absent };
    let between = place.text.part(part.range.end, whole.range.start);
    if place.bridge.trim() != "的"
        || !between.contains("完成")
        || !words!["目标", "任务", "计划"].in_text(between)
    {
        return Named::Absent;
    }
    let exact = part.precision == Precision::Exact && whole.precision == Precision::Exact;
    match part.amount.percent_of(whole.amount) {
        Some(expected) if exact && part.unit.is_like(whole.unit) && !agrees(place.percentage, expected) => {
            Named::Wrong(Box::new(Miscount {
                range: place.range(),
                kind: MiscountKind::Share,
                part: part.clone(),
                whole: whole.clone(),
                expected,
            }))
        }
        _ => Named::Right,
    }
}

/// A share that fits none of the totals it may be a share of.
fn share(place: &Place) -> Option<Miscount> {
    if let Named::Wrong(miscount) = share_of_goal(place) {
        return Some(*miscount);
    }
    if let Some(miscount) = share_ahead(place) {
        return Some(miscount);
    }
    if let Some(miscount) = rate_of_several(place).or_else(|| share_of_several(place)) {
        return Some(miscount);
    }
    match share_of_named(place) {
        Named::Absent => match share_of_base(place) {
            Named::Absent => share_of_any(place),
            Named::Right => None,
            Named::Wrong(miscount) => Some(*miscount),
        },
        Named::Right => None,
        Named::Wrong(miscount) => Some(*miscount),
    }
}

/// `90条，其中三分之二即60条`: the part stands behind its share.
fn share_ahead(place: &Place) -> Option<Miscount> {
    let whole = *place.before.first()?;
    let part = place.all.iter().copied().find(|part| part.range.start >= place.percentage.range.end)?;
    let between = place.text.get(place.percentage.range.end..part.range.start)?;
    let exact = part.precision == Precision::Exact && whole.precision == Precision::Exact;
    let is_told = matches!(between, "即" | "，即" | "（即" | "也就是")
        && matches!(place.bridge.trim(), "，其中" | "的" | "，" | "中" | "，其中有")
        && exact
        && part.unit.is_like(whole.unit)
        && part.amount <= whole.amount;
    let expected = part.amount.percent_of(whole.amount).filter(|_| is_told)?;
    (!agrees(place.percentage, expected)).then(|| Miscount {
        range: place.percentage.range.start..part.range.end,
        kind: MiscountKind::Share,
        part: part.clone(),
        whole: whole.clone(),
        expected,
    })
}

/// A share whose total stands between what is counted and the percentage.
enum Named {
    /// The total stands elsewhere.
    Absent,
    /// It comes out, or nothing can be said.
    Right,
    /// It does not.
    Wrong(Box<Miscount>),
}

/// `92条，约占公开总量201条的64%`.
fn share_of_named(place: &Place) -> Named {
    let [whole, part, ..] = place.before[..] else { return Named::Absent };
    let between = place.text.get(part.range.end..whole.range.start).unwrap_or_default();
    if place.bridge.trim() != "的" || !between.contains('占') || between.contains('；') {
        return Named::Absent;
    }
    let Some(expected) = part.amount.percent_of(whole.amount) else { return Named::Right };
    let exact = part.precision == Precision::Exact && whole.precision == Precision::Exact;
    let is_wrong = exact
        && part.unit.is_like(whole.unit)
        && part.amount <= whole.amount
        && !agrees(place.percentage, expected);
    if !is_wrong {
        return Named::Right;
    }
    Named::Wrong(Box::new(Miscount {
        range: place.percentage.range.clone(),
        kind: MiscountKind::Share,
        part: part.clone(),
        whole: whole.clone(),
        expected,
    }))
}

/// `办结48件，予以公开24件，占办结的50%`: the total is named by its verb.
fn share_of_base(place: &Place) -> Named {
    const BASES: [&str; 5] = ["办结", "答复", "受理", "新收", "收到"];
    let [part, ..] = place.before[..] else { return Named::Absent };
    let Some((lead, behind)) = place.bridge.split_once('占') else { return Named::Absent };
    // 两项合计占 is told of several.
    if lead.ends_with(['计', '共', '合']) {
        return Named::Absent;
    }
    let whole = if behind.starts_with("全部") && place.label_of(part).contains("其中") {
        // 共840条，其中处罚信息126条，占全部公开信息的15%
        place.before.iter().skip(1).max_by_key(|whole| whole.amount)
    } else {
        let Some(base) = BASES.iter().find(|base| behind.starts_with(**base)) else { return Named::Absent };
        let is_base = |whole: &&&Quantity| place.label_of(whole).trim_end().ends_with(base);
        place.before.iter().skip(1).find(is_base)
    };
    let Some(whole) = whole else { return Named::Absent };
    let exact = part.precision == Precision::Exact && whole.precision == Precision::Exact;
    let is_part = exact && part.unit.is_like(whole.unit) && part.amount <= whole.amount;
    match part.amount.percent_of(whole.amount).filter(|_| is_part) {
        None => Named::Absent,
        Some(expected) if agrees(place.percentage, expected) => Named::Right,
        Some(expected) => Named::Wrong(Box::new(Miscount {
            range: place.range(),
            kind: MiscountKind::Share,
            part: part.clone(),
            whole: (*whole).clone(),
            expected,
        })),
    }
}

/// `回收640份，满意536份、基本满意83份，满意和基本满意率为96.7%`: the rate is that of several together.
fn rate_of_several(place: &Place) -> Option<Miscount> {
    let at = place.label.find(['率', '度']).filter(|_| place.label.contains(['和', '及', '、']))?;
    let name = place.label[..at].trim_start_matches(['，', '、', ' ', ',', '（', '；', '总']);
    let names: Vec<&str> = name.split(['和', '及', '、']).collect();
    let of = |name: &&str| {
        let is_it = |part: &&&Quantity| {
            let words = place.label_of(part);
            let words = words.trim_matches(['，', '、', ' ', ',', '；', '的', '为']);
            let words =
                ["其中", "评价", "表示"].iter().fold(words, |words, word| words.trim_start_matches(word));
            words == *name
        };
        place.before.iter().find(is_it).copied()
    };
    let parts: Vec<&Quantity> = names.iter().map(of).collect::<Option<_>>()?;
    let [first, ..] = parts[..] else { return None };
    if names.len() < 2
        || parts.iter().any(|part| !part.unit.is_like(first.unit) || part.precision != Precision::Exact)
    {
        return None;
    }
    let begins = parts.iter().map(|part| part.range.start).min()?;
    let whole =
        place.before.iter().filter(|whole| whole.range.end <= begins && whole.unit.is_like(first.unit));
    let whole = whole.copied().next().filter(|whole| whole.precision == Precision::Exact)?;
    let sum = parts.iter().fold(Amount::default(), |sum, part| sum.plus(part.amount));
    let expected = sum.percent_of(whole.amount).filter(|_| sum <= whole.amount)?;
    if agrees(place.percentage, expected) {
        return None;
    }
    let part = Quantity { amount: sum, ..first.clone() };
    Some(Miscount { range: place.range(), kind: MiscountKind::Share, part, whole: whole.clone(), expected })
}

/// `办结66件，予以公开37件、部分公开12件，两项合占办结总数的74.2%`: the share is that of as many as are told.
fn share_of_several(place: &Place) -> Option<Miscount> {
    let (lead, _) = place.bridge.text().split_once('占')?;
    let told =
        ["合计", "共计", "一共", "总共", "合", "共"].iter().find_map(|word| lead.strip_suffix(word))?;
    let told = told.trim_end_matches(['项', '类', '者', '种', '个', '部', '分', '以', '上', '前']);
    let count = match told.chars().next_back()? {
        '两' | '二' => 2,
        '三' => 3,
        '四' => 4,
        _ => return None,
    };
    let parts = place.before.get(..count)?;
    let [first, ..] = parts else { return None };
    let exact =
        |quantity: &&Quantity| quantity.precision == Precision::Exact && quantity.unit.is_like(first.unit);
    let sum = parts.iter().fold(Amount::default(), |sum, part| sum.plus(part.amount));
    let mut wholes =
        place.all.iter().copied().filter(|whole| whole.unit.is_like(first.unit) && whole.amount >= sum);
    let fits =
        |whole: &Quantity| sum.percent_of(whole.amount).is_some_and(|share| agrees(place.percentage, share));
    let whole = place.before[count..].iter().copied().find(|whole| whole.amount >= sum).filter(exact)?;
    if !parts.iter().all(exact) || wholes.any(fits) {
        return None;
    }
    let expected = sum.percent_of(whole.amount)?;
    let part = Quantity { amount: sum, ..(*first).clone() };
    Some(Miscount {
        range: place.percentage.range.clone(),
        kind: MiscountKind::Share,
        part,
        whole: whole.clone(),
        expected,
    })
}

/// `12项已经完成，完成率75%`: what was done stands behind what is counted.
fn is_done_before(place: &Place, name: &str) -> bool {
    let done = place.bridge.trim_start().split(['，', '、', ',', '；']).next().unwrap_or_default();
    let plain = done.trim_start_matches(['已', '经', '均', '得', '到', '被', '按', '期', '时', '的']);
    let same = plain == name || plain.strip_suffix('的') == Some(name);
    // 6个已整改到位，整改完成率: the rate of what was done, and not of what was done in time.
    let ends = |count: usize| -> [String; 2] {
        let letters = name.chars().count();
        [name.chars().take(count).collect(), name.chars().skip(letters - count.min(letters)).collect()]
    };
    let in_time =
        words!["按时", "按期", "及时", "限时", "规范", "准确", "满意", "合格", "优秀"].in_text(name);
    same || !in_time && ends(2).iter().any(|end| plain.contains(end.as_str()))
}

/// `合格1528批，不合格32批，合格率97.9%`: what is left over is not what the rate is of.
fn is_left_over(place: &Place, part: &Quantity, name: &str) -> bool {
    let label = place.label_of(part);
    let is_last = place.before.first().is_some_and(|last| last.range == part.range);
    let bridge = if is_last { place.bridge.text() } else { "" };
    [label.text(), bridge].iter().any(|words| {
        let words = words.trim_matches(['，', '、', '；', ' ', '的']).split(['，', '；', '、']).next();
        let words = words.unwrap_or_default();
        let ahead = words.find(name).map_or("", |at| &words[..at]);
        ahead.ends_with(['不', '未', '非', '没', '待', '难'])
            || words!["正在", "尚", "未能", "没有", "仍在", "其余", "剩余"].in_text(ahead)
    })
}

/// What a rate is of: the figure before it, or the one before that where this is what is left over.
fn counted<'a>(place: &Place<'a>) -> Option<&'a Quantity> {
    let [last, rest @ ..] = &place.before[..] else { return None };
    let Some((name, _)) = place.label.split_once(['率', '度']) else { return Some(last) };
    let name = name.trim_start_matches(['，', '、', ' ', ',', '（']);
    let Some(second) = rest.first().filter(|_| !name.is_empty() && is_left_over(place, last, name)) else {
        return Some(last);
    };
    let is_other_half = second.unit.is_like(last.unit) && place.label_of(second).contains(name);
    Some(if is_other_half { second } else { last })
}

/// `回收120份，满意108份，满意率95%`: the rate is named after what is counted.
fn names_rate(place: &Place, part: &Quantity) -> bool {
    let Some(at) = place.label.find(['率', '度']) else { return false };
    let name = place.label[..at].trim_start_matches(['，', '、', ' ', ',', '（']);
    let before = place.text.get(place.start..part.range.start).unwrap_or_default();
    let before = before.trim_end_matches([' ', '的']);
    if is_left_over(place, part, name) {
        return false;
    }
    // 收回480份，回收率96%
    let is_turned = || {
        name.chars().count() == 2
            && name
                .chars()
                .rev()
                .eq(before[before.floor_char_boundary(before.len().saturating_sub(6))..].chars())
    };
    // 5个工作日内回复222条，按期回复率92.5%
    let is_in_time = || {
        let done = ["按期", "按时", "及时", "限时"].iter().find_map(|word| name.strip_prefix(word));
        let label = place.label_of(part);
        done.is_some_and(|done| {
            let ahead = label.trim_end().strip_suffix(done).unwrap_or_default();
            !done.is_empty() && ahead.ends_with(['内', '前']) && ahead.contains(['日', '时', '天', '限'])
        })
    };
    name.chars().count() >= 2
        && (before.ends_with(name)
            || is_in_time()
            || place.label_of(part).trim_start_matches(['，', '、', '；', ' ']).starts_with(name)
            || is_turned()
            || is_done_before(place, name))
        && place.label[at + '率'.len_utf8()..].chars().count() <= 3
}

fn share_of_any(place: &Place) -> Option<Miscount> {
    static NEUTRAL: Words = listed![
        "所占", "占", "比例", "比重", "比", "总数", "总量", "总", "的", "约", "共", "合计", "分别", "为",
        "达", "到", "其", "，", "（", "(", ",", " ", "申请", "公开", "信息", "受理", "收到", "全部", "数",
        "量", "全年", "主动", "政府", "办结", "答复", "新收", "、", "：", "计", "左右", "超过", "超", "近",
        "逾", "不足", "不到", "高", "仅", "只", "已", "接", "全体", "整", "条", "件",
    ];
    let part = counted(place)?;
    let names_share =
        place.label.contains('占') || place.bridge.trim().trim_start_matches(['（', '(']).is_empty();
    let is_rate = names_rate(place, part);
    let names_share = names_share || is_rate;
    let is_elsewhere = words!["全市", "全县", "全区", "全省", "全国"].in_text(place.label)
        || (place.label.contains(['率', '度']) && !is_rate && !place.label.contains("年度"));
    let is_plain = {
        let mut words = place.bridge.text().trim();
        while let Some(word) = NEUTRAL.at_start(words) {
            words = &words[word.len()..];
        }
        is_rate || words.trim().is_empty() || tells_share_of(place, part)
    };
    let names_share = names_share || tells_share_of(place, part);
    if !names_share
        || is_elsewhere
        || !is_plain
        || place.bridge.contains('；')
        || part.precision != Precision::Exact
    {
        return None;
    }
    let joint = words!["共占", "合计占", "共计占", "合占", "总共占"].in_text(place.bridge);
    let is_shared_out = words!["分别"].in_text(place.bridge);
    let wholes: Vec<_> = place
        .all
        .iter()
        .copied()
        .filter(|whole| whole.unit.is_like(part.unit) && whole.amount >= part.amount)
        .filter(|whole| place.percentage.precision == Precision::Exact || whole.range != part.range)
        .collect();
    let fits = |part: Amount, whole: Amount| {
        part.percent_of(whole).is_some_and(|percent| agrees(place.percentage, percent))
    };
    let mut parts = vec![part.amount];
    if joint || is_shared_out {
        let mut sum = Amount::default();
        for quantity in place.before.iter().filter(|quantity| quantity.unit.is_like(part.unit)) {
            sum = sum.plus(quantity.amount);
            parts.extend([sum, quantity.amount]);
        }
    }
    // 省采用8条、市采用96条，采用率17%: the rate is that of both.
    if is_rate && let Some((name, _)) = place.label.split_once(['率', '度']) {
        let name = name.trim_start_matches(['，', '、', ' ', ',', '（']);
        let of_name = place.before.iter().filter(|quantity| {
            quantity.unit.is_like(part.unit) && !name.is_empty() && place.label_of(quantity).contains(name)
        });
        parts.push(of_name.fold(Amount::default(), |sum, quantity| sum.plus(quantity.amount)));
    }
    let mut totals: Vec<Amount> = wholes.iter().map(|whole| whole.amount).collect();
    // The sum of a list may be the total that is not written down.
    totals.push(
        place
            .all
            .iter()
            .filter(|quantity| quantity.unit.is_like(part.unit))
            .fold(Amount::default(), |sum, quantity| sum.plus(quantity.amount)),
    );
    if parts.iter().any(|&part| totals.iter().any(|&total| fits(part, total)))
        || wholes.iter().any(|whole| whole.precision != Precision::Exact)
    {
        return None;
    }
    // Without a greater figure named before, there is nothing to hold the share against.
    let before: Vec<_> = wholes.iter().copied().filter(|whole| whole.range.end <= part.range.start).collect();
    let summed_up = || {
        let behind = wholes.iter().copied().filter(|whole| {
            let words = place.text.get(..whole.range.start).unwrap_or_default();
            whole.range.start > part.range.end
                && ["合计", "共计", "总计", "共"].iter().any(|word| words.ends_with(word))
        });
        behind.max_by_key(|whole| whole.amount)
    };
    let whole = before.iter().copied().max_by_key(|whole| whole.amount).or_else(summed_up)?;
    let expected = part.amount.percent_of(whole.amount)?;
    if is_beside_its_like(place, part, whole) {
        return None;
    }
    if (whole.amount == part.amount && !is_rate) || joint || is_shared_out {
        return None;
    }
    let label = place.label.trim_start_matches(['，', '（', ' ', '(', ',']);
    Some(Miscount {
        range: place.percentage.range.start - label.len()..place.percentage.range.end,
        kind: MiscountKind::Share,
        part: part.clone(),
        whole: whole.clone(),
        expected,
    })
}

/// `共312件，占41.6%；208件，占27.7%`: the greater figure is itself a part of a total that is not named, and both shares
/// are of that one.
fn is_beside_its_like(place: &Place, part: &Quantity, whole: &Quantity) -> bool {
    let behind = &place.text[whole.range.end..];
    let Some(told) = behind.trim_start_matches(['，', '（', '(', ' ']).strip_prefix('占') else {
        return false;
    };
    let is_digit = |letter: char| letter.is_ascii_digit();
    let mut rest = &told[told.find(is_digit).filter(|&at| at <= 30).unwrap_or(told.len())..];
    let Ok(share) = number.parse_next(&mut rest) else { return false };
    if whole.range.end > part.range.start || !rest.starts_with(['%', '％']) {
        return false;
    }
    let stated = place.percentage.amount.times(whole.amount.floor());
    let expected = share.amount.times(part.amount.floor());
    stated.minus(expected).abs() <= whole.amount
}

/// Whether the words before a figure say that it is that of an earlier time: 上年为, 较2021年的.
pub(super) fn names_old(words: Stretch) -> bool {
    let is_year = || words.ends_with("年的") || words.ends_with('年');
    BEFORE.in_text(words)
        || is_year() && words.contains(['比', '较', '与', '同'])
        // 846条（2023年：752条）
        || words.starts_with(['（', '(']) && words.trim_end_matches(['：', '为', ' ']).ends_with('年')
        || words!["比", "较", "与", "是", "年初", "由", "从"].in_text(words)
            && words!["年的", "年为", "年仅", "年只有", "年同期", "年全年", "年初"].in_text(words)
}

/// `200条信息中有150条由网站发布，比例为75%`: the share is told of what was picked out of a total.
fn tells_share_of(place: &Place, part: &Quantity) -> bool {
    let label = place.label_of(part);
    let says_share = ["比例为", "占比为", "比重为", "比例达", "占比达"].contains(&place.label.text().trim());
    // 64件申请中，有16件涉及征地补偿，占三分之一
    let is_of_those = ["中，有", "中有"].iter().any(|word| label.ends_with(word))
        && matches!(place.bridge.rsplit('，').next(), Some("占" | "约占" | "占比" | "占比为" | "占到"));
    let is_picked_out = || label.ends_with("中有") || label.ends_with('中');
    (is_of_those || says_share && is_picked_out()) && !place.bridge.contains(['；', '。'])
}

enum Grown {
    Right,
    Wrong(Miscount),
    Unnamed(Growth),
}

/// The change from one amount to another in percent of the first.
pub(super) fn change(before: Amount, now: Amount) -> Option<Amount> {
    now.minus(before).percent_of(before)
}

impl<'a> Place<'a> {
    /// The words before a quantity, from the quantity before it on.
    fn label_of(&self, quantity: &Quantity) -> Stretch<'a> {
        let ends = self.all.iter().map(|other| other.range.end).filter(|&end| end <= quantity.range.start);
        let from = ends.max().unwrap_or_default().max(self.start);
        self.text.part(from, quantity.range.start)
    }

    /// The percentage with the words before it.
    fn range(&self) -> Range<usize> {
        let label = self.label.trim_start_matches(['，', '（', ' ', '(', ',']);
        self.percentage.range.start - label.len()..self.percentage.range.end
    }

    /// The judgement over a growth from `old` to `now`.
    fn judged(&self, old: &Quantity, now: &Quantity, rises: bool) -> Grown {
        let Some(expected) = change(old.amount, now.amount) else { return Grown::Right };
        let stated = if rises { expected } else { Amount::default().minus(expected) };
        if agrees(self.percentage, stated) {
            return Grown::Right;
        }
        let falls = expected < Amount::default();
        let is_turned = falls == rises && expected != Amount::default();
        let kind = if is_turned { MiscountKind::Direction } else { MiscountKind::Growth };
        Grown::Wrong(Miscount { range: self.range(), kind, part: now.clone(), whole: old.clone(), expected })
    }
}

/// `236件，同比上升24.0%（2022年为196件）`: last year's figure stands behind.
fn against_behind(place: &Place, before: &[&Quantity], rises: bool) -> Option<Grown> {
    let now = before.first()?;
    let old = place.all.iter().find(|quantity| quantity.range.start >= place.percentage.range.end)?;
    let between = place.text.get(place.percentage.range.end..old.range.start)?;
    let names_old = between.starts_with(['（', '(']) && (BEFORE.in_text(between) || between.contains('年'));
    let exact = now.precision == Precision::Exact && old.precision == Precision::Exact;
    (names_old && exact && between.len() < 40 && now.unit.is_like(old.unit))
        .then(|| place.judged(old, now, rises))
}

/// `48件，比上年减少12件，同比下降25%`: last year's figure follows from the difference.
fn by_difference(place: &Place, before: &[&Quantity], rises: bool) -> Option<Grown> {
    let [difference, now, ..] = before else { return None };
    let label = place.label_of(difference);
    let is_difference =
        words!["比", "较"].in_text(label) && if rises { RISES.in_text(label) } else { FALLS.in_text(label) };
    let exact = now.precision == Precision::Exact && difference.precision == Precision::Exact;
    if !is_difference || !exact || !now.unit.is_like(difference.unit) || BEFORE.in_text(place.label_of(now)) {
        return None;
    }
    let signed = if rises { difference.amount } else { Amount::default().minus(difference.amount) };
    let old = Quantity { amount: now.amount.minus(signed), ..(*difference).clone() };
    Some(place.judged(&old, now, rises))
}

/// `2023年收到50件，2024年收到40件，同比下降20%`.
fn of_two_years(place: &Place, before: &[&Quantity], rises: bool) -> Option<Grown> {
    let [now, old] = before else { return None };
    let year_in = |words: &str| {
        let digits = &words[..words.find('年')?];
        digits.get(digits.len().checked_sub(4)?..)?.parse::<u16>().ok()
    };
    let year = |quantity: &Quantity| year_in(&place.label_of(quantity));
    let exact = now.precision == Precision::Exact && old.precision == Precision::Exact;
    // 2023年、2024年分别收到50件、40件
    let shared_out = || {
        let words = place.label_of(old);
        let next = words.find('年').map(|at| year_in(&words[at + '年'.len_utf8()..]))?;
        let is_list = matches!(place.label_of(now).trim(), "、" | "和" | "及") && words.contains("分别");
        next.filter(|_| is_list)
    };
    // 2024年收到40件，2023年收到50件
    let is_turned = year(now).is_some_and(|first| year(old) == Some(first + 1));
    // 收到40件，2023年为50件: the year is named where it is not that of the report.
    let names_other_year = || {
        let words = place.label_of(now);
        let words = words.trim_start_matches(['，', '、', '（', ' ', '而']);
        let is_number = |letter: char| letter.is_ascii_digit();
        let rest = words.trim_start_matches(is_number);
        let before = place.label_of(old);
        words.len() - rest.len() == 4
            && matches!(rest.trim_end(), "年" | "年为" | "年是" | "年仅为" | "年则为" | "年同期为")
            && year(old).is_none()
            && !before.contains("年度")
            && !BEFORE.in_text(before)
    };
    let is_aside = !is_turned && place.label.contains('比') && names_other_year();
    let (old, now) = if is_turned || is_aside { (now, old) } else { (old, now) };
    let follows = is_aside || year(old)?.checked_add(1) == year(now).or_else(shared_out);
    let is_bare = || place.label.trim_matches(['，', '（', '了', '为', '达']).chars().count() <= 4;
    (follows && exact && now.unit.is_like(old.unit) && (place.label.contains('比') || is_bare()))
        .then(|| place.judged(old, now, rises))
}

/// `一季度公开120条，二季度公开150条，环比增长25%`.
fn of_stretch_before(place: &Place, before: &[&Quantity], rises: bool) -> Option<Grown> {
    let [now, old, ..] = before else { return None };
    let exact = now.precision == Precision::Exact && old.precision == Precision::Exact;
    let is_stretch =
        |quantity: &Quantity| words!["季度", "半年", "月"].in_text(place.label_of(quantity).text());
    (place.label.contains("环比")
        && exact
        && now.unit.is_like(old.unit)
        && is_stretch(now)
        && is_stretch(old))
    .then(|| place.judged(old, now, rises))
}

/// `由30件增加到36件，增加6件，增幅20%`: both figures are named.
fn from_to(place: &Place, before: &[&Quantity], rises: bool) -> Option<Grown> {
    let (old, now) =
        before.iter().zip(before.iter().skip(1)).map(|(now, old)| (old, now)).find(|(old, now)| {
            let (from, to) = (place.label_of(old), place.label_of(now));
            (from.ends_with(['由', '从']) || any_in(&from, &["由上年", "由去年", "从上年", "从去年"]))
                && (RISES.in_text(to) || FALLS.in_text(to) || to.contains(['增', '减', '降', '升']))
                && to.trim_end().ends_with(['到', '至', '为'])
        })?;
    let exact = now.precision == Precision::Exact && old.precision == Precision::Exact;
    // Another quantity behind has a growth of its own.
    let is_last = before.iter().take_while(|other| other.range != now.range).count() <= 1;
    (exact && is_last && now.unit.is_like(old.unit)).then(|| place.judged(old, now, rises))
}

/// `比上年增加30条，增长15%，全年达到250条`: this year's figure stands behind.
fn before_now(place: &Place, before: &[&Quantity], rises: bool) -> Option<Grown> {
    let [difference] = before else { return None };
    let label = place.label_of(difference);
    let is_difference = words!["比", "较"].in_text(label)
        && BEFORE.in_text(label)
        && if rises { RISES.in_text(label) } else { FALLS.in_text(label) };
    let now = place.all.iter().find(|quantity| quantity.range.start >= place.percentage.range.end)?;
    let between = place.text.get(place.percentage.range.end..now.range.start)?;
    let names_now = between.starts_with(['，', ','])
        && between.len() < 40
        && !between.contains(['。', '；'])
        && between.contains(['达', '共', '为']);
    let exact = now.precision == Precision::Exact && difference.precision == Precision::Exact;
    if !is_difference
        || !names_now
        || !exact
        || !now.unit.is_like(difference.unit)
        || now.amount <= difference.amount
    {
        return None;
    }
    let signed = if rises { difference.amount } else { Amount::default().minus(difference.amount) };
    let old = Quantity { amount: now.amount.minus(signed), ..(*difference).clone() };
    Some(place.judged(&old, now, rises))
}

/// `全年净增1260人，年末达9840人，较年初增长12.8%`: what there was at first follows from what was added.
fn by_net(place: &Place, before: &[&Quantity], rises: bool) -> Option<Grown> {
    let [now, difference, ..] = before else { return None };
    let is_net = if rises { ["净增", "净增加"] } else { ["净减", "净减少"] };
    let exact = now.precision == Precision::Exact && difference.precision == Precision::Exact;
    let is_told = any_in(&place.label_of(difference), &is_net)
        && any_in(&place.label_of(now), &["年末", "年底", "期末", "目前", "总数"])
        && any_in(&place.label, &["年初", "期初", "上年末", "上年底", "去年底", "去年末"]);
    let signed = if rises { difference.amount } else { Amount::default().minus(difference.amount) };
    let old = Quantity { amount: now.amount.minus(signed), ..(*difference).clone() };
    (is_told && exact && now.unit.is_like(difference.unit) && old.amount > Amount::default())
        .then(|| place.judged(&old, now, rises))
}

fn growth(place: &Place) -> Grown {
    let rises = RISES.in_text(place.label);
    let candidates: Vec<&Quantity> = place.before.iter().copied().take(6).collect();
    // Behind ； another matter begins, where it has both of its figures.
    let since = place.text[..place.percentage.range.start].rfind('；').map_or(0, |at| at.max(place.start));
    let own = candidates.iter().take_while(|quantity| quantity.range.start > since).count();
    let candidates = if own >= 2 { candidates[..own].to_vec() } else { candidates };
    // 收到48件，增长100%；公众号阅读量同比增长12.6%: what grew is named, and its figure is not.
    let is_of_another = || {
        let subject = place.label.text().split(['同', '较', '比', '增']).next().unwrap_or_default();
        subject.trim_matches(['；', '，', ' ']).chars().count() >= 4
    };
    if since > place.start && own == 0 && is_of_another() {
        return Grown::Right;
    }
    let percentage = place.percentage;
    let signed = |amount: Amount| if rises { amount } else { Amount::default().minus(amount) };
    let fits = |before: Amount, now: Amount| {
        change(before, now).is_some_and(|change| agrees(percentage, signed(change)))
    };
    for now in &candidates {
        for other in
            candidates.iter().filter(|other| other.range != now.range && other.unit.is_like(now.unit))
        {
            let difference = signed(other.amount);
            // 比上年的200件增加29件: what was added is held against last year's figure.
            let is_old = || {
                let label = place.label_of(now);
                BEFORE.in_text(place.label_of(other))
                    && (RISES.in_text(label) || FALLS.in_text(label))
                    && !label.trim_end().ends_with(['到', '至', '为'])
            };
            let as_difference =
                now.amount.percent_of(other.amount).is_some_and(|change| agrees(percentage, change))
                    && is_old();
            if fits(other.amount, now.amount)
                || fits(now.amount.minus(difference), now.amount)
                || as_difference
            {
                return Grown::Right;
            }
        }
    }
    let exact = |quantity: &&&Quantity| quantity.precision == Precision::Exact;
    if let Some(grown) = against_behind(place, &candidates, rises)
        .or_else(|| from_to(place, &candidates, rises))
        .or_else(|| of_two_years(place, &candidates, rises))
        .or_else(|| of_stretch_before(place, &candidates, rises))
        .or_else(|| by_difference(place, &candidates, rises))
        .or_else(|| by_net(place, &candidates, rises))
        .or_else(|| before_now(place, &candidates, rises))
    {
        return grown;
    }
    // Last year's figure is named: 比上年的31件增长.
    let old = candidates.iter().filter(exact).find(|old| {
        let behind_last = candidates
            .iter()
            .filter(|other| other.range.end <= old.range.start)
            .map(|other| other.range.end)
            .max();
        let from = behind_last.unwrap_or(place.start);
        names_old(place.text.part(from, old.range.start))
    });
    let now = old.and_then(|old| {
        candidates.iter().filter(exact).find(|now| now.range != old.range && now.unit.is_like(old.unit))
    });
    if let (Some(old), Some(now)) = (old, now) {
        return if candidates.len() <= 3 { place.judged(old, now, rises) } else { Grown::Right };
    }
    let is_against_last_year = words!["同比", "上年", "去年", "上一年"].in_text(place.label);
    match candidates.first() {
        Some(now)
            if is_against_last_year
                && percentage.form == Form::Percent
                && now.precision == Precision::Exact
                && percentage.precision == Precision::Exact =>
        {
            Grown::Unnamed(Growth {
                range: place.range(),
                now: (*now).clone(),
                percent: signed(percentage.amount),
                decimals: percentage.decimals,
            })
        }
        _ => Grown::Right,
    }
}

/// `2022年1860条，2023年2046条，2024年2353条，近两年增幅分别为10%、15%`: one growth for each step.
fn growths_of_years(text: Stretch, tokens: &[Token]) -> Vec<Miscount> {
    let mut found = Vec::new();
    let mut years: Vec<&Quantity> = Vec::new();
    let mut is_year = false;
    let mut behind = 0;
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        index += 1;
        let range = token.range();
        match token {
            Token::Year(..) => is_year = true,
            Token::Quantity(quantity) => {
                if !is_year || years.last().is_some_and(|last| !last.unit.is_like(quantity.unit)) {
                    years.clear();
                }
                if is_year && quantity.precision == Precision::Exact {
                    years.push(quantity);
                }
                is_year = false;
            }
            Token::Mark(_, '。') => years.clear(),
            Token::Percentage(first) => {
                let label = text.part(behind, range.start);
                let rates: Vec<&Percentage> =
                    std::iter::once(first).chain(listed_behind(&text, &tokens[index - 1..])).collect();
                let is_growth =
                    words!["分别"].in_text(label) && RISES.in_text(label) && !FALLS.in_text(label);
                if is_growth && rates.len() >= 2 && years.len() == rates.len() + 1 {
                    found.extend(years.windows(2).zip(&rates).filter_map(|(step, rate)| {
                        let expected = change(step[0].amount, step[1].amount)?;
                        let miscount = || Miscount {
                            range: rate.range.clone(),
                            kind: MiscountKind::Growth,
                            part: step[1].clone(),
                            whole: step[0].clone(),
                            expected,
                        };
                        (!agrees(rate, expected)).then(miscount)
                    }));
                }
                years.clear();
            }
            Token::Mark(..) => {}
        }
        behind = range.end;
    }
    found
}

/// The percentages that follow the first with nothing but 、 or 和 between.
pub(super) fn listed_behind<'a>(text: &str, tokens: &'a [Token]) -> Vec<&'a Percentage> {
    let mut listed = Vec::new();
    let mut end = tokens.first().map_or(0, |token| token.range().end);
    for token in &tokens[1..] {
        match token {
            Token::Mark(_, '、') => {}
            Token::Percentage(percentage)
                if matches!(
                    text.get(end..percentage.range.start).map(str::trim),
                    Some("、" | "和" | "及")
                ) =>
            {
                end = percentage.range.end;
                listed.push(percentage);
            }
            _ => break,
        }
    }
    listed
}

/// Shares named one after another without figures that do not make up a whole.
fn share_sums(text: &str, tokens: &[Token]) -> Vec<Miscount> {
    let mut found = Vec::new();
    let mut list: Vec<(&Percentage, &str)> = Vec::new();
    let mut behind = 0;
    let mut check = |list: &mut Vec<(&Percentage, &str)>| {
        found.extend(share_sum(list));
        list.clear();
    };
    for token in tokens {
        let range = token.range();
        let label = text.get(behind..range.start).unwrap_or_default();
        match token {
            Token::Percentage(percentage)
                if matches!(percentage.form, Form::Percent | Form::Tenths)
                    && label.contains('占')
                    && (!label.trim_start().starts_with('占') || list.is_empty() && is_led(text, behind))
                    && !words!["合计"].in_text(label) =>
            {
                list.push((percentage, label));
            }
            // 三类信息分别占45.2%、38.6%和21.4%
            Token::Percentage(percentage)
                if list
                    .first()
                    .is_some_and(|(_, first)| any_in(first, &["分别占", "占比分别", "比重分别"]))
                    && matches!(label.trim(), "" | "和" | "及" | "与") =>
            {
                list.push((percentage, label));
            }
            Token::Quantity(_) | Token::Percentage(_) | Token::Mark(_, '。') => check(&mut list),
            _ => {}
        }
        if !matches!(token, Token::Year(..)) {
            behind = range.end;
        }
    }
    check(&mut list);
    found
}

/// `以网络提交为主，占61.5%`: what leads is named in the clause before.
fn is_led(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default().trim_end_matches(['，', ',']);
    ["为主", "居多", "最多", "居首", "占多数"].iter().any(|word| before.ends_with(word))
}

fn share_sum(list: &[(&Percentage, &str)]) -> Option<Miscount> {
    let ((first, label), (final_one, final_label)) = (list.first()?, list.last()?);
    let sum = list.iter().fold(Amount::default(), |sum, (percentage, _)| sum.plus(percentage.amount));
    let count = i64::try_from(list.len()).ok()?;
    let rounding = match (first.form, first.decimals) {
        (Form::Tenths, _) => Amount::of(2),
        (_, 0) => Amount::new(0, 5, 1),
        _ => Amount::new(0, 5, 2),
    };
    let slack = rounding.times(count).plus(Amount::new(0, 2, 1));
    let hundred = Amount::of(100);
    let is_exact = list.iter().all(|(percentage, _)| percentage.precision == Precision::Exact);
    let closes = final_label.trim_start().starts_with("其他") || final_label.trim_start().starts_with("其余");
    let most = Amount::of(if closes { 25 } else { 10 });
    let is_over = sum > hundred.plus(slack) && sum <= hundred.plus(most);
    let is_under = closes && sum < hundred.minus(slack);
    if list.len() < 2 || !is_exact || !(is_over || is_under) {
        return None;
    }
    let whole = Quantity {
        range: final_one.range.clone(),
        amount: hundred,
        place: hundred,
        precision: Precision::Exact,
        unit: super::Unit::Other,
        is_each: false,
        is_weak: false,
    };
    Some(Miscount {
        range: first.range.start - label.trim_start().len()..final_one.range.end,
        kind: MiscountKind::Shares,
        part: Quantity { range: first.range.clone(), amount: sum, ..whole.clone() },
        whole,
        expected: hundred,
    })
}

/// Two figures, the older first, where the words tell which it is.
fn in_time<'b, 'a>(
    text: Stretch,
    first: &'b Item<'a>,
    second: &'b Item<'a>,
) -> Option<(&'b Item<'a>, &'b Item<'a>)> {
    let follows = |old: &Item, now: &Item| old.year.is_some_and(|year| Some(year + 1) == now.year);
    let is_old = |item: &Item| BEFORE.in_text(item.label) || names_old(item.label);
    match (is_old(first), is_old(second)) {
        (false, true) => Some((second, first)),
        // 上年收到31件，今年收到36件，增加6件
        (true, false)
            if first.year != second.year && second.year.is_some()
                || words!["今年", "本年", "至", "到"]
                    .in_text(text.part(first.quantity.range.end, second.quantity.range.start).text()) =>
        {
            Some((first, second))
        }
        (false, false) if follows(first, second) => Some((first, second)),
        _ => None,
    }
}

/// `由73件上升到58件`: figures that fall where the words rise, or the other way round.
pub(super) fn turned(items: &[Item]) -> Vec<Miscount> {
    let found = items.windows(2).filter_map(|pair| {
        let [old, now] = pair else { return None };
        let rises = words!["上升", "增加", "增长", "提高", "提升", "增至"].in_text(now.label.text());
        let falls = words!["下降", "减少", "降低", "减至", "降至", "压减"].in_text(now.label.text());
        let exact = pair.iter().all(|item| item.quantity.precision == Precision::Exact);
        let expected = change(old.quantity.amount, now.quantity.amount)?;
        let nought = Amount::default();
        let is_turned = rises && !falls && expected < nought || falls && !rises && expected > nought;
        let is_meant = moves(old, now) && exact && old.quantity.unit == now.quantity.unit;
        (is_meant && is_turned).then(|| Miscount {
            range: old.quantity.range.start..now.quantity.range.end,
            kind: MiscountKind::Direction,
            part: now.quantity.clone(),
            whole: old.quantity.clone(),
            expected,
        })
    });
    found.collect()
}

/// `2316条，比上年增加398条（上年为1918条）`: last year's figure stands in brackets behind the difference.
fn against_bracket(text: Stretch, window: &[Item]) -> Option<Miscount> {
    let [now, difference, old] = window else { return None };
    let bridge = text.get(difference.quantity.range.end..old.quantity.range.start)?;
    let held = ["（上年为", "（去年为", "（上年同期为", "（去年同期为", "（上年", "（去年", "（上年是"];
    let label = difference.label;
    let rises = words!["增加", "多", "增长"].in_text(label) && !FALLS.in_text(label);
    let falls = words!["减少", "少"].in_text(label) && !words!["增加", "增长"].in_text(label);
    let exact = window.iter().all(|item| {
        item.quantity.precision == Precision::Exact
            && item.quantity.unit == now.quantity.unit
            && !item.quantity.is_weak
    });
    let is_told = held.contains(&bridge.trim()) && BEFORE.in_text(label) && difference.gap <= Gap::Comma;
    if !is_told || !exact || rises == falls || now.sentence != old.sentence {
        return None;
    }
    let expected = now.quantity.amount.minus(old.quantity.amount);
    let stated = difference.quantity.amount;
    let stated = if rises { stated } else { Amount::default().minus(stated) };
    (stated != expected).then(|| Miscount {
        range: difference.quantity.range.clone(),
        kind: MiscountKind::Difference,
        part: now.quantity.clone(),
        whole: old.quantity.clone(),
        expected,
    })
}

/// Whether one figure became another: 由原来的126项增加到158项.
fn moves(first: &Item, second: &Item) -> bool {
    second.gap == Gap::None && second.label.trim_end().ends_with(['到', '至']) && is_from(first)
}

/// Whether the words before a figure say that something came from there: 由上年的.
fn is_from(item: &Item) -> bool {
    let is_time = |letter: char| letter.is_ascii_digit() || "的原来有上去年度初".contains(letter);
    item.label.text().trim_end().trim_end_matches(is_time).ends_with(['由', '从'])
}

/// Differences that do not come out: 36件，比上年的31件增加6件, 由126项增加到158项，净增32项.
fn differences(text: Stretch, items: &[Item]) -> Vec<Miscount> {
    let mut found: Vec<Miscount> =
        items.windows(3).filter_map(|window| against_bracket(text, window)).collect();
    for window in items.windows(3) {
        let [first, second, difference] = window else { continue };
        let same_units = first.quantity.unit.is_like(second.quantity.unit)
            && second.quantity.unit.is_like(difference.quantity.unit);
        let exact =
            window.iter().all(|item| item.quantity.precision == Precision::Exact && !item.quantity.is_weak);
        let follows = first.sentence == difference.sentence
            && second.gap <= Gap::Comma
            && difference.gap <= Gap::Comma
            && first.depth == second.depth;
        if !same_units || !exact || !follows {
            continue;
        }
        let label = difference.label;
        let is_told = || {
            ["净增", "增", "净减", "减", "压减", "下降"]
                .contains(&label.trim_matches(['，', ' ', '了', '加', '少', '长']))
        };
        let is_moved = moves(first, second) && is_told();
        let in_order = if is_moved { Some((first, second)) } else { in_time(text, first, second) };
        let Some((old, now)) = in_order else { continue };
        let says_change = || RISES.in_text(now.label) || FALLS.in_text(now.label);
        if words!["结转", "年底"].in_text(old.label) || !is_moved && says_change() {
            continue;
        }
        let rises = words!["增加", "增长", "多", "净增", "新增"].in_text(label) && !FALLS.in_text(label);
        let falls =
            words!["减少", "下降", "少", "净减"].in_text(label) && !words!["增加", "增长"].in_text(label);
        if !(rises || falls) {
            continue;
        }
        let expected = now.quantity.amount.minus(old.quantity.amount);
        let stated = if rises {
            difference.quantity.amount
        } else {
            Amount::default().minus(difference.quantity.amount)
        };
        if stated != expected {
            found.push(Miscount {
                range: difference.quantity.range.clone(),
                kind: MiscountKind::Difference,
                part: now.quantity.clone(),
                whole: old.quantity.clone(),
                expected,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::Line;

    fn found(text: &str) -> Vec<(MiscountKind, String)> {
        let line = Line::new(text, Vec::new(), text);
        let miscounts = line.reading().miscounts.iter();
        miscounts.map(|found| (found.kind, text[found.range.clone()].to_owned())).collect()
    }

    #[test]
    fn percentages_that_come_out() {
        for text in [
            "公开信息46条，按类别看，政策文件10条，占22%；工作动态8条，占17%；通知公告7条，占15%。",
            "公开200条，全文电子化率达到100%。其中机构职能1条。",
            "新收215件，自然人提出186件，占86.5%；法人提出29件，占13.5%。",
            "收到36件，比上年的31件增长16.1%。",
            "收到36件，比上年增加5件，增长16.1%。",
            "新收申请比上年的200件增加29件，增长14.5%。",
            "回收测评表120份，满意108份，满意率90%。",
            "公开惠农信息92条，约占公开总量201条的46%。",
            "申请人中自然人占86.5%，法人占13.5%。",
            "收到申请12件，占全县总数的3.1%。",
            "公开12件（60%）、部分公开8件（40%），共20件。",
            "办结率100%，同比提高2个百分点。",
            "收到28件，较上年的35件减少7件，下降20%。",
            "公开80件、部分公开15件，合计占95%；共100件。",
            "收到150件，上年为75件，同比增长100%。",
            "2022年100条，2023年110条，2024年121条，两年增幅分别为10%、10%。",
            "收回480份，满意402份、较满意60份，满意和较满意率为96.3%。",
            "受理50件，办结48件，其中公开24件，占办结的50%。",
            "发放500份，收回480份，回收率96%。",
            "受理申请173件，2020年为200件，同比下降13.5%。",
            "处理留言240条，5个工作日内回复222条，按期回复率为92.5%。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn percentages_that_do_not() {
        use MiscountKind::*;
        for (text, kind, words) in [
            ("公开信息80条，其中机构职能1条，占1.1%；工作动态54条，占67.5%。", Share, "占1.1%"),
            ("收到36件，比上年的31件增长13.9%。", Growth, "增长13.9%"),
            ("办结236件，同比上升24.0%（2022年为196件）。", Growth, "同比上升24.0%"),
            ("收到48件，比2024年减少12件，同比下降25%。", Growth, "同比下降25%"),
            ("312人参与，表示满意的298人，满意度为98.5%。", Share, "满意度为98.5%"),
            ("收到28件，比上年的35件增长20%。", Direction, "增长20%"),
            ("收到36件，比上年的31件增加6件。", Difference, "6件"),
            ("回收测评表120份，满意108份，满意率95%。", Share, "满意率95%"),
            ("公开惠农信息92条，约占公开总量201条的64%。", Share, "64%"),
            ("图文占52.6%、短视频占39.2%、海报占10.2%。", Shares, "图文占52.6%、短视频占39.2%、海报占10.2%"),
            ("三类信息分别占45.2%、38.6%、21.4%。", Shares, "三类信息分别占45.2%、38.6%、21.4%"),
            ("就业204条（占58.6%）、培训87条（占24.2%）、问答68条（占18.9%），合计359条。", Share, "占58.6%"),
            ("新收215件，自然人提出186件，占85.6%。", Share, "占85.6%"),
            ("收到150件，上年为75件，同比增长200%。", Growth, "同比增长200%"),
            ("由30件增加到36件，增加6件，增幅16.7%。", Growth, "增幅16.7%"),
            ("目录事项由原来的126项增加到158项，净增22项。", Difference, "22项"),
            ("公开栏目从28个精简至21个，减少8个。", Difference, "8个"),
            ("2023年收到50件，2024年收到40件，同比下降25%。", Growth, "同比下降25%"),
            ("较2023年的250条，2024年公开300条，增幅达到16.7%。", Growth, "增幅达到16.7%"),
            ("比上年增加30条，增长15%，全年达到250条。", Growth, "增长15%"),
            ("2022年100条，2023年110条，2024年121条，两年增幅分别为10%、20%。", Growth, "20%"),
            ("收回480份，满意402份、较满意60份，满意和较满意率为92.6%。", Share, "满意和较满意率为92.6%"),
            ("受理50件，办结48件，其中公开24件，占办结的48%。", Share, "占办结的48%"),
            ("200条信息中有150条由网站发布，比例为80%。", Share, "比例为80%"),
            ("受理申请173件，2020年为200件，同比上升13.5%。", Direction, "同比上升13.5%"),
            ("公开各类信息2316条，比上年增加408条（上年为1918条）。", Difference, "408条"),
            ("公开信息90条，其中三分之二即66条为惠农信息。", Share, "三分之二即66条"),
            (
                "以网络提交为主，占61.5%，信函占26.9%，当面占13.6%。",
                Shares,
                "占61.5%，信函占26.9%，当面占13.6%",
            ),
            ("办结66件，予以公开37件、部分公开12件，两项合占办结总数的78.4%。", Share, "78.4%"),
            ("公众号全年净增用户1260人，年末达9840人，较年初增长12.8%。", Growth, "较年初增长12.8%"),
            ("新收的64件申请中，有16件涉及征地补偿，占三分之一。", Share, "占三分之一"),
            ("三类渠道占比分别为52.4%、36.1%和13.5%。", Shares, "三类渠道占比分别为52.4%、36.1%和13.5%"),
            ("申请量由2023年的73件上升到58件。", Direction, "73件上升到58件"),
            ("处理留言240条，5个工作日内回复222条，按期回复率为95.2%。", Share, "按期回复率为95.2%"),
        ] {
            assert_eq!(found(text), [(kind, words.to_owned())], "{text}");
        }
    }
}
