//! Dialogs: new report, renaming, paste, explanation of a rule.

use super::head_section::{kind_options, year_options};
use super::{Send, button, on};
use crate::app::paste::Plan;
use crate::app::{Dialog, Event};
use crate::format::{Content, Grid, GridCell, Table};
use crate::report::{Draft, UnitKind};
use crate::rules;
use crate::storage::DraftId;
use std::collections::HashMap;
use std::rc::Rc;
use web_sys::{HtmlDialogElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Properties of [`Dialogs`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) dialog: Option<Dialog>,
    pub(super) draft: Option<Rc<Draft>>,
    pub(super) send: Send,
}

/// The open dialog, if any. The element is the browser's own, which keeps the focus inside and gives it back.
#[component]
pub(super) fn Dialogs(props: &Props) -> Html {
    let Props { dialog, draft, send } = props;
    let frame = use_node_ref();
    use_effect_with((frame.clone(), dialog.is_some()), |(frame, open)| {
        if let Some(dialog) = frame.cast::<HtmlDialogElement>() {
            if *open && !dialog.open() {
                let _ = dialog.show_modal();
            } else if !*open && dialog.open() {
                dialog.close();
            }
        }
    });
    let cancel = send.reform(|event: yew::Event| {
        event.prevent_default();
        Event::CloseDialog
    });
    let (title, content) = match dialog {
        None => ("", Html::default()),
        Some(Dialog::New(year)) => ("新建年报", html! { <NewForm year={*year} send={send.clone()} /> }),
        Some(Dialog::Rename(id, name)) => {
            ("草稿改名", html! { <RenameForm id={id.clone()} name={name.clone()} send={send.clone()} /> })
        }
        Some(Dialog::Purge { id, deleted, name }) => ("彻底删除", purge(id, *deleted, name, send)),
        Some(Dialog::PasteBox(table)) => {
            ("粘贴整表", html! { <PasteBox table={*table} send={send.clone()} /> })
        }
        Some(Dialog::Paste(plan)) => match draft {
            Some(draft) => ("粘贴前看一看", paste_preview(plan, draft, send)),
            None => ("", Html::default()),
        },
        Some(Dialog::Rule(id)) => ("为什么", rule(id, send)),
    };
    let class = match dialog {
        Some(Dialog::Paste(_)) => "dialog dialog--wide",
        _ => "dialog",
    };
    html! {
        <dialog ref={frame} {class} aria-labelledby="dialog-title" oncancel={cancel}>
            if dialog.is_some() {
                <h2 class="dialog__title" id="dialog-title">{ title }</h2>
                { content }
            }
        </dialog>
    }
}

fn value_of(node: &NodeRef) -> String {
    node.cast::<HtmlInputElement>()
        .map(|input| input.value())
        .or_else(|| node.cast::<HtmlSelectElement>().map(|select| select.value()))
        .or_else(|| node.cast::<HtmlTextAreaElement>().map(|area| area.value()))
        .unwrap_or_default()
}

/// A handler that sends an event made at the time when the form is submitted. The page itself submits nothing.
fn submit(send: &Send, event: impl Fn() -> Event + 'static) -> Callback<SubmitEvent> {
    send.reform(move |submitted: SubmitEvent| {
        submitted.prevent_default();
        event()
    })
}

fn cancel_button(send: &Send) -> Html {
    button(send, "button", "取消", Event::CloseDialog)
}

#[derive(Properties, PartialEq)]
struct NewProps {
    year: u16,
    send: Send,
}

#[component]
fn NewForm(props: &NewProps) -> Html {
    let (unit, kind, year) = (use_node_ref(), use_node_ref(), use_node_ref());
    let offered = props.year;
    let onsubmit = {
        let (unit, kind, year) = (unit.clone(), kind.clone(), year.clone());
        submit(&props.send, move || Event::Create {
            unit: value_of(&unit),
            kind: UnitKind::from_key(&value_of(&kind)).unwrap_or(UnitKind::Other),
            year: value_of(&year).parse().unwrap_or(offered),
        })
    };
    html! {
        <form {onsubmit}>
            <div class="dialog__fields">
                <label class="field__label" for="new-unit">{ "单位名称" }</label>
                <input id="new-unit" ref={unit} class="field__input" type="text" autocomplete="off"
                    placeholder="如：××镇人民政府、××县财政局" />
                <label class="field__label" for="new-kind">{ "单位类型" }</label>
                <select id="new-kind" ref={kind} class="field__input">{ kind_options(UnitKind::Township) }</select>
                <label class="field__label" for="new-year">{ "报告年度" }</label>
                <select id="new-year" ref={year} class="field__input">{ year_options(offered, offered) }</select>
            </div>
            <p class="dialog__hint">
                { "报告年度是统计的那一年：2027年1月编制的是2026年年报。2019、2020年用2019年格式，2021年起用2021年格式。" }
            </p>
            <div class="dialog__actions">
                { cancel_button(&props.send) }
                <button type="submit" class="button button--primary">{ "开始编制" }</button>
            </div>
        </form>
    }
}

#[derive(Properties, PartialEq)]
struct RenameProps {
    id: DraftId,
    name: String,
    send: Send,
}

#[component]
fn RenameForm(props: &RenameProps) -> Html {
    let name = use_node_ref();
    let onsubmit = {
        let (name, id) = (name.clone(), props.id.clone());
        submit(&props.send, move || Event::Rename(id.clone(), value_of(&name)))
    };
    html! {
        <form {onsubmit}>
            <div class="dialog__fields">
                <label class="field__label" for="rename">{ "草稿名称" }</label>
                <input id="rename" ref={name} class="field__input" type="text" autocomplete="off"
                    value={props.name.clone()} />
            </div>
            <p class="dialog__hint">{ "只用于在首页区分草稿，不会印在报告里。留空则用单位名称和年度。" }</p>
            <div class="dialog__actions">
                { cancel_button(&props.send) }
                <button type="submit" class="button button--primary">{ "改名" }</button>
            </div>
        </form>
    }
}

fn purge(id: &DraftId, deleted: bool, name: &str, send: &Send) -> Html {
    html! {
        <>
            <p>{ format!("“{name}”将从这台电脑上彻底删除，不能恢复。") }</p>
            <div class="dialog__actions">
                { cancel_button(send) }
                if !deleted {
                    { button(send, "button", "先下载一份", Event::DownloadStored(id.clone())) }
                }
                { button(send, "button button--danger", "彻底删除", Event::Purge { id: id.clone(), deleted }) }
            </div>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct PasteBoxProps {
    table: Table,
    send: Send,
}

#[component]
fn PasteBox(props: &PasteBoxProps) -> Html {
    let area = use_node_ref();
    let table = props.table;
    let onsubmit = {
        let area = area.clone();
        submit(&props.send, move || Event::Pasted { table, anchor: None, text: value_of(&area) })
    };
    html! {
        <form {onsubmit}>
            <p class="dialog__hint" id="paste-hint">
                { "在 Excel、WPS 或网页里选中表格并复制，到下面粘贴（Ctrl+V）。带不带表头和行名都可以；下一步先预览，再放进表格。" }
            </p>
            <label class="field__label" for="paste">{ "粘贴到这里" }</label>
            <textarea id="paste" ref={area} class="field__area dialog__paste" rows="8" aria-describedby="paste-hint" />
            <div class="dialog__actions">
                { cancel_button(&props.send) }
                <button type="submit" class="button button--primary">{ "下一步" }</button>
            </div>
        </form>
    }
}

/// The table as it would be, what changes marked.
fn paste_preview(plan: &Rc<Plan>, draft: &Rc<Draft>, send: &Send) -> Html {
    let placed: HashMap<_, _> = plan.placed.iter().map(|placed| (placed.cell, placed)).collect();
    let changed = plan.changed().count();
    let grid = Grid::of(draft.edition(), plan.table);
    let cell = |cell: &GridCell| {
        let (rowspan, colspan) = (cell.rowspan.to_string(), cell.colspan.to_string());
        match cell.content {
            Content::Figure(id) => {
                let (class, text) = match placed.get(&id) {
                    Some(placed) if placed.before != placed.after => ("preview-cell--new", &placed.after),
                    Some(placed) => ("preview-cell--same", &placed.after),
                    None => ("", draft.cell(id)),
                };
                let computed = text.is_empty() && id.is_derived(draft.edition());
                let text = if computed { "自动" } else { &**text };
                html! { <td class={classes!("preview-cell", class)} {colspan}>{ text.to_owned() }</td> }
            }
            other => html! { <th {rowspan} {colspan}>{ other.label().unwrap_or_default() }</th> },
        }
    };
    let notes = [
        (plan.by_label, "按行名对应到各行。".to_owned()),
        (plan.outside > 0, format!("有 {} 格超出表格，不会放入。", plan.outside)),
        (plan.unreadable > 0, format!("有 {} 格读不出数字，放入后会标出。", plan.unreadable)),
        (plan.overridden > 0, format!("有 {} 格合计与自动合计不同，按粘贴的保留并标出。", plan.overridden)),
    ];
    html! {
        <>
            <p>{ format!("{} 行 {} 列，将改动 {changed} 格（底色标出）。", plan.size.0, plan.size.1) }</p>
            { for notes.iter().filter(|(applies, _)| *applies).map(|(_, note)| html! { <p>{ note }</p> }) }
            <div class="dialog__scroll" tabindex="0" role="region" aria-label="粘贴后的表格">
                <table class="preview-table">{ for grid.rows.iter().map(|row| html! { <tr>{ for row.iter().map(cell) }</tr> }) }</table>
            </div>
            <div class="dialog__actions">
                { cancel_button(send) }
                <button type="button" class="button button--primary" autofocus=true
                    onclick={on(send, Event::ConfirmPaste)}>{ "放进表格" }</button>
            </div>
        </>
    }
}

/// What a rule demands, why, and an example. The text is Markdown with second-level headings only.
fn rule(id: &str, send: &Send) -> Html {
    let Some(rule) = rules::by_id(id) else { return Html::default() };
    let line = |line: &str| match line.trim().strip_prefix("## ") {
        Some(heading) => html! { <h3>{ heading.to_owned() }</h3> },
        None if line.trim().is_empty() => Html::default(),
        None => html! { <p>{ line.trim().to_owned() }</p> },
    };
    html! {
        <>
            <div class="dialog__rule">
                { for rule.docs.lines().map(line) }
                <h3>{ "依据" }</h3>
                <p>{ rule.source }</p>
            </div>
            <div class="dialog__actions">
                <button type="button" class="button button--primary" autofocus=true
                    onclick={on(send, Event::CloseDialog)}>{ "知道了" }</button>
            </div>
        </>
    }
}
