//! Messages as the script in the browser gets them: plain values, which it shows as text alone.

use serde::Serialize;

use crate::melding::{Melding, Severity};
use crate::source::Span;

/// The most messages; more are only counted, and the terminal has them all.
const AT_MOST: usize = 50;
/// The most characters of a line that are shown of the marked text, and before and after it.
const CONTEXT_CHARS: usize = 200;

/// What the browser is told.
#[derive(Serialize)]
pub(super) struct ScreenState<'a> {
    /// Which version is shown; a page of another one is loaded again.
    pub(super) version: &'a str,
    pub(super) errors: Vec<MeldingView<'a>>,
    /// How many errors there are in all.
    pub(super) count: usize,
}

/// One message.
#[derive(Serialize)]
pub(super) struct MeldingView<'a> {
    code: &'static str,
    message: &'a str,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    pieces: Vec<Excerpt<'a>>,
    hint: Option<&'a str>,
}

/// A line with a marked part.
#[derive(Serialize)]
struct Excerpt<'a> {
    file: &'a str,
    line: usize,
    before: String,
    part: String,
    after: String,
    label: Option<&'a str>,
}

impl<'a> ScreenState<'a> {
    /// The errors among messages.
    pub(super) fn new(version: &'a str, meldingen: impl Iterator<Item = &'a Melding> + Clone) -> Self {
        let errors = meldingen.filter(|m| m.severity == Severity::Error);
        Self { version, count: errors.clone().count(), errors: errors.take(AT_MOST).map(MeldingView::of).collect() }
    }
}

impl<'a> MeldingView<'a> {
    fn of(melding: &'a Melding) -> Self {
        let position = melding.line_column();
        let first = melding.span.iter().map(|span| Excerpt::of(span, melding.label.as_deref()));
        let also = melding.also.iter().map(|(span, label)| Excerpt::of(span, Some(label)));
        Self {
            code: melding.code.text(),
            message: &melding.message,
            file: melding.file(),
            line: position.map(|p| p.0),
            column: position.map(|p| p.1),
            pieces: first.chain(also).collect(),
            hint: melding.hint.as_deref(),
        }
    }
}

impl<'a> Excerpt<'a> {
    fn of(span: &'a Span, label: Option<&'a str>) -> Self {
        let (line, _) = span.line_column();
        let source = span.source();
        let text = source.line(line);
        let from = (span.start() - source.line_start(line)).min(text.len());
        let length = span.text().find(['\n', '\r']).unwrap_or(span.text().len());
        let to = (from + length).min(text.len());
        let before: Vec<char> = text[..from].chars().collect();
        Self {
            file: source.path(),
            line,
            before: before[before.len().saturating_sub(CONTEXT_CHARS)..].iter().collect(),
            part: text[from..to].chars().take(CONTEXT_CHARS).collect(),
            after: text[to..].chars().take(CONTEXT_CHARS).collect(),
            label,
        }
    }
}
