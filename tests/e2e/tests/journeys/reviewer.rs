//! What the checks find is led to, put right, explained, and put on paper.

use anyhow::{Context, Result, ensure};
use nianbao::example::county_2024;
use nianbao::exchange;
use nianbao::format::{Applicant, CellId, Edition, Item, RequestRow};
use nianbao::report::{Draft, Field, UnitKind};
use nianbao_e2e::{Key, Role, Visit, envelope_of};

fn t3(row: RequestRow, column: Applicant) -> CellId {
    CellId::t3(row, column)
}

/// Last year's report: the same figures as this year's, so that too few were carried over.
fn last_year() -> Draft {
    let clean = county_2024();
    let cells = CellId::of_edition(Edition::V2021).map(|cell| (cell, clean.cell(cell).clone()));
    Draft::new(2023, UnitKind::County)
        .with_text(Field::Unit, clean.unit())
        .with_cells(cells)
        .with_cells([(CellId::t2(Item::NormativeInForce), "39")])
}

/// A report with twelve faults, each of another kind.
fn faulty() -> Draft {
    let clean = county_2024();
    let overview = [
        ("申请215件", "申请251件"),
        ("占86.5%", "占85.6%"),
        ("材料19份", "材料18份"),
        ("行政复议10件", "行政复议11件"),
    ]
    .into_iter()
    .fold(clean.text(Field::Overview).to_string(), |text, (right, wrong)| {
        assert!(text.contains(right), "{right}");
        text.replace(right, wrong)
    });
    clean.with_text(Field::Overview, &overview).with_text(Field::Other, "").with_cells([
        (t3(RequestRow::Granted, Applicant::Natural), "87"),
        (t3(RequestRow::StateSecret, Applicant::Natural), ""),
        (t3(RequestRow::Partial, Applicant::Total), "26"),
        (t3(RequestRow::Repeated, Applicant::Natural), "三四件"),
        (CellId::t2(Item::PenaltyDecisions), "３２１７"),
        (CellId::t2(Item::FeeAmount), "12683542"),
    ])
}

async fn open(visit: &Visit, draft: Draft) -> Result<()> {
    visit.open_file(&visit.write("draft.json", exchange::json(&envelope_of(draft)).as_bytes())?).await?;
    visit.editing().await?;
    visit.draft().await.map(drop)
}

/// Presses F8 until it leads to the finding with these words.
async fn lead_to(visit: &Visit, words: &str) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..30 {
        visit.press(Key::F8).await?;
        let card = visit.run("return document.querySelector('[aria-current=true]').textContent").await?;
        let card = card.as_str().unwrap_or_default().to_owned();
        if card.contains(words) {
            return Ok(());
        }
        passed.push(card);
    }
    anyhow::bail!("F8 does not lead to “{words}” but to {passed:#?}")
}

/// Leads to a finding, from there to the list, and presses a button there.
async fn press_at(visit: &Visit, words: &str, button: &str) -> Result<()> {
    lead_to(visit, words).await?;
    visit.press(Key::F6).await?;
    visit.tab_to(Role::Button, button).await?;
    visit.press(Key::Enter).await
}

/// What is selected in the text at hand.
async fn selected(visit: &Visit) -> Result<String> {
    let script = "const area = document.activeElement;
        return area.value.slice(area.selectionStart, area.selectionEnd)";
    Ok(visit.run(script).await?.as_str().context("no text")?.to_owned())
}

#[tokio::test]
async fn twelve_faults_are_mended_by_keyboard() -> Result<()> {
    let visit = Visit::begin().await?;
    open(&visit, last_year()).await?;
    visit.click("首页").await?;
    open(&visit, faulty()).await?;
    visit.find(Role::Text, "去年年报：云汀县人民政府2023年年报").await?;
    visit.find_beginning(Role::Button, "还有").await?;

    // From here on the mouse rests. A cell that is no figure, a part not written, a total typed over.
    lead_to(&visit, "三四件").await?;
    visit.type_text("3\n").await?;
    lead_to(&visit, "这一部分还没有写").await?;
    visit.type_text("除收取信息处理费外，没有其他需要报告的事项。").await?;
    press_at(&visit, "六类申请人之和", "改用自动合计").await?;
    press_at(&visit, "还有 1 格没有填", "空格全部填 0").await?;
    // The figure that is only written oddly was put right when F8 led into its cell and out of it.
    press_at(&visit, "像是把元数当成了万元数", "改为 1268.3542").await?;

    // Now everything can be assessed: two digits changed places.
    press_at(&visit, "表三「自然人」列", "可能是哪一格？…").await?;
    visit.tab_to(Role::Button, "（一）予以公开 · 自然人改为 78").await?;
    visit.press(Key::Enter).await?;
    let granted = visit.cell(t3(RequestRow::Granted, Applicant::Natural), Edition::V2021).await?;
    ensure!(granted.is_focused().await? && granted.content().await? == "78");

    // In the text: a live figure in the place of a wrong one, others typed anew.
    lead_to(&visit, "新收政府信息公开申请251件").await?;
    ensure!(selected(&visit).await? == "251件", "{}", selected(&visit).await?);
    visit.tab_to(Role::Button, "插入数据").await?;
    visit.press(Key::Enter).await?;
    visit.find(Role::Dialog, "插入数据").await?;
    visit.type_text("新收申请数\n").await?;
    visit.gone(Role::Dialog, "插入数据").await?;
    visit.find(Role::Button, "把新收申请数转为文字").await?;
    press_at(&visit, "行政复议11件", "改为“10”").await?;
    lead_to(&visit, "占85.6%").await?;
    let wrong = selected(&visit).await?;
    visit.type_text(&wrong.replace("85.6", "86.5")).await?;
    lead_to(&visit, "总数写的是 18").await?;
    let wrong = selected(&visit).await?;
    visit.type_text(&wrong.replace("18", "19")).await?;

    // What is right although it looks wrong is explained; Escape leaves the form without a trace.
    press_at(&visit, "同去年年报结转下年度的总数不等", "说明理由").await?;
    visit.press(Key::Escape).await?;
    visit.tab_to(Role::Button, "说明理由").await?;
    visit.press(Key::Enter).await?;
    visit.type_text("机构改革划入1件，已与原单位核对").await?;
    visit.press(Key::Enter).await?;
    visit.verdict("可以报送").await?;
    visit.find(Role::Summary, "已说明 1").await?;

    let draft = visit.draft().await?.draft;
    ensure!(draft.text(Field::Overview).contains("申请{新收申请数}件"));
    ensure!(&**draft.cell(t3(RequestRow::Partial, Applicant::Total)) == "");
    ensure!(&**draft.cell(CellId::t2(Item::PenaltyDecisions)) == "3217");

    // The sheet on paper names the reason; the report shows the figure and no brace.
    visit.tab_to(Role::Button, "审核意见表").await?;
    visit.press(Key::Enter).await?;
    let frame = visit.find(Role::Iframe, "审核意见表预览").await?;
    let sheet = frame.call("function () { return this.srcdoc }").await?;
    let pdf = visit.print(sheet.as_str().context("no sheet")?).await?;
    ensure!(pdf.pages.len() == 1, "{} pages", pdf.pages.len());
    for words in ["审核意见表", "可以报送", "机构改革划入1件，已与原单位核对"] {
        ensure!(pdf.pages[0].contains(words), "“{words}” is not on {:?}", pdf.lines);
    }
    visit.tab_to(Role::Button, "报告").await?;
    visit.press(Key::Enter).await?;
    ensure!(visit.previewed().await?.contains("新收政府信息公开申请215件"));
    visit.end().await
}

#[tokio::test]
async fn a_clean_report_of_real_length_is_left_in_peace() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.click("县政府2024年年报").await?;
    visit.editing().await?;
    visit.verdict("可以报送").await?;
    let found = visit.run("return document.querySelectorAll('.finding').length").await?;
    ensure!(found.as_u64().is_some_and(|count| count <= 2), "{found} findings");
    visit.end().await
}

#[tokio::test]
async fn marks_lie_under_their_words_at_any_size() -> Result<()> {
    let visit = Visit::begin().await?;
    open(&visit, faulty()).await?;
    lead_to(&visit, "行政复议11件").await?;
    // The mirror breaks its lines as the field does: what is selected in one is marked in the other.
    let script = "return [...document.querySelectorAll('.prose')].map((prose) => {
        const [mirror, area] = prose.children;
        const lines = [...mirror.children].map((line) => line.textContent).join('\\n');
        return [lines === area.value, mirror.clientHeight - area.scrollHeight, mirror.clientWidth - area.clientWidth];
    })";
    // The office screen, and the same at 200 %.
    for (width, height) in [(1366, 768), (683, 384)] {
        visit.resize(width, height).await?;
        let compared = visit.run(script).await?;
        let fields = compared.as_array().context("no fields")?;
        ensure!(fields.len() == 4, "{fields:?}");
        for field in fields {
            ensure!(*field == serde_json::json!([true, 0, 0]), "{width}: {compared}");
        }
        let marked = visit.run("return document.querySelector('.mark--left').textContent").await?;
        ensure!(marked == selected(&visit).await?.as_str(), "{marked}");
    }
    let described = visit.run("return document.activeElement.getAttribute('aria-describedby')").await?;
    ensure!(described.as_str().is_some_and(|ids| ids.contains("field-overview-found")), "{described}");
    visit.end().await
}

#[tokio::test]
async fn composing_in_a_reason_does_not_save_it() -> Result<()> {
    let visit = Visit::begin().await?;
    open(&visit, faulty()).await?;
    press_at(&visit, "还有 1 格没有填", "说明理由").await?;
    visit.compose("shuju").await?;
    visit.press_composing("Enter").await?;
    visit.find(Role::Textbox, "理由").await?;
    visit.commit("数据年后补报").await?;
    visit.find(Role::Button, "保存说明").await?.click().await?;
    visit.find(Role::Summary, "已说明 1").await?.click().await?;
    visit.find(Role::Text, "说明：数据年后补报").await?;
    visit.end().await
}

#[tokio::test]
async fn the_new_dialogs_and_pages_are_accessible() -> Result<()> {
    let visit = Visit::begin().await?;
    open(&visit, last_year()).await?;
    visit.click("首页").await?;
    open(&visit, faulty()).await?;
    press_at(&visit, "还有 1 格没有填", "说明理由").await?;
    visit.check_accessibility("the editor with a reason being given").await?;
    visit.click("取消").await?;
    visit.click("全部检查项").await?;
    visit.find(Role::Dialog, "全部检查项").await?;
    visit.check_accessibility("the dialog 全部检查项").await?;
    visit.click("知道了").await?;
    visit.find_beginning(Role::Button, "换一份").await?.click().await?;
    visit.find(Role::Dialog, "去年年报").await?;
    visit.check_accessibility("the dialog 去年年报").await?;
    visit.click("取消").await?;
    let part = visit.find(Role::Region, "一、总体情况").await?;
    part.find(Role::Button, "插入数据").await?.click().await?;
    visit.find(Role::Dialog, "插入数据").await?;
    visit.check_accessibility("the dialog 插入数据").await?;
    visit.press(Key::Enter).await?;
    visit.find(Role::Button, "把新收申请数转为文字").await?;
    visit.check_accessibility("the editor with a live figure").await?;
    visit.click("审核意见表").await?;
    visit.find(Role::Iframe, "审核意见表预览").await?;
    visit.check_accessibility("the check sheet").await?;
    visit.click("返回编制").await?;
    visit.editing().await?;
    visit.click("比对文字").await?;
    visit.find(Role::Main, "比对").await?;
    visit.check_accessibility("two reports side by side").await?;
    visit.end().await
}
