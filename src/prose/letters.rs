//! The letters of a line that are more than plain words: figures, marks, brackets, space, numerals.
//!
//! They are one letter in three. What reads numbers, dates and marks goes from sign to sign and does not look at
//! the words between.

/// A letter and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// Where it stands, in bytes.
    pub at: u32,
    /// The letter.
    pub letter: char,
}

/// The numerals among the Chinese characters.
const NUMERALS: [char; 13] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '两', '零'];

/// The last bits of the numerals: one look tells most other characters from them.
const MARKS: u64 = {
    let (mut marks, mut index) = (0, 0);
    while index < NUMERALS.len() {
        marks |= 1 << (NUMERALS[index] as u32 & 63);
        index += 1;
    }
    marks
};

#[inline]
fn is_sign(letter: char) -> bool {
    if !matches!(letter, '\u{4e00}'..='\u{9fff}') {
        return true;
    }
    MARKS >> (u32::from(letter) & 63) & 1 != 0 && NUMERALS.contains(&letter)
}

/// Which letters a line has, and where its signs stand.
#[derive(Debug)]
pub(super) struct Letters {
    /// The letters that there may be, by their kinds.
    set: [u64; KINDS / 64],
    /// The letters that may stand next to each other, by their kinds.
    pairs: [u64; PAIRS / 64],
    signs: Vec<Sign>,
}

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let mut signs = Vec::with_capacity(text.len() / 4);
        let (mut set, mut pairs) = ([0; KINDS / 64], [0; PAIRS / 64]);
        let mut last = 0;
        for (at, letter) in text.char_indices() {
            let hash = hash(letter);
            let (kind, pair) = (kind(hash), pair(last, hash));
            last = hash;
            set[kind >> 6] |= 1 << (kind & 63);
            pairs[pair >> 6] |= 1 << (pair & 63);
            if is_sign(letter) {
                signs.push(Sign { at: at as u32, letter });
            }
        }
        Self { set, pairs, signs }
    }

    /// The signs, in order.
    pub(super) fn signs(&self) -> &[Sign] {
        &self.signs
    }

    /// Whether the letter may occur; if not, it certainly does not.
    pub(super) fn may_have(&self, letter: char) -> bool {
        let kind = kind(hash(letter));
        self.set[kind >> 6] & 1 << (kind & 63) != 0
    }

    /// Whether the words may occur; if not, they certainly do not.
    pub(super) fn may_say(&self, words: &str) -> bool {
        let mut last = None;
        words.chars().all(|letter| {
            let hash = hash(letter);
            let may_follow = last.replace(hash).is_none_or(|last| {
                let pair = pair(last, hash);
                self.pairs[pair >> 6] & 1 << (pair & 63) != 0
            });
            let kind = kind(hash);
            may_follow && self.set[kind >> 6] & 1 << (kind & 63) != 0
        })
    }
}

/// There are so many kinds of letters: a line of a hundred has few of them.
const KINDS: usize = 2048;

/// There are so many kinds of two letters in a row.
const PAIRS: usize = 4096;

#[inline]
fn hash(letter: char) -> u32 {
    u32::from(letter).wrapping_mul(0x9E37_79B1)
}

/// The kind of a letter, by its hash.
#[inline]
fn kind(hash: u32) -> usize {
    (hash >> (32 - KINDS.trailing_zeros())) as usize
}

/// The kind of two letters in a row, by their hashes.
#[inline]
fn pair(first: u32, second: u32) -> usize {
    ((first.rotate_left(7) ^ second).wrapping_mul(0x85EB_CA6B) >> (32 - PAIRS.trailing_zeros())) as usize
}
