//! What a rule is.

use super::{Assessment, Equation, Finding};
use crate::format::{Edition, Table};
use crate::report::{Field, Report};

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 必须改: the report contradicts itself or the law; it must not go out like this.
    Error,
    /// 需要说明: to be put right or explained.
    Warning,
    /// 提示: rare or unusual, worth a look.
    Hint,
}

impl Severity {
    /// The words shown to staff.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "必须改",
            Self::Warning => "需要说明",
            Self::Hint => "提示",
        }
    }
}

/// A day of the calendar; month and day count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// The month.
    pub month: u32,
    /// The day of the month.
    pub day: u32,
}

/// A set of the things that a rule reads or that a change has touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Scope(u32);

impl Scope {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Everything.
    pub const ALL: Self = Self(u32::MAX);
    /// The three tables.
    pub const TABLES: Self =
        Self::table(Table::Two).and(Self::table(Table::Three)).and(Self::table(Table::Four));
    /// Year, edition and kind of unit.
    pub const FRAME: Self = Self(1 << 31);

    /// A table.
    pub const fn table(table: Table) -> Self {
        Self(1 << (28 + table as u32))
    }

    /// A text.
    pub const fn field(field: Field) -> Self {
        Self(1 << field as u32)
    }

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two have something in common.
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The report under check.
    pub report: &'a Report,
    /// Last year's report of the same unit, where it is at hand.
    pub previous: Option<&'a Report>,
    /// The present day, where known.
    pub today: Option<Date>,
}

/// What a rule found out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// What is wrong.
    pub findings: Vec<Finding>,
    /// How many statements could be assessed.
    pub assessed: usize,
    /// How many could not, since a figure they need is blank or unreadable.
    pub not_assessable: usize,
}

impl Outcome {
    /// Counts an equality, and keeps what `finding` says of it where it does not hold.
    pub fn record(&mut self, assessment: Assessment, finding: impl FnOnce(Equation) -> Finding) {
        match assessment {
            Assessment::Holds => self.assessed += 1,
            Assessment::NotAssessable => self.not_assessable += 1,
            Assessment::Fails(equation) => {
                self.assessed += 1;
                self.findings.push(finding(equation));
            }
        }
    }
}

/// A rule of the catalogue. Declare it with `declare_rule!`.
#[derive(Debug)]
pub struct Rule {
    /// Stable id, never used again for anything else. The first digit is the table, 1 the whole report.
    pub id: &'static str,
    /// What is right, in a few words for staff.
    pub title: &'static str,
    /// Weight of the rule's findings.
    pub severity: Severity,
    /// The editions it belongs to.
    pub editions: &'static [Edition],
    /// The official source: article, notice or table; "惯例" where it is practice.
    pub source: &'static str,
    /// What the rule reads; it is run again when one of these changes.
    pub reads: Scope,
    /// What the rule demands, why, and an example, in Markdown for staff.
    pub docs: &'static str,
    /// The check.
    pub check: fn(&Context, &mut Outcome),
}

/// Declares a rule. The doc comment is what staff read under 为什么, what stands in docs/rules.md and in
/// rustdoc: a sentence, then the headings `## 为什么` and `## 例`.
macro_rules! declare_rule {
    (
        $(#[doc = $docs:literal])+
        pub $name:ident {
            id: $id:literal,
            title: $title:literal,
            severity: $severity:ident,
            editions: $editions:expr,
            source: $source:literal,
            reads: $reads:expr,
            check: $check:expr $(,)?
        }
    ) => {
        $(#[doc = $docs])+
        pub(super) static $name: $crate::rules::Rule = $crate::rules::Rule {
            id: $id,
            title: $title,
            severity: $crate::rules::Severity::$severity,
            editions: $editions,
            source: $source,
            reads: $reads,
            docs: concat!($($docs, "\n"),+),
            check: $check,
        };
    };
}
pub(super) use declare_rule;

/// Helpers for the tests of rules.
#[cfg(test)]
pub(super) mod testing {
    use super::{Context, Outcome, Rule};
    use crate::format::CellId;
    use crate::report::{Draft, Report, UnitKind};
    use std::rc::Rc;

    /// Runs one rule over a township's report of `year` with the given cells.
    pub(in crate::rules) fn run(rule: &Rule, year: u16, cells: &[(CellId, &str)]) -> Outcome {
        run_draft(rule, Draft::new(year, UnitKind::Township).with_cells(cells.iter().copied()))
    }

    /// Runs one rule over a draft.
    pub(in crate::rules) fn run_draft(rule: &Rule, draft: Draft) -> Outcome {
        let report = Report::read(Rc::new(draft));
        let mut outcome = Outcome::default();
        (rule.check)(&Context { report: &report, previous: None, today: None }, &mut outcome);
        outcome
    }
}
