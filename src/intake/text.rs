//! Plain text: lines, and tables whose cells are divided by tabs or bars.

use super::headings::is_heading;
use super::source::{Block, Sheet, SheetCell, Source};
use super::words::{bare, is_han, table_of};

/// Reads plain text. Tables whose cells are divided by tabs or bars become tables; those laid out by
/// spacing, or with one cell a line, stay lines.
pub fn text(text: &str) -> Source {
    let text = normal(text);
    let lines: Vec<&str> = text.split('\n').filter(|line| !is_page_number(line)).collect();
    let mut source = Source::default();
    let mut at = 0;
    // Up to here no table of cells with leading tabs begins; looking again at every line would take too long.
    let mut looked = 0;
    while at < lines.len() {
        let rest = &lines[at..];
        let leading = (at >= looked).then(|| leading_tabs(rest)).flatten();
        if let Some((_, taken)) = &leading {
            looked = at + taken;
        }
        let leading = leading.and_then(|(sheet, taken)| Some((sheet?, taken)));
        let table = bars(rest).or(leading).or_else(|| tabs(rest));
        if let Some((sheet, taken)) = table {
            source.blocks.push(Block::Table(sheet));
            at += taken.max(1);
        } else {
            source.blocks.push(Block::Line(lines[at].to_owned()));
            at += 1;
        }
    }
    source.wrapped = wrapped(&source.blocks);
    source
}

/// Line ends of one kind, without what shows nothing.
fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                characters.next_if_eq(&'\n');
                normal.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => normal.push('\n'),
            '\u{feff}' | '\u{200b}' | '\u{ad}' => {}
            c => normal.push(c),
        }
    }
    normal
}

/// `- 1 -`, `—2—` or `第3页` alone in a line.
fn is_page_number(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 40 {
        return false;
    }
    let is_dash = |c: char| "-－–—―".contains(c);
    let inner = line.trim_start_matches(is_dash).trim_end_matches(is_dash).trim();
    let dashes = line.starts_with(is_dash) && line.ends_with(is_dash);
    let page = inner.strip_prefix('第').and_then(|rest| rest.strip_suffix('页')).map(str::trim);
    let digits = |text: &str| (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    dashes && digits(inner) || page.is_some_and(digits)
}

const BARS: [char; 5] = ['|', '｜', '│', '┃', '║'];

/// Lines whose cells are divided by bars, and their number.
fn bars(lines: &[&str]) -> Option<(Sheet, usize)> {
    let count = |line: &str| line.chars().filter(|c| BARS.contains(c)).count();
    let first = lines.first()?.trim();
    let begins = |line: &str| count(line) >= 2 || line.starts_with(BARS);
    let drawn = is_rule(first) && lines.get(1).is_some_and(|next| begins(next.trim()));
    if !begins(first) && !drawn {
        return None;
    }
    let mut sheet = Sheet::default();
    let mut taken = 0;
    for line in lines {
        let line = line.trim();
        if !is_rule(line) {
            if count(line) == 0 {
                break;
            }
            let inner = line.strip_prefix(BARS).unwrap_or(line);
            let inner = inner.strip_suffix(BARS).unwrap_or(inner);
            sheet.rows.push(inner.split(BARS).map(|cell| SheetCell::plain(cell.trim())).collect());
        }
        taken += 1;
    }
    Some((sheet, taken))
}

/// A line that only draws: `|---|---|`, `+---+`, `├──┤`.
fn is_rule(line: &str) -> bool {
    let drawn = |c: char| matches!(c, '-' | '=' | '+' | ':' | '|' | ' ' | '\u{2500}'..='\u{257f}');
    let long = line.contains("---")
        || line.contains("===")
        || line.contains("──")
        || line.contains("━━")
        || line.contains("══");
    long && line.chars().all(drawn)
}

/// Lines with tabs between their cells, and their number.
fn tabs(lines: &[&str]) -> Option<(Sheet, usize)> {
    let is_row =
        |line: &str| line.trim_end().trim_start_matches(' ').contains('\t') && !line.trim().is_empty();
    let has_cells = |line: &str| line.trim().contains('\t');
    let first = lines.first()?;
    if !is_row(first) || !has_cells(first) && !lines.get(1).is_some_and(|next| has_cells(next)) {
        return None;
    }
    let mut sheet = Sheet::default();
    let mut taken = 0;
    while let Some(line) = lines.get(taken) {
        if line.trim().is_empty() {
            // A row of nothing but blank cells, or a blank line between rows.
            if !line.contains('\t') && !lines.get(taken + 1).is_some_and(|next| has_cells(next)) {
                break;
            }
        } else if has_cells(line) || is_row(line) {
            sheet.rows.push(line.split('\t').map(|cell| SheetCell::plain(cell.trim())).collect());
        } else {
            break;
        }
        taken += 1;
    }
    Some((sheet, taken))
}

/// A table as some programs turn Word files into text: each cell is a line that begins with a tab, a blank
/// line ends a row, and a line without a tab goes on with the cell before it. Without a table where the lines
/// look like one but hold no words of one; with the number of lines looked at.
fn leading_tabs(lines: &[&str]) -> Option<(Option<Sheet>, usize)> {
    const LEAST: usize = 6;
    const LONGEST: usize = 60;
    let is_cell = |line: &str| line.strip_prefix('\t').is_some_and(|rest| !rest.contains('\t'));
    if !is_cell(lines.first()?) || !lines.get(1).is_some_and(|next| is_cell(next) || next.trim().is_empty()) {
        return None;
    }
    let mut sheet = Sheet { rows: vec![Vec::new()] };
    let mut taken = 0;
    let mut cells = 0;
    let mut words = String::new();
    while let Some(line) = lines.get(taken) {
        let next = lines.get(taken + 1).copied().unwrap_or_default();
        if is_cell(line) {
            let text = line[1..].trim();
            if text.chars().count() > LONGEST {
                break;
            }
            cells += 1;
            if words.len() < 20_000 {
                words.push_str(&bare(text));
            }
            sheet.rows.last_mut()?.push(SheetCell::plain(text));
        } else if line.is_empty() && (is_cell(next) || next.is_empty()) && !sheet.rows.last()?.is_empty() {
            sheet.rows.push(Vec::new());
        } else if !line.trim().is_empty() && !line.starts_with('\t') && !is_heading(line) && is_cell(next) {
            let Some(cell) = sheet.rows.last_mut()?.last_mut() else { break };
            words.push_str(&bare(line));
            cell.text.push('\n');
            cell.text.push_str(line.trim());
        } else {
            break;
        }
        taken += 1;
    }
    sheet.rows.retain(|row| !row.is_empty());
    let is_table = cells >= LEAST && table_of(&words, 3).is_some();
    Some((is_table.then_some(sheet), taken))
}

/// Number of characters of a full line, if most lines that do not end a sentence are about as long as the
/// longest, as in text whose lines were cut at the edge of a page.
fn wrapped(blocks: &[Block]) -> Option<usize> {
    const LEAST_LINES: usize = 5;
    const TOLERANCE: usize = 6;
    const SHORTEST: usize = 20;
    const LONGEST: usize = 60;
    let mut open: Vec<usize> = Vec::new();
    let mut longest = 0;
    for pair in blocks.windows(2) {
        let [Block::Line(line), Block::Line(next)] = pair else { continue };
        let text = line.trim();
        if !is_prose(text) {
            continue;
        }
        let width = width(text);
        longest = longest.max(width);
        let goes_on = !next.trim().is_empty() && !next.starts_with([' ', '\u{3000}', '\t']);
        if width >= SHORTEST && goes_on && !text.ends_with(['。', '；', '：', '！', '？', ';', ':']) {
            open.push(width);
        }
    }
    if longest > LONGEST || open.len() < LEAST_LINES {
        return None;
    }
    open.sort_unstable();
    let usual = open[open.len() / 2];
    let near = open.iter().filter(|width| width.abs_diff(usual) <= TOLERANCE).count();
    (near * 10 >= open.len() * 8 && usual + 2 * TOLERANCE >= longest).then_some(usual)
}

/// Whether a line is running text rather than a row of a table.
fn is_prose(text: &str) -> bool {
    text.len() <= 4000
        && !text.contains("   ")
        && text.chars().filter(|&c| is_han(c)).count() * 2 > text.chars().count()
}

/// The width of a line in Chinese characters.
fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() / 2
}

/// The paragraphs of lines of running text: lines cut at the edge of a page are put together again.
pub(super) fn paragraphs<'a>(lines: impl Iterator<Item = &'a str>, wrapped: Option<usize>) -> Vec<String> {
    const SLACK: usize = 7;
    let mut paragraphs: Vec<String> = Vec::new();
    let mut full = false;
    for line in lines {
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        let indented = line.starts_with([' ', '\u{3000}', '\t']);
        match paragraphs.last_mut() {
            Some(last) if full && !indented && !is_heading(text) => last.push_str(text),
            _ => paragraphs.push(text.to_owned()),
        }
        full = wrapped.is_some_and(|usual| width(text) + SLACK >= usual);
    }
    if wrapped.is_some() {
        for paragraph in &mut paragraphs {
            *paragraph = without_gaps(paragraph);
        }
    }
    paragraphs
}

/// A text without the spaces that a PDF shows between Chinese characters and digits or letters.
fn without_gaps(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let between = c == ' '
            && (out.chars().next_back().is_some_and(|c| !c.is_ascii())
                || characters.peek().is_some_and(|c| !c.is_ascii()));
        if !between {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text_of: &str) -> Vec<Vec<String>> {
        let source = text(text_of);
        let [Block::Table(sheet)] = &source.blocks[..] else { panic!("{source:?}") };
        sheet.rows.iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect()).collect()
    }

    #[test]
    fn cells_are_divided_by_tabs_or_bars() {
        assert_eq!(table("规章\t1\t0\n行政许可\t\t3"), [vec!["规章", "1", "0"], vec!["行政许可", "", "3"]]);
        assert_eq!(table("| 规章 | 1 |\n|---|:--|\n| a | - |"), [["规章", "1"], ["a", "-"]]);
        assert_eq!(table("┌──┬──┐\n│规章│ 1│\n└──┴──┘"), [["规章", "1"]]);
    }

    #[test]
    fn page_numbers_are_left_out() {
        for line in ["-1-", "— 12 —", "第 3 页", "－2－"] {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["-", "1", "—", "-1", "2024-01-02", ""] {
            assert!(!is_page_number(line), "{line}");
        }
    }

    #[test]
    fn ordinary_paragraphs_are_not_put_together() {
        let source = text("第一段没有句号\n第二段有句号。\n第三段");
        let lines = source.blocks.iter().filter_map(|block| match block {
            Block::Line(line) => Some(&**line),
            Block::Table(_) => None,
        });
        assert_eq!(paragraphs(lines, source.wrapped), ["第一段没有句号", "第二段有句号。", "第三段"]);
    }
}
