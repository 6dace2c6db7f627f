//! Patches that turn a tree into the wished one. Walks the old text and the wish together and lists which stretches
//! stay, and what comes between.

mod haken;
mod ligging;
mod rijen;
mod stukken;
mod vervangen;

use std::ops::Range;

use self::ligging::{Ligging, Vorm, kolom, laatste_breuk, regel_eind, rest};
use self::stukken::Stukken;
use super::boom::Knoop;
use super::lap::Lap;
use super::schrijven::Opmaak;
use super::wens::{Gewenst, Wens, gewenst, klopt, voldoet};

/// How many old items are compared with a new one.
const KIJK_VOORUIT: usize = 200;

/// Patches that turn the tree of a whole source into the wanted one (see [`pas_toe`](super::lap::pas_toe)), as small as
/// can be. A tree that was read with errors, and so is not all that stands in its source, may give none.
pub fn verander(oud: &Knoop, wens: &Wens) -> Vec<Lap> {
    if klopt(oud, wens) {
        return Vec::new();
    }
    let tekst = oud.plek.bron().tekst();
    let Some((begin, wortel)) = ligging::van_wortel(tekst, oud) else { return Vec::new() };
    let nl = match rest(tekst, regel_eind(tekst, 0)) {
        rest if rest.starts_with("\r\n") => "\r\n",
        rest if rest.starts_with('\r') => "\r",
        _ => "\n",
    };
    let werk = Werk { tekst, opmaak: Opmaak { nl, lijststap: lijststap(tekst, &wortel).unwrap_or(2) } };
    let mut uit = Stukken::default();
    uit.oud(0..begin);
    let houder = Houder { punt: begin, eind: tekst.len(), kolom: None, lijst: false };
    werk.waarde(&mut uit, &houder, &wortel, wens);
    uit.lappen(tekst)
}

/// How much deeper than its key the first list below a key is.
fn lijststap(tekst: &str, ligging: &Ligging<'_>) -> Option<usize> {
    let Vorm::Rij(delen) = &ligging.vorm else { return None };
    delen.iter().find_map(|deel| {
        if ligging.knoop.als_kaart().is_some()
            && deel.waarde.knoop.als_lijst().is_some()
            && let Vorm::Rij(_) = deel.waarde.vorm
        {
            return kolom(tekst, deel.waarde.van).checked_sub(kolom(tekst, deel.van));
        }
        lijststap(tekst, &deel.waarde)
    })
}

/// What a value hangs from: a key, a dash, or the source itself.
struct Houder {
    /// Where its colon or dash ends.
    punt: usize,
    /// Where the last line of it and its value ends.
    eind: usize,
    /// Its column; none for the source itself.
    kolom: Option<usize>,
    /// Whether it is a dash.
    lijst: bool,
}

struct Werk<'a> {
    tekst: &'a str,
    opmaak: Opmaak,
}

impl Werk<'_> {
    /// All from the colon or dash of a holder to its end.
    fn waarde(&self, uit: &mut Stukken, houder: &Houder, oud: &Ligging<'_>, wens: &Wens) {
        if klopt(oud.knoop, wens) {
            uit.oud(houder.punt..houder.eind);
            return;
        }
        if zelfde_soort(oud.knoop, wens) {
            match &oud.vorm {
                Vorm::Rij(delen) => {
                    self.rij(uit, houder, oud, delen, &leden(oud.knoop, wens));
                    return;
                }
                Vorm::Haken { delen, los } => {
                    if let Some(stukken) = self.haken(oud, delen, *los, wens) {
                        uit.oud(houder.punt..oud.van);
                        uit.volg(stukken);
                        uit.oud(oud.tot..houder.eind);
                        return;
                    }
                }
                Vorm::Niets | Vorm::Woord | Vorm::Blok { .. } => {}
            }
        }
        let nieuw = self.opmaak.nieuw(&self.vol(oud, wens), houder.kolom, houder.lijst);
        let eigen_regel =
            laatste_breuk(self.tekst, houder.punt, oud.van).is_some() && !matches!(oud.vorm, Vorm::Rij(_));
        match houder.kolom {
            None if matches!(oud.vorm, Vorm::Niets) => self.in_leeg_bestand(uit, houder, nieuw),
            Some(kolom) if !eigen_regel => self.vervang(uit, houder, oud, nieuw, kolom),
            _ => self.vervang_op_eigen_regel(uit, houder, oud, nieuw),
        }
    }

    /// A comment behind something without quotes: `#woord` would look like a part of it, and gets a space.
    fn commentaar(&self, uit: &mut Stukken, bereik: Range<usize>) {
        let tekst = self.tekst.get(bereik.clone()).unwrap_or_default();
        match tekst.find('#') {
            Some(i) if rest(tekst, i + 1).starts_with(char::is_alphanumeric) => {
                uit.oud(bereik.start..bereik.start + i + 1);
                uit.nieuw(" ");
                uit.oud(bereik.start + i + 1..bereik.end);
            }
            _ => uit.oud(bereik),
        }
    }

    fn is_wit(&self, bereik: &Range<usize>) -> bool {
        self.tekst.get(bereik.clone()).is_none_or(|tekst| tekst.trim().is_empty())
    }
}

fn zelfde_soort(knoop: &Knoop, wens: &Wens) -> bool {
    match wens {
        Wens::Lijst(_) => knoop.als_lijst().is_some(),
        Wens::Kaart(_) => knoop.als_kaart().is_some(),
        Wens::Zelfde | Wens::Leeg | Wens::Tekst(_) => false,
    }
}

/// The parts of a wished list or map. A new item that says what an old one said, in its place among the others, is that
/// item.
fn leden<'w>(knoop: &Knoop, wens: &'w Wens) -> Vec<Gewenst<'w>> {
    let mut leden = gewenst(Some(knoop), wens);
    let Some(items) = knoop.als_lijst() else { return leden };
    let gebruikt = blijft(&leden, items.len());
    // From the back: up to which old item each new one may go.
    let mut grenzen = Vec::with_capacity(leden.len());
    let mut tot = items.len();
    for lid in leden.iter().rev() {
        grenzen.push(tot);
        tot = lid.oud.unwrap_or(tot);
    }
    let mut vanaf = 0;
    for (lid, tot) in leden.iter_mut().zip(grenzen.into_iter().rev()) {
        if let Some(oud) = lid.oud {
            vanaf = oud + 1;
            continue;
        }
        let gelijk =
            |&i: &usize| gebruikt.get(i) == Some(&false) && items.get(i).is_some_and(|i| voldoet(i, None, lid.wens));
        if let Some(i) = (vanaf..tot).take(KIJK_VOORUIT).find(gelijk) {
            *lid = Gewenst { oud: Some(i), sleutel: None, wens: &Wens::Zelfde };
            vanaf = i + 1;
        }
    }
    leden
}

/// Which of the old parts stay.
fn blijft(leden: &[Gewenst<'_>], aantal: usize) -> Vec<bool> {
    let mut uit = vec![false; aantal];
    for i in leden.iter().filter_map(|lid| lid.oud) {
        if let Some(blijft) = uit.get_mut(i) {
            *blijft = true;
        }
    }
    uit
}

/// The comments above each old part, and those left over below the last: what stood above a part that goes comes above
/// the next one that stays.
fn verdeel<T>(blijft: &[bool], boven: impl Fn(usize, bool) -> Vec<T>) -> (Vec<Vec<T>>, Vec<T>) {
    let mut wacht = Vec::new();
    let mut uit = Vec::with_capacity(blijft.len());
    for (i, &blijft) in blijft.iter().enumerate() {
        wacht.extend(boven(i, blijft));
        uit.push(if blijft { std::mem::take(&mut wacht) } else { Vec::new() });
    }
    (uit, wacht)
}
