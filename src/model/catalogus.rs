//! The catalogue: all lists, scales and formats, built in or the site's own.
//!
//! Built-in definitions are embedded from `ingebouwd/`. A site's file with the same id replaces a
//! built-in one; a list file with `breidt-uit:` adds items to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::melding::{Code, Melding, Meldingen};
use crate::yaml::{self, Knoop};

use super::bestanden::Bestanden;
use super::formaat::{Bronnen, Formaat};
use super::lezer::bedoelde;
use super::lijst::{Lijst, Schaal};
use super::waarde::ItemSleutel;

static INGEBOUWD: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/ingebouwd");

/// All definitions, by id.
#[derive(Debug, Default)]
pub struct Catalogus {
    /// Lists.
    pub lijsten: BTreeMap<String, Arc<Lijst>>,
    /// Scales.
    pub schalen: BTreeMap<String, Arc<Schaal>>,
    /// Formats.
    pub formaten: BTreeMap<String, Arc<Formaat>>,
}

impl Catalogus {
    /// Reads the built-in definitions, and over them those of a site.
    pub fn lees(site: &Bestanden, meldingen: &mut Meldingen) -> Self {
        let mut catalogus = Self::default();
        for laag in [&Bestanden::ingebouwd(&INGEBOUWD, "ingebouwd"), site] {
            catalogus.lees_lijsten(&laag.onder("lijsten"), meldingen);
            catalogus.lees_schalen(&laag.onder("schalen"), meldingen);
            catalogus.lees_formaten(&laag.onder("formaten"), meldingen);
        }
        catalogus.controleer_hulpvragen(meldingen);
        catalogus
    }

    /// The list with this id.
    pub fn lijst(&self, id: &str) -> Option<&Arc<Lijst>> {
        self.lijsten.get(id)
    }

    /// The places an item can be at.
    pub fn plaatsen(&self) -> Option<&Arc<Lijst>> {
        self.lijst("plaatsen")
    }

    /// The name of an item, or its id where the list is gone.
    pub fn naam<'a>(&'a self, sleutel: &'a ItemSleutel) -> &'a str {
        self.item(sleutel).map_or(&sleutel.item, |i| &i.naam)
    }

    /// An item by its key.
    pub fn item(&self, sleutel: &ItemSleutel) -> Option<&super::lijst::Item> {
        self.lijst(&sleutel.lijst)?.op_id(&sleutel.item).map(|(_, item)| item)
    }

    fn lees_lijsten(&mut self, map: &Bestanden, meldingen: &mut Meldingen) {
        for (_, knoop) in bomen(map, meldingen) {
            let uitbreiding = knoop.zoek("breidt-uit");
            let basis = match uitbreiding {
                None => None,
                Some(knoop) => {
                    let id = knoop.als_tekst().unwrap_or_default().trim().to_owned();
                    let Some(basis) = self.lijsten.get(&id) else {
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

    fn lees_schalen(&mut self, map: &Bestanden, meldingen: &mut Meldingen) {
        for (_, knoop) in bomen(map, meldingen) {
            if let Some(schaal) = Schaal::lees(&knoop, meldingen) {
                self.schalen.insert(schaal.id.clone(), Arc::new(schaal));
            }
        }
    }

    fn lees_formaten(&mut self, map: &Bestanden, meldingen: &mut Meldingen) {
        let mut wachten: Vec<Knoop> = bomen(map, meldingen).into_iter().map(|(_, knoop)| knoop).collect();
        // A format that stands on another is read after it; what waits for itself is reported.
        loop {
            let aantal = wachten.len();
            let namen: Vec<String> = wachten.iter().filter_map(|k| tekst_van(k, "formaat")).collect();
            let (straks, nu): (Vec<Knoop>, Vec<Knoop>) = wachten.into_iter().partition(|knoop| {
                ["basis", "vorige"].iter().filter_map(|s| tekst_van(knoop, s)).any(|naam| namen.contains(&naam))
            });
            let vast = straks.len() == aantal;
            for knoop in if vast { &straks } else { &nu } {
                let formaat = self.met_bronnen(map, |bronnen| Formaat::lees(knoop, bronnen, meldingen));
                if let Some(formaat) = formaat {
                    self.formaten.insert(formaat.id.clone(), Arc::new(formaat));
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
            bestanden: map,
        };
        gebruik(&bronnen)
    }

    /// Items name the parents' questions they answer: those must exist.
    fn controleer_hulpvragen(&self, meldingen: &mut Meldingen) {
        let Some(hulpvragen) = self.lijst("hulpvragen") else { return };
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

/// The trees of all YAML files in a folder, by name.
fn bomen(map: &Bestanden, meldingen: &mut Meldingen) -> Vec<(String, Knoop)> {
    let mut bomen = Vec::new();
    for naam in map.inhoud(meldingen).bestanden {
        let Some(stam) = naam.strip_suffix(".yaml") else { continue };
        let Some(bron) = map.lees_tekst(&naam, None, meldingen) else { continue };
        if let Some(knoop) = yaml::lees(&bron, meldingen) {
            bomen.push((stam.to_owned(), knoop));
        }
    }
    bomen
}
