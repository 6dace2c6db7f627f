//! One telephone number, in two places: a parent who calls the one of them that is old gets nobody.

use std::collections::BTreeSet;

use crate::melding::{Code, Melding, Meldingen};
use crate::model::antwoord::Vorminhoud;
use crate::model::site::{Document, School};
use crate::model::waarde::Inhoud;
use crate::tekst::telefoon;

/// Tells of numbers among the answers of a document that the school itself does not have.
pub(super) fn controleer(school: &School, document: &Document, meldingen: &mut Meldingen) {
    let contacts = school.contact.iter().filter_map(|c| c.bereik.telefoon.as_deref());
    let locations = school.vestigingen.iter().filter_map(|v| v.telefoon.as_deref());
    let own: Vec<&str> = contacts.chain(locations).collect();
    if own.is_empty() {
        return;
    }
    let dialled: BTreeSet<String> = own.iter().map(|number| telefoon::dialled(number)).collect();
    for antwoord in document.antwoorden.values() {
        let Vorminhoud::Velden(velden) = &antwoord.inhoud else { continue };
        for (_, gevuld) in velden {
            let Inhoud::Telefoon(number) = &gevuld.inhoud else { continue };
            if dialled.contains(&telefoon::dialled(number)) {
                continue;
            }
            let others: BTreeSet<&str> = own.iter().copied().collect();
            let others: Vec<String> = others.into_iter().map(|number| format!("`{number}`")).collect();
            meldingen.meld(
                Melding::op(
                    Code::TelefoonVerschilt,
                    &gevuld.plek,
                    format!("`{number}` is een ander nummer dan in `school.yaml`: {}", others.join(", ")),
                )
                .hint("kijk welk nummer klopt en maak ze gelijk; zijn het er twee, zet dit dan ook in `school.yaml`"),
            );
        }
    }
}
