//! R303: table 3, 总计 of every row.

use super::carry_over_differs::carried;
use super::requests_unbalanced::column_words;
use super::rule::declare_rule;
use super::suspect::recompute;
use super::{Assessment, Context, Finding, Outcome, Scope, Target};
use crate::format::{Applicant, CellId, Edition, Part, RequestRow, Table};

declare_rule! {
    /// 表三每一行：总计等于自然人与五类法人或其他组织之和。
    ///
    /// ## 为什么
    /// 每件申请只有一个申请人类别，六类相加就是总数。
    ///
    /// ## 例
    /// 自然人 32 件、商业企业 2 件、其余为 0，总计应为 34。
    pub APPLICANTS_UNSUMMED {
        id: "R303",
        title: "每行总计等于六类申请人之和",
        severity: Error,
        editions: &Edition::ALL,
        source: "年度报告格式表三“申请人情况”各列",
        reads: Scope::table(Table::Three).and(Scope::PREVIOUS),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    let edition = context.report.edition();
    for labelled in edition.format().table3 {
        let total = CellId::t3(labelled.row, Applicant::Total);
        let classes = Applicant::CLASSES.map(|column| CellId::t3(labelled.row, column));
        let label = |cell: CellId| cell.request().map(|(_, column)| column_words(column)).unwrap_or_default();
        outcome.record(Assessment::of(context.report, &classes, &[total], label), |equation| {
            // A total that is what last year carried out is not what is wrong.
            let is_last_years = labelled.row == RequestRow::CarriedIn
                && carried(context, Applicant::Total).is_some_and(|(before, now)| before == now);
            let remedy = recompute(context.report, total, &equation).filter(|_| !is_last_years);
            let or = if remedy.is_some() { "，或者改用自动合计" } else { "" };
            Finding {
                part: Some(Part::Requests),
                cells: equation.cells(),
                target: Some(Target::Cell(total)),
                advice: format!("请核对这一行的各类申请人{or}。"),
                remedy,
                equation: Some(equation),
                ..Finding::of(
                    &APPLICANTS_UNSUMMED,
                    format!("表三「{}」行", labelled.path.last().copied().unwrap_or_default()),
                    "六类申请人之和，同总计不等。",
                )
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::carry_over_differs::tests::drafts;
    use super::super::rule::testing::{run, run_with};
    use super::*;

    fn cells(total: &'static str) -> Vec<(CellId, &'static str)> {
        let row = RequestRow::CarriedOut;
        let mut cells: Vec<_> =
            Applicant::CLASSES.iter().map(|&column| (CellId::t3(row, column), "3")).collect();
        cells.push((CellId::t3(row, Applicant::Total), total));
        cells
    }

    #[test]
    fn passes_typed_and_computed() {
        for total in ["18", ""] {
            let outcome = run(&APPLICANTS_UNSUMMED, 2024, &cells(total));
            assert_eq!((outcome.findings.len(), outcome.assessed), (0, 1));
        }
        assert_eq!(run(&APPLICANTS_UNSUMMED, 2024, &cells("18")).not_assessable, 24);
        assert_eq!(run(&APPLICANTS_UNSUMMED, 2020, &cells("18")).not_assessable, 22);
    }

    #[test]
    fn fails_by_one() {
        let outcome = run(&APPLICANTS_UNSUMMED, 2020, &cells("17"));
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(finding.difference(), Some(1));
        assert_eq!(finding.place, "表三「四、结转下年度继续办理」行");
    }

    #[test]
    fn blank_is_not_zero() {
        let mut cells = cells("17");
        cells[5].1 = " ";
        assert_eq!(run(&APPLICANTS_UNSUMMED, 2024, &cells).assessed, 0);
    }

    #[test]
    fn a_total_that_last_year_states_is_not_put_right() {
        let total = CellId::t3(RequestRow::CarriedIn, Applicant::Total);
        for (last_year, is_offered) in [(9, false), (8, true)] {
            let (now, before) = drafts([last_year, 0, 0, 0, 0, 0], [7, 1, 0, 0, 0, 0]);
            let outcome = run_with(&APPLICANTS_UNSUMMED, now.with_cells([(total, "9")]), before, None);
            let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
            assert_eq!(finding.remedy.is_some(), is_offered);
        }
    }
}
