//! The draft under work: its reading, its findings, what the screen shows of it, and its history.

use super::history::{Change, History};
use super::view::{self, CellView, Marks, TableView};
use super::{Clock, Effect, Env};
use crate::exchange;
use crate::format::{CellId, Table};
use crate::report::{Draft, Field, Figure, Report, tidy};
use crate::rules::{Checker, Context, Finding, Scope, Severity};
use crate::storage::{DraftId, Envelope, Library, Summary};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Whether what is on the screen is also in storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing to save: an example, or a draft as it was opened.
    Untouched,
    /// Stored at this moment, in milliseconds since the Unix epoch.
    Saved(u64),
    /// Changed since.
    Pending,
    /// Could not be stored, because.
    Failed(String),
}

/// The draft under work.
#[derive(Debug)]
pub struct Editor {
    id: DraftId,
    report: Report,
    checker: Checker,
    marks: Marks,
    tables: [Rc<TableView>; 3],
    history: History,
    save: SaveState,
    revision: u64,
    /// The text as it was last stored by this editor.
    stored: Option<String>,
    copied_at: Option<u64>,
    /// Example drafts are not stored until they are changed.
    is_example: bool,
    /// Tables whose words before the table are shown although there are none.
    introductions: BTreeSet<Field>,
    clock: Clock,
}

impl Editor {
    /// Opens a draft that is in storage.
    pub fn open(id: DraftId, envelope: Envelope, clock: Clock) -> Self {
        let mut editor = Self::new(id, envelope.draft, clock);
        editor.save = SaveState::Saved(envelope.saved_at);
        editor.revision = envelope.revision;
        editor.copied_at = envelope.copied_at;
        editor
    }

    /// Opens an example, which is stored only once it is changed.
    pub fn open_example(id: DraftId, draft: Draft, clock: Clock) -> Self {
        let mut editor = Self::new(id, draft, clock);
        editor.is_example = true;
        editor
    }

    fn new(id: DraftId, draft: Draft, clock: Clock) -> Self {
        let report = Report::read(Rc::new(draft));
        let context = Context { report: &report, previous: None, today: Some(clock.today()) };
        let checker = Checker::new(&context);
        let marks = view::marks(checker.findings());
        let tables = Table::ALL.map(|table| Rc::new(TableView::build(&report, table, &marks, None)));
        Self {
            id,
            report,
            checker,
            marks,
            tables,
            history: History::default(),
            save: SaveState::Untouched,
            revision: 0,
            stored: None,
            copied_at: None,
            is_example: false,
            introductions: BTreeSet::new(),
            clock,
        }
    }

    /// The id of the draft.
    pub fn id(&self) -> &DraftId {
        &self.id
    }

    /// The reading of the draft.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The draft.
    pub fn draft(&self) -> &Draft {
        self.report.draft()
    }

    /// The rules' state.
    pub fn checker(&self) -> &Checker {
        &self.checker
    }

    /// The findings, the gravest first.
    pub fn findings(&self) -> &Rc<Vec<Rc<Finding>>> {
        self.checker.findings()
    }

    /// The tables as the screen shows them.
    pub fn tables(&self) -> &[Rc<TableView>; 3] {
        &self.tables
    }

    /// A cell as the screen shows it; `None` where the edition does not have it.
    pub fn cell(&self, cell: CellId) -> Option<&CellView> {
        let rows = &self.tables[cell.table() as usize].rows;
        rows.iter().flat_map(|row| &row.cells).find(|view| view.id == cell)
    }

    /// Undo and redo.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Whether what is on the screen is also in storage.
    pub fn save_state(&self) -> &SaveState {
        &self.save
    }

    /// When the last file copy was made, in milliseconds since the Unix epoch.
    pub fn copied_at(&self) -> Option<u64> {
        self.copied_at
    }

    /// Whether this is an example that was not changed yet.
    pub fn is_example(&self) -> bool {
        self.is_example
    }

    /// Whether the words before a table are to be shown as an entry field.
    pub fn shows_introduction(&self, field: Field) -> bool {
        self.draft().typed(field).is_some_and(|text| !text.is_empty()) || self.introductions.contains(&field)
    }

    /// Shows the words before a table as an entry field.
    pub fn show_introduction(&mut self, field: Field) {
        self.introductions.insert(field);
    }

    /// The text of a cell was edited.
    pub fn type_cell(&mut self, cell: CellId, text: Rc<str>, clock: Clock) {
        let change = Change::of_cell(self.draft(), cell, text);
        self.change(change.as_slice(), true, clock);
    }

    /// What the text of a cell becomes when the cell is left, where that differs: half-width digits, no
    /// separators; a total that says what is computed becomes a computed one again.
    pub fn tidied(&self, cell: CellId) -> Option<String> {
        let text = self.draft().cell(cell);
        let typed = self.report.typed(cell);
        let computed = self.report.sum(cell).filter(|sum| sum.is_complete()).map(|sum| sum.value);
        if typed != Figure::Blank && computed.is_some() && typed.value() == computed {
            return Some(String::new());
        }
        tidy(cell.kind(), text)
    }

    /// The cell was left; its text is put right.
    pub fn leave_cell(&mut self, cell: CellId, clock: Clock) {
        let tidied = self.tidied(cell);
        if let Some(change) = tidied.and_then(|tidied| Change::of_cell(self.draft(), cell, tidied)) {
            self.change(&[change], true, clock);
        }
        self.history.close();
    }

    /// A text was edited.
    pub fn type_text(&mut self, field: Field, text: Rc<str>, clock: Clock) {
        let change = Change::of_text(self.draft(), field, Some(text));
        self.change(change.as_slice(), true, clock);
    }

    /// A text field was left.
    pub fn leave_text(&mut self) {
        self.history.close();
    }

    /// Carries out changes as one step.
    pub fn change(&mut self, changes: &[Change], typing: bool, clock: Clock) {
        if changes.is_empty() {
            return;
        }
        let draft = Rc::clone(self.report.draft());
        self.history.note(&draft, changes, typing, clock.now);
        self.carry_out(changes, clock);
    }

    /// Takes the last step back; what leads to where it was.
    pub fn undo(&mut self, clock: Clock) -> Option<Effect> {
        let changes = self.history.undo()?;
        self.carry_out(&changes, clock);
        self.place(&changes)
    }

    /// Carries the last step taken back out again; what leads to where it was.
    pub fn redo(&mut self, clock: Clock) -> Option<Effect> {
        let changes = self.history.redo()?;
        self.carry_out(&changes, clock);
        self.place(&changes)
    }

    /// Where changes that were just carried out can be seen.
    fn place(&self, changes: &[Change]) -> Option<Effect> {
        if let Some(Change::Text { field, splice }) = changes.first() {
            let text = self.draft().text(*field);
            let before = text.get(..splice.start + splice.inserted.len()).unwrap_or(&text);
            return Some(Effect::Caret(*field, before.encode_utf16().count()));
        }
        changes.iter().find_map(Change::target).map(Effect::Focus)
    }

    fn carry_out(&mut self, changes: &[Change], clock: Clock) {
        let mut draft = Draft::clone(self.report.draft());
        let mut scope = Scope::NONE;
        let mut cells = Vec::new();
        for change in changes {
            change.apply(&mut draft);
            scope = scope.and(change.scope());
            if let Change::Cell { cell, .. } = change {
                cells.push(*cell);
            }
        }
        self.report.update(Rc::new(draft), &cells);
        self.clock = clock;
        self.save = SaveState::Pending;
        self.refresh(scope);
    }

    /// Checks and lays out again what a change of this scope can have touched.
    fn refresh(&mut self, scope: Scope) {
        let before = Rc::clone(self.checker.findings());
        let context = Context { report: &self.report, previous: None, today: Some(self.clock.today()) };
        self.checker.recheck(&context, scope);
        let mut remarked = false;
        if !Rc::ptr_eq(&before, self.checker.findings()) {
            let marks = view::marks(self.checker.findings());
            remarked = marks != self.marks;
            self.marks = marks;
        }
        for table in Table::ALL {
            if remarked || Scope::table(table).and(Scope::FRAME).meets(scope) {
                let old = &mut self.tables[table as usize];
                let new = TableView::build(&self.report, table, &self.marks, Some(&**old));
                if new != **old {
                    *old = Rc::new(new);
                }
            }
        }
    }

    /// What the list on the start page shows.
    pub fn summary(&self) -> Summary {
        let states = view::section_states(&self.report, self.findings(), &self.tables);
        let done = states.iter().filter(|state| state.progress == view::Progress::Done).count();
        let small = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
        let counts = self.checker.counts();
        Summary {
            done: u8::try_from(done).unwrap_or_default(),
            parts: u8::try_from(states.len()).unwrap_or_default(),
            errors: small(counts.errors),
            warnings: small(counts.warnings),
        }
    }

    /// The draft with what is stored beside it.
    pub fn envelope(&self, saved_at: u64) -> Envelope {
        Envelope {
            saved_at,
            copied_at: self.copied_at,
            revision: self.revision,
            summary: self.summary(),
            draft: self.draft().clone(),
        }
    }

    /// Stores the draft if it changed since it was last stored.
    pub fn save(&mut self, env: &Env) {
        if !matches!(self.save, SaveState::Pending | SaveState::Failed(_)) {
            return;
        }
        self.is_example = false;
        let mut envelope = self.envelope(env.clock.now);
        envelope.revision += 1;
        match Library::new(env.store).save_over(&self.id, &envelope, self.stored.as_deref()) {
            Ok(text) => {
                self.stored = Some(text);
                self.revision = envelope.revision;
                self.save = SaveState::Saved(env.clock.now);
            }
            Err(error) => self.save = SaveState::Failed(error.sentence()),
        }
    }

    /// The report as one page, the draft inside. Shown, printed and saved from here, byte for byte.
    pub fn page(&self) -> String {
        let saved_at = match self.save {
            SaveState::Saved(at) => at,
            _ => 0,
        };
        exchange::page(&self.report, &self.envelope(saved_at))
    }

    /// Marks the draft as changed, so that it is stored.
    pub fn mark_changed(&mut self) {
        self.save = SaveState::Pending;
    }

    /// Notes that a file copy was made.
    pub fn note_copy(&mut self, now: u64) {
        self.copied_at = Some(now);
        self.save = SaveState::Pending;
    }

    /// The gravest weight among the findings.
    pub fn gravest(&self) -> Option<Severity> {
        self.findings().first().map(|finding| finding.severity)
    }
}
