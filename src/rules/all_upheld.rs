//! R402: statements that every decision was upheld.

use super::rule::declare_rule;
use super::stated::has_true_total;
use super::{Context, Finding, Outcome, Scope};
use crate::format::{CellId, Edition, Outcome as Result, Proceeding};
use crate::prose::Placed;
use crate::prose::words::{Words, listed, named};

declare_rule! {
    /// 正文说行政复议、行政诉讼全部维持或者没有被纠正的，表四“结果纠正”和“尚未审结”为 0；说全部维持的，“其他结果”也为 0。
    ///
    /// ## 为什么
    /// 还有没审结的案件或者别的结果，就不能说全部维持；有结果纠正的，更不能说没有被纠正。
    ///
    /// ## 例
    /// 表四行政复议纠正 1 件，正文写“行政复议4件，结果均为维持”。
    pub ALL_UPHELD {
        id: "R402",
        title: "说全部维持的，表四没有纠正和未审结",
        severity: Warning,
        editions: &Edition::ALL,
        source: "年度报告格式表四；数据真实准确的要求",
        reads: Scope::PROSE.and(Scope::table(crate::format::Table::Four)),
        check: Report(check),
    }
}

/// Words that say that all were upheld, and whether they leave room for pending cases.
const UPHELD: [(&str, bool); 42] = [
    ("均已审结", false),
    ("全部审结", false),
    ("均已全部审结", false),
    ("无未审结", false),
    ("没有未审结", false),
    ("无尚未审结", false),
    ("没有尚未审结", false),
    ("没有纠正", true),
    ("无一例被纠正", true),
    ("结果均为维持", false),
    ("均为维持", false),
    ("全部为结果维持", false),
    ("均为结果维持", false),
    ("全部为维持", false),
    ("均予以维持", false),
    ("均予维持", false),
    ("均维持", false),
    ("全部维持", false),
    ("全部予以维持", false),
    ("全部予维持", false),
    ("全部被维持", false),
    ("均作出维持", false),
    ("均得到维持", false),
    ("均被维持", false),
    ("均获维持", false),
    ("全部胜诉", false),
    ("均胜诉", false),
    ("未被纠正", true),
    ("没有被纠正", true),
    ("无被纠正", true),
    ("无纠正", true),
    ("无一被纠正", true),
    ("无一纠正", true),
    ("未出现被纠正", true),
    ("未发生被纠正", true),
    ("无纠错", true),
    ("零纠错", true),
    ("零纠正", true),
    ("未发生败诉", true),
    ("无败诉", true),
    ("没有败诉", true),
    ("零败诉", true),
];

static WORDS: Words = listed!(of & named(&UPHELD));

/// Words for the cases that are decided.
const DECIDED: [&str; 7] = ["审结的", "审结案件", "办结的", "已结的", "已作出", "作出决定的", "作出判决的"];

fn check(context: &Context, outcome: &mut Outcome) {
    for placed in context.prose.all_lines() {
        let line = &placed.line;
        let may_speak = (line.has('议') || line.has('诉'))
            && (line.has('持') || line.has('胜') || line.has('纠') || line.has('败') || line.has('审'));
        if !may_speak {
            continue;
        }
        let mut end = 0;
        for (at, words) in WORDS.all(line.text()) {
            // In 结果均为维持 stands 均为维持.
            let known = UPHELD.iter().find(|(known, _)| at >= end && *known == words);
            if let Some(&(_, allows_pending)) = known {
                end = at + words.len();
                judge(context, outcome, placed, at..end, allows_pending);
            }
        }
    }
}

fn judge(
    context: &Context,
    outcome: &mut Outcome,
    placed: &Placed,
    range: std::ops::Range<usize>,
    allows_pending: bool,
) {
    let text = placed.line.text();
    let start = text[..range.start].rfind('。').map_or(0, |at| at + '。'.len_utf8());
    let sentence = &text[start..range.end];
    let (of_review, of_suits) =
        (sentence.contains("复议"), sentence.contains("诉讼") || sentence.contains("败诉"));
    // 复议9件，其中维持6件；诉讼3件，均予维持 speaks of the suits alone.
    let last = sentence.rsplit('；').next().unwrap_or_default();
    // 诉讼3件，均为复议后起诉 tells nothing of reviews.
    let told_of_review = last
        .rmatch_indices("复议")
        .map(|(at, _)| at)
        .find(|&at| !last[at..].starts_with("复议后") && !last[..at].ends_with('经'));
    let told_of_suits = last.rfind('诉');
    let (of_review, of_suits) = match (told_of_review, told_of_suits) {
        (Some(review), Some(suits)) if last.contains("后者") => (review > suits, suits > review),
        (Some(_), None) => (of_review, false),
        (None, Some(_)) => (false, of_suits),
        _ => (of_review, of_suits),
    };
    let is_named = ["信息公开", "政府信息", "依申请"].iter().any(|word| text.contains(word));
    let is_ours = is_named
        || (of_review && has_true_total(placed, context.report, true))
        || (of_suits && has_true_total(placed, context.report, false));
    if !(of_review || of_suits) || !is_ours {
        return;
    }
    let mut proceedings = Vec::new();
    if of_review {
        proceedings.push(Proceeding::Review);
    }
    if of_suits {
        proceedings.extend([Proceeding::DirectSuit, Proceeding::SuitAfterReview]);
    }
    // 已审结的10件均维持 says nothing of those that are pending.
    let clause = sentence.rsplit(['，', '；', '：']).next().unwrap_or_default();
    let is_of_decided = DECIDED.iter().any(|word| clause.contains(word));
    let words = &text[range.clone()];
    let results: &[Result] = match allows_pending || is_of_decided {
        true if words.ends_with("维持") => &[Result::Corrected, Result::Other],
        true => &[Result::Corrected],
        // 均已审结 says nothing of how.
        false if words.contains("审结") => &[Result::Pending],
        false if words.ends_with("维持") => &[Result::Corrected, Result::Pending, Result::Other],
        false => &[Result::Corrected, Result::Pending],
    };
    let cells: Vec<CellId> = proceedings
        .iter()
        .flat_map(|&proceeding| results.iter().map(move |&result| CellId::t4(proceeding, result)))
        .collect();
    let values: Option<Vec<i64>> = cells.iter().map(|&cell| context.report.value(cell)).collect();
    let Some(values) = values else {
        outcome.not_assessable += 1;
        return;
    };
    outcome.assessed += 1;
    let wrong: Vec<_> = cells.into_iter().zip(values).filter(|(_, value)| *value > 0).collect();
    let Some((cell, value)) = wrong.first() else { return };
    let edition = context.report.edition();
    let name = cell.column_path(edition).join("/");
    let message = format!("正文写“{}”，表四「{name}」是 {value}。", &text[range.clone()]);
    outcome.findings.push(Finding {
        cells: wrong.iter().map(|(cell, _)| *cell).collect(),
        advice: "请核对表四，改正正文的说法。".to_owned(),
        ..Finding::in_text(&ALL_UPHELD, edition, placed.span(range), message)
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::report::{Draft, Field, UnitKind};

    fn findings(text: &str, corrected: &str, pending: &str) -> usize {
        let draft = Draft::new(2024, UnitKind::Township).with_text(Field::Overview, text).with_cells([
            (CellId::t4(Proceeding::Review, Result::Corrected), corrected),
            (CellId::t4(Proceeding::Review, Result::Pending), pending),
            (CellId::t4(Proceeding::Review, Result::Other), "0"),
        ]);
        run_draft(&ALL_UPHELD, draft).findings.len()
    }

    const UPHELD_ALL: &str = "涉政府信息公开行政复议4件，结果均为维持。";

    #[test]
    fn passes_where_none_was_corrected() {
        assert_eq!(findings(UPHELD_ALL, "0", "0"), 0);
        assert_eq!(findings("政府信息公开行政复议案件未被纠正。", "0", "1"), 0);
        assert_eq!(findings("政府信息公开行政复议案件4件，已审结的3件均维持。", "0", "1"), 0);
    }

    #[test]
    fn fails_by_one() {
        assert_eq!(findings(UPHELD_ALL, "1", "0"), 1);
        assert_eq!(findings(UPHELD_ALL, "0", "1"), 1);
        assert_eq!(findings("政府信息公开行政复议案件未被纠正。", "1", "0"), 1);
        assert_eq!(findings("政府信息公开行政复议案件4件，已审结的3件均维持。", "1", "1"), 1);
    }

    #[test]
    fn other_results_are_no_upholding() {
        let told = |text: &str, other: &str| {
            let draft = Draft::new(2024, UnitKind::Township).with_text(Field::Overview, text).with_cells([
                (CellId::t4(Proceeding::Review, Result::Corrected), "0"),
                (CellId::t4(Proceeding::Review, Result::Pending), "0"),
                (CellId::t4(Proceeding::Review, Result::Other), other),
            ]);
            run_draft(&ALL_UPHELD, draft).findings.len()
        };
        let text = "涉政府信息公开行政诉讼已全部审结；行政复议9件，原行政行为均被维持。";
        assert_eq!((told(text, "0"), told(text, "1")), (0, 1));
        assert_eq!(told("涉政府信息公开行政复议未被纠正。", "1"), 0);
    }

    #[test]
    fn a_blank_says_nothing() {
        assert_eq!(findings(UPHELD_ALL, "", "0"), 0);
    }
}
