//! The report as a page: one HTML document for preview, print, download and pasting into a site.
//!
//! [`page`] is a pure function of the report and of the draft's stored form, so that what is previewed, what
//! is printed and what is saved are the same bytes. The page loads nothing and runs nothing; it carries the
//! draft as data, which [`extract_data`] finds again in a page that a browser has saved.
//!
//! Every text of a clerk passes through maud's escaping; the two places that write into the page past it
//! are the stylesheet and the data element (`data.rs`), whose own escaping leaves no `<`.
//!
//! Uses [`crate::format`] and [`crate::report`].

mod data;
mod document;
mod prose;
mod shown;
mod table;

pub use data::{DATA_ID, extract_data};
pub use document::page;
