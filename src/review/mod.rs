//! The reviewer: all checks over the draft under work, apart from the page.
//!
//! Reading prose and running the whole catalogue is too much program for the first load of the page, and too
//! much work for the thread that shows what is typed. So the rules live behind messages: the page sends
//! [`Request`]s, in the main: this changed, and a [`Reviewer`] answers with [`Answer`]s. In the browser the
//! reviewer is a WebAssembly module of its own in a worker; in tests it is an object.
//!
//! Both sides keep the same list of findings. The page moves their places in the texts with what is typed
//! ([`Mirror`]), so that marks stand right before an answer comes, and the reviewer sends only what differs.
//!
//! Uses [`crate::rules`], [`crate::likeness`], [`crate::render`] and what is below them.

mod message;
mod mirror;
mod reviewer;
mod shift;
mod versions;

pub use message::{Answer, Entry, Request, RuleInfo};
pub use mirror::Mirror;
pub use reviewer::Reviewer;
pub use shift::Shift;
pub use versions::{Difference, Version};
