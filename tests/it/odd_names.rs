//! Files whose names mean something else in an address, and how to find them again through their addresses.

use std::collections::BTreeSet;
use std::fs;

use percent_encoding::percent_decode_str;

use crate::harness::SiteTest;

const YEAR: &str = "content/scholen/de-linde/2025-2026";

/// Names that mean something else in an address, or that not everybody writes in the same way.
pub(crate) const NAMES: [&str; 9] =
    ["plan #1", "groei 50%", "50%25", "een plan", "café", "a&b", "d'r", "vraag;antwoord+", "curaçao (kaart)"];

/// An image of one colour.
pub(crate) fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(4, 3).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// De Linde with files of these names: in a text, as an attachment, and as the photo of the school.
pub(crate) fn named(names: &[&str]) -> SiteTest {
    let site = SiteTest::small();
    let mut text = String::new();
    for name in names {
        site.write(&format!("{YEAR}/{name}.png"), png()).write(&format!("{YEAR}/{name}.pdf"), b"%PDF-1.4 x");
        // In a Markdown address `%` begins an escape.
        let typed = name.replace('%', "%25").replace('#', "%23");
        text += &format!("![Het plein](<{typed}.png>)\n\n[Het plan](<bijlage:{typed}.pdf>)\n\n");
    }
    site.write(&format!("{YEAR}/visie.md"), text);
    site.write("content/scholen/de-linde/foto #2 50%.png", png());
    let school = fs::read_to_string(site.path("content/scholen/de-linde/school.yaml")).unwrap();
    let photo = "foto: {bestand: 'foto #2 50%.png', alt: Het plein}\n";
    site.write("content/scholen/de-linde/school.yaml", format!("{school}{photo}"));
    let yaml = fs::read_to_string(site.path("content/site.yaml")).unwrap();
    let yaml: String =
        yaml.lines().filter(|line| !line.starts_with("basis-url")).map(|line| format!("{line}\n")).collect();
    site.write("content/site.yaml", format!("{yaml}basis-url: https://steun.example\n"));
    site
}

/// The files that addresses in a text lead to, each read through its address.
pub(crate) fn files_behind(site: &SiteTest, addresses: impl IntoIterator<Item = String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for address in addresses {
        let Some((_, path)) = address.split_once("bestanden/") else { continue };
        let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
        assert!(path.chars().all(allowed), "`{address}` is no path of an address");
        let path = percent_decode_str(path).decode_utf8().unwrap();
        assert!(site.path("output/bestanden").join(&*path).is_file(), "`{address}` leads to nothing");
        found.insert(path.into_owned());
    }
    found
}
