//! The report in the formats of other programs.
//!
//! All that shows the report is made from the [`Outline`](crate::render::Outline) that the printed page is made
//! from. The Word file needs the feature `heavy`.
//!
//! Uses [`crate::format`], [`crate::report`] and [`crate::render`].

mod csv;
#[cfg(feature = "heavy")]
mod docx;
mod plain;

pub use crate::render::fragment;
pub use csv::csv;
#[cfg(feature = "heavy")]
pub use docx::docx;
pub use plain::plain_text;
