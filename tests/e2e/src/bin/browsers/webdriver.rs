//! Browsers that are driven by a program of their own.

use crate::remote::{Remote, SCREEN, TIMEOUT};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::common::capabilities::desiredcapabilities::Capabilities;
use thirtyfour::{Key, WebDriver};
use xtask::browsers::{Kernel, Obtained};

/// Runs a program until the input from here ends, however that comes about.
const SCRIPT: &str = r#""$0" "$@" <&- & program=$!; cat >/dev/null; kill "$program""#;

/// A browser and its driver.
pub(crate) struct Driven {
    driver: WebDriver,
    downloads: Option<PathBuf>,
    /// What must live as long as the browser.
    _programs: Vec<Running>,
    _profile: TempDir,
}

/// A program that ends with this value.
struct Running(Child);

impl Running {
    fn start(command: &mut Command) -> Result<Self> {
        let child = command.stdin(Stdio::piped()).spawn();
        Ok(Self(child.with_context(|| format!("cannot start {}", command.get_program().display()))?))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

impl Driven {
    /// Starts a browser and its driver.
    pub(crate) async fn start(kernel: Kernel, browser: &Obtained) -> Result<Self> {
        let profile = tempfile::Builder::new().prefix("nianbao-browsers-").tempdir()?;
        let downloads = profile.path().join("downloads");
        std::fs::create_dir(&downloads)?;
        let program = browser.driver.as_ref().context("the browser has no driver")?;
        let port = free_port()?;
        let mut command = Command::new("sh");
        command.args(["-c", SCRIPT]).arg(program).arg(format!("--port={port}"));
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut programs = Vec::new();
        let capabilities = if kernel == Kernel::Firefox {
            firefox(browser, &downloads)
        } else {
            let (screen, display) = screen()?;
            programs.push(screen);
            command.env("DISPLAY", display).env("XDG_DOWNLOAD_DIR", &downloads);
            webkit(browser)
        };
        programs.push(Running::start(&mut command)?);
        wait_for(port)?;
        let Value::Object(capabilities) = capabilities else { unreachable!("an object is made of braces") };
        let url = format!("http://127.0.0.1:{port}");
        let driver = WebDriver::builder(url, Capabilities::from(capabilities))
            .connect()
            .await
            .context("cannot start the browser")?;
        let downloads = (kernel == Kernel::Firefox).then_some(downloads);
        // The programs end in the order in which they stand here: the driver before the screen.
        programs.reverse();
        let browser = Self { driver, downloads, _programs: programs, _profile: profile };
        browser.resize().await?;
        Ok(browser)
    }

    /// The name and version of the browser.
    pub(crate) async fn version(&self) -> Result<String> {
        let agent = self.run("return navigator.userAgent", Value::Null).await?;
        Ok(agent.as_str().and_then(|agent| agent.split(' ').next_back()).unwrap_or_default().to_owned())
    }

    /// Makes the page as large as the smallest screen; the window is larger by its frame.
    async fn resize(&self) -> Result<()> {
        self.driver.set_window_rect(0, 0, SCREEN.0, SCREEN.1).await?;
        let frame =
            self.run("return [outerWidth - innerWidth, outerHeight - innerHeight]", Value::Null).await?;
        let frame =
            |index: usize| u32::try_from(frame[index].as_u64().unwrap_or_default()).unwrap_or_default();
        self.driver.set_window_rect(0, 0, SCREEN.0 + frame(0), SCREEN.1 + frame(1)).await?;
        Ok(())
    }
}

fn firefox(browser: &Obtained, downloads: &std::path::Path) -> Value {
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": browser.program,
            "args": ["-headless"],
            "prefs": {
                "browser.download.folderList": 2,
                "browser.download.dir": downloads,
                "browser.download.always_ask_before_handling_new_types": false,
                "browser.download.open_pdf_attachments_inline": false,
                "datareporting.policy.dataSubmissionEnabled": false,
                "app.update.auto": false,
            },
        },
    })
}

fn webkit(browser: &Obtained) -> Value {
    json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "binary": browser.program, "args": ["--automation"] },
    })
}

/// A screen in memory, large enough for a window and its frame, and its name.
fn screen() -> Result<(Running, String)> {
    let mut command = Command::new("sh");
    command.args([
        "-c",
        SCRIPT,
        "Xvfb",
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1600x1000x24",
        "-nolisten",
        "tcp",
    ]);
    let mut running = Running::start(command.stdout(Stdio::piped()).stderr(Stdio::null()))?;
    let mut number = String::new();
    let output = running.0.stdout.take().context("no output of Xvfb")?;
    BufReader::new(output).read_line(&mut number)?;
    ensure!(!number.trim().is_empty(), "Xvfb ended at once");
    Ok((running, format!(":{}", number.trim())))
}

/// A port that nobody listens on.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Waits until somebody listens on a port.
fn wait_for(port: u16) -> Result<()> {
    let begun = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        ensure!(begun.elapsed() < TIMEOUT, "the driver does not listen");
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

impl Remote for Driven {
    async fn go(&self, url: &str) -> Result<()> {
        self.driver.goto(url).await.with_context(|| format!("cannot open {url}"))
    }

    async fn reload(&self) -> Result<()> {
        self.driver.refresh().await.context("cannot reload")
    }

    async fn run(&self, body: &str, given: Value) -> Result<Value> {
        let body = format!("var given = arguments[0]; {body}");
        Ok(self.driver.execute(body, vec![given]).await.context("the script failed")?.json().clone())
    }

    async fn click_at(&self, x: i64, y: i64) -> Result<()> {
        let actions = self.driver.action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO));
        actions.move_to(x, y).click().perform().await.context("cannot click")
    }

    async fn type_text(&self, text: &str) -> Result<()> {
        let actions = self.driver.action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO));
        actions.send_keys(text).perform().await.context("cannot type")
    }

    async fn select_all(&self) -> Result<()> {
        let actions = self.driver.action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO));
        let control = Key::Control.value();
        actions
            .key_down(control)
            .key_down('a')
            .key_up('a')
            .key_up(control)
            .perform()
            .await
            .context("cannot type")
    }

    fn downloads(&self) -> Option<PathBuf> {
        self.downloads.clone()
    }

    async fn complaints(&self) -> Result<Vec<String>> {
        // Neither driver tells what stands in the console; the page itself says where the program has stopped.
        let stopped = self.run("return document.querySelectorAll('.crash').length", Value::Null).await?;
        Ok(if stopped == 0 { Vec::new() } else { vec!["the program has stopped".to_owned()] })
    }

    async fn screenshot(&self) -> Result<Vec<u8>> {
        self.driver.screenshot_as_png().await.context("no picture")
    }

    async fn quit(self) -> Result<()> {
        self.driver.quit().await.context("cannot end the browser")
    }
}
