//! Boxes: their text, broken into lines, gives their height.

use std::collections::BTreeMap;

use crate::beeld::letters::{Meter, Snit};

use super::maten::Maten;
use super::schema::{Knoop, KnoopSoort, Tak};
use super::tekening::{Regel, Stijl, Vak, VakSoort};

/// Most lines of a title, of who does it, of a branch: the whole text stands with the steps.
const TITEL_REGELS: usize = 12;
const WIE_REGELS: usize = 4;
const ALS_REGELS: usize = 8;

/// Makes boxes.
pub(super) struct Vakken<'a> {
    pub(super) maten: Maten,
    pub(super) meter: &'a Meter<'a>,
    /// Where each step is jumped to from.
    pub(super) aankomsten: BTreeMap<usize, Vec<usize>>,
}

/// Text to be set: style and words.
type Deeltekst = (Stijl, String);

impl Vakken<'_> {
    /// How far the sides of a choice slant.
    pub(super) fn schuin(&self) -> f64 {
        self.maten.marge * 0.8
    }

    /// The box of a node, at the top of a column, in its middle.
    pub(super) fn knoop(&self, knoop: &Knoop, kolom: f64, herhaald: bool) -> Vak {
        let soort = match knoop.soort {
            KnoopSoort::Stap => VakSoort::Stap,
            KnoopSoort::Keuze => VakSoort::Keuze,
            KnoopSoort::Einde => VakSoort::Einde,
        };
        let mut delen: Vec<Deeltekst> = Vec::new();
        let titel = match soort {
            VakSoort::Einde => format!("Einde: {}", knoop.titel),
            _ if herhaald => format!("{} (vervolg)", knoop.titel),
            _ => knoop.titel.clone(),
        };
        delen.push((Stijl::Titel, titel));
        if !knoop.wie.is_empty() {
            delen.push((Stijl::Wie, knoop.wie.clone()));
        }
        if knoop.meer && knoop.takken.len() > 1 {
            delen.push((Stijl::Noot, "Er kan meer dan één antwoord gelden.".to_owned()));
        }
        if let Some(van) = self.aankomsten.get(&knoop.nummer).filter(|_| !herhaald) {
            delen.push((Stijl::Noot, format!("Ook vanaf stap {}", getallen(van))));
        }
        let mut vak = self.vak(soort, kolom, &delen, soort == VakSoort::Keuze);
        vak.nummer = knoop.nummer;
        vak.herhaald = herhaald;
        let straal = self.maten.plaatje;
        let cijfers = self.meter.breedte(&knoop.nummer.to_string(), Snit::Vet);
        let breed = (cijfers + straal * 0.8).max(2.0 * straal);
        let links = vak.x + self.maten.marge * 0.6 + if soort == VakSoort::Keuze { self.schuin() } else { 0.0 };
        vak.plaatje = Some((links, vak.y - straal, breed, 2.0 * straal));
        vak
    }

    /// The label of a branch. `links`: its text starts at the left, because its line comes from there.
    pub(super) fn als(&self, keuze: usize, index: usize, tak: &Tak, kolom: f64, links: bool) -> Vak {
        let mut vak = self.vak(VakSoort::Als, kolom, &[(Stijl::Als, tak.als.clone())], !links);
        vak.nummer = keuze;
        vak.bij = Some((keuze, Some(index)));
        vak
    }

    /// A connector to another step.
    pub(super) fn verwijzing(&self, van: usize, tak: Option<usize>, naar: usize, kolom: f64) -> Vak {
        let (soort, woorden) = if naar <= van {
            (VakSoort::Terug, format!("↑ Terug naar stap {naar}"))
        } else {
            (VakSoort::Verder, format!("→ Verder bij stap {naar}"))
        };
        let nodig = self.meter.breedte(&woorden, Snit::Gewoon) + 2.0 * self.maten.marge + 1.0;
        let mut vak = self.vak(soort, kolom.min(nodig), &[(Stijl::Verwijs, woorden)], true);
        let erbij = (kolom - vak.breedte) / 2.0 - vak.x;
        vak.x += erbij;
        vak.regels.iter_mut().for_each(|r| r.x += erbij);
        vak.nummer = naar;
        vak.bij = Some((van, tak));
        vak
    }

    /// A box around texts, in the middle of a column.
    fn vak(&self, soort: VakSoort, kolom: f64, delen: &[Deeltekst], midden: bool) -> Vak {
        let m = &self.maten;
        let breedte = kolom.min(m.vak_breed);
        let x = (kolom - breedte) / 2.0;
        let marge = match soort {
            VakSoort::Keuze => m.marge + self.schuin(),
            VakSoort::Einde => m.marge * 1.3,
            VakSoort::Als | VakSoort::Verder | VakSoort::Terug => m.marge * 0.8,
            VakSoort::Stap => m.marge,
        };
        let ruimte = breedte - 2.0 * marge;
        let heeft_plaatje = matches!(soort, VakSoort::Stap | VakSoort::Keuze | VakSoort::Einde);
        let lucht = match soort {
            VakSoort::Als | VakSoort::Verder | VakSoort::Terug => m.lucht * 0.55,
            _ => m.lucht,
        };
        let boven = if heeft_plaatje { lucht.max(m.plaatje + m.letter * 0.15) } else { lucht };
        let mut y = boven;
        let mut regels = Vec::new();
        for (nummer, (stijl, tekst)) in delen.iter().enumerate() {
            let (snit, hoogstens, inspring) = match stijl {
                Stijl::Titel => (Snit::Vet, TITEL_REGELS, 0.0),
                Stijl::Wie | Stijl::Eerste => (Snit::Gewoon, WIE_REGELS, m.letter * 1.15),
                Stijl::Als => (Snit::Vet, ALS_REGELS, 0.0),
                Stijl::Noot | Stijl::Verwijs => (Snit::Gewoon, WIE_REGELS, 0.0),
            };
            if nummer > 0 {
                y += m.regel * 0.12;
            }
            for (i, tekst) in self.meter.regels(tekst, snit, ruimte - inspring, hoogstens).into_iter().enumerate() {
                let breedte_regel = self.meter.breedte(&tekst, snit);
                let links = match (midden, *stijl) {
                    (true, Stijl::Wie) => x + (breedte - breedte_regel + inspring) / 2.0,
                    (true, _) => x + breedte / 2.0,
                    (false, _) => x + marge + inspring,
                };
                regels.push(Regel {
                    x: links,
                    // The baseline: letters take about three quarters of a line.
                    y: y + m.regel * 0.5 + m.letter * 0.35,
                    midden: midden && *stijl != Stijl::Wie,
                    tekst,
                    stijl: if *stijl == Stijl::Wie && i == 0 { Stijl::Eerste } else { *stijl },
                    breedte: breedte_regel,
                });
                y += m.regel;
            }
        }
        Vak {
            soort,
            x,
            y: 0.0,
            breedte,
            hoogte: y + lucht,
            nummer: 0,
            bij: None,
            plaatje: None,
            regels,
            herhaald: false,
        }
    }
}

/// "14, 24 en 56"; a long list is cut off.
fn getallen(van: &[usize]) -> String {
    let mut woorden: Vec<String> = van.iter().take(4).map(ToString::to_string).collect();
    if van.len() > 4 {
        woorden.push(format!("{} andere", van.len() - 4));
    }
    crate::tekst::zinnen::opsomming(&woorden)
}
