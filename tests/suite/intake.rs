//! What staff already have goes in: published reports in the shapes in which they come.

use crate::support::shared;
use nianbao::format::{
    Applicant, CellId, Content, Edition, Grid, GridCell, Item, Outcome, Part, Proceeding, RequestRow, Table,
};
use nianbao::intake::{Intake, recognise, text};
use nianbao::report::{Draft, Field, Report, UnitKind};
use proptest::prelude::*;
use proptest::{collection, option, sample};
use std::fmt::Write as _;
use std::rc::Rc;

fn text_of(intake: &Intake, field: Field) -> String {
    intake.draft.text(field).to_string()
}

fn lines(intake: &Intake, field: Field) -> usize {
    text_of(intake, field).lines().count()
}

pub(crate) fn printed(draft: &Draft) -> impl Fn(CellId) -> String {
    let report = Report::read(Rc::new(draft.clone()));
    move |cell| report.printed(cell).to_string()
}

#[test]
fn a_word_file_turned_into_text() {
    let Some(source) = shared("corpus/seed-2020.txt") else { return };
    let intake = recognise(&text(&source));
    assert_eq!((intake.year, intake.draft.unit()), (Some(2020), "尧都区县底镇人民政府"));
    assert_eq!(intake.unit_kind, Some(UnitKind::Township));
    assert_eq!(intake.draft.typed(Field::Title), None);
    assert_eq!(intake.leftover, Vec::<String>::new());
    assert_eq!(lines(&intake, Field::Overview), 7);
    assert_eq!(text_of(&intake, Field::Proactive), "");
    assert_eq!(text_of(&intake, Field::Requests), "");
    assert_eq!(lines(&intake, Field::Problems), 11);
    assert_eq!(text_of(&intake, Field::Other), "无");
    assert_eq!(text_of(&intake, Field::Date), "2021年1月29日");
    let cell = |cell| intake.draft.cell(cell).to_string();
    for table in [Table::Two, Table::Three, Table::Four] {
        for id in CellId::of_edition(Edition::V2019).filter(|cell| cell.table() == table) {
            let total = id.request().is_some_and(|(_, column)| column == Applicant::Total)
                || id.case().is_some_and(|(_, outcome)| outcome == Outcome::Total);
            let expected = match (table, id.item()) {
                (_, Some(Item::ProcurementProjects)) => "2",
                (_, Some(Item::ProcurementAmount)) => "",
                (Table::Two, _) => "0",
                _ if total => "0",
                _ => "",
            };
            assert_eq!(cell(id), expected, "{}", id.key());
        }
    }
    assert!(intake.unsure.is_empty(), "{:?}", intake.unsure);
}

#[test]
fn a_pdf_turned_into_text() {
    let Some(source) = shared("corpus/huaian-2024.txt") else { return };
    let intake = recognise(&text(&source));
    assert_eq!((intake.year, intake.draft.unit()), (Some(2024), "淮安市人民政府"));
    assert_eq!(intake.unit_kind, Some(UnitKind::City));
    assert_eq!(intake.leftover, Vec::<String>::new());
    assert_eq!(text_of(&intake, Field::Postcode), "223001");
    assert_eq!(text_of(&intake, Field::Phone), "0517-83605210");
    assert_eq!(lines(&intake, Field::Opening), 1);
    assert_eq!(lines(&intake, Field::Overview), 6);
    for field in [Field::Proactive, Field::Requests, Field::Review] {
        assert_eq!(text_of(&intake, field), "");
    }
    assert_eq!(lines(&intake, Field::Problems), 2);
    assert_eq!(lines(&intake, Field::Other), 1);
    let printed = printed(&intake.draft);
    let rows: [(RequestRow, [u32; 7]); 25] = [
        (RequestRow::Received, [3001, 53, 0, 0, 61, 4, 3119]),
        (RequestRow::CarriedIn, [34, 0, 0, 0, 0, 0, 34]),
        (RequestRow::Granted, [1288, 21, 0, 0, 50, 3, 1362]),
        (RequestRow::Partial, [447, 7, 0, 0, 0, 0, 454]),
        (RequestRow::StateSecret, [2, 0, 0, 0, 0, 0, 2]),
        (RequestRow::Prohibited, [30, 1, 0, 0, 0, 0, 31]),
        (RequestRow::Stability, [5, 0, 0, 0, 0, 0, 5]),
        (RequestRow::ThirdParty, [6, 0, 0, 0, 0, 0, 6]),
        (RequestRow::Internal, [7, 1, 0, 0, 0, 0, 8]),
        (RequestRow::Process, [12, 0, 0, 0, 0, 0, 12]),
        (RequestRow::CaseFile, [9, 0, 0, 0, 0, 0, 9]),
        (RequestRow::Query, [105, 0, 0, 0, 0, 0, 105]),
        (RequestRow::NotHeld, [746, 12, 0, 0, 10, 1, 769]),
        (RequestRow::NeedsMaking, [11, 0, 0, 0, 0, 0, 11]),
        (RequestRow::Unclear, [1, 0, 0, 0, 0, 0, 1]),
        (RequestRow::Petition, [56, 6, 0, 0, 0, 0, 62]),
        (RequestRow::Repeated, [25, 0, 0, 0, 0, 0, 25]),
        (RequestRow::Publication, [0; 7]),
        (RequestRow::Excessive, [0; 7]),
        (RequestRow::Reissue, [1, 0, 0, 0, 0, 0, 1]),
        (RequestRow::NotCorrected, [67, 3, 0, 0, 1, 0, 71]),
        (RequestRow::FeeUnpaid, [6, 0, 0, 0, 0, 0, 6]),
        (RequestRow::OtherResult, [108, 2, 0, 0, 0, 0, 110]),
        (RequestRow::Total, [2932, 53, 0, 0, 61, 4, 3050]),
        (RequestRow::CarriedOut, [103, 0, 0, 0, 0, 0, 103]),
    ];
    for (row, figures) in rows {
        for (&column, figure) in Applicant::ALL.iter().zip(figures) {
            let cell = CellId::t3(row, column);
            assert_eq!(printed(cell), figure.to_string(), "{}", cell.key());
        }
    }
    let cases = [72, 64, 178, 37, 351, 13, 4, 8, 1, 26, 12, 1, 1, 6, 20];
    let cells = Proceeding::ALL.iter().flat_map(|&p| Outcome::ALL.iter().map(move |&o| CellId::t4(p, o)));
    for (cell, figure) in cells.zip(cases) {
        assert_eq!(printed(cell), figure.to_string(), "{}", cell.key());
    }
    let items = [
        (Item::RegulationsMade, "1"),
        (Item::RegulationsRepealed, "0"),
        (Item::RegulationsInForce, "11"),
        (Item::NormativeMade, "8"),
        (Item::NormativeRepealed, "26"),
        (Item::NormativeInForce, "66"),
        (Item::LicenceDecisions, "447228"),
        (Item::PenaltyDecisions, "3985758"),
        (Item::CoercionDecisions, "88283"),
        (Item::FeeAmount, "96171.6"),
    ];
    for (item, figure) in items {
        assert_eq!(printed(CellId::t2(item)), figure, "{}", item.key());
    }
    assert!(intake.unsure.is_empty(), "{:?}", intake.unsure);
}

/// How a table is written as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Cells divided by tabs, merged places empty, as spreadsheets copy.
    Spreadsheet,
    /// Cells divided by tabs, merged places left out, as browsers copy.
    Browser,
    /// Bars, as in Markdown.
    Bars,
    /// Cells divided by tabs, long labels broken over two lines.
    BrokenTabs,
    /// One cell a line, blank cells as blank lines.
    Lines,
    /// Each cell a line that begins with a tab, a blank line after each row.
    LeadingTabs,
    /// Columns by spacing.
    Spaced,
    /// Columns by spacing, long labels broken over three lines with the figures in the middle, as from a PDF.
    BrokenSpaced,
}

pub(crate) const SHAPES: [Shape; 8] = [
    Shape::Spreadsheet,
    Shape::Browser,
    Shape::Bars,
    Shape::BrokenTabs,
    Shape::Lines,
    Shape::LeadingTabs,
    Shape::Spaced,
    Shape::BrokenSpaced,
];

/// A cell of a table as text, with its extent.
#[derive(Debug, Clone)]
pub(crate) struct Plain {
    pub(crate) text: String,
    pub(crate) column: usize,
    #[cfg_attr(not(feature = "heavy"), expect(dead_code, reason = "text has no merged rows"))]
    pub(crate) rowspan: usize,
    pub(crate) colspan: usize,
    pub(crate) figure: bool,
}

pub(crate) fn grid_of(draft: &Draft, table: Table) -> Vec<Vec<Plain>> {
    let report = Report::read(Rc::new(draft.clone()));
    let plain = |cell: &GridCell| Plain {
        text: match cell.content {
            Content::Figure(id) => report.printed(id).trim().to_owned(),
            other => other.label().unwrap().to_owned(),
        },
        column: cell.column,
        rowspan: cell.rowspan,
        colspan: cell.colspan,
        figure: matches!(cell.content, Content::Figure(_)),
    };
    Grid::of(draft.edition(), table).rows.iter().map(|row| row.iter().map(plain).collect()).collect()
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// A label in two halves, the first one ending within a word.
fn halves(text: &str) -> (String, String) {
    let count = text.chars().count();
    (text.chars().take(count / 2).collect(), text.chars().skip(count / 2).collect())
}

fn write_table(rows: &[Vec<Plain>], columns: usize, shape: Shape) -> String {
    let mut out = String::new();
    for row in rows {
        let mut cells: Vec<Plain> = row.clone();
        match shape {
            Shape::Spreadsheet | Shape::Bars => {
                let mut texts = vec![String::new(); columns];
                for cell in &cells {
                    texts[cell.column].clone_from(&cell.text);
                }
                if shape == Shape::Bars {
                    let _ = writeln!(out, "| {} |", texts.join(" | "));
                } else {
                    let _ = writeln!(out, "{}", texts.join("\t"));
                }
            }
            Shape::Browser | Shape::BrokenTabs => {
                if shape == Shape::BrokenTabs {
                    for cell in cells.iter_mut().filter(|cell| !cell.figure && cell.text.chars().count() > 12)
                    {
                        let (first, second) = halves(&cell.text);
                        cell.text = format!("{first}\n{second}");
                    }
                }
                let texts: Vec<_> = cells.iter().map(|cell| &*cell.text).collect();
                let _ = writeln!(out, "{}", texts.join("\t"));
            }
            Shape::Lines => {
                for cell in &cells {
                    let _ = writeln!(out, "{}", cell.text);
                }
            }
            Shape::LeadingTabs => {
                for cell in &cells {
                    let _ = writeln!(out, "\t{}", cell.text);
                }
                out.push('\n');
            }
            Shape::Spaced | Shape::BrokenSpaced => {
                spaced(&cells, columns, shape == Shape::BrokenSpaced, &mut out);
            }
        }
    }
    out
}

fn spaced(cells: &[Plain], columns: usize, broken: bool, out: &mut String) {
    const PITCH: usize = 16;
    let mut behind = String::new();
    let mut line = String::new();
    for cell in cells {
        let mut text = cell.text.clone();
        if broken && !cell.figure && text.chars().count() > 14 && cells.iter().any(|cell| cell.figure) {
            let (first, second) = halves(&text);
            let _ = writeln!(out, "{first}");
            behind = format!("{second}\n");
            text = String::new();
        }
        // Labels of rows are wide; the figures begin behind them.
        let behind_labels = columns < 15 && (cell.figure || cell.column > 2);
        let start = cell.column * PITCH + if behind_labels { 4 * PITCH } else { 0 };
        while width(&line) < start {
            line.push(' ');
        }
        if !text.is_empty() && !line.is_empty() && !line.ends_with(' ') {
            line.push_str("  ");
        }
        line.push_str(&text);
    }
    let _ = write!(out, "{}\n{behind}", line.trim_end());
}

/// The whole report as text, its tables in one shape. `change` may change the rows of a table.
pub(crate) fn written(draft: &Draft, shape: Shape, change: impl Fn(Table, &mut Vec<Vec<Plain>>)) -> String {
    let mut out = format!("{}\n\n{}\n", draft.text(Field::Title), draft.text(Field::Opening));
    for part in Part::ALL {
        let _ = writeln!(out, "{}", draft.edition().format().headings[part.index()]);
        let text = draft.text(Field::of_part(part));
        if !text.is_empty() {
            let _ = writeln!(out, "{text}");
        }
        if let Some(table) = part.table() {
            let columns = Grid::of(draft.edition(), table).widths.len();
            let mut rows = grid_of(draft, table);
            change(table, &mut rows);
            out.push_str(&write_table(&rows, columns, shape));
        }
    }
    let _ = writeln!(out, "\n{}\n{}", draft.text(Field::Signature), draft.text(Field::Date));
    out
}

pub(crate) fn unchanged(_: Table, _: &mut Vec<Vec<Plain>>) {}

/// A report in which every figure is another one, so that none can be mistaken.
pub(crate) fn sample(year: u16) -> Draft {
    let edition = Edition::of_year(year);
    let entered = CellId::of_edition(edition).filter(|cell| !cell.is_derived(edition));
    let cells: Vec<_> =
        entered.enumerate().map(|(index, cell)| (cell, (index * 7 + 11).to_string())).collect();
    Draft::new(year, UnitKind::Township)
        .with_text(Field::Unit, "青石镇人民政府")
        .with_text(Field::Address, "青石镇人民路1号")
        .with_text(Field::Phone, "0517-1234567")
        .with_text(Field::Date, "2025年1月20日")
        .with_text(
            Field::Overview,
            "一年来，全镇认真贯彻条例。\n（一）主动公开情况。全年公开信息120条。\n（二）依申请公开情况\n全年收到申请3件。",
        )
        .with_text(Field::Requests, "全年新收申请3件，均已按期答复。")
        .with_text(Field::Problems, "（一）存在的主要问题\n1.队伍不稳。\n（二）改进情况\n1.开展培训2次。")
        .with_text(Field::Other, "本年度未收取信息处理费。\n工作考核、社会评议结果良好。")
        .with_cells(cells)
}

/// The figures and texts of both reports are the same, nothing is left over, nothing is unsure.
#[track_caller]
pub(crate) fn check(draft: &Draft, intake: &Intake, what: &str) {
    same_figures(draft, intake, what);
    for &field in Field::ALL.iter().filter(|field| **field != Field::Name) {
        assert_eq!(intake.draft.text(field), draft.text(field), "{what}: {field:?}");
    }
    assert_eq!(intake.leftover, Vec::<String>::new(), "{what}");
    assert!(intake.unsure.is_empty(), "{what}: {:?}", intake.unsure);
    assert_eq!((intake.year, intake.unit_kind), (Some(draft.year), Some(draft.unit_kind)), "{what}");
}

#[track_caller]
pub(crate) fn same_figures(draft: &Draft, intake: &Intake, what: &str) {
    let (expected, found) = (printed(draft), printed(&intake.draft));
    let differ: Vec<_> = CellId::of_edition(draft.edition())
        .filter(|&cell| expected(cell) != found(cell))
        .map(|cell| (cell.key(), expected(cell), found(cell)))
        .collect();
    assert!(differ.is_empty(), "{what}: {} differ: {:?}", differ.len(), &differ[..differ.len().min(12)]);
}

#[test]
fn every_shape_of_text_in_both_editions() {
    for year in [2020, 2024] {
        let draft = sample(year);
        for shape in SHAPES {
            let source = written(&draft, shape, unchanged);
            check(&draft, &recognise(&text(&source)), &format!("{year} {shape:?}\n{source}"));
        }
    }
}

#[test]
fn what_the_program_writes_as_text_is_read_again() {
    let draft = sample(2023);
    let report = Report::read(Rc::new(draft.clone()));
    check(&draft, &recognise(&text(&nianbao::export::plain_text(&report))), "plain text");
}

#[test]
fn blanks_and_signs_stay_where_they_are() {
    let mut draft = sample(2024);
    let row = |row, column| CellId::t3(row, column);
    draft.set_cell(row(RequestRow::Query, Applicant::Natural), "");
    draft.set_cell(row(RequestRow::Query, Applicant::Legal), "/");
    draft.set_cell(row(RequestRow::Stability, Applicant::Other), "—");
    draft.set_cell(row(RequestRow::Internal, Applicant::Research), "-");
    draft.set_cell(CellId::t2(Item::RegulationsMade), "/");
    draft.set_cell(CellId::t2(Item::CoercionDecisions), "");
    draft.set_cell(CellId::t4(Proceeding::DirectSuit, Outcome::Other), "");
    for shape in SHAPES.into_iter().filter(|shape| *shape != Shape::Lines) {
        let source = written(&draft, shape, unchanged);
        same_figures(&draft, &recognise(&text(&source)), &format!("{shape:?}\n{source}"));
    }
}

#[test]
fn tables_without_the_column_of_totals() {
    let draft = sample(2024);
    for shape in SHAPES {
        let source = written(&draft, shape, |table, rows| {
            if table == Table::Three {
                for row in rows {
                    row.retain(|cell| cell.column < 9);
                    for cell in row.iter_mut().filter(|cell| cell.column == 3 && cell.colspan == 7) {
                        cell.colspan = 6;
                    }
                }
            }
        });
        check(&draft, &recognise(&text(&source)), &format!("{shape:?}\n{source}"));
    }
}

#[test]
fn rows_that_the_form_does_not_have_are_kept_apart() {
    let draft = sample(2024);
    for shape in [Shape::Browser, Shape::Bars, Shape::LeadingTabs, Shape::Spaced] {
        let source = written(&draft, shape, |table, rows| {
            if table == Table::Three {
                let mut extra: Vec<Plain> = rows[7].iter().filter(|cell| cell.figure).cloned().collect();
                let label = Plain {
                    text: "（三）不予公开小计".into(),
                    column: 1,
                    rowspan: 1,
                    colspan: 2,
                    figure: false,
                };
                for cell in &mut extra {
                    cell.text = "777".into();
                }
                extra.insert(0, label);
                rows.insert(15, extra);
            }
        });
        let intake = recognise(&text(&source));
        same_figures(&draft, &intake, &format!("{shape:?}\n{source}"));
        assert_eq!(intake.leftover.len(), 1, "{shape:?} {:?}", intake.leftover);
        assert!(intake.leftover[0].contains("小计") && intake.leftover[0].contains("777"));
    }
}

#[test]
fn headings_in_other_words_and_with_other_numbers() {
    let draft = sample(2024);
    let source = written(&draft, Shape::Browser, unchanged)
        .replace("一、总体情况", "（一）总体情况")
        .replace("二、主动公开政府信息情况", "主动公开政府信息情况：")
        .replace("三、收到和处理政府信息公开申请情况", "二、依申请公开政府信息办理情况")
        .replace("四、政府信息公开行政复议、行政诉讼情况", "四.因政府信息公开行政复议和提起行政诉讼情况")
        .replace("五、存在的主要问题及改进情况", "第五部分 存在的问题和改进措施")
        .replace("六、其他需要报告的事项", "7、其它需要报告的事项");
    let intake = recognise(&text(&source));
    check(&draft, &intake, &source);
    assert!(intake.notes.iter().any(|note| note.contains("当作“三、")), "{:?}", intake.notes);
    let without: String = written(&draft, Shape::Browser, unchanged)
        .lines()
        .filter(|line| !line.starts_with("三、收到"))
        .fold(String::new(), |text, line| text + line + "\n");
    same_figures(&draft, &recognise(&text(&without)), "without a heading");
}

#[test]
fn what_stands_around_a_web_page_is_left_over_in_order() {
    let draft = sample(2024);
    let source = format!(
        "首页 > 政府信息公开年报\n发布时间：2025-01-20 来源：青石镇 浏览次数：12\n{}\n扫一扫在手机打开当前页\n打印本页\n",
        written(&draft, Shape::Browser, unchanged)
    );
    let intake = recognise(&text(&source));
    same_figures(&draft, &intake, "page");
    assert_eq!(intake.leftover.len(), 4, "{:?}", intake.leftover);
    assert!(intake.leftover[0].starts_with("首页") && intake.leftover[3] == "打印本页");
    for field in [Field::Opening, Field::Other, Field::Date] {
        assert_eq!(intake.draft.text(field), draft.text(field));
    }
}

#[test]
fn what_is_no_report_is_left_over_whole() {
    let intake = recognise(&text("关于召开会议的通知\n各村：\n定于1月3日开会。"));
    assert!(!intake.is_report());
    assert_eq!(intake.leftover.len(), 3, "{:?}", intake.leftover);
    assert!(!recognise(&text("")).is_report());
}

pub(crate) fn any_report() -> impl Strategy<Value = Draft> {
    let figures =
        collection::vec(prop_oneof![3 => Just(0_u32), 2 => 0..20_u32, 1 => 0..5_000_000_u32], CellId::COUNT);
    let sentence = sample::select(vec![
        "全年主动公开政府信息120条。",
        "（一）主动公开情况。公开1.5万条，同比增长12%。",
        "（二）依申请公开情况",
        "1.加强学习；2.加强培训。",
        "一是加强学习，二是加强培训",
        "行政许可447件，行政处罚12件，收费3.5万元。",
        "无",
        "2024年，全镇共收到政府信息公开申请3件，其中自然人3件、法人0件。",
        "工作考核结果良好。",
    ]);
    let prose = collection::vec(sentence, 1..6).prop_map(|lines| lines.join("\n"));
    let texts = (prose.clone(), option::of(prose.clone()), prose.clone(), prose);
    (2019_u16..2030, figures, texts).prop_map(|(year, figures, (overview, requests, problems, other))| {
        let edition = Edition::of_year(year);
        let cells = CellId::all()
            .zip(figures)
            .filter(|(cell, _)| cell.in_edition(edition) && !cell.is_derived(edition))
            .map(|(cell, figure)| (cell, figure.to_string()))
            .collect::<Vec<_>>();
        let mut draft = sample(year).with_cells(cells);
        draft.set_text(Field::Overview, Some(overview.into()));
        // A lone 无 before a table laid out as text cannot be told from a figure.
        draft.set_text(Field::Requests, requests.filter(|text| !text.contains('无')).map(Into::into));
        draft.set_text(Field::Problems, Some(problems.into()));
        draft.set_text(Field::Other, Some(other.into()));
        draft
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_report_in_any_shape_comes_back(draft in any_report(), shape in sample::select(SHAPES.to_vec())) {
        let source = written(&draft, shape, unchanged);
        check(&draft, &recognise(&text(&source)), &format!("{shape:?}\n{source}"));
    }

    #[test]
    fn no_text_upsets_the_recogniser(
        pieces in collection::vec(
            prop_oneof![
                sample::select(vec![
                    "一、总体情况\n", "二、主动公开政府信息情况\n", "三、", "第二十条第（一）项\n", "规章", "行政许可\t", "自然人", "总计",
                    "一、本年新收政府信息公开申请数量", "（三）不予公开", "1.属于国家秘密", "结果维持", "行政复议\t行政诉讼", "0\t", "12 ", "|", "\t", "\n",
                    "\n\n", "    ", "2024年", "本报告", "。", "-1-", "—", "2025年1月20日\n", "地址：", "电话：", "www.", "，", "六、其他需要报告的事项：",
                ])
                .prop_map(str::to_owned),
                any::<String>(),
            ],
            0..80,
        ),
    ) {
        let intake = recognise(&text(&pieces.concat()));
        prop_assert!(!intake.notes.is_empty());
    }
}
