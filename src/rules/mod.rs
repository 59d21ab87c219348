//! Cross-checks of a report, one rule a file.
//!
//! A rule gets the reading of a report, last year's where there is one, and the date; it knows no screen and
//! no storage. It answers with [`Finding`]s, which carry facts and the words made from them. The registry
//! [`ALL`] lists the rules; [`Checker`] runs those that a change can have touched.
//!
//! Uses [`crate::format`] and [`crate::report`]. How to add a rule: `CONTRIBUTING.md`.

mod checker;
mod equation;
mod finding;
mod rule;

mod applicants_unsummed;
mod cells_blank;
mod figure_unreadable;
mod outcomes_unsummed;
mod part_missing;
mod requests_unbalanced;
mod results_unsummed;

pub use checker::{Checker, Counts, Verdict};
pub use equation::{Assessment, Equation, Side, Term};
pub use finding::{Finding, Remedy, Target};
pub use requests_unbalanced::balance_of;
pub use rule::{Context, Date, Outcome, Rule, Scope, Severity};

/// Every rule, by id.
pub static ALL: &[&Rule] = &[
    &part_missing::PART_MISSING,
    &cells_blank::CELLS_BLANK,
    &figure_unreadable::FIGURE_UNREADABLE,
    &requests_unbalanced::REQUESTS_UNBALANCED,
    &results_unsummed::RESULTS_UNSUMMED,
    &applicants_unsummed::APPLICANTS_UNSUMMED,
    &outcomes_unsummed::OUTCOMES_UNSUMMED,
];

/// The rule with this id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}
