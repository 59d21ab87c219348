//! Dialogs: new report, renaming, paste, explanation of a rule.

use super::head_section::{kind_options, year_options};
use super::widget::Widget;
use super::{Send, button, on, transfer};
use crate::app::{Clock, Dialog, Event, Occasion, PastChoice, state_name};
use crate::format::{Content, Grid, GridCell, Table};
use crate::paste::Plan;
use crate::report::{Draft, UnitKind};
use crate::review::{RuleInfo, Version};
use crate::rules::State;
use crate::storage::{DraftId, Entry};
use nianbao_markup::html;
use std::rc::Rc;
use web_sys::{HtmlDialogElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

/// The open dialog, if any. The element is the browser's own, which keeps the focus inside and gives it back.
pub(super) struct Dialogs {
    pub(super) dialog: Option<Dialog>,
    pub(super) material: Material,
    /// Takes a file that is to be last year's report.
    pub(super) on_past_file: Callback<web_sys::File>,
    pub(super) send: Send,
}

impl PartialEq for Dialogs {
    /// An open dialog is always drawn again, which costs less than to find out whether it has changed.
    fn eq(&self, other: &Self) -> bool {
        self.dialog.is_none() && other.dialog.is_none()
    }
}

/// What an open dialog shows of the draft under work.
#[derive(Debug, Clone)]
pub(super) enum Material {
    /// Nothing.
    None,
    /// The draft.
    Draft(Rc<Draft>),
    /// What each rule found out.
    Rules(Rc<Vec<RuleState>>),
    /// The figures that can be put into prose.
    Figures(Rc<Vec<FigureLine>>),
}

impl Widget for Dialogs {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        let Dialogs { dialog, material, on_past_file, send } = self;
        let frame = use_node_ref().run(hooks);
        use_effect_with((frame.clone(), dialog.is_some()), |(frame, open)| {
            if let Some(dialog) = frame.cast::<HtmlDialogElement>() {
                if *open && !dialog.open() {
                    let _ = dialog.show_modal();
                } else if !*open && dialog.open() {
                    dialog.close();
                }
            }
        })
        .run(hooks);
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
            Some(Dialog::Paste(plan)) => match material {
                Material::Draft(draft) => ("粘贴前看一看", paste_preview(plan, draft, send)),
                _ => ("", Html::default()),
            },
            Some(Dialog::Rule(_)) => match material {
                Material::Rules(rules) => ("为什么", rule(rules, send)),
                _ => ("", Html::default()),
            },
            Some(Dialog::Rules) => match material {
                Material::Rules(rules) => ("全部检查项", all_rules(rules, send)),
                _ => ("", Html::default()),
            },
            Some(Dialog::Tokens { .. }) => match material {
                Material::Figures(figures) => {
                    ("插入数据", html! { <FigureList figures={Rc::clone(figures)} send={send.clone()} /> })
                }
                _ => ("", Html::default()),
            },
            Some(Dialog::Working(what)) => ("请稍候", transfer::working(what, send)),
            Some(Dialog::PasteReport) => ("粘贴已有的年报", transfer::paste_report(send)),
            Some(Dialog::Intake(preview)) => ("导入前看一看", transfer::intake(preview, send)),
            Some(Dialog::Password { id, name, locks, problem }) => (
                if *locks { "给草稿加锁" } else { "解锁草稿" },
                html! { <PasswordForm id={id.clone()} name={name.clone()} locks={*locks} problem={problem.clone()} send={send.clone()} /> },
            ),
            Some(Dialog::Clear(drafts, deleted)) => ("清除本机全部数据", clear(*drafts, *deleted, send)),
            Some(Dialog::Versions(list, clock)) => ("历史版本", versions(list, *clock, send)),
            Some(Dialog::Export(rich)) => ("导出", transfer::export(rich.as_ref(), send)),
            Some(Dialog::Past(entries)) => ("去年年报", past(entries, on_past_file, send)),
        };
        let class = match dialog {
            Some(Dialog::Paste(_) | Dialog::Rules | Dialog::Intake(_) | Dialog::Versions(..)) => {
                "dialog dialog--wide"
            }
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

#[derive(PartialEq)]
struct NewForm {
    year: u16,
    send: Send,
}

impl Widget for NewForm {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        let (unit, kind, year) =
            (use_node_ref().run(hooks), use_node_ref().run(hooks), use_node_ref().run(hooks));
        let offered = self.year;
        let onsubmit = {
            let (unit, kind, year) = (unit.clone(), kind.clone(), year.clone());
            submit(&self.send, move || Event::Create {
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
                    { cancel_button(&self.send) }
                    <button type="submit" class="button button--primary">{ "开始编制" }</button>
                </div>
            </form>
        }
    }
}

#[derive(PartialEq)]
struct RenameForm {
    id: DraftId,
    name: String,
    send: Send,
}

impl Widget for RenameForm {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        let name = use_node_ref().run(hooks);
        let onsubmit = {
            let (name, id) = (name.clone(), self.id.clone());
            submit(&self.send, move || Event::Rename(id.clone(), value_of(&name)))
        };
        html! {
            <form {onsubmit}>
                <div class="dialog__fields">
                    <label class="field__label" for="rename">{ "草稿名称" }</label>
                    <input id="rename" ref={name} class="field__input" type="text" autocomplete="off"
                        value={self.name.clone()} />
                </div>
                <p class="dialog__hint">{ "只用于在首页区分草稿，不会印在报告里。留空则用单位名称和年度。" }</p>
                <div class="dialog__actions">
                    { cancel_button(&self.send) }
                    <button type="submit" class="button button--primary">{ "改名" }</button>
                </div>
            </form>
        }
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

#[derive(PartialEq)]
struct PasswordForm {
    id: DraftId,
    name: String,
    locks: bool,
    problem: String,
    send: Send,
}

impl Widget for PasswordForm {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        let (password, again) = (use_node_ref().run(hooks), use_node_ref().run(hooks));
        let locks = self.locks;
        let onsubmit = {
            let (password, again, id) = (password.clone(), again.clone(), self.id.clone());
            submit(&self.send, move || Event::PasswordGiven {
                id: id.clone(),
                password: value_of(&password),
                again: locks.then(|| value_of(&again)),
            })
        };
        let field = |id: &'static str, label: &'static str, node: &NodeRef| {
            html! {
                <>
                    <label class="field__label" for={id}>{ label }</label>
                    <input {id} ref={node.clone()} class="field__input" type="password" autocomplete="off" />
                </>
            }
        };
        let (hint, action) = if locks {
            (
                "加锁后，没有密码谁也打不开这份草稿，忘记密码就等于丢了草稿，没有别的办法找回。草稿名称不加密；历史版本会清除。",
                "加锁",
            )
        } else {
            ("解锁后草稿不再加密，用完请重新加锁。", "解锁")
        };
        html! {
            <form {onsubmit}>
                <p>{ format!("“{}”", self.name) }</p>
                <div class="dialog__fields">
                    { field("password", "密码", &password) }
                    if locks {
                        { field("password-again", "再输一次", &again) }
                    }
                </div>
                <p class="dialog__problem" role="alert">{ &self.problem }</p>
                <p class="dialog__hint">{ hint }</p>
                <div class="dialog__actions">
                    { cancel_button(&self.send) }
                    <button type="submit" class="button button--primary">{ action }</button>
                </div>
            </form>
        }
    }
}

fn clear(drafts: usize, deleted: usize, send: &Send) -> Html {
    html! {
        <>
            <p>
                { format!("这台电脑的这个浏览器里的 {drafts} 份草稿、回收站里的 {deleted} 份和全部历史版本都将清除，不能恢复。\
                           已经存成文件的不受影响。") }
            </p>
            <div class="dialog__actions">
                { cancel_button(send) }
                { button(send, "button", "先把全部草稿存成文件", Event::SaveAll) }
                { button(send, "button button--danger", "全部清除", Event::Clear) }
            </div>
        </>
    }
}

#[derive(PartialEq)]
struct PasteBox {
    table: Table,
    send: Send,
}

impl Widget for PasteBox {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        let area = use_node_ref().run(hooks);
        let table = self.table;
        let onsubmit = {
            let area = area.clone();
            submit(&self.send, move || Event::Pasted { table, anchor: None, text: value_of(&area) })
        };
        html! {
            <form {onsubmit}>
                <p class="dialog__hint" id="paste-hint">
                    { "在 Excel、WPS 或网页里选中表格并复制，到下面粘贴（Ctrl+V）。带不带表头和行名都可以；下一步先预览，再放进表格。" }
                </p>
                <label class="field__label" for="paste">{ "粘贴到这里" }</label>
                <textarea id="paste" ref={area} class="field__area dialog__paste" rows="8" aria-describedby="paste-hint" />
                <div class="dialog__actions">
                    { cancel_button(&self.send) }
                    <button type="submit" class="button button--primary">{ "下一步" }</button>
                </div>
            </form>
        }
    }
}

/// The table as it would be, what changes marked.
fn paste_preview(plan: &Rc<Plan>, draft: &Rc<Draft>, send: &Send) -> Html {
    let changed = plan.changed().count();
    let grid = Grid::of(draft.edition(), plan.table);
    let cell = |cell: &GridCell| {
        let (rowspan, colspan) = (cell.rowspan.to_string(), cell.colspan.to_string());
        match cell.content {
            Content::Figure(id) => {
                let (class, text) = match plan.placed.iter().find(|placed| placed.cell == id) {
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

/// The earlier versions, each with its differences from now.
fn versions(versions: &[Version], clock: Clock, send: &Send) -> Html {
    let version = |version: &Version| {
        let when = format!("{} {}", clock.moment(version.at), Occasion::from_key(&version.occasion).label());
        html! {
            <details key={version.at} class="version">
                <summary>
                    { &when }<small>{ format!("与现在有 {} 处不同", version.differences.len()) }</small>
                </summary>
                <table class="version__differences">
                    <thead><tr><th scope="col">{ "位置" }</th><th scope="col">{ "这个版本" }</th><th scope="col">{ "现在" }</th></tr></thead>
                    <tbody>
                        { for version.differences.iter().map(|difference| html! {
                            <tr><th scope="row">{ &difference.place }</th><td>{ &difference.then }</td><td>{ &difference.now }</td></tr>
                        }) }
                    </tbody>
                </table>
                <button type="button" class="button" aria-label={format!("恢复到 {when} 的版本")}
                    onclick={on(send, Event::RestoreVersion(version.at))}>{ "恢复到这个版本" }</button>
            </details>
        }
    };
    html! {
        <>
            <p class="dialog__hint">
                { "打开后改动前、每编制 10 分钟，以及打印、导出、导入、接管时各留一个版本，每份草稿最多 24 个，只存在这台电脑的浏览器里。" }
            </p>
            if versions.is_empty() {
                <p>{ "还没有与现在不同的版本。" }</p>
            }
            <div class="dialog__scroll">{ for versions.iter().map(version) }</div>
            { close(send) }
        </>
    }
}

/// What is shown until the reviewer has answered.
const LOADING: &str = "正在载入……";

/// What a rule demands, why, and an example. The text is Markdown with second-level headings only.
fn rule(rules: &[RuleState], send: &Send) -> Html {
    html! {
        <>
            <div class="dialog__rule">
                if let Some(state) = rules.first() {
                    { rule_text(&state.rule) }
                } else {
                    <p>{ LOADING }</p>
                }
            </div>
            { close(send) }
        </>
    }
}

fn rule_text(rule: &RuleInfo) -> Html {
    let line = |line: &str| match line.trim().strip_prefix("## ") {
        Some(heading) => html! { <h3>{ heading.to_owned() }</h3> },
        None if line.trim().is_empty() => Html::default(),
        None => html! { <p>{ line.trim().to_owned() }</p> },
    };
    html! {
        <>
            { for rule.docs.lines().map(line) }
            <h3>{ "依据" }</h3>
            <p>{ &rule.source }</p>
        </>
    }
}

fn close(send: &Send) -> Html {
    html! {
        <div class="dialog__actions">
            <button type="button" class="button button--primary" autofocus=true
                onclick={on(send, Event::CloseDialog)}>{ "知道了" }</button>
        </div>
    }
}

/// What a rule found out, for the list of all rules.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RuleState {
    pub(super) rule: RuleInfo,
    pub(super) state: State,
    /// Why it could not be assessed, or why it does not apply; empty otherwise.
    pub(super) why: &'static str,
}

/// All rules by state, each with its words to be unfolded.
fn all_rules(rules: &[RuleState], send: &Send) -> Html {
    let groups = [
        (State::Failed, "未通过", "✕"),
        (State::NotAssessable, "暂时无法判断", "–"),
        (State::Passed, "通过", "✓"),
        (State::NotApplicable, "不适用", "○"),
    ];
    let group = |(state, name, icon): (State, &str, &str)| {
        let rules: Vec<_> = rules.iter().filter(|rule| rule.state == state).collect();
        if rules.is_empty() {
            return Html::default();
        }
        html! {
            <section>
                <h3 class="rules__group">{ format!("{name} {}", rules.len()) }</h3>
                <ul>{ for rules.iter().map(|rule| rule_line(rule, icon)) }</ul>
            </section>
        }
    };
    html! {
        <>
            <p class="dialog__hint">{ "点开一项，看它查什么、为什么、依据哪里。" }</p>
            <div class="dialog__scroll rules" tabindex="0" role="region" aria-label="检查项">
                if rules.is_empty() {
                    <p>{ LOADING }</p>
                }
                { for groups.map(group) }
            </div>
            { close(send) }
        </>
    }
}

fn rule_line(state: &RuleState, icon: &str) -> Html {
    html! {
        <li class="rules__rule">
            <details>
                <summary>
                    <span aria-hidden="true">{ icon }</span>{ " " }{ &state.rule.title }
                    if !state.why.is_empty() {
                        <small class="rules__why">{ state.why }</small>
                    }
                </summary>
                <div class="rules__text">{ rule_text(&state.rule) }</div>
            </details>
        </li>
    }
}

/// A figure that can be put into prose.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FigureLine {
    pub(super) name: &'static str,
    pub(super) origin: &'static str,
    pub(super) value: Option<String>,
}

/// The figures that can be put into prose, to be chosen by name.
#[derive(PartialEq)]
struct FigureList {
    figures: Rc<Vec<FigureLine>>,
    send: Send,
}

impl Widget for FigureList {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        let FigureList { figures, send } = self;
        let words = use_state_eq(String::new).run(hooks);
        let typed = {
            let words = words.clone();
            Callback::from(move |event: InputEvent| {
                let input = event.target_dyn_into::<HtmlInputElement>();
                words.set(input.map(|input| input.value().trim().to_owned()).unwrap_or_default());
            })
        };
        let shown = figures
            .iter()
            .filter(|figure| figure.name.contains(&**words) || figure.origin.contains(&**words));
        let shown: Vec<_> = shown.collect();
        // Enter takes the first.
        let onsubmit = {
            let first = shown.first().map(|figure| figure.name);
            let send = send.clone();
            Callback::from(move |event: SubmitEvent| {
                event.prevent_default();
                if let Some(name) = first {
                    send.emit(Event::InsertToken(name));
                }
            })
        };
        let line = |figure: &&FigureLine| {
            let value = figure.value.as_deref().unwrap_or("还没有数");
            html! {
                <li key={figure.name}>
                    <button type="button" class="figure-line" onclick={on(send, Event::InsertToken(figure.name))}>
                        <span class="figure-line__name">{ figure.name }</span>
                        <span class="figure-line__value">{ value.to_owned() }</span>
                        <span class="figure-line__origin">{ figure.origin }</span>
                    </button>
                </li>
            }
        };
        html! {
            <form {onsubmit}>
                <p class="dialog__hint">
                    { "插入后，文中显示为{名称}，打印和预览时是表里的数，表里改了跟着改。" }
                </p>
                <label class="field__label" for="figure-words">{ "按名称查找" }</label>
                <input id="figure-words" class="field__input" type="text" autocomplete="off" autofocus=true
                    oninput={typed} />
                <ul class="dialog__scroll figure-lines" aria-label="可以插入的数据">{ for shown.iter().map(line) }</ul>
                if shown.is_empty() {
                    <p>{ "没有这样的数据。" }</p>
                }
                <div class="dialog__actions">{ cancel_button(send) }</div>
            </form>
        }
    }
}

/// The reports that can be taken for last year's.
fn past(entries: &[Entry], on_file: &Callback<web_sys::File>, send: &Send) -> Html {
    let entry = |entry: &Entry| {
        html! {
            <li key={entry.id.to_string()}>
                <button type="button" class="figure-line"
                    onclick={on(send, Event::ChoosePast(PastChoice::Stored(entry.id.clone())))}>
                    <bdi class="figure-line__name">{ state_name(&entry.state) }</bdi>
                </button>
            </li>
        }
    };
    html! {
        <>
            <p class="dialog__hint">
                { "检查会拿去年年报核对结转、同比和重复的文字；表格里把鼠标停在一格上，能看到去年的数。" }
            </p>
            if entries.is_empty() {
                <p>{ "这台电脑上没有其他年份的草稿。去年用本程序保存过网页或数据文件的，可以打开。" }</p>
            } else {
                <ul class="dialog__scroll figure-lines" aria-label="其他年份的草稿">{ for entries.iter().map(entry) }</ul>
            }
            <div class="dialog__actions dialog__actions--many">
                { super::home_page::file_button("past-file", "打开去年年报文件…", "button", on_file) }
                { button(send, "button", "自动查找", Event::ChoosePast(PastChoice::Found)) }
                { button(send, "button", "不对照去年", Event::ChoosePast(PastChoice::Nothing)) }
                { cancel_button(send) }
            </div>
        </>
    }
}
