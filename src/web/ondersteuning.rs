//! A page for each item of the lists: what it is, and which schools have it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, Value};

use crate::model::catalogus::{Catalogus, HULPVRAGEN};
use crate::model::formaat::Soort;
use crate::model::lijst::{Item, Lijst};
use crate::model::site::{Document, School};
use crate::model::waarde::{Doelwit, ItemSleutel, Stand};
use crate::regio::grenzen::Grens;
use crate::regio::{Outcome, Regio, SchoolFacts, uitspraak};
use crate::soorten::{Medium, Schrijver};
use crate::tekst::{Markdown, zinnen};

use super::limits::LimitView;
use super::links::PaginaLinks;
use super::praktijk::Voorbeeld;
use super::{Mislukt, Pagina, Web, afkortingen, wortel};

/// Schools that say nothing are named up to this number; above it they are counted.
const NOEM_HOOGSTENS: usize = 30;

/// The order in which lists are shown: people first, agreements last. Others follow by title.
const VOLGORDE: [&str; 6] =
    ["specialisten", "voorzieningen", "onderwijsaanbod", "ruimten", "ketenpartners", "protocollen"];

/// The items that have a page: those of lists that schools are asked for, if a school speaks of
/// them or they answer a parents' question, and what they belong to.
pub(super) struct Itempaginas {
    lijsten: Vec<(String, Vec<String>)>,
    alle: BTreeSet<ItemSleutel>,
}

impl Itempaginas {
    pub(super) fn nieuw(regio: &Regio<'_>) -> Self {
        let catalogus = &regio.site.catalogus;
        let mut genoemd: BTreeSet<ItemSleutel> = BTreeSet::new();
        for school in &regio.scholen {
            genoemd.extend(school.outcomes().map(|(item, _)| item.clone()));
        }
        let mut lijsten: Vec<(String, Vec<String>)> = Vec::new();
        for id in gevraagde_lijsten(regio) {
            let Some(lijst) = catalogus.lijst(id) else { continue };
            let items = met_pagina(lijst, &genoemd);
            if !items.is_empty() {
                lijsten.push((lijst.id.clone(), items));
            }
        }
        lijsten.sort_by_cached_key(|(id, _)| {
            let plaats = VOLGORDE.iter().position(|v| v == id).unwrap_or(VOLGORDE.len());
            (plaats, catalogus.lijst(id).map(|l| l.titel.to_lowercase()))
        });
        let sleutels = lijsten.iter().flat_map(|(lijst, items)| {
            items.iter().map(|item| ItemSleutel { lijst: lijst.clone(), item: item.clone() })
        });
        Self { alle: sleutels.collect(), lijsten }
    }

    /// Path of an item's page from the root, if it has one.
    pub(super) fn adres(&self, lijst: &str, item: &str) -> Option<String> {
        let sleutel = ItemSleutel { lijst: lijst.to_owned(), item: item.to_owned() };
        self.alle.contains(&sleutel).then(|| pad(&sleutel))
    }

    /// Lists with the ids of their items that have a page, as they are shown.
    pub(super) fn lijsten(&self) -> &[(String, Vec<String>)] {
        &self.lijsten
    }

    /// Paths of all pages as the sitemap has them.
    pub(super) fn paden(&self) -> impl Iterator<Item = String> {
        let index = (!self.alle.is_empty()).then(|| "ondersteuning/".to_owned());
        index.into_iter().chain(self.alle.iter().map(|s| pad(s).trim_end_matches("index.html").to_owned()))
    }
}

fn pad(sleutel: &ItemSleutel) -> String {
    format!("ondersteuning/{}/{}/index.html", sleutel.lijst, sleutel.item)
}

/// Lists of help that formats in use ask schools for: what is there, how far it is, what counts as
/// an offer. Places, years and the like only say more about something else.
pub(super) fn gevraagde_lijsten<'a>(regio: &Regio<'a>) -> BTreeSet<&'a str> {
    let mut uit: BTreeSet<&str> = BTreeSet::new();
    for sectie in regio.site.scholen.iter().flat_map(|s| s.gepubliceerd()).flat_map(|d| d.formaat.secties()) {
        if matches!(sectie.soort, Soort::Aanbod | Soort::Beoordeling) && sectie.is_help() {
            uit.extend(sectie.lijst.iter().map(|l| l.id.as_str()));
        }
        uit.extend(sectie.velden.iter().filter(|v| v.telt).flat_map(|v| &v.lijsten).map(|l| l.id.as_str()));
    }
    uit.remove("plaatsen");
    uit.remove(HULPVRAGEN);
    uit
}

/// Ids of the items of a list that have a page, in the order of the list.
fn met_pagina(lijst: &Lijst, genoemd: &BTreeSet<ItemSleutel>) -> Vec<String> {
    let zelf = |item: &Item| {
        let sleutel = ItemSleutel { lijst: lijst.id.clone(), item: item.id.clone() };
        genoemd.contains(&sleutel) || (item.vervallen.is_none() && !item.hulpvragen.is_empty())
    };
    let mut wel: Vec<bool> = lijst.items.iter().map(zelf).collect();
    // Children follow the item they belong to, so going backwards reaches every ancestor.
    for (index, item) in lijst.items.iter().enumerate().rev() {
        if let Some(ouder) = item.ouder.filter(|_| wel[index]) {
            wel[ouder] = true;
        }
    }
    lijst.items.iter().zip(wel).filter(|(_, wel)| *wel).map(|(item, _)| item.id.clone()).collect()
}

/// A name with where it leads, from the root.
#[derive(Serialize)]
pub(super) struct NaamLink {
    pub(super) naam: String,
    pub(super) adres: String,
}

/// An item in a list of items.
#[derive(Serialize)]
pub(super) struct ItemZicht {
    naam: String,
    /// Path of its page from the root, if it has one.
    adres: Option<String>,
    zin: Option<String>,
    /// How many schools have it, in a sentence.
    telling: String,
    /// How many of the items it stands among it belongs to.
    diepte: usize,
}

/// A list with items.
#[derive(Serialize)]
pub(super) struct LijstZicht {
    id: String,
    titel: String,
    items: Vec<ItemZicht>,
}

/// Schools that say the same of an item.
#[derive(Serialize)]
struct GroepZicht {
    kop: String,
    uitleg: Option<&'static str>,
    scholen: Vec<SchoolRegel>,
}

#[derive(Serialize)]
struct SchoolRegel {
    naam: String,
    plaats: Option<String>,
    /// Where the school says so, from the root.
    adres: String,
    zin: String,
    noten: Vec<Value>,
    /// Where it is named, when it is no more than named.
    genoemd_bij: Vec<NaamLink>,
    /// Whether it is stated in a document, which then has a date or owes one.
    uit_document: bool,
    peildatum: Option<String>,
    oud: bool,
    /// Whether only the child's own school can bring it in.
    via_school: bool,
}

impl Web<'_> {
    /// The pages of all items, and the one that lists them.
    pub(super) fn ondersteuning(&self) -> Vec<Mislukt> {
        let lijsten = self.woorden.paginas().lijsten();
        if lijsten.is_empty() {
            return Vec::new();
        }
        let voorbeelden = self.voorbeelden_bij();
        let alle: Vec<(&Lijst, &Item)> = lijsten.iter().flat_map(|(lijst, items)| self.items(lijst, items)).collect();
        let mut fouten: Vec<Mislukt> =
            alle.par_iter().filter_map(|(lijst, item)| self.itempagina(lijst, item, &voorbeelden).err()).collect();
        fouten.extend(self.itemindex().err());
        fouten
    }

    fn items<'s>(&'s self, lijst: &str, ids: &'s [String]) -> impl Iterator<Item = (&'s Lijst, &'s Item)> {
        let lijst = self.site.catalogus.lijst(lijst);
        ids.iter().filter_map(move |id| Some((lijst?.as_ref(), lijst?.op_id(id)?.1)))
    }

    fn itemindex(&self) -> Result<(), Mislukt> {
        let sleutel = |lijst: &String, item: &String| ItemSleutel { lijst: lijst.clone(), item: item.clone() };
        let alle = self.woorden.paginas().lijsten().iter();
        let sleutels: Vec<ItemSleutel> = alle.flat_map(|(l, items)| items.iter().map(|i| sleutel(l, i))).collect();
        let mut inhoud = Context::new();
        inhoud.insert("lijsten", &self.per_lijst(&sleutels));
        let pagina = Pagina {
            pad: "ondersteuning/index.html",
            sjabloon: "ondersteuning.html",
            titel: "Alle soorten ondersteuning",
            omschrijving: "Wat scholen kunnen hebben om uw kind te helpen, en hoeveel scholen dat hebben.",
            canoniek: None,
        };
        self.pagina(&pagina, inhoud)
    }

    /// Items under the titles of their lists, in the order in which lists are shown.
    pub(super) fn per_lijst(&self, sleutels: &[ItemSleutel]) -> Vec<LijstZicht> {
        let mut uit = Vec::new();
        for (id, _) in self.woorden.paginas().lijsten() {
            let Some(lijst) = self.site.catalogus.lijst(id) else { continue };
            let hier = sleutels.iter().filter(|s| s.lijst == *id);
            let hier: Vec<&ItemSleutel> = hier.collect();
            let items: Vec<ItemZicht> = hier.iter().filter_map(|s| self.item_zicht(lijst, s, &hier)).collect();
            if !items.is_empty() {
                uit.push(LijstZicht { id: id.clone(), titel: lijst.heading_for_parents().to_owned(), items });
            }
        }
        uit
    }

    /// `tussen`: the items that it stands among.
    fn item_zicht(&self, lijst: &Lijst, sleutel: &ItemSleutel, tussen: &[&ItemSleutel]) -> Option<ItemZicht> {
        let (_, item) = lijst.op_id(&sleutel.item)?;
        let mut diepte = 0;
        let mut ouder = item.ouder;
        while let Some(boven) = ouder.and_then(|o| lijst.items.get(o)) {
            diepte += usize::from(tussen.iter().any(|s| s.item == boven.id));
            ouder = boven.ouder;
        }
        Some(ItemZicht {
            naam: lijst.for_parents(item),
            adres: self.woorden.paginas().adres(&sleutel.lijst, &sleutel.item),
            zin: item.zin.as_deref().map(zinnen::met_punt),
            telling: self.telling(sleutel),
            diepte,
        })
    }

    /// Whether a school sends a child elsewhere for an item.
    fn refers(&self, feiten: &SchoolFacts<'_>, sleutel: &ItemSleutel) -> bool {
        let catalogus = &self.site.catalogus;
        feiten.outcome(sleutel).is_some_and(|cel| uitspraak::refers_elsewhere(sleutel, cel, catalogus))
    }

    /// How many schools send a child to an item, in a sentence; `None` when none does.
    fn refer_count(&self, sleutel: &ItemSleutel) -> Option<String> {
        match (self.regio.scholen.iter().filter(|s| self.refers(s, sleutel)).count(), self.regio.scholen.len()) {
            (0, _) => None,
            (1, 1) => Some("De school verwijst hiernaar door.".to_owned()),
            (1, all) => Some(format!("1 van de {all} scholen verwijst hiernaar door.")),
            (count, all) if count == all => Some(format!("Alle {all} scholen verwijzen hiernaar door.")),
            (count, all) => Some(format!("{count} van de {all} scholen verwijzen hiernaar door.")),
        }
    }

    /// "2 van de 4 scholen hebben dit." An item that none mentions is a white spot, and said so.
    fn telling(&self, sleutel: &ItemSleutel) -> String {
        let scholen = self.regio.scholen.iter().filter(|s| !self.refers(s, sleutel));
        let tel = |stand| scholen.clone().filter(|s| s.stand(sleutel) == stand).count();
        let alle = self.regio.scholen.len();
        if let Some(refer) = self.refer_count(sleutel) {
            return match tel(Stand::Ja) {
                0 => refer,
                1 => format!("1 school heeft dit zelf. {refer}"),
                own => format!("{own} scholen hebben dit zelf. {refer}"),
            };
        }
        let heeft = match (tel(Stand::Ja), alle) {
            (0, _) => "Geen school op deze website zegt dat dit er is.".to_owned(),
            (1, 1) => "De school heeft dit.".to_owned(),
            (1, alle) => format!("1 van de {alle} scholen heeft dit."),
            (aantal, alle) if aantal == alle => format!("Alle {alle} scholen hebben dit."),
            (aantal, alle) => format!("{aantal} van de {alle} scholen hebben dit."),
        };
        match tel(Stand::Genoemd) {
            0 => heeft,
            1 if alle == 1 => format!("{heeft} De school noemt het wel."),
            1 => format!("{heeft} Eén school noemt het, maar zegt niet of het er is."),
            aantal => format!("{heeft} {aantal} scholen noemen het, maar zeggen niet of het er is."),
        }
    }

    fn itempagina(&self, lijst: &Lijst, item: &Item, voorbeelden: &Voorbeelden<'_>) -> Result<(), Mislukt> {
        let sleutel = ItemSleutel { lijst: lijst.id.clone(), item: item.id.clone() };
        let pad = pad(&sleutel);
        if !self.wil(&pad) {
            return Ok(());
        }
        let catalogus = &self.site.catalogus;
        let link = |item: &Item| {
            let adres = self.woorden.adres(&lijst.id, &item.id);
            adres.map(|adres| NaamLink { naam: lijst.for_parents(item), adres })
        };
        let index = lijst.op_id(&item.id).map(|(index, _)| index);
        let onder: Vec<NaamLink> = lijst.items.iter().filter(|i| i.ouder == index).filter_map(link).collect();
        let vervangen = item.vervangen_door.as_ref().and_then(|w| lijst.op_id(&w.tekst)).and_then(|(_, i)| link(i));
        let (groepen, niets) = self.scholen_bij(&sleutel, &wortel(&pad));
        let mut inhoud = Context::new();
        let name = lijst.for_parents(item);
        inhoud.insert("naam", &name);
        // Who comes from a profile knows it by another name.
        inhoud.insert("in_profiles", &Some(&item.naam).filter(|naam| **naam != name));
        inhoud.insert("zin", &item.zin.as_deref().map(zinnen::met_punt));
        inhoud.insert("betekenis", &item.betekenis.as_deref().map(zinnen::met_punt));
        inhoud.insert("ook", &zinnen::opsomming(&item.synoniemen));
        inhoud.insert(
            "lijst",
            &NaamLink {
                naam: lijst.heading_for_parents().to_owned(),
                adres: format!("ondersteuning/index.html#{}", lijst.id),
            },
        );
        inhoud.insert("boven", &item.ouder.and_then(|o| lijst.items.get(o)).and_then(link));
        inhoud.insert("onder", &onder);
        inhoud.insert("vervallen", &item.vervallen);
        inhoud.insert("vervangen", &vervangen);
        inhoud.insert("telling", &self.telling(&sleutel));
        inhoud.insert("hulpvragen", &vragen(item, catalogus));
        inhoud.insert("groepen", &groepen);
        let namen: &[NaamLink] = if niets.len() > NOEM_HOOGSTENS { &[] } else { &niets };
        inhoud.insert("niets", namen);
        inhoud.insert("aantal_niets", &niets.len());
        inhoud.insert("voorbeelden", &bij(voorbeelden, &sleutel, self.stand));
        let omschrijving = match &item.zin {
            Some(zin) => format!("{} {}", zinnen::met_punt(zin), self.telling(&sleutel)),
            None => format!("{name}: {}", self.telling(&sleutel)),
        };
        let pagina =
            Pagina { pad: &pad, sjabloon: "item.html", titel: &name, omschrijving: &omschrijving, canoniek: None };
        self.pagina(&pagina, inhoud)
    }

    /// What schools say of an item, grouped by where it is, and the schools that say nothing.
    fn scholen_bij(&self, sleutel: &ItemSleutel, wortel: &str) -> (Vec<GroepZicht>, Vec<NaamLink>) {
        let catalogus = &self.site.catalogus;
        let mut groepen: Vec<GroepZicht> = groepen(catalogus);
        let (limits, refers) = (groepen.len() - 2, groepen.len() - 1);
        let mut niets = Vec::new();
        for feiten in self.op_naam() {
            let school = feiten.school;
            let named = self.regio.grenzen(school).for_item(sleutel);
            let lines: Vec<SchoolRegel> = named.map(|grens| self.limit_line(school, grens)).collect();
            let limited = !lines.is_empty();
            groepen[limits].scholen.extend(lines);
            if let Some(cel) = feiten.outcome(sleutel) {
                let group = if self.refers(feiten, sleutel) { refers } else { groep(cel, catalogus) };
                groepen[group].scholen.push(self.school_regel(school, cel, wortel));
            } else if !limited {
                niets.push(self.schoollink(school));
            }
        }
        // A limit is read before what is there.
        groepen.rotate_right(2);
        groepen.retain(|g| !g.scholen.is_empty());
        (groepen, niets)
    }

    fn school_regel(&self, school: &School, cel: &Outcome<'_>, wortel: &str) -> SchoolRegel {
        SchoolRegel {
            naam: school.naam.clone(),
            plaats: school.plaats.clone(),
            adres: cel.address(school),
            // Without a place the heading says it all.
            zin: if uitspraak::zonder_plaats(cel) && cel.feiten.iter().all(|f| f.hoeveel.is_none()) {
                String::new()
            } else if cel.stand == Stand::Genoemd || cel.is_contact() {
                // The heading says what; where it is said is what a reader still lacks.
                String::new()
            } else {
                uitspraak::zin(cel, &self.site.catalogus)
            },
            noten: self.noten(wortel, school, cel),
            genoemd_bij: if cel.stand == Stand::Genoemd { places(cel.named_at(school)) } else { Vec::new() },
            uit_document: cel.document.is_some(),
            peildatum: cel.peildatum.map(|d| d.to_string()),
            oud: cel.peildatum.is_some_and(|d| d.ouder_dan_een_jaar(self.stand)),
            via_school: school.alleen_via_school(),
        }
    }

    /// A school that says it cannot offer an item, in its own words.
    fn limit_line(&self, school: &School, grens: &Grens<'_>) -> SchoolRegel {
        let limit = LimitView::of(school, grens);
        let day = grens.document.stand();
        SchoolRegel {
            naam: school.naam.clone(),
            plaats: school.plaats.clone(),
            adres: limit.adres,
            zin: limit.zin,
            noten: Vec::new(),
            genoemd_bij: Vec::new(),
            uit_document: true,
            peildatum: day.map(|d| d.to_string()),
            oud: day.is_some_and(|d| d.ouder_dan_een_jaar(self.stand)),
            via_school: school.alleen_via_school(),
        }
    }

    /// The schools by name.
    pub(super) fn op_naam(&self) -> Vec<&SchoolFacts<'_>> {
        let mut uit: Vec<&SchoolFacts<'_>> = self.regio.scholen.iter().collect();
        uit.sort_by_cached_key(|f| f.school.naam.to_lowercase());
        uit
    }

    pub(super) fn schoollink(&self, school: &School) -> NaamLink {
        NaamLink { naam: school.naam.clone(), adres: format!("scholen/{}/index.html", school.slug) }
    }

    /// The remarks of an outcome, each once and as a sentence; one at a single place says which.
    pub(super) fn noten(&self, wortel: &str, school: &School, cel: &Outcome<'_>) -> Vec<Value> {
        let Some(document) = cel.document else { return Vec::new() };
        let catalogus = &self.site.catalogus;
        let write = |schrijver: &mut Schrijver<'_>| {
            let remarks = cel.remarks();
            remarks.iter().map(|r| schrijver.remark(r.head(catalogus).as_deref(), r.text)).collect()
        };
        self.writing(wortel, school, document, write)
    }

    /// A remark of a school on a page elsewhere on the site.
    pub(super) fn noot(&self, wortel: &str, school: &School, document: &Document, noot: &Markdown) -> Value {
        self.writing(wortel, school, document, |schrijver| schrijver.remark(None, noot))
    }

    /// Writes something of a document on a page elsewhere: abbreviations are explained once in it.
    fn writing<T>(
        &self,
        wortel: &str,
        school: &School,
        document: &Document,
        write: impl FnOnce(&mut Schrijver<'_>) -> T,
    ) -> T {
        let links = PaginaLinks {
            wortel: wortel.to_owned(),
            woorden: &self.woorden,
            map: &school.slug,
            document: Some(document),
            secties: school.adressen(document).0,
        };
        let afkortingen = afkortingen(document);
        let catalogus = &self.site.catalogus;
        write(&mut Schrijver::nieuw(Medium::Web, &links, catalogus, Some(school), document, &afkortingen))
    }

    /// The practice examples that refer to an item or a parents' question.
    pub(super) fn voorbeelden_bij(&self) -> Voorbeelden<'_> {
        let mut uit: Voorbeelden<'_> = BTreeMap::new();
        for document in self.site.voorbeelden() {
            let verwijzingen = document.antwoorden.values().flat_map(|a| a.verwijzingen());
            let sleutels: BTreeSet<&ItemSleutel> = verwijzingen
                .filter_map(|v| match &v.doelwit {
                    Doelwit::Item(sleutel) => Some(sleutel),
                    _ => None,
                })
                .collect();
            for sleutel in sleutels {
                uit.entry(sleutel).or_default().push(document);
            }
        }
        uit
    }
}

/// Practice examples by what they refer to.
pub(super) type Voorbeelden<'a> = BTreeMap<&'a ItemSleutel, Vec<&'a Document>>;

/// The views of the practice examples that refer to something.
pub(super) fn bij<'a>(voorbeelden: &Voorbeelden<'a>, sleutel: &ItemSleutel, stand: Date) -> Vec<Voorbeeld<'a>> {
    voorbeelden.get(sleutel).into_iter().flatten().map(|d| Voorbeeld::van(d, stand)).collect()
}

/// Where a school says something, from the root.
pub(super) fn sectie_adres(school: &School, document: &Document, sectie: &str) -> String {
    format!("{}#{sectie}", school.adressen(document).0)
}

/// The parents' questions that an item answers.
fn vragen(item: &Item, catalogus: &Catalogus) -> Vec<NaamLink> {
    let Some(lijst) = catalogus.lijst(HULPVRAGEN) else { return Vec::new() };
    let vragen = item.hulpvragen.iter().filter_map(|w| lijst.op_id(&w.tekst));
    vragen.map(|(_, v)| NaamLink { naam: v.naam.clone(), adres: format!("hulp/{}/index.html", v.id) }).collect()
}

/// All groups, still without schools: a place each, then what has none.
fn groepen(catalogus: &Catalogus) -> Vec<GroepZicht> {
    let groep = |kop: &str, uitleg| GroepZicht { kop: kop.to_owned(), uitleg, scholen: Vec::new() };
    let plaatsen = catalogus.plaatsen().map(|l| l.items.as_slice()).unwrap_or_default();
    let mut uit: Vec<GroepZicht> = plaatsen.iter().map(|p| groep(&p.naam, None)).collect();
    uit.push(groep("Deze scholen hebben of doen dit", None));
    uit.push(groep("De school heeft dit. We weten niet of dit op school zelf is.", None));
    uit.push(groep(
        "Dit is er niet of nog niet",
        Some("Deze scholen schrijven dat zij dit niet hebben, of dat zij er nog aan werken."),
    ));
    uit.push(groep("De school noemt dit, maar zegt niet of het er is", None));
    uit.push(groep("De school zegt niet of dit er is", None));
    uit.push(groep("De school noemt dit bij contact", Some("U kunt hier als ouder terecht met een vraag.")));
    uit.push(groep(
        "Let op: deze school noemt een grens",
        Some("De school schrijft dat zij dit niet of niet aan ieder kind kan bieden."),
    ));
    uit.push(groep(
        "Verwijst hiernaar door",
        Some("Deze scholen hebben dit niet zelf: uw kind gaat ervoor naar een andere plek."),
    ));
    uit
}

/// Index in [`groepen`] of where a school stands: at the nearest place.
fn groep(cel: &Outcome<'_>, catalogus: &Catalogus) -> usize {
    let plaatsen = catalogus.plaatsen().map(|l| l.items.as_slice()).unwrap_or_default();
    match cel.stand {
        Stand::Ja if cel.is_contact() => plaatsen.len() + 5,
        Stand::Ja if uitspraak::zonder_plaats(cel) => plaatsen.len() + 1,
        Stand::Ja => plaatsen.iter().position(|p| cel.waar.contains(&p.id)).unwrap_or(plaatsen.len()),
        Stand::Nee => plaatsen.len() + 2,
        // Scored on a scale that does not say what counts as being there.
        Stand::NietVermeld if !cel.scores.is_empty() => plaatsen.len(),
        Stand::Genoemd => plaatsen.len() + 3,
        Stand::NietVermeld => plaatsen.len() + 4,
    }
}

/// Up to this number of places that name an item are shown; the rest is counted.
const PLACES_SHOWN: usize = 3;

/// The first places that name an item, as links; the last one says how many more there are.
fn places(all: Vec<(String, String)>) -> Vec<NaamLink> {
    let more = all.len().saturating_sub(PLACES_SHOWN);
    let mut links: Vec<NaamLink> =
        all.into_iter().take(PLACES_SHOWN).map(|(naam, adres)| NaamLink { naam, adres }).collect();
    if let Some(last) = links.last_mut().filter(|_| more > 0) {
        let places = if more == 1 { "plaats" } else { "plaatsen" };
        last.naam = format!("{} (en nog {more} {places})", last.naam);
    }
    links
}
