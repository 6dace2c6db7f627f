//! The command line: reads it, runs the command, and says how it went.
//!
//! Exit codes: 0 clean or only warnings, 1 findings in content or theme, 2 usage or environment.

mod arguments;
mod build;
mod content;
mod controles;
mod errors;
mod export;
mod form;
mod options;
pub mod report;
mod scaffold;
mod serve;
mod show;
mod theme;
mod unread;
mod wrap;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use clap::{ArgMatches, FromArgMatches as _};

use crate::files::system_error;

use arguments::{
    BuildArgs, CheckTheme, Completions, Content, Controles, EjectFormaat, EjectTheme, Export, Form, Import, Init,
    ListThemes, NewFormaat, NewSchool, NewSchooljaar, NewTheme, Schema, Serve,
};

/// Where the command line writes.
pub struct Streams<'a> {
    /// Results.
    pub out: &'a mut dyn Write,
    /// Messages and progress.
    pub err: &'a mut dyn Write,
    /// Whether messages go to a terminal (colours, progress bar).
    pub terminal: bool,
}

impl Streams<'_> {
    /// Whether standard error is a terminal.
    pub fn is_terminal() -> bool {
        std::io::stderr().is_terminal()
    }

    /// Whether messages have colours: on a terminal, unless `NO_COLOR` asks for none.
    fn color(&self) -> bool {
        self.terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
    }
}

/// Says what went wrong and what to do; returns the exit code for usage and environment.
fn stop(message: &str, hint: &str, streams: &mut Streams<'_>) -> u8 {
    say(message, Some(hint), streams);
    2
}

/// Why a file was not written, and what to do.
fn not_written(path: &Path, err: &io::Error) -> (String, String) {
    let message = format!("`{}` kan niet geschreven worden ({})", path.display(), system_error(err));
    (message, "controleer of u in deze map mag schrijven".to_owned())
}

/// Like [`stop`]; programs that asked for JSON get it on standard output, and people read it in words as ever.
fn stop_with(report: arguments::Report, message: &str, hint: &str, streams: &mut Streams<'_>) -> u8 {
    if report == arguments::Report::Json {
        let _ = writeln!(streams.out, "{}", report::json_environment_error(message, hint));
    }
    stop(message, hint, streams)
}

/// A message and the way out, within the width of a terminal.
fn say(message: &str, hint: Option<&str>, streams: &mut Streams<'_>) {
    let _ = writeln!(streams.err, "{}", wrap::hanging("fout", message));
    if let Some(hint) = hint {
        let _ = writeln!(streams.err, "{}", wrap::hanging("hint", hint));
    }
}

/// Runs the program; returns the exit code.
pub fn start(arguments: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // Even when the arguments cannot be parsed, whoever asks for JSON gets JSON.
    let json = arguments.iter().any(|a| a == "--report=json")
        || arguments.windows(2).any(|pair| pair[0] == "--report" && pair[1] == "json");
    let matches = match options::command_line().try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(err) => return errors::push(&err, &arguments, json, streams),
    };
    if matches.get_flag("version") {
        let _ = writeln!(streams.out, "steunwijzer {}", env!("CARGO_PKG_VERSION"));
        return 0;
    }
    match run_command(&matches, streams) {
        Ok(code) => code,
        Err(err) => errors::push(&err, &arguments, json, streams),
    }
}

/// Runs the command that was named, or builds. The error is about its arguments.
fn run_command(matches: &ArgMatches, streams: &mut Streams<'_>) -> Result<u8, clap::Error> {
    let Some((name, part)) = matches.subcommand() else {
        return Ok(build::run(&BuildArgs::from_arg_matches(matches)?, true, streams));
    };
    Ok(match (name, part.subcommand()) {
        ("check", _) => build::run(&BuildArgs::from_arg_matches(part)?, false, streams),
        ("serve", _) => serve::run(&Serve::from_arg_matches(part)?, streams),
        ("init", _) => scaffold::init(&Init::from_arg_matches(part)?, streams),
        ("new", Some(("school", part))) => scaffold::school(&NewSchool::from_arg_matches(part)?, streams),
        ("new", Some(("schooljaar", part))) => scaffold::schooljaar(&NewSchooljaar::from_arg_matches(part)?, streams),
        ("new", Some(("formaat", part))) => scaffold::new_formaat(&NewFormaat::from_arg_matches(part)?, streams),
        ("formaten", Some((_, part))) => show::copy_formaat(&EjectFormaat::from_arg_matches(part)?, streams),
        ("formaten", None) => show::formaten(&Content::from_arg_matches(part)?.dir, streams),
        ("schema", _) => show::schema(&Schema::from_arg_matches(part)?, streams),
        ("form", _) => form::form(&Form::from_arg_matches(part)?, streams),
        ("import", _) => form::import(&Import::from_arg_matches(part)?, streams),
        ("controles", _) => controles::show(&Controles::from_arg_matches(part)?, streams),
        ("theme", Some(("eject", part))) => show::copy_to_site(&EjectTheme::from_arg_matches(part)?, streams),
        ("theme", Some(("new", part))) => theme::new(&NewTheme::from_arg_matches(part)?, streams),
        ("theme", Some(("check", part))) => theme::check(&CheckTheme::from_arg_matches(part)?, streams),
        ("theme", Some((_, part))) => show::themes(&ListThemes::from_arg_matches(part)?, streams),
        ("export", _) => export::export(&Export::from_arg_matches(part)?, streams),
        ("completions", _) => show::completions(&Completions::from_arg_matches(part)?, streams),
        ("man", _) => show::manual(streams),
        _ => build::run(&BuildArgs::from_arg_matches(part)?, true, streams),
    })
}
