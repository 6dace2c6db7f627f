//! Prepares a text for the parser: characters that its author did not mean as markup are none.
//!
//! People who write about a school do not write Markdown. They mean `2*45 minuten`, `> 12 leerlingen`, `1. september`
//! and lines pasted with `•` as they stand; Markdown would eat those characters, and with them the facts. What is meant
//! as markup stays markup: a list of `-`, a heading of `#`, words between stars.

use std::borrow::Cow;
use std::ops::Range;

use super::lines;
use super::signs::Draft;
use super::text_form::{Doubt, TextForm};

/// A text as the parser gets it.
pub(super) struct Prepared<'a> {
    /// As long as the text as typed; see [`super::signs`].
    pub(super) text: Cow<'a, str>,
    /// Line ends that stay line breaks, in order.
    pub(super) breaks: Vec<usize>,
    pub(super) doubts: Vec<Doubt>,
}

impl Prepared<'_> {
    /// Whether a line end that the parser found is to stay a line break.
    pub(super) fn is_break(&self, found: &Range<usize>) -> bool {
        let next = self.breaks.partition_point(|&at| at < found.start);
        self.breaks.get(next).is_some_and(|&at| at < found.end.max(found.start + 1))
    }
}

/// Prepares a text. The work is proportional to its length, whatever it holds.
pub(super) fn prepare(text: &str, form: TextForm) -> Prepared<'_> {
    let mut draft = Draft::new(text);
    hide_signs_in_words(text, &mut draft);
    let mut found = lines::Found::default();
    match form {
        TextForm::Line => lines::hide_start(text, &mut draft),
        TextForm::Value | TextForm::File => lines::read(text, form, &mut draft, &mut found),
    }
    found.breaks.sort_unstable();
    Prepared { text: draft.finish(), breaks: found.breaks, doubts: found.doubts }
}

/// Hides stars, tildes and backticks inside words and sums, and everything that could be markup in bare addresses.
fn hide_signs_in_words(text: &str, draft: &mut Draft<'_>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            // A character after a backslash is no markup already.
            b'\\' => at += 2,
            b'*' | b'~' | b'`' => {
                let run = bytes[at..].iter().take_while(|&&b| b == byte).count();
                let before = text[..at].chars().next_back();
                let after = text[at + run..].chars().next();
                if is_plain(byte, run, before, after) || (byte == b'`' && run == 1 && is_apostrophe(text, at)) {
                    draft.hide_all(at..at + run);
                }
                at += run;
            }
            b'h' | b'H' | b'w' | b'W' => {
                let end = address_end(text, at);
                let is_mark = |i: &usize| matches!(bytes[*i], b'*' | b'_' | b'~' | b'`');
                (at..end).filter(is_mark).for_each(|i| draft.hide(i));
                at = end.max(at + 1);
            }
            _ => at += 1,
        }
    }
}

fn is_plain(byte: u8, run: usize, before: Option<char>, after: Option<char>) -> bool {
    let (Some(after), before) = (after, before.unwrap_or(' ')) else { return byte == b'~' && run == 1 };
    let in_word = before.is_alphanumeric() && after.is_alphanumeric();
    match byte {
        // `~20` is "about twenty". What is struck out stands between double tildes.
        b'~' => run == 1 || (run == 2 && in_word),
        b'`' => false,
        _ => {
            // `(2)*(3)` is a sum.
            let in_sum = matches!(before, ')' | ']') && matches!(after, '(' | '[');
            // A footnote, `*) alleen op dinsdag`, begins no emphasis.
            let note = run == 1 && matches!(after, ')' | ',' | ';') && !before.is_alphanumeric();
            in_word || in_sum || (note && byte == b'*')
        }
    }
}

/// Whether a backtick was typed as an apostrophe: "`s ochtends", "`t", "foto`s", "zo`n".
fn is_apostrophe(text: &str, at: usize) -> bool {
    let mut after = text[at + 1..].chars();
    let (letter, then) = (after.next().unwrap_or(' '), after.next().unwrap_or(' '));
    let mut before = text[..at].chars().rev();
    match before.next() {
        Some(c) if c.is_alphanumeric() => {
            let alone = before.take(40).take_while(|c| !c.is_whitespace()).all(|c| c != '`');
            alone && matches!(letter, 's' | 'n') && !then.is_alphanumeric() && then != '`'
        }
        Some(c) if !c.is_whitespace() => false,
        _ => matches!(letter, 's' | 'S' | 't' | 'T' | 'n' | 'N' | 'k' | 'm') && matches!(then, ' ' | '-'),
    }
}

/// Where a bare web address that begins at `at` ends; `at` itself where none does.
fn address_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let begins = ["https://", "http://", "www."]
        .iter()
        .any(|start| rest.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)));
    if !begins || text[..at].chars().next_back().is_some_and(char::is_alphanumeric) {
        return at;
    }
    let end = rest.find(|c: char| c.is_whitespace() || "<>()[]\"“”|".contains(c)).unwrap_or(rest.len());
    // Punctuation at the end, and marks that close what was opened before the address, are no part of it.
    at + rest[..end].trim_end_matches(|c: char| "*_~`.,;:!?'".contains(c)).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(text: &str) -> bool {
        prepare(text, TextForm::Line).text != text
    }

    #[test]
    fn a_sign_between_letters_or_digits_is_hidden_and_markup_is_not() {
        for sign in
            ["2*45 en 1*60", "2**45", "a*b", "leerling*e", "(2)*(3)", "~20", "foto`s", "`s ochtends", "*) zie", "a~~b"]
        {
            assert!(hidden(sign), "{sign}");
        }
        for markup in [
            "*kort*",
            "**Let op:** ja",
            "(*kort*)",
            "~~weg~~",
            "`code`",
            "\"*x*\"",
            "a_b_c",
            "2 * 3",
            "2\\*3",
            "de `code`s",
        ] {
            assert!(!hidden(markup), "{markup}");
        }
    }

    #[test]
    fn an_address_keeps_its_signs() {
        for address in ["https://x.nl/_a_", "www.x.nl/a*b", "(https://x.nl/_a_)", "HTTPS://X.nl/~jan~"] {
            assert!(hidden(address), "{address}");
        }
        let prepared = prepare("**https://x.nl/a_b_**", TextForm::Line);
        assert!(prepared.text.starts_with("**h") && prepared.text.ends_with("**"), "{:?}", prepared.text);
    }
}
