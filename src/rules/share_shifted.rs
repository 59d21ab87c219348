//! R306: table 3, the share of a result far from last year's.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Target};
use crate::format::{Applicant, CellId, Edition, Part, RequestRow, Table};
use crate::report::Report;

declare_rule! {
    /// 公开的比例、本机关不掌握的比例，同去年相差悬殊的，值得再看一眼。
    ///
    /// ## 为什么
    /// 办理结果的构成一般不会一年之内大变。变了，常常是填错了行，或者换了一种归类办法。
    ///
    /// ## 例
    /// 去年予以公开和部分公开占办结的 55%，今年只占 20%。
    pub SHARE_SHIFTED {
        id: "R306",
        title: "办理结果的构成同去年相差不悬殊",
        severity: Hint,
        editions: &Edition::ALL,
        source: "惯例",
        reads: Scope::table(Table::Three).and(Scope::PREVIOUS),
        check: Report(check),
    }
}

/// With fewer requests a share says little.
const ENOUGH: i64 = 30;
/// So many points are far.
const FAR: f64 = 30.0;

const SHARES: [(&str, &[RequestRow]); 2] = [
    ("予以公开和部分公开", &[RequestRow::Granted, RequestRow::Partial]),
    ("本机关不掌握相关政府信息", &[RequestRow::NotHeld]),
];

/// The share of the rows in all results, in points; `None` where a figure is missing or there are too few.
#[expect(clippy::cast_precision_loss, reason = "shares are shown without decimals")]
fn share(report: &Report, rows: &[RequestRow]) -> Option<f64> {
    let value = |&row: &RequestRow| report.value(CellId::t3(row, Applicant::Total));
    let total = value(&RequestRow::Total).filter(|&total| total >= ENOUGH)?;
    let part = rows.iter().try_fold(0, |sum, row| Some(sum + value(row)?))?;
    Some(part as f64 * 100.0 / total as f64)
}

fn check(context: &Context, outcome: &mut Outcome) {
    let mut cells = Vec::new();
    let mut words = Vec::new();
    for (label, rows) in SHARES {
        let before = context.last_year().and_then(|report| share(report, rows));
        let (Some(before), Some(now)) = (before, share(context.report, rows)) else {
            outcome.not_assessable += 1;
            continue;
        };
        outcome.assessed += 1;
        if (now - before).abs() >= FAR {
            cells.extend(rows.iter().map(|&row| CellId::t3(row, Applicant::Total)));
            words.push(format!("{label}去年占 {before:.0}%、今年占 {now:.0}%"));
        }
    }
    let Some(&first) = cells.first() else { return };
    outcome.findings.push(Finding {
        part: Some(Part::Requests),
        cells,
        target: Some(Target::Cell(first)),
        advice: "看看是否填错了行；核对无误可以不管。".to_owned(),
        ..Finding::of(&SHARE_SHIFTED, "表三「总计」列", format!("同去年相差悬殊：{}。", words.join("；")))
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_with;
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn draft(year: u16, [granted, partial, not_held, total]: [i64; 4]) -> Draft {
        let rows = [RequestRow::Granted, RequestRow::Partial, RequestRow::NotHeld, RequestRow::Total];
        let values = [granted, partial, not_held, total];
        let cells = rows.into_iter().zip(values).filter(|(_, value)| *value >= 0);
        Draft::new(year, UnitKind::County)
            .with_cells(cells.map(|(row, value)| (CellId::t3(row, Applicant::Total), value.to_string())))
    }

    fn outcome(before: [i64; 4], now: [i64; 4]) -> Outcome {
        run_with(&SHARE_SHIFTED, draft(2021, now), Some(draft(2020, before)), None)
    }

    #[test]
    fn passes_below_the_limit_and_with_few_requests() {
        let outcome = outcome([40, 20, 20, 100], [31, 0, 20, 100]);
        assert_eq!((outcome.findings.len(), outcome.assessed), (0, 2));
        assert_eq!(self::outcome([29, 0, 0, 29], [0, 0, 29, 100]).assessed, 0);
    }

    #[test]
    fn fails_at_the_limit() {
        let outcome = outcome([40, 20, 20, 100], [30, 0, 50, 100]);
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(finding.cells.len(), 3);
        assert!(
            finding.message.contains("予以公开和部分公开去年占 60%、今年占 30%；"),
            "{}",
            finding.message
        );
    }

    #[test]
    fn blank_is_not_zero() {
        let outcome = outcome([40, -1, 20, 100], [0, 0, 20, 100]);
        assert_eq!((outcome.findings.len(), outcome.assessed, outcome.not_assessable), (0, 1, 1));
    }
}
