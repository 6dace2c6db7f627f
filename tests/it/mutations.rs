//! Documents with lines dropped, doubled, moved and retyped, and with characters that nobody types on purpose: each is
//! read, or told with a place, in bounded time. `ROUNDS` says how many the long run makes.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use steunwijzer::checks;
use steunwijzer::load::Loader;
use steunwijzer::melding::Severity;

use super::errors::{FRAGMENTS, assert_renders, assert_well_formed};
use super::harness::SiteTest;
use crate::random::Random;

/// Documents of the example region, one of each format, and a practice example: all kinds of sections.
const DOCUMENTS: [&str; 5] = [
    "content/scholen/segbroek-college/2024-2025/profiel.yaml",
    "content/scholen/coenecoop-college/2016-2017/profiel.yaml",
    "content/scholen/school2care/2021-2022/profiel.yaml",
    "content/scholen/pro-grotius-college/2023-2024/monitor.yaml",
    "content/praktijk/alles-kidzzz.yaml",
];
/// No change may keep the program busy longer; most take a few hundredths of a second.
const AT_MOST: Duration = Duration::from_secs(20);

/// One to four slips of the hand.
fn changed(text: &str, random: &mut Random) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(4) {
        let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
        let (a, b) = (random.below(lines.len()), random.below(lines.len()));
        match random.below(8) {
            0 => drop(lines.remove(a)),
            1 => lines.insert(b, lines[a].clone()),
            2 => {
                let line = lines.remove(a);
                lines.insert(b.min(lines.len()), line);
            }
            3 => lines[a] = retyped(&lines[a], random),
            // Another depth.
            4 if random.below(2) == 0 => lines[a].insert_str(0, "  "),
            4 => lines[a] = lines[a].strip_prefix("  ").unwrap_or(&lines[a]).to_owned(),
            // What stands behind a key of another line.
            5 => {
                if let (Some((key, _)), Some((_, value))) = (lines[a].split_once(':'), lines[b].split_once(':')) {
                    lines[a] = format!("{key}:{value}");
                }
            }
            _ => {
                let mut characters: Vec<char> = lines[a].chars().collect();
                let at = random.below(characters.len() + 1);
                characters.splice(at..at, random.pick(&FRAGMENTS).chars()).for_each(drop);
                lines[a] = characters.into_iter().collect();
            }
        }
        text = lines.join("\n");
    }
    text
}

/// A line as somebody types it again: a letter too few, two swapped, in capitals, or without its last word.
fn retyped(line: &str, random: &mut Random) -> String {
    let mut characters: Vec<char> = line.chars().collect();
    let at = random.below(characters.len() + 1);
    match random.below(4) {
        0 if at < characters.len() => drop(characters.remove(at)),
        1 if at + 1 < characters.len() => characters.swap(at, at + 1),
        2 => return line.to_uppercase(),
        _ => return line.rsplit_once(' ').map_or_else(String::new, |(before, _)| before.to_owned()),
    }
    characters.into_iter().collect()
}

/// Makes this many changed documents; tells how many had errors, and the longest time that one took.
fn change(rounds: usize) -> (usize, Duration) {
    const PARTS: usize = 4;
    let outcomes: Vec<(usize, Duration)> = (0..PARTS)
        .into_par_iter()
        .map(|part| {
            let site = SiteTest::example();
            let mut loader = Loader::new(&site.path("content"));
            let mut random = Random::new(part as u64 + 11);
            let (mut errors, mut longest) = (0, Duration::ZERO);
            for round in (part..rounds).step_by(PARTS) {
                let path = DOCUMENTS[round % DOCUMENTS.len()];
                let good = fs::read_to_string(site.path(path)).unwrap();
                let content = changed(&good, &mut random);
                site.write(path, &content);
                let begin = Instant::now();
                let outcome = catch_unwind(AssertUnwindSafe(|| loaded(&mut loader, round % 20 == 0)));
                let Ok(meldingen) = outcome else { panic!("panic in round {round} of {path}:\n{content}") };
                longest = longest.max(begin.elapsed());
                assert!(begin.elapsed() < AT_MOST, "round {round} of {path} took {:?}:\n{content}", begin.elapsed());
                for melding in &meldingen {
                    assert_well_formed(melding, &content);
                    let err = melding.severity == Severity::Error;
                    assert!(!err || melding.span.is_some(), "round {round}: {melding:?} has no place\n{content}");
                }
                if round % 20 == 0 {
                    assert_renders(&meldingen, &content);
                }
                errors += usize::from(meldingen.iter().any(|melding| melding.severity == Severity::Error));
                site.write(path, &good);
            }
            (errors, longest)
        })
        .collect();
    let errors = outcomes.iter().map(|(errors, _)| errors).sum();
    (errors, outcomes.into_iter().map(|(_, longest)| longest).max().unwrap_or_default())
}

/// What the program says; `all`: after all checks too.
fn loaded(loader: &mut Loader, all: bool) -> Vec<steunwijzer::melding::Melding> {
    let Ok((site, mut meldingen)) = loader.load() else { panic!("no content") };
    if let (true, Some(site)) = (all, &site) {
        checks::check(site, Some("2026-01-01".parse().unwrap()), &mut meldingen);
    }
    meldingen.sorted()
}

#[test]
fn the_documents_that_are_changed_are_there() {
    let site = SiteTest::example();
    assert!(DOCUMENTS.iter().all(|path| Path::new(&site.path(path)).is_file()));
}

#[test]
fn a_changed_document_is_read_or_told_with_a_place() {
    let (errors, _) = change(300);
    // If hardly anything goes wrong the changes are too mild to test anything, and if everything does, too wild.
    assert!((100..300).contains(&errors), "{errors}");
}

#[test]
#[ignore = "takes minutes: see CONTRIBUTING.md"]
#[allow(clippy::print_stderr, reason = "it says what it found")]
fn ten_thousand_changed_documents_are_read_or_told_with_a_place() {
    let rounds = std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(10_000);
    let begin = Instant::now();
    let (errors, longest) = change(rounds);
    eprintln!(
        "{rounds} changed documents: {errors} with errors, the longest took {longest:?}, all {:?}",
        begin.elapsed()
    );
}
