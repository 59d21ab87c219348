//! Texts that would like to be a program, everywhere where a text can stand: they stay texts.

use anyhow::{Context, Result, ensure};
use nianbao::exchange;
use nianbao::format::{Applicant, CellId, Edition, Item, Outcome, Proceeding, RequestRow};
use nianbao::report::Field;
use nianbao_e2e::{Key, Role, Visit, without_times};
use serde_json::{Value, json};

const TEXTS: &[&str] = &[
    "<script>window.__pwned=1</script>",
    "\"><img src=x onerror=\"window.__pwned=1\">",
    "'><svg onload='window.__pwned=1'>",
    "</script><script>window.__pwned=1</script>",
    "</title></style></textarea></iframe><script>window.__pwned=1</script>",
    "<!--<script>",
    "]]>",
    "javascript:window.__pwned=1",
    "&lt;script&gt;&#60;b&#62;",
    "\\u003cscript\\u003e\\\"\\",
    "\u{202e}\u{2066}反\u{202d}向\u{200f}",
    "\u{2028}\u{2029}\u{feff}",
    "{{1}}${1}%00",
];

/// What must hold in a page that shows such texts: nothing ran, and nothing was made of them.
const INNOCENT: &str = "
    const made = 'script:not([type=\"application/json\"]), img, svg, object, embed, link, base, form, [onload], [onerror]';
    return { pwned: this.__pwned ?? null, made: [...this.document.querySelectorAll(made)].map(node => node.outerHTML) }";

fn innocent() -> Value {
    json!({ "pwned": null, "made": [] })
}

#[tokio::test]
async fn texts_that_look_like_programs_never_run() -> Result<()> {
    let visit = Visit::begin().await?;
    let text = TEXTS.join(" ");
    let before = visit.run("return document.scripts.length").await?;

    visit.click("新建年报").await?;
    visit.find(Role::Textbox, "单位名称").await?.put(&text).await?;
    visit.click("开始编制").await?;
    visit.editing().await?;
    for part in [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ] {
        visit.find(Role::Region, part).await?.find(Role::Button, "加文字说明").await?.click().await?;
    }
    for &field in Field::ALL.iter().filter(|&&field| field != Field::Name) {
        let lines = if field.is_prose() { TEXTS.join("\n") } else { text.clone() };
        visit.field(field).await?.put(&lines).await?;
    }
    let cells = [
        CellId::t2(Item::NormativeMade),
        CellId::t2(Item::FeeAmount),
        CellId::t3(RequestRow::Received, Applicant::Natural),
        CellId::t3(RequestRow::Total, Applicant::Total),
        CellId::t4(Proceeding::Review, Outcome::Upheld),
        CellId::t4(Proceeding::Review, Outcome::Total),
    ];
    for cell in cells {
        visit.cell(cell, Edition::V2021).await?.put(&text).await?;
    }
    let stored = visit.draft().await?;
    for &field in Field::ALL.iter().filter(|&&field| field != Field::Name) {
        let lines = if field.is_prose() { TEXTS.join("\n") } else { text.clone() };
        assert_eq!(*stored.draft.text(field), *lines, "{field:?}");
    }
    for cell in cells {
        assert_eq!(**stored.draft.cell(cell), *text, "{}", cell.key());
    }

    // The preview.
    visit.click("预览").await?;
    let page = visit.previewed().await?;
    let frame = visit.find(Role::Iframe, "报告预览").await?;
    let look = format!("function () {{ return (function () {{ {INNOCENT} }}).call(this.contentWindow) }}");
    assert_eq!(frame.call(&look).await?, innocent());

    // The saved page, opened by itself, and opened again.
    let (name, saved) = visit.save_page().await?;
    ensure!(saved == page, "saved and previewed differ");
    ensure!(!name.chars().any(|c| "<>\"/\\:|?*\u{202e}".contains(c)), "an impossible file name: {name}");
    let file = visit.write(&name, saved.as_bytes())?;
    let found = visit.in_new_tab(&file, async || visit.run(INNOCENT).await).await?;
    assert_eq!(found, innocent());
    visit.print(&page).await?;

    // The start page with such a name, and everything that speaks of it.
    visit.click("首页").await?;
    let rename = visit.find_beginning(Role::Button, "改名 ").await?;
    rename.click().await?;
    visit.find(Role::Textbox, "草稿名称").await?.put(&text).await?;
    visit.click("改名").await?;
    visit.find_beginning(Role::Button, "删除 ").await?.click().await?;
    visit.find_beginning(Role::Text, "已删除“").await?;
    visit.open_file(&visit.write("<img src=x onerror=window.__pwned=1>.html", saved.as_bytes())?).await?;
    visit.editing().await?;
    let again = visit.draft().await?;
    assert_eq!(again.draft, stored.draft);

    let found = visit.run("return [window.__pwned ?? null, document.images.length, document.scripts.length]");
    assert_eq!(found.await?, json!([null, 0, before]));
    // The browser refuses markup and programs made of text, wherever it knows how.
    let refused = visit
        .run(
            "return [
                () => { document.createElement('div').innerHTML = '<b>1</b>' },
                () => { document.createElement('script').text = '1' },
                () => { document.createElement('iframe').srcdoc = '<p>1</p>' },
                () => new Worker('https://elsewhere.example/a.js'),
                () => setTimeout('window.__pwned = 1', 0),
            ].map((act) => { try { act(); return false } catch { return true } })",
        )
        .await?;
    assert_eq!(refused, json!([true, true, true, true, true]));
    let complaints = visit.complaints().await?;
    ensure!(complaints.iter().all(|complaint| complaint.contains("'Trusted")), "{complaints:#?}");
    // And the page still works.
    visit.click("首页").await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.draft().await?;
    visit.end().await
}

#[tokio::test]
async fn a_megabyte_of_text_is_pasted_saved_previewed_and_opened_again() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    let line = "（一）全年公开<b>12</b>件，\"引号\"与反斜线\\，没有因政府信息公开工作被追究责任的情形。\n";
    let text = line.repeat((1 << 20) / line.len() + 1);
    ensure!(text.len() >= 1 << 20, "a megabyte");
    visit.copy(&text).await?;
    visit.field(Field::Overview).await?.click().await?;
    visit.chord(Key::Control, 'v').await?;
    let stored = visit.draft().await?;
    ensure!(*stored.draft.text(Field::Overview) == *text, "the text was stored with a difference");

    // Typing still works behind all that.
    visit.field(Field::Other).await?.fill("没有。").await?;
    let cell = CellId::t3(RequestRow::Received, Applicant::Natural);
    visit.cell(cell, Edition::V2021).await?.fill("12").await?;
    visit.click("预览").await?;
    let page = visit.previewed().await?;
    let (name, saved) = visit.save_page().await?;
    ensure!(saved == page, "saved and previewed differ");
    visit.go_home().await?;
    visit.open_file(&visit.write(&name, saved.as_bytes())?).await?;
    visit.editing().await?;
    let again = visit.draft().await?;
    let saved = exchange::open(&name, saved.as_bytes()).ok().context("the saved page cannot be opened")?;
    ensure!(without_times(&again) == without_times(&saved), "opened again with a difference");
    ensure!(*again.draft.text(Field::Overview) == *text, "the text came back with a difference");
    visit.end().await
}
