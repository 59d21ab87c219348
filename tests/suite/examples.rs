//! The examples are good examples, and published reports print as they were published.

use crate::support::{published, shared};
use nianbao::example::{ALL, county_2024, of_year, township_2020};
use nianbao::format::{
    Applicant, CellId, CellKind, Edition, Grid, Item, Outcome, Proceeding, RequestRow, Table,
};
use nianbao::report::{Draft, Field, Report, UnitKind, write};
use std::rc::Rc;

fn read(draft: Draft) -> Report {
    Report::read(Rc::new(draft))
}

#[test]
fn examples_are_offered_once_each() {
    let offered: Vec<_> = ALL.iter().filter_map(|example| of_year(example.year)).collect();
    assert_eq!(offered, [county_2024(), township_2020()]);
    for example in ALL {
        assert!(!example.name.is_empty() && example.about.ends_with('。'), "{}", example.name);
    }
}

#[test]
fn examples_say_whose_report_it_is() {
    let cases = [
        (township_2020(), 2020, Edition::V2019, UnitKind::Township, "云汀县苇溪镇人民政府"),
        (county_2024(), 2024, Edition::V2021, UnitKind::County, "云汀县人民政府"),
    ];
    for (draft, year, edition, kind, unit) in cases {
        assert_eq!((draft.year, draft.edition(), draft.unit_kind), (year, edition, kind));
        // Neither county nor town is among the divisions of 2023; nothing leads to anybody real.
        assert_eq!(draft.unit(), unit);
        assert_eq!(&*draft.text(Field::Title), format!("{unit}{year}年政府信息公开工作年度报告"));
        assert!(draft.text(Field::Phone).starts_with("0000-"));
        assert_eq!(&*draft.text(Field::Postcode), "000000");
        assert!(draft.text(Field::Email).ends_with(".example"));
        assert!(draft.text(Field::Website).contains(".example"));
        let opening = draft.text(Field::Opening);
        assert!(opening.contains(edition.format().notice), "{opening}");
        assert!(opening.contains(&format!("{year}年1月1日至{year}年12月31日")), "{opening}");
        assert!(draft.text(Field::Date).starts_with(&format!("{}年1月", year + 1)));
        for field in [Field::Title, Field::Opening, Field::Signature] {
            assert!(draft.typed(field).is_none(), "{field:?} is left to be composed");
        }
    }
}

#[test]
fn examples_fill_every_cell_but_one_and_no_other() {
    let blanks = |draft| read(draft).blanks().collect::<Vec<_>>();
    assert_eq!(blanks(county_2024()), []);
    assert_eq!(blanks(township_2020()), [CellId::t2(Item::ProcurementAmount)]);
    for draft in [county_2024(), township_2020()] {
        let edition = draft.edition();
        for cell in CellId::all() {
            let text = draft.cell(cell);
            if !cell.in_edition(edition) || cell.is_derived(edition) {
                assert_eq!(&**text, "", "{}", cell.key());
            }
            let plain = |byte: u8| byte.is_ascii_digit() || (cell.kind() != CellKind::Count && byte == b'.');
            assert!(text.bytes().all(plain), "{} {text}", cell.key());
        }
    }
}

/// The three equalities of table 3 and the one of table 4, column by column and row by row. `value` is
/// asked, not `sum`, so that nothing that the program adds up is taken on trust twice.
fn assert_equalities(report: &Report) {
    let edition = report.edition();
    let value = |cell: CellId| report.value(cell).unwrap_or_else(|| panic!("{} has no value", cell.key()));
    let rows: Vec<_> = RequestRow::ALL.iter().copied().filter(|row| row.in_edition(edition)).collect();
    let results = if edition == Edition::V2019 { 19 } else { 21 };
    for &column in Applicant::ALL {
        let at = |row| value(CellId::t3(row, column));
        assert_eq!(
            at(RequestRow::Received) + at(RequestRow::CarriedIn),
            at(RequestRow::Total) + at(RequestRow::CarriedOut),
            "balance of {column:?}"
        );
        // By position in the table instead of by name: everything between B and P.
        let leaves = &rows[2..rows.len() - 2];
        assert_eq!(leaves.len(), results);
        let sum: i64 = leaves.iter().map(|&row| at(row)).sum();
        assert_eq!(at(RequestRow::Total), sum, "results of {column:?}");
    }
    assert_eq!(rows.len(), results + 4);
    for row in rows {
        let sum: i64 = Applicant::ALL[..6].iter().map(|&column| value(CellId::t3(row, column))).sum();
        assert_eq!(value(CellId::t3(row, Applicant::Total)), sum, "applicants of {row:?}");
    }
    for &proceeding in Proceeding::ALL {
        let sum: i64 = Outcome::ALL[..4].iter().map(|&outcome| value(CellId::t4(proceeding, outcome))).sum();
        assert_eq!(value(CellId::t4(proceeding, Outcome::Total)), sum, "{proceeding:?}");
    }
}

#[test]
fn every_equality_holds_in_the_examples() {
    assert_equalities(&read(county_2024()));
    assert_equalities(&read(township_2020()));
}

#[test]
fn the_township_has_the_figures_of_the_published_report() {
    let report = read(township_2020());
    for cell in CellId::of_edition(Edition::V2019) {
        let expected = match cell.item() {
            Some(Item::ProcurementProjects) => "2",
            Some(Item::ProcurementAmount) => "",
            _ => "0",
        };
        assert_eq!(&*report.printed(cell), expected, "{}", cell.key());
    }
    let overview = report.text(Field::Overview);
    let kinds = [12, 35, 27, 33, 25];
    assert!(overview.contains(&format!("公开政府信息{}条", kinds.iter().sum::<i32>())));
    for kind in kinds {
        assert!(overview.contains(&format!("类{kind}条")), "{kind}");
    }
    for item in 1..=6 {
        assert!(overview.contains(&format!("\n{item}、")), "{item}");
    }
    let problems = report.text(Field::Problems);
    assert!(problems.contains("（一）") && problems.contains("\n（二）") && problems.contains("\n1、"));
    // Measures are those of the coming year.
    assert!(problems.contains("2021年") && !problems.contains("2020年"));
}

/// What one number of the prose must be, computed from the tables.
type Claim = (&'static str, String);

fn numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|number| !number.is_empty()).collect()
}

/// Every number of a text is accounted for, in the order of the text: what no claim names may only be the
/// number of a list item or the one year the text speaks of.
fn assert_accounted(text: &str, claims: &[Claim], year: &str) {
    let mut rest = text;
    let mut unclaimed = String::new();
    for (words, expected) in claims {
        let Some((before, after)) = rest.split_once(words) else { panic!("{words} not found in {rest}") };
        assert_eq!(numbers(words), [expected], "{words}");
        unclaimed.push_str(before);
        rest = after;
    }
    unclaimed.push_str(rest);
    let unclaimed = unclaimed.replace(year, "");
    for line in unclaimed.lines() {
        let item = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let line = item.strip_prefix('.').unwrap_or(line);
        assert_eq!(numbers(line), [] as [&str; 0], "{line}");
    }
}

fn percentage(part: i64, whole: i64) -> String {
    let tenths = (part * 2000 + whole) / (whole * 2);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The county's report, asked in the ways of its prose.
struct County(Report);

impl County {
    fn new() -> Self {
        Self(read(county_2024()))
    }

    fn value(&self, cell: CellId) -> i64 {
        self.0.value(cell).unwrap_or_else(|| panic!("{} has no value", cell.key()))
    }

    /// 总计 of a row of table 3.
    fn all(&self, row: RequestRow) -> i64 {
        self.value(CellId::t3(row, Applicant::Total))
    }

    /// 总计 of several rows of table 3, for which the form has no row.
    fn between(&self, first: RequestRow, last: RequestRow) -> i64 {
        let rows = RequestRow::ALL.iter().copied().filter(|row| (first..=last).contains(row));
        rows.filter(|row| row.in_edition(Edition::V2021)).map(|row| self.all(row)).sum()
    }

    fn received(&self, column: Applicant) -> i64 {
        self.value(CellId::t3(RequestRow::Received, column))
    }

    /// Requests of 法人或其他组织.
    fn bodies(&self) -> i64 {
        Applicant::CLASSES[1..].iter().map(|&column| self.received(column)).sum()
    }

    fn review(&self, outcome: Outcome) -> i64 {
        self.value(CellId::t4(Proceeding::Review, outcome))
    }

    /// Litigation of both kinds.
    fn suits(&self, outcome: Outcome) -> i64 {
        let [direct, after] = [Proceeding::DirectSuit, Proceeding::SuitAfterReview];
        self.value(CellId::t4(direct, outcome)) + self.value(CellId::t4(after, outcome))
    }
}

fn n(value: i64) -> String {
    value.to_string()
}

// What no table of the report holds: departments, towns, the kinds of published items and of explanations.
const DEPARTMENTS: i64 = 25;
const TOWNS: i64 = 13;
const KINDS: [i64; 4] = [1126, 948, 2873, 1437];
const EXPLAINED: [i64; 3] = [8, 7, 4];

#[test]
fn the_county_says_in_words_what_its_tables_say() {
    use Applicant::{Business, Legal, Natural, Other, Research, Total, Welfare};
    use Outcome::{Corrected, Pending, Upheld};
    use Proceeding::{DirectSuit, SuitAfterReview};
    let c = County::new();
    let given = c.all(RequestRow::Granted) + c.all(RequestRow::Partial);
    let claims = [
        ("组织25个县政府部门", n(DEPARTMENTS)),
        ("13个乡镇人民政府", n(TOWNS)),
        ("主动公开政府信息6384条", n(KINDS.iter().sum())),
        ("财政资金信息1126条", n(KINDS[0])),
        ("重大项目和工程建设信息948条", n(KINDS[1])),
        ("民生信息2873条", n(KINDS[2])),
        ("其他信息1437条", n(KINDS[3])),
        ("制发行政规范性文件5件", n(c.value(CellId::t2(Item::NormativeMade)))),
        ("废止3件", n(c.value(CellId::t2(Item::NormativeRepealed)))),
        ("现行有效41件", n(c.value(CellId::t2(Item::NormativeInForce)))),
        ("解读材料19份", n(EXPLAINED.iter().sum())),
        ("图解8份", n(EXPLAINED[0])),
        ("问答7份", n(EXPLAINED[1])),
        ("短视频4份", n(EXPLAINED[2])),
        ("新闻发布会6场", n(6)),
        ("在线访谈9期", n(9)),
        ("网民留言1287条", n(1287)),
        ("行政许可决定18642件", n(c.value(CellId::t2(Item::LicenceDecisions)))),
        ("行政处罚决定3217件", n(c.value(CellId::t2(Item::PenaltyDecisions)))),
        ("行政强制决定186件", n(c.value(CellId::t2(Item::CoercionDecisions)))),
        ("收费金额1268.3542万元", write(CellKind::TenThousandYuan, c.value(CellId::t2(Item::FeeAmount)))),
        ("新收政府信息公开申请215件", n(c.all(RequestRow::Received))),
        ("上年结转8件", n(c.all(RequestRow::CarriedIn))),
        ("合计223件", n(c.all(RequestRow::Received) + c.all(RequestRow::CarriedIn))),
        ("本年度办结216件", n(c.all(RequestRow::Total))),
        ("结转下年度继续办理7件", n(c.all(RequestRow::CarriedOut))),
        ("自然人提出186件", n(c.received(Natural))),
        ("占86.5%", percentage(c.received(Natural), c.received(Total))),
        ("法人或其他组织提出29件", n(c.bodies())),
        ("占13.5%", percentage(c.bodies(), c.received(Total))),
        ("商业企业14件", n(c.received(Business))),
        ("科研机构1件", n(c.received(Research))),
        ("社会公益组织2件", n(c.received(Welfare))),
        ("法律服务机构9件", n(c.received(Legal))),
        ("其他3件", n(c.received(Other))),
        ("予以公开92件", n(c.all(RequestRow::Granted))),
        ("部分公开27件", n(c.all(RequestRow::Partial))),
        ("不予公开19件", n(c.between(RequestRow::StateSecret, RequestRow::Query))),
        ("无法提供55件", n(c.between(RequestRow::NotHeld, RequestRow::Unclear))),
        ("不予处理11件", n(c.between(RequestRow::Petition, RequestRow::Reissue))),
        ("其他处理12件", n(c.between(RequestRow::NotCorrected, RequestRow::OtherResult))),
        ("予以公开和部分公开合计119件", n(given)),
        ("占办结总数的55.1%", percentage(given, c.all(RequestRow::Total))),
        ("51件属于本机关不掌握相关政府信息", n(c.all(RequestRow::NotHeld))),
        ("行政复议10件", n(c.review(Outcome::Total))),
        ("结果维持5件", n(c.review(Upheld))),
        ("结果纠正1件", n(c.review(Corrected))),
        ("其他结果3件", n(c.review(Outcome::Other))),
        ("尚未审结1件", n(c.review(Pending))),
        ("行政诉讼6件", n(c.suits(Outcome::Total))),
        ("未经复议直接起诉4件", n(c.value(CellId::t4(DirectSuit, Outcome::Total)))),
        ("复议后起诉2件", n(c.value(CellId::t4(SuitAfterReview, Outcome::Total)))),
        ("结果维持3件", n(c.suits(Upheld))),
        ("其他结果1件", n(c.suits(Outcome::Other))),
        ("尚未审结2件", n(c.suits(Pending))),
    ];
    let overview = c.0.text(Field::Overview);
    let (figures, _) = overview.split_once("（三）").unwrap();
    assert_accounted(figures, &claims, "2024年");
    // What the list of results of litigation leaves out is zero.
    assert_eq!(c.suits(Corrected), 0);
}

#[test]
fn the_county_agrees_with_itself_where_no_table_speaks() {
    let c = County::new();
    let management = [
        ("退回修改稿件26篇", n(26)),
        ("1460件政策文件", n(1460)),
        ("效力标注37处", n(37)),
        ("重复信息112条", n(112)),
        ("2个专题", n(2)),
        ("补贴发放信息346条", n(346)),
        ("由31个", n(27 + 4)),
        ("整合为27个", n(27)),
        ("4个更新不及时", n(4)),
        ("查阅点15处", n(1 + 1 + TOWNS)),
        ("咨询1942人次", n(1942)),
        ("专职人员3名", n(3)),
        ("业务培训3期", n(3)),
        ("264人次", n(264)),
        ("发现问题58个", n(58)),
        ("38个被考核单位", n(DEPARTMENTS + TOWNS)),
        ("9个优秀", n(9)),
        ("27个良好", n(DEPARTMENTS + TOWNS - 9 - 2)),
        ("2个合格", n(2)),
        ("社会评议1次", n(1)),
        ("有效问卷1036份", n(1036)),
        ("满意987份", n(987)),
        ("占95.3%", percentage(987, 1036)),
    ];
    let overview = c.0.text(Field::Overview);
    let (_, rest) = overview.split_once("（三）").unwrap();
    assert_accounted(rest, &management, "2024年");
    let problems = [
        ("行政复议被纠正的1件", n(c.review(Outcome::Corrected))),
        ("19份解读材料", n(EXPLAINED.iter().sum())),
        ("短视频只有4份", n(EXPLAINED[2])),
        ("13个乡镇", n(TOWNS)),
        ("有5个的", n(5)),
        ("58个问题", n(58)),
        ("有41个", n(41)),
        ("3月底前", n(3)),
        ("为5个乡镇", n(5)),
        ("各确定1名", n(1)),
        ("分2批", n(2)),
        ("集中检查1次", n(1)),
    ];
    assert_accounted(&c.0.text(Field::Problems), &problems, "2025年");
    let unpaid = c.all(RequestRow::FeeUnpaid);
    let other = [
        ("就5件申请发出收费通知", n(4 + unpaid)),
        ("按期缴纳4件", n(3 + 1)),
        ("信息处理费1160元", n(860 + 300)),
        ("自然资源和规划局3件", n(3)),
        ("860元", n(860)),
        ("住房和城乡建设局1件", n(1)),
        ("300元", n(300)),
        ("逾期未缴纳1件", n(unpaid)),
        ("代表建议67件", n(67)),
        ("委员提案83件", n(83)),
        ("共150件", n(67 + 83)),
        ("除11件", n(11)),
        ("139件的答复", n(67 + 83 - 11)),
    ];
    assert_accounted(&c.0.text(Field::Other), &other, "2024年");
}

#[test]
fn the_county_has_the_shape_that_the_notice_asks_for() {
    let draft = county_2024();
    let format = draft.edition().format();
    let overview = draft.text(Field::Overview);
    let headings: Vec<_> = overview.lines().filter(|line| line.starts_with('（')).collect();
    let expected: Vec<_> = format
        .overview_items
        .iter()
        .zip("一二三四五".chars())
        .map(|(item, n)| format!("（{n}）{item}"))
        .collect();
    assert_eq!(headings, expected);
    for duty in ["工作考核", "社会评议", "追究责任"] {
        assert!(overview.contains(duty), "{duty}");
    }
    assert!(draft.text(Field::Other).contains("信息处理费"));
    let prose =
        [Field::Overview, Field::Problems, Field::Other].map(|field| draft.text(field).chars().count());
    assert!((1500..=2500).contains(&prose.iter().sum::<usize>()), "{prose:?}");
}

/// What the published report of a township shows: figures for all of table 2 but the last, nothing but
/// zeros in the totals of tables 3 and 4.
fn published_township() -> Report {
    let total = |cell: &CellId| {
        cell.request().is_some_and(|(_, column)| column == Applicant::Total)
            || cell.case().is_some_and(|(_, outcome)| outcome == Outcome::Total)
    };
    let cells = CellId::of_edition(Edition::V2019).filter_map(|cell| match cell.item() {
        Some(Item::ProcurementProjects) => Some((cell, "2")),
        Some(Item::ProcurementAmount) => None,
        Some(_) => Some((cell, "0")),
        None => total(&cell).then_some((cell, "0")),
    });
    read(Draft::new(2020, UnitKind::Township).with_cells(cells))
}

#[test]
fn typed_zeros_over_blank_cells_print_as_typed() {
    let report = published_township();
    let printed = |row, column| report.printed(CellId::t3(row, column));
    for &row in RequestRow::ALL.iter().filter(|row| row.in_edition(Edition::V2019)) {
        assert_eq!(&*printed(row, Applicant::Natural), "", "{row:?}");
        assert_eq!(&*printed(row, Applicant::Total), "0", "{row:?}");
    }
    let blanks: Vec<_> = report.blanks().collect();
    // 22 rows of six, three blocks of four, one amount; （七）总计 is computed.
    assert_eq!(blanks.len(), 22 * 6 + 3 * 4 + 1);
}

/// The rows of the tables in a text in which every cell begins with a tab and rows are parted by lines
/// that do not. The second line of a head that is broken over two counts as a row, which does no harm.
fn rows_of_text(text: &str) -> Vec<Vec<&str>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    for line in text.lines() {
        match line.strip_prefix('\t') {
            Some(cell) => row.push(cell.trim()),
            None => rows.push(std::mem::take(&mut row)),
        }
    }
    rows.push(row);
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    rows
}

#[test]
fn the_published_township_report_prints_as_published() {
    let Some(text) = shared("corpus/seed-2020.txt") else { return };
    let report = published_township();
    let headings = Edition::V2019.format().headings;
    for table in Table::ALL {
        let part = table.part().index();
        let (_, rest) = text.split_once(headings[part]).unwrap();
        let (section, _) = rest.split_once(headings[part + 1]).unwrap();
        let published = rows_of_text(section);
        for figures in Grid::of(Edition::V2019, table).figure_rows() {
            let label = figures[0].row_path(Edition::V2019).pop();
            let found: Vec<_> = match label {
                // Figures stand behind the label of their row.
                Some(label) => {
                    let row = published.iter().find(|row| row.contains(&label)).unwrap();
                    row.iter().copied().skip_while(|&cell| cell != label).skip(1).collect()
                }
                None => published.last().cloned().unwrap(),
            };
            let mut printed: Vec<_> = figures.iter().map(|&cell| report.printed(cell)).collect();
            if figures.contains(&CellId::t2(Item::ProcurementAmount)) {
                // The last cell of the table is blank and leaves no line in the text.
                assert_eq!(printed.pop().as_deref(), Some(""));
            }
            assert_eq!(printed.iter().map(|text| &**text).collect::<Vec<_>>(), found, "{label:?}");
        }
    }
}

#[test]
fn tables_of_two_cities_come_out_as_published() {
    for (name, published) in published() {
        let entered = CellId::all()
            .filter(|cell| !cell.is_derived(Edition::V2021))
            .map(|cell| (cell, published.cell(cell).clone()));
        let report = read(Draft::new(published.year, UnitKind::City).with_cells(entered));
        for cell in CellId::of_edition(Edition::V2021) {
            assert_eq!(&*report.printed(cell), &**published.cell(cell), "{name} {}", cell.key());
        }
        assert_equalities(&report);
        let fee = CellId::t2(Item::FeeAmount);
        assert_eq!(&write(fee.kind(), report.value(fee).unwrap()), &*report.printed(fee));
    }
}
