//! The rules over whole reports.

use crate::support::published;
use nianbao::example;
use nianbao::format::{Applicant, CellId, Edition, Item, RequestRow, Table};
use nianbao::prose::Prose;
use nianbao::report::{Draft, Report, UnitKind};
use nianbao::rules::{ALL, Checker, Context, Finding, Scope, Severity, State};
use proptest::prelude::*;
use std::rc::Rc;

fn check(draft: &Draft) -> (Vec<Rc<Finding>>, usize, usize) {
    let report = Report::read(Rc::new(draft.clone()));
    let checker =
        Checker::new(&Context { report: &report, prose: &Prose::read(&report), previous: None, today: None });
    let of = |count: fn(&nianbao::rules::Outcome) -> usize| {
        let equalities = ALL.iter().zip(checker.outcomes()).filter(|(rule, _)| EQUALITIES.contains(&rule.id));
        equalities.map(|(_, outcome)| count(outcome)).sum()
    };
    (checker.findings().to_vec(), of(|outcome| outcome.assessed), of(|outcome| outcome.not_assessable))
}

/// The rules that consist of equalities between cells.
const EQUALITIES: [&str; 4] = ["R301", "R302", "R303", "R401"];

#[test]
fn complete_reports_have_all_equalities_assessed() {
    let (findings, assessed, not_assessable) = check(&example::county_2024());
    assert_eq!((findings.len(), assessed, not_assessable), (0, 39 + 3, 0));
    let (findings, assessed, not_assessable) = check(&example::township_2020());
    // 采购总金额 is blank in the report that the example follows.
    let [finding] = &findings[..] else { panic!("{findings:?}") };
    assert_eq!((&*finding.rule, finding.severity), ("R208", Severity::Error));
    assert_eq!((assessed, not_assessable), (37 + 3, 0));
}

#[test]
fn a_blank_report_has_no_contradictions() {
    for year in [2020, 2024] {
        let (findings, assessed, not_assessable) = check(&Draft::new(year, UnitKind::Street));
        assert!(findings.iter().all(|finding| !EQUALITIES.contains(&&*finding.rule)), "{findings:?}");
        assert_eq!((assessed, not_assessable), (0, if year == 2020 { 40 } else { 42 }));
    }
}

/// Every entry cell of table 3 takes part in a balance: changed by one, it is noticed.
#[test]
fn every_figure_of_table_3_off_by_one_is_found() {
    for example in [example::county_2024(), example::township_2020()] {
        let edition = example.edition();
        let (before, ..) = check(&example);
        for cell in CellId::of_edition(edition).filter(|cell| cell.table() == Table::Three) {
            let report = Report::read(Rc::new(example.clone()));
            let value = report.value(cell).unwrap();
            let changed = example.clone().with_cells([(cell, (value + 1).to_string())]);
            let (after, ..) = check(&changed);
            assert!(after.len() > before.len(), "{}", cell.key());
            let marked = after.iter().any(|finding| finding.cells.contains(&cell));
            // A result is marked through its column's total.
            let total = CellId::t3(RequestRow::Total, cell.request().unwrap().1);
            assert!(marked || after.iter().any(|finding| finding.cells.contains(&total)), "{}", cell.key());
        }
    }
}

#[test]
fn findings_come_gravest_first_and_in_the_order_of_the_report() {
    let draft = example::county_2024()
        .with_cells([
            (CellId::t2(Item::LicenceDecisions), ""),
            (CellId::t3(RequestRow::Received, Applicant::Legal), "x"),
            (CellId::t2(Item::PenaltyDecisions), "1.5"),
        ])
        .with_text(nianbao::report::Field::Other, "");
    let (findings, ..) = check(&draft);
    let order: Vec<_> = findings.iter().map(|finding| (finding.severity, finding.part)).collect();
    let mut sorted = order.clone();
    sorted.sort();
    assert_eq!(order, sorted);
    assert_eq!(findings.len(), 4);
}

/// The words of every finding in one reviewed place.
#[test]
fn findings_in_words() {
    let draft = example::county_2024().with_cells([
        (CellId::t3(RequestRow::Received, Applicant::Natural), "190"),
        (CellId::t3(RequestRow::Total, Applicant::Business), "16"),
        (CellId::t4(nianbao::format::Proceeding::Review, nianbao::format::Outcome::Total), "99"),
        (CellId::t2(Item::FeeAmount), "1,23"),
        (CellId::t2(Item::LicenceDecisions), ""),
    ]);
    let words: Vec<_> = check(&draft)
        .0
        .iter()
        .map(|finding| {
            format!(
                "{} {} · {}\n  {}\n  {}\n  {}\n  {}",
                finding.rule,
                finding.severity.label(),
                finding.place,
                finding.message,
                finding.equation.as_ref().map(ToString::to_string).unwrap_or_default(),
                finding.advice,
                finding.remedy.as_ref().map(nianbao::rules::Remedy::label).unwrap_or_default(),
            )
        })
        .collect();
    insta::assert_snapshot!("findings_in_words", words.join("\n"));
}

proptest! {
    /// Running only the rules that a change can have touched gives what running all of them gives.
    #[test]
    fn checking_again_gives_what_checking_afresh_gives(
        changes in prop::collection::vec((0..CellId::COUNT, "[0-9/x]{0,3}"), 1..12)
    ) {
        let mut draft = example::county_2024();
        let mut report = Report::read(Rc::new(draft.clone()));
        let context = Context { report: &report, prose: &Prose::read(&report), previous: None, today: None };
        let mut checker = Checker::new(&context);
        for (index, text) in changes {
            let cell = CellId::all().nth(index).unwrap();
            draft.set_cell(cell, text);
            report.update(Rc::new(draft.clone()), &[cell]);
            let context = Context { report: &report, prose: &Prose::read(&report), previous: None, today: None };
            checker.recheck(&context, Scope::table(cell.table()));
            let fresh = Checker::new(&context);
            prop_assert_eq!(checker.findings(), fresh.findings());
        }
    }

    /// Adding the difference to the lesser side makes the contradiction go away.
    #[test]
    fn adding_the_difference_settles_a_balance(received in 0..500_i64, carried_out in 0..500_i64) {
        let received_cell = CellId::t3(RequestRow::Received, Applicant::Natural);
        let out_cell = CellId::t3(RequestRow::CarriedOut, Applicant::Natural);
        let draft = example::county_2024()
            .with_cells([(received_cell, received.to_string()), (out_cell, carried_out.to_string())]);
        let of_tables = |draft: &Draft| {
            let (findings, ..) = check(draft);
            findings.into_iter().filter(|finding| EQUALITIES.contains(&&*finding.rule)).collect::<Vec<_>>()
        };
        let findings = of_tables(&draft);
        if let Some(finding) = findings.iter().find(|finding| finding.cells.contains(&received_cell)) {
            let difference = finding.difference().unwrap();
            let (cell, value) =
                if difference < 0 { (received_cell, received - difference) } else { (out_cell, carried_out + difference) };
            prop_assert!(of_tables(&draft.with_cells([(cell, value.to_string())])).is_empty());
        }
    }
}

#[test]
fn rules_of_one_edition_do_not_look_at_reports_of_the_other() {
    for (draft, edition) in
        [(example::township_2020(), Edition::V2019), (example::county_2024(), Edition::V2021)]
    {
        assert_eq!(draft.edition(), edition);
        let report = Report::read(Rc::new(draft));
        let prose = Prose::read(&report);
        let checker = Checker::new(&Context { report: &report, prose: &prose, previous: None, today: None });
        for (rule, state) in checker.states() {
            assert!(
                rule.editions.contains(&edition) || state == State::NotApplicable,
                "{}: {state:?}",
                rule.id
            );
        }
    }
}

#[test]
fn nothing_is_found_in_the_tables_of_published_reports() {
    for (_, draft) in published() {
        let (findings, assessed, not_assessable) = check(&draft);
        let about_tables: Vec<_> = findings
            .iter()
            .filter(|finding| {
                !finding.cells.is_empty() || finding.part.is_some_and(|part| part.table().is_some())
            })
            .collect();
        assert!(about_tables.is_empty(), "{about_tables:#?}");
        assert_eq!((assessed, not_assessable), (42, 0));
    }
}
