//! What stands in the files that define a site: formats, lists, scales, parents' questions, `site.yaml` and `school.yaml`. In the
//! same language as answers, so that an editor completes these files too and the reference tells of their keys.
//!
//! The readers are in `load`; a test holds each of these shapes against the files of all sites.

mod formaat;
mod lijst;
mod site;

pub use formaat::{KEYS_OF_KINDS, own_sectie, sectie};

use crate::model::catalogus::Catalogus;

use super::Shape;
use super::shape::{Choice, Key, MapShape};

/// A kind of file that defines something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Definition {
    /// `site.yaml`.
    Site,
    /// `school.yaml`.
    School,
    /// A format.
    Formaat,
    /// A list.
    Lijst,
    /// A scale.
    Schaal,
    /// `hulpvragen.yaml`: a site's own parents' questions.
    Hulpvragen,
}

impl Definition {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Site, Self::School, Self::Formaat, Self::Lijst, Self::Schaal, Self::Hulpvragen];

    /// Its name on the command line, and that of its schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Site => "site",
            Self::School => "school",
            Self::Formaat => "formaat",
            Self::Lijst => "lijst",
            Self::Schaal => "schaal",
            Self::Hulpvragen => "hulpvragen",
        }
    }

    /// The one with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|definition| definition.name() == name)
    }

    /// Where such a file stands below the folder of the content, and what it is.
    pub fn place(self) -> (&'static str, &'static str) {
        match self {
            Self::Site => ("site.yaml", "Wat voor de hele website geldt."),
            Self::School => ("scholen/<school>/school.yaml", "Wat van een school vaststaat, welk jaar het ook is."),
            Self::Formaat => ("formaten/<formaat>.yaml", "Waaruit een document bestaat."),
            Self::Lijst => ("lijsten/<lijst>.yaml", "Namen die scholen delen, zoals specialisten of voorzieningen."),
            Self::Schaal => ("schalen/<schaal>.yaml", "Waarden waar scholen uit kiezen, van laag naar hoog."),
            Self::Hulpvragen => ("hulpvragen.yaml", "De vragen van ouders waar scholen een antwoord op hebben."),
        }
    }

    /// The files of this kind, as a pattern below the folder of the content.
    pub fn pattern(self) -> &'static str {
        match self {
            Self::Site => "site.yaml",
            Self::School => "scholen/*/school.yaml",
            Self::Formaat => "formaten/*.yaml",
            Self::Lijst => "lijsten/*.yaml",
            Self::Schaal => "schalen/*.yaml",
            Self::Hulpvragen => "hulpvragen.yaml",
        }
    }

    /// What such a file may hold.
    pub fn shape(self, catalogus: &Catalogus) -> MapShape {
        match self {
            Self::Site => site::site(),
            Self::School => site::school(catalogus),
            Self::Formaat => formaat::formaat(catalogus),
            Self::Lijst => lijst::lijst(),
            Self::Schaal => lijst::schaal(),
            Self::Hulpvragen => lijst::hulpvragen(),
        }
    }
}

/// One of these words, each with what it means.
fn word_of(words: &[(&str, &str)]) -> Shape {
    let offered = words.iter().map(|(word, help)| ((*word).to_owned(), (*help).to_owned())).collect();
    Shape::Choice(Choice::new(offered))
}

/// The id of one of these, with its title.
fn id_of<'a>(known: impl Iterator<Item = (&'a String, &'a String)>) -> Shape {
    Shape::Choice(Choice::new(known.map(|(id, title)| (id.clone(), title.clone())).collect()))
}

/// A key of a definition; its id says what it is called.
fn key(id: &str, help: &str, shape: Shape) -> Key {
    Key::new(id, "", help, shape)
}
