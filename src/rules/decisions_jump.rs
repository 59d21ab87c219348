//! R206: table 2, decisions far from last year's.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Target};
use crate::format::{CellId, Edition, Item, Part, Table};

declare_rule! {
    /// 行政许可、行政处罚、行政强制的数量同去年相差悬殊的，值得再看一眼。
    ///
    /// ## 为什么
    /// 这三个数由业务科室报来，多一位、少一位、漏报都不容易看出来，同去年比一比最有效。职权划转、专项整治也会
    /// 让数量大起大落，核对无误即可。
    ///
    /// ## 例
    /// 去年行政处罚 320 件，今年填 32，可能少打了一个 0。
    pub DECISIONS_JUMP {
        id: "R206",
        title: "许可、处罚、强制的数量同去年相差不悬殊",
        severity: Hint,
        editions: &Edition::ALL,
        source: "惯例",
        reads: Scope::table(Table::Two).and(Scope::PREVIOUS),
        check: Report(check),
    }
}

const ROWS: [(Item, &str); 3] = [
    (Item::LicenceDecisions, "行政许可"),
    (Item::PenaltyDecisions, "行政处罚"),
    (Item::CoercionDecisions, "行政强制"),
];

/// Whether two figures are so far apart that one may be wrong. Small figures vary by nature.
fn is_jump(before: i64, now: i64) -> bool {
    let (less, more) = (before.min(now), before.max(now));
    let dropped_to_zero = now == 0 && before >= 20;
    dropped_to_zero || (less > 0 && more >= 50 && more > 5 * less)
}

fn check(context: &Context, outcome: &mut Outcome) {
    let mut cells = Vec::new();
    let mut words = Vec::new();
    for (item, label) in ROWS {
        let cell = CellId::t2(item);
        let before = context.last_year().and_then(|report| report.value(cell));
        let (Some(before), Some(now)) = (before, context.report.value(cell)) else {
            outcome.not_assessable += 1;
            continue;
        };
        outcome.assessed += 1;
        if is_jump(before, now) {
            cells.push(cell);
            words.push(format!("{label}去年 {before}、今年 {now}"));
        }
    }
    let Some(&first) = cells.first() else { return };
    outcome.findings.push(Finding {
        part: Some(Part::Proactive),
        cells,
        target: Some(Target::Cell(first)),
        advice: "看看是否多打或少打了一位；核对无误可以不管。".to_owned(),
        ..Finding::of(&DECISIONS_JUMP, "表二", format!("同去年相差悬殊：{}。", words.join("；")))
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_with;
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn outcome(years: (u16, u16), before: &str, now: &str) -> Outcome {
        let draft = |year, text: &str| {
            Draft::new(year, UnitKind::County).with_cells([(CellId::t2(Item::PenaltyDecisions), text)])
        };
        run_with(&DECISIONS_JUMP, draft(years.1, now), Some(draft(years.0, before)), None)
    }

    #[test]
    fn passes_ordinary_changes_and_small_figures() {
        for (before, now) in [("320", "64"), ("10", "50"), ("8", "49"), ("19", "0"), ("0", "500"), ("0", "0")]
        {
            let outcome = outcome((2023, 2024), before, now);
            assert_eq!((outcome.findings.len(), outcome.assessed), (0, 1), "{before} {now}");
        }
    }

    #[test]
    fn fails_above_the_limits_also_across_the_editions() {
        for (before, now) in [("320", "63"), ("10", "51"), ("20", "0"), ("49", "0")] {
            let outcome = outcome((2020, 2021), before, now);
            let [finding] = &outcome.findings[..] else { panic!("{before} {now}") };
            assert_eq!(finding.message, format!("同去年相差悬殊：行政处罚去年 {before}、今年 {now}。"));
        }
    }

    #[test]
    fn not_assessable_without_both_figures() {
        for (years, before, now) in
            [((2023, 2024), "", "5"), ((2023, 2024), "5", ""), ((2022, 2024), "320", "0")]
        {
            assert_eq!(outcome(years, before, now).not_assessable, 3);
        }
    }
}
