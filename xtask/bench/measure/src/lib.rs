//! Functions of the library over a complete report, for `functions.js` to time.
//!
//! Each is called many times at once, since a call is shorter than the clock of a browser can tell, and gives
//! back something of what it worked out, lest the work be optimised away.

use nianbao::report::{Draft, Report};
use nianbao::rules::{Checker, Context};
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
        let draft = Rc::new(draft);
        Self { report: Report::read(Rc::clone(&draft)), draft, envelope }
    }

    /// Runs every rule, as when a draft is opened; number of findings.
    pub fn check(&self, times: u32) -> usize {
        let context = || Context { report: black_box(&self.report), previous: None, today: None };
        (0..times).map(|_| Checker::new(&context()).findings().len()).sum()
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
