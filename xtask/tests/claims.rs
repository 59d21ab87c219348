//! The rules over sentences whose verdict is known: what they find, and how seldom they cry wolf.

use xtask::claims::{files, judged, score};

/// The least share of faults that must be found.
const RECALL: f64 = 0.95;
/// The greatest share of faultless sentences that may be reported.
const FALSE_ALARMS: f64 = 0.02;

#[test]
fn faults_are_found_and_faultless_sentences_left_alone() {
    for file in files().unwrap() {
        let score = score(&judged(&file).unwrap());
        assert!(
            score.recall() >= RECALL && score.false_alarms() <= FALSE_ALARMS,
            "{}: {score}; `cargo xtask bench-rules` says which",
            file.display()
        );
    }
}
