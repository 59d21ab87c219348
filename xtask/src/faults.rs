//! What is lost when browsers break down, counted into `docs/reliability.md`.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::{root, tools};

/// What stands around the table in the file.
const MARKS: (&str, &str) = ("<!-- written by `cargo xtask faults` -->\n", "<!-- end of what is written -->");

/// Breaks browsers over the built site, one in `scale` of the full number of tries, and prints what was lost. The full
/// number is written into the file.
pub fn run(scale: usize) -> Result<()> {
    let driver = tools::chromedriver().context("there is no ChromeDriver; `cargo xtask setup` gets it")?;
    let output = Command::new(env!("CARGO"))
        .args([
            "run",
            "--quiet",
            "--release",
            "-p",
            "nianbao-e2e",
            "--bin",
            "faults",
            "--",
            &scale.to_string(),
        ])
        .env("CHROMEDRIVER", driver)
        .current_dir(root())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot break anything")?;
    let table = String::from_utf8(output.stdout).context("the table is no text")?;
    print!("{table}");
    ensure!(output.status.success(), "a try ended early");
    if scale > 1 {
        return Ok(());
    }
    let path = root().join("docs/reliability.md");
    let text = std::fs::read_to_string(&path).context("cannot read docs/reliability.md")?;
    let (before, rest) =
        text.split_once(MARKS.0).context("docs/reliability.md has no place for the table")?;
    let (_, after) = rest.split_once(MARKS.1).context("the place for the table does not end")?;
    let text = [before, MARKS.0, "\n", &table, "\n", MARKS.1, after].concat();
    std::fs::write(&path, text).context("cannot write docs/reliability.md")
}
