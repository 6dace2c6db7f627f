//! A document as Markdown: the page's order and facts, read back with a parser; content stays content.

use std::fs;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use steunwijzer::load;
use steunwijzer::model::site::{Document, School, Site};
use steunwijzer::soorten;

use crate::harness::{SiteTest, as_markdown, paths};
use crate::parsed_page::ParsedPage;

const PROFIEL: &str = "content/scholen/de-linde/2025-2026/profiel.yaml";

/// What a Markdown parser makes of a text.
#[derive(Default)]
struct ReadMarkdown {
    /// Headings of the first three levels.
    headings: Vec<String>,
    text: String,
    links: Vec<String>,
    tables: usize,
    /// The numbers that numbered lists start with.
    numbers: Vec<u64>,
}

#[track_caller]
fn read(text: &str) -> ReadMarkdown {
    let mut out = ReadMarkdown::default();
    let mut heading: Option<String> = None;
    for part in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match part {
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML in Markdown: {html}"),
            Event::Start(Tag::Heading { level, .. }) if level <= HeadingLevel::H3 => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => out.headings.extend(heading.take()),
            Event::Start(Tag::Link { dest_url, .. }) => out.links.push(dest_url.to_string()),
            Event::Start(Tag::Table(_)) => out.tables += 1,
            Event::Start(Tag::List(Some(number))) => out.numbers.push(number),
            Event::Text(words) | Event::Code(words) => {
                out.text.push_str(&words);
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::SoftBreak | Event::HardBreak | Event::End(_) => out.text.push('\n'),
            _ => {}
        }
    }
    out
}

/// The headings of the first three levels of a page, below its title.
fn headings_of(page: &ParsedPage) -> Vec<String> {
    let all = page.texts("h1, h2, h3").into_iter().skip_while(|heading| *heading != page.one("h1").text());
    all.filter(|heading| heading != "Inhoud" && !heading.starts_with("Wat is er veranderd")).collect()
}

fn documenten(site: &Site) -> Vec<(Option<&School>, &Document)> {
    let scholen =
        site.scholen.iter().map(AsRef::as_ref).flat_map(|s: &School| s.published().map(move |d| (Some(s), d)));
    scholen.chain(site.examples().map(|d| (None, d))).collect()
}

#[test]
fn every_example_has_the_headings_of_its_page_and_the_names_of_its_facts() {
    let test_site = SiteTest::example();
    let built = test_site.build(&["--no-pdf"]);
    let (site, _) = load::load(&test_site.path("content")).map_err(|err| err.0).unwrap();
    let site = site.unwrap();
    let all = documenten(&site);
    assert!(all.len() >= 14, "{}", all.len());
    let mut named = 0;
    for (school, document) in all {
        let text = as_markdown(&site, school, document);
        let loaded = read(&text);
        let page = match school {
            Some(school) => built.page(&paths(school, document).0),
            None => built.page(&format!("praktijk/{}/index.html", document.name)),
        };
        let page_text = page.text().to_lowercase();
        let name = format!("{:?} {}", school.map(|s| &s.slug), document.name);
        if school.is_some() {
            assert_eq!(loaded.headings, headings_of(&page), "{name}");
        } else {
            assert_eq!(loaded.headings[0], document.title(), "{name}");
        }
        for feit in soorten::feiten(document, &site.catalogus) {
            let word = site.catalogus.name(&feit.item);
            // A reference may use a name of its own: then the page does too.
            if page_text.contains(&word.to_lowercase()) {
                let is_there = loaded.text.to_lowercase().contains(&word.to_lowercase());
                assert!(is_there, "{name}: `{word}` ({}) is missing", feit.sectie);
                named += 1;
            }
        }
        for address in &loaded.links {
            assert!(
                address.contains("://") || address.starts_with("mailto:") || address.starts_with("tel:"),
                "{name}: {address}"
            );
        }
    }
    assert!(named > 150, "{named}");
}

#[test]
fn the_small_profile_is_told_whole_in_markdown() {
    let site = SiteTest::small();
    let outcome = site.run(&["export", "--markdown", "de-linde"]);
    outcome.code(0);
    assert_eq!(outcome.err, "");
    insta::assert_snapshot!(outcome.out);
}

#[test]
fn what_a_school_typed_stays_text_in_markdown() {
    let strange = [
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
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let site = SiteTest::small();
    let rows: String = strange
        .iter()
        .enumerate()
        .map(|(i, text)| {
            format!("      - {{id: r{i}, naam: {}, wanneer: {}}}\n", quoted(&format!("r{i}")), quoted(text))
        })
        .collect();
    let own: String = strange.iter().map(|t| format!("      - {{naam: {0}, zin: {0}}}\n", quoted(t))).collect();
    let stappen: String = strange.iter().map(|t| format!("      - {{stap: {0}, hoeveel: {0}}}\n", quoted(t))).collect();
    let title = quoted("# <b>`1. | titel");
    site.write(
        PROFIEL,
        format!(
            "formaat: klein\nschooljaar: 2025-2026\ntitel: {title}\nsecties:\n  hulp:\n    mentor: ja\n    anders:\n{own}  \
             overleg:\n    rijen:\n{rows}  route:\n    stappen:\n{stappen}"
        ),
    );
    let outcome = site.run(&["export", "--markdown", "de-linde"]);
    outcome.code(0);
    let loaded = read(&outcome.out);
    assert_eq!(loaded.headings[0], "# <b>`1. | titel");
    for text in strange {
        let times = loaded.text.matches(text.trim()).count();
        assert!(times >= 5, "`{text}` is there {times} times as text, in:\n{}", outcome.out);
    }
    let itself = "http://kwaad.example";
    assert!(!loaded.links.iter().any(|address| address.contains(itself)), "{:?}", loaded.links);
    assert_eq!(loaded.tables, 1);
    assert_eq!(loaded.numbers, [1], "{}", outcome.out);
    assert!(
        loaded.headings.iter().skip(1).all(|heading| heading.starts_with(|c: char| c.is_ascii_digit())),
        "{:?}",
        loaded.headings
    );
}

#[test]
fn a_document_is_named_as_its_author_knows_it() {
    let site = SiteTest::small();
    let same = site.run(&["export", "--markdown", "de-linde"]).out;
    for name in ["de-linde/2025-2026/profiel", "scholen/de-linde/2025-2026/profiel.yaml", PROFIEL] {
        assert_eq!(site.run(&["export", "--markdown", name]).out, same, "{name}");
    }
    let outcome = site.run(&["export", "--markdown", "de-linde", "--output", "stuk/linde.md"]);
    assert_eq!((outcome.code, outcome.out.as_str()), (0, "stuk/linde.md\n"));
    assert_eq!(fs::read_to_string(site.path("stuk/linde.md")).unwrap(), same);
    site.run(&["export", "--markdown", "de-lnde"]).code(2).reports("bedoelde u `de-linde`?");
    site.replace(PROFIEL, "formaat: klein\n", "formaat: klein\nstatus: concept\n");
    site.run(&["export", "--markdown", "de-linde"]).code(2).reports("zoals de-linde/2025-2026/profiel");
    let concept = site.run(&["export", "--markdown", "de-linde/2025-2026/profiel"]);
    concept.code(0);
    assert!(
        concept.out.contains("**Dit is een concept.**") && !concept.out.contains("Op de website"),
        "{}",
        concept.out
    );
}

#[test]
fn markdown_in_texts_comes_out_as_it_went_in() {
    let site = SiteTest::small();
    let text = "Een *nadruk*, een **vet**, een ~~door~~ en een `a|b`.\n\n- een\n\n  nog een alinea\n- twee\n\n1. eerst\n2. dan\n\n\
                 > citaat\n\n```\nx # y\n```\n\n| a | b |\n| --- | --- |\n| 1 | [web](https://web.example/a_(b)) |\n\n## Kop\n\nRegel een\\\nregel twee\n";
    site.write("content/scholen/de-linde/2025-2026/visie.md", text);
    let out = site.run(&["export", "--markdown", "de-linde"]).out;
    for piece in [
        "Een *nadruk*, een **vet**, een ~~door~~ en een `a|b`.",
        "- een\n\n  nog een alinea\n\n- twee",
        "1. eerst\n2. dan",
        "> citaat",
        "```\nx # y\n```",
        "| a | b |\n| --- | --- |\n| 1 | [web](https://web.example/a_%28b%29) |",
        "#### Kop",
        "Regel een\\\nregel twee",
    ] {
        assert!(out.contains(piece), "{piece:?} is missing in:\n{out}");
    }
}
