//! Commands that show what is there: `formaten`, `schema`, `theme`, `completions`, `man`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::export;
use crate::laden::{self, map_van_scholen, school_van};
use crate::melding::{Ernst, Melding, Meldingen, naaste};
use crate::model::bestanden::Bestanden;
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Formaat, Van};
use crate::model::site::Site;
use crate::thema;

use super::nieuw::{definitiefouten, tekst};
use super::{Uitgangen, opties, stop, verslag};

/// The content folder asked for.
pub(super) fn content(deel: &ArgMatches) -> PathBuf {
    deel.get_one::<PathBuf>("content").cloned().unwrap_or_else(|| PathBuf::from("content"))
}

/// The definitions: the built-in ones, and those of the content folder.
pub(super) fn catalogus(content: &Path, uitgangen: &mut Uitgangen<'_>) -> Result<Catalogus, (String, String)> {
    let weergave = content.to_string_lossy();
    let bestanden = Bestanden::schijf(content, weergave.trim_end_matches('/')).map_err(|fout| {
        let reden = crate::model::bestanden::systeemfout(&fout);
        let hint = "noem de map met --content, of begin met: steunwijzer init";
        (format!("map `{weergave}` kan niet gelezen worden ({reden})"), hint.to_owned())
    })?;
    let mut meldingen = Meldingen::nieuw();
    let catalogus = Catalogus::lees(&bestanden, &mut meldingen);
    if definitiefouten(meldingen, uitgangen) {
        let hint = "verbeter eerst wat hierboven staat".to_owned();
        return Err(("er zijn fouten in lijsten, schalen of formaten".to_owned(), hint));
    }
    Ok(catalogus)
}

/// The whole site, when nothing in it is wrong; else the messages are shown and the exit code is given.
pub(super) fn site(content: &Path, uitgangen: &mut Uitgangen<'_>) -> Result<Site, u8> {
    site_voor(content, |_| true, uitgangen)
}

/// The site without schools that cannot be read, when nothing is wrong in what counts: the definitions, `site.yaml`, and the
/// schools of which `telt` says so (by slug). Else the messages are shown and the exit code is given.
pub(super) fn site_voor(
    content: &Path,
    telt: impl Fn(&str) -> bool,
    uitgangen: &mut Uitgangen<'_>,
) -> Result<Site, u8> {
    let (site, meldingen) = match laden::laad(content) {
        Ok(gelezen) => gelezen,
        Err(fout) => return Err(stop(&fout.0, "noem de map met --content, of begin met: steunwijzer init", uitgangen)),
    };
    let map = map_van_scholen(content);
    let telt_mee = |m: &Melding| m.ernst == Ernst::Fout && school_van(m, &map).is_none_or(&telt);
    let fouten: Vec<_> = meldingen.gesorteerd().into_iter().filter(telt_mee).collect();
    match site {
        Some(site) if fouten.is_empty() => Ok(site),
        _ => {
            let _ = write!(uitgangen.fout, "{}", verslag::human(&fouten, uitgangen.kleur()));
            let _ = writeln!(uitgangen.fout, "{} Er is niets geschreven.", verslag::telling(&fouten));
            Err(1)
        }
    }
}

/// The definitions of the content folder; without that folder the built-in ones. Else what is wrong was said, and this
/// is the exit code.
fn catalogus_of_ingebouwd(deel: &ArgMatches, uitgangen: &mut Uitgangen<'_>) -> Result<Catalogus, u8> {
    let content = content(deel);
    if !content.exists() {
        return Ok(Catalogus::lees(&Bestanden::leeg(), &mut Meldingen::nieuw()));
    }
    catalogus(&content, uitgangen).map_err(|(bericht, hint)| stop(&bericht, &hint, uitgangen))
}

/// What to try instead of a name that is not there: the near name, else where the names are shown.
pub(super) fn bedoeld<'a>(naam: &str, mogelijk: impl IntoIterator<Item = &'a str>, anders: &str) -> String {
    naaste(naam, mogelijk).map_or_else(|| anders.to_owned(), |naam| format!("bedoelde u `{naam}`?"))
}

/// `formaten`: works without content too, with the built-in ones.
pub(super) fn formaten(deel: &ArgMatches, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let catalogus = match catalogus_of_ingebouwd(deel, uitgangen) {
        Ok(catalogus) => catalogus,
        Err(code) => return code,
    };
    for formaat in catalogus.formaten.values() {
        let _ = writeln!(uitgangen.uit, "{}\n  {}\n  {}", formaat.id, formaat.titel, omvang(formaat));
    }
    0
}

/// "profiel voor scholen, 6 hoofdstukken, 23 secties".
fn omvang(formaat: &Formaat) -> String {
    let soort = match (formaat.van, formaat.profiel) {
        (Van::School, true) => "profiel van een school",
        (Van::School, false) => "ander document van een school",
        (Van::Praktijk, _) => "praktijkvoorbeeld",
    };
    let (hoofdstukken, secties) = (formaat.hoofdstukken.len(), formaat.secties().count());
    format!(
        "{soort}; {}, {}",
        verslag::aantal(hoofdstukken, "hoofdstuk", "hoofdstukken"),
        verslag::aantal(secties, "sectie", "secties")
    )
}

/// `schema FORMAAT`.
pub(super) fn schema(deel: &ArgMatches, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let catalogus = match catalogus_of_ingebouwd(deel, uitgangen) {
        Ok(catalogus) => catalogus,
        Err(code) => return code,
    };
    let naam = tekst(deel, "naam");
    let Some(formaat) = catalogus.formaten.get(naam) else {
        let namen = catalogus.formaten.keys().map(String::as_str);
        let hint = bedoeld(naam, namen, "zie alle formaten met: steunwijzer formaten");
        return stop(&format!("er is geen formaat `{naam}`"), &hint, uitgangen);
    };
    let _ = writeln!(uitgangen.uit, "{:#}", export::schema::schema(formaat, &catalogus));
    0
}

/// `theme list` and `theme eject BESTAND`.
pub(super) fn thema(deel: &ArgMatches, uitgangen: &mut Uitgangen<'_>) -> u8 {
    match deel.subcommand() {
        Some(("eject", deel)) => neem_over(tekst(deel, "naam"), &content(deel), uitgangen),
        _ => {
            for naam in thema::standaard().keys() {
                let _ = writeln!(uitgangen.uit, "{naam}");
            }
            0
        }
    }
}

fn neem_over(naam: &str, content: &Path, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let bestanden = thema::standaard();
    let Some(bytes) = bestanden.get(naam) else {
        let namen = bestanden.keys().map(String::as_str);
        let hint = bedoeld(naam, namen, "zie alle bestanden met: steunwijzer theme list");
        return stop(&format!("het standaardthema heeft geen bestand `{naam}`"), &hint, uitgangen);
    };
    if !content.is_dir() {
        let bericht = format!("er is geen map `{}`", content.display());
        return stop(&bericht, "noem de map met --content, of begin met: steunwijzer init", uitgangen);
    }
    let pad = content.join("thema").join(naam);
    if fs::symlink_metadata(&pad).is_ok() {
        let hint = "haal het bestand eerst weg als u opnieuw wilt beginnen";
        return stop(&format!("`{}` bestaat al", pad.display()), hint, uitgangen);
    }
    let schrijf = || {
        pad.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(&pad, bytes)
    };
    if let Err(fout) = schrijf() {
        let reden = crate::model::bestanden::systeemfout(&fout);
        let bericht = format!("`{}` kan niet geschreven worden ({reden})", pad.display());
        return stop(&bericht, "controleer of u in deze map mag schrijven", uitgangen);
    }
    let _ = writeln!(uitgangen.uit, "Gemaakt: {}\nDit bestand gaat nu voor dat van het thema.", pad.display());
    0
}

/// `completions SHELL`.
pub(super) fn aanvullingen(deel: &ArgMatches, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let Some(shell) = deel.get_one::<clap_complete::Shell>("naam") else { return 2 };
    let mut tekst = Vec::new();
    clap_complete::generate(*shell, &mut opties::opdracht(), "steunwijzer", &mut tekst);
    let _ = uitgangen.uit.write_all(&tekst);
    0
}

/// `man`: one page for all commands, with Dutch headings.
pub(super) fn handleiding(uitgangen: &mut Uitgangen<'_>) -> u8 {
    let mut tekst = Vec::new();
    let opdracht = opties::opdracht();
    // `new school` and the like stand beside the others, under their whole name.
    let delen: Vec<(String, clap::Command)> = opdracht
        .get_subcommands()
        .flat_map(|deel| {
            let onder: Vec<_> =
                deel.get_subcommands().map(|o| (format!("{} {}", deel.get_name(), o.get_name()), o.clone())).collect();
            if onder.is_empty() { vec![(deel.get_name().to_owned(), deel.clone())] } else { onder }
        })
        .collect();
    let man = clap_mangen::Man::new(opdracht).title("STEUNWIJZER").manual("Steunwijzer").date("");
    let mut goed = man.render(&mut tekst);
    for (naam, deel) in delen {
        let mut stuk = Vec::new();
        let man = clap_mangen::Man::new(deel);
        goed = goed
            .and_then(|()| man.render_description_section(&mut stuk))
            .and_then(|()| man.render_options_section(&mut stuk));
        let kop = format!(".SH \"STEUNWIJZER {}\"\n", naam.to_uppercase());
        tekst.extend_from_slice(kop.as_bytes());
        let stuk = String::from_utf8_lossy(&stuk).replace(".SH DESCRIPTION\n", "").replace(".SH OPTIES", ".SS OPTIES");
        tekst.extend_from_slice(stuk.replace(".SH OPTIONS", ".SS OPTIES").as_bytes());
    }
    if goed.is_err() {
        return 2;
    }
    let tekst = String::from_utf8_lossy(&tekst);
    let koppen = [
        ("NAME", "NAAM"),
        ("SYNOPSIS", "GEBRUIK"),
        ("DESCRIPTION", "BESCHRIJVING"),
        ("OPTIONS", "OPTIES"),
        ("SUBCOMMANDS", "OPDRACHTEN"),
        ("EXTRA", "AFSLUITCODES"),
        ("VERSION", "VERSIE"),
        ("Opdrachten", "OPDRACHTEN"),
    ];
    let tekst = koppen.iter().fold(tekst.into_owned(), |tekst, (van, naar)| {
        tekst.replace(&format!(".SH {van}\n"), &format!(".SH {naar}\n"))
    });
    let _ = write!(uitgangen.uit, "{tekst}");
    0
}
