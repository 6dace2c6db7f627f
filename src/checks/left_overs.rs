//! Words that should have been replaced: what Word, a form or a template says where nothing was filled in yet, and
//! markup that shows as letters.

use crate::melding::{Code, Melding, Meldingen};
use crate::text::word_list;

use super::texts::Text;

/// Placeholders of programs, in lower case.
const PHRASES: &[&str] = word_list!("invulteksten.txt");

pub(super) fn check(texts: &[Text<'_>], meldingen: &mut Meldingen) {
    for text in texts {
        for found in find(&text.words) {
            let place = text.span_of(found);
            let message = format!("`{}` moet nog worden ingevuld", found.trim());
            let hint = "schrijf wat er hoort te staan, of haal het weg";
            meldingen.push(Melding::at(Code::PlaceholderText, &place, message).hint(hint));
        }
        if let Some(stars) = text.markdown.and_then(|_| stars(&text.words)) {
            let place = text.span_of(stars);
            let message = format!("de sterren van `{stars}` staan als letters op de pagina");
            let hint = "zet voor vette letters de sterren tegen de woorden aan, met een spatie of leesteken erbuiten: \
                        `**Mentor:** bel ons`; haal ze anders weg";
            meldingen.push(Melding::at(Code::MarkupDoubt, &place, message).hint(hint));
        }
        if let Some(tag) = tag(&text.words) {
            let place = text.span_of(tag);
            let message = format!("de HTML-code `{tag}` wordt als letters getoond");
            let hint = "haal de code weg; op deze plaats kan geen opmaak staan";
            meldingen.push(Melding::at(Code::HtmlInText, &place, message).hint(hint));
        }
    }
}

/// The placeholders in a text: the first of each kind.
fn find(text: &str) -> impl Iterator<Item = &str> {
    let lower = text.to_lowercase();
    let phrase = PHRASES.iter().find_map(|phrase| {
        let at = lower.find(phrase)?;
        // If lower case changes lengths, positions differ; then the phrase itself is quoted.
        Some(text.get(at..at + phrase.len()).unwrap_or(phrase))
    });
    [phrase, template(text), dotted(text), word(text)].into_iter().flatten()
}

/// `**Mentor:**bel` or `** vet **`: what should have been bold, on one line. Between numbers it is a power.
fn stars(text: &str) -> Option<&str> {
    text.lines().find_map(|line| {
        let from = line.find("**")?;
        let length = line.get(from + 2..)?.find("**")? + 4;
        let found = line.get(from..from + length)?;
        let inside = found.trim_matches('*');
        let before = line.get(..from)?;
        let is_power = inside.trim_start().starts_with(|c: char| c.is_ascii_digit())
            && before.trim_end().ends_with(|c: char| c.is_ascii_digit());
        // `mentor** en decaan**` refers to footnotes, `leerling**en` stands for singular and plural.
        let within = before.ends_with(char::is_alphanumeric);
        (!is_power && !within && inside.contains(char::is_alphabetic)).then_some(found)
    })
}

/// `{{ naam }}`, `{naam}` is left alone: people write that.
fn template(text: &str) -> Option<&str> {
    let start = text.find("{{")?;
    let length = text[start..].find("}}")? + 2;
    let found = &text[start..start + length];
    (length <= 60 && !found.contains('\n')).then_some(found)
}

/// A row of dots or underscores to write on.
fn dotted(text: &str) -> Option<&str> {
    ["......", "____", "……"].iter().find_map(|row| {
        let start = text.find(row)?;
        let character = row.chars().next()?;
        let rest = &text[start..];
        Some(&rest[..rest.len() - rest.trim_start_matches(character).len()])
    })
}

/// `TODO` or `XXX`, as a word by itself.
fn word(text: &str) -> Option<&str> {
    text.split(|c: char| !c.is_alphanumeric()).find(|word| is_left_over(word))
}

/// Whether a word is a placeholder for one still to come.
pub(super) fn is_left_over(word: &str) -> bool {
    let crosses = word.len() >= 3 && (word.bytes().all(|b| b == b'X') || word.bytes().all(|b| b == b'x'));
    word == "TODO" || crosses
}

/// An HTML tag in a text.
fn tag(text: &str) -> Option<&str> {
    const TAGS: [&str; 14] =
        ["br", "b", "i", "u", "p", "div", "span", "strong", "em", "sub", "sup", "li", "ul", "table"];
    let mut from = 0;
    while let Some(found) = text[from..].find('<') {
        let start = from + found;
        let rest = &text[start..];
        if let Some(length) = rest.find('>').filter(|length| *length <= 60) {
            let name = rest[1..length].trim_matches(['/', ' ']).to_ascii_lowercase();
            if TAGS.contains(&name.as_str()) {
                return Some(&rest[..=length]);
            }
        }
        from = start + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_filled_in_is_found() {
        for (text, found) in [
            ("Klik of tik om tekst in te voeren.", "Klik of tik om tekst in te voeren"),
            ("Lorem ipsum dolor sit amet", "Lorem ipsum"),
            ("Beste {{ naam }}, welkom", "{{ naam }}"),
            ("Zie bladzijde Fout! Bladwijzer niet gedefinieerd.", "Fout! Bladwijzer niet gedefinieerd"),
            ("Mentor: TODO", "TODO"),
            ("Telefoon: 070 XXX XX", "XXX"),
            ("Naam: ..........", ".........."),
            ("Naam: ________", "________"),
            ("De school heet [invullen]", "[invullen]"),
        ] {
            assert_eq!(find(text).collect::<Vec<_>>(), [found], "{text}");
        }
    }

    #[test]
    fn words_of_a_school_are_left_alone() {
        for text in [
            "Wij helpen alle leerlingen ...",
            "maat XXL en XX",
            "todo-lijstjes helpen bij plannen",
            "Kies een item uit de lijst",
            "{naam} tussen haken",
            "een _ en een __ lijn",
            "2..3 keer",
        ] {
            assert_eq!(find(text).next(), None, "{text}");
        }
    }

    #[test]
    fn stars_that_were_to_make_words_bold_are_found() {
        for (text, found) in [
            ("**Mentor:**bel ons", "**Mentor:**"),
            ("Een ** vet ** woord", "** vet **"),
            ("a\n**Let op **ja", "**Let op **"),
        ] {
            assert_eq!(stars(text), Some(found), "{text}");
        }
        for text in [
            "2**45 en 1**60",
            "2 ** 45 minuten en 1 ** 60",
            "mentor** en decaan**",
            "** met één keer",
            "leerling**en en docent**en",
        ] {
            assert_eq!(stars(text), None, "{text}");
        }
    }

    #[test]
    fn tags_in_plain_words_are_found() {
        assert_eq!(tag("ma<br>di"), Some("<br>"));
        assert_eq!(tag("een <u>lijn</u>"), Some("<u>"));
        assert_eq!(tag("klas < 12 en > 3"), None);
        assert_eq!(tag("de <naam>"), None);
    }
}
