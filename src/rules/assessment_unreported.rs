//! R709: the results on which governments report.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Severity, Target};
use crate::format::{Edition, Part};
use crate::prose::words::{Words, listed};
use crate::report::{Field, UnitKind};

declare_rule! {
    /// 各级人民政府（包括乡镇人民政府）的年报，报告工作考核、社会评议和责任追究结果。
    ///
    /// ## 为什么
    /// 条例第五十条第四项要求各级人民政府的年度报告写明工作考核、社会评议和责任追究结果；政府部门不要求。
    /// 三项都没有写的，需要补写；写了一部分的，只作提示。
    ///
    /// ## 例
    /// “政务公开列入年度工作考核；开展社会评议1次，满意率95%；没有发生责任追究的情形。”
    pub ASSESSMENT_UNREPORTED {
        id: "R709",
        title: "政府的年报写明考核、评议和责任追究",
        severity: Warning,
        editions: &Edition::ALL,
        source: "《中华人民共和国政府信息公开条例》第五十条第四项",
        reads: Scope::field(Field::Overview).and(Scope::field(Field::Other)),
        check: Report(check),
    }
}

/// The results, and words that show that one is spoken of.
static RESULTS: [(&str, Words); 3] = [
    ("工作考核", listed!("考核|考评|评估|绩效|评比")),
    ("社会评议", listed!("评议|满意度|满意率|测评|问卷")),
    ("责任追究", listed!("责任追究|追究责任|追责|问责|追究")),
];

fn check(context: &Context, outcome: &mut Outcome) {
    use UnitKind as K;
    let draft = context.report.draft();
    if !matches!(draft.unit_kind, K::Township | K::County | K::City | K::Province) {
        return;
    }
    if context.prose.lines(Field::Overview).is_empty() {
        outcome.not_assessable = 1;
        return;
    }
    outcome.assessed = 1;
    let says = |signs: &Words, field| {
        context.prose.lines(field).iter().any(|placed| signs.in_text(placed.line.text()))
    };
    let missing: Vec<_> = RESULTS
        .iter()
        .filter(|(_, signs)| !says(signs, Field::Overview) && !says(signs, Field::Other))
        .map(|(result, _)| *result)
        .collect();
    if missing.is_empty() {
        return;
    }
    let severity = if missing.len() == RESULTS.len() { Severity::Warning } else { Severity::Hint };
    outcome.findings.push(Finding {
        severity,
        part: Some(Part::Overview),
        target: Some(Target::Field(Field::Overview)),
        advice: "请在监督保障里写上；没有发生的，写明没有发生。".to_owned(),
        ..Finding::of(
            &ASSESSMENT_UNREPORTED,
            context.report.edition().format().headings[Part::Overview.index()],
            format!("没有写{}。", missing.join("、")),
        )
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::report::Draft;

    fn severity(kind: UnitKind, text: &str) -> Option<Severity> {
        let draft = Draft::new(2024, kind).with_text(Field::Overview, text);
        run_draft(&ASSESSMENT_UNREPORTED, draft).findings.first().map(|finding| finding.severity)
    }

    #[test]
    fn passes_with_all_three_and_for_departments() {
        assert_eq!(severity(UnitKind::Township, "列入年度考核，社会评议满意，没有发生责任追究。"), None);
        assert_eq!(severity(UnitKind::CountyDepartment, "公开信息30条。"), None);
        assert_eq!(severity(UnitKind::Street, "公开信息30条。"), None);
    }

    #[test]
    fn fails_for_a_government_that_says_nothing() {
        assert_eq!(severity(UnitKind::County, "公开信息30条。"), Some(Severity::Warning));
        assert_eq!(severity(UnitKind::City, "列入年度考核。"), Some(Severity::Hint));
    }

    #[test]
    fn a_blank_part_is_not_judged() {
        let outcome = run_draft(&ASSESSMENT_UNREPORTED, Draft::new(2024, UnitKind::Township));
        assert_eq!((outcome.findings.len(), outcome.not_assessable), (0, 1));
    }
}
