//! Builds what the measurements need beside the site, and serves both.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::server::{Options, Server};
use crate::{cargo, hook, root, run, tools};

/// The packages of the React page.
const PACKAGES: &[&str] = &["react@19.3.1", "react-dom@19.3.1", "esbuild@0.28.2"];
/// The pages and scripts that are served as they are.
const FILES: &[&str] =
    &["index.html", "baseline.html", "baseline.js", "react.html", "table3.js", "page.css", "functions.js"];

/// The site and the other pages, served as long as this lives.
pub(super) struct Stage {
    site: Server,
    others: Server,
}

impl Stage {
    /// Builds the other pages and serves them beside the site in `dist`.
    pub(super) fn prepare(dist: &Path) -> Result<Self> {
        let source = root().join("xtask/bench");
        let target = root().join("target/bench");
        let stage = target.join("pages");
        fs::create_dir_all(&stage).with_context(|| format!("cannot create {}", stage.display()))?;
        for file in FILES {
            fs::copy(source.join(file), stage.join(file)).with_context(|| format!("cannot copy {file}"))?;
        }
        build_react(&source, &stage)?;
        build_functions(&target, &stage)?;
        let serve = |root: &Path| Server::start(root, &Options::default());
        Ok(Self { site: serve(dist)?, others: serve(&stage)? })
    }

    /// The address of the site.
    pub(super) fn site(&self) -> String {
        self.site.url()
    }

    /// The address of another page.
    pub(super) fn other_page(&self, file: &str) -> String {
        self.others.url() + file
    }
}

/// Bundles the React page.
fn build_react(source: &Path, stage: &Path) -> Result<()> {
    let packages = packages()?;
    run(Command::new("node")
        .arg(packages.join("esbuild/bin/esbuild"))
        .arg(source.join("react.jsx"))
        .args(["--bundle", "--minify", "--jsx=automatic", "--log-level=warning"])
        .arg("--define:process.env.NODE_ENV=\"production\"")
        .arg(format!("--outfile={}", stage.join("react.js").display()))
        .env("NODE_PATH", &packages))
}

/// The directory of the npm packages, which are installed if they are missing.
fn packages() -> Result<PathBuf> {
    let home = cache_dir().join("npm").join(PACKAGES.join("-"));
    // Written last, so that an interrupted installation is not taken for a finished one.
    let mark = home.join("complete");
    if !mark.is_file() {
        // Sees to Node.js and npm.
        tools::wasm_opt()?;
        println!("==> installing {} with npm (once, a few seconds)", PACKAGES.join(", "));
        fs::create_dir_all(&home).with_context(|| format!("cannot create {}", home.display()))?;
        run(Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--no-save", "--ignore-scripts", "--prefix"])
            .arg(&home)
            .args(PACKAGES)
            .current_dir(&home))?;
        fs::write(&mark, "").with_context(|| format!("cannot write {}", mark.display()))?;
    }
    Ok(home.join("node_modules"))
}

/// Where [`tools`] keeps what comes from npm.
fn cache_dir() -> PathBuf {
    std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| Some(std::env::home_dir()?.join(".cache")))
        .unwrap_or_default()
        .join("nianbao")
}

/// Compiles the functions that are timed, as the site is compiled.
fn build_functions(target: &Path, stage: &Path) -> Result<()> {
    tools::ensure_wasm_target()?;
    tools::ensure_wasm_bindgen()?;
    println!("==> building the functions to be timed");
    // A directory of its own, since where cargo puts its output otherwise is for the user to decide.
    let cargo_target = target.join("cargo");
    for (name, profile, features) in
        [("measure_page", "release", ""), ("measure_reviewer", "worker", "reviewer")]
    {
        run(cargo()
            .args(["build", "--profile", profile, "--target", "wasm32-unknown-unknown"])
            .args(["-p", "nianbao-measure", "--features", features, "--target-dir"])
            .arg(&cargo_target))?;
        let built = cargo_target.join("wasm32-unknown-unknown").join(profile).join("nianbao_measure.wasm");
        run(Command::new("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"])
            .arg(stage)
            .arg(built)
            .env("PATH", tools::search_path()))?;
        let program = stage.join(format!("{name}_bg.wasm"));
        let options = if profile == "worker" { hook::FOR_WORKERS } else { &[] };
        run(tools::wasm_opt()?.arg("-O3").args(options).arg(&program).arg("-o").arg(&program))?;
    }
    Ok(())
}
