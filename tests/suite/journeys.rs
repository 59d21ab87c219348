//! Whole journeys through the application's update function, without a browser.

use nianbao::app::{
    CellState, Clock, Dialog, Effect, Env, Event, FileSource, Model, Route, SaveState, Screen,
};
use nianbao::format::{Applicant, CellId, Item, Part, RequestRow, Table};
use nianbao::report::{Field, UnitKind};
use nianbao::rules::{Remedy, Target, Verdict};
use nianbao::storage::{DraftId, DraftStore, Library, MemoryStore};

/// An application with a storage of its own and a clock that only goes on when told.
struct App {
    model: Model,
    store: MemoryStore,
    now: u64,
    random: u32,
    /// What the address bar shows.
    address: Route,
}

impl App {
    fn start() -> Self {
        Self::with_store(MemoryStore::new())
    }

    fn with_store(store: MemoryStore) -> Self {
        let mut app =
            Self { model: Model::default(), store, now: 1_768_888_985_000, random: 0, address: Route::Home };
        app.send(Event::Navigated(Route::Home));
        app
    }

    /// Closes the page and opens it again at the same address.
    fn reload(self) -> Self {
        let Self { mut model, store, now, random, address } = self;
        let env = Env { clock: Clock { now, utc_offset: 480 }, random, store: &store };
        model.update(Event::Hidden, &env);
        let mut app = Self { model: Model::default(), store, now, random, address: address.clone() };
        app.send(Event::Navigated(address));
        app
    }

    /// Sends an event as the shell does: a new address is navigated to.
    fn send(&mut self, event: Event) -> Vec<Effect> {
        self.now += 10;
        self.random += 1;
        let env =
            Env { clock: Clock { now: self.now, utc_offset: 480 }, random: self.random, store: &self.store };
        let effects = self.model.update(event, &env);
        for effect in &effects {
            if let Effect::Address(route) = effect
                && self.address != *route
            {
                self.address = route.clone();
                self.send(Event::Navigated(route.clone()));
            }
        }
        effects
    }

    fn create(&mut self, year: u16) {
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

    fn editor(&self) -> &nianbao::app::Editor {
        self.model.editor.as_ref().expect("an editor is open")
    }

    fn verdict(&self) -> Verdict {
        self.editor().checker().counts().verdict()
    }

    fn stored(&self, cell: CellId) -> String {
        let id = self.editor().id();
        Library::new(&self.store).load(id).unwrap().draft.cell(cell).to_string()
    }

    fn fill_all(&mut self) {
        for table in Table::ALL {
            self.send(Event::Repair(Remedy::FillBlanks(table)));
        }
        for field in [Field::Overview, Field::Problems, Field::Other] {
            self.text(field, "（一）主动公开\n全年公开信息12条。");
        }
    }
}

fn t3(row: RequestRow, column: Applicant) -> CellId {
    CellId::t3(row, column)
}

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
    assert!(app.editor().findings().iter().any(|finding| finding.remedy == Some(Remedy::Recompute(total))));
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
        FileSource::Bytes(Vec::new()),
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

#[test]
fn a_saved_page_opens_as_an_equal_draft() {
    let mut app = App::start();
    app.create(2024);
    app.cell(RECEIVED, "5");
    app.text(Field::Overview, "</script><script>alert(1)</script> ]]> \u{202e}");
    app.cell(CellId::t2(Item::FeeAmount), "12.345678");
    let original = app.editor().draft().clone();
    let effects = app.send(Event::SavePage);
    let Some(Effect::Download { name, content, .. }) = effects.first() else { panic!("{effects:?}") };
    let (name, bytes) = (name.clone(), content.clone().into_bytes());
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
