//! Changing a file in place: only what must change does, so that comments, order and layout stay as their author left
//! them.

use std::ops::Range;

use super::boom::{Knoop, Paar, Waarde};

/// A stretch of bytes that gets another text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lap {
    /// The bytes that go.
    pub van: Range<usize>,
    /// What comes in their place.
    pub naar: String,
}

/// The text with all patches in place. They may be given in any order, and may not overlap; of two that do, the later
/// one is left out.
pub fn pas_toe(tekst: &str, mut lappen: Vec<Lap>) -> String {
    lappen.sort_by_key(|lap| lap.van.start);
    let mut uit = String::with_capacity(tekst.len());
    let mut tot = 0;
    for lap in lappen {
        if lap.van.start < tot || lap.van.end < lap.van.start {
            continue;
        }
        let (Some(tussen), true) = (tekst.get(tot..lap.van.start), tekst.is_char_boundary(lap.van.end)) else {
            continue;
        };
        uit.push_str(tussen);
        uit.push_str(&lap.naar);
        tot = lap.van.end;
    }
    uit.push_str(tekst.get(tot..).unwrap_or_default());
    uit
}

/// Whether a group stands between braces.
pub fn is_accolades(kaart: &Knoop) -> bool {
    matches!(kaart.waarde, Waarde::Kaart(_)) && kaart.plek.tekst().starts_with('{')
}

/// Another value for a key, on the line of the key. What stood behind it as a comment stays.
pub fn vervang(paar: &Paar, waarde: &str) -> Lap {
    let leeg = paar.waarde.is_leeg();
    let sleutel_eind = paar.sleutel_plek.van() + paar.sleutel_plek.tekst().len();
    if leeg {
        // The place of an empty value is right after the key, before or behind the colon.
        let dubbele_punt = paar.sleutel_plek.bron().tekst().get(sleutel_eind..).and_then(|rest| rest.find(':'));
        let hier = sleutel_eind + dubbele_punt.map_or(0, |i| i + 1);
        return Lap { van: hier..hier, naar: format!(" {waarde}") };
    }
    let van = paar.waarde.plek.van();
    let lengte = paar.waarde.plek.tekst().trim_end().len();
    Lap { van: van..van + lengte, naar: waarde.to_owned() }
}

/// A key and its value away; of a group below each other the whole lines.
pub fn verwijder(kaart: &Knoop, index: usize) -> Option<Lap> {
    let Waarde::Kaart(paren) = &kaart.waarde else { return None };
    let paar = paren.get(index)?;
    let begin = paar.sleutel_plek.van();
    let eind = eind(paar);
    let van = if is_accolades(kaart) {
        match (paren.get(index + 1), index.checked_sub(1).and_then(|i| paren.get(i))) {
            (Some(volgende), _) => begin..volgende.sleutel_plek.van(),
            (None, Some(vorige)) => self::eind(vorige)..eind,
            (None, None) => begin..eind,
        }
    } else {
        let tekst = paar.sleutel_plek.bron().tekst();
        let eind = tekst.get(eind..)?.find('\n').map_or(tekst.len(), |i| eind + i + 1);
        regelbegin(tekst, begin)..eind
    };
    Some(Lap { van, naar: String::new() })
}

/// Lines right below a key and its value.
pub fn voeg_toe_na(paar: &Paar, regels: &str) -> Lap {
    let tekst = paar.sleutel_plek.bron().tekst();
    let eind = eind(paar);
    match tekst.get(eind..).and_then(|rest| rest.find('\n')) {
        Some(i) => Lap { van: eind + i + 1..eind + i + 1, naar: regels.to_owned() },
        None => Lap { van: tekst.len()..tekst.len(), naar: format!("\n{regels}") },
    }
}

/// Where a pair ends: at the last byte of its value, or of its key when it has none.
fn eind(paar: &Paar) -> usize {
    let sleutel = paar.sleutel_plek.van() + paar.sleutel_plek.tekst().len();
    let waarde = paar.waarde.plek.van() + paar.waarde.plek.tekst().trim_end().len();
    sleutel.max(waarde)
}

fn regelbegin(tekst: &str, plek: usize) -> usize {
    tekst.get(..plek).and_then(|voor| voor.rfind('\n')).map_or(0, |i| i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bron::Bron;
    use crate::melding::Meldingen;

    fn boom(tekst: &str) -> Knoop {
        super::super::lees(&Bron::nieuw("a.yaml", tekst), &mut Meldingen::nieuw()).unwrap()
    }

    fn na(tekst: &str, doe: impl Fn(&Knoop, &[Paar]) -> Lap) -> String {
        let knoop = boom(tekst);
        let paren = knoop.als_kaart().unwrap().to_vec();
        pas_toe(tekst, vec![doe(&knoop, &paren)])
    }

    #[test]
    fn a_value_changes_and_its_comment_stays() {
        assert_eq!(na("a: 1 # een\nb: 2\n", |_, p| vervang(&p[0], "3")), "a: 3 # een\nb: 2\n");
        assert_eq!(na("a:   # leeg\nb: 2\n", |_, p| vervang(&p[0], "3")), "a: 3   # leeg\nb: 2\n");
        assert_eq!(na("a: 'x'\n", |_, p| vervang(&p[0], "y")), "a: y\n");
    }

    #[test]
    fn a_key_goes_with_its_lines() {
        let weg = |i: usize| move |k: &Knoop, _: &[Paar]| verwijder(k, i).unwrap();
        assert_eq!(na("a: 1\nb: # x\n  c: 2\n  d: 3\n# over e\ne: 4\n", weg(1)), "a: 1\n# over e\ne: 4\n");
        assert_eq!(na("{a: 1, b: 2, c: 3}", weg(1)), "{a: 1, c: 3}");
        assert_eq!(na("{a: 1, b: 2}", weg(1)), "{a: 1}");
        assert_eq!(na("{a: 1}", weg(0)), "{}");
    }

    #[test]
    fn lines_come_below_a_key() {
        assert_eq!(na("a: 1 # x\nb: 2\n", |_, p| voeg_toe_na(&p[0], "c: 3\n")), "a: 1 # x\nc: 3\nb: 2\n");
        assert_eq!(na("a: 1", |_, p| voeg_toe_na(&p[0], "c: 3\n")), "a: 1\nc: 3\n");
    }
}
