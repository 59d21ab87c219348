//! R301: table 3, the balance of every column.

use super::rule::declare_rule;
use super::{Assessment, Context, Finding, Outcome, Scope, Target};
use crate::format::{Applicant, CellId, Edition, Part, RequestRow, Table};
use crate::report::Report;

declare_rule! {
    /// 表三每一列：本年新收加上年结转，等于办理结果总计加结转下年度。
    ///
    /// ## 为什么
    /// 表头写明了这条勾稽关系。当年手上的每一件申请，要么当年办结，要么转到下一年，不多也不少。
    ///
    /// ## 例
    /// 自然人新收 12 件、上年结转 0 件，办结 11 件、结转 2 件：12 对 13，相差 1，四个数里至少有一个不对。
    pub REQUESTS_UNBALANCED {
        id: "R301",
        title: "新收与上年结转之和，等于办结与结转下年度之和",
        severity: Error,
        editions: &Edition::ALL,
        source: "年度报告格式表三表头所列勾稽关系",
        reads: Scope::table(Table::Three),
        check: Report(check),
    }
}

/// The two sides of the balance of a column of table 3: A + B and P + F.
pub(super) fn sides_of(column: Applicant) -> [[CellId; 2]; 2] {
    let sides = [[RequestRow::Received, RequestRow::CarriedIn], [RequestRow::Total, RequestRow::CarriedOut]];
    sides.map(|rows| rows.map(|row| CellId::t3(row, column)))
}

/// Whether the column of table 3 balances: A + B = P + F.
pub fn balance_of(report: &Report, column: Applicant) -> Assessment {
    let [left, right] = sides_of(column);
    Assessment::of(report, &left, &right, |cell| match cell.request() {
        Some((RequestRow::Received, _)) => "本年新收",
        Some((RequestRow::CarriedIn, _)) => "上年结转",
        Some((RequestRow::Total, _)) => "总计",
        _ => "结转下年度",
    })
}

fn check(context: &Context, outcome: &mut Outcome) {
    for &column in Applicant::ALL {
        let target = CellId::t3(RequestRow::Received, column);
        outcome.record(balance_of(context.report, column), |equation| Finding {
            part: Some(Part::Requests),
            cells: equation.cells(),
            target: Some(Target::Cell(target)),
            advice: "请核对这一列的四个数：新收、上年结转、各项办理结果、结转下年度。".to_owned(),
            equation: Some(equation),
            ..Finding::of(
                &REQUESTS_UNBALANCED,
                format!("表三「{}」列", column_words(column)),
                "新收与上年结转之和，同办结与结转下年度之和不等。",
            )
        });
    }
}

/// The words for a column of table 3, its last label.
pub(super) fn column_words(column: Applicant) -> &'static str {
    let path = CellId::t3(RequestRow::Received, column).column_path(Edition::V2021);
    path.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run;
    use super::*;

    fn cells(values: [&'static str; 4]) -> Vec<(CellId, &'static str)> {
        let rows = [RequestRow::Received, RequestRow::CarriedIn, RequestRow::Total, RequestRow::CarriedOut];
        rows.into_iter().zip(values).map(|(row, text)| (CellId::t3(row, Applicant::Natural), text)).collect()
    }

    #[test]
    fn passes() {
        let outcome = run(&REQUESTS_UNBALANCED, 2024, &cells(["10", "2", "11", "1"]));
        assert!(outcome.findings.is_empty());
        assert_eq!((outcome.assessed, outcome.not_assessable), (1, 6));
    }

    #[test]
    fn fails_by_one_in_either_direction() {
        for (carried_out, difference) in [("2", -1), ("0", 1)] {
            let outcome = run(&REQUESTS_UNBALANCED, 2020, &cells(["12", "0", "11", carried_out]));
            let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
            assert_eq!(finding.difference(), Some(difference));
            assert_eq!(finding.place, "表三「自然人」列");
            assert_eq!(finding.cells.len(), 4);
        }
    }

    #[test]
    fn blank_is_not_zero() {
        for position in 0..4 {
            let mut cells = cells(["12", "0", "11", "9"]);
            cells[position].1 = "";
            let outcome = run(&REQUESTS_UNBALANCED, 2024, &cells);
            assert!(outcome.findings.is_empty());
            assert_eq!((outcome.assessed, outcome.not_assessable), (0, 7));
        }
    }
}
