//! Storage that is full, and storage that is damaged.

use crate::{Count, TEXT};
use anyhow::{Context, Result, ensure};
use nianbao::report::{Draft, Field, UnitKind};
use nianbao::storage::{self, DraftId};
use nianbao_e2e::{Role, Visit, envelope_of};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// What browsers call a storage that is full.
const NAMES: [&str; 3] = ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED", "QUOTA_EXCEEDED_ERR"];
/// In how many pieces a text is typed, each of which is written by itself.
const PIECES: usize = 4;

/// From a random write on the storage is full. What was written before must be readable while nothing can be written,
/// and everything once there is room again.
pub(crate) async fn full(tries: usize, count: &mut Count) -> Result<()> {
    let visit = Visit::begin().await?;
    let mut chance = fastrand::Rng::with_seed(1);
    visit.new_report("青石镇人民政府", 2024).await?;
    let letters: Vec<char> = TEXT.chars().collect();
    let pieces: Vec<String> =
        letters.chunks(letters.len().div_ceil(PIECES)).map(|piece| piece.iter().collect()).collect();
    for _ in 0..tries {
        visit.field(Field::Problems).await?.put("始：").await?;
        visit
            .wait("the draft as it was", async || Ok((stored(&visit).await? == "始：").then_some(())))
            .await?;
        let from = chance.usize(1..=PIECES);
        let name = NAMES[chance.usize(0..NAMES.len())];
        let begin = format!(
            "const put = window.faultPut = window.faultPut || Storage.prototype.setItem;
            window.faultWrites = 0;
            Storage.prototype.setItem = function (key, text) {{
                if (!key.startsWith('nianbao:draft:')) {{ return put.call(this, key, text) }}
                window.faultWrites += 1;
                if (window.faultWrites >= {from}) {{ throw new DOMException('', '{name}') }}
                put.call(this, key, text);
            }}"
        );
        visit.run(&begin).await?;
        let mut typed = "始：".to_owned();
        for (at, piece) in pieces.iter().enumerate() {
            visit.commit(piece).await?;
            typed.push_str(piece);
            visit
                .wait("an attempt to write", async || {
                    let writes = visit.run("return window.faultWrites").await?;
                    Ok((writes.as_u64() > u64::try_from(at).ok()).then_some(()))
                })
                .await?;
            let kept = stored(&visit).await?;
            ensure!(typed.starts_with(&kept), "something else is stored: {kept}");
        }
        visit.find_beginning(Role::Text, "⚠ 未能保存：浏览器给本网页的存储空间已满").await?;
        visit.run("Storage.prototype.setItem = window.faultPut").await?;
        visit.commit("。").await?;
        typed.push('。');
        let shown = visit.field(Field::Problems).await?.content().await?;
        ensure!(shown == typed, "typing did not go on: {shown}");
        visit.saved().await?;
        visit.reload().await?;
        visit.editing().await?;
        let kept = visit.field(Field::Problems).await?.content().await?;
        count.draft(&typed, Some(&kept));
    }
    visit.end().await
}

/// What part five of the only draft says in the storage.
async fn stored(visit: &Visit) -> Result<String> {
    let drafts = visit.drafts().await?;
    let draft = drafts.values().next().context("no draft is stored")?;
    Ok(draft.draft.text(Field::Problems).to_string())
}

/// One stored text is damaged; every other draft must be as it was, what is damaged must lie there as it is, and the
/// start page must list them all.
pub(crate) async fn damaged(tries: usize, count: &mut Count) -> Result<()> {
    let visit = Visit::begin().await?;
    let mut chance = fastrand::Rng::with_seed(2);
    let drafts: BTreeMap<String, String> = ["1", "2", "3", "4", "5"]
        .iter()
        .filter_map(|name| {
            let unit = format!("青石镇第{name}办事处");
            let draft = Draft::new(2024, UnitKind::Township);
            let draft = draft.with_text(Field::Unit, unit.as_str()).with_text(Field::Problems, TEXT);
            Some((DraftId::parse(&format!("draft{name}"))?.key(), storage::write(&envelope_of(draft))))
        })
        .collect();
    for _ in 0..tries {
        let mut texts = drafts.clone();
        let key = chance.choice(drafts.keys()).context("no draft")?;
        let other = chance.choice(drafts.keys()).context("no draft")?;
        let broken = harm(&drafts[key], &drafts[other], &mut chance);
        texts.insert(key.clone(), broken);
        put_all(&visit, &texts).await?;
        visit.reload().await?;
        visit.find(Role::Button, "新建年报").await?;
        let after = visit.run("return Object.entries(localStorage)").await?;
        let after: BTreeMap<String, String> =
            serde_json::from_value::<Vec<(String, String)>>(after)?.into_iter().collect();
        ensure!(after.get(key) == texts.get(key), "what is damaged was changed: {}", texts[key]);
        let listed = visit.all(Role::Rowheader).await?.len();
        ensure!(
            listed == texts.len(),
            "{listed} drafts are listed, {} are there: {}",
            texts.len(),
            texts[key]
        );
        for (name, text) in drafts.iter().filter(|(name, _)| *name != key) {
            let kept = after.get(name).filter(|kept| *kept == text).and_then(|kept| storage::read(kept).ok());
            let kept = kept.map(|kept| kept.draft.text(Field::Problems).to_string());
            count.draft(TEXT, kept.as_deref());
        }
    }
    visit.run("localStorage.clear()").await?;
    visit.end().await
}

/// Puts these texts, and nothing else, into the storage.
async fn put_all(visit: &Visit, texts: &BTreeMap<String, String>) -> Result<()> {
    let script = "const [texts, done] = arguments;
        localStorage.clear();
        for (const key of Object.keys(texts)) { localStorage.setItem(key, texts[key]) }
        done(true);";
    visit.run_async(script, vec![json!(texts)]).await.map(drop)
}

/// A text with one damage of a random kind.
fn harm(text: &str, other: &str, chance: &mut fastrand::Rng) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = chance.usize(0..letters.len());
    let end = chance.usize(at..=letters.len());
    match chance.u8(0..7) {
        // One bit of one character.
        0 | 1 => {
            letters[at] =
                char::from_u32(u32::from(letters[at]) ^ (1 << chance.u32(0..16))).unwrap_or('\u{fffd}');
        }
        2 => letters.truncate(at),
        3 => drop(letters.drain(at..end)),
        4 => letters.splice(at..at, text.chars().take(end)).for_each(drop),
        5 => return other.to_owned(),
        _ => return ["", "null", "{}", "[]", "\u{0}", "{\"schema\":1}", "𝕏"][chance.usize(0..7)].to_owned(),
    }
    letters.into_iter().collect()
}

/// The text of a draft is cut off at random; the copy in the database brings it back.
pub(crate) async fn cut(tries: usize, count: &mut Count) -> Result<()> {
    let visit = Visit::begin().await?;
    let mut chance = fastrand::Rng::with_seed(3);
    visit.new_report("青石镇人民政府", 2024).await?;
    for at in 0..tries {
        // What was damaged in the last try lies there still.
        let tidy = "for (const key of Object.keys(localStorage)) {
            if (/^nianbao:draft:[0-9a-z]{17}$/.test(key)) { localStorage.removeItem(key) }
        }";
        visit.run(tidy).await?;
        let typed = format!("{at}、{TEXT}");
        visit.field(Field::Problems).await?.put(&typed).await?;
        visit
            .wait("the draft is stored", async || Ok((stored(&visit).await? == typed).then_some(())))
            .await?;
        visit.go("about:blank").await?;
        visit.go(&visit.url).await?;
        visit.find(Role::Button, "新建年报").await?;
        let share = chance.f64();
        let cut = format!(
            "const key = Object.keys(localStorage).find((key) => /^nianbao:draft:[0-9a-z]{{16}}$/.test(key));
            const text = localStorage.getItem(key);
            for (const other of Object.keys(localStorage)) {{
                if (other !== key && other.startsWith('nianbao:draft:')) {{ localStorage.removeItem(other) }}
            }}
            localStorage.setItem(key, text.slice(0, Math.floor(text.length * {share})));
            return '#/edit/' + key.slice('nianbao:draft:'.length)"
        );
        let Value::String(hash) = visit.run(&cut).await? else { anyhow::bail!("no draft") };
        visit.go("about:blank").await?;
        visit.go(&format!("{}{hash}", visit.url)).await?;
        visit.editing().await?;
        let kept = visit.field(Field::Problems).await?.content().await?;
        count.draft(&typed, Some(&kept));
    }
    visit.end().await
}
