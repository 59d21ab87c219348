//! 标题与引言: unit, year, title, contacts, opening paragraph.

use super::{Send, on};
use crate::app::{Event, Section};
use crate::format::FIRST_YEAR;
use crate::report::{Draft, Field, UnitKind};
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Properties of [`HeadSection`].
#[derive(Properties)]
pub(super) struct Props {
    pub(super) draft: Rc<Draft>,
    pub(super) send: Send,
}

impl PartialEq for Props {
    /// Only what the section shows counts: figures and prose change far more often.
    fn eq(&self, other: &Self) -> bool {
        const SHOWN: [Field; 8] = [
            Field::Unit,
            Field::Title,
            Field::Opening,
            Field::Address,
            Field::Postcode,
            Field::Phone,
            Field::Email,
            Field::Website,
        ];
        let (one, two) = (&*self.draft, &*other.draft);
        one.year == two.year
            && one.unit_kind == two.unit_kind
            && SHOWN.iter().all(|&field| one.typed(field) == two.typed(field))
    }
}

/// 标题与引言.
#[component]
pub(super) fn HeadSection(props: &Props) -> Html {
    let (draft, send) = (&props.draft, &props.send);
    let input = |field| text_input(draft, field, send);
    html! {
        <section class="part" id={Section::Head.element_id()} tabindex="-1" aria-labelledby="heading-head">
            <h2 class="part__heading" id="heading-head">{ "标题与引言" }</h2>
            <div class="fields">
                { input(Field::Unit) }
                { kind_select(draft.unit_kind, send) }
                { year_select(draft.year, send) }
            </div>
            <div class="fields">
                { input(Field::Title) }
            </div>
            <div class="fields">
                { for [Field::Address, Field::Postcode, Field::Phone, Field::Email, Field::Website].map(input) }
            </div>
            { text_area(draft, Field::Opening, send) }
        </section>
    }
}

/// The element id of a field.
pub(super) fn field_id(field: Field) -> String {
    format!("field-{}", field.key())
}

fn typed(send: &Send, field: Field) -> Callback<InputEvent> {
    send.reform(move |event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
        let text = text
            .or_else(|| event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()))
            .unwrap_or_default();
        Event::TextTyped(field, text.into())
    })
}

/// A labelled line of text.
pub(super) fn text_input(draft: &Draft, field: Field, send: &Send) -> Html {
    let id = field_id(field);
    html! {
        <div class={classes!("field", format!("field--{}", field.key()))}>
            <label class="field__label" for={id.clone()}>{ field.label() }</label>
            <input {id} class="field__input" type="text" autocomplete="off" value={AttrValue::from(draft.text(field))}
                oninput={typed(send, field)} onblur={on(send, Event::TextLeft(field))} />
            { recompose(draft, field, send) }
        </div>
    }
}

/// A labelled text of several lines.
pub(super) fn text_area(draft: &Draft, field: Field, send: &Send) -> Html {
    let id = field_id(field);
    let text = draft.text(field);
    html! {
        <div class="field field--wide">
            <label class="field__label" for={id.clone()}>{ field.label() }</label>
            { area(id, AttrValue::from(text), field, send) }
            { recompose(draft, field, send) }
        </div>
    }
}

/// An entry field as high as its text, so that all of the report is one scroll.
pub(super) fn area(id: String, text: AttrValue, field: Field, send: &Send) -> Html {
    let rows = if field == Field::Opening { lines(&text).max(2) } else { lines(&text).max(5) };
    html! {
        <textarea {id} class="field__area" rows={(rows + 1).to_string()} value={text}
            oninput={typed(send, field)} onblur={on(send, Event::TextLeft(field))} />
    }
}

/// Lines that a text takes in an entry field, roughly: measuring would cost a layout per keystroke. Beyond
/// a screen or two the field scrolls by itself.
fn lines(text: &str) -> usize {
    const HALF_WIDTHS: usize = 82;
    const MOST: usize = 60;
    let mut lines = 0;
    for line in text.split('\n') {
        let width: usize = line.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum();
        lines += 1 + width.saturating_sub(1) / HALF_WIDTHS;
        if lines >= MOST {
            return MOST;
        }
    }
    lines
}

/// The way back from a typed text to the composed one.
fn recompose(draft: &Draft, field: Field, send: &Send) -> Html {
    if !field.is_composed() {
        return Html::default();
    }
    match draft.typed(field) {
        None => html! { <span class="field__hint">{ "自动生成，可以直接修改" }</span> },
        Some(_) => html! {
            <button type="button" class="button button--small" onclick={on(send, Event::Recompose(field))}>
                { format!("恢复自动生成的{}", field.label()) }
            </button>
        },
    }
}

fn kind_select(kind: UnitKind, send: &Send) -> Html {
    let chosen = send.reform(move |event: yew::Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        let chosen = select.and_then(|select| UnitKind::from_key(&select.value()));
        Event::KindChosen(chosen.unwrap_or(kind))
    });
    html! {
        <div class="field">
            <label class="field__label" for="field-kind">{ "单位类型" }</label>
            <select id="field-kind" class="field__input" onchange={chosen}>{ kind_options(kind) }</select>
        </div>
    }
}

/// The kinds of unit as options.
pub(super) fn kind_options(chosen: UnitKind) -> Html {
    html! {
        { for UnitKind::ALL.iter().map(|kind| html! {
            <option value={kind.key()} selected={*kind == chosen}>{ kind.label() }</option>
        }) }
    }
}

fn year_select(year: u16, send: &Send) -> Html {
    let chosen = send.reform(move |event: yew::Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        Event::YearChosen(select.and_then(|select| select.value().parse().ok()).unwrap_or(year))
    });
    html! {
        <div class="field">
            <label class="field__label" for="field-year">{ "报告年度" }</label>
            <select id="field-year" class="field__input" onchange={chosen}>{ year_options(year, year) }</select>
        </div>
    }
}

/// The report years as options, up to two years after the one offered.
pub(super) fn year_options(chosen: u16, offered: u16) -> Html {
    let last = offered.max(chosen).max(2026) + 2;
    html! {
        { for (FIRST_YEAR..=last).rev().map(|year| html! {
            <option value={year.to_string()} selected={year == chosen}>{ format!("{year}年") }</option>
        }) }
    }
}
