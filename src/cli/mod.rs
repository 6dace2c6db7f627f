//! The command line: reads it, runs the command, and says how it went.
//!
//! Exit codes: 0 clean or only warnings, 1 findings in content or theme, 2 usage or environment.

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
mod unread;
mod wrap;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write};
use std::path::Path;

use clap::FromArgMatches as _;

use crate::files::system_error;

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
fn stop_with(report: options::Report, message: &str, hint: &str, streams: &mut Streams<'_>) -> u8 {
    if report == options::Report::Json {
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
    let exit_code = match matches.subcommand() {
        Some(("init", part)) => Some(scaffold::init(part, streams)),
        Some(("new", part)) => Some(scaffold::new(part, streams)),
        Some(("formaten", part)) => Some(show::formaten(part, streams)),
        Some(("schema", part)) => Some(show::schema(part, streams)),
        Some(("controles", part)) => Some(controles::show(part, streams)),
        Some(("theme", part)) => Some(show::theme(part, streams)),
        Some(("serve", part)) => Some(serve::run(part, &arguments, streams)),
        Some(("form", part)) => Some(form::form(part, streams)),
        Some(("import", part)) => Some(form::import(part, streams)),
        Some(("export", part)) => Some(export::export(part, streams)),
        Some(("completions", part)) => Some(show::completions(part, streams)),
        Some(("man", _)) => Some(show::manual(streams)),
        _ => None,
    };
    if let Some(code) = exit_code {
        return code;
    }
    let build_args = match matches.subcommand() {
        Some(("check", part)) => options::BuildArgs::from_arg_matches(part).map(|b| (b, false)),
        Some(("build", part)) => options::BuildArgs::from_arg_matches(part).map(|b| (b, true)),
        _ => options::BuildArgs::from_arg_matches(&matches).map(|b| (b, true)),
    };
    match build_args {
        Ok((options, writing)) => build::run(&options, writing, streams),
        Err(err) => errors::push(&err, &arguments, json, streams),
    }
}
