//! The headings of the six parts, also under other words and numbers than the official ones.

use super::words::{bare, table_of};
use crate::format::{Part, Table};

/// A line that can be the heading of a part.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The line, counted from 0.
    pub(super) line: usize,
    pub(super) part: Part,
    /// How well it fits.
    score: i32,
    /// What follows the heading in the same line.
    pub(super) rest: String,
    /// The line is no heading, but what stands there shows that the part has begun.
    pub(super) implied: bool,
}

/// The score below which a line is no heading.
const LEAST: i32 = 4;

/// Headings that are taken for those of a part, without marks.
const KNOWN: &[(&str, Part)] = &[
    ("总体情况", Part::Overview),
    ("基本情况", Part::Overview),
    ("总体概况", Part::Overview),
    ("工作总体情况", Part::Overview),
    ("总体工作情况", Part::Overview),
    ("主动公开政府信息情况", Part::Proactive),
    ("主动公开政府信息的情况", Part::Proactive),
    ("政府信息主动公开情况", Part::Proactive),
    ("收到和处理政府信息公开申请情况", Part::Requests),
    ("收到和处理政府信息公开申请的情况", Part::Requests),
    ("收到和处理政府信息申请情况", Part::Requests),
    ("收到和处理信息公开申请情况", Part::Requests),
    ("政府信息公开行政复议行政诉讼情况", Part::Review),
    ("政府信息公开行政复议和行政诉讼情况", Part::Review),
    ("行政复议行政诉讼情况", Part::Review),
    ("存在的主要问题及改进情况", Part::Problems),
    ("政府信息公开工作存在的主要问题及改进情况", Part::Problems),
    ("存在的主要问题和改进情况", Part::Problems),
    ("存在主要问题及改进情况", Part::Problems),
    ("其他需要报告的事项", Part::Other),
    ("其它需要报告的事项", Part::Other),
    ("需要报告的其他事项", Part::Other),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbering {
    None,
    /// 一、
    Top(usize),
    /// （一）
    Second,
    /// 1.
    Digit(usize),
}

/// Takes the number off the front of a line.
fn numbering(line: &str) -> (Numbering, &str) {
    const NUMERALS: &str = "一二三四五六七八九十";
    let is_mark =
        |c: char| matches!(c, '、' | '.' | '．' | '，' | ',' | '：' | ':' | '。') || c.is_whitespace();
    let line = line.trim_start();
    if let Some(rest) = line.strip_prefix(['（', '(']) {
        if let Some((number, rest)) = rest.split_once(['）', ')'])
            && (1..=3).contains(&number.trim().chars().count())
            && number.trim().chars().all(|c| NUMERALS.contains(c) || c.is_ascii_digit())
        {
            return (Numbering::Second, rest);
        }
        return (Numbering::None, line);
    }
    let ordinal = line.strip_prefix('第').unwrap_or(line);
    let mut rest = ordinal.chars();
    if let Some(first) = rest.next()
        && let Some(at) = NUMERALS.chars().position(|c| c == first)
    {
        let rest = rest.as_str();
        if let Some(behind) = rest.strip_prefix("部分").filter(|_| ordinal.len() < line.len()) {
            return (Numbering::Top(at), behind.trim_start_matches(is_mark));
        }
        let behind = rest.trim_start_matches(is_mark);
        if behind.len() < rest.len() {
            return (Numbering::Top(at), behind);
        }
        return (Numbering::None, line);
    }
    let behind = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - behind.len();
    if (1..=2).contains(&digits) {
        let after = behind.trim_start_matches(is_mark);
        if after.len() < behind.len() {
            return (
                Numbering::Digit(line[..digits].parse::<usize>().unwrap_or_default().wrapping_sub(1)),
                after,
            );
        }
    }
    (Numbering::None, line)
}

type Named = ((Part, i32), String);

/// A line that is a heading without a doubt.
fn known(line: &str) -> Option<Named> {
    const LONGEST: usize = 200;
    if line.len() > LONGEST {
        return None;
    }
    let core = bare(line);
    KNOWN.iter().find(|(known, _)| *known == core).map(|(_, part)| ((*part, 10), String::new()))
}

/// A heading that runs on into its text.
fn running(line: &str) -> Option<Named> {
    let (head, rest) = line.split_once(['：', ':', '。', ' ', '\u{3000}'])?;
    let ((part, score), _) = known(head)?;
    Some(((part, score), rest.trim().to_owned()))
}

fn is_sentence(line: &str) -> bool {
    line.contains(['，', '。', '；', '？'])
}

/// The part that a heading in other words names, and how well it does.
fn alike(core: &str) -> Option<(Part, i32)> {
    if core.chars().count() > 28 {
        return None;
    }
    let has = |words: &[&str]| words.iter().any(|word| core.contains(word));
    if has(&["复议"]) && has(&["诉讼"]) {
        Some((Part::Review, 6))
    } else if has(&["问题", "不足"])
        && has(&["改进", "措施", "下一步", "打算", "建议", "整改", "对策", "努力方向"])
    {
        Some((Part::Problems, 6))
    } else if has(&["其他", "其它"]) && has(&["事项", "情况"]) && has(&["报告", "说明"]) {
        Some((Part::Other, 6))
    } else if has(&["收到", "受理", "办理", "处理", "依申请公开"]) && has(&["申请"]) && core.ends_with("情况")
    {
        Some((Part::Requests, 5))
    } else if has(&["主动公开"]) && core.ends_with("情况") {
        Some((Part::Proactive, 5))
    } else if has(&["总体情况", "基本情况", "概述", "概况", "总体工作"]) {
        Some((Part::Overview, 5))
    } else if has(&["其他事项", "其它事项"]) {
        Some((Part::Other, 4))
    } else if matches!(core, "存在的主要问题" | "存在的问题" | "存在问题" | "主要问题") {
        Some((Part::Problems, 4))
    } else {
        None
    }
}

/// The heading that a line is or begins with.
fn candidate(line: usize, text: &str) -> Option<Candidate> {
    let text = text.trim().trim_start_matches(['#', '*', ' ']);
    let (number, behind) = numbering(text);
    let ((part, score), rest) = known(behind)
        .or_else(|| running(behind).filter(|_| matches!(number, Numbering::Top(_))))
        .or_else(|| Some((alike(&bare(behind))?, String::new())).filter(|_| !is_sentence(behind)))?;
    let score = score
        + match number {
            Numbering::Top(number) if number == part.index() => 3,
            Numbering::Top(_) => 1,
            Numbering::None => 0,
            Numbering::Second => -4,
            Numbering::Digit(number) if number == part.index() => -1,
            Numbering::Digit(_) => -3,
        };
    (score >= LEAST).then_some(Candidate { line, part, score, rest, implied: false })
}

/// Whether a line is certainly the heading of a part.
pub(super) fn is_heading(line: &str) -> bool {
    line.len() <= 200 && candidate(0, line).is_some_and(|candidate| candidate.score >= 9)
}

/// The lines that head parts: at most one for each, in order, so that they fit best. `tables` are the lines
/// at which a table begins that shows which part it is.
pub(super) fn headings<'a>(
    lines: impl Iterator<Item = (usize, &'a str)>,
    tables: impl Iterator<Item = (usize, Part)>,
) -> Vec<Candidate> {
    let mut candidates: Vec<_> = lines.filter_map(|(line, text)| candidate(line, text)).collect();
    candidates.extend(tables.map(|(line, part)| Candidate {
        line,
        part,
        score: 1,
        rest: String::new(),
        implied: true,
    }));
    candidates.sort_by_key(|candidate| (candidate.line, candidate.implied));
    candidates.dedup_by_key(|candidate| candidate.line);
    // For every part the best chain that ends with it, and for every candidate the one before it.
    let mut best: [Option<(i32, usize)>; 6] = [None; 6];
    let mut before = Vec::with_capacity(candidates.len());
    for (index, candidate) in candidates.iter().enumerate() {
        let part = candidate.part.index();
        let chain = best[..part].iter().flatten().max_by_key(|(score, _)| *score).copied();
        let score = candidate.score + chain.map_or(0, |(score, _)| score);
        before.push(chain.map(|(_, index)| index));
        // Of two that fit alike the later one counts, unless it is only implied: lists of contents come first.
        let wins = |known: i32| if candidate.implied { score > known } else { score >= known };
        if best[part].is_none_or(|(known, _)| wins(known)) {
            best[part] = Some((score, index));
        }
    }
    let mut at = best.iter().flatten().max_by_key(|(score, _)| *score).map(|(_, index)| *index);
    let mut chosen = Vec::new();
    while let Some(index) = at {
        chosen.push(candidates[index].clone());
        at = before[index];
    }
    chosen.reverse();
    chosen
}

/// The part whose table certainly begins with this line of text.
pub(super) fn implied(line: &str) -> Option<Part> {
    if line.len() > 300 {
        return None;
    }
    let bare = bare(line);
    if bare == "行政复议行政诉讼" {
        return Some(Part::Review);
    }
    let begins = ["第二十条第一项", "本列数据的勾稽关系", "一本年新收政府信息公开申请数量"];
    begins.iter().any(|words| bare.starts_with(words)).then(|| table_of(&bare, 1)).flatten().map(Table::part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(line: &str) -> Option<Part> {
        candidate(0, line).map(|candidate| candidate.part)
    }

    #[test]
    fn headings_are_known_under_other_words_and_numbers() {
        let cases = [
            ("一、总体情况", Part::Overview),
            ("第一部分　概述", Part::Overview),
            ("  二、主动公开政府信息情况：", Part::Proactive),
            ("三、主动公开情况", Part::Proactive),
            ("（三）收到和处理政府信息公开申请情况", Part::Requests),
            ("三.依申请公开政府信息情况", Part::Requests),
            ("因政府信息公开申请行政复议、提起行政诉讼情况", Part::Review),
            ("5、存在的主要问题及改进情况", Part::Problems),
            ("存在问题和下一步打算", Part::Problems),
            ("六、其他需要报告的事项：无。", Part::Other),
            ("## 六、其它需要报告事项", Part::Other),
        ];
        for (line, expected) in cases {
            assert_eq!(part(line), Some(expected), "{line}");
        }
        for line in [
            "（一）主动公开情况。2024年，全镇",
            "（一）主动公开情况",
            "（一）存在的主要问题",
            "1.主动公开情况",
            "四、结转下年度继续办理",
            "2024年，我镇主动公开信息",
            "一是主动公开情况较好",
        ] {
            assert_eq!(part(line), None, "{line}");
        }
        assert_eq!(candidate(0, "六、其他需要报告的事项：无。").unwrap().rest, "无。");
    }

    #[test]
    fn the_real_headings_are_chosen() {
        let lines = [
            "一、总体情况",
            "二、主动公开政府信息情况",
            "一、总体情况",
            "主动公开情况",
            "正文",
            "二、主动公开政府信息情况",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
        ];
        let chosen: Vec<_> = headings(lines.into_iter().enumerate(), std::iter::once((5, Part::Review)))
            .into_iter()
            .map(|candidate| (candidate.line, candidate.part))
            .collect();
        let expected = [(2, Part::Overview), (5, Part::Proactive), (6, Part::Problems), (7, Part::Other)];
        assert_eq!(
            chosen.iter().filter(|(_, part)| *part != Part::Review).copied().collect::<Vec<_>>(),
            expected
        );
    }
}
