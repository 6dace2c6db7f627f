//! How hard a Dutch text is to read, for texts that must be B1.
//!
//! The measure is that of Flesch, in the form that Douma gave it for Dutch (1960):
//! `206.835 - 0.93 x words per sentence - 77 x syllables per word`. About 100 is the easiest, 60 to 80 is what most
//! adults read without effort, below 50 is the language of offices. Syllables are counted with the Dutch patterns of
//! `hypher`. A formula knows no meaning, so two plain rules stand beside it: a sentence of more than
//! [`MAX_WORDS`] words is long, and hard words have a plain one.
//!
//! Words that are explained to the reader (names of items, abbreviations), and names, would make every sentence about
//! an ondersteuningscoördinator hard, while no writer can do without them. They count as two syllables.

use super::sentences;
use super::word_lists::{word_list, word_pairs};

/// Words of offices and policy in lower case, sorted, and what to write instead. A phrase has its words separated by spaces.
const HARD_WORDS: &[(&str, &str)] = word_pairs!("moeilijke-woorden.txt");

/// The most words of a sentence in B1.
pub const MAX_WORDS: usize = 20;
/// The lowest score of a text in B1, and of a single sentence, whose score varies more.
const LOWEST: (f64, f64) = (50.0, 25.0);
/// The fewest words for which a score means anything: of a text, and of one sentence.
const MIN_WORDS: (usize, usize) = (20, 10);
/// From this many letters a word is called long.
const LONG_WORD: usize = 13;
/// Syllables of a word that is explained elsewhere.
const KNOWN_SYLLABLES: usize = 2;
/// The longest word whose syllables are counted, in characters: nobody writes a longer one, but a text may hold it.
const MAX_WORD: usize = 60;

/// Why a text is above B1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HardText<'a> {
    /// The sentence, as it stands in the text.
    pub sentence: &'a str,
    /// What makes it hard, and what to do about it.
    pub cause: Cause<'a>,
    /// How many other sentences of the text are hard.
    pub more: usize,
}

/// What makes a sentence hard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause<'a> {
    /// It is long.
    LongSentence {
        /// Number of its words.
        words: usize,
        /// The words before which it can be split, if there is such a place.
        splits: Option<&'a str>,
    },
    /// A word has a plain one.
    HardWord {
        /// The word, as in the text.
        word: &'a str,
        /// What to write instead.
        better: &'static str,
    },
    /// Its words are long.
    LongWords(Vec<&'a str>),
}

/// What is hard in a text; none when it is B1. `known` tells of a word in lower case whether it is explained to the
/// reader.
pub fn assess<'a>(text: &'a str, known: &dyn Fn(&str) -> bool) -> Option<HardText<'a>> {
    let all = sentences::sentences(text);
    if is_amply_good(&all) {
        return None;
    }
    let all: Vec<Sentence<'a>> = all.into_iter().map(|sentence| Sentence::new(sentence, known)).collect();
    let all: Vec<Sentence<'a>> = all.into_iter().filter(|sentence| !sentence.words.is_empty()).collect();
    let mut hard: Vec<(&'a str, Cause<'a>)> =
        all.iter().filter_map(|sentence| sentence.cause(known).map(|o| (sentence.text, o))).collect();
    if hard.is_empty() {
        let (words, syllables) =
            all.iter().fold((0, 0), |(w, l), sentence| (w + sentence.words.len(), l + sentence.syllables));
        if words < MIN_WORDS.0 || score(words, syllables, all.len()) >= LOWEST.0 {
            return None;
        }
        // No sentence is hard by itself: the hardest one is where to begin.
        let lowest = |sentence: &&Sentence<'_>| {
            // Scores are finite: a sentence has words.
            let value = score(sentence.words.len(), sentence.syllables, 1).clamp(-1e6, 1e6);
            #[expect(clippy::cast_possible_truncation, reason = "clamped above")]
            let whole = (value * 100.0) as i64;
            whole
        };
        let sentence = all.iter().min_by_key(lowest)?;
        hard.push((sentence.text, Cause::LongWords(sentence.long_words(known))));
    }
    let more = hard.len() - 1;
    let (sentence, cause) = hard.into_iter().next()?;
    Some(HardText { sentence, cause, more })
}

/// A quick look before the careful one: there are nearly as many groups of vowels as syllables, and most texts are far
/// from the limits.
fn is_amply_good(all: &[&str]) -> bool {
    const AMPLE: f64 = 15.0;
    let (mut total_words, mut total_groups) = (0, 0);
    let good = all.iter().all(|sentence| {
        let (mut count, mut groups) = (0, 0);
        for word in sentence.split_whitespace() {
            let mut vowel = false;
            for byte in word.bytes() {
                let now = !byte.is_ascii() || matches!(byte | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
                groups += usize::from(now && !vowel);
                vowel = now;
            }
            count += 1;
        }
        total_words += count;
        total_groups += groups;
        let easy = count < MIN_WORDS.1 || score(count, groups, 1) >= LOWEST.1 + AMPLE;
        count <= MAX_WORDS && easy && hard_word(sentence).is_none()
    });
    good && (total_words < MIN_WORDS.0 || score(total_words, total_groups, all.len()) >= LOWEST.0 + AMPLE)
}

/// The score of Flesch and Douma.
#[expect(clippy::cast_precision_loss, reason = "numbers of words are small")]
fn score(words: usize, syllables: usize, sentences: usize) -> f64 {
    let (words, syllables, sentences) = (words as f64, syllables as f64, sentences as f64);
    206.835 - 0.93 * words / sentences.max(1.0) - 77.0 * syllables / words.max(1.0)
}

struct Sentence<'a> {
    text: &'a str,
    words: Vec<&'a str>,
    syllables: usize,
}

impl<'a> Sentence<'a> {
    fn new(text: &'a str, known: &dyn Fn(&str) -> bool) -> Self {
        let words: Vec<&str> = words(text).collect();
        let count_of = |(i, word): (usize, &&str)| {
            // A capital inside a sentence is a name.
            let name = i > 0 && word.starts_with(char::is_uppercase);
            let count = syllables(word);
            if count > KNOWN_SYLLABLES && (name || is_known(word, known)) { KNOWN_SYLLABLES } else { count }
        };
        let syllables = words.iter().enumerate().map(count_of).sum();
        Self { text, words, syllables }
    }

    fn cause(&self, known: &dyn Fn(&str) -> bool) -> Option<Cause<'a>> {
        if let Some((word, better)) = hard_word(self.text) {
            return Some(Cause::HardWord { word, better });
        }
        let count = self.words.len();
        if count > MAX_WORDS {
            return Some(Cause::LongSentence { words: count, splits: splits(self.text) });
        }
        let too_heavy = count >= MIN_WORDS.1 && score(count, self.syllables, 1) < LOWEST.1;
        too_heavy.then(|| Cause::LongWords(self.long_words(known)))
    }

    /// Its longest words, at most three, that are not explained elsewhere.
    fn long_words(&self, known: &dyn Fn(&str) -> bool) -> Vec<&'a str> {
        let mut long: Vec<(usize, &str)> = Vec::new();
        for (i, word) in self.words.iter().enumerate() {
            let name = i > 0 && word.starts_with(char::is_uppercase);
            let (count, letters) = (syllables(word), word.chars().count());
            if (count > 3 || letters >= LONG_WORD)
                && !name
                && !is_known(word, known)
                && !long.iter().any(|l| l.1 == *word)
            {
                long.push((count, word));
            }
        }
        long.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        long.into_iter().take(3).map(|(_, word)| word).collect()
    }
}

/// Whether a word is explained, as it stands, in the plural, or as part of a compound with a hyphen.
fn is_known(word: &str, known: &dyn Fn(&str) -> bool) -> bool {
    let lower = word.to_lowercase();
    let without = ["en", "s", "'s", "’s", "n", "e"].iter().filter_map(|ending| lower.strip_suffix(ending));
    known(&lower) || without.into_iter().any(known) || lower.split('-').any(|part| part.len() > 3 && known(part))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | '@' | '/');
    text.split(move |c: char| !in_word(c))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| word.chars().any(char::is_alphabetic) && !word.contains(['@', '/']))
}

/// The number of syllables of a word, at least one. An abbreviation in capitals counts as one.
fn syllables(word: &str) -> usize {
    let short = word.chars().count() <= 6 && word.chars().all(|c| c.is_uppercase() || c.is_numeric());
    if short || word.chars().count() > MAX_WORD {
        return if short { 1 } else { LONG_WORD };
    }
    word.split(|c: char| !c.is_alphabetic())
        .filter(|part| !part.is_empty())
        .map(|part| hypher::hyphenate(&part.to_lowercase(), hypher::Lang::Dutch).count())
        .sum::<usize>()
        .max(1)
}

/// The first difficult word, as it stands in the text.
fn hard_word(text: &str) -> Option<(&str, &'static str)> {
    let lower = text.to_lowercase();
    // Offsets are those of the text itself only if both have the same length.
    if lower.len() != text.len() {
        return None;
    }
    let mut from = 0;
    for piece in lower.split_inclusive(|c: char| !(c.is_alphanumeric() || c == '-')) {
        let begin = from;
        from += piece.len();
        let word = piece.trim_end_matches(|c: char| !(c.is_alphanumeric() || c == '-'));
        if word.is_empty() {
            continue;
        }
        let first = HARD_WORDS.partition_point(|(hard_form, _)| *hard_form < word);
        let candidates = HARD_WORDS[first..].iter().take_while(|(hard_form, _)| hard_form.starts_with(word));
        for (hard_form, better) in candidates {
            let after = lower[begin..].strip_prefix(hard_form);
            if after.is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '-')) {
                return text.get(begin..begin + hard_form.len()).map(|word| (word, *better));
            }
        }
    }
    None
}

/// The words before which a sentence is best split: near its middle, preferably after a comma.
fn splits(text: &str) -> Option<&str> {
    const CONJUNCTIONS: &[&str] = word_list!("splitst-een-zin.txt");
    let middle = text.len() / 2;
    let mut best: Option<(usize, usize)> = None;
    for (i, _) in text.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let after = text[i..].trim_start();
        let word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let penalty = match word {
            _ if text[..i].ends_with([',', ';', ':', '–']) => 0,
            word if CONJUNCTIONS.contains(&word) => text.len() / 6,
            "en" | "of" => text.len() / 3,
            _ => continue,
        };
        // A part of a word or two is no sentence.
        let short = text[..i].split_whitespace().count() < 4 || after.split_whitespace().count() < 4;
        let distance = i.abs_diff(middle) + penalty;
        if !short && best.is_none_or(|(earlier, _)| distance < earlier) {
            best = Some((distance, i));
        }
    }
    let (_, i) = best?;
    let after = text[i..].trim_start();
    let ending = after.char_indices().filter(|(_, c)| c.is_whitespace()).nth(2).map_or(after.len(), |(i, _)| i);
    Some(after[..ending].trim_end_matches([',', '.', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::{Cause, assess, score, syllables};

    fn known(word: &str) -> bool {
        ["ondersteuningscoördinator", "orthopedagoog", "schoolmaatschappelijk", "samenwerkingsverband"].contains(&word)
    }

    #[test]
    fn texts_for_ouders_are_at_b1() {
        for text in [
            "Wij helpen elk kind.",
            "De ondersteuningscoördinator hoort bij het zorgteam van de school.",
            "Heeft uw kind hulp nodig? Dan maken wij samen met u een plan. Na zes weken kijken wij of het werkt.",
            "U kunt altijd bellen met de mentor. De mentor kent uw kind en bespreekt met u wat er nodig is.",
            "1. De mentor praat eerst met uw kind.\n2. Daarna praat de mentor met u.\n3. Samen maken wij een plan.",
            "Op onze school zitten kinderen uit verschillende wijken, en ook van buiten de regio.",
            "Een orthopedagoog kijkt mee als leren of gedrag moeilijk gaat.",
            "",
            "...",
        ] {
            assert_eq!(assess(text, &known), None, "{text}");
        }
    }

    #[test]
    fn a_long_sentence_is_told_with_where_to_cut_it() {
        let text = "Wij zien elk kind. Als uw kind extra hulp nodig heeft omdat leren lastig is, dan kijken wij samen met \
                     u en de mentor welke hulp er op school is.";
        let found = assess(text, &known).unwrap();
        assert!(found.sentence.starts_with("Als uw kind"), "{found:?}");
        assert_eq!(found.cause, Cause::LongSentence { words: 26, splits: Some("dan kijken wij") });
        assert_eq!(found.more, 0);
    }

    #[test]
    fn a_hard_word_has_a_plain_word() {
        for (text, word, better) in [
            ("Indien nodig volgt een gesprek.", "Indien", "als"),
            ("Dit doen wij middels een plan.", "middels", "met"),
            ("Wij zorgen ten behoeve van uw kind voor rust.", "ten behoeve van", "voor"),
            ("De school monitort de voortgang.", "monitort", "volgt"),
        ] {
            let found = assess(text, &known).map(|m| m.cause);
            assert_eq!(found, Some(Cause::HardWord { word, better }), "{text}");
        }
        // Part of another word, or of a compound, is another word.
        for text in ["Een mentor praat met u.", "Dat is een transitie-team van vroeger.", "Hij komt hierheen."] {
            assert_eq!(assess(text, &known), None, "{text}");
        }
    }

    #[test]
    fn long_words_are_named() {
        let text = "De leerling ontwikkelt zelfstandigheid, verantwoordelijkheidsgevoel en maatschappelijke betrokkenheid \
                     binnen een uitdagende leeromgeving.";
        let Some(Cause::LongWords(words)) = assess(text, &known).map(|m| m.cause) else {
            panic!("{:?}", assess(text, &known));
        };
        assert_eq!(words[0], "verantwoordelijkheidsgevoel");
        assert_eq!(words.len(), 3);
    }

    #[test]
    fn the_measure_is_that_of_flesch_and_douma() {
        // 10 words in one sentence, 15 syllables.
        assert!((score(10, 15, 1) - 82.035).abs() < 1e-9);
        for (word, count) in [
            ("school", 1),
            ("mentor", 2),
            ("leerling", 2),
            ("begeleiding", 4),
            ("ondersteuning", 4),
            ("GGZ", 1),
            ("RT'er", 2),
            ("thuis", 1),
            ("moeilijk", 2),
            ("kinderen", 3),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}
