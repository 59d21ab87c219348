//! Where texts are kept: the browser's storage, or memory.

use std::cell::{Cell, RefCell};

/// A place for texts under keys, as `localStorage` is one.
pub trait DraftStore {
    /// All keys in any order, those of other programs included.
    fn keys(&self) -> Result<Vec<String>, StoreError>;

    /// The text under a key.
    fn get(&self, key: &str) -> Result<Option<String>, StoreError>;

    /// Writes a text. Where this fails, the text that was there before is still there.
    fn put(&self, key: &str, text: &str) -> Result<(), StoreError>;

    /// Removes a text. No error where there is none.
    fn remove(&self, key: &str) -> Result<(), StoreError>;
}

/// Why a store did not do what it was asked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// The browser does not let this page store anything (private mode, site data forbidden).
    Denied,
    /// There is no room left.
    Full,
    /// Anything else, in the words of the browser.
    Other(String),
}

impl StoreError {
    /// What it means for the clerk and what to do about it.
    pub fn sentence(&self) -> String {
        match self {
            Self::Denied => "浏览器不允许本网页在这台电脑上存放内容（可能开了无痕浏览，或禁用了网站数据）。\
                 可以继续填写，但关闭网页后内容不会保留，请及时导出文件保存。"
                .to_owned(),
            Self::Full => {
                "浏览器给本网页的存储空间已满，刚才的改动没有写入这台电脑，原先保存的内容不受影响。\
                 可以继续填写，请先导出文件保存，再删除不用的草稿腾出空间。"
                    .to_owned()
            }
            Self::Other(detail) => {
                let mut text = "浏览器的存储出了问题，刚才的操作没有完成，原先保存的内容不受影响。\
                     可以继续填写，请导出文件保存。"
                    .to_owned();
                if !detail.is_empty() {
                    text.push_str("（浏览器的说明：");
                    text.push_str(detail);
                    text.push('）');
                }
                text
            }
        }
    }
}

/// A store in memory: for tests, and as the stand-in where the browser denies storage.
#[derive(Debug, Default)]
pub struct MemoryStore {
    /// Keys and texts. A list serves a few dozen of them and brings no code of its own.
    texts: RefCell<Vec<(String, String)>>,
    denied: Cell<bool>,
    full: Cell<bool>,
    /// Writes left until the one that fails; 0 where none is to fail.
    fails_in: Cell<usize>,
}

impl MemoryStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// From now on every operation is (not) denied.
    pub fn set_denied(&self, denied: bool) {
        self.denied.set(denied);
    }

    /// From now on every write, even of a shorter text, fails as full (or no longer does).
    pub fn set_full(&self, full: bool) {
        self.full.set(full);
    }

    /// The `n`-th write from now, counted from 1, fails as full; those before and after it do not.
    /// 0 takes this back.
    pub fn fail_write(&self, n: usize) {
        self.fails_in.set(n);
    }

    fn admit(&self) -> Result<(), StoreError> {
        if self.denied.get() { Err(StoreError::Denied) } else { Ok(()) }
    }
}

impl DraftStore for MemoryStore {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.admit()?;
        Ok(self.texts.borrow().iter().map(|(key, _)| key.clone()).collect())
    }

    fn get(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.admit()?;
        Ok(self.texts.borrow().iter().find(|(known, _)| known == key).map(|(_, text)| text.clone()))
    }

    fn put(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.admit()?;
        let left = self.fails_in.get();
        self.fails_in.set(left.saturating_sub(1));
        if self.full.get() || left == 1 {
            return Err(StoreError::Full);
        }
        let mut texts = self.texts.borrow_mut();
        match texts.iter_mut().find(|(known, _)| known == key) {
            Some((_, old)) => text.clone_into(old),
            None => texts.push((key.to_owned(), text.to_owned())),
        }
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StoreError> {
        self.admit()?;
        self.texts.borrow_mut().retain(|(known, _)| known != key);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_switches_fail_as_they_say_and_keep_the_old_text() {
        let store = MemoryStore::new();
        store.put("a", "1").unwrap();
        store.fail_write(2);
        assert_eq!(store.put("b", "2"), Ok(()));
        assert_eq!(store.put("a", "changed"), Err(StoreError::Full));
        assert_eq!(store.get("a"), Ok(Some("1".to_owned())));
        assert_eq!(store.put("a", "3"), Ok(()));
        store.set_full(true);
        assert_eq!(store.put("a", ""), Err(StoreError::Full));
        assert_eq!(store.remove("b"), Ok(()), "removing makes room");
        assert_eq!(store.keys(), Ok(vec!["a".to_owned()]));
        store.set_denied(true);
        assert_eq!(store.keys(), Err(StoreError::Denied));
        assert_eq!(store.get("a"), Err(StoreError::Denied));
        assert_eq!(store.remove("a"), Err(StoreError::Denied));
        store.set_denied(false);
        assert_eq!(store.get("a"), Ok(Some("3".to_owned())));
    }
}
