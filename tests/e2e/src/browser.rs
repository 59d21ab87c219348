//! A browser under control.

use crate::driver::Driver;
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::fmt::Display;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use thirtyfour::common::log::LoggingPrefsLogLevel;
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, WebDriver, WindowHandle};
use tokio::sync::{Semaphore, SemaphorePermit};

/// How long something that is waited for may take.
pub const TIMEOUT: Duration = Duration::from_secs(20);
/// How often is looked whether it has come.
const INTERVAL: Duration = Duration::from_millis(15);
/// How many browsers run at a time, whatever the number of test threads.
static BROWSERS: Semaphore = Semaphore::const_new(2);

const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--window-size=1366,768",
    // The browser then ends with its driver.
    "--remote-debugging-pipe",
];

/// What a browser keeps on disk: its own data, so that it can be started again with them, and what was saved.
pub struct Profile {
    directory: TempDir,
}

impl Profile {
    /// A fresh profile, which is removed with this value.
    pub fn new() -> Result<Self> {
        let directory = tempfile::Builder::new().prefix("nianbao-e2e-").tempdir();
        let directory = directory.context("cannot create a temporary directory")?;
        std::fs::create_dir(directory.path().join("downloads"))?;
        std::fs::create_dir(directory.path().join("files"))?;
        Ok(Self { directory })
    }

    /// Where the browser keeps what it stores.
    pub(crate) fn browser_data(&self) -> PathBuf {
        self.directory.path().join("browser")
    }

    /// A place for files that a journey makes.
    pub fn files(&self) -> PathBuf {
        self.directory.path().join("files")
    }

    fn downloads(&self) -> PathBuf {
        self.directory.path().join("downloads")
    }
}

/// A tab of the browser.
pub struct Tab(WindowHandle);

/// A browser. Ending it with [`Browser::quit`] also looks whether anything went wrong unseen; when a journey
/// fails, dropping it ends it all the same.
pub struct Browser {
    driver: WebDriver,
    downloads: PathBuf,
    files: PathBuf,
    events: Mutex<Vec<Value>>,
    ended: bool,
    _permit: SemaphorePermit<'static>,
}

impl Browser {
    /// Starts a browser on a profile with further command line arguments.
    pub async fn start(profile: &Profile, arguments: &[&str]) -> Result<Self> {
        let permit = BROWSERS.acquire().await?;
        let address = Driver::address()?;
        let mut capabilities = DesiredCapabilities::chrome();
        let program = std::env::var_os("CHROMIUM").map(PathBuf::from).or_else(xtask::tools::chromium);
        if let Some(program) = program {
            capabilities.set_binary(&program.to_string_lossy())?;
        }
        for argument in ARGUMENTS.iter().chain(arguments) {
            capabilities.add_arg(argument)?;
        }
        let data = profile.browser_data();
        capabilities.add_arg(&format!("--user-data-dir={}", data.display()))?;
        capabilities.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
        capabilities.set_logging_prefs("performance", LoggingPrefsLogLevel::All)?;
        let driver = WebDriver::builder(format!("http://{address}"), capabilities)
            .connect()
            .await
            .context("cannot start the browser")?;
        let browser = Self {
            driver,
            downloads: profile.downloads(),
            files: profile.files(),
            events: Mutex::default(),
            ended: false,
            _permit: permit,
        };
        // The accessibility checks of a large page take their time on a busy machine.
        browser.driver.set_script_timeout(6 * TIMEOUT).await?;
        let download = json!({ "behavior": "allow", "downloadPath": browser.downloads });
        browser.cdp("Browser.setDownloadBehavior", download).await?;
        Ok(browser)
    }

    /// Sends a command of the browser's debugging protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Result<Value> {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.with_context(|| format!("{method} failed"))
    }

    /// Runs a script in the page: the body of a function.
    pub async fn run(&self, script: &str) -> Result<Value> {
        let result = self.driver.execute(script, Vec::new()).await;
        Ok(result.with_context(|| format!("the script failed: {script:.200}"))?.json().clone())
    }

    /// Runs a script in the page with arguments, the last of which it calls with its answer.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let result = self.driver.execute_async(script, arguments).await;
        Ok(result.with_context(|| format!("the script failed: {script:.200}"))?.json().clone())
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Opens an address.
    pub async fn go(&self, url: &str) -> Result<()> {
        self.driver.goto(url).await.with_context(|| format!("cannot open {url}"))
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<()> {
        self.driver.refresh().await.context("cannot reload")
    }

    /// Goes back as with the browser's button.
    pub async fn back(&self) -> Result<()> {
        self.driver.back().await.context("cannot go back")
    }

    /// Goes forward as with the browser's button.
    pub async fn forward(&self) -> Result<()> {
        self.driver.forward().await.context("cannot go forward")
    }

    /// Closes the tab, as its cross does, and goes on in another, empty one.
    pub async fn close_tab(&self) -> Result<()> {
        let here = self.driver.window().await?;
        let there = self.driver.new_tab().await?;
        self.driver.switch_to_window(here).await?;
        self.driver.close_window().await?;
        self.driver.switch_to_window(there).await.context("cannot close the tab")
    }

    /// Opens an address in another tab and goes on there; the tab left.
    pub async fn open_tab(&self, url: &str) -> Result<Tab> {
        let here = self.driver.window().await?;
        let there = self.driver.new_tab().await?;
        self.driver.switch_to_window(there).await?;
        self.go(url).await?;
        Ok(Tab(here))
    }

    /// Goes on in another tab; the tab left.
    pub async fn switch(&self, tab: &Tab) -> Result<Tab> {
        let here = self.driver.window().await?;
        self.driver.switch_to_window(tab.0.clone()).await?;
        Ok(Tab(here))
    }

    /// The part of the address from `#` on.
    pub async fn hash(&self) -> Result<String> {
        Ok(self.run("return location.hash").await?.as_str().unwrap_or_default().to_owned())
    }

    /// Makes the window as large as this in CSS pixels, however small that is.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await.map(drop)
    }

    /// Asks until the answer is there. An error while asking counts as no answer yet, because the page may be
    /// in the middle of a change; the last one is told when time is up.
    pub async fn wait<T>(
        &self,
        what: impl Display,
        mut ask: impl AsyncFnMut() -> Result<Option<T>>,
    ) -> Result<T> {
        let begun = Instant::now();
        loop {
            let answer = ask().await;
            if let Ok(Some(answer)) = answer {
                return Ok(answer);
            }
            if begun.elapsed() > TIMEOUT {
                answer.with_context(|| format!("waited in vain: {what}"))?;
                bail!("waited in vain: {what}");
            }
            tokio::time::sleep(INTERVAL).await;
        }
    }

    /// The file that was saved last: waits until it is complete, and puts it where the next one is not in its
    /// way.
    pub async fn download(&self) -> Result<PathBuf> {
        let file = self
            .wait("a downloaded file", async || {
                let files: Vec<_> = std::fs::read_dir(&self.downloads)?.collect::<Result<_, _>>()?;
                let [file] = &files[..] else { return Ok(None) };
                let unfinished = file.path().extension().is_some_and(|extension| extension == "crdownload");
                Ok((!unfinished && file.metadata()?.len() > 0).then(|| file.path()))
            })
            .await?;
        let place = tempfile::Builder::new().prefix("saved-").tempdir_in(&self.files)?.keep();
        let kept = place.join(file.file_name().context("a file without a name")?);
        std::fs::rename(&file, &kept)?;
        Ok(kept)
    }

    /// What the browser told so far of a kind, such as `Network.requestWillBeSent`: its parameters.
    pub async fn events(&self, method: &str) -> Result<Vec<Value>> {
        let fresh = self.driver.get_log("performance").await.context("cannot read the browser's events")?;
        let mut events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in fresh {
            let mut event: Value = serde_json::from_str(&entry.message)?;
            events.push(event["message"].take());
        }
        Ok(events.iter().filter(|e| e["method"] == method).map(|e| e["params"].clone()).collect())
    }

    /// The addresses that the browser asked over a network so far.
    pub async fn requests(&self) -> Result<Vec<String>> {
        let sent = self.events("Network.requestWillBeSent").await?.into_iter();
        let mut urls: Vec<_> = sent.filter_map(|e| Some(e["request"]["url"].as_str()?.to_owned())).collect();
        for kind in ["Network.webSocketCreated", "Network.webTransportCreated"] {
            let created = self.events(kind).await?.into_iter();
            urls.extend(created.filter_map(|event| Some(event["url"].as_str()?.to_owned())));
        }
        // The browser's own pages, and addresses that hold their content.
        let local = ["chrome:", "chrome-untrusted:", "data:", "blob:", "file:", "about:"];
        urls.retain(|url| !local.iter().any(|scheme| url.starts_with(scheme)));
        Ok(urls)
    }

    /// What went wrong in the page and was only told in the browser's console.
    pub async fn complaints(&self) -> Result<Vec<String>> {
        let entries = self.driver.get_log("browser").await.context("cannot read the browser's console")?;
        let grave = entries.into_iter().filter(|entry| entry.level != "INFO" && entry.level != "DEBUG");
        Ok(grave.map(|entry| format!("{}: {}", entry.level, entry.message)).collect())
    }

    /// Ends the browser after a look at what it did: no complaint, and no request beyond the site.
    pub async fn quit(mut self, origin: &str) -> Result<()> {
        let complaints = self.complaints().await?;
        ensure!(complaints.is_empty(), "the page complained: {complaints:#?}");
        let foreign: Vec<_> =
            self.requests().await?.into_iter().filter(|url| !url.starts_with(origin)).collect();
        ensure!(foreign.is_empty(), "requests left the site: {foreign:#?}");
        self.ended = true;
        self.driver.clone().quit().await.context("cannot end the browser")
    }

    /// A file for a journey to open.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<PathBuf> {
        let place = tempfile::Builder::new().prefix("made-").tempdir_in(&self.files)?.keep();
        let file = place.join(name);
        std::fs::write(&file, content).with_context(|| format!("cannot write {}", file.display()))?;
        Ok(file)
    }

    /// A screenshot of the window as a PNG file.
    pub async fn screenshot(&self, file: &Path) -> Result<()> {
        self.driver.screenshot(file).await.with_context(|| format!("cannot write {}", file.display()))
    }
}

impl Browser {
    /// Takes leave of a browser that was killed.
    pub(crate) fn abandon(mut self) {
        self.ended = true;
        let _ = self.driver.clone().leak();
        Driver::end();
    }
}

impl Drop for Browser {
    /// Ends the browser after a failure. The driver is told without the asynchronous client, whose runtime
    /// may be about to end.
    fn drop(&mut self) {
        if self.ended {
            return;
        }
        let session = self.driver.session_id().to_string();
        let _ = self.driver.clone().leak();
        let Ok(address) = Driver::address() else { return };
        let Ok(mut stream) = TcpStream::connect(address) else { return };
        let _ = stream.set_read_timeout(Some(TIMEOUT));
        let request =
            format!("DELETE /session/{session} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        if stream.write_all(request.as_bytes()).is_ok() {
            let _ = stream.read(&mut [0; 64]);
        }
    }
}
