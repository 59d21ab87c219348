//! Finds a report in what was read.

use super::head::{self, Head};
use super::headings::{self, Candidate};
use super::loose;
use super::source::{Block, Sheet, Source};
use super::table::{Filled, Gathered};
use super::text::paragraphs;
use super::words::{self, bare};
use crate::format::{CellId, Edition, Part, Table};
use crate::report::{Draft, Field, Figure, Report, UnitKind, composed, read};
use std::fmt::Write as _;
use std::rc::Rc;

/// What was understood of a text.
#[derive(Debug, Clone)]
pub struct Intake {
    /// The report as far as it was understood. Texts that the program composes alike, and totals that agree
    /// with the computed ones, are left to the program.
    pub draft: Draft,
    /// The year reported on; `None` where the text does not say, and the year of the draft is a guess.
    pub year: Option<u16>,
    /// The kind of body; `None` where its name leaves a doubt, and the draft says 其他单位.
    pub unit_kind: Option<UnitKind>,
    /// What was found of each of the six parts.
    pub parts: Vec<PartRead>,
    /// What was found of each of the three tables.
    pub tables: Vec<TableRead>,
    /// Figures that somebody must look at, each with the reason, in the order of the cells.
    pub unsure: Vec<Unsure>,
    /// Texts that found no place, in order.
    pub leftover: Vec<String>,
    /// What a preview says, a sentence each.
    pub notes: Vec<String>,
}

/// What was found of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRead {
    /// The part.
    pub part: Part,
    /// Its heading as it is written; `None` where there is none.
    pub heading: Option<String>,
    /// Number of paragraphs of its text.
    pub paragraphs: usize,
}

/// What was found of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRead {
    /// The table.
    pub table: Table,
    /// The edition that its labels belong to, where they tell.
    pub edition: Option<Edition>,
    /// Number of cells that it should have. Totals that it leaves out are not counted.
    pub cells: usize,
    /// Number of cells whose place was found, be they blank.
    pub read: usize,
}

/// A figure that somebody must look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsure {
    /// The cell.
    pub cell: CellId,
    /// Why, in words for staff.
    pub reason: String,
}

impl Intake {
    /// Whether the text seems to be a report at all.
    pub fn is_report(&self) -> bool {
        let parts = self.parts.iter().filter(|part| part.heading.is_some()).count();
        parts >= 2 || self.tables.iter().any(|table| table.read > 0)
    }

    /// A draft that was stored as such, which leaves nothing to understand.
    pub fn of_draft(draft: Draft) -> Self {
        let parts = Part::ALL.map(|part| PartRead {
            part,
            heading: Some(draft.edition().format().headings[part.index()].to_owned()),
            paragraphs: draft
                .text(Field::of_part(part))
                .lines()
                .filter(|line| !line.trim().is_empty())
                .count(),
        });
        let tables = Table::ALL.map(|table| {
            let cells = CellId::of_edition(draft.edition()).filter(|cell| cell.table() == table).count();
            TableRead { table, edition: Some(draft.edition()), cells, read: cells }
        });
        let note = format!("年报程序保存的{}{}年年报，文字和数字全部读到。", draft.unit(), draft.year);
        Self {
            year: Some(draft.year),
            unit_kind: Some(draft.unit_kind),
            draft,
            parts: parts.to_vec(),
            tables: tables.to_vec(),
            unsure: Vec::new(),
            leftover: Vec::new(),
            notes: vec![note],
        }
    }
}

/// Finds a report in a text.
pub fn recognise(source: &Source) -> Intake {
    let kinds = kinds(source);
    let headings = headings_of(source, &kinds);
    let mut reading = Reading::default();
    let first = headings.first().map_or(source.blocks.len(), |heading| heading.line);
    let mut head = reading.head(source, &kinds, first);
    for (index, heading) in headings.iter().enumerate() {
        let begin = heading.line + usize::from(!heading.implied);
        let end = headings.get(index + 1).map_or(source.blocks.len(), |next| next.line);
        reading.section(heading, &source.blocks[begin..end], &kinds[begin..end], source.wrapped);
    }
    let found_overview = headings.iter().any(|heading| heading.part == Part::Overview);
    if !found_overview && !headings.is_empty() {
        move_to_overview(&mut head, &mut reading);
    } else if headings.is_empty() {
        reading.leftover.append(&mut head.opening);
    }
    reading.finish(head, source, &headings)
}

/// Which of the three tables every table of the text is.
fn kinds(source: &Source) -> Vec<Option<Table>> {
    let kind = |block: &Block| match block {
        Block::Line(_) => None,
        Block::Table(sheet) => words::table_of(&words_of(sheet), 3),
    };
    source.blocks.iter().map(kind).collect()
}

/// The words of a table, without spaces and marks.
fn words_of(sheet: &Sheet) -> String {
    const ENOUGH: usize = 20_000;
    let mut words = String::new();
    for cell in sheet.rows.iter().flatten() {
        if words.len() > ENOUGH {
            break;
        }
        if cell.text.len() < 1000 {
            words.push_str(&bare(&cell.text));
        }
    }
    words
}

fn headings_of(source: &Source, kinds: &[Option<Table>]) -> Vec<Candidate> {
    let lines = source.blocks.iter().enumerate().filter_map(|(index, block)| match block {
        Block::Line(text) => Some((index, &**text)),
        Block::Table(_) => None,
    });
    let implied =
        source.blocks.iter().zip(kinds).enumerate().filter_map(|(index, (block, kind))| match block {
            Block::Line(text) => Some((index, headings::implied(text)?)),
            Block::Table(_) => Some((index, kind.as_ref()?.part())),
        });
    headings::headings(lines, implied)
}

/// Without a heading of its own part 一 begins where the opening paragraph ends.
fn move_to_overview(head: &mut Head, reading: &mut Reading) {
    let is_opening = |text: &String| {
        ["本报告", "信息公开条例》", "统计期限", "联系"].iter().any(|word| text.contains(word))
    };
    let opening = head.opening.iter().take_while(|text| is_opening(text)).count();
    reading.texts[Part::Overview.index()] = head.opening.split_off(opening);
}

#[derive(Default)]
struct Reading {
    texts: [Vec<String>; 6],
    tables: [Option<Gathered>; 3],
    leftover: Vec<String>,
    /// Tables behind which words stood, which now stand before them.
    moved: Vec<Table>,
}

impl Reading {
    fn head(&mut self, source: &Source, kinds: &[Option<Table>], end: usize) -> Head {
        let blocks = &source.blocks[..end];
        let lines = blocks.iter().filter_map(|block| match block {
            Block::Line(text) => Some(&**text),
            Block::Table(_) => None,
        });
        let mut head = head::head(paragraphs(lines, source.wrapped));
        self.leftover.append(&mut head.leftover);
        for (block, kind) in blocks.iter().zip(kinds) {
            if let Block::Table(sheet) = block {
                self.sheet(sheet, *kind);
            }
        }
        head
    }

    fn gathered(&mut self, table: Table) -> &mut Gathered {
        self.tables[table as usize].get_or_insert_with(|| Gathered::new(table))
    }

    /// A table: one of the three, or words that find no place.
    fn sheet(&mut self, sheet: &Sheet, kind: Option<Table>) {
        if let Some(table) = kind {
            self.gathered(table).push_sheet(sheet);
        } else {
            let lines = sheet.tabs();
            self.leftover
                .extend(lines.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned));
        }
    }

    fn section(
        &mut self,
        heading: &Candidate,
        blocks: &[Block],
        kinds: &[Option<Table>],
        wrapped: Option<usize>,
    ) {
        let text = heading.part.index();
        if !heading.rest.is_empty() {
            self.texts[text].push(heading.rest.clone());
        }
        let Some(table) = heading.part.table() else {
            let mut lines = Vec::new();
            for (block, kind) in blocks.iter().zip(kinds) {
                match block {
                    Block::Line(line) => lines.push(&**line),
                    Block::Table(sheet) => self.sheet(sheet, *kind),
                }
            }
            self.texts[text].extend(paragraphs(lines.into_iter(), wrapped));
            return;
        };
        let own = |block: &Block, kind: Option<Table>| match block {
            Block::Line(_) => false,
            Block::Table(sheet) => kind == Some(table) || kind.is_none() && may_belong(table, sheet),
        };
        let sheets: Vec<_> = (0..blocks.len()).filter(|&index| own(&blocks[index], kinds[index])).collect();
        match (sheets.first(), sheets.last()) {
            (Some(&first), Some(&last)) => self.with_sheets(table, blocks, kinds, (first, last), wrapped),
            _ => self.with_lines(table, blocks, kinds, wrapped),
        }
    }

    /// A part whose table came as one, or as several.
    fn with_sheets(
        &mut self,
        table: Table,
        blocks: &[Block],
        kinds: &[Option<Table>],
        (first, last): (usize, usize),
        wrapped: Option<usize>,
    ) {
        let (mut before, mut after) = (Vec::new(), Vec::new());
        for (index, (block, kind)) in blocks.iter().zip(kinds).enumerate() {
            match block {
                Block::Table(sheet) => {
                    let kind = kind.or_else(|| may_belong(table, sheet).then_some(table));
                    self.sheet(sheet, kind);
                }
                Block::Line(line)
                    if loose::begins_table(table, line)
                        || index > first && index < last && loose::is_of_table(table, line) =>
                {
                    self.gathered(table).push_label(&bare(line));
                }
                Block::Line(line) if index < first => before.push(&**line),
                Block::Line(line) => after.push(&**line),
            }
        }
        self.around(table, before, after, wrapped);
    }

    /// A part whose table came as lines of text.
    fn with_lines(
        &mut self,
        table: Table,
        blocks: &[Block],
        kinds: &[Option<Table>],
        wrapped: Option<usize>,
    ) {
        let mut lines: Vec<&str> = Vec::new();
        for (block, kind) in blocks.iter().zip(kinds) {
            match block {
                Block::Line(line) => lines.push(line),
                Block::Table(sheet) => self.sheet(sheet, *kind),
            }
        }
        let begin = lines.iter().position(|line| loose::begins_table(table, line));
        let Some(begin) = begin else {
            return self.around(table, lines, Vec::new(), wrapped);
        };
        let end =
            lines.iter().rposition(|line| loose::is_of_table(table, line)).map_or(begin, |last| last + 1);
        let gathered = loose::gather(table, &lines[begin..end]);
        if gathered.rows.is_empty() {
            return self.around(table, lines, Vec::new(), wrapped);
        }
        match &mut self.tables[table as usize] {
            Some(_) => self.leftover.extend(
                lines[begin..end].iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()),
            ),
            none => *none = Some(gathered),
        }
        let after = lines.split_off(end);
        lines.truncate(begin);
        self.around(table, lines, after, wrapped);
    }

    /// The words before a table, and those behind it.
    fn around(&mut self, table: Table, before: Vec<&str>, after: Vec<&str>, wrapped: Option<usize>) {
        let text = &mut self.texts[table.part().index()];
        text.extend(paragraphs(before.into_iter(), wrapped));
        let after = paragraphs(after.into_iter(), wrapped);
        if !after.is_empty() {
            self.moved.push(table);
            text.extend(after);
        }
    }

    fn finish(mut self, head: Head, source: &Source, headings: &[Candidate]) -> Intake {
        let last = headings.last().map(|heading| heading.part.index());
        let foot = match last {
            Some(last) => head::foot(&mut self.texts[last], head.unit.as_deref()),
            None => head::Foot::default(),
        };
        let opening = head.opening.join("\n");
        let year = head
            .year
            .or_else(|| head::period(&opening))
            .or_else(|| head::period(&self.texts[0].join("\n")))
            .filter(|&year| head::is_supported(year));
        let unit = head.unit.or_else(|| foot.signature.clone()).or_else(|| head::unit_in(&opening));
        let mut filled = Vec::new();
        for gathered in self.tables.iter_mut().map(Option::take) {
            filled
                .push(gathered.map(|gathered| gathered.fill(year.map(Edition::of_year))).unwrap_or_default());
        }
        let editions = filled.iter().find_map(|filled| filled.edition);
        let assumed = foot.date.as_deref().and_then(head::year_of_date).map(|year| year.saturating_sub(1));
        let assumed = assumed.filter(|&year| head::is_supported(year)).unwrap_or(match editions {
            Some(Edition::V2019) => 2020,
            _ => 2021,
        });
        let unit_kind = unit.as_deref().and_then(|unit| head::unit_kind(unit, &self.texts[0].join("")));
        let mut draft = Draft::new(year.unwrap_or(assumed), unit_kind.unwrap_or(UnitKind::Other));
        let mut set = |field, text: &str| {
            if !text.trim().is_empty() {
                draft.set_text(field, Some(text.into()));
            }
        };
        set(Field::Unit, unit.as_deref().unwrap_or_default());
        set(Field::Title, head.title.as_deref().unwrap_or_default());
        set(Field::Signature, foot.signature.as_deref().unwrap_or_default());
        set(Field::Date, foot.date.as_deref().unwrap_or_default());
        for part in Part::ALL {
            set(Field::of_part(part), &self.texts[part.index()].join("\n"));
        }
        set(Field::Opening, &opening);
        head::contacts(&mut draft, &opening);
        head::contacts(&mut draft, self.texts[5].last().map_or("", |text| text));
        leave_composed(&mut draft);
        for (cell, text) in filled.iter().flat_map(|filled| &filled.cells) {
            draft.set_cell(*cell, &**text);
        }
        settle_totals(&mut draft);
        let mut intake = Intake {
            parts: parts(headings, source, &self.texts),
            tables: tables(&filled, draft.edition()),
            unsure: unsure(&filled),
            leftover: self.leftover,
            notes: Vec::new(),
            year,
            unit_kind,
            draft,
        };
        intake.leftover.extend(filled.into_iter().flat_map(|filled| filled.leftover));
        intake.leftover.extend(foot.leftover);
        intake.leftover.retain(|text| !text.trim().is_empty());
        intake.notes = notes(&intake, head.title.is_some(), &self.moved);
        intake
    }
}

/// Whether a table whose words do not tell may be a piece of the table of its part: a page was broken there.
fn may_belong(table: Table, sheet: &Sheet) -> bool {
    let words = words_of(sheet);
    if words::table_of(&words, 1) == Some(table) {
        return true;
    }
    let cells = || sheet.rows.iter().flatten().filter(|cell| !cell.text.trim().is_empty());
    let belongs = |text: &str| words::is_figure(text) || words::is_fragment(table, &bare(text));
    cells().count() >= 2 && cells().take(400).all(|cell| belongs(&cell.text))
}

/// Leaves to the program what it composes in the same words.
fn leave_composed(draft: &mut Draft) {
    for field in [Field::Title, Field::Signature, Field::Opening] {
        if draft.typed(field).is_some_and(|text| **text == *composed(draft, field)) {
            draft.set_text(field, None);
        }
    }
}

/// Leaves to the program the totals that it computes alike.
fn settle_totals(draft: &mut Draft) {
    let edition = draft.edition();
    let derived = CellId::derived(edition);
    let mut trial = draft.clone();
    for &cell in derived {
        trial.set_cell(cell, "");
    }
    let report = Report::read(Rc::new(trial));
    for &cell in derived {
        let computed = report.sum(cell).filter(|sum| sum.is_complete()).map(|sum| sum.value);
        if let Figure::Number(typed) = read(cell.kind(), draft.cell(cell))
            && computed == Some(typed)
        {
            draft.set_cell(cell, "");
        }
    }
}

fn parts(headings: &[Candidate], source: &Source, texts: &[Vec<String>; 6]) -> Vec<PartRead> {
    let part = |part: Part| {
        let heading = headings.iter().find(|heading| heading.part == part && !heading.implied);
        let written = heading.and_then(|heading| match &source.blocks[heading.line] {
            Block::Line(text) => {
                Some(text.trim().strip_suffix(&*heading.rest).unwrap_or(text).trim().to_owned())
            }
            Block::Table(_) => None,
        });
        PartRead { part, heading: written, paragraphs: texts[part.index()].len() }
    };
    Part::ALL.into_iter().map(part).collect()
}

fn tables(filled: &[Filled], edition: Edition) -> Vec<TableRead> {
    let table = |table: Table| {
        let filled = &filled[table as usize];
        let own = filled.edition.unwrap_or(edition);
        let placed = |cell: CellId| filled.cells.iter().any(|(other, _)| *other == cell);
        let expected = CellId::of_edition(own).filter(|cell| cell.table() == table);
        let cells: Vec<_> = expected.filter(|&cell| placed(cell) || !cell.is_derived(own)).collect();
        let read = cells.iter().filter(|&&cell| placed(cell)).count();
        TableRead { table, edition: filled.edition, cells: cells.len(), read }
    };
    Table::ALL.into_iter().map(table).collect()
}

fn unsure(filled: &[Filled]) -> Vec<Unsure> {
    let mut unsure: Vec<_> = filled
        .iter()
        .flat_map(|filled| &filled.unsure)
        .map(|(cell, reason)| Unsure { cell: *cell, reason: reason.clone() })
        .collect();
    unsure.sort_by_key(|unsure| unsure.cell);
    unsure.dedup_by_key(|unsure| unsure.cell);
    unsure
}

fn notes(intake: &Intake, has_title: bool, moved: &[Table]) -> Vec<String> {
    let mut notes = Vec::new();
    let draft = &intake.draft;
    match (intake.year, draft.unit()) {
        (Some(year), "") => notes.push(format!("{year}年的年报，没有认出单位名称。")),
        (Some(year), unit) => notes.push(format!("{unit}{year}年的年报。")),
        (None, unit) => notes.push(format!("没有认出年份，暂按{}年，请核对。{unit}", draft.year)),
    }
    if !has_title {
        notes.push("没有找到报告标题。".to_owned());
    }
    for part in &intake.parts {
        let official = draft.edition().format().headings[part.part.index()];
        match &part.heading {
            None if part.paragraphs == 0 => notes.push(format!("没有找到“{official}”。")),
            None => notes.push(format!("没有找到标题“{official}”，按内容认出。")),
            Some(heading) if !head::same(heading, official) => {
                notes.push(format!("“{}”当作“{official}”。", super::table::shortened(heading)));
            }
            Some(_) => {}
        }
    }
    for table in &intake.tables {
        notes.push(table_note(table, &intake.unsure));
        if table.edition.is_some_and(|edition| edition != draft.edition()) {
            notes.push(format!("{}用的不是{}年应当用的格式。", table.table.name(), draft.year));
        }
    }
    for table in moved {
        notes.push(format!("{}后面的文字放到了表前。", table.name()));
    }
    if !intake.leftover.is_empty() {
        notes.push(format!("有{}段文字没有找到位置，留在最后，不会丢失。", intake.leftover.len()));
    }
    notes
}

fn table_note(table: &TableRead, unsure: &[Unsure]) -> String {
    let name = table.table.name();
    if table.read == 0 {
        return format!("{name}：没有找到。");
    }
    let mut note = format!("{name}：{}格中读到{}格", table.cells, table.read);
    match unsure.iter().filter(|unsure| unsure.cell.table() == table.table).count() {
        0 => {}
        count => _ = write!(note, "，{count}格不能确定"),
    }
    note.push('。');
    note
}

/// The figures of one table in a copied block with its labels, for block paste from documents and web pages
/// with merged heads; `None` where no label tells the rows, so that the block must be placed by position.
pub fn figures(source: &Source, edition: Edition, table: Table) -> Option<Vec<(CellId, String)>> {
    let mut gathered = Gathered::new(table);
    for block in &source.blocks {
        match block {
            Block::Table(sheet) => gathered.push_sheet(sheet),
            Block::Line(line) if loose::is_of_table(table, line) => gathered.push_label(&bare(line)),
            Block::Line(_) => {}
        }
    }
    if gathered.rows.is_empty() {
        let lines: Vec<&str> = source
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Line(line) => Some(&**line),
                Block::Table(_) => None,
            })
            .collect();
        gathered = loose::gather(table, &lines);
    }
    let labelled = match table {
        Table::Two => gathered.rows.iter().any(|row| words::row2(&row.label).is_some()),
        Table::Three => gathered.rows.iter().any(|row| words::row3(&row.label).is_some()),
        Table::Four => gathered.rows.iter().any(|row| row.slots.len() >= 12),
    };
    if !labelled {
        return None;
    }
    let filled = gathered.fill(Some(edition));
    (!filled.cells.is_empty()).then_some(filled.cells)
}
