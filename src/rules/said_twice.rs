//! R612: one figure with two values in the prose.

use super::rule::declare_rule;
use super::text::{behind, clause};
use super::{Context, Finding, Outcome, Scope, stated};
use crate::format::{Edition, Outcome as Result};
use crate::prose::words::words;
use crate::prose::{Amount, Claim, Placed, Precision, Quantity, Span, Subject, Token, Unit};
use std::ops::Range;

declare_rule! {
    /// 同一个数在正文里说了两次，两次是同一个数。
    ///
    /// ## 为什么
    /// 引言、第一部分和后面几部分往往由不同的人写，改了一处忘了另一处。
    /// 一处说没有、按期率100%、全部建成，另一处又说有几件、尚有几个未建的，也算；排名说“依次”的，要由多到少。
    ///
    /// ## 例
    /// 前面写“收到申请57件”，后面写“上述75件申请均已办理”。
    pub SAID_TWICE {
        id: "R612",
        title: "同一个数前后一致",
        severity: Error,
        editions: &Edition::ALL,
        source: "惯例：数据真实准确（国办公开办函〔2021〕30号）",
        reads: Scope::PROSE.and(Scope::TABLES),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    outcome.assessed += 1;
    for placed in context.prose.all_lines() {
        for reference in &placed.line.reading().misreferences {
            let (first, again) = (&reference.first, &reference.again);
            let message = format!("前面说的是 {}，这里说的是 {}。", first.amount, again.amount);
            push(
                context,
                outcome,
                placed.span(again.range.clone()),
                placed.span(first.range.clone()),
                message,
            );
        }
    }
    for placed in context.prose.all_lines() {
        for contrary in &placed.line.reading().contraries {
            let words = |range: &Range<usize>| &placed.line.text()[range.clone()];
            let message =
                format!("前面说“{}”，这里说“{}”，对不上。", words(&contrary.first), words(&contrary.again));
            let place = |range: &Range<usize>| placed.span(range.clone());
            push(context, outcome, place(&contrary.again), place(&contrary.first), message);
        }
        if let Some((rate, late)) = late_all_the_same(placed) {
            let message = format!("这里说按期率是100%，同一段又说逾期的有 {} 件。", late.amount);
            push(context, outcome, placed.span(rate), placed.span(late.range.clone()), message);
        }
    }
    let mut known: Vec<(&Placed, &Claim, i64)> = Vec::new();
    for placed in context.prose.all_lines() {
        for claim in &placed.line.reading().claims {
            if !is_comparable(context, claim) {
                continue;
            }
            let number = claim.quantity.as_ref().map_or(Some(0), Quantity::exact);
            let Some(number) = number else { continue };
            let earlier = known.iter().find(|(_, other, _)| is_same(other, claim));
            match earlier {
                Some((first, other, before)) if *before != number && number.min(*before) >= 0 => {
                    let place = |placed: &Placed, claim: &Claim| {
                        placed.span(
                            claim
                                .quantity
                                .as_ref()
                                .map_or(claim.range.clone(), |quantity| quantity.range.clone()),
                        )
                    };
                    let message = format!("前面说的是 {before}，这里说的是 {number}。");
                    push(context, outcome, place(placed, claim), place(first, other), message);
                }
                Some(_) => {}
                None => known.push((placed, claim, number)),
            }
        }
    }
}

/// `按期办结40件、逾期办结2件，按期办结率100%`: the rate, and what was late all the same.
fn late_all_the_same(placed: &Placed) -> Option<(Range<usize>, &Quantity)> {
    let (line, text) = (&placed.line, placed.line.text());
    if !line.has('率') || !line.has('期') {
        return None;
    }
    let tokens = &line.reading().tokens;
    let rate = tokens.iter().find_map(|token| match token {
        Token::Percentage(rate) if rate.amount == Amount::of(100) && rate.precision == Precision::Exact => {
            let clause = &text[clause(text, &rate.range).start..rate.range.start];
            let name = words!["按期", "按时", "期限内"].first(clause)?;
            let is_plain = clause.contains('率')
                && !words!["要求", "目标", "力争", "确保", "上年", "去年"].in_text(clause);
            is_plain.then_some(rate.range.start - (clause.len() - name.0)..rate.range.end)
        }
        _ => None,
    })?;
    let late = tokens.iter().find_map(|token| match token {
        Token::Quantity(late) if late.amount > Amount::default() && late.unit == Unit::Piece => {
            let around = clause(text, &late.range);
            let (ahead, behind) = (&text[around.start..late.range.start], behind(text, late.range.end));
            let told =
                words!["逾期办结", "逾期答复", "超期办结", "超期答复", "逾期", "超期"].end(ahead.trim_end());
            let behind = behind.split(['。', '；']).next().unwrap_or_default();
            let told_behind = words![
                "超出法定期限",
                "逾期答复",
                "逾期办结",
                "超期答复",
                "超期办结",
                "逾期后",
                "超过法定期限"
            ]
            .first(behind)
            .filter(|(at, _)| {
                !behind[..*at]
                    .contains(|letter: char| letter.is_ascii_digit() || letter == '未' || letter == '无')
            });
            let is_other = words!["上年", "去年", "无", "未", "没有", "零"].in_text(ahead)
                || words!["未出现", "没有", "不存在"].in_text(behind);
            ((told || told_behind.is_some()) && !is_other).then_some(late)
        }
        _ => None,
    })?;
    Some((rate, late))
}

/// Whether two statements are about the same figure, told in the same words.
fn is_same(one: &Claim, other: &Claim) -> bool {
    let received = |claim: &Claim| matches!(claim.subject, Subject::NewlyReceived | Subject::Received);
    // 未收到 contradicts whatever was received.
    let denies = one.quantity.is_none() != other.quantity.is_none();
    one.subject == other.subject || (denies && received(one) && received(other))
}

/// Figures that a report has but once, where the table does not tell which of two statements is wrong.
fn is_comparable(context: &Context, claim: &Claim) -> bool {
    let is_single = matches!(
        claim.subject,
        Subject::NewlyReceived
            | Subject::Received
            | Subject::CarriedOut
            | Subject::CarriedIn
            | Subject::Review(Result::Total)
            | Subject::Suit(Result::Total)
    );
    let report = context.report;
    let is_unknown = || {
        let readings = stated::readings(claim, report.draft().year, report.edition());
        readings.iter().any(|reading| reading.value(report).is_none())
    };
    let is_made = matches!(claim.subject, Subject::Item(crate::format::Item::NormativeMade));
    (is_single || is_made) && claim.scope.is_none() && stated::is_about_now(claim, report) && is_unknown()
}

fn push(context: &Context, outcome: &mut Outcome, again: Span, first: Span, message: String) {
    outcome.findings.push(Finding {
        spans: vec![again, first],
        advice: "请核对，改成同一个数；如果说的不是一回事，请在文中写明。".to_owned(),
        ..Finding::in_text(&SAID_TWICE, context.report.edition(), again, message)
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_text;
    use super::*;
    use crate::report::Field;

    fn findings(text: &str) -> usize {
        run_text(&SAID_TWICE, Field::Overview, text).findings.len()
    }

    #[test]
    fn passes_where_both_are_the_same() {
        assert_eq!(findings("收到政府信息公开申请57件。\n政府信息公开方面，收到政府信息公开申请57件。"), 0);
        assert_eq!(findings("收到政府信息公开申请57件。上述57件申请均已办理。"), 0);
    }

    #[test]
    fn fails_where_they_differ() {
        assert_eq!(findings("收到政府信息公开申请57件。\n全年收到政府信息公开申请56件。"), 1);
        assert_eq!(findings("收到政府信息公开申请57件。上述75件申请均已办理。"), 1);
        assert_eq!(findings("全年未收到政府信息公开申请。\n收到政府信息公开申请3件。"), 1);
        assert_eq!(findings("答复申请43件，无一件超期；有1件超过法定期限答复。"), 1);
    }

    #[test]
    fn a_text_without_figures_is_silent() {
        assert_eq!(findings(""), 0);
    }
}
