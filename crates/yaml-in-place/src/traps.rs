//! What YAML reads without complaint, but not as the author meant.

use super::line::{Previous, indentation, line_start, quoted, restore, same_line, short, value_end, with_quotes};
use super::refused::character;
use super::tree::{Entry, Node, TextStyle, Value};
use crate::problem::{Problem, ProblemKind as P};
use crate::source::Span;

/// ` #word` right after a text without quotes, or where a value should be: text that YAML drops.
/// A space after the `#` makes it a comment.
pub(super) fn hash_sign(span: &Span, previous: &Previous, flow: bool) -> Option<Problem> {
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
        return Some(hash(span, None, false));
    }
    let end = if flow { value_end(source, value, true).max(from) } else { span.end() };
    Some(hash(span, Some(with_quotes(source, value, end)), false))
}

/// A `#` that cuts off text.
pub(super) fn hash(span: &Span, mended: Option<String>, stops: bool) -> Problem {
    Problem::new(span, P::Hash { text: short(span.text()), mended, stops })
}

/// What can be wrong inside a text without quotes: a list that folds, `>8` that is empty.
/// `heading` is the `>` or `|` line of a block.
pub(super) fn in_text(span: &Span, heading: Option<(usize, &str)>, empty: bool) -> Option<Problem> {
    let source = span.source();
    let Some((heading, header_text)) = heading else {
        if !span.text().contains('\n') {
            return None; // also keeps a long line from being searched for each of its texts
        }
        let in_list = source.text()[line_start(source, span.start())..span.start()].trim_end().ends_with('-');
        let enumeration = span.part(folded_list(span.text(), None, in_list)?, span.text().len());
        return Some(Problem::new(&enumeration, P::DashJoined { in_list }));
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
    let mended = restore(source, heading, heading + 1, "|");
    let sign = Span::new(source, heading, heading + 1);
    Some(Problem::new(&sign, P::ListFolded { mended }).and(&span.part(enumeration, span.text().len())))
}

/// The `>-` or `|` of a block, found between what comes before it and its text, with where it starts.
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

/// Where the first item starts of a list in a text that folding would join to the line before it. In a block only lines
/// at its own indentation (`depth`) fold. One item is enough after a line that announces a list, or in an item
/// (`in_list`).
fn folded_list(text: &str, depth: Option<usize>, in_list: bool) -> Option<usize> {
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
            folded |= !previous.is_empty() && (in_list || items > 1 || previous.ends_with(':'));
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

/// Whether a key in `{ }` has no colon.
pub(super) fn without_colon(key: &Span, value: &Node) -> bool {
    if !matches!(value.value, Value::Empty) || value.span.start() < value.span.end() {
        return false;
    }
    let rest = key.source().text()[key.end()..].trim_start();
    rest.starts_with([',', '}'])
}

/// Keys in `{ }` without a colon: the tail of the value before them, which a comma cut off. Each run is reported once
/// and joined to that value again, so that nothing else trips over it.
pub(super) fn loose_keys(entries: &mut Vec<Entry>, loose: &[usize], at_most: usize) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut gone = Vec::new();
    for run in loose.chunk_by(|a, b| a + 1 == *b) {
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else { continue };
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
        if problems.len() < at_most {
            let key = first.checked_sub(1).and_then(|i| entries.get(i)).map_or("", |entry| entry.key.as_str());
            problems.push(loose_key(key, &span, whole.is_some(), joined));
        }
    }
    let mut index = 0;
    entries.retain(|_| {
        index += 1;
        gone.binary_search(&(index - 1)).is_err()
    });
    problems
}

/// The problem of a key without a colon: `joined` is the whole value of which it is the tail, and `key` its key.
fn loose_key(key: &str, span: &Span, after_comma: bool, joined: Option<&Span>) -> Problem {
    let text = short(span.text());
    if !after_comma {
        return Problem::new(span, P::KeyWithoutValue { text });
    }
    let mended = joined.map(|whole| with_quotes(whole.source(), whole.start(), whole.end()));
    let is_short = |part: &str| {
        let part = part.trim();
        part.starts_with(char::is_alphabetic) && part.split_whitespace().count() <= 3 && !part.ends_with('.')
    };
    let as_list = joined
        .filter(|whole| whole.text().split(',').all(is_short))
        .map(|whole| restore(whole.source(), whole.start(), whole.end(), &format!("[{}]", whole.text())));
    Problem::new(span, P::CommaCutsValue { key: key.to_owned(), text, mended, as_list })
}

/// `[5,75]`: two numbers without a space after the comma. Three or more are a list.
pub(super) fn split_numbers(items: &[Node], at_most: usize) -> Vec<Problem> {
    let two = items.chunk_by(adjacent).filter_map(|run| match run {
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

fn split_number(a: &Node, b: &Node) -> Problem {
    let source = a.span.source();
    let from = match &a.value {
        Value::Map(entries) => entries.last().map_or(a.span.start(), |entry| entry.value.span.start()),
        _ => a.span.start(),
    };
    let span = Span::new(source, from, b.span.end());
    let two = format!("{}, {}", &source.text()[from..a.span.end()], b.span.text());
    let mended = restore(source, from, span.end(), &quoted(span.text()));
    let as_two = restore(source, from, span.end(), &two);
    Problem::new(&span, P::CommaInNumber { text: short(span.text()), mended, as_two })
}
