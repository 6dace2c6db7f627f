//! What YAML has but is not read here: anchors, tags, merge keys, several documents, and values that start with a
//! character that means something in YAML.

use super::line::{line_start, restore, short, value_end, with_quotes};
use super::tree::{MAX_DEPTH, Node, Scalar, TextStyle, Value, recognised};
use crate::problem::{Problem, ProblemKind as P};
use crate::source::Span;

/// `!word`: a tag.
pub(super) fn tag(span: &Span, flow: bool) -> Problem {
    let (source, from) = (span.source(), span.start());
    let end = value_end(source, from, flow).max(span.end());
    let mended = (!span.text().starts_with("!!")).then(|| with_quotes(source, from, end));
    Problem::new(span, P::Tag { text: short(span.text()), mended })
}

/// `&word`: an anchor.
pub(super) fn anchor(span: &Span, flow: bool) -> Problem {
    let (source, from) = (span.source(), span.start());
    let end = value_end(source, from, flow).max(span.end());
    Problem::new(span, P::Anchor { text: short(span.text()), mended: with_quotes(source, from, end) })
}

/// `*word`: an alias; or a text that starts with `*`.
pub(super) fn alias(span: &Span, flow: bool) -> Problem {
    let (source, from) = (span.source(), span.start());
    let end = value_end(source, from, flow);
    if end > span.end() || span.text().matches('*').count() > 1 {
        return character(&Span::new(source, from, end));
    }
    Problem::new(span, P::Alias { text: short(span.text()), mended: with_quotes(source, from, span.end()) })
}

/// A value that starts with a character that means something in YAML; `value` is the whole value.
pub(super) fn character(value: &Span) -> Problem {
    let (source, from) = (value.source(), value.start());
    let mended = with_quotes(source, from, value.end());
    let first = value.text().chars().next().unwrap_or(' ');
    let before = source.text()[line_start(source, from)..from].trim();
    let kind = match first {
        '>' | '|' => P::TextAfterBlockMarker { sign: first, mended },
        '-' if value.text() == "-" => P::LoneDash { mended },
        '-' => P::DashBeforeText { mended },
        '*' if before.is_empty() && value.text().starts_with("* ") => {
            P::ListOfStars { mended: restore(source, from, from + 1, "-") }
        }
        '%' if before.is_empty() => {
            P::PercentLine { mended: Some(mended).filter(|_| !value.text().starts_with("%YAML")) }
        }
        _ => P::CharacterAtStart { sign: first, mended },
    };
    Problem::new(value, kind)
}

/// A second document.
pub(super) fn more_documents(span: &Span) -> Problem {
    Problem::new(span, P::MoreDocuments)
}

/// Nested too deep.
pub(super) fn too_deep(span: &Span) -> Problem {
    Problem::new(span, P::TooDeep { at_most: MAX_DEPTH })
}

/// Too many values.
pub(super) fn too_large(span: &Span, at_most: usize) -> Problem {
    Problem::new(span, P::TooLarge { at_most })
}

/// The text of a key, as it is recognised.
pub(super) fn key_text(node: &Node) -> String {
    match &node.value {
        Value::Text(scalar) => recognised(&scalar.text),
        Value::Empty | Value::List(_) | Value::Map(_) => node.span.text().to_owned(),
    }
}

/// What is wrong with a key: `? key`, `<<`, nothing at all, or a list or group.
pub(super) fn key(node: &Node, flow: bool) -> Option<Problem> {
    let (span, source) = (&node.span, node.span.source());
    let text = source.text();
    let before = text[..span.start()].trim_end_matches(' ');
    if let Some(before) = before.strip_suffix('?')
        && (before.is_empty() || before.trim_end_matches(' ').ends_with(['\n', '-', '[', '{', ',', ':']))
    {
        return Some(character(&Span::new(source, before.len(), value_end(source, before.len(), flow))));
    }
    match &node.value {
        Value::Text(Scalar { text, style: TextStyle::Bare }) if text == "<<" => Some(Problem::new(span, P::MergeKey)),
        Value::Text(_) => None,
        Value::Empty if span.start() < span.end() => None,
        Value::Empty => Some(Problem::new(span, P::KeyMissing)),
        Value::List(_) | Value::Map(_) => {
            let duplicate = text[..span.start()].ends_with('{') && text[span.end()..].starts_with('}');
            let span = if duplicate { Span::new(source, span.start() - 1, span.end() + 1) } else { span.clone() };
            let mended = with_quotes(source, span.start(), span.end());
            Some(Problem::new(&span, P::KeyNotText { found: node.kind(), mended }))
        }
    }
}
