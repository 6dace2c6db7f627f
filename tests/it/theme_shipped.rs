//! Themes that are in the program, and a site's own style over them.

use crate::harness::SiteTest;

/// The accents of the theme `minimaal`, light and dark.
const MINIMAL: [&str; 2] = ["--accent:#1d3f8f", "--accent:#9db8ff"];

#[test]
fn a_theme_in_the_program_works_from_anywhere_and_takes_the_rest_from_the_standard_theme() {
    let site = SiteTest::small();
    let outcome = site.run(&["build", "--theme", "minimaal"]);
    let style = outcome.code(0).file("thema/stijl.css");
    for token in MINIMAL {
        assert!(style.contains(token), "{token}");
    }
    // A colour that it does not name, and a part of the style.
    assert!(style.contains("--green:#2e7d4f") && style.contains(".breadcrumbs"), "{style}");
    let site = SiteTest::small();
    let yaml = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
    site.write("content/site.yaml", format!("{yaml}thema: minimaal\n"));
    assert!(site.run(&["build", "--no-pdf"]).code(0).file("thema/stijl.css").contains(MINIMAL[0]));
}

#[test]
fn a_theme_may_have_one_of_the_program_as_its_parent_and_a_folder_goes_before_it() {
    let site = SiteTest::small();
    site.write("content/themas/zomer/thema.yaml", "naam: Zomer\nouder: minimaal\nkleuren:\n  let-op: \"#7a1f00\"\n");
    let style = |theme: &str| site.run(&["build", "--no-pdf", "--theme", theme]).code(0).file("thema/stijl.css");
    let summer = style("zomer");
    assert!(summer.contains(MINIMAL[0]) && summer.contains("--attention:#7a1f00"), "{summer}");
    site.write("content/themas/minimaal/thema.yaml", "naam: Eigen\nkleuren:\n  accent: \"#123456\"\n");
    assert!(style("minimaal").contains("--accent:#123456"));
    assert!(style("zomer").contains("--accent:#123456"));
}

#[test]
fn a_near_name_of_a_theme_in_the_program_is_told() {
    for (typed, near) in [("minimal", "minimaal"), ("minimaaal", "minimaal"), ("standaart", "standaard")] {
        let outcome = SiteTest::small().run(&["check", "--theme", typed]);
        outcome.reports(&format!("er is geen thema `{typed}`")).reports(&format!("bedoelde u `{near}`?"));
    }
}

#[test]
fn a_style_of_its_own_is_linked_last_where_there_is_one() {
    let link = "link[rel=stylesheet][href$='thema/eigen.css']";
    let site = SiteTest::small();
    let outcome = site.run(&["build", "--no-pdf"]);
    assert_eq!(outcome.page("index.html").count(link), 0);
    assert!(!site.path("output/thema/eigen.css").exists());
    // That of a theme, then that of the site, wherever it stands in the folder.
    site.write("content/themas/zomer/thema.yaml", "naam: Zomer\n")
        .write("content/themas/zomer/eigen.css", "p { color: red }");
    for own in ["content/thema/eigen.css", "content/thema/static/eigen.css"] {
        site.write(own, "@import 'letters.css';\np { color: blue }\n")
            .write("content/thema/static/letters.css", "b {}");
        let outcome = site.run(&["build", "--no-pdf", "--theme", "zomer", "--report", "short"]);
        assert!(!outcome.code(0).err.contains("bestand-niet-gelezen"), "{}", outcome.err);
        let css = outcome.file("thema/eigen.css");
        let places =
            ["@import 'letters.css' layer(own);", "@layer own {\np { color: red }", "@layer own {\np { color: blue }"];
        let at: Vec<_> = places.iter().map(|part| css.find(part).unwrap_or_else(|| panic!("{part}: {css}"))).collect();
        assert!(at.is_sorted(), "{css}");
        for page in ["index.html", "zoek/index.html"] {
            let links = outcome.page(page).attributes("link[rel=stylesheet]", "href");
            assert!(links.last().is_some_and(|link| link.ends_with("thema/eigen.css")), "{page}: {links:?}");
        }
        std::fs::remove_file(site.path(own)).unwrap();
    }
}

#[test]
fn a_style_that_no_browser_can_read_is_told_at_its_place_and_the_last_build_stays() {
    let site = SiteTest::small();
    site.run(&["build", "--no-pdf"]).code(0);
    let before = std::fs::read(site.path("output/index.html")).unwrap();
    for (css, said) in [
        ("p { color: red }\n}\n", "2:1: fout[thema-fout]: `}` sluit hier niets"),
        ("p {\n  color: red;\n", "1:3: fout[thema-fout]: `{` wordt nergens gesloten"),
        ("/* p", "1:1: fout[thema-fout]: deze opmerking houdt niet op"),
    ] {
        site.write("content/thema/eigen.css", css);
        site.run(&["build", "--no-pdf", "--report", "short"]).code(1).reports(&format!("thema/eigen.css:{said}"));
    }
    assert_eq!(std::fs::read(site.path("output/index.html")).unwrap(), before);
}

#[test]
fn a_script_of_a_theme_that_asks_for_what_is_not_there_is_told_at_its_line() {
    let site = SiteTest::small();
    site.write("content/thema/static/js/search.js", "\nimport { mak } from './dom.js';\n");
    let outcome = site.run(&["check", "--no-pdf", "--report", "short"]);
    outcome.code(1).reports("thema/static/js/search.js:2:1: fout[thema-fout]: `dom.js` geeft geen `mak`");
    outcome.reports("bedoelde u `make`?");
}
