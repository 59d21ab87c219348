//! The same draft in two windows: one writes, the other shows, and nothing is lost between them.

use anyhow::{Result, ensure};
use nianbao::report::Field;
use nianbao_e2e::{Role, Visit};

const SHOWN_ONLY: &str = "这份草稿正在另一个窗口中编辑，本窗口只能查看。";
const TAKEN: &str = "另一个窗口已接管这份草稿，本窗口不再保存，只能查看。";

/// Begins a report; its address.
async fn begin(visit: &Visit) -> Result<String> {
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Problems).await?.fill("第一句。").await?;
    visit.saved().await?;
    Ok(format!("{}{}", visit.url, visit.hash().await?))
}

/// Waits until the text is shown in the field.
async fn shows(visit: &Visit, text: &str) -> Result<()> {
    visit
        .wait(format!("“{text}” shown"), async || {
            Ok((visit.field(Field::Problems).await?.content().await? == text).then_some(()))
        })
        .await
}

#[tokio::test]
async fn the_second_window_shows_and_takes_over() -> Result<()> {
    let visit = Visit::begin().await?;
    let address = begin(&visit).await?;
    let first = visit.open_tab(&address).await?;
    visit.find(Role::Text, SHOWN_ONLY).await?;
    ensure!(visit.field(Field::Problems).await?.disabled, "it can only be read");
    visit.check_accessibility("a draft that another window holds").await?;

    // What the first writes is seen in the second.
    let second = visit.switch(&first).await?;
    visit.field(Field::Problems).await?.fill("第一句。第二句。").await?;
    visit.saved().await?;
    let first = visit.switch(&second).await?;
    shows(&visit, "第一句。第二句。").await?;

    visit.click("接管编辑").await?;
    visit.gone(Role::Button, "接管编辑").await?;
    visit.field(Field::Problems).await?.fill("第一句。第二句。第三句。").await?;
    visit.saved().await?;

    let second = visit.switch(&first).await?;
    visit.find(Role::Text, TAKEN).await?;
    shows(&visit, "第一句。第二句。第三句。").await?;
    ensure!(visit.field(Field::Problems).await?.disabled, "it can only be read");

    // The second is closed: the first may write again.
    visit.switch(&second).await?;
    visit.close_tab().await?;
    visit.switch(&first).await?;
    visit.gone(Role::Button, "接管编辑").await?;
    visit.field(Field::Problems).await?.fill("第四句。").await?;
    visit.saved().await?;
    let drafts = visit.drafts().await?;
    ensure!(
        drafts.len() == 1 && visit.draft().await?.draft.text(Field::Problems) == "第四句。".into(),
        "{drafts:?}"
    );
    visit.end().await
}

#[tokio::test]
async fn a_window_that_broke_down_keeps_nobody_out() -> Result<()> {
    let visit = Visit::begin().await?;
    let address = begin(&visit).await?;
    // From here on the window says nothing more, as if it had broken down.
    visit.run("Storage.prototype.setItem = Storage.prototype.removeItem = () => {}").await?;
    visit.open_tab(&address).await?;
    visit.find(Role::Text, SHOWN_ONLY).await?;
    visit.gone(Role::Button, "接管编辑").await?;
    visit.field(Field::Problems).await?.fill("接着写。").await?;
    visit.saved().await?;
    visit.end().await
}

#[tokio::test]
async fn different_drafts_are_written_side_by_side() -> Result<()> {
    let visit = Visit::begin().await?;
    begin(&visit).await?;
    let first = visit.open_tab(&visit.url).await?;
    visit.new_report("白桥镇人民政府", 2023).await?;
    visit.field(Field::Problems).await?.fill("白桥。").await?;
    visit.saved().await?;
    let second = visit.switch(&first).await?;
    visit.field(Field::Problems).await?.fill("青石。").await?;
    visit.saved().await?;
    visit.switch(&second).await?;
    visit.field(Field::Problems).await?.fill("白桥。又一句。").await?;
    visit.saved().await?;
    let mut texts: Vec<_> =
        visit.drafts().await?.values().map(|saved| saved.draft.text(Field::Problems).to_string()).collect();
    texts.sort();
    assert_eq!(texts, ["白桥。又一句。", "青石。"]);
    visit.end().await
}
