//! Functions of the library over a complete report, for `functions.js` to time.
//!
//! Each is called many times at once, since a call is shorter than the clock of a browser can tell, and gives
//! back something of what it worked out, lest the work be optimised away.

use nianbao::prose::Prose;
use nianbao::report::{Draft, Field, Report};
use nianbao::rules::{Checker, Context, Past};
use nianbao::storage::{Envelope, Summary};
use nianbao::{example, exchange};
use std::hint::black_box;
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;

/// The report of a county in a busy year.
#[derive(Debug)]
#[wasm_bindgen]
pub struct Subject {
    draft: Rc<Draft>,
    report: Report,
    envelope: Envelope,
    long: Report,
    past: Past,
}

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
        let past = Past::new(Rc::new(Report::read(Rc::new(before))));
        let draft = Rc::new(draft);
        Self {
            report: Report::read(Rc::clone(&draft)),
            draft,
            envelope,
            long: Report::read(Rc::new(long)),
            past,
        }
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
