//! Lists of parts that the words announce: `其中……`, `分别为……`, in brackets, in the next sentence.

use super::bare::{is_about_requests, judge_bare, may_open_unannounced};
use super::judge::{is_nested, judge};
use super::{
    CHANNELS, CLOSED, Contradiction, Gap, Item, OPEN, Opening, Question, SAME_ITEMS, may_be_bare_part,
    may_be_part, may_be_total, names_before, shares_out,
};
use crate::prose::index::Stretch;
use crate::prose::unit::Unit;
use crate::prose::words::{any_in, words};
use crate::prose::{Amount, Precision};

/// Parts in brackets behind the total: `461条（网站457条、公示栏4条）`.
pub(super) fn bracketed(text: Stretch, items: &[Item], index: usize) -> Option<Contradiction> {
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
    // 建议8件、提案11件（主办15件、协办4件）
    let joint = joint(&items[..=index]);
    let question = Question { text, total, other_totals: [other, None], joint, is_close: true };
    let opening = if OPEN.in_text(bridge) || words!["含", "等"].in_text(bridge) {
        Opening::Open
    } else {
        Opening::Closed
    };
    judge(&question, &parts, opening)
}

/// Parts behind the total in its own sentence, or in the next where that says so.
pub(super) fn following(text: Stretch, items: &[Item], index: usize) -> Option<Contradiction> {
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
    if is_one_of_several(text, total, bridge)
        || covers_another(total, first, items, index)
        || is_of_a_row(total, first, bridge)
    {
        return None;
    }
    let Some(opening) = opening(bridge) else {
        let told = || told_by_channels(text, items, index).or_else(|| told_by_kinds(text, items, index));
        return if first.sentence == total.sentence + 1 { told() } else { None };
    };
    if total.quantity.amount == Amount::default() && !bridge.trim_start_matches('，').starts_with("其中") {
        return None;
    }
    let starts_in = first.sentence;
    if has_own_subject(text, total, first) {
        return None;
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
    let mut list: Vec<&Item> = list.take_while(|item| goes_on(item)).filter(|item| is_part(item)).collect();
    if are_half_years(text, &list) {
        list.truncate(2);
    }
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
    if opening == Opening::Bare && total.quantity.unit == Unit::Piece && are_paid_apart(items, total, &list) {
        return judge(&question, &list, Opening::Closed);
    }
    let behind = list.last().map_or(0, |last| last.quantity.range.start);
    let besides =
        || near().take_while(|item| item.quantity.range.start < behind).filter(|item| !is_part(item));
    if opening == Opening::Bare {
        let found = judge_bare(&question, &list)?;
        let is_in_list = is_listed(text.part(total.sentence_start, total.quantity.range.start));
        let is_missing = found.is_over() || !is_made_up(&question, &found, besides());
        return (!is_in_list && is_missing).then_some(found);
    }
    // 一是、二是 opens a list only where every part is counted so, and nothing else is.
    if words!["一是"].in_text(bridge) {
        let is_announced = words!["：", ":"].in_text(bridge) || CLOSED.in_text(bridge);
        let counts_else = near().any(|item| item.sentence == starts_in && is_counted(item) && !is_part(item));
        if let Some(counted) = counted_parts(&list).filter(|_| !counts_else) {
            return judge(&question, &counted, Opening::Closed);
        }
        if counts_else || !is_announced && !list.iter().all(|item| is_counted(item)) {
            return None;
        }
    }
    if let Some((second, is_whole)) = second_sorting(text, &list) {
        let (one, other) = list.split_at(second);
        return judge(&question, one, opening)
            .or_else(|| if is_whole { judge(&question, other, Opening::Closed) } else { None });
    }
    if let Some((done, left)) = what_came_of(&question, &list) {
        return judge(&question, &[done, left], Opening::Closed);
    }
    if let Some(found) = sorted_again(&question, &list) {
        return Some(found);
    }
    let found = judge(&question, &list, opening)
        .filter(|found| found.is_over() || !is_made_up(&question, found, besides()));
    let is_whole = found.is_none() && opening == Opening::Open && leaves_nothing_out(&question, items, &list);
    if is_whole { judge(&question, &list, Opening::Closed) } else { found }
}

/// Whether a list begins with the halves of a year: 1—6月12期，7—12月11期.
fn are_half_years(text: Stretch, list: &[&Item]) -> bool {
    let ends_in = |item: &Item, month: &str| text[..item.quantity.range.start].ends_with(month);
    matches!(list, [one, other, ..] if ends_in(one, "6月") && !ends_in(one, "16月") && ends_in(other, "12月"))
}

/// Whether an open list that does not come out names all there is.
fn leaves_nothing_out(question: &Question, items: &[Item], list: &[&Item]) -> bool {
    !question.is(list)
        && (are_half_years(question.text, list) && list.len() == 2
            || are_all_named(question, list)
            || are_all_told(question, list)
            || question.total.quantity.unit == Unit::Piece && are_paid(items, list))
}

/// Whether what is counted by another word is of other things: 回复来信233封。重点领域信息均已上网，其中财务类39条;
/// 公告11篇；整改公告率88.9%，即9份中公告8份.
fn has_own_subject(text: Stretch, total: &Item, first: &Item) -> bool {
    let lead = text.get(first.sentence_start..first.quantity.range.start).unwrap_or_default();
    let is_told = first.sentence > total.sentence
        && OPEN.first(lead).is_some_and(|(at, _)| lead[..at].chars().count() > 8);
    let bridge = text.get(total.quantity.range.end..first.quantity.range.start).unwrap_or_default();
    let is_set_off = bridge.contains('；') && bridge.contains("，即");
    (is_told || is_set_off) && !same_measure(text, total, first)
}

/// Whether two quantities have the same measure word.
fn same_measure(text: Stretch, one: &Item, other: &Item) -> bool {
    let measure = |item: &Item| text[..item.quantity.range.end].chars().next_back();
    measure(one) == measure(other)
}

/// A second way of sorting the same items is a list of its own: where it begins, and whether it leaves nothing out.
fn second_sorting(text: Stretch, list: &[&Item]) -> Option<(usize, bool)> {
    let way = |at: usize| {
        if list[at - 1].sorts == list[at].sorts {
            return None;
        }
        let between = list[at - 1].quantity.range.end..list[at].quantity.range.start;
        text.text().get(between)?.split(['，', '；', '：', ',', ';']).find(|clause| is_sorting(clause))
    };
    let (second, way) = (1..list.len()).find_map(|at| Some((at, way(at)?)))?;
    // 从办理结果看 leaves out what is not done yet; everyone who applied is one or the other.
    let is_whole = way.trim().starts_with('按') || list[second..].iter().all(|item| is_applicant(item));
    Some((second, is_whole))
}

/// 网站：512条；微信：298条
fn is_one_of_several(text: Stretch, total: &Item, bridge: Stretch) -> bool {
    text[..total.quantity.range.start].trim_end().ends_with(['：', ':'])
        && bridge.trim_end().ends_with(['：', ':'])
        && !OPEN.in_text(bridge)
        && !CLOSED.in_text(bridge)
}

/// 名单36批次，覆盖群众9400余人；发布公告45则: the words open no list but tell of what they name.
fn covers_another(total: &Item, first: &Item, items: &[Item], index: usize) -> bool {
    let next = &items[index + 1];
    next.quantity.range != first.quantity.range
        && !is_nested(first)
        && !first.label.contains("其中")
        && next.sentence == total.sentence
        && next.gap <= Gap::Comma
        && first.gap >= Gap::Semicolon
        && words!["涉及", "涵盖", "覆盖", "惠及"].begin(next.label.trim_start_matches(['，', ' ']))
}

/// 63条：简介、分工各更新1次，补贴17条，动态44条: whether what is counted by other words makes up for what is missing.
fn is_made_up<'b, 'a: 'b>(
    question: &Question,
    found: &Contradiction,
    others: impl Iterator<Item = &'b Item<'a>>,
) -> bool {
    let (mut least, mut most) = (found.sum, found.sum);
    for other in others.filter(|other| other.quantity.precision == Precision::Exact) {
        let (few, many) = if shares_out(other.label) {
            names_before(&question.text, other.quantity.range.start)
        } else {
            (1, 1)
        };
        least = least.plus(other.quantity.amount.times(few));
        most = most.plus(other.quantity.amount.times(many));
    }
    least > found.sum && least <= question.total.quantity.amount && question.total.quantity.amount <= most
}

/// Whether a part is counted by an ordinal: 一是, 二是.
fn is_counted(item: &Item) -> bool {
    let mut letters = item.label.trim_start_matches(['，', '；', ' ', '。']).chars();
    letters.next().is_some_and(|letter| "一二三四五六七八".contains(letter)) && letters.next() == Some('是')
}

/// The counted parts of a list in which nothing else is but what is among them: 一是政策类208条，包括甲12条、乙196条；二是动态类702条.
fn counted_parts<'b, 'a>(list: &[&'b Item<'a>]) -> Option<Vec<&'b Item<'a>>> {
    let counted: Vec<&Item> = list.iter().copied().filter(|item| is_counted(item)).collect();
    let is_inner = |at: usize| {
        let after = list[..at].iter().rposition(|item| is_counted(item));
        after.is_some_and(|after| list[after + 1..=at].iter().any(|item| is_nested(item)))
    };
    let are_inner = (0..list.len()).all(|at| is_counted(list[at]) || is_inner(at));
    (counted.len() >= 2 && counted.len() < list.len() && are_inner).then_some(counted)
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

/// `许可、处罚两类信息1587条。许可方面，公示1203条；处罚方面，公示375条`: the next sentence goes through the kinds.
fn told_by_kinds(text: Stretch, items: &[Item], index: usize) -> Option<Contradiction> {
    /// No more figures of the next sentence are looked at.
    const MOST: usize = 16;
    let total = &items[index];
    let told = ["两类", "三类", "四类"].iter().position(|word| total.label.contains(word))? + 2;
    let next = items[index + 1..].iter().filter(|item| item.sentence == total.sentence + 1).take(MOST);
    let heads = next.filter(|item| {
        let clause = text[item.sentence_start..item.quantity.range.start].rsplit(['；', '。']).next();
        let name = clause.and_then(|clause| clause.split_once("方面，"));
        name.is_some_and(|(name, behind)| {
            name.chars().count() <= 10 && !behind.contains(|letter: char| letter.is_ascii_digit())
        })
    });
    let heads: Vec<&Item> = heads.collect();
    let is_told = heads.len() == told
        && heads.iter().chain([&total]).all(|item| {
            item.quantity.precision == Precision::Exact
                && !item.quantity.is_each
                && same_measure(text, item, total)
                && item.depth == total.depth
        });
    let question = Question { text, total, other_totals: [None; 2], joint: None, is_close: true };
    let distance = question.bounds(&heads).0.minus(total.quantity.amount).abs();
    let is_near = distance > Amount::default() && distance <= total.quantity.amount.over(4);
    (is_told && is_near).then(|| question.contradiction(&heads))
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

/// Whether a part is named by who applied.
fn is_applicant(item: &Item) -> bool {
    words!["自然人", "公民", "个人", "企业", "法人", "组织", "机构", "律师", "单位"].in_text(item.label)
}

/// `43件，网上28件、邮寄15件；自然人38件，企业6件`: behind a list that comes out, a second one of the same by who applied,
/// which all but comes out.
fn sorted_again(question: &Question, list: &[&Item]) -> Option<Contradiction> {
    let second = (2..list.len()).find(|&at| list[at].gap >= Gap::Semicolon)?;
    let (one, other) = list.split_at(second);
    let total = question.total.quantity.amount;
    let distance = question.bounds(other).0.minus(total).abs();
    let is_meant = other.len() >= 2
        && other.iter().all(|item| is_applicant(item))
        && distance <= total.over(20).max(Amount::of(1));
    (is_meant && question.is(one) && !question.is(other)).then(|| question.contradiction(other))
}

/// Whether a total is but the first of several that are named alike: 涉及征地的19件、涉及补贴的12件.
fn is_of_a_row(total: &Item, first: &Item, bridge: Stretch) -> bool {
    let row = ["涉及", "涵盖", "覆盖", "包含", "主要"];
    let words = bridge.trim_start_matches(['，', '、', '；', ' ']);
    row.iter().any(|word| words.starts_with(word) && (total.label.contains(word) || first.gap == Gap::Pause))
}

/// Whether a quantity stands alone in a bracket behind its name: 公告（298条）.
pub(super) fn is_bracketed(item: &Item) -> bool {
    item.label.trim_start_matches(['（', '(', ' ']).is_empty() && item.label.ends_with(['（', '('])
        || item.label.is_empty() && item.depth > 0
}

/// Parts each in a bracket of its own: `846条，分为动态（512条）、公告（298条）、解读（36条）三类`.
pub(super) fn in_own_brackets(text: Stretch, items: &[Item], index: usize) -> Option<Contradiction> {
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
pub(super) fn joint(items: &[Item]) -> Option<Amount> {
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
pub(super) fn opening(bridge: Stretch) -> Option<Opening> {
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
        // 收到申请23件。申请渠道：网络14件、邮寄9件
        let is_headed = || {
            let head = sentence.text().split(['：', ':']).next().unwrap_or_default();
            words!["渠道", "方式", "来源", "途径", "类型", "构成", "领域", "内容", "形式", "分布"].end(head)
                && head.chars().count() <= 8
        };
        return (!is_later || words!["如下", "情况", "类别", "具体"].in_text(sentence) || is_headed())
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
    // 436条里网站315条
    if bridge.strip_prefix('里').is_some_and(|behind| !behind.starts_with(['面', '程'])) {
        return true;
    }
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
        // 乡机关和7个行政村99期，其中乡机关12期，7个村各12期
        if part.times.is_some() {
            let holder = label.trim_end_matches('各');
            if holder.is_empty() || !phrase.contains(holder) || names.contains(&holder) {
                return false;
            }
            names.push(holder);
            continue;
        }
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

/// Whether the clause before names as many kinds as there are parts, and the parts are they: 设自助语音和人工座席两种受理方式，
/// 全年服务18362人次，其中自助语音6987人次，人工座席11375人次.
fn are_all_told(question: &Question, parts: &[&Item]) -> bool {
    let before = &question.text[question.total.sentence_start..question.total.quantity.range.start];
    let Some((clause, _)) = before.rsplit_once('，') else { return false };
    let clause = clause.rsplit('，').next().unwrap_or_default();
    let kinds: &[&str] = match parts.len() {
        2 => &["两种", "两类", "两个", "两大"],
        3 => &["三种", "三类", "三个", "三大"],
        _ => return false,
    };
    let name = |part: &&Item| {
        let label = part.label.text().trim_matches(['，', '、', '；', ' ']);
        let label = label.strip_prefix("其中").unwrap_or(label);
        label.chars().count() >= 2 && clause.contains(label)
    };
    any_in(clause, kinds) && parts.iter().all(name)
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

/// The same where the total is told of requests, and its own amount not right behind it: 对5件申请收取1300元，公安局1件200元.
fn are_paid_apart(items: &[Item], total: &Item, parts: &[&Item]) -> bool {
    let sums_up = |part: &&Item| {
        words!["合计", "共计", "总计", "全县", "全市", "全区", "共"].in_text(part.label.text())
    };
    total.tail.contains("申请") && !parts.iter().any(sums_up) && are_paid(items, parts)
}

/// Whether a sentence goes on with the list of the one before.
fn continues(item: &Item) -> bool {
    words!["其余", "其他", "另有", "剩余"].in_text(item.label)
}
