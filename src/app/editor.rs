//! The draft under work: its reading, its findings, what the screen shows of it, and its history.

use super::history::History;
use super::offer::Offer;
use super::text::{self, Spot, TextView};
use super::version::Keeping;
use super::view::{self, CellView, Marks, TableView};
use super::{Clock, Effect, Env, Hold};
use crate::format::{CellId, Table};
use crate::prose::{self, Span};
use crate::report::token::{self, Token};
use crate::report::{Change, Draft, Field, Figure, Report, copied_note, done_note, tidy};
use crate::review::{Answer, Mirror, Request, Shift};
use crate::rules::{Finding, Scope, Severity, Suspect, Target};
use crate::storage::{self, DraftId, Envelope, Library, Summary};
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

/// The cells that may be to blame for a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuspectsOf {
    /// The finding.
    pub finding: Rc<Finding>,
    /// The cells, the most likely first; `None` until they are known.
    pub cells: Option<Rc<Vec<Suspect>>>,
}

/// The draft under work.
#[derive(Debug)]
pub struct Editor {
    id: DraftId,
    report: Report,
    /// What last year's report is called.
    past_name: Option<Rc<str>>,
    /// What last year's report announced for this year.
    measures: Rc<[Rc<str>]>,
    review: Mirror,
    /// What is to be asked of the reviewer, in order.
    requests: Vec<Request>,
    /// What is told, with the verdict, as soon as the present state is reviewed.
    tidings: Option<String>,
    /// Counts what is asked for besides findings.
    ticket: u64,
    /// The finding at hand, whose places stand out.
    attended: Option<Rc<Finding>>,
    marks: Marks,
    spots: Vec<Spot>,
    tables: [Rc<TableView>; 3],
    texts: [Rc<TextView>; prose::FIELDS.len()],
    history: History,
    save: SaveState,
    revision: u64,
    /// The text as it was last stored by this editor.
    stored: Option<String>,
    /// What the list on the start page shows as it was last stored.
    stored_summary: Summary,
    copied_at: Option<u64>,
    kept_file: Option<String>,
    /// Example drafts are not stored until they are changed.
    is_example: bool,
    /// The cells that may be to blame for a finding, where they are asked for.
    suspects: Option<SuspectsOf>,
    /// A number just typed that could be a live figure.
    offer: Option<Offer>,
    /// The numbers that are not offered again, by text.
    declined: Vec<(Field, String)>,
    /// Tables whose words before the table are shown although there are none.
    introductions: Vec<Field>,
    clock: Clock,
    /// Whether this window may write the draft.
    pub(super) hold: Hold,
    /// What is known of earlier versions.
    pub(super) versions: Keeping,
}

impl Editor {
    /// Opens a draft that is in storage.
    pub fn open(id: DraftId, envelope: Envelope, clock: Clock) -> Self {
        let mut editor = Self::new(id, envelope.draft, clock);
        editor.save = SaveState::Saved(envelope.saved_at);
        editor.revision = envelope.revision;
        editor.stored_summary = envelope.summary;
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
        let versions = Keeping::new(Rc::clone(report.draft()), clock.now);
        // Milliseconds count up faster than anybody types, so no other draft gets the same revisions.
        let review = Mirror::new(clock.now.saturating_mul(1000));
        let marks = view::marks(&[], None);
        let tables = Table::ALL.map(|table| Rc::new(TableView::build(&report, table, &marks, None)));
        let texts = prose::FIELDS.map(|field| Rc::new(TextView::build(&report, field, &[], &[], None)));
        let mut editor = Self {
            id,
            report,
            past_name: None,
            measures: Rc::from([]),
            review,
            requests: Vec::new(),
            tidings: None,
            ticket: 0,
            attended: None,
            marks,
            spots: Vec::new(),
            tables,
            texts,
            history: History::default(),
            save: SaveState::Untouched,
            revision: 0,
            stored: None,
            stored_summary: Summary::default(),
            copied_at: None,
            kept_file: None,
            is_example: false,
            suspects: None,
            offer: None,
            declined: Vec::new(),
            introductions: Vec::new(),
            clock,
            hold: Hold::Ours { beat: clock.now },
            versions,
        };
        editor.ask_for_review(editor.review.revision());
        editor
    }

    /// Has the reviewer begin anew, because it had to be started again.
    pub fn restart_review(&mut self) {
        let revision = self.review.restart();
        self.requests.clear();
        self.ask_for_review(revision);
    }

    fn ask_for_review(&mut self, revision: u64) {
        self.requests.push(Request::Open {
            revision,
            draft: Rc::clone(self.report.draft()),
            previous: self.previous().map(|report| Rc::clone(report.draft())),
            today: self.clock.today(),
        });
    }

    /// What is to be asked of the reviewer, in order.
    pub fn take_requests(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.requests)
    }

    /// Takes in findings over the draft; says what is to be told.
    pub fn take_review(&mut self, answer: Answer) -> Option<String> {
        let before = Rc::clone(self.findings());
        if !self.review.take(answer, self.report.draft()) {
            return None;
        }
        self.follow(&before, Scope::NONE);
        // What is stored of a draft that was never reviewed says nothing of its findings.
        if self.revision > 0 && self.stored_summary.errors.is_none() && self.hold.is_ours() {
            self.save = SaveState::Pending;
        }
        if !self.review.is_current() {
            return None;
        }
        let verdict = self.review.verdict()?;
        self.tidings.take().map(|tidings| format!("{tidings}。{}，按 Ctrl+Z 可以撤销", verdict.words()))
    }

    /// Tells something together with the verdict, as soon as that is known.
    pub fn tell_with_verdict(&mut self, tidings: String) {
        self.tidings = Some(tidings);
    }

    /// Asks the reviewer for something besides findings; the ticket that the answer will have.
    pub fn ask(&mut self, request: impl FnOnce(u64) -> Request) -> u64 {
        self.ticket += 1;
        self.requests.push(request(self.ticket));
        self.ticket
    }

    /// Whether the answer is the one that was last asked for.
    pub const fn expects(&self, ticket: u64) -> bool {
        self.ticket == ticket
    }

    /// The id of the draft.
    pub fn id(&self) -> &DraftId {
        &self.id
    }

    /// The reading of the draft.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Last year's report of the same unit, where it is at hand.
    pub fn previous(&self) -> Option<&Rc<Report>> {
        self.report.previous()
    }

    /// What last year's report is called, where it is at hand.
    pub fn previous_name(&self) -> Option<&Rc<str>> {
        self.past_name.as_ref()
    }

    /// What last year's report announced for this year.
    pub fn measures(&self) -> &Rc<[Rc<str>]> {
        &self.measures
    }

    /// Copies a paragraph of last year's report to the end of a text, where it stays marked until it is
    /// edited; where the caret belongs then.
    pub fn copy_from_past(&mut self, field: Field, paragraph: &str, clock: Clock) -> Option<Effect> {
        let before = self.draft().text(field);
        let before = before.trim_end();
        let after = if before.is_empty() { paragraph.to_owned() } else { [before, "\n", paragraph].concat() };
        let noted = self.noted(copied_note(paragraph), true);
        let change = Change::of_text(self.draft(), field, Some(after.as_str().into()))?;
        self.change(&[&[change], noted.as_slice()].concat(), false, clock);
        Some(Effect::Caret(field, text::field_offset(&after, after.chars().count())))
    }

    /// Ticks a measure off that last year's report announced, or takes that back.
    pub fn toggle_done(&mut self, measure: &str, clock: Clock) {
        let noted = self.noted(done_note(measure), !self.draft().is_done(measure));
        self.change(noted.as_slice(), false, clock);
    }

    /// The change that notes something beside the report, or takes that back.
    fn noted(&self, name: String, is_noted: bool) -> Option<Change> {
        let before = self.draft().reason(&name).cloned();
        let after = is_noted.then(|| Rc::from("1"));
        (before != after).then(|| Change::Reason { fingerprint: name.into(), before, after })
    }

    /// Puts last year's report of the same unit beside the draft.
    pub fn set_previous(&mut self, previous: Option<(Rc<str>, Draft)>) {
        let (name, previous) = previous.unzip();
        self.past_name = name;
        let draft = self.previous().map(|report| &**report.draft());
        if draft == previous.as_ref() {
            return;
        }
        let previous = previous.map(Rc::new);
        self.measures = Rc::from([]);
        self.report.set_previous(previous.clone().map(|draft| Rc::new(Report::read(draft))));
        let revision = self.review.advance([], self.report.draft());
        self.requests.push(Request::Previous { revision, draft: previous });
        self.mark(false, Scope::PREVIOUS);
    }

    /// Takes in what last year's report announced.
    pub(super) fn take_measures(&mut self, measures: Rc<[Rc<str>]>) {
        self.measures = measures;
    }

    /// The draft.
    pub fn draft(&self) -> &Draft {
        self.report.draft()
    }

    /// What the reviewer found.
    pub const fn review(&self) -> &Mirror {
        &self.review
    }

    /// The findings, the gravest first.
    pub fn findings(&self) -> &Rc<Vec<Rc<Finding>>> {
        self.review.findings()
    }

    /// The tables as the screen shows them.
    pub fn tables(&self) -> &[Rc<TableView>; 3] {
        &self.tables
    }

    /// A text as the screen shows it; `None` for those that are not read.
    pub fn text(&self, field: Field) -> Option<&Rc<TextView>> {
        prose::FIELDS.iter().position(|&known| known == field).map(|index| &self.texts[index])
    }

    /// The finding at hand, whose places stand out.
    pub fn attended(&self) -> Option<&Rc<Finding>> {
        self.attended.as_ref()
    }

    /// The cells that may be to blame for a finding, where they are asked for.
    pub fn suspects(&self) -> Option<&SuspectsOf> {
        self.suspects.as_ref()
    }

    /// Unfolds the cells that may be to blame for a finding, or folds them away.
    pub fn toggle_suspects(&mut self, finding: &Rc<Finding>) {
        let shown = self.suspects.take().map(|shown| shown.finding);
        if shown.is_some_and(|shown| Rc::ptr_eq(&shown, finding)) {
            return;
        }
        if let Some(table) = finding.cells.first().map(|cell| cell.table()) {
            self.ask(|ticket| Request::Suspects { ticket, table });
            self.suspects = Some(SuspectsOf { finding: Rc::clone(finding), cells: None });
        }
    }

    /// Takes in the cells that may be to blame.
    pub fn take_suspects(&mut self, suspects: Rc<Vec<Suspect>>) {
        if let Some(shown) = &mut self.suspects {
            shown.cells = Some(suspects);
        }
    }

    /// Takes a finding in hand, or none.
    pub fn attend(&mut self, finding: Option<Rc<Finding>>) {
        let pointer = |finding: &Option<Rc<Finding>>| finding.as_ref().map(Rc::as_ptr);
        if pointer(&self.attended) != pointer(&finding) {
            self.attended = finding;
            self.mark(true, Scope::NONE);
        }
    }

    /// The finding about the stretch of a text around a place in its entry field, the gravest.
    pub fn finding_at(&self, field: Field, offset: usize) -> Option<&Rc<Finding>> {
        let text = self.draft().text(field);
        let before = text.get(..text::byte_at(&text, offset))?;
        let at = before.chars().count();
        let is_here = |span: &Span| span.field == field && (span.start..=span.end).contains(&at);
        self.findings().iter().find(|finding| finding.spans.iter().any(is_here))
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
        self.introductions.push(field);
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
        let change = Change::of_text(self.draft(), field, Some(Rc::clone(&text)));
        let before = self.text(field).filter(|_| field.is_prose()).cloned();
        self.step(change.as_slice(), Some(&(field, text)), true, clock);
        if let (Some(before), Some(after)) = (before, self.text(field)) {
            let is_wanted =
                |number: &str| !self.declined.iter().any(|(of, text)| *of == field && text == number);
            let known = self.offer.clone();
            self.offer = Offer::seek(&self.report, field, &before.lines, &after.lines, known, is_wanted);
        }
    }

    /// A text field was left. What was offered there is not offered again.
    pub fn leave_text(&mut self, field: Field) {
        self.history.close();
        if let Some(offer) = self.offer.take_if(|offer| offer.field == field) {
            self.declined.push((field, offer.number));
        }
    }

    /// A number just typed that could be a live figure.
    pub fn offer(&self) -> Option<&Offer> {
        self.offer.as_ref()
    }

    /// Puts the live figure offered in the place of the number; where the caret belongs then.
    pub fn take_offer(&mut self, clock: Clock) -> Option<Effect> {
        let offer = self.offer.take()?;
        let (text, end) = offer.taken(&self.report)?;
        Some(self.write_text(offer.field, text, end, clock))
    }

    /// Puts a live figure in the place of a stretch of a text, given in UTF-16 units; where the caret belongs
    /// then.
    pub fn insert_token(
        &mut self,
        field: Field,
        (start, end): (usize, usize),
        token: &Token,
        clock: Clock,
    ) -> Option<Effect> {
        let text = self.draft().text(field);
        let (start, end) = (text::byte_at(&text, start), text::byte_at(&text, end));
        let head = [text.get(..start)?, &token.typed()].concat();
        let tail = text.get(end - unit_of(text.get(start..end)?).len()..)?;
        Some(self.write_text(field, [&head, tail].concat(), head.len(), clock))
    }

    /// Puts the figures in the place of live ones, of all or of those with a name.
    pub fn flatten(&mut self, field: Field, name: Option<&str>, clock: Clock) {
        let mut text = self.draft().text(field).to_string();
        let places: Vec<_> = token::places(&text).collect();
        for place in places.into_iter().rev() {
            let token = place.token.filter(|token| name.is_none_or(|name| name == token.name));
            if let Some(value) = token.and_then(|token| token.value(&self.report)) {
                text.replace_range(place.range, &value);
            }
        }
        let change = Change::of_text(self.draft(), field, Some(text.into()));
        self.change(change.as_slice(), false, clock);
    }

    /// Replaces a text as a step of its own; what sets the caret behind the byte `end`.
    fn write_text(&mut self, field: Field, text: String, end: usize, clock: Clock) -> Effect {
        let caret = text::field_offset(&text, text.get(..end).map_or(0, |head| head.chars().count()));
        let change = Change::of_text(self.draft(), field, Some(text.into()));
        self.change(change.as_slice(), false, clock);
        Effect::Caret(field, caret)
    }

    /// Carries out changes as one step.
    pub fn change(&mut self, changes: &[Change], typing: bool, clock: Clock) {
        self.step(changes, None, typing, clock);
    }

    /// Carries out changes as one step; `result` is what a text says then, where that need not be put together again.
    fn step(&mut self, changes: &[Change], result: Option<&(Field, Rc<str>)>, typing: bool, clock: Clock) {
        if changes.is_empty() || !self.hold.is_ours() {
            return;
        }
        let draft = Rc::clone(self.report.draft());
        self.history.note(&draft, changes, typing, clock.now);
        self.carry_out(changes, result, clock);
    }

    /// Takes the last step back; what leads to where it was.
    pub fn undo(&mut self, clock: Clock) -> Option<Effect> {
        let changes = self.hold.is_ours().then(|| self.history.undo())??;
        self.carry_out(&changes, None, clock);
        self.place(&changes)
    }

    /// Carries the last step taken back out again; what leads to where it was.
    pub fn redo(&mut self, clock: Clock) -> Option<Effect> {
        let changes = self.hold.is_ours().then(|| self.history.redo())??;
        self.carry_out(&changes, None, clock);
        self.place(&changes)
    }

    /// Where changes that were just carried out can be seen.
    fn place(&self, changes: &[Change]) -> Option<Effect> {
        if let Some(Change::Text { field, splice }) = changes.first() {
            let text = self.draft().text(*field);
            let before = text.get(..splice.start + splice.inserted.len()).unwrap_or(&text);
            return Some(Effect::Caret(*field, text::field_offset(&text, before.chars().count())));
        }
        changes.iter().find_map(target_of).map(Effect::Focus)
    }

    fn carry_out(&mut self, changes: &[Change], result: Option<&(Field, Rc<str>)>, clock: Clock) {
        let mut draft = Draft::clone(self.report.draft());
        let mut scope = Scope::NONE;
        let mut cells = Vec::new();
        let mut shifts = Vec::new();
        for change in changes {
            shifts.extend(Shift::of(change, &draft));
            match result {
                Some((field, text)) => draft.set_text(*field, Some(Rc::clone(text))),
                None => change.apply(&mut draft),
            }
            scope = scope.and(Scope::of(change));
            if let Change::Cell { cell, .. } = change {
                cells.push(*cell);
            }
        }
        self.report.update(Rc::new(draft), &cells);
        if !cells.is_empty() {
            // What they were asked about is another matter now.
            self.suspects = None;
        }
        self.clock = clock;
        self.save = SaveState::Pending;
        let before = Rc::clone(self.findings());
        let revision = self.review.advance(shifts, self.report.draft());
        self.requests.push(Request::Change { revision, changes: changes.to_vec(), today: clock.today() });
        self.follow(&before, scope);
    }

    /// Lays out again what findings other than before, or a change of this scope, can have touched.
    fn follow(&mut self, before: &Rc<Vec<Rc<Finding>>>, scope: Scope) {
        let differs = !Rc::ptr_eq(before, self.findings());
        if differs && let Some(finding) = self.attended.take() {
            self.attended = self.findings().iter().find(|other| is_same(&finding, other)).cloned();
        }
        if differs && let Some(mut shown) = self.suspects.take() {
            let same = self.findings().iter().find(|other| is_same(&shown.finding, other)).cloned();
            self.suspects = same.map(|finding| {
                shown.finding = finding;
                shown
            });
        }
        self.mark(differs, scope);
    }

    /// Lays out again what findings that differ, or a change of this scope, can have touched.
    fn mark(&mut self, differs: bool, scope: Scope) {
        let findings = self.review.findings();
        let mut remarked = false;
        if differs {
            let marks = view::marks(findings, self.attended.as_deref());
            remarked = marks != self.marks;
            self.marks = marks;
            self.spots = text::spots(findings, self.attended.as_ref());
        }
        for table in Table::ALL {
            if remarked || Scope::table(table).and(Scope::FRAME).and(Scope::PREVIOUS).meets(scope) {
                let old = &mut self.tables[table as usize];
                let new = TableView::build(&self.report, table, &self.marks, Some(&**old));
                if new != **old {
                    *old = Rc::new(new);
                }
            }
        }
        for (&field, old) in prose::FIELDS.iter().zip(&mut self.texts) {
            // Composed texts follow the frame, live figures the tables.
            let may_differ = differs
                || Scope::field(field).and(Scope::FRAME).meets(scope)
                || !old.tokens.is_empty()
                || (field.is_composed() && self.report.draft().typed(field).is_none());
            if may_differ {
                let new = TextView::build(&self.report, field, findings, &self.spots, Some(&**old));
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
        let counts = self.review.counts();
        Summary {
            done: u8::try_from(done).unwrap_or_default(),
            parts: u8::try_from(states.len()).unwrap_or_default(),
            errors: counts.map(|counts| small(counts.errors)),
            warnings: counts.map(|counts| small(counts.warnings)),
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

    /// Stores the draft if it changed since it was last stored. Returns how many deleted drafts had to go for it.
    pub fn save(&mut self, env: &Env) -> usize {
        if !matches!(self.save, SaveState::Pending | SaveState::Failed(_)) || !self.hold.is_ours() {
            return 0;
        }
        self.is_example = false;
        let mut envelope = self.envelope(env.clock.now);
        envelope.revision += 1;
        match Library::new(env.store).save_over(&self.id, &envelope, self.stored.as_deref()) {
            Ok(saved) => {
                self.stored = Some(saved.text);
                self.stored_summary = envelope.summary;
                self.revision = envelope.revision;
                self.save = SaveState::Saved(env.clock.now);
                return saved.emptied;
            }
            Err(error) => self.save = SaveState::Failed(error.sentence()),
        }
        0
    }

    /// Asks for the report as one page, the draft inside; the ticket that the answer will have. Shown, printed
    /// and saved is what comes, byte for byte.
    pub fn ask_page(&mut self) -> u64 {
        let saved_at = match self.save {
            SaveState::Saved(at) => at,
            _ => 0,
        };
        let stored = storage::write(&self.envelope(saved_at));
        self.ask(|ticket| Request::Page { ticket, stored })
    }

    /// Whether this window may write the draft.
    pub const fn hold(&self) -> Hold {
        self.hold
    }

    /// Whether the draft is shown as it was stored with this revision.
    pub const fn is_revision(&self, revision: u64) -> bool {
        self.revision == revision
    }

    /// Marks the draft as changed, so that it is stored.
    pub fn mark_changed(&mut self) {
        self.save = SaveState::Pending;
    }

    /// Notes that a file copy was made.
    pub fn note_copy(&mut self, now: u64) {
        self.copied_at = Some(now);
        if self.hold.is_ours() {
            self.save = SaveState::Pending;
        }
    }

    /// The file into which the draft is written whenever it is stored.
    pub fn kept_file(&self) -> Option<&str> {
        self.kept_file.as_deref()
    }

    /// Notes that the draft was written into a file as it was stored, or that this has ended.
    pub(super) fn note_kept(&mut self, name: Option<String>, now: u64) {
        if name.is_some() {
            // It is stored the next time that something else is: otherwise each writing would lead to the next.
            self.copied_at = Some(now);
        }
        self.kept_file = name;
    }

    /// The gravest weight among the findings.
    pub fn gravest(&self) -> Option<Severity> {
        self.findings().first().map(|finding| finding.severity)
    }
}

/// The unit behind a number, as in `251件`: it stays when the number gives way to a figure.
fn unit_of(text: &str) -> &str {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || ".,%".contains(c));
    if unit.len() < text.len() && unit.chars().count() <= 2 { unit } else { "" }
}

/// Where a change happened, if that is a place that can be shown.
pub(super) fn target_of(change: &Change) -> Option<Target> {
    match change {
        Change::Cell { cell, .. } => Some(Target::Cell(*cell)),
        Change::Text { field, .. } | Change::Typed { field, .. } => Some(Target::Field(*field)),
        Change::Frame { .. } | Change::Reason { .. } => None,
    }
}

/// Whether a finding says of the same place what the other said before something changed.
fn is_same(before: &Rc<Finding>, after: &Rc<Finding>) -> bool {
    Rc::ptr_eq(before, after)
        || ((&before.rule, &before.place, &before.cells) == (&after.rule, &after.place, &after.cells)
            && before.spans.len() == after.spans.len())
}
