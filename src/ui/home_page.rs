//! 首页: what can be begun, and the drafts on this computer.

use super::{Send, button, on};
use crate::app::{Clock, Event, Model, Route, state_name};
use crate::example;
use crate::rules::Counts;
use crate::storage::{BinEntry, Entry, Head, State};
use nianbao_markup::html;
use web_sys::HtmlInputElement;
use yew::prelude::*;

pub(super) fn view(
    model: &Model,
    send: &Send,
    on_file: &Callback<web_sys::File>,
    on_last_year: &Callback<web_sys::File>,
) -> Html {
    html! {
        <div class="home">
            <header class="home__head">
                <h1 class="home__name">{ "年报" }</h1>
                <p class="home__line">{ "政府信息公开工作年度报告编制、核对与打印" }</p>
            </header>
            <main class="home__main">
                { actions(send, on_file, on_last_year) }
                <section aria-labelledby="drafts-heading">
                    <h2 class="home__heading" id="drafts-heading">{ "这台电脑上的草稿" }</h2>
                    if let Some(problem) = &model.storage_problem {
                        <p class="home__problem" role="alert">{ problem }</p>
                    }
                    { drafts(model, send) }
                </section>
                { bin(model, send) }
                { about(model, send) }
            </main>
        </div>
    }
}

fn actions(send: &Send, on_file: &Callback<web_sys::File>, on_last_year: &Callback<web_sys::File>) -> Html {
    html! {
        <div class="home__actions">
            { button(send, "button button--primary button--large", "新建年报", Event::AskNew) }
            { file_button("last-year-file", "从去年年报开始", "button button--large", on_last_year) }
            { file_button("file", "打开文件", "button button--large", on_file) }
            { button(send, "button button--large", "粘贴年报", Event::AskPasteReport) }
            <div class="home__examples">
                <span>{ "示例：" }</span>
                { for example::ALL.map(|example| {
                    let event = Event::Go(Route::Example(example.year));
                    html! {
                        <button type="button" class="link" title={example.about} onclick={on(send, event)}>
                            { example.name }
                        </button>
                    }
                }) }
            </div>
        </div>
    }
}

/// A button that opens the file chooser for a file that this program saved.
pub(super) fn file_button(
    id: &'static str,
    label: &'static str,
    class: &'static str,
    on_file: &Callback<web_sys::File>,
) -> Html {
    let chosen = {
        let on_file = on_file.clone();
        Callback::from(move |event: yew::Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                on_file.emit(file);
            }
            // So that choosing the same file again is noticed.
            input.set_value("");
        })
    };
    let choose = Callback::from(move |_: MouseEvent| {
        if let Some(input) = super::browser::element(id) {
            wasm_bindgen::JsCast::unchecked_into::<HtmlInputElement>(input).click();
        }
    });
    html! {
        <>
            <button type="button" {class} onclick={choose}>{ label }</button>
            <input {id} class="visually-hidden" type="file" tabindex="-1" accept=".html,.htm,.json,.docx,.docm,.txt"
                aria-label="选择保存过的网页或数据文件" onchange={chosen} />
        </>
    }
}

fn drafts(model: &Model, send: &Send) -> Html {
    if model.entries.is_empty() {
        return html! {
            <p class="home__empty">
                { "还没有草稿。点“新建年报”开始，或者先看看示例；以前保存的网页或数据文件，可以用“打开文件”接着写。" }
            </p>
        };
    }
    html! {
        <table class="drafts">
            <thead>
                <tr>
                    <th scope="col">{ "草稿" }</th>
                    <th scope="col">{ "进度" }</th>
                    <th scope="col">{ "检查" }</th>
                    <th scope="col">{ "最后保存" }</th>
                    <th scope="col">{ "文件副本" }</th>
                    <th scope="col">{ "操作" }</th>
                </tr>
            </thead>
            <tbody>{ for model.entries.iter().map(|entry| draft(entry, model.clock, send)) }</tbody>
        </table>
    }
}

fn draft(entry: &Entry, clock: Clock, send: &Send) -> Html {
    let id = &entry.id;
    let name = state_name(&entry.state);
    let action = |label: &str, event: Event| {
        html! {
            <button type="button" class="link" aria-label={format!("{label} {name}")} onclick={on(send, event)}>
                { label.to_owned() }
            </button>
        }
    };
    match &entry.state {
        State::Readable(head) => html! {
            <tr key={id.to_string()}>
                <th scope="row" class="drafts__name">
                    <button type="button" class="link link--strong" onclick={on(send, Event::Go(Route::Edit(id.clone())))}>
                        <bdi>{ &name }</bdi>
                    </button>
                    { subtitle(head) }
                </th>
                <td>{ format!("{}/{}", head.summary.done, head.summary.parts) }</td>
                <td>{ verdict(head) }</td>
                <td>{ clock.moment(head.saved_at) }</td>
                <td>{ head.copied_at.map_or_else(|| "没有".to_owned(), |at| clock.ago(at)) }</td>
                <td class="drafts__actions">
                    { action("编下一年", Event::NextYear(id.clone())) }
                    { action("改名", Event::AskRename(id.clone())) }
                    { action("复制", Event::Duplicate(id.clone())) }
                    { action("导出", Event::DownloadStored(id.clone())) }
                    { action("加锁", Event::AskPassword(id.clone())) }
                    { action("删除", Event::Delete(id.clone())) }
                </td>
            </tr>
        },
        State::Locked(_) => html! {
            <tr key={format!("{id} locked")}>
                <th scope="row" class="drafts__name"><bdi>{ &name }</bdi></th>
                <td colspan="4">{ "已加锁，解锁后才能打开。" }</td>
                <td class="drafts__actions">
                    { action("解锁", Event::AskPassword(id.clone())) }
                    { action("导出", Event::DownloadStored(id.clone())) }
                    { action("彻底删除", Event::AskPurge { id: id.clone(), deleted: false }) }
                </td>
            </tr>
        },
        State::Unreadable(error) => html! {
            <tr key={id.to_string()} class="drafts__unreadable">
                <th scope="row" class="drafts__name">{ &name }</th>
                <td colspan="4">{ error.sentence() }</td>
                <td class="drafts__actions">
                    { action("下载原文", Event::DownloadStored(id.clone())) }
                    { action("彻底删除", Event::AskPurge { id: id.clone(), deleted: false }) }
                </td>
            </tr>
        },
    }
}

/// Unit and year under a name that the clerk gave.
fn subtitle(head: &Head) -> Html {
    if head.name.is_empty() {
        return Html::default();
    }
    html! { <small class="drafts__unit"><bdi>{ &head.unit }</bdi>{ format!(" {}年", head.year) }</small> }
}

fn verdict(head: &Head) -> String {
    let Some((errors, warnings)) = head.summary.errors.zip(head.summary.warnings) else {
        return "还没有核对".to_owned();
    };
    Counts { errors: errors.into(), warnings: warnings.into(), hints: 0 }.verdict().words()
}

fn bin(model: &Model, send: &Send) -> Html {
    if model.bin.is_empty() {
        return Html::default();
    }
    let entry = |entry: &BinEntry| {
        let name = state_name(&entry.state);
        let deleted = entry.deleted_at.map(|at| model.clock.moment(at)).unwrap_or_default();
        html! {
            <li key={entry.id.to_string()} class="bin__entry">
                <bdi>{ &name }</bdi>
                <span class="bin__time">{ format!("删除于 {deleted}") }</span>
                <button type="button" class="link" aria-label={format!("恢复 {name}")}
                    onclick={on(send, Event::Restore(entry.id.clone()))}>{ "恢复" }</button>
                <button type="button" class="link" aria-label={format!("彻底删除 {name}")}
                    onclick={on(send, Event::AskPurge { id: entry.id.clone(), deleted: true })}>{ "彻底删除" }</button>
            </li>
        }
    };
    html! {
        <details class="bin">
            <summary>{ format!("回收站（{}）", model.bin.len()) }</summary>
            <p class="bin__hint">{ "删除满 30 天的自动彻底清除；浏览器存储不够时，从最早删除的清起。" }</p>
            <ul>{ for model.bin.iter().map(entry) }</ul>
        </details>
    }
}

fn about(model: &Model, send: &Send) -> Html {
    let used = model.usage.map(|usage| {
        let percent = (usage.total * 100).div_ceil(usage.limit.max(1));
        format!("浏览器存储已用约 {percent}%。")
    });
    html! {
        <footer class="home__about">
            <p>
                { "草稿只保存在这台电脑的这个浏览器里，不上传到任何地方。清除浏览器数据、换电脑或换浏览器都会看不到草稿，\
                   请在编制时用“保存网页”存一份文件。" }
                { for used }
            </p>
            <p>
                if !model.entries.is_empty() {
                    { button(send, "link", "全部草稿存成文件", Event::SaveAll) }
                }
                { button(send, "link", "清除本机全部数据", Event::AskClear) }
            </p>
        </footer>
    }
}
