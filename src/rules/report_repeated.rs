//! R503: a report that repeats last year's.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Target};
use crate::format::{Edition, Part};
use crate::likeness::{FIELDS, Share};
use crate::prose::Span;
use crate::report::Field;
use std::ops::Add;

declare_rule! {
    /// 第五部分和全文的文字，同去年年报相同的不到六成。
    ///
    /// ## 为什么
    /// 通知把雷同、敷衍的年度报告列为追究责任的情形，审核时逐份比对，超过六成的往往退回重写。比对时数字、标点、
    /// 各级标题和格式规定的话不算，所以只换数字的句子也是雷同。
    ///
    /// ## 例
    /// 第五部分写了三个问题，其中两个同去年一字不差。
    pub REPORT_REPEATED {
        id: "R503",
        title: "文字不同去年雷同",
        severity: Warning,
        editions: &Edition::ALL,
        source: "国办公开办函〔2021〕30号",
        reads: Scope::PREVIOUS
            .and(Scope::field(Field::Overview))
            .and(Scope::field(Field::Proactive))
            .and(Scope::field(Field::Requests))
            .and(Scope::field(Field::Review))
            .and(Scope::field(Field::Problems))
            .and(Scope::field(Field::Other)),
        check: Report(check),
    }
}

/// From so many per cent on a text is too like another. A threshold that reviewers use.
const TOO_ALIKE: usize = 60;
/// Runs of letters below which a part or a whole report is too short to judge.
const PART_ENOUGH: usize = 100;
const WHOLE_ENOUGH: usize = 400;

/// What is too like another report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Alike {
    /// Whether all of it is, or part 五 only.
    pub(super) is_whole: bool,
    /// How much of what is, in words that stay the same while the text is worked on.
    pub(super) amount: &'static str,
}

impl Alike {
    /// Judges the shares of part 五 and of the whole report.
    pub(super) fn judge(problems: Share, whole: Share) -> Option<Self> {
        let percent = |share: Share, enough| {
            Some(share.grams.percent()).filter(|&percent| share.grams.all >= enough && percent >= TOO_ALIKE)
        };
        let whole = percent(whole, WHOLE_ENOUGH);
        let amount = match whole.or(percent(problems, PART_ENOUGH))? {
            ..70 => "六成以上",
            70..80 => "七成以上",
            80..90 => "八成以上",
            _ => "九成以上",
        };
        Some(Self { is_whole: whole.is_some(), amount })
    }

    /// The finding, without its places.
    pub(super) fn finding(self, rule: &'static super::Rule, edition: Edition, other: &str) -> Finding {
        let (part, place, what) = if self.is_whole {
            (None, "全文", "全文")
        } else {
            let heading = edition.format().headings[Part::Problems.index()];
            (Some(Part::Problems), heading, "这一部分")
        };
        let message = format!("{what}有{}的文字同{other}相同。", self.amount);
        Finding { part, target: Some(Target::Field(Field::Problems)), ..Finding::of(rule, place, message) }
    }
}

/// The exact figures, with what to do.
pub(super) fn advice(problems: Share, whole: Share, to_do: &str) -> String {
    let (problems, whole) = (problems.grams.percent(), whole.grams.percent());
    format!("数字和标点不计，第五部分相同的占 {problems}%，全文占 {whole}%。{to_do}")
}

fn check(context: &Context, outcome: &mut Outcome) {
    let past = context.previous.filter(|_| context.last_year().is_some());
    let Some(past) = past.filter(|past| FIELDS.iter().any(|&field| !past.prose.lines(field).is_empty()))
    else {
        outcome.not_assessable += 1;
        return;
    };
    outcome.assessed += 1;
    let share = |field| past.imprint.share(context.prose, field);
    let problems = share(Field::Problems);
    let whole = FIELDS.map(share).into_iter().fold(Share::default(), Share::add);
    let Some(alike) = Alike::judge(problems, whole) else { return };
    let fields: &[Field] = if alike.is_whole { &FIELDS } else { &[Field::Problems] };
    let spans: Vec<Span> =
        fields.iter().flat_map(|&field| past.imprint.passages(context.prose, field)).collect();
    let finding = alike.finding(&REPORT_REPEATED, context.report.edition(), "去年的年报");
    outcome.findings.push(Finding {
        target: spans.first().copied().map(Target::Text).or(finding.target),
        spans,
        advice: advice(problems, whole, "请按今年的实际情况改写标出的文字。"),
        ..finding
    });
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::rule::testing::run_with;
    use super::*;
    use crate::report::{Draft, UnitKind};

    /// So many sentences of 15 letters, from the one of this number on; each different from all others.
    pub(in crate::rules) fn sentences(from: usize, count: usize) -> String {
        let letter = |number: usize, place: usize| {
            char::from_u32(0x5000 + ((number * 977 + place * 131) % 20_000) as u32).unwrap()
        };
        let sentence = |number| (0..15).map(|place| letter(number, place)).collect::<String>() + "。";
        (from..from + count).map(sentence).collect()
    }

    fn draft(year: u16, overview: &str, problems: &str) -> Draft {
        Draft::new(year, UnitKind::Township)
            .with_text(Field::Overview, overview)
            .with_text(Field::Problems, problems)
    }

    fn found(now: Draft, last: Draft) -> Vec<Finding> {
        run_with(&REPORT_REPEATED, now, Some(last), None).findings
    }

    #[test]
    fn passes_below_the_threshold() {
        let now = draft(2024, "", &(sentences(0, 11) + &sentences(100, 9)));
        let findings = found(now, draft(2023, "", &sentences(0, 11)));
        assert!(findings.is_empty(), "{findings:?}");
    }

    #[test]
    fn part_five_from_the_threshold_on() {
        let now = draft(2024, &sentences(200, 60), &(sentences(0, 12) + &sentences(100, 8)));
        let findings = found(now, draft(2023, &sentences(300, 60), &sentences(0, 12)));
        let [finding] = &findings[..] else { panic!("{findings:?}") };
        assert_eq!(finding.place, "五、存在的主要问题及改进情况");
        assert_eq!(finding.message, "这一部分有六成以上的文字同去年的年报相同。");
        assert!(finding.advice.contains("第五部分相同的占 60%"), "{}", finding.advice);
        assert_eq!(finding.spans, [Span { field: Field::Problems, start: 0, end: 12 * 16 - 1 }]);
    }

    #[test]
    fn the_whole_report_is_told_once() {
        let last = draft(2023, &sentences(0, 40), &sentences(50, 10));
        let findings = found(draft(2024, &sentences(0, 40), &sentences(50, 10)), last);
        let [finding] = &findings[..] else { panic!("{findings:?}") };
        assert_eq!((finding.part, finding.place.as_str()), (None, "全文"));
        assert_eq!(finding.message, "全文有九成以上的文字同去年的年报相同。");
        assert_eq!(finding.spans.len(), 2);
    }

    #[test]
    fn short_texts_are_not_judged() {
        assert!(found(draft(2024, "", &sentences(0, 9)), draft(2023, "", &sentences(0, 9))).is_empty());
    }

    #[test]
    fn not_assessable_without_the_texts_of_the_year_before() {
        let now = draft(2024, "", &sentences(0, 20));
        for last in [None, Some(now.clone()), Some(draft(2023, "", " "))] {
            assert_eq!(run_with(&REPORT_REPEATED, now.clone(), last, None).not_assessable, 1);
        }
    }
}
