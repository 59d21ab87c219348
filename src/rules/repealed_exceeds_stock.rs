//! R203: table 2, more documents repealed than there were.

use super::rule::declare_rule;
use super::stock_unexplained::{DOCUMENTS, stock};
use super::{Context, Equation, Finding, Outcome, Scope, Side, Target, Term};
use crate::format::{Edition, Part, Table};

declare_rule! {
    /// 表二：本年废止件数不超过去年现行有效件数与本年制发件数之和。
    ///
    /// ## 为什么
    /// 只有现行有效的文件才能废止。废止的比原有的还多，不是去年少报，就是把宣布失效的、其他机关的也算了进来。
    ///
    /// ## 例
    /// 去年现行有效 12 件，本年制发 2 件，废止最多 14 件；填 15 就说不通。
    pub REPEALED_EXCEEDS_STOCK {
        id: "R203",
        title: "废止件数不超过原有件数",
        severity: Warning,
        editions: &[Edition::V2021],
        source: "年度报告格式表二第二十条第（一）项各列",
        reads: Scope::table(Table::Two).and(Scope::PREVIOUS),
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    for row in &DOCUMENTS {
        let repealed = Term::of(context.report, "本年废止", row.repealed);
        let (Some(repealed), Some(right)) = (repealed, stock(context, row)) else {
            outcome.not_assessable += 1;
            continue;
        };
        outcome.assessed += 1;
        if repealed.value <= right.sum() {
            continue;
        }
        let equation = Equation { left: Side { terms: vec![repealed] }, right };
        outcome.findings.push(Finding {
            part: Some(Part::Proactive),
            cells: equation.cells(),
            target: Some(Target::Cell(row.repealed)),
            advice: "请核对废止件数和去年的现行有效件数；去年少报的，写明原因。".to_owned(),
            equation: Some(equation),
            ..Finding::of(
                &REPEALED_EXCEEDS_STOCK,
                format!("表二「{}」行", row.label),
                "废止的件数比去年现行有效与本年制发的件数之和还多。",
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_with;
    use super::super::stock_unexplained::STOCK_UNEXPLAINED;
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn drafts(repealed: &'static str) -> (Draft, Option<Draft>) {
        let row = &DOCUMENTS[0];
        let previous = Draft::new(2022, UnitKind::City).with_cells([(row.in_force, "12")]);
        let now = Draft::new(2023, UnitKind::City).with_cells([
            (row.made, "2"),
            (row.repealed, repealed),
            (row.in_force, "0"),
        ]);
        (now, Some(previous))
    }

    #[test]
    fn passes_when_all_are_repealed() {
        let (now, previous) = drafts("14");
        let outcome = run_with(&REPEALED_EXCEEDS_STOCK, now, previous, None);
        assert_eq!((outcome.findings.len(), outcome.assessed, outcome.not_assessable), (0, 1, 1));
    }

    #[test]
    fn fails_by_one_and_is_said_once() {
        let (now, previous) = drafts("15");
        let outcome = run_with(&REPEALED_EXCEEDS_STOCK, now.clone(), previous.clone(), None);
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(finding.difference(), Some(1));
        assert!(run_with(&STOCK_UNEXPLAINED, now, previous, None).findings.is_empty());
    }

    #[test]
    fn blank_is_not_zero() {
        let (now, previous) = drafts("");
        assert_eq!(run_with(&REPEALED_EXCEEDS_STOCK, now.clone(), previous, None).not_assessable, 2);
        assert_eq!(run_with(&REPEALED_EXCEEDS_STOCK, now, None, None).not_assessable, 2);
    }
}
