//! R204: documents and decisions of table 2, in the prose.

use super::rule::declare_rule;
use super::{Context, Outcome, Scope, stated};
use crate::format::{Edition, Table};
use crate::prose::Subject;

declare_rule! {
    /// 正文说的行政规范性文件制发、废止、现行有效件数和行政许可、处罚、强制决定件数，与表二相符。
    ///
    /// ## 为什么
    /// 表二只数行政规范性文件；正文若把其他政策文件也算进去，要说清楚，不要用同一个名称写两个数。
    ///
    /// ## 例
    /// 表二本年制发 8 件，正文写“制发行政规范性文件6件”。
    pub ITEMS_MISSTATED {
        id: "R204",
        title: "正文里的文件数、决定数与表二相符",
        severity: Warning,
        editions: &Edition::ALL,
        source: "年度报告格式表二；数据真实准确的要求",
        reads: Scope::PROSE.and(Scope::table(Table::Two)),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    stated::compare(&ITEMS_MISSTATED, context, outcome, |claim| matches!(claim.subject, Subject::Item(_)));
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::format::CellId;
    use crate::format::Item;
    use crate::report::{Draft, Field, UnitKind};

    fn findings(text: &str, cells: &[(CellId, &str)]) -> (usize, usize) {
        let draft = Draft::new(2024, UnitKind::CountyDepartment)
            .with_text(Field::Overview, text)
            .with_cells(cells.iter().copied());
        let outcome = run_draft(&ITEMS_MISSTATED, draft);
        (outcome.findings.len(), outcome.not_assessable)
    }

    const CELLS: &[(CellId, &str)] = &[
        (CellId::t2(Item::NormativeMade), "8"),
        (CellId::t2(Item::NormativeRepealed), "3"),
        (CellId::t2(Item::NormativeInForce), "39"),
        (CellId::t2(Item::LicenceDecisions), "12"),
        (CellId::t2(Item::PenaltyDecisions), "376"),
    ];

    #[test]
    fn passes_where_prose_and_table_agree() {
        for text in [
            "全年制发行政规范性文件8件，废止3件。",
            "公开政策性文件11件。",
            "作出行政许可决定12件、行政处罚决定376件。",
            "公示行政处罚决定21件。",
        ] {
            assert_eq!(findings(text, CELLS), (0, 0), "{text}");
        }
    }

    #[test]
    fn fails_by_one() {
        for text in [
            "全年制发行政规范性文件6件。",
            "2024年出台行政规范性文件9件。",
            "作出行政处罚决定367件。",
            "年末现行有效行政规范性文件38件。",
        ] {
            assert_eq!(findings(text, CELLS).0, 1, "{text}");
        }
    }

    #[test]
    fn a_blank_table_says_nothing() {
        for text in [
            "全年制发行政规范性文件6件。",
            "2024年出台行政规范性文件9件。",
            "作出行政处罚决定367件。",
            "年末现行有效行政规范性文件38件。",
        ] {
            let (found, not_assessable) = findings(text, &[]);
            assert_eq!(found, 0, "{text}");
            assert!(not_assessable > 0, "{text}");
        }
    }
}
