//! The report as a Word file.
//!
//! What never changes (styles, fonts, footers) lies beside this module as XML; the document is written as text,
//! since a library for it would bring more than the few elements that a report needs. Lengths in the layout of
//! GB/T 9704-2012 stand in twentieths of a point, as Word counts them.

mod document;
mod table;
mod xml;

use crate::render::Outline;
use crate::report::Report;
use std::io::{Cursor, Write as _};
use xml::Xml;
use zip::result::ZipResult;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

/// The report as a Word file (`.docx`), laid out like the printed page. The same report always gives the same
/// bytes.
pub fn docx(report: &Report) -> Vec<u8> {
    let outline = Outline::of(report);
    let document = document::document(&outline);
    let properties = properties(&outline.title.concat(), report.draft().unit());
    let parts = [
        ("[Content_Types].xml", include_str!("content-types.xml")),
        ("_rels/.rels", include_str!("package-rels.xml")),
        ("docProps/core.xml", &properties),
        ("word/_rels/document.xml.rels", include_str!("document-rels.xml")),
        ("word/document.xml", &document),
        ("word/styles.xml", include_str!("styles.xml")),
        ("word/settings.xml", include_str!("settings.xml")),
        ("word/fontTable.xml", include_str!("fonts.xml")),
        ("word/footer1.xml", include_str!("footer-odd.xml")),
        ("word/footer2.xml", include_str!("footer-even.xml")),
    ];
    #[expect(
        clippy::expect_used,
        reason = "writing into memory fails only beyond 4 GB, which no draft reaches"
    )]
    pack(&parts).expect("a report can be packed")
}

fn pack(parts: &[(&str, &str)]) -> ZipResult<Vec<u8>> {
    // The time would make every file of the same report another one.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

/// What Word shows as the properties of the file.
fn properties(title: &str, unit: &str) -> String {
    let mut xml = Xml::new();
    xml.push(
        "<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>",
    );
    xml.text(title);
    xml.push("</dc:title><dc:creator>");
    xml.text(unit);
    xml.push("</dc:creator><dc:language>zh-CN</dc:language></cp:coreProperties>");
    xml.finish()
}
