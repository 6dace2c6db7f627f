//! What can be found: one record per question of parents, item, own offer, school, practice
//! example and word. Short, and made one at a time.

use std::collections::{BTreeMap, BTreeSet};

use crate::facts::{self, SchoolFacts};
use crate::model::formaat::{self, Onderwerp, Sectie};
use crate::model::lijst::{Item, Lijst};
use crate::model::site::{Document, School, Site};
use crate::model::waarde::{Feit, Stand};
use crate::regio::grenzen::{Grens, Grenzen, Matcher};
use crate::soorten;
use crate::tekst::{slug, zinnen};
use crate::zicht;

/// Most characters of running text in a record.
const MAX_TEKST: usize = 320;
/// Most characters of the limits of a school: every one of them must be found.
const MAX_LIMITS: usize = 6000;
/// Most names of items in the record of a school.
const MAX_NAMEN: usize = 80;
/// The list of parents' questions.
pub const HULPVRAGEN: &str = "hulpvragen";
/// The page of words.
const BEGRIPPEN: &str = "begrippen/index.html";

/// What a result is; a filter of the search page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Soort {
    /// A question of parents.
    Hulpvraag,
    /// A kind of help: an item of a list.
    Aanbod,
    /// What one school offers beside the lists.
    Eigen,
    /// What one school says it cannot offer.
    Grens,
    /// A school.
    School,
    /// A practice example.
    Praktijk,
    /// A word or an abbreviation.
    Begrip,
}

impl Soort {
    /// Its word in the index.
    pub fn woord(self) -> &'static str {
        match self {
            Self::Hulpvraag => "hulpvraag",
            Self::Aanbod => "aanbod",
            Self::Eigen => "eigen",
            Self::Grens => "grens",
            Self::School => "school",
            Self::Praktijk => "praktijk",
            Self::Begrip => "begrip",
        }
    }
}

/// One thing that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Address from the root of the output; no two records share one.
    pub adres: String,
    /// What the result is called.
    pub titel: String,
    /// What it says, and what it is found by.
    pub inhoud: String,
    /// Other words for its title; they weigh as much.
    pub ook: Vec<String>,
    /// What kind of result.
    pub soort: Soort,
    /// Kinds of education of the school it is about.
    pub onderwijstypen: Vec<String>,
    /// Towns of the school it is about.
    pub plaats: Vec<String>,
    /// The school it is about.
    pub school: Vec<String>,
}

impl Record {
    /// A record without words.
    pub(super) fn nieuw(soort: Soort, adres: String) -> Self {
        Self {
            adres,
            titel: String::new(),
            inhoud: String::new(),
            ook: Vec::new(),
            soort,
            onderwijstypen: Vec::new(),
            plaats: Vec::new(),
            school: Vec::new(),
        }
    }
}

/// The page of a question of parents.
pub fn pagina_hulpvraag(id: &str) -> String {
    format!("hulp/{id}/index.html")
}

/// The page of an item.
pub fn pagina_item(lijst: &str, id: &str) -> String {
    format!("ondersteuning/{lijst}/{id}/index.html")
}

/// The place of an abbreviation among the words. Spellings of one abbreviation share it.
pub fn afkorting_anker(kort: &str) -> String {
    format!("afkorting-{}", slug(kort))
}

/// All records whose page is there, in a fixed order.
pub fn records<'a>(site: &'a Site, bestaat: &'a dyn Fn(&str) -> bool) -> impl Iterator<Item = Record> + 'a {
    let mut al = BTreeSet::new();
    let namen = schoolnamen(site);
    let matcher = Matcher::new(&site.catalogus);
    let lijst = site.catalogus.lijst(HULPVRAGEN);
    let vragen = lijst.into_iter().flat_map(|l| levend(l)).map(hulpvraag);
    let items = site.lijsten_in_gebruik().into_iter().filter(|l| l.id != HULPVRAGEN);
    let items = items.flat_map(move |l| {
        let in_lijst: Vec<Record> = levend(&l).filter_map(|i| item(site, &l, i, bestaat)).collect();
        in_lijst
    });
    let scholen = site.scholen.iter().zip(namen).flat_map(move |(s, naam)| van_school(site, s, &naam, &matcher));
    std::iter::once(wie_bel_ik(site))
        .chain(vragen)
        .chain(items)
        .chain(scholen)
        .chain(site.voorbeelden().map(voorbeeld))
        .chain(afkortingen(site))
        .filter(|r| bestaat(r.adres.split('#').next().unwrap_or_default()))
        // Pagefind keeps only the last record of an address.
        .filter(move |r| al.insert(r.adres.clone()))
}

/// Items that are still in use.
fn levend(lijst: &Lijst) -> impl Iterator<Item = &Item> {
    lijst.items.iter().filter(|i| i.vervallen.is_none())
}

/// Whole sentences, one after the other.
fn tekst<'a>(delen: impl IntoIterator<Item = &'a str>) -> String {
    let delen: Vec<String> = delen.into_iter().map(zinnen::met_punt).filter(|d| !d.is_empty()).collect();
    delen.join(" ")
}

/// `Ook: leesblind, dyslexie.` Says why something was found by another word.
fn ook(item: &Item) -> String {
    if item.synoniemen.is_empty() { String::new() } else { format!("Ook: {}.", item.synoniemen.join(", ")) }
}

fn wie_bel_ik(site: &Site) -> Record {
    let steunpunt = site.gegevens.steunpunt.as_ref();
    let adres = if steunpunt.is_some() { "index.html#hulp" } else { "scholen/index.html" };
    let mut delen = vec!["Bel of mail eerst de school: op de pagina van elke school staat met wie u kunt praten."];
    let bereik = steunpunt.map(|s| {
        let nummers: Vec<&str> = [&s.telefoon, &s.mail].into_iter().flatten().map(String::as_str).collect();
        format!("Komt u er samen niet uit? Het steunpunt helpt u verder: {} {}", s.naam, nummers.join(", "))
    });
    delen.extend(bereik.as_deref());
    delen.push("Contact, bellen, telefoonnummer, mailen, klacht, steunpunt, iemand spreken");
    Record {
        titel: "Wie bel ik met een vraag of een zorg?".to_owned(),
        inhoud: tekst(delen),
        ..Record::nieuw(Soort::Hulpvraag, adres.to_owned())
    }
}

fn hulpvraag(item: &Item) -> Record {
    let delen = [item.zin.as_deref(), item.betekenis.as_deref()].into_iter().flatten();
    Record {
        titel: item.naam.clone(),
        inhoud: tekst(delen.chain([ook(item).as_str()])),
        ook: item.synoniemen.clone(),
        ..Record::nieuw(Soort::Hulpvraag, pagina_hulpvraag(&item.id))
    }
}

/// Where an item of a list in use is explained: its own page, else its meaning among the words.
pub fn adres_van_item(lijst: &Lijst, item: &Item, bestaat: &dyn Fn(&str) -> bool) -> Option<String> {
    let pagina = if lijst.id == HULPVRAGEN { pagina_hulpvraag(&item.id) } else { pagina_item(&lijst.id, &item.id) };
    let woord = || format!("{BEGRIPPEN}#{}-{}", lijst.id, item.id);
    let is_woord = lijst.id != HULPVRAGEN && item.betekenis.is_some() && bestaat(BEGRIPPEN);
    bestaat(&pagina).then_some(pagina).or_else(|| is_woord.then(woord))
}

fn item(site: &Site, lijst: &Lijst, item: &Item, bestaat: &dyn Fn(&str) -> bool) -> Option<Record> {
    let adres = adres_van_item(lijst, item, bestaat)?;
    let soort = if adres.starts_with(BEGRIPPEN) { Soort::Begrip } else { Soort::Aanbod };
    let vragen = site.catalogus.lijst(HULPVRAGEN);
    let vragen = item.hulpvragen.iter().filter_map(|w| vragen?.op_id(&w.tekst)).map(|(_, v)| v.naam.as_str());
    let vragen: Vec<&str> = vragen.collect();
    let past_bij = if vragen.is_empty() { String::new() } else { format!("Past bij: {}.", vragen.join("; ")) };
    let onder = item.ouder.and_then(|o| lijst.items.get(o)).map(|o| o.naam.as_str());
    let delen = [item.zin.as_deref(), item.betekenis.as_deref()].into_iter().flatten();
    let ook = ook(item);
    Some(Record {
        titel: onder.map_or_else(|| item.naam.clone(), |onder| format!("{onder}: {}", item.naam)),
        inhoud: tekst(delen.chain([ook.as_str(), past_bij.as_str()])),
        ook: item.synoniemen.clone(),
        ..Record::nieuw(soort, adres)
    })
}

/// Names by which schools are told apart, also when two have the same.
fn schoolnamen(site: &Site) -> Vec<String> {
    let mut aantal: BTreeMap<&str, usize> = BTreeMap::new();
    for school in &site.scholen {
        *aantal.entry(&school.naam).or_default() += 1;
    }
    let mut al = BTreeSet::new();
    let naam = |school: &School| {
        let alleen = aantal.get(school.naam.as_str()) == Some(&1);
        let plaats = school.plaats.as_ref().filter(|_| !alleen);
        let met_plaats = plaats.map_or_else(|| school.naam.clone(), |plaats| format!("{} ({plaats})", school.naam));
        let naam = if al.contains(&met_plaats) { format!("{} ({})", school.naam, school.slug) } else { met_plaats };
        al.insert(naam.clone());
        naam
    };
    site.scholen.iter().map(AsRef::as_ref).map(naam).collect()
}

/// The school itself, then what it offers beside the lists.
fn van_school(site: &Site, school: &School, naam: &str, matcher: &Matcher) -> Vec<Record> {
    let filters = |soort, adres| Record {
        onderwijstypen: school.onderwijstypen.clone(),
        plaats: school.plaats.iter().cloned().collect(),
        school: vec![naam.to_owned()],
        ..Record::nieuw(soort, adres)
    };
    let profiel = school.profiel();
    let mut uit = vec![Record {
        titel: school.naam.clone(),
        inhoud: over_school(site, school, profiel),
        ..filters(Soort::School, format!("scholen/{}/index.html", school.slug))
    }];
    uit.extend(limits(site, school, matcher, &filters));
    let Some(document) = profiel else { return uit };
    let pagina = school.adressen(document).0;
    // What stands under `anders` among limits is no help.
    for sectie in document.formaat.secties().filter(|s| s.onderwerp != Some(Onderwerp::Grenzen)) {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        for (nummer, eigen) in antwoord.anders.iter().enumerate().filter(|(_, eigen)| sectie.offers(eigen)) {
            let zin = eigen.zin.clone();
            let zin = zin.or_else(|| eigen.tekst.as_ref().map(|t| t.eerste_zinnen(2))).unwrap_or_default();
            let zin = zinnen::afkappen(&zin, MAX_TEKST);
            let vragen: Vec<&str> = eigen.hulpvragen.iter().map(|v| v.naam.as_str()).collect();
            let past_bij = if vragen.is_empty() { String::new() } else { format!("Past bij: {}.", vragen.join("; ")) };
            let waar = school.plaats.as_ref().map_or_else(|| school.naam.clone(), |p| format!("{}, {p}", school.naam));
            uit.push(Record {
                titel: eigen.naam.tekst.clone(),
                inhoud: tekst([zin.as_str(), past_bij.as_str(), waar.as_str()]),
                ..filters(Soort::Eigen, format!("{pagina}#{}", soorten::eigen_anker(&sectie.id, nummer)))
            });
        }
    }
    uit
}

/// The limits of a school: one record per section about limits, so that what a search finds leads to
/// where all of them stand.
fn limits(site: &Site, school: &School, matcher: &Matcher, filters: &dyn Fn(Soort, String) -> Record) -> Vec<Record> {
    let grenzen = Grenzen::of(&school.actuele_documenten(), &site.catalogus, matcher);
    let mut out: Vec<Record> = Vec::new();
    for (document, sectie) in &grenzen.secties {
        let of_sectie = grenzen.all.iter().filter(|g| std::ptr::eq(g.document, *document) && g.sectie.id == sectie.id);
        let words: Vec<String> = of_sectie.map(Grens::in_words).collect();
        if words.is_empty() {
            continue;
        }
        out.push(Record {
            titel: sectie.titel.clone(),
            inhoud: zinnen::afkappen(&tekst(words.iter().map(String::as_str)), MAX_LIMITS),
            ..filters(Soort::Grens, format!("{}#{}", school.adressen(document).0, sectie.id))
        });
    }
    out
}

fn over_school(site: &Site, school: &School, profiel: Option<&Document>) -> String {
    let waar = match (&school.onderwijstypen[..], &school.plaats) {
        ([], plaats) => plaats.clone().unwrap_or_default(),
        (typen, None) => zinnen::opsomming(typen),
        (typen, Some(plaats)) => format!("{} in {plaats}", zinnen::opsomming(typen)),
    };
    let beschrijving = school.beschrijving.as_ref().map(|t| zinnen::afkappen(&t.eerste_zinnen(2), MAX_TEKST));
    let mut namen: Vec<&str> = Vec::new();
    if let Some(document) = profiel {
        let of_help = |s: &Sectie| s.soort != formaat::Soort::Beoordeling || s.is_help();
        let zonder_oordeel = |id: &str| document.formaat.sectie(id).is_some_and(of_help);
        let outcomes = SchoolFacts::new(school, vec![document], &site.catalogus);
        let statements = facts::statements(document, &site.catalogus);
        let named = |f: &&Feit| matches!(outcomes.stand(&f.item), Stand::Ja | Stand::Genoemd);
        for feit in statements.iter().filter(named).filter(|f| zonder_oordeel(&f.sectie)) {
            let naam = site.catalogus.item(&feit.item).map(|i| i.naam.as_str());
            namen.extend(naam.filter(|n| namen.len() < MAX_NAMEN && !namen.contains(n)));
        }
    }
    let biedt = if namen.is_empty() { String::new() } else { format!("Deze school noemt: {}.", namen.join(", ")) };
    let contact: Vec<&str> = school.contact.iter().map(|c| c.wie.naam.as_str()).collect();
    let contact = if contact.is_empty() { String::new() } else { format!("Contact: {}.", contact.join(", ")) };
    let via_school = if school.alleen_via_school() { "Alleen via uw school" } else { "" };
    tekst([waar.as_str(), via_school, beschrijving.as_deref().unwrap_or_default(), contact.as_str(), biedt.as_str()])
}

fn voorbeeld(document: &Document) -> Record {
    Record {
        titel: document.titel().to_owned(),
        inhoud: zinnen::afkappen(&zicht::eerste_zinnen(document, 3), MAX_TEKST),
        ..Record::nieuw(Soort::Praktijk, format!("praktijk/{}/index.html", document.naam))
    }
}

/// Abbreviations that schools explain, each once with all it stands for.
fn afkortingen(site: &Site) -> impl Iterator<Item = Record> {
    let mut gebruik: BTreeMap<String, (&str, BTreeSet<&str>)> = BTreeMap::new();
    for afkorting in site.scholen.iter().flat_map(|s| s.gepubliceerd()).flat_map(|d| &d.afkortingen) {
        let plek = gebruik.entry(afkorting_anker(&afkorting.kort)).or_insert((&afkorting.kort, BTreeSet::new()));
        plek.1.insert(&afkorting.voluit);
    }
    gebruik.into_iter().map(|(anker, (kort, voluit))| Record {
        titel: kort.to_owned(),
        inhoud: tekst(voluit.into_iter().take(20)),
        ..Record::nieuw(Soort::Begrip, format!("{BEGRIPPEN}#{anker}"))
    })
}
