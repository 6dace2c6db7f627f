//! A telephone number given in two places, once out of date: a parent who calls that one reaches nobody.

use std::collections::BTreeSet;

use crate::melding::{Code, Melding, Meldingen};
use crate::model::antwoord::AnswerBody;
use crate::model::site::{Document, School};
use crate::model::value::Content;
use crate::text::phone;

/// Reports numbers among the answers of a document that `school.yaml` does not have.
pub(super) fn check(school: &School, document: &Document, meldingen: &mut Meldingen) {
    let contacts = school.contact.iter().filter_map(|c| c.bereik.phone.as_deref());
    let locations = school.vestigingen.iter().filter_map(|v| v.phone.as_deref());
    let own: Vec<&str> = contacts.chain(locations).collect();
    if own.is_empty() {
        return;
    }
    let dialled: BTreeSet<String> = own.iter().map(|number| phone::dialled(number)).collect();
    for antwoord in document.antwoorden.values() {
        let AnswerBody::Fields(fields) = &antwoord.content else { continue };
        for (_, filled) in fields {
            let Content::Phone(number) = &filled.content else { continue };
            if dialled.contains(&phone::dialled(number)) {
                continue;
            }
            let others: BTreeSet<&str> = own.iter().copied().collect();
            let others: Vec<String> = others.into_iter().map(|number| format!("`{number}`")).collect();
            meldingen.push(
                Melding::at(
                    Code::PhoneDiffers,
                    &filled.span,
                    format!("`{number}` is een ander nummer dan in `school.yaml`: {}", others.join(", ")),
                )
                .hint("kijk welk nummer klopt en maak ze gelijk; zijn het er twee, zet dit dan ook in `school.yaml`"),
            );
        }
    }
}
