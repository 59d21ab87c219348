//! Live figures in prose: `{予以公开数}` stands for a figure of the tables and follows it.
//!
//! The typed text keeps the token, so that it survives copying, storing and undo like any other text; the
//! report shows the figure. A token whose figure is not there yet stays as it is, and a rule speaks of it.

use super::{Report, write};
use crate::format::{Applicant, CellId, Item, Outcome, Proceeding, RequestRow};
use std::ops::Range;

/// How the figure of a token comes about.
#[derive(Debug, Clone, Copy)]
enum Formula {
    /// The sum of cells.
    Sum(fn() -> Vec<CellId>),
    /// A share in percent, one decimal.
    Share(fn() -> Vec<CellId>, fn() -> Vec<CellId>),
    /// The change against last year in percent, one decimal, with 增长 or 下降.
    Growth(fn() -> Vec<CellId>),
}

/// A figure that can be put into prose.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// The name, which stands between the braces.
    pub name: &'static str,
    /// Where the figure comes from, in words for staff.
    pub origin: &'static str,
    formula: Formula,
}

fn total(row: RequestRow) -> CellId {
    CellId::t3(row, Applicant::Total)
}

fn totals(rows: &[RequestRow]) -> Vec<CellId> {
    rows.iter().map(|&row| total(row)).collect()
}

fn handled() -> Vec<CellId> {
    totals(&[RequestRow::Total])
}

fn denied() -> Vec<CellId> {
    use RequestRow as R;
    totals(&[
        R::StateSecret,
        R::Prohibited,
        R::Stability,
        R::ThirdParty,
        R::Internal,
        R::Process,
        R::CaseFile,
        R::Query,
    ])
}

fn unavailable() -> Vec<CellId> {
    totals(&[RequestRow::NotHeld, RequestRow::NeedsMaking, RequestRow::Unclear])
}

fn not_processed() -> Vec<CellId> {
    use RequestRow as R;
    totals(&[R::Petition, R::Repeated, R::Publication, R::Excessive, R::Reissue])
}

fn other_handling() -> Vec<CellId> {
    // The rows of both editions; those that an edition lacks are left out when the token is read.
    use RequestRow as R;
    totals(&[R::OtherHandling, R::NotCorrected, R::FeeUnpaid, R::OtherResult])
}

fn natural() -> Vec<CellId> {
    vec![CellId::t3(RequestRow::Received, Applicant::Natural)]
}

fn organisations() -> Vec<CellId> {
    Applicant::CLASSES[1..].iter().map(|&column| CellId::t3(RequestRow::Received, column)).collect()
}

fn suits(outcome: Outcome) -> Vec<CellId> {
    vec![CellId::t4(Proceeding::DirectSuit, outcome), CellId::t4(Proceeding::SuitAfterReview, outcome)]
}

macro_rules! tokens {
    ($($name:literal, $origin:literal, $formula:expr;)+) => {
        /// Every figure that can be put into prose, in the order in which they are offered.
        pub static ALL: &[Token] = &[$(Token { name: $name, origin: $origin, formula: $formula }),+];
    };
}

tokens! {
    "新收申请数", "表三 本年新收 · 总计", Formula::Sum(|| totals(&[RequestRow::Received]));
    "上年结转数", "表三 上年结转 · 总计", Formula::Sum(|| totals(&[RequestRow::CarriedIn]));
    "申请总量", "表三 本年新收加上年结转 · 总计", Formula::Sum(|| totals(&[RequestRow::Received, RequestRow::CarriedIn]));
    "自然人申请数", "表三 本年新收 · 自然人", Formula::Sum(natural);
    "法人申请数", "表三 本年新收 · 法人或其他组织", Formula::Sum(organisations);
    "办结数", "表三 （七）总计 · 总计", Formula::Sum(handled);
    "予以公开数", "表三 （一）予以公开 · 总计", Formula::Sum(|| totals(&[RequestRow::Granted]));
    "部分公开数", "表三 （二）部分公开 · 总计", Formula::Sum(|| totals(&[RequestRow::Partial]));
    "不予公开数", "表三 （三）不予公开各行 · 总计", Formula::Sum(denied);
    "无法提供数", "表三 （四）无法提供各行 · 总计", Formula::Sum(unavailable);
    "不予处理数", "表三 （五）不予处理各行 · 总计", Formula::Sum(not_processed);
    "其他处理数", "表三 （六）其他处理各行 · 总计", Formula::Sum(other_handling);
    "结转下年度数", "表三 结转下年度继续办理 · 总计", Formula::Sum(|| totals(&[RequestRow::CarriedOut]));
    "予以公开占比", "予以公开占办结数的百分比", Formula::Share(|| totals(&[RequestRow::Granted]), handled);
    "部分公开占比", "部分公开占办结数的百分比", Formula::Share(|| totals(&[RequestRow::Partial]), handled);
    "不予公开占比", "不予公开占办结数的百分比", Formula::Share(denied, handled);
    "无法提供占比", "无法提供占办结数的百分比", Formula::Share(unavailable, handled);
    "自然人占比", "自然人占本年新收的百分比", Formula::Share(natural, || totals(&[RequestRow::Received]));
    "新收同比", "本年新收与去年年报相比，如“增长12.5%”", Formula::Growth(|| totals(&[RequestRow::Received]));
    "办结同比", "办结数与去年年报相比，如“下降3.2%”", Formula::Growth(handled);
    "复议总数", "表四 行政复议 · 总计", Formula::Sum(|| vec![CellId::t4(Proceeding::Review, Outcome::Total)]);
    "复议维持数", "表四 行政复议 · 结果维持", Formula::Sum(|| vec![CellId::t4(Proceeding::Review, Outcome::Upheld)]);
    "复议纠正数", "表四 行政复议 · 结果纠正", Formula::Sum(|| vec![CellId::t4(Proceeding::Review, Outcome::Corrected)]);
    "诉讼总数", "表四 行政诉讼两块之和 · 总计", Formula::Sum(|| suits(Outcome::Total));
    "诉讼维持数", "表四 行政诉讼两块之和 · 结果维持", Formula::Sum(|| suits(Outcome::Upheld));
    "诉讼纠正数", "表四 行政诉讼两块之和 · 结果纠正", Formula::Sum(|| suits(Outcome::Corrected));
    "规范性文件制发数", "表二 行政规范性文件 · 本年制发", Formula::Sum(|| vec![CellId::t2(Item::NormativeMade)]);
    "规范性文件废止数", "表二 行政规范性文件 · 本年废止", Formula::Sum(|| vec![CellId::t2(Item::NormativeRepealed)]);
    "规范性文件有效数", "表二 行政规范性文件 · 现行有效", Formula::Sum(|| vec![CellId::t2(Item::NormativeInForce)]);
    "行政许可数", "表二 行政许可 · 本年处理决定", Formula::Sum(|| vec![CellId::t2(Item::LicenceDecisions)]);
    "行政处罚数", "表二 行政处罚 · 本年处理决定", Formula::Sum(|| vec![CellId::t2(Item::PenaltyDecisions)]);
    "行政强制数", "表二 行政强制 · 本年处理决定", Formula::Sum(|| vec![CellId::t2(Item::CoercionDecisions)]);
    "行政收费金额", "表二 行政事业性收费 · 本年收费金额（万元）", Formula::Sum(|| vec![CellId::t2(Item::FeeAmount)]);
}

/// The token of this name.
pub fn by_name(name: &str) -> Option<&'static Token> {
    ALL.iter().find(|token| token.name == name)
}

impl Token {
    /// The token as it is typed: the name in braces.
    pub fn typed(&self) -> String {
        format!("{{{}}}", self.name)
    }

    /// What the report shows in its place; `None` as long as a figure it needs is not there.
    pub fn value(&self, report: &Report) -> Option<String> {
        let sum = |report: &Report, cells: fn() -> Vec<CellId>| {
            let edition = report.edition();
            let mut cells = cells().into_iter().filter(|cell| cell.in_edition(edition)).peekable();
            cells.peek()?;
            cells.try_fold(0_i64, |sum, cell| sum.checked_add(report.value(cell)?))
        };
        match self.formula {
            Formula::Sum(cells) => Some(write(cells().first()?.kind(), sum(report, cells)?)),
            Formula::Share(part, whole) => {
                let (part, whole) = (sum(report, part)?, sum(report, whole)?);
                (whole != 0).then(|| format!("{}%", tenths(part, whole)))
            }
            Formula::Growth(cells) => {
                let (now, before) = (sum(report, cells)?, sum(report.previous()?, cells)?);
                match now - before {
                    _ if before == 0 => None,
                    0 => Some("持平".to_owned()),
                    change if change > 0 => Some(format!("增长{}%", tenths(change, before))),
                    change => Some(format!("下降{}%", tenths(-change, before))),
                }
            }
        }
    }
}

/// `part / whole` in percent with one decimal, rounded half up, without a decimal of zero.
fn tenths(part: i64, whole: i64) -> String {
    // Figures are below 10¹⁵, in 分 at that, so that nothing here comes near the limit of the type.
    let tenths = part.saturating_mul(2000).saturating_add(whole) / whole.saturating_mul(2);
    if tenths % 10 == 0 { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// A token in a text: where it stands, in bytes, and which it is; `None` where the name is not known.
#[derive(Debug, Clone)]
pub struct Place {
    /// The stretch with its braces.
    pub range: Range<usize>,
    /// The token.
    pub token: Option<&'static Token>,
}

/// The tokens of a text.
pub fn places(text: &str) -> impl Iterator<Item = Place> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let open = at + text[at..].find('{')?;
            let close = open + text[open..].find('}')?;
            // The innermost pair counts: `{{申请总量}` holds the token behind the second brace.
            let open = open + text[open..close].rfind('{').unwrap_or_default();
            at = close + 1;
            let name = &text[open + 1..close];
            if name.chars().count() <= 12 && !name.contains('\n') {
                return Some(Place { range: open..close + 1, token: by_name(name) });
            }
        }
    })
}

/// A stretch of the shown text that came from a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Where the figure stands in the shown text, in bytes.
    pub shown: Range<usize>,
    /// Where the token stands in the typed text, in bytes.
    pub typed: Range<usize>,
}

/// The text with its tokens replaced by their figures, and where these stand.
pub fn resolve(report: &Report, text: &str) -> (String, Vec<Piece>) {
    let mut shown = String::with_capacity(text.len());
    let mut pieces = Vec::new();
    let mut done = 0;
    for place in places(text) {
        let Some(value) = place.token.and_then(|token| token.value(report)) else { continue };
        shown.push_str(&text[done..place.range.start]);
        let start = shown.len();
        shown.push_str(&value);
        done = place.range.end;
        pieces.push(Piece { shown: start..shown.len(), typed: place.range });
    }
    shown.push_str(&text[done..]);
    (shown, pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Draft, UnitKind};
    use std::rc::Rc;

    fn report() -> Report {
        let cells: Vec<_> = CellId::all()
            .filter(|cell| cell.request().is_some_and(|(_, column)| column != Applicant::Total))
            .map(|cell| (cell, "0"))
            .collect();
        let draft = Draft::new(2024, UnitKind::Township).with_cells(cells).with_cells([
            (CellId::t3(RequestRow::Received, Applicant::Natural), "8"),
            (CellId::t3(RequestRow::Received, Applicant::Legal), "1"),
            (CellId::t3(RequestRow::Granted, Applicant::Natural), "2"),
            (CellId::t3(RequestRow::Unclear, Applicant::Natural), "4"),
            (CellId::t3(RequestRow::Total, Applicant::Natural), ""),
            (CellId::t2(Item::FeeAmount), "3.50"),
        ]);
        let mut draft = draft;
        for &column in &Applicant::CLASSES {
            draft.set_cell(CellId::t3(RequestRow::Total, column), "");
        }
        Report::read(Rc::new(draft))
    }

    #[test]
    fn figures_stand_in_place_of_tokens() {
        let report = report();
        let (shown, pieces) = resolve(&report, "收到{新收申请数}件，公开{予以公开数}件（{予以公开占比}）。");
        assert_eq!(shown, "收到9件，公开2件（33.3%）。");
        assert_eq!(&shown[pieces[2].shown.clone()], "33.3%");
        assert_eq!(resolve(&report, "{无法提供数}/{办结数}/{行政收费金额}").0, "4/6/3.5");
    }

    #[test]
    fn what_is_not_known_or_not_there_stays() {
        let report = report();
        for text in ["{网站名称}", "{复议总数}", "{新收同比}", "{", "}{", "{{}}", "{申请\n总量}"]
        {
            assert_eq!(resolve(&report, text).0, text);
        }
        assert_eq!(resolve(&report, "{{新收申请数}}").0, "{9}");
    }

    #[test]
    fn growth_is_against_last_year() {
        let mut now = report();
        now.set_previous(Some(Rc::new(report())));
        assert_eq!(resolve(&now, "{新收同比}").0, "持平");
        let draft = Draft::clone(now.draft())
            .with_cells([(CellId::t3(RequestRow::Received, Applicant::Natural), "9")]);
        now.update(Rc::new(draft), &[CellId::t3(RequestRow::Received, Applicant::Natural)]);
        assert_eq!(resolve(&now, "{新收同比}").0, "增长11.1%");
    }

    #[test]
    fn percentages_are_rounded_to_a_tenth() {
        for (part, whole, words) in
            [(1, 80, "1.3"), (1, 3, "33.3"), (2, 3, "66.7"), (1, 2, "50"), (7, 7, "100")]
        {
            assert_eq!(tenths(part, whole), words);
        }
    }

    #[test]
    fn names_are_unique_and_short() {
        for (index, token) in ALL.iter().enumerate() {
            assert!(token.name.chars().count() <= 12, "{}", token.name);
            assert!(ALL[..index].iter().all(|other| other.name != token.name), "{}", token.name);
        }
    }
}
