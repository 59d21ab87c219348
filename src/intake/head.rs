//! What stands around the six parts: title, unit, year, opening paragraph, contacts, signature and date.

use super::words::{bare, is_han};
use crate::format::FIRST_YEAR;
use crate::report::{Draft, Field, MAX_YEAR, UnitKind};

/// The paragraphs before part 一, sorted.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) year: Option<u16>,
    pub(super) opening: Vec<String>,
    pub(super) leftover: Vec<String>,
}

/// The longest line that can be a title, in characters.
const LONGEST_TITLE: usize = 60;

/// Sorts the paragraphs before part 一.
pub(super) fn head(paragraphs: Vec<String>) -> Head {
    let mut head = Head::default();
    let title = title_at(&paragraphs);
    let after = title.map_or(0, |(_, end)| end);
    if let Some((begin, end)) = title {
        let title = squeezed(&paragraphs[begin..end].concat());
        let (unit, year) = unit_and_year(&title);
        (head.unit, head.year) = (unit, year);
        head.title = Some(title);
        head.leftover.extend_from_slice(&paragraphs[..begin]);
    }
    let mut opened = false;
    for paragraph in paragraphs.into_iter().skip(after) {
        opened |= begins_opening(&paragraph);
        if opened && !is_furniture(&paragraph) {
            head.opening.push(paragraph);
        } else {
            head.leftover.push(paragraph);
        }
    }
    head
}

fn begins_opening(paragraph: &str) -> bool {
    !is_furniture(paragraph)
        && (paragraph.chars().count() >= 25
            || ["本报告", "信息公开条例", "统计期限", "编制"].iter().any(|word| paragraph.contains(word)))
}

/// The lines that make up the title. Of several the last counts that names a year, since what stands above
/// it on a web page is the way to the page.
fn title_at(paragraphs: &[String]) -> Option<(usize, usize)> {
    let mut best: Option<(bool, usize, usize)> = None;
    for end in 1..=paragraphs.len().min(400) {
        let Some(begin) = (end.saturating_sub(3)..end).rev().find(|&begin| is_title(&paragraphs[begin..end]))
        else {
            continue;
        };
        let dated = year_in(&squeezed(&paragraphs[begin..end].concat())).is_some();
        if best.is_none_or(|(known, ..)| dated >= known) {
            best = Some((dated, begin, end));
        }
    }
    let (_, mut begin, end) = best?;
    // A title that begins with the year has the unit in the line above.
    let text = squeezed(&paragraphs[begin..end].concat());
    let above = begin.checked_sub(1).map(|above| &paragraphs[above]);
    if unit_and_year(&text).0.is_none() && above.is_some_and(|line| is_unit(&squeezed(line))) {
        begin -= 1;
    }
    Some((begin, end))
}

fn is_title(lines: &[String]) -> bool {
    if lines.iter().any(|line| line.chars().count() > LONGEST_TITLE) {
        return false;
    }
    let text = squeezed(&lines.concat());
    let last = squeezed(lines.last().map_or("", |line| line));
    let ends = |text: &str| text.ends_with("报告") || text.ends_with("年报");
    // What is put together of several lines must not be a title without the first of them.
    text.chars().count() <= LONGEST_TITLE
        && (text.contains("信息公开") || text.contains("政务公开"))
        && ends(&text)
        && ends(&last)
        && !text.contains(['。', '>', '》', '＞', '：', '，', '_'])
        && !text.starts_with('本')
        && !text.contains("模板")
}

/// The text without any space.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(half_width).collect()
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// The first year in a text, `2024年` or `二〇二四年`, with the bytes it takes, 年 and 度 included.
fn year_at(text: &str) -> Option<(u16, usize, usize)> {
    const NUMERALS: &str = "〇一二三四五六七八九";
    let digit = |c: char| {
        c.to_digit(10).or_else(|| {
            NUMERALS
                .chars()
                .position(|numeral| numeral == if matches!(c, '○' | '零' | 'Ｏ') { '〇' } else { c })
                .map(|at| at as u32)
        })
    };
    for (at, _) in text.match_indices('年') {
        let mut year = 0;
        let mut begin = at;
        let mut digits = 0;
        for (from, c) in text[..at].char_indices().rev() {
            let Some(value) = digit(c) else { break };
            if digits == 4 {
                digits = 5;
                break;
            }
            year += value * 10_u32.pow(digits);
            digits += 1;
            begin = from;
        }
        if digits == 4 && (2000..2100).contains(&year) {
            let behind = &text[at + '年'.len_utf8()..];
            let length =
                if behind.starts_with('度') && !behind.starts_with("度报") { '度'.len_utf8() } else { 0 };
            return Some((year as u16, begin, at + '年'.len_utf8() + length));
        }
    }
    None
}

/// The first year in a text.
pub(super) fn year_in(text: &str) -> Option<u16> {
    year_at(text).map(|(year, ..)| year)
}

/// Unit and year of a title.
fn unit_and_year(title: &str) -> (Option<String>, Option<u16>) {
    let Some((year, begin, end)) = year_at(title) else {
        let unit = title.split("政府信息公开").next().map(str::to_owned).filter(|unit| is_unit(unit));
        return (unit, None);
    };
    let before = title[..begin].trim_end_matches("关于");
    let behind = title[end..].split("政府信息公开").next().unwrap_or_default();
    let unit = [before, behind].into_iter().find(|unit| unit.chars().filter(|&c| is_han(c)).count() >= 2);
    (unit.map(str::to_owned), Some(year))
}

/// What names of bodies end with.
const BODIES: &[&str] = &[
    "政府",
    "办公室",
    "办公厅",
    "办事处",
    "委员会",
    "管委会",
    "局",
    "厅",
    "委",
    "办",
    "院",
    "部",
    "署",
    "中心",
    "街道",
    "镇",
    "乡",
    "县",
    "区",
    "市",
    "省",
    "处",
    "所",
    "站",
    "队",
    "会",
    "公司",
    "集团",
    "大学",
    "学院",
    "学校",
    "医院",
    "支队",
    "大队",
    "总队",
    "分局",
];

/// Whether a line can be the name of a body.
pub(super) fn is_unit(line: &str) -> bool {
    let count = line.chars().count();
    let name = line.split(['（', '(']).next().unwrap_or(line);
    (3..=30).contains(&count)
        && line.chars().all(|c| is_han(c) || matches!(c, '（' | '）' | '(' | ')' | '、' | '·'))
        && BODIES.iter().any(|body| name.ends_with(body))
}

/// Lines of a web page around the text: date of publication, source, size of letters, buttons.
pub(super) fn is_furniture(line: &str) -> bool {
    const BEGIN: &[&str] = &[
        "发布时间",
        "发布日期",
        "公开日期",
        "发文日期",
        "成文日期",
        "来源",
        "信息来源",
        "文章来源",
        "浏览",
        "阅读",
        "点击",
        "字体",
        "字号",
        "打印",
        "关闭",
        "分享",
        "索引号",
        "发布机构",
        "公开机构",
        "发布单位",
        "责任编辑",
        "编辑",
        "作者",
        "上一篇",
        "上一条",
        "下一篇",
        "下一条",
        "扫一扫",
        "相关链接",
        "相关文档",
        "相关附件",
        "附件下载",
        "版权所有",
        "主办",
        "承办",
        "技术支持",
        "网站标识码",
        "网站地图",
        "当前位置",
        "您的位置",
        "您所在的位置",
        "首页",
        "返回",
        "联系我们",
        "关于我们",
        "信息索引",
        "主题分类",
        "文号",
        "生成日期",
        "信息名称",
        "有效性",
        "收藏",
        "【",
    ];
    const WITHIN: &[&str] = &[
        "版权所有",
        "公网安备",
        "ICP备",
        "网站标识码",
        "浏览次数",
        "阅读次数",
        "打印本页",
        "关闭窗口",
        "字体：",
        "字号：",
        "【打印",
        "【关闭",
    ];
    let line = line.trim();
    let short = line.chars().count() <= 80;
    let begins = |word: &&str| {
        line.strip_prefix('[').unwrap_or(line).strip_prefix(*word).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with(|c: char| !is_han(c)) || rest.chars().count() <= 6
        })
    };
    short
        && (BEGIN.iter().any(begins) || WITHIN.iter().any(|word| line.contains(word)))
        && !line.ends_with('。')
}

/// What stands under a report.
#[derive(Debug, Default)]
pub(super) struct Foot {
    pub(super) signature: Option<String>,
    pub(super) date: Option<String>,
    pub(super) leftover: Vec<String>,
}

/// Takes signature and date off the end of the last part, and what a web page shows below them.
pub(super) fn foot(paragraphs: &mut Vec<String>, unit: Option<&str>) -> Foot {
    const DEPTH: usize = 40;
    let mut foot = Foot::default();
    let from = paragraphs.len().saturating_sub(DEPTH);
    let is_signature = |line: &str| {
        let line = squeezed(line);
        !line.is_empty() && (Some(&*line) == unit || is_unit(&line))
    };
    let date = (from..paragraphs.len()).find(|&at| is_date(&paragraphs[at]));
    if let Some(at) = date {
        foot.leftover = paragraphs.split_off(at + 1);
        foot.date = paragraphs.pop().map(|line| squeezed(&line));
        // The body may stand in the line above the date or, by mistake, in the one below it.
        if paragraphs.last().is_some_and(|line| is_signature(line)) {
            foot.signature = paragraphs.pop().map(|line| squeezed(&line));
        } else if foot.leftover.first().is_some_and(|line| is_signature(line)) {
            foot.signature = Some(squeezed(&foot.leftover.remove(0)));
        }
        return foot;
    }
    if let Some(at) = (from..paragraphs.len()).find(|&at| is_furniture(&paragraphs[at])) {
        foot.leftover = paragraphs.split_off(at);
    }
    if paragraphs.len() > 1 && paragraphs.last().is_some_and(|line| is_signature(line)) {
        foot.signature = paragraphs.pop().map(|line| squeezed(&line));
    }
    foot
}

/// `2025年1月20日`, `二〇二五年一月二十日` or `2025-01-20` alone in a line.
fn is_date(line: &str) -> bool {
    let text = squeezed(line);
    let text = text.trim_matches(['（', '）', '(', ')']);
    let count = text.chars().count();
    if !(8..=14).contains(&count) {
        return false;
    }
    let chinese =
        year_at(text).is_some_and(|(_, begin, _)| begin == 0) && text.contains('月') && text.ends_with('日');
    let numeric = text.starts_with("20")
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.'))
        && text.chars().filter(|c| !c.is_ascii_digit()).count() == 2;
    chinese || numeric
}

/// The year of a date under a report.
pub(super) fn year_of_date(date: &str) -> Option<u16> {
    year_in(date).or_else(|| date.get(..4)?.parse().ok())
}

/// The year that a text says its figures are of.
pub(super) fn period(text: &str) -> Option<u16> {
    let text = squeezed(text);
    let at = text.find("年1月1日").or_else(|| text.find("年一月一日"))?;
    let from = text[..at].char_indices().rev().nth(3).map_or(0, |(from, _)| from);
    year_in(&text[from..])
}

/// Whether reports of the year can be written.
pub(super) fn is_supported(year: u16) -> bool {
    (FIRST_YEAR..=MAX_YEAR).contains(&year)
}

/// The unit that an opening paragraph names.
pub(super) fn unit_in(opening: &str) -> Option<String> {
    let text = squeezed(opening);
    for words in ["本报告由", "本报告系", "由"] {
        let Some((_, behind)) = text.split_once(words) else { continue };
        let unit = behind.split(['根', '依', '按', '编', '，', '。', '汇']).next()?;
        if is_unit(unit) {
            return Some(unit.to_owned());
        }
    }
    None
}

/// Writes the contacts that a text gives into the fields that have none yet.
pub(super) fn contacts(draft: &mut Draft, text: &str) {
    let labels: [(Field, &[&str]); 4] = [
        (Field::Address, &["联系地址", "通讯地址", "通信地址", "办公地址", "地址"]),
        (Field::Postcode, &["邮政编码", "邮编"]),
        (Field::Phone, &["联系电话", "咨询电话", "办公电话", "电话"]),
        (Field::Email, &["电子邮箱", "电子邮件", "电子信箱", "邮箱", "E-mail", "Email", "e-mail", "email"]),
    ];
    for (field, words) in labels {
        if draft.typed(field).is_none()
            && let Some(value) = words.iter().find_map(|word| value_behind(text, word, field))
        {
            draft.set_text(field, Some(value.into()));
        }
    }
    if draft.typed(Field::Website).is_none()
        && let Some(value) = website(text)
    {
        draft.set_text(Field::Website, Some(value.into()));
    }
}

fn value_behind(text: &str, word: &str, field: Field) -> Option<String> {
    const LONGEST: usize = 60;
    let behind = text.match_indices(word).find_map(|(at, _)| {
        let rest = text[at + word.len()..].trim_start();
        rest.strip_prefix(['：', ':', '为']).map(str::trim_start)
    })?;
    let is_part = |c: char| match field {
        Field::Postcode => c.is_ascii_digit(),
        Field::Phone => {
            c.is_ascii_digit()
                || matches!(c, '-' | '—' | '－' | '（' | '）' | '(' | ')' | ' ' | '转' | '、' | '/')
        }
        Field::Email => c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '_' | '-' | '+'),
        _ => !matches!(c, '，' | ',' | '；' | ';' | '。' | '）' | ')' | '\n' | '：'),
    };
    let mut value: String = behind.chars().take(LONGEST).take_while(|&c| is_part(c)).collect();
    if field == Field::Phone {
        let unpaired = |value: &str| {
            value.ends_with(['）', ')'])
                && value.matches(['（', '(']).count() < value.matches(['）', ')']).count()
        };
        while unpaired(&value) {
            value.pop();
        }
    }
    let value = value.trim().trim_end_matches(['、', '/', '.']);
    let value = if field == Field::Address { value.split('、').next().unwrap_or(value) } else { value };
    let good = match field {
        Field::Postcode => value.len() == 6,
        Field::Phone => value.chars().filter(char::is_ascii_digit).count() >= 5,
        Field::Email => value.contains('@'),
        _ => value.chars().count() >= 3,
    };
    good.then(|| value.to_owned())
}

fn website(text: &str) -> Option<String> {
    const LONGEST: usize = 100;
    if let Some((_, behind)) = text.split_once("本报告的电子版可在")
        && let Some((site, _)) = behind.split_once("查阅")
        && (1..=LONGEST).contains(&site.chars().count())
        && !site.contains(['，', '。', '（'])
    {
        return Some(site.trim().to_owned());
    }
    let at = ["http://", "https://", "www."].iter().filter_map(|begin| text.find(begin)).min()?;
    let is_part = |c: char| c.is_ascii_graphic() && !matches!(c, '(' | ')' | ',' | ';' | '"' | '<' | '>');
    let site: String = text[at..].chars().take(LONGEST).take_while(|&c| is_part(c)).collect();
    (site.len() > 8).then(|| site.trim_end_matches('.').to_owned())
}

/// The kind of a body, where its name leaves no doubt; `text` is the whole report.
pub(super) fn unit_kind(unit: &str, text: &str) -> Option<UnitKind> {
    let unit = unit.split(['（', '(']).next().unwrap_or(unit);
    let ends = |words: &[&str]| words.iter().any(|word| unit.ends_with(word));
    let municipality = ["北京市", "上海市", "天津市", "重庆市"].iter().any(|city| unit.starts_with(city));
    let within = |word: &str| unit.find(word).is_some_and(|at| at > 0 && at + word.len() < unit.len());
    if ends(&["镇人民政府", "乡人民政府", "苏木人民政府", "镇政府", "乡政府"]) {
        return Some(UnitKind::Township);
    }
    if ends(&["街道办事处", "街道办", "街道"]) {
        return Some(UnitKind::Street);
    }
    if unit.starts_with("国家") || unit.starts_with("中华人民共和国") {
        return Some(UnitKind::Ministry);
    }
    let government = ends(&["人民政府"]);
    let office = ends(&["政府办公室", "政府办公厅", "政府办"]);
    let place = unit.split("人民政府").next().unwrap_or(unit);
    let many_counties = || {
        ["各县区", "各县（", "各县、", "各县市", "县（市、区）", "各区县", "县区"]
            .iter()
            .any(|word| text.contains(word))
    };
    if government || office {
        let kinds = |own, office_kind| Some(if government { own } else { office_kind });
        let is_at_end = |word: &str| place.ends_with(word);
        if is_at_end("省") || is_at_end("自治区") || municipality && place.chars().count() == 3 {
            return kinds(UnitKind::Province, UnitKind::ProvinceOffice);
        }
        if is_at_end("自治州")
            || is_at_end("地区")
            || is_at_end("盟")
            || is_at_end("市") && many_counties() && !within("县")
        {
            return kinds(UnitKind::City, UnitKind::CityOffice);
        }
        if is_at_end("县") || is_at_end("区") || is_at_end("旗") {
            return kinds(UnitKind::County, UnitKind::CountyOffice);
        }
        return None;
    }
    if !ends(&["局", "委员会", "委", "厅", "办公室", "部门"]) {
        return None;
    }
    if unit.starts_with(is_han) && (unit.contains('省') || within("自治区")) && !within("市") && !within("县")
    {
        return Some(UnitKind::ProvinceDepartment);
    }
    if within("县") || within("区") && !within("自治区") || within("旗") {
        return Some(UnitKind::CountyDepartment);
    }
    if within("自治州") {
        return Some(UnitKind::CityDepartment);
    }
    None
}

/// Whether two texts say the same but for spaces and marks.
pub(super) fn same(one: &str, other: &str) -> bool {
    one == other || bare(one) == bare(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn titles_in_one_line_or_several() {
        let cases = [
            ("青石镇人民政府2024年政府信息公开工作年度报告", "青石镇人民政府", 2024),
            (
                "首页 > 政府信息公开年报\n青石镇人民政府\n2020年政府信息公开工作年度报告",
                "青石镇人民政府",
                2020,
            ),
            ("云汀县水利局\n2023年度政府信息公开\n工作年度报告", "云汀县水利局", 2023),
            ("２０２２年云汀县水利局政府信息公开年报", "云汀县水利局", 2022),
            ("云汀县教育局 2021 年度政府信息公开工作报告", "云汀县教育局", 2021),
        ];
        for (text, unit, year) in cases {
            let head = head(lines(text));
            assert_eq!((head.unit.as_deref(), head.year), (Some(unit), Some(year)), "{text}");
        }
    }

    #[test]
    fn what_a_web_page_shows_around_is_left_over() {
        let text = "首页\n某县人民政府2024年政府信息公开工作年度报告\n发布时间：2025-01-20 来源：办公室\n本报告由某县人民政府编制。\n字体：大 中 小";
        let head = head(lines(text));
        assert_eq!(head.opening, ["本报告由某县人民政府编制。"]);
        assert_eq!(head.leftover.len(), 3);
        let mut paragraphs = lines("无其他事项。\n某县人民政府\n2025年1月20日\n打印本页\n关闭窗口");
        let foot = foot(&mut paragraphs, None);
        assert_eq!(paragraphs, ["无其他事项。"]);
        assert_eq!(foot.signature.as_deref(), Some("某县人民政府"));
        assert_eq!(foot.date.as_deref(), Some("2025年1月20日"));
        assert_eq!(foot.leftover.len(), 2);
    }

    #[test]
    fn contacts_are_read_from_running_text() {
        let mut draft = Draft::new(2024, UnitKind::Other);
        contacts(
            &mut draft,
            "如有疑问，请与办公室联系（地址：某市翔宇南道1号，邮编：223001，电话：0517-83605210，电子邮箱：a_b@163.com）。网址：http://www.a.gov.cn）",
        );
        let text = |field| draft.typed(field).map(ToString::to_string).unwrap_or_default();
        assert_eq!(text(Field::Address), "某市翔宇南道1号");
        assert_eq!(text(Field::Postcode), "223001");
        assert_eq!(text(Field::Phone), "0517-83605210");
        assert_eq!(text(Field::Email), "a_b@163.com");
        assert_eq!(text(Field::Website), "http://www.a.gov.cn");
    }

    #[test]
    fn kinds_of_bodies_that_leave_no_doubt() {
        let cases = [
            ("青石镇人民政府", Some(UnitKind::Township)),
            ("城关街道办事处", Some(UnitKind::Street)),
            ("云汀县人民政府", Some(UnitKind::County)),
            ("云汀县人民政府办公室", Some(UnitKind::CountyOffice)),
            ("云汀县水利局", Some(UnitKind::CountyDepartment)),
            ("江苏省人民政府办公厅", Some(UnitKind::ProvinceOffice)),
            ("江苏省水利厅", Some(UnitKind::ProvinceDepartment)),
            ("上海市人民政府", Some(UnitKind::Province)),
            ("国家税务总局", Some(UnitKind::Ministry)),
            ("云汀市人民政府", None),
            ("云汀市水利局", None),
        ];
        for (unit, expected) in cases {
            assert_eq!(unit_kind(unit, ""), expected, "{unit}");
        }
        assert_eq!(unit_kind("云汀市人民政府", "督促各县区"), Some(UnitKind::City));
    }

    #[test]
    fn years_of_titles_periods_and_dates() {
        assert_eq!(year_in("某县2024年度报告"), Some(2024));
        assert_eq!(year_in("二〇二四年"), Some(2024));
        assert_eq!(year_in("12024年"), None);
        assert_eq!(period("统计期限自 2024 年 1 月 1 日至"), Some(2024));
        assert!(is_date("  2021年1月29日"));
        assert!(is_date("二〇二一年一月二十九日"));
        assert!(is_date("2021-01-29"));
        assert!(!is_date("2021年1月29日印发"));
    }
}
