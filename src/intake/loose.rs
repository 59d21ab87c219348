//! Tables that came as lines of text: columns by spacing, or one cell a line.

use super::table::{Gathered, Row, Slot};
use super::words::{self, bare, is_figure, is_fragment, is_list_number};
use crate::format::Table;

/// A word of a line and where it stands, counted in characters and in columns of a fixed pitch.
#[derive(Debug, Clone)]
struct Token<'a> {
    text: &'a str,
    chars: (usize, usize),
    pitch: (usize, usize),
}

fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let (mut count, mut pitch) = (0, 0);
    let mut open: Option<(usize, usize, usize)> = None;
    for (at, c) in line.char_indices() {
        if c.is_whitespace() {
            if let Some((from, chars, wide)) = open.take() {
                tokens.push(Token { text: &line[from..at], chars: (chars, count), pitch: (wide, pitch) });
            }
        } else if open.is_none() {
            open = Some((at, count, pitch));
        }
        count += 1;
        pitch += if c.is_ascii() || c == '\u{a0}' { 1 } else { 2 };
    }
    if let Some((from, chars, wide)) = open {
        tokens.push(Token { text: &line[from..], chars: (chars, count), pitch: (wide, pitch) });
    }
    tokens
}

/// Number of words at the end of a line that are figures.
fn figures_behind(tokens: &[Token]) -> usize {
    tokens.iter().rev().take_while(|token| is_figure(token.text)).count()
}

/// Whether a line can be one of the table: its labels, pieces of them, and figures.
pub(super) fn is_of_table(table: Table, line: &str) -> bool {
    const LONGEST: usize = 1000;
    if line.len() > LONGEST {
        return false;
    }
    let tokens = tokens(line);
    let figures = figures_behind(&tokens);
    let labels = &tokens[..tokens.len() - figures];
    if labels.is_empty() {
        return figures > 0;
    }
    let is_piece = |token: &Token| {
        let bare = bare(token.text);
        is_list_number(token.text) || bare.is_empty() || is_fragment(table, &bare)
    };
    labels.iter().all(is_piece) || is_labelled(table, labels, figures)
}

/// A label in other words than the official ones, known by its key, with figures behind it.
fn is_labelled(table: Table, labels: &[Token], figures: usize) -> bool {
    let label: String = labels.iter().map(|token| bare(token.text)).collect();
    let short = label.chars().count() <= 40;
    match table {
        Table::Two => figures >= 1 && short && words::row2(&label).is_some(),
        Table::Three => figures >= 2 && short && words::row3(&label).is_some(),
        Table::Four => false,
    }
}

/// Whether a line can begin the table: it holds words of its labels and nothing else.
pub(super) fn begins_table(table: Table, line: &str) -> bool {
    is_of_table(table, line) && line.chars().filter(|&c| words::is_han(c)).count() >= 2
}

/// Gathers the rows of a table from lines.
pub(super) fn gather(table: Table, lines: &[&str]) -> Gathered {
    let read: Vec<_> = lines.iter().map(|line| (*line, tokens(line))).collect();
    let most = read.iter().map(|(_, tokens)| figures_behind(tokens)).max().unwrap_or_default();
    let labelled = read.iter().any(|(_, tokens)| {
        let figures = figures_behind(tokens);
        figures > 0 && figures < tokens.len()
    });
    let spaced = most >= 3 || labelled;
    let mut gathered = Gathered::new(table);
    if spaced {
        spaced_rows(&read, &mut gathered);
    } else {
        stream_rows(&read, &mut gathered);
    }
    gathered
}

/// Lines in which columns are divided by space.
fn spaced_rows(lines: &[(&str, Vec<Token>)], gathered: &mut Gathered) {
    let table = gathered.table;
    let least = if table == Table::Two { 1 } else { 2 };
    let placer = Placer::new(table, lines);
    for (index, (line, tokens)) in lines.iter().enumerate() {
        let figures = figures_behind(tokens);
        let (labels, figures) = tokens.split_at(tokens.len() - figures);
        let label: String = labels.iter().map(|token| bare(token.text)).collect();
        if figures.is_empty() || labels.is_empty() && figures.len() < least {
            if figures.is_empty() && is_of_table(table, line) {
                gathered.push_label(&label);
            } else if !tokens.is_empty() {
                gathered.leftover.push(line.trim().to_owned());
            }
            continue;
        }
        let (slots, doubtful) = placer.slots(index, figures);
        let raw = line.split_whitespace().collect::<Vec<_>>().join(" ");
        gathered.push_row(Row { label, slots, raw, doubtful, ..Row::default() });
    }
    gathered.heads = placer.heads;
}

/// Finds the columns of figures from their places.
struct Placer {
    /// Heads for the columns, numbered from the left.
    heads: Vec<(usize, String)>,
    /// Full rows, by line: begin and end of each of their figures.
    full: Vec<(usize, Vec<(usize, usize)>)>,
    /// Places of the heads, used where no row is full.
    over: Option<Vec<(usize, usize)>>,
    /// Whether wide characters count twice.
    pitched: bool,
    columns: usize,
}

impl Placer {
    fn new(table: Table, lines: &[(&str, Vec<Token>)]) -> Self {
        let columns = match table {
            Table::Two => 0,
            Table::Three => columns3(lines),
            Table::Four => {
                let most = lines.iter().map(|(_, tokens)| figures_behind(tokens)).max();
                if most == Some(12) { 12 } else { 15 }
            }
        };
        let pitched = {
            let spread = |pick: fn(&Token) -> (usize, usize)| -> usize {
                let starts: Vec<_> = full_lines(lines, columns)
                    .map(|(_, figures)| figures.first().map_or(0, |token| pick(token).0))
                    .collect();
                starts.windows(2).map(|pair| pair[0].abs_diff(pair[1])).sum()
            };
            spread(|token| token.pitch) <= spread(|token| token.chars)
        };
        let pick = |token: &Token| if pitched { token.pitch } else { token.chars };
        let full = full_lines(lines, columns)
            .map(|(index, figures)| (index, figures.iter().map(pick).collect()))
            .collect();
        let mut placer = Self { heads: Vec::new(), full, over: None, pitched, columns };
        if table == Table::Three {
            placer.over = placer.heads3(lines);
            if placer.over.is_none() {
                let words =
                    ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
                placer.heads = words.into_iter().take(columns).map(str::to_owned).enumerate().collect();
            }
        } else if table == Table::Four {
            placer.over = placer.heads4(lines);
        }
        placer
    }

    fn place(&self, token: &Token) -> (usize, usize) {
        if self.pitched { token.pitch } else { token.chars }
    }

    /// Places of the heads of table 3, if each stands whole in a line.
    fn heads3(&mut self, lines: &[(&str, Vec<Token>)]) -> Option<Vec<(usize, usize)>> {
        let mut found = Vec::new();
        for (_, tokens) in lines.iter().take_while(|(_, tokens)| figures_behind(tokens) == 0) {
            for token in tokens {
                if let Some(column) = words::column3(&bare(token.text)) {
                    found.push((self.place(token), column, bare(token.text)));
                }
            }
        }
        found.sort_by_key(|(place, ..)| *place);
        let mut columns: Vec<_> = found.iter().map(|(_, column, _)| *column).collect();
        columns.sort_unstable();
        columns.dedup();
        if found.len() != self.columns || columns.len() != self.columns {
            return None;
        }
        self.heads = found.iter().enumerate().map(|(index, (.., bare))| (index, bare.clone())).collect();
        Some(found.into_iter().map(|(place, ..)| place).collect())
    }

    /// Places of the heads over the columns of table 4, if each stands whole in a line.
    fn heads4(&mut self, lines: &[(&str, Vec<Token>)]) -> Option<Vec<(usize, usize)>> {
        let tokens = lines.iter().flat_map(|(_, tokens)| tokens);
        let mut found: Vec<_> = tokens
            .map(|token| (self.place(token), bare(token.text)))
            .filter(|(_, bare)| words::outcome(bare).is_some())
            .collect();
        found.sort_unstable();
        if found.len() != self.columns {
            return None;
        }
        let block = self.columns / 3;
        let blocks = ["行政复议", "未经复议直接起诉", "复议后起诉"].into_iter().enumerate();
        self.heads = blocks.map(|(index, words)| (index * block, words.to_owned())).collect();
        let (places, words): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        self.heads.extend(words.into_iter().enumerate());
        Some(places)
    }

    /// The figures of a line with their columns; whether these are doubtful.
    fn slots(&self, index: usize, figures: &[Token]) -> (Vec<Slot>, bool) {
        let plain = |at: Option<usize>, token: &Token| Slot { text: token.text.to_owned(), at, span: 1 };
        let in_order = || figures.iter().map(|token| plain(None, token)).collect();
        if self.columns == 0 || figures.len() >= self.columns {
            return (in_order(), self.columns == 0);
        }
        let nearest = self.full.iter().min_by_key(|(line, _)| line.abs_diff(index)).map(|(_, places)| places);
        let Some(anchors) = nearest.or(self.over.as_ref()) else { return (in_order(), true) };
        let mut doubtful = false;
        let mut slots: Vec<Slot> = Vec::with_capacity(figures.len());
        for token in figures {
            let place = self.place(token);
            let distance = |anchor: &(usize, usize)| {
                let middle = (anchor.0 + anchor.1).abs_diff(place.0 + place.1) / 2;
                middle.min(anchor.0.abs_diff(place.0)).min(anchor.1.abs_diff(place.1))
            };
            let mut by_distance: Vec<_> = anchors.iter().map(distance).enumerate().collect();
            by_distance.sort_by_key(|(_, distance)| *distance);
            let [(column, first), (_, second), ..] = by_distance[..] else { return (in_order(), true) };
            doubtful |= first * 2 > second;
            if slots.last().is_some_and(|last| last.at >= Some(column)) {
                return (in_order(), true);
            }
            slots.push(plain(Some(column), token));
        }
        (slots, doubtful)
    }
}

/// Lines with as many figures as the table has columns, with their numbers.
fn full_lines<'l, 't>(
    lines: &'l [(&'t str, Vec<Token<'t>>)],
    columns: usize,
) -> impl Iterator<Item = (usize, &'l [Token<'t>])> {
    lines.iter().enumerate().filter_map(move |(index, (_, tokens))| {
        let figures = figures_behind(tokens);
        (columns > 0 && figures == columns).then(|| (index, &tokens[tokens.len() - figures..]))
    })
}

/// Whether table 3 has seven columns or, without 总计, six.
fn columns3(lines: &[(&str, Vec<Token>)]) -> usize {
    let with = |count: usize| lines.iter().filter(|(_, tokens)| figures_behind(tokens) == count).count();
    let heads =
        lines.iter().take_while(|(_, tokens)| figures_behind(tokens) == 0).flat_map(|(_, tokens)| tokens);
    let total = heads.into_iter().any(|token| matches!(&*bare(token.text), "总计" | "合计"));
    if with(7) == 0 && with(6) > 0 && !total { 6 } else { 7 }
}

/// One cell a line. Blank lines may stand for blank cells or for nothing.
fn stream_rows(lines: &[(&str, Vec<Token>)], gathered: &mut Gathered) {
    let mut stream = Stream { label: String::new(), blanks: 0, row: None };
    for (line, tokens) in lines {
        let text = line.trim();
        if text.is_empty() {
            match &mut stream.row {
                Some(row) => row.slots.push(blank()),
                None => stream.blanks += 1,
            }
        } else if figures_behind(tokens) == tokens.len() {
            stream.figures(tokens);
        } else if is_of_table(gathered.table, line) {
            stream.label(text, gathered);
        } else {
            gathered.leftover.push(text.to_owned());
        }
    }
    stream.close(gathered);
    if !stream.label.is_empty() {
        gathered.push_label(&stream.label);
    }
    let expected = match gathered.table {
        Table::Two => 0,
        Table::Three => {
            let with = |count: usize| {
                let filled = |row: &Row| row.slots.iter().filter(|slot| !slot.text.is_empty()).count();
                gathered.rows.iter().filter(|row| filled(row) == count).count()
            };
            if with(6) > with(7) { 6 } else { 7 }
        }
        Table::Four => 15,
    };
    for row in &mut gathered.rows {
        let expected = match words::row2(&row.label) {
            Some(key) if gathered.table == Table::Two => {
                key.items(words::edition2(&gathered.labels).unwrap_or(crate::format::Edition::V2021)).len()
            }
            _ => expected,
        };
        settle_blanks(row, expected);
    }
}

fn blank() -> Slot {
    Slot { text: String::new(), at: None, span: 1 }
}

struct Stream {
    /// Lines of labels since the last figure.
    label: String,
    /// Blank lines since the last label.
    blanks: usize,
    row: Option<Row>,
}

impl Stream {
    /// The most blank lines that can stand for cells.
    const MOST_BLANKS: usize = 16;

    fn figures(&mut self, tokens: &[Token]) {
        let row = self.row.get_or_insert_with(|| {
            let mut row = Row { label: std::mem::take(&mut self.label), doubtful: true, ..Row::default() };
            row.slots.extend(std::iter::repeat_n(blank(), self.blanks.min(Self::MOST_BLANKS)));
            row
        });
        self.blanks = 0;
        for token in tokens {
            row.slots.push(Slot { text: token.text.to_owned(), at: None, span: 1 });
        }
    }

    fn label(&mut self, text: &str, gathered: &mut Gathered) {
        self.close(gathered);
        let known = match gathered.table {
            Table::Two => words::row2(&self.label).is_some() && self.blanks > 0,
            Table::Three => words::row3(&self.label).is_some() && self.blanks >= 6,
            Table::Four => false,
        };
        if known {
            // A row of nothing but blank cells.
            let slots = vec![blank(); self.blanks.min(Self::MOST_BLANKS)];
            let label = std::mem::take(&mut self.label);
            gathered.push_row(Row { label, slots, doubtful: true, ..Row::default() });
        }
        self.blanks = 0;
        if self.label.len() < 4000 {
            self.label.push_str(&bare(text));
        }
    }

    fn close(&mut self, gathered: &mut Gathered) {
        if let Some(mut row) = self.row.take() {
            row.raw = super::table::shortened(&row.label);
            for slot in row.slots.iter().filter(|slot| !slot.text.is_empty()) {
                row.raw.push(' ');
                row.raw.push_str(&slot.text);
            }
            gathered.push_row(row);
        }
    }
}

/// Decides whether the blank lines of a row stand for cells.
fn settle_blanks(row: &mut Row, expected: usize) {
    let filled = row.slots.iter().filter(|slot| !slot.text.is_empty()).count();
    if filled >= expected.max(1) {
        row.slots.retain(|slot| !slot.text.is_empty());
    } else {
        while row.slots.len() > expected && row.slots.last().is_some_and(|slot| slot.text.is_empty()) {
            row.slots.pop();
        }
    }
    row.doubtful = row.slots.len() != expected;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_places_in_both_measures() {
        let tokens = tokens("  规章 1  0");
        let places: Vec<_> = tokens.iter().map(|token| (token.text, token.chars, token.pitch)).collect();
        assert_eq!(places, [("规章", (2, 4), (2, 6)), ("1", (5, 6), (7, 8)), ("0", (8, 9), (10, 11))]);
    }

    #[test]
    fn lines_of_a_table_are_known() {
        for line in [
            "本",
            "（三）不 予公开",
            "商业企业 科研机构",
            "一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3",
            "3001 53 0",
            "3.其他",
            "1. 属于国家秘密 0 0",
        ] {
            assert!(is_of_table(Table::Three, line), "{line}");
        }
        for line in ["2024年全镇共收到申请3件。", "五、存在的主要问题及改进情况", "注：本表由办公室填写"]
        {
            assert!(!is_of_table(Table::Three, line), "{line}");
        }
        assert!(begins_table(Table::Two, "第二十条 第（一）项"));
        assert!(!begins_table(Table::Two, "无"));
        assert!(begins_table(Table::Four, "行政复议"));
    }
}
