//! Sections that were copied from another year.

use crate::melding::{Code, Melding, Meldingen, Severity};
use crate::model::site::Document;

/// A document that was copied from another year may be published only when every section has been checked; while it is
/// a concept this is a reminder.
pub(super) fn check(document: &Document, meldingen: &mut Meldingen) {
    let Some((year, span)) = &document.taken_over_from else { return };
    let remaining: Vec<&str> = document
        .formaat
        .secties()
        .filter(|s| document.antwoorden.get(&s.id).is_some_and(|a| a.checked_on.is_none()))
        .map(|s| s.id.as_str())
        .collect();
    let names = match &remaining[..] {
        [] => return,
        [one] => format!("sectie `{one}` is"),
        [one, two] => format!("secties `{one}` en `{two}` zijn"),
        [one, two, rest @ ..] => format!("secties `{one}`, `{two}` en nog {} zijn", rest.len()),
    };
    let message = format!("{names} overgenomen uit {year} en nog niet nagekeken");
    let melding = Melding::at(Code::NotChecked, span, message).hint(
        "zet bij `gecontroleerd` achter elke sectie die u hebt nagekeken de datum; tot die tijd hoort er \
         `status: concept` te staan",
    );
    let severity = if document.concept { Severity::Warning } else { Severity::Error };
    meldingen.push(Melding { severity, ..melding });
}
