//! Files that cannot be opened: each gets a sentence that says what it is, and nothing else changes.

use anyhow::{Result, ensure};
use nianbao::converter::{Job, Product, Task, work};
use nianbao::exchange::{self, Problem};
use nianbao::storage;
use nianbao_e2e::{Role, Visit, envelope_of};

/// What is said of a file.
fn sentence(name: &str, content: &[u8]) -> String {
    if content.len() > exchange::MAX_BYTES {
        let size = content.len() >> 20;
        return format!("“{name}”有 {size} 兆字节，超过了 20 兆字节，没有读入。请另存为不带图片的文件再试。");
    }
    match exchange::open(name, content) {
        Err(error) if matches!(error.problem, Problem::Json(_)) => error.sentence(),
        _ => {
            let task = Task::ReadFile { name: name.to_owned(), bytes: content.to_vec() };
            match work(Job { ticket: 0, task }) {
                Product::Refused(sentence) => sentence,
                other => format!("{other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn every_bad_file_gets_a_sentence_and_changes_nothing() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.draft().await?;
    visit.click("首页").await?;
    let before = visit.drafts().await?;
    let good = storage::write(&envelope_of(nianbao::example::county_2024()));
    let cut = &good.as_bytes()[..good.len() / 2];
    let page = format!("<!doctype html><script type=application/json id=nianbao-draft>{good}</script>");
    let newer = good.replacen("\"schema\":1", "\"schema\":99", 1);
    let large = vec![b'7'; 50 << 20];
    let files: &[(&str, &[u8], &str)] = &[
        ("空.json", b"", "里面是空的"),
        ("程序.json", &[0x7f, b'E', b'L', b'F', 0, 1, 0xff, 0], "不是文字"),
        ("半截.json", cut, "就断了"),
        ("半截.html", &page.as_bytes()[..page.len() / 2], "到一半就断了"),
        ("改坏.json", "{\"app\":\"nianbao\",]".as_bytes(), "不合格式"),
        ("画.json", br#"{"type":"excalidraw","version":2,"elements":[]}"#, "别的程序的数据"),
        ("列表.json", b"[1,2,3]", "别的程序的数据"),
        ("新版.json", newer.as_bytes(), "更新版本的年报程序"),
        ("年报.docx", b"PK\x03\x04 word/document.xml", "损坏"),
        ("年报.pdf", b"%PDF-1.7\n", "PDF"),
        ("旧网页.html", b"<html>\xc4\xea\xb1\xa8</html>", "没有认出"),
        ("别的网页.html", b"<!doctype html><p>1</p>", "没有认出"),
        ("很大.json", &large, "50 兆字节"),
    ];
    for (name, content, words) in files {
        visit.open_file(&visit.write(name, content)?).await?;
        let sentence = sentence(name, content);
        ensure!(sentence.contains(words), "{sentence}");
        let notice = visit.notice(&sentence).await?;
        visit.find(Role::Button, "新建年报").await?;
        assert_eq!(visit.drafts().await?, before, "{name}");
        notice.find(Role::Button, "关闭消息").await?.click().await?;
        visit.gone(Role::Button, "关闭消息").await?;
    }

    // The same file again is noticed again, and a good one still opens.
    let bad = visit.write("空.json", b"")?;
    for _ in 0..2 {
        visit.open_file(&bad).await?;
        visit.click("关闭消息").await?;
        visit.gone(Role::Button, "关闭消息").await?;
    }
    visit.open_file(&visit.write("好.json", good.as_bytes())?).await?;
    visit.editing().await?;
    assert_eq!(visit.draft().await?.draft, nianbao::example::county_2024());
    visit.end().await
}
