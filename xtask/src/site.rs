//! The release site.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::{root, run, tools};

/// Where the built site lies.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Builds the release site with Trunk, whose hook ([`crate::hook`]) finishes it, and gives its directory.
pub fn build() -> Result<PathBuf> {
    tools::ensure_site_tools()?;
    println!("==> building the release site (about 2 minutes the first time)");
    // The address is fixed here as well as in `Trunk.toml`, lest a variable of the environment change it.
    run(Command::new("trunk")
        .args(["build", "--release", "--public-url", "./"])
        .current_dir(root())
        .env("PATH", tools::search_path())
        // Trunk refuses any value but true and false, and some environments set this to 1.
        .env_remove("NO_COLOR"))?;
    Ok(dist())
}
