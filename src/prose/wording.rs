//! The wording of a line: what of it is held beside another report.
//!
//! A line is taken apart into sentences and those into letters. Space, punctuation, titles in 《》 and the
//! numbers of documents are left out, every number is one and the same letter, and sentences that every
//! report has by its form are left out altogether. So a line in which only the figures changed has the same
//! wording as before.

use super::Line;
use crate::format::Edition;
use std::ops::Range;

/// So many letters in a row are compared at a time.
pub const GRAM: usize = 5;

/// A sentence of fewer letters says nothing of its own.
const SHORTEST: usize = 6;

/// What a line is compared by.
#[derive(Debug, Default)]
pub struct Wording {
    /// The places of its letters, in bytes.
    pub letters: Vec<Range<u32>>,
    /// For each letter a name for the [`GRAM`] letters that begin with it, 0 where the sentence has no more.
    pub grams: Vec<u32>,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// A sentence.
#[derive(Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Which of the letters are its.
    pub letters: Range<usize>,
    /// A name for its wording.
    pub name: u64,
}

impl Wording {
    pub(super) fn of(line: &Line) -> Self {
        // Most lines are not of the form's own words, and asking each sentence costs more.
        let may_be_formula = FORMULAS.iter().any(|words| line.contains(words));
        let mut wording = Self::default();
        for range in sentences(line.text()) {
            let text = &line.text()[range.clone()];
            let start = range.start + ordinal(text);
            let text = &line.text()[start..range.end];
            let is_left_out = (may_be_formula && is_formula(text)) || is_heading(text);
            if !is_left_out {
                wording.push(text, start);
            }
        }
        wording
    }

    fn push(&mut self, text: &str, start: usize) {
        let from = self.letters.len();
        let mut codes: Vec<u64> = Vec::with_capacity(text.len() / 3);
        for (code, range) in letters(text) {
            codes.push(u64::from(code));
            self.letters.push((start + range.start) as u32..(start + range.end) as u32);
        }
        if codes.len() < SHORTEST {
            self.letters.truncate(from);
            return;
        }
        for index in 0..codes.len() {
            self.grams.push(codes.get(index..index + GRAM).map_or(0, |gram| fold(name(gram))));
        }
        self.sentences.push(Sentence { letters: from..self.letters.len(), name: name(&codes) });
    }

    /// The stretch of the line from one letter up to another, in bytes.
    pub fn bytes(&self, letters: Range<usize>) -> Range<usize> {
        self.letters[letters.start].start as usize..self.letters[letters.end - 1].end as usize
    }
}

/// A name for a row of letters, well mixed.
fn name(codes: &[u64]) -> u64 {
    codes.iter().fold(0x9E37_79B9_7F4A_7C15, |name, code| {
        (name.rotate_left(5) ^ code).wrapping_mul(0x517C_C1B7_2722_0A95)
    })
}

/// The better half of a name, never 0.
fn fold(name: u64) -> u32 {
    ((name >> 32) as u32).max(1)
}

/// The sentences of a line, in bytes.
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    text.split_inclusive(['。', '！', '？', '；', '!', '?', ';']).map(move |sentence| {
        let range = start..start + sentence.len();
        start = range.end;
        range
    })
}

const NUMERALS: &str = "一二三四五六七八九十";

/// How many bytes a sentence spends on counting itself: （一）, 一、, 一是. Digits are all one letter anyway.
fn ordinal(sentence: &str) -> usize {
    let plain = sentence.trim_start();
    let opened = plain.strip_prefix(['（', '(']).unwrap_or(plain);
    let rest = opened.trim_start_matches(|letter| NUMERALS.contains(letter));
    let is_short = rest.len() < opened.len() && opened.len() - rest.len() <= 9;
    match rest.strip_prefix(['）', ')', '、', '是']) {
        Some(rest) if is_short => sentence.len() - rest.len(),
        _ => 0,
    }
}

/// The letters of a sentence with their places in bytes.
fn letters(text: &str) -> impl Iterator<Item = (u32, Range<usize>)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let rest = &text[at..];
            let letter = rest.chars().next()?;
            let start = at;
            at += left_out(rest, letter).unwrap_or(letter.len_utf8());
            if is_digit(letter) {
                at = start + number(rest);
                return Some((u32::from('0'), start..at));
            }
            if letter.is_alphanumeric() {
                return Some((u32::from(letter), start..at));
            }
        }
    })
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || ('０'..='９').contains(&letter)
}

/// How many bytes the number takes that the text begins with, separators and decimals included.
fn number(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = text[length..].trim_start_matches(is_digit);
        length = text.len() - rest.len();
        match rest.strip_prefix([',', '.']) {
            Some(more) if more.starts_with(is_digit) => length += 1,
            _ => return length,
        }
    }
}

/// How many bytes a title in 《》 or the number of a document takes that the text begins with.
fn left_out(text: &str, first: char) -> Option<usize> {
    let end = match first {
        '《' => '》',
        '〔' => '号',
        _ => return None,
    };
    let found = text.char_indices().take(60).find(|&(_, letter)| letter == end)?;
    Some(found.0 + end.len_utf8())
}

/// Words without which a sentence is none of [`is_formula`].
const FORMULAS: [&str; 8] =
    ["统计期限", "12月31日", "六个部分", "六部分", "需要报告的事项", "信息公开条例", "电话", "信息处理费"];

/// Whether the sentence stands in every report by its form: the legal basis, the statistics period, the list
/// of the six parts, whom to ask, nothing else to report, no fee collected.
fn is_formula(text: &str) -> bool {
    let has = |words: &str| text.contains(words);
    let any = |words: &[&str]| words.iter().any(|words| text.contains(words));
    let is_short = || text.chars().count() <= 45;
    has("统计期限")
        || (has("1月1日") && has("12月31日") && is_short())
        || any(&["六个部分", "六部分"])
        || (has("需要报告的事项") && any(&["没有", "无", "总体情况"]))
        || (has("信息公开条例") && has("报告") && any(&["编制", "公布", "撰写", "制作", "形成"]))
        || (has("电话") && any(&["邮编", "地址", "联系"]))
        || (has("信息处理费") && any(&["没有", "未", "无"]) && is_short())
}

/// Whether the sentence is a heading that the form or habit prescribes.
fn is_heading(text: &str) -> bool {
    const USUAL: [&str; 9] = [
        "存在的主要问题",
        "存在的问题",
        "存在问题",
        "主要问题",
        "改进情况",
        "改进措施",
        "下一步改进措施",
        "下一步工作打算",
        "收取信息处理费情况",
    ];
    let plain = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    if plain.len() > 60 {
        return false;
    }
    let format = Edition::V2021.format();
    let official =
        format.headings.iter().map(|heading| heading.split_once('、').map_or(*heading, |(_, words)| words));
    let mut known = official.chain(format.overview_items.iter().copied()).chain(USUAL);
    known.any(|heading| plain.strip_prefix(heading).is_some_and(|rest| matches!(rest, "" | "情况" | "方面")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(text: &str) -> Wording {
        Wording::of(&Line::new(text, Vec::new(), text))
    }

    fn read(text: &str) -> Vec<String> {
        let wording = wording(text);
        let words = |sentence: &Sentence| {
            let letters = &wording.letters[sentence.letters.clone()];
            letters.iter().map(|range| &text[range.start as usize..range.end as usize]).collect()
        };
        wording.sentences.iter().map(words).collect()
    }

    #[test]
    fn space_punctuation_titles_and_document_numbers_are_no_letters() {
        assert_eq!(read("印发《公开指南》（青政发〔2024〕3号），组织学习。"), ["印发青政发组织学习"]);
        assert_eq!(read("　　全 年，开 展\u{200b}“培 训”"), ["全年开展培训"]);
        assert_eq!(read("没有写完的《书名照样读下去"), ["没有写完的书名照样读下去"]);
    }

    #[test]
    fn sentences_in_which_only_figures_changed_are_the_same() {
        let name = |text| wording(text).sentences[0].name;
        assert_eq!(name("全年公开信息1,234.5条。"), name("全年公开信息９条！"));
        assert_eq!(name("（一）全年公开信息3条"), name("（十二）全年公开信息4条"));
        assert_eq!(name("一是加强业务培训"), name("三是加强业务培训"));
        assert_ne!(name("全年公开信息3条"), name("全年新增信息3条"));
        assert_eq!(read("公开1.2.3条信息，其余"), ["公开1.2.3条信息其余"]);
    }

    #[test]
    fn headings_and_the_words_of_the_form_are_left_out() {
        for text in [
            "（四）政府信息公开平台建设情况",
            "五、存在的主要问题及改进情况",
            "改进措施：",
            "所列数据的统计期限为2024年1月1日至2024年12月31日。",
            "本报告根据《中华人民共和国政府信息公开条例》的规定编制。",
            "全文包括总体情况、主动公开、其他需要报告的事项等六个部分。",
            "除上述内容外，本年度没有其他需要报告的事项。",
            "如有疑问，请联系党政办公室，电话：0000-1234567。",
            "2024年，本单位未收取信息处理费。",
            "一件。",
        ] {
            assert!(read(text).is_empty(), "{text}");
        }
        for text in [
            "认真执行《中华人民共和国政府信息公开条例》，从群众最常问的事项入手。",
            "改进措施落实得不够到位，效果一般。",
        ] {
            assert_eq!(read(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn every_five_letters_have_a_name() {
        let wording = wording("甲乙丙丁戊己庚。甲乙丙丁戊己辛");
        let named: Vec<_> = wording.grams.iter().map(|&gram| gram != 0).collect();
        let expected = [true, true, true, false, false, false, false];
        assert_eq!(named, [expected, expected].concat());
        assert_eq!(wording.grams[..2], wording.grams[7..9]);
        assert_ne!(wording.grams[2], wording.grams[9]);
        assert_eq!(wording.bytes(7..9), 24..30);
    }
}
