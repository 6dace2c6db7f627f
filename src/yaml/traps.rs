//! What YAML reads without complaint, but not as the author meant.

use super::line::{indentation, line_start, quoted, restore, same_line, short, value_end, with_quotes};
use super::reader::Previous;
use super::refused::character;
use super::tree::{Entry, Node, TextStyle, Value};
use crate::melding::{Code, Melding};
use crate::source::Span;

/// ` #woord` right after a text without quotes, or where a value should be: text that YAML drops.
/// A space after the `#` makes it a comment.
pub(super) fn hash_sign(span: &Span, previous: &Previous, flow: bool) -> Option<Melding> {
    let (source, from) = (span.source(), span.start());
    span.text().chars().nth(1).filter(|c| c.is_alphanumeric())?;
    let begin = line_start(source, from);
    let before = source.text()[begin..from].trim_end();
    let value = match previous.text {
        Some((text_of, to, true)) if to == begin + before.len() => text_of,
        _ if before.ends_with(':') || before.trim_start() == "-" || before.ends_with(" -") => from,
        _ => return None,
    };
    if !same_line(source, value, from) {
        return Some(hash_sign_melding(span, None));
    }
    let end = if flow { value_end(source, value, true).max(from) } else { span.end() };
    Some(hash_sign_melding(span, Some(with_quotes(source, value, end))))
}

/// The message for a `#` that cuts off text.
pub(super) fn hash_sign_melding(span: &Span, line: Option<String>) -> Melding {
    let hint = match line {
        Some(line) => {
            format!("zet aanhalingstekens om de waarde: `{line}`; of zet bij een opmerking een spatie achter `#`")
        }
        None => "zet aanhalingstekens om de hele waarde; of zet bij een opmerking een spatie achter `#`".to_owned(),
    };
    Melding::at(Code::YamlHash, span, format!("`{}` valt weg: na ` #` leest YAML een opmerking", short(span.text())))
        .hint(hint)
}

/// What can be wrong inside a text without quotes: a list that folds, `>8` that is empty.
/// `kop` is the `>` or `|` line of a block.
pub(super) fn in_text(span: &Span, heading: Option<(usize, &str)>, empty: bool) -> Option<Melding> {
    let source = span.source();
    let Some((heading, header_text)) = heading else {
        if !span.text().contains('\n') {
            return None; // also keeps a long line from being searched for each of its texts
        }
        let in_lijst = source.text()[line_start(source, span.start())..span.start()].trim_end().ends_with('-');
        let enumeration = span.part(folded_list(span.text(), None, in_lijst)?, span.text().len());
        let melding = Melding::at(Code::YamlFold, &enumeration, "dit streepje plakt YAML aan de tekst erboven vast");
        return Some(melding.hint(if in_lijst {
            "zet de streepjes van een lijst recht onder elkaar"
        } else {
            "zet `|` achter de dubbele punt en begin de tekst op de regel eronder"
        }));
    };
    if empty {
        return header_text
            .contains(|c: char| c.is_ascii_digit())
            .then(|| character(&Span::new(source, heading, heading + header_text.len())));
    }
    if !header_text.starts_with('>') {
        return None;
    }
    let depth = indentation(&source.text()[line_start(source, span.start())..]).len();
    let enumeration = folded_list(span.text(), Some(depth), false)?;
    let line = restore(source, heading, heading + 1, "|");
    Some(
        Melding::at(
            Code::YamlFold,
            &Span::new(source, heading, heading + 1),
            "`>` plakt de regels van deze opsomming aan elkaar",
        )
        .also(&span.part(enumeration, span.text().len()), "deze opsomming")
        .hint(format!("gebruik `|`: `{line}`")),
    )
}

/// The `>-` or `|` between what stands before a block and its text, and where it starts.
pub(super) fn block_header(text: &str, from: usize, to: usize) -> Option<(usize, &str)> {
    let mut begin = from;
    for line in text.get(from..to)?.split('\n') {
        let before = if line.trim_start().starts_with('#') { "" } else { line };
        let before = [" #", "\t#"]
            .iter()
            .fold(before, |before, character| before.split_once(character).map_or(before, |(before, _)| before));
        let before = before.trim_end();
        let without = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '+');
        if without.ends_with(['|', '>']) {
            let heading = without.len() - 1;
            return Some((begin + heading, &before[heading..]));
        }
        begin += line.len() + 1;
    }
    None
}

/// Where in a text the first item of a list starts that folding would join to the line before it.
/// In a block only lines at its own indentation (`diepte`) fold. One item is enough after a line
/// that announces a list, or in an item (`in_lijst`).
fn folded_list(text: &str, depth: Option<usize>, in_lijst: bool) -> Option<usize> {
    let mut first = None;
    let mut items = 0;
    let mut folded = false;
    let mut previous = "";
    let mut begin = 0;
    for line in text.split('\n') {
        let bare = line.trim();
        let folds = begin == 0 || depth.is_none_or(|depth| indentation(line).len() == depth);
        if is_item(bare) && folds && (begin > 0 || depth.is_some()) {
            first = first.or(Some(begin + indentation(line).len()));
            items += 1;
            folded |= !previous.is_empty() && (in_lijst || items > 1 || previous.ends_with(':'));
        }
        previous = if folds { bare } else { "" };
        begin += line.len() + 1;
    }
    first.filter(|_| folded)
}

fn is_item(line: &str) -> bool {
    let without_digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    match line.len() - without_digits.len() {
        0 => ["- ", "* ", "• "].iter().any(|character| line.starts_with(character)),
        1 | 2 => without_digits.starts_with(". ") || without_digits.starts_with(") "),
        _ => false,
    }
}

/// Whether a key in `{ }` stands there without a colon.
pub(super) fn without_colon(key: &Span, value: &Node) -> bool {
    if !matches!(value.value, Value::Empty) || value.span.start() < value.span.end() {
        return false;
    }
    let rest = key.source().text()[key.end()..].trim_start();
    rest.starts_with([',', '}'])
}

/// Keys in `{ }` without a colon: the tail of the value before them, that a comma cut off. Each
/// run is reported once and joined to that value again, so that nothing else stumbles over it.
pub(super) fn loose_keys(entries: &mut Vec<Entry>, loose: &[usize], at_most: usize) -> Vec<Melding> {
    let mut meldingen = Vec::new();
    let mut gone = Vec::new();
    for reeks in loose.chunk_by(|a, b| a + 1 == *b) {
        let (Some(&first), Some(&last)) = (reeks.first(), reeks.last()) else { continue };
        let span = entries[first].key_span.clone();
        if span.text().starts_with(['{', '[']) {
            continue; // reported as a key that is no text
        }
        let whole_to = entries[last].key_span.end();
        let before = first.checked_sub(1).and_then(|i| entries.get_mut(i)).map(|entry| &mut entry.value);
        let whole = before.as_ref().map(|value| Span::new(span.source(), value.span.start(), whole_to));
        let mut joined = None;
        if let (Some(Node { value: Value::Text(scalar), span }), Some(whole)) = (before, &whole)
            && scalar.style == TextStyle::Bare
        {
            whole.text().clone_into(&mut scalar.text);
            *span = whole.clone();
            gone.extend(first..=last);
            joined = Some(whole);
        }
        if meldingen.len() < at_most {
            let key = first.checked_sub(1).and_then(|i| entries.get(i)).map_or("", |entry| entry.key.as_str());
            meldingen.push(loose_key(key, &span, whole.is_some(), joined));
        }
    }
    let mut index = 0;
    entries.retain(|_| {
        index += 1;
        gone.binary_search(&(index - 1)).is_err()
    });
    meldingen
}

/// Keys whose value is a text, and never a list of names.
const TEXTS: [&str; 9] = ["noot", "tekst", "zin", "toelichting", "voor-ouders", "titel", "naam", "bron", "hoeveel"];

/// The message for a key without a colon: `joined` is the whole value of which it is the tail, and `key` its key.
fn loose_key(key: &str, span: &Span, after_comma: bool, joined: Option<&Span>) -> Melding {
    let name = short(span.text());
    if !after_comma {
        let message = format!("`{name}` staat tussen `{{ }}` zonder waarde");
        return Melding::at(Code::YamlBrackets, span, message).hint(
            "schrijf `{sleutel: waarde}`; gebruik `[ ]` voor een lijst, of zet aanhalingstekens om een tekst met haakjes",
        );
    }
    let message = format!("na de komma leest YAML `{name}` als een nieuwe sleutel");
    Melding::at(Code::YamlComma, span, message).hint(match joined {
        Some(whole) => {
            let quotation = with_quotes(whole.source(), whole.start(), whole.end());
            // Quotes around several names would make them one.
            let short = |part: &str| {
                let part = part.trim();
                part.starts_with(char::is_alphabetic) && part.split_whitespace().count() <= 3 && !part.ends_with('.')
            };
            if !TEXTS.contains(&key) && whole.text().split(',').all(short) {
                let lijst = restore(whole.source(), whole.start(), whole.end(), &format!("[{}]", whole.text()));
                format!("zijn het namen, maak er dan een lijst van: `{lijst}`; is het één tekst: `{quotation}`")
            } else {
                format!("zet aanhalingstekens om de hele waarde: `{quotation}`")
            }
        }
        None => format!("geef `{name}` een waarde, of haal de komma weg"),
    })
}

/// `[5,75]`: two numbers without a space after the comma. Three or more are a list.
pub(super) fn split_numbers(items: &[Node], at_most: usize) -> Vec<Melding> {
    let two = items.chunk_by(adjacent).filter_map(|reeks| match reeks {
        [a, b] => Some(split_number(a, b)),
        _ => None,
    });
    two.take(at_most).collect()
}

/// Whether two items are digits, a comma, and at most three digits.
fn adjacent(a: &Node, b: &Node) -> bool {
    let figures = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let left = last_word(a.span.text()).trim_start_matches('€');
    let right = b.span.text().split_whitespace().next().unwrap_or("").trim_end_matches(['%', '€']);
    a.span.end() + 1 == b.span.start() && figures(left) && figures(right) && right.len() <= 3
}

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or(text)
}

fn split_number(a: &Node, b: &Node) -> Melding {
    let source = a.span.source();
    let from = match &a.value {
        Value::Map(entries) => entries.last().map_or(a.span.start(), |entry| entry.value.span.start()),
        _ => a.span.start(),
    };
    let span = Span::new(source, from, b.span.end());
    let two = format!("{}, {}", &source.text()[from..a.span.end()], b.span.text());
    let message = format!("`{}` tussen haakjes leest YAML als twee waarden", short(span.text()));
    Melding::at(Code::YamlComma, &span, message).hint(format!(
        "een bedrag krijgt aanhalingstekens: `{}`; bij twee waarden hoort een spatie na de komma: `{}`",
        restore(source, from, span.end(), &quoted(span.text())),
        restore(source, from, span.end(), &two)
    ))
}
