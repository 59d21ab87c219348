//! Runs the rules, again only those that a change can have touched.

use super::text::unit::Own;
use super::{ALL, Check, Context, Counts, Finding, Frame, LineContext, Outcome, Rule, Scope, State};
use crate::prose::Line;
use crate::report::Draft;
use std::rc::Rc;

/// A line with what the rules about lines found in it, rule after rule.
type Known = (Rc<Line>, Rc<Vec<(usize, Finding)>>);

/// The state of all rules over one report; at first none has run.
#[derive(Debug, Clone, Default)]
pub struct Checker {
    outcomes: Vec<Outcome>,
    frame: Option<Frame>,
    /// What is known of the lines of every text that is read.
    lines: [Vec<Known>; crate::prose::FIELDS.len()],
    found: Vec<Rc<Finding>>,
    findings: Rc<Vec<Rc<Finding>>>,
}

impl Checker {
    /// Runs every rule.
    pub fn new(context: &Context) -> Self {
        let mut checker = Self::default();
        checker.recheck(context, Scope::ALL);
        checker
    }

    /// Runs the rules that read something of what has changed.
    pub fn recheck(&mut self, context: &Context, changed: Scope) {
        let edition = context.report.edition();
        self.outcomes.resize(ALL.len(), Outcome::default());
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
        let own = Own::of(&frame.unit);
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
                    let line = LineContext::new(&frame, own, field, &placed.line);
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
        let found = self.outcomes.iter().flat_map(|outcome| &outcome.findings);
        self.found = found
            .map(|finding| match self.found.iter().find(|known| ***known == *finding) {
                Some(known) => Rc::clone(known),
                None => Rc::new(finding.clone()),
            })
            .collect();
        arrange(&self.found, context.report.draft(), &mut self.findings);
    }

    /// All findings in the order of the registry, without the reasons given for them. A finding keeps its
    /// `Rc` as long as it stays the same.
    pub fn found(&self) -> &[Rc<Finding>] {
        &self.found
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

/// Gives findings the reasons that the draft has for them, and puts them in the order in which they are shown:
/// those with a reason last, the gravest first, within a weight in the order of the report. The list and every
/// finding in it keep their `Rc` as long as they stay the same.
pub fn arrange(found: &[Rc<Finding>], draft: &Draft, list: &mut Rc<Vec<Rc<Finding>>>) {
    let mut findings: Vec<_> = found
        .iter()
        .map(|finding| {
            let reason = if draft.has_reasons() && finding.may_be_explained() {
                draft.reason(&finding.fingerprint())
            } else {
                None
            };
            if reason.is_none() {
                return Rc::clone(finding);
            }
            let finding = Finding { reason: reason.cloned(), ..Finding::clone(finding) };
            match list.iter().find(|known| ***known == finding) {
                Some(known) => Rc::clone(known),
                None => Rc::new(finding),
            }
        })
        .collect();
    findings.sort_by_key(|finding| {
        let place = finding.spans.first().copied();
        (finding.reason.is_some(), finding.severity, finding.part, place)
    });
    let is_same = findings.len() == list.len()
        && findings.iter().zip(list.iter()).all(|(new, old)| Rc::ptr_eq(new, old));
    if !is_same {
        *list = Rc::new(findings);
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
            let own = Own::of(&frame.unit);
            outcome.assessed = 1;
            for placed in context.prose.all_lines() {
                let mut findings = Vec::new();
                check(&LineContext::new(&frame, own, placed.field, &placed.line), &mut findings);
                outcome.findings.extend(findings.into_iter().map(|finding| finding.moved(placed.start)));
            }
        }
    }
    outcome
}
