//! Tests of abbreviations, sentences, plain text and characters.

use std::collections::BTreeSet;

use super::proeven::{Proef, lees};
use super::tekens::{schoon, slug, zonder_vorm};
use super::zinnen::{afkappen, hoofdletter, met_punt, one_after_another, opsomming, short_heading, zinnen};
use super::*;

fn afkortingen() -> Afkortingen {
    let paar = |k: &str, v: &str| (k.to_owned(), v.to_owned());
    Afkortingen::nieuw(vec![
        paar("SWV", "samenwerkingsverband"),
        paar("COPA", "coördinator passend onderwijs"),
        paar("CO", "coördinator"),
        paar("COPA", "niet deze"),
        paar("", "leeg"),
        paar("é", "e met streep"),
    ])
}

fn gemarkeerd(tekst: &str) -> String {
    let mut gezien = BTreeSet::new();
    let mut markdown = lees(tekst).0;
    afkortingen().markeer(&mut markdown, &mut gezien);
    let html = html::schrijf_inline(&markdown, &Proef);
    let html = html.replace("<abbr title=\"coördinator passend onderwijs\">", "{").replace("</abbr>", "}");
    html.replace("<span class=\"voluit\">", "").replace("</span>", "").replace("<abbr title=", "{")
}

#[test]
fn afkortingen_in_lopende_tekst() {
    assert_eq!(gemarkeerd("De COPA en de COPA."), "De {COPA} (coördinator passend onderwijs) en de {COPA}.");
    assert_eq!(gemarkeerd("Onze COPA's."), "Onze {COPA&#39;s} (coördinator passend onderwijs).");
    assert_eq!(gemarkeerd("Onze COPAs"), "Onze {COPAs} (coördinator passend onderwijs)");
    assert_eq!(gemarkeerd("COPA-overleg, COPA"), "{COPA}-overleg, {COPA} (coördinator passend onderwijs)");
    assert_eq!(gemarkeerd("xCOPA COPAx copa COPA1 `COPA` a@COPA.nl www.COPA.nl"), {
        "xCOPA COPAx copa COPA1 <code>COPA</code> <a href=\"mailto:a@COPA.nl\">a@COPA.nl</a> \
         <a href=\"https://www.COPA.nl\" rel=\"noopener\">www.COPA.nl</a>"
    });
    assert_eq!(gemarkeerd("# COPA\nCOPA"), { "<strong>COPA</strong><br>{COPA} (coördinator passend onderwijs)" });
    assert_eq!(gemarkeerd("<b>CO</b><b>PA</b>"), "<strong>CO</strong><strong>PA</strong>");
    assert_eq!(gemarkeerd("COPA/SWV").matches("voluit").count() + gemarkeerd("COPA/SWV").matches('{').count(), 2);
}

#[test]
fn voluit_staat_er_al() {
    assert_eq!(gemarkeerd("**COPA** (Coördinator passend onderwijs) en COPA"), {
        "<strong>{COPA}</strong> (Coördinator passend onderwijs) en {COPA}"
    });
    assert_eq!(gemarkeerd("de coördinator passend onderwijs (COPA), COPA"), {
        "de coördinator passend onderwijs ({COPA}), {COPA}"
    });
}

#[test]
fn afkortingen_in_velden_en_typst() {
    let mut gezien = BTreeSet::from(["SWV".to_owned()]);
    let inlines = afkortingen().markeer_tekst("SWV: COPA, é", &mut gezien);
    let mut plekken = typst::Plekken::nieuw();
    assert_eq!(
        typst::inlines(&inlines, &Proef, &mut plekken),
        "#\"SWV\";#\": \";#\"COPA (coördinator passend onderwijs)\";#\", \";#\"é (e met streep)\";"
    );
    assert_eq!(gezien.len(), 3);
    assert!(Afkortingen::nieuw(Vec::new()).is_leeg());
}

#[test]
fn platte_tekst_en_zinnen() {
    let (md, _) = lees("# Kop\nEen *zin*. Nog een,\nbijv. deze! En [hier](hulp:x)\n\n- Punt.\n\n|a|b|\n|-|-|\n|1|2|\n");
    assert_eq!(md.platte_tekst(), "Kop\nEen zin. Nog een, bijv. deze! En hier\nPunt.\na, b\n1, 2");
    assert_eq!(md.eerste_zinnen(2), "Een zin. Nog een, bijv. deze!");
    assert_eq!(md.eerste_zinnen(9), "Een zin. Nog een, bijv. deze! En hier Punt.");
    assert!(!md.is_leeg() && lees(" \n\n&#8203;\n").0.is_leeg() && lees("een").0.is_een_alinea());
    assert_eq!(
        zinnen("Op 3.5 uur d.w.z. Nu. 's Avonds niet? (Nee.) J. Jansen\nklaar"),
        ["Op 3.5 uur d.w.z. Nu.", "'s Avonds niet?", "(Nee.)", "J. Jansen", "klaar"]
    );
}

#[test]
fn zinnetjes() {
    assert_eq!(opsomming::<&str>(&[]), "");
    assert_eq!(opsomming(&["a"]), "a");
    assert_eq!(opsomming(&["a", "b", "c"]), "a, b en c");
    assert_eq!((hoofdletter("ijs"), hoofdletter("één"), hoofdletter("")), ("IJs".into(), "Één".into(), "".into()));
    for (van, naar) in [("a", "a."), ("a.", "a."), (" a? ", "a?"), ("a;", "a."), ("a (b.)", "a (b.)."), ("", "")] {
        assert_eq!(met_punt(van), naar);
    }
    assert_eq!(met_punt("Zij zei: “ja!”"), "Zij zei: “ja!”");
    assert_eq!(afkappen("een twee drie", 20), "een twee drie");
    assert_eq!(afkappen("een, twee drie", 8), "een…");
    assert_eq!(afkappen("een twee drie", 9), "een twee…");
    // A bracket that opens also closes, or is left out with all that stands in it.
    assert_eq!(afkappen("een twee (drie vier) vijf", 16), "een twee…");
    assert_eq!(afkappen("een (twee) drie (vier vijf)", 22), "een (twee) drie…");
    assert_eq!(afkappen("een (twee) drie vier", 16), "een (twee) drie…");
    assert_eq!((afkappen("ééééé", 3), afkappen("abc", 0)), ("éé…".into(), "…".into()));
}

#[test]
fn tekens_en_slugs() {
    assert_eq!(slug("  Één coördinator: foto's (ĳs) & Co\u{301}pa! "), "een-coordinator-foto-s-ijs-copa");
    assert_eq!(slug("???"), "");
    assert_eq!(schoon("a\u{0}\u{feff}b\n\u{2028}c\u{202e}"), "ab  c");
    let latijn = |c: char| (c as u32) < 0x180;
    assert_eq!(zonder_vorm("co\u{308}o 😀😀 x\u{fe0f}\u{200d}", &latijn), ("cöo □□ x".into(), vec!['😀']));
    assert_eq!(zonder_vorm("👩\u{200d}👧 👍\u{1f3fb}\n", &latijn).0, "□ □\n");
    let mut md = lees("a😀 `😀` [😀](https://x.nl/😀) ![😀](😀.png)").0;
    md.vervang_tekst(&mut |t| zonder_vorm(t, &latijn).0);
    assert_eq!(md.platte_tekst(), "a□ □ □ □");
    assert_eq!(md.afbeeldingen()[0].0, "😀.png");
}

#[test]
fn plekken() {
    let (md, _) = lees("a [b](https://x.nl) c\n\n/\\*@1\\*/ `/*@1*/`");
    let mut plekken = typst::Plekken::nieuw();
    let uit = typst::schrijf(&md, &Proef, 1, &mut plekken);
    assert!(uit.starts_with("/*@0*/#\"a \";/*@1*/#link("), "{uit}");
    let bij = |zoek: &str| uit.find(zoek).and_then(|i| plekken.bij(&uit, i)).map(|p| format!("{p:?}"));
    assert_eq!(bij("link(").as_deref(), Some("a.md:1:3"));
    assert_eq!(bij("raw(").as_deref(), Some("a.md:1:1"));
    assert_eq!(uit.matches("/*@").count(), 3, "{uit}");
    assert!(plekken.bij("geen", 2).is_none() && plekken.plek(9).is_none());
    let inline = typst::schrijf_inline(&lees("a\n\n- b\n- c").0, &Proef, &mut plekken);
    assert!(inline.ends_with("#\"a\";#linebreak();#\"– \";#\"b\";#linebreak();#\"– \";#\"c\";"), "{inline}");
}

#[test]
fn a_heading_that_is_too_long_loses_its_brackets_before_its_words() {
    assert_eq!(short_heading("Zieke leerlingen (cluster 3)", 40), "Zieke leerlingen (cluster 3)");
    assert_eq!(short_heading("Zieke leerlingen (cluster 3)", 20), "Zieke leerlingen");
    assert_eq!(short_heading("Lichte zorg (bijvoorbeeld GGD (arts)) op school", 30), "Lichte zorg op school");
    assert_eq!(short_heading("Zieke leerlingen op school (cluster 3)", 20), "Zieke leerlingen op…");
    // Nothing but brackets, or one that never closes, is cut as any text.
    assert_eq!(short_heading("(alleen op de locatie in het dorp)", 12).chars().count(), 1);
    assert_eq!(short_heading("Zorg (van de GGD en anderen", 12), "Zorg…");
}

#[test]
fn a_second_place_is_told_as_a_second_one() {
    let told = |all: &[&str]| one_after_another(all.iter().map(|s| (*s).to_owned())).join(" ");
    assert_eq!(told(&["Dat is op school zelf."]), "Dat is op school zelf.");
    assert_eq!(told(&["Dat is A.", "Dat is B.", "Dat is C."]), "Dat is A. Dat is ook B. Dat is ook C.");
    // Sentences of another form stay as they are.
    assert_eq!(told(&["Dat is A.", "Soms is het B.", "Dat is ook C."]), "Dat is A. Soms is het B. Dat is ook C.");
}
