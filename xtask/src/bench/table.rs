//! Tables in plain text and in Markdown.

use std::fmt::Write;

/// How to draw a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Columns aligned with spaces.
    Text,
    /// A heading and a table of GitHub's Markdown.
    Markdown,
}

/// A table with a title. The first column holds names, the others figures.
pub(super) struct Table {
    title: &'static str,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with a row of heads.
    pub(super) fn new<const N: usize>(title: &'static str, heads: [&str; N]) -> Self {
        Self { title, rows: vec![heads.map(str::to_owned).to_vec()] }
    }

    /// Adds a row.
    pub(super) fn row<const N: usize>(&mut self, cells: [String; N]) {
        self.rows.push(cells.into());
    }

    /// The table as text without a line end at its end.
    pub(super) fn draw(&self, style: Style) -> String {
        let widths = self.widths();
        let mut out = match style {
            Style::Text => format!("{}\n", self.title),
            Style::Markdown => format!("### {}\n\n", self.title),
        };
        for (index, row) in self.rows.iter().enumerate() {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, &width))| {
                if column == 0 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
            let cells: Vec<_> = cells.collect();
            // Writing to a string never fails.
            let _ = match style {
                Style::Text => writeln!(out, "  {}", cells.join("  ").trim_end()),
                Style::Markdown => writeln!(out, "| {} |", cells.join(" | ")),
            };
            if index == 0 && style == Style::Markdown {
                let rule = widths.iter().enumerate().map(|(column, &width)| {
                    let dashes = "-".repeat(width.max(2) + 1);
                    if column == 0 { format!("-{dashes}") } else { format!("{dashes}:") }
                });
                let _ = writeln!(out, "|{}|", rule.collect::<Vec<_>>().join("|"));
            }
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// The widths of the columns in characters.
    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.first().map_or(0, Vec::len);
        let width = |column: usize| self.rows.iter().map(|row| row[column].chars().count()).max();
        (0..columns).map(|column| width(column).unwrap_or_default()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_in_both_styles() {
        let mut table = Table::new("Sizes", ["file", "bytes"]);
        table.row(["a.js".to_owned(), "12".to_owned()]);
        table.row(["index.html".to_owned(), "3456".to_owned()]);
        assert_eq!(
            table.draw(Style::Text),
            "Sizes\n  file        bytes\n  a.js           12\n  index.html   3456"
        );
        assert_eq!(
            table.draw(Style::Markdown),
            "### Sizes\n\n| file       | bytes |\n|------------|------:|\n\
             | a.js       |    12 |\n| index.html |  3456 |"
        );
    }
}
