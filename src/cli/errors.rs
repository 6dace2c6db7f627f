//! Usage errors in Dutch.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Streams, report, say};

/// Says what is wrong with the command line, or shows the help that was asked for; returns the exit code.
pub(super) fn push(err: &clap::Error, json: bool, streams: &mut Streams<'_>) -> u8 {
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
    let message = match err.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => format!("de optie `{argument}` bestaat niet"),
        ErrorKind::UnknownArgument => format!("de opdracht `{argument}` bestaat niet"),
        ErrorKind::InvalidSubcommand => {
            format!("de opdracht `{}` bestaat niet", text(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("bij de optie `{short}` hoort een waarde"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{value}` kan niet bij de optie `{short}`")
        }
        ErrorKind::ArgumentConflict if short.is_empty() || !short.starts_with('-') => {
            "zet opties na de opdracht, niet ervoor".to_owned()
        }
        ErrorKind::ArgumentConflict => format!("de optie `{short}` staat er twee keer, of voor de opdracht"),
        ErrorKind::TooManyValues => format!("de optie `{short}` neemt geen waarde"),
        ErrorKind::MissingRequiredArgument => {
            let first = argument.split(['`', ' ']).next().unwrap_or_default();
            format!("bij deze opdracht hoort ook `{}`", first.trim_matches(['<', '>']))
        }
        ErrorKind::InvalidUtf8 => "de opdrachtregel bevat tekens die niet te lezen zijn".to_owned(),
        _ => "de opdrachtregel kan niet gelezen worden".to_owned(),
    };
    let suggestion = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(text);
    let possible = text(ContextKind::ValidValue).or_else(|| text(ContextKind::ValidSubcommand));
    let possible = possible.filter(|names| !names.is_empty());
    let hint = suggestion
        .map(|suggestion| format!("bedoelde u `{suggestion}`?"))
        .or_else(|| possible.map(|possible| format!("mogelijk: `{possible}`")));
    if json {
        let hint = hint.as_deref().unwrap_or("alle opdrachten en opties: steunwijzer --help");
        let _ = writeln!(streams.out, "{}", report::json_environment_error(&message, hint));
    }
    say(&message, hint.as_deref(), streams);
    let _ = writeln!(streams.err, "Alle opdrachten en opties: steunwijzer --help");
    2
}
