//! R702: the statistics period.

use super::rule::declare_rule;
use super::text::{first, last, sentence};
use super::{Context, Finding, Outcome, Remedy, Scope, Severity, Target};
use crate::format::Edition;
use crate::prose::words::{Words, words};
use crate::prose::{Moment, Placed};
use crate::report::Field;
use std::ops::Range;

declare_rule! {
    /// 统计期限是报告年度的1月1日至12月31日。
    ///
    /// ## 为什么
    /// 年度报告反映的是一个完整的年度。统计期限写成别的年份、少一天或者缺几个月，各项数据就不是这一年的数据。
    ///
    /// ## 例
    /// “2024年1月1日至12月30日”；2024年的年报写“2023年1月1日至2023年12月31日”。
    pub PERIOD_MISTAKEN {
        id: "R702",
        title: "统计期限是本年度1月1日至12月31日",
        severity: Error,
        editions: &Edition::ALL,
        source: "《中华人民共和国政府信息公开条例》第五十条；惯例",
        reads: Scope::PROSE,
        explainable: true,
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    outcome.assessed = 1;
    let mut is_stated = false;
    for placed in context.prose.all_lines().filter(|placed| placed.field != Field::Title) {
        let line = &placed.line;
        is_stated |= line.contains("统计期")
            || line.contains("统计时")
            || line.contains("12月31")
            || line.contains("12.31")
            || line.contains("12-31");
        if line.has('月') && (line.has('1') || line.has('１') || line.has('一')) || line.contains("统计")
        {
            is_stated |= check_line(context, placed, outcome);
        }
    }
    let draft = context.report.draft();
    if !is_stated && !draft.text(Field::Opening).trim().is_empty() {
        outcome.findings.push(Finding {
            severity: Severity::Warning,
            target: Some(Target::Field(Field::Opening)),
            advice: format!("可以在引言里写：所列数据的统计期限为{0}年1月1日至{0}年12月31日。", draft.year),
            ..Finding::of(&PERIOD_MISTAKEN, Field::Opening.label(), "没有写统计期限。")
        });
    }
}

/// Marks and words that join the two days of a period.
const JOINTS: [char; 11] = ['至', '到', '—', '–', '－', '-', '~', '～', '─', '截', '止'];

/// Checks the periods of a line; says whether there is one.
fn check_line(context: &Context, placed: &Placed, outcome: &mut Outcome) -> bool {
    let text = placed.line.text();
    // Universities report on years of study.
    if placed.line.contains("学年") {
        return true;
    }
    let moments = placed.line.moments();
    let mut is_stated = false;
    let mut index = 0;
    while let Some(from) = moments.get(index) {
        let to = moments.get(index + 1).filter(|to| {
            let between = &text[from.range.end..to.range.start];
            between.len() <= 40 && between.contains(JOINTS) && !between.contains('。') && from.month.is_some()
        });
        let period = Period { placed, year: context.report.draft().year, text, from, to };
        let (is_period, message) = period.judge();
        is_stated |= is_period;
        if let Some(message) = message {
            outcome.findings.push(period.finding(context, message));
        }
        index += if to.is_some() { 2 } else { 1 };
    }
    is_stated
}

/// A stretch of time in a line, or a single date.
struct Period<'a> {
    placed: &'a Placed,
    year: u16,
    text: &'a str,
    from: &'a Moment,
    to: Option<&'a Moment>,
}

impl Period<'_> {
    fn range(&self) -> Range<usize> {
        self.from.range.start..self.to.unwrap_or(self.from).range.end
    }

    /// Whether this is a statistics period, and what is wrong with it.
    fn judge(&self) -> (bool, Option<String>) {
        let sentence = sentence(self.text, &self.range());
        let lead = &self.text[sentence.start..self.from.range.start];
        let rest = &self.text[self.range().end..sentence.end];
        match self.to {
            Some(to) => self.judge_stretch(to, lead, rest),
            None => self.judge_date(lead),
        }
    }

    fn judge_stretch(&self, to: &Moment, lead: &str, rest: &str) -> (bool, Option<String>) {
        let (from_day, to_day) = (self.from.day_of_year(), to.day_of_year());
        let begins_well = matches!(from_day, (Some(1), Some(1) | None));
        let ends_well = matches!(to_day, (Some(12), Some(31)))
            || matches!((from_day.1, to_day), (None, (Some(12), None)));
        let years = [self.from.year.or(to.year), to.year.or(self.from.year)];
        let is_own = |year: &Option<u16>| year.is_none_or(|year| year == self.year);
        let is_right = begins_well && ends_well && years.iter().all(is_own);
        let clause = lead.rsplit(['，', '；', '：']).next().unwrap_or_default().trim();
        let is_free = clause.is_empty()
            || matches!(clause, "自" | "从" | "在")
            || words!("全年（|本年度（|本年（|年度（|报告期（|全年(|本年度(").end(clause);
        let is_opening = self.placed.field == Field::Opening && (begins_well || ends_well);
        let is_stated = is_statistics(lead)
            || words!("为统计|为报告统计|作为统计|为本报告|（统计|的统计").begin(rest)
            || is_opening && !words!("征求|有效|公示|办公|工作日").in_text(lead);
        if is_right || words!("比|较|同期|有效期|任期|规划|合同").in_text(lead) {
            return (is_right || is_stated, None);
        }
        let is_work = is_free
            && words!("公开|收到|受理|发布|我|本|申请").in_text(first(rest, 60))
            && !words!("制发的|印发的|发布的|期间制|制定的|出台的").in_text(first(rest, 20));
        let is_wrong = if is_stated {
            true
        } else if !is_work || words!("相比|增长|下降|同期|清理|整改").in_text(rest) {
            false
        } else if begins_well && ends_well {
            // A whole year, but another one; or two, of which this is one.
            years[0] == years[1] || years.contains(&Some(self.year))
        } else {
            // The year with a slip in its last day.
            begins_well
                && years.iter().all(is_own)
                && to_day.0 == Some(12)
                && matches!(to_day.1, Some(30 | 32..))
        };
        (is_stated, is_wrong.then(|| self.words()))
    }

    /// `数据截至2024年12月30日`, `统计年度为2022年`.
    fn judge_date(&self, lead: &str) -> (bool, Option<String>) {
        let is_own = self.from.year.is_none_or(|year| year == self.year);
        let tail = lead.rsplit(['，', '；', '。']).next().unwrap_or_default();
        if self.from.month.is_none() {
            let named = words!("统计期限|统计时限|统计年度|统计周期|统计区间|统计时间|统计范围|报告期");
            let tail = tail.trim_end_matches(['为', '是', '：', ':', ' ', '自', '从']);
            let is_stated = named.end(tail);
            return (is_stated, (is_stated && !is_own).then(|| self.words()));
        }
        let is_cut = words!("截止|截至|核定").in_text(last(tail, 16))
            && words!("统计|数据|数字|数值|各项数").in_text(tail)
            && self.from.day.is_some();
        let is_last_day = self.from.day_of_year() == (Some(12), Some(31));
        // Only the opening speaks of all figures; elsewhere a figure may have a day of its own. A day that was not
        // over when the report was written is none.
        let of_all = || words!("所列|本报告|各项|以上|上述|全部|所有|报告中").in_text(tail);
        let is_to_come = self.from.year > Some(self.year) && is_last_day;
        let is_wrong = match self.placed.field {
            Field::Opening => !(is_own && is_last_day),
            _ => is_to_come || of_all() && is_last_day && !is_own,
        };
        (is_cut, (is_cut && is_wrong).then(|| self.words()))
    }

    fn words(&self) -> String {
        let year = self.year;
        format!("这里写的是“{}”，应为{year}年1月1日至12月31日。", &self.text[self.range()])
    }

    fn finding(&self, context: &Context, message: String) -> Finding {
        let range = self.range();
        let span = self.placed.span(range.clone());
        let year = self.year;
        let remedy = self
            .to
            .map(|_| Remedy::Replace { span, text: format!("{year}年1月1日至{year}年12月31日") });
        Finding {
            remedy,
            advice: "请改为完整的报告年度；单位年中成立、数据确实不满一年的，请写明原因。".to_owned(),
            ..Finding::in_text(&PERIOD_MISTAKEN, context.report.edition(), span, message)
        }
    }
}

/// Whether what stands in front of a date says that it begins the statistics period.
fn is_statistics(lead: &str) -> bool {
    let said_behind = |word: &str, said: &Words| {
        lead.rfind(word).is_some_and(|at| {
            let tail = &lead[at + word.len()..];
            tail.chars().count() <= 24 && said.in_text(tail)
        })
    };
    said_behind("统计", words!("期|时|周期|区间|起止|范围|截|年度|数据|限"))
        || said_behind("数据", words!("期|时|截|起止|自|从|为|是|范围|核定"))
        || said_behind("报告期", words!("为|是|自|从|："))
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn found(field: Field, text: &str) -> Vec<String> {
        let typed: Vec<char> = text.chars().collect();
        let draft = Draft::new(2024, UnitKind::Township).with_text(field, text);
        run_draft(&PERIOD_MISTAKEN, draft)
            .findings
            .iter()
            .filter_map(|finding| finding.spans.first())
            .map(|span| typed[span.start..span.end].iter().collect())
            .collect()
    }

    #[test]
    fn passes_the_whole_year() {
        for text in [
            "统计期限自2024年1月1日起至2024年12月31日止。",
            "统计期限为2024年1月1日至12月31日。",
            "统计期限：1月1日—12月31日。",
            "所列数据的统计时段为二〇二四年一月一日到二〇二四年十二月三十一日。",
            "数据统计周期2024.1.1-2024.12.31。",
            "数据截止时间为2024年12月31日，电子版于2025年1月公布。",
            "统计年度为2024年度。",
        ] {
            assert_eq!(found(Field::Opening, text), Vec::<String>::new(), "{text}");
        }
        for text in [
            "2024年1月1日至11月30日，我镇公开信息30条。",
            "清理2018年1月1日至2023年12月31日制发的文件。",
            "公示期限自2024年3月1日至3月7日。",
            "与2023年1月1日至12月31日的数据相比，增加3件。",
        ] {
            assert_eq!(found(Field::Overview, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn fails_by_a_day_and_by_a_year() {
        for (text, expected) in [
            ("统计期限为2024年1月1日至12月30日。", "2024年1月1日至12月30日"),
            ("统计期限为2024年1月2日至12月31日。", "2024年1月2日至12月31日"),
            ("统计期限自2023年1月1日起至2023年12月31日止。", "2023年1月1日起至2023年12月31日"),
            ("统计期限为2024年1月1日至2025年12月31日。", "2024年1月1日至2025年12月31日"),
            ("数据截止时间为2024年12月30日。", "2024年12月30日"),
            ("统计年度为2023年度。", "2023年度"),
        ] {
            assert_eq!(found(Field::Opening, text), [expected], "{text}");
        }
        let text = "自2023年1月1日至2023年12月31日，我镇公开信息30条。";
        assert_eq!(found(Field::Overview, text), ["2023年1月1日至2023年12月31日"]);
    }

    #[test]
    fn an_opening_without_a_period_is_reported_without_a_place() {
        let silent = Draft::new(2024, UnitKind::Township).with_text(Field::Opening, "本报告由镇政府编制。");
        let outcome = run_draft(&PERIOD_MISTAKEN, silent);
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!((finding.severity, finding.spans.len()), (Severity::Warning, 0));
        let blank = Draft::new(2024, UnitKind::Township).with_text(Field::Opening, "");
        assert!(run_draft(&PERIOD_MISTAKEN, blank).findings.is_empty());
        assert!(run_draft(&PERIOD_MISTAKEN, Draft::new(2024, UnitKind::Township)).findings.is_empty());
    }
}
