//! Undo and redo over everything that changes a report.

use anyhow::{Result, ensure};
use nianbao::format::{Applicant, CellId, Edition, Grid, Item, RequestRow, Table};
use nianbao::report::Field;
use nianbao_e2e::{Browser, Key, Role, Visit};
use std::collections::BTreeMap;

const EDITION: Edition = Edition::V2021;

/// What the screen showed after so many steps.
struct Mark {
    steps: usize,
    fields: BTreeMap<String, String>,
}

/// The steps of a journey, noted down to be taken back.
struct Journey<'a> {
    visit: &'a Browser,
    marks: Vec<Mark>,
}

impl Journey<'_> {
    /// Notes what the screen shows after further steps.
    async fn mark(&mut self, steps: usize) -> Result<()> {
        let before = self.marks.last().map_or(0, |mark| mark.steps);
        self.marks.push(Mark { steps: before + steps, fields: self.visit.fields().await? });
        Ok(())
    }

    /// Presses Ctrl and a key so many times and waits for what the screen showed then.
    async fn travel(&self, key: char, times: usize, to: &Mark) -> Result<()> {
        for _ in 0..times {
            self.visit.chord(Key::Control, key).await?;
        }
        let what = format!("what was there after {} steps", to.steps);
        let arrived = async || {
            let fields = self.visit.fields().await?;
            let other = fields.iter().find(|(name, value)| to.fields.get(*name) != Some(*value));
            ensure!(other.is_none(), "different: {other:?}");
            Ok((fields == to.fields).then_some(()))
        };
        self.visit.wait(what, arrived).await
    }
}

async fn button(visit: &Browser, name: &str) -> Result<bool> {
    let bar = visit.find(Role::Banner, "").await?;
    Ok(!bar.find(Role::Button, name).await?.disabled)
}

#[tokio::test]
async fn two_hundred_steps_are_taken_back_and_done_again() -> Result<()> {
    let visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    ensure!(!button(&visit, "撤销").await?, "a new report has nothing to take back");
    let mut journey = Journey { visit: &visit, marks: Vec::new() };
    journey.mark(0).await?;

    // Six columns of table 3, one after the other, and a text after each: 6 × (24 + 3) steps.
    let rows = Grid::of(EDITION, Table::Three).figure_rows();
    for (index, &column) in Applicant::CLASSES.iter().enumerate() {
        visit.cell(CellId::t3(RequestRow::Received, column), EDITION).await?.click().await?;
        let keys: String = (0..rows.len())
            .map(|row| {
                if rows[row][0].is_derived(EDITION) {
                    "\n".to_owned()
                } else {
                    format!("{}\n", (row + index) % 10)
                }
            })
            .collect();
        visit.type_text(&keys).await?;
        journey.mark(24).await?;
        for (field, text) in [(Field::Overview, "一"), (Field::Address, "二"), (Field::Other, "三")] {
            visit.field(field).await?.click().await?;
            visit.chord(Key::Control, Key::End.value()).await?;
            visit.type_text(text).await?;
        }
        journey.mark(3).await?;
    }
    // Table 2: ten figures in full width, which are put right on leaving.
    for item in EDITION.format().items() {
        visit.cell(CellId::t2(item), EDITION).await?.fill("１２").await?;
    }
    visit.press(Key::Tab).await?;
    visit
        .wait("the last figure is put right", async || {
            let name = CellId::t2(Item::FeeAmount).accessible_name(EDITION);
            Ok((visit.fields().await?[&name] == "12").then_some(()))
        })
        .await?;
    journey.mark(10).await?;
    // The title and back to the composed one; kind of unit; the five headings of part 一; today's date.
    visit.field(Field::Title).await?.fill("年报").await?;
    journey.mark(1).await?;
    visit.click("恢复自动生成的报告标题").await?;
    journey.mark(1).await?;
    visit.find(Role::Combobox, "单位类型").await?.choose("街道办事处").await?;
    visit.click("插入五个小标题").await?;
    visit.click("填今天的日期").await?;
    journey.mark(3).await?;
    // A total typed over, a fill, a paste, a year of the other format.
    let total = CellId::t3(RequestRow::Total, Applicant::Natural);
    visit.cell(total, EDITION).await?.fill("99").await?;
    journey.mark(1).await?;
    let part = visit.find(Role::Region, "四、政府信息公开行政复议、行政诉讼情况").await?;
    part.find(Role::Button, "空格全部填 0").await?.click().await?;
    journey.mark(1).await?;
    part.find(Role::Button, "粘贴整表").await?.click().await?;
    visit.find(Role::Textbox, "粘贴到这里").await?.put("1\t2\t3\t4\t10\t5\t6\t7\t8\t26").await?;
    visit.click("下一步").await?;
    visit.click("放进表格").await?;
    visit.gone(Role::Dialog, "粘贴前看一看").await?;
    journey.mark(1).await?;
    visit.find(Role::Combobox, "报告年度").await?.choose("2020年").await?;
    visit.find_beginning(Role::Textbox, "第二十条第（九）项").await?;
    journey.mark(1).await?;
    // And on until it is two hundred and more.
    for round in 0..20 {
        visit.field(Field::Problems).await?.click().await?;
        visit.type_text(&format!("第{round}句。")).await?;
        visit.press(Key::Tab).await?;
    }
    journey.mark(20).await?;

    let steps = journey.marks.last().map_or(0, |mark| mark.steps);
    ensure!(steps >= 200, "{steps} steps");
    for pair in journey.marks.windows(2).rev() {
        journey.travel('z', pair[1].steps - pair[0].steps, &pair[0]).await?;
    }
    ensure!(!button(&visit, "撤销").await?, "there is nothing left to take back");
    for pair in journey.marks.windows(2) {
        journey.travel('y', pair[1].steps - pair[0].steps, &pair[1]).await?;
    }
    ensure!(!button(&visit, "重做").await?, "there is nothing left to do again");

    // By the buttons, and Ctrl+Shift+Z, which does again as well.
    let bar = visit.find(Role::Banner, "").await?;
    let [.., before, last] = &journey.marks[..] else { anyhow::bail!("no steps") };
    for _ in 0..20 {
        bar.find(Role::Button, "撤销").await?.click().await?;
    }
    journey.travel('z', 0, before).await?;
    for _ in 0..19 {
        bar.find(Role::Button, "重做").await?.click().await?;
    }
    visit.chord_shift(Key::Control, 'z').await?;
    journey.travel('y', 0, last).await?;

    // Something new after an undo ends what could be done again.
    visit.chord(Key::Control, 'z').await?;
    visit.field(Field::Other).await?.fill("新的。").await?;
    visit
        .wait("nothing can be done again", async || Ok((!button(&visit, "重做").await?).then_some(())))
        .await?;
    visit.draft().await?;
    visit.end().await
}
