//! How a cell reads: a short sign for tables, and the same in words.

use std::collections::BTreeSet;

use crate::model::catalogus::Catalogus;
use crate::model::waarde::{Score, Stand};
use crate::tekst::zinnen;

use super::Outcome;

/// A cell as people read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lezing {
    /// What it is, in one letter per place or value: `s` at school, `b` through the board, `e`
    /// through others, `j` there but nobody says where, `c` there as someone whom parents can turn to, `n` not
    /// there, `g` only named, `o` not stated; `0` to `6`
    /// for a value of a scale, by its place on the scale.
    pub soort: String,
    /// One or two characters.
    pub teken: String,
    /// The same in words, without a capital.
    pub woorden: String,
    /// How much, as typed.
    pub hoeveel: Option<String>,
}

/// Words for "there, but the school does not say where".
pub const PLAATS_NIET_VERMELD: &str = "ja, plaats niet vermeld";
/// Words for "someone whom parents can turn to".
pub const CONTACT: &str = "ja, als contact genoemd";
/// Words for what is named without a statement that it is there.
pub const GENOEMD: &str = "genoemd, maar niet of het er is";
/// Words for "no".
pub const NEE: &str = "nee";
/// Words for silence.
pub const NIET_VERMELD: &str = "niet vermeld";

impl Lezing {
    /// Reads a cell; `None` is silence.
    pub fn van(cel: Option<&Outcome<'_>>, catalogus: &Catalogus) -> Self {
        let Some(cel) = cel else { return Self::nieuw("o", "·", NIET_VERMELD) };
        let hoeveel = cel.feiten.iter().find_map(|f| f.hoeveel.as_ref()).map(|h| h.tekst.clone());
        if !cel.scores.is_empty() {
            return Self { hoeveel, ..Self::van_scores(cel, catalogus) };
        }
        let uit = match cel.stand {
            Stand::Ja if cel.is_contact() => Self::nieuw("c", "C", CONTACT),
            Stand::Ja if cel.waar.is_empty() => Self::nieuw("j", "✓", PLAATS_NIET_VERMELD),
            Stand::Ja => Self::op(&cel.waar, catalogus),
            Stand::Nee => Self::nieuw("n", "✕", NEE),
            Stand::Genoemd => Self::nieuw("g", "○", GENOEMD),
            Stand::NietVermeld => Self::nieuw("o", "·", NIET_VERMELD),
        };
        Self { hoeveel, ..uit }
    }

    fn nieuw(soort: &str, teken: &str, woorden: &str) -> Self {
        Self { soort: soort.to_owned(), teken: teken.to_owned(), woorden: woorden.to_owned(), hoeveel: None }
    }

    fn op(waar: &BTreeSet<String>, catalogus: &Catalogus) -> Self {
        let mut delen: Vec<(&str, char)> = waar.iter().map(|id| plaatsletter(id)).collect();
        // At school comes first, then ever farther away.
        delen.sort_by_key(|(soort, _)| ["s", "b", "e"].iter().position(|s| s == soort));
        let mut soort = String::new();
        for (letter, _) in &delen {
            if !soort.contains(letter) {
                soort.push_str(letter);
            }
        }
        Self::nieuw(&soort, &delen.iter().map(|(_, teken)| teken).collect::<String>(), &plaatsen(waar, catalogus))
    }

    fn van_scores(cel: &Outcome<'_>, catalogus: &Catalogus) -> Self {
        // The school as a whole says most; without it the lowest of its groups gives the colour.
        let heel = cel.scores.iter().find(|s| s.groep.is_none());
        let laagste = cel.scores.iter().min_by_key(|s| rang(s, catalogus));
        let Some(score) = heel.or(laagste) else { return Self::nieuw("o", "·", NIET_VERMELD) };
        let tekens: Vec<String> = match heel {
            Some(score) => vec![kort(score, catalogus)],
            None => cel.scores.iter().map(|s| kort(s, catalogus)).collect(),
        };
        let mut verschillend: Vec<String> = Vec::new();
        for teken in tekens {
            if !verschillend.contains(&teken) {
                verschillend.push(teken);
            }
        }
        let per = |s: &Score| match &s.groep {
            None => naam(s, catalogus),
            Some(groep) => {
                let groepen = cel.document.map(|d| d.groepen.as_slice()).unwrap_or_default();
                let titel = groepen.iter().find(|(id, _)| id == groep).map_or(groep, |(_, naam)| naam);
                format!("{titel}: {}", naam(s, catalogus))
            }
        };
        let woorden: Vec<String> = cel.scores.iter().map(per).collect();
        let soort = rang(score, catalogus).unwrap_or(0).min(6).to_string();
        Self::nieuw(&soort, &verschillend.join("/"), &woorden.join(", "))
    }
}

/// Where a score stands on its scale, from 0.
pub fn rang(score: &Score, catalogus: &Catalogus) -> Option<usize> {
    catalogus.schalen.get(&score.schaal)?.waarden.iter().position(|w| w.id == score.waarde)
}

/// The name of a score, in small letters.
fn naam(score: &Score, catalogus: &Catalogus) -> String {
    let van = |id: &String| {
        let schaal = catalogus.schalen.get(&score.schaal);
        let waarde = schaal.and_then(|s| s.waarden.iter().find(|w| w.id == *id));
        waarde.map_or_else(|| id.clone(), |w| w.naam.to_lowercase())
    };
    match &score.tot {
        Some(tot) => format!("tussen {} en {}", van(&score.waarde), van(tot)),
        None => van(&score.waarde),
    }
}

/// The short sign of a score; its number on the scale where the scale has none.
fn kort(score: &Score, catalogus: &Catalogus) -> String {
    let schaal = catalogus.schalen.get(&score.schaal);
    let van = |id: &String| {
        let index = schaal.and_then(|s| s.waarden.iter().position(|w| w.id == *id));
        let teken = schaal.zip(index).and_then(|(s, i)| s.waarden[i].kort.clone());
        teken.unwrap_or_else(|| index.map_or_else(|| "?".to_owned(), |i| (i + 1).to_string()))
    };
    match &score.tot {
        Some(tot) => format!("{}–{}", van(&score.waarde), van(tot)),
        None => van(&score.waarde),
    }
}

/// The class and the letter of a place.
pub fn plaatsletter(id: &str) -> (&'static str, char) {
    match id {
        "school" => ("s", 'S'),
        "bestuur" => ("b", 'B'),
        "swv" => ("e", 'W'),
        "derden" => ("e", 'A'),
        _ => ("e", 'E'),
    }
}

/// Places as a sentence part: "op school en via het bestuur".
pub fn plaatsen(waar: &BTreeSet<String>, catalogus: &Catalogus) -> String {
    let Some(lijst) = catalogus.plaatsen() else { return String::new() };
    let in_volgorde = lijst.items.iter().filter(|item| waar.contains(&item.id));
    let namen: Vec<String> = in_volgorde.map(|item| met_kleine_letter(&item.naam)).collect();
    zinnen::opsomming(&namen)
}

/// The text with a small letter at its start, unless it is an abbreviation.
pub fn met_kleine_letter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(eerste), Some(tweede)) if !tweede.is_uppercase() => eerste.to_lowercase().chain(letters).collect(),
        _ => tekst.to_owned(),
    }
}

/// "één school", "3 scholen".
pub fn aantal(n: usize, een: &str, meer: &str) -> String {
    match n {
        0 => format!("geen {een}"),
        1 => format!("één {een}"),
        n => format!("{n} {meer}"),
    }
}
