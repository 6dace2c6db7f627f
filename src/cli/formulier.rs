//! `form` and `import`: the intake by spreadsheet.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use rayon::prelude::*;
use serde::Serialize;

use crate::formulier::basis::{self, Herkomst};
use crate::formulier::maken::{self, Gemaakt, MaakFout, Voor};
use crate::formulier::verwerken::{self, Invoer, Samenvatting};
use crate::melding::{Ernst, Melding};
use crate::model::bestanden::systeemfout;
use crate::model::datum::Schooljaar;
use crate::model::site::School;

use super::nieuw::{Stop, formaat, jaar, tekst};
use super::opties::Report;
use super::tonen::{bedoeld, content};
use super::unread::{self, Reason, Unread};
use super::vouw::{BREED, vouw};
use super::{Uitgangen, stop, verslag};

/// Larger files are not read: no form is that large.
const MAX_BESTAND: u64 = 20_000_001;

/// `form FORMAAT [--school SCHOOL]`.
pub(super) fn form(deel: &ArgMatches, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let content = content(deel);
    let gemaakt = match maak(deel, &content, uitgangen) {
        Ok(gemaakt) => gemaakt,
        Err(Klaar::Code(code)) => return code,
        Err(Klaar::Stop((bericht, hint))) => return stop(&bericht, &hint, uitgangen),
    };
    let uit = deel.get_one::<PathBuf>("output").cloned().unwrap_or_default();
    let een_bestand = uit.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx"));
    if een_bestand && gemaakt.len() > 1 {
        let bericht = format!("er zijn {} formulieren, en `{}` is één bestand", gemaakt.len(), uit.display());
        return stop(&bericht, "noem met --output een map", uitgangen);
    }
    let paden: Vec<(PathBuf, Vec<u8>)> = gemaakt
        .into_iter()
        .map(|Gemaakt { naam, bytes }| (if een_bestand { uit.clone() } else { uit.join(naam) }, bytes))
        .collect();
    // A form that is there may be filled in.
    if let Some((pad, _)) = paden.iter().find(|(pad, _)| fs::symlink_metadata(pad).is_ok()) {
        let bericht = format!("`{}` bestaat al; er is niets geschreven", pad.display());
        return stop(&bericht, "kies een andere map of naam met --output, of haal het bestand eerst weg", uitgangen);
    }
    for (pad, bytes) in &paden {
        if let Err((bericht, hint)) = schrijf(pad, bytes) {
            return stop(&bericht, &hint, uitgangen);
        }
        let _ = writeln!(uitgangen.uit, "{}", pad.display());
    }
    let _ = writeln!(uitgangen.uit, "Ingevuld terug? Neem het over met: steunwijzer import BESTAND");
    0
}

/// A command that ends early.
enum Klaar {
    /// What had to be said was said.
    Code(u8),
    /// This is still to be said.
    Stop(Stop),
}

impl From<Stop> for Klaar {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

fn maak(deel: &ArgMatches, content: &Path, uitgangen: &mut Uitgangen<'_>) -> Result<Vec<Gemaakt>, Klaar> {
    let gevraagd: Vec<&str> = deel.get_many::<String>("school").into_iter().flatten().map(String::as_str).collect();
    let alle = deel.get_flag("alle");
    // What is wrong in one school does not keep another from its form.
    let telt = |slug: &str| alle || gevraagd.contains(&slug);
    let site = super::tonen::site_voor(content, telt, uitgangen).map_err(Klaar::Code)?;
    let formaat = formaat(tekst(deel, "naam"), &site.catalogus)?;
    let genoemd_jaar = deel.get_one::<String>("schooljaar").is_some();
    let voor = |jaar: Schooljaar| Voor { content, catalogus: &site.catalogus, formaat: &formaat, jaar };
    if gevraagd.is_empty() && !alle {
        let gemaakt = maken::leeg(&voor(jaar(deel)?)).map_err(|fout| waarom(&fout))?;
        return Ok(vec![gemaakt]);
    }
    let mut scholen: Vec<&School> = Vec::new();
    for slug in gevraagd {
        scholen.push(site.school(slug).ok_or_else(|| {
            let namen = site.scholen.iter().map(|s| s.slug.as_str());
            let hint = bedoeld(slug, namen, "noem de map van de school in `content/scholen/`");
            (format!("er is geen school `{slug}`"), hint)
        })?);
    }
    if alle {
        scholen =
            site.scholen.iter().map(AsRef::as_ref).filter(|s| basis::nieuwste(s, &formaat.id).is_some()).collect();
        if scholen.is_empty() {
            let bericht = format!("geen school heeft een document in formaat `{}`", formaat.id);
            return Err(Klaar::Stop((bericht, "noem een school met --school".to_owned())));
        }
    }
    let gekozen_jaar = jaar(deel)?;
    scholen
        .par_iter()
        .map(|school| {
            let nieuwste = basis::nieuwste(school, &formaat.id);
            let naam = nieuwste.map_or_else(|| nieuwe_naam(school, gekozen_jaar, &formaat.id), |d| d.naam.clone());
            let jaar = nieuwste.and_then(|d| d.schooljaar).filter(|_| !genoemd_jaar).unwrap_or(gekozen_jaar);
            maken::voor_school(&voor(jaar), school, &naam).map_err(|fout| Klaar::Stop(waarom(&fout)))
        })
        .collect()
}

/// The name of a first document: `profiel`, unless a document in another format has it.
fn nieuwe_naam(school: &School, jaar: Schooljaar, formaat: &str) -> String {
    let bezet = school.documenten.iter().any(|d| d.schooljaar == Some(jaar) && d.naam == basis::PROFIEL);
    if bezet { formaat.to_owned() } else { basis::PROFIEL.to_owned() }
}

fn waarom(fout: &MaakFout) -> Stop {
    match fout {
        MaakFout::Basis(fout) => fout.bericht_en_hint(),
        MaakFout::Map(fout) => (
            format!("de inhoud kan niet gelezen worden ({})", systeemfout(fout)),
            "kijk na met: steunwijzer check".to_owned(),
        ),
        MaakFout::Boek(fout) => (
            format!("het rekenblad kan niet gemaakt worden ({fout})"),
            "meld dit bij de makers van Steunwijzer".to_owned(),
        ),
    }
}

/// Writes beside the file first, so that a disk that is full leaves the old one whole.
fn schrijf(pad: &Path, bytes: &[u8]) -> Result<(), Stop> {
    let naam = pad.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let ernaast = pad.with_file_name(format!(".{naam}.nieuw"));
    let doe = || {
        pad.parent().filter(|map| !map.as_os_str().is_empty()).map_or(Ok(()), fs::create_dir_all)?;
        let mut bestand = fs::File::create(&ernaast)?;
        bestand.write_all(bytes)?;
        drop(bestand);
        fs::rename(&ernaast, pad)
    };
    doe().map_err(|fout| {
        let _ = fs::remove_file(&ernaast);
        let bericht = format!("`{}` kan niet geschreven worden ({})", pad.display(), systeemfout(&fout));
        (bericht, "controleer of u in deze map mag schrijven".to_owned())
    })
}

/// `import BESTAND...`.
pub(super) fn import(deel: &ArgMatches, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let content = content(deel);
    let report = match tekst(deel, "report") {
        "short" => Report::Short,
        "json" => Report::Json,
        "github" => Report::Github,
        _ => Report::Human,
    };
    let mut invoer = Vec::new();
    let mut unread = Vec::new();
    for pad in deel.get_many::<PathBuf>("bestanden").into_iter().flatten() {
        match lees(pad, &mut unread) {
            Ok(boeken) => invoer.extend(boeken),
            Err((bericht, hint)) => return stop_met(report, &bericht, &hint, uitgangen),
        }
    }
    let samenvattingen = match verwerken::verwerk(&content, &invoer) {
        Ok(samenvattingen) => samenvattingen,
        Err(fout) => {
            let hint = "noem de map met --content, of begin met: steunwijzer init";
            return stop_met(report, &fout.0, hint, uitgangen);
        }
    };
    let meldingen: Vec<Melding> = samenvattingen.iter().flat_map(|s| s.meldingen.clone()).collect();
    meld(report, &meldingen, uitgangen);
    let fouten = samenvattingen.iter().filter(|s| s.is_fout()).count();
    let overslaan = deel.get_flag("skip-broken");
    let proef = deel.get_flag("dry-run");
    let schrijven = !proef && (fouten == 0 || overslaan);
    if schrijven {
        for (pad, bytes) in samenvattingen.iter().flat_map(|s| &s.bestanden) {
            if let Err((bericht, hint)) = schrijf(pad, bytes) {
                return stop_met(report, &bericht, &hint, uitgangen);
            }
        }
    }
    if report == Report::Json {
        let _ = writeln!(uitgangen.uit, "{}", json(&samenvattingen, &unread, schrijven));
        return u8::from(fouten > 0);
    }
    vat_samen(&samenvattingen, schrijven, uitgangen);
    name_unread(&unread, uitgangen);
    if fouten > 0 {
        let _ = writeln!(uitgangen.fout, "{}", verslag::telling(&meldingen));
        let boeken = verslag::aantal(fouten, "formulier", "formulieren");
        let gevolg = match (overslaan && !proef, samenvattingen.len() - fouten) {
            (true, _) => format!("{boeken} met fouten overgeslagen."),
            (false, 0) => "Er is niets geschreven.".to_owned(),
            (false, _) => {
                "Er is niets geschreven. Met --skip-broken worden de goede formulieren wel overgenomen.".to_owned()
            }
        };
        let _ = writeln!(uitgangen.fout, "{}", vouw(&gevolg, BREED, BREED));
        return 1;
    }
    if proef {
        let _ = writeln!(uitgangen.uit, "Dit was een proef: er is niets geschreven.");
    }
    0
}

/// A failure of usage or environment, in the form that was asked for.
fn stop_met(report: Report, bericht: &str, hint: &str, uitgangen: &mut Uitgangen<'_>) -> u8 {
    if report == Report::Json {
        let _ = writeln!(uitgangen.uit, "{}", verslag::json_omgeving(bericht, hint));
        return 2;
    }
    stop(bericht, hint, uitgangen)
}

/// A workbook, or all workbooks of a folder; what else is in the folder goes to `unread`.
fn lees(pad: &Path, unread: &mut Vec<Unread>) -> Result<Vec<Invoer>, Stop> {
    let fout = |pad: &Path, fout: &std::io::Error| {
        (format!("`{}` kan niet gelezen worden ({})", pad.display(), systeemfout(fout)), "kijk de naam na".to_owned())
    };
    let mut paden = vec![pad.to_owned()];
    if pad.is_dir() {
        paden.clear();
        for ingang in fs::read_dir(pad).map_err(|e| fout(pad, &e))? {
            paden.push(ingang.map_err(|e| fout(pad, &e))?.path());
        }
        paden.sort();
        let from = unread.len();
        paden.retain(|pad| match unread::reason(pad) {
            Reason::Form => true,
            Reason::System => false,
            Reason::Other(reason) => {
                unread.push(Unread { file: shown(pad), reason });
                false
            }
        });
        if paden.is_empty() {
            let here: Vec<String> =
                unread[from..].iter().map(|u| format!("`{}` ({})", u.file, u.reason)).take(10).collect();
            let hint = match here.is_empty() {
                true => "noem een andere map".to_owned(),
                false => format!("noem een andere map; hier staat wel: {}", here.join(", ")),
            };
            return Err((format!("in `{}` staat geen formulier (xlsx)", pad.display()), hint));
        }
    }
    let een = |pad: &PathBuf| {
        use std::io::Read as _;
        let mut bytes = Vec::new();
        let gelezen = fs::File::open(pad).and_then(|b| b.take(MAX_BESTAND).read_to_end(&mut bytes));
        gelezen.map_err(|e| fout(pad, &e))?;
        Ok(Invoer { naam: shown(pad), bytes })
    };
    paden.iter().map(een).collect()
}

/// A path as it is shown.
fn shown(pad: &Path) -> String {
    pad.to_string_lossy().replace('\\', "/")
}

/// Names what was not read, and why.
fn name_unread(unread: &[Unread], uitgangen: &mut Uitgangen<'_>) {
    if unread.is_empty() {
        return;
    }
    let _ = writeln!(uitgangen.uit, "{} niet gelezen:", verslag::aantal(unread.len(), "bestand", "bestanden"));
    for Unread { file, reason } in unread {
        let _ = writeln!(uitgangen.uit, "  {file}: {reason}");
    }
}

fn meld(report: Report, meldingen: &[Melding], uitgangen: &mut Uitgangen<'_>) {
    let kleur = uitgangen.terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    let _ = match report {
        Report::Human => write!(uitgangen.fout, "{}", verslag::human(meldingen, kleur)),
        Report::Short => write!(uitgangen.fout, "{}", verslag::short(meldingen)),
        // It stands with the form it is about.
        Report::Json => Ok(()),
        Report::Github => write!(uitgangen.uit, "{}", verslag::github(meldingen)),
    };
}

/// One form for programs. These names are stable.
#[derive(Serialize)]
struct JsonFormulier<'a> {
    form: &'a str,
    school: Option<&'a str>,
    document: Option<&'a str>,
    ok: bool,
    /// Answers that are other ones now.
    answers: usize,
    /// Sheets of rows that are other ones now.
    row_sheets: usize,
    /// Files that are new or another text.
    files: Vec<String>,
    messages: Vec<verslag::JsonMelding<'a>>,
}

#[derive(Serialize)]
struct JsonImport<'a> {
    version: u32,
    ok: bool,
    /// Whether the files were written, of forms that are `ok`.
    written: bool,
    forms: Vec<JsonFormulier<'a>>,
    /// Files and folders that were not read, and why.
    not_read: &'a [Unread],
}

fn json(samenvattingen: &[Samenvatting], unread: &[Unread], geschreven: bool) -> String {
    let forms = samenvattingen.iter().map(|deel| JsonFormulier {
        form: &deel.naam,
        school: deel.school.as_deref(),
        document: deel.document.as_deref(),
        ok: !deel.is_fout(),
        answers: deel.antwoorden,
        row_sheets: deel.rijbladen,
        files: deel.bestanden.iter().map(|(pad, _)| pad.to_string_lossy().replace('\\', "/")).collect(),
        messages: deel.meldingen.iter().map(verslag::JsonMelding::van).collect(),
    });
    let ok = !samenvattingen.iter().any(Samenvatting::is_fout);
    let verslag = JsonImport { version: 1, ok, written: geschreven, forms: forms.collect(), not_read: unread };
    serde_json::to_string_pretty(&verslag).unwrap_or_default()
}

/// A line per school.
fn vat_samen(samenvattingen: &[Samenvatting], geschreven: bool, uitgangen: &mut Uitgangen<'_>) {
    for deel in samenvattingen {
        let wie = deel.school.as_deref().unwrap_or(&deel.naam);
        let fouten = deel.meldingen.iter().filter(|m| m.ernst == Ernst::Fout).count();
        let waarschuwingen = deel.meldingen.len() - fouten;
        let mut delen = Vec::new();
        if fouten > 0 {
            delen.push(format!("niet overgenomen, {}", verslag::aantal(fouten, "fout", "fouten")));
        } else if deel.bestanden.is_empty() {
            delen.push("niets veranderd".to_owned());
        } else {
            match deel.herkomst {
                Some(Herkomst::Nieuw) => delen.push("nieuw document".to_owned()),
                Some(Herkomst::Vooruit(jaar)) => delen.push(format!("overgenomen uit {jaar}")),
                Some(Herkomst::Bestaand) | None => {}
            }
            if deel.antwoorden > 0 {
                delen.push(verslag::aantal(deel.antwoorden, "antwoord", "antwoorden"));
            }
            if deel.rijbladen > 0 {
                delen.push(verslag::aantal(deel.rijbladen, "blad met rijen", "bladen met rijen"));
            }
        }
        if waarschuwingen > 0 {
            delen.push(verslag::aantal(waarschuwingen, "waarschuwing", "waarschuwingen"));
        }
        let _ = writeln!(uitgangen.uit, "{wie}: {}", delen.join(", "));
        if geschreven && fouten == 0 {
            for (pad, _) in &deel.bestanden {
                let _ = writeln!(uitgangen.uit, "  {}", pad.display());
            }
        }
    }
}
