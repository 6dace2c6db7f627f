//! A new school year: last year's folder copied forward. What was true last year is no promise for this one, so the
//! copy is a concept, its dates are empty, and every section waits until somebody has checked it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::bron::Bron;
use crate::melding::Meldingen;
use crate::model::datum::Schooljaar;
use crate::model::filenames;
use crate::model::site::{Document, School};
use crate::yaml::lap::{self, Lap};
use crate::yaml::{self, Knoop, Paar};

use super::{NieuwFout, Plan};

/// The files of a new school year of a school, and the year they come from.
///
/// # Errors
/// When the school has nothing from an earlier year, or a file cannot be read.
pub fn plan(content: &Path, school: &School, naar: Schooljaar) -> Result<(Plan, Schooljaar), NieuwFout> {
    let eerder = school.documenten.iter().filter_map(|d| d.schooljaar).filter(|jaar| *jaar < naar).max();
    let van = eerder.ok_or_else(|| NieuwFout::NietsOver(school.slug.clone()))?;
    let map = content.join("scholen").join(&school.slug);
    let (oud, nieuw) = (map.join(van.to_string()), map.join(naar.to_string()));
    let mut plan = Plan::default();
    neem_over(&oud, &nieuw, &mut plan)?;
    for document in school.documenten.iter().filter(|d| d.schooljaar == Some(van)) {
        let pad = nieuw.join(format!("{}.yaml", document.naam));
        for (_, bytes) in plan.nieuw.iter_mut().filter(|(eigen, _)| *eigen == pad) {
            if let Some(tekst) = vooruit(&String::from_utf8_lossy(bytes), document, van, naar) {
                *bytes = tekst.into_bytes();
            }
        }
    }
    Ok((plan, van))
}

/// All files of a folder and of the folders in it, but for what programs leave behind; links are left where they are.
fn neem_over(oud: &Path, nieuw: &Path, plan: &mut Plan) -> Result<(), NieuwFout> {
    let fout = |fout| NieuwFout::Lezen(oud.to_owned(), fout);
    let mut ingangen: Vec<fs::DirEntry> = fs::read_dir(oud).map_err(fout)?.collect::<Result<_, _>>().map_err(fout)?;
    ingangen.sort_by_key(fs::DirEntry::file_name);
    for ingang in ingangen {
        if filenames::is_by_product(&ingang.file_name().to_string_lossy()) {
            continue;
        }
        let (pad, doel) = (ingang.path(), nieuw.join(ingang.file_name()));
        let soort = ingang.file_type().map_err(|fout| NieuwFout::Lezen(pad.clone(), fout))?;
        if soort.is_dir() {
            neem_over(&pad, &doel, plan)?;
        } else if soort.is_file() {
            let bytes = fs::read(&pad).map_err(|fout| NieuwFout::Lezen(pad, fout))?;
            plan.nieuw.push((doel, bytes));
        }
    }
    Ok(())
}

/// The text of a document for the new year; nothing else in it changes.
fn vooruit(tekst: &str, document: &Document, van: Schooljaar, naar: Schooljaar) -> Option<String> {
    let bron = Bron::nieuw("document.yaml", tekst);
    let wortel = yaml::lees(&bron, &mut Meldingen::nieuw())?;
    let paren = wortel.als_kaart()?;
    let mut lappen = Vec::new();
    for (i, paar) in paren.iter().enumerate() {
        match paar.sleutel.as_str() {
            "schooljaar" => lappen.push(lap::vervang(paar, &naar.to_string())),
            // The old days do not hold any more, and may not be taken for new ones.
            "peildatum" | "vastgesteld" | "geldig-tot" if !paar.waarde.is_leeg() => {
                lappen.push(lap::vervang(paar, &format!("  # in {van}: {}", paar.waarde.plek.tekst().trim())));
            }
            "status" | "overgenomen-uit" | "gecontroleerd" => lappen.extend(lap::verwijder(&wortel, i)),
            "secties" => lappen.extend(zonder_controle(paar)),
            _ => {}
        }
    }
    let begin =
        paren.iter().find(|p| p.sleutel == "schooljaar").or_else(|| paren.iter().find(|p| p.sleutel == "formaat"))?;
    let mut regels = String::new();
    if begin.sleutel != "schooljaar" {
        let _ = writeln!(regels, "schooljaar: {naar}");
    }
    let _ = write!(
        regels,
        "status: concept  # haal deze regel weg als alles is nagekeken en het document openbaar mag zijn\n\
         overgenomen-uit: {van}\n\
         gecontroleerd:  # zet achter elke sectie die u hebt nagekeken de datum, zoals 2025-09\n"
    );
    for sectie in document.formaat.secties().filter(|s| document.antwoorden.contains_key(&s.id)) {
        let _ = writeln!(regels, "  {}:", sectie.id);
    }
    lappen.push(lap::voeg_toe_na(begin, &regels));
    Some(lap::pas_toe(tekst, lappen))
}

/// Sections lose the date on which they were checked.
fn zonder_controle(secties: &Paar) -> Vec<Lap> {
    let alle: &[Paar] = secties.waarde.als_kaart().unwrap_or_default();
    let datum = |sectie: &Knoop| {
        let index = sectie.als_kaart()?.iter().position(|p| p.sleutel == "gecontroleerd")?;
        lap::verwijder(sectie, index)
    };
    alle.iter().filter_map(|sectie| datum(&sectie.waarde)).collect()
}
