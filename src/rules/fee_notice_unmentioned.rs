//! R305: table 3 has an unpaid fee, part 六 says nothing of it.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Target};
use crate::format::{Applicant, CellId, Edition, Part, RequestRow, Table};
use crate::report::Field;

declare_rule! {
    /// 表三有逾期未缴费不再处理的申请，第六部分要说到发出收费通知的情况。
    ///
    /// ## 为什么
    /// 不再处理的前提是发过收费通知。第六部分报告信息处理费，只写没有收取，两处就接不上。
    ///
    /// ## 例
    /// “全年发出收费通知 1 件，申请人逾期未缴纳，未收取信息处理费。”
    pub FEE_NOTICE_UNMENTIONED {
        id: "R305",
        title: "有逾期未缴费的，第六部分说到收费通知",
        severity: Hint,
        editions: &[Edition::V2021],
        source: "国办公开办函〔2021〕30号；国办函〔2020〕109号",
        reads: Scope::table(Table::Three).and(Scope::field(Field::Other)),
        check: Report(check),
    }
}

/// Any of these in part 六 shows that somebody thought of the notice.
const WORDS: [&str; 8] = ["通知", "逾期", "未缴", "未交", "未按", "不缴", "拒缴", "没有缴"];

fn check(context: &Context, outcome: &mut Outcome) {
    let cell = CellId::t3(RequestRow::FeeUnpaid, Applicant::Total);
    let lines = context.prose.lines(Field::Other);
    let value = context.report.value(cell).filter(|_| !lines.is_empty());
    let Some(unpaid) = value else {
        outcome.not_assessable += 1;
        return;
    };
    outcome.assessed += 1;
    if unpaid == 0 || lines.iter().any(|placed| WORDS.iter().any(|word| placed.line.contains(word))) {
        return;
    }
    outcome.findings.push(Finding {
        part: Some(Part::Other),
        cells: vec![cell],
        target: Some(Target::Field(Field::Other)),
        advice: "可以补一句：发出收费通知几件，缴纳几件，逾期未缴纳几件。".to_owned(),
        ..Finding::of(
            &FEE_NOTICE_UNMENTIONED,
            "六、其他需要报告的事项",
            format!("表三有 {unpaid} 件申请因逾期未缴费不再处理，这里没有说到收费通知。"),
        )
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn outcome(unpaid: &str, text: &str) -> Outcome {
        let cell = CellId::t3(RequestRow::FeeUnpaid, Applicant::Total);
        let draft = Draft::new(2024, UnitKind::County).with_cells([(cell, unpaid)]);
        run_draft(&FEE_NOTICE_UNMENTIONED, draft.with_text(Field::Other, text))
    }

    #[test]
    fn passes() {
        for (unpaid, text) in [("0", "本年度没有收费。"), ("1", "发出收费通知1件。"), ("1", "逾期未缴1件。")]
        {
            let outcome = outcome(unpaid, text);
            assert_eq!((outcome.findings.len(), outcome.assessed), (0, 1));
        }
    }

    #[test]
    fn fails_with_one() {
        assert_eq!(outcome("1", "本年度没有收取信息处理费。").findings.len(), 1);
    }

    #[test]
    fn not_assessable_without_the_figure_or_the_text() {
        for (unpaid, text) in [("", "没有收费。"), ("1", " \n")] {
            assert_eq!(outcome(unpaid, text).not_assessable, 1);
        }
    }
}
