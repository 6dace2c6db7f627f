//! Small counts next to a diagnosis: classmates and neighbours then know who is meant.
//!
//! Five is the lowest count that may be published: the usual threshold in statistics about people, since with fewer the
//! others can tell who it is. Zero points to nobody. A size or a limit ("groepen van 4 leerlingen") is no count.

use crate::melding::{Code, Melding, Meldingen};
use crate::model::antwoord::AnswerBody;
use crate::model::formaat::Soort;
use crate::model::hoeveel::{Hoeveel, Unit};
use crate::model::site::Document;
use crate::model::value::{Content, Filled};
use crate::text::{sentences, word_list};

use super::texts::Text;

/// The lowest count of pupils that may be published.
const LOWEST: u32 = 5;

/// Diagnoses and disabilities, as schools write them: beginnings of words, in lower case.
const DIAGNOSIS_WORDS: &[&str] = word_list!("diagnoses.txt");

/// Those that only count as a whole word.
const WHOLE_WORDS: &[&str] = word_list!("diagnoses-heel-woord.txt");

/// Counts in running text.
pub(super) fn check(texts: &[Text<'_>], meldingen: &mut Meldingen) {
    for text in texts {
        if !mentions_count(&text.words) {
            continue;
        }
        for sentence in sentences::sentences(&text.words) {
            let Some((count, diagnosis)) = small_count(sentence) else { continue };
            meldingen.push(
                Melding::at(
                    Code::Identifiable,
                    &text.span_of(count),
                    format!("bij `{count}` en `{diagnosis}` is te raden om wie het gaat"),
                )
                .hint("schrijf `enkele leerlingen`, of laat het aantal weg"),
            );
        }
    }
}

/// Counts in values: an item of a series, or a field, whose name mentions a diagnosis.
pub(super) fn check_figures(document: &Document, meldingen: &mut Meldingen) {
    for sectie in document.formaat.secties() {
        let Some(antwoord) = document.antwoorden.get(&sectie.id) else { continue };
        match &antwoord.content {
            AnswerBody::Items(items) if sectie.soort == Soort::Reeks => {
                for item in items {
                    let Some(name) = sectie.lijst.as_ref().and_then(|l| l.items.get(item.index)) else { continue };
                    let Some(diagnosis) = diagnosis(&name.name) else { continue };
                    let small: Vec<&(String, Filled)> =
                        item.reeks.iter().filter(|(_, filled)| is_small(filled)).collect();
                    if let [(_, first), ..] = &small[..] {
                        let columns: Vec<String> = small.iter().map(|(column, _)| format!("`{column}`")).collect();
                        let message = format!(
                            "minder dan {LOWEST} bij `{}`, en `{diagnosis}` zegt iets over gezondheid: {}",
                            name.name,
                            sentences::join_and(&columns)
                        );
                        let hint = "laat het getal weg, of schrijf in de `noot` dat het er minder dan vijf zijn";
                        meldingen.push(Melding::at(Code::Identifiable, &first.span, message).hint(hint));
                    }
                }
            }
            AnswerBody::Fields(fields) => {
                for (index, filled) in fields {
                    let Some(field) = sectie.fields.get(*index) else { continue };
                    let Some(diagnosis) = diagnosis(&field.title).filter(|_| is_small(filled)) else { continue };
                    let message = format!(
                        "minder dan {LOWEST} bij `{}`, en `{diagnosis}` zegt iets over gezondheid",
                        field.title
                    );
                    let hint = "laat het getal weg, of schrijf in de `noot` dat het er minder dan vijf zijn";
                    meldingen.push(Melding::at(Code::Identifiable, &filled.span, message).hint(hint));
                }
            }
            _ => {}
        }
    }
}

/// Whether a value counts one to four.
fn is_small(filled: &Filled) -> bool {
    let Content::Hoeveel(Hoeveel { size: Some(size), .. }) = &filled.content else { return false };
    size.unit == Unit::Count && size.from >= 1.0 && size.to < f64::from(LOWEST)
}

/// The diagnosis that a text names, as written.
fn diagnosis(text: &str) -> Option<&str> {
    let lower = text.to_lowercase();
    // Positions only carry over to the text itself if both have the same length.
    let lower = if lower.len() == text.len() { lower } else { text.to_owned() };
    let in_word = |c: char| c.is_alphanumeric();
    let locate = |name: &&str| {
        lower.match_indices(name).find_map(|(from, _)| {
            let after = &lower[from + name.len()..];
            let rest = after.find(|c: char| !in_word(c)).unwrap_or(after.len());
            let starts = !lower[..from].chars().next_back().is_some_and(in_word);
            (starts && (rest == 0 || !WHOLE_WORDS.contains(name))).then_some((from, from + name.len() + rest))
        })
    };
    DIAGNOSIS_WORDS.iter().chain(WHOLE_WORDS).find_map(locate).and_then(|(from, to)| text.get(from..to))
}

/// Whether a text may contain a small count: a quick look before the careful one.
fn mentions_count(text: &str) -> bool {
    let word = |word: &str| {
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        match bare.as_bytes() {
            [b'1'..=b'4'] => true,
            [b'1'..=b'4', after, ..] => !after.is_ascii_digit(),
            [b't' | b'T' | b'd' | b'D' | b'v' | b'V' | 0xC3, ..] => {
                COUNTS[4..].iter().any(|count| bare.to_lowercase().starts_with(count))
            }
            _ => false,
        }
    };
    text.split_ascii_whitespace().any(word)
}

/// Words before a number that make it a size, a limit or a name.
const BEFORE_NUMBER: &[&str] = word_list!("voor-een-getal.txt");

const COUNTS: [&str; 8] = ["1", "2", "3", "4", "één", "twee", "drie", "vier"];

/// "2 leerlingen" and the diagnosis in the same sentence, if the sentence counts pupils.
fn small_count(sentence: &str) -> Option<(&str, &str)> {
    let pieces: Vec<(usize, &str)> = crate::text::words(sentence).collect();
    for (i, (from, word)) in pieces.iter().enumerate() {
        let lower = word.to_lowercase();
        // "2. Leerlingen met dyslexie": the number of a list item is no count.
        let is_numbering = i == 0 && sentence[from + word.len()..].starts_with(['.', ')']);
        if is_numbering || !COUNTS.contains(&lower.as_str()) {
            continue;
        }
        let previous = i.checked_sub(1).map(|v| pieces[v].1.to_lowercase());
        if previous.as_deref().is_some_and(|v| BEFORE_NUMBER.contains(&v) || v.chars().all(|c| c.is_ascii_digit())) {
            continue;
        }
        // "2 leerlingen", "drie dove leerlingen", "2 van onze leerlingen"; not "2 uur om leerlingen te toetsen".
        let rest = &pieces[i + 1..];
        let people = match rest {
            [people, ..] if is_leerling(people.1) => people,
            [adjective, people, ..] if adjective.1.ends_with('e') && is_leerling(people.1) => people,
            [(_, "van"), (_, "de" | "onze" | "deze" | "die"), people, ..] if is_leerling(people.1) => people,
            _ => continue,
        };
        return Some((sentence.get(*from..people.0 + people.1.len())?, diagnosis(sentence)?));
    }
    None
}

/// Words for pupils.
const LEERLINGEN: &[&str] = word_list!("leerlingen.txt");

fn is_leerling(word: &str) -> bool {
    LEERLINGEN.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::super::texts::locate;
    use super::{diagnosis, small_count};
    use crate::source::{Source, Span};

    #[test]
    fn a_small_count_with_a_diagnosis() {
        for (sentence, count) in [
            ("Dit jaar zijn er 2 leerlingen met autisme.", "2 leerlingen"),
            ("Er is één leerling met het syndroom van Down.", "één leerling"),
            ("Drie dove leerlingen krijgen hulp.", "Drie dove leerlingen"),
            ("Wij hebben vier kinderen in een rolstoel.", "vier kinderen"),
            ("Nu zitten er 3 leerlingen met ASS in de brugklas.", "3 leerlingen"),
            ("In 2024 had 1 leerling epilepsie.", "1 leerling"),
        ] {
            assert_eq!(small_count(sentence).map(|(count, _)| count), Some(count), "{sentence}");
        }
    }

    #[test]
    fn amounts_groups_and_plain_sentences_identify_nobody() {
        for sentence in [
            "Een leerling met autisme krijgt een vaste plek.",
            "12 leerlingen hebben dyslexie.",
            "In groep 3 leerlingen met dyslexie vroeg herkennen",
            "De groep is voor maximaal 4 leerlingen met autisme.",
            "Er is plek voor 2 leerlingen met een beperking.",
            "groepen van 4 leerlingen met dyscalculie",
            "Twee keer per week is er hulp bij dyslexie.",
            "2 leerlingen kregen een buddy.",
            "2. Leerlingen met dyslexie leren lezen.",
            "3) leerlingen met ADHD",
            "Leerlingen in cluster 4 leren apart.",
            "Per 3 leerlingen met ADHD is er een begeleider.",
            "Het kost 2 uur om leerlingen met dyslexie te toetsen.",
            "0 leerlingen met autisme",
            "",
        ] {
            assert_eq!(small_count(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn a_diagnosis_is_a_word_and_not_a_part_of_a_word() {
        assert_eq!(diagnosis("Leerlingen met LGF cluster 2"), Some("cluster 2"));
        assert_eq!(diagnosis("Autistische leerlingen"), Some("Autistische"));
        assert_eq!(diagnosis("leerlingen met ASS"), Some("ASS"));
        for none in
            ["Totaal aantal leerlingen", "klassen", "passend", "een assistent", "Addy", "download", "toste", "lgf"]
        {
            assert_eq!(diagnosis(none), None, "{none}");
        }
    }

    #[test]
    fn the_count_is_marked() {
        let source = Source::new("a.md", "Wij zien elk kind. Er zijn 2 leerlingen met autisme.");
        let span = Span::new(&source, 0, source.text().len());
        let (count, _) = small_count("Er zijn 2 leerlingen met autisme.").unwrap_or_default();
        assert_eq!(locate(&span, count).line_column(), (1, 28));
    }
}
