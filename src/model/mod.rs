//! The model: definitions (lists, scales, formats), and the types of what a site says.

pub mod antwoord;
pub mod bestanden;
pub mod catalogus;
pub mod controles;
pub mod datum;
pub mod filenames;
pub mod formaat;
pub mod hoeveel;
pub mod lezer;
pub mod lijst;
pub mod names;
mod near;
pub mod norm;
pub mod pictures;
pub mod site;
pub mod spoor;
pub mod tekstbestand;
pub mod teksten;
pub mod waarde;
