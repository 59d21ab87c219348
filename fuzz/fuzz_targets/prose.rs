//! The reader of prose over any text: it neither stops nor reads outside of the line.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao::prose::Prose;
use nianbao::report::{Draft, Field, Report, UnitKind};
use nianbao::rules::{Checker, Context};
use std::rc::Rc;

fuzz_target!(|text: &str| {
    let draft = Draft::new(2024, UnitKind::County).with_text(Field::Overview, text);
    let report = Report::read(Rc::new(draft));
    let prose = Prose::read(&report);
    let checker = Checker::new(&Context { report: &report, prose: &prose, previous: None, today: None });
    let length = text.chars().count();
    for finding in checker.findings().iter() {
        for span in finding.spans.iter().filter(|span| span.field == Field::Overview) {
            assert!(span.start <= span.end && span.end <= length, "{finding:?}");
        }
    }
});
