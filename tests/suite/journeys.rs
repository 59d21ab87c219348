//! Whole journeys through the application's update function, without a browser.

use nianbao::app::{
    CellState, Clock, Dialog, Effect, Env, Event, FileSource, Model, PastChoice, Route, SaveState, Screen,
    Side, state_name,
};
use nianbao::format::{Applicant, CellId, Item, Part, RequestRow, Table};
use nianbao::report::{Field, UnitKind};
use nianbao::review::{Answer, Reviewer, Version};
use nianbao::rules::{Finding, Remedy, Severity, Target, Verdict};
use nianbao::storage::{BIN_KEEPS, CLEARED, DraftId, DraftStore, Library, MemoryStore};
use nianbao::wire::{decode, encode};
use std::rc::Rc;

/// An application with a storage of its own and a clock that only goes on when told.
pub(crate) struct App {
    pub(crate) model: Model,
    store: MemoryStore,
    now: u64,
    random: u32,
    /// What the address bar shows.
    pub(crate) address: Route,
    reviewer: Reviewer,
    /// Whether the reviewer is slow: its answers wait.
    is_slow: bool,
    waiting: Vec<Answer>,
    /// The earlier versions of drafts: time, occasion and text of each.
    versions: Vec<(DraftId, (u64, String, String))>,
    /// Whether there is a converter; otherwise the test speaks for it.
    #[cfg(feature = "heavy")]
    pub(crate) converts: bool,
}

impl App {
    pub(crate) fn start() -> Self {
        Self::with_store(MemoryStore::new())
    }

    fn with_store(store: MemoryStore) -> Self {
        let mut app = Self {
            model: Model::default(),
            store,
            now: 1_768_888_985_000,
            random: 0,
            address: Route::Home,
            reviewer: Reviewer::default(),
            is_slow: false,
            waiting: Vec::new(),
            versions: Vec::new(),
            #[cfg(feature = "heavy")]
            converts: true,
        };
        app.send(Event::Navigated(Route::Home));
        app
    }

    /// Closes the page and opens it again at the same address.
    fn reload(self) -> Self {
        let Self { mut model, store, now, random, address, .. } = self;
        let env = Env { clock: Clock { now, utc_offset: 480 }, random, store: &store };
        model.update(Event::Hidden, &env);
        let mut app = Self {
            model: Model::default(),
            store,
            now,
            random,
            address: address.clone(),
            reviewer: Reviewer::default(),
            is_slow: false,
            waiting: Vec::new(),
            versions: Vec::new(),
            #[cfg(feature = "heavy")]
            converts: true,
        };
        app.send(Event::Navigated(address));
        app
    }

    /// Sends an event as the shell does: a new address is navigated to.
    pub(crate) fn send(&mut self, event: Event) -> Vec<Effect> {
        self.now += 10;
        self.random += 1;
        let env =
            Env { clock: Clock { now: self.now, utc_offset: 480 }, random: self.random, store: &self.store };
        let mut effects = self.model.update(event, &env);
        let mut answers: Vec<Answer> = Vec::new();
        for effect in &effects {
            if let Effect::Review(request) = effect {
                answers.extend(self.reviewer.take(sent(request)));
            }
        }
        answers.extend(self.reviewer.answer());
        for effect in effects.clone() {
            if let Effect::Address(route) = effect
                && self.address != route
            {
                self.address = route.clone();
                self.send(Event::Navigated(route));
            }
        }
        for effect in effects.clone() {
            match effect {
                Effect::KeepVersion { id, at, occasion, text } => {
                    self.versions.push((id, (at, occasion.key().to_owned(), text)));
                }
                Effect::DropVersions(id) => self.versions.retain(|(of, _)| *of != id),
                Effect::ReadVersions(id) => {
                    let kept = self.versions.iter().filter(|(of, _)| *of == id);
                    let kept = kept.map(|(_, version)| version.clone()).collect();
                    effects.extend(self.send(Event::VersionsRead(id, kept)));
                }
                _ => {}
            }
        }
        effects.retain(|effect| {
            !matches!(
                effect,
                Effect::Review(_)
                    | Effect::KeepVersion { .. }
                    | Effect::DropVersions(_)
                    | Effect::ReadVersions(_)
            )
        });
        #[cfg(feature = "heavy")]
        if self.converts
            && let Some(job) = effects.iter().find_map(|effect| match effect {
                Effect::Convert(job) => Some(sent(job)),
                _ => None,
            })
        {
            let ticket = job.ticket;
            let product = sent(&nianbao::converter::work(job));
            effects.extend(self.send(Event::Converted { ticket, product }));
        }
        self.waiting.extend(answers);
        let answers = if self.is_slow { Vec::new() } else { std::mem::take(&mut self.waiting) };
        for answer in answers {
            effects.extend(self.send(Event::Answered(sent(&answer))));
        }
        effects
    }

    pub(crate) fn create(&mut self, year: u16) {
        self.send(Event::AskNew);
        self.send(Event::Create { unit: "苇溪镇人民政府".to_owned(), kind: UnitKind::Township, year });
    }

    fn cell(&mut self, cell: CellId, text: &str) {
        for end in text.char_indices().map(|(start, character)| start + character.len_utf8()) {
            self.send(Event::CellTyped(cell, text[..end].into()));
        }
        self.send(Event::CellLeft(cell));
    }

    fn text(&mut self, field: Field, text: &str) {
        self.send(Event::TextTyped(field, text.into()));
        self.send(Event::TextLeft(field));
    }

    pub(crate) fn editor(&self) -> &nianbao::app::Editor {
        self.model.editor.as_ref().expect("an editor is open")
    }

    fn verdict(&self) -> Verdict {
        self.editor().review().verdict().expect("a review")
    }

    fn stored(&self, cell: CellId) -> String {
        let id = self.editor().id();
        Library::new(&self.store).load(id).unwrap().draft.cell(cell).to_string()
    }

    fn fill_all(&mut self) {
        for table in Table::ALL {
            self.send(Event::Repair(Remedy::FillBlanks(table)));
        }
        self.write_all();
    }

    /// Writes the three parts so that no rule about texts objects.
    fn write_all(&mut self) {
        self.text(Field::Overview, OVERVIEW);
        self.text(Field::Problems, PROBLEMS);
        self.text(Field::Other, "本年度没有收取信息处理费，没有其他需要报告的事项。");
    }
}

/// What comes out at the other end of the way to the worker.
fn sent<T: serde::Serialize + serde::de::DeserializeOwned>(message: &T) -> T {
    decode(&encode(message)).unwrap()
}

fn t3(row: RequestRow, column: Applicant) -> CellId {
    CellId::t3(row, column)
}

const OVERVIEW: &str = "（一）主动公开\n全年公开信息12条。\n（二）依申请公开\n由专人登记。\n（三）政府信息管理\n\
    发布前审核。\n（四）政府信息公开平台建设\n公示栏按月更新。\n（五）监督保障\n列入年度考核，村民评议满意，没有责任追究。";
const PROBLEMS: &str = "存在的主要问题：公示栏更新有时不及时，信息员变动较多，业务不够熟练。\n\
    改进措施：公示栏每月检查一次并登记结果，新任信息员上岗前培训。";

const RECEIVED: CellId = CellId::t3(RequestRow::Received, Applicant::Natural);
const GRANTED: CellId = CellId::t3(RequestRow::Granted, Applicant::Natural);

#[test]
fn from_a_new_report_over_a_contradiction_to_a_printed_page() {
    let mut app = App::start();
    app.create(2024);
    assert_eq!(app.model.screen, Screen::Edit);
    assert_eq!(app.verdict(), Verdict::ToCorrect(3));

    app.cell(RECEIVED, "12");
    app.cell(GRANTED, "11");
    app.fill_all();
    assert_eq!(app.verdict(), Verdict::ToCorrect(2));
    let finding = app.editor().findings()[0].clone();
    assert_eq!(finding.place, "表三「自然人」列");
    assert_eq!(
        finding.equation.as_ref().map(ToString::to_string).as_deref(),
        Some("本年新收 12 + 上年结转 0 = 12，总计 11 + 结转下年度 0 = 11，相差 1")
    );

    let effects = app.send(Event::Jump(finding.target.unwrap()));
    assert!(effects.contains(&Effect::Focus(Target::Cell(RECEIVED))));
    app.cell(t3(RequestRow::CarriedOut, Applicant::Natural), "1");
    assert_eq!(app.verdict(), Verdict::Ready);

    let id = app.editor().id().clone();
    app.send(Event::Go(Route::Preview(id)));
    assert_eq!(app.model.screen, Screen::Preview);
    let page = app.model.page.clone().unwrap();
    let effects = app.send(Event::SavePage);
    let [Effect::Download { name, mime: "text/html", content }, ..] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(name, "苇溪镇人民政府2024年政府信息公开工作年度报告.html");
    assert_eq!(**content, *page);
    assert!(app.send(Event::Print).contains(&Effect::Print));
    assert_eq!(app.model.page, Some(page));
}

#[test]
fn printing_from_the_editor_goes_through_the_preview() {
    let mut app = App::start();
    app.create(2020);
    let effects = app.send(Event::Print);
    assert_eq!(app.model.screen, Screen::Preview);
    assert_eq!(effects.last(), Some(&Effect::Print));
}

#[test]
fn everything_typed_is_there_after_a_reload() {
    let mut app = App::start();
    app.create(2024);
    let effects = app.send(Event::CellTyped(RECEIVED, "１２".into()));
    assert!(effects.contains(&Effect::SaveSoon));
    assert_eq!(*app.editor().save_state(), SaveState::Pending);
    assert_eq!(app.stored(RECEIVED), "");
    // Hidden before the time for saving has come.
    let app = app.reload();
    assert_eq!(app.stored(RECEIVED), "１２");
    assert_eq!(&**app.editor().draft().cell(RECEIVED), "１２");
    assert!(matches!(app.editor().save_state(), SaveState::Saved(_)));
}

#[test]
fn text_is_put_right_on_leaving_and_not_before() {
    let mut app = App::start();
    app.create(2024);
    app.send(Event::CellTyped(RECEIVED, "１，２３４件".into()));
    assert_eq!(&**app.editor().draft().cell(RECEIVED), "１，２３４件");
    app.send(Event::CellLeft(RECEIVED));
    assert_eq!(&**app.editor().draft().cell(RECEIVED), "1234");
    app.cell(GRANTED, "／");
    assert_eq!(&**app.editor().draft().cell(GRANTED), "／");
    app.send(Event::Undo);
    app.send(Event::Undo);
    assert_eq!(&**app.editor().draft().cell(RECEIVED), "");
}

#[test]
fn undo_goes_back_over_cells_prose_paste_and_fill_and_redo_forward() {
    let mut app = App::start();
    app.create(2024);
    let original = app.editor().draft().clone();
    app.cell(RECEIVED, "12");
    app.text(Field::Overview, "全年公开信息12条。");
    app.send(Event::Repair(Remedy::FillBlanks(Table::Three)));
    let block = vec!["1\t2\t3\t4\t5\t6"; 25].join("\n");
    app.send(Event::Pasted { table: Table::Three, anchor: Some(GRANTED), text: block });
    assert!(matches!(app.model.dialog, Some(Dialog::Paste(_))));
    app.send(Event::ConfirmPaste);
    app.send(Event::YearChosen(2020));
    app.send(Event::KindChosen(UnitKind::Street));
    app.text(Field::Title, "另一个标题");
    let last = app.editor().draft().clone();
    for _ in 0..7 {
        app.send(Event::Undo);
    }
    assert_eq!(*app.editor().draft(), original);
    assert!(!app.editor().history().can_undo());
    for _ in 0..7 {
        app.send(Event::Redo);
    }
    assert_eq!(*app.editor().draft(), last);
    assert!(!app.editor().history().can_redo());
    // What is computed follows as if it had been typed.
    let fresh = nianbao::report::Report::read(std::rc::Rc::new(last));
    assert!(CellId::all().all(|cell| fresh.figure(cell) == app.editor().report().figure(cell)));
}

#[test]
fn undo_in_prose_sets_the_caret_where_it_changed_something() {
    let mut app = App::start();
    app.create(2024);
    app.text(Field::Overview, "收到申请，已办结。");
    app.text(Field::Overview, "收到\u{1f600}申请，已办结。");
    assert!(app.send(Event::Undo).contains(&Effect::Caret(Field::Overview, 2)));
    assert!(app.send(Event::Redo).contains(&Effect::Caret(Field::Overview, 4)));
    app.cell(RECEIVED, "1");
    assert!(app.send(Event::Undo).contains(&Effect::Focus(Target::Cell(RECEIVED))));
}

#[test]
fn one_undo_takes_a_pasted_block_back() {
    let mut app = App::start();
    app.create(2024);
    let block = vec!["1\t1\t1\t1\t1\t1\t6"; 25].join("\r\n");
    app.send(Event::Pasted { table: Table::Three, anchor: Some(RECEIVED), text: block });
    app.send(Event::ConfirmPaste);
    assert_eq!(&**app.editor().draft().cell(t3(RequestRow::CarriedOut, Applicant::Other)), "1");
    // The pasted 总计 row says 1 where 21 results were pasted: kept, marked, reported.
    let total = t3(RequestRow::Total, Applicant::Natural);
    assert!(app.editor().report().is_overridden(total));
    let is_reported = |finding: &Rc<Finding>| finding.rule == "R302" && finding.cells.contains(&total);
    assert!(app.editor().findings().iter().any(is_reported));
    app.send(Event::NoticeAction);
    assert!(CellId::all().all(|cell| app.editor().draft().cell(cell).is_empty()));
    assert_eq!(app.model.notice, None);
}

#[test]
fn an_offer_to_undo_does_not_outlive_the_step() {
    let mut app = App::start();
    app.create(2024);
    app.send(Event::Pasted { table: Table::Three, anchor: Some(RECEIVED), text: "1\t2".to_owned() });
    app.send(Event::ConfirmPaste);
    assert!(app.model.notice.is_some());
    app.send(Event::Jump(Target::Cell(RECEIVED)));
    assert!(app.model.notice.is_some());
    app.send(Event::CellTyped(GRANTED, "5".into()));
    assert_eq!(app.model.notice, None);
}

#[test]
fn a_total_typed_over_is_kept_marked_and_can_be_computed_again() {
    let mut app = App::start();
    app.create(2024);
    app.send(Event::Repair(Remedy::FillBlanks(Table::Four)));
    let total = CellId::t4(nianbao::format::Proceeding::Review, nianbao::format::Outcome::Total);
    app.cell(total, "3");
    let cell = app.editor().tables()[2].rows[0].cells[4].clone();
    assert_eq!((cell.id, cell.state, &*cell.text), (total, CellState::Overridden, "3"));
    app.send(Event::Repair(Remedy::Recompute(total)));
    let cell = app.editor().tables()[2].rows[0].cells[4].clone();
    assert_eq!((cell.state, &*cell.text), (CellState::Computed, "0"));
    // Typing what is computed anyway is no override.
    app.cell(total, "0");
    assert!(!app.editor().report().is_overridden(total));
}

#[test]
fn only_what_changed_is_laid_out_again() {
    let mut app = App::start();
    app.create(2024);
    app.send(Event::Repair(Remedy::FillBlanks(Table::Three)));
    let before = app.editor().tables().clone();
    app.send(Event::CellTyped(RECEIVED, "1".into()));
    app.send(Event::CellTyped(RECEIVED, "12".into()));
    let after = app.editor().tables();
    let same = |a: &std::rc::Rc<_>, b: &std::rc::Rc<_>| std::rc::Rc::ptr_eq(a, b);
    assert!(std::rc::Rc::ptr_eq(&before[0], &after[0]) && std::rc::Rc::ptr_eq(&before[2], &after[2]));
    let changed = before[1].rows.iter().zip(&after[1].rows).filter(|(old, new)| !same(old, new)).count();
    // The row itself and the three other rows of the balance that does not hold any more.
    assert_eq!(changed, 4);
}

#[test]
fn drafts_are_listed_renamed_duplicated_deleted_and_restored() {
    let mut app = App::start();
    app.create(2024);
    app.cell(RECEIVED, "7");
    let id = app.editor().id().clone();
    app.send(Event::Go(Route::Home));
    assert_eq!(app.model.entries.len(), 1);

    app.send(Event::AskRename(id.clone()));
    assert_eq!(app.model.dialog, Some(Dialog::Rename(id.clone(), "苇溪镇人民政府2024年年报".to_owned())));
    app.send(Event::Rename(id.clone(), "  送审稿 ".to_owned()));
    app.send(Event::Duplicate(id.clone()));
    let names = |app: &App| -> Vec<_> {
        app.model.entries.iter().map(|entry| nianbao::app::state_name(&entry.state)).collect()
    };
    assert_eq!(names(&app), ["送审稿（副本）", "送审稿"]);

    app.send(Event::Delete(id.clone()));
    assert_eq!(names(&app), ["送审稿（副本）"]);
    assert_eq!(app.model.bin.len(), 1);
    app.send(Event::NoticeAction);
    assert_eq!(names(&app).len(), 2);
    app.send(Event::Go(Route::Edit(id)));
    assert_eq!(&**app.editor().draft().cell(RECEIVED), "7");
}

#[test]
fn a_draft_that_cannot_be_read_is_kept_and_hinders_nothing() {
    let store = MemoryStore::new();
    let id = DraftId::new(1, 1);
    let broken = "{\"app\":\"nianbao\",\"schema\":1,\"savedAt\":";
    store.put(&id.key(), broken).unwrap();
    let mut app = App::with_store(store);
    app.create(2024);
    app.send(Event::Go(Route::Home));
    assert_eq!(app.model.entries.len(), 2);
    app.send(Event::Go(Route::Edit(id.clone())));
    assert_eq!(app.model.screen, Screen::Home);
    assert!(app.model.notice.as_ref().is_some_and(|notice| notice.is_error && notice.action.is_some()));
    let effects = app.send(Event::DownloadStored(id.clone()));
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::Download { content, .. } if content == broken))
    );
    assert_eq!(app.store.get(&id.key()).unwrap().as_deref(), Some(broken));
}

#[test]
fn a_full_storage_is_told_and_typing_goes_on() {
    let mut app = App::start();
    app.create(2024);
    app.store.set_full(true);
    app.send(Event::CellTyped(RECEIVED, "1".into()));
    let effects = app.send(Event::SaveDue);
    assert!(matches!(app.editor().save_state(), SaveState::Failed(_)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Announce(_))));
    app.send(Event::CellTyped(RECEIVED, "12".into()));
    assert_eq!(&**app.editor().draft().cell(RECEIVED), "12");
    assert!(app.send(Event::SaveData).iter().any(|effect| matches!(effect, Effect::Download { .. })));
    app.store.set_full(false);
    app.send(Event::SaveDue);
    assert!(matches!(app.editor().save_state(), SaveState::Saved(_)));
    assert_eq!(app.stored(RECEIVED), "12");
}

#[test]
fn without_storage_one_can_still_work_and_export() {
    let store = MemoryStore::new();
    store.set_denied(true);
    let mut app = App::with_store(store);
    assert!(app.model.storage_problem.is_some());
    app.create(2024);
    assert_eq!(app.model.screen, Screen::Edit);
    app.cell(RECEIVED, "5");
    app.send(Event::SaveDue);
    assert!(matches!(app.editor().save_state(), SaveState::Failed(_)));
    assert!(app.send(Event::SavePage).iter().any(|effect| matches!(effect, Effect::Download { .. })));
}

#[test]
fn a_second_window_does_not_overwrite_the_first() {
    let mut app = App::start();
    app.create(2024);
    let id = app.editor().id().clone();
    let library = Library::new(&app.store);
    let mut other = library.load(&id).unwrap();
    other.revision += 5;
    other.draft.set_cell(RECEIVED, "99");
    library.save(&id, &other).unwrap();
    for _ in 0..8 {
        app.cell(GRANTED, "1");
        app.send(Event::SaveDue);
        app.cell(GRANTED, "2");
        app.send(Event::SaveDue);
    }
    assert!(matches!(app.editor().save_state(), SaveState::Failed(_)));
    assert_eq!(app.stored(RECEIVED), "99");
}

#[test]
fn files_that_cannot_be_opened_are_explained_and_nothing_is_lost() {
    let mut app = App::start();
    app.create(2024);
    app.cell(RECEIVED, "5");
    let before = app.editor().draft().clone();
    for source in [
        #[cfg(feature = "heavy")]
        FileSource::Bytes(Vec::new()),
        #[cfg(feature = "heavy")]
        FileSource::Bytes(b"\x89PNG\r\n\x1a\n".to_vec()),
        FileSource::Bytes(b"{\"a\":1}".to_vec()),
        FileSource::TooLarge(50 << 20),
        FileSource::Failed,
    ] {
        app.model.notice = None;
        app.send(Event::FileChosen { name: "报告.json".to_owned(), source });
        let notice = app.model.notice.as_ref().expect("a sentence");
        assert!(notice.is_error && notice.text.contains("报告.json"), "{notice:?}");
        assert_eq!(*app.editor().draft(), before);
    }
}

/// Name and content of the file that is given out.
fn download(effects: &[Effect]) -> (&str, &str) {
    let mut files = effects.iter().filter_map(|effect| match effect {
        Effect::Download { name, content, .. } => Some((&**name, &**content)),
        _ => None,
    });
    files.next_back().expect("a file")
}

/// A page that is being made when the draft is left is saved none the less, and of a reviewer that breaks off then
/// something is said.
#[test]
fn a_page_that_was_asked_for_comes_or_is_told_of() {
    for breaks_off in [false, true] {
        let mut app = App::start();
        app.create(2024);
        app.is_slow = true;
        let effects = app.send(Event::SavePage);
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::Download { .. })));
        if breaks_off {
            app.send(Event::ReviewFailed);
            assert!(app.model.notice.as_ref().is_some_and(|notice| notice.text.contains("网页没有生成")));
        } else {
            app.send(Event::Go(Route::Home));
            app.is_slow = false;
            let effects = app.send(Event::DismissNotice);
            assert!(download(&effects).1.contains("苇溪镇人民政府"));
        }
    }
}

#[test]
fn a_saved_page_opens_as_an_equal_draft() {
    let mut app = App::start();
    app.create(2024);
    app.cell(RECEIVED, "5");
    app.text(Field::Overview, "</script><script>alert(1)</script> ]]> \u{202e}");
    app.cell(CellId::t2(Item::FeeAmount), "12.345678");
    let original = app.editor().draft().clone();
    let effects = app.send(Event::SavePage);
    let (name, content) = download(&effects);
    let (name, bytes) = (name.to_owned(), content.to_owned().into_bytes());
    app.send(Event::Go(Route::Home));
    app.send(Event::FileChosen { name, source: FileSource::Bytes(bytes) });
    assert_eq!(app.model.screen, Screen::Edit);
    assert_eq!(*app.editor().draft(), original);
    app.send(Event::Go(Route::Home));
    assert_eq!(app.model.entries.len(), 2);
}

#[test]
fn an_example_becomes_a_draft_only_when_it_is_changed() {
    let mut app = App::start();
    app.send(Event::Go(Route::Example(2024)));
    assert_eq!(app.verdict(), Verdict::Ready);
    app.send(Event::Go(Route::Home));
    assert!(app.model.entries.is_empty());
    app.send(Event::Go(Route::Example(2024)));
    app.cell(RECEIVED, "1");
    app.send(Event::SaveDue);
    assert!(matches!(app.address, Route::Edit(_)));
    assert_eq!(&**app.editor().draft().cell(RECEIVED), "1");
    app.send(Event::Go(Route::Home));
    assert_eq!(app.model.entries.len(), 1);
}

#[test]
fn the_year_changes_the_format_and_keeps_what_was_typed() {
    let mut app = App::start();
    app.create(2021);
    let split = t3(RequestRow::FeeUnpaid, Applicant::Natural);
    app.cell(split, "4");
    app.send(Event::YearChosen(2020));
    assert_eq!(app.editor().tables()[1].rows.len(), 23);
    app.send(Event::YearChosen(1999));
    assert_eq!(app.editor().draft().year, 2020);
    app.send(Event::YearChosen(2022));
    assert_eq!(&**app.editor().draft().cell(split), "4");
}

#[test]
fn the_expected_items_are_offered_once() {
    let mut app = App::start();
    app.create(2024);
    app.text(Field::Overview, "概述。\n（二）依申请公开\n收到1件。");
    app.send(Event::InsertItems);
    let text = app.editor().draft().text(Field::of_part(Part::Overview));
    assert_eq!(
        &*text,
        "概述。\n（二）依申请公开\n收到1件。\n（一）主动公开\n（三）政府信息管理\n（四）政府信息公开平台建设\n（五）监督保障\n"
    );
    app.send(Event::InsertItems);
    assert_eq!(app.editor().draft().text(Field::Overview), text.trim_end().into());
}

#[test]
fn a_reason_takes_a_warning_out_of_the_verdict_and_undo_brings_it_back() {
    let mut app = App::start();
    app.create(2024);
    app.write_all();
    let open = app.verdict();
    let to_explain = |finding: &&Rc<Finding>| finding.severity == Severity::Warning;
    let blank = app.editor().findings().iter().find(to_explain).cloned().expect("blank cells");
    let place = app.editor().findings().iter().position(|finding| *finding == blank).unwrap();

    let effects = app.send(Event::GiveReason(blank.clone(), " 数据年后补报 \n".into()));
    assert!(effects.contains(&Effect::FocusFinding(place)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Announce(told) if told.contains("已说明"))));
    let explained = app.editor().findings().last().cloned().unwrap();
    assert_eq!((&explained.rule, explained.reason.as_deref()), (&blank.rule, Some("数据年后补报")));
    let less = |before, after| match (before, after) {
        (Verdict::ToExplain(before), Verdict::ToExplain(after)) => after + 1 == before,
        (Verdict::ToExplain(1), Verdict::Ready) => true,
        _ => false,
    };
    assert!(less(open, app.verdict()), "{open:?} {:?}", app.verdict());

    // The reason survives typing elsewhere, storing and a reload.
    app.text(Field::Problems, &format!("{PROBLEMS}\n年底检查一次。"));
    let mut app = app.reload();
    assert_eq!(app.editor().findings().last().unwrap().reason.as_deref(), Some("数据年后补报"));

    let explained = app.editor().findings().last().cloned().unwrap();
    app.send(Event::GiveReason(explained, "".into()));
    assert_eq!(app.verdict(), open);
    app.send(Event::Undo);
    assert!(less(open, app.verdict()));
    app.send(Event::Redo);
    assert_eq!(app.verdict(), open);
}

#[test]
fn what_must_be_put_right_takes_no_reason() {
    let mut app = App::start();
    app.create(2024);
    let missing = app.editor().findings()[0].clone();
    assert!(!missing.may_be_explained());
    let effects = app.send(Event::GiveReason(missing, "不想写".into()));
    assert!(effects.iter().all(|effect| *effect == Effect::SaveSoon), "{effects:?}");
    assert!(!app.editor().history().can_undo());
}

#[test]
fn keys_lead_from_finding_to_finding_and_around() {
    let mut app = App::start();
    app.create(2024);
    let count = app.editor().findings().len();
    let targets: Vec<_> = app.editor().findings().iter().map(|finding| finding.target).collect();
    for round in 0..=count {
        let effects = app.send(Event::NextFinding);
        let place = round % count;
        assert_eq!(effects.first(), targets[place].map(Effect::Focus).as_ref());
        let told = format!("第 {} 处，共 {count} 处。", place + 1);
        assert!(
            effects.iter().any(|effect| matches!(effect, Effect::Announce(text) if text.starts_with(&told)))
        );
    }
    app.send(Event::PreviousFinding);
    assert_eq!(app.editor().attended(), app.editor().findings().last());
    assert!(app.model.is_silent(&Event::Attend(count - 1)));
    assert!(!app.model.is_silent(&Event::Attend(0)));
}

#[test]
fn both_sides_of_the_finding_at_hand_are_marked() {
    let mut app = App::start();
    app.create(2024);
    app.send(Event::Repair(Remedy::FillBlanks(Table::Three)));
    app.cell(RECEIVED, "12");
    app.cell(GRANTED, "11");
    let place =
        |app: &App| app.editor().findings().iter().position(|finding| finding.rule == "R301").unwrap();
    let side = |app: &App, row| app.editor().cell(t3(row, Applicant::Natural)).unwrap().side;
    assert_eq!(side(&app, RequestRow::Received), None);
    let at = place(&app);
    app.send(Event::Visit(at));
    assert_eq!(side(&app, RequestRow::Received), Some(Side::Left));
    assert_eq!(side(&app, RequestRow::CarriedIn), Some(Side::Left));
    assert_eq!(side(&app, RequestRow::Total), Some(Side::Right));
    assert_eq!(side(&app, RequestRow::Granted), None);
    // Still at hand while its figures change, gone when it holds.
    app.cell(GRANTED, "10");
    assert_eq!(app.editor().attended().map(|finding| finding.difference()), Some(Some(2)));
    assert_eq!(side(&app, RequestRow::Total), Some(Side::Right));
    app.cell(GRANTED, "12");
    assert!(app.editor().attended().is_none_or(|finding| finding.place != "表三「自然人」列"));
    assert_eq!(side(&app, RequestRow::Received), None);
}

/// Fills in all tables with zeros but for twelve applications received and granted.
fn with_twelve_requests(app: &mut App) {
    app.fill_all();
    app.cell(RECEIVED, "12");
    app.cell(GRANTED, "12");
    app.cell(t3(RequestRow::CarriedIn, Applicant::Natural), "3");
    app.cell(t3(RequestRow::CarriedOut, Applicant::Natural), "3");
}

fn typed(app: &App, field: Field) -> String {
    app.editor().draft().text(field).to_string()
}

#[test]
fn a_figure_is_put_where_the_caret_stands_follows_the_table_and_becomes_text() {
    let mut app = App::start();
    app.create(2024);
    with_twelve_requests(&mut app);
    app.text(Field::Overview, "\u{1f600}收到件。\n共件。");
    app.send(Event::AskToken { field: Field::Overview, start: 4, end: 4 });
    assert_eq!(app.model.dialog, Some(Dialog::Tokens { field: Field::Overview, range: (4, 4) }));
    let effects = app.send(Event::InsertToken("予以公开数"));
    assert_eq!(app.model.dialog, None);
    assert!(effects.contains(&Effect::Caret(Field::Overview, 4 + 7)));
    assert_eq!(typed(&app, Field::Overview), "\u{1f600}收到{予以公开数}件。\n共件。");
    assert_eq!(&*app.editor().report().text(Field::Overview), "\u{1f600}收到12件。\n共件。");
    let value = |app: &App| app.editor().text(Field::Overview).unwrap().tokens[0].value.clone();
    assert_eq!(value(&app).as_deref(), Some("12"));
    app.cell(GRANTED, "13");
    assert_eq!(value(&app).as_deref(), Some("13"));

    // What is selected gives way.
    app.send(Event::AskToken { field: Field::Overview, start: 14, end: 15 });
    app.send(Event::InsertToken("新收申请数"));
    assert_eq!(typed(&app, Field::Overview), "\u{1f600}收到{予以公开数}件。\n{新收申请数}件。");
    // Of a number with its unit only the number does.
    app.send(Event::TextTyped(Field::Other, "共99件。".into()));
    app.send(Event::AskToken { field: Field::Other, start: 1, end: 4 });
    app.send(Event::InsertToken("新收申请数"));
    assert_eq!(typed(&app, Field::Other), "共{新收申请数}件。");
    app.send(Event::Undo);
    app.send(Event::Undo);
    app.send(Event::Flatten(Field::Overview, Some("予以公开数")));
    assert_eq!(typed(&app, Field::Overview), "\u{1f600}收到13件。\n{新收申请数}件。");
    app.send(Event::Undo);
    app.send(Event::Flatten(Field::Overview, None));
    assert_eq!(typed(&app, Field::Overview), "\u{1f600}收到13件。\n12件。");
    // The other figure, the changed cell, the first figure.
    for _ in 0..4 {
        app.send(Event::Undo);
    }
    assert_eq!(typed(&app, Field::Overview), "\u{1f600}收到件。\n共件。");
}

#[test]
fn a_number_of_the_tables_is_offered_once_as_a_live_figure() {
    let mut app = App::start();
    app.create(2024);
    app.text(Field::Review, "另有15件，共");
    with_twelve_requests(&mut app);
    let offered = |app: &App| app.editor().offer().map(|offer| (offer.number.clone(), offer.name));
    app.send(Event::TextTyped(Field::Other, "2024年申请共15件".into()));
    assert_eq!(offered(&app), Some(("15".to_owned(), "申请总量")));
    // It stands while the sentence goes on, and on another line.
    app.send(Event::TextTyped(Field::Other, "2024年申请共15件，均已办结。\n另".into()));
    assert!(offered(&app).is_some());
    // What is typed elsewhere offers nothing of what stood there before.
    app.send(Event::TextTyped(Field::Review, "另有15件，共计".into()));
    assert_eq!(app.editor().offer().map(|offer| offer.field), Some(Field::Other));
    let effects = app.send(Event::TakeOffer);
    assert_eq!(typed(&app, Field::Other), "2024年申请共{申请总量}件，均已办结。\n另");
    assert!(effects.contains(&Effect::Caret(Field::Other, 14)));
    app.send(Event::Undo);
    assert_eq!(typed(&app, Field::Other), "2024年申请共15件，均已办结。\n另");
    assert_eq!(offered(&app), None);

    // Declined, or left alone: never again.
    for decline in [Event::DeclineOffer, Event::TextLeft(Field::Problems)] {
        app.send(Event::TextTyped(Field::Problems, "共15件。".into()));
        if decline == Event::DeclineOffer {
            assert!(offered(&app).is_some());
            app.send(decline);
        }
        assert_eq!(offered(&app), None);
        app.send(Event::TextTyped(Field::Problems, "".into()));
    }
    // Two figures are 12: which one is meant is not known.
    app.send(Event::TextTyped(Field::Overview, "收到12件。".into()));
    assert_eq!(offered(&app), None);
}

#[test]
fn last_years_report_is_found_chosen_and_read_from_a_file() {
    let mut app = App::start();
    app.create(2023);
    app.cell(RECEIVED, "7");
    let last = app.editor().id().clone();
    let effects = app.send(Event::SaveData);
    let Some(Effect::Download { content, .. }) = effects.first() else { panic!("{effects:?}") };
    let bytes = content.clone().into_bytes();
    let name = |app: &App| app.editor().previous_name().map(ToString::to_string);

    app.send(Event::Go(Route::Home));
    app.create(2024);
    assert_eq!(name(&app).as_deref(), Some("苇溪镇人民政府2023年年报"));
    let shown = app.editor().tables()[1].previous.clone().unwrap();
    assert_eq!(shown.value(RECEIVED), Some(7));
    // Another year or unit, another report; not while the name is being typed.
    app.send(Event::YearChosen(2026));
    assert_eq!(name(&app), None);
    app.send(Event::Undo);
    assert!(name(&app).is_some());
    app.send(Event::TextTyped(Field::Unit, "苇溪".into()));
    assert!(name(&app).is_some());
    app.send(Event::TextLeft(Field::Unit));
    assert_eq!(name(&app), None);

    app.send(Event::AskPast);
    let Some(Dialog::Past(entries)) = &app.model.dialog else { panic!("{:?}", app.model.dialog) };
    assert_eq!(entries.iter().map(|entry| &entry.id).collect::<Vec<_>>(), [&last]);
    app.send(Event::ChoosePast(PastChoice::Stored(last)));
    assert_eq!(app.editor().previous().unwrap().value(RECEIVED), Some(7));
    app.send(Event::ChoosePast(PastChoice::Nothing));
    assert_eq!(name(&app), None);

    // The same report is not stored twice, another one is.
    let file =
        |bytes| Event::PastFileChosen { name: "去年.json".to_owned(), source: FileSource::Bytes(bytes) };
    app.send(file(bytes.clone()));
    assert!(name(&app).is_some());
    assert_eq!(Library::new(&app.store).list().unwrap().len(), 2);
    let other = String::from_utf8(bytes).unwrap().replace("苇溪", "芦溪").into_bytes();
    app.send(file(other));
    assert_eq!(name(&app).as_deref(), Some("芦溪镇人民政府2023年年报"));
    assert_eq!(Library::new(&app.store).list().unwrap().len(), 3);
    app.send(file(b"{\"a\":1}".to_vec()));
    assert!(app.model.notice.as_ref().is_some_and(|notice| notice.is_error));
    assert!(name(&app).is_some());
}

#[test]
fn the_cell_to_blame_is_found_put_right_and_taken_back() {
    let mut app = App::start();
    app.create(2024);
    with_twelve_requests(&mut app);
    app.cell(GRANTED, "21");
    let place = |app: &App| app.editor().findings().iter().find(|finding| finding.rule == "R301").cloned();
    let finding = place(&app).unwrap();
    assert!(app.editor().suspects().is_none());
    app.send(Event::ToggleSuspects(finding.clone()));
    let asked = app.editor().suspects().cloned().unwrap();
    assert_eq!(asked.finding, finding);
    let suspects = asked.cells.unwrap();
    let first = suspects.first().unwrap();
    assert_eq!((first.from.min(first.to), first.from.max(first.to)), (12, 21));
    let cell = first.cell;
    let effects = app.send(Event::Repair(first.remedy.clone()));
    assert!(effects.contains(&Effect::Focus(Target::Cell(cell))));
    assert_eq!(place(&app), None);
    assert!(app.editor().suspects().is_none());
    app.send(Event::Undo);
    assert_eq!(place(&app), Some(finding.clone()));
    // Asked twice, they are folded away again.
    let finding = place(&app).unwrap();
    app.send(Event::ToggleSuspects(finding.clone()));
    app.send(Event::ToggleSuspects(finding));
    assert!(app.editor().suspects().is_none());
}

#[test]
fn the_check_sheet_is_shown_printed_and_saved() {
    let mut app = App::start();
    app.create(2024);
    let id = app.editor().id().clone();
    app.send(Event::Go(Route::Sheet(id.clone())));
    assert_eq!(app.model.screen, Screen::Sheet);
    let sheet = app.model.page.clone().unwrap();
    assert!(sheet.contains("审核意见表") && sheet.contains("苇溪镇人民政府"));
    assert!(app.send(Event::Print).contains(&Effect::Print));
    assert_eq!(app.model.screen, Screen::Sheet);
    let effects = app.send(Event::SaveSheet);
    let [Effect::Download { name, content, .. }] = &effects[..] else { panic!("{effects:?}") };
    assert_eq!((&**name, &**content), ("苇溪镇人民政府2024年年度报告审核意见表.html", &*sheet));
    // The sheet is no copy of the draft.
    assert_eq!(app.editor().copied_at(), None);
    let effects = app.send(Event::SavePage);
    assert_ne!(download(&effects).1, &*sheet);
    app.send(Event::Go(Route::Edit(id)));
    assert_eq!(app.model.screen, Screen::Edit);
}

#[test]
fn reports_are_compared_side_by_side() {
    let mut app = App::start();
    let sentence = "着力解决公开内容不够全面、解读形式较为单一、业务能力有待提高的问题。";
    app.create(2023);
    app.text(Field::Problems, &format!("去年另有一句话，今年没有。{sentence}"));
    let last = app.editor().id().clone();
    app.send(Event::Go(Route::Home));
    app.create(2022);
    let other = app.editor().id().clone();
    app.send(Event::Go(Route::Home));
    app.create(2024);
    app.text(Field::Problems, sentence);
    let id = app.editor().id().clone();
    app.send(Event::Go(Route::Compare(id)));
    assert_eq!(app.model.screen, Screen::Compare);
    let comparison = app.model.comparison.as_ref().unwrap();
    // Last year's is offered first.
    assert_eq!((comparison.chosen.as_ref(), comparison.choices.len()), (Some(&last), 2));
    let result = comparison.result.as_ref().unwrap();
    assert_eq!(result.whole.grams.percent(), 100);
    let text = &result.texts[0];
    assert_eq!(text.field, Field::Problems);
    let common = |pieces: &[nianbao::app::Piece]| -> String {
        pieces.iter().filter(|piece| piece.common).map(|piece| &*piece.text).collect()
    };
    assert!(common(&text.here).contains("解读形式较为单一"));
    assert!(!common(&text.there).contains("去年另有一句话"));
    let whole: String = text.there.iter().map(|piece| &*piece.text).collect();
    assert!(whole.starts_with("去年另有一句话"));

    app.send(Event::CompareWith(Some(other.clone())));
    let comparison = app.model.comparison.as_ref().unwrap();
    assert_eq!(
        (comparison.chosen.as_ref(), comparison.result.as_ref().unwrap().whole.grams.percent()),
        (Some(&other), 0)
    );
    app.send(Event::Go(Route::Home));
    assert_eq!(app.model.comparison, None);
}

/// The earlier versions as the dialog shows them.
fn versions(app: &mut App) -> Vec<Version> {
    app.send(Event::AskVersions);
    let Some(Dialog::Versions(versions, _)) = app.model.dialog.clone() else {
        panic!("{:?}", app.model.dialog)
    };
    versions.to_vec()
}

#[test]
fn an_earlier_version_is_looked_at_and_brought_back_in_one_step() {
    let mut app = App::start();
    app.create(2024);
    app.send(Event::TextTyped(Field::Other, "一。二。".into()));
    app.send(Event::SaveDue);
    app.send(Event::Print);
    app.send(Event::TextTyped(Field::Other, "一。三。".into()));
    app.cell(RECEIVED, "7");
    app.send(Event::SaveDue);

    let found = versions(&mut app);
    let occasions: Vec<_> = found.iter().map(|version| version.occasion.as_str()).collect();
    assert_eq!(occasions, ["print", "opened"]);
    let [text, cell] = &found[0].differences[..] else { panic!("{found:?}") };
    assert_eq!((&*text.then, &*text.now), ("二。", "三。"));
    assert_eq!((&*cell.then, &*cell.now), ("", "7"));

    let (at, before) = (found[0].at, app.editor().draft().clone());
    app.send(Event::RestoreVersion(at));
    assert_eq!(&*app.editor().draft().text(Field::Other), "一。二。");
    assert!(app.editor().draft().cell(RECEIVED).is_empty());
    app.send(Event::Undo);
    assert_eq!(*app.editor().draft(), before);
    // What stood there before is a version, too, as soon as it is no longer there.
    app.send(Event::Redo);
    assert!(versions(&mut app).iter().any(|version| version.occasion == "restore"));
}

#[test]
fn everything_is_saved_to_one_file_cleared_and_opened_again() {
    let mut app = App::start();
    for year in [2023, 2024] {
        app.create(year);
        app.send(Event::Go(Route::Home));
    }
    app.store.put("other", "theirs").unwrap();
    let effects = app.send(Event::SaveAll);
    let [Effect::Download { content, .. }] = &effects[..] else { panic!("{effects:?}") };
    let bytes = content.clone().into_bytes();
    app.send(Event::AskClear);
    assert_eq!(app.model.dialog, Some(Dialog::Clear(2, 0)));
    assert!(app.send(Event::Clear).contains(&Effect::Forget));
    assert_eq!(app.store.keys().unwrap(), ["other"]);

    for _ in 0..2 {
        let source = FileSource::Bytes(bytes.clone());
        app.send(Event::FileChosen { name: "全部.json".to_owned(), source });
        let years: Vec<_> = app.model.entries.iter().map(|entry| state_name(&entry.state)).collect();
        assert_eq!(years.len(), 2, "once and no more: {years:?}");
        let notice = app.model.notice.clone().unwrap();
        assert_eq!(notice.text, "“全部.json”里有 2 份草稿，都在下面的列表里了。");
    }
}

#[test]
fn another_window_that_clears_everything_is_not_written_over() {
    let mut app = App::start();
    app.create(2024);
    app.send(Event::TextTyped(Field::Other, "一。".into()));
    Library::new(&app.store).clear().unwrap();
    app.send(Event::StorageChanged(Some(CLEARED.to_owned())));
    app.send(Event::SaveDue);
    assert_eq!(app.store.keys().unwrap(), Vec::<String>::new());
    assert_eq!(app.model.screen, Screen::Home);
}

#[cfg(feature = "heavy")]
#[test]
fn a_draft_is_put_under_a_password_and_opened_with_it() {
    let mut app = App::start();
    app.create(2024);
    app.send(Event::TextTyped(Field::Other, "不能让别人看到。".into()));
    app.send(Event::Print);
    let id = app.editor().id().clone();
    app.send(Event::Go(Route::Home));
    let give = |app: &mut App, password: &str, again: Option<&str>| {
        let (password, again) = (password.to_owned(), again.map(str::to_owned));
        app.send(Event::PasswordGiven { id: id.clone(), password, again });
        match &app.model.dialog {
            Some(Dialog::Password { problem, .. }) => problem.clone(),
            None => String::new(),
            other => panic!("{other:?}"),
        }
    };
    app.send(Event::AskPassword(id.clone()));
    assert_eq!(give(&mut app, "1234567", Some("1234567")), "密码至少 8 个字符。");
    assert_eq!(give(&mut app, "12345678", Some("12345679")), "两次输入的密码不一样。");
    assert_eq!(give(&mut app, "12345678", Some("12345678")), "");
    let keys = app.store.keys().unwrap();
    let texts: Vec<_> = keys.iter().map(|key| app.store.get(key).unwrap().unwrap()).collect();
    assert!(!texts.concat().contains("不能让别人看到"), "{texts:?}");
    assert!(app.versions.is_empty());
    let locked = state_name(&app.model.entries[0].state);
    assert_eq!(locked, "苇溪镇人民政府2024年年报");

    app.send(Event::AskPassword(id.clone()));
    assert_eq!(give(&mut app, "12345679", None), "密码不对，请再输一次。");
    assert_eq!(give(&mut app, "12345678", None), "");
    assert_eq!(&*app.editor().draft().text(Field::Other), "不能让别人看到。");

    // A draft that is open elsewhere is not locked away from there.
    let claim = nianbao::storage::Claim { window: 7, at: app.now, takes_over: false };
    app.send(Event::Go(Route::Home));
    Library::new(&app.store).set_claim(&id, claim).unwrap();
    app.send(Event::AskPassword(id.clone()));
    let problem = give(&mut app, "12345678", Some("12345678"));
    assert_eq!(problem, "这份草稿正在另一个窗口中打开，请先在那里回到首页。");
}

#[test]
fn the_bin_makes_room_and_forgets_after_thirty_days() {
    let mut app = App::start();
    app.create(2024);
    let id = app.editor().id().clone();
    app.send(Event::Go(Route::Home));
    app.send(Event::Delete(id));
    assert_eq!(app.model.bin.len(), 1);
    app.create(2023);
    app.send(Event::TextTyped(Field::Other, "一。".into()));
    app.store.fail_write(1);
    app.send(Event::SaveDue);
    assert!(matches!(app.editor().save_state(), SaveState::Saved(_)));
    let notice = app.model.notice.clone().unwrap().text;
    assert_eq!(notice, "浏览器存储已满，回收站里最早删除的 1 份草稿已彻底清除，腾出了空间。");

    let id = app.editor().id().clone();
    app.send(Event::Go(Route::Home));
    app.send(Event::Delete(id));
    app.now += BIN_KEEPS - 20;
    app.send(Event::Navigated(Route::Home));
    assert_eq!(app.model.bin.len(), 1, "thirty days are not over");
    app.now += 100;
    app.send(Event::Navigated(Route::Home));
    assert_eq!(app.model.bin.len(), 0);
}
