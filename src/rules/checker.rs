//! Runs the rules, again only those that a change can have touched.

use super::{ALL, Context, Finding, Outcome, Scope, Severity};
use std::rc::Rc;

/// Number of findings by weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// 必须改.
    pub errors: usize,
    /// 需要说明.
    pub warnings: usize,
    /// 提示.
    pub hints: usize,
}

/// The one judgement over a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing stands in the way.
    Ready,
    /// So many things are to be explained or put right.
    ToExplain(usize),
    /// So many things must be put right.
    ToCorrect(usize),
}

impl Verdict {
    /// The words shown to staff.
    pub fn words(self) -> String {
        match self {
            Self::Ready => "可以报送".to_owned(),
            Self::ToExplain(count) => format!("还有 {count} 处需要说明"),
            Self::ToCorrect(count) => format!("还有 {count} 处必须改"),
        }
    }
}

impl Counts {
    /// The judgement that follows.
    pub const fn verdict(self) -> Verdict {
        match self {
            Self { errors: 0, warnings: 0, .. } => Verdict::Ready,
            Self { errors: 0, warnings, .. } => Verdict::ToExplain(warnings),
            Self { errors, .. } => Verdict::ToCorrect(errors),
        }
    }

    /// Counts findings.
    pub fn of(findings: &[Rc<Finding>]) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Hint => counts.hints += 1,
            }
        }
        counts
    }
}

/// The state of all rules over one report.
#[derive(Debug, Clone)]
pub struct Checker {
    outcomes: Vec<Outcome>,
    findings: Rc<Vec<Rc<Finding>>>,
}

impl Checker {
    /// Runs every rule.
    pub fn new(context: &Context) -> Self {
        let mut checker = Self { outcomes: vec![Outcome::default(); ALL.len()], findings: Rc::default() };
        checker.recheck(context, Scope::ALL);
        checker
    }

    /// Runs the rules that read something of what has changed.
    pub fn recheck(&mut self, context: &Context, changed: Scope) {
        let edition = context.report.edition();
        let mut differs = false;
        for (rule, outcome) in ALL.iter().zip(&mut self.outcomes) {
            if !rule.reads.and(Scope::FRAME).meets(changed) {
                continue;
            }
            let mut fresh = Outcome::default();
            if rule.editions.contains(&edition) {
                (rule.check)(context, &mut fresh);
            }
            differs |= fresh.findings != outcome.findings;
            *outcome = fresh;
        }
        if differs {
            let known = |finding: &Finding| self.findings.iter().find(|known| ***known == *finding);
            let mut findings: Vec<_> = self
                .outcomes
                .iter()
                .flat_map(|outcome| &outcome.findings)
                .map(|finding| known(finding).cloned().unwrap_or_else(|| Rc::new(finding.clone())))
                .collect();
            findings.sort_by_key(|finding| (finding.severity, finding.part));
            self.findings = Rc::new(findings);
        }
    }

    /// All findings, the gravest first, within a weight in the order of the report. The list and every finding
    /// in it keep their `Rc` as long as they stay the same.
    pub fn findings(&self) -> &Rc<Vec<Rc<Finding>>> {
        &self.findings
    }

    /// What each rule found out, in the order of the registry.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// Number of findings by weight.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.findings)
    }
}
