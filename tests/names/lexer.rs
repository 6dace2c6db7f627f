//! Just enough of each language to tell names from texts: Rust, JavaScript, CSS, Typst, the templates of the theme, and scripts in
//! Python and shell.

mod scripts;

pub(crate) use scripts::{python, shell};

/// A name, or a character of punctuation, with its line.
#[derive(Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) line: usize,
    pub(crate) text: String,
}

impl Token {
    pub(crate) fn is_name(&self) -> bool {
        self.text.starts_with(starts_name)
    }

    /// What stands between the quotes of a text of the program.
    pub(crate) fn text_between_quotes(&self) -> Option<&str> {
        self.text.strip_prefix('"')
    }
}

fn starts_name(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == '$'
}

fn in_name(c: char) -> bool {
    starts_name(c) || c.is_ascii_digit()
}

/// A text, an offset in it (in characters), and the line of that offset.
struct Cursor {
    chars: Vec<char>,
    at: usize,
    line: usize,
}

impl Cursor {
    fn new(text: &str) -> Self {
        Self { chars: text.chars().collect(), at: 0, line: 1 }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn starts(&self, with: &str) -> bool {
        with.chars().enumerate().all(|(i, c)| self.peek(i) == Some(c))
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek(0)?;
        self.at += 1;
        self.line += usize::from(c == '\n');
        Some(c)
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            self.next();
        }
    }

    /// Moves past the next `end`, or to the end of the text; returns what was passed before it.
    fn until(&mut self, end: &str) -> String {
        let mut passed = String::new();
        while !self.starts(end) {
            match self.next() {
                Some(c) => passed.push(c),
                None => return passed,
            }
        }
        self.skip(end.chars().count());
        passed
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let mut taken = String::new();
        while let Some(c) = self.peek(0).filter(|c| wanted(*c)) {
            taken.push(c);
            self.next();
        }
        taken
    }

    /// Past a text between `quote`s, which it gives; the cursor stands on the first one.
    fn string(&mut self, quote: char) -> String {
        self.next();
        let mut text = String::new();
        while let Some(c) = self.next() {
            if c == '\\' {
                text.extend(self.next());
            } else if c == quote {
                break;
            } else {
                text.push(c);
            }
        }
        text
    }

    /// Moves past a comment that may hold others.
    fn nested_comment(&mut self) {
        let mut depth = 0;
        loop {
            if self.starts("/*") {
                depth += 1;
                self.skip(2);
            } else if self.starts("*/") {
                depth -= 1;
                self.skip(2);
            } else if self.next().is_none() {
                return;
            }
            if depth == 0 {
                return;
            }
        }
    }
}

/// The names and punctuation of Rust code; no texts, no comments, no lifetimes, no numbers.
pub(crate) fn rust(text: &str) -> Vec<Token> {
    let mut tokens = rust_with_texts(text);
    tokens.retain(|token| token.text_between_quotes().is_none());
    tokens
}

/// The same with the texts.
pub(crate) fn rust_with_texts(text: &str) -> Vec<Token> {
    let mut cursor = Cursor::new(text);
    let mut tokens = Vec::new();
    while let Some(c) = cursor.peek(0) {
        let line = cursor.line;
        if cursor.starts("//") {
            cursor.until("\n");
        } else if cursor.starts("/*") {
            cursor.nested_comment();
        } else if let Some(hashes) = raw_string(&cursor) {
            cursor.until("\"");
            let text = cursor.until(&format!("\"{}", "#".repeat(hashes)));
            tokens.push(Token { line, text: format!("\"{text}") });
        } else if c == '"' {
            tokens.push(Token { line, text: format!("\"{}", cursor.string('"')) });
        } else if matches!(c, 'b' | 'c') && cursor.peek(1) == Some('"') {
            cursor.next();
            tokens.push(Token { line, text: format!("\"{}", cursor.string('"')) });
        } else if c == '\'' {
            if cursor.peek(1) == Some('\\') || cursor.peek(2) == Some('\'') {
                cursor.string('\'');
            } else {
                cursor.next();
                cursor.take(in_name);
            }
        } else if starts_name(c) {
            let text = cursor.take(in_name);
            if !(text == "r" && cursor.peek(0) == Some('#')) {
                tokens.push(Token { line, text });
            }
        } else if c.is_ascii_digit() {
            cursor.take(in_name);
        } else {
            cursor.next();
            if !c.is_whitespace() {
                tokens.push(Token { line, text: c.to_string() });
            }
        }
    }
    tokens
}

/// With how many `#` a raw string begins here; none if none does.
fn raw_string(cursor: &Cursor) -> Option<usize> {
    let prefix =
        ["r", "br", "cr"].into_iter().find(|p| cursor.starts(p) && matches!(cursor.peek(p.len()), Some('"' | '#')))?;
    let hashes = (prefix.len()..).take_while(|&i| cursor.peek(i) == Some('#')).count();
    (cursor.peek(prefix.len() + hashes) == Some('"')).then_some(hashes)
}

/// The names in JavaScript; in template literals, those between `${` and `}`.
pub(crate) fn javascript(text: &str) -> Vec<Token> {
    let mut cursor = Cursor::new(text);
    let mut tokens: Vec<Token> = Vec::new();
    // For each open brace, whether a template literal goes on after it closes.
    let mut braces = Vec::new();
    while let Some(c) = cursor.peek(0) {
        let line = cursor.line;
        if cursor.starts("//") {
            cursor.until("\n");
        } else if cursor.starts("/*") {
            cursor.until("*/");
        } else if matches!(c, '"' | '\'') {
            cursor.string(c);
        } else if c == '`' {
            cursor.next();
            template_literal(&mut cursor, &mut braces);
        } else if c == '/' && before_expression(tokens.last()) {
            regular_expression(&mut cursor);
        } else if starts_name(c) || c == '#' {
            cursor.take(|c| c == '#');
            let text = cursor.take(in_name);
            tokens.push(Token { line, text });
        } else if c.is_ascii_digit() {
            cursor.take(in_name);
            tokens.push(Token { line, text: "0".to_owned() });
        } else {
            cursor.next();
            match c {
                '{' => braces.push(false),
                '}' if braces.pop() == Some(true) => template_literal(&mut cursor, &mut braces),
                _ => {}
            }
            if !c.is_whitespace() {
                tokens.push(Token { line, text: c.to_string() });
            }
        }
    }
    tokens.retain(Token::is_name);
    tokens
}

/// Moves past the end of a template literal, or into code in it.
fn template_literal(cursor: &mut Cursor, braces: &mut Vec<bool>) {
    while let Some(c) = cursor.next() {
        match c {
            '\\' => cursor.skip(1),
            '`' => return,
            '$' if cursor.peek(0) == Some('{') => {
                cursor.next();
                braces.push(true);
                return;
            }
            _ => {}
        }
    }
}

/// Whether a slash after this token begins a regular expression, and is no division.
fn before_expression(last: Option<&Token>) -> bool {
    last.is_none_or(|t| {
        matches!(t.text.as_str(), "return" | "typeof" | "case")
            || !(t.is_name() || matches!(t.text.as_str(), ")" | "]" | "0"))
    })
}

fn regular_expression(cursor: &mut Cursor) {
    cursor.next();
    let mut in_class = false;
    while let Some(c) = cursor.next() {
        match c {
            '\\' => cursor.skip(1),
            '[' => in_class = true,
            ']' => in_class = false,
            '/' if !in_class => break,
            _ => {}
        }
    }
    cursor.take(in_name);
}

/// The names that a style sheet gives: classes, attributes, custom properties, layers, containers and animations.
pub(crate) fn css(text: &str) -> Vec<Token> {
    let mut cursor = Cursor::new(text);
    let mut names = Vec::new();
    while let Some(c) = cursor.peek(0) {
        let line = cursor.line;
        let own = |name: String, names: &mut Vec<Token>| names.push(Token { line, text: name });
        if cursor.starts("/*") {
            cursor.until("*/");
        } else if matches!(c, '"' | '\'') {
            cursor.string(c);
        } else if cursor.starts("url(") {
            cursor.until(")");
        } else if c == '.' && cursor.peek(1).is_some_and(char::is_alphabetic) {
            cursor.next();
            own(cursor.take(in_css_name), &mut names);
        } else if cursor.starts("[data-") {
            cursor.skip("[data-".len());
            own(cursor.take(in_css_name), &mut names);
        } else if ["@keyframes ", "@layer ", "@container ", "container-name:"].iter().any(|at| cursor.starts(at)) {
            cursor.take(|c| c == '@' || in_css_name(c) || c == ':');
            let rest = cursor.take(|c| !matches!(c, '{' | ';' | '('));
            for word in rest.split(|c: char| !in_css_name(c)).filter(|w| !w.is_empty()) {
                own(word.to_owned(), &mut names);
            }
        } else if in_css_name(c) {
            let word = cursor.take(in_css_name);
            if word.starts_with("--") {
                own(word, &mut names);
            }
        } else {
            cursor.next();
        }
    }
    names
}

fn in_css_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

/// The names of a template: those of its expressions, and the classes and data attributes of its page.
pub(crate) fn template(text: &str) -> Vec<Token> {
    let mut cursor = Cursor::new(text);
    let mut names = Vec::new();
    while cursor.peek(0).is_some() {
        if cursor.starts("{#") {
            cursor.until("#}");
        } else if cursor.starts("{{") {
            expression(&mut cursor, "}}", &mut names);
        } else if cursor.starts("{%") {
            expression(&mut cursor, "%}", &mut names);
        } else if cursor.starts("class=\"") {
            cursor.skip("class=\"".len());
            classes(&mut cursor, &mut names);
        } else if cursor.starts(" data-") {
            cursor.skip(" data-".len());
            let line = cursor.line;
            names.push(Token { line, text: cursor.take(in_css_name) });
        } else {
            cursor.next();
        }
    }
    names
}

fn expression(cursor: &mut Cursor, end: &str, names: &mut Vec<Token>) {
    while let Some(c) = cursor.peek(0) {
        let line = cursor.line;
        if cursor.starts(end) {
            cursor.skip(end.len());
            return;
        }
        if matches!(c, '"' | '\'' | '`') {
            cursor.string(c);
        } else if starts_name(c) {
            names.push(Token { line, text: cursor.take(in_name) });
        } else {
            cursor.next();
        }
    }
}

fn classes(cursor: &mut Cursor, names: &mut Vec<Token>) {
    while let Some(c) = cursor.peek(0) {
        let line = cursor.line;
        if cursor.starts("{{") {
            expression(cursor, "}}", names);
        } else if cursor.starts("{%") {
            expression(cursor, "%}", names);
        } else if c == '"' {
            cursor.next();
            return;
        } else if in_css_name(c) {
            names.push(Token { line, text: cursor.take(in_css_name) });
        } else {
            cursor.next();
        }
    }
}

/// The names that a Typst file defines, and the fields that it asks for.
pub(crate) fn typst(text: &str) -> Vec<Token> {
    let mut cursor = Cursor::new(text);
    let mut names: Vec<Token> = Vec::new();
    let mut defining = false;
    while let Some(c) = cursor.peek(0) {
        let line = cursor.line;
        if cursor.starts("//") && cursor.chars.get(cursor.at.wrapping_sub(1)) != Some(&':') {
            cursor.until("\n");
            defining = false;
        } else if c == '"' {
            cursor.string('"');
        } else if c == '.' && cursor.peek(1).is_some_and(char::is_alphabetic) {
            cursor.next();
            names.push(Token { line, text: cursor.take(in_css_name) });
        } else if starts_name(c) {
            let word = cursor.take(in_css_name);
            if defining {
                names.push(Token { line, text: word });
            } else {
                defining = word == "let";
            }
        } else {
            defining &= c != '=' && c != '\n';
            if c.is_ascii_digit() {
                cursor.take(in_css_name);
            } else {
                cursor.next();
            }
        }
    }
    names
}

/// The words of a name, in lower case: `PdfWorld`, `pdf_world` and `pdf-world` have the same two.
pub(crate) fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words = vec![String::new()];
    for (i, &c) in chars.iter().enumerate() {
        let after_small = i > 0 && chars[i - 1].is_lowercase();
        let before_small = i > 0 && chars[i - 1].is_uppercase() && chars.get(i + 1).is_some_and(|c| c.is_lowercase());
        if !c.is_alphabetic() || c.is_uppercase() && (after_small || before_small) {
            words.push(String::new());
        }
        if c.is_alphabetic() {
            words.last_mut().into_iter().for_each(|w| w.extend(c.to_lowercase()));
        }
    }
    words.retain(|w| w.chars().count() > 1);
    words
}
