//! The draft of one report: text as typed.

use crate::format::{CellId, Edition, FIRST_YEAR, Part};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::{SerializeMap as _, SerializeStruct as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::rc::Rc;

/// The last report year that can be chosen; far enough that only typing errors meet it.
pub const MAX_YEAR: u16 = 2099;

macro_rules! keyed_enum {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $key:literal, $label:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $key)] $variant,)+ }

        impl $name {
            /// Every value, in the order in which it is offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name used in stored drafts.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// The words shown to staff.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }

            /// The value with this stable name.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.key() == key)
            }
        }
    };
}

keyed_enum! {
    /// What kind of body reports. Rules depend on it: who may make 规章, who must report 工作考核, which
    /// deadline holds.
    UnitKind {
        /// A township government.
        Township = "township", "乡镇人民政府";
        /// A street office.
        Street = "street", "街道办事处";
        /// A department of a county-level government.
        CountyDepartment = "county-department", "县（市、区）政府部门";
        /// The office of a county-level government.
        CountyOffice = "county-office", "县（市、区）政府办公室";
        /// A county-level government.
        County = "county", "县（市、区）人民政府";
        /// A department of a city with districts or an autonomous prefecture.
        CityDepartment = "city-department", "设区的市（自治州）政府部门";
        /// The office of a city with districts or an autonomous prefecture.
        CityOffice = "city-office", "设区的市（自治州）政府办公室";
        /// The government of a city with districts or an autonomous prefecture.
        City = "city", "设区的市（自治州）人民政府";
        /// A department of a province, autonomous region or municipality.
        ProvinceDepartment = "province-department", "省（自治区、直辖市）政府部门";
        /// The office of a provincial government.
        ProvinceOffice = "province-office", "省（自治区、直辖市）政府办公厅";
        /// The government of a province, autonomous region or municipality.
        Province = "province", "省（自治区、直辖市）人民政府";
        /// A department under the State Council.
        Ministry = "ministry", "国务院部门";
        /// Anything else, such as a public institution.
        Other = "other", "其他单位";
    }
}

keyed_enum! {
    /// A piece of text in a draft. The labels are those of the entry fields.
    Field {
        /// Name of the reporting body.
        Unit = "unit", "单位名称";
        /// Title of the report; composed from unit and year unless typed.
        Title = "title", "报告标题";
        /// Opening paragraph; composed from unit, year and contact fields unless typed.
        Opening = "opening", "引言";
        /// Postal address for enquiries.
        Address = "address", "联系地址";
        /// Postcode.
        Postcode = "postcode", "邮政编码";
        /// Telephone.
        Phone = "phone", "联系电话";
        /// E-mail address.
        Email = "email", "电子邮箱";
        /// Where the electronic text is published.
        Website = "website", "公开网址";
        /// Prose of part 一.
        Overview = "overview", "一、总体情况";
        /// Words that stand before table 2.
        Proactive = "proactive", "表二前的文字说明";
        /// Words that stand before table 3.
        Requests = "requests", "表三前的文字说明";
        /// Words that stand before table 4.
        Review = "review", "表四前的文字说明";
        /// Prose of part 五.
        Problems = "problems", "五、存在的主要问题及改进情况";
        /// Prose of part 六.
        Other = "other", "六、其他需要报告的事项";
        /// Name under the report; the unit's unless typed.
        Signature = "signature", "落款单位";
        /// Date under the report.
        Date = "date", "落款日期";
        /// Name of the draft in the list on the start page; not printed.
        Name = "name", "草稿名称";
    }
}

impl Field {
    /// Number of fields, for arrays.
    pub const COUNT: usize = Self::ALL.len();

    /// The text of a part: its prose, or the words before its table.
    pub const fn of_part(part: Part) -> Self {
        match part {
            Part::Overview => Self::Overview,
            Part::Proactive => Self::Proactive,
            Part::Requests => Self::Requests,
            Part::Review => Self::Review,
            Part::Problems => Self::Problems,
            Part::Other => Self::Other,
        }
    }

    /// Whether the text may have more than one line.
    pub const fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Opening
                | Self::Overview
                | Self::Proactive
                | Self::Requests
                | Self::Review
                | Self::Problems
                | Self::Other
        )
    }

    /// Whether a text is composed by the program as long as nothing was typed; see
    /// [`composed`](super::composed).
    pub const fn is_composed(self) -> bool {
        matches!(self, Self::Title | Self::Opening | Self::Signature)
    }
}

/// A report as typed. Cheap to clone: all texts are shared.
///
/// No field is ever rejected or tidied by the draft itself. Cells that the current edition does not have
/// keep their text, so that changing the year back and forth loses nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The year reported on, not the year of publication.
    pub year: u16,
    /// The kind of body.
    pub unit_kind: UnitKind,
    texts: [Option<Rc<str>>; Field::COUNT],
    cells: [Rc<str>; CellId::COUNT],
    /// What is noted beside the report: the reasons given for findings by fingerprint, and what
    /// [`copied_note`] and [`done_note`] name.
    reasons: Vec<(Rc<str>, Rc<str>)>,
    /// Cells of a stored draft whose id this version does not know, kept for the next save.
    unknown_cells: Vec<(String, String)>,
}

impl Draft {
    /// An empty draft.
    pub fn new(year: u16, unit_kind: UnitKind) -> Self {
        let blank: Rc<str> = Rc::from("");
        Self {
            year,
            unit_kind,
            texts: std::array::from_fn(|_| None),
            cells: std::array::from_fn(|_| Rc::clone(&blank)),
            reasons: Vec::new(),
            unknown_cells: Vec::new(),
        }
    }

    /// The edition of the format, which follows from the year.
    pub fn edition(&self) -> Edition {
        Edition::of_year(self.year)
    }

    /// The text typed into a field; `None` where nothing was ever typed, or where the clerk went back to
    /// the composed text.
    pub fn typed(&self, field: Field) -> Option<&Rc<str>> {
        self.texts[field as usize].as_ref()
    }

    /// The text of a field as the report shows it: typed, else composed, else empty.
    pub fn text(&self, field: Field) -> Rc<str> {
        match self.typed(field) {
            Some(text) => Rc::clone(text),
            None if field.is_composed() => super::composed(self, field).into(),
            None => Rc::from(""),
        }
    }

    /// Replaces the text of a field; `None` goes back to the composed text.
    pub fn set_text(&mut self, field: Field, text: Option<Rc<str>>) {
        self.texts[field as usize] = text;
    }

    /// The text typed into a cell; empty where nothing was.
    pub fn cell(&self, cell: CellId) -> &Rc<str> {
        &self.cells[cell.index()]
    }

    /// Replaces the text of a cell.
    pub fn set_cell(&mut self, cell: CellId, text: impl Into<Rc<str>>) {
        self.cells[cell.index()] = text.into();
    }

    /// The draft with other cells, for examples and tests.
    #[must_use]
    pub fn with_cells<T: Into<Rc<str>>>(mut self, cells: impl IntoIterator<Item = (CellId, T)>) -> Self {
        for (cell, text) in cells {
            self.set_cell(cell, text);
        }
        self
    }

    /// The draft with another text, for examples and tests.
    #[must_use]
    pub fn with_text(mut self, field: Field, text: &str) -> Self {
        self.set_text(field, Some(text.into()));
        self
    }

    /// Whether a reason was given for any finding.
    pub fn has_reasons(&self) -> bool {
        !self.reasons.is_empty()
    }

    /// The names of all that is noted beside the report, in order.
    pub fn noted(&self) -> impl Iterator<Item = &Rc<str>> {
        self.reasons.iter().map(|(name, _)| name)
    }

    /// The reason given for the finding of this fingerprint.
    pub fn reason(&self, fingerprint: &str) -> Option<&Rc<str>> {
        let place = self.reason_place(fingerprint).ok()?;
        self.reasons.get(place).map(|(_, reason)| reason)
    }

    /// Gives a reason for a finding, or takes it back.
    pub fn set_reason(&mut self, fingerprint: &str, reason: Option<Rc<str>>) {
        match (self.reason_place(fingerprint), reason) {
            (Ok(place), Some(reason)) => self.reasons[place].1 = reason,
            (Err(place), Some(reason)) => self.reasons.insert(place, (fingerprint.into(), reason)),
            (Ok(place), None) => drop(self.reasons.remove(place)),
            (Err(_), None) => (),
        }
    }

    /// Where the reason for a fingerprint stands, or where it would be put.
    fn reason_place(&self, fingerprint: &str) -> Result<usize, usize> {
        self.reasons.binary_search_by(|(key, _)| (**key).cmp(fingerprint))
    }

    /// The paragraphs that were copied from last year's report, as they were.
    pub fn copied(&self) -> impl Iterator<Item = &str> {
        self.reasons.iter().filter_map(|(key, _)| key.strip_prefix(COPIED))
    }

    /// Whether a measure that last year's report announced is ticked off.
    pub fn is_done(&self, measure: &str) -> bool {
        self.reason(&done_note(measure)).is_some()
    }

    /// The unit's name without surrounding space.
    pub fn unit(&self) -> &str {
        self.typed(Field::Unit).map(|text| text.trim()).unwrap_or_default()
    }
}

const COPIED: &str = "copied:";

/// What stands before the texts for which an import found no place.
pub const LEFTOVER_MARK: &str = "【以下文字导入时没有找到位置，请移到相应部分，或者删去】";

/// Under what a paragraph that was copied from last year's report is noted.
pub fn copied_note(paragraph: &str) -> String {
    [COPIED, paragraph.trim()].concat()
}

/// Under what a measure that last year's report announced is ticked off.
pub fn done_note(measure: &str) -> String {
    ["done:", measure.trim()].concat()
}

/// The stored shape of a draft; see `docs/architecture.md`, "What is stored".
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct StoredDraft {
    year: u16,
    unit_kind: String,
    texts: Entries,
    cells: Entries,
    /// Written only where there are some.
    #[serde(default)]
    reasons: Entries,
}

/// The entries of a JSON object in their order.
#[derive(Default)]
struct Entries(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Entries;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("an object of texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

/// Writes entries as an object without collecting them first.
struct Written<F>(F);

impl<F: Fn(&mut dyn FnMut(&str, &str))> Serialize for Written<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut outcome = Ok(());
        (self.0)(&mut |key, text| {
            if outcome.is_ok() {
                outcome = map.serialize_entry(key, text);
            }
        });
        outcome?;
        map.end()
    }
}

impl Serialize for Draft {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut stored = serializer.serialize_struct("Draft", 4 + usize::from(self.has_reasons()))?;
        stored.serialize_field("year", &self.year)?;
        stored.serialize_field("unitKind", self.unit_kind.key())?;
        let texts = |write: &mut dyn FnMut(&str, &str)| {
            for &field in Field::ALL {
                if let Some(text) = self.typed(field) {
                    write(field.key(), text);
                }
            }
        };
        stored.serialize_field("texts", &Written(texts))?;
        let cells = |write: &mut dyn FnMut(&str, &str)| {
            for cell in CellId::all().filter(|&cell| !self.cell(cell).is_empty()) {
                write(cell.key(), self.cell(cell));
            }
            for (key, text) in &self.unknown_cells {
                write(key, text);
            }
        };
        stored.serialize_field("cells", &Written(cells))?;
        if self.has_reasons() {
            let reasons = |write: &mut dyn FnMut(&str, &str)| {
                for (fingerprint, reason) in &self.reasons {
                    write(fingerprint, reason);
                }
            };
            stored.serialize_field("reasons", &Written(reasons))?;
        }
        stored.end()
    }
}

impl<'de> Deserialize<'de> for Draft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let stored = StoredDraft::deserialize(deserializer)?;
        if !(FIRST_YEAR..=MAX_YEAR).contains(&stored.year) {
            return Err(D::Error::custom(format!("年份 {} 不在 {FIRST_YEAR}–{MAX_YEAR} 之内", stored.year)));
        }
        let unit_kind = UnitKind::from_key(&stored.unit_kind)
            .ok_or_else(|| D::Error::custom(format!("不认识的单位类型“{}”", stored.unit_kind)))?;
        let mut draft = Self::new(stored.year, unit_kind);
        for (key, text) in stored.texts.0 {
            let field =
                Field::from_key(&key).ok_or_else(|| D::Error::custom(format!("不认识的文字项“{key}”")))?;
            draft.set_text(field, Some(text.into()));
        }
        for (key, text) in stored.cells.0 {
            match CellId::from_key(&key) {
                Some(cell) => draft.set_cell(cell, text),
                None => draft.unknown_cells.push((key, text)),
            }
        }
        for (fingerprint, reason) in stored.reasons.0 {
            draft.set_reason(&fingerprint, Some(reason.into()));
        }
        Ok(draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::{Applicant, RequestRow};

    #[test]
    fn what_was_typed_survives_storing() {
        let cell = CellId::t3(RequestRow::Received, Applicant::Natural);
        let draft = Draft::new(2024, UnitKind::Township)
            .with_text(Field::Unit, " 青石镇人民政府 ")
            .with_text(Field::Title, "")
            .with_cells([(cell, "１２ 件")]);
        let json = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&json).unwrap(), draft);
        assert!(json.contains("\"t3.received.natural\":\"１２ 件\""), "{json}");
    }

    #[test]
    fn reasons_are_stored_only_where_there_are_some() {
        let mut draft = Draft::new(2024, UnitKind::Street);
        assert!(!serde_json::to_string(&draft).unwrap().contains("reasons"));
        draft.set_reason("R501-00", Some("机构合并".into()));
        let json = serde_json::to_string(&draft).unwrap();
        assert_eq!(serde_json::from_str::<Draft>(&json).unwrap(), draft);
        draft.set_reason("R501-00", None);
        assert!(!draft.has_reasons());
    }

    #[test]
    fn cells_of_a_later_version_are_kept() {
        let json = r#"{"year":2024,"unitKind":"street","texts":{},"cells":{"t5.new":"7"}}"#;
        let draft: Draft = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&draft).unwrap(), json);
    }

    #[test]
    fn impossible_years_are_refused() {
        let read = |year: u16| {
            let json = format!(r#"{{"year":{year},"unitKind":"street","texts":{{}},"cells":{{}}}}"#);
            serde_json::from_str::<Draft>(&json).map(|draft| draft.edition())
        };
        assert!(read(2018).is_err());
        assert_eq!(read(2019).unwrap(), Edition::V2019);
        assert_eq!(read(2020).unwrap(), Edition::V2019);
        assert_eq!(read(2021).unwrap(), Edition::V2021);
        assert!(read(2100).is_err());
    }
}
