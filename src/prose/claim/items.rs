//! What is said of table 2: documents, decisions, charges.

use super::About;
use super::requests::name_in_turn;
use crate::format::Item as Figure;
use crate::prose::breakdown::{Gap, Item};
use crate::prose::words::{Words, any_in, listed, named, words};

/// 行政事业性收费 of table 2: nothing but plain words stands between the name and the amount.
pub(super) fn is_charge(about: &About) -> bool {
    static NAME: Words = listed!["行政事业性收费"];
    static PLAIN: Words = listed![
        "方面", "全年", "年度", "本年", "本", "年", "共计", "共", "合计", "总计", "累计", "收取", "收费",
        "收入", "金额", "总额", "总", "实际", "为", "是", "达", "计", "，", "：", "情况", "征收", "的", "度",
        " ",
    ];
    let Some(at) = NAME.last(about.before) else { return false };
    let mut between = &about.before[at + "行政事业性收费".len()..];
    while let Some(word) = PLAIN.at_start(between) {
        between = &between[word.len()..];
    }
    between.is_empty()
        && !any_in(&about.before, &["信息处理费", "上年", "去年", "其中", "减免", "累计"])
        && about.item.quantity.precision == crate::prose::Precision::Exact
}

/// 行政许可决定 and the like of table 2.
pub(super) fn decisions(about: &About) -> Option<Figure> {
    const DECISIONS: [(&str, Figure); 6] = [
        ("行政许可", Figure::LicenceDecisions),
        ("行政处罚", Figure::PenaltyDecisions),
        ("行政强制", Figure::CoercionDecisions),
        ("许可决定", Figure::LicenceDecisions),
        ("处罚决定", Figure::PenaltyDecisions),
        ("强制决定", Figure::CoercionDecisions),
    ];
    static NAMES: Words = listed!(of & named(&DECISIONS));
    static DONE: Words = listed!["作出", "办理", "实施", "处理决定", "采取", "办结", "做出"];
    let About { item, clause, .. } = *about;
    if let Some(figure) = decisions_named_behind(about) {
        return Some(figure);
    }
    if !NAMES.in_text(about.before) {
        return None;
    }
    let label = name_in_turn(about.text, about.items, about.index).unwrap_or(item.label);
    if !NAMES.in_text(label) {
        return None;
    }
    // 行政处罚决定不足百件, 行政许可近4万件
    let label = label.text().trim_end();
    let label = words!["不足", "不到", "超过", "近", "约", "逾", "超", "达", "共计", "共", "为"]
        .at_end(label)
        .map_or(label, |word| &label[..label.len() - word.len()]);
    let label =
        ["数量", "总数", "件数", "数"].iter().find_map(|word| label.strip_suffix(word)).unwrap_or(label);
    let bare = ["处理决定", "类决定", "类处理决定", "决定书", "决定", "案件", "措施", "事项", "业务", "类"]
        .iter()
        .find_map(|word| label.strip_suffix(word));
    let (_, figure) = DECISIONS
        .iter()
        .find(|(word, _)| label.ends_with(word) || bare.is_some_and(|bare| bare.ends_with(word)))?;
    let is_decision = label.ends_with("决定") || DONE.in_text(clause) || {
        // 实施行政强制9件，行政处罚243件: the verb is that of all.
        about.item.gap <= Gap::Comma
            && DONE.in_text(about.before)
            && !any_in(&about.before, &["公示", "公开", "发布", "信息", "上年", "去年", "其中", "累计"])
    };
    let is_other = words![
        "准予", "不予", "公示", "公开", "发布", "信息", "上年", "去年", "其中", "累计", "归集", "报送",
        "线上", "网上", "交办", "下放", "委托", "申请"
    ]
    .in_text(clause);
    // 综合执法局作出行政处罚143件 may be another's.
    let is_anothers = DONE.first(clause).is_some_and(|(at, _)| {
        let who = clause[..at].trim_end_matches(['共', '全', '年', '已']);
        who.ends_with(['局', '委', '办', '队', '所']) && !who.ends_with("我局") && !who.ends_with("本局")
    });
    ((is_decision || is_row_of_decisions(about)) && !is_other && !is_anothers).then_some(*figure)
}

/// 作出的293件行政处罚决定
fn decisions_named_behind(about: &About) -> Option<Figure> {
    const NAMES: [(&str, Figure); 3] = [
        ("行政许可决定", Figure::LicenceDecisions),
        ("行政处罚决定", Figure::PenaltyDecisions),
        ("行政强制决定", Figure::CoercionDecisions),
    ];
    let About { item, clause, .. } = *about;
    let tail = item.tail.text();
    if !tail.starts_with("行政") || !words!["作出的", "做出的", "作出", "做出"].end(item.label.trim_end())
    {
        return None;
    }
    let (_, figure) = NAMES.iter().find(|(name, _)| tail.starts_with(name))?;
    let is_other = words!["准予", "不予", "上年", "去年", "其中", "累计", "对", "有"].in_text(clause);
    (!is_other).then_some(*figure)
}

/// 行政许可640件，行政处罚77件，行政强制4件: several rows of table 2 one after another need no verb.
fn is_row_of_decisions(about: &About) -> bool {
    let About { item, items, index, before, .. } = *about;
    let name = |item: &Item| {
        let label = item.label.trim_matches(['，', '、', '；', ' ', '：', '共', '计', '和', '及']);
        let label = ["全年", "年内", "本年度", "本年"]
            .iter()
            .find_map(|time| label.strip_prefix(time))
            .unwrap_or(label);
        matches!(label, "行政许可" | "行政处罚" | "行政强制")
            && about.text[..item.quantity.range.end].ends_with(['件', '次', '起', '宗', '例'])
    };
    let is_beside =
        |other: Option<&Item>| other.is_some_and(|other| other.sentence == item.sentence && name(other));
    let other = || {
        words!["公示", "公开", "发布", "信息", "上年", "去年", "其中", "归集", "复议", "诉讼", "包括", "涉及"]
    };
    name(item)
        && (is_beside(index.checked_sub(1).map(|before| &items[before])) || is_beside(items.get(index + 1)))
        && !other().in_text(before)
}

/// 规章 of table 2.
pub(super) fn regulations(about: &About) -> Option<Figure> {
    static OTHER: Words = listed![
        "上级",
        "转发",
        "学习",
        "起草",
        "审查",
        "备案",
        "清理",
        "修改",
        "修订",
        "解读",
        "制度",
        "其中",
        "上年",
        "去年",
        "累计",
        "草案",
        "法规",
        "党内",
        "报送",
        "国务院",
        "省政府",
        "等",
    ];
    let About { item, clause, .. } = *about;
    if !words!["规章"].in_text(clause) || OTHER.in_text(clause) || about.before.contains("规章制度") {
        return None;
    }
    let label = item.label.trim_end().trim_end_matches(['共', '计', '为']);
    if words!["现行有效"].in_text(item.label) && (label.ends_with("现行有效") || label.ends_with("规章"))
    {
        return Some(Figure::RegulationsInForce);
    }
    let names = label.ends_with("规章") || item.tail.starts_with("规章") || item.tail.starts_with("政府规章");
    let made = words!["制定", "出台", "制发", "制作", "颁布"].in_text(clause);
    match (names, made, words!["废止"].in_text(clause)) {
        (true, true, false) => Some(Figure::RegulationsMade),
        (true, false, true) => Some(Figure::RegulationsRepealed),
        _ => None,
    }
}

/// What the edition of 2019 counts of documents: 新制作, 新公开, 对外公开总数.
pub(super) fn published(about: &About) -> Option<Figure> {
    let About { item, clause, .. } = *about;
    if !words!["对外公开", "新制作", "新公开"].in_text(clause) {
        return None;
    }
    let label = item.label.trim_end_matches(['为', '达', '到', '是', '共', '计', ' ']);
    // 新制作规范性文件6件，新公开6件
    let made = about.index.checked_sub(1).map(|before| &about.items[before]);
    let is_in_turn = made.is_some_and(|made| {
        made.sentence == item.sentence
            && item.gap <= Gap::Comma
            && made.label.trim_end().ends_with("规范性文件")
            && words!["新制作"].in_text(made.label)
    });
    if is_in_turn && label.trim_start_matches(['，', '、']) == "新公开" {
        return Some(Figure::NormativePublished);
    }
    let of_documents = words!["规范性文件"].in_text(clause);
    let of_rules = words!["规章"].in_text(clause) && !words!["规章制度"].in_text(clause);
    let is_total =
        words!["对外公开"].in_text(clause) && words!["总数", "总量", "总数量", "文件", "规章"].end(label);
    if of_documents == of_rules || words!["上年", "去年", "其中", "累计", "解读"].in_text(clause) {
        return None;
    }
    match (is_total, words!["新制作"].in_text(clause), words!["新公开"].in_text(clause), of_rules) {
        (true, false, false, false) => Some(Figure::NormativePublicTotal),
        (true, false, false, true) => Some(Figure::RegulationsPublicTotal),
        (false, true, false, false) if label.ends_with("文件") => Some(Figure::NormativeMade),
        (false, true, false, true) if label.ends_with("规章") => Some(Figure::RegulationsMade),
        (false, false, true, false) if label.ends_with("文件") => Some(Figure::NormativePublished),
        (false, false, true, true) if label.ends_with("规章") => Some(Figure::RegulationsPublished),
        _ => None,
    }
}

/// 行政规范性文件 of table 2.
pub(super) fn documents(about: &About) -> Option<Figure> {
    static OTHER: Words = listed![
        "清理",
        "累计",
        "解读",
        "审查",
        "备案",
        "党",
        "修订",
        "修改",
        "及其他",
        "等",
        "公开",
        "其中",
        "上年",
        "去年",
        "评估",
        "宣布失效",
    ];
    static NAME: Words = listed!["规范性文件"];
    let About { item, clause, before, .. } = *about;
    let names_behind = item.tail.starts_with("行政规范性文件");
    if !NAME.in_text(item.label) && !names_behind {
        // 制定行政规范性文件3件，废止5件，现行有效27件: named once for all.
        let goes_on = item.gap <= Gap::Semicolon
            && words!["行政规范性文件"].in_text(before)
            && !OTHER.in_text(before)
            && item.tail.trim_end().is_empty();
        return if goes_on { document(item.label.text()) } else { None };
    }
    if OTHER.in_text(clause) {
        return None;
    }
    if words!["现行有效", "继续有效", "保留有效"].in_text(item.label) {
        return Some(Figure::NormativeInForce);
    }
    let label = item.label.trim_end();
    // 行政规范性文件制发3件
    if let Some(at) = NAME.last(item.label)
        && let Some(figure) = document(&item.label[at + "规范性文件".len()..])
    {
        return Some(figure);
    }
    // 制发的4件行政规范性文件
    let names_before = label.trim_end_matches(['共', '计', '为']).ends_with("文件");
    if !(names_before || names_behind && label.ends_with('的')) {
        return None;
    }
    match (words!["制发", "制定", "出台", "印发"].in_text(clause), words!["废止"].in_text(clause)) {
        (true, false) => Some(Figure::NormativeMade),
        (false, true) => Some(Figure::NormativeRepealed),
        _ => None,
    }
}

/// What these words alone say of documents.
fn document(words: &str) -> Option<Figure> {
    let words = words.trim_matches(['，', '；', '、', ' ', '的', '为', '共', '计', '其', '：']);
    let plain = ["本年度", "本年", "全年", "年末", "目前", "当年", "已", "新"];
    let words = plain.iter().fold(words, |words, word| words.strip_prefix(word).unwrap_or(words));
    match words {
        "制发" | "制定" | "出台" | "印发" => Some(Figure::NormativeMade),
        "废止" | "废止失效" | "废止和失效" | "宣布废止" => Some(Figure::NormativeRepealed),
        "现行有效" | "继续有效" | "仍然有效" | "保留有效" | "有效" => {
            Some(Figure::NormativeInForce)
        }
        _ => None,
    }
}
