//! What an output does, apart from what needs a special disk (see `tests_schijf`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use super::*;

/// A fresh folder and the target in it.
pub(super) fn plek() -> (TempDir, PathBuf) {
    let map = tempfile::tempdir().unwrap();
    let doel = map.path().join("output");
    (map, doel)
}

/// Builds a site of these files.
pub(super) fn bouw(doel: &Path, bestanden: &[(&str, &str)]) -> Result<Telling, UitvoerFout> {
    let uitvoer = Uitvoer::open(doel)?;
    for (pad, tekst) in bestanden {
        uitvoer.schrijf(pad, tekst.as_bytes())?;
    }
    uitvoer.rond_af()
}

/// All files under a folder, with their bytes; without the list of them.
pub(super) fn inhoud(map: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut gevonden = BTreeMap::new();
    let mut nog = vec![map.to_path_buf()];
    while let Some(hier) = nog.pop() {
        for deel in fs::read_dir(&hier).unwrap().map(Result::unwrap) {
            if deel.file_type().unwrap().is_dir() {
                nog.push(deel.path());
            } else if deel.file_name() != foreign::LIST {
                let pad = deel.path().strip_prefix(map).unwrap().to_path_buf();
                gevonden.insert(pad, fs::read(deel.path()).unwrap());
            }
        }
    }
    gevonden
}

/// The names in a folder; without the list of files.
pub(super) fn namen(map: &Path) -> Vec<String> {
    let mut namen: Vec<_> = fs::read_dir(map)
        .unwrap()
        .map(|deel| deel.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|naam| naam != foreign::LIST && (cfg!(unix) || !naam.ends_with(".slot")))
        .collect();
    namen.sort();
    namen
}

fn fout(uitkomst: Result<impl Sized, UitvoerFout>) -> UitvoerFout {
    uitkomst.err().expect("dit moet geweigerd worden")
}

fn reden(uitkomst: Result<(), UitvoerFout>) -> PadReden {
    match fout(uitkomst) {
        UitvoerFout::Pad { reden, .. } => reden,
        ander => panic!("{ander}"),
    }
}

/// Puts our marker in a folder, which is made.
pub(super) fn merk(map: &Path) {
    fs::create_dir_all(map).unwrap();
    fs::write(map.join(MERKBESTAND), MERKTEKST).unwrap();
}

#[test]
fn mag_tussen_threads() {
    fn deelbaar<T: Send + Sync>() {}
    deelbaar::<Uitvoer>();
    deelbaar::<UitvoerFout>();
    assert_eq!(UitvoerFout::EXITCODE, 2);
}

#[test]
fn eerste_en_tweede_build() {
    let (map, doel) = plek();
    let telling = bouw(&doel, &[("index.html", "een"), ("scholen/a/index.html", "twee"), ("leeg", "")]).unwrap();
    assert_eq!(telling, Telling { bestanden: 3, ongewijzigd: 0, bytes: 7, ..Telling::default() });
    let telling = bouw(&doel, &[("index.html", "een"), ("scholen/b/index.html", "drie"), ("leeg", "")]).unwrap();
    assert_eq!(telling, Telling { bestanden: 3, ongewijzigd: 2, bytes: 7, ..Telling::default() });
    let verwacht: BTreeMap<PathBuf, Vec<u8>> =
        [(MERKBESTAND, MERKTEKST), ("index.html", "een"), ("leeg", ""), ("scholen/b/index.html", "drie")]
            .map(|(pad, tekst)| (pad.into(), tekst.into()))
            .into();
    assert_eq!(inhoud(&doel), verwacht);
    assert_eq!(namen(map.path()), ["output"]);
}

#[test]
fn ongewijzigd_blijft_hetzelfde_bestand() {
    let (_map, doel) = plek();
    let groot = "x".repeat(200_000);
    let anders = format!("{}y", "x".repeat(199_999));
    bouw(&doel, &[("a/gelijk.html", &groot), ("a/anders.html", &groot)]).unwrap();
    let oud = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for pad in ["a/gelijk.html", "a/anders.html", MERKBESTAND] {
        File::options().append(true).open(doel.join(pad)).unwrap().set_modified(oud).unwrap();
    }
    let nummer = |pad: &str| identiteit(&doel.join(pad));
    let voor = (nummer("a/gelijk.html"), nummer(MERKBESTAND));
    let telling = bouw(&doel, &[("a/gelijk.html", &groot), ("a/anders.html", &anders)]).unwrap();
    assert_eq!(telling.ongewijzigd, 1);
    assert_eq!((nummer("a/gelijk.html"), nummer(MERKBESTAND)), voor);
    let tijd = |pad: &str| fs::metadata(doel.join(pad)).unwrap().modified().unwrap();
    assert_eq!((tijd("a/gelijk.html"), tijd(MERKBESTAND)), (oud, oud));
    assert_ne!(tijd("a/anders.html"), oud);
    assert_eq!(fs::read_to_string(doel.join("a/anders.html")).unwrap(), anders);
}

/// Inode and number of names; nothing where the system has no such numbers.
fn identiteit(pad: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let meta = fs::symlink_metadata(pad).unwrap();
        Some((meta.ino(), meta.nlink()))
    }
    #[cfg(not(unix))]
    {
        let _ = pad;
        None
    }
}

#[test]
fn tijd_blijft_ook_zonder_link() {
    let (map, _) = plek();
    let tijd = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    schrijf_bestand(&map.path().join("x"), b"x", Some(tijd)).unwrap();
    assert_eq!(fs::metadata(map.path().join("x")).unwrap().modified().unwrap(), tijd);
}

#[test]
fn drop_laat_de_vorige_staan() {
    let (map, doel) = plek();
    bouw(&doel, &[("index.html", "oud")]).unwrap();
    let voor = inhoud(&doel);
    let uitvoer = Uitvoer::open(&doel).unwrap();
    uitvoer.schrijf("index.html", b"nieuw").unwrap();
    uitvoer.schrijf("a/b/c.html", b"nieuw").unwrap();
    assert_eq!(inhoud(&doel), voor);
    drop(uitvoer);
    assert_eq!(inhoud(&doel), voor);
    assert_eq!(namen(map.path()), ["output"]);
}

#[test]
fn paniek_laat_de_vorige_staan() {
    let (map, doel) = plek();
    bouw(&doel, &[("index.html", "oud")]).unwrap();
    let uitvoer = Uitvoer::open(&doel).unwrap();
    let uitkomst = thread::spawn(move || {
        uitvoer.schrijf("index.html", b"nieuw").unwrap();
        std::panic::resume_unwind(Box::new(()));
    });
    assert!(uitkomst.join().is_err());
    assert_eq!(fs::read_to_string(doel.join("index.html")).unwrap(), "oud");
    assert_eq!(namen(map.path()), ["output"]);
}

#[test]
fn vele_threads() {
    let (_map, doel) = plek();
    for _ in 0..2 {
        let uitvoer = Uitvoer::open(&doel).unwrap();
        let dubbel = AtomicUsize::new(0);
        thread::scope(|s| {
            for draad in 0..8 {
                let (uitvoer, dubbel) = (&uitvoer, &dubbel);
                s.spawn(move || {
                    for n in 0..100 {
                        let pad = format!("scholen/{}/{draad}/{n}.html", n % 10);
                        uitvoer.schrijf(&pad, pad.as_bytes()).unwrap();
                        // One of the eight may have this one.
                        match uitvoer.schrijf(&format!("samen/{n}.html"), b"x") {
                            Ok(()) => {}
                            Err(UitvoerFout::Pad { reden: PadReden::Dubbel, .. }) => {
                                dubbel.fetch_add(1, Ordering::Relaxed);
                            }
                            Err(fout) => panic!("{fout}"),
                        }
                    }
                });
            }
        });
        assert_eq!(dubbel.load(Ordering::Relaxed), 700);
        assert_eq!(uitvoer.rond_af().unwrap().bestanden, 900);
        assert_eq!(inhoud(&doel).len(), 901);
    }
    assert_eq!(fs::read_to_string(doel.join("scholen/3/7/93.html")).unwrap(), "scholen/3/7/93.html");
}

#[test]
fn het_doel_is_er_altijd() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let (_map, doel) = plek();
    bouw(&doel, &[("index.html", "0")]).unwrap();
    let klaar = AtomicBool::new(false);
    thread::scope(|s| {
        s.spawn(|| {
            while !klaar.load(Ordering::Relaxed) {
                assert!(fs::symlink_metadata(&doel).is_ok_and(|m| m.is_dir()));
            }
        });
        for n in 1..100 {
            bouw(&doel, &[("index.html", &n.to_string())]).unwrap();
        }
        klaar.store(true, Ordering::Relaxed);
    });
}

#[test]
fn tweede_opener_wacht_niet() {
    let (map, doel) = plek();
    let uitvoer = Uitvoer::open(&doel).unwrap();
    uitvoer.schrijf("index.html", b"een").unwrap();
    let fout = fout(Uitvoer::open(&doel));
    assert!(matches!(fout, UitvoerFout::Bezet { .. }));
    assert!(fout.to_string().contains("wacht tot die klaar is"), "{fout}");
    // Under another spelling too; and the first is not disturbed.
    let omweg = map.path().join("./x/../output/");
    fs::create_dir(map.path().join("x")).unwrap();
    assert!(matches!(Uitvoer::open(&omweg), Err(UitvoerFout::Bezet { .. })));
    uitvoer.rond_af().unwrap();
    assert_eq!(fs::read_to_string(doel.join("index.html")).unwrap(), "een");
    bouw(&doel, &[]).unwrap();
}

#[test]
fn het_slot_heeft_een_houder_tegelijk() {
    let (map, doel) = plek();
    let (binnen, keren) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|s| {
        for _ in 0..8 {
            s.spawn(|| {
                let doel = Doel::bepaal(&doel, None).unwrap();
                for _ in 0..2000 {
                    if let Ok(slot) = Slot::neem(&doel) {
                        assert_eq!(binnen.fetch_add(1, Ordering::SeqCst), 0);
                        thread::yield_now();
                        keren.fetch_add(1, Ordering::SeqCst);
                        assert_eq!(binnen.fetch_sub(1, Ordering::SeqCst), 1);
                        drop(slot);
                    }
                }
            });
        }
    });
    assert!(keren.load(Ordering::SeqCst) > 0);
    assert!(namen(map.path()).is_empty());
}

#[test]
fn achtergebleven_slot_hindert_niet() {
    let (map, doel) = plek();
    fs::write(map.path().join(".output.slot"), "").unwrap();
    bouw(&doel, &[]).unwrap();
    assert_eq!(namen(map.path()), ["output"]);
}

#[test]
fn paden_die_niet_mogen() {
    use PadReden::*;

    let (_map, doel) = plek();
    let uitvoer = Uitvoer::open(&doel).unwrap();
    let lang = "x".repeat(256);
    for (pad, verwacht) in [
        ("", LeegDeel),
        ("/etc/passwd", LeegDeel),
        ("a//b", LeegDeel),
        ("a/", LeegDeel),
        ("..", Punt),
        ("a/../b", Punt),
        ("a/./b", Punt),
        (".verborgen", Punt),
        ("a/.git/config", Punt),
        (MERKBESTAND, Punt),
        ("a\\b", Teken('\\')),
        ("C:/x", Teken(':')),
        ("a\0b", Teken('\0')),
        ("wat?.pdf", Teken('?')),
        ("a./b", Einde),
        ("a ", Einde),
        ("aux", Gereserveerd),
        ("x/Con.html", Gereserveerd),
        ("x/nul.tar.gz", Gereserveerd),
        ("lpt1 .pdf", Gereserveerd),
        ("COM¹", Gereserveerd),
        (lang.as_str(), TeLang),
    ] {
        assert_eq!(reden(uitvoer.schrijf(pad, b"")), verwacht, "{pad:?}");
    }
    for pad in ["com.html", "com10", "console", "a..b", "é/ü.html", "a b.pdf", "nulde"] {
        uitvoer.schrijf(pad, b"").unwrap();
    }
    // A refused path is no failed write.
    assert_eq!(uitvoer.rond_af().unwrap().bestanden, 7);
}

#[test]
fn paden_die_botsen() {
    use PadReden::*;

    let (_map, doel) = plek();
    let uitvoer = Uitvoer::open(&doel).unwrap();
    uitvoer.schrijf("bestanden/a/Foto.jpg", b"1").unwrap();
    assert_eq!(reden(uitvoer.schrijf("bestanden/a/Foto.jpg", b"1")), Dubbel);
    let fout = fout(uitvoer.schrijf("bestanden/a/foto.jpg", b"2")).to_string();
    assert!(fout.starts_with("`bestanden/a/Foto.jpg` kan niet"), "{fout}");
    assert!(fout.contains("alleen in hoofdletters van `bestanden/a/foto.jpg`"), "{fout}");
    assert_eq!(reden(uitvoer.schrijf("Bestanden/b", b"")), Hoofdletters("bestanden".into()));
    assert_eq!(reden(uitvoer.schrijf("bestanden/a", b"")), BestandEnMap);
    assert_eq!(reden(uitvoer.schrijf("bestanden/a/Foto.jpg/x", b"")), BestandEnMap);
    uitvoer.schrijf("bestanden/b/Foto.jpg", b"3").unwrap();
    assert_eq!(uitvoer.rond_af().unwrap().bestanden, 2);
}

#[test]
fn mislukt_schrijven_houdt_de_wissel_tegen() {
    let (map, doel) = plek();
    bouw(&doel, &[("index.html", "oud")]).unwrap();
    let uitvoer = Uitvoer::open(&doel).unwrap();
    // Stands in for a disk that fails.
    fs::write(map.path().join(".output.nieuw/scholen"), "").unwrap();
    let fout = fout(uitvoer.schrijf("scholen/a.html", b""));
    assert!(fout.to_string().contains("output/scholen"), "{fout}");
    uitvoer.schrijf("index.html", b"nieuw").unwrap();
    assert!(matches!(uitvoer.rond_af(), Err(UitvoerFout::Onvolledig { .. })));
    assert_eq!(fs::read_to_string(doel.join("index.html")).unwrap(), "oud");
    assert_eq!(namen(map.path()), ["output"]);
}

// ------------------------------------------------------- files of somebody else

/// Writes files into a target, as somebody else does.
fn put(target: &Path, files: &[&str]) {
    for file in files {
        let path = target.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("from elsewhere: {file}")).unwrap();
    }
}

#[test]
fn files_of_somebody_else_stay_and_are_named() {
    let (map, target) = plek();
    bouw(&target, &[("index.html", "1"), ("scholen/a/index.html", "1"), ("old.html", "1")]).unwrap();
    put(
        &target,
        &[
            "CNAME",
            ".nojekyll",
            ".well-known/security.txt",
            "web.config",
            "google123.html",
            ".git/HEAD",
            ".git/objects/ab/cd",
            "scholen/a/extra.pdf",
            "scholen/gone/extra.pdf",
        ],
    );
    fs::create_dir_all(target.join(".git/refs/tags")).unwrap();
    for round in 2..4 {
        let telling = bouw(&target, &[("index.html", &round.to_string()), ("scholen/a/index.html", "1")]).unwrap();
        let kept = [
            ".git/",
            ".nojekyll",
            ".well-known/",
            "CNAME",
            "google123.html",
            "scholen/a/extra.pdf",
            "scholen/gone/",
            "web.config",
        ];
        assert_eq!(telling.foreign.kept, kept);
        assert_eq!(telling.foreign.replaced, [""; 0]);
        assert_eq!(
            fs::read_to_string(target.join(".git/objects/ab/cd")).unwrap(),
            "from elsewhere: .git/objects/ab/cd"
        );
        assert!(target.join(".git/refs/tags").is_dir());
        assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), round.to_string());
        // What a build made, and makes no more, goes.
        assert!(!target.join("old.html").exists());
    }
    assert_eq!(namen(map.path()), ["output"]);
}

#[test]
fn a_new_file_takes_the_place_of_one_of_somebody_else_and_says_so() {
    let (_map, target) = plek();
    bouw(&target, &[("index.html", "1")]).unwrap();
    put(&target, &["robots.txt", "hulp", "data/x/y.csv", "data/z.csv"]);
    let files = [("index.html", "1"), ("robots.txt", "ours"), ("hulp/index.html", "ours"), ("data/x", "ours")];
    let telling = bouw(&target, &files).unwrap();
    assert_eq!(telling.foreign.replaced, ["data/x/", "hulp", "robots.txt"]);
    assert_eq!(telling.foreign.kept, ["data/z.csv"]);
    assert_eq!(fs::read_to_string(target.join("robots.txt")).unwrap(), "ours");
}

#[test]
fn a_failed_build_leaves_files_of_somebody_else_where_they_are() {
    let (_map, target) = plek();
    bouw(&target, &[("index.html", "1")]).unwrap();
    put(&target, &["CNAME", ".git/HEAD"]);
    let before = inhoud(&target);
    let output = Uitvoer::open(&target).unwrap();
    output.schrijf("index.html", b"2").unwrap();
    drop(output);
    assert_eq!(inhoud(&target), before);
}

#[test]
fn of_an_output_without_a_list_what_no_build_writes_stays() {
    let (_map, target) = plek();
    bouw(&target, &[("index.html", "1"), ("scholen/a/index.html", "1")]).unwrap();
    fs::remove_file(target.join(foreign::LIST)).unwrap();
    put(&target, &["CNAME", ".git/HEAD", "scholen/.htaccess"]);
    let telling = bouw(&target, &[("index.html", "2")]).unwrap();
    assert_eq!(telling.foreign.kept, [".git/", "CNAME", "scholen/.htaccess"]);
    assert!(!target.join("scholen/a").exists());
}

#[test]
fn the_list_of_files_says_the_same_after_the_same_build() {
    let (_map, target) = plek();
    let list = || fs::read_to_string(target.join(foreign::LIST)).unwrap();
    bouw(&target, &[("b.html", "1"), ("a/x.html", "1")]).unwrap();
    let first = list();
    assert!(first.ends_with("\n\na/x.html\nb.html\n"), "{first}");
    put(&target, &["CNAME"]);
    bouw(&target, &[("a/x.html", "2"), ("b.html", "1")]).unwrap();
    assert_eq!(list(), first);
}

#[cfg(unix)]
#[test]
fn links_of_somebody_else_stay_links() {
    let (map, target) = plek();
    bouw(&target, &[("index.html", "1")]).unwrap();
    fs::write(map.path().join("elsewhere"), "secret").unwrap();
    std::os::unix::fs::symlink("../elsewhere", target.join("shortcut")).unwrap();
    std::os::unix::fs::symlink("nowhere", target.join(".broken")).unwrap();
    assert_eq!(bouw(&target, &[("index.html", "1")]).unwrap().foreign.kept, [".broken", "shortcut"]);
    assert_eq!(fs::read_link(target.join("shortcut")).unwrap(), Path::new("../elsewhere"));
    assert!(map.path().join("elsewhere").exists());
}
