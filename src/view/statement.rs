//! What a school says of an item of a list, in whole sentences.
//!
//! There is a sentence for each case: there with a place, there without one, not there, only named,
//! and not stated. Nothing is promised that no document states.

use crate::facts::Outcome;
use crate::model::catalogus::{Catalogus, HULPVRAGEN};
use crate::model::lijst::SchaalWaarde;
use crate::model::site::Document;
use crate::model::value::{Score, Stand};
use crate::text::sentences;

/// Says that something is there, where nothing more is known of it.
pub const HAS: &str = "De school heeft dit.";

/// What a school says about an item besides that it is there: where, how well and how much.
pub fn details(cell: &Outcome<'_>, catalogus: &Catalogus) -> String {
    let mut parts: Vec<String> = plaats_sentences(cell, catalogus);
    parts.extend(scores(cell, catalogus));
    parts.extend(hoeveel(cell));
    parts.extend(helps_with(cell, catalogus));
    // Two sections may say the same.
    sentences::once(parts).join(" ")
}

fn hoeveel<'c>(cell: &'c Outcome<'_>) -> impl Iterator<Item = String> + 'c {
    let hoeveel = cell.feiten.iter().filter_map(|f| f.hoeveel.as_ref());
    hoeveel.map(|h| sentences::with_full_stop(&sentences::capitalize(&h.text)))
}

/// With which questions of parents it helps, where the school says so.
fn helps_with(cell: &Outcome<'_>, catalogus: &Catalogus) -> Option<String> {
    let names = question_names(cell, catalogus)?;
    Some(match names.is_empty() {
        true => "Volgens de school is dit er voor iets anders dan de vragen van ouders op deze website.".to_owned(),
        false => format!("Volgens de school helpt dit bij: {}.", sentences::join_and(&names)),
    })
}

/// The names of the questions with which something helps on this school, where the school says so, in the order of their
/// list and without a capital.
pub(super) fn question_names(cell: &Outcome<'_>, catalogus: &Catalogus) -> Option<Vec<String>> {
    let stated = cell.hulpvragen.as_ref()?;
    let questions = catalogus.lijst(HULPVRAGEN).map(|l| l.items.as_slice()).unwrap_or_default();
    let named = questions.iter().filter(|question| stated.contains(&question.id));
    Some(named.map(|question| sentences::lower(&question.name)).collect())
}

/// What an outcome says about its item.
pub fn sentence(cell: &Outcome<'_>, catalogus: &Catalogus) -> String {
    let mut parts: Vec<String> = plaats_sentences(cell, catalogus);
    parts.extend(scores(cell, catalogus));
    if parts.is_empty() || (cell.stand == Stand::No && cell.scores.is_empty()) {
        parts = match cell.stand {
            Stand::Yes if cell.is_contact() => vec!["De school noemt dit als contact voor ouders.".to_owned()],
            Stand::Yes => vec![HAS.to_owned()],
            Stand::No => vec!["De school heeft dit niet.".to_owned()],
            Stand::Mentioned => vec!["De school noemt dit, maar zegt niet of het er is.".to_owned()],
            Stand::NotStated => vec!["De school zegt niet of dit er is.".to_owned()],
        };
    }
    if cell.stand == Stand::Yes {
        parts.extend(hoeveel(cell));
        parts.extend(helps_with(cell, catalogus));
    }
    // Two sections may say the same.
    sentences::once(parts).join(" ")
}

/// The places in the order of their list, each in its own sentence.
fn plaats_sentences(cell: &Outcome<'_>, catalogus: &Catalogus) -> Vec<String> {
    let Some(plaatsen) = catalogus.plaatsen().filter(|_| cell.stand == Stand::Yes) else { return Vec::new() };
    let here = plaatsen.items.iter().filter(|p| cell.waar.contains(&p.id));
    let here = here.filter(|p| cell.rows_at(&p.id).is_none());
    let here = here.map(|p| sentences::with_full_stop(p.sentence.as_deref().unwrap_or(&p.name)));
    let rows = cell.places_of_rows(catalogus).into_iter();
    let rows = rows.map(|row| sentences::with_full_stop(&sentences::capitalize(&row)));
    let not_here = plaatsen.items.iter().filter(|p| cell.not_waar.contains(&p.id));
    let not_here = not_here.map(|p| format!("Niet {}.", sentences::lower(&p.name)));
    sentences::one_after_another(here).into_iter().chain(rows).chain(not_here).collect()
}

fn scores(cell: &Outcome<'_>, catalogus: &Catalogus) -> Vec<String> {
    cell.scores.iter().filter_map(|score| score_sentence(score, cell.document?, catalogus)).collect()
}

/// "De school werkt volgens deze afspraken."; of a group or between two values, the names of the values.
fn score_sentence(score: &Score, document: &Document, catalogus: &Catalogus) -> Option<String> {
    let schaal = catalogus.schalen.get(&score.schaal)?;
    let value = |id: &str| schaal.values.iter().find(|w| w.id == id);
    let from = value(&score.value)?;
    let name = |w: &SchaalWaarde| w.name.to_lowercase();
    let group = score.group.as_deref().map(|id| document.group_name(id));
    Some(match (group, score.to.as_deref().and_then(value)) {
        (Some(group), _) => format!("{group}: {}.", name(from)),
        (None, Some(to)) => format!("Volgens de school zit dit tussen “{}” en “{}”.", name(from), name(to)),
        (None, None) => sentences::with_full_stop(from.sentence.as_deref().unwrap_or(&from.name)),
    })
}
