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

use crate::{output_of, shrink, single, tools};

/// The start script, with a mark for where the programs come from.
const START: &str = include_str!("../assets/start.js");

/// Where the programs of the site come from, with marks for what is known only after the build.
const FROM_SITE: &str = include_str!("../assets/start-site.js");

/// Where the programs of the single file come from.
const FROM_FILE: &str = include_str!("../assets/start-file.js");

/// How `wasm-opt` treats the programs of workers besides. A function that takes in all that it alone calls grows so large
/// that engines compile it late and badly.
pub const FOR_WORKERS: &[&str] = &["--one-caller-inline-max-function-size=200"];

/// What starts the program of a worker, put behind its glue.
const WORKER: &str = include_str!("../assets/worker.js");

/// What keeps the site for days without a network, with marks for what is known only after the build.
const KEEPER: &str = include_str!("../assets/service-worker.js");

/// The file of that script. Its name stays the same, since browsers ask for it by the name they know.
pub const KEEPER_NAME: &str = "service-worker.js";

/// The file with the checksums of all others, as `sha256sum` writes and checks them.
pub const SUMS: &str = "SHA256SUMS";

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
    let glue = staging.join(mark.glue);
    if release {
        let names = optimise(&wasm, &[shrink::SHORT_NAMES])?;
        shrink::put_names(&names, &glue)?;
    }
    let length = fs::metadata(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?.len();
    let program = rename(&wasm, "nianbao", "wasm")?;
    let workers =
        WORKERS.iter().map(|name| Worker::finish(staging, name, release)).collect::<Result<Vec<_>>>()?;
    let site = if release {
        release_page(&page, &mark, &program, length, &workers, staging)?
    } else {
        let glue = rename(&glue, "nianbao", "js")?;
        let script = start_script(&glue, &program, length, &workers);
        let script = script.replace("{{keeper}}", "").replace("{{version}}", "");
        page.replacen(mark.text, &format!("<script>\n{script}</script>"), 1)
    };
    write(&index, &with_policy(&site, Place::Site)?)?;
    if release { write(&staging.join(SUMS), &sums(staging)?) } else { Ok(()) }
}

/// The page of a release, whose scripts are made short. Writes the single file, and what keeps the site without a
/// network.
fn release_page(
    page: &str,
    mark: &Mark,
    program: &str,
    length: u64,
    workers: &[Worker],
    staging: &Path,
) -> Result<String> {
    let page = shrink::join_style_sheets(&shrink::scripts_of(page)?, staging)?;
    let page = name_style_sheet(&page, staging)?;
    let path = staging.join(mark.glue);
    let glue = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let parts = single::Parts { site: staging, glue: &glue, program, workers };
    let start = shrink::script(&START.replace("{{source}}", FROM_FILE))?;
    let single = with_policy(&single::page(&page, mark.text, &start, &parts)?, Place::File)?;
    ensure!(
        single.len() <= single::MOST,
        "{} has {} bytes, and may have {}",
        single::NAME,
        single.len(),
        single::MOST
    );
    write(&staging.join(single::NAME), &single)?;

    write(&path, &shrink::script(&glue)?)?;
    let glue = rename(&path, "nianbao", "js")?;
    let script = keep(&page, &start_script(&glue, program, length, workers), staging)?;
    let script = shrink::script(&script)?;
    Ok(page.replacen(mark.text, &format!("<script>{}</script>", script.trim_end()), 1))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}

/// Names the one style sheet after its content, as Trunk did before the others were put into it.
fn name_style_sheet(page: &str, staging: &Path) -> Result<String> {
    let link = "<link rel=\"stylesheet\" href=\"./";
    let name = page.split_once(link).and_then(|(_, rest)| rest.split('"').next());
    let Some(name) = name else { return Ok(page.to_owned()) };
    Ok(page.replace(name, &rename(&staging.join(name), "style", "css")?))
}

/// Writes the script that keeps the site without a network, and gives the start script that knows of it. The version
/// stands for the page and, by their names, for all its files.
fn keep(page: &str, script: &str, staging: &Path) -> Result<String> {
    let mut files: Vec<_> = names(staging)?;
    files.retain(|name| [".js", ".wasm", ".css"].iter().any(|ending| name.ends_with(ending)));
    let version = hash(format!("{page}{script}{KEEPER}{files:?}").as_bytes());
    let files: Vec<_> = files.iter().map(|name| format!("./{name}")).collect();
    let keeper = KEEPER.replace("{{version}}", &version).replace("{{files}}", &format!("{files:?}"));
    write(&staging.join(KEEPER_NAME), &keeper)?;
    Ok(script.replace("{{keeper}}", &format!("./{KEEPER_NAME}")).replace("{{version}}", &version))
}

/// The names of all files of a directory, in order.
fn names(directory: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(directory).with_context(|| format!("cannot read {}", directory.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The checksums of all files of a site.
fn sums(site: &Path) -> Result<String> {
    let mut text = String::new();
    for name in names(site)?.iter().filter(|name| *name != SUMS) {
        let bytes = fs::read(site.join(name)).with_context(|| format!("cannot read {name}"))?;
        let digest =
            Sha256::digest(&bytes).iter().fold(String::new(), |sum, byte| sum + &format!("{byte:02x}"));
        text.extend([&digest, "  ", name, "\n"]);
    }
    Ok(text)
}

/// The program of a worker.
pub struct Worker {
    /// The name under which the page starts it.
    pub name: &'static str,
    /// The glue, without what starts the program.
    pub glue: String,
    /// The file of the program.
    pub program: String,
    /// The file of the script that starts it.
    pub script: String,
}

impl Worker {
    /// Finishes the program of a worker.
    fn finish(staging: &Path, name: &'static str, release: bool) -> Result<Self> {
        let wasm = staging.join(format!("{name}_bg.wasm"));
        if release {
            optimise(&wasm, FOR_WORKERS)?;
        }
        let program = rename(&wasm, name, "wasm")?;
        let script = staging.join(format!("{name}.js"));
        let glue =
            fs::read_to_string(&script).with_context(|| format!("cannot read {}", script.display()))?;
        fs::write(&script, format!("{glue}{}", WORKER.replace("{{program}}", &format!("./{program}"))))
            .with_context(|| format!("cannot write {}", script.display()))?;
        let script = rename(&script, name, "js")?;
        Ok(Self { name, glue, program, script })
    }
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
    let name = format!("{stem}-{}.{extension}", hash(&bytes));
    fs::rename(file, file.with_file_name(&name))
        .with_context(|| format!("cannot rename {}", file.display()))?;
    Ok(name)
}

/// The beginning of the digest of a content, for names.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// The start script for the given files.
fn start_script(glue: &str, program: &str, size: u64, workers: &[Worker]) -> String {
    let workers: Vec<_> =
        workers.iter().map(|worker| format!("{}: './{}'", worker.name, worker.script)).collect();
    START
        .replace("{{source}}", FROM_SITE)
        .replace("{{glue}}", &format!("./{glue}"))
        .replace("{{program}}", &format!("./{program}"))
        .replace("{{size}}", &size.to_string())
        .replace("{{workers}}", &format!("{{ {} }}", workers.join(", ")))
}

/// Where a page is opened from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A site, with files beside the page.
    Site,
    /// A file that stands alone.
    File,
}

/// Puts the policy first in the head, so that it governs everything that follows.
fn with_policy(page: &str, place: Place) -> Result<String> {
    let head = "<head>";
    ensure!(page.matches(head).count() == 1, "the page must have exactly one plain <head>");
    let meta =
        format!("{head}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy(page, place)?);
    Ok(page.replacen(head, &meta, 1))
}

/// The Content-Security-Policy of a page: its own files and its own inline scripts, nothing else.
fn policy(page: &str, place: Place) -> Result<String> {
    let own = if place == Place::Site { "'self' " } else { "" };
    // Old browsers know the second word only; the page takes it from those that know the first, see `index.html`.
    let mut scripts = format!("{own}'wasm-unsafe-eval' 'unsafe-eval'");
    let mut connect = if place == Place::Site { "'self'" } else { "'none'" }.to_owned();
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
        &format!("style-src {own}'unsafe-inline'"),
        &format!("img-src {own}data: blob:"),
        "font-src 'none'",
        // The single file puts the scripts of its workers together itself.
        if place == Place::Site { "worker-src 'self'" } else { "worker-src blob:" },
        &format!("connect-src {connect}"),
        &format!("frame-src {own}about: blob:"),
        "base-uri 'none'",
        "form-action 'none'",
        "object-src 'none'",
    ]
    .join("; "))
}

/// The texts of the inline scripts of a page. Scripts are written without attributes unless they name a file; those
/// with a type hold something else.
fn inline_scripts(page: &str) -> Result<Vec<&str>> {
    let mut scripts = Vec::new();
    let mut rest = page;
    while let Some(from) = rest.find("<script") {
        let opened = &rest[from..];
        let (Some(start), Some(end)) = (opened.find('>'), opened.find("</script>")) else {
            bail!("a <script> of the page is not closed");
        };
        if !opened[..start].contains(" src=") && !opened[..start].contains(" type=") {
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
        let policy = policy(&page, Place::Site).unwrap();
        assert!(policy.contains("'unsafe-inline'; style-src") && !policy.contains("sha256"), "{policy}");
        assert!(policy.contains("connect-src 'self' ws: wss:"));
    }

    #[test]
    fn says_what_is_missing() {
        assert!(Mark::find("<html></html>").err().unwrap().to_string().contains("pattern_script"));
        assert!(with_policy("<html></html>", Place::Site).is_err());
    }
}
