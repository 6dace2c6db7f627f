//! A school says with which questions of parents something helps there; then that holds for this school, everywhere.

use std::path::Path;

use steunwijzer::load;
use steunwijzer::model::value::ItemKey;
use steunwijzer::regio::Regio;
use steunwijzer::regio::norm::{self, Verdict};

use crate::data::csv;
use crate::harness::{Outcome, SiteTest};

const PROFIEL: &str = "content/scholen/eik/2024-2025/profiel.yaml";
const ROWS: &str = "      - {id: rijen, titel: Rijen, soort: tabel, onderwerp: aanbod, velden: [{id: naam, titel: Wat, type: tekst}, \
                    {id: wie, titel: Wie, type: items, lijst: specialisten, telt: ja}, {id: bij, titel: Bij, type: items, lijst: specialisten}]}\n";

/// The test region with an answer of De Eik about the vertrouwenspersoon; De Linde has one too, and says no more.
fn region(answer: &str) -> SiteTest {
    let site = SiteTest::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regio"));
    let formaat = std::fs::read_to_string(site.path("content/formaten/oud.yaml")).unwrap();
    site.write("content/formaten/oud.yaml", format!("{}\n{ROWS}", formaat.trim_end()));
    site.write(PROFIEL, format!("formaat: oud\nschooljaar: 2024-2025\npeildatum: 2025-02\nsecties:\n{answer}"));
    site.replace(
        "content/scholen/linde/2024-2025/profiel.yaml",
        "    buddy: nee\n",
        "    buddy: nee\n    vertrouwenspersoon: [school]\n",
    );
    site.replace(
        "content/site.yaml",
        "{item: specialisten/psycholoog, scholen: alle}",
        "{hulpvraag: thuis, scholen: alle}",
    );
    site
}

/// Every way to say it.
const ANSWERS: [&str; 4] = [
    "  mensen:\n    vertrouwenspersoon: {waar: [school], hulpvragen: [Pesten, rouw]}\n",
    "  mensen:\n    - vertrouwenspersoon: {noot: op dinsdag, hulpvragen: [pesten, rouw]}\n",
    "  rijen:\n    rijen:\n      - {naam: Praten, wie: [{vertrouwenspersoon: {hulpvragen: [pesten, rouw]}}]}\n",
    "  mensen:\n    anders:\n      - {naam: Luisterende docent, is: vertrouwenspersoon, hulpvragen: [pesten, rouw], waar: [school]}\n",
];

/// What a page of a question says of a school.
fn on_question(out: &Outcome, question: &str, school: &str) -> String {
    let page = out.page(&format!("hulp/{question}/index.html"));
    page.all(&format!("#school-{school}")).pop().map_or_else(String::new, |part| part.text())
}

#[test]
fn what_a_school_says_it_helps_with_goes_before_the_list_for_this_school_alone() {
    for answer in ANSWERS {
        let site = region(answer);
        let out = site.build(&["--no-pdf"]);
        for (question, eik, linde) in
            [("thuis", false, true), ("identiteit", false, true), ("pesten", true, true), ("rouw", true, false)]
        {
            let says = |school: &str| on_question(&out, question, school).contains("ertrouwenspersoon");
            assert_eq!((says("eik"), says("linde")), (eik, linde), "{question}: {answer}");
        }
        // What one school says is no help in general.
        let general = out.page("hulp/rouw/index.html").text();
        let general = general.split("Wat kan helpen").nth(1).unwrap().split("Wat elke school").next().unwrap();
        assert!(!general.contains("ertrouwenspersoon"), "{answer}");
        let item = out.page("ondersteuning/specialisten/vertrouwenspersoon/index.html").text();
        assert_eq!(item.matches("Volgens de school helpt dit bij: rouw en verlies en pesten.").count(), 1, "{answer}");
    }
}

#[test]
fn tables_the_norm_and_data_know_what_a_school_says_it_helps_with() {
    for answer in ANSWERS {
        let site = region(answer);
        let out = site.build(&["--no-pdf"]);
        let (model, _) = load::load(&site.path("content")).unwrap();
        let model = model.unwrap();
        let regio = Regio::new(&model);
        let judged = norm::verdict(&regio);
        let of = |slug: &str| judged[1].scholen.iter().find(|(s, _)| s.slug == slug).unwrap().1.clone();
        assert_eq!((of("eik"), of("linde")), (Verdict::NotStated, Verdict::Satisfies), "{answer}");
        let key = ItemKey { lijst: "specialisten".into(), item: "vertrouwenspersoon".into() };
        let eik = regio.school("eik").unwrap();
        assert!(eik.for_question(&key, "thuis", &model.catalogus).is_none());
        assert!(eik.for_question(&key, "rouw", &model.catalogus).is_some());
        let (head, rows) = csv(&site, "aanbod");
        let column = |name: &str| head.iter().position(|n| n == name).unwrap();
        let cell = |school: &str| {
            let row = rows.iter().find(|r| r[column("school")] == school && r[column("item")] == key.item).unwrap();
            row[column("hulpvragen")].clone()
        };
        assert_eq!((cell("eik").as_str(), cell("linde").as_str()), ("pesten; rouw", ""), "{answer}");
        // The profile tells it where it tells the item.
        let profile = out.page("scholen/eik/profiel/index.html").text();
        assert!(profile.to_lowercase().contains("elpt bij"), "{answer}");
        assert!(profile.contains("ouw en verlies"), "{answer}");
    }
}

#[test]
fn none_of_the_questions_is_an_answer_too() {
    let site = region("  mensen:\n    vertrouwenspersoon: {waar: [school], hulpvragen: geen}\n    mentor: ja\n");
    let out = site.build(&["--no-pdf"]);
    for question in ["thuis", "pesten", "identiteit"] {
        assert!(!on_question(&out, question, "eik").contains("ertrouwenspersoon"), "{question}");
    }
    assert!(on_question(&out, "pesten", "eik").contains("Mentor"));
    // Another school has it for this, so the table has its column.
    let table = out.page("vergelijken/hulp/pesten/index.html").text();
    assert_eq!(table.matches("niet hierbij genoemd").count(), 1, "{table}");
    let profile = out.page("scholen/eik/profiel/index.html").text();
    assert!(profile.contains("Niet bedoeld voor de vragen van ouders"), "{profile}");
    let (head, rows) = csv(&site, "aanbod");
    let column = head.iter().position(|n| n == "hulpvragen").unwrap();
    assert!(rows.iter().any(|r| r[column] == "geen"));
}

#[test]
fn an_unknown_question_is_told_with_the_near_name_and_only_what_is_there_helps() {
    for (answer, said) in [
        ("  mensen:\n    buddy: {waar: [school], hulpvragen: [pestn]}\n", "bedoelde u `pesten`?"),
        ("  mensen:\n    - buddy: {hulpvragen: [rouww]}\n", "rouw"),
        ("  rijen:\n    rijen:\n      - {naam: Praten, wie: [{buddy: {hulpvragen: [pestn]}}]}\n", "pesten"),
        (
            "  rijen:\n    rijen:\n      - {naam: Praten, bij: [{buddy: {hulpvragen: [pesten]}}]}\n",
            "kan hier niet staan waar het bij helpt",
        ),
        (
            "  rijen:\n    rijen:\n      - {naam: Praten, wie: [{buddy: {opmerking: hier, hulpvragen: [pesten]}}]}\n",
            "`opmerking` is hier geen bekende sleutel",
        ),
        (
            "  mensen:\n    buddy: {waar: [{school: {hulpvragen: [pesten]}}]}\n",
            "kan hier niet staan waar het bij helpt",
        ),
    ] {
        let site = region(answer);
        site.run(&["check", "--no-pdf"]).code(1).reports(said);
    }
}

#[test]
fn a_new_document_says_how_only_where_its_format_asks_for_items() {
    let site = SiteTest::small();
    let only_text = "formaat: kaal\ntitel: Kaal\nprofiel: ja\nhoofdstukken: [{id: een, titel: Een, secties: [{id: visie, titel: Visie, soort: tekst}]}]\n";
    site.write("content/formaten/kaal.yaml", only_text);
    for (formaat, school, says) in
        [("klein", "De Wilg", true), ("perspectief-vo", "De Els", true), ("kaal", "De Es", false)]
    {
        site.run(&["new", "school", school, "--formaat", formaat, "--schooljaar", "2025-2026"]).code(0);
        let slug = school.to_lowercase().replace(' ', "-");
        let path = site.path(&format!("content/scholen/{slug}/2025-2026/profiel.yaml"));
        let text = std::fs::read_to_string(path).unwrap();
        assert_eq!(text.contains("# `{stand: ja, hulpvragen: [pesten, rouw]}`."), says, "{formaat}: {text}");
    }
}
