//! Links that lead nowhere inside the site.

use crate::melding::{Code, Melding, Meldingen};
use crate::model::formaat::{Sectie, Soort};
use crate::model::reader::did_you_mean;
use crate::model::site::{Document, Site};
use crate::source::Span;
use crate::text::LinkTarget;

/// Whether a section is shown: it is answered, or the format itself has something to show there.
fn is_there(document: &Document, id: &str) -> bool {
    let of_formaat =
        |s: &Sectie| s.mandatory || s.fixed.is_some() || (s.soort == Soort::Begrippen && s.lijst.is_some());
    document.antwoorden.contains_key(id) || document.formaat.sectie(id).is_some_and(of_formaat)
}

/// Checks the links in the texts of a document, or of the site and its schools.
pub(super) fn check(site: &Site, document: Option<&Document>, links: &[(LinkTarget, Span)], meldingen: &mut Meldingen) {
    for (target, span) in links {
        let hint = match target {
            LinkTarget::Item { lijst, id } => match site.catalogus.lijst(lijst) {
                None => Some(did_you_mean(lijst, site.catalogus.lijsten.keys().map(String::as_str))),
                Some(found) if found.by_id(id).is_none() => Some(did_you_mean(id, found.ids())),
                Some(_) => None,
            },
            LinkTarget::Sectie(id) => match document {
                None => Some("een link naar een sectie kan alleen in een document".to_owned()),
                Some(d) if d.formaat.sectie(id).is_none() => {
                    Some(did_you_mean(id, d.formaat.secties().map(|s| s.id.as_str())))
                }
                Some(d) if !is_there(d, id) => Some(format!("vul sectie `{id}` in, of haal de link weg")),
                Some(_) => None,
            },
            LinkTarget::School(slug) if site.school(slug).is_none() && !site.broken_scholen.contains(slug) => {
                Some(did_you_mean(slug, site.scholen.iter().map(|s| s.slug.as_str())))
            }
            LinkTarget::Hulp(id) => match site.catalogus.lijst("hulpvragen") {
                Some(lijst) if lijst.by_id(id).is_none() => Some(did_you_mean(id, lijst.ids())),
                _ => None,
            },
            LinkTarget::School(_)
            | LinkTarget::Bijlage(_)
            | LinkTarget::Web(_)
            | LinkTarget::Mail(_)
            | LinkTarget::Tel(_) => None,
        };
        if let Some(hint) = hint {
            meldingen.push(
                Melding::at(Code::LinkWithoutTarget, span, format!("deze link leidt nergens heen: `{target}`"))
                    .hint(hint),
            );
        }
    }
}
