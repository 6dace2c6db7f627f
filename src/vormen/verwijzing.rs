//! References: to items by id, name or synonym, to abbreviations, to rows, or free names.

use std::sync::Arc;

use crate::melding::{Code, Melding, naaste};
use crate::model::formaat::Veld;
use crate::model::lezer::{Woord, als_woord, bedoelde, verkeerd_type};
use crate::model::lijst::Lijst;
use crate::model::waarde::{Doelwit, ItemSleutel, Verwijzing};
use crate::tekst::Markdown;
use crate::yaml::{Knoop, Waarde};

use super::Omgeving;

/// References of which a free name is kept; a near miss is an error.
pub fn vrij(knopen: &[Knoop], lijsten: &[Arc<Lijst>], uit: Option<&str>, om: &mut Omgeving<'_, '_>) -> Vec<Verwijzing> {
    lees(knopen, om, |woord, om| match zoek(woord, lijsten, uit, om) {
        Some(gevonden) => Some(gevonden),
        None if bijna(woord, lijsten, uit, om) => None,
        None => Some((Doelwit::Vrij, woord.tekst.clone())),
    })
}

/// References that must point to an item.
pub fn streng(knopen: &[Knoop], lijsten: &[Arc<Lijst>], om: &mut Omgeving<'_, '_>) -> Vec<Verwijzing> {
    lees(knopen, om, |woord, om| {
        let gevonden = zoek(woord, lijsten, None, om)
            .or_else(|| elders(woord, om))
            .filter(|(doelwit, _)| matches!(doelwit, Doelwit::Item(_)));
        if gevonden.is_none() && !bijna(woord, lijsten, None, om) {
            om.meldingen.meld(
                Melding::op(Code::OnbekendItem, &woord.plek, format!("`{}` is geen bekend item", woord.tekst)).hint(
                    "noem een item van de lijst van deze sectie, of een item van een andere lijst als `lijst/item`",
                ),
            );
        }
        gevonden
    })
}

/// References to a field's own values, by id or name.
pub fn uit_waarden(knopen: &[Knoop], veld: &Veld, om: &mut Omgeving<'_, '_>) -> Vec<Verwijzing> {
    lees(knopen, om, |woord, om| {
        let klein = woord.tekst.to_lowercase();
        let gevonden = veld.waarden.iter().find(|(id, naam)| *id == klein || naam.to_lowercase() == klein);
        if gevonden.is_none() {
            let bericht = format!("`{}` is geen waarde van veld `{}`", woord.tekst, veld.id);
            let ids = veld.waarden.iter().map(|(id, _)| id.as_str());
            om.meldingen
                .meld(Melding::op(Code::OnbekendeWaarde, &woord.plek, bericht).hint(bedoelde(&woord.tekst, ids)));
        }
        gevonden.map(|(_, naam)| (Doelwit::Vrij, naam.clone()))
    })
}

/// An item by its bare name in any list, if only one list has it.
fn elders(woord: &Woord, om: &Omgeving<'_, '_>) -> Option<(Doelwit, String)> {
    let mut gevonden = om.catalogus.lijsten.values().filter_map(|l| in_lijst(l, &woord.tekst));
    let eerste = gevonden.next()?;
    gevonden.next().is_none().then_some(eerste)
}

fn lees(
    knopen: &[Knoop],
    om: &mut Omgeving<'_, '_>,
    mut los_op: impl FnMut(&Woord, &mut Omgeving<'_, '_>) -> Option<(Doelwit, String)>,
) -> Vec<Verwijzing> {
    let mut uit = Vec::new();
    for knoop in knopen {
        let Some((woord, opmerking)) = woord_en_opmerking(knoop, om) else { continue };
        if let Some((doelwit, naam)) = los_op(&woord, om) {
            uit.push(Verwijzing { doelwit, naam, opmerking, plek: woord.plek });
        }
    }
    uit
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
fn zoek(woord: &Woord, lijsten: &[Arc<Lijst>], uit: Option<&str>, om: &Omgeving<'_, '_>) -> Option<(Doelwit, String)> {
    let tekst = woord.tekst.as_str();
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
            .find(|r| r.id == naam || r.naam.eq_ignore_ascii_case(naam))
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
    om.meldingen.meld(
        Melding::op(Code::BijnaVerwijzing, &woord.plek, format!("`{}` is bijna een bekende naam", woord.tekst))
            .hint(format!("bedoelde u `{naam}`? Een eigen naam moet verder van bekende namen af liggen")),
    );
    true
}
