//! Numbers as prose writes them.

use super::Amount;

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

/// What Chinese numerals are multiplied by.
const fn power(letter: char) -> Option<i64> {
    Some(match letter {
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        '亿' => 100_000_000,
        _ => return None,
    })
}

/// Digits, read on from `before`: their value, how many they are, and the text behind them. Beyond any figure of
/// a report the value stays where it is.
fn digits(text: &str, before: i64) -> (i64, u32, &str) {
    let (mut value, mut count) = (before, 0);
    let mut letters = text.chars();
    loop {
        let behind = letters.as_str();
        let Some(digit) = letters.next().and_then(digit) else { return (value, count, behind) };
        value = value.saturating_mul(10).saturating_add(digit);
        count += 1;
    }
}

/// `2,170`, `29.4`, `３１１９`, and the text behind it.
fn arabic(text: &str) -> Option<(Numeral, &str)> {
    let (mut whole, count, mut rest) = digits(text, 0);
    if count == 0 {
        return None;
    }
    // Groups of three behind a thousands separator.
    while let Some(group) = rest.strip_prefix(',').filter(|_| count <= 3) {
        let (value, count, behind) = digits(group, whole);
        if count != 3 {
            break;
        }
        (whole, rest) = (value, behind);
    }
    let mut fraction = (0, 0);
    if let Some(behind) = rest.strip_prefix(['.', '．']) {
        let (value, count, behind) = digits(behind, 0);
        if count > 0 {
            (fraction, rest) = ((value, count), behind);
        }
    }
    let (fraction, decimals) = fraction;
    let amount = Amount::new(whole, fraction, decimals);
    let place = if decimals == 0 { Amount::of(last_place(whole)) } else { Amount::new(0, 1, decimals) };
    Some((Numeral { amount, place, precision: Precision::Exact, is_chinese: false, decimals }, rest))
}

/// The value of the last digit that is not 0, as far as anyone rounds: 100 for 1100. 0 is written in tens.
fn last_place(mut whole: i64) -> i64 {
    let mut place = if whole == 0 { 10 } else { 1 };
    while whole != 0 && whole % 10 == 0 && place < 1_000_000_000_000 {
        (whole, place) = (whole / 10, place * 10);
    }
    place
}

/// `二十三`, `一百零五`, `三千二百`, `十二万`, and the text behind it.
fn chinese(text: &str) -> Option<(Numeral, &str)> {
    let (mut whole, mut section, mut last, mut place) = (0_i64, 0_i64, None::<i64>, 1_i64);
    let mut is_plain = true;
    let mut letters = text.chars();
    let rest = loop {
        let behind = letters.as_str();
        let Some(letter) = letters.next() else { break behind };
        if let Some(digit) = chinese_digit(letter) {
            // `二〇二三` is written digit by digit.
            last = Some(match last {
                Some(before) if is_plain => before.saturating_mul(10).saturating_add(digit),
                _ => digit,
            });
            place = 1;
            continue;
        }
        let Some(power) = power(letter) else { break behind };
        is_plain = false;
        if power >= 10_000 {
            let before = whole.saturating_add(section).saturating_add(last.unwrap_or_default());
            whole = before.max(1).saturating_mul(power);
            section = 0;
        } else {
            section = section.saturating_add(last.unwrap_or(1).saturating_mul(power));
        }
        last = None;
        place = power;
    };
    if rest.len() == text.len() {
        return None;
    }
    let amount = Amount::of(whole.saturating_add(section).saturating_add(last.unwrap_or_default()));
    let place = Amount::of(place);
    Some((Numeral { amount, place, precision: Precision::Exact, is_chinese: true, decimals: 0 }, rest))
}

/// A number at the start of a text, with 余 and 万, and the text behind it: `1100余`, `3万余`, `20多万`, `29.4万`.
pub(super) fn number(text: &str) -> Option<(Numeral, &str)> {
    const MORE: [char; 3] = ['余', '多', '几'];
    let (mut numeral, mut rest) = arabic(text).or_else(|| chinese(text))?;
    if let Some(behind) = rest.strip_prefix(MORE) {
        (numeral.precision, rest) = (Precision::AtLeast, behind);
    }
    if let Some(behind) = rest.strip_prefix(['万', '亿']) {
        let power = if rest.starts_with('万') { 10_000 } else { 100_000_000 };
        numeral.amount = numeral.amount.times(power);
        numeral.place = numeral.place.times(power);
        (numeral.decimals, rest) = (0, behind);
    }
    if let Some(behind) = rest.strip_prefix(MORE) {
        (numeral.precision, rest) = (Precision::AtLeast, behind);
    }
    Some((numeral, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> (Amount, Amount, Precision, &str) {
        let (numeral, rest) = number(text).unwrap();
        (numeral.amount, numeral.place, numeral.precision, rest)
    }

    #[test]
    fn numbers_as_they_are_written() {
        use Precision::{AtLeast, Exact};
        let whole = Amount::of;
        let cases = [
            ("132条", whole(132), whole(1), Exact, "条"),
            ("2,170条", whole(2170), whole(10), Exact, "条"),
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
            if let Some((_, rest)) = number(&text) {
                prop_assert!(text.ends_with(rest) && rest.len() < text.len());
            }
        }

        #[test]
        fn what_is_written_is_read(value in 0..=999_999_999_i64) {
            prop_assert_eq!(number(&value.to_string()).unwrap().0.amount, Amount::of(value));
        }
    }
}
