//! R102: cells still blank.

use super::procurement_amount_missing::{AMOUNT, is_amount_missing};
use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Remedy, Scope, Target};
use crate::format::{CellId, Edition, Table};

declare_rule! {
    /// 表格里没有空格；没有发生的填 0。
    ///
    /// ## 为什么
    /// 空着看不出是没有还是漏填，含空格的合计也无从核对。
    ///
    /// ## 例
    /// 全年没有收到公益组织的申请，“社会公益组织”一列逐格填 0，不留空。
    pub CELLS_BLANK {
        id: "R102",
        title: "表格没有空格",
        severity: Warning,
        editions: &Edition::ALL,
        source: "惯例",
        reads: Scope::TABLES,
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    let mut blanks: [Vec<CellId>; 3] = Default::default();
    // A blank that contradicts another figure is said by the rule about the two.
    let is_told = |cell: &CellId| *cell == AMOUNT && is_amount_missing(context.report);
    for cell in context.report.blanks().filter(|cell| !is_told(cell)) {
        blanks[cell.table() as usize].push(cell);
    }
    for (table, cells) in Table::ALL.into_iter().zip(blanks) {
        outcome.assessed += 1;
        let Some(&first) = cells.first() else { continue };
        outcome.findings.push(Finding {
            part: Some(table.part()),
            target: Some(Target::Cell(first)),
            advice: "没有发生的填 0，有数的补上。".to_owned(),
            remedy: Some(Remedy::FillBlanks(table)),
            ..Finding::of(&CELLS_BLANK, table.name(), format!("还有 {} 格没有填。", cells.len()))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run;
    use super::*;
    use crate::format::{Applicant, RequestRow};

    fn filled(year: u16, text: &'static str) -> Vec<(CellId, &'static str)> {
        let edition = Edition::of_year(year);
        CellId::of_edition(edition)
            .filter(|cell: &CellId| !cell.is_derived(edition))
            .map(|cell| (cell, text))
            .collect()
    }

    #[test]
    fn passes_with_zeros_and_with_signs_for_nothing() {
        for (year, text) in [(2020, "0"), (2024, "0"), (2024, "/")] {
            assert!(run(&CELLS_BLANK, year, &filled(year, text)).findings.is_empty(), "{year}");
        }
    }

    #[test]
    fn counts_the_blank_cells_of_each_table() {
        let outcome = run(&CELLS_BLANK, 2024, &[]);
        let messages: Vec<_> = outcome.findings.iter().map(|finding| finding.message.as_str()).collect();
        assert_eq!(messages, ["还有 10 格没有填。", "还有 144 格没有填。", "还有 12 格没有填。"]);
        let messages: Vec<_> =
            run(&CELLS_BLANK, 2020, &[]).findings.into_iter().map(|finding| finding.message).collect();
        assert_eq!(messages, ["还有 22 格没有填。", "还有 132 格没有填。", "还有 12 格没有填。"]);
    }

    #[test]
    fn one_blank_among_zeros_is_found() {
        let mut cells = filled(2024, "0");
        let wanted = CellId::t3(RequestRow::Reissue, Applicant::Legal);
        cells.retain(|&(cell, _)| cell != wanted);
        let outcome = run(&CELLS_BLANK, 2024, &cells);
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(finding.target, Some(Target::Cell(wanted)));
    }
}
