//! Parts of the screen that are drawn again only when what they show has changed.
//!
//! Yew compiles the whole life of a component anew for every type of component. The parts of the screen are
//! therefore all one component, which has the part draw itself.

use std::any::Any;
use std::rc::Rc;
use yew::functional::{Hook, HookContext};
use yew::prelude::*;
use yew::virtual_dom::{Key, VComp};

/// A part of the screen: what it shows.
pub(super) trait Widget: PartialEq + 'static {
    /// Draws it. Hooks are run with `hooks`, every time the same in the same order.
    fn draw(&self, hooks: &mut HookContext) -> Html;
}

/// A widget of any type.
trait AnyWidget {
    fn draw(&self, hooks: &mut HookContext) -> Html;
    fn is_like(&self, other: &dyn AnyWidget) -> bool;
    fn as_any(&self) -> &dyn Any;
}

impl<W: Widget> AnyWidget for W {
    fn draw(&self, hooks: &mut HookContext) -> Html {
        Widget::draw(self, hooks)
    }

    fn is_like(&self, other: &dyn AnyWidget) -> bool {
        other.as_any().downcast_ref().is_some_and(|other| self == other)
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

#[derive(Properties)]
struct Props {
    widget: Rc<dyn AnyWidget>,
}

impl PartialEq for Props {
    fn eq(&self, other: &Self) -> bool {
        self.widget.is_like(&*other.widget)
    }
}

#[component]
fn Slot(props: &Props) -> Html {
    use_widget(Rc::clone(&props.widget))
}

fn use_widget(widget: Rc<dyn AnyWidget>) -> impl Hook<Output = Html> {
    Drawing(widget)
}

struct Drawing(Rc<dyn AnyWidget>);

impl Hook for Drawing {
    type Output = Html;

    fn run(self, hooks: &mut HookContext) -> Html {
        self.0.draw(hooks)
    }
}

/// A widget in markup. The name of its type keeps widgets of other types, whose hooks are others, from taking its
/// place; a key tells it from its like among its neighbours.
pub(super) fn place(name: &'static str, key: Option<Key>, widget: impl Widget) -> Html {
    insert(name, key, Rc::new(widget))
}

fn insert(name: &'static str, key: Option<Key>, widget: Rc<dyn AnyWidget>) -> Html {
    let key = match key {
        None => name.into(),
        Some(key) => format!("{name} {key}").into(),
    };
    VComp::new::<Slot>(Rc::new(Props { widget }), Some(key)).into()
}
