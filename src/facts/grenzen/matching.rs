//! Which parents' questions a limit is about, by its words.
//!
//! Precise rather than greedy. The terms of a question are its id, its name and its synonyms; a text
//! must hold one of them as a word, as the beginning of a longer one ("gedrag" in
//! "gedragsproblematiek"), or word by word ("contact maken" in "geen contact met anderen kunnen
//! maken"). Words are compared without their endings, so that "dove" is "doof" and "autistisch" is
//! "autisme". An item is only meant where a text says that it is not there ("geen lift"): people and
//! places are named in limits for many reasons.

use std::collections::BTreeMap;

use crate::model::catalogus::{Catalogus, HULPVRAGEN};
use crate::model::value::ItemKey;
use crate::text::{slug, word_list};

/// Terms that occur in sentences about anything, so that they say nothing about the subject. As the
/// heading of a group they do: what stands under "Leren" is about learning.
const WEAK: &[&str] = word_list!("zegt-niets-over-de-vraag.txt");

/// Words that hold a phrase together: the words of a phrase that has one must stand side by side.
const GLUE: &[&str] = word_list!("tussenwoorden.txt");

/// Words that only look like a form of another: "rekening houden" is not about "rekenen".
const NO_FORM: [&str; 3] = ["lezing", "lezingen", "rekening"];

/// How many other words may stand between two words of a phrase.
const GAP: usize = 3;

/// A term that begins a longer word has at least this many letters.
const PREFIX: usize = 5;
/// And the longer word has at least this many more.
const MORE_LETTERS: usize = 2;

/// An item that answers more questions than this says nothing about any of them by its absence.
const HULPVRAGEN_OF_ITEM: usize = 3;

/// What the words of a text are about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matched {
    /// Ids of questions, each with the words by which it was recognised.
    pub hulpvragen: BTreeMap<String, String>,
    /// Items of which it says that they are not there.
    pub items: Vec<ItemKey>,
}

/// Recognises questions and items by their words.
#[derive(Debug, Default)]
pub struct Matcher {
    /// Terms of questions, each with the id of its question.
    terms: Vec<(String, Term)>,
    /// Indices of terms by the stem of their first word.
    by_stem: BTreeMap<String, Vec<usize>>,
    /// Indices of terms that may begin a longer word, by that beginning.
    by_prefix: BTreeMap<String, Vec<usize>>,
    /// Items with the questions that they answer and their terms.
    items: Vec<(ItemKey, Vec<String>, Vec<Term>)>,
}

/// A word or phrase.
#[derive(Debug)]
struct Term {
    /// As the author is told of it.
    word: String,
    /// Its words without endings.
    stems: Vec<String>,
    /// Its only word in plain lower case, without `en` at its end, where it is long enough to begin another.
    prefix: Option<String>,
    /// Whether its words must stand side by side.
    adjacent: bool,
    /// Whether it only counts as a heading.
    weak: bool,
}

/// A word of a text.
struct Token {
    plain: String,
    stem: String,
}

impl Matcher {
    /// Learns the words of a site's questions and items.
    pub fn new(catalogus: &Catalogus) -> Self {
        let mut out = Self::default();
        let Some(lijst) = catalogus.lijst(HULPVRAGEN) else { return out };
        for hulpvraag in lijst.items.iter().filter(|v| v.obsolete.is_none()) {
            let names = [hulpvraag.id.as_str(), hulpvraag.name.as_str()].into_iter();
            let terms = names.chain(hulpvraag.synonyms.iter().map(String::as_str)).filter_map(Term::new);
            out.terms.extend(terms.map(|term| (hulpvraag.id.clone(), term)));
        }
        for (number, (_, term)) in out.terms.iter().enumerate().filter(|(_, (_, t))| !t.weak) {
            if let Some(first) = term.stems.first() {
                out.by_stem.entry(first.clone()).or_default().push(number);
            }
            if let Some(prefix) = &term.prefix {
                out.by_prefix.entry(prefix.clone()).or_default().push(number);
            }
        }
        for (id, lijst) in catalogus.lijsten.iter().filter(|(id, _)| *id != HULPVRAGEN) {
            for item in lijst.items.iter().filter(|i| i.obsolete.is_none() && !i.refers) {
                if (1..=HULPVRAGEN_OF_ITEM).contains(&item.hulpvragen.len()) {
                    let names = std::iter::once(&item.name).chain(&item.synonyms);
                    let terms = names.filter_map(|name| Term::new(name)).collect();
                    let hulpvragen = item.hulpvragen.iter().map(|h| h.text.clone()).collect();
                    out.items.push((ItemKey { lijst: id.clone(), item: item.id.clone() }, hulpvragen, terms));
                }
            }
        }
        out
    }

    /// What a text is about; where its own words say nothing, what the heading above it says.
    pub fn find(&self, heading: Option<&str>, text: &str) -> Matched {
        let mut out = Matched::default();
        let clauses = clauses(text);
        for tokens in &clauses {
            for (at, word) in tokens.iter().enumerate() {
                let longer =
                    (PREFIX..=word.plain.len().saturating_sub(MORE_LETTERS)).filter_map(|n| word.plain.get(..n));
                let by_prefix = longer.filter_map(|prefix| self.by_prefix.get(prefix));
                for number in self.by_stem.get(&word.stem).into_iter().chain(by_prefix).flatten() {
                    let Some((hulpvraag, term)) = self.terms.get(*number) else { continue };
                    if !out.hulpvragen.contains_key(hulpvraag) && term.starts_at(tokens, at) {
                        out.hulpvragen.insert(hulpvraag.clone(), term.word.clone());
                    }
                }
            }
            self.find_missing(tokens, &mut out);
        }
        if out.hulpvragen.is_empty()
            && let Some(heading) = heading
        {
            let tokens: Vec<String> = tokens(heading).into_iter().map(|w| w.stem).collect();
            let of_heading = self.terms.iter().filter(|(_, term)| term.stems == tokens);
            out.hulpvragen.extend(of_heading.map(|(id, _)| (id.clone(), heading.to_owned())));
        }
        out
    }

    /// Items of which a text says that there is none, and the questions that they answer.
    fn find_missing(&self, tokens: &[Token], out: &mut Matched) {
        for (at, _) in tokens.iter().enumerate().filter(|(_, w)| w.plain == "geen") {
            let after = tokens.get(at + 1..).unwrap_or_default();
            for (key, hulpvragen, terms) in &self.items {
                let Some(term) = terms.iter().find(|t| t.starts(after)) else { continue };
                if !out.items.contains(key) {
                    out.items.push(key.clone());
                }
                for hulpvraag in hulpvragen {
                    out.hulpvragen.entry(hulpvraag.clone()).or_insert_with(|| format!("geen {}", term.word));
                }
            }
        }
    }
}

impl Term {
    /// `None` for a name without letters.
    fn new(name: &str) -> Option<Self> {
        let tokens = tokens(name);
        let plain: Vec<&str> = tokens.iter().map(|w| w.plain.as_str()).collect();
        let prefix = match plain[..] {
            [] => return None,
            [one] if one.len() >= PREFIX => Some(one.strip_suffix("en").filter(|s| s.len() >= PREFIX).unwrap_or(one)),
            _ => None,
        };
        Some(Self {
            word: name.to_owned(),
            prefix: prefix.map(str::to_owned),
            adjacent: plain.iter().any(|w| GLUE.contains(w)),
            weak: WEAK.contains(&plain.join(" ").as_str()) || plain.len() < 3 && plain.iter().all(|w| GLUE.contains(w)),
            stems: tokens.into_iter().map(|w| w.stem).collect(),
        })
    }

    /// Whether these words begin with it, after at most one other word ("eigen" in "geen eigen lift").
    fn starts(&self, tokens: &[Token]) -> bool {
        (0..2.min(tokens.len())).any(|at| self.starts_at(tokens, at))
    }

    /// Whether its first word is the token at this place, and its others follow.
    fn starts_at(&self, tokens: &[Token], at: usize) -> bool {
        let [first, rest @ ..] = &self.stems[..] else { return false };
        let Some(word) = tokens.get(at) else { return false };
        let longer = |prefix: &String| {
            let rest = word.plain.strip_prefix(prefix.as_str());
            rest.is_some_and(|rest| rest.len() >= MORE_LETTERS) && !NO_FORM.contains(&word.plain.as_str())
        };
        if word.stem != *first && !(rest.is_empty() && self.prefix.as_ref().is_some_and(longer)) {
            return false;
        }
        let room = if self.adjacent { 1 } else { GAP + 1 };
        let mut here = at;
        rest.iter().all(|stem| {
            let next = tokens.iter().enumerate().skip(here + 1).take(room);
            match next.into_iter().find(|(_, w)| w.stem == *stem) {
                Some((found, _)) => {
                    here = found;
                    true
                }
                None => false,
            }
        })
    }
}

/// The parts of a text between full stops and the like: words of one phrase stand in one part.
fn clauses(text: &str) -> Vec<Vec<Token>> {
    let parts = text.split(['.', ';', ':', '?', '!', '\n', '(', ')']);
    parts.map(tokens).filter(|tokens| !tokens.is_empty()).collect()
}

/// The words of a text in plain lower case; a word with hyphens as its parts.
fn tokens(text: &str) -> Vec<Token> {
    let plain = slug(text);
    let parts = plain.split('-').filter(|w| !w.is_empty());
    parts.map(|w| if w == "1" { "een" } else { w }).map(|w| Token { stem: stem(w), plain: w.to_owned() }).collect()
}

/// A word without the endings of number, inflection and derivation, so that all forms of one word are
/// the same; spelled as its shortest form ("dove" as "doof", "verslaving" and "verslaafd" as "verslaaf").
fn stem(word: &str) -> String {
    const DERIVED: [&str; 12] =
        ["istische", "istisch", "isten", "isme", "ist", "ieve", "ief", "ies", "ie", "heden", "heid", "iteit"];
    if NO_FORM.contains(&word) {
        return word.to_owned();
    }
    let mut bare = word;
    if let Some(shorter) = DERIVED.iter().find_map(|ending| bare.strip_suffix(ending)).filter(|k| k.len() >= 3) {
        bare = shorter;
    }
    let inflected = ["ingen", "ing", "en", "e"].iter().find_map(|ending| bare.strip_suffix(ending));
    let out = match inflected.filter(|k| k.len() >= 3) {
        Some(shorter) => open_syllable(shorter),
        None => bare.strip_suffix('s').filter(|k| k.len() >= 4 && !k.ends_with('s')).unwrap_or(bare).to_owned(),
    };
    let mut letters: Vec<char> = out.chars().collect();
    // "verzuimt" belongs to "verzuimen".
    if letters.len() > 4 && letters.ends_with(&['m', 't']) {
        letters.pop();
    }
    // "verslaafd" belongs to "verslaving", "hoogbegaafd" to "hoogbegaafdheid".
    if letters.len() > 4 && letters.ends_with(&['f', 'd']) {
        letters.pop();
    }
    if let [.., one, other] = letters[..]
        && one == other
        && !is_vowel(one)
        && letters.len() > 3
    {
        letters.pop();
    }
    match letters.last_mut() {
        Some(v) if *v == 'v' => *v = 'f',
        Some(z) if *z == 'z' => *z = 's',
        _ => {}
    }
    letters.into_iter().collect()
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

/// Doubles the long vowel of what is left of a word that lost its ending: "dov(e)" becomes "doov",
/// "lez(en)" becomes "leez". An unstressed "er", "el" or "en" at the end keeps its one ("somber(e)", "reken(en)").
fn open_syllable(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let [before @ .., vowel, last] = &letters[..] else { return word.to_owned() };
    let long = matches!(vowel, 'a' | 'e' | 'o' | 'u') && !is_vowel(*last) && !matches!(last, 'w' | 'x' | 'j');
    let single = before.last().is_none_or(|l| !is_vowel(*l));
    let unstressed = *vowel == 'e' && before.iter().any(|l| is_vowel(*l));
    if long && single && !unstressed {
        return before.iter().chain([vowel, vowel, last]).collect();
    }
    word.to_owned()
}
