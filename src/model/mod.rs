//! The model: definitions (lists, scales, formats), and the types of what a site says.

pub mod antwoord;
pub mod bestanden;
pub mod catalogus;
pub mod controles;
pub mod datum;
pub mod formaat;
pub mod hoeveel;
pub mod lezer;
pub mod lijst;
<<<<<<< HEAD
pub mod names;
=======
mod near;
>>>>>>> 50d6c63 (Texts are shown as typed: signs, numbers, bullets, lines; HTML, addresses, versions after a merge, what looks alike, names in one value)
pub mod norm;
pub mod site;
pub mod spoor;
pub mod tekstbestand;
pub mod teksten;
pub mod waarde;
