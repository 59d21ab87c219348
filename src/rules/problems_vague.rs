//! R713: problems that could be anybody's.

use super::rule::declare_rule;
use super::{Finding, LineContext, Scope};
use crate::format::Edition;
use crate::prose::words::{Words, listed, words};
use crate::report::Field;

declare_rule! {
    /// 存在的问题写具体：说的是哪里、有多少、差在什么地方。
    ///
    /// ## 为什么
    /// “部分地区”“一些单位”“有的部门”之类的话放在谁的年报里都行，看不出本单位的情况，容易被评为空泛、雷同。
    ///
    /// ## 例
    /// 把“一些单位重视不够”改成“全年检查发现的58个问题中有41个出在乡镇”。
    pub PROBLEMS_VAGUE {
        id: "R713",
        title: "存在的问题写得具体",
        severity: Hint,
        editions: &Edition::ALL,
        source: "惯例：内容空泛、雷同的年度报告应当整改（国办公开办函〔2021〕30号）",
        reads: Scope::PROSE,
        check: Line(check),
    }
}

/// Subjects that name nobody.
static VAGUE: Words = listed!(
    "部分地区|一些地区|个别地区|一些地方|部分地方|一些单位|部分单位|有的单位|\
     有的部门|有些单位|有些部门|一些部门|少数单位"
);

fn check(context: &LineContext, findings: &mut Vec<Finding>) {
    let line = context.line;
    let text = line.text();
    if context.field != Field::Problems
        || line.signs().iter().any(|sign| sign.letter.is_ascii_digit())
        || words!("我|本|全县|全市|全区|全镇|全乡|街道|局机关|科室|股室|站所").in_text(line.text())
    {
        return;
    }
    if let Some(found) = VAGUE.iter().find_map(|word| line.find_all(word).next()) {
        let words = &text[found.clone()];
        findings.push(Finding {
            advice: "可以写明是哪些单位、哪类信息、有多少，问题才看得清，措施才对得上。".to_owned(),
            ..Finding::in_text(
                &PROBLEMS_VAGUE,
                context.frame.edition,
                context.span(found.clone()),
                format!("“{words}”说得笼统，这一段里也没有具体的数。"),
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_text;
    use super::*;

    fn found(field: Field, text: &str) -> usize {
        run_text(&PROBLEMS_VAGUE, field, text).findings.len()
    }

    #[test]
    fn passes_with_figures_or_an_own_subject() {
        assert_eq!(found(Field::Problems, "一些单位更新不及时，58个问题中有41个出在村级。"), 0);
        assert_eq!(found(Field::Problems, "我镇一些单位更新不及时。"), 0);
        assert_eq!(found(Field::Overview, "一些单位更新不及时。"), 0);
        assert_eq!(found(Field::Problems, ""), 0);
    }

    #[test]
    fn hints_at_filler() {
        let outcome = run_text(&PROBLEMS_VAGUE, Field::Problems, "一是部分地区对政务公开重视不够。");
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(
            (finding.severity, finding.spans[0].start, finding.spans[0].end),
            (crate::rules::Severity::Hint, 2, 6)
        );
    }
}
