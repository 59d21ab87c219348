//! R611: totals in the prose and their parts.

use super::rule::declare_rule;
use super::{Equation, Finding, LineContext, Scope, Side, Term};
use crate::format::Edition;
use crate::prose::{Amount, Contradiction, Quantity};

declare_rule! {
    /// 正文里的总数，等于后面（或前面）逐项列出的数之和；只用“其中”列举一部分的，各项之和不超过总数。
    ///
    /// ## 为什么
    /// 读者会把列出的各项加起来。加不拢的总数是年报里最常见的差错：改了一项没有改总数，两位数字写颠倒，或者漏了一项。
    /// 检查时会试遍各种合理的读法（括号里的、另起的、分渠道重复统计的），都对不上才提出来。
    ///
    /// ## 例
    /// “公开信息217条，其中网站126条、公众号92条。”126 + 92 = 218，比 217 多 1。
    pub PARTS_UNSUMMED {
        id: "R611",
        title: "正文里的总数与列出的各项之和相符",
        severity: Error,
        editions: &Edition::ALL,
        source: "惯例：数据真实准确（国办公开办函〔2021〕30号）",
        reads: Scope::PROSE,
        check: Line(check),
    }
}

fn check(context: &LineContext, findings: &mut Vec<Finding>) {
    for contradiction in &context.line.reading().contradictions {
        let total = context.span(contradiction.total.range.clone());
        let mut spans = vec![total];
        spans.extend(contradiction.parts.iter().map(|(_, part)| context.span(part.range.clone())));
        let difference = contradiction.sum.minus(contradiction.total.amount).abs();
        let relation = if contradiction.is_over() { "多" } else { "少" };
        let message = format!(
            "总数写的是 {}，列出的各项加起来是 {}，{relation} {difference}。",
            contradiction.total.amount, contradiction.sum,
        );
        findings.push(Finding {
            spans,
            equation: equation(contradiction),
            advice: "请核对总数和每一项；如果各项有重复统计，或者没有列全，请在文中写明。".to_owned(),
            ..Finding::in_text(&PARTS_UNSUMMED, context.frame.edition, total, message)
        });
    }
}

/// The equation, where all figures are exact and whole.
fn equation(contradiction: &Contradiction) -> Option<Equation> {
    let term = |label: &str, quantity: &Quantity| {
        let value = quantity.exact().filter(|_| !quantity.is_each)?;
        Some(Term { label: label.to_owned().into(), cell: None, value })
    };
    let parts: Option<Vec<_>> = contradiction
        .parts
        .iter()
        .map(|(name, part)| term(if name.is_empty() { "一项" } else { name }, part))
        .collect();
    let total = term("总数", &contradiction.total)?;
    let sum = contradiction.sum;
    let right = Side { terms: parts? };
    (Amount::of(right.sum()) == sum).then_some(Equation { left: Side { terms: vec![total] }, right })
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_text;
    use super::*;
    use crate::report::Field;

    #[test]
    fn passes_where_the_parts_add_up() {
        let text = "全年公开信息217条，其中网站125条、公众号92条。";
        assert!(run_text(&PARTS_UNSUMMED, Field::Overview, text).findings.is_empty());
    }

    #[test]
    fn fails_by_one() {
        let text = "第一行。\n全年公开信息217条，其中网站126条、公众号92条。";
        let outcome = run_text(&PARTS_UNSUMMED, Field::Overview, text);
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(finding.difference(), Some(-1));
        let typed: Vec<char> = text.chars().collect();
        let marked: Vec<String> =
            finding.spans.iter().map(|span| typed[span.start..span.end].iter().collect()).collect();
        assert_eq!(marked, ["217条", "126条", "92条"]);
    }

    #[test]
    fn a_text_without_figures_is_silent() {
        assert!(run_text(&PARTS_UNSUMMED, Field::Overview, "").findings.is_empty());
        assert!(run_text(&PARTS_UNSUMMED, Field::Overview, "其中，包括：。").findings.is_empty());
    }
}
