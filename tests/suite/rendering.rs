//! The printed page: what it shows, in which order, and that no text can change what it is.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use nianbao::format::{Applicant, CellId, Content, Grid, Item, Outcome, Part, Proceeding, RequestRow, Table};
use nianbao::render::{DATA_ID, extract_data, page};
use nianbao::report::{Draft, Field, Report, UnitKind, prose};
use proptest::prelude::*;
use std::rc::Rc;

fn rendered(draft: &Draft) -> String {
    let data = serde_json::to_string(draft).unwrap();
    page(&Report::read(Rc::new(draft.clone())), &data)
}

/// The part of a page between two marks, the marks left out.
pub(crate) fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let begin = page.find(from).unwrap() + from.len();
    let end = page[begin..].find(to).unwrap() + begin;
    &page[begin..end]
}

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    Open { name: &'a str, attributes: Vec<(&'a str, &'a str)> },
    Close(&'a str),
    Text(String),
}

fn unescape(text: &str) -> String {
    assert!(!text.contains('>'), "escaped: {text}");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// Takes a page apart, as strictly as the page is written: names in lower case, every value in quotes.
pub(crate) fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some((text, tag)) = rest.split_once('<') {
        pieces.push(Piece::Text(unescape(text)));
        let end = tag_end(tag);
        let (tag, after) = (&tag[..end], &tag[end + 1..]);
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            pieces.push(Piece::Close(name));
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()), "{tag}");
        let attributes = read_attributes(attributes);
        pieces.push(Piece::Open { name, attributes });
        // The text of these two is not markup.
        if matches!(name, "style" | "script") {
            let (text, _) = after.split_once("</").unwrap();
            pieces.push(Piece::Text(text.to_owned()));
            rest = &after[text.len()..];
        }
    }
    assert_eq!(rest.trim(), "");
    pieces
}

fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    tag.find(|c| {
        quoted ^= c == '"';
        c == '>' && !quoted
    })
    .unwrap()
}

fn read_attributes(mut rest: &str) -> Vec<(&str, &str)> {
    let mut attributes = Vec::new();
    while !rest.trim().is_empty() {
        let (name, value) = rest.split_once("=\"").unwrap();
        let (value, after) = value.split_once('"').unwrap();
        attributes.push((name.trim(), value));
        rest = after;
    }
    attributes
}

/// What must hold of every page, whatever stands in the report.
fn assert_sound(html: &str, data: &str) {
    const ELEMENTS: &[&str] = &[
        "html", "head", "meta", "title", "style", "script", "body", "main", "section", "h1", "h2", "h3",
        "h4", "p", "span", "wbr", "div", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td",
    ];
    const VOID: &[&str] = &["meta", "col", "wbr"];
    const ATTRIBUTES: &[&str] = &[
        "lang",
        "charset",
        "http-equiv",
        "name",
        "content",
        "type",
        "id",
        "class",
        "style",
        "aria-label",
        "border",
        "cellspacing",
        "cellpadding",
        "width",
        "scope",
        "rowspan",
        "colspan",
        "align",
        "bgcolor",
    ];
    let pieces = pieces(html);
    let mut open = Vec::new();
    for piece in &pieces {
        match piece {
            Piece::Open { name, attributes } => {
                assert!(ELEMENTS.contains(name), "{name}");
                for (attribute, value) in attributes {
                    assert!(ATTRIBUTES.contains(attribute), "{name} {attribute}={value}");
                }
                if !VOID.contains(name) {
                    open.push(*name);
                }
            }
            Piece::Close(name) => assert_eq!(open.pop(), Some(*name)),
            Piece::Text(_) => {}
        }
    }
    assert_eq!(open, [""; 0], "every element is closed");
    let scripts: Vec<_> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Open { name: "script", attributes } => Some(attributes.as_slice()),
            _ => None,
        })
        .collect();
    assert_eq!(scripts, [[("type", "application/json"), ("id", DATA_ID)]]);
    for visible in [between(html, "<title>", "</title>"), between(html, "<body>", "</body>")] {
        assert!(!visible.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n')), "control characters");
    }
    let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(value(&extract_data(html).unwrap()), value(data), "the data comes back");
}

/// The texts of the page between head and foot, in order, blank ones left out.
fn shown(html: &str) -> Vec<String> {
    let body = between(html, "<body>", "</body>").replace("<wbr>", "");
    let body = format!("<!DOCTYPE html>{body}");
    let texts = pieces(&body).into_iter().filter_map(|piece| match piece {
        Piece::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        _ => None,
    });
    texts.collect()
}

fn small() -> Draft {
    Draft::new(2024, UnitKind::Township)
        .with_text(Field::Unit, "青石镇人民政府")
        .with_text(Field::Email, "zwgk@qingshi.example")
        .with_text(Field::Overview, "全年平稳。\n（一）主动公开\n公开信息12条。\n（二）依申请公开。收到1件。")
        .with_text(Field::Requests, "申请数与台账一致。")
        .with_text(Field::Problems, "1.培训不够\n2.栏目较少：计划增设<一个>。")
        .with_text(Field::Date, "2025年1月20日")
        .with_cells([
            (CellId::t2(Item::NormativeMade), "2"),
            (CellId::t2(Item::FeeAmount), " 3.5 "),
            (CellId::t3(RequestRow::Received, Applicant::Natural), "1"),
            (CellId::t3(RequestRow::Granted, Applicant::Legal), "1234567"),
            (CellId::t4(Proceeding::Review, Outcome::Other), "/"),
        ])
}

#[test]
fn a_small_report_as_html() {
    let html = rendered(&small());
    let stylesheet = between(&html, "<style>", "</style>");
    insta::assert_snapshot!("page", html.replace(stylesheet, "…"));
}

/// A draft of a year in which every cell and every text says what it is.
fn labelled(year: u16) -> Draft {
    let mut draft = Draft::new(year, UnitKind::City)
        .with_cells(CellId::all().map(|cell| (cell, format!("{}", 1000 + cell.index()))));
    for &field in Field::ALL {
        draft.set_text(field, Some(format!("（一）甲{0}\n乙{0}。\n1.丙{0}：丁{0}", field.key()).into()));
    }
    draft
}

#[test]
fn everything_is_shown_once_and_in_order() {
    for year in [2020, 2024] {
        let draft = labelled(year);
        let report = Report::read(Rc::new(draft.clone()));
        let mut expected = vec![report.text(Field::Title).to_string()];
        let prose = |field| {
            let text = report.text(field);
            let lines = prose::blocks(&text).map(|block| format!("{}{}", block.head, block.body));
            lines.collect::<Vec<_>>()
        };
        expected.extend(prose(Field::Opening));
        for part in Part::ALL {
            expected.push(report.edition().format().headings[part.index()].to_owned());
            expected.extend(prose(Field::of_part(part)));
            let Some(table) = part.table() else { continue };
            let cells = Grid::of(report.edition(), table).rows.iter().flatten();
            expected.extend(cells.map(|cell| match cell.content {
                Content::Figure(id) => report.printed(id).to_string(),
                other => other.label().unwrap().to_owned(),
            }));
        }
        expected.extend([Field::Signature, Field::Date].map(|field| report.text(field).to_string()));
        assert_eq!(shown(&rendered(&draft)), expected);
    }
}

#[test]
fn a_blank_report_has_its_headings_and_tables_and_no_empty_paragraph() {
    let html = rendered(&Draft::new(2024, UnitKind::Street).with_text(Field::Title, " "));
    assert!(html.contains("<title>2024年政府信息公开工作年度报告</title>"), "a blank title is composed");
    assert_eq!(html.matches("<h2>").count(), 6);
    assert_eq!(html.matches("<table").count(), 3);
    assert!(!html.contains("<p></p>"));
    assert!(!html.contains("class=\"signature\""), "nobody signs");
    let part = between(&html, "六、其他需要报告的事项</h2>", "</section>");
    assert_eq!(part.trim(), "");
}

#[test]
fn heads_of_tables_stand_in_the_head_that_repeats() {
    let html = rendered(&labelled(2024));
    let table = between(&html, "<table class=\"table3\"", "</table>");
    let head = between(table, "<thead>", "</thead>");
    assert_eq!(head.matches("<tr>").count(), 3);
    assert!(!head.contains("<td"), "no figure stands in the head");
    assert_eq!(table.matches("<td").count(), 25 * 7);
    assert_eq!(table.matches("<col ").count(), 10);
    let table = between(&html, "<table class=\"table2\"", "</table>");
    assert_eq!(table.matches("<tbody>").count(), 4, "a group for each block");
}

pub(crate) const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</script><script id=\"nianbao-draft\">{}</script>",
    "]]>--><!--<script>",
    "&lt;b&gt; &#60;",
    "' onmouseover='alert(1)",
    "\u{202e}反向\u{2066}未闭合",
    "a\0b\u{1}\u{8}\u{b}\u{c}\r\u{1b}[31m\u{7f}\u{9d}",
    "</main></body></html>",
    "</style><style>*{display:none}",
    "{{7*7}} \\u003c \\",
    "\u{2028}\u{2029}\u{feff}\u{fffe}",
];

#[test]
fn hostile_text_stays_text() {
    for text in HOSTILE {
        let line = format!("（一）{text}。{text}\n1.{text}：{text}\n{text}");
        let mut draft = Draft::new(2024, UnitKind::City).with_cells(CellId::all().map(|cell| (cell, *text)));
        for &field in Field::ALL {
            draft.set_text(field, Some(line.as_str().into()));
        }
        let data = serde_json::to_string(&draft).unwrap();
        let html = rendered(&draft);
        assert_sound(&html, &data);
        assert!(!between(&html, "id=\"nianbao-draft\">", "</script>").contains(['<', '>', '&']));
    }
}

#[test]
fn long_text_is_complete() {
    let word = "长".repeat(1 << 18);
    let number = "1".repeat(1 << 18);
    let cell = CellId::t3(RequestRow::Received, Applicant::Natural);
    let draft = small().with_text(Field::Other, &word).with_cells([(cell, number.as_str())]);
    let html = rendered(&draft);
    assert!(html.contains(&format!("<p>{word}</p>")));
    assert!(html.contains(&format!(">{number}</td>")));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    assert_eq!(rendered(&labelled(2020)), rendered(&labelled(2020)));
    // Data is put in as given, whatever it holds.
    let report = Report::read(Rc::new(small()));
    assert_eq!(page(&report, " {}\r\n").replace(" {}\r\n", "{}"), page(&report, "{}"));
}

#[test]
fn the_page_needs_nothing_from_outside_and_no_recent_browser() {
    let html = rendered(&small());
    let policy = between(&html, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline'"), "{policy}");
    for outside in ["http:", "https:", "//", "url(", "@import", "src=", "href="] {
        assert!(!html.contains(outside), "{outside}");
    }
    let stylesheet = between(&html, "<style>", "</style>");
    for recent in [":has(", ":is(", ":where(", "inset", "aspect-ratio", "@layer", "@container", "&", " gap:"]
    {
        assert!(!stylesheet.contains(recent), "{recent} is not known to Chromium 80");
    }
}

#[test]
fn no_column_of_a_table_lacks_a_width() {
    for table in Table::ALL {
        let html = rendered(&labelled(2024));
        let class = format!("<table class=\"table{}\"", table as usize + 2);
        let columns = between(between(&html, &class, "</table>"), "<colgroup>", "</colgroup>");
        let widths = Grid::of(labelled(2024).edition(), table).widths.len();
        assert_eq!(columns.matches("<col width=\"").count(), widths);
    }
}

fn any_text() -> impl Strategy<Value = String> {
    let special = prop::sample::select(HOSTILE).prop_map(str::to_owned);
    prop_oneof![any::<String>(), "[<>&\"'/a-z！-]{0,16}", special]
}

proptest! {
    #[test]
    fn any_text_anywhere_gives_a_sound_page(
        texts in prop::collection::vec((0..Field::COUNT, any_text()), 1..4),
        cells in prop::collection::vec((0..CellId::COUNT, any_text()), 0..4),
        year in 2019..=2030_u16,
    ) {
        let mut draft = Draft::new(year, UnitKind::County);
        for (field, text) in texts {
            draft.set_text(Field::ALL[field], Some(text.into()));
        }
        for (index, text) in cells {
            draft.set_cell(CellId::all().nth(index).unwrap(), text);
        }
        let data = serde_json::to_string(&draft).unwrap();
        assert_sound(&rendered(&draft), &data);
    }
}
