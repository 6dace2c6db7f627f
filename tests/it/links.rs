//! Reads the links of pages, and expects them to lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use steunwijzer::load;
use steunwijzer::model::site::Site;

use crate::harness::{SiteTest, as_markdown, files, map, sitemap_addresses};
use crate::parsed_page::ParsedPage;
use crate::random_sites::test_site;

/// The address at which the test sites say they are.
pub(crate) const BASIS: &str = "https://proef.example/";

pub(crate) fn loaded(test: &SiteTest) -> Site {
    let (site, _) = load::load(&test.path("content")).map_err(|err| err.0).unwrap();
    site.unwrap()
}

/// Links of every kind, to things that exist in some builds and not in others.
fn links(sections: &[String], scholen: usize) -> String {
    let mut targets: Vec<String> = [
        "item:specialisten/mentor",
        "item:specialisten/intern-begeleider",
        "item:voorzieningen/time-out",
        "item:plaatsen/swv",
        "item:hulpvragen/lezen",
        "hulp:lezen",
        "bijlage:bijlage.pdf",
    ]
    .map(str::to_owned)
    .into();
    targets.extend(sections.iter().map(|id| format!("sectie:{id}")));
    targets.extend((0..scholen).map(|number| format!("school:school-{number}")));
    targets.iter().map(|target| format!("[{}]({target})", target.replace(':', " "))).collect::<Vec<_>>().join(", ")
}

/// A random site whose texts contain those links, and some of whose sections are not answered.
pub(crate) fn site_with_links(seed: u64, scholen: usize) -> SiteTest {
    let (site, documents) = test_site(seed, scholen);
    for (number, (slug, document)) in documents.into_iter().enumerate() {
        let mut document = document;
        let all = document["secties"].as_object_mut().unwrap();
        let last = all.keys().next_back().cloned();
        if let Some(last) = last.filter(|_| all.len() > 2 && number > 0) {
            all.remove(&last);
        }
        let sections: Vec<String> = all.keys().cloned().collect();
        let text = links(&sections, scholen);
        for answer in all.values_mut().filter_map(Value::as_object_mut) {
            answer.insert("toelichting".to_owned(), format!("Zie {text}.").into());
            answer.insert("voor-ouders".to_owned(), format!("Kijk bij {text}.").into());
        }
        site.write(&format!("content/scholen/{slug}/2025-2026/profiel.yaml"), format!("{document:#}"));
        if number < 2 {
            write_example(&site, number, document);
        }
    }
    site
}

/// The same document as a practice example, in a format of its own; every second one is not published.
fn write_example(site: &SiteTest, number: usize, mut document: Value) {
    let formaat = std::fs::read_to_string(site.path("content/formaten/proef.yaml")).unwrap();
    let mut formaat: Value = serde_json::from_str(&formaat).unwrap();
    let keys = formaat.as_object_mut().unwrap();
    keys.insert("formaat".to_owned(), "verhaal".into());
    keys.insert("van".to_owned(), "praktijk".into());
    keys.remove("profiel");
    site.write("content/formaten/verhaal.yaml", format!("{formaat:#}"));
    let keys = document.as_object_mut().unwrap();
    keys.insert("formaat".to_owned(), "verhaal".into());
    keys.insert("titel".to_owned(), format!("Voorbeeld {number}").into());
    keys.remove("schooljaar");
    if number % 2 == 1 {
        keys.insert("status".to_owned(), "concept".into());
    }
    site.write("content/praktijk/bijlage.pdf", "%PDF-1.7\n");
    site.write(&format!("content/praktijk/voorbeeld-{number}.yaml"), format!("{document:#}"));
}

/// Expects every full address of the website to lead to something. Returns how many there are.
#[track_caller]
fn whole_addresses_lead_somewhere<'a>(
    everything: &BTreeMap<String, Vec<u8>>,
    from: &str,
    addresses: impl Iterator<Item = &'a str>,
) -> usize {
    let mut count = 0;
    for address in addresses {
        let Some(rest) = address.strip_prefix(BASIS) else { continue };
        count += 1;
        let (path, anchor) = rest.split_once('#').map_or((rest, None), |(path, anchor)| (path, Some(anchor)));
        let path = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let bytes = everything.get(&path).unwrap_or_else(|| panic!("{from}: {address} leidt nergens heen"));
        if let Some(anchor) = anchor {
            let (ids, _) = ids_and_links(&path, std::str::from_utf8(bytes).unwrap());
            assert!(ids.contains(anchor), "{from}: {address}: there is no `{anchor}` on {path}");
        }
    }
    count
}

/// Expects nothing in the output, and no export, to link to what is not there.
#[track_caller]
pub(crate) fn no_dead_links(test: &SiteTest, options: &[&str], read_pdf: Option<fn(&Path) -> Vec<String>>) -> usize {
    test.build(options);
    let output = test.path("output");
    let everything = files(&output);
    let mut count = links_are_right(&output);
    for (path, bytes) in &everything {
        if path.ends_with(".html") {
            let (_, links) = ids_and_links(path, std::str::from_utf8(bytes).unwrap());
            count += whole_addresses_lead_somewhere(&everything, path, links.iter().map(String::as_str));
        } else if let Some(read) = read_pdf.filter(|_| path.ends_with(".pdf") && !path.starts_with("bestanden/")) {
            let links = read(&output.join(path));
            count += whole_addresses_lead_somewhere(&everything, path, links.iter().map(String::as_str));
        } else if path == "sitemap.xml" {
            let all = sitemap_addresses(std::str::from_utf8(bytes).unwrap());
            count += whole_addresses_lead_somewhere(&everything, path, all.iter().map(String::as_str));
        }
    }
    let site = loaded(test);
    let map = map(&site);
    let of_scholen = site.scholen.iter().flat_map(|s| s.documenten.iter().map(move |d| (Some(s.as_ref()), d)));
    for (school, document) in of_scholen.chain(site.praktijk.iter().map(|d| (None, d))) {
        let text = as_markdown(&site, school, document);
        let all = text.split(['(', '<', ')', '>', ' ', '\n']).filter(|word| word.starts_with(BASIS));
        count += whole_addresses_lead_somewhere(&everything, &document.name, all);
    }
    let made: BTreeSet<&str> = everything.keys().map(String::as_str).filter(|p| p.ends_with(".html")).collect();
    assert_eq!(made, map.paths().collect(), "the map and the output differ");
    count
}

/// The targets on a page, and what it refers to.
#[derive(Default)]
pub(crate) struct Page {
    /// Ids on the page.
    pub(crate) ids: BTreeSet<String>,
    /// Everything that is linked to.
    pub(crate) links: Vec<String>,
    /// Everything that a browser loads by itself.
    pub(crate) loads: Vec<String>,
}

/// Reads a page, with what browsers without scripts get to see.
#[track_caller]
pub(crate) fn read(path: &str, html: &str) -> Page {
    let mut out = Page::default();
    let page = ParsedPage::of(html);
    for part in page.without_scripts().into_iter().chain([page]) {
        for id in part.attributes("[id]", "id") {
            assert!(out.ids.insert(id.clone()), "{path}: id `{id}` is there twice");
        }
        out.links.extend(part.links());
        // What is canonical is for search engines; nothing is loaded.
        out.loads.extend(part.attributes("[href]:not(a, area, link[rel=canonical])", "href"));
        for key in ["src", "data", "poster"] {
            out.loads.extend(part.attributes(&format!("[{key}]"), key));
        }
        for value in part.attributes("[srcset]", "srcset") {
            out.loads.extend(value.split(',').filter_map(|d| d.split_whitespace().next()).map(str::to_owned));
        }
    }
    out
}

/// The ids on a page, and what it links to.
pub(crate) fn ids_and_links(path: &str, html: &str) -> (BTreeSet<String>, Vec<String>) {
    let page = read(path, html);
    (page.ids, page.links)
}

/// The path in the output that a relative link on a page leads to.
#[track_caller]
fn resolve(page: &str, link: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{page}: {link} leads out of the website"),
            "." | "" => panic!("{page}: {link}"),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Expects every link and anchor to lead to something, and nothing to be loaded from elsewhere. Returns how many links
/// there are.
#[track_caller]
pub(crate) fn links_are_right(output: &Path) -> usize {
    let everything = files(output);
    let pages: BTreeMap<&str, Page> = everything
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), read(path, std::str::from_utf8(bytes).unwrap())))
        .collect();
    let (mut count, mut visited) = (0, BTreeSet::from(["index.html", "404.html"]));
    for (path, page) in pages.iter().filter(|(path, _)| **path != "404.html") {
        for address in &page.loads {
            assert!(!address.contains(':') && !address.starts_with('/'), "{path} laadt {address}");
            assert!(everything.contains_key(&resolve(path, address)), "{path} loads {address}, which is not there");
        }
        for link in &page.links {
            if ["https://", "http://", "mailto:", "tel:"].iter().any(|s| link.starts_with(s)) {
                continue;
            }
            count += 1;
            let (address, anchor) = link.split_once('#').map_or((link.as_str(), None), |(a, b)| (a, Some(b)));
            // The query is a choice made on that page.
            let address = address.split_once('?').map_or(address, |(address, _)| address);
            let target = if address.is_empty() { (*path).to_owned() } else { resolve(path, address) };
            let Some((target, _)) = everything.get_key_value(&target) else {
                panic!("{path}: {link} leidt nergens heen")
            };
            if let Some(anchor) = anchor {
                let ids = &pages[target.as_str()].ids;
                assert!(ids.contains(anchor), "{path}: {link}: there is no id `{anchor}` on {target}");
            } else if target.ends_with(".html") && !target.ends_with("/schoolgids.html") {
                assert!(address.ends_with("index.html"), "{path}: {link} does not end in index.html");
            }
            visited.insert(target.as_str());
        }
    }
    for (path, bytes) in everything.iter().filter(|(path, _)| path.ends_with(".css")) {
        let css = String::from_utf8_lossy(bytes);
        assert!(!css.contains("@import") && !css.contains("http"), "{path} loads something from elsewhere");
        for address in css.split("url(").skip(1).filter_map(|part| part.split(')').next()) {
            assert!(
                everything.contains_key(&resolve(path, address.trim_matches(['"', '\'']))),
                "{path} laadt {address}"
            );
        }
    }
    // Pages without a link to them: only those at the lasting address of their year.
    let orphans = pages.keys().filter(|path| !visited.contains(**path));
    let orphans: Vec<&&str> = orphans.filter(|path| !path.split('/').any(|part| part.starts_with("20"))).collect();
    assert!(orphans.is_empty(), "no link leads to these pages: {orphans:?}");
    count
}
