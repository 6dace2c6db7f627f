//! Lines of the source: where a value starts and ends in them, and what they look like mended.

use crate::source::Source;

/// The longest mended line or quoted word that a message shows, in characters.
const MAX_LINE: usize = 160;
const MAX_WORD: usize = 40;

/// The last thing that was read before what is being read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Previous {
    /// Where it ends.
    pub(super) to: usize,
    /// The last text: where it starts and ends, and whether it has no quotes.
    pub(super) text: Option<(usize, usize, bool)>,
}

/// A text in the quotes that need least change.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// The line (or lines, as one) around a stretch, with that stretch replaced.
pub(super) fn restore(source: &Source, from: usize, to: usize, new: &str) -> String {
    let text = source.text();
    let line = format!("{}{new}{}", &text[line_start(source, from)..from], &text[to..line_end(source, to)]);
    shorten(line.trim(), MAX_LINE)
}

/// The line around a stretch, with quotes around that stretch.
pub(super) fn with_quotes(source: &Source, from: usize, to: usize) -> String {
    let value: Vec<&str> = source.text()[from..to].split_whitespace().collect();
    restore(source, from, to, &quoted(&value.join(" ")))
}

/// A text of the author as a message shows it: one line, not too long.
pub(super) fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    shorten(&words.join(" "), MAX_WORD)
}

fn shorten(text: &str, length: usize) -> String {
    let count = text.chars().count();
    if count <= length {
        return text.to_owned();
    }
    let end = length / 4;
    let begin: String = text.chars().take(length - end - 3).collect();
    let rest: String = text.chars().skip(count - end).collect();
    format!("{begin}...{rest}")
}

/// Where the line of an offset starts.
pub(super) fn line_start(source: &Source, at: usize) -> usize {
    source.text()[..at].rfind('\n').map_or(0, |i| i + 1)
}

/// Where the line of an offset ends, before its line end.
pub(super) fn line_end(source: &Source, at: usize) -> usize {
    let rest = &source.text()[at..];
    at + rest[..rest.find('\n').unwrap_or(rest.len())].trim_end_matches('\r').len()
}

/// Whether two offsets lie on one line.
pub(super) fn same_line(source: &Source, a: usize, b: usize) -> bool {
    let (a, b) = (a.min(b), a.max(b));
    !source.text()[a..b].contains('\n')
}

/// The white space that a line starts with.
pub(super) fn indentation(line: &str) -> &str {
    &line[..line.len() - line.trim_start().len()]
}

/// Where the value that starts at an offset ends on its line, as the author saw it: at a comment
/// or the end of the line, and between brackets (`flow`) at a comma or closing bracket.
pub(super) fn value_end(source: &Source, from: usize, flow: bool) -> usize {
    let line = &source.text()[from..line_end(source, from)];
    let mut end = line.len();
    if let Some(i) = line.find(" # ") {
        end = i;
    }
    if flow {
        let mut depth = 0usize;
        let begin = line.strip_prefix('"').and_then(|rest| rest.find('"')).map_or(0, |i| i + 2);
        for (i, character) in line.char_indices().skip_while(|(i, _)| *i < begin) {
            match character {
                '[' | '{' => depth += 1,
                ']' | '}' if depth > 0 => depth -= 1,
                ',' if depth > 0 => {}
                ',' | ']' | '}' if i > 0 => {
                    end = end.min(i);
                    break;
                }
                _ => {}
            }
        }
    }
    from + line[..end].trim_end().len()
}

/// A piece of source that is one value: where it starts, and how many brackets are open.
#[derive(Debug, Clone, Copy)]
pub(super) struct SourcePiece {
    pub(super) from: usize,
    pub(super) depth: usize,
}

/// The last text that starts in `from..=to`, where `depth` brackets are open at `from`. A rough
/// reading of the source, for after the parser has given up.
pub(super) fn last_piece(text: &str, from: usize, to: usize, mut depth: usize) -> Option<SourcePiece> {
    let mut piece = None;
    let mut at = from;
    while at <= to {
        let rest = &text[at..];
        let mut characters = rest.chars();
        let Some(character) = characters.next() else { break };
        let loose = characters.next().is_none_or(char::is_whitespace);
        let after_blank = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        let length = match character {
            '#' if after_blank => rest.find('\n').unwrap_or(rest.len()),
            _ if character.is_whitespace() || (character == ',' && depth > 0) => character.len_utf8(),
            ':' | '-' | '?' if loose && at < to => 1,
            '[' | '{' => {
                depth += 1;
                1
            }
            ']' | '}' => {
                depth = depth.saturating_sub(1);
                1
            }
            '"' | '\'' => {
                piece = Some(SourcePiece { from: at, depth });
                quote_length(rest).unwrap_or(rest.len())
            }
            _ => {
                piece = Some(SourcePiece { from: at, depth });
                bare_length(rest, depth > 0)
            }
        };
        at += length;
    }
    piece
}

/// How long the quoted text is that a source starts with, quotes included; none if it is not closed.
pub(super) fn quote_length(rest: &str) -> Option<usize> {
    let mut characters = rest.char_indices().peekable();
    let (_, sign) = characters.next().filter(|(_, character)| matches!(character, '"' | '\''))?;
    while let Some((i, character)) = characters.next() {
        match character {
            '\\' if sign == '"' => {
                characters.next();
            }
            _ if character == sign => {
                let duplicate = sign == '\'' && characters.next_if(|(_, following)| *following == sign).is_some();
                if !duplicate {
                    return Some(i + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// How long the unquoted text on this line is that a source starts with.
fn bare_length(rest: &str, flow: bool) -> usize {
    let mut previous = 'x';
    for (i, character) in rest.char_indices() {
        let loose = || rest[i + 1..].chars().next().is_none_or(char::is_whitespace);
        let end = match character {
            '\n' => true,
            '#' => previous == ' ' || previous == '\t',
            ':' => loose(),
            ',' | '[' | ']' | '{' | '}' => flow,
            _ => false,
        };
        if end && i > 0 {
            return i;
        }
        previous = character;
    }
    rest.len()
}
