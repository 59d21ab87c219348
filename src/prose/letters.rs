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

fn is_sign(letter: char) -> bool {
    match letter {
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' | '两' | '零' => {
            true
        }
        _ => !matches!(letter, '\u{4e00}'..='\u{9fff}'),
    }
}

/// Which letters a line has, and where its signs stand.
#[derive(Debug)]
pub(super) struct Letters {
    /// The letters that there may be: a set of 512 bits.
    set: [u64; 8],
    signs: Vec<Sign>,
}

impl Letters {
    pub(super) fn of(text: &str) -> Self {
        let mut signs = Vec::with_capacity(text.len() / 4);
        let mut set = [0; 8];
        for (at, letter) in text.char_indices() {
            let (word, bit) = place(letter);
            set[word] |= bit;
            if is_sign(letter) {
                signs.push(Sign { at: at as u32, letter });
            }
        }
        Self { set, signs }
    }

    /// The signs, in order.
    pub(super) fn signs(&self) -> &[Sign] {
        &self.signs
    }

    /// Whether the letter may occur; if not, it certainly does not.
    pub(super) fn may_have(&self, letter: char) -> bool {
        let (word, bit) = place(letter);
        self.set[word] & bit != 0
    }
}

fn place(letter: char) -> (usize, u64) {
    let hash = u32::from(letter).wrapping_mul(0x9E37_79B1) >> 23;
    ((hash >> 6) as usize, 1 << (hash & 63))
}
