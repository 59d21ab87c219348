//! R609: percentages, growth and differences in the prose.

use super::rule::declare_rule;
use super::{Finding, LineContext, Scope};
use crate::format::Edition;
use crate::prose::{Miscount, MiscountKind};

declare_rule! {
    /// 正文里的占比、增幅、增减数，能用旁边写出的数算出来，误差不超过0.1个百分点。
    ///
    /// ## 为什么
    /// 占比常被凑成合计100%，增幅常拿错了基数（应当除以上年的数）。读者一除就知道。
    ///
    /// ## 例
    /// “收到36件，比上年的31件增长13.9%。”（36 − 31）÷ 31 = 16.1%，13.9% 是拿 36 作了除数。
    pub PERCENTAGES_MISCOUNTED {
        id: "R609",
        title: "正文里的占比和增幅算得对",
        severity: Warning,
        editions: &Edition::ALL,
        source: "惯例：数据真实准确（国办公开办函〔2021〕30号）",
        reads: Scope::PROSE,
        check: Line(check),
    }
}

fn check(context: &LineContext, findings: &mut Vec<Finding>) {
    for miscount in &context.line.reading().miscounts {
        let span = context.span(miscount.range.clone());
        let mut spans = vec![span];
        spans.extend([&miscount.part, &miscount.whole].map(|quantity| context.span(quantity.range.clone())));
        let written = context.line.text().get(miscount.range.clone()).unwrap_or_default();
        let finding =
            Finding::in_text(&PERCENTAGES_MISCOUNTED, context.frame.edition, span, words(miscount, written));
        findings.push(Finding { spans, advice: advice(miscount).to_owned(), ..finding });
    }
}

fn words(miscount: &Miscount, written: &str) -> String {
    let Miscount { part, whole, expected, kind, .. } = miscount;
    let (part, whole) = (part.amount, whole.amount);
    let tenths = expected.tenths();
    match kind {
        MiscountKind::Share => format!("写的是“{written}”，{part} ÷ {whole} = {tenths}%。"),
        MiscountKind::Shares => format!("写的是“{written}”，加起来是 {part}%，不是 100%。"),
        MiscountKind::Growth => format!("写的是“{written}”，（{part} − {whole}）÷ {whole} = {tenths}%。"),
        MiscountKind::Points => format!("写的是“{written}”，{part}% − {whole}% = {expected} 个百分点。"),
        MiscountKind::Times => format!("写的是“{written}”，{part} ÷ {whole} = {expected} 倍。"),
        MiscountKind::Mean => format!("写的是“{written}”，{part} ÷ {whole} = {tenths}。"),
        MiscountKind::Difference => format!("写的是“{written}”，{part} − {whole} = {expected}。"),
        MiscountKind::Direction => {
            format!("写的是“{written}”，从 {whole} 到 {part} 的变化是 {tenths}%，方向相反。")
        }
    }
}

fn advice(miscount: &Miscount) -> &'static str {
    match miscount.kind {
        MiscountKind::Shares => "请核对各个百分比；如果没有列全，或者一项可以算进几类，请在文中写明。",
        MiscountKind::Mean => "请核对总数和平均数；如果只算了一部分时间，请在文中写明。",
        MiscountKind::Share => "请核对件数、总数和百分比；如果占的是另一个总数，请在文中写明。",
        _ => "请核对两年的数；增幅以上年的数为基数。",
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_text;
    use super::*;
    use crate::report::Field;

    #[test]
    fn passes_where_the_share_comes_out() {
        for text in ["公开信息80条，其中机构职能1条，占1.3%。", "收到36件，比上年的31件增长16.1%。"]
        {
            assert!(run_text(&PERCENTAGES_MISCOUNTED, Field::Overview, text).findings.is_empty(), "{text}");
        }
    }

    #[test]
    fn fails_where_it_does_not() {
        let outcome =
            run_text(&PERCENTAGES_MISCOUNTED, Field::Overview, "公开信息80条，其中机构职能1条，占1.1%。");
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(finding.message, "写的是“占1.1%”，1 ÷ 80 = 1.3%。");
        let outcome = run_text(&PERCENTAGES_MISCOUNTED, Field::Overview, "收到36件，比上年的31件增长13.9%。");
        assert_eq!(outcome.findings[0].message, "写的是“增长13.9%”，（36 − 31）÷ 31 = 16.1%。");
    }

    #[test]
    fn a_share_without_its_total_is_silent() {
        let outcome = run_text(&PERCENTAGES_MISCOUNTED, Field::Overview, "公开机构职能1条，占1.1%。");
        assert!(outcome.findings.is_empty());
    }
}
