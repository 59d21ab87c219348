//! R504: growth rates in the prose against last year's report.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, stated};
use crate::format::{CellId, Edition};
use crate::prose::{Amount, Claim, Growth};
use crate::report::Report;

declare_rule! {
    /// 正文说的同比增幅，能用今年的数和去年报告的数算出来。
    ///
    /// ## 为什么
    /// 去年的报告已经公开，读者可以拿两年的表自己算。
    ///
    /// ## 例
    /// 今年新收 36 件，去年报告新收 31 件，正文写“同比增长13.9%”，应为 16.1%。
    pub GROWTH_MISSTATED {
        id: "R504",
        title: "同比增幅与去年报告相符",
        severity: Warning,
        editions: &Edition::ALL,
        source: "惯例：数据真实准确（国办公开办函〔2021〕30号）",
        reads: Scope::PROSE.and(Scope::TABLES).and(Scope::PREVIOUS),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    for placed in context.prose.all_lines() {
        let reading = placed.line.reading();
        for growth in &reading.growths {
            let is_of = |claim: &&Claim| {
                claim.quantity.as_ref().is_some_and(|quantity| quantity.range == growth.now.range)
                    && stated::is_about_now(claim, context.report)
            };
            let Some(claim) = reading.claims.iter().find(is_of) else { continue };
            let Some(previous) = context.previous else {
                outcome.not_assessable += 1;
                continue;
            };
            let changes = changes(claim, context.report, &previous.report);
            if changes.is_empty() {
                outcome.not_assessable += 1;
                continue;
            }
            outcome.assessed += 1;
            if changes.iter().any(|(.., change)| agrees(growth, *change)) {
                continue;
            }
            let span = placed.span(growth.range.clone());
            let written = placed.line.text().get(growth.range.clone()).unwrap_or_default();
            if let Some((cells, before, now, change)) = changes.into_iter().next() {
                let change = change.tenths();
                let message =
                    format!("写的是“{written}”；去年报告是 {before}，今年是 {now}，变化 {change}%。");
                findings_push(outcome, context, span, message, cells);
            }
        }
    }
}

fn findings_push(
    outcome: &mut Outcome,
    context: &Context,
    span: crate::prose::Span,
    message: String,
    cells: Vec<CellId>,
) {
    outcome.findings.push(Finding {
        cells,
        advice: "请核对增幅；增幅以去年的数为基数。".to_owned(),
        ..Finding::in_text(&GROWTH_MISSTATED, context.report.edition(), span, message)
    });
}

/// What the figures that a statement may mean changed by: cells, last year, this year, percent.
fn changes(claim: &Claim, now: &Report, before: &Report) -> Vec<(Vec<CellId>, i64, i64, Amount)> {
    let readings = stated::readings(claim, now.draft().year, now.edition());
    let change = |reading: stated::Reading| {
        let (old, new) = (reading.value(before)?, reading.value(now)?);
        let percent = Amount::of(new).minus(Amount::of(old)).percent_of(Amount::of(old))?;
        Some((reading.cells, old, new, percent))
    };
    readings.into_iter().filter_map(change).collect()
}

fn agrees(growth: &Growth, change: Amount) -> bool {
    let slack = if growth.decimals == 0 { Amount::new(0, 99, 2) } else { Amount::new(0, 1, 1) };
    growth.percent.minus(change).abs() <= slack
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_with;
    use super::*;
    use crate::format::{Applicant, RequestRow};
    use crate::report::{Draft, Field, UnitKind};

    fn draft(year: u16, received: &str, text: &str) -> Draft {
        Draft::new(year, UnitKind::Township)
            .with_cells([
                (CellId::t3(RequestRow::Received, Applicant::Total), received),
                (CellId::t3(RequestRow::CarriedIn, Applicant::Total), "0"),
            ])
            .with_text(Field::Overview, text)
    }

    fn findings(received: &str, text: &str) -> usize {
        run_with(&GROWTH_MISSTATED, draft(2024, received, text), Some(draft(2023, "31", "")), None)
            .findings
            .len()
    }

    #[test]
    fn passes_where_it_comes_out() {
        assert_eq!(findings("36", "新收政府信息公开申请36件，同比增长16.1%。"), 0);
        assert_eq!(findings("30", "新收政府信息公开申请30件，比上年下降3.2%。"), 0);
    }

    #[test]
    fn fails_on_the_wrong_base_or_direction() {
        assert_eq!(findings("36", "新收政府信息公开申请36件，同比增长13.9%。"), 1);
        assert_eq!(findings("36", "新收政府信息公开申请36件，同比下降16.1%。"), 1);
    }

    #[test]
    fn without_last_year_or_with_blanks_nothing_is_said() {
        let text = "新收政府信息公开申请36件，同比增长13.9%。";
        assert_eq!(run_with(&GROWTH_MISSTATED, draft(2024, "36", text), None, None).not_assessable, 1);
        assert_eq!(findings("", text), 0);
    }
}
