//! Scratch: one whole check, phase by phase, for callgrind.
use nianbao::{example, prose::Prose, report::*, rules::*};
use std::rc::Rc;
#[inline(never)]
fn phase_read(report: &Report) -> Prose {
    Prose::read(report)
}
#[inline(never)]
fn phase_reading(p: &Prose) {
    for l in p.all_lines() {
        std::hint::black_box(l.line.reading());
    }
}
#[inline(never)]
fn phase_wording(p: &Prose) {
    for l in p.all_lines() {
        std::hint::black_box(l.line.wording());
    }
}
#[inline(never)]
fn phase_check(c: &Context) {
    std::hint::black_box(Checker::new(c).findings().len());
}
#[inline(never)]
fn phase_past(r: Rc<Report>) -> Past {
    Past::new(r)
}
fn main() {
    let draft = example::county_2024();
    let text = draft.text(Field::Overview);
    let long = if std::env::args().nth(1).as_deref() == Some("short") {
        draft.clone()
    } else {
        let times = 20000_usize.div_ceil(text.chars().count());
        draft.clone().with_text(Field::Overview, &vec![&*text; times].join("\n"))
    };
    let mut before = long.clone();
    before.year -= 1;
    let past = phase_past(Rc::new(Report::read(Rc::new(before))));
    let report = Report::read(Rc::new(long));
    let p = phase_read(&report);
    phase_reading(&p);
    phase_wording(&p);
    let context = Context { report: &report, prose: &p, previous: Some(&past), today: None };
    phase_check(&context);
}
