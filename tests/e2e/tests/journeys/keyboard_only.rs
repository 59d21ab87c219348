//! A whole report without touching the mouse, from the start page to the printed paper.

use anyhow::{Result, ensure};
use nianbao::format::{Applicant, CellId, Edition, Grid, Item, Outcome, Proceeding, RequestRow, Table};
use nianbao::report::{Draft, Field, Report, UnitKind};
use nianbao_e2e::{Key, Printed, Role, Visit};
use std::rc::Rc;

const UNIT: &str = "青石镇人民政府";
const DATE: &str = "2025年1月20日";

const OVERVIEW: &str = "\
2024年，青石镇落实《中华人民共和国政府信息公开条例》，各项工作平稳。
（一）主动公开
制发行政规范性文件3件，废止1件，年末现行有效12件，全部在县政府网站公开。
（二）依申请公开
新收政府信息公开申请12件，办结11件，结转下年度继续办理1件。
（三）政府信息管理
发文稿纸设公开方式栏，没有填写的不予编号。
（四）政府信息公开平台建设
镇便民服务中心设查阅点1处。
（五）监督保障
全年没有因政府信息公开工作被追究责任的情形。";

const PROBLEMS: &str = "\
（一）存在的主要问题
公开方式填写不准，送签后再改的情况时有发生。
（二）改进措施
2025年上半年编写公开方式对照表，随发文稿纸一并使用。";

const OTHER: &str = "本年度没有收取信息处理费，没有其他需要报告的事项。";

/// 自然人 from top to bottom, the computed 总计 left out. The last figure makes the column unbalanced.
const NATURAL: [(RequestRow, &str); 24] = [
    (RequestRow::Received, "12"),
    (RequestRow::CarriedIn, "0"),
    (RequestRow::Granted, "6"),
    (RequestRow::Partial, "2"),
    (RequestRow::StateSecret, "0"),
    (RequestRow::Prohibited, "0"),
    (RequestRow::Stability, "0"),
    (RequestRow::ThirdParty, "1"),
    (RequestRow::Internal, "0"),
    (RequestRow::Process, "0"),
    (RequestRow::CaseFile, "0"),
    (RequestRow::Query, "0"),
    (RequestRow::NotHeld, "2"),
    (RequestRow::NeedsMaking, "0"),
    (RequestRow::Unclear, "0"),
    (RequestRow::Petition, "0"),
    (RequestRow::Repeated, "0"),
    (RequestRow::Publication, "0"),
    (RequestRow::Excessive, "0"),
    (RequestRow::Reissue, "0"),
    (RequestRow::NotCorrected, "0"),
    (RequestRow::FeeUnpaid, "0"),
    (RequestRow::OtherResult, "0"),
    (RequestRow::CarriedOut, "2"),
];

const TABLE2: [(Item, &str); 6] = [
    (Item::NormativeMade, "3"),
    (Item::NormativeRepealed, "1"),
    (Item::NormativeInForce, "12"),
    (Item::LicenceDecisions, "256"),
    (Item::PenaltyDecisions, "8"),
    (Item::FeeAmount, "1.25"),
];

/// What the draft must be in the end.
fn expected() -> Draft {
    let natural = |row| CellId::t3(row, Applicant::Natural);
    CellId::of_edition(Edition::V2021)
        .filter(|cell| !cell.is_derived(Edition::V2021))
        .fold(Draft::new(2024, UnitKind::Township), |draft, cell| draft.with_cells([(cell, "0")]))
        .with_cells(NATURAL.map(|(row, figure)| (natural(row), figure)))
        .with_cells([(natural(RequestRow::CarriedOut), "1")])
        .with_cells(TABLE2.map(|(item, figure)| (CellId::t2(item), figure)))
        .with_cells([(CellId::t4(Proceeding::Review, Outcome::Upheld), "1")])
        .with_text(Field::Unit, UNIT)
        .with_text(Field::Overview, OVERVIEW)
        .with_text(Field::Problems, PROBLEMS)
        .with_text(Field::Other, OTHER)
        .with_text(Field::Date, DATE)
}

#[tokio::test]
async fn a_report_is_compiled_checked_and_printed_by_keyboard_alone() -> Result<()> {
    let visit = Visit::begin().await?;
    let edition = Edition::V2021;
    let name = |cell: CellId| cell.accessible_name(edition);

    // A new report.
    visit.tab_to(Role::Button, "新建年报").await?;
    visit.press(Key::Enter).await?;
    visit.find(Role::Dialog, "新建年报").await?;
    ensure!(visit.focused().await?.name == "单位名称", "the dialog begins at its first field");
    visit.type_text(UNIT).await?;
    visit.tab_to(Role::Combobox, "报告年度").await?;
    visit.type_text("2024").await?;
    visit.tab_to(Role::Button, "开始编制").await?;
    visit.press(Key::Enter).await?;
    visit.editing().await?;
    visit.find(Role::Heading, UNIT).await?;
    visit.verdict("还有 3 处必须改").await?;

    // The first column of table 3, downwards with Enter.
    visit.tab_to(Role::Button, "三、收到和处理政府信息公开申请情况…").await?;
    visit.press(Key::Enter).await?;
    visit.tab_to(Role::Textbox, &name(CellId::t3(RequestRow::Received, Applicant::Natural))).await?;
    for row in Grid::of(edition, Table::Three).figure_rows() {
        let focused = visit.focused().await?;
        ensure!(focused.name == name(row[0]), "the keyboard is at {}", focused.name);
        let figure = NATURAL.iter().find(|(row_of, _)| row[0] == CellId::t3(*row_of, Applicant::Natural));
        if let Some((_, figure)) = figure {
            visit.type_text(figure).await?;
        }
        visit.press(Key::Enter).await?;
    }

    // The contradiction is told with its equation, and counted.
    let panel = visit.find(Role::Complementary, "检查").await?;
    panel.find(Role::Text, "必须改 · 表三「自然人」列").await?;
    let equation = "总计 11 + 结转下年度 2 = 13";
    panel.find(Role::Text, equation).await?;
    visit.verdict("还有 4 处必须改").await?;

    // The judgement leads to what comes first, part 一.
    visit.chord(Key::Control, Key::Home.value()).await?;
    visit.tab_back_to(Role::Button, "还有 4 处必须改").await?;
    visit.press(Key::Enter).await?;
    ensure!(visit.focused().await?.name == Field::Overview.label(), "the first finding is part 一");
    visit.type_text(OVERVIEW).await?;

    // Then to the contradiction, which is repaired at the foot of the column.
    visit.tab_back_to(Role::Button, "还有 3 处必须改").await?;
    visit.press(Key::Enter).await?;
    let focused = visit.focused().await?;
    ensure!(focused.name == name(CellId::t3(RequestRow::Received, Applicant::Natural)), "{}", focused.name);
    visit.chord(Key::Control, Key::Down.value()).await?;
    visit.type_text("1").await?;
    visit.gone(Role::Text, equation).await?;
    visit.verdict("还有 2 处必须改").await?;

    // Table 4, parts 五 and 六, the date.
    visit.tab_to(Role::Textbox, &name(CellId::t4(Proceeding::Review, Outcome::Upheld))).await?;
    visit.type_text("1").await?;
    visit.tab_back_to(Role::Button, "空格全部填 0").await?;
    visit.press(Key::Enter).await?;
    visit.tab_to(Role::Textbox, Field::Problems.label()).await?;
    visit.type_text(PROBLEMS).await?;
    visit.tab_to(Role::Textbox, Field::Other.label()).await?;
    visit.type_text(OTHER).await?;
    visit.tab_to(Role::Textbox, Field::Date.label()).await?;
    visit.type_text(DATE).await?;
    visit.verdict("还有 2 处需要说明").await?;

    // From the first finding in the panel to table 2; then table 3.
    visit.tab_to(Role::Button, "到表中").await?;
    visit.press(Key::Enter).await?;
    for (item, figure) in TABLE2 {
        visit.tab_to(Role::Textbox, &name(CellId::t2(item))).await?;
        visit.type_text(figure).await?;
    }
    visit.tab_back_to(Role::Button, "空格全部填 0").await?;
    visit.press(Key::Enter).await?;
    visit.verdict("还有 1 处需要说明").await?;
    visit.tab_to(Role::Textbox, &name(CellId::t2(Item::FeeAmount))).await?;
    visit.tab_to(Role::Button, "空格全部填 0").await?;
    visit.press(Key::Enter).await?;
    visit.verdict("可以报送").await?;

    let stored = visit.draft().await?;
    assert_eq!(stored.draft, expected());
    assert_eq!((stored.summary.errors, stored.summary.warnings), (Some(0), Some(0)));

    // The preview, and what comes out of the printer.
    visit.tab_back_to(Role::Button, "预览").await?;
    visit.press(Key::Enter).await?;
    let page = visit.previewed().await?;
    let pdf = visit.print(&page).await?;
    Printed::of(&Report::read(Rc::new(expected()))).check(&pdf)?;
    assert_eq!(pdf.pages.len(), 4);
    visit.end().await
}
