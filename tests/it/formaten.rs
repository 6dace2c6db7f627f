//! Formats are data: formats that nobody has seen before, from YAML to page, PDF and schema.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use serde_json::{Map, Value, json};
use steunwijzer::bouwen::{Opdracht, Stil, Verslag, bouw};
use steunwijzer::model::waarde::Stand;

use crate::hulp::SiteTest;
use crate::pdf::{alle_tekst, zonder_breuk};
use crate::schema::fouten;

// ------------------------------------------------------- all kinds at once

const LIJST: &str = "
lijst: dingen
titel: Dingen
items:
  zwaan: {naam: Zwaan met ring, zin: Er is een zwaan., synoniemen: [knobbelzwaan]}
  anker: {naam: Anker van ijzer, betekenis: Houdt een schip vast.}
  kade:
    naam: Kade
    items:
      kade-noord: {naam: Noordkade}
      kade-zuid: {naam: Zuidkade, zin: Er is een kade aan de zuidkant.}
";
const SCHAAL: &str = "
schaal: weer
titel: Weer
waarden:
  - {id: storm, naam: Stormachtig, kort: S, telt: nee}
  - {id: bries, naam: Zachte bries, kort: B}
  - {id: zon, naam: Zonovergoten, kort: Z, telt: ja}
";
const BASIS: &str = "
formaat: haven-basis
titel: Havenboek van vroeger
profiel: ja
hoofdstukken:
  - id: een
    titel: Voorhaven
    secties:
      - {id: welkom, titel: Welkomstwoord, soort: tekst, onderwerp: doelgroep}
      - {id: vast, titel: Vaste bepalingen, soort: tekst, vast: vast.md}
      - {id: oud, titel: Oude titel, soort: tekst}
";
const FORMAAT: &str = "
formaat: haven
basis: haven-basis
titel: Havenboek
hoofdstukken:
  - id: een
    titel: Voorhaven vernieuwd
    inleiding: Dit hoofdstuk opent het boek.
    secties:
      - {id: oud, titel: Nieuwe titel, soort: tekst, inleiding: Vertel over het water.}
      - id: gegevens
        titel: Scheepsgegevens
        soort: gegevens
        velden:
          - {id: tekst-veld, titel: Veldtekst, type: tekst}
          - {id: getal, titel: Veldgetal, type: getal}
          - {id: duur, titel: Veldduur, type: hoeveel}
          - {id: deel, titel: Velddeel, type: percentage}
          - {id: dag, titel: Velddag, type: datum}
          - {id: jaar, titel: Veldjaar, type: schooljaar}
          - {id: open, titel: Veldopen, type: ja-nee}
          - {id: kleur, titel: Veldkleur, type: keuze, waarden: {rood: Karmijnrood, geel: Kanariegeel}}
          - {id: ding, titel: Veldding, type: item, lijst: dingen}
          - {id: dingen, titel: Velddingen, type: items, lijst: dingen}
          - {id: site, titel: Veldsite, type: web}
          - {id: post, titel: Veldpost, type: mail}
          - {id: bel, titel: Veldbel, type: telefoon}
          - {id: stuk, titel: Veldstuk, type: bestand}
      - {id: kies, titel: Koers, soort: keuze, meer: ja, opties: {noord: Noorderkoers, zuid: Zuiderkoers}}
      - {id: bod, titel: Aangeboden, soort: aanbod, lijst: dingen, onderwerp: aanbod, waar: {school: Aan boord, extern: Aan wal}}
      - {id: vink, titel: Aangevinkt, soort: aanbod, lijst: ruimten}
  - id: twee
    titel: Binnenhaven
    secties:
      - id: oordeel
        titel: Het oordeel
        soort: beoordeling
        lijst: dingen
        schaal: weer
        beeld: verdeling
        velden: [{id: reden, titel: Reden, type: tekst}, {id: met, titel: Samen met, type: items, lijst: dingen, telt: ja}]
      - id: kaart
        titel: De kaarten
        soort: beoordeling
        lijst: dingen
        velden: [{id: blijkt, titel: Blijkt uit, type: tekst}]
      - {id: rij-tabel, titel: Als tabel, soort: tabel, velden: [{id: a, titel: Kop a, type: tekst}, {id: b, titel: Kop b, type: hoeveel}]}
      - {id: rij-lijst, titel: Als lijst, soort: tabel, weergave: lijst, velden: [{id: a, titel: Kop c, type: tekst}]}
      - {id: rij-kaart, titel: Als kaarten, soort: tabel, weergave: kaarten, velden: [{id: a, titel: Kop d, type: tekst}, {id: b, titel: Kop e, type: tekst}]}
      - {id: rij-tijd, titel: Als tijdlijn, soort: tabel, weergave: tijdlijn, velden: [{id: a, titel: Kop f, type: datum}, {id: b, titel: Kop g, type: tekst}]}
      - {id: route, titel: De vaarroute, soort: stroomschema, onderwerp: route, velden: [{id: sein, titel: Sein, type: tekst}]}
      - {id: woorden, titel: Zeemanstaal, soort: begrippen}
      - {id: cijfers, titel: De cijfers, soort: reeks, lijst: dingen, as: schooljaar, eenheid: schepen}
      - {id: lagen, titel: De lagen, soort: niveaus, niveaus: {diep: {naam: Diepzee, kleur: rood}, ondiep: {naam: Waddenzee, kleur: groen}}, velden: [{id: naam, titel: Wat, type: tekst}, {id: uitleg, titel: Uitleg, type: tekst}]}
      - {id: stukken, titel: De stukken, soort: bijlagen}
";
const DOCUMENT: &str = "
formaat: haven
schooljaar: 2025-2026
peildatum: 2025-09-15
groepen: {b: Bakboord, s: Stuurboord}
afkortingen: {ROV: {voluit: raad van oude varenslui}}
secties:
  welkom: {tekst: welkom.md, voor-ouders: Kom gerust aan boord., toelichting: Een toelichting bij welkom., bron: Logboek van de kapitein}
  oud: Het water is nat.
  gegevens:
    tekst-veld: Een **zeilend** antwoord
    getal: 4321
    duur: {waarde: 7 weken, noot: bij hoog water}
    deel: 37%
    dag: 2025-03
    jaar: 2019-2020
    open: nee
    kleur: geel
    ding: [zwaan]
    dingen: [anker: geleend, ROV, Vrije naam]
    site: https://haven.example/pad
    post: wal@haven.example
    bel: 010 765 43 21
    stuk: kaart.pdf
  kies:
    noord: ja
    zuid: {opties: [zuidoost, zuidwest], noot: alleen overdag}
    anders: [{naam: Dwarskoers, tekst: Schuin over het water.}]
  bod:
    Zwaan met ring: [school, extern: op bestelling]
    anker: {waar: school, hoeveel: 3 keer per week, noot: nooit alleen, tekst: Het anker ligt klaar.}
    kade-zuid: nee
    kade-noord: ja
    anders:
      - {naam: Reddingsboei, zin: Er hangt een boei., waar: [extern], is: dingen/kade}
  vink: [lift, stilteruimte: op de eerste]
  oordeel:
    zwaan: Z
    anker: {waarde: [storm, bries], noot: wisselend weer, reden: Het anker sleepte soms, met: [zwaan]}
    kade-noord: {per: {b: S, s: zon}}
  kaart:
    zwaan: Uit het zwanenboek
    kade-zuid: {blijkt: Uit het kadeboek, noot: kademeester was weg}
  rij-tabel:
    rijen:
      - {groep: Groepje vissen, rijen: [{id: haring, a: Haring, b: 12 dagen}, Kabeljauw]}
      - {a: Losse vis, b: variabel}
  rij-lijst: [Eerste punt van zorg, {groep: Puntengroep, rijen: [Tweede punt van zorg]}]
  rij-kaart: {rijen: [{a: Hartenkaart, b: Uitleg van harten}, {groep: Kaartengroep, rijen: [{a: Klaverkaart, b: Uitleg van klaver}]}]}
  rij-tijd: {rijen: [{a: 2023-11, b: Kiel gelegd}, {a: 2024-02-10, b: Te water gelaten}]}
  route:
    stappen:
      - fase: Vertrekken
        band: basis
        noot: vroeg opstaan
        stappen:
          - {stap: Trossen los, wie: [mentor, Bootsman], voorwaarde: als het tij goed is, hoeveel: 5 minuten, sein: Drie stoten, in: rij-tabel/haring}
          - keuze: Is er wind
            meer: ja
            takken:
              - {als: volop wind, noot: reef op tijd, stappen: [Zeil hijsen]}
              - {als: windstil, stappen: [{stap: Motor aan, id: motor, noot: zuinig varen}]}
              - {als: bijna niks, naar: motor}
          - {einde: Behouden vaart, tekst: Het anker gaat uit.}
  woorden: {begrippen: [{term: kielhalen, betekenis: Een oude straf op zee.}]}
  cijfers:
    zwaan: {2022-2023: 0, 2023-2024: volgt nog, 2024-2025: {waarde: 88, noot: voorlopig geteld}, noot: geteld in mei}
  lagen:
    toelichting: Twee lagen water.
    diep:
      aandeel: 13%
      wie: [mentor]
      noot: pas op voor haaien
      tekst: Daar is het donker.
      rijen: [{groep: Vangst, rijen: [{naam: Inktvis, uitleg: Acht armen}]}, Zeeduivel]
    ondiep: {rijen: [Wadlopen]}
  stukken:
    bestanden: [{titel: Zeekaart, bestand: kaart.pdf}, {titel: Scheepsverklaring, noot: ligt aan boord}]
eigen:
  - {id: kombuis, na: welkom, titel: De kombuis, soort: tabel, velden: [{id: gerecht, titel: Gerecht, type: tekst}], antwoord: [Snert met worst]}
";

/// Everything that the document says, as it must stand on the page and in the PDF.
const ANTWOORDEN: &[&str] = &[
    // chapters, the format's own text, what the extension changed
    "Voorhaven vernieuwd",
    "Dit hoofdstuk opent het boek",
    "Vaste bepalingen",
    "Zo is het altijd geweest",
    "Nieuwe titel",
    "Vertel over het water",
    "Het water is nat",
    "Dit is het welkomstwoord",
    "Een toelichting bij welkom",
    // fields
    "Veldtekst",
    "zeilend",
    "4321",
    "7 weken",
    "bij hoog water",
    "37%",
    "maart 2025",
    "2019-2020",
    "nee",
    "Kanariegeel",
    "Zwaan met ring",
    "Anker van ijzer",
    "geleend",
    "raad van oude varenslui",
    "Vrije naam",
    "haven.example/pad",
    "wal@haven.example",
    "010 765 43 21",
    "Veldstuk",
    "Noorderkoers",
    "Zuiderkoers",
    "zuidoost",
    "zuidwest",
    "alleen overdag",
    "Dwarskoers",
    "Schuin over het water",
    // items
    "Aan boord",
    "Aan wal",
    "op bestelling",
    "3 keer per week",
    "nooit alleen",
    "Het anker ligt klaar",
    "Zuidkade",
    "Noordkade",
    "Reddingsboei",
    "Er hangt een boei",
    "Lift",
    "op de eerste",
    // judgements
    "Zonovergoten",
    "tussen stormachtig en zachte bries",
    "wisselend weer",
    "Het anker sleepte soms",
    "Bakboord",
    "Stuurboord",
    "Stormachtig",
    "Uit het zwanenboek",
    "Uit het kadeboek",
    "kademeester was weg",
    // rows
    "Groepje vissen",
    "Haring",
    "12 dagen",
    "Kabeljauw",
    "Losse vis",
    "variabel",
    "Eerste punt van zorg",
    "Puntengroep",
    "Tweede punt van zorg",
    "Hartenkaart",
    "Uitleg van harten",
    "Kaartengroep",
    "Klaverkaart",
    "Uitleg van klaver",
    "november 2023",
    "Kiel gelegd",
    "10 februari 2024",
    "Te water gelaten",
    "Snert met worst",
    "De kombuis",
    // route
    "Vertrekken",
    "vroeg opstaan",
    "Trossen los",
    "Bootsman",
    "als het tij goed is",
    "5 minuten",
    "Drie stoten",
    "Is er wind",
    "volop wind",
    "reef op tijd",
    "Zeil hijsen",
    "windstil",
    "Motor aan",
    "zuinig varen",
    "bijna niks",
    "Behouden vaart",
    "Het anker gaat uit",
    // words, series, levels, attachments
    "kielhalen",
    "Een oude straf op zee",
    "2022-2023",
    "volgt nog",
    "88",
    "voorlopig geteld",
    "geteld in mei",
    "schepen",
    "Twee lagen water",
    "Diepzee",
    "13%",
    "pas op voor haaien",
    "Daar is het donker",
    "Vangst",
    "Inktvis",
    "Acht armen",
    "Zeeduivel",
    "Waddenzee",
    "Wadlopen",
    "Zeekaart",
    "Scheepsverklaring",
    "ligt aan boord",
];

fn haven() -> SiteTest {
    let site = SiteTest::klein();
    site.schrijf("content/lijsten/dingen.yaml", LIJST);
    site.schrijf("content/schalen/weer.yaml", SCHAAL);
    site.schrijf("content/formaten/haven-basis.yaml", BASIS);
    site.schrijf("content/formaten/vast.md", "Zo is het altijd geweest.\n");
    site.schrijf("content/formaten/haven.yaml", FORMAAT);
    site.schrijf("content/scholen/de-haven/school.yaml", "naam: De Haven\nplaats: Zeestad\n");
    site.schrijf("content/scholen/de-haven/2025-2026/welkom.md", "Dit is het welkomstwoord.\n");
    site.schrijf("content/scholen/de-haven/2025-2026/kaart.pdf", "%PDF-1.7\n");
    site.schrijf("content/scholen/de-haven/2025-2026/profiel.yaml", DOCUMENT);
    site
}

/// The text of a page, as it can be compared.
fn paginatekst(html: &str) -> String {
    let mut uit = String::new();
    let mut in_tag = false;
    for teken in html.chars() {
        match teken {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => uit.push(teken),
            _ => {}
        }
    }
    zonder_breuk(&uit.replace("&nbsp;", " ").replace("&amp;", "&"))
}

#[test]
fn a_new_format_with_every_kind_needs_no_rust() {
    let site = haven();
    let uitkomst = site.bouw(&[]);
    let pagina = paginatekst(&uitkomst.bestand("scholen/de-haven/profiel/index.html")).to_lowercase();
    let pdf = zonder_breuk(&alle_tekst(&site.pad("output/scholen/de-haven/sop.pdf"))).to_lowercase();
    let mist = |tekst: &str| -> Vec<&str> {
        ANTWOORDEN.iter().copied().filter(|a| !tekst.contains(&zonder_breuk(a).to_lowercase())).collect()
    };
    assert_eq!((mist(&pagina), mist(&pdf)), (Vec::new(), Vec::new()), "niet op de pagina; niet in de PDF");
    // What the extension replaced is gone.
    assert!(!pagina.contains("oudetitel") && !pdf.contains("oudetitel"));
}

#[test]
fn a_new_format_has_a_schema_that_fits_its_document() {
    let site = haven();
    let uitkomst = site.bouw(&["--no-pdf"]);
    let schema: Value = serde_json::from_str(&uitkomst.bestand("data/schema/haven.json")).unwrap();
    let document = crate::schema::als_json(DOCUMENT);
    assert_eq!(fouten(&schema, &document), Vec::<String>::new());
    for (pad, waarde) in [
        ("/secties/oordeel/zwaan", json!("X")),
        ("/secties/oordeel/anker/redenen", json!("x")),
        ("/secties/bod/anker/waar", json!("op zee")),
        ("/secties/cijfers/zwaan/2022", json!(3)),
        ("/secties/lagen/midden", json!({})),
        ("/secties/route/stappen", json!([{"stap": "a", "takken": []}])),
        ("/secties/stukken/bestanden", json!([{"bestand": "kaart.svg"}])),
        ("/secties/vink", json!(["zwembad van goud"])),
        ("/secties/gegevens/jaar", json!("2019")),
        ("/eigen", json!([{"id": "x", "titel": "X", "soort": "gedicht"}])),
    ] {
        let mut kapot = document.clone();
        zet(&mut kapot, pad, waarde);
        assert!(!fouten(&schema, &kapot).is_empty(), "{pad} wordt niet geweigerd");
    }
}

/// Sets a value at a path, whose parent must be there.
fn zet(document: &mut Value, pad: &str, waarde: Value) {
    let (ouder, sleutel) = pad.rsplit_once('/').unwrap();
    document.pointer_mut(ouder).unwrap().as_object_mut().unwrap().insert(sleutel.to_owned(), waarde);
}

#[test]
fn own_sections_are_read_where_the_format_has_no_answers() {
    let site = SiteTest::klein();
    site.schrijf(
        "content/scholen/de-linde/2025-2026/profiel.yaml",
        "formaat: klein\nsecties:\neigen:\n  - {id: tuin, titel: Schooltuin, soort: tekst, antwoord: Wij tuinieren samen.}\n",
    );
    let html = site.bouw(&["--no-pdf"]).bestand("scholen/de-linde/profiel/index.html");
    assert!(html.contains("Schooltuin") && html.contains("Wij tuinieren samen."), "{html}");
}

#[test]
fn check_finds_an_error_in_a_new_format() {
    let site = haven();
    site.draai(&["check"]).code(0);
    site.vervang("content/scholen/de-haven/2025-2026/profiel.yaml", "zwaan: Z\n", "zwaan: Zonovergote\n");
    site.draai(&["check"]).code(1).meldt("schaal `weer`").meldt("bedoelde u `Zonovergoten`?");
}

// ---------------------------------------------------------- random formats

/// xorshift64*: small, and the same everywhere.
struct Toeval(u64);

impl Toeval {
    fn volgend(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11
    }

    fn onder(&mut self, grens: usize) -> usize {
        usize::try_from(self.volgend()).unwrap() % grens
    }

    fn kans(&mut self, procent: usize) -> bool {
        self.onder(100) < procent
    }

    fn uit<'a, T>(&mut self, keuze: &'a [T]) -> &'a T {
        &keuze[self.onder(keuze.len())]
    }

    fn keer(&mut self, van: usize, tot: usize, mut maak: impl FnMut(&mut Self) -> Value) -> Value {
        let aantal = van + self.onder(tot - van + 1);
        Value::Array((0..aantal).map(|_| maak(self)).collect())
    }

    fn tekst(&mut self) -> Value {
        json!(*self.uit(&[
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
        ]))
    }

    fn woord(&mut self) -> Value {
        json!(*self.uit(&["Alfa", "Bravo groep", "Charlie 3", "Delta: meer", "Écho", "Foxtrot & co", "7", "ja"]))
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
                "keuze" => veld["waarden"] = json!({"a": "Waarde a", "b": "Waarde b"}),
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
            met_anders(t, uit, false)
        }
        "aanbod" if t.kans(20) => json!(ids),
        "aanbod" => {
            let waar = sectie.get("waar").is_some();
            let mut uit = Map::new();
            for id in ids {
                let tekst = t.tekst();
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
            met_anders(t, uit, waar)
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
                if sectie.get("schaal").is_some() {
                    match t.onder(4) {
                        0 => hier["per"] = json!({"g1": "O", "g2": "nog-niet"}),
                        1 => hier["waarde"] = json!(["I", "O"]),
                        2 => hier["waarde"] = json!("Ver ontwikkeld"),
                        _ => hier = json!("N"),
                    }
                }
                uit.insert(id.clone(), hier);
            }
            Value::Object(uit)
        }
        "reeks" => {
            let kolommen = match sectie["as"].as_str().unwrap() {
                "jaar" => ["2023", "2024"],
                "schooljaar" => ["2023-2024", "2024-2025"],
                "peildatum" => ["2023-10-01", "2024-10"],
                _ => ["a", "b"],
            };
            let mut uit = Map::new();
            for id in ids {
                let mut rij = Map::new();
                for kolom in kolommen {
                    let waarde = t.hoeveel();
                    rij.insert(
                        kolom.to_owned(),
                        if t.kans(30) { json!({"waarde": waarde, "noot": t.woord()}) } else { waarde },
                    );
                }
                if t.kans(30) {
                    rij.insert("noot".to_owned(), t.woord());
                }
                uit.insert(id.clone(), Value::Object(rij));
            }
            Value::Object(uit)
        }
        "stroomschema" => {
            let mut stappen = stappen(t, sectie, proef, 0);
            // What stands after an ending is never reached, and that is an error.
            if let (true, Some(lijst)) = (t.kans(50), stappen.as_array_mut()) {
                lijst.push(json!({"einde": t.woord(), "noot": t.tekst()}));
            }
            json!({"stappen": stappen})
        }
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

fn met_anders(t: &mut Toeval, mut uit: Map<String, Value>, waar: bool) -> Value {
    if t.kans(50) {
        let anders = t.keer(1, 2, |t| {
            let mut eigen = json!({"naam": t.woord(), "tekst": t.tekst(), "noot": t.woord(), "hoeveel": t.hoeveel()});
            if t.kans(50) {
                eigen["zin"] = json!("Dit is een eigen zin.");
            }
            if waar {
                eigen["waar"] = json!(["school"]);
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
            "items" => {
                json!([t.uit(ids(veld, proef)), {t.uit(ids(veld, proef)).clone(): "met opmerking"}, "Iets heel anders"])
            }
            "web" => json!("https://a.example/b?c=d&e=f"),
            "mail" => json!("info@a.example"),
            "telefoon" => json!("070 123 45 67"),
            "bestand" => json!("bijlage.pdf"),
            _ => t.tekst(),
        };
        let noot = t.kans(20) && veld["type"] != "items";
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
        match t.onder(5) {
            0 if diepte == 0 => {
                stap["fase"] = t.woord();
                stap["stappen"] = stappen(t, sectie, proef, 1);
            }
            1 if diepte < 3 => {
                stap["keuze"] = t.woord();
                stap["meer"] = json!("ja");
                stap["takken"] = t.keer(
                    1,
                    3,
                    |t| json!({"als": t.woord(), "noot": t.woord(), "stappen": stappen(t, sectie, proef, diepte + 2)}),
                );
            }
            2 => return t.woord(),
            _ => stap["stap"] = t.woord(),
        }
        stap
    })
}

/// Paths of all answers that may be left out: a key, or an element of a list.
fn weg_te_laten(waarde: &Value, pad: &str, uit: &mut Vec<String>) {
    const MOET: [&str; 9] = ["naam", "als", "stap", "keuze", "fase", "einde", "takken", "waarde", "groep"];
    match waarde {
        Value::Object(kaart) => {
            for (sleutel, onder) in kaart {
                // A reference with a remark goes as a whole: what it refers to is its key.
                let verwijzing = kaart.len() == 1 && pad.ends_with(|c: char| c.is_ascii_digit());
                let pad = format!("{pad}/{sleutel}");
                if !MOET.contains(&sleutel.as_str()) && !verwijzing {
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

/// A site with one random format, and a school per document: the whole one, and some in which
/// answers are left out, each time one more.
fn proefsite(zaad: u64, scholen: usize) -> (SiteTest, Vec<(String, Value)>) {
    let mut t = Toeval(zaad.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    for _ in 0..4 {
        t.volgend();
    }
    let proef = proef(&mut t);
    let site = SiteTest::klein();
    site.schrijf("content/formaten/proef.yaml", format!("{:#}", proef.formaat));
    for (id, lijst, _) in &proef.lijsten {
        site.schrijf(&format!("content/lijsten/{id}.yaml"), format!("{lijst:#}"));
    }
    let mut document = document(&mut t, &proef);
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

fn bouw_in_proces(site: &SiteTest, pdf: bool) -> Verslag {
    let opdracht = Opdracht {
        content: site.pad("content"),
        output: Some(site.pad("output")),
        thema: None,
        pdf,
        strikt: false,
        stand: date(2026, 1, 1),
    };
    bouw(&opdracht, &Stil).unwrap_or_else(|fout| panic!("{fout:?}"))
}

/// What a page must not have: things without content, and leftovers of what was not answered.
fn leegte(html: &str) -> Vec<String> {
    let leeg = regex::Regex::new(
        r"<(h[1-6]|table|thead|tbody|tr|th|ul|ol|dl|dt|dd|li|p|figure|figcaption|summary|details)(\s[^>]*)?>\s*</[a-z]",
    );
    let mut uit: Vec<String> = leeg.unwrap().find_iter(html).map(|m| omgeving(html, m.start())).collect();
    let tekst = regex::Regex::new("<[^>]*>").unwrap().replace_all(html, "");
    for rest in [", ,", ",,", "( )", "()", "(,", ", )", ": ,", " ."] {
        uit.extend(tekst.find(rest).map(|plek| format!("`{rest}` in {}", omgeving(&tekst, plek))));
    }
    uit
}

fn omgeving(tekst: &str, plek: usize) -> String {
    let van = tekst.floor_char_boundary(plek.saturating_sub(120));
    let tot = tekst.ceil_char_boundary((plek + 120).min(tekst.len()));
    tekst[van..tot].to_owned()
}

#[track_caller]
fn geen_fouten(verslag: &Verslag, zaad: u64) {
    let fouten: Vec<_> = verslag.meldingen.iter().filter(|m| m.ernst == steunwijzer::melding::Ernst::Fout).collect();
    assert!(
        fouten.is_empty() && verslag.gelukt,
        "zaad {zaad}: {:#?}",
        fouten.iter().map(|m| (&m.bericht, m.plek.as_ref().map(|p| p.tekst()))).collect::<Vec<_>>()
    );
}

#[test]
fn random_formats_give_whole_pages_whatever_is_left_out() {
    for zaad in 10..=34 {
        let (site, scholen) = proefsite(zaad, 6);
        let verslag = bouw_in_proces(&site, false);
        geen_fouten(&verslag, zaad);
        // `tests/run` lets the Nu HTML checker read these pages.
        if let Some(map) = std::env::var_os("STEUNWIJZER_WILLEKEURIG") {
            crate::hulp::kopieer(&site.pad("output/scholen"), &std::path::Path::new(&map).join(zaad.to_string()));
        }
        let schema = std::fs::read_to_string(site.pad("output/data/schema/proef.json")).unwrap();
        let schema: Value = serde_json::from_str(&schema).unwrap();
        for (slug, document) in &scholen {
            let map = site.pad(&format!("output/scholen/{slug}"));
            for pad in ["index.html", "profiel/index.html"] {
                let html = std::fs::read_to_string(map.join(pad)).unwrap();
                let leeg = leegte(&html);
                assert!(leeg.is_empty(), "zaad {zaad}, {slug}/{pad}: {leeg:#?}");
            }
            let fout = fouten(&schema, document);
            assert!(fout.is_empty(), "zaad {zaad}, {slug}: {fout:#?}");
        }
    }
}

#[test]
fn random_formats_compile_as_accessible_pdfs() {
    // Seeds that once did not: headings above a chapter, groups right in groups, headings in a text for parents.
    for zaad in [101, 111, 116, 121] {
        let (site, scholen) = proefsite(zaad, 3);
        let verslag = bouw_in_proces(&site, true);
        geen_fouten(&verslag, zaad);
        // Of each school its profile, the summary for parents and the paragraph for the schoolgids; one of the region.
        assert_eq!(verslag.pdfs, 3 * (scholen.len() + 1) + 1, "zaad {zaad}");
    }
}

// ------------------------------------------------------------- shared lists

#[test]
fn schools_with_different_formats_share_items() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let (site, _) = steunwijzer::laden::laad(&content).unwrap();
    let site = site.unwrap();
    let items = |slug: &str| -> BTreeSet<(String, String)> {
        let school = site.school(slug).unwrap();
        let feiten = school.gepubliceerd().flat_map(|d| steunwijzer::soorten::feiten(d, &site.catalogus));
        feiten.filter(|f| f.stand == Stand::Ja).map(|f| (f.item.lijst, f.item.item)).collect()
    };
    let scholen = ["segbroek-college", "coenecoop-college", "school2care", "pro-grotius-college"];
    let mut gedeeld = Vec::new();
    for (nummer, een) in scholen.iter().enumerate() {
        for ander in &scholen[nummer + 1..] {
            let samen: Vec<_> = items(een).intersection(&items(ander)).cloned().collect();
            gedeeld.push((*een, *ander, samen));
        }
    }
    for (een, ander, samen) in &gedeeld {
        println!("{een} en {ander}: {}", samen.len());
        let grotius = *ander == "pro-grotius-college";
        assert!(grotius || !samen.is_empty(), "{een} en {ander} delen niets");
        for rol in ["leerplichtambtenaar", "jeugdarts"] {
            let sleutel = ("specialisten".to_owned(), rol.to_owned());
            assert!(grotius || samen.contains(&sleutel), "{een} en {ander} delen {rol} niet: {samen:?}");
        }
    }
}
