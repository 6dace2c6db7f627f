//! YAML as trees with places and raw text.
//!
//! [`naar_bron`] turns the bytes of a file into a [`Bron`](crate::bron::Bron); [`lees`] turns
//! that into a tree of [`Knoop`]. Nothing is given a type here: `N`, `no`, `08` and `2.30` stay
//! as typed, and the format's field types give meaning. What YAML would quietly read as
//! something else than the author meant is reported, with the mended line.

mod boom;
mod fouten;
mod geweigerd;
mod lezer;
mod opbouw;
mod regel;
mod schrijven;
mod tekens;
#[cfg(test)]
mod toetsen;
#[cfg(test)]
mod toetsen_grenzen;
#[cfg(test)]
mod toetsen_inhoud;
#[cfg(test)]
mod toetsen_maker;
#[cfg(test)]
mod toetsen_toeval;
#[cfg(test)]
mod toetsen_wens;
mod vallen;
mod veranderen;
mod versions;

pub mod lap;
pub mod wens;

pub use boom::{Knoop, Paar, Scalar, Stijl, Waarde};
pub use lezer::{MAX_DIEPTE, MAX_KNOPEN, lees};
pub use schrijven::schrijf;
pub use tekens::naar_bron;
pub(crate) use tekens::{schoon, windows_byte};
pub use wens::{Kaartwens, Wens, verander, voldoet};
