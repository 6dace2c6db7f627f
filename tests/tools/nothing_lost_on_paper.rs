//! Whatever a document says is found on its page, in its Markdown and in its PDF; see `nothing_lost` for how.

use crate::harness::SiteTest;
use crate::nothing_lost::{nothing_is_lost, nothing_of_seeds_is_lost, nothing_of_small_sites_is_lost};
use crate::pdf::all_text;

#[test]
fn nothing_of_the_example_region_is_lost_on_paper() {
    nothing_is_lost(&SiteTest::example(), Some(all_text));
}

#[test]
fn nothing_of_the_small_sites_is_lost_on_paper() {
    nothing_of_small_sites_is_lost(Some(all_text));
}

#[test]
fn nothing_of_a_random_document_is_lost_on_paper() {
    nothing_of_seeds_is_lost(101..=124, Some(all_text));
}
