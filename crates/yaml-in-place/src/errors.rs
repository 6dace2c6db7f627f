//! What the parser says is wrong, with the likely cause and the mended line.

use std::sync::Arc;

use granit_parser::{ErrorKind as K, Marker, ScanError};

use super::line::Previous;
use super::line::{
    SourcePiece, indentation, last_piece, line_end, line_start, quote_length, restore, value_end, with_quotes,
};
use super::{refused, traps};
use crate::problem::{Problem, ProblemKind as P};
use crate::source::{Source, Span};

/// Where the reader was when the parser gave up.
pub(super) struct ParserState<'a> {
    pub(super) source: &'a Arc<Source>,
    pub(super) previous: Previous,
    /// How many brackets are open, and where the innermost one is.
    pub(super) flow: usize,
    pub(super) bracket: Option<usize>,
}

/// The byte offset of a marker.
pub(super) fn offset(source: &Source, marker: &Marker) -> usize {
    let offset = marker.byte_offset().unwrap_or_else(|| source.offset(marker.line(), marker.col() + 1));
    source.text().floor_char_boundary(offset)
}

/// The problem behind a syntax error.
pub(super) fn explain(state: &ParserState<'_>, err: &ScanError) -> Problem {
    let at = offset(state.source, err.marker());
    let case = Case { state, source: state.source, at, piece: state.piece(at) };
    case.explain(err.kind())
}

impl ParserState<'_> {
    /// The last text that starts before the place of an error.
    fn piece(&self, at: usize) -> Option<SourcePiece> {
        last_piece(self.source.text(), self.previous.to, at, self.flow)
    }
}

/// One syntax error.
pub(super) struct Case<'a> {
    pub(super) state: &'a ParserState<'a>,
    pub(super) source: &'a Arc<Source>,
    /// Where the parser stopped.
    pub(super) at: usize,
    /// The text it was reading.
    pub(super) piece: Option<SourcePiece>,
}

impl Case<'_> {
    fn explain(&self, kind: &K) -> Problem {
        if let Some(problem) = self.tab(kind) {
            return problem;
        }
        match kind {
            K::RecursionLimitExceeded => refused::too_deep(&self.span(self.at, self.at + 1)),
            K::UnclosedQuotedScalar | K::InvalidQuotedScalarIndent | K::DocumentIndicatorInQuotedScalar => {
                self.quote(false)
            }
            K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar => self.quote(true),
            K::UnknownQuotedScalarEscape
            | K::InvalidQuotedScalarHexEscape
            | K::InvalidLowSurrogateHexEscape
            | K::InvalidLowSurrogate
            | K::MissingLowSurrogate
            | K::UnpairedLowSurrogate
            | K::InvalidUnicodeEscape => self.backslash(),
            K::CommentInterceptedScalar => self.hash_sign(self.at),
            _ => self.brackets().or_else(|| self.character(kind)).unwrap_or_else(|| self.build(kind)),
        }
    }

    /// A tab before a line.
    fn tab(&self, kind: &K) -> Option<Problem> {
        let (source, text) = (self.source, self.source.text());
        let begin = line_start(source, self.at);
        let tab_error = matches!(
            kind,
            K::TabNotAllowed
                | K::TabInBlockIndentation
                | K::TabInIndentation
                | K::TabAtBlockScalarStart
                | K::TabInPlainScalar
        );
        // The parser may point at the start of a text of several lines.
        let end = if tab_error { text.len() } else { line_end(source, self.at) };
        let mut line_from = begin;
        let tab = text[begin..end].split('\n').find_map(|line| {
            let tab = indentation(line).find('\t').map(|i| line_from + i);
            line_from += line.len() + 1;
            tab
        });
        let tab = match tab {
            None if tab_error => self.at + text[self.at..].find('\t')?,
            _ => tab?,
        };
        let count = text.split('\n').filter(|r| indentation(r).contains('\t')).count();
        Some(Problem::new(&self.span(tab, tab + 1), P::Tab { lines: count }))
    }

    /// Quotes that do not close, or close too early (`behind`: there is text after them).
    fn quote(&self, behind: bool) -> Problem {
        let text = self.source.text();
        // Text after a closing quote is where the parser stops, not what it was reading.
        let before = self.at - usize::from(behind && self.at > 0);
        let piece = last_piece(text, self.state.previous.to, before, self.state.flow);
        let with_quote_sign = |piece: &SourcePiece| text[piece.from..].starts_with(['"', '\'']);
        let Some(piece) = piece.filter(with_quote_sign) else {
            return self.problem(self.at, line_end(self.source, self.at), P::QuoteUnclear);
        };
        let (from, flow) = (piece.from, piece.depth > 0);
        let rest = &self.source.text()[from..line_end(self.source, from)];
        let end = value_end(self.source, from, flow);
        let span = self.span(from, end);
        let duplicate = rest.starts_with('"');
        let kind = if !duplicate && is_apostrophe(rest) {
            P::Apostrophe { mended: with_quotes(self.source, from, end) }
        } else if quote_length(rest).is_some() {
            P::TextAfterQuote { mended: with_quotes(self.source, from, end) }
        } else {
            let character = if duplicate { "\"" } else { "'" };
            P::QuoteNotClosed { mended: restore(self.source, end, end, character) }
        };
        Problem::new(&span, kind)
    }

    /// A `\` in double quotes.
    fn backslash(&self) -> Problem {
        let from = self.piece.map_or(self.at, |piece| piece.from);
        let rest = &self.source.text()[from..line_end(self.source, from)];
        let end = from + quote_length(rest).unwrap_or(rest.len());
        let within = rest[..end - from].trim_matches('"').replace('\'', "''");
        self.problem(from, end, P::Backslash { mended: restore(self.source, from, end, &format!("'{within}'")) })
    }

    /// ` #` that cuts off the rest of a text or a bracket.
    pub(super) fn hash_sign(&self, at: usize) -> Problem {
        let span = self.span(at, line_end(self.source, at));
        let begin = line_start(self.source, at);
        let begin = begin + indentation(&self.source.text()[begin..at]).len();
        let piece = last_piece(self.source.text(), begin, at.saturating_sub(1), 0);
        let line = piece.map(|piece| {
            let end = value_end(self.source, piece.from, piece.depth > 0).max(at);
            with_quotes(self.source, piece.from, end)
        });
        traps::hash(&span, line, true)
    }

    /// Text after a closing bracket: `[x] y`.
    fn brackets(&self) -> Option<Problem> {
        let before = self.source.text()[..self.at].trim_end_matches([' ', '\t']);
        let after = self.source.text()[self.at..].chars().next()?;
        if !before.ends_with([']', '}'])
            || matches!(after, '\n' | '\r' | ']' | '}' | '#')
            || (after == ',' && self.state.flow > 0)
        {
            return None;
        }
        let from = bracket_start(before)?;
        let flow = self.state.flow > 0;
        let end = value_end(self.source, from, flow).max(self.at);
        let open = self.source.text()[from..].chars().next()?;
        Some(self.problem(from, end, P::TextAfterBracket { open, mended: with_quotes(self.source, from, end) }))
    }

    /// A value that starts with a character that means something in YAML.
    fn character(&self, kind: &K) -> Option<Problem> {
        let text = self.source.text();
        let from = match kind {
            K::UnexpectedCharacter { .. }
            | K::MissingAnchorOrAliasName
            | K::InvalidBlockScalarHeader
            | K::ZeroBlockScalarIndent
            | K::DirectiveDisallowed
            | K::MissingDocumentEndBeforeDirective
            | K::MappingKeyNotAllowed
            | K::BlockSequenceEntryNotAllowed
            | K::PlainScalarStartsWithDashFlowIndicator
            | K::BlockEntryInFlowCollection
            | K::MisplacedFlowCollectionEnd => self.at,
            _ => self.piece?.from,
        };
        let begin = text[from..].chars().next()?;
        let after = text[from + begin.len_utf8()..].chars().next();
        let flow = self.piece.map_or(self.state.flow, |piece| piece.depth) > 0;
        let end = value_end(self.source, from, flow).max(from + begin.len_utf8());
        let span = self.span(from, end);
        let on_line = !text[line_start(self.source, from)..from].trim().is_empty();
        match begin {
            '%' | '@' | '`' | '*' | '&' | ',' => Some(refused::character(&span)),
            '!' => Some(refused::tag(&span, flow)),
            '|' | '>' if !is_block_header(span.text()) => Some(refused::character(&span)),
            '-' if on_line && after.is_none_or(|c| c.is_whitespace() || ",[]{}".contains(c)) => {
                Some(refused::character(&span))
            }
            '?' if after.is_none_or(char::is_whitespace) => Some(refused::character(&span)),
            ']' | '}' if matches!(kind, K::MisplacedFlowCollectionEnd) => Some(Problem::new(
                &span,
                P::BracketNotOpen { close: begin, mended: with_quotes(self.source, from, end) },
            )),
            _ => None,
        }
    }

    pub(super) fn problem(&self, from: usize, to: usize, kind: P) -> Problem {
        Problem::new(&self.span(from, to), kind)
    }

    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        Span::new(self.source, from, to)
    }
}

/// Whether a `'` starts a word or a year. Words that do are those of Dutch: `'t`, `'s`, `'n`, `'k`, `'ns`,
/// `'s-Hertogenbosch`; and `'80`.
fn is_apostrophe(rest: &str) -> bool {
    let word: String = rest.chars().skip(1).take_while(|c| c.is_alphanumeric()).collect();
    let years = word.len() == 2 && word.chars().all(|c| c.is_ascii_digit());
    years || matches!(word.as_str(), "t" | "T" | "s" | "S" | "n" | "N" | "k" | "K" | "m" | "r" | "ns" | "er")
}

/// Whether this is the header of a block, such as `>-` or `|2`, and nothing else.
fn is_block_header(heading: &str) -> bool {
    heading[1..].chars().all(|c| matches!(c, '+' | '-' | '1'..='9'))
        && heading[1..].chars().filter(char::is_ascii_digit).count() < 2
}

/// Where the bracket opens that closes at the end of a text, on the same line.
fn bracket_start(before: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (i, character) in before.char_indices().rev() {
        match character {
            ']' | '}' => depth += 1,
            '[' | '{' => depth = depth.checked_sub(1)?,
            '\n' => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(i);
        }
    }
    None
}
