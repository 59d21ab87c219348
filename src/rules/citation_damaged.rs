//! R704: names and numbers of documents that are written wrongly.

use super::citation_outdated::is_of_disclosure_office;
use super::rule::declare_rule;
use super::text::citation::{DocumentNumber, Title, document_numbers, title_before, titles};
use super::text::{MANY, before, behind, first, last, sentence};
use super::{Finding, LineContext, Remedy, Scope};
use crate::format::Edition;
use crate::prose::Moment;
use crate::prose::words::{Words, listed, words};
use std::ops::Range;

declare_rule! {
    /// 法规和文件的名称、文号、条款写得对。
    ///
    /// ## 为什么
    /// 引言里的依据人人都看。条例是国务院令第711号；年度报告格式的文号是国办公开办函〔2021〕30号（2019、2020年度是〔2019〕60号），
    /// 年份用六角括号〔〕。写错一个字，读者就查不到这个文件。常引用的几个国务院办公厅文件，名称和文号要对得上。
    ///
    /// ## 例
    /// “国务院令第771号”“国办公开函〔2021〕30号”“国办公开办涵”“国办公开办函（2021）30号”“《中华人民共和国信息公开条例》”。
    pub CITATION_DAMAGED {
        id: "R704",
        title: "文件名称和文号没有写错",
        severity: Warning,
        editions: &Edition::ALL,
        source: "《中华人民共和国政府信息公开条例》（国务院令第711号）；GB/T 9704—2012；国办公开办函〔2019〕60号、〔2021〕30号",
        reads: Scope::PROSE,
        check: Line(check),
    }
}

/// Names of the regulation that are none. Abbreviations of the right name are not among them.
static WRONG_NAMES: Words = listed!(
    "政府信息公开条列|政府信息公开管理条例|政府信息管理条例|政务信息公开条例|\
     政府公开信息条例|信息公开条列|政府信息公开条理"
);

fn check(context: &LineContext, findings: &mut Vec<Finding>) {
    static SLIPS: Words = listed!(
        "国务令第|国务员令|国务院今第|国办公开办涵|国务院第711号|国务院711号|令第711条|令711条|国务院办公厅令第711号|国办令第711号"
    );
    let line = context.line;
    let text = line.text();
    if line.has('号') {
        let numbers = document_numbers(text);
        let titles = if line.has('《') && line.has('国') { titles(text) } else { Vec::new() };
        for number in numbers.iter().take(MANY) {
            check_number(context, number, findings);
            check_known(context, number, &titles, findings);
        }
    }
    let speaks_of_regulation = line.has('条')
        && (line.contains("条例") || line.contains("条列") || line.contains("条理"))
        || line.contains("信息公开法》");
    if line.has('令') || speaks_of_regulation || line.has('《') {
        let titles = titles(text);
        if line.has('令') {
            check_orders(context, &titles, findings);
        }
        if speaks_of_regulation {
            check_names(context, &titles, findings);
            check_revision(context, findings);
            check_effect(context, findings);
            check_maker(context, &titles, findings);
            check_articles(context, &titles, findings);
        }
    }
    if line.has('国') && (line.has('务') || line.has('涵')) && SLIPS.in_text(line.text()) {
        for (word, found) in SLIPS.iter().flat_map(|word| line.find_all(word).map(move |found| (word, found)))
        {
            // 国务院第711号令 is the same order.
            let is_order = word.ends_with('号') && text[found.end..].starts_with('令');
            let is_known =
                findings.iter().any(|finding| finding.spans[0].overlaps(context.span(found.clone())));
            if !is_order && !is_known {
                let right = match word {
                    _ if word.contains('涵') => "国办公开办函",
                    _ if word.ends_with('条') => "令第711号",
                    _ if word.contains("办公厅") || word.starts_with("国办令") => "国务院令第711号",
                    _ => "国务院令第711号",
                };
                findings.push(damaged(context, found, &format!("应为“{right}”。"), None));
            }
        }
    }
}

fn damaged(context: &LineContext, range: Range<usize>, what: &str, right: Option<String>) -> Finding {
    let written = &context.line.text()[range.clone()];
    let message = format!("“{}”可能写错了，{what}", first(written, 40));
    let span = context.span(range);
    Finding {
        remedy: right.map(|text| Remedy::Replace { span, text }),
        advice: "请对照原文核对。".to_owned(),
        ..Finding::in_text(&CITATION_DAMAGED, context.frame.edition, span, message)
    }
}

/// The number of a document: its letters, its digits, its brackets.
fn check_number(context: &LineContext, number: &DocumentNumber, findings: &mut Vec<Finding>) {
    const RIGHT: &str = "国办公开办函";
    let text = context.line.text();
    let known = (number.year, number.number);
    let of_other_edition = match context.frame.edition {
        Edition::V2019 => (2021, 30),
        Edition::V2021 => (2019, 60),
    };
    let of_office = is_of_disclosure_office(number.issuer) && !number.issuer.is_empty();
    if of_office && known == of_other_edition {
        // Another rule speaks of it.
        return;
    }
    let whole = |issuer: &str| format!("{issuer}〔{}〕{}号", number.year, number.number);
    let is_notice = matches!(known, (2019, 60) | (2021, 30));
    let is_like = number.issuer != RIGHT && is_like_right(number.issuer);
    let is_full_name = number.issuer.starts_with("国务院");
    if of_office && !is_full_name && number.issuer != RIGHT && (is_notice || is_like) {
        let what = format!("发文机关代字应为“{RIGHT}”。");
        findings.push(damaged(context, number.range.clone(), &what, Some(whole(RIGHT))));
    } else if of_office
        && (number.issuer == RIGHT || is_full_name)
        && !is_notice
        && is_near_miss(context, number)
    {
        let notice = context.frame.edition.format().notice;
        let what = format!("年度报告格式的文号是{notice}。");
        findings.push(damaged(context, number.range.clone(), &what, Some(notice.to_owned())));
    } else if number.issuer.ends_with('涵') {
        let right = format!("{}函", &number.issuer[..number.issuer.len() - '涵'.len_utf8()]);
        findings.push(damaged(context, number.range.clone(), "“涵”应为“函”。", Some(whole(&right))));
    } else if !number.is_bracketed_well
        && words!("国办|国发|公开办函").begin(number.issuer)
        && text[number.range.clone()].len() < 80
    {
        findings.push(damaged(
            context,
            number.range.clone(),
            "文号的年份应当用六角括号〔〕括起来。",
            Some(whole(number.issuer)),
        ));
    }
}

/// Documents of the State Council's office that reports cite, by words of their titles: who sent them, in which year, and
/// under which number.
const KNOWN: [(&str, &str, u32, u32); 7] = [
    ("政府信息公开信息处理费管理办法", "国办函", 2020, 109),
    ("基层政务公开标准化规范化工作的指导意见", "国办发", 2019, 54),
    ("政府网站发展指引", "国办发", 2017, 47),
    ("推进政务新媒体健康有序发展的意见", "国办发", 2018, 123),
    ("关于全面推进政务公开工作的意见〉实施细则", "国办发", 2016, 80),
    ("公共企事业单位信息公开规定制定办法", "国办发", 2020, 50),
    ("规范政府信息公开平台有关事项的通知", "国办公开办函", 2019, 61),
];

/// `国办函〔2021〕109号` beside the title of the document that is of 2020: one of the two is a slip.
fn check_known(
    context: &LineContext,
    number: &DocumentNumber,
    titles: &[Title],
    findings: &mut Vec<Finding>,
) {
    /// So many bytes at most stand between a number and the title that it belongs to.
    const NEAR: usize = 18;
    let text = context.line.text();
    let title = titles.iter().take(MANY).find(|title| {
        let between = if title.range.end <= number.range.start {
            text.get(title.range.end..number.range.start)
        } else {
            text.get(number.range.end..title.range.start)
        };
        between
            .is_some_and(|between| between.len() <= NEAR && !between.contains(['、', '和', '及', '，', '；']))
    });
    let Some(title) = title else { return };
    let Some(&(_, issuer, year, known)) =
        KNOWN.iter().find(|(name, issuer, ..)| title.name.contains(name) && number.issuer == *issuer)
    else {
        return;
    };
    // What has neither in common may be another document of a like name.
    let is_slip = (number.year == year) != (number.number == known);
    let is_told =
        findings.iter().any(|finding| finding.spans[0].overlaps(context.span(number.range.clone())));
    if is_slip && !is_told {
        let right = format!("{issuer}〔{year}〕{known}号");
        let what = format!("这个文件的文号是{right}。");
        findings.push(damaged(context, number.range.clone(), &what, Some(right)));
    }
}

/// Whether letters are meant to be 国办公开办函.
fn is_like_right(issuer: &str) -> bool {
    matches!(issuer, "公开办函" | "公开办涵" | "办公开办函" | "公开函" | "办公开函")
        || issuer.starts_with('国')
            && issuer.contains("公")
            && (issuer.contains("开") || issuer.contains("办函"))
            && issuer.ends_with(['函', '涵', '含', '办', '发', '字', '号'])
}

/// Whether a number is one slip away from that of the notice on annual reports. Other documents of the same
/// office are cited rightly.
fn is_near_miss(context: &LineContext, number: &DocumentNumber) -> bool {
    let text = context.line.text();
    let range = sentence(text, &number.range);
    let is_about_reports = words!("年度报告|年报|报告格式|编制").in_text(&text[range]);
    match (number.year, number.number) {
        (2012 | 2019 | 2020 | 2022, 30) | (2018 | 2020 | 2021, 60) | (2021, 31) => true,
        (2021, 3 | 13 | 20 | 29 | 32..=40 | 300) | (2019, 6 | 16 | 50 | 59 | 62 | 66 | 69 | 600) => {
            is_about_reports
        }
        (2001 | 2002 | 2011 | 2023.., 30) => is_about_reports,
        // Among the others is 〔2019〕61号, which is cited rightly.
        _ => false,
    }
}

/// `国务院令第771号` beside the name of the regulation.
fn check_orders(context: &LineContext, titles: &[Title], findings: &mut Vec<Finding>) {
    let text = context.line.text();
    for found in context.line.find_all("令") {
        let Some((range, number)) = order(text, &found) else { continue };
        let named = title_before(titles, text, range.start).or_else(|| {
            titles.iter().find(|title| title.range.start >= range.end && title.range.start - range.end <= 24)
        });
        let sentence = &text[sentence(text, &range)];
        let is_regulation = match named {
            Some(title) => title.name.contains("信息公开条") || title.name == "条例",
            None => matches!(number, 492 | 771 | 171 | 710 | 712 | 717) && sentence.contains("信息公开"),
        };
        // The old order may be told beside the new one.
        let is_history = number == 492 && words!("711|修订前|原|2007年|2008年").in_text(sentence);
        let is_of_universities = named.is_some_and(|title| title.name == "高等学校信息公开办法");
        if is_of_universities && number != 29 {
            findings.push(damaged(context, range, "《高等学校信息公开办法》是教育部令第29号。", None));
            continue;
        }
        if is_regulation && number != 711 && !is_history {
            let what = if number == 492 {
                "这是2007年的旧令，现行条例是国务院令第711号。"
            } else {
                "现行条例是国务院令第711号。"
            };
            let right = text[range.clone()].starts_with("国务院令").then(|| "国务院令第711号".to_owned());
            let right =
                right.or_else(|| text[range.clone()].starts_with("国令").then(|| "国令第711号".to_owned()));
            findings.push(damaged(context, range, what, right));
        }
    }
}

/// The order of the State Council around 令: `国务院令第711号`, `国务院第711号令`.
fn order(text: &str, found: &Range<usize>) -> Option<(Range<usize>, u32)> {
    let after = behind(text, found.end);
    let inner = after.trim_start_matches([' ', '第', '（', '(']);
    if let Some((number, length)) = digits(inner) {
        let end = found.end + (after.len() - inner.len()) + length;
        let rest = &text[end..];
        let word = rest.trim_start_matches([' ', '）', ')']);
        if word.starts_with('号') {
            let end = text.len() - word.len() + '号'.len_utf8();
            let start = found.start - state_council(before(text, found.start))?.len();
            return Some((start..end, number));
        }
    }
    let before = before(text, found.start);
    let rest = before.trim_end().strip_suffix('号')?.trim_end();
    let head =
        rest.trim_end_matches(|letter: char| letter.is_ascii_digit() || ('０'..='９').contains(&letter));
    let (number, _) = digits(&rest[head.len()..])?;
    let head = head.trim_end().trim_end_matches('第').trim_end();
    let council = state_council(head)?;
    Some((found.start - before.len() + head.len() - council.len()..found.end, number))
}

/// The State Council at the end of a text, however it is written.
fn state_council(text: &str) -> Option<&str> {
    let text = text.trim_end();
    ["国务院", "国务", "国", "教育部"].into_iter().find(|word| text.ends_with(word))
}

/// A number of at most five digits at the start of a text, and its length in bytes.
fn digits(text: &str) -> Option<(u32, usize)> {
    let (mut value, mut length) = (0, 0);
    for letter in text.chars().take(6) {
        let digit = match letter {
            '０'..='９' => u32::from(letter) - u32::from('０'),
            _ => match letter.to_digit(10) {
                Some(digit) => digit,
                None => break,
            },
        };
        value = value * 10 + digit;
        length += letter.len_utf8();
    }
    (length > 0).then_some((value, length))
}

/// The name of the regulation.
fn check_names(context: &LineContext, titles: &[Title], findings: &mut Vec<Finding>) {
    const FULL: &str = "中华人民共和国政府信息公开条例";
    let right = || Some(format!("《{FULL}》"));
    for title in titles {
        let name: String = title.name.chars().filter(|letter| !letter.is_whitespace()).collect();
        let is_meant = words!(
            "信息公开条例|信息公开条列|政府信息条例|公开信息条例|政务公开条例|信息公开管理条例|\
                 信息公开条理|信息公开法"
        )
        .in_text(name.as_str());
        let is_national =
            name.starts_with('中') && is_meant && !name.starts_with(FULL) && name.chars().count() <= 24;
        if is_national || WRONG_NAMES.is(&name) {
            findings.push(damaged(
                context,
                title.range.clone(),
                &format!("条例的名称是《{FULL}》。"),
                right(),
            ));
        }
    }
    for wrong in
        ["中华人民共和国信息公开条例", "中华人民共和国政务信息公开条例", "中华人民共和国政府信息公开条列"]
    {
        for found in context.line.find_all(wrong) {
            if !titles.iter().any(|title| title.range.contains(&found.start)) {
                let what = format!("条例的名称是《{FULL}》。");
                findings.push(damaged(context, found, &what, Some(FULL.to_owned())));
            }
        }
    }
}

/// `2020年修订的《条例》`: it was revised in 2019.
fn check_revision(context: &LineContext, findings: &mut Vec<Finding>) {
    let text = context.line.text();
    if !words!("修订|修正").in_text(text) {
        return;
    }
    for moment in context.line.moments() {
        let Some(year) = moment.year.filter(|&year| year != 2019) else { continue };
        let rest = behind(text, moment.range.end).trim_start_matches(['新', '最', '第', '二', '次', '重']);
        let Some(rest) = ["修订", "修正"].iter().find_map(|word| rest.strip_prefix(word)) else {
            continue;
        };
        let rest = rest.trim_start_matches(['的', '后', '版', '实', '施', '通', '过']);
        let lead = before(text, moment.range.start).trim_end_matches(['（', '(', ' ', '国', '务', '院']);
        let is_regulation = |title: &str| {
            title.starts_with("《条例》")
                || first(title, 20).contains("信息公开条例》") && title.starts_with('《')
        };
        if is_regulation(rest) || words!("信息公开条例》|《条例》|信息公开条例").end(lead) {
            let what = format!("条例是2019年修订的，不是{year}年。");
            findings.push(damaged(context, moment.range.clone(), &what, Some("2019年".to_owned())));
        }
    }
}

/// `全国人民代表大会常务委员会颁布的《中华人民共和国政府信息公开条例》`: the State Council made it.
fn check_maker(context: &LineContext, titles: &[Title], findings: &mut Vec<Finding>) {
    let text = context.line.text();
    let is_regulation =
        |title: &&Title| title.name.ends_with("政府信息公开条例") && title.name.starts_with('中');
    for title in titles.iter().filter(is_regulation) {
        let ahead = before(text, title.range.start);
        let verb = words!("颁布的|公布的|制定的|通过的|发布的|修订的").at_end(ahead);
        let maker = verb.map(|verb| &ahead[..ahead.len() - verb.len()]).and_then(|rest| {
            words!("全国人民代表大会常务委员会|全国人大常委会|全国人民代表大会|全国人大").at_end(rest)
        });
        if let (Some(verb), Some(maker)) = (verb, maker) {
            let range = title.range.start - verb.len() - maker.len()..title.range.end;
            findings.push(damaged(context, range, "条例是国务院公布的行政法规。", None));
        }
    }
}

/// `自2008年5月1日起施行的新修订条例`: that day was the old one's.
fn check_effect(context: &LineContext, findings: &mut Vec<Finding>) {
    let text = context.line.text();
    let is_right = |moment: &Moment| {
        (moment.year, moment.month, moment.day) == (Some(2019), Some(5), Some(15))
            || moment.year == Some(2019) && moment.day.is_none()
    };
    for moment in context.line.moments().iter().filter(|moment| moment.month.is_some() && !is_right(moment)) {
        let range = sentence(text, &moment.range);
        let told = &text[range.clone()];
        // 2019年5月15日起，新修订的《条例》正式施行
        let names_before = || {
            let told = first(text.get(moment.range.end..range.end).unwrap_or_default(), 50);
            let named = told.strip_prefix('起').and_then(|told| told.split_once("政府信息公开条例"));
            named.is_some_and(|(lead, rest)| {
                words!("新修订|修订后|新").in_text(lead)
                    && !lead.contains(['；', '。'])
                    && lead.chars().count() <= 20
                    && words!("施行|实施|生效")
                        .in_text(rest.split(['，', '。', '；']).next().unwrap_or_default())
            })
        };
        let rest = first(behind(text, moment.range.end), 6);
        let is_of_new = words!("711|新修订|修订后|现行").in_text(told) && told.contains("政府信息公开条例");
        // 学习新修订的《条例》。新条例自2019年5月15日起施行
        let is_of_new = is_of_new || told.contains("新条例") && context.line.contains("政府信息公开条例》");
        let is_history = words!("2007|原条例|旧条例|492|修订前|至2019").in_text(told);
        if is_of_new && !is_history && (words!("施行|实施|生效").in_text(rest) || names_before()) {
            let what = "修订后的条例自2019年5月15日起施行。";
            findings.push(damaged(context, moment.range.clone(), what, Some("2019年5月15日".to_owned())));
        }
    }
}

/// `根据《条例》第六十条`: it has 56 articles; on annual reports speak 49 and 50.
fn check_articles(context: &LineContext, titles: &[Title], findings: &mut Vec<Finding>) {
    let text = context.line.text();
    for title in titles.iter().filter(|title| title.name.ends_with("信息公开条例") || title.name == "条例")
    {
        let mut at = title.range.end;
        while let Some(open) = text[at..].chars().next().filter(|&letter| matches!(letter, '（' | '(')) {
            let close = if open == '（' { '）' } else { ')' };
            let Some(end) = behind(text, at).find(close).filter(|&end| end < 150) else { break };
            at += end + close.len_utf8();
        }
        // 第四十九条、第五十条
        while let Some((range, article)) = article(text, at) {
            at = range.end + text[range.end..].chars().next().map_or(0, joint_of_articles);
            if let Some(what) = wrong_article(text, title, &range, article) {
                findings.push(damaged(context, range, what, None));
            }
        }
    }
}

/// The length of a letter that joins two articles.
fn joint_of_articles(letter: char) -> usize {
    if matches!(letter, '、' | '和' | '及' | '与') { letter.len_utf8() } else { 0 }
}

/// The article that is cited at a place: where, and which.
fn article(text: &str, at: usize) -> Option<(Range<usize>, u32)> {
    let rest = text[at..].strip_prefix('第')?;
    let end =
        rest.char_indices().find(|&(_, letter)| numeral(letter).is_none()).map_or(rest.len(), |(end, _)| end);
    if !rest[end..].starts_with('条') || end == 0 {
        return None;
    }
    let article = rest[..end].chars().fold((0_u32, 0_u32), |(sum, digit), letter| match numeral(letter) {
        Some(10) if letter == '十' => (sum + digit.max(1) * 10, 0),
        Some(100) => (sum + digit.max(1) * 100, 0),
        Some(value) if letter.is_ascii_digit() => (sum, (digit * 10 + value).min(10_000)),
        Some(value) => (sum, value),
        None => (sum, digit),
    });
    let article = article.0 + article.1;
    Some((at..at + '第'.len_utf8() + end + '条'.len_utf8(), article))
}

/// What is wrong with citing this article of the regulation, if anything.
fn wrong_article(text: &str, title: &Title, range: &Range<usize>, article: u32) -> Option<&'static str> {
    let clause = &text[range.end..sentence(text, range).end];
    let is_on_reports = words!("编制|年度报告|年报|本报告").in_text(first(clause, 40))
        && !clause.starts_with(['至', '到', '—', '、', '和']);
    if article > 56 || article == 0 {
        Some("条例一共56条。")
    } else if is_on_reports
        && matches!(article, 30..=48 | 51..=56)
        && last(before(text, title.range.start), 6).contains(['据', '照', '按'])
    {
        Some("关于年度报告的是第四十九条和第五十条。")
    } else {
        None
    }
}

/// A Chinese numeral or a digit; 十 is 10, 百 is 100.
fn numeral(letter: char) -> Option<u32> {
    match letter {
        '十' => Some(10),
        '百' => Some(100),
        '零' => Some(0),
        _ => letter.to_digit(10).or_else(|| {
            "〇一二三四五六七八九"
                .chars()
                .zip(0..)
                .find_map(|(known, value)| (known == letter).then_some(value))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::report::{Draft, Field, UnitKind};

    fn found(text: &str) -> Vec<(String, Option<String>)> {
        let typed: Vec<char> = text.chars().collect();
        let draft = Draft::new(2023, UnitKind::Township).with_text(Field::Overview, text);
        run_draft(&CITATION_DAMAGED, draft)
            .findings
            .into_iter()
            .filter(|finding| finding.spans[0].field == Field::Overview)
            .map(|finding| {
                let words = typed[finding.spans[0].start..finding.spans[0].end].iter().collect();
                let text = match finding.remedy {
                    Some(Remedy::Replace { text, .. }) => Some(text),
                    _ => None,
                };
                (words, text)
            })
            .collect()
    }

    #[test]
    fn passes_what_is_written_well() {
        for text in [
            "根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。",
            "根据《条例》（国令第 711 号）第五十条，按国办公开办函〔2021〕30号编制。",
            "《中华人民共和国政府信息公开条例》（国务院第711号令）",
            "《优化营商环境条例》（国务院令第722号）、《信息公开条例》。",
            "《中华人民共和国政府信息公开条例》（2007年国务院令第492号公布，2019年国务院令第711号修订）",
            "国办发〔2016〕80号、国办函〔2020〕109号、国办公开办函〔2016〕201号、国办公开办函〔2019〕61号",
            "鲁政办发[2023]8号、市政府令第12号、国办公开办函﹝2021﹞30号",
            "2019年修订的《中华人民共和国政府信息公开条例》",
            "《条例》第二十条至第二十五条规定的主动公开内容，《行政诉讼法》第八十条",
            "《中国共产党党务公开条例（试行）》《上海市政府信息公开规定》",
            "",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn fails_with_the_right_words_where_they_are_known() {
        for (text, words, right) in [
            ("《条例》（国务院令第771号）", "国务院令第771号", Some("国务院令第711号")),
            ("2019年5月1日起，新修订的《政府信息公开条例》正式施行。", "2019年5月1日", Some("2019年5月15日")),
            ("《条例》（国务院令第492号）", "国务院令第492号", Some("国务院令第711号")),
            ("《条例》（国令第171号）", "国令第171号", Some("国令第711号")),
            ("《条例》（国务院第712号令）", "国务院第712号令", None),
            ("国务令第711号", "国务令第", None),
            ("国办公开函〔2021〕30号", "国办公开函〔2021〕30号", Some("国办公开办函〔2021〕30号")),
            ("国办公开办涵〔2021〕30号", "国办公开办涵〔2021〕30号", Some("国办公开办函〔2021〕30号")),
            ("国办发〔2021〕30号", "国办发〔2021〕30号", Some("国办公开办函〔2021〕30号")),
            ("国办公开办函[2021]30号", "国办公开办函[2021]30号", Some("国办公开办函〔2021〕30号")),
            ("国办公开办函〔202130号", "国办公开办函〔202130号", Some("国办公开办函〔2021〕30号")),
            ("国办发（2016）80号", "国办发（2016）80号", Some("国办发〔2016〕80号")),
            ("国办公开办函〔2021〕60号", "国办公开办函〔2021〕60号", Some("国办公开办函〔2021〕30号")),
            (
                "年度报告按国办公开办函〔2021〕3号编制",
                "国办公开办函〔2021〕3号",
                Some("国办公开办函〔2021〕30号"),
            ),
            ("岚政办涵〔2023〕5号", "岚政办涵〔2023〕5号", Some("岚政办函〔2023〕5号")),
            (
                "《中华人民共和国信息公开条例》",
                "《中华人民共和国信息公开条例》",
                Some("《中华人民共和国政府信息公开条例》"),
            ),
            ("《政府信息公开条列》", "《政府信息公开条列》", Some("《中华人民共和国政府信息公开条例》")),
            ("2018年修订的《条例》", "2018年", Some("2019年")),
            ("《条例》第五十七条", "第五十七条", None),
            ("根据《条例》第三十一条，编制年度报告", "第三十一条", None),
        ] {
            assert_eq!(found(text), [(words.to_owned(), right.map(str::to_owned))], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_read(text in "[国务院令第号办公开函〔〕（）《》条例零十百0-9年修订 ]{0,40}|\\PC{0,40}") {
            found(&text);
        }
    }
}
