//! What the printed report says, in order.

use super::shown::clean;
use crate::format::{CellId, Grid, Part};
use crate::report::{Field, Report, composed};

/// The printed report without any layout. The page, the Word file, the fragment and the plain text are all
/// made from it, so that none can say more than another or say it otherwise.
///
/// Every text is free of control characters and surrounding space and has its live figures in place.
pub struct Outline<'a> {
    report: &'a Report,
    /// The title in pieces that are kept together where they fit on a line: the unit's name, and all from the
    /// year on. A title that needs two lines then breaks between them, not before its last two characters
    /// (GB/T 9704-2012, 7.3.1).
    pub title: Vec<String>,
    /// The paragraph before the parts; may be blank.
    pub opening: String,
    /// The six parts.
    pub parts: Vec<Section>,
    /// The unit and the date under the report, of which either may be absent.
    pub signature: Vec<String>,
}

/// A part of the report.
pub struct Section {
    /// The part.
    pub part: Part,
    /// Its prescribed heading.
    pub heading: &'static str,
    /// Its prose, or the words before its table; [`blocks`](crate::report::prose::blocks) takes them apart.
    pub text: String,
    /// Its table.
    pub grid: Option<&'static Grid>,
}

impl<'a> Outline<'a> {
    /// The outline of a report.
    pub fn of(report: &'a Report) -> Self {
        let text = |field| bare(&report.text(field));
        let edition = report.edition();
        Self {
            report,
            title: pieces(&title(report), report.draft().year),
            opening: text(Field::Opening),
            parts: Part::ALL
                .map(|part| Section {
                    part,
                    heading: edition.format().headings[part.index()],
                    text: text(Field::of_part(part)),
                    grid: part.table().map(|table| Grid::of(edition, table)),
                })
                .into(),
            signature: [Field::Signature, Field::Date]
                .map(text)
                .into_iter()
                .filter(|line| !line.is_empty())
                .collect(),
        }
    }

    /// What stands in a cell of a table.
    pub fn figure(&self, cell: CellId) -> String {
        bare(&self.report.printed(cell))
    }
}

/// A text as the report shows it.
fn bare(text: &str) -> String {
    clean(text).trim().to_owned()
}

/// The title; a report must have one, so a blank one is composed as if nothing had been typed.
fn title(report: &Report) -> String {
    let title = bare(&report.text(Field::Title));
    if title.is_empty() { bare(&composed(report.draft(), Field::Title)) } else { title }
}

fn pieces(title: &str, year: u16) -> Vec<String> {
    let (unit, rest) = title.split_at(title.find(&format!("{year}年")).unwrap_or_default());
    [unit, rest].into_iter().filter(|piece| !piece.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Draft, UnitKind};
    use std::rc::Rc;

    #[test]
    fn a_long_title_may_break_after_the_unit() {
        let pieces_of = |title: &str| pieces(title, 2024);
        assert_eq!(pieces_of("青石镇2024年年度报告"), ["青石镇", "2024年年度报告"]);
        assert_eq!(pieces_of("2024年年度报告"), ["2024年年度报告"]);
        assert_eq!(pieces_of("青石镇年度报告"), ["青石镇年度报告"]);
    }

    #[test]
    fn texts_are_clean_and_a_title_is_never_blank() {
        let draft = Draft::new(2024, UnitKind::Township)
            .with_text(Field::Unit, "青石镇\u{0}")
            .with_text(Field::Title, " \u{0} ")
            .with_text(Field::Overview, "\u{0}（一）甲\u{b}乙\r\n ")
            .with_text(Field::Date, "\u{7}");
        let report = Report::read(Rc::new(draft));
        let outline = Outline::of(&report);
        assert_eq!(outline.title, ["青石镇", "2024年政府信息公开工作年度报告"]);
        assert_eq!(outline.parts[0].text, "（一）甲 乙");
        assert_eq!(outline.signature, ["青石镇"]);
    }
}
