//! Damaged and invented input at every way into the program.

use anyhow::{Context as _, Result};
use fastrand::Rng;
use nianbao::app::{Clock, Env, Event, Model, Route};
use nianbao::format::Table;
use nianbao::report::{Draft, Field, Report};
use nianbao::rules::{Checker, Context};
use nianbao::storage::{self, DraftId, DraftStore, Library, MemoryStore};
use nianbao::{example, exchange, export, intake, paste, prose::Prose, render};
use nianbao_e2e::envelope_of;
use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A moment at which messages come.
const NOW: u64 = 1_768_888_985_000;

/// What became of an input.
enum Outcome {
    /// Something was made of it.
    Taken,
    /// It was refused in a sentence.
    Refused,
}

impl Outcome {
    fn of(is_taken: bool) -> Self {
        if is_taken { Self::Taken } else { Self::Refused }
    }
}

/// A way in: its name, sound input, and what the program does with one.
struct Way {
    name: &'static str,
    seeds: Vec<Vec<u8>>,
    enter: fn(&[u8]) -> Outcome,
}

/// Throws so many inputs at every way in; prints what became of them.
pub(crate) fn all(number: usize) -> Result<()> {
    println!("| Way in | Inputs | Taken in | Refused in a sentence | Panics | Slowest |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
    for way in ways()? {
        eprintln!("{}", way.name);
        let mut chance = Rng::with_seed(6);
        let (mut taken, mut refused, mut panics, mut slowest) = (0, 0, 0, Duration::ZERO);
        for _ in 0..number {
            let input = invent(&way.seeds, &mut chance);
            let begun = Instant::now();
            match catch_unwind(AssertUnwindSafe(|| (way.enter)(&input))) {
                Ok(Outcome::Taken) => taken += 1,
                Ok(Outcome::Refused) => refused += 1,
                Err(_) => panics += 1,
            }
            slowest = slowest.max(begun.elapsed());
        }
        println!(
            "| {} | {number} | {taken} | {refused} | {panics} | {} ms |",
            way.name,
            slowest.as_millis().max(1)
        );
    }
    Ok(())
}

fn ways() -> Result<Vec<Way>> {
    let drafts = [example::county_2024(), example::township_2020()];
    let report = |draft: &Draft| Report::read(Rc::new(draft.clone()));
    let each = |make: fn(&Draft, &Report) -> Vec<u8>| -> Vec<Vec<u8>> {
        drafts.iter().map(|draft| make(draft, &report(draft))).collect()
    };
    let pages = each(|_, report| render::fragment(report).into_bytes());
    let words = each(|_, report| export::docx(report));
    let texts = each(|_, report| export::plain_text(report).into_bytes());
    let utf16: Vec<_> = texts.iter().map(|text| utf16(text)).collect();
    let blocks = each(|_, report| export::csv(report).replace(',', "\t").into_bytes());
    let stored = each(|draft, _| storage::write(&envelope_of(draft.clone())).into_bytes());
    let own = each(|draft, report| exchange::page(report, &envelope_of(draft.clone())).into_bytes());
    let parts: Vec<_> = words.iter().map(|file| document(file)).collect::<Result<_>>()?;
    let addresses = ["#/edit/0m8xyz", "#/preview/0m8xyz", "#/example/2024", "#/check/a", "#/compare/a", "#/"];
    let prose = drafts.iter().map(|draft| draft.text(Field::Overview).as_bytes().to_vec()).collect();
    Ok(vec![
        Way { name: "web page in a file", seeds: pages.clone(), enter: open },
        Way { name: "Word file", seeds: words, enter: open },
        Way { name: "Word file whose text is damaged and packed anew", seeds: parts, enter: open_packed },
        Way { name: "text in a file, UTF-8 and UTF-16", seeds: [texts.clone(), utf16].concat(), enter: open },
        Way {
            name: "page or data file of this program",
            seeds: [own, stored.clone()].concat(),
            enter: open_own,
        },
        Way {
            name: "rich text from the clipboard",
            seeds: pages,
            enter: |input| recognise(&intake::html(&lossy(input))),
        },
        Way {
            name: "text from the clipboard",
            seeds: texts,
            enter: |input| recognise(&intake::text(&lossy(input))),
        },
        Way { name: "block pasted into a table", seeds: blocks, enter: paste_block },
        Way { name: "text typed into a part, and checked", seeds: prose, enter: check },
        Way {
            name: "address",
            seeds: addresses.iter().map(|address| address.as_bytes().to_vec()).collect(),
            enter: |input| Outcome::of(Route::parse(&lossy(input)) != Route::Home),
        },
        Way { name: "stored text", seeds: stored.clone(), enter: read_stored },
        Way { name: "message of another window", seeds: stored, enter: hear },
    ])
}

fn lossy(input: &[u8]) -> String {
    String::from_utf8_lossy(input).into_owned()
}

fn utf16(text: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xfe];
    bytes.extend(lossy(text).encode_utf16().flat_map(u16::to_le_bytes));
    bytes
}

fn open(input: &[u8]) -> Outcome {
    match intake::open("年报", input) {
        Ok(read) => Outcome::of(!read.notes.is_empty()),
        Err(refusal) => Outcome::of(refusal.sentence().is_empty()),
    }
}

fn open_own(input: &[u8]) -> Outcome {
    if exchange::open_several(input).is_some() {
        return Outcome::Taken;
    }
    match exchange::open("年报", input) {
        Ok(_) => Outcome::Taken,
        Err(error) => Outcome::of(error.sentence().is_empty()),
    }
}

fn recognise(source: &intake::Source) -> Outcome {
    Outcome::of(intake::recognise(source).is_report())
}

fn paste_block(input: &[u8]) -> Outcome {
    let (draft, text) = (example::county_2024(), lossy(input));
    let plans = Table::ALL.map(|table| paste::plan(&draft, table, None, &text).is_some());
    Outcome::of(plans.contains(&true))
}

fn check(input: &[u8]) -> Outcome {
    let report = Report::read(Rc::new(example::county_2024().with_text(Field::Overview, &lossy(input))));
    let prose = Prose::read(&report);
    let checker = Checker::new(&Context { report: &report, prose: &prose, previous: None, today: None });
    // There is nothing to refuse in what somebody types.
    Outcome::of(
        checker.findings().iter().all(|finding| finding.spans.iter().all(|span| span.start <= span.end)),
    )
}

fn read_stored(input: &[u8]) -> Outcome {
    let text = lossy(input);
    let store = MemoryStore::new();
    let is_kept = store.put("nianbao:draft:a", &text).is_ok() && Library::new(&store).list().is_ok();
    Outcome::of(is_kept && storage::read(&text).is_ok())
}

/// Another window writes the input under a key of the program, while a draft is being written here.
fn hear(input: &[u8]) -> Outcome {
    let store = MemoryStore::new();
    let mut model = Model::default();
    let mut now = NOW;
    let mut send = |model: &mut Model, event: Event| {
        now += 1000;
        let env = Env { clock: Clock { now, utc_offset: 480 }, random: 7, store: &store };
        model.update(event, &env);
    };
    let Some(id) = DraftId::parse("a") else { return Outcome::Refused };
    let _ = Library::new(&store).save(&id, &envelope_of(example::county_2024()));
    send(&mut model, Event::Navigated(Route::Edit(id)));
    send(&mut model, Event::TextTyped(Field::Problems, "正在写的一句。".into()));
    let kinds = ["draft", "claim", "knock", "bin", "locked", "cleared", "settings"];
    let kind = kinds[input.len() % kinds.len()];
    let key = format!("nianbao:{kind}:a");
    let _ = store.put(&key, &lossy(input));
    send(&mut model, Event::StorageChanged(Some(key.clone())));
    send(&mut model, Event::Beat);
    send(&mut model, Event::SaveDue);
    let typed = model.editor.as_ref().map(|editor| editor.draft().text(Field::Problems).to_string());
    let copies = store.keys().unwrap_or_default();
    let is_stored = copies
        .iter()
        .any(|key| store.get(key).ok().flatten().is_some_and(|text| text.contains("正在写的一句。")));
    // What was typed is on the screen or in the storage, whatever was said.
    assert!(is_stored || typed.as_deref() == Some("正在写的一句。"), "what was typed is gone after {key}");
    Outcome::of(storage::read(&lossy(input)).is_ok())
}

/// The text of a Word file.
fn document(file: &[u8]) -> Result<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(file))?;
    let mut text = Vec::new();
    archive.by_name("word/document.xml").context("no document")?.read_to_end(&mut text)?;
    Ok(text)
}

/// Opens a Word file with this text.
fn open_packed(input: &[u8]) -> Outcome {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = writer
        .start_file("word/document.xml", SimpleFileOptions::default())
        .and_then(|()| Ok(writer.write_all(input)?))
        .and_then(|()| writer.finish());
    packed.map_or(Outcome::Refused, |file| open(file.get_ref()))
}

/// Sound input with some damage, two inputs spliced, or none of it at all.
fn invent(seeds: &[Vec<u8>], chance: &mut Rng) -> Vec<u8> {
    const TRICKY: [&str; 16] = [
        "<table>",
        "</td>",
        "<script>alert(1)</script>",
        "&#xffff;",
        "{",
        "\"",
        "\u{0}",
        "\u{202e}",
        "𝟙",
        "总计",
        "二、主动公开政府信息情况",
        "-1",
        "1e999",
        "\t\t",
        "\r\n",
        "nianbao:draft:",
    ];
    if chance.u8(0..20) == 0 {
        return (0..chance.usize(0..400)).map(|_| chance.u8(..)).collect();
    }
    let mut input = chance.choice(seeds).cloned().unwrap_or_default();
    for _ in 0..chance.usize(1..12) {
        let at = chance.usize(0..=input.len());
        let end = (at + chance.usize(0..200)).min(input.len());
        match chance.u8(0..8) {
            0 => input.truncate(at),
            1 => drop(input.drain(at..end)),
            2 => {
                let piece = input[at..end].repeat(chance.usize(1..20));
                input.splice(at..at, piece).for_each(drop);
            }
            3 => {
                let word = chance.choice(TRICKY).unwrap_or_default();
                input.splice(at..at, word.bytes()).for_each(drop);
            }
            4 => {
                let other = chance.choice(seeds).cloned().unwrap_or_default();
                let from = chance.usize(0..=other.len());
                input.splice(at.., other[from..].iter().copied()).for_each(drop);
            }
            _ => {
                if let Some(byte) = input.get_mut(at) {
                    *byte = if chance.bool() { *byte ^ (1 << chance.u8(0..8)) } else { chance.u8(..) };
                }
            }
        }
    }
    input
}
