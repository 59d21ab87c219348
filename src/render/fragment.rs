//! The report as rich text for the editor of a site.

use super::outline::{Outline, Section};
use super::table::{Dress, table};
use crate::report::Report;
use crate::report::prose::{Level, blocks};
use maud::{Markup, html};

const INDENT: &str = "text-indent:2em";

/// The report as HTML to be pasted into an editor that takes away classes, style sheets and scripts: plain tables
/// with their borders at every cell, headings as headings, and nothing else that could be lost. Typefaces are
/// left to the site.
pub fn fragment(report: &Report) -> String {
    let outline = Outline::of(report);
    let markup = html! {
        h1 align="center" style="text-align:center" { @for piece in &outline.title { (piece) } }
        "\n" (prose(&outline.opening))
        @for part in &outline.parts { (section(&outline, part)) }
        @for line in &outline.signature {
            p align="right" style="text-align:right" { (line) }
            "\n"
        }
    };
    markup.into_string()
}

fn section(outline: &Outline, part: &Section) -> Markup {
    html! {
        h2 style=(INDENT) { (part.heading) }
        "\n" (prose(&part.text))
        @if let Some(grid) = part.grid { (table(outline, grid, part.heading, Dress::Site)) }
    }
}

fn prose(text: &str) -> Markup {
    html! {
        @for block in blocks(text) {
            @match (block.level, block.body.is_empty()) {
                (Level::Second, true) => h3 style=(INDENT) { (block.head) },
                (Level::Third, true) => h4 style=(INDENT) { (block.head) },
                (Level::Second, false) => p style=(INDENT) { strong { (block.head) } (block.body) },
                (Level::Third | Level::Body, _) => p style=(INDENT) { (block.head) (block.body) },
            }
            "\n"
        }
    }
}
