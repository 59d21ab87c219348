//! R610: statements that there were none, against the tables.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, stated};
use crate::format::Edition;

declare_rule! {
    /// 正文说“未收到申请”“未发生行政复议、行政诉讼”“无结转”的，表里相应的数是 0。
    ///
    /// ## 为什么
    /// 这类话常从往年的报告里带过来，今年有了也忘了改。
    ///
    /// ## 例
    /// 正文写“未发生行政复议、行政诉讼案件”，表四行政复议总计 11 件。
    pub DENIED_IN_PROSE {
        id: "R610",
        title: "正文说没有的，表里也没有",
        severity: Warning,
        editions: &Edition::ALL,
        source: "年度报告格式表三、表四；数据真实准确的要求",
        reads: Scope::PROSE.and(Scope::TABLES),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    let report = context.report;
    for placed in context.prose.all_lines() {
        for claim in &placed.line.reading().claims {
            if claim.quantity.is_some() || !stated::is_about_now(claim, report) {
                continue;
            }
            let readings = stated::readings(claim, report.draft().year, report.edition());
            let Some(reading) = readings.into_iter().next() else { continue };
            let Some(value) = reading.value(report) else {
                outcome.not_assessable += 1;
                continue;
            };
            outcome.assessed += 1;
            if value > 0 {
                let span = placed.span(claim.range.clone());
                let written = placed.line.text().get(claim.range.clone()).unwrap_or_default();
                let message = format!("正文写“{written}”，{}是 {value}。", reading.name(report.edition()));
                outcome.findings.push(Finding {
                    cells: reading.cells,
                    advice: "请核对正文和表格，改正写错的一处。".to_owned(),
                    ..Finding::in_text(&DENIED_IN_PROSE, report.edition(), span, message)
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::format::{Applicant, CellId, Outcome as Result, Proceeding, RequestRow};
    use crate::report::{Draft, Field, UnitKind};

    fn findings(text: &str, value: &str) -> usize {
        let draft = Draft::new(2024, UnitKind::Township).with_text(Field::Overview, text).with_cells([
            (CellId::t3(RequestRow::Received, Applicant::Total), value),
            (CellId::t3(RequestRow::CarriedOut, Applicant::Total), value),
            (CellId::t4(Proceeding::Review, Result::Total), value),
            (CellId::t4(Proceeding::DirectSuit, Result::Total), value),
            (CellId::t4(Proceeding::SuitAfterReview, Result::Total), value),
        ]);
        run_draft(&DENIED_IN_PROSE, draft).findings.len()
    }

    const TEXTS: [&str; 3] = [
        "全年未收到政府信息公开申请。",
        "政府信息公开申请均已答复，无结转下年度办理事项。",
        "未发生因政府信息公开引发的行政复议。",
    ];

    #[test]
    fn passes_where_there_were_none() {
        for text in TEXTS {
            assert_eq!(findings(text, "0"), 0, "{text}");
        }
        assert_eq!(findings("2023年未收到政府信息公开申请。", "1"), 0);
    }

    #[test]
    fn fails_where_there_was_one() {
        for text in TEXTS {
            assert_eq!(findings(text, "1"), 1, "{text}");
        }
    }

    #[test]
    fn a_blank_is_not_a_zero() {
        for text in TEXTS {
            assert_eq!(findings(text, ""), 0, "{text}");
        }
    }
}
