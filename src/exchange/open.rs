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

/// What is wrong with a file, or what it is instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Nothing in it, or only space.
    Empty,
    /// Larger than [`MAX_BYTES`].
    TooLarge {
        /// The size in bytes.
        size: u64,
    },
    /// A Word or WPS document, of any age.
    Document,
    /// An Excel or WPS workbook, of any age.
    Workbook,
    /// A PDF.
    Pdf,
    /// An OFD, the Chinese standard for fixed pages.
    Ofd,
    /// A picture.
    Image,
    /// A packed archive.
    Archive,
    /// A web page together with its pictures in one file (`.mht`, `.mhtml`).
    WebArchive,
    /// Bytes that are no text.
    Binary,
    /// Text in another encoding than UTF-8 or UTF-16.
    Encoding,
    /// A text that is neither JSON nor a web page.
    Text,
    /// A web page without the data of a draft.
    PageWithoutData,
    /// A web page that ends within the data of a draft.
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
            problem => text.push_str(problem.rest_of_sentence()),
        }
        text
    }
}

impl Problem {
    /// What follows the name of the file, where that is always the same.
    const fn rest_of_sentence(&self) -> &'static str {
        match self {
            Self::Empty => "里面是空的，没有任何内容。可能没有保存或复制完，请重新取得这个文件。",
            Self::Document => {
                "是 Word 或 WPS 文档，这一版还不能导入文档。请打开文档，把文字和表格中的数字复制后粘贴到对应的栏目里。"
            }
            Self::Workbook => {
                "是 Excel 或 WPS 表格，不能直接打开。请打开表格，选中数字复制后粘贴到对应的统计表里。"
            }
            Self::Pdf => {
                "是 PDF 文件，不能直接打开。请在 PDF 阅读器里选中文字和数字，复制后粘贴到对应的栏目里。"
            }
            Self::Ofd => {
                "是 OFD 版式文件，不能直接打开。请在阅读器里选中文字和数字，复制后粘贴到对应的栏目里。"
            }
            Self::Image => "是图片，读不出里面的文字和数字。请选择年报程序保存的网页文件或数据文件。",
            Self::Archive => "是压缩包。请先解压，再打开里面由年报程序保存的网页文件或数据文件。",
            Self::WebArchive => {
                "是浏览器另存的单个网页归档文件，里面的年报数据已经改变了形式。请打开当初由年报程序保存的网页文件。"
            }
            Self::Binary => {
                "不是文本文件，可能是别的程序的文件，也可能已经损坏。请选择年报程序保存的网页文件或数据文件。"
            }
            Self::Encoding => {
                "的文字编码不是 UTF-8，可能被别的程序另存过。请打开原来的文件，或把它另存为 UTF-8 编码再打开。"
            }
            Self::Text => "里面没有年报数据。请选择年报程序保存的网页文件或数据文件。",
            Self::PageWithoutData => {
                "是网页，但里面没有年报数据：可能是别的程序保存的，也可能在转存、发布时数据被去掉了。\
                 请打开当初由年报程序保存的网页文件。"
            }
            Self::PageCut => {
                "不完整，网页里的年报数据到一半就断了，可能没有复制或下载完。请重新取得这个文件。"
            }
            Self::TooLarge { .. } | Self::Page(_) | Self::Json(_) => "打不开。",
        }
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
    read(name, bytes).map_err(|problem| OpenError { name: name.to_owned(), problem })
}

fn read(name: &str, bytes: &[u8]) -> Result<Envelope, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(Problem::TooLarge { size: bytes.len() as u64 });
    }
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    if let Some(problem) = foreign(bytes, &extension) {
        return Err(problem);
    }
    let text = decode(bytes)?;
    let start = text.trim_start();
    if start.is_empty() {
        return Err(Problem::Empty);
    }
    if start.starts_with(['{', '[']) {
        return storage::read(&text).map_err(Problem::Json);
    }
    if let Some(data) = render::extract_data(&text) {
        return storage::read(&data).map_err(Problem::Page);
    }
    Err(if text.contains('\0') {
        Problem::Binary
    } else if matches!(&*extension, "mht" | "mhtml") || start.starts_with("From: <Saved by") {
        Problem::WebArchive
    } else if start.starts_with('<') && text.contains(render::DATA_ID) {
        Problem::PageCut
    } else if start.starts_with('<') {
        Problem::PageWithoutData
    } else {
        Problem::Text
    })
}

/// What a file is that is certainly neither a page nor a data file, by its first bytes. Names are often
/// wrong, so they decide only between formats that begin alike.
fn foreign(bytes: &[u8], extension: &str) -> Option<Problem> {
    const IMAGES: [&[u8]; 6] = [b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\0", b"MM\0*"];
    const ARCHIVES: [&[u8]; 3] = [b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"];

    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let contains = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    if starts(b"%PDF-") {
        Some(Problem::Pdf)
    } else if starts(b"PK\x03\x04") {
        // The names of the packed files stand in it unpacked.
        Some(if contains(b"word/document.xml") {
            Problem::Document
        } else if contains(b"xl/workbook.xml") {
            Problem::Workbook
        } else if contains(b"OFD.xml") {
            Problem::Ofd
        } else {
            Problem::Archive
        })
    } else if starts(b"\xd0\xcf\x11\xe0") {
        Some(if matches!(extension, "xls" | "xlt" | "et" | "ett") {
            Problem::Workbook
        } else {
            Problem::Document
        })
    } else if starts(b"{\\rtf") {
        Some(Problem::Document)
    } else if IMAGES.iter().any(|magic| starts(magic)) {
        Some(Problem::Image)
    } else if ARCHIVES.iter().any(|magic| starts(magic)) {
        Some(Problem::Archive)
    } else {
        None
    }
}

/// The text of a file in UTF-8, or in UTF-16 with a byte order mark. A character that the end of the file
/// cuts in two is left out, so that the file is found to be cut rather than to be in another encoding.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Problem> {
    let little = bytes.strip_prefix(b"\xff\xfe");
    if let Some(units) = little.or_else(|| bytes.strip_prefix(b"\xfe\xff")) {
        let unit = if little.is_some() { u16::from_le_bytes } else { u16::from_be_bytes };
        let (pairs, _) = units.as_chunks::<2>();
        let cut = pairs.last().is_some_and(|&last| (0xd800..0xdc00).contains(&unit(last)));
        let pairs = &pairs[..pairs.len() - usize::from(cut)];
        let text: Result<String, _> = char::decode_utf16(pairs.iter().map(|&pair| unit(pair))).collect();
        return text.map(Cow::Owned).map_err(|_| Problem::Encoding);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) if error.error_len().is_none() => {
            let (whole, _) = bytes.split_at(error.valid_up_to());
            std::str::from_utf8(whole).map(Cow::Borrowed).map_err(|_| Problem::Encoding)
        }
        // No encoding of text has zeros, except for UTF-16, which should have a mark.
        Err(_) if bytes.contains(&0) => Err(Problem::Binary),
        Err(_) => Err(Problem::Encoding),
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

    fn problem(name: &str, bytes: &[u8]) -> Problem {
        let error = open(name, bytes).unwrap_err();
        assert_eq!(error.name, name);
        error.problem
    }

    #[test]
    fn files_of_other_programs_are_named_for_what_they_are() {
        let cases: [(&str, &[u8], Problem); 30] = [
            ("a.json", b"", Problem::Empty),
            ("a.json", b"\xef\xbb\xbf \r\n", Problem::Empty),
            ("a.json", b"\xff\xfe", Problem::Empty),
            ("a.docx", b"PK\x03\x04....[Content_Types].xml....word/document.xml", Problem::Document),
            ("a.zip", b"PK\x03\x04....word/document.xml", Problem::Document),
            ("a.xlsx", b"PK\x03\x04....xl/workbook.xml", Problem::Workbook),
            ("a.ofd", b"PK\x03\x04....OFD.xml", Problem::Ofd),
            ("a.zip", b"PK\x03\x04....a.txt", Problem::Archive),
            ("a.rar", b"Rar!\x1a\x07", Problem::Archive),
            ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Problem::Document),
            ("a.wps", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Problem::Document),
            ("A.XLS", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Problem::Workbook),
            ("a.rtf", b"{\\rtf1\\ansi", Problem::Document),
            ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", Problem::Pdf),
            ("a.json", b"%PDF-1.7\n", Problem::Pdf),
            ("a.png", b"\x89PNG\r\n\x1a\n\0\0", Problem::Image),
            ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", Problem::Image),
            ("a.webp", b"RIFF\0\0\0\0WEBP", Problem::Image),
            ("a.bin", b"\x01\x00\xfe\x80", Problem::Binary),
            ("a.bin", b"a\0b", Problem::Binary),
            ("utf-16 with an odd pair", b"\xff\xfe\x00\xdc{\0", Problem::Encoding),
            ("gbk.html", b"<html>\xc4\xea\xb1\xa8</html>", Problem::Encoding),
            ("a.txt", "年报".as_bytes(), Problem::Text),
            ("a.csv", b"1,2,3\n", Problem::Text),
            ("a.html", b"<!doctype html><p>1</p>", Problem::PageWithoutData),
            ("a", b"\n<?xml version='1.0'?><w:wordDocument/>", Problem::PageWithoutData),
            ("a.html", b"<script id=nianbao-draft>{\"app\":", Problem::PageCut),
            ("a.html", b"<script id=nianbao-draft>{}</script>", Problem::Page(ReadError::NotOurs)),
            ("a.mhtml", b"MIME-Version: 1.0\r\n\r\n<html>", Problem::WebArchive),
            ("a.json", b"[]", Problem::Json(ReadError::NotOurs)),
        ];
        for (name, bytes, expected) in cases {
            assert_eq!(problem(name, bytes), expected, "{name}");
        }
    }

    #[test]
    fn a_large_file_is_refused_unread() {
        let error = open("大.html", &vec![b' '; MAX_BYTES + 1]).unwrap_err();
        assert_eq!(error, too_large("大.html", MAX_BYTES as u64 + 1));
        assert_eq!(
            error.sentence(),
            "文件“大.html”有21兆字节，超过了20兆字节，不会是年报程序保存的文件。请确认有没有选错。"
        );
        assert_eq!(problem("空.html", &vec![b' '; MAX_BYTES]), Problem::Empty);
    }

    #[test]
    fn long_and_crooked_names_are_shortened_in_sentences() {
        let sentence = |name: &str| open(name, b"").unwrap_err().sentence();
        assert!(sentence("年报.json").starts_with("文件“年报.json”里面是空的"));
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
