//! What a stretch of prose is about, as long as nothing else is named.

use super::requests::follows;
use super::{GOES_ON, OTHER_MATTERS, Topic, clause_before};
use crate::prose::aside;
use crate::prose::breakdown::Item;
use crate::prose::index::Stretch;
use crate::prose::words::{Words, listed, words};

/// The topic that words name, if any. Which is named last decides, so that 申请 behind 复议 leads back to the
/// requests.
fn named_topic(words: Stretch) -> Option<Topic> {
    static REQUESTS: Words = listed![
        "信息公开申请",
        "依申请公开",
        "公开申请",
        "政府信息申请",
        "新收申请",
        "收到申请",
        "申请事项",
        "申请人构成",
        "申请人情况",
        "申请人类型",
        "申请人为",
        "申请主体",
        "答复情况",
        "答复结果",
        "予以公开",
        "不予公开",
        "无法提供",
        "不予处理",
        "过程性信息",
        "内部事务信息",
        "不掌握相关",
        "没有现成信息",
        "执法案卷信息",
        "执法案卷的",
        "国家秘密的",
        "禁止公开的",
    ];
    // Of requests alone it is told what was carried from one year to the next.
    static CARRIED: Words = listed![
        "结转下年",
        "结转下一年",
        "结转至下",
        "结转到下",
        "转下年度",
        "转下一年度",
        "转入下年",
        "转入下一年",
        "转至下年",
        "转至下一年",
        "结转至20",
        "结转到20",
        "上年结转",
        "上年度结转",
        "上一年结转",
        "上一年度结转",
        "上年转入",
        "上年度转入",
    ];
    static OTHER_STOCK: Words = listed!(
        "资金|经费|预算|项目|任务|工单|信访|投诉|举报|建议|提案|许可|处罚|案卷归|资产|余额|合同|事项库|留言|热线"
    );
    let review = words!["复议"].last(words);
    let suit = words!["诉讼", "起诉", "应诉", "被诉"].last(words);
    let mere_request = || {
        let at = words!["申请"].last(words).filter(|_| review.is_none() && suit.is_none())?;
        // 行政许可申请 is another matter.
        if words!["许可", "处罚"].in_text(words) {
            let clause = words[..at].rfind(['，', '；', '。']).unwrap_or_default();
            if words[clause..at].contains("许可") || words[clause..at].contains("处罚") {
                return None;
            }
        }
        (!words[at..].starts_with("申请人")).then_some(at)
    };
    let carried = || {
        let at = words.contains('转').then(|| CARRIED.last(words))??;
        (!OTHER_STOCK.in_text(words)).then_some(at)
    };
    let mut requests = REQUESTS.last(words);
    if requests.is_none() {
        requests = mere_request();
        // 低保申请45件 asks for something else.
        if let Some(at) = requests
            && !aside::may_be_for_information(&words[..at])
        {
            return Some(Topic::None);
        }
        requests = requests.or_else(carried);
    }
    match (review, suit, requests) {
        (None, None, None) => None,
        (review, suit, Some(at)) if review.max(suit) < Some(at) => Some(Topic::Requests),
        (Some(review), Some(suit), _) if are_joined(words, review, suit) => Some(Topic::Proceedings),
        (review, suit, _) if review > suit => Some(Topic::Review),
        _ => Some(Topic::Suit),
    }
}

pub(super) fn topic_after(topic: Topic, sentence: usize, bridge: Stretch, tail: Stretch) -> Topic {
    if words!["未经复议", "复议后"].in_text(bridge)
        || bridge.trim_matches(['，', '、', ' ']).is_empty() && words!["未经复议", "复议后"].in_text(tail)
    {
        return Topic::Suit;
    }
    // Most words name nothing of the kind; one look tells.
    if topic == Topic::None
        && !words![
            "申请",
            "复议",
            "诉",
            "予",
            "提供",
            "答复情况",
            "答复结果",
            "部分公开",
            "结转",
            "转下",
            "过程性信息",
            "事务信息",
            "不掌握",
            "现成信息",
            "执法案卷",
            "国家秘密",
            "禁止公开"
        ]
        .in_text(bridge)
        && !words!["申请", "复议", "诉", "予", "提供", "结转", "转下"].in_text(tail)
    {
        return Topic::None;
    }
    // 依申请公开类咨询5件
    if words!["咨询", "来电", "留言", "来信", "信件", "投诉", "建议", "电话"].end(bridge.trim_end())
    {
        return Topic::None;
    }
    // What a sentence says that counts nothing does not name what the next one counts.
    if sentence + 12 < bridge.len() {
        let own = bridge.behind(bridge.len() - sentence);
        if OTHER_MATTERS.in_text(own)
            && named_topic(own).or_else(|| named_topic(tail)).is_none()
            && !GOES_ON.in_text(own)
        {
            return Topic::None;
        }
    }
    if let Some(topic) = named_topic(bridge).or_else(|| named_topic(tail)) {
        return topic;
    }
    if OTHER_MATTERS.in_text(bridge)
        && !words!["结转", "答复", "不予公开", "部分公开", "信访举报"].in_text(bridge)
    {
        return Topic::None;
    }
    // A new sentence without any of the words is about something else, unless it goes on with results.
    let is_new = sentence < bridge.len();
    if is_new && !GOES_ON.in_text(bridge) { Topic::None } else { topic }
}

/// 行政复议、行政诉讼分别为7件、5件: the first quantity is of the first.
pub(super) fn topic_in_turn(text: Stretch, items: &[Item], index: usize) -> Option<Topic> {
    let item = &items[index];
    let first = if follows(item) { index.checked_sub(1)? } else { index };
    let before = clause_before(text, items[first].quantity.range.start);
    if !words!["分别"].in_text(before) {
        return None;
    }
    let (review, suit) = (words!["复议"].last(before)?, words!["诉讼", "应诉"].last(before)?);
    let is_list = items.get(index + 1).is_some_and(follows);
    (is_list || first < index).then_some(if (review < suit) == (first == index) {
        Topic::Review
    } else {
        Topic::Suit
    })
}

/// Whether 复议 and 诉讼 are named in one breath: 行政复议、行政诉讼案件共.
fn are_joined(words: Stretch, review: usize, suit: usize) -> bool {
    let behind = review.min(suit) + "复议".len();
    let between = words.part(behind, review.max(suit).max(behind));
    !between.is_longer(8)
        && !between.contains(['，', '；', ','])
        && !words!["分别"].in_text(words.behind(review.max(suit)))
}
