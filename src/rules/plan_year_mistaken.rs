//! R705: the year for which measures are announced.

use super::rule::declare_rule;
use super::text::{first, is_quoted, last, sentence};
use super::year_mistaken::{is_plan, is_subject, plan_at};
use super::{Finding, LineContext, Remedy, Scope};
use crate::format::Edition;
use crate::prose::Moment;
use crate::prose::words::{Words, listed, words};
use crate::report::Field;

declare_rule! {
    /// 下一步的安排，说的是报告年度的下一年。
    ///
    /// ## 为什么
    /// 年报在次年年初编制，报告年度已经过去。把下一步的措施安排在报告年度或者更早，多半是照抄了上一年的文字，忘了改年份。
    ///
    /// ## 例
    /// 2023年的年报第五部分写“2023年，我局将进一步健全审核机制”，应为2024年。
    pub PLAN_YEAR_MISTAKEN {
        id: "R705",
        title: "下一步安排的年份是下一年",
        severity: Error,
        editions: &Edition::ALL,
        source: "《中华人民共和国政府信息公开条例》第五十条；惯例",
        reads: Scope::PROSE,
        check: Line(check),
    }
}

/// Words that announce what is still to come.
static NEXT: Words = listed!("下一步|下阶段|下一阶段|接下来|今后|下步|明年|下一年|新的一年");

/// Words behind which a date is one to come.
static AIMING: Words = listed!(
    "力争|确保|争取|计划|拟|拟于|计划于|计划在|力争在|确保在|预计|将在|将于|争取在|\
     预计在|预计于|打算在"
);

/// What a unit intends, without 将.
static INTENDING: Words = listed!(
    "计划组|计划开|计划举|计划新|计划增|计划建|计划制|计划出|计划对|计划在|\
     计划再|计划每|计划于|计划分|计划推|计划完善|计划实|计划安排|拟|打算|力争|争取|预计|准备"
);

/// What has to be done, without 将.
static DEMANDING: Words = listed!("要进一步|要继续|要加强|要强化|要不断|要持续|要着力|要抓");

/// Plans as headings call them.
static HEADINGS: Words =
    listed!("工作打算|工作计划|工作安排|工作思路|下一步|打算|工作展望|努力方向|工作重点|重点工作安排");

fn check(context: &LineContext, findings: &mut Vec<Finding>) {
    let line = context.line;
    if !line.has('年') || matches!(context.field, Field::Title | Field::Opening) {
        return;
    }
    let text = line.text();
    let moments = line.moments();
    for (index, moment) in moments.iter().enumerate() {
        let Some(year) = moment.year.filter(|_| moment.fault.is_none()) else { continue };
        let own = context.frame.year;
        let is_other = year <= own || year > own + 1;
        if !is_other || is_quoted(text, moment.range.start) {
            continue;
        }
        let range = sentence(text, &moment.range);
        let is_next = |other: &Moment| other.year == Some(own + 1) && range.contains(&other.range.start);
        let near = &moments[index.saturating_sub(4)..moments.len().min(index + 5)];
        let lead = &text[range.start..moment.range.start];
        let rest = text[moment.year_end..range.end.max(moment.year_end)].trim_start();
        if near.iter().any(is_next)
            || !(is_planned(context.field, lead, rest, year > own, moment) || is_heading(context, lead, rest))
        {
            continue;
        }
        let message = format!("这里安排的是 {year} 年的工作，{own} 年年报说的下一步应在 {} 年。", own + 1);
        let span = context.span(moment.range.start..moment.year_end);
        let is_plain = text[moment.digits.clone()].is_ascii();
        let remedy = is_plain.then(|| Remedy::Replace {
            span: context.span(moment.digits.clone()),
            text: (own + 1).to_string(),
        });
        findings.push(Finding {
            remedy,
            advice: "请核对年份；如果说的是已经做过的工作，请不要用“将”。".to_owned(),
            ..Finding::in_text(&PLAN_YEAR_MISTAKEN, context.frame.edition, span, message)
        });
    }
}

/// Whether a year is the time of what is announced.
fn is_planned(field: Field, lead: &str, rest: &str, is_far: bool, moment: &Moment) -> bool {
    let clause = lead.rsplit(['，', '；', '：', ',', ';', ':']).next().unwrap_or_default().trim();
    let clause = clause.trim_start_matches([
        '（', '(', '一', '二', '三', '四', '五', '1', '2', '3', '4', '5', '、', '.', '）', ')',
    ]);
    let clause = clause.strip_prefix('是').unwrap_or(clause);
    let told_before =
        words!("年初|曾|原计划|承诺").in_text(lead) || words!("提出|明确|部署|要求|确定").end(clause);
    if told_before || words!("已经|已完成|已于|已在|已全|完成了|顺利").in_text(first(rest, 30))
    {
        return false;
    }
    let is_free = clause.is_empty() || matches!(clause, "在" | "即") || is_subject(clause);
    let is_aimed = AIMING.end(clause) || (clause.contains('将') && words!("在|于").end(clause));
    let announced = NEXT.in_text(lead) || NEXT.is(clause);
    if is_free || announced && clause.chars().count() <= 6 && NEXT.in_text(clause) {
        // `2023年，我局将进一步……`, `2023年下一步，……`.
        let body = rest.trim_start_matches(['，', ',']);
        let is_dated = moment.month.is_some() || words!("底|上半年|下半年|第|年内|内").begin(rest);
        // What has been told and what comes next stand before a plan that is not this year's.
        let past = words!("以来|取得|共|累计|收到|虽|但|仍|完成|下一步|下步|下阶段|今后|接下来|明年|基础上");
        let sentence_plans = plan_at(rest).is_some_and(|at| !past.in_text(&rest[..at]));
        let demands = DEMANDING.iter().filter_map(|word| rest.find(word)).min();
        let demands = demands.is_some_and(|at| {
            !past.in_text(&rest[..at]) && !words!("强调|要求|指出|提出|会议").in_text(&rest[..at])
        });
        let intends = (INTENDING.begin(body) || demands) && field == Field::Problems;
        if is_far {
            return sentence_plans && !is_dated;
        }
        return intends
            || sentence_plans && (!is_dated || announced || is_plan(first(rest, 30)))
            || NEXT.begin(body)
            || announced && (is_dated || words!("，|继续|进一步|重点|要|我|将").begin(rest)) && !is_far;
    }
    // `确保2023年6月底前完成`, `将在2023年继续……`.
    !is_far
        && is_aimed
        && (moment.month.is_some()
            || words!("底|上半年|下半年|年内|内|第|继续|进一步|实现|完成|全面|前|，|重点|对|加").begin(rest))
        && !words!("截至").in_text(last(lead, 30))
}

/// `（二）2023年工作打算` in part five.
fn is_heading(context: &LineContext, lead: &str, rest: &str) -> bool {
    let is_short = context.line.text().trim().chars().count() <= 30;
    let lead =
        lead.trim_start_matches(|letter: char| !letter.is_alphabetic() || "一二三四五".contains(letter));
    context.field == Field::Problems
        && lead.is_empty()
        && HEADINGS.iter().any(|words| {
            rest.find(words).is_some_and(|at| {
                let behind = &rest[at + words.len()..];
                at <= 24
                    && (is_short || words!("：|。|:").begin(behind))
                    && !words!("完成|落实|执行|情况|的").begin(behind)
            })
        })
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn found(text: &str) -> Vec<String> {
        let typed: Vec<char> = text.chars().collect();
        let draft = Draft::new(2023, UnitKind::Township).with_text(Field::Problems, text);
        run_draft(&PLAN_YEAR_MISTAKEN, draft)
            .findings
            .iter()
            .map(|finding| typed[finding.spans[0].start..finding.spans[0].end].iter().collect())
            .collect()
    }

    #[test]
    fn passes_next_year_and_what_was_done() {
        for text in [
            "2024年，我镇将进一步规范公开流程。",
            "力争2024年6月底前完成。",
            "2023年，我镇将政务公开纳入年度考核。",
            "下一步，将对2023年发布的文件补充解读。",
            "下一步，我镇将在2023年工作的基础上继续提升。",
            "针对2023年的问题，2024年将加强培训。",
            "年初提出的2023年将新增栏目的任务已经完成。",
            "2023年工作计划完成情况",
            "2023年改进情况：全年自查4次。",
            "2023年，县政府会议强调要进一步规范公开，我镇逐项落实。",
            "2023年，我镇将在建项目、规范性文件和落实情况全部公开。",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn fails_for_the_year_that_is_over() {
        for (text, expected) in [
            ("2023年，我镇将进一步规范公开流程。", "2023年"),
            ("2022年，我镇将继续加强培训。", "2022年"),
            ("2025年，我镇将继续加强培训。", "2025年"),
            ("下一步，2023年我镇将加强培训。", "2023年"),
            ("2023年下一步，我镇要加强培训。", "2023年"),
            ("下一步，我镇将在2023年继续完善制度。", "2023年"),
            ("力争2023年底前完成。", "2023年"),
            ("2023年，一是要加强培训；二是要优化栏目。", "2023年"),
            ("2023年计划组织培训4次。", "2023年"),
            ("（二）2023年工作打算", "2023年"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    #[test]
    fn a_blank_part_is_silent() {
        assert!(found("").is_empty());
    }
}
