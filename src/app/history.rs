//! Undo and redo over everything that changes a draft.

use crate::report::{Change, Draft, Splice};
use std::collections::VecDeque;
use std::rc::Rc;

/// Number of steps kept; the promise to the user is 200.
const STEPS: usize = 500;
/// Typing in one text is one step until a pause of this many milliseconds.
const PAUSE: u64 = 1000;

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
    use crate::report::{Field, UnitKind};

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
