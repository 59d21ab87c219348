//! The application as a component: the bridge between the model and the browser.

use super::dialogs::{Dialogs, FigureLine, Material, RuleState};
use super::worker_link::{Heard, WorkerLink};
use super::{Send, browser};
use super::{compare_page, editor_page, findings_panel, home_page, preview_page, prose_field};
use crate::app::{Dialog, Editor, Effect, Env, Event, Model, Notice, Route, Screen, field_offset};
use crate::report::token;
use crate::rules::{State, Target};
use crate::ui::BrowserStore;
use crate::wire::{decode, encode};
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::{Interval, Timeout};
use gloo::utils::{document, window};
use nianbao_markup::html;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, StorageEvent};
use yew::prelude::*;

/// Milliseconds from the first unsaved keystroke to the save. The promise to the user is 300.
const SAVE_DELAY: u32 = 200;

/// What the shell itself has to know of.
#[derive(Debug)]
pub enum Message {
    /// For the model.
    App(Event),
    /// The file chooser or a drop brought a file.
    File(web_sys::File),
    /// The file chooser brought last year's report.
    PastFile(web_sys::File),
    /// The preview is ready to be printed.
    PreviewLoaded,
    /// Something came from the reviewer.
    Reviewer(Heard),
    /// Something came from the converter.
    Converter(Heard),
    /// The file chooser brought the report with which this year's is to begin.
    LastYearFile(web_sys::File),
}

/// The application.
pub struct Shell {
    model: Model,
    store: BrowserStore,
    send: Send,
    on_past_file: Callback<web_sys::File>,
    save_timer: Option<Timeout>,
    reviewer: WorkerLink,
    converter: WorkerLink,
    /// Effects that need the page as it is after drawing.
    after_drawing: Vec<Effect>,
    print_when_loaded: bool,
    preview: NodeRef,
    preview_loaded: bool,
    announcement: AttrValue,
    reading: Option<gloo::file::callbacks::FileReader>,
    title: String,
    _listeners: Vec<EventListener>,
    _beat: Interval,
}

impl Component for Shell {
    type Message = Message;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link();
        let send = link.callback(Message::App);
        send.emit(Event::Navigated(Route::parse(&browser::address())));
        Self {
            model: Model::default(),
            store: BrowserStore,
            _listeners: listeners(&send),
            _beat: {
                let beat = send.reform(|()| Event::Beat);
                Interval::new(1000, move || beat.emit(()))
            },
            send,
            on_past_file: link.callback(Message::PastFile),
            save_timer: None,
            reviewer: WorkerLink::new("reviewer"),
            converter: WorkerLink::new("converter"),
            after_drawing: Vec::new(),
            print_when_loaded: false,
            preview: NodeRef::default(),
            preview_loaded: false,
            announcement: AttrValue::default(),
            reading: None,
            title: String::new(),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::App(event) => {
                let env = Env { clock: browser::clock(), random: browser::random(), store: &self.store };
                if matches!(event, Event::Navigated(_)) {
                    self.preview_loaded = false;
                }
                if matches!(event, Event::SaveDue) {
                    // The timer is spent; the next change arms another.
                    self.save_timer = None;
                }
                let (draw, was_read_only) = (!self.model.is_silent(&event), self.model.is_read_only());
                let effects = self.model.update(event, &env);
                let draw = draw || self.model.is_read_only() != was_read_only;
                for effect in effects {
                    self.carry_out(ctx, effect);
                }
                draw
            }
            Message::File(file) => {
                let send = self.send.clone();
                self.reading = browser::read_file(&file, move |name, source| {
                    send.emit(Event::FileChosen { name, source });
                });
                false
            }
            Message::PastFile(file) => {
                let send = self.send.clone();
                self.reading = browser::read_file(&file, move |name, source| {
                    send.emit(Event::PastFileChosen { name, source });
                });
                false
            }
            Message::Reviewer(heard) => {
                match heard {
                    Heard::Ready => self.reviewer.ready(),
                    Heard::Answer(bytes) => match decode(&bytes) {
                        Some(answer) => self.send.emit(Event::Answered(answer)),
                        None => self.send.emit(Event::ReviewFailed),
                    },
                    Heard::Failed => {
                        self.reviewer.stop();
                        self.send.emit(Event::ReviewFailed);
                    }
                }
                false
            }
            Message::Converter(heard) => {
                match heard {
                    Heard::Ready => self.converter.ready(),
                    Heard::Answer(bytes) => match decode(&bytes) {
                        Some((ticket, product)) => self.send.emit(Event::Converted { ticket, product }),
                        None => self.send.emit(Event::ConverterFailed),
                    },
                    Heard::Failed => {
                        self.converter.stop();
                        self.send.emit(Event::ConverterFailed);
                    }
                }
                false
            }
            Message::LastYearFile(file) => {
                let send = self.send.clone();
                self.reading = browser::read_file(&file, move |name, source| {
                    send.emit(Event::LastYearFileChosen { name, source });
                });
                false
            }
            Message::PreviewLoaded => {
                self.preview_loaded = true;
                if std::mem::take(&mut self.print_when_loaded) {
                    preview_page::print(&self.preview);
                }
                false
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let model = &self.model;
        let send = &self.send;
        let on_file = ctx.link().callback(Message::File);
        let page = match (model.screen, &model.editor) {
            (Screen::Edit, Some(editor)) => editor_page::view(model, editor, send),
            (Screen::Preview | Screen::Sheet, Some(editor)) => {
                let loaded = ctx.link().callback(|_| Message::PreviewLoaded);
                preview_page::view(model, editor, send, &self.preview, loaded)
            }
            (Screen::Compare, Some(editor)) => match &model.comparison {
                Some(comparison) => compare_page::view(model, editor, comparison, send),
                None => Html::default(),
            },
            _ => home_page::view(model, send, &on_file, &ctx.link().callback(Message::LastYearFile)),
        };
        let drop = Callback::from(move |event: DragEvent| {
            event.prevent_default();
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.get(0)) {
                on_file.emit(file);
            }
        });
        let drag_over = Callback::from(|event: DragEvent| {
            let types = event.data_transfer().map(|data| data.types());
            if types.is_some_and(|types| types.includes(&"Files".into(), 0)) {
                event.prevent_default();
            }
        });
        html! {
            <div class="shell" ondrop={drop} ondragover={drag_over}>
                { notice(model.notice.as_ref(), send) }
                { page }
                <Dialogs dialog={model.dialog.clone()} material={material(model)}
                    on_past_file={self.on_past_file.clone()} send={send.clone()} />
                <div class="visually-hidden" role="status" aria-live="polite">{ &self.announcement }</div>
            </div>
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        for effect in std::mem::take(&mut self.after_drawing) {
            match effect {
                Effect::Focus(Target::Text(span)) => {
                    let Some(editor) = &self.model.editor else { continue };
                    let text = editor.draft().text(span.field);
                    let [start, end] = [span.start, span.end].map(|at| field_offset(&text, at));
                    prose_field::select(span.field, start, end);
                }
                Effect::Focus(target) => {
                    if let Target::Cell(cell) = target
                        && let Some(view) = self.model.editor.as_ref().and_then(|editor| editor.cell(cell))
                    {
                        // What is to be selected must be there first: a total that was emptied shows again.
                        browser::set_value(cell.key(), &view.text);
                    }
                    browser::focus(&browser::target_id(target));
                }
                Effect::Caret(field, at) => {
                    let id = browser::target_id(Target::Field(field));
                    browser::focus(&id);
                    browser::set_caret(&id, at);
                }
                Effect::FocusElement(id) => browser::focus(&id),
                Effect::FocusFinding(index) => findings_panel::focus(index),
                Effect::ScrollTop => window().scroll_to_with_x_and_y(0.0, 0.0),
                Effect::Print if self.preview_loaded => preview_page::print(&self.preview),
                Effect::Print => self.print_when_loaded = true,
                _ => {}
            }
        }
        let title = match (&self.model.editor, self.model.screen) {
            (Some(editor), screen) if screen != Screen::Home => {
                editor.report().text(crate::report::Field::Title).to_string()
            }
            _ => "年报 · 政府信息公开工作年度报告编制".to_owned(),
        };
        if title != self.title {
            document().set_title(&title);
            self.title = title;
        }
    }
}

impl Shell {
    fn carry_out(&mut self, ctx: &Context<Self>, effect: Effect) {
        match effect {
            Effect::Review(request) => {
                let link = ctx.link().clone();
                self.reviewer
                    .ask(&encode(&request), move |heard| link.send_message(Message::Reviewer(heard)));
            }
            Effect::Convert(job) => {
                let link = ctx.link().clone();
                self.converter.ask(&encode(&job), move |heard| link.send_message(Message::Converter(heard)));
            }
            Effect::KeepVersion { id, at, occasion, text } => {
                browser::keep_version(&id, at, occasion.key(), &text);
            }
            Effect::KeepFile(id, name) => browser::keep_file(id, &name, self.send.clone()),
            Effect::ReadVersions(id) => browser::read_versions(id, self.send.clone()),
            Effect::DropVersions(id) => browser::drop_versions(&id),
            Effect::Forget => drop(browser::forget()),
            Effect::StopConverter => self.converter.stop(),
            Effect::DownloadBytes { name, mime, bytes } => browser::download(&name, mime, &bytes),
            Effect::CopyRich(rich) => {
                self.send.emit(Event::Copied(browser::copy_rich(&rich.html, &rich.text)));
            }
            Effect::SaveSoon => {
                // A running timer is left alone, so that typing without a pause is saved all the same.
                if self.save_timer.is_none() {
                    let send = self.send.clone();
                    self.save_timer = Some(Timeout::new(SAVE_DELAY, move || send.emit(Event::SaveDue)));
                }
            }
            Effect::Address(route) => browser::set_address(&route.hash()),
            Effect::Download { name, mime, content } => browser::download(&name, mime, content.as_bytes()),
            Effect::Announce(mut text) => {
                // What is said twice must differ to be said again.
                if *self.announcement == *text {
                    text.push('\u{a0}');
                }
                self.announcement = text.into();
            }
            later => self.after_drawing.push(later),
        }
    }
}

/// What the open dialog shows of the draft under work.
fn material(model: &Model) -> Material {
    let (Some(dialog), Some(editor)) = (&model.dialog, &model.editor) else { return Material::None };
    match dialog {
        Dialog::Paste(_) => Material::Draft(Rc::clone(editor.report().draft())),
        Dialog::Rule(id) => Material::Rules(Rc::new(rule_states(model, editor, Some(id)))),
        Dialog::Rules => Material::Rules(Rc::new(rule_states(model, editor, None))),
        Dialog::Tokens { .. } => {
            let figures = token::ALL.iter().map(|token| FigureLine {
                name: token.name,
                origin: token.origin,
                value: token.value(editor.report()),
            });
            Material::Figures(Rc::new(figures.collect()))
        }
        _ => Material::None,
    }
}

/// The words of all rules, or of one, with what each found out; empty until the reviewer has told them.
fn rule_states(model: &Model, editor: &Editor, id: Option<&str>) -> Vec<RuleState> {
    let rules = model.rules.as_deref().map_or(&[][..], Vec::as_slice);
    let states = editor.review().states().iter().copied().map(Some).chain(std::iter::repeat(None));
    let states = rules.iter().zip(states).filter(|(rule, _)| id.is_none_or(|id| id == rule.id));
    let states = states.map(|(rule, state)| {
        let state = state.unwrap_or(State::NotAssessable);
        let why = match state {
            State::NotAssessable if rule.needs_previous && editor.previous().is_none() => {
                "没有去年年报可以对照"
            }
            State::NotAssessable => "要核对的地方有空格，或有读不出的数字",
            State::NotApplicable if rule.editions.contains(&editor.report().edition()) => "报告里没有涉及",
            State::NotApplicable => "本年度的格式没有这一项",
            _ => "",
        };
        RuleState { rule: rule.clone(), state, why }
    });
    states.collect()
}

fn notice(notice: Option<&Notice>, send: &Send) -> Html {
    let content = notice.map(|notice| {
        let class = if notice.is_error { "notice notice--error" } else { "notice" };
        html! {
            <div {class}>
                <span class="notice__text">{ &notice.text }</span>
                if let Some(action) = &notice.action {
                    { super::button(send, "button button--quiet", action.label(), Event::NoticeAction) }
                }
                <button type="button" class="button button--quiet" aria-label="关闭消息"
                    onclick={super::on(send, Event::DismissNotice)}>{ "×" }</button>
            </div>
        }
    });
    // The live region itself stays, or screen readers would not notice what appears in it.
    html! { <div class="notices" role="status">{ for content }</div> }
}

/// Listeners on the window and the document, for as long as the page lives.
fn listeners(send: &Send) -> Vec<EventListener> {
    let navigated = send.reform(|()| Event::Navigated(Route::parse(&browser::address())));
    let hidden = send.reform(|()| Event::Hidden);
    let left = send.reform(|()| Event::Left);
    let changed = send.reform(Event::StorageChanged);
    let keys = send.clone();
    vec![
        EventListener::new(&window(), "hashchange", move |_| navigated.emit(())),
        EventListener::new(&window(), "pagehide", move |_| left.emit(())),
        EventListener::new(&document(), "visibilitychange", move |_| {
            if document().visibility_state() == web_sys::VisibilityState::Hidden {
                hidden.emit(());
            }
        }),
        EventListener::new(&window(), "storage", move |event| {
            changed.emit(event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key));
        }),
        EventListener::new_with_options(
            &document(),
            "keydown",
            EventListenerOptions::enable_prevent_default(),
            move |event| {
                if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
                    shortcut(event, &keys);
                }
            },
        ),
    ]
}

fn shortcut(event: &KeyboardEvent, send: &Send) {
    if matches!(event.key().as_str(), "F6" | "F8") {
        return find(event, send);
    }
    if event.is_composing() || event.alt_key() || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    // A dialog has fields of its own, which the history of the draft does not know.
    if is_dialog_open() {
        return;
    }
    let app_event = match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Event::Undo,
        ("y", false) | ("z", true) => Event::Redo,
        ("s", false) => Event::SaveNow,
        ("p", false) if shows_report() => Event::Print,
        _ => return,
    };
    event.prevent_default();
    send.emit(app_event);
}

/// Whether a report is open, in the editor or in the preview.
fn shows_report() -> bool {
    document().query_selector("#editing, main.preview").ok().flatten().is_some()
}

fn is_dialog_open() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// F8 leads to the next finding, with Shift to the one before; F6 from its place to the list and back.
fn find(event: &KeyboardEvent, send: &Send) {
    if event.is_composing() || is_dialog_open() || document().get_element_by_id("editing").is_none() {
        return;
    }
    event.prevent_default();
    let in_list = document().active_element().and_then(|element| findings_panel::index_of(&element));
    send.emit(match (event.key().as_str(), in_list) {
        ("F6", Some(index)) => Event::Visit(index),
        ("F6", None) => Event::ToFinding,
        _ if event.shift_key() => Event::PreviousFinding,
        _ => Event::NextFinding,
    });
}
