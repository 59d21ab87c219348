//! Texts that the program offers ready-made: title, opening paragraph, signature.

use super::{Draft, Field};
use std::fmt::Write as _;

/// The text that a field shows as long as nothing was typed into it; empty for fields that are not
/// composed.
///
/// The opening paragraph names the legal basis, the statistics period, where the report is published and
/// whom to ask, leaving out what the contact fields do not say.
pub fn composed(draft: &Draft, field: Field) -> String {
    match field {
        Field::Title => format!("{}{}年政府信息公开工作年度报告", draft.unit(), draft.year),
        Field::Signature => draft.unit().to_owned(),
        Field::Opening => opening(draft),
        _ => String::new(),
    }
}

fn opening(draft: &Draft) -> String {
    let filled = |field| {
        let text = draft.typed(field).map(|text| text.trim().to_owned()).unwrap_or_default();
        (!text.is_empty()).then_some(text)
    };
    let (year, unit) = (draft.year, draft.unit());
    let unit = if unit.is_empty() { "本机关" } else { unit };
    let mut text = format!(
        "本报告由{unit}依据《中华人民共和国政府信息公开条例》（国务院令第711号），按照{}规定的格式编制。\
         所列数据的统计期限为{year}年1月1日至{year}年12月31日。",
        draft.edition().format().notice,
    );
    if let Some(website) = filled(Field::Website) {
        text.push_str("本报告的电子版可在");
        text.push_str(&website);
        text.push_str("查阅。");
    }
    let contacts: Vec<_> = [
        (Field::Address, "地址"),
        (Field::Postcode, "邮编"),
        (Field::Phone, "电话"),
        (Field::Email, "电子邮箱"),
    ]
    .into_iter()
    .filter_map(|(field, label)| Some(format!("{label}：{}", filled(field)?)))
    .collect();
    if !contacts.is_empty() {
        let _ = write!(text, "对本报告如有疑问，请与{unit}联系（{}）。", contacts.join("，"));
    }
    text
}

/// A date as it stands under a report: `2025年1月20日`. Month and day count from 1.
pub fn today_in_words(year: i32, month: u32, day: u32) -> String {
    format!("{year}年{month}月{day}日")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::UnitKind;

    #[test]
    fn the_opening_says_what_is_known_and_no_more() {
        let draft = Draft::new(2024, UnitKind::Township).with_text(Field::Unit, "青石镇人民政府");
        let text = composed(&draft, Field::Opening);
        assert!(text.contains("2024年1月1日至2024年12月31日"));
        assert!(text.contains("国办公开办函〔2021〕30号"));
        assert!(!text.contains("联系"), "{text}");
        let text = composed(&draft.with_text(Field::Phone, "0517-1234567"), Field::Opening);
        assert!(text.ends_with("请与青石镇人民政府联系（电话：0517-1234567）。"), "{text}");
    }

    #[test]
    fn the_title_follows_unit_and_year() {
        let draft = Draft::new(2020, UnitKind::Township).with_text(Field::Unit, " 青石镇人民政府");
        assert_eq!(composed(&draft, Field::Title), "青石镇人民政府2020年政府信息公开工作年度报告");
    }
}
