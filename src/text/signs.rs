//! Characters ("signs") that are to be read as themselves, though Markdown would take them for markup.
//!
//! Before a text is parsed such a sign is hidden: a control character takes its place, one byte for one byte, so that
//! all offsets stay the same. In what the parser gives back it is [`shown`] again. A backslash would not do: it would
//! be seen in code and in addresses.

use std::borrow::Cow;

/// Control characters, and the sign that each stands for. A text itself never has them: see [`Draft::new`].
const SIGNS: [(u8, u8); 15] = [
    (0x01, b'*'),
    (0x02, b'_'),
    (0x03, b'~'),
    (0x04, b'`'),
    (0x05, b'['),
    (0x06, b'>'),
    (0x07, b'#'),
    (0x08, b'+'),
    (0x0e, b'-'),
    (0x0f, b'.'),
    (0x10, b')'),
    (0x11, b'='),
    (0x12, b' '),
    (0x13, b'\t'),
    // Shown as nothing: what is left over where fewer bytes took the place of more.
    (DROPPED, 0x7f),
];

/// Stands for nothing at all.
pub(super) const DROPPED: u8 = 0x14;

fn hidden(sign: u8) -> Option<u8> {
    SIGNS.iter().find(|(_, shown)| *shown == sign).map(|(hidden, _)| *hidden)
}

/// The text with its hidden signs as they were typed.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    let is_hidden = |b: u8| SIGNS.iter().any(|(hidden, _)| *hidden == b);
    if !text.bytes().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| SIGNS.iter().find(|(hidden, _)| char::from(*hidden) == c).map_or(c, |(_, s)| char::from(*s));
    Cow::Owned(text.chars().map(sign).filter(|&c| c != '\u{7f}').collect())
}

/// A text in which signs are being hidden. It is copied at the first one.
pub(super) struct Draft<'a> {
    text: &'a str,
    changed: Option<Vec<u8>>,
}

impl<'a> Draft<'a> {
    /// The text as typed, without control characters that could be taken for hidden signs; those never show anyway.
    pub(super) fn new(text: &'a str) -> Self {
        let mut draft = Self { text, changed: None };
        for (i, byte) in text.bytes().enumerate() {
            if byte < b' ' && SIGNS.iter().any(|(hidden, _)| *hidden == byte) {
                draft.put(i, 0x7f);
            }
        }
        draft
    }

    /// Hides the sign at a byte.
    pub(super) fn hide(&mut self, at: usize) {
        if let Some(hidden) = self.text.as_bytes().get(at).and_then(|&sign| hidden(sign)) {
            self.put(at, hidden);
        }
    }

    /// Hides every sign in a stretch that has a hidden form.
    pub(super) fn hide_all(&mut self, stretch: std::ops::Range<usize>) {
        stretch.for_each(|at| self.hide(at));
    }

    /// Puts an ASCII character at a byte. Whoever replaces a character of several bytes replaces all of them.
    pub(super) fn put(&mut self, at: usize, byte: u8) {
        let bytes = self.changed.get_or_insert_with(|| self.text.as_bytes().to_vec());
        if let Some(old) = bytes.get_mut(at) {
            *old = byte;
        }
    }

    /// The text for the parser, as long as the text as typed.
    pub(super) fn finish(self) -> Cow<'a, str> {
        match self.changed.map(String::from_utf8) {
            Some(Ok(changed)) => Cow::Owned(changed),
            Some(Err(_)) | None => Cow::Borrowed(self.text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_sign_takes_no_other_place_and_comes_back() {
        let mut draft = Draft::new("é 2*45 > 1");
        draft.hide(4);
        draft.hide(8);
        let hidden = draft.finish();
        assert_eq!(hidden.len(), "é 2*45 > 1".len());
        assert!(!hidden.contains(['*', '>']));
        assert_eq!(shown(&hidden), "é 2*45 > 1");
    }

    #[test]
    fn a_control_character_of_the_author_is_never_shown_as_a_sign() {
        let typed: String = (1..32_u8).filter(|b| !b.is_ascii_whitespace() && *b != 0x0b).map(char::from).collect();
        assert_eq!(
            shown(&Draft::new(&typed).finish()).replace('\u{7f}', "").chars().filter(|c| !c.is_control()).count(),
            0
        );
    }

    #[test]
    fn a_text_without_signs_is_not_copied() {
        assert!(matches!(Draft::new("Wij helpen alle leerlingen.").finish(), Cow::Borrowed(_)));
        assert!(matches!(shown("Wij helpen alle leerlingen."), Cow::Borrowed(_)));
    }
}
