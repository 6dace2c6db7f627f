//! What an output does on disks that must be mounted first: mount points, a full disk.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::process::{Command, Stdio};

use super::tests::{bouw, inhoud, merk, namen, plek};
use super::tests_schijf::{geweigerd, overgeslagen};
use super::*;

/// A mount that ends with the test.
struct Mount(PathBuf);

impl Mount {
    fn nieuw(test: &str, opties: &[&str], op: &Path) -> Option<Self> {
        let mut mount = Command::new("mount");
        let gelukt = mount.args(opties).arg(op).stderr(Stdio::null()).status().is_ok_and(|s| s.success());
        if !gelukt {
            overgeslagen(test, "mount is hier niet toegestaan");
            return None;
        }
        Some(Self(op.to_path_buf()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn koppelpunt_wordt_geweigerd() {
    let (map, doel) = plek();
    let bron = map.path().join("bron");
    merk(&doel.join("sub"));
    merk(&bron);
    merk(&doel);
    let bind = ["--bind", bron.to_str().unwrap()];
    // A bind mount of the same disk: the device number does not give it away.
    let Some(mount) = Mount::nieuw("koppelpunt_wordt_geweigerd", &bind, &doel) else { return };
    let fout = geweigerd("output", map.path());
    assert!(fout.starts_with("`output` is een koppelpunt (mount)"), "{fout}");
    assert!(fout.ends_with("kies een submap, bijvoorbeeld --output output/site"), "{fout}");
    bouw(&doel.join("site"), &[("a", "1")]).unwrap();
    assert_eq!(namen(&bron), [MERKBESTAND, "site"]);
    drop(mount);
    let Some(_mount) = Mount::nieuw("koppelpunt_wordt_geweigerd", &bind, &doel.join("sub")) else { return };
    let fout = geweigerd("output", map.path());
    assert!(fout.starts_with("in `output` is `output/sub` aangekoppeld (mount)"), "{fout}");
    assert_eq!(namen(&bron), [MERKBESTAND, "site"]);
}

#[test]
fn volle_schijf() {
    let (map, _) = plek();
    let opties = ["-t", "tmpfs", "-o", "size=256k", "steunwijzer-test"];
    let Some(_mount) = Mount::nieuw("volle_schijf", &opties, map.path()) else { return };
    let doel = map.path().join("output");
    bouw(&doel, &[("index.html", "goed")]).unwrap();
    let voor = inhoud(&doel);
    let uitvoer = Uitvoer::open_vanuit("output".as_ref(), Some(map.path())).unwrap();
    let fout = uitvoer.schrijf("scholen/groot.pdf", &vec![b'x'; 1 << 20]).unwrap_err();
    assert!(matches!(fout, UitvoerFout::SchijfVol { .. }));
    assert!(fout.to_string().starts_with("de schijf is vol bij het schrijven van `output/scholen/groot.pdf`"));
    assert!(matches!(uitvoer.rond_af(), Err(UitvoerFout::Onvolledig { .. })));
    assert_eq!(inhoud(&doel), voor);
    assert_eq!(namen(map.path()), ["output"]);
}
