//! From a content folder to a [`Site`]: every file is read, every problem is collected.

mod document;
mod school;
mod site;

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use crate::melding::{Code, Melding, Meldingen};
use crate::model::bestanden::Bestanden;
use crate::model::catalogus::Catalogus;
use crate::model::lezer::is_id;
use crate::model::site::{School, Site};
use crate::tekst::slug;

/// A content folder that cannot be read at all.
#[derive(Debug)]
pub struct GeenInhoud(pub String);

/// Reads a content folder; `None` when even `site.yaml` cannot be used.
///
/// # Errors
/// When the folder is not there or cannot be entered.
pub fn laad(content: &Path) -> Result<(Option<Site>, Meldingen), GeenInhoud> {
    let weergave = content.to_string_lossy().trim_end_matches('/').replace('\\', "/");
    let bestanden = Bestanden::schijf(content, &weergave).map_err(|fout| {
        let reden = crate::model::bestanden::systeemfout(&fout);
        GeenInhoud(format!("map `{weergave}` kan niet gelezen worden ({reden})"))
    })?;
    let mut meldingen = Meldingen::nieuw();
    let catalogus = Catalogus::lees(&bestanden, &mut meldingen);
    let gegevens = site::lees(&bestanden, &mut meldingen);
    let (scholen, kapotte_scholen) = laad_scholen(&bestanden, &catalogus, &mut meldingen);
    let site = gegevens.map(|gegevens| Site { gegevens, catalogus, scholen, kapotte_scholen });
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
    let goed: Vec<&String> = namen.iter().filter(|naam| controleer_slug(naam, &map, meldingen)).collect();
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

fn controleer_slug(naam: &str, map: &Bestanden, meldingen: &mut Meldingen) -> bool {
    if is_id(naam) {
        return true;
    }
    let bericht = format!("de map `{naam}` kan geen naam van een school zijn");
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
