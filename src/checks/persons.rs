//! Names of people. A profile speaks of roles: people change, and a name on the internet stays.
//!
//! A name is recognised by its context: a title ("mevrouw Bakker"), initials ("J. de Vries"), a role ("mentor Karin",
//! "de rector is Piet van Dam"), or a first name with a surname. Schools, streets and programmes are often named after
//! people: words that say so ("school", "stichting", "laan"), names that the site itself has, and people after whom
//! schools and ways of teaching are named keep a run of capitalised words from counting as a person.

use crate::melding::{Code, Melding, Meldingen};
use crate::text::word_list;

use super::first_names::is_first_name;
use super::nouns::{BEFORE_LETTER, FUNCTION_WORDS, KNOWN, NO_NAME, NO_PERSON, NO_PERSON_ENDING, ROLES};
use super::texts::Text;
use super::vocabulary::Vocabulary;

pub(super) fn check(texts: &[Text<'_>], vocabulary: &Vocabulary, meldingen: &mut Meldingen) {
    for text in texts {
        for name in names(&text.words, vocabulary) {
            let message = format!("`{name}` lijkt de naam van een persoon");
            meldingen.push(
                Melding::at(Code::PersonName, &text.span_of(name), message)
                    .hint("noem alleen de functie, zoals `de mentor` of `de ondersteuningscoördinator`"),
            );
        }
    }
}

/// A word and where it is.
#[derive(Debug, Clone, Copy)]
struct PlacedWord<'a> {
    from: usize,
    to: usize,
    /// Without surrounding punctuation, but with the full stop of an initial.
    word: &'a str,
    /// Whether the text continues after it without a comma, a full stop, a bracket.
    runs_on: bool,
}

/// The names of people in a text.
fn names<'a>(text: &'a str, vocabulary: &Vocabulary) -> Vec<&'a str> {
    text.lines().filter(|line| may_have_name(line)).flat_map(|line| names_in_line(line, vocabulary)).collect()
}

/// A quick look before the careful one: every name has a capital that does not begin a sentence, or that follows a
/// short word with a full stop ("dhr.", "J.").
fn may_have_name(line: &str) -> bool {
    let bytes = line.as_bytes();
    (1..bytes.len()).any(|i| {
        if !(bytes[i].is_ascii_uppercase() || bytes[i] >= 0xC3) || bytes[i - 1].is_ascii_alphanumeric() {
            return false;
        }
        let before = bytes[..i].trim_ascii_end();
        match before.last() {
            None | Some(b'!' | b'?') => false,
            Some(b'.') => {
                let short = before[..before.len() - 1].iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
                (1..=4).contains(&short)
            }
            Some(_) => true,
        }
    })
}

fn names_in_line<'a>(line: &'a str, vocabulary: &Vocabulary) -> Vec<&'a str> {
    let pieces = pieces(line);
    let mut out = Vec::new();
    let mut i = 0;
    while i < pieces.len() {
        // A name has a capital here or in one of the next words.
        let is_capitalised =
            |s: &PlacedWord<'_>| s.word.trim_start_matches(['\'', '’']).starts_with(char::is_uppercase);
        if !pieces[i + 1..].iter().take(4).any(is_capitalised) {
            i += 1;
            continue;
        }
        let found = salutation(&pieces, i, vocabulary)
            .or_else(|| initials(&pieces, i, vocabulary))
            .or_else(|| role(&pieces, i, vocabulary))
            .or_else(|| first_name(&pieces, i, vocabulary));
        match found {
            Some((begin, ending)) => {
                out.push(line[pieces[begin].from..pieces[ending - 1].to].trim_end_matches(['.', ',', ':']));
                i = ending.max(i + 1);
            }
            None => i += 1,
        }
    }
    out
}

fn pieces(line: &str) -> Vec<PlacedWord<'_>> {
    let mut from = 0;
    let mut out: Vec<PlacedWord<'_>> = Vec::new();
    for part in line.split_inclusive(|c: char| c.is_whitespace() || c == '/') {
        let begin = from;
        from += part.len();
        let bare = part.trim_end().trim_end_matches('/');
        let before = bare.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        if before.len() < bare.len()
            && let Some(previous) = out.last_mut()
        {
            // A bracket or a quote opens here.
            previous.runs_on = false;
        }
        let begin = begin + bare.len() - before.len();
        let word = before.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
        let word = if is_initials(word) { word } else { word.trim_end_matches('.') };
        if word.is_empty() {
            // A dash or other punctuation by itself separates its neighbours.
            if let Some(previous) = out.last_mut() {
                previous.runs_on = false;
            }
            continue;
        }
        let runs_on = before.len() == word.len() && !part.ends_with('/');
        out.push(PlacedWord { from: begin, to: begin + word.len(), word, runs_on });
    }
    out
}

/// `J.`, `A.B.`, `Th.`
fn is_initials(word: &str) -> bool {
    word.ends_with('.')
        && word.split_terminator('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.next().is_none_or(|c| c == 'h' && letters.next().is_none())
        })
}

/// A capital and then lower case: a word that may be a name.
fn is_name_word(word: &str) -> bool {
    let bare = word.trim_start_matches(['\'', '’']);
    let mut letters = bare.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase)
        && !bare.contains(|c: char| c.is_ascii_digit() || c == '@' || c == '.')
}

/// Words in the middle of a name.
const PARTICLES: &[&str] = word_list!("tussenvoegsels.txt");

fn is_name_particle(word: &str) -> bool {
    PARTICLES.contains(&word.to_lowercase().as_str())
}

/// The end of a name that begins at `i`: initials, particles and capitalised words, as long as the text runs on.
/// The name ends with a capitalised word; `None` when there is none.
fn end_of_name(pieces: &[PlacedWord<'_>], i: usize) -> Option<usize> {
    let mut ending = None;
    for (number, piece) in pieces.iter().enumerate().skip(i).take(7) {
        if is_name_word(piece.word) {
            ending = Some(number + 1);
        } else if !(is_initials(piece.word) || is_name_particle(piece.word)) {
            break;
        }
        if !(piece.runs_on || is_initials(piece.word)) {
            break;
        }
    }
    ending
}

/// Whether the words at `begin..ending`, or right next to them, say that this is no person.
fn no_person(pieces: &[PlacedWord<'_>], begin: usize, ending: usize, vocabulary: &Vocabulary) -> bool {
    let lower: Vec<String> = pieces[begin..ending].iter().map(|s| s.word.to_lowercase()).collect();
    let institution = |word: &str| {
        let word = word.to_lowercase();
        NO_PERSON.contains(&word.as_str())
            || NO_PERSON_ENDING.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e))
    };
    let adjacent = [begin.checked_sub(1), pieces[ending - 1].runs_on.then_some(ending)];
    let beside = adjacent.into_iter().flatten().filter_map(|i| pieces.get(i));
    if pieces[begin..ending].iter().chain(beside).any(|s| institution(s.word)) {
        return true;
    }
    let whole = lower.join(" ");
    if KNOWN.iter().any(|name| whole.contains(name)) {
        return true;
    }
    // A surname that the site knows as part of a school's or a town's name, or from its lists.
    let last = lower.last().map(String::as_str).unwrap_or_default();
    let after_particle = ending - begin >= 2 && is_name_particle(&lower[ending - begin - 2]);
    vocabulary.is_name(last) || vocabulary.knows(last) || !after_particle && FUNCTION_WORDS.contains(&last)
}

/// Forms of address before a name.
const TITLES: &[&str] = word_list!("aanspreekvormen.txt");

/// "mevrouw Bakker", "dhr. J. de Vries", "juf Anke".
fn salutation(pieces: &[PlacedWord<'_>], i: usize, vocabulary: &Vocabulary) -> Option<(usize, usize)> {
    let word = pieces[i].word.to_lowercase();
    let sir = word == "heer"
        && i.checked_sub(1).is_some_and(|v| matches!(pieces[v].word.to_lowercase().as_str(), "de" | "meneer"));
    let title = TITLES.contains(&word.as_str());
    if !(sir || title) {
        return None;
    }
    // The full stop of "dhr." does not end the sentence.
    let short = word.len() <= 4 && word != "heer" && word != "juf";
    if !(pieces[i].runs_on || short) {
        return None;
    }
    let begin = if sir { i - 1 } else { i };
    let ending = end_of_name(pieces, i + 1)?;
    // "mevrouw Van Dam": a title is followed by a name or a particle, never by a function word.
    let first = pieces[i + 1].word.to_lowercase();
    let no_name = FUNCTION_WORDS.contains(&first.as_str()) && !is_name_particle(&first);
    (!no_name && !no_person(pieces, begin, ending, vocabulary)).then_some((begin, ending))
}

/// "J. de Vries", "A.B. Jansen"; not "A. Vertrouwenspersoon" in a list, "klas B. Daarna" or "R.K. basisschool".
fn initials(pieces: &[PlacedWord<'_>], i: usize, vocabulary: &Vocabulary) -> Option<(usize, usize)> {
    let word = pieces[i].word;
    if !is_initials(word) || NO_NAME.contains(&word) {
        return None;
    }
    let ending = end_of_name(pieces, i + 1)?;
    let one = word.chars().filter(|c| *c == '.').count() == 1;
    let previous = i.checked_sub(1).map(|v| pieces[v].word.to_lowercase());
    if one {
        // A letter at the start of a line may number a list, if it is one of the first of the alphabet.
        let number = previous.is_none() && word.starts_with(|c: char| c <= 'H');
        if number || previous.is_some_and(|v| BEFORE_LETTER.contains(&v.as_str())) {
            return None;
        }
    }
    // A letter at the end of a sentence is followed by a function word, or a word from the lists.
    let first = pieces[i + 1..ending].iter().find(|s| is_name_word(s.word))?.word.to_lowercase();
    if FUNCTION_WORDS.contains(&first.as_str()) && !is_name_particle(&first) || vocabulary.knows(&first) {
        return None;
    }
    (!no_person(pieces, i, ending, vocabulary)).then_some((i, ending))
}

/// "mentor Karin", "de rector is Piet van Dam", "zorgcoördinator: Jan Visser".
fn role(pieces: &[PlacedWord<'_>], i: usize, vocabulary: &Vocabulary) -> Option<(usize, usize)> {
    let word = pieces[i].word.to_lowercase();
    if !ROLES.iter().any(|role| word.ends_with(role)) {
        return None;
    }
    let after = match pieces.get(i + 1)?.word {
        "is" | "heet" => i + 2,
        _ => i + 1,
    };
    let first = pieces.get(after).filter(|s| is_name_word(s.word))?;
    let ending = end_of_name(pieces, after)?;
    // An unknown word only counts as a first name when a particle follows: "Gjalt van Dam", not "Passend Onderwijs".
    let with_particle = ending - after >= 3 && is_name_particle(pieces[after + 1].word) && first.runs_on;
    let known = FUNCTION_WORDS.contains(&first.word.to_lowercase().as_str())
        || vocabulary.knows(&first.word.to_lowercase())
        || vocabulary.is_name(&first.word.to_lowercase());
    if !is_first_name(first.word) && (!with_particle || known) {
        return None;
    }
    // "mentor Karin. De school" ends with the name; "leraar Jan Ligthart School" is a school.
    (!no_person(pieces, after, ending, vocabulary)).then_some((after, ending))
}

/// "Karin Bakker", "Fatima el Amrani".
fn first_name(pieces: &[PlacedWord<'_>], i: usize, vocabulary: &Vocabulary) -> Option<(usize, usize)> {
    if !is_name_word(pieces[i].word) || !pieces[i].runs_on || !is_first_name(pieces[i].word) {
        return None;
    }
    let ending = end_of_name(pieces, i).filter(|ending| *ending > i + 1)?;
    // Part of a longer name that began earlier: "Stichting Jan Jansen" was handled there, "De Jan Ligthart" is a
    // school.
    let before = i.checked_sub(1).map(|v| &pieces[v]);
    if before.is_some_and(|v| v.runs_on && (is_name_word(v.word) && v.word != "En" && i > 1 || v.word == "De")) {
        return None;
    }
    (!no_person(pieces, i, ending, vocabulary)).then_some((i, ending))
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::test_support::vocabulary;
    use super::names;

    fn found(text: &str) -> Vec<&str> {
        let items =
            ["Vertrouwenspersoon", "Orthopedagoog", "Passend onderwijs", "Veilig Thuis", "Centrum Jeugd en Gezin"];
        names(text, &vocabulary(&items, &["Pro Grotius College", "Den Haag", "SWV Zuid Holland West", "De Linde"]))
    }

    #[test]
    fn names_of_people_are_found_in_sentences() {
        for (text, name) in [
            ("U kunt bellen met mevrouw Bakker.", "mevrouw Bakker"),
            ("Vraag het aan Mevr. J. de Vries, zij weet het.", "Mevr. J. de Vries"),
            ("dhr. Yilmaz", "dhr. Yilmaz"),
            ("Mw. Van den Berg is er op maandag.", "Mw. Van den Berg"),
            ("De heer Jansen is vertrouwenspersoon.", "De heer Jansen"),
            ("Praat met de heer P. van der Meer over verzuim.", "de heer P. van der Meer"),
            ("Juf Anke en meester Kees staan voor de klas.", "Juf Anke"),
            ("In groep 3 is juf Roos de leerkracht.", "juf Roos"),
            ("drs. M.A. Visser, orthopedagoog", "drs. M.A. Visser"),
            ("Contact: J. Jansen (mentor)", "J. Jansen"),
            ("Dit is vastgesteld door A.B. de Groot.", "A.B. de Groot"),
            ("J. Jansen", "J. Jansen"),
            ("Onze vertrouwenspersoon Karin is er op dinsdag.", "Karin"),
            ("De rector is Piet Smit.", "Piet Smit"),
            ("Zorgcoördinator: Jan Visser", "Jan Visser"),
            ("zorgcoördinator Gjalt van Dam", "Gjalt van Dam"),
            ("Aanspreekpunt is Fatima El Amrani.", "Fatima El Amrani"),
            ("Bel Anne-Marie Bakker of de mentor.", "Anne-Marie Bakker"),
            ("De schoolarts, Mohammed Ahmadi, komt elke week.", "Mohammed Ahmadi"),
            ("Mail naar Willem de Boer.", "Willem de Boer"),
            ("Lia van Grinsven (lector)", "Lia van Grinsven"),
        ] {
            assert_eq!(found(text).first(), Some(&name), "{text}");
        }
    }

    #[test]
    fn scholen_plaatsen_and_programmes_are_not_people() {
        for text in [
            "Het Anti-pestprotocol staat op de website.",
            "Groep 3 juf",
            "De juf of meester merkt het op tijd.",
            "De Jan Ligthart School werkt samen met ons.",
            "Wij zijn de Jan Ligthartschool in Den Haag.",
            "Het Pro Grotius College is een praktijkschool.",
            "Kentalis en Cedin helpen bij TOS.",
            "Begeleiding komt van Koninklijke Auris Groep.",
            "Voor een IQ onder de 80 vragen wij praktijkonderwijs aan.",
            "De heer of mevrouw die belt, krijgt antwoord.",
            "de heer/mevrouw",
            "Mevrouw, mijnheer,",
            "Ons onderwijs volgt de ideeën van Maria Montessori en Célestin Freinet.",
            "Het Dr. Leo Kannerhuis geeft advies.",
            "Dr. Nassau College",
            "De prof. Waterink School is voor speciaal onderwijs.",
            "A. Vertrouwenspersoon leerling. Deze persoon doet wat de wet voorschrijft.",
            "B. Vertrouwenspersoon personeel.",
            "Leerlingen uit klas B. Daarna volgt de toets.",
            "R.K. Basisschool De Ark en O.B.S. De Linde",
            "N.B. Deze regel geldt niet.",
            "coördinator Passend Onderwijs",
            "De mentor Havo bespreekt dit.",
            "contactpersoon Centrum Jeugd en Gezin",
            "De adviseur van SWV Zuid Holland West kijkt mee.",
            "De docent Nederlands en de docent Engels overleggen.",
            "De wijkagent Den Haag Centrum komt langs.",
            "De leerling gaat naar het Willem de Zwijger College.",
            "Stichting Jan Peters betaalt mee.",
            "Het adres is Burgemeester de Vlugtlaan 12.",
            "De training Rots en Water en de cursus Plezier op School.",
            "Ouders en leerlingen kiezen samen. Een Buddy helpt.",
            "Mentor Is er iets? Vraag het.",
            "Remedial Teaching en Pre-teaching",
            "Marietje is een verzonnen voorbeeld.",
            "Meester zijn over je eigen leren.",
            "Johan de Witt-scholengroep",
            "o.a. Veilig Thuis, Halt en Jeugdzorg",
            "Wat doet de Orthopedagoog?",
            "Training Minder Boos en Opstandig",
            "M@ZL, JES-overleg en Flex-Zats",
            "De decaan helpt. Marianne's keuze",
            "St. Jozefmavo",
            "",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn a_name_is_there_once_per_span() {
        assert_eq!(found("Bel mevrouw Bakker of meneer De Wit."), ["mevrouw Bakker", "meneer De Wit"]);
    }
}
