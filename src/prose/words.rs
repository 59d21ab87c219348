//! Looking for words in prose.
//!
//! A general search prepares itself anew for every word, which costs more than looking. A set of words knows
//! beforehand with which letters its words begin and end, and by which pair of letters to look each up in a
//! text whose letters were read ([`super::letters`]). Other texts are looked through; the answer is the same.

use super::letters::Stretch;
use std::sync::atomic::{AtomicU16, Ordering::Relaxed};

/// A set of words that are looked for. None is empty.
#[derive(Debug)]
pub(crate) struct Words {
    list: &'static [&'static str],
    /// By what to look each up.
    keys: &'static [Key],
    /// Which first characters the words have, by [`mark`].
    heads: [u64; 16],
    /// Which last characters they have.
    tails: [u64; 16],
    /// 1 + its number, once it has one.
    number: AtomicU16,
}

/// How many sets have a number.
static COUNT: AtomicU16 = AtomicU16::new(0);

impl Words {
    /// The set of these words, with the keys of each. To be called by [`listed!`] and [`words!`].
    pub(crate) const fn new(list: &'static [&'static str], keys: &'static [Key]) -> Self {
        let (mut heads, mut tails) = ([0; 16], [0; 16]);
        let mut index = 0;
        while index < list.len() {
            let word = list[index].as_bytes();
            let (head, tail) = (mark(word, 0), mark(word, last_of(word)));
            heads[head >> 6] |= 1 << (head & 63);
            tails[tail >> 6] |= 1 << (tail & 63);
            index += 1;
        }
        Self { list, keys, heads, tails, number: AtomicU16::new(0) }
    }

    /// A number of its own, from 0.
    #[inline]
    pub(super) fn number(&self) -> usize {
        let number = self.number.load(Relaxed);
        usize::from(if number > 0 { number } else { self.take_number() }) - 1
    }

    #[cold]
    fn take_number(&self) -> u16 {
        let number = COUNT.fetch_add(1, Relaxed) + 1;
        // Another thread may have been faster.
        self.number.compare_exchange(0, number, Relaxed, Relaxed).map_or_else(|taken| taken, |_| number)
    }

    /// By what to look each word up.
    pub(super) const fn keys(&self) -> &'static [Key] {
        self.keys
    }

    /// A word by its place in the list.
    pub(super) const fn word(&self, index: usize) -> &'static str {
        self.list[index]
    }

    /// Whether one of the words occurs.
    #[inline]
    pub(crate) fn in_text<'a>(&self, text: impl Into<Stretch<'a>>) -> bool {
        let text = text.into();
        let known = text.ask(self, |hits, within| hits.iter().any(|hit| within.has(hit)));
        known.unwrap_or_else(|| self.search(text.text()).is_some())
    }

    /// The first of the words, where it begins, and which it is; of two at the same place the shorter.
    pub(crate) fn first<'a>(&self, text: impl Into<Stretch<'a>>) -> Option<(usize, &'static str)> {
        let text = text.into();
        let known = text.ask(self, |hits, within| {
            let first = hits.iter().find(|hit| within.has(hit))?;
            Some((first.at as usize - within.start, self.list[usize::from(first.word)]))
        });
        known.unwrap_or_else(|| self.search(text.text()))
    }

    /// Which of the words occurs; of several the one that stands first in the list.
    pub(crate) fn which<'a>(&self, text: impl Into<Stretch<'a>>) -> Option<usize> {
        let text = text.into();
        let known = text.ask(self, |hits, within| {
            hits.iter().filter(|hit| within.has(hit)).map(|hit| usize::from(hit.word)).min()
        });
        known.unwrap_or_else(|| {
            self.search(text.text())?;
            self.list.iter().position(|word| text.contains(word))
        })
    }

    /// Where the last of the words begins, in bytes.
    pub(crate) fn last<'a>(&self, text: impl Into<Stretch<'a>>) -> Option<usize> {
        let text = text.into();
        let known = text.ask(self, |hits, within| {
            hits.iter().rfind(|hit| within.has(hit)).map(|hit| hit.at as usize - within.start)
        });
        known.unwrap_or_else(|| self.list.iter().filter_map(|word| text.rfind(word)).max())
    }

    /// Every place of the words, in order, with the word.
    pub(crate) fn all<'a>(&self, text: impl Into<Stretch<'a>>) -> Vec<(usize, &'static str)> {
        let text = text.into();
        let known = text.ask(self, |hits, within| {
            let hits = hits.iter().filter(|hit| within.has(hit));
            hits.map(|hit| (hit.at as usize - within.start, self.list[usize::from(hit.word)])).collect()
        });
        known.unwrap_or_else(|| {
            let letters = text.char_indices().map(|(at, _)| (at, &text[at..]));
            let letters = letters.filter(|(_, rest)| self.may_begin(rest));
            let words = |(at, rest): (usize, &str)| {
                let mut words: Vec<_> = self.iter().filter(|word| rest.starts_with(word)).collect();
                words.sort_unstable_by_key(|word| word.len());
                words.into_iter().map(move |word| (at, word))
            };
            letters.flat_map(words).collect()
        })
    }

    /// Whether the text is one of the words.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.may_begin(text) && self.list.contains(&text)
    }

    /// Whether the text begins with one of the words.
    pub(crate) fn begin(&self, text: &str) -> bool {
        self.at_start(text).is_some()
    }

    /// The word that the text begins with; of several the one that stands first in the list.
    pub(crate) fn at_start(&self, text: &str) -> Option<&'static str> {
        let may_begin = self.may_begin(text);
        self.list.iter().copied().find(|word| may_begin && text.starts_with(word))
    }

    /// Whether the text ends with one of the words.
    pub(crate) fn end(&self, text: &str) -> bool {
        self.at_end(text).is_some()
    }

    /// The word that the text ends with; of several the one that stands first in the list.
    pub(crate) fn at_end(&self, text: &str) -> Option<&'static str> {
        let bytes = text.as_bytes();
        let tail = if bytes.is_empty() { return None } else { mark(bytes, last_of(bytes)) };
        let may_end = self.tails[tail >> 6] & (1 << (tail & 63)) != 0;
        self.list.iter().copied().find(|word| may_end && text.ends_with(word))
    }

    /// The words.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.list.iter().copied()
    }

    #[inline(never)]
    fn search(&self, text: &str) -> Option<(usize, &'static str)> {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            if self.has_head(bytes, at)
                && let Some(word) = self.shortest_at(&bytes[at..])
            {
                return Some((at, word));
            }
            at += width(bytes[at]);
        }
        None
    }

    #[inline(never)]
    fn shortest_at(&self, bytes: &[u8]) -> Option<&'static str> {
        let found = self.list.iter().copied().filter(|word| bytes.starts_with(word.as_bytes()));
        found.min_by_key(|word| word.len())
    }

    fn may_begin(&self, text: &str) -> bool {
        !text.is_empty() && self.has_head(text.as_bytes(), 0)
    }

    /// Whether the character at this byte is the first of one of the words; of a few others, too.
    #[inline]
    fn has_head(&self, bytes: &[u8], at: usize) -> bool {
        let head = mark(bytes, at);
        self.heads[head >> 6] & (1 << (head & 63)) != 0
    }
}

/// By what a word is looked up: its first letters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key {
    /// As many of its letters as there are, up to so many.
    pub(super) letters: [char; Self::LETTERS],
    /// How many letters it has.
    pub(super) count: u8,
    /// A number for its first two letters, or for its only one.
    pub(super) hash: u32,
}

impl Key {
    /// How many letters it holds.
    pub(super) const LETTERS: usize = 4;

    /// A number for two letters, or for one and `'\0'`, of which the upper bits tell most.
    #[inline]
    pub(super) const fn hash(first: char, second: char) -> u32 {
        (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA77)
    }

    const fn of(word: &str) -> Self {
        let (bytes, mut letters) = (word.as_bytes(), ['\0'; Self::LETTERS]);
        let (mut count, mut at) = (0, 0);
        while at < bytes.len() {
            let (letter, end) = letter_at(bytes, at);
            if count < Self::LETTERS {
                letters[count] = letter;
            }
            (count, at) = (count + 1, end);
        }
        Self { letters, count: count as u8, hash: Self::hash(letters[0], letters[1]) }
    }

    /// The keys of words.
    pub(crate) const fn all<const N: usize>(words: &[&str]) -> [Self; N] {
        let mut keys = [Self::of(""); N];
        let mut index = 0;
        while index < N {
            keys[index] = Self::of(words[index]);
            index += 1;
        }
        keys
    }
}

/// The letter that begins at a byte, and where it ends.
const fn letter_at(bytes: &[u8], at: usize) -> (char, usize) {
    let lead = bytes[at];
    let length = width(lead);
    let mut code = if length == 1 { lead as u32 } else { lead as u32 & (0x7F >> length) };
    let mut index = 1;
    while index < length {
        code = code << 6 | (bytes[at + index] & 0x3F) as u32;
        index += 1;
    }
    match char::from_u32(code) {
        Some(letter) => (letter, at + length),
        None => (char::REPLACEMENT_CHARACTER, at + length),
    }
}

/// A set of words: `listed!["复议", "诉讼"]`, or one behind another with a bar between, `listed!("复议|诉讼")`,
/// which reads better where they are many.
macro_rules! listed {
    (of $list:expr) => {{
        use $crate::prose::words::{Key, Words};
        const WORDS: &[&str] = $list;
        const KEYS: &[Key] = &Key::all::<{ WORDS.len() }>(WORDS);
        Words::new(WORDS, KEYS)
    }};
    ($list:expr) => {
        $crate::prose::words::listed!(of {
            const LINE: &str = $list;
            &$crate::prose::words::parts::<{ $crate::prose::words::bars(LINE) + 1 }>(LINE)
        })
    };
    ($($word:literal),+ $(,)?) => {
        $crate::prose::words::listed!(of &[$($word),+])
    };
}
pub(crate) use listed;

/// A set of words where it is needed.
macro_rules! words {
    ($($list:tt)+) => {{
        static WORDS: $crate::prose::words::Words = $crate::prose::words::listed!($($list)+);
        &WORDS
    }};
}
pub(crate) use words;

/// How many bars a text has.
pub(crate) const fn bars(text: &str) -> usize {
    let (mut bars, mut at) = (0, 0);
    while at < text.len() {
        bars += (text.as_bytes()[at] == b'|') as usize;
        at += 1;
    }
    bars
}

/// What stands between the bars.
pub(crate) const fn parts<const N: usize>(text: &str) -> [&str; N] {
    let mut parts = [""; N];
    let (mut rest, mut at, mut index) = (text, 0, 0);
    while at < rest.len() {
        if rest.as_bytes()[at] == b'|' {
            let (part, behind) = rest.split_at(at);
            parts[index] = part;
            (rest, at, index) = (behind.split_at(1).1, 0, index + 1);
        } else {
            at += 1;
        }
    }
    parts[index] = rest;
    parts
}

/// The words of a table in which something belongs to each.
pub(crate) const fn named<T, const N: usize>(table: &[(&'static str, T); N]) -> [&'static str; N] {
    let mut words = [""; N];
    let mut index = 0;
    while index < N {
        words[index] = table[index].0;
        index += 1;
    }
    words
}

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

/// Where the last character begins.
#[inline]
const fn last_of(bytes: &[u8]) -> usize {
    let mut at = bytes.len() - 1;
    while at > 0 && bytes[at] & 0xC0 == 0x80 {
        at -= 1;
    }
    at
}

/// A number below 1024 for the character that begins at a byte.
#[inline]
const fn mark(bytes: &[u8], at: usize) -> usize {
    let lead = bytes[at];
    if lead < 0xE0 || at + 2 >= bytes.len() {
        return lead as usize;
    }
    ((lead as usize) << 7 ^ (bytes[at + 1] as usize) << 4 ^ bytes[at + 2] as usize) & 1023
}

#[cfg(test)]
mod tests {
    use super::super::letters::Letters;
    use super::*;
    use proptest::prelude::*;

    const WRITTEN: &[&str] = &["甲乙", "丙", "一甲", "乙乙", "a", "×甲", "丙甲", "甲a甲", "aa", "乙甲丙甲"];
    static SET: Words = listed!(of WRITTEN);

    proptest! {
        #[test]
        fn finds_what_a_general_search_finds(
            text in "[甲乙丙a一×\u{1f600}é]{0,12}",
            cut in (0..13_usize, 0..13_usize),
        ) {
            let at = |letter: usize| text.char_indices().nth(letter).map_or(text.len(), |(at, _)| at);
            let (from, to) = (at(cut.0.min(cut.1)), at(cut.0.max(cut.1)));
            let long = format!("{text}{}", "。".repeat(30));
            let (part, letters) = (&text[from..to], Letters::of(&long));
            let places = (0..part.len()).filter(|&at| part.is_char_boundary(at));
            let all: Vec<_> = places.flat_map(|at| {
                let mut words: Vec<_> = WRITTEN.iter().filter(|word| part[at..].starts_with(**word)).collect();
                words.sort_by_key(|word| word.len());
                words.into_iter().map(move |word| (at, *word))
            }).collect();
            let read = letters.over(&long).part(from, to);
            for stretch in [Stretch::from(part), read] {
                prop_assert_eq!(stretch.text(), part);
                prop_assert_eq!(SET.all(stretch), all.clone());
                prop_assert_eq!(SET.in_text(stretch), !all.is_empty());
                prop_assert_eq!(SET.first(stretch), all.first().copied());
                prop_assert_eq!(SET.which(stretch), WRITTEN.iter().position(|word| part.contains(word)));
                prop_assert_eq!(SET.last(stretch), all.last().map(|(at, _)| *at));
            }
            prop_assert_eq!(SET.begin(part), WRITTEN.iter().any(|word| part.starts_with(word)));
            prop_assert_eq!(SET.end(part), WRITTEN.iter().any(|word| part.ends_with(word)));
            prop_assert_eq!(SET.is(part), WRITTEN.contains(&part));
        }
    }

    #[test]
    fn a_list_may_be_written_with_bars() {
        static BARS: Words = listed!(
            "甲|乙丙|\
             丁"
        );
        assert_eq!(BARS.iter().collect::<Vec<_>>(), ["甲", "乙丙", "丁"]);
        assert_eq!(words!["甲", "乙|丙"].iter().collect::<Vec<_>>(), ["甲", "乙|丙"]);
    }
}
