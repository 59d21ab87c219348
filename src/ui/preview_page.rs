//! 预览: the printable page itself, in a frame of its own in which no script runs.

use super::{Send, top_bar};
use crate::app::{Editor, Model};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlIFrameElement;
use yew::prelude::*;

pub(super) fn view(
    model: &Model,
    editor: &Editor,
    send: &Send,
    frame: &NodeRef,
    loaded: Callback<yew::Event>,
) -> Html {
    let page = model.page.as_ref().map(|page| AttrValue::from(Rc::clone(page))).unwrap_or_default();
    html! {
        <>
            { top_bar::view(model, editor, send) }
            <main class="preview" aria-label="预览">
                <iframe class="preview__frame" title="报告预览" ref={frame.clone()} onload={loaded}
                    sandbox="allow-same-origin allow-modals" srcdoc={page} />
            </main>
        </>
    }
}

/// Prints what the frame shows.
pub(super) fn print(frame: &NodeRef) {
    let window = frame.cast::<HtmlIFrameElement>().and_then(|frame| frame.content_window());
    if let Some(window) = window {
        // Printing is refused only where the browser forbids dialogs; the page stays on the screen.
        let _ = window.focus();
        let print = js_sys::Reflect::get(&window, &"print".into()).ok();
        if let Some(print) = print.and_then(|print| print.dyn_into::<js_sys::Function>().ok()) {
            let _ = print.call0(&window);
        }
    }
}
