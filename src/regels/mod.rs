//! Checks over the whole model, after everything was read.

use std::collections::BTreeMap;

use crate::bron::Plek;
use crate::melding::{Code, Ernst, Melding, Meldingen};
use crate::model::formaat::{Sectie, Soort, Van};
use crate::model::lezer::bedoelde;
use crate::model::site::{Document, School, Site};
use crate::model::waarde::{Feit, ItemSleutel, Stand};
use crate::soorten;
use crate::tekst::Doel;

/// Checks a site.
pub fn controleer(site: &Site, meldingen: &mut Meldingen) {
    controleer_links(site, None, &site.gegevens.links, meldingen);
    for document in &site.praktijk {
        controleer_links(site, Some(document), &document.links, meldingen);
        controleer_document(site, document, meldingen);
        controleer_soort(document, Van::Praktijk, meldingen);
    }
    for school in &site.scholen {
        controleer_links(site, None, &school.links, meldingen);
        controleer_profielen(school, meldingen);
        for document in &school.documenten {
            controleer_links(site, Some(document), &document.links, meldingen);
            controleer_document(site, document, meldingen);
            controleer_soort(document, Van::School, meldingen);
        }
    }
}

/// A format for practice examples is not for schools, and the other way round.
fn controleer_soort(document: &Document, van: Van, meldingen: &mut Meldingen) {
    if document.formaat.van != van {
        let (id, goed) = (&document.formaat.id, document.formaat.van.woord());
        meldingen.meld(
            Melding::op(Code::OnbekendeWaarde, &document.plek, format!("formaat `{id}` kan hier niet gebruikt worden"))
                .hint(format!("dit formaat is voor documenten van soort `{goed}` (`van: {goed}` in het formaat)")),
        );
    }
}

fn controleer_document(site: &Site, document: &Document, meldingen: &mut Meldingen) {
    for sectie in document.formaat.secties() {
        match document.antwoorden.get(&sectie.id) {
            Some(antwoord) => soorten::werk(sectie.soort).controleer(sectie, antwoord, meldingen),
            None if sectie.verplicht && !document.concept => meldingen.meld(
                Melding::op(Code::SectieLeeg, &document.plek, format!("sectie `{}` is niet ingevuld", sectie.id))
                    .hint(format!("elk document in formaat `{}` hoort deze te hebben", document.formaat.id)),
            ),
            None => {}
        }
    }
    controleer_overgenomen(document, meldingen);
    controleer_tegenspraak(&soorten::feiten(document, &site.catalogus), meldingen);
}

/// A document that was copied from another year is published only when every section was checked; while it is a
/// concept this is a reminder.
fn controleer_overgenomen(document: &Document, meldingen: &mut Meldingen) {
    let Some((jaar, plek)) = &document.overgenomen_uit else { return };
    let nog: Vec<&str> = document
        .formaat
        .secties()
        .filter(|s| document.antwoorden.get(&s.id).is_some_and(|a| a.gecontroleerd.is_none()))
        .map(|s| s.id.as_str())
        .collect();
    let namen = match &nog[..] {
        [] => return,
        [een] => format!("sectie `{een}` is"),
        [een, twee] => format!("secties `{een}` en `{twee}` zijn"),
        [een, twee, rest @ ..] => format!("secties `{een}`, `{twee}` en nog {} zijn", rest.len()),
    };
    let bericht = format!("{namen} overgenomen uit {jaar} en nog niet nagekeken");
    let melding = Melding::op(Code::NietGecontroleerd, plek, bericht).hint(
        "zet bij `gecontroleerd` achter elke sectie die u hebt nagekeken de datum; tot die tijd hoort er \
         `status: concept` te staan",
    );
    let ernst = if document.concept { Ernst::Waarschuwing } else { Ernst::Fout };
    meldingen.meld(Melding { ernst, ..melding });
}

/// `ja` and `nee` for one item, in two sections of one document: a warning, because the sections
/// may mean two things by it.
fn controleer_tegenspraak(feiten: &[Feit], meldingen: &mut Meldingen) {
    let mut ja: BTreeMap<&ItemSleutel, &Feit> = BTreeMap::new();
    for feit in feiten.iter().filter(|f| f.stand == Stand::Ja && f.waarde.is_none()) {
        ja.entry(&feit.item).or_insert(feit);
    }
    for nee in feiten.iter().filter(|f| f.stand == Stand::Nee && f.waarde.is_none()) {
        let Some(ja) = ja.get(&nee.item).filter(|ja| ja.sectie != nee.sectie) else { continue };
        let bericht = format!("`{}` is er volgens `{}` wel, en hier niet", nee.item.item, ja.sectie);
        let melding = Melding::op(Code::JaEnNee, &nee.plek, bericht)
            .ook(&ja.plek, "hier staat dat het er is")
            .hint("maak de twee gelijk, of leg het verschil uit in een `noot`");
        meldingen.meld(Melding { ernst: Ernst::Waarschuwing, ..melding });
    }
}

/// Two published profiles for one school year: which one holds?
fn controleer_profielen(school: &School, meldingen: &mut Meldingen) {
    let profielen = school.documenten.iter().filter(|d| !d.concept && d.formaat.profiel);
    let mut gezien: BTreeMap<_, &Document> = BTreeMap::new();
    for document in profielen {
        if let Some(ander) = gezien.insert(document.schooljaar, document) {
            meldingen.meld(
                Melding::op(
                    Code::DubbelId,
                    &document.plek,
                    format!("schooljaar {} heeft al een profiel", document.tijdvak()),
                )
                .ook(&ander.plek, "dit is ook een gepubliceerd profiel")
                .hint("geef een van de twee `status: concept`"),
            );
        }
    }
}

/// Whether a section is shown: it is answered, or the format itself has something to show there.
fn staat_er(document: &Document, id: &str) -> bool {
    let van_formaat =
        |s: &Sectie| s.verplicht || s.vast.is_some() || (s.soort == Soort::Begrippen && s.lijst.is_some());
    document.antwoorden.contains_key(id) || document.formaat.sectie(id).is_some_and(van_formaat)
}

fn controleer_links(site: &Site, document: Option<&Document>, links: &[(Doel, Plek)], meldingen: &mut Meldingen) {
    for (doel, plek) in links {
        let hint = match doel {
            Doel::Item { lijst, id } => match site.catalogus.lijst(lijst) {
                None => Some(bedoelde(lijst, site.catalogus.lijsten.keys().map(String::as_str))),
                Some(gevonden) if gevonden.op_id(id).is_none() => Some(bedoelde(id, gevonden.ids())),
                Some(_) => None,
            },
            Doel::Sectie(id) => match document {
                None => Some("een link naar een sectie kan alleen in een document".to_owned()),
                Some(d) if d.formaat.sectie(id).is_none() => {
                    Some(bedoelde(id, d.formaat.secties().map(|s| s.id.as_str())))
                }
                Some(d) if !staat_er(d, id) => Some(format!("vul sectie `{id}` in, of haal de link weg")),
                Some(_) => None,
            },
            Doel::School(slug) if site.school(slug).is_none() && !site.kapotte_scholen.contains(slug) => {
                Some(bedoelde(slug, site.scholen.iter().map(|s| s.slug.as_str())))
            }
            Doel::Hulp(id) => match site.catalogus.lijst("hulpvragen") {
                Some(lijst) if lijst.op_id(id).is_none() => Some(bedoelde(id, lijst.ids())),
                _ => None,
            },
            Doel::School(_) | Doel::Bijlage(_) | Doel::Web(_) | Doel::Mail(_) | Doel::Tel(_) => None,
        };
        if let Some(hint) = hint {
            meldingen.meld(
                Melding::op(Code::LinkZonderDoel, plek, format!("deze link leidt nergens heen: `{doel}`")).hint(hint),
            );
        }
    }
}
