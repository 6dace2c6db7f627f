//! Errors in how lines, keys and brackets hang together: indentation, colons, `[ ]` and `{ }`.

use granit_parser::ErrorKind as K;

use super::errors::Case;
use super::line::{
    indentation, last_piece, line_end, line_start, quote_length, restore, same_line, short, value_end, with_quotes,
};
use crate::melding::{Code, Melding};

impl Case<'_> {
    /// Errors in how lines, keys and brackets hang together.
    pub(super) fn build(&self, soort: &K) -> Melding {
        match soort {
            K::MappingValueNotAllowed | K::InvalidColonPlacement if self.stand.bracket.is_none() => self.colon(),
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
            K::MismatchedFlowCollectionEnd { open, close } => self
                .syntax(self.at, self.at + 1, format!("dit haakje `{open}` wordt gesloten met `{close}`"))
                .hint("sluit `[` met `]` en `{` met `}`"),
            K::SimpleKeyExpected => self.key_without_colon(),
            K::ExpectedBlockMappingKey
            | K::ExpectedBlockSequenceEntry
            | K::ExpectedDocumentStart
            | K::InvalidIndentation
            | K::BlockSequenceEntryNotAllowed
            | K::MappingKeyNotAllowed => self.indentation(),
            K::InvalidBlockScalarIndent => self
                .syntax(self.at, line_end(self.source, self.at), "deze regel springt niet ver genoeg in")
                .hint("laat alle regels onder `|` of `>` even ver inspringen"),
            K::UnexpectedCharacter { character } => self
                .syntax(self.at, self.at + character.len_utf8(), "dit teken kan hier niet staan")
                .hint("haal het weg, of zet aanhalingstekens om de waarde"),
            _ => self
                .syntax(self.at, line_end(self.source, self.at), "YAML kan deze regel niet lezen")
                .label(format!("de lezer zegt: {soort}"))
                .hint("kijk of dubbele punt, aanhalingstekens en inspringing kloppen, ook erboven"),
        }
    }

    /// A colon where no key can be.
    fn colon(&self) -> Melding {
        let (source, at) = (self.source, self.at);
        let (from, end) = match self.stand.previous.text {
            Some((from, to, _)) if source.text()[to..at.max(to)].trim().is_empty() => (from, to),
            _ => self.piece.map_or((at, at), |piece| (piece.from, at)),
        };
        let begin = line_start(source, at);
        if from >= begin {
            let value_end = value_end(source, from, false).max(at + 1);
            return Melding::at(Code::YamlColon, &self.span(at, at + 1), "een dubbele punt midden in een waarde")
                .label("hier leest YAML een nieuwe sleutel")
                .hint(format!("zet aanhalingstekens om de waarde: `{}`", with_quotes(source, from, value_end)));
        }
        // The text started on an earlier line: is this line meant as a key, or as more text?
        let previous = &source.text()[line_start(source, from)..line_end(source, from)];
        if let Some(melding) = self.without_space(line_start(source, from), previous) {
            return melding;
        }
        let key = source.text()[begin..end.max(begin)].trim();
        if is_key(key.trim_start_matches("- ")) {
            return self.indentation();
        }
        Melding::at(Code::YamlColon, &self.span(at, at + 1), "een dubbele punt midden in een tekst van meer regels")
            .label("hier leest YAML een nieuwe sleutel")
            .hint("zet `|` achter de dubbele punt van de sleutel en begin de tekst op de regel eronder")
    }

    /// A bracket that is not closed, or a colon too many inside brackets.
    fn open_bracket(&self) -> Melding {
        let (source, text) = (self.source, self.source.text());
        let from = self.stand.bracket.or_else(|| text[..self.at].rfind(['[', '{'])).unwrap_or(self.at);
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
            && let Some((value, ..)) = self.stand.previous.text
            && value > from
        {
            let to = value_end(source, value, true).max(self.at + 1);
            return Melding::at(
                Code::YamlColon,
                &self.span(self.at, self.at + 1),
                "een dubbele punt midden in een waarde",
            )
            .label("hier leest YAML een nieuwe sleutel")
            .hint(format!("zet aanhalingstekens om de waarde: `{}`", with_quotes(source, value, to)));
        }
        let open = if text[from..].starts_with('{') { "{" } else { "[" };
        let closing = if open == "{" { "}" } else { "]" };
        self.syntax(from, from + 1, format!("dit haakje `{open}` wordt niet gesloten"))
            .hint(format!("sluit het: `{}`", restore(source, end, end, closing)))
    }

    /// A line that is no key and no item.
    fn key_without_colon(&self) -> Melding {
        let begin = line_start(self.source, self.at);
        let line = &self.source.text()[begin..line_end(self.source, self.at)];
        if let Some(melding) = self.without_space(begin, line) {
            return melding;
        }
        let above = self.source.text()[..begin].trim_end();
        let hint = if above.ends_with(['|', '>']) || above.ends_with("|-") || above.ends_with(">-") {
            "laat de tekst onder `|` of `>` inspringen, verder dan de sleutel".to_owned()
        } else {
            let word = line.trim();
            format!(
                "schrijf een sleutel als `{}: ...`; spring verder in als het bij de tekst erboven hoort",
                short(word)
            )
        };
        self.syntax(
            begin + indentation(line).len(),
            begin + line.len(),
            "op deze regel staat geen sleutel met een dubbele punt",
        )
        .hint(hint)
    }

    /// `sleutel:waarde`, without the space.
    fn without_space(&self, begin: usize, line: &str) -> Option<Melding> {
        let (key, value) = line.split_once(':')?;
        let bare = key.trim_start().trim_start_matches("- ");
        if !is_key(bare) || value.is_empty() || value.starts_with([' ', '/']) {
            return None;
        }
        let point = begin + key.len();
        let melding = self.syntax(point, point + 1, "na deze dubbele punt ontbreekt een spatie");
        Some(melding.hint(format!("schrijf `{}`", restore(self.source, point, point + 1, ": "))))
    }

    /// A line that starts in the wrong column.
    fn indentation(&self) -> Melding {
        let begin = line_start(self.source, self.at);
        let line = &self.source.text()[begin..line_end(self.source, self.at)];
        let bare = line.trim_start();
        let is_dash = |line: &str| line.starts_with("- ") || line == "-";
        let example = self.source.text()[..begin].lines().rev().take(200).find(|above| {
            let above = above.trim();
            !above.is_empty() && !above.starts_with('#') && is_dash(above) == is_dash(bare)
        });
        let melding = self.syntax(
            begin + indentation(line).len(),
            begin + line.len(),
            "deze regel past niet onder de regels erboven: let op de inspringing",
        );
        match example {
            Some(above) if indentation(above) != indentation(line) => {
                let column = indentation(above).chars().count() + 1;
                melding.hint(format!("begin de regel in kolom {column}, recht onder `{}`", short(above)))
            }
            _ => melding.hint("laat regels die bij elkaar horen in dezelfde kolom beginnen"),
        }
    }
}

/// Whether a word looks like a key rather than like prose.
fn is_key(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_lowercase() || c.is_ascii_digit() || c == '-' || c == '_')
}
