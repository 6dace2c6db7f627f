//! Reading sentences, and saying them.

use super::*;
use crate::melding::Melding;

const BASE: &str = "home:\n  title: Hulp op school\n  help: Zoek bij {school}.\n  schools:\n    one: Eén school\n    other: '{count} scholen'\n";

fn texts(layers: &[&str]) -> (Texts, Vec<Melding>) {
    let mut texts = Texts::default();
    let mut meldingen = Meldingen::new();
    for (i, layer) in layers.iter().enumerate() {
        texts.add(&Source::new(format!("{i}.yaml"), *layer), i == 0, &mut meldingen);
    }
    (texts, meldingen.sorted())
}

fn told(above: &str) -> String {
    let (_, meldingen) = texts(&[BASE, above]);
    let told = |m: &Melding| {
        let (line, column) = m.line_column().unwrap_or_default();
        format!("{}:{line}:{column} {} ({})", m.file(), m.message, m.hint.as_deref().unwrap_or_default())
    };
    meldingen.iter().map(told).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_built_in_sentences_have_no_faults() {
    let source = Source::new("nl.yaml", include_str!("../../themes/standaard/texts/nl.yaml"));
    let mut meldingen = Meldingen::new();
    Texts::default().add(&source, true, &mut meldingen);
    assert_eq!(meldingen.sorted().len(), 0);
}

#[test]
fn a_sentence_is_said_with_its_holes_filled_and_in_the_form_of_its_number() {
    let (texts, meldingen) = texts(&[BASE]);
    assert!(meldingen.is_empty());
    assert_eq!(texts.say("home.title", &[]), "Hulp op school");
    assert_eq!(texts.say("home.help", &[("school", &"De Linde {x}")]), "Zoek bij De Linde {x}.");
    assert_eq!(texts.say("home.schools", &[("count", &1)]), "Eén school");
    assert_eq!(texts.say("home.schools", &[("count", &0)]), "0 scholen");
    assert_eq!(texts.say("home.schools", &[("count", &21)]), "21 scholen");
}

#[test]
fn a_layer_above_says_single_sentences_in_its_own_words() {
    let (texts, meldingen) = texts(&[BASE, "home: {title: Welkom}", "home: {schools: 'Aantal scholen: {count}'}"]);
    assert!(meldingen.is_empty());
    assert_eq!(texts.say("home.title", &[]), "Welkom");
    assert_eq!(texts.say("home.schools", &[("count", &1)]), "Aantal scholen: 1");
    assert_eq!(texts.say("home.help", &[("school", &"X")]), "Zoek bij X.");
}

#[test]
fn a_theme_has_sentences_of_its_own_in_one_group() {
    let (texts, meldingen) = texts(&[BASE, "own: {welcome: 'Dag {naam}'}"]);
    assert!(meldingen.is_empty());
    assert_eq!(texts.say("own.welcome", &[("naam", &"u")]), "Dag u");
    assert_eq!(texts.holes("own.welcome"), Some(["naam".to_owned()].as_slice()));
}

#[test]
fn a_key_that_is_not_there_gets_the_near_name() {
    assert_eq!(told("home: {titel: X}"), "1.yaml:1:8 groep `home` heeft geen tekst `titel` (bedoelde u `title`?)");
    assert_eq!(told("hom: {title: X}"), "1.yaml:1:1 er is geen groep teksten `hom` (bedoelde u `home`?)");
    assert_eq!(
        told("home: {schools: {one: X, others: Y}}"),
        "1.yaml:1:17 `other` ontbreekt in een tekst met meer vormen (voeg een regel `other: ...` toe: zo luidt de tekst bij \
         elk ander aantal dan één)\n1.yaml:1:26 een tekst heeft geen vorm `others` (bedoelde u `other`? Ook mogelijk: `one`)"
    );
}

#[test]
fn a_hole_that_is_not_there_is_told_at_its_place() {
    assert_eq!(
        told("home: {help: 'Zoek bij {schol}.'}"),
        "1.yaml:1:24 de tekst `home.help` kent `{schol}` niet (bedoelde u `{school}`?)"
    );
    assert_eq!(
        told("home: {title: 'Hulp {plaats}'}"),
        "1.yaml:1:21 de tekst `home.title` kent `{plaats}` niet (in deze tekst wordt niets ingevuld)"
    );
    assert_eq!(
        told("home: {schools: '{n} scholen'}"),
        "1.yaml:1:18 de tekst `home.schools` kent `{n}` niet (ingevuld wordt: `{count}`)"
    );
}

#[test]
fn braces_that_do_not_fit_are_told() {
    for (text, told_of) in [
        ("a {school", "`{` en `}` horen bij elkaar"),
        ("a } b", "`{` en `}` horen bij elkaar"),
        ("a {} b", "`{}` is geen naam"),
        ("a {De School}", "`{De School}` is geen naam"),
        ("a {/school}", "`{school}` en `{/school}` sluiten hier niet op elkaar aan"),
        ("{em}a{strong}b{/em}{/strong}", "`{em}` en `{/em}` sluiten hier niet op elkaar aan"),
    ] {
        let said = told(&format!("home: {{help: '{text}'}}"));
        assert!(said.contains(told_of), "{text}: {said}");
    }
}

#[test]
fn a_text_that_is_no_text_is_told() {
    assert!(told("- a").contains("hier staat een lijst"), "{}", told("- a"));
    assert!(told("home: x").contains("hier staat een tekst"));
    assert!(told("home: {title: [a]}").contains("hier staat een lijst"));
    assert!(told("home: {title: }").contains("deze tekst is leeg"));
    assert!(told("home: {title: {one: a, other: b}}").contains("telt niets"));
}
