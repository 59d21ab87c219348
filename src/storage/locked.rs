//! Drafts under a password: what can be seen of one without it, and where they lie.
//!
//! The cipher is the converter's, which knows the key for as long as it works; see [`crate::vault`].

use super::id::LOCKED;
use super::object::pick;
use super::{DraftId, Library, StoreError};

/// The name of a locked draft, which can be read without the password; `None` for any other text.
pub fn locked_name(text: &str) -> Option<String> {
    let (mut app, mut locked, mut name) = (None, None, None);
    pick(text, text.trim(), &mut [("app", &mut app), ("locked", &mut locked), ("name", &mut name)]).ok()?;
    (app == Some("\"nianbao\"") && locked.is_some()).then(|| serde_json::from_str(name?).ok())?
}

impl Library<'_> {
    /// The locked text of a draft, if it is locked.
    pub fn locked(self, id: &DraftId) -> Result<Option<String>, StoreError> {
        self.store().get(&id.under(LOCKED))
    }

    /// Stores a draft locked, and removes what is stored of it in plain.
    pub fn lock(self, id: &DraftId, text: &str) -> Result<(), StoreError> {
        self.put(&id.under(LOCKED), text)?;
        self.store().remove(&id.key())
    }

    /// Stores a draft in plain again, and removes the locked one.
    pub fn unlock(self, id: &DraftId, text: &str) -> Result<(), StoreError> {
        self.put(&id.key(), text)?;
        self.store().remove(&id.under(LOCKED))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::{DraftStore, MemoryStore, State};

    #[test]
    fn only_locked_texts_have_a_name() {
        let text = r#"{"app":"nianbao","locked":1,"name":"甲\n镇","data":""}"#;
        assert_eq!(locked_name(text).as_deref(), Some("甲\n镇"));
        for text in ["", "{}", r#"{"app":"nianbao","name":"甲"}"#, r#"{"app":"x","locked":1,"name":"甲"}"#]
        {
            assert_eq!(locked_name(text), None, "{text}");
        }
    }

    #[test]
    fn a_draft_lies_in_plain_or_locked_and_is_listed_either_way() {
        let store = MemoryStore::new();
        let library = Library::new(&store);
        let id = DraftId::parse("a").unwrap();
        store.put(&id.key(), "plain").unwrap();
        let locked = r#"{"app":"nianbao","locked":1,"name":"甲"}"#;
        library.lock(&id, locked).unwrap();
        assert_eq!(store.keys().unwrap(), [id.under(LOCKED)]);
        assert_eq!(library.list().unwrap()[0].state, State::Locked("甲".to_owned()));
        library.unlock(&id, "plain").unwrap();
        assert_eq!((store.keys().unwrap(), library.locked(&id)), (vec![id.key()], Ok(None)));
    }
}
