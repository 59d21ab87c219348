//! The body of the document: title, headings, paragraphs, signature, and the page they stand on.

use super::table;
use super::xml::Xml;
use crate::render::{Outline, Section};
use crate::report::prose::{Level, blocks};

/// The text block of 156 × 225 mm on A4, and the page number 7 mm below it.
const PAGE: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>\
    <w:footerReference w:type=\"even\" r:id=\"rId5\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"851\" \
    w:footer=\"1307\" w:gutter=\"0\"/><w:cols w:space=\"425\"/></w:sectPr>";

/// Characters of the title that a line holds.
const TITLE_LINE: usize = 20;

/// The text of `word/document.xml`.
pub(super) fn document(outline: &Outline) -> String {
    let mut xml = Xml::new();
    xml.push(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>",
    );
    title(&mut xml, &outline.title);
    prose(&mut xml, &outline.opening, false);
    let mut follows_table = false;
    for part in &outline.parts {
        section(&mut xml, outline, part, follows_table);
        follows_table = part.grid.is_some();
    }
    for (index, line) in outline.signature.iter().enumerate() {
        // The first line stands apart, and on no page of its own.
        let is_first = index == 0;
        let more = match (is_first, index + 1 < outline.signature.len()) {
            (true, true) => "<w:keepNext/><w:spacing w:before=\"560\"/>",
            (true, false) => "<w:spacing w:before=\"560\"/>",
            _ => "",
        };
        paragraph(&mut xml, "Signature", more, &[("", line)]);
    }
    xml.push(PAGE);
    xml.push("</w:body></w:document>");
    xml.finish()
}

/// The title, broken between its pieces where one line does not hold it.
fn title(xml: &mut Xml, pieces: &[String]) {
    let halves = |text: &str| text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let is_long = pieces.iter().map(|piece| halves(piece)).sum::<usize>() > TITLE_LINE * 2;
    let whole = pieces.join(if is_long { "\n" } else { "" });
    xml.push("<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>");
    for (index, line) in whole.split('\n').enumerate() {
        if index > 0 {
            xml.push("<w:r><w:br/></w:r>");
        }
        run(xml, "", line);
    }
    xml.push("</w:p>");
}

fn section(xml: &mut Xml, outline: &Outline, part: &Section, follows_table: bool) {
    // Room around a table, which itself can have none.
    let has_table_next = part.grid.is_some() && part.text.is_empty();
    let space = match (follows_table, has_table_next) {
        (true, true) => "<w:spacing w:before=\"280\" w:after=\"140\"/>",
        (true, false) => "<w:spacing w:before=\"280\"/>",
        (false, true) => "<w:spacing w:after=\"140\"/>",
        (false, false) => "",
    };
    paragraph(xml, "Heading1", space, &[("", part.heading)]);
    prose(xml, &part.text, part.grid.is_some());
    if let Some(grid) = part.grid {
        table::table(xml, outline, grid, part.heading);
    }
}

/// Prose as the page shows it; before a table, its last paragraph stays with the table.
fn prose(xml: &mut Xml, text: &str, is_before_table: bool) {
    let mut blocks = blocks(text).peekable();
    while let Some(block) = blocks.next() {
        let is_last = blocks.peek().is_none();
        let more = if is_before_table && is_last { "<w:keepNext/><w:spacing w:after=\"140\"/>" } else { "" };
        match (block.level, block.body.is_empty()) {
            (Level::Second, true) => paragraph(xml, "Heading2", more, &[("", block.head)]),
            (Level::Third, true) => paragraph(xml, "Heading3", more, &[("", block.head)]),
            (Level::Second, false) => {
                paragraph(xml, "BodyText", more, &[("Lead", block.head), ("", block.body)]);
            }
            (Level::Third | Level::Body, _) => {
                paragraph(xml, "BodyText", more, &[("", block.head), ("", block.body)]);
            }
        }
    }
}

/// A paragraph in a style, with further properties and runs in character styles.
pub(super) fn paragraph(xml: &mut Xml, style: &str, more: &str, runs: &[(&str, &str)]) {
    xml.push("<w:p><w:pPr><w:pStyle w:val=\"");
    xml.push(style);
    xml.push("\"/>");
    xml.push(more);
    xml.push("</w:pPr>");
    for &(style, text) in runs {
        run(xml, style, text);
    }
    xml.push("</w:p>");
}

/// Text in a character style; an empty one is none. Quotation marks and dashes, which both scripts have, are
/// declared Chinese, so that they are as wide as the other characters.
pub(super) fn run(xml: &mut Xml, style: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.push("<w:r><w:rPr>");
    if !style.is_empty() {
        xml.push("<w:rStyle w:val=\"");
        xml.push(style);
        xml.push("\"/>");
    }
    xml.push("<w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">");
    xml.text(text);
    xml.push("</w:t></w:r>");
}
