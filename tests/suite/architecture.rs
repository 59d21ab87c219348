//! The order of the modules: each may use only what stands below it.

use std::fs;
use std::path::{Path, PathBuf};

/// Every module with the modules that it may use.
const MAY_USE: &[(&str, &[&str])] = &[
    ("format", &[]),
    ("report", &["format"]),
    ("prose", &["format", "report"]),
    ("likeness", &["report", "prose"]),
    ("rules", &["format", "report", "prose", "likeness"]),
    ("render", &["format", "report", "prose", "rules"]),
    ("storage", &["format", "report"]),
    ("example", &["format", "report"]),
    ("export", &["format", "report", "render"]),
    ("exchange", &["format", "report", "rules", "render", "storage"]),
    ("intake", &["format", "report", "storage", "exchange"]),
    ("review", &["format", "report", "prose", "likeness", "rules", "render", "storage", "example", "intake"]),
    ("converter", &["format", "report", "exchange", "export", "intake"]),
    (
        "app",
        &[
            "format",
            "report",
            "prose",
            "likeness",
            "rules",
            "render",
            "review",
            "storage",
            "example",
            "exchange",
            "export",
            "intake",
            "converter",
        ],
    ),
    ("cli", &["format", "report", "prose", "rules", "storage", "intake", "exchange", "export", "app"]),
    (
        "ui",
        &[
            "format",
            "report",
            "prose",
            "likeness",
            "rules",
            "render",
            "review",
            "storage",
            "example",
            "exchange",
            "export",
            "converter",
            "app",
        ],
    ),
];

fn source(module: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(module)
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// The part of a file that is not its tests: those may use everything.
fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

/// The modules of this crate that a text names, with the line.
fn used(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        for rest in line.split("crate::").skip(1) {
            // `use crate::{example, report};` names several.
            let names = match rest.strip_prefix('{') {
                Some(list) => list.split('}').next().unwrap_or(list),
                None => rest.split(',').next().unwrap_or(rest),
            };
            for name in names.split(',') {
                let end = |c: char| !(c.is_alphanumeric() || c == '_');
                found.push((index + 1, name.trim().split(end).next().unwrap_or_default()));
            }
        }
    }
    found
}

#[test]
fn modules_use_only_what_stands_below_them() {
    let known: Vec<_> = MAY_USE.iter().map(|(module, _)| *module).collect();
    let mut faults = Vec::new();
    for (module, allowed) in MAY_USE {
        let mut files = Vec::new();
        rust_files(&source(module), &mut files);
        assert!(!files.is_empty(), "{module}");
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            for (line, used) in used(without_tests(&text)) {
                if known.contains(&used) && used != *module && !allowed.contains(&used) {
                    faults.push(format!("{}:{line}: {module} uses {used}", file.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_names_every_module_and_the_reader_finds_uses() {
    let mut modules: Vec<_> = fs::read_dir(source(""))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        // Programs stand above the modules.
        .filter(|path| path.is_dir() && !path.ends_with("bin"))
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    modules.sort();
    let mut known: Vec<_> = MAY_USE.iter().map(|(module, _)| (*module).to_owned()).collect();
    known.sort();
    assert_eq!(modules, known);

    let found = used(
        "use crate::ui::Send;\n// crate::app\nuse crate::{example, report::Field};\nlet x = crate::app::y();",
    );
    assert_eq!(found, [(1, "ui"), (3, "example"), (3, "report"), (4, "app")]);
}

#[test]
fn only_the_front_end_names_the_browser() {
    // The command is a front end of its own, with a clock of its own.
    for (module, _) in MAY_USE.iter().filter(|(module, _)| !matches!(*module, "ui" | "cli")) {
        let mut files = Vec::new();
        rust_files(&source(module), &mut files);
        for file in files {
            let text = fs::read_to_string(&file).unwrap();
            for word in ["yew::", "web_sys", "gloo::", "wasm_bindgen", "js_sys", "SystemTime", "Instant::now"]
            {
                assert!(!text.contains(word), "{} names {word}", file.display());
            }
        }
    }
}

#[test]
fn every_rule_file_is_in_the_registry_and_documented() {
    let mut files = Vec::new();
    rust_files(&source("rules"), &mut files);
    let rules = files.iter().filter_map(|file| {
        let text = fs::read_to_string(file).unwrap();
        let declared = text.split("declare_rule! {").nth(1)?;
        // The declaration of the macro itself has no id.
        let id = declared.split("id: \"").nth(1)?.split('"').next()?.to_owned();
        text.contains("mod tests").then_some(id)
    });
    let mut declared: Vec<_> = rules.collect();
    declared.sort();
    let registered: Vec<_> = nianbao::rules::ALL.iter().map(|rule| rule.id).collect();
    let mut sorted = registered.clone();
    sorted.sort_unstable();
    assert_eq!(declared, sorted);
    for rule in nianbao::rules::ALL {
        for heading in ["## 为什么", "## 例"] {
            assert!(rule.docs.contains(heading), "{} lacks {heading}", rule.id);
        }
        assert!(!rule.title.is_empty() && !rule.source.is_empty());
    }
}
