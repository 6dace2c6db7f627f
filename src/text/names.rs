//! Names that are a list in disguise: `mentor, COPA`, `• mentor`, `1. mentor`, `mentor (op donderdag)`.
//!
//! Whoever fills in a form or pastes from Word writes names as they stand there: below or after each other, with
//! bullets, numbers, commas, slashes, "en". Where all words are known names and what stands between them only sets them
//! apart, a value is what it says: several names, or a name with a remark. Where only some are known, where "of" or a
//! character says something by itself, or where it looks like a list, the author is told; nothing is guessed, for a
//! name of one's own may hold a comma or a slash itself.
//!
//! [`read`] is for a value in YAML, [`read_cell`] for a cell of a form, in which a name has a line.

use std::borrow::Cow;
use std::ops::Range;

pub(crate) use super::name_parts::BULLETS;
use super::name_parts::{
    Part, Parts, is_list_letter, is_list_number, parts, with_phrases, without_bullet, without_number,
};
use super::words::one_line;

/// A name in a value, with what stood between brackets after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) remark: Option<String>,
}

/// What a value turns out to be that is no known name by itself.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// A name that nobody knows; nothing says that it is more.
    One,
    /// All of it is known.
    Known(Vec<Name>),
    /// It looks like a list, or like a name with a bullet before it: what to write instead, as a hint.
    Suspect(String),
}

/// What a cell with names holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    /// The names, each with its remark: `mentor`, `mentor: op donderdag`.
    pub(crate) lines: Vec<String>,
    /// Lines in which known names stand among other words.
    pub(crate) mixed: Vec<String>,
    /// Lines that count as one name of one's own, though they have commas.
    pub(crate) lumped: Vec<String>,
}

/// More parts in one line than anybody has names for.
const MOST_PARTS: usize = 60;
/// The most parts or words that one name is made of: "plusklas, verrijking en versnelling".
const LONGEST: usize = 6;
/// The most names that a hint writes out.
const MOST_SHOWN: usize = 12;
/// How many levels of brackets in brackets are looked into.
const DEEPEST: usize = 2;

/// What a name means, if it is known: two names with the same meaning are one.
type Means<'m> = dyn Fn(&str) -> Option<String> + 'm;

/// Reads a value; `means` says what a name means, if it is known.
pub(crate) fn read(value: &str, means: impl Fn(&str) -> Option<String>) -> Names {
    let value = without_entities(value);
    let found = Found::of(&value, &means, 0);
    let lines = || value.split(['\n', ';']).map(str::trim);
    let numbered = |line: &str| line.starts_with(|c: char| c.is_ascii_digit()) && without_number(line).is_some();
    // Whether it looks like a list, whatever names are in it.
    let listed = value.trim().contains(['\n', ';'])
        || found.numbers > 1
        || lines().any(|line| without_bullet(line) != line || numbered(without_bullet(line)));
    if found.names.is_empty() {
        Names::One
    } else if found.all && !found.asks {
        Names::Known(found.names)
    } else if listed || found.any {
        Names::Suspect(found.hint())
    } else {
        Names::One
    }
}

/// Reads a cell; `means` says what a name means, if it is known.
pub(crate) fn read_cell(text: &str, means: impl Fn(&str) -> Option<String>) -> Cell {
    let means: &Means<'_> = &means;
    let mut cell = Cell::default();
    // Tabs separate cells that were pasted into one.
    let folded = |line: &str| line.split('\t').map(one_line).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let lines: Vec<String> = text.lines().map(|line| folded(line).join("\t")).filter(|line| !line.is_empty()).collect();
    let numbered = lines.iter().filter(|line| without_number(line).is_some()).count() > 1;
    for line in &lines {
        if means(line).is_some() {
            cell.lines.push(line.clone());
            continue;
        }
        let bare = without_bullet(line);
        // "1. klas" alone is no list.
        let begins = |rest: &str| {
            numbered || {
                let found = Found::of(rest, means, 0);
                found.all && !found.asks && !found.names.is_empty()
            }
        };
        let bare = without_number(bare).filter(|rest| begins(rest)).unwrap_or(bare);
        if bare.is_empty() {
            continue;
        }
        let headed = |piece: &str| piece.split_once(": ").is_some_and(|(head, _)| means(head.trim()).is_some());
        if means(bare).is_some() {
            cell.lines.push(bare.to_owned());
        } else if bare.contains(": ") && !bare.split(';').all(|piece| headed(without_bullet(piece))) {
            cell.remarked(bare, &headed);
        } else {
            for piece in bare.split(';').map(|piece| without_bullet(piece.trim())).filter(|piece| !piece.is_empty()) {
                if piece.contains(": ") {
                    cell.remarked(piece, &headed);
                } else {
                    cell.piece(piece, means);
                }
            }
        }
    }
    cell
}

impl Cell {
    /// A name with a remark after a colon; a remark may hold commas, but no name with a remark of its own.
    fn remarked(&mut self, piece: &str, headed: &dyn Fn(&str) -> bool) {
        if piece.split([',', ';']).skip(1).any(headed) {
            self.mixed.push(piece.to_owned());
        }
        self.lines.push(piece.replace('\t', " "));
    }

    /// A piece between semicolons.
    fn piece(&mut self, piece: &str, means: &Means<'_>) {
        let decoded = without_entities(piece);
        let found = Found::of(&decoded, means, 0);
        if found.all && !found.asks && !found.names.is_empty() {
            self.lines.extend(found.names.into_iter().map(|name| match name.remark {
                Some(remark) => format!("{}: {remark}", name.text),
                None => name.text,
            }));
            return;
        }
        if found.any {
            self.mixed.push(piece.to_owned());
        } else if piece.contains(", ") {
            self.lumped.push(piece.to_owned());
        }
        self.lines.push(piece.replace('\t', " "));
    }
}

/// What was found in a value.
#[derive(Debug, Default)]
struct Found {
    names: Vec<Name>,
    /// Whether every part is known.
    all: bool,
    /// Whether some part is known.
    any: bool,
    /// Whether it says more than who they are, so that only the author can tell what is meant.
    asks: bool,
    /// Whether it has a colon.
    colon: bool,
    /// How many numbers of items it has.
    numbers: usize,
    /// Which parts were read together, and whether they are known.
    read: Vec<(Range<usize>, bool)>,
}

impl Found {
    /// Names may hold separators themselves, so the longest one that is known counts; what is not known is split only
    /// at what separates names whatever they are.
    fn of(value: &str, means: &Means<'_>, depth: usize) -> Found {
        let mut parts = parts(value);
        let found = Found::read(value, &parts, means, depth);
        // Brackets set known names apart. In a phrase of which one name is known they belong to it: "mentor (op ma) van 2C".
        match with_phrases(&parts.all, &found.read) {
            Some(all) => {
                parts.all = all;
                let several = found.read.iter().filter(|(_, known)| *known).count() > 1;
                let joined = Found::read(value, &parts, means, depth);
                Found { any: joined.any || several, ..joined }
            }
            None => found,
        }
    }

    fn read(value: &str, parts: &Parts, means: &Means<'_>, depth: usize) -> Found {
        let all = &parts.all;
        let mut found = Found {
            all: all.len() <= MOST_PARTS,
            asks: parts.says,
            colon: parts.colon,
            numbers: parts.numbers,
            ..Found::default()
        };
        // At which part the words begin that are not known.
        let mut open: Option<usize> = None;
        let mut at = 0;
        // A value with too many parts is looked at only to find whether anything in it is known.
        while at < all.len() && at <= MOST_PARTS {
            let most = (all.len() - at).min(LONGEST);
            let known = (1..=most).rev().find_map(|count| {
                let (first, last) = (all.get(at)?, all.get(at + count - 1)?);
                Some((count, last, known_name(value, first, last, means)?))
            });
            if let Some((count, last, (text, with_brackets))) = known {
                found.close(&mut open, at, (value, all), means, depth);
                let inside = last.inside.clone().filter(|_| !with_brackets).and_then(|range| value.get(range));
                let inside = inside.filter(|inside| !found.counts(inside, all.get(at + count)));
                found.add(text, inside, means, depth);
                found.read.push((at..at + count, true));
                at += count;
            } else if let Some(part) = all.get(at) {
                if part.separate {
                    found.close(&mut open, at, (value, all), means, depth);
                }
                let before = found.names.len();
                let spelled_out = found.spelled_out(value, part, all.get(at + 1), means, depth);
                if !spelled_out {
                    found.all = false;
                    found.any |= holds_known(value, part, means, depth);
                    open.get_or_insert(at);
                } else if let Some(from) = open.take() {
                    // The names went after words that are still open, and must come before them.
                    let late = found.names.split_off(before.min(found.names.len()));
                    found.close(&mut Some(from), at, (value, all), means, depth);
                    found.names.extend(late);
                }
                found.read.push((at..at + 1, spelled_out));
                at += 1;
            }
        }
        found.close(&mut open, at, (value, all), means, depth);
        found
    }

    /// Adds the words that are not known.
    fn close(
        &mut self,
        open: &mut Option<usize>,
        to: usize,
        (value, all): (&str, &[Part]),
        means: &Means<'_>,
        depth: usize,
    ) {
        let Some(from) = open.take() else { return };
        let ends = all.get(from).zip(to.checked_sub(1).and_then(|last| all.get(last)));
        // A name with a separator in it may stand next to another without any: "taal/lees mentor".
        let run = ends.filter(|_| to - from > 1).map(|(first, last)| Part {
            words: first.words.start..last.words.end,
            inside: last.inside.clone(),
            separate: first.separate,
            behind_brackets: first.behind_brackets,
        });
        if run.is_some_and(|run| self.spelled_out(value, &run, all.get(to), means, depth)) {
            return;
        }
        self.any |= all.get(from..to).is_some_and(|open| holds_known_run(value, open, means));
        let has_letter = ends.and_then(|(_, last)| value.get(last.inside.clone()?)).is_some_and(is_list_letter);
        let has_letter = has_letter && all.get(to).is_some_and(|next| next.behind_brackets);
        let end = |last: &Part| if has_letter { last.words.end } else { last.whole_end() };
        let text = ends.and_then(|(first, last)| value.get(first.words.start..end(last)));
        self.names.extend(text.map(|text| Name { text: one_line(text), remark: None }));
    }

    /// Adds a known name. What stands between brackets after it is a remark, or more names; its own abbreviation, or
    /// the full name of an abbreviation, says nothing more.
    fn add(&mut self, text: String, inside: Option<&str>, means: &Means<'_>, depth: usize) {
        self.any = true;
        let inside = inside.map(str::trim).filter(|inside| !inside.is_empty());
        let Some(inside) = inside else {
            self.names.push(Name { text, remark: None });
            return;
        };
        let within = if depth < DEEPEST { Found::of(inside, means, depth + 1) } else { Found::default() };
        if within.all && !within.names.is_empty() {
            self.asks |= within.asks;
            let meant = means(&text);
            self.names.push(Name { text, remark: None });
            self.names.extend(within.names.into_iter().filter(|name| means(&name.text) != meant));
            return;
        }
        // A remark may name somebody, but so may a list of which only some names are known: the author is asked.
        self.asks |= within.any;
        self.names.push(Name { text, remark: Some(one_line(inside)) });
    }

    /// Adds the names of a part that holds nothing but known names and small words ("de mentor", "mentor met COPA");
    /// tells whether it does.
    fn spelled_out(&mut self, value: &str, part: &Part, next: Option<&Part>, means: &Means<'_>, depth: usize) -> bool {
        let (words, whole) = (part.words.clone(), part.words.start..part.whole_end());
        let inside = || part.inside.clone().and_then(|range| value.get(range));
        // Brackets may belong to a name, a hyphen may stand between two.
        let ways = [(&whole, false, None), (&words, false, inside()), (&words, true, inside())];
        let read = ways.into_iter().find_map(|(range, at_hyphens, inside)| {
            let (names, asks) = known_words(value.get(range.clone())?, at_hyphens, means)?;
            Some((names, asks, inside))
        });
        let Some((mut names, asks, inside)) = read else { return false };
        let Some(last) = names.pop() else { return false };
        self.asks |= asks;
        self.names.extend(names.into_iter().map(|text| Name { text, remark: None }));
        let inside = inside.filter(|inside| !self.counts(inside, next));
        self.add(last, inside, means, depth);
        true
    }

    /// Whether brackets in the middle of a list hold the letter of its next item: `mentor (b) COPA`. A list without its first
    /// letter is asked about, and so is a number: it may say how many there are.
    fn counts(&mut self, inside: &str, next: Option<&Part>) -> bool {
        let between = next.is_some_and(|next| next.behind_brackets);
        self.asks |= between && (is_list_letter(inside) || is_list_number(inside));
        between && is_list_letter(inside)
    }

    /// What to write.
    fn hint(&self) -> String {
        if self.names.len() > MOST_SHOWN || self.colon {
            return "schrijf elke naam apart, op een eigen regel met `- ` ervoor; een opmerking staat erachter: \
                    `- naam: opmerking`"
                .to_owned();
        }
        let names: Vec<String> = self.names.iter().map(written).collect();
        let hint = match names.as_slice() {
            [one] if !one.contains(": ") => format!("schrijf `{one}`"),
            _ => format!("schrijf elke naam apart: `[{}]`", names.join(", ")),
        };
        match self.names.last() {
            Some(last) if self.all && self.asks => {
                let last = quoted(&last.text);
                format!(
                    "{hint}; wat er verder over te zeggen is, zoals wanneer het de een is of de ander, kan erachter: `{last}: \"...\"`"
                )
            }
            _ => hint,
        }
    }
}

/// The known name that these parts are together, and whether the brackets after them are part of it. Punctuation right
/// before or after them may belong to it too: `C++`, `'t Kompas`.
fn known_name(value: &str, first: &Part, last: &Part, means: &Means<'_>) -> Option<(String, bool)> {
    let known = |from: usize, to: usize| value.get(from..to).filter(|text| means(text).is_some()).map(str::to_owned);
    let (from, to) = (first.words.start, last.words.end);
    if last.inside.is_some()
        && let Some(text) = known(from, last.whole_end())
    {
        return Some((text, true));
    }
    if let Some(text) = known(from, to) {
        return Some((text, false));
    }
    let tight = |c: char| !c.is_whitespace() && !c.is_alphanumeric() && !",;|".contains(c);
    let earlier = value.get(..from)?.trim_end_matches(tight).len();
    let later = value.len() - value.get(to..)?.trim_start_matches(tight).len();
    let fits = |from: usize, to: usize| known(from, to).map(|text| (text, false));
    let later = Some(later).filter(|later| *later > to && last.inside.is_none());
    let earlier = Some(earlier).filter(|earlier| *earlier < from);
    later.and_then(|later| fits(from, later)).or_else(|| earlier.and_then(|earlier| fits(earlier, to)))
}

/// The known names among words, if all others are small words, and whether two of them have nothing between them.
fn known_words(text: &str, at_hyphens: bool, means: &Means<'_>) -> Option<(Vec<String>, bool)> {
    let splits = |c: char| c.is_whitespace() || "\"“”„‟«»‹›*_".contains(c) || (at_hyphens && c == '-');
    let words: Vec<&str> = text.split(splits).filter(|word| !word.is_empty()).take(MOST_PARTS + 1).collect();
    if words.len() > MOST_PARTS {
        return None;
    }
    let (mut names, mut at, mut joined, mut asks) = (Vec::new(), 0, true, false);
    while let Some(word) = words.get(at) {
        let most = (words.len() - at).min(LONGEST);
        let known = (1..=most).rev().find_map(|count| {
            let name = words.get(at..at + count)?.join(" ");
            let bare = name.trim_matches(|c: char| !c.is_alphanumeric());
            let name =
                [name.as_str(), name.trim_end_matches('.'), bare].into_iter().find(|name| means(name).is_some())?;
            Some((count, name.to_owned()))
        });
        if let Some((count, name)) = known {
            asks |= !joined;
            joined = false;
            names.push(name);
            at += count;
            continue;
        }
        match word.to_lowercase().as_str() {
            "de" | "het" | "een" | "onze" => {}
            "met" | "ook" | "en" | "plus" | "samen" if !names.is_empty() => joined = true,
            _ => return None,
        }
        at += 1;
    }
    (!joined).then_some((names, asks))
}

/// Whether some of these parts are together a known name with small words before it: "de taal/lees” en “kok". Where that ends
/// among words that are not known, only the author can tell.
fn holds_known_run(value: &str, open: &[Part], means: &Means<'_>) -> bool {
    let holds = |parts: &[Part]| {
        let ends = parts.first().zip(parts.last());
        let text = ends.and_then(|(first, last)| value.get(first.words.start..last.words.end));
        text.is_some_and(|text| [false, true].into_iter().any(|hyphens| known_words(text, hyphens, means).is_some()))
    };
    (2..=LONGEST).any(|count| open.windows(count).any(holds))
}

/// Whether the brackets after words that are not known hold a known name.
fn holds_known(value: &str, part: &Part, means: &Means<'_>, depth: usize) -> bool {
    let inside = part.inside.clone().and_then(|range| value.get(range)).filter(|_| depth < DEEPEST);
    inside.is_some_and(|inside| Found::of(inside, means, depth + 1).any)
}

/// A text without the codes that a web page has for a space and for `&`.
fn without_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') || !text.contains(';') {
        return Cow::Borrowed(text);
    }
    let text = ["&nbsp;", "&#160;", "&#xa0;"].iter().fold(text.to_owned(), |text, code| text.replace(code, " "));
    Cow::Owned(text.replace("&amp;", "&"))
}

/// A name with its remark as it is to be written.
fn written(name: &Name) -> String {
    let text = quoted(&name.text);
    match &name.remark {
        Some(remark) => format!("{text}: \"{}\"", remark.replace('"', "'").replace('\\', "/")),
        None => text,
    }
}

/// A text in the form in which YAML reads it as that text.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || " -./()'’+".contains(c);
    if text.starts_with(char::is_alphanumeric) && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("\"{}\"", text.replace('"', "'").replace('\\', "/"))
    }
}
