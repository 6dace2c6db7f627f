//! Tests: random files in every style, random wishes on them. What comes out reads without a message and is what was
//! wished for, and what nobody wished away is still there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use super::lap::pas_toe;
use super::toetsen::lees_tekst;
use super::toetsen_maker::{Stam, Tak, Toeval, bestand};
use super::wens::{Wens, verander, voldoet};
use super::{Knoop, Waarde, lees, naar_bron};
use crate::melding::Meldingen;

/// A value that was not there.
fn nieuwe_wens(toeval: &mut Toeval, diepte: usize) -> Wens {
    match toeval.onder(if diepte > 2 { 5 } else { 8 }) {
        0 => Wens::Leeg,
        1..=4 => Wens::Tekst(toeval.tekst()),
        5 => Wens::Lijst((0..toeval.onder(4)).map(|_| (None, nieuwe_wens(toeval, diepte + 1))).collect()),
        _ => Wens::Kaart(
            (0..toeval.onder(4))
                .map(|i| (format!("{}{i}", toeval.tekst().replace(['\r', '\n'], "")), nieuwe_wens(toeval, diepte + 1)))
                .collect(),
        ),
    }
}

/// A wish for a value, and the comments that have to stay.
fn wens(toeval: &mut Toeval, knoop: &Knoop, diepte: usize) -> Wens {
    let moeite = toeval.onder(10);
    if moeite < 3 && diepte > 0 {
        return Wens::Zelfde;
    }
    if moeite < 5 {
        return nieuwe_wens(toeval, diepte);
    }
    match &knoop.waarde {
        Waarde::Kaart(paren) => {
            let mut uit = Vec::new();
            let mut nummer = 0;
            for paar in paren {
                if toeval.een_op(6) {
                    nummer += 1;
                    uit.push((format!("n{nummer}"), nieuwe_wens(toeval, diepte + 1)));
                }
                if !toeval.een_op(6) {
                    let wens = if toeval.een_op(2) { Wens::Zelfde } else { wens(toeval, &paar.waarde, diepte + 1) };
                    uit.push((paar.sleutel.clone(), wens));
                }
            }
            if toeval.een_op(4) {
                uit.push((format!("n{}", nummer + 1), nieuwe_wens(toeval, diepte + 1)));
            }
            if toeval.een_op(8) && !uit.is_empty() {
                let (a, b) = (toeval.onder(uit.len()), toeval.onder(uit.len()));
                uit.swap(a, b);
            }
            Wens::Kaart(uit)
        }
        Waarde::Lijst(items) => {
            let mut uit = Vec::new();
            for (i, item) in items.iter().enumerate() {
                if toeval.een_op(6) {
                    uit.push((None, nieuwe_wens(toeval, diepte + 1)));
                }
                if !toeval.een_op(6) {
                    let wens = if toeval.een_op(2) { Wens::Zelfde } else { wens(toeval, item, diepte + 1) };
                    uit.push((Some(i), wens));
                }
            }
            if toeval.een_op(4) {
                uit.push((None, nieuwe_wens(toeval, diepte + 1)));
            }
            if toeval.een_op(3) && !uit.is_empty() {
                for _ in 0..3 {
                    let (a, b) = (toeval.onder(uit.len()), toeval.onder(uit.len()));
                    uit.swap(a, b);
                }
            }
            Wens::Lijst(uit)
        }
        Waarde::Leeg | Waarde::Tekst(_) => nieuwe_wens(toeval, diepte),
    }
}

/// What a tree says, as a wish without old nodes.
fn voluit(knoop: &Knoop) -> Wens {
    match &knoop.waarde {
        Waarde::Leeg => Wens::Leeg,
        Waarde::Tekst(scalar) => Wens::Tekst(scalar.tekst.clone()),
        Waarde::Lijst(items) => Wens::Lijst(items.iter().map(|item| (None, voluit(item))).collect()),
        Waarde::Kaart(paren) => Wens::Kaart(paren.iter().map(|p| (p.sleutel.clone(), voluit(&p.waarde))).collect()),
    }
}

/// The comments that may go: those of parts that go or change.
fn mag_weg(stam: &Stam, wens: &Wens, uit: &mut Vec<usize>) {
    match (stam, wens) {
        (_, Wens::Zelfde) => {}
        (Stam::Rij { lijst: true, leden }, Wens::Lijst(items)) => {
            for (i, tak) in leden.iter().enumerate() {
                match items.iter().find(|(oud, _)| *oud == Some(i)) {
                    Some((_, wens)) => mag_weg(&tak.waarde, wens, uit),
                    None => weg(tak, uit),
                }
            }
        }
        (Stam::Rij { lijst: false, leden }, Wens::Kaart(paren)) => {
            for tak in leden {
                match paren.iter().find(|(sleutel, _)| *sleutel == tak.sleutel) {
                    Some((_, wens)) => mag_weg(&tak.waarde, wens, uit),
                    None => weg(tak, uit),
                }
            }
        }
        _ => alles(stam, uit),
    }
}

fn weg(tak: &Tak, uit: &mut Vec<usize>) {
    uit.extend(tak.achter);
    alles(&tak.waarde, uit);
}

fn alles(stam: &Stam, uit: &mut Vec<usize>) {
    if let Stam::Rij { leden, .. } = stam {
        for tak in leden {
            uit.extend(tak.boven);
            weg(tak, uit);
        }
    }
}

/// The source of everything that stays as it is stands in the new text, if it does not hang in brackets.
fn ongemoeid(knoop: &Knoop, wens: &Wens, nieuw: &str) -> bool {
    let staat = |oud: &Knoop, wens: &Wens| match wens {
        Wens::Zelfde => nieuw.contains(oud.plek.tekst().trim_end()),
        _ => ongemoeid(oud, wens, nieuw),
    };
    let blok = !knoop.plek.tekst().starts_with(['[', '{']);
    match (&knoop.waarde, wens) {
        (Waarde::Lijst(oud), Wens::Lijst(items)) if blok => {
            items.iter().all(|(i, wens)| i.is_none_or(|i| staat(&oud[i], wens)))
        }
        (Waarde::Kaart(_), Wens::Kaart(paren)) if blok => {
            paren.iter().all(|(sleutel, wens)| knoop.zoek(sleutel).is_none_or(|oud| staat(oud, wens)))
        }
        _ => true,
    }
}

#[test]
fn random_files_become_what_was_wished() {
    let rondes: u64 = std::env::var("RONDES").ok().and_then(|r| r.parse().ok()).unwrap_or(20_000);
    // Where a run of another seed starts.
    let begin: u64 = std::env::var("BEGIN").ok().and_then(|r| r.parse().ok()).unwrap_or(1);
    let (mut gelukt, mut fout) = (0, 0);
    for ronde in begin..begin + rondes {
        let (tekst, stam, mut toeval) = bestand(ronde);
        let (knoop, meldingen) = lees_tekst(&tekst);
        let Some(knoop) = knoop.filter(|_| meldingen.is_empty()) else { continue };
        gelukt += 1;
        let wens = wens(&mut toeval, &knoop, 0);
        if let Err(waarom) = klopt(&tekst, &knoop, &stam, &wens) {
            fout += 1;
            if fout <= 5 {
                println!("=== ronde {ronde}\n{tekst}\n=== wens\n{wens:?}\n=== {waarom}\n");
            }
        }
    }
    assert!(fout == 0, "{fout} van {gelukt} gaan mis");
    assert!(gelukt * 10 > rondes * 8, "maar {gelukt} van {rondes} bestanden zijn goede YAML");
}

/// Files with slips of the pen: whatever the reader made of them, there is no panic, and where it had nothing to say the
/// wish comes true.
#[test]
fn random_garbage_never_panics() {
    let rondes: u64 = std::env::var("RONDES").ok().and_then(|r| r.parse().ok()).unwrap_or(10_000);
    let begin: u64 = std::env::var("BEGIN").ok().and_then(|r| r.parse().ok()).unwrap_or(1);
    let (mut fout, mut vreemd) = (0, 0);
    for ronde in begin..begin + rondes {
        let (tekst, _, mut toeval) = bestand(ronde);
        let mut tekens: Vec<char> = tekst.chars().collect();
        for _ in 0..=toeval.onder(4) {
            let plek = toeval.onder(tekens.len() + 1);
            if toeval.een_op(3) && plek < tekens.len() {
                tekens.remove(plek);
            } else {
                let stukje = toeval.tekst();
                tekens.splice(plek..plek, stukje.chars().take(3));
            }
        }
        let tekst: String = tekens.into_iter().collect();
        let (Some(knoop), meldingen) = lees_tekst(&tekst) else { continue };
        let wens = wens(&mut toeval, &knoop, 0);
        let lappen = verander(&knoop, &wens);
        let geen = lappen.is_empty();
        let nieuw = pas_toe(&tekst, lappen);
        // The program reads no file with signs that `naar_bron` takes out.
        let schoon = naar_bron("a.yaml", tekst.clone().into_bytes(), &mut Meldingen::nieuw()).unwrap();
        if !meldingen.is_empty() || schoon.tekst() != tekst.replace("\r\n", "\n") {
            continue;
        }
        let (na, meldingen) = lees_tekst(&nieuw);
        if !meldingen.is_empty() || !na.is_some_and(|na| voldoet(&na, Some(&knoop), &wens)) {
            // Of signs that only YAML itself knows, such as `?`, it may stay away.
            if geen {
                vreemd += 1;
                continue;
            }
            fout += 1;
            if fout <= 5 {
                println!(
                    "=== ronde {ronde}\n{tekst}\n===\n{tekst:?}\n=== wens\n{wens:?}\n===\n{nieuw}\n{meldingen:#?}\n"
                );
            }
        }
    }
    assert!(fout == 0, "{fout} gaan mis");
    assert!(vreemd * 1000 <= rondes, "{vreemd} gaan niet");
}

fn klopt(tekst: &str, knoop: &Knoop, stam: &Stam, wens: &Wens) -> Result<(), String> {
    for zelfde in [&Wens::Zelfde, &voluit(knoop)] {
        if let lappen @ [_, ..] = verander(knoop, zelfde).as_slice() {
            return Err(format!("niets gevraagd, wel {lappen:?}"));
        }
    }
    let nieuw = pas_toe(tekst, verander(knoop, wens));
    let (na, meldingen) = lees_tekst(&nieuw);
    let Some(na) = na.filter(|_| meldingen.is_empty()) else {
        return Err(format!("meldingen bij\n{nieuw}\n{meldingen:#?}"));
    };
    if !voldoet(&na, Some(knoop), wens) {
        return Err(format!("voldoet niet:\n{nieuw}"));
    }
    let mut meldingen = Meldingen::nieuw();
    let schoon = naar_bron("a.yaml", nieuw.clone().into_bytes(), &mut meldingen).and_then(|b| lees(&b, &mut meldingen));
    if !schoon.is_some_and(|na| voldoet(&na, Some(knoop), wens)) {
        return Err(format!("voldoet niet als bestand:\n{nieuw}"));
    }
    let mut mag = Vec::new();
    mag_weg(stam, wens, &mut mag);
    let nummers = tekst.match_indices('c').filter_map(|(i, _)| {
        let (nummer, _) = tekst[i + 1..].split_once('.')?;
        nummer.parse::<usize>().ok()
    });
    for nummer in nummers.filter(|nummer| !mag.contains(nummer)) {
        if nieuw.matches(&format!("c{nummer}.")).count() != 1 {
            return Err(format!("commentaar c{nummer} is weg:\n{nieuw}"));
        }
    }
    if !verander(&na, &voluit(&na)).is_empty() {
        return Err(format!("nog een keer hetzelfde verandert:\n{nieuw}"));
    }
    if !ongemoeid(knoop, wens, &nieuw) {
        return Err(format!("wat gelijk bleef is anders:\n{nieuw}"));
    }
    let los = |teken: &str| nieuw.matches(teken).count();
    if tekst.contains("\r\n") && los("\n") != los("\r\n") {
        return Err(format!("gemengde regeleinden:\n{nieuw:?}"));
    }
    Ok(())
}
