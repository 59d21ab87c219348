//! Tabs, renderers and browsers that end right after typing.

use crate::{Count, PROMISE, TEXT, Tries, row};
use anyhow::{Context, Result};
use nianbao::report::Field;
use nianbao_e2e::{Role, Visit};
use std::time::Duration;

/// What breaks.
#[derive(Clone, Copy)]
enum End {
    CloseTab,
    Reload,
    Renderer,
    Browser(Duration),
}

impl End {
    fn name(self) -> String {
        match self {
            Self::CloseTab => "tab closed right after the last keystroke".to_owned(),
            Self::Reload => "page reloaded right after the last keystroke".to_owned(),
            Self::Renderer => "renderer killed (`kill -9`) 300 ms after the last keystroke".to_owned(),
            Self::Browser(after) => {
                format!("whole browser killed (`kill -9`) {} ms after the last keystroke", after.as_millis())
            }
        }
    }
}

/// All ends, one line each.
pub(crate) async fn all(scale: usize) -> Result<()> {
    let ends = [
        (End::CloseTab, 20),
        (End::Reload, 20),
        (End::Renderer, 50),
        (End::Browser(PROMISE), 20),
        (End::Browser(Duration::from_secs(1)), 20),
    ];
    for (end, tries) in ends {
        let work = async |tries: usize, count: &mut Count| {
            for _ in 0..tries {
                let kept = attempt(end).await.with_context(|| end.name())?;
                count.draft(TEXT, kept.as_deref());
            }
            Ok(())
        };
        row(&end.name(), Tries(tries, scale), work).await?;
    }
    Ok(())
}

/// One try; what the draft says afterwards, `None` where it is not there any more.
async fn attempt(end: End) -> Result<Option<String>> {
    let mut visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Problems).await?.click().await?;
    visit.type_text(TEXT).await?;
    match end {
        End::CloseTab => visit.close_tab().await?,
        End::Reload => {}
        End::Renderer => {
            tokio::time::sleep(PROMISE).await;
            visit.profile.kill(true)?;
            // The browser itself lives on; it is ended in the ordinary way.
            visit.start_again().await?;
        }
        End::Browser(after) => {
            tokio::time::sleep(after).await;
            visit.kill_and_start().await?;
        }
    }
    visit.go_home().await?;
    visit.find(Role::Button, "新建年报").await?;
    let drafts = visit.drafts().await?;
    Ok(drafts.values().next().map(|saved| saved.draft.text(Field::Problems).to_string()))
}
