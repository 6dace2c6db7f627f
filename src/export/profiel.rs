//! `profiel.json`: what a school offers, for machines. Its fields are told in `docs/profiel-json.md`.
//!
//! Texts are plain, without HTML; keys stand in the order of these structures, so that the same
//! content gives the same bytes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::facts::outcome::{Outcome, SchoolFacts, place};
use crate::facts::{self, OwnScore};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Onderwerp;
use crate::model::hoeveel::Hoeveel;
use crate::model::site::{Aanmelden, Document, Instantie, School, Site};
use crate::model::waarde::{Feit, Stand};
use crate::ouders::overzicht::{self, Ding, Overzicht};
use crate::ouders::stukken;
use crate::regio::grenzen::{Basis, Grens, Grenzen, Matcher};
use crate::tekst::Markdown;

/// Rises when a field changes its meaning or goes away; new fields do not change it.
///
/// 2: `stand` of a fact can be `genoemd`, and facts of contacts stand among them, with an empty `sectie`; scores of own rows
/// too, without `lijst` and `item`.
const VERSIE: u32 = 2;

#[derive(Serialize)]
struct Bestand<'a> {
    versie: u32,
    bron: Herkomst<'a>,
    school: SchoolDeel<'a>,
    profiel: Option<Profiel<'a>>,
}

#[derive(Serialize)]
struct Herkomst<'a> {
    website: &'a str,
    adres: Option<String>,
    licentie: Option<&'a str>,
}

#[derive(Serialize)]
struct SchoolDeel<'a> {
    slug: &'a str,
    naam: &'a str,
    plaats: Option<&'a str>,
    onderwijstypen: &'a [String],
    bestuur: Option<&'a str>,
    aanmelden: Option<&'static str>,
    samenwerkingsverbanden: &'a [String],
    beschrijving: Option<String>,
    vestigingen: Vec<VestigingDeel<'a>>,
    contact: Vec<ContactDeel<'a>>,
    steunpunt: Option<ContactDeel<'a>>,
}

#[derive(Serialize)]
struct VestigingDeel<'a> {
    naam: Option<&'a str>,
    brin: Option<&'a str>,
    adres: Option<&'a str>,
    postcode: Option<&'a str>,
    plaats: Option<&'a str>,
    telefoon: Option<&'a str>,
}

#[derive(Serialize)]
struct ContactDeel<'a> {
    wie: &'a str,
    zin: Option<&'a str>,
    telefoon: Option<&'a str>,
    mail: Option<&'a str>,
    web: Option<&'a str>,
}

#[derive(Serialize)]
struct Profiel<'a> {
    titel: &'a str,
    formaat: &'a str,
    schooljaar: Option<String>,
    periode: Option<Periode>,
    peildatum: Option<String>,
    vastgesteld: Option<String>,
    geldig_tot: Option<String>,
    aanbod: Vec<GroepDeel<'a>>,
    niet: Vec<DingDeel<'a>>,
    grenzen: Vec<GrensDeel<'a>>,
    voor_ouders: Vec<VoorOuders<'a>>,
    feiten: Vec<FeitDeel<'a>>,
}

#[derive(Serialize)]
struct Periode {
    van: String,
    tot: Option<String>,
}

#[derive(Serialize)]
struct GroepDeel<'a> {
    lijst: Option<&'a str>,
    kop: &'a str,
    dingen: Vec<DingDeel<'a>>,
}

#[derive(Serialize)]
struct DingDeel<'a> {
    item: Option<&'a str>,
    naam: &'a str,
    zin: Option<&'a str>,
    algemeen: bool,
    noten: &'a [String],
    waar: &'a [String],
}

#[derive(Serialize)]
struct GrensDeel<'a> {
    groep: Option<&'a str>,
    tekst: &'a str,
    hulpvragen: Vec<&'a str>,
    /// `school` when it says so itself, `woorden` when its words were compared with those of the questions.
    hulpvragen_uit: Option<&'static str>,
    items: Vec<String>,
}

#[derive(Serialize)]
struct VoorOuders<'a> {
    onderwerp: &'a str,
    sectie: &'a str,
    titel: &'a str,
    tekst: String,
}

#[derive(Serialize)]
struct FeitDeel<'a> {
    sectie: &'a str,
    lijst: Option<&'a str>,
    item: Option<&'a str>,
    naam: &'a str,
    stand: &'static str,
    waar: Vec<&'a str>,
    niet_waar: Vec<&'a str>,
    plaatsnoten: BTreeMap<&'a str, String>,
    schaal: Option<&'a str>,
    waarde: Option<&'a str>,
    tot: Option<&'a str>,
    groep: Option<&'a str>,
    hoeveel: Option<&'a str>,
    noot: Option<String>,
    peildatum: Option<String>,
    vindplaats: String,
}

/// What the profile and the contacts of its school state. Where the school answers, the places that only name an
/// item add nothing.
fn profile_facts(school: &School, document: &Document, catalogus: &Catalogus) -> Vec<Feit> {
    let outcomes = SchoolFacts::new(school, vec![document], catalogus);
    let contacts = facts::contacts(school, catalogus);
    let contacts = contacts.into_iter().filter(|f| outcomes.outcome(&f.item).is_some_and(Outcome::is_contact));
    let mut all = facts::statements(document, catalogus);
    all.retain(|f| f.stand != Stand::Genoemd || outcomes.stand(&f.item) == Stand::Genoemd);
    all.extend(contacts);
    all
}

/// The file of one school; a school without a current profile has `"profiel": null`.
pub fn profiel(site: &Site, school: &School, matcher: &Matcher) -> Vec<u8> {
    let document = school.profiel();
    let grenzen = document.map(|d| Grenzen::of(&[d], &site.catalogus, matcher)).unwrap_or_default();
    let overzicht = document.map(|d| overzicht::overzicht(d, &site.catalogus));
    let feiten = document.map(|d| profile_facts(school, d, &site.catalogus)).unwrap_or_default();
    let own = document.map(facts::own_scores).unwrap_or_default();
    let bestand = Bestand {
        versie: VERSIE,
        bron: Herkomst {
            website: &site.gegevens.titel,
            adres: stukken::adres(site, school),
            licentie: site.gegevens.licentie.as_deref(),
        },
        school: school_deel(site, school),
        profiel: document
            .zip(overzicht.as_ref())
            .map(|(d, o)| profiel_deel(d, o, &feiten, &own, &grenzen, &site.catalogus)),
    };
    // A view of strings and lists always has a JSON form.
    let mut bytes = serde_json::to_vec_pretty(&bestand).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn school_deel<'a>(site: &'a Site, school: &'a School) -> SchoolDeel<'a> {
    let vestigingen = school.vestigingen.iter().map(|v| VestigingDeel {
        naam: v.naam.as_deref(),
        brin: v.brin.as_deref(),
        adres: v.adres.as_deref(),
        postcode: v.postcode.as_deref(),
        plaats: v.plaats.as_deref(),
        telefoon: v.telefoon.as_deref(),
    });
    SchoolDeel {
        slug: &school.slug,
        naam: &school.naam,
        plaats: school.plaats.as_deref(),
        onderwijstypen: &school.onderwijstypen,
        bestuur: school.bestuur.as_deref(),
        aanmelden: school.aanmelden.map(Aanmelden::woord),
        samenwerkingsverbanden: &school.samenwerkingsverbanden,
        beschrijving: school.beschrijving.as_ref().map(Markdown::data_text),
        vestigingen: vestigingen.collect(),
        contact: school.contact.iter().map(|c| contact_deel(&c.wie.naam, &c.bereik)).collect(),
        steunpunt: site.gegevens.steunpunt.as_ref().map(|s| contact_deel(&s.naam, s)),
    }
}

fn contact_deel<'a>(wie: &'a str, bereik: &'a Instantie) -> ContactDeel<'a> {
    ContactDeel {
        wie,
        zin: bereik.zin.as_deref(),
        telefoon: bereik.telefoon.as_deref(),
        mail: bereik.mail.as_deref(),
        web: bereik.web.as_deref(),
    }
}

fn profiel_deel<'a>(
    document: &'a Document,
    overzicht: &'a Overzicht,
    feiten: &'a [Feit],
    own: &'a [OwnScore<'a>],
    grenzen: &'a Grenzen<'a>,
    catalogus: &'a Catalogus,
) -> Profiel<'a> {
    let aanbod = overzicht.groepen.iter().map(|groep| {
        let dingen = groep.delen.iter().flat_map(|deel| deel.dingen.iter().map(|ding| ding_deel(ding, &deel.waar)));
        GroepDeel { lijst: groep.lijst.as_deref(), kop: &groep.kop, dingen: dingen.collect() }
    });
    Profiel {
        titel: document.titel(),
        formaat: &document.formaat.id,
        schooljaar: document.schooljaar.map(|j| j.to_string()),
        periode: document.periode.map(|(van, tot)| Periode { van: van.iso(), tot: tot.map(|d| d.iso()) }),
        peildatum: document.peildatum.map(|d| d.iso()),
        vastgesteld: document.vastgesteld.map(|d| d.iso()),
        geldig_tot: document.geldig_tot.map(|d| d.iso()),
        aanbod: aanbod.collect(),
        niet: overzicht.niet.iter().map(|ding| ding_deel(ding, &[])).collect(),
        grenzen: grenzen.all.iter().map(grens_deel).collect(),
        voor_ouders: voor_ouders(document),
        feiten: feiten
            .iter()
            .map(|feit| feit_deel(document, feit, catalogus))
            .chain(own.iter().map(own_part))
            .collect(),
    }
}

fn grens_deel<'a>(grens: &'a Grens<'a>) -> GrensDeel<'a> {
    let stated = grens.hulpvragen.values().any(|basis| *basis == Basis::Stated);
    GrensDeel {
        groep: grens.kop.as_deref(),
        tekst: &grens.tekst,
        hulpvragen: grens.hulpvragen.keys().map(String::as_str).collect(),
        hulpvragen_uit: (!grens.hulpvragen.is_empty()).then_some(if stated { "school" } else { "woorden" }),
        items: grens.items.iter().map(|i| format!("{}/{}", i.lijst, i.item)).collect(),
    }
}

fn ding_deel<'a>(ding: &'a Ding, waar: &'a [String]) -> DingDeel<'a> {
    DingDeel {
        item: ding.item.as_ref().map(|i| i.item.as_str()),
        naam: &ding.naam,
        zin: ding.zin.as_deref(),
        algemeen: ding.algemeen,
        noten: &ding.noten,
        waar,
    }
}

fn voor_ouders(document: &Document) -> Vec<VoorOuders<'_>> {
    let mut uit = Vec::new();
    for sectie in document.formaat.secties() {
        let tekst = document.antwoorden.get(&sectie.id).and_then(|a| a.voor_ouders.as_ref());
        if let (Some(onderwerp), Some(tekst)) = (sectie.onderwerp, tekst) {
            let onderwerp = Onderwerp::woord(onderwerp);
            uit.push(VoorOuders { onderwerp, sectie: &sectie.id, titel: &sectie.titel, tekst: tekst.data_text() });
        }
    }
    uit
}

fn feit_deel<'a>(document: &Document, feit: &'a Feit, catalogus: &'a Catalogus) -> FeitDeel<'a> {
    FeitDeel {
        sectie: &feit.sectie,
        lijst: Some(&feit.item.lijst),
        item: Some(&feit.item.item),
        naam: catalogus.naam(&feit.item),
        stand: feit.stand.word(),
        waar: feit.waar.iter().map(String::as_str).collect(),
        niet_waar: feit.niet_waar.iter().map(String::as_str).collect(),
        plaatsnoten: feit.plaatsnoten.iter().map(|(id, noot)| (id.as_str(), noot.data_text())).collect(),
        schaal: feit.waarde.as_ref().map(|s| s.schaal.as_str()),
        waarde: feit.waarde.as_ref().map(|s| s.waarde.as_str()),
        tot: feit.waarde.as_ref().and_then(|s| s.tot.as_deref()),
        groep: feit.waarde.as_ref().and_then(|s| s.groep.as_deref()),
        hoeveel: feit.hoeveel.as_ref().map(|Hoeveel { tekst, .. }| tekst.as_str()),
        noot: feit.noot.as_ref().map(Markdown::data_text),
        peildatum: feit.peildatum.map(|d| d.iso()),
        vindplaats: place(Some(document), feit),
    }
}

fn own_part<'a>(own: &'a OwnScore<'a>) -> FeitDeel<'a> {
    FeitDeel {
        sectie: &own.sectie.id,
        lijst: None,
        item: None,
        naam: own.naam,
        stand: Stand::NietVermeld.word(),
        waar: Vec::new(),
        niet_waar: Vec::new(),
        plaatsnoten: BTreeMap::new(),
        schaal: Some(&own.score.schaal),
        waarde: Some(&own.score.waarde),
        tot: own.score.tot.as_deref(),
        groep: own.score.groep.as_deref(),
        hoeveel: None,
        noot: own.noot.map(Markdown::data_text),
        peildatum: own.peildatum.map(|d| d.iso()),
        vindplaats: own.sectie.titel.clone(),
    }
}
