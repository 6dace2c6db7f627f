//! What a limit is about, by its words: with many forms of a word, and with words that only look like it.

use super::Matcher;
use crate::files::Files;
use crate::melding::Meldingen;
use crate::model::catalogus::Catalogus;
use crate::model::value::ItemKey;

fn matcher() -> Matcher {
    Matcher::new(&Catalogus::read(&Files::empty(), &mut Meldingen::new()))
}

#[track_caller]
fn is_about(sentence: &str, hulpvragen: &[&str]) {
    let matched = matcher().find(None, sentence);
    let found: Vec<&str> = matched.hulpvragen.keys().map(String::as_str).collect();
    assert_eq!(found, hulpvragen, "{sentence}: {matched:?}");
}

#[test]
fn a_limit_is_about_the_question_whose_word_it_has_in_any_form() {
    for sentence in
        ["leerlingen die doof zijn", "dove leerlingen", "voor doven is er geen plek", "Doofheid", "blinde kinderen"]
    {
        is_about(sentence, &["zintuigen"]);
    }
    for sentence in ["ernstig autisme", "een kind dat ernstig autistisch is", "autistische leerlingen", "ASS"] {
        is_about(sentence, &["autisme"]);
    }
    for sentence in
        ["ernstige verslaving", "leerlingen die verslaafd zijn", "verslaafde jongeren", "verslavingsproblematiek"]
    {
        is_about(sentence, &["drugs"]);
    }
    for sentence in [
        "agressie tegen anderen",
        "agressieve leerlingen",
        "ernstige gedragsproblematiek",
        "grensoverschrijdend gedrag",
    ] {
        is_about(sentence, &["gedrag"]);
    }
    for sentence in ["ISK-leerlingen", "nieuwkomers", "leerlingen die nieuw in Nederland zijn", "anderstalige kinderen"]
    {
        is_about(sentence, &["taal"]);
    }
    for sentence in ["leerlingen in een rolstoel", "rolstoelgebruikers", "een lichamelijke of meervoudige beperking"] {
        is_about(sentence, &["rolstoel"]);
    }
    is_about("elke dag één op één begeleiding", &["leren"]);
    is_about("1-op-1-begeleiding", &["leren"]);
    is_about("depressieve leerlingen", &["somber"]);
    is_about("wie meer dan 10% verzuimt", &["verzuim"]);
    is_about("leerlingen die geen contact met anderen kunnen maken", &["sociaal"]);
}

#[test]
fn a_limit_may_be_about_several_questions_also_where_it_says_no_or_but() {
    is_about("leerlingen die doof of slechthorend zijn en autisme hebben", &["autisme", "zintuigen"]);
    is_about("geen leerlingen met dyscalculie, tenzij er ook dyslexie is", &["lezen", "rekenen"]);
}

#[test]
fn words_that_only_look_like_those_of_a_question_are_not_about_it() {
    for sentence in [
        "Lukt leren niet in een groepsgrootte van 25 tot 30 leerlingen",
        "leerlingen die alleen les willen van een docent",
        "leerlingen die de lessen verstoren",
        "wie de identiteit van de school niet onderschrijft",
        "Dan verwijzen wij naar een andere school.",
        "Wij hebben geen plannen om dit te veranderen",
        "een leerling die thuis woont",
        "in overleg met de mentor, de orthopedagoog en de ouders",
        "contact. Dat maken wij met u",
        "Kan een leerling minder aan, dan houden wij daar rekening mee.",
        "wij kunnen niet alles",
        "",
        "!?",
    ] {
        is_about(sentence, &[]);
    }
}

#[test]
fn a_heading_says_what_a_limit_is_about_when_its_own_words_do_not() {
    let matcher = matcher();
    let about = |heading: &str, sentence: &str| {
        matcher.find(Some(heading), sentence).hulpvragen.into_keys().collect::<Vec<_>>()
    };
    assert_eq!(about("Gedrag", "leerlingen die gezag afwijzen"), ["gedrag"]);
    assert_eq!(about("Leren", "leerlingen met een disharmonisch profiel"), ["leren"]);
    assert_eq!(about("Gedrag", "leerlingen die doof zijn"), ["zintuigen"]);
    assert!(about("Gedrag en leren in de klas", "leerlingen die gezag afwijzen").is_empty());
    assert!(about("Lichamelijke situatie", "leerlingen die dit nodig hebben").is_empty());
}

#[test]
fn an_item_is_meant_only_where_it_is_said_not_to_be_there() {
    let found = |sentence: &str| matcher().find(None, sentence);
    let lift = ItemKey { lijst: "ruimten".to_owned(), item: "lift".to_owned() };
    assert_eq!(found("Er is geen lift in het gebouw").items, std::slice::from_ref(&lift));
    assert_eq!(found("wij hebben geen eigen lift").items, [lift]);
    assert!(found("wij hebben geen taalklas").hulpvragen.contains_key("taal"));
    assert!(found("de logopedist kan niet elke dag komen").items.is_empty());
    assert!(found("geen plek, ook niet met een buddy").items.is_empty());
}
