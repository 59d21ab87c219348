//! The shape of the label data of an edition, and look-ups in it.

use super::{Applicant, CellId, Edition, Item, Outcome, Proceeding, RequestRow, Table};

/// All prescribed words of an edition.
#[derive(Debug)]
pub struct Format {
    /// The edition.
    pub edition: Edition,
    /// The notice that prescribes it.
    pub notice: &'static str,
    /// Headings of the six parts.
    pub headings: [&'static str; 6],
    /// Sub-items expected in part 一; none before edition 2021.
    pub overview_items: &'static [&'static str],
    /// Blocks of table 2.
    pub table2: &'static [Block],
    /// Corner of table 3.
    pub corner: &'static str,
    /// Heading over the seven columns of table 3.
    pub over_columns: &'static str,
    /// Rows of table 3.
    pub table3: &'static [LabelledRow],
}

/// A block of table 2: the clause of article 20 of the regulation, its columns and rows.
#[derive(Debug)]
pub struct Block {
    /// The clause, such as 第二十条第（一）项.
    pub title: &'static str,
    /// Column heads, the first one over the row labels.
    pub columns: &'static [&'static str],
    /// Rows of the block.
    pub rows: &'static [BlockRow],
}

/// A row of table 2.
#[derive(Debug)]
pub struct BlockRow {
    /// Label of the row.
    pub label: &'static str,
    /// Figures in the order of the block's columns after the first.
    pub items: &'static [Item],
}

/// A row of table 3 with its labels, outermost first.
#[derive(Debug)]
pub struct LabelledRow {
    /// The row.
    pub row: RequestRow,
    /// Labels, outermost first.
    pub path: &'static [&'static str],
}

/// Columns of table 3, the same in both editions.
pub(super) const fn applicant_path(column: Applicant) -> &'static [&'static str] {
    match column {
        Applicant::Natural => &["自然人"],
        Applicant::Business => &["法人或其他组织", "商业企业"],
        Applicant::Research => &["法人或其他组织", "科研机构"],
        Applicant::Welfare => &["法人或其他组织", "社会公益组织"],
        Applicant::Legal => &["法人或其他组织", "法律服务机构"],
        Applicant::Other => &["法人或其他组织", "其他"],
        Applicant::Total => &["总计"],
    }
}

/// Heads over a block of table 4, the same in both editions.
pub(super) const fn proceeding_path(proceeding: Proceeding) -> &'static [&'static str] {
    match proceeding {
        Proceeding::Review => &["行政复议"],
        Proceeding::DirectSuit => &["行政诉讼", "未经复议直接起诉"],
        Proceeding::SuitAfterReview => &["行政诉讼", "复议后起诉"],
    }
}

/// Columns within a block of table 4, the same in both editions.
pub(super) const fn outcome_label(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Upheld => "结果维持",
        Outcome::Corrected => "结果纠正",
        Outcome::Other => "其他结果",
        Outcome::Pending => "尚未审结",
        Outcome::Total => "总计",
    }
}

impl Format {
    /// The figures of table 2 in reading order.
    pub fn items(&self) -> impl Iterator<Item = Item> {
        self.table2.iter().flat_map(|block| block.rows).flat_map(|row| row.items).copied()
    }

    fn table2_labels(&self, wanted: Item) -> Option<(&'static str, &'static str, &'static str)> {
        self.table2.iter().find_map(|block| {
            block.rows.iter().find_map(|row| {
                let column = row.items.iter().position(|&item| item == wanted)?;
                Some((block.title, row.label, *block.columns.get(column + 1)?))
            })
        })
    }

    pub(super) fn row_path(&self, cell: CellId) -> Vec<&'static str> {
        match cell.table() {
            Table::Two => {
                let labels = cell.item().and_then(|item| self.table2_labels(item));
                labels.map(|(block, row, _)| vec![block, row]).unwrap_or_default()
            }
            Table::Three => {
                let row = cell.request().map(|(row, _)| row);
                let labelled = self.table3.iter().find(|labelled| Some(labelled.row) == row);
                labelled.map(|labelled| labelled.path.to_vec()).unwrap_or_default()
            }
            Table::Four => Vec::new(),
        }
    }

    pub(super) fn column_path(&self, cell: CellId) -> Vec<&'static str> {
        if let Some((_, column)) = cell.request() {
            return applicant_path(column).to_vec();
        }
        if let Some((proceeding, outcome)) = cell.case() {
            let mut path = proceeding_path(proceeding).to_vec();
            path.push(outcome_label(outcome));
            return path;
        }
        let labels = cell.item().and_then(|item| self.table2_labels(item));
        labels.map(|(_, _, column)| vec![column]).unwrap_or_default()
    }
}
