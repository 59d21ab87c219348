//! What the rules make of the cases.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

use nianbao::prose::Prose;
use nianbao::report::Report;
use nianbao::rules::{Checker, Context, Date, Severity};

use super::case::{Case, Expect};
use super::report::lay;

/// An error or a warning in the sentence.
#[derive(Clone, Debug)]
pub struct Found {
    /// Id of the rule.
    pub rule: Cow<'static, str>,
    /// The words that it is about.
    pub words: String,
    /// What it says.
    pub message: String,
    /// Whether it overlaps the stretch to be reported.
    pub hits: bool,
}

/// A case with what was found in it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The case.
    pub case: Case,
    /// What was found; a case that cannot be laid into a report says why.
    pub found: Result<Vec<Found>, String>,
}

impl Judged {
    /// Whether the rules did what the case expects.
    pub fn is_right(&self) -> bool {
        match (&self.found, self.case.expect) {
            (Err(_), _) => false,
            (Ok(found), Expect::Flag) => found.iter().any(|found| found.hits),
            (Ok(found), Expect::Clean) => found.is_empty(),
        }
    }
}

/// Runs the rules over a case.
pub fn judge(case: Case) -> Judged {
    let found = lay(&case).map_err(|error| format!("{error:#}")).map(|bed| {
        let report = Report::read(Rc::new(bed.draft));
        let prose = Prose::read(&report);
        let today = Date { year: i32::from(case.report.year) + 1, month: 1, day: 20 };
        let context = Context { report: &report, prose: &prose, previous: None, today: Some(today) };
        let checker = Checker::new(&context);
        let text: Vec<char> = report.draft().text(bed.text.field).chars().collect();
        let grave = checker.findings().iter().filter(|finding| finding.severity != Severity::Hint);
        let in_text = grave.filter(|finding| finding.spans.iter().any(|span| span.overlaps(bed.text)));
        in_text
            .map(|finding| {
                let words =
                    finding.spans.iter().map(|span| text.get(span.start..span.end).unwrap_or_default());
                let equation = finding.equation.as_ref().map(|equation| format!(" {equation}"));
                Found {
                    rule: finding.rule.clone(),
                    words: words.map(String::from_iter).collect::<Vec<_>>().join(" … "),
                    message: format!("{}{}", finding.message, equation.unwrap_or_default()),
                    hits: finding.spans.iter().any(|span| span.overlaps(bed.stretch)),
                }
            })
            .collect()
    });
    Judged { case, found }
}

/// How many cases there were and how many were judged rightly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Cases to be flagged.
    pub flags: usize,
    /// Those of them that were.
    pub hits: usize,
    /// Cases in which the checker must keep silent.
    pub clean: usize,
    /// Those of them in which it did not.
    pub alarms: usize,
}

impl Score {
    /// The share of faults that were found.
    pub fn recall(self) -> f64 {
        if self.flags == 0 { 1.0 } else { share(self.hits, self.flags) }
    }

    /// The share of faultless sentences that were reported.
    pub fn false_alarms(self) -> f64 {
        if self.clean == 0 { 0.0 } else { share(self.alarms, self.clean) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "files hold hundreds of cases")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "recall {:.3} false-alarms {:.3}", self.recall(), self.false_alarms())
    }
}

/// Adds up cases.
pub fn score<'a>(judged: impl IntoIterator<Item = &'a Judged>) -> Score {
    let mut score = Score::default();
    for judged in judged {
        match judged.case.expect {
            Expect::Flag => {
                score.flags += 1;
                score.hits += usize::from(judged.is_right());
            }
            Expect::Clean => {
                score.clean += 1;
                score.alarms += usize::from(!judged.is_right());
            }
        }
    }
    score
}

/// Prints every case that was judged wrongly, what else was found, the figures by kind and those of all.
pub(super) fn print(judged: &[Judged]) {
    let wrong =
        |expect| judged.iter().filter(move |judged| judged.case.expect == expect && !judged.is_right());
    print_cases("missed", wrong(Expect::Flag), |_| true);
    print_cases("false alarms", wrong(Expect::Clean), |_| true);
    let beside = judged.iter().filter(|judged| {
        let misses = judged.found.iter().flatten().any(|found| !found.hits);
        judged.case.expect == Expect::Flag && judged.is_right() && misses
    });
    print_cases("found beside the place of the fault (not counted)", beside, |found| !found.hits);

    let mut kinds: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
    for judged in judged {
        kinds.entry(&judged.case.kind).or_default().push(judged);
    }
    println!("{:<14} {:>9} {:>7}   {:>11} {:>7}", "kind", "found", "recall", "false alarm", "share");
    for (kind, judged) in kinds {
        let score = score(judged.iter().copied());
        println!(
            "{kind:<14} {:>4} / {:>2} {:>7.3}   {:>6} / {:>2} {:>7.3}",
            score.hits,
            score.flags,
            score.recall(),
            score.alarms,
            score.clean,
            score.false_alarms()
        );
    }
    println!("{}", score(judged));
}

fn print_cases<'a>(title: &str, cases: impl Iterator<Item = &'a Judged>, shows: impl Fn(&Found) -> bool) {
    for (index, judged) in cases.enumerate() {
        if index == 0 {
            println!("== {title}\n");
        }
        let case = &judged.case;
        println!("{} {} · {}", case.id, case.kind, case.text);
        if let Some(span) = &case.span {
            println!("  expected: {span} · {}", case.why);
        } else if !case.why.is_empty() {
            println!("  clean: {}", case.why);
        }
        match &judged.found {
            Err(error) => println!("  cannot be read: {error}"),
            Ok(found) => {
                for found in found.iter().filter(|found| shows(found)) {
                    println!("  {} [{}] {}", found.rule, found.words, found.message);
                }
            }
        }
        println!();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line() {
        let score = Score { flags: 35, hits: 34, clean: 90, alarms: 1 };
        assert_eq!(score.to_string(), "recall 0.971 false-alarms 0.011");
        assert_eq!(Score::default().to_string(), "recall 1.000 false-alarms 0.000");
    }
}
