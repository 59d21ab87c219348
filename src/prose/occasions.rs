//! How often something took place, and when: `举办培训班2期，分别于3月、6月和9月各举办1期`.

use super::breakdown::{Contradiction, Gap, Item};
use super::index::Stretch;
use super::unit::Unit;
use super::words::words;
use super::{Amount, Precision};

/// Totals that the times named behind them contradict.
pub(super) fn contradictions(text: Stretch, items: &[Item]) -> Vec<Contradiction> {
    (0..items.len()).filter_map(|index| contradiction(text, items, index)).collect()
}

fn contradiction(text: Stretch, items: &[Item], index: usize) -> Option<Contradiction> {
    const OPENED: [&str; 10] = [
        "，分别于",
        "，分别在",
        "，分别安排在",
        "，时间分别为",
        "，时间分别是",
        "，时间为",
        "，于",
        "，在",
        "（分别于",
        "（于",
    ];
    let total = &items[index];
    let is_count = matches!(total.quantity.unit, Unit::Event("次" | "场") | Unit::Piece)
        && text[..total.quantity.range.end].ends_with(['次', '场', '期', '批', '轮', '回']);
    if !is_count || total.quantity.precision != Precision::Exact || total.quantity.is_each {
        return None;
    }
    let behind = &text[total.quantity.range.end..];
    // 2次：4月培训信息员，7月邀请专家授课，10月实操
    if let Some(list) = behind.strip_prefix('：') {
        let list = list.split(['。', '；']).next().unwrap_or_default();
        let times = list.split('，').filter(|clause| time(clause).is_some()).count();
        let sum = Amount::of(i64::try_from(times).ok()?);
        return (times > 1 && sum > total.quantity.amount).then(|| named(total, times, Amount::of(1), sum));
    }
    let (word, list) = OPENED.iter().find_map(|word| Some((word, behind.strip_prefix(word)?)))?;
    let (times, rest) = times(list);
    if times < 2 {
        return None;
    }
    // 3月、6月各举办2期 gives so many to each; 3月、6月举办2期、1期 is told by its parts.
    let clause = rest.split(['，', '。', '；', '）']).next().unwrap_or_default();
    let next = items.get(index + 1).filter(|next| {
        next.gap <= Gap::Pause.max(Gap::Comma)
            && next.quantity.range.end <= text.len() - rest.len() + clause.len()
    });
    let each = match next {
        Some(next) if next.quantity.unit == total.quantity.unit && next.label.contains('各') => {
            next.quantity.exact()?
        }
        Some(next) if next.quantity.is_each && next.quantity.unit == total.quantity.unit => {
            next.quantity.exact()?
        }
        Some(next) if next.quantity.unit == total.quantity.unit => return None,
        _ => 1,
    };
    let is_open = clause.contains('等') || words!["其中", "部分", "主要"].in_text(clause);
    let sum = Amount::of(each.checked_mul(times)?);
    // 于3月、9月 may leave out a time, or two may be in one month; 分别 and 各 give so many to each.
    let is_closed = next.is_some() || word.contains('分');
    let is_wrong = if is_closed { sum != total.quantity.amount } else { sum > total.quantity.amount };
    (is_wrong && !is_open).then(|| named(total, times, Amount::of(each), sum))
}

/// A total, and so many times so much.
fn named(total: &Item, times: impl std::fmt::Display, each: Amount, sum: Amount) -> Contradiction {
    let part = super::Quantity { amount: each, ..total.quantity.clone() };
    Contradiction { total: total.quantity.clone(), parts: vec![(format!("{times} 次 ×"), part)], sum }
}

/// How many months, days or quarters a list names, and what stands behind it.
fn times(list: &str) -> (i64, &str) {
    let (mut rest, mut count) = (list, 0);
    while let Some(behind) = time(rest) {
        count += 1;
        rest = behind;
        match rest.strip_prefix(['、', '和', '及', '与']) {
            Some(next) if time(next).is_some() => rest = next,
            // 3月、6月和年底 names a time that is not read.
            Some(_) => return (0, rest),
            None => break,
        }
    }
    (count, rest)
}

/// What stands behind a month, a day or a quarter; `None` where the text begins with none.
fn time(text: &str) -> Option<&str> {
    let digits =
        |text: &'_ str| text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    if let Some(behind) =
        words!["第一季度", "第二季度", "第三季度", "第四季度", "一季度", "二季度", "三季度", "四季度"]
            .at_start(text)
    {
        return text.get(behind.len()..);
    }
    let length = digits(text);
    let behind = if length > 0 { &text[length..] } else { text.trim_start_matches(numerals) };
    if behind.len() == text.len() {
        return None;
    }
    let behind = behind.strip_prefix('月')?;
    let behind = behind.strip_prefix('份').unwrap_or(behind);
    let day = &behind[digits(behind)..];
    let behind = if day.len() < behind.len() { day.strip_prefix('日').unwrap_or(behind) } else { behind };
    Some(
        ["上旬", "中旬", "下旬", "初", "底", "末"]
            .iter()
            .find_map(|part| behind.strip_prefix(part))
            .unwrap_or(behind),
    )
}

#[cfg(test)]
mod tests {
    use crate::prose::breakdown::testing::found;

    #[test]
    fn times_that_are_named() {
        for text in [
            "举办培训班3期，分别于3月、6月和9月各举办1期。",
            "召开会议4次，分别在一季度、三季度各召开2次。",
            "召开会议5次，于3月、9月专题研究信息公开。",
            "举办培训班3期，分别于3月、6月等各举办1期。",
            "举办培训2期，分别于3月12日和9月举办。",
            "培训3期，分别于3月、6月举办2期、1期。",
            "检查4次，分别于3月、6月、9月和年底开展。",
            "组织培训3次：4月对信息员培训，7月邀请专家授课，年底开展实操。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for (text, expected) in [
            ("举办培训班2期，分别于3月、6月和9月各举办1期。", (2, 3)),
            ("召开会议4次，分别在一季度、三季度各召开1次。", (4, 2)),
            ("召开会议2次，分别于4月8日、7月中旬、11月召开。", (2, 3)),
            ("召开会议3次，分别于4月、11月召开。", (3, 2)),
            ("组织培训2次：4月对信息员培训，7月邀请专家授课，10月开展实操。", (2, 3)),
            ("培训2次，时间分别为3月、7月和11月，共420人次。", (2, 3)),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }
}
