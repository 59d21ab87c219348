//! Block paste: a block of cells copied from Excel, WPS or a web page, and where it lands in a table.

use crate::format::{CellId, Content, Edition, Grid, Table};
use crate::report::{Draft, Figure, Report, read, tidy};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// A cell that a pasted block would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The cell.
    pub cell: CellId,
    /// What stands there.
    pub before: Rc<str>,
    /// What would stand there.
    pub after: Rc<str>,
}

/// What a pasted block would do, for a preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The table.
    pub table: Table,
    /// The cells that the block covers, in reading order, also those that it would leave as they are.
    pub placed: Vec<Placed>,
    /// Rows and columns of the block's figures.
    pub size: (usize, usize),
    /// Number of cells of the block that fall outside the table.
    pub outside: usize,
    /// Number of pasted texts that cannot be read as figures.
    pub unreadable: usize,
    /// Number of pasted totals that differ from the computed ones and would be kept as typed over.
    pub overridden: usize,
    /// Whether rows were found by their labels rather than by position.
    pub by_label: bool,
}

impl Plan {
    /// The cells whose text would change.
    pub fn changed(&self) -> impl Iterator<Item = &Placed> {
        self.placed.iter().filter(|placed| placed.before != placed.after)
    }
}

/// Splits copied text into rows and cells: rows by line ends, cells by tabs, quoted cells as spreadsheets
/// write them.
pub fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let Some(row) = rows.last_mut() else { break };
        let Some(cell) = row.last_mut() else { break };
        match character {
            '"' if quoted => {
                if characters.next_if_eq(&'"').is_some() {
                    cell.push('"');
                } else {
                    quoted = false;
                }
            }
            '"' if cell.is_empty() => quoted = true,
            '\t' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' => {}
            other => cell.push(other),
        }
    }
    while rows.last().is_some_and(|row| row.iter().all(String::is_empty)) {
        rows.pop();
    }
    rows
}

/// Whether a pasted text is a block rather than the content of one cell.
pub fn is_block(text: &str) -> bool {
    text.trim_end_matches(['\r', '\n']).contains(['\t', '\n'])
}

/// Works out where a block lands. Label columns and head rows that were copied along are recognised; rows
/// are found by their labels where every row has one, else by position from `anchor`, or from the first
/// cell where the block is as large as the table. `None` where the text holds no cell.
pub fn plan(draft: &Draft, table: Table, anchor: Option<CellId>, text: &str) -> Option<Plan> {
    let edition = draft.edition();
    let grid = Grid::of(edition, table);
    let figures = grid.figure_rows();
    let labels = Labels::of(grid, edition);
    let lines: Vec<_> = cells(text)
        .into_iter()
        .map(|cells| labels.split(cells))
        .filter(|line| !line.cells.is_empty())
        .collect();
    let columns = lines.iter().map(|line| line.cells.len()).max()?;
    let by_label = lines.iter().all(|line| line.row.is_some());
    let full = (figures.len(), figures.first().map_or(0, Vec::len));
    let whole = lines.len() == full.0 && columns + 1 >= full.1;
    let position = |cell| {
        figures
            .iter()
            .enumerate()
            .find_map(|(row, cells)| Some((row, cells.iter().position(|&other| other == cell)?)))
    };
    let (top, left) = anchor.filter(|_| !by_label && !whole).and_then(position).unwrap_or_default();
    let mut placed = Vec::new();
    let mut outside = 0;
    for (index, line) in lines.iter().enumerate() {
        let row = line.row.filter(|_| by_label).unwrap_or(top + index);
        for (offset, text) in line.cells.iter().enumerate() {
            match figures.get(row).and_then(|cells| cells.get(left + offset)) {
                Some(&cell) => {
                    let text = text.trim();
                    let after = tidy(cell.kind(), text).unwrap_or_else(|| text.to_owned());
                    placed.push(Placed { cell, before: Rc::clone(draft.cell(cell)), after: after.into() });
                }
                None => outside += usize::from(!text.trim().is_empty()),
            }
        }
    }
    let mut plan =
        Plan { table, placed, size: (lines.len(), columns), outside, unreadable: 0, overridden: 0, by_label };
    settle_totals(draft, edition, &mut plan);
    count_unreadable(&mut plan);
    Some(plan)
}

/// What figures would do whose cells are known already; `None` where there are none.
pub fn plan_of(draft: &Draft, table: Table, cells: Vec<(CellId, String)>) -> Option<Plan> {
    let edition = draft.edition();
    let figures = Grid::of(edition, table).figure_rows();
    let rows = figures.iter().filter(|row| cells.iter().any(|(cell, _)| row.contains(cell))).count();
    let columns = cells.len().checked_div(rows)?;
    let placed = cells.into_iter().map(|(cell, text)| {
        let after = tidy(cell.kind(), text.trim()).unwrap_or_else(|| text.trim().to_owned());
        Placed { cell, before: Rc::clone(draft.cell(cell)), after: after.into() }
    });
    let mut plan = Plan {
        table,
        placed: placed.collect(),
        size: (rows, columns),
        outside: 0,
        unreadable: 0,
        overridden: 0,
        by_label: true,
    };
    settle_totals(draft, edition, &mut plan);
    count_unreadable(&mut plan);
    Some(plan)
}

fn count_unreadable(plan: &mut Plan) {
    let is_unreadable =
        |placed: &&Placed| matches!(read(placed.cell.kind(), &placed.after), Figure::Unreadable(_));
    plan.unreadable = plan.placed.iter().filter(is_unreadable).count();
}

/// Pasted totals that agree with the computed ones are left to be computed; the others are kept.
fn settle_totals(draft: &Draft, edition: Edition, plan: &mut Plan) {
    let entered = plan.placed.iter().filter(|placed| !placed.cell.is_derived(edition));
    let mut trial = draft.clone().with_cells(entered.map(|placed| (placed.cell, Rc::clone(&placed.after))));
    for placed in plan.placed.iter().filter(|placed| placed.cell.is_derived(edition)) {
        trial.set_cell(placed.cell, "");
    }
    let report = Report::read(Rc::new(trial));
    for placed in plan.placed.iter_mut().filter(|placed| placed.cell.is_derived(edition)) {
        let computed = report.sum(placed.cell).filter(|sum| sum.is_complete()).map(|sum| sum.value);
        match read(placed.cell.kind(), &placed.after) {
            Figure::Blank => {}
            figure if computed.is_some() && figure.value() == computed => placed.after = Rc::from(""),
            _ => plan.overridden += 1,
        }
    }
}

/// A pasted line without the labels copied along.
struct Line {
    /// The row that its labels name.
    row: Option<usize>,
    cells: Vec<String>,
}

/// The labels of a table, for recognising those that were copied along.
struct Labels {
    /// Innermost label of every row with figures.
    rows: Vec<String>,
    all: Vec<String>,
}

impl Labels {
    fn of(grid: &Grid, edition: Edition) -> Self {
        let innermost = |cells: &Vec<CellId>| {
            let path = cells.first().map(|cell| cell.row_path(edition)).unwrap_or_default();
            bare(path.last().copied().unwrap_or_default())
        };
        let all = grid.rows.iter().flatten().filter_map(|cell| match cell.content {
            Content::Figure(_) => None,
            other => other.label().map(bare),
        });
        Self { rows: grid.figure_rows().iter().map(innermost).collect(), all: all.collect() }
    }

    /// Takes the leading labels off a line. A line of labels alone keeps no cells.
    fn split(&self, cells: Vec<String>) -> Line {
        let is_label = |cell: &String| {
            let cell = bare(cell);
            !cell.is_empty() && self.all.contains(&cell)
        };
        let Some(last) = cells.iter().rposition(is_label) else { return Line { row: None, cells } };
        let label = bare(&cells[last]);
        let mut rows = self.rows.iter().enumerate().filter(|(_, row)| **row == label);
        // A label that two rows share names neither.
        let row = rows.next().map(|(index, _)| index).filter(|_| rows.next().is_none());
        let mut cells: Vec<_> = cells.into_iter().skip(last + 1).collect();
        // A merged head is copied with empty cells behind it.
        if row.is_none() && cells.iter().all(|cell| cell.trim().is_empty()) {
            cells.clear();
        }
        Line { row, cells }
    }
}

/// A label without spaces and marks, which copies rarely keep: letters, digits and Chinese characters.
fn bare(label: &str) -> String {
    label.chars().filter(|character| character.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Applicant, RequestRow};
    use crate::report::UnitKind;
    use proptest::prelude::*;

    fn t3(row: RequestRow, column: Applicant) -> CellId {
        CellId::t3(row, column)
    }

    fn draft() -> Draft {
        Draft::new(2024, UnitKind::Township)
    }

    fn block(rows: usize, columns: usize) -> String {
        vec![vec!["1"; columns].join("\t"); rows].join("\r\n")
    }

    #[test]
    fn a_block_of_the_whole_table_fills_it_from_any_cell() {
        let anchor = Some(t3(RequestRow::Query, Applicant::Legal));
        let plan = plan(&draft(), Table::Three, anchor, &block(25, 6)).unwrap();
        assert_eq!((plan.placed.len(), plan.outside), (150, 0));
        assert_eq!(plan.placed[0].cell, t3(RequestRow::Received, Applicant::Natural));
    }

    #[test]
    fn totals_that_agree_stay_computed_and_others_are_kept() {
        let mut rows: Vec<_> = (0..25).map(|_| "1\t0\t0\t0\t0\t0\t1".to_owned()).collect();
        rows[23] = "21\t0\t0\t0\t0\t0\t20".to_owned();
        let plan = plan(&draft(), Table::Three, None, &rows.join("\n")).unwrap();
        let after = |cell| plan.placed.iter().find(|placed| placed.cell == cell).map(|placed| &*placed.after);
        assert_eq!(after(t3(RequestRow::Received, Applicant::Total)), Some(""));
        assert_eq!(after(t3(RequestRow::Total, Applicant::Natural)), Some(""));
        assert_eq!(after(t3(RequestRow::Total, Applicant::Total)), Some("20"));
        assert_eq!(plan.overridden, 1);
    }

    #[test]
    fn a_small_block_lands_at_the_cell_and_what_sticks_out_is_counted() {
        let anchor = Some(t3(RequestRow::CarriedOut, Applicant::Other));
        let plan = plan(&draft(), Table::Three, anchor, "5\t5\t7\n8").unwrap();
        assert_eq!(plan.placed.len(), 2);
        assert_eq!(plan.outside, 2);
    }

    #[test]
    fn labels_copied_along_find_their_rows() {
        let text = "\t申请人情况\t\t\n\t自然人\t商业企业\n四、结转下年度继续办理\t3\t4\n三、\t（三）不予公开\t 2．其他法律行政法规禁止公开\t１２\t0\n";
        let plan =
            plan(&draft(), Table::Three, Some(t3(RequestRow::Granted, Applicant::Legal)), text).unwrap();
        assert!(plan.by_label);
        let placed: Vec<_> = plan.placed.iter().map(|placed| (placed.cell, &*placed.after)).collect();
        assert_eq!(
            placed,
            [
                (t3(RequestRow::CarriedOut, Applicant::Natural), "3"),
                (t3(RequestRow::CarriedOut, Applicant::Business), "4"),
                (t3(RequestRow::Prohibited, Applicant::Natural), "12"),
                (t3(RequestRow::Prohibited, Applicant::Business), "0"),
            ]
        );
    }

    #[test]
    fn quoted_cells_of_spreadsheets() {
        assert_eq!(cells("\"a\n\"\"b\"\"\"\t2\r\n3\n"), [vec!["a\n\"b\"", "2"], vec!["3"]]);
        assert!(cells("\n\n").is_empty());
        assert!(!is_block("12\r\n"));
        assert!(is_block("1\t2"));
        assert!(is_block("1\n2"));
    }

    proptest! {
        #[test]
        fn any_text_gives_a_plan_or_none(text in "[0-9\t\n\r\"自然人1.a，/]{0,60}") {
            for table in Table::ALL {
                let _ = plan(&draft(), table, None, &text);
            }
        }
    }
}
