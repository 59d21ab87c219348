//! The prose of a report, read line by line.
//!
//! [`Prose`] holds the texts of a report as lines, each with its reading. A line that did not change keeps
//! its `Rc` and with it everything that was read from it, so that a keystroke costs the reading of one line.
//!
//! Uses [`crate::format`] and [`crate::report`].

mod amount;
mod aside;
mod breakdown;
mod claim;
mod columns;
mod contrary;
mod date;
mod denial;
mod each;
pub(crate) mod index;
mod letters;
mod lexer;
mod line;
mod mean;
mod nought;
mod number;
mod occasions;
mod overlap;
mod percent;
mod rate;
mod reference;
mod share;
mod steps;
mod unit;
mod wording;
pub(crate) mod words;

pub use amount::Amount;
pub use breakdown::Contradiction;
pub use claim::{Claim, ResultGroup, Subject, actor};
pub use contrary::Contrary;
pub use date::{Fault, Moment, moments};
pub use letters::Sign;
pub use lexer::{Form, Percentage, Quantity, Token};
pub use line::{Line, Placed, Reading, Span};
pub use number::Precision;
pub use percent::{Growth, Miscount, MiscountKind};
pub use reference::Misreference;
pub use share::Share;
pub use unit::Unit;
pub use wording::{GRAM, Sentence, Wording};

use crate::report::{Field, Report, token};
use std::rc::Rc;

/// The texts that are read, in the order of the report.
pub const FIELDS: [Field; 8] = [
    Field::Title,
    Field::Opening,
    Field::Overview,
    Field::Proactive,
    Field::Requests,
    Field::Review,
    Field::Problems,
    Field::Other,
];

/// The texts of a report.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    fields: [Vec<Placed>; FIELDS.len()],
}

impl Prose {
    /// Reads the texts of a report.
    pub fn read(report: &Report) -> Self {
        let mut prose = Self::default();
        prose.update(report, |_| true);
        prose
    }

    /// Reads again the texts that may have changed, and says which did. Lines that are the same keep their
    /// `Rc`.
    pub fn update(&mut self, report: &Report, may_have_changed: impl Fn(Field) -> bool) -> Vec<Field> {
        let mut changed = Vec::new();
        for (&field, placed) in FIELDS.iter().zip(&mut self.fields) {
            // A figure that changed shows in every text that has tokens.
            let is_live = placed.iter().any(|placed| placed.line.may_be_live);
            if !may_have_changed(field) && !is_live {
                continue;
            }
            let fresh = read_field(report, field, placed);
            let same =
                |(old, new): (&Placed, &Placed)| Rc::ptr_eq(&old.line, &new.line) && old.start == new.start;
            if fresh.len() != placed.len() || !placed.iter().zip(&fresh).all(same) {
                changed.push(field);
                *placed = fresh;
            }
        }
        changed
    }

    /// The lines of a text that are not blank; none for a field that is not read.
    pub fn lines(&self, field: Field) -> &[Placed] {
        FIELDS.iter().position(|&known| known == field).map_or(&[], |index| &self.fields[index])
    }

    /// All lines that are not blank, in the order of the report.
    pub fn all_lines(&self) -> impl Iterator<Item = &Placed> {
        self.fields.iter().flatten()
    }
}

fn read_field(report: &Report, field: Field, old: &[Placed]) -> Vec<Placed> {
    let text = report.draft().text(field);
    let mut start = 0;
    let mut fresh: Vec<Placed> = Vec::with_capacity(old.len() + 1);
    // A change moves lines by one or two places; what is farther away is read again.
    let near = |index: usize| old.get(index.saturating_sub(2)..).unwrap_or_default().iter().take(5);
    for typed in text.split('\n') {
        let line = typed.trim_end_matches('\r');
        if !line.trim().is_empty() {
            let may_be_live = line.contains('{');
            let (shown, pieces) =
                if may_be_live { token::resolve(report, line) } else { (String::new(), Vec::new()) };
            let shown = if pieces.is_empty() { line } else { &shown };
            let known = near(fresh.len()).find(|old| old.line.is(shown, &pieces));
            let line = if let Some(old) = known {
                Rc::clone(&old.line)
            } else {
                let mut fresh = Line::new(shown, pieces, line);
                fresh.may_be_live = may_be_live;
                Rc::new(fresh)
            };
            fresh.push(Placed { field, start, line });
        }
        start += typed.chars().count() + 1;
    }
    fresh
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn report(text: &str) -> Report {
        Report::read(Rc::new(Draft::new(2024, UnitKind::Township).with_text(Field::Overview, text)))
    }

    #[test]
    fn unchanged_lines_keep_their_reading() {
        let mut prose = Prose::read(&report("甲\n\n乙乙\n丙"));
        let before: Vec<_> = prose.lines(Field::Overview).to_vec();
        assert_eq!(before.iter().map(|placed| placed.start).collect::<Vec<_>>(), [0, 3, 6]);
        let changed = prose.update(&report("甲甲\n\n乙乙\n丙"), |field| field == Field::Overview);
        assert_eq!(changed, [Field::Overview]);
        let after = prose.lines(Field::Overview);
        assert!(!Rc::ptr_eq(&before[0].line, &after[0].line));
        assert!(Rc::ptr_eq(&before[2].line, &after[2].line));
        assert_eq!(after[2].start, 7);
        assert!(prose.update(&report("甲甲\n\n乙乙\n丙"), |_| true).is_empty());
    }

    #[test]
    fn spans_lead_back_to_the_typed_text() {
        let mut report = report("前\n收{行政许可数}件，合计");
        let cell = crate::format::CellId::t2(crate::format::Item::LicenceDecisions);
        let draft = Draft::clone(report.draft()).with_cells([(cell, "12")]);
        report.update(Rc::new(draft), &[cell]);
        let prose = Prose::read(&report);
        let placed = &prose.lines(Field::Overview)[1];
        assert_eq!(placed.line.text(), "收12件，合计");
        let find = |words: &str| {
            let start = placed.line.text().find(words).unwrap();
            placed.span(start..start + words.len())
        };
        let typed: Vec<char> = report.draft().text(Field::Overview).chars().collect();
        let typed_at = |span: Span| typed[span.start..span.end].iter().collect::<String>();
        assert_eq!(typed_at(find("合计")), "合计");
        assert_eq!(typed_at(find("12件")), "{行政许可数}件");
        assert_eq!(typed_at(find("2")), "{行政许可数}");
        assert_eq!(typed_at(find("收")), "收");
    }
}
