//! Letters that were lost on the way: UTF-8 that a program read as Windows-1252 (`coÃ¶rdinator`), a letter that became
//! `?` or the replacement character, the placeholder of a picture that was left behind when its text was pasted.

use crate::melding::{Code, Melding, Meldingen};
use crate::yaml::windows_byte;

use super::texts::Text;

/// Reports the first such word in each text.
pub(super) fn check(texts: &[Text<'_>], messages: &mut Meldingen) {
    for text in texts {
        let Some(found) = find(&text.words) else { continue };
        let place = text.span_of(found);
        let (message, hint) = match (found.contains('\u{fffc}'), mended(found)) {
            (true, _) => (
                "hier stond een beeld of een ander ding dat bij het plakken is achtergebleven".to_owned(),
                "zet het beeld als bestand ernaast, of haal het teken weg".to_owned(),
            ),
            (false, Some(good)) => (format!("in `{found}` zijn letters beschadigd"), format!("schrijf `{good}`")),
            (false, None) => {
                (format!("in `{found}` is een letter verloren gegaan"), "schrijf het woord opnieuw".to_owned())
            }
        };
        messages.push(Melding::at(Code::GarbledLetters, &place, message).hint(hint));
    }
}

/// A word in which something was lost.
fn find(text: &str) -> Option<&str> {
    if text.is_ascii() && !text.contains('?') {
        return None;
    }
    text.split_whitespace()
        .find(|word| is_garbled(word))
        .map(|word| word.trim_matches(|c: char| c.is_ascii_punctuation() && c != '?').trim_end_matches('?'))
}

fn is_garbled(word: &str) -> bool {
    word.contains(['\u{fffd}', '\u{fffc}']) || mended(word).is_some() || lost_letter(word)
}

/// The intended word, if it is UTF-8 that was read as Windows-1252.
fn mended(word: &str) -> Option<String> {
    // As Windows-1252, every character of two bytes or more that Dutch texts hold begins with one of these.
    if !word.contains(['Ã', 'Â', 'â', 'Å', 'ï', 'Ä', 'ð']) {
        return None;
    }
    let bytes: Vec<u8> = word.chars().map(windows_byte).collect::<Option<_>>()?;
    String::from_utf8(bytes).ok()
}

/// `co?rdinator`: a question mark between two lower-case letters, in a word that is no address.
fn lost_letter(word: &str) -> bool {
    let letters: Vec<char> = word.chars().collect();
    !word.contains(['/', '=', '@', '&', '.', '"'])
        && letters.windows(3).any(|three| match three {
            [before, '?', after] => before.is_lowercase() && after.is_lowercase(),
            _ => false,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_were_lost_are_found() {
        for (text, found, good) in [
            ("Wij zien coÃ¶rdinator en meer", "coÃ¶rdinator", Some("coördinator")),
            ("EÃ©n school", "EÃ©n", Some("Eén")),
            ("een (â€œgoedâ€\u{9d}) plan", "â€œgoedâ€\u{9d}", Some("“goed”")),
            ("school â€“ thuis", "â€“", Some("–")),
            ("Dat kost â‚¬50.", "â‚¬50", Some("€50")),
            ("de co?rdinator belt", "co?rdinator", None),
            ("E\u{fffd}n school", "E\u{fffd}n", None),
            ("zie \u{fffc} hier", "\u{fffc}", None),
        ] {
            assert_eq!(find(text), Some(found), "{text}");
            assert_eq!(mended(found).as_deref(), good, "{text}");
        }
    }

    #[test]
    fn words_that_are_whole_are_left_alone() {
        for text in [
            "Eén coördinator – “goed” – voor € 50, naïef, à la carte",
            "Wie doet wat? En wanneer?",
            "Wie?Wat?Waar?",
            "https://x.nl/a?b=c en x.nl?b",
            "Ångström en Ägypten, ïsland",
            "ja/nee?",
            "crème brûlée, Curaçao, São Paulo, pâté",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
