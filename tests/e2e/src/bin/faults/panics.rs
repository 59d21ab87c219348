//! A program that panics while somebody types.

use crate::{Count, TEXT};
use anyhow::Result;
use nianbao::report::Field;
use nianbao_e2e::{Role, Visit};

/// What the program cannot go on without: where one of these fails, it panics.
const NEEDS: [&str; 2] = [
    "Node.prototype.insertBefore = () => { throw new Error('broken') }",
    "Document.prototype.createElement = () => { throw new Error('broken') }",
];

/// The program breaks down after so many characters. What was typed must be in the stored draft, or in the file that
/// the rescue page offers.
pub(crate) async fn all(tries: usize, count: &mut Count) -> Result<()> {
    let mut chance = fastrand::Rng::with_seed(5);
    let letters: Vec<char> = TEXT.chars().collect();
    for _ in 0..tries {
        let visit = Visit::begin().await?;
        visit.new_report("青石镇人民政府", 2024).await?;
        visit.field(Field::Problems).await?.click().await?;
        let typed: String = letters[..chance.usize(1..=letters.len())].iter().collect();
        visit.type_text(&typed).await?;
        if chance.bool() {
            visit.saved().await?;
        }
        // The rescue page itself has what it needs.
        let needed = NEEDS[chance.usize(0..NEEDS.len())];
        let break_it = format!(
            "const kept = [Node.prototype.insertBefore, Document.prototype.createElement];
            window.addEventListener('error', () => {{
                [Node.prototype.insertBefore, Document.prototype.createElement] = kept;
            }}, {{ capture: true }});
            {needed}"
        );
        visit.run(&break_it).await?;
        visit.click("首页").await?;
        visit.find(Role::Heading, "程序出错，已停止运行").await?;
        visit.click("存下页面上的文字").await?;
        let rescued = std::fs::read_to_string(visit.download().await?)?;
        visit.go_home().await?;
        let stored = visit.drafts().await?.into_values().next();
        let stored = stored.map(|saved| saved.draft.text(Field::Problems).to_string());
        let kept = if rescued.contains(&typed) { Some(typed.clone()) } else { stored };
        count.draft(&typed, kept.as_deref());
    }
    Ok(())
}
