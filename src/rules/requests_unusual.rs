//! R304: table 3, figures that small bodies seldom have.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Target};
use crate::format::{Applicant, CellId, Edition, Part, RequestRow, Table};
use crate::report::{Report, UnitKind};

declare_rule! {
    /// 申请很少而有结转，乡镇、街道填了不常见的办理结果，都值得再看一眼。
    ///
    /// ## 为什么
    /// 申请要在 20 个工作日内答复，只有年底收到的才会结转。属于行政查询、大量反复申请、要求重新出具、逾期不缴费的
    /// 申请，在乡镇和街道很少遇到，多半是填错了行。
    ///
    /// ## 例
    /// 全年 3 件申请，2 件结转下年度；或者镇政府在“逾期未按收费通知要求缴纳费用”一行填了 1。
    pub REQUESTS_UNUSUAL {
        id: "R304",
        title: "申请办理的数字没有少见的情形",
        severity: Hint,
        editions: &Edition::ALL,
        source: "惯例",
        reads: Scope::table(Table::Three),
        check: Report(check),
    }
}

/// Up to so many requests are few.
const FEW: i64 = 5;

/// Results that townships and street offices seldom have.
const RARE: [RequestRow; 4] =
    [RequestRow::Query, RequestRow::Excessive, RequestRow::Reissue, RequestRow::FeeUnpaid];

fn total(row: RequestRow) -> CellId {
    CellId::t3(row, Applicant::Total)
}

fn check(context: &Context, outcome: &mut Outcome) {
    carried_out_of_few(context.report, outcome);
    if matches!(context.report.draft().unit_kind, UnitKind::Township | UnitKind::Street) {
        rare_results(context.report, outcome);
    }
}

fn carried_out_of_few(report: &Report, outcome: &mut Outcome) {
    let rows = [RequestRow::Received, RequestRow::CarriedIn, RequestRow::CarriedOut];
    let [Some(received), Some(carried_in), Some(carried_out)] = rows.map(|row| report.value(total(row)))
    else {
        outcome.not_assessable += 1;
        return;
    };
    outcome.assessed += 1;
    let all = received + carried_in;
    // More carried out than there were is no rarity but an error, which the balance finds.
    if !(1..=FEW).contains(&all) || !(1..=all).contains(&carried_out) {
        return;
    }
    let cell = total(RequestRow::CarriedOut);
    outcome.findings.push(Finding {
        part: Some(Part::Requests),
        cells: vec![cell],
        target: Some(Target::Cell(cell)),
        advice: "年底收到、还没有到期的才结转；核对无误可以不管。".to_owned(),
        ..Finding::of(
            &REQUESTS_UNUSUAL,
            "表三「四、结转下年度继续办理」行",
            format!("要办的申请共 {all} 件，结转下年度的就有 {carried_out} 件。"),
        )
    });
}

fn rare_results(report: &Report, outcome: &mut Outcome) {
    let edition = report.edition();
    let mut cells = Vec::new();
    let mut words = Vec::new();
    for row in RARE.into_iter().filter(|row| row.in_edition(edition)) {
        let cell = total(row);
        match report.value(cell) {
            None => outcome.not_assessable += 1,
            Some(0) => outcome.assessed += 1,
            Some(value) => {
                outcome.assessed += 1;
                cells.push(cell);
                let label = cell.row_path(edition).last().copied().unwrap_or_default();
                words.push(format!("“{label}”{value} 件"));
            }
        }
    }
    let Some(&first) = cells.first() else { return };
    outcome.findings.push(Finding {
        part: Some(Part::Requests),
        cells,
        target: Some(Target::Cell(first)),
        advice: "请看看是否填错了行；核对无误可以不管。".to_owned(),
        ..Finding::of(
            &REQUESTS_UNUSUAL,
            "表三「总计」列",
            format!("乡镇、街道少见的办理结果：{}。", words.join("，")),
        )
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::{run, run_draft};
    use super::*;
    use crate::report::Draft;

    fn few(received: &'static str, carried_in: &'static str, carried_out: &'static str) -> Outcome {
        let rows = [RequestRow::Received, RequestRow::CarriedIn, RequestRow::CarriedOut];
        let cells: Vec<_> = rows
            .into_iter()
            .zip([received, carried_in, carried_out])
            .map(|(row, text)| (total(row), text))
            .collect();
        run(&REQUESTS_UNUSUAL, 2020, &cells)
    }

    #[test]
    fn passes() {
        for (received, carried_in, carried_out) in
            [("5", "1", "1"), ("5", "0", "0"), ("0", "0", "0"), ("2", "0", "3")]
        {
            assert!(few(received, carried_in, carried_out).findings.is_empty());
        }
    }

    #[test]
    fn few_requests_with_some_carried_out() {
        let outcome = few("4", "1", "1");
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(finding.message, "要办的申请共 5 件，结转下年度的就有 1 件。");
    }

    #[test]
    fn rare_results_are_gathered_and_only_for_small_bodies() {
        let cells = [(total(RequestRow::Query), "1"), (total(RequestRow::FeeUnpaid), "2")];
        let outcome = run(&REQUESTS_UNUSUAL, 2024, &cells);
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(finding.cells.len(), 2);
        assert!(finding.message.contains("“8.属于行政查询事项”1 件，"), "{}", finding.message);
        // The row of unpaid fees is not part of the form of 2019.
        assert_eq!(run(&REQUESTS_UNUSUAL, 2020, &cells[1..]).findings.len(), 0);
        let county = Draft::new(2024, UnitKind::County).with_cells(cells);
        assert!(run_draft(&REQUESTS_UNUSUAL, county).findings.is_empty());
    }

    #[test]
    fn blank_is_not_zero() {
        assert_eq!(few("", "1", "1").assessed, 0);
        assert_eq!(run(&REQUESTS_UNUSUAL, 2024, &[]).not_assessable, 5);
    }
}
