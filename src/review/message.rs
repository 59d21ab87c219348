//! What page and reviewer say to each other. It is never stored, so it may change with any version.

use super::versions::Version;
use crate::format::{CellId, Edition, Table};
use crate::likeness::Likeness;
use crate::paste::Plan;
use crate::report::{Change, Draft};
use crate::rules::{Date, Finding, Rule, Scope, State, Suspect};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// What the page asks of the reviewer. Revisions grow with every change and are never used for two drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Review this draft from now on.
    Open {
        /// The state of the draft.
        revision: u64,
        /// The draft.
        #[serde(with = "crate::wire::json")]
        draft: Rc<Draft>,
        /// Last year's report of the same unit, where it is at hand.
        #[serde(with = "crate::wire::json")]
        previous: Option<Rc<Draft>>,
        /// The present day.
        today: Date,
    },
    /// The draft changed.
    Change {
        /// Its new state.
        revision: u64,
        /// What changed, in order.
        changes: Vec<Change>,
        /// The present day.
        today: Date,
    },
    /// Last year's report is another one.
    Previous {
        /// The new state.
        revision: u64,
        /// The report.
        #[serde(with = "crate::wire::json")]
        draft: Option<Rc<Draft>>,
    },
    /// How much of the draft stands in another report, and the other way round.
    Compare {
        /// Comes back with the answer.
        ticket: u64,
        /// The other report.
        #[serde(with = "crate::wire::json")]
        other: Rc<Draft>,
    },
    /// Which cell of a table may be to blame.
    Suspects {
        /// Comes back with the answer.
        ticket: u64,
        /// The table.
        table: Table,
    },
    /// The check sheet, as a page.
    Sheet {
        /// Comes back with the answer.
        ticket: u64,
    },
    /// The report, as a page that carries the draft along.
    Page {
        /// Comes back with the answer.
        ticket: u64,
        /// The draft as it is stored.
        stored: String,
    },
    /// What a pasted block would do to a table.
    Paste {
        /// Comes back with the answer.
        ticket: u64,
        /// The table.
        table: Table,
        /// The cell in which it was pasted.
        anchor: Option<CellId>,
        /// The figures whose labels tell where they belong, where there are any.
        cells: Vec<(CellId, String)>,
        /// The block as text, for where there are none.
        text: String,
    },
    /// How earlier versions of the draft differ from it.
    Versions {
        /// Comes back with the answer.
        ticket: u64,
        /// Time, occasion and stored text of each.
        kept: Vec<(u64, String, String)>,
    },
    /// What every rule demands and why.
    Rules,
    /// The example of a year.
    Example(u16),
}

/// A finding of the new list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Entry {
    /// That at this place of the list before, its places in the texts moved with what was typed since.
    Kept(usize),
    /// Another.
    New(Rc<Finding>),
}

/// What the reviewer answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The findings over a state of the draft.
    Reviewed {
        /// The state.
        revision: u64,
        /// The findings in the order of the registry.
        findings: Vec<Entry>,
        /// Whether each rule was kept, in the order of the registry.
        states: Rc<[State]>,
    },
    /// How much of the draft stands in the other report, and the other way round.
    Compared {
        /// That of the request.
        ticket: u64,
        /// The draft in the other report, the other report in the draft.
        likeness: [Likeness; 2],
    },
    /// The cells that may be to blame, the most likely first.
    Suspects {
        /// That of the request.
        ticket: u64,
        /// The cells.
        suspects: Rc<Vec<Suspect>>,
    },
    /// The report or the check sheet as one page.
    Page {
        /// That of the request.
        ticket: u64,
        /// The page.
        page: Rc<str>,
    },
    /// What a pasted block would do; `None` where it has nothing for a table.
    Paste {
        /// That of the request.
        ticket: u64,
        /// What it would do.
        plan: Option<Rc<Plan>>,
    },
    /// What last year's report announced for this year.
    Measures(Rc<[Rc<str>]>),
    /// The earlier versions that differ from the draft, the newest first.
    Versions {
        /// That of the request.
        ticket: u64,
        /// The versions.
        versions: Rc<Vec<Version>>,
    },
    /// What every rule demands and why, in the order of the registry.
    Rules(Rc<Vec<RuleInfo>>),
    /// An example.
    Example(#[serde(with = "crate::wire::json")] Rc<Draft>),
}

/// What staff may read of a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleInfo {
    /// Its id.
    pub id: String,
    /// What is right, in a few words.
    pub title: String,
    /// The official source.
    pub source: String,
    /// What it demands, why, and an example, in Markdown.
    pub docs: String,
    /// The editions it belongs to.
    pub editions: Vec<Edition>,
    /// Whether it compares with last year's report.
    pub needs_previous: bool,
}

impl RuleInfo {
    /// The words of a rule.
    pub fn of(rule: &Rule) -> Self {
        Self {
            id: rule.id.to_owned(),
            title: rule.title.to_owned(),
            source: rule.source.to_owned(),
            docs: rule.docs.to_owned(),
            editions: rule.editions.to_vec(),
            needs_previous: rule.reads.meets(Scope::PREVIOUS),
        }
    }
}
