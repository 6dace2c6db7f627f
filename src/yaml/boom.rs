//! The tree: texts, lists and groups, each with its place.

use crate::bron::Plek;

/// One value of a file.
#[derive(Debug, Clone)]
pub struct Knoop {
    /// The bytes of the value itself; empty, right after the key, where nothing was typed.
    pub plek: Plek,
    /// What stands there.
    pub waarde: Waarde,
}

/// What a [`Knoop`] holds.
#[derive(Debug, Clone)]
pub enum Waarde {
    /// Nothing, or `~`, or a `|` without text: not answered.
    Leeg,
    /// A text.
    Tekst(Scalar),
    /// A list, in `[ ]` or with dashes.
    Lijst(Vec<Knoop>),
    /// A group of keys, in `{ }` or below each other.
    Kaart(Vec<Paar>),
}

/// A text, as typed.
#[derive(Debug, Clone)]
pub struct Scalar {
    /// The text, with quotes and folding worked out, and nothing else done to it.
    pub tekst: String,
    /// How it was written.
    pub stijl: Stijl,
}

/// How a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stijl {
    /// Without quotes.
    Kaal,
    /// In single or double quotes.
    Aanhaling,
    /// Below a `|` or `>`.
    Blok,
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Paar {
    /// The key.
    pub sleutel: String,
    /// Where the key stands.
    pub sleutel_plek: Plek,
    /// The value.
    pub waarde: Knoop,
}

impl Knoop {
    /// What it is, in Dutch, for "verwacht wordt ..., hier staat ...".
    pub fn soort_naam(&self) -> &'static str {
        match self.waarde {
            Waarde::Leeg => "niets",
            Waarde::Tekst(_) => "een tekst",
            Waarde::Lijst(_) => "een lijst",
            Waarde::Kaart(_) => "een groep met sleutels",
        }
    }

    /// Whether nothing was answered: nothing typed, `~`, or a text of only white space.
    /// An empty list or group is an answer.
    pub fn is_leeg(&self) -> bool {
        match &self.waarde {
            Waarde::Leeg => true,
            Waarde::Tekst(scalar) => scalar.tekst.trim().is_empty(),
            Waarde::Lijst(_) | Waarde::Kaart(_) => false,
        }
    }

    /// The text, if it is one.
    pub fn als_tekst(&self) -> Option<&str> {
        match &self.waarde {
            Waarde::Tekst(scalar) => Some(&scalar.tekst),
            Waarde::Leeg | Waarde::Lijst(_) | Waarde::Kaart(_) => None,
        }
    }

    /// The items, if it is a list.
    pub fn als_lijst(&self) -> Option<&[Self]> {
        match &self.waarde {
            Waarde::Lijst(items) => Some(items),
            Waarde::Leeg | Waarde::Tekst(_) | Waarde::Kaart(_) => None,
        }
    }

    /// The keys with their values, in the order of the file, if it is a group.
    pub fn als_kaart(&self) -> Option<&[Paar]> {
        match &self.waarde {
            Waarde::Kaart(paren) => Some(paren),
            Waarde::Leeg | Waarde::Tekst(_) | Waarde::Lijst(_) => None,
        }
    }

    /// The value of a key, if it is a group that has the key.
    pub fn zoek(&self, sleutel: &str) -> Option<&Self> {
        self.als_kaart()?.iter().find(|paar| paar.sleutel == sleutel).map(|paar| &paar.waarde)
    }
}
