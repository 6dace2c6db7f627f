//! Styles: parts in `static/css/`, joined into few files, in layers.
//!
//! A theme replaces one part by a file of the same name, adds one by a file of another name, and has the last word in its
//! `eigen.css`: that stands in the last layer, so it wins whatever the parts say (docs/decisions/051).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::melding::{Code, Melding, Meldingen};
use crate::source::{Source, Span};

/// The layers, weakest first. Each part says in which of them its rules stand.
const LAYERS: &str = "@layer reset, tokens, base, parts, pages, print, own;\n";
/// The folder of parts below `static/`.
const FOLDER: &str = "css/";
/// The style of every page; parts that a theme adds stand at its end.
const EVERY_PAGE: &str = "stijl.css";
/// The style of the site itself.
pub(super) const OWN: &str = "eigen.css";

/// The files that pages ask for, with the parts that stand in each: for every page, for documents, for tables of schools.
const JOINED: [(&str, &[&str]); 3] = [
    (
        EVERY_PAGE,
        &[
            "reset", "base", "text", "nav", "buttons", "blocks", "lists", "document", "tables", "cards", "school",
            "glossary", "search", "help",
        ],
    ),
    ("grafieken.css", &["scales", "pyramid", "series", "matrix", "route", "drawing", "walker"]),
    ("vergelijk.css", &["grid", "legend", "side-by-side", "counts", "chooser"]),
];

/// The names of the files that parts are joined into.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    JOINED.iter().map(|(name, _)| *name)
}

/// Puts the joined files in place of the parts. A theme that brings a whole file under the name of a joined one keeps it, and
/// gets its layers and tokens before it. Gives the names of the parts.
pub(super) fn join(files: &mut BTreeMap<String, Vec<u8>>, tokens: &str) -> BTreeSet<String> {
    let names: BTreeSet<String> =
        files.keys().filter(|path| path.starts_with(FOLDER) && path.ends_with(".css")).cloned().collect();
    let mut parts: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for path in &names {
        let name = path.strip_prefix(FOLDER).and_then(|path| path.strip_suffix(".css")).unwrap_or(path);
        parts.insert(name, files.remove(path).unwrap_or_default());
    }
    let known = |name: &str| JOINED.iter().any(|(_, parts)| parts.contains(&name));
    let added: Vec<&str> = parts.keys().copied().filter(|name| !known(name)).collect();
    for (name, own) in JOINED {
        let mut style = LAYERS.as_bytes().to_vec();
        if name == EVERY_PAGE {
            style.extend(format!("@layer tokens {{\n{tokens}}}\n").into_bytes());
        }
        let whole = files.remove(name);
        let added = if name == EVERY_PAGE { added.as_slice() } else { &[] };
        let own = if whole.is_some() { &[] } else { own };
        for part in own.iter().chain(added).filter_map(|part| parts.get(part)).chain(&whole) {
            style.push(b'\n');
            style.extend(part);
        }
        files.insert(name.to_owned(), style);
    }
    names
}

/// The style of the site itself, in the last layer: that of each layer of the theme, the lowest first. What must stand at the
/// beginning of a style (`@import`) does. None if there is nothing in it, or something that no browser can read.
pub(super) fn own(sources: &[Arc<Source>], messages: &mut Meldingen) -> Option<String> {
    let (mut first, mut rest) = (String::new(), String::new());
    for source in sources {
        if let Some(message) = unbalanced(source).or_else(|| from_others(source)) {
            messages.push(message);
            return None;
        }
        let (imports, from) = imports(source.text());
        first.push_str(&imports);
        rest.push_str(&format!("@layer own {{\n{}\n}}\n", source.text().get(from..).unwrap_or_default().trim()));
    }
    (!sources.is_empty()).then(|| format!("{LAYERS}{first}{rest}"))
}

/// What a style imports, each in the last layer too, and where its rules begin.
fn imports(text: &str) -> (String, usize) {
    let mut out = String::new();
    let mut at = 0;
    loop {
        at = after_space(text, at);
        let rest = text.get(at..).unwrap_or_default();
        let begins = |word: &&str| rest.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
        let Some(word) = ["@charset", "@import", "@namespace"].into_iter().find(begins) else {
            break;
        };
        let (mut end, mut depth) = (at, 0_usize);
        for piece in Pieces::new(text, at) {
            end = piece.end;
            // An address without quotes may hold one: `url(a;b.css)`.
            match piece.kind {
                Kind::Sign(b'(') => depth += 1,
                Kind::Sign(b')') => depth = depth.saturating_sub(1),
                Kind::Sign(b';') if depth == 0 => break,
                _ => {}
            }
        }
        let statement = text.get(at..end).unwrap_or_default();
        match word {
            // Every file is UTF-8.
            "@charset" => {}
            "@import" => out.push_str(&in_own_layer(statement)),
            _ => out.push_str(statement),
        }
        if !out.is_empty() {
            out.push('\n');
        }
        at = end;
    }
    (out, at)
}

/// An `@import` in the last layer, unless it names one itself.
fn in_own_layer(statement: &str) -> String {
    let from = after_space(statement, "@import".len());
    let rest = statement.get(from..).unwrap_or_default();
    let end = if rest.starts_with("url(") {
        Pieces::new(statement, from).find(|piece| piece.kind == Kind::Sign(b')')).map(|piece| piece.end)
    } else {
        Pieces::new(statement, from).next().map(|piece| piece.end)
    };
    let (address, after) = statement.split_at_checked(end.unwrap_or(statement.len())).unwrap_or((statement, ""));
    if after.trim_start().starts_with("layer") { statement.to_owned() } else { format!("{address} layer(own){after}") }
}

fn after_space(text: &str, mut at: usize) -> usize {
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let space = rest.len() - rest.trim_start().len();
        at += space;
        let comment = text.get(at..).filter(|rest| rest.starts_with("/*")).and_then(|rest| rest.find("*/"));
        match comment {
            Some(length) => at += length + 2,
            None => return at,
        }
    }
}

/// The first address that leads to somebody else: a page loads nothing from others.
fn from_others(source: &Arc<Source>) -> Option<Melding> {
    let mut bare = source.text().to_ascii_lowercase();
    for piece in Pieces::new(source.text(), 0).filter(|piece| source.text()[piece.from..].starts_with("/*")) {
        bare.replace_range(piece.from..piece.end, &" ".repeat(piece.end - piece.from));
    }
    let begins = |word: &'static str| bare.match_indices(word).map(move |(at, _)| at + word.len());
    let mut places: Vec<usize> = begins("url(").chain(begins("@import")).collect();
    places.sort_unstable();
    let at = places.into_iter().find_map(|at| {
        let rest = bare.get(at..)?;
        let address = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '"' || c == '\'');
        let elsewhere = ["http:", "https:", "//"].iter().any(|begin| address.starts_with(begin));
        elsewhere.then_some(at + rest.len() - address.len())
    })?;
    let length = source.text()[at..].find(|c: char| c.is_whitespace() || "\"')".contains(c)).unwrap_or(1).max(1);
    let address = source.text().get(at..at + length)?;
    let span = Span::new(source, at, at + length);
    let message = Melding::at(Code::ThemaError, &span, format!("`{address}` zou bij elk bezoek van een ander komen"));
    Some(message.hint("zet het bestand zelf in de map, en noem het met zijn naam; letters noemt u onder `lettertype`"))
}

/// The first bracket, comment or quote of a style that does not fit: what stands behind it would not be what it seems.
fn unbalanced(source: &Arc<Source>) -> Option<Melding> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let told = |at: usize, said: &str, hint: &str| {
        Some(Melding::at(Code::ThemaError, &Span::new(source, at, at + 1), said).hint(hint))
    };
    for piece in Pieces::new(source.text(), 0) {
        match piece.kind {
            Kind::Open("/*") => return told(piece.from, "deze opmerking houdt niet op", "zet er `*/` achter"),
            Kind::Open(_) => return told(piece.from, "deze tekst houdt niet op", "zet er een aanhalingsteken achter"),
            Kind::Sign(sign @ (b'{' | b'(' | b'[')) => open.push((sign, piece.from)),
            Kind::Sign(sign @ (b'}' | b')' | b']')) => {
                let begin = match sign {
                    b'}' => b'{',
                    b')' => b'(',
                    _ => b'[',
                };
                if open.pop().is_none_or(|(opened, _)| opened != begin) {
                    let said = format!("`{}` sluit hier niets", char::from(sign));
                    return told(piece.from, &said, "haal het weg, of open ervoor wat het sluit");
                }
            }
            Kind::Sign(_) | Kind::Whole => {}
        }
    }
    let (sign, at) = open.first()?;
    told(*at, &format!("`{}` wordt nergens gesloten", char::from(*sign)), "sluit het")
}

/// What a style is made of, as far as brackets are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A comment or a text between quotes.
    Whole,
    /// The beginning of one that does not end.
    Open(&'static str),
    /// Any other sign.
    Sign(u8),
}

struct Piece {
    kind: Kind,
    from: usize,
    end: usize,
}

struct Pieces<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Pieces<'a> {
    fn new(text: &'a str, at: usize) -> Self {
        Self { bytes: text.as_bytes(), at }
    }

    /// The end of a text between quotes that begins here; a line ends it too, and then it is not whole.
    fn quoted_end(&self, quote: u8) -> Option<usize> {
        let mut at = self.at + 1;
        loop {
            match *self.bytes.get(at)? {
                b'\\' => at += 2,
                b'\n' => return None,
                byte if byte == quote => return Some(at + 1),
                _ => at += 1,
            }
        }
    }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let from = self.at;
        let byte = *self.bytes.get(from)?;
        let rest = self.bytes.get(from..).unwrap_or_default();
        let (kind, end) = match byte {
            b'/' if rest.starts_with(b"/*") => {
                let end = rest.get(2..).and_then(|rest| rest.windows(2).position(|two| two == b"*/"));
                end.map_or((Kind::Open("/*"), from + 2), |end| (Kind::Whole, from + 2 + end + 2))
            }
            quote @ (b'"' | b'\'') => {
                self.quoted_end(quote).map_or((Kind::Open("\""), from + 1), |end| (Kind::Whole, end))
            }
            b'\\' => (Kind::Whole, from + 2),
            // An address without quotes may hold any sign but brackets and quotes.
            sign => (Kind::Sign(sign), from + 1),
        };
        self.at = end;
        Some(Piece { kind, from, end: end.min(self.bytes.len()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(parts: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
        parts.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
        String::from_utf8(files[name].clone()).unwrap()
    }

    fn own_of(css: &str) -> Result<String, Vec<String>> {
        let mut messages = Meldingen::new();
        let out = own(&[Source::new("thema/eigen.css", css)], &mut messages);
        out.ok_or_else(|| {
            let place =
                |m: &Melding| m.line_column().map(|(line, column)| format!("{line}:{column}")).unwrap_or_default();
            messages.iter().map(|m| format!("{} {}", place(m), m.message)).collect()
        })
    }

    #[test]
    fn parts_become_one_file_in_one_order_and_added_parts_come_last() {
        let mut all = files(&[
            ("css/nav.css", "nav{}"),
            ("css/agenda.css", "agenda{}"),
            ("css/base.css", "base{}"),
            ("a.svg", "a"),
        ]);
        let parts = join(&mut all, ":root{}\n");
        assert_eq!(parts.len(), 3);
        assert_eq!(
            text(&all, "stijl.css"),
            format!("{LAYERS}@layer tokens {{\n:root{{}}\n}}\n\nbase{{}}\nnav{{}}\nagenda{{}}")
        );
        assert_eq!(all.keys().collect::<Vec<_>>(), ["a.svg", "grafieken.css", "stijl.css", "vergelijk.css"]);
        assert_eq!(text(&all, "vergelijk.css"), LAYERS);
    }

    #[test]
    fn a_whole_file_of_a_theme_stands_in_for_the_parts_and_keeps_the_tokens() {
        let mut all = files(&[("css/nav.css", "nav{}"), ("stijl.css", "whole{}"), ("css/grid.css", "grid{}")]);
        join(&mut all, ":root{}\n");
        let whole = text(&all, "stijl.css");
        assert!(whole.ends_with("\nwhole{}") && whole.contains(":root{}") && !whole.contains("nav{}"), "{whole}");
        assert!(text(&all, "vergelijk.css").ends_with("grid{}"));
    }

    #[test]
    fn the_style_of_a_site_stands_in_the_last_layer_and_what_must_come_first_does() {
        assert_eq!(own_of("p { color: red }\n").unwrap(), format!("{LAYERS}@layer own {{\np {{ color: red }}\n}}\n"));
        for (css, first) in [
            ("@charset \"UTF-8\";\n/* a; */\n@import \"a;b.css\";\np{}", "@import \"a;b.css\" layer(own);\n"),
            ("@import url(a.css) screen;p{}", "@import url(a.css) layer(own) screen;\n"),
            ("@import url('a).css') layer(base) print;p{}", "@import url('a).css') layer(base) print;\n"),
            ("@import url(a;b.css) screen;p{}", "@import url(a;b.css) layer(own) screen;\n"),
            (
                "@IMPORT url(a.css) supports(display: grid);p{}",
                "@IMPORT url(a.css) layer(own) supports(display: grid);\n",
            ),
            ("@import url(a;b);@import url(c;d);p{}", "@import url(a;b) layer(own);\n@import url(c;d) layer(own);\n"),
        ] {
            assert_eq!(own_of(css).unwrap(), format!("{LAYERS}{first}@layer own {{\np{{}}\n}}\n"), "{css}");
        }
    }

    #[test]
    fn a_style_loads_nothing_from_others() {
        for (css, at) in [
            ("@import url(https://letters.example/css2?family=A:wght@400;700&display=swap);", "1:13"),
            ("p {}\n@font-face { src: url( \"//cdn.example/a.ttf\") }", "2:25"),
            ("@import 'HTTP://a.example/b.css';", "1:10"),
        ] {
            let said = own_of(css).unwrap_err();
            assert!(said[0].starts_with(at) && said[0].ends_with("zou bij elk bezoek van een ander komen"), "{said:?}");
        }
        for css in [
            "p { background: url(logo.svg) }",
            "/* url(https://a.example) */",
            "a::after { content: 'https://a.example' }",
        ] {
            assert!(own_of(css).is_ok(), "{css}");
        }
    }

    #[test]
    fn a_style_that_ends_before_it_is_closed_is_told_at_its_place() {
        for (css, said) in [
            ("p { color: red }\n}", "2:1 `}` sluit hier niets"),
            ("p {\n  a: b;\n", "1:3 `{` wordt nergens gesloten"),
            ("p { a: calc(1px }", "1:17 `}` sluit hier niets"),
            ("p {}\n/* hier", "2:1 deze opmerking houdt niet op"),
            ("p { content: \"x\n }", "1:14 deze tekst houdt niet op"),
        ] {
            assert_eq!(own_of(css), Err(vec![said.to_owned()]), "{css}");
        }
        for css in ["p::after { content: \"}\" }", "/* } */ p {}", "p::after { content: '\\'}' }", ".a\\} {}", ""] {
            assert!(own_of(css).is_ok(), "{css}");
        }
    }
}
