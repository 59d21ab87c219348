//! End-to-end tests of the built site: journeys through the real thing in a real browser.
//!
//! The journeys themselves are in `tests/journeys`; here is what they share. A [`Visit`] is a served site
//! with a [`Browser`] in front of it. Everything on the screen is found by its role and accessible name, as a
//! screen reader finds it, never by a selector, so that a journey that passes is also a journey that can be
//! made without seeing the screen. Nothing sleeps: what takes time is waited for, up to [`TIMEOUT`].
//!
//! What is needed beside the built site is what `cargo xtask setup` installs. The environment variables
//! `CHROMEDRIVER`, `CHROMIUM` and `NIANBAO_DIST` name another driver, browser or site.

mod app;
mod axe;
mod browser;
mod driver;
mod keyboard;
mod kill;
mod node;
mod page;
mod pdf;
mod visit;

pub use app::{entry_name, envelope_of, without_times};
pub use browser::{Browser, Profile, TIMEOUT};
pub use node::{Node, Role};
pub use page::Printed;
pub use pdf::{Pdf, Word};
pub use thirtyfour::Key;
pub use visit::{Visit, dist};
