//! What the program needs of the browser.

use crate::app::{Clock, Event, FileSource};
use crate::format::CellId;
use crate::prose::Span;
use crate::rules::Target;
use crate::storage::{DraftId, DraftStore, StoreError};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobPropertyBag, ClipboardEvent, Element, HtmlAnchorElement, HtmlDocument, HtmlElement,
    HtmlInputElement, HtmlTextAreaElement, Storage, Url,
};

/// The key code of keys that an input method uses for composing.
pub(super) const COMPOSING: u32 = 229;

#[wasm_bindgen]
extern "C" {
    /// Keeps a second copy of a draft, or drops it; the start script knows where.
    #[wasm_bindgen(catch, js_namespace = nianbaoBoot, js_name = keep)]
    fn keep_copy(key: &str, text: Option<&str>) -> Result<(), JsValue>;
    /// Keeps an earlier version of a draft.
    #[wasm_bindgen(catch, js_namespace = nianbaoBoot, js_name = keepVersion)]
    fn put_version(id: &str, at: f64, why: &str, text: &str) -> Result<(), JsValue>;
    /// Calls back with time, occasion and text of every version of a draft, all in one list.
    #[wasm_bindgen(catch, js_namespace = nianbaoBoot, js_name = versions)]
    fn get_versions(id: &str, done: &JsValue) -> Result<(), JsValue>;
    /// Asks for a file into which a draft is written from now on; calls back with its name each time, with nothing
    /// once that has failed.
    #[wasm_bindgen(catch, js_namespace = nianbaoBoot, js_name = keepFile)]
    fn choose_kept_file(key: &str, name: &str, told: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = nianbaoBoot, js_name = clear)]
    pub(super) fn forget() -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_namespace = nianbaoBoot, js_name = dropVersions)]
    fn forget_versions(id: &str) -> Result<(), JsValue>;
}

/// The drafts in `localStorage`.
#[derive(Debug, Default, Clone, Copy)]
pub struct BrowserStore;

impl BrowserStore {
    /// Reading the property itself throws where a setting forbids storage.
    fn storage() -> Result<Storage, StoreError> {
        window().local_storage().ok().flatten().ok_or(StoreError::Denied)
    }
}

impl DraftStore for BrowserStore {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        let storage = Self::storage()?;
        let count = storage.length().map_err(|error| store_error(&error))?;
        (0..count)
            .filter_map(|index| storage.key(index).map_err(|error| store_error(&error)).transpose())
            .collect()
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        Self::storage()?.get_item(key).map_err(|error| store_error(&error))
    }

    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        let stored = Self::storage()
            .and_then(|storage| storage.set_item(key, text).map_err(|error| store_error(&error)));
        // What finds no room there has a second copy none the less.
        if DraftId::of_key(key).is_some() {
            let _ = keep_copy(key, Some(text));
        }
        stored
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        Self::storage()?.remove_item(key).map_err(|error| store_error(&error))?;
        if DraftId::of_key(key).is_some() {
            let _ = keep_copy(key, None);
        }
        Ok(())
    }
}

/// Keeps an earlier version of a draft, where the browser can.
pub(super) fn keep_version(id: &DraftId, at: u64, why: &str, text: &str) {
    #[expect(clippy::cast_precision_loss, reason = "times are far below 2^53")]
    let at = at as f64;
    let _ = put_version(id.as_str(), at, why, text);
}

/// Reads the versions of a draft; none where the browser keeps none.
pub(super) fn read_versions(id: DraftId, send: super::Send) {
    let name = id.to_string();
    let failed = (id.clone(), send.clone());
    let done = Closure::once_into_js(move |found: js_sys::Array| {
        let texts: Vec<String> = found.iter().filter_map(|text| text.as_string()).collect();
        let versions = texts
            .chunks_exact(3)
            .filter_map(|version| Some((version[0].parse().ok()?, version[1].clone(), version[2].clone())));
        send.emit(Event::VersionsRead(id, versions.collect()));
    });
    if get_versions(&name, &done).is_err() {
        let (id, send) = failed;
        send.emit(Event::VersionsRead(id, Vec::new()));
    }
}

/// Whether the browser lets a page write into a file that the clerk chose. Only where the context is secure.
pub(super) fn keeps_files() -> bool {
    js_sys::Reflect::has(&window(), &"showSaveFilePicker".into()).unwrap_or(false)
}

/// Asks for a file into which a draft is written whenever it is stored.
pub(super) fn keep_file(id: DraftId, name: &str, send: super::Send) {
    let key = id.key();
    let told =
        Closure::<dyn Fn(Option<String>)>::new(move |name| send.emit(Event::FileKept(id.clone(), name)));
    // Called as long as the page is there.
    let _ = choose_kept_file(&key, name, &told.into_js_value());
}

/// Drops the versions of a draft.
pub(super) fn drop_versions(id: &DraftId) {
    let _ = forget_versions(id.as_str());
}

/// Browsers name a full storage in three ways.
fn store_error(error: &JsValue) -> StoreError {
    let property = |name: &str| {
        js_sys::Reflect::get(error, &JsValue::from_str(name)).ok().and_then(|value| value.as_string())
    };
    match property("name").as_deref() {
        Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" | "QUOTA_EXCEEDED_ERR") => StoreError::Full,
        Some("SecurityError") => StoreError::Denied,
        name => {
            StoreError::Other(property("message").or_else(|| name.map(str::to_owned)).unwrap_or_default())
        }
    }
}

/// The present moment.
pub(super) fn clock() -> Clock {
    let date = js_sys::Date::new_0();
    // Both are whole numbers far inside the ranges.
    #[expect(clippy::cast_sign_loss, reason = "the present lies after 1970")]
    let now = date.get_time() as u64;
    Clock { now, utc_offset: -(date.get_timezone_offset() as i32) }
}

/// A random number for ids; needs no secure context.
pub(super) fn random() -> u32 {
    #[expect(clippy::cast_sign_loss, reason = "0 ≤ random < 1")]
    let number = (js_sys::Math::random() * f64::from(u32::MAX)) as u32;
    number
}

/// The element with this id.
pub(super) fn element(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// The elements inside of another that a selector finds, in their order.
pub(super) fn all(inside: &Element, selector: &str) -> Vec<Element> {
    let found = inside.query_selector_all(selector).ok();
    let count = found.as_ref().map_or(0, web_sys::NodeList::length);
    let item = |index| found.as_ref()?.item(index)?.dyn_into().ok();
    (0..count).filter_map(item).collect()
}

/// The part of the address from `#` on.
pub(super) fn address() -> String {
    window().location().hash().unwrap_or_default()
}

/// Changes the part of the address from `#` on.
pub(super) fn set_address(hash: &str) {
    // Fails only for addresses of another origin.
    let _ = window().location().set_hash(hash);
}

/// The id of the element that stands for a target.
pub(super) fn target_id(target: Target) -> String {
    match target {
        Target::Cell(cell) => cell.key().to_owned(),
        Target::Field(field) | Target::Text(Span { field, .. }) => format!("field-{}", field.key()),
    }
}

/// Focuses an element, brings it into view with its surroundings, and selects the content of a table cell.
pub(super) fn focus(id: &str) {
    let Some(element) = element(id) else { return };
    let is_cell = CellId::from_key(id).is_some();
    if !is_cell && document().active_element().as_ref() == Some(&element) {
        // Whoever is there already is not moved about.
        return;
    }
    open_ancestors(&element);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // A failure leaves the focus where it was.
        let _ = element.focus();
    }
    if let Some(input) = element.dyn_ref::<HtmlInputElement>().filter(|_| is_cell) {
        input.select();
    }
    let tall = element.dyn_ref::<HtmlTextAreaElement>().is_some() || element.tag_name() == "SECTION";
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(if tall {
        web_sys::ScrollLogicalPosition::Start
    } else {
        web_sys::ScrollLogicalPosition::Nearest
    });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Writes a text into an input that says something else.
pub(super) fn set_value(id: &str, text: &str) {
    let element = element(id);
    if let Some(input) = element.as_ref().and_then(|element| element.dyn_ref::<HtmlInputElement>())
        && input.value() != text
    {
        input.set_value(text);
    }
}

/// Sets the caret in a text field, in UTF-16 units.
pub(super) fn set_caret(id: &str, at: usize) {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    let Some(element) = element(id) else { return };
    // Fails only for kinds of input that have no caret.
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        let _ = area.set_selection_range(at, at);
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        let _ = input.set_selection_range(at, at);
    }
}

/// Selects a stretch of a text field, in UTF-16 units, and brings it into view.
pub(super) fn select(id: &str, start: usize, end: usize) {
    let Some(element) = element(id) else { return };
    let unit = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    open_ancestors(&element);
    let Some(field) = element.dyn_ref::<HtmlElement>() else { return };
    // A field shows what is selected when it gets the focus, so it must not have it yet. Failures leave the
    // focus or the selection as they were.
    let _ = field.blur();
    if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        let _ = area.set_selection_range(unit(start), unit(end));
    } else if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        let _ = input.set_selection_range(unit(start), unit(end));
    }
    let _ = field.focus();
}

/// Scrolls the page where an element is not in sight.
pub(super) fn bring_into_view(element: &Element) {
    /// Height of the bar at the top, and as much room again.
    const MARGIN: f64 = 112.0;
    let area = element.get_bounding_client_rect();
    let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    if area.top() < MARGIN || area.bottom() > height - MARGIN {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Center);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls a box, and nothing else, so far that an element in it is in sight.
pub(super) fn show_within(frame: &Element, element: &Element) {
    let (outer, inner) = (frame.get_bounding_client_rect(), element.get_bounding_client_rect());
    let by = if inner.top() < outer.top() {
        inner.top() - outer.top()
    } else {
        (inner.bottom() - outer.bottom()).min(inner.top() - outer.top()).max(0.0)
    };
    if by != 0.0 {
        frame.set_scroll_top(frame.scroll_top() + by as i32);
    }
}

/// Opens the folded `<details>` around an element.
fn open_ancestors(element: &Element) {
    let mut next = element.closest("details:not([open])").ok().flatten();
    while let Some(details) = next {
        let _ = details.set_attribute("open", "");
        next = details.closest("details:not([open])").ok().flatten();
    }
}

/// Gives a file to the clerk. Works without a secure context.
pub(super) fn download(name: &str, mime: &str, content: &[u8]) {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(content));
    let options = BlobPropertyBag::new();
    options.set_type(&format!("{mime};charset=utf-8"));
    let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &options) else { return };
    let Ok(url) = Url::create_object_url_with_blob(&blob) else { return };
    let anchor =
        document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(anchor) = anchor {
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
    }
    // Some browsers read the address only after this task.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
}

/// Puts rich text on the clipboard; says whether it is there. This is the way that needs no secure context: the
/// browser is told to copy, and asks what. It does so only at a click.
pub(super) fn copy_rich(html: &str, text: &str) -> bool {
    let filled = Rc::new(Cell::new(false));
    let is_filled = Rc::clone(&filled);
    let (html, text) = (html.to_owned(), text.to_owned());
    let options = EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&document(), "copy", options, move |event| {
        let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
        let is_set = data.is_some_and(|data| {
            data.set_data("text/html", &html).is_ok() && data.set_data("text/plain", &text).is_ok()
        });
        filled.set(is_set);
        event.prevent_default();
    });
    let document = document().dyn_into::<HtmlDocument>().ok();
    let is_done = document.is_some_and(|document| document.exec_command("copy").unwrap_or_default());
    drop(listener);
    is_done && is_filled.get()
}

/// Reads a file; `done` gets its name and content.
pub(super) fn read_file(
    file: &web_sys::File,
    done: impl FnOnce(String, FileSource) + 'static,
) -> Option<gloo::file::callbacks::FileReader> {
    let file = gloo::file::File::from(file.clone());
    let name = file.name();
    let size = file.size();
    if usize::try_from(size).is_ok_and(|size| size > crate::exchange::MAX_BYTES) {
        done(name, FileSource::TooLarge(size));
        return None;
    }
    Some(gloo::file::callbacks::read_as_bytes(&file, move |read| {
        done(name, read.map_or(FileSource::Failed, FileSource::Bytes));
    }))
}
