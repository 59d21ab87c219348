//! Measurements of the application in the browser.

use anyhow::{Result, bail};

/// Runs the measurements and prints them.
pub fn run() -> Result<()> {
    bail!("the measurements are not yet written")
}
