//! 保存网页, 导出数据, 打开文件: out and in again without a difference.

use anyhow::{Context, Result, anyhow, ensure};
use nianbao::exchange;
use nianbao::report::{Field, Report};
use nianbao::storage::Envelope;
use nianbao_e2e::{Key, Role, Visit, entry_name, envelope_of, without_times};
use serde_json::{Value, json};
use std::rc::Rc;

/// The draft in a file.
fn opened(name: &str, content: &str) -> Result<Envelope> {
    exchange::open(name, content.as_bytes()).map_err(|error| anyhow!("{}", error.sentence()))
}

/// The page of a draft apart from times and numbers.
fn page_of(envelope: &Envelope) -> String {
    exchange::page(&Report::read(Rc::new(envelope.draft.clone())), &without_times(envelope))
}

/// Notes down what is printed instead of printing: the pages of frames, and whether anything else is.
async fn watch_printing(visit: &Visit) -> Result<()> {
    let watch = "
        window.printed = [];
        window.print = () => printed.push('the application itself');
        const real = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow').get;
        Object.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', { get() {
            const inner = real.call(this);
            if (inner) { inner.print = () => printed.push(inner.document.readyState === 'complete' && this.srcdoc) }
            return inner;
        } });";
    visit.run(watch).await.map(drop)
}

/// Waits until something is printed; all that was.
async fn printed(visit: &Visit) -> Result<Value> {
    let printed = async || {
        let printed = visit.run("return window.printed").await?;
        Ok(Some(printed).filter(|printed| *printed != json!([])))
    };
    visit.wait("something is printed", printed).await
}

#[tokio::test]
async fn a_saved_page_brings_a_deleted_draft_back() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.click("县政府2024年年报").await?;
    visit.editing().await?;
    visit.field(Field::Other).await?.fill("没有“其他”事项。\n<完>").await?;
    visit.draft().await?;
    let (name, first) = visit.save_page().await?;
    let before = opened(&name, &first)?;
    assert_eq!(name, exchange::file_name(&before.draft, "html"));
    assert_eq!(&*before.draft.text(Field::Other), "没有“其他”事项。\n<完>");
    assert_eq!(page_of(&before), page_of(&visit.draft().await?));

    visit.click("首页").await?;
    visit.click(&format!("删除 {}", entry_name(&before.draft))).await?;
    visit.gone(Role::Button, &entry_name(&before.draft)).await?;
    assert!(visit.drafts().await?.is_empty());

    visit.open_file(&visit.write(&name, first.as_bytes())?).await?;
    visit.editing().await?;
    visit.notice(&format!("已打开“{name}”，在本机存为一份新草稿。")).await?;
    visit.draft().await?;
    let (name, second) = visit.save_page().await?;
    let after = opened(&name, &second)?;
    assert_eq!(without_times(&after), without_times(&before));
    assert_eq!(page_of(&after), page_of(&before));
    visit.end().await
}

#[tokio::test]
async fn exported_data_brings_a_draft_back() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2020).await?;
    visit.field(Field::Overview).await?.fill("（一）引号“”和'\"\\与换行\n　　缩进").await?;
    visit.draft().await?;
    visit.click("导出").await?;
    let dialog = visit.find(Role::Dialog, "导出").await?;
    dialog.find_beginning(Role::Button, "数据文件").await?.click().await?;
    let file = visit.download().await?;
    let content = std::fs::read_to_string(&file)?;
    let name = file.file_name().context("a file without a name")?.to_string_lossy().into_owned();
    let before = opened(&name, &content)?;
    assert_eq!(name, exchange::file_name(&before.draft, "json"));

    visit.go_home().await?;
    visit.open_file(&file).await?;
    visit.editing().await?;
    let after = visit.draft().await?;
    assert_eq!(without_times(&after), without_times(&before));
    assert_eq!(visit.drafts().await?.len(), 2, "the opened file is a draft of its own");
    visit.end().await
}

#[tokio::test]
async fn a_file_dropped_onto_the_page_is_opened() -> Result<()> {
    let visit = Visit::begin().await?;
    let envelope = envelope_of(nianbao::example::township_2020());
    let file = visit.write("一份年报.html", page_of(&envelope).as_bytes())?;
    let data = json!({ "items": [], "files": [file], "dragOperationsMask": 1 });
    for kind in ["dragEnter", "dragOver", "drop"] {
        let event = json!({ "type": kind, "x": 600, "y": 400, "data": data });
        visit.cdp("Input.dispatchDragEvent", event).await?;
    }
    visit.editing().await?;
    assert_eq!(visit.draft().await?.draft, envelope.draft);
    visit.end().await
}

#[tokio::test]
async fn what_is_previewed_is_what_is_saved_is_what_is_printed() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Overview).await?.fill("（一）主动公开\n公开12件。").await?;
    visit.draft().await?;
    visit.click("预览").await?;
    let previewed = visit.previewed().await?;
    let (name, saved) = visit.save_page().await?;
    ensure!(saved == previewed, "saved and previewed differ");
    assert_eq!(opened(&name, &saved)?.draft, visit.draft().await?.draft);

    // The printer gets the document of the frame; nothing else can print.
    watch_printing(&visit).await?;
    visit.click("打印").await?;
    assert_eq!(printed(&visit).await?, json!([previewed]));
    // What the frame shows has grown from these bytes and nothing else.
    visit.find(Role::Iframe, "报告预览").await?;
    let grown = "const done = arguments[0], shown = document.querySelector('iframe');
        const again = document.createElement('iframe');
        const content = (frame) => frame.contentDocument.documentElement.outerHTML;
        again.onload = () => done(content(again) === content(shown));
        again.srcdoc = shown.srcdoc;
        document.body.append(again)";
    assert_eq!(visit.run_async(grown, Vec::new()).await?, true);
    visit.end().await
}

/// The menu prints the application and not the report in its frame, so it says what to do instead.
#[tokio::test]
async fn the_browsers_own_menu_prints_where_the_report_is_printed() -> Result<()> {
    const ADVICE: &str = "要打印报告，请点页面右上角的“打印”，或者按Ctrl+P。";
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    assert_eq!(visit.print_shown().await?, ADVICE);
    visit.click("预览").await?;
    visit.previewed().await?;
    assert_eq!(visit.print_shown().await?, ADVICE);
    visit.end().await
}

#[tokio::test]
async fn ctrl_p_in_the_editor_shows_the_preview_and_prints_it() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    watch_printing(&visit).await?;
    // With a change that is not stored yet.
    visit.field(Field::Other).await?.fill("没有。").await?;
    visit.chord(Key::Control, 'p').await?;
    let previewed = visit.previewed().await?;
    ensure!(previewed.contains("没有。"), "the last change is missing");
    assert_eq!(printed(&visit).await?, json!([previewed]));
    // In the preview as well.
    visit.run("window.printed = []").await?;
    visit.click("连续看").await?;
    visit.chord(Key::Control, 'p').await?;
    assert_eq!(printed(&visit).await?, json!([previewed]));
    visit.click("返回编制").await?;
    visit.editing().await?;
    visit.end().await
}
