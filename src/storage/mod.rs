//! Drafts in storage: what is written, how it is read again, and the list of all drafts.
//!
//! Three rules hold everywhere here:
//!
//! - Reading never loses data. A text that cannot be read stays under its key as it is, is listed, can be
//!   downloaded, and goes only when somebody deletes it.
//! - A write that fails leaves what was there before.
//! - Keys that do not begin with `nianbao:` belong to other programs of the same origin and are not touched.
//!
//! Times are milliseconds since the Unix epoch and, like random numbers, come as arguments. Uses
//! [`crate::report`] and [`crate::format`] only; the browser's storage is behind [`DraftStore`].

mod claim;
mod envelope;
mod error;
mod id;
mod library;
mod locked;
pub mod migrations;
mod object;
mod store;

pub use claim::Claim;
pub use envelope::{Envelope, Head, SCHEMA, Summary, head, read, write};
pub use error::{Place, ReadError};
pub use id::{CLEARED, DraftId};
pub use library::{BIN_KEEPS, BinEntry, Entry, LIMIT, Library, SaveError, Saved, State, Usage, utf16_units};
pub use locked::locked_name;
pub use store::{DraftStore, MemoryStore, StoreError};
