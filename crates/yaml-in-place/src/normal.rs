//! One normal form for texts that look alike.
//!
//! A text comes from a keyboard, from Word, from a PDF or from a web page, and each leaves characters in it that nobody
//! sees: soft hyphens, hard spaces, zero-width marks, accents as separate characters, two letters as one character. Two
//! names that look alike are the same name: whatever is recognised (keys of a file, and the names and words that a
//! program looks for) is compared in the form that this module makes.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// The text with each letter and its accents as one character (Unicode's NFC), and with plain letters instead of the
/// ligatures of a PDF (`ﬁ`).
pub fn composed(text: &str) -> Cow<'_, str> {
    // Only characters from U+0300 on could change, and their first byte is 0xcc or more.
    if !text.bytes().any(|byte| byte >= 0xcc) {
        return Cow::Borrowed(text);
    }
    let text = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    };
    const JOINED: [(char, &str); 7] = [
        ('\u{fb00}', "ff"),
        ('\u{fb01}', "fi"),
        ('\u{fb02}', "fl"),
        ('\u{fb03}', "ffi"),
        ('\u{fb04}', "ffl"),
        ('\u{fb05}', "st"),
        ('\u{fb06}', "st"),
    ];
    if !text.contains(JOINED.map(|(sign, _)| sign)) {
        return text;
    }
    let mut separate = String::with_capacity(text.len());
    for c in text.chars() {
        match JOINED.iter().find(|(sign, _)| *sign == c) {
            Some((_, letters)) => separate.push_str(letters),
            None => separate.push(c),
        }
    }
    Cow::Owned(separate)
}

/// Whether a character takes no room and means nothing: a soft hyphen, a zero-width mark, a direction mark.
pub fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// Whether a character is a no-break space, or a space of another width.
pub fn is_hard_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

/// The text as it is recognised: composed, without unseen characters, with plain spaces.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let composed = composed(text);
    if !composed.contains(|c| is_unseen(c) || is_hard_space(c)) {
        return composed;
    }
    let mut plain = String::with_capacity(composed.len());
    for c in composed.chars() {
        match c {
            c if joins_pictures(&plain, c) => plain.push(c),
            c if is_unseen(c) => {}
            c if is_hard_space(c) => plain.push(' '),
            c => plain.push(c),
        }
    }
    Cow::Owned(plain)
}

/// Whether a character after a text joins two emoji into one (several people, someone at work). After letters the same
/// character is invisible.
pub fn joins_pictures(text: &str, c: char) -> bool {
    c == '\u{200d}' && text.ends_with(|before: char| before >= '\u{2190}')
}

/// What two names that look alike have in common: plain, in lower case, with one kind of dash, of apostrophe and of
/// space.
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for word in plain(name).split_whitespace() {
        if !key.is_empty() {
            key.push(' ');
        }
        for c in word.chars().flat_map(char::to_lowercase) {
            match c {
                '‐' | '‑' | '–' | '−' => key.push('-'),
                '’' | '‘' | 'ʼ' | '´' | '`' => key.push('\''),
                'ĳ' => key.push_str("ij"),
                c => key.push(c),
            }
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_have_one_key() {
        for alike in [
            "Ortho\u{ad}pedagoog",
            "orthopedagoog",
            " ORTHOPEDAGOOG ",
            "ortho\u{200b}pedagoog\u{feff}",
            "\u{202a}orthopedagoog\u{202c}",
            "\u{2068}Ortho\u{200e}pedagoog\u{2069}",
        ] {
            assert_eq!(key(alike), "orthopedagoog", "{alike:?}");
        }
        assert_eq!(key("cafe\u{301}"), key("Café"));
        assert_eq!(key("remedial\u{a0}teacher"), key("Remedial  teacher"));
        assert_eq!(key("pro\u{fb01}el"), "profiel");
        assert_eq!(key("COPA‑overleg"), key("copa-overleg"));
        assert_eq!(key("foto’s"), key("foto's"));
        assert_eq!(key("ĲSBEER"), "ijsbeer");
        assert_ne!(key("mentor"), key("mentoren"));
    }

    #[test]
    fn pictures_of_several_parts_stay_whole() {
        for whole in ["👩\u{200d}👩\u{200d}👧 Gesprek", "🧑🏽\u{200d}🏫", "❤\u{fe0f}\u{200d}🩹 troost"]
        {
            assert_eq!(plain(whole), whole);
        }
        assert_eq!(plain("men\u{200d}tor 👧\u{200b}"), "mentor 👧");
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(plain("mentor"), Cow::Borrowed(_)));
        assert!(matches!(plain("coördinator"), Cow::Borrowed(_)));
        assert!(matches!(composed("één – twee"), Cow::Borrowed(_)));
    }
}
