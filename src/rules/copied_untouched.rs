//! R505: paragraphs copied from last year's report and left as they were.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope};
use crate::format::Edition;

declare_rule! {
    /// 从去年年报抄过来的段落，都按今年的情况改过。
    ///
    /// ## 为什么
    /// 去年的话对照着写可以，原样留下就成了雷同；年份、数字、栏目名称往往也已经变了。
    ///
    /// ## 例
    /// 把去年“新开设政策解读专栏”一段抄了过来，今年其实没有新开设。
    pub COPIED_UNTOUCHED {
        id: "R505",
        title: "抄自去年的段落已经改写",
        severity: Warning,
        editions: &Edition::ALL,
        source: "惯例",
        reads: Scope::PROSE.and(Scope::EXPLANATIONS),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    let draft = context.report.draft();
    outcome.assessed = 1;
    if !draft.has_reasons() {
        return;
    }
    let copied: Vec<_> = draft.copied().collect();
    for placed in context.prose.all_lines() {
        let text = placed.line.text();
        if copied.iter().any(|copied| *copied == text.trim()) {
            outcome.findings.push(Finding {
                advice: "请按今年的情况改写；今年确实一样的，说明理由。".to_owned(),
                ..Finding::in_text(
                    &COPIED_UNTOUCHED,
                    context.report.edition(),
                    placed.span(0..text.len()),
                    "这一段是从去年年报抄来的，还没有改。",
                )
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Draft, Field, UnitKind, copied_note};
    use crate::rules::rule::testing::run_draft;

    const LINE: &str = "新开设政策解读专栏。";

    fn draft(text: &str) -> Draft {
        let mut draft = Draft::new(2024, UnitKind::Street).with_text(Field::Overview, text);
        draft.set_reason(&copied_note(LINE), Some("2023".into()));
        draft
    }

    #[test]
    fn passes_what_was_rewritten_or_never_copied() {
        assert!(run_draft(&COPIED_UNTOUCHED, draft("政策解读专栏更新12条。")).findings.is_empty());
        let plain = Draft::new(2024, UnitKind::Street).with_text(Field::Overview, LINE);
        assert!(run_draft(&COPIED_UNTOUCHED, plain).findings.is_empty());
    }

    #[test]
    fn fails_what_was_left_as_it_was() {
        let outcome = run_draft(&COPIED_UNTOUCHED, draft(&format!("甲\n  {LINE}\n乙")));
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!((finding.spans[0].start, finding.spans[0].end), (2, 4 + LINE.chars().count()));
    }

    #[test]
    fn passes_a_blank_report() {
        assert!(run_draft(&COPIED_UNTOUCHED, draft("")).findings.is_empty());
    }
}
