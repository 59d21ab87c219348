//! Reading the text of one cell as a figure.

use crate::format::CellKind;

/// The largest number that is read, in the unit of the cell.
pub const LIMIT: i64 = 1_000_000_000_000;

/// 分 in one 万元.
const FEN_PER_TEN_THOUSAND: i64 = 1_000_000;
/// 分 in one 元.
const FEN_PER_YUAN: i64 = 100;

/// The reading of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Nothing was entered. Not the same as zero.
    Blank,
    /// A sign for "nothing to report" (`/ - — 无`): counts as zero, printed as typed.
    Nil,
    /// A number: a count, a signed change, or an amount in 分.
    Number(i64),
    /// Not a number, because.
    Unreadable(Misread),
}

impl Figure {
    /// The value that equations use; `None` for a blank or unreadable cell.
    pub const fn value(self) -> Option<i64> {
        match self {
            Self::Number(value) => Some(value),
            Self::Nil => Some(0),
            Self::Blank | Self::Unreadable(_) => None,
        }
    }
}

/// Why a text is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misread {
    /// It holds something that is no digit.
    NotANumber,
    /// Thousands separators that do not stand between groups of three digits.
    Grouping,
    /// A fraction where only whole numbers make sense.
    Fraction,
    /// A sign where only numbers ≥ 0 make sense.
    Negative,
    /// More than [`LIMIT`].
    TooLarge,
    /// Smaller parts than 分: more than six decimals of 万元 or two of 元.
    TooPrecise,
}

impl Misread {
    /// The reason, in words for staff.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::NotANumber => "不是数字，请填阿拉伯数字",
            Self::Grouping => "分隔符的位置不对：千位分隔符每三位一个，也可以不用；一格只填一个数",
            Self::Fraction => "应为整数，不能有小数",
            Self::Negative => "不能是负数",
            Self::TooLarge => "数字太大，超过一万亿",
            Self::TooPrecise => "金额精确到分，小数位数过多",
        }
    }
}

/// Reads the text of a cell of the given kind. Understands full-width digits, 〇, spaces, thousands
/// separators, a trailing 件 / 条 / 项 / 元 / 万元, signs for "nothing to report", and for 本年增/减 the forms
/// `+1`, `-11`, `增加5`, `减少3` and `增/减` as two numbers.
pub fn read(kind: CellKind, text: &str) -> Figure {
    let plain = plain(text);
    if plain.is_empty() {
        return Figure::Blank;
    }
    if matches!(plain.as_str(), "/" | "-" | "--" | "—" | "——" | "无") {
        return Figure::Nil;
    }
    let number = match kind {
        CellKind::Count => read_count(without_unit(&plain)),
        CellKind::Change => read_change(&plain),
        CellKind::TenThousandYuan => read_money(&plain, FEN_PER_TEN_THOUSAND),
        CellKind::Yuan => read_money(&plain, FEN_PER_YUAN),
    };
    match number {
        Ok(number) => Figure::Number(number),
        Err(misread) => Figure::Unreadable(misread),
    }
}

/// The usual writing of a text that was read, where it differs from what was typed: half-width digits, no
/// separators, no unit. `None` where nothing is to be put right: signs for "nothing to report" and
/// unreadable texts stay as typed.
pub fn tidy(kind: CellKind, text: &str) -> Option<String> {
    let tidied = match (kind, read(kind, text)) {
        (_, Figure::Nil | Figure::Unreadable(_)) => return None,
        (_, Figure::Blank) => String::new(),
        (CellKind::Count, Figure::Number(value)) => value.to_string(),
        (CellKind::Change, Figure::Number(_)) => without_unit(&plain(text)).replace(',', ""),
        (CellKind::TenThousandYuan, Figure::Number(fen)) => {
            let plain = plain(text);
            if plain.ends_with('元') && !plain.ends_with("万元") {
                write(kind, fen)
            } else {
                plain.trim_end_matches('元').trim_end_matches('万').replace(',', "")
            }
        }
        // The unit is part of what is printed, since the form prints none.
        (CellKind::Yuan, Figure::Number(_)) => plain(text).replace(',', ""),
    };
    (tidied != text).then_some(tidied)
}

/// Writes a value as it stands in a cell of the given kind: amounts in the unit of the cell, with as many
/// decimals as needed.
pub fn write(kind: CellKind, value: i64) -> String {
    match kind {
        CellKind::Change if value > 0 => format!("+{value}"),
        CellKind::Count | CellKind::Change => value.to_string(),
        CellKind::TenThousandYuan => write_decimal(value, FEN_PER_TEN_THOUSAND, 6),
        CellKind::Yuan => write_decimal(value, FEN_PER_YUAN, 2),
    }
}

fn write_decimal(value: i64, scale: i64, decimals: usize) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (value, scale) = (value.unsigned_abs(), scale.unsigned_abs());
    let text = format!("{sign}{}.{:0decimals$}", value / scale, value % scale);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The text with full-width forms made half-width and without space. Space between digits is a thousands
/// separator, so that two numbers in one cell are not taken for one.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut spaced = false;
    for character in text.chars() {
        if character.is_whitespace() || matches!(character, '\u{feff}' | '\u{200b}') {
            spaced = true;
            continue;
        }
        let character = match character {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
            '〇' | '○' | '零' => '0',
            '−' | '–' | '‐' | '‑' => '-',
            '―' | '─' => '—',
            '∕' | '⁄' => '/',
            // A Chinese input method gives 。 for the key of the decimal point.
            '。' => '.',
            other => other,
        };
        if spaced && character.is_ascii_digit() && ends_with_digit(&plain) {
            plain.push(',');
        }
        spaced = false;
        plain.push(character);
    }
    if text.trim_end().ends_with('。') && plain.len() > 1 {
        plain.pop();
    }
    plain
}

fn ends_with_digit(text: &str) -> bool {
    text.ends_with(|character: char| character.is_ascii_digit())
}

fn without_unit(plain: &str) -> &str {
    const UNITS: [&str; 14] =
        ["件", "条", "项", "元", "个", "宗", "起", "份", "次", "例", "人", "家", "户", "部"];
    UNITS
        .iter()
        .find_map(|unit| plain.strip_suffix(unit).filter(|rest| ends_with_digit(rest)))
        .unwrap_or(plain)
}

fn read_count(plain: &str) -> Result<i64, Misread> {
    let plain = plain.strip_prefix('+').unwrap_or(plain);
    if let Some(rest) = plain.strip_prefix('-') {
        return Err(if digits(rest).is_ok() { Misread::Negative } else { Misread::NotANumber });
    }
    match plain.split_once('.') {
        Some((whole, fraction)) if digits(whole).is_ok() && all_digits(fraction) => Err(Misread::Fraction),
        _ => digits(plain),
    }
}

fn read_change(plain: &str) -> Result<i64, Misread> {
    if let Some((more, less)) = plain.split_once('/') {
        return Ok(
            read_change_side(more, &["+", "增加", "增"])? - read_change_side(less, &["-", "减少", "减"])?
        );
    }
    let plain = without_unit(plain);
    let signs: [(&str, i64); 6] = [("+", 1), ("-", -1), ("增加", 1), ("减少", -1), ("增", 1), ("减", -1)];
    for (sign, factor) in signs {
        if let Some(rest) = plain.strip_prefix(sign) {
            return Ok(factor * whole(rest)?);
        }
    }
    whole(plain)
}

fn read_change_side(side: &str, signs: &[&str]) -> Result<i64, Misread> {
    let side = without_unit(side);
    whole(signs.iter().find_map(|sign| side.strip_prefix(sign)).unwrap_or(side))
}

/// A whole number without sign, or the reason why it is none.
fn whole(plain: &str) -> Result<i64, Misread> {
    match plain.split_once('.') {
        Some((whole, fraction)) if digits(whole).is_ok() && all_digits(fraction) => Err(Misread::Fraction),
        _ => digits(plain),
    }
}

/// An amount in 分. Without a written unit the number is in units of `scale` 分.
fn read_money(plain: &str, scale: i64) -> Result<i64, Misread> {
    let ten_thousands = plain.strip_suffix("万元").or_else(|| plain.strip_suffix('万'));
    let (number, scale) = if let Some(rest) = ten_thousands {
        (rest, FEN_PER_TEN_THOUSAND)
    } else if let Some(rest) = plain.strip_suffix('元') {
        (rest, FEN_PER_YUAN)
    } else {
        (plain, scale)
    };
    if let Some(rest) = number.strip_prefix('-') {
        return read_money(rest, scale).and(Err(Misread::Negative));
    }
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let whole = digits(whole)?;
    if !all_digits(fraction) {
        return Err(Misread::NotANumber);
    }
    let significant = fraction.trim_end_matches('0');
    let mut unit = scale;
    let mut fen = whole * scale;
    for digit in significant.bytes() {
        if unit == 1 {
            return Err(Misread::TooPrecise);
        }
        unit /= 10;
        fen += i64::from(digit - b'0') * unit;
    }
    if fen > LIMIT * scale { Err(Misread::TooLarge) } else { Ok(fen) }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number ≥ 0 with correct thousands separators or none.
fn digits(text: &str) -> Result<i64, Misread> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',') {
        return Err(Misread::NotANumber);
    }
    if text.contains(',') {
        let mut groups = text.split(',');
        let first = groups.next().unwrap_or_default();
        if !(1..=3).contains(&first.len()) || groups.any(|group| group.len() != 3) {
            return Err(Misread::Grouping);
        }
    }
    let mut number: i64 = 0;
    for byte in text.bytes().filter(u8::is_ascii_digit) {
        number = number * 10 + i64::from(byte - b'0');
        if number > LIMIT {
            return Err(Misread::TooLarge);
        }
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KINDS: [CellKind; 4] =
        [CellKind::Count, CellKind::Change, CellKind::TenThousandYuan, CellKind::Yuan];

    fn check(kind: CellKind, cases: &[(&str, Figure)]) {
        for (text, expected) in cases {
            assert_eq!(read(kind, text), *expected, "{kind:?} {text:?}");
        }
    }

    #[test]
    fn counts() {
        use Figure::{Blank, Nil, Number, Unreadable};
        check(
            CellKind::Count,
            &[
                ("", Blank),
                (" \u{3000}\t", Blank),
                ("0", Number(0)),
                ("12", Number(12)),
                ("１２", Number(12)),
                (" 1 234 ", Number(1234)),
                ("1,234", Number(1234)),
                ("１，２３４，５６７", Number(1_234_567)),
                ("〇", Number(0)),
                ("012", Number(12)),
                ("12件", Number(12)),
                ("3 条", Number(3)),
                ("/", Nil),
                ("／", Nil),
                ("-", Nil),
                ("—", Nil),
                ("——", Nil),
                ("无", Nil),
                ("1000000000000", Number(LIMIT)),
                ("1000000000001", Unreadable(Misread::TooLarge)),
                ("99999999999999999999999999", Unreadable(Misread::TooLarge)),
                ("1,23", Unreadable(Misread::Grouping)),
                ("1234,567", Unreadable(Misread::Grouping)),
                ("1 2", Unreadable(Misread::Grouping)),
                ("1　234", Number(1234)),
                ("+3", Number(3)),
                ("12。", Number(12)),
                ("3次", Number(3)),
                ("-5", Unreadable(Misread::Negative)),
                ("1.5", Unreadable(Misread::Fraction)),
                ("12a", Unreadable(Misread::NotANumber)),
                ("件", Unreadable(Misread::NotANumber)),
                ("十二", Unreadable(Misread::NotANumber)),
                ("0/0", Unreadable(Misread::NotANumber)),
                (",", Unreadable(Misread::Grouping)),
            ],
        );
    }

    #[test]
    fn changes() {
        use Figure::{Number, Unreadable};
        check(
            CellKind::Change,
            &[
                ("0", Number(0)),
                ("+1", Number(1)),
                ("＋１", Number(1)),
                ("-11", Number(-11)),
                ("－11", Number(-11)),
                ("−11", Number(-11)),
                ("增加5", Number(5)),
                ("减少3", Number(-3)),
                ("减3项", Number(-3)),
                ("0/0", Number(0)),
                ("5/2", Number(3)),
                ("增5/减2", Number(3)),
                ("+5件/-2件", Number(3)),
                ("/", Figure::Nil),
                ("+-1", Unreadable(Misread::NotANumber)),
                ("+1.5", Unreadable(Misread::Fraction)),
                ("增加", Unreadable(Misread::NotANumber)),
            ],
        );
    }

    #[test]
    fn money_is_exact() {
        use Figure::{Number, Unreadable};
        check(
            CellKind::TenThousandYuan,
            &[
                ("59237.2449", Number(59_237_244_900)),
                ("0.000001", Number(1)),
                ("0.0000010", Number(1)),
                ("0.0000001", Unreadable(Misread::TooPrecise)),
                ("96,171.6", Number(96_171_600_000)),
                ("12345元", Number(1_234_500)),
                ("1。5", Number(1_500_000)),
                ("１。５", Number(1_500_000)),
                ("1.5万", Number(1_500_000)),
                ("12345.67元", Number(1_234_567)),
                ("12345.678元", Unreadable(Misread::TooPrecise)),
                ("1.2万元", Number(1_200_000)),
                ("-1", Unreadable(Misread::Negative)),
                ("1.", Unreadable(Misread::NotANumber)),
                (".5", Unreadable(Misread::NotANumber)),
                ("1000000000000", Number(LIMIT * FEN_PER_TEN_THOUSAND)),
                ("1000000000000.000001", Unreadable(Misread::TooLarge)),
            ],
        );
        check(CellKind::Yuan, &[("251000元", Number(25_100_000)), ("25.1万", Number(25_100_000))]);
        assert_eq!(write(CellKind::TenThousandYuan, 59_237_244_900), "59237.2449");
        assert_eq!(write(CellKind::TenThousandYuan, 0), "0");
    }

    #[test]
    fn tidying_keeps_the_value_and_stops() {
        let cases = [
            (CellKind::Count, "１２件", Some("12")),
            (CellKind::Count, "1,234", Some("1234")),
            (CellKind::Count, "12", None),
            (CellKind::Count, "／", None),
            (CellKind::Count, "十", None),
            (CellKind::Count, "  ", Some("")),
            (CellKind::Change, "＋１", Some("+1")),
            (CellKind::Change, "增加5", None),
            (CellKind::TenThousandYuan, "12345元", Some("1.2345")),
            (CellKind::TenThousandYuan, "96171.60万元", Some("96171.60")),
            (CellKind::Yuan, "251，000元", Some("251000元")),
        ];
        for (kind, text, expected) in cases {
            assert_eq!(tidy(kind, text).as_deref(), expected, "{kind:?} {text:?}");
        }
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC{0,24}") {
            for kind in KINDS {
                let _ = tidy(kind, &text);
            }
        }

        #[test]
        fn near_numbers_never_panic(text in "[-+0-9０-９,，.。/〇—增减万元件 ]{0,24}") {
            for kind in KINDS {
                let figure = read(kind, &text);
                if let Some(tidied) = tidy(kind, &text) {
                    prop_assert_eq!(read(kind, &tidied), figure);
                    prop_assert_eq!(tidy(kind, &tidied), None);
                }
            }
        }

        #[test]
        fn written_numbers_are_read_back(value in 0..=LIMIT) {
            for kind in KINDS {
                prop_assert_eq!(read(kind, &write(kind, value)), Figure::Number(value));
            }
            prop_assert_eq!(read(CellKind::Change, &write(CellKind::Change, -value)), Figure::Number(-value));
        }
    }
}
