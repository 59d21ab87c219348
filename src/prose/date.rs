//! Dates in a text, also damaged ones.

use super::letters::{Letters, Sign};
use std::ops::Range;

/// A number as it stands in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    value: u32,
    digits: usize,
    end: usize,
}

/// A year, a month or a day, or what can be made out of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// The whole of it.
    pub range: Range<usize>,
    /// The year, if one is written.
    pub year: Option<u16>,
    /// The digits of the year.
    pub digits: Range<usize>,
    /// Behind 年 or 年度.
    pub year_end: usize,
    /// The month, if one is written; any number before 月.
    pub month: Option<u32>,
    /// The day, if one is written; any number before 日.
    pub day: Option<u32>,
    /// What is wrong with how it is written.
    pub fault: Option<Fault>,
}

/// A slip of the hand in a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// `20241月`: 年 is missing.
    NoYearWord,
    /// `20254年`, `202年度`: a digit too many or too few.
    Digits,
    /// `2024年年1月`, `31日日`: a word twice.
    Twice,
    /// `12月31至`, `12月31止`: 日 is missing.
    NoDayWord,
    /// 2月30日, 13月.
    Impossible,
}

impl Moment {
    /// Month and day.
    pub fn day_of_year(&self) -> (Option<u32>, Option<u32>) {
        (self.month, self.day)
    }
}

/// A digit, half or full width.
fn digit(letter: char) -> Option<u32> {
    match letter {
        '0'..='9' => Some(u32::from(letter) - u32::from('0')),
        '０'..='９' => Some(u32::from(letter) - u32::from('０')),
        _ => None,
    }
}

/// A Chinese digit; ○ stands for 〇.
fn chinese_digit(letter: char) -> Option<u32> {
    Some(match letter {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The number at the start of a text, in digits or in Chinese numerals.
fn number(text: &str, at: usize) -> Option<Number> {
    let mut letters = text[at..].char_indices().peekable();
    let is_arabic = digit(letters.peek()?.1).is_some();
    let (mut value, mut digits, mut end) = (0_u32, 0, at);
    let mut tens = None;
    for (offset, letter) in letters {
        let read = match letter {
            _ if is_arabic => digit(letter),
            '十' if tens.is_none() && value <= 9 => {
                tens = Some(if digits == 0 { 1 } else { value });
                (value, digits, end) = (0, digits + 1, at + offset + letter.len_utf8());
                continue;
            }
            'O' | 'Ｏ' | '0' | '０' if digits > 0 => Some(0),
            _ => chinese_digit(letter),
        };
        let Some(read) = read else { break };
        value = value.saturating_mul(10).saturating_add(read);
        digits += 1;
        end = at + offset + letter.len_utf8();
    }
    let value = tens.map_or(value, |tens| tens * 10 + value % 10);
    (digits > 0).then_some(Number { value, digits, end })
}

/// Behind the space at a place.
fn skip_space(text: &str, at: usize) -> usize {
    at + text[at..].len() - text[at..].trim_start_matches([' ', '\u{3000}', '\u{a0}']).len()
}

/// A number with the word behind it, and the end of both.
fn numbered(text: &str, at: usize, words: &[char]) -> Option<(Number, usize)> {
    let number = number(text, at)?;
    let word = skip_space(text, number.end);
    let letter = text[word..].chars().next().filter(|letter| words.contains(letter))?;
    Some((number, word + letter.len_utf8()))
}

/// No line that people write has more dates; more are not read.
const MOST: usize = 200;

/// The dates of a text, in order.
pub fn moments(text: &str) -> Vec<Moment> {
    moments_among(text, Letters::of(text).signs())
}

/// The dates of a text with these signs.
pub(super) fn moments_among(text: &str, signs: &[Sign]) -> Vec<Moment> {
    let mut found = Vec::new();
    let mut done = 0;
    for &Sign { at, letter } in signs {
        let at = at as usize;
        let begins = || digit(letter).is_some() || letter == '十' || chinese_digit(letter).is_some();
        if at < done || !begins() {
            continue;
        }
        if found.len() == MOST {
            break;
        }
        let Some(number) = number(text, at) else { continue };
        done = number.end;
        if let Some(moment) = moment(text, at, number) {
            done = moment.range.end;
            found.push(moment);
        }
    }
    found
}

/// The date that begins with a number.
fn moment(text: &str, at: usize, number: Number) -> Option<Moment> {
    let digits = at..number.end;
    let word = skip_space(text, number.end);
    let letter = text[word..].chars().next()?;
    let end = word + letter.len_utf8();
    let mut moment =
        Moment { range: at..end, year: None, digits, year_end: end, month: None, day: None, fault: None };
    match letter {
        '年' => {
            let (year, fault) = year(number, &text[end..])?;
            (moment.year, moment.fault) = (year, fault);
            let mut next = skip_space(text, end);
            if text[next..].starts_with("年度") && text[next + "年度".len()..].starts_with("年") {
                moment.fault = Some(Fault::Twice);
            }
            if text[next..].starts_with('年') && numbered(text, next + '年'.len_utf8(), &['月']).is_some()
            {
                moment.fault = Some(Fault::Twice);
                next += '年'.len_utf8();
            }
            if text[next..].starts_with('度') {
                moment.year_end = next + '度'.len_utf8();
                moment.range.end = moment.year_end;
            } else if let Some((month, end)) = numbered(text, next, &['月']) {
                moment.month = Some(month.value);
                moment.range.end = end;
                add_day(text, &mut moment);
            }
        }
        '月' if number.digits <= 2 => {
            moment.month = Some(number.value);
            add_day(text, &mut moment);
        }
        '月' if matches!(number.digits, 5 | 6) => {
            let scale = if number.digits == 5 { 10 } else { 100 };
            let year = u16::try_from(number.value / scale).ok().filter(|year| (2000..2100).contains(year))?;
            (moment.year, moment.month) = (Some(year), Some(number.value % scale));
            moment.fault = Some(Fault::NoYearWord);
            add_day(text, &mut moment);
        }
        '.' | '-' | '/' | '．' if number.digits == 4 && word == number.end => {
            moment.year = u16::try_from(number.value).ok().filter(|year| (1990..2100).contains(year));
            moment.year?;
            let (month, end) = numbered(text, end, &[letter])?;
            let day = self::number(text, end).filter(|day| day.digits <= 2 && month.digits <= 2)?;
            (moment.month, moment.day) = (Some(month.value), Some(day.value));
            moment.year_end = number.end;
            moment.range.end = day.end;
        }
        _ => return None,
    }
    let is_possible = |moment: &Moment| {
        let days = match moment.month {
            Some(2) if moment.year.is_none_or(|year| year.is_multiple_of(4)) => 29,
            Some(2) => 28,
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        moment.month.is_none_or(|month| (1..=12).contains(&month))
            && moment.day.is_none_or(|day| (1..=days).contains(&day))
    };
    if moment.fault.is_none() && !is_possible(&moment) {
        moment.fault = Some(Fault::Impossible);
    }
    Some(moment)
}

/// What a number before 年 is: a year, a damaged year, or neither, such as 三年.
fn year(number: Number, behind: &str) -> Option<(Option<u16>, Option<Fault>)> {
    let whole = |value: u32| u16::try_from(value).ok().filter(|year| (1900..2100).contains(year));
    let goes_on = behind.starts_with(['度', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    match number.digits {
        4 => match whole(number.value) {
            Some(year) => Some((Some(year), None)),
            None if goes_on && number.value > 2099 => Some((None, Some(Fault::Digits))),
            // 2202年 has the digits of 2022.
            None if has_digits_of_a_year(number.value) => Some((None, Some(Fault::Digits))),
            None => None,
        },
        5 | 6 => {
            let scale = 10_u32.pow(number.digits as u32 - 4);
            let likely = |value: u32| (2000..2100).contains(&value);
            // A year with a digit too many at its end or at its beginning.
            let is_year =
                likely(number.value / scale) || likely(number.value % 10_000) && number.value / 10_000 == 2;
            let is_round = number.value.is_multiple_of(1000);
            let is_span = behind.starts_with(['前', '历', '多', '余', '的'])
                || is_round && behind.starts_with(['以', '来']);
            (is_year && !is_span).then_some((None, Some(Fault::Digits)))
        }
        3 if goes_on && matches!(number.value, 20..=29 | 200..=229) => Some((None, Some(Fault::Digits))),
        // 205年，学校……
        3 if behind.starts_with('，') && matches!(number.value, 200..=209 | 220..=229) => {
            Some((None, Some(Fault::Digits)))
        }
        _ => None,
    }
}

/// Whether a number beyond any year has the digits of one of our time in another order.
fn has_digits_of_a_year(value: u32) -> bool {
    let digits = |value: u32| {
        let mut digits = [value / 1000, value / 100 % 10, value / 10 % 10, value % 10];
        digits.sort_unstable();
        digits
    };
    (2100..3000).contains(&value) && (2019..2030).any(|year| digits(year) == digits(value))
}

fn add_day(text: &str, moment: &mut Moment) {
    let next = skip_space(text, moment.range.end);
    if text[next..].starts_with('月') {
        moment.fault = moment.fault.or(Some(Fault::Twice));
    }
    if let Some((day, end)) = numbered(text, next, &['日', '号']) {
        moment.day = Some(day.value);
        moment.range.end = end;
        if text[end..].starts_with('日')
            && !text[end..].starts_with("日常")
            && !text[end..].starts_with("日前")
        {
            moment.fault = moment.fault.or(Some(Fault::Twice));
            moment.range.end += '日'.len_utf8();
        }
    } else if let Some(day) = number(text, next).filter(|day| day.digits <= 2) {
        let behind = &text[skip_space(text, day.end)..];
        // `3月5—7日` leaves 日 out rightly.
        let goes_on = || {
            let number = behind.trim_start_matches(['至', '到', '—', '–', '－', '-', '~', '～', ' ']);
            numbered(number, 0, &['日', '号']).is_some()
        };
        let ends = |letter| "至到止起—–－~～，。；）)".contains(letter);
        // 4月一期 counts issues.
        let ends_here = behind.chars().next().is_none_or(ends) || behind.starts_with("期间");
        if ends_here && !goes_on() {
            moment.day = Some(day.value);
            moment.fault = moment.fault.or(Some(Fault::NoDayWord));
            moment.range.end = day.end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Read = (Option<u16>, Option<u32>, Option<u32>, Option<Fault>);

    fn read(text: &str) -> Vec<Read> {
        moments(text).into_iter().map(|found| (found.year, found.month, found.day, found.fault)).collect()
    }

    #[test]
    fn dates_as_people_write_them() {
        for text in [
            "2024年1月31日",
            "２０２４年１月３１日",
            "2024 年 1 月 31 日",
            "二〇二四年一月三十一日",
            "二○二四年一月三十一号",
            "二O二四年一月三十一日",
            "2024.1.31",
            "2024-01-31",
            "2024/1/31",
            "2024年01月31日",
        ] {
            assert_eq!(read(text), [(Some(2024), Some(1), Some(31), None)], "{text}");
        }
        assert_eq!(
            read("2024年度，1月1日至十二月，2023年底"),
            [
                (Some(2024), None, None, None),
                (None, Some(1), Some(1), None),
                (None, Some(12), None, None),
                (Some(2023), None, None, None),
            ]
        );
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "三年行动",
            "历时200年",
            "国办发〔2022〕8号",
            "0517-83605210",
            "第2024期",
            "3个月",
            "一",
            "2024",
            "1.5万",
            "2024.12",
            "十十十年",
            "12000年前",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn damaged_dates() {
        for (text, fault) in [
            ("20241月1日", Fault::NoYearWord),
            ("202412月31日", Fault::NoYearWord),
            ("20254年", Fault::Digits),
            ("22024年", Fault::Digits),
            ("202年度", Fault::Digits),
            ("024年1月", Fault::Digits),
            ("2204年度", Fault::Digits),
            ("2024年年1月1日", Fault::Twice),
            ("2024年1月1日日", Fault::Twice),
            ("12月31止", Fault::NoDayWord),
            ("2024年1月1至", Fault::NoDayWord),
            ("2023年2月29日", Fault::Impossible),
            ("2月30日", Fault::Impossible),
            ("2024年11月31日", Fault::Impossible),
            ("2024年13月", Fault::Impossible),
            ("12月32日", Fault::Impossible),
            ("0月1日", Fault::Impossible),
        ] {
            let found = moments(text);
            assert_eq!(found.len(), 1, "{text} {found:?}");
            assert_eq!(found[0].fault, Some(fault), "{text}");
        }
    }

    #[test]
    fn sound_dates_have_no_fault() {
        for text in [
            "2024年2月29日",
            "2月29日",
            "2024年年度报告",
            "2024年年底",
            "9月30日日常",
            "12月31日止",
            "3月5—7日",
            "3月5至7日",
        ] {
            assert!(moments(text).iter().all(|found| found.fault.is_none()), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_read(text in "[0-9０-９〇一二十年月日度. /-]{0,30}|\\PC{0,30}") {
            for found in moments(&text) {
                let _ = &text[found.range.clone()];
                let _ = &text[found.digits];
                let _ = &text[found.year_end..];
                proptest::prop_assert!(found.year_end <= found.range.end);
            }
        }
    }
}
