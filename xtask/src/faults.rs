//! What is lost when browsers break down, counted into `docs/reliability.md`.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::{root, tools};

/// What stands behind a table in the file. Before it stands its name, as the program prints it.
const END: &str = "<!-- end -->";

/// Breaks things over the built site, one in `scale` of the full number of tries and only those of a part if one is
/// named, and prints what was lost. Of the full number, the tables go into the file.
pub fn run(scale: usize, only: Option<&str>) -> Result<()> {
    let driver = tools::chromedriver().context("there is no ChromeDriver; `cargo xtask setup` gets it")?;
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--release", "-p", "nianbao-e2e", "--bin", "faults", "--"])
        .arg(scale.to_string())
        .args(only)
        .env("CHROMEDRIVER", driver)
        .current_dir(root())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot break anything")?;
    let tables = String::from_utf8(output.stdout).context("the tables are no text")?;
    print!("{tables}");
    ensure!(output.status.success(), "a try ended early");
    if scale > 1 {
        return Ok(());
    }
    let path = root().join("docs/reliability.md");
    let mut page = std::fs::read_to_string(&path).context("cannot read docs/reliability.md")?;
    for table in tables.split("<!-- ").skip(1) {
        let (name, table) = table.split_once(" -->").context("a table without a name")?;
        let begin = format!("<!-- {name} -->");
        let (before, rest) = page.split_once(&begin).with_context(|| format!("no place for {name}"))?;
        let (_, after) =
            rest.split_once(END).with_context(|| format!("the place for {name} does not end"))?;
        page = [before, &begin, "\n\n", table.trim(), "\n\n", END, after].concat();
    }
    std::fs::write(&path, page).context("cannot write docs/reliability.md")
}
