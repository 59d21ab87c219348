//! Findings: facts, and the words for staff made from them.

use super::{Equation, Rule, Severity};
use crate::format::{CellId, Part, Table};
use crate::report::Field;

/// Where a finding leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A figure.
    Cell(CellId),
    /// A text.
    Field(Field),
}

/// A mechanical repair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remedy {
    /// Fill the blank cells of a table with 0.
    FillBlanks(Table),
    /// Take back what was typed over a total, so that it is computed again.
    Recompute(CellId),
    /// Write this text into a cell.
    Write(CellId, String),
}

impl Remedy {
    /// The words on the button.
    pub fn label(&self) -> String {
        match self {
            Self::FillBlanks(_) => "空格全部填 0".to_owned(),
            Self::Recompute(_) => "改用自动合计".to_owned(),
            Self::Write(_, text) => format!("改为 {text}"),
        }
    }
}

/// Something that is wrong or remarkable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule.
    pub rule: &'static str,
    /// Weight.
    pub severity: Severity,
    /// The part it belongs to; `None` for title, opening and the report as a whole.
    pub part: Option<Part>,
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
    /// Where a click leads.
    pub target: Option<Target>,
    /// A repair that one click carries out.
    pub remedy: Option<Remedy>,
}

impl Finding {
    /// A finding of a rule without cells; fill in the rest with struct update syntax.
    pub fn of(rule: &Rule, place: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            rule: rule.id,
            severity: rule.severity,
            part: None,
            place: place.into(),
            message: message.into(),
            equation: None,
            advice: String::new(),
            cells: Vec::new(),
            target: None,
            remedy: None,
        }
    }

    /// Left side minus right side, where the finding rests on an equation.
    pub fn difference(&self) -> Option<i64> {
        self.equation.as_ref().map(Equation::difference)
    }
}
