//! Messages within the width of a terminal.

use crate::text;

/// The width that messages keep to, in characters.
pub(super) const WIDE: usize = 80;

/// Wraps a text to lines of at most `wide` characters, with only `first` for the first line. What is between backticks
/// (a path, a command) stays in one piece, as does a word that is wider than a line.
pub(super) fn wrap(text: &str, first: usize, wide: usize) -> String {
    text::wrap::wrap(words(text), first, wide).join("\n")
}

/// "fout: ..." and the like: lines after the first are indented to below the message.
pub(super) fn hanging(heading: &str, text: &str) -> String {
    let indent = heading.chars().count() + 2;
    let wide = WIDE.saturating_sub(indent);
    let blank = format!("\n{}", " ".repeat(indent));
    let lines: Vec<String> = text.split('\n').map(|line| wrap(line, wide, wide)).collect();
    format!("{heading}: {}", lines.join("\n").replace('\n', &blank))
}

/// Words, not split at spaces between backticks.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut within = false;
    // A lone backtick quotes nothing.
    let pairs = text.matches('`').count() / 2 * 2;
    let mut seen = 0;
    text.split(move |character: char| {
        if character == '`' && seen < pairs {
            seen += 1;
            within = !within;
        }
        character == ' ' && !within
    })
}

#[cfg(test)]
mod tests {
    use super::{hanging, wrap};

    #[test]
    fn lines_become_no_wider_than_asked() {
        let text = "een twee drie vier vijf zes zeven acht negen tien elf twaalf";
        assert_eq!(wrap(text, 8, 12), "een twee\ndrie vier\nvijf zes\nzeven acht\nnegen tien\nelf twaalf");
        assert_eq!(wrap(text, 80, 80), text);
        assert_eq!(wrap("", 3, 3), "");
    }

    #[test]
    fn what_stands_between_quotes_stays_whole() {
        assert_eq!(wrap("schrijf `a b c` of `d e`", 10, 10), "schrijf\n`a b c` of\n`d e`");
        assert_eq!(wrap("zie onafbreekbaarlangwoord nu", 8, 8), "zie\nonafbreekbaarlangwoord\nnu");
        assert_eq!(wrap("los ` teken en `a b`", 9, 9), "los\n` teken en `a\nb`");
    }

    #[test]
    fn what_follows_stands_under_the_melding() {
        let text = hanging("fout", &"woord ".repeat(20));
        assert!(text.lines().skip(1).all(|line| line.starts_with("      woord")), "{text}");
        assert!(text.lines().count() == 2 && text.lines().all(|line| line.len() <= 80), "{text}");
    }
}
