//! The printable report.
