//! What a unit's name says of it: what it calls itself, where it lies.

use super::is_han;
use crate::prose::words::words;

/// What is known of a unit by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) struct Own<'a> {
    /// The name.
    name: &'a str,
    /// What it calls itself behind 我 and 本; `None` where the name does not say.
    noun: Option<&'static str>,
    /// The words for the places that it lies in, from the greatest to the least, such as 市, 区.
    places: [Option<&'static str>; 4],
    /// Its name without the places and without 人民政府 and the like.
    short: &'a str,
}

/// How a word stands to a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) enum Relation {
    /// The unit itself, or its territory.
    Own,
    /// A place that the unit lies in.
    Above,
    /// A place that the name does not speak of; the unit may lie in one.
    Elsewhere,
    /// Something that the unit cannot be.
    Foreign,
    /// Nothing can be said.
    Unknown,
}

/// Ends of names, longer ones first, and what such a unit calls itself.
const ENDINGS: [(&str, &str); 39] = [
    ("镇人民政府", "镇"),
    ("镇政府", "镇"),
    ("镇", "镇"),
    ("乡人民政府", "乡"),
    ("乡政府", "乡"),
    ("乡", "乡"),
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("街道", "街道"),
    ("县人民政府", "县"),
    ("县政府", "县"),
    ("区人民政府", "区"),
    ("区政府", "区"),
    ("市人民政府", "市"),
    ("市政府", "市"),
    ("旗人民政府", "旗"),
    ("州人民政府", "州"),
    ("省人民政府", "省"),
    ("管理委员会", "管委会"),
    ("管委会", "管委会"),
    ("委员会", "委"),
    ("委", "委"),
    ("办公室", "办"),
    ("局", "局"),
    ("厅", "厅"),
    ("中心", "中心"),
    ("大学", "校"),
    ("学院", "校"),
    ("学校", "校"),
    ("中学", "校"),
    ("小学", "校"),
    ("院", "院"),
    ("幼儿园", "园"),
    ("公司", "公司"),
    ("集团", "公司"),
    ("馆", "馆"),
    ("署", "署"),
    ("部", "部"),
    ("社", "社"),
];

/// Words for places, as they end a place's name.
const PLACES: [&str; 6] = ["省", "州", "市", "区", "县", "旗"];

impl<'a> Own<'a> {
    /// Reads a name.
    pub(in crate::rules) fn of(name: &'a str) -> Self {
        // A second name in brackets says nothing new.
        let name = name.split(['（', '(']).next().unwrap_or_default().trim();
        let (mut places, mut rest) = ([None; 4], name);
        for slot in &mut places {
            let Some((place, behind)) = next_place(rest) else { break };
            (*slot, rest) = (Some(place), behind);
        }
        let noun = ENDINGS.iter().find(|(ending, _)| name.ends_with(ending)).map(|&(_, noun)| noun);
        let short =
            ["人民政府", "政府", "办事处"].iter().find_map(|end| rest.strip_suffix(end)).unwrap_or(rest);
        Self { name, noun, places, short }
    }

    /// What the unit calls itself.
    pub(in crate::rules) fn noun(&self) -> Option<&'static str> {
        self.noun
    }

    /// The least of the places that the unit lies in or governs.
    pub(in crate::rules) fn last_place(&self) -> Option<&'static str> {
        self.places.iter().rev().flatten().next().copied()
    }

    /// Whether the unit is a township or a street office.
    pub(in crate::rules) fn is_grassroots(&self) -> bool {
        matches!(self.noun, Some("镇" | "乡" | "街道"))
    }

    /// Whether the unit is a body of the central government.
    pub(in crate::rules) fn is_central(&self) -> bool {
        let is_of_country = self.name.starts_with("国家") || self.name.starts_with("中国");
        self.places.iter().all(Option::is_none)
            && (matches!(self.noun, Some("部" | "署")) || is_of_country && self.name.ends_with('局'))
    }

    /// Whether the unit is a government above the townships.
    pub(in crate::rules) fn is_government(&self) -> bool {
        self.noun.is_some_and(|noun| PLACES.contains(&noun))
    }

    /// How 我镇, 我局, 我市 and so on stand to the unit, by their last word.
    pub(in crate::rules) fn relation(&self, word: &str) -> Relation {
        let Some(noun) = self.noun else { return Relation::Unknown };
        let is_place = PLACES.contains(&word);
        let word = if word == "司" { "公司" } else { word };
        if word == noun || (noun == "管委会" && matches!(word, "委" | "区")) {
            return Relation::Own;
        }
        if !is_place {
            // 我中心 in 政务服务中心管理办公室.
            let is_grassroots = matches!(word, "镇" | "乡" | "街道");
            let is_in_name = !is_grassroots && self.name.contains(word);
            return if is_in_name { Relation::Unknown } else { Relation::Foreign };
        }
        let mut places = self.places.iter().flatten();
        let Some(last) = self.last_place() else {
            // A university, a hospital or a company is no place at all.
            let is_no_place = matches!(noun, "校" | "院" | "公司" | "馆" | "园" | "部" | "署");
            return if is_no_place { Relation::Elsewhere } else { Relation::Unknown };
        };
        if places.any(|place| *place == word) {
            let is_own = last == word && !self.is_grassroots();
            return if is_own { Relation::Own } else { Relation::Above };
        }
        match (last, word) {
            (_, "省") => Relation::Above,
            ("区", "县" | "旗") | ("县", "旗") | ("旗", "县") => Relation::Foreign,
            // A township's name may leave out the county between city and township.
            ("市" | "州", "县" | "旗") if !self.is_grassroots() => Relation::Foreign,
            _ => Relation::Elsewhere,
        }
    }

    /// Whether a text speaks of the unit itself.
    pub(in crate::rules) fn is_named_in(&self, text: &str) -> bool {
        let Some(noun) = self.noun else { return true };
        let by_noun =
            |lead: &str| text.match_indices(lead).any(|(at, _)| text[at + lead.len()..].starts_with(noun));
        by_noun("我")
            || by_noun("本")
            || by_noun("全")
            || text.contains("我单位")
            || (self.is_grassroots() && (text.starts_with(noun) || by_noun("，")))
            || (self.short.chars().count() > 2 && text.contains(self.short))
    }

    /// Whether a name may be one of the unit's: an abbreviation of it, or the other way round.
    pub(in crate::rules) fn may_be_called(&self, name: &str) -> bool {
        let bare = |name: &str| -> Vec<char> {
            let mut name = name.to_owned();
            for general in ["人民政府", "政府", "办事处", "办公室"] {
                name = name.replace(general, "");
            }
            name.chars().filter(|&letter| is_han(letter)).collect()
        };
        // Other words may stand in front of it, but not another place.
        let head = name.strip_suffix(self.short).filter(|_| self.short.chars().count() > 1);
        if head.is_some_and(|head| !head.contains(['县', '区', '市', '旗', '州'])) {
            return true;
        }
        let (own, other) = (bare(self.name), bare(name));
        own.is_empty() || other.is_empty() || is_subsequence(&own, &other) || is_subsequence(&other, &own)
    }
}

/// Whether the letters of one stand in the other in the same order.
fn is_subsequence(short: &[char], long: &[char]) -> bool {
    let mut long = long.iter();
    short.iter().all(|letter| long.any(|known| known == letter))
}

/// The first place that a name begins with, and what follows it.
fn next_place(name: &str) -> Option<(&'static str, &str)> {
    let mut before = '\0';
    for (index, (at, letter)) in name.char_indices().enumerate() {
        let behind = &name[at + letter.len_utf8()..];
        let is_place = match letter {
            '县' => index >= 1,
            '市' => index >= 2 && !matches!(before, '城' | '都' | '集'),
            '区' => index >= 2 && !matches!(before, '社' | '片'),
            '省' | '旗' => index >= 2,
            '州' => index >= 3 && before == '治',
            _ => false,
        };
        // 政府 ends the places: what follows is the body.
        if words!("人民政府|街道|镇|乡").begin(&name[at..]) && index >= 1 {
            return None;
        }
        if is_place {
            let place = PLACES.iter().find(|place| place.starts_with(letter))?;
            return Some((place, behind));
        }
        before = letter;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_say() {
        for (name, noun, places) in [
            ("安澜县松溪镇人民政府", "镇", "县"),
            ("澜州市青岚区汇江镇人民政府", "镇", "市区"),
            ("清禾市柳塘镇人民政府", "镇", "市"),
            ("澜州市星澜区文汇街道办事处", "街道", "市区"),
            ("白岩县市场监督管理局", "局", "县"),
            ("永澜市城市管理行政执法局", "局", "市"),
            ("宁川市东禾区市场监督管理局", "局", "市区"),
            ("宁川市住房和城乡建设局", "局", "市"),
            ("澜州市卫生健康委员会", "委", "市"),
            ("永澜经济技术开发区管理委员会", "管委会", "区"),
            ("永澜市宁湖区人民政府办公室", "办", "市区"),
            ("白岩县人民政府", "县", "县"),
            ("临岚市人民政府", "市", "市"),
            ("云川彝族自治州教育局", "局", "州"),
            ("尧都区县底镇人民政府", "镇", "区"),
            ("白岩县乡村振兴局", "局", "县"),
        ] {
            let own = Own::of(name);
            let found: String = own.places.into_iter().flatten().collect();
            assert_eq!((own.noun, found.as_str()), (Some(noun), places), "{name}");
        }
        assert_eq!(Own::of("某某").noun, None);
        assert_eq!(Own::of("").noun, None);
    }

    #[test]
    fn how_words_stand_to_a_unit() {
        use Relation::{Above, Elsewhere, Foreign, Own as Self_, Unknown};
        for (name, word, expected) in [
            ("安澜县松溪镇人民政府", "镇", Self_),
            ("安澜县松溪镇人民政府", "局", Foreign),
            ("安澜县松溪镇人民政府", "乡", Foreign),
            ("安澜县松溪镇人民政府", "县", Above),
            ("安澜县松溪镇人民政府", "市", Elsewhere),
            ("澜州市青岚区汇江镇人民政府", "县", Foreign),
            ("澜州市青岚区汇江镇人民政府", "市", Above),
            ("清禾县财政局", "县", Self_),
            ("清禾县财政局", "市", Elsewhere),
            ("清禾市财政局", "市", Self_),
            ("清禾市财政局", "县", Foreign),
            ("清禾市财政局", "镇", Foreign),
            ("澜州市卫生健康委员会", "局", Foreign),
            ("永澜经济技术开发区管理委员会", "委", Self_),
            ("白岩县人民政府", "市", Elsewhere),
            ("松溪镇人民政府", "市", Unknown),
            ("松溪文化馆", "局", Foreign),
            ("松溪县志", "局", Unknown),
        ] {
            assert_eq!(Own::of(name).relation(word), expected, "{name} {word}");
        }
    }

    #[test]
    fn names_of_the_same_unit() {
        let town = Own::of("安澜县松溪镇人民政府");
        for name in ["松溪镇", "松溪镇人民政府", "安澜县松溪镇", "澜州市安澜县松溪镇人民政府", "松溪镇政府"]
        {
            assert!(town.may_be_called(name), "{name}");
        }
        for name in ["柏桥镇", "柏桥镇人民政府", "清禾县松溪镇", "安澜县财政局"] {
            assert!(!town.may_be_called(name), "{name}");
        }
        let bureau = Own::of("白岩县市场监督管理局");
        assert!(bureau.may_be_called("县市场监管局") && bureau.may_be_called("市监局"));
        assert!(!bureau.may_be_called("白岩县教育局"));
    }

    #[test]
    fn where_a_text_speaks_of_the_unit() {
        let town = Own::of("安澜县松溪镇人民政府");
        assert!(town.is_named_in("按要求，我镇完成") && town.is_named_in("松溪镇完成"));
        assert!(!town.is_named_in("我县完成"));
    }
}
