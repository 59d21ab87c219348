//! Sentences whose verdict is known, and how the rules judge them.
//!
//! A file holds a case a line, in JSON: a sentence, the report that it stands in, what the tables say, and
//! whether the checker must flag a stretch of it or keep silent. A flag case is hit when an error or a warning
//! overlaps that stretch; a clean case fails on any error or warning that overlaps the sentence. Nothing but
//! the sentence is under test: what a rule finds elsewhere in the report does not count.

mod case;
mod report;
mod score;

pub use case::{Case, Expect, read};
pub use report::{Bed, lay};
pub use score::{Found, Judged, Score, judge, score};

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::root;

/// The files that are read when none is named: our own, and the one that lies beside the repository where
/// it is developed.
pub fn files() -> Result<Vec<PathBuf>> {
    let own = root().join("tests/claims");
    let entries = std::fs::read_dir(&own).with_context(|| format!("cannot read {}", own.display()))?;
    let mut files = vec![root().join("../shared/corpus/claims-dev.jsonl")];
    for entry in entries {
        files.push(entry.with_context(|| format!("cannot read {}", own.display()))?.path());
    }
    files.retain(|path| path.is_file() && path.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    Ok(files)
}

/// Judges the cases of files, or of all files that are known, and prints what was missed and what was
/// wrongly reported. The last line is `recall 0.971 false-alarms 0.011`.
pub fn bench(wanted: &[PathBuf]) -> Result<()> {
    let files = if wanted.is_empty() { files()? } else { wanted.to_vec() };
    ensure!(!files.is_empty(), "there is no file of cases");
    let mut all = Vec::new();
    for file in &files {
        let judged = judged(file)?;
        if files.len() > 1 {
            println!("{}: {}", file.display(), score(&judged));
        }
        all.extend(judged);
    }
    score::print(&all);
    Ok(())
}

/// Judges every case of a file.
pub fn judged(file: &Path) -> Result<Vec<Judged>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let cases = read(&text).with_context(|| format!("in {}", file.display()))?;
    Ok(cases.into_iter().map(judge).collect())
}
