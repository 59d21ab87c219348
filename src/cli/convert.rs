//! `nianbao convert`.

use super::arguments::{Convert, Target};
use super::input::{self, Found, Input, Source};
use super::{End, complain, cut_off, pipeline};
use crate::exchange;
use crate::export;
use crate::report::Report;
use crate::storage::{self, Envelope};
use serde_json::json;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::rc::Rc;

/// Converts what is wanted.
pub(super) fn run(wanted: &Convert) -> End {
    let done = match (wanted.ndjson, &wanted.file, &wanted.output) {
        (true, file, output) => many(file.as_deref(), output.as_deref(), wanted.to),
        (false, Some(file), Some(output)) => one(file, output, wanted.to),
        // The command line asks for both.
        (false, ..) => Err("还要写明文件和输出。".to_owned()),
    };
    match done {
        Ok(end) => end,
        Err(sentence) => {
            complain(sentence);
            End::Unusable
        }
    }
}

fn one(file: &Path, output: &Path, to: Option<Target>) -> Result<End, String> {
    let Some(target) = to.or_else(|| target_of(output)) else {
        return Err(format!(
            "看不出要转成哪种格式：输出文件“{}”的扩展名应为 json、html、docx、csv 或 txt，也可以用 --to 指定。",
            output.display()
        ));
    };
    let Found { envelope, intake } = Source::File(file.to_owned()).read().found?;
    // What was not understood is not lost without a word.
    for note in intake.iter().flat_map(|intake| &intake.notes) {
        complain(note);
    }
    let bytes = content(&envelope, target);
    if !input::is_standard(output) {
        return replace(output, &bytes).map(|()| End::Ready);
    }
    let mut standard = io::stdout().lock();
    Ok(match standard.write_all(&bytes).and_then(|()| standard.flush()) {
        Ok(()) => End::Ready,
        Err(error) => cut_off(&error),
    })
}

/// The format that the extension of a file stands for.
fn target_of(output: &Path) -> Option<Target> {
    match &*output.extension()?.to_str()?.to_ascii_lowercase() {
        "json" => Some(Target::Json),
        "html" | "htm" => Some(Target::Html),
        "docx" => Some(Target::Docx),
        "csv" => Some(Target::Csv),
        "txt" => Some(Target::Txt),
        _ => None,
    }
}

/// A report in a format.
fn content(envelope: &Envelope, target: Target) -> Vec<u8> {
    let report = Report::read(Rc::new(envelope.draft.clone()));
    match target {
        Target::Json => exchange::json(envelope).into_bytes(),
        Target::Html => exchange::page(&report, envelope).into_bytes(),
        Target::Docx => export::docx(&report),
        Target::Csv => export::csv(&report).into_bytes(),
        Target::Txt => export::plain_text(&report).into_bytes(),
    }
}

/// Writes a file as a whole or not at all, so that what stood there before is not lost to a full disk.
fn replace(output: &Path, bytes: &[u8]) -> Result<(), String> {
    let mut name = output.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = output.with_file_name(name);
    fs::write(&part, bytes).and_then(|()| fs::rename(&part, output)).map_err(|error| {
        // It may not even be there.
        let _ = fs::remove_file(&part);
        format!("文件“{}”写不了：{}。", output.display(), input::reason(&error))
    })
}

/// Converts a report a line into a result a line.
fn many(file: Option<&Path>, output: Option<&Path>, to: Option<Target>) -> Result<End, String> {
    let target = match to {
        Some(Target::Docx) => {
            return Err("--ndjson 一行写一份文字，写不了 Word 文档，请逐份转换。".to_owned());
        }
        Some(target) => target,
        None => return Err("还要用 --to 写明格式。".to_owned()),
    };
    let mut output: Box<dyn Write> = match output.filter(|output| !input::is_standard(output)) {
        None => Box::new(io::stdout().lock()),
        Some(path) => Box::new(
            fs::File::create(path)
                .map_err(|error| format!("文件“{}”写不了：{}。", path.display(), input::reason(&error)))?,
        ),
    };
    let files: Vec<_> = file.map(Path::to_owned).into_iter().collect();
    let mut end = End::Ready;
    let take = |(line, complaint): (String, Option<String>)| {
        if let Some(complaint) = complaint {
            complain(complaint);
            end = End::Unusable;
        }
        output.write_all(line.as_bytes()).and_then(|()| output.flush())
    };
    let done = pipeline::run(input::lines(&files), |source| line(source.read(), target), take);
    Ok(done.map_or_else(|error| cut_off(&error), |()| end))
}

/// The line for a report, and what is wrong with one that cannot be read.
fn line(input: Input, target: Target) -> (String, Option<String>) {
    let Input { name, found } = input;
    let (line, complaint) = match found {
        Ok(Found { envelope, .. }) if target == Target::Json => (storage::write(&envelope), None),
        Ok(Found { envelope, .. }) => {
            let content = String::from_utf8(content(&envelope, target)).unwrap_or_default();
            let draft = &envelope.draft;
            let line = json!({ "file": name, "unit": draft.unit(), "year": draft.year, "content": content });
            (line.to_string(), None)
        }
        Err(sentence) => (json!({ "file": name, "error": sentence }).to_string(), Some(sentence)),
    };
    (line + "\n", complaint)
}
