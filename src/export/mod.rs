//! The report in the formats of other programs.
//!
//! Uses [`crate::format`], [`crate::report`] and [`crate::render`].
