//! Earlier versions of a draft beside the draft as it is now.

use crate::report::{Change, Draft, UnitKind};
use crate::storage;
use serde::{Deserialize, Serialize};

/// An earlier version of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// When it was kept, in milliseconds since the Unix epoch.
    pub at: u64,
    /// At what occasion, by its name.
    pub occasion: String,
    /// Where it differs from the draft as it is now.
    pub differences: Vec<Difference>,
    /// What leads back to it.
    pub changes: Vec<Change>,
}

/// A place where a version differs from the draft as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The place in official words.
    pub place: String,
    /// What the version says there.
    pub then: String,
    /// What the draft says now.
    pub now: String,
}

/// The versions that are kept, given as time, occasion and text of each, the newest first. Those that say what the
/// draft says now, or cannot be read, are left out.
pub(super) fn versions(now: &Draft, kept: &[(u64, String, String)]) -> Vec<Version> {
    let mut versions: Vec<Version> = Vec::new();
    for (at, occasion, text) in kept {
        let Ok(envelope) = storage::read(text) else { continue };
        let differences = differences(&envelope.draft, now);
        if !differences.is_empty() {
            let changes = Change::between(now, &envelope.draft);
            versions.push(Version { at: *at, occasion: occasion.clone(), differences, changes });
        }
    }
    versions.sort_by_key(|version| std::cmp::Reverse(version.at));
    versions
}

/// Where two states of a draft differ, in words.
fn differences(then: &Draft, now: &Draft) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut add = |place: String, then: String, now: String| found.push(Difference { place, then, now });
    for change in Change::between(then, now) {
        match change {
            Change::Frame { before, after } => {
                let words = |(year, kind): (u16, UnitKind)| format!("{year}年，{}", kind.label());
                add("报告年度、单位类型".to_owned(), words(before), words(after));
            }
            Change::Cell { cell, before, after } => {
                let edition = if cell.in_edition(now.edition()) { now.edition() } else { then.edition() };
                add(cell.accessible_name(edition), before.to_string(), after.to_string());
            }
            Change::Text { field, .. } | Change::Typed { field, .. } => {
                let (then, now) = (then.text(field), now.text(field));
                let (then, now) = (missing(&then, &now), missing(&now, &then));
                add(field.label().to_owned(), then, now);
            }
            Change::Reason { .. } => {}
        }
    }
    found
}

/// The sentences of a text that another does not have.
fn missing(text: &str, other: &str) -> String {
    const ENDS: [char; 4] = ['。', '！', '？', '\n'];
    let known: Vec<&str> = other.split_inclusive(ENDS).map(str::trim).collect();
    let own = text.split_inclusive(ENDS).map(str::trim);
    let missing: Vec<&str> =
        own.filter(|sentence| !sentence.is_empty() && !known.contains(sentence)).collect();
    missing.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example;
    use crate::format::{Applicant, CellId, RequestRow};
    use crate::report::Field;
    use crate::storage::{Envelope, Summary};

    #[test]
    fn differences_name_cells_and_sentences() {
        let cell = CellId::t3(RequestRow::Received, Applicant::Natural);
        let then = example::county_2024().with_text(Field::Other, "一。二。三。");
        let now = then.clone().with_cells([(cell, "7")]).with_text(Field::Other, "一。三。四。");
        let found = differences(&then, &now);
        let [text, figure] = &found[..] else { panic!("{found:?}") };
        assert_eq!(figure.place, "一、本年新收政府信息公开申请数量 · 自然人");
        assert_eq!((&*figure.then, &*figure.now), (&**then.cell(cell), "7"));
        assert_eq!((&*text.then, &*text.now), ("二。", "四。"));
        assert_eq!(differences(&now, &now), []);
    }

    #[test]
    fn the_changes_of_a_version_lead_back_to_it() {
        let cell = CellId::t3(RequestRow::Received, Applicant::Natural);
        let mut then = example::township_2020().with_text(Field::Other, "一。");
        then.set_reason("R101", Some("因为。".into()));
        let mut now = example::county_2024().with_cells([(cell, "7")]);
        now.set_reason("R102", Some("所以。".into()));
        let text = |draft: &Draft| {
            let summary = Summary::default();
            storage::write(&Envelope {
                saved_at: 0,
                copied_at: None,
                revision: 0,
                summary,
                draft: draft.clone(),
            })
        };
        let kept = |at: u64, text: String| (at, "work".to_owned(), text);
        let found = versions(
            &now,
            &[kept(1, text(&then)), kept(3, text(&now)), kept(2, "?".to_owned()), kept(4, text(&then))],
        );
        assert_eq!(found.iter().map(|version| version.at).collect::<Vec<_>>(), [4, 1]);
        found[0].changes.iter().for_each(|change| change.apply(&mut now));
        assert_eq!(now, then);
    }
}
