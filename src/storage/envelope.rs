//! What is stored of a draft, and the reading of it.

use super::ReadError;
use super::migrations::{self, Migration};
use super::object::{misfit, number, pick, required};
use crate::format::FIRST_YEAR;
use crate::report::{Draft, Field, MAX_YEAR};
use serde::de::IgnoredAny;

/// The version of the stored shape that this program writes.
pub const SCHEMA: u32 = 1;

/// The mark by which our own texts are known.
const APP: &str = "nianbao";

/// How far a draft has come: what the start page shows without reading the whole draft again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Summary {
    /// Parts that are done.
    pub done: u8,
    /// Parts in all.
    pub parts: u8,
    /// Findings that must be put right; `None` where the draft was not reviewed yet.
    pub errors: Option<u16>,
    /// Findings that should be looked at; `None` where the draft was not reviewed yet.
    pub warnings: Option<u16>,
}

/// A draft together with what is known about its saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// When it was saved, in milliseconds since the Unix epoch.
    pub saved_at: u64,
    /// When the last copy in a file was made, in milliseconds since the Unix epoch.
    pub copied_at: Option<u64>,
    /// Counts the saves of this draft; see [`Library::save`](super::Library::save).
    pub revision: u64,
    /// How far the draft has come.
    pub summary: Summary,
    /// The draft.
    pub draft: Draft,
}

/// What the list of drafts shows of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Name that the clerk gave the draft, without surrounding space; empty where there is none.
    pub name: String,
    /// Name of the reporting body without surrounding space; may be empty.
    pub unit: String,
    /// The year reported on.
    pub year: u16,
    /// When it was saved, in milliseconds since the Unix epoch.
    pub saved_at: u64,
    /// When the last copy in a file was made, in milliseconds since the Unix epoch.
    pub copied_at: Option<u64>,
    /// Counts the saves of this draft.
    pub revision: u64,
    /// How far the draft has come.
    pub summary: Summary,
}

impl Head {
    /// The head of an envelope.
    pub fn of(envelope: &Envelope) -> Self {
        let name = envelope.draft.text(Field::Name);
        Self {
            name: name.trim().to_owned(),
            unit: envelope.draft.unit().to_owned(),
            year: envelope.draft.year,
            saved_at: envelope.saved_at,
            copied_at: envelope.copied_at,
            revision: envelope.revision,
            summary: envelope.summary,
        }
    }
}

/// The text of an envelope: JSON in one line.
pub fn write(envelope: &Envelope) -> String {
    #[expect(
        clippy::expect_used,
        reason = "texts under text keys can always be written; storing nothing in place of a draft would be \
                  worse than stopping"
    )]
    let draft = serde_json::to_string(&envelope.draft).expect("a draft can be written");
    let Envelope { saved_at, copied_at, revision, summary, .. } = envelope;
    let copied_at = copied_at.map_or_else(|| "null".to_owned(), |time| time.to_string());
    let Summary { done, parts, errors, warnings } = summary;
    let [errors, warnings] =
        [errors, warnings].map(|count| count.map_or_else(|| "null".to_owned(), |count| count.to_string()));
    format!(
        "{{\"app\":\"{APP}\",\"schema\":{SCHEMA},\"savedAt\":{saved_at},\"copiedAt\":{copied_at},\
         \"revision\":{revision},\"summary\":{{\"done\":{done},\"parts\":{parts},\"errors\":{errors},\
         \"warnings\":{warnings}}},\"draft\":{draft}}}"
    )
}

/// Reads the text of an envelope, written by this version of the program or an earlier one.
///
/// The steps are: JSON, ours, version of the stored shape, migrations, the draft itself; the error says
/// which of them failed.
pub fn read(text: &str) -> Result<Envelope, ReadError> {
    read_with(migrations::LIST, text)
}

fn read_with(list: &[Migration], text: &str) -> Result<Envelope, ReadError> {
    let stamp = stamp(list, text)?;
    // The first condition keeps all that migrations need out of the site as long as there are none.
    if !list.is_empty() && stamp.schema != migrations::current(list) {
        let value = serde_json::from_str(text).map_err(|error| ReadError::parsing(&error, text, text))?;
        // Back to text, so that there is one reading of a draft and not a second one from `Value`.
        return read_with(list, &migrations::migrate(list, stamp.schema, value)?.to_string());
    }
    let (head, draft) = outside(text, &stamp)?;
    let draft = serde_json::from_str(draft).map_err(|error| ReadError::parsing(&error, text, draft))?;
    let Head { saved_at, copied_at, revision, summary, .. } = head;
    Ok(Envelope { saved_at, copied_at, revision, summary, draft })
}

/// Reads what the list of drafts shows, without building the draft.
///
/// Finds the same faults as [`read`] except those inside of the draft; of these only the year is looked at.
pub fn head(text: &str) -> Result<Head, ReadError> {
    let whole = || read(text).map(|envelope| Head::of(&envelope));
    let stamp = stamp(migrations::LIST, text)?;
    if stamp.schema != SCHEMA {
        return whole();
    }
    let (mut head, draft) = outside(text, &stamp)?;
    let [mut year, mut texts, mut name, mut unit] = [None; 4];
    pick(text, draft, &mut [("year", &mut year), ("texts", &mut texts)])?;
    pick(text, required(text, texts)?, &mut [("name", &mut name), ("unit", &mut unit)])?;
    head.year = number(text, year, u16::MAX.into())? as u16;
    if !(FIRST_YEAR..=MAX_YEAR).contains(&head.year) {
        // The draft itself says what is wrong with its year.
        return whole();
    }
    let string = |value: Option<&str>| -> Result<String, ReadError> {
        let Some(value) = value else { return Ok(String::new()) };
        let string: String =
            serde_json::from_str(value).map_err(|error| ReadError::parsing(&error, text, value))?;
        Ok(string.trim().to_owned())
    };
    head.name = string(name)?;
    head.unit = string(unit)?;
    Ok(head)
}

/// The outermost values of a text that is JSON and ours.
struct Stamp<'a> {
    /// The version of the stored shape, at least 1 and known.
    schema: u32,
    saved_at: Option<&'a str>,
    copied_at: Option<&'a str>,
    revision: Option<&'a str>,
    summary: Option<&'a str>,
    draft: Option<&'a str>,
    /// Whether there are others.
    others: bool,
}

fn stamp<'a>(list: &[Migration], text: &'a str) -> Result<Stamp<'a>, ReadError> {
    let start = text.trim_start();
    if start.is_empty() {
        return Err(ReadError::Empty);
    }
    if !start.starts_with('{') {
        serde_json::from_str::<IgnoredAny>(text).map_err(|error| ReadError::parsing(&error, text, text))?;
        return Err(ReadError::NotOurs);
    }
    let [mut app, mut schema, mut saved_at, mut copied_at, mut revision, mut summary, mut draft] = [None; 7];
    let others = pick(
        text,
        text,
        &mut [
            ("app", &mut app),
            ("schema", &mut schema),
            ("savedAt", &mut saved_at),
            ("copiedAt", &mut copied_at),
            ("revision", &mut revision),
            ("summary", &mut summary),
            ("draft", &mut draft),
        ],
    )?;
    if app.and_then(|app| app.strip_prefix('"')?.strip_suffix('"')) != Some(APP) {
        return Err(ReadError::NotOurs);
    }
    let schema = match schema.and_then(|schema| schema.parse::<u64>().ok()) {
        None | Some(0) => return Err(ReadError::NoSchema),
        Some(schema) if schema > migrations::current(list).into() => {
            return Err(ReadError::NewerSchema { schema });
        }
        Some(schema) => schema as u32,
    };
    Ok(Stamp { schema, saved_at, copied_at, revision, summary, draft, others })
}

/// What stands outside of the draft in a text of the current version, and the text of the draft. What stands
/// inside of it is left blank in the head.
fn outside<'a>(text: &str, stamp: &Stamp<'a>) -> Result<(Head, &'a str), ReadError> {
    let [mut done, mut parts, mut errors, mut warnings] = [None; 4];
    let others = pick(
        text,
        required(text, stamp.summary)?,
        &mut [
            ("done", &mut done),
            ("parts", &mut parts),
            ("errors", &mut errors),
            ("warnings", &mut warnings),
        ],
    )?;
    if others || stamp.others {
        // Reading on would lose them with the next save.
        return Err(misfit(text));
    }
    let head = Head {
        name: String::new(),
        unit: String::new(),
        year: 0,
        saved_at: number(text, stamp.saved_at, u64::MAX)?,
        copied_at: match stamp.copied_at {
            None | Some("null") => None,
            time => Some(number(text, time, u64::MAX)?),
        },
        revision: number(text, stamp.revision, u64::MAX)?,
        summary: Summary {
            done: number(text, done, u8::MAX.into())? as u8,
            parts: number(text, parts, u8::MAX.into())? as u8,
            errors: count(text, errors)?,
            warnings: count(text, warnings)?,
        },
    };
    Ok((head, required(text, stamp.draft)?))
}

/// A number of findings, or null where the draft was not reviewed.
fn count(text: &str, value: Option<&str>) -> Result<Option<u16>, ReadError> {
    match value {
        Some("null") => Ok(None),
        value => Ok(Some(number(text, value, u16::MAX.into())? as u16)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::UnitKind;
    use crate::storage::Place;
    use serde_json::Value;

    fn envelope() -> Envelope {
        Envelope {
            saved_at: 1_737_000_000_000,
            copied_at: None,
            revision: 3,
            summary: Summary { done: 2, parts: 6, errors: Some(1), warnings: Some(4) },
            draft: Draft::new(2024, UnitKind::Township).with_text(Field::Unit, " 青石镇人民政府 "),
        }
    }

    /// The text of [`envelope`] with one piece replaced.
    fn changed(from: &str, to: &str) -> String {
        let text = write(&envelope());
        assert!(text.contains(from), "{text}");
        text.replacen(from, to, 1)
    }

    #[test]
    fn the_stored_text_is_what_other_versions_expect() {
        assert_eq!(
            write(&envelope()),
            "{\"app\":\"nianbao\",\"schema\":1,\"savedAt\":1737000000000,\"copiedAt\":null,\"revision\":3,\
             \"summary\":{\"done\":2,\"parts\":6,\"errors\":1,\"warnings\":4},\
             \"draft\":{\"year\":2024,\"unitKind\":\"township\",\"texts\":{\"unit\":\" 青石镇人民政府 \"},\"cells\":{}}}"
        );
        assert_eq!(read(&write(&envelope())), Ok(envelope()));
        assert_eq!(head(&write(&envelope())), Ok(Head::of(&envelope())));
    }

    #[test]
    fn every_step_of_reading_has_its_own_error() {
        let syntax = |line, column, cut| ReadError::Syntax { place: Place { line, column }, cut };
        let whole = write(&envelope());
        let cut = &whole[..whole.find("青石镇").unwrap() + "青石镇".len()];
        let cases = [
            (String::new(), ReadError::Empty),
            (" \n".to_owned(), ReadError::Empty),
            ("年报".to_owned(), syntax(1, 1, false)),
            ("{\"app\":\"nianbao\",\n\"schema\":1,".to_owned(), syntax(2, 11, true)),
            (cut.to_owned(), syntax(1, cut.chars().count(), true)),
            ("[\"nianbao\",1]".to_owned(), ReadError::NotOurs),
            ("7".to_owned(), ReadError::NotOurs),
            ("{}".to_owned(), ReadError::NotOurs),
            (changed("nianbao", "excalidraw"), ReadError::NotOurs),
            (changed("\"nianbao\"", "nianbao"), syntax(1, 9, false)),
            (changed("\"nianbao\"", "{\"a\":[1]}"), ReadError::NotOurs),
            (changed("\"schema\":1", "\"schema\":0"), ReadError::NoSchema),
            (changed("\"schema\":1", "\"schema\":\"1\""), ReadError::NoSchema),
            (changed("\"schema\":1,", ""), ReadError::NoSchema),
            (changed("\"schema\":1", "\"schema\":2"), ReadError::NewerSchema { schema: 2 }),
            (
                changed("\"schema\":1", "\"schema\":5000000000"),
                ReadError::NewerSchema { schema: 5_000_000_000 },
            ),
        ];
        for (text, error) in cases {
            assert_eq!(read(&text), Err(error.clone()), "{text}");
            assert_eq!(head(&text), Err(error), "{text}");
        }
    }

    #[test]
    fn what_is_wrong_inside_is_said_in_chinese_or_by_its_place() {
        let reason = |from, to| match read(&changed(from, to)) {
            Err(ReadError::Content { reason, .. }) => reason,
            other => panic!("{other:?}"),
        };
        assert_eq!(reason("2024", "2018").as_deref(), Some("年份 2018 不在 2019–2099 之内"));
        assert_eq!(reason("township", "village").as_deref(), Some("不认识的单位类型“village”"));
        assert_eq!(reason("\"unit\"", "\"motto\"").as_deref(), Some("不认识的文字项“motto”"));
        let long = format!("\"{}\"", "长".repeat(500));
        assert_eq!(reason("\"unit\"", &long).map(|reason| reason.chars().count()), Some(80));
        assert_eq!(reason("\"revision\":3,", ""), None);
        assert_eq!(reason("\"revision\":3,", "\"revision\":-3,"), None);
        assert_eq!(reason("\"revision\":3,", "\"revision\":3,\"colour\":\"red\","), None);
        assert_eq!(reason("\"cells\":{}", "\"cells\":{\"t3.received.natural\":7}"), None);
        assert!(matches!(head(&changed("2024", "2018")), Err(ReadError::Content { reason: Some(_), .. })));
    }

    #[test]
    fn sentences_are_chinese_and_say_that_nothing_is_lost() {
        let texts = [
            "{\"app\":".to_owned(),
            "{]".to_owned(),
            "{}".to_owned(),
            changed("\"schema\":1,", ""),
            changed("\"schema\":1", "\"schema\":9"),
            changed("2024", "1900"),
            changed("\"revision\":3,", ""),
        ];
        for text in texts {
            let sentence = read(&text).unwrap_err().sentence();
            assert!(sentence.starts_with("这份草稿打不开："), "{sentence}");
            assert!(sentence.ends_with("没有丢失，可以下载下来妥善保存。"), "{sentence}");
            assert!(!sentence.contains(|c: char| c.is_ascii_alphabetic()), "{sentence}");
        }
        let newer = read(&changed("\"schema\":1", "\"schema\":9")).unwrap_err().sentence();
        assert!(newer.contains("更新版本的年报程序"), "{newer}");
    }

    #[test]
    fn older_texts_are_brought_up_to_date_and_failures_say_in_which_step() {
        fn split_name(mut value: Value) -> Result<Value, String> {
            let draft = value["draft"].as_object_mut().ok_or("没有草稿")?;
            let unit = draft.remove("unit").ok_or("没有单位名称")?;
            draft.insert("texts".to_owned(), serde_json::json!({ "unit": unit }));
            Ok(value)
        }
        let list = [Migration { from: 1, name: "move_unit_into_texts", up: split_name }];
        let before = changed("\"texts\":{\"unit\":\" 青石镇人民政府 \"}", "\"unit\":\" 青石镇人民政府 \"");
        assert_eq!(read_with(&list, &before), Ok(envelope()));
        let current = changed("\"schema\":1", "\"schema\":2");
        assert_eq!(read_with(&list, &current), Ok(envelope()));
        let error =
            ReadError::Migration { name: "move_unit_into_texts", reason: "没有单位名称".to_owned() };
        assert_eq!(read_with(&list, &write(&envelope())), Err(error));
        let newer = changed("\"schema\":1", "\"schema\":3");
        assert_eq!(read_with(&list, &newer), Err(ReadError::NewerSchema { schema: 3 }));
    }

    #[test]
    fn a_place_counts_characters() {
        let text = "{\"app\":\"nianbao\",\n\"单位\":\"青石镇\" 7}";
        assert_eq!(read(text), Err(ReadError::Syntax { place: Place { line: 2, column: 12 }, cut: false }));
    }
}
