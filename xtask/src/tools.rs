//! The tools that building and testing need, each installed when it is missing.
//!
//! Cargo tools go to cargo's own directory, so that they also work by hand. What comes from npm, and a
//! second version of a cargo tool, goes to the user's cache directory, which outlives a fresh clone.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::{output_of, root, run};

/// The version of Trunk, as `Trunk.toml` asks for it.
const TRUNK: &str = "0.21.14";
/// The version of the npm package of esbuild, which makes scripts short.
const ESBUILD: &str = "0.28.2";
/// The version of the npm package that holds `wasm-opt`.
const BINARYEN: &str = "132.0.0";
/// The version of axe-core, the accessibility checks of the end-to-end tests.
const AXE_CORE: &str = "4.14.1";
/// The version of cargo-deny, which looks at what comes into the lock file.
const CARGO_DENY: &str = "0.20.2";
/// The version of geckodriver, which drives Firefox.
const GECKODRIVER: &str = "0.37.0";
/// The target the application is compiled to.
const WASM: &str = "wasm32-unknown-unknown";

/// The Debian packages of the programs that the tests drive.
const TEST_PACKAGES: &[(&str, &[&str])] = &[
    ("chromium", &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]),
    ("chromium-driver", &["chromedriver"]),
    ("poppler-utils", &["pdftotext"]),
    ("fontconfig", &["fc-list"]),
    ("libreoffice-writer-nogui", &["soffice"]),
];

/// Installs everything that building and testing need.
pub fn ensure_all() -> Result<()> {
    ensure_components()?;
    ensure_site_tools()?;
    ensure_test_programs()?;
    axe_core()?;
    println!("every tool is there");
    Ok(())
}

/// Installs what building the site needs.
pub fn ensure_site_tools() -> Result<()> {
    ensure_wasm_target()?;
    ensure_library_source()?;
    ensure_trunk()?;
    ensure_wasm_bindgen()?;
    wasm_opt().map(drop)
}

/// Adds rustfmt and clippy to the toolchain.
pub fn ensure_components() -> Result<()> {
    for (component, program) in [("rustfmt", "cargo-fmt"), ("clippy", "cargo-clippy")] {
        // The program on `PATH` is rustup's stand-in, which answers only if the component is there.
        if output_of(Command::new(program).arg("--version").current_dir(root()).stderr(Stdio::null()))
            .is_none()
        {
            announce(&format!("adding {component} to the Rust toolchain"), "a few seconds");
            run(Command::new("rustup").args(["component", "add", component]).current_dir(root()))?;
        }
    }
    Ok(())
}

/// Adds the WebAssembly target to the toolchain.
pub fn ensure_wasm_target() -> Result<()> {
    let query = Command::new("rustc")
        .args(["--print", "target-libdir", "--target", WASM])
        .current_dir(root())
        .output();
    let installed = query.is_ok_and(|output| {
        output.status.success() && Path::new(String::from_utf8_lossy(&output.stdout).trim()).is_dir()
    });
    if installed {
        return Ok(());
    }
    announce("adding the WebAssembly target to the Rust toolchain", "a few seconds");
    run(Command::new("rustup").args(["target", "add", WASM]).current_dir(root()))
        .context("without rustup, install the wasm32-unknown-unknown target of the Rust toolchain by hand")
}

/// Adds the source of the standard library to the toolchain, which is compiled anew for the site.
pub fn ensure_library_source() -> Result<()> {
    let sysroot = output_of(Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()));
    let manifest = "lib/rustlib/src/rust/library/std/Cargo.toml";
    if sysroot.is_some_and(|sysroot| Path::new(sysroot.trim()).join(manifest).is_file()) {
        return Ok(());
    }
    announce("adding the source of the standard library to the Rust toolchain", "a few seconds");
    run(Command::new("rustup").args(["component", "add", "rust-src"]).current_dir(root()))
        .context("without rustup, install the rust-src component of the Rust toolchain by hand")
}

/// Installs Trunk.
pub fn ensure_trunk() -> Result<()> {
    ensure_cargo_tool(&CargoTool {
        package: "trunk",
        program: "trunk",
        version: TRUNK,
        // Without its defaults Trunk neither brings OpenSSL nor asks the network for a newer version of itself.
        arguments: &["--no-default-features", "--features", "rustls", "--locked"],
        duration: "about 5 minutes on two cores",
    })
}

/// Installs wasm-bindgen and its test runner in exactly the version of the library.
pub fn ensure_wasm_bindgen() -> Result<()> {
    let version = wasm_bindgen_version()?;
    ensure_cargo_tool(&CargoTool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version: &version,
        // Not `--locked`: the lock file published with the tool does not always resolve.
        arguments: &[],
        duration: "about 2 minutes on two cores",
    })
}

/// Installs cargo-deny.
pub fn ensure_cargo_deny() -> Result<()> {
    ensure_cargo_tool(&CargoTool {
        package: "cargo-deny",
        program: "cargo-deny",
        version: CARGO_DENY,
        arguments: &["--locked"],
        duration: "about 90 seconds on two cores",
    })
}

/// The version of wasm-bindgen in `Cargo.lock`.
fn wasm_bindgen_version() -> Result<String> {
    let path = root().join("Cargo.lock");
    let lock = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    locked_version(&lock, "wasm-bindgen").context("Cargo.lock does not name wasm-bindgen")
}

/// The version of a package in the text of a lock file.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let mut lines = lock.lines();
    lines.find(|line| *line == format!("name = \"{package}\""))?;
    Some(lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?.to_owned())
}

/// A tool that is installed with cargo.
struct CargoTool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    arguments: &'a [&'a str],
    duration: &'a str,
}

/// Installs a cargo tool unless the right version is there.
fn ensure_cargo_tool(tool: &CargoTool) -> Result<()> {
    let (program, version) = (tool.program, tool.version);
    if installed_version(Path::new(program)).as_deref() == Some(version) {
        return Ok(());
    }
    let own = own_cargo_root(program, version);
    if installed_version(&own.join("bin").join(program)).as_deref() == Some(version) {
        return Ok(());
    }

    announce(&format!("installing {} {version} with cargo", tool.package), tool.duration);
    // Quick to compile rather than quick to run: each runs for seconds at most.
    let mut command = Command::new("cargo");
    command
        .args(["install", tool.package, "--version", version])
        .args(tool.arguments)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    if which(program).is_some() {
        // Another version is in use on this machine for something else, and stays.
        command.arg("--root").arg(&own);
    }
    // Kept until the end, so that an interrupted installation goes on where it stopped. Not run in the
    // repository, whose cargo settings are not meant for it.
    let work = cache_dir().join("build").join(format!("{}-{version}", tool.package));
    std::fs::create_dir_all(&work).with_context(|| format!("cannot create {}", work.display()))?;
    run(command.current_dir(&work).env("CARGO_TARGET_DIR", &work))?;
    std::fs::remove_dir_all(&work).with_context(|| format!("cannot remove {}", work.display()))
}

/// Where a version of a cargo tool goes that must not replace another one.
fn own_cargo_root(program: &str, version: &str) -> PathBuf {
    cache_dir().join("tools").join(format!("{program}-{version}"))
}

/// The version a program says it has: the second word of `trunk 0.21.14`.
fn installed_version(program: &Path) -> Option<String> {
    let text =
        output_of(Command::new(program).arg("--version").env("PATH", search_path()).stderr(Stdio::null()))?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

/// `PATH` with the directories that this program installs to: our own versions first, cargo's directory
/// last, in case the user's shell does not know it.
pub fn search_path() -> OsString {
    let mut directories = Vec::new();
    if let Ok(version) = wasm_bindgen_version() {
        directories.push(own_cargo_root("wasm-bindgen", &version).join("bin"));
    }
    directories.push(own_cargo_root("trunk", TRUNK).join("bin"));
    directories.push(own_cargo_root("cargo-deny", CARGO_DENY).join("bin"));
    directories.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    directories.push(cargo_home().join("bin"));
    env::join_paths(directories).unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
}

/// The file of a program on the search path.
pub fn which(program: &str) -> Option<PathBuf> {
    env::split_paths(&search_path()).map(|directory| directory.join(program)).find(|file| file.is_file())
}

/// How to call `wasm-opt` in the version on which the built site depends; it is installed if it is missing.
pub fn wasm_opt() -> Result<Command> {
    let wanted = BINARYEN.split('.').next().unwrap_or_default();
    let version =
        output_of(Command::new("wasm-opt").arg("--version").stderr(Stdio::null())).unwrap_or_default();
    if version.split_whitespace().nth(2) == Some(wanted) {
        return Ok(Command::new("wasm-opt"));
    }
    let script = npm_package("binaryen", BINARYEN)?.join("bin/wasm-opt");
    ensure!(script.is_file(), "the npm package binaryen {BINARYEN} holds no bin/wasm-opt");
    let mut command = Command::new(node()?);
    command.arg(script);
    Ok(command)
}

/// How to call esbuild in the version on which the built site depends; it is installed if it is missing.
pub fn esbuild() -> Result<Command> {
    let script = npm_package("esbuild", ESBUILD)?.join("bin/esbuild");
    ensure!(script.is_file(), "the npm package esbuild {ESBUILD} holds no bin/esbuild");
    let mut command = Command::new(node()?);
    command.arg(script);
    Ok(command)
}

/// The script of axe-core, which is installed if it is missing.
pub fn axe_core() -> Result<PathBuf> {
    let script = npm_package("axe-core", AXE_CORE)?.join("axe.min.js");
    ensure!(script.is_file(), "the npm package axe-core {AXE_CORE} holds no axe.min.js");
    Ok(script)
}

/// The directory of an npm package, which is installed if it is missing.
fn npm_package(name: &str, version: &str) -> Result<PathBuf> {
    let home = cache_dir().join("npm").join(format!("{}-{version}", name.replace('/', "-")));
    let package = home.join("node_modules").join(name);
    // Written last, so that an interrupted installation is not taken for a finished one.
    let mark = home.join("complete");
    if !mark.is_file() {
        ensure_node()?;
        announce(&format!("installing {name} {version} with npm"), "a few seconds");
        std::fs::create_dir_all(&home).with_context(|| format!("cannot create {}", home.display()))?;
        run(Command::new("npm")
            .args([
                "install",
                "--no-audit",
                "--no-fund",
                "--no-save",
                "--ignore-scripts",
                "--omit=peer",
                "--prefix",
            ])
            .arg(&home)
            .arg(format!("{name}@{version}"))
            .current_dir(&home))?;
        std::fs::write(&mark, "").with_context(|| format!("cannot write {}", mark.display()))?;
    }
    Ok(package)
}

/// The program file of Node.js.
fn node() -> Result<PathBuf> {
    ensure_node()?;
    which("node").or_else(|| which("nodejs")).context("Node.js is not on PATH")
}

/// Installs Node.js and npm.
fn ensure_node() -> Result<()> {
    let missing: Vec<_> = [("nodejs", "node"), ("npm", "npm")]
        .iter()
        .filter_map(|(package, program)| which(program).is_none().then_some(*package))
        .collect();
    ensure_packages(&missing)
}

/// Installs the browser, its driver, the programs that read PDF and Word files, and a font with Chinese characters.
pub fn ensure_test_programs() -> Result<()> {
    let mut missing: Vec<_> = TEST_PACKAGES
        .iter()
        .filter(|(package, programs)| match *package {
            "chromium-driver" => chromedriver().is_none(),
            _ => !programs.iter().any(|program| which(program).is_some()),
        })
        .map(|(package, _)| *package)
        .collect();
    let fonts = output_of(Command::new("fc-list").arg(":lang=zh-cn")).unwrap_or_default();
    if fonts.trim().is_empty() {
        missing.push("fonts-noto-cjk");
    }
    ensure_packages(&missing)
}

/// The program file of the browser.
pub fn chromium() -> Option<PathBuf> {
    let (_, programs) = TEST_PACKAGES[0];
    programs.iter().find_map(|program| which(program))
}

/// The program file of ChromeDriver: the one that `CHROMEDRIVER` names, or the one on `PATH`, or the one
/// in the directory that `CHROMEWEBDRIVER` names, as on the machines of GitHub.
pub fn chromedriver() -> Option<PathBuf> {
    let named = env::var_os("CHROMEDRIVER").map(PathBuf::from);
    let beside = env::var_os("CHROMEWEBDRIVER").map(|directory| Path::new(&directory).join("chromedriver"));
    named.into_iter().chain(which("chromedriver")).chain(beside).find(|file| file.is_file())
}

/// The directory of a browser that an npm package holds as compressed files.
pub fn unpacked_browser(name: &str, package: &str, version: &str) -> Result<PathBuf> {
    let home = cache_dir().join("browsers").join(format!("{name}-{version}"));
    let mark = home.join("complete");
    if !mark.is_file() {
        let files = npm_package(package, version)?.join("bin");
        announce(&format!("unpacking {name}"), "a few seconds");
        std::fs::create_dir_all(&home).with_context(|| format!("cannot create {}", home.display()))?;
        for (from, to) in
            [("chromium.br", "chromium"), ("aws.tar.br", "aws.tar"), ("swiftshader.tar.br", "gl.tar")]
        {
            run(Command::new(node()?).args(["-e", UNPACK]).arg(files.join(from)).arg(home.join(to)))?;
        }
        run(Command::new("chmod").arg("+x").arg(home.join("chromium")))?;
        for archive in ["aws.tar", "gl.tar"] {
            run(Command::new("tar").arg("-xf").arg(archive).current_dir(&home))?;
        }
        std::fs::write(&mark, "").with_context(|| format!("cannot write {}", mark.display()))?;
    }
    Ok(home)
}

/// Unpacks a file with Node.js, which knows brotli and is there anyway.
const UNPACK: &str = "const [from, to] = process.argv.slice(1), fs = require('fs');
    fs.writeFileSync(to, require('zlib').brotliDecompressSync(fs.readFileSync(from)))";

/// The program file of Firefox, which is installed if it is missing.
pub fn firefox() -> Result<PathBuf> {
    let find = || which("firefox-esr").or_else(|| which("firefox"));
    if find().is_none() {
        ensure_packages(&["firefox-esr"])?;
    }
    find().context("Firefox is not on PATH")
}

/// The program file of geckodriver, which is installed if it is missing: one on `PATH` in any version, or the one in
/// the directory that `GECKOWEBDRIVER` names, as on the machines of GitHub.
pub fn geckodriver() -> Result<PathBuf> {
    let beside = env::var_os("GECKOWEBDRIVER").map(|directory| Path::new(&directory).join("geckodriver"));
    let find = || which("geckodriver").or_else(|| beside.clone().filter(|file| file.is_file()));
    if find().is_none() {
        ensure_cargo_tool(&CargoTool {
            package: "geckodriver",
            program: "geckodriver",
            version: GECKODRIVER,
            arguments: &["--locked"],
            duration: "about 2 minutes on two cores",
        })?;
    }
    find().context("geckodriver is not on PATH")
}

/// The program files of the small browser of `WebKitGTK` and its driver, which are installed if they are missing, as
/// is the screen that they draw on.
pub fn webkit() -> Result<(PathBuf, PathBuf)> {
    let mut missing = Vec::new();
    for (package, program) in [("webkit2gtk-driver", "WebKitWebDriver"), ("xvfb", "Xvfb")] {
        if which(program).is_none() {
            missing.push(package);
        }
    }
    ensure_packages(&missing)?;
    let driver = which("WebKitWebDriver").context("WebKitWebDriver is not on PATH")?;
    let program = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"]
        .iter()
        .map(|version| Path::new("/usr/lib/x86_64-linux-gnu").join(version).join("MiniBrowser"))
        .find(|file| file.is_file())
        .context("there is no MiniBrowser of WebKitGTK")?;
    Ok((program, driver))
}

/// Installs Debian packages where that is possible, and else says what to install.
fn ensure_packages(packages: &[&str]) -> Result<()> {
    if packages.is_empty() {
        return Ok(());
    }
    let list = packages.join(" ");
    let is_root = output_of(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    if !is_root || which("apt-get").is_none() {
        bail!("please install these packages first (names as in Debian): {list}");
    }
    announce(&format!("installing {list} with apt-get"), "about 2 minutes");
    run(Command::new("apt-get").arg("update").env("DEBIAN_FRONTEND", "noninteractive"))?;
    run(Command::new("apt-get")
        .args(["install", "-y", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Says what takes time before it does.
fn announce(what: &str, duration: &str) {
    println!("==> {what} (once, {duration})");
}

/// Where this project keeps what outlives a clone.
pub fn cache_dir() -> PathBuf {
    env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .unwrap_or_else(|| home().join(".cache"))
        .join("nianbao")
}

/// Where cargo keeps what it installs.
pub fn cargo_home() -> PathBuf {
    env::var_os("CARGO_HOME").map_or_else(|| home().join(".cargo"), PathBuf::from)
}

/// The user's home directory.
fn home() -> PathBuf {
    env::home_dir().unwrap_or_else(|| PathBuf::from("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_locked_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "yew"), None);
        assert!(wasm_bindgen_version().is_ok());
    }

    #[test]
    fn trunk_toml_asks_for_the_version_we_install() {
        let text = std::fs::read_to_string(root().join("Trunk.toml")).unwrap();
        assert!(text.contains(&format!("trunk-version = \"{TRUNK}\"")));
    }
}
