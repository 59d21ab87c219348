//! 打开文件: from the bytes of a file to a draft.

use super::name::is_hidden;
use crate::render;
use crate::storage::{self, Envelope, ReadError};
use std::borrow::Cow;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 20 << 20;

/// Why a file was not opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenError {
    /// The name of the file, as it was given.
    pub name: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// Why a file does not open as one that this program saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Larger than [`MAX_BYTES`].
    TooLarge {
        /// The size in bytes.
        size: u64,
    },
    /// Anything else than a page or a data file of this program; what it is [`crate::intake`] finds out.
    Foreign,
    /// A page of ours that ends within the data of the draft.
    PageCut,
    /// A page of ours whose data cannot be read.
    Page(ReadError),
    /// JSON that cannot be read as a draft.
    Json(ReadError),
}

impl OpenError {
    /// What is wrong and what to do instead; names the file.
    pub fn sentence(&self) -> String {
        let mut text = "文件“".to_owned();
        push_shortened(&mut text, &self.name);
        text.push('”');
        match &self.problem {
            Problem::TooLarge { size } => {
                text.push('有');
                text.push_str(&size.div_ceil(1 << 20).to_string());
                text.push_str("兆字节，超过了20兆字节，不会是年报程序保存的文件。请确认有没有选错。");
            }
            Problem::Page(error) => {
                text.push_str("打不开，网页里附带的年报数据有问题：");
                text.push_str(&error.reason());
                text.push('。');
            }
            Problem::Json(error) => {
                text.push_str("打不开：");
                text.push_str(&error.reason());
                text.push('。');
            }
            Problem::PageCut => {
                text.push_str(
                    "不完整，网页里的年报数据到一半就断了，可能没有复制或下载完。请重新取得这个文件。",
                );
            }
            Problem::Foreign => text.push_str("不是年报程序保存的网页文件或数据文件。"),
        }
        text
    }
}

/// The refusal of a file that need not even be read; `size` in bytes.
pub fn too_large(name: &str, size: u64) -> OpenError {
    OpenError { name: name.to_owned(), problem: Problem::TooLarge { size } }
}

/// Reads a file that this program saved, a page or a data file, in UTF-8 or UTF-16 and whatever its name is.
///
/// Takes time in proportion to the size and never panics.
pub fn open(name: &str, bytes: &[u8]) -> Result<Envelope, OpenError> {
    read(bytes).map_err(|problem| OpenError { name: name.to_owned(), problem })
}

/// What was in a file of several drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Several {
    /// Those that can be read.
    pub drafts: Vec<Envelope>,
    /// Those under a password.
    pub locked: Vec<String>,
    /// How many cannot.
    pub unreadable: usize,
}

/// Reads a file of several drafts, which has one in every line, or of a draft under a password; `None` for any other
/// file.
pub fn open_several(bytes: &[u8]) -> Option<Several> {
    let text = decode(bytes.get(..MAX_BYTES.min(bytes.len()))?)?;
    let mut found = Several { drafts: Vec::new(), locked: Vec::new(), unreadable: 0 };
    for (number, line) in text.lines().filter(|line| !line.trim().is_empty()).enumerate() {
        match storage::read(line) {
            Ok(envelope) => found.drafts.push(envelope),
            Err(_) if storage::locked_name(line).is_some() => found.locked.push(line.to_owned()),
            // What does not begin with a draft is another kind of file.
            Err(_) if number == 0 => return None,
            Err(_) => found.unreadable += 1,
        }
    }
    let is_single = found.drafts.len() + found.unreadable == 1 && found.locked.is_empty();
    let is_blank = found.drafts.is_empty() && found.locked.is_empty();
    (!is_single && !is_blank).then_some(found)
}

fn read(bytes: &[u8]) -> Result<Envelope, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(Problem::TooLarge { size: bytes.len() as u64 });
    }
    let text = decode(bytes).ok_or(Problem::Foreign)?;
    let start = text.trim_start();
    if start.starts_with(['{', '[']) {
        return storage::read(&text).map_err(Problem::Json);
    }
    if let Some(data) = render::extract_data(&text) {
        return storage::read(&data).map_err(Problem::Page);
    }
    let is_ours = start.starts_with('<') && text.contains(render::DATA_ID);
    Err(if is_ours { Problem::PageCut } else { Problem::Foreign })
}

/// The text of a file in UTF-8, or in UTF-16 with a byte order mark. A character that the end of the file
/// cuts in two is left out, so that the file is found to be cut rather than to be in another encoding.
fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let little = bytes.strip_prefix(b"\xff\xfe");
    if let Some(units) = little.or_else(|| bytes.strip_prefix(b"\xfe\xff")) {
        let unit = if little.is_some() { u16::from_le_bytes } else { u16::from_be_bytes };
        let (pairs, _) = units.as_chunks::<2>();
        let cut = pairs.last().is_some_and(|&last| (0xd800..0xdc00).contains(&unit(last)));
        let pairs = &pairs[..pairs.len() - usize::from(cut)];
        let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|&pair| unit(pair))).collect();
        return text.map(Cow::Owned).ok();
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(error) if error.error_len().is_none() => {
            let (whole, _) = bytes.split_at(error.valid_up_to());
            std::str::from_utf8(whole).map(Cow::Borrowed).ok()
        }
        Err(_) => None,
    }
}

/// Appends a file name, of a long one the beginning and the end, without characters that would spoil the
/// sentence.
fn push_shortened(text: &mut String, name: &str) {
    const WHOLE: usize = 40;
    const BEGINNING: usize = 24;
    const END: usize = 14;

    let shown: Vec<char> = name.chars().filter(|&c| !is_hidden(c)).collect();
    if shown.len() <= WHOLE {
        text.extend(shown);
    } else {
        text.extend(&shown[..BEGINNING]);
        text.push('…');
        text.extend(&shown[shown.len() - END..]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Draft, Field, UnitKind};

    fn problem(name: &str, bytes: &[u8]) -> Problem {
        let error = open(name, bytes).unwrap_err();
        assert_eq!(error.name, name);
        error.problem
    }

    #[test]
    fn only_files_of_this_program_are_read() {
        let foreign: [(&str, &[u8]); 12] = [
            ("a.json", b""),
            ("a.json", b"\xef\xbb\xbf \r\n"),
            ("a.json", b"\xff\xfe"),
            ("a.docx", b"PK\x03\x04....word/document.xml"),
            ("a.json", b"%PDF-1.7\n"),
            ("a.bin", b"\x01\x00\xfe\x80"),
            ("utf-16 with an odd pair", b"\xff\xfe\x00\xdc{\0"),
            ("gbk.html", b"<html>\xc4\xea\xb1\xa8</html>"),
            ("a.txt", "年报".as_bytes()),
            ("a.html", b"<!doctype html><p>1</p>"),
            ("a", b"\n<?xml version='1.0'?><w:wordDocument/>"),
            ("a.mhtml", b"MIME-Version: 1.0\r\n\r\n<html>"),
        ];
        for (name, bytes) in foreign {
            assert_eq!(problem(name, bytes), Problem::Foreign, "{name}");
        }
        let cut = b"<script id=nianbao-draft>{\"app\":";
        assert_eq!(problem("a.html", cut), Problem::PageCut);
        let empty = b"<script id=nianbao-draft>{}</script>";
        assert_eq!(problem("a.html", empty), Problem::Page(ReadError::NotOurs));
        assert_eq!(problem("a.json", b"[]"), Problem::Json(ReadError::NotOurs));
    }

    #[test]
    fn a_file_of_several_drafts_has_one_in_every_line() {
        let envelope = |unit: &str| Envelope {
            saved_at: 1,
            copied_at: None,
            revision: 2,
            summary: storage::Summary::default(),
            draft: Draft::new(2024, UnitKind::Township).with_text(Field::Unit, unit),
        };
        let [one, two] = [envelope("甲\n乙"), envelope("丙")];
        let [first, second] = [storage::write(&one), storage::write(&two)];
        let several = |text: &str| open_several(text.as_bytes());
        let both = Several { drafts: vec![one.clone(), two], locked: Vec::new(), unreadable: 0 };
        assert_eq!(several(&format!("\u{feff}{first}\r\n\r\n{second}\r\n")), Some(both));
        let cut = Several { drafts: vec![one.clone()], locked: Vec::new(), unreadable: 1 };
        assert_eq!(several(&format!("{first}\n{}", &second[..second.len() - 1])), Some(cut));
        let secret = r#"{"app":"nianbao","locked":1,"name":"丁"}"#;
        let mixed = Several { drafts: vec![one], locked: vec![secret.to_owned()], unreadable: 0 };
        assert_eq!(several(&format!("{secret}\n{first}")), Some(mixed));
        // A file of one is an ordinary data file.
        assert_eq!(several(&format!("{first}\n")), None);
        assert_eq!(several(&super::super::json(&envelope("丙"))), None);
        assert_eq!(several("甲\n乙"), None);
    }

    #[test]
    fn a_large_file_is_refused_unread() {
        let error = open("大.html", &vec![b' '; MAX_BYTES + 1]).unwrap_err();
        assert_eq!(error, too_large("大.html", MAX_BYTES as u64 + 1));
        assert_eq!(
            error.sentence(),
            "文件“大.html”有21兆字节，超过了20兆字节，不会是年报程序保存的文件。请确认有没有选错。"
        );
        assert_eq!(problem("空.html", &vec![b' '; MAX_BYTES]), Problem::Foreign);
    }

    #[test]
    fn long_and_crooked_names_are_shortened_in_sentences() {
        let sentence = |name: &str| open(name, b"").unwrap_err().sentence();
        assert!(sentence("年报.json").starts_with("文件“年报.json”不是年报程序保存的"));
        let long = format!("{}最后一版定稿.json", "很长的名字".repeat(100));
        assert!(
            sentence(&long).starts_with(
                "文件“很长的名字很长的名字很长的名字很长的名字很长的名…字的名字最后一版定稿.json”"
            ) || sentence(&long).contains('…')
        );
        assert!(sentence(&long).chars().count() < 100);
        assert!(sentence("a\u{202e}nosj\n.exe").starts_with("文件“anosj.exe”"));
    }
}
