//! Texts for parents that are harder than B1.

use crate::melding::{Code, Melding, Meldingen};
use crate::text::reading_level::{Cause, MAX_WORDS, assess};
use crate::text::sentences;

use super::texts::Text;
use super::vocabulary::Vocabulary;

/// One message per text: its first hard sentence, and how many more there are.
pub(super) fn check(texts: &[Text<'_>], vocabulary: &Vocabulary, meldingen: &mut Meldingen) {
    for text in texts.iter().filter(|text| text.for_ouders) {
        let Some(found) = assess(&text.words, &|word| vocabulary.knows(word)) else { continue };
        let sentence = sentences::truncate(found.sentence, 90);
        let more = match found.more {
            0 => String::new(),
            1 => "; in deze tekst is nog 1 zin te moeilijk".to_owned(),
            n => format!("; in deze tekst zijn nog {n} zinnen te moeilijk"),
        };
        let (what, hint) = match &found.cause {
            Cause::LongSentence { words, splits } => {
                let advice = splits.map_or_else(
                    || "maak er twee zinnen van".to_owned(),
                    |splits| format!("maak er twee zinnen van, bijvoorbeeld voor `{splits}`"),
                );
                (format!("deze zin heeft {words} woorden"), format!("{advice}; {MAX_WORDS} woorden is genoeg"))
            }
            Cause::HardWord { word, better } => {
                (format!("`{word}` is geen gewoon woord"), format!("schrijf liever `{better}`"))
            }
            Cause::LongWords(long) if long.is_empty() => {
                ("deze zin heeft veel lange woorden".to_owned(), "gebruik kortere woorden".to_owned())
            }
            Cause::LongWords(long) => {
                let long: Vec<String> = long.iter().map(|word| format!("`{word}`")).collect();
                let says = format!("zoek een gewoner woord voor {}", sentences::join_and(&long));
                ("deze zin heeft veel lange woorden".to_owned(), format!("{says}, of zeg het in twee zinnen"))
            }
        };
        let span = match &found.cause {
            // The message quotes the sentence; the span marks the word in it.
            Cause::HardWord { word, .. } => super::texts::locate(&text.span_of(found.sentence), word),
            _ => text.span_of(found.sentence),
        };
        let message = format!("te moeilijk voor ouders, want {what}: “{sentence}”");
        meldingen.push(Melding::at(Code::ReadingLevel, &span, message).hint(format!("{hint}{more}")));
    }
}

#[cfg(test)]
mod tests {
    use crate::files::Files;
    use crate::melding::Meldingen;
    use crate::model::catalogus::Catalogus;
    use crate::text::reading_level::assess;

    /// The sentences of built-in items are shown to parents too.
    #[test]
    fn the_builtin_sentences_are_b1() {
        let catalogus = Catalogus::read(&Files::empty(), &mut Meldingen::new());
        let mut checked = 0;
        for item in catalogus.lijsten.values().flat_map(|lijst| &lijst.items) {
            let Some(sentence) = &item.sentence else { continue };
            let knows = |word: &str| catalogus.lijsten.values().any(|lijst| lijst.find(word).is_some());
            assert_eq!(assess(sentence, &knows), None, "{}", item.id);
            checked += 1;
        }
        assert!(checked > 150, "{checked}");
    }
}
