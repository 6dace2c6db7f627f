//! Parents' questions and items: every question has a page, and a page says what schools say, and no more.

use std::fs;

use crate::harness::{Outcome, SiteTest, records};
use crate::parsed_page::ParsedPage;

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// What a page of a question says about one school.
#[track_caller]
fn of_school(outcome: &Outcome, hulpvraag: &str, slug: &str) -> ParsedPage {
    outcome.page(&format!("hulp/{hulpvraag}/index.html")).one(&format!("details#school-{slug}"))
}

/// Adds a second school, of which only the name is known.
fn with_silent_school() -> SiteTest {
    let site = SiteTest::small();
    site.write("content/scholen/de-els/school.yaml", "naam: De Els\n");
    site
}

#[test]
fn every_hulpvraag_has_a_page_with_something_that_can_help() {
    let site = SiteTest::example();
    let outcome = site.build(&["--no-pdf"]);
    let lijst = fs::read_to_string("builtin/lijsten/hulpvragen.yaml").unwrap();
    let ids: Vec<&str> = lijst
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':'))
        .filter(|id| !id.starts_with(' '))
        .collect();
    assert!(ids.len() >= 20, "{ids:?}");
    let (before, all) = (outcome.page("index.html").links(), outcome.page("hulp/index.html").links());
    for id in ids {
        let page = outcome.page(&format!("hulp/{id}/index.html"));
        assert!(before.contains(&format!("hulp/{id}/index.html")), "{id} is not on the home page");
        assert!(all.contains(&format!("../hulp/{id}/index.html")), "{id} is not on hulp/");
        assert!(page.has("#wat-helpt"), "{id}: there is nothing that can help");
        page.says("Begin bij de mentor");
    }
}

#[test]
fn what_a_school_has_is_shown_with_its_place() {
    let site = SiteTest::small();
    let outcome = site.build(&["--no-pdf"]);
    let school = of_school(&outcome, "gedrag", "de-linde");
    // What an orthopedagoog does in general is said once on the page, and not as what this school does.
    school.does_not_say("De orthopedagoog zoekt uit");
    outcome.page("hulp/gedrag/index.html").says("De orthopedagoog zoekt uit wat uw kind nodig heeft");
    school.says(
        "Dat is op school zelf. Dat is ook hulp van buiten de school, van het samenwerkingsverband \
         (alle scholen van de regio samen) of van anderen.",
    );
    let item = outcome.page("ondersteuning/specialisten/orthopedagoog/index.html");
    item.says("De school heeft dit.");
    item.says("Op school De Linde, Proefstad. Dat is op school zelf. Dat is ook hulp van buiten de school");
    item.says("Gegevens van 1 oktober 2025.");
}

#[test]
fn without_a_place_the_page_says_that_none_is_told() {
    let site = SiteTest::small();
    let outcome = site.replace(PROFIEL, "orthopedagoog: [school, extern]", "orthopedagoog: ja").build(&["--no-pdf"]);
    let school = of_school(&outcome, "gedrag", "de-linde");
    school.says("De school zegt niet bij alles of het op school zelf is of ergens anders.");
    school.does_not_say("Dat is op school zelf");
    let item = outcome.page("ondersteuning/specialisten/orthopedagoog/index.html");
    item.says("De school heeft dit. We weten niet of dit op school zelf is. De Linde");
    // A section that does not ask for places need not have them.
    let school = of_school(&outcome, "rolstoel", "de-linde");
    school.says("noemt 1 soort hulp Lift.");
    school.does_not_say("niet waar");
}

#[test]
fn what_a_school_lacks_is_not_promised() {
    let site = SiteTest::small();
    let outcome = site.build(&["--no-pdf"]);
    let school = of_school(&outcome, "somber", "de-linde");
    school.says("Dit is er niet of nog niet");
    school.says("Dit is er niet of nog niet Psycholoog.");
    school.does_not_say("De psycholoog praat met uw kind");
    let page = outcome.page("hulp/somber/index.html");
    page.says("Geen school op deze website noemt hulp hierbij.");
    let item = outcome.page("ondersteuning/specialisten/psycholoog/index.html");
    item.says("Geen school op deze website zegt dat dit er is.");
}

#[test]
fn a_silent_school_is_listed_without_a_promise() {
    let site = with_silent_school();
    let outcome = site.build(&["--no-pdf"]);
    for id in ["gedrag", "rolstoel", "somber", "lezen"] {
        let page = outcome.page(&format!("hulp/{id}/index.html"));
        assert!(!page.has("#school-de-els"), "{id}");
        page.says("Dat betekent niet dat het er niet is. Vraag het de school. De Els");
    }
    let lift = outcome.page("ondersteuning/ruimten/lift/index.html");
    lift.says("1 van de 2 scholen heeft dit.");
    lift.says("Deze school vermeldt hierover niets.");
    // Naming a role as a contact is not silence.
    outcome.page("ondersteuning/specialisten/mentor/index.html").says("Op school De Linde");
}

#[test]
fn a_score_stands_in_the_words_of_its_scale() {
    let site = SiteTest::small();
    // Only a judgement of what the school offers is a kind of help.
    site.replace(
        "content/formaten/klein.yaml",
        "titel: HGW, soort: beoordeling",
        "titel: HGW, onderwerp: aanbod, soort: beoordeling",
    );
    let outcome = site.build(&["--no-pdf"]);
    let good = outcome.page("ondersteuning/hgw-vo/planmatig/index.html");
    good.says("Dit lukt de school goed.");
    let busy = outcome.page("ondersteuning/hgw-vo/smart/index.html");
    busy.says("Dit is er niet of nog niet");
    busy.says("Hier werkt de school nu aan. Alleen onderbouw.");
}

#[test]
fn own_aanbod_and_examples_stand_at_their_hulpvraag() {
    let site = SiteTest::example();
    let outcome = site.build(&["--no-pdf"]);
    let grief = of_school(&outcome, "rouw", "segbroek-college");
    grief.says("Rouwgroep. In deze groep steunen leerlingen elkaar na het verlies van iemand. Dat is op school zelf.");
    // The text of this row continues the title of its column.
    let absence = of_school(&outcome, "verzuim", "coenecoop-college");
    absence.says("JOS helpt leerlingen die op een zorgwekkende manier ongeoorloofd verzuimen");
    of_school(&outcome, "drugs", "school2care").says("Uw kind maakt met de coach een contract over gedrag.");
    outcome.page("hulp/overstap/index.html").says("Plezier op school");
    outcome.page("ondersteuning/ketenpartners/jongerenwerk/index.html").says("De Mast");
}

#[test]
fn a_site_has_hulpvragen_of_its_own_and_adds_to_the_builtin_ones() {
    let site = SiteTest::small();
    let own = "hulpvragen:\n  zwemmen:\n    naam: Bang in het water\n    zin: Uw kind durft niet mee naar zwemles.\n    \
                 groep: Gedrag en gevoel\n    bij: [ruimten/Lift]\n  spelen: {naam: Alleen op het plein}\n  lezen:\n    \
                 synoniemen: [letters omdraaien]\n    bij: [ruimten/stilteruimte]\n";
    let outcome = site.write("content/hulpvragen.yaml", own).build(&["--no-pdf"]);
    outcome.page("hulp/zwemmen/index.html").says("Bang in het water Uw kind durft niet mee naar zwemles.");
    of_school(&outcome, "zwemmen", "de-linde").says("Lift.");
    // Words to search by are in the index, but on no page.
    let to_read = outcome.page("hulp/lezen/index.html");
    let (loaded, _) = steunwijzer::load::load(&site.path("content")).unwrap();
    let loaded = loaded.unwrap();
    let record = records(&loaded).into_iter().find(|r| r.address.starts_with("hulp/lezen/")).unwrap();
    for word in ["leesblind", "leest langzaam", "letters omdraaien"] {
        to_read.does_not_say(word);
        assert!(record.also.iter().any(|also| also == word), "{word}: {record:?}");
    }
    of_school(&outcome, "lezen", "de-linde").says("Stille werkplek");
    // Under its own heading, and without one at the end.
    let all = outcome.page("hulp/index.html").text();
    let at = |word: &str| all.find(word).unwrap_or_else(|| panic!("{word}: {all}"));
    assert!(at("Gedrag en gevoel") < at("Bang in het water"));
    assert!(at("Bang in het water") < at("Pesten"));
    assert!(at("Andere vragen") < at("Alleen op het plein"));
    outcome.page("ondersteuning/ruimten/lift/index.html").says("Bang in het water");
    assert!(outcome.sitemap().contains(&"https://proef.example/hulp/zwemmen/".to_owned()));
}

#[test]
fn an_own_list_serves_builtin_formats_too() {
    let site = SiteTest::example();
    site.write(
        "content/lijsten/ruimten.yaml",
        "breidt-uit: ruimten\nitems:\n  evacuatiestoel:\n    naam: Evacuatiestoel\n    hulpvragen: [rolstoel]\n",
    );
    let segbroek = "content/scholen/segbroek-college/2024-2025/profiel.yaml";
    let text = fs::read_to_string(site.path(segbroek)).unwrap();
    let line = text.lines().find(|r| r.starts_with("  ruimten:")).unwrap();
    let outcome = site.replace(segbroek, line, &format!("{line}\n    evacuatiestoel: ja")).build(&["--no-pdf"]);
    of_school(&outcome, "rolstoel", "segbroek-college").says("Evacuatiestoel.");
}

#[test]
fn references_to_items_and_hulpvragen_lead_to_their_page() {
    let site = SiteTest::small();
    let vision = "Zie [de orthopedagoog](item:specialisten/orthopedagoog) en [hulp bij lezen](hulp:lezen).\n";
    let outcome = site.write("content/scholen/de-linde/2025-2026/visie.md", vision).build(&["--no-pdf"]);
    let profiel = outcome.page("scholen/de-linde/profiel/index.html").links();
    for address in ["ondersteuning/specialisten/orthopedagoog", "hulp/lezen"] {
        assert!(profiel.contains(&format!("../../../{address}/index.html")), "{address}: {profiel:?}");
    }
    let glossary = outcome.page("begrippen/index.html").links();
    assert!(glossary.contains(&"../ondersteuning/specialisten/orthopedagoog/index.html".to_owned()), "{glossary:?}");
}

#[test]
fn with_many_schools_a_page_stays_small() {
    let site = SiteTest::small();
    let profiel = fs::read_to_string(site.path(PROFIEL)).unwrap();
    for number in 0..70 {
        let dir = format!("content/scholen/school-{number}");
        site.write(&format!("{dir}/school.yaml"), format!("naam: School {number}\n"));
        site.write(&format!("{dir}/2025-2026/profiel.yaml"), &profiel);
        site.write(&format!("{dir}/2025-2026/visie.md"), "Elk kind telt.\n");
    }
    for number in 0..40 {
        site.write(&format!("content/scholen/stil-{number}/school.yaml"), format!("naam: Stil {number}\n"));
    }
    let outcome = site.build(&["--no-pdf"]);
    let bytes = fs::metadata(site.path("output/hulp/gedrag/index.html")).unwrap().len();
    assert!(bytes < 60_000, "{bytes} bytes");
    let page = outcome.page("hulp/gedrag/index.html");
    // Each of them names a limit too, so none counts as plain help, and the limit comes first.
    page.says("Welke scholen hulp hebben 71 scholen noemen hulp én een grens");
    page.says("School 12 Let op, grens: Geen grenzen aanvaarden. Hier is: Ondersteuningscoördinator en Orthopedagoog.");
    page.does_not_say("op deze website noemen hulp hierbij");
    page.says("De andere 40 scholen vermelden hierover niets.");
    page.does_not_say("Stil 12");
    let item = outcome.page("ondersteuning/specialisten/orthopedagoog/index.html");
    item.says("De andere 40 scholen vermelden hierover niets.");
}

#[test]
fn a_contact_that_nobody_can_reach_says_where_to_look() {
    let site = SiteTest::small();
    let look = "Hoe u deze persoon bereikt, staat hier niet. Kijk op de website van de school of vraag het op school.";
    let says = |contact: &str| {
        site.write("content/scholen/de-linde/school.yaml", format!("naam: De Linde\ncontact:\n{contact}"));
        of_school(&site.build(&["--no-pdf"]), "gedrag", "de-linde")
    };
    says("  - wie: mentor\n").says(look);
    says("  - wie: mentor\n    zin: De mentor helpt u.\n  - wie: decaan\n").says(look);
    for way in ["mail: info@delinde.example", "web: https://delinde.example", "telefoon: 070 123 45 67"] {
        let text = says(&format!("  - wie: mentor\n  - wie: decaan\n    {way}\n"));
        text.says("U kunt dit vragen aan").does_not_say("Hoe u deze persoon bereikt");
    }
}

#[test]
fn the_place_of_one_use_is_not_told_of_all_and_what_a_row_is_counts_once() {
    let site = SiteTest::example();
    let questions = "        hulpvragen: [plannen, autisme, concentratie, sociaal]\n";
    let profile = "content/scholen/coenecoop-college/2016-2017/profiel.yaml";
    site.replace(profile, questions, &format!("        waar: [school]\n{questions}"));
    let out = site.build(&["--no-pdf"]);
    // The school gives a place for one of three uses of this person; for the mentor it just gives the place.
    for path in [
        "hulp/ziek/index.html",
        "hulp/spraak/index.html",
        "ondersteuning/specialisten/begeleider-passend-onderwijs/index.html",
    ] {
        let one = "Bij “Leerlingen met ernstige plannings- en structureringsproblematiek”: op school.";
        out.page(path).says(one).does_not_say("Begeleider passend onderwijs. Dat is op school zelf.");
    }
    // Neither do a table, a heading of places, the page for parents and the text for the schoolgids.
    let table = out.page("vergelijken/specialisten/index.html");
    let cells = |item: &str| table.one(&format!("tr:has(a[href*='specialisten/{item}/'])")).texts("td");
    let one = "ja; bij “Leerlingen met ernstige plannings- en structureringsproblematiek”: op school";
    let cells_of_person = cells("begeleider-passend-onderwijs");
    assert!(cells_of_person.iter().any(|cell| cell.contains(one) && cell.contains('✓')), "{cells_of_person:?}");
    assert!(cells("mentor").iter().any(|cell| cell == "S op school"), "{:?}", cells("mentor"));
    let page = out.page("ondersteuning/specialisten/begeleider-passend-onderwijs/index.html");
    page.says("Deze scholen hebben of doen dit Coenecoop College").does_not_say("Op school Coenecoop College");
    let one = "Bij “Leerlingen met ernstige plannings- en structureringsproblematiek”: op school.";
    out.page("scholen/coenecoop-college/index.html").says(one);
    out.page("scholen/coenecoop-college/schoolgids.html").says(one);
    out.page("hulp/ziek/index.html").says("Mentor. Dat is op school zelf.");
    // A row that is an item is described in the words of the school, and not again as the item.
    let page = out.page("hulp/medicijnen/index.html");
    page.says("Protocol voor medisch handelen. Er is een protocol en de school werkt ermee.");
    page.says("Pro Grotius College noemt 1 soort hulp");
    let table = out.page("vergelijken/hulp/index.html");
    table.does_not_say("Protocol medisch handelen, Protocol voor medisch handelen");
}
