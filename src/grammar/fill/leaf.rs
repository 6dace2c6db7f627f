//! A single place: what it asks, what it holds, and what is written there.

use std::sync::Arc;

use crate::grammar::shape::{Choice, Known, Shape, Typed};
use crate::model::formaat::FieldType;
use crate::model::lijst::Lijst;
use crate::text::one_line;
use crate::yaml::{Edit, Node};

use super::cell::{AskedFor, FormCell, Keuze};
use super::context::FillContext;
use super::names::Names;
use super::tree::word;

/// The most items that a drop-down can have and still be of help.
const MAX_KEUZES: usize = 400;

/// What a single place asks.
#[derive(Debug, Clone, Copy)]
pub enum Leaf<'s> {
    /// Running text, in place or in a file beside the document.
    Text,
    /// Words on one line, as typed.
    Word(AskedFor),
    /// One name, or names one per line.
    Names {
        /// What they may mean.
        names: Names<'s>,
        /// Whether it asks for one: that is written without a list around it.
        one: bool,
        /// Whether a map of names with an answer for each may stand here. A cell has no room for it, so it is read-only then.
        by_name: bool,
    },
}

impl<'s> Leaf<'s> {
    /// What a place of this shape asks; `None` where it is more than one place.
    pub fn of(shape: &'s Shape) -> Option<Self> {
        match shape {
            Shape::Text => Some(Self::Text),
            Shape::Word | Shape::Id | Shape::Amount => Some(Self::Word(AskedFor::Words)),
            Shape::Date => Some(Self::Word(AskedFor::Date)),
            Shape::YesNo | Shape::Stand => Some(Self::Word(AskedFor::Stand)),
            Shape::Typed(Typed { soort, .. }) => Some(Self::Word(asks(*soort))),
            Shape::Choice(choice) if is_yes_no(choice) => Some(Self::Word(AskedFor::Stand)),
            Shape::Score(_) | Shape::Choice(_) | Shape::Name(_) => Some(Self::names(names(shape), true)),
            Shape::One(each) => Some(Self::names(names(each), true)),
            Shape::Many(each) | Shape::List(each) if is_name(each) => Some(Self::names(names(each), false)),
            Shape::Part(part) => Self::of(&part.shape),
            Shape::Either(possible) => either(possible),
            Shape::OrNothing(possible) => match &possible[..] {
                [only_one] => Self::of(only_one),
                _ => None,
            },
            _ => None,
        }
    }

    fn names(names: Names<'s>, one: bool) -> Self {
        Self::Names { names, one, by_name: false }
    }

    /// What may be chosen.
    pub fn keuze(&self) -> Option<Keuze> {
        match self {
            Self::Word(AskedFor::Stand) => Keuze::free(["ja", "nee", "onbekend"]),
            Self::Names { names: Names::Schaal(schaal), .. } => {
                Keuze::free(schaal.values.iter().map(|value| one_line(&value.name)))
            }
            Self::Names { names: Names::Known { words: [], lijsten }, .. } => current(lijsten),
            Self::Names { names: Names::Known { words, .. }, .. } => {
                Keuze::free(words.iter().map(|(_, name)| one_line(name)))
            }
            _ => None,
        }
    }

    /// What its cell asks for, as far as that decides how it is read.
    pub fn asks(&self) -> AskedFor {
        match self {
            Self::Word(asks) => *asks,
            Self::Text | Self::Names { .. } => AskedFor::Words,
        }
    }

    /// What it holds.
    pub fn cell(&self, node: Option<&Node>, ctx: &FillContext<'_>) -> FormCell {
        match self {
            Self::Text => ctx.text_cell(node),
            Self::Word(_) => FormCell::new(word(node), node.map(|k| k.span.clone())),
            Self::Names { by_name: true, .. } if node.is_some_and(|k| k.as_map().is_some()) => {
                let cell = node.map(|k| FormCell::new(one_line(k.span.text()), Some(k.span.clone())));
                FormCell { closed: true, ..cell.unwrap_or_default() }
            }
            Self::Names { names, .. } => ctx.names_cell(node, names),
        }
    }

    /// The edit for what is filled in; `None` when it is cleared. `bare`: one name of several stands without a list around it.
    pub fn edit(&self, node: Option<&Node>, new: &str, bare: bool, ctx: &FillContext<'_>) -> Option<Edit> {
        if new.is_empty() {
            return None;
        }
        match self {
            Self::Text => Some(ctx.text_edit(node, new)),
            Self::Word(_) => Some(Edit::Text(one_line(new))),
            Self::Names { names, one, .. } => ctx.names_edit(node, new, names, *one || bare),
        }
    }
}

/// Any of several: names, or a word in place of them (`geen`), or a map of names with an answer for each.
fn either(possible: &[Shape]) -> Option<Leaf<'_>> {
    let by_name = possible.iter().any(|shape| matches!(shape, Shape::Open(_)));
    let single = possible.iter().any(|shape| matches!(shape, Shape::Score(_)));
    if possible.iter().any(|shape| matches!(shape, Shape::Map(_) | Shape::Items(_))) {
        return None;
    }
    let found = possible.iter().filter_map(Leaf::of);
    // `geen` is a choice of one: the names beside it say what may stand here.
    let is_many = |leaf: &Leaf<'_>| matches!(leaf, Leaf::Names { one: false, .. });
    let mut found: Vec<Leaf<'_>> = found.collect();
    found.sort_by_key(|leaf| !is_many(leaf));
    match found.into_iter().next()? {
        Leaf::Names { names, .. } => Some(Leaf::Names { names, one: single, by_name }),
        other => Some(other),
    }
}

fn is_name(shape: &Shape) -> bool {
    match shape {
        Shape::Name(_) | Shape::Choice(_) | Shape::Word | Shape::Score(_) => true,
        Shape::Part(part) => is_name(&part.shape),
        _ => false,
    }
}

/// What the names of a shape may mean.
fn names(shape: &Shape) -> Names<'_> {
    match shape {
        Shape::Score(schaal) => Names::Schaal(schaal),
        Shape::Choice(choice) => Names::Known { words: &choice.offered, lijsten: choice.lijst.as_slice() },
        Shape::Name(name) => match &name.known {
            Known::Any => Names::AsTyped,
            Known::Lijsten(lijsten) => Names::Known { words: &[], lijsten },
            Known::Words(shape) => names(shape),
        },
        Shape::Part(part) => names(&part.shape),
        _ => Names::AsTyped,
    }
}

/// The names of all items of lists that are in use; `None` when there are too many.
fn current(lijsten: &[Arc<Lijst>]) -> Option<Keuze> {
    let items = lijsten.iter().flat_map(|lijst| &lijst.items).filter(|item| item.obsolete.is_none());
    let names: Vec<String> = items.map(|item| one_line(&item.name)).collect();
    if names.len() > MAX_KEUZES { None } else { Keuze::free(names) }
}

fn is_yes_no(choice: &Choice) -> bool {
    choice.offered.iter().map(|(id, _)| id.as_str()).eq(["ja", "nee"])
}

fn asks(soort: FieldType) -> AskedFor {
    match soort {
        FieldType::Number | FieldType::Percentage => AskedFor::Number,
        FieldType::Date => AskedFor::Date,
        FieldType::Phone => AskedFor::Phone,
        _ => AskedFor::Words,
    }
}
