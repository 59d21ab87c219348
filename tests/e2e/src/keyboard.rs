//! Keys, as hands press them and as input methods send them.

use crate::{Browser, Node, Role};
use anyhow::{Context, Result, bail};
use serde_json::json;
use std::time::Duration;
use thirtyfour::Key;

/// More stops than any way of the keyboard through the page has.
const STOPS: usize = 400;

impl Browser {
    /// Types a text key by key; a line end is the Enter key.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        self.send(&text.replace('\n', &Key::Enter.value().to_string())).await
    }

    /// Presses a key.
    pub async fn press(&self, key: Key) -> Result<()> {
        self.send(&key.value().to_string()).await
    }

    async fn send(&self, keys: &str) -> Result<()> {
        let chain = self.driver().action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO));
        chain.send_keys(keys).perform().await.context("cannot type")
    }

    /// Presses a key while another one is held.
    pub async fn chord(&self, held: Key, key: impl Into<char>) -> Result<()> {
        let key = key.into();
        let chain = self.driver().action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO));
        let held = held.value();
        chain.key_down(held).key_down(key).key_up(key).key_up(held).perform().await.context("cannot type")
    }

    /// Presses a key while Shift and another one are held.
    pub async fn chord_shift(&self, held: Key, key: char) -> Result<()> {
        let chain = self.driver().action_chain_with_delay(Some(Duration::ZERO), Some(Duration::ZERO));
        let (held, shift) = (held.value(), Key::Shift.value());
        let chain = chain.key_down(held).key_down(shift).key_down(key).key_up(key).key_up(shift).key_up(held);
        chain.perform().await.context("cannot type")
    }

    /// Selects all of the field at hand.
    pub async fn select_all(&self) -> Result<()> {
        self.chord(Key::Control, 'a').await
    }

    /// Goes on with Tab until the keyboard is at what has this role and name.
    pub async fn tab_to(&self, role: Role, name: &str) -> Result<Node<'_>> {
        self.walk_to(role, name, false).await
    }

    /// Goes back with Shift and Tab until the keyboard is at what has this role and name.
    pub async fn tab_back_to(&self, role: Role, name: &str) -> Result<Node<'_>> {
        self.walk_to(role, name, true).await
    }

    /// The name may be cut off with `…`, for those that end in something that changes.
    async fn walk_to(&self, role: Role, name: &str, back: bool) -> Result<Node<'_>> {
        let mut passed = Vec::new();
        for _ in 0..STOPS {
            if back {
                self.chord(Key::Shift, Key::Tab.value()).await?;
            } else {
                self.press(Key::Tab).await?;
            }
            // Between the last stop and the first the keyboard is at the window itself.
            let Ok(node) = self.focused().await else { continue };
            let fits = match name.strip_suffix('…') {
                Some(beginning) => node.name.starts_with(beginning),
                None => node.name == name,
            };
            if fits && node.is(role) {
                return Ok(node);
            }
            passed.push(format!("{} “{}”", node.role, node.name));
        }
        bail!("the keyboard does not come to {role:?} “{name}” but by {passed:#?}")
    }

    /// Shows a composition that is not finished, as an input method does: the caret at its end.
    pub async fn compose(&self, text: &str) -> Result<()> {
        let end = text.encode_utf16().count();
        let composition = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
        self.cdp("Input.imeSetComposition", composition).await.map(drop)
    }

    /// Ends a composition with this text, or inserts it where there is none.
    pub async fn commit(&self, text: &str) -> Result<()> {
        self.cdp("Input.insertText", json!({ "text": text })).await.map(drop)
    }

    /// Presses a key that the input method takes for itself: the page learns that there was one, and that it
    /// is none of its business (key code 229).
    pub async fn press_composing(&self, code: &str) -> Result<()> {
        for kind in ["rawKeyDown", "keyUp"] {
            let event = json!({ "type": kind, "key": "Process", "code": code, "windowsVirtualKeyCode": 229 });
            self.cdp("Input.dispatchKeyEvent", event).await?;
        }
        Ok(())
    }
}
