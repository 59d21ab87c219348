//! The page's copy of the findings is what a review from the start would give, however answers are delayed.

use crate::support::any_text;
use nianbao::example;
use nianbao::format::CellId;
use nianbao::prose::FIELDS;
use nianbao::report::{Change, Draft, Field, UnitKind};
use nianbao::review::{Answer, Mirror, Request, Reviewer, Shift};
use nianbao::rules::{Date, Finding};
use nianbao::wire::{decode, encode};
use proptest::prelude::*;
use proptest::{collection, option, sample};
use std::rc::Rc;

const TODAY: Date = Date { year: 2025, month: 1, day: 20 };

/// A page and a reviewer with a slow way between them.
struct Pair {
    draft: Draft,
    mirror: Mirror,
    reviewer: Reviewer,
    /// Answers under way.
    under_way: Vec<Answer>,
}

impl Pair {
    fn new(draft: Draft) -> Self {
        let mut reviewer = Reviewer::default();
        let opened = Rc::new(draft.clone());
        reviewer.take(Request::Open { revision: 7, draft: opened, previous: None, today: TODAY });
        Self { draft, mirror: Mirror::new(7), reviewer, under_way: Vec::new() }
    }

    fn change(&mut self, change: &Change) {
        let shift = Shift::of(change, &self.draft);
        change.apply(&mut self.draft);
        let revision = self.mirror.advance(shift, &self.draft);
        let request = Request::Change { revision, changes: vec![change.clone()], today: TODAY };
        self.reviewer.take(decode(&encode(&request)).unwrap());
    }

    fn review(&mut self) {
        self.under_way.extend(self.reviewer.answer());
    }

    fn deliver(&mut self) {
        for answer in self.under_way.drain(..) {
            assert!(self.mirror.take(decode(&encode(&answer)).unwrap(), &self.draft));
        }
    }
}

/// What a review from the start finds.
fn afresh(draft: &Draft) -> Vec<Rc<Finding>> {
    let mut pair = Pair::new(draft.clone());
    pair.review();
    pair.deliver();
    pair.mirror.findings().to_vec()
}

/// What a clerk may do.
#[derive(Debug, Clone)]
enum Step {
    /// A text becomes another.
    Replace(Field, Option<String>),
    /// Something is typed into a text.
    Insert(Field, usize, String),
    /// A figure becomes another.
    Figure(CellId, String),
    /// The report becomes that of another year.
    Year(u16),
}

fn any_step() -> impl Strategy<Value = Step> {
    let field = || sample::select(&FIELDS[..]);
    let words = prop_oneof![
        any_text(),
        "(收到|办结|共|其中|上年结转|自然人|20[12][0-9]年|[0-9]{1,3}(件|条)|[，。；\n]){1,8}",
    ];
    let figure = prop_oneof!["[0-9]{0,3}", "[0-9/,]{0,4}"];
    let cells = sample::select(CellId::all().collect::<Vec<_>>());
    prop_oneof![
        2 => (field(), option::weighted(0.8, words.clone())).prop_map(|(field, text)| Step::Replace(field, text)),
        6 => (field(), any::<usize>(), words).prop_map(|(field, at, text)| Step::Insert(field, at, text)),
        3 => (cells, figure).prop_map(|(cell, text)| Step::Figure(cell, text)),
        1 => (2019_u16..2026).prop_map(Step::Year),
    ]
}

impl Step {
    fn change(self, draft: &Draft) -> Option<Change> {
        match self {
            Self::Replace(field, text) => Change::of_text(draft, field, text.map(Into::into)),
            Self::Insert(field, at, text) => {
                let mut letters: Vec<_> = draft.text(field).chars().collect();
                let at = at % (letters.len() + 1);
                letters.splice(at..at, text.chars());
                Change::of_text(draft, field, Some(String::from_iter(letters).into()))
            }
            Self::Figure(cell, text) => Change::of_cell(draft, cell, text),
            Self::Year(year) => {
                let before = (draft.year, draft.unit_kind);
                Some(Change::Frame { before, after: (year, UnitKind::Township) })
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn the_copy_is_what_a_review_from_the_start_gives(
        steps in collection::vec((any_step(), 0..4_u8), 1..14)
    ) {
        let mut pair = Pair::new(example::township_2020());
        for (step, then) in steps {
            if let Some(change) = step.change(&pair.draft) {
                pair.change(&change);
            }
            if then != 0 {
                pair.review();
            }
            if then == 2 {
                pair.deliver();
            }
        }
        pair.review();
        pair.deliver();
        prop_assert!(pair.mirror.is_current());
        prop_assert_eq!(pair.mirror.findings().to_vec(), afresh(&pair.draft));
    }
}

#[test]
fn places_move_before_an_answer_comes() {
    let text = "2020年收到申请12件。";
    let mut pair = Pair::new(example::county_2024().with_text(Field::Overview, text));
    pair.review();
    pair.deliver();
    let spans = |pair: &Pair| -> Vec<_> {
        let of_overview =
            |finding: &&Rc<Finding>| finding.spans.iter().any(|span| span.field == Field::Overview);
        pair.mirror.findings().iter().filter(of_overview).map(|finding| finding.spans[0]).collect()
    };
    let before = spans(&pair);
    assert!(!before.is_empty());
    let after = format!("（一）{text}");
    pair.change(&Change::of_text(&pair.draft, Field::Overview, Some(after.into())).unwrap());
    assert!(!pair.mirror.is_current());
    assert_eq!(spans(&pair), before.iter().map(|span| span.moved(3)).collect::<Vec<_>>());
}

#[test]
fn an_answer_about_another_draft_is_not_taken() {
    let mut pair = Pair::new(example::county_2024());
    pair.review();
    let mut later = Mirror::new(9000);
    assert!(!later.take(pair.under_way.remove(0), &pair.draft));
    assert_eq!(later.verdict(), None);
}
