//! The language in which a kind says what an answer may look like: a small, closed set of shapes, as data.
//!
//! Nothing here reads, writes or shows anything: engines do that (see [`crate::grammar`]), each for all kinds at once. So a
//! shape holds only what is true of the answer itself: which keys there are and what they mean, and the words of its own
//! messages. The language must not grow clever. What one kind alone needs stays with that kind.

use std::sync::Arc;

use crate::model::formaat::{Axis, FieldType};
use crate::model::lijst::{Lijst, Schaal};

/// What may stand at one place. Empty is always allowed, and means not answered.
#[derive(Debug, Clone)]
pub enum Shape {
    /// Running text in Markdown, or the name of a file that has it.
    Text,
    /// A word or a sentence, as typed.
    Word,
    /// An amount, a duration or a frequency, as typed.
    Amount,
    /// A year, a month or a day.
    Date,
    /// `ja` or `nee`.
    YesNo,
    /// An id: lower case letters, digits and dashes.
    Id,
    /// Whether something is there: `ja`, `nee`, or a word that says why that is not known.
    Stand,
    /// One value of a scale.
    Score(Arc<Schaal>),
    /// One of a closed set of words.
    Choice(Choice),
    /// A value that is told by its looks, or a word that says why there is none.
    Typed(Typed),
    /// The name of something, perhaps with what is said of it.
    Name(NameShape),
    /// Keys that are known beforehand.
    Map(MapShape),
    /// Keys of the author's own, each with the same shape behind it.
    Open(OpenShape),
    /// Keys that are items of a list or options of the format, by id, name or synonym.
    Items(ItemsShape),
    /// A list.
    List(Box<Self>),
    /// One, or a list of them.
    Many(Box<Self>),
    /// One, or a list of one.
    One(Box<Self>),
    /// Anything: what it may be depends on what stands beside it.
    Anything,
    /// Any of these: the long notation first, then shorter ones.
    Either(Vec<Self>),
    /// These, or nothing at all; where none of them has room for nothing.
    OrNothing(Vec<Self>),
    /// A shape with a name of its own, so that engines can tell of it once.
    Part(Part),
    /// The [`Part`] with this name, inside itself: a row in a group of rows, a step in a branch.
    Again(String),
}

/// A key of a map.
#[derive(Debug, Clone)]
pub struct Key {
    /// The key, as written.
    pub id: String,
    /// What it is called; empty where the key says enough.
    pub title: String,
    /// What it means, in a sentence; may be empty.
    pub help: String,
    /// What stands behind it.
    pub shape: Shape,
    /// Whether the map means nothing without it.
    pub required: bool,
    /// The remark behind it in a new document. `None`: a new document does not have it.
    pub blank: Option<String>,
    /// Lines that show in a new document how it is filled in.
    pub example: Vec<String>,
}

impl Key {
    /// A key that may be left out, and is not offered in a new document.
    pub fn new(id: &str, title: &str, help: &str, shape: Shape) -> Self {
        Self {
            id: id.to_owned(),
            title: title.to_owned(),
            help: help.to_owned(),
            shape,
            required: false,
            blank: None,
            example: Vec::new(),
        }
    }

    /// The same key, which must be there.
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same key, offered in a new document with a remark behind it, if there is one.
    pub fn offered(self, remark: impl Into<String>) -> Self {
        Self { blank: Some(remark.into()), ..self }
    }

    /// The same key, with lines that show in a new document how it is filled in.
    pub fn with_example(self, example: Vec<String>) -> Self {
        Self { example, ..self }
    }
}

/// A map with keys that are known beforehand.
#[derive(Debug, Clone)]
pub struct MapShape {
    /// Its keys; of two with the same id the last one counts.
    pub keys: Vec<Key>,
    /// Keys besides those: columns of a series that no format names, told by their looks.
    pub columns: Option<(Axis, Box<Shape>)>,
    /// The key whose value may stand without the map around it.
    pub bare: Option<Bare>,
    /// What is said of something else.
    pub refusal: Refusal,
}

impl MapShape {
    /// A map with these keys.
    pub fn new(keys: Vec<Key>) -> Self {
        Self { keys, columns: None, bare: None, refusal: Refusal::Keys }
    }

    /// The same map, of which this key alone may stand there without the map around it; new answers that have no more than that
    /// are written so.
    pub fn bare(self, key: &str) -> Self {
        Self { bare: Some(Bare { key: key.to_owned(), first: true }), ..self }
    }

    /// The same map, of which this key alone may stand there without the map around it; new answers are maps.
    pub fn sometimes_bare(self, key: &str) -> Self {
        Self { bare: Some(Bare { key: key.to_owned(), first: false }), ..self }
    }

    /// What may stand behind a key.
    pub fn behind(&self, key: &str) -> Option<&Shape> {
        let known = self.keys.iter().rev().find(|own| own.id == key).map(|own| &own.shape);
        known.or_else(|| self.columns.as_ref().map(|(_, each)| &**each))
    }

    /// The same map, with what else may stand there, in words.
    pub fn or_otherwise(self, otherwise: impl Into<String>) -> Self {
        Self { refusal: Refusal::Otherwise(otherwise.into()), ..self }
    }

    /// The same map, with what is said of something else.
    pub fn said(self, message: impl Into<String>) -> Self {
        Self { refusal: Refusal::Said(message.into()), ..self }
    }
}

/// The key of a map whose value may stand without the map around it.
#[derive(Debug, Clone)]
pub struct Bare {
    /// The key.
    pub key: String,
    /// Whether new answers are written so, where they have no more than that.
    pub first: bool,
}

/// What is said of something that does not fit a map.
#[derive(Debug, Clone)]
pub enum Refusal {
    /// The keys that may stand there.
    Keys,
    /// What else may stand there, and the keys.
    Otherwise(String),
    /// This sentence.
    Said(String),
}

/// A map with keys of the author's own.
#[derive(Debug, Clone)]
pub struct OpenShape {
    /// What a key must be; anything, if not told.
    pub names: Option<Box<Shape>>,
    /// What stands behind each.
    pub each: Box<Shape>,
}

/// A map whose keys are items of a list, or options of the format.
#[derive(Debug, Clone)]
pub struct ItemsShape {
    /// The keys besides those.
    pub keys: Vec<Key>,
    /// The items or options, in order.
    pub entries: Vec<Entry>,
    /// Every text that means one of them.
    pub names: Vec<String>,
    /// What stands behind each of them.
    pub each: Box<Shape>,
    /// What is said of another key.
    pub refusal: String,
}

/// An item or an option.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is.
    pub help: String,
    /// Whether it went out of use: what was written stays valid, and nobody is asked for it.
    pub obsolete: bool,
    /// The remark behind it in a new document. `None`: a new document does not have it.
    pub blank: Option<String>,
}

/// A closed set of words.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The words that are offered, each with what it means.
    pub offered: Vec<(String, String)>,
    /// Further texts that mean one of them.
    pub names: Vec<String>,
    /// A list whose items may be named too.
    pub lijst: Option<Arc<Lijst>>,
    /// Whether a word that says why there is no value (`onbekend`, `nvt`, `volgt nog`) will do as well.
    pub special: bool,
}

impl Choice {
    /// These words, each with what it means.
    pub fn new(offered: Vec<(String, String)>) -> Self {
        Self { offered, names: Vec::new(), lijst: None, special: false }
    }
}

/// A value that is told by its looks.
#[derive(Debug, Clone)]
pub struct Typed {
    /// What it is: a number, a date, a school year, an address or a file.
    pub soort: FieldType,
    /// What was expected, in a few words.
    pub expected: String,
}

/// The name of something.
#[derive(Debug, Clone)]
pub struct NameShape {
    /// What it may be the name of.
    pub known: Known,
    /// What stands behind a name (`mentor: op dinsdag`).
    pub said: Box<Shape>,
}

/// What names are known.
#[derive(Debug, Clone)]
pub enum Known {
    /// Any text.
    Any,
    /// Any text, but an item of one of these lists is that item.
    Lijsten(Vec<Arc<Lijst>>),
    /// Words of a closed set.
    Words(Box<Shape>),
}

/// A shape with a name of its own.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its name, unique among the parts of a format.
    pub name: String,
    /// What it is, in a few words; may be empty.
    pub help: String,
    /// Whether a part that is the same under another name will do.
    pub shared: bool,
    /// What it is the name of.
    pub shape: Box<Shape>,
}

impl Shape {
    /// This shape, or a list of them.
    pub fn many(self) -> Self {
        Self::Many(Box::new(self))
    }

    /// A list of this shape.
    pub fn list(self) -> Self {
        Self::List(Box::new(self))
    }

    /// This shape under a name of its own.
    pub fn part(self, name: impl Into<String>) -> Self {
        Self::Part(Part { name: name.into(), help: String::new(), shared: false, shape: Box::new(self) })
    }

    /// This shape under a name of its own, with what it is.
    pub fn explained_part(self, name: impl Into<String>, help: &str) -> Self {
        Self::Part(Part { name: name.into(), help: help.to_owned(), shared: false, shape: Box::new(self) })
    }

    /// This shape under a name of its own, or under that of another part that is the same.
    pub fn shared(self, name: impl Into<String>, help: &str) -> Self {
        Self::Part(Part { name: name.into(), help: help.to_owned(), shared: true, shape: Box::new(self) })
    }

    /// A map with keys of the author's own.
    pub fn open(each: Self) -> Self {
        Self::Open(OpenShape { names: None, each: Box::new(each) })
    }
}
