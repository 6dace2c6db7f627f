//! What search engines and shared links are told, from when facts are, and where parents can turn.

use serde_json::{Value, json};

use crate::hulp::{SiteTest, bestanden};
use crate::pdf::png;

const SCHOOL: &str = "content/scholen/de-linde/school.yaml";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const OUDERPAGINA: &str = "scholen/de-linde/index.html";

/// The data inside the JSON-LD of a page, and the text as it stands there.
#[track_caller]
fn json_ld(html: &str) -> (Value, &str) {
    let begin = html.find("<script type=application/ld+json>").expect("geen JSON-LD") + 33;
    let tekst = &html[begin..begin + html[begin..].find("</script>").unwrap()];
    (serde_json::from_str(tekst).unwrap_or_else(|fout| panic!("{fout}: {tekst}")), tekst)
}

/// The contents of the `meta` with this property.
fn og<'a>(html: &'a str, naam: &str) -> Vec<&'a str> {
    let metas = html.split("<meta ").skip(1).filter_map(|deel| deel.split_once('>')).map(|(meta, _)| meta);
    let begin = format!("property={naam} content=");
    let inhoud = metas.filter_map(|meta| meta.strip_prefix(begin.as_str()));
    inhoud.map(|waarde| waarde.trim_matches('"')).collect()
}

fn canoniek(html: &str) -> Option<&str> {
    let link =
        html.split("<link ").skip(1).filter_map(|deel| deel.split('>').next()).find(|l| l.contains("canonical"))?;
    link.split_whitespace().find_map(|deel| deel.strip_prefix("href="))
}

/// A school with everything that can be told about it.
fn volle_school() -> SiteTest {
    let site = SiteTest::klein();
    site.schrijf(
        SCHOOL,
        "naam: De Linde\nplaats: Proefstad\nonderwijstypen: [Basisonderwijs]\nbestuur: Stichting De Laan\n\
         samenwerkingsverbanden: [SWV Proef]\nbeschrijving: De Linde is een kleine school.\n\
         vestigingen:\n  - {brin: 00XX, adres: Lindelaan 1, postcode: 1234 AB, telefoon: 070 123 45 67}\n\
         contact:\n  - {wie: mentor, mail: mentor@linde.example}\n  - {wie: orthopedagoog, zin: Via de mentor.}\n\
         foto: {bestand: het plein.png, alt: Het schoolplein}\n",
    );
    site.schrijf("content/scholen/de-linde/het plein.png", png(120, 80));
    site
}

// --------------------------------------------------------------- search engines

#[test]
fn een_school_als_gegevens_voor_zoekmachines() {
    let site = volle_school();
    let pagina = site.bouw(&["--no-pdf"]).bestand(OUDERPAGINA);
    assert_eq!(
        json_ld(&pagina).0,
        json!({
            "@context": "https://schema.org",
            "@type": "ElementarySchool",
            "name": "De Linde",
            "description": "De Linde is een kleine school.",
            "url": "https://proef.example/scholen/de-linde/",
            "image": "https://proef.example/bestanden/de-linde/het%20plein.png",
            "address": {
                "@type": "PostalAddress", "streetAddress": "Lindelaan 1", "postalCode": "1234 AB",
                "addressLocality": "Proefstad", "addressCountry": "NL",
            },
            "telephone": "070 123 45 67",
            "identifier": {"@type": "PropertyValue", "propertyID": "BRIN", "value": "00XX"},
            "contactPoint": [{"@type": "ContactPoint", "contactType": "Mentor", "email": "mentor@linde.example"}],
            "parentOrganization": {"@type": "Organization", "name": "Stichting De Laan"},
            "memberOf": [{"@type": "Organization", "name": "SWV Proef"}],
        })
    );
}

#[test]
fn elke_vestiging_heeft_haar_eigen_adres_en_brin() {
    let site = SiteTest::klein();
    site.schrijf(
        SCHOOL,
        "naam: De Linde\nonderwijstypen: [Havo, Vwo]\nvestigingen:\n  - {naam: Noord, brin: 00XX01, plaats: Noorddorp}\n  \
         - {brin: 00XX02, telefoon: 070 765 43 21}\n",
    );
    let gegevens = json_ld(&site.bouw(&["--no-pdf"]).bestand(OUDERPAGINA)).0;
    assert_eq!(gegevens["@type"], "HighSchool");
    assert_eq!(gegevens.get("address"), None);
    assert_eq!(gegevens["department"][0]["name"], "Noord");
    assert_eq!(gegevens["department"][0]["address"]["addressLocality"], "Noorddorp");
    assert_eq!(gegevens["department"][1]["name"], "De Linde");
    assert_eq!(gegevens["department"][1]["identifier"]["value"], "00XX02");
    assert_eq!(gegevens["department"][1]["telephone"], "070 765 43 21");
}

/// What a school types stays data: it does not end the script, and comes out as it was typed.
#[test]
fn vijandige_woorden_blijven_gegevens() {
    for tekst in [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]> --> </SCRIPT >",
        "\"}, \"@type\": \"Hotel\", {\"",
        "\\u003c/script\\u003e \\",
        "een \u{2028} twee \u{2029} drie",
        "&lt;b&gt; &quot; 'x' &",
    ] {
        let site = SiteTest::klein();
        let yaml = serde_json::to_string(tekst).unwrap();
        site.schrijf(
            SCHOOL,
            format!("naam: {yaml}\nbestuur: {yaml}\nvestigingen:\n  - {{brin: {yaml}, adres: {yaml}}}\n"),
        );
        let pagina = site.bouw(&["--no-pdf"]).bestand(OUDERPAGINA);
        let (gegevens, ruw) = json_ld(&pagina);
        assert!(!ruw.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{ruw}");
        // Line separators of Unicode are spaces, as everywhere on a page.
        let verwacht = tekst.replace(['\u{2028}', '\u{2029}'], " ");
        assert_eq!(gegevens["@type"], "School");
        for waarde in [
            &gegevens["name"],
            &gegevens["parentOrganization"]["name"],
            &gegevens["identifier"]["value"],
            &gegevens["address"]["streetAddress"],
        ] {
            assert_eq!(waarde, &json!(verwacht), "{ruw}");
        }
    }
}

#[test]
fn met_een_adres_heeft_elke_pagina_haar_canonieke_adres_en_anders_geen() {
    let site = volle_school();
    site.bouw(&["--no-pdf"]);
    let mut aantal = 0;
    for (pad, bytes) in bestanden(&site.pad("output")).iter().filter(|(pad, _)| pad.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        let adres = canoniek(html).unwrap_or_else(|| panic!("{pad} heeft geen canoniek adres"));
        assert_eq!(og(html, "og:url"), [adres], "{pad}");
        // The page of a year leads to the lasting page of the profile.
        let doel = pad.replace("2025-2026/profiel/", "profiel/");
        assert_eq!(adres, format!("https://proef.example/{}", doel.strip_suffix("index.html").unwrap_or(&doel)));
        for (naam, waarde) in [("og:type", "website"), ("og:locale", "nl_NL"), ("og:site_name", "Steun in de Proef")] {
            assert_eq!(og(html, naam), [waarde], "{pad}");
        }
        assert!(og(html, "og:title").len() == 1 && og(html, "og:description").len() == 1, "{pad}");
        let beeld = og(html, "og:image");
        if pad == OUDERPAGINA {
            assert_eq!(beeld, ["https://proef.example/bestanden/de-linde/het%20plein.png"]);
            assert_eq!(og(html, "og:image:alt"), ["Het schoolplein"]);
            assert!(site.pad("output/bestanden/de-linde/het plein.png").is_file());
        } else {
            assert!(beeld.is_empty(), "{pad}");
        }
        aantal += 1;
    }
    assert!(aantal > 6);

    site.vervang("content/site.yaml", "basis-url: https://proef.example\n", "").bouw(&["--no-pdf"]);
    for (pad, bytes) in bestanden(&site.pad("output")).iter().filter(|(pad, _)| pad.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        assert_eq!((canoniek(html), og(html, "og:url").len(), og(html, "og:image").len()), (None, 0, 0), "{pad}");
        assert_eq!(og(html, "og:title").len(), 1, "{pad}");
        assert!(!html.contains("proef.example"), "{pad}");
    }
    let pagina = std::fs::read_to_string(site.pad("output").join(OUDERPAGINA)).unwrap();
    let gegevens = json_ld(&pagina).0;
    assert_eq!((gegevens.get("url"), gegevens.get("image")), (None, None));
    assert_eq!(gegevens["name"], "De Linde");
}

// -------------------------------------------------------------------------- dates

/// The pages that show facts of the school: parents', profile, and two lists.
const MET_FEITEN: [&str; 4] = [OUDERPAGINA, "scholen/de-linde/profiel/index.html", "index.html", "scholen/index.html"];

#[test]
fn elke_pagina_zegt_van_wanneer_haar_feiten_zijn_en_of_dat_lang_geleden_is() {
    let site = SiteTest::klein();
    for (dag, oud) in [("2026-10-01", false), ("2026-10-02", true)] {
        let uitkomst = site.bouw(&["--no-pdf", "--today", dag]);
        for pad in MET_FEITEN {
            let html = uitkomst.bestand(pad);
            assert!(html.contains("1 oktober 2025"), "{pad} op {dag}");
            assert_eq!(
                html.contains("ouder dan een jaar. Vraag") || html.contains("ouder dan een jaar: van"),
                oud,
                "{pad} op {dag}"
            );
        }
        assert_eq!(uitkomst.bestand(OUDERPAGINA).matches("class=let-op").count(), usize::from(oud));
        assert_eq!(uitkomst.bestand(MET_FEITEN[1]).matches("class=let-op").count(), usize::from(oud));
    }
}

/// A document without a date is judged by its school year, and never gets a date.
#[test]
fn zonder_datum_telt_het_schooljaar() {
    let site = SiteTest::klein();
    site.vervang(PROFIEL, "peildatum: 2025-10-01\n", "");
    for (dag, oud) in [("2027-07-31", false), ("2027-08-01", true)] {
        let uitkomst = site.bouw(&["--no-pdf", "--today", dag]);
        for pad in MET_FEITEN {
            let html = uitkomst.bestand(pad);
            assert!(!html.contains("egevens van ") && !html.contains("1 oktober"), "{pad}");
            assert!(html.contains("2025-2026"), "{pad}");
            assert_eq!(html.contains("langer dan een jaar geleden"), oud, "{pad} op {dag}");
        }
        assert!(uitkomst.bestand(MET_FEITEN[1]).contains("vermeldt niet wanneer"));
    }
}

#[test]
fn een_vervangen_profiel_zegt_dat_er_een_nieuwer_is_en_niet_dat_het_oud_is() {
    let site = SiteTest::klein();
    let oud = "content/scholen/de-linde/2023-2024/profiel.yaml";
    let tekst = std::fs::read_to_string(site.pad(PROFIEL)).unwrap();
    site.schrijf(oud, tekst.replace("2025-2026", "2023-2024").replace("2025-10-01", "2023-10-01"));
    site.schrijf("content/scholen/de-linde/2023-2024/visie.md", "Wij helpen.\n");
    let uitkomst = site.bouw(&["--no-pdf"]);
    let html = uitkomst.bestand("scholen/de-linde/2023-2024/profiel/index.html");
    assert!(html.contains("Dit is niet het nieuwste profiel") && html.contains("1 oktober 2023"));
    assert!(!html.contains("Vraag de school of ze nog kloppen"));
    // In the list of older documents it is said too.
    assert!(uitkomst.bestand(OUDERPAGINA).contains("Deze gegevens zijn ouder dan een jaar: van 1 oktober 2023."));
}

#[test]
fn een_praktijkvoorbeeld_zegt_van_wanneer_het_is() {
    let site = SiteTest::klein();
    let formaat = "formaat: verhaal\nvan: praktijk\ntitel: Verhaal\nhoofdstukken:\n  - id: een\n    titel: Een\n    secties: \
                   [{id: wat, titel: Wat, soort: tekst}]\n";
    site.schrijf("content/formaten/verhaal.yaml", formaat);
    let voorbeeld = |kop: &str| format!("formaat: verhaal\ntitel: Maatje\n{kop}secties: {{wat: Samen sterk.}}\n");
    for (kop, op_pagina, in_lijst) in [
        ("peildatum: 2025-10\n", "gegevens van oktober 2025", "Gegevens van oktober 2025."),
        (
            "peildatum: 2020\n",
            "Deze gegevens zijn van 2020 en dus ouder dan een jaar.",
            "ouder dan een jaar: van 2020.",
        ),
        ("", "Van wanneer de gegevens zijn, is niet vermeld.", "Staat bij een voorbeeld geen datum"),
    ] {
        let uitkomst = site.schrijf("content/praktijk/maatje.yaml", voorbeeld(kop)).bouw(&["--no-pdf"]);
        let pagina = uitkomst.bestand("praktijk/maatje/index.html");
        assert!(pagina.contains(op_pagina), "{pagina}");
        assert_eq!(pagina.contains("class=let-op"), kop.contains("2020"));
        let lijst = uitkomst.bestand("praktijk/index.html");
        assert!(lijst.contains(in_lijst), "{lijst}");
    }
}

// ---------------------------------------------------------------------- steunpunt

#[test]
fn het_steunpunt_staat_op_elke_ouderpagina_als_de_regio_er_een_noemt() {
    let site = SiteTest::klein();
    site.schrijf("content/scholen/de-els/school.yaml", "naam: De Els\n");
    let ouderpaginas = [OUDERPAGINA, "scholen/de-els/index.html"];
    let uitkomst = site.bouw(&["--no-pdf"]);
    for pad in ouderpaginas {
        let html = uitkomst.bestand(pad);
        assert!(!html.contains("teunpunt") && !html.contains("Liever iemand buiten"), "{pad}");
    }
    let tekst = std::fs::read_to_string(site.pad("content/site.yaml")).unwrap();
    for (bereik, link) in [
        ("telefoon: 070 123 45 67", "href=tel:0701234567"),
        ("mail: vraag@steunpunt.example", "href=mailto:vraag@steunpunt.example"),
        ("web: https://steunpunt.example", "href=https://steunpunt.example"),
    ] {
        let regel = format!("steunpunt: {{naam: Steunpunt Proef, {bereik}}}\n");
        let uitkomst = site.schrijf("content/site.yaml", tekst.clone() + &regel).bouw(&["--no-pdf"]);
        for pad in ouderpaginas {
            let html = uitkomst.bestand(pad);
            let (hoofd, voet) = html.split_once("<footer").unwrap();
            for deel in [hoofd, voet] {
                assert!(deel.contains("Steunpunt Proef") && deel.contains(link), "{pad}: {bereik}");
            }
        }
    }
}
