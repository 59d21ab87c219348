//! What prose states beside what the tables say.

use super::{Context, Finding, Outcome, Rule, Target};
use crate::format::{Applicant, CellId, CellKind, Edition, Item, Outcome as Result, Proceeding, RequestRow};
use crate::prose::words::words;
use crate::prose::{Amount, Claim, Placed, Precision, Quantity, ResultGroup, Subject, Token, Unit, actor};
use crate::report::{Draft, Report, UnitKind};
use crate::rules::Remedy;

/// A figure of the tables that a statement may mean: what it is called and the cells it is the sum of.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    name: Name,
    /// The cells.
    pub(super) cells: Vec<CellId>,
}

/// What a figure is called. Put into words only where they are needed: nearly every statement is right.
#[derive(Debug, Clone, Copy)]
enum Name {
    /// The words.
    Words(&'static str),
    /// A group of results.
    Group(ResultGroup),
    /// A row of table 3.
    Row(RequestRow),
    /// A class of applicants in some rows, 法人或其他组织 together for `None`.
    Applicant(&'static str, Option<Applicant>),
    /// A result of reviews or suits.
    Case(&'static str, Result),
    /// A figure of table 2.
    Item(Item),
}

impl Reading {
    fn of(name: &'static str, cells: impl IntoIterator<Item = CellId>) -> Self {
        Self { name: Name::Words(name), cells: cells.into_iter().collect() }
    }

    /// The official words.
    pub(super) fn name(&self, edition: Edition) -> String {
        let last = |path: Vec<&'static str>| path.last().copied().unwrap_or_default();
        match self.name {
            Name::Words(words) => words.to_owned(),
            Name::Group(group) => format!("表三「{}」", group_name(group)),
            Name::Row(row) => format!("表三「{}」", last(total(row).row_path(edition))),
            Name::Applicant(rows, None) => format!("表三{rows}的法人或其他组织"),
            Name::Applicant(rows, Some(column)) => {
                format!("表三{rows}的{}", last(CellId::t3(RequestRow::Received, column).column_path(edition)))
            }
            Name::Case(kind, result) => {
                format!("表四「{kind}」{}", last(CellId::t4(Proceeding::Review, result).column_path(edition)))
            }
            Name::Item(item) => {
                let cell = CellId::t2(item);
                format!("表二「{}」{}", last(cell.row_path(edition)), last(cell.column_path(edition)))
            }
        }
    }

    /// The value; `None` where a figure is blank or unreadable.
    pub(super) fn value(&self, report: &Report) -> Option<i64> {
        self.cells.iter().try_fold(0_i64, |sum, &cell| sum.checked_add(report.value(cell)?))
    }
}

fn total(row: RequestRow) -> CellId {
    CellId::t3(row, Applicant::Total)
}

fn rows(group: ResultGroup, edition: Edition) -> impl Iterator<Item = RequestRow> {
    use RequestRow as R;
    let rows: &[R] = match group {
        ResultGroup::Granted => &[R::Granted],
        ResultGroup::Partial => &[R::Partial],
        ResultGroup::Denied => &[
            R::StateSecret,
            R::Prohibited,
            R::Stability,
            R::ThirdParty,
            R::Internal,
            R::Process,
            R::CaseFile,
            R::Query,
        ],
        ResultGroup::Unavailable => &[R::NotHeld, R::NeedsMaking, R::Unclear],
        ResultGroup::NotProcessed => &[R::Petition, R::Repeated, R::Publication, R::Excessive, R::Reissue],
        ResultGroup::Other => &[R::OtherHandling, R::NotCorrected, R::FeeUnpaid, R::OtherResult],
    };
    rows.iter().copied().filter(move |row| row.in_edition(edition))
}

fn group_name(group: ResultGroup) -> &'static str {
    match group {
        ResultGroup::Granted => "予以公开",
        ResultGroup::Partial => "部分公开",
        ResultGroup::Denied => "不予公开",
        ResultGroup::Unavailable => "无法提供",
        ResultGroup::NotProcessed => "不予处理",
        ResultGroup::Other => "其他处理",
    }
}

/// The figures that a statement may mean, the likeliest first.
pub(super) fn readings(claim: &Claim, year: u16, edition: Edition) -> Vec<Reading> {
    use RequestRow::{CarriedIn, CarriedOut, Received, Total};
    let received = || Reading::of("表三「本年新收」", [total(Received)]);
    let in_hand = || Reading::of("表三「本年新收」加「上年结转」", [total(Received), total(CarriedIn)]);
    let answered = || Reading::of("表三「（七）总计」", [total(Total)]);
    let carried_in = || Reading::of("表三「上年结转」", [total(CarriedIn)]);
    let carried_out = || Reading::of("表三「结转下年度继续办理」", [total(CarriedOut)]);
    match claim.subject {
        Subject::NewlyReceived => vec![received()],
        Subject::Received => vec![received(), in_hand()],
        Subject::Handled => vec![answered(), received(), in_hand()],
        Subject::Answered => vec![answered()],
        Subject::CarriedIn => vec![carried_in()],
        Subject::CarriedOut => vec![carried_out()],
        Subject::Carried => match claim.year {
            Some(named) if named < year => vec![carried_in()],
            Some(named) if named > year => vec![carried_out()],
            _ => vec![carried_in(), carried_out()],
        },
        Subject::Result(group) => {
            let cells = rows(group, edition).map(total).collect();
            let mut readings = vec![Reading { name: Name::Group(group), cells }];
            if group == ResultGroup::Granted {
                readings.push(Reading::of(
                    "表三「予以公开」加「部分公开」",
                    [total(RequestRow::Granted), total(RequestRow::Partial)],
                ));
            }
            if group == ResultGroup::Other && edition == Edition::V2021 {
                readings.push(Reading::of("表三「（六）其他处理 3.其他」", [total(RequestRow::OtherResult)]));
            }
            readings
        }
        Subject::Row(row) if !row.in_edition(edition) => Vec::new(),
        Subject::Row(row) => {
            vec![Reading { name: Name::Row(row), cells: vec![total(row)] }]
        }
        Subject::Applicant(column) => {
            let columns: Vec<_> = match column {
                Some(column) => vec![column],
                None => Applicant::CLASSES[1..].to_vec(),
            };
            let cells = |rows: &[RequestRow]| -> Vec<CellId> {
                rows.iter()
                    .flat_map(|&row| columns.iter().map(move |&column| CellId::t3(row, column)))
                    .collect()
            };
            [
                ("「本年新收」", &[Received][..]),
                ("「本年新收」加「上年结转」", &[Received, CarriedIn]),
                ("「（七）总计」", &[Total]),
            ]
            .into_iter()
            .map(|(words, rows)| Reading { name: Name::Applicant(words, column), cells: cells(rows) })
            .collect()
        }
        Subject::Review(result) => vec![case("行政复议", &[Proceeding::Review], result)],
        Subject::DirectSuit(result) => vec![case("未经复议直接起诉", &[Proceeding::DirectSuit], result)],
        Subject::SuitAfterReview(result) => vec![case("复议后起诉", &[Proceeding::SuitAfterReview], result)],
        Subject::Suit(result) => vec![
            case("行政诉讼", &[Proceeding::DirectSuit, Proceeding::SuitAfterReview], result),
            case("未经复议直接起诉", &[Proceeding::DirectSuit], result),
            case("复议后起诉", &[Proceeding::SuitAfterReview], result),
        ],
        Subject::Proceedings(result) => vec![
            case(
                "行政复议加行政诉讼",
                &[Proceeding::Review, Proceeding::DirectSuit, Proceeding::SuitAfterReview],
                result,
            ),
            case("行政复议", &[Proceeding::Review], result),
            case("行政诉讼", &[Proceeding::DirectSuit, Proceeding::SuitAfterReview], result),
        ],
        Subject::Fee => Vec::new(),
        Subject::Item(item) => {
            let cell = CellId::t2(item);
            if !cell.in_edition(edition) {
                return Vec::new();
            }
            vec![Reading { name: Name::Item(item), cells: vec![cell] }]
        }
    }
}

fn case(kind: &'static str, proceedings: &[Proceeding], result: Result) -> Reading {
    let cells = proceedings.iter().map(|&proceeding| CellId::t4(proceeding, result)).collect();
    Reading { name: Name::Case(kind, result), cells }
}

/// Whether the figures that the words speak of are those of the reporting unit.
fn is_own(claim: &Claim, draft: &Draft) -> bool {
    let Some(scope) = claim.scope else { return true };
    match draft.unit_kind {
        UnitKind::Province => match scope {
            "全区" => draft.unit().contains("自治区"),
            "全市" => draft.unit().ends_with("市人民政府"),
            _ => scope == "全省",
        },
        UnitKind::City => matches!(scope, "全市" | "全州"),
        UnitKind::County => match scope {
            "全县" => !draft.unit().ends_with("区人民政府"),
            "全市" => draft.unit().ends_with("市人民政府"),
            "全区" | "全旗" => true,
            _ => false,
        },
        // The office of a town is the one that does all this.
        UnitKind::Township => matches!(scope, "全镇" | "全乡" | "办公室"),
        UnitKind::Street => matches!(scope, "街道" | "办公室"),
        UnitKind::CountyOffice | UnitKind::CityOffice | UnitKind::ProvinceOffice => scope == "办公室",
        _ => draft.unit().contains(scope),
    }
}

/// Whether a statement is about the report year of the reporting unit.
pub(super) fn is_about_now(claim: &Claim, report: &Report) -> bool {
    let draft = report.draft();
    let is_of_year = match (claim.subject, claim.year) {
        (_, None) => true,
        (Subject::CarriedIn, Some(year)) => year == draft.year || year + 1 == draft.year,
        (Subject::CarriedOut, Some(year)) => year == draft.year || year == draft.year + 1,
        (Subject::Carried, Some(year)) => year.abs_diff(draft.year) <= 1,
        (_, Some(year)) => year == draft.year,
    };
    is_of_year && is_own(claim, draft)
}

/// Whether the body that the words name as the one that did it may be the reporting unit.
fn is_by_own(claim: &Claim, placed: &Placed, draft: &Draft) -> bool {
    let at = claim.quantity.as_ref().map_or(claim.range.end, |quantity| quantity.range.start);
    let line = placed.line.text();
    let stop = line.get(..at).and_then(|before| before.rfind(['。', '！', '？']));
    if let Some(name) = actor(line, at) {
        return draft.unit().contains(name)
            || name.contains(draft.unit())
            || name == "管委会" && may_be_short_for(name, draft.unit());
    }
    // 县政府及办公室收到62件，办结60件: who did it is not named again.
    let mut at = at;
    let name = loop {
        if let Some(name) = actor(line, at) {
            break Some(name);
        }
        let Some(before) = line.get(..at) else { break None };
        let start = before.rfind(['，', ',', '、']);
        let clause = &before[start.unwrap_or_default()..];
        let is_own = ["我", "本", "全县", "全市", "全区", "全镇"].iter().any(|own| clause.contains(own));
        match start.filter(|&start| !is_own && stop.is_none_or(|stop| start > stop)) {
            Some(start) if !before[start..].contains(['；', ';']) => at = start,
            _ => break None,
        }
    };
    name.is_none_or(|name| may_be_short_for(name, draft.unit()))
}

/// Whether a name has no letter but those of another, in their order: 管委会 for 管理委员会.
fn may_be_short_for(name: &str, whole: &str) -> bool {
    let mut letters = whole.chars();
    name.chars().all(|letter| letters.any(|other| other == letter))
}

/// Whether a claim counts requests as a whole.
const fn is_of_requests(claim: &Claim) -> bool {
    matches!(claim.subject, Subject::NewlyReceived | Subject::Received | Subject::Handled | Subject::Answered)
}

/// Whether what was answered is told right behind some of the requests, and may be of those: 涉及征地的申请5件，答复5件.
fn is_of_some(claim: &Claim, placed: &Placed, quantity: &Quantity, report: &Report) -> bool {
    let line = placed.line.text();
    let reading = placed.line.reading();
    let mut before = reading.tokens.iter().filter_map(|token| match token {
        Token::Quantity(other) if other.range.end <= quantity.range.start => Some(other),
        _ => None,
    });
    let Some(some) = before.next_back().filter(|some| some.unit == quantity.unit) else { return false };
    let between = &line[some.range.end..quantity.range.start];
    let start = line[..some.range.start].rfind(['，', '；', '。', '：']).unwrap_or_default();
    let is_read = reading.claims.iter().any(|claim| {
        is_of_requests(claim) && claim.quantity.as_ref().is_some_and(|quantity| quantity.range == some.range)
    });
    let all = [&[RequestRow::Received][..], &[RequestRow::Received, RequestRow::CarriedIn]];
    let is_all = all.iter().any(|rows| {
        let cells: Option<Vec<i64>> = rows.iter().map(|&row| report.value(total(row))).collect();
        cells.is_some_and(|cells| some.amount == Amount::of(cells.iter().sum()))
    });
    matches!(claim.subject, Subject::Answered | Subject::Handled | Subject::CarriedOut)
        && !is_read
        && !is_all
        && some.amount >= quantity.amount
        && !between.contains(['。', '；', ';'])
        && line[start..some.range.start].contains("申请")
}

/// Whether the clauses before speak of last year's figures: 上年同期收到申请10件，答复9件.
fn is_of_year_before(placed: &Placed, quantity: &Quantity) -> bool {
    let line = placed.line.text();
    let before = &line[..quantity.range.start];
    let sentence = before.rfind(['。', '；', ';']).map_or(before, |at| &before[at..]);
    let Some(at) = sentence.rfind("，上年").max(sentence.rfind("，去年")).or_else(|| {
        let start = sentence.trim_start_matches(['。', '；', ';']);
        words!("上年|去年|上一年").begin(start).then(|| sentence.len() - start.len())
    }) else {
        return false;
    };
    let since = &sentence[at..];
    !words!("结转|接续|承接|转入|遗留|跨年|本年|今年|当年|全年|年末|年底|增|减").in_text(since)
}

/// Whether a number of requests comes out with those that were withdrawn or handed on, which its sentence counts by
/// themselves: 作出实体答复12件 of 14 where 2 were withdrawn.
fn is_net_of_others(claim: &Claim, placed: &Placed, quantity: &Quantity, values: &[i64]) -> bool {
    const GONE: [&str; 16] = [
        "撤回",
        "撤销",
        "撤件",
        "转办",
        "转交",
        "转送",
        "转为",
        "转由",
        "不属于",
        "不予受理",
        "扣除",
        "除去",
        "剔除",
        "去除",
        "重复",
        "并案",
    ];
    let line = placed.line.text();
    if !is_of_requests(claim) {
        return false;
    }
    // 合并办理3件，14件申请共出具答复书12份
    if words!("合并|拆分|分拆").in_text(line) {
        return true;
    }
    if !GONE.iter().any(|word| line.contains(word)) {
        return false;
    }
    let marks = ['，', '；', '。', '、', '（', '）', ','];
    placed.line.reading().tokens.iter().any(|token| {
        let Token::Quantity(other) = token else { return false };
        if other.range == quantity.range || other.unit != quantity.unit {
            return false;
        }
        let start = line[..other.range.start].rfind(['，', '；', '。', ',']).unwrap_or_default();
        let end = line[other.range.end..].find(marks).map_or(line.len(), |at| other.range.end + at);
        // 其中2件不属于本机关，已转办
        let next = line[end..].trim_start_matches(marks).split(marks).next().unwrap_or_default();
        let has_gone = |words: &str| GONE.iter().any(|word| words.contains(word));
        let is_gone = has_gone(&line[start..end]) || next.starts_with('已') && has_gone(next);
        is_gone
            && [quantity.amount.plus(other.amount), quantity.amount.minus(other.amount)]
                .iter()
                .any(|sum| values.iter().any(|&value| Amount::of(value) == *sum))
    })
}

/// Whether a value may be what the quantity says.
pub(super) fn agrees(quantity: &Quantity, value: i64) -> bool {
    agrees_with(quantity, Amount::of(value))
}

fn agrees_with(quantity: &Quantity, value: Amount) -> bool {
    let (least, most) = quantity.bounds();
    least <= value && value <= most
}

/// Holds the statements of the prose that `concerns` picks to the tables. `others` are figures that a
/// statement may mean besides.
pub(super) fn compare(
    rule: &'static Rule,
    context: &Context,
    outcome: &mut Outcome,
    concerns: impl Fn(&Claim) -> bool,
) {
    let report = context.report;
    let edition = report.edition();
    for placed in context.prose.all_lines() {
        for claim in &placed.line.reading().claims {
            let Some(quantity) = &claim.quantity else { continue };
            if !concerns(claim) || !is_about_now(claim, report) || !is_ours(claim, placed, report) {
                continue;
            }
            let mut readings = readings(claim, report.draft().year, edition);
            // 行政诉讼0件 means all of them.
            if quantity.amount == Amount::default() && !matches!(claim.subject, Subject::Carried) {
                readings.truncate(1);
            }
            let values: Option<Vec<i64>> = readings.iter().map(|reading| reading.value(report)).collect();
            let Some(values) = values.filter(|values| !values.is_empty()) else {
                outcome.not_assessable += 1;
                continue;
            };
            outcome.assessed += 1;
            let written = placed.line.text().get(quantity.range.clone()).unwrap_or_default();
            let is_money = claim.subject == Subject::Item(Item::FeeAmount);
            let fits = |&value: &i64| {
                let value = if is_money { Amount::of(value).over(100) } else { Amount::of(value) };
                let is_rounded = written.contains(['万', '亿']) && quantity.precision == Precision::Exact;
                agrees_with(quantity, value)
                    || is_rounded && quantity.amount.minus(value).abs() < quantity.place
            };
            if !values.iter().any(fits)
                && is_by_own(claim, placed, report.draft())
                && !is_net_of_others(claim, placed, quantity, &values)
                && !is_of_some(claim, placed, quantity, report)
                && !is_of_year_before(placed, quantity)
            {
                outcome.findings.push(finding(rule, placed, edition, claim, quantity, &readings, &values));
            }
        }
    }
}

/// Holds the shares that the prose names without figures to the tables.
pub(super) fn compare_shares(
    rule: &'static Rule,
    context: &Context,
    outcome: &mut Outcome,
    concerns: impl Fn(&Claim) -> bool,
) {
    let report = context.report;
    let edition = report.edition();
    let wholes =
        [&[RequestRow::Received][..], &[RequestRow::Received, RequestRow::CarriedIn], &[RequestRow::Total]];
    let whole = |rows: &&[RequestRow]| {
        rows.iter().try_fold(0_i64, |sum, &row| sum.checked_add(report.value(total(row))?))
    };
    for placed in context.prose.all_lines() {
        for share in &placed.line.reading().shares {
            if !concerns(&share.claim) || !is_about_now(&share.claim, report) {
                continue;
            }
            let readings = readings(&share.claim, report.draft().year, edition);
            let values: Option<Vec<i64>> = readings.iter().map(|reading| reading.value(report)).collect();
            let totals: Option<Vec<i64>> = wholes.iter().map(whole).collect();
            let (Some(values), Some(totals)) = (values, totals) else {
                outcome.not_assessable += 1;
                continue;
            };
            outcome.assessed += 1;
            let of = |part: i64, whole: i64| Amount::of(part).percent_of(Amount::of(whole));
            let mut shares =
                values.iter().flat_map(|&part| totals.iter().filter_map(move |&whole| of(part, whole)));
            let (Some(&part), Some(&all)) = (values.first(), totals.first()) else { continue };
            let Some(exact) = of(part, all).filter(|_| !shares.any(|percent| share.agrees(percent))) else {
                continue;
            };
            let span = placed.span(share.claim.range.clone());
            let written = placed.line.text().get(share.claim.range.clone()).unwrap_or_default();
            let name = readings.first().map(|reading| reading.name(edition)).unwrap_or_default();
            let message =
                format!("正文写“{written}”，{name}是 {part}，占本年新收 {all} 件的 {}%。", exact.tenths());
            outcome.findings.push(Finding {
                cells: readings.first().map(|reading| reading.cells.clone()).unwrap_or_default(),
                target: Some(Target::Text(span)),
                advice: "请核对正文和表格，改正写错的一处；如果占的是另一个总数，请在文中写明。".to_owned(),
                ..Finding::in_text(rule, edition, span, message)
            });
        }
    }
}

/// Whether reviews and suits of which the words do not say so are about disclosure: only where the total in the
/// same line is that of table 4.
fn is_ours(claim: &Claim, placed: &Placed, report: &Report) -> bool {
    let of_review = match claim.subject {
        _ if claim.is_named => return true,
        Subject::Review(_) => true,
        Subject::Suit(_) | Subject::DirectSuit(_) | Subject::SuitAfterReview(_) => false,
        Subject::Proceedings(_) => return false,
        _ => return true,
    };
    // A total is about disclosure where the other total beside it is, a result where its own total is.
    let is_own_total = is_total(claim.subject).is_some();
    has_true_total(placed, report, of_review != is_own_total)
}

/// Whether a subject is a total of table 4, and if so, whether that of reviews.
const fn is_total(subject: Subject) -> Option<bool> {
    match subject {
        Subject::Review(Result::Total) => Some(true),
        Subject::Suit(Result::Total) => Some(false),
        _ => None,
    }
}

/// Whether the line names the total of reviews, or of suits, that stands in table 4.
pub(super) fn has_true_total(placed: &Placed, report: &Report, of_review: bool) -> bool {
    placed.line.reading().claims.iter().any(|total| {
        let value = || readings(total, report.draft().year, report.edition()).first()?.value(report);
        is_total(total.subject) == Some(of_review)
            && total
                .quantity
                .as_ref()
                .zip(value())
                .is_some_and(|(quantity, value)| value > 0 && agrees(quantity, value))
    })
}

fn finding(
    rule: &Rule,
    placed: &Placed,
    edition: Edition,
    claim: &Claim,
    quantity: &Quantity,
    readings: &[Reading],
    values: &[i64],
) -> Finding {
    let span = placed.span(quantity.range.clone());
    let written = placed.line.text().get(claim.range.clone()).unwrap_or_default().trim();
    let mut said = String::new();
    for (index, (reading, value)) in readings.iter().zip(values).enumerate() {
        if values[..index].contains(value) {
            continue;
        }
        let and = if said.is_empty() { "" } else { "，" };
        let value = match reading.cells.first() {
            Some(cell) if cell.kind() == CellKind::TenThousandYuan => {
                format!("{} 元", Amount::of(*value).over(100))
            }
            _ => value.to_string(),
        };
        said = format!("{said}{and}{}是 {value}", reading.name(edition));
    }
    Finding {
        cells: readings.first().map(|reading| reading.cells.clone()).unwrap_or_default(),
        target: Some(Target::Text(span)),
        remedy: correction(placed, quantity, values),
        advice: "请核对正文和表格，改正写错的一处；如果说的是另一种口径，请在文中写明。".to_owned(),
        ..Finding::in_text(rule, edition, span, format!("正文写“{}”，{said}。", shortened(written)))
    }
}

/// The words of a statement, not too many of them.
fn shortened(words: &str) -> String {
    const LONGEST: usize = 24;
    let length = words.chars().count();
    if length <= LONGEST {
        words.to_owned()
    } else {
        format!("…{}", words.chars().skip(length - LONGEST).collect::<String>())
    }
}

/// Writes the figure of the table into the prose, where there is but one, the prose has it in digits, and it would not
/// upset a sum or a percentage beside it.
fn correction(placed: &Placed, quantity: &Quantity, values: &[i64]) -> Option<Remedy> {
    let value = values.first().filter(|first| values.iter().all(|value| value == *first))?;
    let written = placed.line.text().get(quantity.range.clone())?;
    let digits = written.len() - written.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let is_plain = digits > 0
        && !placed.line.is_live()
        && quantity.unit != Unit::Yuan
        && quantity.precision == Precision::Exact
        && !written[digits..]
            .contains(|letter: char| letter.is_ascii_digit() || matches!(letter, '万' | '亿' | ',' | '.'));
    let range = quantity.range.start..quantity.range.start + digits;
    let text = value.to_string();
    let is_safe = is_plain && !placed.line.is_worse_with(range.clone(), &text);
    is_safe.then(|| Remedy::Replace { span: placed.span(range), text })
}
