//! Takes the main journeys through the built site in the browsers that are named, and leaves a picture of each in
//! `target/browsers/`. `cargo xtask test-browsers` calls this.

mod journeys;
mod pipe;
mod remote;
mod webdriver;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use pipe::Pipe;
use remote::{Hands, Remote};
use std::path::{Path, PathBuf};
use std::time::Instant;
use webdriver::Driven;
use xtask::browsers::Kernel;
use xtask::server::{Options, Server};
use xtask::single::NAME;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let kernels = std::env::args()
        .skip(1)
        .map(|name| Kernel::from_str(&name, false).map_err(anyhow::Error::msg))
        .collect::<Result<Vec<_>>>()?;
    let site = nianbao_e2e::dist();
    let server = Server::start(&site, &Options::default())?;
    // A folder of its own, so that nothing of the site lies beside it.
    let folder = tempfile::tempdir()?;
    let file = folder.path().join(NAME);
    std::fs::copy(site.join(NAME), &file).with_context(|| format!("{} is not a release", site.display()))?;
    std::fs::create_dir(folder.path().join("copy"))?;
    std::fs::copy(&file, folder.path().join("copy").join(NAME))?;
    let file = format!("file://{}", file.display());

    let mut log = Log::begin()?;
    for kernel in kernels {
        let places = [(format!("{kernel}"), server.url()), (format!("{kernel}-file"), file.clone())];
        for (name, url) in places {
            if kernel == Kernel::Webkit && url == file {
                // It starts no workers from a file.
                continue;
            }
            log.browser = name;
            if let Err(error) = visit(kernel, &url, &mut log).await {
                // That the browser cannot be had is a failure like any other.
                log.note("browser", Err(error), 0.0);
            }
        }
    }
    log.end()
}

/// Takes all journeys in one browser.
async fn visit(kernel: Kernel, url: &str, log: &mut Log) -> Result<()> {
    let browser = kernel.obtain().with_context(|| format!("{kernel} cannot be obtained"))?;
    if kernel.is_chromium() {
        let pipe = Pipe::start(&browser)?;
        println!("{}: {}", log.browser, pipe.version()?);
        travel(pipe, url, log).await
    } else {
        let driven = Driven::start(kernel, &browser).await?;
        println!("{}: {}", log.browser, driven.version().await?);
        travel(driven, url, log).await
    }
}

/// Takes all journeys, one after the other: each goes on where the last one ended.
async fn travel<R: Remote>(remote: R, url: &str, log: &mut Log) -> Result<()> {
    let hands = Hands(remote);
    let done = async {
        log.step(&hands, "start", journeys::start(&hands, url)).await?;
        log.step(&hands, "dialog", journeys::dialog(&hands)).await?;
        log.step(&hands, "create", journeys::create(&hands)).await?;
        log.step(&hands, "write", journeys::write(&hands)).await?;
        log.step(&hands, "review", journeys::review(&hands)).await?;
        log.step(&hands, "reload", journeys::reload(&hands)).await?;
        log.step(&hands, "preview", journeys::preview(&hands)).await?;
        log.step(&hands, "save", journeys::save(&hands)).await?;
        log.step(&hands, "export", journeys::export(&hands)).await?;
        log.step(&hands, "example", journeys::example(&hands, url)).await?;
        if let Some(folder) = url.strip_prefix("file://").and_then(|file| file.strip_suffix(NAME)) {
            let copy = format!("file://{folder}copy/{NAME}");
            log.step(&hands, "share", journeys::share(&hands, &copy)).await?;
        }
        Ok::<(), ()>(())
    };
    // What failed has been noted, and those after it make no sense.
    let _ = done.await;
    let complaints = hands.0.complaints().await?;
    if complaints.is_empty() { hands.0.quit().await } else { bail!("the page complained: {complaints:#?}") }
}

/// What came of every journey in every browser.
struct Log {
    pictures: PathBuf,
    browser: String,
    lines: Vec<String>,
    failures: Vec<String>,
}

impl Log {
    fn begin() -> Result<Self> {
        let pictures =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| xtask::root().join("target"), PathBuf::from);
        let pictures = pictures.join("browsers");
        std::fs::create_dir_all(&pictures)
            .with_context(|| format!("cannot create {}", pictures.display()))?;
        Ok(Self { pictures, browser: String::new(), lines: Vec::new(), failures: Vec::new() })
    }

    /// Takes one journey, with a picture of how it ends.
    async fn step<R: Remote>(
        &mut self,
        hands: &Hands<R>,
        journey: &str,
        taken: impl Future<Output = Result<()>>,
    ) -> Result<(), ()> {
        let begun = Instant::now();
        let mut outcome = taken.await;
        let seconds = begun.elapsed().as_secs_f64();
        let picture = self.pictures.join(&self.browser);
        let shown = take_picture(hands, &picture, journey).await;
        if outcome.is_ok() {
            outcome = shown;
        }
        let result = if outcome.is_ok() { Ok(()) } else { Err(()) };
        self.note(journey, outcome, seconds);
        result
    }

    fn note(&mut self, journey: &str, outcome: Result<()>, seconds: f64) {
        let words = if outcome.is_ok() { "passed" } else { "FAILED" };
        let line = format!("{:<17} {journey:<8} {words} {seconds:>6.1} s", self.browser);
        println!("{line}");
        self.lines.push(line);
        if let Err(error) = outcome {
            self.failures.push(format!("{} {journey}: {error:#}", self.browser));
        }
    }

    /// Prints all of it.
    fn end(self) -> Result<()> {
        println!("\n{}", self.lines.join("\n"));
        println!("pictures: {}", self.pictures.display());
        match &self.failures[..] {
            [] => Ok(()),
            failures => bail!("{} failed:\n{}", failures.len(), failures.join("\n")),
        }
    }
}

async fn take_picture<R: Remote>(hands: &Hands<R>, directory: &Path, journey: &str) -> Result<()> {
    std::fs::create_dir_all(directory)?;
    let file = directory.join(format!("{journey}.png"));
    std::fs::write(&file, hands.0.screenshot().await?)
        .with_context(|| format!("cannot write {}", file.display()))
}
