//! The parts of prose: 一, 五, 六.

use super::head_section::field_id;
use super::past_text::PastText;
use super::prose_field::ProseField;
use super::widget::Widget;
use super::{Send, button};
use crate::app::{Event, Offer, TextView};
use crate::format::{Edition, Part};
use crate::report::Field;
use crate::ui::editor_page::section_id;
use nianbao_markup::html;
use std::rc::Rc;
use yew::functional::HookContext;
use yew::prelude::*;

/// A part of prose.
#[derive(PartialEq)]
pub(super) struct ProseSection {
    pub(super) part: Part,
    pub(super) edition: Edition,
    pub(super) view: Rc<TextView>,
    pub(super) offer: Option<Offer>,
    /// What last year's report says here.
    pub(super) past: Option<PastText>,
    pub(super) send: Send,
}

impl Widget for ProseSection {
    fn draw(&self, _: &mut HookContext) -> Html {
        let ProseSection { part, edition, view, offer, past, send } = self;
        let field = Field::of_part(*part);
        let format = edition.format();
        let heading = format.headings[part.index()];
        let id = section_id(*part);
        let heading_id = format!("{id}-heading");
        let hint_id = format!("{}-hint", field_id(field));
        let items = *part == Part::Overview && !format.overview_items.is_empty();
        html! {
            <section class="part" {id} tabindex="-1" aria-labelledby={heading_id.clone()}>
                <div class="part__head">
                    <h2 class="part__heading" id={heading_id}>{ heading }</h2>
                    if items {
                        <div class="part__tools">
                            { button(send, "button button--small", "插入五个小标题", Event::InsertItems) }
                        </div>
                    }
                </div>
                <p class="part__hint" id={hint_id.clone()}>{ hint(*part, *edition) }</p>
                <label class="visually-hidden" for={field_id(field)}>{ heading }</label>
                <ProseField view={Rc::clone(view)} hint={Some(AttrValue::from(hint_id))} offer={offer.clone()} send={send.clone()} />
                { for past.iter().map(|past| super::widget::place("PastText", None, past.clone())) }
            </section>
        }
    }
}

fn hint(part: Part, edition: Edition) -> &'static str {
    match (part, edition) {
        (Part::Overview, Edition::V2021) => {
            "写主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五方面情况。一段一行；\
             “（一）”“1.”开头的行按小标题排版。"
        }
        (Part::Overview, Edition::V2019) => {
            "写全年政府信息公开工作的总体情况。一段一行；“（一）”“1.”开头的行按小标题排版。"
        }
        (Part::Problems, _) => "先写存在的主要问题，再写改进措施；措施写下一年要做的事。",
        (Part::Other, Edition::V2021) => "收取信息处理费情况在这里写：件数和金额；没有收取的也写明。",
        _ => "没有其他事项的，写“没有其他需要报告的事项”。",
    }
}
