//! Numbers and names of documents, as cited.

use super::{before, is_han};
use std::ops::Range;

/// The number of a document: `国办公开办函〔2021〕30号`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct DocumentNumber<'a> {
    /// All of it.
    pub range: Range<usize>,
    /// The letters in front of the year, from 国 on where there is one.
    pub issuer: &'a str,
    /// The year.
    pub year: u32,
    /// The running number.
    pub number: u32,
    /// Whether the year stands in 〔〕.
    pub is_bracketed_well: bool,
}

fn digit(letter: char) -> Option<u32> {
    match letter {
        '０'..='９' => Some(u32::from(letter) - u32::from('０')),
        _ => letter.to_digit(10),
    }
}

/// The digits at the end of a text: what stands before them, their value, and how many they are.
fn digits_before(text: &str) -> Option<(&str, u32, usize)> {
    let text = text.trim_end_matches(' ');
    let start = text.trim_end_matches(|letter| digit(letter).is_some());
    let digits = &text[start.len()..];
    let count = digits.chars().count();
    let value = digits
        .chars()
        .filter_map(digit)
        .fold(0_u32, |sum, digit| sum.saturating_mul(10).saturating_add(digit));
    (1..=9).contains(&count).then_some((start, value, count))
}

/// The numbers of documents in a text. Damaged ones are read as far as they can be understood.
pub(in crate::rules) fn document_numbers(text: &str) -> Vec<DocumentNumber<'_>> {
    text.match_indices('号').filter_map(|(at, word)| document_number(text, at, at + word.len())).collect()
}

const OPENING: &str = "〔﹝[［【（(〈《{<「〖";
const CLOSING: &str = "〕﹞]］】）)〉》}>」〗";

fn document_number(text: &str, at: usize, end: usize) -> Option<DocumentNumber<'_>> {
    let start = at - before(text, at).len();
    let ahead = &text[start..at];
    if let Some(inner) = ahead.trim_end_matches(' ').strip_suffix(['〕', ']', '）', ')', '】']) {
        return number_in_brackets(start, inner, end);
    }
    let (rest, mut number, count) = digits_before(ahead)?;
    let rest = rest.trim_end_matches([' ', '第']);
    let last = rest.chars().next_back()?;
    let close = CLOSING.contains(last) || last == '年';
    let (rest, year) = if close {
        let (rest, year, digits) = digits_before(&rest[..rest.len() - last.len_utf8()])?;
        (digits == 4).then_some((rest, year))?
    } else if OPENING.contains(last) && count > 4 {
        // `〔202130号`: the closing bracket is missing.
        let scale = 10_u32.pow(count as u32 - 4);
        let year = number / scale;
        number %= scale;
        (rest, year)
    } else {
        return None;
    };
    if !(1990..2100).contains(&year) {
        return None;
    }
    let rest = rest.trim_end_matches(' ');
    let open = rest.chars().next_back().filter(|&letter| OPENING.contains(letter));
    let rest = open.map_or(rest, |open| rest[..rest.len() - open.len_utf8()].trim_end_matches(' '));
    let issuer = issuer(rest);
    let pair = (open, last);
    Some(DocumentNumber {
        range: start + rest.len() - issuer.len()..end,
        issuer,
        year,
        number,
        is_bracketed_well: matches!(pair, (Some('〔' | '﹝'), '〕' | '﹞')),
    })
}

/// `国办公开办函2021〔30〕号`: the brackets stand around the wrong number.
fn number_in_brackets(start: usize, ahead: &str, end: usize) -> Option<DocumentNumber<'_>> {
    let (rest, number, _) = digits_before(ahead)?;
    let rest = rest.trim_end_matches(|letter| OPENING.contains(letter));
    let (rest, year, digits) = digits_before(rest)?;
    let issuer = issuer(rest.trim_end_matches(' '));
    let is_number = digits == 4 && (1990..2100).contains(&year) && !issuer.is_empty();
    is_number.then_some(DocumentNumber {
        range: start + rest.trim_end_matches(' ').len() - issuer.len()..end,
        issuer,
        year,
        number,
        is_bracketed_well: false,
    })
}

/// The letters at the end of a text, from 国 on where there is one.
fn issuer(text: &str) -> &str {
    let letters = &text[text.trim_end_matches(is_han).len()..];
    let national = ["国办", "国务院", "国发"].iter().filter_map(|word| letters.rfind(word)).max();
    &letters[national.unwrap_or_default()..]
}

/// The longest name of a document, in bytes.
const LONGEST: usize = 400;

/// The name of a document in 《》.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Title<'a> {
    /// With its marks.
    pub range: Range<usize>,
    /// Between the marks.
    pub name: &'a str,
}

/// The names in 《》 of a text.
pub(in crate::rules) fn titles(text: &str) -> Vec<Title<'_>> {
    let mut titles = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('《').map(|open| at + open) {
        let start = open + '《'.len_utf8();
        at = start;
        // A name in a name: 《关于印发《……》的通知》.
        let window = &text[start..text.floor_char_boundary(start.saturating_add(LONGEST))];
        let mut depth = 0;
        for (offset, letter) in window.char_indices() {
            match letter {
                '《' => depth += 1,
                '》' if depth > 0 => depth -= 1,
                '》' => {
                    at = start + offset + letter.len_utf8();
                    titles.push(Title { range: open..at, name: &text[start..start + offset] });
                    break;
                }
                '。' => break,
                _ => {}
            }
        }
    }
    titles
}

/// The title that ends right before a place, but for a bracket and the like.
pub(in crate::rules) fn title_before<'t, 'a>(
    titles: &'t [Title<'a>],
    text: &str,
    at: usize,
) -> Option<&'t Title<'a>> {
    let title = titles.iter().rev().find(|title| title.range.end <= at)?;
    let between = &text[title.range.end..at];
    let is_near = between.chars().count() <= 24 && !between.contains(['，', '；', '、', '）']);
    is_near.then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents() {
        for (text, issuer, year, number, well) in [
            ("按照国办公开办函〔2021〕30号要求", "国办公开办函", 2021, 30, true),
            ("（国办公开办函〔2021〕30 号）", "国办公开办函", 2021, 30, true),
            ("国办公开办函﹝２０２１﹞３０号", "国办公开办函", 2021, 30, true),
            ("国办公开办函[2021]30号", "国办公开办函", 2021, 30, false),
            ("国办公开办函（2021）第30号", "国办公开办函", 2021, 30, false),
            ("国办公开办函〔202130号", "国办公开办函", 2021, 30, false),
            ("国办公开办函2021〕30号", "国办公开办函", 2021, 30, false),
            ("国办公开办函2021〔30〕号", "国办公开办函", 2021, 30, false),
            ("国办公开办函2021年30号", "国办公开办函", 2021, 30, false),
            ("鲁政办发〔2022〕5号", "鲁政办发", 2022, 5, true),
            ("贯彻国办发〔2019〕54号", "国办发", 2019, 54, true),
        ] {
            let found = document_numbers(text);
            let [found] = &found[..] else { panic!("{text} {found:?}") };
            assert_eq!(
                (found.issuer, found.year, found.number, found.is_bracketed_well),
                (issuer, year, number, well),
                "{text}"
            );
            assert!(
                text[found.range.clone()].starts_with(issuer) && text[found.range.clone()].ends_with('号')
            );
        }
    }

    #[test]
    fn what_is_no_number_of_a_document() {
        for text in ["国务院令第711号", "公安路12号", "12月3号", "号", "〕30号", "（12345）6号", "一号"]
        {
            assert_eq!(document_numbers(text), [], "{text}");
        }
    }

    #[test]
    fn names_of_documents() {
        let text = "按《甲《乙》的通知》和《丙》，见《丁。完";
        let names: Vec<_> = titles(text).iter().map(|title| title.name).collect();
        assert_eq!(names, ["甲《乙》的通知", "丙"]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_read(text in "[国办公开函〔〕\\[\\]（）《》0-9号年 。]{0,40}|\\PC{0,40}") {
            for found in document_numbers(&text) {
                let _ = &text[found.range];
            }
            for found in titles(&text) {
                let _ = &text[found.range];
            }
        }
    }
}
