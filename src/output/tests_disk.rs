//! What an output does with what stands on the disk already: foreign folders, links,
//! leftovers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::tests::{build, mark, names, place};
use super::*;

/// The error of opening a target from a folder.
pub(super) fn refused(target: impl AsRef<Path>, work_dir: &Path) -> String {
    let err = Output::open_from(target.as_ref(), Some(work_dir)).expect_err("dit moet geweigerd worden");
    err.to_string()
}

/// Says on the terminal that a test did not run; not through the standard macros, whose output is captured.
#[cfg(unix)]
pub(super) fn skipped(test: &str, reason: &str) {
    use std::io::Write as _;

    let _ = writeln!(std::io::stderr(), "SKIPPED: {test}: {reason}");
}

#[test]
fn a_foreign_dir_is_refused() {
    let (dir, target) = place();
    fs::create_dir(&target).unwrap();
    fs::write(target.join("vakantie.jpg"), "").unwrap();
    assert_eq!(
        refused("output", dir.path()),
        "`output` is niet door Steunwijzer gemaakt; kies een andere map met --output of maak deze leeg"
    );
    // A folder with the name of the marker is no marker.
    fs::create_dir(target.join(MARKER)).unwrap();
    assert!(refused("output/", dir.path()).starts_with("`output` is niet door"));
    assert_eq!(names(dir.path()), ["output"]);
    assert_eq!(names(&target), [MARKER, "vakantie.jpg"]);
}

#[test]
fn an_empty_folder_is_taken_and_missing_parents_are_made() {
    let (dir, target) = place();
    fs::create_dir(&target).unwrap();
    build(&target, &[("a", "1")]).unwrap();
    assert_eq!(names(&target), [MARKER, "a"]);
    let deep = dir.path().join("x/y/z/");
    build(&deep, &[("a", "1")]).unwrap();
    assert_eq!(names(&deep), [MARKER, "a"]);
    assert_eq!(names(&dir.path().join("x/y")), ["z"]);
}

#[test]
fn a_marker_with_other_content_is_restored() {
    let (_dir, target) = place();
    mark(&target);
    fs::write(target.join(MARKER), "Anders.\r\n").unwrap();
    build(&target, &[]).unwrap();
    assert_eq!(fs::read_to_string(target.join(MARKER)).unwrap(), MARKER_TEXT);
}

#[test]
fn what_others_put_there_during_a_build_is_not_replaced() {
    let (dir, target) = place();
    let output = Output::open(&target).unwrap();
    fs::create_dir(&target).unwrap();
    fs::write(target.join("brief.txt"), "").unwrap();
    assert!(matches!(output.commit(), Err(OutputError::NotOurs { .. })));
    assert_eq!(names(&target), ["brief.txt"]);
    assert_eq!(names(dir.path()), ["output"]);
}

#[test]
fn a_file_is_refused_as_output() {
    let (dir, target) = place();
    fs::write(&target, "tekst").unwrap();
    assert_eq!(refused("output", dir.path()), "`output` is geen map; kies een andere map met --output");
    assert!(refused("output/sub", dir.path()).starts_with("`output` is geen map"));
    assert!(refused("output/sub/sub", dir.path()).starts_with("`output/sub` is geen map"));
    assert_eq!(names(dir.path()), ["output"]);
}

#[test]
fn a_target_without_a_name_is_refused() {
    let (dir, _) = place();
    for target in [".", "./", "..", "/", "a/..", ""] {
        let err = refused(target, dir.path());
        assert!(err.ends_with("noem een map met een eigen naam, bijvoorbeeld --output output"), "{err}");
    }
    assert!(names(dir.path()).is_empty());
}

#[test]
fn the_current_folder_is_not_replaced() {
    let (dir, target) = place();
    build(&target, &[("a/b", "1")]).unwrap();
    let inside = "de huidige map ligt in `../output`, die bij de build wordt vervangen";
    assert!(refused("../output", &target).starts_with(inside));
    assert!(refused("../../output", &target.join("a")).contains("ga eerst naar een map daarbuiten"));
    let beside = dir.path().join("output2");
    fs::create_dir(&beside).unwrap();
    Output::open_from("../output".as_ref(), Some(&beside)).unwrap().commit().unwrap();
    // Whether the current directory is gone matters only to a relative path.
    let err = Output::open_from("output".as_ref(), None).unwrap_err();
    assert!(err.to_string().contains("bestaat niet meer"), "{err}");
    Output::open_from(&target, None).unwrap().commit().unwrap();
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_refused() {
    use std::os::unix::fs::symlink;

    let (dir, target) = place();
    let real = fs::canonicalize(dir.path()).unwrap().join("echt");
    mark(&real);
    symlink("echt", &target).unwrap();
    for vorm in ["output", "output/", "./output/."] {
        let err = refused(vorm, dir.path());
        assert!(err.contains("output` is een symbolische link naar `"), "{err}");
        assert!(err.ends_with(&format!("noem de map zelf: --output {}", real.display())), "{err}");
    }
    symlink("nergens", dir.path().join("los")).unwrap();
    assert!(refused("los", dir.path()).contains("nergens heen leidt"));
    assert_eq!(names(dir.path()), ["echt", "los", "output"]);
    // A link on the way to the target is fine.
    symlink(".", dir.path().join("omweg")).unwrap();
    build(&dir.path().join("omweg/nieuw"), &[("a", "1")]).unwrap();
    assert_eq!(names(&dir.path().join("nieuw")), [MARKER, "a"]);
}

#[cfg(unix)]
#[test]
fn links_in_the_previous_are_not_followed() {
    use std::os::unix::fs::symlink;

    let (dir, target) = place();
    let outside = dir.path().join("buiten");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("x"), "1").unwrap();
    mark(&target);
    symlink(&outside, target.join("map")).unwrap();
    symlink(outside.join("x"), target.join("x")).unwrap();
    let written = build(&target, &[("map/x", "1"), ("x", "1")]).unwrap();
    assert_eq!(written.unchanged, 0);
    assert!(fs::symlink_metadata(target.join("map")).unwrap().is_dir());
    assert!(fs::symlink_metadata(target.join("x")).unwrap().is_file());
    assert_eq!(names(&outside), ["x"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    let (dir, _) = place();
    let target = dir.path().join(OsStr::from_bytes(b"ui\xfft"));
    build(&target, &[("a", "1")]).unwrap();
    build(&target, &[("a", "1")]).unwrap();
    assert_eq!(names(&target), [MARKER, "a"]);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn without_permissions_the_folder_is_named() {
    use std::os::unix::fs::PermissionsExt;

    let (dir, _) = place();
    let closed = dir.path().join("dicht");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(closed.join("proef"), "").is_ok() {
        return skipped("zonder_rechten", "deze gebruiker (root) mag alles");
    }
    let err = refused("dicht/output", dir.path());
    assert!(err.starts_with("onvoldoende rechten op `dicht`; kies een map die van jou is"), "{err}");
}

#[test]
fn leftovers_are_cleaned_up() {
    let (dir, target) = place();
    build(&target, &[("index.html", "goed")]).unwrap();
    // Killed while writing, or while removing the previous tree.
    let new = dir.path().join(".output.nieuw");
    mark(&new);
    fs::create_dir(new.join("half")).unwrap();
    fs::write(new.join("half/x"), "").unwrap();
    // Killed after the second rename.
    mark(&dir.path().join(".output.oud"));
    drop(Output::open(&target).unwrap());
    assert_eq!(names(dir.path()), ["output"]);
    assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), "goed");
    // Killed before the marker was written.
    fs::create_dir(&new).unwrap();
    drop(Output::open(&target).unwrap());
    assert_eq!(names(dir.path()), ["output"]);
}

#[test]
fn a_run_that_stopped_between_two_renames_is_mended() {
    let (dir, target) = place();
    build(&target, &[("index.html", "goed")]).unwrap();
    fs::rename(&target, dir.path().join(".output.oud")).unwrap();
    mark(&dir.path().join(".output.nieuw"));
    drop(Output::open(&target).unwrap());
    assert_eq!(names(dir.path()), ["output"]);
    assert_eq!(fs::read_to_string(target.join("index.html")).unwrap(), "goed");
}

#[test]
fn a_foreign_sibling_stays() {
    let (dir, target) = place();
    for sibling in [".output.nieuw", ".output.oud"] {
        let sibling = dir.path().join(sibling);
        fs::create_dir(&sibling).unwrap();
        fs::write(sibling.join("brief.txt"), "").unwrap();
        let err = Output::open(&target).unwrap_err();
        assert!(matches!(&err, OutputError::ForeignSibling { path } if *path == sibling), "{err}");
        assert_eq!(names(&sibling), ["brief.txt"]);
        fs::remove_dir_all(&sibling).unwrap();
    }
    assert!(names(dir.path()).is_empty());
}

#[test]
fn a_swap_in_two_steps_is_undone_when_it_fails() {
    let (dir, target) = place();
    let target = Target::resolve(&target, None).unwrap();
    mark(&target.new);
    assert_eq!(swap::in_two_steps(&target).unwrap(), None);
    mark(&target.new);
    fs::write(target.new.join("index.html"), "nieuw").unwrap();
    assert_eq!(swap::in_two_steps(&target).unwrap(), Some(target.old.clone()));
    assert_eq!(names(dir.path()), [".output.oud", "output"]);
    tree::remove(&target.old).unwrap();
    // There is no new tree: the second rename fails and the first is undone.
    assert!(swap::in_two_steps(&target).is_err());
    assert_eq!(names(dir.path()), ["output"]);
    assert_eq!(names(&target.dir), [MARKER, "index.html"]);
}
