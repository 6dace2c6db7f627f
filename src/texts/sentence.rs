//! A sentence in parts: text, holes, and marks around text.

/// The marks that a sentence may have without a value: emphasis, a remark in small type, words for screen readers alone, code.
pub(super) const MARKS: [&str; 5] = ["strong", "em", "note", "hidden", "code"];

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPart {
    /// Text as it stands.
    Literal(String),
    /// `{name}`: the value of that name.
    Hole(String),
    /// `{name}` with a `{/name}` after it: where something begins that a template wraps.
    Open(String),
    /// `{/name}`.
    Close(String),
}

/// A sentence in its parts; what is open is closed, the last one first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence(Vec<TextPart>);

/// Why a sentence cannot be read, with the piece of it that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SentenceError {
    /// A brace without its other half.
    Brace,
    /// Something between braces that is no name.
    NoName(String),
    /// `{/name}` that closes nothing, or not what was opened last.
    NotOpen(String),
}

impl Sentence {
    /// Reads a sentence.
    pub(super) fn read(text: &str) -> Result<Self, SentenceError> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, from) = rest.split_at(at);
            if !before.is_empty() {
                parts.push(TextPart::Literal(before.to_owned()));
            }
            let inside = from.strip_prefix('{').and_then(|from| from.split_once('}'));
            let Some((name, after)) = inside else { return Err(SentenceError::Brace) };
            let bare = name.strip_prefix('/').unwrap_or(name);
            if bare.is_empty() || !bare.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
                return Err(SentenceError::NoName(name.to_owned()));
            }
            if name.starts_with('/') {
                parts.push(TextPart::Close(bare.to_owned()));
            } else if after.contains(&format!("{{/{bare}}}")) {
                parts.push(TextPart::Open(bare.to_owned()));
            } else {
                parts.push(TextPart::Hole(bare.to_owned()));
            }
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(TextPart::Literal(rest.to_owned()));
        }
        let mut open: Vec<&str> = Vec::new();
        for part in &parts {
            match part {
                TextPart::Open(name) => open.push(name),
                TextPart::Close(name) if open.pop() != Some(name) => return Err(SentenceError::NotOpen(name.clone())),
                _ => {}
            }
        }
        match open.pop() {
            Some(name) => Err(SentenceError::NotOpen(name.to_owned())),
            None => Ok(Self(parts)),
        }
    }

    /// Its parts, in order.
    pub fn parts(&self) -> &[TextPart] {
        &self.0
    }

    /// The names that need a value, each once: holes, and what wraps text and is no [mark](MARKS).
    pub(super) fn holes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|part| match part {
            TextPart::Hole(name) => Some(name.as_str()),
            TextPart::Open(name) if !MARKS.contains(&name.as_str()) => Some(name),
            _ => None,
        })
    }
}
