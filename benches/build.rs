//! Where the time of a build goes: load, check, web, PDF, write. `cargo bench --bench build`.
//!
//! Builds the example region a few times into a temporary folder and prints the median of each
//! stage. It measures without judging. Another region is built fewer times, without PDFs:
//! `cargo bench --bench build -- <content folder>`.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and stops when it cannot run")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use steunwijzer::build::{self, BuildOptions, Silent, Stage};

fn main() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let out = std::env::temp_dir().join(format!("steunwijzer-bench-{}", std::process::id()));
    // Cargo adds `--bench` itself.
    let other = std::env::args().skip(1).find(|a| !a.starts_with("--")).map(PathBuf::from);
    let (name, rounds) = if other.is_some() { ("region", 3) } else { ("example region", 9) };
    let build_options = BuildOptions {
        pdf: other.is_none(),
        content: other.unwrap_or_else(|| root.join("content")),
        output: Some(out.join("output")),
        theme: None,
        strict: false,
        skip_broken: false,
        today: jiff::civil::date(2026, 1, 1),
    };
    let stages =
        [Stage::Loading, Stage::Checking, Stage::Web, Stage::Data, Stage::Searching, Stage::Pdf, Stage::Writing];
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); stages.len() + 1];
    for _ in 0..rounds {
        let begin = Instant::now();
        let report = build::build(&build_options, &Silent).expect("the example region can be built");
        times[stages.len()].push(begin.elapsed());
        for (stage, duration) in report.times {
            if let Some(i) = stages.iter().position(|f| *f == stage) {
                times[i].push(duration);
            }
        }
    }
    println!("{name}, {rounds} builds, median (minimum to maximum) in milliseconds");
    for (name, mut durations) in
        ["load", "check", "web", "data", "search", "pdf", "write", "all"].into_iter().zip(times)
    {
        durations.sort();
        let ms = |d: Option<&Duration>| d.map_or(0.0, |d| d.as_secs_f64() * 1000.0);
        let (median, min, max) = (ms(durations.get(durations.len() / 2)), ms(durations.first()), ms(durations.last()));
        println!("{name:>6} {median:8.1} ({min:.1} to {max:.1})");
    }
    std::fs::remove_dir_all(&out).expect("the temporary folder can be removed");
}
