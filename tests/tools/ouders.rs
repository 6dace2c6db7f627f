//! What parents and the schoolgids get on paper: the summary on one sheet, and the paragraph.

use std::path::Path;
use std::process::Command;

use regex::Regex;
use serde_json::Value;

use crate::harness::{SiteTest, without_breaks};
use crate::pdf::{conform, objects, pdfinfo, pdftotext, property, sentence, tags, with_tag};

const SCHOLEN: [&str; 4] = ["coenecoop-college", "pro-grotius-college", "school2care", "segbroek-college"];
const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";
const SCHOOL: &str = "content/scholen/de-linde/school.yaml";
const OUDERS: &str = "output/scholen/de-linde/ouders.pdf";
const SCHOOLGIDS: &str = "output/scholen/de-linde/schoolgids.pdf";

#[track_caller]
fn pages(pdf: &Path) -> usize {
    property(&pdfinfo(pdf, ""), "Pages").parse().unwrap()
}

/// The text of a PDF with single spaces.
fn running(pdf: &Path) -> String {
    pdftotext(pdf).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a phone reads from the QR codes of a PDF.
fn qr_codes(pdf: &Path) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let succeeded =
        Command::new("pdftoppm").args(["-r", "200", "-gray", "-png"]).arg(pdf).arg(dir.path().join("blad")).output();
    assert!(succeeded.unwrap().status.success());
    let mut sheets: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|b| b.unwrap().path()).collect();
    sheets.sort();
    let mut out = Vec::new();
    for sheet in sheets {
        let picture = image::open(&sheet).unwrap().to_luma8();
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let point = |x: usize, y: usize| picture.get_pixel(u32::try_from(x).unwrap(), u32::try_from(y).unwrap()).0[0];
        let mut plate = rqrr::PreparedImage::prepare_from_greyscale(width, height, point);
        out.extend(plate.detect_grids().iter().map(|grid| grid.decode().unwrap().1));
    }
    out
}

#[track_caller]
fn json(site: &SiteTest, school: &str) -> Value {
    let text = std::fs::read_to_string(site.path(&format!("output/scholen/{school}/profiel.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Everything that the school offers, according to the file for machines.
fn offerings(profiel: &Value) -> Vec<&Value> {
    let groups = profiel["profiel"]["aanbod"].as_array().unwrap();
    groups.iter().flat_map(|g| g["dingen"].as_array().unwrap()).collect()
}

/// Gives the profile of the smallest site these lines as its answers.
fn with_antwoorden(site: &SiteTest, secties: &str) {
    site.write(PROFIEL, format!("formaat: klein\nschooljaar: 2025-2026\npeildatum: 2025-10-01\nsecties:\n{secties}"));
}

// ------------------------------------------------------------- the summary

#[test]
fn the_summary_and_the_schoolgids_say_how_much_there_is_in_the_words_of_the_page() {
    let site = SiteTest::small();
    with_antwoorden(
        &site,
        "  hulp:\n    mentor: {waar: [school], hoeveel: 2 keer per week}\n    anders:\n      - {naam: Rouwgroep, waar: [school], hoeveel: 17 weken, zin: Leerlingen steunen elkaar.}\n      - {naam: Kookclub, hoeveel: 6 tot 10 leerlingen, zin: Uw kind kookt mee., noot: in de aula}\n",
    );
    site.build(&[]);
    let page = site.page("scholen/de-linde/index.html").text();
    for text in [page, running(&site.path(OUDERS)), running(&site.path(SCHOOLGIDS))] {
        for said in ["2 keer per week.", "17 weken.", "6 tot 10 leerlingen."] {
            assert_eq!(text.matches(said).count(), 1, "{said} in {text}");
        }
    }
}

#[test]
fn the_summary_of_every_example_school_fits_two_pages_and_conforms() {
    let site = SiteTest::example();
    site.build(&[]);
    for school in SCHOLEN {
        let pdf = site.path(&format!("output/scholen/{school}/ouders.pdf"));
        conform(&pdf);
        assert!(pages(&pdf) <= 2, "{school}");
        assert_eq!(qr_codes(&pdf), [format!("https://steunwijzer.example/scholen/{school}/")]);
        let profiel = json(&site, school);
        let name = profiel["school"]["naam"].as_str().unwrap();
        assert_eq!(property(&pdfinfo(&pdf, ""), "Title"), format!("Samenvatting voor ouders: {name}"));
        let tags = tags(&pdf);
        let headings = with_tag(&tags, "H1");
        if profiel["profiel"].is_null() {
            assert_eq!(
                headings,
                ["Bij wie u terechtkunt", "Liever iemand van buiten de school?", "Meer weten"],
                "{school}"
            );
            assert!(running(&pdf).contains("Van deze school is er nog geen profiel."));
            continue;
        }
        let expected = [
            "Bij wie u terechtkunt",
            "Wat de school biedt",
            "Wat de school niet kan bieden",
            "Zo regelt de school hulp",
            "Liever iemand van buiten de school?",
            "Meer weten",
        ];
        assert_eq!(headings, expected, "{school}");
        // Headings of levels 1 and 2 only, so none is skipped.
        assert!(with_tag(&tags, "H3").is_empty());
        let figures: Vec<_> = objects(&pdf).iter().filter(|o| o["/S"] == "/Figure").cloned().collect();
        assert_eq!(figures.len(), 1, "{school}");
        assert!(sentence(&figures[0]["/Alt"]).starts_with("QR-code: "), "{}", figures[0]);
    }
}

#[test]
fn the_summary_shows_sentences_and_counts_what_does_not_fit() {
    let site = SiteTest::example();
    site.build(&[]);
    let brackets = Regex::new(r" ?\([^)]*\)").unwrap();
    for school in ["coenecoop-college", "segbroek-college", "school2care"] {
        let pdf = site.path(&format!("output/scholen/{school}/ouders.pdf"));
        let (text, profiel) = (running(&pdf), json(&site, school));
        let all = offerings(&profiel);
        let tags = tags(&pdf);
        let shown = with_tag(&tags, "TH").len();
        let rest = text.split("staan nog ").nth(1).map_or(0, |after| after.split(' ').next().unwrap().parse().unwrap());
        assert_eq!(shown + rest, all.len(), "{school}");
        // Each sentence is one of the profile's, whole; abbreviations are written out in it, and words explained in brackets.
        let begin = |sentence: &str| {
            let words = brackets.replace_all(sentence, "");
            without_breaks(&words.split(' ').take(4).collect::<String>().replace('.', ""))
        };
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
        let sentences: Vec<String> = all.iter().filter(|d| !d["zin"].is_null()).map(|d| with_remark(d)).collect();
        for cell in with_tag(&tags, "TD") {
            assert!(cell.ends_with('.'), "{school}: {cell}");
            let known = sentences.iter().any(|z| begin(z) == begin(&cell));
            assert!(known, "{school}: `{cell}` is not in the profiel");
        }
    }
}

/// The smallest site has everything: places, something that is not there, something of the school's own.
#[test]
fn the_summary_of_the_smallest_site_tells_everything() {
    let site = SiteTest::small();
    site.build(&[]);
    let pdf = site.path(OUDERS);
    conform(&pdf);
    assert_eq!(pages(&pdf), 2);
    let text = running(&pdf);
    for part in [
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
        assert!(text.contains(part), "`{part}` is not in {text}");
    }
    assert!(text.find("Bij wie u terechtkunt") < text.find("Wat de school biedt"));
    // What is not there is promised nowhere.
    assert!(!text.contains("De psycholoog praat"), "{text}");
    assert!(!text.contains("ouder dan een jaar"));
    site.build(&["--today", "2027-01-01"]);
    assert!(running(&pdf).contains("Ze zijn ouder dan een jaar. Vraag de school of ze nog kloppen."));
}

#[test]
fn without_an_address_there_is_no_qr_code_and_no_website() {
    let site = SiteTest::small();
    site.replace("content/site.yaml", "basis-url: https://proef.example\n", "").build(&[]);
    let pdf = site.path(OUDERS);
    conform(&pdf);
    assert!(qr_codes(&pdf).is_empty());
    assert!(objects(&pdf).iter().all(|o| o["/S"] != "/Figure"));
    let text = running(&pdf);
    assert!(text.contains("Vraag de school naar het hele profiel."), "{text}");
    for word in ["website", "http", "QR"] {
        assert!(!text.contains(word), "{word}: {text}");
    }
    for path in ["output/scholen/de-linde/schoolgids.html", SCHOOLGIDS] {
        let text = if path == SCHOOLGIDS {
            running(&site.path(path))
        } else {
            std::fs::read_to_string(site.path(path)).unwrap()
        };
        assert!(!text.contains("Het hele profiel staat op"), "{path}");
    }
}

/// Of what is not stated, the summary says so or says nothing.
#[test]
fn a_nearly_empty_profile_promises_nothing() {
    let site = SiteTest::small();
    site.write(SCHOOL, "naam: De Linde\n");
    with_antwoorden(&site, "  concept: regulier\n");
    site.build(&[]);
    let pdf = site.path(OUDERS);
    conform(&pdf);
    let text = running(&pdf);
    for part in [
        "De school noemt hier geen vaste persoon.",
        "De school vermeldt hier geen telefoonnummer. Zoek het op de website van de school of vraag het op school.",
        "De school vertelt hier niet wat zij biedt.",
        "Wat de school niet kan bieden De school zegt hier niets over. Vraag het de school.",
    ] {
        assert!(text.contains(part), "`{part}` is not in {text}");
    }
    assert!(!text.contains("Zo regelt de school hulp") && !text.contains("nog 0"), "{text}");
    conform(&site.path(SCHOOLGIDS));
    let guide = running(&site.path(SCHOOLGIDS));
    for part in ["Ons profiel noemt geen aparte vormen van hulp.", "Ons profiel noemt geen grenzen."] {
        assert!(guide.contains(part), "`{part}` is not in {guide}");
    }
}

/// Whatever a school writes, the summary is one sheet of paper.
#[test]
fn a_summary_never_has_more_than_two_pages() {
    let long =
        "Uw kind krijgt hier hulp van iemand die goed kan luisteren en die samen met u bedenkt wat er nodig is. ";
    let wide = "W".repeat(400);
    let points: String = (0..120).map(|i| format!("      - punt {i}\n")).collect();
    for (what, sentence, name) in [
        ("zestig lange zinnen", long.repeat(2), "Aanbod met een naam van gewone lengte".to_owned()),
        ("eindeloze zinnen", long.repeat(12), long.repeat(5)),
        ("woorden zonder einde", wide.repeat(3), wide.clone()),
        ("breder dan de bladzijde", wide.clone(), "x y ".repeat(300)),
    ] {
        let site = SiteTest::small();
        let mut text = String::from("  hulp:\n    anders:\n");
        for i in 0..60 {
            text.push_str(&format!("      - {{naam: \"{i} {name}\", zin: \"{sentence}\", waar: [school]}}\n"));
        }
        let ouders = |lines: &str| format!("    voor-ouders: |\n{lines}");
        text.push_str(&ouders(&points));
        text.push_str(&format!("  grenzen:\n{}", ouders(&format!("      {}\n", long.repeat(20)))));
        text.push_str(&format!("  route:\n{}", ouders(&points.replace('-', "1."))));
        with_antwoorden(&site, &text);
        let contact: String = (0..12)
            .map(|i| format!("  - {{wie: \"{i} {name}\", zin: \"{sentence}\", telefoon: \"070 123 45 {i:02}\", mail: a{i}@linde.example}}\n"))
            .collect();
        let school = name.chars().take(300).collect::<String>();
        site.write(
            SCHOOL,
            format!("naam: \"{school}\"\nplaats: \"{school}\"\nbeschrijving: \"{sentence}\"\ncontact:\n{contact}"),
        );
        let site_yaml = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
        site.write("content/site.yaml", format!("{site_yaml}steunpunt: {{naam: \"{school}\", zin: \"{sentence}\"}}\n"));
        site.build(&[]);
        let pdf = site.path(OUDERS);
        conform(&pdf);
        assert!(pages(&pdf) <= 2, "{what}");
        assert_eq!(qr_codes(&pdf), ["https://proef.example/scholen/de-linde/"], "{what}");
        let text = running(&pdf);
        assert!(
            text.contains("soorten hulp die de school biedt.") || text.contains("soorten hulp voor kinderen"),
            "{what}: {text}"
        );
    }
}

/// Sixty things of ordinary length fill the sheet, and the rest is counted.
#[test]
fn the_summary_uses_its_room() {
    let site = SiteTest::small();
    let mut text = String::from("  hulp:\n    anders:\n");
    for i in 0..60 {
        text.push_str(&format!(
            "      - {{naam: Groep {i}, zin: Uw kind krijgt hulp in groep {i}., waar: [school]}}\n"
        ));
    }
    with_antwoorden(&site, &text);
    site.build(&[]);
    let pdf = site.path(OUDERS);
    assert_eq!(pages(&pdf), 2);
    let shown = with_tag(&tags(&pdf), "TH").len();
    assert!(shown > 45, "{shown} of the 60 are shown");
}

#[test]
fn hostile_texts_stay_text() {
    let site = SiteTest::small();
    let angry = r##"#set page(width: 1cm) {{ 1 + 1 }} <b>vet</b> $x$ @ref \u{41} ]] /* #panic()"##;
    let yaml = angry.replace('\\', "\\\\").replace('"', "\\\"");
    with_antwoorden(
        &site,
        &format!(
            "  hulp:\n    voor-ouders: \"{yaml}\"\n    anders: [{{naam: \"{yaml}\", zin: \"{yaml}\", waar: [school]}}]\n  \
             grenzen: {{rijen: [\"{yaml}\"]}}\n"
        ),
    );
    site.write(SCHOOL, format!("naam: \"{yaml}\"\ncontact:\n  - {{wie: \"{yaml}\", zin: \"{yaml}\"}}\n"));
    let outcome = site.build(&[]);
    for path in [OUDERS, SCHOOLGIDS] {
        conform(&site.path(path));
        let text = without_breaks(&pdftotext(&site.path(path)));
        for part in ["#setpage(width:1cm)", "{{1+1}}", "#panic()"] {
            assert!(text.contains(part), "{path}: `{part}` is not in {text}");
        }
    }
    let page = outcome.page("scholen/de-linde/schoolgids.html");
    assert!(page.texts("b").iter().all(|bold| !bold.contains("vet")), "{page:?}");
    page.says("{{ 1 + 1 }}");
    let profiel = json(&site, "de-linde");
    assert_eq!(profiel["school"]["naam"], angry);
}

// ------------------------------------------------------------- the schoolgids

#[test]
fn the_schoolgids_names_all_that_the_school_offers() {
    let site = SiteTest::example();
    let outcome = site.build(&[]);
    for school in ["coenecoop-college", "segbroek-college", "school2care"] {
        let pdf = site.path(&format!("output/scholen/{school}/schoolgids.pdf"));
        conform(&pdf);
        let profiel = json(&site, school);
        let page = outcome.page(&format!("scholen/{school}/schoolgids.html")).text();
        let texts = [without_breaks(&pdftotext(&pdf)).to_lowercase(), without_breaks(&page).to_lowercase()];
        for text in &texts {
            for offering in offerings(&profiel) {
                // Abbreviations are written in full in the middle of a name.
                let word = offering["naam"].as_str().unwrap().split([' ', '-']).max_by_key(|w| w.len()).unwrap();
                assert!(text.contains(&without_breaks(word).to_lowercase()), "{school}: `{word}` is missing");
            }
            for piece in
                ["Wat wij bieden", "Wat wij niet kunnen bieden", "Bij wie u terechtkunt", "De gegevens zijn van"]
            {
                assert!(text.contains(&without_breaks(piece).to_lowercase()), "{school}: `{piece}` is missing");
            }
        }
    }
}

#[test]
fn without_a_profile_there_is_no_schoolgids() {
    let site = SiteTest::small();
    std::fs::remove_dir_all(site.path("content/scholen/de-linde/2025-2026")).unwrap();
    let outcome = site.build(&[]);
    for path in [SCHOOLGIDS, "output/scholen/de-linde/schoolgids.html"] {
        assert!(!site.path(path).exists(), "{path}");
    }
    assert!(!outcome.page("scholen/de-linde/index.html").has("a[href*=schoolgids]"));
    assert!(json(&site, "de-linde")["profiel"].is_null());
    assert!(running(&site.path(OUDERS)).contains("Van deze school is er nog geen profiel."));
}

#[test]
fn what_no_section_for_parents_tells_is_gathered_by_list_on_page_paper_and_in_data() {
    let site = SiteTest::small();
    with_antwoorden(
        &site,
        "  overleg:\n    rijen:\n      - {naam: Klein overleg, wie: [buddy, {decaan: alleen op afspraak}]}\n      \
         - {naam: Groot overleg, wie: [{buddy: elke maand}]}\n  \
         route: {stappen: [{stap: Gesprek, wie: [orthopedagoog]}]}\n",
    );
    let out = site.build(&[]);
    let page = out.page("scholen/de-linde/index.html").text();
    for part in [
        "Wie uw kind kan helpen",
        "Klein overleg: alleen op afspraak.",
        "Groot overleg: elke maand.",
        "De school noemt ook (1)",
    ] {
        assert!(page.contains(part), "`{part}` is not in {page}");
    }
    let named =
        |list: &[&Value]| list.iter().map(|thing| thing["naam"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let json = json(&site, "de-linde");
    assert_eq!(named(&offerings(&json)), ["Decaan", "Buddy"]);
    // Who is only named is promised nowhere.
    let tags = tags(&site.path(OUDERS));
    assert_eq!(with_tag(&tags, "TH"), ["Decaan", "Buddy"]);
    let guide = running(&site.path(SCHOOLGIDS));
    assert!(guide.contains("Decaan") && !guide.to_lowercase().contains("orthopedagoog"), "{guide}");
    let before = page.split("De school noemt ook").next().unwrap();
    assert!(!before.contains("Orthopedagoog"), "{page}");
}

#[test]
fn every_school_of_the_example_region_has_on_its_page_for_parents_what_it_has_on_paper() {
    let site = SiteTest::example();
    let out = site.build(&["--no-pdf"]);
    let mut count = 0;
    for school in SCHOLEN {
        let page = out.page(&format!("scholen/{school}/index.html"));
        let bare = |text: &str| text.replace(' ', "").to_lowercase();
        let (text, json) = (bare(&page.text()), json(&site, school));
        if json["profiel"].is_null() {
            continue;
        }
        for thing in offerings(&json) {
            // An abbreviation is followed by its full form.
            let name = thing["naam"].as_str().unwrap();
            assert!(text.contains(&bare(name.split(" (").next().unwrap())), "{school}: {name}");
            count += 1;
        }
        // Each list is linked to, and no link leads nowhere.
        for id in page.links().iter().filter_map(|link| link.strip_prefix('#')) {
            assert!(page.has(&format!("[id='{id}']")), "{school}: #{id}");
        }
    }
    assert!(count > 130, "{count}");
}

#[test]
fn a_long_list_in_the_summary_stays_a_list_and_says_where_to_read_on() {
    let site = SiteTest::small();
    let list = |mark: &str| (1..=60).map(|i| format!("      {mark} punt {i}\n")).collect::<String>();
    let made = |text: &str| {
        with_antwoorden(&site, &format!("  hulp:\n    psycholoog: [school]\n    voor-ouders: |\n{text}"));
        site.build(&[]);
        let pdf = site.path(OUDERS);
        conform(&pdf);
        assert!(pages(&pdf) <= 2);
        (with_tag(&tags(&pdf), "LBody"), running(&pdf))
    };
    for mark in ["-", "1."] {
        let (items, text) = made(&list(mark));
        assert!(items.len() > 5 && items.len() < 60, "{items:?}");
        assert!(items.iter().enumerate().all(|(i, item)| item.contains(&format!("punt {}", i + 1))), "{items:?}");
        assert!(text.contains("Lees verder op de website.") && !text.contains('…'), "{text}");
    }
    // Sentences before a list come first, and a paragraph ends after a whole sentence.
    let (items, text) = made(&format!("      Wij doen dit:\n\n{}", list("-")));
    assert!(text.contains("Wij doen dit:") && items.len() > 5, "{text}");
    let sentences = (1..=40).map(|i| format!("Zin {i} is er om de bladzijde te vullen.")).collect::<Vec<_>>().join(" ");
    let (_, text) = made(&format!("      {sentences}\n"));
    assert!(text.contains("vullen. Lees verder op de website.") && !text.contains('…'), "{text}");
    // A text that fits says nothing of reading on.
    let (items, text) = made("      - een\n      - twee\n");
    assert!(items.len() == 2 && !text.contains("Lees verder"), "{text}");
}

#[test]
fn the_summary_of_no_example_school_stops_in_the_middle_of_a_sentence() {
    let site = SiteTest::example();
    site.build(&[]);
    for school in SCHOLEN {
        let text = running(&site.path(&format!("output/scholen/{school}/ouders.pdf")));
        assert!(!text.contains('…'), "{school}: {text}");
        // A limit that is put as a question has its answer behind it.
        let Some((_, limits)) = text.split_once("Wat de school niet kan bieden") else { continue };
        let limits = limits.split("Zo regelt de school hulp").next().unwrap();
        assert!(!limits.contains("? •") && !limits.trim_end().ends_with('?'), "{school}: {limits}");
    }
}

#[test]
fn links_in_the_description_of_a_school_and_of_the_site_stay_links() {
    let site = SiteTest::small();
    let links = "[op onze website](https://linde.example/zorg), [bij lezen](hulp:lezen) en [de mentor](item:specialisten/mentor)";
    site.write(SCHOOL, format!("naam: De Linde\nbeschrijving: 'Wij vertellen het {links}.'\n"));
    let text = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{text}inleiding: 'Kijk {links}.'\n"));
    let out = site.build(&[]);
    for (path, root) in [("scholen/de-linde/index.html", "../../"), ("index.html", "")] {
        let links = out.page(path).links();
        for address in [
            "https://linde.example/zorg".to_owned(),
            format!("{root}hulp/lezen/index.html"),
            format!("{root}ondersteuning/specialisten/mentor/index.html"),
        ] {
            assert!(links.contains(&address), "{path}: {address}: {links:?}");
        }
    }
    let of_pdf = || -> Vec<String> {
        let all = objects(&site.path(OUDERS));
        let uris = all.iter().filter_map(|o| o.get("/A").or(Some(o))?.get("/URI"));
        uris.map(|uri| sentence(uri).to_owned()).collect()
    };
    let has = |address: &str| of_pdf().iter().any(|uri| uri == address);
    assert!(has("https://linde.example/zorg") && has("https://proef.example/hulp/lezen/"), "{:?}", of_pdf());
    // The same where the text is too long, as far as it is shown.
    let more = "Dit is nog een zin over de school die er wel staat. ".repeat(40);
    site.write(SCHOOL, format!("naam: De Linde\nbeschrijving: 'Wij vertellen het {links}. {more}'\n"));
    site.build(&[]);
    assert!(has("https://linde.example/zorg"), "{:?}", of_pdf());
    assert!(running(&site.path(OUDERS)).contains("Lees verder op de website."));
}

#[test]
fn words_of_schools_are_explained_on_paper_in_the_order_of_the_sheet() {
    let site = SiteTest::small();
    let words = "Een TLV of een arrangement vraagt De Linde aan. Met een TLV is er plek.";
    site.replace(SCHOOL, "De Linde is een kleine school.", words);
    site.replace(PROFIEL, "voor-ouders: Wij hebben geen plek", "voor-ouders: Zonder arrangement hebben wij geen plek");
    site.build(&[]).code(0);
    let text = running(&site.path(OUDERS));
    let (begin, rest) = text.split_once("Wat de school biedt").unwrap();
    assert!(begin.contains("Een TLV (toelaatbaarheidsverklaring: "), "{text}");
    assert!(begin.contains("een arrangement (afspraken over extra hulp) vraagt"), "{text}");
    assert!(begin.contains("Met een TLV is er plek."), "{text}");
    assert!(rest.contains("Schuine tekst is algemene uitleg"), "{text}");
    assert!(rest.contains("Zonder arrangement hebben wij geen plek"), "{text}");
    let text = running(&site.path(SCHOOLGIDS));
    assert!(text.contains("Zonder arrangement (afspraken over extra hulp) hebben wij"), "{text}");
}
