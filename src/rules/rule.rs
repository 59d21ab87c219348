//! What a rule is.

use super::text::unit::Own;
use super::{Assessment, Equation, Finding};
use crate::format::{Edition, Table};
use crate::likeness::Imprint;
use crate::prose::{Line, Prose, Span};
use crate::report::{Change, Field, Report, UnitKind};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use std::rc::Rc;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// Last year's report.
    pub const PREVIOUS: Self = Self(1 << 27);
    /// The reasons given for findings.
    pub const EXPLANATIONS: Self = Self(1 << 26);
    /// The texts that are read as prose.
    pub const PROSE: Self = {
        let mut scope = Self::NONE;
        let mut index = 0;
        while index < crate::prose::FIELDS.len() {
            scope = scope.and(Self::field(crate::prose::FIELDS[index]));
            index += 1;
        }
        scope
    };

    /// A table.
    pub const fn table(table: Table) -> Self {
        Self(1 << (28 + table as u32))
    }

    /// A text.
    pub const fn field(field: Field) -> Self {
        Self(1 << field as u32)
    }

    /// What a change of a draft touches.
    pub const fn of(change: &Change) -> Self {
        match change {
            Change::Cell { cell, .. } => Self::table(cell.table()),
            Change::Text { field, .. } | Change::Typed { field, .. } => Self::field(*field),
            Change::Reason { .. } => Self::EXPLANATIONS,
            Change::Frame { .. } => Self::ALL,
        }
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

/// Last year's report with its texts.
#[derive(Debug, Clone)]
pub struct Past {
    /// The report.
    pub report: Rc<Report>,
    /// Its texts.
    pub prose: Prose,
    /// What the texts of another report are compared with.
    pub imprint: Imprint,
}

impl Past {
    /// Reads the texts of last year's report.
    pub fn new(report: Rc<Report>) -> Self {
        let prose = Prose::read(&report);
        let imprint = Imprint::of(&prose);
        Self { report, prose, imprint }
    }
}

/// What a rule about the whole report looks at.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The report under check.
    pub report: &'a Report,
    /// Its texts, read.
    pub prose: &'a Prose,
    /// Last year's report of the same unit, where it is at hand.
    pub previous: Option<&'a Past>,
    /// The present day, where known.
    pub today: Option<Date>,
}

impl Context<'_> {
    /// The report of the year before, where the one at hand is that.
    pub fn last_year(&self) -> Option<&Report> {
        let previous = &*self.previous?.report;
        (previous.draft().year + 1 == self.report.draft().year).then_some(previous)
    }
}

/// What is known of a report besides its text: enough to judge a single line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// The year reported on.
    pub year: u16,
    /// The edition of the format.
    pub edition: Edition,
    /// The kind of unit.
    pub unit_kind: UnitKind,
    /// The unit's name without surrounding space; may be empty.
    pub unit: Box<str>,
}

impl Frame {
    /// The frame of a report.
    pub fn of(report: &Report) -> Self {
        let draft = report.draft();
        Self {
            year: draft.year,
            edition: draft.edition(),
            unit_kind: draft.unit_kind,
            unit: draft.unit().into(),
        }
    }
}

/// What a rule about single lines of prose looks at.
#[derive(Debug, Clone, Copy)]
pub struct LineContext<'a> {
    /// What is known of the report besides.
    pub frame: &'a Frame,
    /// The text that the line is part of.
    pub field: Field,
    /// The line.
    pub line: &'a Line,
    /// What the unit's name says of it.
    pub(super) own: Own<'a>,
}

impl<'a> LineContext<'a> {
    /// A line of one of the texts.
    pub(super) fn new(frame: &'a Frame, own: Own<'a>, field: Field, line: &'a Line) -> Self {
        Self { frame, field, line, own }
    }

    /// A stretch of the line, in bytes, as the place of a finding. Characters are counted from the start of
    /// the line; the checker moves them to where the line stands.
    pub fn span(&self, range: Range<usize>) -> Span {
        let characters = self.line.characters(range);
        Span { field: self.field, start: characters.start, end: characters.end }
    }
}

/// How a rule checks.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// The whole report at once.
    Report(fn(&Context, &mut Outcome)),
    /// Line by line of the prose. What it finds in a line may depend on nothing but the line and the frame,
    /// so that a line that did not change is not read again.
    Line(fn(&LineContext, &mut Vec<Finding>)),
}

/// Whether a rule was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum State {
    /// 通过: everything that could be assessed is in order.
    Passed,
    /// 未通过: there are findings.
    Failed,
    /// 无法判断: a figure or a report that the rule needs is not there.
    NotAssessable,
    /// 不适用: the rule does not belong to the edition.
    NotApplicable,
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
    /// Whether the rule was kept.
    pub fn state(&self) -> State {
        match (self.findings.is_empty(), self.assessed, self.not_assessable) {
            (false, ..) => State::Failed,
            (true, 0, 1..) => State::NotAssessable,
            (true, 0, 0) => State::NotApplicable,
            _ => State::Passed,
        }
    }

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
    /// What the rule reads; it is run again when one of these changes. Rules about lines read all prose.
    pub reads: Scope,
    /// What the rule demands, why, and an example, in Markdown for staff.
    pub docs: &'static str,
    /// Whether an error may be answered with a reason; warnings always may.
    pub is_explainable: bool,
    /// The check.
    pub check: Check,
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
            $(explainable: $explainable:literal,)?
            check: $kind:ident($check:expr) $(,)?
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
            is_explainable: false $(|| $explainable)?,
            check: $crate::rules::Check::$kind($check),
        };
    };
}
pub(super) use declare_rule;

/// Helpers for the tests of rules.
#[cfg(test)]
pub(super) mod testing {
    use super::{Context, Outcome, Past, Rule};
    use crate::format::CellId;
    use crate::prose::Prose;
    use crate::report::{Draft, Field, Report, UnitKind};
    use crate::rules::Date;
    use std::rc::Rc;

    /// Runs one rule over a township's report of `year` with the given cells.
    pub(in crate::rules) fn run(rule: &'static Rule, year: u16, cells: &[(CellId, &str)]) -> Outcome {
        run_draft(rule, Draft::new(year, UnitKind::Township).with_cells(cells.iter().copied()))
    }

    /// Runs one rule over a draft.
    pub(in crate::rules) fn run_draft(rule: &'static Rule, draft: Draft) -> Outcome {
        run_with(rule, draft, None, None)
    }

    /// Runs one rule over a township's report of 2024 with one text.
    pub(in crate::rules) fn run_text(rule: &'static Rule, field: Field, text: &str) -> Outcome {
        run_draft(rule, Draft::new(2024, UnitKind::Township).with_text(field, text))
    }

    /// Runs one rule over a draft, last year's beside it, on a given day.
    pub(in crate::rules) fn run_with(
        rule: &'static Rule,
        draft: Draft,
        previous: Option<Draft>,
        today: Option<Date>,
    ) -> Outcome {
        let previous = previous.map(|draft| Past::new(Rc::new(Report::read(Rc::new(draft)))));
        let report = Report::read(Rc::new(draft));
        let prose = Prose::read(&report);
        let context = Context { report: &report, prose: &prose, previous: previous.as_ref(), today };
        super::super::checker::run(rule, &context)
    }
}
