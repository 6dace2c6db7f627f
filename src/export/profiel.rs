//! `profiel.json`: what a school offers, for machines. `docs/profiel-json.md` describes its fields.
//!
//! Texts are plain, without HTML; keys are in the order of these structures, so that the same content gives the same
//! bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::facts::grenzen::{Basis, Grens, Grenzen};
use crate::facts::outcome::{Outcome, SchoolFacts, place};
use crate::facts::{self, OwnScore};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::Onderwerp;
use crate::model::hoeveel::Hoeveel;
use crate::model::site::{Document, Organization, School, SignUp, Site};
use crate::model::value::{Feit, Stand};
use crate::ouders::overview::{self, Offering, Overview};
use crate::pages::Page;
use crate::regio::Regio;
use crate::text::Markdown;
use crate::view::ouders::pieces;

/// Raised when a field changes its meaning or is removed; new fields do not raise it.
///
/// 2: `stand` of a fact can be `genoemd`; the facts include those of contacts, with an empty `sectie`, and scores of
/// own rows, without `lijst` and `item`.
const VERSION: u32 = 2;

#[derive(Serialize)]
struct ProfielFile<'a> {
    #[serde(rename = "versie")]
    version: u32,
    #[serde(rename = "bron")]
    source: SourcePart<'a>,
    school: SchoolPart<'a>,
    profiel: Option<Profiel<'a>>,
}

#[derive(Serialize)]
struct SourcePart<'a> {
    website: &'a str,
    #[serde(rename = "adres")]
    address: Option<String>,
    #[serde(rename = "licentie")]
    license: Option<&'a str>,
}

#[derive(Serialize)]
struct SchoolPart<'a> {
    slug: &'a str,
    #[serde(rename = "naam")]
    name: &'a str,
    plaats: Option<&'a str>,
    onderwijstypen: &'a [String],
    bestuur: Option<&'a str>,
    aanmelden: Option<&'static str>,
    samenwerkingsverbanden: &'a [String],
    #[serde(rename = "beschrijving")]
    description: Option<String>,
    vestigingen: Vec<VestigingPart<'a>>,
    contact: Vec<ContactPart<'a>>,
    steunpunt: Option<ContactPart<'a>>,
}

#[derive(Serialize)]
struct VestigingPart<'a> {
    #[serde(rename = "naam")]
    name: Option<&'a str>,
    brin: Option<&'a str>,
    #[serde(rename = "adres")]
    address: Option<&'a str>,
    postcode: Option<&'a str>,
    plaats: Option<&'a str>,
    #[serde(rename = "telefoon")]
    phone: Option<&'a str>,
}

#[derive(Serialize)]
struct ContactPart<'a> {
    #[serde(rename = "wie")]
    who: &'a str,
    #[serde(rename = "zin")]
    sentence: Option<&'a str>,
    #[serde(rename = "telefoon")]
    phone: Option<&'a str>,
    mail: Option<&'a str>,
    web: Option<&'a str>,
}

#[derive(Serialize)]
struct Profiel<'a> {
    #[serde(rename = "titel")]
    title: &'a str,
    formaat: &'a str,
    schooljaar: Option<String>,
    #[serde(rename = "periode")]
    period: Option<Period>,
    peildatum: Option<String>,
    #[serde(rename = "vastgesteld")]
    adopted: Option<String>,
    #[serde(rename = "geldig_tot")]
    valid_until: Option<String>,
    aanbod: Vec<GroupPart<'a>>,
    #[serde(rename = "niet")]
    absent: Vec<OfferingPart<'a>>,
    grenzen: Vec<GrensPart<'a>>,
    #[serde(rename = "voor_ouders")]
    for_ouders: Vec<ForOuders<'a>>,
    feiten: Vec<FeitPart<'a>>,
}

#[derive(Serialize)]
struct Period {
    #[serde(rename = "van")]
    from: String,
    #[serde(rename = "tot")]
    to: Option<String>,
}

#[derive(Serialize)]
struct GroupPart<'a> {
    lijst: Option<&'a str>,
    #[serde(rename = "kop")]
    heading: &'a str,
    #[serde(rename = "dingen")]
    offerings: Vec<OfferingPart<'a>>,
}

#[derive(Serialize)]
struct OfferingPart<'a> {
    item: Option<&'a str>,
    #[serde(rename = "naam")]
    name: &'a str,
    #[serde(rename = "zin")]
    sentence: Option<&'a str>,
    #[serde(rename = "algemeen")]
    general: bool,
    noten: &'a [String],
    waar: &'a [String],
    hoeveel: &'a [String],
}

#[derive(Serialize)]
struct GrensPart<'a> {
    #[serde(rename = "groep")]
    group: Option<&'a str>,
    #[serde(rename = "tekst")]
    text: &'a str,
    hulpvragen: Vec<&'a str>,
    /// `school` when the school names the questions itself, `woorden` when its words were matched with theirs.
    #[serde(rename = "hulpvragen_uit")]
    hulpvragen_from: Option<&'static str>,
    items: Vec<String>,
}

#[derive(Serialize)]
struct ForOuders<'a> {
    onderwerp: &'a str,
    sectie: &'a str,
    #[serde(rename = "titel")]
    title: &'a str,
    #[serde(rename = "tekst")]
    text: String,
}

#[derive(Serialize)]
struct FeitPart<'a> {
    sectie: &'a str,
    lijst: Option<&'a str>,
    item: Option<&'a str>,
    #[serde(rename = "naam")]
    name: &'a str,
    stand: &'static str,
    waar: Vec<&'a str>,
    #[serde(rename = "niet_waar")]
    not_waar: Vec<&'a str>,
    #[serde(rename = "plaatsnoten")]
    plaats_noten: BTreeMap<&'a str, String>,
    schaal: Option<&'a str>,
    #[serde(rename = "waarde")]
    value: Option<&'a str>,
    #[serde(rename = "tot")]
    to: Option<&'a str>,
    #[serde(rename = "groep")]
    group: Option<&'a str>,
    hoeveel: Option<&'a str>,
    /// What it helps with on this school, where the school says so.
    hulpvragen: Option<Vec<&'a str>>,
    noot: Option<String>,
    peildatum: Option<String>,
    #[serde(rename = "vindplaats")]
    found_at: String,
}

/// What the current documents and the contacts of a school state: the profile first, and from other documents what an
/// outcome rests on. Where the school answers, places that only name an item add nothing, and what another document
/// overrules is left out.
fn current_facts<'a>(facts: &SchoolFacts<'a>, catalogus: &Catalogus) -> Vec<(Option<&'a Document>, Arc<Feit>)> {
    let mut all: Vec<(Option<&Document>, Arc<Feit>)> = Vec::new();
    for document in facts.profile_first() {
        let own = facts.school.is_current(document);
        let here =
            |f: &Feit| facts.outcome(&f.item).and_then(|o| o.document).is_some_and(|d| std::ptr::eq(d, document));
        let holds = |f: &Feit| facts.holds(document, f) && (own || here(f));
        let statements = facts.statements(document).iter().filter(|feit| holds(feit));
        all.extend(statements.map(|feit| (Some(document), Arc::clone(feit))));
    }
    let contacts = facts::contacts(facts.school, catalogus).into_iter();
    let contacts = contacts.filter(|f| facts.outcome(&f.item).is_some_and(Outcome::is_contact));
    all.extend(contacts.map(|feit| (None, Arc::new(feit))));
    all
}

/// The file of one school; a school without a current profile has `"profiel": null`.
pub fn profiel(regio: &Regio<'_>, facts: &SchoolFacts<'_>) -> Vec<u8> {
    let (site, school) = (regio.site, facts.school);
    let document = school.profiel();
    let grenzen = regio.grenzen(school);
    let overview = document.map(|_| overview::overview(facts, &site.catalogus));
    let feiten = document.map(|_| current_facts(facts, &site.catalogus)).unwrap_or_default();
    let own = document.map(facts::own_scores).unwrap_or_default();
    let file = ProfielFile {
        version: VERSION,
        source: SourcePart {
            website: &site.gegevens.title,
            address: site.gegevens.basis_url.as_ref().map(|basis| Page::School(&school.slug).address().whole(basis)),
            license: site.gegevens.license.as_deref(),
        },
        school: school_part(site, school),
        profiel: document
            .zip(overview.as_ref())
            .map(|(d, o)| profiel_part(d, o, &feiten, &own, grenzen, &site.catalogus)),
    };
    // A structure of strings and lists can always be written as JSON.
    let mut bytes = serde_json::to_vec_pretty(&file).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn school_part<'a>(site: &'a Site, school: &'a School) -> SchoolPart<'a> {
    let vestigingen = school.vestigingen.iter().map(|v| VestigingPart {
        name: v.name.as_deref(),
        brin: v.brin.as_deref(),
        address: v.address.as_deref(),
        postcode: v.postcode.as_deref(),
        plaats: v.plaats.as_deref(),
        phone: v.phone.as_deref(),
    });
    SchoolPart {
        slug: &school.slug,
        name: &school.name,
        plaats: school.plaats.as_deref(),
        onderwijstypen: &school.onderwijstypen,
        bestuur: school.bestuur.as_deref(),
        aanmelden: school.aanmelden.map(SignUp::word),
        samenwerkingsverbanden: &school.samenwerkingsverbanden,
        description: school.description.as_ref().map(Markdown::data_text),
        vestigingen: vestigingen.collect(),
        contact: school.contact.iter().map(|c| contact_part(&c.who.name, &c.bereik)).collect(),
        steunpunt: site.gegevens.steunpunt.as_ref().map(|s| contact_part(&s.name, s)),
    }
}

fn contact_part<'a>(who: &'a str, bereik: &'a Organization) -> ContactPart<'a> {
    ContactPart {
        who,
        sentence: bereik.sentence.as_deref(),
        phone: bereik.phone.as_deref(),
        mail: bereik.mail.as_deref(),
        web: bereik.web.as_deref(),
    }
}

fn profiel_part<'a>(
    document: &'a Document,
    overview: &'a Overview<'a>,
    feiten: &'a [(Option<&'a Document>, Arc<Feit>)],
    own: &'a [OwnScore<'a>],
    grenzen: &'a Grenzen<'a>,
    catalogus: &'a Catalogus,
) -> Profiel<'a> {
    let aanbod = overview.groups.iter().map(|group| {
        let offerings = group
            .parts
            .iter()
            .flat_map(|part| part.offerings.iter().map(|offering| offering_part(offering, &part.waar)));
        GroupPart { lijst: group.of.id(), heading: pieces::heading(group, catalogus), offerings: offerings.collect() }
    });
    Profiel {
        title: document.title(),
        formaat: &document.formaat.id,
        schooljaar: document.schooljaar.map(|j| j.to_string()),
        period: document.period.map(|(from, to)| Period { from: from.iso(), to: to.map(|d| d.iso()) }),
        peildatum: document.peildatum.map(|d| d.iso()),
        adopted: document.adopted.map(|d| d.iso()),
        valid_until: document.valid_until.map(|d| d.iso()),
        aanbod: aanbod.collect(),
        absent: overview.absent.iter().map(|offering| offering_part(offering, &[])).collect(),
        grenzen: grenzen.all.iter().map(grens_part).collect(),
        for_ouders: for_ouders(document),
        feiten: feiten
            .iter()
            .map(|(from, feit)| feit_part(document, *from, feit, catalogus))
            .chain(own.iter().map(own_part))
            .collect(),
    }
}

fn grens_part<'a>(grens: &'a Grens<'a>) -> GrensPart<'a> {
    let stated = grens.hulpvragen.values().any(|basis| *basis == Basis::Stated);
    GrensPart {
        group: grens.heading.as_deref(),
        text: &grens.text,
        hulpvragen: grens.hulpvragen.keys().map(String::as_str).collect(),
        hulpvragen_from: (!grens.hulpvragen.is_empty()).then_some(if stated { "school" } else { "woorden" }),
        items: grens.items.iter().map(|i| format!("{}/{}", i.lijst, i.item)).collect(),
    }
}

fn offering_part<'a>(offering: &'a Offering<'a>, waar: &'a [String]) -> OfferingPart<'a> {
    OfferingPart {
        item: offering.item.as_ref().map(|i| i.item.as_str()),
        name: &offering.name,
        sentence: offering.sentence.as_deref(),
        general: offering.general,
        noten: &offering.noten,
        waar,
        hoeveel: &offering.hoeveel,
    }
}

fn for_ouders(document: &Document) -> Vec<ForOuders<'_>> {
    let mut out = Vec::new();
    for sectie in document.formaat.secties() {
        let text = document.antwoorden.get(&sectie.id).and_then(|a| a.for_ouders.as_ref());
        if let (Some(onderwerp), Some(text)) = (sectie.onderwerp, text) {
            let onderwerp = Onderwerp::word(onderwerp);
            out.push(ForOuders { onderwerp, sectie: &sectie.id, title: &sectie.title, text: text.data_text() });
        }
    }
    out
}

fn feit_part<'a>(
    profiel: &Document,
    document: Option<&Document>,
    feit: &'a Feit,
    catalogus: &'a Catalogus,
) -> FeitPart<'a> {
    FeitPart {
        sectie: &feit.sectie,
        lijst: Some(&feit.item.lijst),
        item: Some(&feit.item.item),
        name: catalogus.name(&feit.item),
        stand: feit.stand.word(),
        waar: feit.waar.iter().map(String::as_str).collect(),
        not_waar: feit.not_waar.iter().map(String::as_str).collect(),
        plaats_noten: feit.plaats_noten.iter().map(|(id, noot)| (id.as_str(), noot.data_text())).collect(),
        schaal: feit.value.as_ref().map(|s| s.schaal.as_str()),
        value: feit.value.as_ref().map(|s| s.value.as_str()),
        to: feit.value.as_ref().and_then(|s| s.to.as_deref()),
        group: feit.value.as_ref().and_then(|s| s.group.as_deref()),
        hoeveel: feit.hoeveel.as_ref().map(|Hoeveel { text, .. }| text.as_str()),
        hulpvragen: feit.hulpvragen.as_ref().map(|stated| stated.iter().map(String::as_str).collect()),
        noot: feit.noot.as_ref().map(Markdown::data_text),
        peildatum: feit.peildatum.map(|d| d.iso()),
        found_at: match document {
            Some(other) if !std::ptr::eq(other, profiel) => format!("{}, {}", other.title(), place(document, feit)),
            _ => place(Some(profiel), feit),
        },
    }
}

fn own_part<'a>(own: &'a OwnScore<'a>) -> FeitPart<'a> {
    FeitPart {
        sectie: &own.sectie.id,
        lijst: None,
        item: None,
        name: own.name,
        stand: Stand::NotStated.word(),
        waar: Vec::new(),
        not_waar: Vec::new(),
        plaats_noten: BTreeMap::new(),
        schaal: Some(&own.score.schaal),
        value: Some(&own.score.value),
        to: own.score.to.as_deref(),
        group: own.score.group.as_deref(),
        hoeveel: None,
        hulpvragen: None,
        noot: own.noot.map(Markdown::data_text),
        peildatum: own.peildatum.map(|d| d.iso()),
        found_at: own.sectie.title.clone(),
    }
}
