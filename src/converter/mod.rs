//! The converter: foreign formats in and out, apart from the page.
//!
//! Reading Word files and web pages takes parsers that nobody needs for writing a report, so they live in a
//! program of their own, which a worker loads when it is first asked for something. The page sends a [`Job`]
//! and gets a [`Product`] with the same ticket; a job that takes too long is cancelled by ending the worker.
//!
//! Uses [`crate::intake`], [`crate::export`] and what is below them.

mod message;
#[cfg(feature = "heavy")]
mod work;

pub use message::{Form, Job, Product, Recognised, Rich, Task};
#[cfg(feature = "heavy")]
pub use work::work;
