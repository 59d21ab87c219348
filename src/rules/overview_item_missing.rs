//! R708: the five sub-items of part 一.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Severity, Target};
use crate::format::{Edition, Part};
use crate::prose::words::{Words, listed};
use crate::report::Field;

declare_rule! {
    /// 第一部分讲到主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。
    ///
    /// ## 为什么
    /// 2021年印发的格式要求总体情况从这五个方面综述。少讲了的方面，考核时算缺项。
    ///
    /// ## 例
    /// 只写了主动公开和依申请公开，没有写信息管理、平台建设和监督保障。
    pub OVERVIEW_ITEM_MISSING {
        id: "R708",
        title: "总体情况的五个方面都讲到",
        severity: Warning,
        editions: &[Edition::V2021],
        source: "国办公开办函〔2021〕30号，年度报告格式第一项",
        reads: Scope::field(Field::Overview),
        check: Report(check),
    }
}

/// Words that show that an item is spoken of, its name among them, in the order of the items. Generous, since units word and cut
/// the items as they like.
static SIGNS: [Words; 5] = [
    listed!("主动公开|公开信息|公开政府信息|公开各类"),
    listed!("依申请|申请公开|公开申请|信息公开申请"),
    listed!("信息管理|信息审核|发布审核|保密审查|动态调整|源头|公开属性|规范性文件"),
    listed!("平台|网站|新媒体|公众号|专栏|公开栏|公示栏|专区"),
    listed!("监督|保障|考核|培训|检查|评议"),
];

fn check(context: &Context, outcome: &mut Outcome) {
    let lines = context.prose.lines(Field::Overview);
    if lines.is_empty() {
        outcome.not_assessable = 1;
        return;
    }
    outcome.assessed = 1;
    let format = context.report.edition().format();
    let is_said = |signs: &Words| lines.iter().any(|placed| signs.in_text(placed.line.text()));
    let missing: Vec<_> = format
        .overview_items
        .iter()
        .zip(&SIGNS)
        .filter(|(_, signs)| !is_said(signs))
        .map(|(&item, _)| item)
        .collect();
    if missing.is_empty() {
        return;
    }
    let severity = if missing.len() > 2 { Severity::Error } else { Severity::Warning };
    outcome.findings.push(Finding {
        severity,
        part: Some(Part::Overview),
        target: Some(Target::Field(Field::Overview)),
        advice: "请补写；确实没有开展的，也写一句。".to_owned(),
        ..Finding::of(
            &OVERVIEW_ITEM_MISSING,
            format.headings[Part::Overview.index()],
            format!("没有讲到{}。", missing.join("、")),
        )
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::{run_draft, run_text};
    use super::*;
    use crate::report::{Draft, UnitKind};

    const FULL: &str = "（一）主动公开\n略\n（二）依申请公开\n略\n（三）政府信息管理\n略\n（四）政府信息公开平台建设\n略\n（五）监督保障\n略";

    #[test]
    fn passes_with_all_five() {
        assert!(run_text(&OVERVIEW_ITEM_MISSING, Field::Overview, FULL).findings.is_empty());
        let free = "全年公开信息30条，收到公开申请2件。发布前保密审查，网站由专人维护，年内培训1次。";
        assert!(run_text(&OVERVIEW_ITEM_MISSING, Field::Overview, free).findings.is_empty());
    }

    #[test]
    fn fails_for_each_that_lacks() {
        for (item, words) in ["主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"]
            .iter()
            .zip(FULL.split("略\n"))
        {
            let outcome = run_text(&OVERVIEW_ITEM_MISSING, Field::Overview, &FULL.replace(words, ""));
            let [finding] = &outcome.findings[..] else { panic!("{item} {outcome:?}") };
            assert_eq!(finding.severity, Severity::Warning);
            assert!(finding.message.contains(item), "{finding:?}");
        }
        let outcome = run_text(&OVERVIEW_ITEM_MISSING, Field::Overview, "主动公开30条，依申请公开2件。");
        assert_eq!(outcome.findings[0].severity, Severity::Error);
    }

    #[test]
    fn a_blank_part_and_the_older_edition_are_not_judged() {
        assert_eq!(run_text(&OVERVIEW_ITEM_MISSING, Field::Overview, " ").not_assessable, 1);
        assert!(!OVERVIEW_ITEM_MISSING.editions.contains(&Draft::new(2020, UnitKind::Township).edition()));
        assert_eq!(run_draft(&OVERVIEW_ITEM_MISSING, Draft::new(2024, UnitKind::County)).assessed, 0);
    }
}
