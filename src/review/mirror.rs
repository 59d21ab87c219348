//! The page's copy of what the reviewer found.

use super::{Answer, Entry, Shift};
use crate::report::Draft;
use crate::rules::{Counts, Finding, State, Verdict, arrange};
use std::rc::Rc;

/// The findings as far as the page knows them.
#[derive(Debug, Clone)]
pub struct Mirror {
    /// The first state that can be answered; answers about earlier ones are about another draft.
    first: u64,
    /// The state of the draft.
    revision: u64,
    /// The state that the findings belong to; `None` before the first answer.
    answered: Option<u64>,
    /// In the order of the registry, moved with what was typed since.
    found: Vec<Rc<Finding>>,
    /// What was typed since the state that was last answered.
    later: Vec<(u64, Shift)>,
    findings: Rc<Vec<Rc<Finding>>>,
    states: Rc<[State]>,
}

impl Mirror {
    /// A draft in its first state, nothing known of it.
    pub fn new(revision: u64) -> Self {
        Self {
            first: revision,
            revision,
            answered: None,
            found: Vec::new(),
            later: Vec::new(),
            findings: Rc::default(),
            states: Rc::from([]),
        }
    }

    /// The state of the draft.
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether the findings are those of the draft as it is now.
    pub fn is_current(&self) -> bool {
        self.answered == Some(self.revision)
    }

    /// The findings, those with a reason last, the gravest first.
    pub const fn findings(&self) -> &Rc<Vec<Rc<Finding>>> {
        &self.findings
    }

    /// Whether each rule was kept, in the order of the registry; empty before the first answer.
    pub fn states(&self) -> &[State] {
        &self.states
    }

    /// Number of findings by weight, without those that a reason was given for; `None` before the first answer.
    pub fn counts(&self) -> Option<Counts> {
        self.answered.map(|_| Counts::of(&self.findings))
    }

    /// The judgement over the report; `None` before the first answer.
    pub fn verdict(&self) -> Option<Verdict> {
        self.counts().map(Counts::verdict)
    }

    /// The draft changed: the state after it.
    pub fn advance(&mut self, shifts: impl IntoIterator<Item = Shift>, draft: &Draft) -> u64 {
        self.revision += 1;
        for shift in shifts {
            shift.apply(&mut self.found);
            self.later.push((self.revision, shift));
        }
        arrange(&self.found, draft, &mut self.findings);
        self.revision
    }

    /// Forgets every answer: the reviewer has to begin anew. The findings stay until it has.
    pub fn restart(&mut self) -> u64 {
        self.revision += 1;
        self.first = self.revision;
        self.later.clear();
        self.revision
    }

    /// Takes in what the reviewer found; says whether that was about this draft. Answers come in the order of
    /// the states, though not for every state.
    pub fn take(&mut self, answer: Answer, draft: &Draft) -> bool {
        let Answer::Reviewed { revision, findings, states } = answer else { return false };
        if !(self.first..=self.revision).contains(&revision)
            || self.answered.is_some_and(|known| revision <= known)
        {
            return false;
        }
        self.later.retain(|(changed, _)| *changed > revision);
        let entries = findings.into_iter().filter_map(|entry| match entry {
            Entry::Kept(index) => self.found.get(index).cloned(),
            Entry::New(finding) => {
                let mut finding = [finding];
                self.later.iter().for_each(|(_, shift)| shift.apply(&mut finding));
                let [finding] = finding;
                Some(finding)
            }
        });
        self.found = entries.collect();
        self.answered = Some(revision);
        self.states = states;
        arrange(&self.found, draft, &mut self.findings);
        true
    }
}
