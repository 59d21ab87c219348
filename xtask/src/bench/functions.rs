//! What functions of the library take in the browser.

use anyhow::{Context, Result};

use super::browser::Browser;
use super::stage::Stage;
use super::table::Table;

/// Median times in microseconds.
pub(super) struct Functions {
    /// All rules over a complete report.
    pub(super) check: f64,
    /// The same over a report with much prose, last year's beside it.
    pub(super) check_long: f64,
    /// The very first time that is done, before the browser has compiled it for speed.
    first: f64,
    /// What the reviewer does for a key in that prose.
    pub(super) key: f64,
    /// Characters of that prose.
    characters: f64,
    /// Reading the figures of a draft and adding up.
    pub(super) read: f64,
    /// The report with its data as one page.
    pub(super) page: f64,
    /// The length of that page in bytes.
    bytes: f64,
}

/// Has a page time them.
pub(super) fn measure(browser: &mut Browser, stage: &Stage) -> Result<Functions> {
    eprintln!("timing functions");
    let mut page = browser.open(&stage.other_page("index.html"), "")?;
    let times = page.evaluate("import('./functions.js').then((module) => module.measure())")?;
    page.close()?;
    let figure = |name: &str| times[name].as_f64().with_context(|| format!("no figure for {name}"));
    Ok(Functions {
        check: figure("check")?,
        check_long: figure("checkLong")?,
        first: figure("first")?,
        key: figure("key")?,
        characters: figure("characters")?,
        read: figure("read")?,
        page: figure("page")?,
        bytes: figure("bytes")?,
    })
}

impl Functions {
    /// The figures as a table.
    pub(super) fn table(&self) -> Table {
        let mut table = Table::new(
            "Functions over a complete report, in WebAssembly, median after three seconds of running",
            ["function", "µs"],
        );
        table.row([
            "full check, prose read: `Prose::read`, `Checker::new`".to_owned(),
            format!("{:.1}", self.check),
        ]);
        let long = format!("the same over {:.0} characters, last year's beside it", self.characters);
        table.row([long, format!("{:.1}", self.check_long)]);
        let first = "the first time, not yet compiled for speed".to_owned();
        table.row([first, format!("{:.1}", self.first)]);
        let key = "a key in the middle of them, reviewed: `Reviewer::take`, `Reviewer::answer`";
        table.row([key.to_owned(), format!("{:.1}", self.key)]);
        table.row(["reading a draft, `Report::read`".to_owned(), format!("{:.1}", self.read)]);
        let page = format!("rendering {:.0} bytes, `exchange::page`", self.bytes);
        table.row([page, format!("{:.1}", self.page)]);
        table
    }
}
