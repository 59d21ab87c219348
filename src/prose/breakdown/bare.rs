//! Quantities that merely follow a total: only a sum that nearly fits shows that they were meant as parts.

use super::judge::{closing, is_nested, readings};
use super::{CHANNELS, Contradiction, Gap, Item, Opening, Question, sentence_around};
use crate::prose::index::Stretch;
use crate::prose::unit::Unit;
use crate::prose::words::{Words, any_in, listed, words};
use crate::prose::{Amount, Precision};

/// Whether quantities that merely follow may be parts of a total.
pub(super) fn may_open_unannounced(total: &Item, bridge: Stretch) -> bool {
    total.quantity.precision == Precision::Exact
        && (total.quantity.amount >= Amount::of(2) || total.quantity.is_weak)
        && words!["，", ",", "：", "；"].in_text(bridge)
}

/// What is done rather than counted.
pub(super) static ACTS: Words = listed!["解读", "回应", "制作", "举办", "开展"];

/// Judges quantities that merely follow: only a sum that nearly fits shows that they were meant as parts.
pub(super) fn judge_bare(question: &Question, list: &[&Item]) -> Option<Contradiction> {
    static STAGES: Words =
        listed!["作出", "答复", "办结", "办理", "回复", "结转", "建议", "提案", "共", "合计", "总计", "累计"];
    let total = question.total;
    let end = (2..list.len()).find(|&at| is_set_off(list[at], &list[..at])).unwrap_or(list.len());
    let whole = list;
    // 38场，一季度9场、二季度11场、三季度8场、四季度10场，负责同志出席6场: a year has four quarters.
    let end = match list.get(..4) {
        Some(quarters) if quarters.iter().all(|part| part.label.ends_with("季度")) => 4,
        _ => end,
    };
    // 登记1036人，实现再就业842人，其中困难人员216人: what is among a part is none.
    let list = &list[..end];
    if list.iter().skip(1).any(|item| is_nested(item)) && readings(list).iter().any(|kept| kept.len() < 2) {
        return None;
    }
    if list.len() < 2 || list.iter().any(|part| part.quantity.amount > total.quantity.amount) {
        return None;
    }
    if is_another_matter(question, list) {
        return None;
    }
    let closes = closing(list, Opening::Bare) == Opening::Closed
        || are_all_judged(question, list)
        || are_both_named(total, list)
        || are_all_attributes(list);
    let fits = (2..=whole.len()).any(|end| question.is(&whole[..end]))
        || readings(whole).iter().any(|reading| question.is(reading));
    if fits {
        return None;
    }
    // 建议类43件、责令重新答复2件 are not what was done with the others.
    let is_kind = |item: &Item| {
        item.label.ends_with('类') && !total.label.ends_with('类') || words!["责令"].in_text(item.label)
    };
    let has_stage = |item: &&Item| {
        STAGES.in_text(item.label) && !is_kind(item)
            || ACTS.begin(item.label.trim_start())
            || words!["答复", "办结", "回复"].in_text(item.tail)
    };
    let exact = list.iter().all(|item| item.quantity.precision == Precision::Exact && !item.quantity.is_each);
    if !exact {
        return None;
    }
    let (sum, _) = question.bounds(list);
    if are_halves(list[0], list[1]) {
        let pair = &list[..2];
        let (both, _) = question.bounds(pair);
        // What is done with may have come in the year before.
        let is_done = any_in(&list[0].label, &["办结", "办理"]);
        let reach = if is_done { total.quantity.amount.over(8) } else { total.quantity.amount };
        let may_be_carried = is_done && is_about_requests(question);
        let is_wrong =
            !may_be_carried && both > total.quantity.amount && both <= total.quantity.amount.plus(reach)
                || !may_be_carried
                    && (list.len() == 2 || is_nested(list[2]))
                    && both >= total.quantity.amount.minus(total.quantity.amount.over(4));
        return is_wrong.then(|| question.contradiction(pair));
    }
    // Few pieces are often named beside others of their kind.
    let is_small = total.quantity.amount < Amount::of(5) && !total.quantity.is_weak;
    // 其余为一般 leaves out how many.
    if question.text[whole[whole.len() - 1].quantity.range.end..]
        .trim_start_matches(['，', '、', '；'])
        .starts_with("其余")
    {
        return None;
    }
    let has_stages = list.iter().any(has_stage);
    let is_shared_out = closes && list.len() == 2 && !is_about_requests(question);
    if is_small || has_stages && !is_shared_out {
        return None;
    }
    let distance = sum.minus(total.quantity.amount).abs();
    let is_over = sum > total.quantity.amount;
    // Not all that was given out comes back.
    if !is_over && words!["收回", "回收", "返回"].in_text(list[0].label.text()) {
        return None;
    }
    let near = if closes || total.quantity.unit == Unit::Yuan {
        total.quantity.amount.over(4).max(Amount::of(2))
    } else if is_over {
        let is_sum = total.label.ends_with('共') || total.label.ends_with("共计");
        let divisor = if are_alike(list) {
            3
        } else if is_sum {
            8
        } else {
            12
        };
        total.quantity.amount.over(divisor).max(Amount::of(2))
    } else {
        // A list that was not announced is seldom complete.
        total.quantity.amount.over(25)
    };
    let is_plain = !total.quantity.is_weak
        || total.quantity.unit == Unit::None
        || (is_over && list[1..].iter().all(|part| part.gap <= Gap::Pause));
    (distance <= near && is_plain).then(|| question.contradiction(list))
}

/// Whether quantities that merely follow cannot be parts of a total.
fn is_another_matter(question: &Question, list: &[&Item]) -> bool {
    let total = question.total;
    // 宣传33条；财政4条；通知29条: one of a row.
    let is_of_row = list[0].gap >= Gap::Semicolon && total.gap >= Gap::Semicolon;
    // 抽查栏目96个，发现错链31处，下发通知12份: none is counted as the whole is, nor all alike.
    let measure = |item: &Item| question.text[..item.quantity.range.end].chars().next_back();
    let are_unlike = || {
        total.quantity.unit != Unit::None
            && list.iter().any(|item| measure(item) != measure(list[0]))
            && list.iter().all(|item| measure(item) != measure(total))
    };
    // 领导出席7场次、负责人出席29场次: both may have come to the same one.
    let attends = |item: &&Item| words!["出席", "参加", "到场", "列席"].end(item.label.trim_end());
    // 14场发布会 behind 发布会14场 is no part of them.
    let is_told_again =
        || list.len() == 2 && list.iter().any(|part| part.quantity.amount == total.quantity.amount);
    // 公安局受理申请9件，民政局受理申请6件: the first is one of them.
    is_of_row || are_unlike() || list.iter().all(attends) || is_told_again() || is_one_of(total, list)
}

/// 承办的64件建议提案，人大代表建议29件，政协委员提案36件: there is nothing besides.
fn are_both_named(total: &Item, list: &[&Item]) -> bool {
    let [one, other] = list else { return false };
    let names = |words: Stretch| (words!["建议"].in_text(words), words!["提案"].in_text(words));
    let (label, tail) = (names(total.label), names(total.tail));
    let is_of_both = label == (true, true) || tail == (true, true);
    is_of_both
        && matches!(
            (names(one.label), names(other.label)),
            ((true, false), (false, true)) | ((false, true), (true, false))
        )
}

/// 公文154份，认定主动公开62份、依申请公开41份、不予公开51份: a document has one of the three.
fn are_all_attributes(list: &[&Item]) -> bool {
    let has = |words: &[&str]| {
        list.iter()
            .filter(|item| {
                words.iter().any(|word| item.label.trim_end_matches(['的', '类', '为']).ends_with(word))
            })
            .count()
            == 1
    };
    list.len() == 3 && has(&["主动公开"]) && has(&["依申请公开"]) && has(&["不予公开", "不公开"])
}

/// 复议案件9件已全部审结，维持5件、撤销1件、终止2件: then each has its result.
fn are_all_judged(question: &Question, list: &[&Item]) -> bool {
    static RESULTS: Words =
        listed!["维持", "纠正", "撤销", "终止", "驳回", "确认", "变更", "撤回", "败诉", "胜诉"];
    let bridge = question.text.part(question.total.quantity.range.end, list[0].quantity.range.start);
    words!["审结"].in_text(bridge)
        && words!["全部", "均", "都"].in_text(bridge)
        && list.iter().all(|item| RESULTS.in_text(item.label))
}

/// Whether the sentence is about requests, or tells what was carried over.
pub(super) fn is_about_requests(question: &Question) -> bool {
    let sentence = sentence_around(&question.text, question.total.quantity.range.clone());
    ["申请", "结转", "上年", "去年"].iter().any(|word| sentence.contains(word))
}

/// Whether what is called a total is named just as its parts are.
fn is_one_of(total: &Item, list: &[&Item]) -> bool {
    let own = total.label.trim_end();
    // 保险类103条，关系类79条，其他47条
    if own.ends_with('类') && list[0].label.trim_end().ends_with('类') {
        return true;
    }
    // 答复结果中，予以公开44件，部分公开11件，无法提供28件
    let is_result =
        |item: &Item| words!("予以公开|部分公开|不予公开|无法提供|不予处理").end(item.label.trim_end());
    if is_result(total) && is_result(list[0]) {
        return true;
    }
    let Some((at, _)) = own.char_indices().rev().nth(3) else { return false };
    list.iter().all(|part| part.label.trim_end().ends_with(&own[at..]))
}

/// Whether a part stands so far from those before it that it may be another matter.
pub(super) fn is_set_off(part: &Item, before: &[&Item]) -> bool {
    part.gap >= Gap::Semicolon && before[1..].iter().all(|part| part.gap < Gap::Semicolon)
}

/// Whether the two are one thing and its opposite, so that there is nothing besides: 采纳27条、未采纳11条.
fn are_halves(one: &Item, other: &Item) -> bool {
    const PAIRS: [(&str, &str); 23] = [
        ("关停", "保留"),
        ("注销", "保留"),
        ("网上", "现场"),
        ("线上", "现场"),
        ("办结", "正在办理"),
        ("办结", "在办"),
        ("办结", "尚在办理"),
        ("办结", "仍在办理"),
        ("办结", "正在处理"),
        ("整改", "正在整改"),
        ("完成", "正在推进"),
        ("线上", "线下"),
        ("网上", "网下"),
        ("专职", "兼职"),
        ("纸质", "电子"),
        ("上半年", "下半年"),
        ("室内", "室外"),
        ("自采", "转载"),
        ("原创", "转载"),
        ("主办", "会办"),
        ("主办", "协办"),
        ("城市", "农村"),
        ("城镇", "农村"),
    ];
    const NOT: [&str; 9] = ["逾期未", "逾期不", "尚未", "未能", "没有", "暂未", "未", "不", "非"];
    fn core<'a>(item: &Item<'a>) -> &'a str {
        let label = item.label.text().trim_matches(['，', '、', '；', ' ', ',']);
        let name = if label.is_empty() { item.tail.text() } else { label };
        name.trim_start_matches(['已', '其', '中', '有', '现', '表', '示']).trim_end_matches(['的', '为'])
    }
    let (one, other) = (core(one), core(other));
    let is_pair = |(first, second): &(&str, &str)| {
        one.starts_with(first) && other.starts_with(second)
            || one.starts_with(second) && other.starts_with(first)
    };
    let denies = |plain: &str, denied: &str| {
        let rest = NOT.iter().find_map(|word| denied.strip_prefix(word)).unwrap_or_default();
        let is_near = plain.len().abs_diff(rest.len()) <= 6;
        let begins = |longer: &str, shorter: &str| !shorter.is_empty() && longer.starts_with(shorter);
        is_near && (begins(rest, plain) || begins(plain, rest))
    };
    PAIRS.iter().any(is_pair) || denies(one, other) || denies(other, one)
}

/// Whether the parts are named in the same way, and by something else than where they were published:
/// 以县政府名义印发9件，以县政府办公室名义印发15件.
fn are_alike(list: &[&Item]) -> bool {
    const SHORTEST: usize = 3;
    let [first, rest @ ..] = list else { return false };
    let end =
        first.label.text().char_indices().rev().nth(SHORTEST - 1).map(|(at, _)| &first.label.text()[at..]);
    end.is_some_and(|end| rest.iter().all(|part| part.label.ends_with(end)))
        && list.iter().all(|part| !CHANNELS.in_text(part.label))
}
