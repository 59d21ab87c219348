//! 检查: the findings at the right.

use super::{Send, button, on};
use crate::app::Event;
use crate::rules::{Counts, Finding, Severity, Target};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`FindingsPanel`].
#[derive(Properties, PartialEq)]
pub(super) struct Props {
    pub(super) findings: Rc<Vec<Rc<Finding>>>,
    pub(super) folded: bool,
    pub(super) send: Send,
}

/// The list of findings, by weight.
#[component]
pub(super) fn FindingsPanel(props: &Props) -> Html {
    let shown = use_state_eq(|| None::<Severity>);
    let Props { findings, folded, send } = props;
    let counts = Counts::of(findings);
    let filter = |severity: Option<Severity>, label: &str, count: usize| {
        let shown = shown.clone();
        let pressed = *shown == severity;
        let onclick = Callback::from(move |_: MouseEvent| shown.set(severity));
        html! {
            <button type="button" class="filter" aria-pressed={pressed.to_string()} {onclick}>
                { format!("{label} {count}") }
            </button>
        }
    };
    let visible = findings.iter().filter(|finding| shown.is_none_or(|severity| finding.severity == severity));
    html! {
        <aside class="panel" aria-label="检查">
            <div class="panel__head">
                <h2 class="panel__title">{ "检查" }</h2>
                <button type="button" class="button button--small" aria-expanded={(!folded).to_string()}
                    onclick={on(send, Event::TogglePanel)}>
                    { if *folded { "展开检查" } else { "收起" } }
                </button>
            </div>
            if !folded {
                <div class="filters" role="group" aria-label="筛选">
                    { filter(None, "全部", findings.len()) }
                    { filter(Some(Severity::Error), Severity::Error.label(), counts.errors) }
                    { filter(Some(Severity::Warning), Severity::Warning.label(), counts.warnings) }
                    { filter(Some(Severity::Hint), Severity::Hint.label(), counts.hints) }
                </div>
                if findings.is_empty() {
                    <p class="panel__empty">{ "✓ 没有发现问题，可以报送。" }</p>
                }
                <ul class="findings">
                    { for visible.map(|finding| html! { <Card finding={Rc::clone(finding)} send={send.clone()} /> }) }
                </ul>
            }
        </aside>
    }
}

#[derive(Properties, PartialEq)]
struct CardProps {
    finding: Rc<Finding>,
    send: Send,
}

/// One finding: where, what, by how much, what can be done.
#[component]
fn Card(props: &CardProps) -> Html {
    let CardProps { finding, send } = props;
    let (class, icon) = match finding.severity {
        Severity::Error => ("finding finding--error", "✕"),
        Severity::Warning => ("finding finding--warning", "△"),
        Severity::Hint => ("finding finding--hint", "○"),
    };
    let jump = finding.target.map(|target| {
        let label = match target {
            Target::Cell(_) => "到表中",
            Target::Field(_) => "去写",
        };
        link(send, label, Event::Jump(target))
    });
    html! {
        <li {class}>
            <p class="finding__place">
                <span class="finding__icon" aria-hidden="true">{ icon }</span>
                { format!("{} · {}", finding.severity.label(), finding.place) }
            </p>
            <p class="finding__message">{ &finding.message }</p>
            if let Some(equation) = &finding.equation {
                <p class="finding__equation">{ equation.to_string() }</p>
            }
            if !finding.advice.is_empty() {
                <p class="finding__advice">{ &finding.advice }</p>
            }
            <p class="finding__actions">
                { for jump }
                if let Some(remedy) = &finding.remedy {
                    { link(send, &remedy.label(), Event::Repair(remedy.clone())) }
                }
                { link(send, "为什么", Event::Explain(finding.rule)) }
            </p>
        </li>
    }
}

fn link(send: &Send, label: &str, event: Event) -> Html {
    button(send, "link", label, event)
}
