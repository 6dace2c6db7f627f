//! Breaking text into lines.

/// Words over as many lines as they need, of at most `width` characters; the first line of at most `first`. A word that
/// is wider than a line stands on one of its own.
pub fn wrap<'a>(words: impl IntoIterator<Item = &'a str>, first: usize, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for word in words {
        let length = word.chars().count();
        let most = if lines.len() == 1 { first } else { width };
        match lines.last_mut() {
            Some(line) if used + 1 + length <= most => {
                line.push(' ');
                line.push_str(word);
                used += 1 + length;
            }
            _ => {
                lines.push(word.to_owned());
                used = length;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn lines_hold_whole_words_and_as_many_as_fit() {
        let lines = |text: &'static str, first, width| wrap(text.split_whitespace(), first, width);
        assert_eq!(lines("een twee drie vier", 8, 8), ["een twee", "drie", "vier"]);
        assert_eq!(lines("een twee drie vier", 3, 9), ["een", "twee drie", "vier"]);
        assert_eq!(lines("één ééé", 7, 7), ["één ééé"]);
        assert_eq!(lines("", 5, 5), Vec::<String>::new());
    }

    #[test]
    fn a_word_that_is_too_wide_has_a_line_of_its_own() {
        assert_eq!(wrap("a onafbreekbaar b c".split(' '), 4, 4), ["a", "onafbreekbaar", "b c"]);
        assert_eq!(wrap(["onafbreekbaar"], 4, 4), ["onafbreekbaar"]);
        assert_eq!(wrap(["onafbreekbaar", "b"], 4, 4), ["onafbreekbaar", "b"]);
    }
}
