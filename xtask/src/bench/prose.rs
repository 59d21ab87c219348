//! What a key costs while part 一 of a long report is written.

use std::thread::sleep;

use anyhow::{Context, Result, ensure};
use nianbao::example;
use nianbao::report::Field;
use serde_json::json;

use super::browser::Browser;
use super::stage::Stage;
use super::typing::{FIND, REST, median, sorted};

/// Characters of prose in the report.
const CHARACTERS: usize = 20_000;
/// How many characters are typed.
const KEYS: u32 = 60;

/// Types into part 一 of a report with 20 000 characters of prose, last year's as long beside it. Milliseconds
/// of script per key, the median of the rounds.
pub(super) fn measure(browser: &mut Browser, stage: &Stage, rounds: usize) -> Result<f64> {
    let mut scripts = Vec::new();
    for number in 1..=rounds {
        eprintln!("typing prose, round {number} of {rounds}");
        scripts.push(round(browser, stage).context("while typing prose")?);
    }
    Ok(median(&sorted(scripts.into_iter())))
}

fn long_text() -> String {
    let text = example::county_2024().text(Field::Overview);
    let times = CHARACTERS.div_ceil(text.chars().count().max(1));
    vec![&*text; times].join("\n")
}

/// Makes a report of a year with the long text, and leaves its editor open.
fn make(year: u16) -> String {
    format!(
        r"
        (await benchFind('.home__actions .button--primary')).click();
        const name = await benchFind('#new-unit');
        name.value = '云汀县人民政府';
        document.querySelector('#new-year').value = '{year}';
        document.querySelector('#new-kind').value = 'county';
        name.form.requestSubmit();
        const area = await benchFind('#field-overview');
        area.value = text;
        area.dispatchEvent(new InputEvent('input', {{ bubbles: true, data: '文' }}));
        await new Promise((resolve) => setTimeout(resolve, 900));
        "
    )
}

fn round(browser: &mut Browser, stage: &Stage) -> Result<f64> {
    let mut page = browser.open(&stage.site(), FIND)?;
    let text = serde_json::to_string(&long_text())?;
    let open = format!(
        "(async () => {{ const text = {text}; {{ {} }} location.hash = '#/'; {{ {} }} \
         area.focus(); }})()",
        make(2023),
        make(2024).replace("const area", "globalThis.area"),
    );
    page.evaluate(&open)?;
    let middle = "area.setSelectionRange(area.value.length / 2, area.value.length / 2); area.value.length";
    let before_typing = page.evaluate(middle)?.as_u64().context("no text")?;
    ensure!(before_typing >= CHARACTERS as u64, "the text was not taken in");
    sleep(REST);
    let before = page.metrics()?;
    for _ in 0..KEYS {
        for kind in ["keyDown", "keyUp"] {
            let mut event = json!({ "type": kind, "key": "d", "code": "KeyD", "windowsVirtualKeyCode": 68 });
            if kind == "keyDown" {
                event["text"] = "文".into();
            }
            page.call("Input.dispatchKeyEvent", &event)?;
        }
    }
    sleep(REST);
    let after = page.metrics()?;
    let typed = page.evaluate("area.value.length")?.as_u64().context("no text")?;
    ensure!(typed == before_typing + u64::from(KEYS), "what was typed is not in the text");
    page.evaluate("localStorage.clear()")?;
    page.close()?;
    Ok((after("ScriptDuration") - before("ScriptDuration")) * 1000.0 / f64::from(KEYS))
}
