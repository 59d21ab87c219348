//! 编制: the list of sections, the report as a form, the findings.

use super::findings_panel::{FindingsPanel, ReviewState};
use super::head_section::HeadSection;
use super::past_text::PastText;
use super::prose_section::ProseSection;
use super::table_section::TableSection;
use super::widget::Widget;
use super::{Send, on, top_bar};
use crate::app::{Editor, Event, Model, Offer, Progress, Section, SectionState, section_states};
use crate::format::{Edition, Part};
use crate::report::Field;
use nianbao_markup::html;
use std::rc::Rc;
use yew::functional::HookContext;
use yew::prelude::*;

pub(super) fn view(model: &Model, editor: &Editor, send: &Send) -> Html {
    let edition = editor.report().edition();
    let class = if model.panel_folded { "editor editor--folded" } else { "editor" };
    html! {
        <>
            { top_bar::view(model, editor, send) }
            <div {class} id="editing">
                <SectionList edition={edition} send={send.clone()}
                    states={section_states(editor.report(), editor.findings(), editor.tables())} />
                <main class="sheet" aria-label="报告内容">
                    <fieldset class="sheet__fields" disabled={model.is_read_only()}>
                        { head(editor, send) }
                        { for Part::ALL.map(|part| section(editor, part, send)) }
                        <Ending draft={Rc::clone(editor.report().draft())} send={send.clone()} />
                    </fieldset>
                </main>
                <FindingsPanel id={editor.id().clone()} findings={Rc::clone(editor.findings())} attended={attended(editor)} {edition}
                    suspects={editor.suspects().cloned()} review={review_state(model, editor)}
                    folded={model.panel_folded} send={send.clone()} />
            </div>
        </>
    }
}

/// How far the review has come.
fn review_state(model: &Model, editor: &Editor) -> ReviewState {
    match editor.review().verdict() {
        _ if model.review_failed => ReviewState::Failed,
        None => ReviewState::Waiting,
        Some(_) => ReviewState::Known,
    }
}

/// The place of the finding at hand in the list.
fn attended(editor: &Editor) -> Option<usize> {
    let attended = editor.attended()?;
    editor.findings().iter().position(|finding| Rc::ptr_eq(finding, attended))
}

/// The live figure offered in a text.
fn offer(editor: &Editor, field: Field) -> Option<Offer> {
    editor.offer().filter(|offer| offer.field == field).cloned()
}

fn head(editor: &Editor, send: &Send) -> Html {
    let views = editor.text(Field::Title).cloned().zip(editor.text(Field::Opening).cloned());
    let Some((title, opening)) = views else { return Html::default() };
    html! {
        <HeadSection id={editor.id().clone()} draft={Rc::clone(editor.report().draft())} {title} {opening}
            offer={offer(editor, Field::Opening)} previous={editor.previous_name().cloned()}
            previous_year={editor.previous().map(|past| past.draft().year)} send={send.clone()} />
    }
}

fn section(editor: &Editor, part: Part, send: &Send) -> Html {
    let edition = editor.report().edition();
    let field = Field::of_part(part);
    let view = editor.text(field).cloned();
    if let Some(table) = part.table() {
        let introduction = view.filter(|_| editor.shows_introduction(field));
        let view = Rc::clone(&editor.tables()[table as usize]);
        return html! { <TableSection key={part.index()} {view} {introduction} offer={offer(editor, field)} send={send.clone()} /> };
    }
    let Some(view) = view else { return Html::default() };
    let last_year = PastText::of(editor, field, send);
    html! { <ProseSection key={part.index()} {part} {edition} {view} past={last_year} offer={offer(editor, field)} send={send.clone()} /> }
}

/// The list of sections at the left, each with its state.
#[derive(PartialEq)]
struct SectionList {
    edition: Edition,
    states: [SectionState; 7],
    send: Send,
}

impl Widget for SectionList {
    fn draw(&self, _: &mut HookContext) -> Html {
        let item = |state: &SectionState| {
            let section = state.section;
            let (class, words) = progress(state.progress);
            let jump = self.send.reform(move |_: MouseEvent| Event::JumpToSection(section));
            html! {
                <li>
                    <button type="button" class="section-list__item" onclick={jump}>
                        <span class="section-list__name">{ section.heading(self.edition) }</span>
                        <span {class}>{ words }</span>
                    </button>
                </li>
            }
        };
        html! {
            <nav class="section-list" aria-label="报告各部分">
                <ol class="section-list__items">{ for self.states.iter().map(item) }</ol>
                { super::button(&self.send, "link section-list__versions", "历史版本", Event::AskVersions) }
            </nav>
        }
    }
}

fn progress(progress: Progress) -> (&'static str, AttrValue) {
    match progress {
        Progress::NotBegun => ("section-list__state", "未填".into()),
        Progress::Blanks(count) => ("section-list__state", format!("空 {count} 格").into()),
        Progress::Problems(count, true) => {
            ("section-list__state section-list__state--error", format!("✕ {count} 处").into())
        }
        Progress::Problems(count, false) => {
            ("section-list__state section-list__state--warning", format!("△ {count} 处").into())
        }
        Progress::Done => ("section-list__state section-list__state--done", "✓ 完成".into()),
    }
}

/// Signature and date under the report.
struct Ending {
    draft: Rc<crate::report::Draft>,
    send: Send,
}

impl PartialEq for Ending {
    /// Only what is shown counts: signature, its source, and date.
    fn eq(&self, other: &Self) -> bool {
        let shown = [Field::Signature, Field::Unit, Field::Date];
        shown.iter().all(|&field| self.draft.typed(field) == other.draft.typed(field))
    }
}

impl Widget for Ending {
    fn draw(&self, _: &mut HookContext) -> Html {
        let input = |field| super::head_section::text_input(&self.draft, field, &self.send);
        html! {
            <section class="part" aria-label="落款">
                <div class="fields">
                    { input(Field::Signature) }
                    { input(Field::Date) }
                    <button type="button" class="button button--small" onclick={on(&self.send, Event::InsertToday)}>
                        { "填今天的日期" }
                    </button>
                </div>
            </section>
        }
    }
}

/// The id under which a section can be focused.
pub(super) fn section_id(part: Part) -> String {
    Section::Part(part).element_id()
}
