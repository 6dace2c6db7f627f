//! The command line: reads it, runs the command, and says how it went.
//!
//! Exit codes: 0 clean or only warnings, 1 findings in content or theme, 2 usage or environment.

mod bouw;
mod controles;
mod export;
mod formulier;
mod fouten;
mod nieuw;
mod opties;
mod serve;
mod tonen;
mod unread;
pub mod verslag;
mod vouw;

use std::ffi::OsString;
use std::io::{IsTerminal as _, Write};

use clap::FromArgMatches as _;

/// Where the command line writes.
pub struct Uitgangen<'a> {
    /// Results.
    pub uit: &'a mut dyn Write,
    /// Messages and progress.
    pub fout: &'a mut dyn Write,
    /// Whether messages go to a terminal (colours, progress bar).
    pub terminal: bool,
}

impl Uitgangen<'_> {
    /// Whether standard error is a terminal.
    pub fn is_terminal() -> bool {
        std::io::stderr().is_terminal()
    }

    /// Whether messages have colours: on a terminal, unless `NO_COLOR` asks for none.
    fn kleur(&self) -> bool {
        self.terminal && std::env::var_os("NO_COLOR").is_none_or(|waarde| waarde.is_empty())
    }
}

/// Says what went wrong and what to do; returns the exit code for usage and environment.
fn stop(bericht: &str, hint: &str, uitgangen: &mut Uitgangen<'_>) -> u8 {
    zeg(bericht, Some(hint), uitgangen);
    2
}

/// A message and the way out, within the width of a terminal.
fn zeg(bericht: &str, hint: Option<&str>, uitgangen: &mut Uitgangen<'_>) {
    let _ = writeln!(uitgangen.fout, "{}", vouw::hangend("fout", bericht));
    if let Some(hint) = hint {
        let _ = writeln!(uitgangen.fout, "{}", vouw::hangend("hint", hint));
    }
}

/// Runs the program; returns the exit code.
pub fn start(argumenten: impl IntoIterator<Item = OsString>, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let argumenten: Vec<OsString> = argumenten.into_iter().collect();
    // Wrong arguments cannot be read, but whoever asks for JSON gets JSON.
    let json = argumenten.iter().any(|a| a == "--report=json")
        || argumenten.windows(2).any(|paar| paar[0] == "--report" && paar[1] == "json");
    let gelezen = match opties::opdracht().try_get_matches_from(argumenten) {
        Ok(gelezen) => gelezen,
        Err(fout) => return fouten::meld(&fout, json, uitgangen),
    };
    if gelezen.get_flag("version") {
        let _ = writeln!(uitgangen.uit, "steunwijzer {}", env!("CARGO_PKG_VERSION"));
        return 0;
    }
    let anders = match gelezen.subcommand() {
        Some(("init", deel)) => Some(nieuw::init(deel, uitgangen)),
        Some(("new", deel)) => Some(nieuw::nieuw(deel, uitgangen)),
        Some(("formaten", deel)) => Some(tonen::formaten(deel, uitgangen)),
        Some(("schema", deel)) => Some(tonen::schema(deel, uitgangen)),
        Some(("controles", deel)) => Some(controles::toon(deel, uitgangen)),
        Some(("theme", deel)) => Some(tonen::thema(deel, uitgangen)),
        Some(("serve", deel)) => Some(serve::draai(deel, uitgangen)),
        Some(("form", deel)) => Some(formulier::form(deel, uitgangen)),
        Some(("import", deel)) => Some(formulier::import(deel, uitgangen)),
        Some(("export", deel)) => Some(export::export(deel, uitgangen)),
        Some(("completions", deel)) => Some(tonen::aanvullingen(deel, uitgangen)),
        Some(("man", _)) => Some(tonen::handleiding(uitgangen)),
        _ => None,
    };
    if let Some(code) = anders {
        return code;
    }
    let opdracht = match gelezen.subcommand() {
        Some(("check", deel)) => opties::Bouw::from_arg_matches(deel).map(|b| (b, false)),
        Some(("build", deel)) => opties::Bouw::from_arg_matches(deel).map(|b| (b, true)),
        _ => opties::Bouw::from_arg_matches(&gelezen).map(|b| (b, true)),
    };
    match opdracht {
        Ok((opties, schrijven)) => bouw::draai(&opties, schrijven, uitgangen),
        Err(fout) => fouten::meld(&fout, json, uitgangen),
    }
}
