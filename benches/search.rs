//! What the search index costs apart from the rest of a build: time, and on Linux memory.
//!
//! `cargo bench --bench search -- <content>`; without an argument the example region. It measures without judging.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and stops when it cannot run")]

use std::path::PathBuf;
use std::time::Instant;

use steunwijzer::pages::Build;
use steunwijzer::regio::{Regio, shown};
use steunwijzer::{load, search};

fn main() {
    let example = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    let content = std::env::args().skip(1).find(|a| !a.starts_with("--")).map_or(example, PathBuf::from);
    let (site, _) = load::load(&content).expect("the content can be read");
    let site = site.expect("the content has a site.yaml");
    let (mut files, mut bytes) = (0_usize, 0_usize);
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let before = memory("VmRSS:");
    let begin = Instant::now();
    let regio = Regio::new(&site);
    let map = shown::map(&regio, Build { with_pdf: false, concepten: false });
    let records = search::write(search::records(&map, &regio), |_, content| {
        files += 1;
        bytes += content.len();
        Ok::<(), std::convert::Infallible>(())
    });
    let duration = begin.elapsed();
    let added = memory("VmHWM:").zip(before).map(|(peak, before)| peak.saturating_sub(before) / 1024);
    println!("{}: {} schools, {} records", content.display(), site.scholen.len(), records.expect("there is an index"));
    println!("index: {:.2} s, {files} files, {} KiB", duration.as_secs_f64(), bytes / 1024);
    if let Some(added) = added {
        println!("memory at its highest, above what the site takes: {added} MiB");
    }
}

/// A value of `/proc/self/status`, in KiB.
fn memory(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|l| l.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}
