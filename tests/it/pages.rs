//! The map of pages: it lists what is made, no link leads nowhere, and no other part of the program builds an address.

use std::path::Path;

use crate::hulp::{SiteTest, files};
use crate::links::{no_dead_links, site_with_links};

#[test]
fn no_link_of_a_random_site_with_one_school_or_more_leads_nowhere() {
    for (seed, scholen) in [(11, 1), (12, 2), (13, 3), (14, 1), (15, 2), (16, 4)] {
        let site = site_with_links(seed, scholen);
        let count = no_dead_links(&site, &["--no-pdf"], None);
        assert!(count > 50, "{seed}: {count}");
    }
}

#[test]
fn a_site_without_schools_has_no_dead_link() {
    let site = SiteTest::small();
    std::fs::remove_dir_all(site.path("content/scholen")).unwrap();
    assert!(no_dead_links(&site, &["--no-pdf"], None) > 20);
}

/// Parts of the program that contain what looks like an address and is none, each with the reason.
const NO_ADDRESSES: [(&str, &str); 6] = [
    ("src/pages/", "the map itself"),
    ("src/load/", "paths of the content, in messages"),
    ("src/serve/http.rs", "which file a browser means that asks for a folder"),
    ("src/cli/", "paths that an author types, and what a build prints"),
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
