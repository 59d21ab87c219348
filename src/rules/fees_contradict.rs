//! R613: what the prose says of 信息处理费.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, stated};
use crate::format::Edition;
use crate::prose::{Amount, Placed, Quantity, Span, Subject, Token, Unit};

declare_rule! {
    /// 一处说没有收取信息处理费，别处就不能写收了多少。
    ///
    /// ## 为什么
    /// 收取信息处理费的情况必须在第六部分写明。说没有收又写了金额，两句话必有一句是错的。
    ///
    /// ## 例
    /// “本年度未收取信息处理费。全年就1件申请收取信息处理费100元。”
    pub FEES_CONTRADICT {
        id: "R613",
        title: "信息处理费前后一致",
        severity: Error,
        editions: &Edition::ALL,
        source: "国办函〔2020〕109号；年度报告格式第六部分",
        reads: Scope::PROSE,
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    let mut none: Option<Span> = None;
    let mut some: Option<(Span, Amount)> = None;
    for placed in context.prose.all_lines() {
        if let Some((nought, amount)) = paid_for_nothing(placed) {
            none = none.or(Some(nought));
            some = some.or(Some(amount));
        }
        for claim in &placed.line.reading().claims {
            if claim.subject != Subject::Fee || !stated::is_about_now(claim, context.report) {
                continue;
            }
            let place = |placed: &Placed| placed.span(claim.range.clone());
            match claim
                .quantity
                .as_ref()
                .map(|quantity| quantity.amount)
                .filter(|amount| *amount != Amount::default())
            {
                None => none = none.or(Some(place(placed))),
                Some(amount) => some = some.or(Some((place(placed), amount))),
            }
        }
    }
    outcome.assessed += usize::from(none.is_some() || some.is_some());
    if let (Some(none), Some((some, amount))) = (none, some) {
        let message = format!("一处说没有收取信息处理费，另一处写收了 {amount} 元。");
        outcome.findings.push(Finding {
            spans: vec![none, some],
            advice: "请核对后保留一种说法。".to_owned(),
            ..Finding::in_text(&FEES_CONTRADICT, context.report.edition(), none, message)
        });
    }
}

/// `收取信息处理费0件，金额320元`: where it says that there were no cases, and where an amount.
fn paid_for_nothing(placed: &Placed) -> Option<(Span, (Span, Amount))> {
    let line = &placed.line;
    if !line.contains("信息处理费") {
        return None;
    }
    let quantities: Vec<&Quantity> = line
        .reading()
        .tokens
        .iter()
        .filter_map(|token| match token {
            Token::Quantity(quantity) => Some(quantity),
            _ => None,
        })
        .collect();
    quantities.windows(2).find_map(|pair| {
        let [cases, amount] = pair else { return None };
        let between = &line.text()[cases.range.end..amount.range.start];
        let is_told = line.text()[..cases.range.start].ends_with("信息处理费")
            && cases.unit == Unit::Piece
            && cases.amount == Amount::default()
            && amount.unit == Unit::Yuan
            && amount.amount > Amount::default()
            && between.starts_with('，')
            && between.ends_with(['额', '计', '共', '费', '为']);
        is_told
            .then(|| (placed.span(cases.range.clone()), (placed.span(amount.range.clone()), amount.amount)))
    })
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_text;
    use super::*;
    use crate::report::Field;

    fn findings(text: &str) -> usize {
        run_text(&FEES_CONTRADICT, Field::Other, text).findings.len()
    }

    #[test]
    fn passes_where_only_one_is_said() {
        assert_eq!(findings("本年度未收取信息处理费。"), 0);
        assert_eq!(findings("就1件申请收取信息处理费100元。"), 0);
        assert_eq!(findings("本年度未收取信息处理费。2023年收取信息处理费100元。"), 0);
    }

    #[test]
    fn fails_where_both_are() {
        assert_eq!(findings("本年度未收取信息处理费。就1件申请收取信息处理费100元。"), 1);
        assert_eq!(findings("收取信息处理费0元，其中2件申请收取信息处理费180元。"), 1);
        assert_eq!(findings("收取信息处理费0件，金额320元。"), 1);
    }

    #[test]
    fn a_blank_text_is_silent() {
        assert_eq!(findings(""), 0);
    }
}
