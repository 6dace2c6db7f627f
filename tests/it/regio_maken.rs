//! The generated region that other tests and benchmarks build on.

use crate::hulp::{SiteTest, bestanden};

#[test]
fn een_gemaakte_regio_heeft_geen_fouten() {
    // Twelve schools have every kind of document.
    SiteTest::regio(12).draai(&["check"]).code(0);
}

#[test]
fn dezelfde_regio_heeft_dezelfde_bytes_en_een_school_is_in_elke_regio_gelijk() {
    let (klein, groot) = (SiteTest::regio(3), SiteTest::regio(12));
    let (klein, groot) = (bestanden(klein.wortel()), bestanden(groot.wortel()));
    for (pad, bytes) in &klein {
        assert_eq!(groot.get(pad), Some(bytes), "{pad}");
    }
    let scholen = groot.keys().filter(|pad| pad.ends_with("school.yaml")).count();
    assert_eq!(scholen, 12);
}
