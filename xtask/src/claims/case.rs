//! A case as it stands in a file.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

/// What the checker must do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Expect {
    /// Report the stretch.
    Flag,
    /// Keep silent.
    Clean,
}

/// The report around a sentence.
#[derive(Clone, Debug, Deserialize)]
pub struct Frame {
    /// The unit's full name.
    pub unit: String,
    /// What kind of unit it is.
    pub unit_level: String,
    /// The year reported on.
    pub year: u16,
    /// The edition of the tables, by the year of its notice; that of the year where it is not said.
    #[serde(default)]
    pub edition: Option<u16>,
}

/// What the tables say; `None` where nothing is said of a table.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Tables {
    /// Table 2: an item with its figures.
    #[serde(default)]
    pub t2: Option<BTreeMap<String, Figures>>,
    /// Table 3: a row with the six classes of applicants and their total. Rows left out are zero.
    #[serde(default)]
    pub t3: Option<BTreeMap<String, [i64; 7]>>,
    /// Table 4: a block with the four results and their total. Blocks left out are zero.
    #[serde(default)]
    pub t4: Option<BTreeMap<String, [i64; 5]>>,
}

/// The figures of an item of table 2.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Figures {
    /// Documents: made, repealed, in force; in edition 2019 made, published, public in all.
    Documents([i64; 3]),
    /// Decisions.
    Decisions(i64),
    /// An amount as written.
    Amount(String),
}

/// A sentence with its verdict. Fields that only explain the verdict are not read.
#[derive(Clone, Debug, Deserialize)]
pub struct Case {
    /// Names the case.
    pub id: String,
    /// The check that it aims at.
    pub kind: String,
    /// The report that it stands in.
    pub report: Frame,
    /// The part that it stands in: 0 is the opening paragraph.
    pub section: u8,
    /// The sentence.
    pub text: String,
    /// What the tables say.
    #[serde(default)]
    pub tables: Tables,
    /// What the checker must do.
    pub expect: Expect,
    /// What must be reported.
    #[serde(default)]
    pub span: Option<String>,
    /// Why, in a few words.
    #[serde(default)]
    pub why: String,
}

impl Case {
    /// The stretch to be reported, in characters of the sentence; all of it where none is named.
    pub fn stretch(&self) -> Range<usize> {
        let count = |text: &str| text.chars().count();
        let span = self.span.as_deref().unwrap_or(&self.text);
        let start = self.text.find(span).map_or(0, |start| count(&self.text[..start]));
        start..start + count(span)
    }

    fn check(&self) -> Result<()> {
        ensure!(!self.text.trim().is_empty(), "the sentence is blank");
        if let Some(span) = &self.span {
            ensure!(!span.is_empty() && self.text.contains(span.as_str()), "“{span}” is not in the sentence");
        }
        ensure!(self.expect == Expect::Clean || self.span.is_some(), "a flag case without a span");
        Ok(())
    }
}

/// Reads cases, one a line. Blank lines are left out.
pub fn read(text: &str) -> Result<Vec<Case>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let place = || format!("line {}", index + 1);
            let case: Case = serde_json::from_str(line).with_context(place)?;
            case.check().with_context(place)?;
            Ok(case)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, rest: &str) -> String {
        format!(
            r#"{{"id":"a","kind":"sum","report":{{"unit":"甲镇人民政府","unit_level":"town","year":2024}},"section":1,"text":"{text}",{rest}}}"#
        )
    }

    #[test]
    fn stretches_count_characters() {
        let cases = read(&line("全年12件。", r#""expect":"flag","span":"12件""#)).unwrap();
        assert_eq!(cases[0].stretch(), 2..5);
        let cases = read(&line("全年12件。", r#""expect":"clean""#)).unwrap();
        assert_eq!(cases[0].stretch(), 0..6);
    }

    #[test]
    fn a_span_that_is_not_there_is_refused() {
        for rest in [r#""expect":"flag","span":"13件""#, r#""expect":"flag""#, r#""expect":"maybe""#] {
            assert!(read(&line("全年12件。", rest)).is_err(), "{rest}");
        }
        assert!(read(&line("  ", r#""expect":"clean""#)).is_err());
    }
}
