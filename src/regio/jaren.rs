//! Years: what changed in a school's document since the one before, and how a region develops.
//!
//! Documents compare on facts, so a school may change its format in between. What only one of the
//! two formats asks for is then neither new nor gone: nobody asked. `vorige` of a format and `was`
//! of its sections lead from a section to the one it was before.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::antwoord::{Antwoord, Rij, Vorminhoud};
use crate::model::catalogus::Catalogus;
use crate::model::datum::Schooljaar;
use crate::model::formaat::Formaat;
use crate::model::site::{Document, School, Site};
use crate::model::waarde::{Gevuld, Inhoud, ItemSleutel, Stand};

use super::lezing::{Lezing, rang};
use super::{Outcome, SchoolFacts};

/// What changed since an older document of the same school.
#[derive(Debug, Serialize)]
pub struct Verandering {
    /// School year or period of the older document.
    pub sinds: String,
    /// Path of its page, from the root of the output.
    pub pagina: String,
    /// There now; before it was not there, or not named.
    pub nieuw: Vec<Regel>,
    /// No longer there, or no longer named.
    pub weg: Vec<Regel>,
    /// At another place.
    pub plaats: Vec<Regel>,
    /// Another value on the same scale.
    pub waarde: Vec<Regel>,
    /// Another amount.
    pub hoeveel: Vec<Regel>,
    /// Own offers that are new.
    pub eigen_nieuw: Vec<String>,
    /// Own offers that are gone.
    pub eigen_weg: Vec<String>,
    /// Sections whose words changed: id and title.
    pub teksten: Vec<SectieVerwijzing>,
    /// Number of things that only one of the two formats asks for.
    pub ongevraagd: usize,
    /// How many changes there are.
    pub totaal: usize,
}

/// One thing that changed.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct Regel {
    /// The item.
    pub naam: String,
    /// Section of the newer document that speaks of it; empty where it is silent.
    pub sectie: String,
    /// How it was.
    pub van: String,
    /// How it is.
    pub naar: String,
}

/// A section of the newer document.
#[derive(Debug, Serialize, PartialEq, Eq)]
pub struct SectieVerwijzing {
    /// Its id.
    pub id: String,
    /// Its title.
    pub titel: String,
}

/// The document that came before another of the same school: the newest of an earlier school year
/// that is a profile too, or that has the same format or one that this one took the place of.
pub fn vorig<'a>(school: &'a School, document: &Document, catalogus: &Catalogus) -> Option<&'a Document> {
    let jaar = document.schooljaar?;
    let past = |ander: &Document| {
        let keten = in_keten(&document.formaat, &ander.formaat.id, catalogus);
        keten || (document.formaat.profiel && ander.formaat.profiel)
    };
    let eerder = school.gepubliceerd().filter(|d| d.schooljaar.is_some_and(|j| j < jaar) && past(d));
    eerder.max_by_key(|d| (d.schooljaar, in_keten(&document.formaat, &d.formaat.id, catalogus)))
}

/// Whether a format is another, or took its place (perhaps in steps).
fn in_keten(formaat: &Formaat, ander: &str, catalogus: &Catalogus) -> bool {
    keten(formaat, catalogus).any(|f| f.id == ander)
}

/// A format and those it took the place of, newest first. Formats cannot wait for each other, so
/// this ends.
fn keten<'a>(formaat: &'a Formaat, catalogus: &'a Catalogus) -> impl Iterator<Item = &'a Formaat> {
    std::iter::successors(Some(formaat), |f| catalogus.formaten.get(f.vorige.as_ref()?).map(|f| &**f))
}

/// What changed in a document since the one before; `None` when there is none before it.
pub fn verandering(school: &School, document: &Document, catalogus: &Catalogus) -> Option<Verandering> {
    let oud = vorig(school, document, catalogus)?;
    let [nu, toen] = [document, oud].map(|d| SchoolFacts::of_documents(school, vec![d], catalogus));
    let mut uit = Verandering {
        sinds: oud.tijdvak(),
        pagina: school.adressen(oud).0,
        nieuw: Vec::new(),
        weg: Vec::new(),
        plaats: Vec::new(),
        waarde: Vec::new(),
        hoeveel: Vec::new(),
        eigen_nieuw: Vec::new(),
        eigen_weg: Vec::new(),
        teksten: teksten(document, oud, catalogus),
        ongevraagd: 0,
        totaal: 0,
    };
    let sleutels: BTreeSet<&ItemSleutel> = nu.outcomes().chain(toen.outcomes()).map(|(sleutel, _)| sleutel).collect();
    let (vraagt_nu, vroeg_toen) = (gevraagd(&document.formaat), gevraagd(&oud.formaat));
    for sleutel in in_volgorde(sleutels, catalogus) {
        let (cel_nu, cel_toen) = (nu.outcome(sleutel), toen.outcome(sleutel));
        // What neither year answers did not change.
        if ![cel_nu, cel_toen].into_iter().flatten().any(Outcome::is_answer) {
            continue;
        }
        let bekend = |cel: Option<&Outcome<'_>>, vraagt: &BTreeSet<&str>| {
            cel.is_some() || vraagt.contains(sleutel.lijst.as_str())
        };
        if !bekend(cel_nu, &vraagt_nu) || !bekend(cel_toen, &vroeg_toen) {
            uit.ongevraagd += 1;
            continue;
        }
        vergelijk(sleutel, cel_toen, cel_nu, catalogus, &mut uit);
    }
    eigen(&nu, &toen, &mut uit);
    uit.totaal = [&uit.nieuw, &uit.weg, &uit.plaats, &uit.waarde, &uit.hoeveel].map(Vec::len).iter().sum::<usize>()
        + uit.eigen_nieuw.len()
        + uit.eigen_weg.len()
        + uit.teksten.len();
    Some(uit)
}

/// Items in the order of their lists.
fn in_volgorde<'a>(sleutels: BTreeSet<&'a ItemSleutel>, catalogus: &Catalogus) -> Vec<&'a ItemSleutel> {
    let mut uit: Vec<&ItemSleutel> = sleutels.into_iter().collect();
    uit.sort_by_cached_key(|s| {
        let plek = catalogus.lijst(&s.lijst).and_then(|l| l.op_id(&s.item)).map(|(i, _)| i);
        (s.lijst.clone(), plek)
    });
    uit
}

/// The lists that a format asks for.
fn gevraagd(formaat: &Formaat) -> BTreeSet<&str> {
    let van_sectie = formaat.secties().filter_map(|s| s.lijst.as_ref());
    let van_veld = formaat.secties().flat_map(|s| &s.velden).filter(|v| v.telt).flat_map(|v| &v.lijsten);
    van_sectie.chain(van_veld).map(|lijst| lijst.id.as_str()).collect()
}

fn vergelijk(
    sleutel: &ItemSleutel,
    toen: Option<&Outcome<'_>>,
    nu: Option<&Outcome<'_>>,
    catalogus: &Catalogus,
    uit: &mut Verandering,
) {
    let (lezing_toen, lezing_nu) = (Lezing::van(toen, catalogus), Lezing::van(nu, catalogus));
    let sectie = nu.and_then(|c| c.feiten.first()).map(|f| f.sectie.clone()).unwrap_or_default();
    let naam = catalogus.naam(sleutel).to_owned();
    let regel = |van: &str, naar: &str| Regel {
        naam: naam.clone(),
        sectie: sectie.clone(),
        van: van.to_owned(),
        naar: naar.to_owned(),
    };
    let schaal = |cel: Option<&Outcome<'_>>| cel.and_then(|c| c.scores.first()).map(|s| s.schaal.clone());
    if schaal(toen).is_some() || schaal(nu).is_some() {
        // Values of two scales do not compare, unless they say what counts.
        if schaal(toen) == schaal(nu) || schaal(toen).is_none() || schaal(nu).is_none() {
            if lezing_toen.woorden != lezing_nu.woorden {
                uit.waarde.push(regel(&lezing_toen.woorden, &lezing_nu.woorden));
            }
            return;
        }
    }
    let stand = |cel: Option<&Outcome<'_>>| cel.map_or(Stand::NietVermeld, |c| c.stand);
    match (stand(toen), stand(nu)) {
        (Stand::Ja, Stand::Ja) => {
            let (Some(toen), Some(nu)) = (toen, nu) else { return };
            if toen.waar != nu.waar && toen.scores.is_empty() {
                uit.plaats.push(regel(&lezing_toen.woorden, &lezing_nu.woorden));
            }
            if let (Some(van), Some(naar)) = (&lezing_toen.hoeveel, &lezing_nu.hoeveel)
                && van != naar
            {
                uit.hoeveel.push(regel(van, naar));
            }
        }
        // What is still named is not gone, and what was named before is not new.
        (Stand::Ja, Stand::Genoemd) | (Stand::Genoemd, Stand::Ja) => {
            uit.waarde.push(regel(&lezing_toen.woorden, &lezing_nu.woorden));
        }
        (_, Stand::Ja) => uit.nieuw.push(regel(&lezing_toen.woorden, &lezing_nu.woorden)),
        (Stand::Ja, _) => uit.weg.push(regel(&lezing_toen.woorden, &lezing_nu.woorden)),
        _ => {}
    }
}

/// Own offers match by their names, regardless of case, signs and spaces.
fn eigen(nu: &SchoolFacts<'_>, toen: &SchoolFacts<'_>, uit: &mut Verandering) {
    let namen = |feiten: &SchoolFacts<'_>| -> BTreeMap<String, String> {
        let alle = feiten.eigen_aanbod().map(|a| a.eigen.naam.tekst.clone());
        alle.map(|naam| (normaal(&naam), naam)).collect()
    };
    let (nu, toen) = (namen(nu), namen(toen));
    let zonder = |a: &BTreeMap<String, String>, b: &BTreeMap<String, String>| -> Vec<String> {
        a.iter().filter(|(sleutel, _)| !b.contains_key(*sleutel)).map(|(_, naam)| naam.clone()).collect()
    };
    uit.eigen_nieuw = zonder(&nu, &toen);
    uit.eigen_weg = zonder(&toen, &nu);
}

/// A name without what may differ from year to year in writing.
fn normaal(naam: &str) -> String {
    crate::tekst::slug(naam).replace('-', "")
}

/// Sections that say it in other words than the section they were before.
fn teksten(document: &Document, oud: &Document, catalogus: &Catalogus) -> Vec<SectieVerwijzing> {
    let mut uit = Vec::new();
    for sectie in document.formaat.secties() {
        let Some(was) = oude_sectie(&sectie.id, document, oud, catalogus) else { continue };
        let woorden = |d: &Document, id: &str| d.antwoorden.get(id).map(woorden).unwrap_or_default();
        let (nu, toen) = (woorden(document, &sectie.id), woorden(oud, &was));
        if nu != toen {
            uit.push(SectieVerwijzing { id: sectie.id.clone(), titel: sectie.titel.clone() });
        }
    }
    uit
}

/// The id that a section had in the format of an older document.
pub fn oude_sectie(id: &str, document: &Document, oud: &Document, catalogus: &Catalogus) -> Option<String> {
    let mut id = id.to_owned();
    for formaat in keten(&document.formaat, catalogus) {
        if formaat.id == oud.formaat.id {
            return Some(id);
        }
        if let Some(was) = formaat.sectie(&id).and_then(|s| s.was.clone()) {
            id = was;
        }
    }
    None
}

/// The words of an answer that facts do not hold.
fn woorden(antwoord: &Antwoord) -> String {
    let mut uit = String::new();
    for tekst in [&antwoord.toelichting, &antwoord.voor_ouders].into_iter().flatten() {
        uit.push_str(&tekst.platte_tekst());
        uit.push('\n');
    }
    match &antwoord.inhoud {
        Vorminhoud::Tekst(tekst) => uit.push_str(&tekst.platte_tekst()),
        Vorminhoud::Velden(velden) => van_velden(velden, &mut uit),
        Vorminhoud::Rijen(rijen) => van_rijen(rijen, &mut uit),
        Vorminhoud::Graaf(graaf) => {
            for stap in graaf.alle() {
                uit.push_str(&stap.titel);
                uit.push('\n');
            }
        }
        Vorminhoud::Niets | Vorminhoud::Items(_) => {}
    }
    uit
}

fn van_rijen(rijen: &[Rij], uit: &mut String) {
    for rij in rijen {
        match rij {
            Rij::Groep { naam, rijen, .. } => {
                uit.push_str(naam);
                uit.push('\n');
                van_rijen(rijen, uit);
            }
            Rij::Rij { velden, .. } => van_velden(velden, uit),
        }
    }
}

fn van_velden(velden: &[(usize, Gevuld)], uit: &mut String) {
    for (index, gevuld) in velden {
        uit.push_str(&index.to_string());
        uit.push(' ');
        match &gevuld.inhoud {
            Inhoud::Tekst(tekst) => uit.push_str(&tekst.platte_tekst()),
            Inhoud::Hoeveel(hoeveel) => uit.push_str(&hoeveel.tekst),
            Inhoud::Datum(datum) => uit.push_str(&datum.iso()),
            Inhoud::Schooljaar(jaar) => uit.push_str(&jaar.to_string()),
            Inhoud::JaNee(ja) => uit.push_str(if *ja { "ja" } else { "nee" }),
            Inhoud::Verwijzingen(namen) => namen.iter().for_each(|v| uit.push_str(&v.naam)),
            Inhoud::Keuze(t) | Inhoud::Web(t) | Inhoud::Mail(t) | Inhoud::Telefoon(t) | Inhoud::Bestand(t) => {
                uit.push_str(t);
            }
            Inhoud::Woord(woord) => uit.push_str(woord.leesbaar()),
        }
        uit.push('\n');
    }
}

/// How a region develops over school years.
#[derive(Debug, Serialize)]
pub struct Trends {
    /// The school years, oldest first.
    pub jaren: Vec<Jaar>,
    /// Items per list.
    pub lijsten: Vec<TrendLijst>,
    /// Shares per value of a scale.
    pub schalen: Vec<TrendSchaal>,
}

/// A school year.
#[derive(Debug, Serialize)]
pub struct Jaar {
    /// As written: `2024-2025`.
    pub naam: String,
    /// Number of schools with a published document of that year.
    pub scholen: usize,
}

/// The items of one list over the years.
#[derive(Debug, Serialize)]
pub struct TrendLijst {
    /// Id of the list.
    pub id: String,
    /// Its title.
    pub titel: String,
    /// Its items.
    pub items: Vec<TrendItem>,
}

/// An item over the years.
#[derive(Debug, Serialize)]
pub struct TrendItem {
    /// Its name.
    pub naam: String,
    /// Per year the number of schools that have it; absent where no school speaks of it.
    pub aantallen: Vec<Option<usize>>,
}

/// A scale over the years.
#[derive(Debug, Serialize)]
pub struct TrendSchaal {
    /// Its title.
    pub titel: String,
    /// Its values with, per year, how many judgements there are and the share in whole percents;
    /// absent where nothing was judged.
    pub waarden: Vec<TrendWaarde>,
}

/// A value of a scale over the years.
#[derive(Debug, Serialize)]
pub struct TrendWaarde {
    /// Its name.
    pub naam: String,
    /// Place on the scale, from 0.
    pub index: usize,
    /// Per year: number and share.
    pub delen: Vec<Option<(usize, usize)>>,
}

/// The trends of a region; `None` when no school has documents that can be compared over years.
pub fn trends(site: &Site) -> Option<Trends> {
    let catalogus = &site.catalogus;
    let meer_jaren = |school: &School| school.gepubliceerd().any(|d| vorig(school, d, catalogus).is_some());
    // Schools that are here for one year only say nothing of a development.
    let scholen: Vec<&School> = site.scholen.iter().map(AsRef::as_ref).filter(|s| meer_jaren(s)).collect();
    if scholen.is_empty() {
        return None;
    }
    let mut per_jaar: BTreeMap<Schooljaar, Vec<SchoolFacts<'_>>> = BTreeMap::new();
    for school in &scholen {
        let mut documenten: BTreeMap<Schooljaar, Vec<&Document>> = BTreeMap::new();
        for document in school.gepubliceerd() {
            if let Some(jaar) = document.schooljaar {
                documenten.entry(jaar).or_default().push(document);
            }
        }
        for (jaar, documenten) in documenten {
            per_jaar.entry(jaar).or_default().push(SchoolFacts::of_documents(school, documenten, catalogus));
        }
    }
    let jaren: Vec<(Schooljaar, Vec<SchoolFacts<'_>>)> = per_jaar.into_iter().collect();
    Some(Trends {
        jaren: jaren.iter().map(|(j, s)| Jaar { naam: j.to_string(), scholen: s.len() }).collect(),
        lijsten: trend_lijsten(&jaren, catalogus),
        schalen: trend_schalen(&jaren, catalogus),
    })
}

fn trend_lijsten(jaren: &[(Schooljaar, Vec<SchoolFacts<'_>>)], catalogus: &Catalogus) -> Vec<TrendLijst> {
    // Per item and year: how many schools have it, among those that speak of it.
    let mut tellingen: BTreeMap<&ItemSleutel, Vec<Option<usize>>> = BTreeMap::new();
    for (jaar, (_, scholen)) in jaren.iter().enumerate() {
        for (sleutel, cel) in scholen.iter().flat_map(SchoolFacts::outcomes) {
            let rij = tellingen.entry(sleutel).or_insert_with(|| vec![None; jaren.len()]);
            *rij[jaar].get_or_insert(0) += usize::from(cel.stand == Stand::Ja);
        }
    }
    let mut uit: Vec<TrendLijst> = Vec::new();
    for (id, lijst) in &catalogus.lijsten {
        let items = lijst.items.iter().filter_map(|item| {
            let sleutel = ItemSleutel { lijst: id.clone(), item: item.id.clone() };
            let aantallen = tellingen.get(&sleutel)?.clone();
            (aantallen.iter().flatten().count() > 1).then(|| TrendItem { naam: item.naam.clone(), aantallen })
        });
        let items: Vec<TrendItem> = items.collect();
        if !items.is_empty() {
            uit.push(TrendLijst { id: id.clone(), titel: lijst.titel.clone(), items });
        }
    }
    uit
}

fn trend_schalen(jaren: &[(Schooljaar, Vec<SchoolFacts<'_>>)], catalogus: &Catalogus) -> Vec<TrendSchaal> {
    let mut uit = Vec::new();
    for (id, schaal) in &catalogus.schalen {
        let per_jaar: Vec<Vec<usize>> = jaren
            .iter()
            .map(|(_, scholen)| {
                let mut telling = vec![0; schaal.waarden.len()];
                let scores = scholen.iter().flat_map(SchoolFacts::outcomes).flat_map(|(_, cel)| &cel.scores);
                for score in scores.filter(|s| s.schaal == *id) {
                    if let Some(vak) = rang(score, catalogus).and_then(|i| telling.get_mut(i)) {
                        *vak += 1;
                    }
                }
                telling
            })
            .collect();
        if per_jaar.iter().filter(|t| t.iter().sum::<usize>() > 0).count() < 2 {
            continue;
        }
        let deel = |telling: &Vec<usize>, index: usize| {
            let totaal: usize = telling.iter().sum();
            (totaal > 0).then(|| (telling[index], (telling[index] * 200 + totaal) / (totaal * 2)))
        };
        let waarden = schaal.waarden.iter().enumerate().map(|(index, waarde)| TrendWaarde {
            naam: waarde.naam.clone(),
            index,
            delen: per_jaar.iter().map(|t| deel(t, index)).collect(),
        });
        uit.push(TrendSchaal { titel: schaal.titel.clone(), waarden: waarden.collect() });
    }
    uit
}
