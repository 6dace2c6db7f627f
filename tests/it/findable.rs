//! What search engines and shared links get, how old facts are, and where parents can turn.

use serde_json::{Value, json};

use crate::harness::{SiteTest, files, png};
use crate::parsed_page::ParsedPage;

const SCHOOL: &str = "content/scholen/de-linde/school.yaml";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const OUDER_PAGE: &str = "scholen/de-linde/index.html";

/// The data in the JSON-LD of a page, and its literal text.
#[track_caller]
fn json_ld(page: &ParsedPage) -> (Value, String) {
    let text = page.texts("script[type='application/ld+json']").concat();
    (serde_json::from_str(&text).unwrap_or_else(|err| panic!("{err}: {text}")), text)
}

/// The contents of the `meta` with this property.
fn og(page: &ParsedPage, name: &str) -> Vec<String> {
    page.attributes(&format!("meta[property='{name}']"), "content")
}

fn canonical(page: &ParsedPage) -> Option<String> {
    page.attributes("link[rel=canonical]", "href").pop()
}

/// A school with everything that can be said about it.
fn full_school() -> SiteTest {
    let site = SiteTest::small();
    site.write(
        SCHOOL,
        "naam: De Linde\nplaats: Proefstad\nonderwijstypen: [Basisonderwijs]\nbestuur: Stichting De Laan\n\
         samenwerkingsverbanden: [SWV Proef]\nbeschrijving: De Linde is een kleine school.\n\
         vestigingen:\n  - {brin: 00XX, adres: Lindelaan 1, postcode: 1234 AB, telefoon: 070 123 45 67}\n\
         contact:\n  - {wie: mentor, mail: mentor@linde.example}\n  - {wie: orthopedagoog, zin: Via de mentor.}\n\
         foto: {bestand: het plein.png, alt: Het schoolplein}\n",
    );
    site.write("content/scholen/de-linde/het plein.png", png(120, 80));
    site
}

// --------------------------------------------------------------- search engines

#[test]
fn a_school_is_data_for_search_engines() {
    let site = full_school();
    let page = site.build(&["--no-pdf"]).page(OUDER_PAGE);
    assert_eq!(
        json_ld(&page).0,
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
fn every_vestiging_has_its_own_address_and_brin() {
    let site = SiteTest::small();
    site.write(
        SCHOOL,
        "naam: De Linde\nonderwijstypen: [Havo, Vwo]\nvestigingen:\n  - {naam: Noord, brin: 00XX01, plaats: Noorddorp}\n  \
         - {brin: 00XX02, telefoon: 070 765 43 21}\n",
    );
    let gegevens = json_ld(&site.build(&["--no-pdf"]).page(OUDER_PAGE)).0;
    assert_eq!(gegevens["@type"], "HighSchool");
    assert_eq!(gegevens.get("address"), None);
    assert_eq!(gegevens["department"][0]["name"], "Noord");
    assert_eq!(gegevens["department"][0]["address"]["addressLocality"], "Noorddorp");
    assert_eq!(gegevens["department"][1]["name"], "De Linde");
    assert_eq!(gegevens["department"][1]["identifier"]["value"], "00XX02");
    assert_eq!(gegevens["department"][1]["telephone"], "070 765 43 21");
}

/// What a school types remains data: it does not end the script, and comes out as it was typed.
#[test]
fn hostile_words_stay_data() {
    for text in [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]> --> </SCRIPT >",
        "\"}, \"@type\": \"Hotel\", {\"",
        "\\u003c/script\\u003e \\",
        "een \u{2028} twee \u{2029} drie",
        "&lt;b&gt; &quot; 'x' &",
    ] {
        let site = SiteTest::small();
        let yaml = serde_json::to_string(text).unwrap();
        site.write(
            SCHOOL,
            format!("naam: {yaml}\nbestuur: {yaml}\nvestigingen:\n  - {{brin: {yaml}, adres: {yaml}}}\n"),
        );
        let page = site.build(&["--no-pdf"]).page(OUDER_PAGE);
        let (gegevens, raw) = json_ld(&page);
        assert!(!raw.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{raw}");
        // Line separators of Unicode become spaces, as everywhere on a page.
        let expected = text.replace(['\u{2028}', '\u{2029}'], " ");
        assert_eq!(gegevens["@type"], "School");
        for value in [
            &gegevens["name"],
            &gegevens["parentOrganization"]["name"],
            &gegevens["identifier"]["value"],
            &gegevens["address"]["streetAddress"],
        ] {
            assert_eq!(value, &json!(expected), "{raw}");
        }
    }
}

#[test]
fn with_an_address_every_page_has_its_canonical_address_and_else_none() {
    let site = full_school();
    site.build(&["--no-pdf"]);
    let mut count = 0;
    for (path, bytes) in files(&site.path("output")).iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = &ParsedPage::of(std::str::from_utf8(bytes).unwrap());
        let address = canonical(page).unwrap_or_else(|| panic!("{path} has no canonical address"));
        assert_eq!(og(page, "og:url"), [address.as_str()], "{path}");
        // The page of a year leads to the lasting page of the profile.
        let target = path.replace("2025-2026/profiel/", "profiel/");
        assert_eq!(address, format!("https://proef.example/{}", target.strip_suffix("index.html").unwrap_or(&target)));
        for (name, value) in [("og:type", "website"), ("og:locale", "nl_NL"), ("og:site_name", "Steun in de Proef")] {
            assert_eq!(og(page, name), [value], "{path}");
        }
        assert!(og(page, "og:title").len() == 1 && og(page, "og:description").len() == 1, "{path}");
        let picture = og(page, "og:image");
        if path == OUDER_PAGE {
            assert_eq!(picture, ["https://proef.example/bestanden/de-linde/het%20plein.png"]);
            assert_eq!(og(page, "og:image:alt"), ["Het schoolplein"]);
            assert!(site.path("output/bestanden/de-linde/het plein.png").is_file());
        } else {
            assert!(picture.is_empty(), "{path}");
        }
        count += 1;
    }
    assert!(count > 6);

    site.replace("content/site.yaml", "basis-url: https://proef.example\n", "").build(&["--no-pdf"]);
    for (path, bytes) in files(&site.path("output")).iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = std::str::from_utf8(bytes).unwrap();
        let page = &ParsedPage::of(html);
        assert_eq!((canonical(page), og(page, "og:url").len(), og(page, "og:image").len()), (None, 0, 0), "{path}");
        assert_eq!(og(page, "og:title").len(), 1, "{path}");
        assert!(!html.contains("proef.example"), "{path}");
    }
    let gegevens = json_ld(&site.page(OUDER_PAGE)).0;
    assert_eq!((gegevens.get("url"), gegevens.get("image")), (None, None));
    assert_eq!(gegevens["name"], "De Linde");
}

// -------------------------------------------------------------------------- dates

/// The pages that show facts of the school: parents', profile, and two lists.
const WITH_FEITEN: [&str; 4] = [OUDER_PAGE, "scholen/de-linde/profiel/index.html", "index.html", "scholen/index.html"];

#[test]
fn every_page_says_of_when_its_feiten_are_and_whether_that_is_long_ago() {
    let site = SiteTest::small();
    for (day, old) in [("2026-10-01", false), ("2026-10-02", true)] {
        let outcome = site.build(&["--no-pdf", "--today", day]);
        for path in WITH_FEITEN {
            let page = outcome.page(path);
            page.says("1 oktober 2025");
            let told = page.times("ouder dan een jaar. Vraag") + page.times("ouder dan een jaar: van");
            assert_eq!(told > 0, old, "{path} on {day}");
        }
        for path in [OUDER_PAGE, WITH_FEITEN[1]] {
            assert_eq!(outcome.page(path).count(".attention"), usize::from(old), "{path} on {day}");
        }
    }
}

/// A document without a date is judged by its school year, and never gets a date.
#[test]
fn without_a_date_the_schooljaar_counts() {
    let site = SiteTest::small();
    site.replace(PROFIEL, "peildatum: 2025-10-01\n", "");
    for (day, old) in [("2027-07-31", false), ("2027-08-01", true)] {
        let outcome = site.build(&["--no-pdf", "--today", day]);
        for path in WITH_FEITEN {
            let page = outcome.page(path);
            page.does_not_say("egevens van ").does_not_say("1 oktober").says("2025-2026");
            assert_eq!(page.times("langer dan een jaar geleden") > 0, old, "{path} on {day}");
        }
        outcome.page(WITH_FEITEN[1]).says("vermeldt niet wanneer");
    }
}

#[test]
fn a_replaced_profile_says_that_there_is_a_newer_one_and_not_that_it_is_old() {
    let site = SiteTest::small();
    let old = "content/scholen/de-linde/2023-2024/profiel.yaml";
    let text = std::fs::read_to_string(site.path(PROFIEL)).unwrap();
    site.write(old, text.replace("2025-2026", "2023-2024").replace("2025-10-01", "2023-10-01"));
    site.write("content/scholen/de-linde/2023-2024/visie.md", "Wij helpen.\n");
    let outcome = site.build(&["--no-pdf"]);
    let page = outcome.page("scholen/de-linde/2023-2024/profiel/index.html");
    page.says("Dit is niet het nieuwste profiel").says("1 oktober 2023");
    page.does_not_say("Vraag de school of ze nog kloppen");
    // The list of older documents says so too.
    outcome.page(OUDER_PAGE).says("Deze gegevens zijn ouder dan een jaar: van 1 oktober 2023.");
}

#[test]
fn an_example_says_of_when_it_is() {
    let site = SiteTest::small();
    let formaat = "formaat: verhaal\nvan: praktijk\ntitel: Verhaal\nhoofdstukken:\n  - id: een\n    titel: Een\n    secties: \
                   [{id: wat, titel: Wat, soort: tekst}]\n";
    site.write("content/formaten/verhaal.yaml", formaat);
    let example = |heading: &str| format!("formaat: verhaal\ntitel: Maatje\n{heading}secties: {{wat: Samen sterk.}}\n");
    for (heading, on_page, in_lijst) in [
        ("peildatum: 2025-10\n", "gegevens van oktober 2025", "Gegevens van oktober 2025."),
        (
            "peildatum: 2020\n",
            "Deze gegevens zijn van 2020 en dus ouder dan een jaar.",
            "ouder dan een jaar: van 2020.",
        ),
        ("", "Van wanneer de gegevens zijn, is niet vermeld.", "Staat bij een voorbeeld geen datum"),
    ] {
        let outcome = site.write("content/praktijk/maatje.yaml", example(heading)).build(&["--no-pdf"]);
        let page = outcome.page("praktijk/maatje/index.html");
        page.says(on_page);
        assert_eq!(page.has(".attention"), heading.contains("2020"));
        outcome.page("praktijk/index.html").says(in_lijst);
    }
}

// ---------------------------------------------------------------------- steunpunt

#[test]
fn the_steunpunt_is_on_every_page_for_parents_when_the_region_names_one() {
    let site = SiteTest::small();
    site.write("content/scholen/de-els/school.yaml", "naam: De Els\n");
    let ouder_pages = [OUDER_PAGE, "scholen/de-els/index.html"];
    let outcome = site.build(&["--no-pdf"]);
    for path in ouder_pages {
        outcome.page(path).does_not_say("teunpunt").does_not_say("Liever iemand buiten");
    }
    let text = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    for (bereik, link) in [
        ("telefoon: 070 123 45 67", "tel:0701234567"),
        ("mail: vraag@steunpunt.example", "mailto:vraag@steunpunt.example"),
        ("web: https://steunpunt.example", "https://steunpunt.example"),
    ] {
        let line = format!("steunpunt: {{naam: Steunpunt Proef, {bereik}}}\n");
        let outcome = site.write("content/site.yaml", text.clone() + &line).build(&["--no-pdf"]);
        for path in ouder_pages {
            let page = outcome.page(path);
            for part in ["main", "footer"] {
                assert!(page.texts(part).concat().contains("Steunpunt Proef"), "{path}, {part}: {bereik}");
                assert!(page.count(&format!("{part} a[href^='{link}']")) > 0, "{path}, {part}: {bereik}");
            }
        }
    }
}

#[test]
fn a_link_to_a_section_that_shows_nothing_leads_nowhere() {
    let with_answer = |id: &str, answer: &str| {
        let site = SiteTest::small();
        let start = "formaat: klein\nschooljaar: 2025-2026\nsecties:\n";
        site.write(PROFIEL, format!("{start}  {id}: {answer}\n  visie: 'Zie [daar](sectie:{id}).'\n"));
        site
    };
    for (id, answer) in [
        ("hulp", "{}"),
        ("hulp", "{anders: []}"),
        ("route", "{stappen: []}"),
        ("overleg", "{rijen: []}"),
        ("hgw", "{}"),
    ] {
        let site = with_answer(id, answer);
        site.run(&["check", "--no-pdf"]).code(1).reports(&format!("vul sectie `{id}` in, of haal de link weg"));
    }
    // What is there without an answer of its own can be read as well.
    for (id, answer) in [
        ("hulp", "{toelichting: Nog niet.}"),
        ("hgw", "{nvt: ja}"),
        ("gegevens", "{}"),
        ("overleg", "{rijen: [{naam: Team}]}"),
        ("hulp", "{peildatum: 2025-09-01}"),
    ] {
        let site = with_answer(id, answer);
        let page = site.build(&["--no-pdf"]).page("scholen/de-linde/profiel/index.html");
        assert!(page.has(&format!("#{id}")) && page.links().contains(&format!("#{id}")), "{id}: {answer}");
    }
}
