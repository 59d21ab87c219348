//! What is said of reviews and suits, by result.

use super::requests::name;
use super::{About, Subject, Topic, whole_sentence};
use crate::format::Outcome;
use crate::prose::breakdown::{Gap, Item};
use crate::prose::index::Stretch;
use crate::prose::words::{Words, words};

/// 行政复议7件，不涉及信息公开
pub(super) fn is_told_to_be_other(about: &About) -> bool {
    let words = words![
        "不涉及",
        "均未涉及",
        "无关",
        "非信息公开",
        "非政府信息",
        "不属于信息公开",
        "不属于政府信息",
        "均不属"
    ];
    if !words.in_text(about.text) {
        return false;
    }
    let sentence = whole_sentence(about);
    let Some(at) = words.last(sentence) else { return false };
    let told = sentence[..at].char_indices().rev().nth(12).map_or(0, |(at, _)| at);
    sentence[told..].contains("信息公开") || sentence[told..].contains("政府信息")
}

fn outcome(words: Stretch) -> Option<Outcome> {
    if words!["未审结", "审理中", "正在审理", "未结", "在审", "待审"].in_text(words) {
        Some(Outcome::Pending)
    } else if words!["维持"].in_text(words) {
        Some(Outcome::Upheld)
    } else if words!["纠正", "纠错"].in_text(words) {
        Some(Outcome::Corrected)
    } else if words!["其他结果", "其它结果", "其他情形"].in_text(words)
        || words.trim_start_matches(['，', '、']).starts_with("其他")
    {
        Some(Outcome::Other)
    } else {
        None
    }
}

pub(super) fn proceeding(about: &About) -> Option<Subject> {
    let About { item, clause, topic, items, index, .. } = *about;
    let words = name(about.text, items, index);
    // Results that the table does not know by these names may stand in any of its columns.
    if words![
        "驳回",
        "撤回",
        "撤销",
        "变更",
        "确认违法",
        "责令",
        "胜诉",
        "败诉",
        "调解",
        "终止",
        "不予受理",
        "办结",
        "审结",
        "结案"
    ]
    .in_text(words)
        && outcome(words).is_none()
    {
        return None;
    }
    // Who decides over reviews counts those of others.
    let decides = words!["审理", "作为"].in_text(about.before)
        && (words!["复议机构", "复议机关"].in_text(about.before)
            || words!["全年审理", "共审理", "依法审理", "受理审理"].in_text(clause));
    if decides {
        return None;
    }
    // 公开行政复议决定书36份
    if words!["决定书", "文书", "案例", "白皮书"].in_text(clause) {
        return None;
    }
    // 共有3件行政诉讼案件审结
    if words!["审结", "结案", "判决"].in_text(item.tail)
        && !words!["未", "待", "均", "全部"].in_text(item.tail)
        && !words!["发生", "收到", "新收"].in_text(words)
    {
        return None;
    }
    // The table knows no instances.
    if words!["一审", "二审", "终审", "再审"].in_text(clause) {
        return None;
    }
    // 复议6件、诉讼2件，共计8件 counts both.
    let is_of_both = || words!["复议"].in_text(about.before) && words!["诉讼", "起诉"].in_text(about.before);
    if words!["共计", "合计", "总计"].in_text(words)
        && !words!["复议", "诉讼", "起诉"].in_text(words)
        && is_of_both()
    {
        return None;
    }
    // 行政复议案件25件，其中政府信息公开类3件
    let behind = about.text.behind(item.quantity.range.end);
    if behind.starts_with("，其中") && !words!["信息公开"].in_text(clause) {
        let next = behind["，其中".len()..].split(['，', '；', '。']).next().unwrap_or_default();
        if next.contains("信息公开") {
            return None;
        }
    }
    let result = outcome(words);
    let is_total = words!["复议", "诉讼", "起诉", "应诉", "被诉", "案件", "案"].in_text(words)
        || words!["复议", "诉讼", "案"].in_text(item.tail)
        || words!["复议", "诉讼", "起诉"].in_text(clause)
        || words!["共", "收到", "受理", "发生", "提起"].in_text(words);
    let outcome = match result {
        Some(result) => result,
        None if is_total && !words!["其中"].in_text(clause)
            || words!["直接起诉", "复议后"].in_text(words) =>
        {
            Outcome::Total
        }
        None => return None,
    };
    // 直接起诉1件，复议后起诉2件，3件均维持
    let is_of_both_ways = || {
        let [.., one, other] = &items[..index] else { return false };
        item.label.trim_matches(['，', '；', ' ', '该', '上', '述', '共']).is_empty()
            && item.tail.starts_with(['均', '都', '全'])
            && one.quantity.amount.plus(other.quantity.amount) == item.quantity.amount
    };
    // What a suit is about is told by the last total before.
    let near = |words: &Words| words.in_text(clause) || words.in_text(item.label);
    let suit = |outcome| {
        // 诉讼4件，1件未经复议直接起诉，3件为复议后起诉
        let behind = |words: &Words| {
            item.label.trim_matches(['，', '、', '；', ' ']).is_empty() && words.in_text(item.tail)
        };
        if is_of_both_ways() {
            Subject::Suit(outcome)
        } else if behind(words!["复议后"]) || near(words!["复议后"]) {
            Subject::SuitAfterReview(outcome)
        } else if behind(words!["直接起诉"]) || near(words!["直接起诉", "未经复议"]) {
            Subject::DirectSuit(outcome)
        } else if let Some(way) = way_before(about.text, items, index) {
            if way { Subject::SuitAfterReview(outcome) } else { Subject::DirectSuit(outcome) }
        } else {
            Subject::Suit(outcome)
        }
    };
    Some(match topic {
        Topic::Review => Subject::Review(outcome),
        Topic::Suit => suit(outcome),
        _ => Subject::Proceedings(outcome),
    })
}

/// For results of one of the two ways of suing: whether it is the one after a review. `None` where the results
/// may be those of both.
fn way_before(text: Stretch, items: &[Item], index: usize) -> Option<bool> {
    let mut ways = Vec::new();
    for at in (0..index).rev() {
        // 诉讼15件（其中复议后起诉6件），维持10件
        if items[at].depth > items[index].depth {
            continue;
        }
        if items[at + 1].gap >= Gap::Semicolon || items[at].sentence != items[index].sentence {
            break;
        }
        let label = items[at].label;
        if words!["复议后"].in_text(label) {
            ways.push(true);
        } else if words!["直接起诉", "未经复议"].in_text(label) {
            ways.push(false);
        } else if outcome(name(text, items, at)).is_none() || ways.is_empty() {
            continue;
        }
        // A result between the two ways belongs to the earlier one, so that the later stands alone.
        if ways.len() == 1 && at > 0 && outcome(name(text, items, at - 1)).is_some() {
            break;
        }
    }
    match ways[..] {
        [way] => Some(way),
        _ => None,
    }
}
