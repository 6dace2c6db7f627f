//! The same thing twice: two own offers with one name, or an own offer that a list has.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::melding::{Code, Melding, Meldingen, naaste};
use crate::model::antwoord::Eigen;
use crate::model::formaat::{Sectie, Soort};
use crate::model::lijst::{Item, Lijst};
use crate::model::site::Document;
use crate::model::waarde::Doelwit;

pub(super) fn controleer(document: &Document, meldingen: &mut Meldingen) {
    let mut gezien: BTreeMap<String, (&Sectie, &Eigen)> = BTreeMap::new();
    for sectie in document.formaat.secties() {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        for eigen in &antwoord.anders {
            let naam = normaal(&eigen.naam.tekst);
            if let Some((waar, eerder)) = gezien.get(&naam) {
                let waar = if waar.id == sectie.id { "hier" } else { &waar.titel };
                let bericht = format!("`{}` staat twee keer onder `anders`", eigen.naam.tekst);
                meldingen.meld(
                    Melding::op(Code::DubbelItem, &eigen.naam.plek, bericht)
                        .ook(&eerder.naam.plek, format!("het staat ook bij {waar}"))
                        .hint("haal een van de twee weg, of geef ze namen die zeggen wat het verschil is"),
                );
                continue;
            }
            gezien.insert(naam, (sectie, eigen));
            if let Some(melding) = in_lijst(document, sectie, eigen) {
                meldingen.meld(melding);
            }
        }
    }
}

/// What is left of a name when case, spaces and signs do not count.
fn normaal(naam: &str) -> String {
    naam.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The message for an own offer that is an item of a list, unless it says itself how it stands to an item.
fn in_lijst(document: &Document, sectie: &Sectie, eigen: &Eigen) -> Option<Melding> {
    if !eigen.is.is_empty() {
        return None;
    }
    let naam = &eigen.naam;
    if let Some(lijst) = &sectie.lijst {
        if let Some(item) = zelfde(lijst, &naam.tekst).filter(|item| !hoort_bij(eigen, lijst, item)) {
            let bericht = format!("`{}` staat in de lijst van deze sectie, als `{}`", naam.tekst, item.id);
            let hint = format!("schrijf `{}: ja` in de sectie zelf, of zet er `is: {}` bij", item.id, item.id);
            return Some(Melding::op(Code::StaatInLijst, &naam.plek, bericht).hint(hint));
        }
        // A name of a word or two may be a slip; of a longer one it is chance that it is near.
        let bijna = naaste(&naam.tekst, lijst.namen()).filter(|_| naam.tekst.chars().count() > 5);
        let item = bijna.and_then(|naam| lijst.zoek(naam)).map(|(_, item)| item);
        if let Some(item) = item.filter(|item| !hoort_bij(eigen, lijst, item)) {
            let bericht = format!("`{}` lijkt op `{}` in de lijst van deze sectie", naam.tekst, item.naam);
            let hint =
                format!("is het hetzelfde, schrijf dan `{}: ja`; zo niet, zet er dan `bij: {}` bij", item.id, item.id);
            return Some(Melding::op(Code::StaatInLijst, &naam.plek, bericht).hint(hint));
        }
    }
    elders(document, sectie, eigen)
}

/// The same in a list of another section that asks what is there.
fn elders(document: &Document, sectie: &Sectie, eigen: &Eigen) -> Option<Melding> {
    let vraagt = |s: &&Sectie| s.id != sectie.id && matches!(s.soort, Soort::Aanbod | Soort::Beoordeling);
    document.formaat.secties().filter(vraagt).find_map(|ander| {
        let lijst: &Arc<Lijst> = ander.lijst.as_ref()?;
        if sectie.lijst.as_ref().is_some_and(|eigen| eigen.id == lijst.id) {
            return None;
        }
        let item = zelfde(lijst, &eigen.naam.tekst).filter(|item| !hoort_bij(eigen, lijst, item))?;
        let sleutel = format!("{}/{}", lijst.id, item.id);
        let bericht = format!("`{}` staat in de lijst van sectie `{}`, als `{}`", eigen.naam.tekst, ander.id, item.id);
        let hint = format!(
            "zet er `is: {sleutel}` bij als het hetzelfde is, of `bij: {sleutel}` als het ermee te maken heeft"
        );
        Some(Melding::op(Code::StaatInLijst, &eigen.naam.plek, bericht).hint(hint))
    })
}

fn zelfde<'a>(lijst: &'a Lijst, naam: &str) -> Option<&'a Item> {
    if let Some((_, item)) = lijst.zoek(naam) {
        return Some(item);
    }
    let kaal = normaal(naam);
    lijst.items.iter().find(|item| std::iter::once(&item.naam).chain(&item.synoniemen).any(|n| normaal(n) == kaal))
}

/// Whether the author said that it belongs to this item: then it is something else.
fn hoort_bij(eigen: &Eigen, lijst: &Lijst, item: &Item) -> bool {
    eigen.bij.iter().any(|v| match &v.doelwit {
        Doelwit::Item(sleutel) => sleutel.lijst == lijst.id && sleutel.item == item.id,
        Doelwit::Rij { .. } | Doelwit::Vrij => false,
    })
}
