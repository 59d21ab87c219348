//! R103: a cell that holds something that is not a figure.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Scope, Target};
use crate::format::{CellId, Edition};
use crate::report::Figure;

declare_rule! {
    /// 表格里每一格都是数字，或者是表示“没有”的符号。
    ///
    /// ## 为什么
    /// 读不出数字的格子没法合计，也没法同其他数字核对。
    ///
    /// ## 例
    /// “约20件”“1,23”“3.5”（件数）都读不出确切的数；“１２”“1,234”“12件”读得出。
    pub FIGURE_UNREADABLE {
        id: "R103",
        title: "每一格都读得出数字",
        severity: Error,
        editions: &Edition::ALL,
        source: "年度报告格式各统计表",
        reads: Scope::TABLES,
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    let (report, edition) = (context.report, context.report.edition());
    for cell in CellId::of_edition(edition) {
        outcome.assessed += 1;
        let Figure::Unreadable(misread) = report.typed(cell) else { continue };
        outcome.findings.push(Finding {
            part: Some(cell.table().part()),
            cells: vec![cell],
            target: Some(Target::Cell(cell)),
            advice: "请改成数字；没有发生的填 0。".to_owned(),
            ..Finding::of(
                &FIGURE_UNREADABLE,
                format!("{}「{}」", cell.table().name(), cell.accessible_name(edition)),
                format!("“{}”{}。", excerpt(report.draft().cell(cell)), misread.sentence()),
            )
        });
    }
}

/// The beginning of a text that may be very long.
fn excerpt(text: &str) -> String {
    const LENGTH: usize = 20;
    let mut short: String = text.trim().chars().take(LENGTH).collect();
    if text.trim().chars().nth(LENGTH).is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run;
    use super::*;
    use crate::format::Item;

    #[test]
    fn passes_what_can_be_read() {
        for text in ["12", "１２", "1,234", "/", "12件", ""] {
            let cells = [(CellId::t2(Item::LicenceDecisions), text)];
            assert!(run(&FIGURE_UNREADABLE, 2024, &cells).findings.is_empty(), "{text}");
        }
    }

    #[test]
    fn fails_with_the_reason() {
        let cells = [(CellId::t2(Item::LicenceDecisions), "3.5")];
        let outcome = run(&FIGURE_UNREADABLE, 2024, &cells);
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!(finding.message, "“3.5”应为整数，不能有小数。");
        assert_eq!(finding.place, "表二「第二十条第（五）项/行政许可 · 本年处理决定数量」");
    }

    #[test]
    fn cells_of_the_other_edition_are_not_looked_at() {
        let cells = [(CellId::t2(Item::ServiceDecisions), "abc")];
        assert!(run(&FIGURE_UNREADABLE, 2024, &cells).findings.is_empty());
        assert_eq!(run(&FIGURE_UNREADABLE, 2020, &cells).findings.len(), 1);
    }

    #[test]
    fn long_texts_are_shortened_between_characters() {
        assert_eq!(excerpt(&"字".repeat(21)), format!("{}…", "字".repeat(20)));
        assert_eq!(excerpt(&"字".repeat(20)), "字".repeat(20));
    }
}
