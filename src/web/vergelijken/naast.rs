//! Two to four schools side by side, chosen by a parent. Pages for every pair would be thousands,
//! so the choice stands in the address and a script makes the tables from data in the page. Without
//! a script the page leads to the tables of all schools, which hold the same.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Context;

use crate::model::lijst::Item;
use crate::model::waarde::{ItemSleutel, Stand};
use crate::regio::grenzen::{Grens, Grenzen};
use crate::regio::lezing::Lezing;
use crate::regio::{HULPVRAGEN, SchoolFacts};
use crate::soorten;
use crate::tekst::zinnen;

use super::super::{Mislukt, Pagina, Web, veilig};
use super::Keuze;
use super::cellen::klasse;
use super::matrix::{Matrix, Soort};

/// Path of the page.
const PAD: &str = "vergelijken/scholen/index.html";

/// The data of the page. Names are short, because a thousand schools stand in it.
#[derive(Serialize)]
struct Gegevens {
    /// Schools.
    s: Vec<SchoolRegel>,
    /// Lists: title and names of items.
    l: Vec<(String, Vec<String>)>,
    /// Readings of cells: class, sign, words, and whether the thing is there. The first is silence.
    w: Vec<Regel>,
    /// Parents' questions: name, and the items (list and item) that help.
    v: Vec<(String, Vec<(usize, usize)>)>,
}

/// Class, sign, words; 1 when the thing is there.
type Regel = (String, String, String, u8);

#[derive(Serialize)]
struct SchoolRegel {
    /// Slug, name, town, kind of education, board, date of the facts, path of the profile.
    g: [String; 7],
    /// Per list the number of the reading of each item; an empty list is silence.
    c: Vec<Vec<usize>>,
    /// Own offers: name and numbers of the questions that they answer.
    e: Vec<(String, Vec<usize>)>,
    /// Limits: what the school says, and numbers of the questions that it is about.
    b: Vec<(String, Vec<usize>)>,
    /// Path of the section in which it names its limits.
    bp: Option<String>,
    /// 1 when only the child's own school can bring it in.
    vs: u8,
}

impl Web<'_> {
    pub(super) fn naast(&self, lijsten: &[Matrix]) -> Result<(), Mislukt> {
        if self.regio.scholen.len() < 2 || !self.wil(PAD) {
            return Ok(());
        }
        let gegevens = self.gegevens(lijsten);
        let json = serde_json::to_string(&gegevens).unwrap_or_else(|_| "{}".to_owned());
        // In HTML a script ends at `</script`, whatever its type; and some scripts of the world end
        // a line at U+2028.
        let json = json
            .replace('<', "\\u003c")
            .replace('>', "\\u003e")
            .replace('&', "\\u0026")
            .replace('\u{2028}', "\\u2028")
            .replace('\u{2029}', "\\u2029");
        let mut inhoud = Context::new();
        let keuze = |m: &Matrix| Keuze { titel: m.titel.clone(), pagina: m.pad.clone(), over: m.omvang() };
        inhoud.insert("lijsten", &lijsten.iter().map(keuze).collect::<Vec<_>>());
        inhoud.insert_value("gegevens", veilig(&json));
        let pagina = Pagina {
            pad: PAD,
            sjabloon: "naast.html",
            titel: "Scholen naast elkaar",
            omschrijving: "Kies twee tot vier scholen en zie hun hulp naast elkaar.",
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }

    fn gegevens(&self, lijsten: &[Matrix]) -> Gegevens {
        let catalogus = &self.site.catalogus;
        let items: Vec<&[ItemSleutel]> = lijsten
            .iter()
            .map(|m| match &m.soort {
                Soort::Aanbod(items) => items.as_slice(),
                _ => &[],
            })
            .collect();
        let vragen: Vec<_> = catalogus.lijst(HULPVRAGEN).iter().flat_map(|l| &l.items).collect();
        let waar = |sleutel: &ItemSleutel| {
            items.iter().enumerate().find_map(|(l, alle)| Some((l, alle.iter().position(|i| i == sleutel)?)))
        };
        let mut lezingen: Lezingen = Lezingen::default();
        lezingen.nummer(&Lezing::van(None, catalogus), Stand::NietVermeld);
        let mut scholen: Vec<&SchoolFacts<'_>> = self.regio.scholen.iter().collect();
        scholen.sort_by_cached_key(|s| s.school.naam.to_lowercase());
        let s = scholen
            .iter()
            .map(|feiten| {
                let school = feiten.school;
                let profiel = school.profiel().or_else(|| feiten.documenten.first().copied());
                let plaatsen: Vec<&str> = school.plaatsen().into_iter().collect();
                let rij = |alle: &&[ItemSleutel]| {
                    if !alle.iter().any(|i| feiten.outcome(i).is_some()) {
                        return Vec::new();
                    }
                    alle.iter()
                        .map(|i| lezingen.nummer(&Lezing::van(feiten.outcome(i), catalogus), feiten.stand(i)))
                        .collect()
                };
                let c = items.iter().map(rij).collect();
                let eigen = feiten.eigen_aanbod().map(|a| {
                    let past = vragen.iter().enumerate().filter(|(_, v)| soorten::helpt_bij(a.eigen, &v.id));
                    let nummers = past.map(|(i, _)| i).collect();
                    (a.eigen.naam.tekst.clone(), nummers)
                });
                SchoolRegel {
                    g: [
                        school.slug.clone(),
                        school.naam.clone(),
                        zinnen::opsomming(&plaatsen),
                        zinnen::opsomming(&school.onderwijstypen),
                        school.bestuur.clone().unwrap_or_default(),
                        match self.gegevens_van(feiten) {
                            (dag, true) if !dag.is_empty() => format!("{dag}, ouder dan een jaar"),
                            (_, true) => "langer dan een jaar geleden".to_owned(),
                            (dag, false) => dag,
                        },
                        profiel.map(|d| school.adressen(d).0).unwrap_or_default(),
                    ],
                    c,
                    e: eigen.collect(),
                    b: limits(self.regio.grenzen(school), &vragen),
                    bp: self.section_of_limits(school).map(|link| link.adres),
                    vs: u8::from(school.alleen_via_school()),
                }
            })
            .collect();
        let v = vragen
            .iter()
            .map(|vraag| {
                // Where a school sends a child is not what it has for the question.
                let helps = |s: &&ItemSleutel| catalogus.item(s).is_some_and(|item| !item.verwijst);
                let items = self.regio.bij_hulpvraag(&vraag.id);
                (vraag.naam.clone(), items.iter().filter(helps).filter_map(waar).collect())
            })
            .collect();
        let l =
            lijsten.iter().map(|m| (m.titel.clone(), m.kolommen.iter().map(|k| k.naam.clone()).collect())).collect();
        Gegevens { s, l, w: lezingen.alle, v }
    }
}

/// The limits of a school: with its heading what it says, and the questions that it is about. Those
/// that are about none come last.
fn limits(grenzen: &Grenzen<'_>, vragen: &[&Item]) -> Vec<(String, Vec<usize>)> {
    let numbers = |grens: &Grens<'_>| {
        let about = vragen.iter().enumerate().filter(|(_, v)| grens.hulpvragen.contains_key(&v.id));
        about.map(|(number, _)| number).collect::<Vec<_>>()
    };
    let mut out: Vec<_> = grenzen.all.iter().map(|grens| (grens.in_words(), numbers(grens))).collect();
    out.sort_by_key(|(_, numbers)| numbers.is_empty());
    out
}

/// Readings, each once.
#[derive(Default)]
struct Lezingen {
    alle: Vec<Regel>,
    nummers: BTreeMap<Regel, usize>,
}

impl Lezingen {
    fn nummer(&mut self, lezing: &Lezing, stand: Stand) -> usize {
        let woorden = match &lezing.hoeveel {
            Some(hoeveel) => format!("{}, {hoeveel}", lezing.woorden),
            None => lezing.woorden.clone(),
        };
        let klassen: Vec<String> = lezing.soort.chars().map(klasse).collect();
        let regel = (klassen.join(" "), lezing.teken.clone(), woorden, u8::from(stand == Stand::Ja));
        *self.nummers.entry(regel.clone()).or_insert_with(|| {
            self.alle.push(regel);
            self.alle.len() - 1
        })
    }
}
