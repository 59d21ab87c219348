//! From tokens to [`Node`]s.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote_spanned;
use std::iter::Peekable;

/// What can stand between two tags.
pub(crate) enum Node {
    /// An element.
    Element(Element),
    /// Nodes without an element around them.
    Fragment(Vec<Node>),
    /// A widget: its type, its key, and its fields.
    Widget(Ident, Option<Value>, Vec<(Ident, Value)>),
    /// A text known beforehand.
    Text(Literal),
    /// `{ expression }`
    Expression(TokenStream),
    /// `{ for iterator }`
    Each(TokenStream),
    /// `if condition { nodes } else { nodes }`
    If(TokenStream, Vec<Node>, Vec<Node>),
}

/// An element with what is written in its tag.
pub(crate) struct Element {
    /// The name of the element.
    pub(crate) name: String,
    /// Names and values, in the order in which they are written.
    pub(crate) attributes: Vec<(String, Value)>,
    /// What stands in it.
    pub(crate) children: Vec<Node>,
}

/// The value of an attribute.
pub(crate) enum Value {
    /// Known beforehand.
    Fixed(Literal),
    /// Worked out when the element is made.
    Expression(TokenStream),
}

/// Why something is no markup, and where.
pub(crate) struct Fault {
    span: Span,
    text: &'static str,
}

impl Fault {
    /// An error for the compiler.
    pub(crate) fn into_tokens(self) -> TokenStream {
        let text = self.text;
        quote_spanned! { self.span => ::core::compile_error!(#text) }
    }
}

type Result<T> = std::result::Result<T, Fault>;
type Tokens = Peekable<proc_macro2::token_stream::IntoIter>;

/// Reads nodes up to the end.
pub(crate) fn nodes(input: TokenStream) -> Result<Vec<Node>> {
    let mut tokens = input.into_iter().peekable();
    let mut nodes = Vec::new();
    while tokens.peek().is_some() {
        nodes.extend(node(&mut tokens)?);
    }
    Ok(nodes)
}

/// Reads one node; `None` at a closing tag, of which `</` has then been read.
fn node(tokens: &mut Tokens) -> Result<Option<Node>> {
    let span = span_of(tokens);
    Ok(Some(match tokens.next() {
        Some(TokenTree::Literal(text)) => Node::Text(text),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => block(&group),
        Some(TokenTree::Ident(word)) if word == "if" => branch(tokens)?,
        Some(TokenTree::Punct(punct)) if punct.as_char() == '<' => match tokens.peek() {
            Some(TokenTree::Punct(next)) if next.as_char() == '/' => {
                tokens.next();
                return Ok(None);
            }
            Some(TokenTree::Punct(next)) if next.as_char() == '>' => {
                tokens.next();
                Node::Fragment(children(tokens, "")?)
            }
            _ => tag(tokens)?,
        },
        _ => return Err(Fault { span, text: "expected an element, `{ expression }` or `if`" }),
    }))
}

/// What stands in braces between tags.
fn block(group: &Group) -> Node {
    let mut tokens = group.stream().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Literal(text)), None) => Node::Text(text),
        (Some(TokenTree::Ident(word)), Some(_)) if word == "for" => {
            Node::Each(group.stream().into_iter().skip(1).collect())
        }
        _ => Node::Expression(group.stream()),
    }
}

/// Reads what follows `if`.
fn branch(tokens: &mut Tokens) -> Result<Node> {
    let mut condition = TokenStream::new();
    let then = loop {
        let span = span_of(tokens);
        match tokens.next() {
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => break group,
            Some(token) => condition.extend([token]),
            None => return Err(Fault { span, text: "expected `{` after the condition" }),
        }
    };
    let then = nodes(then.stream())?;
    if !matches!(tokens.peek(), Some(TokenTree::Ident(word)) if word == "else") {
        return Ok(Node::If(condition, then, Vec::new()));
    }
    tokens.next();
    let span = span_of(tokens);
    let otherwise = match tokens.next() {
        Some(TokenTree::Ident(word)) if word == "if" => vec![branch(tokens)?],
        Some(TokenTree::Group(group)) => nodes(group.stream())?,
        _ => return Err(Fault { span, text: "expected `{` or `if` after `else`" }),
    };
    Ok(Node::If(condition, then, otherwise))
}

/// Reads an element or a widget after its `<`.
fn tag(tokens: &mut Tokens) -> Result<Node> {
    let span = span_of(tokens);
    let Some(TokenTree::Ident(name)) = tokens.next() else {
        return Err(Fault { span, text: "expected the name of an element" });
    };
    let name_text = name.to_string();
    if name_text.starts_with(char::is_uppercase) {
        return widget(name, tokens);
    }
    let mut attributes = Vec::new();
    loop {
        let span = span_of(tokens);
        match tokens.next() {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '>' => {
                let children = children(tokens, &name_text)?;
                return Ok(Node::Element(Element { name: name_text, attributes, children }));
            }
            Some(TokenTree::Punct(punct)) if punct.as_char() == '/' => {
                closed(tokens)?;
                return Ok(Node::Element(Element { name: name_text, attributes, children: Vec::new() }));
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                attributes.push((group.stream().to_string(), Value::Expression(group.stream())));
            }
            Some(TokenTree::Ident(word)) => attributes.push(attribute(word.to_string(), tokens)?),
            _ => return Err(Fault { span, text: "expected an attribute or the end of the tag" }),
        }
    }
}

/// Reads the rest of an attribute after the first word of its name.
fn attribute(mut name: String, tokens: &mut Tokens) -> Result<(String, Value)> {
    loop {
        let span = span_of(tokens);
        match tokens.next() {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '-' => match tokens.next() {
                Some(TokenTree::Ident(word)) => name = format!("{name}-{word}"),
                _ => return Err(Fault { span, text: "expected the rest of a name" }),
            },
            Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => break,
            _ => return Err(Fault { span, text: "expected `=` after the name of an attribute" }),
        }
    }
    let span = span_of(tokens);
    match tokens.next() {
        Some(TokenTree::Literal(text)) => Ok((name, Value::Fixed(text))),
        Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
            Ok((name, Value::Expression(group.stream())))
        }
        Some(TokenTree::Ident(word)) if word == "true" => Ok((name, Value::Fixed(Literal::string("")))),
        _ => Err(Fault { span, text: "expected a literal, `true` or `{ expression }`" }),
    }
}

/// Reads a widget up to its `/>`.
fn widget(name: Ident, tokens: &mut Tokens) -> Result<Node> {
    let (mut key, mut fields) = (None, Vec::new());
    loop {
        let span = span_of(tokens);
        match tokens.next() {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '/' => {
                closed(tokens)?;
                return Ok(Node::Widget(name, key, fields));
            }
            Some(TokenTree::Punct(punct)) if punct.as_char() == '>' => {
                return Err(Fault { span, text: "widgets have no children" });
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                match group.stream().into_iter().next() {
                    Some(TokenTree::Ident(word)) => fields.push((word, Value::Expression(group.stream()))),
                    _ => return Err(Fault { span, text: "expected a field in the braces" }),
                }
            }
            Some(TokenTree::Ident(word)) => {
                let (name, value) = attribute(word.to_string(), tokens)?;
                if name == "key" {
                    key = Some(value);
                } else {
                    fields.push((word, value));
                }
            }
            _ => return Err(Fault { span, text: "expected a field or `/>`" }),
        }
    }
}

/// Reads children up to and with the closing tag of this name.
fn children(tokens: &mut Tokens, name: &str) -> Result<Vec<Node>> {
    let mut nodes = Vec::new();
    while let Some(node) = node(tokens)? {
        nodes.push(node);
    }
    let span = span_of(tokens);
    let found = match tokens.peek() {
        Some(TokenTree::Ident(word)) => word.to_string(),
        _ => String::new(),
    };
    if found != name {
        return Err(Fault { span, text: "this closing tag closes nothing" });
    }
    if !found.is_empty() {
        tokens.next();
    }
    closed(tokens)?;
    Ok(nodes)
}

/// Reads the `>` of a tag.
fn closed(tokens: &mut Tokens) -> Result<()> {
    let span = span_of(tokens);
    match tokens.next() {
        Some(TokenTree::Punct(punct)) if punct.as_char() == '>' => Ok(()),
        _ => Err(Fault { span, text: "expected `>`" }),
    }
}

fn span_of(tokens: &mut Tokens) -> Span {
    tokens.peek().map_or_else(Span::call_site, TokenTree::span)
}
