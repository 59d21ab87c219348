//! 预览: the printable page itself, in a frame of its own in which no script runs.

use super::widget::Widget;
use super::{Send, on, top_bar};
use crate::app::{Editor, Event, Model, Route, Screen};
use crate::storage::DraftId;
use nianbao_markup::html;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlIFrameElement;
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

/// What the frame with the report is called.
const REPORT: &str = "报告预览";
/// What the frame with the check sheet is called.
const SHEET: &str = "审核意见表预览";

pub(super) fn view(
    model: &Model,
    editor: &Editor,
    send: &Send,
    frame: &NodeRef,
    loaded: Callback<yew::Event>,
) -> Html {
    let page = model.page.as_ref().map(|page| AttrValue::from(Rc::clone(page)));
    let title = if model.screen == Screen::Sheet { SHEET } else { REPORT };
    html! {
        <>
            { top_bar::view(model, editor, send) }
            <Preview key={title} {title} id={editor.id().clone()} frame={frame.clone()} {page} failed={model.review_failed} {loaded} send={send.clone()} />
        </>
    }
}

/// The page in its frame, read on or sheet by sheet.
#[derive(PartialEq)]
struct Preview {
    id: DraftId,
    /// What the frame is called.
    title: &'static str,
    send: Send,
    frame: NodeRef,
    /// Whether the program that makes it does not run.
    failed: bool,
    /// `None` as long as it is being made.
    page: Option<AttrValue>,
    loaded: Callback<yew::Event>,
}

impl Widget for Preview {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        let paged = use_state_eq(|| false).run(hooks);
        let sheets = use_state_eq(|| None::<u32>).run(hooks);
        let choose = |value: bool, label: &'static str| {
            let (paged, sheets, frame) = (paged.clone(), sheets.clone(), self.frame.clone());
            let pressed = (*paged == value).to_string();
            let onclick = Callback::from(move |_: MouseEvent| {
                sheets.set(show_paged(&frame, value));
                paged.set(value);
            });
            html! { <button type="button" class="filter" aria-pressed={pressed} {onclick}>{ label }</button> }
        };
        html! {
            <main class="preview" aria-label="预览">
                <div class="preview__bar">
                    <div role="group" aria-label="预览内容">
                        { other(self, REPORT, "报告", Route::Preview(self.id.clone())) }
                        { other(self, SHEET, "审核意见表", Route::Sheet(self.id.clone())) }
                    </div>
                    if self.title == REPORT {
                        <div role="group" aria-label="预览方式">
                            { choose(false, "连续看") }
                            { choose(true, "分页看") }
                        </div>
                    }
                    if let Some(sheets) = *sheets {
                        <span class="preview__sheets">{ format!("共 {sheets} 页，A4 纸") }</span>
                    }
                    <span class="preview__hint">
                        { "打印时选“另存为 PDF”可得到 PDF 文件；纸张选 A4，边距选“默认”，不要勾选“页眉和页脚”。" }
                    </span>
                </div>
                if let Some(page) = &self.page {
                    <iframe class="preview__frame" title={self.title} ref={self.frame.clone()} onload={self.loaded.clone()}
                        sandbox="allow-same-origin allow-modals" srcdoc={page} />
                } else {
                    <p class="preview__waiting" role="status">
                        { if self.failed { "没有生成。请点上面的“没有核对，点此重试”。" } else { "正在生成……" } }
                    </p>
                }
            </main>
        }
    }
}

/// A button that shows the report or the check sheet.
fn other(props: &Preview, title: &str, label: &'static str, route: Route) -> Html {
    let pressed = (props.title == title).to_string();
    html! {
        <button type="button" class="filter" aria-pressed={pressed} onclick={on(&props.send, Event::Go(route))}>
            { label }
        </button>
    }
}

/// Shows the page in the frame as sheets or running on; the page itself stays the same, only a class is set
/// that its own style sheet knows. The number of sheets, where they are shown.
fn show_paged(frame: &NodeRef, paged: bool) -> Option<u32> {
    /// From one sheet to the next, in millimetres: the width of A4 and a gap; see `styles/report.css`.
    const PITCH: f64 = 218.0;
    const PIXELS_PER_MILLIMETRE: f64 = 96.0 / 25.4;
    let document = frame.cast::<HtmlIFrameElement>()?.content_document()?;
    // Fails only for a malformed class.
    let _ = document.document_element()?.class_list().toggle_with_force("paged", paged);
    let main = document.query_selector("main").ok().flatten()?;
    let sheets = f64::from(main.scroll_width()) / (PITCH * PIXELS_PER_MILLIMETRE);
    #[expect(clippy::cast_sign_loss, reason = "a width is positive")]
    paged.then_some(sheets.round() as u32)
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
