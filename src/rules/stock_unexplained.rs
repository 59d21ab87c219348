//! R202: table 2, documents in force against last year's.

use super::rule::declare_rule;
use super::{Context, Equation, Finding, Outcome, Scope, Side, Target, Term};
use crate::format::{CellId, Edition, Item, Part, Table};

declare_rule! {
    /// 表二：现行有效件数等于去年现行有效件数，加本年制发件数，减本年废止件数。
    ///
    /// ## 为什么
    /// 文件只会因制发而增加、因废止而减少，年底的件数应当能从去年推算出来。有效期届满自动失效、统计范围调整
    /// 也会造成不等，这样的写明原因即可。
    ///
    /// ## 例
    /// 去年现行有效 39 件，本年制发 5 件、废止 3 件，现行有效应为 41 件。
    pub STOCK_UNEXPLAINED {
        id: "R202",
        title: "现行有效件数同去年衔接",
        severity: Warning,
        editions: &[Edition::V2021],
        source: "年度报告格式表二第二十条第（一）项各列",
        reads: Scope::table(Table::Two).and(Scope::PREVIOUS),
        check: Report(check),
    }
}

/// A row of documents: made, repealed, in force.
pub(super) struct Documents {
    /// What the row is called.
    pub(super) label: &'static str,
    /// 本年制发件数.
    pub(super) made: CellId,
    /// 本年废止件数.
    pub(super) repealed: CellId,
    /// 现行有效件数.
    pub(super) in_force: CellId,
}

/// The two rows of documents in edition 2021.
pub(super) const DOCUMENTS: [Documents; 2] = [
    Documents {
        label: "规章",
        made: CellId::t2(Item::RegulationsMade),
        repealed: CellId::t2(Item::RegulationsRepealed),
        in_force: CellId::t2(Item::RegulationsInForce),
    },
    Documents {
        label: "行政规范性文件",
        made: CellId::t2(Item::NormativeMade),
        repealed: CellId::t2(Item::NormativeRepealed),
        in_force: CellId::t2(Item::NormativeInForce),
    },
];

/// What there was in the year: last year's documents in force, and those made. `None` where a figure is
/// missing, or where last year's form did not ask for it.
pub(super) fn stock(context: &Context, row: &Documents) -> Option<Side> {
    let last_year = context.last_year().filter(|report| report.edition() == Edition::V2021)?;
    let before =
        Term { label: "去年现行有效".into(), cell: None, value: last_year.value(row.in_force)? };
    let made = Term::of(context.report, "本年制发", row.made)?;
    Some(Side { terms: vec![before, made] })
}

fn check(context: &Context, outcome: &mut Outcome) {
    for row in &DOCUMENTS {
        let repealed = Term::of(context.report, "本年废止", row.repealed);
        let in_force = Term::of(context.report, "现行有效", row.in_force);
        let (Some(left), Some(repealed), Some(in_force)) = (stock(context, row), repealed, in_force) else {
            outcome.not_assessable += 1;
            continue;
        };
        outcome.assessed += 1;
        // More repealed than there were is a finding of its own, after which this one says nothing new.
        if repealed.value > left.sum() {
            continue;
        }
        let equation = Equation { left, right: Side { terms: vec![repealed, in_force] } };
        if equation.difference() == 0 {
            continue;
        }
        outcome.findings.push(Finding {
            part: Some(Part::Proactive),
            cells: equation.cells(),
            target: Some(Target::Cell(row.in_force)),
            advice: "请核对这三个数和去年的年报；因有效期届满、统计范围调整等造成的，写明原因即可。"
                .to_owned(),
            equation: Some(equation),
            ..Finding::of(
                &STOCK_UNEXPLAINED,
                format!("表二「{}」行", row.label),
                "现行有效件数同去年的件数、本年制发和废止件数接不上。",
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_with;
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn outcome(
        years: (u16, u16),
        before: &'static str,
        [made, repealed, in_force]: [&'static str; 3],
    ) -> Outcome {
        let draft = |year| Draft::new(year, UnitKind::CountyDepartment);
        let row = &DOCUMENTS[1];
        let previous = draft(years.0).with_cells([(row.in_force, before)]);
        let now =
            draft(years.1).with_cells([(row.made, made), (row.repealed, repealed), (row.in_force, in_force)]);
        run_with(&STOCK_UNEXPLAINED, now, Some(previous), None)
    }

    #[test]
    fn passes() {
        let outcome = outcome((2023, 2024), "39", ["5", "3", "41"]);
        assert_eq!((outcome.findings.len(), outcome.assessed, outcome.not_assessable), (0, 1, 1));
    }

    #[test]
    fn fails_by_one_in_either_direction() {
        for (in_force, difference) in [("40", 1), ("42", -1)] {
            let outcome = outcome((2021, 2022), "39", ["5", "3", in_force]);
            let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
            assert_eq!(finding.difference(), Some(difference));
            assert_eq!(finding.cells.len(), 3);
            assert_eq!(finding.place, "表二「行政规范性文件」行");
        }
    }

    #[test]
    fn not_assessable_without_figures_or_without_the_year_before() {
        let complete = ["5", "3", "40"];
        for (years, before, figures) in [
            ((2023, 2024), "", complete),
            ((2022, 2024), "39", complete),
            ((2020, 2021), "39", complete),
            ((2023, 2024), "39", ["", "3", "40"]),
            ((2023, 2024), "39", ["5", "", "40"]),
            ((2023, 2024), "39", ["5", "3", ""]),
        ] {
            let outcome = outcome(years, before, figures);
            assert_eq!((outcome.findings.len(), outcome.assessed, outcome.not_assessable), (0, 0, 2));
        }
    }
}
