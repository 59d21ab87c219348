//! Takes the pictures of the documentation from the built site:
//! `cargo run -p nianbao-e2e --bin pictures -- DIRECTORY`.

use anyhow::{Context, Result, ensure};
use nianbao::example::{county_2024, township_2020};
use nianbao::exchange;
use nianbao::export;
use nianbao::format::{Applicant, CellId, Edition, RequestRow};
use nianbao::report::{Draft, Field, Report};
use nianbao_e2e::{Key, Role, Visit, envelope_of};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;

/// The smallest office screen.
const SCREEN: (u32, u32) = (1366, 768);
/// The heading of the part that is shown.
const REQUESTS: &str = "三、收到和处理政府信息公开申请情况";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let directory = std::env::args_os().nth(1).map(PathBuf::from).context("name a directory")?;
    std::fs::create_dir_all(&directory)?;
    let visit = Visit::begin().await?;
    visit.resize(SCREEN.0, SCREEN.1).await?;

    for draft in [township_2020(), county_2024()] {
        open(&visit, draft).await?;
        visit.click("首页").await?;
    }
    visit.find(Role::Button, "新建年报").await?;
    visit.screenshot(&directory.join("home.png")).await?;

    // One applicant too few was carried over to the next year.
    visit.click("云汀县人民政府2024年年报").await?;
    visit.editing().await?;
    let cell = CellId::t3(RequestRow::CarriedOut, Applicant::Natural);
    visit.cell(cell, Edition::V2021).await?.fill("5").await?;
    visit.find_beginning(Role::Button, REQUESTS).await?.click().await?;
    visit.cell(CellId::t3(RequestRow::Received, Applicant::Natural), Edition::V2021).await?.click().await?;
    visit.draft().await?;
    visit.screenshot(&directory.join("editor.png")).await?;

    visit.click("首页").await?;
    visit.click("县政府2024年年报").await?;
    visit.editing().await?;
    visit.click("预览").await?;
    let pdf = visit.print(&visit.previewed().await?).await?;
    let page = pdf.pages.iter().position(|page| page.contains(REQUESTS)).context("no table 3")? + 1;
    draw(&pdf.file, 1, &directory.join("page-1"))?;
    draw(&pdf.file, page, &directory.join("page-table3"))?;
    review(&visit, &directory).await?;
    transfer(&visit, &directory).await?;
    visit.end().await
}

/// Last year's Word file: what is understood of it, and this year's report that begins with it.
async fn transfer(visit: &Visit, directory: &Path) -> Result<()> {
    visit.click("返回编制").await?;
    visit.click("首页").await?;
    let mut last = township_2020();
    last.year = 2021;
    let last = Draft::new(2021, last.unit_kind)
        .with_cells(CellId::of_edition(Edition::V2021).map(|cell| (cell, county_2024().cell(cell).clone())))
        .with_text(Field::Unit, last.unit())
        .with_text(Field::Overview, &county_2024().text(Field::Overview))
        .with_text(Field::Problems, &county_2024().text(Field::Problems));
    let word = export::docx(&Report::read(Rc::new(last)));
    let file = visit.write("去年的年报.docx", &word)?;
    visit.choose_file(&file, async || visit.click("从去年年报开始").await).await?;
    visit.find(Role::Dialog, "导入前看一看").await?;
    visit.screenshot(&directory.join("intake.png")).await?;
    visit.click("作为去年年报，开始编制 2022 年年报").await?;
    visit.editing().await?;
    let received = CellId::t3(RequestRow::Received, Applicant::Natural);
    visit.cell(received, Edition::V2021).await?.fill("200").await?;
    visit.find_beginning(Role::Button, REQUESTS).await?.click().await?;
    visit.cell(received, Edition::V2021).await?.click().await?;
    visit.draft().await?;
    visit.screenshot(&directory.join("last-year.png")).await?;
    visit.find_beginning(Role::Button, "五、存在的主要问题").await?.click().await?;
    visit.screenshot(&directory.join("measures.png")).await?;
    visit.click("导出").await?;
    let dialog = visit.find(Role::Dialog, "导出").await?;
    dialog.find_beginning(Role::Button, "复制正文").await?;
    visit.screenshot(&directory.join("export.png")).await
}

/// A report with faults in its text, last year's beside it: the findings, the check sheet, the comparison.
async fn review(visit: &Visit, directory: &Path) -> Result<()> {
    visit.click("首页").await?;
    let clean = county_2024();
    let wrong = [("其中图解8份", "其中图解9份"), ("新收政府信息公开申请215件", "新收政府信息公开申请251件")];
    let text = wrong
        .iter()
        .fold(clean.text(Field::Overview).to_string(), |text, (right, wrong)| text.replace(right, wrong));
    let problems = clean.text(Field::Problems).replace("2025年", "2024年");
    let overview = clean.text(Field::Overview);
    let half: Vec<_> = overview.lines().step_by(2).collect();
    let mut last =
        clean.clone().with_text(Field::Overview, &half.join("\n")).with_text(Field::Problems, &problems);
    last.year = 2023;
    open(visit, last).await?;
    visit.click("首页").await?;
    open(visit, clean.with_text(Field::Overview, &text)).await?;
    visit.press(Key::F8).await?;
    visit.screenshot(&directory.join("findings.png")).await?;
    visit.click("比对文字").await?;
    visit.find(Role::Main, "比对").await?;
    visit.screenshot(&directory.join("compare.png")).await?;
    visit.click("返回编制").await?;
    visit.editing().await?;
    visit.click("审核意见表").await?;
    let frame = visit.find(Role::Iframe, "审核意见表预览").await?;
    let sheet = frame.call("function () { return this.srcdoc }").await?;
    let pdf = visit.print(sheet.as_str().context("no sheet")?).await?;
    draw(&pdf.file, 1, &directory.join("check-sheet"))
}

/// Stores a draft, by way of a file.
async fn open(visit: &Visit, draft: Draft) -> Result<()> {
    visit.open_file(&visit.write("draft.json", exchange::json(&envelope_of(draft)).as_bytes())?).await?;
    visit.editing().await?;
    visit.draft().await?;
    visit.click("关闭消息").await
}

/// Draws a page of a PDF into a PNG file, whose name is given without its ending.
fn draw(pdf: &Path, page: usize, file: &Path) -> Result<()> {
    let page = page.to_string();
    let mut command = Command::new("pdftoppm");
    command.args(["-r", "80", "-png", "-singlefile", "-f", &page, "-l", &page]).arg(pdf).arg(file);
    let status = command.status().context("cannot run pdftoppm")?;
    ensure!(status.success(), "pdftoppm failed: {status}");
    Ok(())
}
