//! Coverage: what the schools together offer, against the norm of the samenwerkingsverband; white
//! spots; and profiles that are out of date. The page and the PDF for the board show the same.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Serialize;

use crate::model::catalogus::Catalogus;
use crate::model::datum::{Datum, Schooljaar};
use crate::model::norm::{NormAantal, NormDoel, NormRegel};
use crate::model::site::{Document, School};
use crate::model::waarde::{ItemSleutel, Stand};
use crate::tekst::zinnen;

use super::lezing::{self, aantal};
use super::namen::{self, Namen, opsomming_kort};
use super::norm::{self, NormUitkomst, Oordeel, Uitslag};
use super::{HULPVRAGEN, Regio};

/// Everything that the coverage page and its PDF say.
#[derive(Debug, Serialize)]
pub struct Dekking {
    /// The reference date.
    #[serde(skip)]
    pub dag: Date,
    /// The reference date, in words.
    pub stand: String,
    /// The school year it falls in.
    pub schooljaar: String,
    /// The summary: what each sentence is about, and the sentence.
    pub zinnen: Vec<(&'static str, String)>,
    /// The norm, rule by rule.
    pub norm: Vec<NormZicht>,
    /// Schools that lack something, or do not say something.
    pub tekorten: Vec<Tekort>,
    /// The profiles of all schools; those that need work first.
    pub profielen: Vec<Profiel>,
    /// Numbers of schools with a profile for this school year, with an older one, and without one.
    pub profiel_aantallen: (usize, usize, usize),
    /// Towns, for the columns of the white spots.
    pub plaatsen: Vec<String>,
    /// Names of schools of which no town is known.
    pub zonder_plaats: String,
    /// White spots, per list.
    pub vlekken: Vec<VlekkenLijst>,
    /// Per town, what no school there has while it is elsewhere in the region.
    pub per_plaats: Vec<PlaatsVlek>,
    /// Names that no list has.
    pub namen: Namen,
}

/// A rule of the norm, with its outcome.
#[derive(Debug, Serialize)]
pub struct NormZicht {
    /// What must be there.
    pub wat: String,
    /// How it must be there: "elke school, op school".
    pub eis: String,
    /// Why.
    pub toelichting: Option<String>,
    /// `gehaald`, `niet` or `onbekend`.
    pub soort: &'static str,
    /// The outcome in words.
    pub uitslag: &'static str,
    /// Numbers of schools that meet it, that do not, and that do not say.
    pub wel: usize,
    /// See `wel`.
    pub niet: usize,
    /// See `wel`; those that only name it included.
    pub onbekend: usize,
    /// Schools among them that name it without saying that it is there, as a sentence part.
    pub scholen_genoemd: String,
    /// The schools behind these numbers, as sentence parts.
    pub scholen_wel: String,
    /// See `scholen_wel`.
    pub scholen_niet: String,
    /// See `scholen_wel`.
    pub scholen_onbekend: String,
}

/// What a school lacks by the norm.
#[derive(Debug, Serialize)]
pub struct Tekort {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub naam: String,
    /// What it does not meet, with the reason.
    pub niet: Vec<String>,
    /// What it does not say.
    pub onbekend: Vec<String>,
}

/// The profile of a school.
#[derive(Debug, Serialize)]
pub struct Profiel {
    /// Slug of the school.
    pub slug: String,
    /// Its name.
    pub naam: String,
    /// Path of the profile from the root; empty when there is none.
    pub pagina: String,
    /// School year or period of the profile.
    pub tijdvak: Option<String>,
    /// When its facts were checked.
    pub stand: Option<String>,
    /// What is to be done, as sentences; empty when all is well.
    pub opmerkingen: Vec<String>,
    /// How bad: 0 well, 1 something to check, 2 older, 3 none.
    pub ernst: u8,
}

/// The items of one list, with how many schools have each.
#[derive(Debug, Serialize)]
pub struct VlekkenLijst {
    /// Its id.
    pub id: String,
    /// Its title.
    pub titel: String,
    /// Its items.
    pub items: Vec<VlekItem>,
    /// Names of items that some school says it lacks, and no school has.
    pub geen: Vec<String>,
    /// Names of items that no school speaks of.
    pub ongenoemd: Vec<String>,
    /// Whether its items are judged on a scale: then "has" means that a value counts.
    pub beoordeeld: bool,
}

/// How many schools have an item.
#[derive(Debug, Serialize)]
pub struct VlekItem {
    /// Its name.
    pub naam: String,
    /// Schools that have it.
    pub wel: usize,
    /// Schools that say they do not.
    pub niet: usize,
    /// Schools that only name it.
    pub genoemd: usize,
    /// Schools that do not speak of it.
    pub onbekend: usize,
    /// Per town.
    pub plaatsen: Vec<Vlek>,
}

/// An item in a town.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Vlek {
    /// Schools that have it.
    pub wel: usize,
    /// `wel`, `niet` (all schools there say no), `genoemd` (some school there names it) or `onbekend`.
    pub soort: &'static str,
}

/// What no school in a town has.
#[derive(Debug, Serialize)]
pub struct PlaatsVlek {
    /// The town.
    pub plaats: String,
    /// Number of schools there.
    pub scholen: usize,
    /// Items that are elsewhere in the region, but that every school here says it lacks.
    pub niet: Vec<String>,
    /// Items that are elsewhere in the region, and that no school here names.
    pub onbekend: Vec<String>,
}

/// Judges the coverage of a region by a reference date.
pub fn beoordeel(regio: &Regio<'_>, stand: Date) -> Dekking {
    let catalogus = &regio.site.catalogus;
    let uitkomsten = norm::oordeel(regio);
    let (profielen, profiel_aantallen) = profielen(regio, stand);
    let (plaatsen, vlekken, per_plaats) = vlekken(regio);
    let zonder: Vec<&str> =
        regio.scholen.iter().filter(|s| s.school.plaatsen().is_empty()).map(|s| s.school.naam.as_str()).collect();
    let namen = namen::verzamel(regio.site);
    let mut dekking = Dekking {
        dag: stand,
        stand: Datum::dag(stand).to_string(),
        schooljaar: Schooljaar::op(stand).to_string(),
        zinnen: Vec::new(),
        norm: uitkomsten.iter().map(|u| norm_zicht(u, catalogus)).collect(),
        tekorten: tekorten(&uitkomsten, regio),
        profielen,
        profiel_aantallen,
        plaatsen,
        zonder_plaats: opsomming_kort(&zonder),
        vlekken,
        per_plaats,
        namen,
    };
    dekking.zinnen = samenvatting(&dekking, &uitkomsten);
    dekking
}

// ---------------------------------------------------------------- the norm

fn norm_zicht(uitkomst: &NormUitkomst<'_>, catalogus: &Catalogus) -> NormZicht {
    let (wel, niet, onbekend) = uitkomst.aantallen();
    let namen = |wat: Option<bool>| {
        let van = uitkomst.scholen.iter().filter(|(_, o)| o.voldoet() == wat);
        opsomming_kort(&van.map(|(s, _)| s.naam.as_str()).collect::<Vec<_>>())
    };
    let (soort, uitslag) = match uitkomst.uitslag {
        Uitslag::Gehaald => ("gehaald", "Gehaald"),
        Uitslag::NietGehaald => ("niet", "Niet gehaald"),
        Uitslag::NietTeZeggen => ("onbekend", "Niet te zeggen"),
    };
    NormZicht {
        wat: wat(uitkomst.regel, catalogus),
        eis: eis(uitkomst.regel, catalogus),
        toelichting: uitkomst.regel.toelichting.as_deref().map(zinnen::met_punt),
        soort,
        uitslag,
        wel,
        niet,
        onbekend,
        scholen_genoemd: {
            let named = uitkomst.scholen.iter().filter(|(_, o)| *o == Oordeel::Genoemd);
            opsomming_kort(&named.map(|(s, _)| s.naam.as_str()).collect::<Vec<_>>())
        },
        scholen_wel: namen(Some(true)),
        scholen_niet: namen(Some(false)),
        scholen_onbekend: namen(None),
    }
}

/// What a rule asks for, as a name.
fn wat(regel: &NormRegel, catalogus: &Catalogus) -> String {
    match &regel.wat {
        NormDoel::Item(item) => catalogus.naam(item).to_owned(),
        NormDoel::Hulpvraag(id) => {
            let vraag = ItemSleutel { lijst: HULPVRAGEN.to_owned(), item: id.clone() };
            format!("Hulp bij: {}", lezing::met_kleine_letter(catalogus.naam(&vraag)))
        }
    }
}

/// How a rule asks for it.
fn eis(regel: &NormRegel, catalogus: &Catalogus) -> String {
    let scholen = match regel.scholen {
        NormAantal::Alle => "elke school".to_owned(),
        NormAantal::Minstens(n) => format!("ten minste {}", aantal(n, "school", "scholen")),
    };
    if regel.waar.is_empty() {
        return scholen;
    }
    let lijst = catalogus.plaatsen();
    let namen = lijst.map(|l| l.items.iter().filter(|i| regel.waar.contains(&i.id)).collect::<Vec<_>>());
    let namen: Vec<String> = namen.unwrap_or_default().iter().map(|i| lezing::met_kleine_letter(&i.naam)).collect();
    // "Op school, via het bestuur of via anderen".
    let places = match namen.split_last() {
        Some((last, first)) if !first.is_empty() => format!("{} of {last}", first.join(", ")),
        _ => namen.concat(),
    };
    format!("{scholen}, {places}")
}

/// Per school what it lacks and what it does not say; schools that meet everything are left out.
fn tekorten(uitkomsten: &[NormUitkomst<'_>], regio: &Regio<'_>) -> Vec<Tekort> {
    let catalogus = &regio.site.catalogus;
    let mut uit = Vec::new();
    for (nummer, feiten) in regio.scholen.iter().enumerate() {
        let (mut niet, mut onbekend) = (Vec::new(), Vec::new());
        for uitkomst in uitkomsten {
            // Where enough schools meet a rule for some, the others lack nothing.
            let genoeg = matches!(uitkomst.regel.scholen, NormAantal::Minstens(_));
            let Some((_, oordeel)) = uitkomst.scholen.get(nummer) else { continue };
            let naam = wat(uitkomst.regel, catalogus);
            match oordeel {
                _ if genoeg => {}
                Oordeel::Voldoet => {}
                Oordeel::Niet => niet.push(format!("{naam}: is er niet")),
                Oordeel::AnderePlaats(waar) => {
                    niet.push(format!("{naam}: alleen {}", lezing::plaatsen(waar, catalogus)));
                }
                Oordeel::PlaatsNietVermeld => onbekend.push(format!("{naam}: de plaats")),
                Oordeel::MetGrens => onbekend.push(format!("{naam}: er is hulp, en ook een grens")),
                Oordeel::Genoemd => onbekend.push(format!("{naam}: wordt genoemd, maar niet of het er is")),
                Oordeel::NietVermeld => onbekend.push(naam),
            }
        }
        if !niet.is_empty() || !onbekend.is_empty() {
            uit.push(Tekort { slug: feiten.school.slug.clone(), naam: feiten.school.naam.clone(), niet, onbekend });
        }
    }
    uit.sort_by_cached_key(|t| (std::cmp::Reverse(t.niet.len()), t.naam.to_lowercase()));
    uit
}

// ---------------------------------------------------------------- profiles

fn profielen(regio: &Regio<'_>, stand: Date) -> (Vec<Profiel>, (usize, usize, usize)) {
    let mut uit: Vec<Profiel> = regio.scholen.iter().map(|s| profiel(s.school, stand)).collect();
    let tel = |past: fn(u8) -> bool| uit.iter().filter(|p| past(p.ernst)).count();
    let aantallen = (tel(|e| e < 2), tel(|e| e == 2), tel(|e| e == 3));
    uit.sort_by_cached_key(|p| (std::cmp::Reverse(p.ernst), p.naam.to_lowercase()));
    (uit, aantallen)
}

fn profiel(school: &School, stand: Date) -> Profiel {
    let mut uit = Profiel {
        slug: school.slug.clone(),
        naam: school.naam.clone(),
        pagina: String::new(),
        tijdvak: None,
        stand: None,
        opmerkingen: Vec::new(),
        ernst: 0,
    };
    let Some(document) = school.profiel() else {
        uit.ernst = 3;
        uit.opmerkingen.push("Er is geen profiel.".to_owned());
        return uit;
    };
    uit.pagina = school.adressen(document).0;
    uit.tijdvak = Some(document.tijdvak());
    uit.stand = document.stand().map(|d| d.to_string());
    if !geldt_op(document, stand) {
        uit.ernst = 2;
        uit.opmerkingen.push(format!("Er is geen profiel voor {}.", Schooljaar::op(stand)));
    }
    if document.geldig_tot.is_some_and(|tot| tot.laatste() < stand) {
        uit.ernst = uit.ernst.max(1);
        uit.opmerkingen.push("De geldigheid is voorbij.".to_owned());
    }
    if document.stand().is_none() {
        uit.ernst = uit.ernst.max(1);
        uit.opmerkingen.push("Er staat niet bij wanneer de gegevens zijn nagekeken.".to_owned());
    }
    if document.is_oud(stand) {
        uit.ernst = uit.ernst.max(1);
        uit.opmerkingen.push("De gegevens zijn ouder dan een jaar.".to_owned());
    }
    uit
}

/// Whether a document is about the school year, or a period, that a day falls in.
fn geldt_op(document: &Document, dag: Date) -> bool {
    match (&document.periode, document.schooljaar) {
        (Some((van, tot)), _) => van.eerste() <= dag && tot.is_none_or(|tot| dag <= tot.laatste()),
        (None, Some(jaar)) => jaar >= Schooljaar::op(dag),
        (None, None) => false,
    }
}

// ---------------------------------------------------------------- white spots

fn vlekken(regio: &Regio<'_>) -> (Vec<String>, Vec<VlekkenLijst>, Vec<PlaatsVlek>) {
    let catalogus = &regio.site.catalogus;
    let mut per_plaats: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (nummer, feiten) in regio.scholen.iter().enumerate() {
        for plaats in feiten.school.plaatsen() {
            per_plaats.entry(plaats).or_default().push(nummer);
        }
    }
    let mut plekken: Vec<PlaatsVlek> = per_plaats
        .iter()
        .map(|(plaats, scholen)| PlaatsVlek {
            plaats: (*plaats).to_owned(),
            scholen: scholen.len(),
            niet: Vec::new(),
            onbekend: Vec::new(),
        })
        .collect();
    let mut uit = Vec::new();
    for (lijst_id, items) in regio.genoemd() {
        let mut lijst = VlekkenLijst {
            id: lijst_id.to_owned(),
            titel: catalogus.lijst(lijst_id).map_or_else(|| lijst_id.to_owned(), |l| l.titel.clone()),
            items: Vec::new(),
            geen: Vec::new(),
            ongenoemd: ongenoemd(lijst_id, &items, catalogus),
            beoordeeld: items.iter().all(|i| {
                let cellen = regio.scholen.iter().filter_map(|s| s.outcome(i));
                cellen.into_iter().all(|cel| !cel.scores.is_empty())
            }),
        };
        for sleutel in &items {
            let standen: Vec<Stand> = regio.scholen.iter().map(|s| s.stand(sleutel)).collect();
            let tel = |wat| standen.iter().filter(|s| **s == wat).count();
            let naam = catalogus.naam(sleutel).to_owned();
            let (wel, niet, genoemd) = (tel(Stand::Ja), tel(Stand::Nee), tel(Stand::Genoemd));
            let onbekend = tel(Stand::NietVermeld);
            if wel + niet + genoemd == 0 {
                continue;
            }
            let plaatsen: Vec<Vlek> = per_plaats.values().map(|scholen| vlek(scholen, &standen)).collect();
            if wel + genoemd == 0 {
                lijst.geen.push(naam.clone());
            } else if !lijst.beoordeeld {
                for (plek, vlek) in plekken.iter_mut().zip(&plaatsen) {
                    match vlek.soort {
                        "niet" => plek.niet.push(naam.clone()),
                        "onbekend" => plek.onbekend.push(naam.clone()),
                        _ => {}
                    }
                }
            }
            lijst.items.push(VlekItem { naam, wel, niet, genoemd, onbekend, plaatsen });
        }
        if !lijst.items.is_empty() {
            uit.push(lijst);
        }
    }
    (per_plaats.keys().map(|p| (*p).to_owned()).collect(), uit, plekken)
}

/// Items of a list in use that no school speaks of; not those that went out of use, and not those
/// that only gather others.
fn ongenoemd(lijst: &str, genoemd: &[ItemSleutel], catalogus: &Catalogus) -> Vec<String> {
    let Some(lijst) = catalogus.lijst(lijst) else { return Vec::new() };
    let ouders: BTreeSet<usize> = lijst.items.iter().filter_map(|i| i.ouder).collect();
    let over = lijst.items.iter().enumerate().filter(|(i, item)| {
        item.vervallen.is_none() && !ouders.contains(i) && !genoemd.iter().any(|g| g.item == item.id)
    });
    over.map(|(_, item)| item.naam.clone()).collect()
}

fn vlek(scholen: &[usize], standen: &[Stand]) -> Vlek {
    let van: BTreeSet<Stand> = scholen.iter().map(|i| standen[*i]).collect();
    let wel = scholen.iter().filter(|i| standen[**i] == Stand::Ja).count();
    let soort = if wel > 0 {
        "wel"
    } else if van.contains(&Stand::Genoemd) {
        "genoemd"
    } else if van.contains(&Stand::NietVermeld) {
        "onbekend"
    } else {
        "niet"
    };
    Vlek { wel, soort }
}

// ---------------------------------------------------------------- the summary

fn samenvatting(dekking: &Dekking, uitkomsten: &[NormUitkomst<'_>]) -> Vec<(&'static str, String)> {
    let mut uit = Vec::new();
    if !uitkomsten.is_empty() {
        let tel = |wat| uitkomsten.iter().filter(|u| u.uitslag == wat).count();
        let (wel, niet, open) = (tel(Uitslag::Gehaald), tel(Uitslag::NietGehaald), tel(Uitslag::NietTeZeggen));
        let mut delen = Vec::new();
        if wel > 0 {
            delen.push(regels_zijn(wel, "gehaald"));
        }
        if niet > 0 {
            delen.push(regels_zijn(niet, "niet gehaald"));
        }
        if open > 0 {
            let hoeveel = if open == 1 { "één".to_owned() } else { open.to_string() };
            delen.push(format!("bij {hoeveel} is het niet te zeggen, omdat scholen er te weinig over vermelden"));
        }
        let regels = aantal(uitkomsten.len(), "regel", "regels");
        uit.push(("Norm", format!("De norm heeft {regels}: {}.", zinnen::opsomming(&delen))));
    }
    let (nu, ouder, geen) = dekking.profiel_aantallen;
    let totaal = nu + ouder + geen;
    if totaal > 0 {
        let mut zin = format!(
            "Van de {} {} een profiel voor schooljaar {}.",
            aantal(totaal, "school", "scholen").replace("één ", ""),
            match nu {
                0 => "heeft geen enkele school".to_owned(),
                1 => "heeft één school".to_owned(),
                n => format!("hebben {n} scholen"),
            },
            dekking.schooljaar
        );
        let mut rest = Vec::new();
        if ouder > 0 {
            rest.push(format!("{} een ouder profiel", hebben(ouder)));
        }
        if geen > 0 {
            rest.push(format!("{} geen profiel", hebben(geen)));
        }
        if !rest.is_empty() {
            zin.push_str(&format!(" {}.", zinnen::hoofdletter(&zinnen::opsomming(&rest))));
        }
        uit.push(("Profielen", zin));
    }
    let aanbod = dekking.vlekken.iter().filter(|l| !l.beoordeeld);
    let geen: usize = aanbod.map(|l| l.geen.len() + l.ongenoemd.len()).sum();
    if geen > 0 {
        let zin = if geen == 1 {
            "Eén ding uit de lijsten noemt geen enkele school.".to_owned()
        } else {
            format!("{geen} dingen uit de lijsten heeft of noemt geen enkele school.")
        };
        uit.push(("Witte vlekken", zin));
    }
    let vrij = dekking.namen.vrij.len() + dekking.namen.eigen.len();
    if vrij > 0 {
        let staan = if vrij == 1 { "staat" } else { "staan" };
        let zin = format!("Scholen gebruiken {} die in geen lijst {staan}.", aantal(vrij, "naam", "namen"));
        uit.push(("Namen", zin));
    }
    uit
}

/// "één is gehaald", "3 zijn gehaald".
fn regels_zijn(n: usize, wat: &str) -> String {
    if n == 1 { format!("één is {wat}") } else { format!("{n} zijn {wat}") }
}

/// "één school heeft", "3 scholen hebben".
fn hebben(n: usize) -> String {
    format!("{} {}", aantal(n, "school", "scholen"), if n == 1 { "heeft" } else { "hebben" })
}
