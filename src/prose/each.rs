//! So many for each: `四个领域各编发问答6期，合计24期`.

use super::breakdown::{Contradiction, Gap, Item};
use super::index::Stretch;
use super::unit::Unit;
use super::words::words;
use super::{Amount, Precision};

/// Totals that so many times so much contradicts.
pub(super) fn contradictions(text: Stretch, items: &[Item]) -> Vec<Contradiction> {
    (1..items.len()).filter_map(|index| contradiction(text, items, index)).collect()
}

/// Whether the words before a quantity sum up: 共, 累计, 共设公开栏 where 设公开栏 was said before.
fn sums_up(before: &str, label: &str) -> bool {
    let label = label.trim_matches(['，', ' ', ',', '（', '为']);
    let label = ["全年", "全县", "全市", "全区", "全镇", "全乡"]
        .iter()
        .find_map(|all| label.strip_prefix(all))
        .unwrap_or(label);
    let words = ["合计", "共计", "总计", "累计", "总共", "共"];
    let Some(rest) = words.iter().find_map(|word| label.strip_prefix(word)) else { return false };
    rest.is_empty() || rest.chars().count() <= 12 && before.contains(rest)
}

/// Whether the words before a quantity, or the quantity itself, give so much to each of several.
fn is_each(item: &Item) -> bool {
    let label = item.label.text();
    // 每件100元
    let of_each = || {
        let label = label.trim_end().trim_end_matches(['收', '取', '费', '为']);
        let mut letters = label.chars().rev();
        letters.next().is_some_and(|unit| "件份次场户人个".contains(unit)) && letters.next() == Some('每')
    };
    if item.quantity.unit == Unit::Yuan && of_each() {
        return true;
    }
    let shares_out = label.rfind('各').is_some_and(|at| {
        let next = label[at + '各'.len_utf8()..].chars().next().unwrap_or('类');
        !"类级项镇乡村部单方地区县市种界族自位股科层条相".contains(next)
    });
    (item.quantity.is_each || shares_out) && !label.contains('每')
}

fn contradiction(text: Stretch, items: &[Item], index: usize) -> Option<Contradiction> {
    let (each, total) = (&items[index - 1], &items[index]);
    let exact = [each, total].iter().all(|item| item.quantity.precision == Precision::Exact);
    let is_near = each.sentence == total.sentence && total.gap <= Gap::Comma && each.depth == total.depth;
    if !exact || !is_near || !each.quantity.unit.is_like(total.quantity.unit) || !is_each(each) {
        return None;
    }
    // 清单1份 and 问题86个 are not the same things.
    let word = |item: &Item| text[..item.quantity.range.end].chars().next_back();
    // 3件申请各收取100元，合计收取信息处理费400元
    let is_bill = total.quantity.unit == Unit::Yuan
        && words!["合计", "共计", "总计", "共"].begin(total.label.trim_start_matches(['，', ' ']));
    if word(each) != word(total) || !is_bill && !sums_up(&text[..each.quantity.range.end], &total.label) {
        return None;
    }
    let holders: Vec<&Item> = items[..index - 1]
        .iter()
        .rev()
        .take_while(|item| item.sentence == each.sentence && item.gap <= Gap::Comma)
        .filter(|item| item.quantity.unit != Unit::Event("次") && !item.quantity.is_each)
        .collect();
    let Some(nearest) = holders.first() else { return of_named(text, each, total) };
    // 12家乡镇卫生院各3块，98个村卫生室各1块: there is more than one such.
    if items[..index - 1].iter().any(|other| other.sentence == each.sentence && is_each(other)) {
        return None;
    }
    let (mut count, mut fits) = (Amount::default(), false);
    for holder in &holders {
        count = count.plus(holder.quantity.amount);
        for number in [count, holder.quantity.amount] {
            fits |= times(number, each.quantity.amount) == Some(total.quantity.amount);
        }
    }
    // In 文化站和12个村各设1处 more than the villages have one.
    if nearest.gap != Gap::None && words!["和", "与", "以及"].end(nearest.label.trim_end()) {
        return None;
    }
    // 6个村、4个社区各2块
    let loose = holders.iter().position(|holder| holder.gap > Gap::Pause).map_or(holders.len(), |at| at + 1);
    let number =
        holders[..loose].iter().fold(Amount::default(), |number, holder| number.plus(holder.quantity.amount));
    let sum = times(number, each.quantity.amount)?;
    let is_plausible = sum <= total.quantity.amount.times(2) && total.quantity.amount <= sum.times(2);
    let is_plain = nearest.quantity.precision == Precision::Exact
        && nearest.quantity.amount > Amount::of(1)
        && text
            .get(nearest.quantity.range.end..each.quantity.range.start)
            .is_some_and(|between| between.len() < 120);
    (!fits && is_plausible && is_plain).then(|| Contradiction {
        total: total.quantity.clone(),
        parts: vec![(format!("{number} ×"), each.quantity.clone())],
        sum,
    })
}

/// `4期，每期印制600册，共印制2400册`, `6个领域……，每个领域3件，共18件`: so much for each of what was counted before.
pub(super) fn per(text: Stretch, items: &[Item]) -> Vec<Contradiction> {
    let found = items.windows(2).enumerate().filter_map(|(index, pair)| {
        let [each, total] = pair else { return None };
        let exact = |item: &Item| item.quantity.precision == Precision::Exact && !item.quantity.is_each;
        let label = each.label.trim_start_matches(['，', '；', ' ', '（']);
        let measure = label.strip_prefix('每')?.chars().next()?;
        let is_near = each.sentence == total.sentence
            && total.gap == Gap::Comma
            && each.gap >= Gap::Comma
            && each.quantity.unit == total.quantity.unit
            && text[..each.quantity.range.end].chars().next_back()
                == text[..total.quantity.range.end].chars().next_back();
        let label_of_sum = total.label.trim_start_matches(['，', ' ']);
        let label_of_sum = label_of_sum.strip_prefix("全年").unwrap_or(label_of_sum);
        let is_sum = words!["共", "合计", "总计", "累计"].begin(label_of_sum);
        if !is_near || !is_sum || ![each, total].into_iter().all(exact) {
            return None;
        }
        // 每个领域 speaks of 6个领域; of 每期 there is nothing but 期.
        let noun = label.get('每'.len_utf8() + measure.len_utf8()..)?.chars().take(2).collect::<String>();
        // 全镇9个行政村，每村4期
        let is_named = |item: &Item| {
            "村镇乡县校站所".contains(measure) && item.tail.chars().take(4).any(|letter| letter == measure)
        };
        let is_held = |item: &&Item| {
            let counted = text[..item.quantity.range.end].ends_with(measure)
                || item.quantity.unit == Unit::None && item.tail.starts_with(measure)
                || is_named(item) && !noun.starts_with(['、', '和', '（', '或', '级']);
            counted && (measure != '个' || !noun.is_empty() && item.tail.starts_with(&noun))
        };
        let mut holders = items[..index].iter().filter(|item| item.sentence == each.sentence).filter(is_held);
        let holder = holders.next().filter(|holder| holders.next().is_none() && exact(holder))?;
        let sum = times(holder.quantity.amount, each.quantity.amount)?;
        let amount = total.quantity.amount;
        let is_wrong = sum != amount && amount >= sum.over(2) && amount <= sum.times(2);
        is_wrong.then(|| Contradiction {
            total: total.quantity.clone(),
            parts: vec![(format!("{} ×", holder.quantity.amount), each.quantity.clone())],
            sum,
        })
    });
    found.collect()
}

/// `共86页，超出30页的部分按每页10元计收，收取560元`: a fee by the page fits some number of pages that is told.
pub(super) fn of_pages(text: Stretch, items: &[Item]) -> Option<Contradiction> {
    let exact = |item: &Item| item.quantity.precision == Precision::Exact;
    let is_rate = |item: &Item| item.quantity.unit == Unit::Yuan && item.label.trim_end().ends_with("每页");
    let mut rates = items.iter().enumerate().filter(|(_, item)| is_rate(item));
    let (at, rate) = rates.next().filter(|(_, rate)| exact(rate))?;
    let total = items.get(at + 1).filter(|total| {
        total.quantity.unit == Unit::Yuan
            && total.sentence == rate.sentence
            && total.gap <= Gap::Comma
            && exact(total)
    })?;
    let is_charged =
        words!["收取", "实收", "合计", "共", "计收", "应收", "收费", "处理费"].in_text(total.label.text());
    // Pages are no quantity of their own.
    let told = &text[rate.sentence_start..rate.quantity.range.start];
    let pages: Vec<i64> = told
        .match_indices('页')
        .filter_map(|(at, _)| {
            let digits = told[..at].trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
            told[digits..at].parse().ok()
        })
        .collect();
    if rates.next().is_some() || !is_charged || pages.is_empty() || pages.len() > 4 {
        return None;
    }
    let counts = pages.iter().flat_map(|&count| {
        std::iter::once(count).chain(pages.iter().map(move |free| count - free)).filter(|&count| count > 0)
    });
    let amount = total.quantity.amount;
    let fees = counts.map(|count| (count, rate.quantity.amount.times(count)));
    let (count, sum) = fees.min_by_key(|(_, fee)| fee.minus(amount).abs())?;
    (sum != amount).then(|| Contradiction {
        total: total.quantity.clone(),
        parts: vec![(format!("{count} ×"), rate.quantity.clone())],
        sum,
    })
}

/// `每月编发简报1期，全年共编发12期`: so often in a year.
pub(super) fn often(text: Stretch, items: &[Item]) -> Vec<Contradiction> {
    let found = items.windows(2).filter_map(|pair| {
        let [each, total] = pair else { return None };
        let number = match () {
            () if words!["每月", "每个月"].in_text(each.label) => 12,
            () if words!["每季"].in_text(each.label) => 4,
            () if words!["每半年"].in_text(each.label) => 2,
            () => return None,
        };
        let sum = each.quantity.amount.times(number);
        let amount = total.quantity.amount;
        let is_loose = words!["至少", "不少于", "以上", "平均", "原则", "要求", "力争", "各"]
            .in_text(text.part(each.sentence_start, total.quantity.range.end).text());
        let exact = [each, total].iter().all(|item| item.quantity.precision == Precision::Exact);
        let is_wrong = sums_up(&text[..each.quantity.range.end], &total.label)
            && total.label.contains("共")
            && each.sentence == total.sentence
            && total.gap == Gap::Comma
            && each.quantity.unit == total.quantity.unit
            && exact
            && !is_loose
            && sum != amount
            && amount >= sum.over(2)
            && amount <= sum.times(2);
        is_wrong.then(|| Contradiction {
            total: total.quantity.clone(),
            parts: vec![(format!("{number} ×"), each.quantity.clone())],
            sum,
        })
    });
    found.collect()
}

/// `县档案馆、图书馆各移送60份，共120份`: so many are named.
fn of_named(text: Stretch, each: &Item, total: &Item) -> Option<Contradiction> {
    let names = text.get(each.sentence_start..each.quantity.range.start)?;
    let names = &names[..names.rfind('各')?];
    let names = &names[names.rfind(['，', '；', '：', '。']).map_or(0, |at| at + '，'.len_utf8())..];
    let count = |letters: &[char]| i64::try_from(names.matches(letters).count()).ok();
    let (pauses, ands) = (count(&['、'])?, count(&['和', '及', '与'])?);
    let is_list = pauses > 0 && names.chars().count() <= 40 && each.gap != Gap::Stop && !names.contains('等');
    let sums = |number: i64| each.quantity.amount.times(number);
    let (least, most) = (sums(pauses + 1), sums(pauses + ands + 1));
    let amount = total.quantity.amount;
    let is_wrong = (amount < least || amount > most) && amount >= least.over(2) && amount <= most.times(2);
    (is_list && is_wrong).then(|| Contradiction {
        total: total.quantity.clone(),
        parts: vec![(format!("{} ×", pauses + 1), each.quantity.clone())],
        sum: if amount < least { least } else { most },
    })
}

/// `收到19件，除2件转入下年办理外，其余16件均已答复`: what is left out and the rest are all.
pub(super) fn excepted(items: &[Item]) -> Vec<Contradiction> {
    let found = (1..items.len().saturating_sub(1)).filter_map(|index| {
        let (except, rest) = (&items[index], &items[index + 1]);
        // 51份（以委名义31份、以办公室名义20份），除3份外: what stands in brackets is not what is spoken of.
        let total = items[..index].iter().rev().find(|total| total.depth <= except.depth)?;
        let three = [total, except, rest];
        let is_told = except.label.trim_end().ends_with('除')
            && except.tail.contains('外')
            && words!["其余", "剩余", "余下"].in_text(rest.label)
            && rest.gap <= Gap::Comma
            && except.sentence == total.sentence;
        let exact = three.iter().all(|item| {
            item.quantity.precision == Precision::Exact
                && !item.quantity.is_each
                && item.quantity.unit == total.quantity.unit
        });
        let sum = except.quantity.amount.plus(rest.quantity.amount);
        (is_told && exact && sum != total.quantity.amount).then(|| Contradiction {
            total: total.quantity.clone(),
            parts: vec![
                ("除外".to_owned(), except.quantity.clone()),
                ("其余".to_owned(), rest.quantity.clone()),
            ],
            sum,
        })
    });
    found.collect()
}

/// A whole number of times an amount.
fn times(number: Amount, amount: Amount) -> Option<Amount> {
    number.whole().map(|number| amount.times(number))
}

#[cfg(test)]
mod tests {
    use crate::prose::breakdown::testing::found;

    #[test]
    fn so_many_for_each() {
        for text in [
            "义务教育、医疗卫生、养老服务、食品安全四个领域各编发政策问答6期，合计24期。",
            "全镇11个行政村（社区）每月更新一次公开栏，各公开报表12期，累计132期。",
            "3个街道和8个镇各举办开放日2场，共计22场。",
            "全区8个镇每季度各公开报表1期，累计32期。",
            "各类信息12条、各级文件6件，共计18件。",
            "提供复制件86页，30页以内免费，其余按每页10元计算，实收560元。",
            "收到申请18件，除2件转入下年办理外，其余16件均已答复。",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        for (text, expected) in [
            ("义务教育、医疗卫生、养老服务、食品安全四个领域各编发政策问答6期，合计26期。", (26, 24)),
            ("全镇11个行政村（社区）每月更新一次公开栏，各公开报表12期，累计122期。", (122, 132)),
            ("全区8个镇各举办政府开放日2场，全年共18场。", (18, 16)),
            ("为6个村、4个社区各配发公示屏2块，共18块。", (18, 20)),
            ("收到申请19件，除2件转入下年办理外，其余16件均已答复。", (19, 18)),
            ("编发公报4期，每期印制600册，共印制2600册。", (2600, 2400)),
            ("全镇9个行政村，每村公示清单4期，合计公示32期。", (32, 36)),
            ("共提供86页，超出30页的部分按每页10元计收，收取信息处理费660元。", (660, 560)),
            ("提供复制件86页，30页以内免费，其余56页按每页10元计算，实收650元。", (650, 560)),
            ("围绕义务教育、医疗卫生等6个领域编制指南，每个领域3件，共制作指南16件。", (16, 18)),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }
}
