//! Looking for words in prose.
//!
//! The reader asks thousands of times whether one of some words occurs in a clause. A text is therefore looked
//! through once for all words that are ever asked for ([`super::index`]), and a question about a stretch of it
//! is answered from what was found there. A text without an index, and one that was indexed before a list was
//! known, is looked through for the words of that list: the answer is the same.

use super::index::{self, Members, Stretch};
use std::sync::OnceLock;

/// A set of words that are looked for. None is empty.
#[derive(Debug)]
pub(crate) struct Words {
    list: &'static [&'static str],
    /// Which first characters the words have, by [`head`].
    heads: [u64; 16],
    members: OnceLock<Option<Members>>,
}

impl Words {
    /// The set of these words.
    pub(crate) const fn new(list: &'static [&'static str]) -> Self {
        let mut heads = [0; 16];
        let mut index = 0;
        while index < list.len() {
            let head = head(list[index].as_bytes(), 0);
            heads[head >> 6] |= 1 << (head & 63);
            index += 1;
        }
        Self { list, heads, members: OnceLock::new() }
    }

    /// Whether one of the words occurs.
    pub(crate) fn in_text<'a>(&self, text: impl Into<Stretch<'a>>) -> bool {
        let text = text.into();
        match text.has_looked_for(self) {
            Some(members) => text.hits(members).next().is_some(),
            None => self.search(text.text()).is_some(),
        }
    }

    /// The first of the words, where it begins, and which it is; of two at the same place the shorter.
    pub(crate) fn first<'a>(&self, text: impl Into<Stretch<'a>>) -> Option<(usize, &'static str)> {
        let text = text.into();
        match text.has_looked_for(self) {
            Some(members) => {
                let (at, found) = text.hits(members).next()?;
                Some((at, self.list.iter().copied().find(|word| *word == found)?))
            }
            None => self.search(text.text()),
        }
    }

    /// Which of the words occurs; of several the one that stands first in the list.
    pub(crate) fn which<'a>(&self, text: impl Into<Stretch<'a>>) -> Option<usize> {
        let text = text.into();
        let place = |found: &str| self.list.iter().position(|word| *word == found);
        match text.has_looked_for(self) {
            Some(members) => text.hits(members).filter_map(|(_, found)| place(found)).min(),
            None => {
                self.search(text.text())?;
                self.list.iter().position(|word| text.contains(word))
            }
        }
    }

    /// Where the last of the words begins, in bytes.
    pub(crate) fn last<'a>(&self, text: impl Into<Stretch<'a>>) -> Option<usize> {
        let text = text.into();
        match text.has_looked_for(self) {
            Some(members) => text.hits(members).next_back().map(|(at, _)| at),
            None => {
                let bytes = text.as_bytes();
                (0..bytes.len()).rev().find(|&at| text.is_char_boundary(at) && self.at(bytes, at).is_some())
            }
        }
    }

    /// Whether the text begins with one of the words.
    pub(crate) fn begin(&self, text: &str) -> bool {
        !text.is_empty() && self.at(text.as_bytes(), 0).is_some()
    }

    /// The numbers under which the words are known, once they are.
    pub(super) fn members(&self) -> Option<&Members> {
        self.members.get_or_init(|| index::enter(self.list)).as_ref()
    }

    fn search(&self, text: &str) -> Option<(usize, &'static str)> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&lead) = bytes.get(at) {
            if let Some(word) = self.at(bytes, at) {
                return Some((at, word));
            }
            at += width(lead);
        }
        None
    }

    /// The shortest of the words that begins at this byte, where a character begins.
    #[inline]
    fn at(&self, bytes: &[u8], at: usize) -> Option<&'static str> {
        let head = head(bytes, at);
        if self.heads[head >> 6] & (1 << (head & 63)) == 0 {
            return None;
        }
        let rest = bytes.get(at..)?;
        let found = self.list.iter().copied().filter(|word| rest.starts_with(word.as_bytes()));
        found.min_by_key(|word| word.len())
    }
}

/// The words of a table in which something belongs to each.
pub(crate) const fn keys<T, const N: usize>(table: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut keys = [""; N];
    let mut index = 0;
    while index < N {
        keys[index] = table[index].0;
        index += 1;
    }
    keys
}

/// A set of words where it is needed.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {{
        static WORDS: $crate::prose::words::Words = $crate::prose::words::Words::new(&[$($word),+]);
        &WORDS
    }};
}
pub(crate) use words;

/// The length of a character by its first byte.
#[inline]
const fn width(lead: u8) -> usize {
    match lead {
        0..0xC0 => 1,
        0xC0..0xE0 => 2,
        0xE0..0xF0 => 3,
        _ => 4,
    }
}

/// A number below 1024 for the character that begins at a byte.
#[inline]
const fn head(bytes: &[u8], at: usize) -> usize {
    let lead = bytes[at];
    if lead < 0xE0 || at + 2 >= bytes.len() {
        return lead as usize;
    }
    ((lead as usize) << 7 ^ (bytes[at + 1] as usize) << 4 ^ bytes[at + 2] as usize) & 1023
}

#[cfg(test)]
mod tests {
    use super::super::index::Index;
    use super::*;
    use proptest::prelude::*;

    const LIST: &[&str] = &["甲乙", "丙", "一甲", "乙乙", "a", "×甲", "丙甲"];
    static WORDS: Words = Words::new(LIST);
    static OTHERS: Words = Words::new(&["乙", "甲乙丙", "丙"]);

    proptest! {
        #[test]
        fn finds_what_a_general_search_finds(
            text in "[甲乙丙a一×\u{1f600}é]{0,12}",
            cut in (0..13_usize, 0..13_usize),
        ) {
            // Both lists are known from now on, whichever test comes first.
            prop_assert!(WORDS.members().is_some() && OTHERS.members().is_some());
            let at = |letter: usize| text.char_indices().nth(letter).map_or(text.len(), |(at, _)| at);
            let (from, to) = (at(cut.0.min(cut.1)), at(cut.0.max(cut.1)));
            let (part, index) = (&text[from..to], Index::of(&text));
            let places: Vec<usize> = LIST.iter().flat_map(|word| part.match_indices(word).map(|(at, _)| at)).collect();
            for stretch in [Stretch::from(part), index.over(&text).part(from, to)] {
                prop_assert_eq!(stretch.text(), part);
                prop_assert_eq!(WORDS.in_text(stretch), !places.is_empty());
                let first = LIST.iter().filter_map(|word| Some((part.find(word)?, word.len(), *word))).min();
                prop_assert_eq!(WORDS.first(stretch), first.map(|(at, _, word)| (at, word)));
                prop_assert_eq!(WORDS.which(stretch), LIST.iter().position(|word| part.contains(word)));
                prop_assert_eq!(WORDS.last(stretch), LIST.iter().filter_map(|word| part.rfind(word)).max());
                prop_assert_eq!(WORDS.begin(&stretch), LIST.iter().any(|word| part.starts_with(word)));
            }
        }
    }
}
