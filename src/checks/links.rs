//! Links that lead nowhere inside the site.

use crate::melding::{Code, Melding, Meldingen, nearest_name};
use crate::model::site::{Document, School};
use crate::reading::did_you_mean;
use crate::source::Span;
use crate::text::LinkTarget;
use crate::view;

use super::surroundings::Surroundings;

/// Checks the links in the texts of a document (with the school that it is of), or of the site and its schools.
pub(super) fn check(
    surroundings: &Surroundings<'_>,
    school: Option<&School>,
    document: Option<&Document>,
    links: &[(LinkTarget, Span)],
    meldingen: &mut Meldingen,
) {
    for (target, span) in links {
        let hint = match target {
            LinkTarget::Item { lijst, id } => match surroundings.catalogus.lijst(lijst) {
                None if surroundings.catalogus.is_broken(lijst) => None,
                None => Some(did_you_mean(lijst, surroundings.catalogus.lijsten.keys().map(String::as_str))),
                Some(found) if found.by_id(id).is_none() && !found.flawed => Some(did_you_mean(id, found.ids())),
                Some(_) => None,
            },
            LinkTarget::Sectie(id) => match document {
                None => Some("een link naar een sectie kan alleen in een document".to_owned()),
                Some(d) if d.formaat.sectie(id).is_none() && d.formaat.may_lack(id) => None,
                Some(d) if d.formaat.sectie(id).is_none() => {
                    Some(did_you_mean(id, d.formaat.secties().map(|s| s.id.as_str())))
                }
                Some(d) if !view::shows(d, school, surroundings.catalogus, id) => {
                    Some(format!("vul sectie `{id}` in, of haal de link weg"))
                }
                Some(_) => None,
            },
            LinkTarget::School(slug)
                if !surroundings.slugs.contains(slug.as_str()) && !surroundings.broken.contains(slug) =>
            {
                let near = nearest_name(slug, surroundings.slugs.iter().copied());
                Some(near.map_or_else(
                    || "noem de map van een school in `scholen/`".to_owned(),
                    |near| format!("bedoelde u `{near}`?"),
                ))
            }
            LinkTarget::Hulp(id) => match surroundings.catalogus.lijst("hulpvragen") {
                Some(lijst) if lijst.by_id(id).is_none() && !lijst.flawed => Some(did_you_mean(id, lijst.ids())),
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
