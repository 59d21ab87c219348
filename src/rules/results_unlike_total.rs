//! R606: what the prose says of requests, held together.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, stated};
use crate::format::Edition;
use crate::prose::words::{Words, listed, words};
use crate::prose::{Claim, Placed, Quantity, ResultGroup, Subject, Token};
use crate::report::Report;

declare_rule! {
    /// 正文里同一段说的新收、上年结转、办结、结转下年度，以及各类办理结果，彼此加得拢。
    ///
    /// ## 为什么
    /// 新收加上年结转，等于办结加结转下年度；予以公开、部分公开等各类结果之和，等于办结数。表三填了没有，这两条都成立。
    ///
    /// ## 例
    /// “收到44件，上年结转2件，办结41件，结转下年度4件。”44 + 2 = 46，41 + 4 = 45。
    pub RESULTS_UNLIKE_TOTAL {
        id: "R606",
        title: "正文里的申请数与各类结果之和相符",
        severity: Warning,
        editions: &Edition::ALL,
        source: "年度报告格式表三表头所列勾稽关系",
        reads: Scope::PROSE,
        check: Report(check),
    }
}

/// What one line says of the requests of the year.
#[derive(Default)]
struct Said<'a> {
    received: Option<&'a Claim>,
    carried_in: Option<&'a Claim>,
    answered: Option<&'a Claim>,
    carried_out: Option<&'a Claim>,
    results: Vec<(ResultGroup, &'a Claim)>,
    /// Whether something is said twice, so that it is not clear what belongs together.
    is_mixed: bool,
}

fn check(context: &Context, outcome: &mut Outcome) {
    for placed in context.prose.all_lines() {
        let reading = placed.line.reading();
        // Parts that do not add up are told by another rule.
        if reading.claims.len() < 2 || !reading.contradictions.is_empty() {
            continue;
        }
        let said = said(&reading.claims, context.report);
        let words = placed.line.words();
        // 已到期的31件全部办结 says nothing of the others.
        let is_of_some = |&at: &usize| {
            let last = reading.tokens.iter().rev().find_map(|token| match token {
                Token::Quantity(quantity) if quantity.range.end <= at => quantity.exact(),
                _ => None,
            });
            let is_of_all =
                [said.received, said.answered].into_iter().flatten().any(|all| number(all) == last);
            last.is_some() && !is_of_all
        };
        let all_answered = ALL_ANSWERED.last(words).filter(|at| !is_of_some(at));
        let names_past = || words!["上年", "去年", "结转", "往年", "跨年", "以前"].in_text(words);
        if said.is_mixed {
            continue;
        }
        outcome.assessed += 1;
        if let Some((message, claims)) = unbalanced(&said)
            .or_else(|| unsummed(&said, &beside(placed.line.text(), &reading.tokens)))
            .or_else(|| unanswered(&said, all_answered, names_past()))
        {
            outcome.findings.push(finding(context, placed, message, &claims));
        }
    }
}

fn said<'a>(claims: &'a [Claim], report: &Report) -> Said<'a> {
    let mut said = Said::default();
    for claim in claims.iter().filter(|claim| stated::is_about_now(claim, report)) {
        let slot = match claim.subject {
            Subject::NewlyReceived | Subject::Received | Subject::Handled => &mut said.received,
            Subject::CarriedIn => &mut said.carried_in,
            Subject::Answered => &mut said.answered,
            Subject::CarriedOut => &mut said.carried_out,
            Subject::Result(group) if claim.quantity.is_some() => {
                said.is_mixed |= said.results.iter().any(|(known, _)| *known == group);
                said.results.push((group, claim));
                continue;
            }
            _ => continue,
        };
        said.is_mixed |= slot.is_some();
        *slot = Some(claim);
    }
    said
}

/// The exact number of a statement; a denial says 0.
fn number(claim: &Claim) -> Option<i64> {
    claim.quantity.as_ref().map_or(Some(0), Quantity::exact)
}

fn unbalanced<'a>(said: &Said<'a>) -> Option<(String, Vec<&'a Claim>)> {
    let claims = [said.received?, said.carried_in?, said.answered?, said.carried_out?];
    let [received, carried_in, answered, carried_out] = claims.map(number);
    let (received, carried_in, answered, carried_out) = (received?, carried_in?, answered?, carried_out?);
    let out = answered + carried_out;
    // 收到 may have taken in what was carried over.
    let may_include = claims[0].subject != Subject::NewlyReceived && received == out;
    (received + carried_in != out && !may_include).then(|| {
        let message = format!(
            "新收 {received} + 上年结转 {carried_in} = {}，办结 {answered} + 结转下年度 {carried_out} = {out}，两边不等。",
            received + carried_in,
        );
        (message, claims.to_vec())
    })
}

/// Words that say that every request was answered.
static ALL_ANSWERED: Words =
    listed!("全部办结|全部按期办结|全部按时办结|均已办结|全部答复|全部按期答复|全部按时答复");

fn unanswered<'a>(
    said: &Said<'a>,
    all_answered: Option<usize>,
    names_past: bool,
) -> Option<(String, Vec<&'a Claim>)> {
    if let (Some(received), Some(left), None) = (said.received, said.carried_out, said.carried_in)
        && all_answered.is_some_and(|at| at >= received.range.end && at < left.range.start)
        && number(left).is_some_and(|left| left > 0)
        && left.range.start > received.range.end
        && said.answered.is_none_or(|answered| number(answered) == number(received))
        && left.quantity.is_some()
    {
        let left_over = number(left).unwrap_or_default();
        return Some((format!("说全部办结，又说结转下年度 {left_over} 件。"), vec![left, received]));
    }
    if let (Some(received), Some(answered), None, None) =
        (said.received, said.answered, said.carried_in, said.carried_out)
        && !names_past
        && number(received) == Some(0)
        && let Some(done @ 1..) = number(answered)
    {
        return Some((format!("说没有收到申请，又说答复 {done} 件。"), vec![received, answered]));
    }
    let claims = [said.received?, said.answered?];
    let (received, answered) = (number(claims[0])?, number(claims[1])?);
    let is_alone = said.carried_in.is_none() && said.carried_out.is_none();
    (all_answered.is_some_and(|at| at >= claims[0].range.end) && is_alone && received != answered)
        .then(|| (format!("说全部办结，收到的是 {received}，办结的是 {answered}。"), claims.to_vec()))
}

/// Figures that are told beside the results, whatever they are of: 另有1件跨年办理.
fn beside(text: &str, tokens: &[Token]) -> Vec<i64> {
    const BESIDE: [&str; 14] = [
        "另有",
        "另外",
        "还有",
        "尚有",
        "仍有",
        "其余",
        "剩余",
        "另",
        "其他",
        "其它",
        "其他类",
        "其他情形",
        "除",
        "除了",
    ];
    let is_beside = |quantity: &&Quantity| {
        let before = text[..quantity.range.start].trim_end();
        BESIDE.iter().any(|word| before.ends_with(word))
    };
    let quantities = tokens.iter().filter_map(|token| match token {
        Token::Quantity(quantity) => Some(quantity),
        _ => None,
    });
    quantities.filter(is_beside).filter_map(Quantity::exact).collect()
}

fn unsummed<'a>(said: &Said<'a>, beside: &[i64]) -> Option<(String, Vec<&'a Claim>)> {
    let sum: i64 = said.results.iter().map(|(_, claim)| number(claim)).sum::<Option<i64>>()?;
    let known = |claim: Option<&Claim>| claim.and_then(number);
    let (received, answered) = (known(said.received), known(said.answered));
    let carried_out = known(said.carried_out).unwrap_or_default();
    let carried_in = known(said.carried_in).unwrap_or_default();
    let totals = [answered, received, received.map(|received| received + carried_in)];
    let fits = totals.iter().flatten().any(|&total| {
        [sum, sum + carried_out].contains(&total) || beside.iter().any(|rest| sum + rest == total)
    });
    let total = answered.or(received)?;
    // A list that falls far short does not name all results.
    let is_near =
        (sum - total).abs() <= (total / 10).max(1) || totals.iter().flatten().all(|&total| sum > total);
    if said.results.len() < 3 || fits || !is_near {
        return None;
    }
    let mut claims = vec![said.answered.or(said.received)?];
    claims.extend(said.results.iter().map(|(_, claim)| *claim));
    Some((format!("各类结果加起来是 {sum}，前面说的是 {total}，相差 {}。", (sum - total).abs()), claims))
}

fn finding(context: &Context, placed: &Placed, message: String, claims: &[&Claim]) -> Finding {
    let place = |claim: &Claim| {
        placed.span(
            claim.quantity.as_ref().map_or_else(|| claim.range.clone(), |quantity| quantity.range.clone()),
        )
    };
    let spans: Vec<_> = claims.iter().map(|claim| place(claim)).collect();
    let first = spans.first().copied().unwrap_or_else(|| placed.span(0..0));
    Finding {
        spans,
        advice: "请对照表三核对这几个数。".to_owned(),
        ..Finding::in_text(&RESULTS_UNLIKE_TOTAL, context.report.edition(), first, message)
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_text;
    use super::*;
    use crate::report::Field;

    fn findings(text: &str) -> usize {
        run_text(&RESULTS_UNLIKE_TOTAL, Field::Overview, text).findings.len()
    }

    #[test]
    fn passes_where_all_of_it_holds_together() {
        for text in [
            "收到政府信息公开申请44件，上年结转2件，办结41件，结转下年度5件。",
            "受理政府信息公开申请46件，含上年结转2件，办结41件，结转下年度5件。",
            "办结政府信息公开申请20件，予以公开8件，部分公开7件，不予公开5件。",
            "收到政府信息公开申请20件，予以公开8件，部分公开7件。",
            "收到政府信息公开申请20件，予以公开8件，部分公开7件，不予公开4件，另有1件跨年办理。",
        ] {
            assert_eq!(findings(text), 0, "{text}");
        }
    }

    #[test]
    fn fails_by_one() {
        for text in [
            "收到政府信息公开申请44件，上年结转2件，办结41件，结转下年度4件。",
            "新收政府信息公开申请12件，上年结转1件，办结12件，无结转下年度事项。",
            "办结政府信息公开申请20件。予以公开8件，部分公开7件，不予公开6件。",
            "受理政府信息公开申请21件，全部按期办结。已办结的12件中，公开8件，其余无法提供。",
        ] {
            assert_eq!(findings(text), 1, "{text}");
        }
    }

    #[test]
    fn what_is_not_said_is_not_held_against_it() {
        assert_eq!(findings("收到政府信息公开申请44件，办结41件。"), 0);
        assert_eq!(findings(""), 0);
    }
}
