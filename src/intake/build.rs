//! Puts lines and tables together from the marks of a document, however they are nested.

use super::source::{Block, Sheet, SheetCell, Source};
use super::text::text;

/// The most tables within each other; deeper ones are read as running text.
const DEEPEST: usize = 32;
/// The longest text of a cell; a table with a longer one lays out a page.
const LONGEST_CELL: usize = 400;

/// Where text goes: the document, or a cell.
#[derive(Debug, Default)]
struct Flow {
    blocks: Vec<Block>,
    line: String,
}

impl Flow {
    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() {
            self.blocks.push(Block::Line(line));
        }
    }
}

#[derive(Debug)]
struct OpenCell {
    rowspan: usize,
    colspan: usize,
    flow: Flow,
}

#[derive(Debug, Default)]
struct OpenTable {
    rows: Vec<Vec<OpenCell>>,
    cell: Option<OpenCell>,
}

/// Takes the marks of a document in order.
#[derive(Debug, Default)]
pub(super) struct Builder {
    document: Flow,
    tables: Vec<OpenTable>,
    /// Tables that lie too deep and are left open.
    ignored: usize,
}

impl Builder {
    fn flow(&mut self) -> &mut Flow {
        let cell = self.tables.iter_mut().rev().find_map(|table| table.cell.as_mut());
        cell.map_or(&mut self.document, |cell| &mut cell.flow)
    }

    /// The line that text is being added to.
    pub(super) fn line(&mut self) -> &mut String {
        &mut self.flow().line
    }

    pub(super) fn end_line(&mut self) {
        self.flow().end_line();
    }

    pub(super) fn open_table(&mut self) {
        self.end_line();
        if self.tables.len() < DEEPEST {
            self.tables.push(OpenTable::default());
        } else {
            self.ignored += 1;
        }
    }

    pub(super) fn open_row(&mut self) {
        if self.ignored > 0 {
            return self.end_line();
        }
        self.close_cell();
        if let Some(table) = self.tables.last_mut() {
            table.rows.push(Vec::new());
        }
    }

    pub(super) fn open_cell(&mut self, rowspan: usize, colspan: usize) {
        if self.ignored > 0 {
            return self.end_line();
        }
        self.close_cell();
        if let Some(table) = self.tables.last_mut() {
            if table.rows.is_empty() {
                table.rows.push(Vec::new());
            }
            table.cell = Some(OpenCell { rowspan, colspan, flow: Flow::default() });
        }
    }

    pub(super) fn close_cell(&mut self) {
        if self.ignored > 0 {
            return self.end_line();
        }
        if let Some(table) = self.tables.last_mut()
            && let Some(mut cell) = table.cell.take()
        {
            cell.flow.end_line();
            if let Some(row) = table.rows.last_mut() {
                row.push(cell);
            }
        }
    }

    /// Changes the number of columns that the open cell covers.
    pub(super) fn set_colspan(&mut self, colspan: usize) {
        if let Some(cell) = self.tables.last_mut().and_then(|table| table.cell.as_mut()) {
            cell.colspan = colspan;
        }
    }

    pub(super) fn close_table(&mut self) {
        if self.ignored > 0 {
            self.ignored -= 1;
            return self.end_line();
        }
        self.close_cell();
        let Some(table) = self.tables.pop() else { return };
        let rows: Vec<_> = table.rows.into_iter().filter(|row| !row.is_empty()).collect();
        let flow = self.flow();
        flow.end_line();
        if lays_out(&rows) {
            for cell in rows.into_iter().flatten() {
                flow.blocks.extend(cell.flow.blocks);
            }
        } else if !rows.is_empty() {
            flow.blocks.push(Block::Table(sheet(rows)));
        }
    }

    pub(super) fn finish(mut self) -> Source {
        self.ignored = 0;
        while !self.tables.is_empty() {
            self.close_table();
        }
        self.document.end_line();
        let blocks = self.document.blocks;
        // A document may hold a table in plain text only.
        let lines: Vec<&str> = blocks
            .iter()
            .filter_map(|block| match block {
                Block::Line(line) => Some(&**line),
                Block::Table(_) => None,
            })
            .collect();
        if lines.len() == blocks.len() && lines.iter().any(|line| line.contains(['\t', '|'])) {
            return text(&lines.join("\n"));
        }
        Source { blocks, wrapped: None }
    }
}

/// Whether a table only lays out the page: it holds other tables, running text, or a single column.
fn lays_out(rows: &[Vec<OpenCell>]) -> bool {
    let holds_text = |cell: &OpenCell| {
        let length = |block: &Block| match block {
            Block::Line(line) => line.len() / '中'.len_utf8(),
            Block::Table(_) => LONGEST_CELL + 1,
        };
        cell.flow.blocks.iter().map(length).sum::<usize>() > LONGEST_CELL
    };
    rows.iter().all(|row| row.len() <= 1) || rows.iter().flatten().any(holds_text)
}

fn sheet(rows: Vec<Vec<OpenCell>>) -> Sheet {
    let cell = |cell: OpenCell| {
        let mut text = String::new();
        for block in cell.flow.blocks {
            if let Block::Line(line) = block {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(line.trim());
            }
        }
        SheetCell { text, rowspan: cell.rowspan, colspan: cell.colspan }
    };
    Sheet { rows: rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect() }
}
