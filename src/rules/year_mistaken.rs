//! R701: years and dates in the text.

use super::rule::declare_rule;
use super::text::{before, behind, first, is_han, is_quoted, is_within, last, sentence};
use super::{Finding, LineContext, Remedy, Scope, Severity};
use crate::format::Edition;
use crate::prose::words::{Words, listed, words};
use crate::prose::{Fault, Moment};
use crate::report::Field;
use std::ops::Range;

declare_rule! {
    /// 标题和正文里说的年份，就是报告年度；日期写法完整，日历上有这一天。
    ///
    /// ## 为什么
    /// 年报往往在上一年的稿子上改，最容易漏改的就是年份。标题、引言里的年度与报告年度不一致，或者把本年的工作写成上一年的，
    /// 读的人就无从知道数据是哪一年的。检查时不管预算决算、文件名称、与往年的比较和历史背景里的年份。
    /// 年份本来就定了的事，例如“十四五”的开局和收官、党的二十大，也拿来核对。
    ///
    /// ## 例
    /// 2023年的年报里写“2022年度，我镇公开信息398条”；日期漏了字，写成“20231月1日”。
    pub YEAR_MISTAKEN {
        id: "R701",
        title: "年份和日期没有写错",
        severity: Error,
        editions: &Edition::ALL,
        source: "《中华人民共和国政府信息公开条例》第四十九条、第五十条；惯例",
        reads: Scope::PROSE,
        check: Line(check),
    }
}

fn check(context: &LineContext, findings: &mut Vec<Finding>) {
    let line = context.line;
    if context.field == Field::Title {
        check_title(context, findings);
    }
    check_events(context, findings);
    if !(line.has('年') || line.has('月')) {
        return;
    }
    let moments = line.moments();
    check_phrases(context, moments, findings);
    for (index, moment) in moments.iter().enumerate() {
        if let Some(fault) = moment.fault {
            findings.push(damaged(context, moment, fault));
        } else if let Some(year) = moment.year.filter(|&year| year != context.frame.year) {
            let told = Told::of(context, moments, index, year);
            if context.field != Field::Title && told.is_mistaken() {
                findings.push(wrong_year(context, moment, year, Severity::Warning));
            }
        } else if let Some(year) = moment.year
            && is_published_too_early(context, moment, year)
        {
            let words = "这个公布日期在统计期限结束之前，年份可能写错了。";
            findings.push(finding(context, moment.range.clone(), words.to_owned(), Severity::Warning));
        } else if is_beside_itself(context, moments, index) {
            let words = format!("这里和报告年度 {} 年自己相比，年份可能写错了。", context.frame.year);
            let start = before(line.text(), moment.range.start).char_indices().next_back();
            let range = start.map_or(moment.range.start, |(at, _)| at)..moment.year_end;
            findings.push(finding(context, range, words, Severity::Warning));
        }
    }
}

/// What happened in which year: what is told of it cannot stand in an earlier report.
const EVENTS: [(&str, u16); 6] = [
    ("党的二十大", 2022),
    ("党的二十届三中全会", 2024),
    ("党的二十届四中全会", 2025),
    ("党的十九届六中全会", 2021),
    ("党的十九届五中全会", 2020),
    ("党的十九届四中全会", 2019),
];

/// `学习贯彻党的二十大精神` in the report of 2021.
fn check_events(context: &LineContext, findings: &mut Vec<Finding>) {
    let (line, text, own) = (context.line, context.line.text(), context.frame.year);
    if !line.contains("党的") || context.field == Field::Problems {
        return;
    }
    for (event, year) in EVENTS.into_iter().filter(|&(_, year)| year > own) {
        let Some(found) = line.find_all(event).next() else { continue };
        let told = &text[sentence(text, &found)];
        let is_coming = words!("迎接|喜迎|即将|将要|将召开|筹备|保障|前夕|召开前").in_text(told);
        let is_spirit = words!("精神|报告|学习|贯彻|宣传|胜利").in_text(told);
        if is_spirit && !is_coming {
            let message = format!("{event}{year}年才召开，报告年度是{own}年。");
            findings.push(finding(context, found, message, Severity::Warning));
        }
    }
}

/// Phrases that fix a year: what is carried over goes into the next, a plan of five years ends in its last, accounts are
/// published in the year after theirs, and next year's plan is of next year.
fn check_phrases(context: &LineContext, moments: &[Moment], findings: &mut Vec<Finding>) {
    let (text, own) = (context.line.text(), context.frame.year);
    for (index, moment) in moments.iter().enumerate() {
        let Some(year) = moment.year else { continue };
        let range = sentence(text, &moment.range);
        let lead = &text[range.start..moment.range.start];
        let rest = text.get(moment.year_end..range.end.max(moment.year_end)).unwrap_or_default();
        if let Some((known, length)) =
            plan_of_years(rest).filter(|&(known, _)| moment.month.is_none() && known != year)
        {
            let message = format!("这里写的是 {year} 年，按上下文应是 {known} 年。");
            let range = moment.range.start..moment.year_end + length;
            findings.push(finding(context, range, message, Severity::Warning));
            continue;
        }
        if moment.month.is_some() || year != own {
            continue;
        }
        let is_carried_over = words!("结转|结转至|结转到|转入|转至|转到|顺延至|延续至").end(lead)
            && !words!("上年结转|去年结转").end(lead)
            && words!("继续|办理|答复|处理").begin(rest.trim_start_matches('度'));
        // 2024年2月29日，介绍2023年情况和2024年工作安排
        let is_early = moments[..index].iter().any(|before| {
            before.year == Some(own)
                && before.month.is_some_and(|month| month <= 4)
                && range.contains(&before.range.start)
        });
        let is_announced = !is_early
            && words!("情况和|情况及|总结和|总结及|情况与|情况以及").end(lead)
            && words!("工作安排|工作计划|工作打算|工作思路|重点工作").begin(rest);
        let right = if is_carried_over || is_announced {
            Some(own + 1)
        } else if words!("部门决算|决算|财政决算|单位决算").begin(rest) {
            // 2022年8月公开2022年度部门决算
            let before = index.checked_sub(1).map(|before| &moments[before]);
            let is_same = before.is_some_and(|before| {
                before.year == Some(own) && before.month.is_some() && range.contains(&before.range.start)
            });
            let is_published = words!("公开|公布|发布").end(last(lead, 4).trim_end());
            (is_same && is_published).then(|| own - 1)
        } else {
            None
        };
        if let Some(right) = right {
            let message = format!("这里写的是 {year} 年，按上下文应是 {right} 年。");
            findings.push(finding(context, moment.range.start..moment.year_end, message, Severity::Warning));
        }
    }
}

/// The year in which a plan of five years begins or ends, where the words say so, 是“十三五”规划收官之年, and how many bytes
/// say it.
fn plan_of_years(words: &str) -> Option<(u16, usize)> {
    let rest = words.strip_prefix('是')?.trim_start_matches('“');
    let (begin, end) = match first(rest, 3) {
        "十三五" => (2016, 2020),
        "十四五" => (2021, 2025),
        "十五五" => (2026, 2030),
        _ => return None,
    };
    let clause = rest.split(['，', '。', '；']).next()?;
    let length = words.len() - rest.len() + clause.len();
    if words!("收官|收尾|最后一年|决胜之年").in_text(clause) {
        Some((end, length))
    } else if words!("开局|起步|第一年").in_text(clause) {
        Some((begin, length))
    } else {
        None
    }
}

/// A title names the report year, and no other.
fn check_title(context: &LineContext, findings: &mut Vec<Finding>) {
    let text = context.line.text();
    let moments = context.line.moments();
    let years = moments.iter().filter_map(|moment| Some((moment, moment.year?)));
    for (moment, year) in years.filter(|&(_, year)| year != context.frame.year) {
        findings.push(wrong_year(context, moment, year, Severity::Error));
    }
    if moments.is_empty()
        && words!("年度报告|年报").in_text(text)
        && !text.contains(|letter: char| letter.is_numeric() || letter == '{')
    {
        let words = "标题里没有写年度。".to_owned();
        findings.push(finding(context, 0..text.len(), words, Severity::Warning));
    }
}

fn finding(context: &LineContext, range: Range<usize>, message: String, severity: Severity) -> Finding {
    Finding {
        severity,
        ..Finding::in_text(&YEAR_MISTAKEN, context.frame.edition, context.span(range), message)
    }
}

fn wrong_year(context: &LineContext, moment: &Moment, year: u16, severity: Severity) -> Finding {
    let own = context.frame.year;
    let digits = &context.line.text()[moment.digits.clone()];
    // A year in Chinese numerals is left to the clerk.
    let remedy = digits
        .is_ascii()
        .then(|| Remedy::Replace { span: context.span(moment.digits.clone()), text: own.to_string() });
    let message = format!("这里写的是 {year} 年，报告年度是 {own} 年。");
    Finding {
        remedy,
        advice: "如果说的是本年度的情况，请改年份；如果确实是另一年的情况，请写明是作比较或者交代背景。"
            .to_owned(),
        ..finding(context, moment.range.start..moment.year_end, message, severity)
    }
}

fn damaged(context: &LineContext, moment: &Moment, fault: Fault) -> Finding {
    let written = &context.line.text()[moment.range.clone()];
    let what = match fault {
        Fault::NoYearWord => "可能漏了“年”字",
        Fault::Digits => "年份的位数不对",
        Fault::Twice => "有重复的字",
        Fault::NoDayWord => "漏了“日”字",
        Fault::Impossible => "日历上没有这个日期",
    };
    let message = format!("“{written}”{what}。");
    let mut finding = finding(context, moment.range.clone(), message, Severity::Warning);
    let digits = &context.line.text()[moment.digits.clone()];
    if let (Fault::NoYearWord, Some(year), true) = (fault, moment.year, digits.is_ascii()) {
        let end = moment.digits.start + 4;
        finding.remedy = Some(Remedy::Replace {
            span: context.span(moment.digits.start..end),
            text: format!("{year}年"),
        });
    }
    finding
}

/// `本报告于2023年1月公布` in the report of 2023.
fn is_published_too_early(context: &LineContext, moment: &Moment, year: u16) -> bool {
    if context.field != Field::Opening || year != context.frame.year {
        return false;
    }
    let text = context.line.text();
    let sentence = sentence(text, &moment.range);
    let clause = first(&text[moment.range.end..sentence.end], 48);
    let lead = before(text, moment.range.start);
    moment.month.is_some_and(|month| month <= 4)
        && words!("于|自|在").end(lead.trim_end())
        && words!("公布|发布|上网|查阅|查询|下载")
            .in_text(clause.split(['，', '。', '至', '到']).next().unwrap_or_default())
        && words!("报告|年报").in_text(&text[sentence.start..moment.range.start])
}

/// `2023年公开412条，较2023年多37条`: the report year held against itself.
fn is_beside_itself(context: &LineContext, moments: &[Moment], index: usize) -> bool {
    let (text, moment) = (context.line.text(), &moments[index]);
    let own = context.frame.year;
    let is_own = moment.year == Some(own) && moment.month.is_none();
    if !is_own || !before(text, moment.range.start).ends_with(['较', '比', '与', '同']) {
        return false;
    }
    let range = sentence(text, &moment.range);
    let (lead, rest) = (&text[range.start..moment.range.start], &text[moment.year_end..range.end]);
    // 与2023年的131件相比增加25件
    if lead.ends_with(['与', '同']) {
        let clause = rest.split(['，', '；']).next().unwrap_or_default();
        let is_compared = clause.split_once("相比").is_some_and(|(held, behind)| {
            held.chars().count() <= 12
                && (held.is_empty() || held.starts_with(['的', '同']))
                && words!("增|减|上升|下降|提高|降低|，").begin(behind)
        });
        return is_compared && moments[..index].iter().any(|other| other.year == Some(own));
    }
    let changes = words!(
        "增|减|多|少|上升|下降|提高|降低|提升|下滑|回落|同比|有所|明显|大幅|略|翻|净增|上涨|度增|度减|度多|度少|\
         度上升|度下降|度提高|度有所|全年增|全年减|的增|同期"
    );
    let others = moments.iter().filter(|other| range.contains(&other.range.start));
    changes.begin(rest.trim_start())
        && context.field != Field::Problems
        && others.filter_map(|other| other.year).all(|year| year == own)
        && !PLANS.in_text(lead)
        && !PLANS.in_text(rest)
        && !words!("上年|去年|往年|上一年|目标|将").in_text(lead)
}

/// A year other than the report's, in its surroundings.
struct Told<'a> {
    field: Field,
    own: u16,
    year: u16,
    /// The whole line.
    text: &'a str,
    /// Its dates.
    moments: &'a [Moment],
    /// Which of them this is.
    index: usize,
    /// The sentence.
    range: Range<usize>,
    /// The sentence in front of the year.
    lead: &'a str,
    /// The sentence behind the year.
    whole: &'a str,
    /// The same without 全年 and the like.
    rest: &'a str,
}

/// The last sentence of a text that ends with a stop.
fn last_sentence(text: &str) -> &str {
    let text = text.trim_end_matches(['。', '！', '？', ' ']);
    &text[text.rfind(['。', '！', '？']).map_or(0, |at| at + '。'.len_utf8())..]
}

/// Words between a year and what was done in it.
static SPANS_OF_YEAR: Words = listed!("全年|整年|期间|1-12月份|1—12月份|1至12月份|1-12月|1—12月|1至12月|内");

/// Words that set another year beside this one.
static COMPARING: Words = listed!(
    "整改到位|已整改|完成整改|已解决|改善|今年|本年|往年|历年|近年|连续|逐年|\
     多于|少于"
);

/// Words that compare a year with the one that stands in the sentence before.
static GROWTH: Words = listed!("增长|下降|减少|增加|持平|同比|相比|上升|提高");

/// What a unit did in its report year.
static OWN_WORK: Words = listed!(
    "公开|信息|收到|受理|答复|办结|办理|申请|收费|收取|处理费|复议|诉讼|发布|\
     累计|政务|培训|考核|规范性文件|公众号|网站|栏目|平台|制度|其他需要报告|问题|解读"
);

/// What happened once and is told as background.
static BACKGROUND: Words = listed!(
    "被评|获评|荣获|获得|成立|组建|挂牌|机构改革|合并|撤|更名|建成|上线|启用|\
     开通|印发|出台|颁布|修订|列为|被列|入选|划转|设立|迁|换届|投入使用|被授予|被省|被市|被县|被区|\
     机构|接受|审计|巡察|巡视|测评中|评估中|考核中|检查中|发现"
);

/// What a unit is said to do, with no mark between the year and it.
static DONE: Words = listed!(
    "公开政府信息|公开信息|公开各类|主动公开|累计公开|收到|受理|新收|办结|发布|未收|\
     没有收|未发生|没有发生|未产生|无政府信息|无依申请|认真|严格|坚持|高度重视|积极|围绕|按照|扎实|\
     深入|依托|未收取|没有收取|收取|无其他|没有其他|持续|没有因|未因|答复|承办|办理|举办|组织|召开|\
     开展|制发|作出|回复|编制|更新|推送|接待|处理|发出|制作|完成|回应|公布"
);

/// What a unit has, between it and the year.
static OF_YEAR: Words = listed!(
    "公开的|收到的|受理的|发布的|办结的|开展的|组织的|制发的|编制的|办理的|完成的|\
     作出的|公布的"
);

/// The unit as the subject of a sentence.
static OWN_SUBJECTS: Words = listed!(
    "，我|，本机关|，本单位|，全镇|，全县|，全市|，全区|，全局|，全乡|，全委|\
     ，街道|，镇政府|，县政府|，区政府|，市政府|，乡政府"
);

/// Documents and sums of money that bear a year of their own.
static BEARING_YEARS: Words = listed!(
    "预算|决算|预决算|年报|年度报告|工作报告|要点|方案|计划|规划|目录|清单|\
     通知|名单|项目|资金|白皮书|公报|公告|意见|考核结果|评估报告|版|修订|工作安排|台账|标准"
);

/// What is still to come.
static PLANS: Words = listed!("下一步|下阶段|计划|拟|力争|打算|预计|争取|谋划|准备|明年");

/// The report by its name.
static REPORTED: Words = listed!(
    "政府信息公开工作年度报告|政府信息公开年度报告|政府信息公开工作报告|\
     政府信息公开工作情况|政府信息公开情况|政务公开工作情况|信息公开工作情况|信息公开年度报告|\
     信息公开工作年度报告|政府信息公开年报|政府信息公开工作年报|政务公开工作年度报告|年度报告|\
     全年情况|全年工作|工作情况|工作实际"
);

impl<'a> Told<'a> {
    fn of(context: &'a LineContext, moments: &'a [Moment], index: usize, year: u16) -> Self {
        let (text, moment) = (context.line.text(), &moments[index]);
        let range = sentence(text, &moment.range);
        let own = context.frame.year;
        let whole = text[moment.year_end..range.end.max(moment.year_end)].trim_start();
        let mut rest = whole;
        for words in SPANS_OF_YEAR.iter() {
            rest = rest.strip_prefix(words).unwrap_or(rest);
        }
        let lead = &text[range.start..moment.range.start];
        Self { field: context.field, own, year, text, moments, index, range, lead, whole, rest }
    }

    /// The date.
    fn moment(&self) -> &Moment {
        &self.moments[self.index]
    }

    /// The other dates of the sentence, with their places among the dates of the line.
    fn others(&self) -> impl Iterator<Item = (usize, &Moment)> {
        let from = self.index.saturating_sub(8);
        let near = &self.moments[from..self.moments.len().min(self.index + 9)];
        let places = (from..).zip(near);
        places.filter(|(at, other)| *at != self.index && self.range.contains(&other.range.start))
    }

    /// Whether the report year stands in the sentence as well, in front of this one or behind it.
    fn has_own(&self, is_behind: bool) -> bool {
        self.others().any(|(at, other)| other.year == Some(self.own) && (at > self.index) == is_behind)
    }

    /// Whether another year stands in the sentence as this one does.
    fn has_series(&self) -> bool {
        self.others().any(|(at, other)| {
            let ahead = before(self.text, other.range.start).trim_end();
            let begins = other.range.start == self.range.start || ahead.ends_with(['，', '；', '、', '：']);
            // An earlier year behind this one is that of a thing, or one to compare with.
            begins && other.year.is_some_and(|other| other > self.year || at < self.index)
        })
    }

    fn is_mistaken(&self) -> bool {
        if let Some(is_mistaken) = self.is_relative_mistaken() {
            return is_mistaken;
        }
        if self.field == Field::Opening && self.names_report() {
            return true;
        }
        if is_quoted(self.text, self.moment().range.start) {
            return self.is_stale_basis();
        }
        if self.is_stale_basis() || self.announces_report() {
            return true;
        }
        match self.moment().month {
            Some(month) => self.is_cut_off() || self.is_done_in_future(month),
            None => self.is_cut_off() || self.tells_own_work(),
        }
    }

    /// Whether it stands in the name of a document.
    fn is_titled(&self) -> bool {
        is_within(self.text, self.moment().range.start, '《', '》')
    }

    /// `本年度（2022年）`: a word that says which year is meant, beside another year.
    fn is_relative_mistaken(&self) -> Option<bool> {
        let lead = self.lead.trim_end_matches(['（', '(', ' ', '即']);
        if lead.len() == self.lead.len() || self.moment().month.is_some() {
            return None;
        }
        let meant = if words!("上年度|上一年度|上一年|上年|去年").end(lead) {
            self.own - 1
        } else if words!("下一年度|下年度|下一年|明年|次年").end(lead) {
            self.own + 1
        } else if words!("本年度|报告年度").end(lead) {
            self.own
        } else {
            return None;
        };
        Some(self.year != meant)
    }

    /// `现公布我局2022年政府信息公开工作年度报告` in the opening.
    fn names_report(&self) -> bool {
        if self.moment().month.is_some() || words!("对照|比|较|参照|针对").end(self.lead) {
            return false;
        }
        let end = self.whole.find(['》', '，', '（', '）', '。', '；', '、']).unwrap_or(self.whole.len());
        let name = &self.whole[..end];
        // Notices about a report are sometimes named after the year in which it is written.
        let is_notice = self.is_titled() && name.contains("通知");
        let is_near = name.chars().count() <= 40;
        is_near
            && (REPORTED.in_text(name) || name.starts_with("报告"))
            && !words!("要点|上一年|问题").in_text(name)
            && !words!("修|新修|版|公布|施行|起|以来").begin(name)
            && !words!("上一年|上年").in_text(self.lead)
            && (!is_notice || self.year < self.own)
    }

    /// `现将2022年工作情况报告如下`.
    fn announces_report(&self) -> bool {
        let begins = words!("现将|现就|兹将|现把|现公布|现发布").in_text(self.lead);
        let head = first(self.rest, 40);
        let ends = head.contains("如下") && words!("信息公开|政务公开").in_text(head)
            || begins && words!("年度报告|公开年报").in_text(head);
        (begins || self.is_adverbial())
            && ends
            && !words!("问题").in_text(self.rest)
            && self.moment().month.is_none()
    }

    /// `按照2024年政务公开工作要点` in the report of 2023, which was over before.
    fn is_stale_basis(&self) -> bool {
        let lead = self.lead.trim_end_matches(|letter| letter != '《');
        let lead = if self.is_titled() { lead.trim_end_matches('《') } else { self.lead };
        let verbs = words!("对照|按照|根据|依据|落实|贯彻|执行|围绕|严格按照");
        self.year > self.own
            && self.field != Field::Problems
            && verbs.in_text(last(lead, 8))
            && words!("要点").in_text(first(self.rest, 24))
            && !self.is_planned()
    }

    fn is_planned(&self) -> bool {
        self.lead.contains('将') || PLANS.in_text(self.lead) || PLANS.in_text(self.rest) || is_plan(self.rest)
    }

    /// The clause in front of the year, as far as it stands in the same sentence.
    fn clause(&self) -> &str {
        self.lead.rsplit(['，', '；', '：', ',', ';', ':']).next().unwrap_or_default().trim()
    }

    /// Whether the year stands where a clause begins, as its time.
    fn is_adverbial(&self) -> bool {
        let clause = self.clause();
        let marks = words!("）|)|”|情况|方面|工作|公开|管理|建设|保障");
        let is_heading = self.lead.ends_with([' ', '\u{3000}']) && marks.end(clause);
        clause.is_empty()
            || is_heading
            || clause.ends_with(['）', ')'])
            || clause.ends_with(['.', '．']) && clause.chars().count() <= 3
            || matches!(
                clause,
                "在" | "一是" | "二是" | "三是" | "四是" | "五是" | "截至" | "截止" | "即" | "其中"
            )
    }

    /// `截至2022年底`, `截至2022年12月31日` in the report of 2023; later days than a report can know.
    fn is_cut_off(&self) -> bool {
        let clause = self.clause();
        let is_end = match self.moment().month {
            Some(12) => true,
            Some(_) => false,
            None => words!("底|末|年底|年末|年终").begin(self.rest),
        };
        words!("截至|截止|截止到|截至到|截止至").end(clause)
            && clause.chars().count() <= 6
            && is_end
            && (self.year > self.own || !self.has_own(true))
            && (!words!("比|较|增长|增加|减少|同期|今年|本年").in_text(self.rest) || self.is_of_this_year())
            && words!("公开|收到|受理|发布|申请|信息").in_text(self.rest)
            && !self.is_planned()
    }

    /// `截至2022年12月31日，本年度公开信息486条` in the report of 2023.
    fn is_of_this_year(&self) -> bool {
        let Some((_, words)) = self.rest.split_once('，') else { return false };
        // 截至2024年12月31日，我局本年度发布信息74条
        let words = words.strip_prefix(['我', '全']).map_or(words, |own| {
            own.trim_start_matches([
                '省', '市', '州', '县', '区', '旗', '镇', '乡', '局', '委', '厅', '办', '院', '校',
            ])
        });
        words!("本年度|本年").begin(words) && !words!("同期|今年|初").in_text(self.rest)
    }

    /// `2024年5月，我局举办培训班` in the report of 2023.
    fn is_done_in_future(&self, month: u32) -> bool {
        // 2023年3月至11月
        let until =
            self.moments.get(self.index + 1).filter(|next| next.year.is_none() && next.month.is_some());
        let until = until.filter(|next| {
            let between = &self.text[self.moment().range.end..next.range.start];
            between.chars().count() == 1 && between.contains(['至', '到', '—', '-', '–', '～'])
        });
        let month = until.and_then(|next| next.month).unwrap_or(month);
        let is_future = self.year > self.own + 1 || (self.year == self.own + 1 && month > 4);
        let rest = &self.rest[self.rest.find('，').unwrap_or_default()..];
        let begun = self.text.get(self.moment().range.end..self.range.end).unwrap_or_default();
        let begun = begun.trim_start_matches(['又', '再', '还', '，']);
        let is_done =
            words!("邀请|组织|举办|召开|开展").begin(begun) && words!("次|期|场").in_text(self.rest);
        is_future
            && self.field != Field::Problems
            && self.is_adverbial()
            && !self.is_planned()
            && (is_done || words!("举办|召开|开展|组织|完成|发布|公开|收到|印发|答复").in_text(rest))
    }

    /// `2022年度，我镇公开信息398条` in the report of 2023.
    fn tells_own_work(&self) -> bool {
        let is_led = is_subject(self.clause());
        if !(self.is_adverbial() || is_led) || self.has_own(false) || self.has_own(true) {
            return false;
        }
        let is_since = words!("以来|至今|以前|之前|起").begin(self.rest);
        if is_since || COMPARING.in_text(self.rest) || COMPARING.in_text(self.lead) || self.is_one_of_many() {
            return false;
        }
        let is_later = self.year > self.own;
        if is_later && self.field == Field::Problems {
            // Next year's measures stand here rightly; what has been achieved does not.
            let is_review = words!("取得了|取得一定|取得较").in_text(self.rest) && self.rest.contains("存在");
            return is_review && self.year == self.own + 1 && !self.is_planned();
        }
        if self.is_planned() && (is_later || is_plan(self.rest)) {
            return false;
        }
        if let Some(body) = self.rest.strip_prefix(['，', ',']) {
            let body = body.trim_start();
            !words!("国务院|国家|省|中央|中共|全国|党|自治区|市委|市政府|根据国").begin(body)
                && !BACKGROUND.in_text(first(body, 16))
                && OWN_WORK.in_text(body)
        } else {
            let head = first(self.rest, 30);
            let head = head.split(['，', '；', '。']).next().unwrap_or_default();
            let own = OWN_SUBJECTS.iter().filter_map(|word| first(self.rest, 30).find(word));
            let verb =
                DONE.iter().filter_map(|word| self.rest.find(word)).chain(own).chain(in_all(head)).min();
            // `2022年公开的信息`: the year of a thing, not of what was done; but `公开的71条信息`.
            let is_of_year = OF_YEAR.iter().any(|word| {
                head.find(word).is_some_and(|at| {
                    !head[at + word.len()..].starts_with(|next: char| next.is_ascii_digit())
                })
            });
            verb.is_some_and(|at| {
                at <= 60 && !BEARING_YEARS.in_text(&self.rest[..at]) && !self.rest[..at].contains('的')
            }) && !is_of_year
                && !BACKGROUND.in_text(head)
        }
    }

    /// Whether years are set beside each other: in this sentence, or in this and the next or the last one.
    fn is_one_of_many(&self) -> bool {
        let own = self.own.to_string();
        let next = behind(self.text, self.range.end).trim_start_matches(['。', '！', '？', ' ', '\u{3000}']);
        let is_followed = next.starts_with(&own) || words!("今年|本年").begin(next);
        let is_compared =
            GROWTH.in_text(self.rest) && last_sentence(before(self.text, self.range.start)).contains(&own);
        is_followed || is_compared || self.has_series()
    }
}

/// Whether a clause is nothing but the unit itself: `我局`, `全县`, `北苑街道`.
pub(super) fn is_subject(clause: &str) -> bool {
    let length = clause.chars().count();
    (2..=12).contains(&length)
        && clause.chars().all(is_han)
        && words!(
            "我局|我镇|我乡|我街道|我委|我县|我市|我区|我办|我中心|我州|全县|全市|全区|全镇|全乡|\
                 全局|街道|办事处|政府|本机关|本单位|我单位|镇|乡|局|委员会|管委会|办公室|中心"
        )
        .end(clause)
        && !words!(
            "公开|公布|发布|落实|根据|按照|依据|对|将|完成|参加|在|比|较|与|从|关于|针对|围绕|执行|\
                 贯彻|报送|编制|接受|通过|由|向|各|了|为"
        )
        .in_text(clause)
}

/// Where 共 counts what was done: `全县共发出`, but not 共同.
fn in_all(text: &str) -> Option<usize> {
    text.match_indices('共').map(|(at, _)| at).find(|&at| {
        let next = text[at + '共'.len_utf8()..].chars().next();
        next.is_some_and(|next| !"同享建青产和管识鸣存赢治".contains(next))
    })
}

/// Whether a sentence is about what will be done.
pub(super) fn is_plan(rest: &str) -> bool {
    plan_at(rest).is_some()
}

/// Where a sentence begins to be about what will be done: at 将.
pub(super) fn plan_at(rest: &str) -> Option<usize> {
    /// 将 in front of these means the future; in front of a thing it only turns the sentence round.
    static FUTURE: Words = listed!(
        "进一步|继续|持续|不断|着力|着重|努力|切实|坚持|重点|以|在|从|围绕|严格|认真|\
         深入|全面|积极|大力|按照|结合|紧紧|紧扣|聚焦|立足|针对|采取|把|更|对|始终|突出|根据|通过|\
         充分|不|于|主动|牢牢|依托|抓|力争|定期|再|紧盯|紧抓|严把|瞄准|锚定|统筹|打造|一如既往|逐步|\
         适时|及时|尽快|分批|每|常态化|从严|从实|自觉|高标准|高质量|高效|精准|全力|多措并举|多渠道|\
         多形式|狠抓|着眼|着手|会同|联合|协同|参照|对标|对照|发挥|注重|牢固|牢记|有针对性|主要从|\
         主要做|重新|下大|多方|扎实|有序|稳步|大胆|勇于|借助|利用|遵循|秉承|秉持|首先|分|由|用|赴|\
         引|强|优先"
    );
    static DOING: Words = listed!(
        "加强|加大|健全|完善|推进|推动|提升|提高|做|组织|优化|规范|拓宽|丰富|深化|\
         开展|举办|落实|建立|增加|改进|扩大|创新|补齐|制定|实施|巩固|贯彻|完成|加快|探索|重视|安排|\
         履行|推行|构建|搭建|拓展|开设|开通|增设|新增|建设|编制|修订|出台|印发|更新|梳理|压实|明确|\
         细化|畅通|保障|确保|促进|引导|充实|配备|配齐|选派|邀请|启动|试点|推广|推出|整治|整改|解决|\
         克服|学习|带动|形成|实现|达到|延伸|召开|设立|选|补|改|攻|破"
    );
    /// What only looks like one of them.
    static THINGS: Words = listed!(
        "在建|在线|在职|在册|在编|在校|从业|从事|对外|对象|对口|更新的|更新后|更多|\
         不动产|不予|以上|以往|以下|以前|通过审|通过验|通过评|重点领域|重点项目|重点信息|重点任务|\
         重点工作|重点环节|重点企业|重点事项|主动公开|规范性|组织机|组织架|组织领|落实情|落实到|\
         制定的|完善的|完善后|建立的|安排的|开展的|开展情|实施方|实施的|改进意|增加的|推进情|做法|\
         做好的|建设项|建设情|建设规|建设工|编制的|修订后|修订的|印发的|出台的|学习情|解决的|分散|\
         分管|引言|强制|用地|选址|补贴|补助|补偿|优先事|利用率|更正|对应|每一|每个|每项|每条|从源"
    );
    let found = rest.match_indices('将').find(|(at, word)| {
        let behind = rest[at + word.len()..].trim_start();
        let clause = behind.split(['，', '。', '；']).next().unwrap_or_default();
        let turns = words!("纳入|列入|作为|列为|融入|贯穿|摆在|放在|转化");
        !THINGS.begin(behind) && (FUTURE.begin(behind) || DOING.begin(behind) && !turns.in_text(clause))
    });
    found.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn found(field: Field, text: &str) -> Vec<String> {
        let typed: Vec<char> = text.chars().collect();
        let draft = Draft::new(2023, UnitKind::Township)
            .with_text(Field::Unit, "安澜县松溪镇人民政府")
            .with_text(field, text);
        run_draft(&YEAR_MISTAKEN, draft)
            .findings
            .iter()
            .filter(|finding| finding.spans[0].field == field)
            .map(|finding| typed[finding.spans[0].start..finding.spans[0].end].iter().collect())
            .collect()
    }

    #[test]
    fn the_report_year_is_not_held_against_itself() {
        for (text, expected) in [
            ("2023年我镇公开信息412条，较2023年多出37条。", 1),
            ("全年公开信息412条，比2023年增长9.8%。", 1),
            ("2023年我镇公开信息412条，较2022年多出37条。", 0),
            ("2022年我镇公开信息375条，较2023年少37条。", 0),
            ("下一步力争较2023年提高两个百分点。", 0),
            ("较2023年年初增加37条。", 0),
        ] {
            let draft = Draft::new(2023, UnitKind::Township).with_text(Field::Overview, text);
            assert_eq!(run_draft(&YEAR_MISTAKEN, draft).findings.len(), expected, "{text}");
        }
    }

    #[test]
    fn passes_years_that_are_meant() {
        for (field, text) in [
            (Field::Overview, "2023年，我镇公开信息398条，比2022年增长5%。"),
            (Field::Overview, "2022年公开信息300条。2023年公开信息350条。"),
            (Field::Overview, "公开2022年度部门决算、2024年部门预算和2022年政府信息公开工作年度报告。"),
            (Field::Overview, "2022年，我镇被评为全县政务公开先进单位。"),
            (Field::Overview, "2019年以来，累计公开信息3000条；落实“十四五”（2021—2025年）规划。"),
            (Field::Overview, "国办发〔2022〕8号印发后，对2022年发布的文件补充解读。"),
            (Field::Overview, "2022年发布的惠农政策全部补充解读。"),
            (Field::Overview, "截至2024年1月10日，本报告电子版已在网站发布。"),
            (Field::Problems, "2024年，我镇将加强公开平台建设。"),
            (Field::Problems, "2022年存在的更新不及时问题，已整改到位。"),
            (Field::Problems, "针对2022年度报告中指出的公开不及时问题，全年开展自查。"),
            (Field::Opening, "本报告于2024年1月公布；条例于2019年4月3日修订。"),
            (Field::Opening, "统计期限为2023年1月1日至2023年12月31日，电话2022-1234567。"),
        ] {
            assert_eq!(found(field, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn fails_where_this_years_work_is_told_of_another() {
        for (field, text, expected) in [
            (Field::Overview, "2022年度，我镇公开信息398条。", "2022年度"),
            (Field::Overview, "2022年公开政府信息398条。", "2022年"),
            (Field::Overview, "（一）主动公开情况。2022年，镇政府认真落实公开要求。", "2022年"),
            (Field::Overview, "2024年，我镇公开信息398条。", "2024年"),
            (Field::Overview, "截至2022年底，累计公开信息398条。", "2022年"),
            (Field::Overview, "截至2022年12月31日，我镇本年度公开信息97条，比去年多11条。", "2022年"),
            (Field::Overview, "2023年4月组织学习条例，2024年11月又邀请县政务公开办授课1次。", "2024年"),
            (Field::Overview, "截至2022年底，本年度主动公开信息398条。", "2022年"),
            (Field::Overview, "截至2022年12月31日，本年度主动公开信息398条。", "2022年"),
            (Field::Overview, "上年度（2021年）收到申请3件。", "2021年"),
            (Field::Overview, "2024年8月，举办政务公开培训班。", "2024年"),
            (Field::Problems, "2022年，我镇政务公开工作虽有进步，仍存在问题。", "2022年"),
            (Field::Other, "2022年，我镇未收取信息处理费。", "2022年"),
            (Field::Opening, "现公布松溪镇2022年政府信息公开工作年度报告。", "2022年"),
            (Field::Opening, "本报告反映2022年全年情况。", "2022年"),
            (Field::Opening, "本报告于2023年1月在县政府网站公布。", "2023年"),
            (Field::Overview, "20231月1日起施行", "20231月1日"),
            (Field::Overview, "2023年4月31日举办培训", "2023年4月31日"),
        ] {
            let found = found(field, text);
            assert!(found.len() == 1 && found[0].starts_with(expected), "{text} {found:?}");
        }
    }

    #[test]
    fn a_title_names_the_report_year() {
        assert!(found(Field::Title, "松溪镇2023年政府信息公开工作年度报告").is_empty());
        assert_eq!(found(Field::Title, "松溪镇2022年政府信息公开工作年度报告"), ["2022年"]);
        assert_eq!(found(Field::Title, "松溪镇政府信息公开工作年度报告").len(), 1);
        assert!(found(Field::Title, "").is_empty());
    }

    #[test]
    fn the_remedy_puts_the_report_year_in() {
        let draft =
            Draft::new(2023, UnitKind::Township).with_text(Field::Other, "2022年，我镇未收取信息处理费。");
        let outcome = run_draft(&YEAR_MISTAKEN, draft);
        let Some(Remedy::Replace { span, text }) = &outcome.findings[0].remedy else { panic!("{outcome:?}") };
        assert_eq!((span.start, span.end, text.as_str()), (0, 4, "2023"));
    }

    #[test]
    fn what_will_be_done_is_told_from_what_was_done() {
        for text in ["，我局将进一步规范", "将加强培训", "我们将以此为契机"] {
            assert!(is_plan(text), "{text}");
        }
        for text in ["，我局将政务公开纳入考核", "将其作为重点", "将完善制度列入计划", "加强培训"]
        {
            assert!(!is_plan(text), "{text}");
        }
    }
}
