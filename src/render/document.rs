//! The whole document.

use super::data::{DATA_ID, Embedded};
use super::outline::{Outline, Section};
use super::prose::prose;
use super::table::{Dress, table};
use crate::report::Report;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLESHEET: &str = include_str!("../../styles/report.css");

/// What the saved page may do: show itself. It has no script, and should one ever get in, it does not run;
/// nor can the page send or fetch anything.
pub(super) const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The report as one self-contained HTML document.
///
/// `data` is the stored form of the draft, JSON text; it is put into the page unread and comes back from
/// [`extract_data`](super::extract_data) as the same JSON value. The same arguments always give the same
/// bytes.
pub fn page(report: &Report, data: &str) -> String {
    let outline = Outline::of(report);
    let markup = html! {
        (DOCTYPE) "\n"
        html lang="zh-CN" {
            head {
                "\n" meta charset="utf-8";
                "\n" meta http-equiv="Content-Security-Policy" content=(POLICY);
                "\n" meta name="viewport" content="width=device-width, initial-scale=1";
                "\n" meta name="generator" content="年报 nianbao";
                "\n" title { @for piece in &outline.title { (piece) } }
                "\n" style { "\n" (PreEscaped(STYLESHEET)) }
                "\n" script type="application/json" id=(DATA_ID) { (Embedded(data)) }
                "\n"
            }
            "\n" body {
                "\n" main.report {
                    "\n" h1 { (heading(&outline.title)) }
                    "\n" (prose(&outline.opening))
                    @for part in &outline.parts { (section(&outline, part)) }
                    (signature(&outline.signature))
                }
                "\n"
            }
        }
        "\n"
    };
    markup.into_string()
}

/// The title, its pieces kept together.
fn heading(title: &[String]) -> Markup {
    // A piece that is kept together cannot go over to the next page; no title is that long.
    const LONGEST: usize = 300;
    let is_long = title.iter().map(String::len).sum::<usize>() > LONGEST;
    html! {
        @for piece in title {
            @if is_long { (piece) } @else { span { (piece) } }
        }
    }
}

fn section(outline: &Outline, part: &Section) -> Markup {
    // A part with a table stays on one page if it fits: as a class, because older browsers heed it for a
    // block but not what is said of breaks after a heading.
    let whole = part.grid.map(|_| "whole");
    html! {
        section class=[whole] {
            "\n" h2 { (part.heading) }
            "\n" (prose(&part.text))
            @if let Some(grid) = part.grid { (table(outline, grid, part.heading, Dress::Page)) }
        }
        "\n"
    }
}

fn signature(lines: &[String]) -> Markup {
    html! {
        @if !lines.is_empty() {
            div.signature {
                @for line in lines { "\n" p align="right" { (line) } }
                "\n"
            }
            "\n"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_is_too_long_may_break_anywhere() {
        let heading = |pieces: &[&str]| {
            heading(&pieces.iter().map(|&piece| piece.to_owned()).collect::<Vec<_>>()).into_string()
        };
        assert_eq!(heading(&["青石镇", "2024年年度报告"]), "<span>青石镇</span><span>2024年年度报告</span>");
        let long = "长".repeat(101);
        assert_eq!(heading(&[&long, "2024年"]), long + "2024年");
    }

    #[test]
    fn the_stylesheet_cannot_end_its_element() {
        assert!(!STYLESHEET.contains('<'));
        assert!(!STYLESHEET.contains("url("), "nothing is fetched");
        assert!(!STYLESHEET.contains("@import"), "nothing is fetched");
    }
}
