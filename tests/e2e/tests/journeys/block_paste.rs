//! Blocks of figures from a spreadsheet: a look before they land, and one undo that takes them back.

use anyhow::Result;
use nianbao::format::{Applicant, CellId, Edition, Grid, Outcome, Proceeding, RequestRow, Table};
use nianbao::report::{Draft, Field, Report, UnitKind};
use nianbao_e2e::{Key, Role, Visit};
use std::rc::Rc;

const EDITION: Edition = Edition::V2021;

/// A table 3 with another figure in nearly every cell.
fn filled() -> Report {
    let cells = CellId::of_edition(EDITION)
        .filter(|cell| cell.table() == Table::Three && !cell.is_derived(EDITION))
        .map(|cell| (cell, (cell.index() * 37 % 101).to_string()));
    Report::read(Rc::new(Draft::new(2024, UnitKind::Township).with_cells(cells)))
}

/// Its 25 rows and 7 columns as a spreadsheet copies them.
fn block(report: &Report) -> String {
    let row = |cells: &Vec<CellId>| {
        cells.iter().map(|&cell| report.printed(cell).to_string()).collect::<Vec<_>>().join("\t")
    };
    Grid::of(EDITION, Table::Three).figure_rows().iter().map(row).collect::<Vec<_>>().join("\r\n")
}

/// Pastes with Ctrl+V into the cell at hand, looks at the dialog, confirms, and takes it back.
#[tokio::test]
async fn a_block_of_25_rows_lands_after_a_look_and_one_undo_takes_it_back() -> Result<()> {
    let visit = Visit::begin().await?;
    let report = filled();
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.cell(CellId::t3(RequestRow::Granted, Applicant::Natural), EDITION).await?.fill("5").await?;
    let before = (visit.draft().await?.draft, visit.fields().await?);

    visit.copy(&block(&report)).await?;
    visit.cell(CellId::t3(RequestRow::Query, Applicant::Legal), EDITION).await?.click().await?;
    visit.chord(Key::Control, 'v').await?;
    let dialog = visit.find(Role::Dialog, "粘贴前看一看").await?;
    // 25 × 6 entered figures; the 31 totals agree and go on being computed.
    dialog.find(Role::Text, "25 行 7 列，将改动 144 格（底色标出）。").await?;
    let preview = dialog.find(Role::Region, "粘贴后的表格").await?;
    let mut shown = Vec::new();
    for cell in preview.all(Role::Cell).await? {
        shown.push(cell.name);
    }
    let figures: Vec<_> =
        Grid::of(EDITION, Table::Three)
            .figure_rows()
            .iter()
            .flatten()
            .map(|&cell| {
                if cell.is_derived(EDITION) { "自动".to_owned() } else { report.printed(cell).to_string() }
            })
            .collect();
    assert_eq!(shown, figures);
    // Nothing has changed so far.
    assert!(visit.drafts().await?.values().all(|stored| stored.draft == before.0));
    let focused = visit.focused().await?.name;
    assert_eq!(focused, "放进表格", "the keyboard is at the button to go on");
    visit.press(Key::Enter).await?;
    visit.gone(Role::Dialog, "粘贴前看一看").await?;

    let after = visit.draft().await?.draft;
    let fields = visit.fields().await?;
    for cell in CellId::of_edition(EDITION).filter(|cell| cell.table() == Table::Three) {
        assert_eq!(**after.cell(cell), **report.draft().cell(cell), "{}", cell.key());
        assert_eq!(fields[&cell.accessible_name(EDITION)], *report.printed(cell), "{}", cell.key());
    }

    visit.chord(Key::Control, 'z').await?;
    visit
        .wait("one undo takes all back", async || Ok((visit.fields().await? == before.1).then_some(())))
        .await?;
    assert_eq!(visit.draft().await?.draft, before.0);
    visit.end().await
}

#[tokio::test]
async fn a_whole_table_with_its_labels_is_pasted_through_the_form() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    let before = visit.fields().await?;

    // As a web page copies it: heads, labels, full-width digits, a separator, a cell that is no figure.
    let text = "行政复议\t\t\t\t\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n1\t２\t0\t0\t3\t1,234\t0\t0\t0\t1,234\t约5\t0\t0\t0\t\n";
    visit.copy(text).await?;
    let part = visit.find(Role::Region, "四、政府信息公开行政复议、行政诉讼情况").await?;
    part.find(Role::Button, "粘贴整表").await?.click().await?;
    let dialog = visit.find(Role::Dialog, "粘贴整表").await?;
    dialog.find(Role::Textbox, "粘贴到这里").await?.click().await?;
    visit.chord(Key::Control, 'v').await?;
    dialog.find(Role::Button, "下一步").await?.click().await?;
    let dialog = visit.find(Role::Dialog, "粘贴前看一看").await?;
    dialog.find(Role::Text, "1 行 15 列，将改动 12 格（底色标出）。").await?;
    dialog.find(Role::Text, "有 1 格读不出数字，放入后会标出。").await?;
    dialog.find(Role::Button, "放进表格").await?.click().await?;
    let notice = visit.notice("已粘贴 12 格。").await?;

    let draft = visit.draft().await?.draft;
    let cell = |proceeding, outcome| draft.cell(CellId::t4(proceeding, outcome)).to_string();
    assert_eq!(cell(Proceeding::Review, Outcome::Corrected), "2");
    assert_eq!(cell(Proceeding::Review, Outcome::Total), "", "a total that agrees stays computed");
    assert_eq!(cell(Proceeding::DirectSuit, Outcome::Upheld), "1234");
    assert_eq!(cell(Proceeding::SuitAfterReview, Outcome::Upheld), "约5");

    // The notice takes it back as well.
    notice.find(Role::Button, "撤销").await?.click().await?;
    visit.wait("all is taken back", async || Ok((visit.fields().await? == before).then_some(()))).await?;
    visit.end().await
}

#[tokio::test]
async fn a_text_without_a_block_is_pasted_into_its_cell_only() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.copy("１，２３４件").await?;
    let cell = CellId::t3(RequestRow::Received, Applicant::Natural);
    visit.cell(cell, EDITION).await?.click().await?;
    visit.chord(Key::Control, 'v').await?;
    assert_eq!(visit.cell(cell, EDITION).await?.content().await?, "１，２３４件", "kept as typed");
    visit.press(Key::Tab).await?;
    visit
        .wait("the figure is put right on leaving", async || {
            Ok((visit.cell(cell, EDITION).await?.content().await? == "1234").then_some(()))
        })
        .await?;
    assert!(visit.find(Role::Textbox, Field::Unit.label()).await?.value == "青石镇人民政府");
    visit.end().await
}
