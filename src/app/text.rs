//! What the editor shows of a text: its lines with what is marked in them, and the live figures it holds.
//! Lines that did not change keep their `Rc`, so that only what changed is drawn again.

use crate::format::CellId;
use crate::prose::Span;
use crate::report::{Field, Report, token};
use crate::rules::{Finding, Severity, Target, Term};
use std::ops::Range;
use std::rc::Rc;

/// Where something stands in the finding at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// On the left side of the equation, or what the finding is about where there is none.
    Left,
    /// On the right side.
    Right,
}

impl Side {
    const fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// The side on which a cell stands in a finding; `None` for cells that it does not concern.
pub(super) fn side_of(finding: &Finding, cell: CellId) -> Option<Side> {
    let has = |terms: &[Term]| terms.iter().any(|term| term.cell == Some(cell));
    match &finding.equation {
        Some(equation) if has(&equation.right.terms) && !has(&equation.left.terms) => Some(Side::Right),
        _ => finding.cells.contains(&cell).then_some(Side::Left),
    }
}

/// How much a finding weighs on the screen: one that was answered with a reason is no more than a hint.
pub(super) fn weight(finding: &Finding) -> Severity {
    if finding.reason.is_some() { Severity::Hint } else { finding.severity }
}

/// A stretch of a text that is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    span: Span,
    severity: Severity,
    side: Option<Side>,
}

/// The most stretches of the finding at hand that all stand out.
const MOST_OUTLINED: usize = 12;

/// The marked stretches of all texts in their order; `attended` is the finding at hand.
pub(super) fn spots(findings: &[Rc<Finding>], attended: Option<&Rc<Finding>>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for finding in findings {
        let is_attended = attended.is_some_and(|attended| Rc::ptr_eq(attended, finding));
        // The figure of the prose stands on the side that has a figure without a cell.
        let first = match &finding.equation {
            Some(equation) if equation.left.terms.iter().all(|term| term.cell.is_some()) => Side::Right,
            _ => Side::Left,
        };
        for (index, &span) in finding.spans.iter().enumerate() {
            let side = if index == 0 || finding.equation.is_none() { first } else { first.other() };
            // Where half of the text is meant, only the beginning stands out.
            let stands_out = is_attended && (index == 0 || finding.spans.len() <= MOST_OUTLINED);
            spots.push(Spot { span, severity: weight(finding), side: stands_out.then_some(side) });
        }
    }
    spots.sort_by_key(|spot| spot.span);
    spots
}

/// A marked stretch of a line, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextMark {
    /// Its first character.
    pub start: usize,
    /// The character behind its last.
    pub end: usize,
    /// How much the finding weighs.
    pub severity: Severity,
    /// The side on which it stands in the finding at hand.
    pub side: Option<Side>,
}

/// A line of a text.
#[derive(Debug, PartialEq, Eq)]
pub struct LineView {
    /// The line as typed, without its end.
    pub text: Rc<str>,
    /// What is marked in it, by place.
    pub marks: Vec<TextMark>,
    /// Number of characters that are not space.
    pub letters: usize,
    /// Number of characters.
    length: usize,
}

impl LineView {
    fn new(text: &str, length: usize, marks: Vec<TextMark>) -> Self {
        let letters = text.chars().filter(|character| !character.is_whitespace()).count();
        Self { text: text.into(), marks, letters, length }
    }
}

/// A live figure that a text holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenView {
    /// Its name.
    pub name: &'static str,
    /// The figure; `None` as long as there is none.
    pub value: Option<String>,
}

/// A text of the editor.
#[derive(Debug, PartialEq, Eq)]
pub struct TextView {
    /// The text.
    pub field: Field,
    /// What stands in the entry field.
    pub text: Rc<str>,
    /// Its lines.
    pub lines: Vec<Rc<LineView>>,
    /// Number of findings that lead here and that no reason was given for.
    pub findings: usize,
    /// The gravest of them.
    pub gravest: Option<Severity>,
    /// The live figures in it, each once.
    pub tokens: Vec<TokenView>,
}

impl TextView {
    /// Lays out a text, taking over from `old` the lines that have not changed.
    pub(super) fn build(
        report: &Report,
        field: Field,
        findings: &[Rc<Finding>],
        spots: &[Spot],
        old: Option<&Self>,
    ) -> Self {
        let text = report.draft().text(field);
        let pieces: Vec<_> = lines(&text).collect();
        let old = old.map_or(&[][..], |old| &old.lines);
        let mut spots: Vec<_> = spots.iter().filter(|spot| spot.span.field == field).collect();
        let mut start = 0;
        let built = pieces.iter().enumerate().map(|(index, &(line, end))| {
            // A change leaves the lines before it at their place, and those after it counted from the end.
            let from_end = (index + old.len()).checked_sub(pieces.len());
            let known = [Some(index), from_end].into_iter().flatten().filter_map(|index| old.get(index));
            let known = known.into_iter().find(|known| *known.text == *line);
            let length = known.map_or_else(|| line.chars().count(), |known| known.length);
            if spots.first().is_some_and(|spot| spot.span.end <= start) {
                spots.retain(|spot| spot.span.end > start);
            }
            let inside = spots.iter().take_while(|spot| spot.span.start < start + length);
            let marks: Vec<_> = inside
                .filter(|spot| spot.span.end > start)
                .map(|spot| TextMark {
                    start: spot.span.start.saturating_sub(start),
                    end: (spot.span.end - start).min(length),
                    severity: spot.severity,
                    side: spot.side,
                })
                .collect();
            start += length + end;
            match known {
                Some(known) if known.marks == marks => Rc::clone(known),
                Some(known) => {
                    Rc::new(LineView { text: Rc::clone(&known.text), marks, letters: known.letters, length })
                }
                None => Rc::new(LineView::new(line, length, marks)),
            }
        });
        let lines = built.collect();
        let here = |finding: &&Rc<Finding>| match finding.target {
            Some(Target::Field(other) | Target::Text(Span { field: other, .. })) => {
                other == field && finding.reason.is_none()
            }
            _ => false,
        };
        let mut here = findings.iter().filter(here).peekable();
        let gravest = here.peek().map(|finding| finding.severity);
        Self { field, lines, findings: here.count(), gravest, tokens: tokens(report, &text), text }
    }
}

/// Which lines differ between two states of a text: those before, and those that stand there now.
pub fn changed_lines(before: &[Rc<LineView>], after: &[Rc<LineView>]) -> (Range<usize>, Range<usize>) {
    let same = |(old, new): &(&Rc<LineView>, &Rc<LineView>)| Rc::ptr_eq(old, new);
    let head = before.iter().zip(after).take_while(same).count();
    let tail = before[head..].iter().rev().zip(after[head..].iter().rev()).take_while(same).count();
    (head..before.len() - tail, head..after.len() - tail)
}

/// The lines of a text as an entry field shows them, each with the number of characters that end it.
fn lines(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut rest = Some(text);
    // Looking for one character is much cheaper than looking for one of two.
    let has_returns = text.contains('\r');
    std::iter::from_fn(move || {
        let text = rest?;
        let end = if has_returns { text.find(['\n', '\r']) } else { text.find('\n') };
        let Some(end) = end else {
            rest = None;
            return Some((text, 0));
        };
        let width = if text[end..].starts_with("\r\n") { 2 } else { 1 };
        rest = Some(&text[end + width..]);
        Some((&text[..end], width))
    })
}

fn tokens(report: &Report, text: &str) -> Vec<TokenView> {
    let mut tokens: Vec<TokenView> = Vec::new();
    for token in token::places(text).filter_map(|place| place.token) {
        if tokens.iter().all(|known| known.name != token.name) {
            tokens.push(TokenView { name: token.name, value: token.value(report) });
        }
    }
    tokens
}

/// The place of a character in an entry field, which counts in UTF-16 units and shows every line end as one.
pub fn field_offset(text: &str, character: usize) -> usize {
    units(text).take(character).map(|(_, units)| units).sum()
}

/// The character, in bytes, at a place in an entry field.
pub fn byte_at(text: &str, offset: usize) -> usize {
    let mut passed = 0;
    for (byte, units) in units(text) {
        if passed >= offset {
            return byte;
        }
        passed += units;
    }
    text.len()
}

/// Every character's place in bytes and the units that an entry field counts for it.
fn units(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    let bytes = text.as_bytes();
    text.char_indices().map(move |(at, character)| {
        let is_half = character == '\r' && bytes.get(at + 1) == Some(&b'\n');
        (at, if is_half { 0 } else { character.len_utf16() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn report(text: &str) -> Report {
        Report::read(Rc::new(Draft::new(2024, UnitKind::Street).with_text(Field::Overview, text)))
    }

    fn spot(start: usize, end: usize) -> Spot {
        let span = Span { field: Field::Overview, start, end };
        Spot { span, severity: Severity::Error, side: None }
    }

    fn build(text: &str, spots: &[Spot], old: Option<&TextView>) -> TextView {
        TextView::build(&report(text), Field::Overview, &[], spots, old)
    }

    #[test]
    fn marks_stand_in_their_lines() {
        let view = build("甲乙\r\n\n丙丁戊", &[spot(1, 2), spot(5, 7), spot(6, 9)], None);
        let marks: Vec<Vec<_>> = (view.lines.iter())
            .map(|line| line.marks.iter().map(|mark| (mark.start, mark.end)).collect())
            .collect();
        assert_eq!(marks, [vec![(1, 2)], vec![], vec![(0, 2), (1, 3)]]);
    }

    #[test]
    fn a_stretch_over_two_lines_is_marked_in_both() {
        let view = build("甲乙\n丙丁", &[spot(1, 4)], None);
        assert_eq!((view.lines[0].marks[0].start, view.lines[0].marks[0].end), (1, 2));
        assert_eq!((view.lines[1].marks[0].start, view.lines[1].marks[0].end), (0, 1));
    }

    #[test]
    fn only_changed_lines_are_laid_out_again() {
        let before = build("甲\n乙\n丙\n丁", &[spot(6, 7)], None);
        let after = build("甲\n乙乙\n新\n丙\n丁", &[spot(9, 10)], Some(&before));
        let same = |old: usize, new: usize| Rc::ptr_eq(&before.lines[old], &after.lines[new]);
        assert!(same(0, 0) && same(2, 3) && same(3, 4));
        let remarked = build("甲\n乙乙\n新\n丙\n丁", &[], Some(&after));
        assert!(Rc::ptr_eq(&after.lines[0], &remarked.lines[0]));
        assert!(remarked.lines[4].marks.is_empty());
    }

    #[test]
    fn places_are_counted_as_entry_fields_do() {
        let text = "a\r\n\u{1f600}b";
        assert_eq!((0..=5).map(|at| field_offset(text, at)).collect::<Vec<_>>(), [0, 1, 1, 2, 4, 5]);
        for offset in [0, 1, 2, 4, 5] {
            let byte = byte_at(text, offset);
            assert_eq!(field_offset(text, text[..byte].chars().count()), offset);
        }
        assert_eq!(byte_at(text, 99), text.len());
    }
}
