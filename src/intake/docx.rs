//! Word files: paragraphs and tables of the main text.

use super::build::Builder;
use super::source::Source;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// The largest text of a document that is unpacked, in bytes.
pub(super) const LARGEST: u64 = 200 << 20;
/// How many times as large as its packed form a text may be.
const MOST_PACKED: u64 = 100;
/// The size up to which it does not matter how well a text is packed.
const HARMLESS: u64 = 1 << 20;

/// Why a Word file was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocxError {
    /// The file is cut or damaged.
    Damaged,
    /// It is protected by a password.
    Protected,
    /// It would become far too large when unpacked.
    Bomb,
    /// It is packed, but not a Word file.
    NotADocument,
}

/// Reads a Word file. Inserted text counts, deleted text does not; heads, feet and notes are left out. Macros
/// are not looked at.
pub fn docx(bytes: &[u8]) -> Result<Source, DocxError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    let name = main_part(&archive).ok_or(DocxError::NotADocument)?;
    let file = archive.by_name(&name).map_err(|error| fault(&error))?;
    if file.encrypted() {
        return Err(DocxError::Protected);
    }
    let (size, packed) = (file.size(), file.compressed_size());
    if is_bomb(size, packed) {
        return Err(DocxError::Bomb);
    }
    let mut xml = Vec::new();
    // The size that the archive states may be a lie.
    let limit = packed.saturating_mul(MOST_PACKED).clamp(HARMLESS, LARGEST);
    file.take(limit + 1).read_to_end(&mut xml).map_err(|_| DocxError::Damaged)?;
    if xml.len() as u64 > limit {
        return Err(DocxError::Bomb);
    }
    read_xml(&String::from_utf8_lossy(&xml)).ok_or(DocxError::Damaged)
}

fn is_bomb(size: u64, packed: u64) -> bool {
    size > LARGEST || size > HARMLESS && size / MOST_PACKED > packed
}

fn fault(error: &ZipError) -> DocxError {
    match error {
        ZipError::InvalidPassword => DocxError::Protected,
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => {
            DocxError::Protected
        }
        _ => DocxError::Damaged,
    }
}

/// The name of the main text within the archive.
fn main_part(archive: &ZipArchive<Cursor<&[u8]>>) -> Option<String> {
    const USUAL: &str = "word/document.xml";
    let names = || archive.file_names().filter_map(Result::ok).map(|name| name.replace('\\', "/"));
    let is_main = |name: &String| {
        let number = name.strip_prefix("word/document").and_then(|rest| rest.strip_suffix(".xml"));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    names().find(|name| name == USUAL).or_else(|| names().find(is_main))
}

/// Reads the text of a document from its XML, also from Word files that are one XML file; `None` where it is
/// damaged.
pub(super) fn read_xml(xml: &str) -> Option<Source> {
    /// Elements whose content is not part of the text: deleted text, codes of fields, second versions of
    /// drawings for older programs.
    const SKIPPED: &[&str] = &["del", "moveFrom", "delText", "instrText", "Fallback", "binData"];
    let mut reader = Reader::from_str(xml);
    reader.config_mut().allow_dangling_amp = true;
    let mut builder = Builder::default();
    let mut skipped = 0_usize;
    let mut within_text = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                let name = tag.local_name();
                let name: &str = name.as_ref();
                if skipped > 0 || SKIPPED.contains(&name) {
                    skipped += 1;
                    continue;
                }
                within_text = name == "t";
                open(&mut builder, name, &tag);
            }
            Event::Empty(tag) if skipped == 0 => {
                let name = tag.local_name();
                let name: &str = name.as_ref();
                match name {
                    // A cell or row cannot be empty, but some programs write it so.
                    "tc" => {
                        builder.open_cell(1, 1);
                        builder.close_cell();
                    }
                    "p" => builder.end_line(),
                    _ => open(&mut builder, name, &tag),
                }
            }
            Event::End(tag) => {
                if skipped > 0 {
                    skipped -= 1;
                    continue;
                }
                match tag.local_name().as_ref() {
                    "t" => within_text = false,
                    "p" => builder.end_line(),
                    "tc" => builder.close_cell(),
                    "tbl" => builder.close_table(),
                    _ => {}
                }
            }
            Event::Text(text) if within_text && skipped == 0 => {
                push(&mut builder, &text.xml_content(XmlVersion::Implicit1_0));
            }
            Event::CData(text) if within_text && skipped == 0 => {
                push(&mut builder, &text.xml_content(XmlVersion::Implicit1_0));
            }
            Event::GeneralRef(reference) if within_text && skipped == 0 => {
                let character = match &*reference.xml_content(XmlVersion::Implicit1_0) {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    // Entities that the file itself defines are not filled in, since they may grow without end.
                    _ => reference.resolve_char_ref().ok().flatten(),
                };
                builder.line().extend(character);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Some(builder.finish())
}

fn open(builder: &mut Builder, name: &str, tag: &BytesStart) {
    match name {
        "p" | "br" | "cr" => builder.end_line(),
        "tab" if !tag.attributes().any(|attribute| attribute.is_ok()) => builder.line().push('\t'),
        "noBreakHyphen" => builder.line().push('-'),
        "tbl" => builder.open_table(),
        "tr" => builder.open_row(),
        "tc" => builder.open_cell(1, 1),
        "gridSpan" => {
            let value = tag
                .attributes()
                .filter_map(Result::ok)
                .find(|attribute| attribute.key.local_name().as_ref() == "val");
            let value = value.and_then(|value| value.value.trim().parse().ok());
            builder.set_colspan(value.unwrap_or(1));
        }
        _ => {}
    }
}

fn push(builder: &mut Builder, text: &str) {
    let shown = text.chars().filter(|c| !matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}'));
    let shown = shown.map(|c| if matches!(c, '\n' | '\r' | '\u{a0}') { ' ' } else { c });
    builder.line().extend(shown);
}
