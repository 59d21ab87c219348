//! An entry field for prose, with what findings and live figures mark in it.
//!
//! The field itself is the browser's, since input methods and screen readers know it. Behind it lies a mirror
//! of its text, invisible but for the marks. Both share one grid cell and all that decides where lines break;
//! the mirror makes them as high as the text, so that neither ever scrolls. Lines are written into the mirror
//! as tables are: only those that differ.

use super::head_section::field_id;
use super::widget::Widget;
use super::{Send, browser, button, on};
use crate::app::{Event, LineView, Offer, Side, TextView, TokenView, changed_lines};
use crate::report::{Field, token};
use crate::rules::Severity;
use gloo::events::EventListener;
use gloo::utils::document;
use nianbao_markup::html;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTextAreaElement, KeyboardEvent, Node};
use yew::functional::{Hook, HookContext};
use yew::prelude::*;

/// An entry field as high as its text, so that all of the report is one scroll.
#[derive(PartialEq)]
pub(super) struct ProseField {
    pub(super) view: Rc<TextView>,
    /// The id of what explains the field, besides its findings.
    pub(super) hint: Option<AttrValue>,
    /// The live figure offered, where it is offered here.
    pub(super) offer: Option<Offer>,
    pub(super) send: Send,
}

impl Widget for ProseField {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        let ProseField { view, hint, offer, send } = self;
        let field = view.field;
        let (mirror, area) = (use_node_ref().run(hooks), use_node_ref().run(hooks));
        let shown = use_mut_ref(|| None::<Rc<TextView>>).run(hooks);
        // What the entry field holds. Asking it, as Yew would for every key, copies the whole text.
        let held = use_mut_ref(|| Rc::<str>::from("")).run(hooks);
        use_effect_with((Rc::clone(view), area.clone()), {
            let held = Rc::clone(&held);
            move |(view, area)| {
                let is_held = |held: &Rc<str>| Rc::ptr_eq(held, &view.text) || **held == *view.text;
                if !is_held(&held.borrow())
                    && let Some(area) = area.cast::<HtmlTextAreaElement>()
                {
                    area.set_value(&view.text);
                }
                held.replace(Rc::clone(&view.text));
            }
        })
        .run(hooks);
        use_effect_with((Rc::clone(view), mirror.clone()), move |(view, mirror)| {
            let before = shown.replace(Some(Rc::clone(view)));
            if let Some(mirror) = mirror.cast::<Element>() {
                write_lines(&mirror, before.as_ref().map_or(&[], |before| &before.lines), &view.lines);
            }
        })
        .run(hooks);
        use_effect_with((area.clone(), send.clone()), move |(area, send)| {
            let listeners = area.cast::<Element>().map(|area| listen(&area, field, send));
            move || drop(listeners)
        })
        .run(hooks);
        let typed = send.reform(move |event: InputEvent| {
            let text = event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value());
            let text = Rc::<str>::from(text.unwrap_or_default());
            held.replace(Rc::clone(&text));
            Event::TextTyped(field, text)
        });
        let id = field_id(field);
        let found_id = format!("{id}-found");
        let described = match hint {
            Some(hint) => format!("{hint} {found_id}"),
            None => found_id.clone(),
        };
        let class = if field == Field::Opening { "prose prose--short" } else { "prose" };
        html! {
            <div class="prose-frame">
                <div {class}>
                    <div class="prose__mirror" id={format!("{id}-mirror")} aria-hidden="true" ref={mirror} />
                    <textarea {id} class="prose__area" ref={area}
                        aria-describedby={described} oninput={typed} onblur={left(field, send)} />
                </div>
                <p class="visually-hidden" id={found_id}>{ found(view) }</p>
                <div class="prose-foot">
                    { for offer.as_ref().map(|offer| offered(offer, send)) }
                    { figures(view, send) }
                </div>
            </div>
        }
    }
}

/// Tells that the field is left, unless it is for what is offered below it.
fn left(field: Field, send: &Send) -> Callback<FocusEvent> {
    let send = send.clone();
    Callback::from(move |event: FocusEvent| {
        let next = event.related_target().and_then(|next| next.dyn_into::<Element>().ok());
        if !next.is_some_and(|next| matches!(next.closest(".offer"), Ok(Some(_)))) {
            send.emit(Event::TextLeft(field));
        }
    })
}

/// The offer to put a live figure in the place of a number.
fn offered(offer: &Offer, send: &Send) -> Html {
    html! {
        <p class="offer" role="status" onfocusout={left(offer.field, send)}>
            { format!("“{}”与{}相同，可以改成自动更新的“{}”。", offer.number, offer.origin, offer.name) }
            { button(send, "link", "改成数据", Event::TakeOffer) }
            { button(send, "link", "不用", Event::DeclineOffer) }
        </p>
    }
}

/// What puts a figure into the text, and the live figures that are there already.
fn figures(view: &TextView, send: &Send) -> Html {
    let field = view.field;
    let ask = send.reform(move |_: MouseEvent| {
        let area =
            browser::element(&field_id(field)).and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
        let place = |place: Option<u32>| place.unwrap_or_default() as usize;
        let start = area.as_ref().and_then(|area| area.selection_start().ok().flatten());
        let end = area.as_ref().and_then(|area| area.selection_end().ok().flatten());
        Event::AskToken { field, start: place(start), end: place(end) }
    });
    let token = |token: &TokenView| {
        let name = token.name;
        let value = token.value.as_deref().unwrap_or("还没有数");
        html! {
            <li class="live">
                <span class="live__name">{ name }</span>{ " " }<span class="live__value">{ value.to_owned() }</span>
                if token.value.is_some() {
                    <button type="button" class="link" aria-label={format!("把{name}转为文字")}
                        onclick={on(send, Event::Flatten(field, Some(name)))}>{ "转为文字" }</button>
                }
            </li>
        }
    };
    html! {
        <div class="figures-in-text">
            <button type="button" class="button button--small" onclick={ask}>{ "插入数据" }</button>
            if !view.tokens.is_empty() {
                <ul class="lives" aria-label="本段引用的数据">{ for view.tokens.iter().map(token) }</ul>
                if view.tokens.len() > 1 {
                    { button(send, "link", "全部转为文字", Event::Flatten(field, None)) }
                }
            }
            if field != Field::Opening {
                <p class="part__count">{ format!("{} 字", view.lines.iter().map(|line| line.letters).sum::<usize>()) }</p>
            }
        </div>
    }
}

/// What screen readers are told of the findings in a text.
pub(super) fn found(view: &TextView) -> String {
    match view.findings {
        0 => String::new(),
        count => format!("这里有 {count} 处检查结果，见“检查”栏；按 F8 逐处查看"),
    }
}

/// Notices where the caret is set by mouse or by keys that move it. These are listeners of the browser rather
/// than of Yew, which would look for handlers with every key anywhere.
fn listen(area: &Element, field: Field, send: &Send) -> [EventListener; 2] {
    let caret = move |event: &web_sys::Event, send: &Send| {
        let area = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
        let selection = area.map(|area| (area.selection_start(), area.selection_end()));
        if let Some((Ok(Some(start)), Ok(Some(end)))) = selection
            && start == end
        {
            send.emit(Event::CaretSet(field, start as usize));
        }
    };
    let (by_mouse, by_key) = (send.clone(), send.clone());
    [
        EventListener::new(area, "click", move |event| caret(event, &by_mouse)),
        EventListener::new(area, "keyup", move |event| {
            let moves = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key);
            if moves.is_some_and(|key| {
                matches!(&*key, "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End")
            }) {
                caret(event, &by_key);
            }
        }),
    ]
}

/// Writes into the mirror what differs between two states of a text.
fn write_lines(mirror: &Element, before: &[Rc<LineView>], after: &[Rc<LineView>]) {
    let (old, new) = changed_lines(before, after);
    let (head, old, new) = (old.start, old.len(), &after[new]);
    let mut next = mirror.children().item(head as u32);
    for (index, line) in new.iter().enumerate() {
        if index < old
            && let Some(element) = next
        {
            next = element.next_element_sibling();
            fill(&element, line);
        } else if let Ok(element) = document().create_element("div") {
            element.set_class_name("prose__line");
            fill(&element, line);
            let place = mirror.children().item((head + index) as u32);
            // Fails only where an element would become part of itself.
            let _ = mirror.insert_before(&element, place.as_ref().map(AsRef::<Node>::as_ref));
            next = element.next_element_sibling();
        }
    }
    for _ in new.len()..old {
        if let Some(element) = mirror.children().item((head + new.len()) as u32) {
            element.remove();
        }
    }
}

/// Writes a line into its element, in pieces that are marked alike.
fn fill(element: &Element, line: &LineView) {
    element.set_text_content(Some(""));
    let chips: Vec<_> =
        token::places(&line.text).filter(|place| place.token.is_some()).map(|place| place.range).collect();
    let length = line.text.len();
    let byte = |character: usize| line.text.char_indices().nth(character).map_or(length, |(at, _)| at);
    let marks: Vec<_> = line.marks.iter().map(|mark| (byte(mark.start)..byte(mark.end), mark)).collect();
    let mut ends: Vec<_> = (chips.iter().chain(marks.iter().map(|(range, _)| range)))
        .flat_map(|range| [range.start, range.end])
        .chain([length])
        .collect();
    ends.sort_unstable();
    let mut start = 0;
    for end in ends {
        let Some(text) = line.text.get(start..end).filter(|text| !text.is_empty()) else { continue };
        let around = marks.iter().filter(|(range, _)| range.start <= start && end <= range.end);
        let around: Vec<_> = around.map(|(_, mark)| *mark).collect();
        let mut class = String::new();
        let mut add = |name: &str| {
            class.push_str(if class.is_empty() { "mark mark--" } else { " mark--" });
            class.push_str(name);
        };
        if let Some(severity) = around.iter().map(|mark| mark.severity).min() {
            add(severity_class(severity));
        }
        match around.iter().find_map(|mark| mark.side) {
            Some(Side::Left) => add("left"),
            Some(Side::Right) => add("right"),
            None => {}
        }
        if chips.iter().any(|chip| chip.start <= start && end <= chip.end) {
            add("live");
        }
        let _ = if class.is_empty() {
            element.append_child(&document().create_text_node(text))
        } else {
            let Ok(mark) = document().create_element("mark") else { return };
            mark.set_class_name(&class);
            mark.set_text_content(Some(text));
            element.append_child(&mark)
        };
        start = end;
    }
}

/// The last part of the class of what has this weight.
pub(super) const fn severity_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// Focuses a text, selects a stretch of it, in UTF-16 units, and brings it into view.
pub(super) fn select(field: Field, start: usize, end: usize) {
    let id = field_id(field);
    browser::select(&id, start, end);
    let mirror = browser::element(&format!("{id}-mirror"));
    let mark = mirror.and_then(|mirror| mirror.query_selector(".mark--left, .mark--right").ok().flatten());
    if let Some(mark) = mark {
        browser::bring_into_view(&mark);
    }
}
