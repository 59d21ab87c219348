//! 检查: the findings at the right.

use super::prose_field::severity_class;
use super::widget::Widget;
use super::{Send, browser, button, on};
use crate::app::{Event, Route, Section, SuspectsOf};
use crate::format::{Edition, Table};
use crate::rules::{Counts, Equation, Finding, Severity, Suspect, Target};
use crate::storage::DraftId;
use gloo::events::{EventListener, EventListenerOptions};
use nianbao_markup::html;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent};
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

/// The list of findings, the gravest first; those with a reason folded away below.
#[derive(PartialEq)]
pub(super) struct FindingsPanel {
    pub(super) id: DraftId,
    pub(super) findings: Rc<Vec<Rc<Finding>>>,
    pub(super) edition: Edition,
    /// The place of the finding at hand in the list.
    pub(super) attended: Option<usize>,
    /// The cells that may be to blame for a finding, where they are asked for.
    pub(super) suspects: Option<SuspectsOf>,
    /// How far the review has come.
    pub(super) review: ReviewState,
    pub(super) folded: bool,
    pub(super) send: Send,
}

/// How far the review has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReviewState {
    /// Nothing is known yet.
    Waiting,
    /// There are findings, or none are needed.
    Known,
    /// The reviewer does not run.
    Failed,
}

/// Which findings are shown: all, or those of a weight and of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Filter {
    severity: Option<Severity>,
    section: Option<Section>,
}

impl Filter {
    fn shows(self, finding: &Finding) -> bool {
        self.severity.is_none_or(|severity| severity == finding.severity)
            && self.section.is_none_or(|section| section == section_of(finding))
    }
}

fn section_of(finding: &Finding) -> Section {
    finding.part.map_or(Section::Head, Section::Part)
}

impl Widget for FindingsPanel {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        let FindingsPanel { findings, folded, send, .. } = self;
        let filter = use_state_eq(Filter::default).run(hooks);
        let list = use_node_ref().run(hooks);
        use_effect_with((list.clone(), *folded, send.clone()), |(list, _, send)| {
            let listeners = list.cast::<Element>().map(|list| listen(&list, send));
            move || drop(listeners)
        })
        .run(hooks);
        use_effect_with(self.attended, |attended| {
            let card = attended.and_then(|index| browser::element(&card_id(index)));
            if let Some((frame, card)) = browser::element("panel").zip(card) {
                browser::show_within(&frame, &card);
            }
        })
        .run(hooks);
        let visible: Vec<_> =
            findings.iter().enumerate().filter(|(_, finding)| filter.shows(finding)).collect();
        let current = self.attended.filter(|index| visible.iter().any(|(other, _)| other == index));
        let current = current.or_else(|| visible.first().map(|&(index, _)| index));
        let card = |(index, finding): &(usize, &Rc<Finding>)| {
            let suspects = self.suspects.as_ref().filter(|shown| Rc::ptr_eq(&shown.finding, finding));
            let nth = findings[..*index].iter().filter(|other| other.rule == finding.rule).count();
            html! {
                <Card key={format!("{}-{nth}", finding.rule)} finding={Rc::clone(finding)} index={*index}
                    edition={self.edition} suspects={suspects.cloned()}
                    attended={self.attended == Some(*index)} current={current == Some(*index)} send={send.clone()} />
            }
        };
        let (explained, open): (Vec<_>, Vec<_>) =
            visible.iter().partition(|(_, finding)| finding.reason.is_some());
        html! {
            <aside class="panel" id="panel" aria-label="检查">
                <div class="panel__head">
                    <h2 class="panel__title" id="panel-title" tabindex="-1">{ "检查" }</h2>
                    if !folded {
                        { link(send, "全部检查项", Event::AskRules) }
                        { link(send, "审核意见表", Event::Go(Route::Sheet(self.id.clone()))) }
                    }
                    <button type="button" class="button button--small" aria-expanded={(!folded).to_string()}
                        onclick={on(send, Event::TogglePanel)}>
                        { if *folded { "展开检查" } else { "收起" } }
                    </button>
                </div>
                if !folded {
                    { filters(&filter, findings, self.edition) }
                    if self.review == ReviewState::Failed {
                        <div class="panel__failed" role="alert">
                            <p>{ "核对程序没有启动，下面的结果可能不是最新的。填写和保存不受影响。" }</p>
                            { button(send, "button button--small", "重新启动核对", Event::RestartReview) }
                        </div>
                    }
                    if self.review == ReviewState::Waiting {
                        <p class="panel__hint">{ "正在核对……" }</p>
                    } else if findings.is_empty() {
                        if self.review == ReviewState::Known {
                            <p class="panel__empty">{ "✓ 没有发现问题，可以报送。" }</p>
                        }
                    } else if visible.is_empty() {
                        <p class="panel__hint">{ "这里没有问题。" }</p>
                    } else {
                        <p class="panel__hint"
                            title="F8 到下一处，Shift+F8 到上一处；F6 在问题和它的位置之间来回；在列表中用 ↑↓ 逐条看，回车到它的位置">
                            { "F8 下一处，F6 来回；列表中 ↑↓、回车" }
                        </p>
                    }
                    <div ref={list}>
                        <ul class="findings" aria-label="检查结果">{ for open.iter().copied().map(card) }</ul>
                        if !explained.is_empty() {
                            <details class="explained">
                                <summary>{ format!("已说明 {}", explained.len()) }</summary>
                                <ul class="findings" aria-label="已说明">{ for explained.iter().copied().map(card) }</ul>
                            </details>
                        }
                    </div>
                }
            </aside>
        }
    }
}

fn filters(filter: &UseStateHandle<Filter>, findings: &[Rc<Finding>], edition: Edition) -> Html {
    let counts = Counts::of(findings);
    let by_severity = |severity: Option<Severity>, label: &str, count: usize| {
        let filter = filter.clone();
        let pressed = (filter.severity == severity).to_string();
        let onclick = Callback::from(move |_: MouseEvent| filter.set(Filter { severity, ..*filter }));
        html! {
            <button type="button" class="filter" aria-pressed={pressed} {onclick}>
                { format!("{label} {count}") }
            </button>
        }
    };
    let sections = Section::ALL.iter().enumerate().map(|(index, &section)| {
        let count = findings.iter().filter(|finding| section_of(finding) == section).count();
        let heading = section.heading(edition);
        html! {
            <option value={index.to_string()} selected={filter.section == Some(section)}>
                { format!("{heading} {count}") }
            </option>
        }
    });
    let chosen = {
        let filter = filter.clone();
        Callback::from(move |event: yew::Event| {
            let value = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
            let index = value.and_then(|value| value.parse::<usize>().ok());
            filter
                .set(Filter { section: index.and_then(|index| Section::ALL.get(index).copied()), ..*filter });
        })
    };
    html! {
        <div class="filters" role="group" aria-label="筛选">
            { by_severity(None, "全部", counts.errors + counts.warnings + counts.hints) }
            { by_severity(Some(Severity::Error), Severity::Error.label(), counts.errors) }
            { by_severity(Some(Severity::Warning), Severity::Warning.label(), counts.warnings) }
            { by_severity(Some(Severity::Hint), Severity::Hint.label(), counts.hints) }
            <select class="filters__section" aria-label="按部分筛选" onchange={chosen}>
                <option value="" selected={filter.section.is_none()}>{ "全部各部分" }</option>
                { for sections }
            </select>
        </div>
    }
}

fn card_id(index: usize) -> String {
    format!("finding-{index}")
}

/// Focuses a finding of the list, or the head of the list where it is not shown.
pub(super) fn focus(index: usize) {
    let card = browser::element(&card_id(index)).or_else(|| browser::element("panel-title"));
    if let Some(card) = card.and_then(|card| card.dyn_into::<HtmlElement>().ok()) {
        // A failure leaves the focus where it was.
        let _ = card.focus();
    }
}

/// Keyboard and focus of the list. These are listeners of the browser rather than of Yew, which would look
/// for handlers with every key anywhere.
fn listen(list: &Element, send: &Send) -> [EventListener; 2] {
    let entered = {
        let send = send.clone();
        EventListener::new(list, "focusin", move |event| {
            let card = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if let Some(index) = card.and_then(|card| index_of(&card)) {
                send.emit(Event::Attend(index));
            }
        })
    };
    let (frame, send) = (list.clone(), send.clone());
    let active = EventListenerOptions::enable_prevent_default();
    let keys = EventListener::new_with_options(list, "keydown", active, move |event| {
        let (Some(key), Some(target)) = (
            event.dyn_ref::<KeyboardEvent>(),
            event.target().and_then(|target| target.dyn_into::<Element>().ok()),
        ) else {
            return;
        };
        if key.is_composing() || key.key_code() == browser::COMPOSING || key.alt_key() || key.ctrl_key() {
            return;
        }
        let is_done = if target.has_type::<HtmlTextAreaElement>() {
            key_in_reason(key, &target)
        } else {
            key_in_list(key, &target, &frame, &send)
        };
        if is_done {
            event.prevent_default();
        }
    });
    [entered, keys]
}

/// The place in the list of the finding around an element.
pub(super) fn index_of(element: &Element) -> Option<usize> {
    let card = element.closest(".finding").ok().flatten()?;
    card.id().rsplit('-').next()?.parse().ok()
}

/// Enter saves the reason, Escape leaves it; says whether the key is used up.
fn key_in_reason(key: &KeyboardEvent, area: &Element) -> bool {
    let class = match (key.key().as_str(), key.shift_key()) {
        ("Enter", false) => ".reason__save",
        ("Escape", _) => ".reason__cancel",
        _ => return false,
    };
    let form = area.closest("form").ok().flatten();
    let button = form.and_then(|form| form.query_selector(class).ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
    true
}

/// Arrows lead from finding to finding, Enter to its place; says whether the key is used up.
fn key_in_list(key: &KeyboardEvent, target: &Element, list: &Element, send: &Send) -> bool {
    let Some(card) = target.closest(".finding").ok().flatten() else { return false };
    let cards = browser::all(list, ".finding");
    let cards: Vec<_> =
        cards.into_iter().filter(|card| card.closest("details:not([open])") == Ok(None)).collect();
    let at = cards.iter().position(|other| *other == card);
    let next = match (key.key().as_str(), at) {
        ("ArrowDown", Some(at)) => at + 1,
        ("ArrowUp", Some(at)) => at.saturating_sub(1),
        ("Home", _) => 0,
        ("End", _) => cards.len() - 1,
        ("Enter", _) if *target == card => {
            if let Some(index) = index_of(&card) {
                send.emit(Event::Visit(index));
            }
            return true;
        }
        _ => return false,
    };
    if let Some(card) = cards.get(next).and_then(|card| card.dyn_ref::<HtmlElement>()) {
        // A failure leaves the focus where it was.
        let _ = card.focus();
    }
    true
}

/// One finding: where, what, by how much, what can be done.
#[derive(PartialEq)]
struct Card {
    finding: Rc<Finding>,
    index: usize,
    edition: Edition,
    /// The cells that may be to blame, where they are asked for.
    suspects: Option<SuspectsOf>,
    /// Whether it is the finding at hand.
    attended: bool,
    /// Whether the list is entered here by keyboard.
    current: bool,
    send: Send,
}

impl Widget for Card {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        let Card { finding, index, send, .. } = self;
        let explaining = use_state_eq(|| false).run(hooks);
        let (icon, weight) = match finding.severity {
            _ if finding.reason.is_some() => ("✓", "已说明"),
            Severity::Error => ("✕", Severity::Error.label()),
            Severity::Warning => ("△", Severity::Warning.label()),
            Severity::Hint => ("○", Severity::Hint.label()),
        };
        let class = classes!(
            "finding",
            match finding.reason {
                None => format!("finding--{}", severity_class(finding.severity)),
                Some(_) => "finding--explained".to_owned(),
            },
            self.attended.then_some("finding--attended")
        );
        let jump = finding.target.map(|target| {
            let label = match target {
                Target::Cell(_) => "到表中",
                Target::Field(_) => "去写",
                Target::Text(_) => "到文中",
            };
            link(send, label, Event::Visit(*index))
        });
        html! {
            <li {class} id={card_id(*index)} tabindex={if self.current { "0" } else { "-1" }}
                aria-current={self.attended.then_some("true")}>
                <p class="finding__place">
                    <span class="finding__icon" aria-hidden="true">{ icon }</span>
                    { format!("{weight} · {}", finding.place) }
                </p>
                <p class="finding__message">{ &finding.message }</p>
                if let Some(equation) = &finding.equation {
                    { sides(equation, self.attended) }
                }
                if !finding.advice.is_empty() {
                    <p class="finding__advice">{ &finding.advice }</p>
                }
                if let Some(reason) = &finding.reason {
                    <p class="finding__reason">{ format!("说明：{reason}") }</p>
                }
                <p class="finding__actions">
                    { for jump }
                    if let Some(remedy) = &finding.remedy {
                        { link(send, &remedy.label(), Event::Repair(remedy.clone())) }
                    }
                    if finding.may_be_explained() && !*explaining {
                        { explain(finding, &explaining, send) }
                    }
                    { link(send, "为什么", Event::Explain(finding.rule.to_string())) }
                </p>
                if may_have_suspects(finding) {
                    <div class="suspects">
                        <button type="button" class="link" aria-expanded={self.suspects.is_some().to_string()}
                            onclick={on(send, Event::ToggleSuspects(Rc::clone(finding)))}>
                            { if self.suspects.is_some() { "可能是哪一格？ ▴" } else { "可能是哪一格？ ▾" } }
                        </button>
                        { for self.suspects.as_ref().and_then(|shown| shown.cells.as_ref()).map(|cells| suspect_list(cells, self.edition, send)) }
                    </div>
                }
                if *explaining {
                    <ReasonForm finding={Rc::clone(finding)} index={*index} send={send.clone()}
                        done={Callback::from(move |()| explaining.set(false))} />
                }
            </li>
        }
    }
}

/// Whether a single cell can be to blame: an equality between figures of tables 3 or 4 does not hold.
fn may_have_suspects(finding: &Finding) -> bool {
    let in_tables = |equation: &Equation| {
        let mut terms = equation.left.terms.iter().chain(&equation.right.terms);
        terms.all(|term| term.cell.is_some_and(|cell| cell.table() != Table::Two))
    };
    finding.severity == Severity::Error && finding.equation.as_ref().is_some_and(in_tables)
}

/// The single changes that would make everything hold, each with a button.
fn suspect_list(suspects: &[Suspect], edition: Edition, send: &Send) -> Html {
    if suspects.is_empty() {
        return html! { <p class="finding__advice">{ "只改一格对不上，可能不止一处有错，或者还有空格。" }</p> };
    }
    let line = |suspect: &Suspect| {
        let cell = suspect.cell;
        let (row, column) = (cell.row_path(edition), cell.column_path(edition));
        // In table 4 the columns say everything.
        let name = match (row.last(), column.last()) {
            (Some(row), Some(column)) => format!("{row} · {column}"),
            _ => column.join(" · "),
        };
        let label = suspect.remedy.label();
        html! {
            <li>
                <p>{ format!("{name}，现在是 {}", suspect.from) }</p>
                <p class="finding__advice">{ suspect.reason.label() }</p>
                <p class="finding__actions">
                    <button type="button" class="link" aria-label={format!("{name}{label}")}
                        onclick={on(send, Event::Repair(suspect.remedy.clone()))}>{ label }</button>
                    <button type="button" class="link" aria-label={format!("到{name}")}
                        onclick={on(send, Event::Jump(Target::Cell(cell)))}>{ "到表中" }</button>
                </p>
            </li>
        }
    };
    html! {
        <>
            <p class="finding__advice">{ "改下面任何一格，各处都能对上；请对照台账再改。" }</p>
            <ol class="suspects__list">{ for suspects.iter().map(line) }</ol>
        </>
    }
}

/// Both sides of an equation; those of the finding at hand look like their places in the tables.
fn sides(equation: &Equation, attended: bool) -> Html {
    let class = |side: &'static str| if attended { side } else { "side" };
    html! {
        <p class="finding__equation">
            <span class={class("side side--left")}>{ equation.left.to_string() }</span>{ "，" }
            <span class={class("side side--right")}>{ equation.right.to_string() }</span>
            { format!("，相差 {}", equation.difference().abs()) }
        </p>
    }
}

/// What opens the form for a reason, and what takes a reason back.
fn explain(finding: &Rc<Finding>, explaining: &UseStateHandle<bool>, send: &Send) -> Html {
    let explaining = explaining.clone();
    let open = Callback::from(move |_: MouseEvent| explaining.set(true));
    let has_reason = finding.reason.is_some();
    html! {
        <>
            <button type="button" class="link" onclick={open}>
                { if has_reason { "修改说明" } else { "说明理由" } }
            </button>
            if has_reason {
                { link(send, "撤回说明", Event::GiveReason(Rc::clone(finding), "".into())) }
            }
        </>
    }
}

/// The form for a reason. Its keys are handled by the list.
#[derive(PartialEq)]
struct ReasonForm {
    finding: Rc<Finding>,
    index: usize,
    send: Send,
    done: Callback<()>,
}

impl Widget for ReasonForm {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        let ReasonForm { finding, index, send, done } = self;
        let area = use_node_ref().run(hooks);
        use_effect_with(area.clone(), |area| {
            if let Some(area) = area.cast::<HtmlElement>() {
                let _ = area.focus();
            }
        })
        .run(hooks);
        let onsubmit = {
            let (area, finding, send, done) = (area.clone(), Rc::clone(finding), send.clone(), done.clone());
            Callback::from(move |event: SubmitEvent| {
                event.prevent_default();
                let text = area.cast::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default();
                done.emit(());
                send.emit(Event::GiveReason(Rc::clone(&finding), text.into()));
            })
        };
        let cancel = {
            let (done, index) = (done.clone(), *index);
            Callback::from(move |_: MouseEvent| {
                done.emit(());
                focus(index);
            })
        };
        let id = format!("reason-{index}");
        let present = finding.reason.clone().map(AttrValue::from);
        html! {
            <form class="reason" {onsubmit}>
                <label class="field__label" for={id.clone()}>{ "理由" }</label>
                <textarea {id} class="field__area" ref={area} rows="3" maxlength="1000" defaultvalue={present} />
                <div class="reason__actions">
                    <button type="submit" class="button button--small button--primary reason__save">{ "保存说明" }</button>
                    <button type="button" class="button button--small reason__cancel" onclick={cancel}>{ "取消" }</button>
                </div>
                <p class="field__hint">{ "回车保存，Esc 取消；理由随草稿保存，列入审核意见表。" }</p>
            </form>
        }
    }
}

fn link(send: &Send, label: &str, event: Event) -> Html {
    button(send, "link", label, event)
}
