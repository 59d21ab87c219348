//! A program that cannot go on says so, and what was saved is there afterwards.

use anyhow::{Result, ensure};
use nianbao::report::Field;
use nianbao_e2e::{Role, Visit};

#[tokio::test]
async fn a_panic_is_told_and_a_reload_helps() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Phone).await?.fill("0000-1234567").await?;
    visit.saved().await?;

    // Without this nothing can be drawn, which the program takes as a reason to panic.
    visit.run("Node.prototype.insertBefore = () => { throw new Error('broken') }").await?;
    visit.click("首页").await?;
    visit.find(Role::Heading, "程序出错，已停止运行").await?;
    // Nothing that looks alive is left, and what was typed can be taken away as files.
    visit.gone(Role::Button, "新建年报").await?;
    visit.click("存下页面上的文字").await?;
    let text = std::fs::read_to_string(visit.download().await?)?;
    ensure!(text.contains("0000-1234567"), "{text}");
    visit.click("存下最近保存的草稿").await?;
    let saved = visit.download().await?;
    let complaints = visit.complaints().await?;
    ensure!(complaints.iter().any(|complaint| complaint.contains("unreachable")), "{complaints:?}");

    visit.reload().await?;
    visit.find(Role::Button, "新建年报").await?;
    let drafts = visit.drafts().await?;
    ensure!(
        drafts.values().any(|saved| saved.draft.text(Field::Phone) == "0000-1234567".into()),
        "{drafts:?}"
    );
    visit.open_file(&saved).await?;
    visit.editing().await?;
    visit.end().await
}

#[tokio::test]
async fn a_reviewer_that_breaks_down_is_told_and_started_again() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.click("县政府2024年年报").await?;
    visit.editing().await?;
    visit.verdict("可以报送").await?;
    let break_it = "window.post = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function () { this.dispatchEvent(new ErrorEvent('error')) }";
    visit.run(break_it).await?;
    visit.field(Field::Problems).await?.fill("没有人核对的一句。").await?;
    visit.find(Role::Button, "没有核对，点此重试").await?;
    // Typing and saving go on.
    visit.saved().await?;
    assert_eq!(visit.draft().await?.draft.text(Field::Problems), "没有人核对的一句。".into());
    visit.run("Worker.prototype.postMessage = window.post").await?;
    visit.click("没有核对，点此重试").await?;
    visit.verdict("可以报送").await?;
    visit.end().await
}
