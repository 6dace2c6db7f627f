//! Pictures of schools on pages and in PDFs, and files that are none.

use crate::harness::{SiteTest, png};

const YEAR: &str = "content/scholen/de-linde/2025-2026";

/// The smallest site, with a logo, a photo and an image in a text.
pub(crate) fn with_pictures() -> SiteTest {
    let site = SiteTest::small();
    let school = "content/scholen/de-linde/school.yaml";
    let text = std::fs::read_to_string(site.path(school)).unwrap();
    site.write(
        school,
        format!(
            "{text}logo: {{bestand: beeld/logo.png, alt: Logo met een lindeblad}}\n\
             foto: {{bestand: beeld/foto.png, alt: Het schoolplein}}\n"
        ),
    );
    site.write("content/scholen/de-linde/beeld/logo.png", png(40, 20));
    site.write("content/scholen/de-linde/beeld/foto.png", png(120, 80));
    site.write(format!("{YEAR}/lokaal.png").as_str(), png(60, 30));
    let vision = format!("{YEAR}/visie.md");
    let text = std::fs::read_to_string(site.path(&vision)).unwrap();
    site.write(&vision, format!("{text}\n![Een lokaal met kleine tafels](lokaal.png)\n"));
    site
}

pub(crate) const PICTURES: [(&str, &str, u32, u32); 3] = [
    ("beeld/logo.png", "Logo met een lindeblad", 40, 20),
    ("beeld/foto.png", "Het schoolplein", 120, 80),
    ("2025-2026/lokaal.png", "Een lokaal met kleine tafels", 60, 30),
];
