//! Abbreviations that nothing explains.

use std::collections::{BTreeMap, BTreeSet};

use crate::melding::{Code, Melding, Meldingen};
use crate::model::antwoord::{AnswerBody, Row};
use crate::model::formaat::Soort;
use crate::model::site::Document;
use crate::model::value::Content;

use super::left_overs;
use super::texts::Text;
use super::vocabulary::Vocabulary;
use crate::text::{is_afkorting, words};

/// Abbreviations in a document that neither it nor the site explains: each is reported once, where it occurs first.
pub(super) fn check(document: &Document, texts: &[Text<'_>], vocabulary: &Vocabulary, meldingen: &mut Meldingen) {
    let itself = of_document(document);
    let mut seen: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (number, text) in texts.iter().enumerate() {
        for short in locate(&text.words) {
            if !vocabulary.knows_afkorting(short) && !itself.contains(short) {
                seen.entry(short).or_insert((number, 0)).1 += 1;
            }
        }
    }
    if seen.is_empty() {
        return;
    }
    let explained = in_texts(texts);
    for (short, (number, times)) in seen.into_iter().filter(|(short, _)| !explained.contains(*short)) {
        let more_often = if times > 1 { format!(" ({times} keer in dit document)") } else { String::new() };
        let message = format!("`{short}` wordt nergens uitgelegd{more_often}");
        let span = texts[number].span_of(short);
        meldingen.push(Melding::at(Code::UnknownAfkorting, &span, message).hint(format!(
            "zet bij `afkortingen` een regel `{short}: waar de letters voor staan`; kent de hele regio de letters, of \
             zijn ze een naam, noem ze dan in `site.yaml` bij `bekende-afkortingen`"
        )));
    }
}

/// The abbreviations in a text, in order.
pub(super) fn locate(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    // Two capitals in a row, of any alphabet; most texts have none.
    let capitals = |pair: &[u8]| pair.iter().all(|b| b.is_ascii_uppercase() || !b.is_ascii());
    if !text.as_bytes().windows(2).any(capitals) {
        return out;
    }
    let all: Vec<(usize, &str)> = words(text).collect();
    for (i, (_, word)) in all.iter().enumerate() {
        if !word.as_bytes().windows(2).any(capitals) {
            continue;
        }
        // Not in an address, and not in a text that shouts in capitals.
        let neighbours = [i.checked_sub(1).and_then(|v| all.get(v)), all.get(i + 1)];
        let shouted = |w: &str| w.len() > 1 && w.chars().all(char::is_uppercase);
        if word.contains(['@', '.'])
            || neighbours.into_iter().flatten().any(|(_, w)| shouted(w)) && !only_afkortingen(&all)
        {
            continue;
        }
        for part in word.split('-') {
            let bare =
                ["'s", "’s", "'er", "’er", "s"].iter().find_map(|ending| part.strip_suffix(ending)).unwrap_or(part);
            // `TODO` and `XXX` are reported as what is still to be filled in.
            if is_afkorting(bare) && !left_overs::is_left_over(bare) && !is_in_address(text, bare) {
                out.push(bare);
            }
        }
    }
    out
}

/// A list of nothing but abbreviations does not shout.
fn only_afkortingen(all: &[(usize, &str)]) -> bool {
    all.len() > 1 && all.iter().all(|(_, w)| w.split('-').any(is_afkorting)) && all.iter().all(|(_, w)| w.len() <= 4)
}

/// Whether it belongs to a postcode or a BRIN number: those contain capitals too.
fn is_in_address(text: &str, short: &str) -> bool {
    if short.len() != 2 {
        return false;
    }
    text.match_indices(short).all(|(from, _)| {
        let before = text[..from].trim_end();
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let after = text[from + short.len()..].trim_start();
        digits == 4 || before.ends_with("00") || after.starts_with(|c: char| c.is_ascii_digit()) && digits == 2
    })
}

/// What the document itself explains: under `afkortingen`, and in its sections of `begrippen`.
fn of_document(document: &Document) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for afkorting in &document.afkortingen {
        learn(&afkorting.short, &mut out);
    }
    for sectie in document.formaat.secties().filter(|s| s.soort == Soort::Begrippen) {
        let antwoord = document.antwoorden.get(&sectie.id);
        if let Some(AnswerBody::Rows(rows)) = antwoord.map(|a| &a.content) {
            rows.iter().filter_map(first_field).for_each(|term| learn(&term, &mut out));
        }
    }
    out
}

/// What the texts explain on the spot.
fn in_texts(texts: &[Text<'_>]) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for text in texts {
        in_parentheses(&text.words, &mut |short| learn(short, &mut out));
    }
    out
}

/// Adds the abbreviations in a term.
fn learn(text: &str, out: &mut BTreeSet<String>) {
    for (_, word) in words(text) {
        out.extend(word.split('-').filter(|part| is_afkorting(part)).map(str::to_owned));
    }
}

fn first_field(row: &Row) -> Option<String> {
    let Row::Row { fields, .. } = row else { return None };
    fields.iter().find_map(|(index, filled)| match &filled.content {
        Content::Text(text) if *index == 0 => Some(text.plain_text()),
        _ => None,
    })
}

/// "orthopedagogisch-didactisch centrum (OPDC)", "OPDC (orthopedagogisch-didactisch centrum)", "OPDC betekent ...".
fn in_parentheses(text: &str, learn: &mut dyn FnMut(&str)) {
    for (from, _) in text.match_indices('(') {
        let within = text[from + 1..].split(')').next().unwrap_or_default().trim();
        let before = text[..from].trim_end();
        let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        if is_afkorting(within) && last.len() > within.len() && !is_afkorting(last) {
            learn(within);
        } else if is_afkorting(last) && within.split_whitespace().count() > 1 {
            learn(last);
        }
    }
    for character in [" betekent ", " staat voor ", " is de afkorting van ", " = "] {
        for (from, _) in text.match_indices(character) {
            let short = text[..from].rsplit(char::is_whitespace).next().unwrap_or_default();
            learn(short.trim_matches(|c: char| !c.is_alphanumeric()));
        }
    }
    // "Waar de letters CVD voor staan, zegt het profiel niet": explained as far as anybody can.
    for character in ["de letters ", "de afkorting "] {
        for (from, _) in text.match_indices(character) {
            let short = text[from + character.len()..].split(char::is_whitespace).next().unwrap_or_default();
            learn(short.trim_matches(|c: char| !c.is_alphanumeric()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::vocabulary::test_support::vocabulary;
    use super::{in_parentheses, is_afkorting, locate};

    #[test]
    fn afkortingen_are_found_and_plain_capitals_are_not() {
        for (text, expected) in [
            ("Het ZAT bespreekt de leerling.", &["ZAT"][..]),
            ("de RT'er en de BPO's", &["RT", "BPO"]),
            ("een OPP-gesprek met de GGZ-behandelaar", &["OPP", "GGZ"]),
            ("LET OP DEZE REGEL", &[]),
            ("Deel II en hoofdstuk IV", &[]),
            ("Wij zijn School2Care.", &[]),
            ("Mail naar info@SWV.nl", &[]),
            ("Oude Dreef 6, 2741 ST Waddinxveen", &[]),
            ("BRIN 00BD 00", &["BRIN"]),
            ("IQ en EQ", &["IQ", "EQ"]),
            ("een A of een B", &[]),
            ("Anti-pestprotocol", &[]),
            ("M@ZL", &[]),
        ] {
            assert_eq!(locate(text), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_beside_it_is_an_explanation() {
        for (text, expected) in [
            ("het orthopedagogisch-didactisch centrum (OPDC)", Some("OPDC")),
            ("OPDC (orthopedagogisch-didactisch centrum)", Some("OPDC")),
            ("JES betekent jeugd en school", Some("JES")),
            ("TLV staat voor toelaatbaarheidsverklaring", Some("TLV")),
            ("nieuw in Nederland (ISK)", Some("ISK")),
            ("dit doet de RT (soms)", None),
            ("geld voor het VSO (LGF)", None),
        ] {
            let mut found: Option<String> = None;
            in_parentheses(text, &mut |short| found = is_afkorting(short).then(|| short.to_owned()));
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_a_lijst_or_everyone_knows_needs_no_explanation() {
        let vocab = vocabulary(&["GGZ-behandelaar", "Jeugdgezondheidszorg (JGZ)"], &["SWV Zuid Holland West"]);
        for short in ["GGZ", "JGZ", "SWV", "VMBO", "IQ", "GGD"] {
            assert!(vocab.knows_afkorting(short), "{short}");
        }
        assert!(!vocab.knows_afkorting("ZAT"));
    }
}
