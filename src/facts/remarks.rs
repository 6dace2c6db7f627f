//! Remarks of a school on an item, shown outside their own context.
//!
//! In its table or next to its place a remark may be two words: the heading says the rest. Elsewhere it is shown with
//! that heading, once, and as a sentence.

use std::sync::Arc;

use crate::model::antwoord::OwnItem;
use crate::model::catalogus::Catalogus;
use crate::model::value::Feit;
use crate::text::{Markdown, sentences};

/// A remark of a school about an item.
#[derive(Debug, Clone)]
pub struct Remark<'a> {
    /// What it is about, in the order of the document; empty: the item itself.
    under: Vec<Under<'a>>,
    /// What it says.
    pub text: &'a Markdown,
}

/// What a remark is about, where that is not the item as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Under<'a> {
    /// The item at one place, by id.
    Place(&'a str),
    /// The item in one row, by the heading of the row.
    Row(&'a str),
}

/// The remarks of some statements. The same words under two headings are one remark with both.
pub(super) fn of(feiten: &[Arc<Feit>]) -> Vec<Remark<'_>> {
    let mut out: Vec<(String, Remark<'_>)> = Vec::new();
    let all = feiten.iter().flat_map(|f| {
        let own = f.noot.iter().map(|text| (f.context.as_deref().map(Under::Row), text));
        own.chain(f.plaats_noten.iter().map(|(place, text)| (Some(Under::Place(place)), text)))
    });
    for (under, text) in all {
        let words = text.plain_line();
        if !out.iter().any(|(known, _)| *known == words) {
            out.push((words.clone(), Remark { under: Vec::new(), text }));
        }
        let known = out.iter_mut().find(|(known, _)| *known == words);
        if let (Some((_, remark)), Some(under)) = (known, under)
            && !remark.under.contains(&under)
        {
            remark.under.push(under);
        }
    }
    out.into_iter().map(|(_, remark)| remark).collect()
}

/// The remarks on a school's own item: on the item itself, and at its places.
pub(crate) fn of_own(item: &OwnItem) -> Vec<Remark<'_>> {
    let own = item.noot.iter().map(|text| Remark { under: Vec::new(), text });
    let places = item
        .waar
        .iter()
        .filter_map(|place| place.noot.as_ref().map(|text| Remark { under: vec![Under::Place(&place.id)], text }));
    own.chain(places).collect()
}

impl Remark<'_> {
    /// The heading to show before it; `None` if the remark begins with it.
    pub fn head(&self, catalogus: &Catalogus) -> Option<String> {
        let name = |under: &Under<'_>| match under {
            Under::Place(id) => {
                let place = catalogus.plaatsen().and_then(|l| l.by_id(id));
                place.map_or((*id).to_owned(), |(_, place)| place.name.clone())
            }
            Under::Row(head) => head.replace(": ", ", "),
        };
        let words = self.text.plain_line().to_lowercase();
        let says_so = |name: &String| {
            let name = name.to_lowercase();
            ["", "de ", "het ", "een "].iter().any(|article| words.starts_with(&format!("{article}{name}")))
        };
        let names: Vec<String> = self.under.iter().map(name).filter(|name| !says_so(name)).collect();
        (!names.is_empty()).then(|| sentences::capitalize(&sentences::join_and(&names)))
    }

    /// Heading and remark as one plain sentence.
    pub fn sentence(&self, catalogus: &Catalogus) -> String {
        let words = self.text.plain_line();
        sentences::with_full_stop(&match self.head(catalogus) {
            Some(head) => format!("{head}: {words}"),
            None => sentences::capitalize(&words),
        })
    }
}
