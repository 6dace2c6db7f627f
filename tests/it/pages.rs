//! The map of pages: it lists what is made, no link leads nowhere, and no other part of the program builds an address.

use std::path::Path;

use crate::harness::{SiteTest, files};
use crate::links::{no_dead_links, site_with_links};

#[test]
fn no_link_of_a_random_site_with_one_school_or_more_leads_nowhere() {
    for (seed, scholen) in [(11, 1), (12, 2), (13, 3), (14, 1), (15, 2), (16, 4)] {
        let site = site_with_links(seed, scholen);
        let count = no_dead_links(&site, &["--no-pdf"], None);
        assert!(count > 50, "{seed}: {count}");
        // The example that is published has its page, which the links of the site lead to; the other one has none.
        assert!(site.path("output/praktijk/voorbeeld-0/index.html").is_file(), "{seed}");
        assert!(!site.path("output/praktijk/voorbeeld-1").exists(), "{seed}");
    }
}

#[test]
fn a_site_without_schools_has_no_dead_link() {
    let site = SiteTest::small();
    std::fs::remove_dir_all(site.path("content/scholen")).unwrap();
    assert!(no_dead_links(&site, &["--no-pdf"], None) > 20);
}

/// Parts of the program that contain what looks like an address and is none, each with the reason.
const NO_ADDRESSES: [(&str, &str); 7] = [
    ("src/pages/", "the map itself"),
    ("src/load/", "paths of the content, in messages"),
    ("src/serve/http.rs", "which file a browser means that asks for a folder"),
    ("src/cli/", "paths that an author types, and what a build prints"),
    ("src/grammar/definitions/", "where the files of a site stand, in schemas and the reference"),
    ("src/output/", "tests of writing a folder"),
    ("src/pdf/", "files of a theme, in messages"),
];

/// Lines of a source that are neither comment nor test.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")).map(|(i, line)| (i + 1, line))
}

/// Whether a line holds a literal address of the output.
fn has_address(line: &str) -> bool {
    const FOLDERS: [&str; 11] = [
        "bestanden/",
        "begrippen/",
        "ondersteuning/",
        "vergelijken/",
        "dekking/",
        "hulp/",
        "zoek/",
        "thema/",
        "scholen/",
        "praktijk/",
        "data/",
    ];
    line.split('"').skip(1).step_by(2).any(|literal| {
        let starts = FOLDERS
            .iter()
            .any(|folder| literal.trim_start_matches("{basis}/").trim_start_matches("{root}").starts_with(folder));
        (starts && !literal.contains(' ')) || literal.contains("index.html")
    })
}

#[test]
fn no_part_of_the_program_but_the_map_builds_an_address() {
    assert!(has_address(r#"let a = format!("scholen/{}/index.html", slug);"#));
    assert!(has_address(r#"on_site(format!("{basis}/hulp/{id}/"))"#));
    assert!(!has_address(r#"let a = "een document staat in scholen/";"#));
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in files(&root.join("src")) {
        let path = format!("src/{path}");
        let passed_over = NO_ADDRESSES.iter().any(|(part, _)| path.starts_with(part)) || path.contains("/tests");
        if passed_over || !path.ends_with(".rs") {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        found
            .extend(code(&text).filter(|(_, line)| has_address(line)).map(|(at, line)| format!("{path}:{at}: {line}")));
    }
    assert!(found.is_empty(), "addresses are built in src/pages:\n{}", found.join("\n"));
}

/// Scripts that fetch what stands at a fixed place, each with the reason.
const FETCHED: [(&str, &str); 1] =
    [("js/search.js", "the search engine; tests/web/search.test.mjs looks at what it fetches")];

#[test]
fn no_script_of_the_theme_builds_an_address_of_a_page() {
    let script = |line: &str| line.replace(['\'', '`'], "\"");
    assert!(has_address(&script("a.href = root + 'scholen/' + slug + '/index.html';")));
    assert!(has_address(&script("a.href = `hulp/${id}/`;")));
    assert!(!has_address(&script("a.href = root + school.g[7]; // of 'scholen en hulp'")));
    let mut found = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["themes/standaard/static", "src/serve/web"] {
        for (path, bytes) in files(&root.join(folder)).into_iter().filter(|(path, _)| path.ends_with(".js")) {
            let text = String::from_utf8(bytes).unwrap();
            let fetched = FETCHED.iter().any(|(name, _)| path == *name);
            let wrong = code(&text).filter(|(_, line)| !fetched && has_address(&script(line)));
            found.extend(wrong.map(|(at, line)| format!("{folder}/{path}:{at}: {line}")));
        }
    }
    assert!(found.is_empty(), "the data of the page hold the addresses that src/pages makes:\n{}", found.join("\n"));
}

#[test]
fn the_data_of_schools_side_by_side_hold_addresses_of_pages_that_are_there() {
    let site = SiteTest::example();
    let json = site.build(&["--no-pdf"]).page("vergelijken/scholen/index.html").one("script#gegevens").text();
    let data: serde_json::Value = serde_json::from_str(&json).unwrap();
    let schools = data["s"].as_array().unwrap();
    assert!(schools.len() > 3, "{data}");
    for school in schools {
        for address in
            [&school["g"][6], &school["g"][7]].into_iter().filter_map(|a| a.as_str()).filter(|a| !a.is_empty())
        {
            assert!(site.path("output").join(address).is_file(), "{address}");
        }
        assert_ne!(school["g"][7], "", "{school}");
    }
}
