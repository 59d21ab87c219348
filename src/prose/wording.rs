//! The wording of a line: what of it is held beside another report.
//!
//! A line is taken apart into sentences and those into letters. Space, punctuation, titles in 《》 and the
//! numbers of documents are left out, every number is one and the same letter, and sentences that every
//! report has by its form are left out altogether. So a line in which only the figures changed has the same
//! wording as before.

use super::Line;
use super::words::{Words, listed};
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
        let mut wording = Self::default();
        // Nearly three bytes a letter.
        wording.letters.reserve(line.text().len() / 2);
        wording.grams.reserve(line.text().len() / 2);
        // Most lines have no formula, and asking each sentence costs more.
        let may_be_formula = FORMULAS.in_text(line.known_words());
        let (mut rest, mut codes) = (line.text(), Vec::with_capacity(line.text().len() / 2));
        while !rest.is_empty() {
            let (letters, start) = (wording.letters.len(), line.text().len() - rest.len());
            wording.read_sentence(line.text(), &mut rest, &mut codes);
            let text = &line.text()[start..line.text().len() - rest.len()];
            let is_left_out =
                codes.len() < SHORTEST || (may_be_formula && is_formula(text)) || is_heading(text);
            if is_left_out {
                wording.letters.truncate(letters);
            } else {
                wording.name(&codes);
            }
        }
        wording
    }

    /// Reads letters up to the end of the sentence that the rest of the line begins with. Leaves their codes.
    fn read_sentence<'a>(&mut self, line: &'a str, rest: &mut &'a str, codes: &mut Vec<u64>) {
        *rest = &rest[ordinal(rest)..];
        let mut end = line.len() - rest.len();
        codes.clear();
        loop {
            let start = end;
            if let Some(code) = line.as_bytes().get(start..).and_then(han) {
                end = start + 3;
                codes.push(code);
                self.letters.push(start as u32..end as u32);
                continue;
            }
            *rest = line.get(start..).unwrap_or_default();
            let Some(letter) = rest.chars().next() else { return };
            *rest = &rest[letter.len_utf8()..];
            end += letter.len_utf8();
            let code = match letter {
                '0'..='9' | '０'..='９' => {
                    end = line.len() - after_number(rest).len();
                    u64::from('0')
                }
                '。' | '！' | '？' | '；' | '!' | '?' | ';' => return,
                '《' | '〔' => {
                    end = line.len() - after_title(rest, letter).len();
                    continue;
                }
                // The other marks in use, without looking into tables.
                '，' | '、' | '：' | '“' | '”' | '（' | '）' | ' ' | '\u{3000}' => continue,
                _ if letter.is_alphanumeric() => u64::from(letter),
                _ => continue,
            };
            codes.push(code);
            self.letters.push(start as u32..end as u32);
        }
    }

    /// Names the letters with these codes, which were read last, and the sentence that they are.
    fn name(&mut self, codes: &[u64]) {
        // The last letters as one number, which moves on by a letter in two steps.
        let add = |gram: u64, code: &u64| gram.wrapping_mul(FACTOR).wrapping_add(*code);
        let (first, more) = codes.split_at(GRAM.min(codes.len()));
        let mut gram = first.iter().fold(0, add);
        // The better half, and never 0.
        let name = |gram: u64| ((mix(gram) >> 32) as u32).max(1);
        self.grams.push(name(gram));
        self.grams.extend(more.iter().zip(codes).map(|(code, spent)| {
            gram = add(gram, code).wrapping_sub(spent.wrapping_mul(SPENT));
            name(gram)
        }));
        self.grams.resize(self.letters.len(), 0);
        let name = codes.iter().fold(0, |name, code| mix(name ^ code));
        let letters = self.letters.len() - codes.len()..self.letters.len();
        self.sentences.push(Sentence { letters, name });
    }

    /// The stretch of the line from one letter up to another, in bytes.
    pub fn bytes(&self, letters: Range<usize>) -> Range<usize> {
        self.letters[letters.start].start as usize..self.letters[letters.end - 1].end as usize
    }
}

/// Whether it is a Chinese character. Saves looking into tables.
const fn is_han(letter: char) -> bool {
    matches!(letter, '\u{4e00}'..='\u{9fff}')
}

/// The code of the Chinese character that a text begins with, if it does. Most letters are such, and this is the
/// quickest way to read one.
#[inline]
fn han(text: &[u8]) -> Option<u64> {
    let &[lead @ 0xE4..=0xE9, middle, last, ..] = text else { return None };
    let code = u64::from(lead & 0x0F) << 12 | u64::from(middle & 0x3F) << 6 | u64::from(last & 0x3F);
    matches!(code, 0x4E00..=0x9FFF).then_some(code)
}

/// What a letter in a row is multiplied by for each that follows it.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
/// What a letter has become when it is no longer one of the last.
const SPENT: u64 = FACTOR.wrapping_pow(GRAM as u32);

/// Spreads the bits of a number.
const fn mix(number: u64) -> u64 {
    (number ^ (number >> 29)).wrapping_mul(0x517C_C1B7_2722_0A95).rotate_left(23)
}

/// How many bytes a sentence spends on counting itself: （一）, 一、, 一是. Digits are all one letter anyway.
fn ordinal(sentence: &str) -> usize {
    let is_numeral =
        |letter| matches!(letter, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    let plain = sentence.trim_start();
    let opened = plain.strip_prefix(['（', '(']).unwrap_or(plain);
    let rest = opened.trim_start_matches(is_numeral);
    let is_short = rest.len() < opened.len() && opened.len() - rest.len() <= 9;
    match rest.strip_prefix(['）', ')', '、', '是']) {
        Some(rest) if is_short => sentence.len() - rest.len(),
        _ => 0,
    }
}

/// The text after the number whose first digit stands before it, separators and decimals included.
fn after_number(text: &str) -> &str {
    let is_digit = |letter: char| letter.is_ascii_digit() || ('０'..='９').contains(&letter);
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(is_digit);
        match rest.strip_prefix([',', '.']) {
            Some(more) if more.starts_with(is_digit) => rest = more,
            _ => return rest,
        }
    }
}

/// The text after the title in 《》 or the number of a document, 〔2024〕3号, whose first mark stands before
/// it; all of it where there is no such end.
fn after_title(text: &str, first: char) -> &str {
    let end = if first == '《' { '》' } else { '号' };
    let found = text.char_indices().take(60).find(|&(_, letter)| letter == end);
    found.map_or(text, |(at, letter)| &text[at + letter.len_utf8()..])
}

/// Words without which a sentence is none of [`is_formula`].
static FORMULAS: Words =
    listed!("统计期限|12月31日|六个部分|六部分|需要报告的事项|信息公开条例|电话|信息处理费");

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
    if text.len() > 60 {
        return false;
    }
    let plain =
        text[ordinal(text)..].trim_matches(|letter: char| !is_han(letter) && !letter.is_alphanumeric());
    let format = Edition::V2021.format();
    let begins = |heading: &&str| heading.as_bytes().first_chunk::<3>() == plain.as_bytes().first_chunk();
    let official =
        format.headings.iter().map(|heading| heading.split_once('、').map_or(*heading, |(_, words)| words));
    let known = official.chain(format.overview_items.iter().copied()).chain(USUAL);
    let mut known = known.filter(begins);
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
