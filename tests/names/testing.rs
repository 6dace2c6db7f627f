//! How tests are called, and how they look at pages.

use crate::lexer::{self, Token};
use crate::source::{self, Source};

/// What looks for text in text.
const SEARCHES: [&str; 12] = [
    "contains",
    "ends_with",
    "find",
    "match_indices",
    "matches",
    "rfind",
    "rsplit",
    "rsplit_once",
    "split",
    "split_once",
    "starts_with",
    "strip_prefix",
];

/// Where a test may look for tags in a text, and why.
const NO_PAGES: [(&str, &str); 2] = [
    ("src/web/minify.rs", "how HTML is written is what it tests"),
    ("tests/it/workbook_looks.rs", "looks at the XML of a workbook"),
];

/// The tests, with what stands above them in files of the program left out.
fn tests() -> Vec<Source> {
    let mut files = source::files(&["src", "crates", "tests", "benches"], &[".rs"]);
    for file in files.iter_mut().filter(|file| file.path.starts_with("src/")) {
        let name = file.path.rsplit('/').next().unwrap_or_default();
        if !name.starts_with("tests") {
            let begin = file.text.rfind("#[cfg(test)]\nmod ").unwrap_or(file.text.len());
            let above = file.text[..begin].matches('\n').count();
            file.text = "\n".repeat(above) + &file.text[begin..];
        }
    }
    files
}

/// The names of the functions that are tests.
fn names_of_tests(text: &str) -> Vec<Token> {
    let mut names = Vec::new();
    let mut tokens = lexer::rust(text).into_iter().peekable();
    let mut is_test = false;
    while let Some(token) = tokens.next() {
        match token.text.as_str() {
            "#" => {
                let attribute: Vec<String> = tokens.by_ref().take_while(|t| t.text != "]").map(|t| t.text).collect();
                is_test |= attribute.last().is_some_and(|last| last == "test");
            }
            "fn" => names.extend(tokens.next().filter(|_| std::mem::take(&mut is_test))),
            _ => {}
        }
    }
    names
}

/// Titles of tests in JavaScript, with their lines.
fn titles_of_tests(text: &str) -> Vec<(usize, String)> {
    let mut titles = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let Some(call) = line.trim_start().strip_prefix("test(") else { continue };
        let Some(quote) = call.chars().next().filter(|c| matches!(c, '\'' | '"' | '`')) else { continue };
        titles.push((number + 1, call[1..].split(quote).next().unwrap_or_default().to_owned()));
    }
    titles
}

/// Whether a text is a piece of a page.
fn is_html(text: &str) -> bool {
    let starts_tag =
        |(at, _): (usize, &str)| text[at + 1..].starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, '/' | '!'));
    text.match_indices('<').any(starts_tag)
        || ["class=", "href=", "id=", "src="].iter().any(|key| text.starts_with(key))
}

/// Searches for a piece of a page in a text, with their lines.
fn searches_in_html(text: &str) -> Vec<(usize, String)> {
    let tokens = lexer::rust_with_texts(text);
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let called = tokens.get(at + 1).is_some_and(|next| next.text == "(");
        let method = at > 0 && tokens[at - 1].text == ".";
        if !(called && method && SEARCHES.contains(&token.text.as_str())) {
            continue;
        }
        let mut depth = 0;
        for argument in &tokens[at + 1..] {
            match argument.text.as_str() {
                "(" => depth += 1,
                ")" => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            if let Some(piece) = argument.text_between_quotes().filter(|piece| is_html(piece)) {
                found.push((token.line, format!("{}({piece:?})", token.text)));
            }
        }
    }
    found
}

#[test]
fn a_test_says_in_its_name_what_holds() {
    let mut short = Vec::new();
    for file in tests() {
        let names = names_of_tests(&file.text);
        // What a macro names stands where it is called.
        let named = names.iter().filter(|name| !name.text.starts_with('$'));
        let too_short = named.filter(|name| lexer::words(&name.text).len() < 3);
        short.extend(too_short.map(|name| format!("{}:{}: `{}`", file.path, name.line, name.text)));
    }
    for file in source::files(&["tests"], &[".mjs"]) {
        let titles = titles_of_tests(&file.text).into_iter().filter(|(_, title)| title.split(' ').count() < 3);
        short.extend(titles.map(|(line, title)| format!("{}:{line}: `{title}`", file.path)));
    }
    assert!(short.is_empty(), "these names of tests are no sentences:\n{}", short.join("\n"));
}

#[test]
fn a_page_is_asked_with_a_parser_and_not_as_text() {
    let mut wrong = Vec::new();
    for file in tests().iter().filter(|file| NO_PAGES.iter().all(|(path, _)| *path != file.path)) {
        let found = searches_in_html(&file.text);
        wrong.extend(found.iter().map(|(line, search)| format!("{}:{line}: {search}", file.path)));
    }
    assert!(wrong.is_empty(), "ask a `ParsedPage` (tests/it/parsed_page.rs) instead:\n{}", wrong.join("\n"));
}

#[test]
fn both_rules_find_what_they_forbid() {
    let names = |text: &str| names_of_tests(text).into_iter().map(|t| t.text).collect::<Vec<_>>();
    assert_eq!(
        names("#[test]\nfn a() {}\nfn b() {}\n#[cfg(unix)]\n#[test]\nfn c_d() {}\n#[cfg(test)]\nmod e {}"),
        ["a", "c_d"]
    );
    assert_eq!(
        titles_of_tests("  test('a b', x);\n  test(`c`, x); // test('d')\n"),
        [(1, "a b".into()), (2, "c".into())]
    );
    for wrong in [
        r##"a.contains("<p>een")"##,
        r##"a.split_once(r#"</p>"#)"##,
        r##"a.find(&format!("class={b}"))"##,
        r##"a.starts_with(["x", "<!--"])"##,
    ] {
        assert_eq!(searches_in_html(wrong).len(), 1, "{wrong}");
    }
    for right in
        [r##"a.contains("1 < 2")"##, r##"a.contains(b, "<p>")"##.replace("contains", "says").as_str(), "a.find(b)"]
    {
        assert_eq!(searches_in_html(right), [], "{right}");
    }
}
