//! What was typed is still there: after a reload, after the tab was closed, after the browser was started
//! again.

use anyhow::{Result, ensure};
use nianbao::format::{Applicant, CellId, Edition, RequestRow};
use nianbao::report::Field;
use nianbao_e2e::{Role, Visit, entry_name};

/// Keeps the program from saving by itself: only what it does when the page is left can save.
const HOLD_BACK_SAVING: &str = "
    const begin = window.setTimeout;
    window.setTimeout = (act, delay, ...more) => delay >= 100 ? 0 : begin(act, delay, ...more);";

fn received() -> CellId {
    CellId::t3(RequestRow::Received, Applicant::Natural)
}

#[tokio::test]
async fn a_reload_keeps_everything_typed() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Phone).await?.fill("0000-1234567").await?;
    visit.field(Field::Overview).await?.fill("第一段。\n第二段。").await?;
    visit.cell(received(), Edition::V2021).await?.fill("12").await?;
    visit.find(Role::Combobox, "单位类型").await?.choose("街道办事处").await?;
    visit.saved().await?;
    let before = visit.fields().await?;
    ensure!(before["一、总体情况"] == "第一段。\n第二段。", "{before:?}");

    visit.reload().await?;
    visit.editing().await?;
    assert_eq!(visit.fields().await?, before);
    let kind = visit.find(Role::Combobox, "单位类型").await?;
    assert_eq!(kind.value, "街道办事处");
    visit.end().await
}

#[tokio::test]
async fn what_was_typed_just_before_a_reload_is_kept() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.saved().await?;
    for (round, text) in ["第一句。", "第二句。", "第三句。"].into_iter().enumerate() {
        visit.run(HOLD_BACK_SAVING).await?;
        visit.field(Field::Problems).await?.fill(text).await?;
        visit.cell(received(), Edition::V2021).await?.fill(&round.to_string()).await?;
        let stored: Vec<_> = visit.drafts().await?.into_values().map(|envelope| envelope.draft).collect();
        ensure!(stored[0].text(Field::Problems) != text.into(), "saving was not held back");

        visit.reload().await?;
        visit.editing().await?;
        let fields = visit.fields().await?;
        assert_eq!(fields[Field::Problems.label()], text);
        assert_eq!(fields[&received().accessible_name(Edition::V2021)], round.to_string());
    }
    visit.end().await
}

#[tokio::test]
async fn typing_without_end_is_saved_again_and_again() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    let mut revision = visit.draft().await?.revision;
    for text in ["一", "二", "三", "四", "五"] {
        visit.field(Field::Other).await?.fill(text).await?;
        let stored = visit
            .wait("the next save", async || {
                let draft = visit.draft().await?;
                Ok((&*draft.draft.text(Field::Other) == text).then_some(draft))
            })
            .await?;
        ensure!(stored.revision > revision, "every save has a number of its own");
        revision = stored.revision;
    }
    visit.end().await
}

#[tokio::test]
async fn a_closed_tab_and_a_new_start_of_the_browser_keep_everything_typed() -> Result<()> {
    let mut visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Other).await?.fill("没有其他需要报告的事项。").await?;
    visit.saved().await?;
    visit.run(HOLD_BACK_SAVING).await?;
    visit.field(Field::Website).await?.fill("www.example").await?;
    let before = visit.fields().await?;
    visit.close_tab().await?;
    visit.restart().await?;

    let drafts = visit.drafts().await?;
    let [draft] = &drafts.values().collect::<Vec<_>>()[..] else { anyhow::bail!("{drafts:?}") };
    visit.click(&entry_name(&draft.draft)).await?;
    visit.editing().await?;
    assert_eq!(visit.fields().await?, before);
    visit.end().await
}

#[tokio::test]
async fn a_full_storage_is_told_and_loses_nothing() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Other).await?.fill("第一句。").await?;
    visit.draft().await?;
    // Another program of the same origin takes all that is left.
    let fill = "for (let size = 1 << 22; size >= 1; size >>= 1) {
        for (;;) {
            try { localStorage.setItem('other', (localStorage.getItem('other') ?? '') + 'x'.repeat(size)) }
            catch { break }
        }
    }";
    visit.run(fill).await?;
    // At once: what is typed key by key over a selection is shorter at first, and fits.
    visit.field(Field::Other).await?.put("第一句。第二句。").await?;
    visit.find_beginning(Role::Text, "⚠ 未能保存：浏览器给本网页的存储空间已满").await?;
    let stored: Vec<_> = visit.drafts().await?.into_values().collect();
    assert_eq!(&*stored[0].draft.text(Field::Other), "第一句。", "what was stored before is still there");
    assert_eq!(visit.field(Field::Other).await?.content().await?, "第一句。第二句。");
    let (_, saved) = visit.save_page().await?;
    ensure!(saved.contains("第一句。第二句。"), "the file holds what is on the screen");

    visit.run("localStorage.removeItem('other')").await?;
    visit.field(Field::Other).await?.fill("第三句。").await?;
    assert_eq!(&*visit.draft().await?.draft.text(Field::Other), "第三句。");
    visit.end().await
}
