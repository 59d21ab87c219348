//! R201: 规章 of a body that may make none.

use super::rule::declare_rule;
use super::text::{MANY, last};
use super::{Context, Finding, Outcome, Remedy, Scope, Severity, Target};
use crate::format::{CellId, Edition, Item, Part, Table};
use crate::prose::words::{Words, listed, words};
use crate::prose::{Amount, Placed, Token};
use crate::report::UnitKind;
use std::ops::Range;

declare_rule! {
    /// 没有规章制定权的单位，表二“规章”一行都是 0，正文也不说制定、现行有效规章多少件。
    ///
    /// ## 为什么
    /// 规章只能由国务院部门，省、自治区、直辖市人民政府，设区的市、自治州人民政府制定。县、乡镇、街道和政府部门没有制定权；
    /// 本单位的规章制度、管理办法不是规章，符合条件的应当算行政规范性文件。地方性法规由人民代表大会及其常务委员会制定，
    /// 行政法规由国务院制定，哪个单位的年报都不说自己制定了几件。
    ///
    /// ## 例
    /// 镇人民政府把6项内部管理制度填进了“规章”的现行有效件数。
    pub REGULATIONS_WITHOUT_POWER {
        id: "R201",
        title: "没有规章制定权的，规章填 0",
        severity: Error,
        editions: &Edition::ALL,
        source: "《中华人民共和国立法法》第九十一条、第九十三条；《规章制定程序条例》",
        reads: Scope::table(Table::Two).and(Scope::PROSE),
        check: Report(check),
    }
}

const CELLS: [Item; 5] = [
    Item::RegulationsMade,
    Item::RegulationsRepealed,
    Item::RegulationsInForce,
    Item::RegulationsPublished,
    Item::RegulationsPublicTotal,
];

fn check(context: &Context, outcome: &mut Outcome) {
    let draft = context.report.draft();
    for placed in context.prose.all_lines() {
        outcome.findings.extend(statutes(context, placed));
    }
    let severity = match draft.unit_kind {
        // An office may speak of what its government has made.
        UnitKind::Ministry
        | UnitKind::Province
        | UnitKind::City
        | UnitKind::ProvinceOffice
        | UnitKind::CityOffice => return,
        UnitKind::ProvinceDepartment | UnitKind::CityDepartment | UnitKind::Other => Severity::Warning,
        _ => Severity::Error,
    };
    check_table(context, severity, outcome);
    for placed in context.prose.all_lines() {
        if !placed.line.contains("规章") {
            continue;
        }
        for (words, count) in claims(placed, draft.unit()) {
            let span = placed.span(words);
            outcome.findings.push(Finding {
                severity,
                advice: "本单位的管理制度不是规章，请改称；说的是上级的规章，请写明是谁制定的。".to_owned(),
                ..Finding::in_text(
                    &REGULATIONS_WITHOUT_POWER,
                    context.report.edition(),
                    span,
                    format!("{}没有规章制定权，这里写了规章 {} 件。", draft.unit_kind.label(), count),
                )
            });
        }
    }
}

fn check_table(context: &Context, severity: Severity, outcome: &mut Outcome) {
    let edition = context.report.edition();
    let cells: Vec<_> = CELLS.into_iter().map(CellId::t2).filter(|cell| cell.in_edition(edition)).collect();
    let values: Vec<_> = cells.iter().map(|&cell| context.report.value(cell)).collect();
    let is_assessable = values.iter().any(Option::is_some);
    outcome.assessed += usize::from(is_assessable);
    outcome.not_assessable += usize::from(!is_assessable);
    let wrong: Vec<_> = cells
        .iter()
        .zip(values)
        .filter(|(_, value)| value.is_some_and(|value| value > 0))
        .map(|(&cell, _)| cell)
        .collect();
    let Some(&first) = wrong.first() else { return };
    outcome.findings.push(Finding {
        severity,
        part: Some(Part::Proactive),
        target: Some(Target::Cell(first)),
        advice: "本单位的管理制度不是规章，不填在这里；符合条件的算行政规范性文件。".to_owned(),
        remedy: Some(Remedy::WriteAll {
            label: "规章改为 0".to_owned(),
            cells: wrong.iter().map(|&cell| (cell, "0".to_owned())).collect(),
        }),
        cells: wrong,
        ..Finding::of(
            &REGULATIONS_WITHOUT_POWER,
            "表二「规章」",
            format!("{}没有规章制定权，“规章”一行应当都是 0。", context.report.draft().unit_kind.label()),
        )
    });
}

/// `县政府制定地方性法规1件`: statutes are made by people's congresses, and 行政法规 by the State Council.
fn statutes(context: &Context, placed: &Placed) -> Option<Finding> {
    static STATUTES: Words = listed!("地方性法规|行政法规");
    let line = &placed.line;
    let text = line.text();
    if !line.has('法') || !line.has('规') {
        return None;
    }
    let (at, word) = STATUTES.first(line.words())?;
    let found = at..at + word.len();
    let clause = &text[super::text::clause(text, &found).start..found.start];
    let is_made = words!("制定|出台|颁布|制发|新制定|制定并公布").end(clause)
        && !words!("提请|提出|审议|草案|起草|配合|参与|人大|常委会|学习|宣传|清理|梳理|执行|推动|协助")
            .in_text(clause);
    let behind = line.reading().tokens.iter().find_map(|token| match token {
        Token::Quantity(quantity) if quantity.range.start == found.end => Some(quantity),
        _ => None,
    })?;
    let unit = context.report.draft().unit_kind.label();
    (is_made && behind.amount > Amount::of(0)).then(|| Finding {
        severity: Severity::Warning,
        advice:
            "地方性法规由人民代表大会及其常务委员会制定，行政法规由国务院制定，请核对这里说的是什么文件。"
                .to_owned(),
        ..Finding::in_text(
            &REGULATIONS_WITHOUT_POWER,
            context.report.edition(),
            placed.span(found.start..behind.range.end),
            format!("{unit}没有{word}的制定权。"),
        )
    })
}

/// Words between 规章 and its number.
static LABELS: Words = listed!(
    "为|共|数|数量|数量为|共计|共有|总数|总数为|件数|有|计|达|制发|制定|新制定|\
     新制发|本年制发|本年制定|出台|废止|现行有效|有效|新制作|新公开|对外公开|公开|对外公开总数|\
     本年新制作|本年新公开|本年|本年度|修订|现行有效件数|本年制发件数|本年废止件数|制发件数|\
     废止件数|本年废止|制发数|现行有效数|各"
);

/// Rules that are not the unit's, or none in law: what stands right before 规章.
static OTHERS: Words = listed!(
    "法规|法规、|法规和|法规及|法律|党内|内部|内控|管理|学校|国家|上级|省政府|\
     国务院|部委|省级|市级|自治区|市政府|人民政府|涉及|相关|有关|各类|等|与|和|及|、|企业|财务|村级|\
     单位"
);

/// What is done with other people's rules.
static HANDLING: Words = listed!(
    "学习|宣传|梳理|执行|适用|转发|落实|贯彻|依据|汇编|收录|涉及|上级|国家|省|\
     国务院|部委|起草|代拟|配合|参与|转载|链接|解读|征求|反馈|提出|论证|审查|审核|清理|普法|培训|\
     引用|标注|市政府|市人民政府|对照|提供|收集"
);

/// The stretches of a line that claim 规章 for the unit, with their number.
fn claims(placed: &Placed, unit: &str) -> Vec<(Range<usize>, Amount)> {
    let line = &placed.line;
    let text = line.text();
    let mut claims = Vec::new();
    let tokens = &line.reading().tokens;
    for found in line.find_all("规章").take(MANY) {
        let near = tokens.partition_point(|token| token.range().end <= found.start);
        let clause = super::text::clause(text, &found);
        let ahead = &text[clause.start..found.start];
        // 市政府 is a county-level city's own name for itself, too.
        let is_city = words!("市人民政府|市政府").end(unit);
        let ahead = if is_city {
            ahead.trim_start_matches("市政府").trim_start_matches("市人民政府")
        } else {
            ahead
        };
        let rest = &text[found.end..];
        if words!("制度|草案|文件|类|库|规程").begin(rest) || OTHERS.end(ahead) || HANDLING.in_text(ahead)
        {
            continue;
        }
        let quantity = |index: usize| match tokens.get(index) {
            Some(Token::Quantity(quantity)) => Some(quantity),
            _ => None,
        };
        // `制定1件规章`
        let in_front = near.checked_sub(1).and_then(quantity).filter(|quantity| {
            words!("政府|地方政府|行政|部门|区政府|县政府|镇政府|乡政府|街道")
                .is(&text[quantity.range.end..found.start])
                || quantity.range.end == found.start
        });
        if let Some(quantity) = in_front
            && quantity.amount > Amount::of(0)
        {
            claims.push((quantity.range.start..found.end, quantity.amount));
            continue;
        }
        // `规章制发1件、废止0件、现行有效6件`
        let mut end = found.end;
        let behind = (near..tokens.len()).take(12).filter_map(quantity);
        for quantity in behind.filter(|quantity| quantity.range.start >= found.end).take(4) {
            let label = text[end..quantity.range.start]
                .trim_matches(['、', '，', ',', '（', '(', '：', ':', '；', ' ', '）', ')']);
            if !label.is_empty() && !LABELS.is(label) {
                break;
            }
            end = quantity.range.end;
            if quantity.amount > Amount::of(0) {
                let verb = ["制定", "现行有效", "制发", "出台", "废止", "公开", "制作"];
                let start =
                    verb.iter().find(|verb| last(ahead, 4).ends_with(**verb)).map_or(0, |verb| verb.len());
                claims.push((found.start - start..end, quantity.amount));
                break;
            }
        }
    }
    claims
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_draft;
    use super::*;
    use crate::report::{Draft, Field};

    fn found(kind: UnitKind, text: &str) -> Vec<String> {
        let typed: Vec<char> = text.chars().collect();
        let draft = Draft::new(2024, kind).with_text(Field::Overview, text);
        run_draft(&REGULATIONS_WITHOUT_POWER, draft)
            .findings
            .iter()
            .map(|finding| typed[finding.spans[0].start..finding.spans[0].end].iter().collect())
            .collect()
    }

    #[test]
    fn passes_none_others_rules_and_bodies_that_may() {
        for text in [
            "制定规章0件，制发行政规范性文件3件。",
            "制定规章制度5项，修订内部规章2项。",
            "未制定规章。现行有效规范性文件6件。",
            "学习法律法规规章12部，转载省政府规章3件，起草市政府规章1件。",
            "清理规章、规范性文件14件。",
            "",
        ] {
            assert_eq!(found(UnitKind::Township, text), Vec::<String>::new(), "{text}");
        }
        for kind in [UnitKind::City, UnitKind::Province, UnitKind::Ministry, UnitKind::CityOffice] {
            assert_eq!(found(kind, "制定规章2件。"), Vec::<String>::new());
        }
    }

    #[test]
    fn fails_where_rules_are_claimed() {
        for (text, expected) in [
            ("制定规章1件。", "制定规章1件"),
            ("现行有效规章６件。", "现行有效规章６件"),
            ("规章一件、规范性文件三件。", "规章一件"),
            ("规章制发0件、废止0件、现行有效2件。", "规章制发0件、废止0件、现行有效2件"),
            ("出台2部政府规章。", "2部政府规章"),
            ("规章（现行有效）4件。", "规章（现行有效）4件"),
        ] {
            assert_eq!(found(UnitKind::County, text), [expected], "{text}");
        }
    }

    #[test]
    fn the_table_shows_none() {
        let run = |kind, text: &'static str| {
            run_draft(
                &REGULATIONS_WITHOUT_POWER,
                Draft::new(2024, kind).with_cells([(CellId::t2(Item::RegulationsInForce), text)]),
            )
        };
        assert!(run(UnitKind::Township, "0").findings.is_empty());
        assert!(run(UnitKind::City, "6").findings.is_empty());
        let outcome = run(UnitKind::Township, "1");
        let [finding] = &outcome.findings[..] else { panic!("{outcome:?}") };
        assert_eq!((finding.severity, finding.cells.len()), (Severity::Error, 1));
        assert_eq!(run(UnitKind::CityDepartment, "1").findings[0].severity, Severity::Warning);
        assert_eq!(run(UnitKind::Township, "").not_assessable, 1);
    }
}
