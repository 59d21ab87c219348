//! R603: requests carried in, in the prose.

use super::rule::declare_rule;
use super::{Context, Outcome, Scope, stated};
use crate::format::{Edition, Table};
use crate::prose::Subject;

declare_rule! {
    /// 正文说的上年结转件数，与表三“上年结转”相符。
    ///
    /// ## 为什么
    /// 上年结转数要同去年报告的“结转下年度继续办理”衔接。正文和表格写成两个数，读者不知道该信哪一个。
    ///
    /// ## 例
    /// 表三上年结转 3 件，正文写“上年结转2件”。
    pub CARRIED_IN_MISSTATED {
        id: "R603",
        title: "正文里的上年结转数与表三相符",
        severity: Warning,
        editions: &Edition::ALL,
        source: "年度报告格式表三；数据真实准确的要求",
        reads: Scope::PROSE.and(Scope::table(Table::Three)),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    stated::compare(&CARRIED_IN_MISSTATED, context, outcome, |claim| {
        matches!(claim.subject, Subject::CarriedIn)
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::format::CellId;
    use crate::format::{Applicant, RequestRow};
    use crate::report::{Draft, Field, UnitKind};

    fn findings(text: &str, cells: &[(CellId, &str)]) -> (usize, usize) {
        let draft = Draft::new(2024, UnitKind::CountyDepartment)
            .with_text(Field::Overview, text)
            .with_cells(cells.iter().copied());
        let outcome = run_draft(&CARRIED_IN_MISSTATED, draft);
        (outcome.findings.len(), outcome.not_assessable)
    }

    const CELLS: &[(CellId, &str)] = &[
        (CellId::t3(RequestRow::Received, Applicant::Total), "143"),
        (CellId::t3(RequestRow::CarriedIn, Applicant::Total), "3"),
        (CellId::t3(RequestRow::Total, Applicant::Total), "139"),
        (CellId::t3(RequestRow::CarriedOut, Applicant::Total), "7"),
    ];

    #[test]
    fn passes_where_prose_and_table_agree() {
        for text in
            ["收到政府信息公开申请143件，上年结转3件。", "办结政府信息公开申请139件（含2023年结转3件）。"]
        {
            assert_eq!(findings(text, CELLS), (0, 0), "{text}");
        }
    }

    #[test]
    fn fails_by_one() {
        for text in [
            "收到政府信息公开申请143件，上年结转2件。",
            "收到政府信息公开申请143件，连同上年结转的4件一并办理。",
        ] {
            assert_eq!(findings(text, CELLS).0, 1, "{text}");
        }
    }

    #[test]
    fn a_blank_table_says_nothing() {
        for text in [
            "收到政府信息公开申请143件，上年结转2件。",
            "收到政府信息公开申请143件，连同上年结转的4件一并办理。",
        ] {
            let (found, not_assessable) = findings(text, &[]);
            assert_eq!(found, 0, "{text}");
            assert!(not_assessable > 0, "{text}");
        }
    }
}
