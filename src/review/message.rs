//! What page and reviewer say to each other. It is never stored, so it may change with any version.

use crate::format::{Edition, Table};
use crate::likeness::Likeness;
use crate::report::{Change, Draft};
use crate::rules::{Date, Finding, Rule, Scope, State, Suspect};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Turns a message into bytes. The encoding is one without names, since the program that reads it is a fraction
/// of the size of one that reads JSON.
pub fn encode(message: &impl Serialize) -> Vec<u8> {
    // Writing to memory fails for types whose length is not known beforehand only; no message has one.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// Reads a message; `None` where the bytes are none.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// Drafts go as the JSON in which they are stored, which the program can write already.
mod draft_as_json {
    use crate::report::Draft;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};
    use std::rc::Rc;

    pub(super) fn serialize<S: Serializer>(draft: &Rc<Draft>, serializer: S) -> Result<S::Ok, S::Error> {
        serde_json::to_string(draft).map_err(ser::Error::custom)?.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Rc<Draft>, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        serde_json::from_str(text).map(Rc::new).map_err(de::Error::custom)
    }

    /// The same for a draft that may be absent, which goes as an empty text.
    pub(super) mod optional {
        use super::{Deserialize, Deserializer, Draft, Rc, Serialize, Serializer, de, ser};

        pub(in super::super) fn serialize<S: Serializer>(
            draft: &Option<Rc<Draft>>,
            serializer: S,
        ) -> Result<S::Ok, S::Error> {
            let text = draft.as_ref().map(serde_json::to_string).transpose().map_err(ser::Error::custom)?;
            text.unwrap_or_default().serialize(serializer)
        }

        pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
            deserializer: D,
        ) -> Result<Option<Rc<Draft>>, D::Error> {
            match <&str>::deserialize(deserializer)? {
                "" => Ok(None),
                text => serde_json::from_str(text).map(Some).map_err(de::Error::custom),
            }
        }
    }
}

/// What the page asks of the reviewer. Revisions grow with every change and are never used for two drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Review this draft from now on.
    Open {
        /// The state of the draft.
        revision: u64,
        /// The draft.
        #[serde(with = "draft_as_json")]
        draft: Rc<Draft>,
        /// Last year's report of the same unit, where it is at hand.
        #[serde(with = "draft_as_json::optional")]
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
        #[serde(with = "draft_as_json::optional")]
        draft: Option<Rc<Draft>>,
    },
    /// How much of the draft stands in another report, and the other way round.
    Compare {
        /// Comes back with the answer.
        ticket: u64,
        /// The other report.
        #[serde(with = "draft_as_json")]
        other: Rc<Draft>,
    },
    /// Which cell of a table may be to blame.
    Suspects {
        /// Comes back with the answer.
        ticket: u64,
        /// The table.
        table: Table,
    },
    /// The check sheet.
    Sheet {
        /// Comes back with the answer.
        ticket: u64,
    },
    /// What every rule demands and why.
    Rules,
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
    /// The check sheet as one page.
    Sheet {
        /// That of the request.
        ticket: u64,
        /// The page.
        page: Rc<str>,
    },
    /// What every rule demands and why, in the order of the registry.
    Rules(Rc<Vec<RuleInfo>>),
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
