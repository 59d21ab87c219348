//! Any file: what kind it is, whatever its name says, and in which encoding.

use super::docx::{self, DocxError, docx};
use super::html::html;
use super::recognise::{Intake, recognise};
use super::source::Source;
use super::text::text;
use super::words::is_han;
use crate::exchange;
use crate::storage::Envelope;
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// The largest file that is looked at, in bytes.
pub const LARGEST_FILE: usize = 100 << 20;
/// The largest text that is read, in bytes.
pub const LARGEST_TEXT: usize = 20 << 20;

/// The longest text in which a report is looked for, in bytes; the longest reports known have 100 kB.
const LONGEST: usize = 4 << 20;
/// The most lines and tables in which a report is looked for.
const MOST_BLOCKS: usize = 40_000;

/// What a file holds.
#[derive(Debug)]
pub enum Material {
    /// A draft that this program saved.
    Saved(Box<Envelope>),
    /// Anything else that can be read.
    Foreign(Source),
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The name of the file, as it was given.
    pub name: String,
    /// What is wrong with it, or what it is instead.
    pub reason: Reason,
}

/// What is wrong with a file, or what it is instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Nothing in it, or only space.
    Empty,
    /// More than can be read.
    TooLarge,
    /// A packed file that is cut or damaged.
    Damaged,
    /// A packed file that would become far too large.
    Bomb,
    /// Protected by a password.
    Protected,
    /// A Word or WPS document in the form of before 2007, or rich text.
    OldDocument,
    /// A workbook.
    Workbook,
    /// A PDF.
    Pdf,
    /// An OFD.
    Ofd,
    /// A picture.
    Image,
    /// A packed archive of other files.
    Archive,
    /// A web page with its pictures in one file.
    WebArchive,
    /// Bytes that are no text.
    Binary,
    /// A file of this program that cannot be read; the sentence says why.
    Saved(String),
}

impl Refusal {
    /// What is wrong and what to do instead; names the file.
    pub fn sentence(&self) -> String {
        let rest = match &self.reason {
            Reason::Saved(sentence) => return sentence.clone(),
            Reason::Empty => "里面是空的，没有任何文字。可能没有保存或复制完，请重新取得这个文件。",
            Reason::TooLarge => {
                "太大了，不会是一份年报。请确认有没有选错，或者打开后只复制正文，再粘贴到这里。"
            }
            Reason::Damaged => {
                "不完整或者已经损坏，打不开。请重新取得这个文件，或者打开后复制正文，再粘贴到这里。"
            }
            Reason::Bomb => "解压后会大得异常，为安全起见没有打开。请打开后复制正文，再粘贴到这里。",
            Reason::Protected => {
                "有密码保护，读不出内容。请用密码打开后复制正文，再粘贴到这里，或者取消密码另存后再选。"
            }
            Reason::OldDocument => {
                "是旧格式的文档，不能直接读。请打开后复制正文，再粘贴到这里，或者另存为 .docx 后再选。"
            }
            Reason::Workbook => {
                "是 Excel 或 WPS 表格，不能直接读。请打开表格，选中数字复制后粘贴到对应的统计表里。"
            }
            Reason::Pdf => "是 PDF 文件。请打开后复制正文，再粘贴到这里。",
            Reason::Ofd => "是 OFD 版式文件。请打开后复制正文，再粘贴到这里。",
            Reason::Image => "是图片，读不出里面的文字。请选择年报的网页、Word 文件或文本。",
            Reason::Archive => "是压缩包。请先解压，再选择里面的年报文件。",
            Reason::WebArchive => "是单个网页归档文件。请用浏览器打开后复制正文，再粘贴到这里。",
            Reason::Binary => {
                "不是文字，可能是别的程序的文件，也可能已经损坏。请选择年报的网页、Word 文件或文本。"
            }
        };
        format!("文件“{}”{rest}", shown(&self.name))
    }
}

/// A name that cannot spoil a sentence.
fn shown(name: &str) -> String {
    const LONGEST: usize = 40;
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let shown: Vec<char> = name.chars().filter(|&c| !is_hidden(c)).collect();
    if shown.len() <= LONGEST {
        return shown.into_iter().collect();
    }
    shown[..24].iter().chain(['…'].iter()).chain(&shown[shown.len() - 14..]).collect()
}

/// Reads any file and finds the report in it.
pub fn open(name: &str, bytes: &[u8]) -> Result<Intake, Refusal> {
    Ok(match self::bytes(name, bytes)? {
        Material::Saved(envelope) => Intake::of_draft(envelope.draft),
        Material::Foreign(source) => recognise(&source),
    })
}

/// Reads any file: one of this program, a Word file, a web page or a text in UTF-8, UTF-16 or GB 18030. What
/// it is shows in its content; the name decides only between formats that begin alike.
pub fn bytes(name: &str, bytes: &[u8]) -> Result<Material, Refusal> {
    let refusal = |reason| Refusal { name: name.to_owned(), reason };
    let material = read(name, bytes).map_err(refusal)?;
    match &material {
        Material::Foreign(source) if source.is_blank() => Err(refusal(Reason::Empty)),
        Material::Foreign(source) if source.blocks.len() > MOST_BLOCKS || source.length() > LONGEST => {
            Err(refusal(Reason::TooLarge))
        }
        _ => Ok(material),
    }
}

fn read(name: &str, bytes: &[u8]) -> Result<Material, Reason> {
    if bytes.len() > LARGEST_FILE {
        return Err(Reason::TooLarge);
    }
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return packed(bytes);
    }
    if let Some(reason) = foreign(bytes, &extension) {
        return Err(reason);
    }
    if bytes.len() > LARGEST_TEXT {
        return Err(Reason::TooLarge);
    }
    let text = decode(bytes).ok_or(Reason::Binary)?;
    read_text(name, &text, &extension)
}

fn read_text(name: &str, content: &str, extension: &str) -> Result<Material, Reason> {
    let start = content.trim_start();
    if start.is_empty() {
        return Err(Reason::Empty);
    }
    let saved = || exchange::open(name, content.as_bytes());
    if start.starts_with('{') {
        return match saved() {
            Ok(envelope) => Ok(Material::Saved(Box::new(envelope))),
            Err(error) => Err(Reason::Saved(error.sentence())),
        };
    }
    let beginning = &start[..floor(start, 4000)];
    if matches!(extension, "mht" | "mhtml") || beginning.contains("multipart/related") {
        return Err(Reason::WebArchive);
    }
    if beginning.contains("<w:wordDocument") || beginning.contains("<pkg:package") {
        return docx::read_xml(content).map(Material::Foreign).ok_or(Reason::Damaged);
    }
    let lower = beginning.to_ascii_lowercase();
    let is_page = start.starts_with('<')
        || matches!(extension, "htm" | "html" | "xhtml") && start.contains('<')
        || ["<html", "<table", "<body", "<!--startfragment", "<p>", "<div"]
            .iter()
            .any(|tag| lower.contains(tag));
    if !is_page {
        return Ok(Material::Foreign(text(content)));
    }
    // A page of ours whose data is damaged still shows the report.
    match saved() {
        Ok(envelope) => Ok(Material::Saved(Box::new(envelope))),
        Err(_) => Ok(Material::Foreign(html(content))),
    }
}

fn packed(bytes: &[u8]) -> Result<Material, Reason> {
    docx(bytes).map(Material::Foreign).map_err(|error| match error {
        DocxError::Damaged => Reason::Damaged,
        DocxError::Protected => Reason::Protected,
        DocxError::Bomb => Reason::Bomb,
        // The names of the packed files stand in it unpacked.
        DocxError::NotADocument => {
            let contains = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
            if contains(b"xl/workbook") {
                Reason::Workbook
            } else if contains(b"OFD.xml") {
                Reason::Ofd
            } else {
                Reason::Archive
            }
        }
    })
}

/// What a file is that certainly is no text, by its first bytes.
fn foreign(bytes: &[u8], extension: &str) -> Option<Reason> {
    const IMAGES: [&[u8]; 7] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"BM"];
    const ARCHIVES: [&[u8]; 3] = [b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"];
    let starts = |magic: &&[u8]| bytes.starts_with(magic);
    if bytes.is_empty() {
        Some(Reason::Empty)
    } else if bytes.starts_with(b"%PDF-") {
        Some(Reason::Pdf)
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        Some(compound(bytes, extension))
    } else if bytes.starts_with(b"{\\rtf") {
        Some(Reason::OldDocument)
    } else if IMAGES[..6].iter().any(starts) || starts(&IMAGES[6]) && bytes.contains(&0) {
        Some(Reason::Image)
    } else if ARCHIVES.iter().any(starts) {
        Some(Reason::Archive)
    } else {
        None
    }
}

/// What a compound file holds: its directory consists of entries of 128 bytes that begin with a name.
fn compound(bytes: &[u8], extension: &str) -> Reason {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.chunks(128).any(|entry| entry.starts_with(&name))
    };
    if has("EncryptedPackage") {
        Reason::Protected
    } else if has("Workbook") || has("Book\0") || matches!(extension, "xls" | "xlt" | "et" | "ett") {
        Reason::Workbook
    } else {
        Reason::OldDocument
    }
}

/// The text of a file; `None` where it is none.
fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return Some(String::from_utf8_lossy(rest));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Some(UTF_16LE.decode_without_bom_handling(rest).0);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Some(UTF_16BE.decode_without_bom_handling(rest).0);
    }
    if bytes.contains(&0) {
        let utf16 = [UTF_16LE, UTF_16BE].map(|encoding| encoding.decode_without_bom_handling(bytes).0);
        return utf16
            .into_iter()
            .find(|text| faults(text) * 20 <= text.chars().count() && is_plausible(text));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some(Cow::Borrowed(text));
    }
    // One damaged character does not make a text of UTF-8 one of another encoding.
    let lossy = String::from_utf8_lossy(bytes);
    if faults(&lossy) * 100 <= lossy.chars().count() {
        return Some(lossy);
    }
    let chinese = GB18030.decode_without_bom_handling(bytes).0;
    (faults(&chinese) * 50 <= chinese.chars().count()).then_some(chinese)
}

fn faults(text: &str) -> usize {
    text.chars().filter(|&c| c == '\u{fffd}' || c.is_control() && !c.is_whitespace()).count()
}

/// Whether a text consists of letters that a report has.
fn is_plausible(text: &str) -> bool {
    let is_usual = |c: char| {
        c.is_ascii()
            || is_han(c)
            || matches!(c, '\u{2000}'..='\u{206f}' | '\u{2500}'..='\u{257f}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}')
    };
    let usual = text.chars().filter(|&c| is_usual(c)).count();
    usual * 10 >= text.chars().count() * 9
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
