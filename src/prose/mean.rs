//! Means: `全年公开信息684条，月均57条`, `举办开放日12场，场均30人次`.

use super::breakdown::{Gap, Item};
use super::index::Stretch;
use super::percent::{Miscount, MiscountKind};
use super::unit::Unit;
use super::words::{Words, listed, words};
use super::{Amount, Precision, Quantity};

/// Stretches of time that a mean is told for, and how many of them a year has at least and at most.
const TIMES: [(&[&str], i64, i64); 4] = [
    (&["月均", "平均每月", "每月平均", "平均每个月"], 12, 12),
    (&["季均", "平均每季度", "每季度平均"], 4, 4),
    (&["周均", "平均每周", "每周平均"], 50, 53),
    // Some count working days only.
    (&["日均", "平均每天", "每天平均", "平均每日"], 240, 366),
];

/// Words of a time that is not the whole year.
static PART_OF_YEAR: Words = listed!("以来|截至|截止|上半年|下半年|季度|自|开通|上线|月份|起");

/// The means of a line that do not come out.
pub(super) fn means(text: Stretch, items: &[Item]) -> Vec<Miscount> {
    (0..items.len()).filter_map(|index| mean(text, items, index)).collect()
}

fn mean(text: Stretch, items: &[Item], index: usize) -> Option<Miscount> {
    let item = &items[index];
    let label = item.label.trim_end().trim_end_matches([
        '公', '开', '发', '布', '更', '新', '推', '送', '参', '加', '为', '达', '约', '近', '信', '息',
    ]);
    // 12个公示栏月均更新1次 is told of each of them.
    if !label.contains('均') || item.gap == Gap::None && index > 0 {
        return None;
    }
    let before = items[..index].iter().rev().take_while(|other| other.sentence == item.sentence);
    let exact = |other: &&Item| other.quantity.precision == Precision::Exact && !other.quantity.is_weak;
    let sentence = text.part(item.sentence_start, item.quantity.range.start);
    let (least, most, name) = if let Some((words, least, most)) =
        TIMES.iter().find(|(words, ..)| words.iter().any(|word| label.ends_with(word)))
    {
        if PART_OF_YEAR.in_text(sentence.text().trim_end_matches("每季度"))
            || words[0] == "季均" && sentence.contains("季度平均")
        {
            return None;
        }
        (*least, *most, words.iter().find(|word| label.ends_with(**word))?.len())
    } else {
        let (unit, length) = of_each(label)?;
        let mut holders =
            before.clone().filter(exact).filter(|other| text[..other.quantity.range.end].ends_with(unit));
        let number = holders.next().filter(|_| holders.next().is_none())?.quantity.exact()?;
        (number, number, length)
    };
    let is_total = |other: &&Item| {
        other.quantity.unit.is_like(item.quantity.unit)
            && other.quantity.amount > item.quantity.amount
            && !words!["上年", "去年", "同比", "其中", "增加", "减少"].in_text(other.label)
    };
    let behind = items[index + 1..].iter().take(1).filter(|other| {
        other.sentence == item.sentence
            && other.gap == Gap::Comma
            && words!["共", "累计", "总"].in_text(other.label)
    });
    let totals: Vec<&Item> = before.chain(behind).filter(is_total).collect();
    let [total, ..] = totals[..] else { return None };
    if !totals.iter().all(exact) || least < 2 {
        return None;
    }
    let slack = match item.quantity.precision {
        Precision::Exact => item.quantity.place.plus(item.quantity.amount.over(50)),
        _ => item.quantity.place.plus(item.quantity.amount.over(6)),
    };
    let fits = |total: &&Item| {
        let mean = item.quantity.amount;
        let total = total.quantity.amount;
        total.over(most).minus(slack) <= mean && mean <= total.over(least).plus(slack)
    };
    if totals.iter().any(fits) {
        return None;
    }
    let start = item.quantity.range.start - (item.label.len() - label.len() + name);
    Some(Miscount {
        range: start..item.quantity.range.end,
        kind: MiscountKind::Mean,
        part: total.quantity.clone(),
        whole: Quantity { amount: Amount::of(most), unit: Unit::None, ..item.quantity.clone() },
        expected: total.quantity.amount.over(most),
    })
}

/// The measure word of 场均 and 平均每场, and how long the words are.
fn of_each(label: &str) -> Option<(char, usize)> {
    const UNITS: &str = "场期次篇件家户批册";
    // 平均每个社区更新82条次
    if let Some((_, rest)) = label.rsplit_once("平均每个") {
        let is_name = (2..=6).contains(&rest.chars().count());
        return is_name.then_some(('个', "平均每个".len() + rest.len()));
    }
    let last = label.chars().next_back()?;
    if let Some(rest) = label.strip_suffix('均') {
        let unit = rest.chars().next_back().filter(|&unit| UNITS.contains(unit))?;
        return Some((unit, unit.len_utf8() + '均'.len_utf8()));
    }
    let is_each = UNITS.contains(last) && label[..label.len() - last.len_utf8()].ends_with("平均每");
    is_each.then(|| (last, "平均每".len() + last.len_utf8()))
}

#[cfg(test)]
mod tests {
    use crate::prose::Line;

    fn found(text: &str) -> Vec<(String, String)> {
        let line = Line::new(text, Vec::new(), text);
        let found = line.reading().miscounts.iter();
        found
            .map(|found| (text[found.range.clone()].to_owned(), found.expected.tenths().to_string()))
            .collect()
    }

    #[test]
    fn means_that_come_out() {
        for text in [
            "全年公开信息684条，月均57条。",
            "全年公开信息684条，月均公开57条，日均近2条。",
            "举办开放日12场，参与群众366人次，场均30人次。",
            "6月上线以来推送信息120条，月均推送17条。",
            "全年访问量36.5万次，日均访问1000次。",
            "编发简报24期，刊载信息312篇，平均每期13篇。",
            "月均公开57条，全年公开684条。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn means_that_do_not() {
        for (text, words, expected) in [
            ("全年公开信息684条，月均公开67条。", "月均公开67条", "57"),
            ("举办开放日12场，参与群众366人次，场均36人次。", "场均36人次", "30.5"),
            ("编发简报24期，刊载信息312篇，平均每期15篇。", "平均每期15篇", "13"),
            (
                "12个社区的公开栏全年共更新信息864条次，平均每个社区更新82条次。",
                "平均每个社区更新82条次",
                "72",
            ),
        ] {
            assert_eq!(found(text), [(words.to_owned(), expected.to_owned())], "{text}");
        }
    }
}
