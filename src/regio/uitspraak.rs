//! What a school says, in whole sentences: of an item of a list, and of what it offers beside the
//! lists for a parents' question.
//!
//! There is a sentence for each of: there with a place, there without one, not there, and not
//! stated. Nothing is promised that no document states.

use std::collections::BTreeMap;

use crate::model::antwoord::{Eigen, Rij, Vorminhoud};
use crate::model::catalogus::{Catalogus, HULPVRAGEN};
use crate::model::formaat::{Onderwerp, Sectie};
use crate::model::lijst::SchaalWaarde;
use crate::model::site::Document;
use crate::model::waarde::{Doelwit, Gevuld, Inhoud, ItemSleutel, Score, Stand, Verwijzing};
use crate::soorten;
use crate::tekst::{Markdown, zinnen};

use super::{Outcome, SchoolFacts};

/// Says that something is there, where nothing more is known of it.
pub const HAS: &str = "De school heeft dit.";

/// Says what a cell says of its item.
pub fn zin(cel: &Outcome<'_>, catalogus: &Catalogus) -> String {
    let mut delen: Vec<String> = plaatszinnen(cel, catalogus);
    delen.extend(scores(cel, catalogus));
    if delen.is_empty() || (cel.stand == Stand::Nee && cel.scores.is_empty()) {
        delen = match cel.stand {
            Stand::Ja if cel.is_contact() => vec!["De school noemt dit als contact voor ouders.".to_owned()],
            Stand::Ja => vec![HAS.to_owned()],
            Stand::Nee => vec!["De school heeft dit niet.".to_owned()],
            Stand::Genoemd => vec!["De school noemt dit, maar zegt niet of het er is.".to_owned()],
            Stand::NietVermeld => vec!["De school zegt niet of dit er is.".to_owned()],
        };
    }
    if cel.stand == Stand::Ja {
        let hoeveel = cel.feiten.iter().filter_map(|f| f.hoeveel.as_ref());
        delen.extend(hoeveel.map(|h| zinnen::met_punt(&zinnen::hoofdletter(&h.tekst))));
    }
    delen.dedup();
    delen.join(" ")
}

/// Whether a child goes elsewhere for what a school says is there: the item leads to another school
/// or institute, and the school does not say that it is in its own building.
pub fn refers_elsewhere(sleutel: &ItemSleutel, cel: &Outcome<'_>, catalogus: &Catalogus) -> bool {
    let leads_away = catalogus.item(sleutel).is_some_and(|item| item.verwijst);
    leads_away && cel.stand == Stand::Ja && !cel.waar.contains("school")
}

/// Whether something is there in a section that asks for places, while none is stated.
pub fn zonder_plaats(cel: &Outcome<'_>) -> bool {
    cel.stand == Stand::Ja && cel.waar.is_empty() && plaats_gevraagd(cel)
}

fn plaats_gevraagd(cel: &Outcome<'_>) -> bool {
    let vraagt = |s: &Sectie| !s.waar.is_empty() || s.velden.iter().any(|v| v.id == "waar");
    let Some(document) = cel.document else { return false };
    cel.feiten.iter().filter_map(|f| document.formaat.sectie(&f.sectie)).any(vraagt)
}

/// The places in the order of their list, each in its own sentence.
fn plaatszinnen(cel: &Outcome<'_>, catalogus: &Catalogus) -> Vec<String> {
    let Some(plaatsen) = catalogus.plaatsen().filter(|_| cel.stand == Stand::Ja) else { return Vec::new() };
    let hier = plaatsen.items.iter().filter(|p| cel.waar.contains(&p.id));
    let hier = hier.map(|p| match rows_at(cel, &p.id) {
        Some(rows) => format!("Bij {rows}: {}.", zinnen::klein(&p.naam)),
        None => zinnen::met_punt(p.zin.as_deref().unwrap_or(&p.naam)),
    });
    let not_here = plaatsen.items.iter().filter(|p| cel.niet_waar.contains(&p.id));
    let not_here = not_here.map(|p| format!("Niet {}.", zinnen::klein(&p.naam)));
    zinnen::one_after_another(hier).into_iter().chain(not_here).collect()
}

/// The rows that alone say that something is at a place, where the school tells of other uses too: that those are
/// there, it did not say.
fn rows_at(cel: &Outcome<'_>, place: &str) -> Option<String> {
    let (here, elsewhere): (Vec<_>, Vec<_>) = cel.feiten.iter().partition(|f| f.waar.contains(place));
    let mut rows: Vec<String> = Vec::new();
    for feit in here {
        let row = format!("“{}”", feit.context.as_deref()?);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    (!elsewhere.is_empty()).then(|| zinnen::opsomming(&rows))
}

fn scores(cel: &Outcome<'_>, catalogus: &Catalogus) -> Vec<String> {
    cel.scores.iter().filter_map(|score| scorezin(score, cel.document?, catalogus)).collect()
}

/// "De school werkt volgens deze afspraken."; per group and between two values the names of values.
fn scorezin(score: &Score, document: &Document, catalogus: &Catalogus) -> Option<String> {
    let schaal = catalogus.schalen.get(&score.schaal)?;
    let waarde = |id: &str| schaal.waarden.iter().find(|w| w.id == id);
    let van = waarde(&score.waarde)?;
    let naam = |w: &SchaalWaarde| w.naam.to_lowercase();
    let groep = score.groep.as_ref().map(|id| document.groepen.iter().find(|(g, _)| g == id).map_or(id, |(_, n)| n));
    Some(match (groep, score.tot.as_deref().and_then(waarde)) {
        (Some(groep), _) => format!("{groep}: {}.", naam(van)),
        (None, Some(tot)) => format!("Volgens de school zit dit tussen “{}” en “{}”.", naam(van), naam(tot)),
        (None, None) => zinnen::met_punt(van.zin.as_deref().unwrap_or(&van.naam)),
    })
}

/// Something that a school offers beside the lists, for a parents' question.
#[derive(Debug, Clone)]
pub struct Punt<'a> {
    /// The document that names it.
    pub document: &'a Document,
    /// Id of the section.
    pub sectie: &'a str,
    /// Its name.
    pub naam: String,
    /// What it does for a child, where the school says so.
    pub zin: Option<String>,
    /// A remark.
    pub noot: Option<&'a Markdown>,
    /// Whether a child goes elsewhere for it.
    pub verwijst: bool,
    /// The items of lists that it is, in the school's own words.
    pub is: Vec<ItemSleutel>,
}

/// What a school offers beside the lists, by the id of the parents' question that it answers.
pub fn eigen_punten<'a>(school: &SchoolFacts<'a>, catalogus: &'a Catalogus) -> BTreeMap<&'a str, Vec<Punt<'a>>> {
    let mut uit: BTreeMap<&str, Vec<Punt<'a>>> = BTreeMap::new();
    for eigen in school.eigen_aanbod() {
        for hulpvraag in hulpvragen(&eigen.eigen.hulpvragen) {
            let punt = Punt {
                document: eigen.document,
                sectie: eigen.sectie,
                naam: eigen.eigen.naam.tekst.clone(),
                zin: eigen_zin(eigen.eigen, catalogus),
                noot: eigen.eigen.noot.as_ref(),
                verwijst: false,
                is: Vec::new(),
            };
            uit.entry(hulpvraag).or_default().push(punt);
        }
    }
    for document in &school.documenten {
        let aanbod = document.formaat.secties().filter(|s| s.onderwerp == Some(Onderwerp::Aanbod));
        for (sectie, antwoord) in aanbod.filter_map(|s| Some((s, document.antwoorden.get(&s.id)?))) {
            let Vorminhoud::Rijen(rijen) = &antwoord.inhoud else { continue };
            van_rijen(document, sectie, rijen, catalogus, &mut uit);
        }
    }
    uit
}

/// Whether a row is about items that lead elsewhere and about no others of their lists: those whom
/// it names as helpers say nothing of where the help is.
fn row_refers(sectie: &Sectie, velden: &[(usize, Gevuld)], catalogus: &Catalogus) -> bool {
    let lists_of = |index: usize| sectie.velden.get(index).map(|v| v.lijsten.as_slice()).unwrap_or_default();
    let places = |index: usize| lists_of(index).iter().any(|l| l.items.iter().any(|item| item.verwijst));
    let mut items = velden.iter().filter(|(index, _)| places(*index)).filter_map(|(_, gevuld)| match &gevuld.inhoud {
        Inhoud::Verwijzingen(verwijzingen) => Some(verwijzingen),
        _ => None,
    });
    let leads_away = |v: &Verwijzing| match &v.doelwit {
        Doelwit::Item(sleutel) => catalogus.item(sleutel).is_some_and(|item| item.verwijst),
        Doelwit::Rij { .. } | Doelwit::Vrij => false,
    };
    items.next().is_some_and(|first| !first.is_empty() && first.iter().all(leads_away))
        && items.all(|others| others.iter().all(leads_away))
}

/// The sentence of an own offer and its places, as far as stated.
fn eigen_zin(eigen: &Eigen, catalogus: &Catalogus) -> Option<String> {
    let zin = eigen.zin.clone().or_else(|| eigen.tekst.as_ref().map(|t| t.eerste_zinnen(2)));
    let mut delen: Vec<String> = zin.map(|z| zinnen::met_punt(&z)).into_iter().collect();
    let plaats = |id: &str| catalogus.plaatsen()?.op_id(id).and_then(|(_, p)| p.zin.clone());
    let places = eigen.waar.iter().filter(|p| p.stand == Stand::Ja).filter_map(|p| plaats(&p.id));
    delen.extend(zinnen::one_after_another(places));
    (!delen.is_empty()).then(|| delen.join(" "))
}

fn van_rijen<'a>(
    document: &'a Document,
    sectie: &'a Sectie,
    rijen: &'a [Rij],
    catalogus: &Catalogus,
    uit: &mut BTreeMap<&'a str, Vec<Punt<'a>>>,
) {
    for rij in rijen {
        let velden = match rij {
            Rij::Groep { rijen, .. } => {
                van_rijen(document, sectie, rijen, catalogus, uit);
                continue;
            }
            Rij::Rij { velden, .. } => velden,
        };
        let Some(naam) = rijnaam(sectie, velden) else { continue };
        for verwijzing in velden.iter().filter_map(|(_, gevuld)| match &gevuld.inhoud {
            Inhoud::Verwijzingen(verwijzingen) => Some(verwijzingen),
            _ => None,
        }) {
            for hulpvraag in hulpvragen(verwijzing) {
                let zin = veld(sectie, velden, "zin").map(|t| zinnen::met_punt(&t.eerste_zinnen(2)));
                let noot = veld(sectie, velden, "noot");
                let verwijst = row_refers(sectie, velden, catalogus);
                let is = soorten::row_is(sectie, velden);
                let punt = Punt { document, sectie: &sectie.id, naam: naam.clone(), zin, noot, verwijst, is };
                uit.entry(hulpvraag).or_default().push(punt);
            }
        }
    }
}

/// The name of a row is its first text. One that goes on where the title of its column stops ("die
/// moeilijk plannen") is read together with that title.
fn rijnaam(sectie: &Sectie, velden: &[(usize, Gevuld)]) -> Option<String> {
    velden.iter().find_map(|(index, gevuld)| {
        let Inhoud::Tekst(tekst) = &gevuld.inhoud else { return None };
        let naam = zinnen::afkappen(&tekst.platte_tekst().replace('\n', " "), 160);
        let verder = naam.starts_with(char::is_lowercase);
        Some(if verder { format!("{} {naam}", sectie.velden.get(*index)?.titel) } else { naam })
    })
}

/// A text of a row, by the id of its field.
fn veld<'a>(sectie: &Sectie, velden: &'a [(usize, Gevuld)], id: &str) -> Option<&'a Markdown> {
    let is_het = |index: usize| sectie.velden.get(index).is_some_and(|v| v.id == id);
    velden.iter().filter(|(index, _)| is_het(*index)).find_map(|(_, gevuld)| match &gevuld.inhoud {
        Inhoud::Tekst(tekst) => Some(tekst),
        _ => None,
    })
}

/// Ids of the parents' questions among references.
fn hulpvragen(verwijzingen: &[Verwijzing]) -> impl Iterator<Item = &str> {
    verwijzingen.iter().filter_map(|v| match &v.doelwit {
        Doelwit::Item(ItemSleutel { lijst, item }) if lijst == HULPVRAGEN => Some(item.as_str()),
        _ => None,
    })
}
