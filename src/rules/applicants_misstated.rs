//! R607: requests by applicant, in the prose.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, stated};
use crate::format::{Applicant, CellId, Edition, RequestRow, Table};
use crate::prose::words::{Words, listed};
use crate::prose::{Placed, Subject};

declare_rule! {
    /// 正文说的自然人、法人或其他组织申请件数，与表三相应各列相符。
    ///
    /// ## 为什么
    /// 申请人情况可以按新收、按新收加结转、按办结来说；哪一种都对不上，就是有一处写错了。
    ///
    /// ## 例
    /// 表三自然人新收 186 件、上年结转 8 件，正文写“自然人提出168件”。
    pub APPLICANTS_MISSTATED {
        id: "R607",
        title: "正文里的申请人情况与表三相符",
        severity: Warning,
        editions: &Edition::ALL,
        source: "年度报告格式表三；数据真实准确的要求",
        reads: Scope::PROSE.and(Scope::table(Table::Three)),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    stated::compare(&APPLICANTS_MISSTATED, context, outcome, |claim| {
        matches!(claim.subject, Subject::Applicant(_))
    });
    stated::compare_shares(&APPLICANTS_MISSTATED, context, outcome, |claim| {
        matches!(claim.subject, Subject::Applicant(_))
    });
    for placed in context.prose.all_lines() {
        check_all(context, outcome, placed);
    }
}

/// Words that say that nobody but natural persons asked.
static ALL_NATURAL: Words = listed![
    "均为自然人",
    "均系自然人",
    "均是自然人",
    "均由自然人",
    "都是自然人",
    "全部为自然人",
    "全部由自然人",
    "全部是自然人",
    "均为公民",
    "均为个人",
    "均来自自然人",
    "均来自个人",
    "均来自公民",
    "全部来自自然人",
    "均属自然人",
    "均系公民",
    "均由公民",
    "均由个人"
];

/// `收到申请17件，均为自然人提出`: then no other class has any.
fn check_all(context: &Context, outcome: &mut Outcome, placed: &Placed) {
    let text = placed.line.text();
    if !placed.line.has('均') && !placed.line.has('都') && !placed.line.has('全') {
        return;
    }
    let claims = placed.line.reading().claims.iter().filter(|claim| {
        matches!(claim.subject, Subject::NewlyReceived | Subject::Received)
            && claim.quantity.is_some()
            && stated::is_about_now(claim, context.report)
    });
    let mut found = claims.filter_map(|claim| {
        let behind = text.get(claim.range.end..)?;
        let behind = behind.trim_start_matches(['，', ' ', '（', '申', '请', '人', '件']);
        let word = ALL_NATURAL.at_start(behind)?;
        // 均为公民、法人 leaves nobody out.
        let is_joined = behind[word.len()..].starts_with(['、', '和', '及', '或', '与']);
        (!is_joined).then_some((text.len() - behind.len(), word))
    });
    let Some((at, word)) = found.next() else { return };
    let value = |row, column| context.report.value(CellId::t3(row, column));
    let others = |row| Some(value(row, Applicant::Total)? - value(row, Applicant::Natural)?);
    let (Some(new), Some(old)) = (others(RequestRow::Received), others(RequestRow::CarriedIn)) else {
        return;
    };
    if new == 0 || old != 0 {
        return;
    }
    let edition = context.report.edition();
    let message = format!("正文写“{word}”，表三「本年新收」里自然人以外的申请有 {new} 件。");
    outcome.findings.push(Finding {
        advice: "请核对正文和表格，改正写错的一处。".to_owned(),
        ..Finding::in_text(&APPLICANTS_MISSTATED, edition, placed.span(at..at + word.len()), message)
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
        let outcome = run_draft(&APPLICANTS_MISSTATED, draft);
        (outcome.findings.len(), outcome.not_assessable)
    }

    const CELLS: &[(CellId, &str)] = &[
        (CellId::t3(RequestRow::Received, Applicant::Natural), "186"),
        (CellId::t3(RequestRow::Received, Applicant::Business), "20"),
        (CellId::t3(RequestRow::Received, Applicant::Research), "0"),
        (CellId::t3(RequestRow::Received, Applicant::Welfare), "0"),
        (CellId::t3(RequestRow::Received, Applicant::Legal), "9"),
        (CellId::t3(RequestRow::Received, Applicant::Other), "0"),
        (CellId::t3(RequestRow::CarriedIn, Applicant::Natural), "8"),
        (CellId::t3(RequestRow::CarriedIn, Applicant::Business), "0"),
        (CellId::t3(RequestRow::CarriedIn, Applicant::Research), "0"),
        (CellId::t3(RequestRow::CarriedIn, Applicant::Welfare), "0"),
        (CellId::t3(RequestRow::CarriedIn, Applicant::Legal), "0"),
        (CellId::t3(RequestRow::CarriedIn, Applicant::Other), "0"),
        (CellId::t3(RequestRow::Total, Applicant::Natural), "190"),
        (CellId::t3(RequestRow::Total, Applicant::Business), "20"),
        (CellId::t3(RequestRow::Total, Applicant::Research), "0"),
        (CellId::t3(RequestRow::Total, Applicant::Welfare), "0"),
        (CellId::t3(RequestRow::Total, Applicant::Legal), "9"),
        (CellId::t3(RequestRow::Total, Applicant::Other), "0"),
    ];

    #[test]
    fn passes_where_prose_and_table_agree() {
        for text in [
            "新收政府信息公开申请215件，其中自然人提出186件，法人或其他组织29件。",
            "受理政府信息公开申请（自然人194件）。",
        ] {
            assert_eq!(findings(text, CELLS), (0, 0), "{text}");
        }
    }

    #[test]
    fn fails_by_one() {
        for text in [
            "新收政府信息公开申请215件，其中自然人提出168件。",
            "新收政府信息公开申请215件，法人或其他组织提出28件。",
        ] {
            assert_eq!(findings(text, CELLS).0, 1, "{text}");
        }
    }

    #[test]
    fn a_blank_table_says_nothing() {
        for text in [
            "新收政府信息公开申请215件，其中自然人提出168件。",
            "新收政府信息公开申请215件，法人或其他组织提出28件。",
        ] {
            let (found, not_assessable) = findings(text, &[]);
            assert_eq!(found, 0, "{text}");
            assert!(not_assessable > 0, "{text}");
        }
    }
}
