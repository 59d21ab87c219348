//! `docs/rules.md`, written from the rules themselves.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use nianbao::format::Edition;
use nianbao::rules::{ALL, BEYOND, CATALOGUE, Kept, Rule, Severity};

use crate::root;

/// The groups of rules by the first digit of their ids.
const GROUPS: [(char, &str); 7] = [
    ('1', "The report as a whole"),
    ('2', "Table 2"),
    ('3', "Table 3"),
    ('4', "Table 4"),
    ('5', "Across years"),
    ('6', "Numbers in the prose"),
    ('7', "Form of the text"),
];

/// The file.
pub fn path() -> PathBuf {
    root().join("docs/rules.md")
}

/// Writes the file, or fails if it is not as it would be written.
pub fn run(check: bool) -> Result<()> {
    let text = text();
    if !check {
        return std::fs::write(path(), text).context("cannot write docs/rules.md");
    }
    if std::fs::read_to_string(path()).ok().as_deref() != Some(&text) {
        bail!("docs/rules.md is out of date; `cargo xtask rules-doc` writes it");
    }
    Ok(())
}

/// What the file says.
pub fn text() -> String {
    let mut text = format!(
        "<!-- Written by `cargo xtask rules-doc` from src/rules; do not edit. -->\n\n\
         # Rules\n\n\
         The {} checks of a report, in the words that staff read under 为什么. A finding weighs one of three: \
         {} (error: it must not go out like this), {} (warning: to be put right or answered with a reason), {} \
         (hint: rare or unusual, worth a look). An error that may be answered with a reason says so. A rule that \
         meets a blank is not assessable. How to add a rule: \
         [CONTRIBUTING.md](../CONTRIBUTING.md#how-to-add-a-rule).\n",
        ALL.len(),
        Severity::Error.label(),
        Severity::Warning.label(),
        Severity::Hint.label(),
    );
    for (digit, title) in GROUPS {
        let rules: Vec<_> = ALL.iter().filter(|rule| rule.id[1..].starts_with(digit)).collect();
        if rules.is_empty() {
            continue;
        }
        let _ = write!(text, "\n## {title}\n");
        for rule in rules {
            section(&mut text, rule);
        }
    }
    catalogue(&mut text);
    text
}

fn section(text: &mut String, rule: &Rule) {
    let _ = write!(text, "\n### {} {}\n\n", rule.id, rule.title);
    let editions: Vec<_> = rule.editions.iter().map(|edition| edition_year(*edition)).collect();
    let weight = rule.severity.label();
    let explainable = if rule.is_explainable { ", may be answered with a reason" } else { "" };
    let _ = write!(
        text,
        "- weight: {weight}{explainable}\n- editions: {}\n- source: {}\n\n",
        editions.join(", "),
        rule.source,
    );
    // The headings of the text stand below that of the rule.
    for line in rule.docs.trim_end().lines() {
        let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
        let is_heading = line.starts_with('#');
        let (before, after) = if is_heading { ("##", "\n") } else { ("", "") };
        let _ = writeln!(text, "{before}{line}{after}");
    }
}

const fn edition_year(edition: Edition) -> &'static str {
    match edition {
        Edition::V2019 => "2019",
        Edition::V2021 => "2021",
    }
}

fn catalogue(text: &mut String) {
    text.push_str(
        "\n## The catalogue\n\n\
         What a strict reviewer checks, drawn up from published reports, and the rule for each row.\n\n\
         | row | asks | rule |\n|---|---|---|\n",
    );
    for row in CATALOGUE {
        let kept = match row.kept {
            Kept::By(ids) => ids.join(", "),
            Kept::Not(reason) => format!("none: {reason}"),
        };
        let _ = writeln!(text, "| {} | {} | {kept} |", row.id, row.asks);
    }
    text.push_str("\nBeyond the catalogue:\n\n");
    for (id, reason) in BEYOND {
        let _ = writeln!(text, "- {id}: {reason}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_up_to_date() {
        run(true).unwrap();
    }

    #[test]
    fn every_rule_has_a_section() {
        let text = text();
        for rule in ALL {
            assert!(text.contains(&format!("\n### {} {}\n", rule.id, rule.title)), "{}", rule.id);
        }
        assert_eq!(text.matches("\n#### 为什么\n").count(), ALL.len());
        assert_eq!(text.matches("\n#### 例\n").count(), ALL.len());
    }
}
