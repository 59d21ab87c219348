//! Scratch: a hash of everything that is read and found, per text.
use nianbao::{example, prose::*, report::*, rules::*};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;
fn main() {
    let only: Option<usize> = std::env::args().nth(1).and_then(|n| n.parse().ok());
    let base = example::county_2024();
    let mut past = base.clone();
    past.year = 2023;
    for (index, line) in std::fs::read_to_string("/tmp/hp/texts.jsonl").unwrap().lines().enumerate() {
        if only.is_some_and(|only| only != index) {
            continue;
        }
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let field = *Field::ALL.iter().find(|f| format!("{f:?}") == v["field"].as_str().unwrap()).unwrap();
        let mut draft = base
            .clone()
            .with_text(Field::Unit, v["unit"].as_str().unwrap())
            .with_text(field, v["text"].as_str().unwrap());
        for other in [Field::Opening, Field::Title, Field::Overview, Field::Problems, Field::Other] {
            if other != field && index % 17 != 0 {
                draft = draft.with_text(other, "");
            }
        }
        draft.year = v["year"].as_u64().unwrap() as u16;
        draft.unit_kind = UnitKind::ALL[v["kind"].as_u64().unwrap() as usize % UnitKind::ALL.len()];
        let mut before = past.clone();
        before.year = draft.year - 1;
        let past = Past::new(Rc::new(Report::read(Rc::new(before))));
        let report = Report::read(Rc::new(draft));
        let prose = Prose::read(&report);
        let mut hash = DefaultHasher::new();
        for l in prose.lines(field) {
            let all = format!("{:#?}\n{:#?}\n{:?}", l.line.reading(), l.line.moments(), l.line.wording());
            if only.is_some() {
                println!("{}\n{all}", l.line.text());
            }
            all.hash(&mut hash);
        }
        let c = Checker::new(&Context { report: &report, prose: &prose, previous: Some(&past), today: None });
        for (state, o) in c.states().zip(c.outcomes()) {
            format!("{:?} {o:?}", state.1).hash(&mut hash);
        }
        for f in c.findings().iter() {
            let all = format!("{f:#?}");
            if only.is_some() {
                println!("{all}");
            }
            all.hash(&mut hash);
        }
        println!("{index} {:016x} {}", hash.finish(), c.findings().len());
    }
}
