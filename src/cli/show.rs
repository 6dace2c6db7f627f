//! Commands that show what is there: `formaten`, `schema`, `theme`, `completions`, `man`.

use std::fs;
use std::path::Path;

use crate::export;
use crate::files::Files;
use crate::grammar::definitions::Definition;
use crate::load::builtin_formaten;
use crate::melding::Meldingen;
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{BelongsTo, Formaat};
use crate::output::create_file;
use crate::theme;

use super::arguments::{Completions, EjectFormaat, EjectTheme, ListThemes, Schema};
use super::content::catalogus;
use super::report::did_you_mean_or;
use super::{Streams, not_written, options, report, stop};

/// The definitions of the content folder; without that folder the built-in ones. If they have errors those are printed,
/// and the error is the exit code.
fn catalogus_or_builtin(content: &Path, streams: &mut Streams<'_>) -> Result<Catalogus, u8> {
    if !content.exists() {
        return Ok(Catalogus::read(&Files::empty(), &mut Meldingen::new()));
    }
    catalogus(content, streams).map_err(|(message, hint)| stop(&message, &hint, streams))
}

/// `formaten`: also works without content, with the built-in ones.
pub(super) fn formaten(content: &Path, streams: &mut Streams<'_>) -> u8 {
    let catalogus = match catalogus_or_builtin(content, streams) {
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

/// `formaten eject FORMAAT`: the built-in format with the texts that it names, in the content folder.
pub(super) fn copy_formaat(arguments: &EjectFormaat, streams: &mut Streams<'_>) -> u8 {
    let (name, content) = (arguments.formaat.as_str(), arguments.content.dir.as_path());
    let builtin = builtin_formaten();
    let Some(files) = builtin.get(name) else {
        let hint =
            did_you_mean_or(name, builtin.keys().map(String::as_str), "zie alle formaten met: steunwijzer formaten");
        return stop(&format!("er is geen ingebouwd formaat `{name}`"), &hint, streams);
    };
    if !content.is_dir() {
        let message = format!("er is geen map `{}`", content.display());
        return stop(&message, "noem de map met --content, of begin met: steunwijzer init", streams);
    }
    let dir = content.join("formaten");
    if let Some(path) = files.iter().map(|(path, _)| dir.join(path)).find(|path| fs::symlink_metadata(path).is_ok()) {
        let hint = "haal het bestand eerst weg als u opnieuw wilt beginnen";
        return stop(&format!("`{}` bestaat al", path.display()), hint, streams);
    }
    let mut made = Vec::new();
    for (path, bytes) in files {
        let path = dir.join(path);
        if let Err(err) = create_file(&path, bytes) {
            let (message, hint) = not_written(&path, &err);
            return stop(&message, &hint, streams);
        }
        made.push(format!("  {}", path.display()));
    }
    let _ = writeln!(streams.out, "Gemaakt:\n{}\nDit formaat gaat nu voor het ingebouwde.", made.join("\n"));
    super::content::refresh_schemas(content, streams);
    0
}

/// `schema FORMAAT`, or `schema --voor WAT`.
pub(super) fn schema(arguments: &Schema, streams: &mut Streams<'_>) -> u8 {
    let catalogus = match catalogus_or_builtin(&arguments.content.dir, streams) {
        Ok(catalogus) => catalogus,
        Err(code) => return code,
    };
    if let Some(definition) = arguments.what.as_deref().and_then(Definition::from_name) {
        let _ = writeln!(streams.out, "{:#}", export::schema::of_definition(definition, &catalogus));
        return 0;
    }
    let name = arguments.formaat.as_deref().unwrap_or_default();
    let Some(formaat) = catalogus.formaten.get(name) else {
        let names = catalogus.formaten.keys().map(String::as_str);
        let hint = did_you_mean_or(name, names, "zie alle formaten met: steunwijzer formaten");
        return stop(&format!("er is geen formaat `{name}`"), &hint, streams);
    };
    let _ = writeln!(streams.out, "{:#}", export::schema::schema(formaat, &catalogus));
    0
}

/// `theme list`: the themes there are, and the files of the standard one.
pub(super) fn themes(arguments: &ListThemes, streams: &mut Streams<'_>) -> u8 {
    let _ = writeln!(streams.out, "Thema's:");
    for name in theme::names() {
        let _ = writeln!(streams.out, "  {name} (in het programma)");
    }
    for name in theme::beside(&arguments.content.dir) {
        let _ = writeln!(streams.out, "  {name} (in {}/)", arguments.content.dir.join(theme::FOLDER).display());
    }
    let name = theme::DEFAULT_NAME;
    let _ = writeln!(streams.out, "\nBestanden van {name}, over te nemen met `steunwijzer theme eject BESTAND`:");
    for name in theme::default_files().keys() {
        let _ = writeln!(streams.out, "{name}");
    }
    0
}

/// `theme eject BESTAND`.
pub(super) fn copy_to_site(arguments: &EjectTheme, streams: &mut Streams<'_>) -> u8 {
    let (name, content) = (arguments.file.as_str(), arguments.content.dir.as_path());
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
pub(super) fn completions(arguments: &Completions, streams: &mut Streams<'_>) -> u8 {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut options::command_line(), "steunwijzer", &mut text);
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
