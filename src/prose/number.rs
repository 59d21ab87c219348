//! The grammar of numbers as prose writes them.

use super::Amount;
use super::unit::unit;
use winnow::combinator::{alt, opt, preceded};
use winnow::prelude::*;
use winnow::token::{one_of, take_while};

/// How exact a number claims to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// The number itself.
    Exact,
    /// 余、多、超过、逾: the number or somewhat more.
    AtLeast,
    /// 近、不足: the number or somewhat less.
    AtMost,
    /// 约、左右: somewhat less or more.
    About,
}

/// A number as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    /// Its value.
    pub(super) amount: Amount,
    /// The last place that was written, as a value: 100 in 1100余, 0.1 in 29.4.
    pub(super) place: Amount,
    /// What stands behind it says.
    pub(super) precision: Precision,
    /// Whether it is written in Chinese numerals.
    pub(super) is_chinese: bool,
    /// Digits behind the point.
    pub(super) decimals: u32,
}

/// A digit as value, half or full width.
pub(super) fn digit(letter: char) -> Option<i64> {
    match letter {
        '0'..='9' => Some(i64::from(u32::from(letter) - u32::from('0'))),
        '０'..='９' => Some(i64::from(u32::from(letter) - u32::from('０'))),
        _ => None,
    }
}

/// A Chinese digit as value.
pub(super) fn chinese_digit(letter: char) -> Option<i64> {
    Some(match letter {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
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

fn is_digit(letter: char) -> bool {
    digit(letter).is_some()
}

fn is_chinese(letter: char) -> bool {
    chinese_digit(letter).is_some() || matches!(letter, '十' | '百' | '千' | '万' | '亿')
}

fn digits<'s>(input: &mut &'s str) -> winnow::Result<&'s str> {
    take_while(1.., is_digit).parse_next(input)
}

/// `,170`: a group of three after a thousands separator.
fn group<'s>(input: &mut &'s str) -> winnow::Result<&'s str> {
    let mut rest = *input;
    let group = preceded(',', take_while(3, is_digit)).parse_next(&mut rest)?;
    winnow::combinator::not(one_of(is_digit)).parse_next(&mut rest)?;
    *input = rest;
    Ok(group)
}

/// ` 903`: a group of three behind a space, where no other digit follows.
fn spaced_group<'s>(input: &mut &'s str) -> winnow::Result<&'s str> {
    let mut rest = *input;
    let space = one_of([' ', '\u{a0}', '\u{2009}', '\u{202f}']);
    let group = preceded(space, take_while(3, is_digit)).parse_next(&mut rest)?;
    winnow::combinator::not(one_of(is_digit)).parse_next(&mut rest)?;
    *input = rest;
    Ok(group)
}

/// `903 400` behind the first digits, where a measure word or a sign of a share follows: then it is one number.
fn spaced(first: &str, input: &mut &str) -> Option<i64> {
    if !input.starts_with([' ', '\u{a0}', '\u{2009}', '\u{202f}']) {
        return None;
    }
    let mut rest = *input;
    let mut whole = value(first, 0);
    let mut has_group = false;
    while let Ok(group) = spaced_group.parse_next(&mut rest) {
        whole = value(group, whole);
        has_group = true;
    }
    let behind = rest.trim_start_matches(['余', '多', '万', '亿', ' ']);
    let is_counted = unit(behind).1 > 0 && !behind.starts_with(['年', '月', '号']);
    if !has_group || !is_counted || first.starts_with(['0', '０']) {
        return None;
    }
    *input = rest;
    Some(whole)
}

/// `132` in front of a Chinese character or a Chinese mark, as nearly all numbers are: what [`arabic`] would read.
fn plain(input: &mut &str) -> Option<Numeral> {
    let bytes = input.as_bytes();
    let length = bytes.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
    // Full-width digits and points begin with 0xEF, special spaces with 0xC2 or 0xE2.
    if !matches!(length, 1..=9) || !matches!(bytes.get(length), Some(0xE3..=0xE9)) {
        return None;
    }
    let (digits, rest) = input.split_at(length);
    *input = rest;
    let whole = digits.bytes().fold(0, |value, digit| value * 10 + i64::from(digit - b'0'));
    let (amount, place) = (Amount::of(whole), Amount::of(last_place(whole)));
    Some(Numeral { amount, place, precision: Precision::Exact, is_chinese: false, decimals: 0 })
}

/// `2,170`, `29.4`, `３１１９`.
fn arabic(input: &mut &str) -> winnow::Result<Numeral> {
    let first = digits.parse_next(input)?;
    let mut whole = value(first, 0);
    if first.chars().count() <= 3 {
        if let Some(spaced) = spaced(first, input) {
            whole = spaced;
        }
        while let Some(group) = opt(group).parse_next(input)? {
            whole = value(group, whole);
        }
    }
    let fraction = opt(preceded(one_of(['.', '．']), digits)).parse_next(input)?.unwrap_or_default();
    let decimals = fraction.chars().count() as u32;
    let amount = Amount::new(whole, value(fraction, 0), decimals);
    let place = if decimals == 0 { Amount::of(last_place(whole)) } else { Amount::new(0, 1, decimals) };
    Ok(Numeral { amount, place, precision: Precision::Exact, is_chinese: false, decimals })
}

/// The value of the last digit that is not 0, as far as anyone rounds: 100 for 1100. 0 is written in tens.
fn last_place(mut whole: i64) -> i64 {
    let mut place = if whole == 0 { 10 } else { 1 };
    while whole != 0 && whole % 10 == 0 && place < 1_000_000_000_000 {
        (whole, place) = (whole / 10, place * 10);
    }
    place
}

/// The digits read on from `before`; beyond any figure of a report the value stays where it is.
fn value(digits: &str, before: i64) -> i64 {
    digits.chars().filter_map(digit).fold(before, |sum, digit| sum.saturating_mul(10).saturating_add(digit))
}

/// `二十三`, `一百零五`, `三千二百`, `十二万`.
fn chinese(input: &mut &str) -> winnow::Result<Numeral> {
    let text = take_while(1.., is_chinese).parse_next(input)?;
    let (mut whole, mut section, mut last, mut place) = (0_i64, 0_i64, None::<i64>, 1_i64);
    let mut is_plain = true;
    for letter in text.chars() {
        if let Some(digit) = chinese_digit(letter) {
            // `二〇二三` is written digit by digit.
            last = Some(match last {
                Some(before) if is_plain => before.saturating_mul(10).saturating_add(digit),
                _ => digit,
            });
            place = 1;
            continue;
        }
        is_plain = false;
        let (power, closes) = match letter {
            '十' => (10, false),
            '百' => (100, false),
            '千' => (1000, false),
            '万' => (10_000, true),
            _ => (100_000_000, true),
        };
        if closes {
            let before = whole.saturating_add(section).saturating_add(last.unwrap_or_default());
            whole = before.max(1).saturating_mul(power);
            section = 0;
        } else {
            section = section.saturating_add(last.unwrap_or(1).saturating_mul(power));
        }
        last = None;
        place = power;
    }
    let amount = Amount::of(whole.saturating_add(section).saturating_add(last.unwrap_or_default()));
    Ok(Numeral {
        amount,
        place: Amount::of(place),
        precision: Precision::Exact,
        is_chinese: true,
        decimals: 0,
    })
}

fn more(input: &mut &str) -> winnow::Result<()> {
    one_of(['余', '多', '几']).void().parse_next(input)
}

/// A number with 余 and 万: `1100余`, `3万余`, `20多万`, `29.4万`.
pub(super) fn number(input: &mut &str) -> winnow::Result<Numeral> {
    let mut numeral = match plain(input) {
        Some(numeral) => numeral,
        None => alt((arabic, chinese)).parse_next(input)?,
    };
    if !input.starts_with(['余', '多', '几', '万', '亿']) {
        return Ok(numeral);
    }
    let before = opt(more).parse_next(input)?;
    let power = opt(alt(('万'.value(10_000), '亿'.value(100_000_000)))).parse_next(input)?;
    let after = opt(more).parse_next(input)?;
    if let Some(power) = power {
        numeral.amount = numeral.amount.times(power);
        numeral.place = numeral.place.times(power);
        numeral.decimals = 0;
    }
    if before.or(after).is_some() {
        numeral.precision = Precision::AtLeast;
    }
    Ok(numeral)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (Amount, Amount, Precision, &str) {
        let mut rest = text;
        let numeral = number(&mut rest).unwrap();
        (numeral.amount, numeral.place, numeral.precision, rest)
    }

    #[test]
    fn numbers_as_they_are_written() {
        use Precision::{AtLeast, Exact};
        let whole = Amount::of;
        let cases = [
            ("132条", whole(132), whole(1), Exact, "条"),
            ("2,170条", whole(2170), whole(10), Exact, "条"),
            ("2 903件", whole(2903), whole(1), Exact, "件"),
            ("1 203 400次", whole(1_203_400), whole(100), Exact, "次"),
            ("12 34件", whole(12), whole(1), Exact, " 34件"),
            ("3 120", whole(3), whole(1), Exact, " 120"),
            ("1234 567件", whole(1234), whole(1), Exact, " 567件"),
            ("1,531,000", whole(1_531_000), whole(1000), Exact, ""),
            ("12,34", whole(12), whole(1), Exact, ",34"),
            ("1234,567", whole(1234), whole(1), Exact, ",567"),
            ("２１件", whole(21), whole(1), Exact, "件"),
            ("1100余条", whole(1100), whole(100), AtLeast, "条"),
            ("3万余条", whole(30_000), whole(10_000), AtLeast, "条"),
            ("20多万次", whole(200_000), whole(100_000), AtLeast, "次"),
            ("29.4万次", whole(294_000), whole(1000), Exact, "次"),
            ("3940.5元", Amount::new(3940, 5, 1), Amount::new(0, 1, 1), Exact, "元"),
            ("二十三条", whole(23), whole(1), Exact, "条"),
            ("十二件", whole(12), whole(1), Exact, "件"),
            ("四十余条", whole(40), whole(10), AtLeast, "条"),
            ("一百零五件", whole(105), whole(1), Exact, "件"),
            ("三千二百", whole(3200), whole(100), Exact, ""),
            ("十二万", whole(120_000), whole(10_000), Exact, ""),
            ("两件", whole(2), whole(1), Exact, "件"),
            ("二〇二三年", whole(2023), whole(1), Exact, "年"),
            ("0件", whole(0), whole(10), Exact, "件"),
        ];
        for (text, amount, place, precision, rest) in cases {
            assert_eq!(read(text), (amount, place, precision, rest), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[0-9０-９,.，．零〇一二两三九十百千万亿余多\u{1f600}]{0,40}") {
            let mut rest = text.as_str();
            let _ = number(&mut rest);
            prop_assert!(text.ends_with(rest));
        }

        #[test]
        fn what_is_written_is_read(value in 0..=999_999_999_i64) {
            let text = value.to_string();
            let mut rest = text.as_str();
            prop_assert_eq!(number(&mut rest).unwrap().amount, Amount::of(value));
        }

        #[test]
        fn plain_numbers_are_read_as_others(text in "[0-9]{1,11}[0-9０,.． \u{a0}件。，万余]{0,3}") {
            let (mut quick, mut slow) = (text.as_str(), text.as_str());
            let Some(numeral) = plain(&mut quick) else { return Ok(()) };
            let expected = arabic(&mut slow).unwrap();
            prop_assert_eq!(quick, slow);
            prop_assert_eq!((numeral.amount, numeral.place), (expected.amount, expected.place));
            prop_assert_eq!(numeral.decimals, expected.decimals);
        }
    }
}
