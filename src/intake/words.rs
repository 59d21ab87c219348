//! The words by which tables, their rows and their columns are known, however they are written.

use crate::format::{Applicant, Content, Edition, Grid, Item, Outcome, Proceeding, RequestRow, Table};
use std::sync::LazyLock;

/// The longest label that is looked at, in bytes; longer ones are cut at the front, since what tells a row
/// stands last.
const LONGEST: usize = 600;

/// A label without spaces and marks, which copies rarely keep: letters, digits and Chinese characters, full
/// width made half.
pub(super) fn bare(label: &str) -> String {
    label.chars().filter_map(bare_char).collect()
}

fn bare_char(c: char) -> Option<char> {
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    };
    c.is_alphanumeric().then_some(c)
}

/// Whether a character is Chinese.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// Whether a text can only be a figure: digits with their marks and units, or a sign for nothing to report.
pub(super) fn is_figure(text: &str) -> bool {
    let mut digits = false;
    let mut length = 0;
    let mut last = ' ';
    for c in text.chars() {
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}') {
            continue;
        }
        length += 1;
        if length > 24 {
            return false;
        }
        match c {
            '0'..='9' | '０'..='９' | '〇' | '○' | '零' => digits = true,
            ',' | '，' | '.' | '．' | '+' | '＋' | '-' | '－' | '−' | '–' | '—' | '―' | '─' | '/' | '／'
            | '∕' | '件' | '条' | '项' | '个' | '宗' | '元' | '万' | '约' | '增' | '减' | '加' | '少'
            | '%' => {}
            '无' if length == 1 => digits = true,
            _ => return false,
        }
        last = c;
    }
    // `1.` is the number of a label that follows.
    let signs = || text.chars().all(|c| c.is_whitespace() || "/／-－−–—―─∕".contains(c));
    length > 0 && (digits && !matches!(last, '.' | '．') || length <= 3 && signs())
}

/// Whether a text can be the beginning of a label's number, such as `1.` or `3、`.
pub(super) fn is_list_number(text: &str) -> bool {
    let number = text.trim_end_matches(['.', '．', '、']);
    number.len() < text.len() && !number.is_empty() && number.chars().all(|c| c.is_ascii_digit())
}

/// All labels of a table in both editions in one text, in order, with a mark between them.
fn labels(table: Table) -> &'static str {
    static LABELS: LazyLock<[String; 3]> = LazyLock::new(|| {
        [Table::Two, Table::Three, Table::Four].map(|table| {
            let mut text = String::new();
            for edition in Edition::ALL {
                for cell in Grid::of(edition, table).rows.iter().flatten() {
                    if let Content::Figure(_) = cell.content {
                        continue;
                    }
                    text.push_str(&bare(cell.content.label().unwrap_or_default()));
                    text.push(' ');
                }
            }
            text
        })
    });
    &LABELS[table as usize]
}

/// Whether a text is a label of the table or a stretch of one, without its spaces and marks.
pub(super) fn is_fragment(table: Table, bare: &str) -> bool {
    bare.len() <= 150 && labels(table).contains(bare)
}

/// The key that ends last in a label. Keys that are common words stand only at the end of one.
fn last_key<T: Copy>(label: &str, keys: &[(&str, T)], at_end: &[(&str, T)]) -> Option<T> {
    let mut found: Option<(usize, T)> = None;
    for &(key, value) in keys {
        if let Some(at) = label.rfind(key) {
            let end = at + key.len();
            if found.is_none_or(|(known, _)| end > known) {
                found = Some((end, value));
            }
        }
    }
    let end = at_end.iter().find(|(key, _)| label.ends_with(key));
    match (end, found) {
        (Some(&(_, value)), found) if found.is_none_or(|(known, _)| known < label.len()) => Some(value),
        (_, found) => found.map(|(_, value)| value),
    }
}

fn shortened(label: &str) -> &str {
    let mut from = label.len().saturating_sub(LONGEST);
    while !label.is_char_boundary(from) {
        from += 1;
    }
    &label[from..]
}

/// Keys of the rows of table 3.
const ROWS3: &[(&str, RequestRow)] = &[
    ("本年新收", RequestRow::Received),
    ("新收政府信息", RequestRow::Received),
    ("本年收到", RequestRow::Received),
    ("上年结转", RequestRow::CarriedIn),
    ("上年度结转", RequestRow::CarriedIn),
    ("上一年结转", RequestRow::CarriedIn),
    ("予以公开", RequestRow::Granted),
    ("部分公开", RequestRow::Partial),
    ("国家秘密", RequestRow::StateSecret),
    ("行政法规禁止", RequestRow::Prohibited),
    ("法规禁止公开", RequestRow::Prohibited),
    ("三安全", RequestRow::Stability),
    ("一稳定", RequestRow::Stability),
    ("第三方", RequestRow::ThirdParty),
    ("内部事务", RequestRow::Internal),
    ("过程性", RequestRow::Process),
    ("执法案卷", RequestRow::CaseFile),
    ("行政查询", RequestRow::Query),
    ("查询事项", RequestRow::Query),
    ("不掌握", RequestRow::NotHeld),
    ("没有现成", RequestRow::NeedsMaking),
    ("另行制作", RequestRow::NeedsMaking),
    ("仍不明确", RequestRow::Unclear),
    ("信访举报", RequestRow::Petition),
    ("举报投诉", RequestRow::Petition),
    ("重复申请", RequestRow::Repeated),
    ("公开出版物", RequestRow::Publication),
    ("大量反复", RequestRow::Excessive),
    ("反复申请", RequestRow::Excessive),
    ("重新出具", RequestRow::Reissue),
    ("逾期不补正", RequestRow::NotCorrected),
    ("收费通知", RequestRow::FeeUnpaid),
    ("缴纳费用", RequestRow::FeeUnpaid),
    ("结转下年", RequestRow::CarriedOut),
    ("结转下一年", RequestRow::CarriedOut),
];
const ROWS3_AT_END: &[(&str, RequestRow)] = &[
    ("其他处理", RequestRow::OtherHandling),
    ("其他", RequestRow::OtherResult),
    ("总计", RequestRow::Total),
    ("合计", RequestRow::Total),
];

/// The row of table 3 that a label names, heads of the table before it notwithstanding.
pub(super) fn row3(bare: &str) -> Option<RequestRow> {
    last_key(shortened(bare), ROWS3, ROWS3_AT_END)
}

/// Every row of table 3 whose key stands in a text.
pub(super) fn rows3_within(bare: &str) -> Vec<RequestRow> {
    let bare = shortened(bare);
    ROWS3.iter().filter(|(key, _)| bare.contains(key)).map(|&(_, row)| row).collect()
}

/// The columns of table 3.
const COLUMNS3: &[(&str, Applicant)] = &[
    ("自然人", Applicant::Natural),
    ("商业企业", Applicant::Business),
    ("科研机构", Applicant::Research),
    ("社会公益组织", Applicant::Welfare),
    ("公益组织", Applicant::Welfare),
    ("法律服务机构", Applicant::Legal),
    ("其他", Applicant::Other),
    ("总计", Applicant::Total),
    ("合计", Applicant::Total),
];

/// The column of table 3 over which a head stands.
pub(super) fn column3(bare: &str) -> Option<Applicant> {
    COLUMNS3.iter().find(|(key, _)| bare == *key).map(|&(_, column)| column)
}

/// Whether a row can only be a head of table 3.
pub(super) fn is_head3(bare: &str) -> bool {
    ["自然人", "商业企业", "科研机构", "法律服务机构", "申请人情况", "勾稽关系"]
        .iter()
        .any(|word| bare.contains(word))
}

/// A row of table 2 by its first figure in edition 2021 or 2019.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row2 {
    Regulations,
    Normative,
    Licence,
    Service,
    Penalty,
    Coercion,
    Fee,
    Procurement,
}

const ROWS2: &[(&str, Row2)] = &[
    ("规章", Row2::Regulations),
    ("规范性文件", Row2::Normative),
    ("行政许可", Row2::Licence),
    ("对外管理", Row2::Service),
    ("管理服务事项", Row2::Service),
    ("行政处罚", Row2::Penalty),
    ("行政强制", Row2::Coercion),
    ("事业性收费", Row2::Fee),
    ("集中采购", Row2::Procurement),
];

/// The row of table 2 that a label names.
pub(super) fn row2(bare: &str) -> Option<Row2> {
    last_key(shortened(bare), ROWS2, &[])
}

impl Row2 {
    /// The figures of the row in an edition; none where it has no such row.
    pub(super) fn items(self, edition: Edition) -> &'static [Item] {
        let rows = edition.format().table2.iter().flat_map(|block| block.rows);
        rows.into_iter().find(|row| row2(&bare(row.label)) == Some(self)).map_or(&[], |row| row.items)
    }
}

/// The edition that the words of table 2 belong to.
pub(super) fn edition2(bare: &str) -> Option<Edition> {
    const OLD: [&str; 6] =
        ["新制作数量", "新公开数量", "对外公开总数", "上一年项目", "其他对外管理", "政府集中采购"];
    const NEW: [&str; 4] = ["制发件数", "废止件数", "现行有效", "本年收费金额"];
    let count = |words: &[&str]| words.iter().filter(|word| bare.contains(**word)).count();
    match (count(&OLD), count(&NEW)) {
        (old, new) if old > new => Some(Edition::V2019),
        (old, new) if new > old => Some(Edition::V2021),
        _ => None,
    }
}

/// The column within a block of table 4.
pub(super) fn outcome(bare: &str) -> Option<Outcome> {
    match bare {
        "结果维持" | "维持" => Some(Outcome::Upheld),
        "结果纠正" | "纠正" => Some(Outcome::Corrected),
        "其他结果" | "其他" => Some(Outcome::Other),
        "尚未审结" | "未审结" => Some(Outcome::Pending),
        "总计" | "合计" => Some(Outcome::Total),
        _ => None,
    }
}

/// The block of table 4 that a text names last.
pub(super) fn proceeding(bare: &str) -> Option<Proceeding> {
    const KEYS: &[(&str, Proceeding)] = &[
        ("行政复议", Proceeding::Review),
        ("直接起诉", Proceeding::DirectSuit),
        ("复议后起诉", Proceeding::SuitAfterReview),
        ("复议后诉讼", Proceeding::SuitAfterReview),
    ];
    last_key(shortened(bare), KEYS, &[])
}

/// The table that a text belongs to by the words of its rows and columns, if there are at least `least` of
/// them.
pub(super) fn table_of(bare: &str, least: usize) -> Option<Table> {
    let count =
        |words: &mut dyn Iterator<Item = &'static str>| words.filter(|word| bare.contains(word)).count();
    let two = count(&mut ROWS2.iter().map(|(key, _)| *key).chain([
        "第二十条第",
        "信息内容",
        "处理决定数量",
        "制发件数",
    ]));
    let three = count(&mut ROWS3.iter().map(|(key, _)| *key))
        + count(
            &mut ["自然人", "商业企业", "科研机构", "法律服务机构", "勾稽关系", "申请人情况"].into_iter(),
        );
    let four =
        count(&mut ["结果维持", "结果纠正", "其他结果", "尚未审结", "直接起诉", "复议后起诉"].into_iter());
    let most = [(two, Table::Two), (three, Table::Three), (four, Table::Four)];
    most.into_iter()
        .filter(|(count, _)| *count >= least)
        .max_by_key(|(count, _)| *count)
        .map(|(_, table)| table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_official_label_names_its_row() {
        for edition in Edition::ALL {
            for labelled in edition.format().table3 {
                let whole = bare(&labelled.path.concat());
                assert_eq!(row3(&whole), Some(labelled.row), "{whole}");
                assert_eq!(row3(&bare(labelled.path.last().unwrap())), Some(labelled.row), "{whole}");
            }
            for row in edition.format().table2.iter().flat_map(|block| block.rows) {
                let found = row2(&bare(row.label)).unwrap();
                assert_eq!(found.items(edition), row.items);
            }
        }
        assert_eq!(
            row3("本列数据的勾稽关系申请人情况自然人其他总计一本年新收政府信息公开申请数量"),
            Some(RequestRow::Received)
        );
        assert_eq!(row3("三不予公开小计"), None);
    }

    #[test]
    fn figures_are_told_from_labels() {
        for text in [
            "0",
            "１２",
            "1,234",
            "96171.6",
            "+1",
            "-11",
            "0/0",
            "/",
            "—",
            "——",
            "无",
            " 3 ",
            "251000元",
            "约5",
            "〇",
            "12件",
        ] {
            assert!(is_figure(text), "{text}");
        }
        for text in
            ["", "1.", "3、", "本", "其他", "1.属于国家秘密", "见附件", "无法提供", "件", "2024年", "-----"]
        {
            assert!(!is_figure(text), "{text}");
        }
    }

    #[test]
    fn editions_are_told_by_their_columns() {
        assert_eq!(edition2("信息内容本年制发件数本年废止件数现行有效件数"), Some(Edition::V2021));
        assert_eq!(edition2("信息内容本年新制作数量本年新公开数量对外公开总数量"), Some(Edition::V2019));
        assert_eq!(edition2("行政许可"), None);
    }
}
