//! Usage errors in Dutch.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Streams, report, say};

/// Says what is wrong with the command line, or shows the help that was asked for; returns the exit code.
pub(super) fn push(err: &clap::Error, arguments: &[OsString], json: bool, streams: &mut Streams<'_>) -> u8 {
    if matches!(err.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) {
        let _ = write!(streams.out, "{}", err.render());
        return 0;
    }
    let text = |soort| match err.get(soort) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => Some(texts.join("`, `")),
        _ => None,
    };
    let argument = text(ContextKind::InvalidArg).unwrap_or_default();
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let short = argument.split_whitespace().next().unwrap_or_default();
    let in_command = command_of(arguments);
    let message = match err.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => format!("de optie `{argument}` bestaat niet"),
        ErrorKind::UnknownArgument if in_command.is_empty() => format!("de opdracht `{argument}` bestaat niet"),
        ErrorKind::UnknownArgument => format!("`{argument}` is te veel: daar doet `{in_command}` niets mee"),
        ErrorKind::InvalidSubcommand => {
            let name = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("de opdracht `{}` bestaat niet", format!("{in_command} {name}").trim())
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("bij de optie `{short}` hoort een waarde"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if !short.starts_with('-') => {
            format!("`{value}` kan niet als {}", bare(short))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{value}` kan niet bij de optie `{short}`")
        }
        ErrorKind::ArgumentConflict if short.is_empty() || !short.starts_with('-') => {
            "zet opties na de opdracht, niet ervoor".to_owned()
        }
        ErrorKind::ArgumentConflict => {
            let prior = text(ContextKind::PriorArg).unwrap_or_default();
            let prior = prior.split_whitespace().next().unwrap_or_default();
            if prior.is_empty() || prior == short {
                format!("de optie `{short}` staat er twee keer, of voor de opdracht")
            } else {
                format!("de opties `{short}` en `{prior}` gaan niet samen")
            }
        }
        ErrorKind::TooManyValues => format!("de optie `{short}` neemt geen waarde"),
        ErrorKind::MissingRequiredArgument => {
            let first = argument.split(['`', ' ']).next().unwrap_or_default();
            format!("bij deze opdracht hoort ook `{}`", bare(first))
        }
        ErrorKind::InvalidUtf8 => "de opdrachtregel bevat tekens die niet te lezen zijn".to_owned(),
        _ => "de opdrachtregel kan niet gelezen worden".to_owned(),
    };
    // Of several that look alike, clap names the nearest last.
    let nearest = |kind| match err.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.last().cloned(),
        _ => text(kind),
    };
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(nearest);
    let possible = text(ContextKind::ValidValue).or_else(|| text(ContextKind::ValidSubcommand));
    let possible = possible.filter(|names| !names.is_empty());
    let asks_help = argument == "help" || text(ContextKind::InvalidSubcommand).is_some_and(|name| name == "help");
    let hint = if asks_help {
        Some("bedoelde u `--help`?".to_owned())
    } else if short == "--port" && !value.is_empty() {
        Some("schrijf een getal van 1 tot en met 65535".to_owned())
    } else {
        suggestion
            .map(|suggestion| format!("bedoelde u `{suggestion}`?"))
            .or_else(|| possible.map(|possible| format!("mogelijk: `{possible}`")))
    };
    if json {
        let hint = hint.as_deref().unwrap_or("alle opdrachten en opties: steunwijzer --help");
        let _ = writeln!(streams.out, "{}", report::json_environment_error(&message, hint));
    }
    say(&message, hint.as_deref(), streams);
    let _ = writeln!(streams.err, "Alle opdrachten en opties: steunwijzer --help");
    2
}

/// The name of an argument that has no dashes, as the help shows it: `BESTAND` of `<BESTAND>...`.
fn bare(argument: &str) -> &str {
    argument.trim_end_matches("...").trim_matches(['<', '>', '[', ']'])
}

/// The command that the words of the command line begin with, such as `new school`; empty for the program itself.
fn command_of(arguments: &[OsString]) -> String {
    let mut command = &super::options::command_line();
    let mut names: Vec<&str> = Vec::new();
    for word in arguments.iter().skip(1).filter_map(|word| word.to_str()) {
        let Some(part) = command.find_subcommand(word) else { break };
        names.push(part.get_name());
        command = part;
    }
    names.join(" ")
}
