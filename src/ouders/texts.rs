//! Which texts and steps of a document are for parents.

use crate::model::antwoord::{AnswerBody, Stap, StapSoort};
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::site::Document;
use crate::source::Span;
use crate::text::{Markdown, sentences};

/// Sections about a subject, with what the school tells parents there.
pub fn for_ouders(document: &Document, onderwerp: Onderwerp) -> Vec<&Markdown> {
    let secties = document.formaat.secties().filter(|s| s.onderwerp == Some(onderwerp));
    secties.filter_map(|s| document.antwoorden.get(&s.id)?.for_ouders.as_ref()).filter(|t| !t.is_empty()).collect()
}

/// How help begins, as the school tells parents: with the route itself, else in another section
/// about it.
pub fn route(document: &Document) -> Option<&Markdown> {
    let secties = || document.formaat.secties().filter(|s| s.onderwerp == Some(Onderwerp::Route));
    let routes = secties().filter(|s| s.soort == Soort::Stroomschema);
    let text = |s: &Sectie| document.antwoorden.get(&s.id)?.for_ouders.as_ref().filter(|t| !t.is_empty());
    routes.chain(secties()).find_map(text)
}

/// Titles of the sections in which the profile says what the school cannot offer, in a row.
pub fn about_limits(document: &Document) -> Option<String> {
    let titles: Vec<&str> = document.about(Onderwerp::Grenzen).into_iter().map(|s| s.title.as_str()).collect();
    (!titles.is_empty()).then(|| sentences::join_and(&titles))
}

/// The phases of the first route that has several, or its steps where it comes first and has those.
pub fn stappen(document: &Document) -> Vec<(&str, &Span)> {
    let secties = document.formaat.secties().filter(|s| s.onderwerp == Some(Onderwerp::Route));
    for sectie in secties {
        let Some(AnswerBody::Graaf(graaf)) = document.antwoorden.get(&sectie.id).map(|a| &a.content) else { continue };
        let fasen = graaf.stappen.iter().filter(|s| matches!(s.soort, StapSoort::Fase { .. }));
        let fasen: Vec<_> = fasen.map(|s| (s.title.as_str(), &s.span)).collect();
        if fasen.len() > 1 {
            return fasen;
        }
        let stappen = on_the_way(&graaf.stappen);
        if !stappen.is_empty() {
            return stappen;
        }
    }
    Vec::new()
}

/// Whether a route has choices, which the list of steps does not show.
pub fn has_choices(document: &Document) -> bool {
    let routes = document.formaat.secties().filter(|s| s.onderwerp == Some(Onderwerp::Route));
    let graphs = routes.filter_map(|s| match &document.antwoorden.get(&s.id)?.content {
        AnswerBody::Graaf(graaf) => Some(graaf),
        _ => None,
    });
    let choice = |s: &&Stap| matches!(s.soort, StapSoort::Keuze { .. });
    graphs.flat_map(|graaf| graaf.all()).any(|s| choice(&s))
}

/// Steps that every pupil passes: not those of a branch, which only some take.
fn on_the_way(stappen: &[Stap]) -> Vec<(&str, &Span)> {
    let mut out = Vec::new();
    for stap in stappen {
        match &stap.soort {
            StapSoort::Fase { stappen, .. } => out.extend(on_the_way(stappen)),
            StapSoort::Stap => out.push((stap.title.as_str(), &stap.span)),
            StapSoort::Keuze { .. } | StapSoort::End => {}
        }
    }
    out
}
