//! Last year's words beside a part: to be read, and copied only paragraph by paragraph.

use super::widget::Widget;
use super::{Send, on};
use crate::app::{Editor, Event};
use crate::report::{Field, Report};
use nianbao_markup::html;
use std::rc::Rc;
use yew::functional::HookContext;
use yew::prelude::*;

/// What last year's report says in a part.
#[derive(Clone)]
pub(super) struct PastText {
    field: Field,
    previous: Rc<Report>,
    /// What it announced, each with whether it is ticked off; in part 五 only.
    measures: Vec<(Rc<str>, bool)>,
    send: Send,
}

impl PartialEq for PastText {
    /// A report is read once and then stays the same; comparing its texts with every key would be in vain.
    fn eq(&self, other: &Self) -> bool {
        self.field == other.field
            && Rc::ptr_eq(&self.previous, &other.previous)
            && self.measures == other.measures
            && self.send == other.send
    }
}

impl PastText {
    /// What stands beside the text; `None` where last year's report is not at hand or says nothing there.
    pub(super) fn of(editor: &Editor, field: Field, send: &Send) -> Option<Self> {
        let previous = Rc::clone(editor.previous()?);
        let is_blank = previous.draft().text(field).trim().is_empty();
        let is_done = |measure: &Rc<str>| (Rc::clone(measure), editor.draft().is_done(measure));
        let measures = match field {
            Field::Problems => editor.measures().iter().map(is_done).collect(),
            _ => Vec::new(),
        };
        let send = send.clone();
        (!is_blank || !measures.is_empty()).then_some(Self { field, previous, measures, send })
    }
}

impl Widget for PastText {
    /// The words, folded away at first.
    fn draw(&self, _: &mut HookContext) -> Html {
        let Self { field, previous, measures, send } = self;
        let (year, text) = (previous.draft().year, previous.text(*field));
        let paragraph = |line: &str| {
            let line: Rc<str> = line.trim().into();
            let label = format!("抄到本年：{}", line.chars().take(12).collect::<String>());
            html! {
                <div class="past__paragraph">
                    <p>{ line.to_string() }</p>
                    <button type="button" class="link" aria-label={label}
                        onclick={on(send, Event::CopyFromPast(*field, line))}>{ "抄到本年" }</button>
                </div>
            }
        };
        let measure = |(measure, is_done): &(Rc<str>, bool)| {
            html! {
                <li>
                    <label>
                        <input type="checkbox" checked={*is_done}
                            onchange={on(send, Event::ToggleDone(Rc::clone(measure)))} />
                        { measure.to_string() }
                    </label>
                </li>
            }
        };
        let open = measures.iter().filter(|(_, is_done)| !is_done).count();
        html! {
            <>
                if !measures.is_empty() {
                    <details class="past" open=true>
                        <summary>{ format!("{year}年说过要做的事：{} 件，还有 {open} 件没有勾", measures.len()) }</summary>
                        <p class="part__hint">{ "写今年的改进情况时逐件对照；写到了就勾上，只供自己核对，不印在报告里。" }</p>
                        <ul class="past__measures">{ for measures.iter().map(measure) }</ul>
                    </details>
                }
                if !text.trim().is_empty() {
                    <details class="past">
                        <summary>{ format!("{year}年这一部分的文字，供对照") }</summary>
                        { for text.lines().filter(|line| !line.trim().is_empty()).map(paragraph) }
                    </details>
                }
            </>
        }
    }
}
