//! Parts that may count the same thing more than once, where the words say so: 部分申请同时涉及两个以上事项.

use super::words::{Words, any_in, listed, words};
use std::ops::Range;

/// Words that say by themselves that parts overlap.
static TOLD: Words = listed!(
    "同时涉及|同时属于|同时计入|交叉|重合|重叠|多选|一件多|一信多|一事多|一文多|一条多|一人多|一单多|一诉多|一案多|\
     两个以上|两项以上|两类以上|兼有|兼具|兼涉|不止一|重复计|重复统计|重复归类|大于总|大于合计|超过总数|之和大|\
     之和超|分项之和|多重属性|共同出席|同时出席|共同参加|两种以上|两种形式|多种形式并|同时采用|只计一次|仅计一次|只计一条|计为一条|按一条计|分别计数|分别计入|分别统计|累加大于"
);
/// Words that say so where some of the things are spoken of.
static SEVERAL: Words = listed!(
    "多方面|多个方面|多个领域|多领域|多个事项|多个问题|多项内容|多项诉求|多项事项|多个类别|多类|多种|多个部门|\
     多个主题|多个诉求|多项"
);
/// Words that say that there is no overlap.
static NONE: Words = listed!("不重复|无重复|去重|剔除重复|除重复|互不|不交叉|无交叉|没有交叉|不重叠|无重叠");

/// Whether the words around a total say that what is counted under it overlaps.
pub(super) fn is_told(text: &str, total: Range<usize>) -> bool {
    /// So much of the next sentence may still explain the figures.
    const BEHIND: usize = 90;
    let stop = ['。', '！', '？'];
    let start = text[..total.start].rfind(stop).map_or(0, |at| at + '。'.len_utf8());
    let end = text[total.end..].find(stop).map_or(text.len(), |at| total.end + at);
    let end = text.floor_char_boundary(end.saturating_add(BEHIND).min(text.len()));
    let around = &text[start..end];
    if NONE.in_text(around) {
        return false;
    }
    let is_of_some = |clause: &str| {
        SEVERAL.in_text(clause)
            && words!("部分|有的|有些|个别|同一|一条|一件|一份|一个|一篇|每条|每件|少数|多数|可能|存在")
                .in_text(clause)
    };
    TOLD.in_text(around)
        || text[total.end..end].split(['，', '；', '。', '（', '）']).any(is_of_some)
        || any_in(around, &["既", "又"]) && around.contains("既") && around.contains("又涉及")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_told_in_words() {
        for (text, expected) in [
            ("收到31件，征地19件、补贴14件，部分申请同时涉及两个以上事项。", true),
            ("收到31件，征地19件、补贴14件（可多选）。", true),
            ("收到31件，征地19件、补贴14件。因一件申请涉及多个方面，各项相加大于总数。", true),
            ("收到31件，征地19件、补贴14件，存在一信多诉。", true),
            ("收到31件，征地19件、补贴14件。", false),
            ("收到31件，征地19件、补贴14件，各类互不交叉。", false),
            ("从多方面公开31件，征地19件、补贴14件。", false),
        ] {
            let total = text.find("31件").map(|at| at..at + "31件".len());
            assert_eq!(is_told(text, total.unwrap_or_default()), expected, "{text}");
        }
    }
}
