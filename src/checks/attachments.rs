//! Attachments that say who wrote them. A name that no text of a school may have is published with the file as well.

use crate::files::properties::{self, Property, Role};
use crate::melding::{Code, Melding, Meldingen};
use crate::model::site::{Document, School, Site};
use crate::normal::key;
use crate::text::sentences;

/// Names that programs fill in for want of another.
const OF_PROGRAMS: [&str; 14] = [
    "admin",
    "administrator",
    "adobe",
    "anonymous",
    "apache poi",
    "auteur",
    "author",
    "gebruiker",
    "gast",
    "microsoft office user",
    "microsoft-account",
    "python-docx",
    "user",
    "windows user",
];

/// The names in the properties of attachments may be those of organisations that the site names itself.
pub(super) fn organizations(site: &Site) -> Vec<String> {
    let gegevens = &site.gegevens;
    let own = [&gegevens.publisher, &gegevens.contact, &gegevens.steunpunt].into_iter().flatten();
    own.map(|organization| organization.name.clone()).chain([gegevens.title.clone()]).collect()
}

pub(super) fn check(document: &Document, school: Option<&School>, organizations: &[String], meldingen: &mut Meldingen) {
    if document.bijlagen.is_empty() {
        return;
    }
    let mut known: Vec<String> = organizations.iter().map(|name| key(name)).collect();
    if let Some(school) = school {
        let names = [&school.name].into_iter().chain(&school.bestuur).chain(&school.samenwerkingsverbanden);
        known.extend(names.map(|name| key(name)));
    }
    known.extend(OF_PROGRAMS.map(key));
    for (path, (in_school, bytes)) in &document.bijlagen {
        let told = properties::of_file(path, bytes);
        let people: Vec<&Property> =
            told.iter().filter(|p| p.role != Role::Organization && !known.contains(&key(&p.name))).collect();
        if people.is_empty() {
            continue;
        }
        let organization = told.iter().filter(|p| p.role == Role::Organization);
        let said: Vec<String> = people.into_iter().chain(organization).map(in_words).collect();
        let place = document.published.iter().find(|(published, _)| published == in_school);
        let span = place.map_or(&document.span, |(_, span)| span);
        let message = format!("in de eigenschappen van `{path}` staat {}", sentences::join_and(&said));
        meldingen.push(Melding::at(Code::AttachmentProperties, span, message).hint(hint(path)));
    }
}

fn in_words(property: &Property) -> String {
    let what = match property.role {
        Role::Author => "de auteur",
        Role::LastSaved => "wie het het laatst bewaarde",
        Role::Organization => "de organisatie",
    };
    format!("{what} (`{}`)", property.name)
}

fn hint(path: &str) -> &'static str {
    let lower = path.to_lowercase();
    if lower.ends_with(".pdf") {
        "maak de PDF opnieuw nadat u de naam hebt weggehaald bij de eigenschappen van het bestand waar hij van is gemaakt"
    } else if lower.ends_with(".odt") {
        "haal in LibreOffice de namen weg bij Bestand, Eigenschappen, en bewaar het bestand opnieuw"
    } else {
        "kies in Word of Excel Bestand, Info, Controleren op problemen, Document controleren, haal de persoonlijke gegevens weg, en bewaar het bestand opnieuw"
    }
}
