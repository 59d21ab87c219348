//! R715: a report that is too like another unit's.

use super::report_repeated::{Alike, advice};
use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope};
use crate::format::Edition;
use crate::likeness::Likeness;
use crate::report::Field;

declare_rule! {
    /// 第五部分和全文的文字，同其他单位的年报相同的不到六成。
    ///
    /// ## 为什么
    /// 通知把雷同的年度报告列为追究责任的情形，同一个县的乡镇、部门之间互相抄用最容易看出来。打开另一份年报比对
    /// 时检查，不影响能不能报送的结论：这台电脑上有没有别的单位的年报，不该改变这一份的结论。
    ///
    /// ## 例
    /// 两个镇的第五部分只有镇名和数字不同。
    pub UNIT_COPIED {
        id: "R715",
        title: "文字不同其他单位雷同",
        severity: Warning,
        editions: &Edition::ALL,
        source: "国办公开办函〔2021〕30号",
        reads: Scope::NONE,
        check: Report(check),
    }
}

/// A report is checked by itself. Other units' reports are held beside it one at a time, on request; see
/// [`copied_from`].
fn check(_: &Context, outcome: &mut Outcome) {
    outcome.not_assessable += 1;
}

/// What is to be said of a report that is so like the one of this name, if anything.
pub fn copied_from(name: &str, edition: Edition, likeness: &Likeness) -> Option<Finding> {
    let (problems, whole) = (likeness.share(Field::Problems), likeness.whole());
    let finding = Alike::judge(problems, whole)?.finding(&UNIT_COPIED, edition, &format!("“{name}”"));
    let to_do = "请核对是谁用了谁的文字，按本单位的实际情况改写。";
    let spans = likeness.fields.iter().flat_map(|compared| compared.passages.iter().copied());
    let spans = spans.filter(|span| finding.part.is_none() || span.field == Field::Problems).collect();
    Some(Finding { spans, advice: advice(problems, whole, to_do), ..finding })
}

#[cfg(test)]
mod tests {
    use super::super::report_repeated::tests::sentences;
    use super::super::rule::testing::run;
    use super::*;
    use crate::likeness::Imprint;
    use crate::prose::Prose;
    use crate::report::{Draft, Report, UnitKind};
    use std::rc::Rc;

    fn found(overview: &str, problems: &str) -> Option<Finding> {
        let prose = |overview: &str, problems: &str| {
            let draft = Draft::new(2024, UnitKind::Township)
                .with_text(Field::Overview, overview)
                .with_text(Field::Problems, problems);
            Prose::read(&Report::read(Rc::new(draft)))
        };
        let other = prose(&sentences(0, 40), &sentences(50, 12));
        let likeness = Likeness::of(&prose(overview, problems), &Imprint::of(&other));
        copied_from("苇溪镇2024年年报", Edition::V2021, &likeness)
    }

    #[test]
    fn passes() {
        assert_eq!(found(&sentences(100, 40), &(sentences(50, 11) + &sentences(200, 9))), None);
    }

    #[test]
    fn fails_at_the_threshold() {
        let finding = found(&sentences(100, 40), &(sentences(50, 12) + &sentences(200, 8))).unwrap();
        assert_eq!(finding.message, "这一部分有六成以上的文字同“苇溪镇2024年年报”相同。");
        assert!(finding.may_be_explained() && finding.spans.iter().all(|span| span.field == Field::Problems));
        let finding = found(&sentences(0, 40), &sentences(50, 12)).unwrap();
        assert_eq!((finding.place.as_str(), finding.spans.len()), ("全文", 2));
    }

    #[test]
    fn a_report_by_itself_is_not_assessable() {
        assert_eq!(run(&UNIT_COPIED, 2024, &[]).not_assessable, 1);
    }
}
