//! The application as a component: the bridge between the model and the browser.

use super::{Send, browser};
use super::{dialogs::Dialogs, editor_page, home_page, preview_page};
use crate::app::{Effect, Env, Event, Model, Notice, Route, Screen};
use crate::rules::Target;
use crate::ui::BrowserStore;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
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
    /// The preview is ready to be printed.
    PreviewLoaded,
}

/// The application.
pub struct Shell {
    model: Model,
    store: BrowserStore,
    send: Send,
    save_timer: Option<Timeout>,
    /// Effects that need the page as it is after drawing.
    after_drawing: Vec<Effect>,
    print_when_loaded: bool,
    preview: NodeRef,
    preview_loaded: bool,
    announcement: AttrValue,
    reading: Option<gloo::file::callbacks::FileReader>,
    title: String,
    _listeners: Vec<EventListener>,
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
            send,
            save_timer: None,
            after_drawing: Vec::new(),
            print_when_loaded: false,
            preview: NodeRef::default(),
            preview_loaded: false,
            announcement: AttrValue::default(),
            reading: None,
            title: String::new(),
        }
    }

    fn update(&mut self, _ctx: &Context<Self>, message: Message) -> bool {
        match message {
            Message::App(event) => {
                let env = Env { clock: browser::clock(), random: browser::random(), store: &self.store };
                if matches!(event, Event::Navigated(_)) {
                    self.preview_loaded = false;
                }
                if event == Event::SaveDue {
                    // The timer is spent; the next change arms another.
                    self.save_timer = None;
                }
                let draw = !self.model.is_silent(&event);
                let effects = self.model.update(event, &env);
                for effect in effects {
                    self.carry_out(effect);
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
            (Screen::Preview, Some(editor)) => {
                let loaded = ctx.link().callback(|_| Message::PreviewLoaded);
                preview_page::view(model, editor, send, &self.preview, loaded)
            }
            _ => home_page::view(model, send, &on_file),
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
                <Dialogs dialog={model.dialog.clone()} draft={dialog_draft(model)} send={send.clone()} />
                <div class="visually-hidden" role="status" aria-live="polite">{ &self.announcement }</div>
            </div>
        }
    }

    fn rendered(&mut self, _ctx: &Context<Self>, _first: bool) {
        for effect in std::mem::take(&mut self.after_drawing) {
            match effect {
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
                Effect::ScrollTop => window().scroll_to_with_x_and_y(0.0, 0.0),
                Effect::Print if self.preview_loaded => preview_page::print(&self.preview),
                Effect::Print => self.print_when_loaded = true,
                _ => {}
            }
        }
        let title = match (&self.model.editor, self.model.screen) {
            (Some(editor), Screen::Edit | Screen::Preview) => {
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
    fn carry_out(&mut self, effect: Effect) {
        match effect {
            Effect::SaveSoon => {
                // A running timer is left alone, so that typing without a pause is saved all the same.
                if self.save_timer.is_none() {
                    let send = self.send.clone();
                    self.save_timer = Some(Timeout::new(SAVE_DELAY, move || send.emit(Event::SaveDue)));
                }
            }
            Effect::Address(route) => browser::set_address(&route.hash()),
            Effect::Download { name, mime, content } => browser::download(&name, mime, &content),
            Effect::Announce(text) => self.announcement = text.into(),
            later => self.after_drawing.push(later),
        }
    }
}

/// What the paste dialog lays its preview over.
fn dialog_draft(model: &Model) -> Option<std::rc::Rc<crate::report::Draft>> {
    model.dialog.as_ref()?;
    Some(std::rc::Rc::clone(model.editor.as_ref()?.report().draft()))
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
    let hidden_too = hidden.clone();
    let changed = send.reform(|()| Event::StorageChanged);
    let keys = send.clone();
    vec![
        EventListener::new(&window(), "hashchange", move |_| navigated.emit(())),
        EventListener::new(&window(), "pagehide", move |_| hidden_too.emit(())),
        EventListener::new(&document(), "visibilitychange", move |_| {
            if document().visibility_state() == web_sys::VisibilityState::Hidden {
                hidden.emit(());
            }
        }),
        EventListener::new(&window(), "storage", move |_| changed.emit(())),
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
    if event.is_composing() || event.alt_key() || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    // A dialog has fields of its own, which the history of the draft does not know.
    if document().query_selector("dialog[open]").ok().flatten().is_some() {
        return;
    }
    let app_event = match (event.key().to_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Event::Undo,
        ("y", false) | ("z", true) => Event::Redo,
        ("s", false) => Event::SaveNow,
        ("p", false) if document().get_element_by_id("editing").is_some() => Event::Print,
        _ => return,
    };
    event.prevent_default();
    send.emit(app_event);
}
