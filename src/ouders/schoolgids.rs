//! The yearly paragraph on the offer of support for the schoolgids: complete, but by name.

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use crate::model::site::{Document, School};
use crate::regio::Regio;
use crate::soorten::Schrijver;

use crate::tekst::zinnen;

use super::limits::{Limits, Room};
use super::overzicht::{Ding, overzicht};
use super::stukken::{self, ContactZicht, Lengte, Stand};

/// Above things without a place, where the other things of their group have one.
const ZONDER_PLAATS: &str = "Of dit op school zelf is, staat niet in ons profiel";

/// What the templates see, in either medium.
#[derive(Debug, Serialize)]
pub struct Schoolgids {
    school: String,
    titel: String,
    stand: Stand,
    groepen: Vec<GroepZicht>,
    zonder_plaats: bool,
    grenzen: Vec<Value>,
    punten: Vec<PuntenZicht>,
    niet: Option<Value>,
    /// Titles of the sections of the profile about limits, where nothing of them stands here.
    elders: Option<String>,
    route: Option<Value>,
    contact: Vec<ContactZicht>,
    vestigingen: Vec<ContactZicht>,
    steunpunt: Option<ContactZicht>,
    adres: Option<String>,
}

#[derive(Debug, Serialize)]
struct GroepZicht {
    kop: String,
    delen: Vec<DeelZicht>,
}

#[derive(Debug, Serialize)]
struct DeelZicht {
    label: Option<String>,
    /// The names of what the school says nothing more about, in a sentence.
    namen: Option<Value>,
    /// What it does say something about.
    remarked: Vec<Remarked>,
}

/// A thing with what the school says of it.
#[derive(Debug, Serialize)]
struct Remarked {
    naam: Value,
    tekst: Value,
}

#[derive(Debug, Serialize)]
struct PuntenZicht {
    groep: Option<String>,
    /// Words that begin the sentence of each point.
    start: Option<String>,
    punten: Vec<Value>,
}

/// Writes the paragraph of a school's current profile; `kop` is the level of headings in texts.
pub fn schoolgids(
    regio: &Regio<'_>,
    school: &School,
    document: &Document,
    stand: Date,
    kop: u8,
    schrijver: &mut Schrijver<'_>,
) -> Schoolgids {
    schrijver.begin_sectie();
    let site = regio.site;
    let overzicht = overzicht(document, &site.catalogus);
    let mut groepen = Vec::new();
    for groep in &overzicht.groepen {
        let mut delen = Vec::new();
        for deel in &groep.delen {
            let label = deel.label.clone().or_else(|| groep.met_plaatsen().then(|| ZONDER_PLAATS.to_owned()));
            let label = label.map(|l| l.trim_end_matches('.').to_owned());
            let naam = |d: &Ding| if d.item.is_some() { zinnen::klein(&d.naam) } else { d.naam.clone() };
            // Sentences do not fit between the names of a sentence: those stand below it.
            let (bare, remarked): (Vec<&Ding>, Vec<&Ding>) = deel.dingen.iter().partition(|d| d.noten.is_empty());
            let namen: Vec<_> = bare.iter().map(|d| (naam(d), &d.plek)).collect();
            let namen = (!namen.is_empty()).then(|| schrijver.opsomming(&namen, label.is_none()));
            let remarked = remarked.into_iter().map(|d| Remarked {
                naam: schrijver.woorden(&zinnen::hoofdletter(&d.naam), &d.plek),
                tekst: schrijver.woorden(&d.noten.join(" "), &d.plek),
            });
            let remarked = remarked.collect();
            delen.push(DeelZicht { label, namen, remarked });
        }
        groepen.push(GroepZicht { kop: groep.kop.clone(), delen });
    }
    let limits = Limits::new(document, regio.grenzen(school), Room::ALL, true);
    let grenzen = limits.texts.iter().filter_map(|t| Lengte::HEEL.tekst(t, kop, schrijver)).collect();
    let route = stukken::route(document).and_then(|t| Lengte::HEEL.tekst(t, kop, schrijver));
    let mut punten: Vec<PuntenZicht> = Vec::new();
    for point in &limits.points {
        let (groep, start) = (point.kop.map(str::to_owned), point.start.map(str::to_owned));
        let words = |text: &String| match &start {
            Some(_) => text.clone(),
            None => zinnen::met_punt(&zinnen::hoofdletter(text)),
        };
        let new: Vec<Value> = point.texts.iter().map(|text| schrijver.woorden(&words(text), point.plek)).collect();
        match punten.last_mut().filter(|p| p.groep == groep && p.start == start) {
            Some(last) => last.punten.extend(new),
            None => punten.push(PuntenZicht { groep, start, punten: new }),
        }
    }
    let niet: Vec<_> = overzicht.niet.iter().map(|d| (d.in_zin.clone(), &d.plek)).collect();
    Schoolgids {
        school: school.naam.clone(),
        titel: document.titel().to_owned(),
        stand: Stand::van(document, stand),
        groepen,
        zonder_plaats: overzicht.dingen().any(|d| d.zonder_plaats),
        grenzen,
        punten,
        niet: (!niet.is_empty()).then(|| schrijver.opsomming(&niet, true)),
        elders: stukken::about_limits(document),
        route,
        contact: stukken::contacten(school, Lengte::HEEL, schrijver),
        vestigingen: stukken::vestigingen(school, schrijver),
        steunpunt: site
            .gegevens
            .steunpunt
            .as_ref()
            .map(|s| stukken::instantie(&s.naam, s, &school.plek, Lengte::HEEL, schrijver)),
        adres: stukken::adres(site, school),
    }
}
