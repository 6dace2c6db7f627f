//! Errors in how lines, keys and brackets fit together: indentation, colons, `[ ]` and `{ }`.

use granit_parser::ErrorKind as K;

use super::errors::Case;
use super::line::{
    indentation, last_piece, line_end, line_start, quote_length, restore, same_line, short, value_end, with_quotes,
};
use crate::problem::{Problem, ProblemKind as P};

impl Case<'_> {
    /// The problem of lines, keys or brackets that do not fit together.
    pub(super) fn build(&self, kind: &K) -> Problem {
        match kind {
            K::MappingValueNotAllowed | K::InvalidColonPlacement if self.state.bracket.is_none() => self.colon(),
            K::InvalidColonPlacement
            | K::MappingValueNotAllowed
            | K::ExpectedFlowMappingSeparator
            | K::ExpectedFlowSequenceSeparator
            | K::UnclosedFlowCollection { .. }
            | K::InvalidFlowScalarIndent
            | K::InvalidSimpleKey
            | K::UnexpectedEofFlowSequence
            | K::UnexpectedEofFlowMapping
            | K::UnexpectedEofImplicitFlowMapping => self.open_bracket(),
            K::MismatchedFlowCollectionEnd { open, close } => {
                self.problem(self.at, self.at + 1, P::BracketsDiffer { open: *open, close: *close })
            }
            K::SimpleKeyExpected => self.key_without_colon(),
            K::ExpectedBlockMappingKey
            | K::ExpectedBlockSequenceEntry
            | K::ExpectedDocumentStart
            | K::InvalidIndentation
            | K::BlockSequenceEntryNotAllowed
            | K::MappingKeyNotAllowed => self.indentation(),
            K::InvalidBlockScalarIndent => self.problem(self.at, line_end(self.source, self.at), P::BlockNotIndented),
            K::UnexpectedCharacter { character } => {
                self.problem(self.at, self.at + character.len_utf8(), P::StrayCharacter)
            }
            _ => self.problem(self.at, line_end(self.source, self.at), P::Unreadable { parser: kind.to_string() }),
        }
    }

    /// A colon where there can be no key.
    fn colon(&self) -> Problem {
        let (source, at) = (self.source, self.at);
        let (from, end) = match self.state.previous.text {
            Some((from, to, _)) if source.text()[to..at.max(to)].trim().is_empty() => (from, to),
            _ => self.piece.map_or((at, at), |piece| (piece.from, at)),
        };
        let begin = line_start(source, at);
        if from >= begin {
            let value_end = value_end(source, from, false).max(at + 1);
            return self.problem(at, at + 1, P::ColonInValue { mended: with_quotes(source, from, value_end) });
        }
        // The text started on an earlier line: is this line meant as a key, or as more text?
        let previous = &source.text()[line_start(source, from)..line_end(source, from)];
        if let Some(problem) = self.without_space(line_start(source, from), previous) {
            return problem;
        }
        let key = source.text()[begin..end.max(begin)].trim();
        if is_key(key.trim_start_matches("- ")) {
            return self.indentation();
        }
        self.problem(at, at + 1, P::ColonInLines)
    }

    /// A bracket that is not closed, or one colon too many inside brackets.
    fn open_bracket(&self) -> Problem {
        let (source, text) = (self.source, self.source.text());
        let from = self.state.bracket.or_else(|| text[..self.at].rfind(['[', '{'])).unwrap_or(self.at);
        let from = if text[self.at..].starts_with(['[', '{']) { self.at } else { from };
        let end = line_end(source, from);
        if let Some(i) = text[from..end].find(" #").map(|i| from + i) {
            let inside_quotes = last_piece(text, from, i, 0).is_some_and(|piece| {
                let rest = &text[piece.from..end];
                rest.starts_with(['"', '\'']) && quote_length(rest).is_some_and(|n| piece.from + n > i)
            });
            if !inside_quotes {
                return self.hash_sign(i + 1);
            }
        }
        if text[self.at..].starts_with(':')
            && same_line(source, from, self.at)
            && let Some((value, ..)) = self.state.previous.text
            && value > from
        {
            let to = value_end(source, value, true).max(self.at + 1);
            return self.problem(self.at, self.at + 1, P::ColonInValue { mended: with_quotes(source, value, to) });
        }
        let (open, closing) = if text[from..].starts_with('{') { ('{', "}") } else { ('[', "]") };
        self.problem(from, from + 1, P::BracketNotClosed { open, mended: restore(source, end, end, closing) })
    }

    /// A line that is no key and no item.
    fn key_without_colon(&self) -> Problem {
        let begin = line_start(self.source, self.at);
        let line = &self.source.text()[begin..line_end(self.source, self.at)];
        if let Some(problem) = self.without_space(begin, line) {
            return problem;
        }
        let above = self.source.text()[..begin].trim_end();
        let below_block = above.ends_with(['|', '>']) || above.ends_with("|-") || above.ends_with(">-");
        self.problem(
            begin + indentation(line).len(),
            begin + line.len(),
            P::NoKey { text: short(line.trim()), below_block },
        )
    }

    /// `key:value`, without the space.
    fn without_space(&self, begin: usize, line: &str) -> Option<Problem> {
        let (key, value) = line.split_once(':')?;
        let bare = key.trim_start().trim_start_matches("- ");
        if !is_key(bare) || value.is_empty() || value.starts_with([' ', '/']) {
            return None;
        }
        let point = begin + key.len();
        let mended = restore(self.source, point, point + 1, ": ");
        Some(self.problem(point, point + 1, P::NoSpaceAfterColon { mended }))
    }

    /// A line that starts in the wrong column.
    fn indentation(&self) -> Problem {
        let begin = line_start(self.source, self.at);
        let line = &self.source.text()[begin..line_end(self.source, self.at)];
        let bare = line.trim_start();
        let is_dash = |line: &str| line.starts_with("- ") || line == "-";
        let example = self.source.text()[..begin].lines().rev().take(200).find(|above| {
            let above = above.trim();
            !above.is_empty() && !above.starts_with('#') && is_dash(above) == is_dash(bare)
        });
        let like = example
            .filter(|above| indentation(above) != indentation(line))
            .map(|above| (indentation(above).chars().count() + 1, short(above)));
        self.problem(begin + indentation(line).len(), begin + line.len(), P::Indentation { like })
    }
}

/// Whether a word looks more like a key than like prose.
fn is_key(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
}
