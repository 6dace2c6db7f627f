//! Tests: the real documents, with random changes of single values and rows. All other lines stay byte for byte.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::Path;

use super::lap::pas_toe;
use super::toetsen_maker::Toeval;
use super::toetsen_wens::boom;
use super::wens::{Kaartwens, Wens, verander, voldoet};
use super::{Knoop, Waarde};

/// A wish for one place in a tree: `doe` says what becomes of the node there.
fn op_pad(knoop: &Knoop, pad: &[usize], doe: Wens) -> Wens {
    let Some((&hier, rest)) = pad.split_first() else { return doe };
    match &knoop.waarde {
        Waarde::Kaart(paren) => {
            let mut kaart = Kaartwens::van(Some(knoop));
            kaart.zet(&paren[hier].sleutel, op_pad(&paren[hier].waarde, rest, doe));
            kaart.klaar()
        }
        Waarde::Lijst(items) => {
            let mut alle: Vec<_> = (0..items.len()).map(|i| (Some(i), Wens::Zelfde)).collect();
            alle[hier].1 = op_pad(&items[hier], rest, doe);
            Wens::Lijst(alle)
        }
        Waarde::Leeg | Waarde::Tekst(_) => doe,
    }
}

/// A path from the root, the node there, and whether it hangs in brackets.
fn pad<'a>(toeval: &mut Toeval, mut knoop: &'a Knoop) -> (Vec<usize>, &'a Knoop, bool) {
    let mut pad = Vec::new();
    let mut haken = false;
    loop {
        haken |= knoop.plek.tekst().starts_with(['[', '{']);
        let delen: Vec<&Knoop> = match &knoop.waarde {
            Waarde::Kaart(paren) => paren.iter().map(|p| &p.waarde).collect(),
            Waarde::Lijst(items) => items.iter().collect(),
            Waarde::Leeg | Waarde::Tekst(_) => Vec::new(),
        };
        if delen.is_empty() || (!pad.is_empty() && toeval.een_op(6)) {
            return (pad, knoop, haken);
        }
        let i = toeval.onder(delen.len());
        pad.push(i);
        knoop = delen[i];
    }
}

/// A part of a list or group goes, comes or moves.
fn rij(toeval: &mut Toeval, knoop: &Knoop) -> Wens {
    match &knoop.waarde {
        Waarde::Kaart(paren) => {
            let mut kaart = Kaartwens::van(Some(knoop));
            let buur = paren.get(toeval.onder(paren.len())).map_or("", |p| p.sleutel.as_str());
            if toeval.een_op(2) {
                kaart.weg(buur);
            } else {
                kaart.zet_na(&[buur], "nieuw-hier", Wens::Tekst(toeval.tekst()));
            }
            kaart.klaar()
        }
        Waarde::Lijst(items) => {
            let mut alle: Vec<_> = (0..items.len()).map(|i| (Some(i), Wens::Zelfde)).collect();
            let (a, b) = (toeval.onder(items.len()), toeval.onder(items.len()));
            match toeval.onder(3) {
                0 if !alle.is_empty() => alle.swap(a, b),
                1 if !alle.is_empty() => drop(alle.remove(a)),
                _ => alle.insert(a, (None, Wens::Tekst(toeval.tekst()))),
            }
            Wens::Lijst(alle)
        }
        Waarde::Leeg | Waarde::Tekst(_) => Wens::Leeg,
    }
}

/// The lines with something on them, in alphabetical order.
fn regels(tekst: &str) -> Vec<&str> {
    let mut regels: Vec<&str> = tekst.split('\n').filter(|regel| !regel.trim().is_empty()).collect();
    regels.sort_unstable();
    regels
}

#[test]
fn real_documents_change_only_where_they_must() {
    let mut bestanden = Vec::new();
    zoek(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), &mut bestanden);
    bestanden.sort();
    assert!(bestanden.len() > 20);
    for (nummer, pad_op_schijf) in bestanden.iter().enumerate() {
        let origineel = std::fs::read_to_string(pad_op_schijf).unwrap();
        for (ronde, tekst) in [origineel.clone(), origineel.replace('\n', "\r\n")].iter().enumerate() {
            let oud = boom(tekst);
            assert!(verander(&oud, &Wens::Zelfde).is_empty());
            let mut toeval = Toeval::nieuw(u64::try_from(nummer * 2 + ronde + 1).unwrap());
            for _ in 0..15 {
                let (pad, knoop, haken) = pad(&mut toeval, &oud);
                let enkel = matches!(knoop.waarde, Waarde::Leeg | Waarde::Tekst(_));
                let doe = if enkel { Wens::Tekst(toeval.tekst()) } else { rij(&mut toeval, knoop) };
                let wens = op_pad(&oud, &pad, doe.clone());
                let lappen = verander(&oud, &wens);
                let nieuw = pas_toe(tekst, lappen);
                let waar = format!("{} {pad:?} {doe:?}\n{nieuw}", pad_op_schijf.display());
                assert!(voldoet(&boom(&nieuw), Some(&oud), &wens), "{waar}");
                if !haken {
                    alleen_hier(tekst, knoop, &nieuw, enkel, &waar);
                }
            }
        }
    }
}

/// Every line that is not of the changed value is still there.
#[track_caller]
fn alleen_hier(tekst: &str, knoop: &Knoop, nieuw: &str, enkel: bool, waar: &str) {
    let begin = tekst[..knoop.plek.van()].trim_end_matches([' ', '\n', '\r', '|', '>', '-', '+']).len();
    let begin = tekst[..begin].rfind('\n').map_or(0, |i| i + 1);
    let eind = tekst[knoop.plek.tot()..].find('\n').map_or(tekst.len(), |i| knoop.plek.tot() + i);
    assert!(nieuw.starts_with(&tekst[..begin]), "{waar}");
    assert!(nieuw.ends_with(&tekst[eind..]), "{waar}");
    if !enkel {
        // Of a row at most the lines of one part go; what is new is few lines.
        let (oud, nieuw) = (regels(tekst), regels(nieuw));
        let weg = oud.iter().filter(|regel| nieuw.binary_search(regel).is_err()).count();
        let grootste = match &knoop.waarde {
            Waarde::Kaart(paren) => paren.iter().map(|p| p.waarde.plek.tekst().lines().count()).max(),
            Waarde::Lijst(items) => items.iter().map(|i| i.plek.tekst().lines().count()).max(),
            Waarde::Leeg | Waarde::Tekst(_) => None,
        };
        assert!(weg <= grootste.unwrap_or(0) + 2, "{weg} regels weg\n{waar}");
    }
}

fn zoek(map: &Path, uit: &mut Vec<std::path::PathBuf>) {
    for ingang in std::fs::read_dir(map).unwrap() {
        let pad = ingang.unwrap().path();
        if pad.is_dir() {
            zoek(&pad, uit);
        } else if pad.extension().is_some_and(|e| e == "yaml") {
            uit.push(pad);
        }
    }
}
