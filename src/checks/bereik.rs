//! Mail addresses and telephone numbers of people. Those of a role or of the school outlast the person.

use crate::melding::{Code, Melding, Meldingen};
use crate::source::Span;
use crate::text::{LinkTarget, word_list};

use super::first_names::is_first_name;
use super::texts::{Text, locate};
use super::vocabulary::Vocabulary;

pub(super) fn check(texts: &[Text<'_>], vocabulary: &Vocabulary, meldingen: &mut Meldingen) {
    for text in texts {
        for address in addresses(&text.words) {
            if let Some(reason) = why_private(address, vocabulary) {
                meldingen.push(mail_melding(address, reason, &text.span_of(address)));
            }
        }
        for number in mobile_numbers(&text.words) {
            meldingen.push(mobile_melding(number, &text.span_of(number)));
        }
    }
}

/// The same for addresses and numbers that a text links to without showing them.
pub(super) fn check_links(links: &[(LinkTarget, Span)], vocabulary: &Vocabulary, meldingen: &mut Meldingen) {
    for (target, span) in links {
        match target {
            LinkTarget::Mail(address) => {
                let address = address.split('?').next().unwrap_or_default();
                if let Some(reason) = why_private(address, vocabulary) {
                    meldingen.push(mail_melding(address, reason, &locate(span, address)));
                }
            }
            LinkTarget::Tel(number) => {
                for number in mobile_numbers(number) {
                    meldingen.push(mobile_melding(number, &locate(span, number)));
                }
            }
            _ => {}
        }
    }
}

fn mail_melding(address: &str, reason: &str, span: &Span) -> Melding {
    Melding::at(Code::PrivateData, span, format!("`{address}` lijkt een mailadres van een persoon: {reason}"))
        .hint("gebruik een adres van de functie of de school, zoals `zorg@` of `info@`")
}

fn mobile_melding(number: &str, span: &Span) -> Melding {
    let message = format!("`{}` is een mobiel nummer, en dat is meestal van een persoon", number.trim());
    Melding::at(Code::PrivateData, span, message)
        .hint("noem het nummer van de school, en zeg naar wie de beller vraagt")
}

/// The mail addresses in a text.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    let text = if text.contains('@') { text } else { "" };
    let in_address = |c: char| c.is_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '+');
    text.split(move |c: char| !in_address(c))
        .map(|part| part.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|part| part.split_once('@').is_some_and(|(_, domain)| domain.contains('.') && !domain.contains('@')))
}

/// Mail services for private use: the name before the top-level domain is enough.
const FREE_PROVIDERS: &[&str] = word_list!("maildiensten.txt");

/// Words before the `@` that mean a role or an office, not a person.
const JOB_TITLES: &[&str] = word_list!("mailnamen-van-functies.txt");

/// Why an address seems to be a person's; `None` if it does not.
fn why_private(address: &str, vocabulary: &Vocabulary) -> Option<&'static str> {
    let (who, domain) = address.split_once('@')?;
    let (who, domain) = (who.to_lowercase(), domain.to_lowercase());
    let server = domain.rsplit('.').nth(1).unwrap_or_default();
    if FREE_PROVIDERS.contains(&server) && domain.split('.').count() == 2 {
        return Some("het is van een gratis maildienst of een provider voor thuis");
    }
    let parts: Vec<&str> = who.split(['.', '-', '_', '+']).filter(|part| !part.is_empty()).collect();
    let is_no_person = |part: &&str| {
        JOB_TITLES.contains(part)
            || vocabulary.knows(part)
            || vocabulary.is_name(part) && part.chars().count() > 2
            || part.chars().any(|c| c.is_ascii_digit())
            // zorgcoordinator@, sociaalteam@
            || JOB_TITLES.iter().any(|title| title.len() > 3 && part.contains(title))
    };
    if parts.iter().any(is_no_person) {
        return None;
    }
    match &parts[..] {
        [one] if is_first_name(one) => Some("er staat een voornaam"),
        [before, .., _] if is_first_name(before) || before.chars().count() == 1 => Some("er staat een naam"),
        [before, after]
            if [before, after].iter().all(|d| d.chars().count() > 2 && d.chars().all(char::is_alphabetic)) =>
        {
            Some("er staat een voornaam en een achternaam, zo lijkt het")
        }
        [before, middle @ .., after]
            if middle.iter().any(|d| matches!(*d, "van" | "de" | "den" | "der" | "vd" | "ter" | "ten"))
                && before.len() > 1
                && after.len() > 2 =>
        {
            Some("er staat een naam")
        }
        _ => None,
    }
}

/// Dutch mobile numbers, as written.
fn mobile_numbers(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    // Hardly any text has one: a quick look before the careful one.
    if !text.as_bytes().windows(2).any(|pair| matches!(pair, b"06" | b"31")) {
        return out;
    }
    let mut from = 0;
    while let Some(begin) = text[from..].find(|c: char| c == '+' || c.is_ascii_digit()).map(|i| from + i) {
        let in_number = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '+' | '.' | '/' | '\u{a0}');
        let ending = text[begin..].find(|c: char| !in_number(c)).map_or(text.len(), |i| begin + i);
        let whole = text[begin..ending].trim_end_matches(|c: char| !c.is_ascii_digit());
        let letter_before = text[..begin].chars().next_back().is_some_and(char::is_alphanumeric);
        let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
        let number = ["0031", "31"]
            .iter()
            .find_map(|country| digits.strip_prefix(country).filter(|_| whole.starts_with('+') || *country == "0031"))
            .map_or_else(|| digits.clone(), |rest| format!("0{}", rest.trim_start_matches('0')));
        if number.len() == 10 && number.starts_with("06") && !letter_before {
            out.push(whole);
        }
        from = ending.max(begin + 1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::test_support::vocabulary;
    use super::{addresses, mobile_numbers, why_private};

    #[test]
    fn an_address_of_a_person_is_told_from_one_of_a_job() {
        let vocab = vocabulary(&["Orthopedagoog", "Zorgcoördinator"], &["De Linde", "Coenecoop College"]);
        for address in [
            "delinde@gmail.com",
            "zorg@hotmail.nl",
            "jan.jansen@delinde.nl",
            "karin@delinde.nl",
            "j.jansen@delinde.nl",
            "tjalling.visser@school.nl",
            "p.van.dam@school.nl",
            "k.de.boer@school.nl",
            "anne-marie.bakker@swv.nl",
            "tj.vd.berg@school.nl",
        ] {
            assert!(why_private(address, &vocab).is_some(), "{address}");
        }
        for address in [
            "info@delinde.nl",
            "zorg@delinde.nl",
            "administratie@coenecoopcollege.nl",
            "zorg.onderbouw@delinde.nl",
            "zorgcoordinator@school.nl",
            "ib-team@school.nl",
            "intern.begeleider@school.nl",
            "de.linde@bestuur.nl",
            "coenecoop.college@bestuur.nl",
            "orthopedagoog@school.nl",
            "steunpunt@swv.example",
            "redactie@rivierenrand.example",
            "mentor1b@school.nl",
            "passend.onderwijs@gemeente.nl",
            "x@y.nl",
        ] {
            assert_eq!(why_private(address, &vocab), None, "{address}");
        }
    }

    #[test]
    fn mobile_numbers_are_found_in_every_notation() {
        for (text, number) in [
            ("Bel 06-12345678.", "06-12345678"),
            ("tel. 06 12 34 56 78 (mentor)", "06 12 34 56 78"),
            ("+31 6 12345678", "+31 6 12345678"),
            ("+31 (0)6 1234 5678", "+31 (0)6 1234 5678"),
            ("0031612345678", "0031612345678"),
            ("0612345678", "0612345678"),
        ] {
            assert_eq!(mobile_numbers(text), [number], "{text}");
        }
        for text in [
            "0182-616055",
            "070 123 45 67",
            "In 2006 waren er 12345678 dingen.",
            "om 06.30 uur",
            "00BD 06",
            "06-11-2024",
            "A0612345678",
            "+",
            "",
        ] {
            assert!(mobile_numbers(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_at_sign_is_not_yet_an_address() {
        let all: Vec<&str> = addresses("M@ZL helpt; mail info@school.nl, (zie zorg@school.nl).").collect();
        assert_eq!(all, ["info@school.nl", "zorg@school.nl"]);
    }
}
