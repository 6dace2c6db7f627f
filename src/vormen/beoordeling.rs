//! Items judged on a scale: one value, a value between two, or one per group; with fields perhaps.

use crate::bron::Plek;
use crate::melding::{Code, Melding};
use crate::model::antwoord::{ItemAntwoord, PerGroep};
use crate::model::formaat::Sectie;
use crate::model::lezer::{KaartLezer, Woord, als_woord, als_woorden, bedoelde};
use crate::model::lijst::Schaal;
use crate::model::waarde::{Bijzonder, Gevuld, Stand};
use crate::yaml::{Knoop, Waarde};

use super::{Omgeving, items, velden, waarde};

/// Reads what is said of one item.
pub(super) fn item(
    sectie: &Sectie,
    index: usize,
    knoop: &Knoop,
    plek: &Plek,
    om: &mut Omgeving<'_, '_>,
) -> Option<ItemAntwoord> {
    let mut antwoord = items::leeg(index, Stand::NietVermeld, plek);
    if let Waarde::Kaart(_) = knoop.waarde {
        let mut lezer = KaartLezer::nieuw(knoop, "een beoordeling", om.meldingen)?;
        antwoord.noot = om.markdown_onder(&mut lezer, "noot");
        antwoord.tekst = om.markdown_onder(&mut lezer, "tekst");
        let iets = from_keys(sectie, &mut antwoord, &mut lezer, om);
        lezer.klaar(om.meldingen);
        return (iets || antwoord.noot.is_some() || antwoord.tekst.is_some()).then_some(antwoord);
    }
    let Some(schaal) = &sectie.schaal else {
        antwoord.velden = first_field(sectie, knoop, om);
        return (!antwoord.velden.is_empty()).then_some(antwoord);
    };
    let woorden = if matches!(knoop.waarde, Waarde::Lijst(_)) {
        als_woorden(knoop, om.meldingen)
    } else {
        als_woord(knoop, om.meldingen).into_iter().collect()
    };
    score(schaal, &woorden, &mut antwoord, om);
    Some(antwoord)
}

/// Reads value, groups and fields of a map into an answer; says whether there was any. The map may
/// have more keys: those of an own row.
pub(super) fn from_keys(
    sectie: &Sectie,
    antwoord: &mut ItemAntwoord,
    lezer: &mut KaartLezer<'_>,
    om: &mut Omgeving<'_, '_>,
) -> bool {
    if let Some(schaal) = &sectie.schaal {
        let woorden = lezer.teksten("waarde", om.meldingen);
        score(schaal, &woorden, antwoord, om);
    }
    antwoord.per = per_groep(sectie, lezer, om);
    antwoord.velden = velden::lees(sectie, lezer, om);
    let waarde = antwoord.waarde.is_some() || antwoord.woord.is_some();
    waarde || !antwoord.per.is_empty() || !antwoord.velden.is_empty()
}

/// Without a scale the first field is the answer.
fn first_field(sectie: &Sectie, knoop: &Knoop, om: &mut Omgeving<'_, '_>) -> Vec<(usize, Gevuld)> {
    let gevuld = sectie.velden.first().and_then(|veld| waarde::gevuld(veld, knoop, om));
    gevuld.map(|gevuld| (0, gevuld)).into_iter().collect()
}

/// Puts the value that words mean into an answer: one, or two that follow each other.
fn score(schaal: &Schaal, woorden: &[Woord], antwoord: &mut ItemAntwoord, om: &mut Omgeving<'_, '_>) {
    if let [enige] = woorden {
        antwoord.woord = no_value(schaal, enige);
    }
    if antwoord.woord.is_some() {
        return;
    }
    let gelezen: Vec<Option<usize>> = woorden.iter().map(|w| value(schaal, w, om)).collect();
    match gelezen[..] {
        [] => {}
        [een] => antwoord.waarde = een,
        // Between two values that follow each other.
        [Some(een), Some(twee)] if een.abs_diff(twee) == 1 => {
            antwoord.waarde = Some(een.min(twee));
            antwoord.tot = Some(een.max(twee));
        }
        _ if gelezen.contains(&None) => {}
        _ => {
            if let Some(second) = woorden.get(1) {
                let bericht = "dit zijn geen twee waarden naast elkaar op de schaal";
                om.meldingen.meld(
                    Melding::op(Code::VerkeerdType, &second.plek, bericht)
                        .hint("noem één waarde, of twee die op elkaar volgen"),
                );
            }
        }
    }
    if let Some(waarde) = antwoord.waarde {
        antwoord.stand = match schaal.waarden[waarde].telt {
            Some(true) => Stand::Ja,
            Some(false) => Stand::Nee,
            None => Stand::NietVermeld,
        };
    }
}

/// What is said per group of the document.
fn per_groep(sectie: &Sectie, lezer: &mut KaartLezer<'_>, om: &mut Omgeving<'_, '_>) -> Vec<PerGroep> {
    let Some(knoop) = lezer.neem("per") else { return Vec::new() };
    let Some(mut deel) = KaartLezer::nieuw(knoop, "waarden per groep", om.meldingen) else { return Vec::new() };
    let mut uit = Vec::new();
    for (id, _) in om.groepen {
        let Some(knoop) = deel.neem(id) else { continue };
        uit.extend(one_group(sectie, id, knoop, om));
    }
    deel.klaar(om.meldingen);
    uit
}

/// One group: a value, or a map with value, fields and a remark.
fn one_group(sectie: &Sectie, id: &str, knoop: &Knoop, om: &mut Omgeving<'_, '_>) -> Option<PerGroep> {
    let mut per = PerGroep { groep: id.to_owned(), waarde: None, woord: None, velden: Vec::new(), noot: None };
    let woord = if let Waarde::Kaart(_) = knoop.waarde {
        let mut lezer = KaartLezer::nieuw(knoop, "wat er van een groep gezegd wordt", om.meldingen)?;
        let woord = sectie.schaal.as_ref().and_then(|_| lezer.tekst("waarde", om.meldingen));
        per.velden = velden::lees(sectie, &mut lezer, om);
        per.noot = om.markdown_onder(&mut lezer, "noot");
        lezer.klaar(om.meldingen);
        woord
    } else if sectie.schaal.is_none() {
        per.velden = first_field(sectie, knoop, om);
        None
    } else {
        als_woord(knoop, om.meldingen)
    };
    if let (Some(schaal), Some(woord)) = (&sectie.schaal, woord) {
        per.woord = no_value(schaal, &woord);
        per.waarde = if per.woord.is_some() { None } else { value(schaal, &woord, om) };
    }
    let iets = per.waarde.is_some() || per.woord.is_some() || !per.velden.is_empty() || per.noot.is_some();
    iets.then_some(per)
}

/// The word that says why there is no value; a value of the scale with that name goes before it.
fn no_value(schaal: &Schaal, woord: &Woord) -> Option<Bijzonder> {
    Bijzonder::lees(&woord.tekst).filter(|_| schaal.zoek(&woord.tekst).is_none())
}

/// The value that a text means.
fn value(schaal: &Schaal, woord: &Woord, om: &mut Omgeving<'_, '_>) -> Option<usize> {
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
