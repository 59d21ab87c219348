//! Several windows with one storage: who may write, and that nothing is lost between them.

use nianbao::app::{Clock, Effect, Env, Event, Model, Route, SaveState};
use nianbao::report::{Draft, Field, UnitKind};
use nianbao::storage::{DraftId, DraftStore, Envelope, Library, MemoryStore, Summary};
use proptest::prelude::*;
use std::collections::BTreeMap;

const START: u64 = 1_768_888_985_000;

/// Windows of one browser. Each has to be told what the others stored, which takes its time.
struct Browser {
    store: MemoryStore,
    now: u64,
    windows: Vec<Window>,
}

struct Window {
    model: Model,
    /// Keys that others changed and of which this window was not told yet.
    untold: Vec<String>,
}

impl Browser {
    /// A browser with a draft in storage.
    fn new() -> (Self, DraftId) {
        let browser = Self { store: MemoryStore::new(), now: START, windows: Vec::new() };
        let id = browser.add("a");
        (browser, id)
    }

    fn add(&self, name: &str) -> DraftId {
        let id = DraftId::parse(name).unwrap();
        let draft = Draft::new(2024, UnitKind::Township).with_text(Field::Unit, "苇溪镇人民政府");
        let envelope =
            Envelope { saved_at: 1, copied_at: None, revision: 1, summary: Summary::default(), draft };
        Library::new(&self.store).save(&id, &envelope).unwrap();
        id
    }

    fn open(&mut self, id: &DraftId) -> usize {
        self.windows.push(Window { model: Model::default(), untold: Vec::new() });
        let window = self.windows.len() - 1;
        self.send(window, Event::Navigated(Route::Edit(id.clone())));
        window
    }

    fn content(&self) -> BTreeMap<String, String> {
        let keys = self.store.keys().unwrap_or_default();
        keys.into_iter().map(|key| (key.clone(), self.store.get(&key).unwrap().unwrap())).collect()
    }

    fn send(&mut self, window: usize, event: Event) -> Vec<Effect> {
        let before = self.content();
        self.now += 1;
        let random = u32::try_from(self.now - START).unwrap();
        let env = Env { clock: Clock { now: self.now, utc_offset: 480 }, random, store: &self.store };
        let effects = self.windows[window].model.update(event, &env);
        let after = self.content();
        let keys = before.keys().chain(after.keys());
        let changed: Vec<_> = keys.filter(|key| before.get(*key) != after.get(*key)).cloned().collect();
        for (other, told) in self.windows.iter_mut().enumerate() {
            if other != window {
                told.untold.extend(changed.iter().cloned());
            }
        }
        effects
    }

    /// Tells a window what it has not been told.
    fn tell(&mut self, window: usize) {
        for key in std::mem::take(&mut self.windows[window].untold) {
            self.send(window, Event::StorageChanged(Some(key)));
        }
    }

    /// Lets so many seconds go by for these windows; others are frozen or have broken down.
    fn wait(&mut self, seconds: u64, windows: &[usize]) {
        for _ in 0..seconds {
            self.now += 1000;
            for &window in windows {
                self.tell(window);
                self.send(window, Event::Beat);
            }
            for &window in windows {
                self.tell(window);
            }
        }
    }

    fn type_text(&mut self, window: usize, text: &str) {
        self.send(window, Event::TextTyped(Field::Problems, text.into()));
    }

    fn text(&self, window: usize) -> String {
        self.windows[window].model.editor.as_ref().unwrap().draft().text(Field::Problems).to_string()
    }

    fn stored(&self, id: &DraftId) -> String {
        Library::new(&self.store).load(id).unwrap().draft.text(Field::Problems).to_string()
    }

    fn may_write(&self, window: usize) -> bool {
        !self.windows[window].model.is_read_only()
    }
}

#[test]
fn the_second_window_only_shows_the_draft_and_follows_it() {
    let (mut browser, id) = Browser::new();
    let [one, two] = [browser.open(&id), browser.open(&id)];
    browser.wait(10, &[one, two]);
    assert_eq!([browser.may_write(one), browser.may_write(two)], [true, false]);

    browser.type_text(two, "不该写入");
    assert_eq!(browser.text(two), "");
    browser.type_text(one, "第一窗口");
    browser.send(one, Event::SaveDue);
    browser.wait(1, &[one, two]);
    assert_eq!(browser.text(two), "第一窗口");
    assert_eq!(browser.stored(&id), "第一窗口");
}

#[test]
fn a_take_over_brings_what_was_not_saved_yet_and_ends_writing_in_the_first() {
    let (mut browser, id) = Browser::new();
    let [one, two] = [browser.open(&id), browser.open(&id)];
    browser.type_text(one, "刚打的字");
    browser.send(two, Event::TakeOver);
    // Also a hidden window, whose timers stand still, is told of the storage.
    browser.tell(one);
    browser.tell(two);
    assert_eq!([browser.may_write(one), browser.may_write(two)], [false, true]);
    assert_eq!(browser.text(two), "刚打的字");

    browser.type_text(one, "晚了");
    browser.send(one, Event::SaveDue);
    browser.type_text(two, "刚打的字，接着写");
    browser.send(two, Event::SaveDue);
    browser.wait(5, &[one, two]);
    assert_eq!(browser.stored(&id), "刚打的字，接着写");
    assert_eq!(browser.text(one), "刚打的字，接着写");
    assert_eq!([browser.may_write(one), browser.may_write(two)], [false, true]);
    assert_eq!(Library::new(&browser.store).list().unwrap().len(), 1);
}

#[test]
fn a_window_that_is_left_gives_the_draft_free() {
    for leave in [Event::Left, Event::Navigated(Route::Home)] {
        let (mut browser, id) = Browser::new();
        let [one, two] = [browser.open(&id), browser.open(&id)];
        browser.type_text(one, "最后的字");
        browser.send(one, leave);
        browser.tell(two);
        assert!(browser.may_write(two));
        assert_eq!(browser.text(two), "最后的字");
    }
}

#[test]
fn the_claim_of_a_window_that_broke_down_lapses() {
    let (mut browser, id) = Browser::new();
    let one = browser.open(&id);
    browser.wait(3, &[one]);
    // From here on the first window does nothing more.
    let two = browser.open(&id);
    assert!(!browser.may_write(two));
    browser.wait(2, &[two]);
    assert!(browser.may_write(two));

    // Both were open when the first broke down.
    let (mut browser, id) = Browser::new();
    let [one, two] = [browser.open(&id), browser.open(&id)];
    browser.wait(8, &[one, two]);
    assert!(!browser.may_write(two));
    browser.wait(9, &[two]);
    assert!(browser.may_write(two));
}

#[test]
fn a_frozen_window_that_awakes_loses_nothing() {
    let (mut browser, id) = Browser::new();
    let [one, two] = [browser.open(&id), browser.open(&id)];
    browser.type_text(one, "没来得及存");
    browser.send(two, Event::TakeOver);
    browser.wait(3, &[two]);
    assert!(browser.may_write(two));
    browser.type_text(two, "第二窗口");
    browser.send(two, Event::SaveDue);

    browser.send(one, Event::SaveDue);
    browser.wait(1, &[one, two]);
    assert_eq!([browser.may_write(one), browser.may_write(two)], [false, true]);
    assert_eq!(browser.stored(&id), "第二窗口");
    let library = Library::new(&browser.store);
    let texts: Vec<_> = library.list().unwrap().iter().map(|entry| browser.stored(&entry.id)).collect();
    assert!(texts.contains(&"没来得及存".to_owned()), "{texts:?}");
}

#[test]
fn what_cannot_be_kept_aside_stays_in_its_window() {
    let (mut browser, id) = Browser::new();
    let [one, two] = [browser.open(&id), browser.open(&id)];
    browser.type_text(one, "没来得及存");
    browser.send(two, Event::TakeOver);
    browser.wait(3, &[two]);
    browser.store.set_full(true);
    browser.wait(8, &[one, two]);
    assert_eq!(browser.text(one), "没来得及存");
    // It is not replaced by a take-over either, as long as there is no room for it.
    browser.send(one, Event::TakeOver);
    browser.wait(5, &[one, two]);
    assert_eq!((browser.text(one), browser.may_write(one)), ("没来得及存".to_owned(), false));
    let effects = browser.send(one, Event::NoticeAction);
    assert!(
        effects.iter().any(
            |effect| matches!(effect, Effect::Download { content, .. } if content.contains("没来得及存"))
        )
    );
}

#[test]
fn different_drafts_do_not_disturb_each_other() {
    let (mut browser, first) = Browser::new();
    let second = browser.add("b");
    let [one, two] = [browser.open(&first), browser.open(&second)];
    for round in 0..20 {
        browser.type_text(one, &format!("甲{round}"));
        browser.type_text(two, &format!("乙{round}"));
        browser.wait(1, &[one, two]);
    }
    browser.send(one, Event::SaveDue);
    browser.send(two, Event::SaveDue);
    assert_eq!([browser.stored(&first), browser.stored(&second)], ["甲19", "乙19"]);
    assert!(browser.may_write(one) && browser.may_write(two));
}

#[test]
fn without_a_storage_a_window_asks_nobody() {
    let (mut browser, id) = Browser::new();
    let one = browser.open(&id);
    browser.store.set_denied(true);
    browser.type_text(one, "照样能写");
    browser.wait(10, &[one]);
    assert!(browser.may_write(one));
    assert_eq!(browser.text(one), "照样能写");
}

/// What may happen to two windows with the same draft.
#[derive(Debug, Clone)]
enum Step {
    Type(usize),
    Save(usize),
    TakeOver(usize),
    Tell(usize),
    Beat(usize),
    Wait(u64),
    Leave(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let window = || 0..2_usize;
    prop::collection::vec(
        prop_oneof![
            4 => window().prop_map(Step::Type),
            2 => window().prop_map(Step::Save),
            1 => window().prop_map(Step::TakeOver),
            2 => window().prop_map(Step::Tell),
            3 => window().prop_map(Step::Beat),
            1 => (1..4000_u64).prop_map(Step::Wait),
            1 => window().prop_map(Step::Leave),
        ],
        1..60,
    )
}

proptest! {
    /// Whatever two windows do to a draft: in the end one of them may write, both show the same, and everything
    /// that was typed where it could be typed is stored, in the draft or beside it.
    #[test]
    fn races_lose_nothing(steps in steps()) {
        let (mut browser, id) = Browser::new();
        let windows = [browser.open(&id), browser.open(&id)];
        let mut typed = [String::new(), String::new()];
        for (number, step) in steps.into_iter().enumerate() {
            match step {
                Step::Type(window) => {
                    let was = browser.text(window);
                    let text = format!("{was}〔{number}〕");
                    browser.type_text(window, &text);
                    if browser.may_write(window) {
                        prop_assert_eq!(browser.text(window), &*text);
                        typed[window] = format!("〔{number}〕");
                    }
                }
                Step::Save(window) => drop(browser.send(window, Event::SaveDue)),
                Step::TakeOver(window) => drop(browser.send(window, Event::TakeOver)),
                Step::Tell(window) => browser.tell(window),
                Step::Beat(window) => drop(browser.send(window, Event::Beat)),
                Step::Wait(time) => browser.now += time,
                Step::Leave(window) => drop(browser.send(window, Event::Left)),
            }
        }
        browser.wait(12, &windows);
        for window in windows {
            browser.send(window, Event::SaveDue);
        }
        browser.wait(3, &windows);
        prop_assert_eq!(windows.iter().filter(|&&window| browser.may_write(window)).count(), 1);
        prop_assert_eq!(browser.text(0), browser.text(1));
        let editor = windows.map(|window| browser.windows[window].model.editor.as_ref().unwrap().save_state().clone());
        prop_assert!(editor.iter().all(|state| matches!(state, SaveState::Saved(_))), "{:?}", editor);
        let entries = Library::new(&browser.store).list().unwrap();
        let stored: Vec<_> = entries.iter().map(|entry| browser.stored(&entry.id)).collect();
        for last in typed {
            prop_assert!(stored.iter().any(|text| text.contains(&last)), "{} in {:?}", last, stored);
        }
    }
}
