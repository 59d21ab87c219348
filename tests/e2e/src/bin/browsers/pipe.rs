//! Chromium of any age, driven over its debugging protocol through a pipe. ChromeDriver would have to be of the same
//! version.

use crate::remote::{Remote, SCREEN, TIMEOUT};
use anyhow::{Context, Result, anyhow, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;
use tempfile::TempDir;
use xtask::browsers::Obtained;

/// The browser reads commands from the third channel and writes answers to the fourth; here they are its input and
/// output. What it prints goes to the error channel. It ends when its input does.
const SCRIPT: &str = r#"exec "$0" "$@" 3<&0 4>&1 1>&2 0</dev/null"#;

const ARGUMENTS: &[&str] = &[
    "--headless",
    "--no-sandbox",
    "--no-zygote",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
];

/// What old browsers say of the policy although it is as it should be: they do not know this word yet.
const UNKNOWN_WORD: &str = "'wasm-unsafe-eval''. It will be ignored";

/// A running Chromium with one tab.
pub(crate) struct Pipe {
    process: Child,
    commands: RefCell<ChildStdin>,
    answers: Receiver<Value>,
    state: RefCell<State>,
    session: String,
    profile: TempDir,
}

/// What has come through the pipe.
#[derive(Default)]
struct State {
    last: u64,
    complaints: Vec<String>,
}

impl Pipe {
    /// Starts the browser with a profile of its own.
    pub(crate) fn start(browser: &Obtained) -> Result<Self> {
        let profile = tempfile::Builder::new().prefix("nianbao-browsers-").tempdir()?;
        std::fs::create_dir(profile.path().join("downloads"))?;
        let mut command = Command::new("sh");
        command
            .args(["-c", SCRIPT])
            .arg(&browser.program)
            .args(ARGUMENTS)
            .arg(format!("--window-size={},{}", SCREEN.0, SCREEN.1))
            .arg(format!("--user-data-dir={}", profile.path().join("browser").display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(profile.path().join("log"))?);
        if let Some(libraries) = &browser.libraries {
            command.env("LD_LIBRARY_PATH", libraries);
        }
        let mut process =
            command.spawn().with_context(|| format!("cannot start {}", browser.program.display()))?;
        let commands = process.stdin.take().context("no input of the browser")?;
        let mut output = BufReader::new(process.stdout.take().context("no output of the browser")?);
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            let mut message = Vec::new();
            while output.read_until(0, &mut message).is_ok_and(|length| length > 0) {
                let Ok(answer) = serde_json::from_slice(message.strip_suffix(&[0]).unwrap_or(&message))
                else {
                    return;
                };
                message.clear();
                if sender.send(answer).is_err() {
                    return;
                }
            }
        });
        let mut pipe = Self {
            process,
            commands: RefCell::new(commands),
            answers,
            state: RefCell::default(),
            session: String::new(),
            profile,
        };
        pipe.open_tab().map_err(|error| {
            let log = std::fs::read_to_string(pipe.profile.path().join("log")).unwrap_or_default();
            error.context(format!("the browser does not answer; it says: {}", log.trim()))
        })?;
        Ok(pipe)
    }

    /// Opens the one tab.
    fn open_tab(&mut self) -> Result<()> {
        let tab = self.call("Target.createTarget", &json!({ "url": "about:blank" }))?;
        let wanted = json!({ "targetId": tab["targetId"], "flatten": true });
        let attached = self.call("Target.attachToTarget", &wanted)?;
        attached["sessionId"].as_str().context("no session")?.clone_into(&mut self.session);
        for domain in ["Page", "Runtime", "Log"] {
            self.call(&format!("{domain}.enable"), &json!({}))?;
        }
        let size = json!({ "width": SCREEN.0, "height": SCREEN.1, "deviceScaleFactor": 1, "mobile": false });
        self.call("Emulation.setDeviceMetricsOverride", &size)?;
        let download = json!({ "behavior": "allow", "downloadPath": self.downloads() });
        // The command of Chromium 80 is of the page; later ones want it of the browser.
        if self.call("Browser.setDownloadBehavior", &download).is_err() {
            self.call("Page.setDownloadBehavior", &download)?;
        }
        Ok(())
    }

    /// The name and version of the browser.
    pub(crate) fn version(&self) -> Result<String> {
        let version = self.call("Browser.getVersion", &json!({}))?;
        Ok(version["product"].as_str().unwrap_or_default().to_owned())
    }

    /// Sends a command and waits for the answer.
    fn call(&self, method: &str, parameters: &Value) -> Result<Value> {
        let mut state = self.state.borrow_mut();
        state.last += 1;
        let mut command = json!({ "id": state.last, "method": method, "params": parameters });
        if !self.session.is_empty() && !method.starts_with("Browser.") {
            command["sessionId"] = json!(self.session);
        }
        let mut commands = self.commands.borrow_mut();
        commands.write_all(format!("{command}\0").as_bytes()).and_then(|()| commands.flush())?;
        let until = Instant::now() + TIMEOUT;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let mut answer =
                self.answers.recv_timeout(left).map_err(|error| anyhow!("no answer to {method}: {error}"))?;
            if answer["id"] == state.last {
                if let Some(error) = answer.get("error") {
                    bail!("{method} failed: {error}");
                }
                return Ok(answer["result"].take());
            }
            state.complaints.extend(complaint(&answer));
        }
    }

    fn key(&self, kind: &str, key: &Value) -> Result<()> {
        let mut event = key.clone();
        event["type"] = json!(kind);
        self.call("Input.dispatchKeyEvent", &event).map(drop)
    }
}

/// What an event complains of.
fn complaint(event: &Value) -> Option<String> {
    let parameters = &event["params"];
    let text = match event["method"].as_str()? {
        "Runtime.exceptionThrown" => {
            let details = &parameters["exceptionDetails"];
            let description = details["exception"]["description"].as_str().or(details["text"].as_str());
            description?.to_owned()
        }
        "Log.entryAdded" if parameters["entry"]["level"] == "error" => {
            parameters["entry"]["text"].as_str()?.to_owned()
        }
        "Runtime.consoleAPICalled" if parameters["type"] == "error" => parameters["args"].to_string(),
        _ => return None,
    };
    (!text.contains(UNKNOWN_WORD)).then_some(text)
}

impl Remote for Pipe {
    async fn go(&self, url: &str) -> Result<()> {
        let answer = self.call("Page.navigate", &json!({ "url": url }))?;
        match answer.get("errorText") {
            Some(error) => bail!("cannot open {url}: {error}"),
            None => Ok(()),
        }
    }

    async fn reload(&self) -> Result<()> {
        self.call("Page.reload", &json!({})).map(drop)
    }

    async fn run(&self, body: &str, given: Value) -> Result<Value> {
        let expression = format!("(function (given) {{ {body} }})({given})");
        let wanted = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let mut answer = self.call("Runtime.evaluate", &wanted)?;
        if let Some(exception) = answer.get("exceptionDetails") {
            bail!("the script failed: {exception}");
        }
        Ok(answer["result"]["value"].take())
    }

    async fn click_at(&self, x: i64, y: i64) -> Result<()> {
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let button = if kind == "mouseMoved" { "none" } else { "left" };
            let event = json!({ "type": kind, "x": x, "y": y, "button": button, "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", &event)?;
        }
        Ok(())
    }

    async fn type_text(&self, text: &str) -> Result<()> {
        for letter in text.chars() {
            let key = json!({ "text": letter.to_string(), "key": letter.to_string() });
            self.key("keyDown", &key)?;
            self.key("keyUp", &json!({ "key": letter.to_string() }))?;
        }
        Ok(())
    }

    async fn select_all(&self) -> Result<()> {
        let key = json!({ "key": "a", "code": "KeyA", "windowsVirtualKeyCode": 65, "modifiers": 2,
                          "commands": ["selectAll"] });
        self.key("rawKeyDown", &key)?;
        self.key("keyUp", &key)?;
        // The oldest ones do not know that a key may bring a command along.
        self.run("document.execCommand('selectAll')", Value::Null).await.map(drop)
    }

    fn downloads(&self) -> Option<PathBuf> {
        Some(self.profile.path().join("downloads"))
    }

    async fn complaints(&self) -> Result<Vec<String>> {
        Ok(self.state.borrow().complaints.clone())
    }

    async fn screenshot(&self) -> Result<Vec<u8>> {
        let picture = self.call("Page.captureScreenshot", &json!({ "format": "png" }))?;
        Ok(STANDARD.decode(picture["data"].as_str().context("no picture")?)?)
    }

    async fn quit(self) -> Result<()> {
        self.call("Browser.close", &json!({})).map(drop)
    }
}

impl Drop for Pipe {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
