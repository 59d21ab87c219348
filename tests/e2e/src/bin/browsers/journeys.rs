//! The main journeys, the same for every browser.

use crate::remote::{Hands, Remote};
use anyhow::{Context, Result, ensure};
use nianbao::exchange;
use nianbao::format::{Applicant, CellId, Edition, RequestRow};
use nianbao::report::Field;
use serde_json::Value;

/// The unit of the report.
const UNIT: &str = "青石镇人民政府";
/// What is typed into part 一.
const OVERVIEW: &str = "2024年，本镇主动公开信息12条。";

/// The entry field of a figure of table 3.
fn cell(row: RequestRow, applicant: Applicant) -> String {
    CellId::t3(row, applicant).accessible_name(Edition::V2021)
}

/// The start page opens.
pub(crate) async fn start<R: Remote>(hands: &Hands<R>, url: &str) -> Result<()> {
    hands.0.go(url).await?;
    hands.find("button", "新建年报").await
}

/// The start page opens, in a context that is secure or not, as the place wants it.
pub(crate) async fn enter<R: Remote>(hands: &Hands<R>, url: &str, is_plain: bool) -> Result<()> {
    start(hands, url).await?;
    let secure = hands.0.run("return window.isSecureContext", Value::Null).await?;
    ensure!(!is_plain || secure == false, "plain http is a secure context here");
    Ok(())
}

/// A dialog opens.
pub(crate) async fn dialog<R: Remote>(hands: &Hands<R>) -> Result<()> {
    hands.click("button", "新建年报").await?;
    hands.find("textbox", "单位名称").await
}

/// A report is begun.
pub(crate) async fn create<R: Remote>(hands: &Hands<R>) -> Result<()> {
    hands.fill("单位名称", UNIT).await?;
    hands.choose("报告年度", "2024年").await?;
    hands.click("button", "开始编制").await?;
    hands.find("textbox", Field::Overview.label()).await
}

/// Text and figures are typed, and totals computed.
pub(crate) async fn write<R: Remote>(hands: &Hands<R>) -> Result<()> {
    hands.fill(Field::Overview.label(), OVERVIEW).await?;
    hands.fill(&cell(RequestRow::Received, Applicant::Natural), "12").await?;
    hands.fill(&cell(RequestRow::Received, Applicant::Business), "3").await?;
    hands.holds(&cell(RequestRow::Received, Applicant::Total), "15").await?;
    hands.find("status", "✓ 已保存…").await?;
    let overflowing = "var frames = document.querySelectorAll('.figures-frame'), wide = 0;
        for (var index = 0; index < frames.length; index += 1) {
            if (frames[index].scrollWidth > frames[index].clientWidth) { wide += 1 }
        }
        return [frames.length, wide]";
    let tables = hands.0.run(overflowing, Value::Null).await?;
    ensure!(tables[0].as_u64() == Some(3) && tables[1] == 0, "tables that must be scrolled: {tables}");
    Ok(())
}

/// The reviewer judges the report; the figures are incomplete, so it must find something.
pub(crate) async fn review<R: Remote>(hands: &Hands<R>) -> Result<()> {
    judged(hands, "处必须改").await
}

/// Waits until the judgement holds these words.
async fn judged<R: Remote>(hands: &Hands<R>, words: &str) -> Result<()> {
    let verdict = "var verdict = document.getElementById('verdict'); return verdict && verdict.textContent";
    hands
        .wait(&format!("the judgement “{words}”"), async || {
            let verdict = hands.0.run(verdict, Value::Null).await?;
            Ok(verdict.as_str().filter(|shown| shown.contains(words)).map(drop))
        })
        .await
}

/// A reload keeps all that was typed.
pub(crate) async fn reload<R: Remote>(hands: &Hands<R>) -> Result<()> {
    hands.0.reload().await?;
    hands.find("textbox", Field::Overview.label()).await?;
    hands.holds(Field::Overview.label(), OVERVIEW).await?;
    hands.holds(&cell(RequestRow::Received, Applicant::Natural), "12").await?;
    hands.holds(&cell(RequestRow::Received, Applicant::Total), "15").await
}

/// The preview shows the page with what was typed and computed.
pub(crate) async fn preview<R: Remote>(hands: &Hands<R>) -> Result<()> {
    hands.click("button", "预览").await?;
    hands.find("iframe", "报告预览").await?;
    let text = "var frame = find('iframe', '报告预览'), page = frame.contentDocument;
        return [page && page.body ? page.body.innerText : '', page && page.body ? page.body.scrollHeight : 0]";
    hands
        .wait("the page in the preview", async || {
            let page = hands.ask(text, Value::Null).await?;
            let shown = page[0].as_str().unwrap_or_default().split_whitespace().collect::<String>();
            let whole = [UNIT, OVERVIEW, "15"].iter().all(|words| shown.contains(words));
            Ok((whole && page[1].as_u64() > Some(500)).then_some(()))
        })
        .await
}

/// The page is saved, and can be read again.
pub(crate) async fn save<R: Remote>(hands: &Hands<R>) -> Result<()> {
    hands.click("button", "保存网页").await?;
    let Some((name, content)) = hands.download().await? else { return Ok(()) };
    let draft = exchange::open(&name, &content).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    ensure!(draft.draft.text(Field::Overview) == OVERVIEW.into(), "the saved page holds something else");
    Ok(())
}

/// The data file and the Word file are exported; the latter comes from a program of its own.
pub(crate) async fn export<R: Remote>(hands: &Hands<R>) -> Result<()> {
    hands.click("button", "导出").await?;
    hands.click("button", "数据文件…").await?;
    if let Some((_, content)) = hands.download().await? {
        let text = String::from_utf8(content).context("the data file is not text")?;
        ensure!(text.contains(OVERVIEW), "the data file lacks what was typed");
    }
    if hands.ask("return find('button', 'Word 文档…') === null", Value::Null).await? == true {
        hands.click("button", "导出").await?;
    }
    hands.click("button", "Word 文档…").await?;
    if let Some((_, content)) = hands.download().await? {
        ensure!(content.starts_with(b"PK"), "the Word file is none");
    }
    Ok(())
}

/// The example of a county is found in order.
pub(crate) async fn example<R: Remote>(hands: &Hands<R>, url: &str) -> Result<()> {
    // A change after `#` alone would load nothing.
    hands.0.go("about:blank").await?;
    start(hands, url).await?;
    hands.click("button", "县政府2024年年报").await?;
    judged(hands, "可以报送").await
}

/// A copy of the single file in another folder lists the draft of the first: files share what the browser keeps.
pub(crate) async fn share<R: Remote>(hands: &Hands<R>, copy: &str) -> Result<()> {
    start(hands, copy).await?;
    hands.find("button", &format!("{UNIT}2024年年报")).await
}
