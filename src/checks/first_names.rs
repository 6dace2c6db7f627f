//! First names by which to recognise a person.

use crate::text::word_list;

/// First names in lower case, sorted.
const FIRST_NAMES: &[&str] = word_list!("voornamen.txt");

/// Whether a word, as written in the text, is a first name.
pub(super) fn is_first_name(word: &str) -> bool {
    let lower = word.to_lowercase();
    // Anne-Marie, Jan-Willem.
    lower.split('-').all(|part| FIRST_NAMES.binary_search(&part).is_ok())
}

#[cfg(test)]
mod tests {
    use super::is_first_name;

    #[test]
    fn names_are_and_words_are_not() {
        for name in ["Karin", "Mohammed", "Anne-Marie", "Jan-Willem", "Fatima", "Agnieszka"] {
            assert!(is_first_name(name), "{name}");
        }
        for word in ["Linde", "Roos", "Wil", "Door", "Mark", "School", "Max", "", "-"] {
            assert!(!is_first_name(word), "{word}");
        }
    }
}
