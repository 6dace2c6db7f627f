//! What a parent reads of a profile: whole sentences from facts, grouped by what they are about.

mod limits;
pub mod overzicht;
pub mod samenvatting;
pub mod schoolgids;
pub mod stukken;

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Value;

use crate::facts::{self, SchoolFacts};
use crate::model::antwoord::{Antwoord, Eigen, Vorminhoud};
use crate::model::catalogus::Catalogus;
use crate::model::formaat::{Onderwerp, Sectie, Soort};
use crate::model::site::Document;
use crate::model::waarde::{Evidence, Feit, ItemSleutel, Stand};
use crate::soorten::{self, Schrijver};
use crate::tekst::{Markdown, zinnen};

/// The subjects of all current documents together: under each subject the sections of the first document come first.
pub fn merge(all: Vec<Vec<OnderwerpZicht>>) -> Vec<OnderwerpZicht> {
    let mut uit: Vec<OnderwerpZicht> = Vec::new();
    for subject in all.into_iter().flatten() {
        match uit.iter_mut().find(|o| o.onderwerp == subject.onderwerp) {
            Some(known) => known.secties.extend(subject.secties),
            None => uit.push(subject),
        }
    }
    uit.sort_by_key(|o| Onderwerp::WOORDEN.iter().position(|w| *w == o.onderwerp));
    uit
}

/// What the profile says about one subject.
#[derive(Debug, Serialize)]
pub struct OnderwerpZicht {
    /// Which subject.
    pub onderwerp: &'static str,
    /// Its sections.
    pub secties: Vec<OuderSectie>,
}

/// A section as a parent reads it.
#[derive(Debug, Serialize)]
pub struct OuderSectie {
    /// Its id, also its anchor on the page of its document.
    pub id: String,
    /// The page of its document, from the root of the output.
    pub pagina: String,
    /// Its title in the document.
    pub titel: String,
    /// Its heading in words of parents; a section of a list has that of the list.
    pub kop: String,
    /// The school's text for parents.
    pub voor_ouders: Option<Value>,
    /// What the school says of all that is there alike.
    pub said_of_all: Option<String>,
    /// What is there.
    pub wel: Vec<Regel>,
    /// Where the school sends a child; no help of its own.
    pub refers: Vec<Regel>,
    /// What is expressly not there.
    pub niet: Vec<Regel>,
    /// What the profile names elsewhere, without saying that it is there.
    pub genoemd: Vec<Genoemd>,
    /// Whether something is there without a place, in a section that has places.
    pub plaats_niet_vermeld: bool,
    /// Whether something is explained in general words, which the school did not write.
    pub algemeen: bool,
    /// Whether the profile says more in this section than a text for parents.
    pub meer: bool,
    /// Whether it has steps of a route there.
    pub stappen: bool,
}

/// An item that is only named, with the first place that names it.
#[derive(Debug, Serialize)]
pub struct Genoemd {
    /// Its name.
    pub naam: Value,
    /// Where, in words.
    pub bij: String,
    /// Where, from the root of the output.
    pub adres: String,
}

/// One thing, in sentences.
#[derive(Debug, Serialize)]
pub struct Regel {
    /// Its name.
    pub naam: Value,
    /// What the school says of it: where it is, how well it goes, how much.
    pub zin: String,
    /// What it is in general, from the list; not said by the school.
    pub algemeen: Option<String>,
    /// A remark of the school.
    pub noot: Option<Value>,
}

/// The subjects of one of a school's current documents, in the order of [`Onderwerp`]; sections without anything
/// for parents are left out. `outcomes` are those of all its current documents.
pub fn onderwerpen(
    outcomes: &SchoolFacts<'_>,
    document: &Document,
    catalogus: &Catalogus,
    schrijver: &mut Schrijver<'_>,
) -> Vec<OnderwerpZicht> {
    let page = outcomes.school.adressen(document).0;
    let mut feiten = facts::statements(document, catalogus);
    // An answer that another section or a newer document overrules is not told here.
    feiten.retain(|f| {
        let outcome = outcomes.outcome(&f.item);
        f.evidence == Evidence::Answer
            && outcome.is_some_and(|o| o.stand == f.stand && o.document.is_some_and(|d| std::ptr::eq(d, document)))
    });
    let mut uit: Vec<OnderwerpZicht> = Vec::new();
    for woord in Onderwerp::WOORDEN {
        let mut secties = Vec::new();
        for sectie in document.formaat.secties().filter(|s| s.onderwerp.is_some_and(|o| o.woord() == *woord)) {
            let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
            let eigen_feiten: Vec<&Feit> = feiten.iter().filter(|f| f.sectie == sectie.id).collect();
            let mut section = ouder_sectie(sectie, antwoord, &eigen_feiten, catalogus, schrijver);
            let named = named(sectie, outcomes, schrijver);
            if let Some(section) = &mut section {
                add_told_elsewhere(section, sectie, document, outcomes, catalogus, schrijver);
                section.genoemd = named;
                section.pagina = page.clone();
            }
            secties.extend(section);
        }
        if !secties.is_empty() {
            uit.push(OnderwerpZicht { onderwerp: woord, secties });
        }
    }
    uit
}

fn ouder_sectie(
    sectie: &Sectie,
    antwoord: &Antwoord,
    feiten: &[&Feit],
    catalogus: &Catalogus,
    schrijver: &mut Schrijver<'_>,
) -> Option<OuderSectie> {
    schrijver.begin_sectie();
    let voor_ouders = antwoord.voor_ouders.as_ref().map(|t| schrijver.blok(t, 4));
    let mut zicht = OuderSectie {
        id: sectie.id.clone(),
        pagina: String::new(),
        titel: sectie.titel.clone(),
        kop: heading(sectie).to_owned(),
        voor_ouders,
        said_of_all: None,
        wel: Vec::new(),
        refers: Vec::new(),
        niet: Vec::new(),
        genoemd: Vec::new(),
        plaats_niet_vermeld: false,
        algemeen: false,
        meer: antwoord.has_content(),
        stappen: matches!(antwoord.inhoud, Vorminhoud::Graaf(_)),
    };
    // Only items of help speak for themselves; the other kinds are read in the profile.
    if matches!(sectie.soort, Soort::Aanbod | Soort::Beoordeling) && sectie.is_help() {
        let eigen_namen: Vec<&crate::bron::Plek> = antwoord.anders.iter().map(|e| &e.naam.plek).collect();
        let los =
            feiten.iter().filter(|f| !eigen_namen.iter().any(|p| p.van() == f.plek.van() && p.pad() == f.plek.pad()));
        for feit in los {
            match feit.stand {
                Stand::Ja if refers_elsewhere(feit, catalogus) => zicht.refers.push(regel(feit, catalogus, schrijver)),
                Stand::Ja => zicht.wel.push(regel(feit, catalogus, schrijver)),
                Stand::Nee => zicht.niet.push(regel(feit, catalogus, schrijver)),
                Stand::Genoemd | Stand::NietVermeld => continue,
            }
            let heeft_plaatsen = !sectie.waar.is_empty();
            zicht.plaats_niet_vermeld |= heeft_plaatsen && feit.stand == Stand::Ja && feit.waar.is_empty();
        }
        zicht.wel.extend(antwoord.anders.iter().map(|e| eigen_regel(e, catalogus, schrijver)));
        if feiten.iter().any(|f| f.waarde.is_some()) {
            zicht.said_of_all = said_of_all(&mut zicht.wel);
        }
        zicht.algemeen = zicht.wel.iter().any(|r| r.algemeen.is_some());
    }
    let regels = [&zicht.wel, &zicht.refers, &zicht.niet];
    let iets = zicht.voor_ouders.is_some() || regels.iter().any(|r| !r.is_empty());
    iets.then_some(zicht)
}

fn heading(sectie: &Sectie) -> &str {
    let list = sectie.lijst.as_ref().filter(|_| sectie.is_help());
    list.and_then(|l| l.kop_ouders.as_deref()).unwrap_or(&sectie.titel)
}

/// The sentence that all of some lines have, taken from them: how well something goes is told once above them.
fn said_of_all(regels: &mut [Regel]) -> Option<String> {
    let [first, others @ ..] = &*regels else { return None };
    let sentence = first.zin.clone();
    if sentence.is_empty() || others.is_empty() || others.iter().any(|r| r.zin != sentence) {
        return None;
    }
    regels.iter_mut().for_each(|r| r.zin.clear());
    Some(sentence)
}

/// Whether a child goes elsewhere for what a fact says is there.
fn refers_elsewhere(feit: &Feit, catalogus: &Catalogus) -> bool {
    catalogus.item(&feit.item).is_some_and(|item| item.verwijst) && !feit.waar.contains("school")
}

/// Adds the items of a section's list that the school has by another part of its profile, such as a table of who
/// does what, where that part does not tell parents of them itself.
fn add_told_elsewhere(
    section: &mut OuderSectie,
    sectie: &Sectie,
    document: &Document,
    outcomes: &SchoolFacts<'_>,
    catalogus: &Catalogus,
    schrijver: &mut Schrijver<'_>,
) {
    let Some(lijst) = sectie.lijst.as_ref().filter(|_| sectie.soort == Soort::Aanbod && sectie.is_help()) else {
        return;
    };
    let lists_items = |id: &str| {
        let told = |s: &Sectie| s.id == id && s.onderwerp.is_some() && s.soort == Soort::Aanbod && s.is_help();
        document.formaat.secties().any(told)
    };
    for item in &lijst.items {
        let key = ItemSleutel { lijst: lijst.id.clone(), item: item.id.clone() };
        let Some(outcome) = outcomes.outcome(&key).filter(|o| o.stand == Stand::Ja && !o.is_contact()) else {
            continue;
        };
        let here = outcome.document.is_some_and(|d| std::ptr::eq(d, document));
        if !here || outcome.feiten.iter().any(|f| lists_items(&f.sectie)) {
            continue;
        }
        let Some(feit) = outcome.feiten.iter().find(|f| f.stand == Stand::Ja) else { continue };
        let line = regel(feit, catalogus, schrijver);
        section.algemeen |= line.algemeen.is_some();
        if refers_elsewhere(feit, catalogus) {
            section.refers.push(line);
        } else {
            section.plaats_niet_vermeld |= !sectie.waar.is_empty() && feit.waar.is_empty();
            section.wel.push(line);
        }
    }
}

/// The items of a section's list that nothing answers and that the profile names elsewhere.
fn named(sectie: &Sectie, outcomes: &SchoolFacts<'_>, schrijver: &mut Schrijver<'_>) -> Vec<Genoemd> {
    let Some(lijst) = sectie.lijst.as_ref().filter(|_| sectie.soort == Soort::Aanbod) else { return Vec::new() };
    let mut uit = Vec::new();
    for item in &lijst.items {
        let key = ItemSleutel { lijst: lijst.id.clone(), item: item.id.clone() };
        let Some(outcome) = outcomes.outcome(&key) else { continue };
        // Whom parents can turn to stands under contact, with how to reach them.
        if outcome.stand != Stand::Genoemd {
            continue;
        }
        let Some(feit) = outcome.feiten.first() else { continue };
        let naam = schrijver.item_for_parents(&key, &feit.plek);
        let first = outcome.named_at(outcomes.school).into_iter().next();
        uit.extend(first.map(|(bij, adres)| Genoemd { naam, bij, adres }));
    }
    uit
}

/// Two or three sentences: what it is, where it is; names are never pasted into a pattern.
fn regel(feit: &Feit, catalogus: &Catalogus, schrijver: &mut Schrijver<'_>) -> Regel {
    let item = catalogus.item(&feit.item);
    let mut delen: Vec<String> = Vec::new();
    // What an item does for a child, it does only where it is.
    let algemeen = item.filter(|_| feit.stand == Stand::Ja).and_then(|i| i.zin.as_deref()).map(zinnen::met_punt);
    let note = |id: &String| feit.plaatsnoten.get(id).map(|n| n.platte_tekst().replace('\n', " "));
    let (mut places, mut remarks) = (Vec::new(), Vec::new());
    for id in in_order(&feit.waar, catalogus) {
        let said = note(id).map(|n| zinnen::met_punt(&zinnen::hoofdletter(&n)));
        if let Some(sentence) = plaatszin(id, catalogus) {
            places.push(sentence);
            remarks.push(said);
        } else {
            delen.extend(said);
        }
    }
    for (sentence, said) in zinnen::one_after_another(places).into_iter().zip(remarks) {
        delen.push(sentence);
        delen.extend(said);
    }
    if feit.stand == Stand::Ja {
        for id in &feit.niet_waar {
            let name =
                catalogus.plaatsen().and_then(|l| l.op_id(id)).map_or(id.clone(), |(_, p)| zinnen::klein(&p.naam));
            delen.push(match note(id) {
                Some(note) => format!("Niet {name}: {}", zinnen::met_punt(&note)),
                None => format!("Niet {name}."),
            });
        }
    }
    if let Some(score) = &feit.waarde {
        let schaal = catalogus.schalen.get(&score.schaal);
        let gevonden = schaal.and_then(|s| s.waarden.iter().find(|w| w.id == score.waarde));
        delen.extend(gevonden.and_then(|w| w.zin.clone()).map(|z| zinnen::met_punt(&z)));
    }
    if let Some(hoeveel) = &feit.hoeveel {
        delen.push(zinnen::met_punt(&zinnen::hoofdletter(&hoeveel.tekst)));
    }
    Regel {
        naam: schrijver.item_for_parents(&feit.item, &feit.plek),
        zin: delen.join(" "),
        algemeen,
        noot: feit.noot.as_ref().map(|n| schrijver.remark(None, n)),
    }
}

/// Places from the nearest to the farthest, as their list has them.
fn in_order<'a>(waar: &'a BTreeSet<String>, catalogus: &Catalogus) -> Vec<&'a String> {
    let mut places: Vec<&String> = waar.iter().collect();
    places.sort_by_key(|id| catalogus.plaatsen().and_then(|l| l.op_id(id)).map_or(usize::MAX, |(i, _)| i));
    places
}

fn plaatszin(id: &str, catalogus: &Catalogus) -> Option<String> {
    let (_, plaats) = catalogus.plaatsen()?.op_id(id)?;
    plaats.zin.clone()
}

/// Own offer: the school's sentence, else the beginning of its text.
fn eigen_regel(eigen: &Eigen, catalogus: &Catalogus, schrijver: &mut Schrijver<'_>) -> Regel {
    let begin = |tekst: &Markdown| tekst.eerste_zinnen(2);
    let mut delen: Vec<String> = Vec::new();
    let zin = eigen.zin.clone().or_else(|| eigen.tekst.as_ref().map(begin));
    let algemeen = if zin.is_some() { None } else { soorten::general_sentence(eigen, catalogus) };
    delen.extend(zin.map(|z| zinnen::met_punt(&z)));
    let waar = eigen.waar.iter().filter(|p| p.stand == Stand::Ja);
    delen.extend(zinnen::one_after_another(waar.filter_map(|p| plaatszin(&p.id, catalogus))));
    delen.extend(eigen.hoeveel.as_ref().map(|h| zinnen::met_punt(&zinnen::hoofdletter(&h.tekst))));
    Regel {
        naam: schrijver.woorden(&eigen.naam.tekst, &eigen.naam.plek),
        zin: delen.join(" "),
        algemeen: algemeen.map(|z| zinnen::met_punt(&z)),
        noot: eigen.noot.as_ref().map(|n| schrijver.remark(None, n)),
    }
}
