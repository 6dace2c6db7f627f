//! What the search index costs apart from the rest of a build: time, and on Linux memory.
//!
//! `cargo bench --bench zoek -- <content>`; without an argument the example region. It measures; it
//! judges nothing.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and stops when it cannot run")]

use std::path::PathBuf;
use std::time::Instant;

use steunwijzer::{laden, zoek};

fn main() {
    let voorbeeld = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("content");
    let content = std::env::args().skip(1).find(|a| !a.starts_with("--")).map_or(voorbeeld, PathBuf::from);
    let (site, _) = laden::laad(&content).expect("the content can be read");
    let site = site.expect("the content has a site.yaml");
    // As if every page was written: the most there can be.
    let (mut bestanden, mut bytes) = (0_usize, 0_usize);
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let voor = geheugen("VmRSS:");
    let begin = Instant::now();
    let records = zoek::schrijf(zoek::records(&site, &|_| true), |_, inhoud| {
        bestanden += 1;
        bytes += inhoud.len();
        Ok::<(), std::convert::Infallible>(())
    });
    let duur = begin.elapsed();
    let erbij = geheugen("VmHWM:").zip(voor).map(|(piek, voor)| piek.saturating_sub(voor) / 1024);
    println!("{}: {} schools, {} records", content.display(), site.scholen.len(), records.expect("there is an index"));
    println!("index: {:.2} s, {bestanden} files, {} KiB", duur.as_secs_f64(), bytes / 1024);
    if let Some(erbij) = erbij {
        println!("memory at its highest, above what the site takes: {erbij} MiB");
    }
}

/// A line of `/proc/self/status`, in KiB.
fn geheugen(naam: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|l| l.strip_prefix(naam))?.split_whitespace().next()?.parse().ok()
}
