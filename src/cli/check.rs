//! `nianbao check`.

use super::arguments::{Check, Format};
use super::input::{self, Found, Input, Source};
use super::{End, complain, cut_off, pipeline, visible};
use crate::app::Clock;
use crate::format::{CellId, Edition};
use crate::intake::Intake;
use crate::prose::{Prose, Span};
use crate::report::{Draft, Report};
use crate::rules::{Checker, Context, Counts, Date, Finding, Past, Remedy, Severity, Verdict};
use crate::storage::Envelope;
use serde_json::{Map, Value, json};
use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::panic::{self, AssertUnwindSafe};
use std::rc::Rc;

/// What was found out about one report.
struct Checked {
    /// What standard output is told.
    text: String,
    /// What standard error is told.
    complaint: Option<String>,
    counts: Option<Counts>,
}

impl Checked {
    /// A report about which nothing can be said but why.
    fn unusable(name: &str, sentence: String, is_json: bool) -> Self {
        let text = if is_json { line(&json!({ "file": name, "error": sentence })) } else { String::new() };
        Self { text, complaint: Some(sentence), counts: None }
    }
}

/// Checks what is wanted.
pub(super) fn run(wanted: &Check) -> End {
    let pasts = match Pasts::read(wanted) {
        Ok(pasts) => pasts,
        Err(sentence) => {
            complain(sentence);
            return End::Unusable;
        }
    };
    let today = wanted.today.unwrap_or_else(today);
    let is_json = wanted.ndjson || wanted.format == Format::Json;
    let work = |source: Source| {
        let input = source.read();
        let name = input.name.clone();
        // A fault of the program over one report must not end the work on the others.
        let examined = panic::catch_unwind(AssertUnwindSafe(|| examine(input, &pasts, today, is_json)));
        examined.unwrap_or_else(|_| {
            let sentence = format!("检查文件“{name}”时程序出了错，没有结果。请把这个文件发给开发者。");
            Checked::unusable(&name, sentence, is_json)
        })
    };

    let mut tally = Tally::default();
    let mut output = io::stdout().lock();
    let take = |result: Checked| {
        if let Some(complaint) = &result.complaint {
            complain(complaint);
        }
        tally.add(result.counts, wanted.strict);
        // Whoever reads the results may wait for each before going on.
        output.write_all(result.text.as_bytes()).and_then(|()| output.flush())
    };
    let done = if wanted.ndjson {
        pipeline::run(input::lines(&wanted.files), work, take)
    } else {
        pipeline::run(wanted.files.iter().cloned().map(Source::File), work, take)
    };
    let summary = if is_json { String::new() } else { tally.sentence() };
    match done.and_then(|()| output.write_all(summary.as_bytes())) {
        Ok(()) => tally.end,
        Err(error) => cut_off(&error),
    }
}

/// The present day in China.
fn today() -> Date {
    Clock { now: input::now(), utc_offset: 480 }.today()
}

/// How many reports ended how.
struct Tally {
    ready: usize,
    to_explain: usize,
    to_correct: usize,
    unusable: usize,
    end: End,
}

impl Default for Tally {
    fn default() -> Self {
        Self { ready: 0, to_explain: 0, to_correct: 0, unusable: 0, end: End::Ready }
    }
}

impl Tally {
    fn add(&mut self, counts: Option<Counts>, is_strict: bool) {
        let (count, end) = match counts.map(Counts::verdict) {
            Some(Verdict::Ready) => (&mut self.ready, End::Ready),
            Some(Verdict::ToExplain(_)) => {
                (&mut self.to_explain, if is_strict { End::Faulty } else { End::Ready })
            }
            Some(Verdict::ToCorrect(_)) => (&mut self.to_correct, End::Faulty),
            None => (&mut self.unusable, End::Unusable),
        };
        *count += 1;
        self.end = self.end.max(end);
    }

    /// The last line over several reports.
    fn sentence(&self) -> String {
        let Self { ready, to_explain, to_correct, unusable, .. } = self;
        let all = ready + to_explain + to_correct + unusable;
        if all < 2 {
            return String::new();
        }
        format!(
            "共{all}份：可以报送{ready}份，需要说明{to_explain}份，必须改{to_correct}份，读不了{unusable}份。\n"
        )
    }
}

/// Last year's reports. They are kept as they are stored, since a report belongs to one thread.
struct Pasts {
    known: Vec<Known>,
    /// Whether the only one belongs to the only report, whatever unit it names.
    is_sure: bool,
}

struct Known {
    unit: String,
    year: u16,
    stored: String,
}

impl Pasts {
    fn read(wanted: &Check) -> Result<Self, String> {
        let read = |path: &std::path::PathBuf| {
            let draft = Source::File(path.clone()).read().found?.envelope.draft;
            let stored = serde_json::to_string(&draft).map_err(|error| error.to_string())?;
            Ok(Known { unit: draft.unit().to_owned(), year: draft.year, stored })
        };
        let known = wanted.previous.iter().map(read).collect::<Result<Vec<_>, String>>()?;
        let is_sure = known.len() == 1 && wanted.files.len() == 1 && !wanted.ndjson;
        Ok(Self { known, is_sure })
    }

    /// Last year's report of the unit. Each thread keeps the one that it needed last, since many reports may have
    /// the same.
    fn of(&self, draft: &Draft) -> Option<Past> {
        thread_local! {
            static LAST: RefCell<Option<(usize, Past)>> = const { RefCell::new(None) };
        }
        let is_same = |known: &Known| known.unit == draft.unit() && known.year + 1 == draft.year;
        let index = if self.is_sure { 0 } else { self.known.iter().position(is_same)? };
        LAST.with_borrow_mut(|last| {
            if last.as_ref().is_none_or(|(known, _)| *known != index) {
                let draft: Draft = serde_json::from_str(&self.known[index].stored).ok()?;
                *last = Some((index, Past::new(Rc::new(Report::read(Rc::new(draft))))));
            }
            last.as_ref().map(|(_, past)| past.clone())
        })
    }
}

/// Checks one report.
fn examine(input: Input, pasts: &Pasts, today: Date, is_json: bool) -> Checked {
    let Input { name, found } = input;
    let Found { envelope: Envelope { draft, .. }, intake } = match found {
        Ok(found) => found,
        Err(sentence) => {
            let text =
                if is_json { line(&json!({ "file": name, "error": sentence })) } else { String::new() };
            return Checked { text, complaint: Some(sentence), counts: None };
        }
    };
    let previous = pasts.of(&draft);
    let mut report = Report::read(Rc::new(draft));
    report.set_previous(previous.as_ref().map(|past| Rc::clone(&past.report)));
    let prose = Prose::read(&report);
    let context = Context { report: &report, prose: &prose, previous: previous.as_ref(), today: Some(today) };
    let checker = Checker::new(&context);
    let text = if is_json {
        line(&as_json(&name, &report, &checker, intake.as_ref()))
    } else {
        as_text(&name, &report, &checker, intake.as_ref())
    };
    Checked { text, complaint: None, counts: Some(checker.counts()) }
}

fn line(value: &Value) -> String {
    let mut line = value.to_string();
    line.push('\n');
    line
}

/// The result for people.
fn as_text(name: &str, report: &Report, checker: &Checker, intake: Option<&Intake>) -> String {
    let draft = report.draft();
    let counts = checker.counts();
    let Counts { errors, warnings, hints } = counts;
    let mut text = visible(&format!(
        "{name}：{}{}年年报，{}（必须改{errors}处，需要说明{warnings}处，提示{hints}处）",
        draft.unit(),
        draft.year,
        counts.verdict().words(),
    ));
    text.push('\n');
    for note in intake.iter().flat_map(|intake| &intake.notes) {
        let _ = writeln!(text, "  [读取] {}", visible(note).replace('\n', " "));
    }
    for finding in checker.findings().iter() {
        let (weight, rule) = (finding.severity.label(), &finding.rule);
        let words = visible(&format!("{}：{}", finding.place, finding.message)).replace('\n', " ");
        let _ = writeln!(text, "  [{weight}] {words}（{rule}）");
        let equation = finding.equation.as_ref().map(ToString::to_string);
        let reason = finding.reason.as_ref().map(|reason| format!("已说明：{reason}"));
        let more = [equation, reason, Some(finding.advice.clone())];
        for words in more.iter().flatten().filter(|words| !words.is_empty()) {
            let _ = writeln!(text, "      {}", visible(words).replace('\n', " "));
        }
    }
    text
}

/// The result for programs.
fn as_json(name: &str, report: &Report, checker: &Checker, intake: Option<&Intake>) -> Value {
    let draft = report.draft();
    let verdict = match checker.counts().verdict() {
        Verdict::Ready => "ready",
        Verdict::ToExplain(_) => "to-explain",
        Verdict::ToCorrect(_) => "to-correct",
    };
    let findings: Vec<_> =
        checker.findings().iter().map(|finding| finding_as_json(report, finding)).collect();
    json!({
        "file": name,
        "unit": draft.unit(),
        "unitKind": draft.unit_kind.key(),
        "year": draft.year,
        "edition": match report.edition() { Edition::V2019 => 2019, Edition::V2021 => 2021 },
        "verdict": verdict,
        "findings": findings,
        "intake": intake.map(intake_as_json),
    })
}

/// How a text was understood that this program has not saved.
fn intake_as_json(intake: &Intake) -> Value {
    let unsure =
        intake.unsure.iter().map(|unsure| json!({ "cell": unsure.cell.key(), "reason": unsure.reason }));
    json!({
        "notes": intake.notes,
        "unsure": unsure.collect::<Vec<_>>(),
        "leftover": intake.leftover,
    })
}

fn finding_as_json(report: &Report, finding: &Finding) -> Value {
    let keys: Vec<_> = finding.cells.iter().map(|cell| cell.key()).collect();
    let spans: Vec<_> = finding.spans.iter().copied().map(span).collect();
    json!({
        "rule": &*finding.rule,
        "severity": match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        },
        "message": finding.message,
        "part": finding.part.map(|part| part.index() + 1),
        "place": finding.place,
        "cells": keys,
        "span": spans.first(),
        "spans": spans,
        "equation": finding.equation.as_ref().map(ToString::to_string),
        "left": finding.equation.as_ref().map(|equation| equation.left.sum()),
        "right": finding.equation.as_ref().map(|equation| equation.right.sum()),
        "difference": finding.difference(),
        "advice": finding.advice,
        "remedy": finding.remedy.as_ref().map(|remedy| remedy_as_json(report, remedy)),
        "reason": finding.reason.as_deref(),
        "fingerprint": finding.fingerprint(),
    })
}

/// A stretch of a text, in characters.
fn span(span: Span) -> Value {
    json!({ "field": span.field.key(), "start": span.start, "end": span.end })
}

/// A repair: cells with their new texts, or a stretch of a text with what stands there afterwards.
fn remedy_as_json(report: &Report, remedy: &Remedy) -> Value {
    let cells = |cells: &mut dyn Iterator<Item = (CellId, &str)>| -> Value {
        cells.map(|(cell, text)| (cell.key().to_owned(), text.into())).collect::<Map<_, _>>().into()
    };
    let label = remedy.label();
    match remedy {
        Remedy::FillBlanks(table) => {
            let blanks = report.blanks().filter(|cell| cell.table() == *table);
            json!({ "label": label, "cells": cells(&mut blanks.map(|cell| (cell, "0"))) })
        }
        Remedy::Recompute(cell) => json!({ "label": label, "cells": { cell.key(): "" } }),
        Remedy::Write(cell, text) => json!({ "label": label, "cells": { cell.key(): text } }),
        Remedy::WriteAll { cells: written, .. } => {
            json!({ "label": label, "cells": cells(&mut written.iter().map(|(cell, text)| (*cell, &**text))) })
        }
        Remedy::Replace { span: place, text } => {
            json!({ "label": label, "replace": { "span": span(*place), "text": text } })
        }
    }
}
