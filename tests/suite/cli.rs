//! The command `nianbao`, as it is run.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use crate::support::fixture;
use nianbao::example::{county_2024, township_2020};
use nianbao::exchange;
use nianbao::export;
use nianbao::format::{Applicant, CellId, RequestRow};
use nianbao::report::{Draft, Field, Report};
use nianbao::storage::{self, Envelope, Summary};
use serde_json::Value;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::rc::Rc;

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("nianbao-cli-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn nianbao(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The program may end without having read everything.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    output
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Every line of standard error is a sentence in Chinese.
fn sentences(output: &Output) -> Vec<&str> {
    let lines: Vec<_> = text(&output.stderr).lines().collect();
    for line in &lines {
        assert!(line.ends_with('。') && !line.contains("Error") && !line.contains("panicked"), "{line}");
    }
    lines
}

fn results(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn envelope(draft: Draft) -> Envelope {
    Envelope { saved_at: 1_737_000_000_000, copied_at: None, revision: 1, summary: Summary::default(), draft }
}

fn stored(draft: Draft) -> String {
    storage::write(&envelope(draft))
}

/// A report in which a figure does not fit.
fn faulty() -> Draft {
    county_2024().with_cells([(CellId::t3(RequestRow::Received, Applicant::Natural), "187")])
}

const TODAY: [&str; 2] = ["--today", "2025-01-20"];

#[test]
fn the_end_says_whether_a_report_is_ready() {
    let folder = Folder::new("end");
    let good = folder.put("好.json", stored(county_2024()));
    let bad = folder.put("坏.json", stored(faulty()));
    let check = |files: &[&str]| {
        let output = nianbao(&[&["check"][..], files, &TODAY].concat(), b"");
        (output.status.code(), text(&output.stdout).to_owned(), sentences(&output).len())
    };
    let (code, said, complaints) = check(&[&good]);
    assert_eq!((code, complaints), (Some(0), 0), "{said}");
    assert!(said.contains("云汀县人民政府2024年年报，可以报送"), "{said}");
    let (code, said, complaints) = check(&[&good, &bad]);
    assert_eq!((code, complaints), (Some(1), 0), "{said}");
    assert!(said.contains("[必须改] 表三「自然人」列"), "{said}");
    assert!(said.ends_with("共2份：可以报送1份，需要说明0份，必须改1份，读不了0份。\n"), "{said}");
    let (code, said, complaints) = check(&[&bad, &folder.path("无.json"), &good]);
    assert_eq!((code, complaints), (Some(2), 1), "{said}");
}

#[test]
fn findings_for_programs_have_every_field() {
    let folder = Folder::new("json");
    let bad = folder.put("bad.json", stored(faulty()));
    let output = nianbao(&["check", &bad, "--format", "json", TODAY[0], TODAY[1]], b"");
    let [result] = &results(&output)[..] else { panic!("{}", text(&output.stdout)) };
    assert_eq!(result["file"], *bad);
    assert_eq!(result["unit"], "云汀县人民政府");
    assert_eq!((&result["year"], &result["edition"]), (&2024.into(), &2021.into()));
    assert_eq!(result["verdict"], "to-correct");
    let finding =
        result["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "R301").unwrap();
    assert_eq!((&finding["severity"], &finding["part"]), (&"error".into(), &3.into()));
    assert_eq!((&finding["left"], &finding["right"]), (&194.into(), &193.into()));
    assert_eq!(finding["difference"], 1);
    assert!(finding["cells"].as_array().unwrap().contains(&"t3.received.natural".into()));
    let found = finding.as_object().unwrap();
    for field in ["message", "place", "span", "remedy", "advice", "reason"] {
        assert!(found.contains_key(field), "{field}");
    }
    // A stretch of text, in characters.
    let span = result["findings"].as_array().unwrap().iter().map(|finding| &finding["span"]);
    let span = span.into_iter().find(|span| !span.is_null()).unwrap();
    assert!(span["field"].is_string() && span["start"].as_u64() < span["end"].as_u64(), "{span}");
}

#[test]
fn last_years_report_is_found_by_unit_and_year() {
    let folder = Folder::new("previous");
    let mut last = county_2024();
    last.year = 2023;
    let last_year = folder.put("2023.json", stored(last.clone()));
    let other = folder.put("other.json", stored(last.with_text(Field::Unit, "乙县人民政府")));
    let now = folder.put("2024.json", stored(county_2024()));
    let rules = |arguments: &[&str]| {
        let output = nianbao(&[&["check", "--format", "json"][..], arguments, &TODAY].concat(), b"");
        let results = results(&output);
        let found = results[0]["findings"].as_array().unwrap().iter();
        found.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let is_across = |rules: Vec<String>| rules.iter().any(|rule| rule.starts_with("R5"));
    assert!(!is_across(rules(&[&now])));
    assert!(is_across(rules(&[&now, "--previous", &last_year])), "the same text as last year");
    assert!(is_across(rules(&[&now, "--previous", &other, "--previous", &last_year])));
    assert!(!is_across(rules(&[&now, &now, "--previous", &other])), "another unit's is not last year's");
    let output = nianbao(&["check", &now, "--previous", &folder.path("none")], b"");
    assert_eq!((output.status.code(), sentences(&output).len()), (Some(2), 1));
}

#[test]
fn lines_give_lines_in_order_whatever_is_in_them() {
    let lines = [
        &stored(county_2024()),
        "",
        "{\"app\":\"other\"}",
        &stored(faulty()),
        "\u{0}",
        &stored(township_2020()),
    ];
    let output = nianbao(&["check", "--ndjson", TODAY[0], TODAY[1]], lines.join("\n").as_bytes());
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(sentences(&output).len(), 2);
    let results = results(&output);
    let files: Vec<_> = results.iter().map(|result| result["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["标准输入第1行", "标准输入第3行", "标准输入第4行", "标准输入第5行", "标准输入第6行"]);
    let verdicts: Vec<_> = results.iter().map(|result| result["verdict"].as_str()).collect();
    assert_eq!(verdicts[..3], [Some("ready"), None, Some("to-correct")]);
    assert!(results[1]["error"].as_str().unwrap().ends_with('。'));
    assert_eq!(results[4]["year"], 2020);
}

/// Whoever sends a line may wait for its result before sending the next.
#[test]
fn a_result_does_not_wait_for_the_next_line() {
    use std::io::{BufRead as _, BufReader};
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
    command.args(["check", "--ndjson"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut answers = BufReader::new(stdout).lines();
    for _ in 0..3 {
        writeln!(stdin, "{}", stored(county_2024())).unwrap();
        let answer = answers.next().unwrap().unwrap();
        assert!(answer.contains("云汀县人民政府"));
    }
    drop(stdin);
    assert!(answers.next().is_none() && child.wait().is_ok());
}

#[test]
fn a_report_is_converted_to_what_the_extension_says() {
    let folder = Folder::new("convert");
    let page = folder.put("page.html", fixture("pages/schema-1.html"));
    let read = |name: &str| fs::read(folder.0.join(name)).unwrap();
    for name in ["a.json", "a.HTML", "a.docx", "a.csv", "a.txt"] {
        let output = nianbao(&["convert", &page, "-o", &folder.path(name)], b"");
        assert_eq!((output.status.code(), sentences(&output).len()), (Some(0), 0), "{name}");
    }
    let original = exchange::open("page.html", fixture("pages/schema-1.html").as_bytes());
    assert!(original.is_ok());
    assert_eq!(exchange::open("a.json", &read("a.json")), original);
    assert_eq!(exchange::open("a.html", &read("a.HTML")), original);
    assert!(read("a.docx").starts_with(b"PK\x03\x04"));
    assert!(read("a.csv").starts_with("\u{feff}单位,".as_bytes()));
    assert!(text(&read("a.txt")).contains("一、总体情况\n"));
    // What is written to standard output and read from standard input is the same.
    let output = nianbao(&["convert", "-", "--to", "csv", "-o", "-"], &read("a.json"));
    assert_eq!(output.stdout, read("a.csv"));
    assert!(!Path::new(&folder.path("a.csv.part")).exists());
}

/// What other programs have made of a report is read again, every figure in its cell.
#[test]
fn published_reports_are_read() {
    let folder = Folder::new("published");
    let convert = |from: &str, to: &str| {
        let output = nianbao(&["convert", from, "-o", to], b"");
        assert_eq!(output.status.code(), Some(0), "{from} {}", text(&output.stderr));
        fs::read(to).unwrap()
    };
    for draft in [county_2024(), township_2020()] {
        let data = folder.put("data.json", stored(draft.clone()));
        let figures = convert(&data, &folder.path("data.csv"));
        let report = Report::read(Rc::new(draft));
        let files = [
            folder.put("a.docx", export::docx(&report)),
            folder.put("a.html", export::fragment(&report)),
            folder.put("a.txt", export::plain_text(&report)),
        ];
        for file in &files {
            assert_eq!(convert(file, &folder.path("again.csv")), figures, "{file}");
        }
        let output = nianbao(&["check", &files[0]], b"");
        assert!(text(&output.stdout).contains("  [读取] "), "what was understood is said");
        let line = serde_json::json!({ "text": export::fragment(&report) }).to_string();
        let output = nianbao(&["check", "--ndjson"], line.as_bytes());
        let result = &results(&output)[0];
        assert_eq!(result["unit"], report.draft().unit());
        assert!(
            result["intake"]["notes"].is_array() && result["intake"]["leftover"] == serde_json::json!([])
        );
    }
}

#[test]
fn lines_are_converted_to_lines() {
    let lines = [stored(county_2024()), stored(township_2020())].join("\n");
    let output = nianbao(&["convert", "--ndjson", "--to", "json"], lines.as_bytes());
    assert_eq!(text(&output.stdout).trim_end(), lines);
    let output = nianbao(&["convert", "--ndjson", "--to", "txt"], lines.as_bytes());
    let results = results(&output);
    assert_eq!((results.len(), output.status.code()), (2, Some(0)));
    assert!(results[1]["content"].as_str().unwrap().contains("一、总体情况\n"));
    let output = nianbao(&["convert", "--ndjson", "--to", "docx"], lines.as_bytes());
    assert_eq!((output.status.code(), sentences(&output).len()), (Some(2), 1));
}

#[test]
fn bad_input_is_refused_in_a_sentence() {
    let folder = Folder::new("bad");
    let cut = &stored(county_2024())[..500];
    let files = [
        folder.put("empty.json", ""),
        folder.put("cut.json", cut),
        folder.put("a.pdf", "%PDF-1.7\n"),
        folder.put("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        folder.put("a.zip", b"PK\x03\x04"),
        folder.put("binary", b"\x00\x01\xfe\xff"),
        folder.put("\u{1b}[31m红.json", "{"),
        folder.path("missing.json"),
        folder.0.to_str().unwrap().to_owned(),
    ];
    for file in &files {
        let output = nianbao(&["check", file], b"");
        assert_eq!((output.status.code(), sentences(&output).len()), (Some(2), 1), "{file}");
        assert!(output.stdout.is_empty() && !output.stderr.contains(&0x1b), "{file}");
        let target = folder.path("out.docx");
        let output = nianbao(&["convert", file, "-o", &target], b"");
        assert_eq!((output.status.code(), sentences(&output).len()), (Some(2), 1), "{file}");
        assert!(!Path::new(&target).exists());
    }
    let good = folder.put("good.json", stored(county_2024()));
    for target in ["x.pdf", "x", "missing/x.json"] {
        let output = nianbao(&["convert", &good, "-o", &folder.path(target)], b"");
        assert_eq!((output.status.code(), sentences(&output).len()), (Some(2), 1), "{target}");
    }
}

#[test]
fn a_wrong_command_line_is_explained_in_chinese() {
    let cases: &[(&[&str], &str)] = &[
        (&["chek"], "没有“chek”这个命令"),
        (&["check"], "还缺少"),
        (&["check", "a", "--colour"], "不认识“--colour”"),
        (&["check", "a", "--format", "xml"], "不能是“xml”"),
        (&["check", "a", "--today", "2025-13-01"], "不能是“2025-13-01”"),
        (&["check", "a", "--previous"], "后面还要写内容"),
        (&["convert", "a"], "--output"),
    ];
    for (arguments, expected) in cases {
        let output = nianbao(arguments, b"");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let sentences = sentences(&output);
        assert!(sentences.len() == 1 && sentences[0].contains(expected), "{arguments:?} {sentences:?}");
    }
    let output = nianbao(&[], b"");
    assert!(output.status.code() == Some(2) && text(&output.stderr).contains("用法："));
    for arguments in [&["--help"][..], &["check", "--help"], &["convert", "-h"]] {
        let output = nianbao(arguments, b"");
        assert_eq!(output.status.code(), Some(0));
        let help = text(&output.stdout);
        for english in ["Usage", "Options", "Print", "Arguments", "default", "possible"] {
            assert!(!help.contains(english), "{help}");
        }
    }
}
