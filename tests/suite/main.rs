//! Native tests of whole reports: one binary, a module per subject.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests stop where something is missing")]

mod any_report;
mod architecture;
mod check_sheet;
#[cfg(feature = "cli")]
mod cli;
mod examples;
mod exchange;
mod export;
mod formats;
mod intake;
#[cfg(feature = "heavy")]
mod intake_files;
mod journeys;
mod prose;
mod rendering;
mod review;
mod rules;
mod storage;
mod support;
mod transfer;
mod windows;
