//! Functions of the library over a complete report, for `functions.js` to time.
//!
//! Each is called many times at once, since a call is shorter than the clock of a browser can tell, and gives
//! back something of what it worked out, lest the work be optimised away.

use nianbao::prose::Prose;
use nianbao::report::{Change, Draft, Field, Report};
use nianbao::review::{Request, Reviewer};
use nianbao::rules::{Checker, Context, Date, Past};
use nianbao::storage::{Envelope, Summary};
use nianbao::wire::{decode, encode};
use nianbao::{example, exchange};
use std::hint::black_box;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(feature = "reviewer")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The report of a county in a busy year.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Subject {
    draft: Rc<Draft>,
    report: Report,
    envelope: Envelope,
    long: Report,
    past: Past,
    reviewer: Reviewer,
    /// The long report as it is at the reviewer's.
    typed: Draft,
    revision: u64,
}

const TODAY: Date = Date { year: 2025, month: 1, day: 20 };

#[wasm_bindgen]
impl Subject {
    /// Makes the report.
    #[expect(clippy::new_without_default, reason = "called from JavaScript only")]
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        let draft = example::county_2024();
        let envelope = Envelope {
            saved_at: 0,
            copied_at: None,
            revision: 1,
            summary: Summary::default(),
            draft: draft.clone(),
        };
        let long = lengthened(&draft);
        let mut before = long.clone();
        before.year -= 1;
        let before = Rc::new(before);
        let past = Past::new(Rc::new(Report::read(Rc::clone(&before))));
        let draft = Rc::new(draft);
        let mut reviewer = Reviewer::default();
        let opened = Rc::new(long.clone());
        reviewer.take(Request::Open { revision: 0, draft: opened, previous: Some(before), today: TODAY });
        reviewer.answer();
        Self {
            report: Report::read(Rc::clone(&draft)),
            draft,
            envelope,
            long: Report::read(Rc::new(long.clone())),
            past,
            reviewer,
            typed: long,
            revision: 0,
        }
    }

    /// What the reviewer does for a key in the middle of the long report, from the bytes of the request to
    /// those of the answer; their number.
    pub fn key(&mut self, times: u32) -> usize {
        let mut bytes = 0;
        for _ in 0..times {
            let text = self.typed.text(Field::Overview);
            let middle = text.char_indices().nth(10_000).map_or(0, |(at, _)| at);
            let (head, tail) = text.split_at(middle);
            // One letter comes and goes.
            let after = match tail.strip_prefix('文') {
                Some(rest) => [head, rest].concat(),
                None => [head, "文", tail].concat(),
            };
            let change = Change::of_text(&self.typed, Field::Overview, Some(after.as_str().into()));
            self.typed.set_text(Field::Overview, Some(after.into()));
            self.revision += 1;
            let changes = change.into_iter().collect();
            let request = encode(&Request::Change { revision: self.revision, changes, today: TODAY });
            if let Some(request) = decode(&request) {
                self.reviewer.take(request);
            }
            bytes += self.reviewer.answer().map_or(0, |answer| encode(&answer).len());
        }
        bytes
    }

    /// Reads the prose and runs every rule, as when a draft is opened; number of findings.
    pub fn check(&self, times: u32) -> usize {
        (0..times).map(|_| check(black_box(&self.report), None)).sum()
    }

    /// The same for a report with 20 000 characters of prose and last year's, as long, beside it.
    #[wasm_bindgen(js_name = checkLong)]
    pub fn check_long(&self, times: u32) -> usize {
        (0..times).map(|_| check(black_box(&self.long), Some(&self.past))).sum()
    }

    /// Characters of prose in the long report.
    pub fn characters(&self) -> usize {
        self.long.text(Field::Overview).chars().count()
    }

    /// Reads every cell and adds up; number of blanks.
    pub fn read(&self, times: u32) -> usize {
        (0..times).map(|_| Report::read(Rc::clone(black_box(&self.draft))).blanks().count()).sum()
    }

    /// Renders the report with its data as one page; its length in bytes.
    pub fn page(&self, times: u32) -> usize {
        (0..times).map(|_| exchange::page(black_box(&self.report), &self.envelope).len()).sum()
    }
}

fn check(report: &Report, previous: Option<&Past>) -> usize {
    let prose = Prose::read(report);
    Checker::new(&Context { report, prose: &prose, previous, today: None }).findings().len()
}

/// The report with part 一 repeated until it has 20 000 characters.
fn lengthened(draft: &Draft) -> Draft {
    let text = draft.text(Field::Overview);
    let times = 20_000_usize.div_ceil(text.chars().count().max(1));
    draft.clone().with_text(Field::Overview, &vec![&*text; times].join("\n"))
}
