//! What prose says of figures that stand in the tables: requests, their results, reviews and suits.

use super::aside;
use super::breakdown::{Gap, Item};
use super::denial::{all_in_one_way, denials};
use super::index::Stretch;
use super::lexer::{Quantity, Token};
use super::unit::Unit;
use super::words::{Words, any_in, listed, named, words};
use crate::format::{Applicant, Item as Figure, Outcome, RequestRow};
use std::ops::Range;

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

fn topic_after(topic: Topic, sentence: usize, bridge: Stretch, tail: Stretch) -> Topic {
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
fn topic_in_turn(text: Stretch, items: &[Item], index: usize) -> Option<Topic> {
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
            && !about.before.contains(['免', '退']);
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

/// Whether the words before a quantity speak of requests that the tables do not count by themselves. 涉及国家秘密 and
/// 逾期不补正 are rows of table 3.
fn is_partial(clause: Stretch) -> bool {
    if !PARTIAL.in_text(clause) || words!["结转", "转入下", "转下", "未到期"].in_text(clause) {
        return false;
    }
    // 通过线上线下渠道共收到
    if words!["线上线下", "各种渠道", "各类渠道", "多种渠道", "各渠道", "多渠道"].in_text(clause)
    {
        return false;
    }
    row(clause).is_none() || PARTIAL.all(&clause).any(|(_, word)| !matches!(word, "涉及" | "补正" | "逾期"))
}

/// 收到当面递交及邮寄的申请6件: all that came by any way, where no other requests are counted in the line.
fn names_all_ways(about: &About) -> bool {
    static WAYS: Words =
        listed!["当面", "邮寄", "网络", "信函", "现场", "在线", "传真", "邮件", "窗口", "网上", "线上"];
    let About { clause, item, items, .. } = *about;
    let ends = words!["公开申请", "公开的申请", "依申请公开事项", "依申请公开件"].end(item.label.trim_end());
    if !ends || !words!["收到", "收悉", "受理", "接收"].in_text(clause) || words!["其中"].in_text(clause)
    {
        return false;
    }
    let mut ways = WAYS.all(clause.text()).map(|(at, _)| at);
    let (Some(first), Some(last)) = (ways.next(), ways.last()) else { return false };
    let is_joined = words!["、", "和", "及", "与", "或"].in_text(&clause[first..last]);
    is_joined && items.iter().filter(|other| other.quantity.unit.is_like(item.quantity.unit)).count() == 1
}

/// 行政复议7件，不涉及信息公开
fn is_told_to_be_other(about: &About) -> bool {
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

/// The sentence of a quantity.
fn whole_sentence<'a>(about: &About<'a, '_>) -> Stretch<'a> {
    let rest = about.text.behind(about.item.quantity.range.end);
    about.text.part(
        about.item.sentence_start,
        about.text.len() - rest.len() + rest.find('。').unwrap_or(rest.len()),
    )
}

/// 行政事业性收费 of table 2: nothing but plain words stands between the name and the amount.
fn is_charge(about: &About) -> bool {
    static NAME: Words = listed!["行政事业性收费"];
    static PLAIN: Words = listed![
        "方面", "全年", "年度", "本年", "本", "年", "共计", "共", "合计", "总计", "累计", "收取", "收费",
        "收入", "金额", "总额", "总", "实际", "为", "是", "达", "计", "，", "：", "情况", "征收", "的", "度",
        " ",
    ];
    let Some(at) = NAME.last(about.before) else { return false };
    let mut between = &about.before[at + "行政事业性收费".len()..];
    while let Some(word) = PLAIN.at_start(between) {
        between = &between[word.len()..];
    }
    between.is_empty()
        && !any_in(&about.before, &["信息处理费", "上年", "去年", "其中", "减免", "累计"])
        && about.item.quantity.precision == super::Precision::Exact
}

/// 行政许可决定 and the like of table 2.
fn decisions(about: &About) -> Option<Figure> {
    const DECISIONS: [(&str, Figure); 6] = [
        ("行政许可", Figure::LicenceDecisions),
        ("行政处罚", Figure::PenaltyDecisions),
        ("行政强制", Figure::CoercionDecisions),
        ("许可决定", Figure::LicenceDecisions),
        ("处罚决定", Figure::PenaltyDecisions),
        ("强制决定", Figure::CoercionDecisions),
    ];
    static NAMES: Words = listed!(of & named(&DECISIONS));
    static DONE: Words = listed!["作出", "办理", "实施", "处理决定", "采取", "办结", "做出"];
    let About { item, clause, .. } = *about;
    if let Some(figure) = decisions_named_behind(about) {
        return Some(figure);
    }
    if !NAMES.in_text(about.before) {
        return None;
    }
    let label = name_in_turn(about.text, about.items, about.index).unwrap_or(item.label);
    if !NAMES.in_text(label) {
        return None;
    }
    // 行政处罚决定不足百件, 行政许可近4万件
    let label = label.text().trim_end();
    let label = words!["不足", "不到", "超过", "近", "约", "逾", "超", "达", "共计", "共", "为"]
        .at_end(label)
        .map_or(label, |word| &label[..label.len() - word.len()]);
    let label =
        ["数量", "总数", "件数", "数"].iter().find_map(|word| label.strip_suffix(word)).unwrap_or(label);
    let bare = ["处理决定", "类决定", "类处理决定", "决定书", "决定", "案件", "措施", "事项", "业务", "类"]
        .iter()
        .find_map(|word| label.strip_suffix(word));
    let (_, figure) = DECISIONS
        .iter()
        .find(|(word, _)| label.ends_with(word) || bare.is_some_and(|bare| bare.ends_with(word)))?;
    let is_decision = label.ends_with("决定") || DONE.in_text(clause) || {
        // 实施行政强制9件，行政处罚243件: the verb is that of all.
        about.item.gap <= Gap::Comma
            && DONE.in_text(about.before)
            && !any_in(&about.before, &["公示", "公开", "发布", "信息", "上年", "去年", "其中", "累计"])
    };
    let is_other = words![
        "准予", "不予", "公示", "公开", "发布", "信息", "上年", "去年", "其中", "累计", "归集", "报送",
        "线上", "网上", "交办", "下放", "委托", "申请"
    ]
    .in_text(clause);
    // 综合执法局作出行政处罚143件 may be another's.
    let is_anothers = DONE.first(clause).is_some_and(|(at, _)| {
        let who = clause[..at].trim_end_matches(['共', '全', '年', '已']);
        who.ends_with(['局', '委', '办', '队', '所']) && !who.ends_with("我局") && !who.ends_with("本局")
    });
    ((is_decision || is_row_of_decisions(about)) && !is_other && !is_anothers).then_some(*figure)
}

/// 作出的293件行政处罚决定
fn decisions_named_behind(about: &About) -> Option<Figure> {
    const NAMES: [(&str, Figure); 3] = [
        ("行政许可决定", Figure::LicenceDecisions),
        ("行政处罚决定", Figure::PenaltyDecisions),
        ("行政强制决定", Figure::CoercionDecisions),
    ];
    let About { item, clause, .. } = *about;
    let tail = item.tail.text();
    if !tail.starts_with("行政") || !words!["作出的", "做出的", "作出", "做出"].end(item.label.trim_end())
    {
        return None;
    }
    let (_, figure) = NAMES.iter().find(|(name, _)| tail.starts_with(name))?;
    let is_other = words!["准予", "不予", "上年", "去年", "其中", "累计", "对", "有"].in_text(clause);
    (!is_other).then_some(*figure)
}

/// 行政许可640件，行政处罚77件，行政强制4件: several rows of table 2 one after another need no verb.
fn is_row_of_decisions(about: &About) -> bool {
    let About { item, items, index, before, .. } = *about;
    let name = |item: &Item| {
        let label = item.label.trim_matches(['，', '、', '；', ' ', '：', '共', '计', '和', '及']);
        let label = ["全年", "年内", "本年度", "本年"]
            .iter()
            .find_map(|time| label.strip_prefix(time))
            .unwrap_or(label);
        matches!(label, "行政许可" | "行政处罚" | "行政强制")
            && about.text[..item.quantity.range.end].ends_with(['件', '次', '起', '宗', '例'])
    };
    let is_beside =
        |other: Option<&Item>| other.is_some_and(|other| other.sentence == item.sentence && name(other));
    let other = || {
        words!["公示", "公开", "发布", "信息", "上年", "去年", "其中", "归集", "复议", "诉讼", "包括", "涉及"]
    };
    name(item)
        && (is_beside(index.checked_sub(1).map(|before| &items[before])) || is_beside(items.get(index + 1)))
        && !other().in_text(before)
}

/// 规章 of table 2.
fn regulations(about: &About) -> Option<Figure> {
    static OTHER: Words = listed![
        "上级",
        "转发",
        "学习",
        "起草",
        "审查",
        "备案",
        "清理",
        "修改",
        "修订",
        "解读",
        "制度",
        "其中",
        "上年",
        "去年",
        "累计",
        "草案",
        "法规",
        "党内",
        "报送",
        "国务院",
        "省政府",
        "等",
    ];
    let About { item, clause, .. } = *about;
    if !words!["规章"].in_text(clause) || OTHER.in_text(clause) || about.before.contains("规章制度") {
        return None;
    }
    let label = item.label.trim_end().trim_end_matches(['共', '计', '为']);
    if words!["现行有效"].in_text(item.label) && (label.ends_with("现行有效") || label.ends_with("规章"))
    {
        return Some(Figure::RegulationsInForce);
    }
    let names = label.ends_with("规章") || item.tail.starts_with("规章") || item.tail.starts_with("政府规章");
    let made = words!["制定", "出台", "制发", "制作", "颁布"].in_text(clause);
    match (names, made, words!["废止"].in_text(clause)) {
        (true, true, false) => Some(Figure::RegulationsMade),
        (true, false, true) => Some(Figure::RegulationsRepealed),
        _ => None,
    }
}

/// What the edition of 2019 counts of documents: 新制作, 新公开, 对外公开总数.
fn published(about: &About) -> Option<Figure> {
    let About { item, clause, .. } = *about;
    if !words!["对外公开", "新制作", "新公开"].in_text(clause) {
        return None;
    }
    let label = item.label.trim_end_matches(['为', '达', '到', '是', '共', '计', ' ']);
    let of_documents = words!["规范性文件"].in_text(clause);
    let of_rules = words!["规章"].in_text(clause) && !words!["规章制度"].in_text(clause);
    let is_total =
        words!["对外公开"].in_text(clause) && words!["总数", "总量", "总数量", "文件", "规章"].end(label);
    if of_documents == of_rules || words!["上年", "去年", "其中", "累计", "解读"].in_text(clause) {
        return None;
    }
    match (is_total, words!["新制作"].in_text(clause), words!["新公开"].in_text(clause), of_rules) {
        (true, false, false, false) => Some(Figure::NormativePublicTotal),
        (true, false, false, true) => Some(Figure::RegulationsPublicTotal),
        (false, true, false, false) if label.ends_with("文件") => Some(Figure::NormativeMade),
        (false, true, false, true) if label.ends_with("规章") => Some(Figure::RegulationsMade),
        (false, false, true, false) if label.ends_with("文件") => Some(Figure::NormativePublished),
        (false, false, true, true) if label.ends_with("规章") => Some(Figure::RegulationsPublished),
        _ => None,
    }
}

/// 行政规范性文件 of table 2.
fn documents(about: &About) -> Option<Figure> {
    static OTHER: Words = listed![
        "清理",
        "累计",
        "解读",
        "审查",
        "备案",
        "党",
        "修订",
        "修改",
        "及其他",
        "等",
        "公开",
        "其中",
        "上年",
        "去年",
        "评估",
        "宣布失效",
    ];
    static NAME: Words = listed!["规范性文件"];
    let About { item, clause, before, .. } = *about;
    let names_behind = item.tail.starts_with("行政规范性文件");
    if !NAME.in_text(item.label) && !names_behind {
        // 制定行政规范性文件3件，废止5件，现行有效27件: named once for all.
        let goes_on = item.gap <= Gap::Semicolon
            && words!["行政规范性文件"].in_text(before)
            && !OTHER.in_text(before)
            && item.tail.trim_end().is_empty();
        return if goes_on { document(item.label.text()) } else { None };
    }
    if OTHER.in_text(clause) {
        return None;
    }
    if words!["现行有效", "继续有效", "保留有效"].in_text(item.label) {
        return Some(Figure::NormativeInForce);
    }
    let label = item.label.trim_end();
    // 行政规范性文件制发3件
    if let Some(at) = NAME.last(item.label)
        && let Some(figure) = document(&item.label[at + "规范性文件".len()..])
    {
        return Some(figure);
    }
    // 制发的4件行政规范性文件
    let names_before = label.trim_end_matches(['共', '计', '为']).ends_with("文件");
    if !(names_before || names_behind && label.ends_with('的')) {
        return None;
    }
    match (words!["制发", "制定", "出台", "印发"].in_text(clause), words!["废止"].in_text(clause)) {
        (true, false) => Some(Figure::NormativeMade),
        (false, true) => Some(Figure::NormativeRepealed),
        _ => None,
    }
}

/// What these words alone say of documents.
fn document(words: &str) -> Option<Figure> {
    let words = words.trim_matches(['，', '；', '、', ' ', '的', '为', '共', '计', '其', '：']);
    let plain = ["本年度", "本年", "全年", "年末", "目前", "当年", "已", "新"];
    let words = plain.iter().fold(words, |words, word| words.strip_prefix(word).unwrap_or(words));
    match words {
        "制发" | "制定" | "出台" | "印发" => Some(Figure::NormativeMade),
        "废止" | "废止失效" | "废止和失效" | "宣布废止" => Some(Figure::NormativeRepealed),
        "现行有效" | "继续有效" | "仍然有效" | "保留有效" | "有效" => {
            Some(Figure::NormativeInForce)
        }
        _ => None,
    }
}

/// Words that name nothing.
const FILLERS: [&str; 14] =
    ["，", "、", "和", "及", "尚", "还", "另", "其中", "其余", "剩余", "有", "为", "共", "的"];

/// Whether a quantity merely goes on with a list of quantities: the second of 20件、46件和15件.
fn follows(item: &Item) -> bool {
    // Names are seldom that short.
    if item.gap > Gap::Pause || item.label.len() > 12 {
        return false;
    }
    match item.label.trim() {
        "" => item.gap == Gap::Pause,
        label => item.gap == Gap::None && matches!(label, "和" | "及" | "与"),
    }
}

/// The name of a quantity where several are named first and counted in turn: 不予公开、无法提供的分别为20件、46件. Empty
/// where it cannot be told which of the names it has.
fn name_in_turn<'a>(text: Stretch<'a>, items: &[Item<'a>], index: usize) -> Option<Stretch<'a>> {
    let first = (0..=index).rev().find(|&at| !follows(&items[at]))?;
    let behind = items[index + 1..].iter().take_while(|item| follows(item)).count();
    let count = index - first + behind + 1;
    if count < 2 {
        return None;
    }
    let clause = clause_before(text, items[first].quantity.range.start);
    if !words!["分别"].in_text(clause) {
        return None;
    }
    let names = clause.before(clause.rfind("分别")?);
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, mark) in names.match_indices(['、', '和', '及', '与']) {
        parts.push(names.part(from, at));
        from = at + mark.len();
    }
    parts.push(names.behind(from));
    Some(if parts.len() == count { parts[index - first] } else { Stretch::from("") })
}

/// The words that name a quantity: those right before it, or else those right behind.
fn name<'a>(text: Stretch<'a>, items: &[Item<'a>], index: usize) -> Stretch<'a> {
    let item = &items[index];
    if let Some(name) = name_in_turn(text, items, index) {
        return name;
    }
    let label = item.label.trimmed();
    let mut bare = label.text();
    while let Some(rest) = FILLERS.iter().find_map(|filler| bare.strip_prefix(filler)) {
        bare = rest;
    }
    if !bare.is_empty() {
        return label;
    }
    // 其余14件作出予以公开9件: what stands behind names the next.
    let end = item.quantity.range.end + item.tail.len();
    let names_next =
        !item.tail.is_empty() && items.get(index + 1).is_some_and(|next| next.quantity.range.start == end);
    // 其余7件为信访、投诉等情形 names none of them.
    if names_next || words!["等"].in_text(item.tail) || goes_on(&text, item) {
        Stretch::from("")
    } else {
        item.tail
    }
}

/// Whether the words behind a quantity are but the first of several: 8件为不予公开、无法提供.
fn goes_on(text: &str, item: &Item) -> bool {
    let end = item.quantity.range.end + item.tail.len();
    let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix('、')) else { return false };
    let next = rest.split(['，', '、', '；', '。', '（']).next().unwrap_or_default();
    !item.tail.is_empty()
        && !next.contains(|letter: char| letter.is_ascii_digit() || "一二两三四五六七八九十".contains(letter))
}

/// The words between a quantity and the one before.
fn text_since<'a>(text: Stretch<'a>, items: &[Item], index: usize) -> Stretch<'a> {
    let start = index.checked_sub(1).map_or(0, |before| items[before].quantity.range.end);
    text.part(start, items[index].quantity.range.start)
}

/// Whether the words say that something was carried over.
fn names_carried(words: Stretch) -> bool {
    words!["结转"].in_text(words)
        || words!["转下年", "转下一年", "转入下", "顺延", "跨年", "留待", "转至"].in_text(words)
}

/// From which year or into which, where the words say that something was carried over.
fn carried(words: Stretch) -> Option<Subject> {
    let is_out = words!["下年", "下一年", "次年", "转入", "转至", "顺延", "结转到", "结转至", "明年", "留待"]
        .in_text(words);
    let is_in = words!["上年", "上一年", "去年", "往年", "前一年", "以前"].in_text(words);
    let at = words
        .find("结转")
        .map(|at| (&words[..at], words[at + "结转".len()..].trim_start_matches(['至', '到'])));
    let is_digit = |letter: char| letter.is_ascii_digit();
    let is_out = is_out || at.is_some_and(|(_, behind)| behind.starts_with(is_digit));
    let is_in = is_in
        || at.is_some_and(|(before, _)| {
            before.trim_end_matches('度').ends_with('年') && before.contains(is_digit)
        });
    match (is_in, is_out) {
        (true, false) => Some(Subject::CarriedIn),
        (false, true) => Some(Subject::CarriedOut),
        (false, false) => Some(Subject::Carried),
        (true, true) => None,
    }
}

/// What the words say was left over, in other words than those.
fn left_over(words: Stretch) -> Option<Subject> {
    // 上年遗留的12件申请, 上年度转入10件
    if words!["遗留", "转入", "未办结", "转来", "接转", "延续"].in_text(words)
        && words!["上年", "上一年", "去年", "往年"].in_text(words)
    {
        return Some(Subject::CarriedIn);
    }
    if words![
        "尚未办结",
        "正在办理",
        "未到答复期",
        "尚未到期",
        "未到期",
        "未到办理期限",
        "在办理期限内",
        "未到法定期限",
        "尚在办理",
        "尚未答复",
        "在办",
        "未办结",
        "仍在办理",
        "还在办理",
        "办理中"
    ]
    .in_text(words)
    {
        return Some(Subject::CarriedOut);
    }
    None
}

fn request(about: &About) -> Option<Subject> {
    let About { item, clause, .. } = *about;
    let words = name(about.text, about.items, about.index);
    let words = if words.is_longer(40) { clause } else { words };
    if names_carried(words) {
        return carried(words);
    }
    if let Some(subject) = left_over(words) {
        return Some(subject);
    }
    if aside::is_of_last_year(clause) || words!["上年", "去年", "上一年"].in_text(words) {
        return None;
    }
    // 答复示范文本12份
    if words!["文本", "模板", "范本", "样本", "样式", "格式", "指引", "规程", "流程图"].in_text(item.label)
    {
        return None;
    }
    // 信访、举报、投诉类申请: the name may be a list.
    let listed = || {
        let names = text_since(about.text, about.items, about.index);
        row(names.behind(names.rfind(['，', '；', '。', '：', '（']).unwrap_or_default()))
    };
    if let Some(row) = row(words).or_else(|| if item.gap == Gap::Pause { listed() } else { None }) {
        return Some(Subject::Row(row));
    }
    if let Some(group) = group(words) {
        // 无法提供、不予公开共67件 counts both.
        let since = clause.rfind(|letter: char| letter.is_ascii_digit()).map_or(0, |at| at + 1);
        let named = ["部分公开", "不予公开", "无法提供", "不予处理", "其他处理"];
        // 无法提供等5件; 因不掌握或没有现成信息而无法提供的19件 are two rows of three.
        let tells_why = group == ResultGroup::Unavailable
            && words!["不掌握", "没有现成", "补正"].in_text(words)
            && !words!["等"].in_text(words);
        if words.trim_end().ends_with('等') || tells_why {
            return None;
        }
        let joins = || words!["及", "和", "或"].in_text(words);
        let is_joint = (words.trim_end().ends_with(['共', '计']) || joins())
            && named.iter().filter(|name| clause[since..].contains(**name)).count() > 1;
        return (!is_joint).then_some(Subject::Result(group));
    }
    // 公民、法人或其他组织 together are everybody.
    let is_everybody = || {
        let digit = clause.rfind(|letter: char| letter.is_ascii_digit());
        let since = clause.behind(digit.map_or(0, |at| at + 1));
        words!["公民", "自然人"].in_text(since) && words!["法人"].in_text(since)
    };
    let is_everybody = words!["法人"].in_text(clause)
        && is_everybody()
        && name_in_turn(about.text, about.items, about.index).is_none();
    if let Some(applicant) = applicant(words).filter(|_| !is_everybody) {
        return Some(applicant);
    }
    if let Some(applicant) = applicant_before(about, words) {
        return Some(applicant);
    }
    let words = if is_everybody { clause } else { words };
    if words!["其中"].in_text(clause) && !words!["申请"].in_text(words) {
        return None;
    }
    let is_of_requests =
        words!["申请"].in_text(clause) || words!["申请"].in_text(item.tail) || item.gap <= Gap::Comma;
    if words!["新收", "新增"].in_text(words) && is_of_requests {
        return Some(Subject::NewlyReceived);
    }
    if is_count_of_requests(about) {
        return Some(Subject::Received);
    }
    // 其中县自然资源局收到申请5件, 收到的5件征地类申请
    if words!["其中"].in_text(clause) || is_of_one_kind(clause, item) {
        return None;
    }
    if words!["收到", "受理", "接收", "接到", "收办", "共收", "登记", "收悉"].in_text(words)
        && (words!["申请"].in_text(clause) || words!["申请"].in_text(item.tail))
    {
        return Some(Subject::Received);
    }
    if words!["依申请公开"].in_text(words) && words.trim_end().ends_with('共') {
        return Some(Subject::Received);
    }
    // 17件均已答复 says so of all, 2件直接答复 need not.
    let is_of_some = !item.tail.is_empty()
        && words.as_ptr() == item.tail.as_ptr()
        && !words.contains(['均', '全', '已', '都']);
    if !is_of_some
        && words!["答复", "办结", "办复", "办理完毕"].in_text(words)
        && !words![
            "未答复",
            "答复率",
            "办结率",
            "答复后",
            "件中",
            "申请中",
            "答复中予以公开",
            "答复中部分公开"
        ]
        .in_text(words)
    {
        return Some(Subject::Answered);
    }
    if words!["办理", "处理"].in_text(words) && words!["申请"].in_text(clause) {
        return Some(Subject::Handled);
    }
    None
}

/// Who is named as the most of the applicants in the clause before: 自然人仍是主体，共37件.
fn applicant_before(about: &About, words: Stretch) -> Option<Subject> {
    let About { text, item, items, index, .. } = *about;
    if item.label.len() > 12 || words.chars().any(|letter| !"，共计有为".contains(letter)) {
        return None;
    }
    let behind = items[..index].last().map_or(0, |before| before.quantity.range.end);
    let told = text.part(behind.max(item.sentence_start), item.quantity.range.start);
    let is_most = told.contains(['主', '多', '最', '首'])
        && any_in(&told, &["为主", "主体", "最多", "居多", "最大", "最高", "首位"])
        && told.matches('，').count() <= 2;
    if is_most { applicant(told) } else { None }
}

/// Words that tell nothing of what kind a request is.
static KINDLESS: Words = listed!(
    "政府信息公开|政府信息|信息公开|依申请公开|公开|书面|有效|各类|各种|公民|法人|\
     自然人|其他组织|其它组织|社会公众|群众|居民|村民|企业|单位|组织|个人|申请人|\
     申请|提出|提交|提起|递交|寄送|向|我|本|的|件|相关|有关|此类|新|共|计|和|\
     或者|或|、|及|以及|与|等|社会|总|数|量|为|达|到|事项|来自|合计|了|过|\
     仅|只|有|要求|获取|依法|局|镇|街道|机关|政府|累计|不|足|约|近|超|逾| |\
     全部|登记|办理|受理|并|办结|答复|接收|处理|收到|依|县|乡|区|市|共有|，|\
     案|材料|表"
);

/// Whether the words around a quantity of requests say of what kind they are, or that something else is counted:
/// 征地类申请, 要求公开预算的申请, 申请人来电.
fn is_of_one_kind(clause: Stretch, item: &Item) -> bool {
    let is_kindless = |words: &str| {
        let mut words = words.trim();
        while let Some(word) = KINDLESS.at_start(words) {
            words = &words[word.len()..];
        }
        words.is_empty()
    };
    let digit = clause.rfind(|letter: char| letter.is_ascii_digit());
    let since = clause.behind(digit.map_or(0, |at| at + 1));
    let since = since.behind(since.find('、').filter(|_| digit.is_some()).unwrap_or_default());
    let verb = words!["收到", "受理", "接收", "接到", "收办", "登记", "收悉"].first(since);
    let before = verb.is_none_or(|(at, verb)| is_kindless(&since[at + verb.len()..]));
    let behind = item.tail.find("申请").is_none_or(|at| is_kindless(&item.tail[..at]));
    !before || (!behind && !item.label.contains("申请"))
}

/// Whether the words call a quantity the number of requests without a verb: 政府信息公开申请总量226件, or the sum of
/// those that came by several ways: 收到信函申请20件、网络申请62件，共82件.
fn is_count_of_requests(about: &About) -> bool {
    let About { item, items, index, before, .. } = *about;
    if is_sum_of_requests(about) {
        return true;
    }
    let label =
        item.label.trim_end_matches([' ', '为', '是', '达', '到', '有', '近', '约', '超', '过', '逾', '：']);
    if !label.ends_with(['请', '数', '量', '计', '共', '项']) {
        return false;
    }
    let label = label.trim_start_matches(['，', '；', ' ', '：']);
    let is_number = label.contains("申请")
        && [
            "申请共",
            "申请共计",
            "申请合计",
            "申请总数",
            "申请总量",
            "申请数量",
            "申请量",
            "申请数",
            "申请件数",
            "申请件数共计",
            "申请件数合计",
        ]
        .iter()
        .any(|words| label.ends_with(words));
    let bare = label.trim_start_matches([
        '全', '年', '本', '度', '县', '市', '区', '镇', '乡', '机', '关', '共', '有', '的',
    ]);
    if is_number || matches!(bare, "政府信息公开申请" | "信息公开申请" | "依申请公开申请" | "依申请公开事项")
    {
        return true;
    }
    let is_sum = matches!(label, "共" | "共计" | "合计" | "总计" | "总共" | "累计");
    if !is_sum
        || !any_in(&before, &["收到", "受理", "接收", "收悉", "登记"])
        || ["答复", "办结", "办理", "复议", "诉讼"].iter().any(|word| before.contains(word))
    {
        return false;
    }
    let mut sum = super::Amount::default();
    let parts = items[..index]
        .iter()
        .rev()
        .take_while(|part| part.sentence == item.sentence && part.quantity.unit == Unit::Piece);
    let mut count = 0;
    for part in parts {
        sum = sum.plus(part.quantity.amount);
        count += 1;
        if !words!["申请"].in_text(part.label) {
            return false;
        }
    }
    count >= 2 && sum == item.quantity.amount
}

/// `依申请公开按提交方式分，在线提交118件、信函寄送36件，共计154件`, `新收申请（自然人：39；企业：5）共44件`.
fn is_sum_of_requests(about: &About) -> bool {
    let About { item, items, index, before, .. } = *about;
    let label = item.label.trim_matches(['，', '；', ' ', '为', '是', '达', '到', '有']);
    let names = words!["依申请公开", "公开申请", "新收申请"];
    if !matches!(label, "共" | "共计" | "合计" | "总计" | "总共") || !names.in_text(before) {
        return false;
    }
    if OTHER_MATTERS.in_text(before)
        || words!["答复", "办结", "办理", "复议", "诉讼", "公开信息", "其中", "结转", "上年", "去年"]
            .in_text(before)
    {
        return false;
    }
    let parts = items[..index].iter().rev().take_while(|part| part.sentence == item.sentence);
    let (mut sum, mut count) = (super::Amount::default(), 0);
    for part in parts {
        if !part.quantity.unit.is_like(item.quantity.unit) && part.quantity.unit != Unit::None {
            return false;
        }
        sum = sum.plus(part.quantity.amount);
        count += 1;
    }
    count >= 2 && sum == item.quantity.amount
}

pub(super) fn group(words: Stretch) -> Option<ResultGroup> {
    let is_bare = |bare: &[&str]| {
        let words = words
            .trim_start_matches(['，', ' ', '其', '中', '：'])
            .trim_end_matches(['的', '为', '了', '共', '计', ' ', '：']);
        bare.contains(&words)
    };
    if words!["中"].in_text(words) && !words!["其中"].in_text(words) || words!["各行"].in_text(words) {
        return None;
    }
    if words!["部分公开", "部分予以公开"].in_text(words) {
        // 予以公开和部分公开合计 are counted together.
        let both =
            words!["公开和部分公开", "公开、部分公开", "公开及部分公开", "公开或部分公开"].in_text(words);
        Some(if both { ResultGroup::Granted } else { ResultGroup::Partial })
    } else if words!["不予公开", "不公开", "不予提供"].in_text(words) {
        Some(ResultGroup::Denied)
    } else if words!["无法提供"].in_text(words) {
        Some(ResultGroup::Unavailable)
    } else if words!["不予处理", "不再处理"].in_text(words) {
        Some(ResultGroup::NotProcessed)
    } else if words!["其他处理", "其它处理", "其他方式处理"].in_text(words) {
        Some(ResultGroup::Other)
    } else if words!["予以公开", "同意公开", "全部公开", "准予公开"].in_text(words)
        || is_bare(&["公开", "公开答复", "已公开", "依法公开"])
    {
        Some(ResultGroup::Granted)
    } else {
        None
    }
}

fn row(words: Stretch) -> Option<RequestRow> {
    use RequestRow as R;
    const ROWS: [(&str, R); 36] = [
        ("国家秘密", R::StateSecret),
        ("禁止公开", R::Prohibited),
        ("三安全", R::Stability),
        ("第三方合法权益", R::ThirdParty),
        ("第三方权益", R::ThirdParty),
        ("商业秘密", R::ThirdParty),
        ("个人隐私", R::ThirdParty),
        ("内部事务", R::Internal),
        ("过程性", R::Process),
        ("行政执法案卷", R::CaseFile),
        ("执法案卷", R::CaseFile),
        ("行政查询", R::Query),
        ("不掌握", R::NotHeld),
        ("未掌握", R::NotHeld),
        ("信息不存在", R::NotHeld),
        ("没有现成", R::NeedsMaking),
        ("无现成", R::NeedsMaking),
        ("另行制作", R::NeedsMaking),
        ("需要加工", R::NeedsMaking),
        ("仍不明确", R::Unclear),
        ("信访举报", R::Petition),
        ("信访、举报", R::Petition),
        ("信访投诉", R::Petition),
        ("信访、投诉", R::Petition),
        ("投诉举报", R::Petition),
        ("投诉、举报", R::Petition),
        ("重复申请", R::Repeated),
        ("公开出版物", R::Publication),
        ("大量反复", R::Excessive),
        ("重新出具", R::Reissue),
        ("重新确认", R::Reissue),
        ("逾期不补正", R::NotCorrected),
        ("逾期未补正", R::NotCorrected),
        ("未按收费通知", R::FeeUnpaid),
        ("逾期未缴费", R::FeeUnpaid),
        ("逾期未按收费", R::FeeUnpaid),
    ];
    static NAMES: Words = listed!(of & named(&ROWS));
    let row = ROWS[NAMES.which(words)?].1;
    // 信访举报、重复申请等情形 are several.
    let is_open = words!["等情形", "等原因", "等情况", "等类"].in_text(words);
    let names_others = || {
        let mut rows = ROWS.iter().filter(|(name, _)| words.contains(name)).map(|(_, row)| *row);
        rows.any(|other| other != row)
    };
    (!is_open && !names_others()).then_some(row)
}

pub(super) fn applicant(words: Stretch) -> Option<Subject> {
    const COLUMNS: [(&str, Applicant); 4] = [
        ("商业企业", Applicant::Business),
        ("科研机构", Applicant::Research),
        ("公益组织", Applicant::Welfare),
        ("法律服务机构", Applicant::Legal),
    ];
    static EVERYDAY: Words = listed!["企业", "律师事务所", "律所", "个人"];
    static NAMES: Words = listed!(of & named(&COLUMNS));
    // 企业提出申请5件, 个人提出申请29件
    let everyday = [
        ("企业", Applicant::Business),
        ("律师事务所", Applicant::Legal),
        ("律所", Applicant::Legal),
        ("个人", Applicant::Natural),
    ];
    let plain = |(name, _): &&(&str, Applicant)| {
        let Some(at) = words.find(name) else { return false };
        let rest = words[at + name.len()..].trim();
        rest.is_empty()
            || ["提出", "提交", "申请", "作为申请", "依申请公开", "政府信息公开申请", "信息公开申请"]
                .iter()
                .any(|word| rest.starts_with(word))
    };
    if EVERYDAY.in_text(words)
        && !NAMES.in_text(words)
        && !words!["和", "及", "、", "或", "涉"].in_text(words)
        && let Some((_, applicant)) = everyday.iter().find(plain)
    {
        return Some(Subject::Applicant(Some(*applicant)));
    }
    let names_person = words!["自然人", "公民", "个人申请"].in_text(words);
    let names_organisation = words!["法人"].in_text(words);
    if names_person {
        return (!names_organisation).then_some(Subject::Applicant(Some(Applicant::Natural)));
    }
    let column = NAMES.which(words).map(|index| COLUMNS[index].1);
    (column.is_some() || names_organisation).then_some(Subject::Applicant(column))
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

fn proceeding(about: &About) -> Option<Subject> {
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
