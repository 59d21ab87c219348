//! Statements in words that cannot both be true: `全部建成，尚有2个村未建`, `无一件超期；有1件超过法定期限`.

use super::breakdown::{Gap, Item};
use super::claim::{Claim, Subject};
use super::index::Stretch;
use super::unit::Unit;
use super::words::{any_in, words};
use super::{Amount, Line, Precision};
use crate::format::Outcome;
use std::ops::Range;

/// Two statements that cannot both be true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contrary {
    /// What is said first.
    pub first: Range<usize>,
    /// What is said against it.
    pub again: Range<usize>,
}

/// The statements of a line that cannot both be true.
pub(super) fn contraries(line: &Line, text: Stretch, items: &[Item], claims: &[Claim]) -> Vec<Contrary> {
    let mut found = Vec::new();
    if ["尚有", "仍有", "还有"].iter().any(|word| line.contains(word)) {
        found.extend(items.iter().filter_map(|item| all_but_some(&text, item)));
    }
    if ["超过法定", "超出法定", "超期", "逾期"].iter().any(|word| line.contains(word)) {
        found.extend(none_late(line, items));
    }
    if line.contains("依次") {
        found.extend(out_of_order(&text, items));
    }
    if line.has('服') && line.contains("不服") {
        found.extend(claims.iter().filter_map(|claim| no_case(&text, claim)));
    }
    if ["未举办", "未召开", "未开展", "没有举办", "没有召开", "没有开展"]
        .iter()
        .any(|word| line.contains(word))
    {
        found.extend(not_held(&text, items));
    }
    if line.contains("新媒体") {
        found.extend(no_account(&text, items));
    }
    found
}

/// The clause that ends at a place, and where it begins.
fn clause_before(text: &str, at: usize) -> (usize, &str) {
    let start = text[..at].rfind(['，', '；', '。', ',', '：']);
    let start = start.map_or(0, |mark| mark + text[mark..].chars().next().map_or(0, char::len_utf8));
    (start, &text[start..at])
}

/// `14个行政村全部建成公开栏，尚有2个村未设公开栏`.
fn all_but_some(text: &str, item: &Item) -> Option<Contrary> {
    let label = item.label.trim_start_matches(['，', '；', '但', '目', '前', ' ', '其', '中']);
    let is_left = ["尚有", "仍有", "还有"].iter().any(|word| label.starts_with(word));
    let quantity = item.quantity;
    let is_some = quantity.precision == Precision::Exact && quantity.amount > Amount::default();
    if !is_left || !is_some || quantity.unit == Unit::Yuan {
        return None;
    }
    let rest = text[quantity.range.end..].split(['，', '。', '；', ',']).next()?;
    let at = rest.find('未').filter(|&at| rest[..at].chars().count() <= 8)?;
    let undone = rest[at + '未'.len_utf8()..].trim_start_matches(['能', '完', '成', '及', '时', '按', '期']);
    let mark = item.sentence_start + text[item.sentence_start..quantity.range.start].rfind(['，', '；'])?;
    let (start, said) = clause_before(text, mark);
    let (_, all) = said.split_once("全部").or_else(|| said.split_once("均已"))?;
    // What is left undone is what was done everywhere.
    let is_all_of_it = |count: usize| {
        let done: String = undone.chars().take(2).collect();
        let thing: String = undone.chars().skip(undone.chars().count().saturating_sub(count)).collect();
        done.chars().count() == 2 && all.contains(&done)
            || thing.chars().count() == count && all.ends_with(&thing)
    };
    let is_whole = !any_in(said, &["其余", "除", "到期", "应", "剩余"]) && start >= item.sentence_start;
    (is_whole && is_all_of_it(3)).then(|| Contrary {
        first: start..mark,
        again: mark + '，'.len_utf8()..quantity.range.end + rest.len(),
    })
}

/// `无一件超期；有1件超过法定期限3个工作日答复`.
fn none_late(line: &Line, items: &[Item]) -> Option<Contrary> {
    const NONE: [&str; 14] = [
        "无一件超期",
        "无一超期",
        "无一件逾期",
        "无一逾期",
        "无超期",
        "无逾期",
        "未出现超期",
        "未出现逾期",
        "未发生超期",
        "未发生逾期",
        "没有超期",
        "没有逾期",
        "均在法定期限内",
        "全部在法定期限内",
    ];
    let text = line.text();
    let none = NONE.iter().find_map(|word| line.find_all(word).next())?;
    let late = items.iter().find_map(|item| {
        let quantity = item.quantity;
        let is_case = quantity.unit == Unit::Piece && quantity.precision == Precision::Exact;
        if !is_case || quantity.amount == Amount::default() || quantity.range.start < none.start {
            return None;
        }
        let rest = text[quantity.range.end..].split(['。', '；']).next()?;
        let told =
            words!["超过法定期限", "超出法定期限", "逾期答复", "逾期办结", "超期答复", "超期办结", "逾期后"];
        let (behind, told) = told.first(rest)?;
        let between = &rest[..behind];
        let (_, label) = clause_before(text, quantity.range.start);
        let is_other = between.contains(|letter: char| letter.is_ascii_digit() || "未无没".contains(letter))
            || any_in(label, &["上年", "去年", "无", "未", "没有", "申请补正"])
            || any_in(between, &["补缴", "缴费", "申请人"]);
        (!is_other).then(|| quantity.range.start..quantity.range.end + behind + told.len())
    })?;
    Some(Contrary { first: none, again: late })
}

/// `居前三位的依次是甲（143条）、乙（167条）、丙（98条）`: the greater stands first.
fn out_of_order(text: &str, items: &[Item]) -> Vec<Contrary> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("依次") {
        let (_, lead) = clause_before(text, at);
        let is_ranked = any_in(
            lead,
            &[
                "居前",
                "前三",
                "前四",
                "前五",
                "前两",
                "排名",
                "最多",
                "较多",
                "由多到少",
                "从多到少",
                "由高到低",
                "从高到低",
                "位列",
            ],
        );
        if !is_ranked {
            continue;
        }
        let from = items.partition_point(|item| item.quantity.range.start < at);
        let row: Vec<&Item> = items[from..]
            .iter()
            .enumerate()
            .take_while(|(index, item)| *index == 0 || item.gap == Gap::Pause)
            .map(|(_, item)| item)
            .collect();
        let [first, ..] = row[..] else { continue };
        let is_row = row.len() >= 3
            && row.iter().all(|item| {
                item.quantity.precision == Precision::Exact
                    && item.quantity.unit == first.quantity.unit
                    && item.depth == first.depth
                    && item.sentence == first.sentence
            });
        let wrong = row.windows(2).find(|pair| pair[0].quantity.amount < pair[1].quantity.amount);
        if let (true, Some([one, other])) = (is_row, wrong) {
            found.push(Contrary { first: one.quantity.range.clone(), again: other.quantity.range.clone() });
        }
    }
    found
}

/// `没有发生行政复议和行政诉讼。8月，1名申请人不服答复申请复议，县政府维持`.
fn no_case(text: &str, claim: &Claim) -> Option<Contrary> {
    let none = claim.quantity.as_ref().is_none_or(|quantity| quantity.amount == Amount::default());
    if !none || claim.subject != Subject::Review(Outcome::Total) {
        return None;
    }
    let from = claim.range.end;
    let rest = text.get(from..)?;
    let (at, _) = rest.match_indices("不服").find(|(at, _)| {
        let sentence = rest[..*at].rfind('。').map_or(0, |stop| stop + '。'.len_utf8());
        let lead = &rest[sentence..*at];
        let told = rest[*at..].split('。').next().unwrap_or_default();
        let is_case = any_in(told, &["申请复议", "申请行政复议", "提起行政复议", "提起复议", "提出行政复议"])
            && any_in(told, &["维持", "撤销", "驳回", "变更", "确认违法", "责令"]);
        is_case
            && lead.contains(|letter: char| letter.is_ascii_digit() || "一两三".contains(letter))
            && !any_in(lead, &["上年", "去年", "往年", "如", "若", "对", "20", "可", "告知"])
            && !any_in(told, &["可以", "有权", "可依法", "告知", "权利"])
    })?;
    let (start, _) = clause_before(text, from + at);
    let end = from + at + rest[at..].find(['，', '。', '；']).unwrap_or(rest.len() - at);
    Some(Contrary { first: claim.range.clone(), again: start..end })
}

/// `2021年局机关未举办新闻发布会；……2021年局机关举办新闻发布会4场`: the same body, in the same words.
fn not_held(text: &str, items: &[Item]) -> Option<Contrary> {
    const DOING: [&str; 3] = ["举办", "召开", "开展"];
    let plain = |words: &str| {
        words
            .trim_matches(|letter: char| letter.is_ascii_digit() || "年度全共，。； ".contains(letter))
            .to_owned()
    };
    items.iter().find_map(|item| {
        let (start, clause) = clause_before(text, item.quantity.range.start);
        let verb = DOING.iter().find(|verb| clause.contains(**verb))?;
        let (who, what) = clause.split_once(verb)?;
        let what = what.trim_end();
        if item.quantity.amount == Amount::default()
            || what.chars().count() < 3
            || who.ends_with(['未', '有'])
        {
            return None;
        }
        let denied = ["未", "没有"].iter().find_map(|not| {
            let words = [not, *verb, what].concat();
            let at = text[..start].find(&words)?;
            let (from, ahead) = clause_before(text, at);
            let is_end = text[at + words.len()..].starts_with(['，', '；', '。']);
            (is_end && plain(ahead) == plain(who)).then(|| from..at + words.len())
        })?;
        Some(Contrary { first: denied, again: start..item.quantity.range.end })
    })
}

/// `未开设政务新媒体账号，乡政务微信公众号全年推送信息94条`.
fn no_account(text: &str, items: &[Item]) -> Option<Contrary> {
    const NONE: [&str; 8] = [
        "未开设政务新媒体",
        "未开通政务新媒体",
        "没有开设政务新媒体",
        "没有开通政务新媒体",
        "无政务新媒体",
        "未开设新媒体",
        "没有政务新媒体",
        "未开通新媒体",
    ];
    let (at, word) = NONE.iter().find_map(|word| Some((text.find(word)?, *word)))?;
    let sent = items.iter().find_map(|item| {
        let (start, clause) = clause_before(text, item.quantity.range.start);
        let (ahead, _) = clause.split_once("公众号")?;
        let is_own = item.quantity.range.start > at
            && item.quantity.amount > Amount::default()
            && any_in(clause, &["推送", "发布", "推文"])
            && !ahead.contains([
                '县', '市', '区', '省', '州', '旗', '通', '依', '借', '利', '由', '在', '向', '等', '前',
            ])
            && !any_in(clause, &["集团", "上级", "转载", "上年", "去年"]);
        is_own.then_some(start..item.quantity.range.end)
    })?;
    let (start, clause) = clause_before(text, at);
    (!any_in(clause, &["村", "此前", "原", "其他", "其余", "家", "所属"]))
        .then(|| Contrary { first: start..at + word.len(), again: sent })
}

#[cfg(test)]
mod tests {
    use crate::prose::Line;

    fn found(text: &str) -> usize {
        Line::new(text, Vec::new(), text).reading().contraries.len()
    }

    #[test]
    fn what_can_both_be_true() {
        for text in [
            "全镇12个行政村全部建成村务公开栏，尚有2个自然村未通有线电视。",
            "到期的43件全部办结，尚有2件未到答复期限。",
            "发现问题12个，已全部反馈，尚有2个未整改。",
            "无一件超期；有1件经申请人同意延长答复期限。",
            "居前三位的依次是甲（167条）、乙（143条）、丙（98条）。",
            "办理环节依次是登记1个工作日、审查3个工作日、答复2个工作日。",
            "没有发生行政复议和行政诉讼。申请人不服答复的，可以依法申请复议。",
            "县本级未举办新闻发布会，部门举办新闻发布会4场。",
            "未开设政务新媒体，通过县政府微信公众号推送信息12条。",
        ] {
            assert_eq!(found(text), 0, "{text}");
        }
    }

    #[test]
    fn what_cannot() {
        for text in [
            "全镇12个行政村全部建成村务公开栏，尚有2个村未设公开栏。",
            "收到的43件申请全部办结，尚有2件未办结。",
            "答复43件，无一件超期；有1件因内部流转超过法定期限3个工作日答复。",
            "居前三位的依次是甲（143条）、乙（167条）、丙（98条）。",
            "没有发生行政复议和行政诉讼。8月，1名申请人不服我局答复申请复议，县政府维持。",
            "2021年局机关未举办新闻发布会；2021年局机关举办新闻发布会4场。",
            "乡政府未开设政务新媒体账号，乡政务微信公众号全年推送信息94条。",
        ] {
            assert_eq!(found(text), 1, "{text}");
        }
    }
}
