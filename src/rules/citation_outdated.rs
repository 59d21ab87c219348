//! R703: documents that no longer hold, or did not hold yet.

use super::rule::declare_rule;
use super::text::citation::{DocumentNumber, document_numbers, titles};
use super::text::{MANY, before, behind, first, is_within, last, sentence};
use super::{Finding, LineContext, Remedy, Scope, Severity};
use crate::format::Edition;
use crate::prose::words::words;
use crate::report::Field;
use std::ops::Range;

declare_rule! {
    /// 引用的文件就是本年度适用的文件。
    ///
    /// ## 为什么
    /// 2021年度起的年度报告按国办公开办函〔2021〕30号规定的格式编制，2019、2020年度的按国办公开办函〔2019〕60号。
    /// 引用已经被替代的通知，或者几年前的工作要点，说明稿子是从往年抄来的。
    ///
    /// ## 例
    /// 2022年的年报写“根据国办公开办函〔2019〕60号文件要求编制”。
    pub CITATION_OUTDATED {
        id: "R703",
        title: "引用的文件适用于本年度",
        severity: Error,
        editions: &Edition::ALL,
        source: "国办公开办函〔2019〕60号；国办公开办函〔2021〕30号",
        reads: Scope::PROSE,
        check: Line(check),
    }
}

/// The name of the notice of 2019 behind the name of the office.
const OLD_TITLE: &str = "政府信息公开工作年度报告有关事项的通知";

/// The name of the notice of 2021.
const NEW_TITLE: &str =
    "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》";

fn check(context: &LineContext, findings: &mut Vec<Finding>) {
    let line = context.line;
    let text = line.text();
    let mut named = Vec::new();
    if context.frame.edition == Edition::V2021 && line.contains(OLD_TITLE) {
        for found in line.find_all(OLD_TITLE).take(MANY) {
            named.extend(old_title(text, found));
        }
    }
    let numbers = if line.has('号') { document_numbers(text) } else { Vec::new() };
    for number in numbers.iter().take(MANY).filter(|number| is_outdated(number, context.frame.edition)) {
        let sentence = sentence(text, &number.range);
        if words!("废止|代替|替代|取代|调整为|不再").in_text(&text[sentence]) {
            continue;
        }
        // Name and number of one notice are one fault.
        let at = named.iter().position(|title: &Range<usize>| {
            title.end <= number.range.start && number.range.start - title.end <= 12
        });
        let range = at.map_or(number.range.clone(), |at| named.remove(at).start..number.range.end);
        findings.push(outdated(context, range, Some(number)));
    }
    findings.extend(named.into_iter().map(|title| outdated(context, title, None)));
    if line.has('年') && (line.contains("要点") || line.contains("工作安排")) {
        check_work_points(context, findings);
    }
}

/// Whether a number is that of the notice that belongs to the other edition.
fn is_outdated(number: &DocumentNumber, edition: Edition) -> bool {
    let of_other = match edition {
        Edition::V2019 => (2021, 30),
        Edition::V2021 => (2019, 60),
    };
    (number.year, number.number) == of_other && is_of_disclosure_office(number.issuer)
}

/// Whether the letters in front of a number are those of the office that sends the notices, or meant to be.
pub(super) fn is_of_disclosure_office(issuer: &str) -> bool {
    words!("国办|国务院|国公开").begin(issuer)
        || matches!(issuer, "" | "公开办函" | "公开办涵" | "办公开办函" | "办公开函")
}

/// Where the name of the notice of 2019 stands, if it is the office's notice and not one of the same name.
fn old_title(text: &str, found: Range<usize>) -> Option<Range<usize>> {
    let lead = before(text, found.start);
    if !words!("关于|《|办公室").end(lead) {
        // 关于做好2022年……年度报告有关事项的通知 is another one.
        return None;
    }
    let before = lead.strip_suffix("关于").unwrap_or(lead);
    let start = found.start - (lead.len() - before.len());
    let is_marked = is_within(text, found.start, '《', '》');
    let open = if is_marked { before.rfind('《').unwrap_or_default() } else { before.len() };
    let sender = &before[open..];
    let is_central = |words: &str| words!("国务院办公厅|国办|国务院").in_text(words);
    let of_center = match sender.strip_prefix('《') {
        Some("") => !words!("办|室|局|府|组").end(&before[..open]) || is_central(last(&before[..open], 24)),
        Some(sender) => is_central(sender),
        None => is_central(last(before, 30)),
    };
    let after = behind(text, found.end);
    let end = if is_marked && after.starts_with('》') { found.end + '》'.len_utf8() } else { found.end };
    let number = first(behind(text, end).trim_start_matches(['（', '(', ' ']), 1);
    let is_local = behind(text, end).starts_with(['（', '('])
        && number != "国"
        && first(behind(text, end), 24).contains('号');
    (of_center && !is_local).then_some(start - sender.len()..end)
}

fn outdated(context: &LineContext, range: Range<usize>, number: Option<&DocumentNumber>) -> Finding {
    let text = context.line.text();
    let edition = context.frame.edition;
    let notice = edition.format().notice;
    let message = match edition {
        Edition::V2021 => format!("这是2019年的通知，2021年度起年度报告按{notice}编制。"),
        Edition::V2019 => {
            format!("这个通知2021年才印发，{}年度的年度报告按{notice}编制。", context.frame.year)
        }
    };
    let is_titled = text[range.clone()].starts_with('《');
    let new = match (number, is_titled) {
        (Some(number), true) => {
            let joint = text[range.start..number.range.start].rsplit('》').next().unwrap_or_default();
            format!("{NEW_TITLE}{joint}{notice}")
        }
        (None, true) => NEW_TITLE.to_owned(),
        _ => notice.to_owned(),
    };
    // A name without its marks is part of a sentence that a program cannot mend.
    let remedy = (is_titled || number.is_some_and(|number| number.range == range))
        .then(|| Remedy::Replace { span: context.span(range.clone()), text: new });
    Finding {
        remedy,
        advice: format!("请改引{notice}，并核对报告是不是按它的格式写的。"),
        ..Finding::in_text(&CITATION_OUTDATED, edition, context.span(range), message)
    }
}

/// `对照《2021年政务公开工作要点》` in the report of 2023. Last year's are left alone: the new ones come late,
/// and not every year.
fn check_work_points(context: &LineContext, findings: &mut Vec<Finding>) {
    let text = context.line.text();
    let titles = titles(text);
    let own = context.frame.year;
    for moment in context.line.moments() {
        // 将2020年度任务逐项分解 under the work points of 2019.
        let is_shared_out = || {
            let behind = first(behind(text, moment.year_end), 60);
            behind.contains(&format!("{own}年"))
                && words!("任务").in_text(behind)
                && words!("分解|分工").in_text(behind)
        };
        let is_old = |year: &u16| year + 1 < own || year + 1 == own && is_shared_out();
        let Some(year) = moment.year.filter(is_old) else { continue };
        let title = titles.iter().find(|title| title.range.contains(&moment.range.start));
        let rest = match title {
            Some(title) => &text[moment.year_end..title.range.end],
            None => first(behind(text, moment.year_end), 24)
                .split(['，', '。', '、', '；'])
                .next()
                .unwrap_or_default(),
        };
        let is_points = words!("要点|重点工作安排|工作安排").in_text(rest) && words!("公开").in_text(rest);
        let range = title.map_or(moment.range.start..moment.year_end, |title| title.range.clone());
        let lead = &text[sentence(text, &range).start..range.start];
        // 自治区 is no beginning of a time.
        let is_past = words!("自从|以来|曾|历年|废止|清理|失效").in_text(lead)
            || lead.ends_with('自')
            || context.field == Field::Title;
        if !is_points || is_past || words!("以来|等历年").begin(behind(text, range.end)) {
            continue;
        }
        let message = format!("引用的是{year}年的工作要点，报告年度是{}年。", context.frame.year);
        findings.push(Finding {
            severity: Severity::Warning,
            advice: "请改引本年度的工作要点；本年度没有印发的，写明按哪一年的执行。".to_owned(),
            ..Finding::in_text(&CITATION_OUTDATED, context.frame.edition, context.span(range), message)
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::report::{Draft, UnitKind};

    fn found(year: u16, text: &str) -> Vec<(String, Option<String>)> {
        let typed: Vec<char> = text.chars().collect();
        let draft = Draft::new(year, UnitKind::Township).with_text(Field::Overview, text);
        run_draft(&CITATION_OUTDATED, draft)
            .findings
            .into_iter()
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
    fn passes_what_belongs_to_the_year() {
        for (year, text) in [
            (2020, "按照国办公开办函〔2019〕60号编制。"),
            (2021, "按照国办公开办函〔2021〕30号编制。"),
            (2023, "按照国办公开办函〔2019〕61号规范平台。"),
            (2023, "按照澜政办函〔2019〕60号编制。"),
            (2023, "国办公开办函〔2019〕60号已废止。"),
            (2023, "根据《县政府办公室关于政府信息公开工作年度报告有关事项的通知》（岚政办〔2023〕2号）。"),
            (2023, "落实《2022年政务公开工作要点》和2023年政务公开工作要点。"),
            (2023, ""),
        ] {
            assert_eq!(found(year, text), [], "{text}");
        }
    }

    #[test]
    fn fails_for_the_notice_of_the_other_edition() {
        let right = |text: &str| Some(text.to_owned());
        assert_eq!(
            found(2021, "按照国办公开办函〔2019〕60 号编制。"),
            [("国办公开办函〔2019〕60 号".to_owned(), right("国办公开办函〔2021〕30号"))]
        );
        assert_eq!(
            found(2020, "按照国办公开办函〔2021〕30号编制。"),
            [("国办公开办函〔2021〕30号".to_owned(), right("国办公开办函〔2019〕60号"))]
        );
        let both = "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号";
        let [(words, text)] = &found(2022, &format!("根据{both}）编制。"))[..] else { panic!() };
        assert_eq!(words, both);
        assert_eq!(text.as_deref(), Some(format!("{NEW_TITLE}（国办公开办函〔2021〕30号").as_str()));
        assert_eq!(found(2023, "根据国办《关于政府信息公开工作年度报告有关事项的通知》编制。").len(), 1);
    }

    #[test]
    fn fails_for_work_points_two_years_old() {
        assert_eq!(found(2023, "对照《2021年政务公开工作要点》。")[0].0, "《2021年政务公开工作要点》");
        assert_eq!(found(2023, "对照自治区《2021年政务公开工作要点》。").len(), 1);
        assert_eq!(found(2023, "对照2020年全县政务公开工作要点。")[0].0, "2020年");
    }
}
