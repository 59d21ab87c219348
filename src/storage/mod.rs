//! Drafts in storage.
