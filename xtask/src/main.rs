//! Project tasks: `cargo xtask --help` lists them.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use xtask::browsers::{self, Kernel};
use xtask::server::{Options, Server};
use xtask::steps::Step;
use xtask::{bench, bench_cli, claims, faults, hook, reproduce, rules_doc, schema, site, size, steps, tools};

/// Sets up, builds, serves and tests 年报. Missing tools are installed by the tasks that need them.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

/// The tasks.
#[derive(Subcommand)]
enum Task {
    /// Installs every tool that building and testing needs.
    Setup,
    /// Builds the release site into `dist/`.
    Build,
    /// Builds the release site and serves it.
    Serve {
        /// The port to listen on; 0 takes a free one.
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// The address to listen on.
        #[arg(long, default_value = "127.0.0.1")]
        address: IpAddr,
        /// The path below which the site is served, such as `/a/b/`.
        #[arg(long, default_value = "/")]
        prefix: String,
        /// Serves `dist/` as it is, without building.
        #[arg(long)]
        no_build: bool,
    },
    /// Runs all checks and tests, or the named steps only.
    Test {
        /// The steps to run, in the usual order; none means all.
        #[arg(value_enum)]
        steps: Vec<Step>,
    },
    /// Takes the main journeys through the built site in old and new browsers, and leaves pictures in
    /// `target/browsers/`.
    TestBrowsers {
        /// The browsers; none means all.
        #[arg(value_enum)]
        kernels: Vec<Kernel>,
    },
    /// Builds the release of the last commit twice, in two directories, and compares all files byte by byte.
    Reproduce,
    /// Prints the sizes of the built site, plain and compressed.
    Size,
    /// Builds the release site and measures it in the browser, beside other pages that do the same work.
    Bench {
        /// How often every page is typed into; the medians are printed.
        #[arg(long, default_value_t = 5)]
        rounds: usize,
        /// Prints Markdown.
        #[arg(long)]
        markdown: bool,
        /// Measures `dist/` as it is, without building.
        #[arg(long)]
        no_build: bool,
    },
    /// Builds the command `nianbao`, has it check a thousand reports, and prints time and memory.
    BenchCli,
    /// Breaks browsers, storage and input over the built site and counts what is lost, into `docs/reliability.md`.
    Faults {
        /// One in so many of the tries only; the file is then left as it is.
        #[arg(long, default_value_t = 1)]
        scale: usize,
        /// A part only: ends, stored, races, panics or fuzz.
        #[arg(long)]
        only: Option<String>,
    },
    /// Runs the rules over sentences whose verdict is known and prints what they miss and what they wrongly
    /// report.
    BenchRules {
        /// Files with a case a line; none means all of `tests/claims/`, and those beside the repository.
        files: Vec<PathBuf>,
    },
    /// Writes `docs/rules.md` from the rules.
    RulesDoc {
        /// Fails if the file is not up to date, and writes nothing.
        #[arg(long)]
        check: bool,
    },
    /// Writes `docs/report.schema.json`, the JSON Schema of the data file, from the types.
    Schema {
        /// Fails if the file is not up to date, and writes nothing.
        #[arg(long)]
        check: bool,
    },
    /// Finishes the site that Trunk has staged; called by Trunk.
    #[command(hide = true)]
    SiteHook,
}

fn main() -> ExitCode {
    match perform(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Does one task.
fn perform(task: Task) -> Result<ExitCode> {
    match task {
        Task::Setup => tools::ensure_all()?,
        Task::Build => {
            let dist = site::build()?;
            size::print(&dist)?;
        }
        Task::Serve { port, address, prefix, no_build } => {
            let dist = if no_build { site::dist() } else { site::build()? };
            let server = Server::start(&dist, &Options { address, port, prefix })?;
            println!("年报 is served at {} (Ctrl+C ends it)", server.url());
            server.wait();
        }
        Task::Test { steps } => {
            if !steps::run(&steps) {
                return Ok(ExitCode::FAILURE);
            }
        }
        Task::TestBrowsers { kernels } => browsers::test(&kernels)?,
        Task::Reproduce => reproduce::run_twice()?,
        Task::Size => size::print(&site::dist())?,
        Task::Bench { rounds, markdown, no_build } => {
            bench::run(&bench::Options { rounds, markdown, no_build })?;
        }
        Task::Faults { scale, only } => faults::run(scale, only.as_deref())?,
        Task::BenchCli => bench_cli::run()?,
        Task::BenchRules { files } => claims::bench(&files)?,
        Task::RulesDoc { check } => rules_doc::run(check)?,
        Task::Schema { check } => schema::run(check)?,
        Task::SiteHook => hook::run()?,
    }
    Ok(ExitCode::SUCCESS)
}
