//! R205: table 2, an amount in 元 where 万元 is asked for.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Remedy, Scope, Target};
use crate::format::{CellId, Edition, Item, Part, Table};
use crate::report::{UnitKind, write};

declare_rule! {
    /// 行政事业性收费的单位是万元，不要把元数直接填进去。
    ///
    /// ## 为什么
    /// 账上的金额多以元计，照抄进表二就放大了一万倍。上级逐格相加，一个单位填错，汇总数就全错。
    ///
    /// ## 例
    /// 全年收费 86540 元，应填 8.654；填 86540 就成了八亿多元。
    pub FEE_IN_YUAN {
        id: "R205",
        title: "行政事业性收费以万元计",
        severity: Warning,
        editions: &[Edition::V2021],
        source: "年度报告格式表二“本年收费金额（单位：万元）”",
        reads: Scope::table(Table::Two).and(Scope::PREVIOUS),
        check: Report(check),
    }
}

const CELL: CellId = CellId::t2(Item::FeeAmount);

/// How many units of the amount make one 万元, and how many times too much an amount in 元 is.
const FEN_PER_TEN_THOUSAND: i64 = 1_000_000;
const TIMES_TOO_MUCH: i64 = 10_000;

/// An amount in 万元 that a body of this kind does not levy in a year. Far above the largest ones known, so
/// that what is above it is a slip and no rarity.
const fn implausible(kind: UnitKind) -> i64 {
    match kind {
        UnitKind::Township | UnitKind::Street => 5_000,
        UnitKind::CountyDepartment | UnitKind::CountyOffice => 100_000,
        UnitKind::County | UnitKind::CityDepartment | UnitKind::CityOffice => 500_000,
        UnitKind::City => 2_000_000,
        UnitKind::ProvinceDepartment
        | UnitKind::ProvinceOffice
        | UnitKind::Province
        | UnitKind::Ministry
        | UnitKind::Other => 10_000_000,
    }
}

/// Why an amount looks like one in 元, as a sentence.
fn suspicion(fen: i64, kind: UnitKind, last_year: Option<i64>) -> Option<String> {
    // An amount in 元 has two decimals at most.
    if fen % (FEN_PER_TEN_THOUSAND / 100) != 0 {
        return None;
    }
    if let Some(before) = last_year.filter(|&before| before > 0) {
        let times = fen / before;
        if (TIMES_TOO_MUCH / 5..=TIMES_TOO_MUCH * 5).contains(&times) {
            return Some(format!("金额是去年的 {times} 倍，像是把元数当成了万元数。"));
        }
    }
    (fen / FEN_PER_TEN_THOUSAND >= implausible(kind))
        .then(|| format!("{}一年收这么多不大可能，像是把元数当成了万元数。", kind.label()))
}

fn check(context: &Context, outcome: &mut Outcome) {
    let report = context.report;
    let Some(fen) = report.value(CELL) else {
        outcome.not_assessable += 1;
        return;
    };
    outcome.assessed += 1;
    let kind = report.draft().unit_kind;
    let last_year = context.last_year().filter(|report| report.edition() == Edition::V2021);
    let before = last_year.and_then(|report| report.value(CELL));
    let Some(message) = suspicion(fen, kind, before) else { return };
    let corrected = fen / TIMES_TOO_MUCH;
    let is_cured = suspicion(corrected, kind, before).is_none();
    outcome.findings.push(Finding {
        part: Some(Part::Proactive),
        cells: vec![CELL],
        target: Some(Target::Cell(CELL)),
        advice: "请核对单位：这一格填万元数。确实是这个金额的，写明原因。".to_owned(),
        remedy: is_cured.then(|| Remedy::Write(CELL, write(CELL.kind(), corrected))),
        ..Finding::of(&FEE_IN_YUAN, "表二「行政事业性收费」行", message)
    });
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_with;
    use super::*;
    use crate::report::Draft;

    fn outcome(kind: UnitKind, amount: &str, before: Option<&str>) -> Outcome {
        let draft = |year, text: &str| Draft::new(year, kind).with_cells([(CELL, text)]);
        run_with(&FEE_IN_YUAN, draft(2024, amount), before.map(|text| draft(2023, text)), None)
    }

    #[test]
    fn passes_what_such_a_body_may_levy() {
        for (kind, amount, before) in [
            (UnitKind::Township, "4999", None),
            (UnitKind::Township, "0", None),
            (UnitKind::County, "1268.3542", Some("0.9")),
            // Four decimals are no amount in 元.
            (UnitKind::Township, "86540.1234", None),
            (UnitKind::City, "96171.6", Some("59237.2449")),
            (UnitKind::County, "1999", Some("1")),
        ] {
            let outcome = outcome(kind, amount, before);
            assert_eq!((outcome.findings.len(), outcome.assessed), (0, 1), "{amount}");
        }
    }

    #[test]
    fn fails_from_the_limit_on_and_offers_the_amount_in_the_right_unit() {
        for (kind, amount, before, corrected) in [
            (UnitKind::Township, "5000", None, "0.5"),
            (UnitKind::Township, "86540.25", None, "8.654025"),
            (UnitKind::County, "2000", Some("1"), "0.2"),
            (UnitKind::County, "123456", Some("11.5"), "12.3456"),
        ] {
            let outcome = outcome(kind, amount, before);
            let [finding] = &outcome.findings[..] else { panic!("{amount}: {outcome:?}") };
            assert_eq!(finding.remedy, Some(Remedy::Write(CELL, corrected.to_owned())));
        }
    }

    #[test]
    fn blank_is_not_assessable_and_the_largest_figure_does_no_harm() {
        assert_eq!(outcome(UnitKind::Township, "", Some("1")).not_assessable, 1);
        let outcome = outcome(UnitKind::Township, "1000000000000", Some("0.000001"));
        assert_eq!(outcome.findings[0].remedy, None);
    }
}
