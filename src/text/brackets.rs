//! Brackets in a text that will itself stand between brackets.

use super::tree::Markdown;

/// Sets what stands between brackets apart with commas: "bij taal (cluster 2)" becomes "bij taal, cluster 2". A bracket
/// that is part of a word stays: "leerling(en)".
pub fn commas_for_brackets(markdown: &mut Markdown) {
    // For each bracket that is open, whether it becomes a comma: one may begin in one piece of a line and end in another.
    let mut open: Vec<bool> = Vec::new();
    let mut before: Option<char> = None;
    let mut owed = false;
    markdown.replace_text(&mut |text| {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if owed && !matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')') {
                out.push(',');
            }
            owed = false;
            match c {
                '(' => {
                    let apart = before.is_none_or(char::is_whitespace);
                    open.push(apart);
                    let words = out.trim_end().len();
                    if !apart {
                        out.push(c);
                    } else if words > 0 && !out[..words].ends_with([',', ';', ':', '.', '(']) {
                        out.insert(words, ',');
                    }
                }
                ')' => match open.pop() {
                    Some(true) => owed = true,
                    Some(false) | None => out.push(c),
                },
                c => out.push(c),
            }
            before = Some(c);
        }
        out
    });
}

#[cfg(test)]
mod tests {
    use super::commas_for_brackets;
    use crate::text::tests::read;

    #[track_caller]
    fn becomes(text: &str, shown: &str) {
        let mut markdown = read(text).0;
        commas_for_brackets(&mut markdown);
        assert_eq!(markdown.plain_line(), shown);
    }

    #[test]
    fn what_stands_between_brackets_follows_after_a_comma() {
        becomes("voor leerlingen met een stoornis (cluster 2)", "voor leerlingen met een stoornis, cluster 2");
        becomes("op dinsdag (even weken) en donderdag", "op dinsdag, even weken, en donderdag");
        becomes("kort (6 weken), in een groep (8).", "kort, 6 weken, in een groep, 8.");
        becomes("een (deel (klein) van de) dag", "een, deel, klein, van de, dag");
    }

    #[test]
    fn at_the_start_no_comma_comes_before_it() {
        becomes("(deels) op school", "deels, op school");
    }

    #[test]
    fn a_bracket_in_a_word_stays_and_so_does_one_that_never_opened() {
        becomes("leerling(en) van 1) vmbo", "leerling(en) van 1) vmbo");
    }
}
