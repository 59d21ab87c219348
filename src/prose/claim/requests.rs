//! What is said of requests: received, carried over, answered, by result and by applicant.

use super::{About, OTHER_MATTERS, PARTIAL, ResultGroup, Subject, clause_before};
use crate::format::{Applicant, RequestRow};
use crate::prose::aside;
use crate::prose::breakdown::{Gap, Item};
use crate::prose::index::Stretch;
use crate::prose::unit::Unit;
use crate::prose::words::{Words, any_in, listed, named, words};

/// Whether the words before a quantity speak of requests that the tables do not count by themselves. 涉及国家秘密 and
/// 逾期不补正 are rows of table 3.
pub(super) fn is_partial(clause: Stretch) -> bool {
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
pub(super) fn names_all_ways(about: &About) -> bool {
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

/// Words that name nothing.
const FILLERS: [&str; 14] =
    ["，", "、", "和", "及", "尚", "还", "另", "其中", "其余", "剩余", "有", "为", "共", "的"];

/// Whether a quantity merely goes on with a list of quantities: the second of 20件、46件和15件.
pub(super) fn follows(item: &Item) -> bool {
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
pub(super) fn name_in_turn<'a>(text: Stretch<'a>, items: &[Item<'a>], index: usize) -> Option<Stretch<'a>> {
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
pub(super) fn name<'a>(text: Stretch<'a>, items: &[Item<'a>], index: usize) -> Stretch<'a> {
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
pub(super) fn goes_on(text: &str, item: &Item) -> bool {
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
pub(super) fn carried(words: Stretch) -> Option<Subject> {
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
    // 结转至本年的1件
    if words!["至本年", "到本年", "入本年", "至当年", "到当年", "至今年", "到今年"].in_text(words)
    {
        return Some(Subject::CarriedIn);
    }
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

/// Whether the words name one group of results, and all of it.
fn is_one_group(group: ResultGroup, words: Stretch, clause: Stretch) -> bool {
    // 无法提供、不予公开共67件 counts both.
    let since = clause.rfind(|letter: char| letter.is_ascii_digit()).map_or(0, |at| at + 1);
    let named = ["部分公开", "不予公开", "无法提供", "不予处理", "其他处理"];
    // 无法提供等5件; 因不掌握或没有现成信息而无法提供的19件 are two rows of three.
    let tells_why = group == ResultGroup::Unavailable
        && words!["不掌握", "没有现成", "补正"].in_text(words)
        && !words!["等"].in_text(words);
    let joins = || words!["及", "和", "或"].in_text(words);
    let is_joint = (words.trim_end().ends_with(['共', '计']) || joins())
        && named.iter().filter(|name| clause[since..].contains(**name)).count() > 1;
    !words.trim_end().ends_with('等') && !tells_why && !is_joint
}

/// 答复前与申请人沟通120余次
fn is_talk(words: Stretch) -> bool {
    words!["沟通", "联系", "会审", "会商", "协商", "回访", "约谈", "走访"].end(words.text().trim_end())
}

/// 比本年新收数多出的3件
fn is_excess(words: Stretch) -> bool {
    words.contains('比')
        && ["多出的", "少的", "多的"].iter().any(|word| words.text().trim_end().ends_with(word))
}

pub(super) fn request(about: &About) -> Option<Subject> {
    let About { item, clause, .. } = *about;
    let words = name(about.text, about.items, about.index);
    let words = if words.is_longer(40) { clause } else { words };
    if names_carried(words) {
        return carried(words);
    }
    if let Some(subject) = left_over(words) {
        return Some(subject);
    }
    if aside::is_of_last_year(clause)
        || words!["上年", "去年", "上一年"].in_text(words)
        || is_excess(words)
        || is_talk(words)
    {
        return None;
    }
    // 答复示范文本12份
    if words!["文本", "模板", "范本", "样本", "样式", "格式", "指引", "规程", "流程图"].in_text(item.label)
    {
        return None;
    }
    // 因不属本机关掌握或无现成信息而无法提供 are two rows.
    if words.contains("掌握") && words.contains("现成") {
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
        return is_one_group(group, words, clause).then_some(Subject::Result(group));
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
    let mut sum = crate::prose::Amount::default();
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
    let (mut sum, mut count) = (crate::prose::Amount::default(), 0);
    for part in parts {
        if !part.quantity.unit.is_like(item.quantity.unit) && part.quantity.unit != Unit::None {
            return false;
        }
        sum = sum.plus(part.quantity.amount);
        count += 1;
    }
    count >= 2 && sum == item.quantity.amount
}

pub(in crate::prose) fn group(words: Stretch) -> Option<ResultGroup> {
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

pub(in crate::prose) fn applicant(words: Stretch) -> Option<Subject> {
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
