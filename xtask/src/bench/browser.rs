//! A headless Chromium, driven in the `DevTools` protocol over a pair of pipes.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::tools;

/// Chromium speaks the protocol on file descriptors 3 and 4. The shell lays our pipes there; when this
/// process ends, however that comes about, they close and the browser ends as well.
const SCRIPT: &str = r#"exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#;

const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--remote-debugging-pipe",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1366,768",
];

/// A running browser; dropping it ends it.
pub(super) struct Browser {
    process: Child,
    /// Emptied to end the browser.
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    profile: PathBuf,
    last_id: u64,
}

impl Browser {
    /// Starts a browser with a profile of its own.
    pub(super) fn start() -> Result<Self> {
        let program = tools::chromium().context("there is no Chromium on PATH")?;
        let profile = std::env::temp_dir().join(format!("nianbao-bench-{}", std::process::id()));
        let mut process = Command::new("sh")
            .args(["-c", SCRIPT, "sh"])
            .arg(&program)
            .args(ARGUMENTS)
            .arg(format!("--user-data-dir={}", profile.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let to = process.stdin.take();
        let from = process.stdout.take().context("the browser has no output")?;
        Ok(Self { process, to, from: BufReader::new(from), profile, last_id: 0 })
    }

    /// What the browser calls itself, such as `Chromium 130`.
    pub(super) fn version(&mut self) -> Result<String> {
        let version = self.call(None, "Browser.getVersion", &json!({}))?;
        let product = version["product"].as_str().unwrap_or_default();
        let number = product.split(['/', '.']).nth(1).unwrap_or_default();
        Ok(format!("Chromium {number}"))
    }

    /// Opens a page with cookies, storage and cache of its own. `before` is a script that runs in it before
    /// any other.
    pub(super) fn open(&mut self, url: &str, before: &str) -> Result<Page<'_>> {
        let context = self.call(None, "Target.createBrowserContext", &json!({}))?["browserContextId"].take();
        let target = json!({ "url": "about:blank", "browserContextId": context });
        let target = self.call(None, "Target.createTarget", &target)?["targetId"].take();
        let attach = json!({ "targetId": target, "flatten": true });
        let session = self.call(None, "Target.attachToTarget", &attach)?["sessionId"].take();
        let session = session.as_str().context("the browser opened no session")?.to_owned();
        let mut page = Page { browser: self, session, context };
        page.call("Page.enable", &json!({}))?;
        // Time on the processor, which other processes disturb less than time on the clock.
        page.call("Performance.enable", &json!({ "timeDomain": "threadTicks" }))?;
        page.call("Emulation.setFocusEmulationEnabled", &json!({ "enabled": true }))?;
        page.call("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": before }))?;
        let navigated = page.call("Page.navigate", &json!({ "url": url }))?;
        if let Some(error) = navigated["errorText"].as_str() {
            bail!("cannot open {url}: {error}");
        }
        Ok(page)
    }

    /// Calls a method and waits for its answer; events are passed over.
    fn call(&mut self, session: Option<&str>, method: &str, parameters: &Value) -> Result<Value> {
        self.last_id += 1;
        let mut message = json!({ "id": self.last_id, "method": method, "params": parameters });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        let to = self.to.as_mut().context("the browser has ended")?;
        to.write_all(&bytes).context("the browser has ended")?;
        loop {
            let mut bytes = Vec::new();
            self.from.read_until(0, &mut bytes).context("cannot read what the browser says")?;
            if bytes.pop() != Some(0) {
                bail!("the browser ended while it was to do {method}");
            }
            let mut answer: Value = serde_json::from_slice(&bytes).context("the browser speaks no JSON")?;
            if answer["id"] != self.last_id {
                continue;
            }
            if let Some(error) = answer.get("error") {
                bail!("{method}: {}", error["message"].as_str().unwrap_or_default());
            }
            return Ok(answer["result"].take());
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It ends once the pipe is closed; there is nothing to be done about a failure.
        self.to = None;
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// An open page.
pub(super) struct Page<'a> {
    browser: &'a mut Browser,
    session: String,
    context: Value,
}

impl Page<'_> {
    /// Calls a method of the page.
    pub(super) fn call(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        self.browser.call(Some(&self.session), method, parameters)
    }

    /// Evaluates an expression, waits for it if it is a promise, and gives its value.
    pub(super) fn evaluate(&mut self, expression: &str) -> Result<Value> {
        Ok(self.run(expression, true)?["value"].take())
    }

    /// The handles of the elements that a selector finds.
    pub(super) fn elements(&mut self, selector: &str) -> Result<Vec<Value>> {
        let list = self.run(&format!("[...document.querySelectorAll({selector:?})]"), false)?;
        let request = json!({ "objectId": list["objectId"], "ownProperties": true });
        let mut properties = self.call("Runtime.getProperties", &request)?;
        let elements = properties["result"].as_array_mut().context("no elements")?.iter_mut();
        // The array itself has a length as well.
        let elements = elements.filter(|property| property["enumerable"] == true);
        Ok(elements.map(|property| property["value"]["objectId"].take()).collect())
    }

    /// A figure of the browser's own bookkeeping about the page, in seconds since it was opened.
    pub(super) fn metrics(&mut self) -> Result<impl Fn(&str) -> f64 + use<>> {
        let mut answer = self.call("Performance.getMetrics", &json!({}))?;
        let metrics = answer["metrics"].take();
        Ok(move |name: &str| {
            let metric = metrics.as_array().into_iter().flatten().find(|metric| metric["name"] == name);
            metric.and_then(|metric| metric["value"].as_f64()).unwrap_or_default()
        })
    }

    /// Closes the page and forgets all that it stored.
    pub(super) fn close(self) -> Result<()> {
        let context = json!({ "browserContextId": self.context });
        self.browser.call(None, "Target.disposeBrowserContext", &context).map(drop)
    }

    fn run(&mut self, expression: &str, by_value: bool) -> Result<Value> {
        let request = json!({ "expression": expression, "awaitPromise": true, "returnByValue": by_value });
        let mut answer = self.call("Runtime.evaluate", &request)?;
        if let Some(exception) = answer.get("exceptionDetails") {
            let error = &exception["exception"];
            let description = error["description"].as_str().or(error["value"].as_str());
            bail!("the page threw: {}", description.unwrap_or_default());
        }
        Ok(answer["result"].take())
    }
}
