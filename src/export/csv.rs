//! All figures as a table for spreadsheets and programs.

use crate::format::{CellId, Edition};
use crate::report::{Report, write};

/// The heads of the columns.
const HEADS: [&str; 8] = ["单位", "年度", "编号", "表", "行", "列", "填写", "数值"];

/// The figures of the report's edition, a line each: unit, year, the stable id of the cell, table, official labels
/// of row and column, the text as typed, and the value in the unit of the cell, which is empty where the cell is
/// blank or cannot be read. A total that nobody typed has no text but a value.
///
/// With a byte order mark and the line ends that Excel expects. A text that a spreadsheet would take for a formula
/// begins with an apostrophe, which makes it text.
pub fn csv(report: &Report) -> String {
    let mut file = "\u{feff}".to_owned();
    push_line(&mut file, &HEADS.map(str::to_owned));
    let edition = report.edition();
    let draft = report.draft();
    let (unit, year) = (guarded(draft.unit()), draft.year.to_string());
    for cell in CellId::of_edition(edition) {
        push_line(
            &mut file,
            &[
                unit.clone(),
                year.clone(),
                cell.key().to_owned(),
                cell.table().name().to_owned(),
                cell.row_path(edition).join("/"),
                cell.column_path(edition).join("/"),
                guarded(draft.cell(cell)),
                value(report, edition, cell),
            ],
        );
    }
    file
}

/// The value of a cell, without the sign that a positive change is printed with.
fn value(report: &Report, edition: Edition, cell: CellId) -> String {
    debug_assert!(cell.in_edition(edition));
    let value = report.value(cell).map(|value| write(cell.kind(), value)).unwrap_or_default();
    value.trim_start_matches('+').to_owned()
}

/// A text that no spreadsheet takes for a formula. The full-width signs are those of East Asian settings.
fn guarded(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

fn push_line(file: &mut String, values: &[String]) {
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            file.push(',');
        }
        push_value(file, value);
    }
    file.push_str("\r\n");
}

/// A value, in quotes where anything in it could be taken for the end of it, also by a program that separates
/// with semicolons or tabs.
fn push_value(file: &mut String, value: &str) {
    if !value.contains([',', ';', '"', '\t', '\r', '\n']) {
        return file.push_str(value);
    }
    file.push('"');
    file.push_str(&value.replace('"', "\"\""));
    file.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Applicant, Item, RequestRow};
    use crate::report::{Draft, Field, UnitKind};
    use std::rc::Rc;

    fn line(year: u16, cell: CellId, typed: &str) -> String {
        let draft = Draft::new(year, UnitKind::Township)
            .with_text(Field::Unit, " 青石镇 ")
            .with_cells([(cell, typed)]);
        let file = csv(&Report::read(Rc::new(draft)));
        let line = file.lines().find(|line| line.contains(&format!(",{},", cell.key())));
        line.unwrap_or_default().to_owned()
    }

    #[test]
    fn a_line_says_what_the_figure_is() {
        let file = csv(&Report::read(Rc::new(Draft::new(2024, UnitKind::Township))));
        assert!(
            file.starts_with("\u{feff}单位,年度,编号,表,行,列,填写,数值\r\n,2024,t2.regulations.made,表二,")
        );
        assert_eq!(file.matches("\r\n").count(), 1 + 10 + 25 * 7 + 15);
        assert_eq!(
            line(2024, CellId::t3(RequestRow::StateSecret, Applicant::Business), "１２ 件"),
            "青石镇,2024,t3.denied.state-secret.business,表三,三、本年度办理结果/（三）不予公开/1.属于国家秘密,\
             法人或其他组织/商业企业,１２ 件,12"
        );
        assert!(line(2024, CellId::t2(Item::FeeAmount), "3.50万元").ends_with(",3.50万元,3.5"));
    }

    #[test]
    fn blanks_signs_and_unreadable_texts_have_their_own_values() {
        let cell = CellId::t2(Item::LicenceDecisions);
        assert!(line(2024, cell, "").ends_with(",,"));
        assert!(line(2024, cell, "/").ends_with(",/,0"));
        assert!(line(2024, cell, "约5").ends_with(",约5,"));
        let change = CellId::t2(Item::LicenceChange);
        assert!(line(2020, change, "+3").ends_with(",'+3,3"), "a sign is no formula");
        assert!(line(2020, change, "-3").ends_with(",'-3,-3"));
    }

    #[test]
    fn no_text_is_a_formula_and_none_ends_its_value() {
        let cell = CellId::t2(Item::LicenceDecisions);
        for (typed, expected) in [
            ("=1+1", ",'=1+1,"),
            ("@SUM(A1)", ",'@SUM(A1),"),
            ("\t=1", ",\"'\t=1\","),
            ("＝1", ",'＝1,"),
            ("=\"a\"", ",\"'=\"\"a\"\"\","),
            ("1,5", ",\"1,5\","),
            ("1;=2", ",\"1;=2\","),
        ] {
            assert!(line(2024, cell, typed).ends_with(expected), "{}", line(2024, cell, typed));
        }
    }
}
