//! Words of schools, explained to parents where they first stand.
//!
//! Which words, and what is said of them, is data: the lists, and what a school explains itself. Here is only where an
//! explanation may stand: once, behind the word, and not where the text explains it already.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::afkortingen::{ends_word, inside_brackets, splits_no_word, stands_beside, starts_word};
use super::tree::{Block, Inline, Markdown};
use super::{plain, sentences};

/// A word with what it means.
#[derive(Debug, Clone)]
pub struct Word {
    /// Its name in full.
    pub name: String,
    /// Other forms of it, such as plurals.
    pub others: Vec<String>,
    /// Abbreviations of it.
    pub afkortingen: Vec<String>,
    /// What it means, as it can stand between brackets; empty where the name in full says all.
    pub meaning: String,
    /// Whether this is told of the word in general, and not by the school whose page it is.
    pub general: bool,
}

/// Words to explain.
#[derive(Debug, Clone, Default)]
pub struct Explanations {
    /// Per first letter; longest first.
    per_letter: BTreeMap<char, Vec<Form>>,
    meanings: Vec<Meaning>,
}

#[derive(Debug, Clone)]
struct Meaning {
    text: String,
    general: bool,
    /// All its forms, in small letters.
    forms: BTreeSet<String>,
}

/// One form of a word.
#[derive(Debug, Clone)]
struct Form {
    text: String,
    /// Which meaning it has.
    word: usize,
    /// What stands between the brackets.
    explanation: String,
}

/// The words that were explained before on the same page or sheet.
#[derive(Debug, Clone, Default)]
pub struct ExplainedWords {
    words: BTreeSet<usize>,
    /// Whether one of them was told in general.
    pub general: bool,
}

/// An explanation to put into a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Where, in bytes.
    pub at: usize,
    /// What, with its brackets and the space before it.
    pub text: String,
    /// Whether it is told in general.
    pub general: bool,
}

impl Explanations {
    /// Of words; the first of two with the same form has it.
    pub fn new(words: impl IntoIterator<Item = Word>) -> Self {
        let mut out = Self::default();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for word in words {
            let number = out.meanings.len();
            let long = std::iter::once(&word.name).chain(&word.others);
            let all: BTreeSet<String> = long.clone().chain(&word.afkortingen).map(|f| f.to_lowercase()).collect();
            let name = sentences::lower(&word.name);
            let in_full = if word.meaning.is_empty() { name } else { format!("{name}: {}", word.meaning) };
            let long = long.flat_map(|form| [form.clone(), sentences::lower(form), sentences::capitalize(form)]);
            let long = long.map(|form| (form, &word.meaning));
            let short = word.afkortingen.iter().map(|form| (form.clone(), &in_full));
            for (text, explanation) in long.chain(short) {
                let Some(letter) = text.chars().next() else { continue };
                // An explanation that repeats the word explains nothing.
                if explanation.is_empty() || holds(explanation, &text) || !taken.insert(text.clone()) {
                    continue;
                }
                out.per_letter.entry(letter).or_default().push(Form {
                    text,
                    word: number,
                    explanation: explanation.clone(),
                });
            }
            out.meanings.push(Meaning { text: word.meaning, general: word.general, forms: all });
        }
        for forms in out.per_letter.values_mut() {
            forms.sort_by(|a, b| b.text.len().cmp(&a.text.len()).then_with(|| a.text.cmp(&b.text)));
        }
        out
    }

    /// Takes a form of a word as told, because it is explained elsewhere or is what the page is about.
    pub fn is_told(&self, form: &str, told: &mut ExplainedWords) {
        let form = form.to_lowercase();
        let words = self.meanings.iter().enumerate().filter(|(_, m)| m.forms.contains(&form));
        told.words.extend(words.map(|(number, _)| number));
    }

    /// The explanations that a paragraph needs. `may` says whether one may stand behind the words of this range.
    pub fn notes(&self, paragraph: &str, may: &dyn Fn(usize, usize) -> bool, told: &mut ExplainedWords) -> Vec<Note> {
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(letter) = paragraph.get(at..).and_then(|rest| rest.chars().next()) {
            let found = self.form_at(paragraph, at, letter);
            let Some(form) = found else {
                at += letter.len_utf8();
                continue;
            };
            let (from, to) = (at, at + form.text.len());
            at = to;
            if !told.words.contains(&form.word) && may(from, to) {
                out.extend(self.note(form, paragraph, from, may, told));
            }
        }
        out
    }

    /// The longest form that stands here as a word of its own.
    fn form_at(&self, paragraph: &str, at: usize, letter: char) -> Option<&Form> {
        let forms = self.per_letter.get(&letter)?;
        let (before, rest) = (&paragraph[..at], &paragraph[at..]);
        if !starts_word(before) {
            return None;
        }
        forms.iter().find(|form| rest.strip_prefix(form.text.as_str()).is_some_and(ends_word))
    }

    fn note(
        &self,
        form: &Form,
        paragraph: &str,
        from: usize,
        may: &dyn Fn(usize, usize) -> bool,
        told: &mut ExplainedWords,
    ) -> Option<Note> {
        let to = from + form.text.len();
        let (before, after) = (&paragraph[..from], &paragraph[to..]);
        let meaning = self.meanings.get(form.word)?;
        // Not in a compound, a name, the head of a remark or among other words in a bracket: a later place will do.
        let alone = fills_bracket(before, after);
        let in_bracket = inside_brackets(before) && !alone;
        if !splits_no_word(before, after) || begins_name(after) || is_head(after) || in_bracket {
            return None;
        }
        told.words.insert(form.word);
        if stands_beside(before, after, &form.explanation) || explains_itself(after) {
            return None;
        }
        let general = meaning.general;
        if alone {
            // A bracket with a word alone has room for its meaning: "(cluster 2: leerlingen die niet horen)".
            told.general |= general;
            let explanation = form.explanation.replace(['(', ')'], "").replacen(": ", ", ", 1);
            return Some(Note { at: to, text: format!(": {explanation}"), general });
        }
        let Some((bracket, _)) = after.strip_prefix(" (").and_then(|rest| rest.split_once(')')) else {
            told.general |= general;
            return Some(Note { at: to, text: format!(" ({})", form.explanation), general });
        };
        // "taalontwikkelingsstoornis (TOS)" says no more than its other name, and the meaning goes with it.
        let close = to + " (".len() + bracket.len();
        let other_name = meaning.forms.contains(&bracket.to_lowercase());
        let adds = other_name && !meaning.text.is_empty() && may(close, close);
        told.general |= adds && general;
        adds.then(|| Note { at: close, text: format!(": {}", meaning.text), general })
    }

    /// Puts explanations into a text; not into links and headings.
    pub fn explain(&self, markdown: &mut Markdown, told: &mut ExplainedWords) {
        if !self.per_letter.is_empty() {
            self.blocks(Arc::make_mut(&mut markdown.blocks), told);
        }
    }

    fn blocks(&self, blocks: &mut [Block], told: &mut ExplainedWords) {
        for block in blocks {
            match block {
                Block::Paragraph(content) => self.inlines(content, told),
                Block::Lijst { items, .. } => items.iter_mut().for_each(|item| self.blocks(item, told)),
                Block::Quote(blocks) => self.blocks(blocks, told),
                Block::Table { rows, .. } => {
                    rows.iter_mut().flatten().for_each(|cell| self.inlines(cell, told));
                }
                Block::Heading { .. } | Block::Code(_) | Block::Rule | Block::Figure { .. } => {}
            }
        }
    }

    /// Puts explanations into one paragraph.
    pub fn inlines(&self, inlines: &mut Vec<Inline>, told: &mut ExplainedWords) {
        let paragraph = plain::of_inlines(inlines);
        let mut texts = Vec::new();
        ranges(inlines, &mut 0, &mut texts);
        let may = |from: usize, to: usize| texts.iter().any(|(begin, end)| *begin <= from && to <= *end);
        let notes = self.notes(&paragraph, &may, told);
        if !notes.is_empty() {
            insert(inlines, &mut 0, &mut notes.into_iter().peekable());
        }
    }
}

/// Where the texts of a paragraph stand that are no link and no abbreviation.
fn ranges(inlines: &[Inline], at: &mut usize, out: &mut Vec<(usize, usize)>) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => {
                out.push((*at, *at + text.len()));
                *at += text.len();
            }
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Strikethrough(content) => {
                ranges(content, at, out);
            }
            _ => *at += plain::of_inlines(std::slice::from_ref(inline)).len(),
        }
    }
}

/// Puts notes at their places; one in general stands in other letters.
fn insert(inlines: &mut Vec<Inline>, at: &mut usize, notes: &mut std::iter::Peekable<std::vec::IntoIter<Note>>) {
    for mut inline in std::mem::take(inlines) {
        match &mut inline {
            Inline::Text(text) => {
                let mut rest = text.as_str();
                while let Some(note) = notes.next_if(|note| note.at <= *at + rest.len()) {
                    let (before, after) = rest.split_at(note.at - *at);
                    inlines.push(Inline::Text(before.to_owned()));
                    let added = Inline::Text(note.text);
                    inlines.push(if note.general { Inline::Emphasis(vec![added]) } else { added });
                    *at += before.len();
                    rest = after;
                }
                *at += rest.len();
                inlines.push(Inline::Text(rest.to_owned()));
                continue;
            }
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Strikethrough(content) => {
                insert(content, at, notes);
            }
            _ => *at += plain::of_inlines(std::slice::from_ref(&inline)).len(),
        }
        inlines.push(inline);
    }
}

/// Whether an explanation has the word itself in it.
fn holds(explanation: &str, word: &str) -> bool {
    let (explanation, word) = (explanation.to_lowercase(), word.to_lowercase());
    explanation
        .match_indices(&word)
        .any(|(at, _)| starts_word(&explanation[..at]) && ends_word(&explanation[at + word.len()..]))
}

/// Whether a name goes on: "samenwerkingsverband VO Delflanden".
fn begins_name(after: &str) -> bool {
    after.strip_prefix(' ').and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
}

/// Whether a bracket holds nothing but this word, and is not part of the head of a remark.
fn fills_bracket(before: &str, after: &str) -> bool {
    before.ends_with('(') && after.strip_prefix(')').is_some_and(|rest| !rest.starts_with(':'))
}

/// Whether this is what a remark is about: "Intervisie: begeleidt de intervisie", also with a bracket behind it.
fn is_head(after: &str) -> bool {
    let bracket = after.strip_prefix(" (").and_then(|rest| rest.split_once(')'));
    after.starts_with(':') || bracket.is_some_and(|(_, rest)| rest.starts_with(':'))
}

/// Whether the sentence goes on to explain the word, or the next one does: "... een verklaring. Daarin staat ...".
fn explains_itself(after: &str) -> bool {
    let begins = |text: &str, all: &[&str]| all.iter().any(|begin| text.starts_with(begin));
    let next = after.split_once(['.', '!', '?']).map_or("", |(_, next)| next.trim_start());
    begins(after, &[" is een ", " is de ", " is het ", " zijn de ", " betekent ", ", zoals "])
        || begins(next, &["Dat is een ", "Dat is de ", "Dat is het ", "Dat zijn "])
        || begins(next, &["Dit is een ", "Dit zijn ", "Daarin staat ", "Dat betekent "])
}

#[cfg(test)]
mod tests {
    use super::{ExplainedWords, Explanations, Word};
    use crate::text::tests::read;

    fn word(name: &str, others: &[&str], afkortingen: &[&str], meaning: &str) -> Word {
        let all = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        let (name, meaning) = (name.to_owned(), meaning.to_owned());
        Word { name, others: all(others), afkortingen: all(afkortingen), meaning, general: true }
    }

    fn words() -> Explanations {
        Explanations::new([
            word("Toelaatbaarheidsverklaring", &[], &["TLV"], "nodig voor speciaal onderwijs"),
            word("Arrangement", &["arrangementen"], &[], "extra hulp"),
            word("Taalontwikkelingsstoornis", &[], &["TOS"], "moeite met taal"),
            word("Samenwerkingsverband", &[], &["SWV"], "scholen van een regio"),
            word("Cluster 2", &[], &[], "slecht horen"),
            word("Schoolarts", &["jeugdarts"], &[], "de schoolarts van de GGD"),
        ])
    }

    /// Paragraphs of one page after the pass.
    #[track_caller]
    fn becomes(paragraphs: &[(&str, &str)]) {
        let (words, mut told) = (words(), ExplainedWords::default());
        for (text, shown) in paragraphs {
            let mut out = (*text).to_owned();
            let notes = words.notes(text, &|_, _| true, &mut told);
            notes.iter().rev().for_each(|note| out.insert_str(note.at, &note.text));
            assert_eq!(out, *shown);
        }
    }

    #[test]
    fn a_word_is_explained_where_it_first_stands_and_only_there() {
        becomes(&[
            ("Er zijn arrangementen, en", "Er zijn arrangementen (extra hulp), en"),
            ("Een arrangement is er.", "Een arrangement is er."),
            ("Cluster 2 en cluster 20.", "Cluster 2 (slecht horen) en cluster 20."),
        ]);
    }

    #[test]
    fn an_abbreviation_is_written_in_full_too() {
        becomes(&[("Met TLV.", "Met TLV (toelaatbaarheidsverklaring: nodig voor speciaal onderwijs).")]);
        becomes(&[("De SWV en", "De SWV (samenwerkingsverband: scholen van een regio) en")]);
        becomes(&[("TOS, zo heet dat", "TOS (taalontwikkelingsstoornis: moeite met taal), zo heet dat")]);
    }

    #[test]
    fn a_word_with_its_other_name_gets_its_meaning_in_the_same_bracket() {
        becomes(&[
            ("Een taalontwikkelingsstoornis (TOS) of", "Een taalontwikkelingsstoornis (TOS: moeite met taal) of"),
            (
                "TLV (toelaatbaarheidsverklaring) is",
                "TLV (toelaatbaarheidsverklaring: nodig voor speciaal onderwijs) is",
            ),
        ]);
    }

    #[test]
    fn nothing_is_added_where_the_text_explains_the_word_itself() {
        for told in [
            "Een arrangement (begeleiding voor een tijd) kan.",
            "Een arrangement is extra hulp.",
            "Uw kind krijgt een arrangement. Dat is een afspraak.",
            "Er is een TLV. Daarin staat dat het mag.",
            "Een arrangement is een plan voor een tijd.",
            "Een arrangement, zoals een klusklas.",
        ] {
            becomes(&[(told, told)]);
        }
        becomes(&[("Een arrangement (een plan). Een arrangement.", "Een arrangement (een plan). Een arrangement.")]);
    }

    #[test]
    fn no_explanation_stands_in_a_bracket_a_compound_a_name_or_a_head() {
        for head in ["Arrangement: elke week.", "Taalontwikkelingsstoornis (TOS): elke week."] {
            becomes(&[(head, head)]);
        }
        becomes(&[
            (
                "Hulp (met een arrangement), het lwoo-arrangement, SWV Delflanden, SWV/TLV en TLV-aanvraag",
                "Hulp (met een arrangement), het lwoo-arrangement, SWV Delflanden, SWV/TLV en TLV-aanvraag",
            ),
            ("Pas hier een arrangement.", "Pas hier een arrangement (extra hulp)."),
        ]);
    }

    #[test]
    fn a_word_alone_in_a_bracket_is_explained_there() {
        becomes(&[
            ("Wie doof is (cluster 2), hoort hier.", "Wie doof is (cluster 2: slecht horen), hoort hier."),
            ("Cluster 2 en (cluster 2)", "Cluster 2 en (cluster 2)"),
        ]);
        becomes(&[(
            "Met papieren (TLV).",
            "Met papieren (TLV: toelaatbaarheidsverklaring, nodig voor speciaal onderwijs).",
        )]);
        // Not with other words, in a head, or where it is said beside it already.
        for told in [
            "Wie doof is (ook cluster 2) hoort hier.",
            "Dove leerlingen (cluster 2): wij verwijzen door.",
            "Wie slecht horen kan (cluster 2) hoort hier.",
        ] {
            becomes(&[(told, told)]);
        }
    }

    #[test]
    fn an_explanation_that_repeats_the_word_is_left_out() {
        becomes(&[("De schoolarts en de jeugdarts", "De schoolarts en de jeugdarts (de schoolarts van de GGD)")]);
    }

    #[test]
    fn links_and_headings_of_a_text_have_none() {
        let text = "# Arrangement\n\n[arrangement](https://x.nl) of **TOS**\n\n- een arrangement\n";
        let mut markdown = read(text).0;
        words().explain(&mut markdown, &mut ExplainedWords::default());
        let shown = markdown.plain_text();
        assert!(shown.contains("arrangement of TOS (taalontwikkelingsstoornis: moeite met taal)"), "{shown}");
        assert!(shown.contains("een arrangement (extra hulp)"), "{shown}");
    }
}
