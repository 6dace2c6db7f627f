//! Sections that answer item by item: offers, choices, judgements and series.

use serde_json::{Map, Value, json};

use crate::model::formaat::{As, Onderwerp, Sectie, Soort};
use crate::model::lijst::{Item, Schaal};

use super::delen::{
    beschreven, een_of_meer, een_van, hoeveel, kaart, leeg_mag, lijst_van, lopende_tekst, noot, object, of_anders,
    open_kaart, paar, tekst, verwijs, verwijzing, woord,
};
use super::woorden::{Keus, bijzonder, items, opsomming, paren, patroon, uitleg, waarden, woorden};
use super::{DATUM, JAAR, Maker, SCHOOLJAAR, gereserveerd, stand};

impl Maker<'_> {
    /// Items or options: each with what may be said of it.
    pub(super) fn items(&mut self, sectie: &Sectie) -> Value {
        let mut sleutels = gereserveerd();
        sleutels.extend(self.about(sectie));
        sleutels.insert(
            "anders".to_owned(),
            beschreven(een_of_meer(self.anders(sectie)), "Anders", "Wat niet in de lijst staat."),
        );
        let naam = format!("sectie-{}-item", sectie.id);
        let item = match sectie.soort {
            Soort::Beoordeling => self.beoordeling(sectie),
            Soort::Keuze => {
                // An option may name those below it: then an editor offers the names of all of them.
                let namen: Vec<Keus> = sectie.onderopties.values().flat_map(|o| paren(o)).collect();
                let every = sectie.opties.iter().all(|(id, _)| sectie.onderopties.contains_key(id));
                let onder = match (namen.is_empty(), every) {
                    (true, _) | (_, false) => woord(),
                    _ => woorden(&namen, sectie.onderopties.values().flatten().map(|(_, naam)| naam.as_str())),
                };
                let velden = json!({"opties": een_of_meer(onder), "noot": noot(), "tekst": lopende_tekst()});
                een_van(vec![of_anders(kaart(velden, &[]), "ja, tekst"), tekst()])
            }
            Soort::Reeks => reeks(sectie),
            _ => self.aanbod(sectie),
        };
        self.defs.insert(naam.clone(), item);
        for item in sectie.lijst.iter().flat_map(|lijst| &lijst.items) {
            sleutels.insert(item.id.clone(), met_item(verwijs(&naam), item));
        }
        if sectie.lijst.is_none() {
            for (id, titel) in &sectie.opties {
                sleutels.insert(id.clone(), beschreven(verwijs(&naam), titel, titel));
            }
        }
        // Names and synonyms are keys as well as ids are.
        let namen = namen(sectie);
        let kaart = json!({"type": ["object"], "properties": sleutels, "additionalProperties": false,
            "patternProperties": {patroon(&namen): verwijs(&naam)}, "errorMessage": onbekend(sectie)});
        if matches!(sectie.soort, Soort::Beoordeling | Soort::Reeks) {
            return leeg_mag(vec![kaart]);
        }
        let woord = beschreven(woorden(&keuzes(sectie), namen.iter().copied()), "", "Een naam uit de lijst.");
        let woord = self.bewaar(&format!("sectie-{}-naam", sectie.id), woord);
        let een = een_van(vec![woord.clone(), paar(Some(&woord))]);
        een_van(vec![kaart, woord, lijst_van(een)])
    }

    fn anders(&mut self, sectie: &Sectie) -> Value {
        let eigen = match &sectie.lijst {
            Some(lijst) => self.uit_lijst(&lijst.id),
            None => een_of_meer(verwijzing()),
        };
        let mut velden = object(json!({
            "naam": beschreven(woord(), "Naam", "Hoe het op deze school heet."),
            "id": woord(),
            "is": beschreven(eigen.clone(), "Is", "Hetzelfde als dit item; telt mee."),
            "bij": beschreven(eigen, "Bij", "Hoort bij dit item; telt niet mee."),
            "waar": beschreven(self.plaatsen(sectie), "Waar", "Op welke plaats het is."),
            "hoeveel": hoeveel(),
            "zin": beschreven(woord(), "Zin", "Een hele zin voor ouders."),
            "tekst": lopende_tekst(),
            "noot": noot(),
            "hulpvragen": beschreven(self.uit_lijst("hulpvragen"), "Hulpvragen", "Vragen van ouders waar dit bij helpt."),
        }));
        if sectie.onderwerp == Some(Onderwerp::Grenzen) {
            velden.extend(self.about_keys());
        }
        let schema = match sectie.soort {
            Soort::Beoordeling => {
                velden.extend(self.judged(sectie));
                kaart(Value::Object(velden), &["naam"])
            }
            Soort::Reeks => {
                let (kolommen, patroon, _) = columns(sectie);
                velden.extend(kolommen);
                let mut schema = object(kaart(Value::Object(velden), &["naam"]));
                if let Some((patroon, waarde)) = patroon {
                    schema.insert("patternProperties".to_owned(), json!({patroon: waarde}));
                }
                Value::Object(schema)
            }
            _ => kaart(Value::Object(velden), &["naam"]),
        };
        een_van(vec![of_anders(schema, "een naam"), woord()])
    }

    /// What may be said of a judged item beside a remark and a text: its value, its groups, its fields.
    fn judged(&mut self, sectie: &Sectie) -> Map<String, Value> {
        let velden = self.velden(sectie);
        let mut van_groep = velden.clone();
        van_groep.insert("noot".to_owned(), noot());
        let mut sleutels = velden;
        let groep = match &sectie.schaal {
            None => {
                let kaart = kaart(Value::Object(van_groep), &[]);
                match sectie.velden.first() {
                    Some(eerste) => een_van(vec![kaart, self.inhoud(eerste)]),
                    None => leeg_mag(vec![kaart]),
                }
            }
            Some(schaal) => {
                let waarde = waarde(schaal);
                let samen = een_van(vec![waarde.clone(), lijst_van(waarde.clone())]);
                sleutels.insert("waarde".to_owned(), beschreven(samen, &schaal.titel, "De waarde."));
                van_groep.insert("waarde".to_owned(), beschreven(waarde.clone(), &schaal.titel, "De waarde."));
                een_van(vec![of_anders(kaart(Value::Object(van_groep), &[]), &short_values(schaal)), waarde])
            }
        };
        let groep = beschreven(open_kaart(groep), "Per groep", "Per groep van het document een waarde.");
        sleutels.insert("per".to_owned(), groep);
        sleutels
    }

    /// A place by id or label, those of the section first; and as a single word.
    fn plaats(&self, sectie: &Sectie) -> Value {
        let keuzes = self.plaatsnamen(sectie);
        let alle = self.catalogus.plaatsen().into_iter().flat_map(|l| l.namen());
        woorden(&keuzes, sectie.waar.iter().map(|(_, label)| label.as_str()).chain(alle))
    }

    /// The places that are offered: those of the section, else all.
    fn plaatsnamen(&self, sectie: &Sectie) -> Vec<Keus> {
        match self.catalogus.plaatsen() {
            Some(lijst) if sectie.waar.is_empty() => items(lijst),
            _ => paren(&sectie.waar),
        }
    }

    /// Places: one, a list with remarks perhaps, or a map with a stand for each.
    fn plaatsen(&mut self, sectie: &Sectie) -> Value {
        let plaats = self.plaats(sectie);
        let een = een_van(vec![plaats.clone(), paar(Some(&plaats))]);
        let kaart = json!({"type": "object", "propertyNames": plaats,
            "additionalProperties": verwijs("cel")});
        let schema = een_van(vec![plaats, lijst_van(een), kaart]);
        self.bewaar(&format!("sectie-{}-plaatsen", sectie.id), schema)
    }

    fn aanbod(&mut self, sectie: &Sectie) -> Value {
        let plaats = self.plaats(sectie);
        let een = een_van(vec![plaats.clone(), paar(Some(&plaats))]);
        let mut sleutels = object(json!({
            "stand": beschreven(stand(), "Stand", "Of het er is."),
            "waar": beschreven(self.plaatsen(sectie), "Waar", "Op welke plaats het is."),
            "hoeveel": hoeveel(),
            "tekst": lopende_tekst(),
            "noot": noot(),
        }));
        let items = self.catalogus.plaatsen().map(|l| l.items.as_slice()).unwrap_or_default();
        let hoort = |id: &str| sectie.waar.iter().find(|(plaats, _)| plaats == id);
        for item in items {
            let boven = item.ouder.and_then(|ouder| hoort(&items[ouder].id));
            if let Some((id, label)) = hoort(&item.id).or(boven) {
                let titel = if *id == item.id { label } else { &item.naam };
                let uitleg = format!("{titel}: of het daar is.");
                sleutels.insert(item.id.clone(), beschreven(verwijs("cel"), titel, &uitleg));
            }
        }
        let plaatsen = self.plaatsnamen(sectie);
        let anders = if sectie.waar.is_empty() {
            "ja, nee".to_owned()
        } else {
            let plaatsen = opsomming(plaatsen.iter().map(|(id, _)| id.as_str()));
            format!("ja, nee, een plaats ({plaatsen}), een lijst van plaatsen")
        };
        een_van(vec![of_anders(kaart(Value::Object(sleutels), &[]), &anders), stand(), plaats, lijst_van(een)])
    }

    /// A value of the scale, two that follow each other, or more about it.
    fn beoordeling(&mut self, sectie: &Sectie) -> Value {
        let mut sleutels = self.judged(sectie);
        sleutels.insert("noot".to_owned(), noot());
        sleutels.insert("tekst".to_owned(), lopende_tekst());
        let Some(schaal) = &sectie.schaal else {
            let kaart = kaart(Value::Object(sleutels), &[]);
            let Some(eerste) = sectie.velden.first() else { return leeg_mag(vec![kaart]) };
            return een_van(vec![kaart, self.inhoud(eerste)]);
        };
        let waarde = waarde(schaal);
        let samen = lijst_van(waarde.clone());
        een_van(vec![of_anders(kaart(Value::Object(sleutels), &[]), &short_values(schaal)), waarde, samen])
    }
}

/// The values of a scale, as a message names them.
fn short_values(schaal: &Schaal) -> String {
    let korte: Vec<Keus> = waarden(schaal);
    opsomming(korte.iter().map(|(woord, _)| woord.as_str())).replace(" of ", ", ")
}

/// A value of a scale: by id, name or short sign.
fn waarde(schaal: &Schaal) -> Value {
    let mut keuzes = waarden(schaal);
    keuzes.extend(bijzonder());
    woorden(&keuzes, schaal.namen())
}

/// The columns of a series: those the format names, else a pattern for them; and an example for messages.
fn columns(sectie: &Sectie) -> (Map<String, Value>, Option<(&'static str, Value)>, String) {
    let kaart = kaart(json!({"waarde": woord(), "noot": noot()}), &["waarde"]);
    let waarde = een_van(vec![of_anders(kaart, "een getal"), woord()]);
    let mut sleutels = Map::new();
    for (id, titel) in &sectie.kolommen {
        sleutels.insert(id.clone(), beschreven(waarde.clone(), titel, titel));
    }
    let (patroon, voorbeeld) = match sectie.reeks_as {
        _ if !sectie.kolommen.is_empty() => (None, opsomming(sectie.kolommen.iter().map(|(id, _)| id.as_str()))),
        As::Peildatum => (Some(DATUM), "een datum, zoals 2025-10-01: 312".to_owned()),
        As::Jaar => (Some(JAAR), "een jaar, zoals 2025: 312".to_owned()),
        As::Schooljaar => (Some(SCHOOLJAAR), "een schooljaar, zoals 2024-2025: 312".to_owned()),
        As::Groep => (Some(""), "een groep, zoals onderbouw: 312".to_owned()),
    };
    (sleutels, patroon.map(|patroon| (patroon, waarde)), voorbeeld)
}

/// Values of one item along the columns of a series.
fn reeks(sectie: &Sectie) -> Value {
    let (kolommen, patroon, voorbeeld) = columns(sectie);
    let mut sleutels = object(json!({"noot": noot(), "tekst": lopende_tekst()}));
    sleutels.extend(kolommen);
    let fout = format!("Dit past hier niet. Verwacht per regel: {voorbeeld}.");
    let mut schema = object(json!({"type": ["object"], "properties": sleutels, "additionalProperties": false,
        "errorMessage": fout}));
    if let Some((patroon, waarde)) = patroon {
        schema.insert("patternProperties".to_owned(), json!({patroon: waarde}));
    }
    leeg_mag(vec![Value::Object(schema)])
}

/// What an editor offers as a name on its own.
fn keuzes(sectie: &Sectie) -> Vec<Keus> {
    match &sectie.lijst {
        Some(lijst) => items(lijst),
        None => paren(&sectie.opties),
    }
}

/// Every text that means an item or an option of a section.
fn namen(sectie: &Sectie) -> Vec<&str> {
    match &sectie.lijst {
        Some(lijst) => lijst.namen().collect(),
        None => sectie.opties.iter().flat_map(|(id, naam)| [id.as_str(), naam]).collect(),
    }
}

/// What to say of a key that is no item.
fn onbekend(sectie: &Sectie) -> String {
    match (&sectie.lijst, sectie.soort) {
        (Some(lijst), Soort::Aanbod) => {
            format!(
                "Dit staat niet in de lijst {}. Kies een naam die er wel in staat, of zet het onder anders.",
                lijst.titel
            )
        }
        (Some(lijst), _) => format!("Dit staat niet in de lijst {}. Kies een naam die er wel in staat.", lijst.titel),
        (None, _) => {
            let opties = opsomming(sectie.opties.iter().map(|(id, _)| id.as_str()));
            format!("Dit past hier niet. Kies uit: {opties}.")
        }
    }
}

fn met_item(schema: Value, item: &Item) -> Value {
    let oud = if item.vervallen.is_some() { "Niet meer in gebruik. " } else { "" };
    let uitleg = match uitleg(item) {
        uitleg if uitleg.is_empty() => item.naam.clone(),
        uitleg => uitleg,
    };
    let mut schema = beschreven(schema, &item.naam, &format!("{oud}{uitleg}"));
    if let (Some(velden), true) = (schema.as_object_mut(), item.vervallen.is_some()) {
        velden.insert("deprecated".to_owned(), json!(true));
        velden.insert("doNotSuggest".to_owned(), json!(true));
    }
    schema
}
