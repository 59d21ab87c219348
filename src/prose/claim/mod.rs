//! What prose says of figures that stand in the tables: requests, their results, reviews and suits.

mod cases;
mod items;
mod requests;
mod topics;

pub(in crate::prose) use requests::{applicant, group};

use crate::format::{Applicant, Item as Figure, Outcome, RequestRow};
use crate::prose::aside;
use crate::prose::breakdown::Item;
use crate::prose::denial::{all_in_one_way, denials};
use crate::prose::index::Stretch;
use crate::prose::lexer::{Quantity, Token};
use crate::prose::unit::Unit;
use crate::prose::words::{Words, listed, words};
use cases::{is_told_to_be_other, proceeding};
use items::{decisions, documents, is_charge, published, regulations};
use requests::{is_partial, names_all_ways, request};
use std::ops::Range;
use topics::{topic_after, topic_in_turn};

/// What a quantity is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// 新收: received in the year and nothing else.
    NewlyReceived,
    /// 收到、受理: received in the year, perhaps with what was carried in.
    Received,
    /// 办理、处理 of requests: received or answered.
    Handled,
    /// 答复、办结.
    Answered,
    /// 上年结转.
    CarriedIn,
    /// 结转下年度.
    CarriedOut,
    /// 结转, of which it is not said whether in or out.
    Carried,
    /// A group of results: 不予公开 and the like.
    Result(ResultGroup),
    /// One row of results.
    Row(RequestRow),
    /// Requests by who made them; 法人或其他组织 is `None`.
    Applicant(Option<Applicant>),
    /// 行政复议 by result.
    Review(Outcome),
    /// 行政诉讼 by result, both ways of suing together.
    Suit(Outcome),
    /// 未经复议直接起诉 by result.
    DirectSuit(Outcome),
    /// 复议后起诉 by result.
    SuitAfterReview(Outcome),
    /// 行政复议 and 行政诉讼 together, by result.
    Proceedings(Outcome),
    /// 信息处理费 collected, in yuan.
    Fee,
    /// A figure of table 2: documents made, repealed and in force, decisions.
    Item(Figure),
}

/// The six groups of results of table 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ResultGroup {
    /// （一）予以公开
    Granted,
    /// （二）部分公开
    Partial,
    /// （三）不予公开
    Denied,
    /// （四）无法提供
    Unavailable,
    /// （五）不予处理
    NotProcessed,
    /// （六）其他处理
    Other,
}

/// A statement about a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What is said to be so many.
    pub subject: Subject,
    /// The words that say so, in bytes of the line.
    pub range: Range<usize>,
    /// The quantity; `None` where the prose says that there are none.
    pub quantity: Option<Quantity>,
    /// Sentence of the line, from 0.
    pub sentence: usize,
    /// The last year named before it in its sentence.
    pub year: Option<u16>,
    /// Whether the words around say that it is about disclosure of information; what is said of reviews and
    /// suits elsewhere may be about any of them.
    pub is_named: bool,
    /// Whose figures: `全市`, `本级` and the like, where the words say so.
    pub scope: Option<&'static str>,
}

/// What a stretch of prose is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    None,
    Requests,
    Review,
    Suit,
    Proceedings,
}

/// Words that tell whose figures are meant.
static SCOPES: Words = listed![
    "本级",
    "全省",
    "全市",
    "全县",
    "全区",
    "全州",
    "全旗",
    "全镇",
    "全乡",
    "全系统",
    "各镇",
    "各乡",
    "各县",
    "各区",
    "各部门",
    "乡镇",
    "镇街",
    "街道",
    "下属",
    "直属",
    "所属",
    "局属",
    "办公室",
    "部门",
    "机关本身",
    "局机关",
    "分局",
];

/// Words of other matters, of which tables 3 and 4 say nothing.
static OTHER_MATTERS: Words = listed![
    "建议",
    "提案",
    "留言",
    "咨询",
    "信箱",
    "热线",
    "来信",
    "来访",
    "主动公开",
    "发布",
    "推送",
    "规范性文件",
    "许可",
    "处罚",
    "解读",
    "培训",
    "会议",
    "专栏",
    "网站公开",
    "公众号",
    "阅读",
    "投诉",
    "工单",
    "受理信访",
    "办理信访",
    "信访事项",
    "信访件",
    "办件",
    "档案",
    "合同",
    "处理费",
];

/// Words with which a sentence goes on about the requests.
static GOES_ON: Words = listed![
    "其中",
    "办理完",
    "已办",
    "结转",
    "答复",
    "办结",
    "予公开",
    "部分公开",
    "无法提供",
    "不予处理",
    "维持",
    "纠正",
    "审结",
    "自然人",
    "法人",
];

/// Words of a part of the requests that the tables do not count by itself.
static PARTIAL: Words = listed![
    "延期",
    "补正",
    "逾期",
    "超期",
    "撤回",
    "征求",
    "当场",
    "口头",
    "转办",
    "网上",
    "网络",
    "线上",
    "现场",
    "邮寄",
    "信函",
    "信件",
    "当面",
    "邮件",
    "传真",
    "平台",
    "窗口",
    "线下",
    "书面",
    "渠道",
    "涉及",
    "关于",
    "方面",
    "领域",
    "提前",
    "增加",
    "减少",
    "增长",
    "下降",
    "同比",
    "比上年",
    "较上年",
    "上年同期",
    "平均",
    "月均",
    "往年",
    "近三年",
    "近五年",
    "代理",
    "指导",
    "通过",
    "转送",
    "备案",
    "到期",
    "应答复",
    "需答复",
    "应办",
    "需办理",
];

/// Without any of these a line states nothing about the tables.
static MAY_CLAIM: Words = listed![
    "申请",
    "复议",
    "诉讼",
    "起诉",
    "规范性文件",
    "规章",
    "结转",
    "予公开",
    "处理费",
    "行政许可",
    "行政处罚",
    "许可决定",
    "处罚决定",
    "行政强制",
    "行政事业性收费",
    "予以公开",
    "部分公开",
    "无法提供",
    "不予处理",
    "答复结果",
    "被诉",
    "应诉",
    "禁止公开",
    "转下年",
    "转下一年",
    "过程性信息",
    "事务信息",
    "不掌握相关",
    "现成信息",
    "执法案卷",
    "国家秘密"
];

/// The claims of a line; whether samples may be spoken of is told by its letters, see [`aside::SAMPLED`].
pub(super) fn claims(text: Stretch, tokens: &[Token], items: &[Item], may_be_sampled: bool) -> Vec<Claim> {
    if !MAY_CLAIM.in_text(text) {
        return Vec::new();
    }
    let mut claims = Vec::new();
    let mut topic = Topic::None;
    let mut behind = 0;
    let is_named = words![
        "信息公开",
        "政府信息",
        "依申请公开",
        "答复文书",
        "答复告知",
        "告知书",
        "答复书",
        "答复质量",
        "答复内容",
        "复议后起诉",
        "未经复议直接起诉"
    ]
    .in_text(text);
    let may_be_in_turn = words!["分别"].in_text(text) && words!["复议"].in_text(text);
    let names_months = text.contains('月');
    for (index, item) in items.iter().enumerate() {
        let start = item.quantity.range.start;
        let before = text.part(item.sentence_start, start);
        let bridge = if behind < item.sentence_start {
            text.part(behind, start)
        } else {
            before.behind(behind - item.sentence_start)
        };
        let clause = clause_before(text, start);
        topic = topic_after(topic, before.len(), bridge, item.tail);
        behind = item.quantity.range.end;
        if may_be_in_turn {
            topic = topic_in_turn(text, items, index).unwrap_or(topic);
        }
        let about = About { text, before, item, clause, topic, items, index };
        let Some((subject, range)) = subject(&about) else { continue };
        let is_elsewhere = aside::is_of_other_time(before, names_months)
            || may_be_sampled && aside::is_of_sample(before)
            || aside::is_for_another(clause)
            || is_case(subject) && aside::is_of_decider(before);
        if is_elsewhere {
            continue;
        }
        claims.push(Claim {
            subject,
            range,
            quantity: Some(item.quantity.clone()),
            sentence: item.sentence,
            is_named,
            year: item.year,
            scope: scope(before, clause),
        });
    }
    let mut denials = denials(text);
    if claims.iter().any(|claim| matches!(claim.subject, Subject::Suit(_))) {
        denials.extend(all_in_one_way(text));
    }
    for denial in denials {
        let start = denial.range.start;
        let sentence_start = text[..start].rfind(['。', '！', '？']).map_or(0, |stop| stop + '。'.len_utf8());
        if aside::is_of_other_time(text.part(sentence_start, start), names_months) {
            continue;
        }
        claims.push(Claim {
            subject: denial.subject,
            quantity: None,
            sentence: text[..start].matches('。').count(),
            is_named,
            year: year_in(tokens, sentence_start..start),
            scope: scope(text.part(sentence_start, start), clause_before(text, start)),
            range: denial.range,
        });
    }
    claims.sort_by_key(|claim| claim.range.start);
    claims
}

/// Whether the subject stands in table 4.
const fn is_case(subject: Subject) -> bool {
    matches!(
        subject,
        Subject::Review(_)
            | Subject::Suit(_)
            | Subject::DirectSuit(_)
            | Subject::SuitAfterReview(_)
            | Subject::Proceedings(_)
    )
}

/// The body that the words before a place of a line name as the one that did what they say.
pub fn actor(line: &str, at: usize) -> Option<&str> {
    let before = line.get(..at)?;
    let start = before.rfind(['，', '；', '。', '：', ',', ';', '（', '(', '）']);
    let mark = |start: usize| start + before[start..].chars().next().map_or(0, char::len_utf8);
    aside::actor(&before[start.map_or(0, mark)..])
}

/// A quantity and everything that tells what it is.
struct About<'a, 'b> {
    /// The line.
    text: Stretch<'a>,
    /// The words of its sentence before it.
    before: Stretch<'a>,
    item: &'b Item<'a>,
    /// The words of its clause before it.
    clause: Stretch<'a>,
    topic: Topic,
    items: &'b [Item<'a>],
    index: usize,
}

/// The words before a place, from the last ， ； 。 or ： on.
fn clause_before(text: Stretch, at: usize) -> Stretch {
    let before = &text[..at];
    let start = before
        .char_indices()
        .rev()
        .find(|(_, letter)| matches!(letter, '，' | '；' | '。' | '：' | ',' | ';' | '（' | '(' | '）'));
    text.part(start.map_or(0, |(start, letter)| start + letter.len_utf8()), at)
}

/// The last year named in a stretch.
fn year_in(tokens: &[Token], stretch: Range<usize>) -> Option<u16> {
    tokens.iter().rev().find_map(|token| match token {
        Token::Year(range, year) if range.start >= stretch.start && range.end <= stretch.end => Some(*year),
        _ => None,
    })
}

/// Whether behind the name of the whole but some of it are named: 全县各乡镇, but not 全县各乡镇、各部门.
fn names_some(behind: &str) -> bool {
    const SOME: [&str; 7] = ["各乡镇", "各镇街", "各乡", "各街道", "各部门", "县直部门", "市直部门"];
    let rest = SOME.iter().find_map(|some| behind.strip_prefix(some)).unwrap_or_default();
    !rest.is_empty() && !rest.starts_with(['、', '和', '及', '（', '各', '与'])
}

/// Whose figures the words before a place speak of: those of its clause, or what its sentence began with.
fn scope(sentence: Stretch, clause: Stretch) -> Option<&'static str> {
    /// Three bytes a character: the first two dozen of them.
    const BEGINNING: usize = 72;
    let beginning = sentence.before(sentence.floor_char_boundary(BEGINNING));
    let (words, (at, scope)) =
        [clause, beginning].into_iter().find_map(|words| Some((words, SCOPES.first(words)?)))?;
    // 县政府及办公室 is all that there is.
    if words[..at].ends_with("政府及") || words[..at].ends_with("政府和") || words[..at].ends_with("政府、")
    {
        return None;
    }
    // 市政府及市政府办公室、市政府各部门 make what the whole city makes.
    if words!["市政府及", "市政府和"].in_text(clause) && words!["各部门"].in_text(clause) {
        return Some("全市");
    }
    // 县政府及县政府办公室、县直部门、各乡镇 are the whole as well.
    let is_whole = words!["政府及", "政府和", "政府、", "政府办"].in_text(clause)
        && words!["部门", "委办局"].in_text(clause)
        && words!["乡镇", "镇街", "镇乡", "县区", "区县", "县市"].in_text(clause);
    if is_whole {
        return None;
    }
    // 政务公开办公室 handles the requests of all.
    if scope == "办公室" && words!["信息公开", "政务公开", "政务信息", "信息公开工作"].end(&words[..at])
    {
        return None;
    }
    let is_some = scope.starts_with('全') && names_some(&words[at + scope.len()..]);
    Some(if is_some { "乡镇" } else { scope })
}

fn subject(about: &About) -> Option<(Subject, Range<usize>)> {
    let About { item, clause, topic, .. } = *about;
    let quantity = item.quantity;
    if quantity.unit == Unit::Yuan {
        if is_charge(about) {
            return Some((Subject::Item(Figure::FeeAmount), quantity.range.clone()));
        }
        let is_fee = words!["处理费"].in_text(about.before)
            && !words!["标准", "每", "超过", "满", "上年", "去年"].in_text(item.label)
            && !about.before.contains(['免', '退'])
            // 发出收费通知2件，涉及金额700元
            && (!about.before.contains("收费通知") || words!["收取", "实收", "缴"].in_text(item.label))
            // 不动产登记费与信息处理费不是同一事项，全年收取152.36万元
            && !words!["不是同一", "登记费", "不同于", "区别于"].in_text(about.before.text());
        return is_fee.then(|| (Subject::Fee, quantity.range.clone()));
    }
    let is_count = quantity.unit == Unit::Piece
        || quantity.unit == Unit::Event("次")
        || (quantity.unit == Unit::None && quantity.amount == super::Amount::default());
    if !is_count || quantity.is_each {
        return None;
    }
    let start = quantity.range.start - item.label.len().min(quantity.range.start);
    let around = |subject| Some((subject, start..quantity.range.end));
    if let Some(figure) = decisions(about)
        .or_else(|| published(about))
        .or_else(|| regulations(about))
        .or_else(|| documents(about))
    {
        return around(Subject::Item(figure));
    }
    // 申请办理会商会18次
    let is_meeting = quantity.unit == Unit::Event("次")
        && words!["会商", "会议", "培训", "开展", "召开", "研究", "协调", "检查", "督办", "讨论"]
            .in_text(clause);
    // 占行政复议案件总数86件的12.8%
    let is_base = clause.starts_with('占') && item.tail.starts_with('的');
    if is_meeting || is_base && topic != Topic::Requests {
        return None;
    }
    match topic {
        Topic::None => None,
        Topic::Requests if names_all_ways(about) => around(Subject::Received),
        Topic::Requests if is_partial(clause) => None,
        Topic::Requests if words!["延期", "补正", "撤回"].in_text(item.tail) => None,
        // 累计受理130件，其中本年17件 counts other years as well.
        Topic::Requests
            if words!["累计"].in_text(clause)
                && (about.text.contains("其中本年")
                    || about.text.contains("其中今年")
                    || about.before.contains("以来")) =>
        {
            None
        }
        // 按期答复230件，延期答复6件 are two of three.
        Topic::Requests
            if words!["按时", "按期"].in_text(clause)
                && words!["延期", "逾期", "超期", "延长"].in_text(whole_sentence(about))
                && !words!["无延期", "无逾期", "无超期", "没有逾期", "没有超期"].in_text(about.text) =>
        {
            None
        }
        Topic::Requests => request(about).and_then(around),
        Topic::Review | Topic::Suit | Topic::Proceedings => {
            let is_other = words![
                "应诉工作",
                "出庭",
                "代理",
                "参加",
                "上年",
                "去年",
                "上一年",
                "同比",
                "增加",
                "减少",
                "备案",
                "以外",
                "除外",
                "无关",
                "其他行政",
                "其他原因",
                "非信息公开",
                "非政府信息",
                "因行政处罚",
                "因行政许可",
                "因行政强制",
                "因征收",
            ];
            if is_other.in_text(clause) {
                return None;
            }
            proceeding(about).filter(|_| !is_told_to_be_other(about)).and_then(around)
        }
    }
}

/// The sentence of a quantity.
fn whole_sentence<'a>(about: &About<'a, '_>) -> Stretch<'a> {
    let rest = about.text.behind(about.item.quantity.range.end);
    about.text.part(
        about.item.sentence_start,
        about.text.len() - rest.len() + rest.find('。').unwrap_or(rest.len()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::Line;

    type Read = (Subject, Option<i64>);

    fn read(text: &str) -> Vec<Read> {
        let line = Line::new(text, Vec::new(), text);
        let claims = line.reading().claims.iter();
        claims
            .map(|claim| (claim.subject, claim.quantity.as_ref().map(|quantity| quantity.amount.floor())))
            .collect()
    }

    #[test]
    fn what_is_said_of_requests() {
        use Subject::*;
        let cases: &[(&str, &[Read])] = &[
            (
                "全县新收政府信息公开申请215件，上年结转8件；本年度办结216件，结转下年度继续办理7件。",
                &[
                    (NewlyReceived, Some(215)),
                    (CarriedIn, Some(8)),
                    (Answered, Some(216)),
                    (CarriedOut, Some(7)),
                ],
            ),
            (
                "共收到政府信息公开申请9件，答复情况为：公开2件、部分公开2件、不予公开1件、无法提供3件、不予处理1件。",
                &[
                    (Received, Some(9)),
                    (Result(ResultGroup::Granted), Some(2)),
                    (Result(ResultGroup::Partial), Some(2)),
                    (Result(ResultGroup::Denied), Some(1)),
                    (Result(ResultGroup::Unavailable), Some(3)),
                    (Result(ResultGroup::NotProcessed), Some(1)),
                ],
            ),
            (
                "共受理政府信息公开申请749件（自然人741件、法人或其他组织8件），办结718件，转下一年度继续办理31件。",
                &[
                    (Received, Some(749)),
                    (Applicant(Some(crate::format::Applicant::Natural)), Some(741)),
                    (Applicant(None), Some(8)),
                    (Answered, Some(718)),
                    (CarriedOut, Some(31)),
                ],
            ),
            (
                "全年未收到政府信息公开申请，无结转下年度办理事项。",
                &[(NewlyReceived, None), (CarriedOut, None)],
            ),
            ("主动公开信息12条，答复网民留言30件。", &[]),
            ("受理行政许可申请12件，办结12件。", &[]),
            ("政府信息公开申请总量26件。", &[(Received, Some(26))]),
            ("其余8件申请为不予公开、无法提供。", &[]),
            (
                "制定行政规范性文件3件，废止5件，继续有效的为29件。",
                &[
                    (Item(Figure::NormativeMade), Some(3)),
                    (Item(Figure::NormativeRepealed), Some(5)),
                    (Item(Figure::NormativeInForce), Some(29)),
                ],
            ),
            ("行政事业性收费全年共36.5万元。", &[(Item(Figure::FeeAmount), Some(365_000))]),
            ("行政事业性收费目录12项，单笔最高2.4万元。", &[]),
            (
                "全年收到公民、法人或其他组织提出的政府信息公开申请45件，剩余2宗结转2025年办理。",
                &[(Received, Some(45)), (CarriedOut, Some(2))],
            ),
            ("全年受理申请7件，7件均已答复。", &[(Received, Some(7)), (Answered, Some(7))]),
            ("收到政府信息公开申请5件，其中网络申请3件。办理人大建议6件。", &[(Received, Some(5))]),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), *expected, "{text}");
        }
    }

    #[test]
    fn what_is_said_of_proceedings() {
        use Subject::*;
        let cases: &[(&str, &[Read])] = &[
            (
                "涉政府信息公开行政复议案件351件，其中维持64件、纠正72件、其他结果178件、尚未审结37件。",
                &[
                    (Review(Outcome::Total), Some(351)),
                    (Review(Outcome::Upheld), Some(64)),
                    (Review(Outcome::Corrected), Some(72)),
                    (Review(Outcome::Other), Some(178)),
                    (Review(Outcome::Pending), Some(37)),
                ],
            ),
            (
                "办理涉政府信息公开的行政复议、行政诉讼案件共74件。",
                &[(Proceedings(Outcome::Total), Some(74))],
            ),
            (
                "因政府信息公开被申请行政复议6件，5件结果维持、1件尚未审结。",
                &[
                    (Review(Outcome::Total), Some(6)),
                    (Review(Outcome::Upheld), Some(5)),
                    (Review(Outcome::Pending), Some(1)),
                ],
            ),
            (
                "未发生因政府信息公开引发的行政复议、行政诉讼案件。",
                &[(Review(Outcome::Total), None), (Suit(Outcome::Total), None)],
            ),
            (
                "因政府信息公开引起的行政诉讼6件，其中未经复议直接起诉4件、复议后起诉2件。",
                &[
                    (Suit(Outcome::Total), Some(6)),
                    (DirectSuit(Outcome::Total), Some(4)),
                    (SuitAfterReview(Outcome::Total), Some(2)),
                ],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), *expected, "{text}");
        }
    }
}
