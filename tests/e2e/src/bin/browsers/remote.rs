//! What the journeys ask of a browser, whatever drives it.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The smallest office screen.
pub(crate) const SCREEN: (u32, u32) = (1366, 768);
/// How long something that is waited for may take: old browsers take their time on a busy machine.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(30);
/// How often is looked whether it has come.
const INTERVAL: Duration = Duration::from_millis(30);

/// A browser under control.
pub(crate) trait Remote {
    /// Opens an address.
    async fn go(&self, url: &str) -> Result<()>;
    /// Loads the page again.
    async fn reload(&self) -> Result<()>;
    /// Runs the body of a function in the page; its only argument is called `given`.
    async fn run(&self, body: &str, given: Value) -> Result<Value>;
    /// Clicks with the mouse at a point of the window.
    async fn click_at(&self, x: i64, y: i64) -> Result<()>;
    /// Types where the keyboard is.
    async fn type_text(&self, text: &str) -> Result<()>;
    /// Selects all of the field at hand.
    async fn select_all(&self) -> Result<()>;
    /// Where files are saved to, if the browser can be told.
    fn downloads(&self) -> Option<PathBuf>;
    /// What went wrong in the page and was only told in the console, as far as the browser tells.
    async fn complaints(&self) -> Result<Vec<String>>;
    /// A picture of the window in PNG.
    async fn screenshot(&self) -> Result<Vec<u8>>;
    /// Ends the browser.
    async fn quit(self) -> Result<()>;
}

/// Finds what is on the screen by role and name. Written for all browsers: their own accessibility trees can be asked
/// in the newer ones only.
const FINDER: &str = "
    var selectors = { button: 'button', textbox: 'input, textarea', combobox: 'select', main: 'main',
                      iframe: 'iframe', status: '[role=status], [role=alert], #save-state' };
    function nameOf(element) {
        if (element.title && element.tagName === 'IFRAME') { return element.title }
        var label = element.getAttribute('aria-label');
        if (label) { return label }
        if (element.labels && element.labels.length) { return element.labels[0].textContent.trim() }
        return (element.textContent || '').trim();
    }
    function shown(element) { return element.getClientRects().length > 0 && !element.disabled }
    function find(role, name) {
        var all = document.querySelectorAll(selectors[role]);
        for (var index = 0; index < all.length; index += 1) {
            var own = nameOf(all[index]);
            var fits = name.slice(-1) === '…' ? own.indexOf(name.slice(0, -1)) === 0 : own === name;
            if (fits && shown(all[index])) { return all[index] }
        }
        return null;
    }
    ";

/// What the journeys do, made of what every browser can.
pub(crate) struct Hands<R>(pub R);

impl<R: Remote> Hands<R> {
    /// Asks until the answer is there. An error while asking counts as no answer yet, because the page may be in the
    /// middle of a change; the last one is told when time is up.
    pub(crate) async fn wait<T>(
        &self,
        what: &str,
        mut ask: impl AsyncFnMut() -> Result<Option<T>>,
    ) -> Result<T> {
        let begun = Instant::now();
        loop {
            let answer = ask().await;
            if let Ok(Some(answer)) = answer {
                return Ok(answer);
            }
            if begun.elapsed() > TIMEOUT {
                answer.with_context(|| format!("waited in vain: {what}"))?;
                let shown = self.0.run("return document.body.innerText.slice(0, 400)", Value::Null).await;
                bail!("waited in vain: {what}; the page shows: {shown:?}");
            }
            tokio::time::sleep(INTERVAL).await;
        }
    }

    /// Runs the body of a function in which `find(role, name)` is at hand.
    pub(crate) async fn ask(&self, body: &str, given: Value) -> Result<Value> {
        self.0.run(&format!("{FINDER}{body}"), given).await
    }

    /// Waits until there is something with this role and name; a name may be cut off with `…`.
    pub(crate) async fn find(&self, role: &str, name: &str) -> Result<()> {
        let given = json!([role, name]);
        self.wait(&format!("{role} “{name}”"), async || {
            let found = self.ask("return find(given[0], given[1]) !== null", given.clone()).await?;
            Ok((found == true).then_some(()))
        })
        .await
    }

    /// Clicks on what has this role and name, once it is there.
    pub(crate) async fn click(&self, role: &str, name: &str) -> Result<()> {
        let point = "var element = find(given[0], given[1]);
            if (!element) { return null }
            element.scrollIntoView({ block: 'center' });
            var box = element.getBoundingClientRect();
            var x = Math.floor(box.left + box.width / 2), y = Math.floor(box.top + box.height / 2);
            var hit = document.elementFromPoint(x, y);
            return hit && (element.contains(hit) || hit.contains(element)) ? [x, y] : null";
        let given = json!([role, name]);
        let at = self
            .wait(&format!("{role} “{name}” to click on"), async || {
                let at = self.ask(point, given.clone()).await?;
                Ok(at[0].as_i64().zip(at[1].as_i64()))
            })
            .await?;
        self.0.click_at(at.0, at.1).await
    }

    /// Replaces the content of an entry field by typing.
    pub(crate) async fn fill(&self, name: &str, text: &str) -> Result<()> {
        self.click("textbox", name).await?;
        self.0.select_all().await?;
        self.0.type_text(text).await?;
        self.wait(&format!("“{name}” holds “{text}”"), async || {
            Ok((self.content(name).await? == text).then_some(()))
        })
        .await
    }

    /// Chooses an option of a list by its words. The list itself is the browser's own and is not opened.
    pub(crate) async fn choose(&self, name: &str, words: &str) -> Result<()> {
        let choose = "var list = find('combobox', given[0]);
            for (var index = 0; index < list.options.length; index += 1) {
                if (list.options[index].text === given[1]) {
                    list.selectedIndex = index;
                    list.dispatchEvent(new Event('change', { bubbles: true }));
                    return true;
                }
            }
            return false";
        let chosen = self.ask(choose, json!([name, words])).await?;
        if chosen == true { Ok(()) } else { bail!("“{name}” does not offer “{words}”") }
    }

    /// What stands in an entry field.
    pub(crate) async fn content(&self, name: &str) -> Result<String> {
        let value = self.ask("return find('textbox', given).value", json!(name)).await?;
        Ok(value.as_str().context("not an entry field")?.to_owned())
    }

    /// Waits until an entry field holds this.
    pub(crate) async fn holds(&self, name: &str, text: &str) -> Result<()> {
        self.wait(&format!("“{name}” holds “{text}”"), async || {
            Ok((self.content(name).await? == text).then_some(()))
        })
        .await
    }

    /// The file that was saved last, its name and content, or nothing if the browser saves where we cannot look.
    /// It is put aside, so that the next one is not in its way.
    pub(crate) async fn download(&self) -> Result<Option<(String, Vec<u8>)>> {
        let Some(directory) = self.0.downloads() else { return Ok(None) };
        let file = self
            .wait("a downloaded file", async || {
                let files: Vec<_> = std::fs::read_dir(&directory)?.collect::<Result<_, _>>()?;
                let [file] = &files[..] else { return Ok(None) };
                let name = file.file_name().to_string_lossy().into_owned();
                let is_part =
                    [".crdownload", ".part", ".wkdownload"].iter().any(|ending| name.ends_with(ending));
                Ok((!is_part && file.metadata()?.len() > 0).then(|| (name, file.path())))
            })
            .await?;
        let content = std::fs::read(&file.1)?;
        std::fs::remove_file(&file.1)?;
        Ok(Some((file.0, content)))
    }
}
