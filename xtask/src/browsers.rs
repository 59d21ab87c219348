//! The browsers that the site must run in, and where they come from.
//!
//! Old kernels come inside npm packages that were made for running a browser in the cloud: the program and the few
//! libraries it needs, each compressed. The others are Debian's.

use std::fmt;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use crate::{cargo, run, site, tools};

/// A browser to try the site in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kernel {
    /// Chromium 80, the oldest kernel that offices are known to have.
    #[value(name = "chromium-80")]
    Chromium80,
    /// Chromium 88.
    #[value(name = "chromium-88")]
    Chromium88,
    /// Chromium 92.
    #[value(name = "chromium-92")]
    Chromium92,
    /// Chromium 109, the last one for Windows 7.
    #[value(name = "chromium-109")]
    Chromium109,
    /// The Chromium of this machine.
    Chromium,
    /// The Firefox of this machine.
    Firefox,
    /// `WebKitGTK`.
    Webkit,
}

impl Kernel {
    /// Those that every run of the checks tries.
    pub const USUAL: &[Self] = &[Self::Chromium80, Self::Chromium92, Self::Chromium, Self::Firefox];

    /// The npm package that holds the browser, and its version.
    fn package(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::Chromium80 => Some(("chrome-aws-lambda", "2.1.1")),
            Self::Chromium88 => Some(("chrome-aws-lambda", "5.5.0")),
            Self::Chromium92 => Some(("@sparticuz/chromium", "92.0.0")),
            Self::Chromium109 => Some(("@sparticuz/chromium", "109.0.6")),
            Self::Chromium | Self::Firefox | Self::Webkit => None,
        }
    }

    /// Whether it is driven over the debugging protocol of Chromium; the others have a driver.
    pub fn is_chromium(self) -> bool {
        !matches!(self, Self::Firefox | Self::Webkit)
    }

    /// Gets the browser where it is missing.
    pub fn obtain(self) -> Result<Obtained> {
        // The old ones use the fonts and the system's libraries that the present one brings along.
        tools::ensure_test_programs()?;
        if let Some((package, version)) = self.package() {
            let directory = tools::unpacked_browser(&self.to_string(), package, version)?;
            let libraries = Some(directory.join("lib"));
            return Ok(Obtained { program: directory.join("chromium"), libraries, driver: None });
        }
        let (program, driver) = match self {
            Self::Firefox => (tools::firefox()?, Some(tools::geckodriver()?)),
            Self::Webkit => {
                let (program, driver) = tools::webkit()?;
                (program, Some(driver))
            }
            _ => (tools::chromium().context("there is no Chromium on PATH")?, None),
        };
        Ok(Obtained { program, libraries: None, driver })
    }
}

impl fmt::Display for Kernel {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let value = self.to_possible_value();
        f.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}

/// A browser on this machine.
#[derive(Clone, Debug)]
pub struct Obtained {
    /// Its program file.
    pub program: PathBuf,
    /// The directory of libraries that it brings along.
    pub libraries: Option<PathBuf>,
    /// The program file of its driver.
    pub driver: Option<PathBuf>,
}

/// Takes the main journeys in the given browsers, or in all, which is then written into `docs/browsers.md`. The site must
/// be built.
pub fn test(kernels: &[Kernel]) -> Result<()> {
    let docs = kernels.is_empty().then_some("--docs");
    let kernels = if kernels.is_empty() { Kernel::value_variants() } else { kernels };
    if !site::dist().join("index.html").is_file() {
        bail!("there is no built site; `cargo xtask build` makes it");
    }
    let names = kernels.iter().map(Kernel::to_string);
    run(cargo()
        .args(["run", "--quiet", "-p", "nianbao-e2e", "--bin", "browsers", "--"])
        .args(docs)
        .args(names)
        .env("PATH", tools::search_path()))
}
