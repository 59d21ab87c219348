//! R502: table 3, what was carried in against what last year carried out, column by column.

use super::carry_over_differs::{carried, carry, differing};
use super::requests_unbalanced::column_words;
use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Target};
use crate::format::{Applicant, CellId, Edition, Part, RequestRow, Table};

declare_rule! {
    /// 上年结转的每一列，等于去年年报结转下年度的同一列。
    ///
    /// ## 为什么
    /// 申请人的类别不会因为跨年而变。总数对得上、分列对不上，说明有申请换了类别，或者填错了列。
    ///
    /// ## 例
    /// 去年结转自然人 3 件；今年上年结转自然人 2 件、商业企业 1 件，总数没变，类别变了。
    pub CARRY_OVER_BY_CLASS {
        id: "R502",
        title: "上年结转的各列同去年一致",
        severity: Warning,
        editions: &Edition::ALL,
        source: "年度报告格式表三“上年结转”“结转下年度继续办理”",
        reads: Scope::table(Table::Three).and(Scope::PREVIOUS),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    for column in Applicant::CLASSES {
        match carried(context, column) {
            Some(_) => outcome.assessed += 1,
            None => outcome.not_assessable += 1,
        }
    }
    // Where the totals differ, the rule about them names the columns.
    if carried(context, Applicant::Total).is_some_and(|(before, now)| before != now) {
        return;
    }
    let columns = differing(context);
    let cells: Vec<_> = columns.iter().map(|&column| CellId::t3(RequestRow::CarriedIn, column)).collect();
    let Some(&first) = cells.first() else { return };
    let words: Vec<_> = columns
        .iter()
        .filter_map(|&column| {
            let (before, now) = carried(context, column)?;
            Some(format!("{}去年 {before}、今年 {now}", column_words(column)))
        })
        .collect();
    outcome.findings.push(Finding {
        part: Some(Part::Requests),
        cells,
        target: Some(Target::Cell(first)),
        advice: "请按去年公开的年报填；申请人类别有更正的，写明原因。".to_owned(),
        remedy: carry(context),
        ..Finding::of(
            &CARRY_OVER_BY_CLASS,
            "表三「二、上年结转政府信息公开申请数量」行",
            format!("同去年年报结转下年度的数不等：{}。", words.join("；")),
        )
    });
}

#[cfg(test)]
mod tests {
    use super::super::carry_over_differs::tests::drafts;
    use super::super::rule::testing::run_with;
    use super::*;

    fn outcome(before: [i64; 6], now: [i64; 6]) -> Outcome {
        let (now, before) = drafts(before, now);
        run_with(&CARRY_OVER_BY_CLASS, now, before, None)
    }

    #[test]
    fn passes() {
        let outcome = outcome([3, 0, 0, 0, 0, 1], [3, 0, 0, 0, 0, 1]);
        assert_eq!((outcome.findings.len(), outcome.assessed), (0, 6));
    }

    #[test]
    fn fails_once_when_one_changed_its_class() {
        let outcome = outcome([3, 0, 0, 0, 0, 0], [2, 1, 0, 0, 0, 0]);
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(
            finding.message,
            "同去年年报结转下年度的数不等：自然人去年 3、今年 2；商业企业去年 0、今年 1。"
        );
        assert!(finding.remedy.is_some());
    }

    #[test]
    fn says_nothing_where_the_totals_differ() {
        assert!(outcome([3, 0, 0, 0, 0, 0], [2, 0, 0, 0, 0, 0]).findings.is_empty());
    }

    #[test]
    fn columns_that_are_filled_in_are_compared_before_the_total_is_known() {
        let outcome = outcome([3, 0, 0, 0, 0, 0], [2, -1, 0, 0, 0, 0]);
        assert_eq!((outcome.findings.len(), outcome.assessed, outcome.not_assessable), (1, 5, 1));
    }
}
