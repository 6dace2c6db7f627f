//! No link leads nowhere in a PDF either, and all media lead to the same page.

use std::path::Path;
use std::process::Command;

use crate::harness::{as_markdown, files, map};
use crate::links::{BASIS, ids_and_links, loaded, no_dead_links, site_with_links};

/// The addresses that a PDF links to.
fn links_of_pdf(path: &Path) -> Vec<String> {
    let out = Command::new("pdfinfo").arg("-url").arg(path).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    text.split_whitespace().filter(|word| word.starts_with("http")).map(str::to_owned).collect()
}

#[test]
fn no_link_in_a_pdf_of_a_random_site_leads_nowhere() {
    for (seed, scholen) in [(21, 1), (22, 2)] {
        let site = site_with_links(seed, scholen);
        let count = no_dead_links(&site, &[], Some(links_of_pdf));
        assert!(count > 50, "{seed}: {count}");
        // The profile and the summary each link to the website.
        for name in ["sop.pdf", "ouders.pdf"] {
            let links = links_of_pdf(&site.path(&format!("output/scholen/school-0/{name}")));
            assert!(links.iter().any(|link| link.starts_with(BASIS)), "{seed}: {name}");
        }
    }
}

#[test]
fn all_media_lead_to_the_same_page_of_an_item_and_of_a_question() {
    let site = site_with_links(31, 1);
    site.build(&[]);
    let model = loaded(&site);
    let map = map(&model);
    let school = model.school("school-0").unwrap();
    let text = as_markdown(&model, Some(school), school.profiel().unwrap());
    let page = String::from_utf8(files(&site.path("output"))["scholen/school-0/profiel/index.html"].clone()).unwrap();
    let (_, links) = ids_and_links("profiel", &page);
    let paper = links_of_pdf(&site.path("output/scholen/school-0/sop.pdf"));
    for (lijst, item) in [("specialisten", "mentor"), ("hulpvragen", "lezen")] {
        let address = map.item(lijst, item).unwrap();
        let whole = map.whole(&address).unwrap();
        assert!(text.contains(&whole), "{whole}");
        assert!(paper.contains(&whole), "{whole}: {paper:?}");
        assert!(links.contains(&address.from_page("scholen/school-0/profiel/index.html")), "{links:?}");
    }
}
