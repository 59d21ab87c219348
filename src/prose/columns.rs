//! Two things counted of each part: `县直部门报送2164条、采用1377条，乡镇报送1892条、采用986条，合计报送4056条、采用2363条`.

use super::Amount;
use super::Precision;
use super::breakdown::{Contradiction, Gap, Item};
use super::words::{Words, listed};

/// Words that sum up.
static SUMS: Words = listed!["合计", "共计", "总计", "累计", "总共", "全年共", "共"];

/// Totals of the one thing that its column contradicts, where the other comes out.
pub(super) fn contradictions(items: &[Item], known: &[Contradiction]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for index in 4..items.len().saturating_sub(1) {
        let (first, second) = (&items[index], &items[index + 1]);
        let is_pair = second.gap <= Gap::Pause
            && SUMS.in_text(first.label)
            && first.quantity.unit == second.quantity.unit
            && first.depth == second.depth;
        let (Some(one), Some(other)) = (name(first), name(second)) else { continue };
        if !is_pair || one == other {
            continue;
        }
        let column = |name: &str, total: &Item| {
            let parts = items[..index].iter().filter(|item| {
                item.sentence == total.sentence
                    && item.depth == total.depth
                    && item.quantity.unit == total.quantity.unit
                    && item.label.trim_end().ends_with(name)
            });
            parts.cloned().collect::<Vec<Item>>()
        };
        let (ones, others) = (column(one, first), column(other, second));
        let exact = |item: &Item| item.quantity.precision == Precision::Exact && !item.quantity.is_each;
        let are_whole = ones.len() >= 2
            && ones.len() == others.len()
            && ones.iter().chain(&others).chain([first, second]).all(exact)
            // Every part is told of both: 报送、采用，报送、采用.
            && ones.iter().zip(&others).all(|(one, other)| one.quantity.range.end <= other.quantity.range.start)
            && ones[1..].iter().zip(&others).all(|(next, other)| other.quantity.range.end <= next.quantity.range.start);
        if !are_whole {
            continue;
        }
        let sum =
            |parts: &[Item]| parts.iter().fold(Amount::default(), |sum, part| sum.plus(part.quantity.amount));
        let columns = [(first, &ones), (second, &others)];
        let fits = columns.map(|(total, parts)| sum(parts) == total.quantity.amount);
        let (total, parts) = match fits {
            [true, false] => columns[1],
            [false, true] => columns[0],
            _ => continue,
        };
        if known.iter().any(|known| known.total.range == total.quantity.range) {
            continue;
        }
        found.push(Contradiction {
            total: total.quantity.clone(),
            parts: parts
                .iter()
                .map(|part| {
                    (part.label.trim_matches(['，', '、', '；', ' ']).to_owned(), part.quantity.clone())
                })
                .collect(),
            sum: sum(parts),
        });
    }
    found
}

/// The last two letters of the words before a quantity: what is counted.
fn name<'a>(item: &Item<'a>) -> Option<&'a str> {
    let label = item.label.text().trim_end().trim_end_matches(['为', '达', '了']);
    let (at, _) = label.char_indices().rev().nth(1)?;
    let name = &label[at..];
    (!SUMS.in_text(name) && !name.contains(['，', '、', '；'])).then_some(name)
}

#[cfg(test)]
mod tests {
    use crate::prose::breakdown::testing::found;

    #[test]
    fn each_column_by_itself() {
        let text = "县直部门报送2164条、采用1377条，乡镇报送1892条、采用986条，全年合计报送";
        for (end, expected) in [
            ("4056条、采用2363条。", vec![]),
            ("4056条、采用2353条。", vec![(2353, 2363)]),
            ("4058条、采用2363条。", vec![(4058, 4056)]),
        ] {
            assert_eq!(found(&format!("{text}{end}")), expected, "{end}");
        }
    }
}
