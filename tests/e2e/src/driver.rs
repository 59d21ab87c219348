//! The one ChromeDriver of this process.

use anyhow::{Context, Result, anyhow, bail};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// Starts ChromeDriver and ends it when this process ends, however that comes about: its standard input is a
/// pipe from here, and the shell waits for the end of that.
const SCRIPT: &str = r#""$0" --port=0 & driver=$!; cat >/dev/null; kill "$driver""#;

/// A running ChromeDriver.
pub(crate) struct Driver {
    port: u16,
    /// Holds the pipe that keeps it running.
    _shell: Child,
}

impl Driver {
    /// The ChromeDriver of this process, started when it is first needed.
    pub(crate) fn get() -> Result<&'static Self> {
        static DRIVER: OnceLock<Result<Driver, String>> = OnceLock::new();
        let driver = DRIVER.get_or_init(|| Self::start().map_err(|error| format!("{error:#}")));
        driver.as_ref().map_err(|error| anyhow!("{error}"))
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    fn start() -> Result<Self> {
        let program = xtask::tools::chromedriver().context("there is no chromedriver on PATH")?;
        let mut shell = Command::new("sh")
            .args(["-c", SCRIPT])
            .arg(&program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let mut lines = BufReader::new(shell.stdout.take().context("no output of ChromeDriver")?).lines();
        let port = loop {
            let Some(line) = lines.next() else { bail!("{} ended at once", program.display()) };
            let line = line.context("cannot read the output of ChromeDriver")?;
            let port = line.split_once("started successfully on port ").map(|(_, port)| port);
            if let Some(port) = port {
                break port.trim_end_matches('.').parse().with_context(|| format!("no port in: {line}"))?;
            }
        };
        // A closed pipe would end it at its next message.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { port, _shell: shell })
    }
}
