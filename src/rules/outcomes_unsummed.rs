//! R401: table 4, 总计 of every block.

use super::rule::declare_rule;
use super::suspect::recompute;
use super::{Assessment, Context, Finding, Outcome, Scope, Target};
use crate::format::{CellId, Edition, Outcome as Result, Part, Proceeding, Table};

declare_rule! {
    /// 表四三组各自：总计等于结果维持、结果纠正、其他结果、尚未审结之和。
    ///
    /// ## 为什么
    /// 每件复议或诉讼只有一种结果，没有结果的就是尚未审结。
    ///
    /// ## 例
    /// 行政复议维持 2 件、纠正 1 件、尚未审结 1 件，总计应为 4。
    pub OUTCOMES_UNSUMMED {
        id: "R401",
        title: "表四各组总计等于四种结果之和",
        severity: Error,
        editions: &Edition::ALL,
        source: "年度报告格式表四各组总计",
        reads: Scope::table(Table::Four),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    let edition = context.report.edition();
    for &proceeding in Proceeding::ALL {
        let total = CellId::t4(proceeding, Result::Total);
        let mut block = total.column_path(edition);
        block.pop();
        let results = Result::RESULTS.map(|result| CellId::t4(proceeding, result));
        let label = |cell: CellId| cell.column_path(edition).last().copied().unwrap_or_default();
        outcome.record(Assessment::of(context.report, &results, &[total], label), |equation| {
            let remedy = recompute(context.report, total, &equation);
            let or = if remedy.is_some() { "，或者改用自动合计" } else { "" };
            Finding {
                part: Some(Part::Review),
                cells: equation.cells(),
                target: Some(Target::Cell(total)),
                advice: format!("请核对四种结果{or}。"),
                remedy,
                equation: Some(equation),
                ..Finding::of(
                    &OUTCOMES_UNSUMMED,
                    format!("表四「{}」", block.join("·")),
                    "四种结果之和，同总计不等。",
                )
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run;
    use super::*;

    fn cells(proceeding: Proceeding, total: &'static str) -> Vec<(CellId, &'static str)> {
        let mut cells: Vec<_> =
            Result::RESULTS.iter().map(|&result| (CellId::t4(proceeding, result), "2")).collect();
        cells.push((CellId::t4(proceeding, Result::Total), total));
        cells
    }

    #[test]
    fn passes_in_every_block() {
        for &proceeding in Proceeding::ALL {
            let outcome = run(&OUTCOMES_UNSUMMED, 2020, &cells(proceeding, "8"));
            assert_eq!((outcome.findings.len(), outcome.assessed, outcome.not_assessable), (0, 1, 2));
        }
    }

    #[test]
    fn fails_by_one() {
        let outcome = run(&OUTCOMES_UNSUMMED, 2024, &cells(Proceeding::DirectSuit, "9"));
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(finding.difference(), Some(-1));
        assert_eq!(finding.place, "表四「行政诉讼·未经复议直接起诉」");
    }

    #[test]
    fn blank_is_not_zero() {
        let mut cells = cells(Proceeding::Review, "9");
        cells[0].1 = "";
        assert_eq!(run(&OUTCOMES_UNSUMMED, 2024, &cells).assessed, 0);
    }
}
