//! How long the command takes for many reports, and how much memory.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use nianbao::example::county_2024;
use nianbao::format::CellId;
use nianbao::report::{Draft, Field};
use nianbao::storage::{self, Envelope, Summary};

use crate::{cargo, root, run as run_command};

/// How many reports there are.
const REPORTS: usize = 1000;

/// Builds the command, has it check a thousand reports, as files and as lines, and prints time and memory.
pub fn run() -> Result<()> {
    run_command(cargo().args(["build", "--profile", "cli", "-p", "nianbao", "--bin", "nianbao"]).args([
        "--no-default-features",
        "--features",
        "cli",
    ]))?;
    let program = target().join("cli/nianbao");
    let folder = std::env::temp_dir().join(format!("nianbao-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let measured = measure(&program, &folder);
    fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    measured
}

fn measure(program: &Path, folder: &Path) -> Result<()> {
    let reports: Vec<_> = (0..REPORTS).map(report).collect();
    let lines = folder.join("reports.ndjson");
    fs::write(&lines, reports.join("\n"))?;
    let mut files = Vec::new();
    for (number, report) in reports.iter().enumerate() {
        let file = folder.join(format!("{number}.json"));
        fs::write(&file, report)?;
        files.push(file);
    }
    let size = reports.iter().map(String::len).sum::<usize>() / REPORTS;
    println!("{REPORTS} reports of {} kB each, {} threads", size / 1000, thread::available_parallelism()?);
    print("check FILE…", Command::new(program).args(["check", "--format", "json"]).args(&files))?;
    print("check --ndjson", Command::new(program).args(["check", "--ndjson"]).stdin(File::open(&lines)?))
}

/// Runs a command to its end and prints what it took.
fn print(name: &str, command: &mut Command) -> Result<()> {
    let begun = Instant::now();
    let mut child =
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("cannot run nianbao")?;
    let (mut peak, mut work) = (None, None);
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        peak = peak_memory(child.id()).or(peak);
        work = processor_time(child.id()).or(work);
        thread::sleep(Duration::from_millis(5));
    };
    let seconds = begun.elapsed().as_secs_f64();
    // Some of the reports have faults, none is unreadable.
    ensure!(status.code() == Some(1), "nianbao ended with {status}");
    let unknown = || "not known here".to_owned();
    let memory = peak.map_or_else(unknown, |kilobytes| format!("{} MB", kilobytes / 1024));
    let work = work.map_or_else(unknown, |time| format!("{:.2} s", time.as_secs_f64()));
    println!("{name:<16} {seconds:.2} s, of all processors {work}, peak memory {memory}");
    Ok(())
}

/// The most memory that a process has had so far, in kB, where the system tells.
fn peak_memory(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

/// The time that processors have spent on a process so far, where the system tells. On a busy machine it says
/// more than the time on the clock.
fn processor_time(id: u32) -> Option<Duration> {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name of the program, in brackets, may hold anything.
    let mut fields = stat.rsplit_once(") ")?.1.split(' ').skip(11);
    let mut ticks = || fields.next()?.parse::<u32>().ok();
    let ticks = ticks()? + ticks()?;
    Some(Duration::from_secs_f64(f64::from(ticks) / TICKS_PER_SECOND))
}

/// A report like the example, with another unit, other figures in the prose, and a few faults.
fn report(number: usize) -> String {
    let mut draft: Draft = county_2024();
    let county = format!("第{number}县");
    for &field in Field::ALL {
        if let Some(text) = draft.typed(field) {
            let text = text.replace("云汀县", &county).replace("6384", &(6384 + number % 7).to_string());
            draft.set_text(field, Some(text.into()));
        }
    }
    for cell in
        CellId::of_edition(draft.edition()).filter(|cell| (cell.index() * 31 + number).is_multiple_of(97))
    {
        draft.set_cell(cell, (number % 50).to_string());
    }
    let summary = Summary::default();
    storage::write(&Envelope { saved_at: 0, copied_at: None, revision: 1, summary, draft })
}

/// Where cargo puts what it builds.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
