//! Limits: what a school says it cannot offer is read before its help, wherever help is promised.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;
use steunwijzer::load;
use steunwijzer::model::site::Site;
use steunwijzer::model::value::ItemKey;
use steunwijzer::regio::Regio;
use steunwijzer::regio::gaps::Counts;
use steunwijzer::regio::norm::{self, NormResult, Verdict};
use steunwijzer::search::{Record, RecordKind};
use steunwijzer::view::dekking::DekkingView;

use crate::harness::{Outcome, SiteTest, records};
use crate::parsed_page::ParsedPage;
use crate::random::Random;

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const GROUP: &str = "      - {groep: Gedrag, hulpvragen: [gedrag], rijen: [geen grenzen aanvaarden]}";

/// The small site with other limits.
fn with_limits(rows: &str) -> SiteTest {
    let site = SiteTest::small();
    site.replace(PROFIEL, GROUP, rows);
    site
}

fn model(site: &SiteTest) -> Site {
    load::load(&site.path("content")).unwrap().0.unwrap()
}

/// What a page of a question has of one school; `None` when the school is not told about there.
fn part_of_school(page: &ParsedPage, slug: &str) -> Option<ParsedPage> {
    let part = page.all(&format!("#school-{slug}")).pop()?;
    // Where schools are many, the id stands on the heading of what is told.
    Some(if part.is("h3") { part.parent() } else { part })
}

#[track_caller]
fn school(outcome: &Outcome, hulpvraag: &str, slug: &str) -> String {
    let page = outcome.page(&format!("hulp/{hulpvraag}/index.html"));
    part_of_school(&page, slug).unwrap_or_else(|| panic!("{slug} is not on {hulpvraag}")).text()
}

#[track_caller]
fn in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at = text[from..].find(part).unwrap_or_else(|| panic!("`{part}` is not there, or too early, in:\n{text}"));
        from += at + part.len();
    }
}

#[test]
fn a_limit_is_read_before_help_and_leads_to_its_place_in_the_profile() {
    let site = SiteTest::small();
    let outcome = site.build(&["--no-pdf"]);
    in_order(
        &school(&outcome, "gedrag", "de-linde"),
        &[
            "noemt een grens én 2 soorten hulp",
            "Let op: deze school noemt een grens",
            "Gedrag: Geen grenzen aanvaarden.",
            "Lees dit in het profiel",
            "Orthopedagoog",
        ],
    );
    let page = outcome.page("hulp/gedrag/index.html");
    assert!(page.has("#school-de-linde a[href^='../../scholen/de-linde/profiel/index.html#grenzen']"), "{page:?}");
    let page = page.text();
    in_order(&page, &["De school op deze website noemt hulp én een grens"]);
    assert!(!page.contains("noemt hulp hierbij."), "{page}");
    // Elsewhere the school only says that it has limits.
    let other = school(&outcome, "rolstoel", "de-linde");
    in_order(&other, &["Lift", "Deze school noemt ook grenzen: Grenzen"]);
    assert!(!other.contains("Let op"), "{other}");
}

#[test]
fn a_school_with_nothing_but_a_limit_offers_no_help() {
    let site = with_limits("      - {punt: dove leerlingen, hulpvragen: [zintuigen]}");
    let outcome = site.build(&["--no-pdf"]);
    let page = outcome.page("hulp/zintuigen/index.html").text();
    in_order(&page, &["Geen school op deze website noemt hulp hierbij", "noemt hierbij alleen een grens"]);
    in_order(&school(&outcome, "zintuigen", "de-linde"), &["hier kan de school niet bij helpen", "Dove leerlingen."]);
}

#[test]
fn what_stands_nearest_says_what_a_limit_is_about() {
    let rows = "      - groep: Leerlingen\n        hulpvragen: [gedrag]\n        items: [ruimten/lift]\n        rijen:\n          \
                - die doof zijn\n          - {punt: die blind zijn, hulpvragen: [zintuigen]}\n          \
                - {punt: met ernstig autisme, hulpvragen: geen}\n      - ISK";
    let site = with_limits(rows);
    let model = model(&site);
    let regio = Regio::new(&model);
    let limits = regio.grenzen(regio.school("de-linde").unwrap().school);
    let about: Vec<(&str, Vec<&str>, usize)> = limits
        .all
        .iter()
        .map(|g| (g.text.as_str(), g.hulpvragen.keys().map(String::as_str).collect(), g.items.len()))
        .collect();
    assert_eq!(
        about,
        [
            ("die doof zijn", vec!["gedrag"], 1),
            ("die blind zijn", vec!["zintuigen"], 1),
            ("met ernstig autisme", vec![], 1),
            ("ISK", vec!["taal"], 0),
        ]
    );
    // The author is only told about what nobody said.
    let told = site.run(&["check", "--no-pdf", "--report", "short"]);
    told.code(0).reports("“ISK” bij `taal`");
    assert!(!told.err.contains("doof"), "{}", told.err);
    site.replace(PROFIEL, "- ISK", "- {punt: ISK, hulpvragen: geen}");
    assert!(!site.run(&["check", "--no-pdf"]).err.contains("grens-zonder-vraag"));
}

#[test]
fn limits_in_running_text_are_read_sentence_by_sentence_and_the_section_says_what_they_are_about() {
    let format = "content/formaten/klein.yaml";
    let text_section = "        soort: tekst\n        onderwerp: grenzen\n";
    let table = "        soort: tabel\n        weergave: lijst\n        onderwerp: grenzen\n        \
                 velden: [{id: punt, titel: Punt, type: tekst}]\n";
    let site = SiteTest::small();
    site.replace(format, table, text_section);
    let old = format!(
        "    voor-ouders: Wij hebben geen plek voor kinderen die elke dag eigen hulp nodig hebben.\n    rijen:\n{GROUP}\n"
    );
    let answer = "    tekst: |\n      Wij doen veel. Voor dove leerlingen hebben wij geen plek.\n\n      Geen plek is er ook voor:\n\n      \
                  - autistische kinderen\n      - wie verslaafd is\n";
    site.replace(PROFIEL, &old, answer);
    let outcome = site.build(&["--no-pdf"]);
    in_order(&school(&outcome, "zintuigen", "de-linde"), &["Voor dove leerlingen hebben wij geen plek."]);
    in_order(&school(&outcome, "drugs", "de-linde"), &["Geen plek is er ook voor: Wie verslaafd is."]);
    // A question of the section belongs to the sentences with its words; if there are none, to all.
    site.replace(PROFIEL, "    tekst: |", "    hulpvragen: [autisme, rouw]\n    tekst: |");
    let outcome = site.build(&["--no-pdf"]);
    let autism = school(&outcome, "autisme", "de-linde");
    in_order(&autism, &["Autistische kinderen."]);
    assert!(!autism.contains("Wij doen veel"), "{autism}");
    in_order(&school(&outcome, "rouw", "de-linde"), &["Wij doen veel.", "Voor dove leerlingen"]);
    outcome.page("hulp/drugs/index.html").does_not_say("verslaafd is");
}

#[test]
fn a_text_beside_rows_adds_what_they_do_not_say_and_repeats_nothing() {
    let site = with_limits("      - {punt: dove leerlingen, hulpvragen: [zintuigen]}");
    site.replace(
        PROFIEL,
        "kinderen die elke dag eigen hulp nodig hebben.",
        "dove kinderen. Ook niet voor kinderen met autisme.",
    );
    let outcome = site.build(&["--no-pdf"]);
    let senses = school(&outcome, "zintuigen", "de-linde");
    assert!(!senses.contains("dove kinderen"), "{senses}");
    in_order(&school(&outcome, "autisme", "de-linde"), &["Ook niet voor kinderen met autisme."]);
}

#[test]
fn what_leads_elsewhere_is_no_help_of_the_school_unless_it_is_in_its_own_building() {
    let site = SiteTest::small();
    let list = "breidt-uit: specialisten\nitems:\n  orthopedagoog:\n    naam: Orthopedagoog\n    zin: Een kliniek helpt uw kind.\n    \
                hulpvragen: [angst, gedrag]\n    verwijst: ja\n";
    site.write("content/lijsten/specialisten.yaml", list);
    site.replace(PROFIEL, "orthopedagoog: [school, extern]", "orthopedagoog: [extern]");
    let outcome = site.build(&["--no-pdf"]);
    let anxiety = school(&outcome, "angst", "de-linde");
    in_order(&anxiety, &["verwijst door", "Verwijst door naar", "Orthopedagoog"]);
    assert!(!anxiety.contains("kan helpen"), "{anxiety}");
    let page = outcome.page("hulp/angst/index.html").text();
    in_order(&page, &["Geen school op deze website noemt hulp hierbij"]);
    let item = outcome.page("ondersteuning/specialisten/orthopedagoog/index.html").text();
    in_order(&item, &["De school verwijst hiernaar door.", "Verwijst hiernaar door", "De Linde"]);
    assert!(!item.contains("De school vermeldt dit."), "{item}");
    in_order(&outcome.page("scholen/de-linde/index.html").text(), &["Verwijst door naar", "Orthopedagoog"]);

    site.replace(PROFIEL, "orthopedagoog: [extern]", "orthopedagoog: [school, extern]");
    let outcome = site.build(&["--no-pdf"]);
    in_order(&school(&outcome, "angst", "de-linde"), &["noemt 1 soort hulp", "Orthopedagoog"]);
}

#[test]
fn the_example_region_sends_children_to_special_education_and_does_not_offer_it() {
    let site = SiteTest::example();
    let outcome = site.build(&["--no-pdf"]);
    for hulpvraag in ["rolstoel", "autisme", "gedrag"] {
        in_order(
            &school(&outcome, hulpvraag, "coenecoop-college"),
            &["Verwijst door naar", "Voortgezet speciaal onderwijs"],
        );
    }
    in_order(
        &school(&outcome, "zintuigen", "segbroek-college"),
        &["noemt een grens", "leerlingen die doof zijn", "Jeugd"],
    );
    in_order(&school(&outcome, "taal", "segbroek-college"), &["nieuw in Nederland zijn (ISK:", "Taalklas"]);
    for page in ["scholen/school2care/index.html", "scholen/index.html", "hulp/gedrag/index.html"] {
        in_order(&outcome.page(page).text(), &["Alleen via uw school"]);
    }
}

#[test]
fn an_item_that_a_school_says_it_lacks_says_so_on_its_page() {
    let site = with_limits("      - {punt: wie niet kan traplopen, items: [ruimten/lift]}");
    let outcome = site.build(&["--no-pdf"]);
    let item = outcome.page("ondersteuning/ruimten/lift/index.html").text();
    in_order(&item, &["Let op: deze school noemt een grens", "Wie niet kan traplopen.", "De Linde"]);
    // Naming the item says what it is for.
    in_order(&school(&outcome, "rolstoel", "de-linde"), &["Wie niet kan traplopen.", "Lift"]);
}

#[test]
fn what_is_ticked_under_limits_is_no_offer() {
    let site = SiteTest::small();
    let section = "titel: Ruimten, soort: aanbod, lijst: ruimten, onderwerp: ";
    site.replace("content/formaten/klein.yaml", &format!("{section}aanbod"), &format!("{section}grenzen"));
    let outcome = site.build(&["--no-pdf"]);
    let wheelchair = school(&outcome, "rolstoel", "de-linde");
    in_order(&wheelchair, &["noemt een grens", "hier kan de school niet bij helpen", "Lift."]);
    in_order(&outcome.page("hulp/rolstoel/index.html").text(), &["Geen school op deze website noemt hulp hierbij"]);
}

#[test]
fn side_by_side_and_data_tell_limits_and_who_can_bring_a_child_in() {
    let site = SiteTest::small();
    site.write("content/scholen/de-els/school.yaml", "naam: De Els\naanmelden: via-school\n");
    let outcome = site.build(&["--no-pdf"]);
    let json = outcome.page("vergelijken/scholen/index.html").one("script#gegevens").text();
    let data: Value = serde_json::from_str(&json).unwrap();
    let schools = data["s"].as_array().unwrap();
    let (els, linde) = (&schools[0], &schools[1]);
    assert_eq!(linde["b"][0][0], "Gedrag: Geen grenzen aanvaarden.");
    let number = linde["b"][0][1][0].as_u64().unwrap() as usize;
    assert_eq!(data["v"][number][0], "Druk of boos gedrag");
    assert_eq!(linde["bp"], "scholen/de-linde/profiel/index.html#grenzen");
    assert_eq!((&els["b"], &els["bp"], &els["vs"]), (&serde_json::json!([]), &Value::Null, &serde_json::json!(1)));

    let profile: Value = serde_json::from_str(&outcome.file("scholen/de-linde/profiel.json")).unwrap();
    let limit = &profile["profiel"]["grenzen"][0];
    assert_eq!((&limit["groep"], &limit["tekst"]), (&"Gedrag".into(), &"geen grenzen aanvaarden".into()));
    assert_eq!((&limit["hulpvragen"], &limit["hulpvragen_uit"]), (&serde_json::json!(["gedrag"]), &"school".into()));
    assert_eq!(profile["school"]["aanmelden"], Value::Null);
    let profile: Value = serde_json::from_str(&outcome.file("scholen/de-els/profiel.json")).unwrap();
    assert_eq!(profile["school"]["aanmelden"], "via-school");
    assert!(outcome.file("data/scholen.csv").contains("via-school"));
}

#[test]
fn search_finds_limits_at_their_school_and_never_as_its_help() {
    let site = SiteTest::example();
    let model = model(&site);
    let records = records(&model);
    let limits: Vec<&Record> = records.iter().filter(|r| r.soort == RecordKind::Grens).collect();
    let of = |slug: &str| limits.iter().find(|r| r.address.contains(slug)).unwrap();
    let segbroek = of("segbroek-college");
    assert_eq!(segbroek.address, "scholen/segbroek-college/profiel/index.html#grenzen");
    assert_eq!(segbroek.school, ["Segbroek College"]);
    for word in ["doof", "ISK", "autisme", "verslaving", "lichamelijk niet kunnen verzorgen"] {
        assert!(segbroek.content.contains(word), "{word}: {}", segbroek.content);
    }
    assert!(of("coenecoop-college").content.contains("risico"));
    assert!(
        records
            .iter()
            .filter(|r| r.soort != RecordKind::Grens)
            .all(|r| !r.content.contains("leerlingen die doof zijn"))
    );
}

#[test]
fn keys_of_limits_survive_the_spreadsheet_and_the_next_school_year() {
    let rows = "      - groep: Gedrag\n        hulpvragen: [gedrag]\n        rijen:\n          - geen gezag aanvaarden\n          \
                - {punt: dove leerlingen, hulpvragen: [zintuigen], items: [ruimten/lift]}";
    let site = with_limits(rows);
    site.replace(PROFIEL, "  grenzen:\n", "  grenzen:\n    hulpvragen: [leren]\n");
    let before = fs::read_to_string(site.path(PROFIEL)).unwrap();
    site.run(&["form", "klein", "--school", "de-linde", "--output", "f.xlsx"]).code(0);
    site.run(&["import", "f.xlsx"]).code(0);
    assert_eq!(fs::read_to_string(site.path(PROFIEL)).unwrap(), before);
    site.run(&["new", "schooljaar", "de-linde", "2026-2027"]).code(0);
    let next = fs::read_to_string(site.path("content/scholen/de-linde/2026-2027/profiel.yaml")).unwrap();
    for part in ["hulpvragen: [leren]", "hulpvragen: [gedrag]", "hulpvragen: [zintuigen], items: [ruimten/lift]"] {
        assert!(next.contains(part), "{part}\n{next}");
    }
}

/// Where a page of a question tells what a school has, and how it does so where schools are many.
const HELP: &str = ".things.present";
const HELP_IN_SHORT: &str = "Hier is: ";

/// On every page of a question: a school with a limit about it never counts as plain help, and its limit comes before
/// anything that helps.
fn assert_no_opposite(site: &SiteTest, what: &str) -> usize {
    let outcome = site.build(&["--no-pdf", "--skip-broken"]);
    let model = model(site);
    let regio = Regio::new(&model);
    let hulpvragen = &model.catalogus.lijst("hulpvragen").unwrap().items;
    let mut limits = 0;
    for question in hulpvragen {
        // What words mean is told between them, in other letters.
        let page = outcome.page(&format!("hulp/{}/index.html", question.id)).without("i");
        let mut plain = 0;
        for feiten in &regio.scholen {
            let slug = &feiten.school.slug;
            let named: Vec<_> = regio.grenzen(feiten.school).for_hulpvraag(&question.id).collect();
            let part = part_of_school(&page, slug);
            if named.is_empty() {
                plain += usize::from(part.is_some_and(|p| p.has(HELP) || p.times(HELP_IN_SHORT) > 0));
                continue;
            }
            let part = part.unwrap_or_else(|| panic!("{what}: {slug} is not on {}", question.id));
            let whole = part.text();
            let helps = part.texts(HELP).into_iter().chain([HELP_IN_SHORT.to_owned()]);
            let before = &whole[..helps.filter_map(|help| whole.find(&help)).min().unwrap_or(whole.len())];
            let shown = named.iter().filter(|g| before.contains(&escaped(&g.sentence))).count();
            let sentences: Vec<&str> = named.iter().map(|g| g.sentence.as_str()).collect();
            let short = part.is(".school-short") || !part.has("summary");
            assert!(
                shown >= if short { 1 } else { named.len() },
                "{what}: {slug}, {}: {:?}\n{before}",
                question.id,
                sentences
            );
            limits += shown;
        }
        if plain > 1 && plain < regio.scholen.len() {
            let count = format!("{plain} van de {} scholen op deze website noemen hulp hierbij", regio.scholen.len());
            assert!(page.times(&count) > 0, "{what}, {}: {count}\n{}", question.id, page.text());
        }
    }
    limits
}

/// A sentence as `text` reads it from a page.
fn escaped(sentence: &str) -> String {
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn no_page_offers_the_opposite_of_a_limit() {
    assert!(assert_no_opposite(&SiteTest::example(), "the example region") > 20);
    assert!(assert_no_opposite(&SiteTest::small(), "the small site") > 0);
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regio");
    assert_no_opposite(&SiteTest::of(&tests), "the test region");
    assert_no_opposite(&SiteTest::regio(9), "a generated region");
}

#[test]
fn no_page_of_a_random_region_offers_the_opposite_of_a_limit() {
    let sentences = [
        "leerlingen die doof zijn",
        "ernstig autisme",
        "Wij hebben geen lift.",
        "groepen van 30 leerlingen",
        "ISK",
        "wie agressief of verslaafd is",
        "elke dag één op één begeleiding",
        "geen gezag & orde aanvaarden",
        "rouw",
        "dyslexie",
    ];
    let keys = [
        "",
        ", hulpvragen: [somber, gedrag]",
        ", hulpvragen: geen",
        ", items: [ruimten/lift]",
        ", hulpvragen: [rolstoel]",
    ];
    let heads = ["Gedrag", "Leren", "Lichamelijke situatie"];
    let profile = fs::read_to_string(SiteTest::small().path(PROFIEL)).unwrap();
    let mut random = Random::new(1);
    let mut below = |n: usize| random.below(n);
    // One region whose pages have sentences, and one so large that they only have names.
    for schools in [12, 70] {
        let site = SiteTest::small();
        for number in 0..schools {
            let mut rows = String::new();
            for _ in 0..below(6) {
                let row = format!("{{punt: \"{}\"{}}}", sentences[below(sentences.len())], keys[below(keys.len())]);
                rows.push_str(&match below(3) {
                    0 => format!("      - {{groep: {}, rijen: [{row}]}}\n", heads[below(heads.len())]),
                    _ => format!("      - {row}\n"),
                });
            }
            let rows = if rows.is_empty() { "      []\n".to_owned() } else { rows };
            let dir = format!("content/scholen/school-{number}");
            site.write(&format!("{dir}/school.yaml"), format!("naam: School {number}\n"));
            site.write(&format!("{dir}/2025-2026/profiel.yaml"), profile.replace(&format!("{GROUP}\n"), &rows));
            site.write(&format!("{dir}/2025-2026/visie.md"), "Elk kind telt.\n");
        }
        let limits = assert_no_opposite(&site, &format!("{schools} schools"));
        assert!(limits > schools, "{limits}");
    }
}

#[test]
fn each_message_about_a_guess_is_one_per_section() {
    let many = (0..40).map(|n| format!("      - dove leerlingen {n}\n")).collect::<String>();
    let site = with_limits(many.trim_end());
    let told = site.run(&["check", "--no-pdf", "--report", "json"]);
    let report: Value = serde_json::from_str(&told.out).unwrap();
    let codes: BTreeSet<&str> =
        report["messages"].as_array().unwrap().iter().map(|m| m["code"].as_str().unwrap()).collect();
    assert_eq!(codes, BTreeSet::from(["grens-zonder-vraag"]));
    assert_eq!(report["messages"].as_array().unwrap().len(), 1);
    let message = report["messages"][0]["message"].as_str().unwrap();
    assert!(message.ends_with("en nog 37"), "{message}");
}

#[test]
fn help_with_a_limit_neither_meets_nor_fails_a_rule_about_a_question() {
    let judged = |rows: &str, question: &str| {
        let site = with_limits(rows);
        let path = "content/site.yaml";
        let text = fs::read_to_string(site.path(path)).unwrap();
        site.write(path, format!("{text}\nnorm:\n  - {{hulpvraag: {question}, scholen: alle}}\n"));
        let model = model(&site);
        let judged = norm::verdict(&Regio::new(&model));
        (judged[0].scholen[0].1.clone(), judged[0].result)
    };
    let deaf = "      - {punt: dove leerlingen, hulpvragen: [zintuigen]}";
    let lift = "      - {punt: wie niet kan lopen, hulpvragen: [rolstoel]}";
    assert_eq!(judged(GROUP, "gedrag"), (Verdict::WithGrens, NormResult::CannotSay));
    assert_eq!(judged(lift, "rolstoel"), (Verdict::WithGrens, NormResult::CannotSay));
    // A limit about something else changes nothing, and a limit alone is no help.
    assert_eq!(judged(deaf, "rolstoel"), (Verdict::Satisfies, NormResult::Met));
    assert_eq!(judged(deaf, "zintuigen").0, Verdict::NotStated);
}

#[test]
fn what_is_there_with_a_limit_is_no_plain_help_among_the_white_spots() {
    let gap = |rows: &str, list: &str, name: &str| {
        let site = with_limits(rows);
        let model = model(&site);
        let dekking = DekkingView::of(&Regio::new(&model), jiff::civil::date(2026, 1, 1));
        let gaps = dekking.gaps.iter().find(|l| l.id == list).unwrap();
        let item = gaps.items.iter().find(|i| i.name == name).unwrap();
        let of_towns: Vec<&str> = item.plaatsen.iter().map(|gap| gap.soort).collect();
        (item.present, item.limited, of_towns, dekking.per_plaats[0].unknown.contains(&name.to_owned()))
    };
    let limit = |item: &str| format!("      - {{punt: niet voor elk kind, items: [{item}]}}");
    assert_eq!(gap(GROUP, "specialisten", "Mentor"), (1, 0, vec!["present"], false));
    assert_eq!(gap(&limit("specialisten/mentor"), "specialisten", "Mentor"), (0, 1, vec!["limited"], false));
    // A limit about another item, and one about what is not there, change nothing.
    assert_eq!(gap(&limit("specialisten/buddy"), "specialisten", "Mentor"), (1, 0, vec!["present"], false));
    let (present, limited, of_towns, _) = gap(&limit("specialisten/psycholoog"), "specialisten", "Psycholoog");
    assert_eq!((present, limited, of_towns), (0, 0, vec!["lacking"]));
    let site = with_limits(&limit("specialisten/mentor"));
    // The totals of a table that takes several pages count in the same way.
    let model = model(&site);
    let mentor = ItemKey { lijst: "specialisten".to_owned(), item: "mentor".to_owned() };
    let counts = Counts::of(&Regio::new(&model), &mentor);
    assert_eq!((counts.present, counts.limited), (0, 1));
    let page = site.build(&["--no-pdf"]).page("dekking/index.html");
    assert!(page.text().contains("Mentor 0 (1 met een grens) 1, en ook een grens"), "{}", page.text());
}

#[test]
fn what_only_leads_elsewhere_is_no_limit_and_its_author_is_told() {
    let pointers = "      - Lees ook meer over de [mentor](item:specialisten/mentor).\n      - groep: Gedrag\n        hulpvragen: [gedrag]\n        \
                    rijen: [Zie voor meer informatie ons schoolplan, geen grenzen aanvaarden]";
    let site = with_limits(pointers);
    let told = site.run(&["check", "--no-pdf"]).err;
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in ["Lees ook meer over de mentor", "Zie voor meer informatie ons schoolplan"] {
        assert!(told.contains("grens-verwijst") && told.contains(words), "{told}");
    }
    let model = model(&site);
    let regio = Regio::new(&model);
    let limits: Vec<&str> =
        regio.grenzen(model.school("de-linde").unwrap()).all.iter().map(|g| g.text.as_str()).collect();
    assert!(limits.contains(&"geen grenzen aanvaarden"), "{limits:?}");
    assert!(!limits.iter().any(|l| l.contains("Lees") || l.contains("Zie")), "{limits:?}");
    let out = site.build(&["--no-pdf"]);
    let question = out.page("hulp/gedrag/index.html").text();
    assert!(!question.contains("schoolplan") && question.contains("grenzen aanvaarden"), "{question}");
    assert!(out.page("scholen/de-linde/profiel/index.html").text().contains("Zie voor meer informatie ons schoolplan"));
    // What its author calls a limit is one, and so is a sentence that says itself what is not there.
    for limit in [
        "      - {punt: Zie ons schoolplan, hulpvragen: [gedrag]}",
        "      - Lees ook dat wij geen plek hebben voor leerlingen die agressief zijn.",
        "      - Meer dan twee leerlingen met autisme in een klas kan niet.",
    ] {
        let site = with_limits(limit);
        let model = self::model(&site);
        assert_eq!(Regio::new(&model).grenzen(model.school("de-linde").unwrap()).all.len(), 1, "{limit}");
    }
}
