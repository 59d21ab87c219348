//! Quantities, percentages, years and marks of a line.

use super::letters::Sign;
use super::number::{Numeral, chinese_digit, digit, number};
use super::unit::{Unit, unit};
use super::{Amount, Precision};
use std::ops::Range;
use winnow::Parser as _;

/// A quantity: a number with its measure word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// Number and measure word, in bytes of the line.
    pub range: Range<usize>,
    /// The value.
    pub amount: Amount,
    /// The last place that was written, as a value.
    pub place: Amount,
    /// How exact it claims to be.
    pub precision: Precision,
    /// The measure word.
    pub unit: Unit,
    /// 各: so many of each of the things named before.
    pub is_each: bool,
    /// A word of the language rather than a count, perhaps: 三个, 两项, a number without a measure word.
    pub is_weak: bool,
}

/// A percentage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Percentage {
    /// Number and sign, in bytes of the line.
    pub range: Range<usize>,
    /// The value in percent.
    pub amount: Amount,
    /// How exact it claims to be.
    pub precision: Precision,
    /// Digits behind the point.
    pub decimals: u32,
    /// How it is written.
    pub form: Form,
}

/// How a percentage is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `67.5%`, 百分之六十七.
    Percent,
    /// 三成: tenths.
    Tenths,
    /// 三分之二.
    Fraction,
    /// 1.5倍: hundreds.
    Times,
    /// 3个百分点: a difference of two percentages.
    Points,
}

/// A piece of a line that is not plain words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A quantity.
    Quantity(Quantity),
    /// A percentage.
    Percentage(Percentage),
    /// A year, such as 2023年 or 二〇二三年.
    Year(Range<usize>, u16),
    /// A mark that separates: 、，；。：and brackets.
    Mark(Range<usize>, char),
}

impl Token {
    /// Where it stands, in bytes of the line.
    pub fn range(&self) -> Range<usize> {
        match self {
            Self::Quantity(quantity) => quantity.range.clone(),
            Self::Percentage(percentage) => percentage.range.clone(),
            Self::Year(range, _) | Self::Mark(range, _) => range.clone(),
        }
    }
}

/// A mark in its usual form, if the letter is one.
fn mark(letter: char) -> Option<char> {
    Some(match letter {
        '、' => '、',
        '，' | ',' => '，',
        '；' | ';' => '；',
        '。' | '！' | '？' | '!' | '?' => '。',
        '：' | ':' => '：',
        '（' | '(' => '（',
        '）' | ')' => '）',
        _ => return None,
    })
}

/// Reads the tokens of a line with these signs.
pub(super) fn tokens(text: &str, signs: &[Sign]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(signs.len() / 2);
    let mut done = list_mark(text);
    for &Sign { at, letter } in signs {
        let at = at as usize;
        if at < done {
            continue;
        }
        if let Some(mark) = mark(letter) {
            tokens.push(Token::Mark(at..at + letter.len_utf8(), mark));
        } else if digit(letter).is_some() || chinese_digit(letter).is_some() || matches!(letter, '十' | '百')
        {
            match read_number(text, at) {
                Read::Token(token) => {
                    done = token.range().end;
                    tokens.push(token);
                }
                Read::Skip(end) => done = end,
            }
        } else if matches!(letter, '〔' | '《' | '“') {
            done = behind_title(text, at, letter).unwrap_or(done);
        }
    }
    share_units(text, &mut tokens);
    strengthen(text, &mut tokens);
    tokens
}

/// Behind the title or the number of a document that opens here: they count nothing.
fn behind_title(text: &str, at: usize, open: char) -> Option<usize> {
    const LONGEST: usize = 300;
    let close = match open {
        '〔' => '〕',
        '《' => '》',
        _ if text[at..].starts_with("“三公”") => '”',
        _ => return None,
    };
    let window = &text[at..text.ceil_char_boundary(at + LONGEST)];
    let end = at + window.find(close).filter(|&end| end < LONGEST)? + close.len_utf8();
    Some(if open == '〔' { end + number_of_document(&text[end..]) } else { end })
}

/// In 502、167和88条 the measure word at the end is that of all.
fn share_units(text: &str, tokens: &mut [Token]) {
    let mut last: Option<(usize, Unit)> = None;
    for token in tokens.iter_mut().rev() {
        let Token::Quantity(quantity) = token else { continue };
        if let Some((start, unit)) = last.filter(|_| quantity.unit == Unit::None) {
            let between = text.get(quantity.range.end..start).unwrap_or_default();
            if matches!(between.trim(), "、" | "和" | "及" | "与") {
                quantity.unit = unit;
                quantity.is_weak = false;
            }
        }
        last = (quantity.unit != Unit::None).then_some((quantity.range.start, quantity.unit));
    }
}

/// 编发简报二十期，其余三期: where Chinese numerals count, small ones with the same measure word count, too.
fn strengthen(text: &str, tokens: &mut [Token]) {
    fn word<'a>(text: &'a str, quantity: &Quantity) -> Option<&'a str> {
        let written = text.get(quantity.range.clone())?;
        let word = written
            .trim_start_matches(|letter: char| chinese_digit(letter).is_some() || "十百千".contains(letter));
        (word.len() < written.len() && !word.is_empty()).then_some(word)
    }
    let is_weak = |token: &Token| match token {
        Token::Quantity(quantity) => quantity.is_weak && quantity.unit != Unit::None,
        _ => false,
    };
    if !tokens.iter().any(is_weak) {
        return;
    }
    let strong: Vec<&str> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Quantity(quantity) if !quantity.is_weak && quantity.amount > Amount::of(10) => {
                word(text, quantity)
            }
            _ => None,
        })
        .collect();
    if strong.is_empty() {
        return;
    }
    for token in tokens {
        if let Token::Quantity(quantity) = token
            && quantity.is_weak
            && word(text, quantity).is_some_and(|word| strong.contains(&word))
        {
            quantity.is_weak = false;
        }
    }
}

/// Length of the `61号` behind a bracketed year.
fn number_of_document(text: &str) -> usize {
    let digits =
        text.len() - text.trim_start_matches(|letter: char| digit(letter).is_some() || letter == ' ').len();
    if text[digits..].starts_with('号') { digits + '号'.len_utf8() } else { 0 }
}

/// Length of the list number that a line begins with: `1.`, `（一）`, `一、`, `2、`.
fn list_mark(text: &str) -> usize {
    let start = text.len() - text.trim_start().len();
    let rest = &text[start..];
    let inner = rest.trim_start_matches(['（', '(']);
    let number = inner.trim_start_matches(|letter: char| {
        digit(letter).is_some() || chinese_digit(letter).is_some() || letter == '十'
    });
    if number.len() == inner.len() {
        return start;
    }
    let mut behind = number.chars();
    let mark = behind.next();
    let is_list = match mark {
        Some('、' | '）' | ')') => true,
        Some('.' | '．') => behind.next().is_none_or(|letter| digit(letter).is_none()),
        _ => false,
    };
    let behind_mark = text.len() - number.len() + mark.map_or(0, char::len_utf8);
    if is_list { behind_mark } else { start }
}

enum Read {
    Token(Token),
    /// Not a quantity; goes on behind it.
    Skip(usize),
}

fn read_number(text: &str, at: usize) -> Read {
    let mut rest = &text[at..];
    let Ok(numeral) = number.parse_next(&mut rest) else { return Read::Skip(at) };
    let end = text.len() - rest.len();
    let before = &text[..at];
    let last = before.chars().next_back();
    let behind = rest.trim_start_matches([' ', '\u{3000}', '\u{a0}']);
    let spaces = rest.len() - behind.len();
    let next = behind.chars().next();
    if let Some(sign @ ('%' | '％')) = next {
        return Read::Token(Token::Percentage(Percentage {
            range: at..end + spaces + sign.len_utf8(),
            amount: numeral.amount,
            precision: precision(before, numeral, &behind[sign.len_utf8()..]),
            decimals: numeral.decimals,
            form: Form::Percent,
        }));
    }
    if let Some(part) = part_of_whole(text, at, numeral, behind) {
        return Read::Token(Token::Percentage(part));
    }
    let whole = || numeral.amount.whole().and_then(|whole| u16::try_from(whole).ok());
    if next == Some('年')
        && let Some(year @ 1900..=2100) = whole()
    {
        let range = at..end + spaces + '年'.len_utf8();
        return Read::Token(Token::Year(range, year));
    }
    let (unit, length) = unit(behind);
    let is_long = || text[at..end].chars().filter(|&letter| digit(letter).is_some()).count() >= 7;
    if is_code(numeral, before, &text[at..end], rest)
        || unit == Unit::Other
        || (unit == Unit::None && is_long())
    {
        return Read::Skip(end + if unit == Unit::Other { spaces + length } else { 0 });
    }
    if numeral.is_chinese
        && (&text[at..end] == "一" && &behind[..length] == "起"
            || !counts(numeral, unit, last_of(before), &behind[length..]))
    {
        return Read::Skip(end);
    }
    let unit_end = if length > 0 { end + spaces + length } else { end };
    let unit_end = unit_end + alternative_unit(&text[unit_end..]);
    let is_each = last.is_some_and(|last| matches!(last, '各' | '均' | '每'));
    let is_small = numeral.is_chinese && numeral.amount <= Amount::of(10);
    let is_generic =
        matches!(&behind[..length], "个" | "项" | "次" | "期" | "部" | "起" | "组" | "批" | "本");
    Read::Token(Token::Quantity(Quantity {
        range: at..unit_end,
        amount: numeral.amount,
        place: numeral.place,
        precision: precision(before, numeral, &text[unit_end..]),
        unit,
        is_each,
        is_weak: unit == Unit::None
            || (is_small && (is_generic || names_a_thing(&behind[..length], &behind[length..]))),
    }))
}

/// Whether a small number with this measure word is part of the name of a thing: 一封信, 一张网, 三张清单.
fn names_a_thing(unit: &str, behind: &str) -> bool {
    const GOES_ON: &str = "为由被是未属予转已均系因在正尚不经和及与则也又需应获有无用作给寄发送完全都各其";
    matches!(unit, "封" | "张" | "块" | "台" | "幅" | "册")
        && behind
            .chars()
            .next()
            .is_some_and(|next| ('\u{4e00}'..='\u{9fff}').contains(&next) && !GOES_ON.contains(next))
}

/// A percentage without a sign: 三成五, 1.5倍, 三分之二, 百分之九十, 3个百分点.
fn part_of_whole(text: &str, at: usize, numeral: Numeral, behind: &str) -> Option<Percentage> {
    const POINTS: [&str; 2] = ["个百分点", "百分点"];
    if numeral.is_chinese && behind.starts_with("分之") || text[at..].starts_with("百分之") {
        return fraction(text, at, numeral, behind);
    }
    let (form, scale, length) = match behind.chars().next()? {
        '成' => (Form::Tenths, 10, '成'.len_utf8()),
        '倍' => (Form::Times, 100, '倍'.len_utf8()),
        '个' | '百' => {
            let word = POINTS.iter().find(|word| behind.starts_with(**word))?;
            (Form::Points, 1, word.len())
        }
        _ => return None,
    };
    let mut rest = &behind[length..];
    let mut amount = numeral.amount.times(scale);
    let mut decimals = numeral.decimals;
    if form == Form::Tenths {
        let next = rest.chars().next().unwrap_or('。');
        let half = chinese_digit(next).or((next == '半').then_some(5));
        if let Some(half) = half {
            (amount, decimals) = (amount.plus(Amount::of(half)), 1);
            rest = &rest[next.len_utf8()..];
        } else if !"，。；、）)以左上多余的和及与属,;".contains(next) {
            // 成立, 成员, 成果
            return None;
        }
        if numeral.amount > Amount::of(10) {
            return None;
        }
    }
    let range = at..text.len() - rest.len();
    Some(Percentage { range, amount, precision: precision(&text[..at], numeral, rest), decimals, form })
}

/// 三分之二, 百分之九十.
fn fraction(text: &str, at: usize, numeral: Numeral, behind: &str) -> Option<Percentage> {
    let is_percent = text[at..].starts_with("百分之");
    let mut rest = if is_percent { &text[at + "百分之".len()..] } else { &behind["分之".len()..] };
    let part = number.parse_next(&mut rest).ok()?;
    let (amount, form) = if is_percent {
        (part.amount, Form::Percent)
    } else {
        (part.amount.percent_of(numeral.amount)?, Form::Fraction)
    };
    let range = at..text.len() - rest.len();
    let precision = precision(&text[..at], part, rest);
    Some(Percentage { range, amount, precision, decimals: part.decimals, form })
}

/// Whether a number between these texts is part of a name, of a date or of a ratio rather than a count.
fn is_code(numeral: Numeral, before: &str, written: &str, rest: &str) -> bool {
    let joins = |letter| matches!(letter, '-' | '—' | '–' | '~' | '～' | '/' | '.' | '_' | '*');
    let goes_on = |next: char| next.is_ascii_alphabetic() || next == '@' || joins(next);
    let begins =
        |last: char| last.is_ascii_alphanumeric() || matches!(last, '第' | '〔' | '[') || joins(last);
    let is_digit = |letter: char| digit(letter).is_some();
    // `1:3`, and times such as `12:30`.
    let is_ratio = || {
        rest.strip_prefix(':').is_some_and(|rest| rest.starts_with(is_digit))
            || before.strip_suffix(':').is_some_and(|before| before.ends_with(is_digit))
    };
    let has_leading_zero = || {
        written.starts_with('0')
            && written.chars().filter(|&letter| is_digit(letter)).count() > 1
            && !written.contains(['.', '．'])
    };
    before.chars().next_back().is_some_and(begins)
        || !numeral.is_chinese && (rest.chars().next().is_some_and(goes_on) || has_leading_zero())
        || is_ratio()
}

/// The last letter of the words before a number in Chinese numerals, but for those with which 线上三期 and 网下五场 go.
fn last_of(before: &str) -> Option<char> {
    if ["线上", "线下", "网上", "网下"].iter().any(|place| before.ends_with(place)) {
        return None;
    }
    before.chars().next_back()
}

/// Whether a number in Chinese numerals counts something, and is not part of a word: 一起, 第十二条, 一站式.
fn counts(numeral: Numeral, unit: Unit, last: Option<char>, behind: &str) -> bool {
    if unit == Unit::None {
        return false;
    }
    if last.is_some_and(|last| "第每同单统逐某这那另上下首任进近一".contains(last) && last != '近')
    {
        return false;
    }
    let is_one = numeral.amount == Amount::of(1);
    let word_goes_on = behind.chars().next().is_some_and(|next| "事龙心性化式站体道把手面步".contains(next));
    !(is_one && word_goes_on)
}

/// Length of a second measure word in brackets: `4751份（条）`.
fn alternative_unit(text: &str) -> usize {
    let Some(open) = text.chars().next().filter(|&letter| matches!(letter, '（' | '(' | '/')) else {
        return 0;
    };
    let inner = &text[open.len_utf8()..];
    let (found, length) = unit(inner);
    if length == 0 || found == Unit::Other {
        return 0;
    }
    if open == '/' {
        return open.len_utf8() + length;
    }
    match inner[length..].chars().next() {
        Some(close @ ('）' | ')')) => open.len_utf8() + length + close.len_utf8(),
        _ => 0,
    }
}

fn precision(before: &str, numeral: Numeral, behind: &str) -> Precision {
    const MORE: &[&str] = &["超过", "超", "逾", "突破", "至少", "不少于", "不低于"];
    const LESS: &[&str] = &["近", "不足", "不到", "不超过"];
    if numeral.precision != Precision::Exact {
        return numeral.precision;
    }
    let before = before.trim_end_matches(' ');
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    let by_word_before = match before.chars().next_back() {
        Some('近' | '足' | '到') if ends(LESS) && !before.ends_with("附近") => Some(Precision::AtMost),
        Some('过') if before.ends_with("不超过") => Some(Precision::AtMost),
        Some('过' | '超' | '逾' | '破' | '少' | '于') if ends(MORE) => Some(Precision::AtLeast),
        Some('约') if !before.ends_with("节约") => Some(Precision::About),
        Some('为' | '概') if ends(&["约为", "大概"]) => Some(Precision::About),
        _ => None,
    };
    let begins = |words: &[&str]| words.iter().any(|word| behind.starts_with(word));
    let by_word_behind = || match behind.chars().next() {
        Some('余' | '多') => Precision::AtLeast,
        Some('以') if begins(&["以内", "以下"]) => Precision::AtMost,
        Some('以') if begins(&["以上"]) => Precision::AtLeast,
        Some('左' | '上') if begins(&["左右", "上下"]) => Precision::About,
        _ => Precision::Exact,
    };
    by_word_before.unwrap_or_else(by_word_behind)
}

impl Quantity {
    /// The least and the greatest value that it may stand for.
    pub fn bounds(&self) -> (Amount, Amount) {
        let amount = self.amount;
        // 1100余 may be anything below 1200, and people round generously.
        let slack = self.place.max(amount.over(10));
        match self.precision {
            Precision::Exact => (amount, amount),
            Precision::AtLeast => (amount, amount.plus(slack)),
            Precision::AtMost => (amount.minus(slack), amount),
            Precision::About => (amount.minus(slack), amount.plus(slack)),
        }
    }

    /// The value, if it is exact and a whole number.
    pub fn exact(&self) -> Option<i64> {
        if self.precision == Precision::Exact { self.amount.whole() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::super::letters::Letters;
    use super::*;
    use proptest::prelude::*;

    fn tokens(text: &str) -> Vec<Token> {
        super::tokens(text, Letters::of(text).signs())
    }

    /// The tokens in short: `12条`, `≥1100条`, `67.5%`, `2023年`, marks as they are.
    fn short(text: &str) -> String {
        tokens(text)
            .iter()
            .map(|token| match token {
                Token::Quantity(quantity) => {
                    let sign = match quantity.precision {
                        Precision::Exact => "",
                        Precision::AtLeast => "≥",
                        Precision::AtMost => "≤",
                        Precision::About => "≈",
                    };
                    let unit = match quantity.unit {
                        Unit::Piece => "件",
                        Unit::None => "",
                        Unit::Yuan => "元",
                        Unit::Event(word) => word,
                        Unit::Other => "?",
                    };
                    let each = if quantity.is_each { "各" } else { "" };
                    let weak = if quantity.is_weak { "~" } else { "" };
                    format!("{each}{sign}{}{unit}{weak}", quantity.amount)
                }
                Token::Percentage(percentage) => format!("{}%", percentage.amount),
                Token::Year(_, year) => format!("{year}年"),
                Token::Mark(_, mark) => mark.to_string(),
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn quantities_of_real_prose() {
        let cases = [
            ("发布信息2,170条，包括网站1,531条", "2170件 ， 1531件"),
            ("新收申请 3119 件，连同上年的 34 件", "3119件 ， 34件"),
            ("２０２３年收到２１件", "2023年 21件"),
            ("公开150余条，近200条，约30件，20条以上", "≥150件 ， ≤200件 ， ≈30件 ， ≥20件"),
            ("主动公开4751份（条），其中2份", "4751件 ， 2件"),
            ("阅读29.4万次，收费3940.5元", "294000次 ， 3940.5元"),
            ("占67.5%；占５％", "67.5% ； 5%"),
            ("占三成五，超八成，成立三成员小组", "35% ， 80% ，"),
            ("增长1.5倍，占三分之二，达百分之九十五", "150% ， 66.6666% ， 95%"),
            ("提高3.5个百分点", "3.5%"),
            ("更新二十三条，其余八条", "23件 ， 8件"),
            ("三个方面、六部分、第十二条、一起、一次性告知、一件事", "、 、 、 、 、"),
            ("开设三个专栏", "3件~"),
            ("国办公开办函〔2021〕30号，〔2019〕 61 号", "， "),
            ("《2021年要点》印发，第711号令，电话0517-1234567", "， ，"),
            ("12345热线、24小时、5G、138****1234、1:3、20个工作日", "12345~ 、 、 、 、 ： 、"),
            ("预算、决算各1条", "、 各1件"),
            ("1.公开12条", "12件"),
            ("（一）公开12条（含3件）", "12件 （ 3件 ）"),
            ("依次为502、167和88条", "502件 、 167件 88件"),
            ("二〇二三年一月", "2023年"),
            ("12月31日、3-5件、2022/12", "、 、"),
        ];
        for (text, expected) in cases {
            assert_eq!(short(text), expected.trim_end(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn ranges_are_in_order_and_on_boundaries(text in "[0-9０-９，、。；（）件条余万十二年月第近各:.% 〔〕《》a\u{1f600}]{0,60}") {
            let mut end = 0;
            for token in tokens(&text) {
                let range = token.range();
                prop_assert!(range.start >= end && text.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }
}
