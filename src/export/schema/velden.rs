//! Fields: what each type may hold, and names that refer to items.

use serde_json::{Map, Value, json};

use crate::model::formaat::{Sectie, Veld, VeldType};
use crate::model::lijst::Lijst;

use super::delen::{
    beschreven, een_of_meer, een_van, kaart, leeg_mag, los, noot, of_anders, paar, tekens, tekst, verwijs, verwijzing,
    woord,
};
use super::woorden::{Keus, bijzonder, items, kaal, opsomming, paren, woorden};
use super::{DATUM, Maker, SCHOOLJAAR, uitleg};

impl Maker<'_> {
    pub(super) fn velden(&mut self, sectie: &Sectie) -> Map<String, Value> {
        let eigen = sectie.velden.iter().filter(|v| v.uit_school.is_none());
        eigen.map(|v| (v.id.clone(), beschreven(self.gevuld(v), &v.titel, &van_veld(v)))).collect()
    }

    /// A value, or `{waarde: ..., noot: ...}`.
    fn gevuld(&mut self, veld: &Veld) -> Value {
        let inhoud = self.inhoud(veld);
        let kaart = kaart(json!({"waarde": inhoud, "noot": noot()}), &["waarde"]);
        een_van(vec![of_anders(kaart, &verwacht(veld)), inhoud])
    }

    pub(super) fn inhoud(&mut self, veld: &Veld) -> Value {
        let een = |patroon: &str| vec![tekens(patroon, &format!("Verwacht: {}.", verwacht(veld)))];
        match veld.soort {
            VeldType::Tekst => tekst(),
            VeldType::Hoeveel => woord(),
            VeldType::Item => {
                let een = self.verwijzing(veld);
                een_van(vec![een.clone(), json!({"type": "array", "items": een, "maxItems": 1})])
            }
            VeldType::Items => een_of_meer(self.verwijzing(veld)),
            VeldType::JaNee => keuze(kaal(&["ja", "nee"]), veld),
            VeldType::Keuze => keuze(paren(&veld.waarden), veld),
            VeldType::Getal | VeldType::Percentage => {
                let mut mogelijk = een(r"[0-9½]");
                mogelijk.push(json!({"type": "number"}));
                of_bijzonder(mogelijk)
            }
            VeldType::Datum => of_bijzonder(datums(DATUM)),
            VeldType::Schooljaar => of_bijzonder(een(SCHOOLJAAR)),
            VeldType::Web => of_bijzonder(een(r"^\s*https?://\S*\s*$")),
            VeldType::Mail => of_bijzonder(een(r#"^\s*[^@ <>"?&]+@[^@ <>"?&]*\.[^@ <>"?&]*\s*$"#)),
            VeldType::Telefoon => {
                let mut mogelijk = een(r"^\s*[0-9 ()+-]{3,}\s*$");
                mogelijk.push(json!({"type": "integer"}));
                of_bijzonder(mogelijk)
            }
            VeldType::Bestand => of_bijzonder(een(
                r"\.([pP][dD][fF]|[dD][oO][cC][xX]|[xX][lL][sS][xX]|[oO][dD][tT]|[pP][nN][gG]|[jJ][pP][eE]?[gG]|[wW][eE][bB][pP])\s*$",
            )),
        }
    }

    /// One reference of a field, with the names it may have where the field says so.
    fn verwijzing(&mut self, veld: &Veld) -> Value {
        if !veld.waarden.is_empty() {
            let keuzes = paren(&veld.waarden);
            let namen = woorden(&keuzes, namen(veld));
            return een_van(vec![namen.clone(), paar(Some(&namen))]);
        }
        if veld.lijsten.is_empty() {
            return verwijzing();
        }
        let mut lijsten: Vec<Value> = veld.lijsten.iter().map(|l| self.lijst(l)).collect();
        lijsten.push(paar(None));
        een_van(lijsten)
    }

    /// A name that may stand for an item: any text, but an editor offers the list's own.
    fn lijst(&mut self, lijst: &Lijst) -> Value {
        let naam = format!("lijst-{}", lijst.id);
        self.defs.entry(naam.clone()).or_insert_with(|| {
            let bekend = items(lijst).into_iter().map(|(id, uitleg)| json!({"const": id, "description": uitleg}));
            let mut delen: Vec<Value> = bekend.collect();
            let vrij = los("Hier hoort een naam: geen lijst en geen kaart.");
            let uitleg = format!("Een eigen naam: deze staat niet in de lijst {}.", lijst.titel);
            delen.push(beschreven(vrij, "", &uitleg));
            json!({"title": lijst.titel, "anyOf": delen})
        });
        verwijs(&naam)
    }

    /// References to items of a list by its id.
    pub(super) fn uit_lijst(&mut self, id: &str) -> Value {
        let Some(lijst) = self.catalogus.lijst(id) else { return een_of_meer(verwijzing()) };
        een_of_meer(een_van(vec![self.lijst(lijst), paar(None)]))
    }

    /// The first field, where a row or a section is a bare text.
    pub(super) fn eerste_veld(&mut self, sectie: &Sectie) -> Value {
        match sectie.velden.first() {
            // References are lists and maps too; bare they are one word.
            Some(veld) if matches!(veld.soort, VeldType::Item | VeldType::Items) => {
                let keuzes = paren(&veld.waarden);
                if keuzes.is_empty() { woord() } else { woorden(&keuzes, namen(veld)) }
            }
            Some(veld) => self.inhoud(veld),
            None => woord(),
        }
    }
}

/// What an editor tells of a field.
fn van_veld(veld: &Veld) -> String {
    let mogelijk = uitleg::veld(veld);
    if mogelijk.is_empty() { veld.titel.clone() } else { format!("{}: {mogelijk}.", veld.titel) }
}

/// What was to be written, in a message.
fn verwacht(veld: &Veld) -> String {
    match veld.soort {
        VeldType::Tekst => "tekst, of de naam van een .md-bestand".to_owned(),
        VeldType::Keuze => opsomming(veld.waarden.iter().map(|(id, _)| id.as_str())),
        VeldType::Web => "een webadres dat met https:// begint".to_owned(),
        VeldType::Bestand => "de naam van een bestand naast dit document, zoals protocol.pdf".to_owned(),
        _ => uitleg::veld(veld),
    }
}

fn keuze(mut keuzes: Vec<Keus>, veld: &Veld) -> Value {
    keuzes.extend(bijzonder());
    woorden(&keuzes, namen(veld))
}

fn namen(veld: &Veld) -> impl Iterator<Item = &str> {
    veld.waarden.iter().flat_map(|(id, naam)| [id.as_str(), naam])
}

/// A date, typed as text or, as a year, as a number.
pub(super) fn datums(patroon: &str) -> Vec<Value> {
    let verwacht = "Verwacht: een jaar, een maand of een dag, zoals 2024, 2024-09 of 2024-09-01.";
    vec![tekens(patroon, verwacht), json!({"type": "integer", "minimum": 1900, "maximum": 9999})]
}

/// These, or a word that says why there is no value.
fn of_bijzonder(mut mogelijk: Vec<Value>) -> Value {
    mogelijk.push(woorden(&bijzonder(), std::iter::empty()));
    leeg_mag(mogelijk)
}
