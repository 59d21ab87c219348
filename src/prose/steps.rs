//! Steps from one figure to the next: `原有116项，取消8项，新增13项，调整后共121项`. What was taken away is no part.

use super::breakdown::{Contradiction, Gap, Item};
use super::words::{Words, listed, words};
use super::{Amount, Precision};

/// Words for what is taken away.
static LESS: Words = listed!(
    "取消|核减|删除|删减|撤并|撤销|注销|关停|废止|失效|调出|剔除|扣除|减少|压减|精简|退出|合并|移出|下线|清退|核销|报废|\
     划出|调减|去除|整合|归并|停用|停更|终止|淘汰|销毁|借出|领走|缩减|裁撤|除去|下架|退回|调离|离职|\
     转出|拆除|作废|销号"
);

/// Whether a sum is in truth a row of steps to its last figure.
pub(super) fn explain(items: &[Item], contradiction: &Contradiction) -> bool {
    let end = contradiction.total.range.start;
    let Some(start) = contradiction.parts.iter().map(|(_, part)| part.range.start).min() else {
        return false;
    };
    let at = |byte: usize| items.partition_point(|item| item.quantity.range.start < byte);
    let (Some(steps), Some(last)) = (items.get(at(start)..at(end)), items.get(at(end))) else { return false };
    let is_less = |item: &Item| LESS.in_text(item.label);
    // 14件，其中1件拆分为2件答复，共15份
    let turns =
        |item: &Item| words!("拆分为|分拆为|拆为|合并为|整合为|归并为|并为").end(item.label.trim_end());
    if steps.iter().any(turns) {
        return true;
    }
    if !steps.iter().any(is_less) {
        return false;
    }
    let reached = steps
        .iter()
        .filter(|item| item.depth == last.depth && item.quantity.unit.is_like(last.quantity.unit))
        .fold(Amount::default(), |sum, item| {
            if is_less(item) { sum.minus(item.quantity.amount) } else { sum.plus(item.quantity.amount) }
        });
    let is_state = words!("后|现|目前|实有|年末|年底|期末|实际|剩|保留|结余|净|继续有效|仍有|尚有");
    reached == last.quantity.amount || is_state.in_text(last.label)
}

/// `合计467条；加上网站389条，全年共846条`: a sum that is told in two steps.
pub(super) fn added(items: &[Item]) -> Vec<Contradiction> {
    let found = items.windows(3).filter_map(|three| {
        let [before, more, total] = three else { return None };
        if !words!["加上", "再加"].in_text(more.label) {
            return None;
        }
        let is_sum = words!["共", "合计", "总计"].in_text(total.label) && total.gap <= Gap::Comma;
        let is_summed_up = words!["共", "合计", "总计", "小计"].in_text(before.label);
        let exact =
            three.iter().all(|item| item.quantity.precision == Precision::Exact && !item.quantity.is_each);
        let is_alike = more.quantity.unit.is_like(total.quantity.unit) && before.depth == total.depth;
        let sum = before.quantity.amount.plus(more.quantity.amount);
        (is_sum && is_summed_up && exact && is_alike && sum != total.quantity.amount).then(|| Contradiction {
            total: total.quantity.clone(),
            parts: vec![
                ("合计".to_owned(), before.quantity.clone()),
                ("加上".to_owned(), more.quantity.clone()),
            ],
            sum,
        })
    });
    found.collect()
}

/// Words for what is put to it.
static MORE: Words = listed!(
    "新增|增加|新建|新开|新设|增设|新添|补充|购入|调入|纳入|新入|新建成|新注册|新开通|转入|并入|划入|增补|录入|\
     制发|新制定|新出台|新印发"
);

/// `年初1820条，新增405条、下线63条，年末2182条`, `由28个调整为35个，新设9个、撤销3个`: what was, what came and went, and
/// what is.
pub(super) fn stocks(items: &[Item]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for start in 0..items.len() {
        let first = &items[start];
        let begins = words!("年初|原有|期初|上年末|上年底|去年底|原先|年前");
        let is_moved = first.label.trim_end().ends_with(['由', '从']);
        if !is_moved && !begins.in_text(first.label) {
            continue;
        }
        let of_kind = |item: &Item| {
            item.sentence == first.sentence
                && item.depth == first.depth
                && item.quantity.unit == first.quantity.unit
                && item.quantity.precision == Precision::Exact
                && !item.quantity.is_each
        };
        let is_now = |item: &Item| words!("年末|年底|期末|现有|现存|目前").in_text(item.label);
        let row = items[start..].iter().take_while(|item| item.sentence == first.sentence);
        let mut row: Vec<&Item> = row.collect();
        // What is told behind is another matter.
        if let Some(last) = row.iter().skip(1).position(|item| is_now(item)).filter(|_| !is_moved) {
            row.truncate(last + 2);
        }
        if !row.iter().all(|item| of_kind(item)) {
            continue;
        }
        let is_result = |item: &Item| {
            words!(
                "调整为|调整到|增加到|增至|增加至|减少到|减至|压减到|压减至|精简到|精简为|变为|优化为|整合为"
            )
            .end(item.label.trim_end())
        };
        let (last, steps) = if is_moved {
            let [_, last, steps @ ..] = &row[..] else { continue };
            if !is_result(last) {
                continue;
            }
            (*last, steps)
        } else {
            let [_, steps @ .., last] = &row[..] else { continue };
            if !is_now(last) || steps.iter().any(|step| is_now(step)) {
                continue;
            }
            (*last, steps)
        };
        let is_less = |item: &Item| LESS.in_text(item.label) || words!("下线|清理").in_text(item.label);
        let is_more = |item: &Item| MORE.in_text(item.label) && !is_less(item);
        let are_both = steps.iter().any(|step| is_less(step)) && steps.iter().any(|step| is_more(step));
        if steps.len() != 2 || !are_both {
            continue;
        }
        let reached = steps.iter().fold(first.quantity.amount, |reached, step| {
            if is_less(step) {
                reached.minus(step.quantity.amount)
            } else {
                reached.plus(step.quantity.amount)
            }
        });
        if reached != last.quantity.amount {
            let part = |item: &Item| {
                let name = item.label.trim_matches(['，', '、', '；', ' ']);
                (name.to_owned(), item.quantity.clone())
            };
            found.push(Contradiction {
                total: last.quantity.clone(),
                parts: std::iter::once(first).chain(steps.iter().copied()).map(part).collect(),
                sum: reached,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::prose::Line;

    #[test]
    fn what_is_taken_away_is_no_part() {
        let found = |text: &str| Line::new(text, Vec::new(), text).reading().contradictions.len();
        for text in [
            "原有事项116项，取消8项，新增13项，调整后共121项。",
            "清单原列320项，删除12项，增加20项，现共328项。",
            "年初信息1820条，全年新增405条、清理下线63条，年末存量信息2162条。",
            "年初政务新媒体130个，关停39个、新开设2个，年末保留93个，发现问题47个。",
            "栏目由28个调整为34个，新设栏目9个、撤销栏目3个。",
            "年初库存图书1200册，调出100册，购入230册，总计1330册。",
            "梳理事项230项，剔除重复事项12项，实际公布事项共218项。",
            "微信405篇、视频62条，合计467条；加上网站389条，全年共公开856条。",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
        for text in [
            "取消8项，新增13项，共涉及事项22项。",
            "年初信息1820条，全年新增405条、清理下线63条，年末存量信息2182条。",
            "年初政务新媒体128个，关停39个、新开设2个，年末保留93个，发现问题47个。",
            "年初有效文件68件，新制发9件，废止14件，年末有效65件。",
            "栏目由28个调整为35个，新设栏目9个、撤销栏目3个。",
            "网站11条、公众号17条，共公开29条。",
            "微信405篇、视频62条，合计467条；加上网站389条，全年共公开846条。",
        ] {
            assert_eq!(found(text), 1, "{text}");
        }
    }
}
