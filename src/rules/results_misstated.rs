//! R605: results of requests, in the prose.

use super::rule::declare_rule;
use super::{Context, Outcome, Scope, stated};
use crate::format::{Edition, Table};
use crate::prose::Subject;

declare_rule! {
    /// 正文说的予以公开、部分公开、不予公开等件数，与表三相应各行之和相符。
    ///
    /// ## 为什么
    /// 正文按大类写，表三按小项填，中间要加一次。改了小项忘了改正文，两处就对不上。
    ///
    /// ## 例
    /// 表三不予公开八项合计 4 件，正文写“不予公开3件”。
    pub RESULTS_MISSTATED {
        id: "R605",
        title: "正文里的各类办理结果与表三相符",
        severity: Warning,
        editions: &Edition::ALL,
        source: "年度报告格式表三；数据真实准确的要求",
        reads: Scope::PROSE.and(Scope::table(Table::Three)),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    stated::compare(&RESULTS_MISSTATED, context, outcome, |claim| {
        matches!(claim.subject, Subject::Result(_) | Subject::Row(_))
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
        let outcome = run_draft(&RESULTS_MISSTATED, draft);
        (outcome.findings.len(), outcome.not_assessable)
    }

    const CELLS: &[(CellId, &str)] = &[
        (CellId::t3(RequestRow::Granted, Applicant::Total), "60"),
        (CellId::t3(RequestRow::Partial, Applicant::Total), "51"),
        (CellId::t3(RequestRow::NotHeld, Applicant::Total), "20"),
        (CellId::t3(RequestRow::NeedsMaking, Applicant::Total), "5"),
        (CellId::t3(RequestRow::Unclear, Applicant::Total), "3"),
    ];

    #[test]
    fn passes_where_prose_and_table_agree() {
        for text in [
            "收到政府信息公开申请143件，其中予以公开60件、部分公开51件、无法提供28件。",
            "收到政府信息公开申请143件，公开111件。",
        ] {
            assert_eq!(findings(text, CELLS), (0, 0), "{text}");
        }
    }

    #[test]
    fn fails_by_one() {
        for text in [
            "收到政府信息公开申请143件，其中予以公开61件。",
            "收到政府信息公开申请143件，部分公开15件。",
            "收到政府信息公开申请143件，无法提供27件。",
        ] {
            assert_eq!(findings(text, CELLS).0, 1, "{text}");
        }
    }

    #[test]
    fn a_blank_table_says_nothing() {
        for text in [
            "收到政府信息公开申请143件，其中予以公开61件。",
            "收到政府信息公开申请143件，部分公开15件。",
            "收到政府信息公开申请143件，无法提供27件。",
        ] {
            let (found, not_assessable) = findings(text, &[]);
            assert_eq!(found, 0, "{text}");
            assert!(not_assessable > 0, "{text}");
        }
    }
}
