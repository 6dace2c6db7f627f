//! What a school has beside the list: the rows under `anders`. In a judgement or a series such a
//! row may also say what an item of the list may.

use std::collections::BTreeMap;

use crate::melding::{Code, Melding};
use crate::model::antwoord::{About, Eigen, ItemAntwoord};
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::lezer::{KaartLezer, Woord, als_woord};
use crate::model::waarde::Stand;
use crate::yaml::{Knoop, Waarde};

use super::{Omgeving, about, beoordeling, items, reeks, verwijzing};

/// Reads all rows under `anders`.
pub(super) fn read_all(sectie: &Sectie, knopen: &[Knoop], om: &mut Omgeving<'_, '_>) -> Vec<Eigen> {
    let mut uit = Vec::new();
    for knoop in knopen {
        uit.extend(read(sectie, uit.len(), knoop, om));
    }
    unique_ids(&uit, om);
    uit
}

/// Reports ids under `anders` that stand there twice.
fn unique_ids(anders: &[Eigen], om: &mut Omgeving<'_, '_>) {
    let mut gezien: BTreeMap<&str, &Eigen> = BTreeMap::new();
    for eigen in anders {
        let Some(id) = &eigen.id else { continue };
        if let Some(eerder) = gezien.insert(id, eigen) {
            om.meldingen.meld(
                Melding::op(Code::DubbelId, &eigen.naam.plek, format!("id `{id}` staat er twee keer onder `anders`"))
                    .ook(&eerder.naam.plek, "dit heeft hetzelfde id")
                    .hint("geef een van de twee een ander id"),
            );
        }
    }
}

fn only_name(naam: Woord) -> Eigen {
    Eigen {
        naam,
        id: None,
        is: Vec::new(),
        bij: Vec::new(),
        waar: Vec::new(),
        hoeveel: None,
        zin: None,
        zin_plek: None,
        tekst: None,
        noot: None,
        hulpvragen: Vec::new(),
        about: About::default(),
        antwoord: None,
    }
}

/// Reads one row. A key that the section has as a field or a column is that field or column.
fn read(sectie: &Sectie, index: usize, knoop: &Knoop, om: &mut Omgeving<'_, '_>) -> Option<Eigen> {
    if let Waarde::Tekst(_) = knoop.waarde {
        return als_woord(knoop, om.meldingen).map(only_name);
    }
    let mut lezer = KaartLezer::nieuw(knoop, "eigen aanbod onder `anders`", om.meldingen)?;
    let naam = lezer.moet_tekst("naam", om.meldingen)?;
    let antwoord = said_as_item(sectie, index, &naam, &mut lezer, om);
    let lijsten: Vec<_> = sectie.lijst.iter().cloned().collect();
    let hulpvragen: Vec<_> = om.catalogus.lijst("hulpvragen").into_iter().cloned().collect();
    let own = |sleutel: &str| {
        let column = sectie.soort == Soort::Reeks && sectie.kolommen.iter().any(|(id, _)| id == sleutel);
        !column && (sectie.soort != Soort::Beoordeling || sectie.veld(sleutel).is_none())
    };
    let mut eigen = Eigen { antwoord, ..only_name(naam) };
    if own("id") {
        eigen.id = om.tekst_onder(&mut lezer, "id");
    }
    if own("is") {
        eigen.is = verwijzing::streng(lezer.knopen("is"), &lijsten, om);
    }
    if own("bij") {
        eigen.bij = verwijzing::streng(lezer.knopen("bij"), &lijsten, om);
    }
    if own("waar") {
        eigen.waar = lezer.neem("waar").map(|k| items::plaatsen(sectie, k, om)).unwrap_or_default();
    }
    if own("hoeveel") {
        eigen.hoeveel = om.hoeveel_onder(&mut lezer);
    }
    if own("zin") {
        let zin = lezer.tekst("zin", om.meldingen);
        eigen.zin_plek = zin.as_ref().map(|woord| woord.plek.clone());
        eigen.zin = zin.map(|woord| woord.tekst);
    }
    if sectie.onderwerp == Some(Onderwerp::Grenzen) {
        eigen.about = about_limit(&mut lezer, om);
    } else if own("hulpvragen") {
        eigen.hulpvragen = verwijzing::streng(lezer.knopen("hulpvragen"), &hulpvragen, om);
    }
    eigen.tekst = om.markdown_onder(&mut lezer, "tekst");
    eigen.noot = om.markdown_onder(&mut lezer, "noot");
    lezer.klaar(om.meldingen);
    Some(eigen)
}

/// The value, groups and fields of a judgement, or the columns of a series, that a row fills.
fn said_as_item(
    sectie: &Sectie,
    index: usize,
    naam: &Woord,
    lezer: &mut KaartLezer<'_>,
    om: &mut Omgeving<'_, '_>,
) -> Option<Box<ItemAntwoord>> {
    let mut antwoord = items::leeg(index, Stand::NietVermeld, &naam.plek);
    let iets = match sectie.soort {
        Soort::Beoordeling => beoordeling::from_keys(sectie, &mut antwoord, lezer, om),
        Soort::Reeks => {
            antwoord.reeks = reeks::own_columns(sectie, lezer, om);
            !antwoord.reeks.is_empty()
        }
        _ => false,
    };
    iets.then(|| Box::new(antwoord))
}

/// What a row is about in a section of limits; it helps with nothing.
fn about_limit(lezer: &mut KaartLezer<'_>, om: &mut Omgeving<'_, '_>) -> About {
    About {
        hulpvragen: lezer.neem(about::HULPVRAGEN).and_then(|knoop| about::hulpvragen(knoop, om)),
        items: verwijzing::streng(lezer.knopen(about::ITEMS), &[], om),
    }
}
