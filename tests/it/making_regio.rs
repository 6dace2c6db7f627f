//! The generated region that other tests and benchmarks build on.

use crate::harness::{SiteTest, files};

#[test]
fn a_made_region_has_no_errors() {
    // Twelve schools have every kind of document.
    SiteTest::regio(12).run(&["check"]).code(0);
}

#[test]
fn the_same_region_has_the_same_bytes_and_a_school_is_the_same_in_each_region() {
    let (lower, large) = (SiteTest::regio(3), SiteTest::regio(12));
    let (lower, large) = (files(lower.root()), files(large.root()));
    for (path, bytes) in &lower {
        assert_eq!(large.get(path), Some(bytes), "{path}");
    }
    let scholen = large.keys().filter(|path| path.ends_with("school.yaml")).count();
    assert_eq!(scholen, 12);
}
