//! The JSON Schema of a format, with which an editor helps to write documents in it.
//!
//! It follows what `vormen` and `laden` read, short forms too. Two things make it wider than a
//! schema usually is. Empty means not answered, so `null` may stand nearly everywhere. And where we read raw
//! text, an editor reads YAML's types: `2024`, `2.30` and `true` are numbers and booleans to it.
//!
//! It never refuses what the program reads. What needs the whole document or its folder (references, files,
//! repeated ids, the groups of a judgement) is left to `check`.

use serde_json::{Map, Value, json};

use crate::model::catalogus::Catalogus;
use crate::model::formaat::{As, Beeld, Formaat, Onderwerp, Sectie, Soort, Veld, VeldType, Weergave};
use crate::model::lijst::{Item, Lijst, Schaal};
use crate::vormen::{Vorm, vorm};

const DATUM: &str = r"^\s*(19\d\d|[2-9]\d{3})(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\s*$";
const JAAR: &str = r"^\s*(19\d\d|[2-9]\d{3})\s*$";
const SCHOOLJAAR: &str = r"^\s*(19\d\d|[2-9]\d{3})-(19\d\d|[2-9]\d{3})\s*$";
const ID: &str = r"^\s*[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?\s*$";
const BIJZONDER: [&str; 3] = ["onbekend", "nvt", "volgt nog"];
const STANDEN: [&str; 5] = ["ja", "nee", "onbekend", "nvt", "volgt nog"];

/// The JSON Schema (draft 2020-12) of documents in a format.
pub fn schema(formaat: &Formaat, catalogus: &Catalogus) -> Value {
    let mut maker = Maker { catalogus, defs: basis_defs() };
    let mut secties = Map::new();
    for sectie in formaat.secties() {
        let schema = maker.sectie(sectie);
        maker.defs.insert(format!("sectie-{}", sectie.id), schema);
        secties.insert(sectie.id.clone(), met_titel(verwijs(&format!("sectie-{}", sectie.id)), sectie));
    }
    let datum = verwijs("datum");
    let eigenschappen = json!({
        "formaat": {"title": "Formaat", "description": "Het formaat van dit document.", "enum": letterlijk(&formaat.id)},
        "schooljaar": beschreven(leeg_mag(vec![json!({"type": "string", "pattern": SCHOOLJAAR})]), "Schooljaar",
            "Twee jaren die op elkaar volgen, zoals 2024-2025."),
        "titel": beschreven(verwijs("woord"), "Titel", "Een eigen titel in plaats van die van het formaat."),
        "status": beschreven(woorden(["concept"].into_iter()), "Status",
            "Schrijf concept zolang het document niet gepubliceerd mag worden."),
        "overgenomen-uit": beschreven(leeg_mag(vec![json!({"type": "string", "pattern": SCHOOLJAAR})]),
            "Overgenomen uit", "Het schooljaar waaruit dit document is overgenomen. Elke sectie moet dan nagekeken worden."),
        "gecontroleerd": {"title": "Gecontroleerd",
            "description": "Wanneer de secties zijn nagekeken: een datum voor alles, of een datum per sectie.",
            "anyOf": [datum.clone(), {"type": "object", "additionalProperties": datum.clone()}]},
        "peildatum": beschreven(datum.clone(), "Peildatum", "De dag, maand of het jaar waar het document over vertelt."),
        "vastgesteld": beschreven(datum.clone(), "Vastgesteld", "Wanneer het document is vastgesteld."),
        "geldig-tot": beschreven(datum.clone(), "Geldig tot", "Tot wanneer het document geldt."),
        "periode": beschreven(leeg_mag(vec![kaart(json!({"van": datum, "tot": datum}), &["van"])]), "Periode",
            "In plaats van een schooljaar."),
        "groepen": {"title": "Groepen", "description": "Per groep of locatie een id met een naam.",
            "type": ["object", "null"], "additionalProperties": verwijs("woord")},
        "afkortingen": {"title": "Afkortingen", "description": "Per afkorting de woorden waar zij voor staat.",
            "type": ["object", "null"],
            "additionalProperties": een_van(vec![
                verwijs("woord"),
                kaart(json!({"voluit": verwijs("woord"), "is": verwijs("woord"), "noot": verwijs("woord")}), &["voluit"]),
            ])},
        "secties": {"title": "Secties", "description": "De antwoorden, per sectie van het formaat.",
            "type": ["object", "null"], "properties": secties, "additionalProperties": false},
        "eigen": beschreven(een_of_meer(maker.eigen_sectie()), "Eigen secties",
            "Secties die het formaat niet heeft, met hun antwoord."),
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": formaat.titel,
        "description": format!("Een document in het formaat `{}`.", formaat.id),
        "type": "object",
        "properties": eigenschappen,
        "required": ["formaat", "secties"],
        "additionalProperties": false,
        "$defs": maker.defs,
    })
}

/// What every format shares.
fn basis_defs() -> Map<String, Value> {
    let mut defs = Map::new();
    defs.insert("woord".to_owned(), json!({"type": ["string", "number", "boolean", "null"]}));
    defs.insert(
        "tekst".to_owned(),
        json!({"description": "Tekst in Markdown, of de naam van een .md-bestand, met of zonder #kop.",
            "type": ["string", "number", "boolean", "null"]}),
    );
    defs.insert("datum".to_owned(), leeg_mag(datums(DATUM)));
    defs.insert("ja-nee".to_owned(), woorden(["ja", "nee"].into_iter()));
    defs.insert(
        "id".to_owned(),
        leeg_mag(vec![json!({"type": "string", "pattern": ID}), json!({"type": "integer", "minimum": 0})]),
    );
    let stand = verwijs("stand");
    defs.insert("stand".to_owned(), woorden(STANDEN.into_iter()));
    // Whether something is at a place: a stand, or a stand with a remark.
    let met_noot = kaart(json!({"stand": stand, "noot": verwijs("tekst")}), &[]);
    defs.insert("cel".to_owned(), een_van(vec![stand, met_noot]));
    // A name, or a name with one remark.
    defs.insert("verwijzing".to_owned(), een_van(vec![verwijs("woord"), paar(None, "tekst")]));
    defs.insert("verwijzingen".to_owned(), een_of_meer(verwijs("verwijzing")));
    defs
}

struct Maker<'a> {
    catalogus: &'a Catalogus,
    defs: Map<String, Value>,
}

impl Maker<'_> {
    /// The answer to a section.
    fn sectie(&mut self, sectie: &Sectie) -> Value {
        match vorm(sectie.soort) {
            Vorm::Tekst => een_van(vec![verwijs("tekst"), sectie_kaart(json!({"tekst": verwijs("tekst")}))]),
            Vorm::Velden => leeg_mag(vec![sectie_kaart(Value::Object(self.velden(sectie)))]),
            Vorm::Items => self.items(sectie),
            Vorm::Rijen if sectie.soort == Soort::Niveaus => self.niveaus(sectie),
            Vorm::Rijen => {
                let rijen = self.rijen(sectie);
                let sleutel = match sectie.soort {
                    Soort::Begrippen => "begrippen",
                    Soort::Bijlagen => "bestanden",
                    _ => "rijen",
                };
                let kort = json!({"type": "array", "items": rijen});
                een_van(vec![kort, self.eerste_veld(sectie), sectie_kaart(json!({sleutel: een_of_meer(rijen)}))])
            }
            Vorm::Graaf => {
                let stap = self.stap(sectie);
                let kort = json!({"type": "array", "items": stap});
                leeg_mag(vec![kort, sectie_kaart(json!({"stappen": een_of_meer(stap)}))])
            }
        }
    }

    /// Keeps a definition, and gives how to refer to it. What is there already is not kept twice.
    fn bewaar(&mut self, naam: &str, schema: Value) -> Value {
        if let Some((bekend, _)) = self.defs.iter().find(|(_, def)| **def == schema) {
            return verwijs(bekend);
        }
        self.defs.insert(naam.to_owned(), schema);
        verwijs(naam)
    }

    fn velden(&mut self, sectie: &Sectie) -> Map<String, Value> {
        let eigen = sectie.velden.iter().filter(|v| v.uit_school.is_none());
        eigen.map(|v| (v.id.clone(), beschreven(self.gevuld(v), &v.titel, ""))).collect()
    }

    /// A value, or `{waarde: ..., noot: ...}`.
    fn gevuld(&mut self, veld: &Veld) -> Value {
        let inhoud = self.inhoud(veld);
        let kaart = kaart(json!({"waarde": inhoud, "noot": verwijs("tekst")}), &["waarde"]);
        een_van(vec![inhoud, kaart])
    }

    fn inhoud(&mut self, veld: &Veld) -> Value {
        let tekens = |patroon: &str| vec![json!({"type": "string", "pattern": patroon})];
        match veld.soort {
            VeldType::Tekst => verwijs("tekst"),
            VeldType::Hoeveel => verwijs("woord"),
            VeldType::Item => {
                let een = self.verwijzing(veld);
                een_van(vec![een.clone(), json!({"type": "array", "items": een, "maxItems": 1})])
            }
            VeldType::Items => een_of_meer(self.verwijzing(veld)),
            VeldType::JaNee => woorden(["ja", "nee"].into_iter().chain(BIJZONDER)),
            VeldType::Keuze => woorden(veld.waarden.iter().flat_map(|(id, naam)| [id.as_str(), naam]).chain(BIJZONDER)),
            VeldType::Getal | VeldType::Percentage => {
                let mut mogelijk = tekens(r"[0-9½]");
                mogelijk.push(json!({"type": "number"}));
                of_bijzonder(mogelijk)
            }
            VeldType::Datum => of_bijzonder(datums(DATUM)),
            VeldType::Schooljaar => of_bijzonder(tekens(SCHOOLJAAR)),
            VeldType::Web => of_bijzonder(tekens(r"^\s*https?://\S*\s*$")),
            VeldType::Mail => of_bijzonder(tekens(r#"^\s*[^@ <>"?&]+@[^@ <>"?&]*\.[^@ <>"?&]*\s*$"#)),
            VeldType::Telefoon => {
                let mut mogelijk = tekens(r"^\s*[0-9 ()+-]{3,}\s*$");
                mogelijk.push(json!({"type": "integer"}));
                of_bijzonder(mogelijk)
            }
            VeldType::Bestand => of_bijzonder(tekens(
                r"\.([pP][dD][fF]|[dD][oO][cC][xX]|[xX][lL][sS][xX]|[oO][dD][tT]|[pP][nN][gG]|[jJ][pP][eE]?[gG]|[wW][eE][bB][pP])\s*$",
            )),
        }
    }

    /// One reference of a field, with the names it may have where the field says so.
    fn verwijzing(&mut self, veld: &Veld) -> Value {
        if !veld.waarden.is_empty() {
            let namen = woorden(veld.waarden.iter().flat_map(|(id, naam)| [id.as_str(), naam]));
            return een_van(vec![namen.clone(), paar(Some(&namen), "tekst")]);
        }
        if veld.lijsten.is_empty() {
            return verwijs("verwijzing");
        }
        let lijsten = veld.lijsten.iter().map(|l| self.lijst(l)).collect();
        een_van(vec![een_van(lijsten), paar(None, "tekst")])
    }

    /// A name that may stand for an item: any text, but an editor offers the list's own.
    fn lijst(&mut self, lijst: &Lijst) -> Value {
        let naam = format!("lijst-{}", lijst.id);
        self.defs.entry(naam.clone()).or_insert_with(|| {
            json!({"title": lijst.titel, "type": ["string", "number", "boolean", "null"],
                "examples": lijst.ids().collect::<Vec<_>>()})
        });
        verwijs(&naam)
    }

    /// References to items of a list by its id.
    fn uit_lijst(&mut self, id: &str) -> Value {
        let Some(lijst) = self.catalogus.lijst(id) else { return verwijs("verwijzingen") };
        een_of_meer(een_van(vec![self.lijst(lijst), paar(None, "tekst")]))
    }

    /// Items or options: each with what may be said of it.
    fn items(&mut self, sectie: &Sectie) -> Value {
        let namen = namen(sectie);
        let mut sleutels = gereserveerd();
        sleutels.insert(
            "anders".to_owned(),
            beschreven(een_of_meer(self.anders(sectie)), "Anders", "Wat niet in de lijst staat."),
        );
        let naam = format!("sectie-{}-item", sectie.id);
        let item = match sectie.soort {
            Soort::Beoordeling => self.beoordeling(sectie),
            Soort::Keuze => een_van(vec![
                verwijs("tekst"),
                kaart(
                    json!({"opties": een_of_meer(verwijs("woord")), "noot": verwijs("tekst"), "tekst": verwijs("tekst")}),
                    &[],
                ),
            ]),
            Soort::Reeks => reeks(sectie),
            _ => self.aanbod(sectie),
        };
        self.defs.insert(naam.clone(), item);
        match &sectie.lijst {
            Some(lijst) => {
                for item in &lijst.items {
                    sleutels.insert(item.id.clone(), met_item(verwijs(&naam), item));
                }
            }
            None => {
                for (id, titel) in &sectie.opties {
                    sleutels.insert(id.clone(), beschreven(verwijs(&naam), titel, ""));
                }
            }
        }
        // Names and synonyms are keys as well as ids are.
        let kaart = json!({"type": "object", "properties": sleutels, "additionalProperties": false,
            "patternProperties": {patroon(&namen): verwijs(&naam)}});
        if matches!(sectie.soort, Soort::Beoordeling | Soort::Reeks) {
            return leeg_mag(vec![kaart]);
        }
        let naam = self.bewaar(&format!("sectie-{}-naam", sectie.id), woorden(namen.iter().copied()));
        let een = een_van(vec![naam.clone(), paar(Some(&naam), "tekst")]);
        een_van(vec![naam, json!({"type": "array", "items": een}), kaart])
    }

    fn anders(&mut self, sectie: &Sectie) -> Value {
        let eigen = match &sectie.lijst {
            Some(lijst) => self.uit_lijst(&lijst.id),
            None => verwijs("verwijzingen"),
        };
        let velden = json!({
            "naam": verwijs("woord"),
            "id": verwijs("woord"),
            "is": beschreven(eigen.clone(), "Is", "Hetzelfde als dit item; telt mee."),
            "bij": beschreven(eigen, "Bij", "Hoort bij dit item; telt niet mee."),
            "waar": self.plaatsen(sectie),
            "hoeveel": verwijs("woord"),
            "zin": beschreven(verwijs("woord"), "Zin", "Een hele zin voor ouders."),
            "tekst": verwijs("tekst"),
            "noot": verwijs("tekst"),
            "hulpvragen": self.uit_lijst("hulpvragen"),
        });
        een_van(vec![verwijs("woord"), kaart(velden, &["naam"])])
    }

    /// A place by id or label, those of the section first; and as a single word.
    fn plaats(&mut self, sectie: &Sectie) -> Value {
        let van_sectie = sectie.waar.iter().flat_map(|(id, label)| [id.as_str(), label]);
        let alle = self.catalogus.plaatsen().into_iter().flat_map(|l| l.namen());
        let woord = woorden(van_sectie.chain(alle));
        self.bewaar(&format!("sectie-{}-plaats", sectie.id), woord)
    }

    /// Places: one, a list with remarks perhaps, or a map with a stand for each.
    fn plaatsen(&mut self, sectie: &Sectie) -> Value {
        let plaats = self.plaats(sectie);
        let een = een_van(vec![plaats.clone(), paar(Some(&plaats), "tekst")]);
        let kaart = json!({"type": "object", "propertyNames": plaats, "additionalProperties": verwijs("cel")});
        let schema = een_van(vec![plaats, json!({"type": "array", "items": een}), kaart]);
        self.bewaar(&format!("sectie-{}-plaatsen", sectie.id), schema)
    }

    fn aanbod(&mut self, sectie: &Sectie) -> Value {
        let plaats = self.plaats(sectie);
        let een = een_van(vec![plaats.clone(), paar(Some(&plaats), "tekst")]);
        let mut sleutels = object(json!({
            "stand": verwijs("stand"),
            "waar": self.plaatsen(sectie),
            "hoeveel": verwijs("woord"),
            "tekst": verwijs("tekst"),
            "noot": verwijs("tekst"),
        }));
        let items = self.catalogus.plaatsen().map(|l| l.items.as_slice()).unwrap_or_default();
        let hoort = |id: &str| sectie.waar.iter().find(|(plaats, _)| plaats == id);
        for item in items {
            let boven = item.ouder.and_then(|ouder| hoort(&items[ouder].id));
            if let Some((id, label)) = hoort(&item.id).or(boven) {
                let titel = if *id == item.id { label } else { &item.naam };
                sleutels.insert(item.id.clone(), beschreven(verwijs("cel"), titel, ""));
            }
        }
        een_van(vec![
            verwijs("stand"),
            plaats,
            json!({"type": "array", "items": een}),
            kaart(Value::Object(sleutels), &[]),
        ])
    }

    /// A value of the scale, two that follow each other, or more about it.
    fn beoordeling(&mut self, sectie: &Sectie) -> Value {
        let mut sleutels = self.velden(sectie);
        for sleutel in ["noot", "tekst"] {
            sleutels.insert(sleutel.to_owned(), verwijs("tekst"));
        }
        let Some(schaal) = &sectie.schaal else {
            sleutels.insert("per".to_owned(), json!(true));
            let kaart = kaart(Value::Object(sleutels), &[]);
            let Some(eerste) = sectie.velden.first() else { return leeg_mag(vec![kaart]) };
            return een_van(vec![self.inhoud(eerste), kaart]);
        };
        let waarde = self.schaal(schaal);
        let waarden = een_van(vec![
            waarde.clone(),
            json!({"description": "Tussen twee waarden in.", "type": "array", "items": waarde}),
        ]);
        sleutels.insert("waarde".to_owned(), waarden.clone());
        sleutels.insert(
            "per".to_owned(),
            json!({"description": "Per groep van het document een waarde.",
                "type": ["object", "null"], "additionalProperties": waarde}),
        );
        een_van(vec![waarden, kaart(Value::Object(sleutels), &[])])
    }

    /// A value of a scale: by id, name or short sign.
    fn schaal(&mut self, schaal: &Schaal) -> Value {
        let naam = format!("schaal-{}", schaal.id);
        self.defs.entry(naam.clone()).or_insert_with(|| {
            let uitleg: Vec<String> = schaal
                .waarden
                .iter()
                .map(|w| match &w.kort {
                    Some(kort) => format!("{kort}: {}", w.naam),
                    None => format!("{}: {}", w.id, w.naam),
                })
                .collect();
            beschreven(woorden(schaal.namen().chain(BIJZONDER)), &schaal.titel, &uitleg.join("; "))
        });
        verwijs(&naam)
    }

    /// The first field, where a row or a section is a bare text.
    fn eerste_veld(&mut self, sectie: &Sectie) -> Value {
        match sectie.velden.first().map(|v| (v, self.inhoud(v))) {
            // References are lists and maps too; bare they are one word.
            Some((Veld { soort: VeldType::Item | VeldType::Items, waarden, .. }, _)) if waarden.is_empty() => {
                verwijs("woord")
            }
            Some((Veld { soort: VeldType::Item | VeldType::Items, waarden, .. }, _)) => {
                woorden(waarden.iter().flat_map(|(id, naam)| [id.as_str(), naam]))
            }
            Some((_, inhoud)) => inhoud,
            None => verwijs("woord"),
        }
    }

    /// A row, or a group of rows.
    fn rijen(&mut self, sectie: &Sectie) -> Value {
        let naam = format!("sectie-{}-rij", sectie.id);
        let rij = verwijs(&naam);
        let mut sleutels = object(json!({"id": verwijs("id")}));
        sleutels.extend(self.velden(sectie));
        let mut gewoon = sleutels.clone();
        gewoon.remove("groep");
        let mut schema = een_van(vec![
            self.eerste_veld(sectie),
            kaart(Value::Object(gewoon), &[]),
            kaart(json!({"groep": verwijs("woord"), "rijen": een_of_meer(rij.clone())}), &["groep"]),
        ]);
        if let Some(delen) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
            delen.push(json!({"type": "null"}));
        }
        self.defs.insert(naam, schema);
        rij
    }

    fn niveaus(&mut self, sectie: &Sectie) -> Value {
        let rijen = self.rijen(sectie);
        let niveau = kaart(
            json!({
                "aandeel": verwijs("woord"),
                "wie": self.uit_lijst("specialisten"),
                "tekst": verwijs("tekst"),
                "noot": verwijs("tekst"),
                "rijen": een_of_meer(rijen),
            }),
            &[],
        );
        let naam = format!("sectie-{}-niveau", sectie.id);
        self.defs.insert(naam.clone(), leeg_mag(vec![niveau]));
        let niveaus: Map<String, Value> =
            sectie.niveaus.iter().map(|n| (n.id.clone(), beschreven(verwijs(&naam), &n.naam, ""))).collect();
        leeg_mag(vec![sectie_kaart(Value::Object(niveaus))])
    }

    /// A step, choice, phase or ending of a route.
    fn stap(&mut self, sectie: &Sectie) -> Value {
        let naam = format!("sectie-{}-stap", sectie.id);
        let stap = verwijs(&naam);
        let stappen = een_of_meer(stap.clone());
        let mut gewoon = self.velden(sectie);
        gewoon.extend(object(json!({
            "id": verwijs("id"),
            "wie": self.uit_lijst("specialisten"),
            "in": verwijs("verwijzingen"),
            "is": verwijs("verwijzingen"),
            "voorwaarde": verwijs("tekst"),
            "hoeveel": verwijs("woord"),
            "noot": verwijs("tekst"),
            "tekst": verwijs("tekst"),
        })));
        let tak = kaart(
            json!({"als": verwijs("woord"), "is": verwijs("verwijzingen"), "noot": verwijs("tekst"),
                "stappen": stappen, "naar": verwijs("woord")}),
            &["als"],
        );
        let deel = |kop: &str, extra: Value, moet: &[&str]| {
            let mut sleutels = gewoon.clone();
            sleutels.insert(kop.to_owned(), verwijs("woord"));
            sleutels.extend(object(extra));
            kaart(Value::Object(sleutels), moet)
        };
        let schema = een_van(vec![
            verwijs("woord"),
            deel("stap", json!({"naar": verwijs("woord")}), &["stap"]),
            deel("keuze", json!({"meer": verwijs("ja-nee"), "takken": een_of_meer(tak)}), &["keuze", "takken"]),
            deel("fase", json!({"band": verwijs("woord"), "stappen": stappen}), &["fase"]),
            deel("einde", json!({}), &["einde"]),
        ]);
        self.defs.insert(naam, schema);
        stap
    }

    /// A section that the document defines itself. Its answer is left to `check`.
    fn eigen_sectie(&self) -> Value {
        let namen = json!({"type": ["object", "null"], "additionalProperties": verwijs("woord")});
        let kolommen = een_van(vec![namen.clone(), een_of_meer(verwijs("woord"))]);
        let gesloten = |namen: &[&str]| json!({"enum": namen});
        let lijst =
            een_van(vec![json!({"enum": self.catalogus.lijsten.keys().collect::<Vec<_>>()}), json!({"type": "null"})]);
        let veld = kaart(
            json!({
                "id": verwijs("id"),
                "titel": verwijs("woord"),
                "type": gesloten(VeldType::WOORDEN),
                "lijst": een_of_meer(lijst.clone()),
                "uit": verwijs("woord"),
                "waarden": namen,
                "weergave": {"enum": ["kolommen", null]},
                "onderwerp": gesloten(Onderwerp::WOORDEN),
                "telt": verwijs("ja-nee"),
                "uit-school": verwijs("woord"),
            }),
            &["id", "type"],
        );
        let niveau = kaart(json!({"naam": verwijs("woord"), "kleur": {"enum": ["groen", "geel", "rood", null]}}), &[]);
        kaart(
            json!({
                "id": verwijs("id"),
                "titel": verwijs("woord"),
                "soort": gesloten(Soort::WOORDEN),
                "onderwerp": gesloten(Onderwerp::WOORDEN),
                "lijst": lijst,
                "schaal": {"enum": self.catalogus.schalen.keys().collect::<Vec<_>>()},
                "waar": kolommen,
                "niet-genoemd": {"enum": ["nee", "onbekend", null]},
                "beeld": leeg_mag(vec![gesloten(Beeld::WOORDEN)]),
                "weergave": gesloten(Weergave::WOORDEN),
                "verplicht": verwijs("ja-nee"),
                "meer": verwijs("ja-nee"),
                "inleiding": verwijs("tekst"),
                "vast": verwijs("tekst"),
                "velden": een_of_meer(veld),
                "opties": namen,
                "as": gesloten(As::WOORDEN),
                "kolommen": kolommen,
                "eenheid": verwijs("woord"),
                "niveaus": {"type": ["object", "null"], "additionalProperties": leeg_mag(vec![niveau])},
                "was": verwijs("woord"),
                "na": beschreven(verwijs("woord"), "Na", "De sectie waar deze achter komt."),
                "antwoord": {"title": "Antwoord", "description": "Zoals het antwoord op een sectie van deze soort."},
            }),
            &["id", "titel", "soort"],
        )
    }
}

/// Values of one item along the columns of a series.
fn reeks(sectie: &Sectie) -> Value {
    let waarde = een_van(vec![
        verwijs("woord"),
        kaart(json!({"waarde": verwijs("woord"), "noot": verwijs("tekst")}), &["waarde"]),
    ]);
    let mut sleutels = object(json!({"noot": verwijs("tekst"), "tekst": verwijs("tekst")}));
    for (id, titel) in &sectie.kolommen {
        sleutels.insert(id.clone(), beschreven(waarde.clone(), titel, ""));
    }
    let mut schema = object(json!({"type": ["object", "null"], "properties": sleutels, "additionalProperties": false}));
    let patroon = match sectie.reeks_as {
        _ if !sectie.kolommen.is_empty() => None,
        As::Peildatum => Some(DATUM),
        As::Jaar => Some(JAAR),
        As::Schooljaar => Some(SCHOOLJAAR),
        As::Groep => Some(""),
    };
    if let Some(patroon) = patroon {
        schema.insert("patternProperties".to_owned(), json!({patroon: waarde}));
    }
    Value::Object(schema)
}

/// Every text that means an item or an option of a section.
fn namen(sectie: &Sectie) -> Vec<&str> {
    match &sectie.lijst {
        Some(lijst) => lijst.namen().collect(),
        None => sectie.opties.iter().flat_map(|(id, naam)| [id.as_str(), naam]).collect(),
    }
}

/// The keys that every section has.
fn gereserveerd() -> Map<String, Value> {
    object(json!({
        "toelichting": beschreven(verwijs("tekst"), "Toelichting", "Uitleg in de woorden van de school."),
        "voor-ouders": beschreven(verwijs("tekst"), "Voor ouders", "Tekst voor ouders, in eenvoudige taal."),
        "bron": beschreven(verwijs("tekst"), "Bron", "Waar het antwoord vandaan komt."),
        "peildatum": beschreven(verwijs("datum"), "Peildatum", "Alleen als die anders is dan die van het document."),
        "gecontroleerd": beschreven(verwijs("datum"), "Gecontroleerd", "Wanneer dit het laatst is nagekeken."),
        "nvt": beschreven(verwijs("ja-nee"), "Niet van toepassing", "Schrijf ja als dit voor de school niet geldt."),
    }))
}

/// A section as a map: the reserved keys and its own.
fn sectie_kaart(eigen: Value) -> Value {
    let mut sleutels = gereserveerd();
    sleutels.extend(object(eigen));
    kaart(Value::Object(sleutels), &[])
}

/// A map with these keys and no others.
fn kaart(sleutels: Value, moet: &[&str]) -> Value {
    let mut schema = object(json!({"type": "object", "properties": sleutels, "additionalProperties": false}));
    if !moet.is_empty() {
        schema.insert("required".to_owned(), json!(moet));
    }
    Value::Object(schema)
}

/// A map of one name with a remark; any name when none are given.
fn paar(namen: Option<&Value>, waarde: &str) -> Value {
    let mut schema = object(json!({"type": "object", "minProperties": 1, "maxProperties": 1,
        "additionalProperties": verwijs(waarde)}));
    if let Some(namen) = namen {
        schema.insert("propertyNames".to_owned(), namen.clone());
    }
    Value::Object(schema)
}

/// A list, or a single one.
fn een_of_meer(schema: Value) -> Value {
    let lijst = json!({"type": "array", "items": leeg_mag(vec![schema.clone()])});
    leeg_mag(vec![schema, lijst])
}

/// One of these words, regardless of case; an editor offers them as they are written here.
fn woorden<'a>(woorden: impl Iterator<Item = &'a str>) -> Value {
    let mut namen: Vec<&str> = Vec::new();
    for woord in woorden {
        if !namen.contains(&woord) {
            namen.push(woord);
        }
    }
    let mut letterlijk: Vec<Value> = namen.iter().flat_map(|naam| letterlijk(naam)).collect();
    letterlijk.push(Value::Null);
    een_van(vec![json!({"enum": letterlijk}), json!({"type": "string", "pattern": patroon(&namen)})])
}

/// A text as YAML may read it where it stands bare: `08` as a number, `true` as a boolean.
fn letterlijk(tekst: &str) -> Vec<Value> {
    let mut uit = vec![json!(tekst)];
    let klein = tekst.to_ascii_lowercase();
    match klein.as_str() {
        "true" | "false" => uit.push(json!(klein == "true")),
        _ => {
            let getal = tekst.parse::<i64>().map(Value::from).ok();
            let breuk = || tekst.parse::<f64>().ok().filter(|g| g.is_finite()).map(Value::from);
            uit.extend(getal.or_else(breuk));
        }
    }
    uit
}

/// A regular expression for exactly these texts, in small and capital letters.
fn patroon(namen: &[&str]) -> String {
    let mut delen: Vec<String> = Vec::new();
    for naam in namen {
        let deel: String = naam.trim().chars().map(teken).collect();
        if !delen.contains(&deel) {
            delen.push(deel);
        }
    }
    format!(r"^\s*({})\s*$", delen.join("|"))
}

fn teken(teken: char) -> String {
    let (klein, groot) = (teken.to_lowercase().to_string(), teken.to_uppercase().to_string());
    if klein != groot && klein.chars().count() == 1 && groot.chars().count() == 1 {
        format!("[{klein}{groot}]")
    } else if r"\^$.*+?()[]{}|/".contains(teken) {
        format!("\\{teken}")
    } else {
        teken.to_string()
    }
}

/// A date, typed as text or, as a year, as a number.
fn datums(patroon: &str) -> Vec<Value> {
    vec![json!({"type": "string", "pattern": patroon}), json!({"type": "integer", "minimum": 1900, "maximum": 9999})]
}

/// These, or a word that says why there is no value.
fn of_bijzonder(mut mogelijk: Vec<Value>) -> Value {
    mogelijk.push(woorden(BIJZONDER.into_iter()));
    een_van(mogelijk)
}

/// These, or nothing: not answered.
fn leeg_mag(mut mogelijk: Vec<Value>) -> Value {
    mogelijk.push(json!({"type": "null"}));
    een_van(mogelijk)
}

/// Any of these; what is itself only a choice is taken apart, and nothing stands twice.
fn een_van(mogelijk: Vec<Value>) -> Value {
    let mut delen: Vec<Value> = Vec::new();
    for schema in mogelijk {
        let genest = match &schema {
            Value::Object(o) if o.len() == 1 => o.get("anyOf").and_then(Value::as_array).cloned(),
            _ => None,
        };
        for deel in genest.unwrap_or_else(|| vec![schema]) {
            if !delen.contains(&deel) {
                delen.push(deel);
            }
        }
    }
    json!({ "anyOf": delen })
}

fn verwijs(naam: &str) -> Value {
    json!({"$ref": format!("#/$defs/{naam}")})
}

/// With a title and a description for the editor.
fn beschreven(mut schema: Value, titel: &str, uitleg: &str) -> Value {
    if let Some(velden) = schema.as_object_mut() {
        velden.insert("title".to_owned(), json!(titel));
        if !uitleg.is_empty() {
            velden.insert("description".to_owned(), json!(uitleg));
        }
    }
    schema
}

fn met_titel(schema: Value, sectie: &Sectie) -> Value {
    let verplicht = if sectie.verplicht { " Elk document hoort deze te hebben." } else { "" };
    let uitleg = match &sectie.lijst {
        Some(lijst) => format!("Soort `{}`, uit de lijst {}.{verplicht}", sectie.soort.woord(), lijst.titel),
        None => format!("Soort `{}`.{verplicht}", sectie.soort.woord()),
    };
    beschreven(schema, &sectie.titel, &uitleg)
}

fn met_item(schema: Value, item: &Item) -> Value {
    let delen: Vec<&str> = [&item.betekenis, &item.zin].into_iter().flatten().map(String::as_str).collect();
    beschreven(schema, &item.naam, &delen.join(" "))
}

fn object(waarde: Value) -> Map<String, Value> {
    match waarde {
        Value::Object(velden) => velden,
        _ => Map::new(),
    }
}
