//! What is lost when browsers break down, counted: `cargo xtask faults` writes it into `docs/reliability.md`.
//!
//! Every try types into a draft of its own, waits as long as the promise of the program says that saving takes, and
//! then breaks something; afterwards the draft is opened again.

use anyhow::{Context, Result};
use nianbao::report::Field;
use nianbao_e2e::{Role, Visit};
use std::time::Duration;

/// What is typed: so many characters are at stake each time.
const TEXT: &str =
    "主动公开目录更新不够及时，政策解读形式较为单一，依申请公开答复的规范性还需提高，队伍业务培训不够。";
/// The program promises to save within this time after a keystroke.
const PROMISE: Duration = Duration::from_millis(300);

/// What breaks.
#[derive(Clone, Copy)]
enum Fault {
    CloseTab,
    Reload,
    Renderer,
    Browser(Duration),
}

impl Fault {
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

/// What came of the tries.
#[derive(Default)]
struct Count {
    tries: usize,
    typed: usize,
    lost: usize,
    worst: usize,
    unreadable: usize,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let scale: usize = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1);
    let faults = [
        (Fault::CloseTab, 20),
        (Fault::Reload, 20),
        (Fault::Renderer, 50),
        (Fault::Browser(PROMISE), 20),
        (Fault::Browser(Duration::from_secs(1)), 20),
    ];
    println!(
        "| Fault | Tries | Characters typed | Characters lost | Most in one try | Drafts readable afterwards |"
    );
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    for (fault, tries) in faults {
        let mut count = Count::default();
        for _ in 0..(tries / scale).max(1) {
            count.tries += 1;
            let typed = TEXT.chars().count();
            count.typed += typed;
            let kept = attempt(fault).await.with_context(|| fault.name())?;
            let lost = kept.map_or(typed, |kept| typed - common(&kept, TEXT));
            count.lost += lost;
            count.worst = count.worst.max(lost);
            count.unreadable += usize::from(kept_is_unreadable(lost, typed));
        }
        let Count { tries, typed, lost, worst, unreadable } = count;
        println!("| {} | {tries} | {typed} | {lost} | {worst} | {} |", fault.name(), tries - unreadable);
    }
    Ok(())
}

/// A draft of which nothing is left counts as one that cannot be read.
fn kept_is_unreadable(lost: usize, typed: usize) -> bool {
    lost == typed
}

/// How many characters two texts begin with in common.
fn common(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count()
}

/// One try; what the draft says afterwards, `None` where it is not there any more.
async fn attempt(fault: Fault) -> Result<Option<String>> {
    let mut visit = Visit::begin().await?;
    visit.new_report("青石镇人民政府", 2024).await?;
    visit.field(Field::Problems).await?.click().await?;
    visit.type_text(TEXT).await?;
    match fault {
        Fault::CloseTab => visit.close_tab().await?,
        Fault::Reload => {}
        Fault::Renderer => {
            tokio::time::sleep(PROMISE).await;
            visit.profile.kill(true)?;
            // The browser itself lives on; it is ended in the ordinary way.
            visit.start_again().await?;
        }
        Fault::Browser(after) => {
            tokio::time::sleep(after).await;
            visit.profile.kill(false)?;
            visit.start_again().await?;
        }
    }
    visit.go_home().await?;
    visit.find(Role::Button, "新建年报").await?;
    let drafts = visit.drafts().await?;
    Ok(drafts.values().next().map(|saved| saved.draft.text(Field::Problems).to_string()))
}
