//! The parts of a value that holds names: runs of words, and what stands between them.
//!
//! There is no list of characters that separate names: whatever is no word does, be it a bullet of any font, an arrow
//! or a tab. Listed are only characters that stand in a word or a name itself (`taal/lees`, `zorg- en adviesteam`),
//! characters around words (quotes, stars), and those that say something by themselves, such as a question mark.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::normal::is_unseen;

/// What stands between two parts.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Between {
    /// It joins or separates names, so the next word begins another part.
    pub(super) joins: bool,
    /// It separates names whatever they are, while "en" and a stroke may also stand in one.
    pub(super) parts: bool,
    /// It holds the number or letter of an item in a list.
    numbered: bool,
    /// It says something by itself: "of", an empty box.
    says: bool,
}

/// A run of words.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Its words.
    pub(super) words: Range<usize>,
    /// What stands between brackets after them.
    pub(super) inside: Option<Range<usize>>,
    /// Whether it comes after something that separates names whatever they are.
    pub(super) separate: bool,
    /// Whether nothing but brackets stands between it and the part before it: `mentor (op ma) COPA`.
    pub(super) behind_brackets: bool,
}

impl Part {
    /// The end, with the brackets after it.
    pub(super) fn whole_end(&self) -> usize {
        self.inside.as_ref().map_or(self.words.end, |inside| inside.end + 1)
    }
}

/// The parts of a value, and what is said between them.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) all: Vec<Part>,
    /// Something between or after them says more than that there are several.
    pub(super) says: bool,
    /// It has a colon, as before a remark.
    pub(super) colon: bool,
    /// How many numbers of items it has.
    pub(super) numbers: usize,
}

/// Characters that stand before an item of a list, with or without a space after them.
pub(crate) const BULLETS: &str = "•·●○◦▪■□►➢➤✓✔‣⁃–—";

/// Characters that say something about what they stand next to.
const SAYS: &str = "?!~=<>≠%€$^☐☒✗✘✕✖❌×−";
/// Characters around words, which neither join nor separate.
const AROUND: &str = "\"'“”„‟‘’‚‹›«»*_`.";
/// Characters that may stand in a name.
const WITHIN: &str = "/&+·";
/// Words that join names, with a space on both sides.
const JOINING: [&str; 9] =
    ["en", "plus", "alsmede", "alsook", "evenals", "en ook", "samen met", "tezamen met", "in combinatie met"];
/// Words that leave open which of the names is meant.
const LEAVING_OPEN: [&str; 4] = ["of", "ofwel", "dan wel", "hetzij"];

/// Takes a value apart.
pub(super) fn parts(value: &str) -> Parts {
    let mut scan =
        Scan { value, out: Parts::default(), open: None, gap: Between { parts: true, ..Between::default() } };
    let mut at = 0;
    while let Some(sign) = value.get(at..).and_then(|rest| rest.chars().next()) {
        at += scan.step(at, sign).max(sign.len_utf8());
    }
    // A number with nothing after it numbers nothing, so it says something else.
    scan.out.says |= scan.gap.says || (scan.gap.numbered && !scan.out.all.is_empty());
    scan.out.all.extend(scan.open.take());
    scan.out
}

struct Scan<'v> {
    value: &'v str,
    out: Parts,
    open: Option<Part>,
    gap: Between,
}

impl Scan<'_> {
    /// Reads what begins here, and returns its length in bytes.
    fn step(&mut self, at: usize, sign: char) -> usize {
        let rest = self.value.get(at..).unwrap_or_default();
        let begins = self.open.is_none() || self.gap.joins || self.out.numbers > 0;
        // A closing bracket without an opening one belongs to a number.
        let closes = || !rest.starts_with('(') && rest.split_once(')').is_some_and(|(digits, _)| is_count(digits));
        let begins = begins || (self.before(at).is_some_and(char::is_whitespace) && closes());
        if begins && let Some(length) = number(rest) {
            self.out.numbers += 1;
            self.gap = Between { joins: true, parts: true, numbered: true, ..self.gap };
            return length;
        }
        if sign == '('
            && let Some(length) = brackets(rest)
        {
            self.bracketed(at, length);
            return length;
        }
        if is_letter(sign) || starts_with_apostrophe(rest, self.before(at)) {
            return self.word(at, rest);
        }
        let next = rest.chars().nth(1);
        let after_word = self.before(at).is_some_and(is_letter);
        self.gap = match sign {
            '\n' | '\t' => Between { joins: true, parts: true, ..self.gap },
            c if c.is_whitespace() || is_unseen(c) => self.gap,
            // `* mentor` is an item of a list, `*mentor*` is not.
            '*' if !after_word && next.is_some_and(char::is_whitespace) => {
                Between { joins: true, parts: true, ..self.gap }
            }
            c if AROUND.contains(c) => self.gap,
            c if WITHIN.contains(c) => Between { joins: true, ..self.gap },
            '-' if after_word => Between { joins: true, ..self.gap },
            c if SAYS.contains(c) => Between { joins: true, parts: true, says: true, ..self.gap },
            ':' => {
                self.out.colon = true;
                Between { joins: true, parts: true, says: true, ..self.gap }
            }
            _ => Between { joins: true, parts: true, ..self.gap },
        };
        sign.len_utf8()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.value.get(..at)?.chars().next_back()
    }

    /// Words between brackets: a remark behind a name, else the beginning of one.
    fn bracketed(&mut self, at: usize, length: usize) {
        match &mut self.open {
            Some(part) if !self.gap.joins => {
                // Of two, the first belongs to the name.
                part.words.end = part.whole_end();
                part.inside = Some(at + 1..at + length - 1);
            }
            _ => self.words(at..at + length),
        }
    }

    /// A word, or one that joins names; returns its length.
    fn word(&mut self, at: usize, rest: &str) -> usize {
        let lone =
            |length: usize| rest.get(length..).is_none_or(|rest| rest.starts_with([' ', '/', '\n', '\t', '\u{a0}']));
        let blank_before = self.before(at).is_none_or(|c| c.is_whitespace() || c == '/');
        let joining = |words: &[&str]| {
            let fits = |word: &&&str| {
                rest.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word)) && lone(word.len())
            };
            words.iter().filter(fits).map(|word| word.len()).max().filter(|_| blank_before)
        };
        if let Some(length) = joining(&JOINING) {
            self.gap.joins = true;
            return length;
        }
        if let Some(length) = joining(&LEAVING_OPEN) {
            self.gap = Between { joins: true, says: true, ..self.gap };
            return length;
        }
        // A bullet of Word whose font was lost in pasting.
        if rest.starts_with("o ") && blank_before && (self.open.is_none() || self.gap.joins || self.out.numbers > 0) {
            self.gap = Between { joins: true, parts: true, ..self.gap };
            return 1;
        }
        let length = word_length(rest);
        self.words(at..at + length);
        length
    }

    /// Whether words stand behind brackets with a space on both sides; `(kern)team` is one word.
    fn stands_behind_brackets(&self, at: usize) -> bool {
        let Some(part) = &self.open else { return false };
        let Some(inside) = &part.inside else { return false };
        let spaced = inside.start.checked_sub(1).and_then(|open| self.before(open)).is_some_and(char::is_whitespace);
        spaced && self.value.get(part.whole_end()..at).is_some_and(|gap| gap.contains(char::is_whitespace))
    }

    /// More words, of the part that is open or of a new one.
    fn words(&mut self, range: Range<usize>) {
        let behind_brackets = !self.gap.joins && self.stands_behind_brackets(range.start);
        match &mut self.open {
            Some(part) if !self.gap.joins && !behind_brackets => {
                part.words.end = range.end;
                part.inside = None;
            }
            _ => {
                self.out.all.extend(self.open.take());
                let separate = self.gap.parts;
                self.open = Some(Part { words: range, inside: None, separate, behind_brackets });
            }
        }
        self.out.says |= self.gap.says;
        self.gap = Between::default();
    }
}

/// The parts with those joined that only brackets part, where fewer than two known names stand among other words; `None`
/// where there are none.
pub(super) fn with_phrases(all: &[Part], read: &[(Range<usize>, bool)]) -> Option<Vec<Part>> {
    let mut joined: Vec<Part> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let rest = all.get(at + 1..).unwrap_or_default();
        let run = at..at + 1 + rest.iter().take_while(|part| !part.separate).count();
        let here = || read.iter().filter(|(parts, _)| parts.start < run.end && run.start < parts.end);
        // "en" and strokes between them say that there are several.
        let only_brackets = all.get(at + 1..run.end).is_some_and(|rest| rest.iter().all(|part| part.behind_brackets));
        let known = here().filter(|(_, known)| *known).count();
        let is_phrase = only_brackets && known < 2 && here().any(|(_, known)| !known);
        for part in all.get(run.clone()).unwrap_or_default() {
            match joined.last_mut().filter(|_| is_phrase && part.behind_brackets) {
                Some(last) => {
                    last.words.end = part.words.end;
                    last.inside.clone_from(&part.inside);
                }
                None => joined.push(part.clone()),
            }
        }
        at = run.end;
    }
    (joined.len() < all.len()).then_some(joined)
}

fn is_letter(c: char) -> bool {
    (c.is_alphanumeric() && !is_circled(c)) || is_combining_mark(c)
}

fn is_count(text: &str) -> bool {
    !text.is_empty() && text.len() < 4 && text.bytes().all(|c| c.is_ascii_digit())
}

/// Whether a character is a number of a list by itself: `①`, `⑴`, `⒈`, `ⓐ`, `❶`.
fn is_circled(c: char) -> bool {
    matches!(c, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3251}'..='\u{325f}' | '\u{32b1}'..='\u{32bf}')
}

/// Whether a word begins with an apostrophe, as in `'t Kompas` and `'s-Hertogenbosch`.
fn starts_with_apostrophe(rest: &str, before: Option<char>) -> bool {
    let mut signs = rest.chars();
    before.is_none_or(|c| !is_letter(c))
        && signs.next().is_some_and(|c| "'’‘".contains(c))
        && signs.next().is_some_and(|c| "stn".contains(c))
        && signs.next().is_some_and(|c| c == ' ' || c == '-')
}

/// The length of a word with the punctuation in it: `vmbo-kader`, `foto's`, `o.a.`, `12:30`.
fn word_length(rest: &str) -> usize {
    let mut signs = rest.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = signs.next() {
        let next = signs.peek().map_or(' ', |(_, next)| *next);
        let within = if before.is_ascii_digit() && next.is_ascii_digit() {
            "-‑'’.:@–,/+".contains(c)
        } else {
            "-‑'’.@".contains(c)
        };
        let inside = is_letter(c) || is_unseen(c) || (within && is_letter(before) && is_letter(next));
        if at > 0 && !inside {
            // `C++`, `65+`: a plus sign with a space on one side only is the word's own.
            let plus = rest.get(at..).map_or(0, |end| end.len() - end.trim_start_matches('+').len());
            let lone = rest.get(at + plus..).is_none_or(|end| !end.starts_with(is_letter));
            return if lone { at + plus } else { at };
        }
        before = c;
    }
    rest.len()
}

/// Whether what stands between brackets is the letter of an item of a list: `(b)`, `(iv)`.
pub(super) fn is_list_letter(inside: &str) -> bool {
    let inside = inside.trim();
    inside.starts_with(|c: char| c.is_alphabetic()) && number(&format!("{inside})")) == Some(inside.len() + 1)
}

/// Whether what stands between brackets is a number of a list, or an amount.
pub(super) fn is_list_number(inside: &str) -> bool {
    is_count(inside.trim())
}

/// The length of the number of an item: `1.`, `2)`, `(3)`, `a.`, `b)`, `(c)`, `A)`, `iv.`, `①`.
fn number(rest: &str) -> Option<usize> {
    if let Some(circled) = rest.chars().next().filter(|c| is_circled(*c)) {
        return Some(circled.len_utf8());
    }
    let inner = rest.strip_prefix('(').unwrap_or(rest);
    let opened = inner.len() != rest.len();
    let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let letters = match inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len() {
        1 => 1,
        n @ 2..=4 if inner.bytes().take(n).all(|c| b"ivx".contains(&c)) => n,
        n @ 2..=4 if inner.bytes().take(n).all(|c| b"IVX".contains(&c)) => n,
        _ => 0,
    };
    let capital = inner.starts_with(|c: char| c.is_ascii_uppercase());
    let length = if digits > 0 { digits } else { letters };
    if length == 0 || digits > 3 {
        return None;
    }
    let mut behind = inner.get(length..)?.chars();
    let closing = behind.next()?;
    let next = behind.next();
    let tight = next.is_some_and(is_letter);
    let fits = match closing {
        ')' => true,
        // `a.mentor` may be an abbreviation, `1.5` is a number, `A. Jansen` a person.
        '.' if !opened && !capital => !tight || (digits > 0 && next.is_some_and(char::is_alphabetic)),
        _ => false,
    };
    fits.then_some(usize::from(opened) + length + 1)
}

/// The length of what stands between brackets, both included.
fn brackets(rest: &str) -> Option<usize> {
    let mut depth = 0_usize;
    rest.char_indices().find_map(|(at, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        (depth == 0).then_some(at + 1)
    })
}

/// A line without the bullet before it.
pub(super) fn without_bullet(line: &str) -> &str {
    let line = line.trim();
    if let Some(rest) = line.strip_prefix(|c: char| BULLETS.contains(c)).or_else(|| line.strip_prefix("o ")) {
        return rest.trim_start();
    }
    // `-mentor` and `*mentor` are bullets too, `-1` is none.
    match line.strip_prefix(['-', '*']) {
        Some(rest) if rest.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic()) => rest.trim_start(),
        _ => line,
    }
}

/// The rest of a line that begins with the number of an item.
pub(super) fn without_number(line: &str) -> Option<&str> {
    line.get(number(line)?..).map(str::trim_start)
}
