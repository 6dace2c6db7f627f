//! Links that lead nowhere inside the site.

use crate::melding::{Code, Melding, Meldingen};
use crate::model::site::{Document, School, Site};
use crate::reading::did_you_mean;
use crate::source::Span;
use crate::text::LinkTarget;
use crate::view;

/// Checks the links in the texts of a document (with the school that it is of), or of the site and its schools.
pub(super) fn check(
    site: &Site,
    school: Option<&School>,
    document: Option<&Document>,
    links: &[(LinkTarget, Span)],
    meldingen: &mut Meldingen,
) {
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
                Some(d) if !view::shows(d, school, &site.catalogus, id) => {
                    Some(format!("vul sectie `{id}` in, of haal de link weg"))
                }
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
