//! R501: table 3, what was carried in against what last year carried out, in all.

use super::requests_unbalanced::column_words;
use super::rule::declare_rule;
use super::{Assessment, Context, Equation, Finding, Outcome, Remedy, Scope, Side, Target, Term, balance_of};
use crate::format::{Applicant, CellId, Edition, Part, RequestRow, Table};
use crate::report::Report;

declare_rule! {
    /// 上年结转的总数，等于去年年报结转下年度的总数。
    ///
    /// ## 为什么
    /// 去年年底没有办完的申请，就是今年年初手上的申请，两份年报都已公开，谁都能对照。机构合并、更正去年数据等原因
    /// 造成不等的，写明原因。
    ///
    /// ## 例
    /// 去年结转下年度 103 件，今年上年结转填 77 件，有 26 件没有下落。
    pub CARRY_OVER_DIFFERS {
        id: "R501",
        title: "上年结转等于去年结转下年度",
        severity: Error,
        editions: &Edition::ALL,
        source: "年度报告格式表三“上年结转”“结转下年度继续办理”",
        reads: Scope::table(Table::Three).and(Scope::PREVIOUS),
        explainable: true,
        check: Report(check),
    }
}

/// The two figures of a column, last year's first.
pub(super) fn carried(context: &Context, column: Applicant) -> Option<(i64, i64)> {
    let before = context.last_year()?.value(CellId::t3(RequestRow::CarriedOut, column))?;
    Some((before, context.report.value(CellId::t3(RequestRow::CarriedIn, column))?))
}

/// The classes of applicants whose two figures differ.
pub(super) fn differing(context: &Context) -> Vec<Applicant> {
    let differs = |&column: &Applicant| carried(context, column).is_some_and(|(before, now)| before != now);
    Applicant::CLASSES.into_iter().filter(differs).collect()
}

/// Writes last year's figures into the row. Offered where they can be read and make up their total, and
/// where no column that balances now is put out of balance: then more than one figure is wrong, and which
/// is for the clerk to say.
pub(super) fn carry(context: &Context) -> Option<Remedy> {
    let last_year = context.last_year()?;
    let mut cells = Vec::new();
    let mut sum = 0;
    for column in Applicant::CLASSES {
        let value = last_year.value(CellId::t3(RequestRow::CarriedOut, column))?;
        sum += value;
        if breaks_balance(context.report, column, value) {
            return None;
        }
        cells.push((CellId::t3(RequestRow::CarriedIn, column), value.to_string()));
    }
    let total = CellId::t3(RequestRow::CarriedIn, Applicant::Total);
    if last_year.value(CellId::t3(RequestRow::CarriedOut, Applicant::Total)) != Some(sum)
        || breaks_balance(context.report, Applicant::Total, sum)
    {
        return None;
    }
    cells.push((total, String::new()));
    Some(Remedy::WriteAll { label: "按去年的结转数填".to_owned(), cells })
}

fn breaks_balance(report: &Report, column: Applicant, carried_in: i64) -> bool {
    let is_same = report.value(CellId::t3(RequestRow::CarriedIn, column)) == Some(carried_in);
    !is_same && balance_of(report, column) == Assessment::Holds
}

fn check(context: &Context, outcome: &mut Outcome) {
    let Some((before, now)) = carried(context, Applicant::Total) else {
        outcome.not_assessable += 1;
        return;
    };
    outcome.assessed += 1;
    if before == now {
        return;
    }
    let total = CellId::t3(RequestRow::CarriedIn, Applicant::Total);
    let columns = differing(context);
    let classes: Vec<_> = columns.iter().map(|&column| column_words(column)).collect();
    let differing =
        if classes.is_empty() { String::new() } else { format!("差在{}。", classes.join("、")) };
    let mut cells = vec![total];
    cells.extend(columns.iter().map(|&column| CellId::t3(RequestRow::CarriedIn, column)));
    let term =
        |label: &'static str, cell, value| Side { terms: vec![Term { label: label.into(), cell, value }] };
    outcome.findings.push(Finding {
        part: Some(Part::Requests),
        target: Some(Target::Cell(*cells.last().filter(|_| columns.len() == 1).unwrap_or(&total))),
        cells,
        equation: Some(Equation {
            left: term("去年结转下年度", None, before),
            right: term("今年上年结转", Some(total), now),
        }),
        advice: "请按去年公开的年报填；去年的数有更正、机构有合并的，写明原因。".to_owned(),
        remedy: carry(context),
        ..Finding::of(
            &CARRY_OVER_DIFFERS,
            "表三「二、上年结转政府信息公开申请数量」行",
            format!("上年结转的总数，同去年年报结转下年度的总数不等。{differing}"),
        )
    });
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::rule::testing::run_with;
    use super::*;
    use crate::report::{Draft, UnitKind};

    /// The reports of two years: what was carried out and in, class by class.
    pub(in crate::rules) fn drafts(before: [i64; 6], now: [i64; 6]) -> (Draft, Option<Draft>) {
        let draft = |year, row, values: [i64; 6]| {
            let cells = Applicant::CLASSES.into_iter().zip(values).filter(|(_, value)| *value >= 0);
            Draft::new(year, UnitKind::County)
                .with_cells(cells.map(|(column, value)| (CellId::t3(row, column), value.to_string())))
        };
        (draft(2021, RequestRow::CarriedIn, now), Some(draft(2020, RequestRow::CarriedOut, before)))
    }

    fn outcome(before: [i64; 6], now: [i64; 6]) -> Outcome {
        let (now, before) = drafts(before, now);
        run_with(&CARRY_OVER_DIFFERS, now, before, None)
    }

    #[test]
    fn passes_also_across_the_editions() {
        let outcome = outcome([7, 1, 0, 0, 0, 0], [7, 1, 0, 0, 0, 0]);
        assert_eq!((outcome.findings.len(), outcome.assessed), (0, 1));
    }

    #[test]
    fn fails_by_one_names_the_columns_and_offers_last_years_figures() {
        for (now, difference) in [([6, 1, 0, 0, 0, 0], 1), ([7, 2, 0, 0, 0, 0], -1)] {
            let outcome = outcome([7, 1, 0, 0, 0, 0], now);
            let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
            assert_eq!(finding.difference(), Some(difference));
            let name = if difference == 1 { "差在自然人。" } else { "差在商业企业。" };
            assert!(finding.message.ends_with(name), "{}", finding.message);
            let Some(Remedy::WriteAll { cells, .. }) = &finding.remedy else { panic!("{finding:?}") };
            assert_eq!((cells.len(), cells[0].1.as_str(), cells[6].1.as_str()), (7, "7", ""));
            assert!(finding.may_be_explained());
        }
    }

    #[test]
    fn no_remedy_where_a_balance_would_be_lost() {
        let (now, before) = drafts([7, 1, 0, 0, 0, 0], [6, 1, 0, 0, 0, 0]);
        let natural = |row| CellId::t3(row, Applicant::Natural);
        let balanced = |total| {
            now.clone().with_cells([
                (natural(RequestRow::Received), "3"),
                (natural(RequestRow::Total), total),
                (natural(RequestRow::CarriedOut), "0"),
            ])
        };
        let remedy =
            |draft| run_with(&CARRY_OVER_DIFFERS, draft, before.clone(), None).findings[0].remedy.clone();
        assert_eq!(remedy(balanced("9")), None);
        assert!(remedy(balanced("10")).is_some());
    }

    #[test]
    fn not_assessable_with_a_blank_or_without_the_year_before() {
        assert_eq!(outcome([7, -1, 0, 0, 0, 0], [6, 1, 0, 0, 0, 0]).not_assessable, 1);
        assert_eq!(outcome([7, 1, 0, 0, 0, 0], [6, -1, 0, 0, 0, 0]).not_assessable, 1);
        let (now, before) = drafts([7; 6], [6; 6]);
        assert_eq!(run_with(&CARRY_OVER_DIFFERS, now.clone(), None, None).not_assessable, 1);
        let mut early = before.unwrap();
        early.year = 2019;
        assert_eq!(run_with(&CARRY_OVER_DIFFERS, now, Some(early), None).not_assessable, 1);
    }
}
