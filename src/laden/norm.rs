//! Reads the norm in `site.yaml`.

use std::collections::BTreeSet;

use crate::melding::{Code, Melding, Meldingen};
use crate::model::catalogus::Catalogus;
use crate::model::lezer::{KaartLezer, Woord, als_knopen, bedoelde, eerste_regel};
use crate::model::norm::{NormAantal, NormDoel, NormRegel};
use crate::model::waarde::ItemSleutel;
use crate::yaml::Knoop;

/// The rules under `norm:`, those with mistakes left out.
pub(super) fn lees(knoop: &Knoop, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Vec<NormRegel> {
    als_knopen(knoop).iter().filter(|k| !k.is_leeg()).filter_map(|k| regel(k, catalogus, meldingen)).collect()
}

fn regel(knoop: &Knoop, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<NormRegel> {
    if let Some(tekst) = knoop.als_tekst() {
        let bericht =
            "een regel van de norm noemt wat er moet zijn en op hoeveel scholen, maar hier staat alleen een tekst";
        meldingen.meld(
            Melding::op(Code::VerkeerdType, &knoop.plek, bericht)
                .hint(format!("schrijf `- {{item: {}, scholen: alle}}`", tekst.trim())),
        );
        return None;
    }
    let mut lezer = KaartLezer::nieuw(knoop, "een regel van de norm", meldingen)?;
    let item = lezer.tekst("item", meldingen);
    let tweede = lezer.neem_paar("hulpvraag");
    let hulpvraag = lezer.tekst("hulpvraag", meldingen);
    let scholen = lezer.moet_tekst("scholen", meldingen).and_then(|w| aantal(&w, meldingen));
    let plaatsen = lezer.teksten("waar", meldingen);
    let waar: BTreeSet<String> = plaatsen.iter().filter_map(|w| plaats(w, catalogus, meldingen)).collect();
    let toelichting = lezer.tekst("toelichting", meldingen).map(|w| w.tekst);
    lezer.klaar(meldingen);
    let wat = match (item, hulpvraag) {
        (Some(woord), None) => doel_item(&woord, catalogus, meldingen),
        (None, Some(woord)) => doel_hulpvraag(&woord, catalogus, meldingen),
        (Some(_), Some(_)) => {
            let bericht = "`hulpvraag` staat hier naast `item`, maar een regel van de norm gaat over één van de twee";
            meldingen.meld(
                Melding::op(Code::OnbekendeSleutel, tweede.map_or(&knoop.plek, |paar| &paar.sleutel_plek), bericht)
                    .hint("maak er twee regels van, elk met `-`"),
            );
            None
        }
        // Something stands there that is no text, which was reported.
        (None, None) if ["item", "hulpvraag"].iter().any(|s| knoop.zoek(s).is_some_and(|k| !k.is_leeg())) => None,
        (None, None) => {
            let bericht = "`item` of `hulpvraag` ontbreekt in een regel van de norm";
            meldingen.meld(
                Melding::op(Code::OntbrekendeSleutel, &eerste_regel(&knoop.plek), bericht)
                    .hint("noem een item als `item: specialisten/orthopedagoog`, of een vraag als `hulpvraag: lezen`"),
            );
            None
        }
    };
    // A place that could not be read would make the rule weaker than was meant.
    let heel = waar.len() == plaatsen.iter().map(|w| &w.tekst).collect::<BTreeSet<_>>().len();
    let (wat, scholen) = (wat?, scholen?);
    heel.then(|| NormRegel { wat, scholen, waar, toelichting, plek: eerste_regel(&knoop.plek) })
}

fn aantal(woord: &Woord, meldingen: &mut Meldingen) -> Option<NormAantal> {
    if woord.tekst.eq_ignore_ascii_case("alle") {
        return Some(NormAantal::Alle);
    }
    match woord.tekst.parse::<usize>() {
        Ok(n) if n > 0 => Some(NormAantal::Minstens(n)),
        _ => {
            let bericht = format!("`{}` is geen aantal scholen", woord.tekst);
            meldingen.meld(
                Melding::op(Code::OnbekendeWaarde, &woord.plek, bericht)
                    .hint("schrijf `scholen: alle`, of het aantal dat ten minste nodig is, zoals `scholen: 3`"),
            );
            None
        }
    }
}

fn plaats(woord: &Woord, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<String> {
    let plaatsen = catalogus.plaatsen()?;
    if let Some((_, item)) = plaatsen.zoek(&woord.tekst) {
        return Some(item.id.clone());
    }
    let bericht = format!("`{}` is geen plaats", woord.tekst);
    meldingen.meld(Melding::op(Code::OnbekendItem, &woord.plek, bericht).hint(bedoelde(&woord.tekst, plaatsen.ids())));
    None
}

/// `lijst/item`.
fn doel_item(woord: &Woord, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<NormDoel> {
    let Some((lijst_id, item)) = woord.tekst.split_once('/') else {
        // One word: say how it is written, with the list where the item is found.
        let in_lijst = catalogus.lijsten.iter().find_map(|(id, lijst)| {
            let (_, item) = lijst.zoek(&woord.tekst)?;
            Some(format!("{id}/{}", item.id))
        });
        let voorbeeld = in_lijst.map_or_else(
            || "schrijf de lijst en het item, zoals `specialisten/orthopedagoog`".to_owned(),
            |sleutel| format!("bedoelde u `{sleutel}`?"),
        );
        let bericht = format!("bij `{}` staat niet uit welke lijst het komt", woord.tekst);
        meldingen.meld(Melding::op(Code::OnbekendItem, &woord.plek, bericht).hint(voorbeeld));
        return None;
    };
    let (lijst_id, item) = (lijst_id.trim(), item.trim());
    let Some(lijst) = catalogus.lijst(lijst_id) else {
        if !catalogus.is_kapot(lijst_id) {
            let bekend = catalogus.lijsten.keys().map(String::as_str);
            meldingen.meld(
                Melding::op(Code::OnbekendeDefinitie, &woord.plek, format!("er is geen lijst `{lijst_id}`"))
                    .hint(bedoelde(lijst_id, bekend)),
            );
        }
        return None;
    };
    if let Some((_, gevonden)) = lijst.zoek(item) {
        return Some(NormDoel::Item(ItemSleutel { lijst: lijst.id.clone(), item: gevonden.id.clone() }));
    }
    meldingen.meld(
        Melding::op(Code::OnbekendItem, &woord.plek, format!("lijst `{lijst_id}` heeft geen item `{item}`"))
            .hint(bedoelde(item, lijst.ids())),
    );
    None
}

fn doel_hulpvraag(woord: &Woord, catalogus: &Catalogus, meldingen: &mut Meldingen) -> Option<NormDoel> {
    let lijst = catalogus.lijst("hulpvragen")?;
    if let Some((_, vraag)) = lijst.zoek(&woord.tekst) {
        return Some(NormDoel::Hulpvraag(vraag.id.clone()));
    }
    meldingen.meld(
        Melding::op(Code::OnbekendItem, &woord.plek, format!("er is geen hulpvraag `{}`", woord.tekst))
            .hint(bedoelde(&woord.tekst, lijst.ids())),
    );
    None
}
