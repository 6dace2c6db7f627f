//! The norm of a samenwerkingsverband: what its schools together must offer.

use std::collections::BTreeSet;

use crate::source::Span;

use super::value::ItemKey;

/// One rule of the norm, as `site.yaml` states it.
#[derive(Debug, Clone)]
pub struct NormRule {
    /// What must be there.
    pub what: NormTarget,
    /// At how many schools.
    pub scholen: NormCount,
    /// Places where it must be (ids of the list `plaatsen`); empty means anywhere.
    pub waar: BTreeSet<String>,
    /// Why the rule is there, in the words of the samenwerkingsverband.
    pub toelichting: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// What a rule is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NormTarget {
    /// An item of a list.
    Item(ItemKey),
    /// A parents' question, by id: anything that helps with it counts.
    Hulpvraag(String),
}

/// How many schools must meet a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NormCount {
    /// Every school.
    All,
    /// At least this many.
    AtLeast(usize),
}
