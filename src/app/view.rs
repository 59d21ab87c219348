//! What the editor shows of a report, worked out without a screen. Rows that did not change keep their `Rc`,
//! so that only what changed is drawn again.

use super::text::{Side, side_of, weight};
use crate::format::{Applicant, CellId, Edition, Grid, Part, RequestRow, Table};
use crate::report::{Field, Figure, Report, Sum, tidy};
use crate::rules::{Assessment, Finding, Severity, balance_of};
use std::borrow::Cow;
use std::rc::Rc;

/// How a cell looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// To be filled in.
    Blank,
    /// A figure as entered.
    Entered,
    /// A total of complete addends.
    Computed,
    /// A total of which some addends are blank, or all.
    Incomplete,
    /// A total that somebody typed over.
    Overridden,
    /// Not a figure.
    Unreadable,
}

/// A cell of the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellView {
    /// The cell.
    pub id: CellId,
    /// The text in the input.
    pub text: Rc<str>,
    /// How it looks.
    pub state: CellState,
    /// Whether it is a computed figure.
    pub derived: bool,
    /// The weight of the gravest finding on it.
    pub mark: Option<Severity>,
    /// The side on which it stands in the finding at hand.
    pub side: Option<Side>,
    /// How it was read or computed; empty where that is plain.
    pub note: Cow<'static, str>,
    /// What all of this was made from: the text as typed, and the computed total.
    source: (Rc<str>, Option<Sum>),
}

impl CellView {
    /// Whether the cell would come out the same again.
    fn is_current(&self, report: &Report, cell: CellId, marks: &Marks) -> bool {
        self.id == cell
            && self.mark == marks.severity[cell.index()]
            && self.side == marks.side[cell.index()]
            && Rc::ptr_eq(&self.source.0, report.draft().cell(cell))
            && self.source.1 == report.sum(cell)
    }
}

/// The figures of one printed row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowView {
    /// The cells.
    pub cells: Vec<CellView>,
}

/// The balance of a column of table 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BalanceView {
    /// A + B = P + F.
    Holds,
    /// Both sums.
    Fails(i64, i64),
    /// A figure is missing.
    NotAssessable,
}

/// A table of the editor.
#[derive(Debug, Clone)]
pub struct TableView {
    /// The table.
    pub table: Table,
    /// The edition.
    pub edition: Edition,
    /// The rows with figures, in the order of [`Grid::figure_rows`].
    pub rows: Vec<Rc<RowView>>,
    /// The balance of the seven columns of table 3; empty for the others.
    pub balance: Rc<Vec<BalanceView>>,
    /// Number of cells still to be filled in.
    pub blank: usize,
    /// Last year's report of the same unit, where it is at hand.
    pub previous: Option<Rc<Report>>,
}

impl PartialEq for TableView {
    fn eq(&self, other: &Self) -> bool {
        let previous = |view: &Self| view.previous.as_ref().map(Rc::as_ptr);
        (self.table, self.edition, self.blank) == (other.table, other.edition, other.blank)
            && self.rows == other.rows
            && self.balance == other.balance
            && previous(self) == previous(other)
    }
}

/// What findings say of every cell.
#[derive(Debug, PartialEq)]
pub(super) struct Marks {
    /// The weight of the gravest.
    severity: [Option<Severity>; CellId::COUNT],
    /// The side on which the cell stands in the finding at hand.
    side: [Option<Side>; CellId::COUNT],
}

/// Marks the cells that findings name; `attended` is the finding at hand.
pub(super) fn marks(findings: &[Rc<Finding>], attended: Option<&Finding>) -> Marks {
    let mut marks = Marks { severity: [None; CellId::COUNT], side: [None; CellId::COUNT] };
    // The gravest come first and win.
    for finding in findings {
        for cell in &finding.cells {
            marks.severity[cell.index()].get_or_insert(weight(finding));
        }
    }
    if let Some(finding) = attended {
        for &cell in &finding.cells {
            marks.side[cell.index()] = side_of(finding, cell);
        }
    }
    marks
}

impl TableView {
    /// Lays out a table, taking over from `old` what has not changed.
    pub(super) fn build(report: &Report, table: Table, marks: &Marks, old: Option<&Self>) -> Self {
        let edition = report.edition();
        let old = old.filter(|old| old.edition == edition);
        let mut blank = 0;
        let rows = Grid::of(edition, table)
            .figure_rows()
            .iter()
            .enumerate()
            .map(|(index, cells)| {
                let current = old.and_then(|old| old.rows.get(index)).filter(|old| {
                    let mut pairs = old.cells.iter().zip(cells);
                    pairs.all(|(view, &cell)| view.is_current(report, cell, marks))
                });
                let row = match current {
                    Some(old) => Rc::clone(old),
                    None => Rc::new(RowView {
                        cells: cells.iter().map(|&cell| cell_view(report, cell, marks)).collect(),
                    }),
                };
                blank += row.cells.iter().filter(|cell| cell.state == CellState::Blank).count();
                row
            })
            .collect();
        let balance = if table == Table::Three { balance(report) } else { Vec::new() };
        let balance = match old.filter(|old| *old.balance == balance) {
            Some(old) => Rc::clone(&old.balance),
            None => Rc::new(balance),
        };
        Self { table, edition, rows, balance, blank, previous: report.previous().cloned() }
    }
}

fn balance(report: &Report) -> Vec<BalanceView> {
    Applicant::ALL
        .iter()
        .map(|&column| match balance_of(report, column) {
            Assessment::Holds => BalanceView::Holds,
            Assessment::Fails(equation) => BalanceView::Fails(equation.left.sum(), equation.right.sum()),
            Assessment::NotAssessable => BalanceView::NotAssessable,
        })
        .collect()
}

fn cell_view(report: &Report, cell: CellId, marks: &Marks) -> CellView {
    let typed = report.typed(cell);
    let sum = report.sum(cell);
    let state = match (typed, sum) {
        (Figure::Unreadable(_), _) => CellState::Unreadable,
        (Figure::Blank, Some(sum)) if sum.is_complete() => CellState::Computed,
        (Figure::Blank, Some(_)) => CellState::Incomplete,
        (Figure::Blank, None) => CellState::Blank,
        (_, Some(_)) => CellState::Overridden,
        (_, None) => CellState::Entered,
    };
    let text = match state {
        CellState::Computed | CellState::Incomplete => report.printed(cell),
        _ => Rc::clone(report.draft().cell(cell)),
    };
    let note = match (state, sum) {
        (CellState::Computed, _) => Cow::Borrowed(how_computed(cell)),
        (CellState::Incomplete, Some(sum)) if sum.unreadable > 0 => "有格子读不出数字，合计不完整".into(),
        (CellState::Incomplete, _) => "还有空格，合计不完整".into(),
        (CellState::Overridden, Some(sum)) if sum.is_complete() => {
            format!("手工填写；自动合计为 {}。清空即恢复自动合计", sum.value).into()
        }
        (CellState::Overridden, _) => "手工填写；清空即恢复自动合计".into(),
        (CellState::Unreadable, _) => match typed {
            Figure::Unreadable(misread) => misread.sentence().into(),
            _ => Cow::Borrowed(""),
        },
        (CellState::Entered, _) => match typed {
            Figure::Nil => "按“没有”计，合计时算 0".into(),
            _ => match tidy(cell.kind(), &text) {
                Some(tidied) => format!("读作 {tidied}").into(),
                None => Cow::Borrowed(""),
            },
        },
        (CellState::Blank, _) => Cow::Borrowed(""),
    };
    let source = (Rc::clone(report.draft().cell(cell)), sum);
    CellView {
        id: cell,
        text,
        state,
        derived: sum.is_some(),
        mark: marks.severity[cell.index()],
        side: marks.side[cell.index()],
        note,
        source,
    }
}

fn how_computed(cell: CellId) -> &'static str {
    match cell.request() {
        Some((RequestRow::Total, column)) if column != Applicant::Total => "自动合计：（一）至（六）各行之和",
        Some(_) => "自动合计：六类申请人之和",
        None => "自动合计：四种结果之和",
    }
}

/// A section of the editor: the opening matter or one of the six parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// 标题与引言.
    Head,
    /// One of the six parts.
    Part(Part),
}

impl Section {
    /// The sections in order.
    pub const ALL: [Self; 7] = [
        Self::Head,
        Self::Part(Part::Overview),
        Self::Part(Part::Proactive),
        Self::Part(Part::Requests),
        Self::Part(Part::Review),
        Self::Part(Part::Problems),
        Self::Part(Part::Other),
    ];

    /// The heading.
    pub fn heading(self, edition: Edition) -> &'static str {
        match self {
            Self::Head => "标题与引言",
            Self::Part(part) => edition.format().headings[part.index()],
        }
    }

    /// The id of the section's element, and the fragment that leads to it.
    pub fn element_id(self) -> String {
        match self {
            Self::Head => "section-head".to_owned(),
            Self::Part(part) => format!("section-{}", part.index() + 1),
        }
    }
}

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// Nothing entered.
    NotBegun,
    /// A table with so many blank cells.
    Blanks(usize),
    /// So many findings that must be put right or explained, and whether one must be put right.
    Problems(usize, bool),
    /// Complete.
    Done,
}

/// A line of the list of sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionState {
    /// The section.
    pub section: Section,
    /// How far it is.
    pub progress: Progress,
}

/// How far each section is.
pub fn section_states(
    report: &Report,
    findings: &[Rc<Finding>],
    tables: &[Rc<TableView>; 3],
) -> [SectionState; 7] {
    Section::ALL.map(|section| {
        let part = match section {
            Section::Head => None,
            Section::Part(part) => Some(part),
        };
        let is_blank = |field| report.draft().typed(field).is_none_or(|text| text.trim().is_empty());
        let mut problems = 0;
        let mut grave = false;
        for finding in findings.iter().filter(|finding| finding.part == part && finding.reason.is_none()) {
            problems += usize::from(finding.severity != Severity::Hint);
            grave |= finding.severity == Severity::Error;
        }
        let progress = match part.and_then(Part::table) {
            Some(table) => {
                let view = &tables[table as usize];
                let entered = view.rows.iter().flat_map(|row| &row.cells).any(|cell| {
                    !matches!(cell.state, CellState::Blank | CellState::Computed | CellState::Incomplete)
                });
                match (entered, view.blank) {
                    (false, 1..) => Progress::NotBegun,
                    (_, blank @ 1..) if !grave => Progress::Blanks(blank),
                    (_, 0) if problems == 0 => Progress::Done,
                    _ => Progress::Problems(problems, grave),
                }
            }
            None if is_blank(part.map_or(Field::Unit, Field::of_part)) => Progress::NotBegun,
            None if problems > 0 => Progress::Problems(problems, grave),
            None => Progress::Done,
        };
        SectionState { section, progress }
    })
}
