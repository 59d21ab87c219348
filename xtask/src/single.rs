//! The whole site in one file, for computers without a web server: it is copied and opened with a double click.
//!
//! A page opened that way may load nothing, so everything stands in it. Programs are compressed and written in letters;
//! the glue of the page becomes a classic script, and workers are started from texts that the page puts together.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::hook::Worker;
use crate::shrink;

/// Where the parts of a finished site are found.
pub struct Parts<'a> {
    /// The directory of the site.
    pub site: &'a Path,
    /// The glue of the page, as it is before it is made short.
    pub glue: &'a str,
    /// The program of the page.
    pub program: &'a str,
    /// The workers.
    pub workers: &'a [Worker],
}

/// The name of the file.
pub const NAME: &str = "nianbao.html";

/// How many bytes it may have: it goes by mail and on old sticks.
pub const MOST: usize = 1_500_000;

/// The link of a style sheet as Trunk writes it, up to the name of the file.
const LINK: &str = "<link rel=\"stylesheet\" href=\"./";

/// Makes the page: `page` is that of the site with `mark` where the scripts belong, `start` the script that starts it.
pub fn page(page: &str, mark: &str, start: &str, parts: &Parts) -> Result<String> {
    let read = |name: &str| {
        let path = parts.site.join(name);
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let text = |name: &str| String::from_utf8(read(name)?).with_context(|| format!("{name} is not text"));
    let mut scripts = part("nianbao", &letters(&packed(&read(parts.program)?)?));
    for worker in parts.workers {
        scripts += &part(&format!("{}-glue", worker.name), &worker.glue);
        scripts += &part(worker.name, &letters(&packed(&read(&worker.program)?)?));
    }
    let glue = shrink::script(&classic(parts.glue)?)?;
    scripts.extend(["<script>\n", &glue, "</script>\n<script>\n", start, "</script>"]);
    let mut whole = String::new();
    for line in page.lines() {
        match line.trim().strip_prefix(LINK).and_then(|rest| rest.split('"').next()) {
            Some(sheet) => whole.extend(["<style>\n", &text(sheet)?, "</style>\n"]),
            None => whole.extend([line, "\n"]),
        }
    }
    ensure!(whole.matches(mark).count() == 1, "the page does not say where its scripts belong");
    Ok(whole.replacen(mark, &scripts, 1))
}

/// A script element that holds something else than a script.
fn part(id: &str, content: &str) -> String {
    format!(
        "<script type=\"text/plain\" id=\"part-{id}\">{}</script>\n",
        content.replace("</script", "<\\/script")
    )
}

/// The glue as a classic script that gives `nianbaoProgram`, what starts the program.
fn classic(glue: &str) -> Result<String> {
    let (body, exports) = glue.split_once("export {").context("the glue exports nothing")?;
    let foreign = |line: &str| line.starts_with("import ") || line.starts_with("export ");
    ensure!(!body.lines().any(foreign), "the glue is made of several modules");
    ensure!(exports.contains("__wbg_init as default"), "the glue does not export what starts the program");
    // The address is needed only where the program is not handed over.
    let body = body.replace("import.meta.url", "document.baseURI");
    Ok(format!("var nianbaoProgram = (function () {{\n{body}return __wbg_init;\n}})();\n"))
}

/// Compressed as all browsers can undo it: by five per cent smaller than common tools do it, in some seconds.
fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Gzip, bytes, &mut packed)?;
    Ok(packed)
}

/// Bytes in letters: their number, a space, and thirteen bits in every two of 91 letters that mean nothing in a page or
/// in quotation marks. That is a tenth less than four letters for three bytes.
fn letters(bytes: &[u8]) -> String {
    let alphabet: Vec<char> = ('!'..='~').filter(|letter| !matches!(letter, '"' | '<' | '\\')).collect();
    let mut text = format!("{} ", bytes.len());
    let mut push = |bits: usize| text.extend([alphabet[bits / 91], alphabet[bits % 91]]);
    let (mut bits, mut count) = (0, 0);
    for byte in bytes {
        bits |= usize::from(*byte) << count;
        count += 8;
        if count >= 13 {
            push(bits & 8191);
            bits >>= 13;
            count -= 13;
        }
    }
    if count > 0 {
        push(bits);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the page does with the letters.
    fn bytes(text: &str) -> Vec<u8> {
        let (size, letters) = text.split_once(' ').unwrap();
        let digit = |letter: u8| {
            u32::from(letter - 33) - u32::from(letter > 34) - u32::from(letter > 60) - u32::from(letter > 92)
        };
        let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
        for pair in letters.as_bytes().chunks(2) {
            bits |= (digit(pair[0]) * 91 + digit(pair[1])) << count;
            count += 13;
            while count >= 8 {
                bytes.push((bits & 255) as u8);
                bits >>= 8;
                count -= 8;
            }
        }
        bytes.truncate(size.parse().unwrap());
        bytes
    }

    #[test]
    fn letters_hold_all_bytes() {
        for length in 0..300_usize {
            let given: Vec<u8> = (0..length).map(|index| (index * 151 % 256) as u8).collect();
            assert_eq!(bytes(&letters(&given)), given, "{length}");
        }
        assert_eq!(letters(&[255; 13]).len(), 3 + 16);
        assert!(!letters(&[0, 1, 2, 3, 250, 251, 252]).contains(['"', '<', '\\', '\n']));
    }

    #[test]
    fn the_glue_becomes_a_classic_script() {
        let glue = "let wasm;\nnew URL('app_bg.wasm', import.meta.url);\nexport { initSync, __wbg_init as default };\n";
        let script = classic(glue).unwrap();
        assert!(!script.contains("import") && !script.contains("export"), "{script}");
        assert!(script.contains("return __wbg_init;"));
        assert!(classic("import './other.js';\nexport { __wbg_init as default };").is_err());
    }
}
