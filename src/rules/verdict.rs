//! The one judgement over a report.

use super::{Finding, Severity};
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
