//! Sentences are data: no template holds words that a visitor reads, and every sentence of `texts/nl.yaml` is used.

use std::collections::BTreeSet;

use crate::source::{self, Source};

const TEXTS: &str = "themes/standaard/texts/nl.yaml";
/// What a closing tag begins with.
const CLOSING: &str = "</";
/// Attributes that a visitor sees or hears.
const READ: [&str; 6] = ["aria-label", "title", "alt", "placeholder", "data-label", "label"];
/// Words that may stand in a template: file and words. This list may only become shorter.
const EXCEPTIONS: [(&str, &str); 0] = [];

/// The templates of a medium: in a folder of PDFs only those that are rendered, not the Typst files of the style.
fn templates(medium: &str) -> Vec<Source> {
    let all = source::files(&[&format!("themes/standaard/{medium}")], &[".html", ".typ"]);
    let style = ["charts.typ", "components.typ", "route.typ", "sheet.typ", "style.typ"];
    all.into_iter().filter(|file| !style.iter().any(|name| file.path.ends_with(&format!("pdf/{name}")))).collect()
}

/// A template without comments, and the code in it apart: what stands in `{{ }}` and `{% %}`. Code becomes nothing in the text,
/// so that the two branches of a condition stand one after the other.
fn apart(template: &str) -> (String, Vec<String>) {
    let (mut text, mut code) = (String::new(), Vec::new());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let end = match rest.as_bytes().get(at + 1) {
            Some(b'#') => "#}",
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            _ => {
                text.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            }
        };
        text.push_str(&rest[..at]);
        let inside = &rest[at + 2..];
        let length = inside.find(end).unwrap_or(inside.len());
        // A component's own braces may end where the code ends: `{{ <x a={b} /> }}`.
        if end != "#}" {
            code.push(inside[..length].to_owned());
        }
        rest = inside.get(length + 2..).unwrap_or_default();
    }
    text.push_str(rest);
    (text, code)
}

/// What stands in double quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

fn has_word(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 1)
}

/// Whether a string in code reads as words: with a space between them, or with a capital.
fn reads_as_words(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').filter(|word| has_word(word)).collect();
    let capital = |word: &&str| {
        let mut letters = word.chars().skip_while(|c| !c.is_alphabetic());
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
    };
    words.len() > 1 && !text.contains(['<', '#', '=', '(']) || words.iter().any(capital)
}

/// The words of a web template that a visitor reads.
fn words_in_html(template: &str) -> Vec<String> {
    let (text, code) = apart(template);
    let mut found: Vec<String> = Vec::new();
    for code in code.iter().filter(|code| !is_structure(code)) {
        found.extend(quoted(code).filter(|text| reads_as_words(text)).map(str::to_owned));
    }
    let mut rest = text.as_str();
    while let Some((before, from)) = rest.split_once('<') {
        found.extend(outside_tags(before));
        let Some((tag, after)) = from.split_once('>') else { break };
        let name = tag.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        for attribute in READ {
            let value = tag.split_once(&format!(" {attribute}=\"")).and_then(|(_, value)| value.split_once('"'));
            found.extend(value.filter(|(value, _)| has_word(value)).map(|(value, _)| value.to_owned()));
        }
        rest = match name {
            "script" | "style" | "svg" => after.find(&[CLOSING, name].concat()).map_or(after, |at| &after[at..]),
            _ => after,
        };
    }
    found.extend(outside_tags(rest));
    found
}

/// The words between two tags. Where a tag's end stands in a branch of a condition, attributes are left over; they are no words.
fn outside_tags(text: &str) -> Option<String> {
    let mut words = text.to_owned();
    while let Some((before, value)) = words.split_once("=\"") {
        let name = before.rfind(|c: char| !c.is_ascii_lowercase() && c != '-').map_or(0, |at| at + 1);
        let after = value.split_once('"').map_or("", |(_, after)| after);
        words = format!("{} {after}", &before[..name]);
    }
    has_word(&words).then(|| words.trim().to_owned())
}

/// Code that names templates and blocks, which are no words.
fn is_structure(code: &str) -> bool {
    let code = code.trim_start_matches(['-', ' ']);
    ["extends", "block", "include", "import", "component"].iter().any(|word| code.starts_with(word))
}

/// The words of a template of PDFs that a reader reads: texts in quotes, sentences (which begin with a capital), and words in
/// brackets.
fn words_in_typst(template: &str) -> Vec<String> {
    let (text, code) = apart(template);
    let mut found: Vec<String> = Vec::new();
    for code in code.iter().filter(|code| !is_structure(code)) {
        found.extend(quoted(code).filter(|text| reads_as_words(text)).map(str::to_owned));
    }
    for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
        found.extend(quoted(line).filter(|text| reads_as_words(text)).map(str::to_owned));
        let bare: String = line.split('"').step_by(2).collect::<Vec<_>>().join(" ");
        let sentence = bare.split(|c: char| !c.is_alphabetic()).any(|word| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        });
        let in_brackets = bare.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0));
        let words = in_brackets.filter(|inside| has_word(inside) && !inside.contains(['#', '(', '{']));
        found.extend(words.map(str::to_owned));
        found.extend(sentence.then(|| bare.trim().to_owned()));
    }
    found
}

#[test]
fn no_template_holds_words_that_a_visitor_reads() {
    let mut found = Vec::new();
    for (medium, words) in [("web", words_in_html as fn(&str) -> Vec<String>), ("pdf", words_in_typst)] {
        let all = templates(medium);
        assert!(all.len() > 10, "the templates of {medium} are read");
        for file in all {
            found.extend(words(&file.text).into_iter().map(|words| (file.path.clone(), words)));
        }
    }
    let allowed =
        |(path, words): &(String, String)| EXCEPTIONS.iter().any(|(file, told)| path.ends_with(file) && told == words);
    let new: Vec<_> = found.iter().filter(|found| !allowed(found)).collect();
    assert!(
        new.is_empty(),
        "these words belong in {TEXTS}, and the template asks for them with t(key=\"...\"): {new:#?}"
    );
    let gone = EXCEPTIONS
        .iter()
        .filter(|(file, told)| !found.iter().any(|(path, words)| path.ends_with(file) && told == words));
    let gone: Vec<_> = gone.collect();
    assert!(gone.is_empty(), "these exceptions are not needed any more: {gone:?}");
}

#[test]
fn words_in_templates_are_seen_wherever_a_visitor_meets_them() {
    for template in [
        "<p>Alle scholen</p>",
        "<p>{% if a %}Alle{% else %}{{ b }}{% endif %}</p>",
        "<nav aria-label=\"Hoofdmenu\"></nav>",
        "<img alt=\"{{ name }} op school\">",
        "{{ <crumbs here={\"Zoeken\"} /> }}",
        "{% set x = \"geen enkele\" %}",
    ] {
        assert_eq!(words_in_html(template).len(), 1, "{template}: {:?}", words_in_html(template));
    }
    for template in [
        "<p>{{ name }}: {{ n }}</p>",
        "{# Alle scholen #}<p id=\"alle\"></p>",
        "<td{% if a %} class=\"a\">{% else %} class=\"b c\">{% endif %}</td>",
        "{% extends \"Base.html\" %}",
    ] {
        assert_eq!(words_in_html(template), Vec::<String>::new(), "{template}");
    }
    for template in ["= De norm", "#points([niets])", "  head: (\"School\", x),", "#{{ (\"Let op: \" ~ x) | code }}"] {
        assert_eq!(words_in_typst(template).len(), 1, "{template}: {:?}", words_in_typst(template));
    }
    for template in
        ["// De norm", "#let who(count) = if count == 0 { [0] }", "#sw-tabel(head: ({{ t(key=\"a.b\") | code }},))"]
    {
        assert_eq!(words_in_typst(template), Vec::<String>::new(), "{template}");
    }
}

/// The keys of the built-in sentences.
fn keys() -> BTreeSet<String> {
    let (mut out, mut group) = (BTreeSet::new(), String::new());
    for line in source::read(TEXTS).lines() {
        let Some((name, _)) = line.split_once(':') else { continue };
        let bare = name.trim_start();
        if bare.starts_with('#') || bare.is_empty() {
            continue;
        }
        match name.len() - bare.len() {
            0 => group = bare.to_owned(),
            2 => drop(out.insert(format!("{group}.{bare}"))),
            _ => {}
        }
    }
    out
}

/// The keys that templates and Rust ask for: those of the built-in sentences that stand somewhere in quotes.
fn used(keys: &BTreeSet<String>) -> BTreeSet<String> {
    let mut files = source::files(&["themes/standaard/web", "themes/standaard/pdf"], &[".html", ".typ"]);
    files.extend(source::files(&["src"], &[".rs"]));
    let mut out = BTreeSet::new();
    for file in &files {
        for text in quoted_lines(&file.text) {
            if keys.contains(text) {
                out.insert(text.to_owned());
            }
        }
        for group in file.text.split("titled(\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)) {
            out.extend(["title", "description"].map(|name| format!("{group}.{name}")));
        }
    }
    out
}

fn quoted_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('"').skip(1))
}

#[test]
fn every_sentence_of_the_built_in_theme_is_used() {
    let keys = keys();
    assert!(keys.len() > 300, "the sentences are read: {}", keys.len());
    let used = used(&keys);
    let unused: Vec<_> = keys.difference(&used).collect();
    assert!(unused.is_empty(), "nothing asks for these sentences of {TEXTS}: {unused:#?}");
}

#[test]
fn every_sentence_that_rust_asks_for_is_there() {
    let keys = keys();
    let mut asked = 0;
    for file in source::files(&["src"], &[".rs"]) {
        // Tests of the mechanism have sentences of their own.
        if file.path.contains("/texts") {
            continue;
        }
        for key in file.text.split(".say(\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)) {
            asked += 1;
            assert!(keys.contains(key), "{}: there is no sentence `{key}`", file.path);
        }
        for group in file.text.split("titled(\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)) {
            for name in ["title", "description"] {
                assert!(
                    keys.contains(&format!("{group}.{name}")),
                    "{}: there is no sentence `{group}.{name}`",
                    file.path
                );
            }
        }
    }
    assert!(asked > 30, "{asked} sentences are asked for");
}
