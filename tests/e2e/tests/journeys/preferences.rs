//! What a clerk asks of the whole computer holds here, too: colours of their own, and no movement.

use anyhow::{Result, ensure};
use nianbao::format::{Applicant, CellId, Edition, RequestRow};
use nianbao_e2e::{Role, Visit};
use serde_json::json;

/// Opens the example of a county as if the computer were set up so.
async fn example(feature: &str, value: &str) -> Result<Visit> {
    let visit = Visit::begin().await?;
    let features = json!({ "features": [{ "name": feature, "value": value }] });
    visit.cdp("Emulation.setEmulatedMedia", features).await?;
    let is_so = visit.run(&format!("return matchMedia('({feature}: {value})').matches")).await?;
    ensure!(is_so == true, "{feature} is not {value}");
    visit.click("县政府2024年年报").await?;
    visit.editing().await?;
    Ok(visit)
}

#[tokio::test]
async fn with_forced_colours_everything_marked_can_be_told_apart() -> Result<()> {
    let visit = example("forced-colors", "active").await?;
    let received = CellId::t3(RequestRow::Received, Applicant::Natural);
    let sound = CellId::t3(RequestRow::Granted, Applicant::Natural);
    visit.cell(received, Edition::V2021).await?.fill("999").await?;
    visit.verdict("还有 2 处必须改").await?;
    let corner = "function () {
        const style = getComputedStyle(this.parentElement, '::after');
        return style.content !== 'none' && parseFloat(style.borderTopWidth) > 0 }";
    assert_eq!(visit.cell(received, Edition::V2021).await?.call(corner).await?, json!(true));
    assert_eq!(visit.cell(sound, Edition::V2021).await?.call(corner).await?, json!(false));

    // The cells of the finding at hand have a frame each: one whole, one dashed.
    visit.find_beginning(Role::Button, "到表中").await?.click().await?;
    let frames = "const style = (side) => {
            const cell = document.querySelector('.cell--' + side);
            return cell && getComputedStyle(cell).outlineStyle };
        return [style('left'), style('right')]";
    visit
        .wait("frames around the cells", async || {
            Ok((visit.run(frames).await? == json!(["solid", "dashed"])).then_some(()))
        })
        .await?;
    visit.check_accessibility("the editor with forced colours").await?;
    visit.click("预览").await?;
    visit.previewed().await?;
    visit.check_accessibility("the preview with forced colours").await?;
    visit.end().await
}

#[tokio::test]
async fn nothing_moves_where_that_is_not_wanted() -> Result<()> {
    let visit = example("prefers-reduced-motion", "reduce").await?;
    let moving = "return [...document.querySelectorAll('body, body *')].filter(node => {
            const style = getComputedStyle(node);
            const lasts = style.transitionDuration.split(',').some(time => parseFloat(time) > 0);
            return lasts || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
        }).map(node => node.outerHTML.slice(0, 100))";
    assert_eq!(visit.run(moving).await?, json!([]), "in the editor");
    visit.click("导出").await?;
    visit.find(Role::Dialog, "导出").await?;
    assert_eq!(visit.run(moving).await?, json!([]), "in a dialog");
    visit.end().await
}
