//! Measurements of the application in the browser, beside two other pages that do the same work.
//!
//! `xtask/bench` holds those pages: one written by hand for speed, and one written with React as one would
//! first write it. Absolute times move with the machine; what counts is how the columns of one run compare.

mod browser;
mod functions;
mod prose;
mod stage;
mod table;
mod typing;

use std::fmt::Display;
use std::thread::available_parallelism;

use anyhow::{Result, ensure};

use crate::size::{self, Size};
use crate::{site, tools};
use browser::Browser;
use functions::Functions;
use stage::Stage;
use table::{Style, Table};
use typing::Typing;

/// What the first load of the site may weigh, in bytes compressed with brotli.
const SITE: u64 = 200_000;
/// How many times the script time of the hand-written page the application may need for a key.
const TIMES_BASELINE: f64 = 3.0;
/// What a full check may take, in microseconds.
const CHECK: f64 = 1_000.0;
/// The same over a report with 20 000 characters of prose and last year's beside it, in microseconds.
const CHECK_LONG: f64 = 5_000.0;
/// What a key in part 一 of such a report may take, in milliseconds of script.
const PROSE_KEY: f64 = 2.0;
/// What the reviewer may take for such a key, in microseconds.
const PROSE_REVIEW: f64 = 2_000.0;
/// What rendering the report may take, in microseconds.
const RENDER: f64 = 5_000.0;

/// How to measure.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How often every page is typed into.
    pub rounds: usize,
    /// Whether to print Markdown instead of plain text.
    pub markdown: bool,
    /// Whether to measure `dist/` as it is.
    pub no_build: bool,
}

/// Runs the measurements and prints them. Budgets that are not met are told, and are no error.
pub fn run(options: &Options) -> Result<()> {
    ensure!(options.rounds > 0, "at least one round is needed");
    tools::ensure_test_programs()?;
    let dist = if options.no_build { site::dist() } else { site::build()? };
    let stage = Stage::prepare(&dist)?;
    let sizes = size::measure(&dist)?;

    let mut browser = Browser::start()?;
    let version = browser.version()?;
    let functions = functions::measure(&mut browser, &stage)?;
    let typing = typing::measure(&mut browser, &stage, options.rounds)?;
    let prose = prose::measure(&mut browser, &stage, options.rounds)?;

    let style = if options.markdown { Style::Markdown } else { Style::Text };
    let processors = available_parallelism().map_or(1, usize::from);
    println!("Measured in {version}, {processors} processors, {} rounds.", options.rounds);
    let budgets = budgets(&sizes, &typing, prose, &functions);
    for table in [size_table(&sizes), typing.table(), functions.table(), budgets] {
        println!("\n{}", table.draw(style));
    }
    Ok(())
}

fn size_table(sizes: &[Size]) -> Table {
    let mut table = Table::new("Size of the site, bytes", ["file", "raw", "gzip", "brotli"]);
    for size in sizes.iter().chain([&size::first_load(sizes), &size::total(sizes)]) {
        let [raw, gzip, brotli] = [size.raw, size.gzip, size.brotli].map(|bytes| bytes.to_string());
        table.row([size.name.clone(), raw, gzip, brotli]);
    }
    table
}

fn budgets(sizes: &[Size], typing: &Typing, prose: f64, functions: &Functions) -> Table {
    let mut table = Table::new("Budgets", ["what", "measured", "budget", "outcome"]);
    let mut add = |what: &str, measured: &dyn Display, budget: String, is_reached: bool| {
        let outcome = if is_reached { "reached" } else { "not reached" };
        table.row([what.to_owned(), measured.to_string(), budget, outcome.to_owned()]);
    };
    let site = size::first_load(sizes).brotli;
    add("first load, bytes in brotli", &site, format!("≤ {SITE}"), site <= SITE);
    let [own, baseline, react] = typing.scripts();
    let times = own / baseline;
    add(
        "script per key, times the hand-written page",
        &format_args!("{times:.2}"),
        format!("≤ {TIMES_BASELINE:.2}"),
        times <= TIMES_BASELINE,
    );
    add("script per key, ms, beside React", &format_args!("{own:.3}"), format!("< {react:.3}"), own < react);
    let key = format!("≤ {PROSE_KEY:.3}");
    add(
        "script per key in 20 000 characters of prose, ms",
        &format_args!("{prose:.3}"),
        key,
        prose <= PROSE_KEY,
    );
    let Functions { check, check_long, key, page, .. } = *functions;
    let of_key = format!("≤ {PROSE_REVIEW:.0}");
    add("its review in the worker, µs", &format_args!("{key:.0}"), of_key, key <= PROSE_REVIEW);
    add("full check, µs", &format_args!("{check:.0}"), format!("≤ {CHECK:.0}"), check <= CHECK);
    let long = check_long <= CHECK_LONG;
    add(
        "check of 20 000 characters, µs",
        &format_args!("{check_long:.0}"),
        format!("≤ {CHECK_LONG:.0}"),
        long,
    );
    add("render, µs", &format_args!("{page:.0}"), format!("≤ {RENDER:.0}"), page <= RENDER);
    table
}
