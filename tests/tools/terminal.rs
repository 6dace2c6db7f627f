//! Colours in a real terminal, and none for those who ask for none.

use std::process::Command;

use crate::harness::SiteTest;

/// In a real terminal, which `script` provides.
#[cfg(target_os = "linux")]
#[test]
fn colours_in_a_terminal_only_and_not_when_no_color_is_set() {
    let site = SiteTest::small();
    site.write(
        "content/scholen/de-linde/2025-2026/profiel.yaml",
        "formaat: klein\nschooljaar: 2025-2026\nsecties:\n  visei: x\n",
    );
    // `\x1b[1m` and the like; moving the cursor is no colour.
    let color_in_text = regex::Regex::new("\x1b\\[[0-9;]*[1-9][0-9;]*m").unwrap();
    let commands = ["check --no-pdf", "export", "formaten", "--help", "check --snel"];
    for (command, expected) in commands.into_iter().zip([true, true, false, false, false]) {
        for (none, color) in [(None, expected), (Some("1"), false), (Some(""), expected)] {
            let mut script = Command::new("script");
            let line = format!("{} {command}", env!("CARGO_BIN_EXE_steunwijzer"));
            script
                .args(["-qec", &line, "/dev/null"])
                .current_dir(site.root())
                .env_clear()
                .env("TERM", "xterm-256color");
            script.env("PATH", std::env::var_os("PATH").unwrap_or_default());
            if let Some(none) = none {
                script.env("NO_COLOR", none);
            }
            let out = String::from_utf8_lossy(&script.output().unwrap().stdout).into_owned();
            assert!(out.contains("fout") || out.contains("perspectief-vo"), "{command}: {out}");
            let colored = color_in_text.is_match(&out);
            assert_eq!(colored, color, "{command}, NO_COLOR={none:?}: {out:?}");
        }
    }
}
