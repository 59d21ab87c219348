//! The report as a page: one HTML document for preview, print, download and pasting into a site; and the sheet
//! on which a reviewer sends back what is wrong with it.
//!
//! [`page`] is a pure function of the report and of the draft's stored form, so that what is previewed, what
//! is printed and what is saved are the same bytes. The page loads nothing and runs nothing; it carries the
//! draft as data, which [`extract_data`] finds again in a page that a browser has saved.
//!
//! What the report says is put together once, in the [`Outline`], which the other formats
//! ([`crate::export`]) are made from as well.
//!
//! Every text of a clerk passes through maud's escaping; the two places that write into the page past it
//! are the stylesheets and the data element (`data.rs`), whose own escaping leaves no `<`.
//!
//! [`check_sheet()`] puts the findings over a report on paper, as a document of its own kind.
//!
//! Uses [`crate::format`], [`crate::report`], [`crate::prose`] and [`crate::rules`].

mod check_sheet;
mod data;
mod document;
mod fragment;
mod outline;
mod prose;
mod shown;
mod table;

pub use check_sheet::check_sheet;
pub use data::{DATA_ID, extract_data};
pub use document::page;
pub use fragment::fragment;
pub use outline::{Outline, Section};
pub use table::{Size, size};
