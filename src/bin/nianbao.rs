//! The command `nianbao`.

use std::process::ExitCode;

fn main() -> ExitCode {
    nianbao::cli::run()
}
