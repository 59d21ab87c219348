//! The reading of a whole draft: figures and computed totals.

use super::{Draft, Field, Figure, read, token};
use crate::format::{CellId, Edition};
use std::rc::Rc;

/// A computed total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    /// Sum of the addends that could be read.
    pub value: i64,
    /// Number of addends that are blank.
    pub blank: usize,
    /// Number of addends that could not be read.
    pub unreadable: usize,
    /// Number of addends that have a value, be it an incomplete one.
    pub entered: usize,
}

impl Sum {
    /// Whether every addend has a value.
    pub const fn is_complete(self) -> bool {
        self.blank == 0 && self.unreadable == 0
    }

    /// Whether no addend has a value, so that there is nothing to show.
    pub const fn is_empty(self) -> bool {
        self.entered == 0
    }
}

/// A draft together with the reading of its figures.
#[derive(Debug, Clone)]
pub struct Report {
    draft: Rc<Draft>,
    figures: [Figure; CellId::COUNT],
    sums: [Sum; CellId::COUNT],
    previous: Option<Rc<Report>>,
}

impl Report {
    /// Reads a draft.
    pub fn read(draft: Rc<Draft>) -> Self {
        let figures = std::array::from_fn(|_| Figure::Blank);
        let mut report = Self { draft, figures, sums: [Sum::default(); CellId::COUNT], previous: None };
        for cell in CellId::all() {
            report.figures[cell.index()] = read(cell.kind(), report.draft.cell(cell));
        }
        report.add_up();
        report
    }

    /// Takes over a changed draft, reading again only the cells named.
    pub fn update(&mut self, draft: Rc<Draft>, changed: &[CellId]) {
        if draft.year != self.draft.year {
            *self = Self { previous: self.previous.take(), ..Self::read(draft) };
            return;
        }
        self.draft = draft;
        for &cell in changed {
            self.figures[cell.index()] = read(cell.kind(), self.draft.cell(cell));
        }
        if !changed.is_empty() {
            self.add_up();
        }
    }

    fn add_up(&mut self) {
        for &cell in CellId::derived(self.edition()) {
            self.sums[cell.index()] = self.add_up_cell(cell);
        }
    }

    fn add_up_cell(&self, cell: CellId) -> Sum {
        let addends = cell.addends(self.edition());
        let mut sum = Sum::default();
        for &addend in addends {
            let figure = self.figure(addend);
            if let Some(value) = figure.value() {
                sum.value += value;
                sum.entered += 1;
                continue;
            }
            // A total that is itself incomplete makes this one incomplete, not empty.
            let inner = self.sums[addend.index()];
            sum.value += inner.value;
            sum.entered += usize::from(!inner.is_empty());
            if inner.unreadable > 0 || matches!(figure, Figure::Unreadable(_)) {
                sum.unreadable += 1;
            } else {
                sum.blank += 1;
            }
        }
        sum
    }

    /// The draft.
    pub fn draft(&self) -> &Rc<Draft> {
        &self.draft
    }

    /// The edition of the format.
    pub fn edition(&self) -> Edition {
        self.draft.edition()
    }

    /// Last year's report of the same unit, where it is at hand.
    pub fn previous(&self) -> Option<&Rc<Self>> {
        self.previous.as_ref()
    }

    /// Puts last year's report beside this one.
    pub fn set_previous(&mut self, previous: Option<Rc<Self>>) {
        self.previous = previous;
    }

    /// The text of a field as the report shows it: live figures in place of their tokens.
    pub fn text(&self, field: Field) -> Rc<str> {
        let text = self.draft.text(field);
        if field.is_prose() && text.contains('{') { token::resolve(self, &text).0.into() } else { text }
    }

    /// The reading of what was typed into a cell.
    pub fn typed(&self, cell: CellId) -> Figure {
        self.figures[cell.index()]
    }

    /// The computed total of a derived cell, whether or not somebody typed over it.
    pub fn sum(&self, cell: CellId) -> Option<Sum> {
        cell.is_derived(self.edition()).then(|| self.sums[cell.index()])
    }

    /// Whether somebody typed over the computed total.
    pub fn is_overridden(&self, cell: CellId) -> bool {
        cell.is_derived(self.edition()) && self.typed(cell) != Figure::Blank
    }

    /// The figure that the report shows: typed, else computed from complete addends, else blank.
    pub fn figure(&self, cell: CellId) -> Figure {
        match (self.typed(cell), self.sum(cell)) {
            (Figure::Blank, Some(sum)) if sum.is_complete() => Figure::Number(sum.value),
            (typed, _) => typed,
        }
    }

    /// The value that equations use; `None` for a blank, an unreadable cell, or a total of such.
    pub fn value(&self, cell: CellId) -> Option<i64> {
        self.figure(cell).value()
    }

    /// The text that is printed in a cell: as typed, else the computed total, also one of which some
    /// addends are still blank.
    pub fn printed(&self, cell: CellId) -> Rc<str> {
        match (self.typed(cell), self.sum(cell)) {
            (Figure::Blank, Some(sum)) if !sum.is_empty() => sum.value.to_string().into(),
            _ => Rc::clone(self.draft.cell(cell)),
        }
    }

    /// The cells of the edition that are still to be filled in: blank and not computed.
    pub fn blanks(&self) -> impl Iterator<Item = CellId> + '_ {
        let edition = self.edition();
        CellId::of_edition(edition)
            .filter(move |&cell| !cell.is_derived(edition) && self.typed(cell) == Figure::Blank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Applicant, RequestRow};
    use crate::report::UnitKind;

    fn t3(row: RequestRow, column: Applicant) -> CellId {
        CellId::t3(row, column)
    }

    fn report(cells: &[(CellId, &str)]) -> Report {
        let draft = Draft::new(2024, UnitKind::Township).with_cells(cells.iter().copied());
        Report::read(Rc::new(draft))
    }

    #[test]
    fn a_total_of_blanks_is_blank_not_zero() {
        let report = report(&[]);
        let total = t3(RequestRow::Received, Applicant::Total);
        assert_eq!(report.figure(total), Figure::Blank);
        assert_eq!(&*report.printed(total), "");
        assert_eq!(report.sum(total).map(|sum| sum.blank), Some(6));
        assert_eq!(&*report.printed(t3(RequestRow::Total, Applicant::Total)), "");
    }

    #[test]
    fn an_incomplete_total_is_printed_but_not_assessed() {
        let report = report(&[(t3(RequestRow::Granted, Applicant::Natural), "12")]);
        for cell in [
            t3(RequestRow::Granted, Applicant::Total),
            t3(RequestRow::Total, Applicant::Natural),
            t3(RequestRow::Total, Applicant::Total),
        ] {
            assert_eq!(&*report.printed(cell), "12", "{}", cell.key());
            assert_eq!(report.value(cell), None, "{}", cell.key());
        }
    }

    #[test]
    fn complete_totals_are_computed_and_can_be_typed_over() {
        let mut cells: Vec<_> =
            Applicant::CLASSES.iter().map(|&column| (t3(RequestRow::Received, column), "2")).collect();
        let total = t3(RequestRow::Received, Applicant::Total);
        assert_eq!(report(&cells).value(total), Some(12));
        cells.push((total, "13"));
        let typed_over = report(&cells);
        assert_eq!(typed_over.value(total), Some(13));
        assert!(typed_over.is_overridden(total));
        assert_eq!(typed_over.sum(total).map(|sum| sum.value), Some(12));
    }

    #[test]
    fn an_update_gives_what_a_fresh_reading_gives() {
        let cell = t3(RequestRow::Granted, Applicant::Natural);
        let mut updated = report(&[]);
        let draft = Rc::new(Draft::clone(updated.draft()).with_cells([(cell, "5")]));
        updated.update(Rc::clone(&draft), &[cell]);
        let fresh = Report::read(draft);
        assert!(CellId::all().all(|cell| updated.figure(cell) == fresh.figure(cell)));
        assert!(CellId::all().all(|cell| updated.sum(cell) == fresh.sum(cell)));
    }

    #[test]
    fn the_year_decides_which_rows_add_up() {
        let cells = [
            (t3(RequestRow::OtherHandling, Applicant::Natural), "3"),
            (t3(RequestRow::OtherResult, Applicant::Natural), "4"),
        ];
        let total = t3(RequestRow::Total, Applicant::Natural);
        let of_year =
            |year| Report::read(Rc::new(Draft::new(year, UnitKind::Street).with_cells(cells))).printed(total);
        assert_eq!(&*of_year(2020), "3");
        assert_eq!(&*of_year(2021), "4");
    }
}
