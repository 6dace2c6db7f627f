//! The PDFs as other programs read them: poppler and qpdf say what is in them.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::hulp::{SiteTest, bestanden};

const SEGBROEK: &str = "output/scholen/segbroek-college/sop.pdf";
const LINDE: &str = "output/scholen/de-linde/sop.pdf";
const JAAR: &str = "content/scholen/de-linde/2025-2026";
const FORMAAT: &str = include_str!("../../ingebouwd/formaten/perspectief-vo.yaml");
const KLEIN: &str = include_str!("../klein/content/formaten/klein.yaml");

// ------------------------------------------------------------- programs

/// Runs a program that reads PDFs; gives its standard output.
#[track_caller]
fn gereedschap(naam: &str, argumenten: &[&str], pdf: &Path, na: &[&str]) -> String {
    let uitvoer =
        Command::new(naam).args(argumenten).arg(pdf).args(na).env("LC_ALL", "C.UTF-8").output().unwrap_or_else(
            |fout| panic!("{naam} start niet ({fout}): apt-get install poppler-utils qpdf, of tests/run"),
        );
    let tekst = String::from_utf8_lossy(&uitvoer.stdout).into_owned();
    assert!(
        uitvoer.status.success(),
        "{naam} {argumenten:?} {}: {tekst}\n{}",
        pdf.display(),
        String::from_utf8_lossy(&uitvoer.stderr)
    );
    tekst
}

/// The text of a PDF, in reading order.
#[track_caller]
pub(crate) fn pdftotext(pdf: &Path) -> String {
    gereedschap("pdftotext", &["-enc", "UTF-8"], pdf, &["-"])
}

/// The text of a PDF in three orders, for tests that look for a text that may stand in a narrow
/// column: reading order, order of drawing, order of the tags.
#[track_caller]
pub(crate) fn alle_tekst(pdf: &Path) -> String {
    let getekend = gereedschap("pdftotext", &["-enc", "UTF-8", "-raw"], pdf, &["-"]);
    let mut uit = format!("{}\n{getekend}\n", pdftotext(pdf));
    for (diepte, _, tekst) in tags(pdf) {
        // The text of an element holds that of the elements in it.
        if diepte > 0 {
            uit.push_str(&tekst);
            uit.push('\n');
        }
    }
    uit
}

/// Text as it can be compared: where lines and words break is the layout's business.
pub(crate) fn zonder_breuk(tekst: &str) -> String {
    tekst.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '\u{ad}' | '\u{200b}' | '\u{2010}')).collect()
}

#[track_caller]
pub(crate) fn pdfinfo(pdf: &Path, optie: &str) -> String {
    let opties: &[&str] = if optie.is_empty() { &[] } else { &[optie] };
    gereedschap("pdfinfo", opties, pdf, &[])
}

/// The value of a line `Naam:   waarde` of pdfinfo.
#[track_caller]
pub(crate) fn gegeven(info: &str, naam: &str) -> String {
    let regel = info.lines().find_map(|r| r.strip_prefix(naam)?.strip_prefix(':'));
    regel.unwrap_or_else(|| panic!("pdfinfo noemt geen {naam}:\n{info}")).trim().to_owned()
}

#[track_caller]
fn qpdf_json(pdf: &Path, sleutel: &str) -> Value {
    let tekst = gereedschap("qpdf", &["--json=2", &format!("--json-key={sleutel}")], pdf, &[]);
    let heel: Value = serde_json::from_str(&tekst).unwrap();
    heel.get(sleutel).cloned().unwrap()
}

/// The dictionaries of a PDF, those of streams too.
pub(crate) fn objecten(pdf: &Path) -> Vec<Value> {
    let qpdf = qpdf_json(pdf, "qpdf");
    let objecten = qpdf[1].as_object().unwrap().values();
    let inhoud = objecten.filter_map(|o| o.get("value").or_else(|| o.get("stream")?.get("dict")));
    inhoud.filter(|o| o.is_object()).cloned().collect()
}

/// A string of a PDF.
pub(crate) fn zin(waarde: &Value) -> &str {
    waarde.as_str().and_then(|t| t.strip_prefix("u:")).unwrap_or_default()
}

/// The outline: depth and title.
fn bladwijzers(pdf: &Path) -> Vec<(usize, String)> {
    fn verzamel(kinderen: &Value, diepte: usize, uit: &mut Vec<(usize, String)>) {
        for kind in kinderen.as_array().unwrap() {
            uit.push((diepte, kind["title"].as_str().unwrap().to_owned()));
            verzamel(&kind["kids"], diepte + 1, uit);
        }
    }
    let mut uit = Vec::new();
    verzamel(&qpdf_json(pdf, "outlines"), 0, &mut uit);
    uit
}

/// The tag tree as poppler prints it: depth, tag, own text and that of what is below.
pub(crate) fn tags(pdf: &Path) -> Vec<(usize, String, String)> {
    let boom = pdfinfo(pdf, "-struct-text");
    let mut uit: Vec<(usize, String, String)> = Vec::new();
    for regel in boom.lines() {
        let kaal = regel.trim_start();
        let diepte = regel.len() - kaal.len();
        if let Some(tekst) = kaal.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
            let mut grens = diepte;
            for (van, _, inhoud) in uit.iter_mut().rev() {
                if *van < grens {
                    inhoud.push_str(tekst);
                    grens = *van;
                }
            }
        } else if !kaal.starts_with('/') && !kaal.is_empty() {
            let naam = kaal.split([' ', ':']).next().unwrap_or_default();
            uit.push((diepte, naam.to_owned(), String::new()));
        }
    }
    uit
}

/// The alternatives of all figures, sorted.
#[track_caller]
pub(crate) fn figuren(pdf: &Path) -> Vec<String> {
    let mut uit: Vec<String> =
        objecten(pdf).iter().filter(|o| o["/S"] == "/Figure").map(|o| zin(&o["/Alt"]).to_owned()).collect();
    uit.sort();
    uit
}

/// Texts of all elements with a tag.
pub(crate) fn met_tag(tags: &[(usize, String, String)], tag: &str) -> Vec<String> {
    tags.iter().filter(|(_, t, _)| t == tag).map(|(_, _, inhoud)| inhoud.trim().to_owned()).collect()
}

/// Titles of chapters and sections of a format, in order: (is a section, title).
fn titels(formaat: &str) -> Vec<(bool, String)> {
    let titel = |regel: &str| Some(regel.split_once("titel: ")?.1.split([',', '}']).next()?.to_owned());
    formaat
        .lines()
        .filter_map(|regel| match regel.find("titel: ")? {
            4 => Some((false, titel(regel)?)),
            8 => Some((true, titel(regel)?)),
            _ if regel.starts_with("      - {id:") => Some((true, titel(regel)?)),
            _ => None,
        })
        .collect()
}

/// Expects what every PDF of ours must have.
#[track_caller]
pub(crate) fn conform(pdf: &Path) {
    let info = pdfinfo(pdf, "");
    assert_eq!(gegeven(&info, "Tagged"), "yes");
    assert_eq!(gegeven(&info, "JavaScript"), "no");
    assert_eq!(gegeven(&info, "Encrypted"), "no");
    let xmp = pdfinfo(pdf, "-meta");
    for kenmerk in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<rdf:li>nl-NL</rdf:li>",
    ] {
        assert!(xmp.contains(kenmerk), "{kenmerk} staat niet in {xmp}");
    }
    let nagekeken = gereedschap("qpdf", &["--check"], pdf, &[]);
    assert!(nagekeken.contains("No syntax or stream encoding errors"), "{nagekeken}");
    let objecten = objecten(pdf);
    let catalogus = objecten.iter().find(|o| o["/Type"] == "/Catalog").unwrap();
    assert!(zin(&catalogus["/Lang"]).starts_with("nl"), "{}", catalogus["/Lang"]);
    assert_eq!(catalogus["/MarkInfo"]["/Marked"], true);
    assert_eq!(catalogus["/ViewerPreferences"]["/DisplayDocTitle"], true);
    for figuur in objecten.iter().filter(|o| o["/S"] == "/Figure") {
        assert!(!zin(&figuur["/Alt"]).is_empty(), "{figuur}");
    }
    for link in objecten.iter().filter(|o| o["/Subtype"] == "/Link") {
        assert!(!zin(&link["/Contents"]).is_empty(), "{link}");
    }
    let geopend = objecten.iter().any(|o| o.get("/JavaScript").is_some() || o["/S"] == "/JavaScript");
    assert!(!geopend && objecten.iter().all(|o| o["/S"] != "/Launch"));
}

/// Expects chapters and sections, numbered, in the outline and in the text.
#[track_caller]
fn titels_staan_erin(pdf: &Path, formaat: &str) {
    let titels = titels(formaat);
    assert!(titels.len() > 10, "{titels:?}");
    let tekst = zonder_breuk(&pdftotext(pdf));
    let bladwijzers = bladwijzers(pdf);
    let tags = tags(pdf);
    let (mut hoofdstuk, mut sectie) = (0, 0);
    for (is_sectie, titel) in titels {
        let nummer = if is_sectie {
            sectie += 1;
            format!("{hoofdstuk}.{sectie}")
        } else {
            (hoofdstuk, sectie) = (hoofdstuk + 1, 0);
            hoofdstuk.to_string()
        };
        let verwacht = (usize::from(is_sectie), format!("{nummer} {titel}"));
        assert!(bladwijzers.contains(&verwacht), "{verwacht:?} staat niet in {bladwijzers:#?}");
        // Once in the contents and once above the text itself.
        assert!(tekst.matches(&zonder_breuk(&titel)).count() >= 2, "`{titel}` staat niet twee keer in de tekst");
        let koppen = met_tag(&tags, if is_sectie { "H2" } else { "H1" });
        let kop = zonder_breuk(&format!("{nummer}{titel}"));
        assert!(koppen.iter().any(|k| zonder_breuk(k) == kop), "{kop} staat niet in {koppen:?}");
    }
}

#[track_caller]
fn koppen_staan_erin(pdf: &Path, koppen: &[&str]) {
    let tags = tags(pdf);
    let gevonden: Vec<String> = met_tag(&tags, "TH").iter().map(|t| zonder_breuk(t)).collect();
    let tekst = zonder_breuk(&pdftotext(pdf));
    for kop in koppen {
        let kop = zonder_breuk(kop);
        assert!(gevonden.contains(&kop), "TH `{kop}` staat niet in {gevonden:?}");
        assert!(tekst.contains(&kop), "`{kop}` staat niet in de tekst");
    }
    assert!(met_tag(&tags, "Table").len() >= 4);
    assert!(met_tag(&tags, "TD").len() > koppen.len());
    let lijsten = met_tag(&tags, "L").len();
    assert!(lijsten > 2 && met_tag(&tags, "LI").len() >= lijsten);
    assert!(!met_tag(&tags, "Link").is_empty());
    assert!(met_tag(&tags, "TOCI").len() > 5);
}

// ---------------------------------------------------------------- what is in it

#[test]
fn voorbeeldregio_geeft_een_toegankelijke_pdf() {
    let site = SiteTest::voorbeeld();
    site.bouw(&[]);
    let pdf = site.pad(SEGBROEK);
    conform(&pdf);
    let info = pdfinfo(&pdf, "");
    assert_eq!(gegeven(&info, "Title"), "Schoolondersteuningsprofiel voortgezet onderwijs");
    assert_eq!(gegeven(&info, "Author"), "Segbroek College");
    assert_eq!(gegeven(&info, "Creator"), "Steunwijzer");
    // Its peildatum is only a month, so it has no known day.
    assert!(gegeven(&info, "CreationDate").contains("Aug  1 00:00:00 2024"), "{info}");
    assert!(gegeven(&info, "Page size").contains("A4"), "{info}");
    let paginas: usize = gegeven(&info, "Pages").parse().unwrap();
    assert!((10..60).contains(&paginas), "{paginas} pagina's");
    titels_staan_erin(&pdf, FORMAAT);
    koppen_staan_erin(
        &pdf,
        &[
            "Gegeven",
            "Antwoord",
            "Specialisten",
            "Aanwezig",
            "Onderdeel",
            "Mate van ontwikkeling",
            "Overleg",
            "Hoe vaak",
            "Wie",
            "Inhoud",
            "Afkorting",
            "Discipline",
            "Verantwoordelijkheden",
            "Neemt deel aan",
            "Invuldatum",
            "Naam van onze school",
            "Schoolbestuur",
        ],
    );
}

#[test]
fn figuren_zeggen_in_woorden_wat_zij_tonen() {
    let site = SiteTest::klein();
    site.bouw(&[]);
    let objecten = objecten(&site.pad(LINDE));
    let figuren: Vec<&str> = objecten.iter().filter(|o| o["/S"] == "/Figure").map(|o| zin(&o["/Alt"])).collect();
    let alt = figuren.iter().find(|alt| !alt.starts_with("Schema.")).unwrap();
    for deel in ["In ontwikkeling: 1 van 2 (50%)", "Ontwikkeld: 1 van 2 (50%)", "Ver ontwikkeld: 0 van 2 (0%)"] {
        assert!(alt.contains(deel), "`{deel}` staat niet in `{alt}`");
    }
}

#[test]
fn what_introduces_the_practice_examples_stands_in_their_pdf_too() {
    let site = SiteTest::voorbeeld();
    let inleiding = "Negen verhalen over **samenwerken**.\n\n## Voor wie zij zijn\n\n- [drukke kinderen](hulp:gedrag)\n\
                     - [leerplicht](item:ketenpartners/leerplicht) en ouders\n\n1. eerst lezen\n2. dan bellen\n";
    site.schrijf("content/praktijk/inleiding.md", inleiding);
    let gebouwd = site.bouw(&[]);
    let pagina = zonder_breuk(&gebouwd.bestand("praktijk/index.html"));
    let pdf = zonder_breuk(&alle_tekst(&site.pad("output/praktijk.pdf")));
    for tekst in
        ["samenwerken", "Voor wie zij zijn", "drukke kinderen", "leerplicht", "en ouders", "eerst lezen", "dan bellen"]
    {
        assert!(pagina.contains(&zonder_breuk(tekst)), "pagina: {tekst}");
        assert!(pdf.contains(&zonder_breuk(tekst)), "PDF: {tekst}");
    }
    let titels: Vec<String> = bladwijzers(&site.pad("output/praktijk.pdf")).into_iter().map(|(_, t)| t).collect();
    let plaats = |titel: &str| titels.iter().position(|t| t.contains(titel)).unwrap_or_else(|| panic!("{titels:?}"));
    assert!(plaats("Over deze voorbeelden") < plaats("Alles Kidzzz"));
}

#[test]
fn kleinste_site_geeft_elke_soort_in_de_pdf() {
    let site = SiteTest::klein();
    site.bouw(&[]);
    let pdf = site.pad(LINDE);
    conform(&pdf);
    titels_staan_erin(&pdf, KLEIN);
    koppen_staan_erin(
        &pdf,
        &[
            "Gegeven",
            "Antwoord",
            "Op school",
            "Van buiten",
            "Aanwezig",
            "Onderdeel",
            "Mate van ontwikkeling",
            "Naam",
            "Wie",
            "Wanneer",
        ],
    );
    let adressen: Vec<String> =
        objecten(&pdf).iter().map(|o| zin(&o["/A"]["/URI"]).to_owned()).filter(|a| !a.is_empty()).collect();
    assert_eq!(adressen, ["https://linde.example"]);
}

/// The outline and the text, readable: whoever changes the look or the words sees what it does.
#[test]
fn kleinste_site_leest_zoals_verwacht() {
    let site = SiteTest::klein();
    site.bouw(&[]);
    let pdf = site.pad(LINDE);
    let mut uit = String::from("BLADWIJZERS\n");
    for (diepte, titel) in bladwijzers(&pdf) {
        uit.push_str(&format!("{}{titel}\n", "  ".repeat(diepte)));
    }
    uit.push_str("\nTAGS EN TEKST\n");
    // From the tag tree, so that the order is that of a screen reader and not of poppler's guess.
    for regel in pdfinfo(&pdf, "-struct-text").lines() {
        let kaal = regel.trim_start();
        // Colours and sizes are for the eye; numbers of objects mean nothing.
        if !kaal.starts_with('/') && !kaal.starts_with("Object ") {
            let regel = regel.split(" <U").next().unwrap_or(regel);
            uit.push_str(regel.trim_end_matches(':'));
            uit.push('\n');
        }
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("klein-sop-pdf", uit);
    });
}

#[test]
fn twee_builds_geven_dezelfde_bytes() {
    for site in [SiteTest::voorbeeld, SiteTest::klein] {
        let (een, twee) = (site(), site());
        een.bouw(&["--output", "a"]);
        twee.bouw(&["--output", "b"]);
        let (een, twee) = (bestanden(&een.pad("a")), bestanden(&twee.pad("b")));
        assert_eq!(een.keys().collect::<Vec<_>>(), twee.keys().collect::<Vec<_>>());
        assert!(een.keys().any(|pad| pad.ends_with(".pdf")));
        for (pad, bytes) in &een {
            assert!(*bytes == twee[pad], "{pad} verschilt");
        }
    }
}

#[test]
fn zonder_pdf_is_er_geen() {
    let site = SiteTest::klein();
    site.bouw(&["--no-pdf"]);
    assert!(bestanden(&site.pad("output")).keys().all(|pad| !pad.ends_with(".pdf")));
}

#[test]
fn datum_in_de_pdf_komt_uit_het_document() {
    let site = SiteTest::klein();
    site.vervang(&format!("{JAAR}/profiel.yaml"), "peildatum: 2025-10-01\n", "").bouw(&[]);
    let info = pdfinfo(&site.pad(LINDE), "");
    // Without any day: the first of August of its schooljaar.
    assert!(gegeven(&info, "CreationDate").contains("Aug  1 00:00:00 2025"), "{info}");
}

// ---------------------------------------------------------------- images

/// A PNG of one colour, written by hand: stored blocks, no compression.
pub(crate) fn png(breedte: u32, hoogte: u32) -> Vec<u8> {
    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |mut crc, &b| {
            crc ^= u32::from(b);
            for _ in 0..8 {
                crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
            }
            crc
        })
    }
    fn adler(bytes: &[u8]) -> u32 {
        let (a, b) = bytes.iter().fold((1u32, 0u32), |(a, b), &x| {
            let a = (a + u32::from(x)) % 65521;
            (a, (b + a) % 65521)
        });
        b << 16 | a
    }
    fn stuk(uit: &mut Vec<u8>, soort: &[u8; 4], inhoud: &[u8]) {
        uit.extend((u32::try_from(inhoud.len()).unwrap()).to_be_bytes());
        let mut met_soort = soort.to_vec();
        met_soort.extend(inhoud);
        uit.extend(&met_soort);
        uit.extend(crc(&met_soort).to_be_bytes());
    }
    let mut rijen = Vec::new();
    for _ in 0..hoogte {
        rijen.push(0);
        rijen.extend([11, 90, 111].repeat(breedte as usize));
    }
    let mut idat = vec![0x78, 1];
    let stukken: Vec<&[u8]> = rijen.chunks(65535).collect();
    for (i, deel) in stukken.iter().enumerate() {
        let lengte = u16::try_from(deel.len()).unwrap();
        idat.push(u8::from(i + 1 == stukken.len()));
        idat.extend(lengte.to_le_bytes());
        idat.extend((!lengte).to_le_bytes());
        idat.extend(*deel);
    }
    idat.extend(adler(&rijen).to_be_bytes());
    let mut uit = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut ihdr = breedte.to_be_bytes().to_vec();
    ihdr.extend(hoogte.to_be_bytes());
    ihdr.extend([8, 2, 0, 0, 0]);
    stuk(&mut uit, b"IHDR", &ihdr);
    stuk(&mut uit, b"IDAT", &idat);
    stuk(&mut uit, b"IEND", &[]);
    uit
}

/// The smallest site, with a logo, a photo and an image in a text.
fn met_beelden() -> SiteTest {
    let site = SiteTest::klein();
    let school = "content/scholen/de-linde/school.yaml";
    let tekst = std::fs::read_to_string(site.pad(school)).unwrap();
    site.schrijf(
        school,
        format!(
            "{tekst}logo: {{bestand: beeld/logo.png, alt: Logo met een lindeblad}}\n\
             foto: {{bestand: beeld/foto.png, alt: Het schoolplein}}\n"
        ),
    );
    site.schrijf("content/scholen/de-linde/beeld/logo.png", png(40, 20));
    site.schrijf("content/scholen/de-linde/beeld/foto.png", png(120, 80));
    site.schrijf(format!("{JAAR}/lokaal.png").as_str(), png(60, 30));
    let visie = format!("{JAAR}/visie.md");
    let tekst = std::fs::read_to_string(site.pad(&visie)).unwrap();
    site.schrijf(&visie, format!("{tekst}\n![Een lokaal met kleine tafels](lokaal.png)\n"));
    site
}

const BEELDEN: [(&str, &str, u32, u32); 3] = [
    ("beeld/logo.png", "Logo met een lindeblad", 40, 20),
    ("beeld/foto.png", "Het schoolplein", 120, 80),
    ("2025-2026/lokaal.png", "Een lokaal met kleine tafels", 60, 30),
];

#[test]
fn afbeeldingen_staan_in_de_pdf_met_hun_omschrijving() {
    let site = met_beelden();
    site.bouw(&[]);
    let pdf = site.pad(LINDE);
    conform(&pdf);
    let objecten = objecten(&pdf);
    let figuren: Vec<&str> = objecten.iter().filter(|o| o["/S"] == "/Figure").map(|o| zin(&o["/Alt"])).collect();
    for (pad, alt, ..) in BEELDEN {
        assert!(figuren.contains(&alt), "{pad}: `{alt}` staat niet in {figuren:?}");
    }
    assert_eq!(objecten.iter().filter(|o| o["/Subtype"] == "/Image").count(), 3);
}

#[test]
fn afbeeldingen_staan_op_paginas_met_hun_maat() {
    let site = met_beelden();
    let uitkomst = site.bouw(&["--no-pdf"]);
    let school = uitkomst.bestand("scholen/de-linde/index.html");
    let profiel = uitkomst.bestand("scholen/de-linde/profiel/index.html");
    for (pad, alt, breedte, hoogte) in BEELDEN {
        let map = "content/scholen/de-linde";
        let gekopieerd = std::fs::read(site.pad(&format!("output/bestanden/de-linde/{pad}"))).unwrap();
        assert_eq!(gekopieerd, std::fs::read(site.pad(&format!("{map}/{pad}"))).unwrap(), "{pad}");
        let (pagina, wortel) = if pad.contains("lokaal") { (&profiel, "../../../") } else { (&school, "../../") };
        let beeld = tag_met(pagina, &format!("src={wortel}bestanden/de-linde/{pad}"));
        for kenmerk in [format!("alt={alt}"), format!("width={breedte}"), format!("height={hoogte}")] {
            assert!(beeld.contains(&kenmerk), "`{kenmerk}` staat niet in `{beeld}`");
        }
    }
}

/// The `<img>` tag that holds a text, without quotes.
#[track_caller]
fn tag_met(html: &str, tekst: &str) -> String {
    let beelden = html.split("<img").skip(1).filter_map(|rest| rest.split('>').next());
    let beelden: Vec<String> = beelden.map(|b| b.replace(['"', '\''], "")).collect();
    beelden.iter().find(|b| b.contains(tekst)).unwrap_or_else(|| panic!("{tekst} staat niet in {beelden:?}")).clone()
}

#[test]
fn afgebroken_afbeelding_wordt_gemeld_waar_zij_genoemd_is() {
    let goed = met_beelden();
    let heel = bestanden(&goed.pad("content"));
    // Long enough for a header that says how large the image is.
    let half = |pad: &str| {
        let bytes = &heel[pad.strip_prefix("content/").unwrap()];
        bytes[..bytes.len() / 2].to_vec()
    };
    for (pad, plek) in [
        ("content/scholen/de-linde/beeld/logo.png", "content/scholen/de-linde/school.yaml:7:"),
        ("content/scholen/de-linde/beeld/foto.png", "content/scholen/de-linde/school.yaml:8:"),
        (&format!("{JAAR}/lokaal.png"), &format!("{JAAR}/visie.md:7:")),
    ] {
        let site = met_beelden();
        site.schrijf(pad, half(pad));
        let uitkomst = site.draai(&["build", "--report", "short"]);
        uitkomst.code(1).meldt(plek);
        let melding = uitkomst.fout.lines().find(|r| r.contains(plek)).unwrap();
        assert!(melding.contains("pdf-fout") || melding.contains("afbeelding-kapot"), "{melding}");
        assert!(!site.pad("output").exists());
    }
}

#[test]
fn bestand_dat_geen_afbeelding_is_wordt_gemeld() {
    for inhoud in [&b"dit is geen png"[..], b"", &png(10, 10)[..12], b"<svg xmlns='http://www.w3.org/2000/svg'/>"] {
        let site = met_beelden();
        site.schrijf("content/scholen/de-linde/beeld/logo.png", inhoud);
        let uitkomst = site.draai(&["build", "--report", "short"]);
        uitkomst.code(1).meldt("content/scholen/de-linde/school.yaml:7:").meldt("afbeelding-kapot");
    }
}

/// A small file can hold an image that no machine has memory for.
#[test]
fn reusachtige_afbeelding_wordt_geweigerd() {
    let site = met_beelden();
    let mut bom = png(10, 10);
    // Width and height, in the header.
    bom[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    site.schrijf("content/scholen/de-linde/beeld/foto.png", bom);
    let uitkomst = site.draai(&["build", "--report", "short"]);
    uitkomst.code(1).meldt("content/scholen/de-linde/school.yaml:8:").meldt("20000 bij 20000 beeldpunten");
}

// ---------------------------------------------------------------- characters

#[test]
fn teken_zonder_vorm_wordt_een_vierkantje_met_waarschuwing() {
    let site = SiteTest::klein();
    site.schrijf(format!("{JAAR}/visie.md").as_str(), "Wij zien elk kind.\n\nSamen 🎉 feest.\n");
    site.vervang(&format!("{JAAR}/profiel.yaml"), "voor-ouders: Wij helpen", "voor-ouders: Wij 👩‍🏫 helpen");
    let uitkomst = site.draai(&["build", "--report", "short"]);
    uitkomst.code(0).meldt(&format!("{JAAR}/visie.md:3:")).meldt("teken-zonder-vorm").meldt("U+1F389");
    let regel = std::fs::read_to_string(site.pad(&format!("{JAAR}/profiel.yaml"))).unwrap();
    let regel = regel.lines().position(|r| r.contains("👩")).unwrap() + 1;
    uitkomst.meldt(&format!("{JAAR}/profiel.yaml:{regel}:")).meldt("U+1F469");
    let pdf = site.pad(LINDE);
    conform(&pdf);
    let tekst = pdftotext(&pdf);
    assert!(tekst.contains("Samen □ feest."), "{tekst}");
    assert!(zonder_breuk(&tekst).contains("Wij□helpen"), "{tekst}");
    // The page keeps the character.
    assert!(uitkomst.bestand("scholen/de-linde/profiel/index.html").contains("Samen 🎉 feest."));
    site.draai(&["build", "--strict"]).code(1);
}

#[test]
fn tekens_uit_word_en_talen_breken_de_pdf_niet() {
    let site = SiteTest::klein();
    let tekst = "\u{feff}Caf\u{e9} en cafe\u{301}, „aanhaling” ‘zo’ – en — … €\u{a0}5, ½, ™, \u{f0b7} punt\n\n\
                 \u{f0a7} nog een\n\nŁódź, Ångström, naïef, Ĳsland, Владимир, Ελλάδα, m\u{ad}a\u{200b}t, 10\u{202f}%.\n\n\
                 عربى, 中文, \u{1}\u{7f}klaar.\n";
    site.schrijf(format!("{JAAR}/visie.md").as_str(), tekst);
    let uitkomst = site.draai(&["build", "--report", "short"]);
    uitkomst.code(0);
    let pdf = site.pad(LINDE);
    conform(&pdf);
    let gelezen = zonder_breuk(&pdftotext(&pdf));
    for woord in ["Café", "café,", "„aanhaling”", "€5", "Łódź", "Ångström", "Владимир", "Ελλάδα", "klaar."]
    {
        assert!(gelezen.contains(&zonder_breuk(woord)), "`{woord}` staat niet in {gelezen}");
    }
}

#[test]
fn pad_van_pdf_van_ouder_jaar() {
    let site = SiteTest::klein();
    let van = site.pad(JAAR);
    let naar: PathBuf = site.pad("content/scholen/de-linde/2024-2025");
    crate::hulp::kopieer(&van, &naar);
    let oud = "content/scholen/de-linde/2024-2025/profiel.yaml";
    site.vervang(oud, "schooljaar: 2025-2026", "schooljaar: 2024-2025").vervang(oud, "2025-10-01", "2024-10-01");
    let uitkomst = site.bouw(&[]);
    assert!(uitkomst.uit.contains("4 PDF's"), "{}", uitkomst.uit);
    let oud = site.pad("output/scholen/de-linde/2024-2025/profiel.pdf");
    conform(&oud);
    assert!(pdftotext(&oud).contains("Schooljaar 2024-2025"));
    assert!(pdftotext(&site.pad(LINDE)).contains("Schooljaar 2025-2026"));
    assert!(!site.pad("output/scholen/de-linde/2025-2026/profiel.pdf").exists());
}
