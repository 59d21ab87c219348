//! Tests of what only a browser can show: `localStorage`, focus, events of fields, reading of files.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "tests stop where something is missing")]

use gloo::timers::future::TimeoutFuture;
use gloo::utils::{document, window};
use js_sys::{Function, Object, Reflect, Uint8Array};
use nianbao::example;
use nianbao::format::{Applicant, CellId, RequestRow};
use nianbao::report::{Draft, Field};
use nianbao::review::Reviewer;
use nianbao::storage::{DraftId, DraftStore, Envelope, Library, StoreError, Summary};
use nianbao::ui::{BrowserStore, Shell};
use nianbao::wire::{decode, encode};
use std::cell::RefCell;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{
    Element, EventTarget, HtmlElement, HtmlInputElement, HtmlTextAreaElement, InputEvent, InputEventInit,
};

wasm_bindgen_test_configure!(run_in_browser);

const RECEIVED: CellId = CellId::t3(RequestRow::Received, Applicant::Natural);
const TOTAL: CellId = CellId::t3(RequestRow::Received, Applicant::Total);

/// Puts a reviewer into the place of the worker that the start script of the site would start.
fn provide_reviewer() {
    let boot = Object::new();
    let start = Closure::<dyn Fn(String) -> EventTarget>::new(|_: String| reviewer());
    Reflect::set(&boot, &"worker".into(), start.as_ref()).unwrap();
    // It is there as long as the tests run.
    start.forget();
    Reflect::set(&window(), &"nianbaoBoot".into(), &boot).unwrap();
}

/// What looks like a worker with a reviewer in it.
fn reviewer() -> EventTarget {
    let worker = EventTarget::new().unwrap();
    let say = {
        let worker = worker.clone();
        let post = Function::new_with_args(
            "worker, data",
            "setTimeout(() => worker.dispatchEvent(new MessageEvent('message', { data })))",
        );
        move |bytes: &[u8]| drop(post.call2(&JsValue::NULL, &worker, &Uint8Array::from(bytes)).unwrap())
    };
    say(&[]);
    let reviewer = RefCell::new(Reviewer::default());
    let hear = Closure::<dyn Fn(Uint8Array)>::new(move |message: Uint8Array| {
        let answer = reviewer.borrow_mut().take(decode(&message.to_vec()).unwrap());
        let review = reviewer.borrow_mut().answer();
        answer.iter().chain(&review).for_each(|answer| say(&encode(answer)));
    });
    Reflect::set(&worker, &"postMessage".into(), hear.as_ref()).unwrap();
    hear.forget();
    worker
}

/// A page with the application in it, and an empty storage.
struct Page {
    root: Element,
    app: Option<yew::AppHandle<Shell>>,
}

impl Page {
    async fn open(draft: Draft) -> Self {
        clear_storage();
        let id = DraftId::parse("web").unwrap();
        let envelope =
            Envelope { saved_at: 1, copied_at: None, revision: 1, summary: Summary::default(), draft };
        Library::new(&BrowserStore).save(&id, &envelope).unwrap();
        Self::open_again(&format!("#/edit/{id}")).await
    }

    /// Opens the page with the storage as it is.
    async fn open_again(hash: &str) -> Self {
        provide_reviewer();
        window().location().set_hash(hash).unwrap();
        let root = document().create_element("div").unwrap();
        document().body().unwrap().append_child(&root).unwrap();
        let app = yew::Renderer::<Shell>::with_root(root.clone()).render();
        let page = Self { root, app: Some(app) };
        let total = format!("[id=\"{}\"]", TOTAL.key());
        let filled = |element: Element| !element.unchecked_into::<HtmlInputElement>().value().is_empty();
        page.until("the figures", || page.root.query_selector(&total).unwrap().is_some_and(filled)).await;
        page
    }

    /// Waits for a state of the page.
    async fn until(&self, what: &str, reached: impl Fn() -> bool) {
        // Twenty seconds and more: nothing is optimised here, and a busy machine is slow.
        for _ in 0..4000 {
            if reached() {
                return;
            }
            TimeoutFuture::new(5).await;
        }
        panic!("{what} did not come; the page says: {}", self.root.text_content().unwrap_or_default());
    }

    fn find(&self, selector: &str) -> Element {
        self.root.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}"))
    }

    fn cell(&self, cell: CellId) -> HtmlInputElement {
        self.find(&format!("[id=\"{}\"]", cell.key())).unchecked_into()
    }

    fn type_into(&self, cell: CellId, text: &str) {
        let input = self.cell(cell);
        input.focus().unwrap();
        input.set_value(text);
        input.dispatch_event(&input_event()).unwrap();
    }

    fn says(&self, text: &str) -> bool {
        self.root.text_content().unwrap_or_default().contains(text)
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // As a browser does when a page is left.
        window().dispatch_event(&yew::Event::new("pagehide").unwrap()).unwrap();
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        self.root.remove();
    }
}

fn input_event() -> InputEvent {
    let options = InputEventInit::new();
    options.set_bubbles(true);
    InputEvent::new_with_event_init_dict("input", &options).unwrap()
}

fn clear_storage() {
    window().local_storage().unwrap().unwrap().clear().unwrap();
}

#[wasm_bindgen_test]
fn texts_are_kept_and_removed() {
    clear_storage();
    let store = BrowserStore;
    assert_eq!(store.get("nianbao:draft:a"), Ok(None));
    store.put("nianbao:draft:a", "政府\u{0}\u{1f600}").unwrap();
    store.put("another program", "1").unwrap();
    assert_eq!(store.get("nianbao:draft:a").unwrap().as_deref(), Some("政府\u{0}\u{1f600}"));
    assert_eq!(store.keys().unwrap().len(), 2);
    store.remove("nianbao:draft:a").unwrap();
    assert_eq!(store.keys().unwrap(), ["another program"]);
    clear_storage();
}

#[wasm_bindgen_test]
fn a_full_storage_is_known_as_such_and_keeps_the_old_text() {
    clear_storage();
    let store = BrowserStore;
    store.put("nianbao:draft:a", "old").unwrap();
    let large = "年".repeat(6_000_000);
    assert_eq!(store.put("nianbao:draft:a", &large), Err(StoreError::Full));
    assert_eq!(store.get("nianbao:draft:a").unwrap().as_deref(), Some("old"));
    clear_storage();
}

#[wasm_bindgen_test]
async fn typing_shows_at_once_adds_up_and_is_saved() {
    let page = Page::open(example::county_2024()).await;
    let before: u32 = page.cell(TOTAL).value().parse().unwrap();
    let old: u32 = page.cell(RECEIVED).value().parse().unwrap();
    page.type_into(RECEIVED, &(old + 1).to_string());
    page.until("the total", || page.cell(TOTAL).value() == (before + 1).to_string()).await;
    page.until("the finding", || page.says("相差 1")).await;
    page.until("the save", || page.says("已保存")).await;
    let stored = || {
        let entries = Library::new(&BrowserStore).list().unwrap();
        let draft = Library::new(&BrowserStore).load(&entries[0].id).unwrap().draft;
        draft.cell(RECEIVED).parse()
    };
    assert_eq!(stored(), Ok(old + 1));
    // And again: every pause is followed by a save.
    for more in [2, 3] {
        page.type_into(RECEIVED, &(old + more).to_string());
        page.until("another save", || stored() == Ok(old + more)).await;
    }
}

#[wasm_bindgen_test]
async fn full_width_digits_stay_while_typing_and_are_put_right_on_leaving() {
    let page = Page::open(example::county_2024()).await;
    page.type_into(RECEIVED, "１８６");
    page.until("the reading", || page.says("读作 186")).await;
    assert_eq!(page.cell(RECEIVED).value(), "１８６");
    page.cell(TOTAL).focus().unwrap();
    page.until("the usual writing", || page.cell(RECEIVED).value() == "186").await;
}

#[wasm_bindgen_test]
async fn a_finding_leads_to_its_cell() {
    let page = Page::open(example::county_2024()).await;
    page.type_into(RECEIVED, "1");
    page.until("the finding", || page.says("到表中")).await;
    page.find("#verdict").unchecked_into::<HtmlElement>().click();
    page.until("the focus", || {
        document().active_element().is_some_and(|active| active.id() == RECEIVED.key())
    })
    .await;
}

#[wasm_bindgen_test]
async fn an_emptied_total_shows_again_what_is_computed() {
    let page = Page::open(example::county_2024()).await;
    let computed = page.cell(TOTAL).value();
    page.type_into(TOTAL, "");
    page.until("the total", || page.cell(TOTAL).value() == computed).await;
}

#[wasm_bindgen_test]
async fn a_draft_is_there_when_the_page_is_opened_again() {
    let page = Page::open(example::township_2020()).await;
    let area: HtmlTextAreaElement = page.find("#field-overview").unchecked_into();
    area.set_value("你好");
    area.dispatch_event(&input_event()).unwrap();
    let stored = || {
        let entries = Library::new(&BrowserStore).list().unwrap();
        Library::new(&BrowserStore).load(&entries[0].id).unwrap().draft.text(Field::Overview).to_string()
    };
    page.until("the save", || stored() == "你好").await;
    let address = window().location().hash().unwrap();
    assert!(address.starts_with("#/edit/"), "{address}");
    drop(page);
    let page = Page::open_again(&address).await;
    let area: HtmlTextAreaElement = page.find("#field-overview").unchecked_into();
    assert_eq!(area.value(), "你好");
    assert_eq!(stored(), "你好");
    drop(page);
    clear_storage();
}
