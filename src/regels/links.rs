//! Links that lead nowhere inside the site.

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen};
use crate::model::formaat::{Sectie, Soort};
use crate::model::lezer::bedoelde;
use crate::model::site::{Document, Site};
use crate::tekst::Doel;

/// Whether a section is shown: it is answered, or the format itself has something to show there.
fn staat_er(document: &Document, id: &str) -> bool {
    let van_formaat =
        |s: &Sectie| s.verplicht || s.vast.is_some() || (s.soort == Soort::Begrippen && s.lijst.is_some());
    document.antwoorden.contains_key(id) || document.formaat.sectie(id).is_some_and(van_formaat)
}

/// Links that the texts of a document, or of the site, make.
pub(super) fn controleer(site: &Site, document: Option<&Document>, links: &[(Doel, Plek)], meldingen: &mut Meldingen) {
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
