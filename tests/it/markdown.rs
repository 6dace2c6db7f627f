//! A document as Markdown: the page's order and facts, read back with a parser; content stays content.

use std::fs;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use regex::Regex;
use steunwijzer::export::markdown;
use steunwijzer::laden;
use steunwijzer::model::site::{Document, School, Site};
use steunwijzer::soorten;

use crate::hulp::SiteTest;

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// What a reader of Markdown makes of a text.
#[derive(Default)]
struct Gelezen {
    /// Headings of the first three levels.
    koppen: Vec<String>,
    tekst: String,
    links: Vec<String>,
    tabellen: usize,
    /// The numbers that numbered lists start with.
    nummers: Vec<u64>,
}

#[track_caller]
fn lees(tekst: &str) -> Gelezen {
    let mut uit = Gelezen::default();
    let mut kop: Option<String> = None;
    for deel in Parser::new_ext(tekst, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match deel {
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML in Markdown: {html}"),
            Event::Start(Tag::Heading { level, .. }) if level <= HeadingLevel::H3 => kop = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => uit.koppen.extend(kop.take()),
            Event::Start(Tag::Link { dest_url, .. }) => uit.links.push(dest_url.to_string()),
            Event::Start(Tag::Table(_)) => uit.tabellen += 1,
            Event::Start(Tag::List(Some(nummer))) => uit.nummers.push(nummer),
            Event::Text(woorden) | Event::Code(woorden) => {
                uit.tekst.push_str(&woorden);
                if let Some(kop) = &mut kop {
                    kop.push_str(&woorden);
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::End(_) => uit.tekst.push('\n'),
            _ => {}
        }
    }
    uit
}

/// The words of HTML.
fn woorden(html: &str) -> String {
    let tekst = Regex::new("<[^>]*>").unwrap().replace_all(html, "").replace("&#39;", "'").replace("&quot;", "\"");
    tekst.replace('\u{ad}', "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// The headings of the first three levels of a page, below its title.
fn koppen_van(html: &str) -> Vec<String> {
    let kop = Regex::new(r"(?s)<h[123][^>]*>(.*?)</h[123]>").unwrap();
    let begin = html.find("<h1").unwrap();
    let alle = kop.captures_iter(&html[begin..]).map(|c| woorden(&c[1]));
    alle.filter(|kop| kop != "Inhoud" && !kop.starts_with("Wat is er veranderd")).collect()
}

fn documenten(site: &Site) -> Vec<(Option<&School>, &Document)> {
    let scholen =
        site.scholen.iter().map(AsRef::as_ref).flat_map(|s: &School| s.gepubliceerd().map(move |d| (Some(s), d)));
    scholen.chain(site.voorbeelden().map(|d| (None, d))).collect()
}

#[test]
fn every_example_has_the_headings_of_its_page_and_the_names_of_its_facts() {
    let proef = SiteTest::voorbeeld();
    let gebouwd = proef.bouw(&["--no-pdf"]);
    let (site, _) = laden::laad(&proef.pad("content")).map_err(|fout| fout.0).unwrap();
    let site = site.unwrap();
    let alle = documenten(&site);
    assert!(alle.len() >= 14, "{}", alle.len());
    let mut genoemd = 0;
    for (school, document) in alle {
        let tekst = markdown::document(&site, school, document).unwrap();
        let gelezen = lees(&tekst);
        let pagina = match school {
            Some(school) => gebouwd.bestand(&school.adressen(document).0),
            None => gebouwd.bestand(&format!("praktijk/{}/index.html", document.naam)),
        };
        let pagina_tekst = woorden(&pagina).to_lowercase();
        let naam = format!("{:?} {}", school.map(|s| &s.slug), document.naam);
        if school.is_some() {
            assert_eq!(gelezen.koppen, koppen_van(&pagina), "{naam}");
        } else {
            assert_eq!(gelezen.koppen[0], document.titel(), "{naam}");
        }
        for feit in soorten::feiten(document, &site.catalogus) {
            let woord = site.catalogus.naam(&feit.item);
            // A reference may have a name of its own: then the page has that one too.
            if pagina_tekst.contains(&woord.to_lowercase()) {
                let staat_er = gelezen.tekst.to_lowercase().contains(&woord.to_lowercase());
                assert!(staat_er, "{naam}: `{woord}` ({}) ontbreekt", feit.sectie);
                genoemd += 1;
            }
        }
        for adres in &gelezen.links {
            assert!(
                adres.contains("://") || adres.starts_with("mailto:") || adres.starts_with("tel:"),
                "{naam}: {adres}"
            );
        }
    }
    assert!(genoemd > 150, "{genoemd}");
}

#[test]
fn the_small_profile_as_markdown() {
    let site = SiteTest::klein();
    let uitkomst = site.draai(&["export", "--markdown", "de-linde"]);
    uitkomst.code(0);
    assert_eq!(uitkomst.fout, "");
    insta::assert_snapshot!(uitkomst.uit);
}

#[test]
fn content_stays_text() {
    let vreemd = [
        "| a | b |",
        "`code` en ``meer",
        "<script>alert(1)</script>",
        "# kop",
        "1. een",
        "12) twee",
        "- punt",
        "+ plus",
        "* ster *",
        "*nadruk* __vet__",
        "[x](http://kwaad.example)",
        "![x](y)",
        "&amp; &#35;",
        "> citaat",
        "===",
        "---",
        "~~door~~",
        "\\*los\\*",
        "    ingesprongen",
        "a\\",
        "<http://kwaad.example>",
        "einde #",
    ];
    let aangehaald = |tekst: &str| format!("'{}'", tekst.replace('\'', "''"));
    let site = SiteTest::klein();
    let rijen: String = vreemd
        .iter()
        .enumerate()
        .map(|(i, tekst)| {
            format!("      - {{id: r{i}, naam: {}, wanneer: {}}}\n", aangehaald(&format!("r{i}")), aangehaald(tekst))
        })
        .collect();
    let eigen: String = vreemd.iter().map(|t| format!("      - {{naam: {0}, zin: {0}}}\n", aangehaald(t))).collect();
    let stappen: String =
        vreemd.iter().map(|t| format!("      - {{stap: {0}, hoeveel: {0}}}\n", aangehaald(t))).collect();
    let titel = aangehaald("# <b>`1. | titel");
    site.schrijf(
        PROFIEL,
        format!(
            "formaat: klein\nschooljaar: 2025-2026\ntitel: {titel}\nsecties:\n  hulp:\n    mentor: ja\n    anders:\n{eigen}  \
             overleg:\n    rijen:\n{rijen}  route:\n    stappen:\n{stappen}"
        ),
    );
    let uitkomst = site.draai(&["export", "--markdown", "de-linde"]);
    uitkomst.code(0);
    let gelezen = lees(&uitkomst.uit);
    assert_eq!(gelezen.koppen[0], "# <b>`1. | titel");
    for tekst in vreemd {
        let keer = gelezen.tekst.matches(tekst.trim()).count();
        assert!(keer >= 5, "`{tekst}` staat er {keer} keer als tekst in:\n{}", uitkomst.uit);
    }
    let zelf = "http://kwaad.example";
    assert!(!gelezen.links.iter().any(|adres| adres.contains(zelf)), "{:?}", gelezen.links);
    assert_eq!(gelezen.tabellen, 1);
    assert_eq!(gelezen.nummers, [1], "{}", uitkomst.uit);
    assert!(
        gelezen.koppen.iter().skip(1).all(|kop| kop.starts_with(|c: char| c.is_ascii_digit())),
        "{:?}",
        gelezen.koppen
    );
}

#[test]
fn a_document_is_named_as_its_author_knows_it() {
    let site = SiteTest::klein();
    let zelfde = site.draai(&["export", "--markdown", "de-linde"]).uit;
    for naam in ["de-linde/2025-2026/profiel", "scholen/de-linde/2025-2026/profiel.yaml", PROFIEL] {
        assert_eq!(site.draai(&["export", "--markdown", naam]).uit, zelfde, "{naam}");
    }
    let uitkomst = site.draai(&["export", "--markdown", "de-linde", "--output", "stuk/linde.md"]);
    assert_eq!((uitkomst.code, uitkomst.uit.as_str()), (0, "stuk/linde.md\n"));
    assert_eq!(fs::read_to_string(site.pad("stuk/linde.md")).unwrap(), zelfde);
    site.draai(&["export", "--markdown", "de-lnde"]).code(2).meldt("bedoelde u `de-linde`?");
    site.vervang(PROFIEL, "formaat: klein\n", "formaat: klein\nstatus: concept\n");
    site.draai(&["export", "--markdown", "de-linde"]).code(2).meldt("zoals de-linde/2025-2026/profiel");
    let concept = site.draai(&["export", "--markdown", "de-linde/2025-2026/profiel"]);
    concept.code(0);
    assert!(
        concept.uit.contains("**Dit is een concept.**") && !concept.uit.contains("Op de website"),
        "{}",
        concept.uit
    );
}

#[test]
fn markdown_in_texts_comes_out_as_it_went_in() {
    let site = SiteTest::klein();
    let tekst = "Een *nadruk*, een **vet**, een ~~door~~ en een `a|b`.\n\n- een\n\n  nog een alinea\n- twee\n\n1. eerst\n2. dan\n\n\
                 > citaat\n\n```\nx # y\n```\n\n| a | b |\n| --- | --- |\n| 1 | [web](https://web.example/a_(b)) |\n\n## Kop\n\nRegel een\\\nregel twee\n";
    site.schrijf("content/scholen/de-linde/2025-2026/visie.md", tekst);
    let uit = site.draai(&["export", "--markdown", "de-linde"]).uit;
    for stuk in [
        "Een *nadruk*, een **vet**, een ~~door~~ en een `a|b`.",
        "- een\n\n  nog een alinea\n\n- twee",
        "1. eerst\n2. dan",
        "> citaat",
        "```\nx # y\n```",
        "| a | b |\n| --- | --- |\n| 1 | [web](https://web.example/a_%28b%29) |",
        "#### Kop",
        "Regel een\\\nregel twee",
    ] {
        assert!(uit.contains(stuk), "{stuk:?} ontbreekt in:\n{uit}");
    }
}
