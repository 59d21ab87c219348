//! Advisories about the crates of the lock file: fetched where the network allows that, stored ones otherwise.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::{cargo, root, run, tools};

/// Where cargo-deny looks for the advisories, below `db-path` of `deny.toml`. It makes the name of the address of the
/// database.
const NAME: &str = "advisory-db-3157b0e258782691";

/// Checks the lock file against the advisories.
pub fn check() -> Result<()> {
    let home = root().join("target/advisories");
    fs::create_dir_all(&home).with_context(|| format!("cannot create {}", home.display()))?;
    let fetched = deny()
        .args(["fetch", "db"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !fetched {
        println!("advisories cannot be fetched; those of xtask/assets/advisories are used");
        store(&home.join(NAME))?;
    }
    run(deny().args(["--offline", "--locked", "--all-features", "check", "advisories"]))
}

fn deny() -> Command {
    let mut command = cargo();
    command.arg("deny").env("PATH", tools::search_path()).current_dir(root());
    command
}

/// Makes the repository that cargo-deny expects of the stored advisories.
fn store(place: &Path) -> Result<()> {
    if place.exists() {
        fs::remove_dir_all(place).with_context(|| format!("cannot remove {}", place.display()))?;
    }
    let crates = root().join("xtask/assets/advisories/crates");
    for entry in fs::read_dir(&crates).with_context(|| format!("cannot read {}", crates.display()))? {
        let from = entry?.path();
        let to = place.join("crates").join(from.file_name().context("a directory without a name")?);
        fs::create_dir_all(&to)?;
        for file in fs::read_dir(&from)? {
            let file = file?.path();
            fs::copy(&file, to.join(file.file_name().context("a file without a name")?))?;
        }
    }
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "--all"],
        &[
            "-c",
            "user.name=xtask",
            "-c",
            "user.email=xtask@localhost",
            "commit",
            "--quiet",
            "--message=stored",
        ],
    ] {
        run(Command::new("git").args(arguments).current_dir(place))?;
    }
    Ok(())
}
