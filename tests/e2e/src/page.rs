//! What a report must print, worked out from the report and the official form, not from the page.

use crate::Pdf;
use anyhow::{Result, ensure};
use nianbao::format::{Content, Grid, Part, Table};
use nianbao::report::prose::blocks;
use nianbao::report::{Field, Report};

/// Everything a report prints, in order.
pub struct Printed {
    /// All of the text without any space: title, opening, the six parts with headings, prose, labels and
    /// figures of the tables, signature and date.
    pub text: String,
    /// The figures of every row of the tables, blanks left out.
    pub rows: Vec<Vec<String>>,
}

impl Printed {
    /// What this report must print.
    pub fn of(report: &Report) -> Self {
        let format = report.edition().format();
        let mut text = report.text(Field::Title).to_string();
        let mut rows = Vec::new();
        push_prose(&mut text, &report.text(Field::Opening));
        for part in Part::ALL {
            text.push_str(format.headings[part.index()]);
            push_prose(&mut text, &report.text(Field::of_part(part)));
            if let Some(table) = part.table() {
                push_table(&mut text, &mut rows, report, table);
            }
        }
        for field in [Field::Signature, Field::Date] {
            text.push_str(&report.text(field));
        }
        Self { text: text.split_whitespace().collect(), rows }
    }

    /// Compares with what was printed.
    pub fn check(&self, pdf: &Pdf) -> Result<()> {
        let printed = pdf.text();
        if printed != self.text {
            let same = printed.chars().zip(self.text.chars()).take_while(|(one, two)| one == two).count();
            let from = |text: &str| text.chars().skip(same.saturating_sub(20)).take(80).collect::<String>();
            anyhow::bail!("printed is\n  …{}\ninstead of\n  …{}", from(&printed), from(&self.text));
        }
        // Without space 1 and 0 look like 10, so the figures are compared again as words of a line.
        let mut lines = pdf.lines.iter();
        for row in &self.rows {
            let figures = row.join(" ");
            let found = lines.any(|line| line.strip_suffix(&figures).is_some_and(ends_before_word));
            ensure!(found, "no line “{figures}” in its place among\n{}", pdf.lines.join("\n"));
        }
        Ok(())
    }
}

fn ends_before_word(text: &str) -> bool {
    text.is_empty() || text.ends_with(' ')
}

fn push_prose(text: &mut String, prose: &str) {
    for block in blocks(prose) {
        text.push_str(block.head);
        text.push_str(block.body);
    }
}

fn push_table(text: &mut String, rows: &mut Vec<Vec<String>>, report: &Report, table: Table) {
    for row in &Grid::of(report.edition(), table).rows {
        let mut figures = Vec::new();
        for cell in row {
            match cell.content {
                Content::Figure(id) => {
                    let printed = report.printed(id);
                    text.push_str(&printed);
                    figures.push(printed.trim().to_owned());
                }
                label => text.push_str(label.label().unwrap_or_default()),
            }
        }
        figures.retain(|figure| !figure.is_empty());
        if !figures.is_empty() {
            rows.push(figures);
        }
    }
}
