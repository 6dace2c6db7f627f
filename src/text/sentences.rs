//! Small helpers for Dutch sentences.

use super::word_lists::word_list;
use super::words::one_line;

/// Abbreviations after which a full stop does not end a sentence.
const AFKORTINGEN: &[&str] = word_list!("afkortingen-met-punt.txt");

/// `a, b en c`.
pub fn join_and<S: AsRef<str>>(parts: &[S]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} en {}", first.join(", "), last.as_ref())
        }
    }
}

/// Parts of a list, each once: two that differ in a capital, white space or the stop behind them say the same.
pub fn once<S: AsRef<str>>(parts: impl IntoIterator<Item = S>) -> Vec<S> {
    let mut seen = std::collections::BTreeSet::new();
    let bare = |part: &S| {
        let words: Vec<&str> = part.as_ref().split_whitespace().collect();
        words.join(" ").trim_end_matches(['.', ';', ',']).to_lowercase()
    };
    parts.into_iter().filter(|part| seen.insert(bare(part))).collect()
}

/// The text with a capital at its start; `ij` becomes `IJ`.
pub fn capitalize(text: &str) -> String {
    if let Some(rest) = text.strip_prefix("ij") {
        return format!("IJ{rest}");
    }
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What the names of languages and peoples begin with: in Dutch they have a capital inside a sentence too.
const LANGUAGES: &[&str] = word_list!("talen-en-volken.txt");

/// A name as it stands inside a sentence: "Mentor" becomes "mentor", "GGZ" and "COPA" stay, and so does a proper
/// name, which shows by a capital in a later word: "Marietje Kessels Project", "Bureau Jeugdzorg".
pub fn lower(name: &str) -> String {
    let proper = |word: &str| {
        let mut letters = word.trim_start_matches(|c: char| !c.is_alphanumeric()).chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    if name.split_whitespace().skip(1).any(proper) || LANGUAGES.iter().any(|language| name.starts_with(language)) {
        return name.to_owned();
    }
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if first.is_uppercase() && second.is_lowercase() => {
            first.to_lowercase().chain(std::iter::once(second)).chain(letters).collect()
        }
        _ => name.to_owned(),
    }
}

/// The text with a full stop at its end, unless it has the end of a sentence already. White space
/// around it, and a comma or semicolon at its end, are dropped; an empty text stays empty.
pub fn with_full_stop(text: &str) -> String {
    let text = text.trim().trim_end_matches([',', ';']);
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')']);
    if text.is_empty() || bare.ends_with(['.', '!', '?', '…']) || text.ends_with(':') {
        // A bracket after the stop still needs one: "Wij bellen (zie ook a.)" goes on after the bracket.
        let bracket = text.ends_with(')') && !text.starts_with('(');
        return if bracket { format!("{text}.") } else { text.to_owned() };
    }
    format!("{text}.")
}

/// At most `n` characters, cut between words, with `…` where something is left out.
pub fn truncate(text: &str, n: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= n {
        return text.to_owned();
    }
    let room = n.saturating_sub(1);
    let ending = text.char_indices().nth(room).map_or(text.len(), |(i, _)| i);
    let (before, after) = text.split_at(ending);
    let whole = if after.starts_with(char::is_whitespace) {
        before
    } else {
        before.rsplit_once(char::is_whitespace).map_or(before, |(whole, _)| whole)
    };
    let is_word_end = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '-' | '–' | '(');
    // What stands between brackets is left out as a whole, so that every bracket that opens also closes.
    let whole = match whole.rfind('(') {
        Some(open) if !whole[open..].contains(')') => &whole[..open],
        _ => whole,
    };
    format!("{}…", whole.trim_end_matches(is_word_end))
}

/// A heading of at most `n` characters: what stands between brackets is left out first, and only then words.
pub fn short_heading(heading: &str, n: usize) -> String {
    let heading = heading.trim();
    if heading.chars().count() <= n {
        return heading.to_owned();
    }
    let (mut bare, mut depth) = (String::new(), 0_usize);
    for c in heading.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    let bare = one_line(&bare);
    // If there is nothing but brackets, or one never closes, the heading is cut as it is.
    truncate(if bare.is_empty() || depth > 0 { heading } else { &bare }, n)
}

/// Sentences as they read one after the other: "Dat is op school zelf. Dat is ook hulp van het schoolbestuur."
pub fn one_after_another(sentences: impl IntoIterator<Item = String>) -> Vec<String> {
    let also = |(index, sentence): (usize, String)| match sentence.strip_prefix("Dat is ") {
        Some(rest) if index > 0 && !rest.starts_with("ook ") => format!("Dat is ook {rest}"),
        _ => sentence,
    };
    sentences.into_iter().enumerate().map(also).collect()
}

/// The sentences of a text. A line end ends a sentence too; white space around them is dropped.
pub fn sentences(text: &str) -> Vec<&str> {
    text.lines().flat_map(sentences_of_line).collect()
}

fn sentences_of_line(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut begin = 0;
    for (i, _) in line.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let (before, after) = (line[begin..i].trim(), line[i..].trim_start());
        if ends_sentence(before) && starts_sentence(after) {
            out.push(before);
            begin = i;
        }
    }
    out.push(line[begin..].trim());
    out.retain(|sentence| !sentence.is_empty());
    out
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')']);
    if !bare.ends_with(['.', '!', '?', '…']) {
        return false;
    }
    // The number of an item: "1. Wij ..." is one sentence.
    if text.trim_end_matches(['.', ')']).bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let word = bare.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(['(', '"', '\'', '“', '‘']).to_lowercase();
    let initial = word.chars().count() == 2 && word.starts_with(char::is_alphabetic) && word.ends_with('.');
    // An initial ends no sentence, but "u." does, which texts for parents have all the time.
    (!initial || word == "u.") && !AFKORTINGEN.contains(&word.as_str())
}

fn starts_sentence(text: &str) -> bool {
    let mut letters = text.trim_start_matches(['"', '\'', '“', '‘', '’', '«', '(', '-']).chars();
    letters.next().is_some_and(|c| !c.is_lowercase())
        // 's Ochtends, 't Is: the word with the apostrophe has no capital, the next one has.
        || (text.starts_with(['\'', '’'])
            && text.split_whitespace().nth(1).is_some_and(|w| w.starts_with(char::is_uppercase)))
}
