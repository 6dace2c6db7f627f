//! The names that scripts in Python and shell define. Those that they only use belong to others.

use std::mem;

use super::{Cursor, Token, in_name, starts_name};

/// The names that a Python file defines: functions, classes, parameters, and what is assigned to or looped over.
pub(crate) fn python(text: &str) -> Vec<Token> {
    let tokens = python_tokens(text);
    let is = |at: usize, sign: &str| tokens.get(at).is_some_and(|t| t.text == sign);
    let next = |begin: usize, end: &str| (begin..tokens.len()).find(|&at| is(at, end)).unwrap_or(begin);
    let mut defined = vec![false; tokens.len()];
    let mut depth = 0_usize;
    let mut statement = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.text.as_str() {
            "\n" => statement = at + 1,
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            ":" if depth == 0 && !is(at + 1, "=") && COMPOUND.into_iter().any(|word| is(statement, word)) => {
                statement = at + 1;
            }
            "def" => {
                defined.iter_mut().skip(at + 1).take(1).for_each(|mark| *mark = true);
                parameters(&tokens, at + 3, ")", &mut defined);
            }
            "class" => defined.iter_mut().skip(at + 1).take(1).for_each(|mark| *mark = true),
            "lambda" => parameters(&tokens, at + 1, ":", &mut defined),
            "as" if is(at + 1, "(") => targets(&tokens, at + 2, next(at + 2, ")"), &mut defined),
            "as" => targets(&tokens, at + 1, at + 2, &mut defined),
            "for" => targets(&tokens, at + 1, next(at + 1, "in"), &mut defined),
            "=" if at > 1 && is(at - 1, ":") => targets(&tokens, at - 2, at - 1, &mut defined),
            "=" if depth == 0 && at > 0 && !is(at + 1, "=") && !COMPARING.into_iter().any(|sign| is(at - 1, sign)) => {
                targets(&tokens, statement, at, &mut defined);
            }
            _ => {}
        }
    }
    tokens.into_iter().zip(defined).filter(|(_, is_defined)| *is_defined).map(|(token, _)| token).collect()
}

/// What begins a statement that may hold another one after its colon.
const COMPOUND: [&str; 11] = ["case", "class", "def", "elif", "else", "except", "for", "if", "try", "while", "with"];

/// Before an equals sign these make it a comparison.
const COMPARING: [&str; 4] = ["=", "!", "<", ">"];

/// Marks the names to which something is given: `a`, `b` and `c` in `a, (b, self.c)`, none in `d.e` and `f[g]`.
fn targets(tokens: &[Token], begin: usize, end: usize, defined: &mut [bool]) {
    let text = |at: usize| tokens.get(at).map_or("", |t| t.text.as_str());
    for (at, mark) in defined.iter_mut().enumerate().take(end).skip(begin) {
        let first = at == begin || matches!(text(at - 1), "," | "(" | "*" | "=");
        let own = at > 1 && text(at - 1) == "." && text(at - 2) == "self";
        let used = matches!(text(at + 1), "." | "(" | "[");
        *mark |= (first || own) && !used && text(at).starts_with(starts_name);
    }
}

/// Marks the names of parameters, from the first up to a sign that ends them.
fn parameters(tokens: &[Token], begin: usize, end: &str, defined: &mut [bool]) {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(begin) {
        match token.text.as_str() {
            text if depth == 0 && text == end => return,
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ if depth == 0 && token.is_name() => {
                defined[at] |= at == begin || matches!(tokens[at - 1].text.as_str(), "," | "*");
            }
            _ => {}
        }
    }
}

/// Names, signs, and the end of each statement, without comments; a text is a `"`, a number a `0`.
fn python_tokens(text: &str) -> Vec<Token> {
    let mut cursor = Cursor::new(text);
    let mut tokens = Vec::new();
    let mut depth = 0_usize;
    while let Some(c) = cursor.peek(0) {
        let line = cursor.line;
        if c == '#' {
            cursor.take(|c| c != '\n');
        } else if c == '\\' {
            cursor.skip(2);
        } else if cursor.starts("\"\"\"") || cursor.starts("'''") {
            cursor.skip(3);
            cursor.until(&c.to_string().repeat(3));
            tokens.push(Token { line, text: "\"".to_owned() });
        } else if matches!(c, '"' | '\'') {
            cursor.string(c);
            tokens.push(Token { line, text: "\"".to_owned() });
        } else if starts_name(c) {
            let text = cursor.take(in_name);
            let before_text = matches!(cursor.peek(0), Some('"' | '\''));
            if !(before_text && text.chars().all(|c| "rbfuRBFU".contains(c))) {
                tokens.push(Token { line, text });
            }
        } else if c.is_ascii_digit() {
            cursor.take(in_name);
            tokens.push(Token { line, text: "0".to_owned() });
        } else {
            cursor.next();
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if c == '\n' && depth == 0 || !c.is_whitespace() {
                tokens.push(Token { line, text: c.to_string() });
            }
        }
    }
    tokens
}

/// The names that a shell script defines: functions and variables.
pub(crate) fn shell(text: &str) -> Vec<Token> {
    let tokens = shell_words(text);
    let is = |at: usize, sign: &str| tokens.get(at).is_some_and(|t| t.text == sign);
    let mut names = Vec::new();
    // How many of the words that follow are names.
    let mut named = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        let name: String = token.text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        let rest = &token.text[name.len()..];
        let assigned = rest.starts_with('=') || rest.starts_with("+=") || rest.starts_with('[') && rest.contains("]=");
        let is_function = rest.is_empty() && is(at + 1, "(") && is(at + 2, ")");
        if !name.is_empty() && (assigned || is_function || rest.is_empty() && named > 0) {
            names.push(Token { line: token.line, text: name });
        }
        named = match token.text.as_str() {
            "for" | "select" | "function" => 1,
            "read" | "local" | "declare" | "export" | "readonly" => usize::MAX,
            text if text.starts_with(SHELL_SIGNS) => 0,
            text if text.starts_with('-') => named,
            _ => named.saturating_sub(1),
        };
    }
    names
}

/// What ends a word and is no space.
const SHELL_SIGNS: [char; 8] = ['\n', ';', '&', '|', '(', ')', '<', '>'];

/// The words of a script and the signs between them; quoted parts are a single `"`.
fn shell_words(text: &str) -> Vec<Token> {
    let mut cursor = Cursor::new(text);
    let mut tokens = Vec::new();
    let mut word = String::new();
    while let Some(c) = cursor.peek(0) {
        let line = cursor.line;
        let is_sign = SHELL_SIGNS.contains(&c);
        if (is_sign || c.is_whitespace()) && !word.is_empty() {
            tokens.push(Token { line, text: mem::take(&mut word) });
        }
        if c == '#' && word.is_empty() {
            cursor.take(|c| c != '\n');
        } else if c == '\\' {
            cursor.skip(2);
            word.push('"');
        } else if c == '\'' {
            cursor.next();
            cursor.until("'");
            word.push('"');
        } else if c == '"' {
            // What a text within a text holds is read as code: `"$(dirname "$x")"`.
            cursor.string('"');
            word.push('"');
        } else {
            cursor.next();
            if is_sign {
                tokens.push(Token { line, text: c.to_string() });
            } else if !c.is_whitespace() {
                word.push(c);
            }
        }
    }
    if !word.is_empty() {
        tokens.push(Token { line: cursor.line, text: word });
    }
    tokens
}
