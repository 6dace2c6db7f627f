//! Writes a generated region: `cargo run --release --example regio -- <folder> [schools] [seed]`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints")]

#[path = "mod.rs"]
mod regio;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let dir = arguments.next().map(PathBuf::from);
    let mut number = |otherwise: u64| arguments.next().map_or(Some(otherwise), |text| text.parse().ok());
    let (Some(dir), Some(scholen), Some(seed)) = (dir, number(100), number(1)) else {
        eprintln!("usage: regio <folder> [schools, default 100] [seed, default 1]");
        return ExitCode::from(2);
    };
    let regio = regio::Regio { scholen, seed };
    match regio.write(&dir) {
        Ok(words) => {
            println!("{}: {scholen} schools, {words} words in documents", dir.display());
            ExitCode::SUCCESS
        }
        Err(err) => {
            eprintln!("{}: {err}", dir.display());
            ExitCode::from(2)
        }
    }
}
