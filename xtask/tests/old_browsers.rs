//! Our own style sheets and scripts must be understood by Chromium 80: where the program itself cannot run,
//! the page must still say so, and the report's style sheet must still print.

use std::fs;

use xtask::root;

/// What Chromium 80 does not know, or takes as a reason to drop a whole rule.
const UNKNOWN_TO_CSS: &[&str] = &[
    ":has(",
    ":is(",
    ":where(",
    "@layer",
    "@container",
    "@property",
    "@scope",
    "inset:",
    "inset-",
    "aspect-ratio:",
    "color-mix(",
    "oklch(",
    "lab(",
    "dvh",
    "svh",
    "lvh",
    "translate:",
    "rotate:",
    "scale:",
    "subgrid",
];

/// What Chromium 80 does not know in a script.
const UNKNOWN_TO_JS: &[&str] = &[
    "??=",
    "||=",
    "&&=",
    "await ",
    "static {",
    ".at(",
    ".replaceAll(",
    "Object.hasOwn",
    "structuredClone",
    "WeakRef",
    "Promise.any",
    "randomUUID",
];

/// What is newer than ES5.
const NEWER_THAN_ES5: &[&str] = &["=>", "`", "let ", "const ", "class ", "async ", "...", "?.", "??", " of "];

/// Takes the comments out of a style sheet or script, and of a script those to the end of a line.
fn without_comments(text: &str, line_mark: Option<&str>) -> String {
    let mut bare = String::new();
    let mut rest = text;
    while let Some(from) = rest.find("/*") {
        bare.push_str(&rest[..from]);
        rest = rest[from..].find("*/").map_or("", |end| &rest[from + end + 2..]);
    }
    bare.push_str(rest);
    match line_mark {
        Some(mark) => bare
            .lines()
            .map(|line| if line.trim_start().starts_with(mark) { "" } else { line })
            .collect::<Vec<_>>()
            .join("\n"),
        None => bare,
    }
}

/// The faults of a style sheet.
fn css_faults(text: &str) -> Vec<String> {
    let text = without_comments(text, None);
    let mut faults: Vec<_> = UNKNOWN_TO_CSS
        .iter()
        .filter(|word| holds_word(&text, word))
        .map(|word| format!("`{word}`"))
        .collect();
    // Rules within rules are fine within `@media` and the like only.
    let mut open: Vec<bool> = Vec::new();
    let mut piece = String::new();
    for character in text.chars() {
        match character {
            '{' => {
                let selector = piece.trim();
                let at_rule = selector.starts_with('@');
                if open.contains(&false) {
                    faults.push(format!("nested rule `{selector}`"));
                }
                // `@page` and `@font-face` hold declarations, `@page` also margin boxes; both are told by name.
                open.push(at_rule);
                piece.clear();
            }
            '}' => {
                faults.extend(gap_fault(&piece));
                open.pop();
                piece.clear();
            }
            ';' if open.is_empty() => piece.clear(),
            _ => piece.push(character),
        }
    }
    faults
}

/// Whether a word stands in a text other than as the end of a longer one.
fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let joined = |character: char| character.is_ascii_alphabetic() || character == '-';
        !word.starts_with(char::is_alphabetic) || !text[..at].ends_with(joined)
    })
}

/// The fault of declarations that leave gaps between the items of a flexible box.
fn gap_fault(declarations: &str) -> Option<String> {
    let value_of = |names: &[&str]| {
        declarations.split(';').find_map(|declaration| {
            let (name, value) = declaration.split_once(':')?;
            names.contains(&name.trim()).then(|| value.trim().to_owned())
        })
    };
    let gap = value_of(&["gap", "row-gap", "column-gap"])?;
    let display = value_of(&["display"]);
    let columns =
        value_of(&["columns", "column-count", "column-width", "grid-template-columns", "grid-template-rows"]);
    let fine = columns.is_some() || display.is_some_and(|display| display.contains("grid"));
    (!fine).then(|| format!("gap `{gap}` in a rule that does not itself make a grid or columns"))
}

/// The words of a list that a script holds.
fn js_faults(text: &str, words: &[&str]) -> Vec<String> {
    let text = without_comments(text, Some("//"));
    words.iter().filter(|word| text.contains(*word)).map(|word| format!("`{word}`")).collect()
}

#[test]
fn style_sheets_are_understood_by_chromium_80() {
    let mut sheets = 0;
    for entry in fs::read_dir(root().join("styles")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "css") {
            let faults = css_faults(&fs::read_to_string(&path).unwrap());
            assert!(faults.is_empty(), "{}: {}", path.display(), faults.join(", "));
            sheets += 1;
        }
    }
    assert!(sheets >= 5, "only {sheets} style sheets found");
}

#[test]
fn start_scripts_are_understood_by_chromium_80() {
    for name in ["start.js", "start-site.js", "start-file.js", "worker.js", "service-worker.js"] {
        let text = fs::read_to_string(root().join("xtask/assets").join(name)).unwrap();
        let faults = js_faults(&text, &[UNKNOWN_TO_JS, NEWER_THAN_ES5].concat());
        assert!(faults.is_empty(), "{name}: {}", faults.join(", "));
    }
}

#[test]
fn browser_test_is_es5() {
    let page = fs::read_to_string(root().join("index.html")).unwrap();
    let (_, rest) = page.split_once("<script>").unwrap();
    let (script, rest) = rest.split_once("</script>").unwrap();
    assert!(!rest.contains("<script"), "one inline script is expected");
    let faults = js_faults(script, &[UNKNOWN_TO_JS, NEWER_THAN_ES5, &["import("]].concat());
    assert!(faults.is_empty(), "index.html: {}", faults.join(", "));
}

#[test]
fn faults_are_found() {
    for (sheet, fault) in [
        ("a:has(b) { color: red }", "`:has(`"),
        ("a { inset: 0 }", "`inset:`"),
        ("@layer x { a { color: red } }", "`@layer`"),
        ("a { color: red; &:hover { color: blue } }", "nested rule"),
        ("a { color: red; b { color: blue } }", "nested rule"),
        ("a { display: flex; gap: 4px }", "gap `4px`"),
        ("@media print { a { gap: 1px } }", "gap `1px`"),
    ] {
        let faults = css_faults(sheet).join(", ");
        assert!(faults.contains(fault), "{sheet}: {faults}");
    }
    for sheet in [
        "/* a:has(b) */ a { color: red }",
        "@import url(x.css); @media print { a { color: red } b { color: blue } }",
        "a { display: grid; gap: 4px } @page { size: A4; margin: 1cm; @bottom-center { content: counter(page) } }",
        "a { box-shadow: inset 0 0 1px red; --box-inset: 1px; transform: scale(2) }",
        "@keyframes x { from { top: 0 } to { top: 1px } }",
    ] {
        assert_eq!(css_faults(sheet), Vec::<String>::new(), "{sheet}");
    }
    assert_eq!(js_faults("// a ??= b\na ||= b", UNKNOWN_TO_JS), ["`||=`"]);
}
