//! R101: a report without its unit's name or without one of its parts.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Target};
use crate::format::{Edition, Part};
use crate::report::Field;

declare_rule! {
    /// 报告写明单位名称，第一、五、六部分都有内容。
    ///
    /// ## 为什么
    /// 年度报告由六个部分组成，缺项的报告会被退回。没有其他事项的，也要在第六部分写明。
    ///
    /// ## 例
    /// 第六部分没有可写的，写“本年度没有收取信息处理费，没有其他需要报告的事项。”
    pub PART_MISSING {
        id: "R101",
        title: "单位名称和六个部分都不缺",
        severity: Error,
        editions: &Edition::ALL,
        source: "《中华人民共和国政府信息公开条例》第五十条；年度报告格式",
        reads: Scope::field(Field::Unit)
            .and(Scope::field(Field::Overview))
            .and(Scope::field(Field::Problems))
            .and(Scope::field(Field::Other)),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    let draft = context.report.draft();
    let is_blank = |field| draft.typed(field).is_none_or(|text| text.trim().is_empty());
    outcome.assessed += 4;
    if is_blank(Field::Unit) {
        outcome.findings.push(Finding {
            target: Some(Target::Field(Field::Unit)),
            ..Finding::of(&PART_MISSING, "标题与引言", "还没有填单位名称。")
        });
    }
    for part in [Part::Overview, Part::Problems, Part::Other] {
        let field = Field::of_part(part);
        if is_blank(field) {
            let heading = context.report.edition().format().headings[part.index()];
            outcome.findings.push(Finding {
                part: Some(part),
                target: Some(Target::Field(field)),
                ..Finding::of(&PART_MISSING, heading, "这一部分还没有写。")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn written() -> Draft {
        [Field::Unit, Field::Overview, Field::Problems, Field::Other]
            .into_iter()
            .fold(Draft::new(2024, UnitKind::Street), |draft, field| draft.with_text(field, "有"))
    }

    #[test]
    fn passes() {
        assert!(run_draft(&PART_MISSING, written()).findings.is_empty());
    }

    #[test]
    fn fails_for_each_part_and_for_the_name() {
        for field in [Field::Unit, Field::Overview, Field::Problems, Field::Other] {
            let outcome = run_draft(&PART_MISSING, written().with_text(field, " \n\u{3000}"));
            let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
            assert_eq!(finding.target, Some(Target::Field(field)));
        }
    }

    #[test]
    fn a_blank_report_lacks_all_four() {
        assert_eq!(run_draft(&PART_MISSING, Draft::new(2020, UnitKind::Street)).findings.len(), 4);
    }
}
