//! Lists of Dutch words, as files in `builtin/woorden/`: one word or phrase a line, sorted, and comments behind `#`. In a list
//! of pairs a word has what belongs to it behind a colon.
//!
//! They are read while the program is compiled, so that a list is a constant like any other: nothing is read when the
//! program starts, and nothing can be missing then.

/// The words of a file of `builtin/woorden/`.
macro_rules! word_list {
    ($file:literal) => {{
        const TEXT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/builtin/woorden/", $file));
        const WORDS: [&str; $crate::text::word_lists::count(TEXT)] = $crate::text::word_lists::words(TEXT);
        &WORDS
    }};
}

/// The words of a file of `builtin/woorden/`, each with what stands behind its colon.
macro_rules! word_pairs {
    ($file:literal) => {{
        const TEXT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/builtin/woorden/", $file));
        const PAIRS: [(&str, &str); $crate::text::word_lists::count(TEXT)] = $crate::text::word_lists::pairs(TEXT);
        &PAIRS
    }};
}

pub(crate) use {word_list, word_pairs};

/// How many lines hold a word.
pub(crate) const fn count(text: &str) -> usize {
    let mut found = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = cut(rest, b'\n');
        rest = after;
        if is_word(line) {
            found += 1;
        }
    }
    found
}

/// The words of a text that has `N` of them.
pub(crate) const fn words<const N: usize>(text: &'static str) -> [&'static str; N] {
    let mut out = [""; N];
    let mut found = 0;
    let mut rest = text;
    while found < N {
        let (line, after) = cut(rest, b'\n');
        rest = after;
        if is_word(line) {
            out[found] = line;
            found += 1;
        }
    }
    out
}

/// The words of a text that has `N` of them, each with what stands behind its colon.
pub(crate) const fn pairs<const N: usize>(text: &'static str) -> [(&'static str, &'static str); N] {
    let lines: [&str; N] = words(text);
    let mut out = [("", ""); N];
    let mut at = 0;
    while at < N {
        out[at] = cut(lines[at], b':');
        at += 1;
    }
    out
}

const fn is_word(line: &str) -> bool {
    !line.is_empty() && line.as_bytes()[0] != b'#'
}

/// What stands before the first `sign` and what stands behind it, both without white space around them.
const fn cut(text: &str, sign: u8) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && bytes[at] != sign {
        at += 1;
    }
    let (before, rest) = text.split_at(at);
    let after = if rest.is_empty() { rest } else { rest.split_at(1).1 };
    (before.trim_ascii(), after.trim_ascii())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{count, pairs, words};

    /// Lists of words that are read with their capitals; all others are compared in lower case.
    const WITH_CAPITALS: [&str; 3] = ["bekende-afkortingen.txt", "geen-voorletters.txt", "talen-en-volken.txt"];

    fn root() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR"))
    }

    /// Name and text of each list.
    fn lists() -> Vec<(String, String)> {
        let dir = root().join("builtin/woorden");
        let files = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap());
        let mut out: Vec<_> = files
            .map(|file| (file.file_name().into_string().unwrap(), fs::read_to_string(file.path()).unwrap()))
            .collect();
        out.sort();
        out
    }

    fn entries(text: &str) -> Vec<&str> {
        text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
    }

    fn is_pairs(text: &str) -> bool {
        entries(text).iter().all(|line| line.contains(": "))
    }

    /// Each `word_list!("...")` in the code: the file, and whether it is read as pairs.
    fn uses(dir: &Path, out: &mut Vec<(String, bool)>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                uses(&path, out);
                continue;
            }
            let code = fs::read_to_string(&path).unwrap_or_default();
            for (opening, of_pairs) in [("= word_list!(\"", false), ("= word_pairs!(\"", true)] {
                let names = code.split(opening).skip(1).filter_map(|after| after.split_once('"'));
                out.extend(names.map(|(name, _)| (name.to_owned(), of_pairs)));
            }
        }
    }

    #[test]
    fn comments_blank_lines_and_white_space_are_no_words() {
        const TEXT: &str = "# een: uitleg\n\nappel\r\n  rode peer\t\n#kers\n\ndruif";
        assert_eq!(count(TEXT), 3);
        assert_eq!(words::<3>(TEXT), ["appel", "rode peer", "druif"]);
        assert_eq!(count("# niets\n"), 0);
        assert_eq!(words::<1>("één"), ["één"]);
    }

    #[test]
    fn a_pair_is_cut_at_its_first_colon() {
        assert_eq!(
            pairs::<3>("indien: als\r\nter zake :  over: dit\nlos"),
            [("indien", "als"), ("ter zake", "over: dit"), ("los", "")]
        );
    }

    #[test]
    fn each_list_says_what_it_is_for_and_has_every_word_once_and_in_order() {
        for (file, text) in lists() {
            assert!(text.starts_with("# ") && text.ends_with('\n'), "{file}");
            let entries = entries(&text);
            assert!(entries.iter().all(|line| *line == line.trim() && !line.is_empty()), "{file}");
            let keys: Vec<&str> = match is_pairs(&text) {
                true => entries.iter().filter_map(|line| line.split_once(": ")).map(|(word, _)| word).collect(),
                false => entries,
            };
            assert!(keys.len() > 1, "{file}");
            if let Some(pair) = keys.windows(2).find(|pair| pair[0] >= pair[1]) {
                panic!("{file}: {pair:?}");
            }
        }
    }

    #[test]
    fn words_are_in_lower_case_where_they_are_compared_so() {
        for (file, text) in lists() {
            let capital = entries(&text).into_iter().find(|line| {
                let word = if is_pairs(&text) { line.split(": ").next().unwrap_or_default() } else { line };
                word != word.to_lowercase()
            });
            assert_eq!(capital.is_some(), WITH_CAPITALS.contains(&file.as_str()), "{file}: {capital:?}");
        }
    }

    #[test]
    fn each_list_is_read_in_one_place_and_as_what_it_is() {
        let mut found = Vec::new();
        uses(&root().join("src"), &mut found);
        found.sort();
        let expected: BTreeMap<String, bool> =
            lists().into_iter().map(|(file, text)| (file, is_pairs(&text))).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>());
    }
}
