//! Dialogs for reports that come in and go out in other formats.

use super::{Send, button, on};
use crate::app::{Event, IntakePreview, IntakeUse};
use crate::converter::{Form, Recognised, Rich};
use crate::format::{CellId, Content, Grid, GridCell, Part, Table};
use crate::report::{Draft, Field};
use nianbao_markup::html;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlTextAreaElement};
use yew::prelude::*;

/// The longest piece of a text that a preview shows, in characters.
const SHOWN: usize = 90;

/// What is being waited for.
pub(super) fn working(what: &str, send: &Send) -> Html {
    html! {
        <>
            <p role="status">{ what.to_owned() }</p>
            <div class="progress" aria-hidden="true"></div>
            <div class="dialog__actions">{ button(send, "button", "取消", Event::CancelWork) }</div>
        </>
    }
}

/// The place for a report that is to be pasted.
pub(super) fn paste_report(send: &Send) -> Html {
    let pasted = {
        let send = send.clone();
        Callback::from(move |event: yew::Event| {
            let Some(data) = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data)
            else {
                return;
            };
            let get = |kind| data.get_data(kind).ok().filter(|text| !text.trim().is_empty());
            let (html, text) = (get("text/html"), get("text/plain"));
            if html.is_some() || text.is_some() {
                event.prevent_default();
                send.emit(Event::ReportPasted { html, text: text.unwrap_or_default() });
            }
        })
    };
    let onsubmit = send.reform(|event: SubmitEvent| {
        event.prevent_default();
        let area = super::browser::element("paste-report")
            .and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
        let text = area.map(|area| area.value()).unwrap_or_default();
        if text.trim().is_empty() { Event::AskPasteReport } else { Event::ReportPasted { html: None, text } }
    });
    html! {
        <form {onsubmit}>
            <p class="dialog__hint" id="paste-report-hint">
                { "打开已发布的年报（网页、Word 或 WPS 文档、PDF），全选、复制，再到下面粘贴（Ctrl+V）。下一步先看识别结果，再决定要不要。" }
            </p>
            <label class="field__label" for="paste-report">{ "粘贴到这里" }</label>
            <textarea id="paste-report" class="field__area dialog__paste" rows="8" autofocus=true
                aria-describedby="paste-report-hint" onpaste={pasted} />
            <div class="dialog__actions">
                { button(send, "button", "取消", Event::CloseDialog) }
                <button type="submit" class="button button--primary">{ "下一步" }</button>
            </div>
        </form>
    }
}

/// What was understood of a report, before anything changes.
pub(super) fn intake(preview: &IntakePreview, send: &Send) -> Html {
    let recognised = &preview.recognised;
    let draft = &recognised.draft;
    let next = draft.year + 1;
    let new_draft = |class| button(send, class, "存为新草稿", Event::AcceptIntake(IntakeUse::Draft));
    let next_year = |class| {
        let label = format!("作为去年年报，开始编制 {next} 年年报");
        button(send, class, &label, Event::AcceptIntake(IntakeUse::NextYear))
    };
    let (primary, plain) = ("button button--primary", "button");
    html! {
        <>
            <p>{ format!("从{}读到以下内容，还没有存。请看一看对不对。", preview.name) }</p>
            <div class="dialog__scroll intake" tabindex="0" role="region" aria-label="识别结果">
                { head(recognised) }
                { unsure(recognised) }
                { for Part::ALL.map(|part| part_read(part, recognised)) }
                { leftover(recognised) }
            </div>
            <div class="dialog__actions dialog__actions--many">
                { button(send, "button", "取消", Event::CloseDialog) }
                { match preview.purpose {
                    IntakeUse::Draft => html! { <>{ next_year(plain) }{ new_draft(primary) }</> },
                    IntakeUse::NextYear => html! { <>{ new_draft(plain) }{ next_year(primary) }</> },
                    IntakeUse::Past => button(send, primary, "作为去年年报", Event::AcceptIntake(IntakeUse::Past)),
                } }
            </div>
        </>
    }
}

/// Unit, year, edition, and what is to be known of the rest.
fn head(recognised: &Recognised) -> Html {
    let draft = &recognised.draft;
    let unit = if draft.unit().is_empty() { "没有认出，请导入后填写" } else { draft.unit() };
    let year =
        if recognised.is_year_known { "" } else { "（文中没有写明，是推测的，请核对）" };
    let kind = if recognised.is_kind_known { "" } else { "（从名称看不出，请导入后选择）" };
    html! {
        <>
            <dl class="intake__head">
                <dt>{ "单位" }</dt><dd><bdi>{ unit.to_owned() }</bdi></dd>
                <dt>{ "单位类型" }</dt><dd>{ draft.unit_kind.label() }{ kind }</dd>
                <dt>{ "报告年度" }</dt><dd>{ format!("{}年", draft.year) }{ year }</dd>
                <dt>{ "格式" }</dt><dd>{ draft.edition().format().notice }</dd>
            </dl>
            <ul class="intake__notes">{ for recognised.notes.iter().map(|note| html! { <li>{ note }</li> }) }</ul>
        </>
    }
}

/// The figures that somebody must look at.
fn unsure(recognised: &Recognised) -> Html {
    if recognised.unsure.is_empty() {
        return Html::default();
    }
    let edition = recognised.draft.edition();
    let line = |(cell, reason): &(CellId, String)| {
        html! { <li>{ format!("{}：{reason}", cell.accessible_name(edition)) }</li> }
    };
    html! {
        <section class="intake__unsure">
            <h3>{ format!("有 {} 格不能确定，表中用底色标出", recognised.unsure.len()) }</h3>
            <ul>{ for recognised.unsure.iter().map(line) }</ul>
        </section>
    }
}

/// What goes into a part.
fn part_read(part: Part, recognised: &Recognised) -> Html {
    let draft = &recognised.draft;
    let heading = draft.edition().format().headings[part.index()];
    let found = recognised.parts.iter().find(|(found, ..)| *found == part);
    let written = found.and_then(|(_, written, _)| written.as_deref());
    let from = match written {
        Some(written) if written.trim() != heading => Some(format!("原文标题：{}", written.trim())),
        Some(_) => None,
        None => Some("没有找到这一部分的标题".to_owned()),
    };
    let text = draft.text(Field::of_part(part));
    let paragraphs: Vec<_> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    html! {
        <section class="intake__part" aria-label={heading}>
            <h3>{ heading }{ for from.map(|from| html! { <small>{ from }</small> }) }</h3>
            if let Some(table) = part.table() {
                { figures(draft, table, &recognised.unsure) }
            }
            if paragraphs.is_empty() {
                if part.table().is_none() {
                    <p class="intake__none">{ "没有文字。" }</p>
                }
            } else {
                <details>
                    <summary>{ format!("{} 段：{}", paragraphs.len(), shortened(paragraphs[0])) }</summary>
                    { for paragraphs.iter().map(|line| html! { <p>{ (*line).to_owned() }</p> }) }
                </details>
            }
        </section>
    }
}

/// A table as it was read, what is unsure marked.
fn figures(draft: &Rc<Draft>, table: Table, unsure: &[(CellId, String)]) -> Html {
    let edition = draft.edition();
    let cell = |cell: &GridCell| {
        let (rowspan, colspan) = (cell.rowspan.to_string(), cell.colspan.to_string());
        match cell.content {
            Content::Figure(id) => {
                let text = draft.cell(id);
                let computed = text.is_empty() && id.is_derived(edition);
                let text = if computed { "自动" } else { &**text };
                let reason = unsure.iter().find(|(cell, _)| *cell == id).map(|(_, reason)| reason.clone());
                let class = classes!("preview-cell", reason.is_some().then_some("preview-cell--unsure"));
                html! { <td {class} {colspan} title={reason}>{ text.to_owned() }</td> }
            }
            other => html! { <th {rowspan} {colspan}>{ other.label().unwrap_or_default() }</th> },
        }
    };
    html! {
        <table class="preview-table">
            { for Grid::of(edition, table).rows.iter().map(|row| html! { <tr>{ for row.iter().map(cell) }</tr> }) }
        </table>
    }
}

/// The texts that found no place.
fn leftover(recognised: &Recognised) -> Html {
    if recognised.leftover.is_empty() {
        return html! { <p class="intake__complete">{ "✓ 原文每一段都有了位置，没有剩下的。" }</p> };
    }
    html! {
        <section class="intake__leftover">
            <h3>{ format!("有 {} 段没有找到位置", recognised.leftover.len()) }</h3>
            <p>{ "导入后放在“六”的末尾，不会丢。" }</p>
            <ul>{ for recognised.leftover.iter().map(|line| html! { <li>{ shortened(line) }</li> }) }</ul>
        </section>
    }
}

fn shortened(text: &str) -> String {
    let mut letters = text.trim().chars();
    let begun: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() { begun + "…" } else { begun }
}

/// The formats in which the report can be had.
pub(super) fn export(rich: Option<&Rc<Rich>>, send: &Send) -> Html {
    let line = |label: &str, about: &str, event: Option<Event>| {
        let disabled = event.is_none();
        let onclick = event.map(|event| on(send, event));
        html! {
            <li>
                <button type="button" class="figure-line" {disabled} {onclick}>
                    <span class="figure-line__name">{ label.to_owned() }</span>
                    <span class="figure-line__origin">{ about.to_owned() }</span>
                </button>
            </li>
        }
    };
    let copy = rich.map(|_| Event::CopyRich);
    html! {
        <>
            <ul class="figure-lines" aria-label="导出方式">
                { line("Word 文档", "报送、盖章、领导改稿用，Word 和 WPS 都能打开", Some(Event::Export(Form::Docx))) }
                { line("复制正文", "粘贴到网站后台的编辑器里发布", copy) }
                { line("网页片段", "同样的内容存成文件，网站后台有“源代码”方式时用", Some(Event::Export(Form::Fragment))) }
                { line("表格数据 CSV", "全部数字，每格一行，用表格软件汇总", Some(Event::Export(Form::Csv))) }
                { line("数据文件", "全部内容，以后可以再用本程序打开，也供其他系统读取", Some(Event::SaveData)) }
                { for super::browser::keeps_files().then(|| line("持续写入文件",
                    "选一个文件，以后每次保存都同时写进去，到关闭或刷新本页为止", Some(Event::AskKeepFile))) }
            </ul>
            <div class="dialog__actions">{ button(send, "button", "关闭", Event::CloseDialog) }</div>
        </>
    }
}
