//! Whether an announced list comes out in any of its readings.

use super::bare::ACTS;
use super::{
    ALL_ON, BESIDE, CHANNELS, Contradiction, Gap, Item, Opening, Question, SAME_ANYWHERE, SAME_ITEMS,
    may_be_consequence, sentence_around,
};
use crate::prose::Amount;
use crate::prose::unit::Unit;
use crate::prose::words::words;

/// Whether the list says that it is complete, or that it is not.
pub(super) fn closing(parts: &[&Item], opening: Opening) -> Opening {
    let Some(last) = parts.last() else { return opening };
    // Fees are named by who collected them, and nobody is left out.
    let opening =
        if last.quantity.unit == Unit::Yuan && parts.len() >= 2 { Opening::Closed } else { opening };
    let label = last.label.trim_start_matches(['，', ' ', '及', '和', '以']);
    if ["其余", "剩余", "余下", "剩下"].iter().any(|word| label.starts_with(word)) {
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
pub(super) fn readings<'a, 'b>(list: &[&'b Item<'a>]) -> Vec<Vec<&'b Item<'a>>> {
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

pub(super) fn is_nested(item: &Item) -> bool {
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
pub(super) fn judge(question: &Question, list: &[&Item], opening: Opening) -> Option<Contradiction> {
    let total = question.total;
    if is_sound(question, list, opening) || ends_another(question, list) {
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
    // What is too much may have something in it that stands beside the list.
    if least > high
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
        let by_channels = parts.iter().any(is_channel);
        let may_be_same =
            if by_channels { SAME_ITEMS.in_text(sentence) } else { SAME_ANYWHERE.in_text(sentence) };
        let is_repeated = (may_be_same || are_all_on_channels(sentence))
            && !words!["去重", "剔除重复", "除重复", "不重复"].in_text(sentence)
            && (by_channels || parts.iter().any(|part| !part.quantity.is_each));
        let is_far = least > high.plus(high.over(2)) && high > Amount::default();
        // 重点领域信息与其他类别有交叉，总数已去重
        let is_crossed =
            words!["有交叉", "存在交叉", "相互交叉", "互有交叉", "总数已去重", "总数去重", "合计已去重"]
                .in_text(sentence);
        // 党员24人、女性19人、老人33人 may be the same people.
        let is_quality = |part: &&&Item| {
            words!["党员", "女性", "老人", "岁以上", "岁以下", "少数民族", "残疾人", "青年", "学历"]
                .in_text(part.label)
        };
        let are_qualities = parts.iter().filter(is_quality).count() > 1;
        if is_crossed
            || are_qualities
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

/// 9件次，其中律师事务所3件次；撤回2件次，其余7件次: what stands behind a break comes out, and what is before it is some of all.
fn ends_another(question: &Question, list: &[&Item]) -> bool {
    /// No more breaks are looked at.
    const MOST: usize = 8;
    let mut breaks = (1..list.len()).filter(|&at| list[at].gap >= Gap::Semicolon).take(MOST);
    breaks.any(|at| {
        list.len() >= at + 2
            && question.is(&list[at..])
            && question.is_within(&list[..at])
            && !question.is(&list[..at])
    })
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
