//! The offer of a profile at a glance: facts united per item, grouped by list and by place.
//!
//! What a profile says in several sections stands here once. Nothing is written in a medium yet:
//! the summary for parents, the paragraph for the schoolgids and `profiel.json` each write it
//! their own way.

use std::collections::{BTreeMap, BTreeSet};

use crate::bron::Plek;
use crate::facts;
use crate::facts::outcome::{Outcome, outcomes};
use crate::model::antwoord::{Antwoord, Eigen, Rij, Vorminhoud};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::site::Document;
use crate::model::waarde::{Doelwit, Feit, Gevuld, Inhoud, ItemSleutel, Score, Stand};
use crate::soorten;
use crate::tekst::{Markdown, zinnen};

/// Heading above what a school has that no list has.
const KOP_EIGEN: &str = "Meer hulp van deze school";

/// Heading above what the school refers to, in place of a list; no id of a list can be this.
const KOP_REFERS: &str = "De school verwijst door naar";
const REFERS: &str = "_verwijst";

/// The offer of one profile.
#[derive(Debug, Default)]
pub struct Overzicht {
    /// What is there, a group per list, in the order of the profile.
    pub groepen: Vec<Groep>,
    /// What is expressly not there, or not yet.
    pub niet: Vec<Ding>,
}

/// What stands under one heading.
#[derive(Debug)]
pub struct Groep {
    /// Id of the list; none for the school's own offer.
    pub lijst: Option<String>,
    /// Heading in words of parents.
    pub kop: String,
    /// Its things, those at the same place together.
    pub delen: Vec<Deel>,
}

/// Things of one group at the same place, or with the same value.
#[derive(Debug)]
pub struct Deel {
    /// Ids of the places; empty when not stated or not asked.
    pub waar: Vec<String>,
    /// What is said of all of them: the names of the places, or the sentence of the value.
    pub label: Option<String>,
    /// The things.
    pub dingen: Vec<Ding>,
}

/// One thing that a school has or has not.
#[derive(Debug, Clone)]
pub struct Ding {
    /// Its name, in words of parents.
    pub naam: String,
    /// Its name as it stands inside a sentence among others: "afspraken over dyslexie".
    pub in_zin: String,
    /// What it does for a child, in a whole sentence.
    pub zin: Option<String>,
    /// Whether that sentence is general, from the list, and not the school's own.
    pub algemeen: bool,
    /// The school's remarks on it, in plain words, with the place or the row that each is about.
    pub noten: Vec<String>,
    /// Whether it answers a question that parents have.
    pub gevraagd: bool,
    /// Whether its place is not stated, where the section asks for one.
    pub zonder_plaats: bool,
    /// The item, if it is one of a list.
    pub item: Option<ItemSleutel>,
    /// Where it stands.
    pub plek: Plek,
}

impl Groep {
    /// Whether the place of some of its things is stated.
    pub fn met_plaatsen(&self) -> bool {
        self.delen.iter().any(|deel| !deel.waar.is_empty())
    }
}

impl Overzicht {
    /// Everything that is there, in order.
    pub fn dingen(&self) -> impl Iterator<Item = &Ding> {
        self.groepen.iter().flat_map(|g| &g.delen).flat_map(|d| &d.dingen)
    }
}

/// What all facts about one item say together.
struct Verenigd<'a> {
    feit: Feit,
    sectie: &'a Sectie,
}

/// A thing with what it is grouped by.
struct Los {
    lijst: Option<String>,
    waar: BTreeSet<String>,
    waarde: Option<Score>,
    ding: Ding,
}

/// Reads the offer of a document.
pub fn overzicht(document: &Document, catalogus: &Catalogus) -> Overzicht {
    let eigen = eigen_aanbod(document, catalogus);
    let al_gezegd: BTreeSet<ItemSleutel> = eigen.iter().flat_map(|(_, items)| items.iter().cloned()).collect();
    let zinnen: BTreeSet<&str> = eigen.iter().filter_map(|(los, _)| los.ding.zin.as_deref()).collect();
    let mut uit = Overzicht::default();
    let mut alle: Vec<Los> = Vec::new();
    let outcomes = outcomes(&[document], Vec::new(), catalogus);
    for verenigd in verenigd(document, catalogus, &outcomes) {
        let Verenigd { feit, sectie } = verenigd;
        let noten = remarks(&outcomes, &feit.item, catalogus);
        let Some(item) = catalogus.item(&feit.item).filter(|_| !al_gezegd.contains(&feit.item)) else { continue };
        let zin = item.zin.as_deref().map(zinnen::met_punt);
        if zin.as_deref().is_some_and(|z| zinnen.contains(z)) && feit.stand == Stand::Ja {
            continue;
        }
        let ding = Ding {
            naam: item.voor_ouders().to_owned(),
            in_zin: catalogus.lijst(&feit.item.lijst).map_or_else(String::new, |l| l.in_sentence(item)),
            algemeen: zin.is_some(),
            zin,
            noten,
            gevraagd: !item.hulpvragen.is_empty(),
            zonder_plaats: feit.stand == Stand::Ja && feit.waar.is_empty() && !sectie.waar.is_empty(),
            item: Some(feit.item.clone()),
            plek: feit.plek.clone(),
        };
        if feit.stand == Stand::Nee {
            // The sentence of a thing says what it does; it is not there to do so.
            let zin = feit.waarde.as_ref().and_then(|w| waardezin(w, catalogus));
            uit.niet.push(Ding { zin, algemeen: false, ..ding });
        } else {
            // Where a child gets its place or its help elsewhere, the school refers and does not offer.
            let refers = item.verwijst && !feit.waar.contains("school");
            let lijst = Some(if refers { REFERS.to_owned() } else { feit.item.lijst.clone() });
            alle.push(Los { lijst, waar: feit.waar, waarde: feit.waarde, ding });
        }
    }
    // Own offer stands behind the list of its section, or else in a group of its own at the end.
    let lijsten: BTreeSet<Option<String>> = alle.iter().map(|los| los.lijst.clone()).collect();
    for (los, _) in eigen {
        let lijst = los.lijst.clone().filter(|_| lijsten.contains(&los.lijst));
        alle.push(Los { lijst, ..los });
    }
    uit.groepen = groepeer(alle, catalogus);
    uit
}

/// Whether what a section says is about what the school offers.
fn over_aanbod(sectie: &Sectie) -> bool {
    matches!(sectie.onderwerp, Some(Onderwerp::Aanbod | Onderwerp::Route | Onderwerp::Contact))
}

/// Facts united per item: those of lists first, then what tables mention besides.
fn verenigd<'a>(
    document: &'a Document,
    catalogus: &Catalogus,
    outcomes: &BTreeMap<ItemSleutel, Outcome<'_>>,
) -> Vec<Verenigd<'a>> {
    let outcome = |feit: &Feit| outcomes.get(&feit.item).map_or(Stand::NietVermeld, |o| o.stand);
    let mut feiten: Vec<(Feit, &Sectie)> = Vec::new();
    for feit in facts::statements(document, catalogus) {
        let sectie = document.formaat.secties().find(|s| s.id == feit.sectie && over_aanbod(s));
        // What another section overrules is no answer, and what is only named is no offer.
        if let Some(sectie) = sectie.filter(|_| feit.stand.is_answer() && feit.stand == outcome(&feit)) {
            feiten.push((feit, sectie));
        }
    }
    feiten.sort_by_key(|(_, sectie)| !matches!(sectie.soort, Soort::Aanbod | Soort::Beoordeling));
    let mut plekken: BTreeMap<ItemSleutel, usize> = BTreeMap::new();
    let mut uit: Vec<Verenigd<'a>> = Vec::new();
    for (feit, sectie) in feiten {
        match plekken.get(&feit.item).and_then(|i| uit.get_mut(*i)) {
            None => {
                plekken.insert(feit.item.clone(), uit.len());
                uit.push(Verenigd { feit, sectie });
            }
            Some(eerder) if eerder.feit.stand == feit.stand => eerder.feit.waar.extend(feit.waar),
            Some(_) => {}
        }
    }
    // In the order of the list, not of the sections that mention an item.
    let plaats = |feit: &Feit| {
        let lijst = catalogus.lijst(&feit.item.lijst);
        lijst.and_then(|l| l.op_id(&feit.item.item)).map_or(usize::MAX, |(i, _)| i)
    };
    let mut volgorde: Vec<String> = Vec::new();
    for v in &uit {
        if !volgorde.contains(&v.feit.item.lijst) {
            volgorde.push(v.feit.item.lijst.clone());
        }
    }
    uit.sort_by_cached_key(|v| (volgorde.iter().position(|l| *l == v.feit.item.lijst), plaats(&v.feit)));
    uit
}

/// What the school has in its own words: under `anders`, and rows that have a sentence. With the
/// items that each is, which then need not be told again.
fn eigen_aanbod(document: &Document, catalogus: &Catalogus) -> Vec<(Los, Vec<ItemSleutel>)> {
    let mut uit = Vec::new();
    for sectie in document.formaat.secties().filter(|s| over_aanbod(s)) {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        uit.extend(antwoord.anders.iter().map(|eigen| van_anders(sectie, eigen, catalogus)));
        if sectie.onderwerp == Some(Onderwerp::Aanbod) {
            van_rijen(sectie, antwoord, &mut uit);
        }
    }
    uit
}

fn van_anders(sectie: &Sectie, eigen: &Eigen, catalogus: &Catalogus) -> (Los, Vec<ItemSleutel>) {
    let own = eigen.zin.clone().or_else(|| eigen.tekst.as_ref().map(|t| t.eerste_zinnen(1)).filter(|z| !z.is_empty()));
    let algemeen = own.is_none();
    let zin = own.or_else(|| soorten::general_sentence(eigen, catalogus));
    let items: Vec<ItemSleutel> = eigen.is.iter().filter_map(|v| item_van(&v.doelwit)).collect();
    let gevraagd = !eigen.hulpvragen.is_empty()
        || items.iter().any(|i| catalogus.item(i).is_some_and(|i| !i.hulpvragen.is_empty()));
    let waar: BTreeSet<String> = eigen.waar.iter().filter(|p| p.stand == Stand::Ja).map(|p| p.id.clone()).collect();
    let los = Los {
        lijst: sectie.lijst.as_ref().map(|l| l.id.clone()),
        waarde: None,
        ding: Ding {
            naam: zinnen::hoofdletter(&eigen.naam.tekst),
            in_zin: eigen.naam.tekst.clone(),
            algemeen: algemeen && zin.is_some(),
            noten: eigen.noot.iter().map(|n| zinnen::met_punt(&zinnen::hoofdletter(&plain(n)))).collect(),
            zin: zin.as_deref().map(zinnen::met_punt),
            gevraagd,
            zonder_plaats: waar.is_empty() && !sectie.waar.is_empty(),
            item: None,
            plek: eigen.naam.plek.clone(),
        },
        waar,
    };
    (los, items)
}

/// The remarks of an outcome in plain words, as sentences.
fn remarks(outcomes: &BTreeMap<ItemSleutel, Outcome<'_>>, item: &ItemSleutel, catalogus: &Catalogus) -> Vec<String> {
    let all = outcomes.get(item).map(Outcome::remarks).unwrap_or_default();
    all.iter().map(|remark| remark.sentence(catalogus)).collect()
}

fn plain(text: &Markdown) -> String {
    text.platte_tekst().replace('\n', " ")
}

fn item_van(doelwit: &Doelwit) -> Option<ItemSleutel> {
    match doelwit {
        Doelwit::Item(sleutel) => Some(sleutel.clone()),
        Doelwit::Rij { .. } | Doelwit::Vrij => None,
    }
}

/// Rows of a table of offers that tell parents in a field `zin` what they are. Where the format
/// asks for parents' questions, a row without any is a measure or a rule and no help.
fn van_rijen(sectie: &Sectie, antwoord: &Antwoord, uit: &mut Vec<(Los, Vec<ItemSleutel>)>) {
    fn elke<'a>(rijen: &'a [Rij], doe: &mut dyn FnMut(&'a [(usize, Gevuld)], &'a Plek)) {
        for rij in rijen {
            match rij {
                Rij::Groep { rijen, .. } => elke(rijen, doe),
                Rij::Rij { velden, plek, .. } => doe(velden, plek),
            }
        }
    }
    let veld = |id: &str| sectie.velden.iter().position(|v| v.id == id);
    let (Some(veld_zin), Vorminhoud::Rijen(rijen)) = (veld("zin"), &antwoord.inhoud) else { return };
    let (vragen, waar) = (veld("hulpvragen"), veld("waar"));
    elke(rijen, &mut |velden, plek| {
        let tekst = |index: usize| {
            velden.iter().find(|(i, _)| *i == index).and_then(|(_, gevuld)| match &gevuld.inhoud {
                Inhoud::Tekst(tekst) => Some(tekst.platte_tekst().replace('\n', " ")),
                _ => None,
            })
        };
        let verwijzingen = |index: usize| {
            let gevuld = velden.iter().find(|(i, _)| *i == index).map(|(_, gevuld)| &gevuld.inhoud);
            if let Some(Inhoud::Verwijzingen(v)) = gevuld { v.as_slice() } else { &[] }
        };
        let gevraagd = vragen.is_none_or(|index| !verwijzingen(index).is_empty());
        let naam = (0..sectie.velden.len()).filter(|i| *i != veld_zin).find_map(tekst);
        let (Some(naam), Some(zin), true) = (naam, tekst(veld_zin), gevraagd) else { return };
        let plaatsen = waar.map(verwijzingen).unwrap_or_default().iter().filter_map(|v| item_van(&v.doelwit));
        let ding = Ding {
            naam: zinnen::hoofdletter(&naam),
            in_zin: naam.clone(),
            algemeen: false,
            noten: Vec::new(),
            zin: Some(zinnen::met_punt(&zin)),
            gevraagd: true,
            zonder_plaats: false,
            item: None,
            plek: plek.clone(),
        };
        let waar: BTreeSet<String> = plaatsen.filter(|s| s.lijst == "plaatsen").map(|s| s.item).collect();
        uit.push((Los { lijst: None, waar, waarde: None, ding }, soorten::row_is(sectie, velden)));
    });
}

/// Groups by list in order of appearance; within a list by place, the places nearest by first.
fn groepeer(alle: Vec<Los>, catalogus: &Catalogus) -> Vec<Groep> {
    let mut uit: Vec<Groep> = Vec::new();
    let mut eigen: Vec<Groep> = Vec::new();
    for los in alle {
        let doel = if los.lijst.is_some() { &mut uit } else { &mut eigen };
        let bestaand = doel.iter().position(|g| g.lijst == los.lijst);
        let index = bestaand.unwrap_or_else(|| {
            let lijst = los.lijst.as_deref().and_then(|id| catalogus.lijst(id));
            let refers = los.lijst.as_deref() == Some(REFERS);
            let lijst = lijst.filter(|_| !refers);
            let kop = refers.then(|| KOP_REFERS.to_owned());
            let kop = kop.or_else(|| lijst.map(|l| l.heading_for_parents().to_owned()));
            let kop = kop.unwrap_or_else(|| KOP_EIGEN.to_owned());
            doel.push(Groep { lijst: los.lijst.clone(), kop, delen: Vec::new() });
            doel.len() - 1
        });
        let delen = &mut doel[index].delen;
        let waar = op_volgorde(&los.waar, catalogus);
        let zin = los.waarde.as_ref().and_then(|w| waardezin(w, catalogus));
        let label = if waar.is_empty() { zin } else { Some(plaatsnamen(&waar, catalogus)) };
        match delen.iter_mut().find(|d| d.waar == waar && d.label == label) {
            Some(deel) => deel.dingen.push(los.ding),
            None => delen.push(Deel { waar, label, dingen: vec![los.ding] }),
        }
    }
    uit.extend(eigen);
    let rang = |deel: &Deel| deel.waar.first().map_or(usize::MAX, |id| plaatsrang(id, catalogus));
    for groep in &mut uit {
        groep.delen.sort_by_key(|deel| (rang(deel), deel.waar.len()));
    }
    uit
}

fn plaatsrang(id: &str, catalogus: &Catalogus) -> usize {
    catalogus.plaatsen().and_then(|l| l.op_id(id)).map_or(usize::MAX - 1, |(i, _)| i)
}

fn op_volgorde(waar: &BTreeSet<String>, catalogus: &Catalogus) -> Vec<String> {
    let mut uit: Vec<String> = waar.iter().cloned().collect();
    uit.sort_by_key(|id| plaatsrang(id, catalogus));
    uit
}

/// "Op school", or "Op school en via het bestuur".
fn plaatsnamen(waar: &[String], catalogus: &Catalogus) -> String {
    let naam = |id: &String| {
        let plaats = catalogus.plaatsen().and_then(|l| l.op_id(id));
        plaats.map_or_else(|| id.clone(), |(_, plaats)| plaats.naam.clone())
    };
    let mut namen: Vec<String> = waar.iter().map(naam).collect();
    for naam in namen.iter_mut().skip(1) {
        *naam = zinnen::klein(naam);
    }
    zinnen::opsomming(&namen)
}

/// The sentence of a value of a scale; none for a score that is only part of the answer.
fn waardezin(score: &Score, catalogus: &Catalogus) -> Option<String> {
    if score.tot.is_some() || score.groep.is_some() {
        return None;
    }
    let waarde = catalogus.schalen.get(&score.schaal)?.waarden.iter().find(|w| w.id == score.waarde)?;
    waarde.zin.as_deref().map(zinnen::met_punt)
}
