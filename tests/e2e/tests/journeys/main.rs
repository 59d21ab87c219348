//! Journeys through the built site in a real browser, one module each; see the library for how.

mod accessibility;
mod bad_files;
mod block_paste;
mod cells;
mod composition;
mod crash;
mod draft_list;
mod examples;
mod hostile_text;
mod keeping;
mod keyboard_only;
mod layout;
mod network;
mod offline;
mod persistence;
mod preferences;
mod reviewer;
mod saved_pages;
mod transfer;
mod undo;
mod windows;
mod word_file;
