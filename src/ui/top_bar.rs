//! The bar above the editor and the preview.

use super::{Send, button, on};
use crate::app::{Editor, Event, Model, Route, SaveState, Screen};
use crate::report::Field;
use crate::rules::{Severity, Target, Verdict};
use yew::prelude::*;

pub(super) fn view(model: &Model, editor: &Editor, send: &Send) -> Html {
    let edit = Route::Edit(editor.id().clone());
    let preview = Route::Preview(editor.id().clone());
    let previewing = model.screen == Screen::Preview;
    html! {
        <header class="top-bar">
            <button type="button" class="button button--quiet top-bar__home" onclick={on(send, Event::Go(Route::Home))}>
                <span aria-hidden="true">{ "‹ " }</span>{ "首页" }
            </button>
            <div class="top-bar__title">
                <h1 class="top-bar__unit"><bdi>{ unit(editor) }</bdi></h1>
                <span class="top-bar__year">{ format!("{}年年报", editor.draft().year) }</span>
            </div>
            { save_state(model, editor) }
            { verdict(editor, send) }
            <div class="top-bar__actions">
                if previewing {
                    { button(send, "button", "返回编制", Event::Go(edit)) }
                } else {
                    <button type="button" class="button" aria-label="撤销" title="撤销（Ctrl+Z）"
                        disabled={!editor.history().can_undo()} onclick={on(send, Event::Undo)}>{ "↶" }</button>
                    <button type="button" class="button" aria-label="重做" title="重做（Ctrl+Y）"
                        disabled={!editor.history().can_redo()} onclick={on(send, Event::Redo)}>{ "↷" }</button>
                    { button(send, "button", "预览", Event::Go(preview)) }
                }
                { button(send, "button", "保存网页", Event::SavePage) }
                { button(send, "button", "导出数据", Event::SaveData) }
                { button(send, "button button--primary", "打印", Event::Print) }
            </div>
        </header>
    }
}

fn unit(editor: &Editor) -> String {
    let unit = editor.draft().unit();
    if unit.is_empty() { "（未填单位名称）".to_owned() } else { unit.to_owned() }
}

fn save_state(model: &Model, editor: &Editor) -> Html {
    let copy = match editor.copied_at() {
        Some(at) => format!("文件副本：{}", model.clock.ago(at)),
        None => "还没有文件副本".to_owned(),
    };
    let (class, state) = match editor.save_state() {
        SaveState::Saved(at) => ("save-state", format!("✓ 已保存 {}", model.clock.moment(*at))),
        SaveState::Pending => ("save-state", "正在保存……".to_owned()),
        SaveState::Failed(why) => ("save-state save-state--failed", format!("⚠ 未能保存：{why}")),
        SaveState::Untouched => ("save-state", "示例，改动后存为草稿".to_owned()),
    };
    html! {
        <p {class} id="save-state" title={state.clone()}>
            <span class="save-state__now">{ state }</span>
            if !editor.is_example() {
                <span class="save-state__copy">{ " · " }{ copy }</span>
            }
        </p>
    }
}

/// The judgement over the report; a click leads to the first finding that stands in the way.
fn verdict(editor: &Editor, send: &Send) -> Html {
    let verdict = editor.checker().counts().verdict();
    let (class, icon) = match verdict {
        Verdict::Ready => ("verdict verdict--ready", "✓ "),
        Verdict::ToExplain(_) => ("verdict verdict--explain", "△ "),
        Verdict::ToCorrect(_) => ("verdict verdict--correct", "✕ "),
    };
    let first = editor.findings().iter().find(|finding| finding.severity != Severity::Hint);
    let target = first.and_then(|finding| finding.target).unwrap_or(Target::Field(Field::Unit));
    html! {
        <button type="button" {class} id="verdict" disabled={first.is_none()}
            title="跳到第一处" onclick={on(send, Event::Jump(target))}>
            <span aria-hidden="true">{ icon }</span>{ verdict.words() }
        </button>
    }
}
