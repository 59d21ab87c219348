//! The letters of a line: where each stands, and each pair of them.
//!
//! The reader and the rules ask hundreds of times whether one of some words occurs in a clause. Where two
//! letters stand side by side is therefore written down once, as in the index of a book. When a set of words
//! ([`super::words`]) is first asked for, its places in the whole line are looked up and kept; a question about a
//! stretch is answered from them.
//!
//! So are the *signs*: figures, marks, brackets, space, numerals. They are one letter in three; what reads
//! numbers, dates and marks goes from sign to sign and does not look at the words between.

use super::words::{Key, Words};
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// A letter that is more than part of a plain word, and where it stands, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// Where it stands.
    pub at: u32,
    /// The letter.
    pub letter: char,
}

fn is_sign(letter: char) -> bool {
    match letter {
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '两' | '零' => {
            true
        }
        _ => !matches!(letter, '\u{4e00}'..='\u{9fff}'),
    }
}

/// A letter, and the way to its like. Places are counted from 1; 0 is none.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_field_names, reason = "it is the letter")]
struct Letter {
    at: u32,
    letter: char,
    /// The last place before of a letter of the same kind.
    same: u32,
    /// The last place before of a letter that makes a pair of the same kind with the one behind it.
    same_pair: u32,
}

/// The letters of a text.
#[derive(Debug, Default)]
#[expect(clippy::struct_field_names, reason = "they are the letters")]
pub(super) struct Letters {
    /// Empty where the text is [`SHORT`].
    letters: Vec<Letter>,
    /// For each kind of letters, by the upper bits of their numbers, the last place of one.
    singles: Vec<u32>,
    /// For each kind of pairs the last place of one. There is a power of two of kinds.
    pairs: Vec<u32>,
    /// The bits of a pair's number that do not tell its kind.
    shift: u32,
    signs: Vec<Sign>,
    /// For each list by its number what is known of it: [`UNKNOWN`], [`ABSENT`], or [`FIRST`] + which range is its.
    lists: Vec<Cell<u16>>,
    found: RefCell<Found>,
}

/// There are so many kinds of letters.
const SINGLES: usize = 256;

/// The kind of a letter by its number.
const fn kind(hash: u32) -> usize {
    (hash >> (32 - SINGLES.trailing_zeros())) as usize
}

/// A word in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    /// Where it begins, in bytes.
    pub(super) at: u32,
    /// Its length in bytes.
    pub(super) length: u16,
    /// Which of its list it is.
    pub(super) word: u16,
}

/// Where the words of the lists that were asked for stand.
#[derive(Debug, Default)]
struct Found {
    /// Places in `hits`.
    ranges: Vec<Range<u32>>,
    /// The words, list by list, in order; at the same place the shorter first.
    hits: Vec<Hit>,
}

impl Found {
    fn of(&self, place: u16) -> &[Hit] {
        let range = self.ranges.get(usize::from(place - FIRST)).cloned().unwrap_or_default();
        self.hits.get(range.start as usize..range.end as usize).unwrap_or_default()
    }
}

/// In so few bytes, those of a heading, it costs less to look for words than to read letters.
const SHORT: usize = 64;

/// More lists are not kept.
const MOST_LISTS: usize = 512;
/// A list that was not asked for.
const UNKNOWN: u16 = 0;
/// A list of which no word occurs.
const ABSENT: u16 = 1;
/// The list to which the first of the ranges belongs.
const FIRST: u16 = 2;

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        if text.len() < SHORT {
            let signs = text.char_indices().filter(|&(_, letter)| is_sign(letter));
            let signs = signs.map(|(at, letter)| Sign { at: at as u32, letter }).collect();
            return Self { signs, ..Self::default() };
        }
        // Nearly three bytes a letter; where there are more letters, the lists grow.
        let count = text.len() / 2;
        let kinds = count.next_power_of_two() * 2;
        let shift = 32 - kinds.trailing_zeros();
        let mut letters: Vec<Letter> = Vec::with_capacity(count);
        let mut signs = Vec::with_capacity(count / 2);
        let (mut singles, mut pairs) = (vec![0; SINGLES], vec![0; kinds]);
        let mut before = '\0';
        for (at, letter) in text.char_indices() {
            let place = letters.len() as u32;
            if let Some(last) = letters.last_mut() {
                let head = &mut pairs[(Key::hash(before, letter) >> shift) as usize];
                last.same_pair = std::mem::replace(head, place);
            }
            let head = &mut singles[kind(Key::hash(letter, '\0'))];
            let same = std::mem::replace(head, place + 1);
            letters.push(Letter { at: at as u32, letter, same, same_pair: 0 });
            if is_sign(letter) {
                signs.push(Sign { at: at as u32, letter });
            }
            before = letter;
        }
        let lists = vec![Cell::new(UNKNOWN); MOST_LISTS];
        Self { letters, singles, pairs, shift, signs, lists, found: RefCell::default() }
    }

    /// The signs, in order.
    pub(super) fn signs(&self) -> &[Sign] {
        &self.signs
    }

    /// Whether the letter occurs in the text whose letters these are.
    pub(super) fn have(&self, text: &str, letter: char) -> bool {
        if self.letters.is_empty() {
            return text.contains(letter);
        }
        let mut place = self.singles[kind(Key::hash(letter, '\0'))];
        while let Some(found) = self.letters.get((place as usize).wrapping_sub(1)) {
            if found.letter == letter {
                return true;
            }
            place = found.same;
        }
        false
    }

    /// The last place where a word may stand; 0 for most, since most words are not there at all.
    #[inline]
    fn last_place(&self, key: &Key) -> u32 {
        if key.count > 1 {
            self.pairs[(key.hash >> self.shift) as usize]
        } else {
            self.singles[kind(key.hash)]
        }
    }

    /// Looks up the words of a list.
    #[inline(never)]
    fn look_up(&self, list: &Words) -> u16 {
        let found = &mut *self.found.borrow_mut();
        let (start, mut from) = (found.hits.len(), 0);
        while let Some(next) = list.keys()[from..].iter().position(|key| self.last_place(key) > 0) {
            self.look_up_word(list, from + next, &mut found.hits);
            from += next + 1;
        }
        match found.hits.len() - start {
            0 => return ABSENT,
            1 => {}
            _ => found.hits[start..].sort_unstable(),
        }
        found.ranges.push(start as u32..found.hits.len() as u32);
        FIRST + (found.ranges.len() - 1) as u16
    }

    #[inline(never)]
    fn look_up_word(&self, list: &Words, index: usize, hits: &mut Vec<Hit>) {
        let key = &list.keys()[index];
        let (count, mut place) = (usize::from(key.count), self.last_place(key) as usize);
        while let Some(found) = self.letters.get(place.wrapping_sub(1)..) {
            let Some(first) = found.first() else { break };
            place = if count > 1 { first.same_pair } else { first.same } as usize;
            let letters = found.get(..count).unwrap_or_default();
            let is_it = letters.len() == count
                && letters.iter().zip(key.letters).all(|(letter, wanted)| letter.letter == wanted)
                && (count <= Key::LETTERS
                    || list.word(index).chars().eq(letters.iter().map(|letter| letter.letter)));
            if is_it {
                let length = list.word(index).len() as u16;
                hits.push(Hit { at: first.at, length, word: index as u16 });
            }
        }
    }

    /// The text whose letters these are, for questions.
    pub(super) fn over<'a>(&'a self, text: &'a str) -> Stretch<'a> {
        Stretch { text, start: 0, letters: Some(self).filter(|letters| !letters.letters.is_empty()) }
    }
}

/// A stretch of a text, with the letters of that text if they were read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch<'a> {
    text: &'a str,
    /// Where it begins in the text.
    start: usize,
    letters: Option<&'a Letters>,
}

impl<'a> Stretch<'a> {
    /// Its text.
    pub(crate) const fn text(self) -> &'a str {
        self.text
    }

    /// A part of it, in bytes; empty where the range cuts through a character.
    pub(crate) fn part(self, from: usize, to: usize) -> Self {
        let text = self.text.get(from..to).unwrap_or_default();
        Self { text, start: self.start + from, ..self }
    }

    /// What stands behind this many bytes.
    pub(crate) fn behind(self, from: usize) -> Self {
        self.part(from, self.text.len())
    }

    /// The first bytes.
    pub(crate) fn before(self, to: usize) -> Self {
        self.part(0, to)
    }

    /// Whether it has more letters than this.
    pub(crate) fn is_longer(self, letters: usize) -> bool {
        self.text.len() > letters && self.text.chars().nth(letters).is_some()
    }

    /// Without the space around it.
    pub(crate) fn trimmed(self) -> Self {
        let start = self.text.len() - self.text.trim_start().len();
        self.part(start, start + self.text.trim().len())
    }

    /// Answers a question from the words of a list that stand in the text, in order, at the same place the
    /// shorter first, and the place of the stretch; `None` where the letters of the text were not read.
    #[inline]
    pub(super) fn ask<T>(self, list: &Words, answer: impl FnOnce(&[Hit], Within) -> T) -> Option<T> {
        let letters = self.letters?;
        let within = Within { start: self.start, end: self.start + self.text.len() };
        let list_place = letters.lists.get(list.number())?;
        if list_place.get() == UNKNOWN {
            list_place.set(letters.look_up(list));
        }
        if list_place.get() == ABSENT {
            return Some(answer(&[], within));
        }
        Some(answer(letters.found.borrow().of(list_place.get()), within))
    }
}

/// Where a stretch begins and ends in its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Within {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Within {
    /// Whether a word stands in the stretch.
    #[inline]
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "iterators give references")]
    pub(super) fn has(self, hit: &Hit) -> bool {
        hit.at as usize >= self.start && hit.at as usize + usize::from(hit.length) <= self.end
    }
}

impl<'a> From<&'a str> for Stretch<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, start: 0, letters: None }
    }
}

impl std::ops::Deref for Stretch<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}
