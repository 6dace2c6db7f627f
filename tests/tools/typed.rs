//! What a school typed is what every output says: pages, PDF, data and Markdown.

use std::fs;

use crate::harness::SiteTest;
use crate::parsed_page::ParsedPage;
use crate::pdf::pdftotext;

const YEAR: &str = "content/scholen/de-linde/2025-2026";
const PROFILE: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const VISION: &str = "content/scholen/de-linde/2025-2026/visie.md";
const SCHOOL: &str = "content/scholen/de-linde/school.yaml";

/// All that a build says, as running text: each page without its tags, the PDF, the CSV, the JSON.
struct Said {
    page: String,
    profile: ParsedPage,
    pdf: String,
    csv: String,
    json: String,
    markdown: String,
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn said(site: &SiteTest) -> Said {
    site.build(&[]);
    let read = |path: &str| fs::read_to_string(site.path("output").join(path)).unwrap();
    let profile = site.page("scholen/de-linde/profiel/index.html");
    Said {
        page: format!("{} {}", profile.text(), site.page("scholen/de-linde/index.html").text()),
        profile,
        pdf: words(&pdftotext(&site.path("output/scholen/de-linde/sop.pdf"))),
        csv: read("data/aanbod.csv") + &read("data/beoordelingen.csv"),
        json: read("scholen/de-linde/profiel.json"),
        markdown: site.run(&["export", "--markdown", "de-linde"]).out,
    }
}

/// A remark at an item, a remark at a score, a text in a file and a cell of a table, all with the same words.
fn with_words(words: &str) -> SiteTest {
    let site = SiteTest::small();
    let quoted = words.replace('\'', "''");
    site.replace(PROFILE, "    mentor: [school]\n", &format!("    mentor: {{waar: [school], noot: '{quoted}'}}\n"));
    site.replace(PROFILE, "noot: alleen onderbouw", &format!("noot: '{quoted}'"));
    site.replace(PROFILE, "naam: Klein overleg,", &format!("naam: '{quoted}',"));
    site.write(VISION, format!("Wij zeggen: {words}.\n\n| kop |\n|---|\n| {words} |\n"));
    site
}

#[test]
fn a_sign_between_digits_or_letters_is_on_every_page_and_in_all_data() {
    for text in ["2*45 min en 1*60 min", "leerling*e en docent*en", "~20 uur~ per jaar"] {
        let said = said(&with_words(text));
        assert!(said.page.matches(text).count() >= 4, "{text}: {}", said.page);
        assert!(said.pdf.matches(text).count() >= 4, "{text}: {}", said.pdf);
        assert!(said.csv.matches(text).count() >= 2, "{text}: {}", said.csv);
        assert!(said.json.contains(text), "{text}: {}", said.json);
    }
}

#[test]
fn a_remark_keeps_its_first_sign() {
    for text in [
        "> 12 leerlingen per klas",
        "# 3 per week",
        "1. september starten wij",
        "+ begeleiding thuis",
        "[Let-op]: donderdag",
    ] {
        let site = SiteTest::small();
        site.replace(PROFILE, "noot: alleen onderbouw", &format!("noot: \"{text}\""));
        site.replace(PROFILE, "geen grenzen aanvaarden", &format!("\"{text}\""));
        let said = said(&site);
        assert!(said.page.matches(text).count() >= 2, "{text}: {}", said.page);
        assert!(said.pdf.matches(text).count() >= 2, "{text}: {}", said.pdf);
        assert!(said.csv.contains(text) && said.json.contains(text), "{text}: {} {}", said.csv, said.json);
    }
}

#[test]
fn what_is_struck_out_is_struck_out_everywhere() {
    let site = SiteTest::small();
    site.replace(PROFILE, "noot: alleen onderbouw", "noot: \"op ~~dinsdag~~ donderdag\"");
    let said = said(&site);
    said.profile.one_that_begins("del", "dinsdag").parent().says("op dinsdag donderdag");
    for data in [&said.csv, &said.markdown] {
        assert!(data.contains("op ~~dinsdag~~ donderdag"), "{data}");
    }
    assert!(!said.json.contains("op dinsdag donderdag"), "{}", said.json);
}

#[test]
fn pasted_bullets_and_lines_of_a_cell_stay_lines() {
    let site = SiteTest::small();
    site.write(VISION, "Wij doen dit:\n\u{f0b7} rust\n\u{f0b7}\tritme\n• regels\n");
    site.replace(
        PROFILE,
        "    smart: {waarde: in ontwikkeling, noot: alleen onderbouw}\n",
        "    smart:\n      waarde: in ontwikkeling\n      noot: |\n        Maandag: rekenen\n        Dinsdag: taal\n",
    );
    let said = said(&site);
    said.profile.one_that_begins("li", "rust");
    let lines = said.profile.lines();
    assert!(lines.windows(2).any(|pair| pair == ["Maandag: rekenen", "Dinsdag: taal"]), "{lines:?}");
    assert!(said.csv.contains("Maandag: rekenen\nDinsdag: taal"), "{}", said.csv);
    assert!(!said.pdf.contains("rust ritme"), "{}", said.pdf);
}

#[test]
fn html_and_comments_are_never_published_as_letters() {
    let site = SiteTest::small();
    site.replace(PROFILE, "noot: alleen onderbouw", "noot: \"ma<br>di, 10 m<sup>2</sup>\"");
    site.write(VISION, "Een <u>lijn</u>.\n\n<!-- intern: bel de moeder van Piet -->\n\n<div>Een vak</div>\n");
    let said = said(&site);
    for text in [&said.page, &said.pdf, &said.csv, &said.json, &said.markdown] {
        for never in ["intern", "Piet", "<u>", "<div>", "<sup>"] {
            assert!(!text.contains(never), "{never}: {text}");
        }
    }
    for always in ["Een lijn.", "Een vak", "10 m²"] {
        assert!(said.page.contains(always) && said.pdf.contains(always), "{always}: {} {}", said.page, said.pdf);
    }
    assert!(said.csv.contains("ma\ndi, 10 m²"), "{}", said.csv);
    let check = site.run(&["check", "--no-pdf", "--report", "short"]);
    check.code(0).reports(&format!("{YEAR}/visie.md:1:5: waarschuwing[html-in-tekst]"));
    check.reports(&format!("{YEAR}/visie.md:3:1: waarschuwing[html-in-tekst]"));
}

#[test]
fn code_signs_and_stars_are_reported_at_their_place() {
    let site = SiteTest::small();
    for (text, place) in [
        ("Wij zijn er.\n\nEen &lt;b&gt;vet&lt;/b&gt; woord.\n", "3:5: waarschuwing[html-in-tekst]"),
        ("Wij zijn er.\n\nEen \\<u>lijn</u>.\n", "3:6: waarschuwing[html-in-tekst]"),
        ("Wij zijn er.\n\n- **Mentor:**bel ons\n", "3:3: waarschuwing[opmaak-twijfel]"),
        ("Een ** vet ** woord.\n", "1:5: waarschuwing[opmaak-twijfel]"),
    ] {
        site.write(VISION, text);
        let check = site.run(&["check", "--no-pdf", "--report", "short"]);
        check.code(0).reports(&format!("{YEAR}/visie.md:{place}"));
    }
}

#[test]
fn an_address_of_a_page_ends_where_its_words_end() {
    for (typed, right) in [
        ("\"https://linde.example,\"", "https://linde.example"),
        ("https://linde.example/a.", "https://linde.example/a"),
        ("\"https://linde.example;\"", "https://linde.example"),
    ] {
        let site = SiteTest::small();
        site.replace(PROFILE, "web: https://linde.example", &format!("web: {typed}"));
        site.run(&["check", "--no-pdf", "--report", "short"]).code(1).reports(&format!("(schrijf `{right}`)"));
    }
}

#[test]
fn a_bare_address_is_a_link_on_page_and_paper() {
    let site = SiteTest::small();
    site.write(VISION, "Kijk op https://www.school.example/a_b of mail info@school.example.\n");
    site.replace(PROFILE, "noot: alleen onderbouw", "noot: \"zie www.linde.example\"");
    let said = said(&site);
    for link in ["https://www.school.example/a_b", "mailto:info@school.example", "https://www.linde.example"] {
        assert!(said.profile.links().iter().any(|to| to.starts_with(link)), "{link}: {:?}", said.profile);
    }
    let pdf = fs::read(site.path("output/scholen/de-linde/sop.pdf")).unwrap();
    assert!(!pdf.is_empty());
}

#[test]
fn texts_that_look_alike_are_read_alike() {
    let plain = SiteTest::small();
    let alike = SiteTest::small();
    alike
        .replace(PROFILE, "    orthopedagoog: [school, extern]", "    ortho\u{ad}pedagoog:\u{a0}[school, extern]")
        .replace(PROFILE, "    psycholoog: nee", "    psycholoog\u{a0}:\u{a0}nee\u{200b}")
        .replace(PROFILE, "    leerlingen: 312", "    leerlingen:\u{a0}312\u{a0}")
        .replace(PROFILE, "    leden: [mentor, COPA]", "    leden:\n      -\u{a0}mentor\n      -\u{a0}COPA")
        .replace(PROFILE, "    ingevuld: 2025-10", "    ingevuld: 2025\u{2011}10")
        .replace(PROFILE, "coördinator", "coo\u{308}rdinator")
        .replace(VISION, "## Samen", "##\u{a0}Samen");
    alike.replace(PROFILE, "    ingevuld: 2025\u{2011}10", "    ingevuld: 2025-10\u{feff}");
    plain.build(&["--no-pdf"]);
    alike.build(&["--no-pdf"]);
    for path in ["scholen/de-linde/profiel/index.html", "scholen/de-linde/profiel.json", "data/aanbod.csv"] {
        let read = |site: &SiteTest| fs::read_to_string(site.path("output").join(path)).unwrap();
        assert_eq!(read(&plain), read(&alike), "{path}");
    }
}

#[test]
fn signs_that_turn_the_direction_of_a_text_make_no_other_name() {
    let plain = SiteTest::small();
    plain.build(&["--no-pdf"]);
    let read = |site: &SiteTest, path: &str| fs::read_to_string(site.path("output").join(path)).unwrap();
    for [before, behind] in [["\u{202a}", "\u{202c}"], ["\u{2068}", "\u{2069}"], ["\u{202e}", "\u{202c}"]] {
        let site = SiteTest::small();
        site.replace(PROFILE, "leden: [mentor, COPA]", &format!("leden: [{before}mentor{behind}, COPA]"));
        site.replace(PROFILE, "    psycholoog: nee", &format!("    psycholoog: {before}nee{behind}"));
        site.build(&["--no-pdf"]);
        for path in ["scholen/de-linde/profiel/index.html", "data/aanbod.csv"] {
            assert_eq!(read(&site, path), read(&plain, path), "{before:?}: {path}");
        }
    }
}

#[test]
fn a_line_end_of_a_word_processor_parts_words() {
    for line_end in ["\u{b}", "\u{2028}", "\u{2029}", "\u{c}"] {
        let site = SiteTest::small();
        site.write(VISION, format!("Bel de mentor.{line_end}Of mail ons.\n"));
        site.replace(PROFILE, "noot: alleen onderbouw", &format!("noot: alleen onderbouw{line_end}en havo"));
        let said = said(&site);
        let lines = said.profile.lines();
        assert!(lines.windows(2).any(|pair| pair == ["Bel de mentor.", "Of mail ons."]), "{line_end:?}: {lines:?}");
        for text in [&said.page, &said.pdf, &said.csv] {
            assert!(text.contains("alleen onderbouw en havo"), "{line_end:?}: {text}");
        }
    }
}

#[test]
fn lines_with_ticks_letters_and_tabs_are_lines_on_page_and_paper() {
    let site = SiteTest::small();
    let lines = "✓ rust\n✗ lawaai\n\n(a) eerst praten\n(b) dan een plan\n\nma\trekenen\ndi\ttaal\n";
    site.write(VISION, format!("Wij zeggen:\n\n{lines}"));
    let said = said(&site);
    let shown = said.profile.lines();
    for lines in [["✓ rust", "✗ lawaai"], ["(a) eerst praten", "(b) dan een plan"], ["ma rekenen", "di taal"]] {
        assert!(shown.windows(2).any(|pair| pair == lines), "{lines:?}: {shown:?}");
    }
    let pdf = pdftotext(&site.path("output/scholen/de-linde/sop.pdf"));
    for line in ["(b) dan een plan", "di taal"] {
        assert!(pdf.lines().any(|shown| words(shown) == line), "{line}: {pdf}");
    }
}

#[test]
fn a_file_that_looks_like_the_one_that_is_named_is_named_or_read() {
    let site = SiteTest::small();
    let image = fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/beeld/pdf.png")).unwrap();
    // The same letters in another Unicode form are the same file.
    site.write(&format!("{YEAR}/plein-cafe\u{301}.png"), &image);
    site.write(VISION, "![Het plein](plein-café.png)\n");
    site.build(&["--no-pdf"]);
    // Other letters are another file, which the message names.
    site.write(&format!("{YEAR}/Foto.PNG"), &image).write(VISION, "![Een foto](foto.png)\n");
    let check = site.run(&["check", "--no-pdf", "--report", "short"]);
    check.code(1).reports("bestand `foto.png` is er niet (er is wel `Foto.PNG`");
    site.write(VISION, "[Het rooster](bijlage:roster.pdf)\n").write(&format!("{YEAR}/rooster.pdf"), "%PDF-1.4\n");
    site.run(&["check", "--no-pdf", "--report", "short"]).code(1).reports("er is wel `rooster.pdf`");
}

#[test]
fn names_in_one_value_count_as_the_names_they_are() {
    let plain = SiteTest::small();
    plain.build(&["--no-pdf"]);
    let read = |site: &SiteTest, path: &str| fs::read_to_string(site.path("output").join(path)).unwrap();
    for typed in [
        "COPA, mentor",
        "COPA/mentor",
        "COPA en mentor",
        "\"• COPA • mentor\"",
        "\"1. COPA\\n2. mentor\"",
        "[1. COPA, • mentor]",
        "[–COPA, -mentor]",
        "COPA (mentor)",
        "COPA | mentor",
        "\"COPA\\tmentor\"",
        "a) COPA, b) mentor",
        "1.COPA 2.mentor",
        "COPA•mentor",
        "→ COPA → mentor",
        "“COPA” en “mentor”",
        "de COPA en de mentor",
        "COPA samen met mentor",
        "[(1) COPA, (2) mentor]",
        "(a) COPA (b) mentor",
        "A) COPA B) mentor",
        "[i. COPA, ii. mentor]",
    ] {
        let site = SiteTest::small();
        let value = if typed.starts_with(['[', '"']) { typed.to_owned() } else { format!("\"{typed}\"") };
        site.replace(PROFILE, "wie: [COPA, mentor], wanneer", &format!("wie: {value}, wanneer"));
        site.build(&["--no-pdf"]);
        for path in ["data/aanbod.csv", "scholen/de-linde/profiel/index.html"] {
            assert_eq!(read(&site, path), read(&plain, path), "{typed}: {path}");
        }
    }
    // The full form of an abbreviation names the same person; the page has the name that the list gives them.
    let long = SiteTest::small();
    long.replace(
        PROFILE,
        "wie: [COPA, mentor], wanneer",
        "wie: \"coördinator passend onderwijs (COPA) en mentor\", wanneer",
    );
    long.build(&["--no-pdf"]);
    assert_eq!(read(&long, "data/aanbod.csv"), read(&plain, "data/aanbod.csv"));
    assert!(said(&long).page.contains("Ondersteuningscoördinator en "));
    let folded = SiteTest::small();
    folded.replace(PROFILE, "    leden: [mentor, COPA]", "    leden:\n      -mentor\n      -COPA");
    folded.build(&["--no-pdf"]);
    let path = "scholen/de-linde/profiel/index.html";
    assert_eq!(read(&folded, path), read(&plain, path));
}

#[test]
fn names_that_could_mean_more_are_asked_about_and_stay_as_typed() {
    for typed in [
        "mentor of COPA",
        "mentor en/of COPA",
        "☑ mentor ☐ COPA",
        "mentor, COPA en juf Anna",
        "mentor (b) COPA",
        "mentor (iii) COPA",
    ] {
        let site = SiteTest::small();
        site.replace(PROFILE, "wie: [COPA, mentor], wanneer", &format!("wie: \"{typed}\", wanneer"));
        let check = site.run(&["check", "--no-pdf", "--report", "short"]);
        check.reports(&format!(
            "[namen-samen]: `{typed}` staat er als één naam (schrijf elke naam apart: `[mentor, COPA"
        ));
        // A name at the start of a cell has a capital, and an abbreviation is explained where it first stands.
        let page = said(&site).page.replace(" (coördinator passend onderwijs)", "").to_lowercase();
        assert!(page.contains(&typed.to_lowercase()), "{typed}: {page}");
    }
}

#[test]
fn a_remark_behind_a_name_is_a_remark() {
    let site = SiteTest::small();
    site.replace(PROFILE, "leden: [mentor, COPA]", "leden: [mentor (op donderdag), COPA]");
    site.replace(PROFILE, "ruimten: [lift, stilteruimte]", "ruimten: \"lift (vanaf 2026), stilteruimte\"");
    let said = said(&site);
    assert!(said.page.contains("op donderdag") && said.page.contains("vanaf 2026"), "{}", said.page);
    said.profile.says("Lift");
    let names = site.run(&["check", "--no-pdf", "--report", "short"]);
    assert!(!names.err.contains("namen-samen"), "{}", names.err);
}

#[test]
fn contacts_that_are_named_together_are_all_there() {
    let site = SiteTest::small();
    let school = fs::read_to_string(site.path(SCHOOL)).unwrap();
    site.write(SCHOOL, school.replace("wie: mentor", "wie: \"mentor, ondersteuningscoördinator\""));
    let said = said(&site);
    assert!(said.page.to_lowercase().contains("ondersteuningscoördinator"), "{}", said.page);
}
