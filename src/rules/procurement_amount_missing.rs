//! R208: table 2 of edition 2019, procurements without an amount.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Severity, Target};
use crate::format::{CellId, Edition, Item, Part, Table};
use crate::report::{Figure, Report};

declare_rule! {
    /// 有政府集中采购项目的，采购总金额要填。
    ///
    /// ## 为什么
    /// 采购项目数量和采购总金额说的是同一批采购，有项目就有金额。
    ///
    /// ## 例
    /// 采购项目数量填 2、总金额空着，读的人不知道是没有花钱还是漏填。
    pub PROCUREMENT_AMOUNT_MISSING {
        id: "R208",
        title: "有采购项目就有采购金额",
        severity: Error,
        editions: &[Edition::V2019],
        source: "年度报告格式表二第二十条第（九）项",
        reads: Scope::table(Table::Two),
        check: Report(check),
    }
}

const PROJECTS: CellId = CellId::t2(Item::ProcurementProjects);
pub(super) const AMOUNT: CellId = CellId::t2(Item::ProcurementAmount);

/// Whether procurements are named and the cell of their amount is blank.
pub(super) fn is_amount_missing(report: &Report) -> bool {
    report.edition() == Edition::V2019
        && report.value(PROJECTS).is_some_and(|projects| projects > 0)
        && report.figure(AMOUNT) == Figure::Blank
}

fn check(context: &Context, outcome: &mut Outcome) {
    let report = context.report;
    let Some(projects) = report.value(PROJECTS) else {
        outcome.not_assessable += 1;
        return;
    };
    outcome.assessed += 1;
    let (severity, words) = match report.figure(AMOUNT).value() {
        Some(0) if projects > 0 => (Severity::Warning, "是 0"),
        None if is_amount_missing(report) => (Severity::Error, "没有填"),
        _ => return,
    };
    outcome.findings.push(Finding {
        severity,
        part: Some(Part::Proactive),
        cells: vec![PROJECTS, AMOUNT],
        target: Some(Target::Cell(AMOUNT)),
        advice: "请把采购总金额补上；没有采购的，把项目数量改成 0。".to_owned(),
        ..Finding::of(
            &PROCUREMENT_AMOUNT_MISSING,
            "表二「政府集中采购」行",
            format!("采购项目有 {projects} 个，采购总金额{words}。"),
        )
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run;
    use super::*;

    fn found(projects: &str, amount: &str) -> Option<Severity> {
        let outcome = run(&PROCUREMENT_AMOUNT_MISSING, 2020, &[(PROJECTS, projects), (AMOUNT, amount)]);
        outcome.findings.first().map(|finding| finding.severity)
    }

    #[test]
    fn passes() {
        for (projects, amount) in [("0", ""), ("/", ""), ("2", "251000元"), ("0", "0"), ("2", "约25万")] {
            assert_eq!(found(projects, amount), None, "{projects} {amount}");
        }
    }

    #[test]
    fn fails_with_a_single_project() {
        assert_eq!(found("1", " "), Some(Severity::Error));
        assert_eq!(found("1", "0"), Some(Severity::Warning));
        assert_eq!(found("1", "/"), Some(Severity::Warning));
    }

    #[test]
    fn a_blank_number_of_projects_is_not_assessable() {
        assert_eq!(run(&PROCUREMENT_AMOUNT_MISSING, 2020, &[]).not_assessable, 1);
    }
}
