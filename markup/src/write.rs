//! From [`Node`]s to the calls that make them.

use crate::parse::{Element, Node, Value};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// An expression for nodes without an element around them.
pub(crate) fn fragment(nodes: &[Node]) -> TokenStream {
    match nodes {
        [] => quote! { ::yew::Html::default() },
        [Node::Element(element)] => self::element(element),
        [Node::Fragment(nodes)] => fragment(nodes),
        [Node::Widget(name, key, fields)] => widget(name, key.as_ref(), fields),
        [Node::If(condition, then, otherwise)] => {
            let (then, otherwise) = (fragment(then), fragment(otherwise));
            quote! { if #condition { #then } else { #otherwise } }
        }
        nodes => {
            let tag = tag();
            let children = children(nodes);
            quote! {{
                let mut #tag = crate::ui::tag::Tag::fragment();
                #children
                #tag.nodes()
            }}
        }
    }
}

/// An expression for a widget.
fn widget(name: &Ident, key: Option<&Value>, fields: &[(Ident, Value)]) -> TokenStream {
    let key = match key.map(expression) {
        None => quote! { ::core::option::Option::None },
        Some(key) => quote! { ::core::option::Option::Some(::core::convert::Into::into(#key)) },
    };
    let fields = fields.iter().map(|(name, value)| {
        let value = expression(value);
        quote! { #name: #value }
    });
    quote! { crate::ui::widget::place(stringify!(#name), #key, #name { #(#fields),* }) }
}

/// What gives a value.
fn expression(value: &Value) -> TokenStream {
    match value {
        Value::Fixed(text) => quote! { #text },
        Value::Expression(expression) => quote! {{ #expression }},
    }
}

/// The name under which the element being made is known; nothing that is written in the markup can mean it.
fn tag() -> Ident {
    Ident::new("tag", Span::mixed_site())
}

/// An expression for an element.
fn element(element: &Element) -> TokenStream {
    let (tag, name) = (tag(), &element.name);
    let is_field = name == "input" || name == "textarea";
    let (mut fixed, mut keys, mut calls) = (Vec::new(), Vec::new(), Vec::new());
    for (name, value) in &element.attributes {
        let expression = expression(value);
        calls.push(match (name.as_str(), value) {
            ("ref", _) => quote! { #tag.reference(#expression); },
            ("key", _) => quote! { #tag.key(::core::convert::Into::into(#expression)); },
            ("value", _) if is_field => quote! { #tag.value(#expression); },
            ("defaultvalue", _) if is_field => quote! { #tag.default_value(#expression); },
            (event, _) if event.starts_with("on") => {
                let event = format_ident!("{event}");
                quote! { #tag.listener(::yew::html::#event::Wrapper::__macro_new(#expression)); }
            }
            (name, Value::Fixed(text)) => {
                fixed.push(quote! { (#name, ::yew::virtual_dom::AttributeOrProperty::Static(#text)) });
                continue;
            }
            (name, Value::Expression(_)) => {
                keys.push(quote! { #name });
                quote! { #tag.attribute(#expression); }
            }
        });
    }
    if !keys.is_empty() {
        let names = element.attributes.iter().filter(|(name, value)| is_fixed(name, value, is_field));
        let names = names.map(|(name, _)| quote! { #name });
        keys.splice(0..0, names);
    }
    let children = children(&element.children);
    quote! {{
        let mut #tag = crate::ui::tag::Tag::new(#name, &[#(#fixed),*], &[#(#keys),*]);
        #(#calls)*
        #children
        #tag.node()
    }}
}

/// Whether an attribute is one of the element that never changes.
fn is_fixed(name: &str, value: &Value, is_field: bool) -> bool {
    let is_own = matches!(name, "ref" | "key") || name.starts_with("on");
    let is_content = is_field && matches!(name, "value" | "defaultvalue");
    matches!(value, Value::Fixed(_)) && !is_own && !is_content
}

/// Statements that put nodes into the element being made.
fn children(nodes: &[Node]) -> TokenStream {
    let tag = tag();
    nodes
        .iter()
        .map(|node| match node {
            Node::Text(text) => quote! { #tag.text(#text); },
            Node::Expression(expression) => quote! { #tag.put({ #expression }); },
            Node::Each(iterator) => quote! {
                ::core::iter::Iterator::for_each(
                    ::core::iter::IntoIterator::into_iter({ #iterator }),
                    |child| #tag.put(child),
                );
            },
            node => {
                let node = fragment(std::slice::from_ref(node));
                quote! { #tag.put(#node); }
            }
        })
        .collect()
}
