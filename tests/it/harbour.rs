//! A format that nobody has seen before, with every kind of section, and a school that answers it.

use crate::harness::SiteTest;

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
pub(crate) const DOCUMENT: &str = "
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

/// Everything that the document says, as it must be on the page and in the PDF.
pub(crate) const ANTWOORDEN: &[&str] = &[
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

/// A site with a school in that format.
pub(crate) fn harbour() -> SiteTest {
    let site = SiteTest::small();
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
