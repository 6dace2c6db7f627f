//! Names are made of English words and of the nouns of the field.

use std::collections::{BTreeMap, BTreeSet};
use std::{env, fs};

use crate::lexer::{self, Token};
use crate::source::{self, Source};

const ENGLISH: &str = "tests/names/english.txt";
const FIELD: &str = "docs/words.md";

/// Names of schools, formats and people that names in the code speak of.
const PROPER_NAMES: [&str; 9] =
    ["douma", "eik", "els", "flesch", "grotius", "linde", "perspectief", "segbroek", "steunwijzer"];

/// The nouns of the field, with their plurals, from the table in `docs/words.md`.
fn field() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for row in source::read(FIELD).lines().filter(|l| l.starts_with("| ") && !l.starts_with("| word ")) {
        for cell in row.split('|').skip(1).take(2) {
            words.extend(lexer::words(cell.trim()));
        }
    }
    words
}

fn english() -> Vec<String> {
    source::read(ENGLISH).lines().map(str::to_owned).collect()
}

/// Every word that is not known, with the first name that has it and its place.
fn unknown(files: &[Source], names_of: impl Fn(&str) -> Vec<Token>) -> Vec<String> {
    let known = field().into_iter().chain(english()).chain(PROPER_NAMES.map(str::to_owned)).collect();
    outside(&known, files, names_of)
}

/// Every word that is none of these, with the first place of a name that has it.
fn outside(known: &BTreeSet<String>, files: &[Source], names_of: impl Fn(&str) -> Vec<Token>) -> Vec<String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for file in files {
        for token in names_of(&file.text).iter().filter(|t| t.is_name() || t.text.starts_with("--")) {
            for word in lexer::words(&token.text).into_iter().filter(|w| !known.contains(w)) {
                found.entry(word).or_insert_with(|| format!("{}:{}: `{}`", file.path, token.line, token.text));
            }
        }
    }
    found.into_iter().map(|(word, place)| format!("{place} has the word \"{word}\"")).collect()
}

/// With `UPDATE=1` the words are added to the English list, to be read there: what is Dutch must be taken out again.
fn assert_known(unknown: &[String]) {
    if env::var_os("UPDATE").is_some() {
        let word = |line: &String| line.rsplit('"').nth(1).map(str::to_owned);
        let all: BTreeSet<String> = english().into_iter().chain(unknown.iter().filter_map(word)).collect();
        let text: String = all.iter().map(|w| format!("{w}\n")).collect();
        fs::write(source::root().join(ENGLISH), text).unwrap_or_else(|e| panic!("{ENGLISH}: {e}"));
        return;
    }
    assert!(
        unknown.is_empty(),
        "these words of names are neither in {ENGLISH} nor in {FIELD} (see there which of the two is meant for what; \
         UPDATE=1 adds them to the English ones, to be read there):\n{}",
        unknown.join("\n")
    );
}

#[test]
fn names_in_rust_are_english_or_nouns_of_the_field() {
    assert_known(&unknown(&source::files(&["src", "crates", "tests", "benches"], &[".rs"]), lexer::rust));
}

/// Nouns of the field that are English words too, with the meaning that they have there.
const ENGLISH_TOO: [&str; 4] = ["document", "documents", "item", "items"];

#[test]
fn the_crates_know_no_noun_of_the_field() {
    let known = english().into_iter().chain(ENGLISH_TOO.map(str::to_owned)).collect();
    let found = outside(&known, &source::files(&["crates"], &[".rs"]), lexer::rust);
    assert!(found.is_empty(), "a crate of its own has English names alone:\n{}", found.join("\n"));
}

#[test]
fn names_in_javascript_are_english_or_nouns_of_the_field() {
    assert_known(&unknown(&source::files(&["src", "themes", "tests", "benches"], &[".js", ".mjs"]), lexer::javascript));
}

#[test]
fn names_in_style_sheets_are_english_or_nouns_of_the_field() {
    assert_known(&unknown(&source::files(&["themes", "src"], &[".css"]), lexer::css));
}

#[test]
fn names_in_templates_are_english_or_nouns_of_the_field() {
    assert_known(&unknown(&source::files(&["themes", "src"], &[".html"]), lexer::template));
}

#[test]
fn names_in_typst_are_english_or_nouns_of_the_field() {
    assert_known(&unknown(&source::files(&["themes"], &[".typ"]), lexer::typst));
}

#[test]
fn names_in_python_are_english_or_nouns_of_the_field() {
    assert_known(&unknown(&source::scripts(&["tests", "benches"], "python3", ".py"), lexer::python));
}

#[test]
fn names_in_shell_are_english_or_nouns_of_the_field() {
    assert_known(&unknown(&source::scripts(&["tests", "benches", ".ci"], "bash", ".sh"), lexer::shell));
}

#[test]
fn a_word_stands_in_one_list_and_the_lists_are_sorted() {
    let english = english();
    assert!(
        english.is_sorted_by(|a, b| a < b),
        "{ENGLISH} is not sorted, or has a word twice: {:?}",
        english.windows(2).find(|w| w[0] >= w[1])
    );
    let field = field();
    let both: Vec<&String> = english.iter().filter(|w| field.contains(*w)).collect();
    assert!(both.is_empty(), "{both:?} stand in {ENGLISH} and in {FIELD}");
}

#[test]
fn a_dutch_word_in_a_name_is_found_in_every_language() {
    let found = |names: Vec<Token>| {
        let file = Source { path: "x".to_owned(), text: String::new() };
        unknown(&[file], |_| names.iter().map(|t| Token { line: t.line, text: t.text.clone() }).collect())
    };
    assert_eq!(
        found(lexer::rust("// regel\nfn get(r#type: u8, x: &'a str) { let lees_text = r#\"van\"#; }")),
        ["x:2: `lees_text` has the word \"lees\""]
    );
    assert_eq!(
        found(lexer::rust("struct KortBegrip;\nlet c = '\"'; let kort = b\"tekst\";")),
        ["x:1: `KortBegrip` has the word \"kort\""]
    );
    assert_eq!(
        found(lexer::javascript("const a = /[/]van/g.test(`tot ${maakRow('op')} na`) / 2;")),
        ["x:1: `maakRow` has the word \"maak\""]
    );
    assert_eq!(found(lexer::css("/* .leeg */\n.x > .lege-cell { color: var(--kleur); width: .5em }")).len(), 2);
    assert_eq!(
        found(lexer::template("<p id=\"plek\" class=\"cell{{ titel }} breed\">{# van #}Dit is {{ row.naam }}.")).len(),
        3
    );
    assert_eq!(found(lexer::python("def text(plek, *, breed=naam(), **kleur):\n    maat = titel(x=leeg)")).len(), 4);
    assert_eq!(found(lexer::shell("lees() { local plek=van; }\nread -r naam kleur <titel # leeg")).len(), 4);
    assert_eq!(found(lexer::typst("#let text-block(breedte: 1pt) = [Tekst van #it.maat]")).len(), 2);
}

#[test]
fn scripts_answer_for_the_names_that_they_define() {
    let names = |tokens: Vec<Token>| tokens.into_iter().map(|t| t.text).collect::<Vec<_>>();
    assert_eq!(
        names(lexer::python("# regel\ndef read(a, *, b=len('kort', c=(d, e)), **f): return g == h\n")),
        ["read", "a", "b", "f"]
    );
    assert_eq!(
        names(lexer::python(
            "a, (b, self.c) = d.e = f(g, h=1)\nif i != j:\n    k[0].l = r'van \\' tot'\nm += 1\nif n: o = 'p' == q\n"
        )),
        ["a", "b", "c", "m", "o"]
    );
    assert_eq!(
        names(lexer::python(
            "with a() as (b, c), d as e: print(f\"{x}\", (g := 2), [h for i, j in k for l in lambda m, n=1: o])"
        )),
        ["b", "c", "e", "g", "i", "j", "l", "m", "n"]
    );
    assert_eq!(
        names(lexer::python("class A(B):\n    \"\"\"c = \"d\"\n    e = 1\"\"\"\n    f = \\\n        g\n")),
        ["A", "f"]
    );
    assert_eq!(
        names(lexer::shell("# a=1\nb() { local c=van d; e=(\"f=$g\") h+=1; } # i=2\nprintf 'j=%s' \"$k\" l\\'m")),
        ["b", "c", "d", "e", "h"]
    );
    assert_eq!(
        names(lexer::shell("for a in b c; do IFS='|' read -r d e <f; done\nexport G H=\"$(i \"${J}\" k)\" && l m")),
        ["a", "IFS", "d", "e", "G", "H"]
    );
}

#[test]
fn a_name_is_taken_apart_at_capitals_signs_and_digits() {
    assert_eq!(lexer::words("PDFWorld2Utf8"), ["pdf", "world", "utf"]);
    assert_eq!(lexer::words("--read_sectie-Item"), ["read", "sectie", "item"]);
    assert_eq!(lexer::words("MAX_BYTES"), ["max", "bytes"]);
}
