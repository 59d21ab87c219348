//! The list of drafts on the start page.

use anyhow::{Result, ensure};
use nianbao::report::Field;
use nianbao_e2e::{Role, Visit};

const NAME: &str = "青石镇人民政府2024年年报";

#[tokio::test]
async fn drafts_are_renamed_duplicated_deleted_and_brought_back() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Other).await?.fill("没有。").await?;
    let draft = visit.draft().await?.draft;
    visit.click("首页").await?;

    visit.click(&format!("改名 {NAME}")).await?;
    let dialog = visit.find(Role::Dialog, "草稿改名").await?;
    let field = dialog.find(Role::Textbox, "草稿名称").await?;
    assert_eq!(field.content().await?, NAME);
    field.fill("给县里的第一稿").await?;
    dialog.find(Role::Button, "改名").await?.click().await?;
    visit.find(Role::Button, "给县里的第一稿").await?;

    visit.click("复制 给县里的第一稿").await?;
    visit.find(Role::Button, "给县里的第一稿（副本）").await?;
    let stored: Vec<_> = visit.drafts().await?.into_values().map(|envelope| envelope.draft).collect();
    let [mut one, mut two] = <[_; 2]>::try_from(stored).expect("two drafts");
    one.set_text(Field::Name, None);
    two.set_text(Field::Name, None);
    ensure!(one == draft && two == draft, "name apart, both are what was typed");

    // 撤销 in the message, then the bin.
    visit.click("删除 给县里的第一稿").await?;
    let notice = visit.notice("已删除“给县里的第一稿”，在回收站里还能找到。").await?;
    visit.gone(Role::Button, "给县里的第一稿").await?;
    notice.find(Role::Button, "撤销").await?.click().await?;
    visit.find(Role::Button, "给县里的第一稿").await?;

    visit.click("删除 给县里的第一稿").await?;
    visit.gone(Role::Button, "给县里的第一稿").await?;
    visit.go_home().await?;
    visit.find(Role::Summary, "回收站（1）").await?.click().await?;
    visit.click("恢复 给县里的第一稿").await?;
    visit.find(Role::Button, "给县里的第一稿").await?;
    visit.gone(Role::Summary, "回收站（1）").await?;

    visit.click("删除 给县里的第一稿（副本）").await?;
    visit.find(Role::Summary, "回收站（1）").await?.click().await?;
    visit.click("彻底删除 给县里的第一稿（副本）").await?;
    let dialog = visit.find(Role::Dialog, "彻底删除").await?;
    dialog.find(Role::Button, "彻底删除").await?.click().await?;
    visit.gone(Role::Dialog, "彻底删除").await?;
    visit.gone(Role::Summary, "回收站（1）").await?;
    let left = visit.run("return Object.keys(localStorage).length").await?;
    assert_eq!(left, 1, "nothing is left but the draft");

    // The name is gone again when it is made blank.
    visit.click("改名 给县里的第一稿").await?;
    visit.find(Role::Textbox, "草稿名称").await?.fill(" ").await?;
    visit.click("改名").await?;
    visit.click(NAME).await?;
    visit.editing().await?;
    assert_eq!(visit.draft().await?.draft, draft);
    visit.end().await
}

#[tokio::test]
async fn the_browsers_back_and_forward_lead_through_the_screens() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Other).await?.fill("没有。").await?;
    // At once, before anything was saved by itself.
    visit.back().await?;
    visit.find(Role::Button, NAME).await?.click().await?;
    visit.editing().await?;
    assert_eq!(visit.field(Field::Other).await?.content().await?, "没有。");
    visit.click("预览").await?;
    ensure!(visit.previewed().await?.contains("没有。"), "the preview shows what was typed");
    visit.back().await?;
    visit.editing().await?;
    visit.back().await?;
    visit.find(Role::Button, "新建年报").await?;
    visit.forward().await?;
    visit.editing().await?;
    visit.forward().await?;
    visit.previewed().await?;
    // An address that leads nowhere leads to the start page.
    visit.run("location.hash = '#/edit/0000'").await?;
    visit.find(Role::Button, "新建年报").await?;
    visit.find_beginning(Role::Text, "这份草稿打不开：已不在这台电脑上").await?;
    visit.end().await
}
