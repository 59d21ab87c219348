//! A statistics table with its figures.

use super::outline::Outline;
use crate::format::{Content, Grid, GridCell, Table};
use maud::{Markup, html};

// Borders, alignment and the fill that the official form gives to the titles of table 2 stand at each cell,
// because they must survive pasting into a site, whose own stylesheet may take borders away.
const FIGURE: &str = "border:.5pt solid #000";
const LABEL: &str = "border:.5pt solid #000;font-weight:normal";

/// What a table is made for.
#[derive(Clone, Copy)]
pub(super) enum Dress {
    /// The page, whose style sheet knows the classes.
    Page,
    /// The editor of a site, which takes classes away.
    Site,
}

impl Dress {
    const fn class(self, class: Option<&'static str>) -> Option<&'static str> {
        match self {
            Self::Page => class,
            Self::Site => None,
        }
    }
}

/// A table as HTML.
pub(super) fn table(outline: &Outline, grid: &Grid, heading: &str, dress: Dress) -> Markup {
    let (head, body) = grid.rows.split_at(grid.head_rows.min(grid.rows.len()));
    let row = |cells| row(outline, grid.table, cells, dress);
    html! {
        table class=[dress.class(Some(class(grid.table)))] aria-label=(heading)
            border="1" cellspacing="0" cellpadding="4" width="100%" style="border-collapse:collapse"
        {
            "\n" colgroup { @for width in shares(&grid.widths) { col width=(width); } }
            @if !head.is_empty() {
                "\n" thead { @for cells in head { (row(cells)) } }
            }
            // A group per block of table 2, so that a block can stay on one page; one for the other tables.
            @for block in body.chunk_by(|_, next| !begins_block(next)) {
                "\n" tbody { @for cells in block { (row(cells)) } }
            }
        }
        "\n"
    }
}

const fn class(table: Table) -> &'static str {
    match table {
        Table::Two => "table2",
        Table::Three => "table3",
        Table::Four => "table4",
    }
}

/// The widths of the columns in per cent. They add up to no more than 100 whatever the grid says, so that
/// no column is pushed out of the table.
fn shares(widths: &[u16]) -> impl Iterator<Item = String> {
    let whole = widths.iter().map(|&width| u32::from(width)).sum::<u32>().max(1);
    widths.iter().map(move |&width| {
        let share = u32::from(width) * 1000 / whole;
        format!("{}.{}%", share / 10, share % 10)
    })
}

fn begins_block(row: &[GridCell]) -> bool {
    matches!(row.first().map(|cell| cell.content), Some(Content::BlockTitle(_)))
}

fn row(outline: &Outline, table: Table, cells: &[GridCell], dress: Dress) -> Markup {
    html! {
        "\n" tr {
            @for cell in cells {
                @let rowspan = (cell.rowspan > 1).then_some(cell.rowspan);
                @let colspan = (cell.colspan > 1).then_some(cell.colspan);
                @match cell.content {
                    Content::Figure(id) => {
                        @let figure = outline.figure(id);
                        td class=[dress.class(size(table, &figure).class())] rowspan=[rowspan] colspan=[colspan]
                            align="center" style=(FIGURE) { (figure) }
                    }
                    Content::Corner(text) => {
                        th scope="col" class=[dress.class(Some("corner"))] rowspan=[rowspan] colspan=[colspan]
                            align="left" style=(LABEL) { (text) }
                    }
                    Content::ColumnHead(text) => {
                        th scope="col" rowspan=[rowspan] colspan=[colspan] style=(LABEL) { (text) }
                    }
                    Content::BlockTitle(text) => {
                        th scope="rowgroup" class=[dress.class(Some("block"))] colspan=[colspan]
                            align="left" bgcolor="#C6D9F1" style=(LABEL) { (text) }
                    }
                    Content::RowHead(text) => {
                        @let tall = cell.rowspan > 1 && cell.column == 0;
                        th scope="row" class=[dress.class(tall.then_some("tall"))] rowspan=[rowspan] colspan=[colspan]
                            align=[(table == Table::Three && rowspan.is_none()).then_some("left")]
                            style=(LABEL) { (text) }
                    }
                }
            }
        }
    }
}

/// How large a figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// As large as the rest of the table.
    Full,
    /// Fitting six digits into a narrow column.
    Six,
    /// Fitting seven digits.
    Seven,
    /// Fitting eight digits.
    Eight,
}

impl Size {
    /// The class of the style sheet.
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Full => None,
            Self::Six => Some("six"),
            Self::Seven => Some("seven"),
            Self::Eight => Some("eight"),
        }
    }
}

/// The size of a figure. The columns of tables 3 and 4 hold five digits at full size; below the smallest size
/// a figure is broken, as it must be neither cut off nor push its neighbours away.
pub fn size(table: Table, figure: &str) -> Size {
    const WIDEST: usize = 8;
    if table == Table::Two {
        return Size::Full;
    }
    // A full-width character takes the room of two digits.
    let width: usize = figure.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).take(WIDEST).sum();
    match width {
        ..=5 => Size::Full,
        6 => Size::Six,
        7 => Size::Seven,
        _ => Size::Eight,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_never_exceed_the_table() {
        for widths in [&[250; 4][..], &[78, 94, 330, 71, 71, 71, 71, 71, 71, 72], &[67; 15], &[0, 0]] {
            let tenths = |share: String| -> u32 { share.replace(['.', '%'], "").parse().unwrap() };
            let total: u32 = shares(widths).map(tenths).sum();
            assert!(total <= 1000, "{widths:?}: {total}");
        }
        assert_eq!(shares(&[1, 2]).collect::<Vec<_>>(), ["33.3%", "66.6%"]);
    }

    #[test]
    fn long_figures_are_smaller_in_narrow_columns_only() {
        assert_eq!(size(Table::Three, "12345"), Size::Full);
        assert_eq!(size(Table::Three, "123456"), Size::Six);
        assert_eq!(size(Table::Four, "约120"), Size::Full);
        assert_eq!(size(Table::Four, "约12345"), Size::Seven);
        assert_eq!(size(Table::Four, "1000000000000"), Size::Eight);
        assert_eq!(size(Table::Two, "1000000000000"), Size::Full);
    }
}
