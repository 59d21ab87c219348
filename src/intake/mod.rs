//! What staff already have goes in: a published report, by whatever way it comes, becomes a draft.
//!
//! Two steps, so that each can be tested alone. A reader ([`text()`], and behind the feature `heavy` `html`,
//! `docx` and `bytes`) turns what came into a [`Source`]: lines and tables in order. [`recognise()`] finds in
//! it the title, the six parts and the three tables, and says what it is not sure of. Nothing is dropped:
//! what finds no place is handed back in order, as [`Intake::leftover`].
//!
//! Every step takes time in proportion to the length of the text and never panics, since any file may come.
//! The caller shows [`Intake::notes`] before anything changes.
//!
//! Uses [`crate::format`], [`crate::report`], [`crate::storage`] and [`crate::exchange`].

#[cfg(feature = "heavy")]
mod build;
#[cfg(feature = "heavy")]
mod bytes;
#[cfg(feature = "heavy")]
mod docx;
mod head;
mod headings;
#[cfg(feature = "heavy")]
mod html;
mod loose;
mod next_year;
mod recognise;
mod source;
mod table;
mod text;
mod words;

#[cfg(feature = "heavy")]
pub use bytes::{LARGEST_FILE, LARGEST_TEXT, Material, Reason, Refusal, bytes, open};
#[cfg(feature = "heavy")]
pub use docx::{DocxError, docx};
#[cfg(feature = "heavy")]
pub use html::html;
pub use next_year::{Stock, announced, next_year, stocks};
pub use recognise::{Intake, PartRead, TableRead, Unsure, figures, recognise};
pub use source::{Block, Sheet, SheetCell, Source};
pub use text::text;
