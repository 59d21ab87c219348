//! Scratch.
use nianbao::{example, prose::Prose, report::*, rules::*};
use std::rc::Rc;
use std::time::Instant;
fn main() {
    let draft = example::county_2024();
    let text = draft.text(Field::Overview);
    let times = 20000_usize.div_ceil(text.chars().count());
    let long = draft.clone().with_text(Field::Overview, &vec![&*text; times].join("\n"));
    let mut before = long.clone();
    before.year -= 1;
    let past = Past::new(Rc::new(Report::read(Rc::new(before))));
    let report = Report::read(Rc::new(long));
    let n = 20;
    let t = Instant::now();
    for _ in 0..n {
        let p = Prose::read(&report);
        std::hint::black_box(&p);
    }
    println!("Prose::read {:?}", t.elapsed() / n);
    let t = Instant::now();
    for _ in 0..n {
        let p = Prose::read(&report);
        for l in p.all_lines() {
            std::hint::black_box(l.line.reading());
        }
    }
    println!("+ reading {:?}", t.elapsed() / n);
    let t = Instant::now();
    for _ in 0..n {
        let p = Prose::read(&report);
        for l in p.all_lines() {
            std::hint::black_box(l.line.wording());
        }
    }
    println!("+ wording {:?}", t.elapsed() / n);
    for rule in ALL {
        let p = Prose::read(&report);
        for l in p.all_lines() {
            l.line.reading();
        }
        for l in p.all_lines() {
            l.line.wording();
        }
        let context = Context { report: &report, prose: &p, previous: Some(&past), today: None };
        let t = Instant::now();
        match rule.check {
            Check::Report(check) => {
                let mut o = Outcome::default();
                for _ in 0..n {
                    check(&context, &mut o);
                }
            }
            Check::Line(check) => {
                let frame = Frame::of(&report);
                let mut f = vec![];
                for _ in 0..n {
                    for l in p.all_lines() {
                        check(&LineContext { frame: &frame, field: l.field, line: &l.line }, &mut f);
                    }
                }
            }
        }
        let e = t.elapsed() / n;
        if e.as_micros() > 30 {
            println!("{} {:?}", rule.id, e);
        }
    }
    let t = Instant::now();
    for _ in 0..n {
        let p = Prose::read(&report);
        let c = Checker::new(&Context { report: &report, prose: &p, previous: Some(&past), today: None });
        std::hint::black_box(c.findings().len());
    }
    println!("all {:?}", t.elapsed() / n);
}
