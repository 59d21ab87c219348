//! Reports that come in from other programs and go out to them, in the built site.

use anyhow::{Result, ensure};
use nianbao::example;
use nianbao::export;
use nianbao::format::{Applicant, CellId, RequestRow};
use nianbao::report::{Draft, Field, Report};
use nianbao_e2e::{Key, Role, Visit};
use std::rc::Rc;

const CARRIED_IN: CellId = CellId::t3(RequestRow::CarriedIn, Applicant::Natural);
const CARRIED_OUT: CellId = CellId::t3(RequestRow::CarriedOut, Applicant::Natural);

fn report(draft: Draft) -> Report {
    Report::read(Rc::new(draft))
}

/// The county's report as that of the year before.
fn last_year() -> Draft {
    let mut draft = example::county_2024();
    draft.year = 2023;
    draft
        .with_cells([(CARRIED_OUT, "3")])
        .with_text(Field::Problems, "存在的主要问题：解读形式单一。\n下一步，将每季度发布一次图解。")
}

/// Pastes into the focused element as a browser would after copying from a web page.
async fn paste_html(visit: &Visit, html: &str) -> Result<()> {
    let html = serde_json::to_string(html)?;
    let script = format!(
        "const data = new DataTransfer(); data.setData('text/html', {html}); data.setData('text/plain', '年报');
         document.activeElement.dispatchEvent(
           new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }}));"
    );
    visit.run(&script).await.map(drop)
}

#[tokio::test]
async fn a_web_page_that_is_pasted_becomes_a_draft() -> Result<()> {
    let visit = Visit::begin().await?;
    let draft = example::county_2024();
    visit.click("粘贴年报").await?;
    let dialog = visit.find(Role::Dialog, "粘贴已有的年报").await?;
    visit.check_accessibility("粘贴已有的年报").await?;
    dialog.find(Role::Textbox, "粘贴到这里").await?.click().await?;
    paste_html(&visit, &export::fragment(&report(draft.clone()))).await?;
    let dialog = visit.find(Role::Dialog, "导入前看一看").await?;
    visit.check_accessibility("导入前看一看").await?;
    ensure!(visit.drafts().await?.is_empty(), "nothing is stored before it is accepted");
    dialog.find(Role::Button, "存为新草稿").await?.click().await?;
    visit.editing().await?;
    let read = visit.draft().await?.draft;
    for cell in CellId::of_edition(draft.edition()) {
        assert_eq!(report(read.clone()).value(cell), report(draft.clone()).value(cell), "{}", cell.key());
    }
    for field in [Field::Overview, Field::Problems, Field::Other] {
        assert_eq!(read.text(field), draft.text(field), "{}", field.label());
    }
    visit.end().await
}

#[tokio::test]
async fn this_year_begins_with_last_years_word_file_by_keyboard() -> Result<()> {
    let visit = Visit::begin().await?;
    let docx = visit.write("去年的年报.docx", &export::docx(&report(last_year())))?;
    visit
        .choose_file(&docx, async || {
            visit.tab_to(Role::Button, "从去年年报开始").await?;
            visit.press(Key::Enter).await
        })
        .await?;
    visit.find(Role::Dialog, "导入前看一看").await?;
    visit.tab_to(Role::Button, "作为去年年报，开始编制 2024 年年报").await?;
    visit.press(Key::Enter).await?;
    visit.editing().await?;
    let draft = visit.draft().await?.draft;
    assert_eq!((draft.year, draft.unit()), (2024, last_year().unit()));
    assert_eq!(&**draft.cell(CARRIED_IN), "3");
    ensure!(draft.text(Field::Overview).is_empty(), "prose is not copied");

    // Last year's figures stand under this year's.
    let shown = visit.cell(CARRIED_IN, draft.edition()).await?;
    let past = shown.call("function () { return this.parentElement.dataset.past }").await?;
    ensure!(past.as_str().is_some_and(|past| !past.is_empty()), "{past}");

    // What was announced can be ticked off, and last year's words are there to be read.
    visit.find_beginning(Role::Checkbox, "下一步，将每季度发布一次图解").await?.click().await?;
    visit.saved().await?;
    ensure!(visit.draft().await?.draft.has_reasons(), "the tick is stored");
    visit.check_accessibility("编制，去年年报在旁").await?;
    visit.end().await
}

#[tokio::test]
async fn the_word_file_opens_elsewhere_with_the_same_figures() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.click("县政府2024年年报").await?;
    visit.editing().await?;
    visit.click("导出").await?;
    let dialog = visit.find(Role::Dialog, "导出").await?;
    visit.check_accessibility("导出").await?;
    dialog.find_beginning(Role::Button, "Word 文档").await?.click().await?;
    let file = visit.download().await?;
    let expected = export::docx(&report(example::county_2024()));
    assert_eq!(std::fs::read(&file)?, expected, "the page writes what the library writes");
    visit.end().await
}

#[tokio::test]
async fn the_text_can_be_copied_for_the_editor_of_a_site() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.click("县政府2024年年报").await?;
    visit.editing().await?;
    visit.click("导出").await?;
    let dialog = visit.find(Role::Dialog, "导出").await?;
    dialog.find_beginning(Role::Button, "复制正文").await?.click().await?;
    visit.find_beginning(Role::Text, "正文已复制").await?;
    // Pasted into a field of text, it is the plain text.
    visit.field(Field::Other).await?.click().await?;
    visit.select_all().await?;
    visit.chord(Key::Control, 'v').await?;
    visit.saved().await?;
    let expected = export::plain_text(&report(example::county_2024()));
    assert_eq!(visit.draft().await?.draft.text(Field::Other).trim(), expected.replace("\r\n", "\n").trim());
    visit.end().await
}

#[tokio::test]
async fn what_cannot_be_read_is_told_and_changes_nothing() -> Result<()> {
    let visit = Visit::begin().await?;
    let old = visit.write("旧年报.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on")?;
    visit.open_file(&old).await?;
    visit.find_beginning(Role::Text, "文件“旧年报.doc”").await?;
    ensure!(visit.drafts().await?.is_empty(), "nothing was stored");
    visit.end().await
}
