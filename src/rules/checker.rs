//! Runs the rules, again only those that a change can have touched.

use super::{ALL, Check, Context, Finding, Frame, LineContext, Outcome, Rule, Scope, Severity, State};
use crate::prose::Line;
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

    /// Counts findings that no reason was given for.
    pub fn of(findings: &[Rc<Finding>]) -> Self {
        let mut counts = Self::default();
        for finding in findings.iter().filter(|finding| finding.reason.is_none()) {
            match finding.severity {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Hint => counts.hints += 1,
            }
        }
        counts
    }
}

/// A line with what the rules about lines found in it, rule after rule.
type Known = (Rc<Line>, Rc<Vec<(usize, Finding)>>);

/// The state of all rules over one report.
#[derive(Debug, Clone)]
pub struct Checker {
    outcomes: Vec<Outcome>,
    frame: Option<Frame>,
    /// What is known of the lines of every text that is read.
    lines: [Vec<Known>; crate::prose::FIELDS.len()],
    findings: Rc<Vec<Rc<Finding>>>,
}

impl Checker {
    /// Runs every rule.
    pub fn new(context: &Context) -> Self {
        let mut checker = Self {
            outcomes: vec![Outcome::default(); ALL.len()],
            frame: None,
            lines: Default::default(),
            findings: Rc::default(),
        };
        checker.recheck(context, Scope::ALL);
        checker
    }

    /// Runs the rules that read something of what has changed.
    pub fn recheck(&mut self, context: &Context, changed: Scope) {
        let edition = context.report.edition();
        let mut differs = changed.meets(Scope::EXPLANATIONS);
        for (rule, outcome) in ALL.iter().zip(&mut self.outcomes) {
            let Check::Report(check) = rule.check else { continue };
            if !rule.reads.and(Scope::FRAME).meets(changed) {
                continue;
            }
            let mut fresh = Outcome::default();
            if rule.editions.contains(&edition) {
                check(context, &mut fresh);
            }
            differs |= fresh.findings != outcome.findings;
            *outcome = fresh;
        }
        if changed.meets(Scope::PROSE.and(Scope::FRAME).and(Scope::field(crate::report::Field::Unit))) {
            differs |= self.recheck_lines(context);
        }
        if differs {
            self.collect(context);
        }
    }

    /// Runs the rules about lines over the lines that are new; says whether they found something else.
    fn recheck_lines(&mut self, context: &Context) -> bool {
        let frame = Frame::of(context.report);
        if self.frame.as_ref() != Some(&frame) {
            self.lines = Default::default();
        }
        for (&field, known) in crate::prose::FIELDS.iter().zip(&mut self.lines) {
            let placed = context.prose.lines(field);
            let same = known.len() == placed.len()
                && known.iter().zip(placed).all(|((line, _), placed)| Rc::ptr_eq(line, &placed.line));
            if same {
                continue;
            }
            let old = std::mem::take(known);
            let near = |index: usize| old.get(index.saturating_sub(2)..).unwrap_or_default().iter().take(5);
            for (index, placed) in placed.iter().enumerate() {
                let kept = near(index).find(|(line, _)| Rc::ptr_eq(line, &placed.line));
                let entry = kept.cloned().unwrap_or_else(|| {
                    let line = LineContext { frame: &frame, field, line: &placed.line };
                    (Rc::clone(&placed.line), Rc::new(check_line(&line)))
                });
                known.push(entry);
            }
        }
        let mut differs = false;
        let mut fresh: Vec<Vec<Finding>> = vec![Vec::new(); ALL.len()];
        let placed = crate::prose::FIELDS.iter().map(|&field| context.prose.lines(field));
        for (placed, known) in placed.zip(&self.lines) {
            for (placed, (_, found)) in placed.iter().zip(known) {
                for (rule, finding) in found.iter() {
                    fresh[*rule].push(finding.clone().moved(placed.start));
                }
            }
        }
        for ((rule, outcome), findings) in ALL.iter().zip(&mut self.outcomes).zip(fresh) {
            if matches!(rule.check, Check::Line(_)) {
                differs |= outcome.findings != findings;
                let assessed = usize::from(rule.editions.contains(&frame.edition));
                *outcome = Outcome { findings, assessed, not_assessable: 0 };
            }
        }
        self.frame = Some(frame);
        differs
    }

    /// Puts the list of findings together again; a finding that stayed the same keeps its `Rc`.
    fn collect(&mut self, context: &Context) {
        let draft = context.report.draft();
        let mut findings: Vec<_> = self
            .outcomes
            .iter()
            .flat_map(|outcome| &outcome.findings)
            .map(|finding| {
                let mut finding = finding.clone();
                if draft.has_reasons() && finding.may_be_explained() {
                    finding.reason = draft.reason(&finding.fingerprint()).cloned();
                }
                match self.findings.iter().find(|known| ***known == finding) {
                    Some(known) => Rc::clone(known),
                    None => Rc::new(finding),
                }
            })
            .collect();
        findings.sort_by_key(|finding| {
            let place = finding.spans.first().copied();
            (finding.reason.is_some(), finding.severity, finding.part, place)
        });
        if findings.len() != self.findings.len()
            || !findings.iter().zip(self.findings.iter()).all(|(new, old)| Rc::ptr_eq(new, old))
        {
            self.findings = Rc::new(findings);
        }
    }

    /// All findings, those with a reason last, the gravest first, within a weight in the order of the report.
    /// The list and every finding in it keep their `Rc` as long as they stay the same.
    pub fn findings(&self) -> &Rc<Vec<Rc<Finding>>> {
        &self.findings
    }

    /// What each rule found out, in the order of the registry.
    pub fn outcomes(&self) -> &[Outcome] {
        &self.outcomes
    }

    /// Whether each rule was kept, in the order of the registry.
    pub fn states(&self) -> impl Iterator<Item = (&'static Rule, State)> + '_ {
        ALL.iter().copied().zip(self.outcomes.iter().map(Outcome::state))
    }

    /// Number of findings by weight, without those that a reason was given for.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.findings)
    }
}

/// What the rules about lines find in one line, with the place of the rule in the registry.
fn check_line(context: &LineContext) -> Vec<(usize, Finding)> {
    let mut found = Vec::new();
    for (index, rule) in ALL.iter().enumerate() {
        if let Check::Line(check) = rule.check
            && rule.editions.contains(&context.frame.edition)
        {
            let mut findings = Vec::new();
            check(context, &mut findings);
            found.extend(findings.into_iter().map(|finding| (index, finding)));
        }
    }
    found
}

/// Runs one rule, whichever way it checks.
#[cfg(test)]
pub(super) fn run(rule: &'static Rule, context: &Context) -> Outcome {
    let mut outcome = Outcome::default();
    match rule.check {
        Check::Report(check) => check(context, &mut outcome),
        Check::Line(check) => {
            let frame = Frame::of(context.report);
            outcome.assessed = 1;
            for placed in context.prose.all_lines() {
                let mut findings = Vec::new();
                check(&LineContext { frame: &frame, field: placed.field, line: &placed.line }, &mut findings);
                outcome.findings.extend(findings.into_iter().map(|finding| finding.moved(placed.start)));
            }
        }
    }
    outcome
}
