//! Random formats with lists of their own, and random documents in them.

use std::ops::{Deref, DerefMut};

use serde_json::{Map, Value, json};

use crate::harness::SiteTest;
use crate::random::Random;

/// What sites are made by chance with.
pub(crate) struct SiteDice {
    random: Random,
    /// Whether documents fill every key that any kind has.
    full: bool,
}

impl Deref for SiteDice {
    type Target = Random;

    fn deref(&self) -> &Random {
        &self.random
    }
}

impl DerefMut for SiteDice {
    fn deref_mut(&mut self) -> &mut Random {
        &mut self.random
    }
}

impl SiteDice {
    /// Starts with a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self { random: Random::new(seed), full: false }
    }

    /// A chance that only exists in full documents; in others it draws no number, so that their sequence stays the
    /// same.
    fn more(&mut self, percent: usize) -> bool {
        self.full && self.percent(percent)
    }

    pub(crate) fn times(&mut self, from: usize, to: usize, mut make: impl FnMut(&mut Self) -> Value) -> Value {
        let count = from + self.below(to - from + 1);
        Value::Array((0..count).map(|_| make(self)).collect())
    }

    fn text(&mut self) -> Value {
        json!(*self.pick(&TEXTS))
    }

    fn word(&mut self) -> Value {
        json!(*self.pick(&WORDS))
    }

    fn hoeveel(&mut self) -> Value {
        json!(*self.pick(&[
            "6 weken",
            "2 uur",
            "circa 75%",
            "1 keer per 3 tot 4 weken",
            "op indicatie",
            "volgt nog",
            "0"
        ]))
    }
}

/// Texts with all that Markdown can do.
const TEXTS: [&str; 11] = [
    "Kort.",
    "Een zin met **vet**, *schuin* en `code`.",
    "- een\n- twee\n  - diep",
    "1. eerst\n2. dan",
    "# Kop\n\nTekst.\n\n### Diepe kop\n\nMeer.",
    "Euro's: € 5, 50% & meer < minder > niets.",
    "Tekens: # $x$ @a \\ ~ _ [los] {haak} \"aan\" 'haling'",
    "Twee\n\nalinea's met een [link](https://a.example/b).",
    "> een citaat",
    "Eén café, naïef, Ωmega — streep…",
    "| a | b |\n|---|---|\n| 1 | 2 |",
];
/// Words, some with characters that have a meaning elsewhere.
const WORDS: [&str; 8] = ["Alfa", "Bravo groep", "Charlie 3", "Delta: meer", "Écho", "Foxtrot & co", "7", "ja"];

const TYPES: [&str; 14] = [
    "tekst",
    "getal",
    "hoeveel",
    "percentage",
    "datum",
    "schooljaar",
    "ja-nee",
    "keuze",
    "item",
    "items",
    "web",
    "mail",
    "telefoon",
    "bestand",
];
const SOORTEN: [&str; 11] = [
    "tekst",
    "gegevens",
    "aanbod",
    "keuze",
    "beoordeling",
    "tabel",
    "stroomschema",
    "begrippen",
    "reeks",
    "niveaus",
    "bijlagen",
];
const ONDERWERPEN: [&str; 9] =
    ["doelgroep", "visie", "aanbod", "grenzen", "route", "contact", "resultaten", "plannen", "overig"];

/// A format with lists of its own.
struct RandomFormaat {
    lijsten: Vec<(String, Value, Vec<String>)>,
    formaat: Value,
    secties: Vec<Value>,
}

fn random_formaat(t: &mut SiteDice) -> RandomFormaat {
    let lijsten: Vec<(String, Value, Vec<String>)> = (0..2).map(|number| lijst(t, number)).collect();
    let mut secties = Vec::new();
    let mut hoofdstukken = Vec::new();
    for h in 0..1 + t.below(3) {
        let mut own = Vec::new();
        for s in 0..1 + t.below(4) {
            let sectie = sectie(t, &format!("s{h}-{s}"), &lijsten);
            secties.push(sectie.clone());
            own.push(sectie);
        }
        let mut hoofdstuk = json!({"id": format!("h{h}"), "titel": format!("Hoofdstuk {h}"), "secties": own});
        if t.percent(30) {
            hoofdstuk["inleiding"] = t.text();
        }
        hoofdstukken.push(hoofdstuk);
    }
    let formaat = json!({"formaat": "proef", "titel": "Proefprofiel", "profiel": "ja", "hoofdstukken": hoofdstukken});
    RandomFormaat { lijsten, formaat, secties }
}

fn lijst(t: &mut SiteDice, number: usize) -> (String, Value, Vec<String>) {
    let id = format!("lijst{number}");
    let mut ids = Vec::new();
    let mut items = Map::new();
    for i in 0..2 + t.below(5) {
        let name = format!("i{number}{i}");
        let mut item = json!({"naam": format!("Ding {number}{i} {}", t.pick(&["groot", "klein (rond)", "& co"]))});
        if t.percent(50) {
            item["zin"] = json!("Dit ding is er voor uw kind.");
        }
        if t.percent(50) {
            item["betekenis"] = json!("Een ding met een betekenis.");
        }
        ids.push(name.clone());
        if t.percent(25) {
            let below = format!("{name}-onder");
            item["items"] = json!({below.clone(): {"naam": format!("Onder {number}{i}")}});
            ids.push(below);
        }
        items.insert(name, item);
    }
    (id.clone(), json!({"lijst": id, "titel": format!("Lijst {number}"), "items": items}), ids)
}

fn sectie(t: &mut SiteDice, id: &str, lijsten: &[(String, Value, Vec<String>)]) -> Value {
    let soort = *t.pick(&SOORTEN);
    let mut sectie = json!({"id": id, "titel": format!("Sectie {id}"), "soort": soort});
    if t.percent(60) {
        sectie["onderwerp"] = json!(*t.pick(&ONDERWERPEN));
    }
    if t.percent(30) {
        sectie["inleiding"] = t.text();
    }
    if soort == "tekst" && t.percent(20) {
        sectie["vast"] = t.text();
    }
    let lijst = json!(t.pick(lijsten).0);
    let fields = |t: &mut SiteDice| {
        let count = 1 + t.below(4);
        let fields = (0..count).map(|v| {
            let soort = *t.pick(&TYPES);
            let mut field = json!({"id": format!("v{v}"), "titel": format!("Veld {v}"), "type": soort});
            match soort {
                "keuze" => {
                    field["waarden"] = json!({"a": "Waarde a", "b": "Waarde b"});
                    if t.more(50) {
                        field["weergave"] = json!("kolommen");
                    }
                }
                "items" if t.more(30) => {
                    field["waarden"] = json!({"a": "Waarde a", "b": "Waarde b", "c": "Waarde c"});
                    field["weergave"] = json!("kolommen");
                }
                "item" | "items" => {
                    field["lijst"] = json!(t.pick(lijsten).0);
                    field["telt"] = json!(*t.pick(&["ja", "nee"]));
                }
                _ => {}
            }
            field
        });
        Value::Array(fields.collect())
    };
    match soort {
        "gegevens" => sectie["velden"] = fields(t),
        "aanbod" => {
            sectie["lijst"] = lijst;
            if t.percent(60) {
                sectie["waar"] = json!({"school": "Binnen", "extern": "Buiten"});
            }
            sectie["niet-genoemd"] = json!(*t.pick(&["nee", "onbekend"]));
        }
        "keuze" => {
            sectie["opties"] = json!({"een": "Optie één", "twee": "Optie twee", "drie": "Optie drie"});
            if t.more(50) {
                sectie["opties"]["twee"] =
                    json!({"naam": "Optie twee", "opties": {"o1": "Eerste daaronder", "o2": "Tweede daaronder"}});
            }
            sectie["meer"] = json!("ja");
        }
        "beoordeling" => {
            sectie["lijst"] = lijst;
            if t.percent(70) {
                sectie["schaal"] = json!("ontwikkeling");
                sectie["beeld"] = json!("verdeling");
            }
            if sectie.get("schaal").is_none() || t.percent(30) {
                sectie["velden"] = fields(t);
            }
        }
        "tabel" => {
            sectie["velden"] = fields(t);
            if t.more(40) {
                let group = json!({"id": "groep", "titel": "Groep", "type": "tekst"});
                sectie["velden"].as_array_mut().unwrap().insert(0, group);
            }
            sectie["weergave"] = json!(*t.pick(&["tabel", "lijst", "kaarten", "tijdlijn"]));
        }
        "stroomschema" if t.percent(40) => sectie["velden"] = fields(t),
        "begrippen" if t.percent(30) => sectie["lijst"] = lijst,
        "reeks" => {
            sectie["lijst"] = lijst;
            let soort = *t.pick(&["jaar", "schooljaar", "peildatum", "groep"]);
            sectie["as"] = json!(soort);
            if soort == "groep" {
                sectie["kolommen"] = json!({"a": "Groep a", "b": "Groep b"});
            }
        }
        "niveaus" => {
            sectie["niveaus"] = json!({"groen": {"naam": "Groen", "kleur": "groen"}, "rood": {"naam": "Rood"}});
            sectie["velden"] = fields(t);
        }
        _ => {}
    }
    sectie
}

/// A whole document: every section answered.
fn document(t: &mut SiteDice, formaat: &RandomFormaat) -> Value {
    let mut secties = Map::new();
    for sectie in &formaat.secties {
        let mut antwoord = antwoord(t, sectie, formaat);
        if let Some(dir) = antwoord.as_object_mut() {
            for key in ["toelichting", "voor-ouders", "bron"] {
                if t.percent(30) {
                    dir.insert(key.to_owned(), t.text());
                }
            }
            for (key, value) in [("peildatum", "2025-03-04"), ("gecontroleerd", "2025-09"), ("nvt", "nee")] {
                if t.more(20) {
                    dir.insert(key.to_owned(), json!(value));
                }
            }
        }
        secties.insert(sectie["id"].as_str().unwrap().to_owned(), antwoord);
    }
    json!({"formaat": "proef", "schooljaar": "2025-2026", "peildatum": "2025-10", "groepen": {"g1": "Groep één", "g2": "Groep twee"},
        "secties": secties})
}

fn ids<'a>(sectie: &Value, formaat: &'a RandomFormaat) -> &'a [String] {
    formaat.lijsten.iter().find(|(id, ..)| sectie["lijst"] == json!(id)).map_or(&[], |(_, _, ids)| ids)
}

fn antwoord(t: &mut SiteDice, sectie: &Value, formaat: &RandomFormaat) -> Value {
    let ids = ids(sectie, formaat);
    match sectie["soort"].as_str().unwrap() {
        "tekst" if t.percent(50) => t.text(),
        "tekst" => json!({"tekst": t.text()}),
        "gegevens" => fields(t, sectie, formaat),
        "keuze" => {
            let mut out = Map::new();
            for option in ["een", "twee", "drie"] {
                let text = t.text();
                let word = t.word();
                let here =
                    t.pick(&[json!("ja"), json!("nee"), word.clone(), json!({"noot": word, "tekst": text})]).clone();
                out.insert(option.to_owned(), here);
            }
            if t.more(70) {
                out.insert("een".to_owned(), json!(*t.pick(&["nvt", "volgt nog", "onbekend"])));
                let named = sectie["opties"]["twee"].is_object();
                let below = if named { json!(["o1", "Tweede daaronder"]) } else { json!([t.word(), t.word()]) };
                out.insert("twee".to_owned(), json!({"opties": below, "noot": t.word(), "tekst": t.text()}));
            }
            with_own_rows_and_common_keys(t, sectie, formaat, out, false)
        }
        "aanbod" if t.percent(20) => json!(ids),
        "aanbod" => {
            let waar = sectie.get("waar").is_some();
            let mut out = Map::new();
            for id in ids {
                let text = t.text();
                if t.more(60) {
                    out.insert(id.clone(), offer(t, waar));
                    continue;
                }
                let here = match t.below(6) {
                    0 => json!("nee"),
                    1 => json!("onbekend"),
                    2 if waar => json!(["school", {"extern": "soms"}]),
                    3 if waar => {
                        json!({"school": "nee", "extern": {"stand": "ja", "noot": "op aanvraag"}, "tekst": text})
                    }
                    4 => json!({"hoeveel": t.hoeveel(), "noot": t.word(), "tekst": text}),
                    _ => json!("ja"),
                };
                out.insert(id.clone(), here);
            }
            with_own_rows_and_common_keys(t, sectie, formaat, out, waar)
        }
        "beoordeling" => {
            let mut out = Map::new();
            for id in ids {
                let mut here = if sectie.get("velden").is_some() { fields(t, sectie, formaat) } else { json!({}) };
                if t.percent(50) {
                    here["noot"] = t.word();
                }
                if t.percent(30) {
                    here["tekst"] = t.text();
                }
                if t.more(40) {
                    let (one, two) = (group_judgement(t, sectie, formaat), group_judgement(t, sectie, formaat));
                    here["per"] = json!({"g1": one, "g2": two});
                }
                if t.more(50) && sectie.get("schaal").is_some() {
                    here["waarde"] = json!(*t.pick(&["nvt", "volgt nog", "O"]));
                } else if sectie.get("schaal").is_some() {
                    match t.below(4) {
                        0 => here["per"] = json!({"g1": "O", "g2": "nog-niet"}),
                        1 => here["waarde"] = json!(["I", "O"]),
                        2 => here["waarde"] = json!("Ver ontwikkeld"),
                        _ => here = json!("N"),
                    }
                }
                out.insert(id.clone(), here);
            }
            if t.more(80) { with_own_rows_and_common_keys(t, sectie, formaat, out, false) } else { Value::Object(out) }
        }
        "reeks" => {
            let mut out = Map::new();
            for id in ids {
                let mut row = columns(t, sectie);
                if t.percent(30) {
                    row.insert("noot".to_owned(), t.word());
                }
                if t.more(30) {
                    row.insert("tekst".to_owned(), t.text());
                }
                out.insert(id.clone(), Value::Object(row));
            }
            if t.more(80) { with_own_rows_and_common_keys(t, sectie, formaat, out, false) } else { Value::Object(out) }
        }
        "stroomschema" => {
            let mut stappen = stappen(t, sectie, formaat, 0);
            // A step after an ending would never be reached, which is an error.
            if let (true, Some(lijst)) = (t.percent(50), stappen.as_array_mut()) {
                lijst.push(json!({"einde": t.word(), "noot": t.text()}));
            }
            json!({"stappen": stappen})
        }
        "begrippen" if t.more(50) => json!({"begrippen": t.times(1, 3, |t| json!({
            "id": "woord", "term": {"waarde": t.word(), "noot": t.word()}, "betekenis": {"waarde": t.text(), "noot": t.text()}}))
            .as_array().unwrap().iter().take(1).cloned().chain([json!({"term": t.word()}), t.word()]).collect::<Vec<_>>()}),
        "begrippen" => json!({"begrippen": t.times(0, 3, |t| json!({"term": t.word(), "betekenis": t.text()}))}),
        "bijlagen" => {
            json!({"bestanden": t.times(1, 3, |t| json!({"titel": t.word(), "bestand": "bijlage.pdf", "noot": t.word()}))})
        }
        "niveaus" => {
            let niveau = |t: &mut SiteDice| json!({"aandeel": "15%", "wie": ["mentor"], "tekst": t.text(), "noot": t.word(), "rijen": rows(t, sectie, formaat, 0)});
            json!({"groen": niveau(t), "rood": niveau(t)})
        }
        _ => json!({"rijen": rows(t, sectie, formaat, 0)}),
    }
}

/// The values of a row of a series.
fn columns(t: &mut SiteDice, sectie: &Value) -> Map<String, Value> {
    let columns = match sectie["as"].as_str().unwrap() {
        "jaar" => ["2023", "2024"],
        "schooljaar" => ["2023-2024", "2024-2025"],
        "peildatum" => ["2023-10-01", "2024-10"],
        _ => ["a", "b"],
    };
    let mut row = Map::new();
    for column in columns {
        let value = t.hoeveel();
        row.insert(column.to_owned(), if t.percent(30) { json!({"waarde": value, "noot": t.word()}) } else { value });
    }
    row
}

/// An offer in rare forms: places below places, places that the section does not ask for, remarks at places, words that
/// say why there is no answer.
fn offer(t: &mut SiteDice, waar: bool) -> Value {
    match t.below(8) {
        0 => json!(*t.pick(&["nvt", "volgt nog"])),
        1 => json!({"stand": *t.pick(&["nvt", "volgt nog", "nee"]), "noot": t.text()}),
        2 => json!("swv"),
        3 => json!(["school", {"swv": t.word()}, {"derden": t.text()}]),
        4 => json!({"waar": {"bestuur": {"stand": "ja", "noot": t.word()}, "derden": "nee"}, "noot": t.text()}),
        5 if waar => {
            json!({"school": "volgt nog", "swv": {"stand": "ja", "noot": t.word()}, "derden": {"stand": "nee", "noot": t.word()}})
        }
        6 if waar => {
            json!({"school": {"stand": "nee", "noot": t.word()}, "extern": {"noot": t.word()}, "hoeveel": t.hoeveel()})
        }
        _ => json!({"stand": "onbekend", "waar": ["bestuur"], "tekst": t.text()}),
    }
}

/// What a judgement says about one group.
fn group_judgement(t: &mut SiteDice, sectie: &Value, formaat: &RandomFormaat) -> Value {
    let schaal = sectie.get("schaal").is_some();
    if schaal && t.percent(30) {
        return json!(*t.pick(&["O", "nvt", "Ver ontwikkeld"]));
    }
    let mut out = fields(t, sectie, formaat);
    if schaal {
        out["waarde"] = json!(*t.pick(&["I", "nog-niet", "volgt nog"]));
    }
    out["noot"] = t.text();
    out
}

fn with_own_rows_and_common_keys(
    t: &mut SiteDice,
    sectie: &Value,
    formaat: &RandomFormaat,
    mut out: Map<String, Value>,
    waar: bool,
) -> Value {
    if t.percent(50) || t.more(60) {
        let others = t.times(1, 2, |t| {
            let mut own = json!({"naam": t.word(), "tekst": t.text(), "noot": t.word(), "hoeveel": t.hoeveel()});
            if t.percent(50) {
                own["zin"] = json!("Dit is een eigen zin.");
            }
            if waar {
                own["waar"] = json!(["school"]);
            }
            if t.more(50) {
                own["hulpvragen"] = json!(["lezen", {"rekenen": t.word()}]);
                own["waar"] =
                    json!({"school": {"stand": "nee", "noot": t.word()}, "swv": "ja", "bestuur": "volgt nog"});
                own["bij"] = json!(["specialisten/mentor", {"specialisten/orthopedagoog": t.word()}]);
            }
            if t.more(40) {
                own["is"] = json!(["specialisten/psycholoog"]);
            }
            if t.more(70) {
                match sectie["soort"].as_str().unwrap() {
                    "beoordeling" => {
                        for (key, value) in fields(t, sectie, formaat).as_object().unwrap() {
                            own[key] = value.clone();
                        }
                        if sectie.get("schaal").is_some() {
                            own["waarde"] = json!(*t.pick(&["I", "N", "nvt"]));
                        }
                        own["per"] = json!({"g2": group_judgement(t, sectie, formaat)});
                    }
                    "reeks" => own.as_object_mut().unwrap().extend(columns(t, sectie)),
                    _ => {}
                }
            }
            own
        });
        out.insert("anders".to_owned(), others);
    }
    Value::Object(out)
}

fn fields(t: &mut SiteDice, sectie: &Value, formaat: &RandomFormaat) -> Value {
    let mut out = Map::new();
    for field in sectie["velden"].as_array().into_iter().flatten() {
        let value = match field["type"].as_str().unwrap() {
            "getal" => json!(12),
            "hoeveel" => t.hoeveel(),
            "percentage" => json!("45%"),
            "datum" => json!("2024-09"),
            "schooljaar" => json!("2024-2025"),
            "ja-nee" => json!("ja"),
            "keuze" => json!("a"),
            "item" => json!(t.pick(ids(field, formaat))),
            "items" if field.get("waarden").is_some() => {
                json!(["a", {"Waarde c": t.word()}])
            }
            "items" => {
                json!([t.pick(ids(field, formaat)), {t.pick(ids(field, formaat)).clone(): "met opmerking"}, "Iets heel anders"])
            }
            "web" => json!("https://a.example/b?c=d&e=f"),
            "mail" => json!("info@a.example"),
            "telefoon" => json!("070 123 45 67"),
            "bestand" => json!("bijlage.pdf"),
            _ => t.text(),
        };
        let noot = t.percent(20) && (field["type"] != "items" || t.full);
        let value = if t.more(10) && !["tekst", "item", "items", "bestand"].contains(&field["type"].as_str().unwrap()) {
            json!(*t.pick(&["nvt", "volgt nog", "onbekend"]))
        } else {
            value
        };
        out.insert(
            field["id"].as_str().unwrap().to_owned(),
            if noot { json!({"waarde": value, "noot": t.word()}) } else { value },
        );
    }
    Value::Object(out)
}

fn rows(t: &mut SiteDice, sectie: &Value, formaat: &RandomFormaat, depth: usize) -> Value {
    t.times(1, 3, |t| {
        if depth < 2 && t.percent(30) {
            json!({"groep": t.word(), "rijen": rows(t, sectie, formaat, depth + 1)})
        } else {
            fields(t, sectie, formaat)
        }
    })
}

fn stappen(t: &mut SiteDice, sectie: &Value, formaat: &RandomFormaat, depth: usize) -> Value {
    t.times(1, 3, |t| {
        let mut stap = fields(t, sectie, formaat);
        if t.percent(40) {
            stap["noot"] = t.text();
        }
        if t.percent(40) {
            stap["wie"] = json!(["mentor", "Oom Piet"]);
            stap["voorwaarde"] = t.text();
            stap["hoeveel"] = t.hoeveel();
        }
        if t.more(40) {
            stap["is"] = json!(["specialisten/mentor", {"voorzieningen/time-out": t.word()}]);
            stap["in"] = json!(["Groot overleg", {"Klein overleg": t.word()}]);
            stap["tekst"] = t.text();
        }
        match t.below(5) {
            0 if depth == 0 => {
                stap["fase"] = t.word();
                if t.more(50) {
                    stap["band"] = json!("basis");
                }
                stap["stappen"] = stappen(t, sectie, formaat, 1);
            }
            1 if depth < 3 => {
                stap["keuze"] = t.word();
                stap["meer"] = json!("ja");
                stap["takken"] = t.times(1, 3, |t| {
                    let mut tak =
                        json!({"als": t.word(), "noot": t.word(), "stappen": stappen(t, sectie, formaat, depth + 2)});
                    if t.more(40) {
                        tak["is"] = json!(["specialisten/mentor"]);
                    }
                    tak
                });
            }
            2 => return t.word(),
            _ => stap["stap"] = t.word(),
        }
        stap
    })
}

/// Paths of all answers that may be left out: a key, or an element of a list.
fn to_leave_out(value: &Value, path: &str, out: &mut Vec<String>) {
    const REQUIRED: [&str; 10] = ["naam", "als", "stap", "keuze", "fase", "einde", "takken", "waarde", "groep", "term"];
    match value {
        Value::Object(dir) => {
            for (key, below) in dir {
                // A group must have rows.
                let of_group = key == "rijen" && dir.contains_key("groep");
                if of_group && below.as_array().is_some_and(|rows| rows.len() == 1) {
                    to_leave_out(&below[0], &format!("{path}/rijen/0"), out);
                    continue;
                }
                // A reference with a remark is left out as a whole: its key is what it refers to.
                let reference = dir.len() == 1 && path.ends_with(|c: char| c.is_ascii_digit());
                let path = format!("{path}/{key}");
                if !REQUIRED.contains(&key.as_str()) && !reference && !of_group {
                    out.push(path.clone());
                }
                to_leave_out(below, &path, out);
            }
        }
        Value::Array(lijst) => {
            for (number, below) in lijst.iter().enumerate() {
                let path = format!("{path}/{number}");
                out.push(path.clone());
                to_leave_out(below, &path, out);
            }
        }
        _ => {}
    }
}

fn leave_out(document: &mut Value, path: &str) {
    let (ouder, key) = path.rsplit_once('/').unwrap();
    match document.pointer_mut(ouder).unwrap() {
        Value::Object(dir) => drop(dir.remove(key)),
        Value::Array(lijst) => drop(lijst.remove(key.parse().unwrap())),
        other => panic!("{other} has no {key}"),
    }
}

/// Gives each text a unique word, so that none is found in place of another.
fn mark(value: &mut Value, number: &mut usize) {
    match value {
        Value::Object(dir) => dir.values_mut().for_each(|below| mark(below, number)),
        Value::Array(lijst) => lijst.iter_mut().for_each(|below| mark(below, number)),
        Value::String(text) => {
            let numeric = matches!(text.as_str(), "6 weken" | "2 uur");
            let table = text.starts_with("| a");
            let free = TEXTS.contains(&text.as_str())
                || WORDS.contains(&text.as_str()) && text.len() > 2
                || ["met opmerking", "soms", "op aanvraag", "Dit is een eigen zin.", "Iets heel anders"]
                    .contains(&text.as_str());
            if numeric {
                let (_, unit) = text.split_once(' ').unwrap();
                *text = format!("{} {unit}", 100 + *number);
            } else if table {
                *text = text.replace("| 1 |", &format!("| q{number}z |"));
            } else if free {
                let letters = |part: &str| part.chars().take_while(|c| c.is_alphabetic()).count();
                let begin = text.char_indices().map(|(i, _)| i).find(|i| letters(&text[*i..]) >= 3).unwrap();
                let end =
                    begin + text[begin..].chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
                text.insert_str(end, &format!("q{number}z"));
            }
            *number += 1;
        }
        _ => {}
    }
}

/// A site like that of [`test_site`], whose documents fill every key that any kind has, each text with a unique word.
pub(crate) fn full_site(seed: u64, scholen: usize) -> (SiteTest, Vec<(String, Value)>) {
    let mut t = SiteDice::new(seed);
    t.full = true;
    random_site(t, scholen)
}

/// A site with one random format, and a school per document: a complete one, and others with more and more answers left
/// out.
pub(crate) fn test_site(seed: u64, scholen: usize) -> (SiteTest, Vec<(String, Value)>) {
    random_site(SiteDice::new(seed), scholen)
}

fn random_site(mut t: SiteDice, scholen: usize) -> (SiteTest, Vec<(String, Value)>) {
    let formaat = random_formaat(&mut t);
    let site = SiteTest::small();
    site.write("content/formaten/proef.yaml", format!("{:#}", formaat.formaat));
    for (id, lijst, _) in &formaat.lijsten {
        site.write(&format!("content/lijsten/{id}.yaml"), format!("{lijst:#}"));
    }
    let mut document = document(&mut t, &formaat);
    if t.full {
        mark(&mut document["secties"], &mut 0);
    }
    let mut out = Vec::new();
    for number in 0..scholen {
        let slug = format!("school-{number}");
        let dir = format!("content/scholen/{slug}");
        site.write(&format!("{dir}/school.yaml"), format!("naam: School {number}\n"));
        site.write(&format!("{dir}/2025-2026/bijlage.pdf"), "%PDF-1.7\n");
        site.write(&format!("{dir}/2025-2026/profiel.yaml"), format!("{document:#}"));
        out.push((slug, document.clone()));
        let mut paths = Vec::new();
        to_leave_out(&document["secties"], "/secties", &mut paths);
        // Mostly small things are left out; now and then a whole section.
        let deep: Vec<&String> = paths.iter().filter(|p| p.matches('/').count() > 2).collect();
        let path = if deep.is_empty() || t.percent(15) {
            paths.get(t.below(paths.len().max(1)))
        } else {
            Some(*t.pick(&deep))
        };
        if let Some(path) = path.cloned() {
            leave_out(&mut document, &path);
        }
    }
    (site, out)
}
