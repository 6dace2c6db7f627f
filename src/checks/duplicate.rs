//! The same thing twice: two own offers with one name, or an own offer that is in a list.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::melding::{Code, Melding, Meldingen, nearest_name};
use crate::model::antwoord::OwnItem;
use crate::model::formaat::{Sectie, Soort};
use crate::model::lijst::{Item, Lijst};
use crate::model::site::Document;
use crate::model::value::RefTarget;

pub(super) fn check(document: &Document, meldingen: &mut Meldingen) {
    let mut seen: BTreeMap<String, (&Sectie, &OwnItem)> = BTreeMap::new();
    for sectie in document.formaat.secties() {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        for own in &antwoord.others {
            let name = normalized(&own.name.text);
            if let Some((earlier_sectie, earlier)) = seen.get(&name) {
                let place = if earlier_sectie.id == sectie.id { "hier" } else { &earlier_sectie.title };
                let message = format!("`{}` staat twee keer onder `anders`", own.name.text);
                meldingen.push(
                    Melding::at(Code::DuplicateItem, &own.name.span, message)
                        .also(&earlier.name.span, format!("het staat ook bij {place}"))
                        .hint("haal een van de twee weg, of geef ze namen die zeggen wat het verschil is"),
                );
                continue;
            }
            seen.insert(name, (sectie, own));
            if let Some(melding) = in_lijst(document, sectie, own) {
                meldingen.push(melding);
            }
        }
    }
}

/// A name without case, spaces and punctuation.
fn normalized(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The message for an own offer that is an item of a list, unless the author said how the two are related.
fn in_lijst(document: &Document, sectie: &Sectie, own: &OwnItem) -> Option<Melding> {
    if !own.is.is_empty() {
        return None;
    }
    let name = &own.name;
    if let Some(lijst) = &sectie.lijst {
        if let Some(item) = same(lijst, &name.text).filter(|item| !belongs_to(own, lijst, item)) {
            let message = format!("`{}` staat in de lijst van deze sectie, als `{}`", name.text, item.id);
            let hint = format!("schrijf `{}: ja` in de sectie zelf, of zet er `is: {}` bij", item.id, item.id);
            return Some(Melding::at(Code::IsInList, &name.span, message).hint(hint));
        }
        // A near name may be a slip of the pen; with very short names it is coincidence.
        let near_miss = nearest_name(&name.text, lijst.names()).filter(|_| name.text.chars().count() > 5);
        let item = near_miss.and_then(|name| lijst.find(name)).map(|(_, item)| item);
        if let Some(item) = item.filter(|item| !belongs_to(own, lijst, item)) {
            let message = format!("`{}` lijkt op `{}` in de lijst van deze sectie", name.text, item.name);
            let hint =
                format!("is het hetzelfde, schrijf dan `{}: ja`; zo niet, zet er dan `bij: {}` bij", item.id, item.id);
            return Some(Melding::at(Code::IsInList, &name.span, message).hint(hint));
        }
    }
    elsewhere(document, sectie, own)
}

/// The same in a list of another section that asks what is there.
fn elsewhere(document: &Document, sectie: &Sectie, own: &OwnItem) -> Option<Melding> {
    let asks = |s: &&Sectie| s.id != sectie.id && matches!(s.soort, Soort::Aanbod | Soort::Beoordeling);
    document.formaat.secties().filter(asks).find_map(|other| {
        let lijst: &Arc<Lijst> = other.lijst.as_ref()?;
        if sectie.lijst.as_ref().is_some_and(|own| own.id == lijst.id) {
            return None;
        }
        let item = same(lijst, &own.name.text).filter(|item| !belongs_to(own, lijst, item))?;
        let key = format!("{}/{}", lijst.id, item.id);
        let message = format!("`{}` staat in de lijst van sectie `{}`, als `{}`", own.name.text, other.id, item.id);
        let hint = format!("zet er `is: {key}` bij als het hetzelfde is, of `bij: {key}` als het ermee te maken heeft");
        Some(Melding::at(Code::IsInList, &own.name.span, message).hint(hint))
    })
}

fn same<'a>(lijst: &'a Lijst, name: &str) -> Option<&'a Item> {
    if let Some((_, item)) = lijst.find(name) {
        return Some(item);
    }
    let bare = normalized(name);
    lijst.items.iter().find(|item| std::iter::once(&item.name).chain(&item.synonyms).any(|n| normalized(n) == bare))
}

/// Whether the author said that it belongs to this item, and so is something else.
fn belongs_to(own: &OwnItem, lijst: &Lijst, item: &Item) -> bool {
    own.beside.iter().any(|v| match &v.ref_target {
        RefTarget::Item(key) => key.lijst == lijst.id && key.item == item.id,
        RefTarget::Row { .. } | RefTarget::Free => false,
    })
}
