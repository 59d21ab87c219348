//! R604: requests carried out, in the prose.

use super::rule::declare_rule;
use super::{Context, Outcome, Scope, stated};
use crate::format::{Edition, Table};
use crate::prose::Subject;

declare_rule! {
    /// 正文说的结转下年度、尚未办结件数，与表三“结转下年度继续办理”相符。
    ///
    /// ## 为什么
    /// 这个数明年要原样写进“上年结转”，写错一次会错两年。
    ///
    /// ## 例
    /// 表三结转下年度 7 件，正文写“结转下年度继续办理9件”。
    pub CARRIED_OUT_MISSTATED {
        id: "R604",
        title: "正文里的结转下年度数与表三相符",
        severity: Warning,
        editions: &Edition::ALL,
        source: "年度报告格式表三；数据真实准确的要求",
        reads: Scope::PROSE.and(Scope::table(Table::Three)),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    stated::compare(&CARRIED_OUT_MISSTATED, context, outcome, |claim| {
        matches!(claim.subject, Subject::CarriedOut)
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
        let outcome = run_draft(&CARRIED_OUT_MISSTATED, draft);
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
            "收到政府信息公开申请143件，结转下年度继续办理7件。",
            "收到政府信息公开申请143件，结转至2025年办理7件。",
        ] {
            assert_eq!(findings(text, CELLS), (0, 0), "{text}");
        }
    }

    #[test]
    fn fails_by_one() {
        for text in [
            "收到政府信息公开申请143件，结转下年度继续办理8件。",
            "收到政府信息公开申请143件，顺延至下年度办理6件。",
        ] {
            assert_eq!(findings(text, CELLS).0, 1, "{text}");
        }
    }

    #[test]
    fn a_blank_table_says_nothing() {
        for text in [
            "收到政府信息公开申请143件，结转下年度继续办理8件。",
            "收到政府信息公开申请143件，顺延至下年度办理6件。",
        ] {
            let (found, not_assessable) = findings(text, &[]);
            assert_eq!(found, 0, "{text}");
            assert!(not_assessable > 0, "{text}");
        }
    }
}
