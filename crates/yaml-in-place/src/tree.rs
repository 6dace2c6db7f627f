//! The tree: texts, lists and groups, each with its place.

use std::fmt;

use crate::normal::plain;
use crate::source::Span;

/// How deep lists and groups may be nested.
pub const MAX_DEPTH: usize = 40;

/// One value of a file.
#[derive(Debug, Clone)]
pub struct Node {
    /// The bytes of the value itself; empty, right after the key, where nothing was typed.
    pub span: Span,
    /// What it holds.
    pub value: Value,
}

/// What a [`Node`] holds.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing, or `~`, or a `|` without text: not answered.
    Empty,
    /// A text.
    Text(Scalar),
    /// A list, in `[ ]` or with dashes.
    List(Vec<Node>),
    /// A group of keys, in `{ }` or below each other.
    Map(Vec<Entry>),
}

/// A text, as typed.
#[derive(Debug, Clone)]
pub struct Scalar {
    /// The text, with quotes and folding resolved, and nothing else done to it.
    pub text: String,
    /// How it was written.
    pub style: TextStyle,
}

/// How a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStyle {
    /// Without quotes.
    Bare,
    /// In single or double quotes.
    Quoted,
    /// Below a `|` or `>`.
    Block,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// What a [`Node`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Empty,
    /// A text.
    Text,
    /// A list.
    List,
    /// A group of keys.
    Map,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "nothing",
            Self::Text => "a text",
            Self::List => "a list",
            Self::Map => "a map",
        })
    }
}

/// A key as it is recognised: without invisible characters.
pub(super) fn recognised(key: &str) -> String {
    plain(key).trim().to_owned()
}

impl Node {
    /// What it is.
    pub fn kind(&self) -> Kind {
        match self.value {
            Value::Empty => Kind::Empty,
            Value::Text(_) => Kind::Text,
            Value::List(_) => Kind::List,
            Value::Map(_) => Kind::Map,
        }
    }

    /// Whether nothing was answered: nothing typed, `~`, or a text of only white space.
    /// An empty list or group is an answer.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Empty => true,
            Value::Text(scalar) => scalar.text.trim().is_empty(),
            Value::List(_) | Value::Map(_) => false,
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(scalar) => Some(&scalar.text),
            Value::Empty | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_list(&self) -> Option<&[Self]> {
        match &self.value {
            Value::List(items) => Some(items),
            Value::Empty | Value::Text(_) | Value::Map(_) => None,
        }
    }

    /// The keys with their values, in the order of the file, if it is a group.
    pub fn as_map(&self) -> Option<&[Entry]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            Value::Empty | Value::Text(_) | Value::List(_) => None,
        }
    }

    /// The value of a key, if it is a group that has the key.
    pub fn find(&self, key: &str) -> Option<&Self> {
        self.as_map()?.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }
}
