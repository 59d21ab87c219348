//! What every reader makes of a text, whatever it came from: lines and tables in order.

/// A text as it came: lines and tables in their order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The pieces.
    pub blocks: Vec<Block>,
    /// Number of characters of a full line, where the lines of the text were cut at the edge of a page, as
    /// they are in text copied from a PDF.
    pub wrapped: Option<usize>,
}

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph, or a line of plain text with the space it begins with; empty for a blank line of plain
    /// text.
    Line(String),
    /// A table.
    Table(Sheet),
}

/// A table as it came: row by row the cells that begin there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    /// The rows.
    pub rows: Vec<Vec<SheetCell>>,
}

/// A cell of a table with its extent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetCell {
    /// The text, with line ends where it had some.
    pub text: String,
    /// Number of rows it covers.
    pub rowspan: usize,
    /// Number of columns it covers.
    pub colspan: usize,
}

impl SheetCell {
    /// A cell of one row and one column.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), rowspan: 1, colspan: 1 }
    }
}

/// The largest extent of a merged cell that is believed; no table of a report comes near it.
const MOST_SPAN: usize = 64;
/// The most columns of a table.
const MOST_COLUMNS: usize = 128;

impl Sheet {
    /// Number of the column, from 0, in which every cell begins, row by row, merged cells taken into account.
    pub(super) fn columns(&self) -> Vec<Vec<usize>> {
        // For every column the number of rows, from the present one on, that a cell from above covers.
        let mut covered: Vec<usize> = Vec::new();
        let mut columns = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let mut at = 0;
            let mut begins = Vec::with_capacity(row.len());
            let mut fresh = Vec::new();
            for cell in row {
                while covered.get(at).is_some_and(|&rows| rows > 0) {
                    at += 1;
                }
                begins.push(at);
                let width = cell.colspan.clamp(1, MOST_SPAN);
                fresh.push((at, width, cell.rowspan.clamp(1, MOST_SPAN)));
                at = (at + width).min(MOST_COLUMNS);
            }
            for (at, width, rows) in fresh {
                if covered.len() < at + width {
                    covered.resize(at + width, 0);
                }
                covered[at..at + width].fill(rows);
            }
            for rows in &mut covered {
                *rows = rows.saturating_sub(1);
            }
            columns.push(begins);
        }
        columns
    }

    /// The texts of the cells, row by row: cells divided by tabs.
    pub fn tabs(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            for (index, cell) in row.iter().enumerate() {
                if index > 0 {
                    text.push('\t');
                }
                text.push_str(cell.text.replace(['\n', '\t'], " ").trim());
            }
            text.push('\n');
        }
        text
    }
}

impl Source {
    /// Number of bytes of all its texts.
    pub fn length(&self) -> usize {
        let length = |block: &Block| match block {
            Block::Line(text) => text.len(),
            Block::Table(sheet) => sheet.rows.iter().flatten().map(|cell| cell.text.len() + 1).sum(),
        };
        self.blocks.iter().map(length).sum()
    }

    /// Whether nothing but space is there.
    pub fn is_blank(&self) -> bool {
        self.blocks.iter().all(|block| match block {
            Block::Line(text) => text.trim().is_empty(),
            Block::Table(sheet) => sheet.rows.iter().flatten().all(|cell| cell.text.trim().is_empty()),
        })
    }
}
