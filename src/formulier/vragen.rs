//! A document as a form, and a form that was changed as a wish for the document.

use std::collections::BTreeSet;

use crate::model::formaat::Formaat;
use crate::vormen::{Vorm, vorm};
use crate::yaml::Knoop;
use crate::yaml::wens::{Kaartwens, Wens};

use super::omgeving::Omgeving;
use super::{Blad, Formulier, Inhoud, Rijenblad, Wijzigingen, eigen, kop, rijen, route, sectie};

/// The document that a form is about.
#[derive(Debug, Clone, Copy)]
pub struct Onderwerp<'a> {
    /// Its format.
    pub formaat: &'a Formaat,
    /// Its tree.
    pub wortel: &'a Knoop,
    /// The school's name; without it the form asks for it.
    pub school: Option<&'a str>,
    /// Its school year.
    pub schooljaar: &'a str,
}

/// Lays a document out as a form.
pub fn formulier(onderwerp: &Onderwerp<'_>, om: &Omgeving<'_>) -> Formulier {
    let Onderwerp { formaat, wortel, school, schooljaar } = onderwerp;
    let antwoorden = wortel.zoek("secties").filter(|k| !k.is_leeg());
    let mut namen = Bladnamen::default();
    let delen =
        vec![kop::school(*school, schooljaar), kop::datums(wortel), kop::nagekeken(formaat, wortel, antwoorden)];
    let mut bladen =
        vec![Blad { naam: namen.geef("Begin"), titel: formaat.titel.clone(), inhoud: Inhoud::Vragen(delen) }];
    for hoofdstuk in &formaat.hoofdstukken {
        let secties: Vec<_> = hoofdstuk.secties.iter().filter(|s| sectie::vraagt_iets(s)).collect();
        if secties.is_empty() {
            continue;
        }
        let naam = namen.geef(&hoofdstuk.titel);
        let mut delen = Vec::new();
        let mut rijbladen = Vec::new();
        for sectie in secties {
            let knoop = antwoorden.and_then(|k| k.zoek(&sectie.id)).filter(|k| !k.is_leeg());
            let mut eigen = sectie::delen(sectie, knoop, om);
            if let Some(rijen) = rijblad(sectie, knoop, om) {
                let blad = namen.geef(&sectie.titel);
                if let Some(eerste) = eigen.first_mut() {
                    eerste.uitleg.push(format!("De rijen vult u in op het blad \u{201c}{blad}\u{201d}."));
                }
                rijbladen.push(Blad { naam: blad, titel: sectie.titel.clone(), inhoud: Inhoud::Rijen(rijen) });
            }
            delen.append(&mut eigen);
        }
        bladen.push(Blad { naam, titel: hoofdstuk.titel.clone(), inhoud: Inhoud::Vragen(delen) });
        bladen.append(&mut rijbladen);
    }
    if let Some(blad) = eigen::aanbodblad(formaat, antwoorden, om) {
        let naam = namen.geef("Eigen aanbod");
        bladen.push(Blad { naam, titel: "Eigen aanbod".to_owned(), inhoud: Inhoud::Rijen(blad) });
    }
    let naam = namen.geef("Afkortingen");
    let inhoud = Inhoud::Rijen(eigen::afkortingenblad(wortel));
    bladen.push(Blad { naam, titel: "Afkortingen".to_owned(), inhoud });
    Formulier { bladen }
}

fn rijblad(sectie: &crate::model::formaat::Sectie, knoop: Option<&Knoop>, om: &Omgeving<'_>) -> Option<Rijenblad> {
    match vorm(sectie.soort) {
        Vorm::Rijen => Some(rijen::blad(sectie, knoop, om)),
        Vorm::Graaf => Some(route::blad(sectie, knoop, om)),
        Vorm::Tekst | Vorm::Velden | Vorm::Items => None,
    }
}

/// What the document becomes. Answers that do not fit are in `om.weigeringen`, changes in files in `om.lappen`.
pub fn wens(onderwerp: &Onderwerp<'_>, wijzigingen: &Wijzigingen, om: &Omgeving<'_>) -> Wens {
    let Onderwerp { formaat, wortel, .. } = onderwerp;
    let antwoorden = wortel.zoek("secties").filter(|k| !k.is_leeg());
    let mut kaart = Kaartwens::van(Some(wortel));
    kop::pas_aan(formaat, wortel, antwoorden, &mut kaart, wijzigingen);
    if let Some(nieuw) = wijzigingen.rijen.get(eigen::AFKORTINGEN)
        && let Some(wens) = eigen::afkortingen(wortel, nieuw, om)
    {
        kaart.zet_na(
            &["formaat", "schooljaar", "periode", "status", "peildatum", "vastgesteld", "geldig-tot", "groepen"],
            "afkortingen",
            wens,
        );
    }
    let eigen_aanbod = wijzigingen.rijen.get(eigen::EIGEN_AANBOD);
    let eigen_aanbod = eigen_aanbod.map(|nieuw| eigen::per_sectie(formaat, antwoorden, nieuw, om)).unwrap_or_default();
    let mut secties = Kaartwens::van(antwoorden);
    let mut eerder: Vec<&str> = Vec::new();
    for sectie in formaat.secties() {
        let eigen = eigen_aanbod.get(sectie.id.as_str()).map(Vec::as_slice);
        if sectie::vraagt_iets(sectie) && (eigen.is_some() || geraakt(&sectie.id, wijzigingen)) {
            let knoop = antwoorden.and_then(|k| k.zoek(&sectie.id));
            match sectie::wens(sectie, knoop, wijzigingen, eigen, om) {
                Wens::Zelfde => {}
                Wens::Leeg if knoop.is_none() => {}
                wens => secties.zet_na(&eerder, &sectie.id, wens),
            }
        }
        eerder.push(&sectie.id);
    }
    let niets = secties.is_leeg() && antwoorden.is_none();
    if !secties.is_ongewijzigd() && !niets {
        kaart.zet("secties", secties.klaar());
    }
    kaart.klaar()
}

/// Whether a cell or a row of a section was changed.
fn geraakt(sectie: &str, wijzigingen: &Wijzigingen) -> bool {
    let begin = format!("{sectie}/");
    let nagekeken = format!("@nagekeken/{sectie}");
    wijzigingen.rijen.contains_key(sectie)
        || wijzigingen.vakken.keys().any(|(sleutel, _)| sleutel.starts_with(&begin) || *sleutel == nagekeken)
}

/// Names of sheets: short, without signs that a spreadsheet refuses, and each once.
#[derive(Default)]
struct Bladnamen(BTreeSet<String>);

/// The most signs of the name of a sheet.
const LANGSTE_NAAM: usize = 31;

/// The least that is left of a name when it is cut after a word.
const KORTSTE_NAAM: usize = 8;
/// Words that a name does not end with when it is cut.
const VOEGWOORDEN: [&str; 14] =
    ["en", "of", "van", "de", "het", "een", "in", "op", "bij", "voor", "binnen", "met", "tot", "aan"];

impl Bladnamen {
    fn geef(&mut self, titel: &str) -> String {
        let net: String =
            titel.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c }).collect();
        let net = super::een_regel(&net);
        let net = if net.is_empty() { "Blad".to_owned() } else { net };
        for nummer in 1_usize.. {
            let staart = if nummer == 1 { String::new() } else { format!(" {nummer}") };
            // A sheet's name is counted in UTF-16.
            let mut naam = net.clone();
            let mut weg = None;
            while naam.encode_utf16().count() + staart.len() > LANGSTE_NAAM {
                weg = naam.pop();
            }
            // Not in the middle of a word, unless that leaves too little.
            if weg.is_some_and(|teken| teken != ' ')
                && let Some(spatie) = naam.rfind(' ').filter(|i| *i >= KORTSTE_NAAM)
            {
                naam.truncate(spatie);
            }
            if weg.is_some() {
                while let Some((begin, _)) = naam.rsplit_once(' ').filter(|(_, woord)| VOEGWOORDEN.contains(woord)) {
                    naam.truncate(begin.len());
                }
            }
            let naam = format!("{}{staart}", naam.trim_end());
            if self.0.insert(naam.to_lowercase()) {
                return naam;
            }
        }
        net
    }
}
