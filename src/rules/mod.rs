//! Cross-checks of a report, one rule a file.
//!
//! A rule gets the reading of a report, last year's where there is one, and the date; it knows no screen and
//! no storage. It answers with [`Finding`]s, which carry facts and the words made from them. The registry
//! [`ALL`] lists the rules; [`Checker`] runs those that a change can have touched.
//!
//! Uses [`crate::format`], [`crate::report`] and [`crate::prose`]. How to add a rule: `CONTRIBUTING.md`.

mod catalogue;
mod checker;
mod equation;
mod finding;
mod rule;
mod stated;
mod suspect;
mod text;
mod verdict;

mod all_upheld;
mod answers_misstated;
mod applicants_misstated;
mod applicants_unsummed;
mod assessment_unreported;
mod carried_in_misstated;
mod carried_out_misstated;
mod carry_over_by_class;
mod carry_over_differs;
mod cells_blank;
mod citation_damaged;
mod citation_outdated;
mod copied_untouched;
mod decisions_jump;
mod denied_in_prose;
mod fee_in_yuan;
mod fee_notice_unmentioned;
mod fee_unreported;
mod fees_contradict;
mod figure_oddly_written;
mod figure_unreadable;
mod growth_misstated;
mod items_misstated;
mod leftover_kept;
mod list_miscounted;
mod other_edition_filled;
mod other_unit_named;
mod outcomes_unsummed;
mod overview_item_missing;
mod part_missing;
mod parts_unsummed;
mod pending_case_lost;
mod percentages_miscounted;
mod period_mistaken;
mod plan_year_mistaken;
mod problems_thin;
mod problems_vague;
mod proceedings_misstated;
mod procurement_amount_missing;
mod published_late;
mod regulations_without_power;
mod repealed_exceeds_stock;
mod report_repeated;
mod requests_misstated;
mod requests_unbalanced;
mod requests_unusual;
mod results_misstated;
mod results_unlike_total;
mod results_unsummed;
mod said_twice;
mod share_shifted;
mod stock_unexplained;
mod suit_without_review;
mod template_left;
mod unit_copied;
mod year_mistaken;

pub use catalogue::{BEYOND, CATALOGUE, Kept, Row};
pub use checker::{Checker, arrange};
pub use equation::{Assessment, Equation, Side, Term};
pub use finding::{Finding, Remedy, Target};
pub use requests_unbalanced::balance_of;
pub use rule::{Check, Context, Date, Frame, LineContext, Outcome, Past, Rule, Scope, Severity, State};
pub use suspect::{Suspect, Suspicion, suspects};
pub use unit_copied::copied_from;
pub use verdict::{Counts, Verdict};

/// Every rule, by id.
pub static ALL: &[&Rule] = &[
    &part_missing::PART_MISSING,
    &cells_blank::CELLS_BLANK,
    &figure_unreadable::FIGURE_UNREADABLE,
    &figure_oddly_written::FIGURE_ODDLY_WRITTEN,
    &regulations_without_power::REGULATIONS_WITHOUT_POWER,
    &stock_unexplained::STOCK_UNEXPLAINED,
    &repealed_exceeds_stock::REPEALED_EXCEEDS_STOCK,
    &items_misstated::ITEMS_MISSTATED,
    &fee_in_yuan::FEE_IN_YUAN,
    &decisions_jump::DECISIONS_JUMP,
    &other_edition_filled::OTHER_EDITION_FILLED,
    &procurement_amount_missing::PROCUREMENT_AMOUNT_MISSING,
    &requests_unbalanced::REQUESTS_UNBALANCED,
    &results_unsummed::RESULTS_UNSUMMED,
    &applicants_unsummed::APPLICANTS_UNSUMMED,
    &requests_unusual::REQUESTS_UNUSUAL,
    &fee_notice_unmentioned::FEE_NOTICE_UNMENTIONED,
    &share_shifted::SHARE_SHIFTED,
    &outcomes_unsummed::OUTCOMES_UNSUMMED,
    &all_upheld::ALL_UPHELD,
    &suit_without_review::SUIT_WITHOUT_REVIEW,
    &pending_case_lost::PENDING_CASE_LOST,
    &carry_over_differs::CARRY_OVER_DIFFERS,
    &carry_over_by_class::CARRY_OVER_BY_CLASS,
    &report_repeated::REPORT_REPEATED,
    &growth_misstated::GROWTH_MISSTATED,
    &copied_untouched::COPIED_UNTOUCHED,
    &requests_misstated::REQUESTS_MISSTATED,
    &answers_misstated::ANSWERS_MISSTATED,
    &carried_in_misstated::CARRIED_IN_MISSTATED,
    &carried_out_misstated::CARRIED_OUT_MISSTATED,
    &results_misstated::RESULTS_MISSTATED,
    &results_unlike_total::RESULTS_UNLIKE_TOTAL,
    &applicants_misstated::APPLICANTS_MISSTATED,
    &proceedings_misstated::PROCEEDINGS_MISSTATED,
    &percentages_miscounted::PERCENTAGES_MISCOUNTED,
    &denied_in_prose::DENIED_IN_PROSE,
    &parts_unsummed::PARTS_UNSUMMED,
    &said_twice::SAID_TWICE,
    &fees_contradict::FEES_CONTRADICT,
    &year_mistaken::YEAR_MISTAKEN,
    &period_mistaken::PERIOD_MISTAKEN,
    &citation_outdated::CITATION_OUTDATED,
    &citation_damaged::CITATION_DAMAGED,
    &plan_year_mistaken::PLAN_YEAR_MISTAKEN,
    &template_left::TEMPLATE_LEFT,
    &other_unit_named::OTHER_UNIT_NAMED,
    &overview_item_missing::OVERVIEW_ITEM_MISSING,
    &assessment_unreported::ASSESSMENT_UNREPORTED,
    &problems_thin::PROBLEMS_THIN,
    &fee_unreported::FEE_UNREPORTED,
    &list_miscounted::LIST_MISCOUNTED,
    &problems_vague::PROBLEMS_VAGUE,
    &published_late::PUBLISHED_LATE,
    &unit_copied::UNIT_COPIED,
    &leftover_kept::LEFTOVER_KEPT,
];

/// The rule with this id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.id == id)
}
