//! Names that are in no list, as the page about them and the page about coverage show them.

use serde::Serialize;

use crate::regio::names::{FreeName, RegioNames};
use crate::text::sentences;

/// A name with the schools that use it.
#[derive(Debug, Serialize)]
pub struct FreeNameView {
    /// The name as it was first written, with a capital.
    pub name: String,
    /// Names of the schools that use it, as a sentence part.
    pub scholen: String,
    /// How many they are.
    pub count: usize,
}

/// Names in references and items under `anders` that are no item of a list; most used first.
#[derive(Debug, Serialize)]
pub struct RegioNamesView {
    /// Names in references that are in no list.
    pub free: Vec<FreeNameView>,
    /// What schools name under `anders`, if they do not say which item it is.
    pub own: Vec<FreeNameView>,
}

impl RegioNamesView {
    pub(super) fn of(names: &RegioNames<'_>) -> Self {
        let views = |names: &[FreeName<'_>]| names.iter().map(view).collect();
        Self { free: views(&names.free), own: views(&names.own) }
    }
}

fn view(name: &FreeName<'_>) -> FreeNameView {
    FreeNameView { name: name.name.clone(), scholen: join_short(&name.scholen), count: name.scholen.len() }
}

/// Names of schools as one sentence part; of many, only the first are named.
pub(super) fn join_short(names: &[&str]) -> String {
    const ENOUGH: usize = 8;
    if names.len() <= ENOUGH + 1 {
        return sentences::join_and(names);
    }
    format!("{} en nog {} scholen", names[..ENOUGH].join(", "), names.len() - ENOUGH)
}
