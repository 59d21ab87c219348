//! `docs/report.schema.json`: the JSON Schema of the data file, written from the types.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use nianbao::format::{CellId, CellKind, Edition, FIRST_YEAR};
use nianbao::report::{Field, MAX_YEAR, UnitKind};
use nianbao::storage::SCHEMA;
use serde_json::{Map, Value, json};

use crate::root;

/// The file.
pub fn path() -> PathBuf {
    root().join("docs/report.schema.json")
}

/// Writes the file, or fails if it is not as it would be written.
pub fn run(check: bool) -> Result<()> {
    let text = format!("{:#}\n", schema());
    if !check {
        return std::fs::write(path(), text).context("cannot write docs/report.schema.json");
    }
    if std::fs::read_to_string(path()).ok().as_deref() != Some(&text) {
        bail!("docs/report.schema.json is out of date; `cargo xtask schema` writes it");
    }
    Ok(())
}

/// The schema.
pub fn schema() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "年报数据文件",
        "description": "The data file of 年报 and the data inside of its saved page: a report as typed. Totals, \
            findings and the printed page are worked out from it and not stored. Written by `cargo xtask schema`.",
        "type": "object",
        "required": ["app", "schema", "savedAt", "revision", "summary", "draft"],
        "additionalProperties": false,
        "properties": {
            "app": { "const": "nianbao" },
            "schema": { "description": "The version of the stored shape.", "const": SCHEMA },
            "savedAt": {
                "description": "When it was saved, in milliseconds since the Unix epoch.",
                "$ref": "#/$defs/count",
            },
            "copiedAt": {
                "description": "When the last copy in a file was made, in milliseconds since the Unix epoch.",
                "type": ["integer", "null"],
                "minimum": 0,
            },
            "revision": { "description": "Counts the saves; 0 for a file of another program.", "$ref": "#/$defs/count" },
            "summary": summary(),
            "draft": draft(),
        },
        "$defs": {
            "count": { "type": "integer", "minimum": 0 },
            "text": { "type": "string" },
        },
    })
}

fn summary() -> Value {
    let up_to = |most: u16, about: &str| json!({ "description": about, "type": "integer", "minimum": 0, "maximum": most });
    let findings = |about: &str| json!({ "description": about, "type": ["integer", "null"], "minimum": 0, "maximum": u16::MAX });
    json!({
        "description": "What a list of reports shows without reading the draft.",
        "type": "object",
        "required": ["done", "parts", "errors", "warnings"],
        "additionalProperties": false,
        "properties": {
            "done": up_to(u8::MAX.into(), "Parts that are done."),
            "parts": up_to(u8::MAX.into(), "Parts in all; 0 where this is not known."),
            "errors": findings("Findings that must be put right; null where the report was not checked."),
            "warnings": findings("Findings to be explained; null where the report was not checked."),
        },
    })
}

fn draft() -> Value {
    let kinds: Vec<_> = UnitKind::ALL.iter().map(|kind| kind.key()).collect();
    let words: Vec<_> = UnitKind::ALL.iter().map(|kind| format!("{} {}", kind.key(), kind.label())).collect();
    json!({
        "type": "object",
        "required": ["year", "unitKind", "texts", "cells"],
        "additionalProperties": false,
        "properties": {
            "year": {
                "description": "The year reported on. Up to 2020 the form of 2019 applies, from 2021 that of 2021.",
                "type": "integer",
                "minimum": FIRST_YEAR,
                "maximum": MAX_YEAR,
            },
            "unitKind": { "description": words.join("; "), "enum": kinds },
            "texts": texts(),
            "cells": cells(),
            "reasons": {
                "description": "The reasons given for findings, by their fingerprint.",
                "type": "object",
                "additionalProperties": { "$ref": "#/$defs/text" },
            },
        },
    })
}

fn texts() -> Value {
    let text = |&field: &Field| {
        let mut schema = json!({ "title": field.label(), "$ref": "#/$defs/text" });
        if field.is_composed() {
            schema["description"] = "Composed from the others where it is absent.".into();
        }
        (field.key().to_owned(), schema)
    };
    json!({
        "description": "The texts. In prose a line is a paragraph; a name in braces, such as {新收申请数}, stands for \
            a figure of the tables.",
        "type": "object",
        "additionalProperties": false,
        "properties": Field::ALL.iter().map(text).collect::<Map<_, _>>(),
    })
}

fn cells() -> Value {
    let cell = |cell: CellId| {
        let editions: Vec<_> = Edition::ALL.into_iter().filter(|&edition| cell.in_edition(edition)).collect();
        let newest = editions.last().copied().unwrap_or(Edition::V2021);
        let mut about = match cell.kind() {
            CellKind::Count => "A whole number.",
            CellKind::Change => "A whole number with a sign.",
            CellKind::TenThousandYuan => "An amount in 万元.",
            CellKind::Yuan => "An amount in 元.",
        }
        .to_owned();
        if cell.is_derived(newest) {
            about += " Computed where it is absent.";
        }
        match editions[..] {
            [Edition::V2019] => about += " Form of 2019 only.",
            [Edition::V2021] => about += " Form of 2021 only.",
            _ => {}
        }
        let title = format!("{} {}", cell.table().name(), cell.accessible_name(newest));
        (cell.key().to_owned(), json!({ "title": title, "description": about, "$ref": "#/$defs/text" }))
    };
    json!({
        "description": "The figures as typed, blanks left out; “/” and 无 say that there is nothing to report. Cells \
            that the version at hand does not know are kept.",
        "type": "object",
        "additionalProperties": { "$ref": "#/$defs/text" },
        "properties": CellId::all().map(cell).collect::<Map<_, _>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use nianbao::example::{county_2024, township_2020};
    use nianbao::render::extract_data;
    use nianbao::storage::{self, Envelope, Summary};

    #[test]
    fn the_file_is_up_to_date() {
        run(true).unwrap();
    }

    /// Whether a value keeps to a schema; fails on a keyword that it does not know, so that none goes unchecked.
    fn accepts(whole: &Value, schema: &Value, value: &Value) -> bool {
        let Some(schema) = schema.as_object() else { return schema.as_bool().unwrap() };
        let number = |limit: &Value| limit.as_i64().unwrap();
        schema.iter().all(|(keyword, wanted)| match &**keyword {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => accepts(whole, whole.pointer(&wanted.as_str().unwrap()[1..]).unwrap(), value),
            "const" => value == wanted,
            "enum" => wanted.as_array().unwrap().contains(value),
            "type" => match wanted {
                Value::Array(types) => types.iter().any(|kind| is_a(kind, value)),
                kind => is_a(kind, value),
            },
            "minimum" => value.as_i64().is_none_or(|value| value >= number(wanted)),
            "maximum" => value.as_i64().is_none_or(|value| value <= number(wanted)),
            "required" => {
                wanted.as_array().unwrap().iter().all(|name| value.get(name.as_str().unwrap()).is_some())
            }
            "properties" | "additionalProperties" => value.as_object().is_none_or(|object| {
                let known = schema.get("properties");
                let of = |name| known.and_then(|known| known.get(name));
                object.iter().all(|(name, value)| match (of(name), &**keyword) {
                    (Some(schema), "properties") => accepts(whole, schema, value),
                    (None, "additionalProperties") => accepts(whole, wanted, value),
                    _ => true,
                })
            }),
            other => panic!("{other}"),
        })
    }

    fn is_a(kind: &Value, value: &Value) -> bool {
        match kind.as_str().unwrap() {
            "object" => value.is_object(),
            "string" => value.is_string(),
            "integer" => value.is_i64() || value.is_u64(),
            "null" => value.is_null(),
            other => panic!("{other}"),
        }
    }

    fn is_accepted(value: &Value) -> bool {
        let schema = schema();
        accepts(&schema, &schema, value)
    }

    fn example() -> Value {
        let mut draft = county_2024();
        draft.set_reason("R501-00", Some("机构合并".into()));
        let envelope =
            Envelope { saved_at: 1, copied_at: Some(2), revision: 3, summary: Summary::default(), draft };
        serde_json::from_str(&storage::write(&envelope)).unwrap()
    }

    #[test]
    fn what_the_program_writes_is_accepted() {
        assert!(is_accepted(&example()));
        let summary = Summary { done: 1, parts: 7, errors: Some(2), warnings: None };
        let envelope =
            Envelope { saved_at: 1, copied_at: None, revision: 3, summary, draft: township_2020() };
        assert!(is_accepted(&serde_json::from_str(&storage::write(&envelope)).unwrap()));
        let fixture = |name: &str| std::fs::read_to_string(root().join("tests/fixtures").join(name)).unwrap();
        let page = extract_data(&fixture("pages/schema-1.html")).unwrap();
        for text in [fixture("drafts/schema-1.json"), page] {
            assert!(is_accepted(&serde_json::from_str(&text).unwrap()));
        }
    }

    /// The schema and the program agree on what is no data file.
    #[test]
    fn what_the_program_refuses_is_refused() {
        let damages: &[(&str, Option<Value>)] = &[
            ("/app", Some("excalidraw".into())),
            ("/app", None),
            ("/schema", Some(99.into())),
            ("/schema", None),
            ("/savedAt", None),
            ("/savedAt", Some("today".into())),
            ("/revision", Some((-1).into())),
            ("/summary", None),
            ("/summary/errors", Some(70_000.into())),
            ("/summary/done", None),
            ("/colour", Some("red".into())),
            ("/draft", None),
            ("/draft/year", Some(2018.into())),
            ("/draft/year", Some("2024".into())),
            ("/draft/unitKind", Some("village".into())),
            ("/draft/texts", None),
            ("/draft/texts/motto", Some("公开".into())),
            ("/draft/texts/unit", Some(7.into())),
            ("/draft/cells/t3.received.natural", Some(7.into())),
            ("/draft/cells/t9.new", Some(Value::Null)),
            ("/draft/reasons/R501-00", Some(7.into())),
            ("/draft/colour", Some("red".into())),
        ];
        for (place, damage) in damages {
            let mut value = example();
            let (parent, name) = place.rsplit_once('/').unwrap();
            let object = value.pointer_mut(parent).unwrap().as_object_mut().unwrap();
            match damage {
                Some(damage) => object.insert(name.to_owned(), damage.clone()),
                None => object.remove(name),
            };
            assert!(storage::read(&value.to_string()).is_err(), "{place} {damage:?}");
            assert!(!is_accepted(&value), "{place} {damage:?}");
        }
        for other in [json!(null), json!([]), json!({}), json!("年报")] {
            assert!(!is_accepted(&other), "{other}");
        }
    }

    #[test]
    fn what_the_program_keeps_for_later_versions_is_accepted() {
        let mut value = example();
        value["draft"]["cells"]["t9.new"] = "7".into();
        assert!(storage::read(&value.to_string()).is_ok() && is_accepted(&value));
    }
}
