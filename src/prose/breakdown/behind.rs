//! Totals behind their parts: `网站11条、公众号17条，共公开28条`.

use super::announced::is_bracketed;
use super::judge::readings;
use super::{Contradiction, Gap, Item, Question, may_be_part, may_be_total};
use crate::prose::index::Stretch;
use crate::prose::unit::Unit;
use crate::prose::words::{Words, any_in, listed, words};
use crate::prose::{Amount, Precision};

/// Words that sum up.
static STRONG: Words = listed![
    "合计",
    "小计",
    "共计",
    "总计",
    "总共",
    "总额",
    "总金额",
    "以上共",
    "相加",
    "加起来",
    "之和",
    "加总"
];

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

/// `上半年210条，下半年250条，全年460条`, and the same of the quarters.
fn sums_year(label: &str, before: &[Item]) -> bool {
    let are = |names: &[&str]| {
        before.len() >= names.len()
            && before[before.len() - names.len()..]
                .iter()
                .zip(names)
                .all(|(item, name)| item.label.contains(name))
    };
    label.contains("全年") && (are(&["上半年", "下半年"]) || are(&["一季度", "二季度", "三季度", "四季度"]))
}

/// `微信412篇；微博573篇；抖音86部。三个平台全年共1071篇`: the sentence before, if it has as many parts as are told.
fn summed_up_by_number(total: &Item, before: &[Item]) -> Option<usize> {
    let (told, parts) = before.split_last()?;
    let is_told = told.sentence == total.sentence
        && told.label.trim_start_matches(['。', ' ']).is_empty()
        && words!["平台", "渠道", "账号", "新媒体", "栏目", "方式", "途径", "季度"].begin(&told.tail);
    let sentence = parts.last()?.sentence;
    let count = parts.iter().filter(|item| item.sentence == sentence).count();
    let fits = told.quantity.exact() == i64::try_from(count).ok() && count >= 2;
    (is_told && fits && sentence + 1 == total.sentence).then_some(sentence)
}

/// The parts that are meant where the words before the total tell how many there are.
fn told_parts<'a, 'b>(label: &str, parts: Vec<&'b Item<'a>>) -> Vec<&'b Item<'a>> {
    // 三级合计 tells how many parts there are.
    let told = label.chars().next().and_then(crate::prose::number::chinese_digit);
    let told =
        told.and_then(|told| usize::try_from(told).ok()).filter(|&told| told >= 2 && told <= parts.len());
    let is_told =
        told.is_some() && any_in(label, &["级合计", "类合计", "项合计", "级共计", "类共计", "项共计"]);
    match told.filter(|_| is_told) {
        Some(told) => parts[parts.len() - told..].to_vec(),
        // 处罚决定1208件，撤除367件；许可决定894件，两类决定共计2102件: which two is not told.
        None if told.is_some_and(|told| told < parts.len()) && label.chars().nth(1) == Some('类') => {
            Vec::new()
        }
        None => parts,
    }
}

/// 62人、48人、55人，累计参训165人次
fn attends(part: &Item, total: &Item) -> bool {
    part.quantity.unit == Unit::Event("人") && total.quantity.unit == Unit::Event("人次")
}

/// 7个县区和41个部门共48家单位
fn counts_bodies(total: &Item) -> bool {
    total.quantity.unit == Unit::Event("家")
        && words!["共", "共计", "合计", "总计", "涉及", "覆盖", "共有"].end(total.label.trim_end())
        && (total.tail.trim().is_empty()
            || words!["单位", "部门", "机构", "行政机关", "主体"].begin(&total.tail))
}

/// The part of a sum by which it may be wrong, by the words that call it one; `None` where none do.
fn reach_of(label: &str, is_strong: bool, before: &[Item]) -> Option<i64> {
    let named = label.trim_end_matches(['达', '到', '为', '是']);
    let is_counted = named.starts_with('计')
        || named.starts_with(" 计")
        || named.ends_with("总量")
        || named.ends_with("总数");
    let is_sum = is_strong || is_counted || any_in(label, &["共", "累计"]) || sums_year(label, before);
    let is_other = any_in(label, &["公共", "共同", "共享", "共建", "中共"]);
    let reach = match (is_strong, is_counted) {
        (true, _) => 2,
        (_, true) => 4,
        _ => 7,
    };
    (is_sum && !is_other).then_some(reach)
}

/// A total behind its parts: `网站11条、公众号17条，共公开28条`.
pub(super) fn preceding(text: Stretch, items: &[Item], index: usize) -> Option<Contradiction> {
    let total = &items[index];
    if !may_be_total(total) || total.quantity.precision != Precision::Exact {
        return None;
    }
    let pair = index.checked_sub(1).map(|before| &items[before]);
    let label = total_label(total, pair);
    let is_strong = STRONG.in_text(label);
    let reach = reach_of(&label, is_strong, &items[..index])?;
    // 以上合计 sums up the sentence before.
    let points_back =
        ["以上", "上述"].iter().any(|word| label.trim_start_matches(['。', ' ']).starts_with(word));
    let sentence = match pair {
        Some(before) if points_back && before.sentence + 1 == total.sentence => before.sentence,
        _ => summed_up_by_number(total, &items[..index]).unwrap_or(total.sentence),
    };
    let are_bodies = counts_bodies(total);
    let is_body = |item: &Item| are_bodies && text[..item.quantity.range.end].ends_with('个');
    let before: Vec<&Item> = items[..index]
        .iter()
        .rev()
        .skip_while(|item| item.sentence > sentence)
        .take_while(|item| item.sentence == sentence)
        .filter(|item| {
            let is_like = item.quantity.unit.is_like(total.quantity.unit) || attends(item, total);
            // 培训两次，各村自行组织五次，总计七次
            let counts = !item.quantity.is_weak || total.quantity.is_weak && is_strong;
            (is_like || is_body(item)) && counts
        })
        .collect();
    let level: Vec<&Item> = before.iter().rev().copied().filter(|item| item.depth == total.depth).collect();
    let inner: Vec<&Item> =
        before.iter().rev().copied().filter(|item| item.depth == total.depth + 1).collect();
    let parts: Vec<&Item> = level
        .iter()
        .copied()
        .filter(|item| {
            may_be_part(item, total) || (is_body(item) || attends(item, total)) && !item.is_compared
        })
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
    // In 文化站和12个村各设1处 more than the villages have one.
    let is_joined =
        |part: &Item| words!["和", "与", "以及"].end(part.label.trim_end()) && part.gap != Gap::None;
    if parts.windows(2).any(|pair| is_joined(pair[0]) && pair[1].label.contains('各')) {
        return None;
    }
    match without_holders(&parts) {
        Some(held) if question.is(&held) => return None,
        Some(held) => return judge_sum(&question, &held, if is_strong { 2 } else { 4 }),
        None => {}
    }
    // 11个村和1个社区各设公开栏1处，村一级共12处; 另转载7条，自行编发的三类合计52条
    let begins = |part: &Item| part.label.trim_start_matches(['，', '、', '；', ' ']).starts_with('另');
    let fits_without = |is_out: &dyn Fn(&Item) -> bool| {
        let kept: Vec<&Item> = parts.iter().copied().filter(|part| !is_out(part)).collect();
        kept.len() >= 2 && kept.len() < parts.len() && suffixes(&kept)
    };
    if fits_without(&|part| part.times.is_some()) || fits_without(&begins) {
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
    judge_sum(&question, &parts, reach).or_else(|| counted_doubly(&question, &parts, &inner))
}

/// The parts without what holds so many of each, if there is any and it is not all: 2处 and 3处 of 8个社区各设2处，加上机关3处.
fn without_holders<'b, 'a>(parts: &[&'b Item<'a>]) -> Option<Vec<&'b Item<'a>>> {
    let holds = |index: usize| {
        parts.get(index + 1).is_some_and(|next| {
            next.times.is_some() && next.times == parts[index].quantity.exact() && next.gap == Gap::None
        })
    };
    let held: Vec<&Item> =
        (0..parts.len()).filter(|&index| !holds(index)).map(|index| parts[index]).collect();
    (held.len() >= 2 && held.len() < parts.len()).then_some(held)
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
