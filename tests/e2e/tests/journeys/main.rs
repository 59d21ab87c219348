//! Journeys through the built site in a real browser, one module each; see the library for how.

mod keyboard_only;
