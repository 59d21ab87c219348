//! R207: figures or words of the other edition of the format.

use super::rule::declare_rule;
use super::{Context, Finding, Outcome, Remedy, Scope, Severity, Target};
use crate::format::{CellId, Edition, Table};
use crate::prose::words::{Words, words};
use crate::prose::{FIELDS, Placed, Span};
use crate::report::{Field, Figure, Report};

declare_rule! {
    /// 报告按本年度的格式填写，没有另一种格式的行和列。
    ///
    /// ## 为什么
    /// 2019、2020 年的年报用 2019 年格式，2021 年起用 2021 年格式，两种格式的表二和“其他处理”各不相同。按旧表填的
    /// 数，新表里没有地方放，印出来就丢了。
    ///
    /// ## 例
    /// 2022 年的年报仍填“对外公开总数量”“采购总金额”，用的是 2019 年格式的表。
    pub OTHER_EDITION_FILLED {
        id: "R207",
        title: "用的是本年度的格式",
        severity: Error,
        editions: &Edition::ALL,
        source: "国办公开办函〔2019〕60号；国办公开办函〔2021〕30号",
        reads: Scope::TABLES.and(Scope::PROSE),
        check: Report(check),
    }
}

fn other(edition: Edition) -> Edition {
    match edition {
        Edition::V2019 => Edition::V2021,
        Edition::V2021 => Edition::V2019,
    }
}

/// The words for an edition.
fn name(edition: Edition) -> &'static str {
    match edition {
        Edition::V2019 => "2019 年格式",
        Edition::V2021 => "2021 年格式",
    }
}

/// Heads of columns and rows of table 2 that only one edition has, and that nobody writes in a sentence.
fn heads(edition: Edition) -> &'static Words {
    match edition {
        Edition::V2019 => words!["本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量"],
        Edition::V2021 => words!["本年制发件数", "本年废止件数", "现行有效件数", "本年处理决定数量"],
    }
}

/// The cells of a table that one edition has and the other has not.
fn only_in(edition: Edition, table: Table) -> impl Iterator<Item = CellId> {
    CellId::of_edition(edition).filter(move |cell| cell.table() == table && !cell.in_edition(other(edition)))
}

/// Whether the cell holds something that would be missed: a figure other than zero, or other words.
fn holds_something(report: &Report, cell: CellId) -> bool {
    match report.typed(cell) {
        Figure::Blank | Figure::Nil => false,
        Figure::Number(value) => value != 0,
        Figure::Unreadable(_) => true,
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    for table in [Table::Two, Table::Three] {
        outcome.assessed += 1;
        outcome.findings.extend(in_cells(context.report, table));
    }
    for field in FIELDS {
        outcome.assessed += 1;
        outcome.findings.extend(in_words(context, field));
    }
}

/// Figures that were entered under the other edition and are not printed.
fn in_cells(report: &Report, table: Table) -> Option<Finding> {
    let own = report.edition();
    let left: Vec<_> = only_in(other(own), table).filter(|&cell| holds_something(report, cell)).collect();
    if left.is_empty() {
        return None;
    }
    // With nothing in the cells of this edition, the whole table was filled in on the wrong form; else the
    // figures are remains of a year that was set wrongly before.
    let own_is_blank = only_in(own, table).all(|cell| report.typed(cell) == Figure::Blank);
    let message = format!(
        "有 {} 个数是按{}填的，{}里没有这些格，不会印出来。",
        left.len(),
        name(other(own)),
        name(own)
    );
    let (severity, advice, remedy) = if own_is_blank {
        (Severity::Error, "请核对年度选得对不对；年度不错的，按现在的格式重新填这张表。", None)
    } else {
        let cells = left.into_iter().map(|cell| (cell, String::new())).collect();
        let remedy = Remedy::WriteAll { label: "清除这些数".to_owned(), cells };
        (Severity::Warning, "请核对年度选得对不对；年度不错的，清除这些数即可。", Some(remedy))
    };
    Some(Finding {
        severity,
        part: Some(table.part()),
        target: only_in(own, table).next().map(Target::Cell),
        advice: advice.to_owned(),
        remedy,
        ..Finding::of(&OTHER_EDITION_FILLED, table.name(), message)
    })
}

/// A table of the other edition that was pasted as text: two of its heads or more.
fn in_words(context: &Context, field: Field) -> Option<Finding> {
    let own = context.report.edition();
    let mut spans: Vec<Span> = Vec::new();
    let heads = heads(other(own));
    let lines: Vec<&Placed> = context
        .prose
        .lines(field)
        .iter()
        .filter(|placed| placed.line.has('数') && heads.in_text(placed.line.text()))
        .collect();
    for head in heads.iter() {
        let mut places =
            lines.iter().filter_map(|placed| Some(placed.span(placed.line.find_all(head).next()?)));
        spans.extend(places.next());
    }
    spans.sort_unstable();
    let &[first, _, ..] = &spans[..] else { return None };
    let message = format!("文字里有{}的表格，本年度用的是{}。", name(other(own)), name(own));
    Some(Finding {
        spans,
        advice: "请删去旧表，把数填到下面的表格里。".to_owned(),
        ..Finding::in_text(&OTHER_EDITION_FILLED, own, first, message)
    })
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::{run, run_draft};
    use super::*;
    use crate::format::{Applicant, Item, RequestRow};
    use crate::report::{Draft, UnitKind};

    const OLD: CellId = CellId::t2(Item::NormativePublicTotal);

    #[test]
    fn passes_when_nothing_is_lost() {
        for text in ["", " ", "0", "/"] {
            assert!(run(&OTHER_EDITION_FILLED, 2022, &[(OLD, text)]).findings.is_empty(), "{text}");
        }
        assert!(run(&OTHER_EDITION_FILLED, 2020, &[(OLD, "35")]).findings.is_empty());
    }

    #[test]
    fn a_table_filled_in_on_the_old_form_is_an_error() {
        let outcome =
            run(&OTHER_EDITION_FILLED, 2022, &[(OLD, "1"), (CellId::t2(Item::LicenceDecisions), "8")]);
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!((finding.severity, &finding.remedy), (Severity::Error, &None));
    }

    #[test]
    fn remains_of_the_other_form_can_be_cleared() {
        let row = |row| CellId::t3(row, Applicant::Natural);
        let cells = [(row(RequestRow::OtherHandling), "3"), (row(RequestRow::OtherResult), "3")];
        for (year, left) in [(2021, cells[0].0), (2020, cells[1].0)] {
            let outcome = run(&OTHER_EDITION_FILLED, year, &cells);
            let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
            assert_eq!((finding.severity, finding.place.as_str()), (Severity::Warning, "表三"));
            let Some(Remedy::WriteAll { cells, .. }) = &finding.remedy else { panic!("{finding:?}") };
            assert_eq!(cells[..], [(left, String::new())]);
        }
    }

    #[test]
    fn a_pasted_table_has_two_heads_a_sentence_has_one() {
        let of = |text: &str| {
            let draft = Draft::new(2022, UnitKind::Township).with_text(Field::Proactive, text);
            run_draft(&OTHER_EDITION_FILLED, draft).findings
        };
        assert!(of("规范性文件对外公开总数量35件，对外公开总数量比去年多。").is_empty());
        let findings = of("信息内容\n本年新公开数量\t对外公开总数量");
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].spans.len(), 2);
        assert_eq!(findings[0].spans[0].start, 5);
    }
}
