//! What staff already have goes in: published reports in the shapes in which they come.

use crate::support::shared;
use nianbao::format::{Applicant, CellId, Edition, Item, Outcome, Proceeding, RequestRow, Table};
use nianbao::intake::{Intake, recognise, text};
use nianbao::report::{Draft, Field, Report, UnitKind};
use std::rc::Rc;

fn text_of(intake: &Intake, field: Field) -> String {
    intake.draft.text(field).to_string()
}

fn lines(intake: &Intake, field: Field) -> usize {
    text_of(intake, field).lines().count()
}

fn printed(draft: &Draft) -> impl Fn(CellId) -> String {
    let report = Report::read(Rc::new(draft.clone()));
    move |cell| report.printed(cell).to_string()
}

#[test]
fn a_word_file_turned_into_text() {
    let Some(source) = shared("corpus/seed-2020.txt") else { return };
    let intake = recognise(&text(&source));
    assert_eq!((intake.year, intake.draft.unit()), (Some(2020), "尧都区县底镇人民政府"));
    assert_eq!(intake.unit_kind, Some(UnitKind::Township));
    assert_eq!(intake.draft.typed(Field::Title), None);
    assert_eq!(intake.leftover, Vec::<String>::new());
    assert_eq!(lines(&intake, Field::Overview), 7);
    assert_eq!(text_of(&intake, Field::Proactive), "");
    assert_eq!(text_of(&intake, Field::Requests), "");
    assert_eq!(lines(&intake, Field::Problems), 11);
    assert_eq!(text_of(&intake, Field::Other), "无");
    assert_eq!(text_of(&intake, Field::Date), "2021年1月29日");
    let cell = |cell| intake.draft.cell(cell).to_string();
    for table in [Table::Two, Table::Three, Table::Four] {
        for id in CellId::of_edition(Edition::V2019).filter(|cell| cell.table() == table) {
            let total = id.request().is_some_and(|(_, column)| column == Applicant::Total)
                || id.case().is_some_and(|(_, outcome)| outcome == Outcome::Total);
            let expected = match (table, id.item()) {
                (_, Some(Item::ProcurementProjects)) => "2",
                (_, Some(Item::ProcurementAmount)) => "",
                (Table::Two, _) => "0",
                _ if total => "0",
                _ => "",
            };
            assert_eq!(cell(id), expected, "{}", id.key());
        }
    }
    assert!(intake.unsure.is_empty(), "{:?}", intake.unsure);
}

#[test]
fn a_pdf_turned_into_text() {
    let Some(source) = shared("corpus/huaian-2024.txt") else { return };
    let intake = recognise(&text(&source));
    assert_eq!((intake.year, intake.draft.unit()), (Some(2024), "淮安市人民政府"));
    assert_eq!(intake.unit_kind, Some(UnitKind::City));
    assert_eq!(intake.leftover, Vec::<String>::new());
    assert_eq!(text_of(&intake, Field::Postcode), "223001");
    assert_eq!(text_of(&intake, Field::Phone), "0517-83605210");
    assert_eq!(lines(&intake, Field::Opening), 1);
    assert_eq!(lines(&intake, Field::Overview), 6);
    for field in [Field::Proactive, Field::Requests, Field::Review] {
        assert_eq!(text_of(&intake, field), "");
    }
    assert_eq!(lines(&intake, Field::Problems), 2);
    assert_eq!(lines(&intake, Field::Other), 1);
    let printed = printed(&intake.draft);
    let rows: [(RequestRow, [u32; 7]); 25] = [
        (RequestRow::Received, [3001, 53, 0, 0, 61, 4, 3119]),
        (RequestRow::CarriedIn, [34, 0, 0, 0, 0, 0, 34]),
        (RequestRow::Granted, [1288, 21, 0, 0, 50, 3, 1362]),
        (RequestRow::Partial, [447, 7, 0, 0, 0, 0, 454]),
        (RequestRow::StateSecret, [2, 0, 0, 0, 0, 0, 2]),
        (RequestRow::Prohibited, [30, 1, 0, 0, 0, 0, 31]),
        (RequestRow::Stability, [5, 0, 0, 0, 0, 0, 5]),
        (RequestRow::ThirdParty, [6, 0, 0, 0, 0, 0, 6]),
        (RequestRow::Internal, [7, 1, 0, 0, 0, 0, 8]),
        (RequestRow::Process, [12, 0, 0, 0, 0, 0, 12]),
        (RequestRow::CaseFile, [9, 0, 0, 0, 0, 0, 9]),
        (RequestRow::Query, [105, 0, 0, 0, 0, 0, 105]),
        (RequestRow::NotHeld, [746, 12, 0, 0, 10, 1, 769]),
        (RequestRow::NeedsMaking, [11, 0, 0, 0, 0, 0, 11]),
        (RequestRow::Unclear, [1, 0, 0, 0, 0, 0, 1]),
        (RequestRow::Petition, [56, 6, 0, 0, 0, 0, 62]),
        (RequestRow::Repeated, [25, 0, 0, 0, 0, 0, 25]),
        (RequestRow::Publication, [0; 7]),
        (RequestRow::Excessive, [0; 7]),
        (RequestRow::Reissue, [1, 0, 0, 0, 0, 0, 1]),
        (RequestRow::NotCorrected, [67, 3, 0, 0, 1, 0, 71]),
        (RequestRow::FeeUnpaid, [6, 0, 0, 0, 0, 0, 6]),
        (RequestRow::OtherResult, [108, 2, 0, 0, 0, 0, 110]),
        (RequestRow::Total, [2932, 53, 0, 0, 61, 4, 3050]),
        (RequestRow::CarriedOut, [103, 0, 0, 0, 0, 0, 103]),
    ];
    for (row, figures) in rows {
        for (&column, figure) in Applicant::ALL.iter().zip(figures) {
            let cell = CellId::t3(row, column);
            assert_eq!(printed(cell), figure.to_string(), "{}", cell.key());
        }
    }
    let cases = [72, 64, 178, 37, 351, 13, 4, 8, 1, 26, 12, 1, 1, 6, 20];
    let cells = Proceeding::ALL.iter().flat_map(|&p| Outcome::ALL.iter().map(move |&o| CellId::t4(p, o)));
    for (cell, figure) in cells.zip(cases) {
        assert_eq!(printed(cell), figure.to_string(), "{}", cell.key());
    }
    let items = [
        (Item::RegulationsMade, "1"),
        (Item::RegulationsRepealed, "0"),
        (Item::RegulationsInForce, "11"),
        (Item::NormativeMade, "8"),
        (Item::NormativeRepealed, "26"),
        (Item::NormativeInForce, "66"),
        (Item::LicenceDecisions, "447228"),
        (Item::PenaltyDecisions, "3985758"),
        (Item::CoercionDecisions, "88283"),
        (Item::FeeAmount, "96171.6"),
    ];
    for (item, figure) in items {
        assert_eq!(printed(CellId::t2(item)), figure, "{}", item.key());
    }
    assert!(intake.unsure.is_empty(), "{:?}", intake.unsure);
}
