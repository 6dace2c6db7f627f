//! Whatever a document says is found on its page and in its Markdown; see `nothing_lost` for how.

use crate::harness::SiteTest;
use crate::nothing_lost::{nothing_is_lost, nothing_of_seeds_is_lost, nothing_of_small_sites_is_lost};

#[test]
fn nothing_of_the_example_region_is_lost_on_pages() {
    nothing_is_lost(&SiteTest::example(), None);
}

#[test]
fn nothing_of_the_small_sites_is_lost_on_pages() {
    nothing_of_small_sites_is_lost(None);
}

#[test]
fn nothing_of_a_random_document_is_lost_on_its_page() {
    nothing_of_seeds_is_lost(1..=60, None);
}
