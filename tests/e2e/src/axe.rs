//! The checks of axe-core.

use crate::Browser;
use anyhow::{Context, Result, bail};
use serde_json::json;
use std::fmt::Write as _;

/// What the pages must comply with.
const TAGS: &[&str] = &["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// The cells of the tables may be less than 24 pixels high: the official form must be seen whole on the
/// smallest screen in use, which the guideline calls essential (2.5.8), and every cell can be reached by keys.
const DENSE: &str = "class=\"cell__input\"";

impl Browser {
    /// Looks for violations of the accessibility guidelines in what is shown now. `screen` names it in the
    /// error.
    pub async fn check_accessibility(&self, screen: &str) -> Result<()> {
        let script = std::fs::read_to_string(xtask::tools::axe_core()?).context("cannot read axe-core")?;
        // Run by the driver, which the page's security policy does not hinder.
        self.run(&format!("if (!window.axe) {{ {script} }}")).await?;
        let check = "const done = arguments[arguments.length - 1];
            axe.run(document, { runOnly: { type: 'tag', values: arguments[0] }, resultTypes: ['violations'] })
                .then(result => {
                    for (const violation of result.violations.filter(found => found.id === 'target-size')) {
                        violation.nodes = violation.nodes.filter(node => !node.html.includes(arguments[1]));
                    }
                    done(result.violations.filter(violation => violation.nodes.length > 0));
                }, error => done(String(error)))";
        let violations = self.run_async(check, vec![json!(TAGS), json!(DENSE)]).await?;
        let violations = violations.as_array().with_context(|| format!("axe failed: {violations}"))?;
        if violations.is_empty() {
            return Ok(());
        }
        let mut list = String::new();
        for violation in violations {
            write!(list, "\n  {}: {}", violation["id"], violation["help"])?;
            let nodes = violation["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
            for node in nodes.iter().take(5) {
                write!(list, "\n    {} — {}", node["html"], node["failureSummary"])?;
            }
        }
        bail!("{screen} is not accessible:{list}")
    }
}
