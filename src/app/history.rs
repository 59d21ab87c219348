//! Undo and redo over everything that changes a draft.

use crate::format::CellId;
use crate::report::{Draft, Field, UnitKind};
use crate::rules::{Scope, Target};
use std::collections::VecDeque;
use std::rc::Rc;

/// Number of steps kept; the promise to the user is 200.
const STEPS: usize = 500;
/// Typing in one text is one step until a pause of this many milliseconds.
const PAUSE: u64 = 1000;

/// A replaced stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
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

    /// What the change touches.
    pub fn scope(&self) -> Scope {
        match self {
            Self::Cell { cell, .. } => Scope::table(cell.table()),
            Self::Text { field, .. } | Self::Typed { field, .. } => Scope::field(*field),
            Self::Reason { .. } => Scope::EXPLANATIONS,
            Self::Frame { .. } => Scope::ALL,
        }
    }

    /// Where it happened, if that is a place that can be shown.
    pub fn target(&self) -> Option<Target> {
        match self {
            Self::Cell { cell, .. } => Some(Target::Cell(*cell)),
            Self::Text { field, .. } | Self::Typed { field, .. } => Some(Target::Field(*field)),
            Self::Frame { .. } | Self::Reason { .. } => None,
        }
    }
}

/// Changes that are taken back together.
#[derive(Debug, Clone)]
struct Step {
    changes: Vec<Change>,
    /// Whether further typing at the same place still belongs to the step.
    open: bool,
    /// When it last grew, in milliseconds.
    at: u64,
}

/// The steps that can be taken back, and those that were.
#[derive(Debug, Clone, Default)]
pub struct History {
    undo: VecDeque<Step>,
    redo: Vec<Step>,
}

impl History {
    /// Notes changes that were carried out on `draft`, which is the state before them. Typing at one place
    /// continues the last step.
    pub fn note(&mut self, draft: &Draft, changes: &[Change], typing: bool, now: u64) {
        self.redo.clear();
        if let (true, [change], Some(step)) = (typing, changes, self.undo.back_mut()) {
            if step.open && merge(draft, step, change, now) {
                step.at = now;
                return;
            }
            step.open = false;
        }
        self.undo.push_back(Step { changes: changes.to_vec(), open: typing, at: now });
        if self.undo.len() > STEPS {
            self.undo.pop_front();
        }
    }

    /// Ends the step at hand: typing after this begins a new one.
    pub fn close(&mut self) {
        if let Some(step) = self.undo.back_mut() {
            step.open = false;
        }
    }

    /// Takes the last step back; the changes to carry out, in order.
    pub fn undo(&mut self) -> Option<Vec<Change>> {
        let mut step = self.undo.pop_back()?;
        step.open = false;
        let changes = step.changes.iter().rev().map(Change::inverse).collect();
        self.redo.push(step);
        Some(changes)
    }

    /// Carries the last step taken back out again; the changes to carry out, in order.
    pub fn redo(&mut self) -> Option<Vec<Change>> {
        let step = self.redo.pop()?;
        let changes = step.changes.clone();
        self.undo.push_back(step);
        Some(changes)
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is something to carry out again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}

/// Lets a step swallow a further change of the same cell or text. `draft` is the state before the change.
fn merge(draft: &Draft, step: &mut Step, change: &Change, now: u64) -> bool {
    let [last] = &mut step.changes[..] else { return false };
    match (last, change) {
        (Change::Cell { cell, after, .. }, Change::Cell { cell: other, after: new, .. }) if cell == other => {
            *after = Rc::clone(new);
            true
        }
        (Change::Text { field, splice }, Change::Text { field: other, splice: new })
            if field == other && now.saturating_sub(step.at) < PAUSE =>
        {
            if new.removed.is_empty() && new.start == splice.start + splice.inserted.len() {
                // Typing straight on, which is most of all typing, needs no look at the text.
                splice.inserted.push_str(&new.inserted);
                return true;
            }
            let Some(middle) = draft.typed(*field) else { return false };
            *splice = Splice::between(&splice.inverse().apply(middle), &new.apply(middle));
            true
        }
        (Change::Typed { field, after: Some(after), .. }, Change::Text { field: other, splice })
            if field == other && now.saturating_sub(step.at) < PAUSE =>
        {
            *after = splice.apply(after).into();
            true
        }
        _ => false,
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

    fn type_text(history: &mut History, draft: &mut Draft, field: Field, text: &str, now: u64) {
        if let Some(change) = Change::of_text(draft, field, Some(text.into())) {
            history.note(draft, std::slice::from_ref(&change), true, now);
            change.apply(draft);
        }
    }

    #[test]
    fn typing_without_a_pause_is_one_step() {
        let mut draft = Draft::new(2024, UnitKind::Street);
        let mut history = History::default();
        for (text, now) in [("你", 0), ("你h", 900), ("你hao", 1800), ("你好", 2700)] {
            type_text(&mut history, &mut draft, Field::Overview, text, now);
        }
        type_text(&mut history, &mut draft, Field::Overview, "你好。", 3700);
        for expected in [Some("你好"), None] {
            for change in history.undo().unwrap() {
                change.apply(&mut draft);
            }
            assert_eq!(draft.typed(Field::Overview).map(|text| &**text), expected);
        }
        assert!(!history.can_undo());
        for expected in ["你好", "你好。"] {
            for change in history.redo().unwrap() {
                change.apply(&mut draft);
            }
            assert_eq!(draft.typed(Field::Overview).map(|text| &**text), Some(expected));
        }
    }

    #[test]
    fn at_least_two_hundred_steps_are_kept() {
        let mut draft = Draft::new(2024, UnitKind::Street);
        let mut history = History::default();
        for number in 0..=600 {
            type_text(&mut history, &mut draft, Field::Other, &number.to_string(), number * 2000);
        }
        let mut steps = 0;
        while let Some(changes) = history.undo() {
            for change in changes {
                change.apply(&mut draft);
            }
            steps += 1;
        }
        assert_eq!(steps, STEPS);
        const { assert!(STEPS >= 200) };
    }
}
