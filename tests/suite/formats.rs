//! The labels of both editions are the official ones, cell by cell.

use nianbao::format::{CellId, Edition, Grid, Part, Table};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// The official labels in machine-readable form, which lie beside the repository where it is developed.
fn official(edition: Edition) -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/domain/formats.json");
    let text = std::fs::read_to_string(path).ok()?;
    let mut file: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
    let key = match edition {
        Edition::V2019 => "2019",
        Edition::V2021 => "2021",
    };
    Some(file[key].take())
}

fn strings(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

fn paths(value: &Value) -> Vec<Vec<&str>> {
    value.as_array().into_iter().flatten().map(strings).collect()
}

#[test]
fn notices_years_and_headings_are_official() {
    for edition in Edition::ALL {
        let Some(official) = official(edition) else { return };
        let format = edition.format();
        assert_eq!(format.edition, edition);
        assert_eq!(format.notice, official["notice"]);
        assert_eq!(format.headings.as_slice(), strings(&official["headings"]));
        assert_eq!(format.headings.len(), Part::ALL.len());
        let years = official["years"].as_str().unwrap();
        let (first, last) = years.split_once('-').unwrap();
        assert_eq!(Edition::of_year(first.parse().unwrap()), edition);
        assert_eq!(Edition::of_year(last.parse().unwrap_or(2099)), edition);
    }
}

#[test]
fn labels_of_table_2_are_official() {
    for edition in Edition::ALL {
        let Some(official) = official(edition) else { return };
        let format = edition.format();
        let blocks = official["table2"].as_array().unwrap();
        assert_eq!(format.table2.len(), blocks.len());
        let mut figures = CellId::of_edition(edition).filter(|cell| cell.table() == Table::Two);
        for (block, official) in format.table2.iter().zip(blocks) {
            let columns = strings(&official["columns"]);
            assert_eq!(block.title, official["block"]);
            assert_eq!(block.columns, columns);
            assert_eq!(
                block.rows.iter().map(|row| row.label).collect::<Vec<_>>(),
                strings(&official["rows"])
            );
            for (row, label) in block.rows.iter().zip(strings(&official["rows"])) {
                assert_eq!(row.items.len() + 1, columns.len());
                // The figures come in the same order as the labels.
                for (&item, column) in row.items.iter().zip(&columns[1..]) {
                    let cell = CellId::t2(item);
                    assert_eq!(figures.next(), Some(cell));
                    assert_eq!(cell.row_path(edition), [block.title, label], "{}", cell.key());
                    assert_eq!(cell.column_path(edition), [*column], "{}", cell.key());
                }
            }
        }
        assert_eq!(figures.next(), None);
    }
}

#[test]
fn labels_of_tables_3_and_4_are_official() {
    for edition in Edition::ALL {
        let Some(official) = official(edition) else { return };
        let format = edition.format();
        let table3 = &official["table3"];
        assert_eq!(format.corner, table3["corner"]);
        assert_eq!(format.over_columns, table3["over_columns"]);
        let (rows, columns) = (paths(&table3["rows"]), paths(&table3["columns"]));
        let mut figures = CellId::of_edition(edition).filter(|cell| cell.table() == Table::Three);
        for row in &rows {
            for column in &columns {
                let cell = figures.next().unwrap();
                assert_eq!(cell.row_path(edition), *row, "{}", cell.key());
                assert_eq!(cell.column_path(edition), *column, "{}", cell.key());
            }
        }
        assert_eq!(figures.next(), None);

        let columns = paths(&official["table4"]["columns"]);
        let figures: Vec<_> =
            CellId::of_edition(edition).filter(|cell| cell.table() == Table::Four).collect();
        assert_eq!(figures.len(), columns.len());
        for (cell, column) in figures.into_iter().zip(columns) {
            assert_eq!(cell.row_path(edition), [] as [&str; 0]);
            assert_eq!(cell.column_path(edition), column, "{}", cell.key());
        }
    }
}

/// What a printed table shows beside figures is what the labels say: no label is left out, none added.
#[test]
fn printed_tables_show_every_label_and_no_other() {
    for edition in Edition::ALL {
        for table in Table::ALL {
            let mut expected = BTreeSet::new();
            for cell in CellId::of_edition(edition).filter(|cell| cell.table() == table) {
                expected.extend(cell.row_path(edition));
                expected.extend(cell.column_path(edition));
            }
            let format = edition.format();
            match table {
                Table::Two => expected.extend(format.table2.iter().map(|block| block.columns[0])),
                Table::Three => expected.extend([format.corner, format.over_columns]),
                Table::Four => {}
            }
            let grid = Grid::of(edition, table);
            let shown: BTreeSet<_> =
                grid.rows.iter().flatten().filter_map(|cell| cell.content.label()).collect();
            assert_eq!(shown, expected, "{edition:?} {table:?}");
        }
    }
}

/// The tables as text. Whoever accepts a change of these snapshots compares them with the official form:
/// labels, merged cells (`[rows x columns]`), the line under the heads that repeat on every page.
#[test]
fn printed_tables_are_drawn_as_reviewed() {
    for (edition, name) in Edition::ALL.into_iter().zip(["2019", "2021"]) {
        for (table, number) in Table::ALL.into_iter().zip(2..) {
            insta::assert_snapshot!(format!("{name}-table-{number}"), Grid::of(edition, table).draw());
        }
    }
}
