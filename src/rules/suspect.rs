//! Which cell is it? The single changes that would set a table right.
//!
//! A figure moves every total that is computed from it, and with them every equality that those totals stand
//! in, each by the same amount or its negative. So one failing equality says by how much a cell would have to
//! change, and the cell is a suspect if that amount settles all the others and upsets none.

use super::requests_unbalanced::sides_of;
use super::{Equation, Remedy};
use crate::format::{Applicant, CellId, Edition, RequestRow, Table};
use crate::report::{LIMIT, Report};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// A cell that may hold the wrong figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspect {
    /// The cell.
    pub cell: CellId,
    /// Its present value.
    pub from: i64,
    /// The value with which every equality of the table holds.
    pub to: i64,
    /// What speaks for it.
    pub reason: Suspicion,
    /// Puts the value there.
    pub remedy: Remedy,
}

/// What speaks for a cell being the wrong one, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Suspicion {
    /// What was carried in would be what last year's report carried out.
    LastYear,
    /// Two digits of the present value changed places.
    Transposed,
    /// The present value is just the difference, and would be gone.
    IsDifference,
    /// A total that somebody typed over.
    TypedOver,
    /// One digit is another.
    OneDigit,
    /// One digit more or less.
    DigitCount,
    /// The value is zero now.
    Omitted,
    /// Nothing but that it would do.
    Possible,
}

impl Suspicion {
    /// The words shown to staff.
    pub const fn label(self) -> &'static str {
        match self {
            Self::LastYear => "去年年报结转下年度的就是这个数",
            Self::Transposed => "可能把两位数字写颠倒了",
            Self::IsDifference => "现在的数正好是相差的数，可能多填了",
            Self::TypedOver => "这个合计是手工填的",
            Self::OneDigit => "可能打错了一位",
            Self::DigitCount => "可能多打或少打了一位",
            Self::Omitted => "现在是 0，可能漏填了",
            Self::Possible => "改这一格也能对上",
        }
    }
}

/// So many suspects help; more only confuse.
const MOST: usize = 6;

/// The single changes that make every equality of the table hold, the most likely first. None where every
/// equality holds already, where one cannot be assessed, or where no single change will do.
pub fn suspects(report: &Report, table: Table) -> Vec<Suspect> {
    let mut suspects = all_suspects(report, table);
    suspects.truncate(MOST);
    suspects
}

fn all_suspects(report: &Report, table: Table) -> Vec<Suspect> {
    let edition = report.edition();
    let equalities = equalities(edition, table);
    let Some(differences) =
        equalities.iter().map(|equality| equality.difference(report)).collect::<Option<Vec<_>>>()
    else {
        return Vec::new();
    };
    if differences.iter().all(|&difference| difference == 0) {
        return Vec::new();
    }
    let cells = CellId::of_edition(edition)
        .filter(|&cell| cell.table() == table)
        .filter(|&cell| !cell.is_derived(edition) || report.is_overridden(cell));
    let mut suspects: Vec<_> = cells
        .filter_map(|cell| {
            let change = cure(&equalities, &differences, &moved_by(report, cell))?;
            Suspect::of(report, cell, change)
        })
        .collect();
    suspects.sort_by_key(|suspect| suspect.rank(report));
    suspects
}

/// Takes back what was typed over a total, where that settles the equation between its addends and it, and
/// no equality is lost that holds now: then the total is not what is wrong.
pub(super) fn recompute(report: &Report, total: CellId, equation: &Equation) -> Option<Remedy> {
    let sum = report.sum(total).filter(|sum| sum.is_complete() && report.is_overridden(total))?;
    if sum.value - report.value(total)? != equation.difference() {
        return None;
    }
    let moved = moved_by(report, total);
    let is_lost =
        |equality: &Equality| equality.difference(report) == Some(0) && equality.growth(&moved) != 0;
    let is_harmless = !equalities(report.edition(), total.table()).iter().any(is_lost);
    is_harmless.then_some(Remedy::Recompute(total))
}

/// An equality between two sums of cells.
struct Equality {
    left: Vec<CellId>,
    right: Vec<CellId>,
}

impl Equality {
    /// Left side minus right side; `None` where a figure is missing.
    fn difference(&self, report: &Report) -> Option<i64> {
        let sum = |side: &[CellId]| side.iter().try_fold(0, |sum, &cell| Some(sum + report.value(cell)?));
        Some(sum(&self.left)? - sum(&self.right)?)
    }

    /// By how much the difference grows when each of these cells grows by one.
    fn growth(&self, moved: &[CellId]) -> i64 {
        let count = |side: &[CellId]| moved.iter().map(|cell| i64::from(side.contains(cell))).sum::<i64>();
        count(&self.left) - count(&self.right)
    }
}

/// Every equality of a table: the sums that totals stand for, and in table 3 the balances.
fn equalities(edition: Edition, table: Table) -> Vec<Equality> {
    let totals = CellId::derived(edition).iter().filter(|cell| cell.table() == table);
    let mut equalities: Vec<_> =
        totals.map(|&total| Equality { left: total.addends(edition).to_vec(), right: vec![total] }).collect();
    if table == Table::Three {
        // （七）总计 of the column 总计 is added up along its row; down its column it must come to the same.
        let cell = |row| CellId::t3(row, Applicant::Total);
        let left = RequestRow::results(edition).map(cell).collect();
        equalities.push(Equality { left, right: vec![cell(RequestRow::Total)] });
        let balances = Applicant::ALL.iter().map(|&column| sides_of(column));
        equalities.extend(balances.map(|[left, right]| Equality { left: left.into(), right: right.into() }));
    }
    equalities
}

/// The cells whose values follow when this one changes: itself, and the totals computed from it.
fn moved_by(report: &Report, cell: CellId) -> Vec<CellId> {
    let edition = report.edition();
    let mut moved = vec![cell];
    for &total in CellId::derived(edition) {
        let follows = total.addends(edition).iter().any(|addend| moved.contains(addend));
        if follows && total != cell && !report.is_overridden(total) {
            moved.push(total);
        }
    }
    moved
}

/// The change of these cells with which every difference vanishes.
fn cure(equalities: &[Equality], differences: &[i64], moved: &[CellId]) -> Option<i64> {
    let mut change = None;
    for (equality, &difference) in equalities.iter().zip(differences) {
        let growth = equality.growth(moved);
        let needed = match (difference, growth) {
            (0, 0) => continue,
            (_, 0) => return None,
            _ if difference % growth == 0 => -difference / growth,
            _ => return None,
        };
        if *change.get_or_insert(needed) != needed {
            return None;
        }
    }
    change.filter(|&change| change != 0)
}

impl Suspect {
    fn of(report: &Report, cell: CellId, change: i64) -> Option<Self> {
        let from = report.value(cell)?;
        let to = from + change;
        let is_total = cell.is_derived(report.edition());
        let remedy = if is_total { Remedy::Recompute(cell) } else { Remedy::Write(cell, to.to_string()) };
        let reason = match () {
            () if carried_out_last_year(report, cell) == Some(to) => Suspicion::LastYear,
            () if is_transposed(from, to) => Suspicion::Transposed,
            () if to == 0 => Suspicion::IsDifference,
            () if is_total => Suspicion::TypedOver,
            () if from == 0 => Suspicion::Omitted,
            () if is_one_digit(from, to) => Suspicion::OneDigit,
            () if is_digit_dropped(from, to) || is_digit_dropped(to, from) => Suspicion::DigitCount,
            () => Suspicion::Possible,
        };
        (0..=LIMIT).contains(&to).then_some(Self { cell, from, to, reason, remedy })
    }

    /// The order of suspects: those that last year's report speaks against come last, then by what speaks
    /// for them. What was forgotten is rather a figure of its own than one result among many; of two
    /// ordinary figures rather the larger one is wrong by so much.
    fn rank(&self, report: &Report) -> (bool, Suspicion, bool, Reverse<i64>, CellId) {
        let is_confirmed = carried_out_last_year(report, self.cell) == Some(self.from);
        let is_result = self.cell.request().is_some_and(|(row, _)| row.is_result());
        (is_confirmed, self.reason, is_result && self.from == 0, Reverse(self.from), self.cell)
    }
}

/// What last year's report carried out, where the cell is one of what was carried in.
fn carried_out_last_year(report: &Report, cell: CellId) -> Option<i64> {
    let (row, column) = cell.request()?;
    let previous = report.previous().filter(|past| past.draft().year + 1 == report.draft().year)?;
    (row == RequestRow::CarriedIn).then(|| previous.value(CellId::t3(RequestRow::CarriedOut, column)))?
}

/// Whether one comes from the other by swapping two digits.
fn is_transposed(from: i64, to: i64) -> bool {
    let (from, to) = (from.to_string(), to.to_string());
    let mut differing = from.bytes().zip(to.bytes()).filter(|(from, to)| from != to);
    match (differing.next(), differing.next(), differing.next()) {
        (Some((a, b)), Some((c, d)), None) => from.len() == to.len() && a == d && b == c,
        _ => false,
    }
}

fn is_one_digit(from: i64, to: i64) -> bool {
    let (from, to) = (from.to_string(), to.to_string());
    from.len() == to.len() && from.bytes().zip(to.bytes()).filter(|(from, to)| from != to).count() == 1
}

/// Whether `short` is `long` without one of its digits.
fn is_digit_dropped(long: i64, short: i64) -> bool {
    let (long, short) = (long.to_string(), short.to_string());
    let same = long.bytes().zip(short.bytes()).take_while(|(long, short)| long == short).count();
    long.len() == short.len() + 1 && long[same + 1..] == short[same..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Outcome, Proceeding};
    use crate::report::{Draft, UnitKind};
    use proptest::collection::vec;
    use proptest::prelude::*;
    use std::rc::Rc;

    fn t3(row: RequestRow, column: Applicant) -> CellId {
        CellId::t3(row, column)
    }

    /// A table of zeros and these figures, totals computed where they are not named.
    fn draft(cells: &[(CellId, &str)]) -> Draft {
        let entered = CellId::of_edition(Edition::V2021).filter(|cell| !cell.is_derived(Edition::V2021));
        Draft::new(2024, UnitKind::County)
            .with_cells(entered.map(|cell| (cell, "0")))
            .with_cells(cells.iter().copied())
    }

    fn found(draft: Draft, table: Table) -> Vec<(CellId, i64, Suspicion)> {
        let suspects = suspects(&Report::read(Rc::new(draft)), table);
        suspects.into_iter().map(|suspect| (suspect.cell, suspect.to, suspect.reason)).collect()
    }

    fn natural(figures: &[(RequestRow, &'static str)]) -> Vec<(CellId, &'static str)> {
        figures.iter().map(|&(row, text)| (t3(row, Applicant::Natural), text)).collect()
    }

    #[test]
    fn nothing_to_suspect() {
        let balanced = natural(&[(RequestRow::Received, "12"), (RequestRow::Granted, "12")]);
        assert!(found(draft(&balanced), Table::Three).is_empty());
        let mut blank = natural(&[(RequestRow::Received, "13"), (RequestRow::Granted, "12")]);
        blank.push((t3(RequestRow::Query, Applicant::Legal), ""));
        assert!(found(draft(&blank), Table::Three).is_empty());
        assert!(found(draft(&[]), Table::Two).is_empty());
    }

    #[test]
    fn swapped_digits_come_first() {
        let cells = natural(&[
            (RequestRow::Received, "21"),
            (RequestRow::Granted, "8"),
            (RequestRow::Partial, "3"),
            (RequestRow::CarriedOut, "1"),
        ]);
        let found = found(draft(&cells), Table::Three);
        assert_eq!(found[0], (t3(RequestRow::Received, Applicant::Natural), 12, Suspicion::Transposed));
        assert_eq!(found.len(), MOST);
    }

    #[test]
    fn a_figure_that_is_just_the_difference_then_slips_of_a_digit_then_what_was_forgotten() {
        let cells = natural(&[
            (RequestRow::Received, "10"),
            (RequestRow::Granted, "7"),
            (RequestRow::Partial, "2"),
            (RequestRow::NotHeld, "3"),
        ]);
        let reasons = [
            (RequestRow::Partial, 0, Suspicion::IsDifference),
            (RequestRow::Received, 12, Suspicion::OneDigit),
            (RequestRow::Granted, 5, Suspicion::OneDigit),
            (RequestRow::NotHeld, 1, Suspicion::OneDigit),
            (RequestRow::CarriedIn, 2, Suspicion::Omitted),
        ];
        let wanted = reasons.map(|(row, to, reason)| (t3(row, Applicant::Natural), to, reason));
        assert_eq!(found(draft(&cells), Table::Three), wanted);
    }

    #[test]
    fn a_total_typed_over_is_computed_again() {
        let total = t3(RequestRow::Total, Applicant::Natural);
        let mut cells = natural(&[(RequestRow::Received, "12"), (RequestRow::Granted, "12")]);
        cells.push((total, "13"));
        let report = Report::read(Rc::new(draft(&cells)));
        let [suspect] = &suspects(&report, Table::Three)[..] else { panic!() };
        assert_eq!((suspect.from, suspect.to, suspect.reason), (13, 12, Suspicion::TypedOver));
        assert_eq!(suspect.remedy, Remedy::Recompute(total));
    }

    #[test]
    fn table_4_with_typed_totals() {
        let cell = |outcome| CellId::t4(Proceeding::Review, outcome);
        let cells = [(cell(Outcome::Upheld), "5"), (cell(Outcome::Other), "1"), (cell(Outcome::Total), "16")];
        let wanted = [
            (cell(Outcome::Total), 6, Suspicion::TypedOver),
            (cell(Outcome::Upheld), 15, Suspicion::DigitCount),
            (cell(Outcome::Other), 11, Suspicion::DigitCount),
            (cell(Outcome::Corrected), 10, Suspicion::Omitted),
            (cell(Outcome::Pending), 10, Suspicion::Omitted),
        ];
        assert_eq!(found(draft(&cells), Table::Four), wanted);
    }

    #[test]
    fn two_figures_wrong_in_different_columns_have_no_single_cure() {
        let mut cells = natural(&[(RequestRow::Received, "13"), (RequestRow::Granted, "12")]);
        cells.push((t3(RequestRow::CarriedOut, Applicant::Legal), "3"));
        assert!(found(draft(&cells), Table::Three).is_empty());
    }

    #[test]
    fn last_year_speaks_for_and_against() {
        let rows = [(RequestRow::Received, "4"), (RequestRow::CarriedIn, "3"), (RequestRow::Granted, "8")];
        let mut report = Report::read(Rc::new(draft(&natural(&rows))));
        let mut order = |carried_out: &'static str| {
            let mut previous = draft(&natural(&[(RequestRow::CarriedOut, carried_out)]));
            previous.year = 2023;
            report.set_previous(Some(Rc::new(Report::read(Rc::new(previous)))));
            let rows = all_suspects(&report, Table::Three).into_iter();
            rows.filter_map(|suspect| Some(suspect.cell.request()?.0)).collect::<Vec<_>>()
        };
        let [received, carried_in, granted] = rows.map(|(row, _)| row);
        assert_eq!(order("4"), [carried_in, granted, received]);
        assert_eq!(order("3"), [granted, received, carried_in]);
    }

    #[test]
    fn slips_of_the_hand() {
        assert!(is_transposed(21, 12) && is_transposed(1230, 1320) && is_transposed(321, 123));
        assert!(!is_transposed(10, 1) && !is_transposed(12, 13) && !is_transposed(11, 22));
        assert!(is_one_digit(12, 13) && is_one_digit(5, 7) && !is_one_digit(12, 12) && !is_one_digit(9, 10));
        assert!(is_digit_dropped(122, 12) && is_digit_dropped(120, 12) && is_digit_dropped(312, 12));
        assert!(!is_digit_dropped(12, 122) && !is_digit_dropped(12, 3) && is_digit_dropped(10, 0));
    }

    /// What every equality of the table lacks.
    fn differences(report: &Report, table: Table) -> Vec<Option<i64>> {
        equalities(report.edition(), table).iter().map(|equality| equality.difference(report)).collect()
    }

    fn apply(report: &Report, remedy: &Remedy) -> Report {
        let mut draft = Draft::clone(report.draft());
        match remedy {
            Remedy::Write(cell, text) => draft.set_cell(*cell, text.as_str()),
            Remedy::Recompute(cell) => draft.set_cell(*cell, ""),
            other => panic!("{other:?}"),
        }
        Report::read(Rc::new(draft))
    }

    /// A report of either edition in which tables 3 and 4 hold, with so many of its totals typed.
    fn balanced() -> impl Strategy<Value = Report> {
        let figures = vec(prop_oneof![3 => Just(0), 2 => 0..10_i64, 2 => 0..400_i64], CellId::COUNT);
        (2019_u16..2026, figures, vec(0..3_u8, CellId::COUNT), 0..3_u8).prop_map(
            |(year, figures, is_typed, typed)| {
                let edition = Edition::of_year(year);
                let entered = CellId::of_edition(edition).filter(|cell| !cell.is_derived(edition));
                let mut draft = Draft::new(year, UnitKind::City)
                    .with_cells(entered.map(|cell| (cell, figures[cell.index()].to_string())));
                let report = Report::read(Rc::new(draft.clone()));
                for column in Applicant::CLASSES {
                    let value = |row| report.value(t3(row, column)).unwrap();
                    let (carried_in, total) = (value(RequestRow::CarriedIn), value(RequestRow::Total));
                    // Received or carried in is what makes the column balance.
                    let gap = total + value(RequestRow::CarriedOut) - carried_in;
                    draft.set_cell(t3(RequestRow::Received, column), gap.max(0).to_string());
                    draft.set_cell(t3(RequestRow::CarriedIn, column), (carried_in + gap.min(0)).to_string());
                }
                let report = Report::read(Rc::new(draft.clone()));
                for &cell in CellId::derived(edition) {
                    if is_typed[cell.index()] < typed {
                        draft.set_cell(cell, report.value(cell).unwrap().to_string());
                    }
                }
                Report::read(Rc::new(draft))
            },
        )
    }

    proptest! {
        /// Whichever cell was changed, it is among the suspects with what stood there, and every suspect's
        /// remedy settles everything.
        #[test]
        fn the_cell_that_was_changed_is_found(report in balanced(), place in 0..1000_usize, figure in 0..400_i64) {
            for table in [Table::Three, Table::Four] {
                prop_assert!(differences(&report, table).iter().all(|difference| *difference == Some(0)));
                prop_assert!(suspects(&report, table).is_empty());
                let cells: Vec<_> = CellId::of_edition(report.edition()).filter(|cell| cell.table() == table).collect();
                let cell = cells[place % cells.len()];
                let true_value = report.value(cell).unwrap();
                prop_assume!(figure != true_value);
                let changed = Draft::clone(report.draft()).with_cells([(cell, figure.to_string())]);
                let changed = Report::read(Rc::new(changed));
                let all = all_suspects(&changed, table);
                if differences(&changed, table).iter().all(|difference| *difference == Some(0)) {
                    // A result of table 4 whose total is computed contradicts nothing.
                    prop_assert!(all.is_empty());
                    continue;
                }
                let found = all.iter().find(|suspect| suspect.cell == cell);
                prop_assert_eq!(found.map(|suspect| suspect.to), Some(true_value), "{:?}", all);
                for suspect in &all {
                    let cured = apply(&changed, &suspect.remedy);
                    prop_assert_eq!(cured.value(suspect.cell), Some(suspect.to));
                    let left = differences(&cured, table);
                    prop_assert!(left.iter().all(|difference| *difference == Some(0)), "{:?}: {:?}", suspect, left);
                }
            }
        }

        /// With every total typed, as in a report that was published, the cell is named and hardly any other.
        #[test]
        fn typed_totals_point_at_the_cell(report in balanced(), place in 0..1000_usize, figure in 0..400_i64) {
            let edition = report.edition();
            let totals = CellId::derived(edition).iter().map(|&cell| (cell, report.value(cell).unwrap().to_string()));
            let draft = Draft::clone(report.draft()).with_cells(totals);
            let cells: Vec<_> = CellId::of_edition(edition).filter(|cell| cell.table() == Table::Three).collect();
            let cell = cells[place % cells.len()];
            prop_assume!(Some(figure) != report.value(cell));
            let changed = Report::read(Rc::new(draft.with_cells([(cell, figure.to_string())])));
            let suspects = suspects(&changed, Table::Three);
            prop_assert_eq!(suspects.len(), 1);
            prop_assert_eq!((suspects[0].cell, Some(suspects[0].to)), (cell, report.value(cell)));
        }
    }
}
