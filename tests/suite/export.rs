//! The formats of other programs: every one says what the page says, whatever stands in the report.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use crate::rendering::{Piece, pieces};
use crate::support::{TRICKY, any_draft};
use nianbao::example::{county_2024, township_2020};
use nianbao::export::{csv, fragment, plain_text};
use nianbao::format::{CellId, Content, Grid, Part};
use nianbao::render::Outline;
use nianbao::report::{Draft, Field, Report, UnitKind, prose};
use proptest::prelude::*;
use std::rc::Rc;

fn read(draft: Draft) -> Report {
    Report::read(Rc::new(draft))
}

/// What every format must say, in order, without any space and control characters.
fn said(report: &Report) -> String {
    let outline = Outline::of(report);
    let mut said = outline.title.concat();
    let push_prose = |said: &mut String, text: &str| {
        for block in prose::blocks(text) {
            said.push_str(block.head);
            said.push_str(block.body);
        }
    };
    push_prose(&mut said, &outline.opening);
    for part in &outline.parts {
        said.push_str(part.heading);
        push_prose(&mut said, &part.text);
        for cell in part.grid.iter().flat_map(|grid| &grid.rows).flatten() {
            match cell.content {
                Content::Figure(id) => said.push_str(&outline.figure(id)),
                label => said.push_str(label.label().unwrap()),
            }
        }
    }
    said.push_str(&outline.signature.concat());
    bare(&said)
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// A draft full of texts that have broken programs.
fn tricky() -> Draft {
    let mut draft =
        Draft::new(2024, UnitKind::City).with_cells(CellId::all().zip(TRICKY.iter().copied().cycle()));
    for (&field, text) in Field::ALL.iter().zip(TRICKY.iter().cycle().skip(3)) {
        draft.set_text(field, Some(format!("（一）{text}。{text}\n1.{text}\n{text}").into()));
    }
    draft
}

fn reports() -> [Report; 3] {
    [county_2024(), township_2020(), tricky()].map(read)
}

fn check_fragment(report: &Report) {
    let html = fragment(report);
    let page = format!("<!DOCTYPE html>{html}");
    let mut text = String::new();
    for piece in pieces(&page) {
        match piece {
            Piece::Open { name, attributes } => {
                let plain = [
                    "h1", "h2", "h3", "h4", "p", "strong", "table", "colgroup", "col", "thead", "tbody",
                    "tr", "th", "td",
                ];
                assert!(plain.contains(&name), "{name}");
                assert!(
                    attributes.iter().all(|(name, _)| !matches!(*name, "class" | "id")),
                    "{attributes:?}"
                );
                if matches!(name, "th" | "td") {
                    let style = attributes.iter().find(|(name, _)| *name == "style");
                    assert!(style.is_some_and(|(_, style)| style.contains("border:")), "{attributes:?}");
                }
            }
            Piece::Close(_) => {}
            Piece::Text(piece) => text.push_str(&piece),
        }
    }
    assert_eq!(bare(&text), said(report));
}

fn check_plain_text(report: &Report) {
    let text = plain_text(report);
    assert_eq!(bare(&text), said(report));
    for part in Part::ALL {
        let Some(table) = part.table() else { continue };
        let grid = Grid::of(report.edition(), table);
        let tabs = grid.widths.len() - 1;
        let rows = text.lines().filter(|line| line.matches('\t').count() == tabs).count();
        assert_eq!(rows, grid.rows.len(), "{table:?}");
    }
}

/// Takes a CSV file apart as RFC 4180 says.
fn records(file: &str) -> Vec<Vec<String>> {
    let mut records = vec![vec![String::new()]];
    let mut quoted = false;
    let mut rest = file.strip_prefix('\u{feff}').unwrap().chars().peekable();
    while let Some(c) = rest.next() {
        let record = records.last_mut().unwrap();
        let value = record.last_mut().unwrap();
        match c {
            '"' if quoted && rest.next_if_eq(&'"').is_some() => value.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(String::new()),
            '\r' if !quoted => {
                assert_eq!(rest.next(), Some('\n'));
                records.push(vec![String::new()]);
            }
            c => value.push(c),
        }
    }
    assert_eq!(records.pop(), Some(vec![String::new()]), "the last line ends like the others");
    records
}

fn check_csv(report: &Report) {
    let records = records(&csv(report));
    let cells: Vec<_> = CellId::of_edition(report.edition()).collect();
    assert_eq!(records.len(), 1 + cells.len());
    for (record, cell) in records[1..].iter().zip(cells) {
        let [unit, year, key, _, _, _, typed, value] = record.as_slice() else { panic!("{record:?}") };
        let guarded = |text: &str, value: &str| value == text || value == format!("'{text}");
        assert!(guarded(report.draft().unit(), unit), "{record:?}");
        assert!(guarded(report.draft().cell(cell), typed), "{record:?}");
        assert!(!typed.starts_with(['=', '+', '-', '@', '\t', '\r']), "{record:?}");
        assert_eq!((&**year, &**key), (&*report.draft().year.to_string(), cell.key()));
        assert_eq!(value.is_empty(), report.value(cell).is_none());
        assert!(value.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'.')), "{value}");
    }
}

#[test]
fn every_format_says_what_the_page_says() {
    for report in reports() {
        check_fragment(&report);
        check_plain_text(&report);
        check_csv(&report);
    }
}

#[test]
fn the_example_as_plain_text() {
    let text = plain_text(&read(county_2024()));
    let line = "一、本年新收政府信息公开申请数量\t\t\t186\t14\t1\t2\t9\t3\t215\n";
    assert!(text.contains(line), "{text}");
    assert!(text.starts_with("云汀县人民政府2024年政府信息公开工作年度报告\n\n本报告由"));
    assert!(text.ends_with("\n\n云汀县人民政府\n2025年1月24日\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_report_in_any_format_says_what_the_page_says(draft in any_draft()) {
        let report = read(draft);
        check_fragment(&report);
        check_plain_text(&report);
        check_csv(&report);
        #[cfg(feature = "heavy")]
        word::check(&report);
    }
}

#[cfg(feature = "heavy")]
mod word {
    use super::{bare, read, reports, said};
    use nianbao::example::county_2024;
    use nianbao::export::docx;
    use nianbao::format::{Grid, Table};
    use nianbao::report::Report;
    use quick_xml::Reader;
    use quick_xml::events::{BytesStart, Event};
    use std::io::{Cursor, Read as _};

    /// The parts of a Word file with their names.
    fn parts(file: &[u8]) -> Vec<(String, String)> {
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        let part = |index| {
            let mut file = archive.by_index(index).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        };
        (0..10).map(part).collect()
    }

    fn value(element: &BytesStart, name: &str) -> Option<usize> {
        let attribute = element.try_get_attribute(name).unwrap()?;
        Some(attribute.value.parse().unwrap())
    }

    /// What the parts of a document add up to.
    #[derive(Default)]
    struct Seen {
        text: String,
        columns: usize,
        row_columns: usize,
        rows: usize,
        whole_rows: usize,
        head_rows: usize,
    }

    impl Seen {
        fn see(&mut self, element: &BytesStart) {
            match element.name().as_ref() {
                "w:tbl" => self.columns = 0,
                "w:gridCol" => self.columns += 1,
                "w:tr" => (self.rows, self.row_columns) = (self.rows + 1, 0),
                "w:tc" => self.row_columns += 1,
                "w:gridSpan" => self.row_columns += value(element, "w:val").unwrap() - 1,
                "w:cantSplit" => self.whole_rows += 1,
                "w:tblHeader" => self.head_rows += 1,
                _ => {}
            }
        }
    }

    /// Reads XML to its end; every element is closed, every row of a table is as wide as the table.
    fn seen(xml: &str) -> Seen {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = true;
        let mut seen = Seen::default();
        let mut depth = 0;
        loop {
            match reader.read_event().unwrap() {
                Event::Start(element) => {
                    depth += 1;
                    seen.see(&element);
                }
                Event::Empty(element) => seen.see(&element),
                Event::End(element) => {
                    depth -= 1;
                    if element.name().as_ref() == "w:tr" {
                        assert_eq!(seen.row_columns, seen.columns);
                    }
                }
                Event::Text(text) => seen.text.push_str(&text),
                Event::GeneralRef(name) => seen.text.push(match &*name {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    other => panic!("&{other};"),
                }),
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(depth, 0);
        let is_xml = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
        assert!(xml.chars().all(|c| is_xml(c) && !matches!(c, '\u{fffe}' | '\u{ffff}')));
        seen
    }

    pub(super) fn check(report: &Report) {
        for (name, xml) in parts(&docx(report)) {
            let seen = seen(&xml);
            if name == "word/document.xml" {
                assert_eq!(bare(&seen.text), said(report));
                let grids = Table::ALL.map(|table| Grid::of(report.edition(), table));
                assert_eq!(seen.rows, grids.iter().map(|grid| grid.rows.len()).sum::<usize>());
                assert_eq!(seen.whole_rows, seen.rows, "no row is split");
                assert_eq!(seen.head_rows, grids.iter().map(|grid| grid.head_rows).sum::<usize>());
            }
        }
    }

    #[test]
    fn the_word_file_says_what_the_page_says() {
        reports().iter().for_each(check);
    }

    #[test]
    fn the_same_report_gives_the_same_file() {
        let report = read(county_2024());
        assert_eq!(docx(&report), docx(&report));
        assert!(docx(&report).len() < 40_000);
    }

    #[test]
    fn headings_and_paragraphs_have_their_styles() {
        let file = parts(&docx(&read(county_2024())));
        let document = &file.iter().find(|(name, _)| name == "word/document.xml").unwrap().1;
        let styles = &file.iter().find(|(name, _)| name == "word/styles.xml").unwrap().1;
        for (style, count) in [("Title", 1), ("Heading1", 6), ("Heading2", 7), ("Signature", 2)] {
            let uses = document.matches(&format!("<w:pStyle w:val=\"{style}\"/>")).count();
            assert_eq!(uses, count, "{style}");
        }
        for used in document.split("Style w:val=\"").skip(1) {
            let id = used.split('"').next().unwrap();
            assert!(styles.contains(&format!("w:styleId=\"{id}\"")), "{id}");
        }
    }
}
