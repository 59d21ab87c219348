//! Files in and out: the saved page, the data file, and 打开文件.
//!
//! Two kinds of file hold a draft: the saved page, which shows the report and carries the draft along, and
//! the data file, JSON as it is stored. [`open()`] reads both again and says in Chinese what any other file is
//! and what to do with it.
//!
//! Uses [`crate::storage`], [`crate::render`] and [`crate::report`].

mod name;
mod open;

pub use name::{file_name, fragment_name, sheet_name};
pub use open::{MAX_BYTES, OpenError, Problem, Several, open, open_several, too_large};

use crate::render;
use crate::report::Report;
use crate::storage::{self, Envelope};

/// The report as a page that can be opened again. `report` is the reading of the envelope's draft.
pub fn page(report: &Report, envelope: &Envelope) -> String {
    render::page(report, &storage::write(envelope))
}

/// The data file: JSON with a line for every text and figure, so that it can be looked through.
pub fn json(envelope: &Envelope) -> String {
    let mut text = indented(&storage::write(envelope));
    text.push('\n');
    text
}

/// JSON without space between its tokens, laid out in lines as `serde_json` would; its own way of doing so
/// would bring the whole serializer into the site a second time.
fn indented(json: &str) -> String {
    fn new_line(text: &mut String, depth: usize) {
        text.push('\n');
        text.extend(std::iter::repeat_n("  ", depth));
    }

    let mut text = String::with_capacity(json.len() * 2);
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    let mut rest = json.chars().peekable();
    while let Some(c) = rest.next() {
        if in_string {
            text.push(c);
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        match c {
            '{' | '[' => {
                text.push(c);
                if let Some(end) = rest.next_if(|next| matches!(next, '}' | ']')) {
                    text.push(end);
                } else {
                    depth += 1;
                    new_line(&mut text, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut text, depth);
                text.push(c);
            }
            ',' => {
                text.push(c);
                new_line(&mut text, depth);
            }
            ':' => text.push_str(": "),
            _ => {
                in_string = c == '"';
                text.push(c);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            "[\\\\\"{}\\[\\],:a ]{0,8}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..4)
                    .prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn lines_are_laid_out_as_usual(value in any_json()) {
            prop_assert_eq!(indented(&value.to_string()), serde_json::to_string_pretty(&value).unwrap());
        }
    }
}
