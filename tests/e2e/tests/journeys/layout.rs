//! On the smallest screens in use and at 200 % zoom nothing has to be scrolled sideways, and it can always be
//! seen where the keyboard is.

use anyhow::{Result, ensure};
use nianbao_e2e::{Browser, Key, Role, Visit};
use serde_json::json;

/// An office screen, the same at 200 % zoom, and the smallest one.
const SIZES: [(u32, u32); 3] = [(1366, 768), (683, 384), (1280, 720)];

async fn fits(visit: &Browser, screen: &str) -> Result<()> {
    for (width, height) in SIZES {
        visit.resize(width, height).await?;
        let measure = "const wide = [...document.querySelectorAll('body *')]
                .filter(node => node.getBoundingClientRect().right > innerWidth && !node.closest('.visually-hidden'))
                .map(node => node.outerHTML.slice(0, 120)).slice(0, 5);
            const dialog = document.querySelector('dialog[open]');
            return [innerWidth, document.documentElement.scrollWidth,
                    dialog ? dialog.scrollWidth - dialog.clientWidth : 0, wide]";
        let measured = visit.run(measure).await?;
        ensure!(measured[0] == width, "the window is {} wide instead of {width}", measured[0]);
        let overflow = measured[1].as_u64() > Some(u64::from(width)) || measured[2] != 0;
        ensure!(!overflow, "{screen} at {width}×{height} has to be scrolled sideways: {measured}");
    }
    visit.resize(SIZES[0].0, SIZES[0].1).await
}

#[tokio::test]
async fn no_screen_and_no_dialog_has_to_be_scrolled_sideways() -> Result<()> {
    let visit = Visit::begin().await?;
    fits(&visit, "the empty start page").await?;
    visit.click("新建年报").await?;
    visit.find(Role::Dialog, "新建年报").await?;
    fits(&visit, "the dialog 新建年报").await?;
    visit.press(Key::Escape).await?;
    visit.gone(Role::Dialog, "新建年报").await?;

    for link in ["县政府2024年年报", "乡镇2020年年报"] {
        visit.go_home().await?;
        visit.click(link).await?;
        visit.editing().await?;
        fits(&visit, link).await?;
        visit.click("收起").await?;
        fits(&visit, "the editor with the findings folded").await?;
        visit.click("展开检查").await?;
        visit.click("预览").await?;
        visit.previewed().await?;
        fits(&visit, "the preview").await?;
        visit.click("分页看").await?;
        fits(&visit, "the preview by sheets").await?;
    }

    let unit =
        "云汀县自然资源和规划局不动产登记与测绘地理信息管理服务中心（云汀县土地收购储备中心）".repeat(2);
    visit.go_home().await?;
    visit.new_report(&unit, 2024).await?;
    visit.draft().await?;
    fits(&visit, "the editor of a unit with a long name").await?;
    let part = visit.find(Role::Region, "三、收到和处理政府信息公开申请情况").await?;
    part.find(Role::Button, "加文字说明").await?.click().await?;
    fits(&visit, "the editor with words before a table").await?;
    part.find(Role::Button, "粘贴整表").await?.click().await?;
    visit.find(Role::Dialog, "粘贴整表").await?;
    fits(&visit, "the dialog 粘贴整表").await?;
    visit.find(Role::Textbox, "粘贴到这里").await?.put("1\t2\n3\t4").await?;
    visit.click("下一步").await?;
    visit.find(Role::Dialog, "粘贴前看一看").await?;
    fits(&visit, "the dialog 粘贴前看一看").await?;
    visit.click("放进表格").await?;
    visit.notice("已粘贴 4 格。").await?;
    fits(&visit, "the editor with a message").await?;
    visit.click("首页").await?;
    visit.click(&format!("复制 {unit}2024年年报")).await?;
    visit.click(&format!("删除 {unit}2024年年报（副本）")).await?;
    visit.find(Role::Summary, "回收站（1）").await?.click().await?;
    fits(&visit, "the start page with drafts, bin and message").await?;
    visit.click(&format!("改名 {unit}2024年年报")).await?;
    visit.find(Role::Dialog, "草稿改名").await?;
    fits(&visit, "the dialog 草稿改名").await?;
    visit.click("取消").await?;
    visit.click(&format!("彻底删除 {unit}2024年年报（副本）")).await?;
    visit.find(Role::Dialog, "彻底删除").await?;
    fits(&visit, "the dialog 彻底删除").await?;
    visit.end().await
}

/// Walks through the stops of the keyboard: each is marked by an outline, in sight, and not covered.
async fn walk(visit: &Browser, stops: usize) -> Result<()> {
    let look = "const node = document.activeElement, style = getComputedStyle(node), box = node.getBoundingClientRect();
        const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
        const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
        const points = [0.1, 0.5, 0.9].map(part => [left + (right - left) / 2, top + (bottom - top) * part]);
        const seen = points.some(([x, y]) => node.contains(document.elementFromPoint(x, y)));
        return { node: node.outerHTML.slice(0, 160), body: node === document.body,
                 outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1, seen,
                 where: [box.left, box.top, box.right, box.bottom] }";
    for stop in 0..stops {
        visit.press(Key::Tab).await?;
        let found = visit.run(look).await?;
        if found["body"] == true {
            continue;
        }
        ensure!(found["outlined"] == true, "stop {stop} does not show that the keyboard is there: {found}");
        ensure!(found["seen"] == true, "stop {stop} is covered or out of sight: {found}");
    }
    Ok(())
}

#[tokio::test]
async fn it_can_always_be_seen_where_the_keyboard_is() -> Result<()> {
    for (width, height) in SIZES {
        let visit = Visit::begin().await?;
        visit.resize(width, height).await?;
        walk(&visit, 8).await?;
        visit.new_report("青石镇人民政府", 2024).await?;
        visit.draft().await?;
        walk(&visit, 230).await?;
        // Backwards from the end, where the bar at the top lies over what comes from above.
        for _ in 0..100 {
            visit.chord(Key::Shift, Key::Tab.value()).await?;
        }
        walk(&visit, 1).await?;
        visit.click("首页").await?;
        visit.find(Role::Button, "青石镇人民政府2024年年报").await?;
        walk(&visit, 12).await?;
        visit.end().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_jump_from_the_findings_shows_the_cell_between_the_bars() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    let panel = visit.find(Role::Complementary, "检查").await?;
    for button in panel.all(Role::Button).await? {
        if !["到表中", "去写"].iter().any(|words| button.name.starts_with(words)) {
            continue;
        }
        button.click().await?;
        let place = visit.focused().await?;
        ensure!(place.is(Role::Textbox), "the jump leads to {} “{}”", place.role, place.name);
        let seen = "function () { const box = this.getBoundingClientRect();
            return this.contains(document.elementFromPoint(box.left + 5, box.top + 5)) }";
        assert_eq!(place.call(seen).await?, json!(true), "“{}” is in sight", place.name);
    }
    visit.end().await
}
