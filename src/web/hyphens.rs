//! Soft hyphens in long words, and possible breaks after a slash, where a page may leave little room.
//!
//! Browsers break words by themselves (`hyphens: auto`) if they have Dutch rules: Chromium on Linux has none, and
//! breaks "Ondersteuningscoördin|ator" at any letter. So words in headings, cells of tables, terms and menus carry
//! the places where they may be broken. In running text only the longest do: it has the width of the page, and is what
//! people copy most. Text that is meant to be copied has none: that of an element with `data-verbatim`, which may not
//! contain another element of its own name.

use hypher::{Lang, hyphenate_bounded};

use crate::text::word_list;

/// Elements that may be narrow on the page.
const NARROW: [&str; 14] =
    ["caption", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "nav", "summary", "td", "th"];

/// Elements whose content is not text, or has to stay as it is.
const LITERAL: [&str; 8] = ["code", "option", "pre", "script", "style", "svg", "textarea", "title"];

/// The attribute of an element whose text is meant to be copied.
const VERBATIM: &str = " data-verbatim";

/// A word of fewer letters fits in the narrowest column.
const LONG: usize = 10;

/// A word of fewer letters fits on a line of running text, even on the smallest phone.
const VERY_LONG: usize = 20;

/// A longer run of letters is no word.
const LONGEST: usize = 80;

/// The fewest letters of a word before its first break and after its last.
const PIECE: usize = 4;

/// What the long words of schools are composed with. A break after one reads best, so it is preferred to one between
/// syllables.
const WORD_PARTS: &[&str] = word_list!("delen-van-lange-woorden.txt");

/// The page with soft hyphens in it. From where it is not well formed it stays as it is.
pub(super) fn soft_hyphens(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 64);
    let mut depth = 0_usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text(&rest[..at], if depth > 0 { LONG } else { VERY_LONG }, &mut out);
        rest = &rest[at..];
        let Some(end) = tag_end(rest) else { break };
        let (tag, after) = rest.split_at(end);
        out.push_str(tag);
        rest = after;
        let closing = tag.starts_with("</");
        let name = &tag[1 + usize::from(closing)..];
        let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if NARROW.contains(&name) {
            depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        } else if !closing && !tag.ends_with("/>") && (LITERAL.contains(&name) || tag.contains(VERBATIM)) {
            let Some(close) = rest.find(&format!("</{name}")) else { break };
            let (content, after) = rest.split_at(close);
            out.push_str(content);
            rest = after;
        }
    }
    // What is left after a well-formed page is the end of its text.
    out.push_str(rest);
    out
}

/// Where a tag or comment ends; a `>` in the value of an attribute does not end it.
pub(super) fn tag_end(rest: &str) -> Option<usize> {
    if rest.starts_with("<!--") {
        return rest.find("-->").map(|at| at + 3);
    }
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Text between tags; words of at least `least` letters get soft hyphens.
fn text(text: &str, least: usize, out: &mut String) {
    if text.len() < least {
        out.push_str(text);
        return;
    }
    for part in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
        if part.len() < least || is_address(part) {
            out.push_str(part);
        } else {
            words(part, least, out);
        }
    }
}

/// Whether this is a web or mail address: a hyphen in it would be read as part of it.
fn is_address(part: &str) -> bool {
    let dot_inside = || part.trim_end().trim_end_matches(|c: char| !c.is_alphanumeric()).contains('.');
    part.contains('@') || part.contains("://") || dot_inside()
}

/// The words in a stretch of text without spaces; an entity is none. After a slash a line may end without a hyphen.
fn words(part: &str, least: usize, out: &mut String) {
    let mut rest = part;
    while let Some(start) = rest.find(|c: char| c.is_alphabetic() || c == '&') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let entity = from.strip_prefix('&');
        if entity.is_none() && before.ends_with('/') && rest.len() < part.len() {
            out.push_str("<wbr>");
        }
        let end = match entity {
            Some(name) => name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).map(|at| at + 1),
            None => from.find(|c: char| !c.is_alphabetic()),
        };
        let (word, after) = from.split_at(end.unwrap_or(from.len()));
        if entity.is_some() {
            out.push_str(word);
        } else {
            hyphenate(word, least, out);
        }
        rest = after;
    }
    out.push_str(rest);
}

/// A word with its soft hyphens: after the words it is composed of, and between the syllables of parts that are still
/// long.
fn hyphenate(word: &str, least: usize, out: &mut String) {
    let letters = word.chars().count();
    if !(least..=LONGEST).contains(&letters) {
        out.push_str(word);
        return;
    }
    let breaks = syllable_ends(word);
    let lower = word.to_lowercase();
    let mut begin = 0;
    for &at in &breaks {
        let ends_part = lower.len() == word.len() && WORD_PARTS.iter().any(|part| lower[..at].ends_with(part));
        if ends_part {
            piece(word, begin, at, &breaks, out);
            out.push('\u{ad}');
            begin = at;
        }
    }
    piece(word, begin, word.len(), &breaks, out);
}

/// A part of a word, with the breaks inside it if it is long.
fn piece(word: &str, begin: usize, end: usize, breaks: &[usize], out: &mut String) {
    let mut from = begin;
    if word[begin..end].chars().count() >= LONG {
        for &at in breaks.iter().filter(|&&at| begin < at && at < end) {
            let enough = |text: &str| text.chars().count() >= PIECE;
            let alone = word[from..at].chars().count() == 1;
            if !alone && enough(&word[begin..at]) && enough(&word[at..end]) {
                out.push_str(&word[from..at]);
                out.push('\u{ad}');
                from = at;
            }
        }
    }
    out.push_str(&word[from..end]);
}

/// Where syllables end inside a word, by Dutch rules.
fn syllable_ends(word: &str) -> Vec<usize> {
    let mut at = 0;
    let mut ends: Vec<usize> = hyphenate_bounded(word, Lang::Dutch, PIECE, PIECE)
        .map(|syllable| {
            at += syllable.len();
            at
        })
        .collect();
    ends.pop();
    ends
}

#[cfg(test)]
mod tests {
    use super::soft_hyphens;

    /// A page after the pass, with soft hyphens shown as `|`.
    #[track_caller]
    fn becomes(html: &str, shown: &str) {
        assert_eq!(soft_hyphens(html).replace('\u{ad}', "|"), shown);
    }

    #[test]
    fn long_words_break_after_the_words_they_are_composed_of() {
        becomes("<th>Onderwijsopvangvoorziening</th>", "<th>Onderwijs|opvang|voor|zie|ning</th>");
        becomes("<h1>Samenwerkingsverband</h1>", "<h1>Samen|werkings|verband</h1>");
        becomes("<td>Leerlingbegeleider</td>", "<td>Leerling|bege|leider</td>");
    }

    #[test]
    fn parts_that_are_still_long_break_between_syllables() {
        becomes("<h2>Schoolondersteuningsprofiel</h2>", "<h2>School|onder|steu|nings|profiel</h2>");
        becomes("<dt>Ondersteuningscoördinator</dt>", "<dt>Onder|steu|nings|coör|di|nator</dt>");
        becomes("<td>Verantwoordelijkheden</td>", "<td>Verant|woor|de|lijk|heden</td>");
    }

    #[test]
    fn no_letter_stands_alone_and_a_word_keeps_four_at_both_ends() {
        becomes("<td>Specialisten Begeleidingen</td>", "<td>Speci|alisten Bege|lei|dingen</td>");
    }

    #[test]
    fn short_words_stay_whole_and_in_running_text_all_but_the_longest() {
        becomes("<th>Onderwijs</th>", "<th>Onderwijs</th>");
        becomes("<p>Leerlingbegeleider</p>", "<p>Leerlingbegeleider</p>");
        becomes("<p>Ondersteuningscoördinator</p>", "<p>Onder|steu|nings|coör|di|nator</p>");
    }

    #[test]
    fn elements_inside_a_heading_or_cell_belong_to_it() {
        becomes(
            "<th><a href=\"/samenwerkingsverband\" title=\"Samenwerkingsverband > x\"><b>Samenwerkingsverband</b></a></th>",
            "<th><a href=\"/samenwerkingsverband\" title=\"Samenwerkingsverband > x\"><b>Samen|werkings|verband</b></a></th>",
        );
        becomes(
            "<td><table><td>a</td></table>Leerlingbegeleider</td>Leerlingbegeleider",
            "<td><table><td>a</td></table>Leerling|bege|leider</td>Leerlingbegeleider",
        );
    }

    #[test]
    fn an_address_has_no_hyphen_that_is_not_in_it() {
        for address in [
            "www.samenwerkingsverband.nl",
            "https://samenwerkingsverband",
            "samenwerkingsverband@school",
            "Samenwerkingsverband.pdf",
        ] {
            becomes(&format!("<td>{address}</td>"), &format!("<td>{address}</td>"));
        }
        becomes("<td>Het samenwerkingsverband.</td>", "<td>Het samen|werkings|verband.</td>");
    }

    #[test]
    fn words_around_a_slash_or_entity_are_words_of_their_own() {
        becomes("<th>Reken-/wiskunde</th>", "<th>Reken-/<wbr>wiskunde</th>");
        becomes("<th>/overheidsgebouw en/of 2/3</th>", "<th>/over|heids|ge|bouw en/of 2/3</th>");
        becomes("<option>Overheid/gemeente</option>", "<option>Overheid/gemeente</option>");
        becomes(
            "<td>leerlingbegeleider/samenwerkingsverband &CounterClockwiseContourIntegral; &amp;samenwerkingsverband</td>",
            "<td>leerling|bege|leider/<wbr>samen|werkings|verband &CounterClockwiseContourIntegral; &amp;samen|werkings|verband</td>",
        );
    }

    #[test]
    fn scripts_code_drawings_and_text_to_copy_stay_letter_for_letter() {
        for literal in [
            "<td><script>if (a < samenwerkingsverband) {}</script></td>",
            "<th><code>ondersteuningsroute</code></th>",
            "<figcaption><svg><text>Samenwerkingsverband</text></svg></figcaption>",
            "<article data-verbatim><h3>Samenwerkingsverband</h3></article>",
        ] {
            becomes(literal, literal);
        }
    }

    #[test]
    fn a_page_that_is_not_well_formed_loses_nothing() {
        for broken in [
            "<th>a</td></th></th><h1",
            "<th><!-- samenwerkingsverband",
            "<td><svg>samenwerkingsverband",
            "<td>&",
            "</",
            "<",
        ] {
            assert_eq!(soft_hyphens(broken), broken);
        }
    }
}
