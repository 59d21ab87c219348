//! Finding by role and accessible name, and acting on what was found.

use crate::Browser;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use thirtyfour::WebElement;

/// The roles that the journeys look for, as the browser's accessibility tree names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are those of ARIA")]
pub enum Role {
    Banner,
    Button,
    Cell,
    Checkbox,
    Combobox,
    Complementary,
    Dialog,
    Heading,
    Iframe,
    Main,
    Region,
    Rowheader,
    Status,
    /// A piece of text, whatever holds it.
    Text,
    Textbox,
    /// What opens and closes details.
    Summary,
}

impl Role {
    fn words(self) -> &'static str {
        match self {
            Self::Banner => "banner",
            Self::Button => "button",
            Self::Cell => "cell",
            Self::Checkbox => "checkbox",
            Self::Combobox => "combobox",
            Self::Complementary => "complementary",
            Self::Dialog => "dialog",
            Self::Heading => "heading",
            Self::Iframe => "Iframe",
            Self::Main => "main",
            Self::Region => "region",
            Self::Rowheader => "rowheader",
            Self::Status => "status",
            Self::Text => "StaticText",
            Self::Textbox => "textbox",
            Self::Summary => "DisclosureTriangle",
        }
    }
}

/// Something on the screen.
#[derive(Clone)]
pub struct Node<'a> {
    browser: &'a Browser,
    /// The id of the DOM node in the debugging protocol.
    id: i64,
    /// The role, as the accessibility tree names it.
    pub role: String,
    /// The accessible name.
    pub name: String,
    /// The value of an entry field.
    pub value: String,
    /// Whether it cannot be used at present.
    pub disabled: bool,
}

impl<'a> Node<'a> {
    /// Takes over a node of the accessibility tree; `None` for those hidden from it.
    fn take(browser: &'a Browser, node: &Value) -> Option<Self> {
        let text = |key: &str| node[key]["value"].as_str().unwrap_or_default().to_owned();
        if node["ignored"] == true {
            return None;
        }
        let properties = node["properties"].as_array().map(Vec::as_slice).unwrap_or_default();
        let disabled =
            |property: &Value| property["name"] == "disabled" && property["value"]["value"] == true;
        Some(Self {
            browser,
            id: node["backendDOMNodeId"].as_i64()?,
            role: text("role"),
            name: text("name"),
            value: text("value"),
            disabled: properties.iter().any(disabled),
        })
    }

    /// Everything with a role inside of this.
    pub async fn all(&self, role: Role) -> Result<Vec<Node<'a>>> {
        self.browser.query(&json!({ "backendNodeId": self.id, "role": role.words() })).await
    }

    /// What has this role and name inside of this, as soon as it is there.
    pub async fn find(&self, role: Role, name: &str) -> Result<Node<'a>> {
        let query = json!({ "backendNodeId": self.id, "role": role.words(), "accessibleName": name });
        self.browser.wait_for_one(role, name, &query).await
    }

    /// The first inside of this with this role whose name begins like this, as soon as it can be used.
    pub async fn find_beginning(&self, role: Role, beginning: &str) -> Result<Node<'a>> {
        self.browser
            .wait(format!("{} “{beginning}…”", role.words()), async || {
                let mut nodes = self.all(role).await?.into_iter();
                Ok(nodes.find(|node| node.name.starts_with(beginning) && !node.disabled))
            })
            .await
    }

    /// Calls a function with this as `this`.
    pub async fn call(&self, function: &str) -> Result<Value> {
        let object = self.resolve().await?;
        let answer = self
            .browser
            .cdp(
                "Runtime.callFunctionOn",
                json!({ "objectId": object, "functionDeclaration": function, "returnByValue": true }),
            )
            .await?;
        if let Some(exception) = answer.get("exceptionDetails") {
            bail!("the function failed on {} “{}”: {exception}", self.role, self.name);
        }
        Ok(answer["result"]["value"].clone())
    }

    async fn resolve(&self) -> Result<Value> {
        let answer = self.browser.cdp("DOM.resolveNode", json!({ "backendNodeId": self.id })).await?;
        Ok(answer["object"]["objectId"].clone())
    }

    /// What stands in an entry field now.
    pub async fn content(&self) -> Result<String> {
        let value = self.call("function () { return this.value }").await?;
        Ok(value.as_str().context("not an entry field")?.to_owned())
    }

    /// Clicks on it with the mouse, after scrolling where it is not in sight or the bar at the top covers it.
    pub async fn click(&self) -> Result<()> {
        let uncover = "function () {
            const box = this.getBoundingClientRect();
            const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            if (!this.contains(hit)) { this.scrollIntoView({ block: 'center' }) }
        }";
        self.call(uncover).await?;
        self.element()
            .await?
            .click()
            .await
            .with_context(|| format!("cannot click {} “{}”", self.role, self.name))
    }

    /// Whether it has this role.
    pub fn is(&self, role: Role) -> bool {
        self.role == role.words()
    }

    /// Whether the keyboard is there.
    pub async fn is_focused(&self) -> Result<bool> {
        Ok(self.call("function () { return document.activeElement === this }").await? == true)
    }

    /// Replaces the content of an entry field by typing.
    pub async fn fill(&self, text: &str) -> Result<()> {
        self.click().await?;
        self.browser.select_all().await?;
        self.browser.type_text(text).await
    }

    /// Replaces the content of an entry field at once, as a paste or an input method does.
    pub async fn put(&self, text: &str) -> Result<()> {
        self.click().await?;
        self.browser.select_all().await?;
        self.browser.commit(text).await
    }

    /// Chooses an option of a list by its words, with the mouse or what the browser takes for it.
    pub async fn choose(&self, words: &str) -> Result<()> {
        self.click().await?;
        self.browser.type_text(words).await?;
        self.browser.press(crate::Key::Enter).await?;
        let shown = "function () { return this.options[this.selectedIndex].text }";
        let text = self.call(shown).await?;
        if text != words {
            bail!("“{}” shows {text} instead of {words}", self.name);
        }
        Ok(())
    }

    /// The same as the driver knows it.
    pub(crate) async fn element(&self) -> Result<WebElement> {
        self.call("function () { window.__found = this }").await?;
        let script = "const found = window.__found; delete window.__found; return found";
        Ok(self.browser.driver().execute(script, Vec::new()).await?.element()?)
    }
}

impl Browser {
    /// Everything with a role.
    pub async fn all(&self, role: Role) -> Result<Vec<Node<'_>>> {
        let document = self.document().await?;
        self.query(&json!({ "objectId": document, "role": role.words() })).await
    }

    /// What has this role and name, as soon as it is there. There must be only one.
    pub async fn find(&self, role: Role, name: &str) -> Result<Node<'_>> {
        self.wait_for_one(role, name, &json!({ "role": role.words(), "accessibleName": name })).await
    }

    /// The first with this role whose name begins like this, as soon as it is there.
    pub async fn find_beginning(&self, role: Role, beginning: &str) -> Result<Node<'_>> {
        self.wait(format!("{} “{beginning}…”", role.words()), async || {
            Ok(self.all(role).await?.into_iter().find(|node| node.name.starts_with(beginning)))
        })
        .await
    }

    /// Waits until there is nothing with this role and name.
    pub async fn gone(&self, role: Role, name: &str) -> Result<()> {
        self.wait(format!("{} “{name}” goes away", role.words()), async || {
            Ok(self.all(role).await?.iter().all(|node| node.name != name).then_some(()))
        })
        .await
    }

    /// What has the keyboard.
    pub async fn focused(&self) -> Result<Node<'_>> {
        let active = self.cdp("Runtime.evaluate", json!({ "expression": "document.activeElement" })).await?;
        let object = &active["result"]["objectId"];
        let tree = self
            .cdp("Accessibility.getPartialAXTree", json!({ "objectId": object, "fetchRelatives": false }));
        let tree = tree.await?;
        Node::take(self, &tree["nodes"][0]).context("what is focused is hidden")
    }

    async fn wait_for_one(&self, role: Role, name: &str, query: &Value) -> Result<Node<'_>> {
        let found = self
            .wait(format!("{} “{name}”", role.words()), async || {
                let mut query = query.clone();
                if query.get("backendNodeId").is_none() {
                    query["objectId"] = self.document().await?;
                }
                let mut found = self.query(&query).await?;
                if found.len() > 1 {
                    bail!("{} of {} “{name}” instead of one", found.len(), role.words());
                }
                Ok(found.pop())
            })
            .await;
        match found {
            Ok(found) => Ok(found),
            Err(error) => {
                let there = self.all(role).await.unwrap_or_default();
                let names: Vec<_> = there.iter().map(|node| node.name.as_str()).take(60).collect();
                Err(error.context(format!("of this role there are {names:?}")))
            }
        }
    }

    async fn document(&self) -> Result<Value> {
        let document = self.cdp("Runtime.evaluate", json!({ "expression": "document" })).await?;
        Ok(document["result"]["objectId"].clone())
    }

    async fn query(&self, query: &Value) -> Result<Vec<Node<'_>>> {
        let found = self.cdp("Accessibility.queryAXTree", query.clone()).await?;
        let nodes = found["nodes"].as_array().context("no answer of the accessibility tree")?;
        Ok(nodes.iter().filter_map(|node| Node::take(self, node)).collect())
    }
}
