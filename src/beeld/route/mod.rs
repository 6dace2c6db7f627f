//! The picture of a support route: a flow from top to bottom, a part for each phase.
//!
//! A route is a plain graph ([`schema`]); [`teken`] gives every box, line and line of text a place for
//! one width ([`maten`]); a template draws the result ([`tekening`]).
//!
//! What always holds: no two boxes touch, no line runs through a box, every line of text lies in its
//! box, every node is there once, and what no line shows is said by a connector that names the step.

mod banen;
mod blok;
mod delen;
mod graaf;
pub mod maten;
pub mod schema;
pub mod tekening;
mod vakken;
mod zetten;
pub mod zin;

pub use maten::{BREED, Maten, PAPIER, SMAL};
pub use schema::{Fase, Knoop, KnoopSoort, Schema, Tak};
pub use tekening::Tekening;

use super::letters::{Letters, Meter};

/// Lays out a route for one width.
pub fn teken(schema: &Schema, maten: Maten, letters: &Letters) -> Tekening {
    let meter = Meter::nieuw(letters, maten.letter, maten.factor);
    let aankomsten = schema.aankomsten().into_iter().collect();
    let vakken = vakken::Vakken { maten, meter: &meter, aankomsten };
    delen::Verdeler::teken(&vakken, schema).afgewerkt(maten)
}
