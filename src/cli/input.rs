//! Reading reports from files, from standard input, and from lines.

use crate::exchange::{self, MAX_BYTES};
use crate::intake::{self, Intake, LARGEST_FILE, Material};
use crate::storage::{Envelope, Summary};
use serde::Deserialize;
use std::fs::File;
use std::io::{self, BufRead, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What a report is read from.
#[derive(Debug)]
pub(super) enum Source {
    /// A file, or standard input if it is named `-`.
    File(PathBuf),
    /// A line of an input with a report a line.
    Line {
        /// The name of the input and the number of the line.
        name: String,
        /// Its bytes, or why there are none.
        bytes: Result<Vec<u8>, String>,
    },
}

/// A report that was read, or a sentence that says why not.
pub(super) struct Input {
    /// The name as it stands in the results.
    pub(super) name: String,
    /// The report.
    pub(super) found: Result<Found, String>,
}

/// A report.
pub(super) struct Found {
    /// The report as it is stored.
    pub(super) envelope: Envelope,
    /// How a text was understood that this program has not saved.
    pub(super) intake: Option<Intake>,
}

impl Source {
    /// Reads the report.
    pub(super) fn read(self) -> Input {
        match self {
            Self::File(path) => {
                let name = name(&path);
                let found = bytes(&path).and_then(|bytes| open(&name, &bytes));
                Input { name, found }
            }
            Self::Line { name, bytes } => {
                let found = bytes.and_then(|bytes| {
                    open(&name, &bytes).or_else(|sentence| wrapped(&name, &bytes, sentence))
                });
                Input { name, found }
            }
        }
    }
}

/// The report in a file or text of any kind that the program reads.
fn open(name: &str, bytes: &[u8]) -> Result<Found, String> {
    let source = match intake::bytes(name, bytes).map_err(|refusal| refusal.sentence())? {
        Material::Saved(envelope) => return Ok(Found { envelope: *envelope, intake: None }),
        Material::Foreign(source) => source,
    };
    let intake = intake::recognise(&source);
    if !intake.is_report() {
        return Err(format!("文件“{name}”里没有找到年报：既没有六个部分的标题，也没有统计表。"));
    }
    let (draft, summary) = (intake.draft.clone(), Summary::default());
    let envelope = Envelope { saved_at: now(), copied_at: None, revision: 0, summary, draft };
    Ok(Found { envelope, intake: Some(intake) })
}

/// A text of another program within a line: `{"text":"…"}`. The sentence says what is wrong with the line
/// otherwise.
fn wrapped(name: &str, line: &[u8], sentence: String) -> Result<Found, String> {
    #[derive(Deserialize)]
    struct Wrapped {
        text: String,
    }
    match serde_json::from_slice::<Wrapped>(line) {
        Ok(wrapped) => open(name, wrapped.text.as_bytes()),
        Err(_) => Err(sentence),
    }
}

/// The present moment, in milliseconds since the Unix epoch.
pub(super) fn now() -> u64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(now.as_millis()).unwrap_or_default()
}

/// Whether a name stands for standard input or output.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn name(path: &Path) -> String {
    if is_standard(path) { "标准输入".to_owned() } else { path.display().to_string() }
}

/// The whole of a file.
fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let name = name(path);
    let failed = |error: &io::Error| format!("文件“{name}”打不开：{}。", reason(error));
    let mut bytes = Vec::new();
    // A byte more than may be read tells that there is more.
    let limit = LARGEST_FILE as u64 + 1;
    let read = if is_standard(path) {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        let file = File::open(path).map_err(|error| failed(&error))?;
        if let Ok(size) = file.metadata().map(|about| about.len())
            && size >= limit
        {
            return Err(format!("文件“{name}”太大了，不会是一份年报。请确认有没有选错。"));
        }
        file.take(limit).read_to_end(&mut bytes)
    };
    read.map_err(|error| failed(&error))?;
    Ok(bytes)
}

/// Why something cannot be read or written, in words for staff.
pub(super) fn reason(error: &io::Error) -> &'static str {
    match error.kind() {
        ErrorKind::NotFound => "找不到，请核对文件名和所在的文件夹",
        ErrorKind::PermissionDenied => "没有权限",
        ErrorKind::IsADirectory => "这是文件夹，不是文件",
        ErrorKind::NotADirectory => "所在的文件夹不对",
        ErrorKind::StorageFull => "磁盘满了",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        _ => "系统不允许，或磁盘有故障",
    }
}

/// The lines of an input, blank ones left out, each a source of its own. No more than one is held, and no more of
/// it than a report may have.
pub(super) struct Lines<R> {
    reader: R,
    name: String,
    number: usize,
    has_failed: bool,
}

impl<R> Lines<R> {
    const fn new(reader: R, name: String) -> Self {
        Self { reader, name, number: 0, has_failed: false }
    }
}

/// The lines of the files, or of standard input where there is none.
pub(super) fn lines(files: &[PathBuf]) -> Box<dyn Iterator<Item = Source> + Send> {
    let standard = [PathBuf::from("-")];
    let files = if files.is_empty() { standard.to_vec() } else { files.to_vec() };
    Box::new(files.into_iter().flat_map(|path| -> Box<dyn Iterator<Item = Source> + Send> {
        let name = name(&path);
        if is_standard(&path) {
            return Box::new(Lines::new(io::BufReader::new(io::stdin()), name));
        }
        match File::open(&path) {
            Ok(file) => Box::new(Lines::new(io::BufReader::new(file), name)),
            Err(_) => Box::new(std::iter::once(Source::File(path))),
        }
    }))
}

impl<R: BufRead> Lines<R> {
    /// The next line without its end; an error where it is too long, `None` behind the last.
    fn next_line(&mut self) -> io::Result<Option<Result<Vec<u8>, u64>>> {
        let mut line = Vec::new();
        let limit = MAX_BYTES as u64 + 1;
        self.reader.by_ref().take(limit).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        if line.last() == Some(&b'\n') || (line.len() as u64) < limit {
            return Ok(Some(Ok(line)));
        }
        let mut size = line.len() as u64;
        loop {
            let buffer = self.reader.fill_buf()?;
            let end = buffer.iter().position(|&byte| byte == b'\n');
            let used = end.map_or(buffer.len(), |end| end + 1);
            size += used as u64;
            let is_last = end.is_some() || buffer.is_empty();
            self.reader.consume(used);
            if is_last {
                return Ok(Some(Err(size)));
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Source;

    fn next(&mut self) -> Option<Source> {
        while !self.has_failed {
            self.number += 1;
            let name = format!("{}第{}行", self.name, self.number);
            let bytes = match self.next_line() {
                Ok(None) => return None,
                Ok(Some(Ok(line))) if line.iter().all(u8::is_ascii_whitespace) => continue,
                Ok(Some(Ok(line))) => Ok(line),
                Ok(Some(Err(size))) => Err(exchange::too_large(&name, size).sentence()),
                Err(error) => {
                    // What cannot be read now cannot be read the next time either.
                    self.has_failed = true;
                    Err(format!("{}读不下去：{}。", self.name, reason(&error)))
                }
            };
            return Some(Source::Line { name, bytes });
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8]) -> Vec<(String, Result<usize, String>)> {
        let lines = Lines::new(text, "输入".to_owned());
        lines
            .map(|source| match source {
                Source::Line { name, bytes } => (name, bytes.map(|bytes| bytes.len())),
                Source::File(path) => panic!("{path:?}"),
            })
            .collect()
    }

    #[test]
    fn lines_are_numbered_and_blank_ones_left_out() {
        let lines = read(b"{}\r\n\n  \n[1]");
        assert_eq!(lines, [("输入第1行".to_owned(), Ok(4)), ("输入第4行".to_owned(), Ok(3))]);
        assert!(read(b"").is_empty());
    }

    #[test]
    fn a_line_that_is_too_long_does_not_end_the_input() {
        let mut text = vec![b' '; MAX_BYTES + 5];
        text.extend(b"\n{}\n");
        let lines = read(&text);
        assert!(lines[0].1.as_ref().is_err_and(|sentence| sentence.contains("兆字节")), "{lines:?}");
        assert_eq!(lines[1], ("输入第2行".to_owned(), Ok(3)));
        assert_eq!(lines.len(), 2);
    }
}
