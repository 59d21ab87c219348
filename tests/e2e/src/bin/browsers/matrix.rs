//! What came of every journey in every browser, as a page of the documentation.

use crate::Place;
use anyhow::{Context, Result};
use std::fmt::Write;
use std::path::Path;
use xtask::browsers::Kernel;

/// The journeys, in order, and what each shows.
const JOURNEYS: [(&str, &str); 11] = [
    ("start", "the start page opens; over plain http in a context that is not secure"),
    ("dialog", "a dialog opens"),
    ("create", "a report is begun"),
    (
        "write",
        "text and figures are typed, totals computed, all of it saved; no table is wider than the page",
    ),
    ("review", "the reviewer judges the report"),
    ("reload", "a reload keeps all that was typed"),
    ("preview", "the printable page shows what was typed and computed"),
    ("save", "the page is saved, and can be read again"),
    ("export", "data file and Word file"),
    ("example", "the example of a county is found ready"),
    ("share", "a copy of the single file in another folder lists the same drafts"),
];

/// A browser at a place, and how its journeys ended.
pub(crate) struct Row {
    kernel: Kernel,
    place: Place,
    /// What the browser calls itself.
    pub(crate) version: String,
    /// Journeys by name, and whether they ended well.
    pub(crate) journeys: Vec<(String, bool)>,
}

impl Row {
    pub(crate) fn new(kernel: Kernel, place: Place) -> Self {
        Self { kernel, place, version: String::new(), journeys: Vec::new() }
    }

    fn ended(&self, journey: &str) -> &'static str {
        match self.journeys.iter().find(|(name, _)| name == journey) {
            Some((_, true)) => "✓",
            // The last one is for files only.
            None if journey == "share" && self.place != Place::File => "–",
            _ => "✗",
        }
    }
}

/// Writes `docs/browsers.md` and a picture of each browser beside it.
pub(crate) fn write(rows: &[Row], pictures: &Path) -> Result<()> {
    let docs = xtask::root().join("docs");
    let images = docs.join("images/browsers");
    std::fs::create_dir_all(&images)?;
    let mut page = "# Browsers\n\n\
        Written by `cargo xtask test-browsers`, which takes the main journeys through the release in every browser it is \
        made\nfor: from a server on the same machine, from one in the network over plain http, and from the single file \
        without any\nserver. WebKitGTK starts no workers from a file, and is not tried there.\n\n"
        .to_owned();
    page.push_str("| Browser | Opened from |");
    for (journey, _) in JOURNEYS {
        write!(page, " {journey} |")?;
    }
    page.push_str("\n| --- | --- |");
    page.push_str(&" :-: |".repeat(JOURNEYS.len()));
    for row in rows {
        let place = match row.place {
            Place::Machine => "this machine",
            Place::Network => "network, plain http",
            Place::File => "file",
        };
        write!(page, "\n| {} | {place} |", row.version)?;
        for (journey, _) in JOURNEYS {
            write!(page, " {} |", row.ended(journey))?;
        }
    }
    page.push_str("\n\nWhat the journeys show:\n\n");
    for (journey, shows) in JOURNEYS {
        writeln!(page, "- **{journey}**: {shows}.")?;
    }
    page.push_str("\n## What it looks like\n\nAfter the journey *write*, at 1366×768.\n");
    for row in rows.iter().filter(|row| row.place == Place::Machine) {
        let name = format!("{}.png", row.kernel);
        let taken = pictures.join(row.kernel.to_string()).join("write.png");
        std::fs::copy(&taken, images.join(&name))
            .with_context(|| format!("no picture {}", taken.display()))?;
        write!(page, "\n### {}\n\n![{}](images/browsers/{name})\n", row.version, row.version)?;
    }
    std::fs::write(docs.join("browsers.md"), page).context("cannot write docs/browsers.md")
}
