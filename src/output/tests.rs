//! What an output does, apart from what needs a special disk (see `tests_disk`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use super::*;

/// A fresh folder and the target in it.
pub(super) fn place() -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("output");
    (dir, target)
}

/// Builds a site of these files.
pub(super) fn build(target: &Path, files: &[(&str, &str)]) -> Result<Written, OutputError> {
    let output = Output::open(target)?;
    for (path, text) in files {
        output.write(path, text.as_bytes())?;
    }
    output.commit()
}

/// All files under a folder, with their bytes; without the list of files.
pub(super) fn content(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut pending = vec![dir.to_path_buf()];
    while let Some(here) = pending.pop() {
        for part in fs::read_dir(&here).unwrap().map(Result::unwrap) {
            if part.file_type().unwrap().is_dir() {
                pending.push(part.path());
            } else if part.file_name() != foreign::LIST {
                let path = part.path().strip_prefix(dir).unwrap().to_path_buf();
                found.insert(path, fs::read(part.path()).unwrap());
            }
        }
    }
    found
}

/// The names in a folder; without the list of files.
pub(super) fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|part| part.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name != foreign::LIST && (cfg!(unix) || !name.ends_with(".slot")))
        .collect();
    names.sort();
    names
}

fn err(outcome: Result<impl Sized, OutputError>) -> OutputError {
    outcome.err().expect("this must be refused")
}

fn reason(outcome: Result<(), OutputError>) -> PathReason {
    match err(outcome) {
        OutputError::Path { reason, .. } => reason,
        other => panic!("{other}"),
    }
}

/// Puts our marker in a folder, which is made.
pub(super) fn mark(dir: &Path) {
    fs::create_dir_all(dir).unwrap();
    fs::write(dir.join(MARKER), MARKER_TEXT).unwrap();
}

#[test]
fn an_output_and_its_errors_may_cross_threads() {
    fn shareable<T: Send + Sync>() {}
    shareable::<Output>();
    shareable::<OutputError>();
    assert_eq!(OutputError::EXIT_CODE, 2);
}

#[test]
fn a_second_build_keeps_what_is_equal_and_drops_what_is_gone() {
    let (dir, target) = place();
    let written = build(&target, &[("index.html", "een"), ("scholen/a/index.html", "twee"), ("leeg", "")]).unwrap();
    assert_eq!(written, Written { files: 3, unchanged: 0, bytes: 7, ..Written::default() });
    let written = build(&target, &[("index.html", "een"), ("scholen/b/index.html", "drie"), ("leeg", "")]).unwrap();
    assert_eq!(written, Written { files: 3, unchanged: 2, bytes: 7, ..Written::default() });
    let expected: BTreeMap<PathBuf, Vec<u8>> =
        [(MARKER, MARKER_TEXT), ("index.html", "een"), ("leeg", ""), ("scholen/b/index.html", "drie")]
            .map(|(path, text)| (path.into(), text.into()))
            .into();
    assert_eq!(content(&target), expected);
    assert_eq!(names(dir.path()), ["output"]);
}

#[test]
fn what_is_unchanged_stays_the_same_file() {
    let (_dir, target) = place();
    let large = "x".repeat(200_000);
    let changed = format!("{}y", "x".repeat(199_999));
    build(&target, &[("a/gelijk.html", &large), ("a/anders.html", &large)]).unwrap();
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in ["a/gelijk.html", "a/anders.html", MARKER] {
        File::options().append(true).open(target.join(path)).unwrap().set_modified(old).unwrap();
    }
    let number = |path: &str| identity(&target.join(path));
    let before = (number("a/gelijk.html"), number(MARKER));
    let written = build(&target, &[("a/gelijk.html", &large), ("a/anders.html", &changed)]).unwrap();
    assert_eq!(written.unchanged, 1);
    assert_eq!((number("a/gelijk.html"), number(MARKER)), before);
    let time = |path: &str| fs::metadata(target.join(path)).unwrap().modified().unwrap();
    assert_eq!((time("a/gelijk.html"), time(MARKER)), (old, old));
    assert_ne!(time("a/anders.html"), old);
    assert_eq!(fs::read_to_string(target.join("a/anders.html")).unwrap(), changed);
}

/// Inode number and number of links; none where the system has no such numbers.
fn identity(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let meta = fs::symlink_metadata(path).unwrap();
        Some((meta.ino(), meta.nlink()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

#[test]
fn the_time_stays_without_a_link_too() {
    let (dir, _) = place();
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    file::create_with_time(&dir.path().join("x"), b"x", Some(time)).unwrap();
    assert_eq!(fs::metadata(dir.path().join("x")).unwrap().modified().unwrap(), time);
}

#[test]
fn drop_leaves_the_previous_in_place() {
    let (dir, target) = place();
    build(&target, &[("index.html", "oud")]).unwrap();
    let before = content(&target);
    let output = Output::open(&target).unwrap();
    output.write("index.html", b"nieuw").unwrap();
    output.write("a/b/c.html", b"nieuw").unwrap();
    assert_eq!(content(&target), before);
    drop(output);
    assert_eq!(content(&target), before);
    assert_eq!(names(dir.path()), ["output"]);
}

#[test]
fn a_panic_leaves_the_previous_in_place() {
    let (dir, target) = place();
    build(&target, &[("index.html", "oud")]).unwrap();
    let output = Output::open(&target).unwrap();
    let outcome = thread::spawn(move || {
        output.write("index.html", b"nieuw").unwrap();
        std::panic::resume_unwind(Box::new(()));
    });
    assert!(outcome.join().is_err());
    assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), "oud");
    assert_eq!(names(dir.path()), ["output"]);
}

#[test]
fn many_threads_write_into_one_output_and_one_path_is_given_once() {
    let (_dir, target) = place();
    for _ in 0..2 {
        let output = Output::open(&target).unwrap();
        let duplicate = AtomicUsize::new(0);
        thread::scope(|s| {
            for thread in 0..8 {
                let (output, duplicate) = (&output, &duplicate);
                s.spawn(move || {
                    for n in 0..100 {
                        let path = format!("scholen/{}/{thread}/{n}.html", n % 10);
                        output.write(&path, path.as_bytes()).unwrap();
                        // Only one of the eight threads may have this one.
                        match output.write(&format!("samen/{n}.html"), b"x") {
                            Ok(()) => {}
                            Err(OutputError::Path { reason: PathReason::Duplicate, .. }) => {
                                duplicate.fetch_add(1, Ordering::Relaxed);
                            }
                            Err(err) => panic!("{err}"),
                        }
                    }
                });
            }
        });
        assert_eq!(duplicate.load(Ordering::Relaxed), 700);
        assert_eq!(output.commit().unwrap().files, 900);
        assert_eq!(content(&target).len(), 901);
    }
    assert_eq!(fs::read_to_string(target.join("scholen/3/7/93.html")).unwrap(), "scholen/3/7/93.html");
}

#[test]
fn the_target_is_always_there() {
    if !cfg!(target_os = "linux") {
        return;
    }
    let (_dir, target) = place();
    build(&target, &[("index.html", "0")]).unwrap();
    let done = AtomicBool::new(false);
    thread::scope(|s| {
        s.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                assert!(fs::symlink_metadata(&target).is_ok_and(|m| m.is_dir()));
            }
        });
        for n in 1..100 {
            build(&target, &[("index.html", &n.to_string())]).unwrap();
        }
        done.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_second_opener_does_not_wait() {
    let (dir, target) = place();
    let output = Output::open(&target).unwrap();
    output.write("index.html", b"een").unwrap();
    let err = err(Output::open(&target));
    assert!(matches!(err, OutputError::Busy { .. }));
    assert!(err.to_string().contains("wacht tot die klaar is"), "{err}");
    // Under another spelling too; and the first is not disturbed.
    let detour = dir.path().join("./x/../output/");
    fs::create_dir(dir.path().join("x")).unwrap();
    assert!(matches!(Output::open(&detour), Err(OutputError::Busy { .. })));
    output.commit().unwrap();
    assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), "een");
    build(&target, &[]).unwrap();
}

#[test]
fn the_lock_has_one_holder_at_a_time() {
    let (dir, target) = place();
    let (within, times) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|s| {
        for _ in 0..8 {
            s.spawn(|| {
                let target = Target::resolve(&target, None).unwrap();
                for _ in 0..2000 {
                    if let Ok(lock) = Lock::take(&target) {
                        assert_eq!(within.fetch_add(1, Ordering::SeqCst), 0);
                        thread::yield_now();
                        times.fetch_add(1, Ordering::SeqCst);
                        assert_eq!(within.fetch_sub(1, Ordering::SeqCst), 1);
                        drop(lock);
                    }
                }
            });
        }
    });
    assert!(times.load(Ordering::SeqCst) > 0);
    assert!(names(dir.path()).is_empty());
}

#[test]
fn a_lock_left_behind_does_not_hinder() {
    let (dir, target) = place();
    fs::write(dir.path().join(".output.slot"), "").unwrap();
    build(&target, &[]).unwrap();
    assert_eq!(names(dir.path()), ["output"]);
}

#[test]
fn paths_that_are_not_allowed() {
    use PathReason::*;

    let (_dir, target) = place();
    let output = Output::open(&target).unwrap();
    let long = "x".repeat(256);
    for (path, expected) in [
        ("", EmptySegment),
        ("/etc/passwd", EmptySegment),
        ("a//b", EmptySegment),
        ("a/", EmptySegment),
        ("..", Dot),
        ("a/../b", Dot),
        ("a/./b", Dot),
        (".verborgen", Dot),
        ("a/.git/config", Dot),
        (MARKER, Dot),
        ("a\\b", Char('\\')),
        ("C:/x", Char(':')),
        ("a\0b", Char('\0')),
        ("wat?.pdf", Char('?')),
        ("a./b", End),
        ("a ", End),
        ("aux", Reserved),
        ("x/Con.html", Reserved),
        ("x/nul.tar.gz", Reserved),
        ("lpt1 .pdf", Reserved),
        ("COM¹", Reserved),
        (long.as_str(), TooLong),
    ] {
        assert_eq!(reason(output.write(path, b"")), expected, "{path:?}");
    }
    for path in ["com.html", "com10", "console", "a..b", "é/ü.html", "a b.pdf", "nulde"] {
        output.write(path, b"").unwrap();
    }
    // A refused path is no failed write.
    assert_eq!(output.commit().unwrap().files, 7);
}

#[test]
fn paths_that_clash_on_some_system_are_refused() {
    use PathReason::*;

    let (_dir, target) = place();
    let output = Output::open(&target).unwrap();
    output.write("bestanden/a/Foto.jpg", b"1").unwrap();
    assert_eq!(reason(output.write("bestanden/a/Foto.jpg", b"1")), Duplicate);
    let err = err(output.write("bestanden/a/foto.jpg", b"2")).to_string();
    assert!(err.starts_with("`bestanden/a/Foto.jpg` kan niet"), "{err}");
    assert!(err.contains("alleen in hoofdletters van `bestanden/a/foto.jpg`"), "{err}");
    assert_eq!(reason(output.write("Bestanden/b", b"")), DiffersInCase("bestanden".into()));
    assert_eq!(reason(output.write("bestanden/a", b"")), FileAndDir);
    assert_eq!(reason(output.write("bestanden/a/Foto.jpg/x", b"")), FileAndDir);
    output.write("bestanden/b/Foto.jpg", b"3").unwrap();
    assert_eq!(output.commit().unwrap().files, 2);
}

#[test]
fn a_failed_write_prevents_the_swap() {
    let (dir, target) = place();
    build(&target, &[("index.html", "oud")]).unwrap();
    let output = Output::open(&target).unwrap();
    // Stands in for a disk that fails.
    fs::write(dir.path().join(".output.nieuw/scholen"), "").unwrap();
    let err = err(output.write("scholen/a.html", b""));
    assert!(err.to_string().contains("output/scholen"), "{err}");
    output.write("index.html", b"nieuw").unwrap();
    assert!(matches!(output.commit(), Err(OutputError::Incomplete { .. })));
    assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), "oud");
    assert_eq!(names(dir.path()), ["output"]);
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
    let (dir, target) = place();
    build(&target, &[("index.html", "1"), ("scholen/a/index.html", "1"), ("old.html", "1")]).unwrap();
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
        let written = build(&target, &[("index.html", &round.to_string()), ("scholen/a/index.html", "1")]).unwrap();
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
        assert_eq!(written.foreign.kept, kept);
        assert_eq!(written.foreign.replaced, [""; 0]);
        assert_eq!(
            fs::read_to_string(target.join(".git/objects/ab/cd")).unwrap(),
            "from elsewhere: .git/objects/ab/cd"
        );
        assert!(target.join(".git/refs/tags").is_dir());
        assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), round.to_string());
        // What a build made, and makes no more, goes.
        assert!(!target.join("old.html").exists());
    }
    assert_eq!(names(dir.path()), ["output"]);
}

#[test]
fn a_new_file_takes_the_place_of_one_of_somebody_else_and_says_so() {
    let (_dir, target) = place();
    build(&target, &[("index.html", "1")]).unwrap();
    put(&target, &["robots.txt", "hulp", "data/x/y.csv", "data/z.csv"]);
    let files = [("index.html", "1"), ("robots.txt", "ours"), ("hulp/index.html", "ours"), ("data/x", "ours")];
    let written = build(&target, &files).unwrap();
    assert_eq!(written.foreign.replaced, ["data/x/", "hulp", "robots.txt"]);
    assert_eq!(written.foreign.kept, ["data/z.csv"]);
    assert_eq!(fs::read_to_string(target.join("robots.txt")).unwrap(), "ours");
}

#[test]
fn a_failed_build_leaves_files_of_somebody_else_where_they_are() {
    let (_dir, target) = place();
    build(&target, &[("index.html", "1")]).unwrap();
    put(&target, &["CNAME", ".git/HEAD"]);
    let before = content(&target);
    let output = Output::open(&target).unwrap();
    output.write("index.html", b"2").unwrap();
    drop(output);
    assert_eq!(content(&target), before);
}

#[test]
fn of_an_output_without_a_list_what_no_build_writes_stays() {
    let (_dir, target) = place();
    build(&target, &[("index.html", "1"), ("scholen/a/index.html", "1")]).unwrap();
    fs::remove_file(target.join(foreign::LIST)).unwrap();
    put(&target, &["CNAME", ".git/HEAD", "scholen/.htaccess"]);
    let written = build(&target, &[("index.html", "2")]).unwrap();
    assert_eq!(written.foreign.kept, [".git/", "CNAME", "scholen/.htaccess"]);
    assert!(!target.join("scholen/a").exists());
}

#[test]
fn the_list_of_files_says_the_same_after_the_same_build() {
    let (_dir, target) = place();
    let list = || fs::read_to_string(target.join(foreign::LIST)).unwrap();
    build(&target, &[("b.html", "1"), ("a/x.html", "1")]).unwrap();
    let first = list();
    assert!(first.ends_with("\n\na/x.html\nb.html\n"), "{first}");
    put(&target, &["CNAME"]);
    build(&target, &[("a/x.html", "2"), ("b.html", "1")]).unwrap();
    assert_eq!(list(), first);
}

#[cfg(unix)]
#[test]
fn links_of_somebody_else_stay_links() {
    let (dir, target) = place();
    build(&target, &[("index.html", "1")]).unwrap();
    fs::write(dir.path().join("elsewhere"), "secret").unwrap();
    std::os::unix::fs::symlink("../elsewhere", target.join("shortcut")).unwrap();
    std::os::unix::fs::symlink("nowhere", target.join(".broken")).unwrap();
    assert_eq!(build(&target, &[("index.html", "1")]).unwrap().foreign.kept, [".broken", "shortcut"]);
    assert_eq!(fs::read_link(target.join("shortcut")).unwrap(), Path::new("../elsewhere"));
    assert!(dir.path().join("elsewhere").exists());
}
