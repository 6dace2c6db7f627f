//! Where the time of a build goes: load, check, web, PDF, write. `cargo bench --bench bouw`.
//!
//! Builds the example region a few times into a temporary folder and prints the median of each
//! stage. It measures; it judges nothing. Another region is built without PDFs, fewer times:
//! `cargo bench --bench bouw -- <content folder>`.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and stops when it cannot run")]

use std::path::PathBuf;
use std::time::{Duration, Instant};

use steunwijzer::bouwen::{self, Fase, Opdracht, Stil};

fn main() {
    let wortel = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let uit = std::env::temp_dir().join(format!("steunwijzer-bench-{}", std::process::id()));
    // Cargo itself adds `--bench`.
    let ander = std::env::args().skip(1).find(|a| !a.starts_with("--")).map(PathBuf::from);
    let (naam, rondes) = if ander.is_some() { ("region", 3) } else { ("example region", 9) };
    let opdracht = Opdracht {
        pdf: ander.is_none(),
        content: ander.unwrap_or_else(|| wortel.join("content")),
        output: Some(uit.join("output")),
        thema: None,
        strikt: false,
        sla_over: false,
        stand: jiff::civil::date(2026, 1, 1),
    };
    let fasen = [Fase::Laden, Fase::Controleren, Fase::Web, Fase::Data, Fase::Zoeken, Fase::Pdf, Fase::Schrijven];
    let mut tijden: Vec<Vec<Duration>> = vec![Vec::new(); fasen.len() + 1];
    for _ in 0..rondes {
        let begin = Instant::now();
        let verslag = bouwen::bouw(&opdracht, &Stil).expect("the example region can be built");
        tijden[fasen.len()].push(begin.elapsed());
        for (fase, duur) in verslag.tijden {
            if let Some(i) = fasen.iter().position(|f| *f == fase) {
                tijden[i].push(duur);
            }
        }
    }
    println!("{naam}, {rondes} builds, median (minimum to maximum) in milliseconds");
    for (naam, mut duren) in ["load", "check", "web", "data", "search", "pdf", "write", "all"].into_iter().zip(tijden) {
        duren.sort();
        let ms = |d: Option<&Duration>| d.map_or(0.0, |d| d.as_secs_f64() * 1000.0);
        let (mediaan, min, max) = (ms(duren.get(duren.len() / 2)), ms(duren.first()), ms(duren.last()));
        println!("{naam:>6} {mediaan:8.1} ({min:.1} to {max:.1})");
    }
    std::fs::remove_dir_all(&uit).expect("the temporary folder can be removed");
}
