//! What pages say in the name of a school: its own words first and once, general words as general, in whole sentences.

use std::fs;

use regex::Regex;

use crate::harness::SiteTest;

const HEAD: &str =
    "formaat: klein\ntitel: Klein profiel\nprofiel: ja\nhoofdstukken:\n  - id: een\n    titel: Een\n    secties:\n";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const TABLE: &str = "      - id: trainingen\n        titel: Trainingen\n        soort: tabel\n        onderwerp: aanbod\n        \
                     velden: [{id: naam, titel: Naam, type: tekst}, {id: wie, titel: Wie, type: items, lijst: specialisten, telt: ja}]\n";
const HELP: &str = "      - {id: hulp, titel: Hulp, soort: aanbod, lijst: specialisten, onderwerp: aanbod, waar: {school: Hier, extern: Elders}}\n";
const RULES: &str = "      - {id: regels, titel: Regels, soort: beoordeling, lijst: protocollen, schaal: protocolstatus, onderwerp: aanbod}\n";

/// A small site whose format has these sections, and whose only profile answers them.
fn site(sections: &str, answers: &str) -> SiteTest {
    let site = SiteTest::small();
    site.write("content/formaten/klein.yaml", format!("{HEAD}{sections}"));
    site.write(PROFIEL, format!("formaat: klein\nschooljaar: 2025-2026\npeildatum: 2025-10\nsecties:\n{answers}"));
    site.build(&["--no-pdf"]);
    site
}

/// The words of a page.
#[track_caller]
fn page(site: &SiteTest, path: &str) -> String {
    site.page(&format!("{path}/index.html")).text()
}

#[track_caller]
fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
}

#[test]
fn a_remark_away_from_its_row_has_the_head_of_the_row_and_is_a_sentence() {
    let rows = [
        "SoVa-training, wie: [docent: gespecialiseerd, mentor: de sova-training en een gesprek]",
        "Faalangst, wie: [docent: gespecialiseerd, decaan: twee]",
        "\"Hulp bij een lange naam die niemand op één regel kan zetten (zoals deze, met een staart)\", wie: [decaan: op dinsdag]",
    ];
    let rows: String = rows.iter().map(|row| format!("      - {{naam: {row}}}\n")).collect();
    let site = site(TABLE, &format!("  trainingen:\n    rijen:\n{rows}"));
    let of = |item: &str| page(&site, &format!("ondersteuning/specialisten/{item}"));
    // The same words under two headings are said once, with both.
    says(&of("docent"), &["SoVa-training en Faalangst: gespecialiseerd."]);
    // Two remarks are two sentences; a heading that is too long loses what is in brackets.
    says(&of("decaan"), &["Faalangst: twee. Hulp bij een lange naam die niemand op één regel kan zetten: op dinsdag."]);
    // A remark that says itself what it is about needs no heading.
    says(&of("mentor"), &["De sova-training en een gesprek."]);
    assert!(!of("mentor").contains("SoVa-training:"), "{}", of("mentor"));
}

#[test]
fn an_abbreviation_is_explained_once_in_the_remarks_of_a_thing() {
    let site = SiteTest::small();
    site.write("content/formaten/klein.yaml", format!("{HEAD}{TABLE}"));
    let rows = "      - {naam: Overleg van de commissie (CvB), wie: [mentor: zit in de CvB, docent: van de GGD]}\n      \
                - {naam: Gesprek, wie: [docent: met de GGD]}\n";
    let short = "afkortingen: {CvB: commissie, GGD: gezondheidsdienst}\n";
    site.write(
        PROFIEL,
        format!("formaat: klein\nschooljaar: 2025-2026\n{short}secties:\n  trainingen:\n    rijen:\n{rows}"),
    );
    site.build(&["--no-pdf"]);
    let of = |item: &str| page(&site, &format!("ondersteuning/specialisten/{item}"));
    says(&of("mentor"), &["zit in de CvB."]);
    assert!(!of("mentor").contains("(commissie)"), "{}", of("mentor"));
    assert_eq!(of("docent").matches("(gezondheidsdienst)").count(), 1, "{}", of("docent"));
}

#[test]
fn what_is_not_there_is_said_by_its_heading_and_promises_nothing() {
    let site = site(
        HELP,
        "  hulp:\n    mentor: [school, extern]\n    psycholoog: nee\n    buddy: {stand: nee, noot: wel vanaf mei}\n",
    );
    let text = page(&site, "scholen/de-linde");
    says(&text, &["Dit is er niet of nog niet", "Psycholoog", "Buddy", "Wel vanaf mei."]);
    assert!(!text.contains("De school heeft dit niet"), "{text}");
    for general in ["De psycholoog praat", "Een buddy helpt"] {
        assert!(!text.contains(general), "{general}: {text}");
    }
    says(&text, &["Dat is op school zelf. Dat is ook hulp van buiten de school"]);
}

#[test]
fn what_a_school_says_of_all_alike_is_said_once() {
    let sentence = "De school werkt volgens deze afspraken.";
    let of = |answers: &str| page(&site(RULES, answers), "scholen/de-linde");
    let alike = of("  regels:\n    dyslexie: actief\n    anti-pesten: actief\n    verzuim: actief\n");
    assert_eq!(alike.matches(sentence).count(), 1, "{alike}");
    says(&alike, &["Afspraken over dyslexie", "Afspraken over pesten", "Vaste afspraken op school"]);
    // A single one, and one among others that differ, keep theirs.
    assert_eq!(of("  regels:\n    dyslexie: actief\n").matches(sentence).count(), 1);
    let mixed = of(
        "  regels:\n    dyslexie: actief\n    anti-pesten: actief\n    anders:\n      - {naam: Fietsen, zin: Wij fietsen samen.}\n",
    );
    assert_eq!(mixed.matches(sentence).count(), 2, "{mixed}");
}

#[test]
fn sentences_of_the_lists_promise_nothing_in_the_name_of_a_school() {
    // On a page of a school "De school werkt samen met ..." is read as what that school said.
    let promise = Regex::new(r"(?m)^ +zin: (De|Onze|Deze) school |^ +zin: Wij ").unwrap();
    for list in [
        "protocollen",
        "ketenpartners",
        "onderwijsaanbod",
        "onderwijssectoren",
        "voorzieningen",
        "ruimten",
        "specialisten",
    ] {
        let path = format!("{}/builtin/lijsten/{list}.yaml", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(" zin: "), "{list}");
        let found: Vec<&str> = promise.find_iter(&text).map(|m| m.as_str()).collect();
        assert!(found.is_empty(), "{list}: {found:?}");
    }
}

#[test]
fn a_question_page_sends_to_one_place_in_the_document_that_says_it() {
    let sections = format!("{HELP}{TABLE}");
    let answers = "  hulp:\n    leerlingbegeleider: [school]\n  trainingen:\n    rijen:\n      - {naam: Gesprek, wie: [mentor, orthopedagoog]}\n";
    let profile = site(&sections, answers);
    let text = page(&profile, "hulp/gedrag");
    assert_eq!(text.matches("Lees dit in het profiel").count(), 1, "{text}");
    assert!(!text.contains("Dit staat in het profiel bij"), "{text}");
    let links = profile.page("hulp/gedrag/index.html").links();
    assert!(links.contains(&"../../scholen/de-linde/profiel/index.html#hulp".to_owned()), "{links:?}");
    // A document that is no profile is called by its own name.
    profile.write("content/formaten/klein.yaml", format!("{HEAD}{sections}").replace("profiel: ja", "profiel: nee"));
    profile.build(&["--no-pdf"]);
    let text = page(&profile, "hulp/gedrag");
    says(&text, &["Lees dit in “Klein profiel” van De Linde"]);
}

#[test]
fn pages_for_parents_have_the_names_that_lists_have_for_parents() {
    let site = SiteTest::example();
    site.build(&["--no-pdf"]);
    let pairs = [
        ("hulp/rekenen", "Hulp bij rekenen", "Aanbod (ernstige) rekenproblematiek"),
        ("hulp/rolstoel", "Ingang voor een rolstoel", "Rolstoeltoegankelijke ingang"),
        ("scholen/segbroek-college", "Klas met een eigen programma", "Trajecten op maat klas"),
        ("hulp/pesten", "Afspraken over pesten", "Protocol anti-pesten"),
    ];
    for (path, name, official) in pairs {
        let text = page(&site, path);
        says(&text, &[name]);
        assert!(!text.contains(official), "{official} in {path}");
    }
    // The name in the list is on the page of the item, and in the profile, for those who know it.
    says(
        &page(&site, "ondersteuning/onderwijsaanbod/dyscalculie"),
        &["Hulp bij rekenen", "In profielen heet dit: Aanbod (ernstige) rekenproblematiek."],
    );
    says(&page(&site, "scholen/segbroek-college/profiel"), &["Aanbod (ernstige) rekenproblematiek"]);
}

#[test]
fn the_text_for_the_schoolgids_has_no_sentences_between_brackets() {
    let answers = "  hulp:\n    mentor: [school]\n    decaan: {waar: [school], noot: Zij is er op maandag. Ook op vrijdag (na 12 uur).}\n    \
                   buddy: {waar: [school], noot: zes weken}\n    psycholoog: [extern]\n";
    let site = site(HELP, answers);
    let text = site.page("scholen/de-linde/schoolgids.html").text();
    says(
        &text,
        &[
            "Op school: mentor.",
            "Decaan: Zij is er op maandag. Ook op vrijdag (na 12 uur).",
            "Buddy: Zes weken.",
            "psycholoog.",
        ],
    );
}

#[test]
fn the_glossary_begins_with_words_and_not_with_numbers() {
    let site = SiteTest::example();
    site.build(&["--no-pdf"]);
    let text = page(&site, "begrippen");
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
    assert!(at("Adviseur passend onderwijs") < at("1a."), "{text}");
    assert!(at("Vwo") < at("6e."), "{text}");
    // The word that is on the page of every school links to its explanation.
    let links = site.page("scholen/coenecoop-college/index.html").links();
    assert!(links.contains(&"../../begrippen/index.html#plaatsen-swv".to_owned()), "{links:?}");
    assert!(text.contains("zorgen alle scholen van een regio samen"), "{text}");
}

#[test]
fn an_answer_to_a_question_of_a_route_stands_behind_its_question() {
    let site = SiteTest::example();
    site.build(&["--no-pdf"]);
    let text = page(&site, "scholen/segbroek-college");
    says(&text, &["Welke overige zorg? Huiswerk", "Welke overige zorg? Agressie"]);
    assert!(!text.contains("?:"), "{text}");
}
