//! What the rules about texts have in common: surroundings of a place, names of units, citations.
//!
//! Everything looks at most [`REACH`] bytes to either side of a place, so that a line of any length is read in
//! linear time.

pub(super) mod citation;
pub(super) mod unit;

use std::ops::Range;

/// How far is looked around a place, in bytes. Sentences of reports are shorter.
const REACH: usize = 900;

/// How many places of one kind are judged in a line. No line that people write has more.
pub(super) const MANY: usize = 200;

/// Marks that end a sentence.
const STOPS: [char; 3] = ['。', '！', '？'];

/// Marks that end a clause.
const BREAKS: [char; 9] = ['。', '！', '？', '，', '；', '：', ',', ';', ':'];

/// The text in front of a place, as far as is looked.
pub(super) fn before(text: &str, at: usize) -> &str {
    &text[text.floor_char_boundary(at.saturating_sub(REACH))..at]
}

/// The text behind a place, as far as is looked.
pub(super) fn behind(text: &str, at: usize) -> &str {
    &text[at..text.floor_char_boundary(at.saturating_add(REACH))]
}

/// The stretch around `range` up to the nearest of the marks.
fn around(text: &str, range: &Range<usize>, marks: &[char]) -> Range<usize> {
    let (before, behind) = (before(text, range.start), behind(text, range.end));
    let start =
        before.rfind(marks).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let end = behind.find(marks).unwrap_or(behind.len());
    range.start - before.len() + start..range.end + end
}

/// The sentence around a place, without its stop.
pub(super) fn sentence(text: &str, range: &Range<usize>) -> Range<usize> {
    around(text, range, &STOPS)
}

/// The clause around a place, without the marks at its ends.
pub(super) fn clause(text: &str, range: &Range<usize>) -> Range<usize> {
    around(text, range, &BREAKS)
}

/// The first characters of a text.
pub(super) fn first(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}

/// The last characters of a text.
pub(super) fn last(text: &str, characters: usize) -> &str {
    let start = text.char_indices().rev().nth(characters.saturating_sub(1)).map_or(0, |(start, _)| start);
    if characters == 0 { "" } else { &text[start..] }
}

/// Whether the place stands between the two marks.
pub(super) fn is_within(text: &str, at: usize, open: char, close: char) -> bool {
    let before = before(text, at);
    before.rfind(open).is_some_and(|open| !before[open..].contains(close))
}

/// Whether the place stands in the name of a document or between quotation marks.
pub(super) fn is_quoted(text: &str, at: usize) -> bool {
    is_within(text, at, '《', '》') || is_within(text, at, '“', '”')
}

/// A Chinese character, roughly.
pub(super) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surroundings() {
        let text = "前句。中间，一段：有词；后段！末句";
        let at = text.find("有词").unwrap();
        let range = at..at + "有词".len();
        assert_eq!(&text[sentence(text, &range)], "中间，一段：有词；后段");
        assert_eq!(&text[clause(text, &range)], "有词");
        assert_eq!((first("甲乙丙", 2), last("甲乙丙", 2)), ("甲乙", "乙丙"));
        assert_eq!((first("甲", 2), last("甲", 2), last("甲", 0)), ("甲", "甲", ""));
    }

    #[test]
    fn what_is_quoted() {
        let text = "按《要点》和“三公”经费";
        for (word, expected) in [("要", true), ("和", false), ("三", true), ("经", false)] {
            assert_eq!(is_quoted(text, text.find(word).unwrap()), expected, "{word}");
        }
    }

    #[test]
    fn only_the_surroundings_are_looked_at() {
        let text = "字".repeat(100_000);
        let at = 150_000;
        assert!(sentence(&text, &(at..at)).len() <= 2 * REACH);
    }
}
