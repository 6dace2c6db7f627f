//! From bytes to text: UTF-8, and the characters that word processors leave behind.

use std::borrow::Cow;
use std::sync::Arc;

use crate::normal;
use crate::problem::{Encoding, Problem, ProblemKind};
use crate::source::{Source, Span};

use super::versions;

/// What the bytes 80 to 9F mean in Windows-1252; `\0` for those without a meaning.
const WINDOWS: &str = "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

/// Makes a source of a file's bytes, or reports why it is not text in UTF-8.
///
/// Every line end becomes `\n`. A byte order mark, soft hyphens, zero-width marks and control characters go; a letter
/// and its accents become one character; the bullets that Word writes in a private font become real ones. Hard spaces
/// before a line, and after what begins one (`- `, `key: `), become spaces: that is how they look.
///
/// A file that holds two versions of a text is reported as one problem, and not read.
pub fn to_source(path: &str, bytes: Vec<u8>, problems: &mut Vec<Problem>) -> Option<Arc<Source>> {
    match String::from_utf8(bytes) {
        Ok(text) => {
            let source = Source::new(
                path,
                if path.ends_with(".md") { clean_with(&text, "  \n") } else { clean_with(&text, " ") },
            );
            match versions::mixed(&source) {
                Some(problem) => {
                    problems.push(problem);
                    None
                }
                None => Some(source),
            }
        }
        Err(err) => {
            problems.push(not_utf8(path, err.as_bytes(), err.utf8_error().valid_up_to()));
            None
        }
    }
}

/// The problem of a file that is not UTF-8, at the first byte that is wrong. Its source shows
/// the text as Windows-1252, so that the author sees the letter that was meant.
fn not_utf8(path: &str, bytes: &[u8], good: usize) -> Problem {
    let encoding = if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        Encoding::Utf16
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        Encoding::Office
    } else if bytes.contains(&0) {
        Encoding::Binary
    } else {
        Encoding::SingleByte
    };
    let begin = if bytes.starts_with("\u{FEFF}".as_bytes()) { 3 } else { 0 };
    let mut text = String::from_utf8_lossy(&bytes[begin..good]).into_owned();
    let from = text.len();
    let rest = bytes[good..].iter().take_while(|&&b| b != b'\n').take(80);
    text.extend(rest.map(|&b| windows(char::from(b)).unwrap_or('\u{FFFD}')));
    let to = from + text[from..].chars().next().map_or(0, char::len_utf8);
    let source = Source::new(path, text);
    Problem::new(&Span::new(&source, from, to), ProblemKind::NotUtf8(encoding))
}

/// The character that was meant by a byte of Windows-1252 that was read as Latin-1.
fn windows(character: char) -> Option<char> {
    match character {
        '\u{80}'..='\u{9F}' => WINDOWS.chars().nth(character as usize - 0x80).filter(|&meant| meant != '\0'),
        _ => Some(character).filter(|c| !c.is_control() || matches!(c, '\n' | '\t')),
    }
}

/// The byte that a character is in Windows-1252, to undo a text that was read with the wrong encoding.
pub fn windows_byte(c: char) -> Option<u8> {
    let high = WINDOWS.chars().position(|w| w == c && w != '\0').and_then(|at| u8::try_from(at + 0x80).ok());
    high.or_else(|| u8::try_from(u32::from(c)).ok())
}

/// The text with clean line ends and characters.
pub fn clean(text: &str) -> String {
    clean_with(text, "\n")
}

/// As [`clean`]. What ends a line or a page in a word processor but not in a file becomes `line_end`; in Markdown two
/// spaces before a line end keep it.
fn clean_with(text: &str, line_end: &str) -> String {
    let text = normal::composed(text);
    let mut out = String::with_capacity(text.len());
    let mut before_line = true;
    let mut hard_space = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let character = match character {
            '\r' => {
                characters.next_if_eq(&'\n');
                '\n'
            }
            '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => {
                out.push_str(line_end);
                before_line = line_end.ends_with('\n');
                continue;
            }
            // Joins the parts of an emoji; nothing else that is written here needs it.
            character if normal::joins_pictures(&out, character) => character,
            // These change the direction of text that needs it.
            '\u{200e}' | '\u{200f}' | '\u{61c}' => character,
            character if normal::is_unseen(character) => continue,
            '\u{A0}' | '\u{202F}' | '\u{2007}' if before_line => ' ',
            '\u{F0B7}' | '\u{F0A7}' | '\u{F0A8}' | '\u{F0D8}' | '\u{F076}' | '\u{F06E}' => '•',
            '\u{F0FC}' => '✓',
            '\u{F0FB}' => '✗',
            '\u{F0E0}' | '\u{F0E8}' => '→',
            _ => match windows(character) {
                Some(character) => character,
                None => continue,
            },
        };
        before_line = character == '\n' || (before_line && matches!(character, ' ' | '\t'));
        hard_space |= normal::is_hard_space(character);
        out.push(character);
    }
    if hard_space { out.split_inclusive('\n').map(soft_start).collect() } else { out }
}

/// A line with plain spaces after what it begins with: a dash, a number, a `#`, a key with its colon.
fn soft_start(line: &str) -> Cow<'_, str> {
    if !line.contains(normal::is_hard_space) {
        return Cow::Borrowed(line);
    }
    let mut soft: Vec<usize> = Vec::new();
    // Marks that begin a line, perhaps several: `- - `, `> - `.
    let mut at = line.len() - line.trim_start().len();
    loop {
        let rest = &line[at..];
        let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
        let first = rest.chars().next().unwrap_or(' ');
        let length = match first {
            '#' => rest.bytes().take_while(|&b| b == b'#').count(),
            '-' | '*' | '+' | '>' | '•' | '–' | '·' | '▪' | 'o' => first.len_utf8(),
            '0'..='9' if rest[figures..].starts_with(['.', ')']) => figures + 1,
            _ => break,
        };
        let behind = &rest[length..];
        let blank = behind.len() - behind.trim_start().len();
        if blank == 0 {
            break;
        }
        soft.extend(at + length..at + length + blank);
        at += length + blank;
    }
    // The first colon ends a key; in brackets every key has one.
    let brackets = line[at..].starts_with(['{', '[']) || line.contains(": {") || line.contains(": [");
    for (i, _) in line[at..].match_indices(':').take(if brackets { usize::MAX } else { 1 }) {
        let behind = &line[at + i + 1..];
        let blank = behind.len() - behind.trim_start_matches(|c| normal::is_hard_space(c) || c == ' ').len();
        soft.extend(at + i + 1..at + i + 1 + blank);
    }
    let to_soft = |(i, c): (usize, char)| {
        if normal::is_hard_space(c) && soft.binary_search(&i).is_ok() { ' ' } else { c }
    };
    Cow::Owned(line.char_indices().map(to_soft).collect())
}
