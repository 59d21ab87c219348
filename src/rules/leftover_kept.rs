//! R716: texts for which an import found no place.

use super::rule::declare_rule;
use super::{Finding, LineContext, Remedy, Scope};
use crate::format::Edition;
use crate::report::LEFTOVER_MARK;

declare_rule! {
    /// 导入时没有找到位置的文字，都移到了该在的部分，或者删去了。
    ///
    /// ## 为什么
    /// 导入不丢文字：放不进六个部分的，集中放在第六部分末尾，前面加一行提示。这些文字和提示不该印出去。
    ///
    /// ## 例
    /// 网页上的“来源：县政府办”“打印本页”一起复制了过来，要删去。
    pub LEFTOVER_KEPT {
        id: "R716",
        title: "导入剩下的文字已经处理",
        severity: Error,
        editions: &Edition::ALL,
        source: "惯例",
        reads: Scope::PROSE,
        check: Line(check),
    }
}

fn check(context: &LineContext, findings: &mut Vec<Finding>) {
    let text = context.line.text();
    let mark = LEFTOVER_MARK.trim_end_matches('】');
    if !context.line.has('【') || !text.trim_start().starts_with(mark) {
        return;
    }
    let span = context.span(0..text.len());
    findings.push(Finding {
        advice: "请把这一行下面的文字移到相应部分，用不着的删去，最后删去这一行。".to_owned(),
        remedy: Some(Remedy::Replace { span, text: String::new() }),
        ..Finding::in_text(
            &LEFTOVER_KEPT,
            context.frame.edition,
            span,
            "导入时有文字没有找到位置，放在这里还没有处理。",
        )
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Field;
    use crate::rules::rule::testing::run_text;

    #[test]
    fn fails_as_long_as_the_mark_stands_there() {
        let outcome =
            run_text(&LEFTOVER_KEPT, Field::Other, &format!("没有其他事项。\n{LEFTOVER_MARK}\n打印本页"));
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(finding.spans[0].start, 8);
    }

    #[test]
    fn passes_other_brackets_and_blank_reports() {
        for text in ["", "【注】以下文字", "没有其他事项。"] {
            assert!(run_text(&LEFTOVER_KEPT, Field::Other, text).findings.is_empty(), "{text}");
        }
    }
}
