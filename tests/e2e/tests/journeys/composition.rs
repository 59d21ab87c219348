//! Chinese input methods: nothing is lost or doubled while the program saves and draws, and the keys that
//! belong to the input method are left to it.

use anyhow::Result;
use nianbao::format::{Applicant, CellId, Edition, RequestRow};
use nianbao::report::Field;
use nianbao_e2e::{Key, Node, Role, Visit};

/// Composes step by step. Between the steps the program saves, and so draws, what there is so far.
async fn compose(visit: &Visit, field: &Node<'_>, steps: &[&str], around: (&str, &str)) -> Result<()> {
    for step in steps {
        visit.compose(step).await?;
        let expected = format!("{}{step}{}", around.0, around.1);
        visit
            .wait(format!("“{expected}” is saved while composing"), async || {
                let stored = visit.run("return Object.values(localStorage).join('')").await?;
                let stored = stored.as_str().unwrap_or_default();
                Ok(stored.contains(&format!("{expected:?}").replace("\\u{3000}", "\u{3000}")).then_some(()))
            })
            .await?;
        visit.saved().await?;
        assert_eq!(field.content().await?, expected, "what is being composed stays as it is");
    }
    Ok(())
}

#[tokio::test]
async fn prose_is_composed_while_the_program_saves() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    let field = visit.field(Field::Overview).await?;
    field.click().await?;
    compose(&visit, &field, &["n", "ni", "ni h", "ni hao"], ("", "")).await?;
    visit.commit("你好").await?;
    assert_eq!(field.content().await?, "你好");
    visit.type_text("，世界").await?;
    assert_eq!(field.content().await?, "你好，世界");

    // In the middle of a text, and given up.
    visit.press(Key::Left).await?;
    visit.press(Key::Left).await?;
    compose(&visit, &field, &["x", "xin"], ("你好，", "世界")).await?;
    visit.compose("").await?;
    assert_eq!(field.content().await?, "你好，世界");
    compose(&visit, &field, &["x", "xin d", "xin de"], ("你好，", "世界")).await?;
    visit.commit("新的").await?;
    visit.type_text("一个").await?;
    assert_eq!(field.content().await?, "你好，新的一个世界");
    assert_eq!(&*visit.draft().await?.draft.text(Field::Overview), "你好，新的一个世界");
    visit.end().await
}

#[tokio::test]
async fn the_units_name_is_composed_while_all_that_is_made_from_it_follows() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("镇", 2024).await?;
    let field = visit.field(Field::Unit).await?;
    field.click().await?;
    visit.press(Key::Home).await?;
    compose(&visit, &field, &["q", "qing", "qing s", "qing shi"], ("", "镇")).await?;
    visit.find(Role::Heading, "qing shi镇").await?;
    visit.commit("青石").await?;
    assert_eq!(field.content().await?, "青石镇");
    visit.find(Role::Heading, "青石镇").await?;
    let title = visit.field(Field::Title).await?;
    assert_eq!(title.content().await?, "青石镇2024年政府信息公开工作年度报告");
    assert_eq!(&*visit.draft().await?.draft.text(Field::Unit), "青石镇");
    visit.end().await
}

#[tokio::test]
async fn full_width_digits_stay_while_composing_and_are_put_right_on_leaving() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    let at = |row| CellId::t3(row, Applicant::Natural);
    let name = at(RequestRow::Received).accessible_name(Edition::V2021);
    let cell = visit.cell(at(RequestRow::Received), Edition::V2021).await?;
    cell.click().await?;
    compose(&visit, &cell, &["１", "１２"], ("", "")).await?;

    // The keys that choose a candidate are the input method's.
    for key in ["Enter", "ArrowDown", "ArrowRight", "Escape", "Tab"] {
        visit.press_composing(key).await?;
        assert!(cell.is_focused().await?, "{key} of the input method does not leave the cell");
        assert_eq!(cell.content().await?, "１２");
    }
    visit.commit("１２").await?;
    assert_eq!(cell.content().await?, "１２", "kept as typed");
    visit.saved().await?;
    assert_eq!(cell.content().await?, "１２", "kept as typed also when drawn again");
    visit.find(Role::Text, "读作 12").await?;

    visit.press(Key::Enter).await?;
    let next = visit.focused().await?.name;
    assert_eq!(next, at(RequestRow::CarriedIn).accessible_name(Edition::V2021));
    let put_right = async || Ok((visit.fields().await?[&name] == "12").then_some(()));
    visit.wait("the figure is put right", put_right).await?;
    assert_eq!(&**visit.draft().await?.draft.cell(at(RequestRow::Received)), "12");

    // All of it is one step.
    visit.chord(Key::Control, 'z').await?;
    visit
        .wait("it is taken back", async || Ok(visit.fields().await?[&name].is_empty().then_some(())))
        .await?;
    visit.end().await
}
