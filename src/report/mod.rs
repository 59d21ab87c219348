//! What a clerk has entered, and how it is understood.
//!
//! A [`Draft`] holds the text as typed, always. [`Report`] is the reading of a draft: every figure is blank,
//! a number, "nothing to report" or unreadable for a stated reason; totals are computed. Reading never
//! fails and never changes the draft.
//!
//! Uses [`crate::format`] only.

mod change;
mod compose;
mod draft;
mod figure;
pub mod prose;
mod reading;
pub mod token;

pub use change::{Change, Splice};
pub use compose::{composed, today_in_words};
pub use draft::{Draft, Field, LEFTOVER_MARK, MAX_YEAR, UnitKind, copied_note, done_note};
pub use figure::{Figure, LIMIT, Misread, read, tidy, write};
pub use reading::{Report, Sum};
