//! Files of a theme that cannot be used are reported, whatever they are for.

use crate::hulp::SiteTest;

#[test]
fn a_file_of_a_theme_that_cannot_be_read_is_told_whatever_it_is_for() {
    for path in ["pdf/letter.ttf", "pdf/koppen.otf", "static/letter.woff2"] {
        let site = SiteTest::small();
        // Larger than any font or picture may be.
        site.write(&format!("content/thema/{path}"), vec![0; 10_000_001]);
        let outcome = site.run(&["check", "--report", "short"]);
        outcome.code(1).reports(&format!("thema/{path}: fout[bestand-te-groot]"));
    }
}

#[test]
fn a_theme_that_is_not_there_is_told_with_the_nearest_that_is() {
    let site = SiteTest::small();
    site.write("content/themas/zomer/thema.yaml", "thema: zomer\n").write("content/themas/winters", "geen map");
    for (typed, near) in [("zommer", "zomer"), ("zoemr", "zomer"), ("standard", "standaard")] {
        let outcome = site.run(&["check", "--theme", typed]);
        outcome.reports(&format!("er is geen thema `{typed}`")).reports(&format!("bedoelde u `{near}`?"));
    }
    // A file is no theme.
    assert!(!site.run(&["check", "--theme", "winterz"]).err.contains("winters"));
}
