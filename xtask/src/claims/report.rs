//! The report around a sentence, of neutral parts.

use std::collections::BTreeMap;
use std::rc::Rc;

use anyhow::{Context as _, Result, bail};
use nianbao::format::{Applicant, CellId, Edition, Item, Outcome, Proceeding, RequestRow, Table};
use nianbao::prose::Span;
use nianbao::report::{Draft, Field, UnitKind};

use super::case::{Case, Figures};

/// A draft with a sentence in it.
#[derive(Clone, Debug)]
pub struct Bed {
    /// The draft.
    pub draft: Draft,
    /// Where the sentence stands.
    pub text: Span,
    /// The stretch of it that the case is about.
    pub stretch: Span,
}

/// Lays a sentence into a report whose other parts say nothing that a rule could object to or compare with
/// it. Tables of which the case says nothing stay blank, so that nothing is compared with them.
pub fn lay(case: &Case) -> Result<Bed> {
    let unit_kind = unit_kind(&case.report.unit_level, &case.report.unit);
    let year = case.report.year;
    let draft = Draft::new(year, unit_kind).with_text(Field::Unit, &case.report.unit);
    let opening = draft.text(Field::Opening).to_string();
    let field = match case.section {
        0 => Field::Opening,
        1 => Field::Overview,
        2 => Field::Proactive,
        3 => Field::Requests,
        4 => Field::Review,
        5 => Field::Problems,
        6 => Field::Other,
        section => bail!("{}: there is no section {section}", case.id),
    };
    let speaks_of_fees = ["信息处理费", "收费"].iter().any(|word| case.text.contains(word));
    let edition = draft.edition();
    let mut draft = draft
        .with_text(Field::Opening, &opening)
        .with_text(Field::Overview, &overview(year, &case.report.unit))
        .with_text(Field::Problems, &problems(year))
        .with_text(Field::Other, &other(year, edition == Edition::V2021 && !speaks_of_fees))
        .with_text(Field::Date, &format!("{}年1月20日", year + 1));

    // A paragraph of its own behind the first one, which opens the part.
    let around = draft.text(field);
    let (first, rest) = around.split_once('\n').unwrap_or((&around, ""));
    let before = if first.is_empty() { String::new() } else { format!("{first}\n") };
    let start = before.chars().count();
    let whole = format!("{before}{}\n{rest}", case.text);
    draft.set_text(field, Some(whole.trim_end_matches('\n').into()));

    fill(&mut draft, case).with_context(|| case.id.clone())?;
    let place =
        |range: std::ops::Range<usize>| Span { field, start: start + range.start, end: start + range.end };
    Ok(Bed { draft, text: place(0..case.text.chars().count()), stretch: place(case.stretch()) })
}

/// The kind of a unit. Offices of governments are kinds of their own, which a case counts among departments.
fn unit_kind(level: &str, unit: &str) -> UnitKind {
    let is_office = unit.ends_with("政府办公室") || unit.ends_with("政府办公厅");
    match level {
        "town" => UnitKind::Township,
        "street" => UnitKind::Street,
        "county_department" if is_office => UnitKind::CountyOffice,
        "county_department" => UnitKind::CountyDepartment,
        "county_office" => UnitKind::CountyOffice,
        "county" => UnitKind::County,
        "city_department" if is_office => UnitKind::CityOffice,
        "city_department" => UnitKind::CityDepartment,
        "city_office" => UnitKind::CityOffice,
        "city" => UnitKind::City,
        "province_department" if is_office => UnitKind::ProvinceOffice,
        "province_department" => UnitKind::ProvinceDepartment,
        "province_office" => UnitKind::ProvinceOffice,
        "province" => UnitKind::Province,
        "ministry" => UnitKind::Ministry,
        _ => UnitKind::Other,
    }
}

fn overview(year: u16, unit: &str) -> String {
    format!(
        "{year}年，{unit}按照《中华人民共和国政府信息公开条例》的规定开展政府信息公开工作。\n\
         （一）主动公开\n\
         及时更新主动公开目录，应当公开的政府信息由承办人员随制随公开。\n\
         （二）依申请公开\n\
         登记、审核、答复、归档各环节有专人负责。\n\
         （三）政府信息管理\n\
         发文时同步确定公开属性，发布前进行保密审查。\n\
         （四）政府信息公开平台建设\n\
         政府信息公开栏目由专人维护，内容按月检查。\n\
         （五）监督保障\n\
         明确分管负责人和承办人员，组织业务培训。政府信息公开列入年度工作考核，开展了社会评议，没有发生责任追究情形。"
    )
}

fn problems(year: u16) -> String {
    let next = year + 1;
    format!(
        "存在的主要问题：一是政策解读以文字为主，图解和视频较少；二是办事指南的更新有时晚于事项调整。\n\
         改进措施：{next}年，一是为重要文件配发图解和短视频；二是每季度核对办事指南并登记核对结果。"
    )
}

fn other(year: u16, with_fees: bool) -> String {
    let fees = if with_fees { format!("{year}年没有收取信息处理费。\n") } else { String::new() };
    format!("{fees}没有其他需要报告的事项。")
}

/// Writes the figures of the tables that the case gives.
fn fill(draft: &mut Draft, case: &Case) -> Result<()> {
    let edition = match case.report.edition {
        Some(2019) => Edition::V2019,
        Some(_) => Edition::V2021,
        None => draft.edition(),
    };
    if let Some(items) = &case.tables.t2 {
        fill_table_2(draft, edition, items)?;
    }
    if let Some(rows) = &case.tables.t3 {
        zero(draft, edition, Table::Three);
        for (name, figures) in rows {
            let row = request_row(name, edition).with_context(|| format!("there is no row {name}"))?;
            for (&column, figure) in Applicant::ALL.iter().zip(figures) {
                draft.set_cell(CellId::t3(row, column), figure.to_string());
            }
        }
    }
    if let Some(blocks) = &case.tables.t4 {
        zero(draft, edition, Table::Four);
        for (name, figures) in blocks {
            let proceeding = match name.as_str() {
                "review" => Proceeding::Review,
                "direct" => Proceeding::DirectSuit,
                "after_review" => Proceeding::SuitAfterReview,
                _ => bail!("there is no block {name}"),
            };
            for (&outcome, figure) in Outcome::ALL.iter().zip(figures) {
                draft.set_cell(CellId::t4(proceeding, outcome), figure.to_string());
            }
        }
    }
    compute_totals(draft, edition);
    Ok(())
}

fn fill_table_2(draft: &mut Draft, edition: Edition, items: &BTreeMap<String, Figures>) -> Result<()> {
    use Item as I;
    for (name, figures) in items {
        let cells = match (name.as_str(), edition) {
            ("rules", Edition::V2021) => {
                vec![I::RegulationsMade, I::RegulationsRepealed, I::RegulationsInForce]
            }
            ("rules", Edition::V2019) => {
                vec![I::RegulationsMade, I::RegulationsPublished, I::RegulationsPublicTotal]
            }
            ("normative", Edition::V2021) => {
                vec![I::NormativeMade, I::NormativeRepealed, I::NormativeInForce]
            }
            ("normative", Edition::V2019) => {
                vec![I::NormativeMade, I::NormativePublished, I::NormativePublicTotal]
            }
            ("licence", _) => vec![I::LicenceDecisions],
            ("penalty", _) => vec![I::PenaltyDecisions],
            ("coercion", _) => vec![I::CoercionDecisions],
            ("fee_wan", _) => vec![I::FeeAmount],
            _ => bail!("there is no item {name}"),
        };
        let texts = match figures {
            Figures::Documents(figures) => figures.iter().map(i64::to_string).collect(),
            Figures::Decisions(figure) => vec![figure.to_string()],
            Figures::Amount(text) => vec![text.clone()],
        };
        if texts.len() != cells.len() {
            bail!("{name} has {} figures", texts.len());
        }
        for (item, text) in cells.into_iter().zip(texts) {
            draft.set_cell(CellId::t2(item), text);
        }
    }
    Ok(())
}

fn zero(draft: &mut Draft, edition: Edition, table: Table) {
    for cell in CellId::of_edition(edition).filter(|cell| cell.table() == table) {
        draft.set_cell(cell, "0");
    }
}

/// Leaves totals to be computed where that gives the figure that was given, as they are in an ordinary
/// draft.
fn compute_totals(draft: &mut Draft, edition: Edition) {
    let mut computed = draft.clone();
    for &cell in CellId::derived(edition) {
        computed.set_cell(cell, "");
    }
    let report = nianbao::report::Report::read(Rc::new(computed));
    for &cell in CellId::derived(edition) {
        let given: Option<i64> = draft.cell(cell).parse().ok();
        if given.is_some() && given == report.value(cell) {
            draft.set_cell(cell, "");
        }
    }
}

/// The row of table 3 that the files call so. The numbered ones count the reasons under each heading.
fn request_row(name: &str, edition: Edition) -> Option<RequestRow> {
    use RequestRow as R;
    const NUMBERED: [(&str, &[R]); 4] = [
        (
            "d",
            &[
                R::StateSecret,
                R::Prohibited,
                R::Stability,
                R::ThirdParty,
                R::Internal,
                R::Process,
                R::CaseFile,
                R::Query,
            ],
        ),
        ("u", &[R::NotHeld, R::NeedsMaking, R::Unclear]),
        ("n", &[R::Petition, R::Repeated, R::Publication, R::Excessive, R::Reissue]),
        ("o", &[R::NotCorrected, R::FeeUnpaid, R::OtherResult]),
    ];
    match name {
        "new" => Some(R::Received),
        "carried_in" => Some(R::CarriedIn),
        "granted" => Some(R::Granted),
        "partial" => Some(R::Partial),
        "o" if edition == Edition::V2019 => Some(R::OtherHandling),
        "total" => Some(R::Total),
        "carried_out" => Some(R::CarriedOut),
        _ => NUMBERED.iter().find_map(|(letter, rows)| {
            let number: usize = name.strip_prefix(letter)?.parse().ok()?;
            rows.get(number.checked_sub(1)?).copied()
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::case::read;
    use super::*;
    use nianbao::prose::Prose;
    use nianbao::report::Report;
    use nianbao::rules::{Checker, Context, Date, Severity};

    fn case(section: u8, tables: &str) -> Case {
        let line = format!(
            r#"{{"id":"a","kind":"sum","report":{{"unit":"甲县乙局","unit_level":"county_department","year":2024,"edition":2021}},"section":{section},"text":"全年收到3件。","tables":{tables},"expect":"flag","span":"3件"}}"#
        );
        read(&line).unwrap().remove(0)
    }

    #[test]
    fn the_sentence_stands_where_it_belongs() {
        for (section, field) in [
            (0, Field::Opening),
            (1, Field::Overview),
            (3, Field::Requests),
            (5, Field::Problems),
            (6, Field::Other),
        ] {
            let bed = lay(&case(section, "{}")).unwrap();
            let text: Vec<char> = bed.draft.text(field).chars().collect();
            let at = |span: Span| text[span.start..span.end].iter().collect::<String>();
            assert_eq!((bed.text.field, at(bed.text)), (field, "全年收到3件。".to_owned()));
            assert_eq!(at(bed.stretch), "3件");
            assert!(bed.text.start == 0 || text[bed.text.start - 1] == '\n');
        }
    }

    /// The neutral parts have no finding of their own, so that what is found is in the sentence.
    #[test]
    fn the_report_around_a_sentence_is_quiet() {
        let units = [
            ("town", "甲县乙镇人民政府"),
            ("street", "甲市乙区丙街道办事处"),
            ("county_department", "甲县乙局"),
            ("county_department", "甲县人民政府办公室"),
            ("county", "甲县人民政府"),
            ("city_department", "甲市乙局"),
            ("city", "甲市人民政府"),
            ("other", "甲开发区管理委员会"),
        ];
        for (level, unit) in units {
            for (year, edition) in [(2020, 2019), (2024, 2021)] {
                for section in [0, 1, 5, 6] {
                    let line = format!(
                        r#"{{"id":"a","kind":"none","report":{{"unit":"{unit}","unit_level":"{level}","year":{year},"edition":{edition}}},"section":{section},"text":"各项工作平稳有序。","tables":{{"t3":{{}},"t4":{{}}}},"expect":"clean"}}"#
                    );
                    let case = read(&line).unwrap().remove(0);
                    let report = Report::read(Rc::new(lay(&case).unwrap().draft));
                    let prose = Prose::read(&report);
                    let today = Date { year: year + 1, month: 1, day: 20 };
                    let context =
                        Context { report: &report, prose: &prose, previous: None, today: Some(today) };
                    let checker = Checker::new(&context);
                    // Table 2 is blank, since the sentence says nothing of it.
                    let findings = checker.findings().iter().filter(|finding| finding.rule != "R102");
                    let grave: Vec<_> =
                        findings.filter(|finding| finding.severity != Severity::Hint).collect();
                    assert!(grave.is_empty(), "{unit} {year} {section}: {grave:#?}");
                }
            }
        }
    }

    #[test]
    fn tables_that_are_not_given_stay_blank() {
        let bed = lay(&case(1, r#"{"t4":{"review":[1,0,0,0,1]}}"#)).unwrap();
        let report = Report::read(Rc::new(bed.draft));
        let value = |cell| report.value(cell);
        assert_eq!(value(CellId::t4(Proceeding::Review, Outcome::Total)), Some(1));
        assert_eq!(value(CellId::t4(Proceeding::DirectSuit, Outcome::Total)), Some(0));
        assert_eq!(value(CellId::t3(RequestRow::Received, Applicant::Natural)), None);
        assert_eq!(value(CellId::t2(Item::LicenceDecisions)), None);
    }

    #[test]
    fn rows_left_out_are_zero_and_totals_are_computed() {
        let tables = r#"{"t3":{"new":[3,0,0,0,0,1,4],"d8":[2,0,0,0,0,0,2],"o1":[1,0,0,0,0,1,2],"total":[3,0,0,0,0,1,4]}}"#;
        let bed = lay(&case(1, tables)).unwrap();
        let total = CellId::t3(RequestRow::Total, Applicant::Total);
        assert_eq!(&**bed.draft.cell(total), "");
        let report = Report::read(Rc::new(bed.draft));
        assert_eq!(report.value(total), Some(4));
        assert_eq!(report.value(CellId::t3(RequestRow::Query, Applicant::Natural)), Some(2));
        assert_eq!(report.value(CellId::t3(RequestRow::CarriedOut, Applicant::Natural)), Some(0));
        assert!(lay(&case(1, r#"{"t3":{"d9":[0,0,0,0,0,0,0]}}"#)).is_err());
    }
}
