//! Formats are data: formats that nobody has seen before, from YAML to page, PDF and schema.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use serde_json::{Value, json};
use steunwijzer::build::{BuildOptions, BuildReport, Silent, build};
use steunwijzer::model::value::Stand;

use crate::hulp::SiteTest;
use crate::pdf::{all_text, without_breaks};
use crate::random_sites::test_site;
use crate::schema::errors;

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

fn harbour() -> SiteTest {
    let site = SiteTest::lower();
    site.write("content/lijsten/dingen.yaml", LIJST);
    site.write("content/schalen/weer.yaml", SCHAAL);
    site.write("content/formaten/haven-basis.yaml", BASIS);
    site.write("content/formaten/vast.md", "Zo is het altijd geweest.\n");
    site.write("content/formaten/haven.yaml", FORMAAT);
    site.write("content/scholen/de-haven/school.yaml", "naam: De Haven\nplaats: Zeestad\n");
    site.write("content/scholen/de-haven/2025-2026/welkom.md", "Dit is het welkomstwoord.\n");
    site.write("content/scholen/de-haven/2025-2026/kaart.pdf", "%PDF-1.7\n");
    site.write("content/scholen/de-haven/2025-2026/profiel.yaml", DOCUMENT);
    site
}

/// The text of a page, as it can be compared.
fn page_text(html: &str) -> String {
    let mut out = String::new();
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if !in_tag => out.push(character),
            _ => {}
        }
    }
    without_breaks(&out.replace("&nbsp;", " ").replace("&amp;", "&"))
}

#[test]
fn a_new_format_with_every_kind_needs_no_rust() {
    let site = harbour();
    let outcome = site.build(&[]);
    let page = page_text(&outcome.file("scholen/de-haven/profiel/index.html")).to_lowercase();
    let pdf = without_breaks(&all_text(&site.path("output/scholen/de-haven/sop.pdf"))).to_lowercase();
    let lacks = |text: &str| -> Vec<&str> {
        ANTWOORDEN.iter().copied().filter(|a| !text.contains(&without_breaks(a).to_lowercase())).collect()
    };
    assert_eq!((lacks(&page), lacks(&pdf)), (Vec::new(), Vec::new()), "niet op de pagina; niet in de PDF");
    // What the extension replaced is gone.
    assert!(!page.contains("oudetitel") && !pdf.contains("oudetitel"));
}

#[test]
fn a_new_format_has_a_schema_that_fits_its_document() {
    let site = harbour();
    let outcome = site.build(&["--no-pdf"]);
    let schema: Value = serde_json::from_str(&outcome.file("data/schema/haven.json")).unwrap();
    let document = crate::schema::as_json(DOCUMENT);
    assert_eq!(errors(&schema, &document), Vec::<String>::new());
    for (path, value) in [
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
        let mut broken = document.clone();
        set(&mut broken, path, value);
        assert!(!errors(&schema, &broken).is_empty(), "{path} wordt niet geweigerd");
    }
}

/// Sets a value at a path, whose parent must be there.
fn set(document: &mut Value, path: &str, value: Value) {
    let (ouder, key) = path.rsplit_once('/').unwrap();
    document.pointer_mut(ouder).unwrap().as_object_mut().unwrap().insert(key.to_owned(), value);
}

#[test]
fn own_sections_are_read_where_the_format_has_no_answers() {
    let site = SiteTest::lower();
    site.write(
        "content/scholen/de-linde/2025-2026/profiel.yaml",
        "formaat: klein\nsecties:\neigen:\n  - {id: tuin, titel: Schooltuin, soort: tekst, antwoord: Wij tuinieren samen.}\n",
    );
    let html = site.build(&["--no-pdf"]).file("scholen/de-linde/profiel/index.html");
    assert!(html.contains("Schooltuin") && html.contains("Wij tuinieren samen."), "{html}");
}

#[test]
fn check_finds_an_error_in_a_new_format() {
    let site = harbour();
    site.run(&["check"]).code(0);
    site.replace("content/scholen/de-haven/2025-2026/profiel.yaml", "zwaan: Z\n", "zwaan: Zonovergote\n");
    site.run(&["check"]).code(1).reports("schaal `weer`").reports("bedoelde u `Zonovergoten`?");
}

// ---------------------------------------------------------- random formats

fn build_in_process(site: &SiteTest, pdf: bool) -> BuildReport {
    let build_options = BuildOptions {
        content: site.path("content"),
        output: Some(site.path("output")),
        theme: None,
        pdf,
        strict: false,
        skip: false,
        stand: date(2026, 1, 1),
    };
    build(&build_options, &Silent).unwrap_or_else(|err| panic!("{err:?}"))
}

/// What a page must not have: things without content, and leftovers of what was not answered.
fn emptiness(html: &str) -> Vec<String> {
    let empty = regex::Regex::new(
        r"<(h[1-6]|table|thead|tbody|tr|th|ul|ol|dl|dt|dd|li|p|figure|figcaption|summary|details)(\s[^>]*)?>\s*</[a-z]",
    );
    let mut out: Vec<String> = empty.unwrap().find_iter(html).map(|m| context(html, m.start())).collect();
    let text = regex::Regex::new("<[^>]*>").unwrap().replace_all(html, "");
    for rest in [", ,", ",,", "( )", "()", "(,", ", )", ": ,", " ."] {
        out.extend(text.find(rest).map(|span| format!("`{rest}` in {}", context(&text, span))));
    }
    out
}

fn context(text: &str, span: usize) -> String {
    let from = text.floor_char_boundary(span.saturating_sub(120));
    let to = text.ceil_char_boundary((span + 120).min(text.len()));
    text[from..to].to_owned()
}

#[track_caller]
fn no_errors(report: &BuildReport, seed: u64) {
    let errors: Vec<_> =
        report.meldingen.iter().filter(|m| m.severity == steunwijzer::melding::Severity::Error).collect();
    assert!(
        errors.is_empty() && report.succeeded,
        "zaad {seed}: {:#?}",
        errors.iter().map(|m| (&m.message, m.span.as_ref().map(|p| p.text()))).collect::<Vec<_>>()
    );
}

#[test]
fn random_formats_give_whole_pages_whatever_is_left_out() {
    for seed in 10..=34 {
        let (site, scholen) = test_site(seed, 6);
        let report = build_in_process(&site, false);
        no_errors(&report, seed);
        // `tests/run` lets the Nu HTML checker read these pages.
        if let Some(map) = std::env::var_os("STEUNWIJZER_WILLEKEURIG") {
            crate::hulp::copy_dir(&site.path("output/scholen"), &std::path::Path::new(&map).join(seed.to_string()));
        }
        let schema = std::fs::read_to_string(site.path("output/data/schema/proef.json")).unwrap();
        let schema: Value = serde_json::from_str(&schema).unwrap();
        for (slug, document) in &scholen {
            let map = site.path(&format!("output/scholen/{slug}"));
            for path in ["index.html", "profiel/index.html"] {
                let html = std::fs::read_to_string(map.join(path)).unwrap();
                let empty = emptiness(&html);
                assert!(empty.is_empty(), "zaad {seed}, {slug}/{path}: {empty:#?}");
            }
            let err = errors(&schema, document);
            assert!(err.is_empty(), "zaad {seed}, {slug}: {err:#?}");
        }
    }
}

#[test]
fn random_formats_compile_as_accessible_pdfs() {
    // Seeds that once did not: headings above a chapter, groups right in groups, headings in a text for parents.
    for seed in [101, 111, 116, 121] {
        let (site, scholen) = test_site(seed, 3);
        let report = build_in_process(&site, true);
        no_errors(&report, seed);
        // Of each school its profile, the summary for parents and the paragraph for the schoolgids; one of the region.
        assert_eq!(report.pdfs, 3 * (scholen.len() + 1) + 1, "zaad {seed}");
    }
}

// ------------------------------------------------------------- shared lists

#[test]
fn schools_with_different_formats_share_items() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let (site, _) = steunwijzer::load::load(&content).unwrap();
    let site = site.unwrap();
    let items = |slug: &str| -> BTreeSet<(String, String)> {
        let school = site.school(slug).unwrap();
        // What a document names counts too: a school may name a partner without saying that it is there.
        let feiten = school.published().flat_map(|d| steunwijzer::facts::statements(d, &site.catalogus));
        feiten
            .filter(|f| matches!(f.stand, Stand::Yes | Stand::Mentioned))
            .map(|f| (f.item.lijst, f.item.item))
            .collect()
    };
    let scholen = ["segbroek-college", "coenecoop-college", "school2care", "pro-grotius-college"];
    let mut shared = Vec::new();
    for (number, one) in scholen.iter().enumerate() {
        for other in &scholen[number + 1..] {
            let common: Vec<_> = items(one).intersection(&items(other)).cloned().collect();
            shared.push((*one, *other, common));
        }
    }
    for (one, other, common) in &shared {
        println!("{one} en {other}: {}", common.len());
        let grotius = *other == "pro-grotius-college";
        assert!(grotius || !common.is_empty(), "{one} en {other} delen niets");
        for role in ["leerplichtambtenaar", "jeugdarts"] {
            let key = ("specialisten".to_owned(), role.to_owned());
            assert!(grotius || common.contains(&key), "{one} en {other} delen {role} niet: {common:?}");
        }
    }
}
