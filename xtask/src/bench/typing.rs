//! What a key costs while table 3 is filled in.

use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::browser::{Browser, Page};
use super::stage::Stage;
use super::table::Table;

/// What is typed into every cell.
const DIGITS: [u8; 2] = *b"12";
/// Time for a page to come to rest before typing, and to save afterwards: all save within this time.
pub(super) const REST: Duration = Duration::from_millis(600);
/// How many cells of table 3 are to be filled in.
const CELLS: usize = 144;

/// A page that can be typed into.
struct Subject {
    name: &'static str,
    url: String,
    /// Finds something once the page is usable.
    usable: &'static str,
    /// Leads from there to the table, where anything does.
    open: &'static str,
    /// Finds the cells that are to be filled in.
    cells: &'static str,
}

fn subjects(stage: &Stage) -> [Subject; 3] {
    let other = |name, file: &str| Subject {
        name,
        url: stage.other_page(file),
        usable: "tbody input",
        open: "",
        cells: "tbody input:not([tabindex='-1'])",
    };
    [
        Subject {
            name: "nianbao",
            url: stage.site(),
            usable: ".home__actions .button--primary",
            open: r"
                document.querySelector('.home__actions .button--primary').click();
                const name = await benchFind('#new-unit');
                name.value = '某某镇人民政府';
                document.querySelector('#new-year').value = '2024';
                name.form.requestSubmit();
            ",
            cells: "input[id^='t3.']:not([tabindex='-1'])",
        },
        other("written by hand", "baseline.html"),
        other("React 19", "react.html"),
    ]
}

/// Runs before all other scripts of a page: `benchFind` waits for an element.
pub(super) const FIND: &str = r"
    globalThis.benchFind = (selector) => new Promise((resolve, reject) => {
        const look = () => {
            const found = document.querySelector(selector);
            if (!found) return;
            observer.disconnect();
            resolve(found);
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { childList: true, subtree: true });
        setTimeout(() => reject(new Error('waited in vain for ' + selector)), 30000);
        look();
    });
";

/// One round of one page, in milliseconds.
struct Round {
    ready: f64,
    script: f64,
    layout: f64,
    task: f64,
}

/// What was measured: the rounds of every page.
pub(super) struct Typing {
    pages: Vec<(&'static str, Vec<Round>)>,
}

/// Types into every page in turn, round after round, so that what else goes on in the machine meets them
/// alike.
pub(super) fn measure(browser: &mut Browser, stage: &Stage, rounds: usize) -> Result<Typing> {
    let subjects = subjects(stage);
    let mut pages: Vec<_> = subjects.iter().map(|subject| (subject.name, Vec::new())).collect();
    for number in 1..=rounds {
        for (subject, (name, results)) in subjects.iter().zip(&mut pages) {
            eprintln!("typing, round {number} of {rounds}: {name}");
            let round = round(browser, subject).with_context(|| format!("while typing into {name}"))?;
            results.push(round);
        }
    }
    Ok(Typing { pages })
}

fn round(browser: &mut Browser, subject: &Subject) -> Result<Round> {
    let note_ready = format!(
        "{FIND}; globalThis.benchReady = benchFind({:?}).then(() => performance.now());",
        subject.usable
    );
    let mut page = browser.open(&subject.url, &note_ready)?;
    let ready = page.evaluate("benchReady")?.as_f64().context("the page was never ready")?;
    let open = format!("(async () => {{ {} await benchFind({:?}); }})()", subject.open, subject.cells);
    page.evaluate(&open)?;
    let cells = page.elements(subject.cells)?;
    ensure!(cells.len() == CELLS, "{} cells were found instead of {CELLS}", cells.len());

    sleep(REST);
    let before = page.metrics()?;
    let mut keys = 0;
    for cell in &cells {
        page.call("DOM.focus", &json!({ "objectId": cell }))?;
        for digit in DIGITS {
            press(&mut page, digit)?;
            keys += 1;
        }
    }
    sleep(REST);
    let after = page.metrics()?;

    // Typing that reached nothing would be cheap.
    let typed =
        format!("[...document.querySelectorAll({:?})].every(({{ value }}) => value === '12')", subject.cells);
    ensure!(page.evaluate(&typed)? == true, "what was typed is not in the cells");
    page.close()?;
    let per_key = |name: &str| (after(name) - before(name)) * 1000.0 / f64::from(keys);
    Ok(Round {
        ready,
        script: per_key("ScriptDuration"),
        layout: per_key("LayoutDuration") + per_key("RecalcStyleDuration"),
        task: per_key("TaskDuration"),
    })
}

/// Presses and releases the key of a digit.
fn press(page: &mut Page, digit: u8) -> Result<()> {
    let text = char::from(digit).to_string();
    let mut event = json!({
        "type": "keyDown", "key": text, "code": format!("Digit{text}"), "windowsVirtualKeyCode": digit,
        "text": text,
    });
    page.call("Input.dispatchKeyEvent", &event)?;
    event["type"] = "keyUp".into();
    page.call("Input.dispatchKeyEvent", &event).map(drop)
}

impl Typing {
    /// The figures as a table.
    pub(super) fn table(&self) -> Table {
        let mut table = Table::new(
            "Typing in table 3, main thread, ms of processor time per key (median; script: least–most)",
            ["page", "ready, ms", "script", "least–most", "style and layout", "all tasks"],
        );
        for (name, rounds) in &self.pages {
            let of = |field: fn(&Round) -> f64| sorted(rounds.iter().map(field));
            let script = of(|round| round.script);
            let (least, most) = (script.first().copied(), script.last().copied());
            table.row([
                (*name).to_owned(),
                format!("{:.0}", median(&of(|round| round.ready))),
                format!("{:.3}", median(&script)),
                format!("{:.3}–{:.3}", least.unwrap_or_default(), most.unwrap_or_default()),
                format!("{:.3}", median(&of(|round| round.layout))),
                format!("{:.3}", median(&of(|round| round.task))),
            ]);
        }
        table
    }

    /// The script time per key in milliseconds: of the application, of the page written by hand, of React.
    pub(super) fn scripts(&self) -> [f64; 3] {
        let script = |page: usize| {
            let rounds = self.pages.get(page).map(|(_, rounds)| rounds.iter());
            median(&sorted(rounds.into_iter().flatten().map(|round| round.script)))
        };
        [script(0), script(1), script(2)]
    }
}

pub(super) fn sorted(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut values: Vec<_> = values.collect();
    values.sort_by(f64::total_cmp);
    values
}

/// The middle of sorted values.
pub(super) fn median(sorted: &[f64]) -> f64 {
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
