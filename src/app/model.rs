//! The state of the application and what events do to it.

use super::compare::Comparison;
use super::past::{self, PastChoice};
use super::transfer::{IntakePreview, IntakeUse, Work};
use super::version::Occasion;
use super::{Clock, Editor, Effect, Env, Event, Hold, Notice, NoticeAction, Route, SaveState};
use crate::converter::Rich;
use crate::exchange;
use crate::format::{CellId, Edition, FIRST_YEAR, Table};
use crate::paste::Plan;
use crate::prose::Span;
use crate::report::{Change, Draft, Field, MAX_YEAR, today_in_words};
use crate::review::{Answer, Request, RuleInfo, Version};
use crate::rules::{Finding, Remedy, Target};
use crate::storage::{
    BinEntry, CLEARED, DraftId, Entry, Envelope, Library, ReadError, State, StoreError, Usage,
};
use crate::{example, report};
use std::rc::Rc;

/// Which screen is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Screen {
    /// 首页.
    #[default]
    Home,
    /// 编制.
    Edit,
    /// 预览.
    Preview,
    /// 审核意见表.
    Sheet,
    /// 比对.
    Compare,
}

/// An open dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialog {
    /// The form for a new report, with the year offered.
    New(u16),
    /// The form for renaming a draft, with its present name.
    Rename(DraftId, String),
    /// The question before something is removed for good.
    Purge {
        /// The draft.
        id: DraftId,
        /// Whether it is one in the bin.
        deleted: bool,
        /// What it is called.
        name: String,
    },
    /// The form into which a block can be pasted.
    PasteBox(Table),
    /// What a pasted block would do.
    Paste(Rc<Plan>),
    /// The explanation of a rule.
    Rule(String),
    /// All rules with their state.
    Rules,
    /// The figures that can be put into a text.
    Tokens {
        /// The text.
        field: Field,
        /// What gives way to the figure, in UTF-16 units.
        range: (usize, usize),
    },
    /// The reports that can be taken for last year's.
    Past(Rc<Vec<Entry>>),
    /// The form for the password of a draft.
    Password {
        /// The draft.
        id: DraftId,
        /// What it is called.
        name: String,
        /// Whether it is to be put under the password, or opened with it.
        locks: bool,
        /// What was wrong with the password given before.
        problem: String,
    },
    /// The question before everything is cleared: the number of drafts, and of deleted ones.
    Clear(usize, usize),
    /// What is being waited for.
    Working(String),
    /// The place for a report that is to be pasted.
    PasteReport,
    /// A report that was read, before anything changes.
    Intake(Rc<IntakePreview>),
    /// The earlier versions of the draft, newest first, and the time at which they were listed.
    Versions(Rc<Vec<Version>>, Clock),
    /// The choice of formats, with the text for the clipboard once that is made.
    Export(Option<Rc<Rich>>),
}

/// What a page is for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum PageUse {
    /// To be shown.
    Show,
    /// To be saved to a file of this name.
    Save(String),
}

/// The state of the application.
#[derive(Debug, Default)]
pub struct Model {
    /// Which screen is shown.
    pub screen: Screen,
    /// The drafts in storage, newest first.
    pub entries: Rc<Vec<Entry>>,
    /// The drafts in the bin.
    pub bin: Rc<Vec<BinEntry>>,
    /// Storage used.
    pub usage: Option<Usage>,
    /// Why the storage cannot be read, if so.
    pub storage_problem: Option<String>,
    /// The draft under work.
    pub editor: Option<Editor>,
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// The message above the page.
    pub notice: Option<Notice>,
    /// Whether the panel at the right is folded.
    pub panel_folded: bool,
    /// The report, or the check sheet, as it is previewed, printed and saved.
    pub page: Option<Rc<str>>,
    /// The pages that are being made, by ticket, and what they are for.
    awaited: Vec<(u64, PageUse)>,
    /// Which report is taken for last year's.
    pub past: PastChoice,
    /// Unit and year for which last year's report was sought.
    sought: (String, u16),
    /// What the converter is at.
    pub(super) work: Option<Work>,
    /// Counts what the converter was asked.
    pub(super) tickets: u64,
    /// The draft beside another report.
    pub comparison: Option<Comparison>,
    /// What every rule demands and why, once it was asked for.
    pub rules: Option<Rc<Vec<RuleInfo>>>,
    /// The year of the example that is on its way.
    pub example: Option<u16>,
    /// Whether the reviewer could not be started or broke down.
    pub review_failed: bool,
    /// The time of the last event.
    pub clock: Clock,
    /// A number that no other window has.
    pub(super) window: u64,
}

impl Model {
    /// Takes in an event; the effects are to be carried out in order.
    ///
    /// An event that leaves everything as it was need not be followed by drawing; see [`Self::is_silent`].
    pub fn update(&mut self, event: Event, env: &Env) -> Vec<Effect> {
        self.clock = env.clock;
        if self.window == 0 {
            self.window = (env.clock.now << 20) ^ u64::from(env.random) | 1;
        }
        let mut effects = Vec::new();
        self.handle(event, env, &mut effects);
        if let Some(editor) = &mut self.editor {
            effects.extend(editor.take_requests().into_iter().map(Effect::Review));
        }
        if self.editor.as_ref().is_some_and(|editor| *editor.save_state() == SaveState::Pending) {
            effects.push(Effect::SaveSoon);
        }
        effects
    }

    /// Whether an event would leave the screen as it is: a field left with nothing to put right, a save with
    /// nothing to save.
    pub fn is_silent(&self, event: &Event) -> bool {
        match (event, &self.editor) {
            (Event::TextLeft(field), Some(editor)) => {
                editor.offer().is_none_or(|offer| offer.field != *field) && *field != Field::Unit
            }
            (Event::TextLeft(_), None) | (Event::Beat, _) => true,
            (Event::StorageChanged(key), _) => key.as_deref().is_some_and(DraftId::is_claim_key),
            (Event::CellLeft(cell), Some(editor)) => editor.tidied(*cell).is_none(),
            (Event::Attend(index), Some(editor)) => {
                editor.findings().get(*index).map(Rc::as_ptr) == editor.attended().map(Rc::as_ptr)
            }
            (Event::CaretSet(field, offset), Some(editor)) => editor.finding_at(*field, *offset).is_none(),
            _ => false,
        }
    }

    fn handle(&mut self, event: Event, env: &Env, effects: &mut Vec<Effect>) {
        let event = self.handle_list(event, env, effects);
        let event = event.and_then(|event| self.handle_review(event, env, effects));
        let event = event.and_then(|event| self.handle_transfer(event, env, effects));
        let Some(event) = event else { return };
        match event {
            Event::Navigated(route) => self.navigate(&route, env, effects),
            Event::Hidden | Event::SaveDue => self.save(env, effects),
            Event::SaveNow => {
                self.save(env, effects);
                if let Some(SaveState::Saved(_)) = self.editor.as_ref().map(Editor::save_state) {
                    effects.push(Effect::Announce("已保存在这台电脑的浏览器里".to_owned()));
                }
            }
            Event::StorageChanged(key) => self.follow_storage(key.as_deref(), env, effects),
            Event::Beat => self.beat(env, effects),
            Event::TakeOver => self.take_over(env),
            Event::Left => {
                self.save(env, effects);
                self.release(env);
            }
            Event::AskPast | Event::ChoosePast(_) | Event::PastFileChosen { .. } => {
                self.handle_past(event, env, effects);
            }
            Event::AskToken { field, start, end } => {
                self.dialog = Some(Dialog::Tokens { field, range: (start, end) });
            }
            Event::InsertToken(name) => self.insert_token(name, effects),
            Event::AskNew => self.dialog = Some(Dialog::New(self.year_offered())),
            Event::Create { unit, kind, year } => self.create(&unit, kind, year, env, effects),
            Event::Go(route) => {
                self.save(env, effects);
                effects.push(Effect::Address(route));
            }
            Event::AskPaste(table) => self.dialog = Some(Dialog::PasteBox(table)),
            Event::Pasted { table, anchor, text } => self.ask_paste((table, anchor), Vec::new(), text),
            Event::ConfirmPaste => self.paste(effects),
            Event::CloseDialog => self.dialog = None,
            Event::JumpToSection(section) => effects.push(Effect::FocusElement(section.element_id())),
            Event::TogglePanel => self.panel_folded = !self.panel_folded,
            Event::SavePage => self.save_page(env, effects),
            Event::CompareWith(id) => self.compare(id.as_ref(), env),
            Event::SaveSheet => {
                if let (Some(editor), Some(page)) = (&self.editor, &self.page) {
                    let name = exchange::sheet_name(editor.draft(), "html");
                    effects.push(Effect::Download { name, mime: "text/html", content: page.to_string() });
                }
            }
            Event::AskVersions => self.ask_versions(effects),
            Event::VersionsRead(id, read) => {
                if self.editor.as_ref().is_some_and(|editor| *editor.id() == id) {
                    self.take_versions(read);
                }
            }
            Event::RestoreVersion(at) => self.restore_version(at, env, effects),
            Event::SaveData => self.save_data(env, effects),
            Event::Print => self.print(env, effects),
            Event::DismissNotice => self.notice = None,
            Event::NoticeAction => {
                let action = self.notice.take().and_then(|notice| notice.action);
                match action {
                    Some(NoticeAction::Restore(id)) => self.handle(Event::Restore(id), env, effects),
                    Some(NoticeAction::Discard(id)) => self.discard(&id, env, effects),
                    Some(NoticeAction::Undo) => self.handle(Event::Undo, env, effects),
                    Some(NoticeAction::DownloadStored(id)) => self.download_stored(&id, env, effects),
                    Some(NoticeAction::SaveData) => self.save_data(env, effects),
                    None => {}
                }
            }
            edit => {
                // While the name of the unit is being typed, most of what it says names no unit.
                let is_typing =
                    matches!(edit, Event::TextTyped(..) | Event::CellTyped(..) | Event::CellLeft(_));
                self.edit(edit, effects);
                let now = self.editor.as_ref().map(|editor| (editor.draft().unit(), editor.draft().year));
                if !is_typing
                    && now.is_some_and(|(unit, year)| (unit, year) != (&self.sought.0, self.sought.1))
                {
                    self.seek_past(env);
                }
            }
        }
    }

    /// Events that concern the list of drafts; gives back all others.
    fn handle_list(&mut self, event: Event, env: &Env, effects: &mut Vec<Effect>) -> Option<Event> {
        match event {
            Event::AskRename(id) => {
                let name = self.entry_name(&id);
                self.dialog = Some(Dialog::Rename(id, name));
            }
            Event::Rename(id, name) => self.rename(&id, &name, env),
            Event::Duplicate(id) => self.duplicate(&id, env),
            Event::Delete(id) => self.delete(&id, env),
            Event::Restore(id) => {
                self.notice = match Library::new(env.store).restore(&id) {
                    Ok(_) => None,
                    Err(error) => Some(Notice::error(error.sentence())),
                };
                self.read_storage(env);
            }
            Event::AskPurge { id, deleted } => {
                let name = self.entry_name(&id);
                self.dialog = Some(Dialog::Purge { id, deleted, name });
            }
            Event::Purge { id, deleted } => {
                self.dialog = None;
                let library = Library::new(env.store);
                let removed = if deleted { library.purge(&id) } else { library.erase(&id) };
                if let Err(error) = removed {
                    self.notice = Some(Notice::error(error.sentence()));
                }
                effects.push(Effect::DropVersions(id));
                self.read_storage(env);
            }
            Event::AskPassword(id) => self.ask_password(id, String::new()),
            Event::PasswordGiven { id, password, again } => {
                self.take_password(&id, password, again.as_deref(), env, effects);
            }
            Event::AskClear => self.dialog = Some(Dialog::Clear(self.entries.len(), self.bin.len())),
            Event::Clear => self.clear(env, effects),
            Event::SaveAll => self.save_all(env, effects),
            Event::DownloadStored(id) => self.download_stored(&id, env, effects),
            other => return Some(other),
        }
        None
    }

    /// Events that concern the reviewer; gives back all others.
    fn handle_review(&mut self, event: Event, env: &Env, effects: &mut Vec<Effect>) -> Option<Event> {
        match event {
            Event::Explain(rule) => {
                self.dialog = Some(Dialog::Rule(rule));
                self.ask_rules(effects);
            }
            Event::AskRules => {
                self.dialog = Some(Dialog::Rules);
                self.ask_rules(effects);
            }
            Event::Answered(Answer::Example(draft)) => self.open_example(&draft, env, effects),
            Event::Answered(answer) => self.take_answer(answer, effects),
            Event::ReviewFailed if self.example.take().is_some() => {
                self.notice = Some(Notice::error("示例没有载入，请检查网络，再点一次。".to_owned()));
                effects.push(Effect::Address(Route::Home));
            }
            Event::ReviewFailed => {
                self.review_failed = true;
                if self.awaited.drain(..).any(|(_, wanted)| wanted != PageUse::Show) {
                    self.notice = Some(Notice::error(
                        "网页没有生成，请点“没有核对，点此重试”后再保存；也可以在“导出”里先存数据文件。"
                            .to_owned(),
                    ));
                }
                effects.push(Effect::Announce("核对程序没有启动，报告还没有核对".to_owned()));
            }
            Event::RestartReview => {
                self.review_failed = false;
                if let Some(editor) = &mut self.editor {
                    editor.restart_review();
                }
                if self.page.is_none() {
                    self.ask_shown(env);
                }
            }
            other => return Some(other),
        }
        None
    }

    /// Events that concern the draft under work only.
    fn edit(&mut self, event: Event, effects: &mut Vec<Effect>) {
        let clock = self.clock;
        let Some(editor) = &mut self.editor else { return };
        let before = Rc::clone(editor.report().draft());
        let told = self.notice.take();
        match event {
            Event::CellTyped(cell, text) => {
                let cleared = text.is_empty() && cell.is_derived(editor.report().edition());
                editor.type_cell(cell, text, clock);
                if cleared {
                    // The computed total appears in the field; selected, it gives way to further typing.
                    effects.push(Effect::Focus(Target::Cell(cell)));
                }
            }
            Event::CellLeft(cell) => editor.leave_cell(cell, clock),
            Event::TextTyped(field, text) => editor.type_text(field, text, clock),
            Event::TextLeft(field) => editor.leave_text(field),
            Event::Recompose(field) => {
                let change = Change::of_text(editor.draft(), field, None);
                editor.change(change.as_slice(), false, clock);
            }
            Event::KindChosen(kind) => {
                let before = (editor.draft().year, editor.draft().unit_kind);
                let change = Change::Frame { before, after: (before.0, kind) };
                editor.change(&[change], false, clock);
            }
            Event::YearChosen(year) if (FIRST_YEAR..=MAX_YEAR).contains(&year) => {
                let before = (editor.draft().year, editor.draft().unit_kind);
                let change = Change::Frame { before, after: (year, before.1) };
                editor.change(&[change], false, clock);
                if Edition::of_year(before.0) != Edition::of_year(year) {
                    self.notice = Some(Notice {
                        text: format!("{year} 年用另一版格式，表格已换；原来填的都留着，改回年份就能看到。"),
                        is_error: false,
                        action: Some(NoticeAction::Undo),
                    });
                }
            }
            Event::InsertItems => insert_items(editor, clock, effects),
            Event::InsertToday => {
                let today = clock.today();
                let text = today_in_words(today.year, today.month, today.day);
                let change = Change::of_text(editor.draft(), Field::Date, Some(text.into()));
                editor.change(change.as_slice(), false, clock);
            }
            Event::Repair(remedy) => repair(editor, &remedy, clock, effects),
            Event::CopyFromPast(field, paragraph) => {
                effects.extend(editor.copy_from_past(field, &paragraph, clock));
                effects
                    .push(Effect::Announce("已抄到本年，改写之前会一直标出，按 Ctrl+Z 可以撤销".to_owned()));
            }
            Event::ToggleDone(measure) => editor.toggle_done(&measure, clock),
            Event::Undo => effects.extend(editor.undo(clock)),
            Event::Redo => effects.extend(editor.redo(clock)),
            Event::Jump(target) => effects.push(Effect::Focus(target)),
            Event::Attend(index) => {
                let finding = editor.findings().get(index).cloned();
                editor.attend(finding);
            }
            Event::Visit(index) => visit(editor, index, effects),
            Event::ToFinding => {
                let pointer = editor.attended().map(Rc::as_ptr);
                let at = editor.findings().iter().position(|finding| Some(Rc::as_ptr(finding)) == pointer);
                effects.push(Effect::FocusFinding(at.unwrap_or_default()));
            }
            Event::NextFinding => step(editor, true, effects),
            Event::PreviousFinding => step(editor, false, effects),
            Event::CaretSet(field, offset) => {
                if let Some(finding) = editor.finding_at(field, offset).cloned() {
                    editor.attend(Some(finding));
                }
            }
            Event::ToggleSuspects(finding) => editor.toggle_suspects(&finding),
            Event::Flatten(field, name) => {
                editor.flatten(field, name, clock);
                effects.push(Effect::Focus(Target::Field(field)));
            }
            Event::TakeOffer => {
                let caret = editor.take_offer(clock);
                if caret.is_some() {
                    effects.push(Effect::Announce("已改成自动更新的数据，按 Ctrl+Z 可以撤销".to_owned()));
                }
                effects.extend(caret);
            }
            Event::DeclineOffer => {
                if let Some(field) = editor.offer().map(|offer| offer.field) {
                    editor.leave_text(field);
                    effects.push(Effect::Focus(Target::Field(field)));
                }
            }
            Event::GiveReason(finding, reason) => give_reason(editor, &finding, &reason, clock, effects),
            Event::ShowIntroduction(field) => {
                editor.show_introduction(field);
                effects.push(Effect::Focus(Target::Field(field)));
            }
            _ => {}
        }
        // An offer to take back the last step must not outlive that step.
        if self.notice.is_none() && Rc::ptr_eq(&before, editor.report().draft()) {
            self.notice = told;
        }
    }

    /// The report due: last year's.
    fn year_offered(&self) -> u16 {
        let year = u16::try_from(self.clock.today().year - 1).unwrap_or(FIRST_YEAR);
        year.clamp(FIRST_YEAR, MAX_YEAR)
    }

    fn navigate(&mut self, route: &Route, env: &Env, effects: &mut Vec<Effect>) {
        self.save(env, effects);
        self.dialog = None;
        if self.notice.as_ref().is_some_and(|notice| notice.action == Some(NoticeAction::Undo)) {
            self.notice = None;
        }
        let before = self.screen;
        self.page = None;
        self.awaited.retain(|(_, wanted)| *wanted != PageUse::Show);
        self.comparison = None;
        self.example = None;
        let known = |editor: &Editor, id: &DraftId| editor.id() == id;
        let stays = matches!((route, &self.editor), (Route::Edit(id) | Route::Preview(id) | Route::Sheet(id) | Route::Compare(id), Some(editor)) if known(editor, id));
        if !stays {
            self.release(env);
        }
        match route {
            Route::Home => {
                self.screen = Screen::Home;
                self.editor = None;
                self.read_storage(env);
            }
            Route::Edit(id) | Route::Preview(id) | Route::Sheet(id) | Route::Compare(id) => {
                let is_open = self.editor.as_ref().is_some_and(|editor| known(editor, id));
                if !is_open && !self.load(id, env) {
                    effects.push(Effect::Address(Route::Home));
                    return;
                }
                // An example that becomes a draft changes its address only.
                if is_open && before == Screen::Edit && matches!(route, Route::Edit(_)) {
                    return;
                }
                self.screen = match route {
                    Route::Preview(_) => Screen::Preview,
                    Route::Sheet(_) => Screen::Sheet,
                    Route::Compare(_) => Screen::Compare,
                    _ => Screen::Edit,
                };
                self.ask_shown(env);
            }
            Route::Example(year) => {
                if example::ALL.iter().all(|example| example.year != *year) {
                    effects.push(Effect::Address(Route::Home));
                    return;
                }
                // The start page stays until the example is there.
                self.screen = Screen::Home;
                self.editor = None;
                self.read_storage(env);
                self.example = Some(*year);
                effects.push(Effect::Review(Request::Example(*year)));
            }
        }
        effects.push(Effect::ScrollTop);
    }

    /// Opens an example that has come, unless the clerk has gone elsewhere since.
    fn open_example(&mut self, draft: &Draft, env: &Env, effects: &mut Vec<Effect>) {
        if self.example.take() != Some(draft.year) {
            return;
        }
        let id = DraftId::new(env.clock.now, env.random);
        self.editor = Some(Editor::open_example(id, draft.clone(), env.clock));
        self.past = PastChoice::Found;
        self.seek_past(env);
        self.screen = Screen::Edit;
        effects.push(Effect::ScrollTop);
    }

    /// Takes in that another window changed what is stored.
    fn follow_storage(&mut self, key: Option<&str>, env: &Env, effects: &mut Vec<Effect>) {
        if key.is_some_and(DraftId::is_claim_key) {
            return self.beat(env, effects);
        }
        if key == Some(CLEARED) {
            // Nothing of what was cleared is to be stored again.
            self.editor = None;
            effects.push(Effect::Address(Route::Home));
        }
        if self.screen == Screen::Home {
            self.read_storage(env);
        }
        if let Some(editor) = &mut self.editor
            && let Hold::Theirs(waiting) = &mut editor.hold
        {
            waiting.is_behind = true;
        }
        self.seek_past(env);
    }

    /// Has made anew what the screen shows of a draft that is another by now.
    pub(super) fn renew_shown(&mut self, env: &Env) {
        self.page = None;
        self.ask_shown(env);
    }

    /// Has made what the screen shows besides the draft.
    fn ask_shown(&mut self, env: &Env) {
        self.awaited.retain(|(_, wanted)| *wanted != PageUse::Show);
        let Some(editor) = &mut self.editor else { return };
        match self.screen {
            Screen::Preview => self.awaited.push((editor.ask_page(), PageUse::Show)),
            Screen::Sheet => {
                self.awaited.push((editor.ask(|ticket| Request::Sheet { ticket }), PageUse::Show));
            }
            Screen::Compare => {
                let chosen = self.comparison.take().and_then(|comparison| comparison.chosen);
                self.compare(chosen.as_ref(), env);
            }
            Screen::Home | Screen::Edit => {}
        }
    }

    /// Holds the draft beside another report.
    fn compare(&mut self, other: Option<&DraftId>, env: &Env) {
        self.comparison = self.editor.as_mut().map(|editor| Comparison::of(editor, other, env));
    }

    /// Asks for the words of the rules, unless they are known.
    fn ask_rules(&mut self, effects: &mut Vec<Effect>) {
        if self.rules.is_none() {
            effects.push(Effect::Review(Request::Rules));
        }
    }

    /// Takes in what the reviewer answers.
    fn take_answer(&mut self, answer: Answer, effects: &mut Vec<Effect>) {
        self.review_failed = false;
        match (answer, &mut self.editor) {
            (Answer::Rules(rules), _) => self.rules = Some(rules),
            (Answer::Suspects { ticket, suspects }, Some(editor)) if editor.expects(ticket) => {
                editor.take_suspects(suspects);
            }
            (Answer::Page { ticket, page }, _) => {
                let place = self.awaited.iter().position(|(awaited, _)| *awaited == ticket);
                match place.map(|place| self.awaited.remove(place).1) {
                    Some(PageUse::Show) => self.page = Some(page),
                    Some(PageUse::Save(name)) => effects.push(saved_page(name, &page)),
                    None => {}
                }
            }
            (Answer::Measures(measures), Some(editor)) => editor.take_measures(measures),
            (Answer::Paste { ticket, plan }, Some(editor)) if editor.expects(ticket) => self.show_paste(plan),
            (Answer::Versions { ticket, versions }, Some(editor)) if editor.expects(ticket) => {
                self.dialog = Some(Dialog::Versions(versions, self.clock));
            }
            (Answer::Compared { ticket, likeness }, Some(editor)) if editor.expects(ticket) => {
                if let Some(comparison) = &mut self.comparison {
                    comparison.take(editor, &likeness);
                }
            }
            (answer @ Answer::Reviewed { .. }, Some(editor)) => {
                effects.extend(editor.take_review(answer).map(Effect::Announce));
            }
            _ => {}
        }
    }

    /// Opens a draft from storage; what hinders it is told.
    fn load(&mut self, id: &DraftId, env: &Env) -> bool {
        match Library::new(env.store).load(id) {
            Ok(envelope) => {
                self.editor = Some(Editor::open(id.clone(), envelope, env.clock));
                self.claim(env);
                self.past = PastChoice::Found;
                self.seek_past(env);
                true
            }
            Err(error) => {
                self.editor = None;
                let is_stored = !matches!(error, ReadError::Missing | ReadError::Store(_));
                self.notice = Some(Notice {
                    action: is_stored.then(|| NoticeAction::DownloadStored(id.clone())),
                    ..Notice::error(error.sentence())
                });
                false
            }
        }
    }

    /// Events that concern last year's report.
    fn handle_past(&mut self, event: Event, env: &Env, effects: &mut Vec<Effect>) {
        match event {
            Event::ChoosePast(choice) => {
                self.dialog = None;
                self.choose_past(choice, env, effects);
            }
            Event::PastFileChosen { name, source } => {
                self.read_report(&name, source, IntakeUse::Past, env, effects);
            }
            _ => {
                let entries = self.editor.as_ref().map(|editor| past::candidates(editor, env));
                self.dialog = entries.map(|entries| Dialog::Past(Rc::new(entries)));
            }
        }
    }

    /// Puts last year's report beside the draft under work.
    pub(super) fn seek_past(&mut self, env: &Env) {
        let Some(editor) = &mut self.editor else { return };
        self.sought = (editor.draft().unit().to_owned(), editor.draft().year);
        past::refresh(editor, &self.past, env);
    }

    pub(super) fn choose_past(&mut self, choice: PastChoice, env: &Env, effects: &mut Vec<Effect>) {
        self.past = choice;
        self.seek_past(env);
        let name = self.editor.as_ref().and_then(Editor::previous_name);
        effects.push(Effect::Announce(match name {
            Some(name) => format!("去年年报：{name}"),
            None => "没有去年年报".to_owned(),
        }));
    }

    /// Puts a figure where the list of figures was opened.
    fn insert_token(&mut self, name: &str, effects: &mut Vec<Effect>) {
        let Some(Dialog::Tokens { field, range }) = self.dialog.take() else { return };
        let (Some(editor), Some(token)) = (&mut self.editor, report::token::by_name(name)) else { return };
        effects.extend(editor.insert_token(field, range, token, self.clock));
    }

    pub(super) fn read_storage(&mut self, env: &Env) {
        let library = Library::new(env.store);
        match library.list() {
            Ok(entries) => {
                self.entries = Rc::new(entries);
                self.storage_problem = None;
            }
            Err(error) => self.storage_problem = Some(error.sentence()),
        }
        let _ = library.sweep_claims(env.clock.now);
        let _ = library.expire_bin(env.clock.now);
        self.bin = Rc::new(library.bin().unwrap_or_default());
        self.usage = library.usage().ok();
    }

    pub(super) fn save(&mut self, env: &Env, effects: &mut Vec<Effect>) {
        if self.is_claimed_elsewhere(env) {
            return self.lose(env, effects);
        }
        let Some(editor) = &mut self.editor else { return };
        let had_failed = matches!(editor.save_state(), SaveState::Failed(_));
        let was_example = editor.is_example();
        let emptied = editor.save(env);
        if emptied > 0 {
            self.notice = Some(emptied_notice(emptied));
        }
        match editor.save_state() {
            SaveState::Failed(sentence) if !had_failed => {
                effects.push(Effect::Announce(format!("未能保存：{sentence}")));
            }
            SaveState::Saved(_) if had_failed => effects.push(Effect::Announce("已保存".to_owned())),
            _ => {}
        }
        effects.extend(editor.keep_versions(None, env.clock.now));
        if was_example && !editor.is_example() && self.screen == Screen::Edit {
            effects.push(Effect::Address(Route::Edit(editor.id().clone())));
        }
    }

    /// Clears all that is kept in this browser.
    fn clear(&mut self, env: &Env, effects: &mut Vec<Effect>) {
        self.dialog = None;
        self.editor = None;
        match Library::new(env.store).clear() {
            Ok(()) => effects.push(Effect::Forget),
            Err(error) => self.notice = Some(Notice::error(error.sentence())),
        }
        self.read_storage(env);
    }

    /// Saves all drafts to one file.
    fn save_all(&mut self, env: &Env, effects: &mut Vec<Effect>) {
        let library = Library::new(env.store);
        match library.archive() {
            Ok(content) => {
                let today = env.clock.today();
                let name = format!("年报全部草稿{}{:02}{:02}.json", today.year, today.month, today.day);
                effects.push(Effect::Download { name, mime: "application/json", content });
            }
            Err(error) => self.notice = Some(Notice::error(error.sentence())),
        }
    }

    fn create(
        &mut self,
        unit: &str,
        kind: report::UnitKind,
        year: u16,
        env: &Env,
        effects: &mut Vec<Effect>,
    ) {
        self.dialog = None;
        let year = year.clamp(FIRST_YEAR, MAX_YEAR);
        let draft = Draft::new(year, kind).with_text(Field::Unit, unit.trim());
        self.add(draft, env, effects);
    }

    /// Stores a new draft and goes there. If it cannot be stored, work goes on unsaved.
    pub(super) fn add(&mut self, draft: Draft, env: &Env, effects: &mut Vec<Effect>) -> DraftId {
        let id = DraftId::new(env.clock.now, env.random);
        let mut editor = Editor::open_example(id.clone(), draft, env.clock);
        editor.mark_changed();
        editor.save(env);
        self.editor = Some(editor);
        self.past = PastChoice::Found;
        self.seek_past(env);
        effects.push(Effect::Address(Route::Edit(id.clone())));
        id
    }

    pub(super) fn entry_name(&self, id: &DraftId) -> String {
        let drafts = self.entries.iter().map(|entry| (&entry.id, &entry.state));
        let deleted = self.bin.iter().map(|entry| (&entry.id, &entry.state));
        drafts
            .chain(deleted)
            .find(|&(other, _)| other == id)
            .map_or_else(String::new, |(_, state)| state_name(state))
    }

    /// Changes a stored draft outside the editor, or stores the changed one under another name.
    fn change_stored(&mut self, id: &DraftId, env: &Env, change: impl FnOnce(&mut Envelope) -> DraftId) {
        let library = Library::new(env.store);
        let stored = library.load(id).map_err(|error| error.sentence()).and_then(|mut envelope| {
            envelope.revision += 1;
            let target = change(&mut envelope);
            library.save(&target, &envelope).map_err(|error| error.sentence())
        });
        if let Err(text) = stored {
            self.notice = Some(Notice::error(text));
        }
        self.read_storage(env);
    }

    fn rename(&mut self, id: &DraftId, name: &str, env: &Env) {
        self.dialog = None;
        let name = name.trim();
        let name = (!name.is_empty()).then(|| Rc::from(name));
        self.change_stored(id, env, |envelope| {
            envelope.draft.set_text(Field::Name, name);
            id.clone()
        });
    }

    fn duplicate(&mut self, id: &DraftId, env: &Env) {
        let name = format!("{}（副本）", self.entry_name(id));
        self.change_stored(id, env, |envelope| {
            envelope.saved_at = env.clock.now;
            envelope.copied_at = None;
            envelope.draft.set_text(Field::Name, Some(name.into()));
            DraftId::new(env.clock.now, env.random)
        });
    }

    pub(super) fn delete(&mut self, id: &DraftId, env: &Env) {
        let name = self.entry_name(id);
        self.notice = match Library::new(env.store).delete(id, env.clock.now) {
            Ok(binned) => Some(Notice {
                text: format!("已删除“{name}”，在回收站里还能找到。"),
                is_error: false,
                action: binned.map(NoticeAction::Restore),
            }),
            Err(error) => {
                if error == StoreError::Full {
                    // The bin needs room for a second copy; what is left is to remove the draft for good.
                    self.dialog = Some(Dialog::Purge { id: id.clone(), deleted: false, name });
                }
                Some(Notice::error(error.sentence()))
            }
        };
        let kept = self.bin.len();
        self.read_storage(env);
        // One came in.
        let emptied = (kept + 1).saturating_sub(self.bin.len());
        if let Some(notice) = self.notice.as_mut().filter(|notice| !notice.is_error && emptied > 0) {
            notice.text.push_str(&emptied_notice(emptied).text);
        }
    }

    fn download_stored(&mut self, id: &DraftId, env: &Env, effects: &mut Vec<Effect>) {
        let library = Library::new(env.store);
        let stored =
            library.raw(id).and_then(|text| text.map_or_else(|| library.locked(id), |text| Ok(Some(text))));
        match stored {
            Ok(Some(content)) => {
                let readable = library.load(id);
                let name = match &readable {
                    Ok(envelope) => exchange::file_name(&envelope.draft, "json"),
                    Err(_) => format!("年报草稿-{id}.json"),
                };
                effects.push(Effect::Download { name, mime: "application/json", content });
                if readable.is_ok() {
                    self.change_stored(id, env, |envelope| {
                        envelope.copied_at = Some(env.clock.now);
                        id.clone()
                    });
                }
            }
            Ok(None) => self.notice = Some(Notice::error(ReadError::Missing.sentence())),
            Err(error) => self.notice = Some(Notice::error(error.sentence())),
        }
    }

    /// Asks what a pasted block would do: the figures whose labels tell where they belong, or else the text.
    pub(super) fn ask_paste(
        &mut self,
        (table, anchor): (Table, Option<CellId>),
        cells: Vec<(CellId, String)>,
        text: String,
    ) {
        if self.is_reviewer_away() {
            return;
        }
        if let Some(editor) = &mut self.editor {
            editor.ask(|ticket| Request::Paste { ticket, table, anchor, cells, text });
        }
    }

    /// Whether the reviewer does not run; says so, since what was asked for needs it.
    pub(super) fn is_reviewer_away(&mut self) -> bool {
        if self.review_failed {
            let text = "核对程序没有启动，暂时做不了这一步。请点上面的“没有核对，点此重试”，再做一次。";
            self.notice = Some(Notice::error(text.to_owned()));
        }
        self.review_failed
    }

    fn show_paste(&mut self, plan: Option<Rc<Plan>>) {
        if plan.is_none() {
            self.notice = Some(Notice::error("剪贴板里没有可以放进表格的内容。".to_owned()));
        }
        self.dialog = plan.map(Dialog::Paste);
    }

    fn paste(&mut self, effects: &mut Vec<Effect>) {
        let Some(Dialog::Paste(plan)) = self.dialog.take() else { return };
        let Some(editor) = &mut self.editor else { return };
        let changes: Vec<_> = plan
            .changed()
            .filter_map(|placed| Change::of_cell(editor.draft(), placed.cell, Rc::clone(&placed.after)))
            .collect();
        let text = format!("已粘贴 {} 格。", changes.len());
        editor.change(&changes, false, self.clock);
        if let Some(first) = plan.placed.first() {
            effects.push(Effect::Focus(Target::Cell(first.cell)));
        }
        self.notice = Some(Notice { text, is_error: false, action: Some(NoticeAction::Undo) });
    }

    fn save_page(&mut self, env: &Env, effects: &mut Vec<Effect>) {
        self.save(env, effects);
        self.keep_version(Occasion::Export, effects);
        let Some(editor) = &mut self.editor else { return };
        let name = exchange::file_name(editor.draft(), "html");
        match (&self.page, self.screen) {
            (Some(page), Screen::Preview) => effects.push(saved_page(name, page)),
            _ => self.awaited.push((editor.ask_page(), PageUse::Save(name))),
        }
        editor.note_copy(env.clock.now);
    }

    fn save_data(&mut self, env: &Env, effects: &mut Vec<Effect>) {
        self.save(env, effects);
        self.keep_version(Occasion::Export, effects);
        let Some(editor) = &mut self.editor else { return };
        let content = exchange::json(&editor.envelope(env.clock.now));
        let name = exchange::file_name(editor.draft(), "json");
        effects.push(Effect::Download { name, mime: "application/json", content });
        editor.note_copy(env.clock.now);
    }

    fn print(&mut self, env: &Env, effects: &mut Vec<Effect>) {
        self.save(env, effects);
        self.keep_version(Occasion::Print, effects);
        if let (Some(editor), Screen::Edit) = (&self.editor, self.screen) {
            effects.push(Effect::Address(Route::Preview(editor.id().clone())));
        }
        effects.push(Effect::Print);
    }
}

/// Says that deleted drafts had to go.
fn emptied_notice(count: usize) -> Notice {
    let text = format!("浏览器存储已满，回收站里最早删除的 {count} 份草稿已彻底清除，腾出了空间。");
    Notice { text, is_error: false, action: None }
}

/// Gives the page to the clerk as a file.
fn saved_page(name: String, page: &str) -> Effect {
    Effect::Download { name, mime: "text/html", content: page.to_owned() }
}

/// The words for a stored draft in lists and questions.
pub fn state_name(state: &State) -> String {
    match state {
        State::Readable(head) if !head.name.is_empty() => head.name.clone(),
        State::Readable(head) if head.unit.is_empty() => format!("（未填单位）{}年年报", head.year),
        State::Readable(head) => format!("{}{}年年报", head.unit, head.year),
        State::Locked(name) => name.clone(),
        State::Unreadable(_) => "读不出的草稿".to_owned(),
    }
}

/// Puts the sub-items that are still missing into part 一, each on a line of its own.
fn insert_items(editor: &mut Editor, clock: Clock, effects: &mut Vec<Effect>) {
    let text = editor.draft().text(Field::Overview);
    let numerals = ["（一）", "（二）", "（三）", "（四）", "（五）"];
    let items = editor.report().edition().format().overview_items;
    let missing: Vec<_> = items
        .iter()
        .zip(numerals)
        .filter(|(item, _)| !text.contains(&format!("）{item}")))
        .map(|(item, numeral)| format!("{numeral}{item}\n"))
        .collect();
    let mut after = text.trim_end().to_owned();
    if !after.is_empty() && !missing.is_empty() {
        after.push('\n');
    }
    after.push_str(&missing.concat());
    let change = Change::of_text(editor.draft(), Field::Overview, Some(after.into()));
    editor.change(change.as_slice(), false, clock);
    effects.push(Effect::Focus(Target::Field(Field::Overview)));
}

/// The change that puts `text` in the place of a stretch; `None` where the stretch is not there.
fn replaced(draft: &Draft, span: Span, text: &str) -> Option<Change> {
    let before = draft.text(span.field);
    let byte =
        |character: usize| before.char_indices().map(|(at, _)| at).chain([before.len()]).nth(character);
    let (start, end) = (byte(span.start)?, byte(span.end)?);
    let after = [before.get(..start)?, text, before.get(end..)?].concat();
    Change::of_text(draft, span.field, Some(after.into()))
}

/// Carries out a mechanical repair as one step.
fn repair(editor: &mut Editor, remedy: &Remedy, clock: Clock, effects: &mut Vec<Effect>) {
    let changes: Vec<_> = match remedy {
        Remedy::FillBlanks(table) => editor
            .report()
            .blanks()
            .filter(|cell| cell.table() == *table)
            .filter_map(|cell| Change::of_cell(editor.draft(), cell, "0"))
            .collect(),
        Remedy::Recompute(cell) => Change::of_cell(editor.draft(), *cell, "").into_iter().collect(),
        Remedy::Write(cell, text) => {
            Change::of_cell(editor.draft(), *cell, text.as_str()).into_iter().collect()
        }
        Remedy::WriteAll { cells, .. } => cells
            .iter()
            .filter_map(|(cell, text)| Change::of_cell(editor.draft(), *cell, text.as_str()))
            .collect(),
        Remedy::Replace { span, text } => replaced(editor.draft(), *span, text).into_iter().collect(),
    };
    if changes.is_empty() {
        return;
    }
    let target = match remedy {
        Remedy::Replace { span, text } => {
            Some(Target::Text(Span { end: span.start + text.chars().count(), ..*span }))
        }
        _ => changes.first().and_then(super::editor::target_of),
    };
    effects.extend(target.map(Effect::Focus));
    editor.change(&changes, false, clock);
    editor.tell_with_verdict(format!("已{}", remedy.label()));
}

/// Leads to the place of a finding, or to the finding itself where it has none.
fn visit(editor: &mut Editor, index: usize, effects: &mut Vec<Effect>) {
    let Some(finding) = editor.findings().get(index).cloned() else { return };
    effects.push(finding.target.map_or(Effect::FocusFinding(index), Effect::Focus));
    editor.attend(Some(finding));
}

/// Leads from the finding at hand to the one after or before it, and says which it is.
fn step(editor: &mut Editor, forward: bool, effects: &mut Vec<Effect>) {
    let findings = Rc::clone(editor.findings());
    // Those with a reason stand last.
    let count = findings.iter().filter(|finding| finding.reason.is_none()).count();
    if count == 0 {
        effects.push(Effect::Announce("没有要处理的问题".to_owned()));
        return;
    }
    let pointer = editor.attended().map(Rc::as_ptr);
    let at = findings[..count].iter().position(|finding| Some(Rc::as_ptr(finding)) == pointer);
    let index = match at {
        Some(at) if forward => (at + 1) % count,
        Some(at) => (at + count - 1) % count,
        None if forward => 0,
        None => count - 1,
    };
    let finding = &findings[index];
    visit(editor, index, effects);
    effects.push(Effect::Announce(format!(
        "第 {} 处，共 {count} 处。{}，{}：{}",
        index + 1,
        finding.severity.label(),
        finding.place,
        finding.message
    )));
}

/// Keeps the reason given for a finding, or takes it back, and goes on to the finding that comes next.
fn give_reason(
    editor: &mut Editor,
    finding: &Finding,
    reason: &str,
    clock: Clock,
    effects: &mut Vec<Effect>,
) {
    if !finding.may_be_explained() {
        return;
    }
    let fingerprint = finding.fingerprint();
    let before = editor.draft().reason(&fingerprint).cloned();
    let after = Some(reason.trim()).filter(|reason| !reason.is_empty()).map(Rc::from);
    if before == after {
        return;
    }
    let place = editor.findings().iter().position(|other| **other == *finding).unwrap_or_default();
    let told = if after.is_some() { "已说明" } else { "已撤回说明" };
    editor.change(&[Change::Reason { fingerprint: fingerprint.into(), before, after }], false, clock);
    effects.push(Effect::FocusFinding(place));
    editor.tell_with_verdict(told.to_owned());
}
