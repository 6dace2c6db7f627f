//! Nothing vanishes silently: what is in the content folder and not on the website is reported, and what is not
//! published does not leave the folder.

use std::collections::BTreeSet;
use std::fs;

use regex::Regex;
use serde_json::Value;

use crate::harness::{Outcome, SiteTest, copy_dir, files};
use crate::odd_names::{NAMES, files_behind, named, png};
use crate::parsed_page::ParsedPage;

const YEAR: &str = "content/scholen/de-linde/2025-2026";
const PROFILE: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// A site whose only profile is a concept, with a second school that has one too, and a third without any document.
fn concepten() -> SiteTest {
    let site = SiteTest::small();
    copy_dir(&site.path("content/scholen/de-linde"), &site.path("content/scholen/de-eik"));
    site.replace("content/scholen/de-eik/school.yaml", "De Linde", "De Eik");
    for school in ["de-linde", "de-eik"] {
        let path = format!("content/scholen/{school}/2025-2026/profiel.yaml");
        site.replace(&path, "formaat: klein\n", "formaat: klein\nstatus: concept\n");
    }
    site.write(
        "content/scholen/de-es/school.yaml",
        "naam: De Es\ncontact:\n  - {wie: mentor, telefoon: 070 123 45 67}\n",
    );
    site
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(outcome: &Outcome, text: &str) {
    assert!(one_line(&outcome.out).contains(text), "`{text}` is not in:\n{}", outcome.out);
}

#[test]
fn concepten_and_schools_without_documents_are_named_at_the_end() {
    let site = concepten();
    for command in ["check", "build"] {
        let outcome = site.run(&[command, "--no-pdf"]);
        outcome.code(0);
        says(
            &outcome,
            "2 documenten zijn nog concept en staan niet op de website: De Eik (profiel 2025-2026) en De Linde (profiel \
             2025-2026).",
        );
        says(&outcome, "1 school heeft nog geen document: De Es.");
        says(&outcome, ": 3 scholen, 0 documenten, ");
        assert_eq!(outcome.err, "");
    }
}

/// A small site with one practice example.
fn with_an_example() -> SiteTest {
    let site = SiteTest::small();
    let format = fs::read_to_string(site.path("content/formaten/klein.yaml")).unwrap();
    let format = format.replace("formaat: klein", "formaat: voorbeeld\nvan: praktijk").replace("profiel: ja\n", "");
    site.write("content/formaten/voorbeeld.yaml", format);
    site.write("content/praktijk/plein.yaml", "formaat: voorbeeld\ntitel: Het plein\nsecties: {visie: Rust.}\n");
    site
}

#[test]
fn a_concept_among_practice_examples_and_an_empty_school_year_are_named_too() {
    let site = SiteTest::small();
    let format = fs::read_to_string(site.path("content/formaten/klein.yaml")).unwrap();
    let format = format.replace("formaat: klein", "formaat: voorbeeld\nvan: praktijk").replace("profiel: ja\n", "");
    site.write("content/formaten/voorbeeld.yaml", format);
    site.write("content/praktijk/plein.yaml", "formaat: voorbeeld\ntitel: Het plein\nstatus: concept\nsecties: {}\n");
    fs::create_dir_all(site.path("content/scholen/de-linde/2026-2027")).unwrap();
    let outcome = site.run(&["check", "--no-pdf"]);
    outcome.code(0);
    says(&outcome, "1 document is nog concept en staat niet op de website: praktijkvoorbeeld Het plein.");
    says(&outcome, "1 map van een schooljaar heeft geen document: De Linde (2026-2027).");
}

#[test]
fn no_error_comes_of_a_concept_also_not_with_strict() {
    let outcome = concepten().run(&["build", "--no-pdf", "--strict"]);
    outcome.code(0);
    says(&outcome, "2 documenten zijn nog concept");
    // A site that has everything says nothing of the kind.
    let outcome = SiteTest::small().run(&["build", "--no-pdf", "--strict"]);
    assert!(!outcome.out.contains("concept") && !outcome.out.contains("geen document"), "{}", outcome.out);
    says(&outcome, "Gemaakt: 1 school, 1 document, ");
}

#[test]
fn programs_get_a_note_for_each_with_its_place() {
    let site = concepten();
    let json: Value = serde_json::from_str(&site.run(&["check", "--no-pdf", "--report", "json"]).code(0).out).unwrap();
    assert_eq!((&json["notes"], &json["documents"], &json["warnings"]), (&3.into(), &0.into(), &0.into()));
    let found: Vec<(&str, &str, &str, u64)> = json["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| {
            let text = |key: &str| m[key].as_str().unwrap();
            (text("severity"), text("code"), text("file"), m["line"].as_u64().unwrap())
        })
        .collect();
    let linde = ("note", "document-concept", PROFILE, 2);
    assert!(found.contains(&linde), "{found:?}");
    assert!(found.contains(&("note", "school-zonder-document", "content/scholen/de-es/school.yaml", 1)), "{found:?}");

    let github = site.run(&["check", "--no-pdf", "--report", "github"]);
    github.code(0);
    assert!(
        github.out.contains(&format!("::notice file={PROFILE},line=2,col=9,title=document-concept::")),
        "{}",
        github.out
    );
    // Named once only: the sentences are for people.
    assert!(!github.out.contains("documenten zijn nog concept"), "{}", github.out);
}

#[test]
fn what_a_site_need_not_hear_of_can_be_switched_off() {
    let site = SiteTest::small();
    site.write(&format!("{YEAR}/oud.md"), "Van vorig jaar.\n");
    site.run(&["check", "--no-pdf", "--strict"]).code(1).reports("`oud.md` wordt niet gelezen");
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{yaml}controles: {{bestand-niet-gelezen: uit}}\n"));
    site.run(&["check", "--no-pdf", "--strict"]).code(0);
}

#[test]
fn a_school_that_is_a_copy_is_left_out_alone() {
    let site = SiteTest::small();
    for copy in ["de-linde-kopie", "de-linde - Copy", "Kopie van de-linde"] {
        copy_dir(&site.path("content/scholen/de-linde"), &site.path("content/scholen").join(copy));
    }
    site.run(&["check", "--no-pdf"]).code(1).reports("de map `de-linde-kopie` lijkt een kopie van `de-linde`");
    let outcome = site.run(&["build", "--no-pdf", "--skip-broken"]);
    outcome.code(0).reports("school `de-linde-kopie` is overgeslagen");
    says(&outcome, "Gemaakt: 1 school, 1 document, ");
    assert_eq!(outcome.file("data/scholen.csv").matches("De Linde").count(), 1);
}

#[test]
fn content_behind_a_dot_or_in_an_archive_is_named_by_check_and_build() {
    let site = SiteTest::small();
    let profile = fs::read_to_string(site.path(PROFILE)).unwrap();
    fs::remove_file(site.path(PROFILE)).unwrap();
    site.write(&format!("{YEAR}/.profiel.yaml"), profile);
    site.write(&format!("{YEAR}/.plan.pdf.icloud"), "x").write(&format!("{YEAR}/._visie.md"), "x");
    site.write("content/scholen/de-linde/profielen.zip", "PK").write("content/.markdownlint.yaml", "x: 1\n");
    for command in ["check", "build"] {
        let outcome = site.run(&[command, "--no-pdf", "--report", "short"]);
        outcome.code(0).reports("`.profiel.yaml` wordt niet gelezen (haal de punt aan het begin weg: `profiel.yaml`)");
        outcome.reports("`.plan.pdf.icloud` wordt niet gelezen (dit staat alleen nog in iCloud");
        outcome.reports("`profielen.zip` wordt niet gelezen (pak het uit").reports("[school-zonder-document]");
        assert!(!outcome.err.contains("markdownlint") && !outcome.err.contains("._visie"), "{}", outcome.err);
    }
}

#[test]
fn two_documents_under_one_title_are_named_whatever_their_files_are_called() {
    let site = SiteTest::small();
    let format = fs::read_to_string(site.path("content/formaten/klein.yaml")).unwrap();
    let format = format.replace("formaat: klein\n", "formaat: tweede\n").replace("profiel: ja\n", "");
    site.write("content/formaten/tweede.yaml", format);
    let report = fs::read_to_string(site.path(PROFILE)).unwrap().replace("formaat: klein\n", "formaat: tweede\n");
    site.write(&format!("{YEAR}/monitor.yaml"), &report);
    let check = || site.run(&["check", "--no-pdf", "--report", "short"]);
    for name in ["monitor-oud", "monitor-v2", "zz-monitor-definitief"] {
        let path = format!("{YEAR}/{name}.yaml");
        site.write(&path, report.replace("312", "298"));
        check()
            .code(0)
            .reports(&format!("{path}:1:1: waarschuwing[lijkt-kopie]: dit document heet net als `monitor.yaml`"));
        for known in ["status: concept\n", "titel: Monitor van het voorjaar\n"] {
            site.write(&path, known.to_owned() + &report.replace("312", "298"));
            assert!(!check().err.contains("[lijkt-kopie]"), "{name}: {known}");
        }
        fs::remove_file(site.path(&path)).unwrap();
    }
}

#[test]
fn a_new_school_year_takes_no_left_overs_along() {
    let site = SiteTest::small();
    for name in ["~$profiel.docx", ".DS_Store", "Thumbs.db", "visie.md~", ".~lock.plan.odt#", "beelden/desktop.ini"] {
        site.write(&format!("{YEAR}/{name}"), "x");
    }
    site.write(&format!("{YEAR}/beelden/plein.txt"), "x");
    site.run(&["new", "schooljaar", "de-linde", "2026-2027"]).code(0);
    let copied: Vec<String> = files(&site.path("content/scholen/de-linde/2026-2027")).into_keys().collect();
    assert_eq!(copied, ["beelden/plein.txt", "profiel.yaml", "visie.md"]);
}

/// De Linde with files that its profile uses, files that only a concept uses, and files that nothing uses.
fn site_with_files() -> SiteTest {
    let site = SiteTest::small();
    let text = |word: &str| format!("![Het plein]({word}.png)\n\n[Het plan](bijlage:{word}.pdf)\n");
    for word in ["open", "geheim", "niets"] {
        site.write(&format!("{YEAR}/{word}.png"), png());
        site.write(&format!("{YEAR}/{word}.pdf"), b"%PDF-1.4 x");
    }
    site.write(&format!("{YEAR}/visie.md"), text("open"));
    site.write(&format!("{YEAR}/straks.md"), text("geheim"));
    site.write(&format!("{YEAR}/straks.yaml"), "formaat: klein\nstatus: concept\nsecties:\n  visie: straks.md\n");
    site
}

#[test]
fn files_of_what_is_not_published_are_not_published() {
    let site = site_with_files();
    site.build(&["--no-pdf"]).reports("`niets.png` wordt niet gelezen");
    let published: Vec<String> = files(&site.path("output/bestanden")).into_keys().collect();
    assert_eq!(published, ["de-linde/2025-2026/open.pdf", "de-linde/2025-2026/open.png"]);
}

#[test]
fn files_of_an_example_that_is_a_concept_are_not_published_either() {
    let site = SiteTest::small();
    let format = fs::read_to_string(site.path("content/formaten/klein.yaml")).unwrap();
    let format = format.replace("formaat: klein", "formaat: voorbeeld\nvan: praktijk").replace("profiel: ja\n", "");
    site.write("content/formaten/voorbeeld.yaml", format);
    for (name, status) in [("open", ""), ("straks", "status: concept\n")] {
        site.write(&format!("content/praktijk/{name}.png"), png());
        let yaml =
            format!("formaat: voorbeeld\ntitel: {name}\n{status}secties:\n  visie: '![Het plein]({name}.png)'\n");
        site.write(&format!("content/praktijk/{name}.yaml"), yaml);
    }
    site.build(&["--no-pdf"]);
    let published: Vec<String> = files(&site.path("output/bestanden")).into_keys().collect();
    assert_eq!(published, ["praktijk/open.png"]);
}

#[test]
fn a_file_that_the_introduction_of_examples_shows_or_names_is_told_once_where_it_is_named() {
    for (text, name, kind) in [
        ("Zo is het plein:\n\n![Het plein](plein.png)\n", "plein.png", "afbeeldingen"),
        ("Lees eerst\n\n[het plan](bijlage:plan.pdf).\n", "plan.pdf", "bijlagen"),
        ("Zo is\n\n- ![het dak](beelden/dak.png)\n", "beelden/dak.png", "afbeeldingen"),
    ] {
        let site = with_an_example();
        site.write("content/praktijk/inleiding.md", text).write(&format!("content/praktijk/{name}"), png());
        for command in ["check", "build"] {
            let outcome = site.run(&[command, "--no-pdf", "--report", "short"]);
            let said = format!("`{name}` komt niet op de website: in deze tekst kunnen geen {kind} staan");
            outcome.code(0).reports("content/praktijk/inleiding.md:3:").reports(&said);
            assert_eq!(outcome.err.matches("[bestand-niet-gelezen]").count(), 1, "{}", outcome.err);
        }
        assert!(!site.path("output/bestanden/praktijk").exists(), "{name}");
    }
}

#[test]
fn the_introduction_of_examples_reaches_no_file_of_a_folder_above_it() {
    for typed in ["![Het plein](../plein.png)", "[Het plan](bijlage:../plein.png)", "![x](beelden/../../plein.png)"] {
        let site = with_an_example();
        site.write("content/plein.png", png()).write("content/praktijk/inleiding.md", format!("Zie {typed}.\n"));
        let outcome = site.run(&["build", "--no-pdf", "--report", "short"]);
        outcome.code(1).reports("content/praktijk/inleiding.md:1:5: fout[pad-buiten-map]");
        outcome.reports("ligt buiten de map van deze tekst (zet het bestand naast de tekst; `..` kan niet)");
    }
}

/// A link to the folder that it stands in, or to one above it, has no end: nothing in it is read, or named, twice.
#[cfg(unix)]
#[test]
fn a_folder_that_leads_to_one_above_it_is_left_out() {
    let plain = with_an_example();
    let said = |site: &SiteTest| site.run(&["check", "--no-pdf", "--report", "short"]);
    let expected = said(&plain);
    for (name, to) in [
        ("praktijk/zelf", "."),
        ("praktijk/boven", ".."),
        ("scholen/de-linde/terug", ".."),
        ("scholen/de-linde/2025-2026/jaar", "../.."),
        ("scholen/kring", "../scholen"),
        ("formaten/op", ".."),
    ] {
        let site = with_an_example();
        std::os::unix::fs::symlink(to, site.path("content").join(name)).unwrap();
        let outcome = said(&site);
        assert_eq!((outcome.code, &outcome.err), (expected.code, &expected.err), "{name}");
        let built = site.build(&["--no-pdf"]);
        assert_eq!(built.file("data/scholen.csv").matches("De Linde").count(), 1, "{name}");
    }
}

/// The values of all attributes that can hold an address.
fn attributes(page: &ParsedPage) -> Vec<String> {
    ["href", "src", "content"].iter().flat_map(|name| page.attributes("*", name)).collect()
}

#[test]
fn a_file_is_reached_through_its_address_whatever_its_name() {
    let site = named(&NAMES);
    let outcome = site.build(&["--no-pdf"]);
    let all: BTreeSet<String> = ["png", "pdf"]
        .iter()
        .flat_map(|ending| NAMES.map(|name| format!("de-linde/2025-2026/{name}.{ending}")))
        .collect();
    for page in ["profiel", "2025-2026/profiel"] {
        let html = outcome.page(&format!("scholen/de-linde/{page}/index.html"));
        let found = files_behind(&site, attributes(&html));
        assert_eq!(
            found.iter().filter(|path| path.contains("2025-2026/")).cloned().collect::<BTreeSet<_>>(),
            all,
            "{page}"
        );
    }
    // The photo, and the image of a shared link.
    let html = outcome.page("scholen/de-linde/index.html");
    let photo: Vec<String> = attributes(&html).into_iter().filter(|address| address.contains("bestanden/")).collect();
    assert!(
        photo.contains(&"https://steun.example/bestanden/de-linde/foto%20%232%2050%25.png".to_owned()),
        "{photo:?}"
    );
    assert_eq!(files_behind(&site, photo).into_iter().collect::<Vec<_>>(), ["de-linde/foto #2 50%.png"]);
}

#[test]
fn markdown_leads_to_files_by_the_same_addresses() {
    let site = named(&NAMES);
    site.build(&["--no-pdf"]);
    let text = site.run(&["export", "--markdown", "de-linde"]).code(0).out.clone();
    let address = Regex::new(r"https://steun\.example/[^)>\s]*").unwrap();
    let found = files_behind(&site, address.find_iter(&text).map(|found| found.as_str().to_owned()));
    assert_eq!(found.len(), 2 * NAMES.len(), "{text}");
}

#[test]
fn a_name_with_a_percent_sign_can_be_an_attachment_of_a_list_too() {
    let site = SiteTest::small();
    site.replace(
        "content/formaten/klein.yaml",
        "- {id: wanneer, titel: Wanneer, type: hoeveel}",
        "- {id: stuk, titel: Stuk, type: bestand}",
    );
    site.replace(PROFILE, "wanneer: 1 keer per week", "stuk: plan%20a#b.pdf");
    site.write(&format!("{YEAR}/plan%20a#b.pdf"), b"%PDF-1.4 x");
    let html = site.build(&["--no-pdf"]).page("scholen/de-linde/profiel/index.html");
    let found: Vec<String> = files_behind(&site, attributes(&html)).into_iter().collect();
    assert_eq!(found, ["de-linde/2025-2026/plan%20a#b.pdf"]);
}

#[test]
fn accents_are_the_same_however_they_are_written() {
    for (disk, text) in [("cafe\u{301}", "café"), ("café", "cafe\u{301}"), ("A\u{30a}sa", "Åsa")] {
        let site = SiteTest::small();
        site.write(&format!("{YEAR}/{disk}.png"), png()).write(&format!("{YEAR}/{disk}.md"), "Onze visie.\n");
        site.write(&format!("{YEAR}/visie.md"), format!("![Het plein]({text}.png)\n"));
        site.replace(PROFILE, "voor-ouders: Wij helpen elk kind.", &format!("voor-ouders: {text}.md"));
        let outcome = site.build(&["--no-pdf", "--strict"]);
        let html = outcome.page("scholen/de-linde/profiel/index.html");
        html.says("Onze visie.");
        assert_eq!(files_behind(&site, attributes(&html)).len(), 1, "{disk:?}");
    }
}

#[test]
fn one_file_with_an_impossible_name_leaves_out_one_school() {
    for (name, typed) in
        [("foto?.png", "foto?.png"), ("con.png", "con.png"), ("nul.tar.png", "nul.tar.png"), ("a|b.png", "a|b.png")]
    {
        let site = SiteTest::small();
        copy_dir(&site.path("content/scholen/de-linde"), &site.path("content/scholen/de-eik"));
        site.replace("content/scholen/de-eik/school.yaml", "De Linde", "De Eik");
        site.write(&format!("{YEAR}/{name}"), png());
        site.write(&format!("{YEAR}/visie.md"), format!("Ons plein:\n\n![Het plein](<{typed}>)\n"));
        let place = format!("{YEAR}/visie.md:3:1: fout[bestandsnaam]: `{name}` kan met deze naam niet op de website");
        site.run(&["check", "--no-pdf", "--report", "short"]).code(1).reports(&place);
        let outcome = site.run(&["build", "--no-pdf", "--skip-broken"]);
        outcome.code(0).reports("school `de-linde` is overgeslagen");
        assert!(
            site.path("output/scholen/de-eik/index.html").exists() && !site.path("output/scholen/de-linde").exists()
        );
    }
}

#[test]
fn files_of_somebody_else_in_the_output_are_kept_and_named() {
    let site = SiteTest::small();
    site.build(&["--no-pdf"]);
    for name in ["CNAME", ".nojekyll", ".well-known/security.txt", ".git/HEAD", "humans.txt"] {
        site.write(&format!("output/{name}"), "x");
    }
    let outcome = site.build(&["--no-pdf"]);
    says(
        &outcome,
        "Behouden, want niet door Steunwijzer gemaakt: .git/, .nojekyll, .well-known/, CNAME en humans.txt.",
    );
    assert_eq!(outcome.file(".git/HEAD"), "x");
    let json: Value = serde_json::from_str(&site.build(&["--no-pdf", "--report", "json"]).out).unwrap();
    assert_eq!(json["kept"][3], "CNAME");
    assert_eq!(json["replaced"].as_array().unwrap().len(), 0);
}

#[test]
fn files_of_somebody_else_in_folders_of_the_build_are_kept_too() {
    let site = SiteTest::small();
    copy_dir(&site.path("content/scholen/de-linde"), &site.path("content/scholen/de-eik"));
    site.replace("content/scholen/de-eik/school.yaml", "De Linde", "De Eik");
    site.build(&["--no-pdf"]);
    let foreign =
        ["web.config", "google123.txt", "scholen/de-linde/extra.pdf", "scholen/de-eik/foto/oud.jpg", ".htaccess"];
    for name in foreign {
        site.write(&format!("output/{name}"), "x");
    }
    // Also where the school is not published any more.
    fs::remove_dir_all(site.path("content/scholen/de-eik")).unwrap();
    for _ in 0..2 {
        let outcome = site.build(&["--no-pdf", "--report", "json"]);
        for name in foreign {
            assert_eq!(outcome.file(name), "x", "{name}");
        }
        let json: Value = serde_json::from_str(&outcome.out).unwrap();
        let kept = json["kept"].as_array().unwrap();
        let is_kept = |name: &str| kept.iter().any(|path| name.starts_with(path.as_str().unwrap()));
        assert!(foreign.into_iter().all(is_kept), "{kept:?}");
        assert!(!site.path("output/scholen/de-eik/index.html").exists());
    }
}

/// A photo as a phone takes it: with a location, a name, a serial number and a caption in its metadata.
fn photo(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let mut plain = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(width, height, image::Rgb([9, 99, 9]))
        .write_to(&mut plain, image::ImageFormat::Jpeg)
        .unwrap();
    let plain = plain.into_inner();
    let segment = |marker: u8, body: &[u8]| {
        [&[0xff, marker], &u16::try_from(body.len() + 2).unwrap().to_be_bytes()[..], body].concat()
    };
    let mut tiff = b"Exif\0\0II*\0\x08\0\0\0\x01\0".to_vec();
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"GPS 52.08 4.30, Jan Fotograaf, serienummer 12345");
    let mut bytes = plain[..2].to_vec();
    bytes.extend(segment(0xe1, &tiff));
    bytes.extend(segment(0xed, b"Photoshop 3.0\0Leerling Piet"));
    bytes.extend(segment(0xfe, b"thuis bij Piet"));
    bytes.extend(&plain[2..]);
    bytes
}

/// A picture as a program for screenshots saves it, with who made it and where.
fn noted_png() -> Vec<u8> {
    let plain = png();
    let note = b"tEXtAuthor\0Jan Fotograaf, thuis bij Piet, GPS 52.08";
    let length = u32::try_from(note.len() - 4).unwrap().to_be_bytes();
    [&plain[..33], &length[..], &note[..], &[0; 4], &plain[33..]].concat()
}

/// A picture as a phone saves it for the web, with the same behind it.
fn noted_webp() -> Vec<u8> {
    let mut plain = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(40, 20).write_to(&mut plain, image::ImageFormat::WebP).unwrap();
    let plain = plain.into_inner();
    let chunk = |name: &[u8; 4], body: &[u8]| {
        let length = u32::try_from(body.len()).unwrap().to_le_bytes();
        [&name[..], &length[..], body, &vec![0; body.len() % 2]].concat()
    };
    let extended = chunk(b"VP8X", &[0b0000_1100, 0, 0, 0, 39, 0, 0, 19, 0, 0]);
    let mut bytes = [&plain[..12], &extended[..], &plain[12..]].concat();
    bytes.extend(chunk(b"EXIF", b"II*\0\x08\0\0\0\0\0\0\0\0\0serienummer 12345, GPS 52.08"));
    bytes.extend(chunk(b"XMP ", b"<x>Jan Fotograaf, thuis bij Piet</x>"));
    let size = u32::try_from(bytes.len() - 8).unwrap().to_le_bytes();
    bytes[4..8].copy_from_slice(&size);
    bytes
}

#[test]
fn no_picture_of_another_kind_tells_who_made_it_either_shown_or_linked_to() {
    for (name, bytes) in [("muur.png", noted_png()), ("dak.webp", noted_webp()), ("plein.jpg", photo(40, 30, 1))] {
        let tells =
            |bytes: &[u8]| TOLD.iter().any(|told| bytes.windows(told.len()).any(|part| part == told.as_bytes()));
        assert!(tells(&bytes), "{name}");
        for text in [format!("![De school]({name})\n"), format!("[De school](bijlage:{name})\n")] {
            let site = SiteTest::small();
            site.write(&format!("{YEAR}/{name}"), &bytes).write(&format!("{YEAR}/visie.md"), &text);
            site.build(&["--no-pdf"]);
            let published = fs::read(site.path("output/bestanden/de-linde/2025-2026").join(name)).unwrap();
            assert!(!tells(&published), "{text}");
            image::load_from_memory(&published).unwrap();
        }
    }
}

const TOLD: [&str; 6] = ["Exif", "Fotograaf", "52.08", "serienummer", "Piet", "thuis"];

#[test]
fn no_published_file_tells_where_or_by_whom_a_photo_was_taken() {
    let site = SiteTest::small();
    for name in ["plein.jpg", "groep.jpeg", "kaart.jpg"] {
        site.write(&format!("{YEAR}/{name}"), photo(40, 30, 6));
    }
    site.write("content/scholen/de-linde/foto.jpg", photo(40, 30, 1));
    let school = fs::read_to_string(site.path("content/scholen/de-linde/school.yaml")).unwrap();
    site.write(
        "content/scholen/de-linde/school.yaml",
        format!("{school}foto: {{bestand: foto.jpg, alt: Het plein}}\n"),
    );
    site.write(
        &format!("{YEAR}/visie.md"),
        "![Het plein](plein.jpg)\n\nEen ![groep](groep.jpeg) leerlingen.\n\n[De kaart](bijlage:kaart.jpg)\n",
    );
    site.build(&[]);
    let all = files(&site.path("output"));
    let of_photos = all.iter().filter(|(path, _)| path.starts_with("bestanden/") || path.ends_with(".pdf"));
    let mut seen = 0;
    for (path, bytes) in of_photos {
        for told in TOLD {
            assert!(!bytes.windows(told.len()).any(|part| part == told.as_bytes()), "{path} tells `{told}`");
        }
        seen += 1;
    }
    assert!(seen >= 6, "{seen}");
}

#[test]
fn a_photo_on_its_side_has_on_the_page_the_size_it_is_seen_in() {
    for (orientation, width, height) in [(1, 40, 30), (3, 40, 30), (6, 30, 40), (8, 30, 40), (5, 30, 40)] {
        let site = SiteTest::small();
        site.write(&format!("{YEAR}/plein.jpg"), photo(40, 30, orientation));
        site.write(&format!("{YEAR}/visie.md"), "![Het plein](plein.jpg)\n");
        let page = site.build(&["--no-pdf"]).page("scholen/de-linde/profiel/index.html");
        let picture = page.one("img[alt='Het plein']");
        let sizes = [picture.attribute("width"), picture.attribute("height")];
        assert_eq!(sizes, [Some(width.to_string()), Some(height.to_string())], "{orientation}");
        let published = fs::read(site.path("output/bestanden/de-linde/2025-2026/plein.jpg")).unwrap();
        assert_eq!(image::load_from_memory(&published).unwrap().into_rgb8().dimensions(), (width, height));
    }
}

#[test]
fn a_photo_for_print_or_cut_off_leaves_out_one_school() {
    // A frame header with four components makes it CMYK.
    let mut cmyk = photo(40, 30, 1);
    let frame = cmyk.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
    let frame_end = frame + 2 + usize::from(u16::from_be_bytes([cmyk[frame + 2], cmyk[frame + 3]]));
    cmyk[frame + 9] = 4;
    cmyk[frame + 3] += 3;
    cmyk.splice(frame_end..frame_end, [4, 0x11, 0]);
    let scan = cmyk.windows(2).position(|pair| pair == [0xff, 0xda]).unwrap();
    let scan_end = scan + 2 + usize::from(u16::from_be_bytes([cmyk[scan + 2], cmyk[scan + 3]]));
    cmyk[scan + 4] = 4;
    cmyk[scan + 3] += 2;
    cmyk.splice(scan_end - 3..scan_end - 3, [4, 0]);
    let whole = photo(400, 300, 1);
    let mut half_a_png = png();
    half_a_png.truncate(half_a_png.len() - 14);
    for (name, bytes, said) in [
        ("plein.jpg", &cmyk[..], "heeft kleuren voor drukwerk (CMYK)"),
        ("plein.jpg", &whole[..whole.len() / 2], "houdt halverwege op"),
        ("plein.jpg", &whole[..whole.len() - 2], "houdt halverwege op"),
        ("plein.png", &half_a_png[..], "houdt halverwege op"),
    ] {
        let site = SiteTest::small();
        copy_dir(&site.path("content/scholen/de-linde"), &site.path("content/scholen/de-eik"));
        site.replace("content/scholen/de-eik/school.yaml", "De Linde", "De Eik");
        site.write(&format!("{YEAR}/{name}"), bytes);
        site.write(&format!("{YEAR}/visie.md"), format!("Ons plein:\n\n![Het plein]({name})\n"));
        let place = format!("{YEAR}/visie.md:3:1: fout[afbeelding-kapot]: `{name}` {said}");
        site.run(&["check", "--no-pdf", "--report", "short"]).code(1).reports(&place);
        site.run(&["build", "--skip-broken"]).code(0).reports("school `de-linde` is overgeslagen");
        assert!(site.path("output/scholen/de-eik/sop.pdf").exists() && !site.path("output/scholen/de-linde").exists());
    }
}
