//! R608: reviews and suits, in the prose.

use super::rule::declare_rule;
use super::{Context, Outcome, Scope, stated};
use crate::format::{Edition, Table};
use crate::prose::Subject;

declare_rule! {
    /// 正文说的行政复议、行政诉讼件数和各种结果，与表四相符；行政诉讼是直接起诉与复议后起诉两块之和。
    ///
    /// ## 为什么
    /// 表四分三块，正文常把两块诉讼合在一起说，容易漏加一块，或者把维持和纠正的数写反。
    ///
    /// ## 例
    /// 表四行政复议维持 72 件、纠正 64 件，正文写“维持64件、纠正72件”。
    pub PROCEEDINGS_MISSTATED {
        id: "R608",
        title: "正文里的行政复议、行政诉讼数与表四相符",
        severity: Warning,
        editions: &Edition::ALL,
        source: "年度报告格式表四；数据真实准确的要求",
        reads: Scope::PROSE.and(Scope::table(Table::Four)),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    stated::compare(&PROCEEDINGS_MISSTATED, context, outcome, |claim| {
        matches!(
            claim.subject,
            Subject::Review(_)
                | Subject::Suit(_)
                | Subject::DirectSuit(_)
                | Subject::SuitAfterReview(_)
                | Subject::Proceedings(_)
        )
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::format::CellId;
    use crate::format::{Outcome as Result, Proceeding};
    use crate::report::{Draft, Field, UnitKind};

    fn findings(text: &str, cells: &[(CellId, &str)]) -> (usize, usize) {
        let draft = Draft::new(2024, UnitKind::CountyDepartment)
            .with_text(Field::Overview, text)
            .with_cells(cells.iter().copied());
        let outcome = run_draft(&PROCEEDINGS_MISSTATED, draft);
        (outcome.findings.len(), outcome.not_assessable)
    }

    const CELLS: &[(CellId, &str)] = &[
        (CellId::t4(Proceeding::Review, Result::Upheld), "5"),
        (CellId::t4(Proceeding::Review, Result::Corrected), "1"),
        (CellId::t4(Proceeding::Review, Result::Other), "3"),
        (CellId::t4(Proceeding::Review, Result::Pending), "1"),
        (CellId::t4(Proceeding::Review, Result::Total), "10"),
        (CellId::t4(Proceeding::DirectSuit, Result::Upheld), "3"),
        (CellId::t4(Proceeding::DirectSuit, Result::Corrected), "0"),
        (CellId::t4(Proceeding::DirectSuit, Result::Other), "0"),
        (CellId::t4(Proceeding::DirectSuit, Result::Pending), "1"),
        (CellId::t4(Proceeding::DirectSuit, Result::Total), "4"),
        (CellId::t4(Proceeding::SuitAfterReview, Result::Upheld), "0"),
        (CellId::t4(Proceeding::SuitAfterReview, Result::Corrected), "0"),
        (CellId::t4(Proceeding::SuitAfterReview, Result::Other), "1"),
        (CellId::t4(Proceeding::SuitAfterReview, Result::Pending), "1"),
        (CellId::t4(Proceeding::SuitAfterReview, Result::Total), "2"),
    ];

    #[test]
    fn passes_where_prose_and_table_agree() {
        for text in [
            "因政府信息公开引起的行政复议10件，其中维持5件、纠正1件、其他结果3件、尚未审结1件。",
            "涉及政府信息公开的行政诉讼6件。",
            "涉政府信息公开行政复议、行政诉讼共16件。",
        ] {
            assert_eq!(findings(text, CELLS), (0, 0), "{text}");
        }
    }

    #[test]
    fn fails_by_one() {
        for text in [
            "因政府信息公开引起的行政复议9件。",
            "因政府信息公开引起的行政复议10件，其中维持4件。",
            "涉及政府信息公开的行政诉讼5件。",
            "涉政府信息公开行政复议、行政诉讼共17件。",
        ] {
            assert_eq!(findings(text, CELLS).0, 1, "{text}");
        }
    }

    #[test]
    fn no_figure_is_offered_that_upsets_the_sum_it_stands_in() {
        let offered = |text: &str| {
            let draft = Draft::new(2024, UnitKind::CountyDepartment)
                .with_text(Field::Overview, text)
                .with_cells(CELLS.iter().copied());
            let findings = run_draft(&PROCEEDINGS_MISSTATED, draft).findings;
            findings.iter().map(|finding| finding.remedy.is_some()).collect::<Vec<_>>()
        };
        // 5 of 4 cannot be; 5 of 10 can.
        assert_eq!(offered("因政府信息公开引起的行政复议4件，其中维持4件。"), [true, false]);
        assert_eq!(offered("因政府信息公开引起的行政复议10件，其中维持4件。"), [true]);
    }

    #[test]
    fn a_blank_table_says_nothing() {
        for text in [
            "因政府信息公开引起的行政复议9件。",
            "因政府信息公开引起的行政复议10件，其中维持4件。",
            "涉及政府信息公开的行政诉讼5件。",
            "涉政府信息公开行政复议、行政诉讼共17件。",
        ] {
            let (found, not_assessable) = findings(text, &[]);
            assert_eq!(found, 0, "{text}");
            assert!(not_assessable > 0, "{text}");
        }
    }
}
