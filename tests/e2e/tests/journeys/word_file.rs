//! The Word file, opened and printed by LibreOffice, beside the page, printed by the browser.

use anyhow::{Result, ensure};
use nianbao::example::{county_2024, township_2020};
use nianbao::export::docx;
use nianbao::format::CellId;
use nianbao::render::page;
use nianbao::report::{Draft, Field, Report};
use nianbao_e2e::{Browser, Pdf, Printed, Profile};
use std::rc::Rc;

/// The edges of the text block, in points.
const LEFT: f64 = 28.0 / 25.4 * 72.0;
const RIGHT: f64 = (210.0 - 26.0) / 25.4 * 72.0;

fn read(draft: Draft) -> Report {
    Report::read(Rc::new(draft))
}

/// Nothing stands outside of the text block.
fn keeps_within_the_text_block(pdf: &Pdf) -> Result<()> {
    for word in pdf.words()? {
        let is_inside = word.left >= LEFT - 0.5 && word.right <= RIGHT + 0.5;
        ensure!(is_inside, "“{}” stands outside, from {} to {}", word.text, word.left, word.right);
    }
    Ok(())
}

async fn prints_what_the_page_prints(draft: Draft) -> Result<()> {
    let report = read(draft);
    let profile = Profile::new()?;
    let word = Pdf::of_word(&profile, &docx(&report))?;
    Printed::of(&report).check(&word)?;
    keeps_within_the_text_block(&word)?;

    let browser = Browser::start(&profile, &[]).await?;
    let page = browser.print(&page(&report, "{}")).await?;
    assert_eq!(word.text(), page.text());
    assert_eq!(word.pages.len(), page.pages.len());
    browser.quit("file:").await
}

#[tokio::test]
async fn the_word_file_prints_what_the_page_prints() -> Result<()> {
    Box::pin(prints_what_the_page_prints(county_2024())).await
}

#[tokio::test]
async fn the_word_file_of_the_2019_format_prints_what_the_page_prints() -> Result<()> {
    Box::pin(prints_what_the_page_prints(township_2020())).await
}

#[test]
fn long_figures_and_hostile_texts_stay_in_their_places() -> Result<()> {
    let mut draft = county_2024().with_text(Field::Unit, "</w:t>&amp;<w:br/>\u{0}\u{fffe}]]>镇");
    for (index, cell) in CellId::all().enumerate() {
        draft.set_cell(cell, "123456789".repeat(index % 3));
    }
    let profile = Profile::new()?;
    let pdf = Pdf::of_word(&profile, &docx(&read(draft)))?;
    keeps_within_the_text_block(&pdf)?;
    ensure!(pdf.text().starts_with("</w:t>&amp;<w:br/>]]>镇2024年"), "{}", pdf.text());
    Ok(())
}
