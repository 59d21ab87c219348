//! R605: results of requests, in the prose.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, stated};
use crate::format::{Applicant, CellId, Edition, RequestRow, Table};
use crate::prose::words::{Words, listed, words};
use crate::prose::{Claim, Placed, Subject};

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
    stated::compare_shares(&RESULTS_MISSTATED, context, outcome, |claim| {
        matches!(claim.subject, Subject::Result(_))
    });
    for placed in context.prose.all_lines() {
        check_all(context, outcome, placed);
    }
}

/// Words that say that every request was granted.
static ALL_GRANTED: Words = listed![
    "全部予以公开",
    "均予以公开",
    "全部同意公开",
    "均予公开",
    "全部公开",
    "均已予以公开",
    "均已公开",
    "全部依法公开"
];

/// What may stand between the number of requests and those words.
static BETWEEN: Words = listed![
    "，",
    "政府信息公开",
    "依申请公开",
    "申请事项",
    "申请件",
    "申请",
    "事项",
    "信息",
    "已",
    "均",
    "全部",
    "都",
    "依法",
    "按时",
    "按期",
    "办结",
    "答复",
    "并",
    "且",
    "及时",
    "办理",
    "完毕",
    "在法定期限内",
    "件",
    "公开",
];

/// `收到的3件申请全部予以公开`: then there is no other result.
fn check_all(context: &Context, outcome: &mut Outcome, placed: &Placed) {
    let text = placed.line.text();
    if placed.line.reading().claims.is_empty() || !placed.line.has('均') && !placed.line.has('全') {
        return;
    }
    let value = |row| context.report.value(CellId::t3(row, Applicant::Total));
    let (Some(granted), Some(all)) = (value(RequestRow::Granted), value(RequestRow::Total)) else { return };
    // 办理企业申请2件，均予以公开 speaks of those two.
    let is_of_all = |claim: &Claim| {
        let said = claim.quantity.as_ref();
        said.is_some_and(|said| {
            stated::agrees(said, all)
                || value(RequestRow::Received).is_some_and(|received| stated::agrees(said, received))
        })
    };
    let claims = placed.line.reading().claims.iter().filter(|claim| {
        matches!(claim.subject, Subject::NewlyReceived | Subject::Received | Subject::Answered)
            && stated::is_about_now(claim, context.report)
            && is_of_all(claim)
    });
    let mut found = claims.filter_map(|claim| {
        let mut behind = text.get(claim.range.end..)?;
        // 6件，经审查均不涉及不予公开情形，全部予以公开: nothing else is counted before.
        let sentence = behind.split(['。', '；']).next()?;
        if let Some((at, word)) = words!["全部予以公开", "均予以公开", "均予公开"].first(sentence)
            && !sentence[..at].contains(|letter: char| letter.is_numeric())
            && !words!["其中", "除", "另"].in_text(&sentence[..at])
        {
            return Some((claim.range.end + at, word));
        }
        loop {
            if let Some(word) = ALL_GRANTED.at_start(behind) {
                return Some((text.len() - behind.len(), word));
            }
            behind = &behind[BETWEEN.at_start(behind)?.len()..];
        }
    });
    let Some((at, word)) = found.next() else { return };
    if granted == all {
        return;
    }
    let edition = context.report.edition();
    let message = format!("正文写“{word}”，表三「（七）总计」是 {all}，「予以公开」是 {granted}。");
    outcome.findings.push(Finding {
        advice: "请核对正文和表格，改正写错的一处。".to_owned(),
        ..Finding::in_text(&RESULTS_MISSTATED, edition, placed.span(at..at + word.len()), message)
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
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
