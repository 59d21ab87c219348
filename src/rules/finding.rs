//! Findings: facts, and the words for staff made from them.

use super::{Equation, Rule, Severity};
use crate::format::{CellId, Edition, Part, Table};
use crate::prose::Span;
use crate::report::Field;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::rc::Rc;

/// Where a finding leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// A figure.
    Cell(CellId),
    /// A text.
    Field(Field),
    /// A stretch of a text.
    Text(Span),
}

/// A mechanical repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remedy {
    /// Fill the blank cells of a table with 0.
    FillBlanks(Table),
    /// Take back what was typed over a total, so that it is computed again.
    Recompute(CellId),
    /// Write this text into a cell.
    Write(CellId, String),
    /// Write texts into several cells, in one step.
    WriteAll {
        /// The words on the button.
        label: String,
        /// The cells with their new texts.
        cells: Vec<(CellId, String)>,
    },
    /// Put this text in the place of a stretch of another.
    Replace {
        /// What is replaced.
        span: Span,
        /// What stands there afterwards; empty to delete.
        text: String,
    },
}

impl Remedy {
    /// The words on the button.
    pub fn label(&self) -> String {
        match self {
            Self::FillBlanks(_) => "空格全部填 0".to_owned(),
            Self::Recompute(_) => "改用自动合计".to_owned(),
            Self::Write(_, text) => format!("改为 {text}"),
            Self::WriteAll { label, .. } => label.clone(),
            Self::Replace { text, .. } if text.is_empty() => "删去".to_owned(),
            Self::Replace { text, .. } => format!("改为“{text}”"),
        }
    }
}

/// Something that is wrong or remarkable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Id of the rule.
    pub rule: Cow<'static, str>,
    /// Weight.
    pub severity: Severity,
    /// The part it belongs to; `None` for title, opening and the report as a whole.
    pub part: Option<Part>,
    /// Whether an error of this rule may be answered with a reason.
    pub is_explainable: bool,
    /// The place in official words, such as `表三「自然人」列`.
    pub place: String,
    /// What is wrong, a sentence.
    pub message: String,
    /// The equation that does not hold.
    pub equation: Option<Equation>,
    /// What can be done, a sentence; may be empty.
    pub advice: String,
    /// The cells concerned, to be marked.
    pub cells: Vec<CellId>,
    /// The stretches of text concerned, to be marked; the first is what the finding is about.
    pub spans: Vec<Span>,
    /// Where a click leads.
    pub target: Option<Target>,
    /// A repair that one click carries out.
    pub remedy: Option<Remedy>,
    /// The reason that was given for it; a finding with a reason no longer stands in the way.
    pub reason: Option<Rc<str>>,
}

impl Finding {
    /// A finding of a rule without cells; fill in the rest with struct update syntax.
    pub fn of(rule: &Rule, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            rule: Cow::Borrowed(rule.id),
            severity: rule.severity,
            part: None,
            is_explainable: rule.is_explainable,
            place: place.into(),
            message: message.into(),
            equation: None,
            advice: String::new(),
            cells: Vec::new(),
            spans: Vec::new(),
            target: None,
            remedy: None,
            reason: None,
        }
    }

    /// A finding about a stretch of a text, which a click leads to. The place is the text's heading.
    pub fn in_text(rule: &Rule, edition: Edition, span: Span, message: impl Into<String>) -> Self {
        let part = Part::ALL.into_iter().find(|&part| Field::of_part(part) == span.field);
        let place = match part {
            Some(part) => edition.format().headings[part.index()],
            None => span.field.label(),
        };
        Self { part, spans: vec![span], target: Some(Target::Text(span)), ..Self::of(rule, place, message) }
    }

    /// Moves every place in the text by so many characters.
    pub(super) fn moved(self, by: usize) -> Self {
        self.with_spans(|span| span.moved(by))
    }

    /// The finding with every place in the text put where `place` says.
    #[must_use]
    pub fn with_spans(mut self, place: impl Fn(Span) -> Span) -> Self {
        for span in &mut self.spans {
            *span = place(*span);
        }
        if let Some(Target::Text(span)) = &mut self.target {
            *span = place(*span);
        }
        if let Some(Remedy::Replace { span, .. }) = &mut self.remedy {
            *span = place(*span);
        }
        self
    }

    /// A short name for the facts that the finding states, under which the reason given for it is kept. It
    /// stays the same as long as rule, place, words and figures do, wherever in the text they stand.
    pub fn fingerprint(&self) -> String {
        // FNV-1a: the name has to be the same in every version and on every machine, no more.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut take = |text: &str| {
            for byte in text.bytes().chain([0]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        };
        take(&self.place);
        take(&self.message);
        if let Some(equation) = &self.equation {
            take(&equation.to_string());
        }
        format!("{}-{hash:016x}", self.rule)
    }

    /// Whether it may be answered with a reason.
    pub fn may_be_explained(&self) -> bool {
        self.severity == Severity::Warning || (self.severity == Severity::Error && self.is_explainable)
    }

    /// Left side minus right side, where the finding rests on an equation.
    pub fn difference(&self) -> Option<i64> {
        self.equation.as_ref().map(Equation::difference)
    }
}
