//! A site's own parents' questions, laid over those that are built in.

use std::collections::BTreeMap;

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen, naaste};
use crate::model::lezer::{KaartLezer, Woord, controleer_id, verkeerd_type};
use crate::yaml::{Knoop, Paar, Waarde};

use super::{GERESERVEERD, Item, Lijst, bouw_index, velden, voeg_toe};

/// An item that answers a question, as the question's side says it.
#[derive(Debug, Clone)]
pub struct Bij {
    /// Id of the question.
    pub hulpvraag: Woord,
    /// `lijst/item`, as typed.
    pub verwijzing: Woord,
}

impl Lijst {
    /// Reads the node of `hulpvragen.yaml` over this list of questions. A known id without `naam`
    /// adds words and items to that question; with `naam` it takes its place.
    pub fn met_hulpvragen(&self, knoop: &Knoop, meldingen: &mut Meldingen) -> Option<(Self, Vec<Bij>)> {
        let mut lezer = KaartLezer::nieuw(knoop, "`hulpvragen.yaml`", meldingen)?;
        let vragen = lezer.moet("hulpvragen", meldingen);
        lezer.klaar(meldingen);
        let Waarde::Kaart(paren) = &vragen?.waarde else {
            let hint = "schrijf per hulpvraag een regel als `lezen: {bij: [voorzieningen/leesclub]}`, zonder streepjes";
            meldingen.meld(verkeerd_type(vragen?, "per hulpvraag een id").hint(hint));
            return None;
        };
        let mut items = self.items.clone();
        let mut bij = Vec::new();
        for paar in paren {
            lees_hulpvraag(paar, &mut items, &mut bij, meldingen);
        }
        let index = bouw_index(&items, meldingen);
        Some((Self { items, index, ..self.clone() }, bij))
    }

    /// Takes the questions out that went out of use, and gives for each what took its place, if anything did.
    pub fn without_dropped(&mut self) -> BTreeMap<String, Option<Woord>> {
        let (weg, blijft): (Vec<Item>, Vec<Item>) =
            std::mem::take(&mut self.items).into_iter().partition(|item| item.vervallen.is_some());
        self.items = blijft;
        if !weg.is_empty() {
            self.index = bouw_index(&self.items, &mut Meldingen::nieuw());
        }
        weg.into_iter().map(|item| (item.id, item.vervangen_door)).collect()
    }

    /// Lets no item answer questions that went out of use, but what took their place.
    pub fn answers_without(&mut self, weg: &BTreeMap<String, Option<Woord>>) {
        for item in &mut self.items {
            let vragen = std::mem::take(&mut item.hulpvragen);
            for vraag in vragen {
                let vraag = match weg.get(&vraag.tekst) {
                    None => Some(vraag),
                    Some(anders) => anders.clone(),
                };
                if let Some(vraag) = vraag.filter(|v| !item.hulpvragen.iter().any(|h| h.tekst == v.tekst)) {
                    item.hulpvragen.push(vraag);
                }
            }
        }
    }

    /// Lets the item at this index answer a question, if it does not already.
    pub fn antwoordt_op(&mut self, index: usize, hulpvraag: &Woord) {
        if let Some(item) = self.items.get_mut(index)
            && !item.hulpvragen.iter().any(|h| h.tekst == hulpvraag.tekst)
        {
            item.hulpvragen.push(hulpvraag.clone());
        }
    }
}

fn lees_hulpvraag(paar: &Paar, items: &mut Vec<Item>, bij: &mut Vec<Bij>, meldingen: &mut Meldingen) {
    let id = Woord { tekst: paar.sleutel.clone(), plek: paar.sleutel_plek.clone() };
    if !controleer_id(&id, "hulpvraag-id", meldingen) {
        return;
    }
    if GERESERVEERD.contains(&id.tekst.as_str()) {
        meldingen.meld(
            Melding::op(Code::GereserveerdId, &id.plek, format!("`{}` kan geen hulpvraag zijn", id.tekst))
                .hint("dit woord betekent in elke sectie al iets; kies een ander id"),
        );
        return;
    }
    let Some(mut lezer) = KaartLezer::nieuw(&paar.waarde, "een hulpvraag", meldingen) else { return };
    let bekend = items.iter().position(|i| i.id == id.tekst);
    let naam = lezer.tekst("naam", meldingen);
    let verwijzingen = lezer.teksten("bij", meldingen);
    if naam.is_none() && bekend.is_none() {
        meldingen.meld(onbekend(&id, items));
        return;
    }
    bij.extend(verwijzingen.into_iter().map(|verwijzing| Bij { hulpvraag: id.clone(), verwijzing }));
    let nieuw = naam.is_some();
    let naam = naam.unwrap_or_else(|| id.clone());
    let mut gelezen = velden(&mut lezer, id, naam, None, meldingen);
    lezer.klaar(meldingen);
    match bekend {
        Some(index) if !nieuw => vul_aan(&mut items[index], gelezen),
        Some(index) => {
            gelezen.groep = gelezen.groep.or(items[index].groep.take());
            let _ = voeg_toe(gelezen, items, meldingen);
        }
        None => drop(voeg_toe(gelezen, items, meldingen)),
    }
}

/// Adds what was said of a known question: words are added, sentences replaced.
fn vul_aan(item: &mut Item, erbij: Item) {
    let plekken: Vec<Plek> = erbij.plekken.into_iter().skip(1).collect();
    for (woord, plek) in erbij.synoniemen.into_iter().zip(plekken) {
        if !item.synoniemen.contains(&woord) {
            item.synoniemen.push(woord);
            item.plekken.push(plek);
        }
    }
    item.betekenis = erbij.betekenis.or(item.betekenis.take());
    item.zin = erbij.zin.or(item.zin.take());
    item.groep = erbij.groep.or(item.groep.take());
    item.vervallen = erbij.vervallen.or(item.vervallen.take());
    item.vervangen_door = erbij.vervangen_door.or(item.vervangen_door.take());
}

/// The message for a question that is not known and has no name of its own.
fn onbekend(id: &Woord, items: &[Item]) -> Melding {
    let hint = match naaste(&id.tekst, items.iter().map(|i| i.id.as_str())) {
        Some(bijna) => format!("bedoelde u `{bijna}`?"),
        None => "geef een nieuwe hulpvraag een `naam`".to_owned(),
    };
    Melding::op(Code::OnbekendItem, &id.plek, format!("er is geen hulpvraag `{}`", id.tekst)).hint(hint)
}
