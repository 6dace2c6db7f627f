//! These tests need nothing but Rust: a test that needs another program belongs in `tests/tools`.

use std::path::Path;

use regex::Regex;

use crate::harness::files;

/// Programs that any system with a shell has, or that a test can do without.
const ALLOWED: [&str; 5] = ["sh", "id", "mount", "umount", "mkfifo"];

/// The programs that a source starts by name.
fn started(source: &str) -> Vec<String> {
    let start = Regex::new(r#"Command::new\(\s*"([^"]*)""#).unwrap();
    start.captures_iter(source).map(|found| found[1].to_owned()).collect()
}

#[test]
fn no_test_that_plain_cargo_test_runs_starts_a_program_that_a_laptop_may_lack() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, bytes) in files(&root.join("tests/it")) {
        let source = String::from_utf8_lossy(&bytes);
        let strange: Vec<String> = started(&source).into_iter().filter(|name| !ALLOWED.contains(&&**name)).collect();
        assert!(strange.is_empty() || path == "alone.rs", "tests/it/{path} starts {strange:?}: move it to tests/tools");
    }
}

#[test]
fn a_program_is_seen_wherever_it_is_started() {
    assert_eq!(started("let a = Command::new(\"qpdf\").arg(x); Command::new(env!(\"X\"))"), ["qpdf"]);
    assert_eq!(started("std::process::Command::new(\n    \"pdftotext\",\n)"), ["pdftotext"]);
    assert_eq!(started("Command::new(\"java\"); Command::new(\"sh\")"), ["java", "sh"]);
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/ouders.rs");
    assert_eq!(started(&std::fs::read_to_string(tools).unwrap()), ["pdftoppm"]);
}
