//! The examples of the start page: as they are shown, and as they are printed.

use anyhow::{Context, Result};
use nianbao::example::{county_2024, township_2020};
use nianbao::format::CellId;
use nianbao::report::{Draft, Report};
use nianbao_e2e::{Printed, Role, Visit};
use std::rc::Rc;

/// Goes from the start page through the editor to the printer, and compares everything.
async fn look_at(link: &str, draft: Rc<Draft>, sheets: usize) -> Result<()> {
    let report = Box::new(Report::read(draft));
    let visit = Visit::begin().await?;
    visit.click(link).await?;
    visit.editing().await?;
    let year = report.draft().year;
    assert_eq!(visit.hash().await?, format!("#/example/{year}"));

    let fields = visit.fields().await?;
    for cell in CellId::of_edition(report.edition()) {
        let name = cell.accessible_name(report.edition());
        let shown = fields.get(&name).with_context(|| format!("no entry field “{name}”"))?;
        assert_eq!(**shown, *report.printed(cell), "{name}");
    }

    visit.click("预览").await?;
    let page = visit.previewed().await?;
    let pdf = visit.print(&page).await?;
    Printed::of(&report).check(&pdf)?;
    assert_eq!(pdf.pages.len(), sheets);

    // The preview counts the sheets as the printer does.
    visit.click("分页看").await?;
    visit.find(Role::Text, &format!("共 {sheets} 页，A4 纸")).await?;
    visit.click("连续看").await?;
    // Nothing was changed, so nothing was stored.
    assert!(visit.drafts().await?.is_empty());
    visit.end().await
}

#[tokio::test]
async fn the_example_of_the_2019_format_prints_every_heading_label_and_figure() -> Result<()> {
    look_at("乡镇2020年年报", Rc::new(township_2020()), 6).await
}

#[tokio::test]
async fn the_example_of_the_2021_format_prints_every_heading_label_and_figure() -> Result<()> {
    look_at("县政府2024年年报", Rc::new(county_2024()), 7).await
}
