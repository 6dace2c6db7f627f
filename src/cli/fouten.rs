//! Usage errors in Dutch.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Uitgangen, verslag, zeg};

/// Says what is wrong with the command line, or shows the help that was asked for.
pub(super) fn meld(fout: &clap::Error, json: bool, uitgangen: &mut Uitgangen<'_>) -> u8 {
    if matches!(fout.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand) {
        let _ = write!(uitgangen.uit, "{}", fout.render());
        return 0;
    }
    let tekst = |soort| match fout.get(soort) {
        Some(ContextValue::String(tekst)) => Some(tekst.clone()),
        Some(ContextValue::Strings(teksten)) => Some(teksten.join("`, `")),
        _ => None,
    };
    let argument = tekst(ContextKind::InvalidArg).unwrap_or_default();
    let waarde = tekst(ContextKind::InvalidValue).unwrap_or_default();
    let kort = argument.split_whitespace().next().unwrap_or_default();
    let bericht = match fout.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => format!("de optie `{argument}` bestaat niet"),
        ErrorKind::UnknownArgument => format!("de opdracht `{argument}` bestaat niet"),
        ErrorKind::InvalidSubcommand => {
            format!("de opdracht `{}` bestaat niet", tekst(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::InvalidValue if waarde.is_empty() => format!("bij de optie `{kort}` hoort een waarde"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{waarde}` kan niet bij de optie `{kort}`")
        }
        ErrorKind::ArgumentConflict if kort.is_empty() || !kort.starts_with('-') => {
            "zet opties na de opdracht, niet ervoor".to_owned()
        }
        ErrorKind::ArgumentConflict => format!("de optie `{kort}` staat er twee keer, of voor de opdracht"),
        ErrorKind::TooManyValues => format!("de optie `{kort}` neemt geen waarde"),
        ErrorKind::MissingRequiredArgument => {
            let eerste = argument.split(['`', ' ']).next().unwrap_or_default();
            format!("bij deze opdracht hoort ook `{}`", eerste.trim_matches(['<', '>']))
        }
        ErrorKind::InvalidUtf8 => "de opdrachtregel bevat tekens die niet te lezen zijn".to_owned(),
        _ => "de opdrachtregel kan niet gelezen worden".to_owned(),
    };
    let voorstel = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(tekst);
    let mogelijk = tekst(ContextKind::ValidValue).or_else(|| tekst(ContextKind::ValidSubcommand));
    let mogelijk = mogelijk.filter(|namen| !namen.is_empty());
    let hint = voorstel
        .map(|voorstel| format!("bedoelde u `{voorstel}`?"))
        .or_else(|| mogelijk.map(|mogelijk| format!("mogelijk: `{mogelijk}`")));
    if json {
        let hint = hint.as_deref().unwrap_or("alle opdrachten en opties: steunwijzer --help");
        let _ = writeln!(uitgangen.uit, "{}", verslag::json_omgeving(&bericht, hint));
    }
    zeg(&bericht, hint.as_deref(), uitgangen);
    let _ = writeln!(uitgangen.fout, "Alle opdrachten en opties: steunwijzer --help");
    2
}
