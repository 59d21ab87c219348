//! Looking for words in prose.
//!
//! A general search prepares itself anew for every word, which costs more than looking. A set of words knows
//! beforehand with what its words begin and end, so that a place where none of them stands is passed over at a
//! glance. In a line that was indexed ([`super::index`]) the places are known.

use super::index::{self, Stretch};
use std::sync::OnceLock;

/// A set of words that are looked for. None is empty.
#[derive(Debug)]
pub(crate) struct Words {
    list: &'static [&'static str],
    /// What tells at a glance that none of them stands at a place, once it was asked for: made by the program, it need
    /// not be loaded with it.
    glance: OnceLock<Box<Glance>>,
    /// The number under which it is indexed, if there is room for it, once it was asked for.
    number: OnceLock<Option<u8>>,
}

/// With what the words of a set begin and end.
#[derive(Debug)]
struct Glance {
    /// With what each begins.
    beginnings: Vec<Beginning>,
    /// The marks of the first letters of the words.
    first: Marks,
    /// The marks of the second letters; all, if there is a word of one letter.
    second: Marks,
    /// The marks of the last letters.
    finals: Marks,
}

impl Glance {
    fn of(list: &[&str]) -> Self {
        let (mut first, mut second, mut finals) = (Marks::NONE, Marks::NONE, Marks::NONE);
        for word in list.iter().map(|word| word.as_bytes()) {
            let end = width(word[0]);
            first = first.with(mark(word, 0));
            second = if end < word.len() { second.with(mark(word, end)) } else { Marks::ALL };
            finals = finals.with(mark(word, last_of(word)));
        }
        Self { beginnings: list.iter().map(|word| Beginning::of(word)).collect(), first, second, finals }
    }
}

/// A set of marks, see [`mark`].
#[derive(Debug, Clone, Copy)]
struct Marks([u64; 4]);

impl Marks {
    const NONE: Self = Self([0; 4]);
    const ALL: Self = Self([u64::MAX; 4]);

    const fn with(mut self, mark: Mark) -> Self {
        self.0[mark.word as usize] |= 1 << mark.bit;
        self
    }

    #[inline]
    const fn has(&self, mark: Mark) -> bool {
        self.0[mark.word as usize & 3] & 1 << mark.bit != 0
    }
}

impl Words {
    /// The set of these words. To be called by [`listed!`] and [`words!`].
    pub(crate) const fn new(list: &'static [&'static str]) -> Self {
        Self { list, glance: OnceLock::new(), number: OnceLock::new() }
    }

    #[inline]
    fn glance(&self) -> &Glance {
        self.glance.get_or_init(|| Box::new(Glance::of(self.list)))
    }

    /// Whether one of the words occurs.
    #[inline]
    pub(crate) fn in_text<'a>(&self, text: impl Into<Stretch<'a>>) -> bool {
        let text = text.into();
        text.has(self).unwrap_or_else(|| self.search(text.text(), 0).is_some())
    }

    /// The first of the words, where it begins, and which it is; of two at the same place the shorter.
    pub(crate) fn first<'a>(&self, text: impl Into<Stretch<'a>>) -> Option<(usize, &'static str)> {
        let text = text.into();
        let at = match text.places(self) {
            Some(mut places) => places.next(),
            None => self.search(text.text(), 0),
        }?;
        Some((at, self.matching(&text[at..]).min_by_key(|word| word.len())?))
    }

    /// Where the last of the words begins, in bytes.
    pub(crate) fn last<'a>(&self, text: impl Into<Stretch<'a>>) -> Option<usize> {
        let text = text.into();
        match text.places(self) {
            Some(places) => places.last(),
            None => self.all(text.text()).map(|(at, _)| at).last(),
        }
    }

    /// Which of the words occurs; of several the one that stands first in the list.
    pub(crate) fn which<'a>(&self, text: impl Into<Stretch<'a>>) -> Option<usize> {
        let text = text.into();
        self.in_text(text).then(|| self.list.iter().position(|word| text.contains(word)))?
    }

    /// As [`Self::all`], but from the places that are known where the text was looked through.
    pub(crate) fn everywhere<'a>(&'a self, text: Stretch<'a>) -> Vec<(usize, &'static str)> {
        let Some(places) = text.places(self) else { return self.all(text.text()).collect() };
        let mut found: Vec<(usize, &'static str)> = Vec::new();
        for at in places {
            // Words that begin at the same place were found together.
            if found.last().is_none_or(|&(last, _)| last < at) {
                found.extend(self.matching(&text[at..]).map(|word| (at, word)));
            }
        }
        found
    }

    /// Every place of the words, in order, with the word; at the same place in the order of the list.
    pub(crate) fn all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, &'static str)> + 'a {
        let mut from = 0;
        let places = std::iter::from_fn(move || {
            let at = self.search(text, from)?;
            from = at + width(text.as_bytes()[at]);
            Some(at)
        });
        places.flat_map(move |at| self.matching(&text[at..]).map(move |word| (at, word)))
    }

    /// Whether the text is one of the words.
    pub(crate) fn is(&self, text: &str) -> bool {
        self.matching(text).any(|word| word.len() == text.len())
    }

    /// Whether the text begins with one of the words.
    pub(crate) fn begin(&self, text: &str) -> bool {
        self.at_start(text).is_some()
    }

    /// The word that the text begins with; of several the one that stands first in the list.
    pub(crate) fn at_start(&self, text: &str) -> Option<&'static str> {
        let may_begin = !text.is_empty() && self.glance().first.has(mark(text.as_bytes(), 0));
        may_begin.then(|| self.matching(text).next())?
    }

    /// Whether the text ends with one of the words.
    pub(crate) fn end(&self, text: &str) -> bool {
        self.at_end(text).is_some()
    }

    /// The word that the text ends with; of several the one that stands first in the list.
    pub(crate) fn at_end(&self, text: &str) -> Option<&'static str> {
        let bytes = text.as_bytes();
        let may_end = !bytes.is_empty() && self.glance().finals.has(mark(bytes, last_of(bytes)));
        may_end.then(|| self.iter().find(|word| text.ends_with(word)))?
    }

    /// The words.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.list.iter().copied()
    }

    /// The number under which it is indexed from now on.
    #[inline]
    pub(super) fn number(&self) -> Option<u8> {
        *self.number.get_or_init(|| index::enter(self.list))
    }

    /// The words that a text begins with, in the order of the list.
    fn matching(&self, text: &str) -> impl Iterator<Item = &'static str> {
        let head = head_of(text.as_bytes());
        let words = self.list.iter().copied().zip(&self.glance().beginnings);
        let words = words.filter(move |(_, beginning)| head & beginning.mask == beginning.head);
        let words = words.map(|(word, _)| word);
        words.filter(move |word| word.len() <= HEAD || text.as_bytes().starts_with(word.as_bytes()))
    }

    /// Where the first of the words begins, from a byte on.
    fn search(&self, text: &str, from: usize) -> Option<usize> {
        let bytes = text.as_bytes();
        let first = &self.glance().first;
        let mut at = from;
        while let Some(&lead) = bytes.get(at) {
            if first.has(mark(bytes, at)) && self.is_at(text, at) {
                return Some(at);
            }
            // Nearly all letters have three bytes. Where one has two or four, the others are passed one by one.
            at += if lead < 0xE0 { 1 } else { 3 };
        }
        None
    }

    #[inline(never)]
    fn is_at(&self, text: &str, at: usize) -> bool {
        let Some(rest) = text.get(at..) else { return false };
        let second = width(rest.as_bytes()[0]);
        let may_go_on = second >= rest.len() || self.glance().second.has(mark(rest.as_bytes(), second));
        may_go_on && self.matching(rest).next().is_some()
    }
}

/// With how many bytes a word is compared at once.
const HEAD: usize = 8;

/// The first bytes of a text as a number, 0 for those that it has not.
#[inline]
const fn head_of(bytes: &[u8]) -> u64 {
    if let Some(head) = bytes.first_chunk::<HEAD>() {
        return u64::from_le_bytes(*head);
    }
    let (mut head, mut index) = (0, bytes.len());
    while index > 0 {
        index -= 1;
        head = head << 8 | bytes[index] as u64;
    }
    head
}

/// With what a word begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beginning {
    /// Its first bytes.
    head: u64,
    /// Which bits of a text's first bytes are to be those.
    mask: u64,
}

impl Beginning {
    /// With what a word begins.
    fn of(word: &str) -> Self {
        let word = word.as_bytes();
        let mask = if word.len() < HEAD { (1 << (8 * word.len())) - 1 } else { u64::MAX };
        Self { head: head_of(word), mask }
    }
}

/// A set of words: `listed!["复议", "诉讼"]`, or one behind another with a bar between, `listed!("复议|诉讼")`,
/// which reads better where they are many.
macro_rules! listed {
    (of $list:expr) => {{
        const WORDS: &[&str] = $list;
        $crate::prose::words::Words::new(WORDS)
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

/// Whether one of a few words occurs that are asked for too seldom to be indexed.
pub(crate) fn any_in(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

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

/// The mark of the letter that begins at a byte: a number below 256 that tells it from most others.
#[inline]
const fn mark(bytes: &[u8], at: usize) -> Mark {
    let lead = bytes[at];
    if lead < 0xE0 || at + 2 >= bytes.len() {
        return Mark { word: lead >> 6, bit: lead & 63 };
    }
    Mark { word: (lead ^ bytes[at + 1]) & 3, bit: bytes[at + 2] & 63 }
}

/// The mark of a letter, as a place in a set of marks.
#[derive(Debug, Clone, Copy)]
struct Mark {
    word: u8,
    bit: u8,
}

#[cfg(test)]
mod tests {
    use super::super::index::Index;
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
            // The words are known from now on.
            prop_assert!(SET.number().is_some());
            let (part, index) = (&text[from..to], Index::of(&text));
            let places = (0..part.len()).filter(|&at| part.is_char_boundary(at));
            let all: Vec<_> = places.flat_map(|at| {
                let mut words: Vec<_> = WRITTEN.iter().filter(|word| part[at..].starts_with(**word)).collect();
                words.sort_by_key(|word| word.len());
                words.into_iter().map(move |word| (at, *word))
            }).collect();
            let indexed = index.over(&text).part(from, to);
            prop_assert_eq!(SET.all(part).collect::<Vec<_>>(), all.clone());
            prop_assert_eq!(SET.everywhere(part.into()), all.clone());
            prop_assert_eq!(SET.everywhere(indexed), all.clone());
            for stretch in [Stretch::from(part), indexed] {
                prop_assert_eq!(stretch.text(), part);
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
