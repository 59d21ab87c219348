//! The Yew front end: the only module that may name yew, `web_sys` or gloo.
//!
//! [`shell`](Shell) holds the model, hands it events and carries out its effects; everything else here lays
//! out what the model says. Components take `Rc`s that stay the same while nothing changes, so that a
//! keystroke draws again only the rows it touched.

mod browser;
mod compare_page;
mod dialogs;
mod editor_page;
mod findings_panel;
mod head_section;
mod home_page;
mod past_text;
mod preview_page;
mod prose_field;
mod prose_section;
mod shell;
mod table_section;
mod tag;
mod top_bar;
mod transfer;
mod widget;
mod worker_link;

pub use browser::BrowserStore;
pub use shell::Shell;

use crate::app::Event;
use nianbao_markup::html;
use std::rc::Rc;
use yew::prelude::*;

/// Hands an event to the model.
pub type Send = Callback<Event>;

/// Starts the application in the element with the id `app`.
pub fn start() {
    if let Some(root) = browser::element("app") {
        root.set_text_content(None);
        yew::Renderer::<Shell>::with_root(root).render();
    }
}

/// A callback that sends the same event whenever it is called.
fn on<T: 'static>(send: &Send, event: Event) -> Callback<T> {
    let emit = repeat(send.clone(), event);
    Callback::from(move |_| emit())
}

/// Made once for all types of callbacks.
#[inline(never)]
fn repeat(send: Send, event: Event) -> Rc<dyn Fn()> {
    Rc::new(move || send.emit(event.clone()))
}

/// A button that sends an event.
fn button(send: &Send, class: &'static str, label: &str, event: Event) -> Html {
    html! { <button type="button" {class} onclick={on(send, event)}>{ label.to_owned() }</button> }
}
