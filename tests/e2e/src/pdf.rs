//! Printing, and reading what was printed.

use crate::{Browser, Key, Profile, Role};
use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A printed document and its text.
pub struct Pdf {
    /// The file.
    pub file: PathBuf,
    /// The text page by page in reading order, without page numbers and without any space.
    pub pages: Vec<String>,
    /// The lines of all pages as they stand on the paper, without the page numbers, words apart by one space.
    pub lines: Vec<String>,
}

impl Browser {
    /// Prints a page as its own style sheet wants it. `html` is opened as a page of its own in another tab.
    pub async fn print(&self, html: &str) -> Result<Pdf> {
        let page = self.write("page.html", html.as_bytes())?;
        Pdf::read(&self.in_new_tab(&page, async || self.to_paper().await).await?)
    }

    /// What is printed of the page that is shown when the browser's own menu prints it, without any space.
    pub async fn print_shown(&self) -> Result<String> {
        Ok(text(&self.to_paper().await?, "-raw")?.split_whitespace().collect())
    }

    /// Prints the page that is shown into a file.
    async fn to_paper(&self) -> Result<PathBuf> {
        let wanted = json!({ "preferCSSPageSize": true, "printBackground": true });
        let data = self.cdp("Page.printToPDF", wanted).await?["data"].take();
        let bytes = STANDARD.decode(data.as_str().context("nothing printed")?)?;
        self.write("page.pdf", &bytes)
    }

    /// Puts a text onto the clipboard, with Ctrl+C out of a page that holds nothing else.
    pub async fn copy(&self, text: &str) -> Result<()> {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        // The first line end after the tag does not count.
        let page =
            format!("<!doctype html><meta charset=utf-8><textarea aria-label=copy>\n{text}</textarea>");
        let page = self.write("copy.html", page.as_bytes())?;
        self.in_new_tab(&page, async || {
            self.find(Role::Textbox, "copy").await?.click().await?;
            self.select_all().await?;
            self.chord(Key::Control, 'c').await
        })
        .await
    }

    /// Opens a file in another tab, does something there and comes back.
    pub async fn in_new_tab<T>(&self, file: &Path, act: impl AsyncFnOnce() -> Result<T>) -> Result<T> {
        let here = self.driver().window().await?;
        let there = self.driver().new_tab().await?;
        self.driver().switch_to_window(there).await?;
        self.go(&format!("file://{}", file.display())).await?;
        let done = act().await?;
        self.driver().close_window().await?;
        self.driver().switch_to_window(here).await?;
        Ok(done)
    }
}

/// A word where it stands on its page, in points from the upper left corner.
pub struct Word {
    /// The letters.
    pub text: String,
    /// Its left edge.
    pub left: f64,
    /// Its right edge.
    pub right: f64,
}

impl Pdf {
    /// Prints a Word file with LibreOffice, which keeps what it needs in the folder of the profile.
    pub fn of_word(profile: &Profile, docx: &[u8]) -> Result<Self> {
        let folder = profile.files();
        let file = folder.join("report.docx");
        std::fs::write(&file, docx)?;
        let settings = format!("-env:UserInstallation=file://{}/office", folder.display());
        let mut command = Command::new("soffice");
        command.args([&settings, "--headless", "--convert-to", "pdf", "--outdir"]).arg(&folder).arg(&file);
        let output = command.output().context("cannot run soffice")?;
        let pdf = folder.join("report.pdf");
        ensure!(pdf.is_file(), "soffice made no PDF: {}", String::from_utf8_lossy(&output.stderr));
        Self::read(&pdf)
    }

    /// The words of all pages with their places.
    pub fn words(&self) -> Result<Vec<Word>> {
        let page = text(&self.file, "-bbox")?;
        let words = page.lines().filter_map(|line| line.trim().strip_prefix("<word ")).map(|word| {
            let value = |name: &str| -> Option<f64> {
                word.split_once(&format!("{name}=\""))?.1.split_once('"')?.0.parse().ok()
            };
            let text = word.split_once('>').and_then(|(_, text)| text.split_once('<')).map(|(text, _)| text);
            let word = text.zip(value("xMin")).zip(value("xMax"));
            let ((text, left), right) = word.with_context(|| format!("not a word: {page}"))?;
            Ok(Word { text: text.to_owned(), left, right })
        });
        words.collect()
    }

    fn read(file: &Path) -> Result<Self> {
        let raw = text(file, "-raw")?;
        let laid_out = text(file, "-layout")?;
        let mut pages = Vec::new();
        let mut lines = Vec::new();
        // Each page ends with a form feed.
        let sheets: Vec<_> = raw.split_terminator('\u{c}').zip(laid_out.split_terminator('\u{c}')).collect();
        for (index, (raw, laid_out)) in sheets.iter().enumerate() {
            // As the report numbers its pages, and as the check sheet does.
            let numbers = [format!("—{}—", index + 1), format!("{}/{}", index + 1, sheets.len())];
            let page: String = raw.split_whitespace().collect();
            let bare = numbers.iter().find_map(|number| {
                let bare = page.strip_prefix(number).or_else(|| page.strip_suffix(number))?;
                Some((number, bare))
            });
            let (number, bare) = bare.with_context(|| format!("a page without number: {page}"))?;
            pages.push(bare.to_owned());
            let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
            let is_text = |line: &String| !line.is_empty() && line.replace(' ', "") != *number;
            lines.extend(laid_out.lines().map(words).filter(is_text));
        }
        ensure!(!pages.is_empty(), "{} has no page", file.display());
        Ok(Self { file: file.to_path_buf(), pages, lines })
    }

    /// The text of all pages in reading order, without any space.
    pub fn text(&self) -> String {
        self.pages.concat()
    }
}

/// The text of a file as `pdftotext` gives it.
fn text(file: &Path, order: &str) -> Result<String> {
    let mut command = Command::new("pdftotext");
    let output = command.arg(order).arg(file).arg("-").output().context("cannot run pdftotext")?;
    ensure!(output.status.success(), "pdftotext failed: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).context("pdftotext gave no text")
}
