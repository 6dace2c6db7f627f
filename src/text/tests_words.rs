//! Tests of abbreviations, sentences, plain text and characters.

use std::collections::BTreeSet;

use super::characters::{clean, slug, without_missing_glyphs};
use super::sentences::{
    capitalize, join_and, lower, once, one_after_another, sentences, short_heading, truncate, with_full_stop,
};
use super::tests::{TestLinks, read};
use super::*;

#[test]
fn what_two_parts_say_is_told_once() {
    let told = |parts: &[&str]| once(parts.iter().copied()).join(" ");
    assert_eq!(told(&["Op school.", "2 uur.", "Op school."]), "Op school. 2 uur.");
    assert_eq!(told(&["2 uur.", "2 uur.", "3 uur."]), "2 uur. 3 uur.");
    assert_eq!(told(&["Op  school", "op school.", "op scholen"]), "Op  school op scholen");
    assert_eq!(told(&[]), "");
}

fn afkortingen() -> Afkortingen {
    let pair = |k: &str, v: &str| (k.to_owned(), v.to_owned());
    Afkortingen::new(vec![
        pair("SWV", "samenwerkingsverband"),
        pair("COPA", "coördinator passend onderwijs"),
        pair("CO", "coördinator"),
        pair("COPA", "niet deze"),
        pair("", "leeg"),
        pair("é", "e met streep"),
    ])
}

fn marked_up(text: &str) -> String {
    let mut seen = BTreeSet::new();
    let mut markdown = read(text).0;
    afkortingen().mark_up(&mut markdown, &mut seen);
    let html = html::write_inline(&markdown, &TestLinks);
    let html = html.replace("<abbr title=\"coördinator passend onderwijs\">", "{").replace("</abbr>", "}");
    html.replace("<span class=\"in-full\">", "").replace("</span>", "").replace("<abbr title=", "{")
}

#[test]
fn afkortingen_are_marked_in_running_text() {
    assert_eq!(marked_up("De COPA en de COPA."), "De {COPA} (coördinator passend onderwijs) en de {COPA}.");
    assert_eq!(marked_up("Onze COPA's."), "Onze {COPA&#39;s} (coördinator passend onderwijs).");
    assert_eq!(marked_up("Onze COPAs"), "Onze {COPAs} (coördinator passend onderwijs)");
    assert_eq!(marked_up("COPA-overleg, COPA"), "{COPA}-overleg, {COPA} (coördinator passend onderwijs)");
    assert_eq!(marked_up("xCOPA COPAx copa COPA1 `COPA` a@COPA.nl www.COPA.nl"), {
        "xCOPA COPAx copa COPA1 <code>COPA</code> <a href=\"mailto:a@COPA.nl\">a@COPA.nl</a> \
         <a href=\"https://www.COPA.nl\" rel=\"noopener\">www.COPA.nl</a>"
    });
    assert_eq!(marked_up("# COPA\nCOPA"), { "<strong>COPA</strong><br>{COPA} (coördinator passend onderwijs)" });
    assert_eq!(marked_up("<b>CO</b><b>PA</b>"), "<strong>CO</strong><strong>PA</strong>");
    assert_eq!(marked_up("COPA/SWV").matches("voluit").count() + marked_up("COPA/SWV").matches('{').count(), 2);
}

#[test]
fn the_name_of_a_language_keeps_its_capital_inside_a_sentence() {
    for name in ["Nederlands als tweede taal", "Engelse les", "Turks in de bovenbouw"] {
        assert_eq!(lower(name), name);
    }
    assert_eq!(lower("Taalles"), "taalles");
}

#[test]
fn a_full_form_that_is_there_is_not_repeated() {
    assert_eq!(marked_up("**COPA** (Coördinator passend onderwijs) en COPA"), {
        "<strong>{COPA}</strong> (Coördinator passend onderwijs) en {COPA}"
    });
    assert_eq!(marked_up("de coördinator passend onderwijs (COPA), COPA"), {
        "de coördinator passend onderwijs ({COPA}), {COPA}"
    });
}

#[test]
fn afkortingen_are_marked_in_fields_and_typst() {
    let mut seen = BTreeSet::from(["SWV".to_owned()]);
    let inlines = afkortingen().mark_up_text("SWV: COPA, é", &mut seen);
    let mut span_map = typst::SpanMap::new();
    assert_eq!(
        typst::inlines(&inlines, &TestLinks, &mut span_map),
        "#\"SWV\";#\": \";#\"COPA (coördinator passend onderwijs)\";#\", \";#\"é (e met streep)\";"
    );
    assert_eq!(seen.len(), 3);
    assert!(Afkortingen::new(Vec::new()).is_empty());
}

#[test]
fn plain_text_has_sentences() {
    let (md, _) = read("# Kop\nEen *zin*. Nog een,\nbijv. deze! En [hier](hulp:x)\n\n- Punt.\n\n|a|b|\n|-|-|\n|1|2|\n");
    assert_eq!(md.plain_text(), "Kop\nEen zin. Nog een, bijv. deze! En hier\nPunt.\na, b\n1, 2");
    assert_eq!(md.first_sentences(2), "Een zin. Nog een, bijv. deze!");
    assert_eq!(md.first_sentences(9), "Een zin. Nog een, bijv. deze! En hier Punt.");
    assert!(!md.is_empty() && read(" \n\n&#8203;\n").0.is_empty() && read("een").0.is_one_paragraph());
    assert_eq!(
        sentences("Op 3.5 uur d.w.z. Nu. 's Avonds niet? (Nee.) J. Jansen\nklaar"),
        ["Op 3.5 uur d.w.z. Nu.", "'s Avonds niet?", "(Nee.)", "J. Jansen", "klaar"]
    );
}

#[test]
fn short_sentences_are_told_apart() {
    assert_eq!(join_and::<&str>(&[]), "");
    assert_eq!(join_and(&["a"]), "a");
    assert_eq!(join_and(&["a", "b", "c"]), "a, b en c");
    assert_eq!((capitalize("ijs"), capitalize("één"), capitalize("")), ("IJs".into(), "Één".into(), "".into()));
    for (from, to) in [("a", "a."), ("a.", "a."), (" a? ", "a?"), ("a;", "a."), ("a (b.)", "a (b.)."), ("", "")] {
        assert_eq!(with_full_stop(from), to);
    }
    assert_eq!(with_full_stop("Zij zei: “ja!”"), "Zij zei: “ja!”");
    assert_eq!(truncate("een twee drie", 20), "een twee drie");
    assert_eq!(truncate("een, twee drie", 8), "een…");
    assert_eq!(truncate("een twee drie", 9), "een twee…");
    // A bracket that opens also closes, or is left out with all that stands in it.
    assert_eq!(truncate("een twee (drie vier) vijf", 16), "een twee…");
    assert_eq!(truncate("een (twee) drie (vier vijf)", 22), "een (twee) drie…");
    assert_eq!(truncate("een (twee) drie vier", 16), "een (twee) drie…");
    assert_eq!((truncate("ééééé", 3), truncate("abc", 0)), ("éé…".into(), "…".into()));
}

#[test]
fn chars_and_slugs_are_made() {
    assert_eq!(slug("  Één coördinator: foto's (ĳs) & Co\u{301}pa! "), "een-coordinator-foto-s-ijs-copa");
    assert_eq!(slug("???"), "");
    assert_eq!(clean("a\u{0}\u{feff}b\n\u{2028}c\u{202e}"), "ab  c");
    let latin = |c: char| (c as u32) < 0x180;
    assert_eq!(without_missing_glyphs("co\u{308}o 😀😀 x\u{fe0f}\u{200d}", &latin), ("cöo □□ x".into(), vec!['😀']));
    assert_eq!(without_missing_glyphs("👩\u{200d}👧 👍\u{1f3fb}\n", &latin).0, "□ □\n");
    let mut md = read("a😀 `😀` [😀](https://x.nl/😀) ![😀](😀.png)").0;
    md.replace_text(&mut |t| without_missing_glyphs(t, &latin).0);
    assert_eq!(md.plain_text(), "a□ □ □ □");
    assert_eq!(md.pictures()[0].0, "😀.png");
}

#[test]
fn a_place_in_typst_leads_back_to_its_place_in_markdown() {
    let (md, _) = read("a [b](https://x.nl) c\n\n/\\*@1\\*/ `/*@1*/`");
    let mut span_map = typst::SpanMap::new();
    let out = typst::write(&md, &TestLinks, 1, &mut span_map);
    assert!(out.starts_with("/*@0*/#\"a \";/*@1*/#link("), "{out}");
    let at = |find: &str| out.find(find).and_then(|i| span_map.at(&out, i)).map(|p| format!("{p:?}"));
    assert_eq!(at("link(").as_deref(), Some("a.md:1:3"));
    assert_eq!(at("raw(").as_deref(), Some("a.md:1:1"));
    assert_eq!(out.matches("/*@").count(), 3, "{out}");
    assert!(span_map.at("geen", 2).is_none() && span_map.span(9).is_none());
    let inline = typst::write_inline(&read("a\n\n- b\n- c").0, &TestLinks, &mut span_map);
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
