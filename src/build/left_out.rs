//! What is in the content folder but not on the website, though nothing is wrong with it. It is listed by name, so that
//! a site without its documents is not mistaken for a complete one.

use crate::melding::{Code, Melding};
use crate::model::site::{Document, School, Site};
use crate::text::{characters, sentences};

/// The most names that a sentence lists; any more are counted.
const NAMED_AT_MOST: usize = 30;

/// What is left out of a site.
#[derive(Debug, Clone, Default)]
pub struct LeftOut {
    concepten: Vec<Part>,
    scholen: Vec<Part>,
    years: Vec<Part>,
}

/// One thing that is left out.
#[derive(Debug, Clone)]
struct Part {
    /// Its name in a list.
    name: String,
    /// The same as a message, with its place.
    note: Melding,
}

impl LeftOut {
    /// What is left out of this site.
    pub(super) fn of(site: &Site) -> Self {
        let mut out = Self::default();
        for school in &site.scholen {
            let concepten = school.documenten.iter().filter(|document| document.concept);
            out.concepten.extend(concepten.map(|document| {
                let name = format!("{} ({} {})", school.name, document.name, document.period_label());
                Part { name, note: concept(document) }
            }));
            if !school.has_document_files {
                out.scholen.push(without_document(school));
            } else {
                out.years.extend(school.empty_years.iter().map(|(year, path)| {
                    Part {
                        name: format!("{} ({year})", school.name),
                        note: Melding::at_path(
                            Code::YearWithoutDocument,
                            path.clone(),
                            format!("in de map van {year} staat geen document"),
                        )
                        .hint("zet er een document in, zoals `profiel.yaml`, of haal de map weg"),
                    }
                }));
            }
        }
        let examples = site.praktijk.iter().filter(|document| document.concept);
        out.concepten.extend(
            examples.map(|document| Part {
                name: format!("praktijkvoorbeeld {}", document.title()),
                note: concept(document),
            }),
        );
        out
    }

    /// A message for each, with its place.
    pub fn notes(&self) -> impl Iterator<Item = &Melding> {
        [&self.concepten, &self.scholen, &self.years].into_iter().flatten().map(|part| &part.note)
    }

    /// A sentence for each kind, with the names.
    pub fn sentences(&self) -> Vec<String> {
        let say = |parts: &[Part], one: &str, more: &str| {
            let said = match parts {
                [] => return None,
                [_] => format!("1 {one}"),
                _ => format!("{} {more}", parts.len()),
            };
            Some(format!("{said}: {}.", names(parts)))
        };
        [
            say(
                &self.concepten,
                "document is nog concept en staat niet op de website",
                "documenten zijn nog concept en staan niet op de website",
            ),
            say(&self.scholen, "school heeft nog geen document", "scholen hebben nog geen document"),
            say(
                &self.years,
                "map van een schooljaar heeft geen document",
                "mappen van een schooljaar hebben geen document",
            ),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn names(parts: &[Part]) -> String {
    let name = |part: &Part| characters::clean(&part.name).trim().to_owned();
    let mut names: Vec<String> = parts.iter().take(NAMED_AT_MOST).map(name).collect();
    if parts.len() > NAMED_AT_MOST {
        names.push(format!("nog {}", parts.len() - NAMED_AT_MOST));
    }
    sentences::join_and(&names)
}

fn concept(document: &Document) -> Melding {
    let place = document.status_span.as_ref().unwrap_or(&document.span);
    Melding::at(Code::DocumentConcept, place, "dit document is nog concept en staat niet op de website")
        .hint("haal de regel met `status` weg als het openbaar mag zijn")
}

fn without_document(school: &School) -> Part {
    let said = format!("{} heeft nog geen document", school.name);
    let note = Melding::at(Code::SchoolWithoutDocument, &school.span, said)
        .hint("zet een document in de map van een schooljaar, zoals `2025-2026/profiel.yaml`");
    Part { name: school.name.clone(), note }
}
