//! The bar above the editor and the preview.

use super::widget::Widget;
use super::{Send, button, on};
use crate::app::{Editor, Event, Hold, Model, Route, SaveState, Screen};
use crate::rules::{Finding, Severity, Verdict};
use crate::storage::DraftId;
use nianbao_markup::html;
use std::rc::Rc;
use yew::functional::HookContext;
use yew::prelude::*;

pub(super) fn view(model: &Model, editor: &Editor, send: &Send) -> Html {
    let stands_in_the_way =
        |finding: &Rc<Finding>| finding.severity != Severity::Hint && finding.reason.is_none();
    let first = editor.findings().iter().position(stands_in_the_way);
    let (state_class, state) = save_state(model, editor);
    let copy = match editor.copied_at() {
        _ if editor.is_example() => None,
        _ if editor.kept_file().is_some() => Some("同时写入文件副本".to_owned()),
        Some(at) => Some(format!("文件副本：{}", model.clock.ago(at))),
        None if editor.review().verdict() == Some(Verdict::Ready) => {
            Some("还没有文件副本，请用“保存网页”存一份".to_owned())
        }
        None => Some("还没有文件副本".to_owned()),
    };
    html! {
        <>
        <TopBar id={editor.id().clone()} unit={AttrValue::from(unit(editor))} year={editor.draft().year}
            screen={model.screen} {state} {state_class} {copy}
            can_undo={editor.history().can_undo()} can_redo={editor.history().can_redo()}
            verdict={editor.review().verdict()} failed={model.review_failed} {first}
            send={send.clone()} />
        { for read_only(editor, send) }
        </>
    }
}

/// That another window holds the draft, and the way to take it over.
fn read_only(editor: &Editor, send: &Send) -> Option<Html> {
    let Hold::Theirs(waiting) = editor.hold() else { return None };
    let words = if waiting.is_lost() {
        "另一个窗口已接管这份草稿，本窗口不再保存，只能查看。"
    } else {
        "这份草稿正在另一个窗口中编辑，本窗口只能查看。"
    };
    Some(html! {
        <div class="banner" role="status">
            <span>{ words }</span>
            { button(send, "button button--small", "接管编辑", Event::TakeOver) }
        </div>
    })
}

#[derive(PartialEq)]
struct TopBar {
    id: DraftId,
    unit: AttrValue,
    year: u16,
    screen: Screen,
    state: String,
    state_class: &'static str,
    copy: Option<String>,
    can_undo: bool,
    can_redo: bool,
    /// The judgement; `None` as long as nothing is known.
    verdict: Option<Verdict>,
    /// Whether the reviewer does not run.
    failed: bool,
    /// The first finding that stands in the way.
    first: Option<usize>,
    send: Send,
}

impl Widget for TopBar {
    fn draw(&self, _: &mut HookContext) -> Html {
        let send = &self.send;
        let edit = Route::Edit(self.id.clone());
        let preview = Route::Preview(self.id.clone());
        html! {
            <header class="top-bar">
                <button type="button" class="button button--quiet top-bar__home" onclick={on(send, Event::Go(Route::Home))}>
                    <span aria-hidden="true">{ "‹ " }</span>{ "首页" }
                </button>
                <div class="top-bar__title">
                    <h1 class="top-bar__unit"><bdi>{ &self.unit }</bdi></h1>
                    <span class="top-bar__year">{ format!("{}年年报", self.year) }</span>
                </div>
                <p class={self.state_class} id="save-state">
                    <span class="save-state__now">{ &self.state }</span>
                    if let Some(copy) = &self.copy {
                        <span class="save-state__copy">{ " · " }{ copy }</span>
                    }
                </p>
                { verdict(self) }
                <div class="top-bar__actions">
                    if self.screen == Screen::Edit {
                        <button type="button" class="button" aria-label="撤销" title="撤销（Ctrl+Z）"
                            disabled={!self.can_undo} onclick={on(send, Event::Undo)}>{ "↶" }</button>
                        <button type="button" class="button" aria-label="重做" title="重做（Ctrl+Y）"
                            disabled={!self.can_redo} onclick={on(send, Event::Redo)}>{ "↷" }</button>
                        { button(send, "button", "预览", Event::Go(preview)) }
                    } else {
                        { button(send, "button", "返回编制", Event::Go(edit)) }
                    }
                    if self.screen == Screen::Sheet {
                        { button(send, "button", "保存意见表", Event::SaveSheet) }
                    } else {
                        { button(send, "button", "保存网页", Event::SavePage) }
                        { button(send, "button", "导出", Event::AskExport) }
                    }
                    { button(send, "button button--primary", "打印", Event::Print) }
                </div>
            </header>
        }
    }
}

fn unit(editor: &Editor) -> String {
    let unit = editor.draft().unit();
    if unit.is_empty() { "（未填单位名称）".to_owned() } else { unit.to_owned() }
}

/// The state of saving in words, and the class of its look.
fn save_state(model: &Model, editor: &Editor) -> (&'static str, String) {
    const PLAIN: &str = "save-state";
    match editor.save_state() {
        SaveState::Saved(at) => (PLAIN, format!("✓ 已保存 {}", model.clock.moment(*at))),
        SaveState::Pending => (PLAIN, "正在保存……".to_owned()),
        SaveState::Failed(why) => ("save-state save-state--failed", format!("⚠ 未能保存：{why}")),
        SaveState::Untouched => (PLAIN, "示例，改动后存为草稿".to_owned()),
    }
}

/// The judgement over the report; a click leads to the first finding that stands in the way. A judgement that
/// may be out of date is not shown.
fn verdict(props: &TopBar) -> Html {
    if props.failed {
        return html! {
            <button type="button" class="verdict verdict--explain" id="verdict"
                onclick={on(&props.send, Event::RestartReview)}>
                <span aria-hidden="true">{ "△ " }</span>{ "没有核对，点此重试" }
            </button>
        };
    }
    let (class, icon) = match props.verdict {
        None => ("verdict", ""),
        Some(Verdict::Ready) => ("verdict verdict--ready", "✓ "),
        Some(Verdict::ToExplain(_)) => ("verdict verdict--explain", "△ "),
        Some(Verdict::ToCorrect(_)) => ("verdict verdict--correct", "✕ "),
    };
    let words = props.verdict.map_or_else(|| "正在核对……".to_owned(), Verdict::words);
    html! {
        <button type="button" {class} id="verdict" disabled={props.first.is_none()}
            title="跳到第一处" onclick={on(&props.send, Event::Visit(props.first.unwrap_or_default()))}>
            <span aria-hidden="true">{ icon }</span>{ words }
        </button>
    }
}
