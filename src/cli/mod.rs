//! The command `nianbao`: the same checks and formats without a browser, for offices with many reports and for
//! programs that handle them in bulk.
//!
//! A report is read, checked and written within one thread, since its texts are shared by counting references;
//! several threads work on several reports (`pipeline`). What goes wrong is said in Chinese on standard error.
//!
//! Uses everything but the page.

mod arguments;
mod check;
mod convert;
mod input;
mod pipeline;

use arguments::{Arguments, Task};
use std::fmt::Display;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// How the command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// Nothing has to be put right.
    Ready,
    /// Something has to be put right.
    Faulty,
    /// Something could not be read or written.
    Unusable,
}

/// Carries out what the command line asks for.
pub fn run() -> ExitCode {
    let end = match arguments::read() {
        Ok(Arguments { task: Task::Check(wanted), .. }) => check::run(&wanted),
        Ok(Arguments { task: Task::Convert(wanted), .. }) => convert::run(&wanted),
        Err(end) => end,
    };
    ExitCode::from(end as u8)
}

/// Says what went wrong.
fn complain(sentence: impl Display) {
    // Nobody is left to be told where this fails.
    let _ = writeln!(io::stderr(), "{}", visible(&sentence.to_string()));
}

/// A text without what would move the cursor of a terminal or colour it.
fn visible(text: &str) -> String {
    text.chars().filter(|&c| c == '\n' || !c.is_control()).collect()
}

/// How it ends where standard output cannot be written to: quietly if nobody reads on, which is what `head` does.
fn cut_off(error: &io::Error) -> End {
    if error.kind() != io::ErrorKind::BrokenPipe {
        complain(format_args!("结果写不出去：{}。", input::reason(error)));
    }
    End::Unusable
}
