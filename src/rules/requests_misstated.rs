//! R601: requests received, in the prose.

use super::rule::declare_rule;
use super::{Context, Outcome, Scope, stated};
use crate::format::{Edition, Table};
use crate::prose::Subject;

declare_rule! {
    /// 正文说的新收、收到、受理申请件数，与表三的数相符。
    ///
    /// ## 为什么
    /// “收到”“受理”可以指本年新收，也可以指本年新收加上年结转。正文的数与这几种算法都对不上，多半是改了表没有改正文，或者两位数字写颠倒了。
    ///
    /// ## 例
    /// 表三本年新收 143 件、上年结转 0 件，正文写“共收到政府信息公开申请134件”。
    pub REQUESTS_MISSTATED {
        id: "R601",
        title: "正文里的收到申请数与表三相符",
        severity: Warning,
        editions: &Edition::ALL,
        source: "年度报告格式表三；数据真实准确的要求",
        reads: Scope::PROSE.and(Scope::table(Table::Three)),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    stated::compare(&REQUESTS_MISSTATED, context, outcome, |claim| {
        matches!(claim.subject, Subject::NewlyReceived | Subject::Received | Subject::Handled)
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
        let outcome = run_draft(&REQUESTS_MISSTATED, draft);
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
        for text in [
            "共收到政府信息公开申请143件。",
            "全年受理政府信息公开申请146件。",
            "新收政府信息公开申请143件。",
            "收到政府信息公开申请140余件。",
            "2023年收到政府信息公开申请98件。",
        ] {
            assert_eq!(findings(text, CELLS), (0, 0), "{text}");
        }
    }

    #[test]
    fn fails_by_one() {
        for text in [
            "共收到政府信息公开申请134件。",
            "新收政府信息公开申请146件。",
            "全年办理政府信息公开申请142件。",
        ] {
            assert_eq!(findings(text, CELLS).0, 1, "{text}");
        }
    }

    #[test]
    fn a_blank_table_says_nothing() {
        for text in [
            "共收到政府信息公开申请134件。",
            "新收政府信息公开申请146件。",
            "全年办理政府信息公开申请142件。",
        ] {
            let (found, not_assessable) = findings(text, &[]);
            assert_eq!(found, 0, "{text}");
            assert!(not_assessable > 0, "{text}");
        }
    }
}
