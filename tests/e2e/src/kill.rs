//! Ending processes of a browser the hard way, as a crash or the power switch does.

use crate::Profile;
use anyhow::{Context, Result, ensure};
use std::collections::HashMap;
use std::fs;
use std::process::Command;

/// A process of this machine.
struct Process {
    id: u32,
    parent: u32,
    command: String,
}

/// All processes. Those that end meanwhile are left out.
fn processes() -> Result<Vec<Process>> {
    let mut found = Vec::new();
    for entry in fs::read_dir("/proc").context("cannot list the processes")? {
        let name = entry?.file_name();
        let Some(id) = name.to_str().and_then(|name| name.parse().ok()) else { continue };
        let read = |file: &str| fs::read(format!("/proc/{id}/{file}")).unwrap_or_default();
        let command = String::from_utf8_lossy(&read("cmdline")).replace('\0', " ");
        // `1 (name) S 2 …`: the parent is the second word behind the name, which may contain spaces.
        let state = String::from_utf8_lossy(&read("stat")).into_owned();
        let parent = state.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(1)?.parse().ok());
        found.extend(parent.map(|parent| Process { id, parent, command }));
    }
    Ok(found)
}

impl Profile {
    /// Kills every renderer of the browser on this profile, or all of its processes.
    pub fn kill(&self, renderers_only: bool) -> Result<()> {
        let all = processes()?;
        let mark = format!("--user-data-dir={}", self.browser_data().display());
        let main = all
            .iter()
            .find(|process| process.command.contains(&mark) && !process.command.contains("--type="));
        let main = main.context("the browser does not run")?.id;
        let parents: HashMap<_, _> = all.iter().map(|process| (process.id, process.parent)).collect();
        let descends = |mut id: u32| {
            while id != main {
                match parents.get(&id) {
                    Some(&parent) => id = parent,
                    None => return false,
                }
            }
            true
        };
        let doomed = all.iter().filter(|process| descends(process.id));
        let doomed = doomed.filter(|process| !renderers_only || process.command.contains("--type=renderer"));
        // The browser itself first, so that it cannot tidy up after the others.
        let mut ids: Vec<_> = doomed.map(|process| (process.id != main, process.id)).collect();
        ids.sort_unstable();
        ensure!(!ids.is_empty(), "there is nothing to kill");
        let ids = ids.iter().map(|(_, id)| id.to_string());
        Command::new("kill").arg("-9").args(ids).status().context("cannot kill")?;
        Ok(())
    }
}
