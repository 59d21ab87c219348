//! Looking for words in short stretches of prose.
//!
//! The reader asks thousands of times whether one of some words occurs in a clause. A general search prepares
//! itself anew for every word, which costs more than looking.

/// A set of words that are looked for often. All begin with a Chinese character.
#[derive(Debug)]
pub(crate) struct Words {
    list: &'static [&'static str],
    /// Which first characters the words have, by [`head`].
    heads: [u64; 16],
}

impl Words {
    /// The set of these words.
    pub(crate) const fn new(list: &'static [&'static str]) -> Self {
        let mut heads = [0; 16];
        let mut index = 0;
        while index < list.len() {
            let word = list[index].as_bytes();
            let head = head(word[0], word[1], word[2]);
            heads[head >> 6] |= 1 << (head & 63);
            index += 1;
        }
        Self { list, heads }
    }

    /// Whether one of the words occurs.
    pub(crate) fn in_text(&self, text: &str) -> bool {
        self.first(text).is_some()
    }

    /// Whether the text begins with one of the words.
    pub(crate) fn begin(&self, text: &str) -> bool {
        self.at(text.as_bytes(), 0).is_some()
    }

    /// The first of the words, where it begins, and which it is.
    pub(crate) fn first(&self, text: &str) -> Option<(usize, &'static str)> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&lead) = bytes.get(at) {
            if lead < 0xE0 {
                at += 1;
                continue;
            }
            if let Some(word) = self.at(bytes, at) {
                return Some((at, word));
            }
            at += 3;
        }
        None
    }

    /// Where the last of the words begins, in bytes.
    pub(crate) fn last(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        (0..bytes.len()).rev().find(|&at| bytes[at] >= 0xE0 && self.at(bytes, at).is_some())
    }

    /// Whether the character that begins at this byte is the first of one of the words; of a few others, too.
    #[inline]
    pub(crate) fn may_begin(&self, bytes: &[u8], at: usize) -> bool {
        let Some(&[first, second, third]) = bytes.get(at..at + 3) else { return false };
        let head = head(first, second, third);
        self.heads[head >> 6] & (1 << (head & 63)) != 0
    }

    #[inline]
    fn at(&self, bytes: &[u8], at: usize) -> Option<&'static str> {
        if !self.may_begin(bytes, at) {
            return None;
        }
        let rest = bytes.get(at..)?;
        self.list.iter().copied().find(|word| rest.starts_with(word.as_bytes()))
    }
}

/// A set of words where it is needed.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {{
        static WORDS: $crate::prose::words::Words = $crate::prose::words::Words::new(&[$($word),+]);
        &WORDS
    }};
}
pub(crate) use words;

/// A number below 1024 for the first character of a word.
#[inline]
const fn head(first: u8, second: u8, third: u8) -> usize {
    ((first as usize) << 7 ^ (second as usize) << 4 ^ third as usize) & 1023
}

/// Whether one of a few words occurs.
pub(crate) fn has(text: &str, words: &[&str]) -> bool {
    (0..text.len()).any(|at| begins_at(text, at, words))
}

fn begins_at(text: &str, at: usize, words: &[&str]) -> bool {
    let rest = &text.as_bytes()[at..];
    // A byte within a character begins nothing; of Chinese characters the third byte tells most.
    if rest[0] & 0xC0 == 0x80 {
        return false;
    }
    words.iter().any(|word| {
        let word = word.as_bytes();
        word.first() == Some(&rest[0])
            && (word.len() < 3 || word.get(2) == rest.get(2))
            && rest.starts_with(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIST: &[&str] = &["甲乙", "丙", "一甲", "乙乙"];
    static WORDS: Words = Words::new(LIST);

    proptest! {
        #[test]
        fn finds_what_a_general_search_finds(text in "[甲乙丙a一\u{1f600}é]{0,8}") {
            let found: Vec<usize> = LIST.iter().flat_map(|word| text.match_indices(word).map(|(at, _)| at)).collect();
            prop_assert_eq!(has(&text, LIST), !found.is_empty());
            prop_assert_eq!(WORDS.in_text(&text), !found.is_empty());
            prop_assert_eq!(WORDS.first(&text).map(|(at, _)| at), LIST.iter().filter_map(|word| text.find(word)).min());
            prop_assert_eq!(WORDS.last(&text), LIST.iter().filter_map(|word| text.rfind(word)).max());
        }
    }
}
