//! Which window may write a draft.
//!
//! A window that has a draft open for editing says so under a key beside the draft, again every few seconds. Another
//! window that opens the draft meanwhile finds that claim and only shows the draft. It *knocks*, by writing a key of
//! its own: a window that lives answers by renewing its claim, also in the background, where timers are slowed down
//! but news of the storage is not. A claim that is not renewed after a knock has lapsed. Needs nothing but the storage.

use super::id::{CLAIMS, KNOCKS};
use super::{DraftId, Library, StoreError};

/// What a window says of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The window: a number that no other has.
    pub window: u64,
    /// When it said so, in milliseconds since the Unix epoch.
    pub at: u64,
    /// Of a knock: whether the draft is to be handed over.
    pub takes_over: bool,
}

impl Claim {
    /// `19c5e… 1768888985310`, with `!` in front where the draft is to be handed over.
    fn text(self) -> String {
        let mark = if self.takes_over { "!" } else { "" };
        format!("{mark}{} {}", self.window, self.at)
    }

    /// `None` for a text of any other kind: a damaged claim is none.
    fn parse(text: &str) -> Option<Self> {
        let (takes_over, rest) = text.strip_prefix('!').map_or((false, text), |rest| (true, rest));
        let (window, at) = rest.split_once(' ')?;
        Some(Self { window: window.parse().ok()?, at: at.parse().ok()?, takes_over })
    }
}

impl Library<'_> {
    /// The claim on a draft, if there is one.
    pub fn claim(self, id: &DraftId) -> Result<Option<Claim>, StoreError> {
        self.said(id, CLAIMS)
    }

    /// Claims a draft.
    pub fn set_claim(self, id: &DraftId, claim: Claim) -> Result<(), StoreError> {
        self.store().put(&id.under(CLAIMS), &claim.text())
    }

    /// Gives a draft free, and takes back the knock at it.
    pub fn release(self, id: &DraftId) -> Result<(), StoreError> {
        self.store().remove(&id.under(KNOCKS))?;
        self.store().remove(&id.under(CLAIMS))
    }

    /// The last knock at a draft.
    pub fn knock(self, id: &DraftId) -> Result<Option<Claim>, StoreError> {
        self.said(id, KNOCKS)
    }

    /// Asks the window that claims a draft for a sign of life, or to hand it over.
    pub fn set_knock(self, id: &DraftId, knock: Claim) -> Result<(), StoreError> {
        self.store().put(&id.under(KNOCKS), &knock.text())
    }

    fn said(self, id: &DraftId, prefix: &str) -> Result<Option<Claim>, StoreError> {
        Ok(self.store().get(&id.under(prefix))?.as_deref().and_then(Claim::parse))
    }

    /// Removes the claims of windows that broke down and whose drafts nobody opened since. A window that lives and
    /// has slept for so long claims again when it awakes.
    pub fn sweep_claims(self, now: u64) -> Result<(), StoreError> {
        /// A day.
        const OLD: u64 = 24 * 60 * 60 * 1000;
        for key in
            self.store().keys()?.iter().filter(|key| key.starts_with(CLAIMS) || key.starts_with(KNOCKS))
        {
            let claim = self.store().get(key)?.as_deref().and_then(Claim::parse);
            if claim.is_none_or(|claim| claim.at.saturating_add(OLD) < now) {
                self.store().remove(key)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::{DraftStore, MemoryStore};

    #[test]
    fn a_claim_is_read_as_it_was_written_and_nothing_else_is_one() {
        for takes_over in [false, true] {
            let claim = Claim { window: u64::MAX, at: 1_768_888_985_310, takes_over };
            assert_eq!(Claim::parse(&claim.text()), Some(claim));
        }
        for text in ["", "1", "1 ", " 1", "1 2 3", "a 2", "1 -2", "!!1 2", "１ 2"] {
            assert_eq!(Claim::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn only_old_and_damaged_claims_are_swept() {
        let store = MemoryStore::new();
        let library = Library::new(&store);
        let [old, young, damaged] = ["a", "b", "c"].map(|id| DraftId::parse(id).unwrap());
        let claim = |at| Claim { window: 1, at, takes_over: false };
        library.set_claim(&old, claim(0)).unwrap();
        library.set_knock(&young, claim(1)).unwrap();
        store.put(&damaged.under(CLAIMS), "?").unwrap();
        store.put("other", "?").unwrap();
        library.sweep_claims(24 * 60 * 60 * 1000 + 1).unwrap();
        assert_eq!((library.claim(&old), library.knock(&young)), (Ok(None), Ok(Some(claim(1)))));
        assert_eq!(store.keys().unwrap().len(), 2);
    }
}
