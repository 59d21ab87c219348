//! One draft in two tabs that take it from each other.

use crate::Count;
use anyhow::{Context, Result};
use nianbao::report::Field;
use nianbao_e2e::{Role, Visit};

/// In every try the tabs take turns at random, with and without waiting for what was typed to be stored. Every piece
/// that a tab took in must be in a stored draft at the end.
pub(crate) async fn all(tries: usize, count: &mut Count) -> Result<()> {
    let mut chance = fastrand::Rng::with_seed(4);
    for at in 0..tries {
        let visit = Visit::begin().await?;
        visit.new_report("青石镇人民政府", 2024).await?;
        let mut pieces = vec![format!("第{at}次，第一窗口。")];
        append(&visit, &pieces[0]).await?;
        visit.saved().await?;
        let address = format!("{}{}", visit.url, visit.hash().await?);
        let mut other = visit.open_tab(&address).await?;
        for turn in 0..chance.usize(2..6) {
            if turn > 0 && chance.bool() {
                other = visit.switch(&other).await?;
            }
            // The tab is shown what the other stored, or may write at once.
            let field = visit.field(Field::Problems).await?;
            if field.disabled {
                visit.find(Role::Button, "接管编辑").await?.click().await?;
                if chance.bool() {
                    visit.gone(Role::Button, "接管编辑").await?;
                }
            }
            let piece = format!("轮到{turn}。");
            append(&visit, &piece).await?;
            let shown = visit.field(Field::Problems).await?.content().await?;
            if shown.contains(&piece) {
                pieces.push(piece);
            }
            if chance.bool() {
                visit.saved().await?;
            }
        }
        // Both tabs end; what is stored then counts.
        visit.go("about:blank").await?;
        visit.switch(&other).await?;
        visit.go_home().await?;
        let drafts = visit.drafts().await?;
        let texts: Vec<_> =
            drafts.values().map(|saved| saved.draft.text(Field::Problems).to_string()).collect();
        texts.first().context("no draft is stored")?;
        for piece in &pieces {
            let kept = texts.iter().any(|text| text.contains(piece.as_str()));
            count.draft(piece, kept.then_some(piece.as_str()));
        }
        visit.end().await?;
    }
    Ok(())
}

/// Types at the end of part five; where it cannot be written, nothing happens.
async fn append(visit: &Visit, text: &str) -> Result<()> {
    let field = visit.field(Field::Problems).await?;
    field
        .call("function () { this.focus(); this.setSelectionRange(this.value.length, this.value.length) }")
        .await?;
    visit.commit(text).await
}
