//! Figures that are spoken of again: 上述75件申请 behind 收到申请57件.

use super::breakdown::Item;
use super::lexer::Quantity;
use super::{Amount, Precision};

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
/// Words that tell that the figure has changed since.
const CHANGING: &[&str] =
    &["撤", "减", "拆", "关停", "注销", "合并", "整合", "新增", "新建", "新设", "增设", "归并"];

/// The figures of a line that are spoken of again with another value.
pub(super) fn misreferences(text: &str, items: &[Item]) -> Vec<Misreference> {
    let mut found = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let label = item.label.trim_end();
        // 90分以上18家 points to nothing.
        let is_limit = label.ends_with("以上") && !matches!(label.trim(), "以上" | "对以上" | "，以上");
        let points = POINTING.iter().any(|word| label.ends_with(word)) && !is_limit;
        let names = NAMING.iter().any(|word| label.ends_with(word));
        if !(points || names) || item.quantity.precision != Precision::Exact {
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
        let first = if points { of_this_name.or(earlier.first().copied()) } else { of_this_name };
        let Some(first) = first else { continue };
        let between = text.get(first.quantity.range.end..item.quantity.range.start).unwrap_or_default();
        let is_sum = is_sum_of(&earlier, item.quantity.amount);
        let has_changed = CHANGING.iter().any(|word| between.contains(word));
        if !is_sum && !has_changed && !first.quantity.is_each {
            found.push(Misreference { first: first.quantity.clone(), again: item.quantity.clone() });
        }
    }
    found
}

/// Whether neighbouring figures add up to the amount.
fn is_sum_of(items: &[&Item], amount: Amount) -> bool {
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
    let label = first.label.trim_end();
    ends.map(|end| &tail[..end]).any(|name| label.ends_with(name) || first.tail.starts_with(name))
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
            "收到申请57件，涉及征地补偿。上述57件申请均已办理。",
            "收到申请44件，结转2件。上述46件申请均已办理。",
            "设公示栏14个，撤销2个，现有12个公示栏。",
            "全部12个乡镇公开了年报。",
            "评估56家，90分以上18家。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for (text, expected) in [
            ("收到申请57件，涉及征地补偿。上述75件申请均已办理。", (57, 75)),
            ("召开新闻发布会8场。这9场发布会均直播。", (8, 9)),
            ("全乡设公示栏14个，更换破损2个。对全部12个公示栏检查。", (14, 12)),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }
}
