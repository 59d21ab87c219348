//! R204: documents and decisions of table 2, in the prose.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, stated};
use crate::format::{CellId, Edition, Item, Table};
use crate::prose::words::words;
use crate::prose::{Placed, Quantity, Subject, Token};

declare_rule! {
    /// 正文说的行政规范性文件制发、废止、现行有效件数和行政许可、处罚、强制决定件数，与表二相符。
    ///
    /// ## 为什么
    /// 表二只数行政规范性文件；正文若把其他政策文件也算进去，要说清楚，不要用同一个名称写两个数。
    ///
    /// ## 例
    /// 表二本年制发 8 件，正文写“制发行政规范性文件6件”。
    pub ITEMS_MISSTATED {
        id: "R204",
        title: "正文里的文件数、决定数与表二相符",
        severity: Warning,
        editions: &Edition::ALL,
        source: "年度报告格式表二；数据真实准确的要求",
        reads: Scope::PROSE.and(Scope::table(Table::Two)),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    stated::compare(&ITEMS_MISSTATED, context, outcome, |claim| matches!(claim.subject, Subject::Item(_)));
    for placed in context.prose.all_lines() {
        check_published(context, outcome, placed);
    }
}

/// Decisions that a line says were published: which they are, and how many.
fn published(placed: &Placed) -> Vec<(Item, &Quantity, i64)> {
    const NAMES: [(&str, Item); 3] = [
        ("行政许可", Item::LicenceDecisions),
        ("行政处罚", Item::PenaltyDecisions),
        ("行政强制", Item::CoercionDecisions),
    ];
    let text = placed.line.text();
    let mut found: Vec<(Item, &Quantity, i64)> = Vec::new();
    for token in &placed.line.reading().tokens {
        let Token::Quantity(quantity) = token else { continue };
        let ahead = &text[..quantity.range.start];
        let ahead = ahead.strip_suffix("决定").unwrap_or(ahead);
        let Some((_, item)) = NAMES.iter().find(|(name, _)| ahead.ends_with(name)) else { continue };
        if let Some(number) = quantity.exact()
            && text[..quantity.range.end].ends_with(['件', '次', '起', '宗'])
        {
            found.push((*item, quantity, number));
        }
    }
    found
}

/// `公示行政许可418件、行政处罚623件` beside 418 and 326 in the table. What is published need not be all that was decided, but
/// where one figure is the table's, or stands in the other's row, the other with its digits in another order is a slip.
fn check_published(context: &Context, outcome: &mut Outcome, placed: &Placed) {
    let line = &placed.line;
    if !line.has('示') && !line.has('公') || !line.contains("行政") {
        return;
    }
    let said = published(placed);
    let tells_otherwise = || words!["上年", "去年", "累计", "同比", "其中", "较"].in_text(line.words());
    if said.len() < 2 || tells_otherwise() {
        return;
    }
    let known: Vec<i64> =
        said.iter().filter_map(|(item, ..)| context.report.value(CellId::t2(*item))).collect();
    if known.len() != said.len() {
        return;
    }
    let is_right = |index: usize| said[index].2 == known[index];
    let wrong: Vec<usize> = (0..said.len()).filter(|&index| !is_right(index)).collect();
    let is_told = |quantity: &Quantity| {
        let span = placed.span(quantity.range.clone());
        outcome.findings.iter().any(|finding| finding.spans.iter().any(|known| known.overlaps(span)))
    };
    let slip = match wrong[..] {
        [index] => have_the_same_digits(said[index].2, known[index]).then_some(index),
        [one, other] if said[one].2 == known[other] && said[other].2 == known[one] => Some(one),
        _ => None,
    };
    let Some(index) = slip.filter(|&index| !is_told(said[index].1)) else { return };
    let (item, quantity, number) = &said[index];
    let cell = CellId::t2(*item);
    let edition = context.report.edition();
    let name = cell.row_path(edition).last().copied().unwrap_or_default();
    let message = format!("正文写 {number}，表二「{name}」是 {}。", known[index]);
    outcome.findings.push(Finding {
        cells: vec![cell],
        advice: "请核对正文和表格，改正写错的一处。".to_owned(),
        ..Finding::in_text(&ITEMS_MISSTATED, edition, placed.span(quantity.range.clone()), message)
    });
}

/// Whether two numbers of three digits or more are written with the same digits.
fn have_the_same_digits(one: i64, other: i64) -> bool {
    let digits = |number: i64| {
        let mut digits = number.to_string().into_bytes();
        digits.sort_unstable();
        digits
    };
    one != other && one.min(other) >= 100 && digits(one) == digits(other)
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::report::{Draft, Field, UnitKind};

    fn findings(text: &str, cells: &[(CellId, &str)]) -> (usize, usize) {
        let draft = Draft::new(2024, UnitKind::CountyDepartment)
            .with_text(Field::Overview, text)
            .with_cells(cells.iter().copied());
        let outcome = run_draft(&ITEMS_MISSTATED, draft);
        (outcome.findings.len(), outcome.not_assessable)
    }

    const CELLS: &[(CellId, &str)] = &[
        (CellId::t2(Item::NormativeMade), "8"),
        (CellId::t2(Item::NormativeRepealed), "3"),
        (CellId::t2(Item::NormativeInForce), "39"),
        (CellId::t2(Item::LicenceDecisions), "12"),
        (CellId::t2(Item::PenaltyDecisions), "376"),
    ];

    #[test]
    fn passes_where_prose_and_table_agree() {
        for text in [
            "全年制发行政规范性文件8件，废止3件。",
            "公开政策性文件11件。",
            "作出行政许可决定12件、行政处罚决定376件。",
            "公示行政处罚决定21件。",
            "公示行政许可12件、行政处罚370件。",
        ] {
            assert_eq!(findings(text, CELLS), (0, 0), "{text}");
        }
    }

    #[test]
    fn fails_by_one() {
        for text in [
            "全年制发行政规范性文件6件。",
            "2024年出台行政规范性文件9件。",
            "作出行政处罚决定367件。",
            "年末现行有效行政规范性文件38件。",
            "公示行政许可12件、行政处罚367件。",
            "公开行政许可376件、行政处罚12件。",
        ] {
            assert_eq!(findings(text, CELLS).0, 1, "{text}");
        }
    }

    #[test]
    fn a_blank_table_says_nothing() {
        for text in [
            "全年制发行政规范性文件6件。",
            "2024年出台行政规范性文件9件。",
            "作出行政处罚决定367件。",
            "年末现行有效行政规范性文件38件。",
        ] {
            let (found, not_assessable) = findings(text, &[]);
            assert_eq!(found, 0, "{text}");
            assert!(not_assessable > 0, "{text}");
        }
    }
}
