//! What is lost when things break down, counted: `cargo xtask faults` writes it into `docs/reliability.md`.
//!
//! Two tables come out. The first breaks a real browser, or its storage, under drafts of their own: every try types,
//! breaks something, and opens the drafts again. The second throws damaged and invented input at every way into the
//! program. Chance is the same in every run, so that a loss can be looked at again.

mod ends;
mod fuzz;
mod panics;
mod races;
mod stored;

use anyhow::Result;
use std::time::Duration;

/// What is typed: so many characters are at stake each time.
const TEXT: &str =
    "主动公开目录更新不够及时，政策解读形式较为单一，依申请公开答复的规范性还需提高，队伍业务培训不够。";
/// The program promises to save within this time after a keystroke.
const PROMISE: Duration = Duration::from_millis(300);

/// What came of the tries.
#[derive(Default)]
struct Count {
    tries: usize,
    typed: usize,
    lost: usize,
    worst: usize,
    drafts: usize,
    readable: usize,
}

impl Count {
    /// Counts a draft: what had been typed into it, and what is there afterwards, `None` where it cannot be opened.
    fn draft(&mut self, typed: &str, kept: Option<&str>) {
        let length = typed.chars().count();
        let lost = kept.map_or(length, |kept| length - common(kept, typed));
        self.typed += length;
        self.lost += lost;
        self.worst = self.worst.max(lost);
        self.drafts += 1;
        self.readable += usize::from(kept.is_some());
    }

    fn print(&self, fault: &str) {
        let Self { tries, typed, lost, worst, drafts, readable } = self;
        println!("| {fault} | {tries} | {typed} | {lost} | {worst} | {readable} of {drafts} |");
    }
}

/// How many characters two texts begin with in common.
fn common(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count()
}

/// Makes the tries of a fault and prints its line.
async fn row(
    fault: &str,
    tries: Tries,
    work: impl AsyncFnOnce(usize, &mut Count) -> Result<()>,
) -> Result<()> {
    eprintln!("{fault}");
    let mut count = Count { tries: tries.number(), ..Count::default() };
    work(tries.number(), &mut count).await?;
    count.print(fault);
    Ok(())
}

/// A number of tries, of which one in so many is made.
#[derive(Clone, Copy)]
struct Tries(usize, usize);

impl Tries {
    fn number(self) -> usize {
        (self.0 / self.1).max(1)
    }
}

/// The parts of the page, by their names.
const PARTS: [&str; 5] = ["ends", "stored", "races", "panics", "fuzz"];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let scale: usize = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1);
    let only = std::env::args().nth(2);
    for part in PARTS.into_iter().filter(|part| only.as_deref().is_none_or(|only| only == *part)) {
        println!("<!-- {part} -->\n");
        if part == "fuzz" {
            fuzz::all(Tries(10_000, scale).number())?;
            continue;
        }
        println!(
            "| Fault | Tries | Characters typed | Characters lost | Most in one try | Drafts readable afterwards |"
        );
        println!("| --- | ---: | ---: | ---: | ---: | ---: |");
        match part {
            "ends" => ends::all(scale).await?,
            "stored" => {
                let full = "storage full from a random write on, by one of its three names";
                row(full, Tries(200, scale), stored::full).await?;
                let damaged = "a random stored draft damaged; the others are counted";
                row(damaged, Tries(1000, scale), stored::damaged).await?;
                row("a stored draft cut off that the second copy holds", Tries(50, scale), stored::cut)
                    .await?;
            }
            "races" => {
                row("two tabs take one draft from each other while typing", Tries(100, scale), races::all)
                    .await?;
            }
            _ => row("program panics at a random character", Tries(50, scale), panics::all).await?,
        }
    }
    Ok(())
}
