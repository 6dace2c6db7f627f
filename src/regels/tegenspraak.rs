//! Parts of a document that cannot both be true.
//!
//! Only what the data says outright counts. That a school has an entrance for wheelchairs and no lift, or a protocol in
//! the making with a first version enclosed, is no contradiction.

use std::collections::BTreeMap;

use crate::bron::Plek;
use crate::melding::{Code, Ernst, Melding, Meldingen};
use crate::model::antwoord::{Antwoord, Rij, Vorminhoud};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::lezer::eerste_regel;
use crate::model::site::Document;
use crate::model::waarde::{Doelwit, Feit, Inhoud, ItemSleutel, Stand};

pub(super) fn controleer(document: &Document, feiten: &[Feit], catalogus: &Catalogus, meldingen: &mut Meldingen) {
    ja_en_nee(feiten, meldingen);
    let mut er_niet: BTreeMap<&ItemSleutel, &Feit> = BTreeMap::new();
    for feit in feiten.iter().filter(|f| f.stand == Stand::Nee && f.waarde.is_none()) {
        er_niet.entry(&feit.item).or_insert(feit);
    }
    if !er_niet.is_empty() {
        for feit in feiten.iter().filter(|f| f.stand == Stand::Ja) {
            er_niet.remove(&feit.item);
        }
    }
    for sectie in document.formaat.secties() {
        if let Some(antwoord) = document.antwoorden.get(&sectie.id) {
            nvt_en_toch(sectie, antwoord, meldingen);
            nee_en_toch(sectie, antwoord, &mut er_niet, meldingen);
        }
    }
    bijlagen(document, feiten, catalogus, meldingen);
}

/// `ja` and `nee` for one item, in two sections of one document: a warning, because the sections
/// may mean two things by it.
fn ja_en_nee(feiten: &[Feit], meldingen: &mut Meldingen) {
    let mut ja: BTreeMap<&ItemSleutel, &Feit> = BTreeMap::new();
    for feit in feiten.iter().filter(|f| f.stand == Stand::Ja && f.waarde.is_none()) {
        ja.entry(&feit.item).or_insert(feit);
    }
    for nee in feiten.iter().filter(|f| f.stand == Stand::Nee && f.waarde.is_none()) {
        let Some(ja) = ja.get(&nee.item).filter(|ja| ja.sectie != nee.sectie) else { continue };
        let bericht = format!("`{}` is er volgens `{}` wel, en hier niet", nee.item.item, ja.sectie);
        let melding = Melding::op(Code::JaEnNee, &nee.plek, bericht)
            .ook(&ja.plek, "hier staat dat het er is")
            .hint("maak de twee gelijk, of leg het verschil uit in een `noot`");
        meldingen.meld(Melding { ernst: Ernst::Waarschuwing, ..melding });
    }
}

/// "Does not apply", with an answer.
fn nvt_en_toch(sectie: &Sectie, antwoord: &Antwoord, meldingen: &mut Meldingen) {
    let leeg = match &antwoord.inhoud {
        Vorminhoud::Niets => true,
        Vorminhoud::Tekst(tekst) => tekst.is_leeg(),
        Vorminhoud::Velden(velden) => velden.is_empty(),
        Vorminhoud::Items(items) => items.is_empty(),
        Vorminhoud::Rijen(rijen) => rijen.is_empty(),
        Vorminhoud::Graaf(graaf) => graaf.stappen.is_empty(),
    };
    if antwoord.nvt && !(leeg && antwoord.anders.is_empty()) {
        let bericht = format!("sectie `{}` is niet van toepassing (`nvt: ja`), maar is wel ingevuld", sectie.id);
        meldingen.meld(
            Melding::op(Code::Tegenspraak, &eerste_regel(&antwoord.plek), bericht)
                .hint("haal `nvt` weg, of haal het antwoord weg"),
        );
    }
}

/// Someone who is not there, and takes part. Plans may name what is not there yet, and results what is gone.
fn nee_en_toch(
    sectie: &Sectie,
    antwoord: &Antwoord,
    er_niet: &mut BTreeMap<&ItemSleutel, &Feit>,
    meldingen: &mut Meldingen,
) {
    let nu = matches!(sectie.onderwerp, Some(Onderwerp::Route | Onderwerp::Contact | Onderwerp::Aanbod));
    if !nu || er_niet.is_empty() {
        return;
    }
    // What is named under `anders` was said to be or to belong to it, not to be there.
    let van_anders = antwoord.anders.iter().map(|eigen| eigen.is.len() + eigen.bij.len()).sum();
    for verwijzing in antwoord.verwijzingen().into_iter().skip(van_anders) {
        let Doelwit::Item(item) = &verwijzing.doelwit else { continue };
        let Some(nee) = er_niet.get(item).copied().filter(|nee| nee.sectie != sectie.id) else { continue };
        // Once is enough.
        er_niet.remove(item);
        let bericht = format!("`{}` is er volgens `{}` niet, maar wordt hier wel genoemd", verwijzing.naam, nee.sectie);
        meldingen.meld(
            Melding::op(Code::Tegenspraak, &verwijzing.plek, bericht)
                .ook(&nee.plek, "hier staat dat het er niet is")
                .hint("pas een van de twee aan; komt iemand van buiten, zeg dan bij het item waar, zoals `[extern]`"),
        );
    }
}

/// Protocols and the documents that belong to them.
fn bijlagen(document: &Document, feiten: &[Feit], catalogus: &Catalogus, meldingen: &mut Meldingen) {
    for sectie in document.formaat.secties().filter(|s| s.soort == Soort::Bijlagen) {
        let Some(Vorminhoud::Rijen(rijen)) = document.antwoorden.get(&sectie.id).map(|a| &a.inhoud) else { continue };
        for (item, plek, bijgevoegd) in rijen.iter().flat_map(|rij| bij_items(sectie, rij)) {
            let Some(feit) = feiten.iter().find(|f| f.item == *item && f.waarde.is_some()) else { continue };
            let naam = catalogus.naam(item);
            if !bijgevoegd && feit.stand == Stand::Ja {
                let bericht = format!("`{naam}` wordt toegepast, maar het stuk zit er niet bij");
                meldingen.meld(
                    Melding::op(Code::BijlageOntbreekt, plek, bericht)
                        .ook(&feit.plek, "hier staat dat het wordt toegepast")
                        .hint("zet het bestand naast het document en noem het bij `bestand`, of haal deze regel weg"),
                );
            } else if bijgevoegd && is_laagste(feit, catalogus) {
                let bericht = format!("`{naam}` is bijgevoegd, maar is er volgens `{}` niet", feit.sectie);
                meldingen.meld(
                    Melding::op(Code::Tegenspraak, plek, bericht)
                        .ook(&feit.plek, "hier staat dat het er niet is")
                        .hint("pas een van de twee aan"),
                );
            }
        }
    }
}

/// The items that a row of attachments belongs to, and whether its file is enclosed.
fn bij_items<'a>(sectie: &Sectie, rij: &'a Rij) -> Vec<(&'a ItemSleutel, &'a Plek, bool)> {
    let Rij::Rij { velden, .. } = rij else { return Vec::new() };
    let veld = |id: &str| {
        let index = sectie.velden.iter().position(|v| v.id == id)?;
        velden.iter().find(|(i, _)| *i == index).map(|(_, gevuld)| gevuld)
    };
    let bijgevoegd = veld("bestand").is_some_and(|g| matches!(g.inhoud, Inhoud::Bestand(_)));
    let Some(Inhoud::Verwijzingen(bij)) = veld("bij").map(|g| &g.inhoud) else { return Vec::new() };
    bij.iter()
        .filter_map(|v| match &v.doelwit {
            Doelwit::Item(item) => Some((item, &v.plek, bijgevoegd)),
            Doelwit::Rij { .. } | Doelwit::Vrij => None,
        })
        .collect()
}

/// Whether an item has the lowest value of its scale, and that counts as not being there.
fn is_laagste(feit: &Feit, catalogus: &Catalogus) -> bool {
    let Some(score) = &feit.waarde else { return false };
    let eerste = catalogus.schalen.get(&score.schaal).and_then(|s| s.waarden.first());
    feit.stand == Stand::Nee && score.tot.is_none() && eerste.is_some_and(|w| w.id == score.waarde)
}
