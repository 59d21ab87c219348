//! Tests of exchange.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use crate::support::{TRICKY, any_envelope, any_text, fixture};
use nianbao::exchange::{self, OpenError, Problem};
use nianbao::format::CellId;
use nianbao::report::{Draft, Field, Report, UnitKind};
use nianbao::storage::{Envelope, ReadError, Summary};
use proptest::prelude::*;
use proptest::sample::Index;
use std::rc::Rc;

fn page(envelope: &Envelope) -> String {
    exchange::page(&Report::read(Rc::new(envelope.draft.clone())), envelope)
}

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(unit).collect()
}

fn sample() -> Envelope {
    let mut draft = Draft::new(2024, UnitKind::Township).with_text(Field::Unit, "青石镇人民政府");
    for (cell, text) in CellId::all().zip(TRICKY.iter().cycle()) {
        draft.set_cell(cell, *text);
    }
    for (&field, text) in Field::ALL.iter().zip(TRICKY).skip(1) {
        draft.set_text(field, Some((*text).into()));
    }
    let summary = Summary { done: 3, parts: 6, errors: Some(1), warnings: Some(0) };
    Envelope { saved_at: 1_737_000_000_000, copied_at: Some(7), revision: 9, summary, draft }
}

/// What must hold of every refusal.
fn check_sentence(error: &OpenError) {
    let sentence = error.sentence();
    assert!(sentence.starts_with("文件“") && sentence.ends_with('。'), "{sentence}");
    assert!(!sentence.contains("。。") && !sentence.contains('\n'), "{sentence}");
    assert!(sentence.chars().count() < 250, "{sentence}");
}

proptest! {
    // A page takes a while to write without optimisation.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn encodings_with_a_mark_make_no_difference(envelope in any_envelope(), as_page in any::<bool>()) {
        let text = if as_page { page(&envelope) } else { exchange::json(&envelope) };
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let (little, big) = (utf16(&text, u16::to_le_bytes), utf16(&text, u16::to_be_bytes));
        for bytes in [marked, little, big] {
            let opened = exchange::open("a", &bytes);
            prop_assert_eq!(opened.as_ref(), Ok(&envelope));
        }
    }

    #[test]
    fn a_data_file_opens_as_what_was_saved(envelope in any_envelope()) {
        let json = exchange::json(&envelope);
        prop_assert_eq!(json.lines().last(), Some("}"));
        prop_assert_eq!(exchange::open("a.json", json.as_bytes()), Ok(envelope));
    }

    #[test]
    fn a_page_opens_as_what_was_saved(envelope in any_envelope()) {
        prop_assert_eq!(exchange::open("a.html", page(&envelope).as_bytes()), Ok(envelope));
    }

    #[test]
    fn a_cut_data_file_is_told_as_cut(
        envelope in any_envelope(), at in any::<Index>(), encoding in 0..3_usize,
    ) {
        let text = exchange::json(&envelope);
        let text = text.trim_end();
        let bytes = match encoding {
            0 => text.as_bytes().to_vec(),
            1 => utf16(text, u16::to_le_bytes),
            _ => utf16(text, u16::to_be_bytes),
        };
        let error = exchange::open("a.json", &bytes[..at.index(bytes.len())]).unwrap_err();
        check_sentence(&error);
        prop_assert!(
            matches!(
                error.problem,
                // One byte of a byte order mark is not a mark yet.
                Problem::Foreign | Problem::Json(ReadError::Syntax { cut: true, .. })
            ),
            "{error:?}"
        );
    }

    #[test]
    fn a_cut_page_opens_as_a_whole_or_not_at_all(envelope in any_envelope(), at in any::<Index>()) {
        let page = page(&envelope);
        match exchange::open("a.html", &page.as_bytes()[..at.index(page.len())]) {
            Ok(opened) => prop_assert_eq!(opened, envelope),
            Err(error) => {
                check_sentence(&error);
                prop_assert!(
                    matches!(error.problem, Problem::Foreign | Problem::PageCut),
                    "{error:?}"
                );
            }
        }
    }

    #[test]
    fn damaged_files_are_opened_or_refused_in_a_sentence(
        envelope in any_envelope(),
        as_page in any::<bool>(),
        damage in prop::collection::vec((any::<Index>(), any::<Vec<u8>>(), 0..40_usize), 1..4),
        name in any_text(),
    ) {
        let mut bytes = if as_page { page(&envelope) } else { exchange::json(&envelope) }.into_bytes();
        for (at, inserted, removed) in damage {
            let at = at.index(bytes.len());
            let end = bytes.len().min(at + removed);
            bytes.splice(at..end, inserted);
        }
        if let Err(error) = exchange::open(&name, &bytes) {
            check_sentence(&error);
        }
    }

    #[test]
    fn any_bytes_at_all_are_refused(bytes in any::<Vec<u8>>(), name in any_text()) {
        check_sentence(&exchange::open(&name, &bytes).unwrap_err());
    }

    #[test]
    fn names_of_files_are_valid_on_every_system(
        unit in prop_oneof![any_text(), "\\PC{0,300}", "[./ 　:\u{202e}]{0,200}镇*"], year in 2019..2100_u16,
    ) {
        let draft = Draft::new(year, UnitKind::Other).with_text(Field::Unit, &unit);
        let name = exchange::file_name(&draft, "html");
        prop_assert!(name.ends_with(&format!("{year}年政府信息公开工作年度报告.html")), "{name}");
        prop_assert!(name.chars().count() <= 100 && name.len() <= 255, "{name}");
        prop_assert!(!name.contains(['\\', '/', ':', '*', '?', '"', '<', '>', '|', '\u{202e}']), "{name}");
        prop_assert!(!name.contains(char::is_control), "{name}");
        prop_assert!(!name.starts_with(|c: char| c == '.' || c.is_whitespace()), "{name:?}");
        prop_assert_eq!(name.matches('.').count(), 1);
    }
}

#[test]
fn every_text_in_every_field_and_cell_comes_back() {
    for text in TRICKY {
        let mut envelope = sample();
        for cell in CellId::all() {
            envelope.draft.set_cell(cell, *text);
        }
        for &field in Field::ALL {
            envelope.draft.set_text(field, Some((*text).into()));
        }
        assert_eq!(exchange::open("a", exchange::json(&envelope).as_bytes()).as_ref(), Ok(&envelope));
        assert_eq!(exchange::open("a", page(&envelope).as_bytes()).as_ref(), Ok(&envelope));
    }
}

#[test]
fn what_is_saved_twice_is_the_same_file() {
    let envelope = sample();
    let opened = exchange::open("a", page(&envelope).as_bytes()).unwrap();
    assert_eq!(page(&opened), page(&envelope));
    assert_eq!(exchange::json(&opened), exchange::json(&envelope));
}

#[test]
fn files_of_version_1_open_for_ever() {
    let envelope = exchange::open("a.json", fixture("drafts/schema-1.json").as_bytes()).unwrap();
    assert_eq!(envelope.draft.unit(), "青石镇人民政府");
    // As a browser writes a page that it saves: its own comment and encoding, other space.
    let page = fixture("pages/schema-1.html");
    let envelope = exchange::open("a.html", page.as_bytes()).unwrap();
    assert_eq!((envelope.draft.year, envelope.draft.unit()), (2020, "青石县人民政府"));
    assert_eq!(&*envelope.draft.text(Field::Overview), "公开</script><!--信息-->128条 & 其他\u{2028}。");
    let cell = CellId::from_key("t3.received.natural").unwrap();
    assert_eq!(&**envelope.draft.cell(cell), "１２");
    // Editors turn line ends.
    assert_eq!(exchange::open("a.html", page.replace('\n', "\r\n").as_bytes()), Ok(envelope));
}

/// Were any step quadratic, these would take an hour.
#[test]
fn large_files_take_time_in_proportion() {
    let pieces = [
        "{",
        "[",
        "{\"a\":",
        "\"",
        "\\",
        "<",
        "<script",
        "<script id=",
        "<script>",
        "<!--",
        "年",
        "\n",
        "PK\u{3}\u{4}",
        "{\"app\":\"nianbao\",\"schema\":1,",
        "<script id=nianbao-draft>",
        "xl/workboo",
        "\r",
        "=\"'",
    ];
    for piece in pieces {
        let text = piece.repeat((1 << 18) / piece.len());
        for start in ["", "{\"app\":\"nianbao\",\"schema\":1,\"draft\":", "<html>", "PK\u{3}\u{4}"] {
            let error = exchange::open("a", format!("{start}{text}").as_bytes()).unwrap_err();
            check_sentence(&error);
        }
    }
}

#[test]
fn refusals_say_what_the_file_is_and_what_to_do() {
    let json = exchange::json(&sample());
    let page = page(&sample());
    let replaced = |from: &str, to: &str| {
        assert!(json.contains(from), "{from}");
        json.replacen(from, to, 1).into_bytes()
    };
    let files: [(&str, Vec<u8>); 10] = [
        ("去年年报.docx", b"PK\x03\x04..word/document.xml".to_vec()),
        ("年报.html", page.as_bytes()[..page.find("nianbao-draft").unwrap() + 100].to_vec()),
        ("年报.html", page.replace("\"revision\":9", "\"revision\":").into_bytes()),
        ("年报.json", json.as_bytes()[..json.find("\"cells\"").unwrap() + 9].to_vec()),
        ("年报.json", replaced("\"year\": 2024", "\"year\": 2024,,")),
        ("年报.json", replaced("\"year\": 2024", "\"year\": 2017")),
        ("年报.json", replaced("\"schema\": 1", "\"schema\": 2")),
        ("年报.json", replaced("\"schema\": 1", "\"schema\": \"\"")),
        ("年报.json", replaced("\"revision\": 9,", "")),
        ("package.json", b"{\"name\":\"x\"}".to_vec()),
    ];
    let sentences: Vec<_> = files
        .iter()
        .map(|(name, bytes)| exchange::open(name, bytes).unwrap_err())
        .chain([exchange::too_large("录像.mp4", 734_003_200)])
        .inspect(check_sentence)
        .map(|error| error.sentence())
        .collect();
    insta::assert_snapshot!(sentences.join("\n"), @r"
    文件“去年年报.docx”不是年报程序保存的网页文件或数据文件。
    文件“年报.html”不完整，网页里的年报数据到一半就断了，可能没有复制或下载完。请重新取得这个文件。
    文件“年报.html”打不开，网页里附带的年报数据有问题：内容有损坏，第1行第77个字附近不合格式，可能被别的程序改动过。
    文件“年报.json”打不开：内容不完整，到第35行第13个字就断了，可能没有复制或下载完。
    文件“年报.json”打不开：内容有损坏，第14行第18个字附近不合格式，可能被别的程序改动过。
    文件“年报.json”打不开：内容与年报对不上（年份 2017 不在 2019–2099 之内）。
    文件“年报.json”打不开：它是由更新版本的年报程序保存的，当前版本读不了，请改用新版本打开（刷新网页即可取得）。
    文件“年报.json”打不开：内容有损坏，看不出是哪个版本的年报程序保存的。
    文件“年报.json”打不开：内容有缺项或不认识的项（读到第252行第1个字时发现），可能被别的程序改动过。
    文件“package.json”打不开：这是别的程序的数据，不是年报程序保存的。
    文件“录像.mp4”有700兆字节，超过了20兆字节，不会是年报程序保存的文件。请确认有没有选错。
    ");
}
