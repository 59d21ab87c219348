//! The structure of prose: paragraphs and numbered sub-headings.

/// What a line of prose is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// An ordinary paragraph.
    Body,
    /// 第二层: begins with `（一）`.
    Second,
    /// 第三层: begins with `1.`, `1、` or `1．`.
    Third,
}

/// A line of prose that is not blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block<'a> {
    /// What the line is.
    pub level: Level,
    /// The heading: the whole line, or its first sentence where the text runs on; empty in a paragraph.
    pub head: &'a str,
    /// The text after the heading.
    pub body: &'a str,
}

/// Splits prose into lines and recognises numbered sub-headings. Surrounding space of a line is not part
/// of it; the typed indent of a paragraph is a matter of layout.
pub fn blocks(text: &str) -> impl Iterator<Item = Block<'_>> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(|line| {
        let level = level(line);
        let (head, body) = match level {
            Level::Body => ("", line),
            Level::Second | Level::Third => split_head(line),
        };
        // A numbered line that is one long sentence is an item of a list, not a heading.
        if level == Level::Third && head.chars().count() > 30 {
            return Block { level: Level::Body, head: "", body: line };
        }
        Block { level, head, body }
    })
}

fn level(line: &str) -> Level {
    let mut rest = line.chars();
    match rest.next() {
        Some('（' | '(') => {
            let number: Vec<_> = rest.by_ref().take_while(|c| !matches!(c, '）' | ')')).collect();
            let numeral = |c: &char| "一二三四五六七八九十".contains(*c);
            if (1..=3).contains(&number.len()) && number.iter().all(numeral) {
                Level::Second
            } else {
                Level::Body
            }
        }
        Some(c) if c.is_ascii_digit() => {
            let after = line.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = line.len() - after.len();
            let mut after = after.chars();
            let mark = matches!(after.next(), Some('.' | '．' | '、'));
            // `1.5万件` is a number, not the first item.
            let number = after.next().is_some_and(|c| c.is_ascii_digit());
            if digits <= 2 && mark && !number { Level::Third } else { Level::Body }
        }
        _ => Level::Body,
    }
}

/// The heading ends with the first 。 or ：, if anything stands behind it.
fn split_head(line: &str) -> (&str, &str) {
    match line.find(['。', '：']) {
        Some(position) => {
            let end = position + '。'.len_utf8();
            if end < line.len() { line.split_at(end) } else { (line, "") }
        }
        None => (line, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_headings_and_leaves_numbers_alone() {
        let text = "（一）主动公开\n\n  本年公开1.5万条。\n（二）依申请公开。收到3件。\n1.建章立制\n1.5万件申请\n\
                    (三)管理\n（2024年）另行说明\n12、平台：全年无事故";
        let found: Vec<_> = blocks(text).map(|block| (block.level, block.head, block.body)).collect();
        assert_eq!(
            found,
            [
                (Level::Second, "（一）主动公开", ""),
                (Level::Body, "", "本年公开1.5万条。"),
                (Level::Second, "（二）依申请公开。", "收到3件。"),
                (Level::Third, "1.建章立制", ""),
                (Level::Body, "", "1.5万件申请"),
                (Level::Second, "(三)管理", ""),
                (Level::Body, "", "（2024年）另行说明"),
                (Level::Third, "12、平台：", "全年无事故"),
            ]
        );
    }

    #[test]
    fn nothing_of_a_line_is_lost() {
        for line in ["（一）", "1.", "（一", "（十）。", "。", "1、。"] {
            let whole: String = blocks(line).flat_map(|block| [block.head, block.body]).collect();
            assert_eq!(whole, line);
        }
    }
}
