//! References: to items by id, name or synonym, to abbreviations, to rows, or free names.

use std::sync::Arc;

use crate::bron::Plek;
use crate::melding::{Code, Melding, naaste};
use crate::model::formaat::Veld;
use crate::model::lezer::{Woord, als_woord, bedoelde, eerste_regel, verkeerd_type};
use crate::model::lijst::Lijst;
use crate::model::waarde::{Doelwit, ItemSleutel, Verwijzing};
use crate::normal::key;
use crate::tekst::Markdown;
use crate::tekst::names::{self, Names};
use crate::yaml::{Knoop, Waarde};

use super::Omgeving;

/// References of which a free name is kept; a near miss is an error. A value that is several known names at once is read
/// as those; see `names`.
pub fn vrij(knopen: &[Knoop], lijsten: &[Arc<Lijst>], uit: Option<&str>, om: &mut Omgeving<'_, '_>) -> Vec<Verwijzing> {
    lees(
        knopen,
        om,
        |woord, om| zoek(woord, lijsten, uit, om),
        |woord, names, om| {
            if let Names::Suspect(hint) = names {
                om.meldingen.meld(samen(woord, &hint));
            } else if bijna(woord, lijsten, uit, om) {
                return None;
            }
            Some((Doelwit::Vrij, woord.tekst.clone()))
        },
    )
}

/// References that must point to an item.
pub fn streng(knopen: &[Knoop], lijsten: &[Arc<Lijst>], om: &mut Omgeving<'_, '_>) -> Vec<Verwijzing> {
    let item = |woord: &str, om: &Omgeving<'_, '_>| {
        zoek(woord, lijsten, None, om)
            .or_else(|| elders(woord, om))
            .filter(|(doelwit, _)| matches!(doelwit, Doelwit::Item(_)))
    };
    lees(knopen, om, item, |woord, names, om| {
        let melding = Melding::op(Code::OnbekendItem, &woord.plek, format!("`{}` is geen bekend item", woord.tekst));
        if let Names::Suspect(hint) = names {
            om.meldingen.meld(melding.hint(hint));
        } else if !bijna(woord, lijsten, None, om) {
            om.meldingen.meld(
                melding.hint(
                    "noem een item van de lijst van deze sectie, of een item van een andere lijst als `lijst/item`",
                ),
            );
        }
        None
    })
}

/// References to a field's own values, by id or name.
pub fn uit_waarden(knopen: &[Knoop], veld: &Veld, om: &mut Omgeving<'_, '_>) -> Vec<Verwijzing> {
    let waarde = |woord: &str, _: &Omgeving<'_, '_>| {
        let typed = key(woord);
        let gevonden = veld.waarden.iter().find(|(id, naam)| *id == typed || key(naam) == typed);
        gevonden.map(|(_, naam)| (Doelwit::Vrij, naam.clone()))
    };
    lees(knopen, om, waarde, |woord, names, om| {
        let bericht = format!("`{}` is geen waarde van veld `{}`", woord.tekst, veld.id);
        let hint = match names {
            Names::Suspect(hint) => hint,
            Names::One | Names::Known(_) => bedoelde(&woord.tekst, veld.waarden.iter().map(|(id, _)| id.as_str())),
        };
        om.meldingen.meld(Melding::op(Code::OnbekendeWaarde, &woord.plek, bericht).hint(hint));
        None
    })
}

/// The message for a value that is more than a name.
fn samen(woord: &Woord, hint: &str) -> Melding {
    let bericht = format!("`{}` staat er als één naam", woord.tekst.replace('\n', " "));
    Melding::op(Code::NamenSamen, &eerste_regel(&woord.plek), bericht).hint(hint)
}

/// An item by its bare name in any list, if only one list has it.
fn elders(woord: &str, om: &Omgeving<'_, '_>) -> Option<(Doelwit, String)> {
    let mut gevonden = om.catalogus.lijsten.values().filter_map(|l| in_lijst(l, woord));
    let eerste = gevonden.next()?;
    gevonden.next().is_none().then_some(eerste)
}

/// Reads references: `zoek` finds what a name means, `anders` says what becomes of a value that means nothing.
fn lees(
    knopen: &[Knoop],
    om: &mut Omgeving<'_, '_>,
    zoek: impl Fn(&str, &Omgeving<'_, '_>) -> Option<(Doelwit, String)>,
    mut anders: impl FnMut(&Woord, Names, &mut Omgeving<'_, '_>) -> Option<(Doelwit, String)>,
) -> Vec<Verwijzing> {
    let mut uit = Vec::new();
    for (nummer, knoop) in knopen.iter().enumerate() {
        let Some((woord, opmerking)) = woord_en_opmerking(knoop, om) else { continue };
        let plek = woord.plek.clone();
        if let Some((doelwit, naam)) = zoek(&woord.tekst, om) {
            uit.push(Verwijzing { doelwit, naam, opmerking, plek });
            continue;
        }
        match names::read(&woord.tekst, |name| zoek(name, om).is_some()) {
            Names::Known(delen) => {
                for deel in delen {
                    let Some((doelwit, naam)) = zoek(&deel.text, om) else { continue };
                    let eigen = deel.remark.and_then(|remark| om.remark(&remark, &plek));
                    let opmerking = eigen.or_else(|| opmerking.clone());
                    uit.push(Verwijzing { doelwit, naam, opmerking, plek: plek.clone() });
                }
            }
            names => {
                if let Some(melding) = nummer.checked_sub(1).and_then(|i| afgesneden(knopen.get(i)?, &woord)) {
                    om.meldingen.meld(melding);
                }
                if let Some((doelwit, naam)) = anders(&woord, names, om) {
                    uit.push(Verwijzing { doelwit, naam, opmerking, plek });
                }
            }
        }
    }
    uit
}

/// `[a, b: uitleg, met komma]`: what stands behind the comma is the rest of a remark, not a name.
fn afgesneden(vorige: &Knoop, woord: &Woord) -> Option<Melding> {
    let [paar] = vorige.als_kaart()? else { return None };
    let opmerking = &paar.waarde.plek;
    let heel = Plek::nieuw(opmerking.bron(), opmerking.van(), woord.plek.tot());
    let ertussen = opmerking.bron().tekst().get(opmerking.tot()..woord.plek.van())?;
    let kaal = !opmerking.tekst().starts_with(['"', '\'']) && !opmerking.tekst().is_empty();
    if ertussen.trim() != "," || !kaal {
        return None;
    }
    let bericht = format!("na de komma leest YAML `{}` als een volgende naam", woord.tekst);
    let hint = format!("hoort het bij `{}`, schrijf dan `{}: \"{}\"`", paar.sleutel, paar.sleutel, heel.tekst());
    Some(Melding::op(Code::NamenSamen, &woord.plek, bericht).hint(hint))
}

/// `b`, or `b: opmerking`.
pub(super) fn woord_en_opmerking(knoop: &Knoop, om: &mut Omgeving<'_, '_>) -> Option<(Woord, Option<Markdown>)> {
    match &knoop.waarde {
        Waarde::Tekst(_) => Some((als_woord(knoop, om.meldingen)?, None)),
        Waarde::Kaart(paren) => match &paren[..] {
            [paar] => {
                let woord = Woord { tekst: paar.sleutel.clone(), plek: paar.sleutel_plek.clone() };
                let opmerking = om.markdown(&paar.waarde);
                Some((woord, opmerking))
            }
            _ => {
                om.meldingen.meld(
                    verkeerd_type(knoop, "een naam, of een naam met één opmerking")
                        .hint("zet elke verwijzing op een eigen regel: `- naam: opmerking`"),
                );
                None
            }
        },
        Waarde::Leeg => None,
        Waarde::Lijst(_) => {
            om.meldingen.meld(verkeerd_type(knoop, "een naam"));
            None
        }
    }
}

/// What a text points to, in the order that the model states.
fn zoek(tekst: &str, lijsten: &[Arc<Lijst>], uit: Option<&str>, om: &Omgeving<'_, '_>) -> Option<(Doelwit, String)> {
    if let Some(gevonden) = lijsten.iter().find_map(|l| in_lijst(l, tekst)) {
        return Some(gevonden);
    }
    if let Some(afkorting) = om.afkortingen.iter().find(|a| a.kort == tekst) {
        let doelwit = afkorting.is.clone().map_or(Doelwit::Vrij, Doelwit::Item);
        return Some((doelwit, afkorting.kort.clone()));
    }
    let rij = |sectie: Option<&str>, naam: &str| {
        om.rijen
            .iter()
            .filter(|r| sectie.is_none_or(|s| r.sectie == s))
            .find(|r| r.id == naam || key(&r.naam) == key(naam))
            .map(|r| (Doelwit::Rij { sectie: r.sectie.clone(), rij: r.id.clone() }, r.naam.clone()))
    };
    if let Some(gevonden) = rij(uit, tekst) {
        return Some(gevonden);
    }
    let (voor, na) = tekst.split_once('/')?;
    let lijst = om.catalogus.lijst(voor).and_then(|l| in_lijst(l, na));
    lijst.or_else(|| rij(Some(voor), na))
}

fn in_lijst(lijst: &Lijst, tekst: &str) -> Option<(Doelwit, String)> {
    let (_, item) = lijst.zoek(tekst)?;
    let sleutel = ItemSleutel { lijst: lijst.id.clone(), item: item.id.clone() };
    Some((Doelwit::Item(sleutel), item.naam.clone()))
}

/// Reports a text that is nearly a known name. Short words are left alone: between
/// abbreviations everything is near.
fn bijna(woord: &Woord, lijsten: &[Arc<Lijst>], uit: Option<&str>, om: &mut Omgeving<'_, '_>) -> bool {
    if woord.tekst.chars().count() < 4 {
        return false;
    }
    // `lijst/item` and `sectie/rij`: the part before the stroke says where to look.
    if let Some((voor, na)) = woord.tekst.split_once('/') {
        let hint = match om.catalogus.lijst(voor) {
            Some(lijst) => Some(bedoelde(na, lijst.ids())),
            None => {
                let mut rijen = om.rijen.iter().filter(|r| r.sectie == voor).map(|r| r.id.as_str()).peekable();
                rijen.peek().is_some().then(|| bedoelde(na, rijen.clone()))
            }
        };
        if let Some(hint) = hint {
            om.meldingen
                .meld(Melding::op(Code::OnbekendItem, &woord.plek, format!("`{voor}` heeft geen `{na}`")).hint(hint));
            return true;
        }
    }
    let lijstnamen = lijsten.iter().flat_map(|l| l.namen());
    let afkortingen = om.afkortingen.iter().map(|a| a.kort.as_str());
    let rijen = om.rijen.iter().filter(|r| uit.is_none_or(|u| r.sectie == u));
    let rijnamen = rijen.flat_map(|r| [r.id.as_str(), r.naam.as_str()]);
    let Some(naam) = naaste(&woord.tekst, lijstnamen.chain(afkortingen).chain(rijnamen)) else { return false };
    let melding =
        Melding::op(Code::BijnaVerwijzing, &woord.plek, format!("`{}` is bijna een bekende naam", woord.tekst));
    om.meldingen.meld(melding.hint(if is_meervoud(&woord.tekst, naam) {
        format!("schrijf `{naam}`; zijn er meer, zeg dat dan erachter, zoals `{naam}: twee`")
    } else {
        format!("bedoelde u `{naam}`? Een eigen naam moet verder van bekende namen af liggen")
    }));
    true
}

/// Whether a word is the plural of a name: `mentoren`, `decanen`, `docenten`, `coaches`, `leraars`.
fn is_meervoud(woord: &str, naam: &str) -> bool {
    let (woord, naam) = (key(woord), key(naam));
    ["en", "s", "'s", "es", "n"].iter().any(|eind| {
        let Some(stam) = woord.strip_suffix(eind) else { return false };
        // `decanen`: one vowel of two stays; `kinderen` and the like stand in lists as words of their own.
        let enkel = |naam: &str| {
            let letters: Vec<char> = naam.chars().collect();
            match letters.as_slice() {
                [begin @ .., a, b, slot] if a == b && "aeou".contains(*a) => {
                    begin.iter().chain([a, slot]).collect::<String>()
                }
                _ => naam.to_owned(),
            }
        };
        stam == naam || (*eind == "en" && (stam == enkel(&naam) || stam.strip_suffix(|_: char| true) == Some(&naam)))
    })
}

#[cfg(test)]
mod tests {
    use super::is_meervoud;

    #[test]
    fn a_plural_is_told_from_a_slip() {
        for (word, name) in [("mentoren", "Mentor"), ("decanen", "decaan"), ("docenten", "docent"), ("COPA's", "COPA")]
        {
            assert!(is_meervoud(word, name), "{word}");
        }
        for (word, name) in [("mentro", "mentor"), ("mentor", "mentor"), ("decaam", "decaan")] {
            assert!(!is_meervoud(word, name), "{word}");
        }
    }
}
