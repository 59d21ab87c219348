//! What [`html!`](nianbao_markup::html) makes elements with.

use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, Listeners, VList, VTag, VText};

/// An element being made, or a fragment.
#[derive(Default)]
pub(super) struct Tag {
    name: &'static str,
    fixed: &'static [(&'static str, AttributeOrProperty)],
    keys: &'static [&'static str],
    values: Vec<Option<AttributeOrProperty>>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    children: Vec<Html>,
    value: Option<AttrValue>,
    default_value: Option<AttrValue>,
    reference: NodeRef,
    key: Option<Key>,
}

// Called from hundreds of places, so nothing of it is to be put in place.
impl Tag {
    /// An element with the attributes that never change and, where there are others, the names of all attributes,
    /// those that never change first.
    #[inline(never)]
    pub(super) fn new(
        name: &'static str,
        fixed: &'static [(&'static str, AttributeOrProperty)],
        keys: &'static [&'static str],
    ) -> Self {
        let mut values = Vec::with_capacity(keys.len());
        if !keys.is_empty() {
            values.extend(fixed.iter().map(|(_, value)| Some(value.clone())));
        }
        Self { name, fixed, keys, values, ..Self::default() }
    }

    /// Nodes without an element around them.
    #[inline(never)]
    pub(super) fn fragment() -> Self {
        Self::default()
    }

    /// Gives the next of the attributes that may change its value; without a value it is absent.
    #[inline(never)]
    pub(super) fn attribute(&mut self, value: impl Value) {
        self.values.push(value.into_value().map(AttributeOrProperty::Attribute));
    }

    /// Sets what an entry field holds.
    pub(super) fn value(&mut self, value: impl Value) {
        self.value = value.into_value();
    }

    /// Sets what an entry field holds at first.
    pub(super) fn default_value(&mut self, value: impl Value) {
        self.default_value = value.into_value();
    }

    /// Keeps the element at hand under a reference.
    pub(super) fn reference(&mut self, reference: NodeRef) {
        self.reference = reference;
    }

    /// Names the element among its neighbours.
    pub(super) fn key(&mut self, key: Key) {
        self.key = Some(key);
    }

    /// Adds what listens to an event.
    #[inline(never)]
    pub(super) fn listener(&mut self, listener: Option<Rc<dyn Listener>>) {
        self.listeners.reserve_exact(1);
        self.listeners.push(listener);
    }

    /// Adds a text that never changes.
    #[inline(never)]
    pub(super) fn text(&mut self, text: &'static str) {
        self.children.push(VText::new(text).into());
    }

    /// Adds a child.
    #[inline(never)]
    pub(super) fn put(&mut self, child: impl Child) {
        self.children.push(child.into_node());
    }

    /// The children as one node.
    #[inline(never)]
    pub(super) fn nodes(mut self) -> Html {
        match self.children.len() {
            1 => self.children.pop().unwrap_or_default(),
            _ => VList::with_children(self.children, None).into(),
        }
    }

    /// The element.
    #[inline(never)]
    pub(super) fn node(mut self) -> Html {
        let attributes = if self.keys.is_empty() {
            Attributes::Static(self.fixed)
        } else {
            Attributes::Dynamic { keys: self.keys, values: self.values.into_boxed_slice() }
        };
        let listeners = match &self.listeners[..] {
            [] => Listeners::None,
            _ => Listeners::Pending(self.listeners.into_boxed_slice()),
        };
        let (reference, key) = (self.reference, self.key);
        let tag = match self.name {
            "input" => VTag::__new_input(self.value, None, reference, key, attributes, listeners),
            "textarea" => {
                VTag::__new_textarea(self.value, self.default_value, reference, key, attributes, listeners)
            }
            name => {
                let children = match self.children.len() {
                    1 => self.children.pop().unwrap_or_default(),
                    _ => VList::with_children(self.children, None).into(),
                };
                VTag::__new_other(AttrValue::Static(name), reference, key, attributes, listeners, children)
            }
        };
        tag.into()
    }
}

/// What can be the value of an attribute.
pub(super) trait Value {
    /// The value; `None` where the attribute is absent.
    fn into_value(self) -> Option<AttrValue>;
}

impl Value for &'static str {
    fn into_value(self) -> Option<AttrValue> {
        Some(AttrValue::Static(self))
    }
}

impl Value for String {
    fn into_value(self) -> Option<AttrValue> {
        Some(self.into())
    }
}

impl Value for AttrValue {
    fn into_value(self) -> Option<AttrValue> {
        Some(self)
    }
}

impl Value for &AttrValue {
    fn into_value(self) -> Option<AttrValue> {
        Some(self.clone())
    }
}

impl Value for Classes {
    fn into_value(self) -> Option<AttrValue> {
        Some(self.to_string().into())
    }
}

/// An attribute that is there or not.
impl Value for bool {
    fn into_value(self) -> Option<AttrValue> {
        self.then_some(AttrValue::Static(""))
    }
}

impl<V: Value> Value for Option<V> {
    fn into_value(self) -> Option<AttrValue> {
        self?.into_value()
    }
}

/// What can stand in an element.
pub(super) trait Child {
    /// The node.
    fn into_node(self) -> Html;
}

impl Child for Html {
    fn into_node(self) -> Html {
        self
    }
}

impl Child for &str {
    fn into_node(self) -> Html {
        VText::new(Rc::<str>::from(self)).into()
    }
}

impl Child for String {
    fn into_node(self) -> Html {
        VText::new(self).into()
    }
}

impl Child for &String {
    fn into_node(self) -> Html {
        self.as_str().into_node()
    }
}

impl Child for AttrValue {
    fn into_node(self) -> Html {
        VText::new(self).into()
    }
}

impl Child for &AttrValue {
    fn into_node(self) -> Html {
        VText::new(self.clone()).into()
    }
}

impl Child for &Rc<str> {
    fn into_node(self) -> Html {
        VText::new(Rc::clone(self)).into()
    }
}
