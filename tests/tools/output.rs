//! The output in git, where people keep it.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::{SiteTest, copy_dir};

const MARKER: &str = "output/.steunwijzer";

#[test]
fn git_stays_clean_after_a_build() {
    let git = |site: &SiteTest, arguments: &[&str]| {
        let output = Command::new("git")
            .args(["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "core.autocrlf=true"])
            .args(arguments)
            .current_dir(site.root())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap_or_else(|err| panic!("git does not start ({err}): apt-get install git"));
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let source = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = SiteTest::small();
    for path in [".gitignore", ".gitattributes", MARKER] {
        site.write(path, fs::read(source.join(path)).unwrap());
    }
    git(&site, &["init", "-q"]);
    git(&site, &["add", "-A"]);
    git(&site, &["commit", "-q", "-m", "begin"]);
    assert!(git(&site, &["ls-files"]).contains(MARKER), "the file that marks the output belongs in git");
    for _ in 0..2 {
        site.build(&[]);
        assert_eq!(git(&site, &["status", "--porcelain"]), "");
    }
    // The same when a build stops half-way: what is left beside the output is ignored.
    copy_dir(&site.path("output"), &site.path(".output.nieuw"));
    assert_eq!(git(&site, &["status", "--porcelain"]), "");
}
