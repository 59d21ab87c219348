//! What makes the files of the first load smaller than Trunk and wasm-bindgen leave them.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use crate::tools;

/// The link of a style sheet as Trunk writes it, up to the name of the file.
const LINK: &str = "<link rel=\"stylesheet\" href=\"./";

/// Puts all style sheets of a page into its first one, without comments and indentation, and gives the page with
/// that one link. One file compresses better than several.
pub fn join_style_sheets(page: &str, staging: &Path) -> Result<String> {
    let mut sheet = String::new();
    let mut first = None;
    let mut kept = Vec::new();
    for line in page.lines() {
        let name = line.trim().strip_prefix(LINK).and_then(|rest| rest.split('"').next());
        let Some(name) = name else {
            kept.push(line);
            continue;
        };
        let path = staging.join(name);
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        sheet.push_str(&bare(&text));
        if first.is_none() {
            first = Some(path);
            kept.push(line);
        } else {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    if let Some(path) = first {
        fs::write(&path, sheet).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(kept.join("\n"))
}

/// A style sheet without block comments, indentation and empty lines. Neither may hold the mark of a
/// comment, or a text over several lines, in quotation marks.
fn bare(text: &str) -> String {
    let mut without = String::new();
    let mut rest = text;
    while let Some(from) = rest.find("/*") {
        without.push_str(&rest[..from]);
        rest = rest[from..].find("*/").map_or("", |end| &rest[from + end + 2..]);
    }
    without.push_str(rest);
    without.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

/// What `wasm-opt` says of the names it gave.
#[derive(Deserialize)]
struct Names {
    /// Module, old name, new name.
    imports: Vec<[String; 3]>,
    /// Old name, new name.
    exports: Vec<[String; 2]>,
}

/// The option of `wasm-opt` that gives short names to what a program imports and exports.
pub const SHORT_NAMES: &str = "--minify-imports-and-exports-and-modules";

/// Puts the names that `wasm-opt` says it gave into the glue of the program.
pub fn put_names(names: &str, glue: &Path) -> Result<()> {
    let names: Names = serde_json::from_str(names).context("wasm-opt does not say how it named what")?;
    let text = fs::read_to_string(glue).with_context(|| format!("cannot read {}", glue.display()))?;
    fs::write(glue, renamed(&text, &names)).with_context(|| format!("cannot write {}", glue.display()))
}

/// A script made short, in words that the oldest browser knows. Names that other scripts may see stay.
pub fn script(text: &str) -> Result<String> {
    let mut esbuild = tools::esbuild()?
        .args(["--minify", "--target=chrome80", "--charset=utf8", "--log-level=warning"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start esbuild")?;
    let mut input = esbuild.stdin.take().context("esbuild takes nothing in")?;
    // It answers only once it has read everything.
    input.write_all(text.as_bytes()).context("esbuild reads nothing")?;
    drop(input);
    let output = esbuild.wait_with_output().context("esbuild does not answer")?;
    ensure!(output.status.success(), "esbuild cannot read a script");
    String::from_utf8(output.stdout).context("esbuild answers with something else than text")
}

/// A page with its scripts made short. Those that have attributes are none, or of others.
pub fn scripts_of(page: &str) -> Result<String> {
    const BEGIN: &str = "<script>";
    let mut short = String::new();
    let mut rest = page;
    while let Some(from) = rest.find(BEGIN) {
        let (before, after) = rest.split_at(from + BEGIN.len());
        let (text, after) = after.split_at(after.find("</script>").context("a script does not end")?);
        short.extend([before, script(text)?.trim_end()]);
        rest = after;
    }
    short.push_str(rest);
    Ok(short)
}

/// The glue with the new names. The names of imports stand nowhere else; those of exports follow `wasm.`.
fn renamed(glue: &str, names: &Names) -> String {
    let imports: HashMap<&str, &str> = names.imports.iter().map(|[_, old, new]| (&**old, &**new)).collect();
    let exports: HashMap<&str, &str> = names.exports.iter().map(|[old, new]| (&**old, &**new)).collect();
    let mut text = String::new();
    let mut rest = glue;
    while let Some(from) = rest.find(is_of_word) {
        let (before, after) = rest.split_at(from);
        text.push_str(before);
        let (word, after) = after.split_at(after.find(|letter| !is_of_word(letter)).unwrap_or(after.len()));
        let names = if text.ends_with("wasm.") { &exports } else { &imports };
        text.push_str(names.get(word).unwrap_or(&word));
        rest = after;
    }
    text.push_str(rest);
    // All imports are of one module, which the glue names in quotation marks.
    let module = names.imports.first().map(|[module, ..]| format!("\"{module}\":"));
    match module {
        Some(module) => text.replace(&module, "\"a\":"),
        None => text,
    }
}

fn is_of_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_style_sheets() {
        let staging = std::env::temp_dir().join(format!("xtask-shrink-{}", std::process::id()));
        fs::create_dir_all(&staging).unwrap();
        fs::write(staging.join("a.css"), "/* Why. */\na {\n    color: red;\n}\n").unwrap();
        fs::write(staging.join("b.css"), "b { color: blue }\n\n").unwrap();
        let page = "<head>\n<link rel=\"stylesheet\" href=\"./a.css\"/>\n<link rel=\"stylesheet\" href=\"./b.css\"/>\n</head>";
        let joined = join_style_sheets(page, &staging).unwrap();
        assert_eq!(joined, "<head>\n<link rel=\"stylesheet\" href=\"./a.css\"/>\n</head>");
        assert_eq!(
            fs::read_to_string(staging.join("a.css")).unwrap(),
            "a {\ncolor: red;\n}\nb { color: blue }\n"
        );
        assert!(!staging.join("b.css").exists());
        fs::remove_dir_all(&staging).unwrap();
    }

    #[test]
    fn renames_imports_and_exports() {
        let names = Names {
            imports: vec![["./app_bg.js".to_owned(), "__wbg_get_1".to_owned(), "$".to_owned()]],
            exports: vec![["memory".to_owned(), "b".to_owned()]],
        };
        let glue = "    const import0 = { __wbg_get_1: f, __wbg_get_12: memory };\n\n\
                    return { \"./app_bg.js\": import0 }; wasm.memory;";
        assert_eq!(
            renamed(glue, &names),
            "    const import0 = { $: f, __wbg_get_12: memory };\n\n\
             return { \"a\": import0 }; wasm.b;"
        );
    }
}
