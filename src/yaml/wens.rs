//! What a tree should become, and whether it has. The patches for it are made in `veranderen`.

use crate::normal::plain;

use super::boom::{Knoop, Waarde};
use super::geweigerd::recognised;
use super::schrijven::{Lid, Vol, regels_van};

pub use super::veranderen::verander;

/// What a node should become.
#[derive(Debug, Clone, PartialEq)]
pub enum Wens {
    /// As it is.
    Zelfde,
    /// Not answered: the key stays, nothing behind it (a comment behind the key stays).
    Leeg,
    /// A text.
    Tekst(String),
    /// A list: each element with the index of the old element it comes from, if any (each index at most once; any
    /// order). An element with an index and `Zelfde` keeps its text and the comments above and behind it.
    Lijst(Vec<(Option<usize>, Wens)>),
    /// A map: all its keys in order. Keys of the old map that are not here go; keys that are new come after the key
    /// before them in this order (at the front: before the first key). Old keys keep their relative order.
    Kaart(Vec<(String, Wens)>),
}

/// Builder of a [`Wens::Kaart`]: starts as the old map, all keys `Zelfde`; a node that is no map gives an empty one.
#[derive(Debug, Clone)]
pub struct Kaartwens {
    oud: Option<Vec<String>>,
    paren: Vec<(String, Wens)>,
}

impl Kaartwens {
    /// The map as it is.
    pub fn van(oud: Option<&Knoop>) -> Self {
        let paren = oud.and_then(Knoop::als_kaart);
        let oud = paren.map(|paren| paren.iter().map(|paar| paar.sleutel.clone()).collect::<Vec<_>>());
        let paren = oud.iter().flatten().map(|sleutel| (sleutel.clone(), Wens::Zelfde)).collect();
        Self { oud, paren }
    }

    /// What a key becomes; a new key comes at the end.
    pub fn zet(&mut self, sleutel: &str, wens: Wens) {
        self.zet_na(&[], sleutel, wens);
    }

    /// What a key becomes; a new key comes after the last of `na` that is there, else at the end.
    pub fn zet_na(&mut self, na: &[&str], sleutel: &str, wens: Wens) {
        if let Some((_, oud)) = self.paren.iter_mut().find(|(eigen, _)| eigen == sleutel) {
            *oud = wens;
            return;
        }
        let plek = self.paren.iter().rposition(|(eigen, _)| na.contains(&eigen.as_str()));
        self.paren.insert(plek.map_or(self.paren.len(), |i| i + 1), (sleutel.to_owned(), wens));
    }

    /// A key goes.
    pub fn weg(&mut self, sleutel: &str) {
        self.paren.retain(|(eigen, _)| eigen != sleutel);
    }

    /// Whether a key is there.
    pub fn heeft(&self, sleutel: &str) -> bool {
        self.paren.iter().any(|(eigen, _)| eigen == sleutel)
    }

    /// Whether there are no keys.
    pub fn is_leeg(&self) -> bool {
        self.paren.is_empty()
    }

    /// Whether all keys are `Zelfde` and none is gone or new.
    pub fn is_ongewijzigd(&self) -> bool {
        let oud = self.oud.as_deref().unwrap_or_default();
        let nu = self.paren.iter().map(|(sleutel, wens)| (sleutel, *wens == Wens::Zelfde));
        nu.eq(oud.iter().map(|sleutel| (sleutel, true)))
    }

    /// The wish; `Zelfde` when nothing of an old map changes.
    pub fn klaar(self) -> Wens {
        if self.oud.is_some() && self.is_ongewijzigd() { Wens::Zelfde } else { Wens::Kaart(self.paren) }
    }
}

/// Whether a tree is what was wished for, with `Zelfde` compared to the old tree (texts trimmed, styles ignored).
pub fn voldoet(nieuw: &Knoop, oud: Option<&Knoop>, wens: &Wens) -> bool {
    past(nieuw, oud, wens, false)
}

/// Whether an old node is what is wished for already, its items in their places.
pub(super) fn klopt(oud: &Knoop, wens: &Wens) -> bool {
    past(oud, Some(oud), wens, true)
}

fn past(nieuw: &Knoop, oud: Option<&Knoop>, wens: &Wens, op_plek: bool) -> bool {
    match wens {
        Wens::Zelfde => oud.map_or(nieuw.is_leeg(), |oud| std::ptr::eq(oud, nieuw) || gelijk(nieuw, oud)),
        Wens::Leeg => nieuw.is_leeg(),
        Wens::Tekst(tekst) => is_tekst(nieuw, tekst),
        Wens::Lijst(_) | Wens::Kaart(_) => {
            let is_lijst = matches!(wens, Wens::Lijst(_));
            if is_lijst != nieuw.als_lijst().is_some() || is_lijst == nieuw.als_kaart().is_some() {
                return false;
            }
            let leden = gewenst(oud, wens);
            leden.len() == aantal(nieuw)
                && leden.iter().enumerate().all(|(i, lid)| {
                    let oud = lid.oud.and_then(|i| deel(oud?, i));
                    lid.sleutel.map(recognised).as_deref() == sleutel(nieuw, i)
                        && (!op_plek || lid.oud.is_none_or(|oud| oud == i))
                        && deel(nieuw, i).is_some_and(|nieuw| past(nieuw, oud, lid.wens, op_plek))
                })
        }
    }
}

/// Whether two nodes say the same.
fn gelijk(a: &Knoop, b: &Knoop) -> bool {
    match (&a.waarde, &b.waarde) {
        (Waarde::Lijst(a), Waarde::Lijst(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| gelijk(a, b)),
        (Waarde::Kaart(a), Waarde::Kaart(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.sleutel == b.sleutel && gelijk(&a.waarde, &b.waarde))
        }
        (Waarde::Tekst(_) | Waarde::Leeg, Waarde::Tekst(tekst)) => is_tekst(a, &tekst.tekst),
        (Waarde::Tekst(_) | Waarde::Leeg, Waarde::Leeg) => a.is_leeg(),
        _ => false,
    }
}

/// Whether a node says a text, in signs that look the same; nothing says an empty one.
fn is_tekst(knoop: &Knoop, tekst: &str) -> bool {
    match &knoop.waarde {
        Waarde::Leeg => tekst.trim().is_empty(),
        Waarde::Tekst(scalar) if scalar.tekst == tekst => true,
        Waarde::Tekst(scalar) if scalar.tekst.contains('\n') || tekst.contains(['\n', '\r']) => {
            plain(&regels_van(&scalar.tekst)).trim() == plain(&regels_van(tekst)).trim()
        }
        Waarde::Tekst(scalar) => plain(&scalar.tekst).trim() == plain(tekst).trim(),
        Waarde::Lijst(_) | Waarde::Kaart(_) => false,
    }
}

/// An item of a wished list, or a key of a wished map.
#[derive(Debug)]
pub(super) struct Gewenst<'w> {
    /// The index of the old item or key.
    pub(super) oud: Option<usize>,
    /// None in a list.
    pub(super) sleutel: Option<&'w str>,
    pub(super) wens: &'w Wens,
}

/// The parts of a wished list or map: each key once, each old index once and only where it is there, nothing that stays
/// the same without being there.
pub(super) fn gewenst<'w>(oud: Option<&Knoop>, wens: &'w Wens) -> Vec<Gewenst<'w>> {
    let mut uit: Vec<Gewenst<'w>> = Vec::new();
    match wens {
        Wens::Lijst(items) => {
            let mut vrij = vec![true; oud.and_then(Knoop::als_lijst).map_or(0, <[_]>::len)];
            for (oud, wens) in items {
                let oud = oud.filter(|&i| vrij.get_mut(i).is_some_and(std::mem::take));
                uit.push(Gewenst { oud, sleutel: None, wens });
            }
        }
        Wens::Kaart(paren) => {
            let oud = oud.and_then(Knoop::als_kaart).unwrap_or_default();
            let oud: std::collections::HashMap<&str, usize> =
                oud.iter().enumerate().map(|(i, paar)| (paar.sleutel.as_str(), i)).collect();
            let mut gezien = std::collections::HashSet::new();
            for (sleutel, wens) in paren {
                let wanted = recognised(sleutel);
                let oud = oud.get(wanted.as_str()).copied();
                if gezien.insert(wanted) {
                    uit.push(Gewenst { oud, sleutel: Some(sleutel), wens });
                }
            }
        }
        Wens::Zelfde | Wens::Leeg | Wens::Tekst(_) => {}
    }
    uit.retain(|lid| lid.oud.is_some() || *lid.wens != Wens::Zelfde);
    uit
}

/// A wish with nothing to stay the same.
pub(super) fn zonder_oud(wens: &Wens) -> Vol {
    match wens {
        Wens::Zelfde | Wens::Leeg => Vol::Leeg,
        Wens::Tekst(tekst) => Vol::Tekst(tekst.clone()),
        Wens::Lijst(_) | Wens::Kaart(_) => {
            let leden = gewenst(None, wens).iter().map(nieuw_lid).collect();
            Vol::Rij { lijst: matches!(wens, Wens::Lijst(_)), leden, onder: Vec::new() }
        }
    }
}

/// A part that is new.
pub(super) fn nieuw_lid(lid: &Gewenst<'_>) -> Lid {
    Lid { boven: Vec::new(), sleutel: lid.sleutel.map(str::to_owned), waarde: zonder_oud(lid.wens) }
}

fn aantal(knoop: &Knoop) -> usize {
    match &knoop.waarde {
        Waarde::Lijst(items) => items.len(),
        Waarde::Kaart(paren) => paren.len(),
        Waarde::Leeg | Waarde::Tekst(_) => 0,
    }
}

/// An item, or the value of a key, by index.
fn deel(knoop: &Knoop, index: usize) -> Option<&Knoop> {
    match &knoop.waarde {
        Waarde::Lijst(items) => items.get(index),
        Waarde::Kaart(paren) => paren.get(index).map(|paar| &paar.waarde),
        Waarde::Leeg | Waarde::Tekst(_) => None,
    }
}

fn sleutel(knoop: &Knoop, index: usize) -> Option<&str> {
    Some(&knoop.als_kaart()?.get(index)?.sleutel)
}
