//! The PDFs as other programs read them: poppler and qpdf tell what is in them.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::harness::{SiteTest, without_breaks};
use crate::pictures::{PICTURES, with_pictures};

const SEGBROEK: &str = "output/scholen/segbroek-college/sop.pdf";
const LINDE: &str = "output/scholen/de-linde/sop.pdf";
const YEAR: &str = "content/scholen/de-linde/2025-2026";
const FORMAAT: &str = include_str!("../../builtin/formaten/perspectief-vo.yaml");
const SMALL_FORMAAT: &str = include_str!("../small/content/formaten/klein.yaml");

// ------------------------------------------------------------- programs

/// Runs a program that reads PDFs; returns its standard output.
#[track_caller]
fn tool(name: &str, arguments: &[&str], pdf: &Path, after: &[&str]) -> String {
    let output =
        Command::new(name).args(arguments).arg(pdf).args(after).env("LC_ALL", "C.UTF-8").output().unwrap_or_else(
            |err| panic!("{name} does not start ({err}): apt-get install poppler-utils qpdf, or tests/run"),
        );
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{name} {arguments:?} {}: {text}\n{}",
        pdf.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    text
}

/// The text of a PDF, in reading order.
#[track_caller]
pub(crate) fn pdftotext(pdf: &Path) -> String {
    tool("pdftotext", &["-enc", "UTF-8"], pdf, &["-"])
}

/// The text of a PDF in three orders, for tests that look for a text that may be in a narrow
/// column: reading order, drawing order, order of the tags.
#[track_caller]
pub(crate) fn all_text(pdf: &Path) -> String {
    let drawn = tool("pdftotext", &["-enc", "UTF-8", "-raw"], pdf, &["-"]);
    let mut out = format!("{}\n{drawn}\n", pdftotext(pdf));
    for (depth, _, text) in tags(pdf) {
        // The text of an element holds that of the elements in it.
        if depth > 0 {
            out.push_str(&text);
            out.push('\n');
        }
    }
    out
}

#[track_caller]
pub(crate) fn pdfinfo(pdf: &Path, option: &str) -> String {
    let options: &[&str] = if option.is_empty() { &[] } else { &[option] };
    tool("pdfinfo", options, pdf, &[])
}

/// The value of a line `Naam:   waarde` of pdfinfo.
#[track_caller]
pub(crate) fn property(info: &str, name: &str) -> String {
    let line = info.lines().find_map(|r| r.strip_prefix(name)?.strip_prefix(':'));
    line.unwrap_or_else(|| panic!("pdfinfo names no {name}:\n{info}")).trim().to_owned()
}

#[track_caller]
fn qpdf_json(pdf: &Path, key: &str) -> Value {
    let text = tool("qpdf", &["--json=2", &format!("--json-key={key}")], pdf, &[]);
    let whole: Value = serde_json::from_str(&text).unwrap();
    whole.get(key).cloned().unwrap()
}

/// The dictionaries of a PDF, those of streams too.
pub(crate) fn objects(pdf: &Path) -> Vec<Value> {
    let qpdf = qpdf_json(pdf, "qpdf");
    let objects = qpdf[1].as_object().unwrap().values();
    let content = objects.filter_map(|o| o.get("value").or_else(|| o.get("stream")?.get("dict")));
    content.filter(|o| o.is_object()).cloned().collect()
}

/// A string of a PDF.
pub(crate) fn sentence(value: &Value) -> &str {
    value.as_str().and_then(|t| t.strip_prefix("u:")).unwrap_or_default()
}

/// The outline: depth and title.
fn bookmarks(pdf: &Path) -> Vec<(usize, String)> {
    fn gather(children: &Value, depth: usize, out: &mut Vec<(usize, String)>) {
        for kind in children.as_array().unwrap() {
            out.push((depth, kind["title"].as_str().unwrap().to_owned()));
            gather(&kind["kids"], depth + 1, out);
        }
    }
    let mut out = Vec::new();
    gather(&qpdf_json(pdf, "outlines"), 0, &mut out);
    out
}

/// The tag tree as poppler prints it: depth, tag, own text and that of what is below.
pub(crate) fn tags(pdf: &Path) -> Vec<(usize, String, String)> {
    let tree = pdfinfo(pdf, "-struct-text");
    let mut out: Vec<(usize, String, String)> = Vec::new();
    for line in tree.lines() {
        let bare = line.trim_start();
        let depth = line.len() - bare.len();
        if let Some(text) = bare.strip_prefix('"').and_then(|t| t.strip_suffix('"')) {
            let mut grens = depth;
            for (from, _, content) in out.iter_mut().rev() {
                if *from < grens {
                    content.push_str(text);
                    grens = *from;
                }
            }
        } else if !bare.starts_with('/') && !bare.is_empty() {
            let name = bare.split([' ', ':']).next().unwrap_or_default();
            out.push((depth, name.to_owned(), String::new()));
        }
    }
    out
}

/// The alternative texts of all figures, sorted.
#[track_caller]
pub(crate) fn figures(pdf: &Path) -> Vec<String> {
    let mut out: Vec<String> =
        objects(pdf).iter().filter(|o| o["/S"] == "/Figure").map(|o| sentence(&o["/Alt"]).to_owned()).collect();
    out.sort();
    out
}

/// The texts of all elements with a tag.
pub(crate) fn with_tag(tags: &[(usize, String, String)], tag: &str) -> Vec<String> {
    tags.iter().filter(|(_, t, _)| t == tag).map(|(_, _, content)| content.trim().to_owned()).collect()
}

/// Titles of chapters and sections of a format, in order: (is a section, title).
fn titles(formaat: &str) -> Vec<(bool, String)> {
    let title = |line: &str| Some(line.split_once("titel: ")?.1.split([',', '}']).next()?.to_owned());
    formaat
        .lines()
        .filter_map(|line| match line.find("titel: ")? {
            4 => Some((false, title(line)?)),
            8 => Some((true, title(line)?)),
            _ if line.starts_with("      - {id:") => Some((true, title(line)?)),
            _ => None,
        })
        .collect()
}

/// Expects what every PDF of ours must be: valid, accessible, archivable, and without anything that runs.
#[track_caller]
pub(crate) fn conform(pdf: &Path) {
    let info = pdfinfo(pdf, "");
    assert_eq!(property(&info, "Tagged"), "yes");
    assert_eq!(property(&info, "JavaScript"), "no");
    assert_eq!(property(&info, "Encrypted"), "no");
    let xmp = pdfinfo(pdf, "-meta");
    for stat in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<rdf:li>nl-NL</rdf:li>",
    ] {
        assert!(xmp.contains(stat), "{stat} is not in {xmp}");
    }
    let reviewed = tool("qpdf", &["--check"], pdf, &[]);
    assert!(reviewed.contains("No syntax or stream encoding errors"), "{reviewed}");
    let objects = objects(pdf);
    let catalogus = objects.iter().find(|o| o["/Type"] == "/Catalog").unwrap();
    assert!(sentence(&catalogus["/Lang"]).starts_with("nl"), "{}", catalogus["/Lang"]);
    assert_eq!(catalogus["/MarkInfo"]["/Marked"], true);
    assert_eq!(catalogus["/ViewerPreferences"]["/DisplayDocTitle"], true);
    for figure in objects.iter().filter(|o| o["/S"] == "/Figure") {
        assert!(!sentence(&figure["/Alt"]).is_empty(), "{figure}");
    }
    for link in objects.iter().filter(|o| o["/Subtype"] == "/Link") {
        assert!(!sentence(&link["/Contents"]).is_empty(), "{link}");
    }
    let opened = objects.iter().any(|o| o.get("/JavaScript").is_some() || o["/S"] == "/JavaScript");
    assert!(!opened && objects.iter().all(|o| o["/S"] != "/Launch"));
}

/// Expects chapters and sections, numbered, in the outline and in the text.
#[track_caller]
fn titles_are_in_it(pdf: &Path, formaat: &str) {
    let titles = titles(formaat);
    assert!(titles.len() > 10, "{titles:?}");
    let text = without_breaks(&pdftotext(pdf));
    let bookmarks = bookmarks(pdf);
    let tags = tags(pdf);
    let (mut hoofdstuk, mut sectie) = (0, 0);
    for (is_sectie, title) in titles {
        let number = if is_sectie {
            sectie += 1;
            format!("{hoofdstuk}.{sectie}")
        } else {
            (hoofdstuk, sectie) = (hoofdstuk + 1, 0);
            hoofdstuk.to_string()
        };
        let expected = (usize::from(is_sectie), format!("{number} {title}"));
        assert!(bookmarks.contains(&expected), "{expected:?} is not in {bookmarks:#?}");
        // Once in the contents and once above the text itself.
        assert!(text.matches(&without_breaks(&title)).count() >= 2, "`{title}` is not twice in the text");
        let headings = with_tag(&tags, if is_sectie { "H2" } else { "H1" });
        let heading = without_breaks(&format!("{number}{title}"));
        assert!(headings.iter().any(|k| without_breaks(k) == heading), "{heading} is not in {headings:?}");
    }
}

#[track_caller]
fn headings_are_in_it(pdf: &Path, headings: &[&str]) {
    let tags = tags(pdf);
    let found: Vec<String> = with_tag(&tags, "TH").iter().map(|t| without_breaks(t)).collect();
    let text = without_breaks(&pdftotext(pdf));
    for heading in headings {
        let heading = without_breaks(heading);
        assert!(found.contains(&heading), "TH `{heading}` is not in {found:?}");
        assert!(text.contains(&heading), "`{heading}` is not in the text");
    }
    assert!(with_tag(&tags, "Table").len() >= 4);
    assert!(with_tag(&tags, "TD").len() > headings.len());
    let lijsten = with_tag(&tags, "L").len();
    assert!(lijsten > 2 && with_tag(&tags, "LI").len() >= lijsten);
    assert!(!with_tag(&tags, "Link").is_empty());
    assert!(with_tag(&tags, "TOCI").len() > 5);
}

// ---------------------------------------------------------------- what is in it

#[test]
fn the_example_region_gives_an_accessible_pdf() {
    let site = SiteTest::example();
    site.build(&[]);
    let pdf = site.path(SEGBROEK);
    conform(&pdf);
    let info = pdfinfo(&pdf, "");
    assert_eq!(property(&info, "Title"), "Schoolondersteuningsprofiel voortgezet onderwijs");
    assert_eq!(property(&info, "Author"), "Segbroek College");
    assert_eq!(property(&info, "Creator"), "Steunwijzer");
    // Its peildatum is a month, so its day is not known.
    assert!(property(&info, "CreationDate").contains("Aug  1 00:00:00 2024"), "{info}");
    assert!(property(&info, "Page size").contains("A4"), "{info}");
    let pages: usize = property(&info, "Pages").parse().unwrap();
    assert!((10..60).contains(&pages), "{pages} pagina's");
    titles_are_in_it(&pdf, FORMAAT);
    headings_are_in_it(
        &pdf,
        &[
            "Gegeven",
            "Antwoord",
            "Specialisten",
            "Aanwezig",
            "Onderdeel",
            "Mate van ontwikkeling",
            "Overleg",
            "Hoe vaak",
            "Wie",
            "Inhoud",
            "Afkorting",
            "Discipline",
            "Verantwoordelijkheden",
            "Neemt deel aan",
            "Invuldatum",
            "Naam van onze school",
            "Schoolbestuur",
        ],
    );
}

#[test]
fn figures_say_in_words_what_they_show() {
    let site = SiteTest::small();
    site.build(&[]);
    let objects = objects(&site.path(LINDE));
    let figures: Vec<&str> = objects.iter().filter(|o| o["/S"] == "/Figure").map(|o| sentence(&o["/Alt"])).collect();
    let alt = figures.iter().find(|alt| !alt.starts_with("Schema.")).unwrap();
    for part in ["In ontwikkeling: 1 van 2 (50%)", "Ontwikkeld: 1 van 2 (50%)", "Ver ontwikkeld: 0 van 2 (0%)"] {
        assert!(alt.contains(part), "`{part}` is not in `{alt}`");
    }
}

#[test]
fn what_introduces_the_practice_examples_stands_in_their_pdf_too() {
    let site = SiteTest::example();
    let introduction = "Negen verhalen over **samenwerken**.\n\n## Voor wie zij zijn\n\n- [drukke kinderen](hulp:gedrag)\n\
                     - [leerplicht](item:ketenpartners/leerplicht) en ouders\n\n1. eerst lezen\n2. dan bellen\n";
    site.write("content/praktijk/inleiding.md", introduction);
    let built = site.build(&[]);
    let page = without_breaks(&built.page("praktijk/index.html").text());
    let pdf = without_breaks(&all_text(&site.path("output/praktijk.pdf")));
    for text in
        ["samenwerken", "Voor wie zij zijn", "drukke kinderen", "leerplicht", "en ouders", "eerst lezen", "dan bellen"]
    {
        assert!(page.contains(&without_breaks(text)), "pagina: {text}");
        assert!(pdf.contains(&without_breaks(text)), "PDF: {text}");
    }
    let titles: Vec<String> = bookmarks(&site.path("output/praktijk.pdf")).into_iter().map(|(_, t)| t).collect();
    let plaats = |title: &str| titles.iter().position(|t| t.contains(title)).unwrap_or_else(|| panic!("{titles:?}"));
    assert!(plaats("Over deze voorbeelden") < plaats("Alles Kidzzz"));
}

#[test]
fn the_smallest_site_has_every_kind_in_the_pdf() {
    let site = SiteTest::small();
    site.build(&[]);
    let pdf = site.path(LINDE);
    conform(&pdf);
    titles_are_in_it(&pdf, SMALL_FORMAAT);
    headings_are_in_it(
        &pdf,
        &[
            "Gegeven",
            "Antwoord",
            "Op school",
            "Van buiten",
            "Aanwezig",
            "Onderdeel",
            "Mate van ontwikkeling",
            "Naam",
            "Wie",
            "Wanneer",
        ],
    );
    let addresses: Vec<String> =
        objects(&pdf).iter().map(|o| sentence(&o["/A"]["/URI"]).to_owned()).filter(|a| !a.is_empty()).collect();
    assert_eq!(addresses, ["https://linde.example"]);
}

/// The outline and the text, readable: whoever changes the look or the words sees what it does.
#[test]
fn the_smallest_site_reads_as_expected() {
    let site = SiteTest::small();
    site.build(&[]);
    let pdf = site.path(LINDE);
    let mut out = String::from("BLADWIJZERS\n");
    for (depth, title) in bookmarks(&pdf) {
        out.push_str(&format!("{}{title}\n", "  ".repeat(depth)));
    }
    out.push_str("\nTAGS EN TEKST\n");
    // From the tag tree, so that the order is that of a screen reader and not of poppler's guess.
    for line in pdfinfo(&pdf, "-struct-text").lines() {
        let bare = line.trim_start();
        // Colours and sizes are for the eye; numbers of objects mean nothing.
        if !bare.starts_with('/') && !bare.starts_with("Object ") {
            let line = line.split(" <U").next().unwrap_or(line);
            out.push_str(line.trim_end_matches(':'));
            out.push('\n');
        }
    }
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("small-sop-pdf", out);
    });
}

#[test]
fn the_date_in_the_pdf_comes_from_the_document() {
    let site = SiteTest::small();
    site.replace(&format!("{YEAR}/profiel.yaml"), "peildatum: 2025-10-01\n", "").build(&[]);
    let info = pdfinfo(&site.path(LINDE), "");
    // Without any day it is 1 August of its schooljaar.
    assert!(property(&info, "CreationDate").contains("Aug  1 00:00:00 2025"), "{info}");
}

// ---------------------------------------------------------------- images

#[test]
fn pictures_are_in_the_pdf_with_their_description() {
    let site = with_pictures();
    site.build(&[]);
    let pdf = site.path(LINDE);
    conform(&pdf);
    let objects = objects(&pdf);
    let figures: Vec<&str> = objects.iter().filter(|o| o["/S"] == "/Figure").map(|o| sentence(&o["/Alt"])).collect();
    for (path, alt, ..) in PICTURES {
        assert!(figures.contains(&alt), "{path}: `{alt}` is not in {figures:?}");
    }
    assert_eq!(objects.iter().filter(|o| o["/Subtype"] == "/Image").count(), 3);
}

// ---------------------------------------------------------------- characters

#[test]
fn a_character_without_a_glyph_becomes_a_square_with_a_warning() {
    let site = SiteTest::small();
    site.write(format!("{YEAR}/visie.md").as_str(), "Wij zien elk kind.\n\nSamen 🎉 feest.\n");
    site.replace(&format!("{YEAR}/profiel.yaml"), "voor-ouders: Wij helpen", "voor-ouders: Wij 👩‍🏫 helpen");
    let outcome = site.run(&["build", "--report", "short"]);
    outcome.code(0).reports(&format!("{YEAR}/visie.md:3:")).reports("teken-zonder-vorm").reports("U+1F389");
    let line = std::fs::read_to_string(site.path(&format!("{YEAR}/profiel.yaml"))).unwrap();
    let line = line.lines().position(|r| r.contains("👩")).unwrap() + 1;
    outcome.reports(&format!("{YEAR}/profiel.yaml:{line}:")).reports("U+1F469");
    let pdf = site.path(LINDE);
    conform(&pdf);
    let text = pdftotext(&pdf);
    assert!(text.contains("Samen □ feest."), "{text}");
    assert!(without_breaks(&text).contains("Wij□helpen"), "{text}");
    // The page keeps the character.
    outcome.page("scholen/de-linde/profiel/index.html").says("Samen 🎉 feest.");
    site.run(&["build", "--strict"]).code(1);
}

#[test]
fn characters_from_word_and_languages_do_not_break_the_pdf() {
    let site = SiteTest::small();
    let text = "\u{feff}Caf\u{e9} en cafe\u{301}, „aanhaling” ‘zo’ – en — … €\u{a0}5, ½, ™, \u{f0b7} punt\n\n\
                 \u{f0a7} nog een\n\nŁódź, Ångström, naïef, Ĳsland, Владимир, Ελλάδα, m\u{ad}a\u{200b}t, 10\u{202f}%.\n\n\
                 عربى, 中文, \u{1}\u{7f}klaar.\n";
    site.write(format!("{YEAR}/visie.md").as_str(), text);
    let outcome = site.run(&["build", "--report", "short"]);
    outcome.code(0);
    let pdf = site.path(LINDE);
    conform(&pdf);
    let loaded = without_breaks(&pdftotext(&pdf));
    for word in ["Café", "café,", "„aanhaling”", "€5", "Łódź", "Ångström", "Владимир", "Ελλάδα", "klaar."]
    {
        assert!(loaded.contains(&without_breaks(word)), "`{word}` is not in {loaded}");
    }
}

#[test]
fn the_pdf_of_an_older_year_stands_in_its_year() {
    let site = SiteTest::small();
    let from = site.path(YEAR);
    let to: PathBuf = site.path("content/scholen/de-linde/2024-2025");
    crate::harness::copy_dir(&from, &to);
    let old = "content/scholen/de-linde/2024-2025/profiel.yaml";
    site.replace(old, "schooljaar: 2025-2026", "schooljaar: 2024-2025").replace(old, "2025-10-01", "2024-10-01");
    let outcome = site.build(&[]);
    assert!(outcome.out.contains("4 PDF's"), "{}", outcome.out);
    let old = site.path("output/scholen/de-linde/2024-2025/profiel.pdf");
    conform(&old);
    assert!(pdftotext(&old).contains("Schooljaar 2024-2025"));
    assert!(pdftotext(&site.path(LINDE)).contains("Schooljaar 2025-2026"));
    assert!(!site.path("output/scholen/de-linde/2025-2026/profiel.pdf").exists());
}

#[test]
fn a_letter_of_the_house_is_that_of_every_pdf_and_headings_may_have_another() {
    let site = SiteTest::small();
    let own = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/thema/a.ttf", crate::harness::font(false))
        .write("content/thema/b.ttf", crate::harness::font(true));
    let fonts = |style: &str, pdf: &str| {
        site.write("content/site.yaml", format!("{own}{style}"));
        site.build(&[]).code(0);
        tool("pdffonts", &[], &site.path(pdf), &[])
    };
    for pdf in [LINDE, "output/scholen/de-linde/ouders.pdf", "output/scholen/de-linde/schoolgids.pdf"] {
        assert!(fonts("", pdf).contains("Libertinus"), "{pdf}");
        let all = fonts("huisstijl: {lettertype: [a.ttf, b.ttf]}\n", pdf);
        assert!(all.contains("DejaVuSansMono") && all.contains("DejaVuSansMono-Bold"), "{pdf}: {all}");
        let headings = fonts("huisstijl: {lettertype: {koppen: b.ttf}}\n", pdf);
        assert!(headings.contains("Libertinus") && headings.contains("DejaVuSansMono-Bold"), "{pdf}: {headings}");
    }
}
