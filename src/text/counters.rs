//! What begins lines that belong together: `1)`, `(a)`, `ii.`, `1.2`, `stap 1`.
//!
//! Markdown knows two ways to number a list, and people know many. They are not listed here: a line counts on from the
//! one above it when both begin alike, except for one number that is one more.

/// How much of a line is looked at, in characters.
const LONGEST: usize = 24;

/// Whether a line counts on from the one above it.
pub(super) fn follows(above: &str, below: &str) -> bool {
    let (above, below) = (begin(above), begin(below));
    digits(above, below) || roman(above, below) || signs(above, below) || letters(above, below)
}

fn begin(line: &str) -> &str {
    line.char_indices().nth(LONGEST).map_or(line, |(at, _)| &line[..at])
}

/// The same beginning, with a number and one more: `1.1 ` and `1.2 `, `(1)` and `(2)`, `stap 1` and `stap 2`.
fn digits(above: &str, below: &str) -> bool {
    let (Some((before, first, behind)), Some((other_before, second, other_behind))) = (number(above), number(below))
    else {
        return false;
    };
    // "Groep 3" and "Groep 4" begin a line; "in de klas van 3" and "in de klas van 4" are two sentences.
    before == other_before
        && first.checked_add(1) == Some(second)
        && behind == other_behind
        && before.split_whitespace().count() <= 1
}

/// What stands before the first number of a line (the last part of one such as `1.2`), the number, and the character
/// after it.
fn number(line: &str) -> Option<(&str, u32, Option<char>)> {
    let start = line.find(|c: char| c.is_ascii_digit())?;
    // `1.2.3`: the last part counts.
    let whole = line[start..].find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(line.len() - start);
    let number = line[start..start + whole].trim_end_matches('.');
    let last = start + number.rfind('.').map_or(0, |dot| dot + 1);
    let value = line[last..start + number.len()].parse().ok()?;
    let behind = line[start + number.len()..].chars().next();
    Some((&line[..last], value, behind.filter(|c| !c.is_alphabetic() || *c == 'e')))
}

/// `i.` and `ii.`, `I)` and `II)`, `(i)` and `(ii)`, `(a)` and `(b)`.
fn roman(above: &str, below: &str) -> bool {
    let parts = |line: &'_ str| -> Option<(bool, String, char)> {
        let bare = line.trim_start_matches('(');
        let letters: String = bare.chars().take_while(|c| c.is_ascii_alphabetic()).take(6).collect();
        let behind = bare[letters.len()..].chars().next().filter(|c| ".):".contains(*c))?;
        let open = bare.len() < line.len();
        bare[letters.len() + 1..].starts_with([' ', '\t']).then_some((open, letters, behind))
    };
    let (Some((open, first, sign)), Some((other_open, second, other_sign))) = (parts(above), parts(below)) else {
        return false;
    };
    const ROMAN: [&str; 13] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii"];
    let value = |letters: &str| ROMAN.iter().position(|roman| *roman == letters.to_ascii_lowercase());
    let letter = |letters: &str| letters.bytes().next().filter(|_| letters.len() == 1);
    let next = value(&first).zip(value(&second)).is_some_and(|(a, b)| a + 1 == b)
        || letter(&first).zip(letter(&second)).is_some_and(|(a, b)| a + 1 == b);
    open == other_open && sign == other_sign && next
}

/// One character that is a number: `①` and `②`, `¹` and `²`.
fn signs(above: &str, below: &str) -> bool {
    const ABOVE: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    // Superscript digits are not in order in Unicode, circled numbers are; `½` numbers no line.
    let sign = |line: &str| line.chars().next().filter(|c| ABOVE.contains(*c) || ('\u{2460}'..='\u{24ff}').contains(c));
    let value = |c: char| ABOVE.chars().position(|a| a == c).map_or(u32::from(c) as usize, |at| at);
    sign(above).zip(sign(below)).is_some_and(|(a, b)| value(a) + 1 == value(b))
}

/// The same letter by itself: what is left of a tick or a box (`ü`, `q`, `v`) when its font was lost in pasting.
fn letters(above: &str, below: &str) -> bool {
    let letter = |line: &str| {
        let first = line.chars().next().filter(|c| c.is_alphabetic() && !"uU".contains(*c))?;
        line[first.len_utf8()..].starts_with([' ', '\t']).then_some(first)
    };
    letter(above).is_some() && letter(above) == letter(below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_count_begin_alike_but_for_one_more() {
        for (above, below) in [
            ("(1) eerst", "(2) dan"),
            ("1.eerst", "2.dan"),
            ("1e de mentor", "2e de decaan"),
            ("1.1 eerst", "1.2 dan"),
            ("9: eerst", "10: dan"),
            ("stap 1 eerst", "stap 2 dan"),
            ("Groep 3: rekenen", "Groep 4: taal"),
            ("i. eerst", "ii. dan"),
            ("(a) eerst", "(b) dan"),
            ("IV) eerst", "V) dan"),
            ("① eerst", "② dan"),
            ("¹ alleen dinsdag", "² alleen woensdag"),
            ("x rust", "x ritme"),
            ("ü\trust", "ü\tritme"),
        ] {
            assert!(follows(above, below), "{above} | {below}");
        }
    }

    #[test]
    fn other_lines_do_not_count() {
        for (above, below) in [
            ("12 leerlingen", "14 docenten"),
            ("2 uur in de week", "2 uur in de maand"),
            ("wij geven 2 uur", "wij geven 3 uur"),
            ("Ons plan", "1 keer per week"),
            ("in 2024 begonnen", "1 keer per week"),
            ("1. eerst", "2) dan"),
            ("a. eerst", "c. dan"),
            ("½ uur", "¾ uur"),
            ("u kunt bellen", "u mag komen"),
            ("a b", "b c"),
        ] {
            assert!(!follows(above, below), "{above} | {below}");
        }
    }
}
