//! A table as it is printed: merged heads, labels and figures, row by row.
//!
//! The editor, the printed page and block paste all lay out tables from here, so that they agree.

use super::labels::{applicant_path, outcome_label, proceeding_path};
use super::{Applicant, CellId, Edition, Format, Outcome, Proceeding, Table};
use std::fmt::Write as _;
use std::sync::LazyLock;

/// What a cell of the printed table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// The corner over the row labels of table 3.
    Corner(&'static str),
    /// A head over columns.
    ColumnHead(&'static str),
    /// A label of a row.
    RowHead(&'static str),
    /// The title of a block of table 2.
    BlockTitle(&'static str),
    /// A figure.
    Figure(CellId),
}

impl Content {
    /// The label, where the cell is not a figure.
    pub const fn label(self) -> Option<&'static str> {
        match self {
            Self::Corner(text) | Self::ColumnHead(text) | Self::RowHead(text) | Self::BlockTitle(text) => {
                Some(text)
            }
            Self::Figure(_) => None,
        }
    }
}

/// A cell of the printed table with its extent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridCell {
    /// What it holds.
    pub content: Content,
    /// First column it covers, from 0.
    pub column: usize,
    /// Number of rows it covers.
    pub rowspan: usize,
    /// Number of columns it covers.
    pub colspan: usize,
}

/// A printed table. Each row lists the cells that begin in it; cells reaching down from above are not
/// repeated.
#[derive(Debug)]
pub struct Grid {
    /// The table.
    pub table: Table,
    /// Widths of the columns in thousandths of the table's width.
    pub widths: Vec<u16>,
    /// Number of leading rows that are heads and repeat on every page.
    pub head_rows: usize,
    /// The rows.
    pub rows: Vec<Vec<GridCell>>,
    figure_rows: Vec<Vec<CellId>>,
}

impl Grid {
    fn new(table: Table, widths: Vec<u16>, head_rows: usize, rows: Vec<Vec<GridCell>>) -> Self {
        let figure = |cell: &GridCell| match cell.content {
            Content::Figure(id) => Some(id),
            _ => None,
        };
        let figure_rows = rows
            .iter()
            .map(|row| row.iter().filter_map(figure).collect::<Vec<_>>())
            .filter(|figures| !figures.is_empty())
            .collect();
        Self { table, widths, head_rows, rows, figure_rows }
    }

    /// The printed table of an edition.
    pub fn of(edition: Edition, table: Table) -> &'static Self {
        static GRIDS: LazyLock<[[Grid; 3]; 2]> = LazyLock::new(|| {
            Edition::ALL.map(|edition| {
                let format = edition.format();
                [table2(format), table3(format), table4()]
            })
        });
        &GRIDS[edition as usize][table as usize]
    }

    /// The figures row by row in reading order, for block paste and arrow keys: rows without figures are
    /// left out.
    pub fn figure_rows(&self) -> &[Vec<CellId>] {
        &self.figure_rows
    }

    /// Draws the table as text, a line a row, with the spans of merged cells: for reviewers who compare it
    /// with the official form.
    pub fn draw(&self) -> String {
        let mut out = String::new();
        for (index, row) in self.rows.iter().enumerate() {
            for (position, cell) in row.iter().enumerate() {
                if position > 0 {
                    out.push_str(" | ");
                }
                match cell.content {
                    Content::Figure(id) => out.push_str(id.key()),
                    other => out.push_str(other.label().unwrap_or_default()),
                }
                if (cell.rowspan, cell.colspan) != (1, 1) {
                    let _ = write!(out, " [{}x{}]", cell.rowspan, cell.colspan);
                }
            }
            out.push('\n');
            if index + 1 == self.head_rows {
                out.push_str("----\n");
            }
        }
        out
    }
}

fn cell(content: Content, column: usize, rowspan: usize, colspan: usize) -> GridCell {
    GridCell { content, column, rowspan, colspan }
}

fn table2(format: &'static Format) -> Grid {
    const WIDTH: usize = 4;
    let mut rows = Vec::new();
    for block in format.table2 {
        rows.push(vec![cell(Content::BlockTitle(block.title), 0, 1, WIDTH)]);
        // Blocks with fewer columns stretch their last one to the edge, as the official form does.
        let stretch = WIDTH + 1 - block.columns.len();
        let last = block.columns.len() - 1;
        let span = |index: usize| if index == last { stretch } else { 1 };
        let head =
            |(index, &text): (usize, &&'static str)| cell(Content::ColumnHead(text), index, 1, span(index));
        rows.push(block.columns.iter().enumerate().map(head).collect());
        for row in block.rows {
            let mut cells = vec![cell(Content::RowHead(row.label), 0, 1, 1)];
            for (index, &item) in row.items.iter().enumerate() {
                cells.push(cell(Content::Figure(CellId::t2(item)), index + 1, 1, span(index + 1)));
            }
            rows.push(cells);
        }
    }
    Grid::new(Table::Two, vec![250; WIDTH], 0, rows)
}

fn table3(format: &'static Format) -> Grid {
    const LABELS: usize = 3;
    let columns = Applicant::ALL;
    let head = |text| Content::ColumnHead(text);
    let over = applicant_path(Applicant::Business)[0];
    let mut rows = vec![
        vec![
            cell(Content::Corner(format.corner), 0, 3, LABELS),
            cell(head(format.over_columns), LABELS, 1, columns.len()),
        ],
        vec![
            cell(head(applicant_path(Applicant::Natural)[0]), LABELS, 2, 1),
            cell(head(over), LABELS + 1, 1, 5),
            cell(head(applicant_path(Applicant::Total)[0]), LABELS + 6, 2, 1),
        ],
        columns
            .iter()
            .enumerate()
            .filter_map(|(index, &column)| Some((index, applicant_path(column).get(1)?)))
            .map(|(index, text)| cell(head(text), LABELS + index, 1, 1))
            .collect(),
    ];
    let labelled = format.table3;
    for (index, row) in labelled.iter().enumerate() {
        let mut cells = Vec::with_capacity(LABELS + columns.len());
        for (depth, &label) in row.path.iter().enumerate() {
            let prefix = &row.path[..=depth];
            let shares = |other: &super::LabelledRow| other.path.starts_with(prefix);
            if index > 0 && shares(&labelled[index - 1]) {
                continue;
            }
            let rowspan = labelled[index..].iter().take_while(|other| shares(other)).count();
            let colspan = if depth + 1 == row.path.len() { LABELS - depth } else { 1 };
            cells.push(cell(Content::RowHead(label), depth, rowspan, colspan));
        }
        for (position, &column) in columns.iter().enumerate() {
            cells.push(cell(Content::Figure(CellId::t3(row.row, column)), LABELS + position, 1, 1));
        }
        rows.push(cells);
    }
    // Proportions of the official form: 754 + 921 + 3271 for the labels, 685 for each figure.
    let mut widths = vec![78, 94, 330];
    widths.extend([71; 7]);
    widths[9] = 72;
    Grid::new(Table::Three, widths, 3, rows)
}

fn table4() -> Grid {
    let head = |text| Content::ColumnHead(text);
    let mut rows = vec![
        vec![
            cell(head(proceeding_path(Proceeding::Review)[0]), 0, 1, 5),
            cell(head(proceeding_path(Proceeding::DirectSuit)[0]), 5, 1, 10),
        ],
        Vec::new(),
        Vec::new(),
        Vec::new(),
    ];
    for (block, &proceeding) in Proceeding::ALL.iter().enumerate() {
        let path = proceeding_path(proceeding);
        if let Some(&text) = path.get(1) {
            rows[1].push(cell(head(text), block * 5, 1, 5));
        }
        for (index, &outcome) in Outcome::ALL.iter().enumerate() {
            let column = block * 5 + index;
            let (row, rowspan) = if path.len() == 1 { (1, 2) } else { (2, 1) };
            rows[row].push(cell(head(outcome_label(outcome)), column, rowspan, 1));
            rows[3].push(cell(Content::Figure(CellId::t4(proceeding, outcome)), column, 1, 1));
        }
    }
    rows[1].sort_by_key(|cell| cell.column);
    let mut widths = vec![67; 15];
    widths[..5].fill(66);
    Grid::new(Table::Four, widths, 3, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every place of the rectangle is covered exactly once.
    #[test]
    fn grids_have_no_gap_and_no_overlap() {
        for edition in Edition::ALL {
            for table in Table::ALL {
                let grid = Grid::of(edition, table);
                let mut covered = vec![vec![0; grid.widths.len()]; grid.rows.len()];
                for (top, row) in grid.rows.iter().enumerate() {
                    for cell in row {
                        for line in &mut covered[top..top + cell.rowspan] {
                            for count in &mut line[cell.column..cell.column + cell.colspan] {
                                *count += 1;
                            }
                        }
                    }
                }
                assert!(covered.iter().flatten().all(|&count| count == 1), "{edition:?} {table:?}");
            }
        }
    }

    #[test]
    fn grids_hold_every_figure_of_the_edition_once_in_order() {
        for edition in Edition::ALL {
            for table in Table::ALL {
                let mut figures: Vec<_> =
                    Grid::of(edition, table).figure_rows().iter().flatten().copied().collect();
                let count = figures.len();
                figures.sort_unstable();
                figures.dedup();
                assert_eq!(figures.len(), count);
                let expected: Vec<_> =
                    CellId::of_edition(edition).filter(|cell| cell.table() == table).collect();
                assert_eq!(figures, expected);
            }
        }
    }

    #[test]
    fn widths_fill_the_table() {
        for table in Table::ALL {
            let widths = &Grid::of(Edition::V2021, table).widths;
            assert!((990..=1005).contains(&widths.iter().sum::<u16>()), "{table:?}");
        }
    }
}
