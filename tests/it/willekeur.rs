//! Random formats with lists of their own, and random documents in them.

use serde_json::{Map, Value, json};

use crate::hulp::SiteTest;

/// xorshift64*: small, and the same everywhere.
pub(crate) struct Toeval {
    staat: u64,
    /// Whether documents fill every key that any kind has.
    full: bool,
}

impl Toeval {
    /// Starts with a seed.
    pub(crate) fn nieuw(zaad: u64) -> Self {
        let mut t = Self { staat: zaad.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1, full: false };
        for _ in 0..4 {
            t.volgend();
        }
        t
    }

    pub(crate) fn volgend(&mut self) -> u64 {
        self.staat ^= self.staat >> 12;
        self.staat ^= self.staat << 25;
        self.staat ^= self.staat >> 27;
        self.staat.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    pub(crate) fn onder(&mut self, grens: usize) -> usize {
        usize::try_from(self.volgend()).unwrap() % grens
    }

    pub(crate) fn kans(&mut self, procent: usize) -> bool {
        self.onder(100) < procent
    }

    /// A chance that there is only in full documents; others go on as if it were not asked.
    fn more(&mut self, procent: usize) -> bool {
        self.full && self.kans(procent)
    }

    pub(crate) fn uit<'a, T>(&mut self, keuze: &'a [T]) -> &'a T {
        &keuze[self.onder(keuze.len())]
    }

    pub(crate) fn keer(&mut self, van: usize, tot: usize, mut maak: impl FnMut(&mut Self) -> Value) -> Value {
        let aantal = van + self.onder(tot - van + 1);
        Value::Array((0..aantal).map(|_| maak(self)).collect())
    }

    fn tekst(&mut self) -> Value {
        json!(*self.uit(&TEKSTEN))
    }

    fn woord(&mut self) -> Value {
        json!(*self.uit(&WOORDEN))
    }

    fn hoeveel(&mut self) -> Value {
        json!(*self.uit(&[
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

/// Texts with what Markdown knows.
const TEKSTEN: [&str; 11] = [
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
/// Words, with signs that mean something elsewhere.
const WOORDEN: [&str; 8] = ["Alfa", "Bravo groep", "Charlie 3", "Delta: meer", "Écho", "Foxtrot & co", "7", "ja"];

const TYPEN: [&str; 14] = [
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
struct Proef {
    lijsten: Vec<(String, Value, Vec<String>)>,
    formaat: Value,
    secties: Vec<Value>,
}

fn proef(t: &mut Toeval) -> Proef {
    let lijsten: Vec<(String, Value, Vec<String>)> = (0..2).map(|nummer| lijst(t, nummer)).collect();
    let mut secties = Vec::new();
    let mut hoofdstukken = Vec::new();
    for h in 0..1 + t.onder(3) {
        let mut eigen = Vec::new();
        for s in 0..1 + t.onder(4) {
            let sectie = sectie(t, &format!("s{h}-{s}"), &lijsten);
            secties.push(sectie.clone());
            eigen.push(sectie);
        }
        let mut hoofdstuk = json!({"id": format!("h{h}"), "titel": format!("Hoofdstuk {h}"), "secties": eigen});
        if t.kans(30) {
            hoofdstuk["inleiding"] = t.tekst();
        }
        hoofdstukken.push(hoofdstuk);
    }
    let formaat = json!({"formaat": "proef", "titel": "Proefprofiel", "profiel": "ja", "hoofdstukken": hoofdstukken});
    Proef { lijsten, formaat, secties }
}

fn lijst(t: &mut Toeval, nummer: usize) -> (String, Value, Vec<String>) {
    let id = format!("lijst{nummer}");
    let mut ids = Vec::new();
    let mut items = Map::new();
    for i in 0..2 + t.onder(5) {
        let naam = format!("i{nummer}{i}");
        let mut item = json!({"naam": format!("Ding {nummer}{i} {}", t.uit(&["groot", "klein (rond)", "& co"]))});
        if t.kans(50) {
            item["zin"] = json!("Dit ding is er voor uw kind.");
        }
        if t.kans(50) {
            item["betekenis"] = json!("Een ding met een betekenis.");
        }
        ids.push(naam.clone());
        if t.kans(25) {
            let onder = format!("{naam}-onder");
            item["items"] = json!({onder.clone(): {"naam": format!("Onder {nummer}{i}")}});
            ids.push(onder);
        }
        items.insert(naam, item);
    }
    (id.clone(), json!({"lijst": id, "titel": format!("Lijst {nummer}"), "items": items}), ids)
}

fn sectie(t: &mut Toeval, id: &str, lijsten: &[(String, Value, Vec<String>)]) -> Value {
    let soort = *t.uit(&SOORTEN);
    let mut sectie = json!({"id": id, "titel": format!("Sectie {id}"), "soort": soort});
    if t.kans(60) {
        sectie["onderwerp"] = json!(*t.uit(&ONDERWERPEN));
    }
    if t.kans(30) {
        sectie["inleiding"] = t.tekst();
    }
    if soort == "tekst" && t.kans(20) {
        sectie["vast"] = t.tekst();
    }
    let lijst = json!(t.uit(lijsten).0);
    let velden = |t: &mut Toeval| {
        let aantal = 1 + t.onder(4);
        let velden = (0..aantal).map(|v| {
            let soort = *t.uit(&TYPEN);
            let mut veld = json!({"id": format!("v{v}"), "titel": format!("Veld {v}"), "type": soort});
            match soort {
                "keuze" => {
                    veld["waarden"] = json!({"a": "Waarde a", "b": "Waarde b"});
                    if t.more(50) {
                        veld["weergave"] = json!("kolommen");
                    }
                }
                "items" if t.more(30) => {
                    veld["waarden"] = json!({"a": "Waarde a", "b": "Waarde b", "c": "Waarde c"});
                    veld["weergave"] = json!("kolommen");
                }
                "item" | "items" => {
                    veld["lijst"] = json!(t.uit(lijsten).0);
                    veld["telt"] = json!(*t.uit(&["ja", "nee"]));
                }
                _ => {}
            }
            veld
        });
        Value::Array(velden.collect())
    };
    match soort {
        "gegevens" => sectie["velden"] = velden(t),
        "aanbod" => {
            sectie["lijst"] = lijst;
            if t.kans(60) {
                sectie["waar"] = json!({"school": "Binnen", "extern": "Buiten"});
            }
            sectie["niet-genoemd"] = json!(*t.uit(&["nee", "onbekend"]));
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
            if t.kans(70) {
                sectie["schaal"] = json!("ontwikkeling");
                sectie["beeld"] = json!("verdeling");
            }
            if sectie.get("schaal").is_none() || t.kans(30) {
                sectie["velden"] = velden(t);
            }
        }
        "tabel" => {
            sectie["velden"] = velden(t);
            if t.more(40) {
                let groep = json!({"id": "groep", "titel": "Groep", "type": "tekst"});
                sectie["velden"].as_array_mut().unwrap().insert(0, groep);
            }
            sectie["weergave"] = json!(*t.uit(&["tabel", "lijst", "kaarten", "tijdlijn"]));
        }
        "stroomschema" if t.kans(40) => sectie["velden"] = velden(t),
        "begrippen" if t.kans(30) => sectie["lijst"] = lijst,
        "reeks" => {
            sectie["lijst"] = lijst;
            let soort = *t.uit(&["jaar", "schooljaar", "peildatum", "groep"]);
            sectie["as"] = json!(soort);
            if soort == "groep" {
                sectie["kolommen"] = json!({"a": "Groep a", "b": "Groep b"});
            }
        }
        "niveaus" => {
            sectie["niveaus"] = json!({"groen": {"naam": "Groen", "kleur": "groen"}, "rood": {"naam": "Rood"}});
            sectie["velden"] = velden(t);
        }
        _ => {}
    }
    sectie
}

/// A whole document: every section answered.
fn document(t: &mut Toeval, proef: &Proef) -> Value {
    let mut secties = Map::new();
    for sectie in &proef.secties {
        let mut antwoord = antwoord(t, sectie, proef);
        if let Some(kaart) = antwoord.as_object_mut() {
            for sleutel in ["toelichting", "voor-ouders", "bron"] {
                if t.kans(30) {
                    kaart.insert(sleutel.to_owned(), t.tekst());
                }
            }
            for (sleutel, waarde) in [("peildatum", "2025-03-04"), ("gecontroleerd", "2025-09"), ("nvt", "nee")] {
                if t.more(20) {
                    kaart.insert(sleutel.to_owned(), json!(waarde));
                }
            }
        }
        secties.insert(sectie["id"].as_str().unwrap().to_owned(), antwoord);
    }
    json!({"formaat": "proef", "schooljaar": "2025-2026", "peildatum": "2025-10", "groepen": {"g1": "Groep één", "g2": "Groep twee"},
        "secties": secties})
}

fn ids<'a>(sectie: &Value, proef: &'a Proef) -> &'a [String] {
    proef.lijsten.iter().find(|(id, ..)| sectie["lijst"] == json!(id)).map_or(&[], |(_, _, ids)| ids)
}

fn antwoord(t: &mut Toeval, sectie: &Value, proef: &Proef) -> Value {
    let ids = ids(sectie, proef);
    match sectie["soort"].as_str().unwrap() {
        "tekst" if t.kans(50) => t.tekst(),
        "tekst" => json!({"tekst": t.tekst()}),
        "gegevens" => velden(t, sectie, proef),
        "keuze" => {
            let mut uit = Map::new();
            for optie in ["een", "twee", "drie"] {
                let tekst = t.tekst();
                let woord = t.woord();
                let hier =
                    t.uit(&[json!("ja"), json!("nee"), woord.clone(), json!({"noot": woord, "tekst": tekst})]).clone();
                uit.insert(optie.to_owned(), hier);
            }
            if t.more(70) {
                uit.insert("een".to_owned(), json!(*t.uit(&["nvt", "volgt nog", "onbekend"])));
                let named = sectie["opties"]["twee"].is_object();
                let onder = if named { json!(["o1", "Tweede daaronder"]) } else { json!([t.woord(), t.woord()]) };
                uit.insert("twee".to_owned(), json!({"opties": onder, "noot": t.woord(), "tekst": t.tekst()}));
            }
            met_anders(t, sectie, proef, uit, false)
        }
        "aanbod" if t.kans(20) => json!(ids),
        "aanbod" => {
            let waar = sectie.get("waar").is_some();
            let mut uit = Map::new();
            for id in ids {
                let tekst = t.tekst();
                if t.more(60) {
                    uit.insert(id.clone(), offer(t, waar));
                    continue;
                }
                let hier = match t.onder(6) {
                    0 => json!("nee"),
                    1 => json!("onbekend"),
                    2 if waar => json!(["school", {"extern": "soms"}]),
                    3 if waar => {
                        json!({"school": "nee", "extern": {"stand": "ja", "noot": "op aanvraag"}, "tekst": tekst})
                    }
                    4 => json!({"hoeveel": t.hoeveel(), "noot": t.woord(), "tekst": tekst}),
                    _ => json!("ja"),
                };
                uit.insert(id.clone(), hier);
            }
            met_anders(t, sectie, proef, uit, waar)
        }
        "beoordeling" => {
            let mut uit = Map::new();
            for id in ids {
                let mut hier = if sectie.get("velden").is_some() { velden(t, sectie, proef) } else { json!({}) };
                if t.kans(50) {
                    hier["noot"] = t.woord();
                }
                if t.kans(30) {
                    hier["tekst"] = t.tekst();
                }
                if t.more(40) {
                    let (een, twee) = (judged(t, sectie, proef), judged(t, sectie, proef));
                    hier["per"] = json!({"g1": een, "g2": twee});
                }
                if t.more(50) && sectie.get("schaal").is_some() {
                    hier["waarde"] = json!(*t.uit(&["nvt", "volgt nog", "O"]));
                } else if sectie.get("schaal").is_some() {
                    match t.onder(4) {
                        0 => hier["per"] = json!({"g1": "O", "g2": "nog-niet"}),
                        1 => hier["waarde"] = json!(["I", "O"]),
                        2 => hier["waarde"] = json!("Ver ontwikkeld"),
                        _ => hier = json!("N"),
                    }
                }
                uit.insert(id.clone(), hier);
            }
            if t.more(80) { met_anders(t, sectie, proef, uit, false) } else { Value::Object(uit) }
        }
        "reeks" => {
            let mut uit = Map::new();
            for id in ids {
                let mut rij = columns(t, sectie);
                if t.kans(30) {
                    rij.insert("noot".to_owned(), t.woord());
                }
                if t.more(30) {
                    rij.insert("tekst".to_owned(), t.tekst());
                }
                uit.insert(id.clone(), Value::Object(rij));
            }
            if t.more(80) { met_anders(t, sectie, proef, uit, false) } else { Value::Object(uit) }
        }
        "stroomschema" => {
            let mut stappen = stappen(t, sectie, proef, 0);
            // What stands after an ending is never reached, and that is an error.
            if let (true, Some(lijst)) = (t.kans(50), stappen.as_array_mut()) {
                lijst.push(json!({"einde": t.woord(), "noot": t.tekst()}));
            }
            json!({"stappen": stappen})
        }
        "begrippen" if t.more(50) => json!({"begrippen": t.keer(1, 3, |t| json!({
            "id": "woord", "term": {"waarde": t.woord(), "noot": t.woord()}, "betekenis": {"waarde": t.tekst(), "noot": t.tekst()}}))
            .as_array().unwrap().iter().take(1).cloned().chain([json!({"term": t.woord()}), t.woord()]).collect::<Vec<_>>()}),
        "begrippen" => json!({"begrippen": t.keer(0, 3, |t| json!({"term": t.woord(), "betekenis": t.tekst()}))}),
        "bijlagen" => {
            json!({"bestanden": t.keer(1, 3, |t| json!({"titel": t.woord(), "bestand": "bijlage.pdf", "noot": t.woord()}))})
        }
        "niveaus" => {
            let niveau = |t: &mut Toeval| json!({"aandeel": "15%", "wie": ["mentor"], "tekst": t.tekst(), "noot": t.woord(), "rijen": rijen(t, sectie, proef, 0)});
            json!({"groen": niveau(t), "rood": niveau(t)})
        }
        _ => json!({"rijen": rijen(t, sectie, proef, 0)}),
    }
}

/// The values of a row of a series.
fn columns(t: &mut Toeval, sectie: &Value) -> Map<String, Value> {
    let kolommen = match sectie["as"].as_str().unwrap() {
        "jaar" => ["2023", "2024"],
        "schooljaar" => ["2023-2024", "2024-2025"],
        "peildatum" => ["2023-10-01", "2024-10"],
        _ => ["a", "b"],
    };
    let mut rij = Map::new();
    for kolom in kolommen {
        let waarde = t.hoeveel();
        rij.insert(kolom.to_owned(), if t.kans(30) { json!({"waarde": waarde, "noot": t.woord()}) } else { waarde });
    }
    rij
}

/// An offer in the forms that are rare: places below places, places that the section does not ask for, remarks at places,
/// words that say why there is no answer.
fn offer(t: &mut Toeval, waar: bool) -> Value {
    match t.onder(8) {
        0 => json!(*t.uit(&["nvt", "volgt nog"])),
        1 => json!({"stand": *t.uit(&["nvt", "volgt nog", "nee"]), "noot": t.tekst()}),
        2 => json!("swv"),
        3 => json!(["school", {"swv": t.woord()}, {"derden": t.tekst()}]),
        4 => json!({"waar": {"bestuur": {"stand": "ja", "noot": t.woord()}, "derden": "nee"}, "noot": t.tekst()}),
        5 if waar => {
            json!({"school": "volgt nog", "swv": {"stand": "ja", "noot": t.woord()}, "derden": {"stand": "nee", "noot": t.woord()}})
        }
        6 if waar => {
            json!({"school": {"stand": "nee", "noot": t.woord()}, "extern": {"noot": t.woord()}, "hoeveel": t.hoeveel()})
        }
        _ => json!({"stand": "onbekend", "waar": ["bestuur"], "tekst": t.tekst()}),
    }
}

/// What is said of one group in a judgement.
fn judged(t: &mut Toeval, sectie: &Value, proef: &Proef) -> Value {
    let schaal = sectie.get("schaal").is_some();
    if schaal && t.kans(30) {
        return json!(*t.uit(&["O", "nvt", "Ver ontwikkeld"]));
    }
    let mut uit = velden(t, sectie, proef);
    if schaal {
        uit["waarde"] = json!(*t.uit(&["I", "nog-niet", "volgt nog"]));
    }
    uit["noot"] = t.tekst();
    uit
}

fn met_anders(t: &mut Toeval, sectie: &Value, proef: &Proef, mut uit: Map<String, Value>, waar: bool) -> Value {
    if t.kans(50) || t.more(60) {
        let anders = t.keer(1, 2, |t| {
            let mut eigen = json!({"naam": t.woord(), "tekst": t.tekst(), "noot": t.woord(), "hoeveel": t.hoeveel()});
            if t.kans(50) {
                eigen["zin"] = json!("Dit is een eigen zin.");
            }
            if waar {
                eigen["waar"] = json!(["school"]);
            }
            if t.more(50) {
                eigen["hulpvragen"] = json!(["lezen", {"rekenen": t.woord()}]);
                eigen["waar"] =
                    json!({"school": {"stand": "nee", "noot": t.woord()}, "swv": "ja", "bestuur": "volgt nog"});
                eigen["bij"] = json!(["specialisten/mentor", {"specialisten/orthopedagoog": t.woord()}]);
            }
            if t.more(40) {
                eigen["is"] = json!(["specialisten/psycholoog"]);
            }
            if t.more(70) {
                match sectie["soort"].as_str().unwrap() {
                    "beoordeling" => {
                        for (sleutel, waarde) in velden(t, sectie, proef).as_object().unwrap() {
                            eigen[sleutel] = waarde.clone();
                        }
                        if sectie.get("schaal").is_some() {
                            eigen["waarde"] = json!(*t.uit(&["I", "N", "nvt"]));
                        }
                        eigen["per"] = json!({"g2": judged(t, sectie, proef)});
                    }
                    "reeks" => eigen.as_object_mut().unwrap().extend(columns(t, sectie)),
                    _ => {}
                }
            }
            eigen
        });
        uit.insert("anders".to_owned(), anders);
    }
    Value::Object(uit)
}

fn velden(t: &mut Toeval, sectie: &Value, proef: &Proef) -> Value {
    let mut uit = Map::new();
    for veld in sectie["velden"].as_array().into_iter().flatten() {
        let waarde = match veld["type"].as_str().unwrap() {
            "getal" => json!(12),
            "hoeveel" => t.hoeveel(),
            "percentage" => json!("45%"),
            "datum" => json!("2024-09"),
            "schooljaar" => json!("2024-2025"),
            "ja-nee" => json!("ja"),
            "keuze" => json!("a"),
            "item" => json!(t.uit(ids(veld, proef))),
            "items" if veld.get("waarden").is_some() => {
                json!(["a", {"Waarde c": t.woord()}])
            }
            "items" => {
                json!([t.uit(ids(veld, proef)), {t.uit(ids(veld, proef)).clone(): "met opmerking"}, "Iets heel anders"])
            }
            "web" => json!("https://a.example/b?c=d&e=f"),
            "mail" => json!("info@a.example"),
            "telefoon" => json!("070 123 45 67"),
            "bestand" => json!("bijlage.pdf"),
            _ => t.tekst(),
        };
        let noot = t.kans(20) && (veld["type"] != "items" || t.full);
        let waarde = if t.more(10) && !["tekst", "item", "items", "bestand"].contains(&veld["type"].as_str().unwrap()) {
            json!(*t.uit(&["nvt", "volgt nog", "onbekend"]))
        } else {
            waarde
        };
        uit.insert(
            veld["id"].as_str().unwrap().to_owned(),
            if noot { json!({"waarde": waarde, "noot": t.woord()}) } else { waarde },
        );
    }
    Value::Object(uit)
}

fn rijen(t: &mut Toeval, sectie: &Value, proef: &Proef, diepte: usize) -> Value {
    t.keer(1, 3, |t| {
        if diepte < 2 && t.kans(30) {
            json!({"groep": t.woord(), "rijen": rijen(t, sectie, proef, diepte + 1)})
        } else {
            velden(t, sectie, proef)
        }
    })
}

fn stappen(t: &mut Toeval, sectie: &Value, proef: &Proef, diepte: usize) -> Value {
    t.keer(1, 3, |t| {
        let mut stap = velden(t, sectie, proef);
        if t.kans(40) {
            stap["noot"] = t.tekst();
        }
        if t.kans(40) {
            stap["wie"] = json!(["mentor", "Oom Piet"]);
            stap["voorwaarde"] = t.tekst();
            stap["hoeveel"] = t.hoeveel();
        }
        if t.more(40) {
            stap["is"] = json!(["specialisten/mentor", {"voorzieningen/time-out": t.woord()}]);
            stap["in"] = json!(["Groot overleg", {"Klein overleg": t.woord()}]);
            stap["tekst"] = t.tekst();
        }
        match t.onder(5) {
            0 if diepte == 0 => {
                stap["fase"] = t.woord();
                if t.more(50) {
                    stap["band"] = json!("basis");
                }
                stap["stappen"] = stappen(t, sectie, proef, 1);
            }
            1 if diepte < 3 => {
                stap["keuze"] = t.woord();
                stap["meer"] = json!("ja");
                stap["takken"] = t.keer(1, 3, |t| {
                    let mut tak =
                        json!({"als": t.woord(), "noot": t.woord(), "stappen": stappen(t, sectie, proef, diepte + 2)});
                    if t.more(40) {
                        tak["is"] = json!(["specialisten/mentor"]);
                    }
                    tak
                });
            }
            2 => return t.woord(),
            _ => stap["stap"] = t.woord(),
        }
        stap
    })
}

/// Paths of all answers that may be left out: a key, or an element of a list.
fn weg_te_laten(waarde: &Value, pad: &str, uit: &mut Vec<String>) {
    const MOET: [&str; 10] = ["naam", "als", "stap", "keuze", "fase", "einde", "takken", "waarde", "groep", "term"];
    match waarde {
        Value::Object(kaart) => {
            for (sleutel, onder) in kaart {
                // A group has rows.
                let of_group = sleutel == "rijen" && kaart.contains_key("groep");
                if of_group && onder.as_array().is_some_and(|rijen| rijen.len() == 1) {
                    weg_te_laten(&onder[0], &format!("{pad}/rijen/0"), uit);
                    continue;
                }
                // A reference with a remark goes as a whole: what it refers to is its key.
                let verwijzing = kaart.len() == 1 && pad.ends_with(|c: char| c.is_ascii_digit());
                let pad = format!("{pad}/{sleutel}");
                if !MOET.contains(&sleutel.as_str()) && !verwijzing && !of_group {
                    uit.push(pad.clone());
                }
                weg_te_laten(onder, &pad, uit);
            }
        }
        Value::Array(lijst) => {
            for (nummer, onder) in lijst.iter().enumerate() {
                let pad = format!("{pad}/{nummer}");
                uit.push(pad.clone());
                weg_te_laten(onder, &pad, uit);
            }
        }
        _ => {}
    }
}

fn laat_weg(document: &mut Value, pad: &str) {
    let (ouder, sleutel) = pad.rsplit_once('/').unwrap();
    match document.pointer_mut(ouder).unwrap() {
        Value::Object(kaart) => drop(kaart.remove(sleutel)),
        Value::Array(lijst) => drop(lijst.remove(sleutel.parse().unwrap())),
        ander => panic!("{ander} heeft geen {sleutel}"),
    }
}

/// Gives each text a word of its own, so that none is found where another stands.
fn mark(waarde: &mut Value, nummer: &mut usize) {
    match waarde {
        Value::Object(kaart) => kaart.values_mut().for_each(|onder| mark(onder, nummer)),
        Value::Array(lijst) => lijst.iter_mut().for_each(|onder| mark(onder, nummer)),
        Value::String(tekst) => {
            let getal = matches!(tekst.as_str(), "6 weken" | "2 uur");
            let tabel = tekst.starts_with("| a");
            let vrij = TEKSTEN.contains(&tekst.as_str())
                || WOORDEN.contains(&tekst.as_str()) && tekst.len() > 2
                || ["met opmerking", "soms", "op aanvraag", "Dit is een eigen zin.", "Iets heel anders"]
                    .contains(&tekst.as_str());
            if getal {
                let (_, eenheid) = tekst.split_once(' ').unwrap();
                *tekst = format!("{} {eenheid}", 100 + *nummer);
            } else if tabel {
                *tekst = tekst.replace("| 1 |", &format!("| q{nummer}z |"));
            } else if vrij {
                let letters = |deel: &str| deel.chars().take_while(|c| c.is_alphabetic()).count();
                let begin = tekst.char_indices().map(|(i, _)| i).find(|i| letters(&tekst[*i..]) >= 3).unwrap();
                let eind =
                    begin + tekst[begin..].chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
                tekst.insert_str(eind, &format!("q{nummer}z"));
            }
            *nummer += 1;
        }
        _ => {}
    }
}

/// A site as of [`proefsite`], whose documents fill every key that any kind has, each text with a word of its own.
pub(crate) fn full_site(zaad: u64, scholen: usize) -> (SiteTest, Vec<(String, Value)>) {
    let mut t = Toeval::nieuw(zaad);
    t.full = true;
    random_site(t, scholen)
}

/// A site with one random format, and a school per document: the whole one, and some in which
/// answers are left out, each time one more.
pub(crate) fn proefsite(zaad: u64, scholen: usize) -> (SiteTest, Vec<(String, Value)>) {
    random_site(Toeval::nieuw(zaad), scholen)
}

fn random_site(mut t: Toeval, scholen: usize) -> (SiteTest, Vec<(String, Value)>) {
    let proef = proef(&mut t);
    let site = SiteTest::klein();
    site.schrijf("content/formaten/proef.yaml", format!("{:#}", proef.formaat));
    for (id, lijst, _) in &proef.lijsten {
        site.schrijf(&format!("content/lijsten/{id}.yaml"), format!("{lijst:#}"));
    }
    let mut document = document(&mut t, &proef);
    if t.full {
        mark(&mut document["secties"], &mut 0);
    }
    let mut uit = Vec::new();
    for nummer in 0..scholen {
        let slug = format!("school-{nummer}");
        let map = format!("content/scholen/{slug}");
        site.schrijf(&format!("{map}/school.yaml"), format!("naam: School {nummer}\n"));
        site.schrijf(&format!("{map}/2025-2026/bijlage.pdf"), "%PDF-1.7\n");
        site.schrijf(&format!("{map}/2025-2026/profiel.yaml"), format!("{document:#}"));
        uit.push((slug, document.clone()));
        let mut paden = Vec::new();
        weg_te_laten(&document["secties"], "/secties", &mut paden);
        // Small things go first; now and then a whole section.
        let diep: Vec<&String> = paden.iter().filter(|p| p.matches('/').count() > 2).collect();
        let pad =
            if diep.is_empty() || t.kans(15) { paden.get(t.onder(paden.len().max(1))) } else { Some(*t.uit(&diep)) };
        if let Some(pad) = pad.cloned() {
            laat_weg(&mut document, &pad);
        }
    }
    (site, uit)
}
