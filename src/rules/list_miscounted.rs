//! R712: lists that announce another number of items than they hold.

use super::rule::declare_rule;
use super::text::{MANY, before, behind, first, is_han, is_quoted, last};
use super::{Context, Finding, Outcome, Scope};
use crate::format::Edition;
use crate::prose::words::{Words, listed, words};
use crate::prose::{Line, Placed};
use std::ops::Range;

declare_rule! {
    /// 说有几个部分、几个方面、几个问题，后面（或者前面）就列几个。
    ///
    /// ## 为什么
    /// “分六部分”却只列了五部分，往往是删改以后忘了改数，或者漏了一部分。年度报告一共六个部分，少列的那一个常常是行政复议、行政诉讼情况。
    /// “二是”后面跟着“四是”，也是漏了一条。
    ///
    /// ## 例
    /// “分四部分报告如下：一是总体情况，二是主动公开情况，三是依申请公开情况。”
    pub LIST_MISCOUNTED {
        id: "R712",
        title: "说几个就列几个",
        severity: Warning,
        editions: &Edition::ALL,
        source: "惯例",
        reads: Scope::PROSE,
        check: Report(check),
    }
}

fn check(context: &Context, outcome: &mut Outcome) {
    outcome.assessed = 1;
    for &field in &crate::prose::FIELDS {
        let lines = context.prose.lines(field);
        for (index, placed) in lines.iter().enumerate() {
            let line = &placed.line;
            let text = line.text();
            if let Some((range, skipped)) = skipped(line) {
                let message = format!("“{}”前面没有“{skipped}”。", &text[range.clone()]);
                let advice = "请核对是漏写了一条，还是序号没有改。";
                outcome.findings.push(finding(context, placed, range, message, advice));
            }
            let named = named_titles(line).into_iter().chain(named_alike(line)).chain(named_bodies(line));
            let named = named.chain(named_disclosures(line));
            for (range, listed) in named {
                let words = &text[range.clone()];
                let message = format!("写的是“{words}”，列出的名称有 {listed} 个。");
                outcome.findings.push(finding(context, placed, range, message, LEFT_OUT));
            }
            for announced in announcements(line) {
                let Some(listed) = listed(&announced, placed, &lines[index + 1..]) else { continue };
                if listed.contains(&announced.count) {
                    continue;
                }
                let words = &text[announced.range.clone()];
                let message = format!("写的是“{words}”，列出来的有 {} 个。", listed.start());
                outcome.findings.push(finding(context, placed, announced.range, message, LEFT_OUT));
            }
        }
    }
}

/// What to do where a number and a list differ.
const LEFT_OUT: &str = "请核对是漏列了，还是前面的数没有改。";

fn finding(
    context: &Context,
    placed: &Placed,
    range: Range<usize>,
    message: String,
    advice: &str,
) -> Finding {
    let span = placed.span(range);
    Finding {
        advice: advice.to_owned(),
        ..Finding::in_text(&LIST_MISCOUNTED, context.report.edition(), span, message)
    }
}

/// What is counted. Words such as 制度 are not among them: 三项制度 is the name of a thing.
static NOUNS: Words = listed!(
    "机制|部分|方面|问题|不足|措施|举措|点|原因|环节|渠道|类|板块|维度|层面|领域|困难|\
     短板|内容|项工作|工作|形式|途径|章节"
);

/// A number of things that a text announces.
struct Announced<'a> {
    text: &'a str,
    range: Range<usize>,
    count: usize,
    noun: &'static str,
}

/// The numbers of things that a line announces.
fn announcements(line: &Line) -> Vec<Announced<'_>> {
    let text = line.text();
    let mut found: Vec<Announced> = Vec::new();
    for sign in line.signs() {
        let Some(count @ 2..) = numeral(sign.letter) else { continue };
        let (start, end) = (sign.at as usize, sign.at as usize + sign.letter.len_utf8());
        let is_part = text.as_bytes().get(end).is_some_and(u8::is_ascii_digit);
        if is_part || found.last().is_some_and(|last| start < last.range.end) {
            continue;
        }
        found.extend(announcement(text, start, end, count));
        if found.len() == MANY {
            break;
        }
    }
    found
}

/// `修订制度4项，即《甲》《乙》《丙》`: the number with its measure word, and how many titles follow, where these differ.
fn named_titles(line: &Line) -> Vec<(Range<usize>, usize)> {
    let is_listed = line.has('即') || line.has('分') || line.has('：');
    if !line.has('《') || !is_listed {
        return Vec::new();
    }
    let text = line.text();
    let miscounted = |at: usize, word: &str| {
        let mut ahead = text[..at].trim_end_matches(['，', '：', ' ']);
        let whole = ahead;
        // 三项制度：《甲》《乙》, but 落实三项制度，分别…
        if word == "：" {
            ahead = &ahead[..ahead.len() - DOCUMENTS.at_end(ahead).map_or(0, str::len)];
        }
        let measure = ahead.chars().next_back().filter(|letter| "项个部件份篇种".contains(*letter))?;
        let digits = &ahead[..ahead.len() - measure.len_utf8()];
        let start = digits.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
        let (start, announced) = if let Ok(number) = digits[start..].parse::<usize>() {
            (start, number)
        } else {
            let letter = digits.chars().next_back()?;
            (digits.len() - letter.len_utf8(), numeral(letter)?)
        };
        // 十二项, 约12项, 前3项
        let is_whole = !digits[..start].ends_with(|letter: char| {
            numeral(letter).is_some() || "百千第前后约近超余多另各每".contains(letter) || letter.is_numeric()
        });
        let mut rest = text[at + word.len()..].trim_start_matches(['：', ':', ' ', '为', '是']);
        let mut titles = 0;
        while let Some(title) =
            rest.trim_start_matches(['、', '和', '及', '与', '以', ' ']).strip_prefix('《')
        {
            rest = &title[title.find('》')? + '》'.len_utf8()..];
            titles += 1;
        }
        let is_closed = rest.is_empty() || rest.starts_with(['，', '。', '；', '）']);
        (is_whole && is_closed && titles > 1 && titles != announced).then_some((start..whole.len(), titles))
    };
    let words = words!("即|分别|：");
    words.all(text).take(MANY).filter_map(|(at, word)| miscounted(at, word)).collect()
}

/// What documents with titles are called.
static DOCUMENTS: Words = listed!("制度|办法|文件|规定|规范|规程|细则|方案|清单|通知|机制|预案|标准|指引");

/// `一是……二是……四是`: the ordinal behind a gap, and the one that is missing.
fn skipped(line: &Line) -> Option<(Range<usize>, &'static str)> {
    const ORDINALS: [&str; 10] =
        ["一是", "二是", "三是", "四是", "五是", "六是", "七是", "八是", "九是", "十是"];
    if !line.contains("一是") || !line.contains("二是") && !line.contains("三是") {
        return None;
    }
    let text = line.text();
    // 十一是 and 之一是 are no ordinals.
    let place = |word: &str| {
        let is_free = |at: &usize| {
            let last = text[..*at].chars().next_back();
            last.is_none_or(|letter| "：:；;。，, \u{3000}".contains(letter))
        };
        text.match_indices(word).map(|(at, _)| at).find(is_free)
    };
    // 一是……，二要……，三是
    let is_told_otherwise = |ordinal: &str, from: usize, to: usize| {
        let numeral = ordinal.trim_end_matches('是');
        text.get(from..to).is_some_and(|between| {
            between.match_indices(numeral).any(|(at, _)| {
                let behind = between[at + numeral.len()..].chars().next();
                let ahead = between[..at].chars().next_back();
                behind.is_some_and(|letter| "要、为来则）抓促强建".contains(letter))
                    || ahead.is_some_and(|letter| "第其".contains(letter))
            })
        })
    };
    let places = ORDINALS.map(place);
    (0..ORDINALS.len() - 2).find_map(|index| {
        let (known, missing, next) = (places[index]?, places[index + 1], places[index + 2]?);
        let is_gap = missing.is_none()
            && next > known
            && places[..=index].iter().all(Option::is_some)
            && !is_told_otherwise(ORDINALS[index + 1], known, next);
        is_gap.then(|| (next..next + ORDINALS[index + 2].len(), ORDINALS[index + 1]))
    })
}

/// `8个县（市、区）——甲区、乙区、丙县`: the number of bodies, and how many names follow.
fn named_bodies(line: &Line) -> Vec<(Range<usize>, usize)> {
    if !line.has('—') || !line.has('、') {
        return Vec::new();
    }
    let text = line.text();
    let counted = |at: usize, dash: &str| {
        let near = before(text, at);
        let ahead = near
            .trim_end_matches(|letter: char| is_han(letter) && letter != '个' || "（）、".contains(letter));
        let ahead = ahead.strip_suffix('个')?;
        let digits = ahead.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let announced: usize = ahead[digits.len()..].parse().ok()?;
        if near.len() - ahead.len() > 36 || digits.ends_with(['.', '第', '约', '前']) {
            return None;
        }
        let list = behind(text, at + dash.len());
        let list = &list[..list.find(['，', '。', '；', '—', '：'])?];
        let names: Vec<&str> = list.split('、').collect();
        let (final_name, others) = names.split_last()?;
        let is_body = |name: &&str| {
            name.ends_with(['区', '县', '市', '旗', '镇', '乡', '局', '委', '办', '州'])
                || name.ends_with("街道")
        };
        let is_open = final_name.contains(['等', '和', '及', '与']);
        (others.len() > 1 && others.iter().all(is_body) && !is_open && names.len() != announced)
            .then_some((at - near.len() + digits.len()..at, names.len()))
    };
    text.match_indices("——").take(MANY).filter_map(|(at, dash)| counted(at, dash)).collect()
}

/// `决策、执行、管理、服务、结果“四公开”`: what is to be public, and how many are named before it.
fn named_disclosures(line: &Line) -> Vec<(Range<usize>, usize)> {
    const KIND: &str = "公开”";
    if !line.has('”') || !line.has('、') {
        return Vec::new();
    }
    let text = line.text();
    let counted = |range: Range<usize>| {
        let (ahead, numeral_of) = before(text, range.start).rsplit_once('“')?;
        let mut letters = numeral_of.chars();
        let announced = numeral(letters.next()?).filter(|_| letters.next().is_none())?;
        let list = ahead.rsplit(['，', '。', '；', '：', '“', '”']).next()?;
        let (_, others) = list.split_once('、')?;
        let names: Vec<&str> = others.split(['、', '和', '及', '与']).collect();
        let is_named =
            |name: &&str| name.trim_end_matches("公开").chars().count() == 2 && name.chars().all(is_han);
        (names.len() >= 2 && names.iter().all(is_named) && names.len() + 1 != announced)
            .then_some((range.start - numeral_of.len() - '“'.len_utf8()..range.end, names.len() + 1))
    };
    line.find_all(KIND).take(MANY).filter_map(counted).collect()
}

/// `四项提升行动，即平台提升行动、解读提升行动`: the number with its name, and how many things of that name follow.
fn named_alike(line: &Line) -> Vec<(Range<usize>, usize)> {
    const LONGEST: usize = 10;
    const MEASURES: [char; 9] = ['项', '个', '类', '大', '种', '条', '支', '套', '场'];
    if !line.has('、') && !line.has('”') {
        return Vec::new();
    }
    let text = line.text();
    let miscounted = |at: usize, word: &str| {
        let ahead = text[..at].trim_end_matches(['，', '：', ' ', '”']);
        let (measure, _) =
            ahead.char_indices().rev().take(LONGEST).find(|(_, letter)| MEASURES.contains(letter))?;
        let (start, letter) = ahead[..measure].char_indices().next_back()?;
        let announced = numeral(letter).filter(|&count| count > 1)?;
        let before = text[..start].chars().next_back();
        let is_part = before.is_some_and(|letter| {
            numeral(letter).is_some()
                || letter.is_numeric()
                || "百千第约近超余多另各每前后上下".contains(letter)
        });
        let name = ahead[measure..].trim_start_matches(MEASURES);
        let lists_names = word == "，即"
            || matches!(letter_of(&ahead[measure..]), Some('个' | '场')) && word.starts_with("分别");
        // 4个，分别为12个、8个 gives figures.
        let gives_figures = || {
            let list = behind(text, at + word.len()).split(['，', '。', '；']).next().unwrap_or_default();
            word.starts_with("分别") && list.contains(|letter: char| letter.is_ascii_digit())
        };
        if name.is_empty() && lists_names && !is_part && !gives_figures() {
            return counted_names(behind(text, at + word.len()), announced)
                .map(|listed| (start..ahead.len(), listed));
        }
        // With two letters in common all of them are named.
        let (key, _) = name.char_indices().rev().nth(1)?;
        let key = &name[key..];
        if is_part || !name.chars().all(is_han) {
            return None;
        }
        let list = behind(text, at + word.len()).trim_start_matches(['为', '是', '：', '“']);
        let (list, rest) = list.split_at(list.find(['，', '。', '；', '（', '：', '！'])?);
        // The list may go on behind the mark.
        if rest.split(['。', '！']).next().is_some_and(|rest| rest.contains(key)) {
            return None;
        }
        let things: Vec<&str> = list.split('、').collect();
        let is_named = |thing: &&str| thing.trim_end_matches('”').ends_with(key) && thing.len() > key.len();
        let joined: usize = things
            .iter()
            .map(|thing| {
                ["和", "及", "与"]
                    .iter()
                    .map(|and| thing.matches(&format!("{key}{and}")).count())
                    .sum::<usize>()
            })
            .sum();
        let listed = things.len() + joined;
        (listed > 1 && things.iter().all(is_named) && listed != announced)
            .then_some((start..ahead.len(), listed))
    };
    let signs = line.signs().iter().filter_map(|sign| {
        let at = sign.at as usize;
        match sign.letter {
            '：' => Some((at, "：")),
            '，' if text[at..].starts_with("，即") => Some((at, "，即")),
            _ => None,
        }
    });
    let shared = ["分别是", "分别为"].into_iter();
    let shared = shared.flat_map(|word| line.find_all(word).map(move |found| (found.start, word)));
    signs.chain(shared).take(MANY).filter_map(|(at, word)| miscounted(at, word)).collect()
}

/// The first letter.
fn letter_of(text: &str) -> Option<char> {
    text.chars().next()
}

/// How many names follow, where these cannot be as many as announced: `6项，即决算、预算、目录和方式`.
fn counted_names(list: &str, announced: usize) -> Option<usize> {
    const LONGEST: usize = 20;
    let list = &list[..list.find(['，', '。', '；', '：', '！'])?];
    // “惠企政策”“安全生产”“一老一小”
    let quoted = list.matches('“').count();
    if quoted > 1 && quoted == list.matches("”“").count() + 1 && list.starts_with('“') && list.ends_with('”')
    {
        return (quoted != announced).then_some(quoted);
    }
    let names: Vec<&str> = list.split('、').collect();
    let is_plain = names
        .iter()
        .all(|name| (1..=LONGEST).contains(&name.chars().count()) && !name.contains(['等', '（', '《']));
    let joints = list.matches(['和', '及', '与']).count();
    let fits = (names.len()..=names.len() + joints).contains(&announced);
    (names.len() > 1 && is_plain && !fits).then_some(names.len() + joints)
}

/// The number of things that a numeral announces.
fn announcement(text: &str, start: usize, end: usize, count: usize) -> Option<Announced<'_>> {
    let rest = text[end..].trim_start_matches(' ');
    let rest = match rest.chars().next()? {
        counting @ ('个' | '大' | '项' | '条') => &rest[counting.len_utf8()..],
        // Without a measure word only a few nouns count: 六部分, 三点, 五类.
        '部' | '方' | '点' | '类' | '环' | '层' | '板' | '章' => rest,
        _ => return None,
    };
    let rest = rest.trim_start_matches(['大', '项', '主', '要', '突', '出']);
    let rest = rest.strip_prefix("重点").filter(|rest| rest.starts_with("领域")).unwrap_or(rest);
    let noun = NOUNS.at_start(rest)?;
    let is_part_of_number = text[..start].chars().next_back().is_some_and(|letter| {
        numeral(letter).is_some()
            || letter.is_numeric()
            || "第百千万零〇.．%这那某前后另余每同其各、—-–~～".contains(letter)
    });
    let behind_noun = &rest[noun.len()..];
    let is_word = noun == "类" && words!("事|过程|内部|似|型").begin(behind_noun)
        || noun == "点" && words!("钟|半|击|赞|位|对").begin(behind_noun)
        || noun == "部分" && behind_noun.starts_with("公开");
    if is_part_of_number || is_word || words!("以上|上述").end(&text[..start]) || is_quoted(text, start) {
        return None;
    }
    let end = text.len() - rest.len() + noun.len();
    Some(Announced { text, range: start..end, count, noun })
}

/// A number from 1 to 10 in one letter.
fn numeral(letter: char) -> Option<usize> {
    Some(match letter {
        '1' | '１' | '一' => 1,
        '2' | '２' | '二' | '两' => 2,
        '3' | '３' | '三' => 3,
        '4' | '４' | '四' => 4,
        '5' | '５' | '五' => 5,
        '6' | '６' | '六' => 6,
        '7' | '７' | '七' => 7,
        '8' | '８' | '八' => 8,
        '9' | '９' | '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

/// How many things are listed: at least, at most; `None` where that cannot be told.
fn listed(
    announced: &Announced,
    placed: &Placed,
    below: &[Placed],
) -> Option<std::ops::RangeInclusive<usize>> {
    let text = announced.text;
    let behind = behind(text, announced.range.end);
    // 三项机制 may be the name of a thing, unless they are named right before.
    if announced.noun == "机制" {
        return listed_in_front(announced);
    }
    listed_by_ordinals(announced, behind, placed, below)
        .or_else(|| listed_as_parts(announced, behind))
        .or_else(|| listed_in_front(announced))
        .or_else(|| listed_behind(announced, behind))
}

/// Ways of numbering items: what stands before and behind the number, and whether it is a Chinese numeral.
const ORDINALS: [(&str, &str, bool); 10] = [
    ("", "是", true),
    ("", "要", true),
    ("（", "）", true),
    ("第", "，", true),
    ("第", "部分", true),
    ("", "、", true),
    ("（", "）", false),
    ("", ".", false),
    ("", "．", false),
    ("", "、", false),
];

/// Where the item with this number begins, and where its text does.
fn ordinal(
    text: &str,
    (before, behind, is_chinese): (&str, &str, bool),
    number: usize,
) -> Option<(usize, usize)> {
    const CHINESE: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    const DIGITS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];
    let numeral = *if is_chinese { CHINESE.get(number)? } else { DIGITS.get(number)? };
    text.match_indices(numeral).find_map(|(at, _)| {
        let end = at + numeral.len();
        let start = text[..at].strip_suffix(before)?.len();
        let rest = text[end..].strip_prefix(behind)?;
        let last = text[..start].chars().next_back();
        // Not a part of another number, nor of 二、三级.
        let is_free = !before.is_empty()
            || last.is_none_or(|letter| "：:；;。，,、 \u{3000}\n".contains(letter))
            || behind == "是"
            || behind == "要";
        let is_number = rest.starts_with(|letter: char| letter.is_ascii_digit()) && !is_chinese;
        (is_free && !is_number).then_some((start, end + behind.len()))
    })
}

/// `三个方面：一是……；二是……。`, also over several lines.
fn listed_by_ordinals(
    announced: &Announced,
    behind: &str,
    placed: &Placed,
    below: &[Placed],
) -> Option<std::ops::RangeInclusive<usize>> {
    let ahead = last(before(announced.text, announced.range.start), 12);
    let is_opener = words!(
        "以下|如下|下列|存在|主要|表现|体现|分|从|抓好|做好|做了|开展|采取|重点|围绕|有|概括|归纳|\
             由|包括|包含|突出|着力|强化|落实|做到|推出"
    )
    .in_text(ahead);
    // The list begins soon, and what stands between opens it.
    let head = first(behind, 30);
    let opened = |at: usize| {
        let gap = &behind[..at];
        gap.contains(['：', ':']) || is_opener && gap.chars().count() <= 16
    };
    for ordinals in &ORDINALS {
        if let Some((at, _)) = ordinal(head, *ordinals, 0).filter(|&(at, _)| opened(at)) {
            let whole = window(&placed.line.text()[announced.range.end..]);
            let mut listed = count_ordinals(&whole[at..], *ordinals, 0);
            let mut tail = whole;
            for placed in below.iter().take(12) {
                let text = window(placed.line.text().trim_start());
                if ordinal(text, *ordinals, listed).is_none_or(|(at, _)| at > 0) {
                    break;
                }
                listed = count_ordinals(text, *ordinals, listed);
                tail = text;
            }
            // The last items may go without their number.
            let is_open = words!("此外|另外|最后|还有|再者|同时，").in_text(tail) && listed < announced.count;
            return (listed > 1 && !is_open).then_some(listed..=listed);
        }
    }
    listed_below(announced, behind, is_opener, below)
}

/// The beginning of a text, as much of it as a list takes.
fn window(text: &str) -> &str {
    &text[..text.floor_char_boundary(9000)]
}

/// How many ordinals follow one another in a text, after so many before.
fn count_ordinals(text: &str, style: (&str, &str, bool), before: usize) -> usize {
    let (mut count, mut rest) = (before, text);
    while let Some((at, end)) = ordinal(rest, style, count) {
        // Another list of the same kind begins.
        if count > before && ordinal(&rest[..at], style, 0).is_some() {
            break;
        }
        rest = &rest[end..];
        count += 1;
    }
    count
}

/// Numbered lines under a line that ends with the announcement.
fn listed_below(
    announced: &Announced,
    behind: &str,
    is_opener: bool,
    below: &[Placed],
) -> Option<std::ops::RangeInclusive<usize>> {
    let rest = behind.trim_end().trim_end_matches(['。', '：', ':']);
    let is_last = rest.chars().count() <= 12 && !rest.contains(['。', '；']);
    if !is_last || !is_opener && !behind.trim_end().ends_with(['：', ':']) || announced.noun == "类" {
        return None;
    }
    let mut count = 0;
    let mut style = None;
    for placed in below.iter().take(60) {
        let Some((kind, number)) = line_number(placed.line.text()) else {
            // Paragraphs may stand under the items, but not in front of the first.
            if count == 0 {
                break;
            }
            continue;
        };
        if *style.get_or_insert(kind) != kind {
            continue;
        }
        if number != count + 1 {
            break;
        }
        count = number;
    }
    (count > 1).then_some(count..=count)
}

/// The number that a line begins with, and how it is written.
fn line_number(text: &str) -> Option<(u8, usize)> {
    let text = text.trim_start();
    let bracket = text.strip_prefix(['（', '(']);
    let body = bracket.unwrap_or(text);
    let letter = body.chars().next()?;
    let number = numeral(letter)?;
    let rest = &body[letter.len_utf8()..];
    let is_arabic = letter.is_numeric() && !"一二三四五六七八九".contains(letter);
    let (number, rest) = match rest.chars().next().and_then(numeral).filter(|_| is_arabic || letter == '十')
    {
        Some(unit) if letter == '十' => (10 + unit, &rest['一'.len_utf8()..]),
        Some(unit) => (number * 10 + unit, rest.get(1..).unwrap_or_default()),
        None => (number, rest),
    };
    let next = rest.chars().next()?;
    let kind = match (bracket.is_some(), is_arabic, next) {
        (true, false, '）' | ')') => 0,
        (true, true, '）' | ')') => 1,
        (false, true, '.' | '、' | '．')
            if !rest[next.len_utf8()..].starts_with(|letter: char| letter.is_ascii_digit()) =>
        {
            2
        }
        (false, false, '是') => 3,
        (false, false, '、') => 4,
        _ => return None,
    };
    Some((kind, number))
}

/// The parts of a report as people call them, each by the words that show it.
static PARTS: [Words; 6] = [
    listed!("总体情况|概述|总体工作|基本情况"),
    listed!("主动公开"),
    listed!("收到和处理|依申请|申请情况|申请公开|办理情况|信息公开申请"),
    listed!("复议|诉讼"),
    listed!("问题|改进"),
    listed!("其他需要|其他事项|其他报告|其它需要|其他情况|需要报告"),
];

/// `由总体情况、主动公开政府信息情况……六个部分组成`, the list before or behind the number.
fn listed_as_parts(announced: &Announced, behind: &str) -> Option<std::ops::RangeInclusive<usize>> {
    if !matches!(announced.noun, "部分" | "方面" | "内容" | "板块" | "章节" | "类") {
        return None;
    }
    // 报告共六个部分：总体情况……，主动公开、依申请公开、复议诉讼三部分……
    let ahead = before(announced.text, announced.range.start);
    if announced.count < 6 && words!("六个部分|六部分|六个方面|六方面").in_text(ahead) {
        return None;
    }
    let sentence = |text: &str| {
        text.chars().take_while(|letter| !"。！？".contains(*letter)).map(char::len_utf8).sum::<usize>()
    };
    let ahead = &ahead[ahead.rfind(['。', '！', '？']).map_or(0, |at| at + '。'.len_utf8())..];
    // What stands in brackets counts by itself.
    let ahead = match ahead.rfind('（') {
        Some(open) if !ahead[open..].contains('）') => &ahead[open..],
        _ => ahead,
    };
    let list = parts_in(ahead).trim_end_matches(['共', '计', '这', '的', '，', ' ']);
    let behind = &behind[..sentence(behind)];
    if PARTS[0].in_text(list) {
        return count_parts(list.trim_end_matches('等'), list.ends_with('等'), announced.count);
    }
    if PARTS[0].in_text(behind) {
        let list = behind.split_once(['：', ':', '，', '（', '为', '是']).map_or(behind, |(_, list)| list);
        let list = list.trim_end_matches(['）', ')']);
        return count_parts(list.trim_end_matches('等'), list.ends_with('等'), announced.count);
    }
    None
}

/// The end of a text from where a list of a report's parts begins; empty where none does.
fn parts_in(text: &str) -> &str {
    let Some(at) = PARTS[0].iter().filter_map(|word| text.find(word)).min() else { return "" };
    let head = &text[..at];
    let opened = words!("由|包括|包含|分为|从|涵盖|含|就|围绕|、|，|：|；|分|有")
        .iter()
        .filter_map(|word| head.rfind(word).map(|at| at + word.len()))
        .max();
    &text[opened.unwrap_or_default()..]
}

/// How many of a report's parts a list names, together with what it names besides.
fn count_parts(list: &str, is_open: bool, announced: usize) -> Option<std::ops::RangeInclusive<usize>> {
    let mut seen = [false; PARTS.len()];
    let (mut least, mut most) = (0, 0);
    let mut was_complete = false;
    let list = without_brackets(list);
    for item in list.split(['、', '，', '；', ',', ';']).map(str::trim).filter(|item| !item.is_empty()) {
        // 因政府信息公开申请行政复议 is not about requests.
        let is_review = PARTS[3].in_text(item);
        let is_seen = |part: usize| PARTS[part].in_text(item) && !(is_review && part == 2);
        let is_part = (0..PARTS.len()).any(is_seen);
        let fresh = (0..PARTS.len()).filter(|&part| is_seen(part) && !seen[part]).count();
        // Two parts may be joined by 和, and one may be cut in two where its first half is complete.
        least += if is_seen(5) { fresh } else { usize::from(fresh > 0) };
        most += fresh + usize::from(is_part && fresh == 0 && was_complete);
        (0..PARTS.len()).for_each(|part| seen[part] |= is_seen(part));
        was_complete = item.ends_with("情况");
        if !is_part && item.chars().count() > 1 {
            (least, most) = (least + 1, most + 1);
        }
    }
    // 等 closes a complete list as often as it leaves one open.
    if is_open && most < announced && !seen[5] {
        return None;
    }
    (least > 1).then_some(least..=most)
}

/// `主要有三点：内容不全、更新慢、互动少。`
fn listed_behind(announced: &Announced, behind: &str) -> Option<std::ops::RangeInclusive<usize>> {
    if !matches!(announced.noun, "问题" | "不足" | "点" | "方面" | "短板" | "原因" | "困难") {
        return None;
    }
    let rest = behind.trim_start_matches(['的', '问', '题', '不', '足']);
    // 从五个方面总结，即：……
    let named = || {
        let (between, list) = rest.split_once("，即")?;
        let is_near = between.chars().count() <= 6 && between.chars().all(is_han);
        is_near.then_some(list.trim_start_matches(['：', ':']))
    };
    let rest = rest.strip_prefix(['：', ':']).or_else(named)?;
    let sentence = rest.split(['。', '！', '？']).next()?;
    if words!("一是|一要|（一）|第一|首先|一、|1.|1、|①").in_text(sentence) {
        return None;
    }
    let (list, separator) = if sentence.contains('；') {
        (sentence, '；')
    } else {
        let (list, tail) = sentence.split_once('，').unwrap_or((sentence, ""));
        let is_comment = tail.is_empty() || words!("其中|均|都|已|并|这|需").begin(tail);
        (is_comment.then_some(list)?, '、')
    };
    let items: Vec<&str> = list.split(separator).collect();
    let longest = if separator == '、' { 12 } else { 60 };
    let is_plain =
        items.iter().all(|item| (1..=longest).contains(&item.chars().count()) && !item.ends_with('等'));
    let joints = if separator == '、' { list.matches(['和', '及', '与']).count() } else { 0 };
    (items.len() > 1 && is_plain).then_some(items.len()..=items.len() + joints)
}

/// The text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for letter in text.chars() {
        match letter {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}

/// `从制度、平台、队伍三个方面`: short items, and nothing else in the clause.
fn listed_in_front(announced: &Announced) -> Option<std::ops::RangeInclusive<usize>> {
    if !matches!(
        announced.noun,
        "机制" | "方面" | "部分" | "环节" | "渠道" | "板块" | "维度" | "层面" | "形式" | "途径" | "领域"
    ) {
        return None;
    }
    let ahead = before(announced.text, announced.range.start);
    let clause = &ahead[ahead
        .rfind(['，', '；', '：', '。', '（', '）', '“', '”', '《', '》'])
        .map_or(0, |at| at + ahead[at..].chars().next().map_or(0, char::len_utf8))..];
    let opened: &[&str] = if announced.noun == "机制" {
        &["建立", "健全", "完善"]
    } else {
        &["从", "围绕", "由", "包括", "涵盖", "分为", "通过", "利用", "采取", "聚焦"]
    };
    let list = opened
        .iter()
        .filter_map(|word| clause.rfind(word).map(|at| &clause[at + word.len()..]))
        .min_by_key(|list| list.len())?;
    let items: Vec<&str> = list.split('、').collect();
    let is_plain = items
        .iter()
        .all(|item| (1..=10).contains(&item.chars().count()) && !words!("等|的|每|各|以及").in_text(*item));
    if items.len() < 2 || !is_plain {
        return None;
    }
    let joints = list.matches(['和', '及', '与']).count();
    Some(items.len()..=items.len() + joints)
}

#[cfg(test)]
mod tests {
    use super::super::rule::testing::run_text;
    use super::*;
    use crate::report::Field;

    fn found(text: &str) -> Vec<String> {
        let typed: Vec<char> = text.chars().collect();
        run_text(&LIST_MISCOUNTED, Field::Problems, text)
            .findings
            .iter()
            .map(|finding| typed[finding.spans[0].start..finding.spans[0].end].iter().collect())
            .collect()
    }

    const SIX: &str = "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项";

    #[test]
    fn passes_lists_that_are_complete_or_open() {
        for text in [
            &format!("本报告由{SIX}六部分组成。"),
            &format!("报告包括以下六个方面：{SIX}。"),
            &format!("本报告由{SIX}等6个部分组成。"),
            "由总体情况、主动公开政府信息情况等六个部分组成。",
            "由总体情况（包括主动公开、依申请公开、信息管理、平台建设、监督保障五个方面）等六个部分组成。",
            "存在三个问题：一是更新慢；二是形式少；三是人手少。下一步，一是加强培训；二是增加人手。",
            "存在两个问题：一是更新慢；二是形式少。此外，培训不够。",
            "存在三个问题：一是更新慢；二是形式少。此外，培训不够。",
            "问题主要有三点：内容不全、更新慢、互动少，其中更新慢最突出。",
            "落实“三项制度”，一是公示，二是记录。开展三次培训：一是面向部门，二是面向乡镇。",
            "做了以下三个方面的工作。\n1、编目录。\n说明一句。\n2、建制度。\n3、抓培训。",
            "存在三方面问题：\n一是更新慢。\n二是形式少。\n三是人手少。",
            "从制度、平台和队伍三个方面发力。涉及教育、卫生等5个领域。以上三个方面都有改进。",
            "从制度、平台等三个方面总结，即制度、平台、队伍。聚焦教育、医疗等五个重点领域。",
            "完善制度3项，即《甲办法》《乙规程》《丙制度》；印发文件12份，即《甲》《乙》等。",
            "约4项，即《甲》《乙》；立即《甲》《乙》；第2项，即《甲》《乙》《丙》。",
            "三类内部事务信息和四类过程性信息，下午3点半。",
            "开展四项行动，即平台提升行动、解读提升行动，培训提升行动、公示提升行动。",
            "开展三项行动：平台提升行动、解读提升行动和培训提升行动。落实三项制度：一是公示，二是记录。",
            "制定三项制度：《甲制度》《乙规程》《丙办法》。",
            "一是编目录；二要建制度；三是抓培训。",
            "推进决策、执行、管理、服务、结果“五公开”，落实党务、政务“两公开”。",
            "",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn fails_with_one_too_few_or_too_many() {
        for (text, expected) in [
            (&*format!("本报告由{}六部分组成。", SIX.replace("、其他需要报告的事项", "")), "六部分"),
            (&*format!("本报告由{SIX}五部分组成。"), "五部分"),
            ("分四部分报告如下：一是总体情况，二是主动公开情况，三是依申请公开情况。", "四部分"),
            ("存在三个问题：一是更新慢；二是形式少。", "三个问题"),
            ("存在两方面不足：一是更新慢；二是形式少；三是人手少。", "两方面"),
            ("采取以下2条措施：（一）编目录；（二）建制度；（三）抓培训。", "2条措施"),
            ("做了以下四个方面的工作。\n1、编目录。\n2、建制度。\n3、抓培训。", "四个方面"),
            ("存在三方面问题：\n一是更新慢。\n二是形式少。", "三方面"),
            ("从制度、平台、队伍、考核三个方面发力。", "三个方面"),
            ("从制度、平台等三个方面总结，即：制度、平台。", "三个方面"),
            ("聚焦教育、医疗、就业、养老五个重点领域，细化目录。", "五个重点领域"),
            ("完善制度4项，即《甲办法》《乙规程》《丙制度》，有章可循。", "4项"),
            ("印发文件两份，分别为《甲办法》、《乙办法（试行）》和《丙规程》。", "两份"),
            ("问题主要有四点：内容不全、更新慢、互动少。", "四点"),
            ("存在三个问题：内容不够全面，更新慢；形式少。", "三个问题"),
            ("一是编目录；二是建制度；四是抓培训。", "四是"),
            ("四项提升行动，即平台提升行动、解读提升行动、申请提升行动，已见成效。", "四项提升行动"),
            ("制定三项制度：《甲制度》《乙规程》。", "三项制度"),
            ("公布财务信息6项，即部门决算、部门预算、收费目录和投诉方式，接受监督。", "6项"),
            ("组织8个县（市、区）——东区、西区、南县、北县检查。", "8个县（市、区）"),
            ("新增专题专栏4个，即“惠企政策”“安全生产”“一老一小”，并安排专人维护。", "4个"),
            ("推进决策、执行、管理、服务、结果“四公开”，嵌入办文流程。", "“四公开”"),
            ("建立属性认定、发布审核、保密审查、信息澄清三项机制。", "三项机制"),
        ] {
            assert_eq!(found(text), [expected], "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_can_be_read(text in "[一二三是（）、，。：六个部分方面等总体情况1-9\n]{0,60}|\
             \\PC{0,40}") {
            found(&text);
        }
    }
}
