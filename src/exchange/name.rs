//! Names of files.

use crate::report::Draft;

/// The most characters, and bytes of UTF-8, that the unit takes in a file name. Windows counts the former,
/// Linux the latter (255 for the whole name).
const UNIT_CHARS: usize = 60;
const UNIT_BYTES: usize = 180;

/// A name for a file of this draft, such as `青石镇人民政府2024年政府信息公开工作年度报告.html`: unit, year and
/// the official words, whatever title was typed, so that the files of several years sort together.
///
/// `extension` is without its point. The name is valid on Windows, macOS and Linux and at most 100 characters
/// long for the extensions in use; a blank unit is left out.
pub fn file_name(draft: &Draft, extension: &str) -> String {
    name(draft, "年政府信息公开工作年度报告.", extension)
}

/// A name for the rich text of this draft for editors of web sites, in the same manner.
pub fn fragment_name(draft: &Draft, extension: &str) -> String {
    name(draft, "年年度报告网页片段.", extension)
}

/// A name for the check sheet over this draft, in the same manner.
pub fn sheet_name(draft: &Draft, extension: &str) -> String {
    name(draft, "年年度报告审核意见表.", extension)
}

fn name(draft: &Draft, words: &str, extension: &str) -> String {
    let unit: String = draft.unit().chars().filter(|&c| !is_hidden(c)).collect();
    let mut name = String::new();
    for (count, c) in unit.trim().chars().enumerate() {
        if count == UNIT_CHARS || name.len() + c.len_utf8() > UNIT_BYTES {
            break;
        }
        // A point at the start would hide the file on Linux, and `CON.` names a device on Windows.
        name.push(if matches!(c, '\\' | '/' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '.') {
            '_'
        } else {
            c
        });
    }
    name.push_str(&draft.year.to_string());
    name.push_str(words);
    name.push_str(extension);
    name
}

/// Whether a character is a control or shows nothing: line ends, marks of writing direction (which can make
/// a name look like another), joiners.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Field, UnitKind};

    fn check(unit: &str, expected: &str) {
        let draft = Draft::new(2024, UnitKind::Township).with_text(Field::Unit, unit);
        assert_eq!(file_name(&draft, "html"), expected);
    }

    #[test]
    fn names_are_unit_year_and_the_official_words() {
        check("青石镇人民政府", "青石镇人民政府2024年政府信息公开工作年度报告.html");
        check("  青石镇 人民政府　", "青石镇 人民政府2024年政府信息公开工作年度报告.html");
        check(" ", "2024年政府信息公开工作年度报告.html");
        assert_eq!(
            file_name(&Draft::new(2020, UnitKind::Other), "json"),
            "2020年政府信息公开工作年度报告.json"
        );
    }

    #[test]
    fn what_no_system_allows_in_a_name_is_replaced() {
        check("a/b\\c:d*e?f\"g<h>i|j", "a_b_c_d_e_f_g_h_i_j2024年政府信息公开工作年度报告.html");
        check(
            "甲\u{0}\n\t\u{7f}\u{202e}\u{2066}\u{200b}\u{feff}乙",
            "甲乙2024年政府信息公开工作年度报告.html",
        );
        check("../..", "_____2024年政府信息公开工作年度报告.html");
        check("CON.", "CON_2024年政府信息公开工作年度报告.html");
        check("\u{202e}　镇\u{202e} ", "镇2024年政府信息公开工作年度报告.html");
        check("\u{202e}. ", "_2024年政府信息公开工作年度报告.html");
    }

    #[test]
    fn long_units_are_cut() {
        check(&"镇".repeat(500), &format!("{}2024年政府信息公开工作年度报告.html", "镇".repeat(60)));
        check(&"𠮷".repeat(500), &format!("{}2024年政府信息公开工作年度报告.html", "𠮷".repeat(45)));
    }
}
