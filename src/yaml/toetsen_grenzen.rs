//! Tests: bounds on depth, size and time, bytes that are not clean text, and garbage.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;
use std::time::Instant;

use super::lezer::lees_tot;
use super::toetsen::{goed, lees_tekst, wat};
use super::{lees, naar_bron};
use crate::bron::Bron;
use crate::melding::{Code, Meldingen};

#[test]
fn diepte_en_omvang_zijn_begrensd() {
    for (tekst, code) in [
        ("[".repeat(100_000), Code::TeDiep),
        ("{a: ".repeat(100_000), Code::TeDiep),
        ("- ".repeat(100_000), Code::TeDiep),
        (format!("{}x{}", "[".repeat(41), "]".repeat(41)), Code::TeDiep),
        ((0..50).map(|i| format!("{}a:\n", " ".repeat(i))).collect::<String>(), Code::TeDiep),
    ] {
        assert_eq!(wat(&tekst).iter().map(|(c, ..)| *c).collect::<Vec<_>>(), [code]);
    }
    goed(&format!("{}x{}", "[".repeat(40), "]".repeat(40)));
    let mut meldingen = Meldingen::nieuw();
    assert!(lees_tot(&Bron::nieuw("a.yaml", "- a\n".repeat(1_000)), &mut meldingen, 1_000).is_none());
    assert_eq!(meldingen.gesorteerd()[0].code, Code::BestandTeGroot);
    // Bombs and long lines end soon.
    let bom = format!("a: &a [x]\n{}", "b: [*a, *a, *a]\n".repeat(1000));
    assert_eq!(wat(&bom).len(), 2);
    let begin = Instant::now();
    for lang in [
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
        let (_, meldingen) = lees_tekst(&lang);
        assert!(meldingen.len() <= 1_001);
    }
    assert!(begin.elapsed().as_secs() < 60, "{:?}", begin.elapsed());
}

#[test]
fn bytes_worden_schone_tekst() {
    let mut meldingen = Meldingen::nieuw();
    let mut bron = |bytes: &[u8]| naar_bron("a.yaml", bytes.to_vec(), &mut meldingen).unwrap();
    let mut schoon = |tekst: &str| bron(tekst.as_bytes()).tekst().to_owned();
    assert_eq!(schoon("\u{FEFF}a: 1\r\nb: 2\rc: 3\n"), "a: 1\nb: 2\nc: 3\n");
    assert_eq!(schoon("\u{F0B7} een\n\u{F0A7} twee"), "• een\n• twee");
    assert_eq!(schoon("a\u{FEFF}b\u{0}c\u{7}d\te\u{92}s"), "abcd\te’s");
    for line_end in ['\u{b}', '\u{c}', '\u{2028}', '\u{2029}'] {
        assert_eq!(schoon(&format!("ma{line_end}di")), "ma di");
    }
    assert_eq!(schoon("a:\n\u{A0}\u{A0}b: x\u{A0}y"), "a:\n  b: x\u{A0}y");
    assert!(meldingen.iter().next().is_none());
}

#[test]
fn geen_utf8() {
    for (bytes, regel, kolom, woord) in [
        (&b"a: 1\nb: caf\xE9 \x80\n"[..], 2, 7, "Windows-1252"),
        ("\u{FEFF}é: ".bytes().chain([0xE9]).collect::<Vec<_>>().leak(), 1, 4, "Windows-1252"),
        (b"\xFF\xFEa\0", 1, 1, "UTF-16"),
        (b"PK\x03\x04\xFF\xFE", 1, 5, "geen tekstbestand"),
    ] {
        let mut meldingen = Meldingen::nieuw();
        assert!(naar_bron("a.yaml", bytes.to_vec(), &mut meldingen).is_none());
        let melding = meldingen.gesorteerd().remove(0);
        assert_eq!((melding.code, melding.regel_kolom()), (Code::GeenUtf8, Some((regel, kolom))));
        assert!(melding.bericht.contains(woord), "{}", melding.bericht);
    }
}

#[test]
fn rommel_geeft_nooit_paniek() {
    let voorbeeld = "titel: 't Schip\né: [5,75, {a: b, c}] # x\nlijst:\n  - ? \"Ja\", zei\n  - {x: [y] z} #w\n\
        tekst: >-\n  - één\n  - twee\n\n<<: *a\nb: &c !d |2\n   x\n\t y: Let op: %\n---\n'a\\': \"\\x\"\n...\n";
    let stukjes = [
        "[", "]", "{", "}", ":", ": ", "- ", "'", "\"", "\n", "\n  ", " #", "#", "&a", "*a", "!", "|", ">", "%", "@",
        "?", ",", "\t", "é", "\u{F0B7}", "\r", "~", "\\", "\u{85}", "😀",
    ];
    let rondes = std::env::var("RONDES").ok().and_then(|r| r.parse().ok()).unwrap_or(20_000);
    let mut toeval = 0x2545_F491_4F6C_DD1D_u64;
    let mut kies = |onder: usize| {
        toeval ^= toeval << 13;
        toeval ^= toeval >> 7;
        toeval ^= toeval << 17;
        usize::try_from(toeval >> 11).unwrap() % onder.max(1)
    };
    for _ in 0..rondes {
        let mut tekens: Vec<char> = voorbeeld.chars().collect();
        let begin = kies(tekens.len());
        let eind = begin + kies(tekens.len() - begin + 1);
        if kies(2) == 0 {
            tekens = tekens[begin..eind].to_vec();
        }
        for _ in 0..=kies(8) {
            let plek = kies(tekens.len() + 1);
            if kies(3) == 0 && plek < tekens.len() {
                tekens.remove(plek);
            } else {
                tekens.splice(plek..plek, stukjes[kies(stukjes.len())].chars());
            }
        }
        let tekst: String = tekens.into_iter().collect();
        wat(&tekst);
        let mut bytes = tekst.into_bytes();
        let plek = kies(bytes.len());
        if let Some(byte) = bytes.get_mut(plek) {
            *byte = u8::try_from(kies(256)).unwrap();
        }
        let mut meldingen = Meldingen::nieuw();
        let bron: Option<Arc<Bron>> = naar_bron("a.yaml", bytes, &mut meldingen);
        let gelezen = bron.and_then(|bron| lees(&bron, &mut meldingen));
        assert!(gelezen.is_some() || meldingen.heeft_fouten());
    }
}
