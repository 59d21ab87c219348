//! Statements that there was nothing of the kind: 未收到政府信息公开申请, 无结转下年度.

use super::claim::{Subject, group};
use super::index::Stretch;
use super::words::{Words, any_in, listed, named, words};
use crate::format::{Item, Outcome};
use std::ops::Range;

/// A statement that there was none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Denial {
    /// What there was none of.
    pub(super) subject: Subject,
    /// The words, in bytes of the line.
    pub(super) range: Range<usize>,
}

/// Words that deny whatever stands behind them.
static NOT: Words = listed![
    "未收到",
    "没有收到",
    "未接到",
    "没有接到",
    "未受理",
    "没有受理",
    "未发生",
    "没有发生",
    "未出现",
    "没有出现",
    "未产生",
    "没有产生",
    "未引发",
    "没有引发",
    "没有新收",
    "未新收",
    "未收取",
    "没有收取",
    "未向申请人收取",
    "没有向申请人收取",
    "未涉及",
    "未被提起",
    "零收取",
    "未废止",
    "没有废止",
    "未制发",
    "未制定",
    "未出台",
    "没有制发",
    "未新制发",
    "未接收",
    "没有接收",
    "未曾收到",
    "未登记",
    "没有被申请",
    "没有被提起",
    "未被申请",
    "未实施",
    "没有实施",
    "未作出",
    "没有作出",
    "没有采取",
    "未产生过",
    "从未收到",
    "没有上年",
    "没有提起",
    "未采取",
    "没有一起",
    "没有一件",
    "没有一例",
    "无一起",
    "无一件",
    "从未发生",
    "未曾发生",
    "不存在",
];

/// Words that deny only some of what may stand behind them: 无法提供 and 无正当理由 deny nothing of ours.
const NO: [&str; 3] = ["没有", "无", "未有"];
static NO_WORDS: Words = listed!(of & NO);

/// What may stand behind a mere 无.
static PLAIN: Words = listed![
    "政府信息",
    "依申请",
    "公开申请",
    "信息公开",
    "新收",
    "行政复议",
    "行政诉讼",
    "复议",
    "诉讼",
    "因",
    "结转",
    "需要结转",
    "需结转",
    "应结转",
    "须结转",
    "待结转",
    "尚需结转",
    "需要转",
    "需转",
    "尚需转",
    "待转",
    "应转",
    "跨年",
    "遗留",
    "上年",
    "不予公开",
    "部分公开",
    "不予处理",
    "被申请",
    "被提起",
    "人申请",
    "人提出",
    "组织和个人",
    "行政强制",
    "行政处罚",
    "任何",
    "公民",
    "单位和个人",
    "群众",
    "申请人向",
    "申请人就",
    "申请人对",
    "当事人就",
    "人就",
    "向申请人收取",
    "涉及政府信息",
    "涉政府信息",
    "涉及信息公开",
    "涉信息公开",
];

/// Words with which something else is denied.
static ELSE: Words = listed![
    "逾期",
    "超期",
    "败诉",
    "纠正",
    "纠错",
    "被纠",
    "撤销",
    "违法",
    "投诉",
    "未答复",
    "期间",
    "变化",
    "问题",
    "更正",
    "通过",
    "传真",
    "信函",
    "当面",
    "邮寄",
    "其他信息处理费",
    "其他费用",
    "其他需要",
    "其他事项",
    "其他情",
    "的申请人",
];

/// Words that deny by themselves.
const NOUGHT: [(&str, Subject); 5] = [
    ("复议零发生", Subject::Review(Outcome::Total)),
    ("诉讼零发生", Subject::Suit(Outcome::Total)),
    ("零申请", Subject::NewlyReceived),
    ("零复议", Subject::Review(Outcome::Total)),
    ("零诉讼", Subject::Suit(Outcome::Total)),
];

/// Marks that end a clause.
const BREAKS: [char; 8] = ['，', '；', '。', ',', ';', '！', '？', '：'];

/// The denials of a line.
pub(super) fn denials(text: Stretch) -> Vec<Denial> {
    static NOUGHT_WORDS: Words = listed!(of & named(&NOUGHT));
    let mut found: Vec<Denial> = Vec::new();
    if NOT.in_text(text) || NO_WORDS.in_text(text) {
        let mut end = 0;
        for clause in text.text().split_inclusive(BREAKS) {
            let start = end;
            end += clause.len();
            let clause = text.part(start, end);
            if !NOT.in_text(clause) && !NO_WORDS.in_text(clause) {
                continue;
            }
            let Some((range, rest)) = denied(clause) else { continue };
            if text[..start + range.end - rest.len()].ends_with("废止") {
                // 未废止 alone may be said of anything.
                if rest.trim_start_matches("行政") == "规范性文件" {
                    let subject = Subject::Item(Item::NormativeRepealed);
                    found.push(Denial { subject, range: start + range.start..start + range.end });
                }
                continue;
            }
            for subject in subjects(rest, text) {
                found.push(Denial { subject, range: start + range.start..start + range.end });
            }
        }
    }
    if words!["为零"].in_text(text) {
        found.extend(noughts(text));
    }
    if NOUGHT_WORDS.in_text(text) && words!["信息公开", "依申请"].in_text(text) {
        // 零申请、零复议、零诉讼
        for (word, subject) in NOUGHT {
            let at = text.match_indices(word).map(|(at, word)| at..at + word.len());
            found.extend(at.map(|range| Denial { subject, range }));
        }
    }
    found
}

/// 均为未经复议直接起诉: there were no suits of the other way.
pub(super) fn all_in_one_way(text: Stretch) -> Vec<Denial> {
    const WAYS: [(&str, Subject); 5] = [
        ("未经复议直接起诉", Subject::SuitAfterReview(Outcome::Total)),
        ("直接起诉", Subject::SuitAfterReview(Outcome::Total)),
        ("复议后起诉", Subject::DirectSuit(Outcome::Total)),
        ("经复议后起诉", Subject::DirectSuit(Outcome::Total)),
        ("经行政复议后起诉", Subject::DirectSuit(Outcome::Total)),
    ];
    let all = words!["均为", "全部为", "均系", "都是", "均属", "全部系"];
    let mut found = Vec::new();
    for (at, word) in all.all(text.text()) {
        let behind = text[at + word.len()..].trim_start_matches(['于', '经', '当', '事', '人', '申', '请']);
        let start = text.len() - behind.len();
        let Some((way, subject)) = WAYS.iter().find(|(way, _)| behind.starts_with(way)) else { continue };
        let rest = &behind[way.len()..];
        let is_end = rest.trim_start_matches(['的', '案', '件', '类', '型', '情', '形']).starts_with(BREAKS);
        // 其中5件均为 speaks of some of them.
        let clause = text.before(at);
        let clause = clause.behind(clause.rfind(['；', '。']).unwrap_or_default());
        let is_of_some = any_in(&clause, &["其中", "另", "其余", "上年", "去年", "维持", "纠正", "未审结"]);
        if is_end && !is_of_some {
            found.push(Denial { subject: *subject, range: at..start + way.len() });
        }
    }
    found
}

/// 政府信息公开申请受理数为零.
fn noughts(text: Stretch) -> Vec<Denial> {
    let mut found = Vec::new();
    let mut end = 0;
    for clause in text.text().split_inclusive(BREAKS) {
        let start = end;
        end += clause.len();
        let words = text.part(start, end);
        let Some(before) = words
            .trim_end_matches(BREAKS)
            .strip_suffix("为零")
            .map(|before| before.trim_end_matches(['均', '都']))
        else {
            continue;
        };
        let name = before.trim_end_matches(['数', '量', '受', '理', '收', '到', '件', '总', '案']);
        let range = start..start + words.trim_end_matches(BREAKS).len();
        if ELSE.in_text(words) {
            continue;
        }
        if name.ends_with("公开申请") {
            found.push(Denial { subject: Subject::NewlyReceived, range: range.clone() });
        }
        if name.ends_with("复议") || name.ends_with("复议、行政诉讼") || name.ends_with("复议和行政诉讼")
        {
            found.push(Denial { subject: Subject::Review(Outcome::Total), range: range.clone() });
        }
        if name.ends_with("诉讼") {
            found.push(Denial { subject: Subject::Suit(Outcome::Total), range });
        }
    }
    found
}

/// The words of a clause from the one that denies on, and what of them stands behind it.
fn denied(clause: Stretch) -> Option<(Range<usize>, Stretch)> {
    let end = clause.trim_end_matches(BREAKS).len();
    let strong = NOT.first(clause).map(|(at, word)| at..at + word.len());
    let word = strong.or_else(|| {
        let word = NO[NO_WORDS.which(clause)?];
        let at = clause.find(word)?;
        let is_word = clause[..at].ends_with(['有', '并', '毫', '从']);
        (!is_word && PLAIN.begin(&clause[at + word.len()..])).then_some(at..at + word.len())
    })?;
    let rest = clause.part(word.end, end);
    // 行政复议、行政诉讼和投诉举报
    let beside = words!["、投诉", "和投诉", "及投诉", "或投诉", "、举报", "和举报"].first(rest);
    let rest = beside.map_or(rest, |(at, _)| rest.before(at));
    let begins = clause[..word.start].trim_end();
    let is_of_part =
        begins.ends_with(['月', '份', '度', '半']) && !begins.ends_with("年度") || begins.ends_with("半年");
    // 网上平台全年未收到申请
    let of_channel = words![
        "网上", "线上", "网络", "平台", "信函", "邮寄", "当面", "现场", "窗口", "传真", "邮箱", "线下"
    ];
    let is_of_channel = || of_channel.in_text(begins) && !words!["和", "及", "、", "等"].in_text(begins);
    let is_plain = !rest.is_longer(40)
        && !is_of_part
        && !is_of_channel()
        && !ELSE.in_text(rest)
        && !counts(rest)
        && !words!["对于", "对", "避免", "如", "若", "凡"].in_text(clause.before(word.start))
        && (!words!["上年", "去年"].in_text(clause.before(word.start)) || rest.starts_with("结转"));
    is_plain.then_some((word.start..end, rest))
}

/// Whether the words tell a number; the year to which something is carried over is none.
fn counts(words: Stretch) -> bool {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let Some(start) = words.find(is_digit) else { return false };
    let behind = words[start..].trim_start_matches(is_digit);
    let is_year =
        words!["转到", "转至", "转入", "结转"].end(words[..start].trim_end()) && behind.starts_with('年');
    !is_year || behind.contains(is_digit)
}

/// What is denied.
fn subjects(rest: Stretch, line: Stretch) -> Vec<Subject> {
    let of_disclosure = words!["信息公开", "政府信息", "依申请公开"].in_text(line);
    let mut subjects = Vec::new();
    // 未发生因收费引发的复议诉讼 denies neither fees nor all reviews.
    if any_in(&rest, &["收费引", "收费产", "收费导", "费用引", "费用产", "费用导"]) {
        return subjects;
    }
    let not_all = any_in(&rest, &["强制", "处罚"]) && !of_disclosure;
    if not_all && let Some(item) = decision(&rest) {
        subjects.push(Subject::Item(item));
    } else if words!["处理费", "收费", "费用"].in_text(rest) {
        subjects.push(Subject::Fee);
    } else if words!["规范性文件"].in_text(rest) {
        subjects.push(Subject::Item(Item::NormativeMade));
    } else if words![
        "结转",
        "跨年",
        "积压到下",
        "积压至下",
        "遗留到下",
        "遗留至下",
        "留到下",
        "转到20",
        "转至20",
        "转入20",
        "转到下",
        "转至下",
        "转入下"
    ]
    .in_text(rest)
    {
        // 上年度无结转办件
        let from = rest.as_ptr() as usize - line.text().as_ptr() as usize;
        let clause = line.before(from);
        let clause = clause.behind(clause.rfind(BREAKS).unwrap_or_default());
        let is_in = words!["上年", "上一年", "去年"].in_text(rest) || words!["上年", "去年"].in_text(clause);
        subjects.push(if is_in { Subject::CarriedIn } else { Subject::CarriedOut });
    } else if let Some(group) = group(rest) {
        subjects.push(Subject::Result(group));
    } else if let Some(applicants) = applicants(rest) {
        subjects.extend(applicants);
    } else if words!["申请"].in_text(rest) && !words!["复议", "诉讼", "申请人"].in_text(rest) && of_disclosure
    {
        subjects.push(Subject::NewlyReceived);
    }
    // Where there was none at all, there was none about disclosure.
    let of_all = || of_disclosure || is_plain(&rest);
    if words!["复议"].in_text(rest) && !words!["复议后"].in_text(rest) && of_all() {
        subjects.push(Subject::Review(Outcome::Total));
    }
    if words!["诉讼", "起诉"].in_text(rest) && of_all() {
        subjects.push(Subject::Suit(Outcome::Total));
    }
    subjects
}

/// Who did not apply, where only some are named; nobody of whom the tables tell for several together.
fn applicants(words: Stretch) -> Option<Vec<Subject>> {
    const SOME: [&str; 5] = ["法人", "科研机构", "公益组织", "法律服务机构", "商业企业"];
    let is_some =
        any_in(&words, &SOME) && !["公民", "自然人", "个人"].iter().any(|word| words.contains(word));
    let is_legal = words.trim_start().starts_with("法人");
    is_some.then(|| is_legal.then_some(Subject::Applicant(None)).into_iter().collect())
}

/// Whether the words name reviews and suits without saying what about.
fn is_plain(words: &str) -> bool {
    static PLAIN: Words = listed![
        "行政", "复议", "诉讼", "起诉", "案件", "被", "申请", "提起", "或者", "或", "和", "、", "及", "以及",
        "与", "情况", "情形", "的", "任何", "过", "发生", "引发", "事项", "有关", "相关", "提出", "等", "者",
    ];
    let mut rest = words.trim();
    while let Some(word) = PLAIN.at_start(rest) {
        rest = &rest[word.len()..];
    }
    rest.is_empty()
}

/// The decisions of table 2 that these words name and nothing else.
fn decision(words: &str) -> Option<Item> {
    match words
        .trim()
        .trim_end_matches("情况")
        .trim_end_matches("案件")
        .trim_end_matches("决定")
        .trim_end_matches("措施")
        .trim_end_matches("事项")
        .trim_end_matches("行为")
    {
        "行政强制" => Some(Item::CoercionDecisions),
        "行政处罚" => Some(Item::PenaltyDecisions),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Subject, &str)> {
        let mut found = denials(text.into());
        found.extend(all_in_one_way(text.into()));
        found.into_iter().map(|denial| (denial.subject, &text[denial.range])).collect()
    }

    #[test]
    fn what_there_was_none_of() {
        use Subject::*;
        let cases: &[(&str, &[(Subject, &str)])] = &[
            ("2023年，我镇未收到政府信息公开申请。", &[(NewlyReceived, "未收到政府信息公开申请")]),
            (
                "全年未发生因政府信息公开引发的行政复议、行政诉讼案件。",
                &[
                    (Review(Outcome::Total), "未发生因政府信息公开引发的行政复议、行政诉讼案件"),
                    (Suit(Outcome::Total), "未发生因政府信息公开引发的行政复议、行政诉讼案件"),
                ],
            ),
            ("均已答复，没有结转下年度办理的事项。", &[(CarriedOut, "没有结转下年度办理的事项")]),
            (
                "依申请公开全年零申请、零复议。",
                &[(NewlyReceived, "零申请"), (Review(Outcome::Total), "零复议")],
            ),
            (
                "全年没有公民、法人和其他组织提出政府信息公开申请。",
                &[(NewlyReceived, "没有公民、法人和其他组织提出政府信息公开申请")],
            ),
            ("年末没有需要转到2023年继续办理的申请。", &[(CarriedOut, "没有需要转到2023年继续办理的申请")]),
            ("全年无行政复议。", &[(Review(Outcome::Total), "无行政复议")]),
            ("未发生因行政处罚引发的行政复议。", &[]),
            ("未发生因收费引发的复议诉讼。", &[]),
            ("网上平台全年未收到政府信息公开申请。", &[]),
            ("12月份未收到政府信息公开申请。", &[]),
            ("没有收到科研机构的政府信息公开申请。", &[]),
            (
                "行政诉讼12件，均为未经复议直接起诉，维持8件。",
                &[(SuitAfterReview(Outcome::Total), "均为未经复议直接起诉")],
            ),
            ("行政诉讼12件，其中维持的8件均为未经复议直接起诉。", &[]),
            ("政府信息公开申请受理数为零。", &[(NewlyReceived, "政府信息公开申请受理数为零")]),
            ("本年度未收取信息处理费。", &[(Fee, "未收取信息处理费")]),
            ("我镇未向申请人收取信息处理费。", &[(Fee, "未向申请人收取信息处理费")]),
            ("政府信息公开申请均按期答复，无逾期未答复的申请，无法提供3件。", &[]),
            ("政府信息公开方面未发生被撤销的行政复议案件。", &[]),
            ("无正当理由大量反复申请2件，没有其他需要报告的事项。", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), *expected, "{text}");
        }
    }
}
