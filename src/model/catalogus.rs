//! The catalogue: all lists, scales and formats, built in or the site's own.
//!
//! Built-in definitions are embedded from `ingebouwd/`. A site's file with the same id replaces a
//! built-in one; a list file with `breidt-uit:` adds items to it. Parents' questions are a list
//! too; the site's `hulpvragen.yaml` adds to them from the side of the questions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::bron::Plek;
use crate::melding::{Code, Melding, Meldingen};
use crate::yaml::{self, Knoop};

use super::bestanden::Bestanden;
use super::formaat::{Bronnen, Formaat, Sectie};
use super::lezer::bedoelde;
use super::lijst::{Bij, Lijst, Schaal};
use super::names::ItemNames;
use super::waarde::ItemSleutel;

static INGEBOUWD: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/ingebouwd");

/// Id of the list of parents' questions.
pub const HULPVRAGEN: &str = "hulpvragen";

/// The site's own file of parents' questions.
const EIGEN_HULPVRAGEN: &str = "hulpvragen.yaml";

/// All definitions, by id.
#[derive(Debug, Clone, Default)]
pub struct Catalogus {
    /// Lists.
    pub lijsten: BTreeMap<String, Arc<Lijst>>,
    /// Scales.
    pub schalen: BTreeMap<String, Arc<Schaal>>,
    /// Formats.
    pub formaten: BTreeMap<String, Arc<Formaat>>,
    /// Ids of the lists that schools are asked for: those that some format ticks or judges, or that count
    /// in a field. Only their items can be offered; places, years and the like say more about something else.
    asked: BTreeSet<String>,
    /// Names of the items of those lists, to be found in running text.
    names: Arc<ItemNames>,
    /// Names of files that could not be read; whoever names them is not to blame.
    kapot: BTreeSet<String>,
}

impl Catalogus {
    /// Reads the built-in definitions, and over them those of a site.
    pub fn lees(site: &Bestanden, meldingen: &mut Meldingen) -> Self {
        let mut catalogus = Self::default();
        let lagen = [&Bestanden::ingebouwd(&INGEBOUWD, "ingebouwd"), site];
        for laag in lagen {
            catalogus.lees_lijsten(&laag.onder("lijsten"), meldingen);
            catalogus.lees_schalen(&laag.onder("schalen"), meldingen);
        }
        catalogus.lees_hulpvragen(site, meldingen);
        // Formats hold the lists they name, so those must be complete by now.
        for laag in lagen {
            catalogus.lees_formaten(&laag.onder("formaten"), meldingen);
        }
        catalogus.controleer_hulpvragen(meldingen);
        let sections = catalogus.formaten.values().flat_map(|f| f.secties());
        catalogus.asked = sections.flat_map(Sectie::asked_lists).map(|l| l.id.clone()).collect();
        let asked = catalogus.lijsten.values().filter(|l| catalogus.asked.contains(&l.id));
        catalogus.names = Arc::new(ItemNames::new(asked.map(AsRef::as_ref)));
        catalogus
    }

    /// Finds names of items that schools are asked for in running text.
    pub fn item_names(&self) -> &ItemNames {
        &self.names
    }

    /// Whether some format asks schools for the items of a list.
    pub fn is_asked(&self, lijst: &str) -> bool {
        self.asked.contains(lijst)
    }

    /// The list with this id.
    pub fn lijst(&self, id: &str) -> Option<&Arc<Lijst>> {
        self.lijsten.get(id)
    }

    /// Whether a definition has this name, but could not be read.
    pub fn is_kapot(&self, naam: &str) -> bool {
        self.kapot.contains(naam)
    }

    /// The places an item can be at.
    pub fn plaatsen(&self) -> Option<&Arc<Lijst>> {
        self.lijst("plaatsen")
    }

    /// The name of an item, or its id where the list is gone.
    pub fn naam<'a>(&'a self, sleutel: &'a ItemSleutel) -> &'a str {
        self.item(sleutel).map_or(&sleutel.item, |i| &i.naam)
    }

    /// The name of an item as parents read it, or its id where the list is gone.
    pub fn name_for_parents(&self, sleutel: &ItemSleutel) -> String {
        let known = self.lijst(&sleutel.lijst).and_then(|l| Some((l, l.op_id(&sleutel.item)?.1)));
        known.map_or_else(|| sleutel.item.clone(), |(lijst, item)| lijst.for_parents(item))
    }

    /// An item by its key.
    pub fn item(&self, sleutel: &ItemSleutel) -> Option<&super::lijst::Item> {
        self.lijst(&sleutel.lijst)?.op_id(&sleutel.item).map(|(_, item)| item)
    }

    fn lees_lijsten(&mut self, map: &Bestanden, meldingen: &mut Meldingen) {
        let mut gezien = BTreeMap::new();
        let mut items = BTreeMap::new();
        for (_, knoop) in bomen(map, &mut self.kapot, meldingen) {
            uniek(&knoop, "lijst", &mut gezien, meldingen);
            unique_items(&knoop, &mut items, meldingen);
            let uitbreiding = knoop.zoek("breidt-uit");
            let basis = match uitbreiding {
                None => None,
                Some(knoop) => {
                    let id = knoop.als_tekst().unwrap_or_default().trim().to_owned();
                    let Some(basis) = self.lijsten.get(&id) else {
                        if self.kapot.contains(&id) {
                            continue;
                        }
                        meldingen.meld(
                            Melding::op(Code::OnbekendeDefinitie, &knoop.plek, format!("er is geen lijst `{id}`"))
                                .hint(bedoelde(&id, self.lijsten.keys().map(String::as_str))),
                        );
                        continue;
                    };
                    Some(Arc::clone(basis))
                }
            };
            if let Some(lijst) = Lijst::lees(&knoop, basis.as_deref(), meldingen) {
                self.lijsten.insert(lijst.id.clone(), Arc::new(lijst));
            }
        }
    }

    /// The site's own `hulpvragen.yaml`: more questions, and more items that answer them.
    fn lees_hulpvragen(&mut self, site: &Bestanden, meldingen: &mut Meldingen) {
        if !site.inhoud(meldingen).bestanden.iter().any(|naam| naam == EIGEN_HULPVRAGEN) {
            return;
        }
        let bron = site.lees_tekst(EIGEN_HULPVRAGEN, None, meldingen);
        let Some(knoop) = bron.and_then(|bron| yaml::lees(&bron, meldingen)) else { return };
        let Some(basis) = self.lijst(HULPVRAGEN) else { return };
        let Some((lijst, bij)) = basis.met_hulpvragen(&knoop, meldingen) else { return };
        self.lijsten.insert(HULPVRAGEN.to_owned(), Arc::new(lijst));
        for bij in bij {
            self.verbind(&bij, meldingen);
        }
        self.drop_questions();
    }

    /// A question with `vervallen` is asked nowhere, and nothing answers it.
    fn drop_questions(&mut self) {
        let Some(vragen) = self.lijsten.get_mut(HULPVRAGEN).filter(|l| l.items.iter().any(|i| i.vervallen.is_some()))
        else {
            return;
        };
        let weg = Arc::make_mut(vragen).without_dropped();
        for lijst in self.lijsten.values_mut() {
            if lijst.items.iter().flat_map(|i| &i.hulpvragen).any(|vraag| weg.contains_key(&vraag.tekst)) {
                Arc::make_mut(lijst).answers_without(&weg);
            }
        }
    }

    /// Lets an item answer a question, as `bij: [lijst/item]` asks.
    fn verbind(&mut self, bij: &Bij, meldingen: &mut Meldingen) {
        let naam = &bij.verwijzing;
        let Some((id, item)) = naam.tekst.split_once('/').map(|(id, item)| (id.trim(), item.trim())) else {
            let met_item = |(id, lijst): (&String, &Arc<Lijst>)| {
                lijst.zoek(&naam.tekst).map(|(_, item)| format!("schrijf `{id}/{}`", item.id))
            };
            let hint = self.lijsten.iter().filter(|(id, _)| *id != HULPVRAGEN).find_map(met_item);
            meldingen.meld(
                Melding::op(Code::VerkeerdType, &naam.plek, format!("`{}` noemt geen lijst", naam.tekst))
                    .hint(hint.unwrap_or_else(|| "schrijf de lijst en het item, zoals `ruimten/lift`".to_owned())),
            );
            return;
        };
        let Some(lijst) = self.lijsten.get_mut(id).filter(|_| id != HULPVRAGEN) else {
            if !self.kapot.contains(id) {
                meldingen.meld(
                    Melding::op(Code::OnbekendeDefinitie, &naam.plek, format!("er is geen lijst `{id}` met hulp"))
                        .hint(bedoelde(id, self.lijsten.keys().map(String::as_str).filter(|id| *id != HULPVRAGEN))),
                );
            }
            return;
        };
        let Some((index, _)) = lijst.zoek(item) else {
            meldingen.meld(
                Melding::op(Code::OnbekendItem, &naam.plek, format!("lijst `{id}` heeft geen item `{item}`"))
                    .hint(bedoelde(item, lijst.namen())),
            );
            return;
        };
        Arc::make_mut(lijst).antwoordt_op(index, &bij.hulpvraag);
    }

    fn lees_schalen(&mut self, map: &Bestanden, meldingen: &mut Meldingen) {
        let mut gezien = BTreeMap::new();
        for (_, knoop) in bomen(map, &mut self.kapot, meldingen) {
            uniek(&knoop, "schaal", &mut gezien, meldingen);
            if let Some(schaal) = Schaal::lees(&knoop, meldingen) {
                self.schalen.insert(schaal.id.clone(), Arc::new(schaal));
            }
        }
    }

    fn lees_formaten(&mut self, map: &Bestanden, meldingen: &mut Meldingen) {
        let mut gezien = BTreeMap::new();
        let mut wachten = bomen(map, &mut self.kapot, meldingen);
        for (_, knoop) in &wachten {
            uniek(knoop, "formaat", &mut gezien, meldingen);
        }
        // A format that stands on another is read after it; what waits for itself is reported.
        loop {
            let aantal = wachten.len();
            let namen: Vec<String> = wachten.iter().filter_map(|(_, k)| tekst_van(k, "formaat")).collect();
            let (straks, nu): (Vec<_>, Vec<_>) = wachten.into_iter().partition(|(_, knoop)| {
                ["basis", "vorige"].iter().filter_map(|s| tekst_van(knoop, s)).any(|naam| namen.contains(&naam))
            });
            let vast = straks.len() == aantal;
            for (stam, knoop) in if vast { &straks } else { &nu } {
                match self.met_bronnen(map, |bronnen| Formaat::lees(knoop, bronnen, meldingen)) {
                    Some(formaat) => drop(self.formaten.insert(formaat.id.clone(), Arc::new(formaat))),
                    None => drop(self.kapot.insert(stam.clone())),
                }
            }
            if vast {
                return;
            }
            wachten = straks;
        }
    }

    /// What a format, or a section that a document defines itself, may refer to. Calls `gebruik`
    /// with it, since it borrows from the catalogue.
    pub fn met_bronnen<T>(&self, map: &Bestanden, gebruik: impl FnOnce(&Bronnen<'_>) -> T) -> T {
        let bronnen = Bronnen {
            lijst: &|id| self.lijsten.get(id).cloned(),
            schaal: &|id| self.schalen.get(id).cloned(),
            formaat: &|id| self.formaten.get(id).cloned(),
            lijsten: self.lijsten.keys().cloned().collect(),
            schalen: self.schalen.keys().cloned().collect(),
            kapot: &self.kapot,
            bestanden: map,
        };
        gebruik(&bronnen)
    }

    /// Items name the parents' questions they answer: those must exist.
    fn controleer_hulpvragen(&self, meldingen: &mut Meldingen) {
        let Some(hulpvragen) = self.lijst(HULPVRAGEN) else { return };
        for lijst in self.lijsten.values() {
            for woord in lijst.items.iter().flat_map(|i| &i.hulpvragen) {
                if hulpvragen.op_id(&woord.tekst).is_none() {
                    meldingen.meld(
                        Melding::op(Code::OnbekendItem, &woord.plek, format!("er is geen hulpvraag `{}`", woord.tekst))
                            .hint(bedoelde(&woord.tekst, hulpvragen.ids())),
                    );
                }
            }
        }
    }
}

/// The text under a key of a map.
fn tekst_van(knoop: &Knoop, sleutel: &str) -> Option<String> {
    knoop.zoek(sleutel)?.als_tekst().map(|t| t.trim().to_owned())
}

/// Reports a file that defines what another file of the same folder defines too: which one holds?
fn uniek(knoop: &Knoop, wat: &str, gezien: &mut BTreeMap<String, Plek>, meldingen: &mut Meldingen) {
    let Some(naam) = knoop.zoek(wat) else { return };
    let Some(id) = naam.als_tekst().map(|id| id.trim().to_owned()) else { return };
    let bericht = format!("{wat} `{id}` staat in twee bestanden");
    if let Some(eerder) = gezien.insert(id, naam.plek.clone()) {
        meldingen.meld(
            Melding::op(Code::DubbelId, &naam.plek, bericht)
                .ook(&eerder, "dit bestand heeft hetzelfde id")
                .hint(format!("geef een van de twee een ander id; het andere bestand is `{}`", eerder.pad())),
        );
    }
}

/// Reports items that two files of one folder say something of: each would take the place of the other's. `seen` holds
/// where each item of each list stands.
fn unique_items(list: &Knoop, seen: &mut BTreeMap<(String, String), Plek>, messages: &mut Meldingen) {
    fn look(
        id: &str,
        items: &Knoop,
        depth: usize,
        seen: &mut BTreeMap<(String, String), Plek>,
        messages: &mut Meldingen,
    ) {
        for pair in items.als_kaart().unwrap_or_default() {
            let key = (id.to_owned(), pair.sleutel.clone());
            let earlier = seen.get(&key).filter(|earlier| earlier.pad() != pair.sleutel_plek.pad());
            if let Some(earlier) = earlier {
                let said = format!("item `{}` van lijst `{id}` staat in twee bestanden", pair.sleutel);
                messages.meld(
                    Melding::op(Code::DubbelId, &pair.sleutel_plek, said)
                        .ook(earlier, "dit bestand zegt er ook iets van")
                        .hint(format!("laat het in een van de twee staan; het andere bestand is `{}`", earlier.pad())),
                );
            } else {
                seen.insert(key, pair.sleutel_plek.clone());
            }
            if let Some(below) = pair.waarde.zoek("items").filter(|_| depth > 0) {
                look(id, below, depth - 1, seen, messages);
            }
        }
    }
    let id = tekst_van(list, "breidt-uit").or_else(|| tekst_van(list, "lijst"));
    if let (Some(id), Some(items)) = (id, list.zoek("items")) {
        look(&id, items, 8, seen, messages);
    }
}

/// The trees of all YAML files in a folder, by name.
fn bomen(map: &Bestanden, kapot: &mut BTreeSet<String>, meldingen: &mut Meldingen) -> Vec<(String, Knoop)> {
    let mut bomen = Vec::new();
    let namen = map.inhoud(meldingen).bestanden;
    for naam in &namen {
        let Some(stam) = naam.strip_suffix(".yaml") else { continue };
        if let Some(melding) = map.copy_message(naam, &namen, "") {
            meldingen.meld(melding);
            continue;
        }
        let bron = map.lees_tekst(naam, None, meldingen);
        match bron.and_then(|bron| yaml::lees(&bron, meldingen)) {
            Some(knoop) => bomen.push((stam.to_owned(), knoop)),
            None => drop(kapot.insert(stam.to_owned())),
        }
    }
    bomen
}
