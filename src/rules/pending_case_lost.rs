//! R404: table 4, cases pending last year that are nowhere this year.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Target};
use crate::format::{CellId, Edition, Outcome as Result, Part, Proceeding, Table};

declare_rule! {
    /// 去年尚未审结的复议、诉讼，今年应当有结果，或者仍未审结。
    ///
    /// ## 为什么
    /// 去年没有审结的案件不会消失。是否在今年再计一次没有统一规定，所以只提示，不算错。
    ///
    /// ## 例
    /// 去年行政复议尚未审结 2 件，今年行政复议五格都是 0。
    pub PENDING_CASE_LOST {
        id: "R404",
        title: "去年尚未审结的案件今年有着落",
        severity: Hint,
        editions: &Edition::ALL,
        source: "惯例",
        reads: Scope::table(Table::Four).and(Scope::PREVIOUS),
        check: Report(check),
    }
}

const NAMES: [&str; 3] = ["行政复议", "未经复议直接起诉", "复议后起诉"];

fn check(context: &Context, outcome: &mut Outcome) {
    let mut cells = Vec::new();
    let mut words = Vec::new();
    for (&proceeding, name) in Proceeding::ALL.iter().zip(NAMES) {
        let total = CellId::t4(proceeding, Result::Total);
        let pending = CellId::t4(proceeding, Result::Pending);
        let pending = context.last_year().and_then(|report| report.value(pending));
        let (Some(pending), Some(now)) = (pending, context.report.value(total)) else {
            outcome.not_assessable += 1;
            continue;
        };
        outcome.assessed += 1;
        if pending > 0 && now == 0 {
            cells.push(total);
            words.push(format!("{name} {pending} 件"));
        }
    }
    let Some(&first) = cells.first() else { return };
    outcome.findings.push(Finding {
        part: Some(Part::Review),
        cells,
        target: Some(Target::Cell(first)),
        advice: "今年审结的填结果，仍没有审结的填“尚未审结”；核对无误可以不管。".to_owned(),
        ..Finding::of(
            &PENDING_CASE_LOST,
            "表四",
            format!("去年尚未审结的{}，今年一件也没有。", words.join("、")),
        )
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_with;
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn outcome(pending: &str, now: &str) -> Outcome {
        let cell = |result| CellId::t4(Proceeding::DirectSuit, result);
        let draft = |year| Draft::new(year, UnitKind::County);
        let before = draft(2020).with_cells([(cell(Result::Pending), pending)]);
        let now = draft(2021).with_cells([(cell(Result::Total), now)]);
        run_with(&PENDING_CASE_LOST, now, Some(before), None)
    }

    #[test]
    fn passes() {
        for (pending, now) in [("0", "0"), ("2", "1")] {
            assert_eq!((outcome(pending, now).findings.len(), outcome(pending, now).assessed), (0, 1));
        }
    }

    #[test]
    fn fails_with_one() {
        let outcome = outcome("1", "0");
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(finding.message, "去年尚未审结的未经复议直接起诉 1 件，今年一件也没有。");
    }

    #[test]
    fn blank_is_not_zero() {
        assert_eq!(outcome("1", "").not_assessable, 3);
        assert_eq!(outcome("", "0").not_assessable, 3);
    }
}
