//! R302: table 3, （七）总计 of every column.

use super::requests_unbalanced::column_words;
use super::rule::declare_rule;
use super::suspect::recompute;
use super::{Assessment, Context, Finding, Outcome, Scope, Target};
use crate::format::{Applicant, CellId, Edition, Part, RequestRow, Table};

declare_rule! {
    /// 表三每一列：（七）总计等于（一）至（六）各行之和。
    ///
    /// ## 为什么
    /// （七）总计就是当年办理结果的合计。（三）至（六）没有小计行，要把其下各小项逐一相加。
    ///
    /// ## 例
    /// 予以公开 5 件、不予公开 3 件、其他为 0，总计应为 8；写成 9 就多出 1 件没有去向的申请。
    pub RESULTS_UNSUMMED {
        id: "R302",
        title: "（七）总计等于各项办理结果之和",
        severity: Error,
        editions: &Edition::ALL,
        source: "年度报告格式表三（七）总计",
        reads: Scope::table(Table::Three),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    let edition = context.report.edition();
    for &column in Applicant::ALL {
        let total = CellId::t3(RequestRow::Total, column);
        let results: Vec<_> = RequestRow::results(edition).map(|row| CellId::t3(row, column)).collect();
        // Without what the form adds in brackets: （二）部分公开（区分处理的，…）.
        let label = |cell: CellId| {
            let group = cell.row_path(edition).get(1).copied().unwrap_or_default();
            group.rfind('（').filter(|&start| start > 0).map_or(group, |start| &group[..start])
        };
        outcome.record(Assessment::of(context.report, &results, &[total], label), |equation| {
            let remedy = recompute(context.report, total, &equation);
            let or = if remedy.is_some() { "，或者改用自动合计" } else { "" };
            Finding {
                part: Some(Part::Requests),
                cells: vec![total],
                target: Some(Target::Cell(total)),
                advice: format!("请核对各项办理结果{or}。"),
                remedy,
                equation: Some(equation),
                ..Finding::of(
                    &RESULTS_UNSUMMED,
                    format!("表三「{}」列（七）总计", column_words(column)),
                    "各项办理结果之和，同（七）总计不等。",
                )
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::Remedy;
    use super::super::rule::testing::run;
    use super::*;

    fn cells(year: u16, total: &'static str) -> Vec<(CellId, &'static str)> {
        let results = RequestRow::results(Edition::of_year(year));
        let mut cells: Vec<_> = results.map(|row| (CellId::t3(row, Applicant::Natural), "1")).collect();
        cells.push((CellId::t3(RequestRow::Total, Applicant::Natural), total));
        cells
    }

    #[test]
    fn passes_in_both_editions() {
        for (year, total) in [(2020, "19"), (2021, "21"), (2024, "")] {
            let outcome = run(&RESULTS_UNSUMMED, year, &cells(year, total));
            assert_eq!((outcome.findings.len(), outcome.assessed), (0, 1), "{year}");
        }
    }

    #[test]
    fn fails_by_one_and_offers_the_sum() {
        let outcome = run(&RESULTS_UNSUMMED, 2024, &cells(2024, "20"));
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(finding.difference(), Some(1));
        let total = CellId::t3(RequestRow::Total, Applicant::Natural);
        assert_eq!(finding.remedy, Some(Remedy::Recompute(total)));
    }

    #[test]
    fn blank_is_not_zero() {
        let mut cells = cells(2024, "99");
        cells[3].1 = "";
        let outcome = run(&RESULTS_UNSUMMED, 2024, &cells);
        assert_eq!((outcome.findings.len(), outcome.assessed, outcome.not_assessable), (0, 0, 7));
    }
}
