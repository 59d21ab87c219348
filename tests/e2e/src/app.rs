//! The vocabulary of the journeys: what one does in the application.

use crate::{Browser, Node, Role};
use anyhow::{Context, Result};
use nianbao::format::{CellId, Edition};
use nianbao::report::Draft;
use nianbao::storage::{self, DraftId, Envelope, Summary};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

/// The name that a draft has in the list on the start page unless it was given another one.
pub fn entry_name(draft: &Draft) -> String {
    format!("{}{}年年报", draft.unit(), draft.year)
}

/// A draft as a file holds it.
pub fn envelope_of(draft: Draft) -> Envelope {
    Envelope { saved_at: 1, copied_at: None, revision: 1, summary: Summary::default(), draft }
}

/// An envelope without what differs from one saving to the next.
pub fn without_times(envelope: &Envelope) -> Envelope {
    Envelope { saved_at: 0, copied_at: None, revision: 0, summary: Summary::default(), ..envelope.clone() }
}

impl Browser {
    /// Begins a report with the mouse.
    pub async fn new_report(&self, unit: &str, year: u16) -> Result<()> {
        self.find(Role::Button, "新建年报").await?.click().await?;
        let dialog = self.find(Role::Dialog, "新建年报").await?;
        dialog.find(Role::Textbox, "单位名称").await?.fill(unit).await?;
        dialog.find(Role::Combobox, "报告年度").await?.choose(&format!("{year}年")).await?;
        dialog.find(Role::Button, "开始编制").await?.click().await?;
        self.editing().await
    }

    /// Waits for the editor.
    pub async fn editing(&self) -> Result<()> {
        self.find(Role::Main, "报告内容").await.map(drop)
    }

    /// Presses a button with the mouse.
    pub async fn click(&self, button: &str) -> Result<()> {
        self.find(Role::Button, button).await?.click().await
    }

    /// The entry field of a figure.
    pub async fn cell(&self, cell: CellId, edition: Edition) -> Result<Node<'_>> {
        self.find(Role::Textbox, &cell.accessible_name(edition)).await
    }

    /// An entry field of a text.
    pub async fn field(&self, field: nianbao::report::Field) -> Result<Node<'_>> {
        self.find(Role::Textbox, field.label()).await
    }

    /// Waits until everything typed is stored.
    pub async fn saved(&self) -> Result<()> {
        self.find_beginning(Role::Text, "✓ 已保存").await.map(drop)
    }

    /// Waits until the judgement says this.
    pub async fn verdict(&self, words: &str) -> Result<Node<'_>> {
        self.find(Role::Button, words).await
    }

    /// Waits for a message; the place where it stands, with what can be done about it.
    pub async fn notice(&self, words: &str) -> Result<Node<'_>> {
        self.wait(format!("the message “{words}”"), async || {
            for status in self.all(Role::Status).await? {
                if status.all(Role::Text).await?.iter().any(|text| text.name == words) {
                    return Ok(Some(status));
                }
            }
            Ok(None)
        })
        .await
    }

    /// What stands in all entry fields now, by their names.
    pub async fn fields(&self) -> Result<BTreeMap<String, String>> {
        Ok(self.all(Role::Textbox).await?.into_iter().map(|node| (node.name, node.value)).collect())
    }

    /// The drafts in the browser's storage.
    pub async fn drafts(&self) -> Result<BTreeMap<DraftId, Envelope>> {
        let stored = self.run("return Object.entries(localStorage)").await?;
        let stored: Vec<(String, String)> = serde_json::from_value(stored)?;
        let drafts = stored.iter().filter_map(|(key, text)| Some((DraftId::of_key(key)?, text)));
        drafts
            .map(|(id, text)| {
                let envelope =
                    storage::read(text).map_err(|error| anyhow::anyhow!("{}", error.sentence()))?;
                Ok((id, envelope))
            })
            .collect()
    }

    /// The draft at hand as it is stored, once it is stored.
    pub async fn draft(&self) -> Result<Envelope> {
        self.saved().await?;
        let hash = self.hash().await?;
        let id = hash
            .rsplit('/')
            .next()
            .and_then(DraftId::parse)
            .with_context(|| format!("no draft in {hash}"))?;
        self.drafts().await?.remove(&id).with_context(|| format!("{id} is not stored"))
    }

    /// Opens a file with the button 打开文件 and the browser's file chooser.
    pub async fn open_file(&self, file: &Path) -> Result<()> {
        self.choose_file(file, async || self.click("打开文件").await).await
    }

    /// Chooses a file in the file chooser that something opens.
    pub async fn choose_file(&self, file: &Path, open: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
        let before = self.events("Page.fileChooserOpened").await?.len();
        self.cdp("Page.setInterceptFileChooserDialog", json!({ "enabled": true })).await?;
        open().await?;
        let id = self
            .wait("the file chooser", async || {
                let opened = self.events("Page.fileChooserOpened").await?;
                Ok(opened.get(before).and_then(|event| event["backendNodeId"].as_i64()))
            })
            .await?;
        let files = json!({ "files": [file], "backendNodeId": id });
        self.cdp("DOM.setFileInputFiles", files).await.map(drop)
    }

    /// Saves the report as a page with the button in the bar; its file name and content.
    pub async fn save_page(&self) -> Result<(String, String)> {
        self.click("保存网页").await?;
        let file = self.download().await?;
        let name = file.file_name().context("a file without a name")?.to_string_lossy().into_owned();
        Ok((name, std::fs::read_to_string(&file)?))
    }

    /// The page in the preview, byte for byte.
    pub async fn previewed(&self) -> Result<String> {
        let frame = self.find(Role::Iframe, "报告预览").await?;
        let page = frame.call("function () { return this.srcdoc }").await?;
        Ok(page.as_str().context("nothing previewed")?.to_owned())
    }
}
