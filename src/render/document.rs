//! The whole document.

use super::data::{DATA_ID, Embedded};
use super::prose::prose;
use super::shown::Shown;
use super::table::table;
use crate::format::Part;
use crate::report::{Field, Report, composed};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::rc::Rc;

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
    let title = title(report);
    let markup = html! {
        (DOCTYPE) "\n"
        html lang="zh-CN" {
            head {
                "\n" meta charset="utf-8";
                "\n" meta http-equiv="Content-Security-Policy" content=(POLICY);
                "\n" meta name="viewport" content="width=device-width, initial-scale=1";
                "\n" meta name="generator" content="年报 nianbao";
                "\n" title { (Shown(title.trim())) }
                "\n" style { "\n" (PreEscaped(STYLESHEET)) }
                "\n" script type="application/json" id=(DATA_ID) { (Embedded(data)) }
                "\n"
            }
            "\n" body {
                "\n" main.report {
                    "\n" h1 { (heading(report, title.trim())) }
                    "\n" (prose(&report.text(Field::Opening)))
                    @for part in Part::ALL { (section(report, part)) }
                    (signature(report))
                }
                "\n"
            }
        }
        "\n"
    };
    markup.into_string()
}

/// The title; a page must have one, so a blank one is composed as if nothing had been typed.
fn title(report: &Report) -> Rc<str> {
    let title = report.text(Field::Title);
    if title.trim().is_empty() { composed(report.draft(), Field::Title).into() } else { title }
}

/// The title in pieces that are kept together where they fit on a line: the unit's name, and all from the
/// year on. A title that needs two lines then breaks between them, not before its last two characters
/// (GB/T 9704-2012, 7.3.1).
fn heading(report: &Report, title: &str) -> Markup {
    // A piece that is kept together cannot go over to the next page; no title is that long.
    const LONGEST: usize = 300;
    let year = format!("{}年", report.draft().year);
    let (unit, rest) = title.split_at(title.find(&year).unwrap_or_default());
    html! {
        @if title.len() > LONGEST {
            (Shown(title))
        } @else {
            @for piece in [unit, rest].into_iter().filter(|piece| !piece.is_empty()) {
                span { (Shown(piece)) }
            }
        }
    }
}

fn section(report: &Report, part: Part) -> Markup {
    // A part with a table stays on one page if it fits: as a class, because older browsers heed it for a
    // block but not what is said of breaks after a heading.
    let whole = part.table().map(|_| "whole");
    html! {
        section class=[whole] {
            "\n" h2 { (report.edition().format().headings[part.index()]) }
            "\n" (prose(&report.text(Field::of_part(part))))
            @if let Some(figures) = part.table() { (table(report, figures)) }
        }
        "\n"
    }
}

fn signature(report: &Report) -> Markup {
    let lines = [Field::Signature, Field::Date].map(|field| report.text(field));
    let lines: Vec<_> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    html! {
        @if !lines.is_empty() {
            div.signature {
                @for line in lines { "\n" p align="right" { (Shown(line)) } }
                "\n"
            }
            "\n"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn heading_of(title: &str) -> String {
        let report = Report::read(Rc::new(Draft::new(2024, UnitKind::Township)));
        heading(&report, title).into_string()
    }

    #[test]
    fn a_long_title_may_break_after_the_unit() {
        assert_eq!(heading_of("青石镇2024年年度报告"), "<span>青石镇</span><span>2024年年度报告</span>");
        assert_eq!(heading_of("2024年年度报告"), "<span>2024年年度报告</span>");
        assert_eq!(heading_of("青石镇年度报告"), "<span>青石镇年度报告</span>");
        let long = "长".repeat(101);
        assert_eq!(heading_of(&long), long);
    }

    #[test]
    fn the_stylesheet_cannot_end_its_element() {
        assert!(!STYLESHEET.contains('<'));
        assert!(!STYLESHEET.contains("url("), "nothing is fetched");
        assert!(!STYLESHEET.contains("@import"), "nothing is fetched");
    }
}
