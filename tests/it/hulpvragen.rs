//! Parents' questions and items: every question has a page, and a page says what schools say, and no more.

use std::fs;

use crate::hulp::{Outcome, SiteTest, records};

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// The text of a page as a reader sees it: no tags, single spaces.
fn text(html: &str) -> String {
    let (mut out, mut in_tag) = (String::new(), false);
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                out.push(' ');
            }
            _ if !in_tag => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".").replace(" ,", ",")
}

/// What the page of a question says about one school, from its name to the end of its part.
#[track_caller]
fn of_school(outcome: &Outcome, hulpvraag: &str, slug: &str) -> String {
    let html = outcome.file(&format!("hulp/{hulpvraag}/index.html"));
    let begin = html
        .find(&format!("<details class=school id=school-{slug}"))
        .unwrap_or_else(|| panic!("{slug} staat niet op {hulpvraag}"));
    let rest = &html[begin + 1..];
    let end = rest.find("<details class=school ").or_else(|| rest.find("</section>")).unwrap_or(rest.len());
    text(&rest[..end])
}

#[track_caller]
fn assert_contains(text: &str, part: &str) {
    assert!(text.contains(part), "`{part}` staat niet in:\n{text}");
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
    let (before, all) = (outcome.file("index.html"), outcome.file("hulp/index.html"));
    for id in ids {
        let page = outcome.file(&format!("hulp/{id}/index.html"));
        assert!(before.contains(&format!("href=hulp/{id}/index.html")), "{id} staat niet op de voorpagina");
        assert!(all.contains(&format!("href=../hulp/{id}/index.html")), "{id} staat niet op hulp/");
        assert!(page.contains("id=wat-helpt"), "{id}: er is niets dat kan helpen");
        assert_contains(&text(&page), "Begin bij de mentor");
    }
}

#[test]
fn what_there_is_stands_there_with_its_place() {
    let site = SiteTest::small();
    let outcome = site.build(&["--no-pdf"]);
    let school = of_school(&outcome, "gedrag", "de-linde");
    // What an orthopedagoog does in general is said once on the page, and not as what this school does.
    assert!(!school.contains("De orthopedagoog zoekt uit"), "{school}");
    assert_contains(
        &text(&outcome.file("hulp/gedrag/index.html")),
        "De orthopedagoog zoekt uit wat uw kind nodig heeft",
    );
    assert_contains(
        &school,
        "Dat is op school zelf. Dat is ook hulp van buiten de school, van het samenwerkingsverband of van anderen.",
    );
    let item = text(&outcome.file("ondersteuning/specialisten/orthopedagoog/index.html"));
    assert_contains(&item, "De school heeft dit.");
    assert_contains(
        &item,
        "Op school De Linde, Proefstad. Dat is op school zelf. Dat is ook hulp van buiten de school",
    );
    assert_contains(&item, "Gegevens van 1 oktober 2025.");
}

#[test]
fn without_a_place_the_page_says_that_none_is_told() {
    let site = SiteTest::small();
    let outcome = site.replace(PROFIEL, "orthopedagoog: [school, extern]", "orthopedagoog: ja").build(&["--no-pdf"]);
    let school = of_school(&outcome, "gedrag", "de-linde");
    assert_contains(&school, "De school zegt niet bij alles of het op school zelf is of ergens anders.");
    assert!(!school.contains("Dat is op school zelf"), "{school}");
    let item = text(&outcome.file("ondersteuning/specialisten/orthopedagoog/index.html"));
    assert_contains(&item, "De school heeft dit. We weten niet of dit op school zelf is. De Linde");
    // A section that does not ask for places need not have them.
    let school = of_school(&outcome, "rolstoel", "de-linde");
    assert_contains(&school, "noemt 1 soort hulp Lift.");
    assert!(!school.contains("niet waar"), "{school}");
}

#[test]
fn what_there_is_not_is_not_promised() {
    let site = SiteTest::small();
    let outcome = site.build(&["--no-pdf"]);
    let school = of_school(&outcome, "somber", "de-linde");
    assert_contains(&school, "Dit is er niet of nog niet");
    assert_contains(&school, "Dit is er niet of nog niet Psycholoog.");
    assert!(!school.contains("De psycholoog praat met uw kind"), "{school}");
    let page = text(&outcome.file("hulp/somber/index.html"));
    assert_contains(&page, "Geen school op deze website noemt hulp hierbij.");
    let item = text(&outcome.file("ondersteuning/specialisten/psycholoog/index.html"));
    assert_contains(&item, "Geen school op deze website zegt dat dit er is.");
}

#[test]
fn a_school_that_says_nothing_is_there_without_a_promise() {
    let site = with_silent_school();
    let outcome = site.build(&["--no-pdf"]);
    for id in ["gedrag", "rolstoel", "somber", "lezen"] {
        let html = outcome.file(&format!("hulp/{id}/index.html"));
        assert!(!html.contains("school-de-els"), "{id}");
        let silent = text(html.split("class=silent").nth(1).unwrap());
        assert_contains(&silent, "Dat betekent niet dat het er niet is. Vraag het de school. De Els");
    }
    let lift = text(&outcome.file("ondersteuning/ruimten/lift/index.html"));
    assert_contains(&lift, "1 van de 2 scholen heeft dit.");
    assert_contains(&lift, "Deze school vermeldt hierover niets.");
    // Naming a role as a contact is not silence.
    let mentor = outcome.file("ondersteuning/specialisten/mentor/index.html");
    assert_contains(&text(&mentor), "Op school De Linde");
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
    let good = text(&outcome.file("ondersteuning/hgw-vo/planmatig/index.html"));
    assert_contains(&good, "Dit lukt de school goed.");
    let busy = text(&outcome.file("ondersteuning/hgw-vo/smart/index.html"));
    assert_contains(&busy, "Dit is er niet of nog niet");
    assert_contains(&busy, "Hier werkt de school nu aan. Alleen onderbouw.");
}

#[test]
fn own_aanbod_and_examples_stand_at_their_hulpvraag() {
    let site = SiteTest::example();
    let outcome = site.build(&["--no-pdf"]);
    let grief = of_school(&outcome, "rouw", "segbroek-college");
    assert_contains(
        &grief,
        "Rouwgroep. In deze groep steunen leerlingen elkaar na het verlies van iemand. Dat is op school zelf.",
    );
    // The text of this row continues the title of its column.
    let absence = of_school(&outcome, "verzuim", "coenecoop-college");
    assert_contains(&absence, "JOS helpt leerlingen die op een zorgwekkende manier ongeoorloofd verzuimen");
    assert_contains(
        &of_school(&outcome, "drugs", "school2care"),
        "Uw kind maakt met de coach een contract over gedrag.",
    );
    assert_contains(&text(&outcome.file("hulp/overstap/index.html")), "Plezier op school");
    assert_contains(&text(&outcome.file("ondersteuning/ketenpartners/jongerenwerk/index.html")), "De Mast");
}

#[test]
fn a_site_has_hulpvragen_of_its_own_and_adds_to_the_builtin_ones() {
    let site = SiteTest::small();
    let own = "hulpvragen:\n  zwemmen:\n    naam: Bang in het water\n    zin: Uw kind durft niet mee naar zwemles.\n    \
                 groep: Gedrag en gevoel\n    bij: [ruimten/Lift]\n  spelen: {naam: Alleen op het plein}\n  lezen:\n    \
                 synoniemen: [letters omdraaien]\n    bij: [ruimten/stilteruimte]\n";
    let outcome = site.write("content/hulpvragen.yaml", own).build(&["--no-pdf"]);
    let swimming = outcome.file("hulp/zwemmen/index.html");
    assert_contains(&text(&swimming), "Bang in het water Uw kind durft niet mee naar zwemles.");
    assert_contains(&of_school(&outcome, "zwemmen", "de-linde"), "Lift.");
    // Words to search by are in the index, but on no page.
    let to_read = text(&outcome.file("hulp/lezen/index.html"));
    let (loaded, _) = steunwijzer::load::load(&site.path("content")).unwrap();
    let loaded = loaded.unwrap();
    let record = records(&loaded).into_iter().find(|r| r.address.starts_with("hulp/lezen/")).unwrap();
    for word in ["leesblind", "leest langzaam", "letters omdraaien"] {
        assert!(!to_read.contains(word), "{word}: {to_read}");
        assert!(record.also.iter().any(|also| also == word), "{word}: {record:?}");
    }
    assert_contains(&of_school(&outcome, "lezen", "de-linde"), "Stille werkplek");
    // Under its own heading, and without one at the end.
    let all = text(&outcome.file("hulp/index.html"));
    let at = |word: &str| all.find(word).unwrap_or_else(|| panic!("{word}: {all}"));
    assert!(at("Gedrag en gevoel") < at("Bang in het water"));
    assert!(at("Bang in het water") < at("Pesten"));
    assert!(at("Andere vragen") < at("Alleen op het plein"));
    assert_contains(&text(&outcome.file("ondersteuning/ruimten/lift/index.html")), "Bang in het water");
    assert_contains(&outcome.file("sitemap.xml"), "<loc>https://proef.example/hulp/zwemmen/</loc>");
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
    assert_contains(&of_school(&outcome, "rolstoel", "segbroek-college"), "Evacuatiestoel.");
}

#[test]
fn references_to_items_and_hulpvragen_lead_to_their_page() {
    let site = SiteTest::small();
    let vision = "Zie [de orthopedagoog](item:specialisten/orthopedagoog) en [hulp bij lezen](hulp:lezen).\n";
    let outcome = site.write("content/scholen/de-linde/2025-2026/visie.md", vision).build(&["--no-pdf"]);
    let profiel = outcome.file("scholen/de-linde/profiel/index.html");
    for address in ["ondersteuning/specialisten/orthopedagoog", "hulp/lezen"] {
        assert_contains(&profiel, &format!("href=../../../{address}/index.html"));
    }
    assert_contains(&outcome.file("begrippen/index.html"), "ondersteuning/specialisten/orthopedagoog/index.html");
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
    let html = outcome.file("hulp/gedrag/index.html");
    assert!(html.len() < 60_000, "{} bytes", html.len());
    let page = text(&html);
    // Each of them names a limit too, so none counts as plain help, and the limit comes first.
    assert_contains(&page, "Welke scholen hulp hebben 71 scholen noemen hulp én een grens");
    assert_contains(
        &page,
        "School 12 Let op, grens: Geen grenzen aanvaarden. Hier is: Ondersteuningscoördinator en Orthopedagoog.",
    );
    assert!(!page.contains("op deze website noemen hulp hierbij"), "{page}");
    assert_contains(&page, "De andere 40 scholen vermelden hierover niets.");
    assert!(!page.contains("Stil 12"), "{page}");
    let item = text(&outcome.file("ondersteuning/specialisten/orthopedagoog/index.html"));
    assert_contains(&item, "De andere 40 scholen vermelden hierover niets.");
}

#[test]
fn a_contact_that_nobody_can_reach_says_where_to_look() {
    let site = SiteTest::small();
    let look = "Hoe u deze persoon bereikt, staat hier niet. Kijk op de website van de school of vraag het op school.";
    let says = |contact: &str| {
        site.write("content/scholen/de-linde/school.yaml", format!("naam: De Linde\ncontact:\n{contact}"));
        of_school(&site.build(&["--no-pdf"]), "gedrag", "de-linde")
    };
    assert_contains(&says("  - wie: mentor\n"), look);
    assert_contains(&says("  - wie: mentor\n    zin: De mentor helpt u.\n  - wie: decaan\n"), look);
    for way in ["mail: info@delinde.example", "web: https://delinde.example", "telefoon: 070 123 45 67"] {
        let text = says(&format!("  - wie: mentor\n  - wie: decaan\n    {way}\n"));
        assert!(text.contains("U kunt dit vragen aan") && !text.contains("Hoe u deze persoon bereikt"), "{text}");
    }
}

#[test]
fn the_place_of_one_use_is_not_told_of_all_and_what_a_row_is_counts_once() {
    let site = SiteTest::example();
    let questions = "        hulpvragen: [plannen, autisme, concentratie, sociaal]\n";
    let profile = "content/scholen/coenecoop-college/2016-2017/profiel.yaml";
    site.replace(profile, questions, &format!("        waar: [school]\n{questions}"));
    let out = site.build(&["--no-pdf"]);
    let words = |path: &str| {
        let page = out.file(path);
        let text: Vec<&str> = page.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
        text.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    // The school gives a place for one of three uses of this person; for the mentor it just gives the place.
    for path in [
        "hulp/ziek/index.html",
        "hulp/spraak/index.html",
        "ondersteuning/specialisten/begeleider-passend-onderwijs/index.html",
    ] {
        let page = words(path);
        let one = "Bij “Leerlingen met ernstige plannings- en structureringsproblematiek”: op school.";
        assert!(page.contains(one), "{path}: {page}");
        assert!(!page.contains("Begeleider passend onderwijs . Dat is op school zelf."), "{path}: {page}");
    }
    // Neither do a table, a heading of places, the page for parents and the text for the schoolgids.
    let table = out.file("vergelijken/specialisten/index.html");
    let row = table.split("<tr").find(|row| row.contains("specialisten/begeleider-passend-onderwijs/")).unwrap();
    let cell = row.split("<td").find(|cell| cell.contains("plannings- en structureringsproblematiek")).unwrap();
    let one = "ja; bij “Leerlingen met ernstige plannings- en structureringsproblematiek”: op school";
    assert!(cell.contains(one) && cell.contains('✓'), "{cell}");
    let mentor = table.split("<tr").find(|row| row.contains("specialisten/mentor/")).unwrap();
    assert!(mentor.contains(">S<i>op school</i>"), "{mentor}");
    let page = words("ondersteuning/specialisten/begeleider-passend-onderwijs/index.html");
    let at_school = page.split("Op school ").nth(1).unwrap_or_default().split("Verder zoeken").next().unwrap();
    assert!(page.contains("Deze scholen hebben of doen dit Coenecoop College"), "{page}");
    assert!(!at_school.starts_with("Coenecoop College"), "{page}");
    let page = words("scholen/coenecoop-college/index.html");
    let one = "Bij “Leerlingen met ernstige plannings- en structureringsproblematiek”: op school.";
    assert!(page.contains(one), "{page}");
    let guide = words("scholen/coenecoop-college/schoolgids.html");
    assert!(guide.contains(one), "{guide}");
    assert!(words("hulp/ziek/index.html").contains("Mentor . Dat is op school zelf."));
    // A row that is an item is described in the words of the school, and not again as the item.
    let page = words("hulp/medicijnen/index.html");
    assert!(page.contains("Protocol voor medisch handelen . Er is een protocol en de school werkt ermee."), "{page}");
    assert!(page.contains("Pro Grotius College noemt 1 soort hulp"), "{page}");
    let table = out.file("vergelijken/hulp/index.html");
    assert!(!table.contains("Protocol medisch handelen, Protocol voor medisch handelen"), "{table}");
}
