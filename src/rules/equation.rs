//! Equalities between sums of cells.

use crate::format::CellId;
use crate::report::Report;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// A figure of an equation with the words that stand for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// What the figure is called.
    pub label: Cow<'static, str>,
    /// The cell, where the figure stands in a table and not in the prose.
    pub cell: Option<CellId>,
    /// Its value.
    pub value: i64,
}

impl Term {
    /// The figure of a cell; `None` where it is blank or unreadable.
    pub fn of(report: &Report, label: &'static str, cell: CellId) -> Option<Self> {
        Some(Self { label: label.into(), cell: Some(cell), value: report.value(cell)? })
    }
}

/// One side of an equation: a sum of figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// The addends.
    pub terms: Vec<Term>,
}

impl Side {
    /// The sum.
    pub fn sum(&self) -> i64 {
        self.terms.iter().map(|term| term.value).sum()
    }
}

impl fmt::Display for Side {
    /// `本年新收 12 + 上年结转 0 = 12`. Neighbours of one name are added up, zeros of long sums left out, and a
    /// single figure stands without a sum.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut named: Vec<(&str, i64)> = Vec::new();
        for term in &self.terms {
            match named.last_mut() {
                Some((label, value)) if *label == term.label => *value += term.value,
                _ => named.push((&term.label, term.value)),
            }
        }
        let is_single = named.len() == 1;
        if named.len() > 4 {
            named.retain(|&(_, value)| value != 0);
        }
        if named.is_empty() {
            return write!(f, "各项之和 0");
        }
        for (index, (label, value)) in named.iter().enumerate() {
            let plus = if index > 0 { " + " } else { "" };
            write!(f, "{plus}{label} {value}")?;
        }
        if is_single { Ok(()) } else { write!(f, " = {}", self.sum()) }
    }
}

/// Two sums that should be equal and are not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Equation {
    /// The left side.
    pub left: Side,
    /// The right side.
    pub right: Side,
}

impl Equation {
    /// Left side minus right side.
    pub fn difference(&self) -> i64 {
        self.left.sum() - self.right.sum()
    }

    /// The cells of both sides.
    pub fn cells(&self) -> Vec<CellId> {
        self.left.terms.iter().chain(&self.right.terms).filter_map(|term| term.cell).collect()
    }
}

impl fmt::Display for Equation {
    /// `本年新收 12 + 上年结转 0 = 12，总计 11 + 结转下年度 2 = 13，相差 1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}，{}，相差 {}", self.left, self.right, self.difference().abs())
    }
}

/// Whether an equality holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assessment {
    /// Both sides are equal.
    Holds,
    /// They differ.
    Fails(Equation),
    /// A figure is blank or unreadable, so that nothing can be said.
    NotAssessable,
}

impl Assessment {
    /// Compares two sums of cells; `label` names a cell in words. A blank on either side makes the equality
    /// not assessable: a blank is not a zero.
    pub fn of(
        report: &Report,
        left: &[CellId],
        right: &[CellId],
        label: impl Fn(CellId) -> &'static str,
    ) -> Self {
        // Nearly every equality holds, so the words are put together only for those that fail.
        let sum = |side: &[CellId]| side.iter().try_fold(0, |sum, &cell| Some(sum + report.value(cell)?));
        match (sum(left), sum(right)) {
            (Some(left), Some(right)) if left == right => Self::Holds,
            (Some(_), Some(_)) => {
                let term = |&cell: &CellId| Term {
                    label: label(cell).into(),
                    cell: Some(cell),
                    value: report.value(cell).unwrap_or_default(),
                };
                let side = |side: &[CellId]| Side { terms: side.iter().map(term).collect() };
                Self::Fails(Equation { left: side(left), right: side(right) })
            }
            _ => Self::NotAssessable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(terms: &[(&'static str, i64)]) -> Side {
        let cell = CellId::all().next().unwrap();
        Side {
            terms: terms
                .iter()
                .map(|&(label, value)| Term { label: label.into(), cell: Some(cell), value })
                .collect(),
        }
    }

    #[test]
    fn words_of_an_equation() {
        let equation = Equation {
            left: side(&[("本年新收", 12), ("上年结转", 0)]),
            right: side(&[("总计", 11), ("结转下年度", 2)]),
        };
        assert_eq!(
            equation.to_string(),
            "本年新收 12 + 上年结转 0 = 12，总计 11 + 结转下年度 2 = 13，相差 1"
        );
        assert_eq!(equation.difference(), -1);
    }

    #[test]
    fn long_sums_leave_out_zeros() {
        let long = side(&[("甲", 0), ("乙", 3), ("丙", 0), ("丁", 4), ("戊", 0)]);
        assert_eq!(long.to_string(), "乙 3 + 丁 4 = 7");
        assert_eq!(side(&[("甲", 1), ("甲", 2), ("乙", 3)]).to_string(), "甲 3 + 乙 3 = 6");
        assert_eq!(side(&[("总计", 5)]).to_string(), "总计 5");
        assert_eq!(side(&[("甲", 0), ("乙", 0), ("丙", 0), ("丁", 0), ("戊", 0)]).to_string(), "各项之和 0");
    }
}
