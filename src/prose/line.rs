//! One line of prose.

use super::date::{self, Moment};
use super::index::{Index, Stretch};
use super::letters::{Letters, Sign};
use super::words::words;
use super::{
    Claim, Contradiction, Contrary, Growth, Miscount, Misreference, Share, Token, Wording, aside, breakdown,
    claim, columns, contrary, each, lexer, mean, nought, occasions, percent, reference, share, steps,
};
use crate::report::Field;
use crate::report::token::Piece;
use serde::{Deserialize, Serialize};
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

/// A stretch of a text, in characters of the text as typed or composed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The text.
    pub field: Field,
    /// Its first character, from 0.
    pub start: usize,
    /// The character behind its last.
    pub end: usize,
}

impl Span {
    /// The stretch moved towards the end of the text.
    #[must_use]
    pub const fn moved(self, by: usize) -> Self {
        Self { field: self.field, start: self.start + by, end: self.end + by }
    }

    /// Whether the two have a character in common.
    pub fn overlaps(self, other: Self) -> bool {
        self.field == other.field && self.start < other.end && other.start < self.end
    }
}

/// A line of prose as the report shows it, with everything that was read from it.
#[derive(Debug)]
pub struct Line {
    text: Box<str>,
    pieces: Vec<Piece>,
    /// What was typed, where tokens were replaced.
    typed: Box<str>,
    /// Whether it may name figures of the tables.
    pub(super) may_be_live: bool,
    letters: OnceCell<Letters>,
    index: OnceCell<Index>,
    reading: OnceCell<Reading>,
    wording: OnceCell<Wording>,
    moments: OnceCell<Vec<Moment>>,
}

/// A paragraph with more figures is not read; reading takes time with the square of their number.
const MOST_FIGURES: usize = 400;
/// A paragraph with more bytes is not read.
const LONGEST: usize = 30_000;

/// What was read from a line.
#[derive(Debug, Default)]
pub struct Reading {
    /// Quantities, percentages, years and marks in order.
    pub tokens: Vec<Token>,
    /// Totals that their parts contradict.
    pub contradictions: Vec<Contradiction>,
    /// Percentages and differences that do not come out.
    pub miscounts: Vec<Miscount>,
    /// Growths against last year, whose figure is not named.
    pub growths: Vec<Growth>,
    /// Figures that are spoken of again with another value.
    pub misreferences: Vec<Misreference>,
    /// Statements in words that cannot both be true.
    pub contraries: Vec<Contrary>,
    /// What is said of figures of the tables.
    pub claims: Vec<Claim>,
    /// Shares of figures of the tables.
    pub shares: Vec<Share>,
}

impl Line {
    /// A line as shown, the places of the figures that stand for tokens, and the line as typed.
    pub(super) fn new(shown: &str, pieces: Vec<Piece>, typed: &str) -> Self {
        let typed = if pieces.is_empty() { "" } else { typed };
        Self {
            text: shown.into(),
            may_be_live: true,
            pieces,
            typed: typed.into(),
            letters: OnceCell::new(),
            index: OnceCell::new(),
            reading: OnceCell::new(),
            wording: OnceCell::new(),
            moments: OnceCell::new(),
        }
    }

    /// Whether this is that line.
    pub(super) fn is(&self, shown: &str, pieces: &[Piece]) -> bool {
        *self.text == *shown && self.pieces == pieces
    }

    /// The text as the report shows it. Never blank.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The dates of the line, read when first asked for.
    pub fn moments(&self) -> &[Moment] {
        self.moments.get_or_init(|| {
            let joins = |sign: &Sign| matches!(sign.letter, '.' | '-' | '/' | '．');
            if self.has('年') || self.has('月') || self.signs().iter().any(joins) {
                date::moments_among(&self.text, self.signs())
            } else {
                Vec::new()
            }
        })
    }

    /// What the line says, read when first asked for.
    pub fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| {
            let text = self.words();
            let tokens = lexer::tokens(&self.text, self.signs());
            let items = breakdown::items(text, &tokens);
            // What has more figures than that is not prose, and need not be understood.
            if items.len() > MOST_FIGURES || self.text.len() > LONGEST {
                return Reading { tokens, ..Reading::default() };
            }
            let mut contradictions = breakdown::contradictions(text, &items);
            if self.has('各') {
                contradictions.extend(each::contradictions(text, &items));
            }
            if self.has('每') {
                contradictions.extend(each::often(text, &items));
                contradictions.extend(each::per(text, &items));
                contradictions.extend(each::of_pages(text, &items));
            }
            if self.has('于') || self.has('在') || self.has('月') {
                contradictions.extend(occasions::contradictions(text, &items));
            }
            if self.has('计') || self.has('共') {
                contradictions.extend(columns::contradictions(&items, &contradictions));
            }
            if self.has('除') {
                contradictions.extend(each::excepted(&items));
            }
            if self.has('初') || self.has('由') || self.has('从') || self.has('原') {
                contradictions.extend(steps::stocks(&items));
            }
            if self.has('加') {
                contradictions.extend(steps::added(&items));
            }
            let claims =
                claim::claims(text, &tokens, &items, aside::SAMPLED.iter().any(|&letter| self.has(letter)));
            let mut misreferences = reference::misreferences(&self.text, &items);
            misreferences.extend(reference::denied(text, &claims, &items));
            misreferences.extend(reference::carried_all_the_same(text, &claims, &items));
            if self.has('职') {
                misreferences.extend(reference::denied_staff(text, &items));
            }
            if self.contains("全年") && items.len() < 60 {
                misreferences.extend(reference::told_again(&items));
            }
            if self.has('元') {
                misreferences.extend(reference::converted(&items));
            }
            misreferences.extend(nought::misreferences(text, &claims, &items));
            let contraries = contrary::contraries(self, text, &items, &claims);
            let shares = if self.has('占') { share::shares(text, &tokens) } else { Vec::new() };
            let (mut miscounts, growths) = percent::percentages(text, &tokens, &items);
            if self.has('由') || self.has('从') {
                miscounts.extend(percent::turned(&items));
            }
            if self.has('均') && words!["月均", "日均", "周均", "季均", "平均", "场均", "期均"].in_text(text)
            {
                miscounts.extend(mean::means(text, &items));
            }
            Reading { tokens, contradictions, miscounts, growths, misreferences, contraries, claims, shares }
        })
    }

    /// Whether the line contradicts itself in more places when other words stand in one; `false` for a place that is
    /// none. Reads it once more, so it is asked for proposals only.
    pub fn is_worse_with(&self, range: Range<usize>, words: &str) -> bool {
        let (Some(before), Some(after)) = (self.text.get(..range.start), self.text.get(range.end..)) else {
            return false;
        };
        let changed = Self::new(&[before, words, after].concat(), Vec::new(), "");
        let doubts = |line: &Self| {
            let reading = line.reading();
            let counts = [
                reading.contradictions.len(),
                reading.miscounts.len(),
                reading.misreferences.len(),
                reading.contraries.len(),
            ];
            counts.iter().sum::<usize>()
        };
        doubts(&changed) > doubts(self)
    }

    /// What the line is compared by, taken apart when first asked for.
    pub fn wording(&self) -> &Wording {
        self.wording.get_or_init(|| Wording::of(self))
    }

    /// Whether figures of the tables stand in it.
    pub fn is_live(&self) -> bool {
        !self.pieces.is_empty()
    }

    /// The text with the words in it that the reader knows.
    pub(crate) fn words(&self) -> Stretch<'_> {
        self.index.get_or_init(|| Index::of(&self.text)).over(&self.text)
    }

    /// The text, with the words in it where they were looked for already.
    pub(crate) fn known_words(&self) -> Stretch<'_> {
        self.index.get().map_or_else(|| Stretch::from(self.text()), |index| index.over(&self.text))
    }

    /// The letters that are more than plain words.
    pub fn signs(&self) -> &[Sign] {
        self.letters().signs()
    }

    fn letters(&self) -> &Letters {
        self.letters.get_or_init(|| Letters::of(&self.text))
    }

    /// Whether the character may occur; if not, it certainly does not. Saves searching for words.
    pub fn has(&self, letter: char) -> bool {
        self.letters().may_have(letter)
    }

    /// Every occurrence of the words, in bytes. Searches only where they may occur by their letters.
    pub fn find_all<'a>(&'a self, words: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        // A searcher is costly to make, also for an empty text.
        let text = self.letters().may_say(words).then_some(&*self.text);
        let found = text.into_iter().flat_map(move |text| text.match_indices(words));
        found.map(|(start, found)| start..start + found.len())
    }

    /// Whether the words occur.
    pub fn contains(&self, words: &str) -> bool {
        self.find_all(words).next().is_some()
    }

    /// A stretch of the line, in bytes of the shown text, as characters of the typed line. A stretch that
    /// cuts through a figure that stands for a token takes in the whole token.
    pub fn characters(&self, range: Range<usize>) -> Range<usize> {
        if self.pieces.is_empty() {
            let start = count(&self.text[..range.start]);
            return start..start + count(&self.text[range]);
        }
        let start = count(&self.typed[..self.typed_byte(range.start, false)]);
        let end = count(&self.typed[..self.typed_byte(range.end, true)]);
        start..end.max(start)
    }

    fn typed_byte(&self, shown: usize, is_end: bool) -> usize {
        let (mut from_shown, mut from_typed) = (0, 0);
        for piece in &self.pieces {
            if shown <= piece.shown.start {
                break;
            }
            if shown < piece.shown.end || (is_end && shown == piece.shown.end) {
                return if is_end { piece.typed.end } else { piece.typed.start };
            }
            (from_shown, from_typed) = (piece.shown.end, piece.typed.end);
        }
        from_typed + (shown - from_shown)
    }
}

fn count(text: &str) -> usize {
    text.chars().count()
}

/// A line and where it stands.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The text that it is part of.
    pub field: Field,
    /// Characters of the typed text before it.
    pub start: usize,
    /// The line.
    pub line: Rc<Line>,
}

impl Placed {
    /// A stretch of the line, in bytes, as a stretch of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let characters = self.line.characters(range);
        Span { field: self.field, start: self.start + characters.start, end: self.start + characters.end }
    }
}
