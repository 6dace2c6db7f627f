//! The norm of a samenwerkingsverband: what its schools together must offer.

use std::collections::BTreeSet;

use crate::bron::Plek;

use super::waarde::ItemSleutel;

/// One rule of the norm, as `site.yaml` states it.
#[derive(Debug, Clone)]
pub struct NormRegel {
    /// What must be there.
    pub wat: NormDoel,
    /// At how many schools.
    pub scholen: NormAantal,
    /// Places where it must be (ids of the list `plaatsen`); empty means anywhere.
    pub waar: BTreeSet<String>,
    /// Why the rule is there, in the words of the samenwerkingsverband.
    pub toelichting: Option<String>,
    /// Where it stands.
    pub plek: Plek,
}

/// What a rule is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NormDoel {
    /// An item of a list.
    Item(ItemSleutel),
    /// A parents' question, by id: anything that helps with it will do.
    Hulpvraag(String),
}

/// How many schools must meet a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NormAantal {
    /// Every school.
    Alle,
    /// At least this many.
    Minstens(usize),
}
