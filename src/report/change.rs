//! One thing that changes in a draft: what is undone, stored, and told to the reviewer.

use super::{Draft, Field, UnitKind};
use crate::format::CellId;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A replaced stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Splice {
    /// Where it begins, in bytes.
    pub start: usize,
    /// What stood there.
    pub removed: String,
    /// What stands there now.
    pub inserted: String,
}

impl Splice {
    /// The shortest single replacement that turns one text into the other.
    pub fn between(before: &str, after: &str) -> Self {
        let mut start = common_start(before.as_bytes(), after.as_bytes());
        while !before.is_char_boundary(start) || !after.is_char_boundary(start) {
            start -= 1;
        }
        let (rest_before, rest_after) = (&before[start..], &after[start..]);
        let mut end = common_end(rest_before.as_bytes(), rest_after.as_bytes());
        while !rest_before.is_char_boundary(rest_before.len() - end)
            || !rest_after.is_char_boundary(rest_after.len() - end)
        {
            end -= 1;
        }
        Self {
            start,
            removed: rest_before[..rest_before.len() - end].to_owned(),
            inserted: rest_after[..rest_after.len() - end].to_owned(),
        }
    }

    /// The replacement that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { start: self.start, removed: self.inserted.clone(), inserted: self.removed.clone() }
    }

    /// Carries the replacement out. A text that it does not fit is returned unchanged.
    pub fn apply(&self, text: &str) -> String {
        match text.get(self.start..).and_then(|rest| rest.strip_prefix(self.removed.as_str())) {
            Some(rest) => [&text[..self.start], &self.inserted, rest].concat(),
            None => text.to_owned(),
        }
    }
}

/// Bytes that are compared at once; comparing single ones costs a keystroke in a long text dearly.
const CHUNK: usize = 256;

/// Number of bytes that two texts begin with alike.
fn common_start(one: &[u8], two: &[u8]) -> usize {
    let mut pairs = one.chunks(CHUNK).zip(two.chunks(CHUNK));
    let alike = pairs.by_ref().take_while(|(one, two)| one == two && one.len() == CHUNK).count() * CHUNK;
    let rest = one[alike..].iter().zip(&two[alike..]);
    alike + rest.take_while(|(one, two)| one == two).count()
}

/// Number of bytes that two texts end with alike.
fn common_end(one: &[u8], two: &[u8]) -> usize {
    let mut pairs = one.rchunks(CHUNK).zip(two.rchunks(CHUNK));
    let alike = pairs.by_ref().take_while(|(one, two)| one == two && one.len() == CHUNK).count() * CHUNK;
    let rest = one[..one.len() - alike].iter().rev().zip(two[..two.len() - alike].iter().rev());
    alike + rest.take_while(|(one, two)| one == two).count()
}

/// One thing that changed in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// The text of a cell.
    Cell {
        /// The cell.
        cell: CellId,
        /// The text before.
        before: Rc<str>,
        /// The text after.
        after: Rc<str>,
    },
    /// A stretch of a text that was typed before and after.
    Text {
        /// The text.
        field: Field,
        /// What was replaced.
        splice: Splice,
    },
    /// A text that became typed or went back to being composed.
    Typed {
        /// The text.
        field: Field,
        /// The typed text before, if any.
        before: Option<Rc<str>>,
        /// The typed text after, if any.
        after: Option<Rc<str>>,
    },
    /// The reason given for a finding.
    Reason {
        /// The finding.
        fingerprint: Rc<str>,
        /// The reason before, if any.
        before: Option<Rc<str>>,
        /// The reason after, if any.
        after: Option<Rc<str>>,
    },
    /// Year and kind of unit.
    Frame {
        /// Before.
        before: (u16, UnitKind),
        /// After.
        after: (u16, UnitKind),
    },
}

impl Change {
    /// The change of a cell to a new text; `None` where it says that already.
    pub fn of_cell(draft: &Draft, cell: CellId, after: impl Into<Rc<str>>) -> Option<Self> {
        let (before, after) = (Rc::clone(draft.cell(cell)), after.into());
        (before != after).then_some(Self::Cell { cell, before, after })
    }

    /// The change of a text; `None` where it says that already.
    pub fn of_text(draft: &Draft, field: Field, after: Option<Rc<str>>) -> Option<Self> {
        match (draft.typed(field), after) {
            (Some(before), Some(after)) => {
                (**before != *after).then(|| Self::Text { field, splice: Splice::between(before, &after) })
            }
            (before, after) => {
                let before = before.cloned();
                (before != after).then_some(Self::Typed { field, before, after })
            }
        }
    }

    /// What turns one draft into another, the frame first. Cells that this version does not know stay as they are.
    pub fn between(before: &Draft, after: &Draft) -> Vec<Self> {
        let frame = |draft: &Draft| (draft.year, draft.unit_kind);
        let (old, new) = (frame(before), frame(after));
        let mut changes: Vec<_> =
            (old != new).then_some(Self::Frame { before: old, after: new }).into_iter().collect();
        changes.extend(
            Field::ALL.iter().filter_map(|&field| Self::of_text(before, field, after.typed(field).cloned())),
        );
        changes.extend(
            CellId::all().filter_map(|cell| Self::of_cell(before, cell, Rc::clone(after.cell(cell)))),
        );
        let mut noted: Vec<_> = before.noted().chain(after.noted()).collect();
        noted.sort_unstable();
        noted.dedup();
        changes.extend(noted.into_iter().filter_map(|name| {
            let (old, new) = (before.reason(name).cloned(), after.reason(name).cloned());
            (old != new).then(|| Self::Reason { fingerprint: Rc::clone(name), before: old, after: new })
        }));
        changes
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        match self.clone() {
            Self::Cell { cell, before, after } => Self::Cell { cell, before: after, after: before },
            Self::Text { field, splice } => Self::Text { field, splice: splice.inverse() },
            Self::Typed { field, before, after } => Self::Typed { field, before: after, after: before },
            Self::Reason { fingerprint, before, after } => {
                Self::Reason { fingerprint, before: after, after: before }
            }
            Self::Frame { before, after } => Self::Frame { before: after, after: before },
        }
    }

    /// Carries the change out.
    pub fn apply(&self, draft: &mut Draft) {
        match self {
            Self::Cell { cell, after, .. } => draft.set_cell(*cell, Rc::clone(after)),
            Self::Text { field, splice } => {
                let text = draft.typed(*field).map_or_else(String::new, |text| splice.apply(text));
                draft.set_text(*field, Some(text.into()));
            }
            Self::Typed { field, after, .. } => draft.set_text(*field, after.clone()),
            Self::Reason { fingerprint, after, .. } => draft.set_reason(fingerprint, after.clone()),
            Self::Frame { after: (year, kind), .. } => {
                draft.year = *year;
                draft.unit_kind = *kind;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn splices_are_short_and_stand_on_character_boundaries() {
        let splice = Splice::between("收到12件", "收到13件");
        assert_eq!((splice.start, &*splice.removed, &*splice.inserted), (7, "2", "3"));
        // 丁 and 万 share bytes.
        let splice = Splice::between("一丁二", "一万二");
        assert_eq!((&*splice.removed, &*splice.inserted), ("丁", "万"));
        let splice = Splice::between("aa", "aaa");
        assert_eq!((splice.start, &*splice.removed, &*splice.inserted), (2, "", "a"));
    }

    proptest! {
        #[test]
        fn splices_lead_there_and_back(before in "[a丁万七一\u{1f600}]{0,12}", after in "[a丁万七一\u{1f600}]{0,12}") {
            let splice = Splice::between(&before, &after);
            prop_assert_eq!(splice.apply(&before), after.clone());
            prop_assert_eq!(splice.inverse().apply(&after), before);
        }
    }
}
