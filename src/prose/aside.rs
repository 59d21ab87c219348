//! Words that tell that a figure is not that of the unit in the year: of a part of it, of several years, of
//! another year that it is held against, of another body.

use super::index::Stretch;
use super::percent::BEFORE;
use super::words::{Words, listed, words};

/// Words for a part of a year, or for more than one.
static OTHER_TIME: Words = listed![
    "上半年",
    "下半年",
    "季度",
    "月份",
    "上旬",
    "中旬",
    "下旬",
    "月末",
    "当月",
    "单月",
    "首月",
    "行以来",
    "施以来",
    "立以来",
    "布以来",
    "线以来",
    "用以来",
    "月以来",
    "会以来",
    "通以来",
    "订以来",
    "正以来",
    "牌以来",
    "革以来",
    "历年",
    "年来",
    "近两年",
    "近三年",
    "近五年",
    "近几年",
    "三年间",
    "五年间",
    "三年累计",
    "五年累计",
    "任期",
    "历史累计",
    "有史以来",
];
/// Words for the year of the report.
static THIS_TIME: Words = listed!["全年", "年度", "本年", "年内", "今年", "当年", "一年来", "今年以来"];

/// Whether the words of a sentence before a figure speak last of a part of a year, or of several years. A line that
/// names no months need not be searched for them.
pub(super) fn is_of_other_time(before: Stretch, names_months: bool) -> bool {
    let other = OTHER_TIME
        .last(before)
        .filter(|&at| !(before[at..].starts_with("年来") && before[..at].ends_with('一')));
    let Some(at) = other.max(if names_months { month(before) } else { None }) else { return false };
    THIS_TIME.last(before).is_none_or(|this| this < at)
}

/// Where the words name a month last that is not the end of the year: 截至6月底, 1至6月, 至6月30日.
fn month(before: Stretch) -> Option<usize> {
    let at = before.rfind('月')?;
    let digits = before[..at]
        .trim_end_matches(|letter: char| letter.is_ascii_digit() || "一二三四五六七八九十".contains(letter));
    let number = &before[digits.len()..at];
    let behind = &before[at + '月'.len_utf8()..];
    let is_digit = |letter: char| letter.is_ascii_digit();
    let is_day = behind.starts_with(is_digit);
    // 至2024年6月30日
    let year = digits.strip_suffix('年').map_or(digits, |year| year.trim_end_matches(is_digit));
    let ends_there = || {
        let rest = behind.trim_start_matches(is_digit).trim_start_matches('日');
        is_day && (rest.starts_with(['前', '止']) || rest.starts_with("为止"))
    };
    let is_end = year.trim_end().ends_with(['至', '到', '止', '—', '-', '～', '~']) || ends_there();
    // 12月新收14件
    let is_last = matches!(number, "12" | "十二") && (is_end || is_day || behind.starts_with(['底', '末']));
    let is_part = !number.is_empty() && !is_last && (!is_day || is_end);
    is_part.then_some(at)
}

/// Whether the words of a clause before a figure speak of last year's figures. 上年结转 is this year's.
pub(super) fn is_of_last_year(clause: Stretch) -> bool {
    let Some(at) = BEFORE.last(clause) else { return false };
    let rest = &clause[at..];
    let rest =
        rest.trim_start_matches(['上', '去', '前', '往', '一', '年', '度', '同', '期', '的', '未', '办']);
    !words!["结转", "接续", "承接", "转入", "转来", "遗留", "留存", "跨年", "结余", "顺延", "末", "底"]
        .begin(rest)
        && !words!["本年", "今年", "当年"].in_text(rest)
}

/// Words for bodies, behind their names.
static BODIES: Words = listed![
    "局",
    "镇",
    "乡",
    "街道",
    "委",
    "厅",
    "中心",
    "公司",
    "支队",
    "大队",
    "分局",
    "办事处",
    "委员会",
    "政府",
    "办公室",
    "部门",
    "单位",
    "开发区",
    "管委会",
    "学校",
    "医院",
    "村",
    "社区",
    "站",
    "所",
];

/// The body that a clause names as the one that did something: what stands right before the verb.
pub(super) fn actor(clause: &str) -> Option<&str> {
    let verb = words![
        "收到", "受理", "接收", "新收", "收悉", "作出", "办结", "答复", "办理", "接到", "登记", "审理",
        "审结"
    ];
    let (at, _) = verb.first(clause)?;
    let before =
        clause[..at].trim_end_matches(['共', '新', '单', '独', '已', '全', '年', '分', '别', '累', '计']);
    let begins = |letter: char| !('\u{4e00}'..='\u{9fff}').contains(&letter);
    let start =
        before.rfind(begins).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let name = &before[start..];
    let name = ["其中", "年", "由", "对", "度"]
        .iter()
        .fold(name, |name, word| name.rsplit(word).next().unwrap_or(name));
    let is_name = BODIES.end(name) && name.chars().count() >= 2;
    let is_own = words!["我", "本", "全", "各"].in_text(name);
    (is_name && !is_own).then_some(name)
}

/// Letters of which one stands in each of the words for a sample.
pub(super) const SAMPLED: [char; 8] = ['抽', '随', '挑', '卷', '汇', '评', '核', '选'];
/// Words for some of the cases, picked to be looked at.
static SAMPLES: Words = listed!("抽取|抽查|抽样|抽检|抽选|抽调|随机|评查|选取|挑选|点评|复核|汇编|卷宗");
/// Words with which a sentence turns to all of them.
static WHOLES: Words = listed!("全年|本年度|共收到|新收|共受理|全部");
/// Words for what is done in the name of another, or for it.
static ON_BEHALF: Words = listed!(
    "代拟|代为|代办|代起草|代收|代县|代市|代区|代省|代州|代旗|代镇|代乡|代街道|代政府|代本级|代上级|代国|代党|代人民政府|\
     代管委会|起草|草拟|拟订|报请|提请|报送|呈报|受托|转委托|协助|配合|协办|承办县|承办市|承办以|承办省|转来|转交|交办|\
     作为第三方|作为政府信息公开申请|按政府信息公开申请|按依申请公开|参照"
);

/// Whether the words of a sentence before a figure speak last of a sample of the cases.
pub(super) fn is_of_sample(before: Stretch) -> bool {
    let Some(at) = SAMPLES.last(before) else { return false };
    WHOLES.last(before).is_none_or(|whole| whole < at)
}

/// Whether the words of a clause before a figure say that it was done in another's name, or for another.
pub(super) fn is_for_another(clause: Stretch) -> bool {
    // 以县政府和县政府办公室名义 is how the government itself speaks.
    // Only a town speaks so of its own government.
    let own = || {
        words![
            "我",
            "本",
            "自身",
            "自己",
            "政府和",
            "政府、",
            "政府及",
            "政府（",
            "镇政府名义",
            "乡政府名义",
            "街道办事处名义"
        ]
        .in_text(clause)
    };
    let in_name_of = || {
        let Some(at) = words!["名义"].last(clause) else { return false };
        // 以政府信息公开名义提出的信访 is done by nobody of that name.
        BODIES.end(&clause[..at]) && !clause[..at].ends_with("部门") && !own()
    };
    let is_commissioned = || {
        let Some(at) = words!["委托"].last(clause) else { return false };
        words!["受", "接受"].in_text(&clause[..at])
    };
    ON_BEHALF.in_text(clause) && !own()
        || words!["名义"].in_text(clause) && in_name_of()
        || words!["委托"].in_text(clause) && is_commissioned()
}

/// Whether the words of a sentence before a figure tell what was decided over reviews by the one who decides them:
/// 作为复议机关审理行政复议案件.
pub(super) fn is_of_decider(before: Stretch) -> bool {
    let Some(at) = words!["审理", "审结", "审查", "裁决"].last(before) else { return false };
    let (ahead, behind) = (&before[..at], &before[at..]);
    let object = behind.split(['，', '；', '。']).next().unwrap_or_default();
    let is_state = words!("正在|尚在|仍在|在|待|未|尚未|经|已|法院|均").end(ahead);
    !is_state && (object.contains("复议") || object.contains("诉讼") || object.contains("案件"))
}

/// What stands before 申请 where it is one for information, or may be.
pub(super) fn may_be_for_information(before: &str) -> bool {
    const PLAIN: &str = "从按就开息到理收件的项结转复其宗起条类份受接办上次共本余，、（）；：。 新效有出书面式悉道法义\u{3000}";
    words!["自然人", "法人", "组织", "机构", "公民"].end(before)
        || before.chars().next_back().is_none_or(|last| {
            PLAIN.contains(last) || last.is_ascii_digit() || !('\u{4e00}'..='\u{9fff}').contains(&last)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_times_are_told_from_this_year() {
        for (words, expected) in [
            ("仅上半年就收到申请", true),
            ("《条例》施行以来，全县累计办理申请", true),
            ("近三年共收到申请", true),
            ("第三季度收到申请", true),
            ("一季度收到申请", true),
            ("截至6月底，收到申请", true),
            ("1月1日至6月30日收到申请", true),
            ("截至2024年6月30日，收到申请", true),
            ("11月30日前收到申请", true),
            ("截至2024年12月31日，收到申请", false),
            ("6月5日召开会议，收到申请", false),
            ("1月1日至12月31日收到申请", false),
            ("3月召开会议，全年收到申请", false),
            ("全年收到申请", false),
            ("上半年开展培训，全年收到申请", false),
            ("一年来收到申请", false),
            ("2023年收到申请", false),
        ] {
            assert_eq!(is_of_other_time(words.into(), true), expected, "{words}");
        }
        for (words, expected) in [
            ("与上年收到申请24件、答复", true),
            ("去年全年收到", true),
            ("上年结转", false),
            ("上年度未办结转入", false),
            ("上年结转2件、本年新收", false),
            ("新收", false),
        ] {
            assert_eq!(is_of_last_year(words.into()), expected, "{words}");
        }
    }

    #[test]
    fn samples_and_work_for_others_are_told() {
        for (words, expected) in
            [("随机抽取已办结申请", true), ("开展抽查2次，全年收到申请", false), ("收到申请", false)]
        {
            assert_eq!(is_of_sample(words.into()), expected, "{words}");
        }
        for (words, expected) in [
            ("代区政府起草并印发行政规范性文件", true),
            ("以县政府名义印发行政规范性文件", true),
            ("受上级委托办理申请", true),
            ("以本局名义印发行政规范性文件", false),
            ("收到委托代理人提交的申请", false),
            ("制发行政规范性文件", false),
        ] {
            assert_eq!(is_for_another(words.into()), expected, "{words}");
        }
        for (words, expected) in [
            ("作为复议机关审理行政复议案件", true),
            ("县司法局审理信息公开类行政复议案件16件，纠正", true),
            ("被申请行政复议案件，正在审理", false),
            ("行政复议案件经复议机关审理维持", false),
        ] {
            assert_eq!(is_of_decider(words.into()), expected, "{words}");
        }
    }

    #[test]
    fn who_did_it() {
        for (clause, expected) in [
            ("其中县自然资源局收到申请", Some("县自然资源局")),
            ("2023年共收到申请", None),
            ("我局收到申请", None),
            ("全县各级行政机关共收到申请", None),
            ("本镇新收申请", None),
        ] {
            assert_eq!(actor(clause), expected, "{clause}");
        }
    }
}
