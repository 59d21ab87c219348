//! Reports in and out in the formats of other programs: what the converter is asked, and what becomes of its
//! answers.

use super::past::PastChoice;
use super::version::Occasion;
use super::{
    Dialog, Editor, Effect, Env, Event, FileSource, Model, Notice, NoticeAction, Route, SaveState, Screen,
};
use crate::converter::{Form, Job, Product, Recognised, Task};
use crate::exchange::{self, Problem, Several};
use crate::format::{CellId, Table};
use crate::intake::next_year;
use crate::report::{Draft, Field, LEFTOVER_MARK, MAX_YEAR};
use crate::storage::{DraftId, Envelope, Library};
use std::rc::Rc;

/// What a report that is read from a file or a paste is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntakeUse {
    /// A draft of its own.
    Draft,
    /// Last year's report, with which this year's begins.
    NextYear,
    /// Last year's report beside the open draft.
    Past,
}

/// A report that was read, before anything changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakePreview {
    /// What it was read from, in words.
    pub name: String,
    /// What was understood.
    pub recognised: Rc<Recognised>,
    /// What it is meant for.
    pub purpose: IntakeUse,
}

/// What the converter is at.
#[derive(Debug)]
pub(super) struct Work {
    ticket: u64,
    purpose: Purpose,
}

#[derive(Debug)]
enum Purpose {
    Intake(String, IntakeUse),
    Figures { table: Table, anchor: Option<CellId>, text: String },
    File { name: String, mime: &'static str },
    Rich,
    Password(DraftId),
}

impl Model {
    /// Events that concern reports in other formats; gives back all others.
    pub(super) fn handle_transfer(
        &mut self,
        event: Event,
        env: &Env,
        effects: &mut Vec<Effect>,
    ) -> Option<Event> {
        match event {
            Event::FileChosen { name, source } => {
                self.read_report(&name, source, IntakeUse::Draft, env, effects);
            }
            Event::LastYearFileChosen { name, source } => {
                self.read_report(&name, source, IntakeUse::NextYear, env, effects);
            }
            Event::NextYear(id) => self.next_year_of(&id, env, effects),
            Event::AskPasteReport => self.dialog = Some(Dialog::PasteReport),
            Event::ReportPasted { html, text } => self.read_pasted(html, text, effects),
            Event::AcceptIntake(purpose) => self.accept_intake(&purpose, env, effects),
            Event::AskExport => self.ask_export(env, effects),
            Event::Export(form) => self.export(form, effects),
            Event::CopyRich => self.copy_rich(effects),
            Event::AskKeepFile => self.ask_keep_file(env, effects),
            Event::FileKept(id, name) => self.file_kept(&id, name, env),
            Event::Copied(is_copied) => self.tell_copied(is_copied),
            Event::Converted { ticket, product } => self.take_product(ticket, product, env, effects),
            Event::ConverterFailed => self.converter_failed(),
            Event::CancelWork => self.cancel_work(effects),
            Event::RichPasted { table, anchor, html, text } => {
                self.read_figures((table, anchor), html, text, effects);
            }
            Event::CloseDialog if matches!(self.dialog, Some(Dialog::Working(_))) => {
                self.cancel_work(effects);
            }
            other => return Some(other),
        }
        None
    }

    /// Asks the converter for something; what it was asked before is forgotten.
    fn convert(&mut self, task: Task, purpose: Purpose, effects: &mut Vec<Effect>) {
        self.tickets += 1;
        self.work = Some(Work { ticket: self.tickets, purpose });
        effects.push(Effect::Convert(Job { ticket: self.tickets, task }));
    }

    /// Reads a file: what this program saved is opened at once, anything else goes to the converter.
    pub(super) fn read_report(
        &mut self,
        name: &str,
        source: FileSource,
        purpose: IntakeUse,
        env: &Env,
        effects: &mut Vec<Effect>,
    ) {
        self.dialog = None;
        let bytes = match source {
            FileSource::Bytes(bytes) => bytes,
            FileSource::TooLarge(size) => {
                let size = size.div_ceil(1 << 20);
                self.fail(format!(
                    "“{name}”有 {size} 兆字节，超过了 20 兆字节，没有读入。请另存为不带图片的文件再试。"
                ));
                return;
            }
            FileSource::Failed => {
                self.fail(format!("浏览器读不了“{name}”，请确认文件还在原处，再试一次。"));
                return;
            }
        };
        if let (IntakeUse::Draft, Some(several)) = (&purpose, exchange::open_several(&bytes)) {
            return self.take_several(name, &several, env, effects);
        }
        match exchange::open(name, &bytes) {
            Ok(Envelope { draft, .. }) => self.take_draft(name, draft, &purpose, env, effects),
            Err(error) if matches!(error.problem, Problem::Json(_)) => self.fail(error.sentence()),
            Err(_) => {
                let task = Task::ReadFile { name: name.to_owned(), bytes };
                self.convert(task, Purpose::Intake(format!("“{name}”"), purpose), effects);
                self.dialog = Some(Dialog::Working(format!("正在读取“{name}”……")));
            }
        }
    }

    /// Stores the drafts of a file that holds several, those that are stored already left alone.
    fn take_several(&mut self, name: &str, several: &Several, env: &Env, effects: &mut Vec<Effect>) {
        let stored = stored_drafts(env);
        let mut kept = 0;
        for (number, envelope) in several.drafts.iter().enumerate() {
            let random = env.random.wrapping_add(u32::try_from(number).unwrap_or_default());
            kept += usize::from(keep(&envelope.draft, &stored, &Env { random, ..*env }).is_some());
        }
        for (number, text) in several.locked.iter().enumerate() {
            let random = env.random.wrapping_sub(u32::try_from(number).unwrap_or_default());
            kept +=
                usize::from(Library::new(env.store).lock(&DraftId::new(env.clock.now, random), text).is_ok());
        }
        let count = several.drafts.len() + several.locked.len();
        let mut text = if kept < count {
            format!("“{name}”里有 {count} 份草稿，浏览器只存下 {kept} 份，请先腾出空间再打开一次。")
        } else {
            format!("“{name}”里有 {count} 份草稿，都在下面的列表里了。")
        };
        if several.unreadable > 0 {
            text = format!("{text}另有 {} 份已损坏，读不出来。", several.unreadable);
        }
        let is_error = kept < count || several.unreadable > 0;
        self.notice = Some(Notice { text, is_error, action: None });
        effects.push(Effect::Address(Route::Home));
        if self.screen == Screen::Home {
            self.read_storage(env);
        }
    }

    /// Reads a report that was pasted.
    fn read_pasted(&mut self, html: Option<String>, text: String, effects: &mut Vec<Effect>) {
        self.convert(
            Task::ReadPasted { html, text },
            Purpose::Intake("粘贴的内容".to_owned(), IntakeUse::Draft),
            effects,
        );
        self.dialog = Some(Dialog::Working("正在读取粘贴的内容……".to_owned()));
    }

    /// Has a draft put under a password, or opened.
    pub(super) fn use_password(&mut self, task: Task, id: DraftId, effects: &mut Vec<Effect>) {
        self.convert(task, Purpose::Password(id), effects);
        self.dialog = Some(Dialog::Working("正在加密或解密……".to_owned()));
    }

    /// Reads a block that was pasted into a table as rich text.
    fn read_figures(
        &mut self,
        (table, anchor): (Table, Option<CellId>),
        html: String,
        text: String,
        effects: &mut Vec<Effect>,
    ) {
        let Some(editor) = &self.editor else { return };
        let edition = editor.report().edition();
        let purpose = Purpose::Figures { table, anchor, text };
        self.convert(Task::ReadFigures { html, edition, table }, purpose, effects);
    }

    /// Opens the choice of formats. What goes to the clipboard is made beforehand, since the browser allows
    /// copying only at the very click.
    fn ask_export(&mut self, env: &Env, effects: &mut Vec<Effect>) {
        self.save(env, effects);
        self.keep_version(Occasion::Export, effects);
        self.write(Form::Rich, Purpose::Rich, effects);
        self.dialog = Some(Dialog::Export(None));
    }

    /// Writes the report as a file of another format.
    fn export(&mut self, form: Form, effects: &mut Vec<Effect>) {
        let Some(editor) = &self.editor else { return };
        let (extension, mime) = match form {
            Form::Docx => ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            Form::Csv => ("csv", "text/csv"),
            Form::Fragment | Form::Rich => ("html", "text/html"),
        };
        let name = match form {
            Form::Fragment => exchange::fragment_name(editor.draft(), extension),
            _ => exchange::file_name(editor.draft(), extension),
        };
        self.dialog = Some(Dialog::Working(format!("正在生成“{name}”……")));
        self.write(form, Purpose::File { name, mime }, effects);
    }

    fn write(&mut self, form: Form, purpose: Purpose, effects: &mut Vec<Effect>) {
        let Some(editor) = &self.editor else { return };
        let draft = Rc::clone(editor.report().draft());
        let previous = editor.previous().map(|report| Rc::clone(report.draft()));
        self.convert(Task::Write { form, draft, previous }, purpose, effects);
    }

    /// Puts the report on the clipboard.
    fn copy_rich(&mut self, effects: &mut Vec<Effect>) {
        if let Some(Dialog::Export(Some(rich))) = self.dialog.take() {
            effects.push(Effect::CopyRich(rich));
        }
    }

    /// Lets the clerk choose a file into which the draft is written from now on.
    fn ask_keep_file(&mut self, env: &Env, effects: &mut Vec<Effect>) {
        self.dialog = None;
        self.save(env, effects);
        if let Some(editor) = &self.editor {
            let name = exchange::file_name(editor.draft(), "json");
            effects.push(Effect::KeepFile(editor.id().clone(), name));
        }
    }

    /// Notes that the draft was written into the chosen file, or says that it could not be.
    fn file_kept(&mut self, id: &DraftId, name: Option<String>, env: &Env) {
        let Some(editor) = self.editor.as_mut().filter(|editor| editor.id() == id) else { return };
        let begins = editor.kept_file() != name.as_deref();
        let notice = match &name {
            Some(name) => Notice {
                text: format!("从现在起，每次保存都同时写入“{name}”，到关闭或刷新本页为止。"),
                is_error: false,
                action: None,
            },
            None => Notice::error(
                "没能写入所选的文件，不再继续写。文件可能被移走、占用或没有写的权限；请再选一次，或者另存一份。"
                    .to_owned(),
            ),
        };
        if begins || name.is_none() {
            self.notice = Some(notice);
        }
        editor.note_kept(name, env.clock.now);
    }

    /// Says whether the report is on the clipboard now.
    fn tell_copied(&mut self, is_copied: bool) {
        self.notice = Some(if is_copied {
            let text = "正文已复制。到网站后台的编辑器里按 Ctrl+V 粘贴，表格带边框，不用再画。".to_owned();
            Notice { text, is_error: false, action: None }
        } else {
            Notice::error("浏览器不让复制。请在“导出”里选“网页片段”，打开保存的文件，全选后复制。".to_owned())
        });
    }

    /// Ends what the converter is at.
    fn cancel_work(&mut self, effects: &mut Vec<Effect>) {
        self.dialog = None;
        if self.work.take().is_some() {
            effects.push(Effect::StopConverter);
            effects.push(Effect::Announce("已取消".to_owned()));
        }
    }

    /// The converter could not be started, or broke down.
    fn converter_failed(&mut self) {
        match self.work.take().map(|work| work.purpose) {
            Some(Purpose::Figures { table, anchor, text }) => {
                self.ask_paste((table, anchor), Vec::new(), text);
            }
            Some(Purpose::Rich) | None => {}
            Some(Purpose::Password(_)) => {
                self.dialog = None;
                self.fail("没有完成：加密程序没有启动，或者中途出错。草稿没有改动，请再试一次。".to_owned());
            }
            Some(Purpose::Intake(name, _)) => {
                self.dialog = None;
                self.fail(format!(
                    "{name}没有读成：格式转换程序没有启动，或者中途出错。可以再试一次；草稿没有改动。"
                ));
            }
            Some(Purpose::File { name, .. }) => {
                self.dialog = None;
                self.fail(format!(
                    "“{name}”没有生成：格式转换程序没有启动，或者中途出错。请再试一次，或者改存网页。"
                ));
            }
        }
    }

    /// Takes in what the converter made.
    fn take_product(&mut self, ticket: u64, product: Product, env: &Env, effects: &mut Vec<Effect>) {
        let Some(work) = self.work.take_if(|work| work.ticket == ticket) else { return };
        match (work.purpose, product) {
            (Purpose::Intake(name, purpose), Product::Recognised(recognised)) => {
                self.dialog = Some(Dialog::Intake(Rc::new(IntakePreview { name, recognised, purpose })));
            }
            (Purpose::Figures { table, anchor, text }, product) => {
                let cells = if let Product::Figures(Some(cells)) = product { cells } else { Vec::new() };
                self.ask_paste((table, anchor), cells, text);
            }
            (Purpose::File { name, mime }, Product::File(bytes)) => {
                self.dialog = None;
                effects.push(Effect::DownloadBytes { name, mime, bytes: bytes.into() });
            }
            (Purpose::Rich, Product::Rich(rich)) => {
                if let Some(Dialog::Export(waiting)) = &mut self.dialog {
                    *waiting = Some(rich);
                }
            }
            (Purpose::Password(id), Product::Stored(text)) => self.take_locked(&id, &text, env, effects),
            (Purpose::Password(id), Product::Refused(sentence)) => self.ask_password(id, sentence),
            (_, Product::Refused(sentence)) => {
                self.dialog = None;
                self.fail(sentence);
            }
            _ => self.dialog = None,
        }
    }

    /// What was read is to be used.
    fn accept_intake(&mut self, purpose: &IntakeUse, env: &Env, effects: &mut Vec<Effect>) {
        let Some(Dialog::Intake(preview)) = self.dialog.take() else { return };
        let draft = with_leftover(&preview.recognised);
        self.take_draft(preview.name.trim_matches(['“', '”']), draft, purpose, env, effects);
    }

    /// Uses a report that was read without doubt.
    fn take_draft(
        &mut self,
        name: &str,
        draft: Draft,
        purpose: &IntakeUse,
        env: &Env,
        effects: &mut Vec<Effect>,
    ) {
        match purpose {
            IntakeUse::Draft => {
                self.save(env, effects);
                let id = self.add(draft, env, effects);
                self.keep_version(Occasion::Import, effects);
                self.notice = Some(Notice {
                    text: format!("已打开“{name}”，在本机存为一份新草稿。"),
                    is_error: false,
                    action: Some(NoticeAction::Discard(id)),
                });
            }
            IntakeUse::NextYear => {
                self.save(env, effects);
                keep(&draft, &stored_drafts(env), env);
                self.begin_next_year(&draft, env, effects);
            }
            IntakeUse::Past => self.take_past(name, draft, env, effects),
        }
    }

    /// Begins the report of the year after a stored one.
    fn next_year_of(&mut self, id: &DraftId, env: &Env, effects: &mut Vec<Effect>) {
        match Library::new(env.store).load(id) {
            Ok(envelope) => self.begin_next_year(&envelope.draft, env, effects),
            Err(error) => self.fail(error.sentence()),
        }
    }

    fn begin_next_year(&mut self, last: &Draft, env: &Env, effects: &mut Vec<Effect>) {
        let year = last.year.saturating_add(1).min(MAX_YEAR);
        let id = self.add(next_year(last, year), env, effects);
        self.keep_version(Occasion::Import, effects);
        self.notice = Some(Notice {
            text: format!(
                "已开始编制 {year} 年年报：单位、联系方式和上年结转来自去年年报，去年的数和文字显示在各处旁边，供对照。"
            ),
            is_error: false,
            action: Some(NoticeAction::Discard(id)),
        });
    }

    /// Takes a report for last year's. It becomes a draft of its own, so that it is found again.
    fn take_past(&mut self, name: &str, draft: Draft, env: &Env, effects: &mut Vec<Effect>) {
        let id = keep(&draft, &stored_drafts(env), env);
        let choice = id.map_or_else(|| PastChoice::Opened(Rc::new(draft)), PastChoice::Stored);
        let text = match choice {
            PastChoice::Stored(_) => format!("已把“{name}”作为去年年报，也存进了本机的草稿列表。"),
            _ => format!("已把“{name}”作为去年年报；浏览器存不下，关闭网页后要重新打开。"),
        };
        self.notice = Some(Notice { text, is_error: false, action: None });
        self.choose_past(choice, env, effects);
    }

    fn fail(&mut self, sentence: String) {
        self.notice = Some(Notice::error(sentence));
    }

    /// Moves a draft that was just made to the bin again.
    pub(super) fn discard(&mut self, id: &DraftId, env: &Env, effects: &mut Vec<Effect>) {
        if self.editor.as_ref().is_some_and(|editor| editor.id() == id) {
            self.editor = None;
        }
        self.delete(id, env);
        effects.push(Effect::Address(Route::Home));
    }
}

/// The drafts that are stored and can be read.
fn stored_drafts(env: &Env) -> Vec<(DraftId, Draft)> {
    let library = Library::new(env.store);
    let entries = library.list().unwrap_or_default().into_iter();
    entries.filter_map(|entry| Some((entry.id.clone(), library.load(&entry.id).ok()?.draft))).collect()
}

/// Stores a report unless it is among those stored already; where it is.
fn keep(draft: &Draft, stored: &[(DraftId, Draft)], env: &Env) -> Option<DraftId> {
    if let Some((id, _)) = stored.iter().find(|(_, stored)| stored == draft) {
        return Some(id.clone());
    }
    // The draft that follows takes the id of this moment.
    let id = DraftId::new(env.clock.now, env.random.wrapping_add(1));
    let mut editor = Editor::open_example(id.clone(), draft.clone(), env.clock);
    editor.mark_changed();
    editor.save(env);
    matches!(editor.save_state(), SaveState::Saved(_)).then_some(id)
}

/// The draft with the texts that found no place, at its end.
fn with_leftover(recognised: &Recognised) -> Draft {
    let draft = Draft::clone(&recognised.draft);
    if recognised.leftover.is_empty() {
        return draft;
    }
    let mut text = draft.text(Field::Other).trim_end().to_owned();
    for line in [LEFTOVER_MARK].into_iter().chain(recognised.leftover.iter().map(String::as_str)) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(line);
    }
    draft.with_text(Field::Other, &text)
}
