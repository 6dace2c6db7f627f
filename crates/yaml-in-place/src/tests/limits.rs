//! Tests: limits on depth, size and time, bytes that are not clean text, and garbage.
use std::sync::Arc;
use std::time::Instant;

use super::maker::Random;
use super::{good, parse_text, what};
use crate::problem::{Encoding, ProblemKind, Topic};
use crate::reader::read_limited;
use crate::source::Source;
use crate::{read, to_source};

#[test]
fn depth_and_size_are_limited() {
    for (text, topic) in [
        ("[".repeat(100_000), Topic::Depth),
        ("{a: ".repeat(100_000), Topic::Depth),
        ("- ".repeat(100_000), Topic::Depth),
        (format!("{}x{}", "[".repeat(41), "]".repeat(41)), Topic::Depth),
        ((0..50).map(|i| format!("{}a:\n", " ".repeat(i))).collect::<String>(), Topic::Depth),
    ] {
        assert_eq!(what(&text).iter().map(|(c, ..)| *c).collect::<Vec<_>>(), [topic]);
    }
    good(&format!("{}x{}", "[".repeat(40), "]".repeat(40)));
    let mut problems = Vec::new();
    assert!(read_limited(&Source::new("a.yaml", "- a\n".repeat(1_000)), &mut problems, 1_000).is_none());
    assert_eq!(problems[0].topic(), Topic::Size);
    // Bombs and long lines are done quickly.
    let bomb = format!("a: &a [x]\n{}", "b: [*a, *a, *a]\n".repeat(1000));
    assert_eq!(what(&bomb).len(), 2);
    let begin = Instant::now();
    for long in [
        format!("[{}]", "!x a, ".repeat(20_000)),
        format!("[{}]", "5,75, ".repeat(20_000)),
        format!("{{{}}}", "a, ".repeat(20_000)),
        format!("[{}]", "[a]: b, ".repeat(20_000)),
        "a: 1\n".repeat(50_000),
        "#c\n".repeat(50_000) + "a: 1",
        format!("a: {}", "woord ".repeat(50_000)),
        format!("a: >\n{}", "  - woord\n".repeat(50_000)),
        format!("a: '{}", "x: y\n".repeat(50_000)),
    ] {
        let (_, problems) = parse_text(&long);
        assert!(problems.len() <= 1_001);
    }
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

#[test]
fn bytes_become_clean_text() {
    let mut problems = Vec::new();
    let mut source = |bytes: &[u8]| to_source("a.yaml", bytes.to_vec(), &mut problems).unwrap();
    let mut clean = |text: &str| source(text.as_bytes()).text().to_owned();
    assert_eq!(clean("\u{FEFF}a: 1\r\nb: 2\rc: 3\n"), "a: 1\nb: 2\nc: 3\n");
    assert_eq!(clean("\u{F0B7} een\n\u{F0A7} twee"), "• een\n• twee");
    assert_eq!(clean("a\u{FEFF}b\u{0}c\u{7}d\te\u{92}s"), "abcd\te’s");
    for line_end in ['\u{b}', '\u{c}', '\u{2028}', '\u{2029}'] {
        assert_eq!(clean(&format!("ma{line_end}di")), "ma di");
    }
    assert_eq!(clean("a:\n\u{A0}\u{A0}b: x\u{A0}y"), "a:\n  b: x\u{A0}y");
    assert!(problems.is_empty());
}

#[test]
fn bytes_that_are_not_utf8_are_an_error() {
    for (bytes, line, column, encoding) in [
        (&b"a: 1\nb: caf\xE9 \x80\n"[..], 2, 7, Encoding::SingleByte),
        ("\u{FEFF}é: ".bytes().chain([0xE9]).collect::<Vec<_>>().leak(), 1, 4, Encoding::SingleByte),
        (b"\xFF\xFEa\0", 1, 1, Encoding::Utf16),
        (b"PK\x03\x04\xFF\xFE", 1, 5, Encoding::Office),
    ] {
        let mut problems = Vec::new();
        assert!(to_source("a.yaml", bytes.to_vec(), &mut problems).is_none());
        let problem = problems.remove(0);
        assert_eq!((problem.kind, problem.span.line_column()), (ProblemKind::NotUtf8(encoding), (line, column)));
    }
}

#[test]
fn garbage_never_panics() {
    let example = "titel: 't Schip\né: [5,75, {a: b, c}] # x\nlist:\n  - ? \"Ja\", zei\n  - {x: [y] z} #w\n\
        tekst: >-\n  - één\n  - twee\n\n<<: *a\nb: &c !d |2\n   x\n\t y: Let op: %\n---\n'a\\': \"\\x\"\n...\n";
    let snippets = [
        "[", "]", "{", "}", ":", ": ", "- ", "'", "\"", "\n", "\n  ", " #", "#", "&a", "*a", "!", "|", ">", "%", "@",
        "?", ",", "\t", "é", "\u{F0B7}", "\r", "~", "\\", "\u{85}", "😀",
    ];
    let rounds = std::env::var("ROUNDS").ok().and_then(|r| r.parse().ok()).unwrap_or(20_000);
    let mut random = Random::new(0x2545_F491);
    let mut pick = |below: usize| random.below(below);
    for _ in 0..rounds {
        let mut characters: Vec<char> = example.chars().collect();
        let begin = pick(characters.len());
        let end = begin + pick(characters.len() - begin + 1);
        if pick(2) == 0 {
            characters = characters[begin..end].to_vec();
        }
        for _ in 0..=pick(8) {
            let span = pick(characters.len() + 1);
            if pick(3) == 0 && span < characters.len() {
                characters.remove(span);
            } else {
                characters.splice(span..span, snippets[pick(snippets.len())].chars());
            }
        }
        let text: String = characters.into_iter().collect();
        what(&text);
        let mut bytes = text.into_bytes();
        let span = pick(bytes.len());
        if let Some(byte) = bytes.get_mut(span) {
            *byte = u8::try_from(pick(256)).unwrap();
        }
        let mut problems = Vec::new();
        let source: Option<Arc<Source>> = to_source("a.yaml", bytes, &mut problems);
        let parsed = source.and_then(|source| read(&source, &mut problems));
        assert!(parsed.is_some() || problems.iter().any(|problem| !problem.is_doubt()));
    }
}
