//! The statistics tables.

use super::document::run;
use super::xml::Xml;
use crate::format::{Content, Grid, GridCell, Table};
use crate::render::{Outline, Size, size};

/// The width of the text block.
const WIDTH: usize = 8845;

/// A place in a row: a cell that begins there, or one that reaches down from above.
struct Place<'a> {
    column: usize,
    colspan: usize,
    rows_left: usize,
    cell: Option<&'a GridCell>,
}

/// A table with its figures, on one page with its heading if it fits.
pub(super) fn table(xml: &mut Xml, outline: &Outline, grid: &Grid, heading: &str) {
    let edges = edges(&grid.widths);
    xml.push("<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"");
    xml.number(WIDTH);
    xml.push("\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/>");
    xml.push(match grid.table {
        Table::Two => {
            "<w:tblCellMar><w:top w:w=\"80\" w:type=\"dxa\"/><w:left w:w=\"80\" w:type=\"dxa\"/>\
            <w:bottom w:w=\"80\" w:type=\"dxa\"/><w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar>"
        }
        Table::Three | Table::Four => {
            "<w:tblCellMar><w:top w:w=\"30\" w:type=\"dxa\"/>\
            <w:left w:w=\"10\" w:type=\"dxa\"/><w:bottom w:w=\"30\" w:type=\"dxa\"/>\
            <w:right w:w=\"10\" w:type=\"dxa\"/></w:tblCellMar>"
        }
    });
    xml.push("<w:tblCaption w:val=\"");
    xml.text(heading);
    xml.push("\"/></w:tblPr><w:tblGrid>");
    for pair in edges.windows(2) {
        xml.push("<w:gridCol w:w=\"");
        xml.number(pair[1] - pair[0]);
        xml.push("\"/>");
    }
    xml.push("</w:tblGrid>");

    let mut above = Vec::new();
    for (index, cells) in grid.rows.iter().enumerate() {
        let places = places(&above, cells);
        row_properties(xml, grid, index);
        for place in &places {
            cell(xml, outline, grid, &edges, place, index + 1 < grid.rows.len());
        }
        xml.push("</w:tr>");
        above = places;
    }
    xml.push("</w:tbl>");
}

/// Where the columns begin and end.
fn edges(widths: &[u16]) -> Vec<usize> {
    let whole = widths.iter().map(|&width| usize::from(width)).sum::<usize>().max(1);
    let mut sum = 0;
    let ends = widths.iter().map(|&width| {
        sum += usize::from(width);
        WIDTH * sum / whole
    });
    std::iter::once(0).chain(ends).collect()
}

/// The places of a row from left to right.
fn places<'a>(above: &[Place<'a>], cells: &'a [GridCell]) -> Vec<Place<'a>> {
    let reaching = above.iter().filter(|place| place.rows_left > 0);
    let mut places: Vec<_> = reaching
        .map(|place| Place {
            column: place.column,
            colspan: place.colspan,
            rows_left: place.rows_left - 1,
            cell: None,
        })
        .collect();
    places.extend(cells.iter().map(|cell| Place {
        column: cell.column,
        colspan: cell.colspan,
        rows_left: cell.rowspan.saturating_sub(1),
        cell: Some(cell),
    }));
    places.sort_by_key(|place| place.column);
    places
}

fn row_properties(xml: &mut Xml, grid: &Grid, index: usize) {
    let is_figures_alone = grid.table == Table::Four && index >= grid.head_rows;
    xml.push("<w:tr><w:trPr><w:cantSplit/>");
    if is_figures_alone {
        xml.push("<w:trHeight w:val=\"480\" w:hRule=\"atLeast\"/>");
    }
    if index < grid.head_rows {
        xml.push("<w:tblHeader/>");
    }
    xml.push("</w:trPr>");
}

fn cell(xml: &mut Xml, outline: &Outline, grid: &Grid, edges: &[usize], place: &Place, has_more: bool) {
    let end = (place.column + place.colspan).min(edges.len() - 1);
    xml.push("<w:tc><w:tcPr><w:tcW w:w=\"");
    xml.number(edges[end] - edges[place.column]);
    xml.push("\" w:type=\"dxa\"/>");
    if place.colspan > 1 {
        xml.push("<w:gridSpan w:val=\"");
        xml.number(place.colspan);
        xml.push("\"/>");
    }
    match place.cell {
        None => xml.push("<w:vMerge/>"),
        Some(cell) if cell.rowspan > 1 => xml.push("<w:vMerge w:val=\"restart\"/>"),
        Some(_) => {}
    }
    let look = place.cell.map(|cell| Look::of(grid.table, cell)).unwrap_or_default();
    xml.push(look.cell);
    xml.push("<w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"TableText\"/>");
    if has_more {
        xml.push("<w:keepNext/>");
    }
    match place.cell.map(|cell| cell.content) {
        Some(Content::Figure(id)) => figure(xml, grid.table, &outline.figure(id)),
        Some(content) => {
            if look.is_left {
                xml.push("<w:jc w:val=\"left\"/>");
            }
            xml.push("</w:pPr>");
            let style = if matches!(content, Content::Corner(_)) { "Corner" } else { "" };
            run(xml, style, content.label().unwrap_or_default());
        }
        None => xml.push("</w:pPr>"),
    }
    xml.push("</w:p></w:tc>");
}

/// How a label looks.
#[derive(Default)]
struct Look {
    /// Properties of the cell, in the order of the schema: fill, then margins.
    cell: &'static str,
    is_left: bool,
}

impl Look {
    fn of(table: Table, cell: &GridCell) -> Self {
        const LABEL: &str =
            "<w:tcMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tcMar>";
        // One character a line; the comma after the numeral hangs beside it.
        const TALL: &str =
            "<w:tcMar><w:left w:w=\"190\" w:type=\"dxa\"/><w:right w:w=\"190\" w:type=\"dxa\"/></w:tcMar>";
        const BLOCK: &str = "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"C6D9F1\"/>";
        match (cell.content, table) {
            (Content::BlockTitle(_), _) => Self { cell: BLOCK, is_left: true },
            (Content::Corner(_), _) => Self { cell: LABEL, is_left: true },
            (Content::RowHead(_), Table::Three) if cell.rowspan > 1 && cell.column == 0 => {
                Self { cell: TALL, is_left: true }
            }
            (Content::RowHead(_), Table::Three) => Self { cell: LABEL, is_left: cell.rowspan == 1 },
            (Content::ColumnHead(_), Table::Three) => Self { cell: LABEL, is_left: false },
            _ => Self::default(),
        }
    }
}

/// The rest of the paragraph with a figure, smaller where the column is too narrow for it.
fn figure(xml: &mut Xml, table: Table, figure: &str) {
    let half_points = match size(table, figure) {
        Size::Full => None,
        Size::Six => Some("17"),
        Size::Seven => Some("15"),
        Size::Eight => Some("13"),
    };
    let Some(half_points) = half_points else {
        xml.push("</w:pPr>");
        return run(xml, "", figure);
    };
    if half_points == "13" {
        xml.push("<w:spacing w:line=\"150\" w:lineRule=\"exact\"/>");
    }
    xml.push("</w:pPr><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/><w:sz w:val=\"");
    xml.push(half_points);
    xml.push("\"/><w:szCs w:val=\"");
    xml.push(half_points);
    xml.push("\"/></w:rPr><w:t xml:space=\"preserve\">");
    xml.text(figure);
    xml.push("</w:t></w:r>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Edition;

    #[test]
    fn columns_fill_the_text_block_and_no_more() {
        for widths in [&[250; 4][..], &[78, 94, 330, 71, 71, 71, 71, 71, 71, 72], &[67; 15]] {
            let edges = edges(widths);
            assert_eq!((edges[0], edges[widths.len()]), (0, WIDTH));
            assert!(edges.is_sorted());
        }
    }

    #[test]
    fn every_row_covers_every_column() {
        for edition in Edition::ALL {
            for table in Table::ALL {
                let grid = Grid::of(edition, table);
                let mut above = Vec::new();
                for cells in &grid.rows {
                    let row = places(&above, cells);
                    let mut column = 0;
                    for place in &row {
                        assert_eq!(place.column, column);
                        column += place.colspan;
                    }
                    assert_eq!(column, grid.widths.len());
                    above = row;
                }
                assert!(above.iter().all(|place| place.rows_left == 0));
            }
        }
    }
}
