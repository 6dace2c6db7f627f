//! Characters: what may be written at all, what can be seen, and slugs.

use std::borrow::Cow;

/// What stands for a character without a glyph.
pub const REPLACEMENT: char = '□';

/// Whether a character is left out everywhere: control characters, U+FEFF, non-characters, tags, and the
/// controls of the direction of text (which could turn the text around them too).
fn is_forbidden(c: char) -> bool {
    let blank = matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}');
    let noncharacter = (c as u32) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    let direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let tag = ('\u{e0000}'..='\u{e007f}').contains(&c);
    (c.is_control() && !blank) || c == '\u{feff}' || noncharacter || direction || tag
}

/// Whether a character only separates: ASCII white space, and Unicode's ends of lines and paragraphs.
fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Text as it may stand on one line: forbidden characters left out, line ends and tabs as spaces.
pub fn clean(text: &str) -> Cow<'_, str> {
    // Nearly all text is clean, and its bytes say so: what may have to be replaced is a control
    // character or starts with one of these bytes.
    let suspect = |b: u8| b < b' ' || matches!(b, 0x7f | 0xc2 | 0xe2 | 0xef) || b >= 0xf0;
    if !text.bytes().any(suspect) || !text.chars().any(|c| is_forbidden(c) || (is_separator(c) && c != ' ')) {
        return Cow::Borrowed(text);
    }
    let left_over = text.chars().filter(|&c| !is_forbidden(c));
    Cow::Owned(left_over.map(|c| if is_separator(c) { ' ' } else { c }).collect())
}

/// Text of several lines as it may stand in a code block: only `\n` ends a line.
pub fn clean_lines(text: &str) -> String {
    let uniform = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let uniform = uniform.replace('\t', "    ").replace(['\u{b}', '\u{c}'], " ");
    uniform.chars().filter(|&c| !is_forbidden(c)).collect()
}

/// Adds text to text, cleaned, with each run of spaces as one, across the join too.
pub(super) fn add(target: &mut String, text: &str) {
    for c in clean(text).chars() {
        if c != ' ' || !target.ends_with(' ') {
            target.push(c);
        }
    }
}

/// Whether a character never needs a glyph, because it shows nothing.
fn is_invisible(c: char) -> bool {
    is_forbidden(c)
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'
                ..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'
                ..='\u{fe0f}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}'
        )
}

/// Whether a text shows anything at all.
pub fn is_visible(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !is_invisible(c))
}

/// Replaces characters without a glyph by [`REPLACEMENT`], and leaves out what shows nothing
/// (variation selectors, joiners). A letter with a loose accent becomes one character where that
/// has a glyph. Also returns the replaced characters, each once, in order.
pub fn without_missing_glyphs(text: &str, has_glyph: &dyn Fn(char) -> bool) -> (String, Vec<char>) {
    let mut out = String::with_capacity(text.len());
    let mut missed: Vec<char> = Vec::new();
    let mut previous = None;
    for c in text.chars() {
        let after_joiner = previous == Some('\u{200d}') || ('\u{1f3fb}'..='\u{1f3ff}').contains(&c);
        previous = Some(c);
        if c.is_whitespace() || c == '\u{ad}' {
            out.push(c);
        } else if is_invisible(c) {
            // Shows nothing.
        } else if let Some(together) = out.chars().next_back().and_then(|l| composed(l, c)).filter(|&s| has_glyph(s)) {
            out.pop();
            out.push(together);
        } else if has_glyph(c) {
            out.push(c);
        } else {
            if !missed.contains(&c) {
                missed.push(c);
            }
            if !(after_joiner && out.ends_with(REPLACEMENT)) {
                out.push(REPLACEMENT);
            }
        }
    }
    (out, missed)
}

/// Letters with an accent, per accent: the letters without and with it.
const ACCENTS: [(char, &str, &str); 6] = [
    ('\u{300}', "aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
    ('\u{301}', "aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"),
    ('\u{302}', "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
    ('\u{303}', "anoANO", "ãñõÃÑÕ"),
    ('\u{308}', "aeiouyAEIOU", "äëïöüÿÄËÏÖÜ"),
    ('\u{327}', "cC", "çÇ"),
];

fn composed(letter: char, accent: char) -> Option<char> {
    let (_, without, with) = ACCENTS.iter().find(|(a, ..)| *a == accent)?;
    without.chars().zip(with.chars()).find(|(z, _)| *z == letter).map(|(_, m)| m)
}

/// A name as it can stand in an address: lower case, letters without accents, `-` for everything else.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        let without_accent = ACCENTS
            .iter()
            .find_map(|(_, without, with)| without.chars().zip(with.chars()).find(|(_, m)| *m == c))
            .map_or(c, |(z, _)| z);
        match without_accent {
            'a'..='z' | '0'..='9' => out.push(without_accent),
            'å' => out.push('a'),
            'ø' => out.push('o'),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ĳ' => out.push_str("ij"),
            'ß' => out.push_str("ss"),
            '\u{300}'..='\u{36f}' => {}
            c if is_invisible(c) => {}
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}
