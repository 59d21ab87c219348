//! Days without a network, and new versions.

use anyhow::{Context, Result, ensure};
use nianbao::report::Field;
use nianbao_e2e::{Browser, Profile, Role, dist};
use std::fs;
use std::path::Path;
use xtask::hook::KEEPER_NAME;
use xtask::server::{Options, Server};

/// Copies the files of the site.
fn copy(to: &Path) -> Result<()> {
    for entry in fs::read_dir(dist())? {
        let file = entry?.path();
        fs::copy(&file, to.join(file.file_name().context("no name")?))?;
    }
    Ok(())
}

/// Waits until the site is kept: the page and all that it may need.
async fn kept(browser: &Browser) -> Result<()> {
    let count = "const done = arguments[arguments.length - 1];
        caches.keys().then(names => Promise.all(names.map(name => caches.open(name))))
            .then(all => Promise.all(all.map(cache => cache.keys())))
            .then(all => done(all.map(keys => keys.length)), () => done([]))";
    browser
        .wait("the site is kept", async || {
            let counts = browser.run_async(count, Vec::new()).await?;
            let counts = counts.as_array().context("no caches")?;
            Ok((!counts.is_empty() && counts.iter().all(|count| count.as_u64() >= Some(7))).then_some(()))
        })
        .await
}

/// Waits until the page tells of a new version.
async fn new_version(browser: &Browser) -> Result<()> {
    browser
        .wait("the word of a new version", async || {
            for status in browser.all(Role::Status).await? {
                let texts = status.all(Role::Text).await?;
                if texts.iter().any(|text| text.name.starts_with("本程序有新版本")) {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })
        .await
}

#[tokio::test]
async fn the_site_goes_on_without_a_network_and_tells_of_a_new_version() -> Result<()> {
    let profile = Profile::new()?;
    let site = tempfile::tempdir()?;
    copy(site.path())?;
    let server = Server::start(site.path(), &Options::default())?;
    let url = server.url();
    let port = url.trim_end_matches('/').rsplit(':').next().context("no port")?.parse()?;
    let browser = Browser::start(&profile, &[]).await?;
    browser.go(&url).await?;
    browser.new_report("青石镇人民政府", 2024).await?;
    browser.field(Field::Overview).await?.fill("第一句。").await?;
    browser.saved().await?;
    kept(&browser).await?;

    // No server: the page opens all the same, with the draft, and programs that were never asked for run.
    drop(server);
    browser.reload().await?;
    browser.editing().await?;
    ensure!(browser.field(Field::Overview).await?.content().await? == "第一句。");
    browser.click("导出").await?;
    let dialog = browser.find(Role::Dialog, "导出").await?;
    dialog.find_beginning(Role::Button, "Word 文档").await?.click().await?;
    let word = browser.download().await?;
    ensure!(fs::read(&word)?.starts_with(b"PK"), "no Word file without a network");

    // Another version comes while something is typed.
    let keeper = site.path().join(KEEPER_NAME);
    let text = fs::read_to_string(&keeper)?;
    let version = text.split_once("var version = '").and_then(|(_, rest)| rest.split_once('\''));
    let version = version.context("no version")?.0;
    fs::write(&keeper, text.replace(version, "0123456789abcdef"))?;
    let _server = Server::start(site.path(), &Options { port, ..Options::default() })?;
    let field = browser.field(Field::Overview).await?;
    field.click().await?;
    // A browser looks by itself every hour; one look may fail where the computer has much else to do.
    let mut told = Ok(());
    for _ in 0..3 {
        browser.run("navigator.serviceWorker.getRegistration().then(kept => kept.update())").await?;
        told = new_version(&browser).await;
        if told.is_ok() {
            break;
        }
    }
    told?;
    ensure!(browser.field(Field::Overview).await?.is_focused().await?, "the keyboard was taken away");
    browser.type_text("第二句。").await?;
    browser.saved().await?;

    // Both versions are there, each whole.
    kept(&browser).await?;
    let names =
        "const done = arguments[arguments.length - 1]; caches.keys().then(names => done(names.length))";
    ensure!(browser.run_async(names, Vec::new()).await? == 2, "a version was thrown away");
    browser.reload().await?;
    browser.editing().await?;
    ensure!(browser.field(Field::Overview).await?.content().await?.contains("第二句。"));
    browser.quit(&url).await
}
