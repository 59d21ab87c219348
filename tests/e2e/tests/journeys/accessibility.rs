//! What axe-core finds on every screen and in every dialog: nothing.

use anyhow::Result;
use nianbao::format::{Applicant, CellId, Edition, RequestRow};
use nianbao_e2e::{Key, Role, Visit};

#[tokio::test]
async fn the_start_page_and_its_dialogs_are_accessible() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.check_accessibility("the empty start page").await?;
    visit.click("新建年报").await?;
    visit.find(Role::Dialog, "新建年报").await?;
    visit.check_accessibility("the dialog 新建年报").await?;
    visit.press(Key::Escape).await?;
    visit.gone(Role::Dialog, "新建年报").await?;

    visit.new_report("青石镇人民政府", 2024).await?;
    visit.draft().await?;
    visit.click("首页").await?;
    visit.click("复制 青石镇人民政府2024年年报").await?;
    visit.find(Role::Button, "青石镇人民政府2024年年报（副本）").await?;
    visit.click("删除 青石镇人民政府2024年年报").await?;
    visit.find(Role::Summary, "回收站（1）").await?.click().await?;
    visit.find(Role::Button, "恢复 青石镇人民政府2024年年报").await?;
    visit.check_accessibility("the start page with drafts, bin and message").await?;

    visit.click("改名 青石镇人民政府2024年年报（副本）").await?;
    visit.find(Role::Dialog, "草稿改名").await?;
    visit.check_accessibility("the dialog 草稿改名").await?;
    visit.click("取消").await?;
    visit.click("彻底删除 青石镇人民政府2024年年报").await?;
    visit.find(Role::Dialog, "彻底删除").await?;
    visit.check_accessibility("the dialog 彻底删除").await?;
    visit.click("取消").await?;

    visit.open_file(&visit.write("空.json", b"")?).await?;
    visit.find_beginning(Role::Text, "文件“空.json”里面是空的").await?;
    visit.check_accessibility("the start page with an error").await?;

    // A draft that a later version has written.
    let broken = "localStorage.setItem('nianbao:draft:0', '{\"app\":\"nianbao\",\"schema\":99}')";
    visit.run(broken).await?;
    visit.go_home().await?;
    visit.find(Role::Button, "下载原文 读不出的草稿").await?;
    visit.check_accessibility("the start page with a draft that cannot be read").await?;
    visit.end().await
}

#[tokio::test]
async fn the_editor_and_its_dialogs_are_accessible() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    let received = CellId::t3(RequestRow::Received, Applicant::Natural);
    visit.cell(received, Edition::V2021).await?.fill("十二").await?;
    visit.find_beginning(Role::Text, "不是数字").await?;
    visit.check_accessibility("the editor with findings").await?;
    visit.click("收起").await?;
    visit.find(Role::Button, "展开检查").await?;
    visit.check_accessibility("the editor with the findings folded").await?;
    visit.click("展开检查").await?;

    let panel = visit.find(Role::Complementary, "检查").await?;
    let why = panel.all(Role::Button).await?.into_iter().find(|button| button.name.starts_with("为什么"));
    why.expect("a button 为什么").click().await?;
    visit.find(Role::Dialog, "为什么").await?;
    visit.check_accessibility("the dialog 为什么").await?;
    visit.click("知道了").await?;

    let part = visit.find(Role::Region, "三、收到和处理政府信息公开申请情况").await?;
    part.find(Role::Button, "加文字说明").await?.click().await?;
    part.find(Role::Button, "粘贴整表").await?.click().await?;
    let dialog = visit.find(Role::Dialog, "粘贴整表").await?;
    visit.check_accessibility("the dialog 粘贴整表").await?;
    dialog.find(Role::Textbox, "粘贴到这里").await?.put("1\t2\n3\t4").await?;
    visit.click("下一步").await?;
    visit.find(Role::Dialog, "粘贴前看一看").await?;
    visit.check_accessibility("the dialog 粘贴前看一看").await?;
    visit.click("放进表格").await?;
    visit.notice("已粘贴 4 格。").await?;
    visit.check_accessibility("the editor with a message").await?;
    visit.end().await
}

#[tokio::test]
async fn the_editor_of_the_2019_format_the_preview_and_the_saved_page_are_accessible() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.click("乡镇2020年年报").await?;
    visit.editing().await?;
    visit.check_accessibility("the editor of the 2019 format").await?;
    visit.click("预览").await?;
    let page = visit.previewed().await?;
    visit.check_accessibility("the preview").await?;
    let file = visit.write("page.html", page.as_bytes())?;
    visit.in_new_tab(&file, async || visit.check_accessibility("the saved page").await).await?;
    visit.end().await
}
