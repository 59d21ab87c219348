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

/// The measure words that begin with a character, with what they count, longer ones first.
const fn words(first: char) -> &'static [(&'static str, Unit)] {
    use Unit::{Event, Other, Piece, Yuan};
    match first {
        '条' => &[("条次", Piece), ("条", Piece)],
        '件' => &[("件次", Piece), ("件", Piece)],
        '个' => &[
            ("个工作日", Other),
            ("个自然日", Other),
            ("个百分点", Other),
            ("个方面", Other),
            ("个部分", Other),
            ("个月", Other),
            ("个小时", Other),
            ("个季度", Other),
            ("个层面", Other),
            ("个", Piece),
        ],
        '项' => &[("项", Piece)],
        '份' => &[("份次", Piece), ("份", Piece)],
        '篇' => &[("篇次", Piece), ("篇", Piece)],
        '日' => &[("日", Other)],
        '月' => &[("月", Other)],
        '年' => &[("年", Other)],
        '期' => &[("期次", Piece), ("期", Piece)],
        '次' => &[("次数", Event("次")), ("次", Event("次"))],
        '元' => &[("元", Yuan)],
        '人' => &[("人次", Event("人次")), ("人", Event("人"))],
        '场' => &[("场次", Event("场")), ("场", Event("场"))],
        '家' => &[("家次", Event("家次")), ("家", Event("家"))],
        '号' => &[("号", Other)],
        '工' => &[("工作日", Other)],
        '百' => &[("百分点", Other)],
        '方' => &[("方面", Other)],
        '部' => &[("部分", Other), ("部门", Other), ("部", Piece)],
        '小' => &[("小时", Other)],
        '分' => &[("分钟", Other), ("分", Other)],
        '周' => &[("周年", Other), ("周", Other)],
        '平' => &[("平方米", Other)],
        '公' => &[("公里", Other)],
        '户' => &[("户次", Event("户次")), ("户", Event("户"))],
        '字' => &[("字", Other)],
        '页' => &[("页", Other)],
        '天' => &[("天", Other)],
        '时' => &[("时", Other)],
        '点' => &[("点", Other)],
        '秒' => &[("秒", Other)],
        '岁' => &[("岁", Other)],
        '级' => &[("级", Other)],
        '类' => &[("类", Other)],
        '种' => &[("种", Other)],
        '届' => &[("届", Other)],
        '倍' => &[("倍", Other)],
        '楼' => &[("楼", Other)],
        '层' => &[("层", Other)],
        '室' => &[("室", Other)],
        '亩' => &[("亩", Other)],
        '米' => &[("米", Other)],
        '版' => &[("版", Other)],
        '大' => &[("大", Other)],
        '度' => &[("度", Other)],
        '宗' => &[("宗", Piece)],
        '起' => &[("起", Piece)],
        '例' => &[("例", Piece)],
        '则' => &[("则", Piece)],
        '张' => &[("张", Piece)],
        '段' => &[("段", Piece)],
        '册' => &[("册", Piece)],
        '幅' => &[("幅", Piece)],
        '组' => &[("组", Piece)],
        '批' => &[("批次", Piece), ("批", Piece)],
        '封' => &[("封", Piece)],
        '本' => &[("本", Piece)],
        '名' => &[("名", Event("人"))],
        '所' => &[("所", Piece)],
        '处' => &[("处", Piece)],
        '块' => &[("块", Piece)],
        '台' => &[("台", Piece)],
        '位' => &[("位", Event("人"))],
        _ => &[],
    }
}

/// The measure word at the start of a text, and its length in bytes.
pub(super) fn unit(text: &str) -> (Unit, usize) {
    let words = text.chars().next().map_or(&[][..], words);
    let word = words.iter().find(|(word, _)| text.starts_with(word));
    word.map_or((Unit::None, 0), |&(word, unit)| (unit, word.len()))
}

impl Unit {
    /// Whether counts of the two may stand under one total.
    pub fn is_like(self, other: Self) -> bool {
        self == other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_measure_word_hides_a_longer_one() {
        for (text, expected) in [
            ("个工作日", (Unit::Other, 12)),
            ("个方面", (Unit::Other, 9)),
            ("个，", (Unit::Piece, 3)),
            ("人次", (Unit::Event("人次"), 6)),
            ("人，", (Unit::Event("人"), 3)),
            ("部分", (Unit::Other, 6)),
            ("部", (Unit::Piece, 3)),
            ("字", (Unit::Other, 3)),
            ("的", (Unit::None, 0)),
            ("", (Unit::None, 0)),
        ] {
            assert_eq!(unit(text), expected, "{text}");
        }
        for first in '\u{4e00}'..='\u{9fff}' {
            for (index, (word, _)) in words(first).iter().enumerate() {
                assert!(word.starts_with(first), "{word}");
                assert!(words(first)[..index].iter().all(|(before, _)| !word.starts_with(before)), "{word}");
            }
        }
    }
}
