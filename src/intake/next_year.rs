//! 从去年年报开始: what of last year's report goes into this year's.

use super::words::is_han;
use crate::format::{Applicant, CellId, Edition, Item, RequestRow};
use crate::report::{Draft, Field, read};

/// The draft of `this_year` as last year's report begins it: unit, contacts, and 上年结转 from last year's
/// 结转下年度, column by column, if it is of the year before. Nothing else is copied.
pub fn next_year(last: &Draft, this_year: u16) -> Draft {
    let mut draft = Draft::new(this_year, last.unit_kind);
    for field in [Field::Unit, Field::Address, Field::Postcode, Field::Phone, Field::Email, Field::Website] {
        draft.set_text(field, last.typed(field).cloned());
    }
    if last.year.checked_add(1) == Some(this_year) {
        for &column in Applicant::ALL {
            let carried = last.cell(CellId::t3(RequestRow::CarriedOut, column));
            if !carried.trim().is_empty() {
                draft.set_cell(CellId::t3(RequestRow::CarriedIn, column), carried.clone());
            }
        }
    }
    draft
}

/// A stock of documents: what was in force at the end of last year, and the cells that go on from it. What is
/// in force now is `start` and what was made, less what was repealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stock {
    /// 现行有效件数 of last year.
    pub start: i64,
    /// 本年制发件数.
    pub made: CellId,
    /// 本年废止件数.
    pub repealed: CellId,
    /// 现行有效件数.
    pub in_force: CellId,
}

/// The stocks with which this year's check of table 2 begins. The form of 2019 has none: its 对外公开总数量
/// is another figure.
pub fn stocks(last: &Draft) -> Vec<Stock> {
    if last.edition() != Edition::V2021 {
        return Vec::new();
    }
    let rows = [
        (Item::RegulationsMade, Item::RegulationsRepealed, Item::RegulationsInForce),
        (Item::NormativeMade, Item::NormativeRepealed, Item::NormativeInForce),
    ];
    rows.into_iter()
        .filter_map(|(made, repealed, in_force)| {
            let in_force = CellId::t2(in_force);
            let start = read(in_force.kind(), last.cell(in_force)).value()?;
            Some(Stock { start, made: CellId::t2(made), repealed: CellId::t2(repealed), in_force })
        })
        .collect()
}

/// Words with which the measures of part 五 begin.
const BEGIN: &[&str] = &[
    "下一步",
    "改进措施",
    "改进情况",
    "整改措施",
    "今后",
    "工作打算",
    "工作措施",
    "努力方向",
    "针对",
    "明年",
    "新的一年",
];
/// The most measures that are listed.
const MOST: usize = 40;

/// The measures that a report announces in part 五, as a checklist for the year after.
pub fn announced(last: &Draft) -> Vec<String> {
    let text = last.text(Field::Problems);
    let mut measures = Vec::new();
    let mut within = false;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let heading = is_sub_heading(line);
        let begins = BEGIN.iter().filter_map(|word| line.find(word)).min();
        if heading {
            within = begins.is_some();
            let (_, rest) = split_heading(line);
            if within && !rest.is_empty() {
                add(rest, &mut measures);
            }
            continue;
        }
        match begins {
            Some(at) if !within => {
                // The problems may stand in the same paragraph before the measures.
                let from = line[..at].rfind(['。', '；']).map_or(0, |mark| mark + '。'.len_utf8());
                within = true;
                add(&line[from..], &mut measures);
            }
            _ if within => add(line, &mut measures),
            _ => {}
        }
    }
    measures.truncate(MOST);
    measures
}

fn is_sub_heading(line: &str) -> bool {
    line.starts_with(['（', '(']) && line.chars().nth(1).is_some_and(|c| "一二三四五六七八九十".contains(c))
}

/// A numbered sub-heading and what follows it in the same line.
fn split_heading(line: &str) -> (&str, &str) {
    match line.find(['。', '：']) {
        Some(at) => line.split_at(at + '。'.len_utf8()),
        None => (line, ""),
    }
}

/// Adds the measures of a paragraph: its numbered items, or its sentences.
fn add(paragraph: &str, measures: &mut Vec<String>) {
    let mut items = Vec::new();
    let mut from = 0;
    for (at, _) in paragraph.match_indices('是') {
        let Some(numeral) = paragraph[..at].chars().next_back() else { continue };
        let begin = at - numeral.len_utf8();
        let starts = paragraph[..begin].chars().next_back().is_none_or(|c| !is_han(c));
        if "一二三四五六七八九十".contains(numeral) && starts {
            items.push(&paragraph[from..begin]);
            from = at + '是'.len_utf8();
        }
    }
    let listed = !items.is_empty();
    items.push(&paragraph[from..]);
    // What stands before the first item leads up to the list.
    let items = items.into_iter().skip(usize::from(listed));
    for item in items {
        let sentences: Vec<&str> = if listed { vec![item] } else { sentences(item) };
        measures.extend(
            sentences.into_iter().map(plain).filter(|text| text.chars().count() >= 6).map(str::to_owned),
        );
    }
}

/// The most characters of a sentence that is the heading of the next.
const HEADING: usize = 12;

/// The sentences of a paragraph; one that only heads the next stays with it: `1.提高质量。每季度抽查。`
fn sentences(paragraph: &str) -> Vec<&str> {
    let ends: Vec<_> = paragraph.match_indices('。').map(|(at, mark)| at + mark.len()).collect();
    let heads = ends.first().is_some_and(|&end| {
        let first = plain(&paragraph[..end]);
        first.len() < paragraph[..end].trim().len() - '。'.len_utf8() && first.chars().count() <= HEADING
    });
    match ends.first() {
        Some(&end) if heads && end < paragraph.trim_end().len() => {
            let second = ends.get(1).copied().unwrap_or(paragraph.len());
            let rest = paragraph[second..].split_inclusive('。');
            std::iter::once(&paragraph[..second]).chain(rest).collect()
        }
        _ => paragraph.split_inclusive('。').collect(),
    }
}

/// A measure without its number and the marks at its ends.
fn plain(text: &str) -> &str {
    let text = text.trim();
    let unnumbered = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let unnumbered =
        if unnumbered.len() < text.len() { unnumbered.strip_prefix(['.', '、', '．']) } else { None };
    unnumbered.unwrap_or(text).trim().trim_end_matches(['。', '；', ';', '，'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::UnitKind;

    fn problems(text: &str) -> Vec<String> {
        announced(&Draft::new(2023, UnitKind::Township).with_text(Field::Problems, text))
    }

    #[test]
    fn measures_are_listed_however_they_are_announced() {
        let text = "（一）存在的主要问题\n1、队伍不稳。\n（二）下一步工作打算\n1、每季度开展培训。\n2、更新栏目内容。\n";
        assert_eq!(problems(text), ["每季度开展培训", "更新栏目内容"]);
        let text = "主要问题：一是解读不够；二是队伍不稳。下一步，我镇将从以下方面改进：一是每季度培训一次；二是丰富解读形式。";
        assert_eq!(problems(text), ["每季度培训一次", "丰富解读形式"]);
        let text = "存在问题：解读不够。\n针对存在问题，下一步加强政策解读。开展业务培训。";
        assert_eq!(problems(text), ["针对存在问题，下一步加强政策解读", "开展业务培训"]);
        assert!(problems("没有问题。").is_empty());
        let text = "下一步打算：\n1.提高答复质量。每季度抽查一次答复文书。全年培训两次。\n2.充实力量。";
        assert_eq!(
            problems(text)[1..],
            ["提高答复质量。每季度抽查一次答复文书", "全年培训两次"].map(str::to_owned)
        );
    }

    #[test]
    fn next_year_begins_with_what_was_carried_over() {
        let out = |column| CellId::t3(RequestRow::CarriedOut, column);
        let last = Draft::new(2020, UnitKind::Township)
            .with_text(Field::Unit, "青石镇人民政府")
            .with_text(Field::Phone, "0517-1")
            .with_text(Field::Overview, "旧的文字")
            .with_cells([(out(Applicant::Natural), "3"), (out(Applicant::Legal), "/")]);
        let draft = next_year(&last, 2021);
        assert_eq!((draft.year, draft.unit()), (2021, "青石镇人民政府"));
        assert_eq!(&**draft.cell(CellId::t3(RequestRow::CarriedIn, Applicant::Natural)), "3");
        assert_eq!(&**draft.cell(CellId::t3(RequestRow::CarriedIn, Applicant::Legal)), "/");
        assert_eq!(draft.typed(Field::Overview), None);
        assert_eq!(&**next_year(&last, 2022).cell(CellId::t3(RequestRow::CarriedIn, Applicant::Natural)), "");
        assert!(stocks(&last).is_empty());
        let last =
            Draft::new(2023, UnitKind::Township).with_cells([(CellId::t2(Item::NormativeInForce), "12")]);
        let [stock] = stocks(&last)[..] else { panic!("one stock") };
        assert_eq!((stock.start, stock.in_force), (12, CellId::t2(Item::NormativeInForce)));
    }
}
