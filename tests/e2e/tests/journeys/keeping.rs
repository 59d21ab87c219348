//! What is kept of drafts besides the drafts themselves, and how all of it goes.

use anyhow::{Result, ensure};
use nianbao::report::Field;
use nianbao_e2e::{Key, Role, Visit};

const NAME: &str = "青石镇人民政府2024年年报";

#[tokio::test]
async fn an_earlier_version_is_compared_and_brought_back() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Problems).await?.fill("解读不够。培训不够。").await?;
    visit.saved().await?;
    visit.save_page().await?;
    visit.field(Field::Problems).await?.fill("解读不够。").await?;
    visit.saved().await?;
    // Versions outlive the page.
    visit.reload().await?;
    visit.editing().await?;
    visit.click("历史版本").await?;
    visit.find(Role::Dialog, "历史版本").await?;
    visit.check_accessibility("the earlier versions").await?;
    visit.run("document.querySelector('.version summary').click()").await?;
    visit.find(Role::Cell, "培训不够。").await?;
    visit.run("document.querySelector('.version button').click()").await?;
    visit.gone(Role::Dialog, "历史版本").await?;
    let content = visit.field(Field::Problems).await?.content().await?;
    assert_eq!(content, "解读不够。培训不够。");
    visit.chord(Key::Control, 'z').await?;
    assert_eq!(visit.field(Field::Problems).await?.content().await?, "解读不够。");
    visit.end().await
}

#[tokio::test]
async fn a_locked_draft_opens_with_its_password_only() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Problems).await?.fill("不给别人看的话。").await?;
    visit.saved().await?;
    visit.go_home().await?;
    visit.click(&format!("加锁 {NAME}")).await?;
    let dialog = visit.find(Role::Dialog, "给草稿加锁").await?;
    visit.check_accessibility("the form for a password").await?;
    dialog.find(Role::Textbox, "密码").await?.fill("password-1").await?;
    dialog.find(Role::Textbox, "再输一次").await?.fill("password-1").await?;
    dialog.find(Role::Button, "加锁").await?.click().await?;
    visit.find(Role::Button, &format!("解锁 {NAME}")).await?;
    let everything = visit.run("return JSON.stringify(localStorage)").await?.to_string();
    ensure!(!everything.contains("不给别人看的话"), "{everything}");

    visit.reload().await?;
    visit.click(&format!("解锁 {NAME}")).await?;
    let dialog = visit.find(Role::Dialog, "解锁草稿").await?;
    dialog.find(Role::Textbox, "密码").await?.fill("password-2").await?;
    dialog.find(Role::Button, "解锁").await?.click().await?;
    visit.find(Role::Text, "密码不对，请再输一次。").await?;
    let dialog = visit.find(Role::Dialog, "解锁草稿").await?;
    dialog.find(Role::Textbox, "密码").await?.fill("password-1").await?;
    dialog.find(Role::Button, "解锁").await?.click().await?;
    visit.editing().await?;
    assert_eq!(visit.field(Field::Problems).await?.content().await?, "不给别人看的话。");
    visit.end().await
}

#[tokio::test]
async fn a_shared_computer_is_left_with_nothing() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Problems).await?.fill("留不得的话。").await?;
    visit.saved().await?;
    visit.go_home().await?;
    visit.click("清除本机全部数据").await?;
    let dialog = visit.find(Role::Dialog, "清除本机全部数据").await?;
    dialog.find(Role::Button, "先把全部草稿存成文件").await?.click().await?;
    let file = visit.download().await?;
    dialog.find(Role::Button, "全部清除").await?.click().await?;
    visit.find_beginning(Role::Text, "还没有草稿。").await?;
    let left = visit
        .run_async(
            "const done = arguments[arguments.length - 1];
             indexedDB.open('nianbao', 2).onsuccess = (event) => {
                 const all = event.target.result.transaction(['drafts', 'versions']);
                 const counts = ['drafts', 'versions'].map((name) => all.objectStore(name).count());
                 all.oncomplete = () => done(counts.map((count) => count.result).concat(localStorage.length));
             };",
            Vec::new(),
        )
        .await?;
    assert_eq!(left, serde_json::json!([0, 0, 0]));
    // The file brings it back.
    visit.open_file(&file).await?;
    visit.editing().await?;
    assert_eq!(visit.field(Field::Problems).await?.content().await?, "留不得的话。");
    visit.end().await
}

/// Stands in for the dialog of the browser, which nobody answers here: a file in the private space of the page, which
/// is written like any other.
const CHOOSE: &str = "window.showSaveFilePicker = async (options) => {
    const place = await navigator.storage.getDirectory();
    return place.getFileHandle(options.suggestedName, { create: true });
}";

/// What is in that file.
async fn kept(visit: &Visit) -> Result<String> {
    let read = "const done = arguments[arguments.length - 1];
        navigator.storage.getDirectory()
            .then((place) => place.getFileHandle('青石镇人民政府2024年政府信息公开工作年度报告.json'))
            .then((handle) => handle.getFile()).then((file) => file.text()).then(done, () => done(''))";
    Ok(visit.run_async(read, Vec::new()).await?.as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_chosen_file_is_written_at_every_save() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Problems).await?.fill("第一句。").await?;
    visit.saved().await?;
    visit.run(CHOOSE).await?;
    visit.click("导出").await?;
    visit.find(Role::Dialog, "导出").await?;
    visit.check_accessibility("the ways to export").await?;
    visit.find_beginning(Role::Button, "持续写入文件").await?.click().await?;
    visit.find_beginning(Role::Text, "从现在起，每次保存都同时写入").await?;
    ensure!(kept(&visit).await?.contains("第一句。"), "the file holds what there was");
    for text in ["第二句。", "第三句。"] {
        visit.field(Field::Problems).await?.fill(text).await?;
        visit
            .wait(format!("“{text}” in the file"), async || {
                Ok(kept(&visit).await?.contains(&format!("\"{text}\"")).then_some(()))
            })
            .await?;
    }
    visit.find_beginning(Role::Text, "同时写入文件副本").await?;

    // It is told once the file cannot be written any more.
    visit
        .run("FileSystemFileHandle.prototype.createWritable = () => Promise.reject(new Error('gone'))")
        .await?;
    visit.field(Field::Problems).await?.fill("第四句。").await?;
    visit.find_beginning(Role::Text, "没能写入所选的文件").await?;
    visit.find_beginning(Role::Text, "文件副本：").await?;
    assert_eq!(visit.draft().await?.draft.text(Field::Problems), "第四句。".into());
    visit.end().await
}
