//! A site with a browser in front of it.

use crate::{Browser, Profile, Role};
use anyhow::{Context, Result, ensure};
use std::ops::Deref;
use std::path::PathBuf;
use xtask::server::{Options, Server};

/// A served site, a profile and a browser, which is used as if the visit were it.
pub struct Visit {
    browser: Option<Browser>,
    /// The profile of the browser.
    pub profile: Profile,
    /// The server.
    pub server: Server,
    arguments: Vec<String>,
    /// The address of the site.
    pub url: String,
}

/// Where the built site lies.
pub fn dist() -> PathBuf {
    std::env::var_os("NIANBAO_DIST").map_or_else(xtask::site::dist, PathBuf::from)
}

impl Visit {
    /// Opens the start page.
    pub async fn begin() -> Result<Self> {
        Self::below("/", None).await
    }

    /// Opens the start page of a site that is served below a path, and under another host name than that of
    /// this machine if one is given.
    pub async fn below(prefix: &str, host: Option<&str>) -> Result<Self> {
        let server = Server::start(&dist(), &Options { prefix: prefix.to_owned(), ..Options::default() })?;
        let mut url = server.url();
        let mut arguments = Vec::new();
        if let Some(host) = host {
            url = url.replacen("127.0.0.1", host, 1);
            arguments.push(format!("--host-resolver-rules=MAP {host} 127.0.0.1"));
        }
        let profile = Profile::new()?;
        let mut visit = Self { browser: None, profile, server, arguments, url };
        visit.start().await?;
        Ok(visit)
    }

    async fn start(&mut self) -> Result<()> {
        let arguments: Vec<_> = self.arguments.iter().map(String::as_str).collect();
        self.browser = Some(Browser::start(&self.profile, &arguments).await?);
        self.go_home().await
    }

    /// Opens the start page afresh.
    pub async fn go_home(&self) -> Result<()> {
        // A change after `#` alone would load nothing.
        self.go("about:blank").await?;
        self.go(&self.url).await?;
        self.find(Role::Button, "新建年报").await.map(drop)
    }

    /// Quits the browser and starts it again on the same profile.
    pub async fn restart(&mut self) -> Result<()> {
        self.browser.take().context("no browser")?.quit(&self.url).await?;
        self.start().await
    }

    /// Starts the browser again on the same profile after its renderers were killed.
    pub async fn start_again(&mut self) -> Result<()> {
        self.browser = None;
        self.start().await
    }

    /// Kills the browser and starts it again on the same profile. No other may run at the time.
    pub async fn kill_and_start(&mut self) -> Result<()> {
        self.profile.kill(false)?;
        if let Some(browser) = self.browser.take() {
            browser.abandon();
        }
        self.start().await
    }

    /// Ends the visit; the browser must not have complained, nor asked anybody but the site.
    pub async fn end(mut self) -> Result<()> {
        self.browser.take().context("no browser")?.quit(&self.url).await?;
        let requests = self.server.requests();
        ensure!(!requests.is_empty(), "the server was asked for nothing");
        Ok(())
    }
}

impl Deref for Visit {
    type Target = Browser;

    #[expect(clippy::expect_used, reason = "there is a browser from the beginning of a visit to its end")]
    fn deref(&self) -> &Browser {
        self.browser.as_ref().expect("the visit goes on")
    }
}
