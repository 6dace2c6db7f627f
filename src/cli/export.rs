//! The command `export`: the open data without a site, or a document as Markdown.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::export;
use crate::model::site::{Document, School, Site};

use super::tonen::{bedoeld, content, site};
use super::{Uitgangen, stop, verslag};

/// `export`: the open data without a site around it, or one document as Markdown.
pub(super) fn export(deel: &ArgMatches, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let content = content(deel);
    let site = match site(&content, uitgangen) {
        Ok(site) => site,
        Err(code) => return code,
    };
    let uitvoer = deel.get_one::<PathBuf>("output");
    if let Some(naam) = deel.get_one::<String>("markdown") {
        return markdown(&site, naam, &content, uitvoer, uitgangen);
    }
    let map = uitvoer.map_or(Path::new("data"), PathBuf::as_path);
    let bestanden = match export::data::bestanden(&site) {
        Ok(bestanden) => bestanden,
        Err(fout) => return stop(&fout.to_string(), "meld dit bij de makers van Steunwijzer", uitgangen),
    };
    for bestand in bestanden {
        let code = schrijf(&map.join(&bestand.naam), &bestand.bytes, uitgangen);
        if code != 0 {
            return code;
        }
    }
    0
}

/// Writes a file and says so.
fn schrijf(pad: &Path, bytes: &[u8], uitgangen: &mut Uitgangen<'_>) -> u8 {
    let map = pad.parent().filter(|map| !map.as_os_str().is_empty());
    if let Err(fout) = map.map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(pad, bytes)) {
        let reden = crate::model::bestanden::systeemfout(&fout);
        let bericht = format!("`{}` kan niet geschreven worden ({reden})", pad.display());
        return stop(&bericht, "controleer of u in deze map mag schrijven", uitgangen);
    }
    let _ = writeln!(uitgangen.uit, "{}", pad.display());
    0
}

/// `export --markdown DOCUMENT`.
fn markdown(site: &Site, naam: &str, content: &Path, uitvoer: Option<&PathBuf>, uitgangen: &mut Uitgangen<'_>) -> u8 {
    let gevraagd = kort_pad(naam, content);
    let alle = documenten(site);
    let profiel = site.school(&gevraagd).map(|school| (school, school.profiel()));
    let gevonden = match profiel {
        Some((school, Some(document))) => Some((Some(school), document)),
        Some((school, None)) => {
            let hint = match alle.iter().find(|(pad, ..)| pad.starts_with(&format!("{}/", school.slug))) {
                Some((pad, ..)) => format!("noem een document, zoals {pad}"),
                None => "maak eerst een document, met: steunwijzer new schooljaar".to_owned(),
            };
            return stop(&format!("`{gevraagd}` heeft geen gepubliceerd profiel"), &hint, uitgangen);
        }
        None => alle.iter().find(|(pad, ..)| *pad == gevraagd).map(|(_, school, document)| (*school, *document)),
    };
    let Some((school, document)) = gevonden else {
        let namen = site.scholen.iter().map(|s| s.slug.as_str()).chain(alle.iter().map(|(pad, ..)| pad.as_str()));
        let hint = bedoeld(&gevraagd, namen, "noem de map van een school, of het pad van een document");
        return stop(&format!("er is geen document `{gevraagd}`"), &hint, uitgangen);
    };
    let tekst = match export::markdown::document(site, school, document) {
        Ok(tekst) => tekst,
        Err(melding) => {
            let _ = write!(uitgangen.fout, "{}", verslag::human(&[*melding], uitgangen.kleur()));
            return 1;
        }
    };
    match uitvoer {
        Some(pad) => schrijf(pad, tekst.as_bytes(), uitgangen),
        None => {
            let _ = write!(uitgangen.uit, "{tekst}");
            0
        }
    }
}

/// A document as its author may name it: with or without the content folder, `scholen/` and `.yaml`.
fn kort_pad(naam: &str, content: &Path) -> String {
    let pad = Path::new(naam);
    let pad = pad.strip_prefix(content).unwrap_or(pad).to_string_lossy().replace('\\', "/");
    let pad = pad.trim_start_matches("./").trim_end_matches('/');
    let pad = pad.strip_prefix("scholen/").unwrap_or(pad);
    pad.strip_suffix(".yaml").unwrap_or(pad).to_owned()
}

/// All documents by path: `school/jaar/naam`, and `praktijk/naam`.
fn documenten(site: &Site) -> Vec<(String, Option<&School>, &Document)> {
    let van_scholen = site.scholen.iter().map(AsRef::as_ref).flat_map(|school: &School| {
        school.documenten.iter().map(move |document| {
            let pad = school.jaarpad(document).replacen("scholen/", "", 1);
            (pad, Some(school), document)
        })
    });
    let voorbeelden = site.praktijk.iter().map(|document| (format!("praktijk/{}", document.naam), None, document));
    van_scholen.chain(voorbeelden).collect()
}
