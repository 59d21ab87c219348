//! Measure words.

/// What a measure word counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Pieces of information, requests, cases: 条、件、份、篇 and the like, which reports mix under one total.
    Piece,
    /// A number without a measure word.
    None,
    /// 元, the amount in yuan.
    Yuan,
    /// Something else that is counted, each by itself: 次、人次、户、场.
    Event(&'static str),
    /// Not a count of anything reported: 年、天、页、级.
    Other,
}

/// The measure words with what they count: those in common use first, longer ones first where one begins another.
const WORDS: &[(&str, Unit)] = &[
    ("条次", Unit::Piece),
    ("条", Unit::Piece),
    ("件次", Unit::Piece),
    ("件", Unit::Piece),
    ("个工作日", Unit::Other),
    ("个自然日", Unit::Other),
    ("个百分点", Unit::Other),
    ("个方面", Unit::Other),
    ("个部分", Unit::Other),
    ("个月", Unit::Other),
    ("个小时", Unit::Other),
    ("个季度", Unit::Other),
    ("个层面", Unit::Other),
    ("个", Unit::Piece),
    ("项", Unit::Piece),
    ("份次", Unit::Piece),
    ("份", Unit::Piece),
    ("篇次", Unit::Piece),
    ("篇", Unit::Piece),
    ("日", Unit::Other),
    ("月", Unit::Other),
    ("年", Unit::Other),
    ("期次", Unit::Piece),
    ("期", Unit::Piece),
    ("次数", Unit::Event("次")),
    ("次", Unit::Event("次")),
    ("元", Unit::Yuan),
    ("人次", Unit::Event("人次")),
    ("人", Unit::Event("人")),
    ("场次", Unit::Event("场")),
    ("场", Unit::Event("场")),
    ("家次", Unit::Event("家次")),
    ("家", Unit::Event("家")),
    ("号", Unit::Other),
    ("工作日", Unit::Other),
    ("百分点", Unit::Other),
    ("方面", Unit::Other),
    ("部分", Unit::Other),
    ("部门", Unit::Other),
    ("小时", Unit::Other),
    ("分钟", Unit::Other),
    ("周年", Unit::Other),
    ("平方米", Unit::Other),
    ("公里", Unit::Other),
    ("户次", Unit::Event("户次")),
    ("字", Unit::Other),
    ("页", Unit::Other),
    ("天", Unit::Other),
    ("时", Unit::Other),
    ("点", Unit::Other),
    ("分", Unit::Other),
    ("秒", Unit::Other),
    ("周", Unit::Other),
    ("岁", Unit::Other),
    ("级", Unit::Other),
    ("类", Unit::Other),
    ("种", Unit::Other),
    ("届", Unit::Other),
    ("倍", Unit::Other),
    ("楼", Unit::Other),
    ("层", Unit::Other),
    ("室", Unit::Other),
    ("亩", Unit::Other),
    ("米", Unit::Other),
    ("版", Unit::Other),
    ("大", Unit::Other),
    ("度", Unit::Other),
    ("宗", Unit::Piece),
    ("起", Unit::Piece),
    ("例", Unit::Piece),
    ("则", Unit::Piece),
    ("部", Unit::Piece),
    ("张", Unit::Piece),
    ("册", Unit::Piece),
    ("幅", Unit::Piece),
    ("组", Unit::Piece),
    ("批", Unit::Piece),
    ("封", Unit::Piece),
    ("本", Unit::Piece),
    ("户", Unit::Event("户")),
    ("名", Unit::Event("人")),
    ("所", Unit::Piece),
    ("处", Unit::Piece),
    ("块", Unit::Piece),
    ("台", Unit::Piece),
    ("位", Unit::Event("人")),
];

/// The measure word at the start of a text, and its length in bytes.
pub(super) fn unit(text: &str) -> (Unit, usize) {
    let Some(first) = text.as_bytes().first_chunk::<3>() else { return (Unit::None, 0) };
    WORDS
        .iter()
        .filter(|(word, _)| word.as_bytes().first_chunk() == Some(first))
        .find(|(word, _)| text.starts_with(word))
        .map_or((Unit::None, 0), |&(word, unit)| (unit, word.len()))
}

impl Unit {
    /// Whether counts of the two may stand under one total.
    pub fn is_like(self, other: Self) -> bool {
        self == other
    }
}
