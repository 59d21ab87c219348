//! The checks and tests, step by step.

use std::fmt;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::browsers::{self, Kernel};
use crate::{advisories, cargo, run as run_command, site, tools};

/// A step, in the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Step {
    /// The formatting of all Rust files.
    Fmt,
    /// Clippy without a warning, native and for the browser.
    Clippy,
    /// What comes into the lock file: licences, sources, versions.
    Deny,
    /// The tests that need no browser.
    Native,
    /// The tests of components in the headless browser.
    Web,
    /// The release build of the site.
    Site,
    /// The journeys through the built site.
    E2e,
    /// The main journeys in old kernels and in Firefox.
    Browsers,
    /// The documentation without a warning.
    Docs,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Deny => "deny",
            Self::Native => "native",
            Self::Web => "web",
            Self::Site => "site",
            Self::E2e => "e2e",
            Self::Browsers => "browsers",
            Self::Docs => "docs",
        })
    }
}

/// How a step ended.
enum Outcome {
    /// It passed in this time.
    Passed(Duration),
    /// It failed after this time.
    Failed(Duration),
    /// It did not run, since an earlier one failed.
    Skipped,
}

/// Runs the given steps, or all of them, up to the first that fails, prints a table of how they ended, and
/// tells whether all passed.
pub fn run(wanted: &[Step]) -> bool {
    let steps: Vec<_> = Step::value_variants()
        .iter()
        .copied()
        .filter(|step| wanted.is_empty() || wanted.contains(step))
        .collect();
    let begun = Instant::now();
    let mut failed = None;
    let mut outcomes = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        if failed.is_some() {
            outcomes.push((*step, Outcome::Skipped));
            continue;
        }
        println!("\n=== {step} ({} of {})", index + 1, steps.len());
        let start = Instant::now();
        let outcome = match perform(*step) {
            Ok(()) => Outcome::Passed(start.elapsed()),
            Err(error) => {
                eprintln!("error: {error:#}");
                failed = Some(*step);
                Outcome::Failed(start.elapsed())
            }
        };
        println!("--- {step}: {}", describe(&outcome));
        outcomes.push((*step, outcome));
    }

    if let Some(step) = failed {
        println!("\nstep {step} failed; `cargo xtask test {step}` runs it alone");
    }
    println!("\n=== summary");
    for (step, outcome) in &outcomes {
        println!("{:<8} {}", step.to_string(), describe(outcome));
    }
    println!(
        "{:<8} {} {:>7.1} s",
        "total",
        if failed.is_none() { "passed" } else { "FAILED" },
        begun.elapsed().as_secs_f64()
    );
    failed.is_none()
}

/// An outcome in words.
fn describe(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Passed(time) => format!("passed {:>7.1} s", time.as_secs_f64()),
        Outcome::Failed(time) => format!("FAILED {:>7.1} s", time.as_secs_f64()),
        Outcome::Skipped => "not run".to_owned(),
    }
}

/// Does one step.
fn perform(step: Step) -> Result<()> {
    match step {
        Step::Fmt => {
            tools::ensure_components()?;
            checked(cargo().args(["fmt", "--all", "--", "--check"]))
        }
        Step::Clippy => {
            tools::ensure_components()?;
            tools::ensure_wasm_target()?;
            for arguments in [
                &["--workspace", "--all-targets"][..],
                &["-p", "nianbao", "--all-targets", "--no-default-features"],
                &["-p", "nianbao", "--all-targets", "--no-default-features", "--features", "cli"],
                // The other tests, and what they need, are native.
                &["-p", "nianbao", "--lib", "--bins", "--test", "web", "--target", "wasm32-unknown-unknown"],
                &[
                    "-p",
                    "nianbao",
                    "--bins",
                    "--no-default-features",
                    "--features=worker,heavy",
                    "--target=wasm32-unknown-unknown",
                ],
            ] {
                checked(cargo().arg("clippy").args(arguments).args(["--", "-D", "warnings"]))?;
            }
            Ok(())
        }
        Step::Deny => {
            tools::ensure_cargo_deny()?;
            checked(cargo().args([
                "deny",
                "--locked",
                "--all-features",
                "check",
                "licenses",
                "bans",
                "sources",
            ]))?;
            advisories::check()
        }
        Step::Native => {
            checked(cargo().args(["test", "-p", "nianbao", "--no-default-features", "--features", "cli"]))?;
            checked(cargo().args(["test", "-p", "xtask"]))
        }
        Step::Web => {
            tools::ensure_wasm_target()?;
            tools::ensure_wasm_bindgen()?;
            let mut command = cargo();
            command.args(["test", "-p", "nianbao", "--target", "wasm32-unknown-unknown", "--test", "web"]);
            // The default of 20 seconds is short for a browser's first start on a busy machine.
            checked(with_browser(&mut command)?.env("WASM_BINDGEN_TEST_TIMEOUT", "300"))
        }
        Step::Site => site::build().map(drop),
        Step::E2e => {
            let mut command = cargo();
            command.args(["test", "-p", "nianbao-e2e"]);
            tools::axe_core()?;
            checked(with_browser(&mut command)?)
        }
        Step::Browsers => browsers::test(Kernel::USUAL),
        Step::Docs => checked(
            cargo()
                .args(["doc", "--no-deps", "-p", "nianbao", "--features", "cli", "--document-private-items"])
                .env("RUSTDOCFLAGS", "-D warnings"),
        ),
    }
}

/// Sees to the browser and tells a command where to find its driver.
fn with_browser(command: &mut Command) -> Result<&mut Command> {
    tools::ensure_test_programs()?;
    let driver = tools::chromedriver().context("there is no chromedriver on PATH")?;
    Ok(command.env("CHROMEDRIVER", driver))
}

/// Shows a command, then runs it with our tools on its path.
fn checked(command: &mut Command) -> Result<()> {
    let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
    println!("$ cargo {}", arguments.join(" "));
    run_command(command.env("PATH", tools::search_path()))
}
