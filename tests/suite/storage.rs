//! Tests of storage.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use crate::support::{any_envelope, fixture};
use nianbao::format::{Applicant, CellId, Item, Outcome, Proceeding, RequestRow};
use nianbao::report::{Draft, Field, UnitKind};
use nianbao::storage::{
    self, BinEntry, DraftId, DraftStore, Envelope, Head, LIMIT, Library, MemoryStore, ReadError, SCHEMA,
    SaveError, State, StoreError, Summary,
};
use proptest::prelude::*;
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(envelope in any_envelope()) {
        let text = storage::write(&envelope);
        prop_assert_eq!(storage::head(&text), Ok(Head::of(&envelope)));
        prop_assert_eq!(storage::read(&text), Ok(envelope));
    }

    #[test]
    fn a_cut_text_is_told_as_cut(envelope in any_envelope(), at in any::<prop::sample::Index>()) {
        let text = storage::write(&envelope);
        let cut = &text[..text.floor_char_boundary(at.index(text.len()))];
        for error in [storage::read(cut).unwrap_err(), storage::head(cut).unwrap_err()] {
            prop_assert!(
                matches!(error, ReadError::Syntax { cut: true, .. } | ReadError::Empty),
                "{error:?}: {cut}"
            );
        }
    }

    #[test]
    fn damaged_texts_are_read_or_refused_in_a_sentence(
        envelope in any_envelope(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<char>(), 0..3_usize), 1..4),
    ) {
        let mut characters: Vec<char> = storage::write(&envelope).chars().collect();
        for (at, c, removed) in damage {
            let at = at.index(characters.len());
            let end = characters.len().min(at + removed);
            characters.splice(at..end, [c]);
        }
        let text = String::from_iter(characters);
        if let Err(error) = storage::read(&text) {
            prop_assert!(error.sentence().starts_with("这份草稿打不开："));
        } else {
            prop_assert!(storage::head(&text).is_ok());
        }
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(text in any::<String>()) {
        prop_assert!(storage::read(&text).is_err());
        prop_assert!(storage::head(&text).is_err());
    }
}

#[test]
fn every_released_version_loads() {
    for schema in 1..=SCHEMA {
        let text = fixture(&format!("drafts/schema-{schema}.json"));
        assert_eq!(json(&text)["schema"], schema);
        let envelope = storage::read(&text).unwrap();
        assert_eq!(storage::head(&text), Ok(Head::of(&envelope)), "schema {schema}");
    }
}

/// The fixture has a text in every field and a figure in every cell of both editions, so that no name in
/// stored drafts can change unnoticed.
#[test]
fn version_1_means_what_it_meant() {
    let text = fixture("drafts/schema-1.json");
    let envelope = storage::read(&text).unwrap();
    assert_eq!((envelope.saved_at, envelope.copied_at), (1_736_929_445_123, Some(1_736_925_000_000)));
    assert_eq!(envelope.revision, 42);
    assert_eq!(envelope.summary, Summary { done: 4, parts: 6, errors: Some(2), warnings: Some(3) });

    let draft = &envelope.draft;
    assert_eq!((draft.year, draft.unit_kind), (2024, UnitKind::Township));
    assert_eq!(draft.unit(), "青石镇人民政府");
    assert_eq!(draft.typed(Field::Proactive).map(|text| &**text), Some(""), "emptied is not untouched");
    assert_eq!(draft.typed(Field::Name).map(|text| &**text), Some("上报稿（第二稿）𠮷"));
    for key in json(&text)["draft"]["texts"].as_object().unwrap().keys() {
        assert!(draft.typed(Field::from_key(key).unwrap()).is_some(), "{key}");
    }
    assert_eq!(&**draft.cell(CellId::t2(Item::CoercionChange)), "20");
    assert_eq!(&**draft.cell(CellId::t3(RequestRow::Received, Applicant::Natural)), "27");
    assert_eq!(&**draft.cell(CellId::t4(Proceeding::SuitAfterReview, Outcome::Pending)), "222");
    let keys = json(&text)["draft"]["cells"].as_object().unwrap().clone();
    assert_eq!(keys.len(), 27 + 26 * 7 + 15 + 1);
    let unknown: Vec<_> = keys.keys().filter(|key| CellId::from_key(key).is_none()).collect();
    assert_eq!(unknown, ["t5.of-a-later-version"]);

    if SCHEMA == 1 {
        assert_eq!(json(&storage::write(&envelope)), json(&text), "nothing is added, lost or renamed");
    }
}

#[test]
fn every_unit_kind_of_version_1_loads() {
    let kinds = [
        "township",
        "street",
        "county-department",
        "county-office",
        "county",
        "city-department",
        "city-office",
        "city",
        "province-department",
        "province-office",
        "province",
        "ministry",
        "other",
    ];
    let text = fixture("drafts/schema-1.json");
    for kind in kinds {
        let envelope = storage::read(&text.replace("\"township\"", &format!("\"{kind}\""))).unwrap();
        assert_eq!(envelope.draft.unit_kind.key(), kind);
    }
}

// The library.

fn id(text: &str) -> DraftId {
    DraftId::parse(text).unwrap()
}

fn envelope(unit: &str, saved_at: u64, revision: u64) -> Envelope {
    Envelope {
        saved_at,
        copied_at: None,
        revision,
        summary: Summary { done: 1, parts: 6, errors: None, warnings: Some(2) },
        draft: Draft::new(2024, UnitKind::Township).with_text(Field::Unit, unit),
    }
}

fn ids(library: Library) -> Vec<String> {
    library.list().unwrap().iter().map(|entry| entry.id.to_string()).collect()
}

fn binned(library: Library) -> Vec<String> {
    library.bin().unwrap().iter().map(|entry| entry.id.to_string()).collect()
}

const NEWER: &str = "{\"app\":\"nianbao\",\"schema\":99,\"draft\":{\"future\":true}}";

#[test]
fn drafts_are_listed_newest_first_and_unreadable_ones_hinder_none() {
    let store = MemoryStore::new();
    let library = Library::new(&store);
    assert_eq!(library.list(), Ok(vec![]));
    library.save(&id("old"), &envelope("旧镇", 10, 1)).unwrap();
    library.save(&id("new"), &envelope(" 新镇 ", 30, 1)).unwrap();
    library.save(&id("mid"), &envelope("", 20, 1)).unwrap();
    store.put("nianbao:draft:bad1", "{\"app\":").unwrap();
    store.put("nianbao:draft:bad2", NEWER).unwrap();
    store.put("nianbao:draft:NOT-OURS", "x").unwrap();
    store.put("nianbao:settings", "x").unwrap();
    store.put("draft:a", "x").unwrap();

    let entries = library.list().unwrap();
    assert_eq!(ids(library), ["new", "mid", "old", "bad2", "bad1"]);
    assert_eq!(entries[0].state, State::Readable(Head::of(&envelope(" 新镇 ", 30, 1))));
    assert!(matches!(&entries[0].state, State::Readable(head) if head.unit == "新镇"));
    assert_eq!(entries[3].state, State::Unreadable(ReadError::NewerSchema { schema: 99 }));
    assert_eq!(entries[3].size, NEWER.len());
    assert!(matches!(entries[4].state, State::Unreadable(ReadError::Syntax { cut: true, .. })));
    assert_eq!(library.load(&id("old")), Ok(envelope("旧镇", 10, 1)));
    assert_eq!(library.load(&id("none")), Err(ReadError::Missing));
}

#[test]
fn an_unreadable_text_is_kept_can_be_downloaded_and_goes_only_when_deleted() {
    let store = MemoryStore::new();
    let library = Library::new(&store);
    for (name, text) in [("cut", "{\"app\":"), ("newer", NEWER), ("foreign", "[1,2]")] {
        let id = id(name);
        store.put(&id.key(), text).unwrap();
        let error = library.load(&id).unwrap_err();
        assert_eq!(library.save(&id, &envelope("镇", 1, u64::MAX)), Err(SaveError::Unreadable(error)));
        assert_eq!(library.raw(&id), Ok(Some(text.to_owned())), "still there, and as it was");
        library.delete(&id, 5).unwrap();
        assert_eq!(library.raw(&id), Ok(None));
        library.restore(&id).unwrap();
        assert_eq!(library.raw(&id), Ok(Some(text.to_owned())), "and came back as it was");
    }
    let sentence =
        library.save(&id("newer"), &envelope("镇", 1, 1)).map_err(|error| error.sentence()).unwrap_err();
    assert!(sentence.contains("以免覆盖") && sentence.contains("更新版本"), "{sentence}");
    // A blank text holds nothing that could be lost.
    store.put(&id("blank").key(), " ").unwrap();
    assert_eq!(library.save(&id("blank"), &envelope("镇", 1, 1)), Ok(()));
}

#[test]
fn of_two_windows_the_second_is_told_and_may_insist() {
    let store = MemoryStore::new();
    let library = Library::new(&store);
    let a = id("a");
    library.save(&a, &envelope("起", 1, 1)).unwrap();
    // Both windows have loaded revision 1.
    library.save(&a, &envelope("甲窗口", 2, 2)).unwrap();
    let second = library.save(&a, &envelope("乙窗口", 3, 2));
    assert_eq!(second, Err(SaveError::Conflict(Head::of(&envelope("甲窗口", 2, 2)))));
    assert_eq!(library.load(&a), Ok(envelope("甲窗口", 2, 2)));
    assert_eq!(library.save(&a, &envelope("甲窗口", 2, 2)), Ok(()), "the same text again is no conflict");
    library.save(&a, &envelope("乙窗口", 4, 3)).unwrap();
    assert_eq!(library.load(&a), Ok(envelope("乙窗口", 4, 3)));
}

#[test]
fn a_failed_save_leaves_the_old_text() {
    let store = MemoryStore::new();
    let library = Library::new(&store);
    let a = id("a");
    library.save(&a, &envelope("镇", 1, 1)).unwrap();
    store.set_full(true);
    assert_eq!(library.save(&a, &envelope("改", 2, 2)), Err(SaveError::Store(StoreError::Full)));
    assert_eq!(library.load(&a), Ok(envelope("镇", 1, 1)));
    store.set_full(false);
    store.set_denied(true);
    assert_eq!(library.save(&a, &envelope("改", 2, 2)), Err(SaveError::Store(StoreError::Denied)));
    assert_eq!(library.list(), Err(StoreError::Denied));
    assert_eq!(library.load(&a), Err(ReadError::Store(StoreError::Denied)));
    store.set_denied(false);
    assert_eq!(library.load(&a), Ok(envelope("镇", 1, 1)));
    assert_eq!(library.save(&a, &envelope("改", 2, 2)), Ok(()), "works again once there is room");
}

#[test]
fn deleted_drafts_come_back_as_they_were() {
    let store = MemoryStore::new();
    let library = Library::new(&store);
    let (a, b) = (id("a"), id("b"));
    library.save(&a, &envelope("甲", 1, 1)).unwrap();
    library.save(&b, &envelope("乙", 2, 1)).unwrap();
    let text = library.raw(&a).unwrap().unwrap();
    assert_eq!(library.delete(&a, 100), Ok(Some(a.clone())));
    assert_eq!(library.delete(&b, 200), Ok(Some(b.clone())));
    assert_eq!(library.delete(&b, 300), Ok(None), "there is none any more");
    assert!(ids(library).is_empty());
    let bin = library.bin().unwrap();
    assert_eq!(binned(library), ["b", "a"], "deleted last, listed first");
    assert_eq!(bin[1].deleted_at, Some(100));
    assert_eq!(bin[1].state, State::Readable(Head::of(&envelope("甲", 1, 1))));
    assert_eq!(bin[1].size, storage::utf16_units(&text));

    assert_eq!(library.restore(&a), Ok(Some(a.clone())));
    assert_eq!(library.raw(&a), Ok(Some(text)));
    assert_eq!(library.purge(&b), Ok(()));
    assert_eq!(library.restore(&b), Ok(None));
    assert_eq!((ids(library), binned(library)), (vec!["a".to_owned()], vec![]));
}

#[test]
fn deleting_and_restoring_overwrite_nothing() {
    let store = MemoryStore::new();
    let library = Library::new(&store);
    let a = id("a");
    library.save(&a, &envelope("先", 1, 1)).unwrap();
    library.delete(&a, 100).unwrap();
    // Another window, in which the draft was still open, saves it once more.
    library.save(&a, &envelope("后", 2, 2)).unwrap();
    assert_eq!(library.restore(&a), Ok(Some(id("ax"))));
    assert_eq!(library.load(&a), Ok(envelope("后", 2, 2)));
    assert_eq!(library.load(&id("ax")), Ok(envelope("先", 1, 1)));

    library.delete(&a, 200).unwrap();
    library.save(&a, &envelope("再", 3, 3)).unwrap();
    assert_eq!(library.delete(&a, 300), Ok(Some(id("ax"))));
    assert_eq!(binned(library), ["ax", "a"]);
}

#[test]
fn a_full_storage_hinders_the_bin_but_not_erasing() {
    let store = MemoryStore::new();
    let library = Library::new(&store);
    let a = id("a");
    library.save(&a, &envelope("镇", 1, 1)).unwrap();
    store.set_full(true);
    assert_eq!(library.delete(&a, 5), Err(StoreError::Full));
    assert_eq!(library.load(&a), Ok(envelope("镇", 1, 1)), "the bin is written before the draft is removed");
    assert_eq!(library.erase(&a), Ok(()));
    assert!(ids(library).is_empty() && binned(library).is_empty());
}

#[test]
fn a_damaged_entry_of_the_bin_is_listed_and_restored_as_it_is() {
    let store = MemoryStore::new();
    let library = Library::new(&store);
    store.put("nianbao:bin:a", "no time here").unwrap();
    store.put("nianbao:bin:b", "7\n\n{broken\n").unwrap();
    let bin = library.bin().unwrap();
    assert_eq!(bin.iter().map(|entry| entry.deleted_at).collect::<Vec<_>>(), [Some(7), None]);
    assert!(bin.iter().all(|entry| matches!(entry.state, State::Unreadable(_))));
    library.restore(&id("a")).unwrap();
    library.restore(&id("b")).unwrap();
    assert_eq!(library.raw(&id("a")), Ok(Some("no time here".to_owned())));
    assert_eq!(library.raw(&id("b")), Ok(Some("\n{broken\n".to_owned())));
}

#[test]
fn room_is_counted_as_browsers_count_it() {
    let store = MemoryStore::new();
    let library = Library::new(&store);
    store.put("other", "镇𠮷").unwrap();
    store.put("nianbao:settings", "ab").unwrap();
    store.put("nianbao:draft:a", "𠮷").unwrap();
    let usage = library.usage().unwrap();
    assert_eq!(usage.own, 16 + 2 + 15 + 2);
    assert_eq!(usage.total, usage.own + 5 + 3);
    assert_eq!(usage.limit, LIMIT);
    assert_eq!(LIMIT, 5_000_000);
}

/// Something that can happen to a library.
#[derive(Debug, Clone)]
enum Step {
    Save(usize, String),
    Delete(usize),
    Restore(usize),
    FailWrite(usize),
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0..3_usize, "[甲乙丙]{1,3}").prop_map(|(which, unit)| Step::Save(which, unit)),
        2 => (0..3_usize).prop_map(Step::Delete),
        2 => (0..6_usize).prop_map(Step::Restore),
        1 => (1..3_usize).prop_map(Step::FailWrite),
    ]
}

/// All units in drafts and bin, sorted.
fn units(library: Library) -> Vec<String> {
    let drafts = library.list().unwrap().into_iter().map(|entry| entry.state);
    let bin = library.bin().unwrap().into_iter().map(|entry| entry.state);
    let mut units: Vec<_> = drafts
        .chain(bin)
        .map(|state| match state {
            State::Readable(head) => head.unit,
            other => panic!("{other:?}"),
        })
        .collect();
    units.sort();
    units
}

proptest! {
    /// Whatever happens in whatever order, with the store full in between: no draft is ever lost but the one that is
    /// saved over, and those deleted first where room is needed; nothing of others is touched.
    #[test]
    fn nothing_is_ever_lost(steps in prop::collection::vec(any_step(), 1..24)) {
        let store = MemoryStore::new();
        let library = Library::new(&store);
        store.put("other", "theirs").unwrap();
        let mut expected = Vec::<String>::new();
        for (time, step) in (1..).zip(steps) {
            let deleted = library.bin().unwrap();
            let mut restored = None;
            match step {
                Step::Save(which, unit) => {
                    let id = id(["a", "b", "c"][which]);
                    let before = library.load(&id).ok();
                    if library.save(&id, &envelope(&unit, time, time)).is_ok() {
                        if let Some(before) = before {
                            let at = expected.iter().position(|known| known == before.draft.unit());
                            expected.remove(at.unwrap());
                        }
                        expected.push(unit);
                        expected.sort();
                    }
                }
                Step::Delete(which) => drop(library.delete(&id(["a", "b", "c"][which]), time)),
                Step::Restore(which) => {
                    let known = library.bin().unwrap();
                    if let Some(entry) = known.get(which) {
                        restored = library.restore(&entry.id).unwrap_or_default().map(|_| entry.id.clone());
                    }
                }
                Step::FailWrite(n) => store.fail_write(n),
            }
            // Those that had to go are the ones deleted first.
            let left = library.bin().unwrap();
            let deleted: Vec<_> = deleted.into_iter().filter(|entry| Some(&entry.id) != restored.as_ref()).collect();
            let is_left = |entry: &&BinEntry| left.iter().any(|other| other.id == entry.id);
            let stayed = deleted.iter().filter(is_left).count();
            prop_assert!(deleted.iter().take(stayed).all(|entry| is_left(&entry)));
            for gone in &deleted[stayed..] {
                let State::Readable(head) = &gone.state else { panic!("{gone:?}") };
                let at = expected.iter().position(|known| *known == head.unit).unwrap();
                expected.remove(at);
            }
            prop_assert_eq!(&units(library), &expected);
        }
        prop_assert_eq!(store.get("other"), Ok(Some("theirs".to_owned())));
    }
}

/// Browsers give an origin five million UTF-16 units. Earlier versions are kept elsewhere.
#[test]
fn three_hundred_drafts_of_ordinary_length_fit() {
    let draft = nianbao::example::county_2024();
    let text = storage::write(&Envelope { draft, ..envelope("", 1_768_888_985_000, 500) });
    let key = DraftId::new(1_768_888_985_000, 5).key();
    let number = LIMIT / (storage::utf16_units(&text) + storage::utf16_units(&key));
    assert!(number >= 300, "only {number} fit");
}
