//! The words of a text.

/// A text on one line: its words with one space between them.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a text (letters, digits, and what joins them inside a word), each with the offset at which it begins.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '@' | '_' | '.' | '+' | '&');
    let edge = |c: char| !c.is_alphanumeric();
    let mut from = 0;
    text.split_inclusive(move |c: char| !inside(c)).filter_map(move |piece| {
        let start = from;
        from += piece.len();
        let bare = piece.trim_start_matches(edge);
        let word = bare.trim_end_matches(edge);
        (!word.is_empty()).then_some((start + piece.len() - bare.len(), word))
    })
}
