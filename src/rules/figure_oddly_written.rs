//! R104: figures that can be read but are not written as figures usually are.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Remedy, Scope, Target};
use crate::format::{CellId, Edition, Table};
use crate::report::{Figure, Report, tidy};

declare_rule! {
    /// 表格里的数用半角阿拉伯数字写，不带千位分隔符和单位；没有发生的写 0。
    ///
    /// ## 为什么
    /// 上级汇总时逐格相加，“１２”“1,234”“12件”“/”常常被当成文字漏加。读出的数不变，只是换成规范的写法。
    ///
    /// ## 例
    /// “１，２３４件”写成 1234，“/”“—”“无”写成 0。
    pub FIGURE_ODDLY_WRITTEN {
        id: "R104",
        title: "数字写法规范",
        severity: Warning,
        editions: &Edition::ALL,
        source: "惯例",
        reads: Scope::TABLES,
        check: Report(check),
    }
}

/// What should stand in the cell, where its figure is not written in the usual way. Unreadable texts are not
/// this rule's business; space around a figure is not seen on paper.
fn usual(report: &Report, cell: CellId) -> Option<String> {
    let (typed, text) = (report.typed(cell), report.draft().cell(cell));
    let tidied = match typed {
        Figure::Nil => "0".to_owned(),
        Figure::Number(_) => tidy(cell.kind(), text)?,
        Figure::Blank | Figure::Unreadable(_) => return None,
    };
    if tidied == text.trim() {
        return None;
    }
    let computed = report.sum(cell).filter(|sum| sum.is_complete()).map(|sum| sum.value);
    let is_computed = computed.is_some() && computed == typed.value();
    Some(if is_computed { String::new() } else { tidied })
}

fn check(context: &Context, outcome: &mut Outcome) {
    let report = context.report;
    let mut odd: [Vec<(CellId, String)>; 3] = Default::default();
    for cell in CellId::of_edition(report.edition()) {
        if let Some(text) = usual(report, cell) {
            odd[cell.table() as usize].push((cell, text));
        }
    }
    for (table, cells) in Table::ALL.into_iter().zip(odd) {
        outcome.assessed += 1;
        let Some(&(first, _)) = cells.first() else { continue };
        let sample: String = report.draft().cell(first).trim().chars().take(12).collect();
        let message = format!("有 {} 格的数字写法不规范，如“{sample}”。", cells.len());
        outcome.findings.push(Finding {
            part: Some(table.part()),
            cells: cells.iter().map(|&(cell, _)| cell).collect(),
            target: Some(Target::Cell(first)),
            advice: "改成不带逗号和单位的半角数字，“/”“—”“无”改成 0；读出的数不变。".to_owned(),
            remedy: Some(Remedy::WriteAll { label: "统一改成规范写法".to_owned(), cells }),
            ..Finding::of(&FIGURE_ODDLY_WRITTEN, table.name(), message)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run;
    use super::*;
    use crate::format::{Applicant, Item, RequestRow};

    #[test]
    fn passes_the_usual_writing_and_leaves_the_unreadable_to_its_own_rule() {
        for text in ["12", " 12 ", "0", "", " ", "约20件", "1,23"] {
            let cells = [(CellId::t2(Item::LicenceDecisions), text)];
            assert!(run(&FIGURE_ODDLY_WRITTEN, 2024, &cells).findings.is_empty(), "{text}");
        }
        for (item, text) in [(Item::LicenceChange, "+1"), (Item::ProcurementAmount, "251000元")] {
            assert!(run(&FIGURE_ODDLY_WRITTEN, 2020, &[(CellId::t2(item), text)]).findings.is_empty());
        }
    }

    #[test]
    fn fails_once_a_table_and_offers_the_usual_writing() {
        let cells = [
            (CellId::t2(Item::LicenceDecisions), "１，２３４件"),
            (CellId::t2(Item::PenaltyDecisions), "/"),
            (CellId::t2(Item::FeeAmount), "1,268.35万元"),
            (CellId::t3(RequestRow::Received, Applicant::Natural), "—"),
        ];
        let outcome = run(&FIGURE_ODDLY_WRITTEN, 2024, &cells);
        let [two, three] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(two.message, "有 3 格的数字写法不规范，如“１，２３４件”。");
        let Some(Remedy::WriteAll { cells, .. }) = &two.remedy else { panic!("{two:?}") };
        let texts: Vec<_> = cells.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["1234", "0", "1268.35"]);
        assert_eq!((three.place.as_str(), three.cells.len()), ("表三", 1));
    }

    #[test]
    fn a_total_that_says_what_is_computed_is_computed_again() {
        let row = RequestRow::Received;
        let mut cells: Vec<_> =
            Applicant::CLASSES.iter().map(|&column| (CellId::t3(row, column), "2")).collect();
        let total = CellId::t3(row, Applicant::Total);
        for (typed, written) in [("１２", ""), ("１３", "13")] {
            cells.push((total, typed));
            let outcome = run(&FIGURE_ODDLY_WRITTEN, 2024, &cells);
            let Some(Remedy::WriteAll { cells: texts, .. }) = &outcome.findings[0].remedy else { panic!() };
            assert_eq!(texts[..], [(total, written.to_owned())]);
        }
    }

    #[test]
    fn cells_of_the_other_edition_are_not_looked_at() {
        assert!(
            run(&FIGURE_ODDLY_WRITTEN, 2024, &[(CellId::t2(Item::ServiceDecisions), "/")])
                .findings
                .is_empty()
        );
    }
}
