//! The offer to put a live figure in the place of a number that was typed.

use super::text::{LineView, changed_lines};
use crate::report::token::{self, Token};
use crate::report::{Field, Report, Splice};
use std::cell::OnceCell;
use std::ops::Range;
use std::rc::Rc;

/// A typed number that is the figure of exactly one token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The text in which it stands.
    pub field: Field,
    /// The number as typed.
    pub number: String,
    /// The name of the token.
    pub name: &'static str,
    /// Where the token's figure comes from, in words.
    pub origin: &'static str,
    /// The line in which the number was typed.
    line: Rc<str>,
}

impl Offer {
    /// What can be offered after a text has changed: a number in one of the lines that differ, else what was
    /// offered before as long as its line stands. `is_wanted` says whether a number may be offered at all.
    pub(super) fn seek(
        report: &Report,
        field: Field,
        before: &[Rc<LineView>],
        after: &[Rc<LineView>],
        known: Option<Self>,
        is_wanted: impl Fn(&str) -> bool,
    ) -> Option<Self> {
        let (stale, fresh) = changed_lines(before, after);
        // Within one line only what was typed is looked at; several lines were pasted.
        let typed = match (&before[stale], &after[fresh.clone()]) {
            ([old], [new]) => Some(Splice::between(&old.text, &new.text)),
            _ => None,
        };
        let is_typed = |range: &Range<usize>| {
            typed.as_ref().is_none_or(|typed| {
                range.start <= typed.start + typed.inserted.len() && typed.start <= range.end
            })
        };
        let figures = OnceCell::new();
        let figures = || figures.get_or_init(|| figures_of(report));
        let offer = after[fresh.clone()].iter().find_map(|line| {
            let (range, token) = numbers(&line.text).filter(is_typed).find_map(|range| {
                let number = &line.text[range.clone()];
                let token = is_wanted(number).then(|| only(figures(), number)).flatten()?;
                is_clear(&line.text, &range, token).then_some((range, token))
            })?;
            let number = line.text[range].to_owned();
            Some(Self { field, number, name: token.name, origin: token.origin, line: Rc::clone(&line.text) })
        });
        offer.or_else(|| known.and_then(|known| known.kept(field, after, &after[fresh])))
    }

    /// The offer as long as its number stands in the text, be it that the line goes on.
    fn kept(mut self, field: Field, all: &[Rc<LineView>], fresh: &[Rc<LineView>]) -> Option<Self> {
        if self.field != field || all.iter().any(|line| line.text == self.line) {
            return Some(self);
        }
        let has_number =
            |line: &&Rc<LineView>| numbers(&line.text).any(|range| line.text[range] == self.number);
        self.line = Rc::clone(&fresh.iter().find(has_number)?.text);
        Some(self)
    }

    /// The text with the token in the place of the number, and the byte behind the token; `None` where the
    /// number is not there any more or the figure is another.
    pub(super) fn taken(&self, report: &Report) -> Option<(String, usize)> {
        let text = report.draft().text(self.field);
        let token =
            token::by_name(self.name).filter(|token| token.value(report).as_ref() == Some(&self.number))?;
        let start = text.find(&*self.line)?;
        let range = numbers(&self.line).find(|range| self.line[range.clone()] == self.number)?;
        let (head, tail) = (&text[..start + range.start], &text[start + range.end..]);
        let head = format!("{head}{}", token.typed());
        Some((format!("{head}{tail}"), head.len()))
    }
}

fn figures_of(report: &Report) -> Vec<(&'static Token, String)> {
    token::ALL.iter().filter_map(|token| Some((token, token.value(report)?))).collect()
}

/// The only token with this figure.
fn only(figures: &[(&'static Token, String)], number: &str) -> Option<&'static Token> {
    let mut tokens = figures.iter().filter(|(_, value)| value == number).map(|&(token, _)| token);
    tokens.next().filter(|_| tokens.next().is_none())
}

/// Numbers with a unit that figures of the tables have: years, articles and counts of other things are not
/// meant.
fn numbers(line: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + line[at..].find(|c: char| c.is_ascii_digit())?;
            let end = line[start..]
                .find(|c: char| !c.is_ascii_digit() && c != '.')
                .map_or(line.len(), |length| start + length);
            let end = if line[end..].starts_with('%') { end + 1 } else { end };
            at = end;
            let before = line[..start].chars().next_back();
            let glued = before.is_some_and(|c| c.is_ascii_alphanumeric() || "第,-.．〔{".contains(c));
            let has_unit = line[..end].ends_with('%')
                || line[end..].starts_with(['件', '起', '宗', '份', '项', '部', '万']);
            if !glued && has_unit {
                return Some(start..end);
            }
        }
    })
}

/// Whether it is plain enough that the figure is meant: a number of one digit needs the words before it.
fn is_clear(line: &str, range: &Range<usize>, token: &Token) -> bool {
    let digits = line[range.clone()].bytes().filter(u8::is_ascii_digit).count();
    let clause = line[..range.start].rsplit(['。', '；', '，']).next().unwrap_or_default();
    let words = token.name.trim_end_matches('数').trim_end_matches("占比").trim_end_matches("金额");
    digits >= 2 || clause.contains(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<&str> {
        numbers(line).map(|range| &line[range]).collect()
    }

    #[test]
    fn years_articles_and_other_units_are_not_meant() {
        assert_eq!(found("2024年，收到申请12件，第12件，占33.3%，共1,234件、12条"), ["12", "33.3%"]);
        assert_eq!(found("〔2021〕30号，收费3.5万元"), ["3.5"]);
        assert_eq!(found("12"), Vec::<&str>::new());
        assert_eq!(found("{a1}件A12件"), Vec::<&str>::new());
    }
}
