//! What is done to the site after Trunk has staged it: the program is optimised, files are named after
//! their content, the start script is put in, and the page gets its Content-Security-Policy.
//!
//! Trunk calls this as its `post_build` hook, so that `trunk build`, `trunk serve` and `cargo xtask build`
//! all give the same site. By then cargo has ended its build and holds no lock.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::{output_of, shrink, tools};

/// The start script, with marks for what is known only after the build.
const START: &str = include_str!("../assets/start.js");

/// What starts the program of a worker, put behind its glue.
const WORKER: &str = include_str!("../assets/worker.js");

/// The programs that run in workers, by the names under which the page starts them.
pub const WORKERS: &[&str] = &["reviewer", "converter"];

/// Finishes the site in the staging directory that Trunk names in the environment.
pub fn run() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).context(
        "TRUNK_STAGING_DIR is not set; this task is called by Trunk, `cargo xtask build` starts it",
    )?;
    let release = env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
    finish(&staging, release)
}

/// Finishes a staged site.
fn finish(staging: &Path, release: bool) -> Result<()> {
    let index = staging.join("index.html");
    let page = fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    let mark = Mark::find(&page)?;

    let wasm = staging.join(mark.program);
    if release {
        let names = optimise(&wasm, &[shrink::SHORT_NAMES])?;
        shrink::put_names(&names, &staging.join(mark.glue))?;
    }
    let glue = rename(&staging.join(mark.glue), "nianbao", "js")?;
    let size = fs::metadata(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?.len();
    let program = rename(&wasm, "nianbao", "wasm")?;

    let workers = WORKERS
        .iter()
        .map(|worker| Ok(format!("{worker}: './{}'", finish_worker(staging, worker, release)?)))
        .collect::<Result<Vec<_>>>()?
        .join(", ");
    let script = start_script(&glue, &program, size).replace("{{workers}}", &format!("{{ {workers} }}"));
    let page = page.replacen(mark.text, &format!("<script>\n{script}</script>"), 1);
    let page = if release { shrink::join_style_sheets(&page, staging)? } else { page };
    let page = with_policy(&page)?;
    fs::write(&index, page).with_context(|| format!("cannot write {}", index.display()))
}

/// Finishes the program of a worker and gives the name of the script that starts it.
fn finish_worker(staging: &Path, worker: &str, release: bool) -> Result<String> {
    let wasm = staging.join(format!("{worker}_bg.wasm"));
    if release {
        optimise(&wasm, &[])?;
    }
    let program = rename(&wasm, worker, "wasm")?;
    let glue = staging.join(format!("{worker}.js"));
    let script = fs::read_to_string(&glue).with_context(|| format!("cannot read {}", glue.display()))?;
    fs::write(&glue, script + &WORKER.replace("{{program}}", &format!("./{program}")))
        .with_context(|| format!("cannot write {}", glue.display()))?;
    rename(&glue, worker, "js")
}

/// The mark that `Trunk.toml` has Trunk put where the start script belongs.
struct Mark<'a> {
    text: &'a str,
    glue: &'a str,
    program: &'a str,
}

impl<'a> Mark<'a> {
    /// Finds the mark in the page.
    fn find(page: &'a str) -> Result<Self> {
        let found = || {
            let from = page.find("<!-- start ")?;
            let text = &page[from..from + page[from..].find("-->")? + 3];
            match text.split_whitespace().collect::<Vec<_>>()[..] {
                ["<!--", "start", glue, program, "-->"] => Some(Mark { text, glue, program }),
                _ => None,
            }
        };
        found().context(
            "the staged page holds no start mark; is `pattern_script` in Trunk.toml as it should be?",
        )
    }
}

/// Optimises a program in place, and gives what `wasm-opt` says of it.
fn optimise(wasm: &Path, options: &[&str]) -> Result<String> {
    let before = fs::metadata(wasm).with_context(|| format!("cannot read {}", wasm.display()))?.len();
    let told = output_of(
        tools::wasm_opt()?
            // The levels hardly differ in size once compressed (by 0.5 % at most), so it is the one for speed.
            // Which features of WebAssembly may be used is written in the program itself.
            .args(["-O3", "--strip-debug", "--strip-producers", "--strip-target-features"])
            .args(options)
            .arg(wasm)
            .arg("-o")
            .arg(wasm)
            .stderr(Stdio::inherit()),
    )
    .context("wasm-opt failed")?;
    let after = fs::metadata(wasm).with_context(|| format!("cannot read {}", wasm.display()))?.len();
    println!("wasm-opt: {before} bytes became {after}");
    Ok(told)
}

/// Renames a file after its content and gives the new name. Trunk's own names do not do: they are taken
/// from the program before it is optimised.
fn rename(file: &Path, stem: &str, extension: &str) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let digest =
        Sha256::digest(&bytes).iter().take(8).fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let name = format!("{stem}-{digest}.{extension}");
    fs::rename(file, file.with_file_name(&name))
        .with_context(|| format!("cannot rename {}", file.display()))?;
    Ok(name)
}

/// The start script for the given files.
fn start_script(glue: &str, program: &str, size: u64) -> String {
    START
        .replace("{{glue}}", &format!("./{glue}"))
        .replace("{{program}}", &format!("./{program}"))
        .replace("{{size}}", &size.to_string())
}

/// Puts the policy first in the head, so that it governs everything that follows.
fn with_policy(page: &str) -> Result<String> {
    let head = "<head>";
    ensure!(page.matches(head).count() == 1, "the page must have exactly one plain <head>");
    let meta = format!("{head}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy(page)?);
    Ok(page.replacen(head, &meta, 1))
}

/// The Content-Security-Policy of a page: its own files and its own inline scripts, nothing else.
fn policy(page: &str) -> Result<String> {
    // Old browsers know the second word only; the page takes it from those that know the first, see `index.html`.
    let mut scripts = String::from("'self' 'wasm-unsafe-eval' 'unsafe-eval'");
    let mut connect = String::from("'self'");
    if page.contains("{{__TRUNK_ADDRESS__}}") {
        // `trunk serve` adds a script for reloading and fills it in after this hook, so that its hash is not
        // known here. Where a hash is given, 'unsafe-inline' is ignored; hence none is.
        scripts.push_str(" 'unsafe-inline'");
        connect.push_str(" ws: wss:");
    } else {
        for script in inline_scripts(page)? {
            scripts.push_str(" 'sha256-");
            scripts.push_str(&STANDARD.encode(Sha256::digest(script)));
            scripts.push('\'');
        }
    }
    Ok([
        "default-src 'none'",
        &format!("script-src {scripts}"),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'none'",
        "worker-src 'self'",
        &format!("connect-src {connect}"),
        "frame-src 'self' about: blob:",
        "base-uri 'none'",
        "form-action 'none'",
        "object-src 'none'",
    ]
    .join("; "))
}

/// The texts of the inline scripts of a page. Scripts are written without attributes unless they name a file.
fn inline_scripts(page: &str) -> Result<Vec<&str>> {
    let mut scripts = Vec::new();
    let mut rest = page;
    while let Some(from) = rest.find("<script") {
        let opened = &rest[from..];
        let (Some(start), Some(end)) = (opened.find('>'), opened.find("</script>")) else {
            bail!("a <script> of the page is not closed");
        };
        if !opened[..start].contains(" src=") {
            scripts.push(&opened[start + 1..end]);
        }
        rest = &opened[end..];
    }
    Ok(scripts)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html><head>\n<title>x</title></head><body><script>alert(1)</script>\
                        <!-- start nianbao-1.js nianbao-1_bg.wasm --></body></html>";

    #[test]
    fn finishes_a_staged_site() {
        let staging = env::temp_dir().join(format!("xtask-hook-{}", std::process::id()));
        fs::create_dir_all(&staging).unwrap();
        fs::write(staging.join("index.html"), PAGE).unwrap();
        fs::write(staging.join("nianbao-1.js"), "glue").unwrap();
        fs::write(staging.join("nianbao-1_bg.wasm"), "program").unwrap();
        for worker in WORKERS {
            fs::write(staging.join(format!("{worker}.js")), "glue").unwrap();
            fs::write(staging.join(format!("{worker}_bg.wasm")), "program").unwrap();
        }
        finish(&staging, false).unwrap();
        let page = fs::read_to_string(staging.join("index.html")).unwrap();
        let program = "nianbao-1310ca2c8932dbd1.wasm";
        assert!(staging.join(program).is_file(), "{:?}", fs::read_dir(&staging).unwrap().collect::<Vec<_>>());
        assert!(page.contains(&format!("'./{program}'")) && page.contains("var size = 7;"), "{page}");
        assert!(page.contains("reviewer: './reviewer-"), "{page}");
        assert!(
            page.contains(
                "<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
            )
        );
        assert_eq!(page.matches("'sha256-").count(), 2);
        // The well known hash of `alert(1)`.
        assert!(page.contains("'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"));
        fs::remove_dir_all(&staging).unwrap();
    }

    #[test]
    fn allows_the_reloading_script_of_trunk_serve() {
        let page = PAGE.replace("alert(1)", "const address = '{{__TRUNK_ADDRESS__}}';");
        let policy = policy(&page).unwrap();
        assert!(policy.contains("'unsafe-inline'; style-src") && !policy.contains("sha256"), "{policy}");
        assert!(policy.contains("connect-src 'self' ws: wss:"));
    }

    #[test]
    fn says_what_is_missing() {
        assert!(Mark::find("<html></html>").err().unwrap().to_string().contains("pattern_script"));
        assert!(with_policy("<html></html>").is_err());
    }
}
