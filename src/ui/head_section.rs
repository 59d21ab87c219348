//! 标题与引言: unit, year, title, contacts, opening paragraph.

use super::prose_field::{ProseField, found, severity_class};
use super::widget::Widget;
use super::{Send, button, on};
use crate::app::{Event, Offer, Route, Section, TextView};
use crate::format::FIRST_YEAR;
use crate::report::{Draft, Field, UnitKind};
use crate::storage::DraftId;
use nianbao_markup::html;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::functional::HookContext;
use yew::prelude::*;

/// 标题与引言.
pub(super) struct HeadSection {
    pub(super) id: DraftId,
    pub(super) draft: Rc<Draft>,
    pub(super) title: Rc<TextView>,
    pub(super) opening: Rc<TextView>,
    pub(super) offer: Option<Offer>,
    /// What last year's report is called, where it is at hand.
    pub(super) previous: Option<Rc<str>>,
    /// Its year.
    pub(super) previous_year: Option<u16>,
    pub(super) send: Send,
}

impl PartialEq for HeadSection {
    /// Only what the section shows counts: figures and prose change far more often.
    fn eq(&self, other: &Self) -> bool {
        const SHOWN: [Field; 6] =
            [Field::Unit, Field::Address, Field::Postcode, Field::Phone, Field::Email, Field::Website];
        let (one, two) = (&*self.draft, &*other.draft);
        one.year == two.year
            && self.id == other.id
            && one.unit_kind == two.unit_kind
            && self.title == other.title
            && self.opening == other.opening
            && self.offer == other.offer
            && (&self.previous, self.previous_year) == (&other.previous, other.previous_year)
            && SHOWN.iter().all(|&field| one.typed(field) == two.typed(field))
    }
}

impl Widget for HeadSection {
    fn draw(&self, _: &mut HookContext) -> Html {
        let (draft, send) = (&self.draft, &self.send);
        let input = |field| text_input(draft, field, send);
        html! {
            <section class="part" id={Section::Head.element_id()} tabindex="-1" aria-labelledby="heading-head">
                <h2 class="part__heading" id="heading-head">{ "标题与引言" }</h2>
                <div class="fields">
                    { input(Field::Unit) }
                    { kind_select(draft.unit_kind, send) }
                    { year_select(draft.year, send) }
                </div>
                { previous(self) }
                <div class="fields">
                    { title(&self.title, draft, send) }
                </div>
                <div class="fields">
                    { for [Field::Address, Field::Postcode, Field::Phone, Field::Email, Field::Website].map(input) }
                </div>
                <div class="field field--wide">
                    <label class="field__label" for={field_id(Field::Opening)}>{ Field::Opening.label() }</label>
                    <ProseField view={Rc::clone(&self.opening)} hint={None} offer={self.offer.clone()} send={send.clone()} />
                    { recompose(draft, Field::Opening, send) }
                </div>
            </section>
        }
    }
}

/// Which report is taken for last year's.
fn previous(props: &HeadSection) -> Html {
    let last = props.draft.year - 1;
    let words = match (&props.previous, props.previous_year) {
        (Some(name), Some(year)) if year == last => format!("去年年报：{name}"),
        (Some(name), _) => format!("去年年报：{name}（不是{last}年的，请留意）"),
        _ if last < FIRST_YEAR => return Html::default(),
        _ => "去年年报：没有找到，跨年的检查做不了".to_owned(),
    };
    let label = if props.previous.is_some() { "换一份…" } else { "选择…" };
    html! {
        <p class="past"><bdi>{ words }</bdi>
            <button type="button" class="link" aria-label={format!("{label}去年年报")}
                onclick={on(&props.send, Event::AskPast)}>{ label }</button>
            { button(&props.send, "link", "比对文字", Event::Go(Route::Compare(props.id.clone()))) }
        </p>
    }
}

/// The element id of a field.
pub(super) fn field_id(field: Field) -> String {
    format!("field-{}", field.key())
}

/// The title, which findings speak of as well.
fn title(view: &TextView, draft: &Draft, send: &Send) -> Html {
    let id = field_id(Field::Title);
    let found_id = format!("{id}-found");
    let mark = view.gravest.map(|severity| format!("field__input--{}", severity_class(severity)));
    html! {
        <div class="field field--title">
            <label class="field__label" for={id.clone()}>{ Field::Title.label() }</label>
            <input {id} class={classes!("field__input", mark)} type="text" autocomplete="off"
                value={AttrValue::from(Rc::clone(&view.text))} aria-describedby={found_id.clone()}
                oninput={typed(send, Field::Title)} onblur={on(send, Event::TextLeft(Field::Title))} />
            <p class="visually-hidden" id={found_id}>{ found(view) }</p>
            { recompose(draft, Field::Title, send) }
        </div>
    }
}

fn typed(send: &Send, field: Field) -> Callback<InputEvent> {
    send.reform(move |event: InputEvent| {
        let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
        Event::TextTyped(field, text.unwrap_or_default().into())
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

/// The way back from a typed text to the composed one.
fn recompose(draft: &Draft, field: Field, send: &Send) -> Html {
    if !field.is_composed() {
        return Html::default();
    }
    if draft.typed(field).is_none() {
        return html! { <span class="field__hint">{ "自动生成，可以直接修改" }</span> };
    }
    html! {
        <button type="button" class="button button--small" onclick={on(send, Event::Recompose(field))}>
            { format!("恢复自动生成的{}", field.label()) }
        </button>
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
