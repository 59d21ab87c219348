//! 年报 (nianbao): compile, check and print the annual report on government information disclosure
//! (政府信息公开工作年度报告) in the browser.
//!
//! Modules use each other from left to right only, never back:
//! `ui → app → exchange → storage → report → format`, and `app → review → rules → prose → report`,
//! `exchange → render → rules`, `intake → exchange`. `docs/architecture.md` tells why;
//! `tests/suite/architecture.rs` keeps it.

pub mod app;
#[cfg(feature = "cli")]
pub mod cli;
pub mod converter;
pub mod example;
pub mod exchange;
pub mod export;
pub mod format;
pub mod intake;
pub mod likeness;
pub mod paste;
pub mod prose;
pub mod render;
pub mod report;
pub mod review;
pub mod rules;
pub mod storage;
#[cfg(feature = "ui")]
pub mod ui;
#[cfg(feature = "heavy")]
pub mod vault;
pub mod wire;
