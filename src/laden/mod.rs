//! From a content folder to a [`Site`]: every file is read, every problem is collected.

mod controles;
mod document;
mod norm;
mod school;
mod site;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::bestanden::{Bestanden, Erboven};
use crate::model::catalogus::Catalogus;
use crate::model::lezer::is_id;
use crate::model::site::{Document, School, Site};
use crate::tekst::{Doel, Markdown, slug};

/// A content folder that cannot be read at all.
#[derive(Debug)]
pub struct GeenInhoud(pub String);

/// Reads a content folder; `None` when even `site.yaml` cannot be used.
///
/// # Errors
/// When the folder is not there or cannot be entered.
pub fn laad(content: &Path) -> Result<(Option<Site>, Meldingen), GeenInhoud> {
    laad_met(content, Arc::default())
}

/// Reads a content folder as it will be once some files are written.
///
/// # Errors
/// When the folder is not there or cannot be entered.
pub fn laad_met(content: &Path, erboven: Arc<Erboven>) -> Result<(Option<Site>, Meldingen), GeenInhoud> {
    let weergave = content.to_string_lossy().trim_end_matches('/').replace('\\', "/");
    let bestanden = Bestanden::schijf_met(content, &weergave, erboven).map_err(|fout| {
        let reden = crate::model::bestanden::systeemfout(&fout);
        GeenInhoud(format!("map `{weergave}` kan niet gelezen worden ({reden})"))
    })?;
    let mut meldingen = Meldingen::nieuw();
    let catalogus = Catalogus::lees(&bestanden, &mut meldingen);
    let gegevens = site::lees(&bestanden, &catalogus, &mut meldingen);
    let (scholen, kapotte_scholen) = laad_scholen(&bestanden, &catalogus, &mut meldingen);
    let map = bestanden.onder("praktijk");
    let praktijk = laad_praktijk(&map, &catalogus, &mut meldingen);
    let (praktijk_inleiding, links) = praktijk_inleiding(&map, &mut meldingen);
    let site = gegevens.map(|mut gegevens| {
        gegevens.links.extend(links);
        Site { gegevens, catalogus, scholen, kapotte_scholen, praktijk, praktijk_inleiding }
    });
    Ok((site, meldingen))
}

/// The schools, and the slugs of those that could not be read.
fn laad_scholen(
    bestanden: &Bestanden,
    catalogus: &Catalogus,
    meldingen: &mut Meldingen,
) -> (Vec<School>, BTreeSet<String>) {
    let map = bestanden.onder("scholen");
    let namen = map.inhoud(meldingen).mappen;
    let goed: Vec<&String> =
        namen.iter().filter(|naam| controleer_slug(naam, "de map", "een school", &map, meldingen)).collect();
    let gelezen: Vec<(Option<School>, Meldingen)> = goed
        .par_iter()
        .map(|naam| {
            let mut eigen = Meldingen::nieuw();
            (school::lees(naam, &map.onder(naam), catalogus, &mut eigen), eigen)
        })
        .collect();
    let mut scholen = Vec::new();
    let mut kapot = BTreeSet::new();
    for (naam, (school, eigen)) in goed.into_iter().zip(gelezen) {
        meldingen.neem_over(eigen);
        match school {
            Some(school) => scholen.push(school),
            None => drop(kapot.insert(naam.clone())),
        }
    }
    controleer_oude_slugs(&scholen, meldingen);
    (scholen, kapot)
}

/// Practice examples: documents that belong to no school.
fn laad_praktijk(map: &Bestanden, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Vec<Document> {
    let mut uit = Vec::new();
    for naam in map.inhoud(meldingen).bestanden {
        let Some(stam) = naam.strip_suffix(".yaml") else { continue };
        if controleer_slug(stam, "het bestand", "een voorbeeld", map, meldingen) {
            let invoer = document::Invoer { naam: stam, map, jaarmap: "", schooljaar: None, catalogus };
            uit.extend(document::lees(&invoer, meldingen));
        }
    }
    uit
}

/// The text `inleiding.md` beside the practice examples, and the links it makes.
fn praktijk_inleiding(map: &Bestanden, meldingen: &mut Meldingen) -> (Option<Markdown>, Vec<(Doel, Plek)>) {
    if !map.inhoud(meldingen).bestanden.iter().any(|naam| naam == "inleiding.md") {
        return (None, Vec::new());
    }
    let Some(bron) = map.lees_tekst("inleiding.md", None, meldingen) else { return (None, Vec::new()) };
    let plek = Plek::nieuw(&bron, 0, bron.tekst().len());
    let tekst = crate::tekst::ontleed(bron.tekst(), &plek, true, meldingen);
    let links = tekst.links().into_iter().map(|(doel, plek)| (doel.clone(), plek.clone())).collect();
    (Some(tekst), links)
}

fn controleer_slug(naam: &str, wat: &str, van: &str, map: &Bestanden, meldingen: &mut Meldingen) -> bool {
    if is_id(naam) {
        return true;
    }
    let bericht = format!("{wat} `{naam}` kan geen naam van {van} zijn");
    meldingen.meld(
        Melding::bij_pad(Code::OngeldigeId, map.toon(naam), bericht)
            .hint(format!("gebruik kleine letters, cijfers en streepjes, bijvoorbeeld `{}`", slug(naam))),
    );
    false
}

/// Old slugs lead to one school, and never away from a school that exists.
fn controleer_oude_slugs(scholen: &[School], meldingen: &mut Meldingen) {
    let mut gezien: std::collections::BTreeMap<&str, &School> = scholen.iter().map(|s| (s.slug.as_str(), s)).collect();
    for school in scholen {
        for oud in &school.oude_slugs {
            if let Some(ander) = gezien.insert(&oud.tekst, school) {
                meldingen.meld(
                    Melding::op(Code::DubbelId, &oud.plek, format!("`{}` is al in gebruik", oud.tekst))
                        .ook(&ander.plek, "deze school heeft die naam")
                        .hint("een oude naam van een pagina kan naar één school leiden"),
                );
            }
        }
    }
}
