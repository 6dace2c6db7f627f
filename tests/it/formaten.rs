//! Formats are data: formats that nobody has seen before, from YAML to page, PDF and schema.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use serde_json::{Value, json};
use steunwijzer::bouwen::{Opdracht, Stil, Verslag, bouw};
use steunwijzer::model::waarde::Stand;

use crate::hulp::SiteTest;
use crate::pdf::{alle_tekst, zonder_breuk};
use crate::schema::fouten;
use crate::willekeur::proefsite;

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

fn bouw_in_proces(site: &SiteTest, pdf: bool) -> Verslag {
    let opdracht = Opdracht {
        content: site.pad("content"),
        output: Some(site.pad("output")),
        thema: None,
        pdf,
        strikt: false,
        sla_over: false,
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
        // What a document names counts too: a school may name a partner without saying that it is there.
        let feiten = school.gepubliceerd().flat_map(|d| steunwijzer::facts::statements(d, &site.catalogus));
        feiten.filter(|f| matches!(f.stand, Stand::Ja | Stand::Genoemd)).map(|f| (f.item.lijst, f.item.item)).collect()
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
