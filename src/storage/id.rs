//! Names of drafts and the keys under which they are stored.

use std::fmt;

/// What all keys of this program begin with.
pub(super) const OWN: &str = "nianbao:";
/// What the keys of drafts begin with.
pub(super) const DRAFTS: &str = "nianbao:draft:";
/// What the keys of deleted drafts begin with.
pub(super) const BIN: &str = "nianbao:bin:";
/// What the keys of claims on drafts begin with.
pub(super) const CLAIMS: &str = "nianbao:claim:";
/// What the keys of knocks at drafts begin with.
pub(super) const KNOCKS: &str = "nianbao:knock:";

/// What the keys of drafts under a password begin with.
pub(super) const LOCKED: &str = "nianbao:locked:";
/// The key that is written for a moment when everything is cleared.
pub const CLEARED: &str = "nianbao:cleared";

/// The name of a draft on this computer: one or more of `0-9a-z`. It says nothing about the draft.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(String);

impl DraftId {
    /// A new name, from the time in milliseconds and a random number. Names sort by time (until the year
    /// 5188), and those made within one millisecond differ by the random number.
    pub fn new(now: u64, random: u32) -> Self {
        let mut text = String::with_capacity(16);
        push_base36(&mut text, now, 9);
        push_base36(&mut text, u64::from(random), 7);
        Self(text)
    }

    /// The name written in `text`, if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_lowercase();
        (!text.is_empty() && text.bytes().all(fits)).then(|| Self(text.to_owned()))
    }

    /// The draft that is stored under `key`; `None` for deleted drafts and the keys of others.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::after(DRAFTS, key)
    }

    /// The key under which the draft is stored, such as `nianbao:draft:0m8x…`.
    pub fn key(&self) -> String {
        self.under(DRAFTS)
    }

    /// Whether a key holds the claim on this draft or a knock at it.
    pub fn is_claimed_under(&self, key: &str) -> bool {
        [CLAIMS, KNOCKS].iter().any(|prefix| key.strip_prefix(prefix) == Some(self.as_str()))
    }

    /// Whether a key holds a claim or a knock of any draft.
    pub fn is_claim_key(key: &str) -> bool {
        key.starts_with(CLAIMS) || key.starts_with(KNOCKS)
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name in a key that begins with `prefix`.
    pub(super) fn after(prefix: &str, key: &str) -> Option<Self> {
        Self::parse(key.strip_prefix(prefix)?)
    }

    /// The key that begins with `prefix`.
    pub(super) fn under(&self, prefix: &str) -> String {
        let mut key = prefix.to_owned();
        key.push_str(&self.0);
        key
    }

    /// Another name, for where this one is taken.
    pub(super) fn alternative(&self) -> Self {
        let mut text = self.0.clone();
        text.push('x');
        Self(text)
    }
}

impl fmt::Display for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Appends `number` in base 36 with at least `width` digits.
fn push_base36(text: &mut String, mut number: u64, width: usize) {
    let mut digits = Vec::with_capacity(13);
    while number > 0 || digits.len() < width {
        digits.push(b"0123456789abcdefghijklmnopqrstuvwxyz"[(number % 36) as usize]);
        number /= 36;
    }
    text.extend(digits.iter().rev().map(|&digit| char::from(digit)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_valid_and_sort_by_time() {
        let id = DraftId::new(1_737_000_000_000, 7);
        assert_eq!(id.as_str(), "0m5ysy9s00000007");
        for id in [id.clone(), DraftId::new(0, 0), DraftId::new(u64::MAX, u32::MAX)] {
            assert_eq!(DraftId::parse(id.as_str()).as_ref(), Some(&id));
            assert_eq!(DraftId::of_key(&id.key()).as_ref(), Some(&id));
        }
        assert!(id < DraftId::new(1_737_000_000_001, 0));
        assert_ne!(id, DraftId::new(1_737_000_000_000, 8));
    }

    #[test]
    fn only_names_are_parsed_as_names() {
        for text in ["", "A", "a b", "a:b", "é", "草稿", "../x", "a\n"] {
            assert_eq!(DraftId::parse(text), None, "{text:?}");
        }
        for key in ["nianbao:draft:", "nianbao:draft", "nianbao:bin:a", "other:nianbao:draft:a", "a"] {
            assert_eq!(DraftId::of_key(key), None, "{key:?}");
        }
    }
}
