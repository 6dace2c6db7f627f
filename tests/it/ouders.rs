//! What parents and the schoolgids get: the summary on one sheet, the paragraph, and the same for machines.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::hulp::SiteTest;
use crate::pdf::{conform, gegeven, met_tag, objecten, pdfinfo, pdftotext, tags, zin, zonder_breuk};

const SCHOLEN: [&str; 4] = ["coenecoop-college", "pro-grotius-college", "school2care", "segbroek-college"];
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const SCHOOL: &str = "content/scholen/de-linde/school.yaml";
const OUDERS: &str = "output/scholen/de-linde/ouders.pdf";
const GIDS: &str = "output/scholen/de-linde/schoolgids.pdf";

#[track_caller]
fn bladzijden(pdf: &Path) -> usize {
    gegeven(&pdfinfo(pdf, ""), "Pages").parse().unwrap()
}

/// The text with single spaces, as a reader reads it.
fn lopend(pdf: &Path) -> String {
    pdftotext(pdf).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a telephone reads from the QR codes of a PDF.
fn qr_codes(pdf: &Path) -> Vec<String> {
    let map = tempfile::tempdir().unwrap();
    let gelukt =
        Command::new("pdftoppm").args(["-r", "200", "-gray", "-png"]).arg(pdf).arg(map.path().join("blad")).output();
    assert!(gelukt.unwrap().status.success());
    let mut bladen: Vec<_> = std::fs::read_dir(map.path()).unwrap().map(|b| b.unwrap().path()).collect();
    bladen.sort();
    let mut uit = Vec::new();
    for blad in bladen {
        let beeld = image::open(&blad).unwrap().to_luma8();
        let (breedte, hoogte) = (beeld.width() as usize, beeld.height() as usize);
        let punt = |x: usize, y: usize| beeld.get_pixel(u32::try_from(x).unwrap(), u32::try_from(y).unwrap()).0[0];
        let mut plaat = rqrr::PreparedImage::prepare_from_greyscale(breedte, hoogte, punt);
        uit.extend(plaat.detect_grids().iter().map(|rooster| rooster.decode().unwrap().1));
    }
    uit
}

#[track_caller]
fn json(site: &SiteTest, school: &str) -> Value {
    let tekst = std::fs::read_to_string(site.pad(&format!("output/scholen/{school}/profiel.json"))).unwrap();
    serde_json::from_str(&tekst).unwrap()
}

/// Every thing that the school offers, by the file for machines.
fn dingen(profiel: &Value) -> Vec<&Value> {
    let groepen = profiel["profiel"]["aanbod"].as_array().unwrap();
    groepen.iter().flat_map(|g| g["dingen"].as_array().unwrap()).collect()
}

/// A profile of which the answers are these lines, in the format of the smallest site.
fn met_antwoorden(site: &SiteTest, secties: &str) {
    site.schrijf(PROFIEL, format!("formaat: klein\nschooljaar: 2025-2026\npeildatum: 2025-10-01\nsecties:\n{secties}"));
}

// ------------------------------------------------------------- the summary

#[test]
fn samenvatting_van_elke_voorbeeldschool() {
    let site = SiteTest::voorbeeld();
    site.bouw(&[]);
    for school in SCHOLEN {
        let pdf = site.pad(&format!("output/scholen/{school}/ouders.pdf"));
        conform(&pdf);
        assert!(bladzijden(&pdf) <= 2, "{school}");
        assert_eq!(qr_codes(&pdf), [format!("https://steunwijzer.example/scholen/{school}/")]);
        let profiel = json(&site, school);
        let naam = profiel["school"]["naam"].as_str().unwrap();
        assert_eq!(gegeven(&pdfinfo(&pdf, ""), "Title"), format!("Samenvatting voor ouders: {naam}"));
        let tags = tags(&pdf);
        let koppen = met_tag(&tags, "H1");
        if profiel["profiel"].is_null() {
            assert_eq!(
                koppen,
                ["Bij wie u terechtkunt", "Liever iemand van buiten de school?", "Meer weten"],
                "{school}"
            );
            assert!(lopend(&pdf).contains("Van deze school is er nog geen profiel."));
            continue;
        }
        let verwacht = [
            "Bij wie u terechtkunt",
            "Wat de school biedt",
            "Wat de school niet kan bieden",
            "Zo regelt de school hulp",
            "Liever iemand van buiten de school?",
            "Meer weten",
        ];
        assert_eq!(koppen, verwacht, "{school}");
        // Headings of levels 1 and 2 only, so none is skipped.
        assert!(met_tag(&tags, "H3").is_empty());
        let figuren: Vec<_> = objecten(&pdf).iter().filter(|o| o["/S"] == "/Figure").cloned().collect();
        assert_eq!(figuren.len(), 1, "{school}");
        assert!(zin(&figuren[0]["/Alt"]).starts_with("QR-code: "), "{}", figuren[0]);
    }
}

#[test]
fn samenvatting_toont_zinnen_en_telt_wat_er_niet_bij_past() {
    let site = SiteTest::voorbeeld();
    site.bouw(&[]);
    for school in ["coenecoop-college", "segbroek-college", "school2care"] {
        let pdf = site.pad(&format!("output/scholen/{school}/ouders.pdf"));
        let (tekst, profiel) = (lopend(&pdf), json(&site, school));
        let alle = dingen(&profiel);
        let tags = tags(&pdf);
        let getoond = met_tag(&tags, "TH").len();
        let rest = tekst.split("staan nog ").nth(1).map_or(0, |na| na.split(' ').next().unwrap().parse().unwrap());
        assert_eq!(getoond + rest, alle.len(), "{school}");
        // Each sentence is one of the profile's, whole; abbreviations are written out in it.
        let begin = |zin: &str| zonder_breuk(&zin.split(' ').take(4).collect::<String>().replace('.', ""));
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        // The school's remark comes first, then the sentence.
        let with_remark = |d: &Value| {
            let remark = d["noten"].as_array().unwrap().first().map(text);
            // A capital begins it, and it ends as a sentence.
            let capital = |r: String| {
                r.chars().next().map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + &r[c.len_utf8()..])
            };
            remark.map_or_else(|| text(&d["zin"]), capital)
        };
        let zinnen: Vec<String> = alle.iter().filter(|d| !d["zin"].is_null()).map(|d| with_remark(d)).collect();
        for cel in met_tag(&tags, "TD") {
            assert!(cel.ends_with('.'), "{school}: {cel}");
            let bekend = zinnen.iter().any(|z| begin(z) == begin(&cel));
            assert!(bekend, "{school}: `{cel}` staat niet in het profiel");
        }
    }
}

/// The smallest site has all: places, something that is not there, own offer.
#[test]
fn samenvatting_van_de_kleinste_site() {
    let site = SiteTest::klein();
    site.bouw(&[]);
    let pdf = site.pad(OUDERS);
    conform(&pdf);
    assert_eq!(bladzijden(&pdf), 1);
    let tekst = lopend(&pdf);
    for deel in [
        "De Linde Voortgezet onderwijs in Proefstad",
        "Begin bij de mentor. 070 123 45 67",
        "Mentor Rouwgroep",
        "Hier praten kinderen over verlies.",
        "Op school en via het samenwerkingsverband of anderen",
        "Wij hebben geen plek voor kinderen die elke dag eigen hulp nodig hebben.",
        "Dit is er niet, of nog niet: Psycholoog.",
        "De gegevens in deze samenvatting zijn van 1 oktober 2025, voor schooljaar 2025-2026.",
        "https://proef.example/scholen/de-linde/",
    ] {
        assert!(tekst.contains(deel), "`{deel}` staat niet in {tekst}");
    }
    assert!(tekst.find("Bij wie u terechtkunt") < tekst.find("Wat de school biedt"));
    // What is not there is promised nowhere.
    assert!(!tekst.contains("De psycholoog praat"), "{tekst}");
    assert!(!tekst.contains("ouder dan een jaar"));
    site.bouw(&["--today", "2027-01-01"]);
    assert!(lopend(&pdf).contains("Ze zijn ouder dan een jaar. Vraag de school of ze nog kloppen."));
}

#[test]
fn zonder_adres_is_er_geen_qr_code_en_geen_website() {
    let site = SiteTest::klein();
    site.vervang("content/site.yaml", "basis-url: https://proef.example\n", "").bouw(&[]);
    let pdf = site.pad(OUDERS);
    conform(&pdf);
    assert!(qr_codes(&pdf).is_empty());
    assert!(objecten(&pdf).iter().all(|o| o["/S"] != "/Figure"));
    let tekst = lopend(&pdf);
    assert!(tekst.contains("Vraag de school naar het hele profiel."), "{tekst}");
    for woord in ["website", "http", "QR"] {
        assert!(!tekst.contains(woord), "{woord}: {tekst}");
    }
    for pad in ["output/scholen/de-linde/schoolgids.html", GIDS] {
        let tekst = if pad == GIDS { lopend(&site.pad(pad)) } else { std::fs::read_to_string(site.pad(pad)).unwrap() };
        assert!(!tekst.contains("Het hele profiel staat op"), "{pad}");
    }
}

/// What is not stated is said to be unstated, or left out.
#[test]
fn bijna_leeg_profiel_belooft_niets() {
    let site = SiteTest::klein();
    site.schrijf(SCHOOL, "naam: De Linde\n");
    met_antwoorden(&site, "  concept: regulier\n");
    site.bouw(&[]);
    let pdf = site.pad(OUDERS);
    conform(&pdf);
    let tekst = lopend(&pdf);
    for deel in [
        "De school noemt hier geen vaste persoon.",
        "De school vermeldt hier geen telefoonnummer. Zoek het op de website van de school of vraag het op school.",
        "De school vertelt hier niet wat zij biedt.",
        "Wat de school niet kan bieden De school zegt hier niets over. Vraag het de school.",
    ] {
        assert!(tekst.contains(deel), "`{deel}` staat niet in {tekst}");
    }
    assert!(!tekst.contains("Zo regelt de school hulp") && !tekst.contains("nog 0"), "{tekst}");
    conform(&site.pad(GIDS));
    let gids = lopend(&site.pad(GIDS));
    for deel in ["Ons profiel noemt geen aparte vormen van hulp.", "Ons profiel noemt geen grenzen."] {
        assert!(gids.contains(deel), "`{deel}` staat niet in {gids}");
    }
}

/// Whatever a school writes, the summary is one sheet of paper.
#[test]
fn nooit_meer_dan_twee_bladzijden() {
    let lang =
        "Uw kind krijgt hier hulp van iemand die goed kan luisteren en die samen met u bedenkt wat er nodig is. ";
    let breed = "W".repeat(400);
    let punten: String = (0..120).map(|i| format!("      - punt {i}\n")).collect();
    for (wat, zin, naam) in [
        ("zestig lange zinnen", lang.repeat(2), "Aanbod met een naam van gewone lengte".to_owned()),
        ("eindeloze zinnen", lang.repeat(12), lang.repeat(5)),
        ("woorden zonder einde", breed.repeat(3), breed.clone()),
        ("breder dan de bladzijde", breed.clone(), "x y ".repeat(300)),
    ] {
        let site = SiteTest::klein();
        let mut tekst = String::from("  hulp:\n    anders:\n");
        for i in 0..60 {
            tekst.push_str(&format!("      - {{naam: \"{i} {naam}\", zin: \"{zin}\", waar: [school]}}\n"));
        }
        let ouders = |regels: &str| format!("    voor-ouders: |\n{regels}");
        tekst.push_str(&ouders(&punten));
        tekst.push_str(&format!("  grenzen:\n{}", ouders(&format!("      {}\n", lang.repeat(20)))));
        tekst.push_str(&format!("  route:\n{}", ouders(&punten.replace('-', "1."))));
        met_antwoorden(&site, &tekst);
        let contact: String = (0..12)
            .map(|i| format!("  - {{wie: \"{i} {naam}\", zin: \"{zin}\", telefoon: \"070 123 45 {i:02}\", mail: a{i}@linde.example}}\n"))
            .collect();
        let school = naam.chars().take(300).collect::<String>();
        site.schrijf(
            SCHOOL,
            format!("naam: \"{school}\"\nplaats: \"{school}\"\nbeschrijving: \"{zin}\"\ncontact:\n{contact}"),
        );
        let site_yaml = std::fs::read_to_string(site.pad("content/site.yaml")).unwrap();
        site.schrijf("content/site.yaml", format!("{site_yaml}steunpunt: {{naam: \"{school}\", zin: \"{zin}\"}}\n"));
        site.bouw(&[]);
        let pdf = site.pad(OUDERS);
        conform(&pdf);
        assert!(bladzijden(&pdf) <= 2, "{wat}");
        assert_eq!(qr_codes(&pdf), ["https://proef.example/scholen/de-linde/"], "{wat}");
        let tekst = lopend(&pdf);
        assert!(
            tekst.contains("soorten hulp die de school biedt.") || tekst.contains("soorten hulp voor kinderen"),
            "{wat}: {tekst}"
        );
    }
}

/// Sixty offers of ordinary length fill the sheet, and the rest is counted.
#[test]
fn samenvatting_gebruikt_de_ruimte() {
    let site = SiteTest::klein();
    let mut tekst = String::from("  hulp:\n    anders:\n");
    for i in 0..60 {
        tekst.push_str(&format!(
            "      - {{naam: Groep {i}, zin: Uw kind krijgt hulp in groep {i}., waar: [school]}}\n"
        ));
    }
    met_antwoorden(&site, &tekst);
    site.bouw(&[]);
    let pdf = site.pad(OUDERS);
    assert_eq!(bladzijden(&pdf), 2);
    let getoond = met_tag(&tags(&pdf), "TH").len();
    assert!(getoond > 45, "{getoond} van de 60 getoond");
}

#[test]
fn vijandige_teksten_blijven_tekst() {
    let site = SiteTest::klein();
    let boos = r##"#set page(width: 1cm) {{ 1 + 1 }} <b>vet</b> $x$ @ref \u{41} ]] /* #panic()"##;
    let yaml = boos.replace('\\', "\\\\").replace('"', "\\\"");
    met_antwoorden(
        &site,
        &format!(
            "  hulp:\n    voor-ouders: \"{yaml}\"\n    anders: [{{naam: \"{yaml}\", zin: \"{yaml}\", waar: [school]}}]\n  \
             grenzen: {{rijen: [\"{yaml}\"]}}\n"
        ),
    );
    site.schrijf(SCHOOL, format!("naam: \"{yaml}\"\ncontact:\n  - {{wie: \"{yaml}\", zin: \"{yaml}\"}}\n"));
    let uitkomst = site.bouw(&[]);
    for pad in [OUDERS, GIDS] {
        conform(&site.pad(pad));
        let tekst = zonder_breuk(&pdftotext(&site.pad(pad)));
        for deel in ["#setpage(width:1cm)", "{{1+1}}", "#panic()"] {
            assert!(tekst.contains(deel), "{pad}: `{deel}` staat niet in {tekst}");
        }
    }
    let pagina = uitkomst.bestand("scholen/de-linde/schoolgids.html");
    let pagina = pagina.split("<body").nth(1).unwrap();
    assert!(!pagina.contains("<b>vet") && pagina.contains("{{ 1 + 1 }}"), "{pagina}");
    let profiel = json(&site, "de-linde");
    assert_eq!(profiel["school"]["naam"], boos);
}

// ------------------------------------------------------------- the schoolgids

#[test]
fn schoolgids_noemt_alles_wat_de_school_biedt() {
    let site = SiteTest::voorbeeld();
    let uitkomst = site.bouw(&[]);
    for school in ["coenecoop-college", "segbroek-college", "school2care"] {
        let pdf = site.pad(&format!("output/scholen/{school}/schoolgids.pdf"));
        conform(&pdf);
        let profiel = json(&site, school);
        let pagina = uitkomst.bestand(&format!("scholen/{school}/schoolgids.html"));
        let teksten = [zonder_breuk(&pdftotext(&pdf)).to_lowercase(), zonder_breuk(&pagina).to_lowercase()];
        for tekst in &teksten {
            for ding in dingen(&profiel) {
                // Abbreviations are written out in the middle of a name.
                let woord = ding["naam"].as_str().unwrap().split([' ', '-']).max_by_key(|w| w.len()).unwrap();
                assert!(tekst.contains(&zonder_breuk(woord).to_lowercase()), "{school}: `{woord}` ontbreekt");
            }
            for stuk in
                ["Wat wij bieden", "Wat wij niet kunnen bieden", "Bij wie u terechtkunt", "De gegevens zijn van"]
            {
                assert!(tekst.contains(&zonder_breuk(stuk).to_lowercase()), "{school}: `{stuk}` ontbreekt");
            }
        }
    }
}

/// The text is to be copied into another document: no classes, ids or scripts in it, and links
/// that work elsewhere.
#[test]
fn tekst_voor_de_schoolgids_is_kaal() {
    let site = SiteTest::klein();
    let uitkomst = site.bouw(&["--no-pdf"]);
    let pagina = uitkomst.bestand("scholen/de-linde/schoolgids.html");
    let tekst = pagina.split("<article").nth(1).unwrap().split("</article>").next().unwrap();
    let tekst = tekst.split_once("<h3").unwrap().1;
    for niet in ["class=", "id=", "<div", "<script", "href=\"..", "href=.."] {
        assert!(!tekst.contains(niet), "{niet}: {tekst}");
    }
    assert!(tekst.contains("<h4>"), "{tekst}");
    let ouderpagina = uitkomst.bestand("scholen/de-linde/index.html");
    assert!(ouderpagina.contains("scholen/de-linde/schoolgids.html"), "{ouderpagina}");
}

#[test]
fn zonder_profiel_geen_schoolgids() {
    let site = SiteTest::klein();
    std::fs::remove_dir_all(site.pad("content/scholen/de-linde/2025-2026")).unwrap();
    let uitkomst = site.bouw(&[]);
    for pad in [GIDS, "output/scholen/de-linde/schoolgids.html"] {
        assert!(!site.pad(pad).exists(), "{pad}");
    }
    assert!(!uitkomst.bestand("scholen/de-linde/index.html").contains("schoolgids"));
    assert!(json(&site, "de-linde")["profiel"].is_null());
    assert!(lopend(&site.pad(OUDERS)).contains("Van deze school is er nog geen profiel."));
}

// ------------------------------------------------------------- for machines

#[test]
fn profiel_json_heeft_vaste_velden() {
    let site = SiteTest::klein();
    let uitkomst = site.bouw(&["--no-pdf"]);
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("klein-profiel-json", uitkomst.bestand("scholen/de-linde/profiel.json"));
    });
}

#[test]
fn what_the_school_has_by_another_part_of_its_profile_stands_under_its_list_for_parents() {
    let site = SiteTest::klein();
    let page = |profile: &str| {
        site.schrijf(PROFIEL, profile);
        site.bouw(&["--no-pdf"]);
        std::fs::read_to_string(site.pad("output/scholen/de-linde/index.html")).unwrap()
    };
    let has = |page: &str, item: &str| page.contains(&format!("ondersteuning/specialisten/{item}/index.html"));
    let profile = |answers: &str| format!("formaat: klein\nschooljaar: 2025-2026\nsecties:\n{answers}");
    let table = "  overleg:\n    rijen:\n      - {naam: Overleg, wie: [buddy, decaan]}\n";
    let some = page(&profile(&format!("  hulp: {{orthopedagoog: [school]}}\n{table}")));
    assert!(has(&some, "orthopedagoog") && has(&some, "buddy") && has(&some, "decaan"), "{some}");
    assert!(!some.contains("De school noemt ook"), "{some}");
    // What the list itself tells, stands there once.
    let some = page(&profile(&format!("  hulp: {{orthopedagoog: [school], buddy: [school]}}\n{table}")));
    assert_eq!(some.matches("ondersteuning/specialisten/buddy/index.html").count(), 1, "{some}");
    assert_eq!(some.matches("ondersteuning/specialisten/decaan/index.html").count(), 1, "{some}");
    // Who is only a contact stands under contact.
    assert!(!has(&some, "mentor"), "{some}");
}
