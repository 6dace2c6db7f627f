//! What an output does with what stands on the disk already: foreign folders, links,
//! leftovers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::tests::{bouw, merk, namen, plek};
use super::*;

/// The error of opening a target from a folder.
pub(super) fn geweigerd(doel: impl AsRef<Path>, werkmap: &Path) -> String {
    let fout = Uitvoer::open_vanuit(doel.as_ref(), Some(werkmap)).expect_err("dit moet geweigerd worden");
    fout.to_string()
}

/// Says on the terminal that a test did not run. The standard macros are captured.
#[cfg(unix)]
pub(super) fn overgeslagen(test: &str, waarom: &str) {
    let _ = writeln!(io::stderr(), "OVERGESLAGEN: {test}: {waarom}");
}

#[test]
fn vreemde_map_wordt_geweigerd() {
    let (map, doel) = plek();
    fs::create_dir(&doel).unwrap();
    fs::write(doel.join("vakantie.jpg"), "").unwrap();
    assert_eq!(
        geweigerd("output", map.path()),
        "`output` is niet door Steunwijzer gemaakt; kies een andere map met --output of maak deze leeg"
    );
    // A folder with the name of the marker is no marker.
    fs::create_dir(doel.join(MERKBESTAND)).unwrap();
    assert!(geweigerd("output/", map.path()).starts_with("`output` is niet door"));
    assert_eq!(namen(map.path()), ["output"]);
    assert_eq!(namen(&doel), [MERKBESTAND, "vakantie.jpg"]);
}

#[test]
fn lege_map_en_ontbrekende_ouder() {
    let (map, doel) = plek();
    fs::create_dir(&doel).unwrap();
    bouw(&doel, &[("a", "1")]).unwrap();
    assert_eq!(namen(&doel), [MERKBESTAND, "a"]);
    let diep = map.path().join("x/y/z/");
    bouw(&diep, &[("a", "1")]).unwrap();
    assert_eq!(namen(&diep), [MERKBESTAND, "a"]);
    assert_eq!(namen(&map.path().join("x/y")), ["z"]);
}

#[test]
fn merk_met_andere_inhoud_wordt_hersteld() {
    let (_map, doel) = plek();
    merk(&doel);
    fs::write(doel.join(MERKBESTAND), "Anders.\r\n").unwrap();
    bouw(&doel, &[]).unwrap();
    assert_eq!(fs::read_to_string(doel.join(MERKBESTAND)).unwrap(), MERKTEKST);
}

#[test]
fn vreemd_geworden_tijdens_de_build() {
    let (map, doel) = plek();
    let uitvoer = Uitvoer::open(&doel).unwrap();
    fs::create_dir(&doel).unwrap();
    fs::write(doel.join("brief.txt"), "").unwrap();
    assert!(matches!(uitvoer.rond_af(), Err(UitvoerFout::NietVanOns { .. })));
    assert_eq!(namen(&doel), ["brief.txt"]);
    assert_eq!(namen(map.path()), ["output"]);
}

#[test]
fn geen_map() {
    let (map, doel) = plek();
    fs::write(&doel, "tekst").unwrap();
    assert_eq!(geweigerd("output", map.path()), "`output` is geen map; kies een andere map met --output");
    assert!(geweigerd("output/sub", map.path()).starts_with("`output` is geen map"));
    assert!(geweigerd("output/sub/sub", map.path()).starts_with("`output/sub` is geen map"));
    assert_eq!(namen(map.path()), ["output"]);
}

#[test]
fn doel_zonder_naam() {
    let (map, _) = plek();
    for doel in [".", "./", "..", "/", "a/..", ""] {
        let fout = geweigerd(doel, map.path());
        assert!(fout.ends_with("noem een map met een eigen naam, bijvoorbeeld --output output"), "{fout}");
    }
    assert!(namen(map.path()).is_empty());
}

#[test]
fn werkmap() {
    let (map, doel) = plek();
    bouw(&doel, &[("a/b", "1")]).unwrap();
    let erin = "de huidige map ligt in `../output`, die bij de build wordt vervangen";
    assert!(geweigerd("../output", &doel).starts_with(erin));
    assert!(geweigerd("../../output", &doel.join("a")).contains("ga eerst naar een map daarbuiten"));
    let naast = map.path().join("output2");
    fs::create_dir(&naast).unwrap();
    Uitvoer::open_vanuit("../output".as_ref(), Some(&naast)).unwrap().rond_af().unwrap();
    // A current directory that is gone matters only to a relative path.
    let fout = Uitvoer::open_vanuit("output".as_ref(), None).unwrap_err();
    assert!(fout.to_string().contains("bestaat niet meer"), "{fout}");
    Uitvoer::open_vanuit(&doel, None).unwrap().rond_af().unwrap();
}

#[cfg(unix)]
#[test]
fn symbolische_link_wordt_geweigerd() {
    use std::os::unix::fs::symlink;

    let (map, doel) = plek();
    let echt = fs::canonicalize(map.path()).unwrap().join("echt");
    merk(&echt);
    symlink("echt", &doel).unwrap();
    for vorm in ["output", "output/", "./output/."] {
        let fout = geweigerd(vorm, map.path());
        assert!(fout.contains("output` is een symbolische link naar `"), "{fout}");
        assert!(fout.ends_with(&format!("noem de map zelf: --output {}", echt.display())), "{fout}");
    }
    symlink("nergens", map.path().join("los")).unwrap();
    assert!(geweigerd("los", map.path()).contains("nergens heen leidt"));
    assert_eq!(namen(map.path()), ["echt", "los", "output"]);
    // A link on the way to the target is fine.
    symlink(".", map.path().join("omweg")).unwrap();
    bouw(&map.path().join("omweg/nieuw"), &[("a", "1")]).unwrap();
    assert_eq!(namen(&map.path().join("nieuw")), [MERKBESTAND, "a"]);
}

#[cfg(unix)]
#[test]
fn links_in_de_vorige_worden_niet_gevolgd() {
    use std::os::unix::fs::symlink;

    let (map, doel) = plek();
    let buiten = map.path().join("buiten");
    fs::create_dir(&buiten).unwrap();
    fs::write(buiten.join("x"), "1").unwrap();
    merk(&doel);
    symlink(&buiten, doel.join("map")).unwrap();
    symlink(buiten.join("x"), doel.join("x")).unwrap();
    let telling = bouw(&doel, &[("map/x", "1"), ("x", "1")]).unwrap();
    assert_eq!(telling.ongewijzigd, 0);
    assert!(fs::symlink_metadata(doel.join("map")).unwrap().is_dir());
    assert!(fs::symlink_metadata(doel.join("x")).unwrap().is_file());
    assert_eq!(namen(&buiten), ["x"]);
}

#[cfg(target_os = "linux")]
#[test]
fn naam_zonder_utf8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let (map, _) = plek();
    let doel = map.path().join(OsStr::from_bytes(b"ui\xfft"));
    bouw(&doel, &[("a", "1")]).unwrap();
    bouw(&doel, &[("a", "1")]).unwrap();
    assert_eq!(namen(&doel), [MERKBESTAND, "a"]);
    assert_eq!(fs::read_dir(map.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn zonder_rechten() {
    use std::os::unix::fs::PermissionsExt;

    let (map, _) = plek();
    let dicht = map.path().join("dicht");
    fs::create_dir(&dicht).unwrap();
    fs::set_permissions(&dicht, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(dicht.join("proef"), "").is_ok() {
        return overgeslagen("zonder_rechten", "deze gebruiker (root) mag alles");
    }
    let fout = geweigerd("dicht/output", map.path());
    assert!(fout.starts_with("onvoldoende rechten op `dicht`; kies een map die van jou is"), "{fout}");
}

#[test]
fn restanten_worden_opgeruimd() {
    let (map, doel) = plek();
    bouw(&doel, &[("index.html", "goed")]).unwrap();
    // Killed while writing, or while removing the previous tree.
    let nieuw = map.path().join(".output.nieuw");
    merk(&nieuw);
    fs::create_dir(nieuw.join("half")).unwrap();
    fs::write(nieuw.join("half/x"), "").unwrap();
    // Killed after the second rename.
    merk(&map.path().join(".output.oud"));
    drop(Uitvoer::open(&doel).unwrap());
    assert_eq!(namen(map.path()), ["output"]);
    assert_eq!(fs::read_to_string(doel.join("index.html")).unwrap(), "goed");
    // Killed before the marker was written.
    fs::create_dir(&nieuw).unwrap();
    drop(Uitvoer::open(&doel).unwrap());
    assert_eq!(namen(map.path()), ["output"]);
}

#[test]
fn tussen_twee_hernoemingen_afgebroken() {
    let (map, doel) = plek();
    bouw(&doel, &[("index.html", "goed")]).unwrap();
    fs::rename(&doel, map.path().join(".output.oud")).unwrap();
    merk(&map.path().join(".output.nieuw"));
    drop(Uitvoer::open(&doel).unwrap());
    assert_eq!(namen(map.path()), ["output"]);
    assert_eq!(fs::read_to_string(doel.join("index.html")).unwrap(), "goed");
}

#[test]
fn vreemde_buur_blijft_staan() {
    let (map, doel) = plek();
    for buur in [".output.nieuw", ".output.oud"] {
        let buur = map.path().join(buur);
        fs::create_dir(&buur).unwrap();
        fs::write(buur.join("brief.txt"), "").unwrap();
        let fout = Uitvoer::open(&doel).unwrap_err();
        assert!(matches!(&fout, UitvoerFout::VreemdeBuur { pad } if *pad == buur), "{fout}");
        assert_eq!(namen(&buur), ["brief.txt"]);
        fs::remove_dir_all(&buur).unwrap();
    }
    assert!(namen(map.path()).is_empty());
}

#[test]
fn wissel_in_twee_stappen() {
    let (map, doel) = plek();
    let doel = Doel::bepaal(&doel, None).unwrap();
    merk(&doel.nieuw);
    assert_eq!(boom::in_twee_stappen(&doel).unwrap(), None);
    merk(&doel.nieuw);
    fs::write(doel.nieuw.join("index.html"), "nieuw").unwrap();
    assert_eq!(boom::in_twee_stappen(&doel).unwrap(), Some(doel.oud.clone()));
    assert_eq!(namen(map.path()), [".output.oud", "output"]);
    boom::verwijder(&doel.oud).unwrap();
    // There is no new tree: the second rename fails and the first is undone.
    assert!(boom::in_twee_stappen(&doel).is_err());
    assert_eq!(namen(map.path()), ["output"]);
    assert_eq!(namen(&doel.map), [MERKBESTAND, "index.html"]);
}
