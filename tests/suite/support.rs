//! What several subjects use: strategies for drafts of any content.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use nianbao::format::{CellId, FIRST_YEAR, Table};
use nianbao::report::{Draft, Field, MAX_YEAR, UnitKind};
use nianbao::storage::{Envelope, Summary};
use proptest::prelude::*;
use proptest::{collection, option, sample};
use serde_json::Value;

/// Texts that have broken programs of this kind before: markup, ends of elements and comments, escapes,
/// line ends of all kinds, control characters, marks of direction, characters outside of the first plane.
pub(crate) const TRICKY: &[&str] = &[
    "",
    " ",
    "</script>",
    "<!--<script>",
    "-->",
    "]]>",
    "&lt;&amp;&#0;",
    "\"'`",
    "\\",
    "\\u0000\\n\\\"",
    "\u{0}",
    "\u{b}\u{1b}\u{7f}\u{85}",
    "\r\n",
    "\r",
    "\u{2028}\u{2029}",
    "\u{feff}",
    "\u{fffe}\u{ffff}",
    "\u{202e}\u{2066}",
    "𠮷𠀀👨‍👩‍👧",
    "e\u{301}",
    "１，２３４　件",
    "{\"app\":\"nianbao\"}",
    "id=\"nianbao-draft\"",
    "../../CON.",
];

/// Any text: ordinary, tricky, or of any characters at all.
pub(crate) fn any_text() -> impl Strategy<Value = String> {
    let tricky = || sample::select(TRICKY);
    prop_oneof![
        4 => "[0-9０-９,，. 件元一-龥\n]{0,12}",
        2 => any::<String>(),
        2 => collection::vec(any::<char>(), 0..12).prop_map(String::from_iter),
        1 => tricky().prop_map(str::to_owned),
        2 => (any::<String>(), tricky(), any::<String>()).prop_map(|(a, b, c)| format!("{a}{b}{c}")),
    ]
}

/// Any draft, also one with texts that the year's edition does not have and cells that only a later version
/// knows.
pub(crate) fn any_draft() -> impl Strategy<Value = Draft> {
    let texts = collection::vec(option::weighted(0.3, any_text()), Field::COUNT);
    let cell = sample::select(CellId::all().collect::<Vec<_>>());
    let cells = collection::vec((cell, any_text()), 0..24);
    let unknown = collection::btree_map("t9\\.[a-z.]{1,8}", any_text(), 0..3);
    (FIRST_YEAR..=MAX_YEAR, sample::select(UnitKind::ALL), texts, cells, unknown).prop_map(
        |(year, kind, texts, cells, unknown)| {
            let mut draft = Draft::new(year, kind).with_cells(cells);
            for (&field, text) in Field::ALL.iter().zip(texts) {
                draft.set_text(field, text.map(Into::into));
            }
            let mut stored = serde_json::to_value(&draft).unwrap();
            for (key, text) in unknown {
                stored["cells"][key] = text.into();
            }
            serde_json::from_value(stored).unwrap()
        },
    )
}

/// Any envelope around any draft.
pub(crate) fn any_envelope() -> impl Strategy<Value = Envelope> {
    let summary = any::<(u8, u8, Option<u16>, Option<u16>)>()
        .prop_map(|(done, parts, errors, warnings)| Summary { done, parts, errors, warnings });
    (any::<u64>(), any::<Option<u64>>(), any::<u64>(), summary, any_draft()).prop_map(
        |(saved_at, copied_at, revision, summary, draft)| Envelope {
            saved_at,
            copied_at,
            revision,
            summary,
            draft,
        },
    )
}

/// The text of a file under `tests/fixtures/`.
pub(crate) fn fixture(path: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file of the material that lies beside the repository where it is developed.
pub(crate) fn shared(path: &str) -> Option<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    std::fs::read_to_string(folder.join(path)).ok()
}

/// The tables of published reports in which every equality holds, totals typed, each with its name; none
/// where the material is not at hand.
pub(crate) fn published() -> Vec<(String, Draft)> {
    let Some(text) = shared("corpus/tables-dev.json") else { return Vec::new() };
    let file: Value = serde_json::from_str(&text).unwrap();
    let rows: Vec<_> = file["rows"].as_array().unwrap().iter().map(|row| row[0].as_str().unwrap()).collect();
    let t2 = ["规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费_万元"];
    let t4 = ["复议", "直接起诉", "复议后起诉"];
    let read = |report: &Value| {
        let mut draft = Draft::new(u16::try_from(report["year"].as_u64().unwrap()).unwrap(), UnitKind::City);
        let edition = draft.edition();
        // The names stand in the order of the cells.
        let tables = [("t2", &t2[..]), ("t3", &rows), ("t4", &t4)];
        for (table, (key, names)) in Table::ALL.into_iter().zip(tables) {
            let figures = names.iter().flat_map(|name| figures(&report[key][name]));
            let cells: Vec<_> = CellId::of_edition(edition).filter(|cell| cell.table() == table).collect();
            assert_eq!(figures.clone().count(), cells.len());
            draft = draft.with_cells(cells.into_iter().zip(figures));
        }
        (report["id"].to_string(), draft)
    };
    file["reports"].as_array().unwrap().iter().map(read).collect()
}

/// One figure or several, as they stand; nothing for a blank.
fn figures(value: &Value) -> Vec<String> {
    let one = |value: &Value| if value.is_null() { String::new() } else { value.to_string() };
    value.as_array().map_or_else(|| vec![one(value)], |several| several.iter().map(one).collect())
}
