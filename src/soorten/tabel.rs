//! `tabel`: rows with fields, shown as a table or as a list, in groups perhaps.

use serde::Serialize;
use tera::Value;

use crate::beeld::grafiek::matrix::{self, Matrix, Merk};
use crate::model::antwoord::{Antwoord, Rij, Vorminhoud};
use crate::model::formaat::{Beeld, Onderwerp, Sectie, VeldType, Weergave};
use crate::model::waarde::{Doelwit, Feit, Gevuld, Inhoud};
use crate::tekst::zinnen;

use super::velden::{self, VeldZicht};
use super::{Schrijver, Soortwerk};

pub(super) struct Tabel;

#[derive(Serialize)]
struct Zicht {
    /// `tabel` or `lijst`.
    weergave: &'static str,
    /// Titles of the columns that any row fills.
    kop: Vec<String>,
    rijen: Vec<RijZicht>,
    /// Who belongs to what, if the format asks for that picture.
    matrix: Option<Matrix>,
}

#[derive(Serialize)]
pub(super) struct RijZicht {
    /// Heading of a group; then there are no cells.
    pub(super) groep: Option<Value>,
    /// Depth of the group, from 0.
    pub(super) niveau: usize,
    /// Its place on the page, if anything leads there.
    pub(super) anker: Option<String>,
    /// One cell per column; a field that the row does not fill is empty.
    pub(super) cellen: Vec<Option<VeldZicht>>,
}

impl Soortwerk for Tabel {
    fn zicht(&self, sectie: &Sectie, antwoord: Option<&Antwoord>, schrijver: &mut Schrijver<'_>) -> Option<Value> {
        let Vorminhoud::Rijen(rijen) = &antwoord?.inhoud else { return None };
        let kolommen = kolommen(sectie, rijen, sectie.weergave == Weergave::Tabel);
        if kolommen.is_empty() {
            return None;
        }
        let mut uit = Vec::new();
        plat(sectie, rijen, &kolommen, (0, &mut 0), schrijver, &mut uit);
        Some(Value::from_serializable(&Zicht {
            weergave: match sectie.weergave {
                Weergave::Tabel => "tabel",
                Weergave::Lijst => "lijst",
                Weergave::Kaarten => "kaarten",
                Weergave::Tijdlijn => "tijdlijn",
            },
            kop: kolommen.iter().map(|k| k.titel(sectie)).collect(),
            rijen: uit,
            matrix: (sectie.beeld == Some(Beeld::Matrix)).then(|| matrix(sectie, rijen)).flatten(),
        }))
    }

    fn feiten(&self, sectie: &Sectie, antwoord: &Antwoord) -> Vec<Feit> {
        let Vorminhoud::Rijen(rijen) = &antwoord.inhoud else { return Vec::new() };
        alle(rijen).into_iter().flat_map(|velden| velden::feiten(sectie, velden)).collect()
    }
}

/// A column: a field, or one of the values of a field that are shown as columns.
pub(super) struct Kolom {
    veld: usize,
    waarde: Option<usize>,
}

impl Kolom {
    pub(super) fn titel(&self, sectie: &Sectie) -> String {
        let veld = &sectie.velden[self.veld];
        self.waarde.map_or_else(|| veld.titel.clone(), |w| veld.waarden[w].1.clone())
    }

    fn cel(&self, sectie: &Sectie, velden: &[(usize, Gevuld)], schrijver: &mut Schrijver<'_>) -> Option<VeldZicht> {
        let veld = &sectie.velden[self.veld];
        let (_, gevuld) = velden.iter().find(|(k, _)| *k == self.veld)?;
        let Some(waarde) = self.waarde else { return Some(velden::zicht(veld, gevuld, schrijver)) };
        let (id, naam) = &veld.waarden[waarde];
        // What is said of the field as a whole stands in the first column that says anything.
        let (first, word, remark) = match &gevuld.inhoud {
            Inhoud::Verwijzingen(gekozen) => {
                let column = |naam: &str| veld.waarden.iter().position(|(_, waarde)| waarde == naam);
                let first = gekozen.iter().filter_map(|v| column(&v.naam)).min();
                let here = gekozen.iter().find(|v| v.naam == *naam)?;
                (first, "ja", here.opmerking.as_ref())
            }
            Inhoud::Keuze(gekozen) if gekozen == naam => (Some(waarde), "ja", None),
            Inhoud::Woord(woord) if waarde == 0 => (Some(0), woord.leesbaar(), None),
            _ => return None,
        };
        let whole = gevuld.noot.as_ref().filter(|_| first == Some(waarde));
        let noten: Vec<String> = [remark, whole]
            .into_iter()
            .flatten()
            .map(|n| schrijver.regel(n).as_str().unwrap_or_default().to_owned())
            .collect();
        Some(VeldZicht {
            id: format!("{}-{id}", veld.id),
            titel: naam.clone(),
            waarde: Value::from(word),
            blok: false,
            kaal: false,
            merk: true,
            noot: (!noten.is_empty()).then(|| Value::safe_string(&noten.join(&schrijver.vast("; ")))),
        })
    }
}

/// The columns that any row fills. Only a table has marks under the names of values: elsewhere they
/// would stand without those names.
pub(super) fn kolommen(sectie: &Sectie, rijen: &[Rij], table: bool) -> Vec<Kolom> {
    let mut uit = Vec::new();
    for (veld, definitie) in sectie.velden.iter().enumerate().filter(|(k, _)| gebruikt(rijen, *k)) {
        if definitie.als_kolommen && table {
            uit.extend((0..definitie.waarden.len()).map(|w| Kolom { veld, waarde: Some(w) }));
        } else {
            uit.push(Kolom { veld, waarde: None });
        }
    }
    uit
}

/// The values of all rows, without the groups.
pub(super) fn alle(rijen: &[Rij]) -> Vec<&[(usize, Gevuld)]> {
    rijen
        .iter()
        .flat_map(|rij| match rij {
            Rij::Groep { rijen, .. } => alle(rijen),
            Rij::Rij { velden, .. } => vec![velden.as_slice()],
        })
        .collect()
}

fn gebruikt(rijen: &[Rij], kolom: usize) -> bool {
    alle(rijen).iter().any(|velden| velden.iter().any(|(k, _)| *k == kolom))
}

/// Whether a row says what the school cannot offer; pages about that lead to it.
fn is_limit(sectie: &Sectie, velden: &[(usize, Gevuld)]) -> bool {
    let of_field = |index: usize| sectie.velden.get(index).and_then(|veld| veld.onderwerp);
    let about = Some(Onderwerp::Grenzen);
    sectie.onderwerp == about || velden.iter().any(|(index, _)| of_field(*index) == about)
}

/// The rows under each other, those of groups below their heading; `number` counts the rows of the section.
pub(super) fn plat(
    sectie: &Sectie,
    rijen: &[Rij],
    kolommen: &[Kolom],
    (niveau, number): (usize, &mut usize),
    schrijver: &mut Schrijver<'_>,
    uit: &mut Vec<RijZicht>,
) {
    for rij in rijen {
        match rij {
            Rij::Groep { naam, rijen, plek, .. } => {
                // A group without rows would be a heading above nothing.
                if alle(rijen).is_empty() {
                    continue;
                }
                let groep = Some(schrijver.woorden(naam, plek));
                uit.push(RijZicht { groep, niveau, anker: None, cellen: Vec::new() });
                plat(sectie, rijen, kolommen, (niveau + 1, &mut *number), schrijver, uit);
            }
            Rij::Rij { id, velden, .. } => {
                let cellen = kolommen.iter().map(|k| k.cel(sectie, velden, schrijver)).collect();
                let led_to = id.is_some() || is_limit(sectie, velden);
                let anker = led_to.then(|| super::row_anchor(&sectie.id, id.as_deref(), *number));
                *number += 1;
                uit.push(RijZicht { groep: None, niveau, anker, cellen });
            }
        }
    }
}

/// What the rows name in their fields of references: the first field that a row fills is its own
/// name, the other fields of type `items` are what it names.
fn matrix(sectie: &Sectie, rijen: &[Rij]) -> Option<Matrix> {
    let velden: Vec<usize> = (1..sectie.velden.len()).filter(|v| sectie.velden[*v].soort == VeldType::Items).collect();
    let soorten: Vec<String> = velden.iter().map(|v| sectie.velden[*v].titel.clone()).collect();
    let (mut namen, mut doelen, mut merken): (Vec<String>, Vec<String>, Vec<Merk>) = Default::default();
    let mut koppen = Vec::new();
    for (rij, gevuld) in alle(rijen).into_iter().enumerate() {
        koppen.push(gevuld.first().map(|(_, g)| velden::plat(g)).unwrap_or_default());
        for (soort, veld) in velden.iter().enumerate() {
            let Some((_, gevuld)) = gevuld.iter().find(|(v, _)| v == veld) else { continue };
            let Inhoud::Verwijzingen(verwijzingen) = &gevuld.inhoud else { continue };
            for verwijzing in verwijzingen {
                let doel = match &verwijzing.doelwit {
                    Doelwit::Item(sleutel) => format!("item {}/{}", sleutel.lijst, sleutel.item),
                    Doelwit::Rij { sectie, rij } => format!("rij {sectie}/{rij}"),
                    Doelwit::Vrij => format!("vrij {}", verwijzing.naam.to_lowercase()),
                };
                let naam = doelen.iter().position(|d| *d == doel).unwrap_or_else(|| {
                    doelen.push(doel);
                    namen.push(zinnen::hoofdletter(&verwijzing.naam));
                    doelen.len() - 1
                });
                let noot = verwijzing.opmerking.as_ref().map(|n| n.platte_tekst().replace('\n', " "));
                merken.push(Merk { rij, naam, soort, noot });
            }
        }
    }
    matrix::matrix(&koppen, &namen, &merken, &soorten)
}
