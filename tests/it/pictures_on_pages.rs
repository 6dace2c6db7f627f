//! Pictures on pages, and picture files that are broken, no picture, or too large.

use crate::harness::{files, png};
use crate::pictures::{PICTURES, with_pictures};

const YEAR: &str = "content/scholen/de-linde/2025-2026";

#[test]
fn pictures_are_on_pages_with_their_size() {
    let site = with_pictures();
    let outcome = site.build(&["--no-pdf"]);
    let school = outcome.page("scholen/de-linde/index.html");
    let profiel = outcome.page("scholen/de-linde/profiel/index.html");
    for (path, alt, width, height) in PICTURES {
        let dir = "content/scholen/de-linde";
        let copied = std::fs::read(site.path(&format!("output/bestanden/de-linde/{path}"))).unwrap();
        assert_eq!(copied, std::fs::read(site.path(&format!("{dir}/{path}"))).unwrap(), "{path}");
        let (page, root) = if path.contains("lokaal") { (&profiel, "../../../") } else { (&school, "../../") };
        let picture = format!("img[src='{root}bestanden/de-linde/{path}']");
        let stats = ["alt", "width", "height"].map(|name| page.attributes(&picture, name).concat());
        assert_eq!(stats, [alt.to_owned(), width.to_string(), height.to_string()], "{picture}");
    }
}

#[test]
fn a_cut_off_picture_is_reported_where_it_is_named() {
    let good = with_pictures();
    let whole = files(&good.path("content"));
    // Long enough for the header with the size of the image.
    let half = |path: &str| {
        let bytes = &whole[path.strip_prefix("content/").unwrap()];
        bytes[..bytes.len() / 2].to_vec()
    };
    for (path, place) in [
        ("content/scholen/de-linde/beeld/logo.png", "content/scholen/de-linde/school.yaml:7:"),
        ("content/scholen/de-linde/beeld/foto.png", "content/scholen/de-linde/school.yaml:8:"),
        (&format!("{YEAR}/lokaal.png"), &format!("{YEAR}/visie.md:7:")),
    ] {
        let site = with_pictures();
        site.write(path, half(path));
        let outcome = site.run(&["build", "--report", "short"]);
        outcome.code(1).reports(place);
        let melding = outcome.err.lines().find(|r| r.contains(place)).unwrap();
        assert!(melding.contains("pdf-fout") || melding.contains("afbeelding-kapot"), "{melding}");
        assert!(!site.path("output").exists());
    }
}

#[test]
fn a_file_that_is_no_picture_is_reported() {
    for content in [&b"dit is geen png"[..], b"", &png(10, 10)[..12], b"<svg xmlns='http://www.w3.org/2000/svg'/>"] {
        let site = with_pictures();
        site.write("content/scholen/de-linde/beeld/logo.png", content);
        let outcome = site.run(&["build", "--report", "short"]);
        outcome.code(1).reports("content/scholen/de-linde/school.yaml:7:").reports("afbeelding-kapot");
    }
}

/// A small file can contain an image for which no machine has the memory.
#[test]
fn a_gigantic_picture_is_refused() {
    let site = with_pictures();
    let mut bomb = png(10, 10);
    // Width and height, in the header.
    bomb[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    site.write("content/scholen/de-linde/beeld/foto.png", bomb);
    let outcome = site.run(&["build", "--report", "short"]);
    outcome.code(1).reports("content/scholen/de-linde/school.yaml:8:").reports("20000 bij 20000 beeldpunten");
}
