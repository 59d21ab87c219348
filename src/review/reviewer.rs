//! The side that knows the rules.

use super::versions::versions;
use super::{Answer, Entry, Request, RuleInfo, Shift};
use crate::example;
use crate::intake;
use crate::likeness::Likeness;
use crate::paste;
use crate::prose::Prose;
use crate::render;
use crate::report::{Change, Draft, Field, Report};
use crate::rules::{self, ALL, Checker, Context, Date, Finding, Outcome, Past, Scope};
use std::rc::Rc;

/// Reviews one draft at a time.
#[derive(Debug, Default)]
pub struct Reviewer {
    desk: Option<Desk>,
}

impl Reviewer {
    /// Takes in a request. What it asks for besides findings is answered at once; what it changes waits for
    /// [`Self::answer`], so that several changes cost one review.
    pub fn take(&mut self, request: Request) -> Option<Answer> {
        match (request, &mut self.desk) {
            (Request::Open { revision, draft, previous, today }, desk) => {
                let measures = measures(previous.as_deref());
                *desk = Some(Desk::new(revision, draft, previous, today));
                Some(measures)
            }
            (Request::Rules, _) => {
                let rules = ALL.iter().map(|rule| RuleInfo::of(rule)).collect();
                Some(Answer::Rules(Rc::new(rules)))
            }
            (Request::Example(year), _) => example::of_year(year).map(Rc::new).map(Answer::Example),
            (request, Some(desk)) => desk.take(request),
            (_, None) => None,
        }
    }

    /// Reviews what has changed; `None` where nothing has since the last answer.
    pub fn answer(&mut self) -> Option<Answer> {
        self.desk.as_mut()?.answer()
    }

    /// Whether there is something to be reviewed.
    pub fn is_due(&self) -> bool {
        self.desk.as_ref().is_some_and(|desk| desk.is_due)
    }
}

/// What last year's report announced.
fn measures(previous: Option<&Draft>) -> Answer {
    let announced = previous.map(intake::announced).unwrap_or_default();
    Answer::Measures(announced.into_iter().map(Into::into).collect())
}

/// The draft under review and everything known of it.
#[derive(Debug)]
struct Desk {
    revision: u64,
    report: Report,
    prose: Prose,
    past: Option<Past>,
    today: Date,
    checker: Checker,
    /// What has changed since the last review.
    changed: Scope,
    is_due: bool,
    /// The findings as the page has them, moved with what was typed since.
    told: Vec<Rc<Finding>>,
}

impl Desk {
    fn new(revision: u64, draft: Rc<Draft>, previous: Option<Rc<Draft>>, today: Date) -> Self {
        let mut desk = Self {
            revision,
            report: Report::read(draft),
            prose: Prose::default(),
            past: None,
            today,
            checker: Checker::default(),
            changed: Scope::ALL,
            is_due: true,
            told: Vec::new(),
        };
        desk.set_previous(previous);
        desk
    }

    fn set_previous(&mut self, previous: Option<Rc<Draft>>) {
        let previous = previous.map(|draft| Rc::new(Report::read(draft)));
        self.report.set_previous(previous.clone());
        self.past = previous.map(Past::new);
    }

    fn take(&mut self, request: Request) -> Option<Answer> {
        match request {
            Request::Change { revision, changes, today } => {
                self.revision = revision;
                self.today = today;
                self.change(&changes);
                None
            }
            Request::Previous { revision, draft } => {
                self.revision = revision;
                let measures = measures(draft.as_deref());
                self.set_previous(draft);
                self.is_due = true;
                self.changed = self.changed.and(Scope::PREVIOUS);
                Some(measures)
            }
            Request::Compare { ticket, other } => {
                self.review();
                let other = Prose::read(&Report::read(other));
                Some(Answer::Compared { ticket, likeness: Likeness::between(&self.prose, &other) })
            }
            Request::Suspects { ticket, table } => {
                let suspects = Rc::new(rules::suspects(&self.report, table));
                Some(Answer::Suspects { ticket, suspects })
            }
            Request::Sheet { ticket } => {
                self.review();
                let page = render::check_sheet(&self.report, &self.checker, Some(self.today)).into();
                Some(Answer::Page { ticket, page })
            }
            Request::Paste { ticket, table, anchor, cells, text } => {
                let draft = self.report.draft();
                let plan = paste::plan_of(draft, table, cells);
                let plan = plan.or_else(|| paste::plan(draft, table, anchor, &text));
                Some(Answer::Paste { ticket, plan: plan.map(Rc::new) })
            }
            Request::Versions { ticket, kept } => {
                let versions = Rc::new(versions(self.report.draft(), &kept));
                Some(Answer::Versions { ticket, versions })
            }
            Request::Page { ticket, stored } => {
                Some(Answer::Page { ticket, page: render::page(&self.report, &stored).into() })
            }
            Request::Open { .. } | Request::Rules | Request::Example(_) => None,
        }
    }

    fn change(&mut self, changes: &[Change]) {
        let mut draft = Draft::clone(self.report.draft());
        let mut cells = Vec::new();
        for change in changes {
            if let Some(shift) = Shift::of(change, &draft) {
                shift.apply(&mut self.told);
            }
            change.apply(&mut draft);
            self.changed = self.changed.and(Scope::of(change));
            if let Change::Cell { cell, .. } = change {
                cells.push(*cell);
            }
        }
        self.report.update(Rc::new(draft), &cells);
        self.is_due = true;
    }

    /// Runs the rules that read something of what has changed.
    fn review(&mut self) {
        if self.changed == Scope::NONE {
            return;
        }
        let changed = std::mem::replace(&mut self.changed, Scope::NONE);
        let may_have_changed = |field: Field| changed.meets(Scope::field(field).and(Scope::FRAME));
        let changed = (self.prose.update(&self.report, may_have_changed).into_iter())
            .fold(changed, |changed, field| changed.and(Scope::field(field)));
        let context = Context {
            report: &self.report,
            prose: &self.prose,
            previous: self.past.as_ref(),
            today: Some(self.today),
        };
        self.checker.recheck(&context, changed);
    }

    fn answer(&mut self) -> Option<Answer> {
        if !std::mem::take(&mut self.is_due) {
            return None;
        }
        self.review();
        // Findings mostly keep their order, so the next one is looked for behind the last one found.
        let mut next = 0;
        let mut entry = |finding: &Rc<Finding>| {
            let (before, behind) = self.told.split_at(next.min(self.told.len()));
            let at = behind.iter().position(|told| told == finding).map(|at| at + before.len());
            let at = at.or_else(|| before.iter().position(|told| told == finding));
            match at {
                Some(at) => {
                    next = at + 1;
                    Entry::Kept(at)
                }
                None => Entry::New(Rc::clone(finding)),
            }
        };
        let findings = self.checker.found().iter().map(&mut entry).collect();
        self.told = self.checker.found().to_vec();
        let states = self.checker.outcomes().iter().map(Outcome::state).collect();
        Some(Answer::Reviewed { revision: self.revision, findings, states })
    }
}
