//! 比对: the draft under work beside another report, what they have in common marked.

use super::{Editor, Env, state_name};
use crate::likeness::{FIELDS, Likeness, Share};
use crate::prose::Span;
use crate::report::{Draft, Field};
use crate::review::Request;
use crate::storage::{DraftId, Library, State};
use std::rc::Rc;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether the other report has them as well.
    pub common: bool,
}

/// A text of both reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedText {
    /// The text.
    pub field: Field,
    /// How much of this report's text the other has as well.
    pub share: Share,
    /// This report's text.
    pub here: Vec<Piece>,
    /// The other's.
    pub there: Vec<Piece>,
}

/// Two reports side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The drafts that can be chosen, with their names.
    pub choices: Vec<(DraftId, String)>,
    /// The one chosen; `None` for last year's report that is not among the drafts.
    pub chosen: Option<DraftId>,
    /// What the other report is called; `None` where there is none.
    pub name: Option<String>,
    /// The other report.
    other: Option<Rc<Draft>>,
    /// What they have in common, once it is known.
    pub result: Option<Compared>,
}

/// What two reports have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// How much of all of this report the other has as well.
    pub whole: Share,
    /// The texts that either has.
    pub texts: Vec<ComparedText>,
}

impl Comparison {
    /// Holds the draft beside a stored one, or beside last year's report where none is chosen.
    pub(super) fn of(editor: &mut Editor, chosen: Option<&DraftId>, env: &Env) -> Self {
        let library = Library::new(env.store);
        let readable = library
            .list()
            .unwrap_or_default()
            .into_iter()
            .filter(|entry| entry.id != *editor.id() && matches!(entry.state, State::Readable(_)));
        let choices: Vec<_> = readable.map(|entry| (entry.id, state_name(&entry.state))).collect();
        let named = |id: &DraftId| choices.iter().find(|(other, _)| other == id);
        let past = editor.previous().map(|past| Rc::clone(past.draft()));
        // Last year's report is mostly one of the drafts.
        let is_past =
            |(_, name): &&(DraftId, String)| editor.previous_name().is_some_and(|past| **past == **name);
        let first = if past.is_some() { choices.iter().find(is_past) } else { choices.first() };
        let chosen = chosen.and_then(named).or(first).cloned();
        let other = match &chosen {
            Some((id, _)) => library.load(id).ok().map(|envelope| Rc::new(envelope.draft)),
            None => past,
        };
        let name = match &chosen {
            Some((_, name)) => Some(name.clone()),
            None => editor.previous_name().map(ToString::to_string),
        };
        if let Some(other) = other.clone() {
            editor.ask(|ticket| Request::Compare { ticket, other });
        }
        Self { choices, chosen: chosen.map(|(id, _)| id), name, other, result: None }
    }

    /// Takes in how much the two have in common.
    pub(super) fn take(&mut self, editor: &Editor, [here, there]: &[Likeness; 2]) {
        let Some(other) = &self.other else { return };
        let passages = |likeness: &Likeness, field| {
            let compared = likeness.fields.iter().find(|compared| compared.field == field);
            compared.map(|compared| compared.passages.clone()).unwrap_or_default()
        };
        let texts = FIELDS
            .into_iter()
            .map(|field| ComparedText {
                field,
                share: here.share(field),
                here: pieces(&editor.draft().text(field), passages(here, field)),
                there: pieces(&other.text(field), passages(there, field)),
            })
            .filter(|text| !text.here.is_empty() || !text.there.is_empty())
            .collect();
        self.result = Some(Compared { whole: here.whole(), texts });
    }
}

/// Cuts a text at the ends of its passages.
fn pieces(text: &str, mut passages: Vec<Span>) -> Vec<Piece> {
    passages.sort_unstable();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut passages = passages.into_iter().peekable();
    for (index, character) in text.chars().enumerate() {
        while passages.next_if(|span| span.end <= index).is_some() {}
        let common = passages.peek().is_some_and(|span| span.start <= index);
        match pieces.last_mut().filter(|piece| piece.common == common) {
            Some(piece) => piece.text.push(character),
            None => pieces.push(Piece { text: character.to_string(), common }),
        }
    }
    pieces
}
