//! Where a text that is too long may end: after whole sentences, else after a part of one that can stand alone.
//!
//! Half a sentence tells less than nothing: "in Waddinxveen en…" makes readers guess, and "gaat dat niet?" without its
//! answer is no limit. So a first sentence has twice the room, and a question keeps its answer.

use super::sentences;

/// Words that cannot be the last of a part of a sentence: another word belongs behind them.
#[rustfmt::skip]
const OPEN_ENDS: &[&str] = &[
    "aan", "alle", "als", "bij", "dan", "dat", "de", "deze", "die", "dit", "door", "een", "elk", "elke", "en", "geen", "haar",
    "het", "hun", "ieder", "iedere", "in", "maar", "met", "na", "naar", "niet", "of", "om", "onze", "op", "over", "per", "te",
    "tot", "tussen", "uit", "uw", "van", "via", "volgens", "voor", "waar", "want", "wie", "wij", "zijn", "zoals", "zonder",
];

/// The beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beginning {
    /// The byte behind it.
    pub end: usize,
    /// Whether that is inside a sentence, so that `…` belongs there.
    pub inside: bool,
}

/// The beginning of a text, of about so many sentences and characters: whole sentences, of which the first may have
/// twice the room. Only a longer one is cut, at the end of a clause.
pub fn beginning(text: &str, most: usize, characters: usize) -> Beginning {
    let mut out = Beginning { end: 0, inside: false };
    let mut taken = 0;
    for unit in units(text) {
        let length = text[..unit.end].chars().count();
        let (room, first) = (if taken == 0 { characters.saturating_mul(2) } else { characters }, taken == 0);
        if most == 0 || (!first && taken + unit.sentences > most) || length > room {
            break;
        }
        taken += unit.sentences;
        out.end = unit.end;
    }
    if taken == 0 && most > 0 {
        let sentences = sentences::sentences(text);
        let Some(first) = sentences.first() else { return out };
        let first = &text[..position(text, 0, first).1];
        let end = clause_end(first, characters).unwrap_or_else(|| word_end(first, characters));
        return Beginning { end, inside: end < text.len() };
    }
    out
}

/// The beginning of a text on one line.
pub fn cut(text: &str, most: usize, characters: usize) -> String {
    let Beginning { end, inside } = beginning(text, most, characters);
    let begin = super::one_line(&text[..end]);
    if inside { format!("{begin}…") } else { begin }
}

/// Sentences that belong together.
struct Unit {
    sentences: usize,
    end: usize,
}

/// The sentences of a text, a question together with what follows it.
fn units(text: &str) -> Vec<Unit> {
    let (mut out, mut end, mut open): (Vec<Unit>, usize, bool) = (Vec::new(), 0, false);
    for sentence in sentences::sentences(text) {
        (_, end) = position(text, end, sentence);
        match out.last_mut().filter(|_| open) {
            Some(last) => *last = Unit { sentences: last.sentences + 1, end },
            None => out.push(Unit { sentences: 1, end }),
        }
        open = sentence.ends_with('?');
    }
    out
}

/// Where a part of a text begins and ends, from a byte on.
fn position(text: &str, from: usize, part: &str) -> (usize, usize) {
    let begin = text[from..].find(part).map_or(from, |at| from + at);
    (begin, begin + part.len())
}

/// The last place within so many characters behind which a clause ends, not inside brackets or quotation marks; if what
/// stands before it is enough to say something.
fn clause_end(text: &str, characters: usize) -> Option<usize> {
    let (mut depth, mut quoted, mut out) = (0_usize, false, None);
    for (number, (at, letter)) in text.char_indices().take(characters).enumerate() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '“' | '„' | '«' => quoted = true,
            '”' | '»' => quoted = false,
            _ => {}
        }
        let before_space = text[at + letter.len_utf8()..].starts_with(char::is_whitespace);
        let ends = matches!(letter, ',' | ';' | ':') || matches!(letter, '–' | '—') && text[..at].ends_with(' ');
        if ends && before_space && depth == 0 && !quoted && number * 3 >= characters {
            out = Some(text[..at].trim_end().len());
        }
    }
    out
}

/// The last place within so many characters behind which a word ends that needs no other behind it.
fn word_end(text: &str, characters: usize) -> usize {
    let cut = sentences::truncate(text, characters);
    let mut kept = cut.trim_end_matches('…');
    // Truncating drops white space before the text.
    let skipped = text.len() - text.trim_start().len();
    let whole = skipped + kept.len();
    while let Some((before, last)) = kept.rsplit_once(char::is_whitespace) {
        if !OPEN_ENDS.contains(&last.to_lowercase().as_str()) {
            return skipped + kept.len();
        }
        kept = before.trim_end_matches([' ', ',', ';', ':', '–', '-']);
    }
    if kept.is_empty() { whole } else { skipped + kept.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_sentence_is_whole_as_long_as_it_has_twice_the_room() {
        let text = "De school heeft gebouwen in Waddinxveen en Boskoop. Er zijn klassen voor vmbo en havo.";
        assert_eq!(cut(text, 1, 30), "De school heeft gebouwen in Waddinxveen en Boskoop.");
        assert_eq!(cut(text, 9, 60), "De school heeft gebouwen in Waddinxveen en Boskoop.");
        assert_eq!(cut(text, 9, 90), text);
        // A later one is not.
        assert_eq!(cut("Kort. Deze zin is veel langer dan de ruimte die er is.", 9, 20), "Kort.");
    }

    #[test]
    fn a_longer_one_ends_at_a_clause_and_not_inside_brackets_or_a_quotation() {
        for (text, n, begin) in [
            (
                "Wij zijn een school voor mavo, havo, atheneum en gymnasium met veel talentprogramma's",
                40,
                "Wij zijn een school voor mavo, havo…",
            ),
            (
                "Wij zijn een school (klein, warm, veilig en dichtbij iedereen) voor kinderen die veel willen",
                30,
                "Wij zijn een school…",
            ),
            (
                "Wij zeggen: “rustig aan, dan breekt het lijntje niet, want dat is beter voor iedereen hier”",
                30,
                "Wij zeggen…",
            ),
            (
                "Wij helpen kinderen – ook na schooltijd en in de vakanties van het hele jaar door en door",
                30,
                "Wij helpen kinderen…",
            ),
        ] {
            assert_eq!(cut(text, 1, n), begin);
        }
    }

    #[test]
    fn without_clauses_the_last_word_needs_no_other_behind_it() {
        for (text, n, begin) in [
            (
                "De school staat in het dorp naast de kerk en het grote plein met de oude bomen",
                36,
                "De school staat in het dorp naast…",
            ),
            (
                "Wij hebben op school voor leerlingen met een beperking geen lift en ook geen brede deuren",
                43,
                "Wij hebben op school voor leerlingen…",
            ),
            ("de de de de de de de de de de", 7, "de…"),
        ] {
            assert_eq!(cut(text, 1, n), begin);
        }
    }

    #[test]
    fn a_question_keeps_its_answer() {
        let text = "Lukt leren niet in een groep? Dan zoeken wij een andere school. Wij helpen daarbij.";
        assert_eq!(cut(text, 1, 60), "Lukt leren niet in een groep? Dan zoeken wij een andere school.");
        assert_eq!(cut(&format!("Kort. {text}"), 2, 80), "Kort.");
        assert_eq!(cut("Lukt het? Nee toch? Dan bellen wij.", 1, 20), "Lukt het? Nee toch? Dan bellen wij.");
        // A question at the end has none.
        assert_eq!(cut("Wij luisteren. Wat wilt u?", 2, 30), "Wij luisteren. Wat wilt u?");
    }

    #[test]
    fn nothing_is_asked_and_nothing_is_there() {
        assert_eq!(
            (cut("", 2, 10), cut("Een zin.", 0, 10), cut("   ", 1, 1)),
            (String::new(), String::new(), String::new())
        );
        assert_eq!(cut("éééééééééééé", 1, 4), "ééé…");
        assert_eq!(cut("woord", 1, 0), "…");
    }
}
