//! Journeys through the built site in a real browser, one module each; see the library for how.

mod block_paste;
mod composition;
mod examples;
mod hostile_text;
mod keyboard_only;
mod persistence;
mod saved_pages;
