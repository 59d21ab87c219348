//! The check sheet: what a reviewer sends back to a unit, on paper.

use super::document::POLICY;
use super::shown::Shown;
use crate::prose::Span;
use crate::report::{Field, Report, today_in_words, token};
use crate::rules::{Checker, Date, Finding, Rule, Scope, Severity, State};
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLESHEET: &str = include_str!("../../styles/check-sheet.css");

/// How many characters of the text are quoted on either side of the words that a finding is about.
const AROUND: usize = 14;

/// How many rules are named that could not be assessed for the same reason.
const NAMED: usize = 6;

/// The findings over a report as one self-contained HTML document to be printed: 审核意见表.
///
/// What is decided by people is left blank: the opinion, the signatures and their dates. The same arguments
/// always give the same bytes.
pub fn check_sheet(report: &Report, checker: &Checker, today: Option<Date>) -> String {
    let title = format!("{}{}年年度报告审核意见表", report.draft().unit(), report.draft().year);
    let markup = html! {
        (DOCTYPE) "\n"
        html lang="zh-CN" {
            head {
                "\n" meta charset="utf-8";
                "\n" meta http-equiv="Content-Security-Policy" content=(POLICY);
                "\n" meta name="viewport" content="width=device-width, initial-scale=1";
                "\n" meta name="generator" content="年报 nianbao";
                "\n" title { (Shown(&title)) }
                "\n" style { "\n" (PreEscaped(STYLESHEET)) }
                "\n"
            }
            "\n" body {
                "\n" main.sheet {
                    "\n" h1 { "政府信息公开工作年度报告审核意见表" }
                    "\n" (summary(report, checker, today))
                    "\n" (findings(report, checker))
                    "\n" (not_assessable(report, checker))
                    "\n" (opinions(checker))
                    "\n" p.note {
                        "本表第一、二部分由“年报”程序按 " (rules_that_apply(checker)) " 项检查自动生成，不代替人工审核。"
                    }
                    "\n"
                }
                "\n"
            }
        }
        "\n"
    };
    markup.into_string()
}

/// Unit, year, day and verdict.
fn summary(report: &Report, checker: &Checker, today: Option<Date>) -> Markup {
    let day = today.map_or_else(blank_date, |day| today_in_words(day.year, day.month, day.day));
    let counts = checker.counts();
    let explained = checker.findings().iter().filter(|finding| finding.reason.is_some()).count();
    html! {
        table.summary {
            colgroup { col.label; col; col.label; col.short; }
            "\n" tr {
                th scope="row" { "报告单位" }
                td { (Shown(report.draft().unit())) }
                th scope="row" { "报告年度" }
                td { (report.draft().year) "年" }
            }
            "\n" tr {
                th scope="row" { "报告格式" }
                td { (report.edition().format().notice) }
                th scope="row" { "检查日期" }
                td { (day) }
            }
            "\n" tr {
                th scope="row" { "检查结论" }
                td colspan="3" {
                    strong { (counts.verdict().words()) }
                    span.counts {
                        (Severity::Error.label()) " " (counts.errors) " 处，"
                        (Severity::Warning.label()) " " (counts.warnings) " 处，"
                        (Severity::Hint.label()) " " (counts.hints) " 处；已说明理由 " (explained) " 处"
                    }
                }
            }
        }
    }
}

/// A date to be filled in by hand.
fn blank_date() -> String {
    "　　　　年　　月　　日".to_owned()
}

/// The findings in the order of the checker. The head names unit and year, since it stands on every page.
fn findings(report: &Report, checker: &Checker) -> Markup {
    let mut texts = Texts::new(report);
    html! {
        table.findings {
            colgroup { col.number; col.place; col; col.weight; col.answer; }
            "\n" thead {
                tr {
                    th.title colspan="5" {
                        "一、检查发现的问题"
                        span.of { "（" (Shown(report.draft().unit())) (report.draft().year) "年度）" }
                    }
                }
                tr {
                    th scope="col" { "序号" }
                    th scope="col" { "位置" }
                    th scope="col" { "问题" }
                    th scope="col" { "程度" }
                    th scope="col" { "处理意见或说明理由" }
                }
            }
            "\n" tbody {
                @if checker.findings().is_empty() {
                    tr { td.none colspan="5" { "没有发现问题。" } }
                }
                @for (index, finding) in checker.findings().iter().enumerate() {
                    tr {
                        td.number { (index + 1) }
                        td { (Shown(&finding.place)) }
                        td { (problem(&mut texts, finding)) }
                        td.weight { (finding.severity.label()) }
                        td { (answer(finding)) }
                    }
                    "\n"
                }
            }
        }
    }
}

/// What is wrong, by how much, and the words in the text.
fn problem(texts: &mut Texts, finding: &Finding) -> Markup {
    html! {
        p { (Shown(&finding.message)) }
        @if let Some(equation) = &finding.equation {
            p.equation { (Shown(&equation.to_string())) }
        }
        @if let Some(quote) = finding.spans.first().and_then(|&span| texts.quote(span)) {
            p.quote { "原文：“" (Shown(&quote.before)) u { (Shown(&quote.words)) } (Shown(&quote.after)) "”" }
        }
    }
}

/// The reason that was given, else what can be done.
fn answer(finding: &Finding) -> Markup {
    html! {
        @match &finding.reason {
            Some(reason) => p.reason { "已说明：" (Shown(reason)) },
            None if !finding.advice.is_empty() => p { (Shown(&finding.advice)) },
            None => {},
        }
    }
}

/// The rules that could not be assessed, by what is lacking.
fn not_assessable(report: &Report, checker: &Checker) -> Markup {
    let lacks_previous = |rule: &Rule| rule.reads.meets(Scope::PREVIOUS) && report.previous().is_none();
    let rules = checker.states().filter(|(_, state)| *state == State::NotAssessable).map(|(rule, _)| rule);
    let (previous, figures): (Vec<_>, Vec<_>) = rules.partition(|rule| lacks_previous(rule));
    html! {
        section.rest {
            h2 { "二、没有核对的检查项" }
            @if previous.is_empty() && figures.is_empty() {
                p { "没有。" }
            }
            @for (why, rules) in [("表中有空格或读不出的数", figures), ("没有上一年度的年报", previous)] {
                @if !rules.is_empty() {
                    p { (why) "，" (rules.len()) " 项没有核对：" (named(&rules)) "。" }
                }
            }
        }
    }
}

fn named(rules: &[&Rule]) -> String {
    let titles: Vec<_> = rules.iter().take(NAMED).map(|rule| rule.title).collect();
    let more = if rules.len() > NAMED { "等" } else { "" };
    titles.join("；") + more
}

fn rules_that_apply(checker: &Checker) -> usize {
    checker.states().filter(|(_, state)| *state != State::NotApplicable).count()
}

/// Room for what people write by hand, more of it where the sheet has few findings.
fn opinions(checker: &Checker) -> Markup {
    const FEW: usize = 4;
    let is_short = checker.findings().len() <= FEW;
    let box_of = |heading: &str, lines: [&str; 2]| {
        html! {
            td {
                h2 { (heading) }
                div.room.roomy[is_short] {}
                @for line in lines { p { (line) } }
                p.day { (blank_date()) }
            }
        }
    };
    html! {
        table.opinions {
            tr {
                (box_of("三、审核意见", ["审核人（签字）：", "审核单位（盖章）："]))
                (box_of("四、报送单位意见", ["经办人（签字）：", "负责人（签字）："]))
            }
        }
    }
}

/// Words of the report with what stands around them.
#[derive(Debug, PartialEq, Eq)]
struct Quote {
    before: String,
    words: String,
    after: String,
}

/// The texts of a report as characters, each taken apart once.
struct Texts<'a> {
    report: &'a Report,
    known: Vec<(Field, Vec<char>)>,
}

impl<'a> Texts<'a> {
    const fn new(report: &'a Report) -> Self {
        Self { report, known: Vec::new() }
    }

    /// Quotes a stretch with a few characters on either side, figures in the place of tokens.
    fn quote(&mut self, span: Span) -> Option<Quote> {
        // Enough for a token on either side besides.
        const REACH: usize = AROUND + 16;
        const LONGEST: usize = 60;
        let report = self.report;
        let text = self.text(span.field);
        let words = text.get(span.start..span.end).filter(|words| !words.is_empty())?;
        let (before, after) = (&text[..span.start], &text[span.end..]);
        let before = &before[before.len().saturating_sub(REACH)..];
        let before = before.rsplit(|&letter| letter == '\n').next().unwrap_or_default();
        let after =
            after[..after.len().min(REACH)].split(|&letter| letter == '\n').next().unwrap_or_default();
        // A token that the reach has cut is left out.
        let cut = before.iter().position(|letter| matches!(letter, '{' | '}'));
        let cut = cut.filter(|&position| before[position] == '}').map_or(0, |position| position + 1);
        let end = after.iter().rposition(|letter| matches!(letter, '{' | '}'));
        let end = end.filter(|&position| after[position] == '{').unwrap_or(after.len());
        let shown = |letters: &[char]| token::resolve(report, &String::from_iter(letters)).0;
        let (before, words, after) = (shown(&before[cut..]), shown(words), shown(&after[..end]));
        let skipped = before.chars().count().saturating_sub(AROUND);
        let begun: String = before.chars().skip(skipped).collect();
        Some(Quote {
            before: if skipped > 0 { format!("…{begun}") } else { begun },
            words: shortened(&words, LONGEST),
            after: shortened(&after, AROUND),
        })
    }

    fn text(&mut self, field: Field) -> &[char] {
        let index = self.known.iter().position(|(known, _)| *known == field).unwrap_or_else(|| {
            self.known.push((field, self.report.draft().text(field).chars().collect()));
            self.known.len() - 1
        });
        &self.known[index].1
    }
}

fn shortened(text: &str, length: usize) -> String {
    let mut letters = text.chars();
    let begun: String = letters.by_ref().take(length).collect();
    if letters.next().is_some() { begun + "…" } else { begun }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{CellId, Item};
    use crate::report::{Draft, UnitKind};
    use std::rc::Rc;

    fn quote(text: &str, words: &str) -> Quote {
        let draft = Draft::new(2024, UnitKind::Township)
            .with_text(Field::Overview, text)
            .with_cells([(CellId::t2(Item::LicenceDecisions), "12")]);
        let report = Report::read(Rc::new(draft));
        let start = text[..text.find(words).unwrap()].chars().count();
        let span = Span { field: Field::Overview, start, end: start + words.chars().count() };
        Texts::new(&report).quote(span).unwrap()
    }

    fn expected(before: &str, words: &str, after: &str) -> Quote {
        Quote { before: before.to_owned(), words: words.to_owned(), after: after.to_owned() }
    }

    #[test]
    fn quotes_stay_within_the_line_and_are_short() {
        assert_eq!(quote("甲\n全年3件。\n乙", "3件"), expected("全年", "3件", "。"));
        assert_eq!(quote("3件", "3件"), expected("", "3件", ""));
        let long = "前".repeat(50) + "3件" + &"后".repeat(50);
        let around = "前".repeat(AROUND);
        assert_eq!(quote(&long, "3件"), expected(&format!("…{around}"), "3件", &("后".repeat(AROUND) + "…")));
    }

    #[test]
    fn quotes_show_figures_for_tokens_and_no_half_tokens() {
        assert_eq!(
            quote("许可{行政许可数}件，共3件，{行政许可数}件", "3件"),
            expected("许可12件，共", "3件", "，12件")
        );
        let far = format!("{{行政许可数}}{}3件{}{{行政许可数}}件", "前".repeat(26), "后".repeat(26));
        let found = quote(&far, "3件");
        assert!(!found.before.contains('}') && !found.after.contains('{'), "{found:?}");
    }

    #[test]
    fn a_stretch_that_is_not_there_is_not_quoted() {
        let report = Report::read(Rc::new(Draft::new(2024, UnitKind::Township)));
        let span = Span { field: Field::Overview, start: 2, end: 4 };
        assert_eq!(Texts::new(&report).quote(span), None);
    }

    #[test]
    fn the_stylesheet_cannot_end_its_element() {
        assert!(!STYLESHEET.contains('<'));
        assert!(!STYLESHEET.contains("url("), "nothing is fetched");
        assert!(!STYLESHEET.contains("@import"), "nothing is fetched");
    }
}
