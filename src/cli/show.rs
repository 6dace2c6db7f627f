//! Commands that show what is there: `formaten`, `schema`, `theme`, `completions`, `man`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::export;
use crate::files::Files;
use crate::load::{self, scholen_dir, school_of};
use crate::melding::{Melding, Meldingen, Severity, nearest_name};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{BelongsTo, Formaat};
use crate::model::site::Site;
use crate::output::create_file;
use crate::theme;

use super::scaffold::{definition_errors, text};
use super::{Streams, not_written, options, report, stop};

/// The content folder from the command line.
pub(super) fn content(part: &ArgMatches) -> PathBuf {
    part.get_one::<PathBuf>("content").cloned().unwrap_or_else(|| PathBuf::from("content"))
}

/// The definitions: the built-in ones, and those of the content folder. The error is a message and a hint.
pub(super) fn catalogus(content: &Path, streams: &mut Streams<'_>) -> Result<Catalogus, (String, String)> {
    let display = content.to_string_lossy();
    let files = Files::disk(content, display.trim_end_matches('/')).map_err(|err| {
        let reason = crate::files::system_error(&err);
        let hint = "noem de map met --content, of begin met: steunwijzer init";
        (format!("map `{display}` kan niet gelezen worden ({reason})"), hint.to_owned())
    })?;
    let mut meldingen = Meldingen::new();
    let catalogus = Catalogus::read(&files, &mut meldingen);
    if definition_errors(meldingen, streams) {
        let hint = "verbeter eerst wat hierboven staat".to_owned();
        return Err(("er zijn fouten in lijsten, schalen of formaten".to_owned(), hint));
    }
    Ok(catalogus)
}

/// The whole site, if it has no errors; otherwise they are printed, and the error is the exit code.
pub(super) fn site(content: &Path, streams: &mut Streams<'_>) -> Result<Site, u8> {
    site_for(content, |_| true, streams)
}

/// The site without schools that cannot be read, if there are no errors in what counts: the definitions, `site.yaml`,
/// and the schools for which `counts` says so (by slug). Otherwise they are printed, and the error is the exit code.
pub(super) fn site_for(content: &Path, counts: impl Fn(&str) -> bool, streams: &mut Streams<'_>) -> Result<Site, u8> {
    let (site, meldingen) = match load::load(content) {
        Ok(loaded) => loaded,
        Err(err) => return Err(stop(&err.0, "noem de map met --content, of begin met: steunwijzer init", streams)),
    };
    let dir = scholen_dir(content);
    let counts_too = |m: &Melding| m.severity == Severity::Error && school_of(m, &dir).is_none_or(&counts);
    let errors: Vec<_> = meldingen.sorted().into_iter().filter(counts_too).collect();
    match site {
        Some(site) if errors.is_empty() => Ok(site),
        _ => {
            let _ = write!(streams.err, "{}", report::human(&errors, streams.color()));
            let _ = writeln!(streams.err, "{} Er is niets geschreven.", report::counts_text(&errors));
            Err(1)
        }
    }
}

/// The definitions of the content folder; without that folder the built-in ones. If they have errors those are printed,
/// and the error is the exit code.
fn catalogus_or_builtin(part: &ArgMatches, streams: &mut Streams<'_>) -> Result<Catalogus, u8> {
    let content = content(part);
    if !content.exists() {
        return Ok(Catalogus::read(&Files::empty(), &mut Meldingen::new()));
    }
    catalogus(&content, streams).map_err(|(message, hint)| stop(&message, &hint, streams))
}

/// The hint for an unknown name: the nearest name, else the fallback.
pub(super) fn did_you_mean_or<'a>(name: &str, possible: impl IntoIterator<Item = &'a str>, fallback: &str) -> String {
    nearest_name(name, possible).map_or_else(|| fallback.to_owned(), |name| format!("bedoelde u `{name}`?"))
}

/// `formaten`: also works without content, with the built-in ones.
pub(super) fn formaten(part: &ArgMatches, streams: &mut Streams<'_>) -> u8 {
    let catalogus = match catalogus_or_builtin(part, streams) {
        Ok(catalogus) => catalogus,
        Err(code) => return code,
    };
    for formaat in catalogus.formaten.values() {
        let _ = writeln!(streams.out, "{}\n  {}\n  {}", formaat.id, formaat.title, size(formaat));
    }
    0
}

/// "profiel voor scholen, 6 hoofdstukken, 23 secties".
fn size(formaat: &Formaat) -> String {
    let soort = match (formaat.from, formaat.profiel) {
        (BelongsTo::School, true) => "profiel van een school",
        (BelongsTo::School, false) => "ander document van een school",
        (BelongsTo::Praktijk, _) => "praktijkvoorbeeld",
    };
    let (hoofdstukken, secties) = (formaat.hoofdstukken.len(), formaat.secties().count());
    format!(
        "{soort}; {}, {}",
        report::count(hoofdstukken, "hoofdstuk", "hoofdstukken"),
        report::count(secties, "sectie", "secties")
    )
}

/// `schema FORMAAT`.
pub(super) fn schema(part: &ArgMatches, streams: &mut Streams<'_>) -> u8 {
    let catalogus = match catalogus_or_builtin(part, streams) {
        Ok(catalogus) => catalogus,
        Err(code) => return code,
    };
    let name = text(part, "naam");
    let Some(formaat) = catalogus.formaten.get(name) else {
        let names = catalogus.formaten.keys().map(String::as_str);
        let hint = did_you_mean_or(name, names, "zie alle formaten met: steunwijzer formaten");
        return stop(&format!("er is geen formaat `{name}`"), &hint, streams);
    };
    let _ = writeln!(streams.out, "{:#}", export::schema::schema(formaat, &catalogus));
    0
}

/// `theme list` and `theme eject BESTAND`.
pub(super) fn theme(part: &ArgMatches, streams: &mut Streams<'_>) -> u8 {
    match part.subcommand() {
        Some(("eject", part)) => copy_to_site(text(part, "naam"), &content(part), streams),
        _ => {
            for name in theme::default_files().keys() {
                let _ = writeln!(streams.out, "{name}");
            }
            0
        }
    }
}

fn copy_to_site(name: &str, content: &Path, streams: &mut Streams<'_>) -> u8 {
    let files = theme::default_files();
    let Some(bytes) = files.get(name) else {
        let names = files.keys().map(String::as_str);
        let hint = did_you_mean_or(name, names, "zie alle bestanden met: steunwijzer theme list");
        return stop(&format!("het standaardthema heeft geen bestand `{name}`"), &hint, streams);
    };
    if !content.is_dir() {
        let message = format!("er is geen map `{}`", content.display());
        return stop(&message, "noem de map met --content, of begin met: steunwijzer init", streams);
    }
    let path = content.join("thema").join(name);
    if fs::symlink_metadata(&path).is_ok() {
        let hint = "haal het bestand eerst weg als u opnieuw wilt beginnen";
        return stop(&format!("`{}` bestaat al", path.display()), hint, streams);
    }
    if let Err(err) = create_file(&path, bytes) {
        let (message, hint) = not_written(&path, &err);
        return stop(&message, &hint, streams);
    }
    let _ = writeln!(streams.out, "Gemaakt: {}\nDit bestand gaat nu voor dat van het thema.", path.display());
    0
}

/// `completions SHELL`.
pub(super) fn completions(part: &ArgMatches, streams: &mut Streams<'_>) -> u8 {
    let Some(shell) = part.get_one::<clap_complete::Shell>("naam") else { return 2 };
    let mut text = Vec::new();
    clap_complete::generate(*shell, &mut options::command_line(), "steunwijzer", &mut text);
    let _ = streams.out.write_all(&text);
    0
}

/// `man`: one page for all commands, with Dutch headings.
pub(super) fn manual(streams: &mut Streams<'_>) -> u8 {
    let mut text = Vec::new();
    let command = options::command_line();
    // `new school` and the like are listed among the others, by their full name.
    let parts: Vec<(String, clap::Command)> = command
        .get_subcommands()
        .flat_map(|part| {
            let below: Vec<_> =
                part.get_subcommands().map(|o| (format!("{} {}", part.get_name(), o.get_name()), o.clone())).collect();
            if below.is_empty() { vec![(part.get_name().to_owned(), part.clone())] } else { below }
        })
        .collect();
    let man = clap_mangen::Man::new(command).title("STEUNWIJZER").manual("Steunwijzer").date("");
    let mut good = man.render(&mut text);
    for (name, part) in parts {
        let mut piece = Vec::new();
        let man = clap_mangen::Man::new(part);
        good = good
            .and_then(|()| man.render_description_section(&mut piece))
            .and_then(|()| man.render_options_section(&mut piece));
        let heading = format!(".SH \"STEUNWIJZER {}\"\n", name.to_uppercase());
        text.extend_from_slice(heading.as_bytes());
        let piece =
            String::from_utf8_lossy(&piece).replace(".SH DESCRIPTION\n", "").replace(".SH OPTIES", ".SS OPTIES");
        text.extend_from_slice(piece.replace(".SH OPTIONS", ".SS OPTIES").as_bytes());
    }
    if good.is_err() {
        return 2;
    }
    let text = String::from_utf8_lossy(&text);
    let headings = [
        ("NAME", "NAAM"),
        ("SYNOPSIS", "GEBRUIK"),
        ("DESCRIPTION", "BESCHRIJVING"),
        ("OPTIONS", "OPTIES"),
        ("SUBCOMMANDS", "OPDRACHTEN"),
        ("EXTRA", "AFSLUITCODES"),
        ("VERSION", "VERSIE"),
        ("Opdrachten", "OPDRACHTEN"),
    ];
    let text = headings
        .iter()
        .fold(text.into_owned(), |text, (from, to)| text.replace(&format!(".SH {from}\n"), &format!(".SH {to}\n")));
    let _ = write!(streams.out, "{text}");
    0
}
