//! R403: table 4, suits after a review where there was no review.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Target};
use crate::format::{CellId, Edition, Outcome as Result, Part, Proceeding, Table};

declare_rule! {
    /// 有复议后起诉的，今年或者去年应当有行政复议。
    ///
    /// ## 为什么
    /// 复议后起诉，先要经过复议。两年都没有复议，多半是把直接起诉填到了复议后起诉。
    ///
    /// ## 例
    /// 今年复议后起诉 1 件，今年和去年的行政复议都是 0。
    pub SUIT_WITHOUT_REVIEW {
        id: "R403",
        title: "有复议后起诉就有行政复议",
        severity: Hint,
        editions: &Edition::ALL,
        source: "年度报告格式表四“复议后起诉”",
        reads: Scope::table(Table::Four).and(Scope::PREVIOUS),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    let total = |proceeding| CellId::t4(proceeding, Result::Total);
    let (review, suit) = (total(Proceeding::Review), total(Proceeding::SuitAfterReview));
    let now = |cell| context.report.value(cell);
    let before = |cell| context.last_year().and_then(|report| report.value(cell));
    let (Some(reviews), Some(suits)) = (now(review), now(suit)) else {
        outcome.not_assessable += 1;
        return;
    };
    // A suit that was pending last year goes back to a review of an earlier one.
    let pending = CellId::t4(Proceeding::SuitAfterReview, Result::Pending);
    match (before(review), before(pending)) {
        _ if suits == 0 || reviews > 0 => outcome.assessed += 1,
        (Some(0), Some(0)) => {
            outcome.assessed += 1;
            outcome.findings.push(Finding {
                part: Some(Part::Review),
                cells: vec![suit, review],
                target: Some(Target::Cell(suit)),
                advice: "没有经过复议的，填在“未经复议直接起诉”；核对无误可以不管。".to_owned(),
                ..Finding::of(
                    &SUIT_WITHOUT_REVIEW,
                    "表四「行政诉讼·复议后起诉」",
                    format!("复议后起诉有 {suits} 件，今年和去年都没有行政复议。"),
                )
            });
        }
        (Some(_), Some(_)) => outcome.assessed += 1,
        _ => outcome.not_assessable += 1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_with;
    use super::*;
    use crate::report::{Draft, UnitKind};

    /// Reviews and suits after one of a year, the suits pending.
    fn draft(year: u16, reviews: &str, suits: &str) -> Draft {
        let cell = |proceeding, result| CellId::t4(proceeding, result);
        Draft::new(year, UnitKind::County).with_cells([
            (cell(Proceeding::Review, Result::Total), reviews),
            (cell(Proceeding::SuitAfterReview, Result::Total), suits),
            (cell(Proceeding::SuitAfterReview, Result::Pending), suits),
        ])
    }

    fn outcome(now: (&str, &str), before: Option<(&str, &str)>) -> (usize, usize, usize) {
        let before = before.map(|(reviews, suits)| draft(2023, reviews, suits));
        let outcome = run_with(&SUIT_WITHOUT_REVIEW, draft(2024, now.0, now.1), before, None);
        (outcome.findings.len(), outcome.assessed, outcome.not_assessable)
    }

    #[test]
    fn passes() {
        for (now, before) in [(("0", "0"), ("0", "0")), (("1", "1"), ("0", "0")), (("0", "1"), ("1", "0"))] {
            assert_eq!(outcome(now, Some(before)), (0, 1, 0));
        }
        assert_eq!(outcome(("0", "1"), Some(("0", "1"))), (0, 1, 0));
    }

    #[test]
    fn fails_with_one() {
        assert_eq!(outcome(("0", "1"), Some(("0", "0"))), (1, 1, 0));
    }

    #[test]
    fn not_assessable_without_last_year_or_with_a_blank() {
        assert_eq!(outcome(("0", "1"), None), (0, 0, 1));
        assert_eq!(outcome(("0", "1"), Some(("", "0"))), (0, 0, 1));
        assert_eq!(outcome(("", "1"), Some(("0", "0"))), (0, 0, 1));
        assert_eq!(outcome(("0", "0"), None), (0, 1, 0));
    }
}
