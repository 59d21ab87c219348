//! The release site.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::{output_of, root, run, tools};

/// Where the built site lies.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// What the programs of the site are compiled with, beside what `Cargo.toml` says. The standard library is compiled
/// anew, for size and without the words of panics, which a release site shows to nobody; a panic ends the program at
/// once, and the start script tells the clerk. What is used of WebAssembly is what Chromium 80 knows.
const FLAGS: &[&str] = &[
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    "-Ctarget-cpu=mvp",
    "-Ctarget-feature=+bulk-memory,+mutable-globals,+nontrapping-fptoint,+sign-ext",
];

/// The flags, and short names in place of the directories of this machine: where the project lies, and what cargo and
/// the toolchain keep. Spaces would take a flag apart, so that such a directory keeps its name.
fn flags() -> Vec<String> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    let sysroot = output_of(Command::new("rustc").args(["--print", "sysroot"]).stderr(Stdio::null()));
    let names = [
        (Some(root()), "project"),
        (target, "target"),
        (Some(tools::cargo_home()), "cargo"),
        (sysroot.map(|sysroot| Path::new(sysroot.trim()).to_path_buf()), "rust"),
    ];
    let mut flags: Vec<_> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    for (directory, name) in names {
        let directory = directory.map(|directory| directory.display().to_string()).unwrap_or_default();
        if !directory.is_empty() && !directory.contains(char::is_whitespace) {
            flags.push(format!("--remap-path-prefix={directory}=/{name}"));
        }
    }
    flags
}

/// The settings of cargo that `Trunk.toml` takes out of the environment of the hook again, so that the hook is
/// compiled as usual. They are no options of a stable toolchain, which `RUSTC_BOOTSTRAP` overrules.
const SETTINGS: &[(&str, &str)] = &[
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
];

/// Builds the release site with Trunk, whose hook ([`crate::hook`]) finishes it, and gives its directory.
pub fn build() -> Result<PathBuf> {
    tools::ensure_site_tools()?;
    println!("==> building the release site (about 2 minutes the first time)");
    // The address is fixed here as well as in `Trunk.toml`, lest a variable of the environment change it.
    run(Command::new("trunk")
        .args(["build", "--release", "--public-url", "./"])
        .current_dir(root())
        .env("PATH", tools::search_path())
        .envs(SETTINGS.iter().copied())
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags().join(" "))
        // These would take the place of the flags above.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        // Trunk refuses any value but true and false, and some environments set this to 1.
        .env_remove("NO_COLOR"))?;
    Ok(dist())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hook_is_compiled_without_the_settings_of_the_site() {
        let text = std::fs::read_to_string(root().join("Trunk.toml")).unwrap();
        for (name, _) in SETTINGS {
            assert!(text.contains(&format!("\"-u\", \"{name}\"")), "{name}");
        }
    }
}
