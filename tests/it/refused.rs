//! Content that is refused: dangerous links, files outside the school's folder, and excessive nesting.

use std::fmt::Write as _;

use crate::harness::SiteTest;

const DANGEROUS: &[&str] = &[
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](  javascript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java&#9;script:alert(1))",
    "[x](java&NewLine;script:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](//kwaad.example/x)",
    "[x](\\\\kwaad.example\\x)",
    "[x](../../../geheim.html)",
    "[x](bijlage:../../site.yaml)",
    "[x](bijlage:/etc/passwd)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](/etc/passwd.png)",
    "![x](../../../../etc/passwd.png)",
    "![x](https://kwaad.example/volg.png)",
    "[x][y]\n\n[y]: javascript:alert(1)",
];

#[test]
fn deeply_nested_texts_are_read() {
    let site = SiteTest::small();
    let vision = "content/scholen/de-linde/2025-2026/visie.md";
    for text in ["> ".repeat(3000) + "diep", "*".repeat(4000) + "diep", "- ".repeat(3000) + "diep", "[".repeat(9000)] {
        site.write(vision, text);
        let outcome = site.run(&["build", "--report", "short"]);
        if outcome.code != 0 {
            outcome.code(1).reports("te-diep");
        }
    }
    let yaml = format!("titel: {}x{}\n", "[".repeat(5000), "]".repeat(5000));
    site.write("content/site.yaml", yaml).run(&["build", "--report", "short"]).code(1).reports("te-diep");
}

#[test]
fn dangerous_links_are_refused() {
    let site = SiteTest::small();
    let mut text = String::new();
    for link in DANGEROUS {
        let _ = writeln!(text, "{link}\n");
    }
    // Only `[y]` can be defined just once, so all fit in one text.
    site.write("content/scholen/de-linde/2025-2026/visie.md", &text);
    let outcome = site.run(&["build", "--report", "short"]);
    outcome.code(1);
    for link in DANGEROUS {
        let line = text[..text.find(link).unwrap()].matches('\n').count() + 1;
        let place = format!("visie.md:{line}:");
        let melding = outcome.err.lines().find(|r| r.contains(&place));
        let melding = melding.unwrap_or_else(|| panic!("{link} ({place}) is not in:\n{}", outcome.err));
        assert!(
            ["link-geweigerd", "pad-buiten-map", "bestandssoort"].iter().any(|code| melding.contains(code)),
            "{link}: {melding}"
        );
    }
    assert!(!site.path("output").exists());
}

#[test]
fn addresses_that_are_no_address_are_text() {
    for (field, value) in [
        ("web", "javascript:alert(1)"),
        ("web", "https://x.example/ onclick=alert(1)"),
        ("web", "data:text/html,x"),
        ("mail", "a@b.nl?bcc=x@y.nl"),
        ("mail", "a@b.nl\"><script>"),
        ("mail", "javascript:alert(1)"),
        ("telefoon", "112;ext=javascript:alert(1)"),
    ] {
        let site = SiteTest::small();
        let line = format!("\ncontact: {{naam: Iemand, {field}: '{value}'}}\n");
        let text = std::fs::read_to_string(site.path("content/site.yaml")).unwrap();
        site.write("content/site.yaml", text.trim_end().to_owned() + &line);
        let outcome = site.run(&["build", "--report", "short"]);
        outcome.code(1).reports("content/site.yaml:4:").reports("verkeerd-type");
    }
    let site = SiteTest::small();
    for basis in ["javascript:alert(1)", "https://x.example/\"><script>", "//x.example", "https://"] {
        let text = format!("titel: T\nbasis-url: '{basis}'\n");
        site.write("content/site.yaml", text).run(&["build", "--report", "short"]).code(1).reports("site.yaml:2:");
    }
}

#[test]
fn files_outside_the_own_folder_are_not_read() {
    let secret = "GEHEIM-Q7";
    for path in ["../../../geheim.md", "/etc/hostname.md", "../../de-els/visie.md", "koppeling.md", "map/geheim.md"] {
        let site = SiteTest::small();
        site.write("geheim.md", secret).write("content/geheim.md", secret);
        site.write("content/scholen/de-els/visie.md", secret);
        site.write("content/scholen/de-els/school.yaml", "naam: De Els\n");
        let year = site.path("content/scholen/de-linde/2025-2026");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(site.path("geheim.md"), year.join("koppeling.md")).unwrap();
            std::os::unix::fs::symlink(site.root(), year.join("map")).unwrap();
        }
        let profiel = "content/scholen/de-linde/2025-2026/profiel.yaml";
        site.replace(profiel, "tekst: visie.md", &format!("tekst: {path}"));
        let outcome = site.run(&["build", "--report", "short"]);
        outcome.code(1).reports(profiel);
        assert!(outcome.err.contains("pad-buiten-map") || !cfg!(unix), "{path}: {}", outcome.err);
        assert!(!outcome.err.contains(secret) && !outcome.out.contains(secret));
        assert!(!site.path("output").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_school_that_is_a_link_is_refused() {
    let site = SiteTest::small();
    site.write("elders/school.yaml", "naam: Elders\n");
    std::os::unix::fs::symlink(site.path("elders"), site.path("content/scholen/elders")).unwrap();
    site.run(&["build", "--report", "short"]).code(1).reports("pad-buiten-map");
}
