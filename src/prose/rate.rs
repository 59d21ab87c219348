//! Multiples, doublings, differences of percentages and percentages that belong to several figures in turn.

use super::breakdown::{Gap, Item};
use super::index::Stretch;
use super::lexer::{Form, Percentage, Quantity, Token};
use super::percent::{FALLS, Miscount, MiscountKind, RISES, agrees, change, listed_behind, names_old};
use super::unit::Unit;
use super::words::words;
use super::{Amount, Precision};
use std::ops::Range;

/// A percentage as a quantity, to show it beside another.
fn quantity(percentage: &Percentage) -> Quantity {
    Quantity {
        range: percentage.range.clone(),
        amount: percentage.amount,
        place: percentage.amount,
        precision: percentage.precision,
        unit: Unit::Other,
        is_each: false,
        is_weak: false,
    }
}

/// `由82%提升至91%，提高8个百分点`, `98.6%，比上年的96.1%提高3.5个百分点`.
pub(super) fn points(text: &str, tokens: &[Token]) -> Vec<Miscount> {
    let mut found = Vec::new();
    let mut before: Vec<&Percentage> = Vec::new();
    let mut behind = 0;
    for token in tokens {
        match token {
            Token::Mark(_, '。' | '；') => before.clear(),
            Token::Percentage(points) if points.form == Form::Points => {
                let label = Stretch::from(text.get(behind..points.range.start).unwrap_or_default());
                if let [.., first, second] = before[..] {
                    found.extend(difference(text, first, second, points, label));
                }
                before.clear();
            }
            Token::Percentage(percentage) => before.push(percentage),
            _ => {}
        }
        if !matches!(token, Token::Year(..)) {
            behind = token.range().end;
        }
    }
    found
}

/// The difference of two percentages, where the words say which of them is the older.
fn difference(
    text: &str,
    first: &Percentage,
    second: &Percentage,
    points: &Percentage,
    label: Stretch,
) -> Option<Miscount> {
    let exact = [first, second, points].iter().all(|one| one.precision == Precision::Exact);
    let rises = RISES.in_text(label);
    if !exact || rises == FALLS.in_text(label) || first.form != Form::Percent || second.form != Form::Percent
    {
        return None;
    }
    let clause = |at: usize| {
        let before = &text[..at];
        let start = before.rfind(['，', '；', '。', ',']).unwrap_or_default();
        Stretch::from(&before[start..])
    };
    let between = Stretch::from(text.get(first.range.end..second.range.start)?);
    let moves = words!["由", "从"].in_text(clause(first.range.start))
        && words!["至", "到", "为"].in_text(between)
        && !between.is_longer(12);
    let (old, new) = if moves {
        (first, second)
    } else if names_old(between) && !between.is_longer(20) {
        (second, first)
    } else {
        return None;
    };
    let expected = new.amount.minus(old.amount);
    let stated = if rises { points.amount } else { Amount::default().minus(points.amount) };
    (stated.minus(expected).abs() > Amount::new(0, 1, 1)).then(|| Miscount {
        range: points.range.start - label.len()..points.range.end,
        kind: MiscountKind::Points,
        part: quantity(new),
        whole: quantity(old),
        expected,
    })
}

/// A figure and the one before it of the same kind, both exact, if they stand in one sentence.
fn pair<'b, 'a>(items: &'b [Item<'a>], at: usize) -> Option<(&'b Item<'a>, &'b Item<'a>)> {
    let count = items.partition_point(|item| item.quantity.range.end <= at);
    let [.., first, second] = &items[..count] else { return None };
    let exact = [first, second].iter().all(|item| item.quantity.precision == Precision::Exact);
    (exact && first.sentence == second.sentence && first.quantity.unit.is_like(second.quantity.unit))
        .then_some((first, second))
}

/// `访问量6.4万次，是2020年4.2万次的两倍`.
pub(super) fn multiples(text: &Stretch, tokens: &[Token], items: &[Item]) -> Vec<Miscount> {
    let mut found = Vec::new();
    for token in tokens {
        let Token::Percentage(times) = token else { continue };
        if times.form != Form::Times {
            continue;
        }
        let Some((now, old)) = pair(items, times.range.start) else { continue };
        let between = text.part(now.quantity.range.end, old.quantity.range.start);
        let label = text.part(old.quantity.range.end, times.range.start);
        let label = label.trim().trim_end_matches(['近', '约', '超', '过']);
        let is_multiple = label == "的" && words!["是", "为", "相当于", "达"].in_text(between);
        let Some(expected) = now.quantity.amount.percent_of(old.quantity.amount) else { continue };
        if is_multiple && !agrees(times, expected) {
            found.push(Miscount {
                range: times.range.clone(),
                kind: MiscountKind::Times,
                part: now.quantity.clone(),
                whole: old.quantity.clone(),
                expected: Amount::new(0, expected.floor(), 2),
            });
        }
    }
    found
}

/// `由上年的412条增至615条，实现翻番`: by so much at least, in percent, a figure must have grown.
pub(super) fn doublings(text: Stretch, items: &[Item]) -> Vec<Miscount> {
    if !words!["翻番", "翻一番", "翻了一番", "翻倍", "一倍", "翻两番", "翻了两番"].in_text(text)
    {
        return Vec::new();
    }
    let once = words!["翻番", "翻一番", "翻了一番", "翻倍", "翻了一倍", "增长一倍", "增加一倍"];
    let twice = words!["翻两番", "翻了两番"];
    let found = [(once, 90, 300), (twice, 270, 700)].into_iter().filter_map(|(words, least, most)| {
        let (at, word) = words.first(text)?;
        let (first, second) = pair(items, at)?;
        let bridge = text.part(second.quantity.range.end, at);
        let is_hoped = words!["力争", "目标", "计划", "不到", "近", "接近", "未"]
            .in_text(&text[first.sentence_start..at]);
        if bridge.is_longer(14) || bridge.contains(['。', '；']) || is_hoped {
            return None;
        }
        let (old, now) = in_time(text, first, second)?;
        let expected = change(old.amount, now.amount)?;
        let fits = expected >= Amount::of(least) && expected <= Amount::of(most);
        (!fits).then(|| Miscount {
            range: now.range.start..at + word.len(),
            kind: MiscountKind::Growth,
            part: now.clone(),
            whole: old.clone(),
            expected,
        })
    });
    found.collect()
}

/// Two figures, the older first, where the words tell which it is.
fn in_time<'b>(text: Stretch, first: &'b Item, second: &'b Item) -> Option<(&'b Quantity, &'b Quantity)> {
    let before = &text[..first.quantity.range.start];
    let clause = Stretch::from(&before[before.rfind(['，', '；', '。', ',']).unwrap_or_default()..]);
    let between = text.part(first.quantity.range.end, second.quantity.range.start);
    let moves = words!["由", "从"].in_text(clause) && words!["至", "到", "为"].in_text(between);
    if (moves || names_old(clause)) && !names_old(between) {
        return Some((first.quantity, second.quantity));
    }
    names_old(between).then_some((second.quantity, first.quantity))
}

/// `与上年的236件持平` where there are 203.
pub(super) fn levels(text: Stretch, items: &[Item]) -> Vec<Miscount> {
    let found = items.windows(2).filter_map(|pair| {
        let [now, old] = pair else { return None };
        let tail = old.tail.text();
        let (is_level, about) =
            (tail.starts_with("持平") || tail.starts_with("相持平"), tail.starts_with("基本持平"));
        let exact = pair.iter().all(|item| item.quantity.precision == Precision::Exact);
        let is_old = names_old(old.label) && !names_old(now.label) && old.gap <= Gap::Comma;
        if !(is_level || about) || !exact || !is_old || !now.quantity.unit.is_like(old.quantity.unit) {
            return None;
        }
        let expected = change(old.quantity.amount, now.quantity.amount)?;
        let most = Amount::of(if about { 15 } else { 5 });
        let end = old.quantity.range.end + tail.find("持平")? + "持平".len();
        let small = now.quantity.amount.minus(old.quantity.amount).abs() <= Amount::of(2);
        (expected.abs() > most && !small && text.is_char_boundary(end)).then(|| Miscount {
            range: old.quantity.range.start..end,
            kind: MiscountKind::Growth,
            part: now.quantity.clone(),
            whole: old.quantity.clone(),
            expected,
        })
    });
    found.collect()
}

/// Where the percentages begin that stand in a list of several: 60%和40%.
pub(super) fn listed(text: &str, tokens: &[Token]) -> Vec<usize> {
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        if let Token::Percentage(first) = token
            && !found.contains(&first.range.start)
        {
            let rest = listed_behind(text, &tokens[index..]);
            if !rest.is_empty() {
                found.push(first.range.start);
                found.extend(rest.iter().map(|rate| rate.range.start));
            }
        }
    }
    found
}

/// `900条、640条，上年分别为800条、500条，同比依次增长12.5%和28%`: each percentage belongs to one of the figures.
pub(super) fn distributed(text: Stretch, tokens: &[Token], items: &[Item]) -> Vec<Miscount> {
    let shares_out = words!["分别", "依次", "占", "比重"];
    let mut found = Vec::new();
    if !shares_out.in_text(text) {
        return found;
    }
    let mut behind = 0;
    for (index, token) in tokens.iter().enumerate() {
        if let Token::Percentage(first) = token {
            let label = text.part(behind, first.range.start);
            if shares_out.in_text(label) {
                let rates: Vec<&Percentage> =
                    std::iter::once(first).chain(listed_behind(&text, &tokens[index..])).collect();
                found.extend(each(text, items, label, &rates));
            }
        }
        if !matches!(token, Token::Year(..)) {
            behind = token.range().end;
        }
    }
    found
}

/// The figures that percentages in a row belong to, and which of those do not come out.
fn each(text: Stretch, items: &[Item], label: Stretch, rates: &[&Percentage]) -> Vec<Miscount> {
    let [first, ..] = rates else { return Vec::new() };
    let before = &items[..items.partition_point(|item| item.quantity.range.end <= first.range.start)];
    let Some(last) = before.last() else { return Vec::new() };
    let sentence = before.iter().filter(|item| item.sentence == last.sentence && !item.quantity.is_weak);
    let like: Vec<&Item> = sentence.filter(|item| item.quantity.unit.is_like(last.quantity.unit)).collect();
    let count = rates.len();
    let exact = like.iter().all(|item| item.quantity.precision == Precision::Exact && !item.quantity.is_each);
    if count < 2 || !exact || like.len() < count {
        return Vec::new();
    }
    let (rises, falls) = (RISES.in_text(label), FALLS.in_text(label));
    let (rest, parts) = like.split_at(like.len() - count);
    if rises != falls {
        let is_old = parts[..1]
            .iter()
            .all(|item| names_old(text.part(last_end(&like, item), item.quantity.range.start)));
        if rest.len() != count || !is_old {
            return Vec::new();
        }
        let wrong = rest.iter().zip(parts).zip(rates).filter_map(|((now, old), rate)| {
            let expected = change(old.quantity.amount, now.quantity.amount)?;
            let stated = if rises { expected } else { Amount::default().minus(expected) };
            (!agrees(rate, stated))
                .then(|| miscount(rate, MiscountKind::Growth, now.quantity, old.quantity, expected))
        });
        return wrong.collect();
    }
    if !words!["占"].in_text(label) || rest.len() > 1 {
        return Vec::new();
    }
    let sum = parts.iter().fold(Amount::default(), |sum, item| sum.plus(item.quantity.amount));
    let whole = rest
        .first()
        .map_or_else(|| Quantity { amount: sum, ..last.quantity.clone() }, |item| item.quantity.clone());
    if whole.amount < sum {
        return Vec::new();
    }
    let wrong = parts.iter().zip(rates).filter_map(|(part, rate)| {
        let expected = part.quantity.amount.percent_of(whole.amount)?;
        let of_sum = part.quantity.amount.percent_of(sum)?;
        (!agrees(rate, expected) && !agrees(rate, of_sum))
            .then(|| miscount(rate, MiscountKind::Share, part.quantity, &whole, expected))
    });
    wrong.collect()
}

/// Where the figure before one of these ends.
fn last_end(items: &[&Item], item: &Item) -> usize {
    let ends = items.iter().map(|other| other.quantity.range.end);
    ends.filter(|&end| end <= item.quantity.range.start).max().unwrap_or(item.sentence_start)
}

fn miscount(
    rate: &Percentage,
    kind: MiscountKind,
    part: &Quantity,
    whole: &Quantity,
    expected: Amount,
) -> Miscount {
    let range: Range<usize> = rate.range.clone();
    Miscount { range, kind, part: part.clone(), whole: whole.clone(), expected }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::Line;

    fn found(text: &str) -> Vec<(MiscountKind, String)> {
        let line = Line::new(text, Vec::new(), text);
        let miscounts = line.reading().miscounts.iter();
        miscounts.map(|found| (found.kind, text[found.range.clone()].to_owned())).collect()
    }

    #[test]
    fn what_comes_out() {
        for text in [
            "解读率由82%提升至91%，提高9个百分点。",
            "办结率98.6%，比2023年的96.1%提高2.5个百分点。",
            "满意率98.6%，提高2.5个百分点。",
            "访问6.4万次，是2020年3.2万次的两倍。",
            "推送量由上年的412条增至836条，实现翻番。",
            "材料由上年的8篇增加到20篇，增长1.5倍。",
            "网站、公众号分别发布900条、640条，上年分别为800条、500条，同比分别增长12.5%和28%。",
            "推送540篇，其中政策189篇，占三成五；动态216篇，占四成。",
            "答复71件，其中予以公开58件，占比超八成。",
            "公开24件、部分公开16件，占比分别为60%、40%。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn what_does_not() {
        use MiscountKind::*;
        for (text, kind, words) in [
            ("解读率由82%提升至91%，提高8个百分点。", Points, "提高8个百分点"),
            ("办结率98.6%，比2023年的96.1%提高3.5个百分点。", Points, "提高3.5个百分点"),
            ("访问6.4万次，是2020年4.2万次的两倍。", Times, "两倍"),
            ("推送量由上年的412条增至615条，实现翻番。", Growth, "615条，实现翻番"),
            ("材料由上年的8篇增加到20篇，增长2.5倍。", Growth, "增长2.5倍"),
            (
                "网站、公众号分别发布900条、640条，上年分别为800条、500条，同比分别增长12.5%和22%。",
                Growth,
                "22%",
            ),
            ("推送540篇，其中政策189篇，占三成五；动态216篇，占六成。", Share, "占六成"),
            ("答复71件，其中予以公开52件，占比超八成。", Share, "占比超八成"),
            ("公开24件、部分公开16件，占比分别为60%、50%。", Share, "50%"),
            ("16项任务中，12项已经完成，完成率65%。", Share, "完成率65%"),
            ("新收申请45件，较2021年的52件增长13.5%。", Direction, "增长13.5%"),
        ] {
            assert_eq!(found(text), [(kind, words.to_owned())], "{text}");
        }
    }
}
