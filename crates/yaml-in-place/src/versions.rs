//! The conflict markers that git leaves in a file when two people changed the same lines.

use std::sync::Arc;

use crate::problem::{Problem, ProblemKind};
use crate::source::{Source, Span};

/// The problem of a file with two versions of a text, at the first marker. Nothing else is reported about such a file:
/// half of what it holds is not meant.
pub(super) fn mixed(source: &Arc<Source>) -> Option<Problem> {
    let text = source.text();
    // Nearly every file has none of these, and then one look is enough.
    if !text.contains("<<<<<<<") && !text.contains(">>>>>>>") {
        return None;
    }
    let mut at = 0;
    let mut first = None;
    let mut certain = false;
    for line in text.split('\n') {
        // Inside a block of text the markers may have been indented.
        let bare = line.trim_start();
        if let Some(sign) = mark(bare.trim_end()) {
            let start = at + line.len() - bare.len();
            certain |= matches!(sign, '<' | '>');
            first = first.filter(|(_, sign)| *sign != '=').or(Some((start..start + bare.trim_end().len(), sign)));
        }
        at += line.len() + 1;
    }
    let (range, _) = first.filter(|_| certain)?;
    let place = Span::new(source, range.start, range.end);
    Some(Problem::new(&place, ProblemKind::VersionsMixed))
}

/// The character that a line starts with seven times, followed by a space or nothing.
fn mark(line: &str) -> Option<char> {
    let sign = line.chars().next().filter(|sign| matches!(sign, '<' | '=' | '>' | '|'))?;
    let rest = line.trim_start_matches(sign);
    let seven = line.len() - rest.len() == 7;
    (seven && (rest.is_empty() || (rest.starts_with(' ') && sign != '='))).then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Option<(usize, usize)> {
        mixed(&Source::new("a", text)).map(|problem| problem.span.line_column())
    }

    #[test]
    fn two_versions_are_found_at_the_first_mark() {
        let git = "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> tak\n";
        assert_eq!(place(git), Some((2, 1)));
        assert_eq!(place("tekst: |\n  Een\n  <<<<<<< HEAD\n  Twee\n  =======\n  Drie\n  >>>>>>> x\n"), Some((3, 3)));
        assert_eq!(place("||||||| oud\na\n=======\nb\n>>>>>>> x"), Some((1, 1)));
        assert_eq!(place("Kop\n=======\n\n<<<<<<< HEAD\na\n"), Some((4, 1)));
        assert_eq!(place(">>>>>>>\n"), Some((1, 1)));
    }

    #[test]
    fn what_looks_like_a_mark_is_none() {
        for text in
            ["Kop\n=======\n", "a <<<<<<< b", "<<<<<<<<<< acht en meer", "> > > > > > > a", "| | | | | | |", "<<<<<<<a"]
        {
            assert_eq!(place(text), None, "{text}");
        }
    }
}
