//! Sections that were copied from another year.

use crate::melding::{Code, Ernst, Melding, Meldingen};
use crate::model::site::Document;

/// A document that was copied from another year is published only when every section was checked; while it is a
/// concept this is a reminder.
pub(super) fn controleer(document: &Document, meldingen: &mut Meldingen) {
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
