//! From rows, of a table or of lines, to cells of the form.

use super::source::{Sheet, SheetCell};
use super::words::{self, Row2, bare, is_figure, is_fragment};
use crate::format::{Applicant, CellId, Edition, Outcome, Proceeding, RequestRow, Table};
use crate::report::{Figure, read};

/// The most rows of one table that are looked at.
const MOST_ROWS: usize = 200;

/// What may be a figure, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) text: String,
    /// The column, where the table shows it; a number that increases from left to right.
    pub(super) at: Option<usize>,
    /// Number of columns that it covers.
    pub(super) span: usize,
}

impl Slot {
    fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// A row with its label, both as they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// The label, without spaces and marks.
    pub(super) label: String,
    /// The words between the row before and this one, likewise.
    pub(super) before: String,
    /// What stands behind the label.
    pub(super) slots: Vec<Slot>,
    /// The whole row as it came.
    pub(super) raw: String,
    /// Whether places were worked out from spacing, so that a figure may belong to the next column.
    pub(super) doubtful: bool,
}

/// The rows and heads of one of the three tables, gathered from wherever they stand.
#[derive(Debug)]
pub(super) struct Gathered {
    pub(super) table: Table,
    pub(super) rows: Vec<Row>,
    /// Labels since the last row.
    pub(super) gap: String,
    /// All labels, for telling the edition.
    pub(super) labels: String,
    /// Heads over columns: where they begin, and their words.
    pub(super) heads: Vec<(usize, String)>,
    /// What belongs nowhere.
    pub(super) leftover: Vec<String>,
}

/// What was made of a table.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) cells: Vec<(CellId, String)>,
    pub(super) unsure: Vec<(CellId, String)>,
    pub(super) leftover: Vec<String>,
    pub(super) edition: Option<Edition>,
}

impl Gathered {
    pub(super) fn new(table: Table) -> Self {
        Self {
            table,
            rows: Vec::new(),
            gap: String::new(),
            labels: String::new(),
            heads: Vec::new(),
            leftover: Vec::new(),
        }
    }

    /// Adds words that stand between rows.
    pub(super) fn push_label(&mut self, bare: &str) {
        const LONGEST: usize = 1 << 16;
        if self.labels.len() < LONGEST {
            self.labels.push_str(bare);
            self.gap.push_str(bare);
        }
    }

    /// Adds a row.
    pub(super) fn push_row(&mut self, mut row: Row) {
        if self.rows.len() >= MOST_ROWS {
            self.leftover.push(row.raw);
            return;
        }
        self.labels.push_str(&row.label);
        row.before = std::mem::take(&mut self.gap);
        self.rows.push(row);
    }

    /// Adds the rows of a table.
    pub(super) fn push_sheet(&mut self, sheet: &Sheet) {
        for (cells, columns) in sheet.rows.iter().zip(sheet.columns()) {
            self.push_cells(cells, &columns);
        }
    }

    fn push_cells(&mut self, cells: &[SheetCell], columns: &[usize]) {
        let bares: Vec<String> = cells.iter().map(|cell| bare(&cell.text)).collect();
        let is_label = |index: usize| {
            let bare = &bares[index];
            !bare.is_empty() && !is_figure(&cells[index].text) && self.is_known_label(bare)
        };
        let known = (0..cells.len()).rev().find(|&index| is_label(index));
        // A label that is not known stands at the front.
        let leading = || {
            cells
                .iter()
                .zip(&bares)
                .take_while(|(cell, bare)| !bare.is_empty() && !is_figure(&cell.text))
                .count()
        };
        let behind = known.map_or_else(leading, |last| last + 1);
        let whole: String = bares[..behind].concat();
        let is_head = match self.table {
            Table::Two => words::row2(&bares[..behind].concat()).is_none() && known.is_some(),
            Table::Three => words::is_head3(&whole) && words::row3(&whole).is_none_or(is_at_end),
            Table::Four => known.is_some() && cells[behind..].iter().all(|cell| cell.text.trim().is_empty()),
        };
        if is_head || behind == cells.len() {
            for (bare, &at) in bares.into_iter().zip(columns).filter(|(bare, _)| !bare.is_empty()) {
                self.push_label(&bare);
                self.heads.push((at, bare));
            }
            return;
        }
        let slots: Vec<_> = cells[behind..]
            .iter()
            .zip(&columns[behind..])
            .map(|(cell, &at)| Slot {
                text: figure_text(&cell.text),
                at: Some(at),
                span: cell.colspan.clamp(1, 64),
            })
            .collect();
        let blank = slots.iter().all(Slot::is_blank);
        if whole.is_empty() && blank && !(self.table == Table::Four && slots.len() >= 12) {
            return;
        }
        self.push_row(Row { label: whole, slots, raw: raw(cells), ..Row::default() });
    }

    fn is_known_label(&self, bare: &str) -> bool {
        is_fragment(self.table, bare)
            || match self.table {
                Table::Two => words::row2(bare).is_some(),
                Table::Three => words::row3(bare).is_some() || words::is_head3(bare),
                Table::Four => words::proceeding(bare).is_some(),
            }
    }

    /// Puts the rows into the cells of the form. `edition` is that of the year, where it is known.
    pub(super) fn fill(mut self, edition: Option<Edition>) -> Filled {
        let mut filled = Filled { leftover: std::mem::take(&mut self.leftover), ..Filled::default() };
        match self.table {
            Table::Two => self.fill2(edition, &mut filled),
            Table::Three => self.fill3(edition, &mut filled),
            Table::Four => self.fill4(&mut filled),
        }
        for (cell, text) in &filled.cells {
            if let Figure::Unreadable(misread) = read(cell.kind(), text) {
                filled.unsure.push((*cell, format!("“{}”{}", shortened(text), misread.sentence())));
            }
        }
        filled
    }

    fn fill2(&self, edition: Option<Edition>, filled: &mut Filled) {
        filled.edition = words::edition2(&self.labels);
        let edition = filled.edition.or(edition).unwrap_or(Edition::V2021);
        let mut done: Vec<Row2> = Vec::new();
        for row in &self.rows {
            let key = words::row2(&row.label).or_else(|| words::row2(&row.before));
            let Some(key) = key.filter(|key| !done.contains(key) && !key.items(edition).is_empty()) else {
                filled.leave(row);
                continue;
            };
            done.push(key);
            let cells: Vec<_> = key.items(edition).iter().map(|&item| CellId::t2(item)).collect();
            place2(&cells, row, filled);
        }
    }

    fn fill3(&self, edition: Option<Edition>, filled: &mut Filled) {
        let keys: Vec<_> = self.rows.iter().map(|row| words::row3(&row.label)).collect();
        let has = |wanted: &[RequestRow]| keys.iter().flatten().any(|key| wanted.contains(key));
        // A label may be broken in the middle of its key.
        let broken = ["逾期不补", "按收费通", "纳费用"].iter().any(|words| self.labels.contains(words));
        let new = [RequestRow::NotCorrected, RequestRow::FeeUnpaid, RequestRow::OtherResult];
        filled.edition = if has(&new) || broken {
            Some(Edition::V2021)
        } else if has(&[RequestRow::OtherHandling]) {
            Some(Edition::V2019)
        } else {
            None
        };
        let edition = filled.edition.or(edition).unwrap_or(if self.rows.len() == 23 {
            Edition::V2019
        } else {
            Edition::V2021
        });
        let official: Vec<_> = edition.format().table3.iter().map(|row| row.row).collect();
        let columns = self.columns3();
        let places = align(&self.evidence3(&keys, &official), official.len());
        let complete = self.rows.len() == official.len() && places.iter().all(Option::is_some);
        for (index, (row, place)) in self.rows.iter().zip(places).enumerate() {
            let Some(target) = place.map(|place| official[place]) else {
                filled.leave(row);
                continue;
            };
            let from = filled.cells.len();
            place3(target, row, &columns, filled);
            let is_own = keys[index] == Some(target);
            let unknown = !row.label.is_empty() && !is_fragment(Table::Three, &row.label);
            if !is_own && (!complete || unknown) {
                let reason = format!("行名“{}”没有认出，按先后次序放入", shortened(&row.label));
                let cells: Vec<_> = filled.cells[from..].iter().map(|(cell, _)| *cell).collect();
                filled.unsure.extend(cells.into_iter().map(|cell| (cell, reason.clone())));
            }
        }
    }

    /// For every row which official rows its words speak for.
    fn evidence3(&self, keys: &[Option<RequestRow>], official: &[RequestRow]) -> Vec<Evidence> {
        let position = |row: RequestRow| official.iter().position(|&other| other == row);
        // （六）其他处理 is a row of its own in one edition only, else the label over three.
        let own = |key: Option<RequestRow>| {
            key.filter(|&key| key != RequestRow::OtherHandling || position(key).is_some())
        };
        let mut evidence = Vec::with_capacity(self.rows.len());
        for (index, row) in self.rows.iter().enumerate() {
            let after = self.rows.get(index + 1).map_or(&*self.gap, |next| &*next.before);
            let around = format!("{}{}{}", row.before, row.label, after);
            let own = own(keys[index]);
            let around = match own {
                Some(_) => Vec::new(),
                None => words::rows3_within(&around).into_iter().filter_map(position).collect(),
            };
            let own = own.map(|key| position(key).unwrap_or(usize::MAX));
            evidence.push(Evidence { own, around });
        }
        evidence
    }

    /// The columns of table 3 from left to right, with their places where the heads show them.
    fn columns3(&self) -> Vec<(Option<usize>, Applicant)> {
        let mut columns: Vec<(usize, Applicant)> = Vec::new();
        for (at, bare) in &self.heads {
            if let Some(column) = words::column3(bare)
                && columns.iter().all(|(_, other)| *other != column)
            {
                columns.push((*at, column));
            }
        }
        columns.sort_by_key(|(at, _)| *at);
        columns.dedup_by_key(|(at, _)| *at);
        let classes = columns.iter().filter(|(_, column)| *column != Applicant::Total).count();
        if classes == 6 {
            return columns.into_iter().map(|(at, column)| (Some(at), column)).collect();
        }
        let rows_with = |count| self.rows.iter().filter(|row| row.slots.len() == count).count();
        let order = if rows_with(6) > rows_with(7) { &Applicant::CLASSES[..] } else { Applicant::ALL };
        order.iter().map(|&column| (None, column)).collect()
    }

    fn fill4(&self, filled: &mut Filled) {
        let mut done: Vec<CellId> = Vec::new();
        let columns = self.columns4();
        for row in &self.rows {
            let named = words::proceeding(&row.label);
            let cells = match row.slots.len() {
                _ if row.slots.iter().all(Slot::is_blank) && !done.is_empty() => continue,
                4 | 5 => named
                    .or_else(|| words::proceeding(&row.before))
                    .map(|block| block4(block, row.slots.len() == 5)),
                _ => Some(columns.iter().map(|(_, cell)| *cell).collect()),
            };
            let Some(cells) = cells.filter(|cells| cells.iter().all(|cell| !done.contains(cell))) else {
                filled.leave(row);
                continue;
            };
            done.extend(&cells);
            let places: Vec<_> = if cells.len() == columns.len() {
                columns.iter().map(|(at, _)| *at).collect()
            } else {
                vec![None; cells.len()]
            };
            place_in_order(&cells, &places, row, filled);
        }
    }

    /// The columns of table 4 from left to right, with their places where the heads show them.
    fn columns4(&self) -> Vec<(Option<usize>, CellId)> {
        let block = |(at, bare): &(usize, String)| {
            Some((*at, words::proceeding(bare).filter(|_| words::outcome(bare).is_none())?))
        };
        let blocks: Vec<_> = self.heads.iter().filter_map(block).collect();
        let mut columns: Vec<(usize, CellId)> = Vec::new();
        for (at, bare) in &self.heads {
            let Some(outcome) = words::outcome(bare) else { continue };
            // The nearest head to the left, since copies often lose how many columns a head covers.
            let over = blocks.iter().filter(|(from, _)| from <= at).max_by_key(|(from, _)| *from);
            if let Some((_, proceeding)) = over {
                columns.push((*at, CellId::t4(*proceeding, outcome)));
            }
        }
        columns.sort_by_key(|(at, _)| *at);
        columns.dedup();
        let mut cells: Vec<_> = columns.iter().map(|(_, cell)| *cell).collect();
        cells.sort_unstable();
        cells.dedup();
        if cells.len() == columns.len() && matches!(cells.len(), 12 | 15) {
            return columns.into_iter().map(|(at, cell)| (Some(at), cell)).collect();
        }
        let most = self.rows.iter().map(|row| row.slots.len()).max().unwrap_or_default();
        let with_total = most != 12;
        let blocks = Proceeding::ALL.iter().flat_map(|&block| block4(block, with_total));
        blocks.map(|cell| (None, cell)).collect()
    }
}

/// A row whose key is a common word at the end, which heads have too.
fn is_at_end(row: RequestRow) -> bool {
    matches!(row, RequestRow::Total | RequestRow::OtherResult | RequestRow::OtherHandling)
}

fn block4(proceeding: Proceeding, with_total: bool) -> Vec<CellId> {
    let outcomes = if with_total { Outcome::ALL } else { &Outcome::RESULTS };
    outcomes.iter().map(|&outcome| CellId::t4(proceeding, outcome)).collect()
}

impl Filled {
    /// Keeps a row that found no place, if it says anything.
    fn leave(&mut self, row: &Row) {
        if row.slots.iter().any(|slot| !slot.is_blank()) {
            self.leftover.push(row.raw.clone());
        }
    }

    fn put(&mut self, cell: CellId, text: &str) {
        self.cells.push((cell, text.to_owned()));
    }

    fn put_unsure(&mut self, cell: CellId, text: &str, reason: &str) {
        self.put(cell, text);
        self.unsure.push((cell, reason.to_owned()));
    }
}

/// A row of table 2: its figures stand in order from the left, and what is empty behind them says nothing.
fn place2(cells: &[CellId], row: &Row, filled: &mut Filled) {
    let nonblank: Vec<_> = row.slots.iter().filter(|slot| !slot.is_blank()).collect();
    let spread =
        cells.len() > 1 && row.slots.len() < cells.len() && row.slots.iter().any(|slot| slot.span > 1);
    if spread {
        let places = vec![None; cells.len()];
        place_in_order(cells, &places, row, filled);
        return;
    }
    let in_front =
        nonblank.len() == row.slots.iter().take(cells.len()).filter(|slot| !slot.is_blank()).count();
    let taken: Vec<&Slot> =
        if in_front || nonblank.len() > cells.len() { row.slots.iter().collect() } else { nonblank };
    let moved = !in_front && taken.len() != cells.len();
    for (index, &cell) in cells.iter().enumerate() {
        let text = taken.get(index).map_or("", |slot| &*slot.text);
        if row.doubtful && taken.len() != cells.len() || moved {
            filled.put_unsure(cell, text, "这一行的数字个数与表头不符");
        } else {
            filled.put(cell, text);
        }
    }
    keep_rest(&taken, cells.len(), row, filled);
}

/// Texts behind the last cell that a row has room for.
fn keep_rest(taken: &[&Slot], room: usize, row: &Row, filled: &mut Filled) {
    let rest: Vec<_> =
        taken.iter().skip(room).filter(|slot| !slot.is_blank()).map(|slot| &*slot.text).collect();
    if !rest.is_empty() {
        filled.leftover.push(format!("{} {}", shortened(&row.label), rest.join(" ")));
    }
}

fn place3(target: RequestRow, row: &Row, columns: &[(Option<usize>, Applicant)], filled: &mut Filled) {
    let cells: Vec<_> = columns.iter().map(|&(_, column)| CellId::t3(target, column)).collect();
    let places: Vec<_> = columns.iter().map(|(at, _)| *at).collect();
    place_in_order(&cells, &places, row, filled);
}

/// Puts the slots of a row into cells that lie from left to right: by number where there are as many, by
/// column where the heads show it, else as well as possible and marked.
fn place_in_order(cells: &[CellId], places: &[Option<usize>], row: &Row, filled: &mut Filled) {
    const MERGED: &str = "原表中几格合并在一起";
    let slots = &row.slots;
    let single = slots.iter().all(|slot| slot.span == 1);
    if single && slots.len() == cells.len() {
        return zip(cells, slots.iter(), filled);
    }
    let column = |slot: &Slot| places.iter().position(|place| place.is_some() && *place == slot.at);
    let nonblank: Vec<_> = slots.iter().filter(|slot| !slot.is_blank()).collect();
    if nonblank.iter().all(|slot| slot.span == 1 && column(slot).is_some()) {
        for (index, &cell) in cells.iter().enumerate() {
            let text =
                nonblank.iter().find(|slot| column(slot) == Some(index)).map_or("", |slot| &*slot.text);
            if row.doubtful && !text.is_empty() {
                filled.put_unsure(cell, text, "按空格的位置放入，可能错列");
            } else {
                filled.put(cell, text);
            }
        }
        return;
    }
    let width: usize = slots.iter().map(|slot| slot.span).sum();
    if !single && width == cells.len() {
        let mut rest = cells.iter();
        for slot in slots {
            for (offset, &cell) in rest.by_ref().take(slot.span).enumerate() {
                let repeats =
                    offset == 0 || matches!(read(cell.kind(), &slot.text), Figure::Nil | Figure::Number(0));
                let text = if repeats { &*slot.text } else { "" };
                if slot.span > 1 && !slot.is_blank() {
                    filled.put_unsure(cell, text, MERGED);
                } else {
                    filled.put(cell, text);
                }
            }
        }
        return;
    }
    if nonblank.len() == cells.len() {
        return zip(cells, nonblank.into_iter(), filled);
    }
    let front = slots.iter().take_while(|slot| slot.is_blank()).count();
    let back = slots.iter().rev().take_while(|slot| slot.is_blank()).count();
    let excess = slots.len().saturating_sub(cells.len());
    if excess > 0 && (front >= excess) != (back >= excess) {
        // A merged label or head leaves empty cells on one side.
        let from = if front >= excess { excess } else { 0 };
        return zip(cells, slots[from..from + cells.len()].iter(), filled);
    }
    guess(cells, row, filled);
}

fn zip<'a>(cells: &[CellId], slots: impl Iterator<Item = &'a Slot>, filled: &mut Filled) {
    for (&cell, slot) in cells.iter().zip(slots) {
        filled.put(cell, &slot.text);
    }
}

/// Fewer or more figures than cells, and nothing that shows where they belong.
fn guess(cells: &[CellId], row: &Row, filled: &mut Filled) {
    const REASON: &str = "这一行的数字个数与表头不符";
    let nonblank: Vec<_> = row.slots.iter().filter(|slot| !slot.is_blank()).collect();
    let is_total = |cell: CellId| {
        cell.request().is_some_and(|(_, column)| column == Applicant::Total)
            || cell.case().is_some_and(|(_, outcome)| outcome == Outcome::Total)
    };
    let total = cells.last().copied().filter(|cell| is_total(*cell));
    match (&nonblank[..], total) {
        ([only], Some(total)) if cells.len() <= 7 => {
            for &cell in cells {
                let text = if cell == total { &*only.text } else { "" };
                filled.put_unsure(cell, text, REASON);
            }
        }
        (figures, Some(_)) if figures.len() + 1 == cells.len() && cells.len() <= 7 => {
            for (&cell, slot) in cells.iter().zip(figures) {
                filled.put_unsure(cell, &slot.text, REASON);
            }
        }
        _ => {
            for (index, &cell) in cells.iter().enumerate() {
                let text = row.slots.get(index).map_or("", |slot| &*slot.text);
                filled.put_unsure(cell, text, REASON);
            }
            let slots: Vec<_> = row.slots.iter().collect();
            keep_rest(&slots, cells.len(), row, filled);
        }
    }
}

/// What speaks for the place of a row among the official ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    /// The row that its label names.
    own: Option<usize>,
    /// Rows that the words around it name.
    around: Vec<usize>,
}

impl Evidence {
    fn score(&self, place: usize) -> i32 {
        match self.own {
            Some(own) if own == place => 10,
            Some(_) => -8,
            None if self.around.contains(&place) => 4,
            None => 1,
        }
    }
}

/// The places of rows among `count` official ones, in order, so that the evidence fits best. A row that fits
/// nowhere has none.
fn align(rows: &[Evidence], count: usize) -> Vec<Option<usize>> {
    const SKIP_ROW: i32 = -3;
    const SKIP_PLACE: i32 = -2;
    let width = count + 1;
    let mut best = vec![0_i32; width * (rows.len() + 1)];
    for place in 1..=count {
        best[place] = best[place - 1] + SKIP_PLACE;
    }
    for (index, row) in rows.iter().enumerate() {
        let (above, here) = (index * width, (index + 1) * width);
        best[here] = best[above] + SKIP_ROW;
        for place in 1..=count {
            best[here + place] = (best[above + place - 1] + row.score(place - 1))
                .max(best[above + place] + SKIP_ROW)
                .max(best[here + place - 1] + SKIP_PLACE);
        }
    }
    let mut places = vec![None; rows.len()];
    let (mut index, mut place) = (rows.len(), count);
    while index > 0 {
        let here = best[index * width + place];
        if place > 0 && here == best[(index - 1) * width + place - 1] + rows[index - 1].score(place - 1) {
            index -= 1;
            place -= 1;
            places[index] = Some(place);
        } else if place > 0 && here == best[index * width + place - 1] + SKIP_PLACE {
            place -= 1;
        } else {
            index -= 1;
        }
    }
    places
}

/// The text of a figure without the space around it and without line ends.
pub(super) fn figure_text(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}');
    let text = text.trim_matches(is_space);
    if text.contains(['\n', '\r']) { text.split_whitespace().collect() } else { text.to_owned() }
}

fn raw(cells: &[SheetCell]) -> String {
    let texts: Vec<_> =
        cells.iter().map(|cell| figure_text(&cell.text)).filter(|text| !text.is_empty()).collect();
    texts.join(" ")
}

/// A text short enough for a sentence.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 20;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(LONGEST - 1).collect();
    short.push('…');
    short
}
