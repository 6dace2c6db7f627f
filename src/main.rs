//! The program: connects the command line to the standard streams. Everything else is in the library.

use std::process::ExitCode;

use steunwijzer::cli::{self, Streams};

fn main() -> ExitCode {
    let mut streams =
        Streams { out: &mut std::io::stdout(), err: &mut std::io::stderr(), terminal: Streams::is_terminal() };
    ExitCode::from(cli::start(std::env::args_os(), &mut streams))
}
