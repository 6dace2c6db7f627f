//! Attachments with odd names, as a PDF links to them.

use std::collections::BTreeSet;

use crate::odd_names::{NAMES, files_behind, named};
use crate::pdf::objects;

#[test]
fn an_attachment_is_reached_from_the_pdf_whatever_its_name() {
    let site = named(&NAMES);
    site.build(&[]);
    let uris = objects(&site.path("output/scholen/de-linde/sop.pdf"));
    let uris = uris.iter().filter_map(|object| object["/A"]["/URI"].as_str());
    let uris = uris.map(|uri| uri.trim_start_matches("u:").to_owned());
    // Pictures are in the PDF itself, so only attachments are linked to.
    let attachments: BTreeSet<String> = NAMES.map(|name| format!("de-linde/2025-2026/{name}.pdf")).into();
    assert_eq!(files_behind(&site, uris), attachments);
}
