//! Writes a generated region: `cargo run --release --example regio -- <folder> [schools] [seed]`.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command prints")]

#[path = "mod.rs"]
mod regio;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut argumenten = std::env::args().skip(1);
    let map = argumenten.next().map(PathBuf::from);
    let mut getal = |anders: u64| argumenten.next().map_or(Some(anders), |tekst| tekst.parse().ok());
    let (Some(map), Some(scholen), Some(zaad)) = (map, getal(100), getal(1)) else {
        eprintln!("usage: regio <folder> [schools, default 100] [seed, default 1]");
        return ExitCode::from(2);
    };
    let regio = regio::Regio { scholen, zaad };
    match regio.schrijf(&map) {
        Ok(woorden) => {
            println!("{}: {scholen} schools, {woorden} words in documents", map.display());
            ExitCode::SUCCESS
        }
        Err(fout) => {
            eprintln!("{}: {fout}", map.display());
            ExitCode::from(2)
        }
    }
}
