//! What a school says stays as it said it, also in rare forms of an answer, and where a format asks for less.

use std::fs;

use crate::harness::SiteTest;

const HEAD: &str =
    "formaat: klein\ntitel: Klein profiel\nprofiel: ja\nhoofdstukken:\n  - id: een\n    titel: Een\n    secties:\n";
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// A small site whose format has these sections, and whose only profile answers them.
fn site(sections: &str, answers: &str) -> SiteTest {
    let site = SiteTest::small();
    site.write("content/formaten/klein.yaml", format!("{HEAD}{sections}"));
    let head = "formaat: klein\nschooljaar: 2025-2026\npeildatum: 2025-10\ngroepen: {ob: Onderbouw, mb: Middenbouw}\n";
    site.write(PROFIEL, format!("{head}secties:\n{answers}"));
    site
}

/// What the profile says in a section.
#[track_caller]
fn section(site: &SiteTest, id: &str) -> String {
    site.build(&["--no-pdf"]);
    let page = site.page("scholen/de-linde/profiel/index.html");
    page.one(&format!("section[aria-labelledby='{id}']")).without("svg").text()
}

#[track_caller]
fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
}

const SERIES: &str = "      - {id: instroom, titel: Instroom, soort: reeks, lijst: leerjaren, as: schooljaar}\n";

#[test]
fn an_own_row_of_a_series_is_a_row_of_its_table() {
    let site = site(
        SERIES,
        "  instroom:\n    anders:\n      - {naam: Buitenland, 2023-2024: 3, 2024-2025: {waarde: 5, noot: in mei}, noot: zonder asielzoekers}\n\
         \x20     - {naam: Van elders, hoeveel: 1, noot: in 2014-2015}\n      - Van het vso\n",
    );
    let text = section(&site, "instroom");
    says(&text, &["2023-2024 2024-2025", "Buitenland zonder asielzoekers 3 5 (in mei)"]);
    says(&text, &["Eigen onderdelen Van elders Hoeveel 1 in 2014-2015", "Van het vso"]);
    // A number is not help that parents can ask for.
    let offers = fs::read_to_string(site.path("output/data/aanbod.csv")).unwrap();
    assert!(!offers.contains("Buitenland"), "{offers}");
}

#[test]
fn groups_say_what_fields_ask_also_without_a_scale() {
    let fields = "velden: [{id: deel, titel: Deel, type: hoeveel}, {id: wie, titel: Wie, type: tekst}]";
    let format =
        format!("      - {{id: schatting, titel: Schatting, soort: beoordeling, lijst: specialisten, {fields}}}\n");
    let answers = "  schatting:\n    mentor: {per: {ob: {deel: 100%, noot: geteld in mei}, mb: 75%}}\n    docent: {deel: 50%, wie: allen}\n";
    let text = section(&site(&format, answers), "schatting");
    says(&text, &["Onderbouw: Deel 100% geteld in mei", "Middenbouw: Deel 75%", "Deel 50% Wie allen"]);

    // Displayed as a table: a column per field, a row per group.
    let table = format.replace("soort: beoordeling,", "soort: beoordeling, weergave: tabel,");
    let text = section(&site(&table, answers), "schatting");
    says(&text, &["Onderdeel Deel Wie", "Onderbouw (geteld in mei) 100%", "Middenbouw 75%", "50% allen"]);
}

#[test]
fn groups_on_a_scale_carry_remarks_and_words() {
    let format = "      - {id: hgw, titel: HGW, soort: beoordeling, lijst: hgw-vo, schaal: ontwikkeling}\n";
    let answers = "  hgw:\n    planmatig: {per: {ob: {waarde: O, noot: sinds mei}, mb: nvt}}\n    smart: volgt nog\n    anders:\n      - {naam: Kompaan, waarde: I, noot: pas begonnen}\n      - {naam: Eigen aanpak, per: {ob: O}}\n";
    let text = section(&site(format, answers), "hgw");
    says(&text, &["Onderbouw: Ontwikkeld sinds mei", "Middenbouw: Niet van toepassing", "Volgt nog"]);
    says(&text, &["Eigen onderdelen Kompaan pas begonnen In ontwikkeling", "Eigen aanpak Onderbouw: Ontwikkeld"]);
}

#[test]
fn a_field_called_group_is_a_column_and_rows_below_it_make_a_heading() {
    let fields = "[{id: groep, titel: Groep, type: tekst}, {id: wie, titel: Wie, type: tekst}, {id: noot, titel: Opmerking, type: tekst}]";
    let format = format!("      - {{id: klassen, titel: Klassen, soort: tabel, velden: {fields}}}\n");
    let answers = "  klassen:\n    rijen:\n      - {groep: 3}\n      - {groep: 4, wie: juf, noot: parttime}\n      - groep: Bovenbouw\n        rijen:\n          - {groep: 8, wie: meester}\n";
    let text = section(&site(&format, answers), "klassen");
    says(&text, &["Groep Wie Opmerking 3 4 juf parttime Bovenbouw 8 meester"]);
}

#[test]
fn places_are_named_with_their_remarks() {
    let format = "      - {id: hulp, titel: Hulp, soort: aanbod, lijst: specialisten, onderwerp: aanbod, waar: {school: Hier, extern: Van buiten}}\n";
    let answers = "  hulp:\n    mentor: {school: {stand: ja, noot: elke dag}}\n    psycholoog: {school: nee, swv: {stand: ja, noot: via consulent}, derden: nee}\n    logopedist: [bestuur]\n    orthopedagoog: {extern: volgt nog, school: ja}\n    anders:\n      - naam: Rouwgroep\n        waar: {school: {stand: ja, noot: op maandag}, swv: nee}\n";
    let text = section(&site(format, answers), "hulp");
    says(&text, &["Wat Hier Van buiten Via het bestuur", "✓ ja (elke dag)"]);
    says(&text, &["✓ ja (via het samenwerkingsverband: via consulent; via een andere organisatie: nee)"]);
    says(&text, &["? volgt nog", "Waar Hier (op maandag), niet via het samenwerkingsverband"]);
    // If a format does not ask for places, those that were named are shown all the same.
    let format = format.replace(", waar: {school: Hier, extern: Van buiten}", "");
    let text = section(
        &site(&format, "  hulp:\n    mentor: [school: elke dag]\n    psycholoog: nee\n    docent: ja\n"),
        "hulp",
    );
    says(&text, &["Wat Op school", "✓ ja (elke dag)", "✕ nee"]);
}

#[test]
fn options_say_no_and_later_and_name_those_below_them() {
    let options = "opties: {sport: Sport, kunst: {naam: Kunst, opties: {toneel: Toneelspelen, dans: Dansen}}, techniek: Techniek, taal: Taal}";
    let format = format!("      - {{id: talent, titel: Talent, soort: keuze, meer: ja, {options}}}\n");
    let answers =
        "  talent:\n    sport: nee\n    kunst: {opties: [toneel, Dansen]}\n    techniek: volgt nog\n    taal: nvt\n";
    let text = section(&site(&format, answers), "talent");
    says(
        &text,
        &[
            "Kunst: Toneelspelen en Dansen",
            "Niet gekozen: Sport.",
            "Volgt nog: Techniek.",
            "Niet van toepassing: Taal.",
        ],
    );
}

#[test]
fn an_empty_map_promises_nothing() {
    let format = "      - {id: hulp, titel: Hulp, soort: aanbod, lijst: specialisten, onderwerp: aanbod}\n      - {id: talent, titel: Talent, soort: keuze, opties: {sport: Sport, kunst: Kunst}}\n      - {id: visie, titel: Visie, soort: tekst}\n";
    let site = site(
        format,
        "  visie: Wij helpen.\n  hulp:\n    logopedist: {}\n    psycholoog: {noot: }\n    docent: ja\n  talent:\n    sport: {noot: }\n    kunst: {}\n",
    );
    let text = section(&site, "hulp");
    says(&text, &["Docent"]);
    let before = text.split("Niet genoemd").next().unwrap();
    assert!(!before.contains("Logopedist") && !before.contains("Psycholoog"), "{text}");
    site.page("scholen/de-linde/profiel/index.html").does_not_say("Sport");
}

#[test]
fn a_phase_says_who_when_and_how_often() {
    let format = "      - {id: route, titel: Route, soort: stroomschema, velden: [{id: signalen, titel: Signalen, type: tekst}]}\n";
    let answers = "  route:\n    stappen:\n      - fase: Begin\n        wie: [mentor]\n        voorwaarde: met toestemming\n        hoeveel: 2 weken\n        in: [Klein overleg]\n        signalen: Zorgen.\n        stappen: [Praten]\n      - keuze: Genoeg?\n        wie: [docent]\n        hoeveel: 1 uur\n        takken: [{als: ja, stappen: [{einde: Klaar}]}, {als: nee, stappen: [Verder]}]\n";
    let site = site(format, answers);
    let text = section(&site, "route");
    says(
        &text,
        &["Wie Mentor", "Voorwaarde met toestemming", "Hoeveel 2 weken", "Overleg Klein overleg", "Signalen Zorgen."],
    );
    let markdown = site.run(&["export", "--markdown", "de-linde"]).out;
    says(&markdown, &["**Wie**: Mentor", "**Hoeveel**: 2 weken", "**Hoeveel**: 1 uur"]);
}

#[test]
fn words_without_a_meaning_and_remarks_on_words_stay() {
    let format = "      - {id: woorden, titel: Woorden, soort: begrippen}\n";
    let answers = "  woorden:\n    begrippen:\n      - warme overdracht\n      - {term: {waarde: SMW, noot: ook wel smw}, betekenis: {waarde: Hulp thuis., noot: per gemeente}}\n";
    let text = section(&site(format, answers), "woorden");
    says(&text, &["SMW (ook wel smw) Hulp thuis. (per gemeente)", "warme overdracht Betekenis niet ingevuld."]);
}

#[test]
fn sources_and_days_stand_in_their_section() {
    let format =
        "      - {id: visie, titel: Visie, soort: tekst}\n      - {id: route, titel: Route, soort: stroomschema}\n";
    let site = site(
        format,
        "  visie: {tekst: Wij helpen., peildatum: 2025-03, gecontroleerd: 2025-09-01, bron: Het schoolplan.}\n  route: {bron: Nog te maken.}\n",
    );
    says(
        &section(&site, "visie"),
        &["Bron Het schoolplan.", "Gegevens van maart 2025.", "Nagekeken: 1 september 2025."],
    );
    says(&section(&site, "route"), &["Bron Nog te maken."]);
}

// ------------------------------------------------------------ what parents see

#[test]
fn the_subject_decides_what_parents_see_and_the_picture_does_not() {
    let of = |more: &str| {
        let format = format!(
            "      - {{id: afspraken, titel: Afspraken, soort: beoordeling, lijst: protocollen, schaal: protocolstatus{more}}}\n"
        );
        let site = site(&format, "  afspraken:\n    dyslexie: actief\n    anti-pesten: actief\n");
        site.build(&["--no-pdf"]);
        let page = site.page("scholen/de-linde/index.html").text();
        let machine = fs::read_to_string(site.path("output/scholen/de-linde/profiel.json")).unwrap();
        let help = site.path("output/ondersteuning/protocollen/dyslexie/index.html").exists();
        (page, machine, help)
    };
    let (plain, drawn) = (of(", onderwerp: aanbod"), of(", onderwerp: aanbod, beeld: verdeling"));
    assert_eq!(plain, drawn);
    says(&plain.0, &["Vaste afspraken op school (2)"]);
    assert!(plain.2 && plain.1.contains("dyslexie"));
    for other in [", onderwerp: resultaten", ", onderwerp: resultaten, beeld: verdeling", ""] {
        let (page, _, help) = of(other);
        assert!(!help && !page.contains("afspraken op school (2)"), "{other}: {page}");
    }
}

#[test]
fn how_an_offer_is_shown_decides_nothing_of_what_parents_see() {
    let shown = |format: &str, answers: &str| {
        let site = site(format, answers);
        site.build(&["--no-pdf"]);
        let page = |name: &str| site.page(&format!("scholen/de-linde/{name}")).text();
        let data = fs::read_to_string(site.path("output/scholen/de-linde/profiel.json")).unwrap();
        (page("index.html"), data, page("schoolgids.html"))
    };
    let scores = |more: &str| {
        let format = format!(
            "      - {{id: basis, titel: Basis, soort: beoordeling, lijst: protocollen, schaal: protocolstatus, onderwerp: aanbod{more}}}\n"
        );
        shown(&format, "  basis:\n    dyslexie: actief\n    anti-pesten: actief\n")
    };
    let rows = |more: &str| {
        let fields = "velden: [{id: naam, titel: Naam, type: tekst}, {id: zin, titel: Zin, type: tekst}, {id: wie, titel: Wie, type: items, lijst: specialisten}]";
        let format = format!("      - {{id: extra, titel: Extra, soort: tabel, onderwerp: aanbod, {fields}{more}}}\n");
        shown(
            &format,
            "  extra:\n    rijen:\n      - {naam: Huiswerkklas, zin: Hier maakt u kind huiswerk., wie: [mentor]}\n",
        )
    };
    let plain = scores("");
    says(&plain.0, &["Vaste afspraken op school (2)"]);
    for more in [", beeld: verdeling", ", weergave: tabel", ", weergave: tabel, beeld: verdeling"] {
        assert_eq!(scores(more), plain, "{more}");
    }
    let plain = rows("");
    says(&plain.0, &["Huiswerkklas", "Hier maakt u kind huiswerk."]);
    for more in [", weergave: lijst", ", weergave: kaarten", ", beeld: matrix"] {
        assert_eq!(rows(more), plain, "{more}");
    }
}

#[test]
fn a_remark_at_a_place_is_on_every_page_and_in_all_data() {
    let format = "      - {id: hulp, titel: Hulp, soort: aanbod, lijst: specialisten, onderwerp: aanbod, waar: {school: Hier, extern: Van buiten}}\n";
    let answers = "  hulp:\n    psycholoog: {extern: {stand: ja, noot: via consulent}}\n    logopedist: {swv: {stand: ja, noot: op verzoek}, school: nee}\n    mentor: [school: elke dag]\n    anders:\n      - {naam: Rouwgroep, waar: {school: {stand: ja, noot: op maandag}}}\n";
    let site = site(format, answers);
    let outcome = site.build(&["--no-pdf"]);
    for (item, remark) in [
        ("psycholoog", "via consulent"),
        ("logopedist", "op verzoek"),
        ("mentor", "elke dag"),
        ("", "op maandag"), // of its own
    ] {
        let mut pages = vec![
            "scholen/de-linde/index.html".to_owned(),
            "scholen/de-linde/profiel/index.html".to_owned(),
            "scholen/de-linde/profiel.json".to_owned(),
            "data/aanbod.csv".to_owned(),
            "data/steunwijzer.json".to_owned(),
        ];
        pages.extend((!item.is_empty()).then(|| format!("ondersteuning/specialisten/{item}/index.html")));
        for page in pages {
            let said = if page.ends_with(".html") { site.page(&page).text() } else { outcome.file(&page) };
            assert!(said.to_lowercase().contains(remark), "{remark} is not in {page}");
        }
    }
}

#[test]
fn how_much_there_is_of_an_own_offer_is_on_every_page_and_in_all_data() {
    let format = "      - {id: hulp, titel: Hulp, soort: aanbod, lijst: specialisten, onderwerp: aanbod, waar: {school: Hier}}\n";
    let answers = "  hulp:\n    mentor: {waar: [school], hoeveel: 2 keer per week}\n    anders:\n      - {naam: Rouwgroep, waar: [school], hoeveel: 17 weken}\n      - {naam: Huiswerkklas, hoeveel: elke schooldag, zin: Hier maakt uw kind huiswerk.}\n      - {naam: Kookclub, hoeveel: 6 tot 10 leerlingen, noot: in de aula}\n";
    let site = site(format, answers);
    let outcome = site.build(&["--no-pdf"]);
    let pages = ["scholen/de-linde/index.html", "scholen/de-linde/profiel/index.html"];
    let data = ["scholen/de-linde/profiel.json", "data/aanbod.csv", "data/steunwijzer.json"];
    for hoeveel in ["2 keer per week", "17 weken", "elke schooldag", "6 tot 10 leerlingen"] {
        for page in pages {
            assert_eq!(outcome.page(page).text().to_lowercase().matches(hoeveel).count(), 1, "{hoeveel} on {page}");
        }
        for file in data {
            assert!(outcome.file(file).to_lowercase().contains(hoeveel), "{hoeveel} is not in {file}");
        }
    }
}

#[test]
fn a_comma_in_a_remark_within_brackets_is_asked_about_where_it_stands() {
    let format = "      - {id: overleg, titel: Overleg, soort: tabel, velden: [{id: naam, titel: Naam, type: tekst}, {id: wie, titel: Wie, type: items, lijst: specialisten}]}\n      - {id: hulp, titel: Hulp, soort: aanbod, lijst: specialisten, onderwerp: aanbod}\n";
    let check = |answer: &str| {
        let site = site(format, &format!("  {answer}\n"));
        site.run(&["check", "--no-pdf", "--report", "short"])
    };
    for (who, name, remark) in [
        ("[ouders: twee ouders, van wie een uit de klas]", "ouders", "twee ouders, van wie een uit de klas"),
        ("[mentor: op ma, tussen de middag]", "mentor", "op ma, tussen de middag"),
        ("[docent, mentor: 2 uur, soms 3]", "mentor", "2 uur, soms 3"),
        ("[mentor: alleen als dat nodig is, en de ouders]", "mentor", "alleen als dat nodig is, en de ouders"),
    ] {
        let outcome = check(&format!("overleg: {{rijen: [{{naam: Klein, wie: {who}}}]}}"));
        let hint = format!("(hoort het bij `{name}`, schrijf dan `{name}: \"{remark}\"`)");
        outcome.reports("profiel.yaml:6:").reports("[namen-samen]: na de komma leest YAML `").reports(&hint);
    }
    // Where only known names may stand, it is an error.
    for answer in ["hulp: {mentor: [school: elke dag, behalve vrijdag]}", "hulp: [mentor: op ma, op di]"] {
        check(answer).code(1).reports("profiel.yaml:6:");
    }
    assert!(!check("overleg: {rijen: [{naam: Klein, wie: [mentor: soms, docent]}]}").err.contains("[namen-samen]"));
}

#[test]
fn a_page_sends_nobody_to_what_is_not_there() {
    let none = site("      - {id: visie, titel: Visie, soort: tekst}\n", "  visie: Wij helpen.\n");
    none.build(&["--no-pdf"]);
    let page = |site: &SiteTest| site.page("scholen/de-linde/index.html").text();
    let text = page(&none);
    assert_eq!(text.matches("De school zegt hier niets over.").count(), 2, "{text}");
    assert!(!text.contains("U leest het in het hele profiel"), "{text}");

    let format = "      - {id: kunnen, titel: Wat wij kunnen, soort: tekst, onderwerp: aanbod}\n      - {id: grens, titel: Onze grens, soort: tekst, onderwerp: grenzen}\n";
    let some = site(format, "  kunnen: Wij helpen.\n  grens: Een kind moet zelf kunnen lopen.\n");
    some.build(&["--no-pdf"]);
    says(&page(&some), &["U leest het in het hele profiel, bij Wat wij kunnen.", "bij Onze grens."]);
    let html = some.page("scholen/de-linde/index.html");
    assert!(html.has("a[href$='profiel/index.html#grens']"), "{html:?}");
    let guide = some.page("scholen/de-linde/schoolgids.html").text();
    says(&guide, &["Wat wij niet kunnen bieden Een kind moet zelf kunnen lopen."]);
}

#[test]
fn a_telephone_number_in_the_profile_is_told() {
    let format = "      - {id: contact, titel: Contact, soort: gegevens, onderwerp: contact, velden: [{id: nummer, titel: Nummer van de administratie, type: telefoon}]}\n";
    let site = site(format, "  contact: {nummer: 070 123 45 67}\n");
    site.write("content/scholen/de-linde/school.yaml", "naam: De Linde\n");
    site.build(&["--no-pdf"]);
    let page = site.page("scholen/de-linde/index.html").text();
    says(&page, &["Nummer van de administratie: 070 123 45 67"]);
    assert!(!page.contains("geen telefoonnummer"), "{page}");
}

#[test]
fn a_built_in_question_can_be_taken_away() {
    let site = SiteTest::small();
    site.write(
        "content/hulpvragen.yaml",
        "hulpvragen:\n  drugs: {vervallen: ja}\n  rouw: {vervallen: 2026, vervangen-door: somber}\n",
    );
    let before = SiteTest::small();
    before.build(&["--no-pdf"]);
    site.build(&["--no-pdf"]);
    for question in ["drugs", "rouw"] {
        let page = format!("output/hulp/{question}/index.html");
        assert!(before.path(&page).exists() && !site.path(&page).exists(), "{question}");
        let link = format!("a[href*='/{question}/'], a[href^='{question}/']");
        assert!(before.page("hulp/index.html").has(&link) && !site.page("hulp/index.html").has(&link), "{question}");
    }
}

#[test]
fn what_two_lists_have_under_one_name_is_said_and_counted_once() {
    let format = "      - {id: hulp, titel: Hulp, soort: aanbod, lijst: specialisten, onderwerp: aanbod}\n      - {id: keten, titel: Keten, soort: aanbod, lijst: ketenpartners, onderwerp: aanbod}\n";
    let name = "leerplichtambtenaar";
    for (answers, count) in [
        ("  hulp: [leerplichtambtenaar]\n  keten: [leerplicht]\n", 1),
        (
            "  hulp:\n    leerplichtambtenaar: {noot: op dinsdag}\n  keten:\n    leerplicht: {noot: van de gemeente}\n",
            1,
        ),
        ("  hulp:\n    leerplichtambtenaar: ja\n    anders: [{naam: leerplichtambtenaar, hulpvragen: [verzuim]}]\n", 1),
        ("  hulp: [leerplichtambtenaar, verzuimcoordinator]\n  keten: [leerplicht]\n", 2),
    ] {
        let site = site(format, answers);
        let outcome = site.build(&["--no-pdf"]);
        let page = outcome.page("hulp/verzuim/index.html");
        let here = page.one("#school-de-linde").text();
        let names = page.texts("#school-de-linde .name");
        assert_eq!(names.iter().filter(|n| n.trim_end_matches('.').to_lowercase() == name).count(), 1, "{names:?}");
        for remark in ["op dinsdag", "van de gemeente"].iter().filter(|remark| answers.contains(**remark)) {
            assert!(here.to_lowercase().contains(remark), "{here}");
        }
        // The mentor, whom parents can turn to, is one more.
        assert_eq!(names.len(), count + 1, "{here}");
        assert!(here.contains(&format!("noemt {} soorten hulp", count + 1)), "{here}");
    }
}
