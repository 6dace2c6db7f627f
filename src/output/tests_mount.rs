//! What an output does on disks that must be mounted first: mount points, a full disk.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::{Command, Stdio};

use super::tests::{build, content, mark, names, place};
use super::tests_disk::{refused, skipped};
use super::*;

/// A mount that ends with the test.
struct Mount(PathBuf);

impl Mount {
    fn new(test: &str, options: &[&str], at: &Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        let succeeded = mount.args(options).arg(at).stderr(Stdio::null()).status().is_ok_and(|s| s.success());
        if !succeeded {
            skipped(test, "mount is hier niet toegestaan");
            return None;
        }
        Some(Self(at.to_path_buf()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_mount_point_is_refused() {
    let (dir, target) = place();
    let source = dir.path().join("bron");
    mark(&target.join("sub"));
    mark(&source);
    mark(&target);
    let bind = ["--bind", source.to_str().unwrap()];
    // A bind mount of the same disk: the device number does not give it away.
    let Some(mount) = Mount::new("koppelpunt_wordt_geweigerd", &bind, &target) else { return };
    let err = refused("output", dir.path());
    assert!(err.starts_with("`output` is een koppelpunt (mount)"), "{err}");
    assert!(err.ends_with("kies een submap, bijvoorbeeld --output output/site"), "{err}");
    build(&target.join("site"), &[("a", "1")]).unwrap();
    assert_eq!(names(&source), [MARKER, "site"]);
    drop(mount);
    let Some(_mount) = Mount::new("koppelpunt_wordt_geweigerd", &bind, &target.join("sub")) else { return };
    let err = refused("output", dir.path());
    assert!(err.starts_with("in `output` is `output/sub` aangekoppeld (mount)"), "{err}");
    assert_eq!(names(&source), [MARKER, "site"]);
}

#[test]
fn a_full_disk_leaves_the_previous_output() {
    let (dir, _) = place();
    let options = ["-t", "tmpfs", "-o", "size=256k", "steunwijzer-test"];
    let Some(_mount) = Mount::new("volle_schijf", &options, dir.path()) else { return };
    let target = dir.path().join("output");
    build(&target, &[("index.html", "goed")]).unwrap();
    let before = content(&target);
    let output = Output::open_from("output".as_ref(), Some(dir.path())).unwrap();
    let err = output.write("scholen/groot.pdf", &vec![b'x'; 1 << 20]).unwrap_err();
    assert!(matches!(err, OutputError::DiskFull { .. }));
    assert!(err.to_string().starts_with("de schijf is vol bij het schrijven van `output/scholen/groot.pdf`"));
    assert!(matches!(output.commit(), Err(OutputError::Incomplete { .. })));
    assert_eq!(content(&target), before);
    assert_eq!(names(dir.path()), ["output"]);
}
