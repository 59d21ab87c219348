//! The one ChromeDriver of this process.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// Starts ChromeDriver and ends it when this process ends, however that comes about: its standard input is a
/// pipe from here, and the shell waits for the end of that.
const SCRIPT: &str = r#""$0" --port=0 & driver=$!; cat >/dev/null; kill "$driver""#;

/// The one that runs.
static DRIVER: Mutex<Option<Driver>> = Mutex::new(None);

/// A running ChromeDriver.
pub(crate) struct Driver {
    port: u16,
    /// Holds the pipe that keeps it running.
    shell: Child,
}

impl Driver {
    /// Where the ChromeDriver of this process listens. It is started when it is needed and not there.
    pub(crate) fn address() -> Result<String> {
        let mut driver = DRIVER.lock().unwrap_or_else(PoisonError::into_inner);
        let running = match driver.take() {
            Some(running) => running,
            None => Self::start()?,
        };
        let address = format!("127.0.0.1:{}", running.port);
        *driver = Some(running);
        Ok(address)
    }

    /// Ends it, where what it drove was killed: at its next word to that browser it would end by itself.
    pub(crate) fn end() {
        let driver = DRIVER.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut driver) = driver {
            drop(driver.shell.stdin.take());
            let _ = driver.shell.wait();
        }
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
        Ok(Self { port, shell })
    }
}
