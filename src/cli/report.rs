//! Messages and results, for people and for programs.

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::build::BuildReport;
use crate::melding::{Melding, Severity, nearest_name};
use crate::source::Span;
use crate::text::percent;

use super::wrap::{WIDE, wrap};

/// Messages with the lines they are about, and hints.
pub fn human(meldingen: &[Melding], color: bool) -> String {
    let terminal_renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let terminal_renderer = terminal_renderer.decor_style(DecorStyle::Unicode).term_width(WIDE);
    let mut out = String::new();
    for melding in meldingen {
        let _ = writeln!(out, "{}\n", terminal_renderer.render(&groups(&wrapped(melding))));
    }
    out
}

/// Wraps message and hint. The renderer indents the further lines of a message to below its first.
fn wrapped(melding: &Melding) -> Melding {
    let heading = melding.severity.word().chars().count() + melding.code.text().len() + "[]: ".len();
    let lines = melding.span.iter().chain(melding.also.iter().map(|(span, _)| span)).map(|span| span.line_column().0);
    let hint = lines.max().unwrap_or_default().to_string().len() + " ╰ hint: ".chars().count();
    let room = |before: usize| WIDE.saturating_sub(before);
    let mut melding = melding.clone();
    melding.message = wrap(&melding.message, room(heading), room(heading));
    melding.hint = melding.hint.map(|text| wrap(&text, room(hint), room(hint)));
    melding
}

fn groups(melding: &Melding) -> Vec<Group<'_>> {
    let niveau = match melding.severity {
        Severity::Error => Level::ERROR.with_name("fout"),
        Severity::Warning => Level::WARNING.with_name("waarschuwing"),
        Severity::Note => Level::NOTE.with_name("opmerking"),
    };
    let mut group = Group::with_title(niveau.primary_title(&melding.message).id(melding.code.text()));
    if let Some(span) = &melding.span {
        let mut fragment = fragment(span, AnnotationKind::Primary, melding.label.as_deref());
        let (same, elsewhere): (Vec<_>, Vec<_>) =
            melding.also.iter().partition(|(other, _)| other.path() == span.path());
        for (other, label) in same {
            fragment = fragment.annotation(AnnotationKind::Context.span(piece(other)).label(label));
        }
        group = group.element(fragment);
        for (other, label) in elsewhere {
            group = group.element(self::fragment(other, AnnotationKind::Context, Some(label)));
        }
    } else {
        group = group.element(annotate_snippets::Origin::path(melding.file()));
    }
    if let Some(hint) = &melding.hint {
        group = group.element(Level::HELP.with_name("hint").message(hint));
    }
    vec![group]
}

fn fragment<'a>(
    span: &'a Span,
    soort: AnnotationKind,
    label: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let character = soort.span(piece(span)).label(label);
    Snippet::source(span.source().text()).path(span.path()).annotation(character)
}

/// The part to mark: at most the first line, as far as it fits on a line of the terminal.
fn piece(span: &Span) -> std::ops::Range<usize> {
    let text = span.text().lines().next().unwrap_or_default();
    let length = text.char_indices().nth(WIDE - 20).map_or(text.len(), |(plaats, _)| plaats);
    span.start()..span.start() + length
}

/// One line each: `pad:regel:kolom: fout[code]: bericht (hint)`.
pub fn short(meldingen: &[Melding]) -> String {
    meldingen.iter().fold(String::new(), |mut out, melding| {
        let span = melding.line_column().map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
        let hint = melding.hint.as_ref().map(|h| format!(" ({h})")).unwrap_or_default();
        let (severity, code) = (melding.severity.word(), melding.code.text());
        let _ = writeln!(out, "{}{span}: {severity}[{code}]: {}{hint}", melding.file(), melding.message);
        out
    })
}

/// Annotations that GitHub shows at the lines they are about.
pub fn github(meldingen: &[Melding]) -> String {
    // Escapes of workflow commands: https://docs.github.com/actions (workflow commands).
    let message = |text: &str| percent::escape(text, "%\r\n");
    let value = |text: &str| percent::escape(text, "%\r\n:,");
    meldingen.iter().fold(String::new(), |mut out, melding| {
        let soort = match melding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let span = melding.line_column().map(|(line, column)| format!(",line={line},col={column}")).unwrap_or_default();
        let hint = melding.hint.as_ref().map(|h| format!("\nhint: {h}")).unwrap_or_default();
        let (file, code) = (value(melding.file()), value(melding.code.text()));
        let text = message(&format!("{}{hint}", melding.message));
        let _ = writeln!(out, "::{soort} file={file}{span},title={code}::{text}");
        out
    })
}

/// "3 fouten, 2 waarschuwingen in 2 bestanden".
pub fn counts_text(meldingen: &[Melding]) -> String {
    let (errors, warnings) = crate::melding::counts(meldingen);
    let files: std::collections::BTreeSet<&str> = meldingen.iter().map(Melding::file).collect();
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(count(errors, "fout", "fouten"));
    }
    if warnings > 0 {
        parts.push(count(warnings, "waarschuwing", "waarschuwingen"));
    }
    if parts.is_empty() {
        return "Geen fouten en geen waarschuwingen.".to_owned();
    }
    format!("{} in {}.", parts.join(" en "), count(files.len(), "bestand", "bestanden"))
}

/// A number with its noun.
pub fn count(n: usize, singular: &str, plural: &str) -> String {
    format!("{n} {}", if n == 1 { singular } else { plural })
}

/// One message for programs. These names are stable.
#[derive(Serialize)]
pub(super) struct JsonMelding<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    hint: Option<&'a str>,
}

impl<'a> JsonMelding<'a> {
    pub(super) fn of(melding: &'a Melding) -> Self {
        let span = melding.line_column();
        Self {
            code: melding.code.text(),
            severity: match melding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            message: &melding.message,
            file: melding.file(),
            line: span.map(|p| p.0),
            column: span.map(|p| p.1),
            hint: melding.hint.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct JsonReport<'a> {
    version: u32,
    ok: bool,
    errors: usize,
    warnings: usize,
    /// How many notes: what is left out, such as concepts.
    notes: usize,
    schools: usize,
    documents: usize,
    pages: usize,
    pdfs: usize,
    /// Files in the output that somebody else put there, and that were kept.
    kept: &'a [String],
    /// Those that were replaced by a file of the site.
    replaced: &'a [String],
    messages: Vec<JsonMelding<'a>>,
}

/// The whole report for programs, as one JSON object.
pub fn json(report: &BuildReport) -> String {
    let messages = report.meldingen.iter().chain(report.left_out.notes()).map(JsonMelding::of).collect();
    let (errors, warnings) = report.counts;
    let foreign = report.written.as_ref().map(|written| &written.foreign);
    let report = JsonReport {
        version: 1,
        ok: report.succeeded,
        errors,
        warnings,
        notes: report.left_out.notes().count(),
        schools: report.scholen,
        documents: report.documents,
        pages: report.pages,
        pdfs: report.pdfs,
        kept: foreign.map_or(&[], |foreign| &foreign.kept),
        replaced: foreign.map_or(&[], |foreign| &foreign.replaced),
        messages,
    };
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

/// An error of usage or environment, for programs.
pub fn json_environment_error(message: &str, hint: &str) -> String {
    let melding = JsonMelding {
        code: "omgeving",
        severity: "error",
        message,
        file: "",
        line: None,
        column: None,
        hint: Some(hint),
    };
    let report = JsonReport {
        version: 1,
        ok: false,
        errors: 1,
        warnings: 0,
        notes: 0,
        schools: 0,
        documents: 0,
        pages: 0,
        pdfs: 0,
        kept: &[],
        replaced: &[],
        messages: vec![melding],
    };
    serde_json::to_string_pretty(&report).unwrap_or_default()
}

/// The hint for an unknown name: the nearest name, else the fallback.
pub(super) fn did_you_mean_or<'a>(name: &str, possible: impl IntoIterator<Item = &'a str>, fallback: &str) -> String {
    nearest_name(name, possible).map_or_else(|| fallback.to_owned(), |name| format!("bedoelde u `{name}`?"))
}
