//! R711: the processing fees in part 六.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Severity, Target};
use crate::format::{Edition, Part};
use crate::prose::words::words;
use crate::report::Field;

declare_rule! {
    /// 第六部分写明收取信息处理费的情况；没有收取的，写明没有收取。
    ///
    /// ## 为什么
    /// 2021年印发的格式要求在这一部分报告收取信息处理费的件数、总金额和具体情况。信息处理费不是表二的行政事业性收费总额，要另外写。
    ///
    /// ## 例
    /// “本年度没有收取信息处理费，没有其他需要报告的事项。”
    pub FEE_UNREPORTED {
        id: "R711",
        title: "第六部分写明信息处理费",
        severity: Error,
        editions: &[Edition::V2021],
        source: "国办公开办函〔2021〕30号，年度报告格式第六项；国办函〔2020〕109号",
        reads: Scope::PROSE,
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    let text = context.report.draft().text(Field::Other);
    if text.trim().is_empty() {
        outcome.not_assessable = 1;
        return;
    }
    outcome.assessed = 1;
    if words!("处理费|收费|费用|收取").in_text(&*text) {
        return;
    }
    let elsewhere = context.prose.all_lines().find(|placed| placed.line.contains("信息处理费"));
    let (severity, message, advice) = match elsewhere {
        Some(_) => (
            Severity::Warning,
            "收取信息处理费的情况写在了别的部分。",
            "按格式应写在第六部分，可以移过来，或者在这里再写一句。",
        ),
        None => (
            Severity::Error,
            "没有写收取信息处理费的情况。",
            "没有收取的，写“本年度没有收取信息处理费”；收取的，写明件数和金额。",
        ),
    };
    outcome.findings.push(Finding {
        severity,
        part: Some(Part::Other),
        target: Some(Target::Field(Field::Other)),
        advice: advice.to_owned(),
        ..Finding::of(
            &FEE_UNREPORTED,
            context.report.edition().format().headings[Part::Other.index()],
            message,
        )
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::{run_draft, run_text};
    use super::*;
    use crate::report::{Draft, UnitKind};

    #[test]
    fn passes_where_fees_are_spoken_of() {
        for text in ["本年度没有收取信息处理费。", "未发生收费。", "全年收取政府信息公开信息处理费3940元。"]
        {
            assert!(run_text(&FEE_UNREPORTED, Field::Other, text).findings.is_empty(), "{text}");
        }
    }

    #[test]
    fn fails_where_nothing_is_said() {
        let outcome = run_text(&FEE_UNREPORTED, Field::Other, "无其他需要报告的事项。");
        assert_eq!(outcome.findings[0].severity, Severity::Error);
        let draft = Draft::new(2024, UnitKind::Township)
            .with_text(Field::Overview, "没有收取信息处理费。")
            .with_text(Field::Other, "无");
        assert_eq!(run_draft(&FEE_UNREPORTED, draft).findings[0].severity, Severity::Warning);
    }

    #[test]
    fn a_blank_part_is_not_judged() {
        assert_eq!(run_text(&FEE_UNREPORTED, Field::Other, "").not_assessable, 1);
    }
}
