//! Items judged on a scale: one value, a value between two, or one per group; with fields perhaps.

use crate::bron::Plek;
use crate::melding::{Code, Melding};
use crate::model::antwoord::ItemAntwoord;
use crate::model::formaat::Sectie;
use crate::model::lezer::{KaartLezer, Woord, als_woord, als_woorden, bedoelde};
use crate::model::lijst::Schaal;
use crate::model::waarde::Stand;
use crate::yaml::{Knoop, Waarde};

use super::{Omgeving, items, velden};

/// Reads what is said of one item.
pub(super) fn item(
    sectie: &Sectie,
    index: usize,
    knoop: &Knoop,
    plek: &Plek,
    om: &mut Omgeving<'_, '_>,
) -> Option<ItemAntwoord> {
    let mut antwoord = items::leeg(index, Stand::NietVermeld, plek);
    let waarden = if let Waarde::Kaart(_) = knoop.waarde {
        let mut lezer = KaartLezer::nieuw(knoop, "een beoordeling", om.meldingen)?;
        let waarden = sectie.schaal.as_ref().map(|_| lezer.teksten("waarde", om.meldingen)).unwrap_or_default();
        antwoord.per = per_groep(sectie, &mut lezer, om);
        antwoord.noot = om.markdown_onder(&mut lezer, "noot");
        antwoord.tekst = om.markdown_onder(&mut lezer, "tekst");
        antwoord.velden = velden::lees(sectie, &mut lezer, om);
        lezer.klaar(om.meldingen);
        waarden
    } else if sectie.schaal.is_none() {
        // Without a scale the first field is the answer.
        let veld = sectie.velden.first()?;
        antwoord.velden.extend(super::waarde::gevuld(veld, knoop, om).map(|gevuld| (0, gevuld)));
        return (!antwoord.velden.is_empty()).then_some(antwoord);
    } else if matches!(knoop.waarde, Waarde::Lijst(_)) {
        als_woorden(knoop, om.meldingen)
    } else {
        als_woord(knoop, om.meldingen).into_iter().collect()
    };
    let Some(schaal) = &sectie.schaal else { return Some(antwoord) };
    let gelezen: Vec<usize> = waarden.iter().filter_map(|w| waarde(schaal, w, om)).collect();
    match gelezen[..] {
        [] => {}
        [een] => antwoord.waarde = Some(een),
        // Between two values that follow each other.
        [een, twee] if een.abs_diff(twee) == 1 => {
            antwoord.waarde = Some(een.min(twee));
            antwoord.tot = Some(een.max(twee));
        }
        _ => om.meldingen.meld(
            Melding::op(Code::VerkeerdType, &waarden[1].plek, "dit zijn geen twee waarden naast elkaar op de schaal")
                .hint("noem één waarde, of twee die op elkaar volgen"),
        ),
    }
    if let Some(waarde) = antwoord.waarde {
        antwoord.stand = match schaal.waarden[waarde].telt {
            Some(true) => Stand::Ja,
            Some(false) => Stand::Nee,
            None => Stand::NietVermeld,
        };
    }
    Some(antwoord)
}

/// Values per group of the document.
fn per_groep(sectie: &Sectie, lezer: &mut KaartLezer<'_>, om: &mut Omgeving<'_, '_>) -> Vec<(String, usize)> {
    let (Some(knoop), Some(schaal)) = (lezer.neem("per"), &sectie.schaal) else { return Vec::new() };
    let Some(mut deel) = KaartLezer::nieuw(knoop, "waarden per groep", om.meldingen) else { return Vec::new() };
    let mut uit = Vec::new();
    for (id, _) in om.groepen {
        let Some(woord) = deel.tekst(id, om.meldingen) else { continue };
        uit.extend(waarde(schaal, &woord, om).map(|w| (id.clone(), w)));
    }
    deel.klaar(om.meldingen);
    uit
}

/// The value that a text means; words that say there is none give none.
fn waarde(schaal: &Schaal, woord: &Woord, om: &mut Omgeving<'_, '_>) -> Option<usize> {
    if ["onbekend", "nvt", "volgt nog"].contains(&woord.tekst.as_str()) {
        return None;
    }
    let gevonden = schaal.zoek(&woord.tekst);
    if gevonden.is_none() {
        om.meldingen.meld(
            Melding::op(
                Code::OnbekendeWaarde,
                &woord.plek,
                format!("`{}` is geen waarde van schaal `{}`", woord.tekst, schaal.id),
            )
            .hint(bedoelde(&woord.tekst, schaal.namen())),
        );
    }
    gevonden
}
