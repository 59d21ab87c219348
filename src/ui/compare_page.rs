//! 比对: the draft beside another report, what they have in common marked.

use super::{Send, top_bar};
use crate::app::{ComparedText, Comparison, Editor, Event, Model, Piece};
use crate::format::{Edition, Part};
use crate::report::Field;
use crate::storage::DraftId;
use nianbao_markup::html;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

pub(super) fn view(model: &Model, editor: &Editor, comparison: &Comparison, send: &Send) -> Html {
    let edition = editor.report().edition();
    html! {
        <>
            { top_bar::view(model, editor, send) }
            <main class="compare" aria-label="比对">
                if let Some(name) = &comparison.name {
                    { choice(comparison, send) }
                    { heads(editor, name) }
                    if let Some(result) = &comparison.result {
                        { for result.texts.iter().map(|text| row(text, edition)) }
                    }
                } else {
                    <p class="compare__empty">
                        { "没有可以比对的年报。先打开去年的年报，或者在编制页选好“去年年报”，再来比对。" }
                    </p>
                }
            </main>
        </>
    }
}

/// With which report the draft is compared, and the result in a line.
fn choice(comparison: &Comparison, send: &Send) -> Html {
    let chosen = send.reform(|event: yew::Event| {
        let value = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
        Event::CompareWith(value.as_deref().and_then(DraftId::parse))
    });
    let own = comparison.chosen.is_none();
    html! {
        <div class="compare__choice">
            <label for="compare-with">{ "与这份年报比对" }</label>
            <select id="compare-with" class="field__input" onchange={chosen}>
                if let (true, Some(name)) = (own, &comparison.name) {
                    <option value="" selected=true>{ name }</option>
                }
                { for comparison.choices.iter().map(|(id, name)| html! {
                    <option value={id.to_string()} selected={comparison.chosen.as_ref() == Some(id)}>{ name }</option>
                }) }
            </select>
            <p role="status" class="compare__whole">
                if let Some(result) = &comparison.result {
                    <strong>{ format!("全文相同 {}%", result.whole.grams.percent()) }</strong>
                    { format!("，整句相同 {}%。", result.whole.sentences.percent()) }
                } else {
                    { "正在比对……" }
                }
            </p>
            <p class="compare__hint">
                { "相同的文字有底色和下划线；数字、标点、各级标题和格式规定的话不计。" }
            </p>
        </div>
    }
}

fn heads(editor: &Editor, name: &str) -> Html {
    html! {
        <div class="compare__row compare__row--head">
            <h2><bdi>{ format!("本报告：{}{}年", editor.draft().unit(), editor.draft().year) }</bdi></h2>
            <h2><bdi>{ name.to_owned() }</bdi></h2>
        </div>
    }
}

fn row(text: &ComparedText, edition: Edition) -> Html {
    let part = Part::ALL.into_iter().find(|&part| Field::of_part(part) == text.field);
    let heading = part.map_or(text.field.label(), |part| edition.format().headings[part.index()]);
    html! {
        <section class="compare__part" aria-label={heading}>
            <h3 class="compare__heading">
                { heading }
                <small>{ format!("相同 {}%", text.share.grams.percent()) }</small>
            </h3>
            <div class="compare__row">
                <div class="compare__text">{ for text.here.iter().map(piece) }</div>
                <div class="compare__text">{ for text.there.iter().map(piece) }</div>
            </div>
        </section>
    }
}

fn piece(piece: &Piece) -> Html {
    if piece.common {
        html! { <mark class="common">{ &piece.text }</mark> }
    } else {
        html! { { &piece.text } }
    }
}
