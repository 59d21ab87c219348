//! Nothing leaves the computer, wherever the site is served. Every other journey ends with the same look at
//! the browser's requests.

use anyhow::{Context, Result, ensure};
use nianbao::format::{Applicant, CellId, Edition, RequestRow};
use nianbao::report::Field;
use nianbao::report::Report;
use nianbao_e2e::{Printed, Role, Visit, entry_name};
use serde_json::json;
use std::rc::Rc;
use xtask::server::{Options, Server};

/// All that the program does, from a new report to the opened file.
async fn everything(visit: &Visit) -> Result<()> {
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Overview).await?.fill("（一）主动公开\n公开12件。").await?;
    visit
        .cell(CellId::t3(RequestRow::Received, Applicant::Natural), Edition::V2021)
        .await?
        .fill("12")
        .await?;
    let draft = visit.draft().await?.draft;
    visit.click("预览").await?;
    let page = visit.previewed().await?;
    Printed::of(&Report::read(Rc::new(draft.clone()))).check(&visit.print(&page).await?)?;
    let (name, saved) = visit.save_page().await?;
    visit.click("首页").await?;
    visit.click(&format!("删除 {}", entry_name(&draft))).await?;
    visit.open_file(&visit.write(&name, saved.as_bytes())?).await?;
    visit.editing().await?;
    ensure!(visit.draft().await?.draft == draft, "the opened page holds something else");
    visit.reload().await?;
    visit.editing().await?;
    ensure!(visit.draft().await?.draft == draft, "something else after a reload");
    Ok(())
}

#[tokio::test]
async fn the_site_works_in_any_folder() -> Result<()> {
    let visit = Visit::below("/a/b/", None).await?;
    everything(&visit).await?;
    let requests = visit.server.requests();
    let outside: Vec<_> = requests.iter().filter(|path| !path.starts_with("/a/b/")).collect();
    assert!(outside.is_empty(), "asked for outside of the folder: {outside:?}");
    visit.end().await
}

#[tokio::test]
async fn the_site_works_on_a_plain_http_host_of_an_intranet() -> Result<()> {
    let visit = Visit::below("/", Some("intranet.test")).await?;
    let place = visit.run("return [location.hostname, window.isSecureContext]").await?;
    assert_eq!(place, json!(["intranet.test", false]));
    everything(&visit).await?;
    visit.end().await
}

#[tokio::test]
async fn the_pages_policy_lets_nothing_out() -> Result<()> {
    let visit = Visit::begin().await?;
    let policy = "return document.querySelector('meta[http-equiv=\"Content-Security-Policy\"]').content";
    let policy = visit.run(policy).await?;
    let policy = policy.as_str().context("no policy")?;
    for rule in ["default-src 'none'", "connect-src 'self'", "form-action 'none'", "base-uri 'none'"] {
        assert!(policy.split("; ").any(|given| given == rule), "{rule} is missing in {policy}");
    }
    assert!(!policy.contains("http:") && !policy.contains("https:") && !policy.contains('*'), "{policy}");
    // Later, since what the driver itself runs is exempt.
    let text = "const done = arguments[0];
        setTimeout(() => { try { done(new Function('return 1')()) } catch (error) { done(error.name) } })";
    assert_eq!(visit.run_async(text, Vec::new()).await?, "EvalError", "scripts are compiled from text");
    visit.complaints().await?;

    // Another site on this machine, which is asked in every way there is.
    let other = Server::start(&nianbao_e2e::dist(), &Options::default())?;
    let ask = "const other = arguments[0], ask = [
            () => fetch(other + 'fetch', { mode: 'no-cors' }),
            () => navigator.sendBeacon(other + 'beacon', 'x'),
            () => { const request = new XMLHttpRequest(); request.open('GET', other + 'xhr'); request.send() },
            () => new WebSocket(other.replace('http', 'ws') + 'socket'),
            () => new EventSource(other + 'events'),
            () => { new Image().src = other + 'image' },
            () => new Worker(other + 'worker'),
            () => import(other + 'module.js'),
            ...['link', 'script', 'iframe', 'object', 'embed', 'video'].map(name => () => {
                const element = document.createElement(name);
                element.rel = 'stylesheet';
                element.src = element.href = element.data = other + name;
                document.body.append(element);
            }),
            () => { const form = document.createElement('form'); form.action = other + 'form';
                    form.target = '_blank'; document.body.append(form); form.submit() },
        ];
        for (const act of ask) { try { Promise.resolve(act()).catch(() => {}) } catch {} }
        // As long as a request to the own site takes, those before it have had their time, too.
        const done = arguments[arguments.length - 1];
        fetch(location.pathname).then(answer => answer.text()).then(() => done(ask.length), done)";
    assert_eq!(visit.run_async(ask, vec![json!(other.url())]).await?, 15);
    let complaints = visit.complaints().await?;
    assert!(complaints.len() >= 12, "refused: {complaints:#?}");
    assert!(
        complaints.iter().all(|complaint| {
            complaint.contains("Content Security Policy") || complaint.contains("requires 'Trusted")
        }),
        "{complaints:#?}"
    );
    assert_eq!(other.requests(), [""; 0], "nothing has reached the other site");
    drop(visit);
    Ok(())
}

#[tokio::test]
async fn a_saved_page_asks_nobody_for_anything() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.click("县政府2024年年报").await?;
    visit.editing().await?;
    let (name, saved) = visit.save_page().await?;
    let file = visit.write(&name, saved.as_bytes())?;
    let before = visit.requests().await?.len();
    visit.in_new_tab(&file, async || visit.find(Role::Heading, "一、总体情况").await.map(drop)).await?;
    assert_eq!(visit.requests().await?.len(), before);
    visit.end().await
}
