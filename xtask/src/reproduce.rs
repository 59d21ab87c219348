//! Whether the release comes out the same wherever it is built.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::hook::SUMS;
use crate::{output_of, root, run, tools};

/// Two directories of different name and depth.
const PLACES: [&str; 2] = ["one", "another/place/further/down"];

/// Builds the release of the last commit in two directories, compares all files byte by byte, and prints their
/// checksums.
pub fn run_twice() -> Result<()> {
    let commit = output_of(Command::new("git").args(["rev-parse", "HEAD"]).current_dir(root()));
    let commit = commit.context("this is no repository")?;
    let changed = output_of(Command::new("git").args(["status", "--porcelain"]).current_dir(root()));
    if changed.is_some_and(|changed| !changed.is_empty()) {
        println!("what is not committed is left out");
    }
    let base = tools::cache_dir().join("reproduce");
    if base.exists() {
        fs::remove_dir_all(&base).with_context(|| format!("cannot remove {}", base.display()))?;
    }
    let mut releases = Vec::new();
    for place in PLACES {
        println!("==> building {} in {place} (all of it anew, about 10 minutes on two cores)", commit.trim());
        releases.push(release(&base.join(place))?);
    }
    compare(&releases[0], &releases[1])?;
    let sums = releases[0].get(SUMS).context("the release has no checksums")?;
    println!(
        "both builds of {} are the same, byte by byte:\n{}",
        commit.trim(),
        String::from_utf8_lossy(sums)
    );
    fs::remove_dir_all(&base).with_context(|| format!("cannot remove {}", base.display()))
}

/// Builds a copy of the repository, and gives the files by their names.
fn release(place: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    fs::create_dir_all(place).with_context(|| format!("cannot create {}", place.display()))?;
    run(Command::new("git").args(["clone", "--quiet"]).arg(root()).arg(place))?;
    run(Command::new("cargo")
        .args(["xtask", "build"])
        .current_dir(place)
        // Each with a directory of its own for what cargo makes.
        .env_remove("CARGO_TARGET_DIR")
        // That of this task, which runs for another directory.
        .env_remove("CARGO_MANIFEST_DIR"))?;
    files(&place.join("dist"))
}

fn files(directory: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let entries = fs::read_dir(directory).with_context(|| format!("cannot read {}", directory.display()))?;
    for entry in entries {
        let path: PathBuf = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.insert(name, fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?);
    }
    ensure!(!files.is_empty(), "{} is empty", directory.display());
    Ok(files)
}

/// Fails with the names of what differs.
fn compare(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    let names = one.keys().chain(other.keys());
    let mut different: Vec<_> = names.filter(|name| one.get(*name) != other.get(*name)).collect();
    different.sort();
    different.dedup();
    if different.is_empty() { Ok(()) } else { bail!("the two builds differ in {different:?}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_named() {
        let one = BTreeMap::from([("a".to_owned(), vec![1]), ("b".to_owned(), vec![2])]);
        assert!(compare(&one, &one.clone()).is_ok());
        let other =
            BTreeMap::from([("a".to_owned(), vec![1]), ("b".to_owned(), vec![3]), ("c".to_owned(), vec![])]);
        assert_eq!(compare(&one, &other).unwrap_err().to_string(), r#"the two builds differ in ["b", "c"]"#);
    }
}
