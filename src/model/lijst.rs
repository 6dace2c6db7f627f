//! Shared vocabulary: lists of items, and scales of values.

mod hulpvragen;

use std::collections::BTreeMap;

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen};
use crate::normal::key;
use crate::tekst::zinnen;
use crate::yaml::{Knoop, Paar, Waarde};

use super::lezer::{KaartLezer, Woord, als_woorden, controleer_id, verkeerd_type};

pub use hulpvragen::Bij;

/// Keys that stand in every section; no item may have one as its id.
pub const GERESERVEERD: [&str; 9] =
    ["toelichting", "voor-ouders", "anders", "rijen", "stappen", "bron", "peildatum", "gecontroleerd", "nvt"];

/// Where the name of an item comes in `in-zin`.
const HOLE: &str = "{naam}";

/// A list of items, such as the specialists a school may have.
#[derive(Debug, Clone)]
pub struct Lijst {
    /// Its id.
    pub id: String,
    /// Its title, as shown.
    pub titel: String,
    /// What parents read above its items, in place of the title.
    pub kop_ouders: Option<String>,
    /// How an item reads inside a sentence, where its name alone says too little: "afspraken over {naam}".
    pub in_zin: Option<String>,
    /// Its items in order; nested items follow the item they belong to.
    pub items: Vec<Item>,
    index: BTreeMap<String, usize>,
}

/// One thing that a school can have, do or score.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id, unique within the list.
    pub id: String,
    /// Its name, as shown.
    pub naam: String,
    /// Its name in words of parents (B1), where the name of the field is jargon.
    pub naam_ouders: Option<String>,
    /// What it is, for the glossary.
    pub betekenis: Option<String>,
    /// A whole sentence for parents (B1).
    pub zin: Option<String>,
    /// Other words for the same thing.
    pub synoniemen: Vec<String>,
    /// Where the name and each of the synonyms stand.
    plekken: Vec<Plek>,
    /// Parents' questions that it is an answer to.
    pub hulpvragen: Vec<Woord>,
    /// Whether a child goes elsewhere for it: to another school or institute. Then a school refers
    /// to it, and does not offer it itself.
    pub verwijst: bool,
    /// The heading under which it stands among others, such as parents' questions about learning.
    pub groep: Option<String>,
    /// The year in which it went out of use.
    pub vervallen: Option<String>,
    /// The item that took its place.
    pub vervangen_door: Option<Woord>,
    /// Index of the item it belongs to.
    pub ouder: Option<usize>,
    /// Where it is defined.
    pub plek: Plek,
}

impl Lijst {
    /// Reads the node of a list file. `basis` is the list it extends, if any.
    pub fn lees(knoop: &Knoop, basis: Option<&Self>, meldingen: &mut Meldingen) -> Option<Self> {
        let mut lezer = KaartLezer::nieuw(knoop, "een lijst", meldingen)?;
        let id = match basis {
            Some(basis) => {
                lezer.neem("breidt-uit");
                basis.id.clone()
            }
            None => {
                let woord = lezer.moet_tekst("lijst", meldingen)?;
                controleer_id(&woord, "lijst-id", meldingen).then_some(woord.tekst)?
            }
        };
        let titel = lezer.tekst("titel", meldingen).map(|w| w.tekst);
        let kop_ouders = lezer.tekst("kop-ouders", meldingen).map(|w| w.tekst);
        let in_zin = lezer.tekst("in-zin", meldingen);
        if let Some(zin) = in_zin.as_ref().filter(|zin| !zin.tekst.contains(HOLE)) {
            let bericht = format!("in `in-zin` ontbreekt `{HOLE}`");
            let hint = format!("zet `{HOLE}` waar de naam van het item komt, zoals `afspraken over {HOLE}`");
            meldingen.meld(Melding::op(Code::VerkeerdType, &zin.plek, bericht).hint(hint));
        }
        let in_zin = in_zin.map(|w| w.tekst);
        let mut items = basis.map(|b| b.items.clone()).unwrap_or_default();
        if let Some(knoop) = lezer.moet("items", meldingen) {
            lees_items(&id, knoop, None, &mut items, meldingen);
        }
        lezer.klaar(meldingen);
        let titel = titel.or_else(|| basis.map(|b| b.titel.clone())).unwrap_or_else(|| id.clone());
        let kop_ouders = kop_ouders.or_else(|| basis.and_then(|b| b.kop_ouders.clone()));
        let index = bouw_index(&items, meldingen);
        let in_zin = in_zin.or_else(|| basis.and_then(|b| b.in_zin.clone()));
        Some(Self { id, titel, kop_ouders, in_zin, items, index })
    }

    /// The name of one of its items as parents read it inside a sentence.
    pub fn in_sentence(&self, item: &Item) -> String {
        let name = zinnen::klein(item.voor_ouders());
        self.in_zin.as_ref().map_or(name.clone(), |sentence| sentence.replace(HOLE, &name))
    }

    /// The item with this id.
    pub fn op_id(&self, id: &str) -> Option<(usize, &Item)> {
        self.items.iter().enumerate().find(|(_, i)| i.id == id)
    }

    /// The item that a text means: by id, name or synonym, regardless of case and of what looks the same.
    pub fn zoek(&self, tekst: &str) -> Option<(usize, &Item)> {
        let index = *self.index.get(&key(tekst))?;
        self.items.get(index).map(|item| (index, item))
    }

    /// Every text that means an item: ids first, then names and synonyms.
    pub fn namen(&self) -> impl Iterator<Item = &str> + Clone {
        let ids = self.items.iter().map(|i| i.id.as_str());
        let namen = self
            .items
            .iter()
            .flat_map(|i| std::iter::once(i.naam.as_str()).chain(i.synoniemen.iter().map(String::as_str)));
        ids.chain(namen)
    }

    /// The ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> + Clone {
        self.items.iter().map(|i| i.id.as_str())
    }
}

impl Lijst {
    /// The name of an item as parents read it where it stands by itself: "Afspraken over pesten", and not "Pesten".
    pub fn for_parents(&self, item: &Item) -> String {
        match self.in_zin {
            Some(_) => crate::tekst::zinnen::hoofdletter(&self.in_sentence(item)),
            None => item.voor_ouders().to_owned(),
        }
    }

    /// Its title as parents read it.
    pub fn heading_for_parents(&self) -> &str {
        self.kop_ouders.as_deref().unwrap_or(&self.titel)
    }
}

impl Item {
    /// Its name as parents read it.
    pub fn voor_ouders(&self) -> &str {
        self.naam_ouders.as_deref().unwrap_or(&self.naam)
    }
}

fn lees_items(lijst: &str, knoop: &Knoop, ouder: Option<usize>, items: &mut Vec<Item>, meldingen: &mut Meldingen) {
    let Waarde::Kaart(paren) = &knoop.waarde else {
        let hint = "schrijf per item een regel als `lift: {naam: Lift}`, zonder streepjes";
        meldingen.meld(verkeerd_type(knoop, "per item een id met een naam").hint(hint));
        return;
    };
    for paar in paren {
        let woord = Woord { tekst: paar.sleutel.clone(), plek: paar.sleutel_plek.clone() };
        if !controleer_id(&woord, "item-id", meldingen) {
            continue;
        }
        if GERESERVEERD.contains(&woord.tekst.as_str()) {
            meldingen.meld(
                Melding::op(Code::GereserveerdId, &woord.plek, format!("`{}` kan geen item zijn", woord.tekst))
                    .hint("dit woord betekent in elke sectie al iets; kies een ander id"),
            );
            continue;
        }
        lees_item(lijst, paar, woord, ouder, items, meldingen);
    }
}

fn lees_item(
    lijst: &str,
    paar: &Paar,
    id: Woord,
    ouder: Option<usize>,
    items: &mut Vec<Item>,
    meldingen: &mut Meldingen,
) {
    let Some(mut lezer) = KaartLezer::nieuw(&paar.waarde, "een item", meldingen) else { return };
    // Only questions are shown under headings by name.
    if let Some(groep) = lezer.neem_paar("groep").filter(|groep| lijst != "hulpvragen" && !groep.waarde.is_leeg()) {
        meldingen.meld(
            Melding::op(Code::OnbekendeSleutel, &groep.sleutel_plek, "`groep` werkt alleen in de lijst `hulpvragen`")
                .hint("maak van de groep een item, en zet onder haar `items:` wat erbij hoort"),
        );
    }
    let naam = lezer.moet_tekst("naam", meldingen).unwrap_or_else(|| id.clone());
    let item = velden(&mut lezer, id, naam, ouder, meldingen);
    let onder = lezer.neem("items");
    lezer.klaar(meldingen);
    let Some(index) = voeg_toe(item, items, meldingen) else { return };
    if let Some(onder) = onder {
        lees_items(lijst, onder, Some(index), items, meldingen);
    }
}

/// What is said of an item, apart from its name and the items below it.
fn velden(lezer: &mut KaartLezer<'_>, id: Woord, naam: Woord, ouder: Option<usize>, meldingen: &mut Meldingen) -> Item {
    let mut woord = |sleutel| lezer.tekst(sleutel, meldingen).map(|w| w.tekst);
    let (betekenis, zin, groep, vervallen) = (woord("betekenis"), woord("zin"), woord("groep"), woord("vervallen"));
    let naam_ouders = woord("naam-ouders");
    let synoniemen = lezer.teksten("synoniemen", meldingen);
    Item {
        plekken: std::iter::once(&naam).chain(&synoniemen).map(|w| w.plek.clone()).collect(),
        id: id.tekst,
        naam: naam.tekst,
        naam_ouders,
        betekenis,
        zin,
        synoniemen: synoniemen.into_iter().map(|w| w.tekst).collect(),
        hulpvragen: lezer.teksten("hulpvragen", meldingen),
        verwijst: lezer.ja_nee("verwijst", meldingen).unwrap_or(false),
        groep,
        vervallen,
        vervangen_door: lezer.tekst("vervangen-door", meldingen),
        ouder,
        plek: id.plek,
    }
}

/// Adds an item and gives its index. An extension may state an item anew; then it takes the place
/// of the old one. The same id twice in one file is reported.
fn voeg_toe(item: Item, items: &mut Vec<Item>, meldingen: &mut Meldingen) -> Option<usize> {
    let Some(oud) = items.iter().position(|i| i.id == item.id) else {
        items.push(item);
        return Some(items.len() - 1);
    };
    if items[oud].plek.pad() == item.plek.pad() {
        meldingen.meld(
            Melding::op(Code::DubbelId, &item.plek, format!("item `{}` staat twee keer in deze lijst", item.id))
                .ook(&items[oud].plek, "hier staat het ook")
                .hint("geef een van de twee een ander id"),
        );
        return None;
    }
    items[oud] = item;
    Some(oud)
}

fn bouw_index(items: &[Item], meldingen: &mut Meldingen) -> BTreeMap<String, usize> {
    let mut index: BTreeMap<String, usize> = BTreeMap::new();
    for (i, item) in items.iter().enumerate() {
        index.insert(key(&item.id), i);
    }
    for (i, item) in items.iter().enumerate() {
        for (naam, plek) in std::iter::once(&item.naam).chain(&item.synoniemen).zip(&item.plekken) {
            let vorige = *index.entry(key(naam)).or_insert(i);
            if vorige != i {
                let ander = &items[vorige];
                meldingen.meld(
                    Melding::op(Code::DubbelId, plek, format!("`{naam}` hoort al bij item `{}`", ander.id))
                        .hint("een naam of synoniem hoort in een lijst bij één item")
                        .ook(&ander.plek, "dit item heeft de naam al"),
                );
            }
        }
    }
    index
}

/// An ordered set of values.
#[derive(Debug, Clone)]
pub struct Schaal {
    /// Its id.
    pub id: String,
    /// Its title, as shown.
    pub titel: String,
    /// Its values, from low to high.
    pub waarden: Vec<SchaalWaarde>,
    /// What its two ends stand for, when it runs between two poles.
    pub polen: Option<(String, String)>,
}

/// One value of a scale.
#[derive(Debug, Clone)]
pub struct SchaalWaarde {
    /// Its id, unique within the scale.
    pub id: String,
    /// Its name, as shown.
    pub naam: String,
    /// A short sign, such as `O`.
    pub kort: Option<String>,
    /// A whole sentence for parents (B1).
    pub zin: Option<String>,
    /// Whether it counts as being there.
    pub telt: Option<bool>,
    /// Ends of its band, for a scale of bands ("76%" to "100%").
    pub band: Option<(String, String)>,
}

impl Schaal {
    /// Reads the node of a scale file.
    pub fn lees(knoop: &Knoop, meldingen: &mut Meldingen) -> Option<Self> {
        let mut lezer = KaartLezer::nieuw(knoop, "een schaal", meldingen)?;
        let id = lezer.moet_tekst("schaal", meldingen)?;
        if !controleer_id(&id, "schaal-id", meldingen) {
            return None;
        }
        let titel = lezer.tekst("titel", meldingen).map_or_else(|| id.tekst.clone(), |w| w.tekst);
        let polen = polen(&mut lezer, meldingen);
        let mut waarden: Vec<SchaalWaarde> = Vec::new();
        lezer.moet("waarden", meldingen);
        for knoop in lezer.knopen("waarden") {
            let Some(mut deel) = KaartLezer::nieuw(knoop, "een waarde van een schaal", meldingen) else { continue };
            let Some(waarde_id) = deel.moet_tekst("id", meldingen) else { continue };
            let waarde = SchaalWaarde {
                naam: deel.tekst("naam", meldingen).map_or_else(|| waarde_id.tekst.clone(), |w| w.tekst),
                kort: deel.tekst("kort", meldingen).map(|w| w.tekst),
                zin: deel.tekst("zin", meldingen).map(|w| w.tekst),
                telt: deel.ja_nee("telt", meldingen),
                band: band(&mut deel, meldingen),
                id: waarde_id.tekst.clone(),
            };
            deel.klaar(meldingen);
            if waarden.iter().any(|w| w.id == waarde.id) {
                let bericht = format!("waarde `{}` staat twee keer in deze schaal", waarde.id);
                meldingen.meld(
                    Melding::op(Code::DubbelId, &waarde_id.plek, bericht).hint("geef een van de twee een ander id"),
                );
            } else if controleer_id(&waarde_id, "waarde-id", meldingen) {
                waarden.push(waarde);
            }
        }
        lezer.klaar(meldingen);
        Some(Self { id: id.tekst, titel, waarden, polen })
    }

    /// The value that a text means: by id, name or short sign, regardless of case.
    pub fn zoek(&self, tekst: &str) -> Option<usize> {
        let typed = key(tekst);
        self.waarden.iter().position(|w| {
            w.id == typed || key(&w.naam) == typed || w.kort.as_ref().is_some_and(|kort| key(kort) == typed)
        })
    }

    /// Every text that means a value.
    pub fn namen(&self) -> impl Iterator<Item = &str> + Clone {
        self.waarden
            .iter()
            .flat_map(|w| [Some(w.id.as_str()), Some(w.naam.as_str()), w.kort.as_deref()].into_iter().flatten())
    }
}

/// The two poles of a scale.
fn polen(lezer: &mut KaartLezer<'_>, meldingen: &mut Meldingen) -> Option<(String, String)> {
    let knoop = lezer.neem("polen")?;
    match &als_woorden(knoop, meldingen)[..] {
        [van, tot] => Some((van.tekst.clone(), tot.tekst.clone())),
        _ => {
            meldingen.meld(verkeerd_type(knoop, "een lijst van twee namen").hint("schrijf `polen: [eerste, tweede]`"));
            None
        }
    }
}

/// The ends of a band.
fn band(lezer: &mut KaartLezer<'_>, meldingen: &mut Meldingen) -> Option<(String, String)> {
    let [van, tot] = ["van", "tot"].map(|sleutel| lezer.tekst(sleutel, meldingen).map(|w| w.tekst));
    Some((van?, tot?))
}
