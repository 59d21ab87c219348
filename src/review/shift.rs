//! How places in a text move when the text is edited.

use crate::prose::Span;
use crate::report::{Change, Draft, Field};
use crate::rules::Finding;
use std::rc::Rc;

/// A stretch of a text that gives way to another, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    field: Field,
    start: usize,
    removed: usize,
    inserted: usize,
}

impl Shift {
    /// What a change does to places in texts; `draft` is the state before it. `None` where no text changes.
    pub fn of(change: &Change, draft: &Draft) -> Option<Self> {
        let count = |text: &str| text.chars().count();
        match change {
            Change::Text { field, splice } => {
                let before = draft.typed(*field)?.get(..splice.start)?;
                Some(Self {
                    field: *field,
                    start: count(before),
                    removed: count(&splice.removed),
                    inserted: count(&splice.inserted),
                })
            }
            Change::Typed { field, after, .. } => {
                let inserted = after.as_ref().map_or(0, |after| count(after));
                Some(Self { field: *field, start: 0, removed: count(&draft.text(*field)), inserted })
            }
            Change::Cell { .. } | Change::Reason { .. } | Change::Frame { .. } => None,
        }
    }

    /// Where a stretch stands afterwards. One that was cut into keeps what is left of it, at worst nothing.
    #[must_use]
    pub fn place(self, span: Span) -> Span {
        if span.field != self.field {
            return span;
        }
        let behind = self.start + self.removed;
        let at = |character: usize, is_end: bool| match character {
            // What is typed at the edge of a stretch does not belong to it.
            character if character < self.start || (is_end && character == self.start) => character,
            character if character >= behind => character - self.removed + self.inserted,
            character => character.min(self.start + self.inserted),
        };
        let start = at(span.start, false);
        Span { start, end: at(span.end, true).max(start), ..span }
    }

    /// Moves the places of findings; those that stay the same keep their `Rc`.
    pub fn apply(self, findings: &mut [Rc<Finding>]) {
        for finding in findings {
            if finding.spans.iter().any(|&span| self.place(span) != span) {
                *finding = Rc::new(Finding::clone(finding).with_spans(|span| self.place(span)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Splice, UnitKind};

    fn placed(before: &str, after: &str, (start, end): (usize, usize)) -> (usize, usize) {
        let draft = Draft::new(2024, UnitKind::Street).with_text(Field::Overview, before);
        let change = Change::Text { field: Field::Overview, splice: Splice::between(before, after) };
        let span = Shift::of(&change, &draft).unwrap().place(Span { field: Field::Overview, start, end });
        (span.start, span.end)
    }

    #[test]
    fn stretches_move_with_what_is_typed_before_them() {
        assert_eq!(placed("收到12件", "共收到12件", (2, 4)), (3, 5));
        assert_eq!(placed("收到12件", "收12件", (2, 4)), (1, 3));
        assert_eq!(placed("收到12件", "收到12件。", (2, 4)), (2, 4));
    }

    #[test]
    fn what_is_typed_at_the_edges_does_not_belong_to_a_stretch() {
        assert_eq!(placed("收到12件", "收到了12件", (2, 4)), (3, 5));
        assert_eq!(placed("收到12件", "收到12余件", (2, 4)), (2, 4));
        assert_eq!(placed("收到12件", "收到132件", (2, 4)), (2, 5));
    }

    #[test]
    fn a_stretch_that_is_cut_into_keeps_what_is_left() {
        assert_eq!(placed("收到1234件", "收到14件", (2, 6)), (2, 4));
        assert_eq!(placed("甲乙丙丁", "甲丁", (1, 3)), (1, 1));
        assert_eq!(placed("甲乙丙丁", "丁", (1, 2)), (0, 0));
    }

    #[test]
    fn other_texts_stay() {
        let draft = Draft::new(2024, UnitKind::Street).with_text(Field::Overview, "甲");
        let change = Change::Text { field: Field::Overview, splice: Splice::between("甲", "") };
        let span = Span { field: Field::Problems, start: 0, end: 1 };
        assert_eq!(Shift::of(&change, &draft).unwrap().place(span), span);
    }
}
