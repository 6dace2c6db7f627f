//! The program: parse, run, exit code. Everything else is in the library.

use std::process::ExitCode;

use steunwijzer::cli::{self, Uitgangen};

fn main() -> ExitCode {
    let mut uitgangen =
        Uitgangen { uit: &mut std::io::stdout(), fout: &mut std::io::stderr(), terminal: Uitgangen::is_terminal() };
    ExitCode::from(cli::start(std::env::args_os(), &mut uitgangen))
}
