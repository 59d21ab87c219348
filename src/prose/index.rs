//! The words of a line that the reader has a meaning for, all of them found in one pass.
//!
//! The reader asks dozens of times whether one of some words stands in a clause. A set of words
//! ([`super::words::Words`]) enters its words here when it is first asked for. A line that is indexed afterwards is
//! looked through for them together with all others; a clause of it knows of which sets it has words. A line that
//! was indexed before a set was known is looked through for its words alone; the answer is the same.

use super::words::Words;
use std::sync::{PoisonError, RwLock};

/// Some of the sets of words, a bit for each by its number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sets([u64; 4]);

impl Sets {
    const NONE: Self = Self([0; 4]);
    /// There are no more numbers.
    const MOST: usize = 255;

    #[inline]
    const fn has(self, number: u8) -> bool {
        self.0[(number >> 6 & 3) as usize] >> (number & 63) & 1 != 0
    }

    const fn with(mut self, number: usize) -> Self {
        self.0[number >> 6 & 3] |= 1 << (number & 63);
        self
    }

    #[inline]
    const fn and(self, other: Self) -> Self {
        Self([self.0[0] | other.0[0], self.0[1] | other.0[1], self.0[2] | other.0[2], self.0[3] | other.0[3]])
    }
}

/// A word that stands in a text.
#[derive(Debug, Clone, Copy)]
struct Hit {
    /// Where it begins, in bytes.
    at: u32,
    /// Where it ends.
    end: u32,
    /// The sets to which it belongs.
    sets: Sets,
}

impl Hit {
    #[inline]
    const fn is_between(&self, start: usize, end: usize) -> bool {
        self.at as usize >= start && self.end as usize <= end
    }
}

/// Where the known words stand in a text.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// By their beginnings; at the same place the shorter first.
    hits: Vec<Hit>,
    /// For every [`STEP`] bytes of the text how many hits begin before.
    before: Vec<u32>,
    /// The sets of all hits.
    sets: Sets,
    /// Sets with a lower number were known.
    known: u8,
}

/// In so few bytes a hit is soon found.
const STEP: usize = 16;

impl Index {
    /// Looks a text through for all words known by now.
    pub(crate) fn of(text: &str) -> Self {
        let lexicon = LEXICON.read().unwrap_or_else(PoisonError::into_inner);
        let hits = lexicon.hits(text);
        let mut before = Vec::with_capacity(text.len() / STEP + 1);
        let mut count = 0;
        for at in (0..=text.len()).step_by(STEP) {
            count += hits[count..].iter().take_while(|hit| (hit.at as usize) < at).count();
            before.push(count as u32);
        }
        let sets = hits.iter().fold(Sets::NONE, |sets, hit| sets.and(hit.sets));
        Self { hits, before, sets, known: lexicon.lists.len() as u8 }
    }

    /// The text that was looked through, with the words in it.
    pub(crate) fn over<'a>(&'a self, text: &'a str) -> Stretch<'a> {
        Stretch { text, start: 0, sets: self.sets, index: Some(self) }
    }

    /// The words from a place on, and perhaps a few before.
    #[inline]
    fn hits_from(&self, start: usize) -> &[Hit] {
        let before = self.before.get(start / STEP).map_or(0, |&before| before as usize);
        self.hits.get(before..).unwrap_or_default()
    }

    /// The sets of which a word stands between two places.
    fn sets(&self, start: usize, end: usize) -> Sets {
        let mut sets = Sets::NONE;
        for hit in self.hits_from(start) {
            if hit.at as usize >= end {
                break;
            }
            if hit.is_between(start, end) {
                sets = sets.and(hit.sets);
            }
        }
        sets
    }
}

/// A stretch of a text, with the words that were found in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch<'a> {
    text: &'a str,
    /// Where it begins in the text that was looked through.
    start: usize,
    /// The sets of which a word stands in it.
    sets: Sets,
    /// The index of the text, if it has one.
    index: Option<&'a Index>,
}

impl<'a> Stretch<'a> {
    /// Its text.
    pub(crate) const fn text(self) -> &'a str {
        self.text
    }

    /// A part of it, in bytes; empty where the range cuts through a character.
    pub(crate) fn part(self, from: usize, to: usize) -> Self {
        let text = self.text.get(from..to).unwrap_or_default();
        let start = self.start + from;
        let sets = match self.index {
            Some(index) if self.sets != Sets::NONE => index.sets(start, start + text.len()),
            _ => Sets::NONE,
        };
        Self { text, start, sets, index: self.index }
    }

    /// What stands behind this many bytes.
    pub(crate) fn behind(self, from: usize) -> Self {
        if from == 0 { self } else { self.part(from, self.text.len()) }
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
        let trimmed = self.text.trim();
        if trimmed.len() == self.text.len() {
            return self;
        }
        let start = self.text.len() - self.text.trim_start().len();
        self.part(start, start + trimmed.len())
    }

    /// Whether a word of a set stands in it; `None` where the set was not looked for.
    #[inline]
    pub(super) fn has(self, set: &Words) -> Option<bool> {
        let index = self.index?;
        let number = set.number()?;
        (number < index.known).then_some(self.sets.has(number))
    }

    /// The places of the words of a set in it; `None` where the set was not looked for.
    pub(super) fn places(self, set: &Words) -> Option<impl Iterator<Item = usize>> {
        let is_there = self.has(set)?;
        let (index, number) = (self.index?, set.number()?);
        let hits = if is_there { index.hits_from(self.start) } else { &[] };
        let (start, end) = (self.start, self.start + self.text.len());
        let hits = hits.iter().take_while(move |hit| (hit.at as usize) < end);
        let hits = hits.filter(move |hit| hit.sets.has(number) && hit.is_between(start, end));
        Some(hits.map(move |hit| hit.at as usize - start))
    }
}

impl<'a> From<&'a str> for Stretch<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, start: 0, sets: Sets::NONE, index: None }
    }
}

impl std::ops::Deref for Stretch<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

/// Enters a set of words and gives its number; `None` where there is no more room.
pub(super) fn enter(list: &'static [&'static str]) -> Option<u8> {
    let mut lexicon = LEXICON.write().unwrap_or_else(PoisonError::into_inner);
    lexicon.enter_all(list)
}

static LEXICON: RwLock<Lexicon> = RwLock::new(Lexicon::NEW);

/// All words that sets have entered, letter by letter in a trie.
#[derive(Debug)]
struct Lexicon {
    /// The sets by their numbers.
    lists: Vec<&'static [&'static str]>,
    /// The node of each letter with which a word begins, or [`ROOT`].
    first: Vec<u16>,
    /// From a node by a letter to the next: three numbers in one, 0 where the place is free. A table at most half
    /// full, in which a step stands where its own bits put it or right behind.
    steps: Vec<u64>,
    /// For each node the sets to which the word that ends there belongs.
    ends: Vec<Sets>,
    /// For each node with what letters words go on, by 64 kinds of letters: most letters lead nowhere.
    kinds: Vec<u64>,
    /// The first two letters of the words, or the only one, as marks in a table that stays at hand while a text is
    /// read: most places of a text begin no word, and need no look into the larger ones.
    heads: Vec<u64>,
}

/// The mark of two letters in a row, or of one and `'\0'`: where it stands in [`Lexicon::heads`], and its bit.
#[inline]
const fn head(first: char, second: char) -> (usize, u64) {
    let both = (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32).wrapping_mul(0x85EB_CA6B);
    let mark = both.wrapping_mul(0xC2B2_AE35) >> (32 - HEADS.trailing_zeros());
    (mark as usize >> 6, 1 << (mark & 63))
}

/// So many marks of two letters there are.
const HEADS: usize = 1 << 16;

/// The kind of a letter as a bit.
#[inline]
const fn kind(letter: char) -> u64 {
    1 << ((letter as u32).wrapping_mul(0x9E37_79B1) >> 26)
}

/// Where every word begins.
const ROOT: u16 = 0;
/// There are no more nodes.
const MOST: usize = 1 << 13;
/// Letters from here on are looked up at once: punctuation and characters.
const FIRST: u32 = 0x3000;
/// Up to here.
const LAST: u32 = 0xA000;

impl Lexicon {
    const NEW: Self = Self {
        lists: Vec::new(),
        first: Vec::new(),
        steps: Vec::new(),
        ends: Vec::new(),
        kinds: Vec::new(),
        heads: Vec::new(),
    };

    /// Sets of the same words have the same number.
    fn enter_all(&mut self, list: &'static [&'static str]) -> Option<u8> {
        if let Some(known) = self.lists.iter().position(|known| *known == list) {
            return Some(known as u8);
        }
        let number = self.lists.len();
        if number >= Sets::MOST {
            return None;
        }
        if self.steps.is_empty() {
            self.first = vec![ROOT; (LAST - FIRST) as usize];
            self.steps = vec![0; MOST * 2];
            (self.ends, self.kinds) = (vec![Sets::NONE], vec![0]);
            self.heads = vec![0; HEADS / 64];
        }
        // A set is entered as a whole or not at all.
        let letters: usize = list.iter().map(|word| word.chars().count()).sum();
        if self.ends.len() + letters > MOST {
            return None;
        }
        for word in list {
            let node = self.enter(word)?;
            let mut letters = word.chars();
            let (slot, bit) = head(letters.next()?, letters.next().unwrap_or('\0'));
            self.heads[slot] |= bit;
            let ends = &mut self.ends[usize::from(node)];
            *ends = ends.with(number);
        }
        self.lists.push(list);
        Some(number as u8)
    }

    /// The node of a word, which is entered if it is not known.
    fn enter(&mut self, word: &str) -> Option<u16> {
        let mut node = ROOT;
        for letter in word.chars() {
            let next = if node == ROOT { self.start(letter) } else { self.step(node, letter) };
            node = match next {
                Some(next) => next,
                None => self.add_step(node, letter)?,
            };
        }
        Some(node)
    }

    fn add_step(&mut self, node: u16, letter: char) -> Option<u16> {
        let next = u16::try_from(self.ends.len()).ok().filter(|&next| usize::from(next) < MOST)?;
        self.ends.push(Sets::NONE);
        self.kinds.push(0);
        self.kinds[usize::from(node)] |= kind(letter);
        if node == ROOT
            && let Some(first) = self.first.get_mut(u32::from(letter).wrapping_sub(FIRST) as usize)
        {
            *first = next;
            return Some(next);
        }
        let (key, mut slot) = self.place(node, letter);
        while self.steps[slot] != 0 {
            slot = (slot + 1) & (self.steps.len() - 1);
        }
        self.steps[slot] = key << 16 | u64::from(next);
        Some(next)
    }

    /// The node of a letter with which a word may begin.
    #[inline]
    fn start(&self, letter: char) -> Option<u16> {
        match self.first.get(u32::from(letter).wrapping_sub(FIRST) as usize) {
            Some(&ROOT) => None,
            Some(&node) => Some(node),
            None => self.step(ROOT, letter),
        }
    }

    /// The name of a step, and where it stands at the earliest.
    #[inline]
    fn place(&self, node: u16, letter: char) -> (u64, usize) {
        let key = u64::from(node) << 21 | u64::from(letter);
        let hash = key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        (key, hash as usize & (self.steps.len() - 1))
    }

    #[inline]
    fn step(&self, node: u16, letter: char) -> Option<u16> {
        if self.kinds[usize::from(node)] & kind(letter) == 0 {
            return None;
        }
        let (key, mut slot) = self.place(node, letter);
        while let Some(&step) = self.steps.get(slot) {
            if step >> 16 == key {
                return Some(step as u16);
            }
            if step == 0 {
                break;
            }
            slot = (slot + 1) & (self.steps.len() - 1);
        }
        None
    }

    fn hits(&self, text: &str) -> Vec<Hit> {
        if self.lists.is_empty() {
            return Vec::new();
        }
        let mut hits = Vec::with_capacity(text.len() / 8);
        let mut letters = text.char_indices();
        let mut place = letters.next();
        while let Some((at, letter)) = place {
            place = letters.next();
            let (end, next) = place.unwrap_or((text.len(), '\0'));
            if self.may_begin(letter, next)
                && let Some(node) = self.start(letter)
            {
                self.add_hits(at, end, node, &text[end..], &mut hits);
            }
        }
        hits
    }

    /// Whether a word may begin with these two letters, or be the first.
    #[inline]
    fn may_begin(&self, first: char, second: char) -> bool {
        let has = |(slot, bit): (usize, u64)| self.heads.get(slot).is_some_and(|marks| marks & bit != 0);
        has(head(first, second)) || has(head(first, '\0'))
    }

    /// Adds the words that begin with a letter.
    #[inline]
    fn add_hits(&self, at: usize, mut end: usize, mut node: u16, behind: &str, hits: &mut Vec<Hit>) {
        let mut behind = behind.chars();
        loop {
            let sets = self.ends[usize::from(node)];
            if sets != Sets::NONE {
                hits.push(Hit { at: at as u32, end: end as u32, sets });
            }
            let Some(letter) = behind.next() else { return };
            let Some(next) = self.step(node, letter) else { return };
            (node, end) = (next, end + letter.len_utf8());
        }
    }
}
