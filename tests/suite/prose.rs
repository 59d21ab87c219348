//! Reading of prose, whatever stands in it.

use nianbao::prose::Prose;
use nianbao::report::{Draft, Field, Report, UnitKind};
use proptest::prelude::*;
use std::ops::Range;
use std::rc::Rc;

fn read(text: &str) -> Prose {
    let draft = Draft::new(2024, UnitKind::County).with_text(Field::Overview, text);
    Prose::read(&Report::read(Rc::new(draft)))
}

/// Every stretch that was read from the lines of a text, with its line.
fn stretches(prose: &Prose) -> Vec<(String, Range<usize>)> {
    let mut found = Vec::new();
    for placed in prose.lines(Field::Overview) {
        let reading = placed.line.reading();
        let mut add = |range: &Range<usize>| found.push((placed.line.text().to_owned(), range.clone()));
        reading.tokens.iter().for_each(|token| add(&token.range()));
        for contradiction in &reading.contradictions {
            add(&contradiction.total.range);
            contradiction.parts.iter().for_each(|(_, part)| add(&part.range));
        }
        reading.claims.iter().for_each(|claim| add(&claim.range));
        reading.miscounts.iter().for_each(|miscount| add(&miscount.range));
        reading.growths.iter().for_each(|growth| add(&growth.range));
        reading.misreferences.iter().for_each(|reference| add(&reference.again.range));
    }
    found
}

/// Pieces that the reader has a meaning for, and some that nobody has.
const PIECES: &[&str] = &[
    "其中",
    "包括",
    "分别为",
    "共",
    "合计",
    "其余",
    "各",
    "另有",
    "新收",
    "收到",
    "政府信息公开申请",
    "办结",
    "上年结转",
    "结转下年度",
    "予以公开",
    "不予公开",
    "行政复议",
    "行政诉讼",
    "维持",
    "自然人",
    "法人",
    "占",
    "增长",
    "下降",
    "比上年的",
    "上述",
    "未收到",
    "没有",
    "2023年",
    "2024年",
    "12件",
    "7条",
    "1,234条",
    "３份",
    "十二件",
    "三个",
    "100余条",
    "近20件",
    "1.5万次",
    "37.5%",
    "12",
    "0件",
    "元",
    "、",
    "，",
    "；",
    "。",
    "：",
    "（",
    "）",
    "(",
    ")",
    "〔2021〕30号",
    "《",
    "》",
    "{",
    "}",
    "\u{1f600}",
    "e\u{301}",
    "\u{202e}",
    " ",
    "\u{3000}",
    "999999999999999999件",
    "一",
];

proptest! {
    #[test]
    fn whatever_is_read_stands_in_the_line(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        for (line, range) in stretches(&read(&pieces.concat())) {
            prop_assert!(line.get(range.clone()).is_some_and(|words| !words.is_empty()), "{range:?} of {line}");
        }
    }

    #[test]
    fn any_text_at_all_is_read(text in "\\PC{0,200}") {
        for (line, range) in stretches(&read(&text)) {
            prop_assert!(line.get(range).is_some());
        }
    }
}

/// What grows with the square of the figures must not be begun on a paragraph of nothing else.
#[test]
fn a_paragraph_of_nothing_but_figures_is_not_pondered() {
    let prose = read(&format!("共公开3条，其中{}", "1条、".repeat(20_000)));
    let reading = prose.lines(Field::Overview)[0].line.reading();
    assert!(reading.tokens.len() > 20_000);
    assert!(reading.contradictions.is_empty());
    let prose = read(&format!("共公开19条，其中{}", "1条、".repeat(20)));
    assert_eq!(prose.lines(Field::Overview)[0].line.reading().contradictions.len(), 1);
}
