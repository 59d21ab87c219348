//! Last year's report: where it comes from.

use super::{Editor, Env, state_name};
use crate::report::Draft;
use crate::storage::{DraftId, Entry, Library, State};
use std::rc::Rc;

/// Which report is taken for last year's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum PastChoice {
    /// The newest stored one of the same unit and the year before.
    #[default]
    Found,
    /// None.
    Nothing,
    /// A stored one.
    Stored(DraftId),
    /// One from a file that could not be stored.
    Opened(Rc<Draft>),
}

/// Puts the report chosen beside the draft.
pub(super) fn refresh(editor: &mut Editor, choice: &PastChoice, env: &Env) {
    let library = Library::new(env.store);
    let stored = |entry: &Entry| {
        let envelope = library.load(&entry.id).ok()?;
        Some((state_name(&entry.state).into(), envelope.draft))
    };
    let entries = || library.list().unwrap_or_default();
    let past = match choice {
        PastChoice::Nothing => None,
        PastChoice::Opened(draft) => Some((name_of(draft).into(), Draft::clone(draft))),
        PastChoice::Stored(id) => entries().iter().find(|entry| entry.id == *id).and_then(stored),
        PastChoice::Found => entries().iter().find(|entry| is_last_year(editor, entry)).and_then(stored),
    };
    editor.set_previous(past);
}

fn is_last_year(editor: &Editor, entry: &Entry) -> bool {
    let draft = editor.draft();
    match &entry.state {
        State::Readable(head) => {
            !head.unit.is_empty() && head.unit == draft.unit() && head.year + 1 == draft.year
        }
        State::Locked(_) | State::Unreadable(_) => false,
    }
}

/// The stored drafts that can be taken for last year's: those of other years, last year's first.
pub(super) fn candidates(editor: &Editor, env: &Env) -> Vec<Entry> {
    let (id, year) = (editor.id(), editor.draft().year);
    let mut entries = Library::new(env.store).list().unwrap_or_default();
    entries.retain(|entry| {
        entry.id != *id && matches!(&entry.state, State::Readable(head) if head.year != year)
    });
    let distance = |entry: &Entry| match &entry.state {
        State::Readable(head) => (i32::from(head.year) + 1 - i32::from(year)).unsigned_abs(),
        State::Locked(_) | State::Unreadable(_) => u32::MAX,
    };
    entries.sort_by_key(distance);
    entries
}

fn name_of(draft: &Draft) -> String {
    format!("{}{}年年报", draft.unit(), draft.year)
}
