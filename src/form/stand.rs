//! Whether something is there, as people write it in a cell: a cross, a tick, "ja, alleen op donderdag".

use crate::text::{word_list, word_pairs};

/// What somebody means in a cell that asks for yes or no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// Yes, no, unknown, not applicable or to follow, as the word that files use.
    Plain(&'static str),
    /// The same, but it was inferred, so the author is told; with the remaining words, for the remark.
    Read(&'static str, String),
    /// It could mean anything.
    Unclear,
}

/// Words and signs that say just that.
const PLAIN: &[(&str, &str)] = word_pairs!("ja-of-nee.txt");

/// Being available on certain terms: yes, with the whole text as the remark.
const ON_DEMAND: &[&str] = word_list!("op-afroep.txt");

/// Beginnings that say it when more words follow.
const BEGINNINGS: &[(&str, &str)] = word_pairs!("begint-met-ja-of-nee.txt");

/// What a text means in a cell that asks for yes or no.
pub(super) fn read(text: &str) -> Meant {
    let text = text.trim();
    let lower = text.to_lowercase();
    // `Ja!`, `ja.` and `(x)` are as plain as `ja`; a question mark is not.
    let bare = lower.trim_matches(|c: char| c.is_whitespace() || "!.,;:()[]\"'".contains(c));
    if let Some((_, stand)) = PLAIN.iter().find(|(words, _)| *words == bare || *words == lower) {
        return Meant::Plain(stand);
    }
    if matches!(bare, "-" | "–" | "—") {
        return Meant::Read("nee", String::new());
    }
    if ON_DEMAND.iter().any(|words| follows(bare, words).is_some()) {
        return Meant::Read("ja", text.to_owned());
    }
    for (words, stand) in BEGINNINGS {
        let Some(rest) = follows(&lower, words) else { continue };
        // Characters whose lower case has another length would make the cut in the wrong place.
        let Some(rest) = text.get(text.len().saturating_sub(rest.len())..).filter(|r| r.to_lowercase() == rest) else {
            return Meant::Unclear;
        };
        return match remark(rest) {
            Some(remark) => Meant::Read(stand, remark),
            None => Meant::Unclear,
        };
    }
    Meant::Unclear
}

/// What follows a word that a text begins with; `None` when it is only the start of a longer word.
fn follows<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(word)?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// The words after `ja`; `None` when they take it back or put it in doubt.
fn remark(rest: &str) -> Option<String> {
    let words = rest.trim_matches(|c: char| c.is_whitespace() || ",;:.!-–—".contains(c));
    let words = words.strip_prefix('(').and_then(|w| w.strip_suffix(')')).unwrap_or(words).trim();
    let lower = words.to_lowercase();
    let doubt = words.contains('?')
        || rest.trim_start().starts_with('/')
        || ["of", "en nee", "en ja", "nee", "ja", "misschien", "denk ik"]
            .iter()
            .any(|word| follows(&lower, word).is_some());
    (!doubt && !words.is_empty()).then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cross_or_a_tick_says_yes() {
        for text in ["x", "X", "v", "V", "✓", "✔", "☑", "ja", "Ja!", "JA", "J", "(x)", "aanwezig", " ja. "] {
            assert_eq!(read(text), Meant::Plain("ja"), "{text}");
        }
        for text in ["nee", "N", "geen", "Niet aanwezig", "nee!"] {
            assert_eq!(read(text), Meant::Plain("nee"), "{text}");
        }
        for text in ["n.v.t.", "NVT", "niet van toepassing"] {
            assert_eq!(read(text), Meant::Plain("nvt"), "{text}");
        }
        assert_eq!(read("?"), Meant::Plain("onbekend"));
    }

    #[test]
    fn words_after_yes_or_no_are_a_remark() {
        let said = |stand, remark: &str| Meant::Read(stand, remark.to_owned());
        assert_eq!(read("Ja, alleen op donderdag"), said("ja", "alleen op donderdag"));
        assert_eq!(read("ja (in Gouda)"), said("ja", "in Gouda"));
        assert_eq!(read("x: onderbouw"), said("ja", "onderbouw"));
        assert_eq!(read("Nee, wel op de hoofdlocatie"), said("nee", "wel op de hoofdlocatie"));
        assert_eq!(read("Ja – 2 uur per week"), said("ja", "2 uur per week"));
        assert_eq!(read("op aanvraag"), said("ja", "op aanvraag"));
        assert_eq!(read("In overleg met de ouders"), said("ja", "In overleg met de ouders"));
        assert_eq!(read("-"), said("nee", ""));
    }

    #[test]
    fn what_is_unclear_stays_unclear() {
        for text in [
            "misschien",
            "ja/nee",
            "ja en nee",
            "ja of nee",
            "ja?",
            "ja, denk ik",
            "soms",
            "geen idee",
            "januari",
            "1",
            "niet altijd",
            "vaak",
            "Xander",
            "nee, ja",
            "İ ja",
            "",
        ] {
            assert_eq!(read(text), Meant::Unclear, "{text}");
        }
    }
}
