//! The catalogue of what a strict reviewer checks, and which rules keep to it.
//!
//! The rows are those of a list drawn up from published reports and reviewers' practice: T for the tables, X
//! for comparisons across years, N for numbers in the prose, F for the form of the text. `docs/rules.md` closes
//! with this table, and a test holds every row to a rule or to a reason why there is none.

/// What became of a row of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Rules with these ids ask for it.
    By(&'static [&'static str]),
    /// No rule asks for it, for this reason.
    Not(&'static str),
}

/// A row of the catalogue.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its name.
    pub id: &'static str,
    /// What it asks for.
    pub asks: &'static str,
    /// What became of it.
    pub kept: Kept,
}

/// The rules that go beyond the catalogue, with the reason for each.
pub static BEYOND: &[(&str, &str)] = &[
    ("R101", "a report without its unit's name or without one of its parts cannot be handed in"),
    ("R102", "a blank is not a zero: one rule of its own reports what others cannot assess"),
    ("R103", "a figure that cannot be read is one that no other rule can assess"),
    ("R716", "texts for which an import found no place are kept, and must not be printed by oversight"),
    ("R505", "a paragraph copied from last year's report stays marked until it is edited"),
];

macro_rules! catalogue {
    ($($id:literal $asks:literal $kept:ident($value:expr);)+) => {
        /// Every row, in the order of the catalogue.
        pub static CATALOGUE: &[Row] = &[$(Row { id: $id, asks: $asks, kept: Kept::$kept($value) }),+];
    };
}

catalogue! {
    "T3-1" "table 3, every column: received + carried in = handled + carried out" By(&["R301"]);
    "T3-2" "table 3, every column: the total is the sum of the results" By(&["R302"]);
    "T3-3" "table 3, every row: the total is the sum of the six classes" By(&["R303"]);
    "T3-4" "whole numbers; what is written otherwise is read as meant and offered to be put right" By(&["R103", "R104"]);
    "T3-5" "rare results in a small unit, or requests carried out although there are few" By(&["R304"]);
    "T3-6" "a fee was not paid, and part six says nothing of a fee notice" By(&["R305"]);
    "T3-7" "the share of disclosed or of not-held requests is far from last year's" By(&["R306"]);
    "T4-1" "table 4, every block: the total is the sum of the four results" By(&["R401"]);
    "T4-2" "the prose says that all were upheld or none corrected, and table 4 says otherwise" By(&["R402"]);
    "T4-3" "suits after review, and no review this year or last" By(&["R403"]);
    "T4-4" "cases pending last year are nowhere among this year's results" By(&["R404"]);
    "T2-1" "规章 only where the unit may make them" By(&["R201"]);
    "T2-2" "in force = in force last year + made − repealed" By(&["R202"]);
    "T2-3" "no more repealed than were in force or made" By(&["R203"]);
    "T2-4" "the count of 行政规范性文件 in the prose is that of table 2" By(&["R204"]);
    "T2-5" "fees that look like 元 typed as 万元" By(&["R205"]);
    "T2-6" "licences, penalties, coercion: more than five times last year's, or none at all" By(&["R206"]);
    "T2-7" "figures in rows of the other edition" By(&["R207"]);
    "T2-8" "edition 2019: procurements without their amount" By(&["R208"]);
    "X-1" "carried in = carried out last year" By(&["R501"]);
    "X-2" "the same in every column" By(&["R502"]);
    "X-3" "text too like last year's" By(&["R503"]);
    "X-4" "growth in the prose follows from last year's figures" By(&["R504"]);
    "N-1" "requests received, taken up" By(&["R601"]);
    "N-2" "requests answered, handled" By(&["R602"]);
    "N-3" "carried in" By(&["R603"]);
    "N-4" "carried out" By(&["R604"]);
    "N-5" "the results by kind" By(&["R605"]);
    "N-6" "the results add up to the stated total" By(&["R606"]);
    "N-7" "persons and bodies" By(&["R607"]);
    "N-8" "reviews and suits with their results" By(&["R608"]);
    "N-9" "percentages follow from their figures; shares add up to a hundred" By(&["R609"]);
    "N-10" "no request was received" By(&["R610"]);
    "N-11" "totals and their parts" By(&["R611"]);
    "N-12" "the same quantity stands twice with the same value" By(&["R612"]);
    "N-13" "cases and amounts of the processing fee" By(&["R613"]);
    "F-1" "one year in title, statistics period and text" By(&["R701"]);
    "F-2" "the statistics period is there and is the calendar year" By(&["R702"]);
    "F-3" "from 2021 on, the notice of 2019 is not the basis" By(&["R703"]);
    "F-4" "damaged citations" By(&["R704"]);
    "F-5" "measures are announced for the next year" By(&["R705"]);
    "F-6" "remains of the template" By(&["R706"]);
    "F-7" "another unit's name or pronoun" By(&["R707"]);
    "F-8" "the five sub-items of part one" By(&["R708"]);
    "F-9" "a government reports on assessment, public appraisal and accountability" By(&["R709"]);
    "F-10" "part five names problems and measures" By(&["R710"]);
    "F-11" "part six speaks of the processing fee" By(&["R711"]);
    "F-12" "as many parts listed as announced" By(&["R712"]);
    "F-13" "filler that names no figure and no subject of its own" By(&["R713"]);
    "F-14" "published before the deadline" By(&["R714"]);
    "F-15" "text too like another unit's" By(&["R715"]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{ALL, by_id};

    #[test]
    fn no_row_is_missing() {
        let groups = [("T3", 7), ("T4", 4), ("T2", 8), ("X", 4), ("N", 13), ("F", 15)];
        let expected =
            groups.iter().flat_map(|&(group, count)| (1..=count).map(move |row| format!("{group}-{row}")));
        let rows: Vec<_> = CATALOGUE.iter().map(|row| row.id.to_owned()).collect();
        assert_eq!(rows, expected.collect::<Vec<_>>());
    }

    #[test]
    fn every_row_leads_to_rules_and_every_rule_to_a_row() {
        let mut named: Vec<_> = BEYOND.iter().map(|&(id, _)| id).collect();
        for row in CATALOGUE {
            match row.kept {
                Kept::By(ids) => named.extend(ids),
                Kept::Not(reason) => assert!(!reason.is_empty(), "{}", row.id),
            }
        }
        for id in &named {
            assert!(by_id(id).is_some(), "there is no rule {id}");
        }
        for rule in ALL {
            assert!(named.contains(&rule.id), "{} stands neither in the catalogue nor beyond it", rule.id);
        }
    }
}
