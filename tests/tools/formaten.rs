//! On paper too, a new format is nothing but data.

use crate::harbour::{ANTWOORDEN, harbour};
use crate::harness::without_breaks;
use crate::pdf::all_text;

#[test]
fn a_new_format_with_every_kind_is_whole_in_the_pdf() {
    let site = harbour();
    site.build(&[]);
    let pdf = without_breaks(&all_text(&site.path("output/scholen/de-haven/sop.pdf"))).to_lowercase();
    let lacks = ANTWOORDEN.iter().filter(|a| !pdf.contains(&without_breaks(a).to_lowercase()));
    assert_eq!(lacks.collect::<Vec<_>>(), Vec::<&&str>::new(), "not in the PDF");
    // What the extension replaced is gone.
    assert!(!pdf.contains("oudetitel"));
}
