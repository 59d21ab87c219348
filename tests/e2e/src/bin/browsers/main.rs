//! Takes the main journeys through the built site in the browsers that are named, and leaves a picture of each in
//! `target/browsers/`. `cargo xtask test-browsers` calls this; with `--docs` before the names it writes
//! `docs/browsers.md` and the pictures there, too.

mod journeys;
mod matrix;
mod pipe;
mod remote;
mod webdriver;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use pipe::Pipe;
use remote::{Hands, Remote};
use std::net::{IpAddr, Ipv4Addr, UdpSocket};
use std::path::{Path, PathBuf};
use std::time::Instant;
use webdriver::Driven;
use xtask::browsers::Kernel;
use xtask::server::{Options, Server};
use xtask::single::NAME;

/// Where the site is opened from.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// A server on this machine, which browsers trust as they trust https.
    Machine,
    /// A server in the network, plain http, as on an intranet.
    Network,
    /// The single file, without a server.
    File,
}

impl Place {
    const ALL: [Self; 3] = [Self::Machine, Self::Network, Self::File];

    /// What is put behind the name of a browser.
    fn suffix(self) -> &'static str {
        match self {
            Self::Machine => "",
            Self::Network => "-http",
            Self::File => "-file",
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let mut names: Vec<_> = std::env::args().skip(1).collect();
    let for_docs = names.first().is_some_and(|name| name == "--docs");
    if for_docs {
        names.remove(0);
    }
    let kernels = names
        .iter()
        .map(|name| Kernel::from_str(name, false).map_err(anyhow::Error::msg))
        .collect::<Result<Vec<_>>>()?;
    let site = nianbao_e2e::dist();
    let server = Server::start(&site, &Options::default())?;
    let network = Server::start(&site, &Options { address: address()?, ..Options::default() })?;
    // A folder of its own, so that nothing of the site lies beside it.
    let folder = tempfile::tempdir()?;
    let file = folder.path().join(NAME);
    std::fs::copy(site.join(NAME), &file).with_context(|| format!("{} is not a release", site.display()))?;
    std::fs::create_dir(folder.path().join("copy"))?;
    std::fs::copy(&file, folder.path().join("copy").join(NAME))?;

    let mut log = Log::begin()?;
    for kernel in kernels {
        for place in Place::ALL {
            let url = match place {
                Place::Machine => server.url(),
                Place::Network => network.url(),
                Place::File => format!("file://{}", file.display()),
            };
            if kernel == Kernel::Webkit && place == Place::File {
                // It starts no workers from a file.
                continue;
            }
            log.browser = format!("{kernel}{}", place.suffix());
            log.seen.push(matrix::Row::new(kernel, place));
            if let Err(error) = visit(kernel, place, &url, &mut log).await {
                // That the browser cannot be had is a failure like any other.
                log.note("browser", Err(error), 0.0);
            }
        }
    }
    if for_docs {
        matrix::write(&log.seen, &log.pictures)?;
    }
    log.end()
}

/// The address of this machine in its network. No packet is sent.
fn address() -> Result<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).context("this machine is in no network")?;
    Ok(socket.local_addr()?.ip())
}

/// Takes all journeys in one browser.
async fn visit(kernel: Kernel, place: Place, url: &str, log: &mut Log) -> Result<()> {
    let browser = kernel.obtain().with_context(|| format!("{kernel} cannot be obtained"))?;
    if kernel.is_chromium() {
        let pipe = Pipe::start(&browser)?;
        log.version(pipe.version()?);
        travel(pipe, place, url, log).await
    } else {
        let driven = Driven::start(kernel, &browser).await?;
        log.version(driven.version().await?);
        travel(driven, place, url, log).await
    }
}

/// Takes all journeys, one after the other: each goes on where the last one ended.
async fn travel<R: Remote>(remote: R, place: Place, url: &str, log: &mut Log) -> Result<()> {
    let hands = Hands(remote);
    let done = async {
        log.step(&hands, "start", journeys::enter(&hands, url, place == Place::Network)).await?;
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
    seen: Vec<matrix::Row>,
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
        Ok(Self {
            pictures,
            browser: String::new(),
            seen: Vec::new(),
            lines: Vec::new(),
            failures: Vec::new(),
        })
    }

    /// Notes which browser it is.
    fn version(&mut self, version: String) {
        println!("{}: {version}", self.browser);
        if let Some(row) = self.seen.last_mut() {
            row.version = version;
        }
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
        if let Some(row) = self.seen.last_mut() {
            row.journeys.push((journey.to_owned(), outcome.is_ok()));
        }
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
