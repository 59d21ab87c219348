//! The sizes of the built site.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::hook::{KEEPER_NAME, SUMS, WORKERS};
use crate::single;

/// The size of a file as it is and as a host may send it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Size {
    /// The path inside the site.
    pub name: String,
    /// Bytes as they are.
    pub raw: u64,
    /// Bytes compressed with gzip at level 9.
    pub gzip: u64,
    /// Bytes compressed with brotli at quality 11.
    pub brotli: u64,
}

/// Measures every file below a directory, in the order of their names.
pub fn measure(site: &Path) -> Result<Vec<Size>> {
    let mut files = Vec::new();
    collect(site, &mut files)?;
    files.sort();
    files
        .iter()
        .map(|file| {
            let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            let name = file.strip_prefix(site).unwrap_or(file).to_string_lossy().into_owned();
            Ok(Size { name, raw: bytes.len() as u64, gzip: gzip(&bytes)?, brotli: brotli(&bytes)? })
        })
        .collect()
}

/// The sum over files.
pub fn total(sizes: &[Size]) -> Size {
    sum("total", sizes.iter())
}

/// The sum over what a browser fetches to show the start page. Programs of workers come when they are needed.
pub fn first_load(sizes: &[Size]) -> Size {
    let is_later = |size: &&Size| {
        WORKERS.iter().any(|worker| size.name.starts_with(worker))
            || [single::NAME, KEEPER_NAME, SUMS].contains(&size.name.as_str())
    };
    sum("first load", sizes.iter().filter(|size| !is_later(size)))
}

fn sum<'a>(name: &str, sizes: impl Iterator<Item = &'a Size>) -> Size {
    let nothing = Size { name: name.to_owned(), raw: 0, gzip: 0, brotli: 0 };
    sizes.fold(nothing, |sum, size| Size {
        raw: sum.raw + size.raw,
        gzip: sum.gzip + size.gzip,
        brotli: sum.brotli + size.brotli,
        ..sum
    })
}

/// Prints the sizes of a site as a table.
pub fn print(site: &Path) -> Result<()> {
    let sizes = measure(site)?;
    println!("{:<40} {:>10} {:>10} {:>10}", "file (bytes)", "raw", "gzip", "brotli");
    for size in sizes.iter().chain([&first_load(&sizes), &total(&sizes)]) {
        println!("{:<40} {:>10} {:>10} {:>10}", size.name, size.raw, size.gzip, size.brotli);
    }
    Ok(())
}

/// Lists the files below a directory.
fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let entries =
        std::fs::read_dir(directory).with_context(|| format!("cannot read {}", directory.display()))?;
    for entry in entries {
        let path = entry.with_context(|| format!("cannot read {}", directory.display()))?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// The number of bytes after gzip.
fn gzip(bytes: &[u8]) -> Result<u64> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len() as u64)
}

/// The number of bytes after brotli.
fn brotli(bytes: &[u8]) -> Result<u64> {
    let mut encoded = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut encoded, &parameters)?;
    Ok(encoded.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_and_sums() {
        let site = std::env::temp_dir().join(format!("xtask-size-{}", std::process::id()));
        std::fs::create_dir_all(site.join("sub")).unwrap();
        std::fs::write(site.join("b.txt"), "b".repeat(1000)).unwrap();
        std::fs::write(site.join("sub/a.txt"), "a").unwrap();
        let sizes = measure(&site).unwrap();
        assert_eq!(
            sizes.iter().map(|size| (size.name.as_str(), size.raw)).collect::<Vec<_>>(),
            [("b.txt", 1000), ("sub/a.txt", 1)]
        );
        assert!(sizes[0].brotli < sizes[0].gzip && sizes[0].gzip < 100);
        assert_eq!(total(&sizes).raw, 1001);
        let reviewer = Size { name: "reviewer-1.wasm".to_owned(), ..sizes[0].clone() };
        assert_eq!(first_load(&[sizes[1].clone(), reviewer]).raw, 1);
    }
}
