//! Characters: what may be written at all, what can be seen, and slugs.

use std::borrow::Cow;

/// What stands for a character without a glyph.
pub const VERVANGER: char = '□';

/// Whether a character is left out everywhere: control characters, U+FEFF, non-characters, and
/// the controls that turn the direction of text (which could turn the text around them too).
fn verboden(c: char) -> bool {
    let wit = matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}');
    let noncharacter = (c as u32) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    let richting = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let tag = ('\u{e0000}'..='\u{e007f}').contains(&c);
    (c.is_control() && !wit) || c == '\u{feff}' || noncharacter || richting || tag
}

/// Whether a character only separates: ASCII white space, and Unicode's line separators.
fn wit(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Text as it may stand on one line: forbidden characters left out, line ends and tabs as spaces.
pub fn schoon(tekst: &str) -> Cow<'_, str> {
    // Nearly all text is clean, and its bytes say so: what may have to go is a control character or
    // starts with one of these bytes.
    let verdacht = |b: u8| b < b' ' || matches!(b, 0x7f | 0xc2 | 0xe2 | 0xef) || b >= 0xf0;
    if !tekst.bytes().any(verdacht) || !tekst.chars().any(|c| verboden(c) || (wit(c) && c != ' ')) {
        return Cow::Borrowed(tekst);
    }
    let over = tekst.chars().filter(|&c| !verboden(c));
    Cow::Owned(over.map(|c| if wit(c) { ' ' } else { c }).collect())
}

/// Text of several lines as it may stand in a code block: only `\n` ends a line.
pub fn schone_regels(tekst: &str) -> String {
    let eenvormig = tekst.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let eenvormig = eenvormig.replace('\t', "    ").replace(['\u{b}', '\u{c}'], " ");
    eenvormig.chars().filter(|&c| !verboden(c)).collect()
}

/// Adds text to text, cleaned, with runs of spaces as one, also across the join.
pub(super) fn voeg_toe(aan: &mut String, tekst: &str) {
    for c in schoon(tekst).chars() {
        if c != ' ' || !aan.ends_with(' ') {
            aan.push(c);
        }
    }
}

/// Characters that never need a glyph: they show nothing.
fn onzichtbaar(c: char) -> bool {
    verboden(c)
        || matches!(
            c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'
                ..='\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'
                ..='\u{fe0f}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}'
        )
}

/// Whether a text shows anything at all.
pub fn zichtbaar(tekst: &str) -> bool {
    tekst.chars().any(|c| !c.is_whitespace() && !onzichtbaar(c))
}

/// Replaces characters without a glyph by [`VERVANGER`], and leaves out what shows nothing
/// (variation selectors, joiners). A letter with a loose accent becomes one character where that
/// has a glyph. Gives the replaced characters too, each once, in order.
pub fn zonder_vorm(tekst: &str, heeft_vorm: &dyn Fn(char) -> bool) -> (String, Vec<char>) {
    let mut uit = String::with_capacity(tekst.len());
    let mut gemist: Vec<char> = Vec::new();
    let mut vorige = None;
    for c in tekst.chars() {
        let na_verbinding = vorige == Some('\u{200d}') || ('\u{1f3fb}'..='\u{1f3ff}').contains(&c);
        vorige = Some(c);
        if c.is_whitespace() || c == '\u{ad}' {
            uit.push(c);
        } else if onzichtbaar(c) {
            // Shows nothing.
        } else if let Some(samen) = uit.chars().next_back().and_then(|l| samengesteld(l, c)).filter(|&s| heeft_vorm(s))
        {
            uit.pop();
            uit.push(samen);
        } else if heeft_vorm(c) {
            uit.push(c);
        } else {
            if !gemist.contains(&c) {
                gemist.push(c);
            }
            if !(na_verbinding && uit.ends_with(VERVANGER)) {
                uit.push(VERVANGER);
            }
        }
    }
    (uit, gemist)
}

/// Letters with an accent, per accent: the letters without and with it.
const ACCENTEN: [(char, &str, &str); 6] = [
    ('\u{300}', "aeiouAEIOU", "àèìòùÀÈÌÒÙ"),
    ('\u{301}', "aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ"),
    ('\u{302}', "aeiouAEIOU", "âêîôûÂÊÎÔÛ"),
    ('\u{303}', "anoANO", "ãñõÃÑÕ"),
    ('\u{308}', "aeiouyAEIOU", "äëïöüÿÄËÏÖÜ"),
    ('\u{327}', "cC", "çÇ"),
];

fn samengesteld(letter: char, accent: char) -> Option<char> {
    let (_, zonder, met) = ACCENTEN.iter().find(|(a, ..)| *a == accent)?;
    zonder.chars().zip(met.chars()).find(|(z, _)| *z == letter).map(|(_, m)| m)
}

/// A name for in an address: lower case, letters without accents, `-` for everything else.
pub fn slug(tekst: &str) -> String {
    let mut uit = String::new();
    for c in tekst.chars().flat_map(char::to_lowercase) {
        let zonder_accent = ACCENTEN
            .iter()
            .find_map(|(_, zonder, met)| zonder.chars().zip(met.chars()).find(|(_, m)| *m == c))
            .map_or(c, |(z, _)| z);
        match zonder_accent {
            'a'..='z' | '0'..='9' => uit.push(zonder_accent),
            'å' => uit.push('a'),
            'ø' => uit.push('o'),
            'æ' => uit.push_str("ae"),
            'œ' => uit.push_str("oe"),
            'ĳ' => uit.push_str("ij"),
            'ß' => uit.push_str("ss"),
            '\u{300}'..='\u{36f}' => {}
            c if onzichtbaar(c) => {}
            _ if uit.is_empty() || uit.ends_with('-') => {}
            _ => uit.push('-'),
        }
    }
    uit.truncate(uit.trim_end_matches('-').len());
    uit
}
