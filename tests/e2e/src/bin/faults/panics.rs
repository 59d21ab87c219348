//! A program that panics while somebody types.

use crate::{Count, TEXT};
use anyhow::Result;
use nianbao::report::Field;
use nianbao_e2e::{Role, Visit};

/// Without this nothing can be drawn, which the program takes as a reason to panic. The rescue page itself has it.
const BREAK: &str = "const insertBefore = Node.prototype.insertBefore;
    addEventListener('error', () => { Node.prototype.insertBefore = insertBefore }, { capture: true });
    Node.prototype.insertBefore = () => { throw new Error('broken') }";

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
        visit.run(BREAK).await?;
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
