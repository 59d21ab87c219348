//! The keyboard of a spreadsheet, and what a cell does with what is typed.

use anyhow::{Result, ensure};
use nianbao::format::{Applicant, CellId, Edition, Item, Outcome, Proceeding, RequestRow};
use nianbao::report::{Figure, read};
use nianbao_e2e::{Browser, Key, Role, Visit};

const EDITION: Edition = Edition::V2021;

fn t3(row: RequestRow, column: Applicant) -> CellId {
    CellId::t3(row, column)
}

/// Looks where the keyboard is.
async fn at(visit: &Browser, cell: CellId) -> Result<()> {
    let (focused, wanted) = (visit.focused().await?.name, cell.accessible_name(EDITION));
    ensure!(focused == wanted, "the keyboard is at “{focused}” instead of “{wanted}”");
    Ok(())
}

/// Waits until a cell shows this.
async fn shows(visit: &Browser, cell: CellId, text: &str) -> Result<()> {
    let node = visit.cell(cell, EDITION).await?;
    let shown = async || {
        let content = node.content().await?;
        ensure!(content == text, "“{}” shows “{content}” instead of “{text}”", node.name);
        Ok(Some(()))
    };
    visit.wait("what a cell shows", shown).await
}

#[tokio::test]
async fn arrows_enter_tab_and_escape_move_and_act_as_in_a_spreadsheet() -> Result<()> {
    use Applicant::{Business, Natural, Other, Total};
    use RequestRow::{CarriedIn, CarriedOut, Granted, Received};
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.cell(t3(CarriedIn, Natural), EDITION).await?.click().await?;
    for (key, cell) in [
        (Key::Up, t3(Received, Natural)),
        (Key::Up, t3(Received, Natural)),
        (Key::Left, t3(Received, Natural)),
        (Key::Right, t3(Received, Business)),
        (Key::Down, t3(CarriedIn, Business)),
        (Key::Enter, t3(Granted, Business)),
        (Key::Left, t3(Granted, Natural)),
        (Key::Tab, t3(Granted, Business)),
    ] {
        visit.press(key).await?;
        at(&visit, cell).await?;
    }
    visit.chord(Key::Shift, Key::Enter.value()).await?;
    at(&visit, t3(CarriedIn, Business)).await?;
    visit.chord(Key::Control, Key::End.value()).await?;
    at(&visit, t3(CarriedOut, Total)).await?;
    visit.press(Key::Left).await?;
    at(&visit, t3(CarriedOut, Other)).await?;
    visit.press(Key::Enter).await?;
    at(&visit, t3(CarriedOut, Other)).await?;
    visit.chord(Key::Control, Key::Up.value()).await?;
    at(&visit, t3(Received, Other)).await?;
    visit.chord(Key::Control, Key::Home.value()).await?;
    at(&visit, t3(Received, Natural)).await?;

    // Typing replaces what a cell held when it was entered; within a text the arrows move the caret.
    visit.type_text("123").await?;
    visit.press(Key::Left).await?;
    visit.press(Key::Left).await?;
    at(&visit, t3(Received, Natural)).await?;
    visit.type_text("9").await?;
    shows(&visit, t3(Received, Natural), "1923").await?;
    visit.press(Key::Down).await?;
    visit.press(Key::Up).await?;
    visit.type_text("7").await?;
    shows(&visit, t3(Received, Natural), "7").await?;
    // Escape brings back what was there.
    visit.press(Key::Escape).await?;
    shows(&visit, t3(Received, Natural), "1923").await?;
    visit.draft().await?;
    visit.end().await
}

#[tokio::test]
async fn what_is_typed_is_kept_read_aloud_and_put_right_on_leaving() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    let cell = t3(RequestRow::Received, Applicant::Natural);
    for (typed, said, after) in [
        ("１２", "读作 12", "12"),
        ("1,234", "读作 1234", "1234"),
        ("〇", "读作 0", "0"),
        ("12件", "读作 12", "12"),
        ("/", "按“没有”计，合计时算 0", "/"),
        ("1,23", "", "1,23"),
        ("-3", "", "-3"),
        ("约5", "", "约5"),
    ] {
        let said = match read(cell.kind(), typed) {
            Figure::Unreadable(misread) => misread.sentence(),
            _ => said,
        };
        visit.cell(cell, EDITION).await?.fill(typed).await?;
        let main = visit.find(Role::Main, "报告内容").await?;
        main.find(Role::Text, said).await?;
        shows(&visit, cell, typed).await?;
        visit.press(Key::Tab).await?;
        shows(&visit, cell, after).await?;
        assert_eq!(&**visit.draft().await?.draft.cell(cell), after);
    }
    let fee = CellId::t2(Item::FeeAmount);
    visit.cell(fee, EDITION).await?.fill("12000元").await?;
    visit.press(Key::Tab).await?;
    shows(&visit, fee, "1.2").await?;
    visit.end().await
}

#[tokio::test]
async fn totals_are_computed_can_be_typed_over_and_come_back_when_cleared() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    let block = |outcome| CellId::t4(Proceeding::Review, outcome);
    let total = block(Outcome::Total);
    for (outcome, figure) in Outcome::RESULTS.into_iter().zip(["1", "2", "3", "4"]) {
        visit.cell(block(outcome), EDITION).await?.fill(figure).await?;
    }
    shows(&visit, total, "10").await?;

    // Typed over, told, repaired by one click.
    visit.cell(total, EDITION).await?.fill("11").await?;
    visit.find(Role::Text, "手工填写；自动合计为 10。清空即恢复自动合计").await?;
    let panel = visit.find(Role::Complementary, "检查").await?;
    panel.find(Role::Button, "改用自动合计").await?.click().await?;
    shows(&visit, total, "10").await?;

    // Cleared, it is computed again: after something was typed, and also when nothing was.
    visit.cell(total, EDITION).await?.fill("12").await?;
    visit.select_all().await?;
    visit.press(Key::Delete).await?;
    shows(&visit, total, "10").await?;
    visit.press(Key::Left).await?;
    visit.press(Key::Right).await?;
    at(&visit, total).await?;
    visit.press(Key::Delete).await?;
    shows(&visit, total, "10").await?;
    visit.press(Key::Backspace).await?;
    visit.press(Key::Tab).await?;
    shows(&visit, total, "10").await?;

    // What says the same as the computed total is not kept as typed over.
    visit.cell(total, EDITION).await?.fill("10").await?;
    visit.press(Key::Tab).await?;
    shows(&visit, total, "10").await?;
    assert_eq!(&**visit.draft().await?.draft.cell(total), "");
    visit.cell(block(Outcome::Pending), EDITION).await?.fill("5").await?;
    shows(&visit, total, "11").await?;
    visit.end().await
}

#[tokio::test]
async fn a_click_into_a_cell_selects_what_it_holds_and_further_clicks_set_the_caret() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.click("县政府2024年年报").await?;
    visit.editing().await?;
    let selected = "function () { return this.selectionEnd - this.selectionStart === this.value.length }";
    let [one, two] = [Applicant::Natural, Applicant::Total].map(|column| t3(RequestRow::Received, column));
    let click = async |cell, expected: bool| {
        let cell = visit.cell(cell, EDITION).await?;
        cell.click().await?;
        let is = cell.call(selected).await?;
        ensure!(is == expected, "a click into “{}”: selected {is}, expected {expected}", cell.name);
        Ok(())
    };
    for (cell, expected) in [
        (one, true),
        (one, false),
        (two, true),
        (one, true),
        (two, true),
        (two, false),
        (one, true),
        (two, true),
    ] {
        click(cell, expected).await?;
    }
    visit.end().await
}
