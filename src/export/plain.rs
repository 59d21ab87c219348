//! The report as plain text.

use crate::format::{Content, Grid};
use crate::render::Outline;
use crate::report::Report;
use crate::report::prose::blocks;

/// The report as plain text: a line a paragraph, a line a row of a table with a tab between two cells. Where a
/// merged cell covers several places, its text stands in the first and the others are empty, as in what is
/// copied from a spreadsheet, so that every column stays a column.
pub fn plain_text(report: &Report) -> String {
    let outline = Outline::of(report);
    let mut text = String::new();
    push_line(&mut text, &outline.title.concat());
    text.push('\n');
    push_prose(&mut text, &outline.opening);
    for part in &outline.parts {
        push_line(&mut text, part.heading);
        push_prose(&mut text, &part.text);
        if let Some(grid) = part.grid {
            push_table(&mut text, &outline, grid);
        }
    }
    if !outline.signature.is_empty() {
        text.push('\n');
    }
    for line in &outline.signature {
        push_line(&mut text, line);
    }
    text
}

fn push_prose(text: &mut String, prose: &str) {
    for block in blocks(prose) {
        push_words(text, block.head);
        push_line(text, block.body);
    }
}

fn push_table(text: &mut String, outline: &Outline, grid: &Grid) {
    for row in &grid.rows {
        let mut column = 0;
        for cell in row {
            text.extend(std::iter::repeat_n('\t', cell.column - column));
            column = cell.column;
            match cell.content {
                Content::Figure(id) => push_words(text, &outline.figure(id)),
                label => text.push_str(label.label().unwrap_or_default()),
            }
        }
        text.extend(std::iter::repeat_n('\t', grid.widths.len() - 1 - column));
        text.push('\n');
    }
}

fn push_line(text: &mut String, words: &str) {
    push_words(text, words);
    text.push('\n');
}

/// Words of a line; tabs and line ends within them would be taken for those of the layout.
fn push_words(text: &mut String, words: &str) {
    text.extend(words.chars().map(|c| if matches!(c, '\t' | '\n') { ' ' } else { c }));
}
