//! The macro in which the front end of 年报 writes its elements.
//!
//! It reads what the macro of the same name in Yew reads, as far as the front end needs it, and differs in what it
//! writes: Yew's puts the construction of every element where the element stands, about 350 bytes of program for each,
//! this one calls `Tag` of the front end, which makes the same element in a third of that.

mod parse;
mod write;

use proc_macro2::TokenStream;

/// Elements, fragments, `{ expression }`, `{ for iterator }`, `if` and `if let` with `else`, and components without
/// children, which are left to Yew.
#[proc_macro]
pub fn html(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let nodes = parse::nodes(TokenStream::from(input));
    nodes.map_or_else(parse::Fault::into_tokens, |nodes| write::fragment(&nodes)).into()
}
